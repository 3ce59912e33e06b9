/* xlsx.c: tables as an Excel workbook: a sheet for each table, numbers as numbers with all their digits, and
 * a last sheet that says what they are and how they were made. */
#include "export/sheet/office.h"

#include <math.h>
#include <stdio.h>

enum { STYLE_TEXT, STYLE_HEAD, STYLE_WHOLE, STYLE_DECIMAL, STYLE_WRAPPED };

static const char namespaces[] = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/* The styles by the numbers above; decimals as many as --digits says. */
static void styles(office_file *file, int digits)
{
    ent_buf part = { 0 };

    ent_buf_format(&part, "%s<styleSheet %s><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0",
                   declaration, namespaces);
    for (int i = 0; i < digits; i++)
        ent_buf_text(&part, i ? "0" : ".0");
    ent_buf_text(&part,
                 "\"/></numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
                 "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
                 "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                 "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
                 "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                 "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"5\">"
                 "<xf numFmtId=\"0\" xfId=\"0\"/>"
                 "<xf numFmtId=\"0\" fontId=\"1\" applyFont=\"1\" xfId=\"0\"/>"
                 "<xf numFmtId=\"1\" applyNumberFormat=\"1\" xfId=\"0\"/>"
                 "<xf numFmtId=\"164\" applyNumberFormat=\"1\" xfId=\"0\"/>"
                 "<xf numFmtId=\"0\" applyAlignment=\"1\" xfId=\"0\"><alignment vertical=\"top\" "
                 "wrapText=\"1\"/></xf></cellXfs></styleSheet>");
    ent_office_add(file, "xl/styles.xml", ent_buf_view(&part));
    file->out->failed |= part.failed;
    ent_buf_destroy(&part);
}

static void text_cell(ent_buf *out, ent_str text, int style)
{
    if (!text.len) {
        ent_buf_text(out, "<c/>");
        return;
    }
    ent_buf_format(out, "<c s=\"%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", style);
    ent_office_text(out, text);
    ent_buf_text(out, "</t></is></c>");
}

static void number_cell(ent_buf *out, double value, const sheet_column *column)
{
    if (isnan(value)) {
        ent_buf_text(out, "<c/>");
        return;
    }
    if (isinf(value)) { /* Excel has no infinity */
        text_cell(out, value > 0 ? ENT_STR("inf") : ENT_STR("-inf"), STYLE_TEXT);
        return;
    }
    ent_buf_format(out, "<c s=\"%d\"><v>",
                   !column->decimals || (column->mixed && value == floor(value)) ? STYLE_WHOLE
                                                                                 : STYLE_DECIMAL);
    ent_buf_number(out, value);
    ent_buf_text(out, "</v></c>");
}

static void add_sheet(office_file *file, size_t number, const ent_buf *part)
{
    char name[48];

    snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", number);
    ent_office_add(file, name, ent_buf_view(part));
    file->out->failed |= part->failed;
}

static void table(office_file *file, const ent_sheet *s, size_t number)
{
    ent_buf part = { 0 };

    ent_buf_format(&part,
                   "%s<worksheet %s><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
                   "topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
                   "</sheetViews><cols>",
                   declaration, namespaces);
    for (size_t c = 0; c < s->columns.count; c++)
        ent_buf_format(&part, "<col min=\"%zu\" max=\"%zu\" width=\"%d\" customWidth=\"1\"/>", c + 1, c + 1,
                       s->columns.items[c].is_number                          ? 13
                       : ent_str_is(s->columns.items[c].name, "name") ||
                               ent_str_is(s->columns.items[c].name, "title") ? 36
                                                                              : 16);
    ent_buf_text(&part, "</cols><sheetData><row>");
    for (size_t c = 0; c < s->columns.count; c++)
        text_cell(&part, ent_column_head(&s->columns.items[c]), STYLE_HEAD);
    ent_buf_text(&part, "</row>");
    for (size_t r = 0; r < ent_sheet_rows(s); r++) {
        ent_buf_text(&part, "<row>");
        for (size_t c = 0; c < s->columns.count; c++) {
            const sheet_cell *x = ent_sheet_at(s, r, c);

            if (x->is_number)
                number_cell(&part, x->number, &s->columns.items[c]);
            else
                text_cell(&part, x->text, STYLE_TEXT);
        }
        ent_buf_text(&part, "</row>");
    }
    ent_buf_text(&part, "</sheetData></worksheet>");
    add_sheet(file, number, &part);
    ent_buf_destroy(&part);
}

static void about_row(ent_buf *out, ent_str first, ent_str text)
{
    ent_buf_text(out, "<row>");
    text_cell(out, first, STYLE_HEAD);
    text_cell(out, text, STYLE_WRAPPED);
    ent_buf_text(out, "</row>");
}

static void about(office_file *file, const ent_report *r)
{
    ent_buf part = { 0 };

    ent_buf_format(&part,
                   "%s<worksheet %s><cols><col min=\"1\" max=\"1\" width=\"16\" customWidth=\"1\"/>"
                   "<col min=\"2\" max=\"2\" width=\"100\" customWidth=\"1\"/></cols><sheetData>",
                   declaration, namespaces);
    if (r->head.len)
        about_row(&part, ENT_STR("about"), ent_buf_view(&r->head));
    for (size_t i = 0; i < r->sheets.count; i++) {
        const ent_sheet *s = r->sheets.items[i];

        about_row(&part, s->name, s->title);
        for (size_t k = 0; k < s->notes.count; k++)
            about_row(&part, ENT_STR("note"), s->notes.items[k]);
    }
    ent_buf_text(&part, "</sheetData></worksheet>");
    add_sheet(file, r->sheets.count + 1, &part);
    ent_buf_destroy(&part);
}

/* The name of a sheet: at most 31 characters, none of those that Excel refuses, each name once. */
static void sheet_name(ent_buf *out, const ent_report *r, size_t at)
{
    const ent_sheet *s = r->sheets.items[at];
    size_t same = 0, len = 0;

    for (size_t i = 0; i < at; i++)
        same += ent_str_eq(r->sheets.items[i]->name, s->name);
    for (; len < s->name.len && len < 24 && !strchr("[]:*?/\\'", s->name.ptr[len]); len++)
        continue;
    while (len && len < s->name.len && ((unsigned char)s->name.ptr[len] & 0xc0) == 0x80)
        len--; /* whole characters only */
    if (len)
        ent_office_text(out, (ent_str){ s->name.ptr, len });
    else
        ent_buf_text(out, "table");
    if (same || ent_str_is(s->name, "about"))
        ent_buf_format(out, " %zu", same + 2);
}

static void workbook(office_file *file, const ent_report *r)
{
    ent_buf part = { 0 }, links = { 0 };

    ent_buf_format(&part,
                   "%s<workbook %s xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                   "relationships\"><sheets>",
                   declaration, namespaces);
    ent_buf_format(&links, "%s<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                           "relationships\">", declaration);
    for (size_t i = 0; i <= r->sheets.count; i++) {
        ent_buf_text(&part, "<sheet name=\"");
        if (i < r->sheets.count)
            sheet_name(&part, r, i);
        else
            ent_buf_text(&part, "about");
        ent_buf_format(&part, "\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", i + 1, i + 1);
        ent_buf_format(&links,
                       "<Relationship Id=\"rId%zu\" Type=\"http://schemas.openxmlformats.org/"
                       "officeDocument/2006/relationships/worksheet\" "
                       "Target=\"worksheets/sheet%zu.xml\"/>",
                       i + 1, i + 1);
    }
    ent_buf_text(&part, "</sheets></workbook>");
    ent_buf_format(&links,
                   "<Relationship Id=\"rId%zu\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
                   "2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>",
                   r->sheets.count + 2);
    ent_office_add(file, "xl/workbook.xml", ent_buf_view(&part));
    ent_office_add(file, "xl/_rels/workbook.xml.rels", ent_buf_view(&links));
    file->out->failed = file->out->failed || part.failed || links.failed;
    ent_buf_destroy(&part);
    ent_buf_destroy(&links);
}

void ent_write_xlsx(const ent_report *r, ent_buf *out)
{
    office_file file = { .out = out };
    ent_buf types = { 0 };

    ent_buf_text(&types,
                 "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-"
                 "officedocument.spreadsheetml.sheet.main+xml\"/>"
                 "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-"
                 "officedocument.spreadsheetml.styles+xml\"/>");
    for (size_t i = 1; i <= r->sheets.count + 1; i++)
        ent_buf_format(&types,
                       "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"application/"
                       "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
                       i);
    ent_office_begin(&file, r, "xl/workbook.xml", ent_buf_string(&types));
    workbook(&file, r);
    styles(&file, r->options.digits < 0 ? 3 : r->options.digits);
    for (size_t i = 0; i < r->sheets.count; i++)
        table(&file, r->sheets.items[i], i + 1);
    about(&file, r);
    ent_office_end(&file);
    out->failed |= types.failed;
    ent_buf_destroy(&types);
}
