/* backbone.c: statistical tests of the ties of a projection.
 *
 * Three tests compute the probability of as many agreements in common or more. They differ in the
 * null model. The hypergeometric test keeps the number of agreements of each actor and takes all
 * agreements to be equally large. FDSM keeps that and the number of parties of each agreement, both
 * exactly, and counts in samples. SDSM keeps both on average: each cell of the matrix is drawn
 * independently with the probability of the bipartite configuration model, so the number of
 * agreements in common is a sum of unequal draws (Poisson-binomial), whose tail is computed
 * exactly. Every pair of nodes with an agreement counts as a test, also pairs without a common one:
 * tests are not chosen by their results.
 *
 * The disparity filter needs no agreements: is the share of one weight in a node's strength larger
 * than if the strength were divided at random among its ties? A tie is kept when it passes at
 * either end. */
#include "network/projection/backbone.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/parts.h"
#include "network/weights.h"

/* ---- many tests ---- */

typedef struct test {
    double chance;
    uint32_t tie;
} test;

static int by_chance(const void *a, const void *b)
{
    const test *x = a, *y = b;

    if (x->chance != y->chance)
        return x->chance < y->chance ? -1 : 1;
    return x->tie < y->tie ? -1 : x->tie > y->tie;
}

/* A p-value passes a level that it equals. Rounding in logarithms and sums makes 0.2 differ in its
 * last digits, so values within a relative 1e-10 are equal, as in ranks. */
static bool passes(double chance, double level)
{
    return chance <= level * (1 + 1e-10);
}

/* Marks the tests that pass, of `all` tests; those not listed have a p-value of 1. */
static void decide(test *list, size_t count, size_t all, double alpha, ent_correction correction,
                   bool *passed)
{
    size_t good = 0;

    if (count)
        qsort(list, count, sizeof *list, by_chance);
    if (correction == ENT_CORRECTION_BH) {
        for (size_t i = 0; i < count; i++)
            if (passes(list[i].chance, alpha * (double)(i + 1) / (double)all))
                good = i + 1;
    } else {
        while (good < count &&
               passes(list[good].chance,
                      correction == ENT_CORRECTION_HOLM ? alpha / (double)(all - good) : alpha))
            good++;
    }
    for (size_t i = 0; i < good; i++)
        passed[list[i].tie] = true;
}

/* ---- agreements in common ---- */

/* Of each tie, the columns that its ends share. */
static ent_status count_shared(const ent_network *n, const ent_matrix *m, uint32_t *shared,
                               ent_diags *diags)
{
    uint32_t *common = ent_mem_new((size_t)m->row.count + 1, sizeof *common);
    uint32_t *with = ent_mem_new((size_t)m->row.count + 1, sizeof *with);
    ent_status status = common && with ? ENT_OK : ent_out_of_memory(diags);
    size_t t = 0, ties = ent_tie_count(n);

    for (uint32_t row = 0; row < m->row.count && status == ENT_OK; row++) {
        uint32_t found = ent_matrix_shared(m, row, with, common, NULL);

        for (; t < ties && ent_tie_at(n, t)->a == row; t++)
            shared[t] = common[ent_tie_at(n, t)->b];
        for (uint32_t i = 0; i < found; i++)
            common[with[i]] = 0;
    }
    ent_mem_free(common);
    ent_mem_free(with);
    return status;
}

static void hypergeometric(const ent_network *n, const ent_matrix *m, const uint32_t *shared,
                           double *chance)
{
    for (size_t t = 0; t < ent_tie_count(n); t++) {
        const ent_tie *tie = ent_tie_at(n, t);

        chance[t] = exp(ent_hypergeometric_tail(m->full, ent_list_length(&m->row, tie->a),
                                                ent_list_length(&m->row, tie->b), shared[t]));
    }
}

/* ---- FDSM ---- */

enum { SAMPLES_A_TASK = 20 };

typedef struct sampling {
    const ent_network *n;
    const ent_matrix *observed;
    const uint32_t *shared;
    uint32_t *at_least; /* of each tie: samples with as many in common */
    size_t drawn;
} sampling;

static size_t samples_of(const sampling *s, size_t task)
{
    size_t left = ent_network_selection(s->n)->samples - task * SAMPLES_A_TASK;

    return left < SAMPLES_A_TASK ? left : SAMPLES_A_TASK;
}

static ent_status sample(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    sampling *s = ctx;
    const ent_selection *set = ent_network_selection(s->n);
    size_t ties = ent_tie_count(s->n);
    uint32_t *found = ent_mem_new(2 * ties + 1, sizeof *found), *now = found + ties;
    ent_matrix m = { 0 };
    ent_status status = found ? ent_matrix_copy(&m, s->observed, diags) : ent_out_of_memory(diags);

    for (size_t i = 0; i < samples_of(s, task) && status == ENT_OK; i++) {
        ent_random random = ent_random_stream(set->seed, task * SAMPLES_A_TASK + i);

        ent_matrix_reset(&m, s->observed);
        ent_matrix_trade(&m, &random);
        status = count_shared(s->n, &m, now, diags);
        for (size_t t = 0; t < ties && status == ENT_OK; t++)
            found[t] += now[t] >= s->shared[t];
    }
    if (status == ENT_OK)
        ent_buf_add(out, (const char *)found, ties * sizeof *found);
    ent_mem_free(found);
    ent_matrix_destroy(&m);
    return status;
}

static ent_status add_samples(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    sampling *s = ctx;

    (void)diags;
    s->drawn += samples_of(s, task);
    for (size_t t = 0; t < result.len / sizeof *s->at_least; t++) {
        uint32_t found;

        memcpy(&found, result.ptr + t * sizeof found, sizeof found);
        s->at_least[t] += found;
    }
    return ENT_OK;
}

static ent_status fixed_margins(const ent_network *n, const ent_matrix *m, const uint32_t *shared,
                                double *chance, ent_diags *diags)
{
    const ent_selection *set = ent_network_selection(n);
    size_t ties = ent_tie_count(n);
    sampling s = { n, m, shared, ent_mem_new(ties + 1, sizeof *s.at_least), 0 };
    ent_parallel job = { .name = ENT_JOB_SAMPLES,
                         .partial = true,
                         .tasks = (set->samples + SAMPLES_A_TASK - 1) / SAMPLES_A_TASK,
                         .workers = set->workers,
                         .ctx = &s,
                         .run = sample,
                         .take = add_samples };
    ent_status status = s.at_least ? ent_parts_run(&job, diags) : ent_out_of_memory(diags);

    for (size_t t = 0; t < ties && status == ENT_OK; t++)
        chance[t] = (1 + (double)s.at_least[t]) / (1 + (double)s.drawn);
    ent_mem_free(s.at_least);
    return status;
}

/* ---- SDSM: the chances of cells ---- */

/* Rows and columns of equal margins have equal probabilities, and are solved together as one kind.
 */
typedef struct side {
    uint32_t kinds;
    double *margin, *count, *value; /* of each kind */
    double *left;                   /* the part of its margin that is not settled */
    bool *settled;
} side;

static bool make_side(side *s, const ent_lists *lists, uint32_t most, uint32_t *kind_of)
{
    uint32_t *kind = ent_mem_new((size_t)most + 1, sizeof *kind);

    s->margin = ent_mem_new(4 * ((size_t)lists->count + 1), sizeof *s->margin);
    s->settled = ent_mem_new((size_t)lists->count + 1, sizeof *s->settled);
    if (!kind || !s->margin || !s->settled) {
        ent_mem_free(kind);
        return false;
    }
    for (uint32_t i = 0; i < lists->count; i++)
        kind[ent_list_length(lists, i)] = 1;
    for (uint32_t d = 0; d <= most; d++) /* in the order of margins, not of rows */
        if (kind[d]) {
            s->margin[s->kinds] = d;
            kind[d] = ++s->kinds;
        }
    s->count = s->margin + s->kinds;
    s->value = s->count + s->kinds;
    s->left = s->value + s->kinds;
    for (uint32_t i = 0; i < lists->count; i++) {
        kind_of[i] = kind[ent_list_length(lists, i)] - 1;
        s->count[kind_of[i]]++;
    }
    memcpy(s->left, s->margin, s->kinds * sizeof *s->left);
    ent_mem_free(kind);
    return true;
}

static void free_side(side *s)
{
    ent_mem_free(s->margin);
    ent_mem_free(s->settled);
}

/* A kind whose margin is 0 or all open cells has probabilities of 0 or 1; settling it changes the
 * number of open cells of the other side. */
static bool settle(side *s, side *other, double *chance, uint32_t step, uint32_t other_step)
{
    bool changed = false;
    double open = 0;

    for (uint32_t k = 0; k < other->kinds; k++)
        open += other->settled[k] ? 0 : other->count[k];
    for (uint32_t i = 0; i < s->kinds; i++) {
        bool all = s->left[i] >= open;

        if (s->settled[i] || (s->left[i] > 0 && !all))
            continue;
        s->settled[i] = changed = true;
        for (uint32_t k = 0; k < other->kinds; k++)
            if (!other->settled[k]) {
                chance[i * step + k * other_step] = all && s->left[i] > 0;
                other->left[k] -= all && s->left[i] > 0 ? s->count[i] : 0;
            }
    }
    return changed;
}

/* One round of the fixed point x = margin / sum of y / (1 + x y); returns the largest share of a
 * margin that was missed before it. */
static double fit(side *s, const side *other)
{
    double worst = 0;

    for (uint32_t i = 0; i < s->kinds; i++) {
        double sum = 0, missed;

        if (s->settled[i])
            continue;
        for (uint32_t k = 0; k < other->kinds; k++)
            if (!other->settled[k])
                sum += other->count[k] * other->value[k] / (1 + s->value[i] * other->value[k]);
        missed = fabs(s->value[i] * sum - s->left[i]) / s->left[i];
        worst = fmax(worst, missed);
        s->value[i] = s->left[i] / sum;
    }
    return worst;
}

ent_status ent_backbone_margins(const ent_matrix *m, uint32_t *kind_of_row,
                                uint32_t *kind_of_column, double **chance, uint32_t *columns,
                                ent_diags *diags)
{
    enum { MOST_ROUNDS = 100000 };
    side row = { 0 }, column = { 0 };
    double worst = 1;
    ent_status status = ENT_OK;

    *chance = NULL;
    if (!make_side(&row, &m->row, m->column.count, kind_of_row) ||
        !make_side(&column, &m->column, m->row.count, kind_of_column) ||
        (*chance = ent_mem_new((size_t)row.kinds * column.kinds + 1, sizeof **chance)) == NULL) {
        status = ent_out_of_memory(diags);
        goto done;
    }
    *columns = column.kinds;
    for (bool more = true; more;) {
        more = settle(&row, &column, *chance, column.kinds, 1);
        more |= settle(&column, &row, *chance, 1, column.kinds);
    }
    for (uint32_t i = 0; i < row.kinds; i++)
        row.value[i] = row.left[i] / sqrt((double)m->row.start[m->row.count]);
    for (uint32_t k = 0; k < column.kinds; k++)
        column.value[k] = column.left[k] / sqrt((double)m->row.start[m->row.count]);
    for (int round = 0; round < MOST_ROUNDS && worst > 1e-12; round++)
        worst = fmax(fit(&row, &column), fit(&column, &row));
    for (uint32_t i = 0; i < row.kinds; i++)
        for (uint32_t k = 0; k < column.kinds; k++)
            if (!row.settled[i] && !column.settled[k]) {
                double xy = row.value[i] * column.value[k];

                (*chance)[(size_t)i * column.kinds + k] = xy / (1 + xy);
            }
    if (worst > 1e-4)
        ent_warn(diags, ENT_NOWHERE,
                 "SDSM: the chances of cells miss a margin by %.2g of it; the matrix is nearly "
                 "nested, and p-values are approximate",
                 worst);
done:
    free_side(&row);
    free_side(&column);
    return status;
}

/* ---- SDSM: agreements in common ---- */

/* Adds `count` draws of probability q to a sum: mass[i] is the probability of i, mass[most] that of
 * `most` or more. Only positive terms are added, so small tails are accurate. */
static void add_draws(double *mass, uint32_t most, double q, uint32_t count, double *part)
{
    if (q <= 0)
        return;
    if (count <= most || q >= 1) {
        for (uint32_t i = 0; i < count; i++) {
            mass[most] += mass[most - 1] * q;
            for (uint32_t s = most - 1; s > 0; s--)
                mass[s] = mass[s] * (1 - q) + mass[s - 1] * q;
            mass[0] *= 1 - q;
        }
        return;
    }
    /* many equal draws: part[b] is the probability of b, part[most + b] of b or more, b up to most
     */
    for (uint32_t b = 0; b <= most; b++)
        part[b] = exp(lgamma(count + 1.0) - lgamma(b + 1.0) - lgamma(count - b + 1.0) + b * log(q) +
                      (count - b) * log1p(-q));
    part[2 * most] = 0;
    for (double term = part[most], b = most; b <= count; b++) {
        part[2 * most] += term;
        term *= (count - b) / (b + 1) * q / (1 - q);
        if (b > count * q && term < part[2 * most] * 1e-18)
            break;
    }
    for (uint32_t b = most; b-- > 1;)
        part[most + b] = part[most + b + 1] + part[b];
    for (uint32_t s = most; s > 0; s--) { /* downwards: lower masses are not yet changed */
        double sum = s == most ? mass[most] : 0;

        for (uint32_t b = s == most ? 1 : 0; b <= s; b++)
            sum += mass[s - b] * (s == most ? part[most + b] : part[b]);
        mass[s] = sum;
    }
    mass[0] *= part[0];
}

typedef struct kindred {
    uint32_t x, y; /* kinds of its ends, x <= y */
    uint32_t shared, tie;
} kindred;

static int by_kinds(const void *a, const void *b)
{
    const kindred *p = a, *q = b;

    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    if (p->y != q->y)
        return p->y < q->y ? -1 : 1;
    return p->shared < q->shared ? -1 : p->shared > q->shared; /* the last has the most */
}

static ent_status mean_margins(const ent_network *n, const ent_matrix *m, const uint32_t *shared,
                               double *chance, ent_diags *diags)
{
    size_t ties = ent_tie_count(n);
    uint32_t *kind_of_row = ent_mem_new((size_t)m->row.count + 1, sizeof *kind_of_row);
    uint32_t *kind_of_column = ent_mem_new((size_t)m->column.count + 1, sizeof *kind_of_column);
    uint32_t *alike = ent_mem_new((size_t)m->column.count + 1, sizeof *alike), columns = 0;
    double *mass = ent_mem_new(3 * ((size_t)m->column.count + 2), sizeof *mass), *cell = NULL;
    kindred *list = ent_mem_new(ties + 1, sizeof *list);
    ent_status status = ENT_OK;

    if (!kind_of_row || !kind_of_column || !alike || !mass || !list)
        status = ent_out_of_memory(diags);
    else
        status = ent_backbone_margins(m, kind_of_row, kind_of_column, &cell, &columns, diags);
    for (size_t t = 0; t < ties && status == ENT_OK; t++) {
        uint32_t x = kind_of_row[ent_tie_at(n, t)->a], y = kind_of_row[ent_tie_at(n, t)->b];

        list[t] = (kindred){ x < y ? x : y, x < y ? y : x, shared[t], (uint32_t)t };
    }
    for (uint32_t c = 0; c < m->column.count && status == ENT_OK; c++)
        alike[kind_of_column[c]]++;
    if (status == ENT_OK && ties)
        qsort(list, ties, sizeof *list, by_kinds);
    for (size_t t = 0, end; t < ties && status == ENT_OK; t = end) {
        uint32_t most;

        for (end = t + 1; end < ties && list[end].x == list[t].x && list[end].y == list[t].y;)
            end++;
        most = list[end - 1].shared;
        memset(mass, 0, ((size_t)most + 1) * sizeof *mass);
        mass[0] = 1;
        for (uint32_t c = 0; c < columns && most; c++)
            add_draws(mass, most,
                      cell[(size_t)list[t].x * columns + c] * cell[(size_t)list[t].y * columns + c],
                      alike[c], mass + most + 1);
        for (uint32_t s = most; s-- > 0;) /* from masses to tails */
            mass[s] += mass[s + 1];
        for (size_t i = t; i < end; i++)
            chance[list[i].tie] = fmin(1, mass[list[i].shared]);
    }
    ent_mem_free(kind_of_row);
    ent_mem_free(kind_of_column);
    ent_mem_free(alike);
    ent_mem_free(mass);
    ent_mem_free(cell);
    ent_mem_free(list);
    return status;
}

/* ---- the tests ---- */

static ent_status test_projection(const ent_network *n, double *chance, bool *passed, size_t *tests,
                                  ent_diags *diags)
{
    const ent_selection *set = ent_network_selection(n);
    size_t ties = ent_tie_count(n), present = 0;
    uint32_t *shared = ent_mem_new(ties + 1, sizeof *shared);
    test *list = ent_mem_new(ties + 1, sizeof *list);
    ent_matrix m = { 0 };
    ent_status status = shared && list ? ent_matrix_of(&m, n, diags) : ent_out_of_memory(diags);

    if (status == ENT_OK)
        status = count_shared(n, &m, shared, diags);
    if (status == ENT_OK && set->backbone == ENT_BACKBONE_SDSM)
        status = mean_margins(n, &m, shared, chance, diags);
    if (status == ENT_OK && set->backbone == ENT_BACKBONE_FDSM)
        status = fixed_margins(n, &m, shared, chance, diags);
    if (status == ENT_OK && set->backbone == ENT_BACKBONE_HYPERGEOMETRIC)
        hypergeometric(n, &m, shared, chance);
    if (status == ENT_OK) {
        for (uint32_t i = 0; i < m.row.count; i++)
            present += ent_list_length(&m.row, i) > 0;
        *tests = present < 2 ? 0 : present * (present - 1) / 2;
        for (size_t t = 0; t < ties; t++)
            list[t] = (test){ chance[t], (uint32_t)t };
        decide(list, ties, *tests, set->alpha, set->correction, passed);
    }
    ent_mem_free(shared);
    ent_mem_free(list);
    ent_matrix_destroy(&m);
    return status;
}

/* Of a node: the sum of its ties, its heaviest tie, and the sum of the others, which is accurate
 * also when one tie is nearly all of the strength. */
typedef struct broken {
    double strength, others;
    size_t heaviest;
    uint32_t degree;
} broken;

static void break_up(const ent_network *n, broken *node)
{
    size_t ties = ent_tie_count(n);

    for (size_t t = 0; t < ties; t++) {
        const ent_tie *tie = ent_tie_at(n, t);

        for (int end = 0; end < 2; end++) {
            broken *b = &node[end ? tie->b : tie->a];

            b->strength += tie->weight;
            if (!b->degree++ || tie->weight > ent_tie_at(n, b->heaviest)->weight)
                b->heaviest = t;
        }
    }
    for (size_t t = 0; t < ties; t++) {
        const ent_tie *tie = ent_tie_at(n, t);

        for (int end = 0; end < 2; end++) {
            broken *b = &node[end ? tie->b : tie->a];

            b->others += t == b->heaviest ? 0 : tie->weight;
        }
    }
}

/* Serrano, Boguna & Vespignani 2009: when a strength s is divided at random among k ties, one of
 * them has w or more with probability (1 - w/s)^(k-1). A single tie always has all of it. */
static ent_status test_disparity(const ent_network *n, double *chance, bool *passed, size_t *tests,
                                 ent_diags *diags)
{
    const ent_selection *set = ent_network_selection(n);
    size_t nodes = ent_node_count(n), ties = ent_tie_count(n), count = 0;
    broken *node = ent_mem_new(nodes + 1, sizeof *node);
    test *list = ent_mem_new(2 * ties + 1, sizeof *list);

    if (!node || !list) {
        ent_mem_free(node);
        ent_mem_free(list);
        return ent_out_of_memory(diags);
    }
    break_up(n, node);
    for (size_t t = 0; t < ties; t++) {
        const ent_tie *tie = ent_tie_at(n, t);

        chance[t] = 1;
        for (int end = 0; end < 2; end++) {
            const broken *b = &node[end ? tie->b : tie->a];
            double others =
                b->heaviest == t ? log(b->others / b->strength) : log1p(-tie->weight / b->strength);

            if (b->degree < 2)
                continue;
            list[count] = (test){ exp((b->degree - 1.0) * others), (uint32_t)t };
            chance[t] = fmin(chance[t], list[count++].chance);
        }
    }
    *tests = count;
    decide(list, count, count, set->alpha, set->correction, passed);
    ent_mem_free(node);
    ent_mem_free(list);
    return ENT_OK;
}

ent_status ent_backbone_test(const ent_network *n, double *chance, bool *passed, size_t *tests,
                             ent_diags *diags)
{
    const ent_selection *set = ent_network_selection(n);
    double least = 1 / (1 + (double)set->samples);
    ent_status status;

    if (set->backbone == ENT_BACKBONE_DISPARITY)
        return test_disparity(n, chance, passed, tests, diags);
    status = test_projection(n, chance, passed, tests, diags);
    if (status == ENT_OK && set->backbone == ENT_BACKBONE_FDSM &&
        set->correction == ENT_CORRECTION_HOLM && *tests &&
        !passes(least, set->alpha / (double)*tests))
        ent_warn(diags, ENT_NOWHERE,
                 "%zu samples cannot give a p-value small enough for Holm over %zu tests: no tie "
                 "can pass; take %.0f samples, --correction bh, or --backbone sdsm",
                 set->samples, *tests, ceil((double)*tests / set->alpha));
    return status;
}
