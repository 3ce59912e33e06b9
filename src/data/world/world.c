/* world.c: the register of states and organizations. Its tables are part of the program (base/embed.h), so
 * that a copied binary knows the same states as an installed one. Texts are matched to states in
 * identify.c. */
#include "data/world/tables.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/mem.h"

ENT_EMBEDDED_DECLARE(ent_world_states);
ENT_EMBEDDED_DECLARE(ent_world_organizations);
ENT_EMBEDDED_DECLARE(ent_world_names_csv);
ENT_EMBEDDED_DECLARE(ent_world_codes);
ENT_EMBEDDED_DECLARE(ent_world_capitals);
ENT_EMBEDDED_DECLARE(ent_world_spells_csv);
ENT_EMBEDDED_DECLARE(ent_world_successions_csv);
ENT_EMBEDDED_DECLARE(ent_world_memberships);

/* ---- reading ---- */

static entry *entry_of(ent_world *world, ent_str id)
{
    uint32_t at = ent_index_find(&world->by_id, id);

    return at == ENT_ABSENT ? NULL : &world->entries.items[at];
}

static uint32_t number_of(const ent_world *world, const ent_state *state)
{
    return (uint32_t)((const entry *)state - world->entries.items);
}

static ent_status wrong(ent_world *world, ent_tablefile *file, size_t offset, const char *what)
{
    return ent_fail(world->diags, ENT_EDATA, ent_tablefile_where(file, offset, ENT_NO_COLUMN),
                    "%s", what);
}

static bool read_span(ent_str from, ent_str to, ent_date *first, ent_date *last)
{
    return ent_date_read(first, from) == ENT_DATE_OK && ent_date_read(last, to) == ENT_DATE_OK;
}

/* One row more, the last of `count`, for a state; the rows of a state must stand together. */
static bool lengthen(run *r, size_t count)
{
    if (!r->count)
        r->first = (uint32_t)count - 1;
    return r->first + r->count++ == count - 1;
}

static ent_status add_entry(ent_world *world, ent_tablefile *file, size_t offset, entry e,
                            ent_str from, ent_str to)
{
    e.state.lat = e.state.lon = NAN;
    if (!read_span(from, to, &e.state.from, &e.state.to))
        return wrong(world, file, offset, "a date is not EDTF");
    return ENT_LIST_PUSH(&world->entries, e) ? ENT_OK : ent_out_of_memory(world->diags);
}

enum { STATE_ID, STATE_NAME, STATE_OFFICIAL, STATE_TYPE, STATE_REGION, STATE_SUBREGION, STATE_FROM,
       STATE_TO };

static ent_status read_state(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    const entry e = { .state = { .id = fields[STATE_ID], .name = fields[STATE_NAME],
                                 .official = fields[STATE_OFFICIAL],
                                 .region = fields[STATE_REGION],
                                 .subregion = fields[STATE_SUBREGION],
                                 .is_territory = ent_str_is(fields[STATE_TYPE], "territory") } };

    return add_entry(ctx, file, offset, e, fields[STATE_FROM], fields[STATE_TO]);
}

enum { ORG_ID, ORG_NAME, ORG_OFFICIAL, ORG_RUSSIAN, ORG_REGION, ORG_FROM, ORG_TO, ORG_NAMES };

static ent_status read_organization(void *ctx, ent_tablefile *file, size_t offset,
                                    const ent_str *fields)
{
    const entry e = { .state = { .id = fields[ORG_ID], .name = fields[ORG_NAME],
                                 .official = fields[ORG_OFFICIAL], .name_ru = fields[ORG_RUSSIAN],
                                 .region = fields[ORG_REGION], .is_organization = true },
                      .other_names = fields[ORG_NAMES] };

    return add_entry(ctx, file, offset, e, fields[ORG_FROM], fields[ORG_TO]);
}

enum { NAME_STATE, NAME_NAME, NAME_KIND, NAME_LANGUAGE, NAME_FROM, NAME_TO };

static ent_status read_name(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = entry_of(world, fields[NAME_STATE]);
    ent_str kind = fields[NAME_KIND];
    name_row *row = ENT_LIST_ADD(&world->names);

    if (!row)
        return ent_out_of_memory(world->diags);
    if (!e || !lengthen(&e->names, world->names.count) ||
        !read_span(fields[NAME_FROM], fields[NAME_TO], &row->from, &row->to))
        return wrong(world, file, offset, "a name of an unknown state, or with a wrong date");
    row->name = fields[NAME_NAME];
    row->state = number_of(world, &e->state);
    row->kind = ent_str_is(kind, "adjective") ? NAME_ADJECTIVE
                : ent_str_is(kind, "former")  ? NAME_FORMER
                                              : NAME_ALIAS;
    if (ent_str_is(kind, "russian"))
        e->state.name_ru = row->name;
    return ENT_OK;
}

enum { CODE_STATE, CODE_SCHEME, CODE_CODE, CODE_FROM, CODE_TO };

static ent_status read_code(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = entry_of(world, fields[CODE_STATE]);
    code_row *row = ENT_LIST_ADD(&world->codes);

    if (!row)
        return ent_out_of_memory(world->diags);
    if (!e || !lengthen(&e->codes, world->codes.count) ||
        !read_span(fields[CODE_FROM], fields[CODE_TO], &row->from, &row->to))
        return wrong(world, file, offset, "a code of an unknown state, or with a wrong date");
    row->scheme = fields[CODE_SCHEME];
    row->code = fields[CODE_CODE];
    row->state = number_of(world, &e->state);
    return ENT_OK;
}

enum { CAPITAL_STATE, CAPITAL_NAME, CAPITAL_LAT, CAPITAL_LON, CAPITAL_FROM, CAPITAL_TO };

static ent_status read_capital(void *ctx, ent_tablefile *file, size_t offset,
                               const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = entry_of(world, fields[CAPITAL_STATE]);
    capital_row *row = ENT_LIST_ADD(&world->capitals);

    if (!row)
        return ent_out_of_memory(world->diags);
    if (!e || !lengthen(&e->capitals, world->capitals.count) ||
        !ent_str_number(fields[CAPITAL_LAT], &row->capital.lat) ||
        !ent_str_number(fields[CAPITAL_LON], &row->capital.lon) ||
        !read_span(fields[CAPITAL_FROM], fields[CAPITAL_TO], &row->from, &row->to))
        return wrong(world, file, offset,
                     "a capital of an unknown state, or with wrong coordinates or dates");
    row->capital.name = fields[CAPITAL_NAME];
    e->state.capital = row->capital.name; /* the last one stays */
    e->state.lat = row->capital.lat;
    e->state.lon = row->capital.lon;
    return ENT_OK;
}

enum { SPELL_STATE, SPELL_FROM, SPELL_TO };

static ent_status read_spell(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = entry_of(world, fields[SPELL_STATE]);
    ent_spell *row = ENT_LIST_ADD(&world->spells);

    if (!row)
        return ent_out_of_memory(world->diags);
    return e && lengthen(&e->spells, world->spells.count) &&
                   read_span(fields[SPELL_FROM], fields[SPELL_TO], &row->from, &row->to)
               ? ENT_OK
               : wrong(world, file, offset, "a spell of an unknown state, or with a wrong date");
}

enum { SUCCESSION_PREDECESSOR, SUCCESSION_SUCCESSOR, SUCCESSION_KIND, SUCCESSION_DATE };

static ent_status read_succession(void *ctx, ent_tablefile *file, size_t offset,
                                  const ent_str *fields)
{
    static const char *const kinds[] = { "continues", "joins", "separates", "splits" };
    static_assert(sizeof kinds / sizeof *kinds == ENT_SPLITS + 1, "a word for each kind");
    ent_world *world = ctx;
    ent_succession *row = ENT_LIST_ADD(&world->successions);
    int kind = ENT_CONTINUES;

    if (!row)
        return ent_out_of_memory(world->diags);
    row->predecessor = ent_world_find(world, fields[SUCCESSION_PREDECESSOR]);
    row->successor = ent_world_find(world, fields[SUCCESSION_SUCCESSOR]);
    while (kind <= ENT_SPLITS && !ent_str_is(fields[SUCCESSION_KIND], kinds[kind]))
        kind++;
    row->kind = (ent_succession_kind)kind;
    return row->predecessor && row->successor && kind <= ENT_SPLITS &&
                   ent_date_read(&row->date, fields[SUCCESSION_DATE]) == ENT_DATE_OK
               ? ENT_OK
               : wrong(world, file, offset, "a succession of unknown states, kind or date");
}

enum { MEMBER_ORGANIZATION, MEMBER_MEMBER, MEMBER_ROLE, MEMBER_FROM, MEMBER_TO };

static ent_status read_member(void *ctx, ent_tablefile *file, size_t offset,
                              const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = entry_of(world, fields[MEMBER_ORGANIZATION]);
    ent_world_member *row = ENT_LIST_ADD(&world->members);

    if (!row)
        return ent_out_of_memory(world->diags);
    row->member = ent_world_find(world, fields[MEMBER_MEMBER]);
    return e && row->member && lengthen(&e->members, world->members.count) &&
                   read_span(fields[MEMBER_FROM], fields[MEMBER_TO], &row->from, &row->to)
               ? ENT_OK
               : wrong(world, file, offset, "a membership of unknown actors, or with a wrong date");
}

static int by_id(const void *a, const void *b)
{
    return ent_str_compare(((const entry *)a)->state.id, ((const entry *)b)->state.id);
}

static ent_status index_ids(ent_world *world)
{
    if (world->entries.count)
        qsort(world->entries.items, world->entries.count, sizeof(entry), by_id);
    for (size_t i = 0; i < world->entries.count; i++)
        if (!ent_index_add(&world->by_id, world->entries.items[i].state.id, (uint32_t)i, NULL))
            return ent_out_of_memory(world->diags);
    return ENT_OK;
}

static ent_status read_tables(ent_world *world)
{
    const struct {
        const char *name;
        ent_embedded bytes;
        ent_tablefile_fn *row;
    } tables[] = { { "data/world/states.csv", ENT_EMBEDDED(ent_world_states), read_state },
                   { "data/world/organizations.csv", ENT_EMBEDDED(ent_world_organizations),
                     read_organization },
                   { "data/world/names.csv", ENT_EMBEDDED(ent_world_names_csv), read_name },
                   { "data/world/codes.csv", ENT_EMBEDDED(ent_world_codes), read_code },
                   { "data/world/capitals.csv", ENT_EMBEDDED(ent_world_capitals), read_capital },
                   { "data/world/spells.csv", ENT_EMBEDDED(ent_world_spells_csv), read_spell },
                   { "data/world/successions.csv", ENT_EMBEDDED(ent_world_successions_csv),
                     read_succession },
                   { "data/world/memberships.csv", ENT_EMBEDDED(ent_world_memberships),
                     read_member } };
    static_assert(sizeof tables / sizeof *tables == sizeof world->files / sizeof *world->files, "");
    ent_status status = ENT_OK;

    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == ENT_OK; i++) {
        ent_tablefile *file = &world->files[i];

        if (tables[i].row == read_name) /* the rows from here on refer to states */
            status = index_ids(world);
        if (status == ENT_OK)
            status = ent_tablefile_wrap(file, tables[i].name, ent_embedded_text(tables[i].bytes), world->diags);
        if (status == ENT_OK)
            status = ent_tablefile_rows(file, tables[i].row, world, world->diags);
    }
    return status;
}

ent_status ent_world_new(ent_world **out, ent_diags *diags)
{
    ent_world *world = ent_mem_new(1, sizeof *world);
    ent_status status;

    *out = NULL;
    if (!world)
        return ent_out_of_memory(diags);
    world->diags = diags;
    status = read_tables(world);
    world->diags = NULL;
    if (status != ENT_OK)
        ent_world_free(world);
    else
        *out = world;
    return status;
}

void ent_world_free(ent_world *world)
{
    if (!world)
        return;
    for (size_t i = 0; i < sizeof world->files / sizeof *world->files; i++)
        ent_tablefile_destroy(&world->files[i]);
    ENT_LIST_DESTROY(&world->entries);
    ENT_LIST_DESTROY(&world->names);
    ENT_LIST_DESTROY(&world->codes);
    ENT_LIST_DESTROY(&world->capitals);
    ENT_LIST_DESTROY(&world->spells);
    ENT_LIST_DESTROY(&world->successions);
    ENT_LIST_DESTROY(&world->members);
    ENT_LIST_DESTROY(&world->holders);
    ENT_LIST_DESTROY(&world->near_names);
    ENT_LIST_DESTROY(&world->near_forms);
    ent_index_destroy(&world->by_id);
    ent_index_destroy(&world->keys);
    ent_arena_destroy(&world->arena);
    ent_mem_free(world);
}

/* ---- states ---- */

size_t ent_world_count(const ent_world *world)
{
    return world->entries.count;
}

const ent_state *ent_world_at(const ent_world *world, size_t i)
{
    return &world->entries.items[i].state;
}

const ent_state *ent_world_find(const ent_world *world, ent_str id)
{
    uint32_t at = ent_index_find(&world->by_id, id);

    return at == ENT_ABSENT ? NULL : &world->entries.items[at].state;
}

static bool is_called(const entry *e, ent_str name)
{
    ent_str rest = e->other_names, part;

    if (ent_str_eq(e->state.name, name) || ent_str_eq(e->state.official, name))
        return true;
    while (ent_str_next(&rest, ';', &part))
        if (ent_str_eq(part, name))
            return true;
    return false;
}

const ent_state *ent_world_organization(const ent_world *world, ent_str name)
{
    for (size_t i = 0; i < world->entries.count; i++)
        if (world->entries.items[i].state.is_organization && is_called(&world->entries.items[i], name))
            return &world->entries.items[i].state;
    return NULL;
}

static void add_text(entry *e, ent_str text)
{
    if (text.len)
        e->texts[e->text_count++] = text;
}

size_t ent_world_names(const ent_world *constant, const ent_state *state, const ent_str **names)
{
    ent_world *world = (ent_world *)constant; /* the lists are a cache */
    entry *e = &world->entries.items[number_of(world, state)];
    ent_str rest = e->other_names, part;
    size_t most = 3 + e->names.count;

    while (ent_str_next(&rest, ';', &part))
        most++;
    if (!e->texts && (e->texts = ent_arena_new(&world->arena, most, sizeof *e->texts)) != NULL) {
        add_text(e, state->name);
        add_text(e, state->official);
        for (uint32_t i = 0; i < e->names.count; i++)
            add_text(e, world->names.items[e->names.first + i].name);
        if (state->is_organization)
            add_text(e, state->name_ru);
        for (rest = e->other_names; ent_str_next(&rest, ';', &part);)
            add_text(e, part);
    }
    *names = e->texts;
    return e->text_count;
}

/* ---- time ---- */

static ent_truth begun(ent_date from, ent_date day)
{
    return from.kind == ENT_DATE_UNKNOWN ? ENT_YES : ent_date_not_after(from, day);
}

ent_truth ent_spell_holds(ent_date from, ent_date to, ent_date day)
{
    ent_truth over = to.kind == ENT_DATE_UNKNOWN || to.kind == ENT_DATE_OPEN
                         ? ENT_NO
                         : ent_date_not_after(to, day);

    if (!ent_date_known(day))
        return ENT_UNKNOWN;
    return ent_truth_and(begun(from, day), ent_truth_not(over));
}

size_t ent_world_spells(const ent_world *world, const ent_state *state, const ent_spell **spells)
{
    const entry *e = (const entry *)state;

    /* one spell is the state's own from and to, which stand side by side in it */
    *spells = e->spells.count ? world->spells.items + e->spells.first
                              : (const ent_spell *)(const void *)&state->from;
    return e->spells.count ? e->spells.count : 1;
}

ent_truth ent_world_exists(const ent_world *world, const ent_state *state, ent_date day)
{
    const ent_spell *spells;
    size_t count = ent_world_spells(world, state, &spells);
    ent_truth best = ENT_NO;

    for (size_t i = 0; i < count && best != ENT_YES; i++) {
        ent_truth holds = ent_spell_holds(spells[i].from, spells[i].to, day);

        if (holds != ENT_NO)
            best = holds;
    }
    return best;
}

/* How well a row with a span fits the day; 0: not at all. A span that surely holds the day fits better than
 * one that may, and a row with dates better than one without. Without a day, rows without an end fit
 * best. */
static int fitness(ent_date from, ent_date to, ent_date day)
{
    bool dated = from.kind != ENT_DATE_UNKNOWN || ent_date_known(to), open = !ent_date_known(to);
    ent_truth holds;

    if (!ent_date_known(day))
        return open ? 2 : 1;
    holds = ent_spell_holds(from, to, day);
    return holds == ENT_NO ? 0 : (holds == ENT_YES ? 2 : 1) + (dated ? 2 : 0);
}

ent_str ent_world_name_on(const ent_world *world, const ent_state *state, ent_date day)
{
    const entry *e = (const entry *)state;

    for (uint32_t i = 0; i < e->names.count && ent_date_known(day); i++) {
        const name_row *row = &world->names.items[e->names.first + i];

        if (row->kind == NAME_FORMER && ent_spell_holds(row->from, row->to, day) == ENT_YES)
            return row->name;
    }
    return state->name;
}

int32_t ent_world_name_change(const ent_world *world, const ent_state *state, int32_t day)
{
    const entry *e = (const entry *)state;
    int32_t next = INT32_MAX;

    for (uint32_t i = 0; i < e->names.count; i++) {
        const name_row *row = &world->names.items[e->names.first + i];
        const ent_date ends[] = { row->from, row->to };

        for (size_t k = 0; k < 2 && row->kind == NAME_FORMER; k++) {
            /* the first and the last day that each date may mean, and the days after these */
            const int32_t days[] = { ends[k].first, ends[k].first + 1, ends[k].last, ends[k].last + 1 };

            for (size_t j = 0; j < sizeof days / sizeof *days && ent_date_known(ends[k]); j++)
                if (days[j] > day && days[j] < next &&
                    !ent_str_eq(ent_world_name_on(world, state, ent_date_of_day(days[j])),
                                ent_world_name_on(world, state, ent_date_of_day(days[j] - 1))))
                    next = days[j];
        }
    }
    return next;
}

ent_str ent_world_code_on(const ent_world *world, const ent_state *state, const char *scheme,
                          ent_date day)
{
    const entry *e = (const entry *)state;
    ent_str best = ENT_STR("");
    int most = 0;

    for (uint32_t i = 0; i < e->codes.count; i++) {
        const code_row *row = &world->codes.items[e->codes.first + i];
        int fit = ent_str_is(row->scheme, scheme) ? fitness(row->from, row->to, day) : 0;

        if (fit && fit >= most) {
            most = fit;
            best = row->code;
        }
    }
    return best;
}

ent_str ent_world_code(const ent_world *world, const ent_state *state, const char *scheme)
{
    return ent_world_code_on(world, state, scheme, (ent_date){ 0 });
}

ent_capital ent_world_capital_on(const ent_world *world, const ent_state *state, ent_date day)
{
    const entry *e = (const entry *)state;
    ent_capital best = { ENT_STR(""), NAN, NAN };
    int most = 0;

    for (uint32_t i = 0; i < e->capitals.count; i++) {
        const capital_row *row =
            world->capitals.items + e->capitals.first + i;
        int fit = fitness(row->from, row->to, day);

        if (fit && fit >= most) {
            most = fit;
            best = row->capital;
        }
    }
    return best;
}

/* ---- successions, members ---- */

size_t ent_world_successions(const ent_world *world, const ent_succession **successions)
{
    *successions = world->successions.items;
    return world->successions.count;
}

const ent_state *ent_world_continuing(const ent_world *world, const ent_state *state)
{
    const ent_succession *rows;
    size_t count = ent_world_successions(world, &rows);

    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == ENT_CONTINUES && rows[i].predecessor == state) {
            state = rows[i].successor;
            i = SIZE_MAX; /* look for the state that continues this one, from the start */
        }
    return state;
}

size_t ent_world_members(const ent_world *world, const ent_state *organization,
                         const ent_world_member **members)
{
    const entry *e = (const entry *)organization;

    *members = world->members.items + e->members.first;
    return e->members.count;
}

/* ---- the states in the place of a state ---- */

static const ent_state *other_of(const ent_succession *s, const ent_state *state)
{
    return s->predecessor == state ? s->successor : s->successor == state ? s->predecessor : NULL;
}

/* The states in its place on the day, in the order of the table. Returns how many there are; at most
 * `room` of them are in `found`. */
static size_t find_in_place(const ent_world *world, const ent_state *state, ent_date day, bool continuing,
                          const ent_state **found, size_t room)
{
    const ent_succession *all;
    size_t rows = ent_world_successions(world, &all), count = 0;

    for (size_t i = 0; i < rows; i++) {
        const ent_state *other = other_of(&all[i], state);
        bool again = !other || (continuing && all[i].kind != ENT_CONTINUES) ||
                     ent_world_exists(world, other, day) != ENT_YES;

        for (size_t k = 0; k < count && k < room && !again; k++)
            again = found[k] == other;
        if (again)
            continue;
        if (count < room)
            found[count] = other;
        count++;
    }
    return count;
}

void ent_world_in_place(const ent_world *world, const ent_state *state, ent_date day, ent_buf *out)
{
    enum { MOST = 3 };
    const ent_state *found[MOST];
    size_t count = find_in_place(world, state, day, false, found, MOST);

    if (count > MOST)
        count = find_in_place(world, state, day, true, found, MOST);
    for (size_t i = 0; i < count && i < MOST; i++) {
        ent_buf_text(out, i ? " or " : "");
        ent_buf_str(out, found[i]->name);
    }
}
