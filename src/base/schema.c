/* schema.c: reading objects by tables; see schema.h. */
#include "base/schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ent_status ent_schema_wrong(ent_schema_reader *r, const ent_json *at, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ent_fail(r->diags, ENT_EDATA, ent_file_where(r->file, at ? at->offset : 0, 1), "%s", text);
}

ent_status ent_schema_expected(ent_schema_reader *r, const ent_json *at, const char *what)
{
    return ent_schema_wrong(r, at, "%s; expected %s", ent_json_type_name(at->type), what);
}

void *ent_schema_memory(ent_schema_reader *r, size_t count, size_t size)
{
    void *memory = ent_arena_new(r->arena, count, size);

    if (!memory)
        ent_out_of_memory(r->diags);
    return memory;
}

size_t ent_json_length(const ent_json *value)
{
    size_t count = 0;

    for (const ent_json *m = value->child; m; m = m->next)
        count++;
    return count;
}

ent_status ent_schema_word(ent_schema_reader *r, const ent_json *value, const char *const *words,
                           size_t count, size_t *which)
{
    const ent_names names = { words, count, sizeof *words };
    size_t found;

    if (value->type != ENT_JSON_STRING)
        return ent_schema_expected(r, value, "a word");
    if ((found = ent_names_find(names, value->text)) == SIZE_MAX)
        return ent_fail_unknown(r->diags, ent_file_where(r->file, value->offset, 1), "word",
                                value->text, names, NULL);
    *which = found;
    return ENT_OK;
}

/* ---- single values ---- */

bool ent_schema_colour(uint32_t *out, const ent_json *value)
{
    uint32_t colour = 0;

    if (value->type != ENT_JSON_STRING || value->text.len != 7 || value->text.ptr[0] != '#')
        return false;
    for (size_t i = 1; i < 7; i++) {
        static const char digits[] = "0123456789abcdef0123456789ABCDEF";
        const char *at = value->text.ptr[i] ? strchr(digits, value->text.ptr[i]) : NULL;

        if (!at)
            return false;
        colour = colour << 4 | (uint32_t)((at - digits) % 16);
    }
    *out = colour;
    return true;
}

static ent_status read_number(ent_schema_reader *r, const ent_schema_field *f, const ent_json *value,
                              double *number)
{
    bool whole = f->type == ENT_SCHEMA_IS_SIZE;
    char text[120];

    if (value->type == ENT_JSON_NUMBER && value->number >= f->low && value->number <= f->high &&
        (!whole || value->number == (double)(size_t)value->number)) {
        *number = value->number;
        return ENT_OK;
    }
    snprintf(text, sizeof text, "a %snumber from %.12g to %.12g", whole ? "whole " : "", f->low,
             f->high);
    return value->type == ENT_JSON_NUMBER
               ? ent_schema_wrong(r, value, "%.*s; expected %s", ENT_STR_ARG(value->text), text)
               : ent_schema_expected(r, value, text);
}

/* ---- lists ---- */

static ent_status begin_list(ent_schema_reader *r, const ent_schema_field *f, const ent_json *value,
                             const char *what)
{
    if (value->type != ENT_JSON_ARRAY)
        return ent_schema_expected(r, value, what);
    if (f->most && ent_json_length(value) > f->most)
        return ent_schema_wrong(r, value, "a list of %zu; expected at most %zu",
                                ent_json_length(value), f->most);
    return ENT_OK;
}

static ent_status read_objects(ent_schema_reader *r, const ent_schema_field *f, const ent_json *list,
                               char *into)
{
    size_t *count = (size_t *)(void *)(into + f->count_at);
    ent_status status = begin_list(r, f, list, "a list of objects");
    char *items;

    if (status != ENT_OK)
        return status;
    if ((items = ent_schema_memory(r, ent_json_length(list), f->size)) == NULL)
        return ENT_ENOMEM;
    *(void **)(void *)(into + f->offset) = items;
    *count = 0;
    for (const ent_json *i = list->child; i && status == ENT_OK; i = i->next) {
        char *item = items + (*count)++ * f->size;

        if (f->initial)
            memcpy(item, f->initial, f->size);
        status = ent_schema_read(r, i, f->fields, item);
    }
    return status;
}

static ent_status read_texts(ent_schema_reader *r, const ent_schema_field *f, const ent_json *list,
                             char *into)
{
    size_t *count = (size_t *)(void *)(into + f->count_at);
    ent_status status = begin_list(r, f, list, "a list of texts");
    ent_str *items;

    if (status != ENT_OK)
        return status;
    if ((items = ent_schema_memory(r, ent_json_length(list), sizeof *items)) == NULL)
        return ENT_ENOMEM;
    *(ent_str **)(void *)(into + f->offset) = items;
    *count = 0;
    for (const ent_json *i = list->child; i; i = i->next) {
        if (i->type != ENT_JSON_STRING)
            return ent_schema_expected(r, i, "a text");
        items[(*count)++] = i->text;
    }
    return ENT_OK;
}

static ent_status read_numbers(ent_schema_reader *r, const ent_schema_field *f, const ent_json *list,
                               char *into)
{
    size_t *count = (size_t *)(void *)(into + f->count_at);
    double *items = (double *)(void *)(into + f->offset);
    ent_status status = begin_list(r, f, list, "a list of numbers");

    *count = 0;
    for (const ent_json *i = list->child; i && status == ENT_OK; i = i->next)
        status = read_number(r, f, i, &items[(*count)++]);
    return status;
}

/* ---- objects ---- */

static ent_status read_field(ent_schema_reader *r, const ent_schema_field *f, const ent_json *value,
                             char *into)
{
    void *member = into + f->offset;
    bool yes = value->type == ENT_JSON_TRUE;
    ent_status status;
    size_t which = 0;
    double number;

    switch (f->type) {
    case ENT_SCHEMA_IS_TEXT:
        if (value->type != ENT_JSON_STRING)
            return ent_schema_expected(r, value, "a text");
        *(ent_str *)member = value->text;
        return ENT_OK;
    case ENT_SCHEMA_IS_WORD:
        if ((status = ent_schema_word(r, value, f->words, f->most, &which)) == ENT_OK)
            *(int *)member = (int)which;
        return status;
    case ENT_SCHEMA_IS_COLOUR:
        return ent_schema_colour(member, value) ? ENT_OK
                                          : ent_schema_wrong(r, value, "expected a colour, #RRGGBB");
    case ENT_SCHEMA_IS_NUMBER:
        return read_number(r, f, value, member);
    case ENT_SCHEMA_IS_SIZE:
        if ((status = read_number(r, f, value, &number)) == ENT_OK)
            *(size_t *)member = (size_t)number;
        return status;
    case ENT_SCHEMA_IS_FLAG:
        if (!yes && value->type != ENT_JSON_FALSE)
            return ent_schema_expected(r, value, "true or false");
        *(bool *)member = yes;
        return ENT_OK;
    case ENT_SCHEMA_IS_VALUE:
        return f->read(r, value, member);
    case ENT_SCHEMA_IS_OBJECT:
        return ent_schema_read(r, value, f->fields, member);
    case ENT_SCHEMA_IS_OBJECTS:
        return read_objects(r, f, value, into);
    case ENT_SCHEMA_IS_TEXTS:
        return read_texts(r, f, value, into);
    case ENT_SCHEMA_IS_NUMBERS:
        return read_numbers(r, f, value, into);
    case ENT_SCHEMA_IS_IGNORED:
        break;
    }
    return ENT_OK;
}

static const ent_schema_field *field_of(const ent_schema_field *fields, ent_str key)
{
    while (fields->key && !ent_str_is(key, fields->key))
        fields++;
    return fields->key ? fields : NULL;
}

static bool same_member(const ent_schema_field *a, const ent_schema_field *b)
{
    return a->type == b->type && a->offset == b->offset && a->read == b->read &&
           a->fields == b->fields && a->type != ENT_SCHEMA_IS_IGNORED;
}

/* An earlier member of the object that goes where this one goes. */
static const ent_schema_field *twin_of(const ent_json *object, const ent_json *member,
                                       const ent_schema_field *fields, const ent_schema_field *f)
{
    for (const ent_json *m = object->child; m != member; m = m->next) {
        const ent_schema_field *other = field_of(fields, m->key);

        if (other && same_member(other, f))
            return other;
    }
    return NULL;
}

ent_status ent_schema_read(ent_schema_reader *r, const ent_json *object,
                           const ent_schema_field *fields, void *into)
{
    ent_status status = ENT_OK;
    size_t count = 0;

    if (object->type != ENT_JSON_OBJECT)
        return ent_schema_expected(r, object, "an object");
    while (fields[count].key)
        count++;
    for (const ent_json *m = object->child; m && status == ENT_OK; m = m->next) {
        const ent_schema_field *f = field_of(fields, m->key), *twin;

        if (r->comment && ent_str_is(m->key, r->comment))
            continue;
        if (!f)
            return ent_fail_unknown(r->diags, ent_file_where(r->file, m->offset, 1), "key", m->key,
                                    (ent_names){ fields, count, sizeof *fields }, NULL);
        if ((twin = twin_of(object, m, fields, f)) != NULL)
            return ent_schema_wrong(r, m, "'%s' and '%s' are two words for one thing; keep one",
                                    twin->key, f->key);
        status = read_field(r, f, m, into);
    }
    return status;
}
