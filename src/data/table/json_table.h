/* json_table.h: a table that is a JSON array of flat objects. */
#ifndef ENTENTE_DATA_TABLE_JSON_TABLE_H
#define ENTENTE_DATA_TABLE_JSON_TABLE_H

#include "data/table/tablefile.h"

/** Reads the array of the file; its keys become the columns. */
ent_status ent_json_table_open(ent_tablefile *table, ent_diags *diags);
/** Hands every object to `row`: see ent_tablefile_rows. */
ent_status ent_json_table_rows(ent_tablefile *table, ent_tablefile_fn *row, void *ctx, ent_diags *diags);
/** The text of a value; NULL is an empty cell. */
ent_str ent_json_table_cell(const ent_json *value);

#endif
