/* write.c: what was folded, as the tables of a data package, its descriptor, and the account
 * of the rows. Tables have the columns of which the map speaks, so that "no end is known" and "the
 * data do not speak of ends" stay different. */
#include "data/import/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"

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

static void columns(lines *l, const char *const *names)
{
    for (; *names; names++)
        lines_column(l, ent_str_of(*names));
}

static void column_if(lines *l, bool there, const char *name)
{
    if (there)
        lines_column(l, ent_str_of(name));
}

static void cell_if(lines *l, bool there, ent_str text)
{
    if (there)
        lines_cell(l, text);
}

static void date_if(lines *l, bool there, ent_date date)
{
    if (there)
        lines_date_cell(l, date);
}

static void attribute_columns(lines *l, const im_list *names)
{
    for (size_t i = 0; i < names->count; i++)
        lines_column(l, IM(*names, ent_str)[i]);
}

static void attribute_cells(lines *l, const im_list *names, const ent_str *values)
{
    for (size_t i = 0; i < names->count; i++)
        lines_cell(l, values ? values[i] : ENT_STR(""));
}

/* The last part of a path: what a reader of the package knows the file by. */
static ent_str file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return ent_str_of(slash ? slash + 1 : path);
}

/* "row=12" (RFC 7111: the header is row 1), behind the name of the file when there are several. */
static void locator(ent_import *im, lines *l, im_place place)
{
    ent_buf text = { 0 };

    if (im->files.count > 1) {
        ent_buf_str(&text, file_name(IM(im->files, im_file)[place.file].name));
        ent_buf_char(&text, '#');
    }
    ent_buf_format(&text, "row=%u", place.row);
    lines_cell(l, im->map.name);
    lines_cell(l, ent_buf_view(&text));
    l->failed |= text.failed;
    ent_buf_destroy(&text);
}

static ent_status finish(ent_import *im, lines *l, ent_table table)
{
    bool done = !l->count || lines_write(l, &im->tables[table]);

    done &= !l->failed;
    lines_destroy(l);
    return done ? ENT_OK : ent_out_of_memory(im->diags);
}

/* ---- tables ---- */

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

static void topics_cell(ent_import *im, lines *l, const im_act *act);

static size_t region_at(const ent_import *im)
{
    size_t i = 0;

    while (i < im->organization_attributes.count &&
           !ent_str_is(IM(im->organization_attributes, ent_str)[i], "region"))
        i++;
    return i;
}

/* The cells that only organizations of the data have; `act`: NULL for all others. */
static void organization_cells(ent_import *im, lines *l, const spoken *s, const im_act *act)
{
    static const im_act nothing = { .id = { "", 0 } };
    bool two = s->organization.signed_on && s->organization.in_force;
    const im_act *a = act ? act : &nothing;
    size_t region = region_at(im);

    if (s->organization.signed_on || s->organization.in_force)
        lines_date_cell(l, a->in_force.kind ? a->in_force : a->signed_on);
    date_if(l, s->organization.ended, a->ended);
    date_if(l, two, a->signed_on);
    cell_if(l, s->organization.kind, a->kind);
    cell_if(l, s->organization.level, a->level);
    cell_if(l, s->organization.within, a->within);
    cell_if(l, s->organization.status, a->status);
    if (s->organization.topic)
        topics_cell(im, l, a);
    cell_if(l, s->organization.weight, a->weight);
    for (size_t i = 0; i < im->organization_attributes.count; i++)
        if (i != region)
            lines_cell(l, a->attributes ? a->attributes[i] : ENT_STR(""));
}

static void organization_columns(const ent_import *im, lines *l, const spoken *s)
{
    size_t region = region_at(im);

    column_if(l, s->organization.signed_on || s->organization.in_force, "from");
    column_if(l, s->organization.ended, "to");
    column_if(l, s->organization.signed_on && s->organization.in_force, "signed");
    column_if(l, s->organization.kind, "kind");
    column_if(l, s->organization.level, "level");
    column_if(l, s->organization.within, "part_of");
    column_if(l, s->organization.status, "status");
    column_if(l, s->organization.topic, "topic");
    column_if(l, s->organization.weight, "weight");
    for (size_t i = 0; i < im->organization_attributes.count; i++)
        if (i != region)
            lines_column(l, IM(im->organization_attributes, ent_str)[i]);
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
    lines l = { 0 };

    columns(&l, names);
    organization_columns(im, &l, s);
    for (size_t i = 0; i < im->acts.count; i++) {
        const im_act *act = &IM(im->acts, im_act)[i];

        l.failed |= act->membership && !ent_index_add(&ids, act->shown, (uint32_t)i, NULL);
    }
    for (size_t i = 0; i < im->actors.count; i++) {
        const im_actor *a = &IM(im->actors, im_actor)[i];
        uint32_t at = ent_index_find(&ids, a->id);
        const im_act *act = at == ENT_ABSENT ? NULL : &IM(im->acts, im_act)[at];

        lines_cell(&l, a->id);
        lines_cell(&l, act && act->title.len ? act->title : a->name);
        lines_cell(&l, ent_str_of(type_of(a)));
        lines_cell(&l, region_of(im, a, act));
        organization_cells(im, &l, s, act);
        lines_end(&l);
        if (act)
            ent_index_move(&ids, a->id, ENT_NONE - 1); /* it is there now */
    }
    for (size_t i = 0; i < im->acts.count; i++) {
        const im_act *act = &IM(im->acts, im_act)[i];

        if (!act->membership || ent_index_find(&ids, act->shown) != i)
            continue;
        lines_cell(&l, act->shown);
        lines_cell(&l, act->title.len ? act->title : act->id);
        lines_cell(&l, ENT_STR("organization"));
        lines_cell(&l, region_of(im, NULL, act));
        organization_cells(im, &l, s, act);
        lines_end(&l);
    }
    ent_index_destroy(&ids);
    return finish(im, &l, ENT_ACTORS);
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
    lines l = { 0 };

    columns(&l, names);
    column_if(&l, s->from, "from");
    column_if(&l, s->organization.ratified, "ratified");
    column_if(&l, s->organization.member_in_force, "in_force");
    column_if(&l, s->to, "to");
    attribute_columns(&l, &im->party_attributes);
    columns(&l, (const char *const[]){ "source", "locator", NULL });
    for (size_t i = 0; i < im->claims.count; i++) {
        const im_claim *c = &IM(im->claims, im_claim)[i];

        if (!IM(im->acts, im_act)[c->act].membership)
            continue;
        lines_cell(&l, IM(im->acts, im_act)[c->act].shown);
        lines_cell(&l, IM(im->actors, im_actor)[c->actor].id);
        lines_cell(&l, role_of(c, "member"));
        date_if(&l, s->from, c->from);
        date_if(&l, s->organization.ratified, c->ratified);
        date_if(&l, s->organization.member_in_force, c->in_force);
        date_if(&l, s->to, c->to);
        attribute_cells(&l, &im->party_attributes, c->attributes);
        locator(im, &l, c->place);
        lines_end(&l);
    }
    return finish(im, &l, ENT_MEMBERSHIPS);
}

/* Topics of the column, and of the flags that are set. */
static void topics_cell(ent_import *im, lines *l, const im_act *act)
{
    ent_buf text = { 0 };

    ent_buf_str(&text, act->topic);
    for (size_t i = 0; i < im->topic_count; i++)
        if (act->flags >> i & 1) {
            if (text.len)
                ent_buf_char(&text, ';');
            ent_buf_str(&text, im->topics[i]);
        }
    lines_cell(l, ent_buf_view(&text));
    l->failed |= text.failed;
    ent_buf_destroy(&text);
}

static ent_status write_agreements(ent_import *im, const spoken *s)
{
    static const char *const names[] = { "id", "title", "kind", NULL };
    lines l = { 0 };

    columns(&l, names);
    column_if(&l, s->level, "level");
    column_if(&l, s->within, "within");
    column_if(&l, s->signed_on, "signed");
    column_if(&l, s->in_force, "in_force");
    column_if(&l, s->ended, "ended");
    column_if(&l, s->status, "status");
    column_if(&l, s->topic, "topic");
    column_if(&l, s->weight, "weight");
    attribute_columns(&l, &im->act_attributes);
    columns(&l, (const char *const[]){ "source", "locator", NULL });
    for (size_t i = 0; i < im->acts.count; i++) {
        const im_act *act = &IM(im->acts, im_act)[i];

        if (act->membership)
            continue;
        lines_cell(&l, act->id);
        lines_cell(&l, act->title.len ? act->title : act->id);
        lines_cell(&l, act->kind.len ? act->kind : ENT_STR("agreement"));
        cell_if(&l, s->level, act->level);
        cell_if(&l, s->within, act->within);
        date_if(&l, s->signed_on, act->signed_on);
        date_if(&l, s->in_force, act->in_force);
        date_if(&l, s->ended, act->ended);
        cell_if(&l, s->status, act->status);
        if (s->topic)
            topics_cell(im, &l, act);
        cell_if(&l, s->weight, act->weight);
        attribute_cells(&l, &im->act_attributes, act->attributes);
        locator(im, &l, act->place);
        lines_end(&l);
    }
    return finish(im, &l, ENT_AGREEMENTS);
}

static ent_status write_parties(ent_import *im, const spoken *s)
{
    static const char *const names[] = { "agreement", "party", "role", NULL };
    static const char *const sides[] = { "", "from", "to" };
    lines l = { 0 };

    columns(&l, names);
    column_if(&l, s->directed, "side");
    column_if(&l, s->from, "signed");
    column_if(&l, s->ratified, "ratified");
    column_if(&l, s->party_in_force, "in_force");
    column_if(&l, s->to, "withdrew");
    attribute_columns(&l, &im->party_attributes);
    columns(&l, (const char *const[]){ "source", "locator", NULL });
    for (size_t i = 0; i < im->claims.count; i++) {
        const im_claim *c = &IM(im->claims, im_claim)[i];

        if (IM(im->acts, im_act)[c->act].membership)
            continue;
        lines_cell(&l, IM(im->acts, im_act)[c->act].id);
        lines_cell(&l, IM(im->actors, im_actor)[c->actor].id);
        lines_cell(&l, role_of(c, "party"));
        cell_if(&l, s->directed, ent_str_of(sides[c->side]));
        date_if(&l, s->from, c->from);
        date_if(&l, s->ratified, c->ratified);
        date_if(&l, s->party_in_force, c->in_force);
        date_if(&l, s->to, c->to);
        attribute_cells(&l, &im->party_attributes, c->attributes);
        locator(im, &l, c->place);
        lines_end(&l);
    }
    return finish(im, &l, ENT_PARTIES);
}

static ent_status write_sources(ent_import *im)
{
    static const char *const names[] = { "id",      "type", "title",    "author", "version",
                                         "citation", "url",  "licence", NULL };
    lines l = { 0 };

    columns(&l, names);
    lines_cell(&l, im->map.name);
    lines_cell(&l, ENT_STR("dataset"));
    lines_cell(&l, im->map.title);
    lines_cell(&l, im->map.author);
    lines_cell(&l, im->map.version);
    lines_cell(&l, im->map.citation);
    lines_cell(&l, im->map.url);
    lines_cell(&l, im->map.licence);
    lines_end(&l);
    return finish(im, &l, ENT_SOURCES);
}

/* ---- the descriptor ---- */

static const char *meaning_of(ent_str column)
{
    static const struct {
        const char *name, *meaning;
    } known[] = {
        { "id", "key" },
        { "agreement", "id of the agreement" },
        { "party", "id of the actor" },
        { "organization", "id of the organization" },
        { "member", "id of the actor" },
        { "signed", "EDTF date of signature" },
        { "ratified", "EDTF date of ratification, accession or the like" },
        { "in_force", "EDTF date of entry into force" },
        { "ended", "EDTF date of the end; '..' is open, 2014/.. not before 2014" },
        { "withdrew", "EDTF date of the end for the party" },
        { "from", "EDTF date" },
        { "to", "EDTF date of the end; '..' is open, 2014/.. not before 2014" },
        { "source", "id of a row of sources" },
        { "locator", "row of the file that it was read from (RFC 7111)" },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ent_str_is(column, known[i].name))
            return known[i].meaning;
    return NULL;
}

static void string_member(ent_buf *out, const char *name, ent_str text)
{
    ent_buf_format(out, "\"%s\": ", name);
    ent_escape_json_string(out, text);
}

static void describe_fields(ent_buf *out, ent_str header)
{
    ent_str rest = header, column;
    const char *comma = "";

    while (ent_str_next(&rest, ',', &column)) {
        const char *meaning = meaning_of(column);

        if (column.len > 1 && column.ptr[0] == '"') /* a name in quotes */
            column = (ent_str){ column.ptr + 1, column.len - 2 };
        ent_buf_format(out, "%s\n          { ", comma);
        string_member(out, "name", column);
        ent_buf_text(out, ", \"type\": \"string\"");
        if (meaning) {
            ent_buf_text(out, ", ");
            string_member(out, "description", ent_str_of(meaning));
        }
        ent_buf_text(out, " }");
        comma = ",";
    }
}

static void foreign_key(ent_buf *out, const char *before, const char *column, const char *table)
{
    ent_buf_format(out,
                   "%s\n          { \"fields\": \"%s\", \"reference\": "
                   "{ \"resource\": \"%s\", \"fields\": \"id\" } }",
                   before, column, table);
}

static void describe_keys(ent_buf *out, ent_table table, bool has_agreements, bool has_actors)
{
    if (table == ENT_ACTORS || table == ENT_AGREEMENTS || table == ENT_SOURCES)
        ent_buf_text(out, ",\n        \"primaryKey\": \"id\"");
    if (table == ENT_PARTIES && has_agreements && has_actors) {
        ent_buf_text(out, ",\n        \"foreignKeys\": [");
        foreign_key(out, "", "agreement", "agreements");
        foreign_key(out, ",", "party", "actors");
        ent_buf_text(out, "\n        ]");
    }
    if (table == ENT_MEMBERSHIPS && has_actors) {
        ent_buf_text(out, ",\n        \"foreignKeys\": [");
        foreign_key(out, "", "organization", "actors");
        foreign_key(out, ",", "member", "actors");
        ent_buf_text(out, "\n        ]");
    }
}

static ent_str header_of(const ent_buf *table)
{
    const char *end = table->len ? memchr(table->data, '\n', table->len) : NULL;

    return (ent_str){ table->data, end ? (size_t)(end - table->data) : table->len };
}

static ent_status write_descriptor(ent_import *im)
{
    ent_buf *out = &im->descriptor;
    const char *comma = "";

    ent_buf_text(out, "{\n  \"profile\": \"tabular-data-package\",\n  ");
    string_member(out, "name", im->map.name);
    ent_buf_text(out, ",\n  ");
    string_member(out, "title", im->map.title);
    if (im->map.version.len) {
        ent_buf_text(out, ",\n  ");
        string_member(out, "version", im->map.version);
    }
    ent_buf_text(out, ",\n  \"sources\": [ { ");
    string_member(out, "title", im->map.citation.len ? im->map.citation : im->map.title);
    if (im->map.url.len) {
        ent_buf_text(out, ", ");
        string_member(out, "path", im->map.url);
    }
    ent_buf_text(out, " } ],\n  \"resources\": [");
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        if (!im->tables[t].len)
            continue;
        ent_buf_format(out, "%s\n    {\n      \"name\": \"%s\",\n      \"path\": \"%s.csv\",\n", comma,
                       ent_table_name((ent_table)t), ent_table_name((ent_table)t));
        ent_buf_text(out, "      \"profile\": \"tabular-data-resource\",\n"
                          "      \"encoding\": \"utf-8\",\n      \"schema\": {\n"
                          "        \"fields\": [");
        describe_fields(out, header_of(&im->tables[t]));
        ent_buf_text(out, "\n        ]");
        describe_keys(out, (ent_table)t, im->tables[ENT_AGREEMENTS].len > 0,
                      im->tables[ENT_ACTORS].len > 0);
        ent_buf_text(out, "\n      }\n    }");
        comma = ",";
    }
    ent_buf_text(out, "\n  ]\n}\n");
    return out->failed ? ent_out_of_memory(im->diags) : ENT_OK;
}

/* ---- the account ---- */

static int by_place(const void *x, const void *y)
{
    const im_event *a = x, *b = y;

    if (a->place.file != b->place.file)
        return a->place.file < b->place.file ? -1 : 1;
    if (a->place.row != b->place.row)
        return a->place.row < b->place.row ? -1 : 1;
    if (strcmp(a->reason, b->reason) != 0)
        return strcmp(a->reason, b->reason);
    return ent_str_compare(a->detail, b->detail);
}

static ent_status write_report(ent_import *im)
{
    im_event *events = IM(im->events, im_event);
    ent_buf *out = &im->report;

    if (im->events.count)
        qsort(events, im->events.count, sizeof *events, by_place);
    ent_buf_text(out, "file,line,row,reason,detail\n");
    for (size_t i = 0; i < im->events.count; i++) {
        const im_event *e = &events[i];

        ent_escape_csv_cell(out, file_name(IM(im->files, im_file)[e->place.file].name), ',');
        if (e->line)
            ent_buf_format(out, ",%u,%u,%s,", e->line, e->place.row, e->reason);
        else
            ent_buf_format(out, ",,%u,%s,", e->place.row, e->reason);
        ent_escape_csv_cell(out, e->detail, ',');
        ent_buf_char(out, '\n');
    }
    return out->failed ? ent_out_of_memory(im->diags) : ENT_OK;
}

static ent_status write_summary(ent_import *im)
{
    ent_buf *out = &im->summary;

    ent_buf_text(out, "file,unit,fate,count\n");
    for (size_t i = 0; i < im->files.count; i++) {
        const im_file *file = &IM(im->files, im_file)[i];

        for (int k = 0; k < 2; k++)
            for (int fate = 0; fate < ENT_ROW_FATES; fate++) {
                size_t count = k ? file->cells[fate] : file->rows[fate];

                if (!count)
                    continue;
                ent_escape_csv_cell(out, file_name(file->name), ',');
                ent_buf_format(out, ",%s,%s,%zu\n", k ? "cell" : "row",
                               ent_row_fate_name((ent_row_fate)fate), count);
            }
    }
    return out->failed ? ent_out_of_memory(im->diags) : ENT_OK;
}

/* ---- all of it ---- */

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
        if (!im_event_add(im, act->place, ENT_NOWHERE, "agreement not in the list", act->id))
            return ent_out_of_memory(im->diags);
    }
    return ENT_OK;
}

ent_status im_write(ent_import *im)
{
    spoken s = spoken_of(im);
    ent_status status;

    if ((status = match_listing(im)) != ENT_OK || (status = name_organizations(im)) != ENT_OK ||
        (status = write_actors(im, &s)) != ENT_OK)
        return status;
    if (s.memberships && (status = write_memberships(im, &s)) != ENT_OK)
        return status;
    if ((status = write_agreements(im, &s)) != ENT_OK ||
        (s.parties && (status = write_parties(im, &s)) != ENT_OK) ||
        (status = write_sources(im)) != ENT_OK || (status = write_descriptor(im)) != ENT_OK ||
        (status = write_report(im)) != ENT_OK)
        return status;
    return write_summary(im);
}
