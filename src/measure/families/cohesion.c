/* cohesion.c: how the network hangs together: components, cores, triangles, cut points. */
#include "measure/families/rows.h"

#include <math.h>

#include "base/mem.h"
#include "measure/analysis/triangles.h"
#include "measure/graph/igraph_call.h"

/* ---- shared ---- */

/* Maximal cliques are counted up to this number. */
enum { MOST_CLIQUES = 1000000 };

static igraph_error_t meet(const igraph_vector_int_t *clique, void *work)
{
    ent_work *w = work;

    w->cliques++;
    w->largest_clique = fmax(w->largest_clique, (double)igraph_vector_int_size(clique));
    return w->cliques > MOST_CLIQUES ? IGRAPH_STOP : IGRAPH_SUCCESS;
}

static ent_status count_cliques(ent_work *w)
{
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    if (w->cliques_counted)
        return ENT_OK;
    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    w->cliques = w->largest_clique = 0;
    ent_ig_begin(&scope, w->diags);
    err = ent_igraph_maximal_cliques(&w->ig, meet, w);
    if ((status = ent_ig_end(&scope, err, "cliques")) != ENT_OK)
        return status;
    if (w->cliques > MOST_CLIQUES) {
        ent_note(w->diags, ENT_NOWHERE,
                 "more than %d maximal cliques: cliques and clique_number are left undefined",
                 MOST_CLIQUES);
        w->cliques = w->largest_clique = NAN;
    }
    w->cliques_counted = true;
    return ENT_OK;
}

static igraph_error_t cores_of(const igraph_t *graph, igraph_vector_int_t *result)
{
    return igraph_coreness(graph, result, IGRAPH_ALL);
}

static ent_status find_cores(ent_work *w, uint32_t **core)
{
    return ent_igraph_whole(w, ENT_IGRAPH_PAIRS, cores_of, "coreness", core, NULL);
}

static double pairs_at(const ent_work *w, uint32_t i)
{
    double k = work_degree(w, i);

    return k * (k - 1) / 2;
}

/* ---- of nodes ---- */

static ent_status component(double *values, ent_work *w)
{
    for (uint32_t i = 0; i < w->n; i++)
        values[i] = w->component[i];
    return ENT_OK;
}

static ent_status component_size(double *values, ent_work *w)
{
    for (uint32_t i = 0; i < w->n; i++)
        values[i] = w->component_size[w->component[i] - 1];
    return ENT_OK;
}

static ent_status coreness(double *values, ent_work *w)
{
    uint32_t *core;
    ent_status status = find_cores(w, &core);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = core[i];
    return status;
}

static ent_status clustering(double *values, ent_work *w)
{
    ent_status status = ent_work_triangles(w);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = work_degree(w, i) > 1 ? w->triangles[i] / pairs_at(w, i) : NAN;
    return status;
}

/* Nodes without which there are more components. */
static ent_status find_articulation(ent_work *w, uint32_t **node, size_t *count)
{
    return ent_igraph_whole(w, ENT_IGRAPH_PAIRS, igraph_articulation_points, "articulation", node,
                            count);
}

static ent_status articulation(double *values, ent_work *w)
{
    uint32_t *node;
    size_t count;
    ent_status status = find_articulation(w, &node, &count);

    for (uint32_t i = 0; i < w->n; i++)
        values[i] = 0;
    for (size_t i = 0; i < count && status == ENT_OK; i++)
        values[node[i]] = 1;
    return status;
}

/* Barrat: pairs of partners that are tied, each weighing what the ties to the two weigh. */
static ent_status clustering_w(double *values, ent_work *w)
{
    ent_status status = ent_work_triangles(w);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double sum = 0, degree = work_degree(w, i);

        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
            sum += w->pairs[w->tie_to[k]].weight * w->common[w->tie_to[k]];
        values[i] = degree > 1 ? sum / (w->strength[i] * (degree - 1)) : NAN;
    }
    return status;
}

/* ---- of the network ---- */

static ent_status components(double *values, ent_work *w)
{
    *values = w->component_count;
    return ENT_OK;
}

static ent_status largest_component(double *values, ent_work *w)
{
    *values = w->n ? (double)w->component_size[0] : NAN;
    return ENT_OK;
}

static ent_status max_coreness(double *values, ent_work *w)
{
    uint32_t *core;
    ent_status status = find_cores(w, &core);

    *values = w->n ? 0 : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        *values = fmax(*values, core[i]);
    return status;
}

static ent_status triangles(double *values, ent_work *w)
{
    ent_status status = ent_work_triangles(w);

    *values = 0;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        *values += w->triangles[i];
    *values /= 3;
    return status;
}

static ent_status transitivity(double *values, ent_work *w)
{
    ent_status status = ent_work_triangles(w);
    double closed = 0, all = 0;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        closed += w->triangles[i];
        all += pairs_at(w, i);
    }
    *values = all > 0 ? closed / all : NAN;
    return status;
}

static ent_status mean_clustering(double *values, ent_work *w, bool all)
{
    ent_status status = ent_work_triangles(w);
    double sum = 0, count = 0;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        bool defined = work_degree(w, i) > 1;

        sum += defined ? w->triangles[i] / pairs_at(w, i) : 0;
        count += defined || all;
    }
    *values = count > 0 ? sum / count : NAN;
    return status;
}

static ent_status clustering_mean(double *values, ent_work *w)
{
    return mean_clustering(values, w, false);
}

static ent_status clustering_mean0(double *values, ent_work *w)
{
    return mean_clustering(values, w, true);
}

static ent_status articulations(double *values, ent_work *w)
{
    uint32_t *node;
    size_t count = 0;
    ent_status status = find_articulation(w, &node, &count);

    *values = (double)count;
    return status;
}

static ent_status bridges(double *values, ent_work *w)
{
    uint32_t *pair;
    size_t count = 0;
    ent_status status =
        ent_igraph_whole(w, ENT_IGRAPH_PAIRS, igraph_bridges, "bridges", &pair, &count);

    *values = (double)count;
    return status;
}

static ent_status cliques(double *values, ent_work *w)
{
    ent_status status = count_cliques(w);

    *values = w->cliques;
    return status;
}

static ent_status clique_number(double *values, ent_work *w)
{
    ent_status status = count_cliques(w);

    *values = w->n ? w->largest_clique : NAN;
    return status;
}

/* ---- the rows ---- */

#define WATTS_STROGATZ "Watts & Strogatz 1998, Nature 393, 440-442"
#define CLUSTERED                                                                                  \
    ". A projection is clustered by construction: every agreement of three or more closes triangles"
#define ALL_TRIANGLES "O(sum of squared degrees)"
#define NO_TRIANGLES "undefined: two modes have no triangles; see reinforcement"
#define DEFINED "makes no difference"

const ent_measure ent_measures_cohesion[] = {
    { .name = "coreness", .also = "k_core core_number", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
      .summary = "the densest core that the node belongs to", .unit = "ties", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "largest k such that the node is in a set whose members have k ties or more "
                 "within the set",
      .divisor = "", .disconnected = DEFINED "; isolates 0", .two_modes = "defined", .cost = "O(m)",
      .source = "Seidman 1983, Social Networks 5(3), 269-287; Batagelj & Zaversnik 2003",
      .engine = "igraph_coreness",
      .compute = coreness },
    { .name = "clustering", .also = "local_clustering", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ONE_MODE,
      .summary = "share of the pairs of its partners that are tied", .unit = "",
      .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "triangles at the node / (k(k-1)/2), k its degree" CLUSTERED,
      .divisor = "k(k-1)/2", .disconnected = "undefined below degree 2", .two_modes = NO_TRIANGLES,
      .cost = ALL_TRIANGLES, .source = WATTS_STROGATZ, .engine = "own: 1.1 to 7 x faster",
      .compute = clustering },
    { .name = "clustering_w", .also = "barrat clustering_weighted", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE,
      .summary = "clustering, triangles over strong ties counting more", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over ordered pairs of tied partners j, q of (w_ij + w_iq)/2, "
                 "divided" CLUSTERED,
      .divisor = "s(k-1), s the strength and k the degree",
      .disconnected = "undefined below degree 2", .two_modes = NO_TRIANGLES,
      .cost = ALL_TRIANGLES, .source = "Barrat et al. 2004, PNAS 101(11), 3747-3752",
      .engine = "own: 1.1 to 7 x faster",
      .compute = clustering_w },
    { .name = "articulation", .also = "cutpoint", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_INTEGER,
      .summary = "1 when removing the node disconnects its component, else 0",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "1 when there are more components without the node, else 0", .divisor = "",
      .disconnected = DEFINED, .two_modes = "defined", .cost = "O(m)",
      .source = "Tarjan 1972, SIAM Journal on Computing 1(2), 146-160", .engine = "igraph_articulation_points",
      .compute = articulation },
    { .name = "component", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER,
      .summary = "number of its component, the largest being 1", .unit = "", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "components (nodes that reach each other) numbered by decreasing size, equals by "
                 "their first node",
      .divisor = "", .disconnected = "made for it", .two_modes = "defined", .cost = "O(m)",
      .source = "definition", .engine = "own: found with the graph",
      .compute = component },
    { .name = "component_size", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_INTEGER, .summary = "nodes in its component, itself counted",
      .unit = "nodes", .low = 1, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of nodes that it reaches, plus 1", .divisor = "",
      .disconnected = "made for it; isolates 1", .two_modes = "both modes together", .cost = "O(m)",
      .source = "definition", .engine = "own: found with the graph",
      .compute = component_size },
    { .name = "components", .also = "n_components", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
      .summary = "components, isolates included", .unit = "components",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of components; every isolate is one", .divisor = "",
      .disconnected = "made for it", .two_modes = "defined", .cost = "O(m)", .source = "definition",
      .engine = "own: found with the graph",
      .compute = components },
    { .name = "largest_component", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
      .summary = "nodes of the largest component",
      .unit = "nodes", .low = 1, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of nodes of the largest component", .divisor = "",
      .disconnected = "made for it", .two_modes = "both modes together", .cost = "O(m)",
      .source = "definition", .engine = "own: found with the graph",
      .compute = largest_component },
    { .name = "max_coreness", .also = "degeneracy", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_INTEGER, .summary = "largest coreness", .unit = "ties", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING, .formula = "largest coreness of a node",
      .divisor = "", .disconnected = DEFINED, .two_modes = "defined", .cost = "O(m)",
      .source = "Seidman 1983, Social Networks 5(3), 269-287", .engine = "igraph_coreness",
      .compute = max_coreness },
    { .name = "triangles", .also = "n_triangles", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_INTEGER,
      .summary = "triples of nodes that are all tied", .unit = "triangles", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of triples of nodes with all three ties" CLUSTERED, .divisor = "",
      .disconnected = DEFINED, .two_modes = NO_TRIANGLES, .cost = ALL_TRIANGLES,
      .source = "definition", .engine = "own: 1.1 to 7 x faster",
      .compute = triangles },
    { .name = "transitivity", .also = "global_clustering", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ONE_MODE,
      .summary = "share of the paths of two ties that are closed by a third", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "3 triangles / sum over nodes of k(k-1)/2" CLUSTERED,
      .divisor = "connected triples",
      .disconnected = "undefined when no node has two ties", .two_modes = NO_TRIANGLES,
      .cost = ALL_TRIANGLES, .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 6",
      .engine = "own: 1.1 to 7 x faster",
      .compute = transitivity },
    { .name = "clustering_mean", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ONE_MODE,
      .summary = "mean clustering of the nodes for which it is defined", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "mean of clustering over nodes of degree 2 or more" CLUSTERED, .divisor = "",
      .disconnected = "undefined when no node has two ties", .two_modes = NO_TRIANGLES,
      .cost = ALL_TRIANGLES, .source = WATTS_STROGATZ, .engine = "own: 1.1 to 7 x faster",
      .compute = clustering_mean },
    { .name = "clustering_mean0", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "mean clustering, nodes below degree 2 counting 0",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum of clustering / n, 0 for nodes below degree 2" CLUSTERED, .divisor = "n",
      .disconnected = "isolates count 0", .two_modes = NO_TRIANGLES, .cost = ALL_TRIANGLES,
      .source = WATTS_STROGATZ, .engine = "own: 1.1 to 7 x faster",
      .compute = clustering_mean0 },
    { .name = "cliques", .also = "n_maximal_cliques", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_INTEGER,
      .summary = "maximal cliques: sets of nodes that are all tied", .unit = "cliques", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of maximal cliques, isolates among them; every agreement of a projection is "
                 "one, or inside one. Undefined above a million",
      .divisor = "", .disconnected = DEFINED, .two_modes = "undefined: two modes have no triangles",
      .cost = "can grow as 3^(n/3)", .source = "Luce & Perry 1949, Psychometrika 14, 95-116; "
                                              "Eppstein, Loffler & Strash 2010",
      .engine = "igraph_maximal_cliques_callback",
      .compute = cliques },
    { .name = "clique_number", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_INTEGER,
      .summary = "nodes of the largest set that are all tied", .unit = "nodes", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "size of the largest clique. Undefined when there are more than a million maximal "
                 "ones",
      .divisor = "", .disconnected = DEFINED, .two_modes = "undefined: two modes have no triangles",
      .cost = "can grow as 3^(n/3)", .source = "Luce & Perry 1949, Psychometrika 14, 95-116",
      .engine = "igraph_maximal_cliques_callback",
      .compute = clique_number },
    { .name = "articulations", .also = "n_articulation", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_INTEGER, .summary = "nodes whose removal disconnects their component",
      .unit = "nodes", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of nodes with articulation 1", .divisor = "", .disconnected = DEFINED,
      .two_modes = "defined", .cost = "O(m)",
      .source = "Tarjan 1972, SIAM Journal on Computing 1(2), 146-160", .engine = "igraph_articulation_points",
      .compute = articulations },
    { .name = "bridges", .also = "n_bridges", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_INTEGER, .summary = "ties whose removal disconnects their component",
      .unit = "ties", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of ties without which there are more components", .divisor = "",
      .disconnected = DEFINED, .two_modes = "defined", .cost = "O(m)",
      .source = "Tarjan 1972, SIAM Journal on Computing 1(2), 146-160", .engine = "igraph_bridges",
      .compute = bridges },
    { 0 }
};
