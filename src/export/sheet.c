/* sheet.c: tables, and the formats in which they are written. An allocation that was refused while
 * a table was filled is reported when it is written. */
#include "entente/export.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/escape.h"
#include "base/json_write.h"
#include "base/list.h"

typedef struct cell {
    ent_str text;
    double number;
    bool is_number;
} cell;

typedef struct sheet_column {
    ent_str name;
    bool is_number;
} sheet_column;

struct ent_sheet {
    ent_arena arena;
    ent_str title;
    ENT_LIST(sheet_column) columns;
    ENT_LIST(cell) cells; /* row by row */
    ENT_LIST(ent_str) notes;
    size_t width; /* of text tables; 0: as wide as they are */
    bool failed;
};

ent_status ent_sheet_new(ent_sheet **sheet, ent_str title, ent_diags *diags)
{
    ent_sheet *s = *sheet = ent_mem_new(1, sizeof *s);

    if (!s)
        return ent_out_of_memory(diags);
    s->title = ent_arena_str(&s->arena, title);
    s->failed = !s->title.ptr;
    return ENT_OK;
}

void ent_sheet_free(ent_sheet *s)
{
    if (!s)
        return;
    ENT_LIST_DESTROY(&s->columns);
    ENT_LIST_DESTROY(&s->cells);
    ENT_LIST_DESTROY(&s->notes);
    ent_arena_destroy(&s->arena);
    ent_mem_free(s);
}

static ent_str copy(ent_sheet *s, ent_str text)
{
    ent_str kept = ent_arena_str(&s->arena, text);

    s->failed |= !kept.ptr;
    return kept;
}

void ent_sheet_column(ent_sheet *s, ent_str name, bool is_number)
{
    s->failed |= !ENT_LIST_PUSH(&s->columns, (sheet_column){ copy(s, name), is_number });
}

void ent_sheet_row(ent_sheet *s)
{
    while (!s->failed && s->columns.count && s->cells.count % s->columns.count)
        ent_sheet_text(s, ENT_STR("")); /* the last row was short */
}

void ent_sheet_text(ent_sheet *s, ent_str text)
{
    s->failed |= !ENT_LIST_PUSH(&s->cells, (cell){ .text = copy(s, text) });
}

void ent_sheet_number(ent_sheet *s, double value)
{
    s->failed |= !ENT_LIST_PUSH(&s->cells,
                                (cell){ .text = ENT_STR(""), .number = value, .is_number = true });
}

void ent_sheet_fit(ent_sheet *s, size_t width)
{
    s->width = width;
}

void ent_sheet_note(ent_sheet *s, ent_str note)
{
    s->failed |= !ENT_LIST_PUSH(&s->notes, copy(s, note));
}

static size_t rows(const ent_sheet *s)
{
    return s->columns.count ? (s->cells.count + s->columns.count - 1) / s->columns.count : 0;
}

static const cell *at(const ent_sheet *s, size_t row, size_t column)
{
    static const cell empty = { { "", 0 }, 0, false };
    size_t i = row * s->columns.count + column;

    return i < s->cells.count ? &s->cells.items[i] : &empty;
}

/* A number for readers: whole numbers as they are, others with four decimals, small ones with three
 * significant digits. */
static void readable(ent_buf *out, double value)
{
    if (isnan(value))
        return;
    if (value != 0 && fabs(value) < 0.001)
        ent_buf_digits(out, value, 3);
    else if (value == floor(value) && fabs(value) < 1e15)
        ent_buf_fixed(out, value, 0);
    else
        ent_buf_fixed(out, value, 4);
}

/* ---- for programs ---- */

static void delimited(const ent_sheet *s, char separator, ent_buf *out)
{
    for (size_t c = 0; c < s->columns.count; c++) {
        if (c)
            ent_buf_char(out, separator);
        ent_escape_csv_cell(out, s->columns.items[c].name, separator);
    }
    ent_buf_char(out, '\n');
    for (size_t r = 0; r < rows(s); r++) {
        for (size_t c = 0; c < s->columns.count; c++) {
            const cell *x = at(s, r, c);

            if (c)
                ent_buf_char(out, separator);
            if (x->is_number)
                ent_buf_number(out, x->number);
            else
                ent_escape_csv_cell(out, x->text, separator);
        }
        ent_buf_char(out, '\n');
    }
}

static void write_csv(const ent_sheet *s, ent_buf *out)
{
    delimited(s, ',', out);
}

static void write_tsv(const ent_sheet *s, ent_buf *out)
{
    delimited(s, '\t', out);
}

static void write_json(const ent_sheet *s, ent_buf *out)
{
    ent_json_writer w = { .out = out };

    ent_json_begin_object(&w, NULL);
    ent_json_write_text(&w, "title", s->title);
    ent_json_line(&w, 0);
    ent_json_begin_list(&w, "notes");
    for (size_t i = 0; i < s->notes.count; i++)
        ent_json_write_text(&w, NULL, s->notes.items[i]);
    ent_json_end_list(&w);
    ent_json_line(&w, 0);
    ent_json_begin_list(&w, "rows");
    for (size_t r = 0; r < rows(s); r++) {
        ent_json_line(&w, 0);
        ent_json_begin_object(&w, NULL);
        for (size_t c = 0; c < s->columns.count; c++) {
            const cell *x = at(s, r, c);

            ent_json_key(&w, s->columns.items[c].name);
            if (x->is_number)
                ent_json_write_number(&w, NULL, x->number);
            else if (!x->text.len && s->columns.items[c].is_number)
                ent_json_write_null(&w, NULL);
            else
                ent_json_write_text(&w, NULL, x->text);
        }
        ent_json_end_object(&w);
    }
    ent_json_line(&w, 0);
    ent_json_end_list(&w);
    ent_json_end_object(&w);
    ent_buf_char(out, '\n');
}

/* ---- for readers ---- */

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
    const cell *x = row ? at(s, row - 1, column) : NULL;

    ent_buf_clear(out);
    if (!x)
        ent_escape_terminal(out, s->columns.items[column].name, 0);
    else if (x->is_number)
        readable(out, x->number);
    else
        ent_escape_terminal(out, x->text, s->width ? 0 : 200);
}

/* Behind these a word can go on in the next line. */
static bool divides(char c)
{
    return c == '-' || c == '/' || c == ';';
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
        if (divides(p[-1]) && p < end)
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
        if (*p == ' ' || divides(*p) || p + 1 == end) {
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
    enum { LONGEST = 48, WORD = 14 };

    for (size_t c = 0; c < t->s->columns.count; c++) {
        bool is_number = t->s->columns.items[c].is_number;
        double squares = 0;

        for (size_t r = 0; r <= rows(t->s); r++) {
            size_t width, word;

            text_of(t, r, c, text);
            width = shown_width(ent_buf_view(text));
            word = !is_number || !r ? longest_word(ent_buf_view(text)) : width;
            word = word > WORD && !is_number ? WORD : word;
            t->widths[c] = width > t->widths[c] ? width : t->widths[c];
            t->least[c] = word > t->least[c] ? word : t->least[c];
            squares += (double)width * (double)width;
        }
        t->usual[c] = sqrt(squares / (double)(rows(t->s) + 1));
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

/* The largest share with which all columns fit; else the least widths, in several parts. */
static void narrow_columns(text_table *t)
{
    double fits = 0, not = 1024;

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

static void write_txt(const ent_sheet *s, ent_buf *out)
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
        for (size_t r = 0; r <= rows(s); r++)
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

static void write_md(const ent_sheet *s, ent_buf *out)
{
    if (s->title.len) {
        ent_buf_text(out, "**");
        ent_escape_markdown(out, s->title);
        ent_buf_text(out, "**\n\n");
    }
    for (size_t c = 0; c < s->columns.count; c++) {
        ent_buf_text(out, "| ");
        ent_escape_markdown(out, s->columns.items[c].name);
        ent_buf_char(out, ' ');
    }
    ent_buf_text(out, "|\n");
    for (size_t c = 0; c < s->columns.count; c++)
        ent_buf_text(out, s->columns.items[c].is_number ? "| ---: " : "| --- ");
    ent_buf_text(out, "|\n");
    for (size_t r = 0; r < rows(s); r++) {
        for (size_t c = 0; c < s->columns.count; c++) {
            const cell *x = at(s, r, c);

            ent_buf_text(out, "| ");
            if (x->is_number)
                readable(out, x->number);
            else
                ent_escape_markdown(out, x->text);
            ent_buf_char(out, ' ');
        }
        ent_buf_text(out, "|\n");
    }
    for (size_t i = 0; i < s->notes.count; i++) {
        ent_buf_text(out, i ? "- " : "\n- ");
        ent_escape_markdown(out, s->notes.items[i]);
        ent_buf_char(out, '\n');
    }
}

/* "tab:" and the title's letters: never text from data as it is */
static void label(ent_buf *out, ent_str title)
{
    bool dash = false;

    ent_buf_text(out, "tab:");
    for (size_t i = 0; i < title.len && i < 40; i++) {
        char c = title.ptr[i];

        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (dash)
                ent_buf_char(out, '-');
            dash = false;
            ent_buf_char(out, c);
        } else {
            dash = out->len > 4;
        }
    }
}

static void write_tex(const ent_sheet *s, ent_buf *out)
{
    ent_buf name = { 0 };

    ent_buf_text(out, "% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\caption{");
    ent_escape_latex(out, s->title);
    label(&name, s->title);
    ent_buf_format(out, "}\n\\label{%s}\n\\begin{tabular}{", ent_buf_string(&name));
    ent_buf_destroy(&name);
    for (size_t c = 0; c < s->columns.count; c++)
        ent_buf_char(out, s->columns.items[c].is_number ? 'r' : 'l');
    ent_buf_text(out, "}\n\\toprule\n");
    for (size_t r = 0; r <= rows(s); r++) {
        for (size_t c = 0; c < s->columns.count; c++) {
            ent_buf_text(out, c ? " & " : "");
            if (!r)
                ent_escape_latex(out, s->columns.items[c].name);
            else if (at(s, r - 1, c)->is_number)
                readable(out, at(s, r - 1, c)->number);
            else
                ent_escape_latex(out, at(s, r - 1, c)->text);
        }
        ent_buf_text(out, r ? " \\\\\n" : " \\\\\n\\midrule\n");
    }
    ent_buf_text(out, "\\bottomrule\n\\end{tabular}\n");
    for (size_t i = 0; i < s->notes.count; i++) {
        ent_buf_text(out, "\\par\\footnotesize ");
        ent_escape_latex(out, s->notes.items[i]);
        ent_buf_char(out, '\n');
    }
    ent_buf_text(out, "\\end{table}\n");
}

/* ---- the table of formats ---- */

const ent_format ent_sheet_formats[] = {
    { "txt", "for the terminal", .write_table = write_txt },
    { "csv", "for spreadsheets and programs", .write_table = write_csv },
    { "tsv", "the same with tabs", .write_table = write_tsv },
    { "json", "rows as objects; undefined is null", .write_table = write_json },
    { "md", "Markdown table", .write_table = write_md },
    { "tex", "LaTeX table (booktabs)", .write_table = write_tex },
    { .name = NULL }
};

ent_status ent_sheet_write(const ent_sheet *s, const char *format, ent_buf *out, ent_diags *diags)
{
    size_t i = ent_names_find(ENT_NAMES(ent_sheet_formats), ent_str_of(format)), refusals;

    if (i == SIZE_MAX)
        return ent_fail_unknown(diags, ENT_NOWHERE, "table format", ent_str_of(format),
                                ENT_NAMES(ent_sheet_formats), NULL);
    if (s->failed)
        return ent_out_of_memory(diags);
    refusals = ent_mem_before(out);
    ent_sheet_formats[i].write_table(s, out);
    return ent_mem_whole(ENT_OK, refusals, diags);
}
