/* index.h: from a text to a small number: ids to rows, names to states. Keys are borrowed. */
#ifndef ENTENTE_BASE_INDEX_H
#define ENTENTE_BASE_INDEX_H

#include "entente/text.h"

#define ENT_ABSENT UINT32_MAX

typedef struct ent_index {
    struct ent_index_slot *slots;
    struct ent_index_entry *entries;
    size_t capacity, count, room; /* slots; entries, and room for them */
    size_t settled;               /* entries that have a slot */
} ent_index;                      /* all-zero is an empty index */

/** Where `key` points, or ENT_ABSENT. */
uint32_t ent_index_find(const ent_index *index, ent_str key);

/** Adds key → value unless the key is there. *found is what the key points to afterwards (so it
 *  differs from `value` when the key was there). False when memory was refused. */
bool ent_index_add(ent_index *index, ent_str key, uint32_t value, uint32_t *found);
/** Adds a key that surely is not there yet. It is found only after ent_index_settle, which puts
 * many keys in their places much faster than one by one. False when memory was refused. */
bool ent_index_append(ent_index *index, ent_str key, uint32_t value);
bool ent_index_settle(ent_index *index);
/** Points `key`, which must be there, to another value. */
void ent_index_move(ent_index *index, ent_str key, uint32_t value);
void ent_index_destroy(ent_index *index);

#endif
