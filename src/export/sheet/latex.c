/* latex.c: tables for LaTeX (booktabs), and values under names for numbers in the text. */
#include <string.h>

#include "base/escape.h"
#include "export/sheet/sheet.h"

enum {
    LONG_TABLE = 40,  /* more rows do not fit on a page: longtable */
    WIDE_TABLE = 8,   /* more columns do not fit in one column of a page: table* */
    PAGE_LETTERS = 75 /* across a page in \footnotesize; what is wider is made smaller */
};

/* The letters of the longest cells, with those that the gaps between columns take. */
static size_t letters_across(const ent_sheet *s)
{
    ent_buf cell = { 0 };
    size_t sum = 0;

    for (size_t c = 0; c < s->columns.count; c++) {
        size_t longest;

        ent_column_print_head(&s->columns.items[c], &cell);
        longest = ent_utf8_count(ent_buf_view(&cell));
        for (size_t r = 0; r < ent_sheet_rows(s); r++) {
            size_t length;

            ent_sheet_print_cell(s, r, c, &cell);
            length = ent_utf8_count(ent_buf_view(&cell));
            longest = length > longest ? length : longest;
        }
        sum += longest + 1;
    }
    ent_buf_destroy(&cell);
    return sum;
}

static bool is_long(const ent_sheet *s)
{
    return ent_sheet_rows(s) > LONG_TABLE;
}

static void head_row(const ent_sheet *s, ent_buf *out)
{
    ent_buf head = { 0 };

    ent_buf_text(out, "\\toprule\n");
    for (size_t c = 0; c < s->columns.count; c++) {
        ent_column_print_head(&s->columns.items[c], &head);
        ent_buf_text(out, c ? " & " : "");
        ent_escape_latex(out, ent_buf_view(&head));
    }
    ent_buf_text(out, " \\\\\n\\midrule\n");
    out->failed |= head.failed;
    ent_buf_destroy(&head);
}

/* Its minus sign and "<" are set in mathematics. */
static void number(ent_str text, ent_buf *out)
{
    static const char minus[] = "\xE2\x88\x92";

    if (ent_str_starts(text, minus)) {
        ent_buf_text(out, "$-$");
        text = (ent_str){ text.ptr + sizeof minus - 1, text.len - (sizeof minus - 1) };
    }
    if (ent_str_starts(text, "<")) {
        ent_buf_text(out, "$<$");
        text = (ent_str){ text.ptr + 1, text.len - 1 };
    }
    ent_buf_str(out, text);
}

static void body(const ent_sheet *s, ent_buf *out)
{
    ent_buf cell = { 0 };

    for (size_t r = 0; r < ent_sheet_rows(s); r++) {
        for (size_t c = 0; c < s->columns.count; c++) {
            ent_buf_text(out, c ? " & " : "");
            ent_sheet_print_cell(s, r, c, &cell);
            if (ent_sheet_at(s, r, c)->is_number)
                number(ent_buf_view(&cell), out);
            else
                ent_escape_latex(out, ent_buf_view(&cell));
        }
        ent_buf_text(out, " \\\\\n");
    }
    out->failed |= cell.failed;
    ent_buf_destroy(&cell);
}

static void caption(const ent_sheet *s, ent_buf *out)
{
    ent_buf_text(out, "\\caption{");
    ent_escape_latex(out, s->title);
    ent_buf_format(out, "}\\label{%.*s}", ENT_STR_ARG(s->label));
}

static void column_types(const ent_sheet *s, ent_buf *out)
{
    ent_buf_char(out, '{');
    for (size_t c = 0; c < s->columns.count; c++)
        ent_buf_char(out, s->columns.items[c].is_number ? 'r' : 'l');
    ent_buf_text(out, "}\n");
}

static void notes(const ent_sheet *s, ent_buf *out)
{
    if (!s->notes.count)
        return;
    ent_buf_text(out, "\\par\\smallskip\\begin{minipage}{\\linewidth}\\footnotesize\n");
    for (size_t i = 0; i < s->notes.count; i++) {
        ent_escape_latex(out, s->notes.items[i]);
        ent_buf_text(out, "\\par\n");
    }
    ent_buf_text(out, "\\end{minipage}\n");
}

/* A table of more than one page cannot float. */
static void write_long(const ent_sheet *s, ent_buf *out)
{
    ent_buf_text(out, "% needs \\usepackage{booktabs,longtable}\n{\\small\n\\begin{longtable}");
    column_types(s, out);
    caption(s, out);
    ent_buf_text(out, " \\\\\n");
    head_row(s, out);
    ent_buf_text(out, "\\endfirsthead\n");
    head_row(s, out);
    ent_buf_text(out, "\\endhead\n\\bottomrule\n\\endlastfoot\n");
    body(s, out);
    ent_buf_text(out, "\\end{longtable}\n");
    notes(s, out);
    ent_buf_text(out, "}\n");
}

static void write_float(const ent_sheet *s, ent_buf *out)
{
    const char *name = s->columns.count > WIDE_TABLE ? "table*" : "table";
    bool shrinks = letters_across(s) > PAGE_LETTERS;

    ent_buf_format(out, "%% needs \\usepackage{booktabs%s}\n\\begin{%s}\n\\centering\n",
                   shrinks ? ",graphicx" : "", name);
    caption(s, out);
    if (s->columns.count > WIDE_TABLE)
        ent_buf_text(out, "\n\\footnotesize\\setlength{\\tabcolsep}{3pt}");
    ent_buf_format(out, "\n%s\\begin{tabular}", shrinks ? "\\resizebox{\\textwidth}{!}{" : "");
    column_types(s, out);
    head_row(s, out);
    body(s, out);
    ent_buf_format(out, "\\bottomrule\n\\end{tabular}%s\n", shrinks ? "}" : "");
    notes(s, out);
    ent_buf_format(out, "\\end{%s}\n", name);
}

static void comment(ent_str text, ent_buf *out)
{
    ent_buf_text(out, "% ");
    ent_escape_terminal(out, text, 0); /* no line ends */
    ent_buf_char(out, '\n');
}

static void write_sheet(const ent_sheet *s, ent_buf *out)
{
    for (size_t i = 0; i < s->record.count; i++)
        comment(s->record.items[i], out);
    if (is_long(s))
        write_long(s, out);
    else
        write_float(s, out);
}

void ent_write_tex(const ent_report *r, ent_buf *out)
{
    if (r->head.len)
        comment(ent_buf_view(&r->head), out);
    ent_each_sheet(r, out, write_sheet);
}

/* ---- values under names ---- */

/* A part of a name in \csname: what TeX would read as a command or a group is left out. */
static void key_part(ent_str text, ent_buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (strchr("\\{}%#^~$&", c) || (unsigned char)c < ' ')
            c = '-';
        ent_buf_char(out, c);
    }
}

/* The texts that tell the rows of a table apart: the column id, else all texts before the first number. */
static void key_of(const ent_sheet *s, size_t row, ent_buf *out)
{
    for (size_t c = 0; c < s->columns.count; c++)
        if (ent_str_is(s->columns.items[c].name, "id")) {
            ent_buf_char(out, '/');
            key_part(ent_sheet_at(s, row, c)->text, out);
            return;
        }
    for (size_t c = 0; c < s->columns.count && !s->columns.items[c].is_number; c++)
        if (ent_sheet_at(s, row, c)->text.len) {
            ent_buf_char(out, '/');
            key_part(ent_sheet_at(s, row, c)->text, out);
        }
}

static size_t number_columns(const ent_sheet *s)
{
    size_t count = 0;

    for (size_t c = 0; c < s->columns.count; c++)
        count += s->columns.items[c].is_number;
    return count;
}

static void macros_of(const ent_sheet *s, ent_buf *out)
{
    bool one = number_columns(s) == 1; /* then the column needs no name: network/density */
    ent_buf value = { 0 };

    for (size_t r = 0; r < ent_sheet_rows(s); r++)
        for (size_t c = 0; c < s->columns.count; c++) {
            const sheet_cell *x = ent_sheet_at(s, r, c);

            if (!x->is_number)
                continue;
            ent_buf_clear(&value);
            ent_sheet_readable(s, x->number, &value);
            ent_buf_text(out, "\\ententedefine{");
            key_part(s->name, out);
            key_of(s, r, out);
            if (!one || !s->name.len) {
                ent_buf_char(out, '/');
                key_part(s->columns.items[c].name, out);
            }
            ent_buf_format(out, "}{%s}\n", value.len ? ent_buf_string(&value) : "--");
        }
    out->failed |= value.failed;
    ent_buf_destroy(&value);
}

void ent_write_macros(const ent_report *r, ent_buf *out)
{
    ent_buf_text(out,
                 "% \\input this file; then \\ententevalue{network/density} prints a value.\n"
                 "\\providecommand\\ententedefine[2]{\\expandafter\\gdef\\csname entente@#1\\endcsname{#2}}\n"
                 "\\providecommand\\ententevalue[1]{\\ifcsname entente@#1\\endcsname"
                 "\\csname entente@#1\\endcsname\\else\\errmessage{entente: unknown value #1}\\fi}\n");
    for (size_t i = 0; i < r->sheets.count; i++) {
        const ent_sheet *s = r->sheets.items[i];

        for (size_t k = 0; k < s->record.count; k++)
            comment(s->record.items[k], out);
        for (size_t k = 0; k < s->notes.count; k++)
            comment(s->notes.items[k], out);
        macros_of(s, out);
    }
}
