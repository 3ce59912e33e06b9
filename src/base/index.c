/* index.c: open addressing with a keyed hash: input that is made to collide under one key does not
 * under another. Nothing ever walks the slots, so no output can follow the key. */
#include "base/index.h"

#include <sys/random.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/mem.h"

struct ent_index_slot {
    ent_str key;
    uint64_t hash;
    uint32_t value;
};

static uint64_t hash_of(ent_str key)
{
    static uint64_t secret;

    if (!secret) {
        if (getrandom(&secret, sizeof secret, GRND_NONBLOCK) != (ssize_t)sizeof secret)
            secret = 0x9e3779b97f4a7c15u;
        secret |= 1;
    }
    return XXH3_64bits_withSeed(key.ptr, key.len, secret);
}

static struct ent_index_slot *slot_of(const ent_index *index, ent_str key, uint64_t hash)
{
    size_t mask = index->capacity - 1, at = hash & mask;

    while (index->slots[at].key.ptr) {
        struct ent_index_slot *slot = &index->slots[at];

        if (slot->hash == hash && ent_str_eq(slot->key, key))
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
    return slot->key.ptr ? slot->value : ENT_ABSENT;
}

static bool grow(ent_index *index)
{
    ent_index bigger = { .capacity = index->capacity ? index->capacity * 2 : 64,
                         .count = index->count };

    if ((bigger.slots = ent_mem_new(bigger.capacity, sizeof *bigger.slots)) == NULL)
        return false;
    for (size_t i = 0; i < index->capacity; i++)
        if (index->slots[i].key.ptr)
            *slot_of(&bigger, index->slots[i].key, index->slots[i].hash) = index->slots[i];
    ent_mem_free(index->slots);
    *index = bigger;
    return true;
}

bool ent_index_add(ent_index *index, ent_str key, uint32_t value, uint32_t *found)
{
    struct ent_index_slot *slot;
    uint64_t hash;

    if (!key.ptr)
        key = ENT_STR("");
    if (index->count * 4 >= index->capacity * 3 && !grow(index))
        return false;
    hash = hash_of(key);
    slot = slot_of(index, key, hash);
    if (!slot->key.ptr) {
        *slot = (struct ent_index_slot){ key, hash, value };
        index->count++;
    }
    if (found)
        *found = slot->value;
    return true;
}

void ent_index_move(ent_index *index, ent_str key, uint32_t value)
{
    slot_of(index, key, hash_of(key))->value = value;
}

void ent_index_destroy(ent_index *index)
{
    ent_mem_free(index->slots);
    *index = (ent_index){ 0 };
}
