/* map.c: reading maps. Every key is known or an error with a suggestion; every value has the type
 * that is expected; an error points into the map. */
#include "data/import/map.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "entente/diag.h"

typedef struct reader {
    ent_map *map;
    ent_diags *diags;
} reader;

typedef ent_status read_fn(reader *r, const ent_json *node, void *into);

/* One key of an object: what reads it, and where it goes. Rows end with a NULL name. */
typedef struct key {
    const char *name;
    read_fn *read;
    size_t offset;
} key;

ent_status map_wrong(ent_map *map, size_t offset, ent_diags *diags, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ent_fail(diags, ENT_EDATA, ent_file_where(&map->file, offset, 1), "%s", text);
}

static ent_status expected(reader *r, const ent_json *node, const char *what)
{
    return map_wrong(r->map, node->offset, r->diags, "%s; expected %s",
                     ent_json_type_name(node->type), what);
}

static ent_status unknown_key(reader *r, const ent_json *node, const key *keys)
{
    ent_str names[32], near;
    size_t count = 0;
    ent_buf all = { 0 };
    ent_status status;

    for (const key *k = keys; k->name; k++) {
        ent_buf_format(&all, "%s%s", count ? ", " : "", k->name);
        names[count++] = ent_str_of(k->name);
    }
    near = ent_str_nearest(node->key, names, count);
    status = map_wrong(r->map, node->offset, r->diags,
                       near.len ? "unknown key '%.*s'; did you mean '%.*s'?"
                                : "unknown key '%.*s'; expected one of %.*s",
                       ENT_STR_ARG(node->key),
                       ENT_STR_ARG(near.len ? near : ent_buf_view(&all)));
    ent_buf_destroy(&all);
    return status;
}

/* The row of the key that a member has; the last, nameless one when it has none. */
static const key *key_of(const ent_json *member, const key *keys)
{
    while (keys->name && !ent_str_is(member->key, keys->name))
        keys++;
    return keys;
}

static ent_status read_object(reader *r, const ent_json *node, const key *keys, void *into)
{
    if (node->type != ENT_JSON_OBJECT)
        return expected(r, node, "an object");
    for (const ent_json *m = node->child; m; m = m->next) {
        const key *k = key_of(m, keys), *other;
        ent_status status;

        if (ent_str_is(m->key, "note"))
            continue; /* for people */
        if (!k->name)
            return unknown_key(r, m, keys);
        for (const ent_json *b = node->child; b != m; b = b->next)
            if ((other = key_of(b, keys))->name && other->read == k->read &&
                other->offset == k->offset)
                return map_wrong(r->map, m->offset, r->diags,
                                 "'%s' and '%s' are two words for one thing; keep one", other->name,
                                 k->name);
        if ((status = k->read(r, m, (char *)into + k->offset)) != ENT_OK)
            return status;
    }
    return ENT_OK;
}

/* ---- small values ---- */

static ent_status read_text(reader *r, const ent_json *node, void *into)
{
    if (node->type != ENT_JSON_STRING)
        return expected(r, node, "a text");
    *(ent_str *)into = node->text;
    return ENT_OK;
}

static ent_status read_flag(reader *r, const ent_json *node, void *into)
{
    if (node->type != ENT_JSON_TRUE && node->type != ENT_JSON_FALSE)
        return expected(r, node, "true or false");
    *(bool *)into = node->type == ENT_JSON_TRUE;
    return ENT_OK;
}

static ent_status one_of(reader *r, const ent_json *node, const char *const *words, size_t *which)
{
    ent_str names[16] = { 0 }, near;
    size_t count = 0;
    ent_buf all = { 0 };
    ent_status status;

    if (node->type != ENT_JSON_STRING)
        return expected(r, node, "a word");
    for (; words[count]; count++) {
        names[count] = ent_str_of(words[count]);
        if (ent_str_is(node->text, words[count])) {
            *which = count;
            return ENT_OK;
        }
    }
    near = ent_str_nearest(node->text, names, count);
    if (near.len)
        return map_wrong(r->map, node->offset, r->diags, "unknown word '%.*s'; did you mean '%.*s'?",
                         ENT_STR_ARG(node->text), ENT_STR_ARG(near));
    for (size_t i = 0; i < count; i++)
        ent_buf_format(&all, "%s%s", i ? ", " : "", words[i]);
    status = map_wrong(r->map, node->offset, r->diags, "unknown word '%.*s'; expected one of %s",
                       ENT_STR_ARG(node->text), ent_buf_string(&all));
    ent_buf_destroy(&all);
    return status;
}

/* A text, or a list of texts. Numbers are texts as they are written. */
static ent_status read_words(reader *r, const ent_json *node, void *into)
{
    ent_words *words = into;
    const ent_json *first = node->type == ENT_JSON_ARRAY ? node->child : node;
    size_t count = 0;

    for (const ent_json *m = first; m; m = m == node ? NULL : m->next) {
        if (m->type != ENT_JSON_STRING && m->type != ENT_JSON_NUMBER)
            return expected(r, m, "a text or a list of texts");
        count++;
    }
    if ((words->items = ent_arena_new(&r->map->arena, count, sizeof *words->items)) == NULL)
        return ent_out_of_memory(r->diags);
    for (const ent_json *m = first; m; m = m == node ? NULL : m->next)
        words->items[words->count++] = m->text;
    return ENT_OK;
}

static ent_status read_day(reader *r, const ent_json *node, void *into)
{
    if (node->type != ENT_JSON_STRING)
        return expected(r, node, "a date as a text");
    if (ent_date_read(into, node->text) != ENT_DATE_OK || !ent_date_known(*(ent_date *)into))
        return map_wrong(r->map, node->offset, r->diags,
                         "'%.*s' is not a date; expected a year or a day such as 2016-12-31",
                         ENT_STR_ARG(node->text));
    return ENT_OK;
}

/* ---- values ---- */

static ent_status read_column(reader *r, const ent_json *node, void *into)
{
    map_value *v = into;

    v->from = MAP_COLUMN;
    if (node->type == ENT_JSON_NUMBER) {
        if (node->number < 1 || node->number > ENT_LIMIT_COLUMNS ||
            node->number != (double)(size_t)node->number)
            return expected(r, node, "the number of a column, from 1");
        v->number = (size_t)node->number;
        return ENT_OK;
    }
    return read_words(r, node, &v->names);
}

static ent_status read_columns(reader *r, const ent_json *node, void *into)
{
    map_value *v = into;

    v->from = MAP_EACH;
    return read_words(r, node, &v->names);
}

static ent_status read_template(reader *r, const ent_json *node, void *into)
{
    map_value *v = into;

    v->from = MAP_TEXT;
    return read_text(r, node, &v->text);
}

static ent_status read_from_file(reader *r, const ent_json *node, void *into)
{
    map_value *v = into;
    bool yes;

    v->from = MAP_FILE;
    return node->type == ENT_JSON_TRUE ? read_flag(r, node, &yes) : expected(r, node, "true");
}

static ent_status read_missing(reader *r, const ent_json *node, void *into)
{
    map_value *v = into;

    v->own_missing = true;
    return read_words(r, node, &v->missing);
}

/* { "cell": "meaning" } */
static ent_status read_meanings(reader *r, const ent_json *node, void *into)
{
    map_value *v = into;
    size_t count = 0;

    if (node->type != ENT_JSON_OBJECT)
        return expected(r, node, "an object: what is in a cell, and what it means");
    for (const ent_json *m = node->child; m; m = m->next)
        count++;
    v->has_values = true;
    if ((v->meanings.items = ent_arena_new(&r->map->arena, count, sizeof(ent_str))) == NULL)
        return ent_out_of_memory(r->diags);
    for (const ent_json *m = node->child; m; m = m->next) {
        if (m->type != ENT_JSON_STRING)
            return expected(r, m, "a text: what the cell means");
        if (!ent_index_add(&v->by_cell, m->key, (uint32_t)v->meanings.count, NULL))
            return ent_out_of_memory(r->diags);
        v->meanings.items[v->meanings.count++] = m->text;
    }
    return ENT_OK;
}

static ent_status read_otherwise(reader *r, const ent_json *node, void *into)
{
    map_value *v = into;

    v->has_otherwise = true;
    return read_text(r, node, &v->otherwise);
}

static ent_status read_replace(reader *r, const ent_json *node, void *into)
{
    map_value *v = into;
    size_t count = 0;

    if (node->type != ENT_JSON_OBJECT)
        return expected(r, node, "an object: what is replaced, and by what");
    for (const ent_json *m = node->child; m; m = m->next)
        count++;
    if ((v->replace.items = ent_arena_new(&r->map->arena, 2 * count, sizeof(ent_str))) == NULL)
        return ent_out_of_memory(r->diags);
    for (const ent_json *m = node->child; m; m = m->next) {
        if (!m->key.len)
            return map_wrong(r->map, m->offset, r->diags,
                             "an empty text; expected the part that is replaced");
        if (m->type != ENT_JSON_STRING)
            return expected(r, m, "a text, which comes in its place");
        v->replace.items[v->replace.count++] = m->key;
        v->replace.items[v->replace.count++] = m->text;
    }
    return ENT_OK;
}

static ent_status read_letters(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "as is", "lower", "upper", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    ((map_value *)into)->letters = (unsigned)which;
    return status;
}

#define AT(type, member) offsetof(type, member)
#define VALUE_KEYS                                                                                 \
    { "column", read_column, 0 }, { "columns", read_columns, 0 }, { "text", read_template, 0 },    \
        { "file", read_from_file, 0 }, { "missing", read_missing, 0 },                             \
        { "values", read_meanings, 0 }, { "otherwise", read_otherwise, 0 },                        \
        { "replace", read_replace, 0 }, { "after", read_text, AT(map_value, after) },              \
        { "letters", read_letters, 0 }, { "optional", read_flag, AT(map_value, optional) }

static ent_status check_value(reader *r, const ent_json *node, const map_value *v)
{
    int given = 0;

    for (const ent_json *m = node->child; m; m = m->next)
        given += ent_str_is(m->key, "column") || ent_str_is(m->key, "columns") ||
                 ent_str_is(m->key, "text") || ent_str_is(m->key, "file");
    if (given == 1)
        return ENT_OK;
    (void)v;
    return map_wrong(r->map, node->offset, r->diags,
                     given ? "more than one of 'column', 'columns', 'text' and 'file'"
                           : "no 'column'; expected one of 'column', 'columns', 'text', 'file'");
}

/* "column", 3, or an object. */
static ent_status read_value(reader *r, const ent_json *node, void *into)
{
    static const key keys[] = { VALUE_KEYS, { 0 } };
    map_value *v = into;
    ent_status status;

    v->offset = node->offset;
    v->column = ENT_NO_COLUMN;
    if (node->type == ENT_JSON_STRING || node->type == ENT_JSON_NUMBER)
        return read_column(r, node, v);
    if (node->type != ENT_JSON_OBJECT)
        return expected(r, node, "the name of a column, its number, or an object");
    status = read_object(r, node, keys, v);
    return status == ENT_OK ? check_value(r, node, v) : status;
}

/* ---- actors ---- */

static ent_status read_brackets(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "keep", "inside", "outside", "both", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    if (status == ENT_OK)
        *(ent_str *)into = node->text;
    return status;
}

static ent_status read_split(reader *r, const ent_json *node, void *into)
{
    static const key keys[] = { { "at", read_text, AT(map_split, at) },
                                { "brackets", read_brackets, AT(map_split, brackets) },
                                { "numbered", read_flag, AT(map_split, numbered) },
                                { 0 } };
    map_split *split = into;

    split->on = true;
    if (node->type == ENT_JSON_STRING)
        return read_text(r, node, &split->at);
    return read_object(r, node, keys, split);
}

static ent_status read_scheme(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "iso3", "iso2", "isonum", "cow", "cowc", "gw", "gwc",
                                         "name", "any",  "own",    NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    if (status == ENT_OK)
        *(ent_str *)into = node->text;
    return status;
}

static ent_status read_actor(reader *r, const ent_json *node, void *into)
{
    static const key keys[] = { VALUE_KEYS,
                                { "scheme", read_scheme, AT(map_actor, scheme) },
                                { "name", read_value, AT(map_actor, name) },
                                { "split", read_split, AT(map_actor, split) },
                                { "organization", read_flag, AT(map_actor, organization) },
                                { 0 } };
    map_actor *a = into;
    ent_status status;

    a->value.offset = node->offset;
    a->value.column = ENT_NO_COLUMN;
    a->scheme = ENT_STR("any");
    if (node->type == ENT_JSON_STRING || node->type == ENT_JSON_NUMBER)
        return read_column(r, node, &a->value);
    status = read_object(r, node, keys, a);
    return status == ENT_OK ? check_value(r, node, &a->value) : status;
}

/* ---- dates ---- */

static ent_status read_empty(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "unknown", "open", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    *(bool *)into = status == ENT_OK && which == 1;
    return status;
}

static ent_status read_formats(reader *r, const ent_json *node, void *into)
{
    ent_words *formats = into;
    ent_status status = read_words(r, node, formats);

    for (size_t i = 0; status == ENT_OK && i < formats->count; i++) {
        ent_str f = formats->items[i];
        bool has_year = false;

        for (size_t k = 0; k + 4 <= f.len; k++)
            has_year |= memcmp(f.ptr + k, "YYYY", 4) == 0;
        if (!has_year && !ent_str_is(f, "edtf") && !ent_str_is(f, "serial"))
            status = map_wrong(r->map, node->offset, r->diags,
                               "'%.*s' is no format of dates; expected \"edtf\", \"serial\", or a "
                               "pattern of YYYY, MM, DD, Mon such as \"DD/MM/YYYY\"",
                               ENT_STR_ARG(f));
    }
    return status;
}

static ent_status read_date(reader *r, const ent_json *node, void *into)
{
    static const key keys[] = {
        VALUE_KEYS,
        { "year", read_value, AT(map_date, year) },
        { "month", read_value, AT(map_date, month) },
        { "day", read_value, AT(map_date, day) },
        { "format", read_formats, AT(map_date, formats) },
        { "open", read_words, AT(map_date, open) },
        { "unknown", read_words, AT(map_date, unknown) },
        { "empty", read_empty, AT(map_date, empty_is_open) },
        { "last_day", read_flag, AT(map_date, last_day) },
        { "suffix", read_text, AT(map_date, suffix) },
        { 0 }
    };
    map_date *d = into;
    ent_status status;

    d->offset = d->value.offset = node->offset;
    d->value.column = ENT_NO_COLUMN;
    d->present = true;
    if (node->type == ENT_JSON_STRING || node->type == ENT_JSON_NUMBER)
        return read_column(r, node, &d->value);
    if ((status = read_object(r, node, keys, d)) != ENT_OK || d->year.from != MAP_NOTHING)
        return status;
    return check_value(r, node, &d->value);
}

/* ---- agreements and parties ---- */

static ent_status read_attributes(reader *r, const ent_json *node, void *into)
{
    map_attributes *a = into;
    size_t count = 0;

    if (node->type != ENT_JSON_OBJECT)
        return expected(r, node, "an object: the name of an attribute, and its value");
    for (const ent_json *m = node->child; m; m = m->next)
        count++;
    if ((a->items = ent_arena_new(&r->map->arena, count, sizeof *a->items)) == NULL)
        return ent_out_of_memory(r->diags);
    for (const ent_json *m = node->child; m; m = m->next) {
        ent_status status;

        a->items[a->count].name = m->key;
        if ((status = read_value(r, m, &a->items[a->count].value)) != ENT_OK)
            return status;
        a->count++;
    }
    return ENT_OK;
}

/* A value, or { "flags": { "column": "topic" } }. */
static ent_status read_topic(reader *r, const ent_json *node, void *into)
{
    map_act *act = (map_act *)((char *)into - AT(map_act, topic));
    const ent_json *flags = ent_json_member(node, "flags");
    size_t count = 0;

    if (!flags)
        return read_value(r, node, into);
    if (flags->type != ENT_JSON_OBJECT || node->child != flags || flags->next)
        return expected(r, node, "an object with only 'flags': columns and their topics");
    for (const ent_json *m = flags->child; m; m = m->next)
        count++;
    if (count > 32)
        return map_wrong(r->map, flags->offset, r->diags, "%zu flags; at most 32 are read", count);
    if ((act->flags = ent_arena_new(&r->map->arena, count, sizeof *act->flags)) == NULL)
        return ent_out_of_memory(r->diags);
    for (const ent_json *m = flags->child; m; m = m->next) {
        map_flag *flag = &act->flags[act->flag_count++];

        if (m->type != ENT_JSON_STRING)
            return expected(r, m, "the topic of the flag");
        flag->topic = m->text;
        flag->value.from = MAP_COLUMN;
        flag->value.offset = m->offset;
        if ((flag->value.names.items = ent_arena_new(&r->map->arena, 1, sizeof(ent_str))) == NULL)
            return ent_out_of_memory(r->diags);
        flag->value.names.items[0] = m->key;
        flag->value.names.count = 1;
    }
    return ENT_OK;
}

static ent_status read_act(reader *r, const ent_json *node, void *into)
{
    static const key keys[] = { { "id", read_value, AT(map_act, id) },
                                { "title", read_value, AT(map_act, title) },
                                { "name", read_value, AT(map_act, title) },
                                { "kind", read_value, AT(map_act, kind) },
                                { "level", read_value, AT(map_act, level) },
                                { "within", read_value, AT(map_act, within) },
                                { "status", read_value, AT(map_act, status) },
                                { "topic", read_topic, AT(map_act, topic) },
                                { "weight", read_value, AT(map_act, weight) },
                                { "join", read_value, AT(map_act, join) },
                                { "signed", read_date, AT(map_act, signed_on) },
                                { "in_force", read_date, AT(map_act, in_force) },
                                { "ended", read_date, AT(map_act, ended) },
                                { "attributes", read_attributes, AT(map_act, attributes) },
                                { 0 } };
    map_act *act = into;

    act->offset = node->offset;
    act->present = true;
    return read_object(r, node, keys, act);
}

static ent_status read_organization(reader *r, const ent_json *node, void *into)
{
    map_table *t = into;

    t->is_membership = true;
    return read_act(r, node, &t->act);
}

static ent_status read_agreement(reader *r, const ent_json *node, void *into)
{
    return read_act(r, node, &((map_table *)into)->act);
}

static ent_status read_one_party(reader *r, const ent_json *node, map_party *p)
{
    static const key keys[] = { { "actor", read_actor, AT(map_party, actor) },
                                { "role", read_value, AT(map_party, role) },
                                { "signed", read_date, AT(map_party, from) },
                                { "from", read_date, AT(map_party, from) },
                                { "ratified", read_date, AT(map_party, ratified) },
                                { "in_force", read_date, AT(map_party, in_force) },
                                { "withdrew", read_date, AT(map_party, to) },
                                { "to", read_date, AT(map_party, to) },
                                { "attributes", read_attributes, AT(map_party, attributes) },
                                { 0 } };
    ent_status status;

    p->present = true;
    if ((status = read_object(r, node, keys, p)) != ENT_OK)
        return status;
    if (p->actor.value.from == MAP_NOTHING)
        return map_wrong(r->map, node->offset, r->diags, "a party without 'actor'");
    return ENT_OK;
}

/* One party, or a list of two for pairs. */
static ent_status read_party(reader *r, const ent_json *node, void *into)
{
    map_table *t = into;
    size_t count = 0;
    ent_status status = ENT_OK;

    if (node->type != ENT_JSON_ARRAY)
        return read_one_party(r, node, &t->party[0]);
    for (const ent_json *m = node->child; m && status == ENT_OK; m = m->next) {
        if (count == 2)
            return map_wrong(r->map, m->offset, r->diags, "a third party; a pair has two");
        status = read_one_party(r, m, &t->party[count++]);
    }
    return status;
}

/* ---- tables ---- */

static ent_status read_mark(reader *r, const ent_json *node, void *into)
{
    if (node->type != ENT_JSON_STRING || node->text.len != 1 || (unsigned char)*node->text.ptr > 126)
        return expected(r, node, "one character");
    *(char *)into = *node->text.ptr;
    return ENT_OK;
}

static ent_status read_quote(reader *r, const ent_json *node, void *into)
{
    ent_dialect *dialect = into;

    if (node->type == ENT_JSON_STRING && !node->text.len) {
        dialect->no_quotes = true;
        return ENT_OK;
    }
    return read_mark(r, node, &dialect->quote);
}

static ent_status read_encoding(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "utf-8", "latin-1", "windows-1252", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    *(ent_encoding *)into = (ent_encoding)which;
    return status;
}

static ent_status read_line_end(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "lf", "crlf", "cr", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    *(bool *)into = which == 2;
    return status;
}

static ent_status read_skip(reader *r, const ent_json *node, void *into)
{
    if (node->type != ENT_JSON_NUMBER || node->number < 0 || node->number > 10000 ||
        node->number != (double)(size_t)node->number)
        return expected(r, node, "a number of lines");
    *(size_t *)into = (size_t)node->number;
    return ENT_OK;
}

static ent_status read_header(reader *r, const ent_json *node, void *into)
{
    ent_dialect *dialect = into;
    ent_words words = { 0 };
    ent_status status = read_words(r, node, &words);

    dialect->header = words.items;
    dialect->columns = words.count;
    if (status == ENT_OK && (!words.count || words.count > ENT_LIMIT_COLUMNS))
        status = expected(r, node, "the names of the columns, at most 1,000");
    return status;
}

static ent_status read_table_missing(reader *r, const ent_json *node, void *into)
{
    return read_words(r, node, &((map_table *)into)->missing);
}

static ent_status read_dialect(reader *r, const ent_json *node, void *into)
{
    static const key keys[] = {
        { "separator", read_mark, AT(map_table, dialect.separator) },
        { "quote", read_quote, AT(map_table, dialect) },
        { "encoding", read_encoding, AT(map_table, dialect.encoding) },
        { "line_end", read_line_end, AT(map_table, dialect.lone_cr) },
        { "skip", read_skip, AT(map_table, dialect.skip) },
        { "header", read_header, AT(map_table, dialect) },
        { "missing", read_table_missing, 0 },
        { 0 }
    };

    return read_object(r, node, keys, into);
}

static ent_status read_shape(reader *r, const ent_json *node, void *into)
{
    const char *words[MAP_SHAPES + 1] = { 0 };
    size_t which = 0;
    ent_status status;

    for (int i = 0; i < MAP_SHAPES; i++)
        words[i] = map_shape_name((map_shape)i);
    status = one_of(r, node, words, &which);
    *(map_shape *)into = (map_shape)which;
    return status;
}

static ent_status keep_in(reader *r, const ent_json *node, void *into)
{
    map_keep *keep = into;

    keep->keep = true;
    return read_words(r, node, &keep->words);
}

static ent_status keep_not_in(reader *r, const ent_json *node, void *into)
{
    return read_words(r, node, &((map_keep *)into)->words);
}

static ent_status read_one_keep(reader *r, const ent_json *node, map_keep *keep)
{
    static const key keys[] = { { "column", read_value, AT(map_keep, value) },
                                { "in", keep_in, 0 },
                                { "not_in", keep_not_in, 0 },
                                { 0 } };
    ent_status status = read_object(r, node, keys, keep);

    if (status == ENT_OK && (keep->value.from == MAP_NOTHING || !keep->words.items))
        status = map_wrong(r->map, node->offset, r->diags,
                           "a rule for rows needs 'column' and 'in' or 'not_in'");
    return status;
}

static ent_status read_keep(reader *r, const ent_json *node, void *into)
{
    map_table *t = into;
    size_t count = 0;
    ent_status status = ENT_OK;
    const ent_json *first = node->type == ENT_JSON_ARRAY ? node->child : node;

    for (const ent_json *m = first; m; m = m == node ? NULL : m->next)
        count++;
    if ((t->keeps = ent_arena_new(&r->map->arena, count, sizeof *t->keeps)) == NULL)
        return ent_out_of_memory(r->diags);
    for (const ent_json *m = first; m && status == ENT_OK; m = m == node ? NULL : m->next)
        status = read_one_keep(r, m, &t->keeps[t->keep_count++]);
    return status;
}

static ent_status read_axis(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "agreements", "parties", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    *(bool *)into = which == 1;
    return status;
}

static ent_status read_cells(reader *r, const ent_json *node, void *into)
{
    map_table *t = into;
    static const key keys[] = { { "columns", read_columns, AT(map_table, cells) },
                                { "values", read_meanings, AT(map_table, cells) },
                                { "missing", read_missing, AT(map_table, cells) },
                                { "otherwise", read_otherwise, AT(map_table, cells) },
                                { "are", read_axis, AT(map_table, cells_are_parties) },
                                { "scheme", read_scheme, AT(map_table, party[0].actor.scheme) },
                                { 0 } };

    t->cells.offset = node->offset;
    return read_object(r, node, keys, t);
}

/* Words with a fixed choice, stored as texts. */
static ent_status read_spells(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "keep", "join", "one", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    *(ent_str *)into = node->text;
    return status;
}

static ent_status read_repeats(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "keep", "one", "sum", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    *(ent_str *)into = node->text;
    return status;
}

static ent_status read_mirror(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "or", "and", "directed", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    *(ent_str *)into = node->text;
    return status;
}

static ent_status read_self(reader *r, const ent_json *node, void *into)
{
    static const char *const words[] = { "drop", "keep", NULL };
    size_t which = 0;
    ent_status status = one_of(r, node, words, &which);

    *(ent_str *)into = node->text;
    return status;
}

const char *map_shape_name(map_shape shape)
{
    static const char *const names[] = { "members", "pairs", "list", "matrix", "agreements" };

    return names[shape];
}

/* ---- all values of a table ---- */

static void each_date(map_date *d, void (*visit)(void *ctx, map_value *v), void *ctx)
{
    map_value *values[] = { &d->value, &d->year, &d->month, &d->day };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        visit(ctx, values[i]);
}

static void each_attribute(map_attributes *a, void (*visit)(void *ctx, map_value *v), void *ctx)
{
    for (size_t i = 0; i < a->count; i++)
        visit(ctx, &a->items[i].value);
}

static void each_of_act(map_act *act, void (*visit)(void *ctx, map_value *v), void *ctx)
{
    map_value *values[] = { &act->id,     &act->title, &act->kind,   &act->level, &act->within,
                            &act->status, &act->topic, &act->weight, &act->join };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        visit(ctx, values[i]);
    each_date(&act->signed_on, visit, ctx);
    each_date(&act->in_force, visit, ctx);
    each_date(&act->ended, visit, ctx);
    each_attribute(&act->attributes, visit, ctx);
    for (size_t i = 0; i < act->flag_count; i++)
        visit(ctx, &act->flags[i].value);
}

static void each_of_party(map_party *p, void (*visit)(void *ctx, map_value *v), void *ctx)
{
    visit(ctx, &p->actor.value);
    visit(ctx, &p->actor.name);
    visit(ctx, &p->role);
    each_date(&p->from, visit, ctx);
    each_date(&p->ratified, visit, ctx);
    each_date(&p->in_force, visit, ctx);
    each_date(&p->to, visit, ctx);
    each_attribute(&p->attributes, visit, ctx);
}

/* ---- what would have no effect ---- */

/* A key that is read and then of no use is a mistake of who wrote it. */
static ent_status refuse(reader *r, const ent_json *object, const char *names, const char *why)
{
    ent_str rest = ent_str_of(names), name;

    while (object && ent_str_next(&rest, ' ', &name))
        for (const ent_json *m = object->child; m; m = m->next)
            if (ent_str_eq(m->key, name))
                return map_wrong(r->map, m->offset, r->diags, "'%.*s' has no effect here: %s",
                                 ENT_STR_ARG(name), why);
    return ENT_OK;
}

/* The member of an object that has one of two names. */
static const ent_json *either(const ent_json *object, const char *one, const char *other)
{
    const ent_json *found = ent_json_member(object, one);

    return found ? found : ent_json_member(object, other);
}

typedef struct value_check {
    reader *r;
    ent_status status;
} value_check;

static void refuse_columns(void *ctx, map_value *v)
{
    value_check *c = ctx;

    if (c->status == ENT_OK && v->from == MAP_EACH)
        c->status = map_wrong(c->r->map, v->offset, c->r->diags,
                              "several columns for one value; expected 'column' ('columns' are for "
                              "the parties of the shape 'list')");
}

static void refuse_cells(void *ctx, map_value *v)
{
    value_check *c = ctx;

    if (c->status != ENT_OK || v->from == MAP_NOTHING || v->from == MAP_FILE ||
        (v->from == MAP_TEXT && !memchr(v->text.ptr, '{', v->text.len)))
        return;
    c->status = map_wrong(c->r->map, v->offset, c->r->diags,
                          "the columns are the agreements, and a row says nothing about one of them; "
                          "expected a fixed 'text', or another table of the shape 'agreements'");
}

static ent_status check_reserved(reader *r, const map_attributes *a, const char *names)
{
    for (size_t i = 0; i < a->count; i++) {
        ent_str rest = ent_str_of(names), name;

        while (ent_str_next(&rest, ' ', &name))
            if (ent_str_eq_fold(a->items[i].name, name))
                return map_wrong(r->map, a->items[i].value.offset, r->diags,
                                 "an attribute named '%.*s'; the table has a column of that name "
                                 "already",
                                 ENT_STR_ARG(a->items[i].name));
    }
    return ENT_OK;
}

static ent_status check_attributes(reader *r, const map_table *t)
{
    ent_status status = check_reserved(
        r, &t->act.attributes,
        t->is_membership ? "id name type from to signed kind level part_of status topic weight"
                         : "id title kind level within signed in_force ended status topic weight "
                           "source locator");

    for (int i = 0; i < 2 && status == ENT_OK; i++)
        status = check_reserved(r, &t->party[i].attributes,
                                t->is_membership
                                    ? "organization member role from to ratified in_force source "
                                      "locator"
                                    : "agreement party role side signed ratified in_force withdrew "
                                      "source locator");
    return status;
}

static ent_status check_pairs(reader *r, const ent_json *node, const map_table *t)
{
    const ent_json *act = either(node, "agreement", "organization");
    ent_status status;

    if (t->act.id.from != MAP_NOTHING)
        return ent_str_is(t->mirror, "and")
                   ? refuse(r, node, "mirror", "'and' is for pairs without an 'id'")
                   : ENT_OK;
    if (t->is_membership)
        return map_wrong(r->map, t->act.offset, r->diags,
                         "pairs without 'id' are no memberships; write 'agreement'");
    if ((status = refuse(r, act, "join", "pairs without an 'id' are found by no key")) != ENT_OK)
        return status;
    return t->year.from == MAP_NOTHING
               ? ENT_OK
               : refuse(r, act, "in_force ended", "the years of the rows say it");
}

static ent_status check_matrix(reader *r, const ent_json *node, map_table *t)
{
    static const char other_shape[] = "the cells of a matrix say the role, and its 'year' the time";
    value_check c = { r, ENT_OK };
    ent_status status;

    if (t->cells_are_parties)
        return refuse(r, node, "party member", "the columns are the parties");
    if ((status = refuse(r, ent_json_member(node, "cells"), "scheme",
                         "it is for columns that are parties")) != ENT_OK ||
        (status = refuse(r, either(node, "agreement", "organization"), "id join",
                         "the columns are the agreements")) != ENT_OK ||
        (status = refuse(r, either(node, "party", "member"),
                         "role signed from ratified in_force withdrew to attributes",
                         other_shape)) != ENT_OK)
        return status;
    each_of_act(&t->act, refuse_cells, &c);
    return c.status;
}

static ent_status check_parties(reader *r, const ent_json *node, map_table *t)
{
    const ent_json *party = either(node, "party", "member");
    value_check c = { r, ENT_OK };
    ent_status status = ENT_OK;

    each_of_act(&t->act, refuse_columns, &c);
    refuse_columns(&c, &t->year);
    for (size_t i = 0; i < t->keep_count; i++)
        refuse_columns(&c, &t->keeps[i].value);
    for (int i = 0; i < 2 && t->shape != MAP_LIST; i++)
        each_of_party(&t->party[i], refuse_columns, &c);
    if (c.status != ENT_OK)
        return c.status;
    for (const ent_json *one = party && party->type == ENT_JSON_ARRAY ? party->child : party;
         one && status == ENT_OK; one = party->type == ENT_JSON_ARRAY ? one->next : NULL) {
        if (t->shape != MAP_LIST)
            status = refuse(r, ent_json_member(one, "actor"), "split", "it is for the shape 'list'");
        if (status == ENT_OK && t->year.from != MAP_NOTHING &&
            !(t->shape == MAP_PAIRS && t->act.id.from == MAP_NOTHING))
            status = refuse(r, one, "signed from withdrew to", "the years of the rows say it");
    }
    return status;
}

/* What the map says and nothing would come of. */
static ent_status check_effects(reader *r, const ent_json *node, map_table *t)
{
    ent_status status = check_attributes(r, t);

    if (status == ENT_OK)
        status = check_parties(r, node, t);
    if (status == ENT_OK && t->shape != MAP_PAIRS)
        status = refuse(r, node, "mirror self", "it is for the shape 'pairs'");
    if (status == ENT_OK && ent_str_is(t->repeats, "sum") &&
        (t->shape != MAP_PAIRS || t->act.id.from != MAP_NOTHING))
        status = refuse(r, node, "repeats", "'sum' adds up the weights of pairs without an 'id'");
    if (status == ENT_OK && t->shape == MAP_AGREEMENTS)
        status = refuse(r, node, "year spells repeats", "the rows have no parties");
    if (status == ENT_OK && t->shape == MAP_PAIRS)
        status = check_pairs(r, node, t);
    if (status == ENT_OK && t->shape == MAP_MATRIX)
        status = check_matrix(r, node, t);
    return status;
}

/* What a shape needs, and cannot have. */
static ent_status check_table(reader *r, const ent_json *node, map_table *t)
{
    const char *shape = map_shape_name(t->shape);

    if (!t->act.present && t->shape != MAP_PAIRS)
        return map_wrong(r->map, node->offset, r->diags,
                         "a table of shape '%s' needs 'agreement' (or 'organization')", shape);
    if (t->shape != MAP_PAIRS && t->act.id.from == MAP_NOTHING &&
        !(t->shape == MAP_MATRIX && !t->cells_are_parties))
        return map_wrong(r->map, t->act.offset, r->diags, "no 'id'; which column names it?");
    if ((t->shape == MAP_PAIRS) != t->party[1].present)
        return map_wrong(r->map, node->offset, r->diags,
                         t->shape == MAP_PAIRS ? "a table of shape 'pairs' needs a list of two in "
                                                 "'party'"
                                               : "two parties; only the shape 'pairs' has them");
    if (t->shape == MAP_AGREEMENTS ? t->party[0].present
                                   : !t->party[0].present &&
                                         !(t->shape == MAP_MATRIX && t->cells_are_parties))
        return map_wrong(r->map, node->offset, r->diags,
                         t->shape == MAP_AGREEMENTS ? "a table of shape 'agreements' has no 'party'"
                                                    : "no 'party'; which column names the actor?");
    if ((t->shape == MAP_MATRIX) != (t->cells.from == MAP_EACH))
        return map_wrong(r->map, node->offset, r->diags,
                         t->shape == MAP_MATRIX ? "a table of shape 'matrix' needs 'cells' with "
                                                  "'columns'"
                                                : "'cells' are of the shape 'matrix' only");
    if (t->shape == MAP_LIST && t->party[0].actor.value.from != MAP_EACH &&
        !t->party[0].actor.split.on)
        return map_wrong(r->map, node->offset, r->diags,
                         "a table of shape 'list' needs an actor with 'columns' or with 'split'");
    if (ent_json_member(node, "agreement") && ent_json_member(node, "organization"))
        return map_wrong(r->map, ent_json_member(node, "organization")->offset, r->diags,
                         "'agreement' and 'organization' in one table; keep one");
    return check_effects(r, node, t);
}

static ent_status read_table(reader *r, const ent_json *node, map_table *t)
{
    static const key keys[] = { { "file", read_text, AT(map_table, file) },
                                { "dialect", read_dialect, 0 },
                                { "shape", read_shape, AT(map_table, shape) },
                                { "keep", read_keep, 0 },
                                { "agreement", read_agreement, 0 },
                                { "organization", read_organization, 0 },
                                { "party", read_party, 0 },
                                { "member", read_party, 0 },
                                { "year", read_value, AT(map_table, year) },
                                { "cells", read_cells, 0 },
                                { "spells", read_spells, AT(map_table, spells) },
                                { "repeats", read_repeats, AT(map_table, repeats) },
                                { "mirror", read_mirror, AT(map_table, mirror) },
                                { "self", read_self, AT(map_table, self) },
                                { 0 } };
    ent_status status;

    t->offset = node->offset;
    t->dialect.nameless = true;
    t->shape = MAP_SHAPES;
    if ((status = read_object(r, node, keys, t)) != ENT_OK)
        return status;
    if (t->shape == MAP_SHAPES)
        return map_wrong(r->map, node->offset, r->diags,
                         "no 'shape'; expected members, pairs, list, matrix or agreements");
    return check_table(r, node, t);
}

static ent_status read_tables(reader *r, const ent_json *node, void *into)
{
    ent_map *map = into;
    size_t count = 0;
    ent_status status = ENT_OK;

    if (node->type != ENT_JSON_ARRAY || !node->child)
        return expected(r, node, "a list of tables");
    for (const ent_json *m = node->child; m; m = m->next)
        count++;
    if ((map->tables = ent_arena_new(&map->arena, count, sizeof *map->tables)) == NULL)
        return ent_out_of_memory(r->diags);
    for (const ent_json *m = node->child; m && status == ENT_OK; m = m->next)
        status = read_table(r, m, &map->tables[map->table_count++]);
    return status;
}

static ent_status ignore(reader *r, const ent_json *node, void *into)
{
    (void)r, (void)node, (void)into;
    return ENT_OK;
}

static ent_status read_map(reader *r, const ent_json *root)
{
    static const key keys[] = { { "name", read_text, AT(ent_map, name) },
                                { "title", read_text, AT(ent_map, title) },
                                { "version", read_text, AT(ent_map, version) },
                                { "citation", read_text, AT(ent_map, citation) },
                                { "author", read_text, AT(ent_map, author) },
                                { "url", read_text, AT(ent_map, url) },
                                { "licence", read_text, AT(ent_map, licence) },
                                { "observed_until", read_day, AT(ent_map, observed) },
                                { "strict", read_flag, AT(ent_map, strict) },
                                { "tables", read_tables, 0 },
                                { "$schema", ignore, 0 },
                                { 0 } };
    ent_map *map = r->map;
    ent_status status = read_object(r, root, keys, map);

    if (status != ENT_OK)
        return status;
    if (!map->tables)
        return map_wrong(map, root->offset, r->diags,
                         "no 'tables'; a map says for each table how to read its rows");
    for (size_t i = 0; i < map->name.len; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-._", map->name.ptr[i]))
            return map_wrong(map, root->offset, r->diags,
                             "the name '%.*s' has other characters than a-z, 0-9, '-', '.', '_'",
                             ENT_STR_ARG(map->name));
    if (!map->name.len)
        return map_wrong(map, root->offset, r->diags, "no 'name'; a map has one, such as \"atop\"");
    if (!map->title.len)
        map->title = map->name;
    return ENT_OK;
}

/* ---- the door ---- */

static ent_status open_map(ent_map *map, const char *path, ent_diags *diags)
{
    ent_str names[64], near, text;
    size_t count = 0;
    const char *name;

    for (; count < 64 && (name = ent_map_shipped(count, &text)) != NULL; count++) {
        if (strcmp(name, path) == 0)
            return ent_file_wrap(&map->file, name, text, diags);
        names[count] = ent_str_of(name);
    }
    if (strchr(path, '/') || strchr(path, '.') || strcmp(path, "-") == 0)
        return ent_file_read(&map->file, path, diags);
    near = ent_str_nearest(ent_str_of(path), names, count);
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "no map '%s'%s%.*s%s", path,
                    near.len ? "; did you mean '"
                             : "; give a file such as map.json, or a name of `entente list maps",
                    ENT_STR_ARG(near), near.len ? "'?" : "`");
}

ent_status ent_map_read(ent_map *map, const char *path, ent_diags *diags)
{
    reader r = { map, diags };
    const ent_json *root;
    ent_status status;

    *map = (ent_map){ 0 };
    if ((status = open_map(map, path, diags)) == ENT_OK &&
        (status = ent_json_read(&root, &map->file, &map->arena, diags)) == ENT_OK)
        status = read_map(&r, root);
    if (status != ENT_OK)
        ent_map_destroy(map);
    return status;
}

static void forget(map_value *v)
{
    ent_index_destroy(&v->by_cell);
    ent_mem_free(v->columns);
    v->columns = NULL;
}

static void forget_value(void *ctx, map_value *v)
{
    (void)ctx;
    forget(v);
}

void ent_map_destroy(ent_map *map)
{
    for (size_t i = 0; i < map->table_count; i++)
        map_each_value(&map->tables[i], forget_value, NULL);
    ent_file_destroy(&map->file);
    ent_arena_destroy(&map->arena);
    *map = (ent_map){ 0 };
}

void map_each_value(map_table *t, void (*visit)(void *ctx, map_value *v), void *ctx)
{
    each_of_act(&t->act, visit, ctx);
    visit(ctx, &t->year);
    visit(ctx, &t->cells);
    for (size_t i = 0; i < t->keep_count; i++)
        visit(ctx, &t->keeps[i].value);
    for (int i = 0; i < 2; i++)
        each_of_party(&t->party[i], visit, ctx);
}
