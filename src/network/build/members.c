/* members.c: memberships as ties, and organizations as groups of their members; and the
 * network of agreements, which are tied by the actors that they share. */
#include <stdlib.h>
#include <string.h>

#include "network/build/build.h"
#include "network/ledger.h"
#include "network/tie_kind.h"
#include "network/weights.h"

static ent_status membership_spell(builder *b, const ent_membership *m, const ent_standing *standing,
                                   uint32_t *number)
{
    size_t first = b->periods.count;
    bool all = true;
    ent_status status = ENT_OK;

    *number = ENT_NONE;
    if (ent_compares_times(b))
        status = ent_membership_periods(&b->n->times, m, standing, &b->periods, &all, b->diags);
    return status == ENT_OK && !all ? ent_spell_add(b, first, number) : status;
}

/* Collects the members that count, or may count, with their rows' buckets. */
static ent_status find_members(builder *b, uint32_t organization)
{
    const uint32_t *rows;
    size_t count = ent_actor_members(b->d, organization, &rows);
    ent_status status = ENT_OK;

    b->participants.count = 0;
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        const ent_membership *m = ent_membership_at(b->d, rows[i]);
        uint32_t member = b->substitution.node_of[m->member];
        participant x = { .actor = member,
                          .row = rows[i],
                          .spell = ENT_NONE,
                          .tie_kind = (uint8_t)ent_tie_kind_of_role(m->role) };
        ent_standing standing;

        if (!ent_filter_role(&b->filter, m->role) ||
            b->substitution.node_of[organization] == member ||
            (b->filter.within && !b->filter.within[organization]))
            continue;
        standing = ent_membership_standing(&b->n->times, m);
        if (ent_filter_actor(&b->filter, member))
            ent_ledger_put(b->n, ENT_MEMBERSHIPS, rows[i],
                           standing.counts == ENT_YES ? ENT_COUNTED : standing.why);
        if (standing.counts == ENT_NO)
            continue;
        x.unknown = standing.counts == ENT_UNKNOWN;
        x.assumed = standing.assumed;
        if ((status = membership_spell(b, m, &standing, &x.spell)) == ENT_OK)
            status = ent_participants_add(b, x);
    }
    return status;
}

/* In a network of members, and in one of ties, each row is a tie. */
static ent_status link_rows(builder *b, uint32_t organization)
{
    uint32_t centre = b->substitution.node_of[organization];
    ent_status status = ENT_OK;

    ent_link_show_centre(b, centre);
    for (size_t i = 0; i < b->participants.count && status == ENT_OK; i++) {
        const participant *x = &b->participants.items[i];
        basis by = { { .kind = ENT_EVIDENCE_MEMBERSHIP, .record = x->row },
                     (uint32_t)ent_act_count(b->d) + x->row,
                     { 1, 1 } };

        status = ent_link_two(b, &by, x, centre);
    }
    return status;
}

/* Moves the rows that count, or may count, to the bucket of an organization that makes no tie. */
static void withdraw_members(builder *b, uint32_t organization, ent_bucket bucket)
{
    const uint32_t *rows;
    size_t count = ent_actor_members(b->d, organization, &rows);

    for (size_t i = 0; i < count; i++) {
        ent_bucket now = ent_ledger_bucket(b->n, ENT_MEMBERSHIPS, rows[i]);

        if (now == ENT_COUNTED || now == ENT_UNDATED || now == ENT_MERGED)
            ent_ledger_put(b->n, ENT_MEMBERSHIPS, rows[i], bucket);
    }
}

/* In a projection, and in the two-mode network that is projected, an organization is to its members
 * what an agreement is to its parties. */
static ent_status link_organization(builder *b, uint32_t organization)
{
    const ent_selection *s = &b->n->selection;
    uint32_t node = b->substitution.node_of[organization];
    basis by = { { .kind = ENT_EVIDENCE_ORGANIZATION, .record = organization },
                 (uint32_t)ent_act_count(b->d) + b->actor_rank[organization],
                 { 1, 1 } };
    size_t known = 0, selected, selected_known, least = s->network == ENT_NET_ACTORS ? 2 : 1, count;
    ent_status status;

    if ((status = ent_participants_unique(b, ENT_MEMBERSHIPS)) != ENT_OK)
        return status;
    count = b->participants.count;
    for (size_t i = 0; i < count; i++)
        known += !b->participants.items[i].unknown || s->unknown_as_tie;
    selected = ent_participants_selected(b, 0, &selected_known);
    if (s->max_parties && count > s->max_parties) {
        withdraw_members(b, organization, ENT_OVER_CAP);
        return ENT_OK;
    }
    if (selected < least)
        withdraw_members(b, organization, ENT_ONE_PARTY);
    else if (ent_only_unknown_ties(s, count, s->unknown_as_tie ? selected : selected_known, least))
        withdraw_members(b, organization, ENT_UNDATED);
    if (s->weight == ENT_WEIGHT_NEWMAN)
        by.weight = (ent_share){ ent_newman_weight(known), ent_newman_weight(count) };
    status = ent_count_participants(b, node, ENT_EVIDENCE_ORGANIZATION, node, by.weight.known);
    if (status != ENT_OK || count < least)
        return status;
    if (s->network == ENT_NET_ACTORS)
        return ent_link_pairs(b, &by, ent_actor_at(b->d, organization)->row);
    if (s->network == ENT_NET_TWO_MODE)
        return link_rows(b, organization);
    b->in_network[node] = true;
    return ent_link_star(b, &by, node);
}

ent_status ent_build_memberships(builder *b)
{
    const ent_selection *s = &b->n->selection;
    bool each = s->network == ENT_NET_MEMBERS || s->network == ENT_NET_TIES;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < ent_membership_count(b->d); i++)
        ent_ledger_put(b->n, ENT_MEMBERSHIPS, i, ENT_OUTSIDE);
    if (s->network != ENT_NET_MEMBERS && !s->with_memberships)
        return ENT_OK;
    for (uint32_t i = 0; i < ent_actor_count(b->d) && status == ENT_OK; i++) {
        const uint32_t *rows;

        if (ent_actor_members(b->d, i, &rows) && (status = find_members(b, i)) == ENT_OK)
            status = each ? link_rows(b, i) : link_organization(b, i);
    }
    return status;
}

/* ---- the network of agreements ---- */

typedef struct place { /* an actor in an agreement or organization */
    uint32_t actor;
    ent_group_member in; /* with the key of the agreement */
} place;

static int by_actor_then_act(const void *x, const void *y)
{
    const place *a = x, *b = y;

    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    return a->in.key < b->in.key ? -1 : a->in.key > b->in.key;
}

/* What an actor adds to the tie of two of its agreements. */
static ent_share actor_weight(const builder *b, uint32_t actor)
{
    if (b->n->selection.weight != ENT_WEIGHT_NEWMAN)
        return (ent_share){ 1, 1 };
    return (ent_share){ ent_newman_weight(b->known.acts_of[actor]),
                        ent_newman_weight(b->possible.acts_of[actor]) };
}

static ent_status share_actors(builder *b, const place *places, size_t count)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        ent_evidence evidence = { .kind = ENT_EVIDENCE_ACTOR, .record = places[i].actor };

        if (!i || places[i].actor != places[i - 1].actor)
            status = ent_groups_begin(&b->groups, evidence, b->actor_rank[places[i].actor],
                                      actor_weight(b, places[i].actor), b->diags);
        if (status == ENT_OK)
            status = ent_link_join(b, places[i].in);
    }
    return status;
}

ent_status ent_build_between_acts(builder *b)
{
    ent_groups two_mode = b->groups;
    place *places = ent_mem_new(two_mode.count, sizeof *places);
    ent_status status = places ? ENT_OK : ent_out_of_memory(b->diags);

    b->groups = (ent_groups){ .meet = two_mode.meet, .meet_ctx = b };
    memset(b->in_network, 0, ent_actor_count(b->d) * sizeof *b->in_network);
    for (size_t i = 0; i < two_mode.count && status == ENT_OK; i++) {
        const ent_group_member *in = two_mode.in + two_mode.list[i].first;

        places[i] = (place){ in[0].key, in[0] };
        places[i].in.key = in[1].key;
    }
    if (status == ENT_OK && two_mode.count)
        qsort(places, two_mode.count, sizeof *places, by_actor_then_act);
    if (status == ENT_OK)
        status = share_actors(b, places, two_mode.count);
    ent_groups_destroy(&two_mode);
    ent_mem_free(places);
    return status;
}
