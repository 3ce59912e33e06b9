/* load.c: rows into records. One pass over each table, in an order in which what is referred to
 * is there before what refers: sources, actors, memberships, agreements, parties. Every row that is
 * wrong is reported; the reading fails once, at the end. */
#include "data/dataset.h"

#include <math.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/escape.h"
#include "base/hash.h"
#include "base/mem.h"

enum { MOST_SUGGESTIONS = 20, RECENT = 1024 };

typedef struct reading {
    ent_dataset *d;
    ent_diags *diags;
    size_t suggested; /* looking for what was meant costs a walk over all ids: not for each row */
    /* of the party row before: rows of one act mostly follow each other, and roles are few */
    ent_str last_id, last_role, last_organization;
    uint32_t organization; /* of the row before, too */
    uint32_t last_act;
    ent_role role;
    bool describes; /* the party rows have columns that describe their act */
    struct {
        uint64_t id;    /* in one word; 0: none */
        uint32_t actor;
    } recent[RECENT];   /* actors with short ids that were just found: most are named again soon */
} reading;

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

static ent_status opened(table *t, ent_status status)
{
    for (int i = 0; i < MOST_COLUMNS; i++)
        t->position[i] = ENT_NO_COLUMN;
    t->present = status == ENT_OK;
    return status;
}

ent_status ent_table_open(ent_dataset *d, ent_table which, const char *path, ent_diags *diags)
{
    table *t = &d->tables[which];

    return opened(t, ent_tablefile_open_as(&t->file, path, &(ent_dialect){ .force = d->force }, diags));
}

ent_status ent_table_of_cells(ent_dataset *d, ent_table which, ent_diags *diags)
{
    table *t = &d->tables[which];

    return opened(t, ent_tablefile_of_cells(&t->file, &d->cells->tables[which], diags));
}

/* ---- cells ---- */

/* Nothing to look at and nothing to trim: a text whose ends are letters, digits or signs of ASCII. */
static inline bool is_clean(ent_str s)
{
    return s.len && s.ptr[0] > ' ' && s.ptr[s.len - 1] > ' ';
}

static inline ent_str trim(ent_str s)
{
    return !s.len || is_clean(s) ? s : ent_str_trim(s);
}

static inline ent_str field(const ent_dataset *d, ent_table which, const ent_str *fields,
                            int column)
{
    size_t at = d->tables[which].position[column];

    return at == ENT_NO_COLUMN ? ENT_STR("") : trim(fields[at]);
}

ent_str ent_field(const ent_dataset *d, ent_table which, const ent_str *fields, int column)
{
    return field(d, which, fields, column);
}

static ent_where where(reading *r, ent_table which, size_t offset, int column)
{
    return ent_tablefile_where(&r->d->tables[which].file, offset,
                               column < 0 ? ENT_NO_COLUMN : r->d->tables[which].position[column]);
}

/* Cells that look empty: blanks of any kind. */
static bool is_blank(ent_str s)
{
    const char *end = ent_str_end(s);

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
    const char *end = ent_str_end(s);

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

/* A cell counts by its text and its column's name, whatever the order of columns and rows. */
static ent_status seed_columns(ent_dataset *d, ent_table which, ent_diags *diags)
{
    table *t = &d->tables[which];

    if ((t->seeds = ent_arena_new(&d->arena, t->file.columns, sizeof *t->seeds)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t c = 0; c < t->file.columns; c++)
        t->seeds[c] = XXH3_64bits_withSeed(t->file.header[c].ptr, t->file.header[c].len,
                                           (XXH64_hash_t)which);
    return ENT_OK;
}

static void look_for_hidden(ent_tablefile *file, size_t offset, const ent_str *fields,
                            ent_diags *diags)
{
    for (size_t c = 0; c < file->columns; c++) {
        uint32_t hidden = hidden_in(fields[c]);

        if (hidden)
            ent_find(diags, ENT_CHECK_TEXT_HIDDEN, ent_tablefile_where(file, offset, c),
                     "invisible character U+%04X in '%.*s'", (unsigned)hidden,
                     (int)(fields[c].len < 60 ? fields[c].len : 60), fields[c].ptr);
    }
}

void ent_row_seen(ent_dataset *d, ent_table which, size_t offset, const ent_str *fields,
                  ent_diags *diags)
{
    table *t = &d->tables[which];
    uint64_t row = 0;

    for (size_t c = 0; c < t->file.columns; c++)
        if (fields[c].len)
            row += XXH3_64bits_withSeed(fields[c].ptr, fields[c].len, t->seeds[c]);
    d->sum[0] += XXH3_64bits(&row, sizeof row);
    d->sum[1] += XXH3_64bits_withSeed(&row, sizeof row, 1);
    if (!t->file.file.ascii)
        look_for_hidden(&t->file, offset, fields, diags);
}

static ent_status wrong_date(ent_dataset *d, ent_table which, size_t offset, int column,
                             ent_str text, ent_date_error error, ent_diags *diags)
{
    table *t = &d->tables[which];
    ent_where at = ent_tablefile_where(&t->file, offset, t->position[column]);

    switch (error) {
    case ENT_DATE_IMPOSSIBLE:
        return ent_find(diags, ENT_CHECK_DATE_IMPOSSIBLE, at,
                        "'%.*s' is not a day of the calendar; expected a month from 01 to 12 and "
                        "a day that the month has, or neither: 2015-02, 2015",
                        ENT_STR_ARG(text));
    case ENT_DATE_BACKWARDS:
        return ent_find(diags, ENT_CHECK_DATE_FORM, at,
                        "the span '%.*s' ends before it starts", ENT_STR_ARG(text));
    case ENT_DATE_BAD_FORM:
        return ent_find(diags, ENT_CHECK_DATE_FORM, at,
                        "'%.*s' is not a date; expected 2015, 2015-05, 2015-05-08, a span "
                        "2015/2017, or nothing when it is not known%s%s%s",
                        (int)(text.len < 60 ? text.len : 60), text.ptr,
                        d->shape == ENT_PACKAGE ? "" : "; `entente import --guess ",
                        d->shape == ENT_PACKAGE ? "" : t->file.file.name,
                        d->shape == ENT_PACKAGE ? "" : "` proposes how to read the column");
    default:
        return ent_find(diags, ENT_CHECK_DATE_SPAN, at,
                        "'%.*s' is a span where one day is meant; read as some day within it",
                        ENT_STR_ARG(text));
    }
}

/* A span where one day is meant; but "2016-12-31/..", known on one side only, is no mistake: it is
 * the honest way to say it. */
static inline bool is_loose_span(ent_date date)
{
    return date.kind == ENT_DATE_SPAN && date.first != ENT_DAY_MIN && date.last != ENT_DAY_MAX;
}

ent_status ent_read_date(ent_dataset *d, ent_table which, size_t offset, const ent_str *fields,
                         int column, ent_date *out, ent_diags *diags)
{
    ent_str text = field(d, which, fields, column);
    ent_date_error error = ent_date_read(out, text);

    return error == ENT_DATE_OK && !is_loose_span(*out)
               ? ENT_OK
               : wrong_date(d, which, offset, column, text, error, diags);
}

static inline ent_status date(reading *r, ent_table which, size_t offset, const ent_str *fields,
                              int column, ent_date *out)
{
    size_t at = r->d->tables[which].position[column];

    *out = (ent_date){ 0 };
    return at == ENT_NO_COLUMN || !fields[at].len
               ? ENT_OK
               : ent_read_date(r->d, which, offset, fields, column, out, r->diags);
}

/* A cell that may lack a value, or has blanks around it, which are dropped with a word. */
static ent_status need_closer(reading *r, ent_table which, size_t offset, const ent_str *fields,
                              int column, ent_str *out)
{
    size_t at = r->d->tables[which].position[column], count, required;
    ent_str raw = at == ENT_NO_COLUMN ? ENT_STR("") : fields[at];

    *out = ent_str_trim(raw);
    if (out->len != raw.len && out->len)
        ent_find(r->diags, ENT_CHECK_TEXT_BLANKS, where(r, which, offset, column),
                 "blanks around '%.*s'; read without them", ENT_STR_ARG(*out));
    if (out->len > ENT_LIMIT_NAME)
        return ent_find(r->diags, ENT_CHECK_FILE_LIMIT, where(r, which, offset, column),
                        "a name of %zu bytes; at most %d are read: is a quote missing?", out->len,
                        ENT_LIMIT_NAME);
    if (!is_blank(*out))
        return ENT_OK;
    return ent_find(r->diags, ENT_CHECK_VALUE_MISSING, where(r, which, offset, column),
                    "no value for '%s'; every row of %s needs one",
                    ent_table_columns(which, &count, &required)[column], ent_table_name(which));
}

/* A cell that must have a value. */
static inline ent_status need(reading *r, ent_table which, size_t offset, const ent_str *fields,
                              int column, ent_str *out)
{
    size_t at = r->d->tables[which].position[column];

    if (at == ENT_NO_COLUMN || !is_clean(fields[at]) || fields[at].len > ENT_LIMIT_NAME)
        return need_closer(r, which, offset, fields, column, out);
    *out = fields[at];
    return ENT_OK;
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
    if (word.len && !ent_str_is(word, "other"))
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

/* Is the text a code or name of a state, which an organization of the data only shares? */
static const ent_state *state_called(const ent_dataset *d, ent_str id)
{
    const ent_state *state = d->shape == ENT_PACKAGE ? ent_world_find(d->world, id)
                                                     : ent_world_resolve(d->world, id);

    return state && !state->is_organization ? state : NULL;
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
    a->is_own = (a->type == ENT_ORGANIZATION || a->type == ENT_BODY) && state_called(d, a->id);
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

ent_str ent_actor_apart(ent_dataset *d, ent_str id, const char *what)
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

/* Adds a state that the data do not name, unless it is there under its id. */
static bool lend_reserve(ent_dataset *d, const ent_state *state)
{
    uint32_t at = ent_actor_find(d, state->id);
    ent_str id = state->id;

    if (at != ENT_NONE && ACTORS(d)[at].is_own && !(id = ent_actor_apart(d, id, "state")).ptr)
        return false;
    if (ent_actor_find(d, id) != ENT_NONE)
        return true;
    if ((at = add_actor(d, id, state)) == ENT_NONE)
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

/* ---- organizations ---- */

/* Whom the register knows by an id of an organization: it is asked for nothing else. In a plain file a
 * name will do. */
static const ent_state *known_organization(const ent_dataset *d, ent_str id)
{
    const ent_state *state = ent_world_find(d->world, id);

    if ((!state || !state->is_organization) && d->shape != ENT_PACKAGE)
        state = ent_world_resolve(d->world, id);
    return state && state->is_organization ? state : NULL;
}

/* An organization of the data: not an actor that a party or member of the same text would find. */
static uint32_t own_organization(ent_dataset *d, ent_str id)
{
    ent_actor *a = ent_list_add(&d->actors, sizeof *a);

    if (!a)
        return ENT_NONE;
    *a = (ent_actor){ .id = id, .name = id, .label = id, .lat = NAN, .lon = NAN, .is_own = true,
                      .part_of = ENT_NONE, .type = ENT_ORGANIZATION, .row = { ENT_NONE, 0 } };
    return ent_index_add(&d->organization_ids, id, (uint32_t)d->actors.count - 1, NULL)
               ? (uint32_t)d->actors.count - 1
               : ENT_NONE;
}

/* The actor that stands where an organization is meant. ENT_NONE: nobody has the id, or no memory. */
static uint32_t organization_lend(reading *r, ent_str id, ent_table which, size_t offset, int column)
{
    ent_dataset *d = r->d;
    uint32_t found = ent_index_find(&d->organization_ids, id);
    const ent_state *state;

    if (found != ENT_ABSENT)
        return found;
    found = ent_actor_find(d, id);
    if (found != ENT_NONE && (ACTORS(d)[found].row.file == ENT_ACTORS ||
                              ACTORS(d)[found].type != ENT_STATE))
        return found;
    if ((state = known_organization(d, id)) != NULL)
        return add_actor(d, d->shape == ENT_PACKAGE ? state->id : id, state);
    if ((state = state_called(d, id)) != NULL) {
        ent_find(r->diags, ENT_CHECK_ACTOR_SHARED, where(r, which, offset, column),
                 "'%.*s' is an organization here and a code or name of %.*s; kept apart from it (a row "
                 "in actors.csv says who is meant)",
                 ENT_STR_ARG(id), ENT_STR_ARG(state->name));
        return own_organization(d, id);
    }
    if (d->shape == ENT_PACKAGE || (found = add_actor(d, id, NULL)) == ENT_NONE)
        return ENT_NONE;
    ACTORS(d)[found].type = ENT_ORGANIZATION;
    return found;
}

/* Ids that were kept apart from those of states until all who are there are known. */
static bool name_organizations(ent_dataset *d)
{
    for (size_t i = 0; i < d->actors.count; i++) {
        ent_str id = ACTORS(d)[i].id;

        if (!ACTORS(d)[i].is_own || ent_actor_find(d, id) == i)
            continue;
        if (ent_actor_find(d, id) != ENT_NONE &&
            !(id = ent_actor_apart(d, id, "organization")).ptr)
            return false;
        if (!ent_index_add(&d->actor_ids, id, (uint32_t)i, NULL))
            return false;
        ACTORS(d)[i].id = id;
    }
    return true;
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

static ent_status unknown_actor(reading *r, ent_table which, size_t offset, int column, ent_str id)
{
    ent_str near = nearest_actor(r, id);
    ent_where at = where(r, which, offset, column);

    at.about = id;
    return ent_find(r->diags, ENT_CHECK_ACTOR_UNKNOWN, at,
                    "unknown actor '%.*s'%s%.*s%s", (int)(id.len < 60 ? id.len : 60), id.ptr,
                    near.len ? "; did you mean '"
                             : "; it is in no row of actors and no code of a state",
                    ENT_STR_ARG(near), near.len ? "'?" : "");
}

/* The actor that a cell refers to. */
static ent_status refer(reading *r, ent_table which, size_t offset, const ent_str *fields,
                        int column, uint32_t *actor)
{
    uint64_t word = 0;
    size_t place = 0;
    ent_str id;
    ent_status status = need(r, which, offset, fields, column, &id);

    *actor = ENT_NONE;
    if (status != ENT_OK)
        return status;
    if (id.len <= 8) {
        word = ent_word(id);
        place = (word * 0x9e3779b97f4a7c15u) >> 32 & (RECENT - 1);
        if (r->recent[place].id == word) {
            *actor = r->recent[place].actor;
            return ENT_OK;
        }
    }
    if (r->d->shape != ENT_PACKAGE)
        *actor = ent_actor_make(r->d, id);
    else
        *actor = ent_actor_lend(r->d, id, r->diags);
    if (*actor == ENT_NONE)
        return unknown_actor(r, which, offset, column, id);
    if (word) {
        r->recent[place].id = word;
        r->recent[place].actor = *actor;
    }
    return ENT_OK;
}

/* The organization that a cell refers to. */
static ent_status refer_organization(reading *r, ent_table which, size_t offset,
                                     const ent_str *fields, int column, uint32_t *actor)
{
    ent_str id;
    ent_status status = need(r, which, offset, fields, column, &id);

    *actor = ENT_NONE;
    if (status != ENT_OK)
        return status;
    if (ent_same(id, r->last_organization)) {
        *actor = r->organization;
        return ENT_OK;
    }
    *actor = organization_lend(r, id, which, offset, column);
    if (*actor == ENT_NONE)
        return unknown_actor(r, which, offset, column, id);
    r->last_organization = id;
    r->organization = *actor;
    return ENT_OK;
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
    status = worse(status, refer_organization(r, ENT_MEMBERSHIPS, offset, fields,
                                              MEMBERSHIP_ORGANIZATION, &m.organization));
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

/* Gives the act that will be the next in the list its id; *found is the act that has it already, or
 * the next. Ids that come in ascending order, as those of most files do, cannot repeat: they need not
 * be looked up, and are settled together. */
static bool name_act(ent_dataset *d, ent_str id, uint32_t *found)
{
    uint32_t next = (uint32_t)d->acts.count;

    *found = next;
    if (!d->acts_mixed && (!next || ent_str_compare(ACTS(d)[next - 1].id, id) < 0))
        return ent_index_append(&d->act_ids, id, next);
    d->acts_mixed = true;
    return ent_index_add(&d->act_ids, id, next, found);
}

uint32_t ent_act_make(ent_dataset *d, ent_str id, ent_row row)
{
    ent_act *act;
    uint32_t found;

    if (!name_act(d, id, &found))
        return ENT_NONE;
    if (found != d->acts.count)
        return found;
    if ((act = ent_list_add(&d->acts, sizeof *act)) == NULL)
        return ENT_NONE;
    *act = (ent_act){ .id = id, .title = id, .label = id, .within = ENT_NONE, .part_of = ENT_NONE,
                      .supersedes = ENT_NONE, .row = row };
    return found;
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
        status = worse(status, refer_organization(r, ENT_AGREEMENTS, offset, fields, ACT_WITHIN,
                                                  &act.within));
    if (act.within != ENT_NONE)
        ACTORS(d)[act.within].is_within = true;
    if (!act.id.len)
        return status;
    if (!name_act(d, act.id, &found) || (at = ent_list_add(&d->acts, sizeof *at)) == NULL)
        return ent_out_of_memory(r->diags);
    *at = act;
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
    ent_date ended = { 0 };
    ent_status status = date(r, ENT_PARTIES, offset, fields, PARTY_SIGNED, &p->signed_on);

    status = worse(status, date(r, ENT_PARTIES, offset, fields, PARTY_RATIFIED, &p->ratified));
    status = worse(status, date(r, ENT_PARTIES, offset, fields, PARTY_IN_FORCE, &p->in_force));
    status = worse(status, date(r, ENT_PARTIES, offset, fields, PARTY_WITHDREW, &p->withdrew));
    status = worse(status, date(r, ENT_PARTIES, offset, fields, PARTY_ENDED, &ended));
    /* an end of the agreement in the row ends the party, too, unless it left before */
    if (ent_date_known(ended) && (!ent_date_known(p->withdrew) || ended.last < p->withdrew.last))
        p->withdrew = ended;
    return status;
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

/* An act of the table of agreements: mostly the one after that of the row before. */
static uint32_t given_act(const ent_dataset *d, ent_str id, uint32_t before)
{
    size_t next = before == ENT_NONE ? 0 : (size_t)before + 1;

    return next < d->acts.count && ent_same(id, ACTS(d)[next].id) ? (uint32_t)next
                                                                  : ent_act_find(d, id);
}

/* The act of a party row. */
static ent_status act_of(reading *r, size_t offset, const ent_str *fields, uint32_t *act)
{
    ent_dataset *d = r->d;
    ent_str id;
    ent_status status = need(r, ENT_PARTIES, offset, fields, PARTY_ACT, &id);

    *act = ENT_NONE;
    if (status != ENT_OK)
        return status;
    if (ent_same(id, r->last_id))
        *act = r->last_act;
    else if (d->tables[ENT_AGREEMENTS].present)
        *act = given_act(d, id, r->last_act);
    else if ((*act = ent_act_make(d, id, (ent_row){ ENT_PARTIES, offset })) == ENT_NONE)
        return ent_out_of_memory(r->diags);
    r->last_id = id;
    r->last_act = *act;
    if (*act == ENT_NONE)
        return unknown_act(r, offset, id);
    if (r->describes)
        describe_act(r, fields, &ACTS(d)[*act], id);
    return ENT_OK;
}

static ent_role role_of(reading *r, size_t offset, const ent_str *fields)
{
    ent_str role = field(r->d, ENT_PARTIES, fields, PARTY_ROLE);

    if (!ent_same(role, r->last_role)) {
        r->last_role = role;
        r->role = role.len ? ent_role_of(role) : ENT_PARTY;
    }
    if (r->role != ENT_ROLE_COUNT)
        return r->role;
    unknown_word(r, ENT_PARTIES, offset, PARTY_ROLE, role,
                 "party, signatory, member, sponsor, initiator, observer, ...");
    return ENT_ROLE_OTHER;
}

static ent_side side_of(reading *r, size_t offset, const ent_str *fields)
{
    ent_str side = field(r->d, ENT_PARTIES, fields, PARTY_SIDE);

    if (ent_str_is(side, "from"))
        return ENT_SIDE_FROM;
    if (ent_str_is(side, "to"))
        return ENT_SIDE_TO;
    if (side.len)
        unknown_word(r, ENT_PARTIES, offset, PARTY_SIDE, side, "from, to, or nothing");
    return ENT_SIDE_NONE;
}

static ent_status read_party(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    reading *r = ctx;
    ent_party *p = ent_list_add(&r->d->parties, sizeof *p);
    ent_status status;

    (void)file;
    if (!p)
        return ent_out_of_memory(r->diags);
    ent_row_seen(r->d, ENT_PARTIES, offset, fields, r->diags);
    p->row = (ent_row){ ENT_PARTIES, offset };
    status = act_of(r, offset, fields, &p->act);
    status = worse(status, refer(r, ENT_PARTIES, offset, fields, PARTY_PARTY, &p->actor));
    p->role = role_of(r, offset, fields);
    p->side = side_of(r, offset, fields);
    status = worse(status, party_dates(r, offset, fields, p));
    if (p->actor != ENT_NONE)
        ACTORS(r->d)[p->actor].is_party = true;
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

/* Which rows belong to an act or an organization: counted, summed, filled. */
static ent_status group_rows(reading *r, size_t owners, size_t rows,
                             uint32_t (*owner)(const ent_dataset *d, size_t row), uint32_t **first,
                             uint32_t **grouped)
{
    uint32_t *start = *first = ent_mem_new(owners + 2, sizeof **first);

    *grouped = ent_mem_new(rows, sizeof **grouped);
    if (!start || !*grouped)
        return ent_out_of_memory(r->diags);
    for (size_t i = 0; i < rows; i++)
        if (owner(r->d, i) != ENT_NONE)
            start[owner(r->d, i) + 2]++;
    for (size_t i = 2; i < owners + 2; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < rows; i++)
        if (owner(r->d, i) != ENT_NONE)
            (*grouped)[start[owner(r->d, i) + 1]++] = (uint32_t)i;
    return ENT_OK;
}

static uint32_t act_at(const ent_dataset *d, size_t row)
{
    return PARTIES(d)[row].act;
}

static uint32_t organization_at(const ent_dataset *d, size_t row)
{
    return MEMBERSHIPS(d)[row].organization;
}

static ent_status group_parties(reading *r)
{
    ent_dataset *d = r->d;
    ent_status status = group_rows(r, d->acts.count, d->parties.count, act_at, &d->act_first,
                                   &d->act_rows);

    return status != ENT_OK ? status
                            : group_rows(r, d->actors.count, d->memberships.count, organization_at,
                                         &d->member_first, &d->member_rows);
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

/* Room for the records of a table, so that they need not move while their number grows. Only a wish:
 * when it is refused, they grow. */
static void expect_rows(ent_dataset *d, ent_table which)
{
    size_t rows = ent_tablefile_guess(&d->tables[which].file);

    if (which == ENT_PARTIES)
        ent_list_expect(&d->parties, rows, sizeof(ent_party));
    else if (which == ENT_AGREEMENTS)
        ent_list_expect(&d->acts, rows, sizeof(ent_act));
}

/* Weights count unless something else is asked for, when every agreement has one. */
static void find_weights(ent_dataset *d)
{
    size_t weighted = 0;

    if (d->shape != ENT_PACKAGE || !ent_table_has(d, ENT_AGREEMENTS, "weight"))
        return;
    while (weighted < d->acts.count && ent_cell(d, ACTS(d)[weighted].row, "weight").len)
        weighted++;
    if (weighted && weighted == d->acts.count)
        d->weight_column = "weight";
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
    const size_t *position = d->tables[ENT_PARTIES].position;
    reading r = { .d = d, .diags = diags, .last_id = ENT_STR(""), .last_role = ENT_STR(""),
                  .last_organization = ENT_STR(""),
                  .last_act = ENT_NONE, .role = ENT_PARTY,
                  .describes = !d->tables[ENT_AGREEMENTS].present &&
                               (position[PARTY_TITLE] != ENT_NO_COLUMN ||
                                position[PARTY_KIND] != ENT_NO_COLUMN ||
                                position[PARTY_LEVEL] != ENT_NO_COLUMN ||
                                position[PARTY_TOPIC] != ENT_NO_COLUMN) };
    ent_status worst = ENT_OK, status;

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        table *t = &d->tables[order[i].table];

        if (!t->present)
            continue;
        if ((status = seed_columns(d, order[i].table, diags)) != ENT_OK)
            return status;
        expect_rows(d, order[i].table);
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
        if (!ent_index_settle(&d->act_ids))
            return ent_out_of_memory(diags);
        if (order[i].table == ENT_ACTORS)
            worst = worse(worst, part_of_actors(&r));
        if (order[i].table == ENT_AGREEMENTS && d->shape == ENT_PACKAGE)
            worst = worse(worst, link_acts(&r));
    }
    if (worst == ENT_OK && d->shape != ENT_PACKAGE)
        worst = ent_plain_states(d, diags);
    if (worst == ENT_OK && d->shape != ENT_PACKAGE)
        ent_plain_unused(d, diags);
    find_weights(d);
    if (worst == ENT_OK)
        worst = lend_reserves(&r);
    if (worst == ENT_OK && !name_organizations(d))
        worst = ent_out_of_memory(diags);
    if (worst == ENT_OK && (worst = group_parties(&r)) == ENT_OK)
        worst = fingerprint(&r);
    return worst;
}
