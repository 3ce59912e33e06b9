/* hash_index.h: a hash table from texts to numbers: ids to rows, names to states. Keys are borrowed. */
#ifndef ENTENTE_BASE_HASH_INDEX_H
#define ENTENTE_BASE_HASH_INDEX_H

#include "entente/text.h"

#define ENT_ABSENT UINT32_MAX

typedef struct ent_index {
    struct ent_index_slot *slots;
    struct ent_index_entry *entries;
    size_t capacity, count, room; /* slots; entries, and room for them */
    size_t settled;               /* entries that have a slot */
} ent_index;                      /* all-zero is an empty index */

/** The value of `key`, or ENT_ABSENT. */
uint32_t ent_index_find(const ent_index *index, ent_str key);

/** Adds a key with its value unless the index has the key. *found is the value of the key afterwards.
 *  False when memory was refused. */
bool ent_index_add(ent_index *index, ent_str key, uint32_t value, uint32_t *found);
/** Adds a key that the index does not have. It is found only after ent_index_settle, which places many
 *  keys much faster than one by one. False when memory was refused. */
bool ent_index_append(ent_index *index, ent_str key, uint32_t value);
bool ent_index_settle(ent_index *index);
/** Changes the value of a key that the index has. */
void ent_index_move(ent_index *index, ent_str key, uint32_t value);
void ent_index_destroy(ent_index *index);

#endif
