/* pairset.h: a set of unordered pairs of numbers, such as the pairs of nodes that are tied. Open
 * addressing; its size is fixed when it is made. */
#ifndef ENTENTE_BASE_PAIRSET_H
#define ENTENTE_BASE_PAIRSET_H

#include "entente/api.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ent_pairset {
    uint64_t *slots; /* 0: free */
    uint64_t mask;
} ent_pairset;

/** An empty set with room for `most` pairs; false when memory was refused. */
ENT_SHARED bool ent_pairset_init(ent_pairset *set, size_t most);
ENT_SHARED bool ent_pairset_has(const ent_pairset *set, uint32_t x, uint32_t y);
/** Adds a pair that the set does not have. */
ENT_SHARED void ent_pairset_add(ent_pairset *set, uint32_t x, uint32_t y);
/** Removes a pair that the set has. */
ENT_SHARED void ent_pairset_remove(ent_pairset *set, uint32_t x, uint32_t y);
ENT_SHARED void ent_pairset_destroy(ent_pairset *set);

#endif
