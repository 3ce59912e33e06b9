/* ties.c: the ties between nodes, their weights, and the backbone. */
#include <math.h>

#include "data/records.h"
#include "network/build/build.h"
#include "network/projection/backbone.h"
#include "network/tie_kind.h"
#include "network/weights.h"

static ent_level merge_level(ent_level now, ent_level other)
{
    return now == ENT_LEVEL_NONE || now == other ? other
           : other == ENT_LEVEL_NONE             ? now
                                                 : ENT_LEVEL_MIXED;
}

/* An unknown tie has the weight that it would have if everything unknown counted: the two may share
 * more agreements than are known. */
static double tie_weight(const builder *b, const ent_tie *tie, double sum)
{
    const ent_node *x = &b->n->nodes[tie->a], *y = &b->n->nodes[tie->b];
    ent_weight rule = b->n->selection.weight;
    const margins *m = tie->unknown ? &b->possible : &b->known;

    if (!ent_weight_of_projection(rule))
        return ent_weigh(rule, sum, 0, 0, 0);
    if (b->n->selection.network == ENT_NET_ACTS)
        return ent_weigh(rule, sum, m->parties_of[ent_node_key(b, tie->a)],
                         m->parties_of[ent_node_key(b, tie->b)], m->actors);
    return ent_weigh(rule, sum, m->acts_of[x->actor], m->acts_of[y->actor], m->acts);
}

static ent_status add_tie(void *ctx, const ent_pair *pair)
{
    builder *b = ctx;
    ent_network *n = b->n;
    bool whole = pair->known == 0 || n->selection.unknown_as_tie;
    ent_tie tie = { .a = pair->a,
                    .b = pair->b,
                    .first = pair->first,
                    .unknown = pair->known == 0,
                    .assumed = pair->known > 0 && pair->assumed == pair->known,
                    .kind = ENT_TIE_KIND_COUNT,
                    .chance = NAN };
    bool apart = tie.unknown && !n->selection.unknown_as_tie;

    tie.count = whole ? pair->known + pair->unknown : pair->known;
    tie.uncertain = pair->known + pair->unknown - tie.count;
    for (uint32_t i = 0; i < tie.count; i++) {
        const ent_evidence *e = &n->evidence[tie.first + i];

        tie.kind = ent_tie_kind_stronger(tie.kind, (ent_tie_kind)e->tie_kind);
        if (e->kind == ENT_EVIDENCE_ACT)
            tie.level = merge_level(tie.level, ent_act_level(b->d, e->record));
    }
    tie.weight = tie_weight(b, &tie, pair->known_weight + (whole ? pair->unknown_weight : 0));
    if (tie.weight <= 0 && !apart && ent_weight_may_vanish(n->selection.weight)) {
        b->certain++;
        return ENT_OK;
    }
    if (!(apart ? ENT_LIST_PUSH(&n->unknown_ties, tie) : ENT_LIST_PUSH(&n->ties, tie)))
        return ent_out_of_memory(b->diags);
    return ENT_OK;
}

/* Refuses a network that would not fit into memory, before any of it is made. */
static ent_status check_size(const builder *b)
{
    size_t pairs = b->groups.pairs;

    if (pairs > UINT32_MAX)
        return ent_fail(b->diags, ENT_EDATA, ENT_NOWHERE,
                        "this network has %zu links; more than %u cannot be counted", pairs,
                        UINT32_MAX);
    if (pairs > MAX_LINKS && !b->n->selection.force)
        return ent_fail(
            b->diags, ENT_EDATA, ENT_NOWHERE,
            "this network has %zu links (more than %d), which take about %zu MB; leave "
            "large agreements out with --max-parties N, take --network two-mode, select less, "
            "or go on with --force",
            pairs, MAX_LINKS, pairs * (sizeof(ent_evidence) + sizeof(ent_tie)) >> 20);
    return ENT_OK;
}

ent_status ent_build_ties(builder *b)
{
    ent_status status = check_size(b);

    if (status != ENT_OK)
        return status;
    /* not zeroed: it is large, and every item is written */
    b->n->evidence = ent_mem_resize(NULL, b->groups.pairs, sizeof *b->n->evidence);
    if (!b->n->evidence)
        return ent_out_of_memory(b->diags);
    status = ent_groups_pairs(&b->groups, b->n->node_of, b->n->node_count, b->n->evidence, add_tie,
                              b, b->diags);
    if (status == ENT_OK && b->failed)
        status = ent_out_of_memory(b->diags);
    if (status == ENT_OK && b->certain)
        ent_note(b->diags, ENT_NOWHERE,
                 "%zu pair%s share no more agreements than chance explains: no tie by the weight %s",
                 b->certain, b->certain == 1 ? "" : "s", ent_weight_name(b->n->selection.weight));
    return status;
}

/* ---- the backbone ---- */

/* Removes nodes that are not selected and, without isolates, those that lost their last tie. This
 * comes after the tests, which are of all ties. */
static ent_status drop_nodes(builder *b)
{
    ent_network *n = b->n;
    uint32_t *number = ent_mem_new(n->node_count, sizeof *number);
    ent_tie *ties = n->ties.items;
    uint32_t kept = 0, kept_ties = 0;

    if (!number)
        return ent_out_of_memory(b->diags);
    for (uint32_t t = 0; t < n->ties.count; t++)
        if (ent_is_shown(b, ent_node_key(b, ties[t].a)) &&
            ent_is_shown(b, ent_node_key(b, ties[t].b))) {
            number[ties[t].a] = number[ties[t].b] = 1;
            ties[kept_ties++] = ties[t];
        }
    n->ties.count = kept_ties;
    for (uint32_t i = 0; i < n->node_count; i++) {
        uint32_t key = ent_node_key(b, i);
        bool stays = ent_is_shown(b, key) && (number[i] || !n->selection.drop_isolates);

        n->node_of[key] = stays ? kept : ENT_NONE;
        if (stays) {
            n->nodes[kept] = n->nodes[i];
            number[i] = kept++;
        }
    }
    n->node_count = kept;
    ent_share_nodes(b);
    for (size_t t = 0; t < n->ties.count; t++) {
        ties[t].a = number[ties[t].a];
        ties[t].b = number[ties[t].b];
    }
    ent_mem_free(number);
    return ENT_OK;
}

ent_status ent_build_backbone(builder *b)
{
    ent_network *n = b->n;
    double *chance = ent_mem_new(n->ties.count, sizeof *chance);
    bool *passed = ent_mem_new(n->ties.count, sizeof *passed);
    ent_status status = chance && passed ? ent_backbone_test(n, chance, passed, &n->tests, b->diags)
                                         : ent_out_of_memory(b->diags);
    size_t kept = 0;

    for (size_t t = 0; t < n->ties.count && status == ENT_OK; t++)
        if (passed[t]) {
            n->ties.items[kept] = n->ties.items[t];
            n->ties.items[kept++].chance = chance[t];
        }
    ent_mem_free(chance);
    ent_mem_free(passed);
    if (status != ENT_OK)
        return status;
    n->ties.count = kept;
    n->unknown_ties.count = 0; /* they were not tested */
    return n->selection.drop_isolates || b->kept ? drop_nodes(b) : ENT_OK;
}
