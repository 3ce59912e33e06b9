/* typst.c: tables for Typst. All text stands in string literals, in which only quotes and backslashes
 * have a meaning. */
#include "export/sheet/sheet.h"

static void literal(ent_str text, ent_buf *out)
{
    ent_buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c == '"' || c == '\\')
            ent_buf_char(out, '\\');
        ent_buf_char(out, c < ' ' ? ' ' : (char)c);
    }
    ent_buf_char(out, '"');
}

static void write_sheet(const ent_sheet *s, ent_buf *out)
{
    ent_buf text = { 0 };

    ent_buf_format(out, "#figure(\n  table(\n    columns: %zu,\n    stroke: none,\n    align: (",
                   s->columns.count);
    for (size_t c = 0; c < s->columns.count; c++)
        ent_buf_text(out, s->columns.items[c].is_number ? "right, " : "left, ");
    ent_buf_text(out, "),\n    table.hline(),\n    table.header(");
    for (size_t c = 0; c < s->columns.count; c++) {
        ent_column_print_head(&s->columns.items[c], &text);
        literal(ent_buf_view(&text), out);
        ent_buf_text(out, ", ");
    }
    ent_buf_text(out, "),\n    table.hline(stroke: 0.5pt),\n");
    for (size_t r = 0; r < ent_sheet_rows(s); r++) {
        ent_buf_text(out, "    ");
        for (size_t c = 0; c < s->columns.count; c++) {
            ent_sheet_print_cell(s, r, c, &text);
            literal(ent_buf_view(&text), out);
            ent_buf_text(out, c + 1 < s->columns.count ? ", " : ",");
        }
        ent_buf_char(out, '\n');
    }
    ent_buf_text(out, "    table.hline(),\n  ),\n  kind: table,\n  caption: ");
    literal(s->title, out);
    ent_buf_format(out, ",\n) <%.*s>\n", ENT_STR_ARG(s->label));
    for (size_t i = 0; i < s->notes.count; i++) {
        ent_buf_text(out, "#text(size: 0.8em, ");
        literal(s->notes.items[i], out);
        ent_buf_text(out, ")\n\n");
    }
    out->failed |= text.failed;
    ent_buf_destroy(&text);
}

void ent_write_typst(const ent_report *r, ent_buf *out)
{
    ent_each_sheet(r, out, write_sheet);
}
