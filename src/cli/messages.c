/* messages.c: diagnostics as lines on standard error. Text from data is escaped before it reaches a
 * terminal. Reporting that memory is exhausted allocates none. */
#include "cli/messages.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/hash.h"

enum { MOST_ALIKE = 10, MOST_BYTES = 40 * 1024, MOST_WITH_ERRORS = 60 * 1024 };

static const char *const severity_colours[] = { "\033[36m", "\033[35m", "\033[31m" };

/* file:line:column: severity: text */
static void message_text(ent_buf *out, const ent_diag *diag, bool colour)
{
    if (diag->where.file)
        ent_escape_terminal(out, ent_str_of(diag->where.file), 200);
    else
        ent_buf_text(out, "entente");
    if (diag->where.line || diag->where.sheet) {
        ent_buf place = { 0 };

        ent_where_write(&place, diag->where);
        ent_buf_char(out, ':');
        ent_escape_terminal(out, ent_buf_view(&place), 200);
        out->failed |= place.failed;
        ent_buf_destroy(&place);
    }
    ent_buf_format(out, ": %s%s:%s ", colour ? severity_colours[diag->severity] : "",
                   ent_severity_name(diag->severity), colour ? "\033[0m" : "");
    ent_escape_terminal(out, ent_str_of(diag->text), 0);
}

static void message_code(ent_buf *out, const char *code)
{
    if (code)
        ent_buf_format(out, " [%s]", code);
    ent_buf_char(out, '\n');
}

void message_line(ent_buf *out, const ent_diag *diag, bool colour)
{
    message_text(out, diag, colour);
    message_code(out, diag->code);
}

/* The source line with carets under the culprit; long lines are shown around it. */
static void source_line(ent_buf *out, const ent_where *where)
{
    enum { SHOWN = 96, BEFORE = 40 };
    size_t skip = where->column > SHOWN - 16 ? where->column - BEFORE : 0, at = 0, len;
    const char *p = where->text.ptr, *end = p + where->text.len, *from;
    ent_buf left = { 0 };

    while (p < end && at < skip) {
        ent_utf8_decode(p, end, &len);
        p += len;
        at++;
    }
    from = p;
    ent_buf_text(out, "    ");
    ent_escape_terminal(out, (ent_str){ from, (size_t)(end - from) }, SHOWN);
    ent_buf_text(out, "\n    ");
    while (p < end && at + 1 < where->column) { /* as wide as the text before the culprit */
        ent_utf8_decode(p, end, &len);
        p += len;
        at++;
    }
    ent_escape_terminal(&left, (ent_str){ from, (size_t)(p - from) }, 0);
    for (size_t i = ent_utf8_count(ent_buf_view(&left)); i > 0; i--)
        ent_buf_char(out, ' ');
    ent_buf_char(out, '^');
    for (size_t i = 1; i < where->span && i < 60; i++)
        ent_buf_char(out, '~');
    ent_buf_char(out, '\n');
    ent_buf_destroy(&left);
}

static void say(const char *bytes, size_t len)
{
    while (len) {
        ssize_t done = write(STDERR_FILENO, bytes, len);

        if (done <= 0)
            return; /* standard error is closed */
        bytes += done;
        len -= (size_t)done;
    }
}

static void erase_progress(messages *m)
{
    static const char erase[] = "\r\033[K";

    if (m->progress_line)
        say(erase, sizeof erase - 1);
    m->progress_line = false;
}

void messages_progress(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    enum { PATIENCE = 1000, EVERY = 100 };
    messages *m = ctx;
    struct timespec now;
    int64_t at;
    ent_buf line = { 0 };

    if (total && done >= total) {
        erase_progress(m);
        return;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
    at = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (!m->started)
        m->started = at;
    if (at - m->started < PATIENCE || at - m->shown < EVERY)
        return;
    m->shown = at;
    ent_buf_text(&line, "\r\033[K");
    ent_escape_terminal(&line, ent_str_of(what), 60);
    if (total)
        ent_buf_format(&line, "  %d %%", (int)((double)done / (double)total * 100));
    else
        ent_buf_format(&line, "  %llu", (unsigned long long)done);
    if (!line.failed)
        say(line.data, line.len);
    ent_buf_destroy(&line);
    m->progress_line = true;
}

bool messages_begin(messages *m)
{
    enum { ROOM = 4096 }; /* longer than the longest message without its line of data */
    char room[ROOM];

    memset(room, ' ', sizeof room);
    ent_buf_add(&m->line, room, sizeof room);
    return !m->line.failed;
}

/* ---- similar findings, shown as one line ---- */

/* Only findings with a place in the data are grouped. */
static bool is_one_of_many(const ent_diag *diag)
{
    return diag->kind && diag->where.file && diag->where.line && (diag->severity != ENT_NOTE || diag->code);
}

static void keep_text(char *into, size_t room, ent_str text)
{
    size_t len = text.len < room - 1 ? text.len : room - 1;

    while (len && len < text.len && ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
        len--; /* do not cut a character */
    if (len)
        memcpy(into, text.ptr, len);
    into[len] = '\0';
}

static bool same_text(const char *kept, size_t room, ent_str text)
{
    char now[128];

    keep_text(now, room, text);
    return strcmp(kept, now) == 0;
}

static uint64_t kind_of(const ent_diag *diag)
{
    return ent_hash(ent_str_of(diag->kind), 0);
}

static bool same_kind(const message_group *g, const ent_diag *diag)
{
    return g->severity == diag->severity && g->kind == kind_of(diag) && g->code == diag->code &&
           same_text(g->file, sizeof g->file, ent_str_of(diag->where.file)) &&
           same_text(g->sheet, sizeof g->sheet, ent_str_of(diag->where.sheet));
}

/* "'17/3/1948' is not a date": 17/3/1948 */
static ent_str first_quoted(const char *text)
{
    const char *open = strchr(text, '\''), *close = open ? strchr(open + 1, '\'') : NULL;

    return close ? (ent_str){ open + 1, (size_t)(close - open) - 1 } : ENT_STR("");
}

static void add_place(message_group *g, const ent_diag *diag)
{
    if (g->count < MOST_PLACES) {
        g->places[g->count].line = diag->where.line;
        g->places[g->count].column = diag->where.column;
        keep_text(g->places[g->count].value, sizeof g->places->value, first_quoted(diag->text));
    }
    g->count++;
}

/* Starts a group with this finding; false when memory is exhausted. */
static bool begin_group(messages *m, const ent_diag *diag)
{
    message_group *g = &m->groups[m->group_count];

    ent_buf_clear(&g->text);
    ent_buf_clear(&g->source);
    message_text(&g->text, diag, m->colour);
    if (m->colour && diag->where.text.len)
        source_line(&g->source, &diag->where);
    if (g->text.failed || g->source.failed)
        return false;
    g->severity = diag->severity;
    g->kind = kind_of(diag);
    g->code = diag->code;
    g->count = g->more = 0;
    keep_text(g->file, sizeof g->file, ent_str_of(diag->where.file));
    keep_text(g->sheet, sizeof g->sheet, ent_str_of(diag->where.sheet));
    keep_text(g->field, sizeof g->field, diag->where.field);
    keep_text(g->about, sizeof g->about, diag->where.about);
    m->group_count++;
    add_place(g, diag);
    return true;
}

static void flush(messages *m);

/* Adds the finding to a group that will be shown later; false when it must be shown at once. */
static bool gather(messages *m, const ent_diag *diag)
{
    message_group *last = NULL;
    size_t alike = 0;

    for (size_t i = 0; i < m->group_count; i++) {
        message_group *g = &m->groups[i];

        if (!same_kind(g, diag))
            continue;
        if (same_text(g->field, sizeof g->field, diag->where.field) &&
            same_text(g->about, sizeof g->about, diag->where.about)) {
            add_place(g, diag);
            return true;
        }
        last = g;
        alike++;
    }
    if (alike >= MOST_ALIKE) {
        last->more++;
        return true;
    }
    if (m->group_count == MOST_GROUPS)
        flush(m);
    return begin_group(m, diag);
}

/* Writes "(23 times: 2:3, 3:3 '5/9/1950', ...)", with the values that differ from the first. */
static void name_places(ent_buf *out, const message_group *g)
{
    ent_buf_format(out, " (%zu times: ", g->count);
    for (size_t i = 0; i < g->count && i < MOST_PLACES; i++) {
        ent_buf_text(out, i ? ", " : "");
        ent_where_write(out, (ent_where){ .sheet = g->sheet[0] ? "" : NULL, .line = g->places[i].line,
                                          .column = g->places[i].column });
        if (i && g->places[i].value[0] && strcmp(g->places[i].value, g->places[0].value) != 0) {
            ent_buf_text(out, " '");
            ent_escape_terminal(out, ent_str_of(g->places[i].value), 0);
            ent_buf_char(out, '\'');
        }
    }
    ent_buf_text(out, g->count > MOST_PLACES ? ", ...)" : ")");
}

static bool is_full(const messages *m, ent_severity severity)
{
    return m->bytes > (severity == ENT_ERROR ? MOST_WITH_ERRORS : MOST_BYTES);
}

static void put_line(messages *m)
{
    static const char no_memory[] = "entente: error: out of memory\n";

    if (m->line.failed)
        say(no_memory, sizeof no_memory - 1);
    else
        say(m->line.data, m->line.len);
    m->no_memory |= m->line.failed;
    m->bytes += m->line.len;
}

static void show_group(messages *m, const message_group *g)
{
    ent_buf *line = &m->line;

    ent_buf_clear(line);
    ent_buf_str(line, ent_buf_view(&g->text));
    if (g->count > 1)
        name_places(line, g);
    message_code(line, g->code);
    ent_buf_str(line, ent_buf_view(&g->source));
    put_line(m);
    if (!g->more)
        return;
    ent_buf_clear(line);
    ent_escape_terminal(line, ent_str_of(g->file), 200);
    ent_buf_format(line, ": note: %zu more findings like these are not shown; `entente check` shows "
                         "all\n",
                   g->more);
    put_line(m);
}

static void flush(messages *m)
{
    if (m->group_count)
        erase_progress(m);
    for (size_t i = 0; i < m->group_count; i++) {
        if (is_full(m, m->groups[i].severity))
            m->held_back += m->groups[i].count + m->groups[i].more;
        else
            show_group(m, &m->groups[i]);
    }
    m->group_count = 0;
}

void messages_flush(ent_diags *diags)
{
    if (diags->sink == messages_sink)
        flush(diags->ctx);
}

void messages_sink(void *ctx, const ent_diag *diag)
{
    messages *m = ctx;

    if ((m->quiet && diag->severity != ENT_ERROR) ||
        (m->no_memory && diag->status == ENT_ENOMEM) || (is_one_of_many(diag) && gather(m, diag)))
        return;
    flush(m);
    if (is_full(m, diag->severity)) {
        m->held_back++;
        return;
    }
    erase_progress(m);
    ent_buf_clear(&m->line);
    message_line(&m->line, diag, m->colour);
    if (m->colour && diag->where.line && diag->where.text.len)
        source_line(&m->line, &diag->where);
    put_line(m);
    m->no_memory |= diag->status == ENT_ENOMEM;
}

void messages_end(messages *m)
{
    flush(m);
    erase_progress(m);
    if (m->held_back) {
        ent_buf_clear(&m->line);
        ent_buf_format(&m->line, "entente: note: %zu more findings are not shown; `entente check` "
                                 "shows all\n",
                       m->held_back);
        if (!m->line.failed)
            say(m->line.data, m->line.len);
    }
    for (size_t i = 0; i < MOST_GROUPS; i++) {
        ent_buf_destroy(&m->groups[i].text);
        ent_buf_destroy(&m->groups[i].source);
    }
    ent_buf_destroy(&m->line);
}
