/* tidy.h: plain files: one table whose columns have common names. */
#ifndef ENTENTE_DATA_READ_TIDY_H
#define ENTENTE_DATA_READ_TIDY_H

#include "data/dataset.h"

/** Opens one plain file and recognizes its shape by its header: party, pair or list rows. */
ent_status ent_tidy_open(ent_dataset *d, const char *path, ent_diags *diags);
/** Finds the columns of a table whose rows are agreements, of pair or list rows. */
ent_status ent_tidy_find_acts(ent_dataset *d, ent_shape shape, ent_diags *diags);
/** Reads the rows of a file of pair or list rows. (Party rows are a table of parties.) */
ent_status ent_tidy_rows(ent_dataset *d, ent_diags *diags);

/** Gives an id to agreements of pair and list rows that have none, or not one of their own. (made_ids.c) */
ent_status ent_tidy_make_ids(ent_dataset *d, ent_diags *diags);

/** Turns actors of a plain file into states of the register when most of them are; reports the names
 *  that are not, and cells that look like lists. (actor_names.c) */
ent_status ent_tidy_name_actors(ent_dataset *d, ent_diags *diags);
/** Reports columns that look like dates or parties and are not used. (unused_columns.c) */
void ent_tidy_report_unused(ent_dataset *d, ent_diags *diags);

#endif
