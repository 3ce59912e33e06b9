/* messages.c: findings as lines on standard error. Text from data is escaped before it reaches a
 * terminal; nothing here needs memory to say that there is none. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/escape.h"

enum { MOST_PER_FILE = 50, MOST_BYTES = 40 * 1024, MOST_WITH_ERRORS = 60 * 1024 };

static const char *const severity_names[] = { "note", "warning", "error" };
static const char *const severity_colours[] = { "\033[36m", "\033[35m", "\033[31m" };

void message_line(ent_buf *out, const ent_diag *diag, bool colour)
{
    if (diag->where.file)
        ent_escape_terminal(out, ent_str_of(diag->where.file), 200);
    else
        ent_buf_text(out, "entente");
    if (diag->where.line) {
        ent_buf_format(out, ":%zu", diag->where.line);
        if (diag->where.column)
            ent_buf_format(out, ":%zu", diag->where.column);
    }
    ent_buf_format(out, ": %s%s:%s ", colour ? severity_colours[diag->severity] : "",
                   severity_names[diag->severity], colour ? "\033[0m" : "");
    ent_escape_terminal(out, ent_str_of(diag->text), 0);
    if (diag->code)
        ent_buf_format(out, " [%s]", diag->code);
    ent_buf_char(out, '\n');
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
    while (p < end && at + 1 < where->column) { /* as wide as what stands before the culprit */
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
            return; /* nobody to tell */
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

/* May one more message about this file be shown? */
static bool may_show(messages *m, const ent_diag *diag)
{
    const char *name = diag->where.file ? diag->where.file : "";
    bool error = diag->severity == ENT_ERROR, full = m->bytes > (error ? MOST_WITH_ERRORS : MOST_BYTES);
    size_t i = 0;

    if (m->is_check)
        return true;
    while (i < m->file_count && strncmp(m->files[i].name, name, sizeof m->files[i].name - 1) != 0)
        i++;
    if (i == m->file_count) {
        if (i == sizeof m->files / sizeof *m->files)
            return !full;
        snprintf(m->files[i].name, sizeof m->files[i].name, "%s", name);
        m->file_count++;
    }
    if (m->files[i].shown[error] >= MOST_PER_FILE || full) {
        m->files[i].held_back++;
        return false;
    }
    m->files[i].shown[error]++;
    return true;
}

void messages_sink(void *ctx, const ent_diag *diag)
{
    static const char no_memory[] = "entente: error: out of memory\n";
    messages *m = ctx;
    ent_buf *line = &m->line;

    if ((m->quiet && diag->severity != ENT_ERROR) ||
        (m->no_memory && diag->status == ENT_ENOMEM) || !may_show(m, diag))
        return;
    erase_progress(m);
    ent_buf_clear(line);
    message_line(line, diag, m->colour && !m->into);
    if (m->colour && !m->into && diag->where.line && diag->where.text.len)
        source_line(line, &diag->where);
    if (line->failed)
        say(no_memory, sizeof no_memory - 1);
    else if (m->into)
        ent_buf_str(m->into, ent_buf_view(line));
    else
        say(line->data, line->len);
    m->no_memory |= line->failed || diag->status == ENT_ENOMEM;
    m->bytes += line->len;
}

void messages_end(messages *m)
{
    erase_progress(m);
    for (size_t i = 0; i < m->file_count; i++) {
        ent_buf *line = &m->line;

        if (!m->files[i].held_back)
            continue;
        ent_buf_clear(line);
        ent_escape_terminal(line, ent_str_of(m->files[i].name), 200);
        ent_buf_format(line, ": note: %zu more findings like these are not shown; `entente check` "
                              "shows all\n",
                       m->files[i].held_back);
        if (!line->failed)
            say(line->data, line->len);
    }
    ent_buf_destroy(&m->line);
}
