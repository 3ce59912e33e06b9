/* uncertainty.c: everything unknown that decides what is in a network. A completion of the data
 * resolves each of these one way. */
#include "entente/network.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/platform.h"
#include "network/selection.h"
#include "network/status.h"

typedef struct search {
    const ent_dataset *d;
    ent_times times;
    ent_filter filter;
    ent_uncertainty *found;
    size_t count, room;
    ent_diags *diags;
} search;

static ent_status add(search *s, ent_uncertainty added)
{
    if (!ent_mem_reserve((void **)&s->found, &s->room, s->count + 1, sizeof *s->found))
        return ent_out_of_memory(s->diags);
    s->found[s->count++] = added;
    return ENT_OK;
}

/* An actor outside the selection may still decide what is shown: whether an agreement is one of two
 * or a hub, how much it adds to a tie, whether it is over the cap. It cannot change sums over
 * agreements in common. */
static bool may_matter(const ent_filter *f, uint32_t actor)
{
    const ent_selection *s = f->selection;
    bool sums = (s->network == ENT_NET_ACTORS || s->network == ENT_NET_TWO_MODE ||
                 s->network == ENT_NET_MEMBERS) &&
                (s->weight == ENT_WEIGHT_COUNT || s->weight == ENT_WEIGHT_BINARY ||
                 s->weight == ENT_WEIGHT_COLUMN) &&
                !s->max_parties && !s->backbone && !s->ego;

    return !sums || ent_filter_actor(f, actor);
}

static ent_status add_record(search *s, ent_uncertainty_kind kind, ent_table table, uint32_t record)
{
    return add(s, (ent_uncertainty){ kind, table, record, { ENT_NONE, ENT_NONE } });
}

/* The start and the end of the agreement, when a party depends on it alone, and uncertain rows. */
static ent_status add_act(search *s, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(s->d, act, &rows);
    bool begun = false, ended = false;
    ent_status status = ENT_OK;

    if (!ent_filter_selects(&s->filter, act))
        return ENT_OK;
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        const ent_party p = ent_party_at(s->d, rows[i]);
        ent_party_truths is;

        if (!ent_filter_party(&s->filter, &p) || !may_matter(&s->filter, p.actor))
            continue;
        is = ent_party_truths_of(&s->times, &p, true);
        if (is.begun == ENT_NO || is.lasts == ENT_NO || is.row == ENT_NO)
            continue;
        begun |= is.begun == ENT_UNKNOWN;
        ended |= is.lasts == ENT_UNKNOWN;
        if (is.row == ENT_UNKNOWN)
            status = add_record(s, ENT_UNCERTAIN_ROW, ENT_PARTIES, rows[i]);
    }
    if (status == ENT_OK && begun)
        status = add_record(s, ENT_UNCERTAIN_START, ENT_AGREEMENTS, act);
    return status == ENT_OK && ended ? add_record(s, ENT_UNCERTAIN_END, ENT_AGREEMENTS, act)
                                     : status;
}

static ent_status add_members(search *s)
{
    ent_status status = ENT_OK;

    for (uint32_t i = 0; i < ent_membership_count(s->d) && status == ENT_OK; i++) {
        const ent_membership *m = ent_membership_at(s->d, i);

        if (!ent_filter_role(&s->filter, m->role) || m->organization == m->member ||
            !may_matter(&s->filter, m->member) ||
            (s->filter.within && !s->filter.within[m->organization]))
            continue;
        if (ent_membership_standing(&s->times, m).counts == ENT_UNKNOWN)
            status = add_record(s, ENT_UNCERTAIN_ROW, ENT_MEMBERSHIPS, i);
    }
    return status;
}

static ent_status add_actors(search *s)
{
    ent_status status = ENT_OK;

    for (uint32_t i = 0; i < ent_actor_count(s->d) && status == ENT_OK; i++)
        if (ent_filter_actor(&s->filter, i) && !ent_actor_at(s->d, i)->is_reserve &&
            ent_actor_exists(&s->times, i) == ENT_UNKNOWN)
            status = add_record(s, ENT_UNCERTAIN_ACTOR, ENT_ACTORS, i);
    return status;
}

static ent_status add_pairs(search *s, const ent_network *network)
{
    ent_uncertainty *pairs;
    size_t count;
    ent_status status =
        ent_network_uncertain_pairs(network, s->times.selection, &pairs, &count, s->diags);

    for (size_t i = 0; i < count && status == ENT_OK; i++)
        status = add(s, pairs[i]);
    ent_mem_free(pairs);
    return status;
}

/* ---- the order of ids, which does not depend on that of the rows ---- */

static int by_date(ent_date a, ent_date b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    if (a.first != b.first)
        return a.first < b.first ? -1 : 1;
    return a.last < b.last ? -1 : a.last > b.last;
}

static int by_actor(const ent_dataset *d, uint32_t a, uint32_t b)
{
    return ent_str_compare_natural(ent_actor_at(d, a)->id, ent_actor_at(d, b)->id);
}

static int by_party(const ent_dataset *d, ent_party a, ent_party b)
{
    int order = ent_str_compare_natural(ent_act_id(d, a.act), ent_act_id(d, b.act));

    order = order ? order : by_actor(d, a.actor, b.actor);
    order = order ? order : by_date(a.signed_on, b.signed_on);
    order = order ? order : by_date(a.ratified, b.ratified);
    order = order ? order : by_date(a.in_force, b.in_force);
    order = order ? order : by_date(a.withdrew, b.withdrew);
    return order ? order : (int)a.role - (int)b.role;
}

static int by_membership(const ent_dataset *d, const ent_membership *a, const ent_membership *b)
{
    int order = by_actor(d, a->organization, b->organization);

    order = order ? order : by_actor(d, a->member, b->member);
    order = order ? order : by_date(a->from, b->from);
    order = order ? order : by_date(a->to, b->to);
    return order ? order : (int)a->role - (int)b->role;
}

/* Keys: actors first, then agreements, both by id. */
static int by_key(const ent_dataset *d, uint32_t a, uint32_t b)
{
    size_t actors = ent_actor_count(d);

    if (a < actors && b < actors)
        return by_actor(d, a, b);
    if (a < actors || b < actors)
        return a < actors ? -1 : 1;
    return ent_str_compare_natural(ent_act_id(d, a - actors), ent_act_id(d, b - actors));
}

static int by_pair(const ent_dataset *d, const ent_uncertainty *x, const ent_uncertainty *y)
{
    int low_x = by_key(d, x->between[0], x->between[1]) > 0;
    int low_y = by_key(d, y->between[0], y->between[1]) > 0;
    int order = x->table == ENT_AGREEMENTS ? ent_str_compare_natural(ent_act_id(d, x->record),
                                                                     ent_act_id(d, y->record))
                                           : by_actor(d, x->record, y->record);

    order = order ? order : by_key(d, x->between[low_x], y->between[low_y]);
    return order ? order : by_key(d, x->between[!low_x], y->between[!low_y]);
}

static int by_ids(const void *a, const void *b, void *dataset)
{
    const ent_uncertainty *x = a, *y = b;
    const ent_dataset *d = dataset;

    if (x->table != y->table)
        return x->table < y->table ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->kind == ENT_UNCERTAIN_PAIR)
        return by_pair(d, x, y);
    if (x->table == ENT_ACTORS)
        return by_actor(d, x->record, y->record);
    if (x->table == ENT_MEMBERSHIPS)
        return by_membership(d, ent_membership_at(d, x->record), ent_membership_at(d, y->record));
    if (x->table == ENT_PARTIES)
        return by_party(d, ent_party_at(d, x->record), ent_party_at(d, y->record));
    return ent_str_compare_natural(ent_act_id(d, x->record), ent_act_id(d, y->record));
}

ent_status ent_network_uncertainties(const ent_network *network, ent_uncertainty **found,
                                     size_t *count, ent_diags *diags)
{
    ent_selection selection = *ent_network_selection(network);
    bool members = selection.network == ENT_NET_MEMBERS || selection.with_memberships;
    search s = { .d = ent_network_dataset(network), .diags = diags };
    ent_status status;

    selection.open_ended = ENT_OPEN_ENDED_UNKNOWN; /* what is assumed is uncertain */
    selection.completion = NULL;
    s.times = *ent_network_times(network);
    s.times.selection = &selection;
    s.times.exact = true;
    *found = NULL;
    *count = 0;
    status = ent_filter_init(&s.filter, s.d, &selection, diags);
    for (uint32_t i = 0;
         status == ENT_OK && selection.network != ENT_NET_MEMBERS && i < ent_act_count(s.d); i++)
        status = add_act(&s, i);
    if (status == ENT_OK && members)
        status = add_members(&s);
    if (status == ENT_OK)
        status = add_actors(&s);
    if (status == ENT_OK)
        status = add_pairs(&s, network);
    ent_filter_destroy(&s.filter);
    if (status != ENT_OK) {
        ent_mem_free(s.found);
        return status;
    }
    if (s.count)
        ent_platform_sort(s.found, s.count, sizeof *s.found, by_ids, (void *)s.d);
    *found = s.found;
    *count = s.count;
    return ENT_OK;
}

void ent_uncertainties_free(ent_uncertainty *found)
{
    ent_mem_free(found);
}
