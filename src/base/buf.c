/* buf.c: the growing buffer that all writers fill, and how numbers are printed and read. */
#include "entente/text.h"

#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool room(ent_buf *buf, size_t more)
{
    size_t need;

    if (buf->failed)
        return false;
    if (__builtin_add_overflow(buf->len, more, &need) || __builtin_add_overflow(need, 1, &need) ||
        !ent_mem_reserve((void **)&buf->data, &buf->capacity, need, 1))
        buf->failed = true;
    return !buf->failed;
}

void ent_buf_add(ent_buf *buf, const char *bytes, size_t len)
{
    if (!len || !room(buf, len))
        return;
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
}

void ent_buf_str(ent_buf *buf, ent_str s)
{
    ent_buf_add(buf, s.ptr, s.len);
}

void ent_buf_text(ent_buf *buf, const char *text)
{
    ent_buf_add(buf, text, strlen(text));
}

void ent_buf_char(ent_buf *buf, char c)
{
    ent_buf_add(buf, &c, 1);
}

void ent_buf_format(ent_buf *buf, const char *format, ...)
{
    va_list args;
    int need;

    va_start(args, format);
    need = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (need < 0) {
        buf->failed = true;
        return;
    }
    if (!room(buf, (size_t)need))
        return;
    va_start(args, format);
    vsnprintf(buf->data + buf->len, (size_t)need + 1, format, args);
    va_end(args);
    buf->len += (size_t)need;
}

const char *ent_buf_string(ent_buf *buf)
{
    if (!room(buf, 0))
        return "";
    buf->data[buf->len] = '\0';
    return buf->data;
}

ent_str ent_buf_view(const ent_buf *buf)
{
    return (ent_str){ buf->data ? buf->data : "", buf->len };
}

void ent_buf_clear(ent_buf *buf)
{
    buf->len = 0;
    buf->failed = false;
}

void ent_buf_destroy(ent_buf *buf)
{
    ent_mem_free(buf->data);
    *buf = (ent_buf){ 0 };
}

/* The calling program may have set a locale with another decimal mark. */
static void add_pointed(ent_buf *buf, char *text)
{
    const char *mark = localeconv()->decimal_point;
    char *at = mark && strcmp(mark, ".") != 0 ? strstr(text, mark) : NULL;

    if (at) {
        ent_buf_add(buf, text, (size_t)(at - text));
        ent_buf_char(buf, '.');
        text = at + strlen(mark);
    }
    ent_buf_text(buf, text);
}

void ent_buf_digits(ent_buf *buf, double value, int digits)
{
    char text[40];

    if (isnan(value))
        return;
    if (value == 0)
        value = 0; /* no "-0" */
    snprintf(text, sizeof text, "%.*g", digits, value);
    add_pointed(buf, text);
}

void ent_buf_number(ent_buf *buf, double value)
{
    ent_buf_digits(buf, value, 12);
}

void ent_buf_json_number(ent_buf *buf, double value)
{
    if (isfinite(value))
        ent_buf_number(buf, value);
    else
        ent_buf_text(buf, "null");
}

void ent_buf_fixed(ent_buf *buf, double value, int places)
{
    char text[64];
    size_t len;

    if (!(fabs(value) < 1e12)) {
        ent_buf_number(buf, value);
        return;
    }
    len = (size_t)snprintf(text, sizeof text, "%.*f", places, value);
    if (places > 0) {
        while (text[len - 1] == '0')
            len--;
        if (text[len - 1] < '0' || text[len - 1] > '9')
            len--;
        text[len] = '\0';
    }
    add_pointed(buf, strcmp(text, "-0") == 0 ? text + 1 : text);
}

void ent_buf_count(ent_buf *buf, size_t value)
{
    ent_buf_format(buf, "%zu", value);
}

bool ent_str_number(ent_str s, double *value)
{
    char text[80];
    size_t i = 0, digits = 0, len = 0;

    if (s.len == 0 || s.len > 64)
        return false;
    if (s.ptr[i] == '+' || s.ptr[i] == '-')
        text[len++] = s.ptr[i++];
    for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++, digits++)
        text[len++] = s.ptr[i];
    if (i < s.len && s.ptr[i] == '.') {
        /* strtod reads the mark of the locale; it is asked for only where it is needed */
        const char *mark = localeconv()->decimal_point;
        size_t mark_len = strlen(mark);

        if (mark_len > 8)
            return false;
        memcpy(text + len, mark, mark_len);
        len += mark_len;
        for (i++; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++, digits++)
            text[len++] = s.ptr[i];
    }
    if (!digits)
        return false;
    if (i < s.len && (s.ptr[i] == 'e' || s.ptr[i] == 'E')) {
        text[len++] = s.ptr[i++];
        if (i < s.len && (s.ptr[i] == '+' || s.ptr[i] == '-'))
            text[len++] = s.ptr[i++];
        if (i == s.len)
            return false;
        for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
            text[len++] = s.ptr[i];
    }
    if (i != s.len)
        return false;
    text[len] = '\0';
    *value = strtod(text, NULL);
    return isfinite(*value);
}
