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
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { MOST_MARKS = 64, MOST_ROUNDS = 64 };

typedef struct coloured {
    uint64_t colour;
    uint32_t node;
} coloured;

static int by_colour(const void *a, const void *b)
{
    const coloured *x = a, *y = b;

    if (x->colour != y->colour)
        return x->colour < y->colour ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

static uint64_t mix(uint64_t x)
{
    return ent_random_mix(&x);
}

/* Sorts by colour and counts the colours. */
static uint32_t count_colours(coloured *list, const uint64_t *colour, uint32_t n)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < n; i++)
        list[i] = (coloured){ colour[i], i };
    if (n)
        qsort(list, n, sizeof *list, by_colour);
    for (uint32_t i = 0; i < n; i++)
        count += !i || list[i].colour != list[i - 1].colour;
    return count;
}

static uint32_t refine(const ent_work *w, uint64_t *colour, uint64_t *next, const uint64_t *weight,
                       coloured *list)
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

typedef struct weighed {
    double weight;
    uint32_t tie;
} weighed;

static int by_weight(const void *a, const void *b)
{
    const weighed *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight < y->weight ? -1 : 1;
    return x->tie < y->tie ? -1 : x->tie > y->tie;
}

/* The rank of each weight among those that differ by more than rounding. */
static bool rank_weights(const ent_work *w, uint64_t *rank)
{
    weighed *list = ent_mem_new((size_t)w->pair_count + 1, sizeof *list);
    uint64_t now = 0;

    if (!list)
        return false;
    for (uint32_t t = 0; t < w->pair_count; t++)
        list[t] = (weighed){ w->pairs[t].weight, t };
    if (w->pair_count)
        qsort(list, w->pair_count, sizeof *list, by_weight);
    for (uint32_t t = 0; t < w->pair_count; t++) {
        now += t && list[t].weight - list[t - 1].weight > 1e-13 * list[t].weight;
        rank[list[t].tie] = mix(now);
    }
    ent_mem_free(list);
    return true;
}

ent_status ent_canonical_order(const ent_work *w, uint32_t *place, ent_diags *diags)
{
    uint64_t *colour = ent_mem_new(2 * (size_t)w->n + 1, sizeof *colour), *next;
    uint64_t *weight = ent_mem_new((size_t)w->pair_count + 1, sizeof *weight);
    coloured *list = ent_mem_new((size_t)w->n + 1, sizeof *list);

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
        while (i < w->n && (list[i].colour != list[i - 1].colour || !work_degree(w, list[i].node)))
            i++;
        if (i == w->n) /* isolates only: they are alike */
            break;
        colour[list[i - 1].node] = mix(colour[list[i - 1].node] + 1);
    }
    count_colours(list, colour, w->n);
    for (uint32_t i = 0; i < w->n; i++)
        place[list[i].node] = i;
    ent_mem_free(colour);
    ent_mem_free(weight);
    ent_mem_free(list);
    return ENT_OK;
}

static int by_ends(const void *a, const void *b)
{
    const work_tie *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
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
    double most = 0;
    ent_status status;

    *view = NULL;
    if (!ties)
        return ent_out_of_memory(w->diags);
    for (uint32_t t = 0; t < w->pair_count; t++)
        most = fmax(most, w->pairs[t].weight);
    for (uint32_t t = 0; t < w->pair_count; t++) {
        uint32_t x = place[w->pairs[t].a], y = place[w->pairs[t].b];

        ties[t] = (work_tie){ x < y ? x : y, x < y ? y : x, share_of(w->pairs[t].weight, most) };
    }
    if (w->pair_count)
        qsort(ties, w->pair_count, sizeof *ties, by_ends);
    status = ent_work_new(view, w->n, ties, w->pair_count, &w->options, w->diags);
    ent_mem_free(ties);
    return status;
}
