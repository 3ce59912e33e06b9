/* world.c: the register of states. Its tables are part of the program (.incbin), so a copied binary
 * knows the same states as an installed one, and are read by the same reader as everybody's. */
#include "entente/world.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/index.h"
#include "base/mem.h"
#include "data/tablefile.h"

#define EMBED(symbol, file)                                                                        \
    extern const char symbol[], symbol##_end[];                                                    \
    __asm__(".section .rodata\n"                                                                   \
            ".global " #symbol "\n"                                                                \
            ".global " #symbol "_end\n"                                                            \
            #symbol ":\n"                                                                          \
            ".incbin \"" ENT_WORLD_DIR "/" file "\"\n"                                             \
            #symbol "_end:\n"                                                                      \
            ".byte 0\n"                                                                            \
            ".previous\n")

EMBED(ent_world_states, "states.csv");
EMBED(ent_world_names_csv, "names.csv");
EMBED(ent_world_codes, "codes.csv");
EMBED(ent_world_capitals, "capitals.csv");

typedef struct entry {
    ent_state state; /* first: an ent_state * is an entry * */
    ent_str *names;  /* names proper, then adjectives */
    size_t name_count, name_room;
    size_t proper_count;
} entry;

typedef struct code {
    ent_str scheme, code;
    uint32_t state;
} code;

struct ent_world {
    ent_tablefile states, names, codes, capitals;
    ent_arena arena;
    entry *entries;
    size_t count, room;
    ent_index by_id;
    code *code_rows;
    size_t code_count, code_room;
    ent_index by_name; /* folded name or code → entry, or AMBIGUOUS; built when first asked */
    bool names_indexed;
    ent_diags *diags; /* while reading */
};

enum { AMBIGUOUS = UINT32_MAX - 1 };

static entry *entry_of(ent_world *world, ent_str id)
{
    uint32_t at = ent_index_find(&world->by_id, id);

    return at == ENT_ABSENT ? NULL : &world->entries[at];
}

static ent_str cell(const ent_tablefile *table, const ent_str *fields, const char *column)
{
    size_t at = ent_tablefile_column(table, column);

    return at == ENT_NO_COLUMN ? ENT_STR("") : fields[at];
}

static ent_status wrong(ent_world *world, ent_tablefile *table, size_t offset, const char *what)
{
    return ent_fail(world->diags, ENT_EDATA, ent_tablefile_where(table, offset, ENT_NO_COLUMN),
                    "%s", what);
}

static ent_status read_state(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e;

    if (!ent_mem_reserve((void **)&world->entries, &world->room, world->count + 1,
                         sizeof *world->entries))
        return ent_out_of_memory(world->diags);
    e = &world->entries[world->count];
    *e = (entry){ 0 };
    e->state.id = cell(table, fields, "id");
    e->state.name = cell(table, fields, "name");
    e->state.official = cell(table, fields, "official");
    e->state.region = cell(table, fields, "region");
    e->state.subregion = cell(table, fields, "subregion");
    e->state.lat = e->state.lon = NAN;
    if (ent_date_read(&e->state.from, cell(table, fields, "from")) != ENT_DATE_OK ||
        ent_date_read(&e->state.to, cell(table, fields, "to")) != ENT_DATE_OK)
        return wrong(world, table, offset, "a date that is not EDTF");
    if (!ent_index_add(&world->by_id, e->state.id, (uint32_t)world->count, NULL))
        return ent_out_of_memory(world->diags);
    world->count++;
    return ENT_OK;
}

static ent_status add_name(ent_world *world, entry *e, ent_str name, bool adjective)
{
    if (!name.len)
        return ENT_OK;
    if (!ent_mem_reserve((void **)&e->names, &e->name_room, e->name_count + 1, sizeof *e->names))
        return ent_out_of_memory(world->diags);
    e->names[e->name_count] = name;
    if (!adjective) { /* swap it in front of the adjectives */
        e->names[e->name_count] = e->names[e->proper_count];
        e->names[e->proper_count++] = name;
    }
    e->name_count++;
    return ENT_OK;
}

static ent_status read_name(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = entry_of(world, cell(table, fields, "state"));
    ent_str name = cell(table, fields, "name");

    if (!e)
        return wrong(world, table, offset, "a name of a state that is not in states.csv");
    if (ent_str_is(cell(table, fields, "kind"), "russian"))
        e->state.name_ru = name;
    return add_name(world, e, name, ent_str_is(cell(table, fields, "kind"), "adjective"));
}

static ent_status read_code(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    ent_world *world = ctx;
    uint32_t state = ent_index_find(&world->by_id, cell(table, fields, "state"));

    if (state == ENT_ABSENT)
        return wrong(world, table, offset, "a code of a state that is not in states.csv");
    if (!ent_mem_reserve((void **)&world->code_rows, &world->code_room, world->code_count + 1,
                         sizeof *world->code_rows))
        return ent_out_of_memory(world->diags);
    world->code_rows[world->code_count++] =
        (code){ cell(table, fields, "scheme"), cell(table, fields, "code"), state };
    return ENT_OK;
}

static ent_status read_capital(void *ctx, ent_tablefile *table, size_t offset,
                               const ent_str *fields)
{
    ent_world *world = ctx;
    entry *e = entry_of(world, cell(table, fields, "state"));

    if (!e || !ent_str_number(cell(table, fields, "lat"), &e->state.lat) ||
        !ent_str_number(cell(table, fields, "lon"), &e->state.lon))
        return wrong(world, table, offset, "a capital without a state or coordinates");
    e->state.capital = cell(table, fields, "name");
    return ENT_OK;
}

static ent_status read_table(ent_world *world, ent_tablefile *table, const char *name,
                             const char *start, const char *end, ent_tablefile_fn *row)
{
    ent_str text = { start, (size_t)(end - start) };
    ent_status status = ent_tablefile_wrap(table, name, text, world->diags);

    return status == ENT_OK ? ent_tablefile_rows(table, row, world, world->diags) : status;
}

ent_status ent_world_new(ent_world **out, ent_diags *diags)
{
    ent_world *world = ent_mem_new(1, sizeof *world);
    ent_status status;

    *out = NULL;
    if (!world)
        return ent_out_of_memory(diags);
    world->diags = diags;
    if ((status = read_table(world, &world->states, "data/world/states.csv", ent_world_states,
                             ent_world_states_end, read_state)) != ENT_OK ||
        (status = read_table(world, &world->names, "data/world/names.csv", ent_world_names_csv,
                             ent_world_names_csv_end, read_name)) != ENT_OK ||
        (status = read_table(world, &world->codes, "data/world/codes.csv", ent_world_codes,
                             ent_world_codes_end, read_code)) != ENT_OK ||
        (status = read_table(world, &world->capitals, "data/world/capitals.csv",
                             ent_world_capitals, ent_world_capitals_end, read_capital)) != ENT_OK)
        goto done;
    for (size_t i = 0; i < world->count && status == ENT_OK; i++) {
        entry *e = &world->entries[i];

        if ((status = add_name(world, e, e->state.name, false)) == ENT_OK)
            status = add_name(world, e, e->state.official, false);
    }
    world->diags = NULL;
done:
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
    for (size_t i = 0; i < world->count; i++)
        ent_mem_free(world->entries[i].names);
    ent_mem_free(world->entries);
    ent_mem_free(world->code_rows);
    ent_index_destroy(&world->by_id);
    ent_index_destroy(&world->by_name);
    ent_tablefile_destroy(&world->states);
    ent_tablefile_destroy(&world->names);
    ent_tablefile_destroy(&world->codes);
    ent_tablefile_destroy(&world->capitals);
    ent_arena_destroy(&world->arena);
    ent_mem_free(world);
}

size_t ent_world_count(const ent_world *world)
{
    return world->count;
}

const ent_state *ent_world_at(const ent_world *world, size_t i)
{
    return &world->entries[i].state;
}

const ent_state *ent_world_find(const ent_world *world, ent_str id)
{
    uint32_t at = ent_index_find(&world->by_id, id);

    return at == ENT_ABSENT ? NULL : &world->entries[at].state;
}

/* Letters and digits only, folded, without marks: "Côte d'Ivoire" and "COTE DIVOIRE" are one key. */
static ent_str fold(ent_str name, char *into, size_t room)
{
    enum { CODES = 256 };
    utf8proc_int32_t codes[CODES];
    utf8proc_ssize_t count, len = 0;

    count = utf8proc_decompose((const utf8proc_uint8_t *)name.ptr, (utf8proc_ssize_t)name.len,
                               codes, CODES,
                               UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                   UTF8PROC_STRIPMARK);
    if (count < 0 || count > CODES)
        return (ent_str){ into, 0 };
    for (utf8proc_ssize_t i = 0; i < count && (size_t)len + 4 < room; i++) {
        utf8proc_category_t category = utf8proc_category(codes[i]);

        if (category <= UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_ND)
            len += utf8proc_encode_char(codes[i], (utf8proc_uint8_t *)into + len);
    }
    return (ent_str){ into, (size_t)len };
}

static bool index_name(ent_world *world, ent_str name, uint32_t state, bool may_clash)
{
    char space[1024];
    ent_str key = fold(name, space, sizeof space);
    uint32_t found;

    if (!key.len)
        return true;
    if ((found = ent_index_find(&world->by_name, key)) != ENT_ABSENT) {
        if (may_clash && found != state)
            ent_index_move(&world->by_name, key, AMBIGUOUS);
        return true;
    }
    key = ent_arena_str(&world->arena, key);
    return key.ptr && ent_index_add(&world->by_name, key, state, NULL);
}

/* Ids first, then names, then the codes that are words. A name that two states hold points to
 * neither. Numbers are never names: 2 is a node of somebody's before it is the United States. */
static bool index_names(ent_world *world)
{
    static const char *const schemes[] = { "iso3", "iso2" };

    for (size_t i = 0; i < world->count; i++)
        if (!index_name(world, world->entries[i].state.id, (uint32_t)i, false))
            return false;
    for (size_t i = 0; i < world->count; i++)
        for (size_t n = 0; n < world->entries[i].proper_count; n++)
            if (!index_name(world, world->entries[i].names[n], (uint32_t)i, true))
                return false;
    for (size_t s = 0; s < sizeof schemes / sizeof *schemes; s++)
        for (size_t i = 0; i < world->code_count; i++)
            if (ent_str_is(world->code_rows[i].scheme, schemes[s]) &&
                !index_name(world, world->code_rows[i].code, world->code_rows[i].state, false))
                return false;
    return true;
}

const ent_state *ent_world_resolve(const ent_world *constant, ent_str name)
{
    ent_world *world = (ent_world *)constant; /* the index is a cache */
    char space[1024];
    uint32_t at;

    if (!world->names_indexed)
        world->names_indexed = index_names(world);
    at = ent_index_find(&world->by_name, fold(name, space, sizeof space));
    return at == ENT_ABSENT || at == AMBIGUOUS ? NULL : &world->entries[at].state;
}

size_t ent_world_names(const ent_world *world, const ent_state *state, const ent_str **names)
{
    const entry *e = (const entry *)state;

    (void)world;
    *names = e->names;
    return e->name_count;
}

ent_str ent_world_code(const ent_world *world, const ent_state *state, const char *scheme)
{
    uint32_t at = (uint32_t)((const entry *)state - world->entries);

    for (size_t i = 0; i < world->code_count; i++)
        if (world->code_rows[i].state == at && ent_str_is(world->code_rows[i].scheme, scheme))
            return world->code_rows[i].code;
    return ENT_STR("");
}
