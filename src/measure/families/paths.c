/* paths.c: closeness, harmonic centrality, betweenness, eccentricity and mean distances. */
#include "measure/families/rows.h"

#include <math.h>

#include "base/mem.h"
#include "measure/analysis/distances.h"

/* ---- of nodes ---- */

static ent_status betweenness_by(double *values, ent_work *w, ent_str distance)
{
    const work_paths *p;
    ent_status status = ent_work_betweenness(w, distance, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = p->betweenness[i];
    return status;
}

static ent_status betweenness(double *values, ent_work *w)
{
    return betweenness_by(values, w, w->argument);
}

static ent_status betweenness_invw(double *values, ent_work *w)
{
    return betweenness_by(values, w, ENT_STR("inverse"));
}

/* Most paths that can pass a node of a mode of `own` nodes beside one of `other`: Borgatti and
 * Everett 1997, equation 7. */
static double most_between(double own, double other)
{
    double s, t;

    if (own < 1 || other < 1)
        return NAN;
    s = floor((own - 1) / other);
    t = fmod(own - 1, other);
    return 0.5 * (other * other * (s + 1) * (s + 1) + other * (s + 1) * (2 * t - s - 1) -
                  t * (2 * s - t + 3));
}

static ent_status betweenness_norm(double *values, ent_work *w)
{
    double n = w->n, most[2] = { (n - 1) * (n - 2) / (w->directed ? 1 : 2), 0 };
    const work_paths *p;
    ent_status status = ent_work_betweenness(w, w->argument, &p);

    if (w->two_mode) {
        most[0] = most_between(w->mode_size[0], w->mode_size[1]);
        most[1] = most_between(w->mode_size[1], w->mode_size[0]);
    }
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double divisor = most[w->mode[i]];

        values[i] = (w->two_mode && !w->modes_hold) || n < 3 || !(divisor > 0)
                        ? NAN
                        : p->betweenness[i] / divisor;
    }
    return status;
}

/* The smallest sum of distances there can be; on two modes, all of the other mode 1 away and all of
 * one's own 2. */
static double least_far(const ent_work *w, uint32_t i)
{
    if (!w->two_mode)
        return w->n - 1.0;
    return w->modes_hold
               ? w->mode_size[!w->mode[i]] + 2 * (w->mode_size[w->mode[i]] - 1.0)
               : NAN;
}

static ent_status closeness_by(double *values, ent_work *w, ent_str distance)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, distance, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = w->n > 1 && work_connected(w) ? least_far(w, i) / p->from.sum[i] : NAN;
    return status;
}

static ent_status closeness(double *values, ent_work *w)
{
    return closeness_by(values, w, w->argument);
}

static ent_status closeness_invw(double *values, ent_work *w)
{
    return closeness_by(values, w, ENT_STR("inverse"));
}

static double reached(const ent_work *w, uint32_t i)
{
    return w->component_size[w->component[i] - 1] - 1.0;
}

static ent_status closeness_component(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = reached(w, i) > 0 ? reached(w, i) / p->from.sum[i] : NAN;
    return status;
}

static ent_status closeness_wf(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double r = reached(w, i);

        values[i] = w->n < 2 ? NAN : r > 0 ? r / p->from.sum[i] * r / (w->n - 1.0) : 0;
    }
    return status;
}

static ent_status harmonic(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = p->from.inverse[i];
    return status;
}

static ent_status harmonic_norm(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double most = w->n - 1.0;

        if (w->two_mode)
            most = w->modes_hold
                       ? w->mode_size[!w->mode[i]] + (w->mode_size[w->mode[i]] - 1.0) / 2
                       : NAN;
        values[i] = most > 0 ? p->from.inverse[i] / most : NAN;
    }
    return status;
}

static ent_status eccentricity(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = reached(w, i) > 0 ? p->from.furthest[i] : NAN;
    return status;
}

/* Nodes within k steps; steps are counted, whatever their lengths. */
static ent_status reach(double *values, ent_work *w)
{
    const work_paths *p;
    double steps = 2;
    ent_status status = ent_work_paths(w, ENT_STR("unweighted"), &p);

    if (w->argument.len)
        ent_str_number(w->argument, &steps);
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        const uint32_t *at = p->from.at + (size_t)i * WORK_NEAR;
        double sum = 0;

        for (int d = 1; d < WORK_NEAR && d <= steps; d++)
            sum += at[d];
        values[i] = steps < WORK_NEAR || !at[0] ? sum
                    : steps >= w->n             ? sum + at[0]
                                                : NAN; /* so far off they are not told apart */
    }
    return status;
}

/* ---- of the network ---- */

static ent_status mean_distance(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);
    double sum = 0, pairs = 0;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        sum += p->from.sum[i];
        pairs += p->from.reached[i];
    }
    *values = pairs > 0 ? sum / pairs : NAN;
    return status;
}

static ent_status diameter(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);

    *values = w->m ? 0 : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK && w->m; i++)
        *values = fmax(*values, p->from.furthest[i]);
    return status;
}

static ent_status radius(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);

    *values = work_connected(w) && w->n > 1 ? INFINITY : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK && !isnan(*values); i++)
        *values = fmin(*values, p->from.furthest[i]);
    return status;
}

static ent_status efficiency_global(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);
    double sum = 0, n = w->n;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        sum += p->from.inverse[i];
    *values = n > 1 ? sum / (n * (n - 1)) : NAN;
    return status;
}

/* Freeman: how far the others stay behind the first, as a share of the most there can be. */
static double centralization(const double *scores, uint32_t n, double most)
{
    double top = 0, sum = 0;

    for (uint32_t i = 0; i < n; i++)
        top = fmax(top, scores[i]);
    for (uint32_t i = 0; i < n; i++)
        sum += top - scores[i];
    return n > 2 ? sum / most : NAN;
}

/* On two modes: of the actors, whose sum is largest when all paths pass one and none another. */
static ent_status centralization_betweenness(double *values, ent_work *w)
{
    double n = w->n, top = 0, sum = 0, most = (n - 1) * (n - 1) * (n - 2) / (w->directed ? 1 : 2);
    const work_paths *p;
    ent_status status = ent_work_betweenness(w, ENT_STR("unweighted"), &p);

    if (w->two_mode)
        most = w->modes_hold && w->mode_size[0] > 1
                   ? (w->mode_size[0] - 1.0) * most_between(w->mode_size[0], w->mode_size[1])
                   : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        if (!w->mode[i])
            top = fmax(top, p->betweenness[i]);
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        sum += w->mode[i] ? 0 : top - p->betweenness[i];
    *values = most > 0 ? sum / most : NAN;
    return status;
}

static ent_status centralization_closeness(double *values, ent_work *w)
{
    double n = w->n, *scores = ent_mem_new((size_t)w->n + 1, sizeof *scores);
    ent_status status;

    if (!scores)
        return ent_out_of_memory(w->diags);
    status = closeness_by(scores, w, ENT_STR("unweighted"));
    *values = work_connected(w) ? centralization(scores, w->n, (n - 1) * (n - 2) / (2 * n - 3))
                                : NAN;
    ent_mem_free(scores);
    return status;
}

/* ---- the rows ---- */

#define FREEMAN_1977 "Freeman 1977, Sociometry 40(1), 35-41; computed as in Brandes 2001"
#define FREEMAN_1979 "Freeman 1979, Social Networks 1(3), 215-239"
#define BORGATTI_EVERETT "Borgatti & Everett 1997, Social Networks 19(3), 243-269"
#define ALL_PAIRS "O(n m); O(n m log n) when lengths differ"
#define NO_UPPER_BOUND " Under another distance rule than unweighted there is no upper bound."

const ent_measure ent_measures_paths[] = {
    { .name = "betweenness", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ARCS | ENT_MEASURE_PASSAGE,
      .summary = "shortest paths between others that pass through the node",
      .unit = "shortest paths", .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sum over pairs s < t of the share of the shortest s-t paths that pass through "
                 "the node, ends excluded; a pair with several shortest paths counts in fractions",
      .divisor = "", .disconnected = "pairs that cannot reach each other add nothing; isolates 0",
      .two_modes = "defined; pairs of all kinds count", .cost = ALL_PAIRS, .source = FREEMAN_1977,
      .engine = "own: 2 x faster; exact lengths",
      .compute = betweenness },
    { .name = "betweenness_norm", .also = "bip_betweenness_norm", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_PASSAGE,
      .summary = "betweenness as a share of the most there can be", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_RULE, .formula = "betweenness / ((n-1)(n-2)/2)",
      .divisor = "(n-1)(n-2)/2, the pairs of others; with directions (n-1)(n-2)",
      .disconnected = "as betweenness; undefined below three nodes",
      .two_modes = "divided by the largest betweenness that a node of its mode can have, "
                   "(q^2 (s+1)^2 + q (s+1)(2t-s-1) - t(2s-t+3)) / 2 with s = (p-1) div q, "
                   "t = (p-1) mod q, p nodes in its own mode and q in the other "
                   "(" BORGATTI_EVERETT ")",
      .cost = ALL_PAIRS, .source = FREEMAN_1977, .engine = "own: 2 x faster; exact lengths",
      .compute = betweenness_norm },
    { .name = "betweenness_invw", .also = "betweenness_weighted", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_PASSAGE,
      .summary = "betweenness where strong ties are short", .unit = "shortest paths", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_LENGTH,
      .formula = "betweenness over paths whose ties are 1/weight long; of whole numbers "
                 "and decimals lengths are compared as fractions; else lengths that differ by less "
                 "than 1e-10 of their size are equal",
      .divisor = "", .disconnected = "pairs that cannot reach each other add nothing; isolates 0",
      .two_modes = "defined; pairs of all kinds count", .cost = "O(n m log n)",
      .source = "Newman 2001, Physical Review E 64, 016132; Brandes 2001",
      .engine = "own: 2 x faster; exact lengths",
      .compute = betweenness_invw },
    { .name = "closeness", .flags = ENT_MEASURE_UNDIRECTED, .also = "bip_closeness_norm",
      .scope = ENT_SCOPE_NODE,
      .summary = "how near the node is to all others (connected networks only)", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_RULE,
      .formula = "(n-1) / sum of the distances to all others." NO_UPPER_BOUND,
      .divisor = "n-1, the smallest sum of distances there can be",
      .disconnected = "undefined for every node: use harmonic, closeness_wf or closeness_component",
      .two_modes = "(q + 2(p-1)) / sum of the distances, p nodes in its own mode and q in the "
                   "other "
                   "(" BORGATTI_EVERETT ")",
      .cost = ALL_PAIRS, .source = FREEMAN_1979, .engine = "own: 10 to 40 x faster",
      .compute = closeness },
    { .name = "closeness_component", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_UNDIRECTED,
      .summary = "how near the node is to those it can reach",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_RULE,
      .formula = "r / sum of the distances to the r nodes reached." NO_UPPER_BOUND,
      .divisor = "r, the nodes reached",
      .disconnected = "within the component: a pair alone scores 1, so compare only within one "
                      "component; undefined for isolates",
      .two_modes = "undefined", .cost = ALL_PAIRS, .source = FREEMAN_1979,
      .engine = "own: 10 to 40 x faster",
      .compute = closeness_component },
    { .name = "closeness_wf", .also = "closeness_wasserman_faust", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_UNDIRECTED,
      .summary = "closeness_component times the share of others reached", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_RULE,
      .formula = "(r / sum of the distances to the r nodes reached) * r/(n-1)." NO_UPPER_BOUND,
      .divisor = "n-1", .disconnected = "small components are scaled down; isolates 0",
      .two_modes = "undefined", .cost = ALL_PAIRS,
      .source = "Wasserman & Faust 1994, Social Network Analysis, eq. 5.22",
      .engine = "own: 10 to 40 x faster",
      .compute = closeness_wf },
    { .name = "closeness_invw", .flags = ENT_MEASURE_UNDIRECTED, .also = "closeness_weighted",
      .scope = ENT_SCOPE_NODE,
      .summary = "closeness where strong ties are short (connected networks only)",
      .unit = "weight", .low = 0, .high = INFINITY, .weight = ENT_MEANS_LENGTH,
      .formula = "(n-1) / sum of the distances, a tie being 1/weight long", .divisor = "n-1",
      .disconnected = "undefined for every node",
      .two_modes = "the numerator is q + 2(p-1), as for closeness", .cost = "O(n m log n)",
      .source = "Newman 2001, Physical Review E 64, 016132", .engine = "own: 10 to 40 x faster",
      .compute = closeness_invw },
    { .name = "harmonic", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_UNDIRECTED,
      .summary = "nearness to others, each counting one over its distance", .unit = "nodes",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sum over all others of 1/distance, 0 for those out of reach", .divisor = "",
      .disconnected = "made for it: those out of reach add 0; isolates 0", .two_modes = "defined",
      .cost = ALL_PAIRS, .source = "Rochat 2009; Boldi & Vigna 2014, Internet Mathematics 10(3-4)",
      .engine = "own: 10 to 40 x faster",
      .compute = harmonic },
    { .name = "harmonic_norm", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_UNDIRECTED,
      .summary = "harmonic as a share of the most there can be", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_RULE, .formula = "harmonic / (n-1)." NO_UPPER_BOUND, .divisor = "n-1",
      .disconnected = "as harmonic; undefined for a single node",
      .two_modes = "divided by q + (p-1)/2: all of the other mode 1 away, all of its own 2",
      .cost = ALL_PAIRS, .source = "Rochat 2009; Boldi & Vigna 2014, Internet Mathematics 10(3-4)",
      .engine = "own: 10 to 40 x faster",
      .compute = harmonic_norm },
    { .name = "eccentricity", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_UNDIRECTED,
      .summary = "distance to the furthest node that can be reached", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "largest distance from the node to a node that it reaches", .divisor = "",
      .disconnected = "within the component; undefined for isolates", .two_modes = "defined",
      .cost = ALL_PAIRS, .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4",
      .engine = "own: 10 to 40 x faster",
      .compute = eccentricity },
    { .name = "reach", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_INTEGER | ENT_MEASURE_ARCS,
      .parameter = "k", .summary = "nodes within k steps, itself not counted", .unit = "nodes",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of other nodes at a distance of k ties or less; k is 2 unless given as "
                 "reach:k=NUMBER (63 at most, or all)",
      .divisor = "", .disconnected = "nodes out of reach are not counted; isolates 0",
      .two_modes = "defined; nodes of both modes count", .cost = ALL_PAIRS,
      .source = "Hanneman & Riddle 2005, Introduction to Social Network Methods, ch. 10",
      .engine = "own: 10 to 40 x faster",
      .compute = reach },
    { .name = "mean_distance", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ARCS,
      .summary = "mean distance of the pairs that can reach each other", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "mean of the shortest distances over pairs that can reach each other",
      .divisor = "",
      .disconnected = "pairs out of reach are left out, so a disconnected network can look "
                      "compact: read it beside largest_component",
      .two_modes = "defined; pairs of all kinds count", .cost = ALL_PAIRS,
      .source = "Watts & Strogatz 1998, Nature 393, 440-442", .engine = "own: 10 to 40 x faster",
      .compute = mean_distance },
    { .name = "diameter", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ARCS,
      .summary = "largest distance between nodes that can reach each other", .unit = "steps",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "largest eccentricity", .divisor = "",
      .disconnected = "over the pairs that can reach each other; undefined without ties",
      .two_modes = "defined", .cost = ALL_PAIRS,
      .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4", .engine = "own: 10 to 40 x faster",
      .compute = diameter },
    { .name = "radius", .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_UNDIRECTED,
      .summary = "smallest eccentricity (connected networks only)", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE, .formula = "smallest eccentricity",
      .divisor = "", .disconnected = "undefined", .two_modes = "defined", .cost = ALL_PAIRS,
      .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4", .engine = "own: 10 to 40 x faster",
      .compute = radius },
    { .name = "efficiency_global", .also = "global_efficiency", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ARCS,
      .summary = "mean nearness of all pairs", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_RULE,
      .formula = "mean over all pairs of 1/distance, 0 for pairs out of reach." NO_UPPER_BOUND,
      .divisor = "n(n-1)", .disconnected = "made for it",
      .two_modes = "defined, but it cannot be 1",
      .cost = ALL_PAIRS, .source = "Latora & Marchiori 2001, Physical Review Letters 87, 198701",
      .engine = "own: 10 to 40 x faster",
      .compute = efficiency_global },
    { .name = "centralization_betweenness", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_PASSAGE,
      .summary = "concentration of betweenness on one node", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (largest betweenness - betweenness), divided",
      .divisor = "(n-1)^2 (n-2)/2, the sum on a star: Freeman's maximum; with directions twice "
                 "that",
      .disconnected = "as betweenness; undefined below three nodes",
      .two_modes = "of the actors, divided by (p-1) times the largest betweenness that one of the "
                   "p actors can have (see betweenness_norm)",
      .cost = "O(n m)", .source = FREEMAN_1979, .engine = "own: 2 x faster; exact lengths",
      .compute = centralization_betweenness },
    { .name = "centralization_closeness", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_UNDIRECTED,
      .summary = "how much nearer one node is than the others (connected networks only)",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (largest closeness - closeness), divided",
      .divisor = "(n-1)(n-2)/(2n-3), the sum on a star: Freeman's maximum",
      .disconnected = "undefined", .two_modes = "undefined", .cost = "O(n m)",
      .source = FREEMAN_1979, .engine = "own: 10 to 40 x faster",
      .compute = centralization_closeness },
    { 0 }
};
