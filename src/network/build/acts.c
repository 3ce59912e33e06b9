/* acts.c: the parties of each agreement, their rows in the ledger, and the ties that the
 * agreement makes. */
#include <math.h>
#include <string.h>

#include "network/build/build.h"
#include "network/ledger.h"
#include "network/weights.h"
#include "network/reasons.h"
#include "network/tie_kind.h"

/* ---- the parties of an agreement ---- */

/* The times of the row; only those within the period `within`, unless it is NULL. */
static ent_status party_spell(builder *b, const ent_party *p, const ent_standing *standing,
                              const ent_period *within, uint32_t *number)
{
    size_t first = b->periods.count;
    bool all = true;
    ent_status status;

    *number = ENT_NONE;
    if (!ent_compares_times(b))
        return ENT_OK;
    status = ent_party_periods(&b->n->times, p, standing, b->n->selection.network == ENT_NET_ACTS,
                               &b->periods, &all, b->diags);
    if (status != ENT_OK || (all && !within))
        return status;
    if (all) {
        if (ent_period_covers(within, b->window))
            return ENT_OK;
        if (!ENT_LIST_PUSH(&b->periods, *within))
            return ent_out_of_memory(b->diags);
    }
    for (size_t i = first; i < b->periods.count && within && !all; i++)
        b->periods.items[i] = ent_period_meet(&b->periods.items[i], within);
    return ent_spell_add(b, first, number);
}

/* Adds the party, or the members that replace it, or both. */
static ent_status add_party(builder *b, uint32_t row, ent_standing standing)
{
    const ent_party p = ent_party_at(b->d, row);
    participant own = { b->substitution.node_of[p.actor],
                        row,
                        ENT_NONE,
                        standing.counts == ENT_UNKNOWN,
                        standing.assumed,
                        false,
                        (uint8_t)ent_tie_kind_of_party(b->d, &p) };
    bool bloc = ent_is_bloc(&b->substitution, p.actor);
    const ent_substitute *members;
    size_t count;
    ent_status status = ENT_OK;

    if ((!bloc || b->n->selection.blocs == ENT_BLOCS_BOTH) &&
        (status = party_spell(b, &p, &standing, NULL, &own.spell)) == ENT_OK)
        status = ent_participants_add(b, own);
    if (!bloc || status != ENT_OK)
        return status;
    status = ent_substitutes(&b->substitution, &p, &members, &count, b->diags);
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        participant member = { members[i].actor,
                               row,
                               ENT_NONE,
                               own.unknown || members[i].unknown,
                               own.assumed || members[i].assumed,
                               true,
                               own.tie_kind };

        if ((status = party_spell(b, &p, &standing, &members[i].period, &member.spell)) == ENT_OK)
            status = ent_participants_add(b, member);
    }
    return status;
}

/* Collects the actors that count, or may count, in the agreement, each once, also those outside the
 * selection: the number of parties decides what the agreement ties. Rows that do not count get
 * their bucket here; the others get it when it is known what the agreement ties. */
static ent_status find_participants(builder *b, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(b->d, act, &rows), known;
    ent_status status = ENT_OK;

    b->participants.count = 0;
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        const ent_party p = ent_party_at(b->d, rows[i]);
        ent_standing standing = ent_party_standing(&b->n->times, &p);
        size_t before = b->participants.count;

        ent_ledger_put_party(b->n, rows[i], ENT_OUTSIDE);
        if (!ent_filter_party(&b->filter, &p))
            continue;
        if (standing.counts != ENT_NO)
            status = add_party(b, rows[i], standing);
        if (ent_participants_selected(b, before, &known) ||
            (standing.counts == ENT_NO &&
             ent_filter_actor(&b->filter, b->substitution.node_of[p.actor])))
            ent_ledger_put_party(b->n, rows[i],
                                 standing.counts == ENT_YES ? ENT_COUNTED : standing.why);
    }
    return status == ENT_OK ? ent_participants_unique(b, ENT_PARTIES) : status;
}

/* ---- the ledger ---- */

/* Moves the rows that count, or may count, to the bucket of an agreement that makes no tie. */
static void withdraw_rows(builder *b, uint32_t act, ent_bucket bucket)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(b->d, act, &rows);

    for (size_t i = 0; i < count && ent_party_at(b->d, rows[i]).row.table == ENT_PARTIES; i++) {
        ent_bucket now = ent_ledger_bucket(b->n, ENT_PARTIES, rows[i]);

        if (now == ENT_COUNTED || now == ENT_UNDATED || now == ENT_MERGED)
            ent_ledger_put_party(b->n, rows[i], bucket);
    }
}

/* Why the agreement creates no tie, when `selected` of its participants were selected. */
static ent_bucket bucket_of_act(builder *b, uint32_t act, size_t selected)
{
    ent_tally t = ent_tally_parties(&b->n->times, &b->filter, b->substitution.node_of, act);

    return selected == 1              ? ENT_ONE_PARTY
           : t.by_bucket[ENT_UNDATED] ? ENT_UNDATED
           : t.by_bucket[ENT_NOT_YET] ? ENT_NOT_YET
           : t.by_bucket[ENT_ENDED]   ? ENT_ENDED
           : t.selected < t.all       ? ENT_OUTSIDE
                                      : ENT_ONE_PARTY;
}

/* Puts the agreement and its rows into their buckets. A tie needs `least` selected participants,
 * one where the agreement or an organization is a node. */
static void settle_rows(builder *b, uint32_t act, size_t least)
{
    const ent_selection *s = &b->n->selection;
    size_t known, selected = ent_participants_selected(b, 0, &known), count = b->participants.count;
    bool hub = s->network == ENT_NET_TIES && count != 2;

    if (selected < (hub ? 1 : least)) {
        ent_ledger_put_act(b->n, act, bucket_of_act(b, act, selected));
        withdraw_rows(b, act, ENT_ONE_PARTY);
    } else if (!s->unknown_as_tie && ent_only_unknown_ties(s, count, known, least)) {
        ent_ledger_put_act(b->n, act, ENT_UNDATED);
        withdraw_rows(b, act, ENT_UNDATED);
    } else {
        ent_ledger_put_act(b->n, act, ENT_COUNTED);
    }
}

/* ---- ties ---- */

/* The number in the weight column of the agreement; NaN after an error. */
static double column_weight(builder *b, const ent_act *act)
{
    const char *column = b->n->selection.weight_column;
    ent_str text;
    double value;

    if (ent_act_weight(b->d, act, column, &value))
        return value;
    text = ent_cell(b->d, act->row, column);
    ent_fail(b->diags, ENT_EDATA, ent_row_where(b->d, act->row, column),
             "'%.*s' is not a weight; expected a number that is not negative, or --weight count",
             (int)(text.len < 60 ? text.len : 60), text.ptr);
    return NAN;
}

/* What the agreement adds to the tie of two of its parties; known: NaN after an error. */
static ent_share act_weight(builder *b, const ent_act *act)
{
    ent_weight weight = b->n->selection.weight;
    size_t count = b->participants.count, known = 0;
    double value;

    if (weight == ENT_WEIGHT_NEWMAN) {
        for (size_t i = 0; i < count; i++)
            known += !b->participants.items[i].unknown || b->n->selection.unknown_as_tie;
        return (ent_share){ ent_newman_weight(known), ent_newman_weight(count) };
    }
    value = weight == ENT_WEIGHT_COLUMN ? column_weight(b, act) : 1;
    return (ent_share){ value, value };
}

/* Puts the participants that are bound first, each part in its order; returns their number. One that has
 * no other to be bound to promotes the agreement. */
static size_t put_bound_first(builder *b)
{
    participant *items = b->participants.items;
    size_t bound = 0;

    for (size_t i = 0; i < b->participants.count; i++) {
        participant x = items[i];

        if (x.tie_kind != ENT_TIE_BOUND)
            continue;
        memmove(&items[bound + 1], &items[bound], (i - bound) * sizeof *items);
        items[bound++] = x;
    }
    if (bound == 1)
        items[0].tie_kind = ENT_TIE_PROMOTED;
    return bound;
}

/* Two bound parties are tied to each other, whoever else promoted the agreement: promoters never change
 * what is bound. They are tied to the organization within which it was made, else to both. */
static ent_status link_pair_and_promoters(builder *b, const basis *by, const ent_act *act)
{
    participant parties[2] = { b->participants.items[0], b->participants.items[1] };
    size_t count = b->participants.count;
    ent_status status;

    b->participants.count = 2;
    status = ent_link_pairs(b, by, act->row);
    for (size_t i = 2; i < count && status == ENT_OK; i++) {
        participant x = b->participants.items[i];

        if (act->within != ENT_NONE) {
            b->participants.items[0] = x;
            b->participants.count = 1;
            status = ent_link_star(b, by, act->within);
            continue;
        }
        for (int k = 0; k < 2 && status == ENT_OK; k++) {
            b->participants.items[0] = x;
            b->participants.items[1] = parties[k];
            b->participants.count = 2;
            status = ent_link_pairs(b, by, act->row);
        }
    }
    return status;
}

/* May a single participant be tied to the organization within which the agreement was made? One that
 * proposes or adopts an agreement does so towards it; one that is bound is bound to other parties. */
static bool ties_alone(const builder *b, const ent_act *act)
{
    return b->filter.tie_kinds && b->n->selection.network == ENT_NET_TIES &&
           act->within != ENT_NONE && b->participants.count == 1 &&
           b->participants.items[0].tie_kind != ENT_TIE_BOUND &&
           b->participants.items[0].actor != b->substitution.node_of[act->within];
}

static ent_status link_act(builder *b, uint32_t index, ent_share weight)
{
    const ent_act act = ent_act_at(b->d, index);
    basis by = { { .kind = ENT_EVIDENCE_ACT, .record = index }, b->act_rank, weight };

    switch (b->n->selection.network) {
    case ENT_NET_ACTORS:
        return ent_link_pairs(b, &by, act.row);
    case ENT_NET_TWO_MODE:
    case ENT_NET_ACTS:
        b->in_network[ent_act_key(b, index)] = true;
        return ent_link_star(b, &by, ent_act_key(b, index));
    default:
        if (b->participants.count == 2)
            return ent_link_pairs(b, &by, act.row);
        if (b->filter.tie_kinds && put_bound_first(b) == 2)
            return link_pair_and_promoters(b, &by, &act);
        return ent_link_star(b, &by, act.within != ENT_NONE ? act.within : ent_act_key(b, index));
    }
}

static void put_outside(builder *b, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(b->d, act, &rows);

    for (size_t i = 0; i < count; i++)
        ent_ledger_put_party(b->n, rows[i], ENT_OUTSIDE);
}

ent_status ent_build_act(builder *b, uint32_t act)
{
    const ent_selection *s = &b->n->selection;
    size_t least = s->network == ENT_NET_TWO_MODE || s->network == ENT_NET_ACTS ? 1 : 2, known;
    bool over_cap;
    const ent_act found = ent_act_at(b->d, act);
    ent_status status;
    ent_share weight;

    ent_ledger_put_act(b->n, act, ENT_OUTSIDE);
    if (s->network == ENT_NET_MEMBERS || !ent_filter_act(&b->filter, &found)) {
        put_outside(b, act);
        return ENT_OK;
    }
    if ((status = find_participants(b, act)) != ENT_OK)
        return status;
    if (ties_alone(b, &found))
        least = 1;
    over_cap = s->max_parties && b->participants.count > s->max_parties;
    if (over_cap || b->participants.count < least) {
        size_t selected = ent_participants_selected(b, 0, &known);

        withdraw_rows(b, act, over_cap ? ENT_OVER_CAP : ENT_ONE_PARTY);
        ent_ledger_put_act(b->n, act,
                           over_cap && selected ? ENT_OVER_CAP : bucket_of_act(b, act, selected));
        return over_cap ? ENT_OK
                        : ent_count_participants(b, ent_act_key(b, act), ENT_EVIDENCE_ACT, act, 0);
    }
    weight = act_weight(b, &found);
    if (isnan(weight.known))
        return ENT_EDATA;
    if (weight.known == 0 && s->weight == ENT_WEIGHT_COLUMN) {
        withdraw_rows(b, act, ENT_OUTSIDE);
        return ENT_OK;
    }
    status = ent_count_participants(b, ent_act_key(b, act), ENT_EVIDENCE_ACT, act, weight.known);
    if (status != ENT_OK)
        return status;
    settle_rows(b, act, least);
    return link_act(b, act, weight);
}
