/* html.c: tables as a web page, which Word and LibreOffice open too. */
#include "base/escape.h"
#include "export/sheet/sheet.h"

static const char style[] =
    "body{font:16px/1.4 sans-serif;margin:2em;max-width:75em}"
    "table{border-collapse:collapse;border-top:2px solid;border-bottom:2px solid;margin:1em 0}"
    "caption{text-align:left;font-weight:bold;padding:.3em 0}"
    "th,td{padding:.15em .7em;text-align:left;vertical-align:top}thead{border-bottom:1px solid}"
    ".n{text-align:right;font-variant-numeric:tabular-nums}"
    ".note{font-size:.85em;max-width:60em}";

static void cell(const char *tag, bool is_number, ent_str text, ent_buf *out)
{
    ent_buf_format(out, "<%s%s>", tag, is_number ? " class=\"n\"" : "");
    ent_escape_xml_text(out, text);
    ent_buf_format(out, "</%s>", tag);
}

static void row_of(const ent_sheet *s, size_t r, ent_buf *out)
{
    ent_buf text = { 0 };

    ent_buf_text(out, "<tr>");
    for (size_t c = 0; c < s->columns.count; c++) {
        ent_sheet_print_cell(s, r, c, &text);
        cell("td", s->columns.items[c].is_number, ent_buf_view(&text), out);
    }
    ent_buf_text(out, "</tr>\n");
    out->failed |= text.failed;
    ent_buf_destroy(&text);
}

static void write_sheet(const ent_sheet *s, ent_buf *out)
{
    ent_buf head = { 0 };

    ent_buf_text(out, "<table id=\"");
    ent_escape_xml_attr(out, s->label);
    ent_buf_text(out, "\">\n<caption>");
    ent_escape_xml_text(out, s->title);
    ent_buf_text(out, "</caption>\n<thead><tr>");
    for (size_t c = 0; c < s->columns.count; c++) {
        ent_column_print_head(&s->columns.items[c], &head);
        cell("th", s->columns.items[c].is_number, ent_buf_view(&head), out);
    }
    ent_buf_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < ent_sheet_rows(s); r++)
        row_of(s, r, out);
    ent_buf_text(out, "</tbody>\n</table>\n");
    for (size_t i = 0; i < s->notes.count; i++) {
        ent_buf_text(out, "<p class=\"note\">");
        ent_escape_xml_text(out, s->notes.items[i]);
        ent_buf_text(out, "</p>\n");
    }
    out->failed |= head.failed;
    ent_buf_destroy(&head);
}

void ent_write_html(const ent_report *r, ent_buf *out)
{
    ent_buf_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    if (r->sheets.count)
        ent_escape_xml_text(out, r->sheets.items[0]->title);
    ent_buf_text(out, "</title>\n");
    for (size_t i = 0; i < r->sheets.count; i++)
        for (size_t k = 0; k < r->sheets.items[i]->record.count; k++) {
            ent_buf_text(out, "<meta name=\"description\" content=\"");
            ent_escape_xml_attr(out, r->sheets.items[i]->record.items[k]);
            ent_buf_text(out, "\">\n");
        }
    ent_buf_format(out, "<style>%s</style>\n</head>\n<body>\n", style);
    ent_each_sheet(r, out, write_sheet);
    ent_buf_text(out, "</body>\n</html>\n");
}
