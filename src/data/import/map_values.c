/* map_values.c: reading values, actors, dates, agreements and parties of a map. */
#include "data/import/map_read.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/platform.h"

enum { MOST_FLAGS = 32 };

ent_status ent_map_wrong(ent_map *map, size_t offset, ent_diags *diags, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ent_fail(diags, ENT_EDATA, ent_file_where(&map->file, offset, 1), "%s", text);
}

/* ---- values ---- */

/* Numbers are texts as they are written. */
ent_status ent_map_read_words(ent_schema_reader *r, const ent_json *node, void *into)
{
    ent_words *words = into;
    bool is_list = node->type == ENT_JSON_ARRAY;

    words->items = ent_schema_memory(r, is_list ? ent_json_length(node) : 1, sizeof *words->items);
    if (!words->items)
        return ENT_ENOMEM;
    for (const ent_json *m = is_list ? node->child : node; m; m = is_list ? m->next : NULL) {
        if (m->type != ENT_JSON_STRING && m->type != ENT_JSON_NUMBER)
            return ent_schema_expected(r, m, "a text or a list of texts");
        words->items[words->count++] = m->text;
    }
    return ENT_OK;
}

static ent_status set_from(ent_schema_reader *r, const ent_json *node, map_value *v, map_from from)
{
    if (v->from != MAP_NOTHING)
        return ent_schema_wrong(r, node, "more than one of 'column', 'columns', 'text' and 'file'");
    v->from = from;
    return ENT_OK;
}

static ent_status read_column(ent_schema_reader *r, const ent_json *node, void *into)
{
    map_value *v = into;
    ent_status status = set_from(r, node, v, MAP_COLUMN);

    if (status != ENT_OK || node->type != ENT_JSON_NUMBER)
        return status == ENT_OK ? ent_map_read_words(r, node, &v->names) : status;
    if (node->number < 1 || node->number > ENT_LIMIT_COLUMNS ||
        node->number != (double)(size_t)node->number)
        return ent_schema_expected(r, node, "the number of a column, from 1");
    v->number = (size_t)node->number;
    return ENT_OK;
}

ent_status ent_map_read_columns(ent_schema_reader *r, const ent_json *node, void *into)
{
    map_value *v = into;
    ent_status status = set_from(r, node, v, MAP_EACH);

    return status == ENT_OK ? ent_map_read_words(r, node, &v->names) : status;
}

static ent_status read_template(ent_schema_reader *r, const ent_json *node, void *into)
{
    map_value *v = into;

    if (node->type != ENT_JSON_STRING)
        return ent_schema_expected(r, node, "a text");
    v->text = node->text;
    return set_from(r, node, v, MAP_TEXT);
}

static ent_status read_from_file(ent_schema_reader *r, const ent_json *node, void *into)
{
    return node->type == ENT_JSON_TRUE ? set_from(r, node, into, MAP_FILE)
                                       : ent_schema_expected(r, node, "true");
}

/* { "cell": "meaning" } */
ent_status ent_map_read_meanings(ent_schema_reader *r, const ent_json *node, void *into)
{
    map_value *v = into;

    if (node->type != ENT_JSON_OBJECT)
        return ent_schema_expected(r, node, "an object with cells and their meanings");
    v->meanings.items = ent_schema_memory(r, ent_json_length(node), sizeof *v->meanings.items);
    if (!v->meanings.items)
        return ENT_ENOMEM;
    for (const ent_json *m = node->child; m; m = m->next) {
        if (m->type != ENT_JSON_STRING)
            return ent_schema_expected(r, m, "a text: the meaning of the cell");
        if (!ent_index_add(&v->by_cell, m->key, (uint32_t)v->meanings.count, NULL))
            return ent_out_of_memory(r->diags);
        v->meanings.items[v->meanings.count++] = m->text;
    }
    return ENT_OK;
}

static ent_status read_replace(ent_schema_reader *r, const ent_json *node, void *into)
{
    ent_words *replace = into;

    if (node->type != ENT_JSON_OBJECT)
        return ent_schema_expected(r, node, "an object with texts and their replacements");
    replace->items = ent_schema_memory(r, 2 * ent_json_length(node), sizeof *replace->items);
    if (!replace->items)
        return ENT_ENOMEM;
    for (const ent_json *m = node->child; m; m = m->next) {
        if (!m->key.len)
            return ent_schema_wrong(r, m, "an empty text cannot be replaced");
        if (m->type != ENT_JSON_STRING)
            return ent_schema_expected(r, m, "a text: the replacement");
        replace->items[replace->count++] = m->key;
        replace->items[replace->count++] = m->text;
    }
    return ENT_OK;
}

/* The keys of a value, which is the first member of actors and dates. */
#define VALUE_FIELDS                                                                               \
    ENT_SCHEMA_WHOLE("column", read_column), ENT_SCHEMA_WHOLE("columns", ent_map_read_columns),    \
        ENT_SCHEMA_WHOLE("text", read_template), ENT_SCHEMA_WHOLE("file", read_from_file),         \
        ENT_SCHEMA_VALUE("missing", map_value, missing, ent_map_read_words),                       \
        ENT_SCHEMA_WHOLE("values", ent_map_read_meanings),                                         \
        ENT_SCHEMA_TEXT("otherwise", map_value, otherwise),                                        \
        ENT_SCHEMA_VALUE("replace", map_value, replace, read_replace),                             \
        ENT_SCHEMA_TEXT("after", map_value, after),                                                \
        ENT_SCHEMA_WORD("letters", map_value, letters, ent_map_letters),                           \
        ENT_SCHEMA_FLAG("optional", map_value, optional)

static_assert(offsetof(map_actor, value) == 0 && offsetof(map_date, value) == 0,
              "VALUE_FIELDS are read into the value of an actor or a date");

/* "column", 3, or an object. */
static ent_status read_fields(ent_schema_reader *r, const ent_json *node,
                              const ent_schema_field *fields, map_value *v)
{
    v->offset = node->offset;
    v->column = ENT_NO_COLUMN;
    if (node->type == ENT_JSON_STRING || node->type == ENT_JSON_NUMBER)
        return read_column(r, node, v);
    if (node->type != ENT_JSON_OBJECT)
        return ent_schema_expected(r, node, "the name of a column, its number, or an object");
    return ent_schema_read(r, node, fields, v);
}

static ent_status need_column(ent_schema_reader *r, const ent_json *node, const map_value *v)
{
    return v->from != MAP_NOTHING
               ? ENT_OK
               : ent_schema_wrong(r, node,
                                  "no 'column'; expected one of 'column', 'columns', 'text', 'file'");
}

ent_status ent_map_read_value(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const ent_schema_field fields[] = { VALUE_FIELDS, ENT_SCHEMA_END };
    ent_status status = read_fields(r, node, fields, into);

    return status == ENT_OK ? need_column(r, node, into) : status;
}

/* ---- actors ---- */

static ent_status read_split(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const ent_schema_field fields[] = {
        ENT_SCHEMA_TEXT("at", map_split, at),
        ENT_SCHEMA_WORD("brackets", map_split, brackets, ent_map_brackets),
        ENT_SCHEMA_FLAG("numbered", map_split, numbered),
        ENT_SCHEMA_FLAG("names", map_split, names),
        ENT_SCHEMA_END
    };
    map_split *split = into;

    split->on = true;
    if (node->type != ENT_JSON_STRING)
        return ent_schema_read(r, node, fields, split);
    split->names = ent_str_is(node->text, "names");
    split->at = split->names ? ENT_STR("") : node->text;
    return ENT_OK;
}

static ent_status read_actor(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const ent_schema_field fields[] = {
        VALUE_FIELDS,
        ENT_SCHEMA_WORD("scheme", map_actor, scheme, ent_map_schemes),
        ENT_SCHEMA_VALUE("name", map_actor, name, ent_map_read_value),
        ENT_SCHEMA_VALUE("split", map_actor, split, read_split),
        ENT_SCHEMA_FLAG("organization", map_actor, organization),
        ENT_SCHEMA_END
    };
    ent_status status = read_fields(r, node, fields, into);

    return status == ENT_OK ? need_column(r, node, into) : status;
}

/* ---- dates ---- */

ent_date_order ent_map_typed_order(ent_str format)
{
    size_t order = ent_names_find(ent_date_order_names(), format);

    if (ent_str_is(format, "typed"))
        return ENT_ORDER_PROVEN;
    return order == SIZE_MAX || order == ENT_ORDER_PROVEN ? ENT_ORDER_COUNT : (ent_date_order)order;
}

static ent_status read_formats(ent_schema_reader *r, const ent_json *node, void *into)
{
    ent_words *formats = into;
    ent_status status = ent_map_read_words(r, node, formats);

    for (size_t i = 0; status == ENT_OK && i < formats->count; i++) {
        ent_str f = formats->items[i];

        if (!ent_platform_find(f.ptr, f.len, "YYYY", 4) && !ent_str_is(f, "edtf") && !ent_str_is(f, "serial") &&
            ent_map_typed_order(f) == ENT_ORDER_COUNT)
            status = ent_schema_wrong(r, node,
                                      "unknown date format '%.*s'; expected \"edtf\", \"serial\", \"typed\", "
                                      "\"DMY\", \"MDY\", \"YDM\", or a pattern of YYYY, MM, DD, Mon such as "
                                      "\"DD/MM/YYYY\"",
                                      ENT_STR_ARG(f));
    }
    return status;
}

static ent_status read_date(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const ent_schema_field fields[] = {
        VALUE_FIELDS,
        ENT_SCHEMA_VALUE("year", map_date, year, ent_map_read_value),
        ENT_SCHEMA_VALUE("month", map_date, month, ent_map_read_value),
        ENT_SCHEMA_VALUE("day", map_date, day, ent_map_read_value),
        ENT_SCHEMA_VALUE("format", map_date, formats, read_formats),
        ENT_SCHEMA_VALUE("open", map_date, open, ent_map_read_words),
        ENT_SCHEMA_VALUE("unknown", map_date, unknown, ent_map_read_words),
        ENT_SCHEMA_WORD("empty", map_date, empty, ent_map_empties),
        ENT_SCHEMA_FLAG("last_day", map_date, last_day),
        ENT_SCHEMA_TEXT("suffix", map_date, suffix),
        ENT_SCHEMA_END
    };
    map_date *date = into;
    ent_status status = read_fields(r, node, fields, &date->value);

    date->present = true;
    return status != ENT_OK || date->year.from != MAP_NOTHING ? status
                                                              : need_column(r, node, &date->value);
}

/* ---- agreements and parties ---- */

static ent_status read_attributes(ent_schema_reader *r, const ent_json *node, void *into)
{
    map_attributes *a = into;
    ent_status status = ENT_OK;

    if (node->type != ENT_JSON_OBJECT)
        return ent_schema_expected(r, node, "an object with names of attributes and their values");
    if ((a->items = ent_schema_memory(r, ent_json_length(node), sizeof *a->items)) == NULL)
        return ENT_ENOMEM;
    for (const ent_json *m = node->child; m && status == ENT_OK; m = m->next) {
        a->items[a->count].name = m->key;
        status = ent_map_read_value(r, m, &a->items[a->count++].value);
    }
    return status;
}

static ent_status read_flag(ent_schema_reader *r, const ent_json *node, map_flag *flag)
{
    if (node->type != ENT_JSON_STRING)
        return ent_schema_expected(r, node, "the topic of the flag");
    flag->topic = node->text;
    flag->value = (map_value){ .from = MAP_COLUMN, .offset = node->offset };
    if ((flag->value.names.items = ent_schema_memory(r, 1, sizeof(ent_str))) == NULL)
        return ENT_ENOMEM;
    flag->value.names.items[flag->value.names.count++] = node->key;
    return ENT_OK;
}

/* A value, or { "flags": { "column": "topic" } }. */
static ent_status read_topic(ent_schema_reader *r, const ent_json *node, void *into)
{
    map_act *act = into;
    const ent_json *flags = ent_json_member(node, "flags");
    ent_status status = ENT_OK;

    if (!flags)
        return ent_map_read_value(r, node, &act->topic);
    if (flags->type != ENT_JSON_OBJECT || node->child != flags || flags->next)
        return ent_schema_expected(r, node, "an object with only 'flags': columns and their topics");
    if (ent_json_length(flags) > MOST_FLAGS)
        return ent_schema_wrong(r, flags, "%zu flags; at most %d are read", ent_json_length(flags),
                                MOST_FLAGS);
    if ((act->flags = ent_schema_memory(r, ent_json_length(flags), sizeof *act->flags)) == NULL)
        return ENT_ENOMEM;
    for (const ent_json *m = flags->child; m && status == ENT_OK; m = m->next)
        status = read_flag(r, m, &act->flags[act->flag_count++]);
    return status;
}

ent_status ent_map_read_act(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const ent_schema_field fields[] = {
        ENT_SCHEMA_VALUE("id", map_act, id, ent_map_read_value),
        ENT_SCHEMA_VALUE("title", map_act, title, ent_map_read_value),
        ENT_SCHEMA_VALUE("name", map_act, title, ent_map_read_value),
        ENT_SCHEMA_VALUE("kind", map_act, kind, ent_map_read_value),
        ENT_SCHEMA_VALUE("level", map_act, level, ent_map_read_value),
        ENT_SCHEMA_VALUE("within", map_act, within, ent_map_read_value),
        ENT_SCHEMA_VALUE("status", map_act, status, ent_map_read_value),
        ENT_SCHEMA_WHOLE("topic", read_topic),
        ENT_SCHEMA_VALUE("weight", map_act, weight, ent_map_read_value),
        ENT_SCHEMA_VALUE("join", map_act, join, ent_map_read_value),
        ENT_SCHEMA_VALUE("signed", map_act, signed_on, read_date),
        ENT_SCHEMA_VALUE("in_force", map_act, in_force, read_date),
        ENT_SCHEMA_VALUE("ended", map_act, ended, read_date),
        ENT_SCHEMA_VALUE("attributes", map_act, attributes, read_attributes),
        ENT_SCHEMA_END
    };
    map_act *act = into;

    act->offset = node->offset;
    act->present = true;
    return ent_schema_read(r, node, fields, act);
}

ent_status ent_map_read_party(ent_schema_reader *r, const ent_json *node, void *into)
{
    static const ent_schema_field fields[] = {
        ENT_SCHEMA_VALUE("actor", map_party, actor, read_actor),
        ENT_SCHEMA_VALUE("role", map_party, role, ent_map_read_value),
        ENT_SCHEMA_VALUE("signed", map_party, from, read_date),
        ENT_SCHEMA_VALUE("from", map_party, from, read_date),
        ENT_SCHEMA_VALUE("ratified", map_party, ratified, read_date),
        ENT_SCHEMA_VALUE("in_force", map_party, in_force, read_date),
        ENT_SCHEMA_VALUE("withdrew", map_party, to, read_date),
        ENT_SCHEMA_VALUE("to", map_party, to, read_date),
        ENT_SCHEMA_VALUE("attributes", map_party, attributes, read_attributes),
        ENT_SCHEMA_END
    };
    map_party *party = into;
    ent_status status = ent_schema_read(r, node, fields, party);

    party->present = true;
    return status != ENT_OK || party->actor.value.from != MAP_NOTHING
               ? status
               : ent_schema_wrong(r, node, "a party without 'actor'");
}

/* ---- all values of a table ---- */

static void each_of_date(map_date *d, map_visit_fn *visit, void *ctx)
{
    map_value *values[] = { &d->value, &d->year, &d->month, &d->day };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        visit(ctx, values[i]);
}

static void each_attribute(map_attributes *a, map_visit_fn *visit, void *ctx)
{
    for (size_t i = 0; i < a->count; i++)
        visit(ctx, &a->items[i].value);
}

void ent_map_each_of_act(map_act *act, map_visit_fn *visit, void *ctx)
{
    map_value *values[] = { &act->id,     &act->title, &act->kind,   &act->level, &act->within,
                            &act->status, &act->topic, &act->weight, &act->join };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        visit(ctx, values[i]);
    each_of_date(&act->signed_on, visit, ctx);
    each_of_date(&act->in_force, visit, ctx);
    each_of_date(&act->ended, visit, ctx);
    each_attribute(&act->attributes, visit, ctx);
    for (size_t i = 0; i < act->flag_count; i++)
        visit(ctx, &act->flags[i].value);
}

void ent_map_each_of_party(map_party *p, map_visit_fn *visit, void *ctx)
{
    visit(ctx, &p->actor.value);
    visit(ctx, &p->actor.name);
    visit(ctx, &p->role);
    each_of_date(&p->from, visit, ctx);
    each_of_date(&p->ratified, visit, ctx);
    each_of_date(&p->in_force, visit, ctx);
    each_of_date(&p->to, visit, ctx);
    each_attribute(&p->attributes, visit, ctx);
}

void ent_map_each_value(map_table *t, map_visit_fn *visit, void *ctx)
{
    ent_map_each_of_act(&t->act, visit, ctx);
    visit(ctx, &t->year);
    visit(ctx, &t->cells);
    for (size_t i = 0; i < t->keep_count; i++)
        visit(ctx, &t->keeps[i].value);
    for (int i = 0; i < 2; i++)
        ent_map_each_of_party(&t->party[i], visit, ctx);
}
