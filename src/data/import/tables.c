/* tables.c: the folded facts as the tables of a data package. A table has a column only if the map
 * mentions it, so that "the end is unknown" and "the data have no ends" stay different. */
#include "data/import/import.h"

#include <string.h>

/* ---- columns ---- */

/* Which dates the tables of the map speak of. */
typedef struct spoken {
    bool signed_on, in_force, ended;              /* of acts */
    bool from, ratified, party_in_force, to;      /* of parties */
    bool kind, level, within, status, topic, weight;
    bool memberships, parties, directed;
    /* of organizations: columns of the table of actors; of their members: of memberships */
    struct {
        bool signed_on, in_force, ended, kind, level, within, status, topic, weight;
        bool ratified, member_in_force;
    } organization;
} spoken;

/* What a table says of organizations has its columns elsewhere. */
static void spoken_of_organizations(spoken *s, const map_table *t)
{
    bool by_year = t->year.from != MAP_NOTHING;

    s->organization.signed_on |= t->act.signed_on.present;
    s->organization.in_force |= t->act.in_force.present;
    s->organization.ended |= t->act.ended.present;
    s->organization.kind |= t->act.kind.from != MAP_NOTHING;
    s->organization.level |= t->act.level.from != MAP_NOTHING;
    s->organization.within |= t->act.within.from != MAP_NOTHING;
    s->organization.status |= t->act.status.from != MAP_NOTHING;
    s->organization.topic |= t->act.topic.from != MAP_NOTHING || t->act.flag_count;
    s->organization.weight |= t->act.weight.from != MAP_NOTHING;
    s->organization.ratified |= t->party[0].ratified.present;
    s->organization.member_in_force |= t->party[0].in_force.present;
    s->from |= t->party[0].from.present || by_year;
    s->to |= t->party[0].to.present || by_year;
    s->memberships |= t->shape != MAP_AGREEMENTS;
}

static spoken spoken_of(const ent_import *im)
{
    spoken s = { 0 };

    for (size_t i = 0; i < im->map.table_count; i++) {
        const map_table *t = &im->map.tables[i];
        bool alone = t->shape == MAP_PAIRS && t->act.id.from == MAP_NOTHING;
        bool by_year = t->year.from != MAP_NOTHING;

        if (t->is_membership) {
            spoken_of_organizations(&s, t);
            continue;
        }
        s.signed_on |= t->act.signed_on.present;
        s.in_force |= t->act.in_force.present || (alone && by_year);
        s.ended |= t->act.ended.present || (alone && by_year);
        s.level |= t->act.level.from != MAP_NOTHING;
        s.within |= t->act.within.from != MAP_NOTHING;
        s.status |= t->act.status.from != MAP_NOTHING;
        s.topic |= t->act.topic.from != MAP_NOTHING || t->act.flag_count;
        s.weight |= t->act.weight.from != MAP_NOTHING;
        for (int k = 0; k < 2; k++) {
            s.from |= t->party[k].from.present || (by_year && !alone);
            s.ratified |= t->party[k].ratified.present;
            s.party_in_force |= t->party[k].in_force.present;
            s.to |= t->party[k].to.present || (by_year && !alone);
        }
        s.parties |= t->shape != MAP_AGREEMENTS;
        s.directed |= ent_str_is(t->mirror, "directed");
    }
    return s;
}

typedef struct writer {
    ent_import *im;
    ent_table table;
    ent_buf text; /* of one cell */
} writer;

static void column(writer *w, ent_str name)
{
    ent_cells_column(w->im->cells, w->table, name);
}

static void columns(writer *w, const char *const *names)
{
    for (; *names; names++)
        column(w, ent_str_of(*names));
}

static void column_if(writer *w, bool there, const char *name)
{
    if (there)
        column(w, ent_str_of(name));
}

static void cell(writer *w, ent_str text)
{
    ent_cells_add(w->im->cells, w->table, text);
}

static void cell_if(writer *w, bool there, ent_str text)
{
    if (there)
        cell(w, text);
}

static void date_cell(writer *w, ent_date date)
{
    ent_buf_clear(&w->text);
    ent_date_write(&w->text, date);
    cell(w, ent_buf_view(&w->text));
}

static void date_if(writer *w, bool there, ent_date date)
{
    if (there)
        date_cell(w, date);
}

static void end_row(writer *w, ent_origin place)
{
    ent_cells_end(w->im->cells, w->table, place);
}

static void attribute_columns(writer *w, const im_list *names)
{
    for (size_t i = 0; i < names->count; i++)
        column(w, IM(*names, ent_str)[i]);
}

static void attribute_cells(writer *w, const im_list *names, const ent_str *values)
{
    for (size_t i = 0; i < names->count; i++)
        cell(w, values ? values[i] : ENT_STR(""));
}

/* "row=12" (RFC 7111: the header is row 1), behind the name of the file when there are several. */
static void end_with_source(writer *w, ent_origin place)
{
    const ent_import *im = w->im;

    ent_buf_clear(&w->text);
    if (im->files.count > 1) {
        ent_buf_str(&w->text, im_file_name(IM(im->files, im_file)[place.file].name));
        ent_buf_char(&w->text, '#');
    }
    ent_buf_format(&w->text, "row=%u", place.row);
    cell(w, im->map.name);
    cell(w, ent_buf_view(&w->text));
    end_row(w, place);
}

static ent_status finish(writer *w)
{
    w->im->cells->failed |= w->text.failed;
    ent_buf_destroy(&w->text);
    return w->im->cells->failed ? ent_out_of_memory(w->im->diags) : ENT_OK;
}

static const char *type_of(const im_actor *actor)
{
    return actor->organization ? "organization" : actor->state ? "state" : "other";
}

/* ---- organizations ---- */

static ent_str with_more(ent_import *im, ent_str id, const char *more)
{
    ent_buf text = { 0 };
    ent_str made = { 0 };

    ent_buf_str(&text, id);
    ent_buf_text(&text, more);
    if (!text.failed)
        made = im_text(im, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return made;
}

static bool is_taken(const ent_import *im, ent_str id)
{
    return im_known_actor(im, id) != ENT_ABSENT || im_own_actor(im, id) != ENT_ABSENT;
}

/* An organization of the data is what the data call so, also when its id is the code of a state that is
 * in the data too: then it is "NAM (organization)". An organization that the register knows, or an actor
 * of the data's own, with the same id is the same. */
static ent_status name_organization(ent_import *im, im_act *act)
{
    uint32_t own = im_own_actor(im, act->id), known = im_known_actor(im, act->id);

    if (own != ENT_ABSENT) {
        IM(im->actors, im_actor)[own].organization = true;
        act->shown = IM(im->actors, im_actor)[own].id;
    } else if (known == ENT_ABSENT || IM(im->actors, im_actor)[known].organization) {
        act->shown = act->id;
    } else {
        act->shown = act->id;
        do
            act->shown = with_more(im, act->shown, " (organization)");
        while (act->shown.ptr && is_taken(im, act->shown));
    }
    return act->shown.ptr ? ENT_OK : ent_out_of_memory(im->diags);
}

/* The id of the organization within which agreements are made: one of the data, one of the register,
 * or one that is made so. */
static ent_status settle_within(ent_import *im, size_t at)
{
    ent_str text = IM(im->acts, im_act)[at].within;
    const ent_state *state = ent_world_resolve(im->world, text);
    size_t before = im->acts.count;
    ent_status status = ENT_OK;
    uint32_t found;

    if (!text.len)
        return ENT_OK;
    if (state && state->is_organization &&
        ent_index_find(&im->organization_ids, text) == ENT_ABSENT) {
        IM(im->acts, im_act)[at].within = im_text(im, state->id);
        return ENT_OK;
    }
    if ((found = im_act_of(im, text, true, IM(im->acts, im_act)[at].place)) == ENT_NONE)
        return ent_out_of_memory(im->diags);
    if (im->acts.count > before)
        status = name_organization(im, &IM(im->acts, im_act)[found]);
    IM(im->acts, im_act)[at].within = IM(im->acts, im_act)[found].shown;
    return status;
}

static ent_status name_organizations(ent_import *im)
{
    size_t count = im->acts.count;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++)
        if (IM(im->acts, im_act)[i].membership)
            status = name_organization(im, &IM(im->acts, im_act)[i]);
    for (size_t i = 0; i < count && status == ENT_OK; i++)
        status = settle_within(im, i);
    return status;
}

/* ---- actors ---- */

/* Topics of the column, and of the flags that are set. */
static void topics_cell(writer *w, const im_act *act)
{
    ent_buf_clear(&w->text);
    ent_buf_str(&w->text, act->topic);
    for (size_t i = 0; i < w->im->topic_count; i++)
        if (act->flags >> i & 1) {
            if (w->text.len)
                ent_buf_char(&w->text, ';');
            ent_buf_str(&w->text, w->im->topics[i]);
        }
    cell(w, ent_buf_view(&w->text));
}

static size_t region_at(const ent_import *im)
{
    size_t i = 0;

    while (i < im->organization_attributes.count &&
           !ent_str_is(IM(im->organization_attributes, ent_str)[i], "region"))
        i++;
    return i;
}

/* The cells that only organizations of the data have; `act`: NULL for all others. */
static void organization_cells(writer *w, const spoken *s, const im_act *act)
{
    const ent_import *im = w->im;
    static const im_act nothing = { .id = { "", 0 } };
    bool two = s->organization.signed_on && s->organization.in_force;
    const im_act *a = act ? act : &nothing;
    size_t region = region_at(im);

    if (s->organization.signed_on || s->organization.in_force)
        date_cell(w, a->in_force.kind ? a->in_force : a->signed_on);
    date_if(w, s->organization.ended, a->ended);
    date_if(w, two, a->signed_on);
    cell_if(w, s->organization.kind, a->kind);
    cell_if(w, s->organization.level, a->level);
    cell_if(w, s->organization.within, a->within);
    cell_if(w, s->organization.status, a->status);
    if (s->organization.topic)
        topics_cell(w, a);
    cell_if(w, s->organization.weight, a->weight);
    for (size_t i = 0; i < im->organization_attributes.count; i++)
        if (i != region)
            cell(w, a->attributes ? a->attributes[i] : ENT_STR(""));
}

static void organization_columns(writer *w, const spoken *s)
{
    const ent_import *im = w->im;
    size_t region = region_at(im);

    column_if(w, s->organization.signed_on || s->organization.in_force, "from");
    column_if(w, s->organization.ended, "to");
    column_if(w, s->organization.signed_on && s->organization.in_force, "signed");
    column_if(w, s->organization.kind, "kind");
    column_if(w, s->organization.level, "level");
    column_if(w, s->organization.within, "part_of");
    column_if(w, s->organization.status, "status");
    column_if(w, s->organization.topic, "topic");
    column_if(w, s->organization.weight, "weight");
    for (size_t i = 0; i < im->organization_attributes.count; i++)
        if (i != region)
            column(w, IM(im->organization_attributes, ent_str)[i]);
}

static ent_str region_of(const ent_import *im, const im_actor *actor, const im_act *act)
{
    size_t at = region_at(im);

    if (act && act->attributes && at < im->organization_attributes.count && act->attributes[at].len)
        return act->attributes[at];
    return actor && actor->state ? actor->state->region : ENT_STR("");
}

/* All that rows speak of, also those of which they only say that they are in nothing: they are the
 * population. */
static ent_status write_actors(ent_import *im, const spoken *s)
{
    static const char *const names[] = { "id", "name", "type", "region", NULL };
    ent_index ids = { 0 };
    writer w = { .im = im, .table = ENT_ACTORS };

    columns(&w, names);
    organization_columns(&w, s);
    for (size_t i = 0; i < im->acts.count; i++) {
        const im_act *act = &IM(im->acts, im_act)[i];

        w.text.failed |= act->membership && !ent_index_add(&ids, act->shown, (uint32_t)i, NULL);
    }
    for (size_t i = 0; i < im->actors.count; i++) {
        const im_actor *a = &IM(im->actors, im_actor)[i];
        uint32_t at = ent_index_find(&ids, a->id);
        const im_act *act = at == ENT_ABSENT ? NULL : &IM(im->acts, im_act)[at];

        cell(&w, a->id);
        cell(&w, act && act->title.len ? act->title : a->name);
        cell(&w, ent_str_of(type_of(a)));
        cell(&w, region_of(im, a, act));
        organization_cells(&w, s, act);
        end_row(&w, a->place);
        if (act)
            ent_index_move(&ids, a->id, ENT_NONE - 1); /* it is there now */
    }
    for (size_t i = 0; i < im->acts.count; i++) {
        const im_act *act = &IM(im->acts, im_act)[i];

        if (!act->membership || ent_index_find(&ids, act->shown) != i)
            continue;
        cell(&w, act->shown);
        cell(&w, act->title.len ? act->title : act->id);
        cell(&w, ENT_STR("organization"));
        cell(&w, region_of(im, NULL, act));
        organization_cells(&w, s, act);
        end_row(&w, act->place);
    }
    ent_index_destroy(&ids);
    return finish(&w);
}

static ent_str role_of(const im_claim *claim, const char *usual)
{
    if (claim->doubt)
        return ENT_STR("unknown");
    return claim->role.len ? claim->role : ent_str_of(usual);
}

static ent_status write_memberships(ent_import *im, const spoken *s)
{
    static const char *const names[] = { "organization", "member", "role", NULL };
    writer w = { .im = im, .table = ENT_MEMBERSHIPS };

    columns(&w, names);
    column_if(&w, s->from, "from");
    column_if(&w, s->organization.ratified, "ratified");
    column_if(&w, s->organization.member_in_force, "in_force");
    column_if(&w, s->to, "to");
    attribute_columns(&w, &im->party_attributes);
    columns(&w, (const char *const[]){ "source", "locator", NULL });
    for (size_t i = 0; i < im->claims.count; i++) {
        const im_claim *c = &IM(im->claims, im_claim)[i];

        if (!IM(im->acts, im_act)[c->act].membership)
            continue;
        cell(&w, IM(im->acts, im_act)[c->act].shown);
        cell(&w, IM(im->actors, im_actor)[c->actor].id);
        cell(&w, role_of(c, "member"));
        date_if(&w, s->from, c->from);
        date_if(&w, s->organization.ratified, c->ratified);
        date_if(&w, s->organization.member_in_force, c->in_force);
        date_if(&w, s->to, c->to);
        attribute_cells(&w, &im->party_attributes, c->attributes);
        end_with_source(&w, c->place);
    }
    return finish(&w);
}

static ent_status write_agreements(ent_import *im, const spoken *s)
{
    static const char *const names[] = { "id", "title", "kind", NULL };
    writer w = { .im = im, .table = ENT_AGREEMENTS };

    columns(&w, names);
    column_if(&w, s->level, "level");
    column_if(&w, s->within, "within");
    column_if(&w, s->signed_on, "signed");
    column_if(&w, s->in_force, "in_force");
    column_if(&w, s->ended, "ended");
    column_if(&w, s->status, "status");
    column_if(&w, s->topic, "topic");
    column_if(&w, s->weight, "weight");
    attribute_columns(&w, &im->act_attributes);
    columns(&w, (const char *const[]){ "source", "locator", NULL });
    for (size_t i = 0; i < im->acts.count; i++) {
        const im_act *act = &IM(im->acts, im_act)[i];

        if (act->membership)
            continue;
        cell(&w, act->id);
        cell(&w, act->title.len ? act->title : act->id);
        cell(&w, act->kind.len ? act->kind : ENT_STR("agreement"));
        cell_if(&w, s->level, act->level);
        cell_if(&w, s->within, act->within);
        date_if(&w, s->signed_on, act->signed_on);
        date_if(&w, s->in_force, act->in_force);
        date_if(&w, s->ended, act->ended);
        cell_if(&w, s->status, act->status);
        if (s->topic)
            topics_cell(&w, act);
        cell_if(&w, s->weight, act->weight);
        attribute_cells(&w, &im->act_attributes, act->attributes);
        end_with_source(&w, act->place);
    }
    return finish(&w);
}

static ent_status write_parties(ent_import *im, const spoken *s)
{
    static const char *const names[] = { "agreement", "party", "role", NULL };
    static const char *const sides[] = { "", "from", "to" };
    writer w = { .im = im, .table = ENT_PARTIES };

    columns(&w, names);
    column_if(&w, s->directed, "side");
    column_if(&w, s->from, "signed");
    column_if(&w, s->ratified, "ratified");
    column_if(&w, s->party_in_force, "in_force");
    column_if(&w, s->to, "withdrew");
    attribute_columns(&w, &im->party_attributes);
    columns(&w, (const char *const[]){ "source", "locator", NULL });
    for (size_t i = 0; i < im->claims.count; i++) {
        const im_claim *c = &IM(im->claims, im_claim)[i];

        if (IM(im->acts, im_act)[c->act].membership)
            continue;
        cell(&w, IM(im->acts, im_act)[c->act].id);
        cell(&w, IM(im->actors, im_actor)[c->actor].id);
        cell(&w, role_of(c, "party"));
        cell_if(&w, s->directed, ent_str_of(sides[c->side]));
        date_if(&w, s->from, c->from);
        date_if(&w, s->ratified, c->ratified);
        date_if(&w, s->party_in_force, c->in_force);
        date_if(&w, s->to, c->to);
        attribute_cells(&w, &im->party_attributes, c->attributes);
        end_with_source(&w, c->place);
    }
    return finish(&w);
}

static ent_status write_sources(ent_import *im)
{
    static const char *const names[] = { "id",      "type", "title",    "author", "version",
                                         "citation", "url",  "licence", NULL };
    writer w = { .im = im, .table = ENT_SOURCES };
    uint32_t map;

    columns(&w, names);
    cell(&w, im->map.name);
    cell(&w, ENT_STR("dataset"));
    cell(&w, im->map.title);
    cell(&w, im->map.author);
    cell(&w, im->map.version);
    cell(&w, im->map.citation);
    cell(&w, im->map.url);
    cell(&w, im->map.licence);
    if ((map = ent_cells_file(im->cells, im->map.file.name)) == ENT_ABSENT)
        return ent_out_of_memory(im->diags);
    im->cells->origin = im->cells->files[map];
    end_row(&w, (ent_origin){ .file = map });
    return finish(&w);
}

/* ---- all tables ---- */

/* Acts that a list should have and has not, and the other way round. */
static ent_status match_listing(ent_import *im)
{
    for (size_t i = 0; im->has_listing && i < im->acts.count; i++) {
        const im_act *act = &IM(im->acts, im_act)[i];

        if (act->listed && !act->has_party)
            im->unused++;
        if (act->listed || !act->has_party)
            continue;
        im->dangling++;
        if (!im_event_add(im, (ent_origin){ .file = act->place.file, .row = act->place.row },
                          "agreement not in the list", act->id))
            return ent_out_of_memory(im->diags);
    }
    return ENT_OK;
}

ent_status im_make_tables(ent_import *im)
{
    spoken s = spoken_of(im);
    ent_status status;

    if ((status = match_listing(im)) != ENT_OK || (status = name_organizations(im)) != ENT_OK ||
        (status = write_actors(im, &s)) != ENT_OK ||
        (s.memberships && (status = write_memberships(im, &s)) != ENT_OK) ||
        (status = write_agreements(im, &s)) != ENT_OK ||
        (s.parties && (status = write_parties(im, &s)) != ENT_OK))
        return status;
    return write_sources(im);
}
