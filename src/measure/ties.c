/* ties.c: numbers of single ties. */
#include "measure/work.h"

#include <math.h>

static ent_status tie_weight(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t t = 0; t < w->m; t++)
        values[t] = w->ties[t].weight;
    return ENT_OK;
}

static ent_status tie_acts(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t t = 0; t < w->m; t++) {
        const ent_tie *tie;
        const ent_evidence *e;
        double count = 0;

        values[t] = NAN;
        if (!w->network || ent_network_selection(w->network)->network == ENT_NET_ACTS)
            continue;
        tie = ent_tie_at(w->network, t);
        e = ent_tie_evidence(w->network, tie);
        for (uint32_t j = 0; j < tie->count; j++)
            count += !e[j].is_membership &&
                     (!e[j].unknown || ent_network_selection(w->network)->unknown_as_tie);
        values[t] = count;
    }
    return ENT_OK;
}

static ent_status edge_betweenness(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_betweenness(w, argument, &p);

    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++)
        values[t] = p->tie_betweenness[t];
    return status;
}

const ent_measure ent_measures_ties[] = {
    { .name = "tie_weight", .also = "weight", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_DEFAULT, .summary = "strength of the tie", .unit = "weight", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "what the weight of the network says: acts in common, 1/(k-1) summed over them, "
                 "...",
      .divisor = "", .disconnected = "makes no difference", .two_modes = "defined", .cost = "O(m)",
      .source = "definition; newman: Newman 2001, Physical Review E 64, 016132",
      .compute = tie_weight },
    { .name = "tie_acts", .also = "tie_count", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER, .summary = "agreements that make the tie",
      .unit = "acts", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of acts of the tie; memberships are not acts", .divisor = "",
      .disconnected = "makes no difference",
      .two_modes = "defined; undefined in the network of acts", .cost = "O(evidence)",
      .source = "entente", .compute = tie_acts },
    { .name = "edge_betweenness", .also = "tie_betweenness", .scope = ENT_SCOPE_TIE,
      .summary = "shortest paths that run over the tie", .unit = "shortest paths", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sum over pairs s < t of the share of the shortest s-t paths that run over the "
                 "tie, its own ends among the pairs",
      .divisor = "", .disconnected = "pairs that cannot reach each other add nothing",
      .two_modes = "defined; pairs of all kinds count", .cost = "O(n m); O(n m log n) by lengths",
      .source = "Girvan & Newman 2002, PNAS 99(12), 7821-7826", .compute = edge_betweenness },
    { 0 }
};
