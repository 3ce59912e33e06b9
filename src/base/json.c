/* json.c: see json.h. Recursive descent; depth is limited, so that nesting cannot exhaust the stack. */
#include "base/json.h"

#include <string.h>

#include "base/hash_index.h"

typedef struct reader {
    ent_file *file;
    ent_arena *arena;
    ent_diags *diags;
    const char *start, *at, *end;
} reader;

static ent_status wrong(reader *r, const char *at, const char *what)
{
    size_t offset = (size_t)(at - r->start);

    return ent_find(r->diags, ENT_CHECK_JSON_SYNTAX, ent_file_where(r->file, offset, 1), "%s",
                    what);
}

static void skip_blanks(reader *r)
{
    while (r->at < r->end && strchr(" \t\r\n", *r->at))
        r->at++;
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool four_hex(reader *r, uint32_t *value)
{
    *value = 0;
    if (r->end - r->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        int digit = hex(*r->at++);

        if (digit < 0)
            return false;
        *value = *value << 4 | (uint32_t)digit;
    }
    return true;
}

static ent_status read_escape(reader *r, char **out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *begin = r->at - 1, *found;
    uint32_t c, low;

    if (*r->at == 'u') { /* not the end: the string is closed */
        r->at++;
        if (!four_hex(r, &c))
            return wrong(r, begin, "\\u without four hexadecimal digits");
        if (c >= 0xdc00 && c < 0xe000)
            return wrong(r, begin, "the second half of a surrogate pair without its first");
        if (c >= 0xd800 && c < 0xdc00) {
            if (r->end - r->at < 6 || r->at[0] != '\\' || r->at[1] != 'u')
                return wrong(r, begin, "the first half of a surrogate pair without its second");
            r->at += 2;
            if (!four_hex(r, &low) || low < 0xdc00 || low >= 0xe000)
                return wrong(r, begin, "the first half of a surrogate pair without its second");
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        }
    } else if (*r->at && (found = strchr(from, *r->at)) != NULL) {
        c = (unsigned char)to[found - from];
        r->at++;
    } else {
        return wrong(r, begin, "an invalid escape");
    }
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
        return wrong(r, begin, "an escaped control character; expected text");
    *out += ent_utf8_encode(*out, c);
    return ENT_OK;
}

static ent_status read_string(reader *r, ent_str *text)
{
    const char *begin = ++r->at; /* past the quote */
    char *copy, *out;
    const char *p = begin;

    while (p < r->end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
        p++;
    if (p < r->end && *p == '"') { /* nothing to unescape: the text of the file itself */
        *text = (ent_str){ begin, (size_t)(p - begin) };
        r->at = p + 1;
        return ENT_OK;
    }
    while (p < r->end && *p != '"')
        p += *p == '\\' && p + 1 < r->end ? 2 : 1;
    if (p >= r->end)
        return wrong(r, begin - 1, "a string that is never closed");
    if ((copy = out = ent_arena_new(r->arena, (size_t)(p - begin) + 1, 1)) == NULL)
        return ent_out_of_memory(r->diags);
    while (r->at < r->end && *r->at != '"') {
        if (*r->at == '\\') {
            ent_status status;

            r->at++;
            if ((status = read_escape(r, &out)) != ENT_OK)
                return status;
        } else if ((unsigned char)*r->at < 0x20) {
            return wrong(r, r->at, "a control character in a string");
        } else {
            *out++ = *r->at++;
        }
    }
    r->at++;
    *text = (ent_str){ copy, (size_t)(out - copy) };
    return ENT_OK;
}

static bool is_digit(const char *p, const char *end)
{
    return p < end && *p >= '0' && *p <= '9';
}

static ent_status read_number(reader *r, ent_json *node)
{
    const char *begin = r->at, *p = begin, *point;

    if (p < r->end && *p == '-')
        p++;
    if (p < r->end && *p == '0' && is_digit(p + 1, r->end))
        return wrong(r, begin, "a number with a leading zero");
    if (!is_digit(p, r->end))
        return wrong(r, begin, "expected a value");
    while (p < r->end && *p && strchr("0123456789.eE+-", *p))
        p++;
    node->text = (ent_str){ begin, (size_t)(p - begin) };
    point = memchr(begin, '.', node->text.len);
    if (!ent_str_number(node->text, &node->number) || (point && !is_digit(point + 1, p)))
        return wrong(r, begin, "an invalid number");
    r->at = p;
    return ENT_OK;
}

static bool take_word(reader *r, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(r->end - r->at) < len || memcmp(r->at, word, len) != 0)
        return false;
    r->at += len;
    return true;
}

static ent_status read_value(reader *r, ent_json **out, int depth);

static ent_status read_key(reader *r, ent_str *key, ent_index *seen)
{
    const char *begin = r->at;
    ent_status status;

    if (r->at == r->end || *r->at != '"')
        return wrong(r, r->at, "expected a key in double quotes");
    if ((status = read_string(r, key)) != ENT_OK)
        return status;
    if (!key->ptr)
        key->ptr = "";
    if (ent_index_find(seen, *key) != ENT_ABSENT)
        return wrong(r, begin, "a key that this object has already");
    if (!ent_index_add(seen, *key, 1, NULL))
        return ent_out_of_memory(r->diags);
    skip_blanks(r);
    if (r->at == r->end || *r->at != ':')
        return wrong(r, r->at, "expected ':' after the key");
    r->at++;
    return ENT_OK;
}

static ent_status read_items(reader *r, ent_json *node, char close, int depth)
{
    ent_json **tail = &node->child;
    ent_index seen = { 0 };
    ent_status status = ENT_OK;
    ent_str key = { 0 };

    r->at++;
    skip_blanks(r);
    if (r->at < r->end && *r->at == close) {
        r->at++;
        return ENT_OK;
    }
    while (status == ENT_OK) {
        skip_blanks(r);
        if (close == '}' && (status = read_key(r, &key, &seen)) != ENT_OK)
            break;
        if ((status = read_value(r, tail, depth + 1)) != ENT_OK)
            break;
        (*tail)->key = key;
        tail = &(*tail)->next;
        skip_blanks(r);
        if (r->at < r->end && *r->at == ',') {
            r->at++;
            continue;
        }
        if (r->at < r->end && *r->at == close) {
            r->at++;
            break;
        }
        status = r->at == r->end ? wrong(r, r->start + node->offset, "is never closed")
                                 : wrong(r, r->at, close == '}' ? "expected ',' or '}'"
                                                                : "expected ',' or ']'");
    }
    ent_index_destroy(&seen);
    return status;
}

static ent_status read_value(reader *r, ent_json **out, int depth)
{
    ent_json *node;
    ent_status status = ENT_OK;

    skip_blanks(r);
    if (r->at == r->end)
        return wrong(r, r->at, "expected a value, found the end of the file");
    if (depth >= ENT_LIMIT_DEPTH && (*r->at == '{' || *r->at == '['))
        return wrong(r, r->at, "nested more than 64 deep");
    if ((node = *out = ent_arena_new(r->arena, 1, sizeof *node)) == NULL)
        return ent_out_of_memory(r->diags);
    node->offset = (size_t)(r->at - r->start);
    if (*r->at == '{') {
        node->type = ENT_JSON_OBJECT;
        status = read_items(r, node, '}', depth);
    } else if (*r->at == '[') {
        node->type = ENT_JSON_ARRAY;
        status = read_items(r, node, ']', depth);
    } else if (*r->at == '"') {
        node->type = ENT_JSON_STRING;
        status = read_string(r, &node->text);
    } else if (take_word(r, "true")) {
        node->type = ENT_JSON_TRUE;
    } else if (take_word(r, "false")) {
        node->type = ENT_JSON_FALSE;
    } else if (take_word(r, "null")) {
        node->type = ENT_JSON_NULL;
    } else {
        node->type = ENT_JSON_NUMBER;
        status = read_number(r, node);
    }
    node->length = (size_t)(r->at - r->start) - node->offset;
    return status;
}

ent_status ent_json_read(const ent_json **root, ent_file *file, ent_arena *arena, ent_diags *diags)
{
    reader r = { file, arena, diags, file->bytes, file->bytes + file->start,
                 file->bytes + file->len };
    ent_json *top = NULL;
    ent_status status;

    *root = NULL;
    if ((status = read_value(&r, &top, 0)) != ENT_OK)
        return status;
    skip_blanks(&r);
    if (r.at < r.end)
        return wrong(&r, r.at, "text after the end of the JSON document");
    *root = top;
    return ENT_OK;
}

const ent_json *ent_json_member(const ent_json *object, const char *key)
{
    if (!object || object->type != ENT_JSON_OBJECT)
        return NULL;
    for (const ent_json *member = object->child; member; member = member->next)
        if (ent_str_is(member->key, key))
            return member;
    return NULL;
}

ent_str ent_json_text(const ent_json *object, const char *key, ent_str otherwise)
{
    const ent_json *member = ent_json_member(object, key);

    return member && member->type == ENT_JSON_STRING ? member->text : otherwise;
}

const char *ent_json_type_name(ent_json_type type)
{
    static const char *const names[] = { "null",   "false",     "true",  "a number",
                                         "a text", "a list",    "an object" };

    return names[type];
}
