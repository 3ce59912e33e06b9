/* load_actors.c: rows of actors and of memberships. */
#include "data/read/load.h"

#include "data/read/actors.h"

static ent_actor_type type_of(const input_row *row)
{
    ent_str word = ent_input_text(row, ACTOR_TYPE);
    ent_actor_type type = ent_actor_type_of(word);

    if (type != ENT_ACTOR_TYPE_COUNT)
        return type;
    if (word.len)
        ent_input_unknown_word(row, ACTOR_TYPE, word, "state, organization or body");
    return ENT_OTHER;
}

/* The state of the register that the column `iso3` names. */
static const ent_state *state_of_iso3(const input_row *row, ent_actor_type type)
{
    ent_str iso3 = ent_input_text(row, ACTOR_ISO3);
    bool formed = iso3.len == 3;
    const ent_state *state;

    if (!iso3.len)
        return NULL;
    for (size_t i = 0; i < iso3.len && formed; i++)
        formed = iso3.ptr[i] >= 'A' && iso3.ptr[i] <= 'Z';
    if (!formed || type == ENT_ORGANIZATION || type == ENT_BODY) {
        ent_where at = ent_input_where(row, ACTOR_ISO3);

        if (!formed)
            ent_find(row->diags, ENT_CHECK_ACTOR_CODE, at,
                     "'%.*s' is not an ISO 3166-1 code of three capital letters", ENT_SHOWN(iso3));
        else
            ent_find(row->diags, ENT_CHECK_ACTOR_CODE, at, "%s %s has a country code",
                     type == ENT_BODY ? "a" : "an", ent_actor_type_name(type));
        return NULL;
    }
    state = ent_world_find(row->d->world, iso3);
    return state && !state->is_organization ? state : NULL;
}

/* The entry in the register of the actor of a row. Ids of organizations are the data's own (EAC may be
 * any), so that organizations are known by their names. */
static const ent_state *state_of(const input_row *row, const ent_actor *a)
{
    const ent_state *state = state_of_iso3(row, a->type);

    if (!state && a->type == ENT_STATE) {
        state = ent_world_find(row->d->world, a->id);
        return state && !state->is_organization ? state : NULL;
    }
    return state || a->type != ENT_ORGANIZATION ? state
                                                : ent_world_organization(row->d->world, a->name);
}

ent_status ent_load_actor_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    loading *l = ctx;
    ent_dataset *d = l->d;
    const input_row row = { d, l->diags, ENT_ACTORS, offset, fields };
    ent_actor *a = ENT_LIST_ADD(&d->actors);
    ent_status status = ENT_OK;
    uint32_t found;

    (void)file;
    if (!a)
        return ent_out_of_memory(l->diags);
    ent_input_seen(&row);
    a->row = (ent_row){ ENT_ACTORS, offset };
    a->part_of = ENT_NONE;
    if (d->shape == ENT_PACKAGE)
        status = ent_input_need(&row, ACTOR_NAME, &a->name);
    else
        a->name = ent_input_text(&row, ACTOR_NAME);
    status = ent_worse(status, ent_input_need(&row, ACTOR_ID, &a->id));
    a->type = type_of(&row);
    a->label = ent_input_text(&row, ACTOR_LABEL);
    a->region = ent_input_text(&row, ACTOR_REGION);
    status = ent_worse(status, ent_input_date(&row, ACTOR_FROM, &a->from));
    status = ent_worse(status, ent_input_date(&row, ACTOR_TO, &a->to));
    a->lat = ent_input_number(&row, ACTOR_LAT, -90, 90);
    a->lon = ent_input_number(&row, ACTOR_LON, -180, 180);
    a->state = state_of(&row, a);
    a->is_own = (a->type == ENT_ORGANIZATION || a->type == ENT_BODY) && ent_state_called(d, a->id);
    ent_actor_complete(a);
    if (!a->id.len)
        return status;
    if (!ent_index_add(&d->actor_ids, a->id, (uint32_t)d->actors.count - 1, &found))
        return ent_out_of_memory(l->diags);
    return found == d->actors.count - 1
               ? status
               : ent_worse(status, ent_input_repeated(&row, ACTOR_ID, a->id));
}

ent_status ent_load_membership_row(void *ctx, ent_tablefile *file, size_t offset,
                                   const ent_str *fields)
{
    loading *l = ctx;
    const input_row row = { l->d, l->diags, ENT_MEMBERSHIPS, offset, fields };
    ent_membership *m = ENT_LIST_ADD(&l->d->memberships);
    ent_str role = ent_input_text(&row, MEMBERSHIP_ROLE);
    ent_status status;

    (void)file;
    if (!m)
        return ent_out_of_memory(l->diags);
    ent_input_seen(&row);
    m->row = (ent_row){ ENT_MEMBERSHIPS, offset };
    status = ent_load_organization(l, &row, MEMBERSHIP_ORGANIZATION, &m->organization);
    status = ent_worse(status, ent_load_actor(l, &row, MEMBERSHIP_MEMBER, &m->member));
    m->role = role.len ? ent_role_of(role) : ENT_MEMBER;
    if (m->role == ENT_ROLE_COUNT) {
        ent_input_unknown_word(&row, MEMBERSHIP_ROLE, role, "member, observer, partner, chair, ...");
        m->role = ENT_ROLE_OTHER;
    }
    status = ent_worse(status, ent_input_date(&row, MEMBERSHIP_FROM, &m->from));
    return ent_worse(status, ent_input_date(&row, MEMBERSHIP_TO, &m->to));
}
