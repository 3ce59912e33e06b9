/* workbook.c: the table in a sheet: its header, its rows, and what is said about the rest of the workbook. */
#include "data/table/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "base/filetype.h"
#include "base/mem.h"
#include "data/table/book.h"

/* Is there a table at all? Tells about what else the workbook has. */
static ent_status check_choice(const book *b)
{
    ent_buf names = { 0 };
    size_t others = book_name_sheets(b, true, &names);
    ent_status status = ENT_OK;

    if (b->chosen == SIZE_MAX && others)
        status = ent_find(b->diags, ENT_CHECK_WORKBOOK_FORM, (ent_where){ .file = b->file },
                          "only hidden sheets have cells: %s; give one by --sheet", ent_buf_string(&names));
    else if (b->chosen == SIZE_MAX || !b->cells.count)
        status = ent_find(b->diags, ENT_CHECK_FILE_EMPTY, book_where(b, 0, 0),
                          "the %s is empty; expected a row with the names of the columns",
                          b->choice->sheet ? "sheet" : "workbook");
    else if (others && !b->is_named)
        ent_note(b->diags, (ent_where){ .file = b->file },
                 "the sheet '%.*s' is read; to read another one, give --sheet: %s",
                 ENT_STR_ARG(b->sheets.items[b->chosen].name), ent_buf_string(&names));
    ent_buf_destroy(&names);
    return status;
}

/* ---- the cells ---- */

static int by_place(const void *x, const void *y)
{
    const book_cell *a = x, *b = y;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

static ent_status sort_cells(book *b)
{
    bool is_sorted = true;

    for (size_t i = 1; i < b->cells.count && is_sorted; i++)
        is_sorted = by_place(&b->cells.items[i - 1], &b->cells.items[i]) < 0;
    if (is_sorted)
        return ENT_OK;
    qsort(b->cells.items, b->cells.count, sizeof *b->cells.items, by_place);
    for (size_t i = 1; i < b->cells.count; i++)
        if (by_place(&b->cells.items[i - 1], &b->cells.items[i]) == 0)
            return ent_find(b->diags, ENT_CHECK_WORKBOOK_FORM,
                            book_where(b, b->cells.items[i].row, b->cells.items[i].column),
                            "the cell is in the file twice; the file is damaged");
    return ENT_OK;
}

static void tell_cells(const book *b)
{
    for (size_t i = 0; i < b->errors.count; i++) {
        const book_cell *cell = &b->errors.items[i];

        ent_find(b->diags, ENT_CHECK_CELL_ERROR, book_where(b, cell->row, cell->column),
                 "the cell has the error '%.*s'; it is read as empty", ENT_STR_ARG(b->store->texts[cell->text]));
    }
    if (b->hidden_rows)
        ent_note(b->diags, (ent_where){ .file = b->file },
                 "%zu row%s hidden in the sheet (by a filter?); they are read, too", b->hidden_rows,
                 b->hidden_rows == 1 ? " is" : "s are");
}

/* ---- the table ---- */

typedef struct layout {
    size_t first;     /* the first cell below what is skipped */
    size_t header;    /* the first cell of the header, */
    size_t rows;      /* and of the rows */
    uint32_t left, right; /* columns with cells */
    size_t row_count; /* rows with cells below the header */
} layout;

static size_t end_of_row(const book *b, size_t at)
{
    uint32_t row = b->cells.items[at].row;

    while (at < b->cells.count && b->cells.items[at].row == row)
        at++;
    return at;
}

/* Rows of one cell above a wider row are titles. */
static void skip_titles(const book *b, layout *l)
{
    bool is_wide = false;

    for (size_t i = l->header; i < b->cells.count; i = end_of_row(b, i))
        is_wide |= end_of_row(b, i) - i > 1;
    while (is_wide && end_of_row(b, l->header) - l->header == 1) {
        const book_cell *cell = &b->cells.items[l->header];

        ent_note(b->diags, book_where(b, cell->row, cell->column), "'%.*s' is taken as a title above the table",
                 (int)(b->store->texts[cell->text].len < 60 ? b->store->texts[cell->text].len : 60),
                 b->store->texts[cell->text].ptr);
        l->header = end_of_row(b, l->header);
    }
}

static ent_status find_layout(book *b, layout *l)
{
    *l = (layout){ .left = UINT32_MAX };
    while (l->first < b->cells.count && b->cells.items[l->first].row <= b->choice->skip)
        l->first++;
    l->header = l->rows = l->first;
    if (l->first == b->cells.count)
        return ent_find(b->diags, ENT_CHECK_FILE_EMPTY, book_where(b, 0, 0),
                        "no cells below the rows that are skipped; expected a row with the names of the columns");
    if (!b->choice->header) {
        if (!b->choice->skip)
            skip_titles(b, l);
        l->rows = end_of_row(b, l->header);
    }
    for (size_t i = l->header; i < b->cells.count; i++) {
        uint32_t column = b->cells.items[i].column;

        l->left = column < l->left ? column : l->left;
        l->right = column > l->right ? column : l->right;
        l->row_count += i >= l->rows && (i == l->rows || b->cells.items[i].row != b->cells.items[i - 1].row);
    }
    return ENT_OK;
}

static void write_reference(ent_buf *out, uint32_t row, uint32_t column)
{
    ent_where_write(out, (ent_where){ .sheet = "", .line = row, .column = column + 1u });
}

static ent_status check_merged(const book *b, const layout *l)
{
    uint32_t header = b->cells.items[l->header].row;
    ent_buf area = { 0 };
    ent_status status = ENT_OK;

    if (b->choice->header)
        return ENT_OK;
    for (size_t i = 0; i < b->merged.count && status == ENT_OK; i++) {
        const book_area *m = &b->merged.items[i];

        if (m->top > header || m->bottom < header)
            continue;
        write_reference(&area, m->top, m->left);
        ent_buf_char(&area, ':');
        write_reference(&area, m->bottom, m->right);
        status = ent_find(b->diags, ENT_CHECK_WORKBOOK_FORM, book_where(b, m->top, m->left),
                          "the cells %s in the header are merged; expected one row with a name for each column: "
                          "unmerge them and give each column a name of its own",
                          ent_buf_string(&area));
    }
    ent_buf_destroy(&area);
    return status;
}

typedef struct columns { /* by the column in the sheet, from the leftmost one on */
    uint32_t *names;    /* texts */
    uint32_t *cells;    /* how many below the header */
    uint32_t *place_of; /* in the table; ENT_ABSENT: not in it */
    size_t count;
} columns;

static bool read_columns(const book *b, const layout *l, columns *c)
{
    uint32_t empty = ent_cells_text(b->store, ENT_STR(""));

    c->count = l->right - l->left + 1u;
    c->names = ent_mem_new(c->count, sizeof *c->names);
    c->cells = ent_mem_new(c->count, sizeof *c->cells);
    c->place_of = ent_mem_new(c->count, sizeof *c->place_of);
    if (!c->names || !c->cells || !c->place_of)
        return false;
    for (size_t i = 0; i < c->count; i++)
        c->names[i] = b->choice->header && i < b->choice->columns ? ent_cells_text(b->store, b->choice->header[i])
                                                                  : empty;
    for (size_t i = l->header; i < b->cells.count; i++) {
        const book_cell *cell = &b->cells.items[i];

        if (i < l->rows)
            c->names[cell->column - l->left] = cell->text;
        else
            c->cells[cell->column - l->left]++;
    }
    return !b->store->failed;
}

/* Columns without a name are no columns of the table; those that have cells are reported. */
static void choose_columns(const book *b, const layout *l, columns *c, ent_cells *t, uint32_t *places)
{
    for (size_t i = 0; i < c->count; i++) {
        bool has_name = ent_str_trim(b->store->texts[c->names[i]]).len > 0;

        c->place_of[i] = ENT_ABSENT;
        if (has_name || (b->choice->nameless && !b->choice->header)) {
            c->place_of[i] = (uint32_t)t->columns;
            places[t->columns] = (uint32_t)(l->left + i);
            t->header[t->columns++] = c->names[i];
        } else if (c->cells[i]) {
            ent_find(b->diags, ENT_CHECK_COLUMN_UNUSED,
                     book_where(b, b->choice->header ? 0 : b->cells.items[l->header].row, l->left + i),
                     "the column has no name; its %zu cell%s not used", (size_t)c->cells[i],
                     c->cells[i] == 1 ? " is" : "s are");
        }
    }
}

static void fill_rows(const book *b, const layout *l, const columns *c, ent_cells *t)
{
    size_t row = 0;

    for (size_t i = l->rows; i < b->cells.count; i++) {
        const book_cell *cell = &b->cells.items[i];
        uint32_t place = c->place_of[cell->column - l->left];

        if (i > l->rows && cell->row != cell[-1].row)
            row++;
        t->origins[row] = (ent_origin){ 0, cell->row, cell->row };
        if (place != ENT_ABSENT)
            t->numbers[row * t->columns + place] = cell->text;
    }
}

/* The text of cells that are merged downwards is that of each of their rows. */
static void fill_merged(const book *b, const layout *l, const columns *c, ent_cells *t)
{
    size_t rows = ent_cells_rows(t), filled = 0;
    book_area first = { 0 };

    for (size_t i = 0; i < b->merged.count; i++) {
        const book_area *m = &b->merged.items[i];
        size_t top = 0, place;

        if (m->left < l->left || m->left > l->right || (place = c->place_of[m->left - l->left]) == ENT_ABSENT)
            continue;
        for (size_t end = rows; top < end;) { /* the row of the cell that has the text */
            size_t middle = (top + end) / 2;

            if (t->origins[middle].line < m->top)
                top = middle + 1;
            else
                end = middle;
        }
        for (size_t row = top + 1; row < rows && t->origins[top].line == m->top && t->origins[row].line <= m->bottom;
             row++) {
            first = filled++ ? first : *m;
            t->numbers[row * t->columns + place] = t->numbers[top * t->columns + place];
        }
    }
    if (filled)
        ent_note(b->diags, book_where(b, first.top, first.left),
                 "merged cells: their text counts for each of their rows (%zu cell%s)", filled, filled == 1 ? "" : "s");
}

static ent_status too_many(const book *b, size_t count, const char *what, size_t most)
{
    return ent_find(b->diags, ENT_CHECK_FILE_LIMIT, book_where(b, 0, 0),
                    "a sheet of %zu %s; at most %zu are read; save it as CSV", count, what, most);
}

static ent_status make_table(book *b, const layout *l, columns *c, ent_workbook_sheet *sheet)
{
    ent_cells *t = &b->store->tables[0];
    size_t width = l->right - l->left + 1u;
    uint32_t *places, empty;

    t->store = b->store;
    t->header = ent_mem_new(width, sizeof *t->header);
    places = ent_arena_new(&b->store->arena, width, sizeof *places);
    if (!t->header || !places || !read_columns(b, l, c))
        return ent_out_of_memory(b->diags);
    choose_columns(b, l, c, t, places);
    if (t->columns > ENT_LIMIT_COLUMNS)
        return too_many(b, t->columns, "columns", ENT_LIMIT_COLUMNS);
    if (!t->columns)
        return ent_find(b->diags, ENT_CHECK_FILE_EMPTY, book_where(b, 0, 0),
                        "no column has a name; expected a row with the names of the columns");
    if (l->row_count > ENT_LIMIT_SHEET_AREA / t->columns)
        return too_many(b, l->row_count * t->columns, "cells", ENT_LIMIT_SHEET_AREA);
    t->count = l->row_count * t->columns;
    t->numbers = ent_mem_new(t->count, sizeof *t->numbers);
    t->origins = ent_mem_new(l->row_count, sizeof *t->origins);
    empty = ent_cells_text(b->store, ENT_STR(""));
    if (!t->numbers || !t->origins || b->store->failed)
        return ent_out_of_memory(b->diags);
    for (size_t i = 0; i < t->count; i++)
        t->numbers[i] = empty;
    fill_rows(b, l, c, t);
    fill_merged(b, l, c, t);
    *sheet = (ent_workbook_sheet){ .store = b->store, .name = b->sheets.items[b->chosen].name.ptr, .columns = places,
                          .header_row = b->choice->header ? 0 : b->cells.items[l->header].row };
    return ENT_OK;
}

/* ---- public API ---- */

/* A zip file that is no workbook. */
static ent_status not_a_workbook(const book *b, const ent_file *file)
{
    static const char *const others[][2] = {
        { "xl/workbook.bin", "it is a binary workbook (.xlsb); save it as .xlsx" },
        { "Index/Document.iwa", "it is a document of Apple Numbers or Pages; export its table to Excel or CSV" },
    };
    const char *advice;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ent_zip_find(&b->zip, ent_str_of(others[i][0])))
            return book_fail(b, others[i][1]);
    advice = ent_filetype_advice(b->file, (const unsigned char *)file->bytes, file->len);
    return ent_find(b->diags, ENT_CHECK_FILE_ENCODING, (ent_where){ .file = b->file }, "%s", advice);
}

static ent_status read_cells(book *b, const ent_file *file)
{
    const char *wrong = ent_zip_open(&b->zip, file->bytes, file->len);
    ent_status status;

    if (wrong)
        return wrong == ENT_ZIP_NO_MEMORY ? ent_out_of_memory(b->diags) : book_fail(b, wrong);
    if (ent_zip_find(&b->zip, ENT_STR("content.xml")))
        status = ent_ods_read(b);
    else if (ent_zip_find(&b->zip, ENT_STR("_rels/.rels")) && !ent_zip_find(&b->zip, ENT_STR("word/document.xml")) &&
             !ent_zip_find(&b->zip, ENT_STR("xl/workbook.bin")))
        status = ent_xlsx_read(b);
    else
        status = not_a_workbook(b, file);
    if (status == ENT_OK && b->no_memory)
        return ent_out_of_memory(b->diags);
    if (status == ENT_OK && b->too_large)
        return ent_find(b->diags, ENT_CHECK_FILE_LIMIT, book_where(b, 0, 0),
                        "a cell past the limits of a sheet (%d rows, %d columns, %d cells with text); save it as CSV",
                        ENT_LIMIT_SHEET_ROWS, ENT_LIMIT_SHEET_COLUMNS, ENT_LIMIT_SHEET_CELLS);
    return status;
}

static ent_status read_table(book *b, const ent_file *file, ent_workbook_sheet *sheet)
{
    columns c = { 0 };
    layout l;
    ent_status status;

    if ((status = read_cells(b, file)) != ENT_OK || (status = check_choice(b)) != ENT_OK)
        return status;
    if (b->uncomputed.row)
        return ent_find(b->diags, ENT_CHECK_WORKBOOK_FORM, book_where(b, b->uncomputed.row, b->uncomputed.column),
                        "a formula without its value; open the file in Excel or LibreOffice, and save it again");
    if ((status = sort_cells(b)) != ENT_OK)
        return status;
    tell_cells(b);
    if ((status = find_layout(b, &l)) == ENT_OK && (status = check_merged(b, &l)) == ENT_OK)
        status = make_table(b, &l, &c, sheet);
    ent_mem_free(c.names);
    ent_mem_free(c.cells);
    ent_mem_free(c.place_of);
    return status;
}

ent_status ent_workbook_read(ent_workbook_sheet *sheet, const ent_file *file, const ent_sheet_choice *choice,
                             ent_diags *diags)
{
    book b = { .file = file->name, .choice = choice, .diags = diags, .chosen = SIZE_MAX };
    ent_status status;

    *sheet = (ent_workbook_sheet){ 0 };
    if ((b.store = ent_mem_new(1, sizeof *b.store)) == NULL)
        return ent_out_of_memory(diags);
    status = read_table(&b, file, sheet);
    if (status != ENT_OK) {
        *sheet = (ent_workbook_sheet){ 0 };
        ent_cells_free(b.store);
    }
    ent_zip_close(&b.zip);
    ent_arena_destroy(&b.arena);
    ENT_LIST_DESTROY(&b.sheets);
    ENT_LIST_DESTROY(&b.cells);
    ENT_LIST_DESTROY(&b.errors);
    ENT_LIST_DESTROY(&b.merged);
    return status;
}
