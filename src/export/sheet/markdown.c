/* markdown.c: tables in Markdown. */
#include "base/escape.h"
#include "export/sheet/sheet.h"

static void write_sheet(const ent_sheet *s, ent_buf *out)
{
    if (s->title.len) {
        ent_buf_text(out, "**");
        ent_escape_markdown(out, s->title);
        ent_buf_text(out, "**\n\n");
    }
    for (size_t c = 0; c < s->columns.count; c++) {
        ent_buf_text(out, "| ");
        ent_escape_markdown(out, ent_column_head(&s->columns.items[c]));
        ent_buf_char(out, ' ');
    }
    ent_buf_text(out, "|\n");
    for (size_t c = 0; c < s->columns.count; c++)
        ent_buf_text(out, s->columns.items[c].is_number ? "| ---: " : "| --- ");
    ent_buf_text(out, "|\n");
    for (size_t r = 0; r < ent_sheet_rows(s); r++) {
        for (size_t c = 0; c < s->columns.count; c++) {
            const sheet_cell *x = ent_sheet_at(s, r, c);

            ent_buf_text(out, "| ");
            if (x->is_number)
                ent_sheet_readable(s, x->number, out);
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

void ent_write_md(const ent_report *r, ent_buf *out)
{
    if (r->head.len) {
        ent_escape_markdown(out, ent_buf_view(&r->head));
        ent_buf_text(out, "\n\n");
    }
    ent_each_sheet(r, out, write_sheet);
}
