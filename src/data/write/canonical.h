/* canonical.h: the records of plain files as the tables of a package. */
#ifndef ENTENTE_DATA_WRITE_CANONICAL_H
#define ENTENTE_DATA_WRITE_CANONICAL_H

#include "data/dataset.h"

/** Fills an empty store with the tables of actors, agreements and parties, from the records of a plain file or a network
 *  file: dates are EDTF, columns have our names, attributes keep theirs. Memory that was refused is in store->failed. */
void ent_canonical_tables(const ent_dataset *d, ent_cell_store *store);

#endif
