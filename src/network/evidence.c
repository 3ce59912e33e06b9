/* evidence.c: what a piece of evidence says: whose it is, and from when to when it ties. */
#include "entente/network.h"

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

typedef struct spell {
    const ent_network *n;
    ent_date from, to; /* the latest start and the earliest end so far */
} spell;

static void narrow(spell *s, ent_date from, ent_date to)
{
    if (ent_date_known(from) && (!ent_date_known(s->from) || from.first > s->from.first))
        s->from = from;
    if (to.kind && (!s->to.kind || to.last < s->to.last))
        s->to = to;
}

/* The rows of an actor in an act that count, or may. */
static void in_act(spell *s, uint32_t act, uint32_t actor)
{
    const ent_dataset *d = ent_network_dataset(s->n);
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_party *p = ent_party_at(d, rows[i]);
        ent_date from, to;

        if (p->actor != actor ||
            ent_party_standing(d, p, ent_network_selection(s->n)).counts == ENT_NO)
            continue;
        ent_party_spell(d, p, ent_network_selection(s->n)->count, &from, &to);
        narrow(s, from, to);
    }
}

static void in_organization(spell *s, uint32_t organization, uint32_t actor)
{
    const ent_dataset *d = ent_network_dataset(s->n);
    const uint32_t *rows;
    size_t count = ent_actor_members(d, organization, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_membership *m = ent_membership_at(d, rows[i]);

        if (m->member == actor &&
            ent_membership_standing(d, m, ent_network_selection(s->n)).counts != ENT_NO)
            narrow(s, m->from, m->to);
    }
}

/* Somebody in something: an act, or an organization. */
static void in_node(spell *s, const ent_node *place, uint32_t actor)
{
    if (place->act != ENT_NONE)
        in_act(s, place->act, actor);
    else
        in_organization(s, place->actor, actor);
}

void ent_evidence_spell(const ent_network *n, const ent_tie *tie, const ent_evidence *e,
                        ent_date *from, ent_date *to)
{
    const ent_node *a = ent_node_at(n, tie->a), *b = ent_node_at(n, tie->b);
    ent_network_kind kind = ent_network_selection(n)->network;
    spell s = { .n = n };

    if (kind == ENT_NET_ACTS) {
        in_node(&s, a, e->record);
        in_node(&s, b, e->record);
    } else if (e->is_membership && kind == ENT_NET_ACTORS) {
        in_organization(&s, e->record, a->actor);
        in_organization(&s, e->record, b->actor);
    } else if (e->is_membership) {
        const ent_membership *m = ent_membership_at(ent_network_dataset(n), e->record);

        narrow(&s, m->from, m->to);
    } else {
        if (a->actor != ENT_NONE)
            in_act(&s, e->record, a->actor);
        if (b->actor != ENT_NONE)
            in_act(&s, e->record, b->actor);
    }
    *from = s.from;
    *to = s.to;
}
