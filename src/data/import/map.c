/* map.c: reading maps. Every key is known, or an error with a suggestion; every value has the expected
 * type; an error points into the map. */
#include "data/import/map_read.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "entente/import.h"

/* ---- the dialect ---- */

static ent_status read_mark(ent_schema_reader *r, const ent_json *node, void *into)
{
    if (node->type != ENT_JSON_STRING || node->text.len != 1 || (unsigned char)*node->text.ptr > 126)
        return ent_schema_expected(r, node, "one character");
    *(char *)into = *node->text.ptr;
    return ENT_OK;
}

static ent_status read_quote(ent_schema_reader *r, const ent_json *node, void *into)
{
    ent_dialect *dialect = into;

    dialect->no_quotes = node->type == ENT_JSON_STRING && !node->text.len;
    return dialect->no_quotes ? ENT_OK : read_mark(r, node, &dialect->quote);
}

static ent_status read_line_end(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "lf", "crlf", "cr" };
    size_t which = 0;
    ent_status status = ent_schema_word(r, node, words, sizeof words / sizeof *words, &which);

    *(bool *)into = which == 2;
    return status;
}

static ent_status read_header(ent_schema_reader *r, const ent_json *node, void *into)
{
    ent_dialect *dialect = into;
    ent_words words = { 0 };
    ent_status status = ent_map_read_words(r, node, &words);

    dialect->header = words.items;
    dialect->columns = words.count;
    if (status == ENT_OK && (!words.count || words.count > ENT_LIMIT_COLUMNS))
        status = ent_schema_expected(r, node, "the names of the columns, at most 1,000");
    return status;
}

static ent_status read_sheet(ent_schema_reader *r, const ent_json *node, void *into)
{
    ent_str kept = ent_arena_str(r->arena, node->text);

    if ((node->type != ENT_JSON_STRING && node->type != ENT_JSON_NUMBER) || !node->text.len)
        return ent_schema_expected(r, node, "the name or the number of a sheet");
    *(const char **)into = kept.ptr;
    return kept.ptr ? ENT_OK : ent_out_of_memory(r->diags);
}

static const char *const encodings[] = { "utf-8", "latin-1", "windows-1252" };
static_assert(sizeof encodings / sizeof *encodings == ENT_WINDOWS1252 + 1, "a word for each encoding");

static const ent_schema_field dialect_fields[] = {
    ENT_SCHEMA_VALUE("separator", map_table, dialect.separator, read_mark),
    ENT_SCHEMA_VALUE("quote", map_table, dialect, read_quote),
    ENT_SCHEMA_VALUE("sheet", map_table, dialect.sheet, read_sheet),
    ENT_SCHEMA_WORD("encoding", map_table, dialect.encoding, encodings),
    ENT_SCHEMA_VALUE("line_end", map_table, dialect.lone_cr, read_line_end),
    ENT_SCHEMA_SIZE("skip", map_table, dialect.skip, 0, 10000),
    ENT_SCHEMA_VALUE("header", map_table, dialect, read_header),
    ENT_SCHEMA_VALUE("missing", map_table, missing, ent_map_read_words),
    ENT_SCHEMA_END
};

/* ---- tables ---- */

static ent_status read_keep(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const ent_schema_field fields[] = {
        ENT_SCHEMA_VALUE("column", map_keep, value, ent_map_read_value),
        ENT_SCHEMA_VALUE("in", map_keep, in, ent_map_read_words),
        ENT_SCHEMA_VALUE("not_in", map_keep, not_in, ent_map_read_words),
        ENT_SCHEMA_END
    };
    map_table *t = into;
    bool is_list = node->type == ENT_JSON_ARRAY;
    ent_status status = ENT_OK;

    t->keeps = ent_schema_memory(r, is_list ? ent_json_length(node) : 1, sizeof *t->keeps);
    if (!t->keeps)
        return ENT_ENOMEM;
    for (const ent_json *m = is_list ? node->child : node; m; m = is_list ? m->next : NULL) {
        map_keep *keep = &t->keeps[t->keep_count++];

        if ((status = ent_schema_read(r, m, fields, keep)) != ENT_OK)
            return status;
        if (keep->value.from == MAP_NOTHING || (!keep->in.items && !keep->not_in.items))
            return ent_schema_wrong(r, m, "a rule for rows needs 'column' and 'in' or 'not_in'");
    }
    return ENT_OK;
}

static ent_status read_organization(ent_schema_reader *r, const ent_json *node, void *into)
{
    map_table *t = into;

    if (t->act.present)
        return ent_schema_wrong(r, node, "'agreement' and 'organization' in one table; keep one");
    t->is_membership = true;
    return ent_map_read_act(r, node, &t->act);
}

static ent_status read_agreement(ent_schema_reader *r, const ent_json *node, void *into)
{
    map_table *t = into;

    if (t->act.present)
        return ent_schema_wrong(r, node, "'agreement' and 'organization' in one table; keep one");
    return ent_map_read_act(r, node, &t->act);
}

/* One party, or a list of two for pairs. */
static ent_status read_parties(ent_schema_reader *r, const ent_json *node, void *into)
{
    map_table *t = into;
    size_t count = 0;
    ent_status status = ENT_OK;

    if (node->type != ENT_JSON_ARRAY)
        return ent_map_read_party(r, node, &t->party[0]);
    for (const ent_json *m = node->child; m && status == ENT_OK; m = m->next)
        status = count == 2 ? ent_schema_wrong(r, m, "a third party; a pair has two")
                            : ent_map_read_party(r, m, &t->party[count++]);
    return status;
}

static ent_status read_cells(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const ent_schema_field fields[] = {
        ENT_SCHEMA_VALUE("columns", map_table, cells, ent_map_read_columns),
        ENT_SCHEMA_VALUE("values", map_table, cells, ent_map_read_meanings),
        ENT_SCHEMA_VALUE("missing", map_table, cells.missing, ent_map_read_words),
        ENT_SCHEMA_TEXT("otherwise", map_table, cells.otherwise),
        ENT_SCHEMA_WORD("are", map_table, cells_are, ent_map_axes),
        ENT_SCHEMA_WORD("scheme", map_table, party[0].actor.scheme, ent_map_schemes),
        ENT_SCHEMA_END
    };
    map_table *t = into;

    t->cells.offset = node->offset;
    return ent_schema_read(r, node, fields, t);
}

static ent_status read_tables(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const ent_schema_field fields[] = {
        ENT_SCHEMA_TEXT("file", map_table, file),
        ENT_SCHEMA_OBJECT("dialect", dialect_fields),
        ENT_SCHEMA_WORD("shape", map_table, shape, ent_map_shapes),
        ENT_SCHEMA_WHOLE("keep", read_keep),
        ENT_SCHEMA_WHOLE("agreement", read_agreement),
        ENT_SCHEMA_WHOLE("organization", read_organization),
        ENT_SCHEMA_WHOLE("party", read_parties),
        ENT_SCHEMA_WHOLE("member", read_parties),
        ENT_SCHEMA_VALUE("year", map_table, year, ent_map_read_value),
        ENT_SCHEMA_WHOLE("cells", read_cells),
        ENT_SCHEMA_WORD("spells", map_table, spells, ent_map_spells),
        ENT_SCHEMA_WORD("repeats", map_table, repeats, ent_map_repeats),
        ENT_SCHEMA_WORD("mirror", map_table, mirror, ent_map_mirrors),
        ENT_SCHEMA_WORD("self", map_table, self, ent_map_selves),
        ENT_SCHEMA_END
    };
    ent_map *map = into;
    ent_status status = ENT_OK;

    if (node->type != ENT_JSON_ARRAY || !node->child)
        return ent_schema_expected(r, node, "a list of tables");
    map->tables = ent_schema_memory(r, ent_json_length(node), sizeof *map->tables);
    if (!map->tables)
        return ENT_ENOMEM;
    for (const ent_json *m = node->child; m && status == ENT_OK; m = m->next) {
        map_table *t = &map->tables[map->table_count++];

        t->dialect.nameless = true;
        t->shape = MAP_SHAPES;
        if ((status = ent_schema_read(r, m, fields, t)) == ENT_OK)
            status = ent_map_check_table(r, m, t);
    }
    return status;
}

/* ---- the map ---- */

static ent_status read_day(ent_schema_reader *r, const ent_json *node, void *into)
{
    if (node->type != ENT_JSON_STRING)
        return ent_schema_expected(r, node, "a date as a text");
    if (ent_date_read(into, node->text) != ENT_DATE_OK || !ent_date_known(*(ent_date *)into))
        return ent_schema_wrong(r, node, "'%.*s' is not a date; expected a year or a day such as "
                                         "2016-12-31",
                                ENT_STR_ARG(node->text));
    return ENT_OK;
}

static ent_status read_map(ent_schema_reader *r, const ent_json *root, ent_map *map)
{
    static const ent_schema_field fields[] = {
        ENT_SCHEMA_TEXT("name", ent_map, name),
        ENT_SCHEMA_TEXT("title", ent_map, title),
        ENT_SCHEMA_TEXT("version", ent_map, version),
        ENT_SCHEMA_TEXT("citation", ent_map, citation),
        ENT_SCHEMA_TEXT("author", ent_map, author),
        ENT_SCHEMA_TEXT("url", ent_map, url),
        ENT_SCHEMA_TEXT("licence", ent_map, licence),
        ENT_SCHEMA_VALUE("observed_until", ent_map, observed, read_day),
        ENT_SCHEMA_FLAG("strict", ent_map, strict),
        ENT_SCHEMA_WHOLE("tables", read_tables),
        ENT_SCHEMA_IGNORED("$schema"),
        ENT_SCHEMA_END
    };
    ent_status status = ent_schema_read(r, root, fields, map);

    if (status != ENT_OK)
        return status;
    if (!map->tables)
        return ent_schema_wrong(r, root, "no 'tables'; a map needs an entry for each kind of file");
    for (size_t i = 0; i < map->name.len; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-._", map->name.ptr[i]))
            return ent_schema_wrong(r, root,
                                    "the name '%.*s' has other characters than a-z, 0-9, '-', '.', '_'",
                                    ENT_STR_ARG(map->name));
    if (!map->name.len)
        return ent_schema_wrong(r, root, "no 'name'; a map needs one, such as \"atop\"");
    if (!map->title.len)
        map->title = map->name;
    return ENT_OK;
}

/* ---- public API ---- */

static ent_status open_map(ent_map *map, const char *path, ent_diags *diags)
{
    enum { MOST = 64 };
    const char *names[MOST];
    ent_str text;
    size_t count = 0;

    for (; count < MOST && (names[count] = ent_map_included(count, &text)) != NULL; count++)
        if (strcmp(names[count], path) == 0)
            return ent_file_wrap(&map->file, path, text, diags);
    if (strchr(path, '/') || strchr(path, '.') || strcmp(path, "-") == 0)
        return ent_file_read(&map->file, path, diags);
    return ent_fail_unknown(diags, ENT_NOWHERE, "map", ent_str_of(path),
                            (ent_names){ names, count, sizeof *names },
                            "give a file such as map.json, or a name of `entente list maps`");
}

ent_status ent_map_read(ent_map *map, const char *path, ent_diags *diags)
{
    ent_schema_reader r = { .file = &map->file, .arena = &map->arena, .diags = diags,
                            .comment = "note" };
    const ent_json *root;
    ent_status status;

    *map = (ent_map){ 0 };
    if ((status = open_map(map, path, diags)) == ENT_OK &&
        (status = ent_json_read(&root, &map->file, &map->arena, diags)) == ENT_OK)
        status = read_map(&r, root, map);
    if (status != ENT_OK)
        ent_map_destroy(map);
    return status;
}

static void destroy_value(void *ctx, map_value *v)
{
    (void)ctx;
    ent_index_destroy(&v->by_cell);
    ent_mem_free(v->columns);
    v->columns = NULL;
}

void ent_map_destroy(ent_map *map)
{
    for (size_t i = 0; i < map->table_count; i++)
        ent_map_each_value(&map->tables[i], destroy_value, NULL);
    ent_file_destroy(&map->file);
    ent_arena_destroy(&map->arena);
    *map = (ent_map){ 0 };
}

ent_status ent_maps_each(ent_map_fn *visit, void *ctx, ent_diags *diags)
{
    ent_status status = ENT_OK;
    const char *name;
    ent_str text;

    for (size_t i = 0; status == ENT_OK && (name = ent_map_included(i, &text)) != NULL; i++) {
        ent_map map;

        if ((status = ent_map_read(&map, name, diags)) != ENT_OK)
            break;
        visit(ctx, &(ent_map_info){ map.name, map.title, map.version, map.citation });
        ent_map_destroy(&map);
    }
    return status;
}
