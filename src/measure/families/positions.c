/* positions.c: which nodes have the same position: CONCOR, and classes of structural equivalence. Both work on the
 * canonical order of nodes (communities/canonical_order.c), so that names decide nothing. */
#include "measure/families/rows.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "measure/analysis/profiles.h"
#include "measure/communities/communities.h"

/* ---- what both begin with ---- */

typedef struct positions {
    ent_work *w;
    size_t n;
    uint32_t *node;      /* by its place in the canonical order */
    bool *constant;      /* by place: has no ties that differ */
    double *x;           /* n by n, by places: correlations, or distances */
    uint32_t *label;     /* by node */
} positions;

static void positions_destroy(positions *p)
{
    ent_mem_free(p->node);
    ent_mem_free(p->constant);
    ent_mem_free(p->x);
    ent_mem_free(p->label);
}

typedef double compare_fn(const ent_profiles *profiles, size_t a, size_t b);

static ent_status compare_all(positions *p, ent_work *w, bool weighted, compare_fn *compare)
{
    size_t n = w->n;
    ent_profiles profiles = { 0 };
    uint32_t *place = ent_mem_new(n + 1, sizeof *place);
    ent_status status;

    *p = (positions){ w, n, ent_mem_new(n + 1, sizeof *p->node), ent_mem_new(n + 1, sizeof *p->constant),
                      ent_mem_new(n * n + 1, sizeof *p->x), ent_mem_new(n + 1, sizeof *p->label) };
    status = place && p->node && p->constant && p->x && p->label ? ent_canonical_order(w, place, w->diags)
                                                                 : ent_out_of_memory(w->diags);
    if (status == ENT_OK)
        status = ent_profiles_init(&profiles, w, weighted);
    for (uint32_t i = 0; i < n && status == ENT_OK; i++)
        p->node[place[i]] = i;
    for (size_t i = 0; i < n && status == ENT_OK; i++) {
        p->constant[i] = ent_profiles_constant(&profiles, p->node[i]);
        for (size_t k = 0; k < i; k++)
            p->x[i * n + k] = p->x[k * n + i] = compare(&profiles, p->node[i], p->node[k]);
    }
    ent_profiles_destroy(&profiles);
    ent_mem_free(place);
    return status;
}

/* The whole number after the colon, such as the 3 of concor:depth=3. */
static ent_status read_number(ent_work *w, const char *name, double most, double *number)
{
    if (!w->argument.len || (ent_str_number(w->argument, number) && *number >= 1 && *number <= most &&
                             *number == floor(*number)))
        return ENT_OK;
    return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE, "%s=%.*s: expected a whole number from 1 to %.0f", name,
                    ENT_STR_ARG(w->argument), most);
}

/* ---- CONCOR ---- */

enum { MOST_ROUNDS = 50, MOST_DEPTH = 10 };

#define NEARLY_ONE 0.9999999

typedef struct splitting {
    positions p;
    double *m, *next; /* correlations of the nodes of a block, and of these correlations */
    uint32_t *list;   /* places; those of a block stand together */
    uint32_t *apart;
    uint32_t blocks;
} splitting;

/* Iterated correlations amplify the last digits, on which the unit of the weights would decide: they are cut. */
static double without_last_digits(double correlation)
{
    return round(correlation * 1e9) / 1e9;
}

/* The correlation of two columns over the rows that both have: the first correlations may be undefined. */
static double correlate_columns(const double *x, const double *y, size_t count)
{
    double sx = 0, sy = 0, xx = 0, yy = 0, xy = 0, both = 0;

    for (size_t k = 0; k < count; k++)
        if (!isnan(x[k]) && !isnan(y[k])) {
            sx += x[k];
            sy += y[k];
            both++;
        }
    if (both < 2)
        return NAN;
    sx /= both;
    sy /= both;
    for (size_t k = 0; k < count; k++)
        if (!isnan(x[k]) && !isnan(y[k])) {
            xx += (x[k] - sx) * (x[k] - sx);
            yy += (y[k] - sy) * (y[k] - sy);
            xy += (x[k] - sx) * (y[k] - sy);
        }
    return xx > 0 && yy > 0 ? without_last_digits(fmax(-1, fmin(1, xy / sqrt(xx * yy)))) : NAN;
}

static bool has_converged(const double *m, size_t count)
{
    for (size_t i = 0; i < count * count; i++)
        if (fabs(m[i]) <= NEARLY_ONE)
            return false;
    return true;
}

/* Correlates the columns until all correlations are 1 or -1. */
static void iterate(splitting *s, size_t count)
{
    for (int round = 0; round < MOST_ROUNDS && !has_converged(s->m, count); round++) {
        double *swap = s->m;

        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k <= i; k++)
                s->next[i * count + k] = s->next[k * count + i] =
                    correlate_columns(s->m + i * count, s->m + k * count, count);
        s->m = s->next;
        s->next = swap;
    }
}

static void number_block(splitting *s, const uint32_t *list, size_t count)
{
    s->blocks += count > 0;
    for (size_t i = 0; i < count; i++)
        s->p.label[s->p.node[list[i]]] = s->blocks;
}

static uint32_t first_node(const splitting *s, const uint32_t *list, size_t count)
{
    uint32_t least = UINT32_MAX;

    for (size_t i = 0; i < count; i++)
        least = s->p.node[list[i]] < least ? s->p.node[list[i]] : least;
    return least;
}

/* Splits a block in two, and these, `depth` times; the half with the first node is the first. A block whose nodes are
 * all alike stays whole. */
static void split(splitting *s, uint32_t *list, size_t count, int depth)
{
    size_t with = 0, others = 0;
    uint32_t *second = s->apart;

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            s->m[i * count + k] = i == k ? 1 : without_last_digits(s->p.x[list[i] * s->p.n + list[k]]);
    if (depth > 0 && count > 1)
        iterate(s, count);
    for (size_t i = 0; i < count && depth > 0; i++)
        if (i == 0 || s->m[i] > 0)
            list[with++] = list[i];
        else
            second[others++] = list[i];
    if (depth == 0 || !others) {
        number_block(s, list, count);
        return;
    }
    memcpy(list + with, second, others * sizeof *list);
    if (first_node(s, list, with) > first_node(s, list + with, others)) {
        memcpy(second, list, with * sizeof *list);
        memmove(list, list + with, others * sizeof *list);
        memcpy(list + others, second, with * sizeof *list);
        with = others;
        others = count - with;
    }
    split(s, list, with, depth - 1);
    split(s, list + with, others, depth - 1);
}

static ent_status concor_by(double *values, ent_work *w, bool weighted)
{
    size_t n = w->n, room = n * n + 1, constant = 0, varying = 0;
    splitting s = { .blocks = 0 };
    double depth = 2;
    ent_status status = read_number(w, "concor:depth", MOST_DEPTH, &depth);

    if (status != ENT_OK)
        return status;
    status = compare_all(&s.p, w, weighted, ent_profiles_correlation);
    s.m = ent_mem_new(room, sizeof *s.m);
    s.next = ent_mem_new(room, sizeof *s.next);
    s.list = ent_mem_new(n + 1, sizeof *s.list);
    s.apart = ent_mem_new(n + 1, sizeof *s.apart);
    if (status == ENT_OK && (!s.m || !s.next || !s.list || !s.apart))
        status = ent_out_of_memory(w->diags);
    if (status == ENT_OK) {
        for (uint32_t i = 0; i < n; i++)
            if (!s.p.constant[i])
                s.list[varying++] = i;
        split(&s, s.list, varying, (int)depth);
        for (uint32_t i = 0; i < n; i++)
            if (s.p.constant[i])
                s.list[constant++] = i;
        number_block(&s, s.list, constant);
        for (uint32_t i = 0; i < n; i++)
            values[i] = s.p.label[i];
    }
    positions_destroy(&s.p);
    ent_mem_free(s.m);
    ent_mem_free(s.next);
    ent_mem_free(s.list);
    ent_mem_free(s.apart);
    return status;
}

static ent_status concor(double *values, ent_work *w)
{
    return concor_by(values, w, false);
}

static ent_status concor_w(double *values, ent_work *w)
{
    return concor_by(values, w, true);
}

/* ---- classes of structural equivalence ---- */

/* The nearest of the classes behind i; n: none. */
static uint32_t nearest_behind(const positions *p, const bool *merged, uint32_t i)
{
    uint32_t best = (uint32_t)p->n;

    for (uint32_t k = i + 1; k < p->n; k++)
        if (!merged[k] && (best == p->n || p->x[i * p->n + k] < p->x[i * p->n + best]))
            best = k;
    return best;
}

/* Complete linkage: the two classes whose most distant members are nearest become one, until `count` are left; of
 * equal distances the first in the canonical order. A class is known by its first place. */
static void link_classes(positions *p, size_t count, bool *merged, uint32_t *near, uint32_t *class_of)
{
    size_t n = p->n;

    for (uint32_t i = 0; i < n; i++) {
        near[i] = nearest_behind(p, merged, i);
        class_of[i] = i;
    }
    for (size_t left = n; left > count; left--) {
        uint32_t a = (uint32_t)n, b;

        for (uint32_t i = 0; i < n; i++)
            if (!merged[i] && near[i] < n && (a == n || p->x[i * n + near[i]] < p->x[a * n + near[a]]))
                a = i;
        b = near[a];
        merged[b] = true;
        for (uint32_t k = 0; k < n; k++) {
            if (class_of[k] == b)
                class_of[k] = a;
            if (!merged[k] && k != a)
                p->x[a * n + k] = p->x[k * n + a] = fmax(p->x[a * n + k], p->x[b * n + k]);
        }
        for (uint32_t k = 0; k < n; k++)
            if (!merged[k] && (k == a || near[k] == a || near[k] == b))
                near[k] = nearest_behind(p, merged, k);
    }
}

static ent_status equivalence_by(double *values, ent_work *w, bool weighted)
{
    enum { USUAL = 4 };
    size_t n = w->n;
    positions p = { 0 };
    double count = n < USUAL ? (double)n : USUAL;
    uint32_t *near = ent_mem_new(n + 1, sizeof *near), *class_of = ent_mem_new(n + 1, sizeof *class_of), found;
    bool *merged = ent_mem_new(n + 1, sizeof *merged);
    ent_status status = near && class_of && merged ? read_number(w, "equivalence_block:blocks", (double)n, &count)
                                                   : ent_out_of_memory(w->diags);

    if (status == ENT_OK)
        status = compare_all(&p, w, weighted, ent_profiles_distance);
    if (status == ENT_OK) {
        link_classes(&p, (size_t)count, merged, near, class_of);
        for (uint32_t i = 0; i < n; i++)
            p.label[p.node[i]] = class_of[i];
        status = ent_work_number(w, p.label, &found, NULL);
    }
    for (uint32_t i = 0; i < n && status == ENT_OK; i++)
        values[i] = p.label[i];
    positions_destroy(&p);
    ent_mem_free(near);
    ent_mem_free(class_of);
    ent_mem_free(merged);
    return status;
}

static ent_status equivalence_block(double *values, ent_work *w)
{
    return equivalence_by(values, w, false);
}

static ent_status equivalence_block_w(double *values, ent_work *w)
{
    return equivalence_by(values, w, true);
}

/* ---- the rows ---- */

#define POSITION (ENT_MEASURE_ONE_MODE | ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER | ENT_MEASURE_ARCS | ENT_MEASURE_MATRIX)
#define CONCOR(NAME, SUMMARY, WEIGHT, TIES, COMPUTE)                                                                   \
    { .name = NAME, .also = "", .scope = ENT_SCOPE_NODE, .flags = POSITION, .parameter = "depth", .summary = SUMMARY,  \
      .unit = "", .low = 1, .high = 1025, .weight = WEIGHT,                                                            \
      .formula = "number of its block: correlations of " TIES ", without the ties of a pair to itself and to each "    \
                 "other (with directions, ties out and in), are correlated again until all are 1 or -1, at most 50 "   \
                 "times; the sign splits the nodes in two, and each half likewise, depth times (2 unless given as "    \
                 "concor:depth=NUMBER). A block of equivalent nodes is not split; nodes with the same tie, or none, "  \
                 "to all others are the last block",                                                                   \
      .divisor = "", .disconnected = "isolates are the last block", .two_modes = "undefined",                          \
      .cost = "O(n^3) a round",                                                                                        \
      .source = "Breiger, Boorman & Arabie 1975, Journal of Mathematical Psychology 12(3), 328-383",                   \
      .engine = ENT_NO_IGRAPH, .compute = COMPUTE }
#define EQUIVALENCE(NAME, SUMMARY, WEIGHT, TIES, COMPUTE)                                                              \
    { .name = NAME, .also = "", .scope = ENT_SCOPE_NODE, .flags = POSITION, .parameter = "blocks",                     \
      .summary = SUMMARY, .unit = "", .low = 1, .high = INFINITY, .weight = WEIGHT,                                    \
      .formula = "number of its block, the largest being 1: complete linkage of the Euclidean distances of " TIES      \
                 " to all others (with directions, ties out and in), cut at as many blocks as are given as "           \
                 "equivalence_block:blocks=NUMBER (4 unless given)",                                                   \
      .divisor = "", .disconnected = "isolates are equivalent", .two_modes = "undefined", .cost = "O(n^3)",            \
      .source = "Burt 1976, Social Forces 55(1), 93-122; Wasserman & Faust 1994, ch. 9", .engine = ENT_NO_IGRAPH,      \
      .compute = COMPUTE }

const ent_measure ent_measures_positions[] = {
    CONCOR("concor", "number of its block of structurally similar nodes (CONCOR)", ENT_MEANS_NOTHING, "the ties of nodes",
           concor),
    CONCOR("concor_w", "concor, by weight", ENT_MEANS_STRENGTH, "the weights of ties of nodes", concor_w),
    EQUIVALENCE("equivalence_block", "number of its block of structurally equivalent nodes", ENT_MEANS_NOTHING, "ties",
                equivalence_block),
    EQUIVALENCE("equivalence_block_w", "equivalence_block, by weight", ENT_MEANS_STRENGTH, "weights of ties",
                equivalence_block_w),
    { 0 }
};
