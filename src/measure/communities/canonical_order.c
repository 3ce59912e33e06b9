/* canonical_order.c: an order of nodes that renaming them does not change, so that a search that depends
 * on the order of nodes gives renamed networks the same communities.
 *
 * Each node gets a colour from its degree; again and again a new one from its colour and the
 * colours and weights of its ties (Weisfeiler & Leman), as sums of hashes, which know no order.
 * Where equals remain one of them is marked and its colour spreads.
 *
 * Weights enter by their rank: their unit, and the last digit that another unit makes of them, have
 * no say either. For the same reason searches work on weights in shares of the largest, to ten
 * digits. */
#include "measure/communities/communities.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

enum { MOST_MARKS = 64, MOST_ROUNDS = 64 };

/* ---- sorting ---- */

typedef struct keyed {
    uint64_t key;
    uint32_t item;
} keyed;

/* By key; equals keep their order. Byte by byte, because searches sort all ties of each network: keys differ in
 * few of their bytes. `spare` has as much room. */
static void sort_by_key(keyed *list, keyed *spare, size_t count)
{
    enum { BYTES = sizeof(uint64_t), VALUES = 256 };
    uint32_t times[BYTES][VALUES] = { { 0 } };
    keyed *from = list, *to = spare;

    for (size_t i = 0; i < count; i++)
        for (int b = 0; b < BYTES; b++)
            times[b][list[i].key >> 8 * b & 255]++;
    for (int b = 0; b < BYTES && count; b++) {
        uint32_t before = 0;
        keyed *swap = from;

        if (times[b][list[0].key >> 8 * b & 255] == count)
            continue;
        for (int v = 0; v < VALUES; v++) {
            uint32_t here = times[b][v];

            times[b][v] = before;
            before += here;
        }
        for (size_t i = 0; i < count; i++)
            to[times[b][from[i].key >> 8 * b & 255]++] = from[i];
        from = to;
        to = swap;
    }
    if (from != list)
        memcpy(list, from, count * sizeof *list);
}

/* A list to sort and as much to spare; at least one item. */
static keyed *new_keys(size_t count)
{
    return ent_mem_resize(NULL, 2 * count + 2, sizeof(keyed));
}

/* ---- the order ---- */

static uint64_t mix(uint64_t x)
{
    return ent_random_mix(&x);
}

/* Sorts by colour and counts the colours. */
static uint32_t count_colours(keyed *list, const uint64_t *colour, uint32_t n)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < n; i++)
        list[i] = (keyed){ colour[i], i };
    sort_by_key(list, list + n, n);
    for (uint32_t i = 0; i < n; i++)
        count += !i || list[i].key != list[i - 1].key;
    return count;
}

static uint32_t refine(const ent_work *w, uint64_t *colour, uint64_t *next, const uint64_t *weight,
                       keyed *list)
{
    uint32_t count = count_colours(list, colour, w->n), before = 0;

    for (int round = 0; round < MOST_ROUNDS && count > before && count < w->n; round++) {
        before = count;
        for (uint32_t i = 0; i < w->n; i++) {
            uint64_t sum = 0;

            for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
                sum += mix(colour[w->neighbor[k]] ^ weight[w->tie_to[k]]);
            next[i] = mix(colour[i] + mix(sum));
        }
        memcpy(colour, next, w->n * sizeof *colour);
        count = count_colours(list, colour, w->n);
    }
    return count;
}

/* The rank of each weight among those that differ by more than rounding. */
static bool rank_weights(const ent_work *w, uint64_t *rank)
{
    keyed *list = new_keys(w->pair_count);
    uint64_t now = 0;
    double before = 0;

    if (!list)
        return false;
    for (uint32_t t = 0; t < w->pair_count; t++) {
        list[t].item = t; /* the bits of numbers above 0 are in the order of the numbers */
        memcpy(&list[t].key, &w->pairs[t].weight, sizeof list[t].key);
    }
    sort_by_key(list, list + w->pair_count, w->pair_count);
    for (uint32_t t = 0; t < w->pair_count; t++) {
        double weight = w->pairs[list[t].item].weight;

        now += t && weight - before > 1e-13 * weight;
        rank[list[t].item] = mix(now);
        before = weight;
    }
    ent_mem_free(list);
    return true;
}

ent_status ent_canonical_order(const ent_work *w, uint32_t *place, ent_diags *diags)
{
    uint64_t *colour = ent_mem_new(2 * (size_t)w->n + 1, sizeof *colour), *next;
    uint64_t *weight = ent_mem_new((size_t)w->pair_count + 1, sizeof *weight);
    keyed *list = new_keys(w->n);

    if (!colour || !weight || !list || !rank_weights(w, weight)) {
        ent_mem_free(colour);
        ent_mem_free(weight);
        ent_mem_free(list);
        return ent_out_of_memory(diags);
    }
    next = colour + w->n;
    for (uint32_t i = 0; i < w->n; i++) /* the size of its component tells rings apart */
        colour[i] =
            mix(work_degree(w, i) + ((uint64_t)w->component_size[w->component[i] - 1] << 32));
    for (int mark = 0; mark < MOST_MARKS; mark++) {
        uint32_t i = 1;

        if (refine(w, colour, next, weight, list) == w->n)
            break;
        while (i < w->n && (list[i].key != list[i - 1].key || !work_degree(w, list[i].item)))
            i++;
        if (i == w->n) /* isolates only: they are alike */
            break;
        colour[list[i - 1].item] = mix(colour[list[i - 1].item] + 1);
    }
    count_colours(list, colour, w->n);
    for (uint32_t i = 0; i < w->n; i++)
        place[list[i].item] = i;
    ent_mem_free(colour);
    ent_mem_free(weight);
    ent_mem_free(list);
    return ENT_OK;
}

/* A weight as a share of the largest, with so few digits that sums of some thousands are exact and
 * that none is left of what rounding did to the weight. */
static double share_of(double weight, double most)
{
    enum { DIGITS = 34 };
    int power;
    double digits = frexp(weight / most, &power);

    return ldexp(round(ldexp(digits, DIGITS)), power - DIGITS);
}

ent_status ent_reordered(ent_work **view, const ent_work *w, const uint32_t *place)
{
    work_tie *ties = ent_mem_new((size_t)w->pair_count + 1, sizeof *ties);
    keyed *order = new_keys(w->pair_count);
    double most = 0;
    ent_status status;

    *view = NULL;
    if (!ties || !order) {
        ent_mem_free(ties);
        ent_mem_free(order);
        return ent_out_of_memory(w->diags);
    }
    for (uint32_t t = 0; t < w->pair_count; t++)
        most = fmax(most, w->pairs[t].weight);
    for (uint32_t t = 0; t < w->pair_count; t++) {
        uint64_t x = place[w->pairs[t].a], y = place[w->pairs[t].b];

        order[t] = (keyed){ x < y ? x << 32 | y : y << 32 | x, t };
    }
    sort_by_key(order, order + w->pair_count, w->pair_count);
    for (uint32_t t = 0; t < w->pair_count; t++)
        ties[t] = (work_tie){ (uint32_t)(order[t].key >> 32), (uint32_t)order[t].key,
                              share_of(w->pairs[order[t].item].weight, most) };
    status = ent_work_new(view, w->n, ties, w->pair_count, &w->options, w->diags);
    ent_mem_free(ties);
    ent_mem_free(order);
    return status;
}
