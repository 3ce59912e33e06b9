/* tables.c: the folded facts as the tables of a data package. A table has a column only if the map
 * mentions it, so that "the end is unknown" and "the data have no ends" stay different. */
#include "data/import/aggregate.h"

/* ---- columns ---- */

/* What the tables of the map mention, about agreements or about organizations and their members. */
typedef struct mentioned {
    bool signed_on, in_force, ended, kind, level, within, status, topic, weight;
    bool from, ratified, party_in_force, to; /* of parties and members */
    bool parties, directed, other_names;
} mentioned;

static void mention(mentioned *m, const map_table *t)
{
    bool alone = t->shape == MAP_PAIRS && t->act.id.from == MAP_NOTHING;
    bool by_year = t->year.from != MAP_NOTHING;

    m->signed_on |= t->act.signed_on.present;
    m->in_force |= t->act.in_force.present || (alone && by_year);
    m->ended |= t->act.ended.present || (alone && by_year);
    m->kind |= t->act.kind.from != MAP_NOTHING;
    m->level |= t->act.level.from != MAP_NOTHING;
    m->within |= t->act.within.from != MAP_NOTHING;
    m->status |= t->act.status.from != MAP_NOTHING;
    m->topic |= t->act.topic.from != MAP_NOTHING || t->act.flag_count;
    m->weight |= t->act.weight.from != MAP_NOTHING;
    for (int i = 0; i < 2; i++) {
        m->from |= t->party[i].from.present || (by_year && !alone);
        m->ratified |= t->party[i].ratified.present;
        m->party_in_force |= t->party[i].in_force.present;
        m->to |= t->party[i].to.present || (by_year && !alone);
    }
    m->parties |= t->shape != MAP_AGREEMENTS;
    m->directed |= t->mirror == MAP_DIRECTED;
}

/* What cells of counted rows have; all tables of the map are alike. */
static mentioned mention_cells(const ent_import *im)
{
    const map_table *t = im->map.tables;
    bool dated = ent_aggregate_dated(im);

    return (mentioned){ .signed_on = dated && t->act.signed_on.present, .in_force = dated && !t->act.signed_on.present,
                        .ended = dated, .weight = true, .parties = true, .directed = t->mirror == MAP_DIRECTED };
}

/* Writes one table. The function that writes a row writes the header too: then the names of its cells are
 * kept in place of their texts. */
typedef struct writer {
    ent_import *im;
    ent_table table;
    const mentioned *m;
    bool is_header;
    ent_buf text; /* of one cell */
} writer;

static void cell(writer *w, ent_str name, ent_str value)
{
    if (w->is_header)
        ent_cells_column(w->im->cells, w->table, name);
    else
        ent_cells_add(w->im->cells, w->table, value);
}

static void text(writer *w, bool there, const char *name, ent_str value)
{
    if (there)
        cell(w, ent_str_of(name), value);
}

static void date(writer *w, bool there, const char *name, ent_date value)
{
    if (!there)
        return;
    ent_buf_clear(&w->text);
    ent_date_write(&w->text, value);
    cell(w, ent_str_of(name), ent_buf_view(&w->text));
}

static void attributes(writer *w, const im_names *names, const ent_str *values)
{
    for (size_t i = 0; i < names->count; i++)
        cell(w, names->items[i], values ? values[i] : ENT_STR(""));
}

static void end_row(writer *w, ent_origin place)
{
    if (!w->is_header)
        ent_cells_end(w->im->cells, w->table, place);
    w->is_header = false;
}

/* "row=12" (RFC 7111: the header is row 1), behind the name of the file when there are several. Cells come from many
 * rows. */
static void end_with_source(writer *w, ent_origin place)
{
    const ent_import *im = w->im;

    text(w, true, "source", im->map.name);
    if (im->aggregate) {
        end_row(w, place);
        return;
    }
    ent_buf_clear(&w->text);
    if (im->files.count > 1) {
        ent_buf_str(&w->text, ent_im_file_name(im->files.items[place.file].name));
        ent_buf_char(&w->text, '#');
    }
    ent_buf_text(&w->text, "row=");
    ent_buf_count(&w->text, place.row);
    text(w, true, "locator", ent_buf_view(&w->text));
    end_row(w, place);
}

static ent_status finish(writer *w)
{
    w->im->cells->failed |= w->text.failed;
    ent_buf_destroy(&w->text);
    return w->im->cells->failed ? ent_out_of_memory(w->im->diags) : ENT_OK;
}

/* ---- organizations ---- */

static ent_str with_more(ent_import *im, ent_str id, const char *more)
{
    ent_buf text = { 0 };
    ent_str made = { 0 };

    ent_buf_str(&text, id);
    ent_buf_text(&text, more);
    if (!text.failed)
        made = ent_im_text(im, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return made;
}

static bool is_taken(const ent_import *im, ent_str id)
{
    return ent_im_known_actor(im, id) != ENT_ABSENT || ent_im_own_actor(im, id) != ENT_ABSENT;
}

/* An organization keeps the id that the data give it, unless a state in the data has that id: then it is
 * "NAM (organization)". It is the same as an organization of the register, or another actor of the data,
 * with the same id. */
static ent_status name_organization(ent_import *im, im_act *act)
{
    uint32_t own = ent_im_own_actor(im, act->id), known = ent_im_known_actor(im, act->id);

    if (own != ENT_ABSENT) {
        im->actors.items[own].organization = true;
        act->shown = im->actors.items[own].id;
    } else if (known == ENT_ABSENT || im->actors.items[known].organization) {
        act->shown = act->id;
    } else {
        act->shown = act->id;
        do
            act->shown = with_more(im, act->shown, " (organization)");
        while (act->shown.ptr && is_taken(im, act->shown));
    }
    return act->shown.ptr ? ENT_OK : ent_out_of_memory(im->diags);
}

/* The id of the organization within which agreements are made: one of the data, one of the register, or a
 * new one. */
static ent_status settle_within(ent_import *im, size_t at)
{
    ent_str text = im->acts.items[at].within;
    const ent_state *state = ent_world_resolve(im->world, text);
    size_t before = im->acts.count;
    ent_status status = ENT_OK;
    uint32_t found;

    if (!text.len)
        return ENT_OK;
    if (state && state->is_organization &&
        ent_index_find(&im->organization_ids, text) == ENT_ABSENT) {
        im->acts.items[at].within = ent_im_text(im, state->id);
        return ENT_OK;
    }
    if ((found = ent_im_act(im, text, true, im->acts.items[at].place)) == ENT_NONE)
        return ent_out_of_memory(im->diags);
    if (im->acts.count > before)
        status = name_organization(im, &im->acts.items[found]);
    im->acts.items[at].within = im->acts.items[found].shown;
    return status;
}

static ent_status name_organizations(ent_import *im)
{
    size_t count = im->acts.count;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++)
        if (im->acts.items[i].membership)
            status = name_organization(im, &im->acts.items[i]);
    for (size_t i = 0; i < count && status == ENT_OK; i++)
        status = settle_within(im, i);
    return status;
}

/* ---- actors ---- */

/* Topics of the column, and of the flags that are set. */
static void topics(writer *w, const im_act *act)
{
    if (!w->m->topic)
        return;
    ent_buf_clear(&w->text);
    ent_buf_str(&w->text, act->topic);
    for (size_t i = 0; i < w->im->topic_count; i++)
        if (act->flags >> i & 1) {
            if (w->text.len)
                ent_buf_char(&w->text, ';');
            ent_buf_str(&w->text, w->im->topics[i]);
        }
    text(w, true, "topic", ent_buf_view(&w->text));
}

/* `act` is the organization of the data that the actor is, or NULL. */
static void actor_row(writer *w, ent_str id, ent_str name, const char *type, ent_str region,
                      const im_act *act)
{
    static const im_act nothing = { .id = { "", 0 } };
    const im_names *names = &w->im->organization_attributes;
    const im_act *a = act ? act : &nothing;
    const mentioned *m = w->m;
    size_t region_at = 0;

    while (region_at < names->count && !ent_str_is(names->items[region_at], "region"))
        region_at++;
    if (a->attributes && region_at < names->count && a->attributes[region_at].len)
        region = a->attributes[region_at];
    text(w, true, "id", id);
    text(w, true, "name", a->title.len ? a->title : name);
    text(w, true, "type", ent_str_of(type));
    text(w, true, "region", region);
    date(w, m->signed_on || m->in_force, "from", a->in_force.kind ? a->in_force : a->signed_on);
    date(w, m->ended, "to", a->ended);
    date(w, m->signed_on && m->in_force, "signed", a->signed_on);
    text(w, m->kind, "kind", a->kind);
    text(w, m->level, "level", a->level);
    text(w, m->within, "part_of", a->within);
    text(w, m->status, "status", a->status);
    topics(w, a);
    text(w, m->weight, "weight", a->weight);
    for (size_t i = 0; i < names->count; i++)
        if (i != region_at)
            cell(w, names->items[i], a->attributes ? a->attributes[i] : ENT_STR(""));
}

/* All actors that rows mention, also those that are in no agreement: they belong to the population. */
static ent_status write_actors(ent_import *im, const mentioned *m)
{
    writer w = { .im = im, .table = ENT_ACTORS, .m = m, .is_header = true };
    ent_index ids = { 0 };

    actor_row(&w, ENT_STR(""), ENT_STR(""), "", ENT_STR(""), NULL);
    end_row(&w, (ent_origin){ 0 });
    for (size_t i = 0; i < im->acts.count; i++) {
        const im_act *act = &im->acts.items[i];

        w.text.failed |= act->membership && !ent_index_add(&ids, act->shown, (uint32_t)i, NULL);
    }
    for (size_t i = 0; i < im->actors.count; i++) {
        const im_actor *a = &im->actors.items[i];
        uint32_t at = ent_index_find(&ids, a->id);

        actor_row(&w, a->id, a->name,
                  a->organization ? "organization" : a->state ? "state" : "other",
                  a->state ? a->state->region : ENT_STR(""),
                  at == ENT_ABSENT ? NULL : &im->acts.items[at]);
        end_row(&w, a->place);
        if (at != ENT_ABSENT)
            ent_index_move(&ids, a->id, ENT_NONE - 1); /* written */
    }
    for (size_t i = 0; i < im->acts.count; i++) {
        const im_act *act = &im->acts.items[i];

        if (!act->membership || ent_index_find(&ids, act->shown) != i)
            continue;
        actor_row(&w, act->shown, act->id, "organization", ENT_STR(""), act);
        end_row(&w, act->place);
    }
    ent_index_destroy(&ids);
    return finish(&w);
}

/* ---- memberships and parties ---- */

/* The columns of the two tables are called after what they hold. */
static void claim_row(writer *w, ent_str act, ent_str actor, const im_claim *c)
{
    static const char *const sides[] = { "", "from", "to" };
    bool members = w->table == ENT_MEMBERSHIPS;
    ent_str usual = members ? ENT_STR("member") : ENT_STR("party");
    const mentioned *m = w->m;

    text(w, true, members ? "organization" : "agreement", act);
    text(w, true, members ? "member" : "party", actor);
    text(w, true, "role", c->doubt ? ENT_STR("unknown") : c->role.len ? c->role : usual);
    text(w, m->directed && !members, "side", ent_str_of(sides[c->side]));
    date(w, m->from, members ? "from" : "signed", c->from);
    date(w, m->ratified, "ratified", c->ratified);
    date(w, m->party_in_force, "in_force", c->in_force);
    date(w, m->to, members ? "to" : "withdrew", c->to);
    text(w, m->other_names && !members, "as_written", c->written);
    attributes(w, &w->im->party_attributes, c->attributes);
    end_with_source(w, c->place);
}

static ent_status write_parties_of_cells(writer *w)
{
    bool directed = w->m->directed;

    for (size_t i = 0; i < ent_aggregate_count(w->im); i++)
        for (int k = 0; k < 2; k++)
            claim_row(w, ent_aggregate_id(w->im, i), ent_aggregate_party(w->im, i, k),
                      &(im_claim){ .side = directed ? (uint8_t)(k + 1) : 0 });
    return finish(w);
}

static ent_status write_claims(ent_import *im, ent_table table, const mentioned *m)
{
    writer w = { .im = im, .table = table, .m = m, .is_header = true };

    if (!m->parties)
        return ENT_OK;
    claim_row(&w, ENT_STR(""), ENT_STR(""), &(im_claim){ 0 });
    if (im->aggregate)
        return write_parties_of_cells(&w);
    for (size_t i = 0; i < im->claims.count; i++) {
        const im_claim *c = &im->claims.items[i];
        const im_act *act = &im->acts.items[c->act];

        if (act->membership == (table == ENT_MEMBERSHIPS))
            claim_row(&w, act->membership ? act->shown : act->id, im->actors.items[c->actor].id, c);
    }
    return finish(&w);
}

/* ---- agreements and sources ---- */

static void act_row(writer *w, const im_act *act)
{
    const mentioned *m = w->m;

    text(w, true, "id", act->id);
    text(w, true, "title", act->title.len ? act->title : act->id);
    text(w, true, "kind", act->kind.len ? act->kind : ENT_STR("agreement"));
    text(w, m->level, "level", act->level);
    text(w, m->within, "within", act->within);
    date(w, m->signed_on, "signed", act->signed_on);
    date(w, m->in_force, "in_force", act->in_force);
    date(w, m->ended, "ended", act->ended);
    text(w, m->status, "status", act->status);
    topics(w, act);
    text(w, m->weight, "weight", act->weight);
    attributes(w, &w->im->act_attributes, act->attributes);
    end_with_source(w, act->place);
}

static ent_status write_agreements(ent_import *im, const mentioned *m)
{
    writer w = { .im = im, .table = ENT_AGREEMENTS, .m = m, .is_header = true };

    act_row(&w, &(im_act){ .id = ENT_STR("") });
    for (size_t i = 0; i < im->acts.count; i++)
        if (!im->acts.items[i].membership)
            act_row(&w, &im->acts.items[i]);
    for (size_t i = 0; i < ent_aggregate_count(im) && !im->cells->failed; i++) {
        ent_str attributes[ENT_LIMIT_COLUMNS];
        im_act act;

        ent_aggregate_act(im, i, &act, attributes);
        act_row(&w, &act);
    }
    return finish(&w);
}

/* Its row comes from the map. */
static ent_status write_sources(ent_import *im)
{
    writer w = { .im = im, .table = ENT_SOURCES, .is_header = true };
    uint32_t file = ent_cells_file(im->cells, im->map.file.name, NULL);

    if (file == ENT_ABSENT)
        return ent_out_of_memory(im->diags);
    im->cells->origin = im->cells->files[file].name;
    for (int i = 0; i < 2; i++) { /* the header, the row */
        text(&w, true, "id", im->map.name);
        text(&w, true, "type", ENT_STR("dataset"));
        text(&w, true, "title", im->map.title);
        text(&w, true, "author", im->map.author);
        text(&w, true, "version", im->map.version);
        text(&w, true, "citation", im->map.citation);
        text(&w, true, "url", im->map.url);
        text(&w, true, "licence", im->map.licence);
        end_row(&w, (ent_origin){ .file = file });
    }
    return finish(&w);
}

/* ---- all tables ---- */

/* Acts with parties that are in no list of agreements, and listed acts without parties. */
static ent_status match_listing(ent_import *im)
{
    for (size_t i = 0; im->has_listing && i < im->acts.count; i++) {
        const im_act *act = &im->acts.items[i];

        if (act->listed && !act->has_party)
            im->unused++;
        if (act->listed || !act->has_party)
            continue;
        im->dangling++;
        if (!ent_im_report(im, (ent_origin){ .file = act->place.file, .row = act->place.row },
                          "agreement not in the list", act->id))
            return ent_out_of_memory(im->diags);
    }
    return ENT_OK;
}

ent_status ent_im_make_tables(ent_import *im)
{
    mentioned agreements = { 0 }, organizations = { 0 };
    ent_status status;

    for (size_t i = 0; i < im->map.table_count; i++)
        mention(im->map.tables[i].is_membership ? &organizations : &agreements, &im->map.tables[i]);
    if (im->aggregate)
        agreements = mention_cells(im);
    agreements.from = organizations.from |= agreements.from;
    agreements.to = organizations.to |= agreements.to;
    for (size_t i = 0; i < im->claims.count && !agreements.other_names; i++)
        agreements.other_names = im->claims.items[i].written.len > 0;
    if ((status = match_listing(im)) != ENT_OK || (status = name_organizations(im)) != ENT_OK ||
        (status = write_actors(im, &organizations)) != ENT_OK ||
        (status = write_claims(im, ENT_MEMBERSHIPS, &organizations)) != ENT_OK ||
        (status = write_agreements(im, &agreements)) != ENT_OK ||
        (status = write_claims(im, ENT_PARTIES, &agreements)) != ENT_OK)
        return status;
    return write_sources(im);
}
