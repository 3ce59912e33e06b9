/* evidence.c: what a piece of evidence says: whose it is, and from when to when it ties. */
#include "entente/network.h"

#include "base/mem.h"
#include "network/status.h"

ent_str ent_evidence_id(const ent_network *n, const ent_evidence *e)
{
    const ent_dataset *d = ent_network_dataset(n);
    ent_network_kind kind = ent_network_selection(n)->network;

    if (e->is_membership && kind != ENT_NET_ACTORS)
        return ENT_STR("membership");
    return e->is_membership || kind == ENT_NET_ACTS ? ent_actor_at(d, e->record)->id
                                                    : ent_act_at(d, e->record)->id;
}

/* ---- from when to when ---- */

/* Of one end of the tie: when it is in the act or organization, once for each row and each life of
 * its actor. */
typedef struct spells {
    ent_spell *list;
    size_t count, room;
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

static void add_spell(spells *to, ent_spell s)
{
    if (!ent_mem_reserve((void **)&to->list, &to->room, to->count + 1, sizeof *to->list))
        to->failed = true;
    else
        to->list[to->count++] = s;
}

/* An actor that ended took its rows along, unless another continues it. */
static void add_in_life(const ent_network *n, spells *to, uint32_t actor, ent_spell s)
{
    const ent_spell *lives;
    size_t count = ent_actor_spells(ent_network_dataset(n), actor, &lives);
    bool separate = ent_network_selection(n)->succession == ENT_SUCCESSION_SEPARATE;

    if (!separate || ent_window_of(ent_network_selection(n)).asks == ENT_ASK_EVER)
        add_spell(to, s);
    else
        for (size_t i = 0; i < count; i++)
            add_spell(to, narrowed(s, (ent_spell){ { 0 }, lives[i].to }));
}

/* The rows of a node in an act that count, or may. */
static void in_act(const ent_network *n, spells *to, uint32_t act, uint32_t node)
{
    const ent_dataset *d = ent_network_dataset(n);
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_party *p = ent_party_at(d, rows[i]);
        ent_spell s;

        if (ent_node_of_actor(n, p->actor) != node ||
            ent_party_standing(ent_network_times(n), p).counts == ENT_NO)
            continue;
        ent_party_spell(d, p, ent_network_selection(n)->count, &s.from, &s.to);
        add_in_life(n, to, p->actor, s);
    }
}

static void in_organization(const ent_network *n, spells *to, uint32_t organization, uint32_t node)
{
    const ent_dataset *d = ent_network_dataset(n);
    const uint32_t *rows;
    size_t count = ent_actor_members(d, organization, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_membership *m = ent_membership_at(d, rows[i]);

        if (ent_node_of_actor(n, m->member) == node &&
            ent_membership_standing(ent_network_times(n), m).counts != ENT_NO)
            add_in_life(n, to, m->member, (ent_spell){ m->from, m->to });
    }
}

/* An actor that two acts or organizations share: in one of them. */
static void in_node(const ent_network *n, spells *to, const ent_node *place, uint32_t actor)
{
    const ent_dataset *d = ent_network_dataset(n);
    const uint32_t *rows;
    size_t count = place->act != ENT_NONE ? ent_act_parties(d, place->act, &rows)
                                          : ent_actor_members(d, place->actor, &rows);

    for (size_t i = 0; i < count; i++) {
        ent_spell s;

        if (place->act != ENT_NONE) {
            const ent_party *p = ent_party_at(d, rows[i]);

            if (p->actor != actor || ent_party_standing(ent_network_times(n), p).counts == ENT_NO)
                continue;
            ent_party_spell(d, p, ent_network_selection(n)->count, &s.from, &s.to);
        } else {
            const ent_membership *m = ent_membership_at(d, rows[i]);

            if (m->member != actor ||
                ent_membership_standing(ent_network_times(n), m).counts == ENT_NO)
                continue;
            s = (ent_spell){ m->from, m->to };
        }
        add_in_life(n, to, actor, s);
    }
}

/* The first spell that both have in common in the window, else the first of all. */
static ent_spell common(const spells *a, const spells *b, ent_window window)
{
    static const ent_spell always;
    size_t as = a->count ? a->count : 1, bs = b->count ? b->count : 1;
    ent_spell first = always;

    for (size_t i = 0; i < as; i++)
        for (size_t k = 0; k < bs; k++) {
            ent_spell both = narrowed(a->count ? a->list[i] : always,
                                      b->count ? b->list[k] : always);

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
    const ent_node *a = ent_node_at(n, tie->a), *b = ent_node_at(n, tie->b);
    ent_network_kind kind = ent_network_selection(n)->network;
    spells of_a = { 0 }, of_b = { 0 };
    ent_spell both;

    if (kind == ENT_NET_ACTS) {
        in_node(n, &of_a, a, e->record);
        in_node(n, &of_b, b, e->record);
    } else if (e->is_membership && kind == ENT_NET_ACTORS) {
        in_organization(n, &of_a, e->record, tie->a);
        in_organization(n, &of_b, e->record, tie->b);
    } else if (e->is_membership) {
        const ent_membership *m = ent_membership_at(ent_network_dataset(n), e->record);

        add_in_life(n, &of_a, m->member, (ent_spell){ m->from, m->to });
    } else {
        if (a->actor != ENT_NONE)
            in_act(n, &of_a, e->record, tie->a);
        if (b->actor != ENT_NONE)
            in_act(n, &of_b, e->record, tie->b);
    }
    both = common(&of_a, &of_b, ent_window_of(ent_network_selection(n)));
    *from = both.from;
    *to = both.to;
    ent_mem_free(of_a.list);
    ent_mem_free(of_b.list);
}

/* ---- what is assumed ---- */

/* The last day of which the source of the evidence speaks; ENT_DAY_MIN when it does not say. */
static int32_t last_seen(const ent_network *n, const ent_evidence *e)
{
    const ent_dataset *d = ent_network_dataset(n);
    ent_network_kind kind = ent_network_selection(n)->network;
    const ent_act *act;

    if (kind == ENT_NET_ACTS || (e->is_membership && kind == ENT_NET_ACTORS))
        return ENT_DAY_MIN; /* what is shared has several */
    if (e->is_membership) {
        const ent_membership *m = ent_membership_at(d, e->record);

        return m->to.kind == ENT_DATE_SPAN ? m->to.first : ENT_DAY_MIN;
    }
    act = ent_act_at(d, e->record);
    if (act->ended.kind == ENT_DATE_SPAN)
        return act->ended.first;
    return ent_date_known(act->as_of) ? act->as_of.last : ENT_DAY_MIN;
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

void ent_network_describe_assumed(const ent_network *n, ent_buf *out)
{
    size_t count = ent_network_assumed_count(n);
    int32_t earliest, latest;

    if (!count) {
        if (ent_window_of(ent_network_selection(n)).asks != ENT_ASK_EVER && ent_tie_count(n) &&
            !ent_dataset_records_ends(ent_network_dataset(n)))
            ent_buf_format(out, "all %zu ties assumed still in force, since the data have no column for ends",
                           ent_tie_count(n));
        return;
    }
    ent_buf_format(out, "%zu of %zu ties assumed still in force", count, ent_tie_count(n));
    if (!ent_network_assumed_after(n, &earliest, &latest)) {
        ent_buf_text(out, ", with no end recorded");
        return;
    }
    ent_buf_text(out, earliest == latest ? " after "
                                         : " after the last days of which the sources speak, ");
    ent_date_write(out, ent_date_of_day(earliest));
    if (earliest != latest) {
        ent_buf_text(out, " to ");
        ent_date_write(out, ent_date_of_day(latest));
    }
}
