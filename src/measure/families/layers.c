/* layers.c: a network as layers, one for each value that its agreements have in a column: topics, kinds, levels. A
 * tie is in the layers of its agreements; agreements without a value, and memberships, are in none. */
#include "measure/families/rows.h"

#include <string.h>

#include "base/mem.h"

enum { MOST_LAYERS = 1000 };

typedef struct layers {
    ent_str *names;
    uint32_t count, words; /* words: of 64 bits, for a set of layers */
    uint64_t *of_act, *of_pair;
    bool *seen;            /* acts whose layers are known */
} layers;

static void free_layers(layers *l)
{
    ent_mem_free(l->names);
    ent_mem_free(l->of_act);
    ent_mem_free(l->of_pair);
    ent_mem_free(l->seen);
}

static ent_status add_layer(layers *l, ent_work *w, uint32_t act, ent_str name)
{
    uint32_t i = 0;

    while (i < l->count && !ent_str_eq(l->names[i], name))
        i++;
    if (i == MOST_LAYERS)
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the column '%.*s' of the agreements has more than %d values, which are too many for layers",
                        ENT_STR_ARG(w->argument), MOST_LAYERS);
    if (i == l->count) {
        if ((name = ent_arena_str(&w->arena, name)).ptr == NULL)
            return ent_out_of_memory(w->diags);
        l->names[l->count++] = name;
    }
    l->of_act[(size_t)act * l->words + i / 64] |= (uint64_t)1 << i % 64;
    return ENT_OK;
}

/* The values of an agreement; a cell may have several, with semicolons between them. */
static ent_status read_act(layers *l, ent_work *w, uint32_t number, const char *column)
{
    const ent_dataset *d = ent_network_dataset(w->network);
    const ent_act act = ent_act_at(d, number);
    ent_str rest = strcmp(column, "level") == 0    ? ent_str_of(act.level ? ent_level_name(act.level) : "")
                   : strcmp(column, "kind") == 0   ? act.kind
                   : strcmp(column, "topic") == 0  ? act.topic
                   : strcmp(column, "within") == 0 ? (act.within == ENT_NONE ? ENT_STR("") : ent_actor_at(d, act.within)->id)
                                                   : ent_cell(d, act.row, column);
    ent_str name;
    ent_status status = ENT_OK;

    l->seen[number] = true;
    while (status == ENT_OK && ent_str_next(&rest, ';', &name))
        if (name.len)
            status = add_layer(l, w, number, name);
    return status;
}

/* The layers of each pair of nodes, from the agreements of its ties. */
static ent_status find_layers(layers *l, ent_work *w)
{
    size_t acts = w->network ? ent_act_count(ent_network_dataset(w->network)) : 0;
    ent_str column = ent_arena_str(&w->arena, w->argument);
    ent_status status = ENT_OK;

    l->words = (MOST_LAYERS + 63) / 64;
    l->names = ent_mem_new(MOST_LAYERS + 1, sizeof *l->names);
    l->of_act = ent_mem_new(acts * l->words + 1, sizeof *l->of_act);
    l->of_pair = ent_mem_new((size_t)w->pair_count * l->words + 1, sizeof *l->of_pair);
    l->seen = ent_mem_new(acts + 1, sizeof *l->seen);
    if (!l->names || !l->of_act || !l->of_pair || !l->seen || !column.ptr)
        return ent_out_of_memory(w->diags);
    for (uint32_t t = 0; t < w->m && w->network && status == ENT_OK; t++) {
        const ent_tie *tie = ent_tie_at(w->network, t);
        uint64_t *set = l->of_pair + (size_t)work_pair_of(w, t) * l->words;

        for (uint32_t k = 0; k < tie->count && status == ENT_OK; k++) {
            const ent_evidence *e = &ent_tie_evidence(w->network, tie)[k];

            if (e->kind != ENT_EVIDENCE_ACT)
                continue;
            if (!l->seen[e->record])
                status = read_act(l, w, e->record, column.ptr);
            for (uint32_t i = 0; i < l->words; i++)
                set[i] |= l->of_act[(size_t)e->record * l->words + i];
        }
    }
    if (status == ENT_OK && !l->count && w->m)
        status = ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                          "no agreement of a tie has a value in a column '%s' of the agreements", column.ptr);
    return status;
}

static bool has_layer(const layers *l, uint32_t pair, uint32_t layer)
{
    return l->of_pair[(size_t)pair * l->words + layer / 64] >> layer % 64 & 1;
}

static double layers_of_pair(const layers *l, uint32_t pair)
{
    double count = 0;

    for (uint32_t k = 0; k < l->count; k++)
        count += has_layer(l, pair, k);
    return count;
}

/* Partners of a node in a layer. */
static double degree_in(const layers *l, const ent_work *w, uint32_t i, uint32_t layer)
{
    double count = 0;

    for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
        count += has_layer(l, w->tie_to[k], layer);
    return count;
}

static double overlapping_degree(const layers *l, const ent_work *w, uint32_t i)
{
    double sum = 0;

    for (uint32_t k = 0; k < l->count; k++)
        sum += degree_in(l, w, i, k);
    return sum;
}

static double activity(const layers *l, const ent_work *w, uint32_t i)
{
    double count = 0;

    for (uint32_t k = 0; k < l->count; k++)
        count += degree_in(l, w, i, k) > 0;
    return count;
}

/* L / (L - 1) (1 - sum of squared shares), by pairs of layers: nothing is subtracted. */
static double participation(const layers *l, const ent_work *w, uint32_t i)
{
    double all = overlapping_degree(l, w, i), before = 0, apart = 0;

    for (uint32_t k = 0; k < l->count && all > 0; k++) {
        double share = degree_in(l, w, i, k) / all;

        apart += share * before;
        before += share;
    }
    return all > 0 && l->count > 1 ? 2 * apart * l->count / (l->count - 1.0) : NAN;
}

static ent_status of_nodes(double *values, ent_work *w, double (*value)(const layers *, const ent_work *, uint32_t))
{
    layers l = { 0 };
    ent_status status = find_layers(&l, w);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = w->network ? value(&l, w, i) : NAN;
    free_layers(&l);
    return status;
}

static ent_status layer_degree(double *values, ent_work *w)
{
    return of_nodes(values, w, overlapping_degree);
}

static ent_status layer_activity(double *values, ent_work *w)
{
    return of_nodes(values, w, activity);
}

static ent_status layer_participation(double *values, ent_work *w)
{
    return of_nodes(values, w, participation);
}

static ent_status tie_layers(double *values, ent_work *w)
{
    layers l = { 0 };
    ent_status status = find_layers(&l, w);

    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++)
        values[t] = w->network ? layers_of_pair(&l, work_pair_of(w, t)) : NAN;
    free_layers(&l);
    return status;
}

static ent_status layer_overlap(double *values, ent_work *w)
{
    layers l = { 0 };
    ent_status status = find_layers(&l, w);
    double sum = 0, ties = 0;

    for (uint32_t p = 0; p < w->pair_count && status == ENT_OK; p++) {
        double count = layers_of_pair(&l, p);

        sum += count;
        ties += count > 0;
    }
    *values = ties > 0 ? sum / (ties * l.count) : NAN;
    free_layers(&l);
    return status;
}

#define BATTISTON "Battiston, Nicosia & Latora 2014, Physical Review E 89, 032804"
#define COLUMN_OF_ACTS                                                                                     \
    "; a layer is a value of the column of the agreements (topic, kind, level, within or any other; several " \
    "values of one are separated by semicolons)"
#define BY_AGREEMENTS "defined; undefined in the network of agreements"

const ent_measure ent_measures_layers[] = {
    { .name = "layer_degree:COLUMN", .also = "overlapping_degree", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_INTEGER, .summary = "partners, counted in each layer", .unit = "nodes",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over layers of the number of its partners in the layer" COLUMN_OF_ACTS, .divisor = "",
      .disconnected = "isolates 0", .two_modes = BY_AGREEMENTS, .cost = "O(evidence + m layers)", .source = BATTISTON,
      .engine = ENT_NO_IGRAPH, .compute = layer_degree },
    { .name = "layer_activity:COLUMN", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_INTEGER, .summary = "layers in which the node has a tie",
      .unit = "layers", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of layers in which it has a partner" COLUMN_OF_ACTS, .divisor = "",
      .disconnected = "isolates 0", .two_modes = BY_AGREEMENTS, .cost = "O(evidence + m layers)",
      .source = "Nicosia & Latora 2015, Physical Review E 92, 032805", .engine = ENT_NO_IGRAPH,
      .compute = layer_activity },
    { .name = "layer_participation:COLUMN", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_COLUMN,
      .summary = "how evenly the partners of a node spread over the layers", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "L/(L-1) (1 - sum over the L layers of (partners in the layer / layer_degree)^2): 0 when all are in "
                 "one layer, 1 when each has as many" COLUMN_OF_ACTS,
      .divisor = "(L-1)/L, the most there can be", .disconnected = "undefined for nodes without ties in a layer",
      .two_modes = BY_AGREEMENTS, .cost = "O(evidence + m layers)", .source = BATTISTON, .engine = ENT_NO_IGRAPH,
      .compute = layer_participation },
    { .name = "tie_layers:COLUMN", .also = "", .scope = ENT_SCOPE_TIE,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_INTEGER | ENT_MEASURE_EITHER, .summary = "layers of the tie",
      .unit = "layers", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of layers in which the two nodes are tied" COLUMN_OF_ACTS, .divisor = "",
      .disconnected = "makes no difference", .two_modes = BY_AGREEMENTS, .cost = "O(evidence + m layers)",
      .source = BATTISTON, .engine = ENT_NO_IGRAPH, .compute = tie_layers },
    { .name = "layer_overlap:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_COLUMN,
      .summary = "share of the layers that a tie is in, on average", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "sum over ties of their layers / (ties that are in a layer * number of layers): 1/L when no two layers "
                 "share a tie, 1 when all are the same" COLUMN_OF_ACTS,
      .divisor = "", .disconnected = "undefined without ties in a layer", .two_modes = BY_AGREEMENTS,
      .cost = "O(evidence + m layers)", .source = BATTISTON, .engine = ENT_NO_IGRAPH, .compute = layer_overlap },
    { 0 }
};
