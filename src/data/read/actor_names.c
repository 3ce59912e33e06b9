/* actor_names.c: the names in a plain file. When most of them are states of the register, they become
 * entries of the register: Russia, Russian Federation and RUS are one node. A name that is not in the
 * register is then probably a mistake and is reported. Numbers and names of persons are kept. */
#include "data/read/tidy.h"

#include <string.h>

#include "data/read/actors.h"
#include "data/world/other_name.h"

typedef struct naming {
    ent_dataset *d;
    ent_diags *diags;
    const ent_state **meant; /* of each actor: the entry of the register that its id means, or NULL */
    uint32_t *now;           /* its place in the new list */
    uint32_t *joins;         /* the organization of the data that it is; ENT_NONE: none */
    uint32_t *first;         /* the first party row that names it; ENT_NONE: none does */
    size_t count, states;
    ent_str *written;        /* of each actor: its name in the file, when the register's actor has another one */
} naming;

/* An organization of the data is no state, whatever its name. */
static const ent_state *state_meant(const ent_dataset *d, const ent_actor *actor)
{
    const ent_state *state;

    if (actor->is_own)
        return NULL;
    state = actor->state ? actor->state : ent_world_resolve(d->world, actor->id);
    return state && !state->is_organization && actor->type == ENT_ORGANIZATION ? NULL : state;
}

static ent_date day_of(const ent_dataset *d, ent_party p)
{
    return ent_date_known(p.signed_on) ? p.signed_on : ent_act_at(d, p.act).signed_on;
}

/* What the name meant on all days of its rows: "Federal Republic of Germany" is West Germany when all its
 * agreements are from 1949 to 1990. NULL: without days, or when it meant several. */
static const ent_state *meant_then(const ent_dataset *d, const uint32_t *rows, size_t count, ent_str id)
{
    const ent_state *found = NULL;

    for (size_t i = 0; i < count; i++) {
        ent_date day = day_of(d, ent_party_at(d, rows[i]));
        ent_identity who = { 0 };

        if (ent_date_known(day))
            who = ent_world_identify(d->world, ENT_STR("any"), id, day);
        if (!who.state || who.outside || (found && who.state != found))
            return NULL;
        found = who.state;
    }
    return found;
}

/* The rows of each actor, one after the other: those of actor i are at start[i] to start[i + 1]. */
static bool rows_of_actors(const naming *n, uint32_t **rows, uint32_t **start)
{
    const ent_dataset *d = n->d;

    *rows = ent_mem_new(d->parties.count + 1, sizeof **rows);
    *start = ent_mem_new(n->count + 2, sizeof **start);
    if (!*rows || !*start)
        return false;
    for (size_t i = 0; i < d->parties.count; i++)
        (*start)[ent_party_actor(d, i) + 2]++;
    for (size_t i = 2; i < n->count + 2; i++)
        (*start)[i] += (*start)[i - 1];
    for (size_t i = 0; i < d->parties.count; i++)
        (*rows)[(*start)[ent_party_actor(d, i) + 1]++] = (uint32_t)i;
    return true;
}

static bool look_up(naming *n)
{
    uint32_t *rows, *start;
    bool good = rows_of_actors(n, &rows, &start);

    for (size_t i = 0; i < n->count && good; i++) {
        const ent_actor *actor = &n->d->actors.items[i];
        const ent_state *then;

        n->meant[i] = state_meant(n->d, actor);
        if (n->meant[i] && !actor->state && start[i + 1] > start[i]) {
            then = meant_then(n->d, rows + start[i], start[i + 1] - start[i], actor->id);
            n->meant[i] = then ? then : n->meant[i];
        }
        n->states += n->meant[i] != NULL;
        n->joins[i] = ENT_NONE;
        n->first[i] = start[i + 1] > start[i] ? rows[start[i]] : ENT_NONE;
    }
    ent_mem_free(rows);
    ent_mem_free(start);
    return good;
}

static ent_where place_of(const naming *n, size_t actor)
{
    return n->first[actor] == ENT_NONE ? ENT_NOWHERE
                                       : ent_party_where(n->d, ent_party_at(n->d, n->first[actor]));
}

/* ---- cells that are lists ---- */

/* Are at least two parts of the text actors, and more than half of all parts? */
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

static void report_lists(const naming *n)
{
    static const char separators[] = ";,/|&+\n";
    const ent_dataset *d = n->d;

    for (const char *s = separators; *s; s++) {
        size_t found = 0, first = 0;

        for (size_t i = 0; i < n->count; i++)
            if (!n->meant[i] && n->first[i] != ENT_NONE && d->actors.items[i].row.table != ENT_ACTORS &&
                is_list(n, d->actors.items[i].id, *s)) {
                if (!found++ || n->first[i] < n->first[first])
                    first = i;
            }
        if (!found)
            continue;
        ent_find(n->diags, ENT_CHECK_ACTOR_LIST, place_of(n, first),
                 "'%.*s'%s of actors with '%s' between them, but is read as one actor; `entente import "
                 "--guess %s` proposes a map that splits lists",
                 ENT_SHOWN(d->actors.items[first].id), found > 1 ? " looks, as do other cells, like a list" : " looks like a list",
                 *s == '\n' ? "line ends" : (char[]){ *s, '\0' },
                 ent_table_file(d, d->tables[ENT_PARTIES].present ? ENT_PARTIES : ENT_AGREEMENTS));
    }
}

/* ---- unknown names ---- */

static void report_unknown(const naming *n, size_t i)
{
    ent_str id = n->d->actors.items[i].id;
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
             "'%.*s' is not in the register of states and organizations; it is kept as a separate "
             "node%s",
             ENT_SHOWN(id), ent_buf_string(&more));
    ent_buf_destroy(&more);
}

static void report_all_unknown(const naming *n)
{
    for (size_t i = 0; i < n->count; i++) {
        const ent_actor *actor = &n->d->actors.items[i];
        double number;
        bool in_parts = false;

        if (n->meant[i] || n->first[i] == ENT_NONE || actor->row.table == ENT_ACTORS ||
            actor->type != ENT_OTHER || ent_str_number(actor->id, &number))
            continue;
        for (const char *s = ";,/|&+\n"; *s; s++)
            in_parts |= is_list(n, actor->id, *s);
        if (!in_parts)
            report_unknown(n, i);
    }
}

/* ---- organizations of the data ---- */

/* Decides about a party whose text means an organization of the data and also a state: it is the state
 * where the other parties are given by codes, or where a member has the same text; else it is the
 * organization. */
static void join_organizations(naming *n)
{
    size_t coded = 0, known = 0;

    for (size_t i = 0; i < n->count; i++)
        if (n->meant[i] && n->first[i] != ENT_NONE) {
            known++;
            coded += ent_str_eq(n->d->actors.items[i].id, n->meant[i]->id);
        }
    if (coded * 2 >= known)
        return;
    for (size_t i = 0; i < n->count; i++)
        if (n->meant[i] && !n->meant[i]->is_organization && n->first[i] != ENT_NONE) {
            uint32_t at = ent_index_find(&n->d->organization_ids, n->d->actors.items[i].id);

            n->joins[i] = at == ENT_ABSENT ? ENT_NONE : at;
        }
    for (size_t i = 0; i < n->d->memberships.count; i++)
        n->joins[n->d->memberships.items[i].member] = ENT_NONE;
}

/* ---- names that are read as an actor with another name ---- */

/* Returns the first of them; empty: none. */
static ent_str report_other_names(const naming *n)
{
    ent_str first = ENT_STR("");

    for (size_t i = 0; i < n->count; i++) {
        ent_str id = n->d->actors.items[i].id;

        if (!n->meant[i] || n->first[i] == ENT_NONE || n->joins[i] != ENT_NONE ||
            !ent_world_is_other_name(n->d->world, n->meant[i], id))
            continue;
        n->written[i] = id;
        first = first.len ? first : id;
        ent_other_name_tell(n->diags, place_of(n, i), id, n->meant[i]);
    }
    return first;
}

/* ---- the new list of actors ---- */

static bool make_list(naming *n)
{
    ent_dataset *d = n->d;
    size_t kept = 0;

    ent_index_destroy(&d->actor_ids);
    for (size_t i = 0; i < n->count; i++) {
        ent_actor actor = d->actors.items[i];
        uint32_t at = (uint32_t)kept;

        if (n->joins[i] != ENT_NONE)
            continue;
        if (n->meant[i]) {
            actor = ent_actor_start(n->meant[i]->id, n->meant[i]);
            actor.is_party = d->actors.items[i].is_party;
            actor.is_within = d->actors.items[i].is_within;
            actor.row = d->actors.items[i].row;
        }
        if (!actor.is_own && !ent_index_add(&d->actor_ids, actor.id, (uint32_t)kept, &at))
            return false;
        n->now[i] = at;
        if (at == kept)
            d->actors.items[kept++] = actor;
        else
            d->actors.items[at].is_party |= actor.is_party;
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

static bool move_all(const naming *n)
{
    ent_dataset *d = n->d;
    bool done = true;

    for (size_t i = 0; i < d->parties.count && done; i++) {
        ent_party party = ent_party_at(d, i);

        party.written = n->written[party.actor];
        party.actor = moved(n, party.actor);
        done = ent_parties_put(d, i, &party);
    }
    for (size_t i = 0; i < d->memberships.count; i++) {
        d->memberships.items[i].organization = moved(n, d->memberships.items[i].organization);
        d->memberships.items[i].member = moved(n, d->memberships.items[i].member);
    }
    for (size_t i = 0; i < d->acts.count && done; i++) {
        ent_act act = ent_act_at(d, i);

        act.within = moved(n, act.within);
        done = ent_acts_put(d, i, &act);
    }
    for (size_t i = 0; i < d->actors.count; i++)
        d->actors.items[i].part_of = moved(n, d->actors.items[i].part_of);
    return done;
}

ent_status ent_tidy_name_actors(ent_dataset *d, ent_diags *diags)
{
    size_t count = d->actors.count;
    naming n = { .d = d, .diags = diags, .count = count,
                 .meant = ent_mem_new(count, sizeof *n.meant),
                 .now = ent_mem_new(count, sizeof *n.now),
                 .joins = ent_mem_new(count, sizeof *n.joins),
                 .first = ent_mem_new(count, sizeof *n.first),
                 .written = ent_mem_new(count, sizeof *n.written) };
    ent_status status = ENT_OK;
    ent_str other;

    if (!n.meant || !n.now || !n.joins || !n.first || !n.written || !look_up(&n)) {
        status = ent_out_of_memory(diags);
        goto done;
    }
    report_lists(&n);
    if (n.states < 2 || n.states * 2 < count)
        goto done;
    report_all_unknown(&n);
    join_organizations(&n);
    other = report_other_names(&n);
    if (!make_list(&n) || !move_all(&n)) {
        status = ent_out_of_memory(diags);
        goto done;
    }
    ent_note(diags, ENT_NOWHERE,
             "%zu of %zu names were found in the register of states and organizations; its ids are used%s%.*s%s", n.states,
             count, other.len ? "; to keep one apart, write a name that is not in the register, such as '" : "",
             ENT_SHOWN(other), other.len ? " (apart)'" : "");
done:
    ent_mem_free(n.meant);
    ent_mem_free(n.now);
    ent_mem_free(n.joins);
    ent_mem_free(n.first);
    ent_mem_free(n.written);
    return status;
}
