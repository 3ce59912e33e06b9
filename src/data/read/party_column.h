/* party_column.h: the column of parties in a plain file in which no column has a name for it. */
#ifndef ENTENTE_DATA_READ_PARTY_COLUMN_H
#define ENTENTE_DATA_READ_PARTY_COLUMN_H

#include "data/dataset.h"

typedef struct ent_party_column {
    size_t column;       /* ENT_NO_COLUMN: no column, or several */
    size_t candidates;   /* columns of which most cells are names in the register */
    size_t names, known; /* different names in the column, and how many the register knows */
    bool has_lists;      /* some of its cells have several names */
} ent_party_column;

/** Looks for the only column without a meaning of which most cells are names, or lists of names, that the register knows.
 *  False when memory was refused. */
bool ent_party_column_find(const ent_dataset *d, table *t, ent_party_column *found);

#endif
