/* docx.c: tables as a Word document: native tables with rules above, below the head and below, the caption
 * numbered by Word and with a bookmark for references, notes under the table. */
#include "export/sheet/office.h"

enum { WIDE = 8, TWIPS_PORTRAIT = 9070, TWIPS_LANDSCAPE = 13950 };

static const char types[] =
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-"
    "officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-"
    "officedocument.wordprocessingml.styles+xml\"/>";

static const char relations[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/styles\" Target=\"styles.xml\"/></Relationships>";

static const char styles[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
    "w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"22\"/><w:lang w:val=\"en-GB\"/>"
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
    "<w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Caption\"><w:name w:val=\"caption\"/>"
    "<w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"60\"/></w:pPr>"
    "<w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"TableText\"><w:name w:val=\"Table Text\"/>"
    "<w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"0\"/></w:pPr>"
    "<w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"TableNote\"><w:name w:val=\"Table Note\"/>"
    "<w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:before=\"60\"/></w:pPr>"
    "<w:rPr><w:sz w:val=\"16\"/></w:rPr></w:style></w:styles>";

static void run_of(ent_buf *out, ent_str text, bool bold)
{
    ent_buf_format(out, "<w:r>%s<w:t xml:space=\"preserve\">", bold ? "<w:rPr><w:b/></w:rPr>" : "");
    ent_office_text(out, text);
    ent_buf_text(out, "</w:t></w:r>");
}

static void paragraph(ent_buf *out, const char *style, ent_str text)
{
    ent_buf_format(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
    run_of(out, text, false);
    ent_buf_text(out, "</w:p>");
}

/* "Table 1. Title": Word counts the field, and a reference can point to the bookmark. */
static void caption(ent_buf *out, const ent_sheet *s, size_t number)
{
    ent_buf_format(out,
                   "<w:p><w:pPr><w:pStyle w:val=\"Caption\"/></w:pPr>"
                   "<w:bookmarkStart w:id=\"%zu\" w:name=\"",
                   number);
    for (size_t i = 0; i < s->label.len && i < 40; i++) { /* names of bookmarks: letters, digits and _ */
        char c = s->label.ptr[i];

        ent_buf_char(out, (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_');
    }
    ent_buf_text(out, "\"/>");
    run_of(out, ENT_STR("Table "), true);
    ent_buf_format(out,
                   "<w:fldSimple w:instr=\" SEQ Table \\* ARABIC \"><w:r><w:rPr><w:b/></w:rPr>"
                   "<w:t>%zu</w:t></w:r></w:fldSimple><w:bookmarkEnd w:id=\"%zu\"/>",
                   number, number);
    run_of(out, ENT_STR(". "), true);
    run_of(out, s->title, false);
    ent_buf_text(out, "</w:p>");
}

static void cell(ent_buf *out, size_t width, bool is_number, bool is_head, ent_str text)
{
    ent_buf_format(out, "<w:tc><w:tcPr><w:tcW w:w=\"%zu\" w:type=\"dxa\"/>%s</w:tcPr>", width,
                   is_head ? "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" "
                             "w:color=\"auto\"/></w:tcBorders>"
                           : "");
    ent_buf_format(out, "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/>%s</w:pPr>",
                   is_number ? "<w:jc w:val=\"right\"/>" : "");
    run_of(out, text, is_head);
    ent_buf_text(out, "</w:p></w:tc>");
}

/* Row 0 is the head. */
static void shown_cell(const ent_sheet *s, size_t row, size_t column, ent_buf *out)
{
    if (row)
        ent_sheet_print_cell(s, row - 1, column, out);
    else
        ent_column_print_head(&s->columns.items[column], out);
}

static size_t longest_word(ent_str text)
{
    ent_str word;
    size_t longest = 0;

    while (ent_str_next(&text, ' ', &word)) {
        size_t length = ent_utf8_count(word);

        longest = length > longest ? length : longest;
    }
    return longest;
}

/* Widths in twips: of the longest text of each column where the page has room for all; else at least of its
 * longest word, so that none is broken, and of the rest by what the texts want. */
static bool set_widths(const ent_sheet *s, size_t page, size_t *width)
{
    enum { LETTER = 105, WIDE_LETTER = 118, MARGINS = 150, MOST_LETTERS = 45 };
    size_t *need = ent_mem_new(s->columns.count, sizeof *need), wanted = 0, needed = 0;
    ent_buf text = { 0 };

    for (size_t c = 0; need && c < s->columns.count; c++) {
        size_t whole = 0, word = 0;

        for (size_t r = 0; r <= ent_sheet_rows(s); r++) {
            size_t length;

            shown_cell(s, r, c, &text);
            length = ent_utf8_count(ent_buf_view(&text));
            whole = length > whole ? length : whole;
            length = longest_word(ent_buf_view(&text));
            word = length > word ? length : word;
        }
        whole = whole < MOST_LETTERS ? whole : MOST_LETTERS;
        need[c] = (word < whole ? word : whole) * WIDE_LETTER + MARGINS;
        width[c] = whole * LETTER + MARGINS;
        width[c] = width[c] > need[c] ? width[c] : need[c];
        wanted += width[c];
        needed += need[c];
    }
    for (size_t c = 0; need && wanted > page && c < s->columns.count; c++)
        width[c] = needed >= page ? need[c] * page / needed
                                  : need[c] + (width[c] - need[c]) * (page - needed) / (wanted - needed);
    ent_mem_free(need);
    ent_buf_destroy(&text);
    return need != NULL;
}

static void table(ent_buf *out, const ent_sheet *s, size_t page)
{
    size_t *width = ent_mem_new(s->columns.count, sizeof *width), sum = 0;
    ent_buf text = { 0 };

    if (!width || !set_widths(s, page, width)) {
        ent_mem_free(width);
        out->failed = true;
        return;
    }
    for (size_t c = 0; c < s->columns.count; c++)
        sum += width[c];
    ent_buf_format(out,
                   "<w:tbl><w:tblPr><w:tblW w:w=\"%zu\" w:type=\"dxa\"/><w:tblBorders>"
                   "<w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>"
                   "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>"
                   "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
                   "<w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar>"
                   "</w:tblPr><w:tblGrid>",
                   sum);
    for (size_t c = 0; c < s->columns.count; c++)
        ent_buf_format(out, "<w:gridCol w:w=\"%zu\"/>", width[c]);
    ent_buf_text(out, "</w:tblGrid>");
    for (size_t r = 0; r <= ent_sheet_rows(s); r++) { /* row 0 is the head, repeated on each page */
        ent_buf_format(out, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>", r ? "" : "<w:tblHeader/>");
        for (size_t c = 0; c < s->columns.count; c++) {
            shown_cell(s, r, c, &text);
            cell(out, width[c], s->columns.items[c].is_number, !r, ent_buf_view(&text));
        }
        ent_buf_text(out, "</w:tr>");
    }
    ent_buf_text(out, "</w:tbl>");
    out->failed |= text.failed;
    ent_buf_destroy(&text);
    ent_mem_free(width);
}

void ent_write_docx(const ent_report *r, ent_buf *out)
{
    office_file file = { .out = out };
    ent_buf part = { 0 };
    bool wide = false;

    for (size_t i = 0; i < r->sheets.count; i++)
        wide |= r->sheets.items[i]->columns.count > WIDE;
    ent_office_begin(&file, r, "word/document.xml", types);
    ent_office_add(&file, "word/_rels/document.xml.rels", ENT_STR(relations));
    ent_office_add(&file, "word/styles.xml", ENT_STR(styles));
    ent_buf_text(&part, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
                        "main\"><w:body>");
    for (size_t i = 0; i < r->sheets.count; i++) {
        const ent_sheet *s = r->sheets.items[i];

        caption(&part, s, i + 1);
        table(&part, s, wide ? TWIPS_LANDSCAPE : TWIPS_PORTRAIT);
        for (size_t k = 0; k < s->notes.count; k++)
            paragraph(&part, "TableNote", s->notes.items[k]);
        if (!s->notes.count)
            paragraph(&part, "TableNote", ENT_STR("")); /* Word joins tables without a paragraph between */
    }
    ent_buf_format(&part,
                   "<w:sectPr><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"1418\" w:right=\"1418\" "
                   "w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>"
                   "</w:sectPr></w:body></w:document>",
                   wide ? 16838 : 11906, wide ? 11906 : 16838, wide ? " w:orient=\"landscape\"" : "");
    ent_office_add(&file, "word/document.xml", ent_buf_view(&part));
    ent_office_end(&file);
    out->failed |= part.failed;
    ent_buf_destroy(&part);
}
