/* degree.c: how many, and how much: counts of nodes and ties, degree, strength, density. */
#include "measure/work.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

static ent_status degree(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t i = 0; i < w->n; i++)
        values[i] = work_degree(w, i);
    return ENT_OK;
}

static ent_status degree_norm(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t i = 0; i < w->n; i++) {
        double most = w->n - 1.0;

        if (w->two_mode)
            most = w->modes_hold ? (double)w->mode_size[!w->mode[i]] : NAN;
        values[i] = most > 0 ? work_degree(w, i) / most : NAN;
    }
    return ENT_OK;
}

static ent_status strength(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t i = 0; i < w->n; i++)
        values[i] = w->strength[i];
    return ENT_OK;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* Evidence that counts: an act, and surely so unless unknown ones were asked for as ties. */
static bool counts(const ent_network *network, const ent_evidence *e)
{
    return !e->is_membership && (!e->unknown || ent_network_selection(network)->unknown_as_tie);
}

static ent_status acts(double *values, ent_work *w, ent_str argument)
{
    uint32_t *seen = NULL;
    size_t room = 0;

    (void)argument;
    for (uint32_t i = 0; i < w->n; i++) {
        size_t count = 0, distinct = 0;

        values[i] = NAN;
        if (!w->network || ent_network_selection(w->network)->network == ENT_NET_ACTS ||
            ent_node_at(w->network, i)->type == ENT_NODE_ACT)
            continue;
        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++) {
            const ent_tie *tie = ent_tie_at(w->network, w->tie_to[k]);
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
            qsort(seen, count, sizeof *seen, by_number);
        for (size_t j = 0; j < count; j++)
            distinct += !j || seen[j] != seen[j - 1];
        values[i] = (double)distinct;
    }
    ent_mem_free(seen);
    return ENT_OK;
}

static ent_status neighbor_degree_mean(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t i = 0; i < w->n; i++) {
        double sum = 0;

        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
            sum += work_degree(w, w->neighbor[k]);
        values[i] = work_degree(w, i) ? sum / work_degree(w, i) : NAN;
    }
    return ENT_OK;
}

static ent_status nodes(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    *values = w->n;
    return ENT_OK;
}

static ent_status ties(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    *values = w->m;
    return ENT_OK;
}

static ent_status isolates(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    *values = 0;
    for (uint32_t i = 0; i < w->n; i++)
        *values += work_degree(w, i) == 0;
    return ENT_OK;
}

static ent_status density(double *values, ent_work *w, ent_str argument)
{
    double n = w->n, pairs = n * (n - 1) / 2;

    (void)argument;
    if (w->two_mode)
        pairs = w->modes_hold ? (double)w->mode_size[0] * w->mode_size[1] : NAN;
    *values = pairs > 0 ? w->m / pairs : NAN;
    return ENT_OK;
}

static ent_status mean_degree(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    *values = w->n ? 2.0 * w->m / w->n : NAN;
    return ENT_OK;
}

static ent_status total_weight(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    *values = w->total_weight;
    return ENT_OK;
}

static ent_status centralization_degree(double *values, ent_work *w, ent_str argument)
{
    double n = w->n, sum = 0;
    uint32_t top = 0;

    (void)argument;
    for (uint32_t i = 0; i < w->n; i++)
        if (work_degree(w, i) > top)
            top = work_degree(w, i);
    for (uint32_t i = 0; i < w->n; i++)
        sum += top - work_degree(w, i);
    *values = n > 2 ? sum / ((n - 1) * (n - 2)) : NAN;
    return ENT_OK;
}

static ent_status degree_assortativity(double *values, ent_work *w, ent_str argument)
{
    igraph_error_t err;
    ent_status status;
    ent_ig scope;
    bool regular = true;

    (void)argument;
    *values = NAN;
    for (uint32_t t = 0; t < w->m; t++)
        regular &= work_degree(w, w->ties[t].a) == work_degree(w, w->ties[0].a) &&
                   work_degree(w, w->ties[t].b) == work_degree(w, w->ties[0].a);
    if (regular) /* no variance, no correlation; rounding must not make one up */
        return ENT_OK;
    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    ent_ig_begin(&scope, w->diags);
    err = igraph_assortativity_degree(&w->ig, values, false);
    return ent_ig_end(&scope, err, "degree_assortativity");
}

#define ANY_GRAPH "makes no difference"

const ent_measure ent_measures_degree[] = {
    { .name = "degree", .also = "deg", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
      .summary = "partners: nodes it is tied to",
      .unit = "nodes", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of ties of the node; several acts with one partner are one tie",
      .divisor = "", .disconnected = ANY_GRAPH,
      .two_modes = "ties to nodes of the other mode", .cost = "O(n)", .source = "Freeman 1979",
      .compute = degree },
    { .name = "degree_norm", .also = "bip_degree_norm", .scope = ENT_SCOPE_NODE,
      .summary = "partners as a share of those possible", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING, .formula = "degree / (n-1)", .divisor = "n-1",
      .disconnected = ANY_GRAPH "; undefined for a single node",
      .two_modes = "divided by the number of nodes of the other mode (Borgatti & Everett 1997)",
      .cost = "O(n)", .source = "Freeman 1979, Social Networks 1(3), 215-239",
      .compute = degree_norm },
    { .name = "strength", .also = "weighted_degree", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT, .summary = "sum of the weights of its ties", .unit = "weight",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum of the weights of the ties of the node; with weight newman, its acts of two "
                 "or more parties",
      .divisor = "", .disconnected = ANY_GRAPH, .two_modes = "defined", .cost = "O(m)",
      .source = "Barrat et al. 2004, PNAS 101(11), 3747-3752", .compute = strength },
    { .name = "acts", .also = "agreements n_agreements_of", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER,
      .summary = "agreements that tie the node to anybody", .unit = "acts", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of different acts in its ties; memberships are not acts", .divisor = "",
      .disconnected = ANY_GRAPH,
      .two_modes = "defined for actors; undefined for nodes that are acts themselves, and in the "
                   "network of acts",
      .cost = "O(evidence log evidence)", .source = "entente", .compute = acts },
    { .name = "neighbor_degree_mean", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "mean degree of its partners", .unit = "nodes", .low = 1, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING, .formula = "mean of the degrees of the nodes it is tied to",
      .divisor = "degree", .disconnected = "undefined for isolates", .two_modes = "defined",
      .cost = "O(m)", .source = "Feld 1991, American Journal of Sociology 96(6), 1464-1477",
      .compute = neighbor_degree_mean },
    { .name = "nodes", .also = "n_nodes", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER, .summary = "nodes, isolates among them",
      .unit = "nodes", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "n: all nodes of the network, isolates too", .divisor = "",
      .disconnected = ANY_GRAPH, .two_modes = "both modes together", .cost = "O(1)",
      .source = "definition", .compute = nodes },
    { .name = "ties", .also = "n_edges edges", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER, .summary = "pairs of nodes that are tied",
      .unit = "ties", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "m: several acts between two nodes are one tie; ties not known to exist on the "
                 "day are not counted",
      .divisor = "", .disconnected = ANY_GRAPH, .two_modes = "defined", .cost = "O(1)",
      .source = "definition", .compute = ties },
    { .name = "isolates", .also = "n_isolates", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER, .summary = "nodes without a tie",
      .unit = "nodes", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of nodes of degree 0", .divisor = "", .disconnected = ANY_GRAPH,
      .two_modes = "both modes together", .cost = "O(n)", .source = "definition",
      .compute = isolates },
    { .name = "density", .also = "density_two_mode", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT, .summary = "ties as a share of those possible", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING, .formula = "m / (n(n-1)/2)",
      .divisor = "n(n-1)/2, the pairs of all nodes, isolates among them",
      .disconnected = ANY_GRAPH "; undefined below two nodes",
      .two_modes = "m / (p q), p and q the sizes of the modes", .cost = "O(1)",
      .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4", .compute = density },
    { .name = "mean_degree", .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_DEFAULT,
      .summary = "partners of a node on average", .unit = "nodes", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING, .formula = "2m / n", .divisor = "n",
      .disconnected = "isolates count", .two_modes = "over both modes together", .cost = "O(1)",
      .source = "definition", .compute = mean_degree },
    { .name = "total_weight", .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_DEFAULT,
      .summary = "sum of all weights", .unit = "weight", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_STRENGTH, .formula = "sum of the weights of all ties, each once",
      .divisor = "", .disconnected = ANY_GRAPH, .two_modes = "defined", .cost = "O(m)",
      .source = "definition", .compute = total_weight },
    { .name = "centralization_degree", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_ONE_MODE,
      .summary = "how much the ties are one node's", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (largest degree - degree), divided",
      .divisor = "(n-1)(n-2), the sum on a star: Freeman's maximum",
      .disconnected = "isolates count; undefined below three nodes", .two_modes = "undefined",
      .cost = "O(n)", .source = "Freeman 1979, Social Networks 1(3), 215-239",
      .compute = centralization_degree },
    { .name = "degree_assortativity", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT, .summary = "do nodes of many ties tie with their like?",
      .unit = "", .low = -1, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "correlation of the degrees at the two ends of a tie, each tie taken both ways",
      .divisor = "",
      .disconnected = "isolates have no say; undefined when all degrees at ties are equal",
      .two_modes = "defined, but compares degrees of different kinds", .cost = "O(m)",
      .source = "Newman 2002, Physical Review Letters 89, 208701",
      .compute = degree_assortativity },
    { 0 }
};
