/* groups.c: communities, and how well a division of the nodes fits the ties.
 *
 * Leiden with modularity as its aim. One start finds one of many near-best divisions, so there are
 * several, each by its own seed and repeated until nothing moves (igraph 0.10 stops after one round
 * when asked to go on by itself). Every other start sets out from a random division instead of from
 * everybody alone: on small graphs that halves and halves again how often the best is missed, where
 * more seeds alone hardly help. The best is kept; among equals the one whose numbers, node by node,
 * come first; and the share of starts that found it is a measure of its own. */
#include "measure/work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

/* ---- a division and its modularity ---- */

ent_status ent_work_modularity(ent_work *w, const uint32_t *labels, bool weighted, double gamma,
                               double *modularity, double *expected)
{
    /* With directions what leaves a group and what reaches it are counted apart; without, together.
     */
    double *part = ent_mem_new(2 * ((size_t)w->n + 2), sizeof *part), *in = part;
    double inside = 0, all = 0, chance = 0, ends = w->directed ? 1 : 2;

    if (!part)
        return ent_out_of_memory(w->diags);
    if (w->directed)
        in += w->n + 2;
    for (uint32_t t = 0; t < w->m; t++) {
        uint32_t a = labels[w->ties[t].a], b = labels[w->ties[t].b];
        double weight = weighted ? w->ties[t].weight : 1;

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
    if (expected)
        *expected = chance;
    return ENT_OK;
}

/* ---- communities ---- */

enum { MOST_ROUNDS = 50 };

static igraph_error_t settle(const ent_work *w, const igraph_vector_t *weights,
                             const igraph_vector_t *strengths, double resolution, bool from_there,
                             igraph_vector_int_t *membership)
{
    double before = -INFINITY, quality = 0;
    igraph_error_t err;

    for (int round = 0; round < MOST_ROUNDS; round++) {
        err = igraph_community_leiden(&w->ig, weights, strengths, resolution, 0.01,
                                      from_there || round > 0, 1, membership, NULL, &quality);
        if (err != IGRAPH_SUCCESS || quality <= before + 1e-12)
            return err;
        before = quality;
    }
    return IGRAPH_SUCCESS;
}

/* A random division: into many groups one time, into a few the next. */
static ent_status scatter(ent_work *w, size_t run, uint32_t *found, igraph_vector_int_t *membership)
{
    igraph_integer_t groups = run % 4 == 1 ? w->n : (igraph_integer_t)sqrt(w->n) + 1;
    uint32_t count;
    ent_status status;

    for (uint32_t i = 0; i < w->n; i++)
        found[i] = (uint32_t)igraph_rng_get_integer(igraph_rng_default(), 0,
                                                    groups < w->n ? groups - 1 : w->n - 1);
    if ((status = ent_work_number(w, found, &count, NULL)) != ENT_OK)
        return status;
    for (uint32_t i = 0; i < w->n; i++)
        VECTOR(*membership)[i] = found[i] - 1;
    return ENT_OK;
}

/* Parts of a group that do not hang together become groups of their own: modularity gains by it,
 * and a random division left isolates with strangers. */
static ent_status take_apart(ent_work *w, uint32_t *found)
{
    uint32_t *part = ent_mem_new(2 * (size_t)w->n + 1, sizeof *part), *queue;

    if (!part)
        return ent_out_of_memory(w->diags);
    queue = part + w->n;
    for (uint32_t i = 0; i < w->n; i++)
        part[i] = UINT32_MAX;
    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t head = 0, tail = 0;

        if (part[i] != UINT32_MAX)
            continue;
        part[queue[tail++] = i] = i;
        while (head < tail) {
            uint32_t x = queue[head++];

            for (uint32_t k = w->start[x]; k < w->start[x + 1]; k++) {
                uint32_t y = w->neighbor[k];

                if (part[y] == UINT32_MAX && found[y] == found[x])
                    part[queue[tail++] = y] = i;
            }
        }
    }
    memcpy(found, part, w->n * sizeof *found);
    ent_mem_free(part);
    return ENT_OK;
}

/* Takes what one start found into w->community when it is better than what is there. */
static ent_status consider(ent_work *w, uint32_t *found, uint32_t *times)
{
    uint32_t count;
    double quality;
    ent_status status = take_apart(w, found);
    int order;

    if (status == ENT_OK)
        status = ent_work_number(w, found, &count, NULL);

    if (status == ENT_OK)
        status = ent_work_modularity(w, found, true, w->options.resolution, &quality, NULL);
    if (status != ENT_OK)
        return status;
    order = 0;
    for (uint32_t i = 0; i < w->n && !order && *times; i++)
        order = found[i] < w->community[i] ? -1 : found[i] > w->community[i];
    if (*times && !order) {
        ++*times;
        return ENT_OK;
    }
    if (*times && (quality < w->community_quality - 1e-12 ||
                   (quality < w->community_quality + 1e-12 && order > 0)))
        return ENT_OK;
    memcpy(w->community, found, w->n * sizeof *found);
    w->community_quality = quality;
    w->community_count = count;
    *times = 1;
    return ENT_OK;
}

static ent_status search(ent_work *w, uint32_t *found)
{
    igraph_vector_t strengths = { 0 }, weights = { 0 };
    igraph_vector_int_t membership = { 0 };
    ent_ig_chance chance = { 0 };
    ent_status status = ENT_OK, ended;
    size_t runs = w->options.community_runs ? w->options.community_runs : 1;
    double mean = w->total_weight / w->pair_count;
    uint32_t times = 0;
    igraph_error_t err;
    ent_ig scope;
    bool seeded = false;

    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_init_array(&strengths, w->strength, w->n)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_init_copy(&weights, &w->weights)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_int_init(&membership, w->n)) != IGRAPH_SUCCESS ||
        (err = ent_ig_chance_begin(&chance)) != IGRAPH_SUCCESS)
        goto done;
    seeded = true;
    igraph_vector_scale(&strengths, 1 / mean); /* scale matters to nobody but to rounding */
    igraph_vector_scale(&weights, 1 / mean);
    for (size_t run = 0; run < runs && status == ENT_OK; run++) {
        if ((err = ent_ig_chance_seed(&chance, w->options.seed + run)) != IGRAPH_SUCCESS)
            goto done;
        if (run % 2 && (status = scatter(w, run, found, &membership)) != ENT_OK)
            break;
        if ((err = settle(w, &weights, &strengths, w->options.resolution / (2.0 * w->pair_count),
                          run % 2, &membership)) != IGRAPH_SUCCESS)
            goto done;
        for (uint32_t i = 0; i < w->n; i++)
            found[i] = (uint32_t)VECTOR(membership)[i];
        status = consider(w, found, &times);
    }
    w->community_agreement = (double)times / (double)runs;
done:
    if (seeded)
        ent_ig_chance_end(&chance);
    igraph_vector_destroy(&strengths);
    igraph_vector_destroy(&weights);
    igraph_vector_int_destroy(&membership);
    ended = ent_ig_end(&scope, err, "communities");
    return status != ENT_OK ? status : ended;
}

ent_status ent_work_communities(ent_work *w)
{
    uint32_t *found;
    ent_status status;

    if (w->community)
        return ENT_OK;
    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    found = ent_mem_new((size_t)w->n + 1, sizeof *found);
    w->community = ent_mem_new((size_t)w->n + 1, sizeof *w->community);
    if (!found || !w->community) {
        status = ent_out_of_memory(w->diags);
    } else if (w->m) {
        status = search(w, found);
    } else { /* everybody alone */
        for (uint32_t i = 0; i < w->n; i++)
            w->community[i] = i + 1;
        w->community_count = w->n;
        w->community_quality = NAN;
        w->community_agreement = NAN;
    }
    ent_mem_free(found);
    if (status != ENT_OK) {
        ent_mem_free(w->community);
        w->community = NULL;
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
#define NEWMAN_2003 "Newman 2003, Physical Review E 67, 026126"
#define AS_ONE_MODE                                                                                \
    "defined, but against what chance makes of one mode; Barber's version comes later"
#define NO_VALUE "; ties of nodes without a value are left out"

const ent_measure ent_measures_groups[] = {
    { .name = "community", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_CLASS | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "number of its community, the largest being 1", .unit = "", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "Leiden for modularity with resolution gamma: several starts, every other from a "
                 "random division, each until nothing moves; the division of the highest "
                 "modularity, numbered by decreasing size, equals by their first node. Many "
                 "divisions are nearly as good: see community_agreement",
      .divisor = "", .disconnected = "no community spans components; isolates are alone",
      .two_modes = AS_ONE_MODE, .cost = "O(m) a round, some rounds a start", .source = LEIDEN,
      .compute = community },
    { .name = "communities", .also = "n_communities", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_INTEGER | ENT_MEASURE_CHANCE,
      .summary = "communities found, isolates among them", .unit = "communities", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "number of different values of community", .divisor = "",
      .disconnected = "every isolate is one", .two_modes = AS_ONE_MODE,
      .cost = "O(m) a round, some rounds a start", .source = LEIDEN, .compute = communities },
    { .name = "modularity", .also = "community_modularity", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_DEFAULT | ENT_MEASURE_CHANCE,
      .summary = "how far ties run within the communities found, beyond chance", .unit = "",
      .low = -0.5, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over communities of (weight inside / W) - gamma (strength / 2W)^2, W the "
                 "total weight; gamma is the resolution of the search too",
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m) a round, some rounds a start", .source = NEWMAN_GIRVAN, .compute = modularity },
    { .name = "community_agreement", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_CHANCE, .summary = "share of starts that found these communities",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "starts that ended in exactly the division that was kept / starts",
      .divisor = "starts", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m) a round, some rounds a start", .source = "entente",
      .compute = community_agreement },
    { .name = "modularity:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_ARCS,
      .summary = "how far ties run within the groups of a column",
      .unit = "", .low = -0.5, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over groups of (ties inside / m) - gamma (degrees / 2m)^2" NO_VALUE,
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m + n log n)", .source = NEWMAN_GIRVAN, .compute = modularity_column },
    { .name = "modularity_w:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_ARCS,
      .summary = "modularity:COLUMN, strong ties counting more",
      .unit = "", .low = -0.5, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over groups of (weight inside / W) - gamma (strength / 2W)^2" NO_VALUE,
      .divisor = "", .disconnected = "undefined without ties", .two_modes = AS_ONE_MODE,
      .cost = "O(m + n log n)", .source = "Newman 2004, Physical Review E 70, 056131",
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
      .compute = assortativity },
    { 0 }
};
