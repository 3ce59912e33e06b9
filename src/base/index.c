/* index.c: open addressing with a keyed hash: input that is made to collide under one key does not
 * under another. Nothing ever walks the slots, so no output can follow the key. */
#include "base/index.h"

#include <sys/random.h>

#include "base/hash.h"
#include "base/mem.h"

/* Slots are small, so that what is looked at at random stays near; the keys lie apart, in the order
 * in which they came. */
struct ent_index_slot {
    uint32_t hash; /* its upper half: the lower one is the place */
    uint32_t entry; /* from 1; 0: the slot is free */
};

struct ent_index_entry {
    ent_str key;
    uint32_t hash; /* its lower half; so many places there are at most */
    uint32_t value;
};

static inline uint64_t hash_of(ent_str key)
{
    static uint64_t secret;

    if (!secret) {
        if (getrandom(&secret, sizeof secret, GRND_NONBLOCK) != (ssize_t)sizeof secret)
            secret = 0x9e3779b97f4a7c15u;
        secret |= 1;
    }
    return ent_hash(key, secret);
}

static inline struct ent_index_slot *slot_of(const ent_index *index, ent_str key, uint64_t hash)
{
    size_t mask = index->capacity - 1, at = (uint32_t)hash & mask;

    while (index->slots[at].entry) {
        const struct ent_index_slot *slot = &index->slots[at];

        if (slot->hash == (uint32_t)(hash >> 32) &&
            ent_same(index->entries[slot->entry - 1].key, key))
            break;
        at = (at + 1) & mask;
    }
    return &index->slots[at];
}

uint32_t ent_index_find(const ent_index *index, ent_str key)
{
    struct ent_index_slot *slot;

    if (!index->count || !key.ptr)
        return ENT_ABSENT;
    slot = slot_of(index, key, hash_of(key));
    return slot->entry ? index->entries[slot->entry - 1].value : ENT_ABSENT;
}

/* Four times the slots, so that moving them costs less than adding. All keys differ: a key goes to
 * the first free slot from its place on. */
static bool grow(ent_index *index)
{
    size_t capacity = index->capacity ? index->capacity * 4 : 64;
    struct ent_index_slot *slots = ent_mem_new(capacity, sizeof *slots);

    if (!slots)
        return false;
    for (size_t i = 0; i < index->capacity; i++) {
        size_t at;

        if (!index->slots[i].entry)
            continue;
        at = index->entries[index->slots[i].entry - 1].hash & (capacity - 1);
        while (slots[at].entry)
            at = (at + 1) & (capacity - 1);
        slots[at] = index->slots[i];
    }
    ent_mem_free(index->slots);
    index->slots = slots;
    index->capacity = capacity;
    return true;
}

bool ent_index_add(ent_index *index, ent_str key, uint32_t value, uint32_t *found)
{
    struct ent_index_slot *slot;
    uint64_t hash;

    if (!key.ptr)
        key = ENT_STR("");
    if (index->count * 2 >= index->capacity && !grow(index))
        return false;
    hash = hash_of(key);
    slot = slot_of(index, key, hash);
    if (!slot->entry) {
        if (!ent_mem_reserve((void **)&index->entries, &index->room, index->count + 1,
                             sizeof *index->entries))
            return false;
        index->entries[index->count++] =
            (struct ent_index_entry){ key, (uint32_t)hash, value };
        *slot = (struct ent_index_slot){ (uint32_t)(hash >> 32), (uint32_t)index->count };
    }
    if (found)
        *found = index->entries[slot->entry - 1].value;
    return true;
}

void ent_index_move(ent_index *index, ent_str key, uint32_t value)
{
    index->entries[slot_of(index, key, hash_of(key))->entry - 1].value = value;
}

void ent_index_destroy(ent_index *index)
{
    ent_mem_free(index->slots);
    ent_mem_free(index->entries);
    *index = (ent_index){ 0 };
}
