/* actor_names.c: the names in a plain file. When most of them are states of the register, they are the
 * register's: Russia, Russian Federation and RUS are one node. Then a name that is not in it is mostly
 * a mistake, and is named. Numbers and names of persons stay what they are. */
#include "data/dataset.h"

#include <string.h>

#include "base/mem.h"

typedef struct naming {
    ent_dataset *d;
    ent_diags *diags;
    const ent_state **meant; /* of each actor: whom the register knows by its id */
    uint32_t *now;           /* and its place in the list that is left */
    uint32_t *joins;         /* the organization of the data that it is after all; ENT_NONE: none */
    uint32_t *first;         /* the first party row that names it; ENT_NONE: none does */
    size_t count, states;
} naming;

/* What the data call an organization is no state, whatever its name. */
static const ent_state *meant_by(const ent_dataset *d, const ent_actor *actor)
{
    const ent_state *state;

    if (actor->is_own)
        return NULL;
    state = actor->state ? actor->state : ent_world_resolve(d->world, actor->id);
    return state && !state->is_organization && actor->type == ENT_ORGANIZATION ? NULL : state;
}

static void look_up(naming *n)
{
    for (size_t i = 0; i < n->count; i++) {
        n->meant[i] = meant_by(n->d, &ACTORS(n->d)[i]);
        n->states += n->meant[i] != NULL;
        n->first[i] = n->joins[i] = ENT_NONE;
    }
    for (size_t i = n->d->parties.count; i-- > 0;)
        n->first[PARTIES(n->d)[i].actor] = (uint32_t)i;
}

static ent_where place_of(const naming *n, size_t actor)
{
    static const char *const columns[] = { "parties", "party1", "party2" };
    const ent_party *p;

    if (n->first[actor] == ENT_NONE)
        return ENT_NOWHERE;
    p = &PARTIES(n->d)[n->first[actor]];
    return ent_row_where(n->d, p->row, p->row.file == ENT_PARTIES ? "party" : columns[p->side]);
}

/* ---- cells that are lists ---- */

/* Are two or more parts of the text actors, and most of all? */
static bool is_list(const naming *n, ent_str text, char separator)
{
    ent_str rest = text, part;
    size_t parts = 0, actors = 0;

    if (text.len > 4000 || !memchr(text.ptr, separator, text.len))
        return false;
    while (ent_str_next(&rest, separator, &part)) {
        parts++;
        actors += part.len && ent_world_resolve(n->d->world, part) != NULL;
    }
    return actors > 1 && actors * 2 > parts;
}

static void tell_lists(const naming *n)
{
    static const char separators[] = ";,/|&+\n";
    const ent_dataset *d = n->d;

    for (const char *s = separators; *s; s++) {
        size_t found = 0, first = 0;

        for (size_t i = 0; i < n->count; i++)
            if (!n->meant[i] && n->first[i] != ENT_NONE && ACTORS(d)[i].row.file != ENT_ACTORS &&
                is_list(n, ACTORS(d)[i].id, *s)) {
                if (!found++ || n->first[i] < n->first[first])
                    first = i;
            }
        if (!found)
            continue;
        ent_find(n->diags, ENT_CHECK_ACTOR_LIST, place_of(n, first),
                 "'%.*s'%s of actors with '%s' between them; each is read as one actor; `entente import "
                 "--guess %s` proposes a map that takes them apart",
                 (int)(ACTORS(d)[first].id.len < 60 ? ACTORS(d)[first].id.len : 60),
                 ACTORS(d)[first].id.ptr, found > 1 ? " and other cells look like lists" : " looks like a list",
                 *s == '\n' ? "line ends" : (char[]){ *s, '\0' },
                 ent_table_file(d, d->tables[ENT_PARTIES].present ? ENT_PARTIES : ENT_AGREEMENTS));
    }
}

/* ---- names that nobody knows ---- */

static void tell_unknown(const naming *n, size_t i)
{
    ent_str id = ACTORS(n->d)[i].id;
    ent_identity who = ent_world_identify(n->d->world, ENT_STR("any"), id, (ent_date){ 0 });
    ent_where at = place_of(n, i);
    ent_buf more = { 0 };

    for (size_t k = 0; k < who.candidate_count; k++)
        ent_buf_format(&more, "%s%.*s (%.*s)", k ? " or " : "; did you mean ",
                       ENT_STR_ARG(who.candidates[k]->name), ENT_STR_ARG(who.candidates[k]->id));
    if (who.candidate_count)
        ent_buf_char(&more, '?');
    at.about = id;
    ent_find(n->diags, ENT_CHECK_ACTOR_NAME, at,
             "'%.*s' is not in the register of states and organizations; it stays a node of its "
             "own%s",
             (int)(id.len < 60 ? id.len : 60), id.ptr, ent_buf_string(&more));
    ent_buf_destroy(&more);
}

static void tell_all_unknown(const naming *n)
{
    for (size_t i = 0; i < n->count; i++) {
        const ent_actor *actor = &ACTORS(n->d)[i];
        double number;
        bool in_parts = false;

        if (n->meant[i] || n->first[i] == ENT_NONE || actor->row.file == ENT_ACTORS ||
            actor->type != ENT_OTHER || ent_str_number(actor->id, &number))
            continue;
        for (const char *s = ";,/|&+\n"; *s; s++)
            in_parts |= is_list(n, actor->id, *s);
        if (!in_parts)
            tell_unknown(n, i);
    }
}

/* ---- organizations of the data ---- */

/* A party that is called as an organization of the data and as a state: where the others are given by
 * their codes, or a member is called so, it is the state; among names, the organization. */
static void join_organizations(naming *n)
{
    size_t coded = 0, known = 0;

    for (size_t i = 0; i < n->count; i++)
        if (n->meant[i] && n->first[i] != ENT_NONE) {
            known++;
            coded += ent_str_eq(ACTORS(n->d)[i].id, n->meant[i]->id);
        }
    if (coded * 2 >= known)
        return;
    for (size_t i = 0; i < n->count; i++)
        if (n->meant[i] && !n->meant[i]->is_organization && n->first[i] != ENT_NONE) {
            uint32_t at = ent_index_find(&n->d->organization_ids, ACTORS(n->d)[i].id);

            n->joins[i] = at == ENT_ABSENT ? ENT_NONE : at;
        }
    for (size_t i = 0; i < n->d->memberships.count; i++)
        n->joins[MEMBERSHIPS(n->d)[i].member] = ENT_NONE;
}

/* ---- the list of actors anew ---- */

static ent_actor registered(const ent_state *state, const ent_actor *actor)
{
    return (ent_actor){ .id = state->id, .name = state->name, .label = state->name,
                        .region = state->region,
                        .type = state->is_organization ? ENT_ORGANIZATION : ENT_STATE,
                        .from = state->from, .to = state->to, .lat = state->lat,
                        .lon = state->lon, .part_of = ENT_NONE, .state = state,
                        .is_party = actor->is_party, .is_within = actor->is_within,
                        .row = actor->row };
}

static bool make_list(naming *n)
{
    ent_dataset *d = n->d;
    size_t kept = 0;

    ent_index_destroy(&d->actor_ids);
    for (size_t i = 0; i < n->count; i++) {
        ent_actor actor = ACTORS(d)[i];
        uint32_t at = (uint32_t)kept;

        if (n->joins[i] != ENT_NONE)
            continue;
        if (n->meant[i])
            actor = registered(n->meant[i], &actor);
        if (!actor.is_own && !ent_index_add(&d->actor_ids, actor.id, (uint32_t)kept, &at))
            return false;
        n->now[i] = at;
        if (at == kept)
            ACTORS(d)[kept++] = actor;
        else
            ACTORS(d)[at].is_party |= actor.is_party;
        if (actor.is_own && ent_index_find(&d->organization_ids, actor.id) != ENT_ABSENT)
            ent_index_move(&d->organization_ids, actor.id, at);
    }
    d->actors.count = kept;
    return true;
}

static uint32_t moved(const naming *n, uint32_t actor)
{
    if (actor == ENT_NONE)
        return ENT_NONE;
    return n->now[n->joins[actor] == ENT_NONE ? actor : n->joins[actor]];
}

static void move_all(const naming *n)
{
    ent_dataset *d = n->d;

    for (size_t i = 0; i < d->parties.count; i++)
        PARTIES(d)[i].actor = moved(n, PARTIES(d)[i].actor);
    for (size_t i = 0; i < d->memberships.count; i++) {
        MEMBERSHIPS(d)[i].organization = moved(n, MEMBERSHIPS(d)[i].organization);
        MEMBERSHIPS(d)[i].member = moved(n, MEMBERSHIPS(d)[i].member);
    }
    for (size_t i = 0; i < d->acts.count; i++)
        ACTS(d)[i].within = moved(n, ACTS(d)[i].within);
    for (size_t i = 0; i < d->actors.count; i++)
        ACTORS(d)[i].part_of = moved(n, ACTORS(d)[i].part_of);
}

ent_status ent_plain_states(ent_dataset *d, ent_diags *diags)
{
    size_t count = d->actors.count;
    naming n = { .d = d, .diags = diags, .count = count,
                 .meant = ent_mem_new(count, sizeof *n.meant),
                 .now = ent_mem_new(count, sizeof *n.now),
                 .joins = ent_mem_new(count, sizeof *n.joins),
                 .first = ent_mem_new(count, sizeof *n.first) };
    ent_status status = ENT_OK;

    if (!n.meant || !n.now || !n.joins || !n.first) {
        status = ent_out_of_memory(diags);
        goto done;
    }
    look_up(&n);
    tell_lists(&n);
    if (n.states < 2 || n.states * 2 < count)
        goto done;
    tell_all_unknown(&n);
    join_organizations(&n);
    if (!make_list(&n)) {
        status = ent_out_of_memory(diags);
        goto done;
    }
    move_all(&n);
    ent_note(diags, ENT_NOWHERE,
             "%zu of %zu names are in the register of states and organizations and go by its ids",
             n.states, count);
done:
    ent_mem_free(n.meant);
    ent_mem_free(n.now);
    ent_mem_free(n.joins);
    ent_mem_free(n.first);
    return status;
}
