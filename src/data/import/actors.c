/* actors.c: the actor of a cell. The register of states is asked for the day of the row; an actor that it
 * knows neither as a code nor as a name becomes an actor of the data, and is reported once. */
#include "data/import/import.h"

#include <stdio.h>

#include "data/world/identify.h"
#include "data/world/other_name.h"

static ent_where where_of(const im_spot *spot)
{
    return ent_tablefile_where(spot->table, spot->offset, spot->column);
}

static ent_origin place_of(const im_spot *spot)
{
    return (ent_origin){ spot->file, spot->row, (uint32_t)where_of(spot).line };
}

/* Ids of the data are kept apart from those of the register: "=NAM" is an organization, "NAM" Namibia. */
static uint32_t find_own(const ent_import *im, ent_str id, ent_buf *key)
{
    ent_buf_char(key, '=');
    ent_buf_str(key, id);
    return key->failed ? ENT_ABSENT : ent_index_find(&im->actor_ids, ent_buf_view(key));
}

uint32_t ent_im_own_actor(const ent_import *im, ent_str id)
{
    ent_buf key = { 0 };
    uint32_t at = find_own(im, id, &key);

    ent_buf_destroy(&key);
    return at;
}

uint32_t ent_im_known_actor(const ent_import *im, ent_str id)
{
    return ent_index_find(&im->actor_ids, id);
}

static uint32_t add_own(ent_import *im, ent_str id, ent_str name, const im_spot *spot)
{
    ent_buf key = { 0 };
    uint32_t at = find_own(im, id, &key);
    im_actor *actor;
    ent_str kept;

    if (at != ENT_ABSENT || key.failed || !(kept = ent_im_text(im, ent_buf_view(&key))).ptr)
        goto done;
    if ((actor = ENT_LIST_ADD(&im->actors)) == NULL)
        goto done;
    *actor = (im_actor){ .id = { kept.ptr + 1, kept.len - 1 }, .name = ent_im_text(im, name),
                         .key = kept, .place = place_of(spot), .own = true };
    at = (uint32_t)im->actors.count - 1;
    if (!actor->name.ptr || !ent_index_add(&im->actor_ids, kept, at, NULL))
        at = ENT_ABSENT;
done:
    ent_buf_destroy(&key);
    return at == ENT_ABSENT ? ENT_NONE : at;
}

ent_status ent_im_name_actors(ent_import *im)
{
    for (size_t i = 0; i < im->actors.count; i++) {
        im_actor *a = &im->actors.items[i];
        ent_buf id = { 0 };

        if (!a->own)
            continue;
        a->organization |= ent_index_find(&im->organization_ids, a->id) != ENT_ABSENT;
        if (ent_im_known_actor(im, a->id) == ENT_ABSENT)
            continue;
        ent_buf_str(&id, a->id);
        do
            ent_buf_text(&id, a->organization ? " (organization)" : " (own)");
        while (!id.failed && (ent_im_own_actor(im, ent_buf_view(&id)) != ENT_ABSENT ||
                              ent_im_known_actor(im, ent_buf_view(&id)) != ENT_ABSENT));
        a->id = id.failed ? (ent_str){ NULL, 0 } : ent_im_text(im, ent_buf_view(&id));
        ent_buf_destroy(&id);
        if (!a->id.ptr)
            return ent_out_of_memory(im->diags);
    }
    return ENT_OK;
}

static uint32_t actor_of_state(ent_import *im, const ent_state *state, const im_spot *spot)
{
    uint32_t at = ent_index_find(&im->actor_ids, state->id);
    im_actor *actor;

    if (at != ENT_ABSENT)
        return at;
    if ((actor = ENT_LIST_ADD(&im->actors)) == NULL)
        return ENT_NONE;
    *actor = (im_actor){ .id = ent_im_text(im, state->id), .name = ent_im_text(im, state->name),
                         .state = state, .place = place_of(spot),
                         .organization = state->is_organization };
    actor->key = actor->id;
    at = (uint32_t)im->actors.count - 1;
    if (!actor->id.ptr || !actor->name.ptr || !ent_index_add(&im->actor_ids, actor->id, at, NULL))
        return ENT_NONE;
    return at;
}

/* A number is no name: the unknown code "260" becomes "cow:260". */
static uint32_t own_actor(ent_import *im, const map_actor *how, ent_str text, ent_str name,
                          const im_spot *spot)
{
    ent_buf id = { 0 };
    double number;
    uint32_t at = ENT_NONE;

    if (ent_str_number(text, &number)) {
        ent_buf_text(&id, ent_map_schemes[how->scheme]);
        ent_buf_char(&id, ':');
    }
    ent_buf_str(&id, text);
    if (!id.failed)
        at = add_own(im, ent_buf_view(&id), name.len ? name : ent_buf_view(&id), spot);
    ent_buf_destroy(&id);
    return at;
}

/* A scheme of codes does not know names, and the other way round: another scheme may know the text. */
static void suggest_scheme(ent_import *im, const map_actor *how, ent_str text, ent_date day,
                           ent_buf *more)
{
    ent_identity who = ent_world_identify(im->world, ENT_STR("any"), text, day);

    if (who.state && how->scheme != MAP_ANY)
        ent_buf_format(more, " (scheme \"any\" knows it: %.*s, %.*s)", ENT_STR_ARG(who.state->id),
                       ENT_STR_ARG(who.state->name));
}

typedef ent_identity identify_fn(const ent_world *world, ent_str scheme, ent_str text, ent_date day);

/* The text by the scheme of the map, else the name; *word is the one that was understood, *is_name: as a name. */
static ent_identity identify(const ent_import *im, const map_actor *how, identify_fn *by, ent_str text, ent_str name,
                             ent_date day, ent_str *word, bool *is_name)
{
    ent_identity who = { 0 }, by_name;

    *word = text.len ? text : name;
    *is_name = how->scheme == MAP_ANY || how->scheme == MAP_NAME;
    if (text.len)
        who = by(im->world, ent_str_of(ent_map_schemes[how->scheme]), text, day);
    if (who.state || !name.len)
        return who;
    by_name = by(im->world, ENT_STR("name"), name, day);
    if (by_name.state) {
        *word = name;
        *is_name = true;
    }
    return by_name.state || !who.candidate_count ? by_name : who;
}

static bool tell_unknown(ent_import *im, const map_actor *how, const ent_identity *who, ent_str text, ent_date day,
                         const im_spot *spot)
{
    ent_buf more = { 0 };
    ent_where where = where_of(spot);
    bool done;

    where.about = text;
    ent_buf_format(&more, "is not known as a %s; kept as an actor of your own data",
                   how->scheme == MAP_NAME  ? "name"
                   : how->scheme == MAP_ANY ? "code or name"
                                            : "code of this scheme");
    for (size_t i = 0; i < who->candidate_count; i++) {
        ent_buf_text(&more, i ? " or " : "; did you mean ");
        ent_buf_str(&more, who->candidates[i]->name);
        ent_buf_format(&more, " (%.*s)", ENT_STR_ARG(who->candidates[i]->id));
    }
    if (who->candidate_count)
        ent_buf_char(&more, '?');
    else
        suggest_scheme(im, how, text, day, &more);
    done = ent_im_not_understood(im, place_of(spot), where, "unknown actor", text, ent_buf_string(&more));
    ent_buf_destroy(&more);
    return done;
}

/* The entry of a name that means a state; *is_new: it has none yet, or was another state. NULL: memory was refused. */
static im_name *written_name(ent_import *im, ent_str text, const ent_state *state, bool *is_new)
{
    uint32_t at = ent_index_find(&im->written_texts, text);
    im_name *entry = at == ENT_ABSENT ? ENT_LIST_ADD(&im->written) : &im->written.items[at];

    *is_new = at == ENT_ABSENT || entry->state != state;
    if (!entry || !*is_new)
        return entry;
    if (at == ENT_ABSENT && (!(entry->text = ent_im_text(im, text)).ptr ||
                             !ent_index_add(&im->written_texts, entry->text, (uint32_t)im->written.count - 1, NULL)))
        return NULL;
    entry->state = state;
    entry->is_other = ent_world_is_other_name(im->world, state, text);
    return entry;
}

/* Reports a name when it is first read as an actor with another name. */
static bool keep_written(ent_import *im, ent_str text, const ent_state *state, const im_spot *spot,
                         ent_str *written)
{
    bool is_new, done;
    im_name *entry = written_name(im, text, state, &is_new);
    ent_buf detail = { 0 };

    if (!entry)
        return false;
    *written = entry->is_other ? entry->text : ENT_STR("");
    if (!is_new || !entry->is_other)
        return true;
    im->other_names++;
    ent_other_name_tell(im->diags, where_of(spot), text, state);
    ent_buf_format(&detail, "%.*s is %.*s", ENT_STR_ARG(text), ENT_STR_ARG(state->name));
    done = !detail.failed && ent_im_report(im, place_of(spot), "read as another name", ent_buf_view(&detail));
    ent_buf_destroy(&detail);
    return done;
}

uint32_t ent_im_actor(ent_import *im, const map_actor *how, ent_str text, ent_str name,
                      ent_date day, const im_spot *spot, ent_str *written)
{
    bool is_name;
    ent_str word = text.len ? text : name;
    ent_identity who;
    im_actor *actor;
    uint32_t at;

    *written = ENT_STR("");
    if (how->scheme == MAP_OWN) {
        if ((at = add_own(im, word, name.len ? name : word, spot)) != ENT_NONE)
            im->actors.items[at].organization |= how->organization;
        return at;
    }
    who = identify(im, how, ent_world_look_up, text, name, day, &word, &is_name);
    if (who.state) {
        if (who.outside && !ent_im_report(im, place_of(spot), "actor outside its time", word))
            return ENT_NONE;
        if (is_name && !keep_written(im, word, who.state, spot, written))
            return ENT_NONE;
        return actor_of_state(im, who.state, spot);
    }
    if ((at = own_actor(im, how, word, name, spot)) == ENT_NONE)
        return ENT_NONE;
    actor = &im->actors.items[at];
    actor->organization |= how->organization;
    if (how->organization || actor->told)
        return at;
    actor->told = true;
    who = identify(im, how, ent_world_identify, text, name, day, &word, &is_name);
    return tell_unknown(im, how, &who, word, day, spot) ? at : ENT_NONE;
}

/* The last day on which the spell certainly holds, or else the first on which it certainly does not. An
 * open end "2016-12-31/.." holds until its first day. */
static ent_date day_at_end(ent_date end)
{
    return end.kind == ENT_DATE_SPAN && end.first != ENT_DAY_MIN ? ent_date_of_day(end.first) : end;
}

ent_date ent_im_passes_on(const ent_import *im, const map_actor *how, ent_str text, uint32_t actor,
                      ent_date start, ent_date end)
{
    const ent_state *state = im->actors.items[actor].state;
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
        then = ent_world_identify(im->world, ent_str_of(ent_map_schemes[how->scheme]), text, change);
        if (then.state && then.state != state && !then.outside)
            return change;
    }
    return none;
}
