/* densities.c: two densities compared by a bootstrap of nodes (see entente/compare.h). */
#include "entente/compare.h"

#include <math.h>

#include "base/mem.h"
#include "measure/run/common_nodes.h"
#include "measure/run/null_models.h"

typedef struct side {
    const ent_network *n;
    uint32_t *number; /* of each node among the common ones; ENT_NONE: it is not in both */
    uint32_t *node;   /* of each common number */
} side;

typedef struct both_sides {
    side a, b;
    uint32_t count, *who, *draws;
} both_sides;

/* The ties of a sample: each as often as its two ends were drawn. */
static double count_ties(const side *s, const uint32_t *draws)
{
    double ties = 0;

    for (size_t t = 0; t < ent_tie_count(s->n); t++) {
        const ent_tie *tie = ent_tie_at(s->n, t);
        uint32_t a = s->number[tie->a], b = s->number[tie->b];

        if (a != ENT_NONE && b != ENT_NONE)
            ties += draws ? (double)draws[a] * draws[b] : 1;
    }
    return ties;
}

static double sample_difference(both_sides *c, double pairs, ent_random *random)
{
    double difference;
    uint32_t u, v;

    for (uint32_t i = 0; i < c->count; i++)
        c->draws[i] = 0;
    ent_resample_nodes(c->who, c->count, random);
    for (uint32_t i = 0; i < c->count; i++)
        c->draws[c->who[i]]++;
    difference = count_ties(&c->b, c->draws) - count_ties(&c->a, c->draws);
    for (uint32_t i = 0; i < c->count; i++) /* pairs that stand for the same node */
        for (uint32_t k = 0; k < c->draws[i] * (c->draws[i] - 1) / 2; k++) {
            ent_resample_pair(&u, &v, c->count, random);
            difference += ent_tie_between(c->b.n, c->b.node[u], c->b.node[v]) != ENT_NONE;
            difference -= ent_tie_between(c->a.n, c->a.node[u], c->a.node[v]) != ENT_NONE;
        }
    return difference / pairs;
}

/* The pairs of two common nodes that are tied, and how far their difference varies. */
static void compare(ent_density_test *test, both_sides *c, size_t samples, uint64_t seed)
{
    double pairs = (double)c->count * (c->count - 1.0) / 2, mean = 0, squares = 0;

    test->first = count_ties(&c->a, NULL) / pairs;
    test->second = count_ties(&c->b, NULL) / pairs;
    for (size_t i = 0; i < samples; i++) {
        ent_random random = ent_random_stream(seed, i);
        double value = sample_difference(c, pairs, &random), off = value - mean;

        mean += off / (double)(i + 1);
        squares += off * (value - mean);
    }
    test->se = samples > 1 ? sqrt(squares / (double)(samples - 1)) : NAN;
    test->t = test->se > 0 ? (test->second - test->first) / test->se : NAN;
    test->p = erfc(fabs(test->t) / sqrt(2));
}

ent_status ent_network_compare_densities(ent_density_test *test, const ent_network *a, const ent_network *b,
                                         size_t samples, uint64_t seed, ent_diags *diags)
{
    size_t of_a = ent_node_count(a), of_b = ent_node_count(b);
    uint32_t *room = ent_mem_new(4 * of_a + 2 * of_b + 1, sizeof *room);
    both_sides c = { { a, room, NULL }, { b, NULL, NULL }, 0, NULL, NULL };

    *test = (ent_density_test){ 0, NAN, NAN, NAN, NAN, NAN };
    if (!room)
        return ent_out_of_memory(diags);
    if (ent_network_two_mode(a) || ent_network_two_mode(b)) {
        ent_mem_free(room);
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "a bootstrap draws nodes of one mode; add --network actors");
    }
    c.a.node = room + of_a;
    c.who = c.a.node + of_a;
    c.draws = c.who + of_a;
    c.b.number = c.draws + of_a;
    c.b.node = c.b.number + of_b;
    test->nodes = c.count = ent_number_common(a, b, c.a.number, c.b.number);
    for (uint32_t i = 0; i < of_a; i++)
        if (c.a.number[i] != ENT_NONE)
            c.a.node[c.a.number[i]] = i;
    for (uint32_t i = 0; i < of_b; i++)
        if (c.b.number[i] != ENT_NONE)
            c.b.node[c.b.number[i]] = i;
    if (c.count > 1)
        compare(test, &c, samples, seed);
    ent_mem_free(room);
    return ENT_OK;
}
