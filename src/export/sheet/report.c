/* report.c: one output of one or several tables: how they are shown, and the table of formats. */
#include <math.h>
#include <string.h>

#include "export/sheet/sheet.h"

enum { PRINT_DECIMALS = 3, MOST_DECIMALS = 12, PAGE_COLUMNS = 10 };

ent_status ent_report_new(ent_report **report, const ent_table_options *options, bool several,
                          ent_diags *diags)
{
    static const ent_table_options usual = ENT_TABLE_OPTIONS_INIT;

    if ((*report = ent_mem_new(1, sizeof **report)) == NULL)
        return ent_out_of_memory(diags);
    (*report)->options = options ? *options : usual;
    (*report)->several = several;
    return ENT_OK;
}

void ent_report_free(ent_report *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->sheets.count; i++)
        ent_sheet_free(r->sheets.items[i]);
    ENT_LIST_DESTROY(&r->sheets);
    ent_buf_destroy(&r->head);
    ent_mem_free(r);
}

void ent_report_head(ent_report *r, ent_str headline)
{
    ent_buf_clear(&r->head);
    ent_buf_str(&r->head, headline);
}

ent_status ent_report_add(ent_report *r, ent_sheet *sheet, ent_diags *diags)
{
    if (ENT_LIST_PUSH(&r->sheets, sheet))
        return ENT_OK;
    ent_sheet_free(sheet);
    return ent_out_of_memory(diags);
}

/* ---- how the tables are shown ---- */

static size_t column_at(const ent_sheet *s, ent_str name)
{
    for (size_t c = 0; c < s->columns.count; c++)
        if (ent_str_eq(s->columns.items[c].name, name))
            return c;
    return SIZE_MAX;
}

/* Which option named a column that no table has? */
static ent_status unknown_column(const ent_report *r, const char *option, ent_str name, ent_diags *diags)
{
    ent_buf list = { 0 };
    ent_str near = { "", 0 };
    ent_status status;

    for (size_t i = 0; i < r->sheets.count; i++) {
        const ent_sheet *s = r->sheets.items[i];

        for (size_t c = 0; c < s->columns.count; c++) {
            ent_str one = s->columns.items[c].name;

            ent_buf_format(&list, "%s%.*s", list.len ? ", " : "", ENT_STR_ARG(one));
            if (!near.len)
                near = ent_str_nearest(name, &one, 1);
        }
    }
    status = near.len ? ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                 "%s: unknown column '%.*s'; did you mean '%.*s'?", option,
                                 ENT_STR_ARG(name), ENT_STR_ARG(near))
                      : ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                 "%s: unknown column '%.*s'; expected %s", option, ENT_STR_ARG(name),
                                 ent_buf_string(&list));
    ent_buf_destroy(&list);
    return status;
}

static bool known_column(const ent_report *r, ent_str name)
{
    for (size_t i = 0; i < r->sheets.count; i++)
        if (column_at(r->sheets.items[i], name) != SIZE_MAX)
            return true;
    return false;
}

/* Keeps the columns of the list, in its order. A table that has none of them stays as it is. */
static ent_status keep_columns(ent_sheet *s, const char *list, ent_diags *diags)
{
    sheet_columns columns = { 0 };
    sheet_cells cells = { 0 };
    ent_str rest = ent_str_of(list), name;
    size_t *from = ent_mem_new(strlen(list) + 1, sizeof *from), kept = 0, rows = ent_sheet_rows(s);
    bool fine = from != NULL;

    while (fine && ent_str_next(&rest, ',', &name)) {
        size_t c = name.len ? column_at(s, name) : SIZE_MAX;

        if (c == SIZE_MAX)
            continue;
        from[kept++] = c;
        fine = ENT_LIST_PUSH(&columns, s->columns.items[c]);
    }
    for (size_t r = 0; r < rows && kept; r++)
        for (size_t c = 0; c < kept && fine; c++)
            fine = ENT_LIST_PUSH(&cells, *ent_sheet_at(s, r, from[c]));
    ent_mem_free(from);
    if (!fine || !kept) {
        ENT_LIST_DESTROY(&columns);
        ENT_LIST_DESTROY(&cells);
        return fine ? ENT_OK : ent_out_of_memory(diags);
    }
    ENT_LIST_DESTROY(&s->columns);
    ENT_LIST_DESTROY(&s->cells);
    s->columns = columns;
    s->cells = cells;
    return ENT_OK;
}

static ent_status choose_columns(ent_report *r, ent_diags *diags)
{
    ent_str rest = ent_str_of(r->options.columns), name;
    ent_status status = ENT_OK;

    if (!r->options.columns)
        return ENT_OK;
    while (ent_str_next(&rest, ',', &name))
        if (name.len && !known_column(r, name))
            return unknown_column(r, "--columns", name, diags);
    for (size_t i = 0; i < r->sheets.count && status == ENT_OK; i++)
        status = keep_columns(r->sheets.items[i], r->options.columns, diags);
    return status;
}

/* "degree=Degree;name=State" */
static ent_status name_heads(ent_report *r, ent_diags *diags)
{
    ent_str rest = ent_str_of(r->options.header), part;

    while (ent_str_next(&rest, ';', &part)) {
        ent_str name, head = part;

        if (!part.len)
            continue;
        if (!memchr(part.ptr, '=', part.len) || !ent_str_next(&head, '=', &name))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--header: '%.*s' is not of the form COLUMN=HEAD", ENT_STR_ARG(part));
        if (!known_column(r, name))
            return unknown_column(r, "--header", name, diags);
        for (size_t i = 0; i < r->sheets.count; i++) {
            size_t c = column_at(r->sheets.items[i], name);

            if (c != SIZE_MAX)
                r->sheets.items[i]->columns.items[c].head = ent_str_trim(head);
        }
    }
    return ENT_OK;
}

/* The same number of decimals in all cells of a column: none when all are whole. */
static void align_decimals(ent_sheet *s, int digits)
{
    size_t rows = ent_sheet_rows(s);
    bool mixed = column_at(s, ENT_STR("measure")) != SIZE_MAX || column_at(s, ENT_STR("what")) != SIZE_MAX;

    for (size_t c = 0; c < s->columns.count; c++) {
        bool whole = true;

        s->columns.items[c].mixed = mixed;

        for (size_t r = 0; r < rows && whole; r++) {
            const sheet_cell *x = ent_sheet_at(s, r, c);

            whole = !x->is_number || isnan(x->number) || x->number == floor(x->number);
        }
        s->columns.items[c].decimals = whole ? 0 : digits < 0 ? PRINT_DECIMALS : digits;
    }
}

/* Letters and digits, with dashes between them: never text from the data as it is. */
static void add_slug(ent_buf *out, ent_str text)
{
    bool dash = false;
    size_t start = out->len;

    for (size_t i = 0; i < text.len && i < 60; i++) {
        char c = text.ptr[i];

        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (dash)
                ent_buf_char(out, '-');
            dash = false;
            ent_buf_char(out, c);
        } else {
            dash = out->len > start;
        }
    }
}

/* "tab:atop-nodes"; with --label X "X", or "X-nodes" where there are several tables. */
static void label_sheet(const ent_report *r, ent_sheet *s)
{
    ent_buf label = { 0 };

    if (r->options.label) {
        ent_buf_text(&label, r->options.label);
    } else {
        ent_buf_text(&label, "tab:");
        add_slug(&label, s->owner.len || s->name.len ? s->owner : s->title);
    }
    if (s->name.len && (!r->options.label || r->sheets.count > 1)) {
        if (s->owner.len || r->options.label)
            ent_buf_char(&label, '-');
        add_slug(&label, s->name);
    }
    s->label = ent_arena_str(&s->arena, ent_buf_view(&label));
    s->failed = s->failed || label.failed || !s->label.ptr;
    ent_buf_destroy(&label);
}

static void title_sheet(const ent_report *r, ent_sheet *s)
{
    ent_buf title = { 0 };

    if (!r->options.caption)
        return;
    ent_buf_text(&title, r->options.caption);
    if (r->sheets.count > 1 && s->name.len)
        ent_buf_format(&title, ": %.*s", ENT_STR_ARG(s->name));
    s->title = ent_arena_str(&s->arena, ent_buf_view(&title));
    s->failed = s->failed || title.failed || !s->title.ptr;
    ent_buf_destroy(&title);
}

/* --notes TEXT stands under the last table in place of all notes; "none": nothing does. */
static ent_status replace_notes(ent_report *r, ent_diags *diags)
{
    const char *text = r->options.notes;

    for (size_t i = 0; i < r->sheets.count && text; i++) {
        ent_sheet *s = r->sheets.items[i];

        for (size_t k = 0; k < s->notes.count; k++)
            if (!ENT_LIST_PUSH(&s->record, s->notes.items[k]))
                return ent_out_of_memory(diags);
        s->notes.count = 0;
        if (i + 1 == r->sheets.count && strcmp(text, "none") != 0)
            ent_sheet_note(s, ent_str_of(text));
    }
    return ENT_OK;
}

/* A label goes into LaTeX, HTML and Typst as it is. */
static ent_status check_label(const char *label, ent_diags *diags)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-_.";

    if (!label || (label[0] && !label[strspn(label, allowed)]))
        return ENT_OK;
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "--label %s: expected letters, digits, and the signs : - _ .", label);
}

ent_status ent_report_arrange(ent_report *r, ent_diags *diags)
{
    ent_status status;

    if (r->options.digits > MOST_DECIMALS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--digits: expected 0 to %d", MOST_DECIMALS);
    if ((status = check_label(r->options.label, diags)) != ENT_OK ||
        (status = choose_columns(r, diags)) != ENT_OK || (status = name_heads(r, diags)) != ENT_OK ||
        (status = replace_notes(r, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < r->sheets.count; i++) {
        ent_sheet *s = r->sheets.items[i];

        s->digits = r->options.digits;
        align_decimals(s, s->digits);
        label_sheet(r, s);
        title_sheet(r, s);
    }
    return ENT_OK;
}

/* ---- formats ---- */

const ent_format ent_sheet_formats[] = {
    { "txt", "for the terminal", .write_tables = ent_write_txt, .for_readers = true, .has_head = true },
    { "csv", "for spreadsheets and programs", .write_tables = ent_write_csv, .one_table = true },
    { "tsv", "the same with tabs", .write_tables = ent_write_tsv, .one_table = true },
    { "json", "rows as objects; undefined is null", .write_tables = ent_write_json },
    { "xlsx", "Excel workbook, a sheet for each table", .write_tables = ent_write_xlsx,
      .most_rows = 1048575, .for_readers = true, .has_head = true },
    { "md", "Markdown table", .write_tables = ent_write_md, .for_readers = true, .has_head = true },
    { "docx", "Word document with tables", .write_tables = ent_write_docx, .for_readers = true,
      .for_pages = true },
    { "html", "web page with tables", .write_tables = ent_write_html, .for_readers = true },
    { "tex", "LaTeX table (booktabs)", .write_tables = ent_write_tex, .for_readers = true,
      .has_head = true, .for_pages = true },
    { "typ", "Typst table", .write_tables = ent_write_typst, .for_readers = true,
      .for_pages = true },
    { "macros", "LaTeX: each value under a name, for numbers in the text",
      .write_tables = ent_write_macros },
    { .name = NULL }
};

ent_status ent_report_write(ent_report *r, const char *format, ent_buf *out, ent_diags *diags)
{
    size_t i = ent_names_find(ENT_NAMES(ent_sheet_formats), ent_str_of(format)), refusals;
    ent_status status;

    if (i == SIZE_MAX)
        return ent_fail_unknown(diags, ENT_NOWHERE, "table format", ent_str_of(format),
                                ENT_NAMES(ent_sheet_formats), NULL);
    refusals = ent_mem_before(out);
    if ((status = ent_report_arrange(r, diags)) != ENT_OK)
        return status;
    for (size_t k = 0; k < r->sheets.count; k++) {
        size_t rows = ent_sheet_rows(r->sheets.items[k]);

        if (r->sheets.items[k]->failed)
            return ent_out_of_memory(diags);
        if (ent_sheet_formats[i].most_rows && rows > ent_sheet_formats[i].most_rows)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "%s: a table of %zu rows; a sheet of Excel has %zu: use csv", format, rows,
                            ent_sheet_formats[i].most_rows);
        if (ent_sheet_formats[i].for_pages && r->sheets.items[k]->columns.count > PAGE_COLUMNS)
            ent_note(diags, ENT_NOWHERE,
                     "a table of %zu columns is wide for a page; --columns chooses some",
                     r->sheets.items[k]->columns.count);
    }
    ent_sheet_formats[i].write_tables(r, out);
    return ent_mem_whole(ENT_OK, refusals, diags);
}

ent_status ent_sheet_write(ent_sheet *sheet, const char *format, ent_buf *out, ent_diags *diags)
{
    ent_report report = { .options = ENT_TABLE_OPTIONS_INIT };
    ent_status status = ENT_ENOMEM;

    if (ENT_LIST_PUSH(&report.sheets, sheet))
        status = ent_report_write(&report, format, out, diags);
    else
        ent_out_of_memory(diags);
    ENT_LIST_DESTROY(&report.sheets); /* not the sheet, which is the caller's */
    return status;
}
