/* actors.c: see actors.h. */
#include "data/read/actors.h"

#include <math.h>

ent_actor ent_actor_start(ent_str id, const ent_state *state)
{
    ent_actor actor = { .id = id, .lat = NAN, .lon = NAN, .part_of = ENT_NONE, .state = state,
                        .type = !state                   ? ENT_OTHER
                                : state->is_organization ? ENT_ORGANIZATION
                                                         : ENT_STATE,
                        .row = { ENT_NONE, 0 } };

    ent_actor_complete(&actor);
    return actor;
}

void ent_actor_complete(ent_actor *a)
{
    const ent_state *s = a->state;

    if (s) {
        if (!a->name.len)
            a->name = s->name;
        if (!a->region.len)
            a->region = s->region;
        if (isnan(a->lat) || isnan(a->lon)) {
            a->lat = s->lat;
            a->lon = s->lon;
        }
        if (a->from.kind == ENT_DATE_UNKNOWN)
            a->from = s->from;
        if (a->to.kind == ENT_DATE_UNKNOWN)
            a->to = s->to;
    }
    if (!a->name.len)
        a->name = a->id;
    if (!a->label.len)
        a->label = a->name;
}

static uint32_t add_actor(ent_dataset *d, ent_str id, const ent_state *state)
{
    return ENT_LIST_PUSH(&d->actors, ent_actor_start(id, state)) &&
                   ent_index_add(&d->actor_ids, id, (uint32_t)d->actors.count - 1, NULL)
               ? (uint32_t)d->actors.count - 1
               : ENT_NONE;
}

/* An id for one of two actors with the same text: "NAM (organization)". Its ptr is NULL when memory was
 * refused. */
static ent_str id_apart(ent_dataset *d, ent_str id, const char *what)
{
    ent_buf text = { 0 };
    ent_str made = { 0 };

    ent_buf_str(&text, id);
    do
        ent_buf_format(&text, " (%s)", what);
    while (!text.failed && ent_actor_find(d, ent_buf_view(&text)) != ENT_NONE);
    if (!text.failed)
        made = ent_arena_str(&d->arena, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return made;
}

uint32_t ent_actor_lend(ent_dataset *d, ent_str id, ent_diags *diags)
{
    uint32_t found = ent_actor_find(d, id);
    const ent_state *state;

    if (found != ENT_NONE)
        return found;
    if ((state = ent_world_find(d->world, id)) == NULL)
        return ENT_NONE;
    if (state->is_organization && ent_world_resolve(d->world, id) != state)
        return ENT_NONE; /* AU is a code of Australia before it is the African Union */
    if ((found = add_actor(d, state->id, state)) == ENT_NONE)
        ent_out_of_memory(diags);
    return found;
}

uint32_t ent_actor_make(ent_dataset *d, ent_str id)
{
    uint32_t found = ent_actor_find(d, id);

    return found != ENT_NONE ? found : add_actor(d, id, NULL);
}

/* A name that differs from the register's, or a label of its own, was chosen by the author of the data. */
void ent_actors_name_on(ent_dataset *d, ent_date day)
{
    for (size_t i = 0; i < d->actors.count && ent_date_known(day); i++) {
        ent_actor *a = &d->actors.items[i];
        ent_str name;

        if (!a->state || !ent_str_eq(a->name, a->state->name))
            continue;
        name = ent_world_name_on(d->world, a->state, day);
        if (ent_str_eq(a->label, a->name))
            a->label = name;
        a->name = name;
    }
}

/* ---- organizations ---- */

const ent_state *ent_state_called(const ent_dataset *d, ent_str id)
{
    const ent_state *state = d->shape == ENT_PACKAGE ? ent_world_find(d->world, id)
                                                     : ent_world_resolve(d->world, id);

    return state && !state->is_organization ? state : NULL;
}

/* The organization of the register with this id; in a plain file also with this name. */
static const ent_state *known_organization(const ent_dataset *d, ent_str id)
{
    const ent_state *state = ent_world_find(d->world, id);

    if ((!state || !state->is_organization) && d->shape != ENT_PACKAGE)
        state = ent_world_resolve(d->world, id);
    return state && state->is_organization ? state : NULL;
}

/* An organization of the data that a party or member of the same text does not mean. */
static uint32_t own_organization(ent_dataset *d, ent_str id)
{
    ent_actor actor = ent_actor_start(id, NULL);

    actor.type = ENT_ORGANIZATION;
    actor.is_own = true;
    return ENT_LIST_PUSH(&d->actors, actor) &&
                   ent_index_add(&d->organization_ids, id, (uint32_t)d->actors.count - 1, NULL)
               ? (uint32_t)d->actors.count - 1
               : ENT_NONE;
}

uint32_t ent_organization_lend(const input_row *row, int column, ent_str id)
{
    ent_dataset *d = row->d;
    uint32_t found = ent_index_find(&d->organization_ids, id);
    const ent_state *state;

    if (found != ENT_ABSENT)
        return found;
    found = ent_actor_find(d, id);
    if (found != ENT_NONE && (d->actors.items[found].row.table == ENT_ACTORS ||
                              d->actors.items[found].type != ENT_STATE))
        return found;
    if ((state = known_organization(d, id)) != NULL)
        return add_actor(d, d->shape == ENT_PACKAGE ? state->id : id, state);
    if ((state = ent_state_called(d, id)) != NULL) {
        ent_find(row->diags, ENT_CHECK_ACTOR_SHARED, ent_input_where(row, column),
                 "the organization '%.*s' has a code or name of %.*s; they are read as two actors (a "
                 "row in actors.csv can make them one)",
                 ENT_STR_ARG(id), ENT_STR_ARG(state->name));
        return own_organization(d, id);
    }
    if (d->shape == ENT_PACKAGE || (found = add_actor(d, id, NULL)) == ENT_NONE)
        return ENT_NONE;
    d->actors.items[found].type = ENT_ORGANIZATION;
    return found;
}

bool ent_organizations_name(ent_dataset *d)
{
    for (size_t i = 0; i < d->actors.count; i++) {
        ent_str id = d->actors.items[i].id;

        if (!d->actors.items[i].is_own || ent_actor_find(d, id) == i)
            continue;
        if (ent_actor_find(d, id) != ENT_NONE && !(id = id_apart(d, id, "organization")).ptr)
            return false;
        if (!ent_index_add(&d->actor_ids, id, (uint32_t)i, NULL))
            return false;
        d->actors.items[i].id = id;
    }
    return true;
}

/* ---- reserves ---- */

/* Adds a state that the data do not name, unless it is there under its id. */
static bool lend_reserve(ent_dataset *d, const ent_state *state)
{
    uint32_t at = ent_actor_find(d, state->id);
    ent_str id = state->id;

    if (at != ENT_NONE && d->actors.items[at].is_own && !(id = id_apart(d, id, "state")).ptr)
        return false;
    if (ent_actor_find(d, id) != ENT_NONE)
        return true;
    if ((at = add_actor(d, id, state)) == ENT_NONE)
        return false;
    d->actors.items[at].is_reserve = true;
    return true;
}

ent_status ent_actors_lend_reserves(ent_dataset *d, ent_diags *diags)
{
    size_t count = d->actors.count;
    bool *has_members = ent_mem_new(count, sizeof *has_members); /* in the data */
    bool done = has_members != NULL;

    for (size_t i = 0; i < d->memberships.count && done; i++)
        has_members[d->memberships.items[i].organization] = true;
    for (size_t i = 0; i < d->actors.count && done; i++) {
        const ent_actor actor = d->actors.items[i];
        const ent_world_member *members = NULL;
        size_t lent = i < count && actor.is_party && actor.state && !has_members[i]
                          ? ent_world_members(d->world, actor.state, &members)
                          : 0;

        for (size_t m = 0; m < lent && done; m++)
            done = lend_reserve(d, members[m].member);
        if (actor.state && done)
            done = lend_reserve(d, ent_world_continuing(d->world, actor.state));
    }
    ent_mem_free(has_members);
    return done ? ENT_OK : ent_out_of_memory(diags);
}
