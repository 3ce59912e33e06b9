/* evidence.c: the id of a piece of evidence, the time during which it ties, and ties that are
 * assumed. */
#include "base/list.h"
#include "network/status.h"
#include "network/tie_kind.h"

ent_str ent_evidence_name(const ent_dataset *d, ent_evidence_kind kind, uint32_t record)
{
    return kind == ENT_EVIDENCE_MEMBERSHIP ? ENT_STR("membership")
           : kind == ENT_EVIDENCE_ACT      ? ent_act_id(d, record)
                                           : ent_actor_at(d, record)->id;
}

ent_str ent_evidence_id(const ent_network *n, const ent_evidence *e)
{
    return ent_evidence_name(ent_network_dataset(n), e->kind, e->record);
}

/* ---- the time of a piece of evidence ---- */

/* Of one end of the tie in the agreement or organization: one for each row and life of the actor.
 */
typedef struct spells {
    ENT_LIST(ent_spell) list;
    bool failed;
} spells;

static ent_spell narrowed(ent_spell a, ent_spell b)
{
    if (ent_date_known(b.from) && (!ent_date_known(a.from) || b.from.first > a.from.first))
        a.from = b.from;
    if (b.to.kind && (!a.to.kind || b.to.last < a.to.last))
        a.to = b.to;
    return a;
}

/* Can it hold in the window at all? */
static bool possible(ent_spell s, ent_window window)
{
    bool from = ent_date_known(s.from), to = ent_date_known(s.to);

    return !(from && to && s.from.first >= s.to.last) && !(from && s.from.first > window.last) &&
           !(to && s.to.last <= window.first);
}

/* The rows of an actor end with it, unless another continues it. */
static void add_in_life(const ent_network *n, spells *to, uint32_t actor, ent_spell s)
{
    const ent_spell *lives;
    ent_spell own;
    size_t count = ent_actor_spells(ent_network_dataset(n), actor, &own, &lives);
    bool separate = ent_network_selection(n)->succession == ENT_SUCCESSION_SEPARATE;

    if (!separate || ent_window_of(ent_network_selection(n)).asks == ENT_ASK_EVER)
        to->failed |= !ENT_LIST_PUSH(&to->list, s);
    else
        for (size_t i = 0; i < count; i++)
            to->failed |= !ENT_LIST_PUSH(&to->list, narrowed(s, (ent_spell){ { 0 }, lives[i].to }));
}

/* Is the actor of the row `actor`, or, when that is ENT_NONE, one of the node? */
static bool is_asked(const ent_network *n, uint32_t of_row, uint32_t node, uint32_t actor)
{
    return actor != ENT_NONE ? of_row == actor : ent_node_of_actor(n, of_row) == node;
}

/* The rows in an agreement that count, or may. */
static void add_parties(const ent_network *n, spells *to, uint32_t act, uint32_t node,
                        uint32_t actor)
{
    const ent_dataset *d = ent_network_dataset(n);
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(d, rows[i]);
        ent_spell s;

        if (!is_asked(n, p.actor, node, actor) ||
            ent_party_standing(ent_network_times(n), &p).counts == ENT_NO)
            continue;
        ent_party_spell(d, &p, ent_party_rule(ent_network_selection(n), d, &p), &s.from, &s.to);
        add_in_life(n, to, p.actor, s);
    }
}

static void add_members(const ent_network *n, spells *to, uint32_t organization, uint32_t node,
                        uint32_t actor)
{
    const ent_dataset *d = ent_network_dataset(n);
    const uint32_t *rows;
    size_t count = ent_actor_members(d, organization, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_membership *m = ent_membership_at(d, rows[i]);

        if (is_asked(n, m->member, node, actor) &&
            ent_membership_standing(ent_network_times(n), m).counts != ENT_NO)
            add_in_life(n, to, m->member, (ent_spell){ m->from, m->to });
    }
}

/* The times of one end of a tie, the node `i`, in a piece of evidence. */
static void add_end(const ent_network *n, spells *to, const ent_evidence *e, uint32_t i)
{
    const ent_node *node = ent_node_at(n, i);

    switch (e->kind) {
    case ENT_EVIDENCE_ACT:
        if (node->actor != ENT_NONE)
            add_parties(n, to, e->record, i, ENT_NONE);
        break;
    case ENT_EVIDENCE_ORGANIZATION:
        add_members(n, to, e->record, i, ENT_NONE);
        break;
    case ENT_EVIDENCE_ACTOR:
        if (node->act != ENT_NONE)
            add_parties(n, to, node->act, ENT_NONE, e->record);
        else
            add_members(n, to, node->actor, ENT_NONE, e->record);
        break;
    case ENT_EVIDENCE_MEMBERSHIP: /* of the tie, not of one end: see ent_evidence_spell */
        break;
    }
}

/* The first spell in the window that both have in common, else the first of all. */
static ent_spell common(const spells *x, const spells *y, ent_window window)
{
    static const ent_spell always;
    size_t xs = x->list.count, ys = y->list.count;
    ent_spell first = always;

    for (size_t i = 0; !i || i < xs; i++)
        for (size_t k = 0; !k || k < ys; k++) {
            ent_spell both =
                narrowed(xs ? x->list.items[i] : always, ys ? y->list.items[k] : always);

            if (possible(both, window))
                return both;
            if (!i && !k)
                first = both;
        }
    return first;
}

void ent_evidence_spell(const ent_network *n, const ent_tie *tie, const ent_evidence *e,
                        ent_date *from, ent_date *to)
{
    spells ends[2] = { { { 0 }, false }, { { 0 }, false } };
    ent_spell both;

    if (e->kind == ENT_EVIDENCE_MEMBERSHIP) {
        const ent_membership *m = ent_membership_at(ent_network_dataset(n), e->record);

        add_in_life(n, &ends[0], m->member, (ent_spell){ m->from, m->to });
    }
    add_end(n, &ends[0], e, tie->a);
    add_end(n, &ends[1], e, tie->b);
    both = common(&ends[0], &ends[1], ent_window_of(ent_network_selection(n)));
    *from = both.from;
    *to = both.to;
    ENT_LIST_DESTROY(&ends[0].list);
    ENT_LIST_DESTROY(&ends[1].list);
}

/* ---- assumed ties ---- */

/* The last day that the source of the evidence covers; ENT_DAY_MIN when it is not recorded. */
static int32_t last_seen(const ent_network *n, const ent_evidence *e)
{
    const ent_dataset *d = ent_network_dataset(n);
    ent_act act;

    if (e->kind == ENT_EVIDENCE_ACTOR || e->kind == ENT_EVIDENCE_ORGANIZATION)
        return ENT_DAY_MIN; /* several rows */
    if (e->kind == ENT_EVIDENCE_MEMBERSHIP) {
        const ent_membership *m = ent_membership_at(d, e->record);

        return m->to.kind == ENT_DATE_SPAN ? m->to.first : ENT_DAY_MIN;
    }
    act = ent_act_at(d, e->record);
    if (act.ended.kind == ENT_DATE_SPAN)
        return act.ended.first;
    return ent_date_known(act.as_of) ? act.as_of.last : ENT_DAY_MIN;
}

bool ent_network_assumed_after(const ent_network *n, int32_t *earliest, int32_t *latest)
{
    *earliest = ENT_DAY_MAX;
    *latest = ENT_DAY_MIN;
    for (size_t t = 0; t < ent_tie_count(n); t++) {
        const ent_tie *tie = ent_tie_at(n, t);

        for (uint32_t i = 0; tie->assumed && i < tie->count; i++) {
            const ent_evidence *e = &ent_tie_evidence(n, tie)[i];
            int32_t seen = e->assumed ? last_seen(n, e) : ENT_DAY_MIN;

            if (seen == ENT_DAY_MIN || seen == ENT_DAY_MAX)
                continue;
            if (seen < *earliest)
                *earliest = seen;
            if (seen > *latest)
                *latest = seen;
        }
    }
    return *latest != ENT_DAY_MIN;
}

void ent_network_describe_assumed(const ent_network *n, const ent_words *words, ent_buf *out)
{
    size_t count = ent_network_assumed_count(n);
    int32_t earliest, latest;
    ent_buf days[2] = { { 0 }, { 0 } };

    if (!count) {
        if (ent_window_of(ent_network_selection(n)).asks != ENT_ASK_EVER && ent_tie_count(n) &&
            !ent_dataset_records_ends(ent_network_dataset(n)))
            ent_say(words, out, ENT_WORD("all {1} ties assumed still in force, since no column is read as their ends"),
                    ent_n(ent_tie_count(n)));
        return;
    }
    ent_say(words, out, ENT_WORD("{1} of {2} ties assumed still in force"), ent_n(count), ent_n(ent_tie_count(n)));
    if (!ent_network_assumed_after(n, &earliest, &latest)) {
        ent_buf_text(out, ", ");
        ent_buf_str(out, ent_translate(words, ENT_WORD("with no end recorded")));
        return;
    }
    ent_words_date(words, &days[0], ent_date_of_day(earliest));
    ent_words_date(words, &days[1], ent_date_of_day(latest));
    ent_buf_char(out, ' ');
    if (earliest == latest)
        ent_say(words, out, ENT_WORD("after {1}"), ent_t(ent_buf_view(&days[0])));
    else
        ent_say(words, out, ENT_WORD("after the last days of which the sources speak, {1} to {2}"),
                ent_t(ent_buf_view(&days[0])), ent_t(ent_buf_view(&days[1])));
    out->failed |= days[0].failed || days[1].failed;
    ent_buf_destroy(&days[0]);
    ent_buf_destroy(&days[1]);
}
