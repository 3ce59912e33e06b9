/* column_names.h: the vocabulary of columns in tables of users: which names mean which known column. The reader of plain
 * files and the proposal of a map (`import --guess`) both use it. */
#ifndef ENTENTE_DATA_COLUMN_NAMES_H
#define ENTENTE_DATA_COLUMN_NAMES_H

#include "data/columns.h"
#include "data/table/tablefile.h"

/** May the column be used? */
typedef bool ent_column_fits_fn(const void *ctx, size_t column);

/** The column of a header that has one of the names of a known column; of several, the one with the first name in the
 *  vocabulary. `fits` (NULL: all do) is asked about each. ENT_NO_COLUMN: none. */
size_t ent_column_named(const ent_tablefile *file, ent_table table, int known, ent_column_fits_fn *fits, const void *ctx);
/** Does a name only contain a part that is typical of a known column, as "Date of signing (UN)" does? */
bool ent_column_sounds(ent_str name, ent_table table, int known);
/** The two columns of a pair of parties; false: there are none. */
bool ent_columns_pair(const ent_tablefile *file, size_t *one, size_t *other);

#endif
