/* cells.c: see cells.h. */
#include "data/table/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/hash.h"
#include "base/mem.h"

uint32_t ent_cells_text(ent_cell_store *store, ent_str text)
{
    uint32_t number = ent_index_find(&store->by_text, text);
    ent_str kept;

    if (number != ENT_ABSENT)
        return number;
    number = (uint32_t)store->count;
    kept = ent_arena_str(&store->arena, text);
    if (!kept.ptr || store->count >= ENT_ABSENT - 1 ||
        !ent_mem_reserve((void **)&store->texts, &store->room, store->count + 1, sizeof kept) ||
        !ent_index_add(&store->by_text, kept, number, NULL)) {
        store->failed = true;
        return ENT_ABSENT;
    }
    store->texts[store->count++] = kept;
    return number;
}

uint32_t ent_cells_file(ent_cell_store *store, const char *name, const char *sheet)
{
    ent_str kept = ent_arena_str(&store->arena, ent_str_of(name));
    ent_str kept_sheet = ent_arena_str(&store->arena, ent_str_of(sheet));

    if (!kept.ptr || !kept_sheet.ptr || !ent_mem_reserve((void **)&store->files, &store->file_room,
                                      store->file_count + 1, sizeof *store->files)) {
        store->failed = true;
        return ENT_ABSENT;
    }
    store->files[store->file_count].name = kept.ptr;
    store->files[store->file_count].sheet = sheet ? kept_sheet.ptr : NULL;
    return (uint32_t)store->file_count++;
}

static void add(ent_cell_store *store, uint32_t **list, size_t *count, size_t *room, uint32_t number)
{
    if (number == ENT_ABSENT || !ent_mem_reserve((void **)list, room, *count + 1, sizeof **list))
        store->failed = true;
    else
        (*list)[(*count)++] = number;
}

void ent_cells_column(ent_cell_store *store, ent_table table, ent_str name)
{
    ent_cells *t = &store->tables[table];

    t->store = store;
    add(store, &t->header, &t->columns, &t->header_room, ent_cells_text(store, name));
}

/* Many cells are like those above them. */
void ent_cells_add(ent_cell_store *store, ent_table table, ent_str text)
{
    ent_cells *t = &store->tables[table];
    uint32_t above = ENT_ABSENT;

    if (store->failed)
        return;
    if (t->count >= t->columns)
        above = t->numbers[t->count - t->columns];
    add(store, &t->numbers, &t->count, &t->room,
        above != ENT_ABSENT && ent_same(store->texts[above], text) ? above
                                                                   : ent_cells_text(store, text));
}

void ent_cells_end(ent_cell_store *store, ent_table table, ent_origin origin)
{
    ent_cells *t = &store->tables[table];
    size_t rows = ent_cells_rows(t);

    if (store->failed || !ent_mem_reserve((void **)&t->origins, &t->origin_room, rows, sizeof origin))
        store->failed = true;
    else
        t->origins[rows - 1] = origin;
}

/* ---- writing ---- */

static void write_row(const ent_cells *t, const uint32_t *row, ent_buf *out)
{
    for (size_t i = 0; i < t->columns; i++) {
        if (i)
            ent_buf_char(out, ',');
        ent_escape_csv_exact(out, t->store->texts[row[i]], ',');
    }
}

void ent_cells_write(const ent_cells *t, ent_buf *out)
{
    for (size_t i = 0; i < ent_cells_rows(t) + 1; i++) {
        write_row(t, i ? t->numbers + (i - 1) * t->columns : t->header, out);
        ent_buf_char(out, '\n');
    }
}

/* ---- sorting ---- */

typedef struct line {
    ent_str text;
    uint32_t row;
} line;

static int by_text(const void *x, const void *y)
{
    const line *a = x, *b = y;
    int order = ent_str_compare_natural(a->text, b->text);

    return order ? order : a->row < b->row ? -1 : 1;
}

static bool take_lines(const ent_cells *t, line *lines, ent_arena *arena)
{
    ent_buf text = { 0 };
    bool done = true;

    for (uint32_t i = 0; i < ent_cells_rows(t) && done; i++) {
        ent_buf_clear(&text);
        write_row(t, t->numbers + i * t->columns, &text);
        lines[i] = (line){ ent_arena_str(arena, ent_buf_view(&text)), i };
        done = !text.failed && lines[i].text.ptr;
    }
    ent_buf_destroy(&text);
    return done;
}

static bool sort_table(ent_cells *t)
{
    size_t rows = ent_cells_rows(t), width = t->columns * sizeof *t->numbers;
    line *lines = ent_mem_new(rows, sizeof *lines);
    uint32_t *numbers = ent_mem_new(t->count, sizeof *numbers);
    ent_origin *origins = ent_mem_new(rows, sizeof *origins);
    ent_arena arena = { 0 };
    bool done = lines && numbers && origins && take_lines(t, lines, &arena);

    if (done && rows)
        qsort(lines, rows, sizeof *lines, by_text);
    for (size_t i = 0; i < rows && done; i++) {
        memcpy(numbers + i * t->columns, t->numbers + lines[i].row * t->columns, width);
        origins[i] = t->origins[lines[i].row];
    }
    ent_arena_destroy(&arena);
    ent_mem_free(lines);
    ent_mem_free(done ? t->numbers : numbers);
    ent_mem_free(done ? t->origins : origins);
    if (done) {
        t->numbers = numbers;
        t->origins = origins;
    }
    return done;
}

bool ent_cells_sort(ent_cell_store *store)
{
    bool done = !store->failed;

    ent_index_destroy(&store->by_text);
    for (int t = 0; t < ENT_TABLE_COUNT && done; t++)
        if (store->tables[t].columns)
            done = sort_table(&store->tables[t]);
    return done;
}

void ent_cells_free(ent_cell_store *store)
{
    if (!store)
        return;
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        ent_mem_free(store->tables[t].header);
        ent_mem_free(store->tables[t].numbers);
        ent_mem_free(store->tables[t].origins);
    }
    ent_index_destroy(&store->by_text);
    ent_arena_destroy(&store->arena);
    ent_mem_free(store->texts);
    ent_mem_free(store->files);
    ent_mem_free(store);
}
