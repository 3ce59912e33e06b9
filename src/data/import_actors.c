/* import_actors.c: whom a cell means. The register answers on the day of the row; who is in it
 * under neither code nor name becomes an actor of the data's own, and is reported once. */
#include "data/import.h"

#include <string.h>

static uint32_t actor_with(ent_import *im, ent_str id, ent_str name, const ent_state *state)
{
    uint32_t at = ent_index_find(&im->actor_ids, id);
    im_actor *actor;

    if (at != ENT_ABSENT)
        return at;
    if ((actor = im_add(im, &im->actors, sizeof *actor)) == NULL)
        return ENT_NONE;
    actor->id = state ? id : ent_arena_str(&im->arena, id);
    actor->name = state ? name : ent_arena_str(&im->arena, name);
    actor->state = state;
    at = (uint32_t)im->actors.count - 1;
    if (!actor->id.ptr || !ent_index_add(&im->actor_ids, actor->id, at, NULL))
        return ENT_NONE;
    return at;
}

static ent_identity identity_of(ent_import *im, ent_str scheme, ent_str text, ent_date day)
{
    char word[16] = "any";

    if (scheme.len && scheme.len < sizeof word) {
        memcpy(word, scheme.ptr, scheme.len);
        word[scheme.len] = '\0';
    }
    return ent_world_identify(im->world, scheme, text, day);
}

/* Numbers of a scheme are no names: "260" of nobody's becomes "cow:260". */
static ent_str own_id(ent_import *im, const map_actor *how, ent_str text, ent_buf *space)
{
    double number;

    (void)im;
    if (!how->scheme.len || ent_str_is(how->scheme, "own") || !ent_str_number(text, &number))
        return text;
    ent_buf_str(space, how->scheme);
    ent_buf_char(space, ':');
    ent_buf_str(space, text);
    return ent_buf_view(space);
}

static void tell_unknown(ent_import *im, im_actor *actor, const ent_identity *m, ent_str text,
                         im_place place, ent_where where)
{
    ent_buf words = { 0 };

    if (actor->told)
        return;
    actor->told = true;
    im->unknown_actors++;
    for (size_t i = 0; i < m->candidate_count; i++) {
        ent_buf_text(&words, i ? " or " : "; did you mean ");
        ent_buf_str(&words, m->candidates[i]->name);
        ent_buf_text(&words, " (");
        ent_buf_str(&words, m->candidates[i]->id);
        ent_buf_char(&words, ')');
    }
    if (m->candidate_count)
        ent_buf_char(&words, '?');
    ent_warn(im->diags, where, "'%.*s' is in the register under no code or name, and becomes an "
                               "actor of its own%s",
             (int)(text.len < 60 ? text.len : 60), text.ptr, ent_buf_string(&words));
    im_event_add(im, place, "unknown actor", text);
    ent_buf_destroy(&words);
}

uint32_t im_actor_of(ent_import *im, const map_actor *how, ent_str text, ent_str name,
                     ent_date day, im_place place, ent_where where)
{
    ent_identity m = { 0 };
    ent_buf space = { 0 };
    uint32_t at;

    if (ent_str_is(how->scheme, "own"))
        return actor_with(im, text, name.len ? name : text, NULL);
    if (text.len)
        m = identity_of(im, how->scheme, text, day);
    if (!m.state && name.len) {
        ent_identity by_name = identity_of(im, ENT_STR("name"), name, day);

        if (by_name.state || !m.candidate_count)
            m = by_name;
    }
    if (m.state) {
        if (m.outside) {
            im->outside++;
            im_event_add(im, place, "outside its time", text.len ? text : name);
        }
        at = actor_with(im, m.state->id, m.state->name, m.state);
        if (at != ENT_NONE)
            IM(im->actors, im_actor)[at].organization = m.state->is_organization;
        return at;
    }
    at = actor_with(im, text.len ? own_id(im, how, text, &space) : name, name.len ? name : text,
                    NULL);
    ent_buf_destroy(&space);
    if (at != ENT_NONE) {
        IM(im->actors, im_actor)[at].organization |= how->organization;
        if (!how->organization)
            tell_unknown(im, &IM(im->actors, im_actor)[at], &m, text.len ? text : name, place,
                         where);
    }
    return at;
}
