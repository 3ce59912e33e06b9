/* neighbours.h: the neighbours of each node of an undirected network, as ranges of one list. */
#ifndef ENTENTE_BASE_NEIGHBOURS_H
#define ENTENTE_BASE_NEIGHBOURS_H

#include "entente/api.h"

#include <stddef.h>

/** The two nodes of pair i. */
typedef void ent_ends_of(const void *ctx, size_t i, size_t ends[2]);

/** Fills the list: the neighbours of node i are next[first[i]] to next[first[i + 1] - 1], ascending.
 *  first  room for nodes + 2, all 0
 *  next   room for twice the pairs
 *  cost   O(nodes + pairs log pairs) */
ENT_SHARED void ent_neighbours_list(size_t *first, size_t *next, size_t nodes, size_t pairs, ent_ends_of *ends_of,
                                    const void *ctx);

/** How many neighbours two nodes have in common. cost: O(the neighbours of both) */
ENT_SHARED size_t ent_neighbours_common(const size_t *first, const size_t *next, size_t a, size_t b);

#endif
