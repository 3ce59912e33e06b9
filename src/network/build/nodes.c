/* nodes.c: the nodes of a network: the actors and agreements that have ties, the isolates of
 * the population, and the part of them that --only and --ego show. */
#include <stdlib.h>
#include <string.h>

#include "network/build/build.h"
#include "network/ledger.h"

/* ---- isolates ---- */

bool ent_actor_in_population(const ent_selection *s, const ent_actor *actor, bool replaced)
{
    bool in_data = actor->is_party || actor->row.table != ENT_NONE;

    if (actor->is_reserve)
        return false;
    switch (s->network) {
    case ENT_NET_ACTS:
        return false;
    case ENT_NET_MEMBERS:
        return actor->type == ENT_STATE || actor->type == ENT_ORGANIZATION;
    case ENT_NET_TIES:
        if (actor->is_within)
            return true;
        break;
    default:
        break;
    }
    return actor->type == ENT_STATE || actor->type == ENT_OTHER
               ? in_data
               : actor->type == ENT_ORGANIZATION && actor->is_party && !replaced;
}

static bool in_population(const builder *b, uint32_t index)
{
    const ent_selection *s = &b->n->selection;

    return ent_actor_in_population(s, ent_actor_at(b->d, index),
                                   s->blocs == ENT_BLOCS_MEMBERS && ent_is_bloc(&b->substitution, index));
}

void ent_build_population(builder *b)
{
    const ent_selection *s = &b->n->selection;
    size_t rows = ent_table_rows(b->d, ENT_ACTORS);

    for (uint32_t i = 0; i < ent_actor_count(b->d); i++) {
        ent_standing there = ent_actor_standing(&b->n->times, i);

        if (!s->drop_isolates && there.counts != ENT_NO &&
            ent_filter_actor(&b->filter, b->substitution.node_of[i]) && in_population(b, i))
            b->in_network[b->substitution.node_of[i]] = true;
    }
    for (uint32_t i = 0; i < rows; i++) {
        ent_standing there = ent_actor_standing(&b->n->times, i);
        uint32_t node = b->substitution.node_of[i];

        ent_ledger_put(b->n, ENT_ACTORS, i,
                       ent_is_shown(b, node)    ? (node == i ? ENT_COUNTED : ENT_MERGED)
                       : there.counts == ENT_NO ? there.why
                                                : ENT_OUTSIDE);
    }
}

/* ---- actors to show ---- */

/* Two members of a group are tied unless they were in it at different times. */
static bool tied(builder *b, const ent_group *group, const ent_group_member *x,
                 const ent_group_member *y)
{
    bool assumed;

    return !x->spell || !y->spell ||
           ent_participants_met(
               b, &group->evidence, &(participant){ .actor = x->key, .spell = x->spell - 1u },
               &(participant){ .actor = y->key, .spell = y->spell - 1u }, &assumed) != ENT_NO;
}

/* Marks as next the members that the group ties to one that is near. */
static void mark_neighbours(builder *b, const ent_group *group, const bool *near, bool *next)
{
    const ent_group_member *in = b->groups.in + group->first;

    for (uint32_t i = 0; i < group->count; i++)
        for (uint32_t k = 0; near[in[i].key] && k < group->count; k++)
            if (!next[in[k].key] && tied(b, group, &in[i], &in[k]))
                next[in[k].key] = true;
}

/* Marks the ego and those within its radius. */
static ent_status mark_ego(builder *b, bool *near)
{
    size_t keys = ent_actor_count(b->d) + ent_act_count(b->d);
    bool *next = ent_mem_new(keys, sizeof *next);

    if (!next)
        return ent_out_of_memory(b->diags);
    near[b->filter.ego] = true;
    for (size_t step = 0; step < b->n->selection.ego_radius; step++) {
        memcpy(next, near, keys * sizeof *near);
        for (size_t i = 0; i < b->groups.count; i++)
            mark_neighbours(b, &b->groups.list[i], near, next);
        memcpy(near, next, keys * sizeof *near);
    }
    ent_mem_free(next);
    return ENT_OK;
}

/* Counts for each node the agreements that tie it, before nodes are removed. The groups of one
 * agreement are adjacent. */
static ent_status count_tying_acts(builder *b)
{
    size_t keys = ent_actor_count(b->d) + ent_act_count(b->d);
    uint32_t *last =
        ent_mem_new(keys, sizeof *last); /* the agreement, from 1, that was counted last */
    bool all = b->n->selection.unknown_as_tie;

    if (!last || (b->n->tying_acts = ent_mem_new(keys, sizeof *b->n->tying_acts)) == NULL) {
        ent_mem_free(last);
        return ent_out_of_memory(b->diags);
    }
    for (size_t i = 0; i < b->groups.count; i++) {
        const ent_group *group = &b->groups.list[i];
        const ent_group_member *in = b->groups.in + group->first;
        uint32_t known = 0;

        for (uint32_t k = 0; k < group->count; k++)
            known += all || !in[k].unknown;
        for (uint32_t k = 0;
             k < group->count && known > 1 && group->evidence.kind != ENT_EVIDENCE_MEMBERSHIP &&
             group->evidence.kind != ENT_EVIDENCE_ORGANIZATION;
             k++)
            if ((all || !in[k].unknown) && last[in[k].key] != group->evidence.record + 1) {
                last[in[k].key] = group->evidence.record + 1;
                b->n->tying_acts[in[k].key]++;
            }
    }
    ent_mem_free(last);
    return ENT_OK;
}

/* Without isolates, nodes that lost their last tie are removed. */
static void drop_untied(builder *b)
{
    memset(b->in_network, 0, (ent_actor_count(b->d) + ent_act_count(b->d)) * sizeof *b->in_network);
    for (size_t i = 0; i < b->groups.count; i++)
        for (uint32_t k = 0; k < b->groups.list[i].count && b->groups.list[i].count > 1; k++)
            b->in_network[b->groups.in[b->groups.list[i].first + k].key] = true;
}

ent_status ent_build_shown(builder *b)
{
    size_t keys = ent_actor_count(b->d) + ent_act_count(b->d);
    bool ego = b->filter.ego != ENT_NONE, *near = ent_mem_new(keys, sizeof *near);
    ent_status status = near ? count_tying_acts(b) : ent_out_of_memory(b->diags);

    if (status == ENT_OK && ego)
        status = mark_ego(b, near);
    for (size_t key = 0; key < keys && status == ENT_OK; key++) {
        near[key] = (near[key] || !ego) && (!b->kept || b->kept[key]);
        b->in_network[key] = (b->in_network[key] || ego) && near[key];
    }
    if (status == ENT_OK)
        ent_groups_keep(&b->groups, near);
    if (status == ENT_OK && b->n->selection.drop_isolates && !ego)
        drop_untied(b);
    ent_mem_free(near);
    return status;
}

/* ---- numbers ---- */

static ent_node_type node_type(const ent_actor *actor)
{
    return actor->type == ENT_STATE          ? ENT_NODE_STATE
           : actor->type == ENT_ORGANIZATION ? ENT_NODE_ORGANIZATION
           : actor->type == ENT_BODY         ? ENT_NODE_BODY
                                             : ENT_NODE_OTHER;
}

typedef struct numbered {
    ent_str id;
    uint32_t key;
} numbered;

static int by_id(const void *a, const void *b)
{
    const numbered *x = a, *y = b;
    int order = ent_str_compare_natural(x->id, y->id);

    return order ? order : x->key < y->key ? -1 : 1;
}

/* Ids of nodes are unique: beside an actor of the same id, an agreement is "ID (act)". The text is
 * NULL when memory was refused. */
static ent_str act_node_id(builder *b, ent_str id)
{
    ent_buf text = { 0 };

    if (b->n->selection.network == ENT_NET_ACTS || ent_actor_find(b->d, id) == ENT_NONE)
        return id;
    ent_buf_str(&text, id);
    do
        ent_buf_text(&text, " (act)");
    while (!text.failed && (ent_actor_find(b->d, ent_buf_view(&text)) != ENT_NONE ||
                            ent_act_find(b->d, ent_buf_view(&text)) != ENT_NONE));
    id = text.failed ? (ent_str){ 0 } : ent_arena_str(&b->n->arena, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return id;
}

static ent_node node_of(const builder *b, const numbered *x)
{
    size_t actors = ent_actor_count(b->d);

    if (x->key < actors) {
        const ent_actor *actor = ent_actor_at(b->d, x->key);

        return (
            ent_node){ actor->id, actor->name, actor->label, node_type(actor), x->key, ENT_NONE };
    } else {
        uint32_t index = (uint32_t)(x->key - actors);
        const ent_act act = ent_act_at(b->d, index);

        return (ent_node){ x->id,      act.title.len ? act.title : act.id,
                           act.label, ENT_NODE_ACT,
                           ENT_NONE,   index };
    }
}

static size_t count_keys(const builder *b)
{
    size_t keys = ent_actor_count(b->d) + ent_act_count(b->d), count = 0;

    for (size_t key = 0; key < keys; key++)
        count += b->in_network[key];
    return count;
}

ent_status ent_build_nodes(builder *b)
{
    ent_network *n = b->n;
    size_t actors = ent_actor_count(b->d), keys = actors + ent_act_count(b->d);
    size_t nodes = count_keys(b);
    numbered *order = ent_mem_new(nodes, sizeof *order);
    ent_status status = ENT_OK;

    n->node_of = ent_mem_new(keys, sizeof *n->node_of);
    n->nodes = ent_mem_new(nodes, sizeof *n->nodes);
    if (!order || !n->node_of || !n->nodes)
        status = ent_out_of_memory(b->diags);
    for (uint32_t key = 0; key < keys && status == ENT_OK; key++) {
        ent_str id;

        n->node_of[key] = ENT_NONE;
        if (!b->in_network[key])
            continue;
        id = key < actors ? ent_actor_at(b->d, key)->id
                          : act_node_id(b, ent_act_id(b->d, key - actors));
        order[n->node_count++] = (numbered){ id, key };
        if (!id.ptr)
            status = ent_out_of_memory(b->diags);
    }
    if (status == ENT_OK) {
        qsort(order, n->node_count, sizeof *order, by_id);
        for (uint32_t i = 0; i < n->node_count; i++) {
            n->node_of[order[i].key] = i;
            n->nodes[i] = node_of(b, &order[i]);
        }
        ent_share_nodes(b);
    }
    ent_mem_free(order);
    return status;
}
