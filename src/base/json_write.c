/* json_write.c: writing JSON; see json_write.h. */
#include "base/json_write.h"

#include <math.h>

#include "base/escape.h"

static void break_line(ent_json_writer *w)
{
    ent_buf_format(w->out, "\n%*s", w->indent, "");
    w->line = false;
}

/* What stands between the last thing and a key or value. */
static void separate(ent_json_writer *w)
{
    if (w->at == ENT_JSON_AFTER_KEY)
        return;
    if (w->at == ENT_JSON_AFTER_VALUE)
        ent_buf_char(w->out, ',');
    if (w->line)
        break_line(w);
    else if (w->spaced && w->out->len)
        ent_buf_char(w->out, ' ');
}

static void begin_value(ent_json_writer *w, const char *key)
{
    separate(w);
    if (key)
        ent_buf_format(w->out, w->spaced ? "\"%s\": " : "\"%s\":", key);
    w->at = ENT_JSON_AFTER_VALUE;
}

static void begin(ent_json_writer *w, const char *key, char bracket)
{
    begin_value(w, key);
    ent_buf_char(w->out, bracket);
    w->at = ENT_JSON_AT_START;
}

static void end(ent_json_writer *w, char bracket)
{
    if (w->line)
        break_line(w);
    else if (w->spaced && w->at == ENT_JSON_AFTER_VALUE)
        ent_buf_char(w->out, ' ');
    ent_buf_char(w->out, bracket);
    w->at = ENT_JSON_AFTER_VALUE;
}

void ent_json_begin_object(ent_json_writer *w, const char *key)
{
    begin(w, key, '{');
}

void ent_json_end_object(ent_json_writer *w)
{
    end(w, '}');
}

void ent_json_begin_list(ent_json_writer *w, const char *key)
{
    begin(w, key, '[');
}

void ent_json_end_list(ent_json_writer *w)
{
    end(w, ']');
}

void ent_json_line(ent_json_writer *w, int indent)
{
    w->line = true;
    w->indent = indent;
}

void ent_json_key(ent_json_writer *w, ent_str key)
{
    separate(w);
    ent_escape_json_string(w->out, key);
    ent_buf_text(w->out, w->spaced ? ": " : ":");
    w->at = ENT_JSON_AFTER_KEY;
}

void ent_json_write_text(ent_json_writer *w, const char *key, ent_str value)
{
    begin_value(w, key);
    ent_escape_json_string(w->out, value);
}

void ent_json_write_string(ent_json_writer *w, const char *key, const char *value)
{
    ent_json_write_text(w, key, ent_str_of(value));
}

void ent_json_write_number(ent_json_writer *w, const char *key, double value)
{
    begin_value(w, key);
    ent_buf_json_number(w->out, value);
}

void ent_json_write_fixed(ent_json_writer *w, const char *key, double value, int places)
{
    begin_value(w, key);
    if (isfinite(value))
        ent_buf_fixed(w->out, value, places);
    else
        ent_buf_text(w->out, "null");
}

void ent_json_write_count(ent_json_writer *w, const char *key, size_t value)
{
    begin_value(w, key);
    ent_buf_count(w->out, value);
}

void ent_json_write_flag(ent_json_writer *w, const char *key, bool value)
{
    begin_value(w, key);
    ent_buf_text(w->out, value ? "true" : "false");
}

void ent_json_write_null(ent_json_writer *w, const char *key)
{
    begin_value(w, key);
    ent_buf_text(w->out, "null");
}

void ent_json_write_colour(ent_json_writer *w, const char *key, uint32_t value)
{
    begin_value(w, key);
    ent_buf_format(w->out, "\"#%06X\"", (unsigned)value);
}
