/* hash_index.c: open addressing with a hash that is seeded at random in each process, so that no input can be
 * made to collide. Slots are never listed, so no output depends on the seed. */
#include "base/hash_index.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/platform.h"

/* Slots are small, because they are read at random; the keys are stored apart, in order of arrival. A key's
 * place is the upper bits of its hash: when the table grows, all keep their order, and memory is read
 * once from front to end. */
struct ent_index_slot {
    uint32_t hash;
    uint32_t entry; /* from 1; 0: the slot is free */
};

struct ent_index_entry {
    ent_str key;
    uint32_t hash, value;
};

static inline uint32_t hash_of(ent_str key)
{
    static uint64_t secret;

    if (!secret) {
        if (!ent_platform_random(&secret, sizeof secret))
            secret = 0x9e3779b97f4a7c15u;
        secret |= 1;
    }
    return (uint32_t)(ent_hash(key, secret) >> 32);
}

static inline size_t place_of(const ent_index *index, uint32_t hash)
{
    return (uint64_t)hash * index->capacity >> 32;
}

static inline struct ent_index_slot *slot_of(const ent_index *index, ent_str key, uint32_t hash)
{
    size_t at = place_of(index, hash);

    while (index->slots[at].entry) {
        const struct ent_index_slot *slot = &index->slots[at];

        if (slot->hash == hash && ent_same(index->entries[slot->entry - 1].key, key))
            break;
        at = at + 1 < index->capacity ? at + 1 : 0;
    }
    return &index->slots[at];
}

uint32_t ent_index_find(const ent_index *index, ent_str key)
{
    struct ent_index_slot *slot;

    if (!index->settled || !key.ptr)
        return ENT_ABSENT;
    slot = slot_of(index, key, hash_of(key));
    return slot->entry ? index->entries[slot->entry - 1].value : ENT_ABSENT;
}

/* Puts an entry of a new key into the first free slot from its place on. */
static void put(ent_index *index, uint32_t entry)
{
    uint32_t hash = index->entries[entry].hash;
    size_t at = place_of(index, hash);

    while (index->slots[at].entry)
        at = at + 1 < index->capacity ? at + 1 : 0;
    index->slots[at] = (struct ent_index_slot){ hash, entry + 1 };
}

/* At least twice as many slots as keys; when they grow, at least by four. */
static bool make_slots(ent_index *index, size_t count)
{
    size_t more = index->capacity ? index->capacity * 4 : 64;
    ent_index bigger = *index;

    if (count * 2 < index->capacity)
        return true;
    bigger.capacity = count * 2 < more ? more : count * 2 + 1;
    if ((bigger.slots = ent_mem_new(bigger.capacity, sizeof *bigger.slots)) == NULL)
        return false;
    for (size_t i = 0; i < index->capacity; i++) {
        size_t at = place_of(&bigger, index->slots[i].hash);

        if (!index->slots[i].entry)
            continue;
        while (bigger.slots[at].entry)
            at = at + 1 < bigger.capacity ? at + 1 : 0;
        bigger.slots[at] = index->slots[i];
    }
    ent_mem_free(index->slots);
    *index = bigger;
    return true;
}

bool ent_index_append(ent_index *index, ent_str key, uint32_t value)
{
    if (!ent_mem_reserve((void **)&index->entries, &index->room, index->count + 1,
                         sizeof *index->entries))
        return false;
    index->entries[index->count++] = (struct ent_index_entry){ key, hash_of(key), value };
    return true;
}

bool ent_index_settle(ent_index *index)
{
    enum { AHEAD = 16 };

    if (index->settled == index->count)
        return true;
    if (!make_slots(index, index->count))
        return false;
    for (; index->settled < index->count; index->settled++) {
        size_t soon = index->settled + AHEAD;

        if (soon < index->count) /* most of the time is spent waiting for memory */
            __builtin_prefetch(&index->slots[place_of(index, index->entries[soon].hash)], 1);
        put(index, (uint32_t)index->settled);
    }
    return true;
}

bool ent_index_add(ent_index *index, ent_str key, uint32_t value, uint32_t *found)
{
    struct ent_index_slot *slot;

    if (!key.ptr)
        key = ENT_STR("");
    if (!make_slots(index, index->count + 1) || !ent_index_settle(index))
        return false;
    slot = slot_of(index, key, hash_of(key));
    if (slot->entry) {
        if (found)
            *found = index->entries[slot->entry - 1].value;
        return true;
    }
    if (!ent_index_append(index, key, value) || !ent_index_settle(index))
        return false;
    if (found)
        *found = value;
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
