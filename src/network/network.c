/* network.c: the network as it was built: nodes, ties, their evidence, and attributes of nodes. */
#include "network/network.h"

#include <string.h>

#include "network/rewired.h"

void ent_network_free(ent_network *n)
{
    if (!n)
        return;
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        ent_mem_free(n->bucket[t]);
    ent_mem_free(n->act_bucket);
    ent_mem_free(n->nodes);
    ent_mem_free(n->node_of);
    ENT_LIST_DESTROY(&n->ties);
    ENT_LIST_DESTROY(&n->unknown_ties);
    ENT_LIST_DESTROY(&n->incidences);
    ENT_LIST_DESTROY(&n->pairs);
    ent_mem_free(n->evidence);
    if (!n->borrowed) {
        ent_mem_free(n->parties_of);
        ent_mem_free(n->tying_acts);
    }
    ent_times_destroy(&n->times);
    ent_arena_destroy(&n->arena);
    ent_mem_free(n);
}

ent_status ent_network_rewired(ent_network **network, const ent_network *like, ent_tie **ties,
                               size_t tie_count, ent_evidence **evidence, const uint32_t *who,
                               ent_diags *diags)
{
    size_t keys = ent_actor_count(like->d) + ent_act_count(like->d);
    ent_network *n = ent_mem_new(1, sizeof *n);

    *network = NULL;
    if (n) {
        n->d = like->d;
        n->selection = like->selection;
        n->times = (ent_times){ .d = n->d, .selection = &n->selection };
        n->tests = like->tests;
        n->parties_of = like->parties_of;
        n->tying_acts = like->tying_acts;
        n->borrowed = n->keeps_incidences = true; /* it has none */
        n->node_count = like->node_count;
        n->nodes = ent_mem_new(n->node_count, sizeof *n->nodes);
        n->node_of = ent_mem_new(keys, sizeof *n->node_of);
    }
    if (!n || !n->nodes || !n->node_of) {
        ent_mem_free(*ties);
        ent_mem_free(*evidence);
        ent_network_free(n);
        *ties = NULL;
        *evidence = NULL;
        return ent_out_of_memory(diags);
    }
    for (size_t key = 0; key < keys; key++)
        n->node_of[key] = ENT_NONE;
    for (uint32_t i = 0; i < n->node_count; i++) {
        const ent_node *node = &n->nodes[i];

        n->nodes[i] = like->nodes[who ? who[i] : i];
        n->node_of[node->actor != ENT_NONE ? node->actor : ent_actor_count(n->d) + node->act] = i;
    }
    n->ties.items = *ties;
    n->ties.count = n->ties.room = tie_count;
    n->evidence = *evidence;
    *ties = NULL;
    *evidence = NULL;
    *network = n;
    return ENT_OK;
}

/* ---- accessors ---- */

const ent_dataset *ent_network_dataset(const ent_network *n)
{
    return n->d;
}

const ent_selection *ent_network_selection(const ent_network *n)
{
    return &n->selection;
}

const ent_times *ent_network_times(const ent_network *n)
{
    return &n->times;
}

bool ent_network_two_mode(const ent_network *n)
{
    return n->selection.network == ENT_NET_TWO_MODE || n->selection.network == ENT_NET_MEMBERS;
}

size_t ent_node_count(const ent_network *n)
{
    return n->node_count;
}

const ent_node *ent_node_at(const ent_network *n, size_t i)
{
    return &n->nodes[i];
}

uint32_t ent_node_of_actor(const ent_network *n, uint32_t actor)
{
    return actor == ENT_NONE ? ENT_NONE : n->node_of[actor];
}

uint32_t ent_node_of_act(const ent_network *n, uint32_t act)
{
    return act == ENT_NONE ? ENT_NONE : n->node_of[ent_actor_count(n->d) + act];
}

size_t ent_tie_count(const ent_network *n)
{
    return n->ties.count;
}

const ent_tie *ent_tie_at(const ent_network *n, size_t i)
{
    return &n->ties.items[i];
}

size_t ent_network_assumed_count(const ent_network *n)
{
    size_t assumed = 0;

    for (size_t t = 0; t < n->ties.count; t++)
        assumed += n->ties.items[t].assumed;
    return assumed;
}

size_t ent_unknown_tie_count(const ent_network *n)
{
    return n->unknown_ties.count;
}

const ent_tie *ent_unknown_tie_at(const ent_network *n, size_t i)
{
    return &n->unknown_ties.items[i];
}

uint32_t ent_tie_between(const ent_network *n, uint32_t a, uint32_t b)
{
    size_t low = 0, high = n->ties.count;

    if (a > b && !n->selection.directed) {
        uint32_t swap = a;

        a = b;
        b = swap;
    }
    while (low < high) {
        size_t middle = (low + high) / 2;
        const ent_tie *tie = &n->ties.items[middle];

        if (tie->a == a && tie->b == b)
            return (uint32_t)middle;
        if (tie->a < a || (tie->a == a && tie->b < b))
            low = middle + 1;
        else
            high = middle;
    }
    return ENT_NONE;
}

const ent_evidence *ent_tie_evidence(const ent_network *n, const ent_tie *tie)
{
    return n->evidence + tie->first;
}

size_t ent_incidence_count(const ent_network *n)
{
    return n->incidences.count;
}

const ent_incidence *ent_incidence_at(const ent_network *n, size_t i)
{
    return &n->incidences.items[i];
}

uint32_t ent_network_parties(const ent_network *n, uint32_t act)
{
    return n->parties_of[ent_actor_count(n->d) + act];
}

bool ent_node_tying_acts(const ent_network *n, size_t node, uint32_t *count)
{
    uint32_t actor = n->nodes[node].actor;

    if (n->tying_acts && actor != ENT_NONE)
        *count = n->tying_acts[actor];
    return n->tying_acts && actor != ENT_NONE;
}

size_t ent_backbone_tests(const ent_network *n)
{
    return n->tests;
}

static int by_number(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

int ent_uncertainty_compare(const void *x, const void *y)
{
    const ent_uncertainty *a = x, *b = y;
    int order = (int)a->kind - (int)b->kind;

    order = order ? order : (int)a->table - (int)b->table;
    order = order ? order : by_number(a->record, b->record);
    order = order ? order : by_number(a->between[0], b->between[0]);
    return order ? order : by_number(a->between[1], b->between[1]);
}

/* ---- attributes ---- */

ent_str ent_node_attribute(const ent_network *n, size_t i, const char *name)
{
    const ent_node *node = &n->nodes[i];
    const ent_actor *actor;
    ent_str cell;

    if (strcmp(name, "id") == 0)
        return node->id;
    if (strcmp(name, "name") == 0)
        return node->name;
    if (strcmp(name, "type") == 0)
        return ent_str_of(ent_node_type_name(node->type));
    if (node->act != ENT_NONE) {
        const ent_act act = ent_act_at(n->d, node->act);

        return strcmp(name, "level") == 0  ? ent_str_of(ent_level_name(act.level))
               : strcmp(name, "kind") == 0 ? act.kind
                                           : ent_cell(n->d, act.row, name);
    }
    actor = ent_actor_at(n->d, node->actor);
    if (strcmp(name, "region") == 0)
        return actor->region;
    cell = ent_cell(n->d, actor->row, name);
    if (!cell.len && actor->state) {
        if (strcmp(name, "iso3") == 0)
            return ent_world_code(ent_dataset_world(n->d), actor->state, "iso3");
        if (strcmp(name, "subregion") == 0)
            return actor->state->subregion;
        if (strcmp(name, "name_ru") == 0)
            return actor->state->name_ru;
        if (strcmp(name, "capital") == 0)
            return actor->state->capital;
    }
    return cell;
}

ent_str ent_actor_name_in(const ent_dataset *d, uint32_t actor, const ent_words *words)
{
    const ent_actor *a = ent_actor_at(d, actor);
    ent_str cell = ent_cell(d, a->row, "name_ru");

    if (strcmp(ent_words_language(words), "ru") != 0)
        return ENT_STR("");
    return cell.len || !a->state ? cell : a->state->name_ru;
}

ent_str ent_node_name_in(const ent_network *n, size_t i, const ent_words *words)
{
    const ent_node *node = ent_node_at(n, i);
    ent_str own = node->actor != ENT_NONE ? ent_actor_name_in(n->d, node->actor, words) : ENT_STR("");

    return own.len ? own : node->label;
}
