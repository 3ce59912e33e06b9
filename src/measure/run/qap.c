/* qap.c: see compare.h. A permutation changes no mean and no variance, so that it costs sums over ties only.
 *
 * Sums of products of the weights themselves would be inexact: for weights near 10 million that differ in
 * the last digits, subtracting the product of the means cancels all significant digits. So each weight is
 * stored as its difference from the mean weight of a tie, and the pairs without a tie are corrected for by
 * their number. */
#include "entente/compare.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/parts.h"
#include "base/random.h"
#include "measure/run/common_nodes.h"

enum { PER_TASK = 50 };

typedef struct matrix { /* weights between the common nodes, rows in both directions */
    uint32_t *start, *column;
    double *off;      /* weights of ties, minus `mean` */
    double unit;      /* factor of all weights: 1, or a power of two that makes them about 1 */
    double mean;      /* about the mean of the weights of ties (not of pairs) */
    double ties, sum; /* their number; the sum of `off` */
    double variance;  /* over pairs, times their number squared */
} matrix;

typedef struct qap {
    matrix a, b;
    uint32_t n;
    uint32_t *order; /* the nodes, mode by mode */
    uint32_t mode_size[2];
    double pairs;
    ent_qap_options options;
    ent_qap *result;
    size_t larger, smaller, outside, taken;
    double mean, squares; /* of the correlations, and the sum of squared deviations from it (Welford) */
} qap;

/* ---- common nodes ---- */

static void order_nodes(qap *q, const ent_network *a, const uint32_t *of_a)
{
    bool two_mode = ent_network_two_mode(a);
    uint32_t at = 0;

    for (int mode = 0; mode < 2; mode++)
        for (size_t i = 0; i < ent_node_count(a); i++)
            if (of_a[i] != ENT_NONE && (two_mode && ent_node_apart(a, i)) == mode) {
                q->order[at++] = of_a[i];
                q->mode_size[mode]++;
            }
    q->pairs = two_mode ? (double)q->mode_size[0] * q->mode_size[1]
                        : (double)q->n * (q->n - 1.0) / 2;
}

/* Finds the mean weight of the ties between common nodes, by their differences from one of them. The mean of
 * whole numbers is rounded to a whole number, so that all sums are exact. Returns true when the weights
 * vary by more than rounding, which whole numbers do not have. */
static bool find_mean(matrix *m, const ent_network *n, const uint32_t *number)
{
    double one = 0, low = INFINITY, high = -INFINITY, sum = 0;
    bool whole = true;

    for (size_t t = 0; t < ent_tie_count(n); t++) {
        const ent_tie *tie = ent_tie_at(n, t);

        if (number[tie->a] == ENT_NONE || number[tie->b] == ENT_NONE)
            continue;
        if (m->ties++ == 0)
            one = tie->weight;
        low = fmin(low, tie->weight);
        high = fmax(high, tie->weight);
        sum += tie->weight - one;
        whole &= tie->weight == floor(tie->weight);
    }
    m->unit = whole ? 1 : ldexp(1, -ilogb(high));
    m->mean = m->ties > 0 ? one + sum / m->ties : 0;
    m->mean = (whole ? round(m->mean) : m->mean) * m->unit;
    return m->ties > 0 && high - low > (whole ? 0 : 1e-14 * high);
}

static bool make_matrix(matrix *m, const ent_network *n, const uint32_t *number, uint32_t count,
                        double pairs)
{
    uint32_t *at = ent_mem_new((size_t)count + 1, sizeof *at);
    size_t ties = ent_tie_count(n);
    bool varies = find_mean(m, n, number);

    m->start = ent_mem_new((size_t)count + 1, sizeof *m->start);
    m->column = ent_mem_new(2 * ties, sizeof *m->column);
    m->off = ent_mem_new(2 * ties, sizeof *m->off);
    if (!at || !m->start || !m->column || !m->off) {
        ent_mem_free(at);
        return false;
    }
    for (size_t t = 0; t < ties; t++) {
        const ent_tie *tie = ent_tie_at(n, t);
        double off = varies ? tie->weight * m->unit - m->mean : 0;

        if (number[tie->a] == ENT_NONE || number[tie->b] == ENT_NONE)
            continue;
        m->start[number[tie->a] + 1]++;
        m->start[number[tie->b] + 1]++;
        m->sum += off;
        m->variance += off * off;
    }
    /* plus the variance between the pairs with a tie and those without */
    m->variance = pairs * m->variance - m->sum * m->sum +
                  (m->mean * m->ties + 2 * m->sum) * m->mean * (pairs - m->ties);
    for (uint32_t i = 0; i < count; i++)
        at[i + 1] = m->start[i + 1] += m->start[i];
    at[0] = 0;
    for (size_t t = 0; t < ties; t++) {
        const ent_tie *tie = ent_tie_at(n, t);
        uint32_t ends[] = { number[tie->a], number[tie->b] };

        for (int e = 0; e < 2 && ends[0] != ENT_NONE && ends[1] != ENT_NONE; e++) {
            m->column[at[ends[e]]] = ends[!e];
            m->off[at[ends[e]]++] = varies ? tie->weight * m->unit - m->mean : 0;
        }
    }
    ent_mem_free(at);
    return true;
}

static void free_matrix(matrix *m)
{
    ent_mem_free(m->start);
    ent_mem_free(m->column);
    ent_mem_free(m->off);
}

/* ---- the correlation ---- */

/* Sums over the pairs that have a tie in both networks after b's nodes are permuted. */
typedef struct shared {
    double count, a, b, products; /* their number; sums of `off` */
} shared;

/* `row` has n items, NaN before and after. */
static shared sum_shared(const qap *q, const uint32_t *name, double *row)
{
    shared s = { 0 };

    for (uint32_t i = 0; i < q->n; i++) {
        uint32_t other = name[i];

        if (q->a.start[i] == q->a.start[i + 1])
            continue;
        for (uint32_t k = q->b.start[other]; k < q->b.start[other + 1]; k++)
            row[q->b.column[k]] = q->b.off[k];
        for (uint32_t k = q->a.start[i]; k < q->a.start[i + 1]; k++) {
            double b = q->a.column[k] > i ? row[name[q->a.column[k]]] : NAN;

            if (isnan(b))
                continue;
            s.count++;
            s.a += q->a.off[k];
            s.b += b;
            s.products += q->a.off[k] * b;
        }
        for (uint32_t k = q->b.start[other]; k < q->b.start[other + 1]; k++)
            row[q->b.column[k]] = NAN;
    }
    return s;
}

/* The sum over pairs of (a - its mean over pairs) (b - its mean over pairs), times the number of pairs, has
 * four terms, as a = mean + off with a tie and 0 without. Two of them vanish when every pair has a tie. */
static double covariance(const qap *q, const shared *s)
{
    const matrix *a = &q->a, *b = &q->b;
    double off_a = b->ties == q->pairs ? 0 : q->pairs * s->a - a->sum * b->ties;
    double off_b = a->ties == q->pairs ? 0 : q->pairs * s->b - b->sum * a->ties;

    return q->pairs * s->products - a->sum * b->sum + b->mean * off_a + a->mean * off_b +
           a->mean * b->mean * (s->count * q->pairs - a->ties * b->ties);
}

static double correlation(const qap *q, const shared *s)
{
    return fmax(-1, fmin(1, covariance(q, s) / (sqrt(q->a.variance) * sqrt(q->b.variance))));
}

/* ---- permutations: a task is PER_TASK of them ---- */

static void permute(const qap *q, size_t permutation, uint32_t *shuffled, uint32_t *name)
{
    ent_random chance = ent_random_stream(q->options.seed, permutation);

    memcpy(shuffled, q->order, q->n * sizeof *shuffled);
    ent_random_shuffle(&chance, shuffled, q->mode_size[0]);
    ent_random_shuffle(&chance, shuffled + q->mode_size[0], q->mode_size[1]);
    for (uint32_t i = 0; i < q->n; i++)
        name[q->order[i]] = shuffled[i];
}

static ent_status run_permutations(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    const qap *q = ctx;
    uint32_t *shuffled = ent_mem_new(q->n, sizeof *shuffled), *name = ent_mem_new(q->n, sizeof *name);
    double *row = ent_mem_new(q->n, sizeof *row);
    size_t first = task * PER_TASK, last = first + PER_TASK;
    ent_status status = shuffled && name && row ? ENT_OK : ent_out_of_memory(diags);

    for (uint32_t i = 0; i < q->n && row; i++)
        row[i] = NAN;
    if (last > q->options.permutations)
        last = q->options.permutations;
    for (size_t k = first; k < last && status == ENT_OK; k++) {
        shared found;
        double r;

        permute(q, k, shuffled, name);
        found = sum_shared(q, name, row);
        r = correlation(q, &found);
        ent_buf_add(out, (const char *)&r, sizeof r);
    }
    ent_mem_free(shuffled);
    ent_mem_free(name);
    ent_mem_free(row);
    return status;
}

static ent_status take_permutations(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    qap *q = ctx;
    double r = q->result->correlation, close = 1e-12 * (1 + fabs(r)), other, off;

    (void)task, (void)diags;
    for (size_t at = 0; at < result.len; at += sizeof other) {
        memcpy(&other, result.ptr + at, sizeof other);
        q->larger += other >= r - close;
        q->smaller += other <= r + close;
        q->outside += fabs(other) >= fabs(r) - close;
        off = other - q->mean;
        q->mean += off / (double)++q->taken;
        q->squares += off * (other - q->mean);
    }
    return ENT_OK;
}

static void conclude(const qap *q, ent_qap *result)
{
    double count = (double)q->taken;

    result->permutations = q->taken;
    result->larger = (1 + (double)q->larger) / (1 + count);
    result->smaller = (1 + (double)q->smaller) / (1 + count);
    result->two_sided = (1 + (double)q->outside) / (1 + count);
    result->mean = count > 0 ? q->mean : NAN;
    result->sd = count > 1 ? sqrt(q->squares / (count - 1)) : NAN;
}

static ent_status correlate(qap *q, ent_diags *diags)
{
    ent_parallel work = { .name = ENT_JOB_PERMUTATIONS,
                          .partial = true,
                          .run = run_permutations,
                          .take = take_permutations,
                          .ctx = q,
                          .tasks = (q->options.permutations + PER_TASK - 1) / PER_TASK,
                          .workers = q->options.workers };
    uint32_t *same = ent_mem_new(q->n, sizeof *same);
    double *row = ent_mem_new(q->n, sizeof *row);
    ent_status status = same && row ? ENT_OK : ent_out_of_memory(diags);

    if (status == ENT_OK && q->pairs > 0 && q->a.variance > 0 && q->b.variance > 0) {
        shared found;

        for (uint32_t i = 0; i < q->n; i++) {
            same[i] = i;
            row[i] = NAN;
        }
        found = sum_shared(q, same, row);
        q->result->correlation = correlation(q, &found);
        if ((status = ent_parts_run(&work, diags)) == ENT_OK)
            conclude(q, q->result);
    }
    ent_mem_free(same);
    ent_mem_free(row);
    return status;
}

ent_status ent_network_qap(ent_qap *result, const ent_network *a, const ent_network *b,
                           const ent_qap_options *options, ent_diags *diags)
{
    uint32_t *of_a = ent_mem_new(ent_node_count(a), sizeof *of_a);
    uint32_t *of_b = ent_mem_new(ent_node_count(b), sizeof *of_b);
    qap q = { .options = *options, .result = result };
    ent_status status = ENT_OK;

    *result = (ent_qap){
        .correlation = NAN, .mean = NAN, .sd = NAN, .larger = NAN, .smaller = NAN, .two_sided = NAN
    };
    if (of_a && of_b) {
        q.n = ent_number_common(a, b, of_a, of_b);
        q.order = ent_mem_new(q.n, sizeof *q.order);
    }
    if (q.order)
        order_nodes(&q, a, of_a);
    if (q.order && make_matrix(&q.a, a, of_a, q.n, q.pairs) &&
        make_matrix(&q.b, b, of_b, q.n, q.pairs)) {
        result->nodes = q.n;
        result->pairs = (size_t)q.pairs;
        status = correlate(&q, diags);
    } else {
        status = ent_out_of_memory(diags);
    }
    free_matrix(&q.a);
    free_matrix(&q.b);
    ent_mem_free(q.order);
    ent_mem_free(of_a);
    ent_mem_free(of_b);
    return status;
}
