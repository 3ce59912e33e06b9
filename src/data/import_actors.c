/* import_actors.c: whom a cell means. The register answers on the day of the row; who is in it
 * under neither code nor name becomes an actor of the data's own, and is reported once. */
#include "data/import.h"

#include <stdio.h>

static uint32_t actor_with(ent_import *im, ent_str id, ent_str name, const ent_state *state)
{
    uint32_t at = ent_index_find(&im->actor_ids, id);
    im_actor *actor;

    if (at != ENT_ABSENT)
        return at;
    if ((actor = im_add(&im->actors, sizeof *actor)) == NULL)
        return ENT_NONE;
    *actor = (im_actor){ .id = im_text(im, id), .name = im_text(im, name), .state = state,
                         .organization = state && state->is_organization };
    at = (uint32_t)im->actors.count - 1;
    if (!actor->id.ptr || !actor->name.ptr || !ent_index_add(&im->actor_ids, actor->id, at, NULL))
        return ENT_NONE;
    return at;
}

/* Numbers of a scheme are no names: "260" of nobody's becomes "cow:260". */
static uint32_t own_actor(ent_import *im, const map_actor *how, ent_str text, ent_str name)
{
    ent_buf id = { 0 };
    double number;
    uint32_t at = ENT_NONE;

    if (ent_str_number(text, &number)) {
        ent_buf_str(&id, how->scheme);
        ent_buf_char(&id, ':');
    }
    ent_buf_str(&id, text);
    if (!id.failed)
        at = actor_with(im, ent_buf_view(&id), name.len ? name : ent_buf_view(&id), NULL);
    ent_buf_destroy(&id);
    return at;
}

static bool tell_unknown(ent_import *im, im_actor *actor, const ent_identity *who, ent_str text,
                         im_place place, ent_where where)
{
    ent_buf more = { 0 };
    bool done;

    if (actor->told)
        return true;
    actor->told = true;
    ent_buf_text(&more, "in the register under no code or name; becomes an actor of its own");
    for (size_t i = 0; i < who->candidate_count; i++) {
        ent_buf_text(&more, i ? " or " : "; did you mean ");
        ent_buf_str(&more, who->candidates[i]->name);
        ent_buf_format(&more, " (%.*s)", ENT_STR_ARG(who->candidates[i]->id));
    }
    if (who->candidate_count)
        ent_buf_char(&more, '?');
    done = im_not_understood(im, place, where, "unknown actor", text, ent_buf_string(&more));
    ent_buf_destroy(&more);
    return done;
}

uint32_t im_actor_of(ent_import *im, const map_actor *how, ent_str text, ent_str name,
                     ent_date day, im_place place, ent_where where)
{
    ent_identity who = { 0 };
    ent_str word = text.len ? text : name;
    im_actor *actor;
    uint32_t at;

    if (ent_str_is(how->scheme, "own"))
        return actor_with(im, word, name.len ? name : word, NULL);
    if (text.len)
        who = ent_world_identify(im->world, how->scheme, text, day);
    if (!who.state && name.len) {
        ent_identity by_name = ent_world_identify(im->world, ENT_STR("name"), name, day);

        if (by_name.state || !who.candidate_count)
            who = by_name;
    }
    if (who.state) {
        if (who.outside && !im_event_add(im, place, where, "actor outside its time", word))
            return ENT_NONE;
        return actor_with(im, who.state->id, who.state->name, who.state);
    }
    if ((at = own_actor(im, how, word, name)) == ENT_NONE)
        return ENT_NONE;
    actor = &IM(im->actors, im_actor)[at];
    actor->organization |= how->organization;
    if (!how->organization && !tell_unknown(im, actor, &who, word, place, where))
        return ENT_NONE;
    return at;
}

/* The last day of which the spell is known to hold, or the first that it is known not to; of one that
 * is open, its last known day, or today's holder is asked for. */
static ent_date day_at_end(ent_date end)
{
    return end.kind == ENT_DATE_SPAN && end.first != ENT_DAY_MIN ? ent_date_of_day(end.first) : end;
}

ent_date im_passes_on(const ent_import *im, const map_actor *how, ent_str text, uint32_t actor,
                      ent_date start, ent_date end)
{
    const ent_state *state = IM(im->actors, im_actor)[actor].state;
    bool open = end.kind == ENT_DATE_OPEN;
    ent_date none = { 0 }, last = open ? none : day_at_end(end);
    const ent_spell *spells;
    ent_identity then;

    if (!state || !text.len || !ent_date_known(start) || (!open && !ent_date_known(last)))
        return none;
    for (size_t i = 0, n = ent_world_spells(im->world, state, &spells); i < n; i++) {
        ent_date change = spells[i].to;

        if (!ent_date_known(change) || ent_date_before(start, change) != ENT_YES ||
            (!open && ent_date_before(change, last) != ENT_YES))
            continue;
        then = ent_world_identify(im->world, how->scheme, text, change);
        if (then.state && then.state != state && !then.outside)
            return change;
    }
    return none;
}
