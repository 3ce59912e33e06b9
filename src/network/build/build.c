/* build.c: building a network: the steps, and the notes on what a selection did. */
#include <stdlib.h>
#include <string.h>

#include "base/platform.h"
#include "network/build/build.h"
#include "network/ledger.h"
#include "network/weights.h"

/* ---- ranks: the order of ids ---- */

static int by_actor_id(const void *a, const void *b, void *d)
{
    return ent_str_compare_natural(ent_actor_at(d, *(const uint32_t *)a)->id,
                                   ent_actor_at(d, *(const uint32_t *)b)->id);
}

static int by_act_id(const void *a, const void *b, void *d)
{
    return ent_str_compare_natural(ent_act_id(d, *(const uint32_t *)a),
                                   ent_act_id(d, *(const uint32_t *)b));
}

/* The numbers of all records in the order of their ids; NULL when memory was refused. */
static uint32_t *order_all(const ent_dataset *d, size_t count,
                           int (*compare)(const void *, const void *, void *))
{
    uint32_t *order = ent_mem_new(count, sizeof *order);
    bool in_order = true;

    for (uint32_t i = 0; i < count && order; i++) {
        order[i] = i;
        in_order = in_order && (!i || compare(&order[i - 1], &order[i], (void *)d) <= 0);
    }
    if (order && !in_order)
        ent_platform_sort(order, count, sizeof *order, compare, (void *)d);
    return order;
}

/* The place of each actor in the order of ids. */
static uint32_t *rank_actors(const ent_dataset *d)
{
    size_t count = ent_actor_count(d);
    uint32_t *order = order_all(d, count, by_actor_id), *rank = ent_mem_new(count, sizeof *rank);

    for (size_t i = 0; i < count && order && rank; i++)
        rank[order[i]] = (uint32_t)i;
    if (!order) {
        ent_mem_free(rank);
        rank = NULL;
    }
    ent_mem_free(order);
    return rank;
}

/* ---- notes ---- */

static void note_blocs(builder *b)
{
    if (b->substitution.expanded)
        ent_note(b->diags, ENT_NOWHERE,
                 "%zu party row%s of organizations stand%s for %zu memberships of the day",
                 b->substitution.expanded, b->substitution.expanded == 1 ? "" : "s",
                 b->substitution.expanded == 1 ? "s" : "", b->substitution.added);
}

/* A state that ended before the day has no ties, which could be taken for a change of the network.
 */
static void note_ended(builder *b)
{
    enum { NAMED = 3 };
    const ent_world *world = ent_dataset_world(b->d);
    ent_buf names = { 0 };
    size_t count = 0;

    if (b->window.asks == ENT_ASK_EVER || b->n->selection.succession == ENT_SUCCESSION_CONTINUE)
        return;
    for (uint32_t i = 0; i < ent_actor_count(b->d); i++) {
        const ent_actor *actor = ent_actor_at(b->d, i);
        const ent_state *successor =
            actor->is_party && actor->state ? ent_world_continuing(world, actor->state) : NULL;

        if (!successor || successor == actor->state || actor->to.kind != ENT_DATE_POINT ||
            ent_actor_exists(&b->n->times, i) != ENT_NO || actor->to.last > b->window.first)
            continue;
        if (count++ < NAMED)
            ent_buf_format(&names, "%s%.*s (continued by %.*s)", count > 1 ? ", " : "",
                           ENT_STR_ARG(actor->name), ENT_STR_ARG(successor->name));
    }
    if (count)
        ent_note(b->diags, ENT_NOWHERE,
                 "%zu part%s had ended by then, and %s agreements no longer count for %s: %s%s "
                 "(--succession continue "
                 "carries them on)",
                 count, count == 1 ? "y" : "ies", count == 1 ? "its" : "their",
                 count == 1 ? "it" : "them", ent_buf_string(&names), count > NAMED ? ", ..." : "");
    ent_buf_destroy(&names);
}

/* Does --succession continue give the state the time in which it did not exist as such? */
static bool is_carried_on(const ent_world *world, const ent_state *state, ent_date day)
{
    for (size_t i = 0; i < ent_world_count(world); i++) {
        const ent_state *other = ent_world_at(world, i);

        if (other != state && ent_world_continuing(world, other) == state && ent_world_exists(world, other, day) != ENT_NO)
            return true;
    }
    return false;
}

/* A state that existed before and after the day: Germany in 1970. */
static void note_gaps(builder *b)
{
    enum { NAMED = 3 };
    const ent_world *world = ent_dataset_world(b->d);
    const ent_selection *s = &b->n->selection;
    ent_date day = s->as_of.kind ? s->as_of : s->during;
    ent_buf names = { 0 };
    size_t count = 0;
    bool carried = false;

    for (uint32_t i = 0; i < ent_actor_count(b->d); i++) {
        const ent_actor *actor = ent_actor_at(b->d, i);
        ent_buf others = { 0 };

        if (!actor->is_party || !actor->state || !ent_actor_in_gap(&b->n->times, i))
            continue;
        carried |= is_carried_on(world, actor->state, day);
        if (count++ >= NAMED)
            continue;
        ent_world_in_place(world, actor->state, day, &others);
        ent_buf_format(&names, "%s%.*s%s%s%s", count > 1 ? ", " : "", ENT_STR_ARG(actor->name),
                       others.len ? " (in its place: " : "", ent_buf_string(&others), others.len ? ")" : "");
        ent_buf_destroy(&others);
    }
    if (count)
        ent_note(b->diags, ENT_NOWHERE,
                 "%zu part%s did not exist as such then, and %s agreements do not count for %s: %s%s%s", count,
                 count == 1 ? "y" : "ies", count == 1 ? "its" : "their", count == 1 ? "it" : "them", ent_buf_string(&names),
                 count > NAMED ? ", ..." : "", carried ? " (--succession continue carries them on)" : "");
    ent_buf_destroy(&names);
}

/* Two nodes of one state are rarely intended, but states are joined only by --succession. */
static void note_successors(builder *b)
{
    const ent_world *world = ent_dataset_world(b->d);

    for (size_t i = 0; i < b->n->node_count; i++) {
        const ent_actor *actor =
            b->n->nodes[i].actor == ENT_NONE ? NULL : ent_actor_at(b->d, b->n->nodes[i].actor);
        const ent_state *successor =
            actor && actor->state ? ent_world_continuing(world, actor->state) : NULL;
        uint32_t other =
            successor ? ent_index_find(&b->substitution.by_state, successor->id) : ENT_ABSENT;

        if (other == ENT_ABSENT || successor == actor->state || b->n->node_of[other] == ENT_NONE ||
            b->n->node_of[other] == i)
            continue;
        ent_note(b->diags, ENT_NOWHERE,
                 "%.*s and %.*s, which continues it, are two nodes (--succession continue: one)",
                 ENT_STR_ARG(actor->name), ENT_STR_ARG(successor->name));
    }
}

/* ---- building ---- */

static ent_status begin(builder *b)
{
    size_t actors = ent_actor_count(b->d), acts = ent_act_count(b->d), keys = actors + acts;

    b->window = ent_window_of(&b->n->selection);
    b->actor_rank = rank_actors(b->d);
    b->act_order = order_all(b->d, acts, by_act_id);
    b->in_network = ent_mem_new(keys, sizeof *b->in_network);
    b->known.acts_of = ent_mem_new(actors, sizeof *b->known.acts_of);
    b->n->parties_of = b->known.parties_of = ent_mem_new(keys, sizeof *b->known.parties_of);
    b->possible.acts_of = ent_mem_new(actors, sizeof *b->possible.acts_of);
    if (ent_weight_of_projection(b->n->selection.weight) &&
        (b->possible.parties_of = ent_mem_new(keys, sizeof *b->possible.parties_of)) == NULL)
        return ent_out_of_memory(b->diags);
    if (!b->actor_rank || !b->act_order || !b->in_network || !b->known.acts_of ||
        !b->known.parties_of || !b->possible.acts_of ||
        (b->filter.only && (b->kept = ent_mem_new(keys, sizeof *b->kept)) == NULL))
        return ent_out_of_memory(b->diags);
    if (b->kept)
        memcpy(b->kept, b->filter.only, actors * sizeof *b->kept);
    b->groups.directed = b->n->selection.directed;
    b->groups.meet = ent_group_members_met;
    b->groups.meet_ctx = b;
    return ent_ledger_open(b->n, b->diags);
}

static ent_status build(builder *b)
{
    ent_status status = begin(b);

    for (; b->act_rank < ent_act_count(b->d) && status == ENT_OK; b->act_rank++)
        status = ent_build_act(b, b->act_order[b->act_rank]);
    ent_mem_free(b->act_order); /* the largest part comes now */
    b->act_order = NULL;
    if (status != ENT_OK || (status = ent_build_memberships(b)) != ENT_OK)
        return status;
    note_blocs(b);
    ent_incidences_finish(b);
    if (b->n->selection.network == ENT_NET_ACTS && (status = ent_build_between_acts(b)) != ENT_OK)
        return status;
    if ((b->filter.ego != ENT_NONE || (b->kept && !b->n->selection.backbone)) &&
        (status = ent_build_shown(b)) != ENT_OK)
        return status;
    if (b->filter.ego != ENT_NONE)
        b->n->selection.drop_isolates = true; /* the population of an ego network is its own */
    ent_build_population(b);
    if ((status = ent_build_nodes(b)) != ENT_OK || (status = ent_build_ties(b)) != ENT_OK ||
        (status = ent_ledger_close(b->n, b->diags)) != ENT_OK)
        return status;
    note_ended(b);
    note_gaps(b);
    note_successors(b);
    return b->n->selection.backbone ? ent_build_backbone(b) : ENT_OK;
}

/* What most networks do without. */
typedef enum extras { KEEPS_NOTHING, KEEPS_PAIRS, KEEPS_INCIDENCES } extras;

static ent_status new_network(ent_network **network, const ent_dataset *d,
                              const ent_selection *selection, extras keeps, ent_diags *diags)
{
    ent_network *n = ent_mem_new(1, sizeof *n);
    builder b = { .n = n, .d = d, .diags = diags };
    ent_status status;

    *network = NULL;
    if (!n)
        return ent_out_of_memory(diags);
    n->d = d;
    n->selection = *selection;
    ent_selection_settle(&n->selection, d);
    n->keeps_pairs = keeps == KEEPS_PAIRS;
    n->keeps_incidences = keeps == KEEPS_INCIDENCES || n->selection.backbone;
    if ((status = ent_selection_check(&n->selection, d, diags)) == ENT_OK &&
        (status = ent_filter_init(&b.filter, d, &n->selection, diags)) == ENT_OK &&
        (status = ent_substitution_init(&b.substitution, d, &n->selection, diags)) == ENT_OK &&
        (status = ent_times_init(&n->times, d, &n->selection, b.substitution.node_of, diags)) ==
            ENT_OK) {
        n->times.exact |= n->keeps_pairs;
        b.substitution.times = &n->times;
        ent_filter_share(&b.filter, b.substitution.node_of);
        status = build(&b);
    }
    ent_filter_destroy(&b.filter);
    ent_groups_destroy(&b.groups);
    ent_substitution_destroy(&b.substitution);
    ENT_LIST_DESTROY(&b.participants);
    ENT_LIST_DESTROY(&b.spells);
    ENT_LIST_DESTROY(&b.periods);
    ent_mem_free(b.actor_rank);
    ent_mem_free(b.act_order);
    ent_mem_free(b.in_network);
    ent_mem_free(b.known.acts_of);
    ent_mem_free(b.possible.acts_of);
    ent_mem_free(b.possible.parties_of);
    ent_mem_free(b.kept);
    if (status != ENT_OK)
        ent_network_free(n);
    else
        *network = n;
    return status;
}

ent_status ent_network_new(ent_network **network, const ent_dataset *d,
                           const ent_selection *selection, ent_diags *diags)
{
    return new_network(network, d, selection, KEEPS_NOTHING, diags);
}

/* Builds it once more, under the selection, with what is needed of it. */
static ent_status build_again(ent_network **n, const ent_network *network, const ent_selection *selection,
                              extras keeps, const char *what, ent_diags *diags)
{
    ent_diags silent = { 0 };
    ent_status status = new_network(n, network->d, selection, keeps, &silent);

    if (status != ENT_OK && diags && !diags->errors)
        ent_fail(diags, status, ENT_NOWHERE, "the network cannot be built once more for %s", what);
    return status;
}

ent_status ent_network_find_incidences(const ent_network *network, ent_diags *diags)
{
    ent_network *kept = (ent_network *)network, *n; /* it fills a cache */
    ent_status status;

    if (network->keeps_incidences)
        return ENT_OK;
    status = build_again(&n, network, &network->selection, KEEPS_INCIDENCES, "its incidences", diags);
    if (status != ENT_OK)
        return status;
    kept->incidences.items = n->incidences.items;
    kept->incidences.count = kept->incidences.room = n->incidences.count;
    kept->keeps_incidences = true;
    n->incidences.items = NULL;
    ent_network_free(n);
    return ENT_OK;
}

ent_status ent_network_uncertain_pairs(const ent_network *network, const ent_selection *selection,
                                       ent_uncertainty **pairs, size_t *count, ent_diags *diags)
{
    ent_network *n;
    ent_status status = build_again(&n, network, selection, KEEPS_PAIRS, "bounds", diags);
    ent_uncertainty *found;
    size_t kept = 0;

    *pairs = NULL;
    *count = 0;
    if (status != ENT_OK)
        return status;
    found = n->pairs.items;
    if (n->pairs.count)
        qsort(found, n->pairs.count, sizeof *found, ent_uncertainty_compare);
    for (size_t i = 0; i < n->pairs.count; i++)
        if (!kept || ent_uncertainty_compare(&found[kept - 1], &found[i]) != 0)
            found[kept++] = found[i];
    *pairs = found;
    *count = kept;
    n->pairs.items = NULL;
    ent_network_free(n);
    return ENT_OK;
}
