/* directed.c: measures of ties that run from one to another: who guarantees, supplies, donates. Out
 * is what leaves the node, in is what reaches it. */
#include "measure/families/rows.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "measure/analysis/distances.h"
#include "measure/graph/igraph_call.h"

/* ---- degrees ---- */

#define DEGREE(name, mode, of_weights)                                                     \
    static igraph_error_t name##_of(const igraph_t *graph, const igraph_vector_t *weights, \
                                    igraph_vector_t *result)                               \
    {                                                                                      \
        return igraph_strength(graph, result, igraph_vss_all(), mode, IGRAPH_NO_LOOPS,     \
                               of_weights ? weights : NULL);                               \
    }                                                                                      \
    static ent_status name(double *values, ent_work *w)                                    \
    {                                                                                      \
        return ent_igraph_real(w, ENT_IGRAPH_ARCS, name##_of, #name, values);              \
    }

DEGREE(indegree, IGRAPH_IN, false)
DEGREE(outdegree, IGRAPH_OUT, false)
DEGREE(instrength, IGRAPH_IN, true)
DEGREE(outstrength, IGRAPH_OUT, true)

#define CENTRALIZATION(name, mode)                                                         \
    static igraph_error_t name##_of(const igraph_t *graph, const igraph_vector_t *weights, \
                                    igraph_vector_t *result)                               \
    {                                                                                      \
        (void)weights;                                                                     \
        return ent_igraph_centralization_degree(graph, mode, result);                      \
    }                                                                                      \
    static ent_status name(double *values, ent_work *w)                                    \
    {                                                                                      \
        *values = NAN;                                                                     \
        return w->n > 1 ? ent_igraph_real(w, ENT_IGRAPH_ARCS, name##_of, #name, values)    \
                        : ENT_OK;                                                          \
    }

CENTRALIZATION(centralization_indegree, IGRAPH_IN)
CENTRALIZATION(centralization_outdegree, IGRAPH_OUT)

/* ---- nearness ---- */

typedef enum nearness { CLOSENESS, HARMONIC, HARMONIC_NORM, ECCENTRICITY, REACHED } nearness;

static ent_status near(double *values, ent_work *w, bool outward, nearness what)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, w->argument, &p);
    const work_sums *s = status == ENT_OK ? (outward ? &p->from : &p->to) : NULL;
    double others = w->n - 1.0, reached = 0;

    for (uint32_t i = 0; i < w->n && s; i++)
        reached += s->reached[i];
    for (uint32_t i = 0; i < w->n && s; i++)
        values[i] = what == REACHED         ? s->reached[i]
                    : what == HARMONIC      ? s->inverse[i]
                    : what == HARMONIC_NORM ? (w->n > 1 ? s->inverse[i] / others : NAN)
                    : what == ECCENTRICITY
                        ? (s->reached[i] > 0 ? s->furthest[i] : NAN)
                        : (w->n > 1 && reached == w->n * others ? others / s->sum[i] : NAN);
    return status;
}

#define NEAR(name, outward, what)                       \
    static ent_status name(double *values, ent_work *w) \
    {                                                   \
        return near(values, w, outward, what);          \
    }

NEAR(closeness_in, false, CLOSENESS)
NEAR(closeness_out, true, CLOSENESS)
NEAR(harmonic_in, false, HARMONIC)
NEAR(harmonic_out, true, HARMONIC)
NEAR(harmonic_in_norm, false, HARMONIC_NORM)
NEAR(harmonic_out_norm, true, HARMONIC_NORM)
NEAR(eccentricity_in, false, ECCENTRICITY)
NEAR(eccentricity_out, true, ECCENTRICITY)
NEAR(reached_by, false, REACHED)
NEAR(reaches, true, REACHED)

/* ---- dyads ---- */

static ent_status arcs(double *values, ent_work *w)
{
    *values = w->m;
    return ENT_OK;
}

static igraph_error_t reciprocity_of(const igraph_t *graph, const igraph_vector_t *weights,
                                     igraph_vector_t *result)
{
    igraph_error_t err = igraph_vector_resize(result, 1);

    (void)weights;
    return err != IGRAPH_SUCCESS ? err
                                 : igraph_reciprocity(graph, VECTOR(*result), true,
                                                      IGRAPH_RECIPROCITY_DEFAULT);
}

static ent_status reciprocity(double *values, ent_work *w)
{
    *values = NAN;
    return w->m ? ent_igraph_real(w, ENT_IGRAPH_ARCS, reciprocity_of, "reciprocity", values)
                : ENT_OK;
}

enum { DYAD_KINDS = 3, TRIAD_KINDS = 16 };

/* Pairs with arcs both ways, one way, and without. */
static igraph_error_t dyads_of(const igraph_t *graph, const igraph_vector_t *weights,
                               igraph_vector_t *result)
{
    igraph_error_t err = igraph_vector_resize(result, DYAD_KINDS);

    (void)weights;
    return err != IGRAPH_SUCCESS ? err
                                 : igraph_dyad_census(graph, VECTOR(*result), VECTOR(*result) + 1,
                                                      VECTOR(*result) + 2);
}

#define DYADS(name, kind)                                                                        \
    static ent_status name(double *values, ent_work *w)                                          \
    {                                                                                            \
        double kinds[DYAD_KINDS] = { 0 };                                                        \
        ent_status status =                                                                      \
            w->n ? ent_igraph_real(w, ENT_IGRAPH_ARCS, dyads_of, "dyad census", kinds) : ENT_OK; \
                                                                                                 \
        *values = kinds[kind];                                                                   \
        return status;                                                                           \
    }

DYADS(dyads_mutual, 0)
DYADS(dyads_asym, 1)
DYADS(dyads_null, 2)

/* ---- the triad census ---- */

static igraph_error_t triads_of(const igraph_t *graph, const igraph_vector_t *weights,
                                igraph_vector_t *result)
{
    (void)weights;
    return igraph_triad_census(graph, result);
}

static ent_status count_kinds(ent_work *w)
{
    double *kinds;
    ent_status status = ENT_OK;

    if (w->triads)
        return ENT_OK;
    if ((kinds = work_room(w, TRIAD_KINDS, sizeof *kinds)) == NULL)
        return ent_out_of_memory(w->diags);
    if (w->n > 2)
        status = ent_igraph_real(w, ENT_IGRAPH_ARCS, triads_of, "triad census", kinds);
    if (status == ENT_OK)
        w->triads = kinds;
    return status;
}

#define TRIAD(name, kind)                                        \
    static ent_status triads_##name(double *values, ent_work *w) \
    {                                                            \
        ent_status status = count_kinds(w);                      \
                                                                 \
        *values = status == ENT_OK ? w->triads[kind] : NAN;      \
        return status;                                           \
    }

TRIAD(003, 0)
TRIAD(012, 1)
TRIAD(102, 2)
TRIAD(021D, 3)
TRIAD(021U, 4)
TRIAD(021C, 5)
TRIAD(111D, 6)
TRIAD(111U, 7)
TRIAD(030T, 8)
TRIAD(030C, 9)
TRIAD(201, 10)
TRIAD(120D, 11)
TRIAD(120U, 12)
TRIAD(120C, 13)
TRIAD(210, 14)
TRIAD(300, 15)

/* ---- strong components ---- */

static igraph_error_t strong_of(const igraph_t *graph, igraph_vector_int_t *result)
{
    return igraph_connected_components(graph, result, NULL, NULL, IGRAPH_STRONG);
}

static ent_status find_strong(ent_work *w)
{
    uint32_t *label;
    ent_status status;

    if (w->strong)
        return ENT_OK;
    status = ent_igraph_whole(w, ENT_IGRAPH_ARCS, strong_of, "strong components", &label, NULL);
    if (status == ENT_OK)
        status = ent_work_number(w, label, &w->strong_count, &w->strong_size);
    if (status == ENT_OK)
        w->strong = label;
    return status;
}

static ent_status strong_component(double *values, ent_work *w)
{
    ent_status status = find_strong(w);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = w->strong[i];
    return status;
}

static ent_status strong_components(double *values, ent_work *w)
{
    ent_status status = find_strong(w);

    *values = w->strong_count;
    return status;
}

static ent_status largest_strong_component(double *values, ent_work *w)
{
    ent_status status = find_strong(w);

    *values = status == ENT_OK && w->n ? (double)w->strong_size[0] : NAN;
    return status;
}

/* ---- Krackhardt's ---- */

static double pairs_within(const uint32_t *sizes, uint32_t count)
{
    double pairs = 0;

    for (uint32_t c = 0; c < count; c++)
        pairs += sizes[c] * (sizes[c] - 1.0) / 2;
    return pairs;
}

static ent_status connectedness(double *values, ent_work *w)
{
    double n = w->n;

    *values = n > 1 ? pairs_within(w->component_size, w->component_count) / (n * (n - 1) / 2) : NAN;
    return ENT_OK;
}

static ent_status hierarchy(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, ENT_STR("unweighted"), &p);
    double mutual, reached = 0;

    if (status != ENT_OK || (status = find_strong(w)) != ENT_OK)
        return status;
    for (uint32_t i = 0; i < w->n; i++)
        reached += p->from.reached[i];
    mutual = pairs_within(w->strong_size, w->strong_count);
    *values = reached > mutual ? 1 - mutual / (reached - mutual) : NAN;
    return ENT_OK;
}

static ent_status graph_efficiency(double *values, ent_work *w)
{
    double needed = (double)w->n - w->component_count;
    double most = 2 * pairs_within(w->component_size, w->component_count) - needed;

    *values = most > 0 ? 1 - (w->m - needed) / most : NAN;
    return ENT_OK;
}

/* ---- the rows ---- */

#define BY_DIRECTION "made for directions; undefined on two modes without them"
#define NONE "makes no difference"
#define WF "Wasserman & Faust 1994, Social Network Analysis, ch. 4"
#define KRACKHARDT \
    "Krackhardt 1994, in Carley & Prietula, Computational Organization Theory, 89-111"
#define HOLLAND "Holland & Leinhardt 1976, Sociological Methodology 7, 1-45"
#define ROW(row_name, others, of, more, what, text, the_unit, most, means, by, apart, price, who, \
            made_by)                                                                              \
    {                                                                                             \
        .name = #row_name, .also = others, .scope = of, .flags = ENT_MEASURE_DIRECTED | (more),   \
        .summary = what, .unit = the_unit, .low = 0, .high = most, .weight = means,               \
        .formula = text, .divisor = by, .disconnected = apart, .two_modes = BY_DIRECTION,         \
        .cost = price, .source = who, .engine = made_by, .compute = row_name                      \
    }
#define DEGREE_ROW(name, others, more, what, text, unit, means)                    \
    ROW(name, others, ENT_SCOPE_NODE, more, what, text, unit, INFINITY, means, "", \
        NONE "; isolates 0", "O(m)", WF, "igraph_strength")
#define NEAR_ROW(name, others, more, what, text, unit, most, by, apart)                        \
    ROW(name, others, ENT_SCOPE_NODE, more, what, text, unit, most, ENT_MEANS_RULE, by, apart, \
        "O(n m); O(n m log n) when lengths differ", WF, "own: 10 to 40 x faster")
#define NO_BOUND ". Under another distance rule than unweighted there is no upper bound"
#define COUNT_ROW(name, others, what, text, unit, who, made_by)                           \
    ROW(name, others, ENT_SCOPE_NETWORK, ENT_MEASURE_INTEGER, what, text, unit, INFINITY, \
        ENT_MEANS_NOTHING, "", NONE, "O(m)", who, made_by)
#define TRIAD_ROW(kind, what)                                                                 \
    ROW(triads_##kind, "", ENT_SCOPE_NETWORK, ENT_MEASURE_INTEGER, "triples of nodes: " what, \
        "number of triples of nodes of the kind " #kind " (mutual, one-way, missing pairs)",  \
        "triples", INFINITY, ENT_MEANS_NOTHING, "", "isolates count among the triples",       \
        "O(sum of squared degrees)", HOLLAND, "igraph_triad_census")

const ent_measure ent_measures_directed[] = {
    DEGREE_ROW(indegree, "", ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
           "nodes that a tie comes from",
               "number of arcs that reach the node", "nodes", ENT_MEANS_NOTHING),
    DEGREE_ROW(outdegree, "", ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER, "nodes that a tie goes to",
               "number of arcs that leave the node", "nodes", ENT_MEANS_NOTHING),
    DEGREE_ROW(instrength, "in_strength", ENT_MEASURE_DEFAULT, "weight that comes in",
               "sum of the weights of the arcs that reach the node", "weight", ENT_MEANS_STRENGTH),
    DEGREE_ROW(outstrength, "out_strength", ENT_MEASURE_DEFAULT, "weight that goes out",
               "sum of the weights of the arcs that leave the node", "weight", ENT_MEANS_STRENGTH),
    NEAR_ROW(closeness_in, "", 0, "how near all others are to the node (strongly connected only)",
             "(n-1) / sum of the distances from all others" NO_BOUND, "", 1,
             "n-1, the smallest sum of distances there can be",
             "undefined for every node unless each reaches each: use harmonic_in"),
    NEAR_ROW(closeness_out, "", 0, "how near the node is to all others (strongly connected only)",
             "(n-1) / sum of the distances to all others" NO_BOUND, "", 1,
             "n-1, the smallest sum of distances there can be",
             "undefined for every node unless each reaches each: use harmonic_out"),
    NEAR_ROW(harmonic_in, "", ENT_MEASURE_DEFAULT, "nearness of others to the node",
             "sum over all others of 1/distance from them, 0 for those that cannot reach it",
             "nodes", INFINITY, "", "made for it; 0 for nodes that no other reaches"),
    NEAR_ROW(harmonic_out, "", ENT_MEASURE_DEFAULT, "nearness of the node to others",
             "sum over all others of 1/distance to them, 0 for those out of reach", "nodes",
             INFINITY, "", "made for it; 0 for nodes that reach no other"),
    NEAR_ROW(harmonic_in_norm, "", 0, "harmonic_in as a share of the most there can be",
             "harmonic_in / (n-1)" NO_BOUND, "", 1, "n-1", "made for it"),
    NEAR_ROW(harmonic_out_norm, "", 0, "harmonic_out as a share of the most there can be",
             "harmonic_out / (n-1)" NO_BOUND, "", 1, "n-1", "made for it"),
    NEAR_ROW(eccentricity_in, "", 0, "distance from the furthest node that reaches it",
             "largest distance from a node that reaches it", "steps", INFINITY, "",
             "among those that reach it; undefined when there are none"),
    NEAR_ROW(eccentricity_out, "", 0, "distance to the furthest node that it reaches",
             "largest distance to a node that it reaches", "steps", INFINITY, "",
             "among those that it reaches; undefined when there are none"),
    NEAR_ROW(reached_by, "", ENT_MEASURE_INTEGER, "nodes that reach it",
             "number of nodes with a path to the node", "nodes", INFINITY, "", "made for it"),
    NEAR_ROW(reaches, "", ENT_MEASURE_INTEGER, "nodes that it reaches",
             "number of nodes with a path from the node", "nodes", INFINITY, "", "made for it"),
    ROW(strong_component, "", ENT_SCOPE_NODE, ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER,
        "number of its strong component, the largest being 1",
        "nodes that reach each other both ways, numbered by decreasing size, equals by their first "
        "node",
        "", INFINITY, ENT_MEANS_NOTHING, "", "made for it", "O(m)",
        "Tarjan 1972, SIAM Journal on Computing 1(2), 146-160; Sharir 1981",
        "igraph_connected_components"),
    COUNT_ROW(arcs, "n_arcs", "ties, each direction counted", "number of arcs", "arcs",
              "definition", "own: a count of the network"),
    ROW(reciprocity, "reciprocity_arc", ENT_SCOPE_NETWORK, ENT_MEASURE_DEFAULT,
        "share of arcs that are returned", "arcs with an arc back / arcs", "", 1,
        ENT_MEANS_NOTHING, "arcs", "undefined without ties", "O(m)", WF, "igraph_reciprocity"),
    COUNT_ROW(dyads_mutual, "", "pairs with arcs both ways", "pairs with arcs both ways", "pairs",
              HOLLAND, "igraph_dyad_census"),
    COUNT_ROW(dyads_asym, "", "pairs with an arc one way", "pairs with an arc one way only",
              "pairs", HOLLAND, "igraph_dyad_census"),
    COUNT_ROW(dyads_null, "", "pairs without an arc", "pairs without an arc", "pairs", HOLLAND, "igraph_dyad_census"),
    TRIAD_ROW(003, "no tie"),
    TRIAD_ROW(012, "one arc"),
    TRIAD_ROW(102, "one mutual tie"),
    TRIAD_ROW(021D, "one sends to two"),
    TRIAD_ROW(021U, "two send to one"),
    TRIAD_ROW(021C, "a chain of two arcs"),
    TRIAD_ROW(111D, "a mutual tie and an arc to it"),
    TRIAD_ROW(111U, "a mutual tie and an arc from it"),
    TRIAD_ROW(030T, "three arcs, transitive"),
    TRIAD_ROW(030C, "three arcs in a ring"),
    TRIAD_ROW(201, "two mutual ties"),
    TRIAD_ROW(120D, "one sends to two that are mutual"),
    TRIAD_ROW(120U, "two that are mutual send to one"),
    TRIAD_ROW(120C, "a mutual tie and a chain around it"),
    TRIAD_ROW(210, "two mutual ties and an arc"),
    TRIAD_ROW(300, "three mutual ties"),
    COUNT_ROW(strong_components, "n_strong_components",
           "parts whose nodes reach each other both ways",
              "number of strong components", "components",
              "Tarjan 1972, SIAM Journal on Computing 1(2), 146-160; Sharir 1981",
        "igraph_connected_components"),
    COUNT_ROW(largest_strong_component, "", "nodes of the largest strong component",
              "number of nodes of the largest strong component", "nodes",
              "Tarjan 1972, SIAM Journal on Computing 1(2), 146-160; Sharir 1981",
        "igraph_connected_components"),
    ROW(centralization_indegree, "", ENT_SCOPE_NETWORK, 0, "concentration of incoming ties on one node",
        "sum over nodes of (largest indegree - indegree), divided", "", 1, ENT_MEANS_NOTHING,
        "(n-1)^2, the sum on a star that points at its middle", "isolates count", "O(n)",
        "Freeman 1979, Social Networks 1(3), 215-239", "igraph_centralization_degree"),
    ROW(centralization_outdegree, "", ENT_SCOPE_NETWORK, 0, "concentration of outgoing ties on one node",
        "sum over nodes of (largest outdegree - outdegree), divided", "", 1, ENT_MEANS_NOTHING,
        "(n-1)^2, the sum on a star that points away from its middle", "isolates count", "O(n)",
        "Freeman 1979, Social Networks 1(3), 215-239", "igraph_centralization_degree"),
    { .name = "connectedness", .also = "krackhardt_connectedness", .scope = ENT_SCOPE_NETWORK,
      .summary = "share of pairs that reach each other", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "pairs in one component / n(n-1)/2", .divisor = "n(n-1)/2",
      .disconnected = "made for it", .two_modes = "over both modes together", .cost = "O(m)",
      .source = KRACKHARDT, .engine = ENT_NO_IGRAPH,
      .compute = connectedness },
    ROW(hierarchy, "krackhardt_hierarchy", ENT_SCOPE_NETWORK, 0,
           "share of reaching that is one way",
        "1 - pairs that reach each other both ways / pairs of which one reaches the other", "", 1,
        ENT_MEANS_NOTHING, "pairs of which one reaches the other", "undefined without ties",
        "O(n m / 64)", KRACKHARDT, ENT_NO_IGRAPH),
    ROW(graph_efficiency, "krackhardt_efficiency", ENT_SCOPE_NETWORK, 0,
        "how few ties more than needed to hold the components together",
        "1 - (arcs - needed) / (sum over components c(c-1) - needed), needed = n - components", "",
        1, ENT_MEANS_NOTHING, "the ties beyond those needed that there could be",
        "within the components", "O(m)", KRACKHARDT, ENT_NO_IGRAPH),
    { 0 }
};
