/* structural_holes.c: Burt's structural holes: how far a node's partners are tied among themselves. */
#include "measure/families/rows.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "measure/graph/simd.h"
#include "measure/analysis/triangles.h"

/* How much of a node's ties goes to one partner. */
static double share_of(const ent_work *w, bool weighted, const double *all, uint32_t i, uint32_t k)
{
    uint32_t pair = w->tie_to[k];

    return (weighted ? w->pairs[pair].weight : work_pair_ties(w, pair)) / all[i];
}

/* row += sum over partners q of p_iq (row of q), four partners at a time: on a network that is
 * nearly complete this is a product of matrices, and memory is what it waits for. */
ENT_WIDE static void by_way_of(double *row, const double *p, const uint32_t *to,
                               const double *share, uint32_t count, size_t n)
{
    uint32_t k = 0;

    for (; k + 4 <= count; k += 4) {
        const double *a = p + to[k] * n, *b = p + to[k + 1] * n, *c = p + to[k + 2] * n,
                     *d = p + to[k + 3] * n;
        double wa = share[k], wb = share[k + 1], wc = share[k + 2], wd = share[k + 3];

        for (size_t j = 0; j < n; j++)
            row[j] += (wa * a[j] + wb * b[j]) + (wc * c[j] + wd * d[j]);
    }
    for (; k < count; k++)
        for (size_t j = 0; j < n; j++)
            row[j] += share[k] * p[to[k] * n + j];
}

enum { MOST_DENSE = 2048 };

static ent_status constrain(double *values, ent_work *w, bool weighted)
{
    size_t n = w->n, arcs = w->start[n];
    bool dense = n <= MOST_DENSE && arcs > n * n / 8;
    double *all = ent_mem_new(n + 1, sizeof *all), *row = ent_mem_new(n + 1, sizeof *row);
    double *share = ent_mem_new(arcs + 1, sizeof *share);
    double *p = dense ? ent_mem_new(n * n + 1, sizeof *p) : NULL;
    bool made = all && row && share && (!dense || p);

    for (uint32_t t = 0; t < w->pair_count && made; t++) {
        double value = weighted ? w->pairs[t].weight : work_pair_ties(w, t);

        all[w->pairs[t].a] += value;
        all[w->pairs[t].b] += value;
    }
    for (uint32_t i = 0; i < n && made; i++)
        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++) {
            share[k] = share_of(w, weighted, all, i, k);
            if (dense)
                p[i * n + w->neighbor[k]] = share[k];
        }
    for (uint32_t i = 0; i < n && made; i++) {
        uint32_t first = w->start[i], degree = work_degree(w, i);
        double sum = 0;

        memset(row, 0, n * sizeof *row);
        if (dense)
            by_way_of(row, p, w->neighbor + first, share + first, degree, n);
        for (uint32_t k = first; k < first + degree && !dense; k++)
            for (uint32_t q = w->neighbor[k], e = w->start[q]; e < w->start[q + 1]; e++)
                row[w->neighbor[e]] += share[k] * share[e];
        for (uint32_t k = first; k < first + degree; k++) {
            double part = share[k] + row[w->neighbor[k]];

            sum += part * part;
        }
        values[i] = degree ? sum : NAN;
    }
    ent_mem_free(all);
    ent_mem_free(row);
    ent_mem_free(share);
    ent_mem_free(p);
    return made ? ENT_OK : ent_out_of_memory(w->diags);
}

static ent_status constraint(double *values, ent_work *w)
{
    return constrain(values, w, false);
}

static ent_status constraint_w(double *values, ent_work *w)
{
    return constrain(values, w, true);
}

static ent_status effective_size(double *values, ent_work *w)
{
    ent_status status = ent_work_triangles(w);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double k = work_degree(w, i);

        values[i] = k > 0 ? k - 2 * w->triangles[i] / k : NAN;
    }
    return status;
}

static ent_status efficiency(double *values, ent_work *w)
{
    ent_status status = effective_size(values, w);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] /= work_degree(w, i);
    return status;
}

#define BURT "Burt 1992, Structural Holes, ch. 2"
#define BORGATTI "Borgatti 1997, Connections 20(1), 35-38"
#define NO_TIES "within the node's own partners; undefined for isolates"
#define ONE_MODE "undefined: partners of one mode are never tied among themselves"

const ent_measure ent_measures_holes[] = {
    { .name = "constraint", .also = "burt", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_ARCS,
      .summary = "how far its partners are tied among themselves", .unit = "", .low = 0,
      .high = 2, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over partners j of (p_ij + sum over q of p_iq p_qj)^2, p_ij = 1/degree of i. "
                 "1.125 at most; with directions arcs of both ways count, and 2 is the most",
      .divisor = "", .disconnected = NO_TIES, .two_modes = ONE_MODE,
      .cost = "O(sum of squared degrees)", .source = BURT, .engine = "own: 2 to 20 x faster",
      .compute = constraint },
    { .name = "constraint_w", .also = "constraint_weighted", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_ARCS,
      .summary = "constraint, strong ties taking more of the node",
      .unit = "", .low = 0, .high = 2, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over partners j of (p_ij + sum over q of p_iq p_qj)^2, p_ij = weight of the "
                 "tie / strength of i",
      .divisor = "", .disconnected = NO_TIES, .two_modes = ONE_MODE,
      .cost = "O(sum of squared degrees)", .source = BURT, .engine = "own: 2 to 20 x faster",
      .compute = constraint_w },
    { .name = "effective_size", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ONE_MODE,
      .summary = "partners, less the ties among these", .unit = "nodes", .low = 1, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING,
      .formula = "k - 2t/k, k the degree, t the ties among its partners", .divisor = "",
      .disconnected = NO_TIES, .two_modes = ONE_MODE, .cost = "O(sum of squared degrees)",
      .source = BORGATTI, .engine = ENT_NO_IGRAPH,
      .compute = effective_size },
    { .name = "efficiency", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ONE_MODE,
      .summary = "effective_size as a share of its partners", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING, .formula = "effective_size / k", .divisor = "k, the degree",
      .disconnected = NO_TIES, .two_modes = ONE_MODE, .cost = "O(sum of squared degrees)",
      .source = BORGATTI, .engine = ENT_NO_IGRAPH,
      .compute = efficiency },
    { 0 }
};
