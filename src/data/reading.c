/* reading.c: rows into records. One pass over each table, in an order in which what is referred to
 * is there before what refers: sources, actors, memberships, agreements, parties. Every row that is
 * wrong is reported; the reading fails once, at the end. */
#include "data/dataset.h"

#include <math.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/escape.h"
#include "base/mem.h"

typedef struct reading {
    ent_dataset *d;
    ent_diags *diags;
    size_t suggested; /* looking for what was meant costs a walk over all ids: not for each row */
} reading;

enum { MOST_SUGGESTIONS = 20 };

/* ---- columns ---- */

static void near_miss(ent_dataset *d, ent_table which, size_t column, ent_diags *diags)
{
    table *t = &d->tables[which];
    size_t count, required;
    const char *const *known = ent_table_columns(which, &count, &required);
    ent_str names[MOST_COLUMNS], name = t->file.header[column], near;
    size_t free_names = 0;

    for (size_t i = 0; i < count; i++)
        if (t->position[i] == ENT_NO_COLUMN)
            names[free_names++] = ent_str_of(known[i]);
    near = ent_str_nearest(name, names, free_names);
    if (near.len && name.len > 3 && ent_str_distance(name, near) <= 2)
        ent_find(diags, ENT_CHECK_COLUMN_UNKNOWN,
                 ent_tablefile_where(&t->file, SIZE_MAX, column),
                 "column '%.*s' has no meaning here; did you mean '%.*s'?", ENT_STR_ARG(name),
                 ENT_STR_ARG(near));
}

ent_status ent_table_locate(ent_dataset *d, ent_table which, ent_diags *diags)
{
    static const char *const more[] = { "source", "locator", "note", "quote", "binding" };
    table *t = &d->tables[which];
    size_t count, required;
    const char *const *known = ent_table_columns(which, &count, &required);
    ent_status status = ENT_OK;

    if ((t->extra = ent_arena_new(&d->arena, t->file.columns, sizeof *t->extra)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++)
        t->position[i] = ent_tablefile_column(&t->file, known[i]);
    if (which == ENT_ACTORS && d->shape != ENT_PACKAGE) {
        ent_plain_actors(d);
        required = 1;
    }
    for (size_t c = 0; c < t->file.columns; c++) {
        bool meant = false;

        for (size_t i = 0; i < count; i++)
            meant |= t->position[i] == c;
        for (size_t i = 0; i < sizeof more / sizeof *more; i++)
            meant |= ent_str_eq_fold(t->file.header[c], ent_str_of(more[i]));
        if (meant)
            continue;
        near_miss(d, which, c, diags);
        t->extra[t->extra_count++] = t->file.header[c];
    }
    for (size_t i = 0; i < required && !(t->file.list && !t->file.rows); i++)
        if (t->position[i] == ENT_NO_COLUMN)
            status = ent_find(diags, ENT_CHECK_COLUMN_MISSING,
                              ent_tablefile_where(&t->file, SIZE_MAX, ENT_NO_COLUMN),
                              "no column '%s'; the table of %s needs it", known[i],
                              ent_table_name(which));
    return status;
}

ent_status ent_table_open(ent_dataset *d, ent_table which, const char *path, ent_diags *diags)
{
    table *t = &d->tables[which];
    ent_status status;

    for (int i = 0; i < MOST_COLUMNS; i++)
        t->position[i] = ENT_NO_COLUMN;
    if ((status = ent_tablefile_open(&t->file, path, diags)) != ENT_OK)
        return status;
    t->present = true;
    return ENT_OK;
}

/* ---- cells ---- */

ent_str ent_field(const ent_dataset *d, ent_table which, const ent_str *fields, int column)
{
    size_t at = d->tables[which].position[column];

    return at == ENT_NO_COLUMN ? ENT_STR("") : ent_str_trim(fields[at]);
}

static ent_where where(reading *r, ent_table which, size_t offset, int column)
{
    return ent_tablefile_where(&r->d->tables[which].file, offset,
                               column < 0 ? ENT_NO_COLUMN : r->d->tables[which].position[column]);
}

/* Cells that look empty: blanks of any kind. */
static bool is_blank(ent_str s)
{
    const char *end = s.ptr + s.len;

    for (const char *p = s.ptr; p < end;) {
        size_t len;
        uint32_t c = ent_utf8_decode(p, end, &len);

        if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0xa0 && c != 0x3000 &&
            !(c >= 0x2000 && c <= 0x200b))
            return false;
        p += len;
    }
    return true;
}

static uint32_t hidden_in(ent_str s)
{
    const char *end = s.ptr + s.len;

    for (const char *p = s.ptr; p < end;) {
        size_t len = 1;

        if ((unsigned char)*p >= 0x80) {
            uint32_t c = ent_utf8_decode(p, end, &len);

            if (ent_is_hidden(c))
                return c;
        }
        p += len;
    }
    return 0;
}

void ent_row_seen(ent_dataset *d, ent_table which, size_t offset, const ent_str *fields,
                  ent_diags *diags)
{
    ent_tablefile *file = &d->tables[which].file;
    uint64_t row = 0;

    for (size_t c = 0; c < file->columns; c++) {
        ent_str s = fields[c];
        uint32_t hidden;

        if (!s.len)
            continue;
        row += XXH3_64bits_withSeed(
            s.ptr, s.len,
            XXH3_64bits_withSeed(file->header[c].ptr, file->header[c].len, (XXH64_hash_t)which));
        if ((hidden = hidden_in(s)) != 0)
            ent_find(diags, ENT_CHECK_TEXT_HIDDEN, ent_tablefile_where(file, offset, c),
                     "invisible character U+%04X in '%.*s'", (unsigned)hidden,
                     (int)(s.len < 60 ? s.len : 60), s.ptr);
    }
    d->sum[0] += XXH3_64bits(&row, sizeof row);
    d->sum[1] += XXH3_64bits_withSeed(&row, sizeof row, 1);
}

ent_status ent_read_date(ent_dataset *d, ent_table which, size_t offset, const ent_str *fields,
                         int column, bool event, ent_date *date, ent_diags *diags)
{
    ent_str text = ent_field(d, which, fields, column);
    reading r = { .d = d, .diags = diags };

    if (!text.len) {
        *date = (ent_date){ 0 };
        return ENT_OK;
    }
    switch (ent_date_read(date, text)) {
    case ENT_DATE_OK:
        break;
    case ENT_DATE_IMPOSSIBLE:
        return ent_find(diags, ENT_CHECK_DATE_IMPOSSIBLE, where(&r, which, offset, column),
                        "'%.*s' is not a day of the calendar", ENT_STR_ARG(text));
    case ENT_DATE_BACKWARDS:
        return ent_find(diags, ENT_CHECK_DATE_FORM, where(&r, which, offset, column),
                        "the span '%.*s' ends before it starts", ENT_STR_ARG(text));
    default:
        return ent_find(diags, ENT_CHECK_DATE_FORM, where(&r, which, offset, column),
                        "'%.*s' is not a date; expected 2015, 2015-05, 2015-05-08, a span "
                        "2015/2017, or nothing when it is not known",
                        (int)(text.len < 60 ? text.len : 60), text.ptr);
    }
    if (event && date->kind == ENT_DATE_SPAN)
        ent_find(diags, ENT_CHECK_DATE_SPAN, where(&r, which, offset, column),
                 "'%.*s' is a span where one day is meant; read as some day within it",
                 ENT_STR_ARG(text));
    return ENT_OK;
}

static ent_status date(reading *r, ent_table which, size_t offset, const ent_str *fields,
                       int column, ent_date *out)
{
    return ent_read_date(r->d, which, offset, fields, column, true, out, r->diags);
}

/* A cell that must have a value; blanks around it are dropped with a word. */
static ent_status need(reading *r, ent_table which, size_t offset, const ent_str *fields,
                       int column, ent_str *out)
{
    size_t at = r->d->tables[which].position[column], count, required;
    ent_str raw = at == ENT_NO_COLUMN ? ENT_STR("") : fields[at];

    *out = ent_str_trim(raw);
    if (out->len != raw.len && out->len)
        ent_find(r->diags, ENT_CHECK_TEXT_BLANKS, where(r, which, offset, column),
                 "blanks around '%.*s'; read without them", ENT_STR_ARG(*out));
    if (!is_blank(*out))
        return ENT_OK;
    return ent_find(r->diags, ENT_CHECK_VALUE_MISSING, where(r, which, offset, column),
                    "no value for '%s'; every row of %s needs one",
                    ent_table_columns(which, &count, &required)[column], ent_table_name(which));
}

static ent_status number(reading *r, ent_table which, size_t offset, const ent_str *fields,
                         int column, double low, double high, double *out)
{
    ent_str text = ent_field(r->d, which, fields, column);

    *out = NAN;
    if (!text.len)
        return ENT_OK;
    if (!ent_str_number(text, out) || *out < low || *out > high) {
        *out = NAN;
        ent_find(r->diags, ENT_CHECK_VALUE_FORM, where(r, which, offset, column),
                 "'%.*s' is not a number from %g to %g; left out", ENT_STR_ARG(text), low, high);
    }
    return ENT_OK;
}

static ent_status worse(ent_status a, ent_status b)
{
    return a == ENT_OK || b == ENT_ENOMEM ? b : a;
}

/* A word of a closed list; `what` names the list in the message. */
static void unknown_word(reading *r, ent_table which, size_t offset, int column, ent_str word,
                         const char *expected)
{
    ent_find(r->diags, ENT_CHECK_VALUE_UNKNOWN, where(r, which, offset, column),
             "'%.*s' is not known here; expected %s", (int)(word.len < 60 ? word.len : 60),
             word.ptr, expected);
}

/* ---- actors ---- */

static ent_status repeated(reading *r, ent_table which, size_t offset, int column, ent_str id)
{
    return ent_find(r->diags, ENT_CHECK_KEY_REPEATED, where(r, which, offset, column),
                    "the id '%.*s' a second time", (int)(id.len < 60 ? id.len : 60), id.ptr);
}

static ent_actor_type type_of(reading *r, size_t offset, ent_str word)
{
    if (ent_str_is(word, "state") || ent_str_is(word, "organization") || ent_str_is(word, "body"))
        return ent_str_is(word, "state")          ? ENT_STATE
               : ent_str_is(word, "organization") ? ENT_ORGANIZATION
                                                  : ENT_BODY;
    if (word.len)
        unknown_word(r, ENT_ACTORS, offset, ACTOR_TYPE, word, "state, organization or body");
    return ENT_OTHER;
}

/* The register's entry, if it is one of a state for a state, of an organization for one. */
static const ent_state *of_type(const ent_state *state, ent_actor_type type)
{
    return state && state->is_organization == (type == ENT_ORGANIZATION) ? state : NULL;
}

static void check_iso3(reading *r, size_t offset, ent_actor *a, ent_str iso3)
{
    bool formed = iso3.len == 3;

    for (size_t i = 0; i < iso3.len && formed; i++)
        formed = iso3.ptr[i] >= 'A' && iso3.ptr[i] <= 'Z';
    if (!formed)
        ent_find(r->diags, ENT_CHECK_ACTOR_CODE, where(r, ENT_ACTORS, offset, ACTOR_ISO3),
                 "'%.*s' is not an ISO 3166-1 code of three capital letters",
                 (int)(iso3.len < 20 ? iso3.len : 20), iso3.ptr);
    else if (a->type == ENT_ORGANIZATION || a->type == ENT_BODY)
        ent_find(r->diags, ENT_CHECK_ACTOR_CODE, where(r, ENT_ACTORS, offset, ACTOR_ISO3),
                 "a country code on an %s", ent_actor_type_name(a->type));
    else
        a->state = of_type(ent_world_find(r->d->world, iso3), ENT_STATE);
}

/* What the row left open is taken from the register. */
static void complete(ent_actor *a)
{
    const ent_state *s = a->state;

    if (!s)
        return;
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

static ent_status read_actor(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    reading *r = ctx;
    ent_dataset *d = r->d;
    ent_status status = ENT_OK;
    ent_actor *a;
    ent_str iso3;
    uint32_t found;

    (void)file;
    ent_row_seen(d, ENT_ACTORS, offset, fields, r->diags);
    if ((a = ent_list_add(&d->actors, sizeof *a)) == NULL)
        return ent_out_of_memory(r->diags);
    a->row = (ent_row){ ENT_ACTORS, offset };
    a->part_of = ENT_NONE;
    if (d->shape == ENT_PACKAGE)
        status = worse(status, need(r, ENT_ACTORS, offset, fields, ACTOR_NAME, &a->name));
    else
        a->name = ent_field(d, ENT_ACTORS, fields, ACTOR_NAME);
    status = worse(status, need(r, ENT_ACTORS, offset, fields, ACTOR_ID, &a->id));
    a->type = type_of(r, offset, ent_field(d, ENT_ACTORS, fields, ACTOR_TYPE));
    a->label = ent_field(d, ENT_ACTORS, fields, ACTOR_LABEL);
    a->region = ent_field(d, ENT_ACTORS, fields, ACTOR_REGION);
    status = worse(status, date(r, ENT_ACTORS, offset, fields, ACTOR_FROM, &a->from));
    status = worse(status, date(r, ENT_ACTORS, offset, fields, ACTOR_TO, &a->to));
    number(r, ENT_ACTORS, offset, fields, ACTOR_LAT, -90, 90, &a->lat);
    number(r, ENT_ACTORS, offset, fields, ACTOR_LON, -180, 180, &a->lon);
    if ((iso3 = ent_field(d, ENT_ACTORS, fields, ACTOR_ISO3)).len)
        check_iso3(r, offset, a, iso3);
    if (!a->state && a->type == ENT_STATE)
        a->state = of_type(ent_world_find(d->world, a->id), ENT_STATE);
    if (!a->state && a->type == ENT_ORGANIZATION) /* its id is the data's own: EAC may be any */
        a->state = ent_world_organization(d->world, a->name);
    complete(a);
    if (!a->name.len)
        a->name = a->id;
    if (!a->label.len)
        a->label = a->name;
    if (!a->id.len)
        return status;
    if (!ent_index_add(&d->actor_ids, a->id, (uint32_t)d->actors.count - 1, &found))
        return ent_out_of_memory(r->diags);
    if (found != d->actors.count - 1)
        status = worse(status, repeated(r, ENT_ACTORS, offset, ACTOR_ID, a->id));
    return status;
}

static uint32_t add_actor(ent_dataset *d, ent_str id, const ent_state *state)
{
    ent_actor *a = ent_list_add(&d->actors, sizeof *a);

    if (!a)
        return ENT_NONE;
    *a = (ent_actor){ .id = id, .lat = NAN, .lon = NAN, .part_of = ENT_NONE, .state = state,
                      .type = !state                   ? ENT_OTHER
                              : state->is_organization ? ENT_ORGANIZATION
                                                       : ENT_STATE,
                      .row = { ENT_NONE, 0 } };
    complete(a);
    if (!a->name.len)
        a->name = id;
    a->label = a->name;
    if (!ent_index_add(&d->actor_ids, id, (uint32_t)d->actors.count - 1, NULL))
        return ENT_NONE;
    return (uint32_t)d->actors.count - 1;
}

/* Adds a state that the data do not name, unless it is there under its id. */
static bool lend_reserve(ent_dataset *d, const ent_state *state)
{
    uint32_t at;

    if (ent_actor_find(d, state->id) != ENT_NONE)
        return true;
    if ((at = add_actor(d, state->id, state)) == ENT_NONE)
        return false;
    ACTORS(d)[at].is_reserve = true;
    return true;
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

static ent_str nearest_actor(reading *r, ent_str word)
{
    ent_dataset *d = r->d;
    const ent_state *state = ent_world_resolve(d->world, word);
    size_t states = ent_world_count(d->world), count = 0;
    ent_str *names, found = { "", 0 };

    if (r->suggested++ >= MOST_SUGGESTIONS)
        return found;
    for (size_t i = 0; i < d->actors.count; i++)
        if (ent_str_eq_fold(ACTORS(d)[i].id, word) || ent_str_eq_fold(ACTORS(d)[i].name, word))
            return ACTORS(d)[i].id;
    if (state)
        return state->id;
    if ((names = ent_mem_new(d->actors.count + states, sizeof *names)) == NULL)
        return found;
    for (size_t i = 0; i < d->actors.count; i++)
        names[count++] = ACTORS(d)[i].id;
    if (word.len == 3) /* perhaps a code with a wrong letter: nearly all are near; say nothing */
        count = 0;
    for (size_t i = 0; i < states && word.len > 3; i++)
        names[count++] = ent_world_at(d->world, i)->name;
    found = ent_str_nearest(word, names, count);
    ent_mem_free(names);
    return found;
}

/* The actor that a cell refers to. */
static ent_status refer(reading *r, ent_table which, size_t offset, const ent_str *fields,
                        int column, uint32_t *actor)
{
    ent_str id, near;
    ent_status status = need(r, which, offset, fields, column, &id);

    *actor = ENT_NONE;
    if (status != ENT_OK)
        return status;
    if (r->d->shape != ENT_PACKAGE)
        *actor = ent_actor_make(r->d, id);
    else
        *actor = ent_actor_lend(r->d, id, r->diags);
    if (*actor != ENT_NONE)
        return ENT_OK;
    near = nearest_actor(r, id);
    return ent_find(r->diags, ENT_CHECK_ACTOR_UNKNOWN, where(r, which, offset, column),
                    "unknown actor '%.*s'%s%.*s%s", (int)(id.len < 60 ? id.len : 60), id.ptr,
                    near.len ? "; did you mean '"
                             : "; it is in no row of actors and no code of a state",
                    ENT_STR_ARG(near), near.len ? "'?" : "");
}

static ent_status part_of_actors(reading *r)
{
    ent_dataset *d = r->d;
    ent_status status = ENT_OK;
    size_t count = d->actors.count;

    for (size_t i = 0; i < count; i++) {
        ent_row row = ACTORS(d)[i].row;
        ent_str id = ent_cell(d, row, "part_of");
        uint32_t found;

        if (!id.len)
            continue;
        if ((found = ent_actor_lend(d, id, r->diags)) == ENT_NONE)
            status = ent_find(r->diags, ENT_CHECK_KEY_DANGLING, ent_row_where(d, row, "part_of"),
                              "part of '%.*s', which is no actor", ENT_STR_ARG(id));
        else
            ACTORS(d)[i].part_of = found;
    }
    return status;
}

/* ---- memberships, acts, parties ---- */

static ent_status read_membership(void *ctx, ent_tablefile *file, size_t offset,
                                  const ent_str *fields)
{
    reading *r = ctx;
    ent_membership m = { .row = { ENT_MEMBERSHIPS, offset } }, *at;
    ent_status status = ENT_OK;
    ent_str role;

    (void)file;
    ent_row_seen(r->d, ENT_MEMBERSHIPS, offset, fields, r->diags);
    status = worse(status, refer(r, ENT_MEMBERSHIPS, offset, fields, MEMBERSHIP_ORGANIZATION,
                                 &m.organization));
    status = worse(status, refer(r, ENT_MEMBERSHIPS, offset, fields, MEMBERSHIP_MEMBER, &m.member));
    role = ent_field(r->d, ENT_MEMBERSHIPS, fields, MEMBERSHIP_ROLE);
    m.role = role.len ? ent_role_of(role) : ENT_MEMBER;
    if (m.role == ENT_ROLE_COUNT) {
        unknown_word(r, ENT_MEMBERSHIPS, offset, MEMBERSHIP_ROLE, role,
                     "member, observer, partner, chair, ...");
        m.role = ENT_ROLE_OTHER;
    }
    status = worse(status, date(r, ENT_MEMBERSHIPS, offset, fields, MEMBERSHIP_FROM, &m.from));
    status = worse(status, date(r, ENT_MEMBERSHIPS, offset, fields, MEMBERSHIP_TO, &m.to));
    if ((at = ent_list_add(&r->d->memberships, sizeof *at)) == NULL)
        return ent_out_of_memory(r->diags);
    *at = m;
    return status;
}

uint32_t ent_act_make(ent_dataset *d, ent_str id, ent_row row)
{
    uint32_t found = ent_act_find(d, id);
    ent_act *act;

    if (found != ENT_NONE)
        return found;
    if ((act = ent_list_add(&d->acts, sizeof *act)) == NULL)
        return ENT_NONE;
    *act = (ent_act){ .id = id, .title = id, .label = id, .within = ENT_NONE, .part_of = ENT_NONE,
                      .supersedes = ENT_NONE, .row = row };
    if (!ent_index_add(&d->act_ids, id, (uint32_t)d->acts.count - 1, NULL))
        return ENT_NONE;
    return (uint32_t)d->acts.count - 1;
}

static void act_words(reading *r, size_t offset, const ent_str *fields, ent_act *act)
{
    ent_str level = ent_field(r->d, ENT_AGREEMENTS, fields, ACT_LEVEL);

    act->kind = ent_field(r->d, ENT_AGREEMENTS, fields, ACT_KIND);
    act->label = ent_field(r->d, ENT_AGREEMENTS, fields, ACT_LABEL);
    act->status = ent_field(r->d, ENT_AGREEMENTS, fields, ACT_STATUS);
    act->stage = ent_stage_of(act->status);
    act->topic = ent_field(r->d, ENT_AGREEMENTS, fields, ACT_TOPIC);
    act->level = ent_level_of(level);
    if (act->level == ENT_LEVEL_COUNT) {
        unknown_word(r, ENT_AGREEMENTS, offset, ACT_LEVEL, level,
                     "bilateral, multilateral, regional or global");
        act->level = ENT_LEVEL_NONE;
    }
    if (act->status.len && act->stage == ENT_STAGE_UNKNOWN)
        unknown_word(r, ENT_AGREEMENTS, offset, ACT_STATUS, act->status,
                     "signed, adopted, in force, ended, draft, planned, ...");
    if (!act->label.len)
        act->label = act->title.len ? act->title : act->id;
}

static ent_status act_dates(reading *r, size_t offset, const ent_str *fields, ent_act *act)
{
    ent_status status = date(r, ENT_AGREEMENTS, offset, fields, ACT_SIGNED, &act->signed_on);

    status = worse(status, date(r, ENT_AGREEMENTS, offset, fields, ACT_IN_FORCE, &act->in_force));
    status = worse(status, date(r, ENT_AGREEMENTS, offset, fields, ACT_ENDED, &act->ended));
    return worse(status, date(r, ENT_AGREEMENTS, offset, fields, ACT_AS_OF, &act->as_of));
}

static ent_status read_act(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    reading *r = ctx;
    ent_dataset *d = r->d;
    ent_act act = { .within = ENT_NONE, .part_of = ENT_NONE, .supersedes = ENT_NONE,
                    .row = { ENT_AGREEMENTS, offset } },
            *at;
    ent_status status;
    uint32_t found;

    (void)file;
    ent_row_seen(d, ENT_AGREEMENTS, offset, fields, r->diags);
    status = need(r, ENT_AGREEMENTS, offset, fields, ACT_ID, &act.id);
    act.title = ent_field(d, ENT_AGREEMENTS, fields, ACT_TITLE);
    if (is_blank(act.title))
        ent_find(r->diags, ENT_CHECK_TITLE_EMPTY, where(r, ENT_AGREEMENTS, offset, ACT_TITLE),
                 "the act '%.*s' has no title", (int)(act.id.len < 60 ? act.id.len : 60),
                 act.id.ptr);
    act_words(r, offset, fields, &act);
    status = worse(status, act_dates(r, offset, fields, &act));
    if (ent_field(d, ENT_AGREEMENTS, fields, ACT_WITHIN).len)
        status =
            worse(status, refer(r, ENT_AGREEMENTS, offset, fields, ACT_WITHIN, &act.within));
    if (act.within != ENT_NONE)
        ACTORS(d)[act.within].is_within = true;
    if ((at = ent_list_add(&d->acts, sizeof *at)) == NULL)
        return ent_out_of_memory(r->diags);
    *at = act;
    if (!act.id.len)
        return status;
    if (!ent_index_add(&d->act_ids, act.id, (uint32_t)d->acts.count - 1, &found))
        return ent_out_of_memory(r->diags);
    if (found != d->acts.count - 1)
        status = worse(status, repeated(r, ENT_AGREEMENTS, offset, ACT_ID, act.id));
    return status;
}

static ent_status link_acts(reading *r)
{
    static const char *const columns[] = { "part_of", "supersedes" };
    ent_dataset *d = r->d;
    ent_status status = ENT_OK;

    for (size_t c = 0; c < 2; c++) {
        if (!ent_table_has(d, ENT_AGREEMENTS, columns[c]))
            continue;
        for (size_t i = 0; i < d->acts.count; i++) {
            ent_act *act = &ACTS(d)[i];
            ent_str id = ent_cell(d, act->row, columns[c]);
            uint32_t found;

            if (!id.len)
                continue;
            if ((found = ent_act_find(d, id)) == ENT_NONE)
                status = ent_find(r->diags, ENT_CHECK_KEY_DANGLING,
                                  ent_row_where(d, act->row, columns[c]),
                                  "'%.*s' is no act of these data", ENT_STR_ARG(id));
            else
                *(c ? &act->supersedes : &act->part_of) = found;
        }
    }
    return status;
}

static ent_status unknown_act(reading *r, size_t offset, ent_str id)
{
    ent_dataset *d = r->d;
    bool suggest = r->suggested++ < MOST_SUGGESTIONS;
    ent_str *ids = suggest ? ent_mem_new(d->acts.count, sizeof *ids) : NULL, near = { "", 0 };

    if (ids) {
        for (size_t i = 0; i < d->acts.count; i++)
            ids[i] = ACTS(d)[i].id;
        near = ent_str_nearest(id, ids, d->acts.count);
    }
    ent_mem_free(ids);
    return ent_find(r->diags, ENT_CHECK_KEY_DANGLING, where(r, ENT_PARTIES, offset, PARTY_ACT),
                    "no agreement '%.*s' in the table of agreements%s%.*s%s",
                    (int)(id.len < 60 ? id.len : 60), id.ptr, near.len ? "; did you mean '" : "",
                    ENT_STR_ARG(near), near.len ? "'?" : "");
}

static ent_status party_dates(reading *r, size_t offset, const ent_str *fields, ent_party *p)
{
    ent_status status = date(r, ENT_PARTIES, offset, fields, PARTY_SIGNED, &p->signed_on);

    status = worse(status, date(r, ENT_PARTIES, offset, fields, PARTY_RATIFIED, &p->ratified));
    status = worse(status, date(r, ENT_PARTIES, offset, fields, PARTY_IN_FORCE, &p->in_force));
    return worse(status, date(r, ENT_PARTIES, offset, fields, PARTY_WITHDREW, &p->withdrew));
}

/* The smaller of two texts that rows of one act give: which row came first must not matter. */
static void settle(ent_str *now, ent_str other)
{
    if (other.len && (!now->len || ent_str_compare(other, *now) < 0))
        *now = other;
}

/* An act that has no row of its own is described by the rows of its parties. */
static void describe_act(reading *r, const ent_str *fields, ent_act *act, ent_str id)
{
    ent_level level = ent_level_of(ent_field(r->d, ENT_PARTIES, fields, PARTY_LEVEL));
    ent_str title = ent_field(r->d, ENT_PARTIES, fields, PARTY_TITLE);

    if (title.len && ent_str_eq(act->title, id))
        act->title = title;
    settle(&act->title, title);
    act->label = act->title;
    settle(&act->kind, ent_field(r->d, ENT_PARTIES, fields, PARTY_KIND));
    settle(&act->topic, ent_field(r->d, ENT_PARTIES, fields, PARTY_TOPIC));
    if (level != ENT_LEVEL_COUNT && level > act->level)
        act->level = level;
}

static ent_status read_party(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    reading *r = ctx;
    ent_dataset *d = r->d;
    ent_party p = { .act = ENT_NONE, .row = { ENT_PARTIES, offset } }, *at;
    ent_str id, role;
    ent_status status;

    (void)file;
    ent_row_seen(d, ENT_PARTIES, offset, fields, r->diags);
    if ((status = need(r, ENT_PARTIES, offset, fields, PARTY_ACT, &id)) == ENT_OK) {
        if (d->tables[ENT_AGREEMENTS].present)
            p.act = ent_act_find(d, id);
        else if ((p.act = ent_act_make(d, id, p.row)) == ENT_NONE)
            return ent_out_of_memory(r->diags);
        if (p.act == ENT_NONE)
            status = unknown_act(r, offset, id);
        else if (!d->tables[ENT_AGREEMENTS].present)
            describe_act(r, fields, &ACTS(d)[p.act], id);
    }
    status = worse(status, refer(r, ENT_PARTIES, offset, fields, PARTY_PARTY, &p.actor));
    role = ent_field(d, ENT_PARTIES, fields, PARTY_ROLE);
    p.role = role.len ? ent_role_of(role) : ENT_PARTY;
    if (p.role == ENT_ROLE_COUNT) {
        unknown_word(r, ENT_PARTIES, offset, PARTY_ROLE, role,
                     "party, signatory, member, sponsor, initiator, observer, ...");
        p.role = ENT_ROLE_OTHER;
    }
    status = worse(status, party_dates(r, offset, fields, &p));
    if ((at = ent_list_add(&d->parties, sizeof *at)) == NULL)
        return ent_out_of_memory(r->diags);
    *at = p;
    if (p.actor != ENT_NONE)
        ACTORS(d)[p.actor].is_party = true;
    return status;
}

/* ---- sources, readings, topics ---- */

static ent_status read_source(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    reading *r = ctx;
    ent_source s = { .row = { ENT_SOURCES, offset } }, *at;
    ent_status status;
    uint32_t found;

    (void)file;
    ent_row_seen(r->d, ENT_SOURCES, offset, fields, r->diags);
    status = need(r, ENT_SOURCES, offset, fields, SOURCE_ID, &s.id);
    s.title = ent_field(r->d, ENT_SOURCES, fields, SOURCE_TITLE);
    if ((at = ent_list_add(&r->d->sources, sizeof *at)) == NULL)
        return ent_out_of_memory(r->diags);
    *at = s;
    if (!ent_index_add(&r->d->source_ids, s.id, (uint32_t)r->d->sources.count - 1, &found))
        return ent_out_of_memory(r->diags);
    if (s.id.len && found != r->d->sources.count - 1)
        status = worse(status, repeated(r, ENT_SOURCES, offset, SOURCE_ID, s.id));
    return status;
}

static ent_status keep_row(reading *r, ent_table which, size_t offset, const ent_str *fields)
{
    table *t = &r->d->tables[which];

    ent_row_seen(r->d, which, offset, fields, r->diags);
    if (!ent_mem_reserve((void **)&t->rows, &t->row_room, t->row_count + 1, sizeof *t->rows))
        return ent_out_of_memory(r->diags);
    t->rows[t->row_count++] = (ent_row){ which, offset };
    return ENT_OK;
}

static ent_status read_reading(void *ctx, ent_tablefile *file, size_t offset,
                               const ent_str *fields)
{
    reading *r = ctx;
    ent_str id;
    ent_status status = keep_row(r, ENT_READINGS, offset, fields);

    (void)file;
    if (status != ENT_OK || (status = need(r, ENT_READINGS, offset, fields, 0, &id)) != ENT_OK)
        return status;
    if (ent_act_find(r->d, id) == ENT_NONE)
        return ent_find(r->diags, ENT_CHECK_KEY_DANGLING, where(r, ENT_READINGS, offset, 0),
                        "no agreement '%.*s' in the table of agreements", ENT_STR_ARG(id));
    return ENT_OK;
}

static ent_status read_topic(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    (void)file;
    return keep_row(ctx, ENT_TOPICS, offset, fields);
}

/* ---- all of it ---- */

/* Which party rows belong to an act: counted, summed, filled. */
static ent_status group_parties(reading *r)
{
    ent_dataset *d = r->d;
    size_t acts = d->acts.count;

    d->act_first = ent_mem_new(acts + 2, sizeof *d->act_first);
    d->act_rows = ent_mem_new(d->parties.count, sizeof *d->act_rows);
    if (!d->act_first || !d->act_rows)
        return ent_out_of_memory(r->diags);
    for (size_t i = 0; i < d->parties.count; i++)
        if (PARTIES(d)[i].act != ENT_NONE)
            d->act_first[PARTIES(d)[i].act + 2]++;
    for (size_t i = 2; i < acts + 2; i++)
        d->act_first[i] += d->act_first[i - 1];
    for (size_t i = 0; i < d->parties.count; i++)
        if (PARTIES(d)[i].act != ENT_NONE)
            d->act_rows[d->act_first[PARTIES(d)[i].act + 1]++] = (uint32_t)i;
    return ENT_OK;
}

static ent_status fingerprint(reading *r)
{
    ent_buf text = { 0 };

    ent_buf_format(&text, "%016llx%016llx", (unsigned long long)r->d->sum[0],
                   (unsigned long long)r->d->sum[1]);
    r->d->fingerprint = ent_arena_str(&r->d->arena, ent_buf_view(&text));
    if (text.failed || !r->d->fingerprint.ptr) {
        ent_buf_destroy(&text);
        return ent_out_of_memory(r->diags);
    }
    ent_buf_destroy(&text);
    return ENT_OK;
}

/* Who may stand for an actor of the data without being named there: the members of an organization
 * that is a party and has no members in the data, and who continues an ended state. They are in no
 * network unless a selection asks (--blocs, --succession). */
static ent_status lend_reserves(reading *r)
{
    const ent_world *world = r->d->world;
    bool *own = ent_mem_new(r->d->actors.count, sizeof *own); /* members are in the data */
    size_t count = r->d->actors.count;

    if (!own)
        return ent_out_of_memory(r->diags);
    for (size_t i = 0; i < r->d->memberships.count; i++)
        own[MEMBERSHIPS(r->d)[i].organization] = true;
    for (size_t i = 0; i < r->d->actors.count; i++) {
        const ent_actor actor = ACTORS(r->d)[i];
        const ent_world_member *members = NULL;
        size_t given = i < count && actor.is_party && actor.state && !own[i]
                           ? ent_world_members(world, actor.state, &members)
                           : 0;

        for (size_t m = 0; m < given; m++)
            if (!lend_reserve(r->d, members[m].member))
                goto refused;
        if (actor.state && !lend_reserve(r->d, ent_world_continuing(world, actor.state)))
            goto refused;
    }
    ent_mem_free(own);
    return ENT_OK;
refused:
    ent_mem_free(own);
    return ent_out_of_memory(r->diags);
}

ent_status ent_dataset_load(ent_dataset *d, ent_diags *diags)
{
    static const struct {
        ent_table table;
        ent_tablefile_fn *row;
    } order[] = { { ENT_SOURCES, read_source },         { ENT_ACTORS, read_actor },
                  { ENT_MEMBERSHIPS, read_membership }, { ENT_AGREEMENTS, read_act },
                  { ENT_PARTIES, read_party },          { ENT_READINGS, read_reading },
                  { ENT_TOPICS, read_topic } };
    reading r = { .d = d, .diags = diags };
    ent_status worst = ENT_OK, status;

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        table *t = &d->tables[order[i].table];

        if (!t->present)
            continue;
        status = order[i].table == ENT_AGREEMENTS && d->shape >= ENT_PAIR_ROWS
                     ? ent_plain_rows(d, diags)
                     : ent_tablefile_rows(&t->file, order[i].row, &r, diags);
        if (status == ENT_ENOMEM)
            return status;
        if (status == ENT_OK && !t->file.rows)
            ent_find(diags, ENT_CHECK_TABLE_EMPTY,
                     ent_tablefile_where(&t->file, SIZE_MAX, ENT_NO_COLUMN),
                     "the table of %s has no rows", ent_table_name(order[i].table));
        worst = worse(worst, status);
        if (order[i].table == ENT_ACTORS)
            worst = worse(worst, part_of_actors(&r));
        if (order[i].table == ENT_AGREEMENTS && d->shape == ENT_PACKAGE)
            worst = worse(worst, link_acts(&r));
    }
    if (worst == ENT_OK && d->shape != ENT_PACKAGE)
        worst = ent_plain_states(d, diags);
    if (worst == ENT_OK)
        worst = lend_reserves(&r);
    if (worst == ENT_OK && (worst = group_parties(&r)) == ENT_OK)
        worst = fingerprint(&r);
    return worst;
}
