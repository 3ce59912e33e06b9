/* keys.h: the keys of tables in the description of a package (Frictionless Table Schema). */
#ifndef ENTENTE_DATA_KEYS_H
#define ENTENTE_DATA_KEYS_H

#include "base/json_write.h"
#include "entente/dataset.h"

/** Writes the members `primaryKey` and `foreignKeys` of the schema of a table, each on a line of its own. The
 *  table has `columns` columns; header NULL: all that it could have. complete[t]: table t is in the package, with
 *  a row for every id that other tables name. */
void ent_describe_keys(ent_json_writer *w, int indent, ent_table table, const ent_str *header, size_t columns,
                       const bool *complete);

#endif
