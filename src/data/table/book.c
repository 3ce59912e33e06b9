/* book.c: see book.h. */
#include "data/table/book.h"

#include "base/mem.h"

enum { NAMES_SHOWN = 10 };

bool book_add_sheet(book *b, ent_str name, ent_str part, bool is_hidden)
{
    book_sheet sheet = { ent_arena_str(&b->store->arena, name), part, is_hidden, false };

    if (sheet.name.ptr && ENT_LIST_PUSH(&b->sheets, sheet))
        return true;
    b->no_memory = b->stop = true;
    return false;
}

bool book_takes(book *b, size_t i)
{
    book_sheet *sheet = &b->sheets.items[i];

    sheet->has_cells = true;
    if (b->chosen == SIZE_MAX && !b->choice->sheet && !sheet->is_hidden)
        b->chosen = i;
    return b->chosen == i;
}

static void add(book *b, book_cells *cells, size_t row, size_t column, uint32_t text)
{
    if (cells->count >= ENT_LIMIT_SHEET_CELLS || row > ENT_LIMIT_SHEET_ROWS || column >= ENT_LIMIT_SHEET_COLUMNS)
        b->too_large = b->stop = true;
    else if (!ENT_LIST_PUSH(cells, (book_cell){ (uint32_t)row, (uint32_t)column, text }))
        b->no_memory = b->stop = true;
}

void book_add(book *b, size_t row, size_t column, uint32_t text)
{
    add(b, &b->cells, row, column, text);
}

void book_add_error(book *b, size_t row, size_t column, ent_str text)
{
    add(b, &b->errors, row, column, ent_cells_text(b->store, text));
}

void book_add_merged(book *b, book_area area)
{
    if (!ENT_LIST_PUSH(&b->merged, area))
        b->no_memory = b->stop = true;
}

ent_where book_where(const book *b, size_t row, size_t column)
{
    return (ent_where){ .file = b->file, .line = row, .column = row ? column + 1 : 0,
                        .sheet = b->chosen == SIZE_MAX ? NULL : b->sheets.items[b->chosen].name.ptr };
}

ent_status book_fail(const book *b, const char *why)
{
    return ent_find(b->diags, ENT_CHECK_WORKBOOK_FORM, (ent_where){ .file = b->file },
                    "the file cannot be read as a workbook: %s", why);
}

/* ---- which sheet ---- */

size_t book_name_sheets(const book *b, bool filled, ent_buf *out)
{
    size_t count = 0;

    for (size_t i = 0; i < b->sheets.count; i++) {
        const book_sheet *sheet = &b->sheets.items[i];

        if (i == b->chosen || (filled && !sheet->has_cells))
            continue;
        if (count++ < NAMES_SHOWN)
            ent_buf_format(out, "%s'%.*s'%s", count > 1 ? ", " : "", ENT_STR_ARG(sheet->name),
                           sheet->is_hidden ? " (hidden)" : "");
    }
    if (count > NAMES_SHOWN)
        ent_buf_format(out, " and %zu more", count - NAMES_SHOWN);
    return count;
}

ent_status book_find_sheet(book *b)
{
    ent_str wanted = ent_str_of(b->choice->sheet ? b->choice->sheet : b->choice->preferred);
    ent_buf names = { 0 };
    ent_status status;
    double number;

    if (!wanted.len)
        return ENT_OK;
    for (size_t i = b->sheets.count; i-- > 0;)
        if (ent_str_eq_fold(b->sheets.items[i].name, wanted))
            b->chosen = i;
    for (size_t i = 0; i < b->sheets.count; i++)
        if (ent_str_eq(b->sheets.items[i].name, wanted))
            b->chosen = i;
    if (b->chosen == SIZE_MAX && b->choice->sheet && ent_str_number(wanted, &number))
        for (size_t i = 0; i < b->sheets.count; i++)
            if (number == (double)(i + 1))
                b->chosen = i;
    b->is_named = b->chosen != SIZE_MAX;
    if (b->is_named || !b->choice->sheet)
        return ENT_OK;
    book_name_sheets(b, false, &names);
    status = ent_find(b->diags, ENT_CHECK_WORKBOOK_FORM, (ent_where){ .file = b->file },
                      "no sheet '%s'; the workbook has %s; give one of these names, or a number from 1 to %zu",
                      b->choice->sheet, ent_buf_string(&names), b->sheets.count);
    ent_buf_destroy(&names);
    return status;
}
