/* synonyms.h: the names that columns of plain files have, and the known columns that they are. */
#ifndef ENTENTE_DATA_READ_SYNONYMS_H
#define ENTENTE_DATA_READ_SYNONYMS_H

#include "data/dataset.h"

/** Finds the columns of a table of party rows; false when it is none: it lacks the agreement or the
 *  party. */
bool ent_synonyms_parties(table *t);
/** Finds the two columns of a pair of parties; false when there are none. */
bool ent_synonyms_pair(table *t);
/** Finds the other columns of a table whose rows are agreements. */
void ent_synonyms_acts(table *t);
/** Finds the columns of a table of nodes that goes with a plain file. */
void ent_synonyms_actors(table *t);

#endif
