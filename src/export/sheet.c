/* sheet.c: tables: filled once, written in any format. A refused allocation is remembered and comes
 * back from the writing, so that filling needs no checks. */
#include "entente/export.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/escape.h"
#include "base/mem.h"

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
    sheet_column *columns;
    cell *cells; /* row by row */
    ent_str *notes;
    size_t column_count, column_room, cell_count, cell_room, note_count, note_room;
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
    ent_mem_free(s->columns);
    ent_mem_free(s->cells);
    ent_mem_free(s->notes);
    ent_arena_destroy(&s->arena);
    ent_mem_free(s);
}

void ent_sheet_column(ent_sheet *s, ent_str name, bool is_number)
{
    s->failed = s->failed || !ent_mem_reserve((void **)&s->columns, &s->column_room,
                                              s->column_count + 1, sizeof *s->columns);
    if (!s->failed)
        s->columns[s->column_count++] =
            (sheet_column){ ent_arena_str(&s->arena, name), is_number };
}

void ent_sheet_row(ent_sheet *s)
{
    while (!s->failed && s->column_count && s->cell_count % s->column_count)
        ent_sheet_text(s, ENT_STR("")); /* a short row before it */
}

static void add(ent_sheet *s, cell c)
{
    s->failed = s->failed || !ent_mem_reserve((void **)&s->cells, &s->cell_room, s->cell_count + 1,
                                              sizeof *s->cells);
    if (!s->failed)
        s->cells[s->cell_count++] = c;
}

void ent_sheet_text(ent_sheet *s, ent_str text)
{
    ent_str copy = ent_arena_str(&s->arena, text);

    s->failed = s->failed || !copy.ptr;
    add(s, (cell){ .text = copy });
}

void ent_sheet_number(ent_sheet *s, double value)
{
    add(s, (cell){ .text = ENT_STR(""), .number = value, .is_number = true });
}

void ent_sheet_note(ent_sheet *s, ent_str note)
{
    ent_str copy = ent_arena_str(&s->arena, note);

    s->failed = s->failed || !copy.ptr ||
                !ent_mem_reserve((void **)&s->notes, &s->note_room, s->note_count + 1,
                                 sizeof *s->notes);
    if (!s->failed)
        s->notes[s->note_count++] = copy;
}

static size_t rows(const ent_sheet *s)
{
    return s->column_count ? (s->cell_count + s->column_count - 1) / s->column_count : 0;
}

static const cell *at(const ent_sheet *s, size_t row, size_t column)
{
    static const cell empty = { { "", 0 }, 0, false };
    size_t i = row * s->column_count + column;

    return i < s->cell_count ? &s->cells[i] : &empty;
}

/* A number for readers: whole numbers as they are, others with four decimals, small ones with four
 * digits that count. */
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
    for (size_t c = 0; c < s->column_count; c++) {
        if (c)
            ent_buf_char(out, separator);
        ent_escape_csv_cell(out, s->columns[c].name, separator);
    }
    ent_buf_char(out, '\n');
    for (size_t r = 0; r < rows(s); r++) {
        for (size_t c = 0; c < s->column_count; c++) {
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

static void write_csv(const ent_sheet *s, const ent_sheet_options *o, ent_buf *out)
{
    (void)o;
    delimited(s, ',', out);
}

static void write_tsv(const ent_sheet *s, const ent_sheet_options *o, ent_buf *out)
{
    (void)o;
    delimited(s, '\t', out);
}

static void write_json(const ent_sheet *s, const ent_sheet_options *o, ent_buf *out)
{
    (void)o;
    ent_buf_text(out, "{\"title\":");
    ent_escape_json_string(out, s->title);
    ent_buf_text(out, ",\n\"notes\":[");
    for (size_t i = 0; i < s->note_count; i++) {
        ent_buf_text(out, i ? "," : "");
        ent_escape_json_string(out, s->notes[i]);
    }
    ent_buf_text(out, "],\n\"rows\":[");
    for (size_t r = 0; r < rows(s); r++) {
        ent_buf_text(out, r ? ",\n{" : "\n{");
        for (size_t c = 0; c < s->column_count; c++) {
            const cell *x = at(s, r, c);

            ent_buf_text(out, c ? "," : "");
            ent_escape_json_string(out, s->columns[c].name);
            ent_buf_char(out, ':');
            if (x->is_number)
                ent_buf_json_number(out, x->number);
            else if (!x->text.len && s->columns[c].is_number)
                ent_buf_text(out, "null");
            else
                ent_escape_json_string(out, x->text);
        }
        ent_buf_char(out, '}');
    }
    ent_buf_text(out, "\n]}\n");
}

/* ---- for readers ---- */

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

static void cell_for_terminal(ent_buf *out, const cell *x)
{
    ent_buf_clear(out);
    if (x->is_number)
        readable(out, x->number);
    else
        ent_escape_terminal(out, x->text, 200);
}

static void pad(ent_buf *out, size_t count)
{
    while (count--)
        ent_buf_char(out, ' ');
}

static void write_txt(const ent_sheet *s, const ent_sheet_options *o, ent_buf *out)
{
    enum { LONGEST = 48 };
    size_t *widths = ent_mem_new(s->column_count, sizeof *widths);
    ent_buf text = { 0 }, line = { 0 };

    if (!widths) {
        out->failed = true;
        return;
    }
    (void)o;
    for (size_t c = 0; c < s->column_count; c++) {
        widths[c] = shown_width(s->columns[c].name);
        for (size_t r = 0; r < rows(s); r++) {
            size_t width;

            cell_for_terminal(&text, at(s, r, c));
            width = shown_width(ent_buf_view(&text));
            widths[c] = width > widths[c] ? width : widths[c];
        }
        if (!s->columns[c].is_number && widths[c] > LONGEST && c + 1 < s->column_count)
            widths[c] = LONGEST;
    }
    if (s->title.len) {
        ent_escape_terminal(out, s->title, 0);
        ent_buf_text(out, "\n\n");
    }
    for (size_t r = 0; r <= rows(s); r++) { /* row 0 is the header */
        ent_buf_clear(&line);
        for (size_t c = 0; c < s->column_count; c++) {
            ent_buf cut = { 0 };
            size_t width;

            if (r)
                cell_for_terminal(&text, at(s, r - 1, c));
            else {
                ent_buf_clear(&text);
                ent_escape_terminal(&text, s->columns[c].name, 0);
            }
            fit(&cut, ent_buf_view(&text), widths[c]);
            width = shown_width(ent_buf_view(&cut));
            pad(&line, c ? 2 : 0);
            pad(&line, s->columns[c].is_number ? widths[c] - width : 0);
            ent_buf_str(&line, ent_buf_view(&cut));
            if (c + 1 < s->column_count)
                pad(&line, s->columns[c].is_number ? 0 : widths[c] - width);
            ent_buf_destroy(&cut);
        }
        while (line.len && line.data[line.len - 1] == ' ')
            line.len--;
        ent_buf_str(out, ent_buf_view(&line));
        ent_buf_char(out, '\n');
    }
    for (size_t i = 0; i < s->note_count; i++) {
        ent_buf_text(out, i ? "" : "\n");
        ent_escape_terminal(out, s->notes[i], 0);
        ent_buf_char(out, '\n');
    }
    out->failed = out->failed || text.failed || line.failed;
    ent_buf_destroy(&text);
    ent_buf_destroy(&line);
    ent_mem_free(widths);
}

static void write_md(const ent_sheet *s, const ent_sheet_options *o, ent_buf *out)
{
    (void)o;
    if (s->title.len) {
        ent_buf_text(out, "**");
        ent_escape_markdown(out, s->title);
        ent_buf_text(out, "**\n\n");
    }
    for (size_t c = 0; c < s->column_count; c++) {
        ent_buf_text(out, "| ");
        ent_escape_markdown(out, s->columns[c].name);
        ent_buf_char(out, ' ');
    }
    ent_buf_text(out, "|\n");
    for (size_t c = 0; c < s->column_count; c++)
        ent_buf_text(out, s->columns[c].is_number ? "| ---: " : "| --- ");
    ent_buf_text(out, "|\n");
    for (size_t r = 0; r < rows(s); r++) {
        for (size_t c = 0; c < s->column_count; c++) {
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
    for (size_t i = 0; i < s->note_count; i++) {
        ent_buf_text(out, i ? "- " : "\n- ");
        ent_escape_markdown(out, s->notes[i]);
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

static void write_tex(const ent_sheet *s, const ent_sheet_options *o, ent_buf *out)
{
    ent_buf name = { 0 };

    (void)o;
    ent_buf_text(out, "% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\caption{");
    ent_escape_latex(out, s->title);
    label(&name, s->title);
    ent_buf_format(out, "}\n\\label{%s}\n\\begin{tabular}{", ent_buf_string(&name));
    ent_buf_destroy(&name);
    for (size_t c = 0; c < s->column_count; c++)
        ent_buf_char(out, s->columns[c].is_number ? 'r' : 'l');
    ent_buf_text(out, "}\n\\toprule\n");
    for (size_t r = 0; r <= rows(s); r++) {
        for (size_t c = 0; c < s->column_count; c++) {
            ent_buf_text(out, c ? " & " : "");
            if (!r)
                ent_escape_latex(out, s->columns[c].name);
            else if (at(s, r - 1, c)->is_number)
                readable(out, at(s, r - 1, c)->number);
            else
                ent_escape_latex(out, at(s, r - 1, c)->text);
        }
        ent_buf_text(out, r ? " \\\\\n" : " \\\\\n\\midrule\n");
    }
    ent_buf_text(out, "\\bottomrule\n\\end{tabular}\n");
    for (size_t i = 0; i < s->note_count; i++) {
        ent_buf_text(out, "\\par\\footnotesize ");
        ent_escape_latex(out, s->notes[i]);
        ent_buf_char(out, '\n');
    }
    ent_buf_text(out, "\\end{table}\n");
}

static const struct {
    const char *name;
    void (*write)(const ent_sheet *s, const ent_sheet_options *o, ent_buf *out);
} writers[] = { { "txt", write_txt },   { "csv", write_csv }, { "tsv", write_tsv },
                { "json", write_json }, { "md", write_md },   { "tex", write_tex } };

const ent_format ent_sheet_formats[] = { { "txt", "for the terminal", NULL, false },
                                         { "csv", "for spreadsheets and programs", NULL, false },
                                         { "tsv", "the same with tabs", NULL, false },
                                         { "json", "rows as objects; undefined is null", NULL, false },
                                         { "md", "Markdown table", NULL, false },
                                         { "tex", "LaTeX table (booktabs)", NULL, false },
                                         { NULL, NULL, NULL, false } };

ent_status ent_sheet_unknown(const char *format, ent_diags *diags)
{
    ent_str names[16];
    size_t count = 0;

    for (const ent_format *f = ent_sheet_formats; f->name; f++)
        names[count++] = ent_str_of(f->name);
    return ent_fail_format(diags, "tables have", format, names, count);
}

ent_status ent_sheet_write(const ent_sheet *s, const char *format, const ent_sheet_options *options,
                           ent_buf *out, ent_diags *diags)
{
    size_t count = sizeof writers / sizeof *writers, i = 0, refusals;

    while (i < count && strcmp(writers[i].name, format) != 0)
        i++;
    if (i == count)
        return ent_sheet_unknown(format, diags);
    if (s->failed)
        return ent_out_of_memory(diags);
    refusals = ent_mem_before(out);
    writers[i].write(s, options, out);
    return ent_mem_whole(ENT_OK, refusals, diags);
}
