/* communities.c: communities, and how well a division of the nodes fits the ties.
 *
 * One search finds one of many near-best divisions, so there are several, each by its own seed, and
 * the best is kept: that of the highest modularity; among equals the one whose numbers, node by node
 * in the canonical order, come first. The share of searches that found it is a measure of its own.
 * Searches work on the canonical order of nodes (canonical.c), so that names have no say. */
#include "measure/communities/communities.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/parallel.h"

/* ---- a division and its modularity ---- */

/* With directions what leaves a group and what reaches it are counted apart; without, together. */
static ent_status modularity_of(const ent_work *w, const work_tie *ties, uint32_t count,
                                bool directed, const uint32_t *labels, bool weighted, double gamma,
                                double *modularity, double *expected)
{
    double *part = ent_mem_new(2 * ((size_t)w->n + 2), sizeof *part), *in = part;
    double inside = 0, all = 0, chance = 0, ends = directed ? 1 : 2;

    if (!part)
        return ent_out_of_memory(w->diags);
    if (directed)
        in += w->n + 2;
    for (uint32_t t = 0; t < count; t++) {
        uint32_t a = labels[ties[t].a], b = labels[ties[t].b];
        double weight = weighted ? ties[t].weight : 1;

        if (!a || !b)
            continue;
        part[a] += weight;
        in[b] += weight;
        all += weight;
        inside += a == b ? weight : 0;
    }
    for (uint32_t g = 1; g <= w->n && all > 0; g++)
        chance += part[g] / (ends * all) * (in[g] / (ends * all));
    ent_mem_free(part);
    *modularity = all > 0 ? inside / all - gamma * chance : NAN;
    if (fabs(*modularity) < 1e-11) /* digits of rounding */
        *modularity = 0;
    if (expected)
        *expected = chance;
    return ENT_OK;
}

ent_status ent_work_modularity(ent_work *w, const uint32_t *labels, bool weighted, double gamma,
                               double *modularity, double *expected)
{
    return modularity_of(w, w->ties, w->m, w->directed, labels, weighted, gamma, modularity,
                         expected);
}

/* ---- communities ---- */

/* Takes what one search found when it is better than what is there. */
static ent_status consider(ent_work *v, uint32_t *found, uint32_t *best, work_division *d,
                           uint32_t *times)
{
    uint32_t count;
    double quality;
    ent_status status = ent_work_number(v, found, &count, NULL);
    int order = 0;

    if (status == ENT_OK)
        status = ent_work_modularity(v, found, true, v->options.resolution, &quality, NULL);
    if (status != ENT_OK)
        return status;
    for (uint32_t i = 0; i < v->n && !order && *times; i++)
        order = found[i] < best[i] ? -1 : found[i] > best[i];
    if (*times && !order) {
        ++*times;
        return ENT_OK;
    }
    if (*times && (quality < d->quality - 1e-12 || (quality < d->quality + 1e-12 && order > 0)))
        return ENT_OK;
    memcpy(best, found, v->n * sizeof *found);
    d->quality = quality;
    d->count = count;
    *times = 1;
    return ENT_OK;
}

static ent_status search(ent_work *w, work_division *d)
{
    bool once = ent_community_certain(d->method) || d->method == ENT_SPINGLASS; /* slow, cooled */
    size_t runs = once || !w->options.community_runs ? 1 : w->options.community_runs;
    uint32_t *place = ent_mem_new(3 * (size_t)w->n + 1, sizeof *place), *found, *best, times = 0;
    ent_work *view = NULL;
    ent_status status;

    if (!place)
        return ent_out_of_memory(w->diags);
    found = place + w->n;
    best = found + w->n;
    if ((status = ent_canonical_order(w, place, w->diags)) == ENT_OK)
        status = ent_reordered(&view, w, place);
    for (size_t run = 0; run < runs && status == ENT_OK; run++) {
        ent_random random = ent_random_stream(w->options.seed, run);

        status = ent_divide(view, d->method, w->options.resolution, run, &random, found);
        if (status == ENT_OK)
            status = consider(view, found, best, d, &times);
    }
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        d->community[i] = best[place[i]];
    if (status == ENT_OK) /* equal sizes now by the first node of w */
        status = ent_work_number(w, d->community, &d->count, NULL);
    if (status == ENT_OK) /* of the weights as they are: the search's have ten digits */
        status = modularity_of(w, w->pairs, w->pair_count, false, d->community, true,
                               w->options.resolution, &d->quality, NULL);
    d->agreement = w->m ? (double)times / (double)runs : NAN;
    ent_mem_free(place);
    ent_work_free(view);
    return status;
}

/* ---- apart ----
 *
 * The search runs in a process of its own: igraph 0.10.2 may crash in it when memory is refused, and
 * spinglass may not come to an end. */

enum { MOST_SECONDS = 300 }; /* of spinglass */

typedef struct searching {
    ent_work *w;
    work_division *d;
} searching;

static ent_status search_apart(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    searching *s = ctx;
    ent_status status;

    (void)task;
    s->w->diags = diags;
    if ((status = search(s->w, s->d)) == ENT_OK) {
        ent_buf_add(out, (const char *)s->d, sizeof *s->d);
        ent_buf_add(out, (const char *)s->d->community, s->w->n * sizeof *s->d->community);
    }
    return status;
}

static ent_status take_division(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    work_division *d = ((searching *)ctx)->d, found;

    (void)task, (void)diags;
    memcpy(&found, result.ptr, sizeof found);
    memcpy(d->community, result.ptr + sizeof found, result.len - sizeof found);
    d->count = found.count;
    d->quality = found.quality;
    d->agreement = found.agreement;
    return ENT_OK;
}

static ent_status search_safely(ent_work *w, work_division *d)
{
    searching s = { w, d };
    ent_parallel apart = { .tasks = 1,
                           .workers = 1,
                           .apart = true,
                           .limit = d->method == ENT_SPINGLASS ? MOST_SECONDS : 0,
                           .ctx = &s,
                           .run = search_apart,
                           .take = take_division };
    ent_diags *diags = w->diags;
    ent_status status = ent_parallel_run(&apart, diags);

    w->diags = diags;
    return status;
}

ent_status ent_work_division(ent_work *w, ent_community_method method,
                             const work_division **division)
{
    work_division *d;
    ent_status status;

    for (d = w->divisions; d && d->method != method;)
        d = d->next;
    *division = d;
    if (d)
        return ENT_OK;
    d = ent_mem_new(1, sizeof *d);
    if (!d || (d->community = ent_mem_new((size_t)w->n + 1, sizeof *d->community)) == NULL) {
        ent_mem_free(d);
        return ent_out_of_memory(w->diags);
    }
    d->method = method;
    if ((status = search_safely(w, d)) != ENT_OK) {
        ent_mem_free(d->community);
        ent_mem_free(d);
        return status;
    }
    d->next = w->divisions;
    *division = w->divisions = d;
    return ENT_OK;
}

ent_status ent_work_communities(ent_work *w)
{
    const work_division *d;
    ent_status status = ent_work_division(w, w->options.community_method, &d);

    if (status == ENT_OK) {
        w->community = d->community;
        w->community_count = d->count;
        w->community_quality = d->quality;
        w->community_agreement = d->agreement;
    }
    return status;
}

static ent_status community(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_communities(w);

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = w->community[i];
    return status;
}

static ent_status division_named(ent_work *w, ent_str name, const work_division **d)
{
    ent_community_method method;
    ent_status status = ent_community_read(&method, name, w->diags);

    return status == ENT_OK ? ent_work_division(w, method, d) : status;
}

static ent_status community_by(double *values, ent_work *w, ent_str argument)
{
    const work_division *d;
    ent_status status = division_named(w, argument, &d);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = d->community[i];
    return status;
}

static ent_status community_count_by(double *values, ent_work *w, ent_str argument)
{
    const work_division *d;
    ent_status status = division_named(w, argument, &d);

    if (status == ENT_OK)
        *values = d->count;
    return status;
}

static ent_status community_quality_by(double *values, ent_work *w, ent_str argument)
{
    const work_division *d;
    ent_status status = division_named(w, argument, &d);

    if (status == ENT_OK)
        *values = d->quality;
    return status;
}

static ent_status communities(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_communities(w);

    (void)argument;
    if (status == ENT_OK)
        *values = w->community_count;
    return status;
}

static ent_status modularity(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_communities(w);

    (void)argument;
    if (status == ENT_OK)
        *values = w->community_quality;
    return status;
}

static ent_status community_agreement(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_communities(w);

    (void)argument;
    if (status == ENT_OK)
        *values = w->community_agreement;
    return status;
}

/* ---- what searches have in common ---- */

static ent_status consensus(double *values, ent_work *w, ent_str argument)
{
    const work_consensus *c;
    ent_status status = ent_consensus_of(w, &c);

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = c->community[i];
    return status;
}

static ent_status stability(double *values, ent_work *w, ent_str argument)
{
    const work_consensus *c;
    ent_status status = ent_consensus_of(w, &c);

    (void)argument;
    if (status == ENT_OK)
        memcpy(values, c->stability, w->n * sizeof *values);
    return status;
}

static ent_status consensus_communities(double *values, ent_work *w, ent_str argument)
{
    const work_consensus *c;
    ent_status status = ent_consensus_of(w, &c);

    (void)argument;
    if (status == ENT_OK)
        *values = c->count;
    return status;
}

static ent_status consensus_modularity(double *values, ent_work *w, ent_str argument)
{
    const work_consensus *c;
    ent_status status = ent_consensus_of(w, &c);

    (void)argument;
    if (status == ENT_OK)
        *values = c->quality;
    return status;
}

static ent_status consensus_agreement(double *values, ent_work *w, ent_str argument)
{
    const work_consensus *c;
    ent_status status = ent_consensus_of(w, &c);

    (void)argument;
    if (status == ENT_OK)
        *values = c->agreement;
    return status;
}

/* ---- divisions by a column ---- */

typedef struct labelled {
    ent_str value;
    uint32_t node;
} labelled;

static int by_label(const void *a, const void *b)
{
    const labelled *x = a, *y = b;
    int order = ent_str_compare(x->value, y->value);

    return order ? order : x->node < y->node ? -1 : x->node > y->node;
}

/* Equal values get equal labels from 1; nodes without a value get 0. */
static ent_status label_nodes(ent_work *w, ent_str column, labelled *list, uint32_t *labels,
                              ent_arena *arena)
{
    ent_str name = ent_arena_str(arena, column);
    uint32_t label = 0, without = 0;

    if (!name.ptr)
        return ent_out_of_memory(w->diags);
    for (uint32_t i = 0; i < w->n; i++) {
        ent_str value = w->network ? ent_node_attribute(w->network, i, name.ptr) : (ent_str){ 0 };

        list[i] = (labelled){ ent_arena_str(arena, value), i };
        if (!list[i].value.ptr)
            return ent_out_of_memory(w->diags);
        without += value.len == 0;
    }
    if (without == w->n && w->n)
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE, "no node has a value in a column '%s'",
                        name.ptr);
    if (without)
        ent_note(w->diags, ENT_NOWHERE,
                 "%u of %u nodes have no value in the column '%s': their ties are left out",
                 without, w->n, name.ptr);
    if (w->n)
        qsort(list, w->n, sizeof *list, by_label);
    for (uint32_t i = 0; i < w->n; i++) {
        if (list[i].value.len && (!i || !ent_str_eq(list[i].value, list[i - 1].value)))
            label++;
        labels[list[i].node] = label; /* empty values come first */
    }
    return ENT_OK;
}

static ent_status by_column(ent_work *w, ent_str column, bool weighted, double gamma,
                            double *modularity, double *expected)
{
    labelled *list = ent_mem_new((size_t)w->n + 1, sizeof *list);
    uint32_t *labels = ent_mem_new((size_t)w->n + 1, sizeof *labels);
    ent_arena arena = { 0 };
    ent_status status = list && labels ? label_nodes(w, column, list, labels, &arena)
                                       : ent_out_of_memory(w->diags);

    if (status == ENT_OK)
        status = ent_work_modularity(w, labels, weighted, gamma, modularity, expected);
    ent_mem_free(list);
    ent_mem_free(labels);
    ent_arena_destroy(&arena);
    return status;
}

static ent_status modularity_column(double *values, ent_work *w, ent_str argument)
{
    return by_column(w, argument, false, w->options.resolution, values, NULL);
}

static ent_status modularity_w_column(double *values, ent_work *w, ent_str argument)
{
    return by_column(w, argument, true, w->options.resolution, values, NULL);
}

static ent_status assortativity(double *values, ent_work *w, ent_str argument)
{
    double expected = 0;
    ent_status status = by_column(w, argument, false, 1, values, &expected);

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
      .engine = "igraph_community_leiden",
      .compute = community },
    { .name = "communities", .also = "n_communities", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "communities found, isolates among them", .unit = "communities", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "number of different values of community", .divisor = "",
      .disconnected = "every isolate is one", .two_modes = AS_ONE_MODE,
      .cost = "O(m) a round, some rounds a start", .source = LEIDEN, .engine = "igraph_community_leiden",
      .compute = communities },
    { .name = "modularity", .also = "community_modularity", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_CHANCE,
      .summary = "how far ties run within the communities found, beyond chance", .unit = "",
      .low = -0.5, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over communities of (weight inside / W) - gamma (strength / 2W)^2, W the "
                 "total weight; gamma is the resolution of the search too",
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m) a round, some rounds a start", .source = NEWMAN_GIRVAN, .engine = "igraph_community_leiden",
      .compute = modularity },
    { .name = "community_agreement", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_CHANCE, .summary = "share of starts that found these communities",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "starts that ended in exactly the division that was kept / starts",
      .divisor = "starts", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m) a round, some rounds a start", .source = "entente",
      .engine = "igraph_community_leiden",
      .compute = community_agreement },
    { .name = "community:METHOD", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "number of its community by a method", .unit = "", .low = 1, .high = INFINITY,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "leiden; louvain (moves in a random order until none gains); walktrap (walks of 4 "
                 "steps), fast-greedy, edge-betweenness (without weights): the tree of merges, cut "
                 "where modularity at gamma is highest; leading-eigenvector (split while modularity "
                 "gains); spinglass (25 spins, each component by itself); infomap and "
                 "label-propagation know no resolution. Of methods that depend on chance the best "
                 "by modularity of several searches, of spinglass the only one; groups that do not hang together are parted",
      .divisor = "", .disconnected = "no community spans components; isolates are alone",
      .two_modes = AS_ONE_MODE, .cost = "edge-betweenness O(n m^2), spinglass slow, others fast",
      .source = METHODS, .engine = "igraph_community_leiden and others; own: louvain, label-propagation, leading-eigenvector (unsound in igraph 0.10.2)",
      .compute = community_by },
    { .name = "community_count:METHOD", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "communities found by a method", .unit = "communities", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "number of different values of community:METHOD", .divisor = "",
      .disconnected = "every isolate is one", .two_modes = AS_ONE_MODE,
      .cost = "that of community:METHOD", .source = METHODS, .engine = "igraph_community_leiden and others; own: louvain, label-propagation, leading-eigenvector (unsound in igraph 0.10.2)",
      .compute = community_count_by },
    { .name = "community_quality:METHOD", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_CHANCE,
      .summary = "modularity of the communities found by a method", .unit = "", .low = -0.5,
      .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "modularity of community:METHOD at gamma, whatever the method strives for",
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "that of community:METHOD", .source = NEWMAN_GIRVAN,
      .engine = "igraph_community_leiden and others; own: louvain, label-propagation, leading-eigenvector (unsound in igraph 0.10.2)",
      .compute = community_quality_by },
    { .name = "consensus", .also = "community_consensus", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "number of its community in what many searches agree on", .unit = "", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "searches (--runs) by the method of --community, each by its own seed and its own "
                 "order of nodes; groups grow by joining the two whose members were together most "
                 "often on average, as long as that is in more than half of the searches",
      .divisor = "", .disconnected = "no community spans components; isolates are alone",
      .two_modes = AS_ONE_MODE, .cost = "that of the searches, and O(k^2), k the sets of nodes that "
                                        "no search parts",
      .source = CONSENSUS, .engine = "igraph_community_leiden",
      .compute = consensus },
    { .name = "stability", .also = "community_stability", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_CHANCE, .summary = "how surely a node belongs to its consensus community",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "share of searches that put it together with another member of its consensus "
                 "community, mean over those members; of a node alone: the share that left it alone",
      .divisor = "searches", .disconnected = "isolates 1", .two_modes = AS_ONE_MODE,
      .cost = "that of consensus", .source = CONSENSUS, .engine = "igraph_community_leiden",
      .compute = stability },
    { .name = "consensus_communities", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "communities that many searches agree on", .unit = "communities", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "number of different values of consensus", .divisor = "",
      .disconnected = "every isolate is one", .two_modes = AS_ONE_MODE,
      .cost = "that of consensus", .source = CONSENSUS, .engine = "igraph_community_leiden",
      .compute = consensus_communities },
    { .name = "consensus_modularity", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_CHANCE, .summary = "modularity of the consensus communities",
      .unit = "", .low = -0.5, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "modularity of consensus at gamma", .divisor = "",
      .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "that of consensus", .source = NEWMAN_GIRVAN, .engine = "igraph_community_leiden",
      .compute = consensus_modularity },
    { .name = "consensus_agreement", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_CHANCE, .summary = "how far single searches agree with the consensus",
      .unit = "", .low = -1, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "adjusted Rand index of each search and the consensus, mean over searches",
      .divisor = "", .disconnected = "undefined below two nodes", .two_modes = AS_ONE_MODE,
      .cost = "that of consensus", .source = "Hubert & Arabie 1985, Journal of Classification 2, "
                                             "193-218",
      .engine = "igraph_community_leiden",
      .compute = consensus_agreement },
    { .name = "modularity:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_ARCS,
      .summary = "how far ties run within the groups of a column",
      .unit = "", .low = -0.5, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over groups of (ties inside / m) - gamma (degrees / 2m)^2" NO_VALUE,
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m + n log n)", .source = NEWMAN_GIRVAN, .engine = "own: nodes without a value",
      .compute = modularity_column },
    { .name = "modularity_w:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_ARCS,
      .summary = "modularity:COLUMN, strong ties counting more",
      .unit = "", .low = -0.5, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over groups of (weight inside / W) - gamma (strength / 2W)^2" NO_VALUE,
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m + n log n)", .source = "Newman 2004, Physical Review E 70, 056131",
      .engine = "own: nodes without a value",
      .compute = modularity_w_column },
    { .name = "assortativity:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_ARCS,
      .summary = "do nodes tie with those of the same group?",
      .unit = "", .low = -1, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "(sum over groups of e_gg - sum of a_g^2) / (1 - sum of a_g^2), e_gg the share of "
                 "ties within a group, a_g its share of all ends of ties" NO_VALUE,
      .divisor = "1 - sum of a_g^2, the value when all ties are within groups",
      .disconnected = "undefined without ties, or when all ties are in one group",
      .two_modes = AS_ONE_MODE, .cost = "O(m + n log n)", .source = NEWMAN_2003,
      .engine = "own: nodes without a value",
      .compute = assortativity },
    { 0 }
};
