/* text.c: tables for the terminal. */
#include <math.h>
#include <utf8proc.h>

#include "base/escape.h"
#include "export/sheet/sheet.h"

/* A table as text, and the widths of its columns. */
typedef struct text_table {
    const ent_sheet *s;
    size_t *widths, *least;
    double *usual;
    bool wraps; /* a cell is on several lines */
} text_table;

static size_t shown_width(ent_str text)
{
    const char *end = ent_str_end(text);
    size_t width = 0, len;

    for (const char *p = text.ptr; p < end; p += len) {
        int w = utf8proc_charwidth((utf8proc_int32_t)ent_utf8_decode(p, end, &len));

        width += w > 0 ? (size_t)w : 0;
    }
    return width;
}

/* The text up to `width` columns, with "..." when it was cut. */
static void fit(ent_buf *out, ent_str text, size_t width)
{
    const char *end = ent_str_end(text), *p = text.ptr;
    size_t used = 0, len;

    if (shown_width(text) <= width) {
        ent_buf_str(out, text);
        return;
    }
    while (p < end) {
        int w = utf8proc_charwidth((utf8proc_int32_t)ent_utf8_decode(p, end, &len));

        if (used + (w > 0 ? (size_t)w : 0) + 3 > width)
            break;
        used += w > 0 ? (size_t)w : 0;
        p += len;
    }
    ent_buf_add(out, text.ptr, (size_t)(p - text.ptr));
    ent_buf_text(out, "...");
}

static void pad(ent_buf *out, size_t count)
{
    while (count--)
        ent_buf_char(out, ' ');
}

/* What is in a row of a text table; row 0 is the header. */
static void text_of(const text_table *t, size_t row, size_t column, ent_buf *out)
{
    const ent_sheet *s = t->s;
    const sheet_cell *x = row ? ent_sheet_at(s, row - 1, column) : NULL;

    ent_buf_clear(out);
    if (!x)
        ent_escape_terminal(out, ent_column_head(&s->columns.items[column]), 0);
    else if (x->is_number)
        ent_sheet_readable(s, x->number, out);
    else
        ent_escape_terminal(out, x->text, s->width ? 0 : 200);
}

/* Can a word go on in the next line behind *p, which `next` follows? Not within a date, and not behind the
 * dashes of an option. */
static bool divides(const char *start, const char *p, const char *next)
{
    if (*p == '-')
        return p > start && p[-1] != '-' && p[-1] != ' ' && *next != '-' && !(*next >= '0' && *next <= '9') &&
               *next != ' ';
    return *p == ';' || (*p == '/' && !(*next >= '0' && *next <= '9') && *next != ' ');
}

/* The first line of the text, at most `width` columns wide: up to a blank, or behind a hyphen or slash;
 * a word that is longer goes on in the next line. */
static ent_str take_line(ent_str *rest, size_t width)
{
    const char *end = ent_str_end(*rest), *p = rest->ptr, *fits = NULL, *next = NULL;
    size_t used = 0, len;
    ent_str line;

    while (p < end) {
        int w = utf8proc_charwidth((utf8proc_int32_t)ent_utf8_decode(p, end, &len));

        if (*p == ' ' && p > rest->ptr)
            fits = p, next = p + 1;
        if (used + (w > 0 ? (size_t)w : 0) > width)
            break;
        used += w > 0 ? (size_t)w : 0;
        p += len;
        if (p < end && divides(rest->ptr, p - 1, p))
            fits = next = p;
    }
    if (p == end || !fits)
        fits = next = p > rest->ptr ? p : end;
    line = (ent_str){ rest->ptr, (size_t)(fits - rest->ptr) };
    *rest = (ent_str){ next, (size_t)(end - next) };
    return line;
}

/* The widest part that take_line does not divide. */
static size_t longest_word(ent_str text)
{
    const char *end = ent_str_end(text), *from = text.ptr;
    size_t longest = 0;

    for (const char *p = text.ptr; p < end; p++) {
        if (*p == ' ' || p + 1 == end || divides(text.ptr, p, p + 1)) {
            size_t width = shown_width((ent_str){ from, (size_t)(p - from) + (*p != ' ') });

            longest = width > longest ? width : longest;
            from = p + 1;
        }
    }
    return longest;
}

/* The widths that the columns would like, can do with, and have on average (the root mean square, in
 * which long texts count for more). */
static void measure_columns(text_table *t, ent_buf *text)
{
    enum { LONGEST = 48, WORD = 18 };

    for (size_t c = 0; c < t->s->columns.count; c++) {
        bool is_number = t->s->columns.items[c].is_number;
        double squares = 0;

        for (size_t r = 0; r <= ent_sheet_rows(t->s); r++) {
            size_t width, word;

            text_of(t, r, c, text);
            width = shown_width(ent_buf_view(text));
            word = !is_number || !r ? longest_word(ent_buf_view(text)) : width;
            word = word > WORD && !is_number ? WORD : word;
            t->widths[c] = width > t->widths[c] ? width : t->widths[c];
            t->least[c] = word > t->least[c] ? word : t->least[c];
            squares += (double)width * (double)width;
        }
        t->usual[c] = sqrt(squares / (double)(ent_sheet_rows(t->s) + 1));
        if (!t->s->width && !is_number && t->widths[c] > LONGEST && c + 1 < t->s->columns.count)
            t->widths[c] = LONGEST;
    }
}

/* The width of a column that has `share` of its usual width, between the least and the widest text. */
static size_t share_of(const text_table *t, size_t c, double share)
{
    double width = floor(t->usual[c] * share);

    return width <= (double)t->least[c]    ? t->least[c]
           : width >= (double)t->widths[c] ? t->widths[c]
                                           : (size_t)width;
}

static size_t width_of_table(const text_table *t, double share)
{
    size_t total = 0;

    for (size_t c = 0; c < t->s->columns.count; c++)
        total += share_of(t, c, share) + (c ? 2 : 0);
    return total;
}

/* Lets long words go on in the next line earlier, in a table that is mainly texts, until it fits. */
static void divide_words(text_table *t)
{
    enum { WORD = 18, SHORTEST = 9 };
    const sheet_column *columns = t->s->columns.items;
    size_t count = t->s->columns.count, texts = 0;

    for (size_t c = 0; c < count; c++)
        texts += !columns[c].is_number;
    for (size_t word = WORD; 2 * texts > count && word >= SHORTEST && width_of_table(t, 0) > t->s->width; word--)
        for (size_t c = 0; c < count; c++)
            t->least[c] = !columns[c].is_number && t->least[c] > word ? word : t->least[c];
}

/* The largest share with which all columns fit. If none does, the table is in several parts, with the
 * least widths of numbers and readable ones of texts. */
static void narrow_columns(text_table *t)
{
    enum { READABLE = 36 };
    double fits = 0, not = 1024;

    divide_words(t);
    if (width_of_table(t, 0) > t->s->width) {
        for (size_t c = 0; c < t->s->columns.count; c++)
            t->widths[c] = t->s->columns.items[c].is_number ? t->least[c]
                           : t->widths[c] > READABLE        ? READABLE
                                                            : t->widths[c];
        return;
    }
    for (int step = 0; step < 40; step++) {
        double middle = (fits + not) / 2;

        if (width_of_table(t, middle) <= t->s->width)
            fits = middle;
        else
            not = middle;
    }
    for (size_t c = 0; c < t->s->columns.count; c++)
        t->widths[c] = share_of(t, c, fits);
}

static void add_padded(ent_buf *line, ent_str text, size_t room, bool is_number)
{
    size_t width = shown_width(text);

    pad(line, is_number && width < room ? room - width : 0);
    ent_buf_str(line, text);
    pad(line, !is_number && width < room ? room - width : 0);
}

/* One row of the columns from `first` to `end`, behind column 0, in as many lines as it needs. */
static void write_row(text_table *t, size_t row, size_t first, size_t end, ent_buf *out)
{
    ent_buf text = { 0 }, line = { 0 }, cut = { 0 };
    bool more = true;

    for (size_t n = 0; more; n++) {
        more = false;
        ent_buf_clear(&line);
        for (size_t i = 0; i < 1 + end - first; i++) {
            size_t c = i ? first + i - 1 : 0;
            ent_str rest, part = { "", 0 };

            text_of(t, row, c, &text);
            rest = ent_buf_view(&text);
            if (t->s->width) {
                for (size_t k = 0; k <= n; k++)
                    part = take_line(&rest, t->widths[c]);
                more |= rest.len > 0;
            } else {
                ent_buf_clear(&cut);
                fit(&cut, rest, t->widths[c]);
                part = ent_buf_view(&cut);
            }
            pad(&line, i ? 2 : 0);
            add_padded(&line, part, t->widths[c], t->s->columns.items[c].is_number);
        }
        while (line.len && line.data[line.len - 1] == ' ')
            line.len--;
        ent_buf_str(out, ent_buf_view(&line));
        ent_buf_char(out, '\n');
        t->wraps |= more;
    }
    out->failed |= text.failed || line.failed || cut.failed;
    ent_buf_destroy(&text);
    ent_buf_destroy(&line);
    ent_buf_destroy(&cut);
}

/* The end of the columns from `first` on that fit beside column 0; at least one. */
static size_t part_end(const text_table *t, size_t first)
{
    size_t end = first, width = t->widths[0];

    while (end < t->s->columns.count &&
           (!t->s->width || end == first || width + 2 + t->widths[end] <= t->s->width))
        width += 2 + t->widths[end++];
    return end;
}

static void write_sheet(const ent_sheet *s, ent_buf *out)
{
    size_t columns = s->columns.count;
    text_table t = { .s = s, .widths = ent_mem_new(columns, sizeof *t.widths),
                     .least = ent_mem_new(columns, sizeof *t.least),
                     .usual = ent_mem_new(columns, sizeof *t.usual) };
    ent_buf text = { 0 };
    bool ready = t.widths && t.least && t.usual && columns;

    out->failed |= !t.widths || !t.least || !t.usual;
    if (s->title.len) {
        ent_escape_terminal(out, s->title, 0);
        ent_buf_text(out, "\n\n");
    }
    if (ready) {
        measure_columns(&t, &text);
        if (s->width)
            narrow_columns(&t);
    }
    for (size_t first = 1, end; ready; first = end) {
        end = part_end(&t, first);
        for (size_t r = 0; r <= ent_sheet_rows(s); r++)
            write_row(&t, r, first, end, out);
        if (end == columns)
            break;
        ent_buf_char(out, '\n');
    }
    for (size_t i = 0; i < s->notes.count; i++) {
        ent_str rest;

        ent_buf_text(out, i ? "" : "\n");
        ent_buf_clear(&text);
        ent_escape_terminal(&text, s->notes.items[i], 0);
        rest = ent_buf_view(&text);
        do {
            ent_buf_str(out, s->width ? take_line(&rest, s->width) : rest);
            ent_buf_char(out, '\n');
        } while (s->width && rest.len);
    }
    out->failed = out->failed || text.failed;
    ent_buf_destroy(&text);
    ent_mem_free(t.widths);
    ent_mem_free(t.least);
    ent_mem_free(t.usual);
}

void ent_write_txt(const ent_report *r, ent_buf *out)
{
    if (r->head.len) {
        ent_escape_terminal(out, ent_buf_view(&r->head), 0);
        ent_buf_text(out, "\n\n");
    }
    ent_each_sheet(r, out, write_sheet);
}
