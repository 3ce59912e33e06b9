/* communities.c: measures of the communities found, of what searches agree on, and of divisions by a
 * column. */
#include "measure/families/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "measure/communities/communities.h"
#include "measure/communities/partition.h"

#define OF_RUN(name, value)                             \
    static ent_status name(double *values, ent_work *w) \
    {                                                   \
        const work_division *d;                         \
        ent_status status = ent_work_communities(w, &d);              \
                                                        \
        if (status == ENT_OK)                           \
            *values = (double)(value);                  \
        return status;                                  \
    }

OF_RUN(communities, d->count)
OF_RUN(modularity, d->quality)
OF_RUN(community_agreement, d->agreement)

static ent_status community(double *values, ent_work *w)
{
    const work_division *d;
    ent_status status = ent_work_communities(w, &d);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = d->community[i];
    return status;
}

static ent_status division_named(ent_work *w, const work_division **d)
{
    ent_community_method method;
    size_t wanted;
    ent_status status = ent_communities_read(&method, &wanted, w->argument, w->diags);

    return status == ENT_OK ? ent_work_division(w, method, wanted, d) : status;
}

static ent_status community_by(double *values, ent_work *w)
{
    const work_division *d;
    ent_status status = division_named(w, &d);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = d->community[i];
    return status;
}

static ent_status community_count_by(double *values, ent_work *w)
{
    const work_division *d;
    ent_status status = division_named(w, &d);

    if (status == ENT_OK)
        *values = d->count;
    return status;
}

static ent_status community_quality_by(double *values, ent_work *w)
{
    const work_division *d;
    ent_status status = division_named(w, &d);

    if (status == ENT_OK)
        *values = d->quality;
    return status;
}

/* ---- what searches have in common ---- */

static ent_status consensus(double *values, ent_work *w)
{
    const work_consensus *c;
    ent_status status = ent_consensus_of(w, &c);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = c->community[i];
    return status;
}

static ent_status stability(double *values, ent_work *w)
{
    const work_consensus *c;
    ent_status status = ent_consensus_of(w, &c);

    if (status == ENT_OK)
        memcpy(values, c->stability, w->n * sizeof *values);
    return status;
}

#define OF_CONSENSUS(name, value)                       \
    static ent_status name(double *values, ent_work *w) \
    {                                                   \
        const work_consensus *c;                        \
        ent_status status = ent_consensus_of(w, &c);    \
                                                        \
        if (status == ENT_OK)                           \
            *values = (double)(value);                  \
        return status;                                  \
    }

OF_CONSENSUS(consensus_communities, c->count)
OF_CONSENSUS(consensus_modularity, c->quality)
OF_CONSENSUS(consensus_agreement, c->agreement)

/* ---- divisions by a column ---- */

static ent_status by_column(ent_work *w, bool weighted, double gamma, double *modularity,
                            double *expected)
{
    const work_column *c;
    ent_status status = ent_work_column(w, w->argument, &c);

    return status == ENT_OK ? ent_work_modularity(w, w->directed, c->group, weighted, gamma,
                                                  modularity, expected)
                            : status;
}

static ent_status modularity_column(double *values, ent_work *w)
{
    return by_column(w, false, w->options.resolution, values, NULL);
}

static ent_status modularity_w_column(double *values, ent_work *w)
{
    return by_column(w, true, w->options.resolution, values, NULL);
}

static ent_status assortativity(double *values, ent_work *w)
{
    double expected = 0;
    ent_status status = by_column(w, false, 1, values, &expected);

    if (status == ENT_OK)
        *values = 1 - expected > 1e-12 ? *values / (1 - expected) : NAN;
    return status;
}

/* ---- the rows ---- */

#define NEWMAN_GIRVAN "Newman & Girvan 2004, Physical Review E 69, 026113"
#define LEIDEN "Traag, Waltman & van Eck 2019, Scientific Reports 9, 5233"
#define CONSENSUS "Lancichinetti & Fortunato 2012, Scientific Reports 2, 336; average linkage: entente"
#define METHODS                                                                                    \
    "Blondel et al. 2008 (louvain); Pons & Latapy 2006 (walktrap); Rosvall & Bergstrom 2008 "      \
    "(infomap); Raghavan et al. 2007 (label-propagation); Clauset et al. 2004 (fast-greedy); "     \
    "Newman 2006 (leading-eigenvector); Girvan & Newman 2002 (edge-betweenness); Reichardt & "     \
    "Bornholdt 2006 (spinglass); " LEIDEN
#define NEWMAN_2003 "Newman 2003, Physical Review E 67, 026126"
#define AS_ONE_MODE                                                                                \
    "defined, but against what chance makes of one mode; Barber's version comes later"
#define NO_VALUE "; ties of nodes without a value are left out"

const ent_measure ent_measures_groups[] = {
    { .name = "community", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "number of its community, the largest being 1", .unit = "", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "Leiden for modularity with resolution gamma, or the method of --community: several "
                 "searches, each by its own seed (Leiden: every other from a random division, each "
                 "until nothing moves); the division of the highest modularity, numbered by "
                 "decreasing size, equals by their first node. Many divisions are nearly as good: "
                 "see community_agreement, consensus and stability",
      .divisor = "", .disconnected = "no community spans components; isolates are alone",
      .two_modes = AS_ONE_MODE, .cost = "O(m) a round, some rounds a start", .source = LEIDEN,
      .engine = ENT_OWN_LEIDEN,
      .compute = community },
    { .name = "communities", .also = "n_communities", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "communities found, isolates included", .unit = "communities", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "number of different values of community", .divisor = "",
      .disconnected = "every isolate is one", .two_modes = AS_ONE_MODE,
      .cost = "O(m) a round, some rounds a start", .source = LEIDEN, .engine = ENT_OWN_LEIDEN,
      .compute = communities },
    { .name = "modularity", .also = "community_modularity", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_CHANCE,
      .summary = "how far ties run within the communities found, beyond chance", .unit = "",
      .low = -0.5, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over communities of (weight inside / W) - gamma (strength / 2W)^2, W the "
                 "total weight; gamma is the resolution of the search too",
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m) a round, some rounds a start", .source = NEWMAN_GIRVAN, .engine = ENT_OWN_LEIDEN,
      .compute = modularity },
    { .name = "community_agreement", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_CHANCE, .summary = "share of starts that found these communities",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "starts that ended in exactly the division that was kept / starts",
      .divisor = "starts", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m) a round, some rounds a start", .source = "entente",
      .engine = ENT_OWN_LEIDEN,
      .compute = community_agreement },
    { .name = "community:METHOD", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "number of its community by a method", .unit = "", .low = 1, .high = INFINITY,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "leiden; louvain (moves in a random order until none gains); walktrap (walks of 4 "
                 "steps), fast-greedy, edge-betweenness (without weights): the tree of merges, cut "
                 "where modularity at gamma is highest; leading-eigenvector (split while modularity "
                 "gains); spinglass (25 spins, each component by itself); infomap and "
                 "label-propagation know no resolution. METHOD=K, as in walktrap=4, cuts the tree of merges of "
                 "walktrap, fast-greedy or edge-betweenness where K communities are left; isolates "
                 "count. Of methods that depend on chance the best "
                 "by modularity of several searches, of spinglass the only one; unconnected groups are split",
      .divisor = "", .disconnected = "no community spans components; isolates are alone",
      .two_modes = AS_ONE_MODE, .cost = "edge-betweenness O(n m^2), spinglass slow, others fast",
      .source = METHODS, .engine = "igraph_community_walktrap and others; own: leiden (2 x faster), louvain, label-propagation, leading-eigenvector (unsound in igraph 0.10.2)",
      .compute = community_by },
    { .name = "community_count:METHOD", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "communities found by a method", .unit = "communities", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "number of different values of community:METHOD", .divisor = "",
      .disconnected = "every isolate is one", .two_modes = AS_ONE_MODE,
      .cost = "that of community:METHOD", .source = METHODS, .engine = "igraph_community_walktrap and others; own: leiden (2 x faster), louvain, label-propagation, leading-eigenvector (unsound in igraph 0.10.2)",
      .compute = community_count_by },
    { .name = "community_quality:METHOD", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_CHANCE,
      .summary = "modularity of the communities found by a method", .unit = "", .low = -0.5,
      .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "modularity of community:METHOD at gamma, whatever the method strives for",
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "that of community:METHOD", .source = NEWMAN_GIRVAN,
      .engine = "igraph_community_walktrap and others; own: leiden (2 x faster), louvain, label-propagation, leading-eigenvector (unsound in igraph 0.10.2)",
      .compute = community_quality_by },
    { .name = "consensus", .also = "community_consensus", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "number of its community in the consensus of many searches", .unit = "", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "searches (--runs) by the method of --community, each by its own seed and its own "
                 "order of nodes; groups grow by joining the two whose members were together most "
                 "often on average, as long as that is in more than half of the searches",
      .divisor = "", .disconnected = "no community spans components; isolates are alone",
      .two_modes = AS_ONE_MODE, .cost = "that of the searches, and O(k^2), k the sets of nodes that "
                                        "no search parts",
      .source = CONSENSUS, .engine = ENT_OWN_LEIDEN,
      .compute = consensus },
    { .name = "stability", .also = "community_stability", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_CHANCE, .summary = "how often searches put a node into its consensus community",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "share of searches that put it together with another member of its consensus "
                 "community, mean over those members; of a node alone: the share that left it alone",
      .divisor = "searches", .disconnected = "isolates 1", .two_modes = AS_ONE_MODE,
      .cost = "that of consensus", .source = CONSENSUS, .engine = ENT_OWN_LEIDEN,
      .compute = stability },
    { .name = "consensus_communities", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "communities that many searches agree on", .unit = "communities", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "number of different values of consensus", .divisor = "",
      .disconnected = "every isolate is one", .two_modes = AS_ONE_MODE,
      .cost = "that of consensus", .source = CONSENSUS, .engine = ENT_OWN_LEIDEN,
      .compute = consensus_communities },
    { .name = "consensus_modularity", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_CHANCE, .summary = "modularity of the consensus communities",
      .unit = "", .low = -0.5, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "modularity of consensus at gamma", .divisor = "",
      .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "that of consensus", .source = NEWMAN_GIRVAN, .engine = ENT_OWN_LEIDEN,
      .compute = consensus_modularity },
    { .name = "consensus_agreement", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_CHANCE, .summary = "how far single searches agree with the consensus",
      .unit = "", .low = -1, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "adjusted Rand index of each search and the consensus, mean over searches",
      .divisor = "", .disconnected = "undefined below two nodes", .two_modes = AS_ONE_MODE,
      .cost = "that of consensus", .source = "Hubert & Arabie 1985, Journal of Classification 2, "
                                             "193-218",
      .engine = ENT_OWN_LEIDEN,
      .compute = consensus_agreement },
    { .name = "modularity:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_ARCS,
      .summary = "how far ties run within the groups of a column",
      .unit = "", .low = -0.5, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over groups of (ties inside / m) - gamma (degrees / 2m)^2" NO_VALUE,
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m + n log n)", .source = NEWMAN_GIRVAN, .engine = "igraph_modularity",
      .compute = modularity_column },
    { .name = "modularity_w:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_ARCS,
      .summary = "modularity:COLUMN, strong ties counting more",
      .unit = "", .low = -0.5, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over groups of (weight inside / W) - gamma (strength / 2W)^2" NO_VALUE,
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m + n log n)", .source = "Newman 2004, Physical Review E 70, 056131",
      .engine = "igraph_modularity",
      .compute = modularity_w_column },
    { .name = "assortativity:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_ARCS,
      .summary = "tendency of nodes to tie within their group",
      .unit = "", .low = -1, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "(sum over groups of e_gg - sum of a_g^2) / (1 - sum of a_g^2), e_gg the share of "
                 "ties within a group, a_g its share of all ends of ties" NO_VALUE,
      .divisor = "1 - sum of a_g^2, the value when all ties are within groups",
      .disconnected = "undefined without ties, or when all ties are in one group",
      .two_modes = AS_ONE_MODE, .cost = "O(m + n log n)", .source = NEWMAN_2003,
      .engine = "igraph_modularity",
      .compute = assortativity },
    { 0 }
};
