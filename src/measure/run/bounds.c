/* bounds.c: see bounds.h. Each completion is a separate network, built by the same rules from the same rows
 * and measured by the same code: nothing is assumed about how a tie depends on a row. */
#include "entente/bounds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/parts.h"
#include "base/random.h"
#include "network/weights.h"

enum { MOST_ENUMERATED = 20 }; /* uncertainties: a million completions */

typedef struct bound {
    ent_str name;
    const ent_measure *measure;
    bool has, exact;
    size_t count;
    double *low, *high;
    ent_rank *ranks; /* of nodes */
    bool *settled;
} bound;

struct ent_bounds {
    ent_arena arena; /* names */
    const ent_network *network;
    const ent_results *results;
    const char *names;
    ent_bounds_options options;
    ent_uncertainty *doubts, *pairs; /* pairs: those doubts that are about a pair, sorted */
    size_t *pair_of;                 /* by doubt: its index among the pairs */
    size_t doubt_count, pair_count, completions, taken;
    bool all;                       /* every completion is computed */
    bool lacks_some;                /* but parts of them are missing */
    size_t least_nodes, most_nodes; /* of the completions */
    bound *bounds;
    size_t count;
};

/* ---- completions ---- */

typedef struct choice {
    bool *acts, *ends, *parties, *memberships, *actors;
    bool *met; /* of bounds.pairs */
    ent_completion completion;
} choice;

static void free_choice(choice *c)
{
    ent_mem_free(c->acts);
    ent_mem_free(c->ends);
    ent_mem_free(c->parties);
    ent_mem_free(c->memberships);
    ent_mem_free(c->actors);
    ent_mem_free(c->met);
}

static bool *chosen_of(const ent_bounds *b, choice *c, size_t doubt)
{
    const ent_uncertainty *d = &b->doubts[doubt];

    switch (d->kind) {
    case ENT_UNCERTAIN_START:
        return &c->acts[d->record];
    case ENT_UNCERTAIN_END:
        return &c->ends[d->record];
    case ENT_UNCERTAIN_ACTOR:
        return &c->actors[d->record];
    case ENT_UNCERTAIN_PAIR:
        return &c->met[b->pair_of[doubt]];
    default:
        return d->table == ENT_PARTIES ? &c->parties[d->record] : &c->memberships[d->record];
    }
}

/* Chooses the doubts that count in a completion. When all completions are computed, these are the bits of
 * its number. Otherwise none count in the first and all in the second; each other completion has a random
 * share, so that completions with few and with many are drawn. */
static void choose(const ent_bounds *b, size_t completion, choice *c)
{
    ent_random chance = ent_random_stream(b->options.seed, completion);
    double share = completion == 0 ? 0 : completion == 1 ? 1 : ent_random_real(&chance);

    for (size_t i = 0; i < b->doubt_count; i++)
        *chosen_of(b, c, i) = b->all ? completion >> i & 1 : ent_random_real(&chance) < share;
    c->completion = (ent_completion){ .acts = c->acts,
                                      .ends = c->ends,
                                      .parties = c->parties,
                                      .memberships = c->memberships,
                                      .actors = c->actors,
                                      .pairs = b->pairs,
                                      .met = c->met,
                                      .pair_count = b->pair_count };
}

static ent_status make_choice(const ent_bounds *b, size_t completion, choice *c, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(b->network);

    c->acts = ent_mem_new(ent_act_count(d), sizeof *c->acts);
    c->ends = ent_mem_new(ent_act_count(d), sizeof *c->ends);
    c->parties = ent_mem_new(ent_party_count(d), sizeof *c->parties);
    c->memberships = ent_mem_new(ent_membership_count(d), sizeof *c->memberships);
    c->actors = ent_mem_new(ent_actor_count(d), sizeof *c->actors);
    c->met = ent_mem_new(b->pair_count, sizeof *c->met);
    if (!c->acts || !c->ends || !c->parties || !c->memberships || !c->actors || !c->met)
        return ent_out_of_memory(diags);
    choose(b, completion, c);
    return ENT_OK;
}

static ent_status index_pairs(ent_bounds *b, ent_diags *diags)
{
    b->pairs = ent_mem_new(b->doubt_count, sizeof *b->pairs);
    b->pair_of = ent_mem_new(b->doubt_count, sizeof *b->pair_of);
    if (!b->pairs || !b->pair_of)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < b->doubt_count; i++)
        if (b->doubts[i].kind == ENT_UNCERTAIN_PAIR)
            b->pairs[b->pair_count++] = b->doubts[i];
    if (b->pair_count)
        qsort(b->pairs, b->pair_count, sizeof *b->pairs, ent_uncertainty_compare);
    for (size_t i = 0; i < b->doubt_count; i++)
        if (b->doubts[i].kind == ENT_UNCERTAIN_PAIR) {
            const ent_uncertainty *at = bsearch(&b->doubts[i], b->pairs, b->pair_count,
                                                sizeof *b->pairs, ent_uncertainty_compare);

            b->pair_of[i] = (size_t)(at - b->pairs);
        }
    return ENT_OK;
}

/* ---- one completion: a worker's task ---- */

static void write_number(ent_buf *out, double value)
{
    ent_buf_add(out, (const char *)&value, sizeof value);
}

static uint32_t same_node(const ent_network *n, const ent_node *node)
{
    return node->actor != ENT_NONE ? ent_node_of_actor(n, node->actor)
                                   : ent_node_of_act(n, node->act);
}

/* The number of nodes, then the values of the nodes of the original network. */
static void write_values(const ent_bounds *b, const ent_network *n, const ent_results *r,
                         ent_buf *out)
{
    write_number(out, (double)ent_node_count(n));
    for (size_t k = 0; k < b->count; k++) {
        const double *values = ent_result_at(r, k)->values;

        if (!b->bounds[k].has)
            continue;
        if (b->bounds[k].measure->scope == ENT_SCOPE_NETWORK) {
            write_number(out, values[0]);
            continue;
        }
        for (size_t i = 0; i < b->bounds[k].count; i++) {
            uint32_t node = same_node(n, ent_node_at(b->network, i));

            write_number(out, node == ENT_NONE ? NAN : values[node]);
        }
    }
}

static ent_status run_completion(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    const ent_bounds *b = ctx;
    ent_selection selection = *ent_network_selection(b->network);
    choice chosen = { 0 };
    ent_diags silent = { 0 }; /* the run on the network itself has reported */
    ent_network *n = NULL;
    ent_results *r = NULL;
    ent_status status = make_choice(b, task, &chosen, diags);

    selection.completion = &chosen.completion;
    selection.open_ended = ENT_OPEN_ENDED_UNKNOWN; /* both readings are computed */
    if (status == ENT_OK &&
        (status = ent_network_new(&n, ent_network_dataset(b->network), &selection, &silent)) ==
            ENT_OK &&
        (status = ent_measures_run(&r, n, b->names, ent_results_options(b->results), &silent)) ==
            ENT_OK)
        write_values(b, n, r, out);
    if (status != ENT_OK && !diags->errors)
        ent_fail(diags, status, ENT_NOWHERE, "cannot compute bounds: a measure failed on a completion");
    ent_results_free(r);
    ent_network_free(n);
    free_choice(&chosen);
    return status;
}

static void widen(double *low, double *high, double value)
{
    if (isnan(value))
        return;
    if (isnan(*low) || value < *low)
        *low = value;
    if (isnan(*high) || value > *high)
        *high = value;
}

static ent_status take_completion(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    ent_bounds *b = ctx;
    const char *at = result.ptr;
    double nodes, value;

    memcpy(&nodes, at, sizeof nodes);
    at += sizeof nodes;
    (void)task, (void)diags;
    if (!b->taken || (size_t)nodes < b->least_nodes)
        b->least_nodes = (size_t)nodes;
    if ((size_t)nodes > b->most_nodes)
        b->most_nodes = (size_t)nodes;
    for (size_t k = 0; k < b->count; k++)
        for (size_t i = 0; b->bounds[k].has && i < b->bounds[k].count; i++, at += sizeof value) {
            memcpy(&value, at, sizeof value);
            widen(&b->bounds[k].low[i], &b->bounds[k].high[i], value);
        }
    b->taken++;
    return ENT_OK;
}

/* ---- exact bounds ---- */

/* Measures that only grow, or only fall, as more rows count. Most also need the same nodes in all
 * completions: a missing node has no value, not a low one. */
static const struct {
    const char *name;
    bool same_nodes, weighted;
} monotone[] = {
    { "degree", true, false },  { "strength", true, true },      { "agreements", true, false },
    { "ties", false, false },   { "total_weight", false, true }, { "isolates", true, false },
    { "density", true, false }, { "mean_degree", true, false },  { "degree_norm", true, false },
};

/* True when a third party can turn a tie into a hub. */
static bool has_hubs(const ent_network *network)
{
    const ent_dataset *d = ent_network_dataset(network);
    const uint32_t *rows;
    bool many = false;

    for (size_t i = 0; i < ent_act_count(d); i++)
        many |= ent_act_parties(d, i, &rows) > 2;
    return many && ent_network_selection(network)->network == ENT_NET_TIES;
}

/* True when weights can only grow as more rows count. Similarities fall as the agreements of one party
 * alone grow in number. Newman's 1/(k - 1) falls as the agreement grows, but the sum of a node is its
 * number of agreements when all its ties are shown. */
static bool grows(const ent_selection *s)
{
    return s->weight == ENT_WEIGHT_COUNT || s->weight == ENT_WEIGHT_BINARY ||
           s->weight == ENT_WEIGHT_COLUMN ||
           (s->weight == ENT_WEIGHT_NEWMAN && s->network == ENT_NET_ACTORS && !s->only);
}

/* More rows can remove a tie only in these cases: a hub replaces a tie when a third party joins; an
 * agreement grows over a cap; an ego network changes its nodes; a new tie removes others from a backbone;
 * members of blocs have uncertainties of their own; with more agreements, a number in common can be less
 * than chance explains. */
static bool is_monotone(const ent_bounds *b, const ent_measure *m)
{
    const ent_selection *s = ent_network_selection(b->network);

    if (has_hubs(b->network) || s->max_parties || s->ego || s->backbone ||
        s->blocs != ENT_BLOCS_NODE || ent_weight_may_vanish(s->weight))
        return false;
    for (size_t i = 0; i < sizeof monotone / sizeof *monotone; i++)
        if (strcmp(m->name, monotone[i].name) == 0)
            return (!monotone[i].weighted || grows(s)) &&
                   (!monotone[i].same_nodes || b->least_nodes == b->most_nodes);
    return false;
}

/* ---- ranks ---- */

static bool less(double a, double b)
{
    return b - a > 1e-10 * fmax(fabs(a), fabs(b));
}

static void rank_node(const ent_network *n, bound *k, size_t node)
{
    double low = k->low[node], high = k->high[node];
    ent_rank rank = { 1, 0 };
    bool settled = true;

    if (isnan(low))
        return;
    for (size_t j = 0; j < k->count; j++) {
        bool above, below, equal;

        if (j == node || isnan(k->low[j]) || ent_node_apart(n, j) != ent_node_apart(n, node)) {
            rank.last += j == node;
            continue;
        }
        above = less(high, k->low[j]);
        below = less(k->high[j], low);
        equal = !less(low, high) && !less(k->low[j], k->high[j]) && !above && !below;
        rank.first += above;
        rank.last += !below;
        settled &= above || below || equal;
    }
    k->ranks[node] = rank;
    k->settled[node] = settled;
}

/* ---- the run ---- */

static ent_status make_bound(bound *k, const ent_result *result, ent_arena *arena, ent_diags *diags)
{
    *k = (bound){ .name = ent_arena_str(arena, result->name),
                  .measure = result->measure,
                  .count = result->count };
    k->has = (result->measure->scope == ENT_SCOPE_NODE || result->measure->scope == ENT_SCOPE_NETWORK) &&
             !(result->measure->flags & ENT_MEASURE_CLASS);
    k->low = ent_mem_new(k->count, sizeof *k->low);
    k->high = ent_mem_new(k->count, sizeof *k->high);
    k->ranks = ent_mem_new(k->count, sizeof *k->ranks);
    k->settled = ent_mem_new(k->count, sizeof *k->settled);
    if (!k->name.ptr || !k->low || !k->high || !k->ranks || !k->settled)
        return ent_out_of_memory(diags);
    /* the original values are within the bounds: a hub that has only unknown ties is in the original
     * network but in no completion */
    for (size_t i = 0; i < k->count; i++)
        k->low[i] = k->high[i] = result->values[i];
    return ENT_OK;
}

static ent_status prepare(ent_bounds *b, ent_diags *diags)
{
    size_t samples = b->options.samples < 2 ? 2 : b->options.samples;
    ent_status status = ent_network_uncertainties(b->network, &b->doubts, &b->doubt_count, diags);

    if (status != ENT_OK || (status = index_pairs(b, diags)) != ENT_OK)
        return status;
    b->all = b->doubt_count <= MOST_ENUMERATED && (size_t)1 << b->doubt_count <= samples;
    b->completions = b->all ? (size_t)1 << b->doubt_count : samples;
    b->count = ent_results_count(b->results);
    if ((b->bounds = ent_mem_new(b->count, sizeof *b->bounds)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k < b->count && status == ENT_OK; k++)
        status = make_bound(&b->bounds[k], ent_result_at(b->results, k), &b->arena, diags);
    return status;
}

ent_status ent_bounds_run(ent_bounds **bounds, const ent_network *network,
                          const ent_results *results, const char *names,
                          const ent_bounds_options *options, ent_diags *diags)
{
    static const ent_bounds_options plain = ENT_BOUNDS_OPTIONS_INIT;
    ent_bounds *b = ent_mem_new(1, sizeof *b);
    ent_parallel work = { .name = ENT_JOB_BOUNDS, .partial = true, .run = run_completion, .take = take_completion, .ctx = b };
    ent_status status;

    *bounds = NULL;
    if (!b)
        return ent_out_of_memory(diags);
    b->network = network;
    b->results = results;
    b->names = names;
    b->options = options ? *options : plain;
    work.workers = b->options.workers;
    if ((status = prepare(b, diags)) == ENT_OK) {
        work.tasks = b->completions;
        status = ent_parts_run(&work, diags);
        b->lacks_some = b->taken < b->completions;
        b->completions = b->taken;
    }
    for (size_t k = 0; k < b->count && status == ENT_OK; k++) {
        b->bounds[k].exact = !b->lacks_some && (b->all || is_monotone(b, b->bounds[k].measure));
        for (size_t i = 0; b->bounds[k].measure->scope == ENT_SCOPE_NODE && i < b->bounds[k].count;
             i++)
            rank_node(network, &b->bounds[k], i);
    }
    if (status == ENT_OK)
        *bounds = b;
    else
        ent_bounds_free(b);
    return status;
}

void ent_bounds_free(ent_bounds *b)
{
    if (!b)
        return;
    for (size_t k = 0; b->bounds && k < b->count; k++) {
        ent_mem_free(b->bounds[k].low);
        ent_mem_free(b->bounds[k].high);
        ent_mem_free(b->bounds[k].ranks);
        ent_mem_free(b->bounds[k].settled);
    }
    ent_mem_free(b->bounds);
    ent_uncertainties_free(b->doubts);
    ent_mem_free(b->pairs);
    ent_mem_free(b->pair_of);
    ent_arena_destroy(&b->arena);
    ent_mem_free(b);
}

/* ---- public API: reading ---- */

size_t ent_bounds_doubts(const ent_bounds *b)
{
    return b->doubt_count;
}

size_t ent_bounds_completions(const ent_bounds *b)
{
    return b->completions;
}

bool ent_bounds_has(const ent_bounds *b, size_t result)
{
    return b->bounds[result].has;
}

bool ent_bounds_exact(const ent_bounds *b, size_t result)
{
    return b->bounds[result].exact;
}

const double *ent_bounds_low(const ent_bounds *b, size_t result)
{
    return b->bounds[result].low;
}

const double *ent_bounds_high(const ent_bounds *b, size_t result)
{
    return b->bounds[result].high;
}

ent_rank ent_bounds_rank(const ent_bounds *b, size_t result, size_t node)
{
    return b->bounds[result].ranks[node];
}

bool ent_bounds_settled(const ent_bounds *b, size_t result, size_t node)
{
    return b->bounds[result].settled[node];
}

void ent_bounds_describe(const ent_bounds *b, const ent_words *words, ent_buf *out)
{
    ent_buf exact = { 0 };

    ent_say(words, out, ENT_WORD("bounds: {1} thing not known|bounds: {1} things not known"), ent_n(b->doubt_count));
    ent_buf_text(out, ", ");
    if (b->lacks_some) {
        ent_say(words, out, ENT_WORD("{1} completions: the true bounds may be wider"), ent_n(b->completions));
        return;
    }
    if (b->all) {
        ent_say(words, out, ENT_WORD("all {1} completion: exact|all {1} completions: exact"), ent_n(b->completions));
        return;
    }
    ent_say(words, out, ENT_WORD("{1} completions drawn by seed {2}, none and all among them"), ent_n(b->completions),
            ent_n((size_t)b->options.seed));
    ent_buf_text(out, "; ");
    for (size_t k = 0; k < b->count; k++)
        if (b->bounds[k].has && b->bounds[k].exact) {
            ent_buf_text(&exact, exact.len ? ", " : "");
            ent_buf_str(&exact, b->bounds[k].name);
        }
    if (exact.len)
        ent_say(words, out, ENT_WORD("exact for {1}; the true bounds of the others may be wider"),
                ent_t(ent_buf_view(&exact)));
    else
        ent_buf_str(out, ent_translate(words, ENT_WORD("exact for none: the true bounds may be wider")));
    out->failed |= exact.failed;
    ent_buf_destroy(&exact);
}
