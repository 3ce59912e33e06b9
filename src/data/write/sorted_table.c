/* sorted_table.c: see lines.h. Rows are kept as the text that is written: sorting them needs no cells. */
#include "data/write/sorted_table.h"

#include <stdlib.h>

#include "base/escape.h"
#include "base/mem.h"

static void cell(ent_buf *buf, bool first, ent_str text)
{
    if (!first)
        ent_buf_char(buf, ',');
    ent_escape_csv_exact(buf, text, ',');
}

void lines_column(lines *l, ent_str name)
{
    cell(&l->header, !l->header.len, name);
}

void lines_cell(lines *l, ent_str text)
{
    cell(&l->row, !l->started, text);
    l->started = true;
}

void lines_date_cell(lines *l, ent_date date)
{
    if (l->started)
        ent_buf_char(&l->row, ',');
    ent_date_write(&l->row, date); /* needs no quotes */
    l->started = true;
}

void lines_end(lines *l)
{
    ent_str line = ent_arena_str(&l->arena, ent_buf_view(&l->row));

    if (l->row.failed || !line.ptr ||
        !ent_mem_reserve((void **)&l->items, &l->room, l->count + 1, sizeof *l->items))
        l->failed = true;
    else
        l->items[l->count++] = line;
    ent_buf_clear(&l->row);
    l->started = false;
}

static int in_order(const void *a, const void *b)
{
    const ent_str *x = a, *y = b;

    return ent_str_compare_natural(*x, *y);
}

bool lines_write(lines *l, ent_buf *out)
{
    if (l->failed || l->header.failed)
        return false;
    if (l->count)
        qsort(l->items, l->count, sizeof *l->items, in_order);
    ent_buf_str(out, ent_buf_view(&l->header));
    ent_buf_char(out, '\n');
    for (size_t i = 0; i < l->count; i++) {
        ent_buf_str(out, l->items[i]);
        ent_buf_char(out, '\n');
    }
    return !out->failed;
}

void lines_destroy(lines *l)
{
    ent_arena_destroy(&l->arena);
    ent_buf_destroy(&l->header);
    ent_buf_destroy(&l->row);
    ent_mem_free(l->items);
    *l = (lines){ 0 };
}
