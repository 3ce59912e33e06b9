/* sheet.c: tables: columns, rows, notes. An allocation that was refused while a table was filled is
 * reported when it is written. */
#include "export/sheet/sheet.h"

#include <math.h>
#include <string.h>

#define MINUS "\xE2\x88\x92" /* U+2212 */

ent_status ent_sheet_new(ent_sheet **sheet, ent_str title, ent_diags *diags)
{
    ent_sheet *s = *sheet = ent_mem_new(1, sizeof *s);

    if (!s)
        return ent_out_of_memory(diags);
    s->title = ent_arena_str(&s->arena, title);
    s->owner = s->name = s->label = ENT_STR("");
    s->digits = -1;
    s->failed = !s->title.ptr;
    return ENT_OK;
}

void ent_sheet_free(ent_sheet *s)
{
    if (!s)
        return;
    ENT_LIST_DESTROY(&s->columns);
    ENT_LIST_DESTROY(&s->cells);
    ENT_LIST_DESTROY(&s->notes);
    ENT_LIST_DESTROY(&s->record);
    ent_arena_destroy(&s->arena);
    ent_mem_free(s);
}

static ent_str copy(ent_sheet *s, ent_str text)
{
    ent_str kept = ent_arena_str(&s->arena, text);

    s->failed |= !kept.ptr;
    return kept;
}

void ent_sheet_name(ent_sheet *s, ent_str owner, ent_str name)
{
    s->owner = copy(s, owner);
    s->name = copy(s, name);
}

void ent_sheet_column(ent_sheet *s, ent_str name, bool is_number)
{
    s->failed |= !ENT_LIST_PUSH(&s->columns, (sheet_column){ .name = copy(s, name), .head = ENT_STR(""),
                                                             .is_number = is_number });
}

void ent_sheet_row(ent_sheet *s)
{
    while (!s->failed && s->columns.count && s->cells.count % s->columns.count)
        ent_sheet_text(s, ENT_STR("")); /* the last row was short */
}

void ent_sheet_text(ent_sheet *s, ent_str text)
{
    s->failed |= !ENT_LIST_PUSH(&s->cells, (sheet_cell){ .text = copy(s, text) });
}

void ent_sheet_number(ent_sheet *s, double value)
{
    s->failed |= !ENT_LIST_PUSH(
        &s->cells, (sheet_cell){ .text = ENT_STR(""), .number = value, .is_number = true });
}

void ent_sheet_fit(ent_sheet *s, size_t width)
{
    s->width = width;
}

void ent_sheet_note(ent_sheet *s, ent_str note)
{
    s->failed |= !ENT_LIST_PUSH(&s->notes, copy(s, note));
}

const sheet_cell *ent_sheet_at(const ent_sheet *s, size_t row, size_t column)
{
    static const sheet_cell empty = { { "", 0 }, 0, false };
    size_t i = row * s->columns.count + column;

    return i < s->cells.count ? &s->cells.items[i] : &empty;
}

/* ---- what a reader sees ---- */

ent_str ent_column_head(const sheet_column *column)
{
    return column->head.len ? column->head : column->name;
}

static void blanks_for_underscores(ent_buf *out)
{
    for (size_t i = 0; i < out->len; i++)
        if (out->data[i] == '_')
            out->data[i] = ' ';
}

void ent_column_print_head(const sheet_column *column, ent_buf *out)
{
    ent_buf_clear(out);
    ent_buf_str(out, ent_column_head(column));
    if (!column->head.len)
        blanks_for_underscores(out);
}

/* With exactly this many decimals. A number that would read as zero and is not says so. */
static void with_decimals(ent_buf *out, double value, int decimals)
{
    double least = pow(10, -decimals);
    size_t start = out->len, point;

    if (value != 0 && fabs(value) < least / 2) {
        ent_buf_text(out, value < 0 ? ">-" : "<"); /* printed cells have their sign before that */
        start = out->len;
        value = least;
    }
    ent_buf_fixed(out, value, decimals);
    if (out->failed || decimals == 0)
        return;
    for (point = start; point < out->len && out->data[point] != '.';)
        point++;
    if (point == out->len)
        ent_buf_char(out, '.');
    while (!out->failed && out->len - point <= (size_t)decimals)
        ent_buf_char(out, '0');
}

static bool is_whole(double value)
{
    return value == floor(value) && fabs(value) < 1e15;
}

void ent_sheet_readable(const ent_sheet *s, double value, ent_buf *out)
{
    if (isnan(value))
        return;
    if (s->digits >= 0 && !is_whole(value))
        with_decimals(out, value, s->digits);
    else if (value != 0 && fabs(value) < 0.001)
        ent_buf_digits(out, value, 3);
    else if (is_whole(value))
        ent_buf_fixed(out, value, 0);
    else
        ent_buf_fixed(out, value, 4);
}

void ent_sheet_print_cell(const ent_sheet *s, size_t row, size_t c, ent_buf *out)
{
    const sheet_column *column = &s->columns.items[c];
    const sheet_cell *x = ent_sheet_at(s, row, c);

    ent_buf_clear(out);
    if (!x->is_number) {
        ent_buf_str(out, x->text);
        if (ent_str_is(column->name, "measure"))
            blanks_for_underscores(out);
        return;
    }
    if (isnan(x->number))
        return;
    if (x->number < 0)
        ent_buf_text(out, MINUS);
    with_decimals(out, fabs(x->number), column->mixed && is_whole(x->number) ? 0 : column->decimals);
}

void ent_each_sheet(const ent_report *r, ent_buf *out,
                    void (*write)(const ent_sheet *sheet, ent_buf *out))
{
    for (size_t i = 0; i < r->sheets.count; i++) {
        if (i)
            ent_buf_char(out, '\n');
        write(r->sheets.items[i], out);
    }
}
