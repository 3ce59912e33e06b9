/* ties.c: numbers of single ties. */
#include "measure/families/rows.h"

#include <limits.h>
#include <math.h>

#include "base/mem.h"
#include "measure/analysis/distances.h"
#include "measure/analysis/triangles.h"
#include "measure/graph/igraph_call.h"

static ent_status tie_weight(double *values, ent_work *w)
{
    for (uint32_t t = 0; t < w->m; t++)
        values[t] = w->ties[t].weight;
    return ENT_OK;
}

static ent_status tie_acts(double *values, ent_work *w)
{
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
            count += !ent_evidence_by_membership(&e[j]) &&
                     (!e[j].unknown || ent_network_selection(w->network)->unknown_as_tie);
        values[t] = count;
    }
    return ENT_OK;
}

static ent_status edge_betweenness(double *values, ent_work *w)
{
    const work_paths *p;
    ent_status status = ent_work_betweenness(w, w->argument, &p);

    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++)
        values[t] = p->tie_betweenness[t];
    return status;
}

static ent_status tie_newman(double *values, ent_work *w)
{
    return ent_work_newman(w, values);
}

/* ---- age ---- */

/* The years that a date can fall in; unknown is any. */
typedef struct years {
    int first, last;
} years;

static years years_of(ent_date date)
{
    years y = { INT_MIN, INT_MAX };
    int month, day;

    if (!ent_date_known(date))
        return y;
    if (date.first != ENT_DAY_MIN)
        ent_day_split(date.first, &y.first, &month, &day);
    if (date.last != ENT_DAY_MAX)
        ent_day_split(date.last, &y.last, &month, &day);
    return y;
}

static years later(years a, years b)
{
    return (years){ a.first > b.first ? a.first : b.first, a.last > b.last ? a.last : b.last };
}

static years earlier(years a, years b)
{
    return (years){ a.first < b.first ? a.first : b.first, a.last < b.last ? a.last : b.last };
}

/* When the act came to hold for an actor: by its own row, else by the act's. */
static years joined(const ent_network *n, uint32_t act_number, uint32_t actor)
{
    const ent_dataset *d = ent_network_dataset(n);
    const ent_act act = ent_act_at(d, act_number);
    ent_rule rule = ent_network_selection(n)->count;
    ent_date date = rule == ENT_IN_FORCE ? act.in_force : ent_act_concluded(act);
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act_number, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(d, rows[i]);
        ent_date own = rule == ENT_IN_FORCE   ? p.in_force
                       : rule == ENT_RATIFIED ? p.ratified
                                              : p.signed_on;

        if (p.actor == actor && ent_date_known(own))
            date = own;
    }
    return years_of(date);
}

static years begun(const ent_network *n, const ent_tie *tie, const ent_evidence *e)
{
    uint32_t a = ent_node_at(n, tie->a)->actor, b = ent_node_at(n, tie->b)->actor;

    if (ent_evidence_by_membership(e))
        return years_of(ent_membership_at(ent_network_dataset(n), e->record)->from);
    if (a == ENT_NONE || b == ENT_NONE)
        return joined(n, e->record, a == ENT_NONE ? b : a);
    return later(joined(n, e->record, a), joined(n, e->record, b));
}

static ent_status tie_age(double *values, ent_work *w)
{
    const ent_selection *s = w->network ? ent_network_selection(w->network) : NULL;
    years now = { 0, 1 };

    if (s)
        now = years_of(ent_date_known(s->as_of) ? s->as_of : s->during);
    if (s && !ent_date_known(s->as_of))
        now.first = now.last; /* of a span: on its last day */
    for (uint32_t t = 0; t < w->m; t++) {
        const ent_tie *tie = s ? ent_tie_at(w->network, t) : NULL;
        years first = { INT_MAX, INT_MAX };

        values[t] = NAN;
        if (!s || s->network == ENT_NET_ACTS || now.first != now.last || now.last == INT_MAX)
            continue;
        for (uint32_t j = 0; j < tie->count; j++)
            first = earlier(first, begun(w->network, tie, &ent_tie_evidence(w->network, tie)[j]));
        if (first.first == first.last && first.first <= now.first)
            values[t] = now.first - first.first;
    }
    return ENT_OK;
}

/* ---- where the tie stands ---- */

static ent_status bridge(double *values, ent_work *w)
{
    uint8_t *cuts = ent_mem_new((size_t)w->pair_count + 1, sizeof *cuts);
    uint32_t *pair;
    size_t count = 0;
    ent_status status = cuts ? ent_igraph_whole(w, ENT_IGRAPH_PAIRS, igraph_bridges, "bridge",
                                                &pair, &count)
                             : ent_out_of_memory(w->diags);

    for (size_t i = 0; i < count && status == ENT_OK; i++)
        cuts[pair[i]] = 1;
    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++)
        values[t] = cuts[work_pair_of(w, t)];
    ent_mem_free(cuts);
    return status;
}

static ent_status embeddedness(double *values, ent_work *w)
{
    ent_status status = ent_work_triangles(w);

    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++)
        values[t] = w->common[work_pair_of(w, t)];
    return status;
}

/* Without directions every tie is mutual. */
static bool is_mutual(const ent_work *w, uint32_t pair)
{
    return !w->directed || w->both[pair];
}

static ent_status simmelian(double *values, ent_work *w)
{
    uint8_t *near = ent_mem_new((size_t)w->n + 1, sizeof *near);

    if (!near)
        return ent_out_of_memory(w->diags);
    for (uint32_t t = 0; t < w->m; t++) {
        uint32_t a = w->ties[t].a, b = w->ties[t].b;

        values[t] = 0;
        if (!is_mutual(w, work_pair_of(w, t)))
            continue;
        for (uint32_t k = w->start[a]; k < w->start[a + 1]; k++)
            near[w->neighbor[k]] = is_mutual(w, w->tie_to[k]);
        for (uint32_t k = w->start[b]; k < w->start[b + 1]; k++)
            if (near[w->neighbor[k]] && is_mutual(w, w->tie_to[k]))
                values[t] = 1;
        for (uint32_t k = w->start[a]; k < w->start[a + 1]; k++)
            near[w->neighbor[k]] = 0;
    }
    ent_mem_free(near);
    return ENT_OK;
}

const ent_measure ent_measures_ties[] = {
    { .name = "tie_weight", .also = "weight", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_EITHER, .summary = "strength of the tie",
      .unit = "weight", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "what the weight of the network says: agreements in common, 1/(k-1) summed over them, "
                 "...",
      .divisor = "", .disconnected = "makes no difference", .two_modes = "defined", .cost = "O(m)",
      .source = "definition; newman: Newman 2001, Physical Review E 64, 016132",
      .engine = ENT_NO_IGRAPH,
      .compute = tie_weight },
    { .name = "tie_agreements", .also = "tie_acts tie_count", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER | ENT_MEASURE_EITHER,
      .summary = "agreements that make the tie",
      .unit = "agreements", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of agreements of the tie; memberships are not agreements", .divisor = "",
      .disconnected = "makes no difference",
      .two_modes = "defined; undefined in the network of agreements", .cost = "O(evidence)",
      .source = "entente", .engine = ENT_NO_IGRAPH,
      .compute = tie_acts },
    { .name = "tie_newman", .also = "newman_weight", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_EITHER,
      .summary = "weight of the tie by Newman's rule, whatever the weights of the run", .unit = "",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over the agreements of the tie of 1/(k-1), k the parties of the agreement", .divisor = "",
      .disconnected = "makes no difference",
      .two_modes = "undefined: made for the network of actors", .cost = "O(evidence)",
      .source = "Newman 2001, Physical Review E 64, 016132", .engine = ENT_NO_IGRAPH,
      .compute = tie_newman },
    { .name = "tie_age", .also = "age", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_INTEGER | ENT_MEASURE_EITHER,
      .summary = "calendar years since the first of its agreements", .unit = "years", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "year of the day (--as-of, or the end of --during) - year in which the first agreement "
                 "that counts held for both, by the rule of --count. Undefined without a day, and "
                 "where the data leave that year open",
      .divisor = "", .disconnected = "makes no difference",
      .two_modes = "defined; undefined in the network of agreements", .cost = "O(evidence)",
      .source = "entente", .engine = ENT_NO_IGRAPH,
      .compute = tie_age },
    { .name = "bridge", .also = "", .scope = ENT_SCOPE_TIE, .flags = ENT_MEASURE_INTEGER,
      .summary = "1 when removing the tie disconnects its component, else 0", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "1 when there are more components without the tie, else 0", .divisor = "",
      .disconnected = "makes no difference", .two_modes = "defined", .cost = "O(m)",
      .source = "Tarjan 1974, Information Processing Letters 2(6), 160-161", .engine = "igraph_bridges",
      .compute = bridge },
    { .name = "embeddedness", .also = "common_partners_of_tie", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_INTEGER,
      .summary = "partners that both ends have", .unit = "nodes", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING, .formula = "number of nodes tied to both ends", .divisor = "",
      .disconnected = "makes no difference",
      .two_modes = "undefined: the ends never have a partner in common",
      .cost = "O(sum of squared degrees)",
      .source = "Granovetter 1985, American Journal of Sociology 91(3), 481-510",
      .engine = ENT_NO_IGRAPH,
      .compute = embeddedness },
    { .name = "simmelian", .also = "", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_INTEGER | ENT_MEASURE_ARCS,
      .summary = "1 when both ends are tied to a third node, all ties mutual, else 0", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "1 when some node is tied to both ends; with directions when the tie and the ties "
                 "to that node run both ways",
      .divisor = "", .disconnected = "makes no difference",
      .two_modes = "undefined: the ends never have a partner in common",
      .cost = "O(sum of squared degrees)",
      .source = "Krackhardt 1999, Research in the Sociology of Organizations 16, 183-210",
      .engine = ENT_NO_IGRAPH,
      .compute = simmelian },
    { .name = "edge_betweenness", .also = "tie_betweenness", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_PASSAGE,
      .summary = "shortest paths that run over the tie", .unit = "shortest paths", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sum over pairs s < t of the share of the shortest s-t paths that run over the "
                 "tie, its own ends among the pairs",
      .divisor = "", .disconnected = "pairs that cannot reach each other add nothing",
      .two_modes = "defined; pairs of all kinds count", .cost = "O(n m); O(n m log n) by lengths",
      .source = "Girvan & Newman 2002, PNAS 99(12), 7821-7826", .engine = "own: 2 x faster; exact lengths",
      .compute = edge_betweenness },
    { 0 }
};
