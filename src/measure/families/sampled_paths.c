/* sampled_paths.c: betweenness, closeness, harmonic centrality and distances of large networks, estimated from the
 * shortest paths of some nodes, and what the estimates may be off by. */
#include "measure/families/rows.h"

#include "measure/analysis/path_sample.h"

/* The sample that the measure asks for. */
static ent_status sample_of(ent_work *w, const work_sample **sample)
{
    double sources = ENT_SAMPLED_SOURCES;

    if (w->argument.len)
        ent_str_number(w->argument, &sources);
    if (!(sources >= 1) || sources != floor(sources))
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "sources=%.*s: expected how many nodes to draw, a whole number from 1",
                        ENT_STR_ARG(w->argument));
    return ent_work_sample(w, sources < w->n ? (uint32_t)sources : w->n, sample);
}

/* ---- of nodes ---- */

static ent_status estimate(double *values, ent_work *w, sampled_of_nodes what)
{
    const work_sample *sample;
    ent_status status = sample_of(w, &sample);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = sample->of_nodes[what][i].value;
    return status;
}

static ent_status error_of(double *values, ent_work *w, sampled_of_nodes what)
{
    const work_sample *sample;
    ent_status status = sample_of(w, &sample);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = sample->of_nodes[what][i].error;
    return status;
}

static ent_status betweenness(double *values, ent_work *w)
{
    return estimate(values, w, SAMPLED_PASSING);
}

static ent_status betweenness_error(double *values, ent_work *w)
{
    return error_of(values, w, SAMPLED_PASSING);
}

static ent_status harmonic(double *values, ent_work *w)
{
    return estimate(values, w, SAMPLED_INVERSE);
}

static ent_status harmonic_error(double *values, ent_work *w)
{
    return error_of(values, w, SAMPLED_INVERSE);
}

static ent_status closeness(double *values, ent_work *w)
{
    ent_status status = estimate(values, w, SAMPLED_FAR);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = w->n > 1 && work_connected(w) && values[i] > 0 ? (w->n - 1.0) / values[i] : NAN;
    return status;
}

/* Of one over a number: its relative error is that of the number, where that is small. */
static ent_status closeness_error(double *values, ent_work *w)
{
    const work_sample *sample;
    ent_status status = sample_of(w, &sample);

    if (status == ENT_OK)
        status = closeness(values, w);
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] *= sample->of_nodes[SAMPLED_FAR][i].error / sample->of_nodes[SAMPLED_FAR][i].value;
    return status;
}

/* ---- of the network ---- */

typedef enum network_value { MEAN_DISTANCE, MEAN_DISTANCE_ERROR, AT_LEAST, AT_MOST } network_value;

static ent_status of_network(double *value, ent_work *w, network_value what)
{
    const work_sample *sample;
    ent_status status = sample_of(w, &sample);

    if (status == ENT_OK)
        *value = what == MEAN_DISTANCE         ? sample->mean_distance.value
                 : what == MEAN_DISTANCE_ERROR ? sample->mean_distance.error
                 : what == AT_LEAST            ? sample->longest
                                               : sample->longest_at_most;
    return status;
}

static ent_status mean_distance(double *value, ent_work *w)
{
    return of_network(value, w, MEAN_DISTANCE);
}

static ent_status mean_distance_error(double *value, ent_work *w)
{
    return of_network(value, w, MEAN_DISTANCE_ERROR);
}

static ent_status diameter_least(double *value, ent_work *w)
{
    return of_network(value, w, AT_LEAST);
}

static ent_status diameter_most(double *value, ent_work *w)
{
    return of_network(value, w, AT_MOST);
}

/* ---- the rows ---- */

#define SOURCES .parameter = "sources"
#define COST "O(sources m); O(sources m log n) when lengths differ"
#define BRANDES_PICH "Brandes & Pich 2007, International Journal of Bifurcation and Chaos 17(7), 2303-2318"
#define COCHRAN "Cochran 1977, Sampling Techniques, 3rd edition, "
#define ERROR_FORMULA                                                                                            \
    "n sqrt((1 - K/n) s^2 / K), s^2 the variance over the K sources; 0 when all nodes are sources, undefined from " \
    "a single one. About 95 percent of estimates are within two errors of the value; where few sources "        \
    "see a node, its error is itself uncertain"

const ent_measure ent_measures_sampled[] = {
    { .name = "betweenness_sampled", .also = "betweenness_approx", .scope = ENT_SCOPE_NODE, SOURCES,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_SAMPLED,
      .summary = "betweenness, estimated from the paths of some nodes", .unit = "shortest paths", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "n/K times the sum over K sources, drawn by chance (betweenness_sampled:K; 500 when K is not "
                 "given), of the shares of their shortest paths that pass through the node, halved without "
                 "directions; with K = n it is betweenness",
      .divisor = "", .disconnected = "as betweenness", .two_modes = "defined", .cost = COST,
      .source = BRANDES_PICH, .engine = ENT_NO_IGRAPH, .compute = betweenness },
    { .name = "betweenness_sampled_error", .also = "", .scope = ENT_SCOPE_NODE, SOURCES,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_SAMPLED, .summary = "standard error of betweenness_sampled",
      .unit = "shortest paths", .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE, .formula = ERROR_FORMULA,
      .divisor = "", .disconnected = "as betweenness", .two_modes = "defined", .cost = COST,
      .source = COCHRAN "chapter 2", .engine = ENT_NO_IGRAPH, .compute = betweenness_error },
    { .name = "closeness_sampled", .also = "closeness_approx", .scope = ENT_SCOPE_NODE, SOURCES,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_UNDIRECTED | ENT_MEASURE_SAMPLED,
      .summary = "closeness, estimated from the paths of some nodes (connected networks only)", .unit = "",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "(n-1) / (n/K times the sum of the distances to K nodes, drawn at random); with K = n it is "
                 "closeness",
      .divisor = "n-1", .disconnected = "undefined: use harmonic_sampled", .two_modes = "undefined", .cost = COST,
      .source = "Eppstein & Wang 2004, Journal of Graph Algorithms and Applications 8(1), 39-45",
      .engine = ENT_NO_IGRAPH, .compute = closeness },
    { .name = "closeness_sampled_error", .also = "", .scope = ENT_SCOPE_NODE, SOURCES,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_UNDIRECTED | ENT_MEASURE_SAMPLED,
      .summary = "standard error of closeness_sampled", .unit = "", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_RULE,
      .formula = "closeness_sampled times the relative standard error of the sum of the distances, which is "
                 ERROR_FORMULA,
      .divisor = "", .disconnected = "undefined", .two_modes = "undefined", .cost = COST,
      .source = COCHRAN "chapters 2 and 6", .engine = ENT_NO_IGRAPH, .compute = closeness_error },
    { .name = "harmonic_sampled", .also = "harmonic_approx", .scope = ENT_SCOPE_NODE, SOURCES,
      .flags = ENT_MEASURE_UNDIRECTED | ENT_MEASURE_SAMPLED,
      .summary = "harmonic centrality, estimated from the paths of some nodes", .unit = "nodes", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "n/K times the sum of 1/distance to K nodes, drawn at random; with K = n it is harmonic",
      .divisor = "", .disconnected = "made for it: those out of reach add 0", .two_modes = "defined",
      .cost = COST, .source = "Eppstein & Wang 2004, Journal of Graph Algorithms and Applications 8(1), 39-45",
      .engine = ENT_NO_IGRAPH, .compute = harmonic },
    { .name = "harmonic_sampled_error", .also = "", .scope = ENT_SCOPE_NODE, SOURCES,
      .flags = ENT_MEASURE_UNDIRECTED | ENT_MEASURE_SAMPLED, .summary = "standard error of harmonic_sampled",
      .unit = "nodes", .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE, .formula = ERROR_FORMULA,
      .divisor = "", .disconnected = "as harmonic", .two_modes = "defined", .cost = COST,
      .source = COCHRAN "chapter 2", .engine = ENT_NO_IGRAPH, .compute = harmonic_error },
    { .name = "mean_distance_sampled", .also = "mean_distance_approx", .scope = ENT_SCOPE_NETWORK, SOURCES,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_SAMPLED,
      .summary = "mean distance, estimated from the paths of some nodes", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sum of the distances from K nodes, drawn at random, divided by the number of pairs that these "
                 "reach; with K = n it is mean_distance",
      .divisor = "", .disconnected = "over the pairs that reach each other", .two_modes = "defined",
      .cost = COST, .source = COCHRAN "chapter 6", .engine = ENT_NO_IGRAPH, .compute = mean_distance },
    { .name = "mean_distance_sampled_error", .also = "", .scope = ENT_SCOPE_NETWORK, SOURCES,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_SAMPLED, .summary = "standard error of mean_distance_sampled",
      .unit = "steps", .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sqrt((1 - K/n) s^2 / K) / (mean number of nodes reached), s^2 the variance over the K sources of "
                 "(sum of distances - mean_distance_sampled times nodes reached)",
      .divisor = "", .disconnected = "as mean_distance_sampled", .two_modes = "defined", .cost = COST,
      .source = COCHRAN "chapter 6", .engine = ENT_NO_IGRAPH, .compute = mean_distance_error },
    { .name = "diameter_at_least", .also = "", .scope = ENT_SCOPE_NETWORK, SOURCES,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_SAMPLED,
      .summary = "the longest distance from some nodes: the diameter is no less", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "largest distance from K nodes, drawn at random; with K = n it is the diameter",
      .divisor = "", .disconnected = "over the pairs that reach each other", .two_modes = "defined",
      .cost = COST, .source = "from the definition", .engine = ENT_NO_IGRAPH, .compute = diameter_least },
    { .name = "diameter_at_most", .also = "", .scope = ENT_SCOPE_NETWORK, SOURCES,
      .flags = ENT_MEASURE_UNDIRECTED | ENT_MEASURE_SAMPLED,
      .summary = "twice the least eccentricity of some nodes: the diameter is no more", .unit = "steps",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "the largest, over components, of twice the least eccentricity of the sources in it, and at most "
                 "(nodes - 1) times the longest tie; with K = n it is the diameter",
      .divisor = "", .disconnected = "over the pairs that reach each other", .two_modes = "defined",
      .cost = COST, .source = "triangle inequality", .engine = ENT_NO_IGRAPH, .compute = diameter_most },
    { 0 }
};
