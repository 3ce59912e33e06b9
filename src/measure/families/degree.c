/* degree.c: how many, and how much: counts of nodes and ties, degree, strength, density. */
#include "measure/families/rows.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/compare.h"
#include "network/weights.h"
#include "measure/graph/igraph_call.h"

static igraph_error_t degrees_of(const igraph_t *graph, const igraph_vector_t *weights,
                                 igraph_vector_t *result)
{
    (void)weights;
    return igraph_strength(graph, result, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS, NULL);
}

static igraph_error_t strengths_of(const igraph_t *graph, const igraph_vector_t *weights,
                                   igraph_vector_t *result)
{
    return igraph_strength(graph, result, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS, weights);
}

static ent_status degree(double *values, ent_work *w)
{
    return ent_igraph_real(w, ENT_IGRAPH_PAIRS, degrees_of, "degree", values);
}

static ent_status degree_norm(double *values, ent_work *w)
{
    ent_status status = degree(values, w);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double most = w->n - 1.0;

        if (w->two_mode)
            most = w->modes_hold ? (double)w->mode_size[!w->mode[i]] : NAN;
        values[i] = most > 0 ? values[i] / most : NAN;
    }
    return status;
}

static ent_status strength(double *values, ent_work *w)
{
    return ent_igraph_real(w, ENT_IGRAPH_PAIRS, strengths_of, "strength", values);
}

/* Evidence that counts: an act, and surely so unless unknown ones were asked for as ties. */
static bool counts(const ent_network *network, const ent_evidence *e)
{
    return !ent_evidence_by_membership(e) && (!e->unknown || ent_network_selection(network)->unknown_as_tie);
}

static ent_status acts(double *values, ent_work *w)
{
    uint32_t *seen = NULL;
    size_t room = 0;

    for (uint32_t i = 0; i < w->n; i++) {
        const work_rows *rows[2] = { &w->out, &w->in };
        size_t count = 0, distinct = 0;
        uint32_t known;

        values[i] = NAN;
        if (!w->network || ent_network_selection(w->network)->network == ENT_NET_ACTS ||
            ent_node_at(w->network, i)->type == ENT_NODE_ACT)
            continue;
        if (ent_node_tying_acts(w->network, i, &known)) {
            values[i] = known;
            continue;
        }
        for (int r = 0; r < (w->directed ? 2 : 1); r++)
            for (uint32_t k = rows[r]->start[i]; k < rows[r]->start[i + 1]; k++) {
                const ent_tie *tie = ent_tie_at(w->network, rows[r]->tie[k]);
                const ent_evidence *e = ent_tie_evidence(w->network, tie);

                if (!ent_mem_reserve((void **)&seen, &room, count + tie->count, sizeof *seen)) {
                    ent_mem_free(seen);
                    return ent_out_of_memory(w->diags);
                }
                for (uint32_t j = 0; j < tie->count; j++)
                    if (counts(w->network, &e[j]))
                        seen[count++] = e[j].record;
            }
        if (count)
            qsort(seen, count, sizeof *seen, ent_by_u32);
        for (size_t j = 0; j < count; j++)
            distinct += !j || seen[j] != seen[j - 1];
        values[i] = (double)distinct;
    }
    ent_mem_free(seen);
    return ENT_OK;
}

/* By Newman's rule each act adds 1/(k-1) to the strength of a tie, k its parties, shown or not. */
ent_status ent_work_newman(ent_work *w, double *of_ties)
{
    bool known =
        w->network && !w->directed && ent_network_selection(w->network)->network == ENT_NET_ACTORS;

    for (uint32_t t = 0; t < w->m; t++) {
        const ent_tie *tie = known ? ent_tie_at(w->network, t) : NULL;
        const ent_evidence *e = known ? ent_tie_evidence(w->network, tie) : NULL;

        of_ties[t] = known ? 0 : NAN;
        for (uint32_t j = 0; known && j < tie->count; j++)
            if (counts(w->network, &e[j]))
                of_ties[t] += ent_newman_weight(ent_network_parties(w->network, e[j].record));
    }
    return ENT_OK;
}

static ent_status strength_newman(double *values, ent_work *w)
{
    double *of_ties = ent_mem_new((size_t)w->m + 1, sizeof *of_ties);
    ent_status status = of_ties ? ent_work_newman(w, of_ties) : ent_out_of_memory(w->diags);
    bool known =
        w->network && !w->directed && ent_network_selection(w->network)->network == ENT_NET_ACTORS;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        values[i] = known ? 0 : NAN;
        for (uint32_t k = w->start[i]; k < w->start[i + 1] && known; k++)
            values[i] += of_ties[w->tie_to[k]];
    }
    ent_mem_free(of_ties);
    return status;
}

static ent_status opsahl_degree(double *values, ent_work *w)
{
    double alpha = 0.5;

    if (w->argument.len)
        ent_str_number(w->argument, &alpha);
    for (uint32_t i = 0; i < w->n; i++) {
        double k = work_degree(w, i);

        values[i] = k > 0 ? k * pow(w->strength[i] / k, alpha) : 0;
    }
    return ENT_OK;
}

static igraph_error_t neighbors_of(const igraph_t *graph, const igraph_vector_t *weights,
                                   igraph_vector_t *result)
{
    return igraph_avg_nearest_neighbor_degree(graph, igraph_vss_all(), IGRAPH_ALL, IGRAPH_ALL,
                                              result, NULL, weights);
}

static igraph_error_t neighbors_alike(const igraph_t *graph, const igraph_vector_t *weights,
                                      igraph_vector_t *result)
{
    (void)weights;
    return neighbors_of(graph, NULL, result);
}

static ent_status neighbor_degree_mean(double *values, ent_work *w)
{
    return ent_igraph_real(w, ENT_IGRAPH_PAIRS, neighbors_alike, "neighbor_degree_mean", values);
}

static ent_status neighbor_degree_w(double *values, ent_work *w)
{
    return ent_igraph_real(w, ENT_IGRAPH_PAIRS, neighbors_of, "neighbor_degree_w", values);
}

/* ---- of the network ---- */

static ent_status neighbor_degree_of_nodes(double *values, ent_work *w)
{
    double *of_nodes = ent_mem_new((size_t)w->n + 1, sizeof *of_nodes), sum = 0, count = 0;
    ent_status status = of_nodes ? neighbor_degree_mean(of_nodes, w)
                                 : ent_out_of_memory(w->diags);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        sum += work_degree(w, i) ? of_nodes[i] : 0;
        count += work_degree(w, i) > 0;
    }
    *values = count > 0 ? sum / count : NAN;
    ent_mem_free(of_nodes);
    return status;
}

static ent_status neighbor_degree_of_ties(double *values, ent_work *w)
{
    double squares = 0, ends = 0;

    for (uint32_t i = 0; i < w->n; i++) {
        double k = work_degree(w, i);

        squares += k * k;
        ends += k;
    }
    *values = ends > 0 ? squares / ends : NAN;
    return ENT_OK;
}

/* ---- concentration ---- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* Sorted first: sums do not depend on the order of nodes. Shares of the largest, whose squares stay
 * within a number; ranks weigh what each is above the smallest, which is exact where all are nearly
 * alike (the ranks sum to 0, so that the smallest value cancels out). */
static ent_status concentrate(ent_work *w, bool weighted, double *herfindahl, double *gini)
{
    double *x = ent_mem_new((size_t)w->n + 1, sizeof *x), sum = 0, squares = 0, ranked = 0;
    double n = w->n, most = 0;

    if (!x)
        return ent_out_of_memory(w->diags);
    for (uint32_t i = 0; i < w->n; i++) {
        x[i] = weighted ? w->strength[i] : work_degree(w, i);
        most = fmax(most, x[i]);
    }
    if (w->n)
        qsort(x, w->n, sizeof *x, by_size);
    for (uint32_t i = 0; i < w->n && most > 0; i++) {
        double share = x[i] / most;

        sum += share;
        squares += share * share;
        ranked += (2.0 * (i + 1) - n - 1) * ((x[i] - x[0]) / most);
    }
    *herfindahl = sum > 0 ? squares / (sum * sum) : NAN;
    *gini = sum > 0 ? fmax(ranked / (n * sum), 0) : NAN;
    ent_mem_free(x);
    return ENT_OK;
}

static ent_status hhi_degree(double *values, ent_work *w)
{
    double other;

    return concentrate(w, false, values, &other);
}

static ent_status hhi_strength(double *values, ent_work *w)
{
    double other;

    return concentrate(w, true, values, &other);
}

static ent_status gini_degree(double *values, ent_work *w)
{
    double other;

    return concentrate(w, false, &other, values);
}

static ent_status gini_strength(double *values, ent_work *w)
{
    double other;

    return concentrate(w, true, &other, values);
}

static ent_status nodes(double *values, ent_work *w)
{
    *values = w->n;
    return ENT_OK;
}

static ent_status ties(double *values, ent_work *w)
{
    *values = w->pair_count;
    return ENT_OK;
}

static ent_status isolates(double *values, ent_work *w)
{
    *values = 0;
    for (uint32_t i = 0; i < w->n; i++)
        *values += work_degree(w, i) == 0;
    return ENT_OK;
}

static igraph_error_t density_of(const igraph_t *graph, const igraph_vector_t *weights,
                                 igraph_vector_t *result)
{
    igraph_error_t err = igraph_vector_resize(result, 1);

    (void)weights;
    return err != IGRAPH_SUCCESS ? err : ent_igraph_density(graph, VECTOR(*result));
}

static ent_status density(double *values, ent_work *w)
{
    double pairs = (double)w->mode_size[0] * w->mode_size[1];

    *values = w->modes_hold && pairs > 0 ? w->m / pairs : NAN;
    if (w->two_mode || w->n < 2)
        return ENT_OK;
    return ent_igraph_real(w, ENT_IGRAPH_ARCS, density_of, "density", values);
}

static ent_status mean_degree(double *values, ent_work *w)
{
    *values = w->n ? 2.0 * w->pair_count / w->n : NAN;
    return ENT_OK;
}

static ent_status total_weight(double *values, ent_work *w)
{
    *values = w->total_weight;
    return ENT_OK;
}

static igraph_error_t centralization_of(const igraph_t *graph, const igraph_vector_t *weights,
                                        igraph_vector_t *result)
{
    (void)weights;
    return ent_igraph_centralization_degree(graph, IGRAPH_ALL, result);
}

/* On two modes: of the actors, whose sum is largest when one is in all acts and the others in
 * none. */
static ent_status centralization_degree(double *values, ent_work *w)
{
    double most = (w->mode_size[0] - 1.0) * w->mode_size[1], sum = 0;
    uint32_t top = 0;

    *values = NAN;
    if (!w->two_mode)
        return w->n > 2 ? ent_igraph_real(w, ENT_IGRAPH_PAIRS, centralization_of,
                                          "centralization_degree", values)
                        : ENT_OK;
    for (uint32_t i = 0; i < w->n; i++)
        if (!w->mode[i] && work_degree(w, i) > top)
            top = work_degree(w, i);
    for (uint32_t i = 0; i < w->n; i++)
        sum += w->mode[i] ? 0 : top - work_degree(w, i);
    if (w->modes_hold && most > 0)
        *values = sum / most;
    return ENT_OK;
}

/* A correlation over the ends of ties, of what their degrees differ from the mean: degrees in the
 * thousands that are nearly alike keep their digits. */
static ent_status degree_assortativity(double *values, ent_work *w)
{
    double sum = 0, mean, squares = 0, products = 0;
    bool regular = true;

    *values = NAN;
    for (uint32_t t = 0; t < w->pair_count; t++) {
        double x = work_degree(w, w->pairs[t].a), y = work_degree(w, w->pairs[t].b);

        sum += x + y; /* whole numbers: exact in any order */
        regular &= x == y && x == work_degree(w, w->pairs[0].a);
    }
    if (regular) /* no variance, no correlation; rounding must not make one up */
        return ENT_OK;
    mean = sum / (2.0 * w->pair_count);
    for (uint32_t t = 0; t < w->pair_count; t++) {
        double x = work_degree(w, w->pairs[t].a) - mean, y = work_degree(w, w->pairs[t].b) - mean;

        squares += x * x + y * y;
        products += 2 * x * y;
    }
    *values = fmax(-1, fmin(1, products / squares));
    return ENT_OK;
}

#define ANY_GRAPH "makes no difference"

const ent_measure ent_measures_degree[] = {
    { .name = "degree", .also = "deg", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
      .summary = "partners: nodes it is tied to",
      .unit = "nodes", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of ties of the node; several agreements with one partner are one tie",
      .divisor = "", .disconnected = ANY_GRAPH,
      .two_modes = "ties to nodes of the other mode", .cost = "O(n)", .source = "Freeman 1979",
      .engine = "igraph_strength",
      .compute = degree },
    { .name = "degree_norm", .also = "bip_degree_norm", .scope = ENT_SCOPE_NODE,
      .summary = "partners as a share of those possible", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING, .formula = "degree / (n-1)", .divisor = "n-1",
      .disconnected = ANY_GRAPH "; undefined for a single node",
      .two_modes = "divided by the number of nodes of the other mode (Borgatti & Everett 1997)",
      .cost = "O(n)", .source = "Freeman 1979, Social Networks 1(3), 215-239",
      .engine = "igraph_strength",
      .compute = degree_norm },
    { .name = "strength", .also = "weighted_degree", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT, .summary = "sum of the weights of its ties", .unit = "weight",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum of the weights of the ties of the node; with weight newman, its agreements of two "
                 "or more parties",
      .divisor = "", .disconnected = ANY_GRAPH, .two_modes = "defined", .cost = "O(m)",
      .source = "Barrat et al. 2004, PNAS 101(11), 3747-3752", .engine = "igraph_strength",
      .compute = strength },
    { .name = "agreements", .also = "acts n_agreements_of", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER | ENT_MEASURE_EITHER,
      .summary = "agreements in which the node has ties", .unit = "agreements", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of different agreements in its ties, with --only and --ego in those to nodes "
                 "that are not shown too; memberships are not agreements", .divisor = "",
      .disconnected = ANY_GRAPH,
      .two_modes = "defined for actors; undefined for nodes that are agreements themselves, and in the "
                   "network of agreements",
      .cost = "O(evidence log evidence)", .source = "entente", .engine = ENT_NO_IGRAPH,
      .compute = acts },
    { .name = "strength_newman", .also = "newman_strength", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_EITHER,
      .summary = "strength by Newman's weights, whatever the weights of the run", .unit = "agreements",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over its ties, and over the agreements of each, of 1/(k-1), k the parties of the "
                 "agreement: that is its agreements of two or more parties, where all are shown",
      .divisor = "", .disconnected = ANY_GRAPH "; isolates 0",
      .two_modes = "undefined: made for the network of actors", .cost = "O(evidence)",
      .source = "Newman 2001, Physical Review E 64, 016132", .engine = ENT_NO_IGRAPH,
      .compute = strength_newman },
    { .name = "opsahl_degree", .also = "", .scope = ENT_SCOPE_NODE, .parameter = "alpha",
      .summary = "between degree (alpha 0) and strength (alpha 1)", .unit = "", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "degree (strength / degree)^alpha; alpha is 0.5 unless given as "
                 "opsahl_degree:alpha=NUMBER",
      .divisor = "", .disconnected = ANY_GRAPH "; isolates 0", .two_modes = "defined",
      .cost = "O(m)",
      .source = "Opsahl, Agneessens & Skvoretz 2010, Social Networks 32(3), 245-251",
      .engine = ENT_NO_IGRAPH,
      .compute = opsahl_degree },
    { .name = "neighbor_degree_mean", .also = "knn", .scope = ENT_SCOPE_NODE,
      .summary = "mean degree of its partners", .unit = "nodes", .low = 1, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING, .formula = "mean of the degrees of the nodes it is tied to",
      .divisor = "degree", .disconnected = "undefined for isolates", .two_modes = "defined",
      .cost = "O(m)", .source = "Feld 1991, American Journal of Sociology 96(6), 1464-1477",
      .engine = "igraph_avg_nearest_neighbor_degree",
      .compute = neighbor_degree_mean },
    { .name = "neighbor_degree_w", .also = "knn_w", .scope = ENT_SCOPE_NODE,
      .summary = "mean degree of its partners, close ones counting more", .unit = "nodes",
      .low = 1, .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over its ties of weight times the partner's degree / strength",
      .divisor = "strength", .disconnected = "undefined for isolates", .two_modes = "defined",
      .cost = "O(m)", .source = "Barrat et al. 2004, PNAS 101(11), 3747-3752",
      .engine = "igraph_avg_nearest_neighbor_degree",
      .compute = neighbor_degree_w },
    { .name = "neighbor_degree_of_nodes", .also = "neighbor_degree_mean_of_nodes",
      .scope = ENT_SCOPE_NETWORK, .summary = "mean of neighbor_degree_mean over the nodes",
      .unit = "nodes", .low = 1, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "mean over nodes with ties of the mean degree of their partners", .divisor = "",
      .disconnected = "isolates are ignored", .two_modes = "defined", .cost = "O(m)",
      .source = "Feld 1991, American Journal of Sociology 96(6), 1464-1477",
      .engine = "igraph_avg_nearest_neighbor_degree",
      .compute = neighbor_degree_of_nodes },
    { .name = "neighbor_degree_of_ties", .also = "neighbor_degree_mean_of_ties",
      .scope = ENT_SCOPE_NETWORK, .summary = "mean degree of a partner, over all ties",
      .unit = "nodes", .low = 1, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "sum of squared degrees / sum of degrees", .divisor = "",
      .disconnected = "isolates are ignored", .two_modes = "defined", .cost = "O(n)",
      .source = "Feld 1991, American Journal of Sociology 96(6), 1464-1477",
      .engine = ENT_NO_IGRAPH,
      .compute = neighbor_degree_of_ties },
#define HHI(row_name, of, sums, means)                                                           \
    { .name = #row_name, .also = "", .scope = ENT_SCOPE_NETWORK,                                 \
      .summary = "concentration of " of ": sum of squared shares", .unit = "", .low = 0,         \
      .high = 1, .weight = means,                                                                \
      .formula = "sum over nodes of (" of " / sum of all)^2: 1/n when all are equal, " sums,     \
      .divisor = "", .disconnected = "isolates count with a share of 0; undefined without ties", \
      .two_modes = "over both modes together", .cost = "O(n log n)",                             \
      .source = "Hirschman 1964, American Economic Review 54(5), 761-762",                       \
      .engine = ENT_NO_IGRAPH, .compute = row_name }
    HHI(hhi_degree, "degree", "1/2 at most (each tie has two ends)", ENT_MEANS_NOTHING),
    HHI(hhi_strength, "strength", "1/2 at most (each tie has two ends)", ENT_MEANS_STRENGTH),
#undef HHI
#define GINI(row_name, of, means)                                                                \
    { .name = #row_name, .also = "", .scope = ENT_SCOPE_NETWORK,                                 \
      .summary = "inequality of " of ": 0 all equal", .unit = "", .low = 0, .high = 1,           \
      .weight = means,                                                                           \
      .formula = "sum over ranks i from the smallest of (2i - n - 1) x_i / (n sum of x), x " of, \
      .divisor = "n times the sum: (n-1)/n is the most there can be",                            \
      .disconnected = "isolates count as 0; undefined without ties",                             \
      .two_modes = "over both modes together", .cost = "O(n log n)",                             \
      .source = "Gini 1912, Variabilita e mutabilita; Sen 1973", .engine = ENT_NO_IGRAPH,        \
      .compute = row_name }
    GINI(gini_degree, "degree", ENT_MEANS_NOTHING),
    GINI(gini_strength, "strength", ENT_MEANS_STRENGTH),
#undef GINI
    { .name = "nodes", .also = "n_nodes", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER | ENT_MEASURE_EITHER,
      .summary = "nodes, isolates included",
      .unit = "nodes", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "n: all nodes of the network, isolates too", .divisor = "",
      .disconnected = ANY_GRAPH, .two_modes = "both modes together", .cost = "O(1)",
      .source = "definition", .engine = "own: a count of the network",
      .compute = nodes },
    { .name = "ties", .also = "n_edges edges", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER, .summary = "pairs of nodes that are tied",
      .unit = "ties", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "m: several agreements between two nodes are one tie; ties not known to exist on the "
                 "day are not counted",
      .divisor = "", .disconnected = ANY_GRAPH, .two_modes = "defined", .cost = "O(1)",
      .source = "definition", .engine = "own: a count of the network",
      .compute = ties },
    { .name = "isolates", .also = "n_isolates", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER | ENT_MEASURE_EITHER,
      .summary = "nodes without a tie",
      .unit = "nodes", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of nodes of degree 0", .divisor = "", .disconnected = ANY_GRAPH,
      .two_modes = "both modes together", .cost = "O(n)", .source = "definition",
      .engine = "own: a count of the network",
      .compute = isolates },
    { .name = "density", .also = "density_two_mode", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ARCS,
      .summary = "ties as a share of those possible", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "m / (n(n-1)/2); with directions arcs / (n(n-1))",
      .divisor = "n(n-1)/2, the pairs of all nodes, isolates included",
      .disconnected = ANY_GRAPH "; undefined below two nodes",
      .two_modes = "m / (p q), p and q the sizes of the modes", .cost = "O(1)",
      .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4", .engine = "igraph_density",
      .compute = density },
    { .name = "mean_degree", .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_DEFAULT,
      .summary = "partners of a node on average", .unit = "nodes", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING, .formula = "2m / n", .divisor = "n",
      .disconnected = "isolates count", .two_modes = "over both modes together", .cost = "O(1)",
      .source = "definition", .engine = "own: a count of the network",
      .compute = mean_degree },
    { .name = "total_weight", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_EITHER,
      .summary = "sum of all weights", .unit = "weight", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_STRENGTH, .formula = "sum of the weights of all ties, each once",
      .divisor = "", .disconnected = ANY_GRAPH, .two_modes = "defined", .cost = "O(m)",
      .source = "definition", .engine = "own: a count of the network",
      .compute = total_weight },
    { .name = "centralization_degree", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT, .summary = "concentration of the ties on one node", .unit = "",
      .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (largest degree - degree), divided",
      .divisor = "(n-1)(n-2), the sum on a star: Freeman's maximum",
      .disconnected = "isolates count; undefined below three nodes",
      .two_modes = "of the actors, divided by (p-1) q: one of the p actors in all q agreements, the "
                   "others in none (Borgatti & Everett 1997)",
      .cost = "O(n)", .source = "Freeman 1979, Social Networks 1(3), 215-239",
      .engine = "igraph_centralization_degree",
      .compute = centralization_degree },
    { .name = "degree_assortativity", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT, .summary = "correlation of the degrees of tied nodes",
      .unit = "", .low = -1, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "correlation of the degrees at the two ends of a tie, each tie taken both ways",
      .divisor = "",
      .disconnected = "isolates are ignored; undefined when all degrees at ties are equal",
      .two_modes = "defined, but compares degrees of different kinds", .cost = "O(m)",
      .source = "Newman 2002, Physical Review Letters 89, 208701",
      .engine = "own: keeps more digits",
      .compute = degree_assortativity },
    { 0 }
};
