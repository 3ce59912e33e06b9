/* qap.c: see compare.h. Means and variances stay as they are when names are dealt anew, so that a
 * permutation costs the sum of products only, and that is a sum over ties. */
#include "entente/compare.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/random.h"

enum { PER_TASK = 50 };

typedef struct matrix { /* weights between the common nodes, rows in both directions */
    uint32_t *start, *column;
    double *weight;
    double sum, squares; /* over pairs, each once */
} matrix;

typedef struct qap {
    matrix a, b;
    uint32_t n;
    uint32_t *order; /* the nodes, mode by mode */
    uint32_t mode_size[2];
    double pairs, products; /* of the two as they are */
    ent_qap_options options;
    ent_qap *result;
    size_t larger, smaller, outside;
    double sum, squares; /* of the permutations' correlations */
} qap;

/* ---- common nodes ---- */

static int compare_nodes(const ent_node *a, const ent_node *b)
{
    int order = ent_str_compare_natural(a->id, b->id);

    return order ? order : (a->actor == ENT_NONE) - (b->actor == ENT_NONE);
}

/* Numbers of the nodes that both have, by the nodes of each; ENT_NONE for the others. */
static uint32_t number_common(const ent_network *a, const ent_network *b, uint32_t *of_a,
                              uint32_t *of_b)
{
    uint32_t common = 0;

    for (size_t i = 0; i < ent_node_count(a); i++)
        of_a[i] = ENT_NONE;
    for (size_t j = 0; j < ent_node_count(b); j++)
        of_b[j] = ENT_NONE;
    for (size_t i = 0, j = 0; i < ent_node_count(a) && j < ent_node_count(b);) {
        int order = compare_nodes(ent_node_at(a, i), ent_node_at(b, j));

        if (!order)
            of_a[i] = of_b[j] = common++;
        i += order <= 0;
        j += order >= 0;
    }
    return common;
}

static bool second_mode(const ent_network *n, size_t i)
{
    ent_node_type type = ent_node_at(n, i)->type;

    return ent_network_two_mode(n) &&
           (type == ENT_NODE_ACT || (ent_network_selection(n)->network == ENT_NET_MEMBERS &&
                                     (type == ENT_NODE_ORGANIZATION || type == ENT_NODE_BODY)));
}

static void order_nodes(qap *q, const ent_network *a, const uint32_t *of_a)
{
    uint32_t at = 0;

    for (int mode = 0; mode < 2; mode++)
        for (size_t i = 0; i < ent_node_count(a); i++)
            if (of_a[i] != ENT_NONE && second_mode(a, i) == mode) {
                q->order[at++] = of_a[i];
                q->mode_size[mode]++;
            }
    q->pairs = ent_network_two_mode(a) ? (double)q->mode_size[0] * q->mode_size[1]
                                       : (double)q->n * (q->n - 1.0) / 2;
}

static bool make_matrix(matrix *m, const ent_network *n, const uint32_t *number, uint32_t count)
{
    uint32_t *at = ent_mem_new((size_t)count + 1, sizeof *at);
    size_t ties = ent_tie_count(n);

    m->start = ent_mem_new((size_t)count + 1, sizeof *m->start);
    m->column = ent_mem_new(2 * ties, sizeof *m->column);
    m->weight = ent_mem_new(2 * ties, sizeof *m->weight);
    if (!at || !m->start || !m->column || !m->weight) {
        ent_mem_free(at);
        return false;
    }
    for (size_t t = 0; t < ties; t++) {
        const ent_tie *tie = ent_tie_at(n, t);
        uint32_t x = number[tie->a], y = number[tie->b];

        if (x == ENT_NONE || y == ENT_NONE)
            continue;
        m->start[x + 1]++;
        m->start[y + 1]++;
        m->sum += tie->weight;
        m->squares += tie->weight * tie->weight;
    }
    for (uint32_t i = 0; i < count; i++)
        at[i + 1] = m->start[i + 1] += m->start[i];
    at[0] = 0;
    for (size_t t = 0; t < ties; t++) {
        const ent_tie *tie = ent_tie_at(n, t);
        uint32_t ends[] = { number[tie->a], number[tie->b] };

        for (int e = 0; e < 2 && ends[0] != ENT_NONE && ends[1] != ENT_NONE; e++) {
            m->column[at[ends[e]]] = ends[!e];
            m->weight[at[ends[e]]++] = tie->weight;
        }
    }
    ent_mem_free(at);
    return true;
}

static void free_matrix(matrix *m)
{
    ent_mem_free(m->start);
    ent_mem_free(m->column);
    ent_mem_free(m->weight);
}

/* ---- the correlation ---- */

/* Sum over pairs of a[i][j] * b[name[i]][name[j]]; `row` is n zeros, and is so afterwards. */
static double products(const qap *q, const uint32_t *name, double *row)
{
    double sum = 0;

    for (uint32_t i = 0; i < q->n; i++) {
        uint32_t other = name[i];

        if (q->a.start[i] == q->a.start[i + 1])
            continue;
        for (uint32_t k = q->b.start[other]; k < q->b.start[other + 1]; k++)
            row[q->b.column[k]] = q->b.weight[k];
        for (uint32_t k = q->a.start[i]; k < q->a.start[i + 1]; k++)
            if (q->a.column[k] > i)
                sum += q->a.weight[k] * row[name[q->a.column[k]]];
        for (uint32_t k = q->b.start[other]; k < q->b.start[other + 1]; k++)
            row[q->b.column[k]] = 0;
    }
    return sum;
}

/* Does the weight of a pair vary? Beyond rounding, that is. */
static double variance(const qap *q, const matrix *m)
{
    double left = m->squares - m->sum * m->sum / q->pairs;

    return left > 1e-12 * m->squares ? left : 0;
}

static double correlation(const qap *q, double product)
{
    return (product - q->a.sum * q->b.sum / q->pairs) /
           sqrt(variance(q, &q->a) * variance(q, &q->b));
}

/* ---- permutations: a worker's task is some of them ---- */

static void deal(const qap *q, size_t permutation, uint32_t *dealt, uint32_t *name)
{
    ent_random chance = ent_random_stream(q->options.seed, permutation);

    memcpy(dealt, q->order, q->n * sizeof *dealt);
    ent_random_shuffle(&chance, dealt, q->mode_size[0]);
    ent_random_shuffle(&chance, dealt + q->mode_size[0], q->mode_size[1]);
    for (uint32_t i = 0; i < q->n; i++)
        name[q->order[i]] = dealt[i];
}

static ent_status run_some(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    const qap *q = ctx;
    uint32_t *dealt = ent_mem_new(q->n, sizeof *dealt), *name = ent_mem_new(q->n, sizeof *name);
    double *row = ent_mem_new(q->n, sizeof *row);
    size_t first = task * PER_TASK, last = first + PER_TASK;
    ent_status status = dealt && name && row ? ENT_OK : ent_out_of_memory(diags);

    if (last > q->options.permutations)
        last = q->options.permutations;
    for (size_t k = first; k < last && status == ENT_OK; k++) {
        double product;

        deal(q, k, dealt, name);
        product = products(q, name, row);
        ent_buf_add(out, (const char *)&product, sizeof product);
    }
    ent_mem_free(dealt);
    ent_mem_free(name);
    ent_mem_free(row);
    return status;
}

static ent_status take_some(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    qap *q = ctx;
    double r = q->result->correlation, close = 1e-12 * (1 + fabs(r)), product;

    for (size_t at = 0; at < result.len; at += sizeof product) {
        double other;

        memcpy(&product, result.ptr + at, sizeof product);
        other = correlation(q, product);
        q->larger += other >= r - close;
        q->smaller += other <= r + close;
        q->outside += fabs(other) >= fabs(r) - close;
        q->sum += other;
        q->squares += other * other;
    }
    ent_progress(diags, "permutations", (task + 1) * PER_TASK, q->options.permutations);
    return ENT_OK;
}

static void conclude(const qap *q, ent_qap *result)
{
    double count = (double)q->options.permutations;

    result->permutations = q->options.permutations;
    result->larger = (1 + (double)q->larger) / (1 + count);
    result->smaller = (1 + (double)q->smaller) / (1 + count);
    result->two_sided = (1 + (double)q->outside) / (1 + count);
    result->mean = count > 0 ? q->sum / count : NAN;
    result->sd =
        count > 1 ? sqrt(fmax(0, (q->squares - q->sum * q->sum / count) / (count - 1))) : NAN;
}

static ent_status correlate(qap *q, ent_diags *diags)
{
    ent_parallel work = { .run = run_some,
                          .take = take_some,
                          .ctx = q,
                          .tasks = (q->options.permutations + PER_TASK - 1) / PER_TASK,
                          .workers = q->options.workers };
    uint32_t *same = ent_mem_new(q->n, sizeof *same);
    double *row = ent_mem_new(q->n, sizeof *row);
    ent_status status = same && row ? ENT_OK : ent_out_of_memory(diags);

    if (status == ENT_OK && q->pairs > 0 && variance(q, &q->a) > 0 && variance(q, &q->b) > 0) {
        for (uint32_t i = 0; i < q->n; i++)
            same[i] = i;
        q->result->correlation = correlation(q, products(q, same, row));
        if ((status = ent_parallel_run(&work, diags)) == ENT_OK)
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
        q.n = number_common(a, b, of_a, of_b);
        q.order = ent_mem_new(q.n, sizeof *q.order);
    }
    if (q.order && make_matrix(&q.a, a, of_a, q.n) && make_matrix(&q.b, b, of_b, q.n)) {
        order_nodes(&q, a, of_a);
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
