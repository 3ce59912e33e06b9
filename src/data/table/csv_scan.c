/* csv_scan.c: see csv_scan.h. One pass over the bytes is the limit of how fast a table can be read, so the
 * scanner goes from mark to mark: separators, quotes, line ends. */
#include "data/table/csv_scan.h"

#include <string.h>

#include "base/byte_scan.h"

scanner ent_csv_scanner(const ent_tablefile *table, size_t offset)
{
    const char *base = table->file.bytes;

    return (scanner){ .base = base, .end = base + table->file.len,
                      .record = base + offset, .next = base + offset, .stride = 1,
                      .letters = { table->separator, '\n', '\r',
                                   table->quote ? table->quote : '\n' },
                      .cut = table->file.cut, .lenient = table->lenient };
}

/* Prefetches the blocks behind the current ones: a table is read from start to end. */
static void fetch_ahead(const scanner *s)
{
    const size_t far = 2 * SCAN_MOST_AHEAD * ENT_BLOCK;

    if (s->count == SCAN_MOST_AHEAD && (size_t)(s->end - s->next) > 2 * far)
        for (size_t i = 0; i < SCAN_MOST_AHEAD; i++)
            __builtin_prefetch(s->next + far + i * ENT_BLOCK);
}

/* Goes on to the next block; false at the end. */
static bool next_block(scanner *s)
{
    if (s->at == s->count) {
        char last[ENT_BLOCK] = { 0 };

        if (s->next >= s->end)
            return false;
        s->at = 0;
        s->count = (size_t)(s->end - s->next) / ENT_BLOCK;
        if (s->count > s->stride)
            s->count = s->stride;
        if (s->stride < SCAN_MOST_AHEAD)
            s->stride *= 2;
        if (s->count) {
            fetch_ahead(s);
            ent_marks(s->next, s->count, s->letters, s->ahead);
        } else {
            memcpy(last, s->next, (size_t)(s->end - s->next));
            ent_marks(last, s->count = 1, s->letters, s->ahead);
        }
    }
    s->block = s->next;
    s->next = s->end - s->block > ENT_BLOCK ? s->block + ENT_BLOCK : s->end;
    s->marks = s->ahead[s->at++];
    return true;
}

/* The next mark, or the end of the file. */
static const char *next_mark(scanner *s)
{
    const char *mark;

    while (!s->marks)
        if (!next_block(s))
            return s->end;
    mark = s->block + __builtin_ctzll(s->marks);
    s->marks &= s->marks - 1;
    return mark;
}

/* Takes fields from *p on as long as separators end them. *p is then the start of the next field, and the
 * mark that ends it is returned. Nearly all of a table is read by this loop. */
static const char *scan_plain(scanner *s, const char **p, ent_str *fields, size_t room,
                              size_t *count)
{
    const char *start = *p, *mark, *block = s->block;
    const char separator = s->letters[0];
    uint64_t marks = s->marks;
    size_t n = *count;

    for (;; start = mark + 1) {
        while (!marks) {
            if (!next_block(s)) {
                mark = s->end;
                goto done;
            }
            marks = s->marks;
            block = s->block;
        }
        mark = block + __builtin_ctzll(marks);
        marks &= marks - 1;
        if (*mark != separator)
            break;
        if (n < room)
            fields[n] = (ent_str){ start, (size_t)(mark - start) };
        n++;
    }
done:
    s->marks = marks;
    *p = start;
    *count = n;
    return mark;
}

static const char too_long[] = "a field of more than 4 MiB or a row of more than 16 MiB: is a quote "
                               "missing?";

static const char *scan_wrong(record *rec, const scanner *s, const char *at, const char *what)
{
    rec->wrong = what;
    rec->wrong_at = (size_t)(at - s->base);
    return NULL;
}

static bool ends_field(const scanner *s, const char *p)
{
    return p >= s->end || *p == s->letters[0] || *p == '\n' ||
           (*p == '\r' && p + 1 < s->end && p[1] == '\n');
}

/* The rest of a field whose quote was opened at `open`. */
static const char *scan_quoted(scanner *s, const char *open, ent_str *field, bool *doubled,
                               record *rec)
{
    const char quote = s->letters[3], *p;

    for (;;) {
        while ((p = next_mark(s)) < s->end && *p != quote)
            ;
        if (p >= s->end && s->cut && p - open > ENT_LIMIT_FIELD)
            return scan_wrong(rec, s, open,
                              "a quote that is opened here and not closed within 4 MiB");
        if (p >= s->end)
            return s->cut ? scan_wrong(rec, s, s->record, too_long)
                          : scan_wrong(rec, s, open, "a quote that is opened here and never closed");
        if (p + 1 >= s->end || p[1] != quote)
            break;
        *doubled = true;
        next_mark(s);
    }
    *field = (ent_str){ open + 1, (size_t)(p - open) - 1 };
    p++;
    if (!ends_field(s, p))
        return scan_wrong(rec, s, p,
                          "text after a closing quote; expected a separator or the end of the line "
                          "(a quote inside a field is doubled: \"\")");
    next_mark(s);
    return p;
}

/* A field without quotes: it ends at a separator or at the end of the line. */
static const char *to_separator(scanner *s, const char *p, const char *mark, ent_str *field)
{
    while (mark < s->end && !ends_field(s, mark))
        mark = next_mark(s);
    *field = (ent_str){ p, (size_t)(mark - p) };
    return mark;
}

/* Where quotes may be data, a field that begins with one is quoted when its quotes pair, unless it would
 * then contain tabs and line ends: such a quote means inches, or a repetition. */
static const char *perhaps_quoted(scanner *s, const char *open, ent_str *field, bool *doubled,
                                  record *rec)
{
    scanner before = *s;
    const char *p = scan_quoted(s, open, field, doubled, rec);

    if (p && !(memchr(field->ptr, '\n', field->len) && memchr(field->ptr, s->letters[0], field->len)))
        return p;
    *s = before;
    *doubled = false;
    rec->wrong = NULL;
    return to_separator(s, open, open, field);
}

/* The field from `p` on whose first mark is `mark`. Its text goes to *field, with doubled quotes still
 * doubled (*doubled); the place behind it is returned: a separator, a line end or the end of the file. */
static const char *end_field(scanner *s, const char *p, const char *mark, ent_str *field,
                             bool *doubled, record *rec)
{
    *doubled = false;
    *field = (ent_str){ p, (size_t)(mark - p) };
    if (ends_field(s, mark))
        return mark;
    if (*mark == '\r')
        return scan_wrong(rec, s, mark,
                          "a line end of the old Macintosh form (CR alone); save the file with LF "
                          "or CRLF line ends");
    if (s->lenient)
        return mark == p ? perhaps_quoted(s, p, field, doubled, rec)
                         : to_separator(s, p, mark, field);
    return mark == p ? scan_quoted(s, p, field, doubled, rec)
                     : scan_wrong(rec, s, mark,
                                  "a quote inside a field that does not start with one; put the "
                                  "whole field in quotes and double the inner ones");
}

const char *ent_csv_field(scanner *s, const char *p, ent_str *field, bool *doubled, record *rec)
{
    return end_field(s, p, next_mark(s), field, doubled, rec);
}

ent_str ent_csv_undouble(ent_str field, char mark, char *into)
{
    size_t len = 0;

    for (size_t i = 0; i < field.len; i++) {
        into[len++] = field.ptr[i];
        if (field.ptr[i] == mark)
            i++;
    }
    return (ent_str){ into, len };
}

static bool is_too_long(const ent_str *fields, size_t count, ptrdiff_t len)
{
    bool found = len > ENT_LIMIT_LINE;

    for (size_t i = 0; i < count && len > ENT_LIMIT_FIELD; i++)
        found |= fields[i].len > ENT_LIMIT_FIELD;
    return found;
}

scan ent_csv_record(const ent_tablefile *table, scanner *s, size_t offset, ent_str *fields,
                        size_t room, record *rec, ent_arena *arena)
{
    const char *start = s->base + offset, *p = start;

    *rec = (record){ .next = offset };
    s->record = start;
    if (p >= s->end)
        return SCAN_END;
    for (;; p++) {
        const char *mark = scan_plain(s, &p, fields, room, &rec->count);
        ent_str field;
        bool doubled;

        if ((p = end_field(s, p, mark, &field, &doubled, rec)) == NULL)
            return SCAN_WRONG;
        if (rec->count < room) {
            if (doubled) {
                char *copy = ent_arena_new(arena, field.len, 1);

                if (!copy) /* wrong stays NULL: memory */
                    return SCAN_WRONG;
                field = ent_csv_undouble(field, table->quote, copy);
            }
            fields[rec->count] = field;
        }
        rec->count++;
        if (p >= s->end || *p != s->letters[0])
            break;
    }
    if (p - start > ENT_LIMIT_FIELD &&
        is_too_long(fields, rec->count < room ? rec->count : room, p - start)) {
        scan_wrong(rec, s, start, too_long);
        return SCAN_WRONG;
    }
    if (p == s->end) {
        rec->next = (size_t)(p - s->base);
        return SCAN_ROW;
    }
    if (*p == '\r')
        next_mark(s); /* its LF */
    rec->next = (size_t)(p - s->base) + (*p == '\r' ? 2 : 1);
    return p == start ? SCAN_BLANK : SCAN_ROW;
}

void ent_csv_unescape_dataverse(ent_file *file, ent_csv_unescaping *state)
{
    char *end = file->bytes + file->len, *p = file->bytes + (state->done > file->start ? state->done : file->start);

    if (file->rest && p < end && end[-1] == '\\')
        end--; /* what it means depends on the next window */
    for (; p < end; p++) {
        if (!state->quoted) {
            state->quoted = *p == '"' && !state->goes_on;
            state->goes_on = *p != '\t' && *p != '\n';
        } else if (*p == '\\' && p + 1 < end && (p[1] == '"' || p[1] == 'n' || p[1] == 't')) {
            *p = p[1] = p[1] == '"' ? '"' : ' ';
            p++;
        } else if (*p == '"') {
            state->quoted = false;
            state->goes_on = true;
        }
    }
    state->done = (size_t)(p - file->bytes);
}
