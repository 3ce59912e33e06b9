/* ods.c: workbooks of LibreOffice (OpenDocument). One part has all sheets. Equal cells and rows that follow each
 * other are written once with a number. */
#include <stdlib.h>
#include <string.h>

#include "base/hash_index.h"
#include "data/table/book.h"
#include "data/table/cell_value.h"

typedef struct ods_style {
    cell_format format;
    bool is_hidden; /* a style of sheets that are not shown */
} ods_style;

typedef struct ods {
    book *b;
    ent_index names; /* of styles: of cells, sheets and formats of dates */
    ENT_LIST(ods_style) styles;
    ent_str style;   /* the one that is being read, */
    bool shows_day, shows_month, shows_year; /* and what it shows of dates */
    ENT_LIST(uint32_t) column_styles; /* of the sheet's columns: the default of their cells */
    size_t depth, skip_depth; /* skip_depth: within an element whose texts are no cells (a comment, a picture); 0: none */
    size_t tables;            /* depth of tables: a table in a cell is not read */
    bool is_spreadsheet, names_only; /* names_only: no cells are needed */
    size_t sheet;             /* how many sheets have begun */
    /* the cell */
    size_t row, column, row_count, count; /* row_count, count: how often row and cell are repeated */
    size_t first_of_row;                  /* of the cells of the row, in b->cells; for repeated rows */
    bool in_cell, is_covered, is_hidden, has_formula, is_error;
    bool has_values; /* some formula has one: then those without it are empty texts */
    char type; /* first letter of the value's type: f, p, c, d, t, b, s; '\0': none */
    ent_buf value, text;
    size_t paragraphs, across, down; /* paragraphs; spans of a merged cell */
    cell_format format;
} ods;

static const char *attribute(const char **attributes, const char *name)
{
    const char *value = ent_xml_attribute(attributes, name);

    return value ? value : "";
}

/* A number of repetitions or spans: at least 1. */
static size_t count_of(const char **attributes, const char *name)
{
    unsigned long count = ent_xml_number(attribute(attributes, name));

    return count ? count : 1;
}

/* ---- styles ---- */

static ods_style *style_named(ods *o, const char *name)
{
    uint32_t at = ent_index_find(&o->names, ent_str_of(name));

    return at == ENT_ABSENT ? NULL : &o->styles.items[at];
}

static void begin_style(ods *o, const char *name)
{
    ent_str kept = ent_arena_str(&o->b->arena, ent_str_of(name));
    uint32_t found;

    o->style = kept;
    o->shows_day = o->shows_month = o->shows_year = false;
    if (!kept.ptr || !ENT_LIST_PUSH(&o->styles, (ods_style){ CELL_DATE, false }) ||
        !ent_index_add(&o->names, kept, (uint32_t)o->styles.count - 1, &found))
        o->b->no_memory = o->b->stop = true;
}

static bool start_style(ods *o, const char *name, const char **attributes)
{
    ods_style *other;

    if (strcmp(name, "date-style") == 0) {
        begin_style(o, attribute(attributes, "name"));
    } else if (strcmp(name, "style") == 0) {
        begin_style(o, attribute(attributes, "name"));
        if (!o->b->stop && (other = style_named(o, attribute(attributes, "data-style-name"))) != NULL)
            o->styles.items[o->styles.count - 1].format = other->format;
    } else if (strcmp(name, "table-properties") == 0 && o->styles.count) {
        o->styles.items[o->styles.count - 1].is_hidden = strcmp(attribute(attributes, "display"), "false") == 0;
    } else if (strcmp(name, "day") == 0) {
        o->shows_day = true;
    } else if (strcmp(name, "month") == 0) {
        o->shows_month = true;
    } else if (strcmp(name, "year") == 0) {
        o->shows_year = true;
    } else {
        return false;
    }
    return true;
}

static void end_date_style(ods *o)
{
    ods_style *style = o->styles.count ? &o->styles.items[o->styles.count - 1] : NULL;

    if (style && o->shows_year && !o->shows_day)
        style->format = o->shows_month ? CELL_MONTH : CELL_YEAR;
}

/* ---- sheets, rows, cells ---- */

static void start_table(ods *o, const char **attributes)
{
    const ods_style *style = style_named(o, attribute(attributes, "style-name"));

    if (o->tables++)
        return;
    o->row = 0;
    o->column_styles.count = 0;
    if (o->sheet++ == o->b->sheets.count)
        book_add_sheet(o->b, ent_str_of(attribute(attributes, "name")), ENT_STR(""), style && style->is_hidden);
}

static void start_column(ods *o, const char **attributes)
{
    const ods_style *style = style_named(o, attribute(attributes, "default-cell-style-name"));
    size_t count = count_of(attributes, "number-columns-repeated");

    for (; count && o->column_styles.count < ENT_LIMIT_SHEET_COLUMNS; count--)
        if (!ENT_LIST_PUSH(&o->column_styles, (uint32_t)(style ? style->format : CELL_DATE)))
            o->b->no_memory = o->b->stop = true;
}

static void start_row(ods *o, const char **attributes)
{
    o->row++;
    o->row_count = count_of(attributes, "number-rows-repeated");
    o->column = 0;
    o->first_of_row = o->b->cells.count;
    o->is_hidden = strcmp(attribute(attributes, "visibility"), "collapse") == 0 ||
                   strcmp(attribute(attributes, "visibility"), "filter") == 0;
}

static void start_cell(ods *o, const char *name, const char **attributes)
{
    static const char *const values[] = { "value", "date-value", "time-value", "boolean-value", "string-value" };
    const char *style_name = ent_xml_attribute(attributes, "style-name");
    const ods_style *style = style_name ? style_named(o, style_name) : NULL;

    o->in_cell = true;
    o->is_covered = *name == 'c'; /* by merged cells */
    o->count = count_of(attributes, "number-columns-repeated");
    o->across = count_of(attributes, "number-columns-spanned");
    o->down = count_of(attributes, "number-rows-spanned");
    o->type = *attribute(attributes, "value-type");
    o->is_error = strcmp(attribute(attributes, "calcext:value-type"), "error") == 0;
    o->has_formula = ent_xml_attribute(attributes, "formula") != NULL;
    o->format = style                                 ? style->format
                : o->column < o->column_styles.count ? (cell_format)o->column_styles.items[o->column]
                                                      : CELL_DATE;
    o->paragraphs = 0;
    ent_buf_clear(&o->value);
    ent_buf_clear(&o->text);
    for (size_t i = 0; i < sizeof values / sizeof *values && !o->value.len; i++)
        ent_buf_text(&o->value, attribute(attributes, values[i]));
}

/* The text of the cell, in o->text. */
static void finish_text(ods *o)
{
    ent_str value = ent_buf_view(&o->value);

    if (!value.len)
        return; /* a text in paragraphs */
    ent_buf_clear(&o->text);
    switch (o->type) {
    case 'd':
        cell_write_date(&o->text, value, o->format);
        break;
    case 't':
        cell_write_duration(&o->text, value);
        break;
    case 'b':
        ent_buf_text(&o->text, ent_str_is(value, "true") ? "TRUE" : "FALSE");
        break;
    case 's':
        ent_buf_str(&o->text, value);
        break;
    default:
        cell_write_number(&o->text, value);
    }
}

static void end_cell(ods *o)
{
    size_t sheet = o->sheet - 1, column = o->column;
    book *b = o->b;
    uint32_t text;

    o->in_cell = false;
    o->column += o->count;
    if (o->is_covered || o->names_only)
        return;
    finish_text(o);
    if (o->has_formula && book_takes(b, sheet)) {
        o->has_values |= o->type != '\0';
        if (!o->type && !o->text.len && !b->uncomputed.row)
            b->uncomputed = (book_cell){ (uint32_t)o->row, (uint32_t)column, 0 };
    }
    if (!o->text.len || !book_takes(b, sheet))
        return;
    b->hidden_rows += o->is_hidden;
    o->is_hidden = false;
    if (o->is_error) {
        book_add_error(b, o->row, column, ent_buf_view(&o->text));
        return;
    }
    text = ent_cells_text(b->store, ent_buf_view(&o->text));
    if (b->store->failed || o->text.failed || o->value.failed) {
        b->no_memory = b->stop = true;
        return;
    }
    for (size_t i = 0; i < o->count && !b->stop; i++)
        book_add(b, o->row, column + i, text);
    if (o->across > 1 || o->down > 1)
        book_add_merged(b, (book_area){ (uint32_t)o->row, (uint32_t)column, (uint32_t)(o->row + o->down - 1),
                                        (uint32_t)(column + o->across - 1) });
}

static void end_row(ods *o)
{
    book *b = o->b;
    size_t end = b->cells.count;

    for (size_t n = 1; n < o->row_count && end > o->first_of_row && !b->stop; n++)
        for (size_t i = o->first_of_row; i < end && !b->stop; i++)
            book_add(b, o->row + n, b->cells.items[i].column, b->cells.items[i].text);
    o->row += o->row_count - 1;
}

/* ---- the part ---- */

static bool is_cell(const char *name)
{
    return strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0;
}

/* Elements within a cell or sheet whose texts are not the cell's. */
static bool is_aside(const char *name)
{
    static const char *const names[] = { "annotation", "shapes", "frame", "custom-shape", "g", "ruby-text", "note",
                                         "tracked-changes", "forms", "conditional-formats", "named-expressions" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void within_cell(ods *o, const char *name, const char **attributes)
{
    if (strcmp(name, "p") == 0 && o->paragraphs++)
        ent_buf_char(&o->text, '\n');
    else if (strcmp(name, "line-break") == 0)
        ent_buf_char(&o->text, '\n');
    else if (strcmp(name, "tab") == 0)
        ent_buf_char(&o->text, '\t');
    else if (strcmp(name, "s") == 0)
        for (size_t n = count_of(attributes, "c"); n && o->text.len < ENT_LIMIT_FIELD; n--)
            ent_buf_char(&o->text, ' ');
}

static void start(void *ctx, const char *name, const char **attributes)
{
    ods *o = ctx;

    o->depth++;
    if (o->skip_depth)
        return;
    if (is_aside(name))
        o->skip_depth = o->depth;
    else if (o->in_cell && o->tables == 1)
        within_cell(o, name, attributes);
    if (o->skip_depth || o->in_cell) {
        o->tables += strcmp(name, "table") == 0 && !o->skip_depth;
        return;
    }
    if (strcmp(name, "spreadsheet") == 0)
        o->is_spreadsheet = true;
    else if (!o->is_spreadsheet)
        start_style(o, name, attributes);
    else if (strcmp(name, "table") == 0)
        start_table(o, attributes);
    else if (strcmp(name, "table-column") == 0)
        start_column(o, attributes);
    else if (strcmp(name, "table-row") == 0)
        start_row(o, attributes);
    else if (is_cell(name))
        start_cell(o, name, attributes);
}

static void end(void *ctx, const char *name)
{
    ods *o = ctx;

    if (o->skip_depth) {
        if (o->skip_depth == o->depth)
            o->skip_depth = 0;
        o->depth--;
        return;
    }
    o->depth--;
    if (strcmp(name, "date-style") == 0)
        end_date_style(o);
    else if (strcmp(name, "table") == 0 && o->tables)
        o->tables--;
    else if (o->tables == 1 && is_cell(name))
        end_cell(o);
    else if (o->tables == 1 && strcmp(name, "table-row") == 0)
        end_row(o);
}

static void text(void *ctx, const char *bytes, size_t len)
{
    ods *o = ctx;

    if (o->in_cell && o->paragraphs && !o->skip_depth && o->tables == 1)
        ent_buf_add(&o->text, bytes, len);
}

static void no_text(void *ctx, const char *bytes, size_t len)
{
    (void)ctx, (void)bytes, (void)len;
}

static void no_end(void *ctx, const char *name)
{
    (void)ctx, (void)name;
}

static ent_status read_content(ods *o, const ent_zip_part *content)
{
    const ent_xml_handler handler = { start, end, text, o, &o->b->stop, NULL };
    ent_status status;

    o->depth = o->skip_depth = o->tables = o->sheet = 0;
    o->in_cell = o->is_spreadsheet = o->b->stop = false;
    status = ent_xml_read(content, &handler, o->b->file, o->b->choice->force, o->b->diags);
    if (status == ENT_OK && (o->b->no_memory || o->text.failed || o->value.failed))
        return ent_out_of_memory(o->b->diags);
    return status;
}

/* ---- a password ---- */

static void look_for_encryption(void *ctx, const char *name, const char **attributes)
{
    (void)attributes;
    *(bool *)ctx |= strcmp(name, "encryption-data") == 0;
}

static ent_status check_password(book *b)
{
    const ent_zip_part *manifest = ent_zip_find(&b->zip, ENT_STR("META-INF/manifest.xml"));
    bool is_encrypted = false;
    ent_status status;

    if (!manifest)
        return ENT_OK;
    status = ent_xml_read(manifest, &(ent_xml_handler){ look_for_encryption, no_end, no_text, &is_encrypted,
                                                        &is_encrypted, NULL },
                          b->file, b->choice->force, b->diags);
    return status == ENT_OK && is_encrypted
               ? book_fail(b, "it is protected by a password; save it without one")
               : status;
}

ent_status ent_ods_read(book *b)
{
    const ent_zip_part *content = ent_zip_find(&b->zip, ENT_STR("content.xml"));
    ods o = { .b = b, .names_only = b->choice->sheet || b->choice->preferred };
    ent_status status = check_password(b);

    if (status == ENT_OK && o.names_only && (status = read_content(&o, content)) == ENT_OK)
        status = book_find_sheet(b);
    o.names_only = false;
    if (status == ENT_OK)
        status = read_content(&o, content);
    if (status == ENT_OK && !o.is_spreadsheet)
        status = book_fail(b, "it is a text document or a drawing; entente reads tables: copy its table into a "
                              "spreadsheet");
    if (o.has_values)
        b->uncomputed.row = 0;
    ent_index_destroy(&o.names);
    ENT_LIST_DESTROY(&o.styles);
    ENT_LIST_DESTROY(&o.column_styles);
    ent_buf_destroy(&o.value);
    ent_buf_destroy(&o.text);
    return status;
}
