/* title_column.h: the column of titles in a plain file in which no column has a name for it. */
#ifndef ENTENTE_DATA_READ_TITLE_COLUMN_H
#define ENTENTE_DATA_READ_TITLE_COLUMN_H

#include "data/dataset.h"

/** The first column, if it has no meaning yet and most rows have a text of several words in it, each another. ENT_NO_COLUMN:
 *  it is not so. False when memory was refused. */
bool ent_title_column_find(table *t, size_t *column);

#endif
