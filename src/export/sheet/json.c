/* json.c: tables as JSON: the rows as objects. */
#include "base/json_write.h"
#include "export/sheet/sheet.h"

static void write_sheet(const ent_sheet *s, ent_buf *out)
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
    for (size_t r = 0; r < ent_sheet_rows(s); r++) {
        ent_json_line(&w, 0);
        ent_json_begin_object(&w, NULL);
        for (size_t c = 0; c < s->columns.count; c++) {
            const sheet_cell *x = ent_sheet_at(s, r, c);

            ent_json_key(&w, ent_column_head(&s->columns.items[c]));
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

void ent_write_json(const ent_report *r, ent_buf *out)
{
    ent_buf_text(out, r->several ? "[" : "");
    for (size_t i = 0; i < r->sheets.count; i++) {
        ent_buf_text(out, i ? "," : "");
        write_sheet(r->sheets.items[i], out);
    }
    ent_buf_text(out, r->several ? "]\n" : "");
}
