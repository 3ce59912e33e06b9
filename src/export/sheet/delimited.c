/* delimited.c: tables as CSV and TSV, for spreadsheets and programs. */
#include "base/escape.h"
#include "export/sheet/sheet.h"

static void delimited(const ent_sheet *s, char separator, ent_buf *out)
{
    for (size_t c = 0; c < s->columns.count; c++) {
        if (c)
            ent_buf_char(out, separator);
        ent_escape_csv_cell(out, ent_column_head(&s->columns.items[c]), separator);
    }
    ent_buf_char(out, '\n');
    for (size_t r = 0; r < ent_sheet_rows(s); r++) {
        for (size_t c = 0; c < s->columns.count; c++) {
            const sheet_cell *x = ent_sheet_at(s, r, c);

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

static void each(const ent_report *r, char separator, ent_buf *out)
{
    if (r->options.bom) /* without it, Excel takes UTF-8 for an encoding of its own */
        ent_buf_text(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < r->sheets.count; i++)
        delimited(r->sheets.items[i], separator, out);
}

void ent_write_csv(const ent_report *r, ent_buf *out)
{
    each(r, ',', out);
}

void ent_write_tsv(const ent_report *r, ent_buf *out)
{
    each(r, '\t', out);
}
