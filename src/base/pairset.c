/* pairset.c: linear probing. Removing moves later entries of the run back, so that there are no marks of
 * deleted entries and a search stops at the first free slot. */
#include "base/pairset.h"

#include "base/mem.h"

static uint64_t key_of(uint32_t x, uint32_t y)
{
    return (x < y ? (uint64_t)x << 32 | y : (uint64_t)y << 32 | x) + 1;
}

static uint64_t home_of(const ent_pairset *set, uint64_t key)
{
    return (key * 0x9e3779b97f4a7c15u >> 29) & set->mask;
}

/* The slot of the key, or the free slot where it would go. */
static uint64_t slot_of(const ent_pairset *set, uint64_t key)
{
    uint64_t at = home_of(set, key);

    while (set->slots[at] && set->slots[at] != key)
        at = (at + 1) & set->mask;
    return at;
}

bool ent_pairset_init(ent_pairset *set, size_t most)
{
    uint64_t size = 16;

    while (size < 3 * (uint64_t)most)
        size *= 2;
    set->mask = size - 1;
    set->slots = ent_mem_new(size, sizeof *set->slots);
    return set->slots != NULL;
}

bool ent_pairset_has(const ent_pairset *set, uint32_t x, uint32_t y)
{
    return set->slots[slot_of(set, key_of(x, y))] != 0;
}

void ent_pairset_add(ent_pairset *set, uint32_t x, uint32_t y)
{
    uint64_t key = key_of(x, y);

    set->slots[slot_of(set, key)] = key;
}

void ent_pairset_remove(ent_pairset *set, uint32_t x, uint32_t y)
{
    uint64_t at = slot_of(set, key_of(x, y));

    for (uint64_t next = (at + 1) & set->mask; set->slots[next]; next = (next + 1) & set->mask) {
        uint64_t from_home = (next - home_of(set, set->slots[next])) & set->mask;

        if (from_home >= ((next - at) & set->mask)) { /* the free slot is no nearer than its home */
            set->slots[at] = set->slots[next];
            at = next;
        }
    }
    set->slots[at] = 0;
}

void ent_pairset_destroy(ent_pairset *set)
{
    ent_mem_free(set->slots);
    *set = (ent_pairset){ 0 };
}
