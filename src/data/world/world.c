/* world.c: the register of states and organizations. Its tables are part of the program (base/embed.h),
 * so a copied binary knows the same states as an installed one, and are read by the same reader as
 * everybody's. Who is meant by a text is the business of identify.c. */
#include "data/world/tables.h"

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

    return at == ENT_ABSENT ? NULL : &ENTRIES(world)[at];
}

static uint32_t number_of(const ent_world *world, const ent_state *state)
{
    return (uint32_t)((const entry *)state - ENTRIES(world));
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

/* One row more for a state; the rows of a state stand together. */
static bool lengthen(run *r, const list *rows)
{
    if (!r->count)
        r->first = (uint32_t)rows->count - 1;
    return r->first + r->count++ == rows->count - 1;
}

enum { STATE_ID, STATE_NAME, STATE_OFFICIAL, STATE_TYPE, STATE_REGION, STATE_SUBREGION, STATE_FROM,
       STATE_TO };

static ent_status read_state(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = ent_list_add(&world->entries, sizeof *e);

    if (!e)
        return ent_out_of_memory(world->diags);
    e->state = (ent_state){ .id = fields[STATE_ID], .name = fields[STATE_NAME],
                            .official = fields[STATE_OFFICIAL], .region = fields[STATE_REGION],
                            .subregion = fields[STATE_SUBREGION], .lat = NAN, .lon = NAN,
                            .is_territory = ent_str_is(fields[STATE_TYPE], "territory") };
    return read_span(fields[STATE_FROM], fields[STATE_TO], &e->state.from, &e->state.to)
               ? ENT_OK
               : wrong(world, file, offset, "a date that is not EDTF");
}

enum { ORG_ID, ORG_NAME, ORG_OFFICIAL, ORG_RUSSIAN, ORG_REGION, ORG_FROM, ORG_TO, ORG_NAMES };

static ent_status read_organization(void *ctx, ent_tablefile *file, size_t offset,
                                    const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = ent_list_add(&world->entries, sizeof *e);

    if (!e)
        return ent_out_of_memory(world->diags);
    e->state = (ent_state){ .id = fields[ORG_ID], .name = fields[ORG_NAME],
                            .official = fields[ORG_OFFICIAL], .name_ru = fields[ORG_RUSSIAN],
                            .region = fields[ORG_REGION], .lat = NAN, .lon = NAN,
                            .is_organization = true };
    e->other_names = fields[ORG_NAMES];
    return read_span(fields[ORG_FROM], fields[ORG_TO], &e->state.from, &e->state.to)
               ? ENT_OK
               : wrong(world, file, offset, "a date that is not EDTF");
}

enum { NAME_STATE, NAME_NAME, NAME_KIND, NAME_LANGUAGE, NAME_FROM, NAME_TO };

static ent_status read_name(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = entry_of(world, fields[NAME_STATE]);
    ent_str kind = fields[NAME_KIND];
    name_row *row;

    if ((row = ent_list_add(&world->names, sizeof *row)) == NULL)
        return ent_out_of_memory(world->diags);
    if (!e || !lengthen(&e->names, &world->names) ||
        !read_span(fields[NAME_FROM], fields[NAME_TO], &row->from, &row->to))
        return wrong(world, file, offset, "a name without its state or with a wrong date");
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
    code_row *row;

    if ((row = ent_list_add(&world->codes, sizeof *row)) == NULL)
        return ent_out_of_memory(world->diags);
    if (!e || !lengthen(&e->codes, &world->codes) ||
        !read_span(fields[CODE_FROM], fields[CODE_TO], &row->from, &row->to))
        return wrong(world, file, offset, "a code without its state or with a wrong date");
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
    capital_row *row;

    if ((row = ent_list_add(&world->capitals, sizeof *row)) == NULL)
        return ent_out_of_memory(world->diags);
    if (!e || !lengthen(&e->capitals, &world->capitals) ||
        !ent_str_number(fields[CAPITAL_LAT], &row->capital.lat) ||
        !ent_str_number(fields[CAPITAL_LON], &row->capital.lon) ||
        !read_span(fields[CAPITAL_FROM], fields[CAPITAL_TO], &row->from, &row->to))
        return wrong(world, file, offset, "a capital without its state, coordinates or dates");
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
    ent_spell *row;

    if ((row = ent_list_add(&world->spells, sizeof *row)) == NULL)
        return ent_out_of_memory(world->diags);
    if (!e || !lengthen(&e->spells, &world->spells) ||
        !read_span(fields[SPELL_FROM], fields[SPELL_TO], &row->from, &row->to))
        return wrong(world, file, offset, "a spell without its state or with a wrong date");
    return ENT_OK;
}

enum { SUCCESSION_PREDECESSOR, SUCCESSION_SUCCESSOR, SUCCESSION_KIND, SUCCESSION_DATE };

static ent_status read_succession(void *ctx, ent_tablefile *file, size_t offset,
                                  const ent_str *fields)
{
    static const char *const kinds[] = { "continues", "joins", "separates", "splits" };
    ent_world *world = ctx;
    ent_succession *row = ent_list_add(&world->successions, sizeof *row);
    int kind = ENT_CONTINUES;

    if (!row)
        return ent_out_of_memory(world->diags);
    row->predecessor = ent_world_find(world, fields[SUCCESSION_PREDECESSOR]);
    row->successor = ent_world_find(world, fields[SUCCESSION_SUCCESSOR]);
    while (kind <= ENT_SPLITS && !ent_str_is(fields[SUCCESSION_KIND], kinds[kind]))
        kind++;
    if (!row->predecessor || !row->successor || kind > ENT_SPLITS ||
        ent_date_read(&row->date, fields[SUCCESSION_DATE]) != ENT_DATE_OK)
        return wrong(world, file, offset, "a succession of unknown states, kind or date");
    row->kind = (ent_succession_kind)kind;
    return ENT_OK;
}

enum { MEMBER_ORGANIZATION, MEMBER_MEMBER, MEMBER_ROLE, MEMBER_FROM, MEMBER_TO };

static ent_status read_member(void *ctx, ent_tablefile *file, size_t offset,
                              const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = entry_of(world, fields[MEMBER_ORGANIZATION]);
    ent_world_member *row = ent_list_add(&world->members, sizeof *row);

    if (!row)
        return ent_out_of_memory(world->diags);
    row->member = ent_world_find(world, fields[MEMBER_MEMBER]);
    if (!e || !row->member || !lengthen(&e->members, &world->members) ||
        !read_span(fields[MEMBER_FROM], fields[MEMBER_TO], &row->from, &row->to))
        return wrong(world, file, offset, "a membership of unknown parties or with a wrong date");
    return ENT_OK;
}

static ent_status read_table(ent_world *world, const char *name, ent_embedded bytes,
                             ent_tablefile_fn *row)
{
    ent_tablefile *file = &world->files[world->file_count++];
    ent_status status = ent_tablefile_wrap(file, name, ent_embedded_text(bytes), world->diags);

    return status == ENT_OK ? ent_tablefile_rows(file, row, world, world->diags) : status;
}

#define READ(world, symbol, file, row)                                                             \
    read_table(world, "data/world/" file, (ent_embedded)ENT_EMBEDDED(symbol), row)

static int by_id(const void *a, const void *b)
{
    return ent_str_compare(((const entry *)a)->state.id, ((const entry *)b)->state.id);
}

static ent_status index_ids(ent_world *world)
{
    if (world->entries.count)
        qsort(world->entries.items, world->entries.count, sizeof(entry), by_id);
    for (size_t i = 0; i < world->entries.count; i++)
        if (!ent_index_add(&world->by_id, ENTRIES(world)[i].state.id, (uint32_t)i, NULL))
            return ent_out_of_memory(world->diags);
    return ENT_OK;
}

ent_status ent_world_new(ent_world **out, ent_diags *diags)
{
    ent_world *world = ent_mem_new(1, sizeof *world);
    ent_status status;

    *out = NULL;
    if (!world)
        return ent_out_of_memory(diags);
    world->diags = diags;
    if ((status = READ(world, ent_world_states, "states.csv", read_state)) == ENT_OK &&
        (status = READ(world, ent_world_organizations, "organizations.csv", read_organization)) ==
            ENT_OK &&
        (status = index_ids(world)) == ENT_OK &&
        (status = READ(world, ent_world_names_csv, "names.csv", read_name)) == ENT_OK &&
        (status = READ(world, ent_world_codes, "codes.csv", read_code)) == ENT_OK &&
        (status = READ(world, ent_world_capitals, "capitals.csv", read_capital)) == ENT_OK &&
        (status = READ(world, ent_world_spells_csv, "spells.csv", read_spell)) == ENT_OK &&
        (status = READ(world, ent_world_successions_csv, "successions.csv", read_succession)) ==
            ENT_OK)
        status = READ(world, ent_world_memberships, "memberships.csv", read_member);
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
    for (size_t i = 0; i < world->file_count; i++)
        ent_tablefile_destroy(&world->files[i]);
    ent_mem_free(world->entries.items);
    ent_mem_free(world->names.items);
    ent_mem_free(world->codes.items);
    ent_mem_free(world->capitals.items);
    ent_mem_free(world->spells.items);
    ent_mem_free(world->successions.items);
    ent_mem_free(world->members.items);
    ent_mem_free(world->texts.items);
    ent_mem_free(world->holders.items);
    ent_mem_free(world->near_names.items);
    ent_mem_free(world->near_forms.items);
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
    return &ENTRIES(world)[i].state;
}

const ent_state *ent_world_find(const ent_world *world, ent_str id)
{
    uint32_t at = ent_index_find(&world->by_id, id);

    return at == ENT_ABSENT ? NULL : &ENTRIES(world)[at].state;
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
        if (ENTRIES(world)[i].state.is_organization && is_called(&ENTRIES(world)[i], name))
            return &ENTRIES(world)[i].state;
    return NULL;
}

static bool add_text(ent_world *world, ent_str text)
{
    ent_str *slot;

    if (!text.len)
        return true;
    if ((slot = ent_list_add(&world->texts, sizeof *slot)) == NULL)
        return false;
    *slot = text;
    return true;
}

size_t ent_world_names(const ent_world *constant, const ent_state *state, const ent_str **names)
{
    ent_world *world = (ent_world *)constant; /* the list is made anew for each state */
    const entry *e = (const entry *)state;
    ent_str rest = e->other_names, part;

    world->texts.count = 0;
    add_text(world, state->name);
    add_text(world, state->official);
    for (uint32_t i = 0; i < e->names.count; i++)
        add_text(world, NAMES(world)[e->names.first + i].name);
    if (state->is_organization)
        add_text(world, state->name_ru);
    while (ent_str_next(&rest, ';', &part))
        add_text(world, part);
    *names = world->texts.items;
    return world->texts.count;
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
    *spells = e->spells.count ? (const ent_spell *)world->spells.items + e->spells.first
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

/* Which of the rows with spans speaks of the day: one that surely holds it, else one that may; one
 * with dates before one without. The day unknown: the one without an end, else the last. */
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
        const name_row *row = &NAMES(world)[e->names.first + i];

        if (row->kind == NAME_FORMER && ent_spell_holds(row->from, row->to, day) == ENT_YES)
            return row->name;
    }
    return state->name;
}

ent_str ent_world_code_on(const ent_world *world, const ent_state *state, const char *scheme,
                          ent_date day)
{
    const entry *e = (const entry *)state;
    ent_str best = ENT_STR("");
    int most = 0;

    for (uint32_t i = 0; i < e->codes.count; i++) {
        const code_row *row = &CODES(world)[e->codes.first + i];
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
            (const capital_row *)world->capitals.items + e->capitals.first + i;
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
            i = SIZE_MAX; /* and who continues that one: from the top */
        }
    return state;
}

size_t ent_world_members(const ent_world *world, const ent_state *organization,
                         const ent_world_member **members)
{
    const entry *e = (const entry *)organization;

    *members = (const ent_world_member *)world->members.items + e->members.first;
    return e->members.count;
}

/* ---- who stood in its place ---- */

static const ent_state *other_of(const ent_succession *s, const ent_state *state)
{
    return s->predecessor == state ? s->successor : s->successor == state ? s->predecessor : NULL;
}

/* Those that stood there on the day, in the order of the table; at most `room`, the rest is counted. */
static size_t stood_there(const ent_world *world, const ent_state *state, ent_date day, bool continuing,
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
    size_t count = stood_there(world, state, day, false, found, MOST);

    if (count > MOST)
        count = stood_there(world, state, day, true, found, MOST);
    for (size_t i = 0; i < count && i < MOST; i++) {
        ent_buf_text(out, i ? " or " : "");
        ent_buf_str(out, found[i]->name);
    }
}
