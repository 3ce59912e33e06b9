/* open.h: opening the tables of a data set: the file, and its columns by their names. */
#ifndef ENTENTE_DATA_READ_OPEN_H
#define ENTENTE_DATA_READ_OPEN_H

#include "data/dataset.h"

/** Opens the file of a table; `plain`: a plain file, whose encoding is recognized when it is not UTF-8. Its columns are found by ent_table_locate or, in plain files, by their
 *  synonyms. */
ent_status ent_table_open(ent_dataset *d, ent_table which, const char *path, bool plain,
                          ent_diags *diags);
/** The same for a table of d->cells. */
ent_status ent_table_of_cells(ent_dataset *d, ent_table which, ent_diags *diags);

/** Finds the known columns of a table that is open; reports near misses and missing columns. */
ent_status ent_table_locate(ent_dataset *d, ent_table which, ent_diags *diags);
/** No column is known. */
void ent_table_forget_columns(table *t);
/** Is this column of the file one of the known ones? */
bool ent_table_knows(const table *t, size_t column);
/** Keeps the columns that are not known as attributes. A native table has our names of columns: then
 *  near misses are reported, and columns such as `source` and `note` are no attributes. */
ent_status ent_table_keep_extra(ent_dataset *d, ent_table which, bool native, ent_diags *diags);

#endif
