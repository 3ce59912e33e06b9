/* consensus.c: the consensus of repeated searches for communities, and the agreement of two partitions. */
#include "measure/communities/communities.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/parts.h"

/* ---- agreement of two partitions ---- */

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/* Number of pairs within the communities of a partition, and its entropy. */
typedef struct sums {
    double pairs, entropy;
} sums;

/* Sorts the list; equal numbers are one community. */
static sums sum_up(uint64_t *list, uint32_t n)
{
    sums s = { 0, 0 };

    qsort(list, n, sizeof *list, by_number);
    for (uint32_t i = 0, end; i < n; i = end) {
        double size, share;

        for (end = i + 1; end < n && list[end] == list[i];)
            end++;
        size = end - i;
        share = size / n;
        s.pairs += size * (size - 1) / 2;
        s.entropy -= share * log(share);
    }
    return s;
}

ent_status ent_agreement_of(ent_agreement *agreement, const uint32_t *a, const uint32_t *b,
                            uint32_t n, ent_diags *diags)
{
    uint64_t *list = ent_mem_new((size_t)n + 1, sizeof *list);
    double all = (double)n * (n - 1.0) / 2, expected, most;
    sums x, y, both;

    *agreement = (ent_agreement){ NAN, NAN, NAN };
    if (!list)
        return ent_out_of_memory(diags);
    if (n >= 2) {
        for (uint32_t i = 0; i < n; i++)
            list[i] = a[i];
        x = sum_up(list, n);
        for (uint32_t i = 0; i < n; i++)
            list[i] = b[i];
        y = sum_up(list, n);
        for (uint32_t i = 0; i < n; i++)
            list[i] = (uint64_t)a[i] << 32 | b[i];
        both = sum_up(list, n);
        expected = x.pairs * y.pairs / all;
        most = (x.pairs + y.pairs) / 2;
        /* both have single nodes only, or one community: they agree */
        agreement->ari = most > expected ? (both.pairs - expected) / (most - expected) : 1;
        agreement->vi = fmax(0, 2 * both.entropy - x.entropy - y.entropy);
        agreement->nmi = x.entropy + y.entropy > 0
                             ? 2 * (x.entropy + y.entropy - both.entropy) / (x.entropy + y.entropy)
                             : 1;
        agreement->nmi = fmax(0, fmin(1, agreement->nmi));
        if (agreement->vi < 1e-12)
            agreement->vi = 0;
    }
    ent_mem_free(list);
    return ENT_OK;
}

ent_status ent_results_agreement(ent_agreement *agreement, const double *a, const double *b,
                                 size_t nodes, ent_diags *diags)
{
    uint32_t *labels = ent_mem_new(2 * nodes + 1, sizeof *labels);
    ent_status status;

    *agreement = (ent_agreement){ NAN, NAN, NAN };
    if (!labels)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < nodes; i++) {
        labels[i] = (uint32_t)a[i];
        labels[nodes + i] = (uint32_t)b[i];
    }
    status = ent_agreement_of(agreement, labels, labels + nodes, (uint32_t)nodes, diags);
    ent_mem_free(labels);
    return status;
}

/* ---- repeated searches ---- */

/* A cell is a set of nodes that are in one community in every run. The rest works on cells. */
typedef struct cells {
    ent_work *v; /* the network in canonical order */
    size_t runs, taken;
    uint32_t *label; /* community of node i in run r: label[r * n + i] */
    uint32_t *cell;  /* cell of each node; numbered by first node */
    uint32_t count;
    double *size;
    uint32_t *first;  /* first node of each cell */
    double *together; /* number of runs in which two cells are in one community */
} cells;

static void free_cells(cells *c)
{
    ent_mem_free(c->label);
    ent_mem_free(c->cell);
    ent_mem_free(c->size);
    ent_mem_free(c->first);
    ent_mem_free(c->together);
}

/* Each run shuffles the nodes, so that a partition that depends on their order is found to be unstable. */
static ent_status search_once(void *ctx, size_t run, ent_buf *out, ent_diags *diags)
{
    const cells *c = ctx;
    ent_work *v = c->v, *view = NULL;
    ent_random random = ent_random_stream(v->options.seed, run);
    uint32_t *place = ent_mem_new(3 * (size_t)v->n + 1, sizeof *place), *found, *label;
    ent_status status;

    if (!place)
        return ent_out_of_memory(diags);
    found = place + v->n;
    label = found + v->n;
    v->diags = diags;
    for (uint32_t i = 0; i < v->n; i++)
        place[i] = i;
    ent_random_shuffle(&random, place, v->n);
    if ((status = ent_reordered(&view, v, place)) == ENT_OK)
        status = ent_divide(view, v->options.community_method, v->options.resolution, run, &random,
                            found);
    for (uint32_t i = 0; i < v->n && status == ENT_OK; i++)
        label[i] = found[place[i]];
    if (status == ENT_OK)
        ent_buf_add(out, (const char *)label, v->n * sizeof *label);
    ent_mem_free(place);
    ent_work_free(view);
    return status;
}

static ent_status take_search(void *ctx, size_t run, ent_str result, ent_diags *diags)
{
    cells *c = ctx;

    (void)run, (void)diags;
    if (result.len)
        memcpy(c->label + c->taken * c->v->n, result.ptr, result.len);
    c->taken++;
    return ENT_OK;
}

static ent_status search_all(cells *c)
{
    ent_diags *diags = c->v->diags;
    ent_parallel searches = { .name = ENT_JOB_SEARCHES,
                              .partial = true,
                              .tasks = c->runs,
                              .workers = c->v->options.workers,
                              .apart = ent_community_by_igraph(c->v->options.community_method),
                              .ctx = c,
                              .run = search_once,
                              .take = take_search };
    ent_status status = ent_parts_run(&searches, diags);

    c->runs = c->taken;
    c->v->diags = diags;
    return status;
}

/* Starts with one cell and splits cells run by run: nodes of a cell stay together if the run puts them into
 * one community. */
static ent_status find_cells(cells *c)
{
    uint32_t n = c->v->n;
    uint64_t *key = ent_mem_new((size_t)n + 1, sizeof *key);
    uint32_t *number = ent_mem_new((size_t)n + 1, sizeof *number);

    if (!key || !number) {
        ent_mem_free(key);
        ent_mem_free(number);
        return ent_out_of_memory(c->v->diags);
    }
    for (size_t run = 0; run < c->runs; run++) {
        for (uint32_t i = 0; i < n; i++)
            key[i] = (uint64_t)c->cell[i] << 32 | c->label[run * n + i];
        qsort(key, n, sizeof *key, by_number);
        c->count = 0;
        for (uint32_t i = 0; i < n; i++)
            if (!i || key[i] != key[i - 1])
                key[c->count++] = key[i];
        for (uint32_t i = 0; i < n; i++) {
            uint64_t own = (uint64_t)c->cell[i] << 32 | c->label[run * n + i];

            c->cell[i] =
                (uint32_t)((uint64_t *)bsearch(&own, key, c->count, sizeof *key, by_number) - key);
        }
    }
    c->count = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!number[c->cell[i]])
            number[c->cell[i]] = ++c->count;
        c->cell[i] = number[c->cell[i]] - 1;
    }
    ent_mem_free(key);
    ent_mem_free(number);
    return ENT_OK;
}

static ent_status relate_cells(cells *c)
{
    enum { MOST_CELLS = 6000 };
    uint32_t n = c->v->n, k = c->count;

    if (k > MOST_CELLS)
        return ent_fail(c->v->diags, ENT_EDATA, ENT_NOWHERE,
                        "the searches for communities split the network into %u sets of nodes; a "
                        "consensus of more than %d sets is not computed",
                        k, MOST_CELLS);
    c->size = ent_mem_new((size_t)k + 1, sizeof *c->size);
    c->first = ent_mem_new((size_t)k + 1, sizeof *c->first);
    c->together = ent_mem_new((size_t)k * k + 1, sizeof *c->together);
    if (!c->size || !c->first || !c->together)
        return ent_out_of_memory(c->v->diags);
    for (uint32_t i = n; i-- > 0;) {
        c->size[c->cell[i]]++;
        c->first[c->cell[i]] = i;
    }
    for (size_t run = 0; run < c->runs; run++)
        for (uint32_t x = 0; x < k; x++)
            for (uint32_t y = 0; y < k; y++)
                c->together[(size_t)x * k + y] +=
                    c->label[run * n + c->first[x]] == c->label[run * n + c->first[y]];
    return ENT_OK;
}

/* ---- hierarchical clustering of the cells (average linkage) ---- */

typedef struct merging {
    uint32_t k;
    double *sum;     /* of two groups: runs in which they are together, added over all pairs of nodes */
    double *size;    /* nodes of each group; 0: merged into another */
    uint32_t *group; /* group of each cell */
    uint32_t *near;  /* nearest group of each group; itself: there is none */
} merging;

/* Mean share of runs in which a node of x and a node of y are together, times the number of runs. */
static double nearness(const merging *j, uint32_t x, uint32_t y)
{
    return j->sum[(size_t)x * j->k + y] / (j->size[x] * j->size[y]);
}

static void find_near(merging *j, uint32_t x)
{
    j->near[x] = x;
    for (uint32_t y = 0; y < j->k; y++)
        if (y != x && j->size[y] > 0 &&
            (j->near[x] == x || nearness(j, x, y) > nearness(j, x, j->near[x]) + 1e-9))
            j->near[x] = y;
}

/* Finds the two nearest groups; false if no two were together in more than half of the runs. */
static bool nearest(const merging *j, double half, uint32_t *a, uint32_t *b)
{
    double most = half + 1e-9;
    bool found = false;

    for (uint32_t x = 0; x < j->k; x++)
        if (j->size[x] > 0 && j->near[x] != x && nearness(j, x, j->near[x]) > most) {
            most = nearness(j, x, j->near[x]) + 1e-9;
            *a = x;
            *b = j->near[x];
            found = true;
        }
    return found;
}

static ent_status join(const cells *c, uint32_t *group)
{
    size_t k = c->count;
    merging j = { c->count, ent_mem_new(k * k + 1, sizeof *j.sum),
                  ent_mem_new(k + 1, sizeof *j.size), group, ent_mem_new(k + 1, sizeof *j.near) };
    uint32_t a = 0, b = 0;

    if (!j.sum || !j.size || !j.near) {
        ent_mem_free(j.sum);
        ent_mem_free(j.size);
        ent_mem_free(j.near);
        return ent_out_of_memory(c->v->diags);
    }
    for (uint32_t x = 0; x < k; x++) {
        group[x] = x;
        j.size[x] = c->size[x];
        for (uint32_t y = 0; y < k; y++)
            j.sum[x * k + y] = c->together[x * k + y] * c->size[x] * c->size[y];
    }
    for (uint32_t x = 0; x < k; x++)
        find_near(&j, x);
    while (nearest(&j, (double)c->runs / 2, &a, &b)) {
        for (uint32_t y = 0; y < k; y++) {
            j.sum[a * k + y] += j.sum[b * k + y];
            j.sum[y * k + a] = j.sum[a * k + y];
            if (group[y] == b)
                group[y] = a;
        }
        j.size[a] += j.size[b];
        j.size[b] = 0;
        /* update the groups whose nearest group was merged, and those to which the new one is nearer */
        for (uint32_t x = 0; x < k; x++)
            if (j.size[x] > 0 && (x == a || j.near[x] == a || j.near[x] == b ||
                                  nearness(&j, x, a) > nearness(&j, x, j.near[x])))
                find_near(&j, x);
    }
    ent_mem_free(j.sum);
    ent_mem_free(j.size);
    ent_mem_free(j.near);
    return ENT_OK;
}

/* ---- results ---- */

/* Stability of the nodes of a cell: the mean share of runs in which they are together with another node of
 * their group; if the group is a single node, the share of runs in which it was alone. */
static double cell_stability(const cells *c, const uint32_t *group, uint32_t x)
{
    double others = -1, together = -1;

    for (uint32_t y = 0; y < c->count; y++)
        if (group[y] == group[x]) {
            others += c->size[y];
            together += c->size[y] * c->together[(size_t)x * c->count + y] / (double)c->runs;
        }
    if (others > 0)
        return fmin(1, together / others);
    together = 0;
    for (size_t run = 0; run < c->runs; run++) {
        const uint32_t *label = c->label + run * c->v->n;
        bool alone = true;

        for (uint32_t y = 0; y < c->count && alone; y++)
            alone = y == x || label[c->first[y]] != label[c->first[x]];
        together += alone;
    }
    return together / (double)c->runs;
}

static ent_status agree_with_all(const cells *c, const uint32_t *community, double *mean)
{
    ent_status status = ENT_OK;

    *mean = 0;
    for (size_t run = 0; run < c->runs && status == ENT_OK; run++) {
        ent_agreement with;

        status = ent_agreement_of(&with, community, c->label + run * c->v->n, c->v->n, c->v->diags);
        *mean += with.ari / (double)c->runs;
    }
    return status;
}

static ent_status conclude(work_consensus *result, cells *c, const uint32_t *place, ent_work *w)
{
    uint32_t *group = ent_mem_new((size_t)c->count + 1, sizeof *group);
    uint32_t *in_view = ent_mem_new((size_t)w->n + 1, sizeof *in_view);
    double *stability = ent_mem_new((size_t)c->count + 1, sizeof *stability);
    ent_status status =
        group && in_view && stability ? join(c, group) : ent_out_of_memory(w->diags);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        in_view[i] = group[c->cell[i]];
    if (status == ENT_OK)
        status = agree_with_all(c, in_view, &result->agreement);
    for (uint32_t x = 0; x < c->count && status == ENT_OK; x++)
        stability[x] = cell_stability(c, group, x);
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        result->community[i] = in_view[place[i]];
        result->stability[i] = stability[c->cell[place[i]]];
    }
    if (status == ENT_OK)
        status = ent_work_number(w, result->community, &result->count, NULL);
    if (status == ENT_OK)
        status = ent_work_modularity(w, w->directed, result->community, true,
                                     w->options.resolution, &result->quality, NULL);
    ent_mem_free(group);
    ent_mem_free(in_view);
    ent_mem_free(stability);
    return status;
}

ent_status ent_consensus_of(ent_work *w, const work_consensus **consensus)
{
    size_t n = w->n;
    cells c = { .runs = w->options.community_runs };
    work_consensus *result;
    uint32_t *place;
    ent_status status;

    *consensus = w->consensus;
    if (w->consensus)
        return ENT_OK;
    if (w->options.community_count)
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the consensus has as many communities as searches agree on, and takes no number of them; "
                        "remove '=%zu' after the method",
                        w->options.community_count);
    place = ent_mem_new(n + 1, sizeof *place);
    result = work_room(w, 1, sizeof *result);
    if (result) {
        result->community = work_room(w, n + 1, sizeof *result->community);
        result->stability = work_room(w, n + 1, sizeof *result->stability);
    }
    c.label = ent_mem_new(c.runs * n + 1, sizeof *c.label);
    c.cell = ent_mem_new(n + 1, sizeof *c.cell);
    if (!place || !result || !result->community || !result->stability || !c.label || !c.cell)
        status = ent_out_of_memory(w->diags);
    else if ((status = ent_canonical_order(w, place, w->diags)) == ENT_OK &&
             (status = ent_reordered(&c.v, w, place)) == ENT_OK &&
             (status = search_all(&c)) == ENT_OK && (status = find_cells(&c)) == ENT_OK &&
             (status = relate_cells(&c)) == ENT_OK)
        status = conclude(result, &c, place, w);
    free_cells(&c);
    ent_work_free(c.v);
    ent_mem_free(place);
    if (status == ENT_OK)
        *consensus = w->consensus = result;
    return status;
}
