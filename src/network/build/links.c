/* links.c: the groups that make ties: pairs of all participants, or each of them with a
 * centre; and the incidence of participants, from which weights and projections are computed. */
#include <stdlib.h>

#include "base/platform.h"
#include "network/build/build.h"
#include "network/ledger.h"
#include "network/weights.h"

ent_status ent_link_join(builder *b, ent_group_member member)
{
    b->in_network[member.key] = true;
    return ent_groups_join(&b->groups, member, b->diags);
}

static ent_status join(builder *b, const participant *x)
{
    return ent_link_join(b, (ent_group_member){ .key = x->actor,
                                                .spell = (x->spell + 1) & ENT_MOST_SPELLS,
                                                .unknown = x->unknown,
                                                .assumed = x->assumed,
                                                .tie_kind = x->tie_kind & 3u });
}

ent_status ent_link_two(builder *b, const basis *by, const participant *x, uint32_t centre)
{
    ent_status status = ent_groups_begin(&b->groups, by->evidence, by->order, by->weight, b->diags);

    if (status == ENT_OK && (status = join(b, x)) == ENT_OK)
        status = ent_link_join(b, (ent_group_member){ .key = centre });
    return status;
}

/* From every participant of the side "from" to every one of the side "to"; in both directions when
 * the rows name no sides. */
static ent_status link_directed(builder *b, const basis *by)
{
    const participant *items = b->participants.items;
    size_t count = b->participants.count;
    bool sided = false;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count; i++)
        sided |= ent_party_at(b->d, items[i].row).side != ENT_SIDE_NONE;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count && status == ENT_OK; j++) {
            if (i == j || (sided && (ent_party_at(b->d, items[i].row).side != ENT_SIDE_FROM ||
                                     ent_party_at(b->d, items[j].row).side != ENT_SIDE_TO)))
                continue;
            status = ent_groups_begin(&b->groups, by->evidence, by->order, by->weight, b->diags);
            if (status == ENT_OK && (status = join(b, &items[i])) == ENT_OK)
                status = join(b, &items[j]);
        }
    return status;
}

ent_status ent_link_pairs(builder *b, const basis *by, ent_row row)
{
    const ent_selection *s = &b->n->selection;
    bool by_act = by->evidence.kind == ENT_EVIDENCE_ACT;
    size_t count = b->participants.count;
    ent_status status;

    if (count > MAX_PARTIES && !s->max_parties && !s->force)
        return ent_fail(b->diags, ENT_EDATA, ent_row_where(b->d, row, NULL),
                        "an agreement of %zu parties would tie %zu pairs; leave it out with "
                        "--max-parties N, or allow it with --force",
                        count, count * (count - 1) / 2);
    status = ent_participants_drop_alone(b, &by->evidence, by_act ? ENT_PARTIES : ENT_MEMBERSHIPS);
    if (status != ENT_OK)
        return status;
    if (!b->participants.count) {
        if (by_act)
            ent_ledger_put_act(b->n, by->evidence.record, ENT_ONE_PARTY);
        return ENT_OK;
    }
    if (s->directed && by_act)
        return link_directed(b, by);
    status = ent_groups_begin(&b->groups, by->evidence, by->order, by->weight, b->diags);
    for (size_t i = 0; i < b->participants.count && status == ENT_OK; i++)
        status = join(b, &b->participants.items[i]);
    return status;
}

void ent_link_show_centre(builder *b, uint32_t centre)
{
    size_t known;

    if (b->kept && ent_participants_selected(b, 0, &known))
        b->kept[centre] = true;
}

ent_status ent_link_star(builder *b, const basis *by, uint32_t centre)
{
    ent_status status = ENT_OK;

    ent_link_show_centre(b, centre);
    for (size_t i = 0; i < b->participants.count && status == ENT_OK; i++) {
        participant x = b->participants.items[i];
        ent_truth met =
            centre < ent_actor_count(b->d) ? ent_organization_met(b, &x, centre) : ENT_YES;

        if (x.actor == centre || met == ENT_NO)
            continue;
        x.unknown |= met == ENT_UNKNOWN;
        status = ent_link_two(b, by, &x, centre);
    }
    return status;
}

/* ---- incidence ---- */

bool ent_only_unknown_ties(const ent_selection *s, size_t count, size_t known, size_t least)
{
    return known == 0 || (known < least && (count == 2 || s->network == ENT_NET_ACTORS));
}

ent_status ent_count_participants(builder *b, uint32_t key, ent_evidence_kind kind, uint32_t record,
                                  double weight)
{
    ent_network *n = b->n;

    for (size_t i = 0; i < b->participants.count; i++) {
        const participant *x = &b->participants.items[i];

        b->possible.acts_of[x->actor]++;
        if (b->possible.parties_of)
            b->possible.parties_of[key]++;
        if (x->unknown && !n->selection.unknown_as_tie)
            continue;
        b->known.acts_of[x->actor]++;
        b->known.parties_of[key]++;
        if (n->keeps_incidences && n->selection.network != ENT_NET_TIES &&
            !ENT_LIST_PUSH(&n->incidences, (ent_incidence){ x->actor, kind, record, weight }))
            return ent_out_of_memory(b->diags);
    }
    return ENT_OK;
}

/* Agreements come first, in the order of their ids, as they are built; then organizations by id; then by
 * actor. */
static int by_organization(const void *x, const void *y, void *builder_)
{
    const ent_incidence *p = x, *q = y;
    const builder *b = builder_;

    if (p->record != q->record)
        return b->actor_rank[p->record] < b->actor_rank[q->record] ? -1 : 1;
    return b->actor_rank[p->actor] < b->actor_rank[q->actor] ? -1 : 1;
}

static void count_totals(const builder *b, margins *m)
{
    size_t actors = ent_actor_count(b->d), keys = actors + ent_act_count(b->d);

    for (size_t i = 0; i < actors; i++)
        m->actors += m->acts_of[i] > 0;
    for (size_t i = 0; i < keys && m->parties_of; i++)
        m->acts += m->parties_of[i] > 0;
}

void ent_incidences_finish(builder *b)
{
    ent_network *n = b->n;
    size_t acts = 0;

    while (acts < n->incidences.count && n->incidences.items[acts].kind == ENT_EVIDENCE_ACT)
        acts++;
    if (n->incidences.count > acts)
        ent_platform_sort(n->incidences.items + acts, n->incidences.count - acts,
                          sizeof *n->incidences.items, by_organization, b);
    count_totals(b, &b->known);
    count_totals(b, &b->possible);
    /* between agreements, what an actor adds depends on the number of its agreements */
    for (size_t i = 0; i < n->incidences.count && n->selection.network == ENT_NET_ACTS; i++) {
        ent_incidence *x = &n->incidences.items[i];

        x->weight = n->selection.weight == ENT_WEIGHT_NEWMAN
                        ? ent_newman_weight(b->known.acts_of[x->actor])
                        : 1;
    }
}
