/* spectral.c: measures by eigenvectors, hubs and authorities, and PageRank. */
#include "measure/families/rows.h"

#include <math.h>

#include "base/mem.h"
#include "measure/analysis/spectrum.h"
#include "measure/graph/igraph_call.h"

static ent_status component_vector(double *values, ent_work *w, bool weighted)
{
    const work_spectrum *s;
    ent_status status = ent_work_vectors(w, weighted, &s);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = s->vector[i];
    return status;
}

static ent_status eigenvector(double *values, ent_work *w)
{
    return component_vector(values, w, false);
}

static ent_status eigenvector_w(double *values, ent_work *w)
{
    return component_vector(values, w, true);
}

/* Of the network as one matrix: 0 outside the component with the largest eigenvalue. */
static ent_status whole_vector(double *values, ent_work *w, bool weighted)
{
    const work_spectrum *s;
    ent_status status = ent_work_vectors(w, weighted, &s);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = !s->leading ? NAN : w->component[i] == s->leading ? s->vector[i] : 0;
    if (status == ENT_OK && !s->leading && w->m && !s->reported_shared)
        ent_note(w->diags, ENT_NOWHERE,
                 "two components share the largest eigenvalue, %.6g: measures of the network as one "
                 "matrix (eigenvector_max1, hub, core_periphery, ...) are left undefined",
                 s->radius);
    if (status == ENT_OK)
        w->spectrum[weighted]->reported_shared = true;
    return status;
}

static ent_status eigenvector_max1(double *values, ent_work *w)
{
    return whole_vector(values, w, false);
}

static ent_status eigenvector_w_max1(double *values, ent_work *w)
{
    return whole_vector(values, w, true);
}

static ent_status eigenvector_l2(double *values, ent_work *w)
{
    ent_status status = whole_vector(values, w, false);
    double sum = 0;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        sum += values[i] * values[i];
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] /= sqrt(sum);
    return status;
}

static ent_status spectral_radius(double *values, ent_work *w)
{
    const work_spectrum *s;
    ent_status status = ent_work_spectrum(w, false, &s);

    if (status == ENT_OK)
        *values = w->n ? s->radius : NAN;
    for (uint32_t c = 0; c < w->component_count && status == ENT_OK; c++)
        if (isnan(s->value[c])) /* a component without an answer may have the largest */
            *values = NAN;
    return status;
}

/* What the others stay behind the first. Alone on their tie two nodes have 1 and all others 0: more
 * cannot be. */
static ent_status centralization_eigenvector(double *values, ent_work *w)
{
    double *scores = ent_mem_new((size_t)w->n + 1, sizeof *scores), sum = 0;
    ent_status status = scores ? whole_vector(scores, w, false) : ent_out_of_memory(w->diags);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        sum += 1 - scores[i];
    *values = w->n > 2 ? sum / (w->n - 2.0) : NAN;
    ent_mem_free(scores);
    return status;
}

/* How far ties are where the product of the two ends' entries is large: over all pairs, tied or
 * not. With c = mean + d the product is mean^2 and what follows from d: where entries are nearly
 * alike that is all that counts, and it keeps its digits. Sums over pairs follow from sums over
 * nodes. */
static ent_status core_periphery(double *values, ent_work *w)
{
    double *d = ent_mem_new((size_t)w->n + 1, sizeof *d), n = w->n, pairs = n * (n - 1) / 2;
    ent_status status = d ? whole_vector(d, w, false) : ent_out_of_memory(w->diags);
    double c = 0, sum[5] = { 0 }, m = w->pair_count, tied = 0, one, two, furthest = 0;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        c += d[i] / n;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double power = d[i] -= c;

        furthest = fmax(furthest, fabs(power));
        for (int k = 1; k <= 4; k++, power *= d[i])
            sum[k] += power;
    }
    for (uint32_t t = 0; t < w->pair_count && status == ENT_OK; t++) {
        double x = d[w->pairs[t].a], y = d[w->pairs[t].b];

        tied += c * (x + y) + x * y;
    }
    one = (c * (n - 1) * sum[1] + (sum[1] * sum[1] - sum[2]) / 2) / pairs;
    two = (c * c * ((n - 2) * sum[2] + sum[1] * sum[1]) +
           2 * c * (sum[2] * sum[1] - sum[3]) + (sum[2] * sum[2] - sum[4]) / 2) /
              pairs -
          one * one;
    *values = w->n > 2 && m > 0 && m < pairs && furthest > 1e-10 * c && two > 0
                  ? (tied - one * m) / pairs / sqrt(two * (m / pairs) * (1 - m / pairs))
                  : NAN;
    ent_mem_free(d);
    return status;
}

/* ---- hubs and authorities ---- */

/* Of two modes: the pair of principal singular vectors, each of largest entry 1 in its mode. */
static ent_status singular(double *values, ent_work *w, int mode)
{
    double top = 0;
    ent_status status = whole_vector(values, w, false);

    for (uint32_t i = 0; i < w->n; i++)
        if (w->mode[i] == mode)
            top = fmax(top, values[i]);
    for (uint32_t i = 0; i < w->n; i++)
        values[i] = w->modes_hold && w->mode[i] == mode ? values[i] / top : NAN;
    return status;
}

/* Of arcs: every node twice, once as the end that arcs leave, once as the end that they reach, is a
 * network of two modes whose singular vectors are the hubs and the authorities. */
static ent_status hubs(double *values, ent_work *w, bool reached)
{
    work_tie *arcs = ent_mem_new((size_t)w->m + 1, sizeof *arcs);
    uint8_t *mode = ent_mem_new(2 * (size_t)w->n + 1, sizeof *mode);
    double *both = ent_mem_new(2 * (size_t)w->n + 1, sizeof *both);
    ent_work *twice = NULL;
    ent_status status = arcs && mode && both ? ENT_OK : ent_out_of_memory(w->diags);

    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++)
        arcs[t] = (work_tie){ w->ties[t].a, w->ties[t].b + w->n, 1 };
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        mode[w->n + i] = 1;
    if (status == ENT_OK)
        status = ent_work_new(&twice, 2 * w->n, arcs, w->m, &w->options, w->diags);
    if (status == ENT_OK) {
        ent_work_set_modes(twice, mode);
        status = singular(both, twice, reached);
    }
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = both[reached ? w->n + i : i];
    ent_work_free(twice);
    ent_mem_free(arcs);
    ent_mem_free(mode);
    ent_mem_free(both);
    return status;
}

static ent_status hub_or_authority(double *values, ent_work *w, bool authority)
{
    if (w->directed)
        return hubs(values, w, authority);
    if (w->two_mode)
        return singular(values, w, authority);
    return ENT_OK; /* one mode without directions has neither: values are undefined */
}

static ent_status hub(double *values, ent_work *w)
{
    return hub_or_authority(values, w, false);
}

static ent_status authority(double *values, ent_work *w)
{
    return hub_or_authority(values, w, true);
}

/* ---- PageRank ---- */

static igraph_error_t walk(const igraph_t *graph, const igraph_vector_t *weights,
                           igraph_vector_t *result)
{
    return ent_igraph_pagerank(graph, weights, 0.85, result);
}

static igraph_error_t walk_alike(const igraph_t *graph, const igraph_vector_t *weights,
                                 igraph_vector_t *result)
{
    (void)weights;
    return walk(graph, NULL, result);
}

static ent_status pagerank(double *values, ent_work *w)
{
    return ent_igraph_real(w, ENT_IGRAPH_ARCS, walk_alike, "pagerank", values);
}

static ent_status pagerank_w(double *values, ent_work *w)
{
    return ent_igraph_real(w, ENT_IGRAPH_ARCS, walk, "pagerank_w", values);
}

/* Against the arcs: on the graph with every arc reversed. */
static ent_status against_arcs(double *values, ent_work *w, ent_real_call *call)
{
    work_tie *arcs = ent_mem_new((size_t)w->m + 1, sizeof *arcs);
    ent_work *turned = NULL;
    ent_status status = arcs ? ENT_OK : ent_out_of_memory(w->diags);

    for (uint32_t t = 0; t < w->m && arcs; t++)
        arcs[t] = (work_tie){ w->ties[t].b, w->ties[t].a, w->ties[t].weight };
    if (status == ENT_OK)
        status = ent_work_new_directed(&turned, w->n, arcs, w->m, &w->options, w->diags);
    if (status == ENT_OK)
        status = ent_igraph_real(turned, ENT_IGRAPH_ARCS, call, "pagerank_out", values);
    ent_work_free(turned);
    ent_mem_free(arcs);
    return status;
}

static ent_status pagerank_out(double *values, ent_work *w)
{
    return against_arcs(values, w, walk_alike);
}

static ent_status pagerank_out_w(double *values, ent_work *w)
{
    return against_arcs(values, w, walk);
}


/* ---- the rows ---- */

#define BONACICH "Bonacich 1972, Journal of Mathematical Sociology 2(1), 113-120"
#define BRIN_PAGE "Brin & Page 1998, Computer Networks 30(1-7), 107-117"
#define KLEINBERG "Kleinberg 1999, Journal of the ACM 46(5), 604-632"
#define BY_COMPONENT                                                                               \
    "each component for itself, 1 for its first node: compare only within a component; isolates 0"
#define AS_ONE                                                                                     \
    "0 outside the component with the largest eigenvalue; undefined for all when two components "  \
    "share it, or without ties"
#define ONE_SINGULAR "one problem for both modes: the pair of principal singular vectors"
#define A_FEW_ROUNDS "O(m) a round, some dozens of rounds"

const ent_measure ent_measures_spectral[] = {
    { .name = "eigenvector", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_DEFAULT,
      .summary = "ties to nodes that are central themselves", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "principal eigenvector of the 0/1 matrix of the node's component, largest entry 1",
      .divisor = "the largest entry of the component", .disconnected = BY_COMPONENT,
      .two_modes = ONE_SINGULAR, .cost = A_FEW_ROUNDS, .source = BONACICH, .engine = "own: ARPACK's digits vary",
      .compute = eigenvector },
    { .name = "eigenvector_w", .also = "eigenvector_weighted", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector, strong ties counting more", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "principal eigenvector of the matrix of weights of the node's component, largest "
                 "entry 1",
      .divisor = "the largest entry of the component", .disconnected = BY_COMPONENT,
      .two_modes = ONE_SINGULAR, .cost = A_FEW_ROUNDS,
      .source = "Newman 2004, Physical Review E 70, 056131", .engine = "own: ARPACK's digits vary",
      .compute = eigenvector_w },
    { .name = "eigenvector_max1", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector of the network as one matrix, largest entry 1", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "principal eigenvector of the 0/1 matrix of all nodes, largest entry 1; on a "
                 "connected network the same as eigenvector",
      .divisor = "the largest entry", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = BONACICH, .engine = "own: ARPACK's digits vary",
      .compute = eigenvector_max1 },
    { .name = "eigenvector_l2", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector of the network as one matrix, length 1", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "eigenvector_max1 / square root of the sum of its squares",
      .divisor = "the length of the vector", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = BONACICH, .engine = "own: ARPACK's digits vary",
      .compute = eigenvector_l2 },
    { .name = "eigenvector_w_max1", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector_w of the network as one matrix", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "principal eigenvector of the matrix of weights of all nodes, largest entry 1; on "
                 "a connected network the same as eigenvector_w",
      .divisor = "the largest entry", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = "Newman 2004, Physical Review E 70, 056131",
      .engine = "own: ARPACK's digits vary",
      .compute = eigenvector_w_max1 },
    { .name = "pagerank", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ARCS,
      .summary = "share of a random walk's time that is spent at the node", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "stationary share of a walk that follows a random tie with probability 0.85 and "
                 "else jumps to any node; the sum over nodes is 1",
      .divisor = "", .disconnected = "defined: the walk jumps; from an isolate always",
      .two_modes = "defined", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE, .engine = "igraph_pagerank",
      .compute = pagerank },
    { .name = "pagerank_w", .also = "pagerank_weighted", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS,
      .summary = "pagerank, strong ties followed more often", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "pagerank where a tie is followed in proportion to its weight", .divisor = "",
      .disconnected = "defined: the walk jumps; from an isolate always", .two_modes = "defined",
      .cost = A_FEW_ROUNDS, .source = BRIN_PAGE, .engine = "igraph_pagerank",
      .compute = pagerank_w },
    { .name = "pagerank_out", .also = "pagerank_reversed", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DIRECTED, .summary = "pagerank of a walk against the arcs", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "pagerank with every arc turned around: who gives to those that give",
      .divisor = "",
      .disconnected = "defined: the walk jumps; from nodes that nothing reaches always",
      .two_modes = "undefined without directions", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE,
      .engine = "igraph_pagerank",
      .compute = pagerank_out },
    { .name = "pagerank_out_w", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_DIRECTED,
      .summary = "pagerank_w of a walk against the arcs", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH, .formula = "pagerank_w with every arc turned around",
      .divisor = "",
      .disconnected = "defined: the walk jumps; from nodes that nothing reaches always",
      .two_modes = "undefined without directions", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE,
      .engine = "igraph_pagerank",
      .compute = pagerank_out_w },
    { .name = "hub", .also = "hub_max1", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ARCS,
      .summary = "ties to good authorities (two modes, or directions)", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "first left singular vector of the 0/1 matrix of actors by agreements, or of arcs from "
                 "by to; largest entry 1. Undefined on one mode without directions, where hubs and "
                 "authorities are the eigenvector",
      .divisor = "the largest entry", .disconnected = AS_ONE,
      .two_modes = "actors are hubs, agreements authorities; undefined for agreements", .cost = A_FEW_ROUNDS,
      .source = KLEINBERG, .engine = "own: ARPACK's digits vary",
      .compute = hub },
    { .name = "authority", .also = "authority_max1", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS, .summary = "ties from good hubs (two modes, or directions)",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "first right singular vector of the 0/1 matrix of actors by agreements, or of arcs from "
                 "by to; largest entry 1. Undefined on one mode without directions",
      .divisor = "the largest entry", .disconnected = AS_ONE,
      .two_modes = "actors are hubs, agreements authorities; undefined for actors", .cost = A_FEW_ROUNDS,
      .source = KLEINBERG, .engine = "own: ARPACK's digits vary",
      .compute = authority },
    { .name = "centralization_eigenvector", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "concentration of the principal eigenvector on one node",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (1 - eigenvector_max1), divided",
      .divisor = "n-2: the sum of a tie alone among isolates, the largest there can be (a star has "
                 "n-1 - sqrt(n-1))",
      .disconnected = "undefined when two components share the largest eigenvalue",
      .two_modes = "undefined", .cost = A_FEW_ROUNDS,
      .source = "Freeman 1979, Social Networks 1(3), 215-239; maximum: entente",
      .engine = "own: ARPACK's digits vary",
      .compute = centralization_eigenvector },
    { .name = "core_periphery", .also = "coreness_fit", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "how well a core and a periphery fit the ties",
      .unit = "", .low = -1, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "correlation, over all pairs of nodes, of being tied (0 or 1) with c_i c_j, c the "
                 "principal eigenvector: Borgatti and Everett's continuous model, its coreness "
                 "taken from the eigenvector",
      .divisor = "", .disconnected = "undefined when two components share the largest eigenvalue, "
                                     "and where all pairs are alike",
      .two_modes = "undefined", .cost = A_FEW_ROUNDS,
      .source = "Borgatti & Everett 2000, Social Networks 21(4), 375-395",
      .engine = ENT_NO_IGRAPH,
      .compute = core_periphery },
    { .name = "spectral_radius", .also = "", .scope = ENT_SCOPE_NETWORK,
      .summary = "largest eigenvalue of the 0/1 matrix", .unit = "", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING, .formula = "largest eigenvalue of the 0/1 matrix of all nodes",
      .divisor = "", .disconnected = "the largest of all components; 0 without ties",
      .two_modes = "defined", .cost = A_FEW_ROUNDS,
      .source = "Cvetkovic, Rowlinson & Simic 2010, An Introduction to the Theory of Graph Spectra",
      .engine = "own: ARPACK's digits vary",
      .compute = spectral_radius },
    { 0 }
};
