/* groups.c: see groups.h. */
#include "network/groups.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/compare.h"

ent_status ent_groups_begin(ent_groups *g, ent_evidence evidence, uint32_t order, ent_share weight,
                            ent_diags *diags)
{
    const ent_share *last = g->shares.count ? &g->shares.items[g->shares.count - 1] : NULL;

    if (!ent_mem_reserve((void **)&g->list, &g->room, g->count + 1, sizeof *g->list) ||
        ((!last || last->known != weight.known || last->unknown != weight.unknown) &&
         !ENT_LIST_PUSH(&g->shares, weight)))
        return ent_out_of_memory(diags);
    g->list[g->count++] = (ent_group){ evidence, order, (uint32_t)g->in_count, 0,
                                       (uint32_t)g->shares.count - 1 };
    return ENT_OK;
}

ent_status ent_groups_join(ent_groups *g, ent_group_member presence, ent_diags *diags)
{
    ent_group *last = &g->list[g->count - 1];

    if (!ent_mem_reserve((void **)&g->in, &g->in_room, g->in_count + 1, sizeof *g->in))
        return ent_out_of_memory(diags);
    g->in[g->in_count++] = presence;
    g->pairs += last->count++; /* with each of those before */
    return ENT_OK;
}

void ent_groups_keep(ent_groups *g, const bool *marked)
{
    g->pairs = 0;
    for (size_t i = 0; i < g->count; i++) {
        ent_group_member *in = g->in + g->list[i].first;
        uint32_t kept = 0;

        for (uint32_t k = 0; k < g->list[i].count; k++)
            if (marked[in[k].key])
                in[kept++] = in[k];
        g->list[i].count = kept;
        g->pairs += kept ? (size_t)kept * (kept - 1) / 2 : 0;
    }
}

void ent_groups_destroy(ent_groups *g)
{
    ent_mem_free(g->list);
    ent_mem_free(g->in);
    ENT_LIST_DESTROY(&g->shares);
    *g = (ent_groups){ 0 };
}

/* ---- pairs ---- */

enum { KNOWN, UNKNOWN, KINDS };

typedef struct tally { /* of one partner of the current node; by kind, because a branch would be guessed */
    uint32_t count[KINDS], at[KINDS]; /* evidence, and where the next goes */
    double weight[KINDS];
    uint32_t assumed;
} tally;

typedef struct found { /* evidence of a tie of the current node */
    uint32_t partner;
    ent_evidence evidence;
} found;

typedef struct product {
    ent_groups *g;
    size_t nodes;
    uint32_t *start, *groups_of; /* groups of node i: groups_of[start[i]] .. [start[i + 1]] */
    tally *tallies;              /* by partner */
    uint32_t *touched;           /* partners of the current node */
    found *row;                  /* its evidence, in order */
    size_t row_count;
    ent_evidence *evidence;
    uint32_t written;
} product;

static int by_order(const void *a, const void *b)
{
    const ent_group *x = a, *y = b;

    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

static int by_node(const void *a, const void *b)
{
    const ent_group_member *x = a, *y = b;

    return x->key < y->key ? -1 : x->key > y->key;
}

/* Keys into nodes, members by node (but for directions), groups by order. */
static void put_in_order(ent_groups *g, const uint32_t *node_of)
{
    bool in_order = true;

    for (size_t i = 0; i < g->count; i++) {
        ent_group_member *in = g->in + g->list[i].first;
        bool sorted = true;

        for (uint32_t k = 0; k < g->list[i].count; k++) {
            in[k].key = node_of[in[k].key];
            sorted &= !k || in[k - 1].key < in[k].key;
        }
        if (!sorted && !g->directed)
            qsort(in, g->list[i].count, sizeof *in, by_node);
    }
    for (size_t i = 1; i < g->count && in_order; i++) /* mostly they are */
        in_order = by_order(&g->list[i - 1], &g->list[i]) <= 0;
    if (!in_order)
        qsort(g->list, g->count, sizeof *g->list, by_order);
}

static void index_groups(product *p)
{
    const ent_groups *g = p->g;
    uint32_t total = 0;

    for (size_t i = 0; i < g->count; i++, total += g->list[i - 1].count)
        for (uint32_t k = 0; k < g->list[i].count; k++)
            p->start[g->in[g->list[i].first + k].key + 1]++;
    for (size_t i = 0; i < p->nodes; i++)
        p->start[i + 1] += p->start[i];
    for (size_t i = g->count; i-- > 0;) /* from the last: each row is filled from its end */
        for (uint32_t k = 0; k < g->list[i].count; k++) {
            uint32_t node = g->in[g->list[i].first + k].key;

            p->groups_of[--p->start[node + 1]] = (uint32_t)i;
        }
    for (size_t i = 0; i < p->nodes; i++) /* start[i + 1] is where row i begins now */
        p->start[i] = p->start[i + 1];
    p->start[p->nodes] = total;
}

/* The position of the node in the group. Members are sorted, but for the two of a directed tie. */
static uint32_t place_in(const product *p, const ent_group *group, uint32_t node)
{
    const ent_group_member *in = p->g->in + group->first;
    uint32_t low = 0, high = p->g->directed ? 0 : group->count - 1;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (in[middle].key < node)
            low = middle + 1;
        else
            high = middle;
    }
    while (in[low].key != node)
        low++;
    return low;
}

/* Does the group tie two of its members? */
static ent_truth tie_in(const product *p, const ent_group *group, const ent_group_member *a,
                        const ent_group_member *b, bool *assumed)
{
    bool unknown = a->unknown || b->unknown || group->evidence.unknown;
    ent_truth met = ENT_YES;

    *assumed = a->assumed || b->assumed;
    if (a->spell && b->spell)
        met = p->g->meet(p->g->meet_ctx, group, a, b, assumed);
    return met == ENT_NO ? ENT_NO : unknown ? ENT_UNKNOWN : met;
}

/* Finds and counts the evidence of the node with each partner after it; returns how many partners. */
static size_t count_partners(product *p, uint32_t node)
{
    size_t partners = 0, count = 0;

    for (uint32_t r = p->start[node]; r < p->start[node + 1]; r++) {
        const ent_group *group = &p->g->list[p->groups_of[r]];
        ent_share share = p->g->shares.items[group->share];
        const double weight[KINDS] = { share.known, share.unknown };
        const ent_group_member *in = p->g->in + group->first;
        const ent_group_member *here = in + place_in(p, group, node);

        for (const ent_group_member *other = here + 1; other < in + group->count; other++) {
            tally *t = &p->tallies[other->key];
            ent_evidence evidence = group->evidence;
            bool assumed;
            ent_truth tied = tie_in(p, group, here, other, &assumed);
            int kind = tied == ENT_UNKNOWN ? UNKNOWN : KNOWN;

            if (tied == ENT_NO)
                continue;
            if (!(t->count[KNOWN] + t->count[UNKNOWN]))
                p->touched[partners++] = other->key;
            evidence.unknown = kind == UNKNOWN;
            evidence.assumed = assumed && kind == KNOWN;
            evidence.tie_kind =
                (uint8_t)(here->tie_kind > other->tie_kind ? here->tie_kind : other->tie_kind);
            p->row[count++] = (found){ other->key, evidence };
            t->count[kind]++;
            t->weight[kind] += weight[kind];
            t->assumed += evidence.assumed;
        }
    }
    p->row_count = count;
    return partners;
}

/* Many partners are found among all nodes sooner than sorted. */
static void sort_partners(product *p, size_t partners)
{
    enum { FEW = 16 };
    size_t count = 0;

    if (!partners)
        return;
    if (partners < p->nodes / FEW) {
        qsort(p->touched, partners, sizeof *p->touched, ent_by_u32);
        return;
    }
    for (uint32_t i = 0; count < partners; i++)
        if (p->tallies[i].count[KNOWN] + p->tallies[i].count[UNKNOWN])
            p->touched[count++] = i;
}

static void place_evidence(product *p)
{
    for (size_t i = 0; i < p->row_count; i++) {
        tally *t = &p->tallies[p->row[i].partner];

        p->evidence[t->at[p->row[i].evidence.unknown]++] = p->row[i].evidence;
    }
}

static ent_status row(product *p, uint32_t node, ent_pair_fn *each, void *ctx)
{
    size_t partners = count_partners(p, node);
    ent_status status = ENT_OK;

    sort_partners(p, partners);
    for (size_t i = 0; i < partners; i++) {
        tally *t = &p->tallies[p->touched[i]];

        t->at[KNOWN] = p->written;
        t->at[UNKNOWN] = p->written + t->count[KNOWN];
        p->written = t->at[UNKNOWN] + t->count[UNKNOWN];
    }
    place_evidence(p);
    for (size_t i = 0; i < partners; i++) {
        tally *t = &p->tallies[p->touched[i]];
        ent_pair pair = { .a = node,
                          .b = p->touched[i],
                          .first = t->at[KNOWN] - t->count[KNOWN],
                          .known = t->count[KNOWN],
                          .unknown = t->count[UNKNOWN],
                          .assumed = t->assumed,
                          .known_weight = t->weight[KNOWN],
                          .unknown_weight = t->weight[UNKNOWN] };

        if (status == ENT_OK)
            status = each(ctx, &pair);
        *t = (tally){ 0 };
    }
    return status;
}

/* The most evidence that a node can have with those after it. */
static size_t longest_row(const product *p)
{
    size_t most = 0;

    for (size_t i = 0; i < p->nodes; i++) {
        size_t here = 0;

        for (uint32_t r = p->start[i]; r < p->start[i + 1]; r++)
            here += p->g->list[p->groups_of[r]].count - 1;
        most = here > most ? here : most;
    }
    return most;
}

ent_status ent_groups_pairs(ent_groups *g, const uint32_t *node_of, size_t nodes,
                            ent_evidence *evidence, ent_pair_fn *each, void *ctx, ent_diags *diags)
{
    product p = { .g = g, .nodes = nodes, .evidence = evidence };
    ent_status status = ENT_OK;

    p.start = ent_mem_new(nodes + 1, sizeof *p.start);
    p.groups_of = ent_mem_new(g->in_count, sizeof *p.groups_of);
    p.tallies = ent_mem_new(nodes, sizeof *p.tallies);
    p.touched = ent_mem_new(nodes, sizeof *p.touched);
    if (p.start && p.groups_of && p.tallies && p.touched) {
        put_in_order(g, node_of);
        index_groups(&p);
        p.row = ent_mem_resize(NULL, longest_row(&p), sizeof *p.row);
    }
    if (!p.row)
        status = ent_out_of_memory(diags);
    for (uint32_t i = 0; i < nodes && status == ENT_OK; i++)
        status = row(&p, i, each, ctx);
    ent_mem_free(p.start);
    ent_mem_free(p.groups_of);
    ent_mem_free(p.tallies);
    ent_mem_free(p.touched);
    ent_mem_free(p.row);
    return status;
}
