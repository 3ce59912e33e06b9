/* csv_header.h: the names of the columns of delimited text: which separator they have, and what stands above them or in
 * two rows. */
#ifndef ENTENTE_DATA_TABLE_CSV_HEADER_H
#define ENTENTE_DATA_TABLE_CSV_HEADER_H

#include "data/table/tablefile.h"

/** A file whose header has tabs or semicolons and no comma is read by those, with a warning. */
void ent_csv_choose_separator(ent_tablefile *table, ent_diags *diags);
/** Passes over a title above the table of a plain file, with a note: lines with one cell of several words. */
void ent_csv_skip_title(ent_tablefile *table, ent_diags *diags);
/** Joins two rows of names, with a note: the second has a name where the first has none, and nothing in the first
 *  column. */
ent_status ent_csv_join_header(ent_tablefile *table, ent_diags *diags);

#endif
