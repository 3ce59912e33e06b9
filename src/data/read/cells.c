/* cells.c: see cells.h. Packages are sorted by the text of their lines. Here that order is computed
 * once for each different cell: a cell with the comma behind it is never the beginning of another,
 * so comparing lines is comparing cells one by one. */
#include "data/read/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/platform.h"

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

uint32_t ent_cells_file(ent_cell_store *store, const char *name)
{
    ent_str kept = ent_arena_str(&store->arena, ent_str_of(name));

    if (!kept.ptr || !ent_mem_reserve((void **)&store->files, &store->file_room,
                                      store->file_count + 1, sizeof *store->files)) {
        store->failed = true;
        return ENT_ABSENT;
    }
    store->files[store->file_count] = kept.ptr;
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

/* ---- sorting ---- */

typedef struct sorting {
    ent_arena arena;
    ent_str *keys;     /* of each text: as it is written, and a comma */
    uint32_t *ranks;   /* of each text: equal for "1" and "01" */
    uint32_t *orders;  /* of each text: never equal */
    const ent_cells *table;
} sorting;

typedef struct sort_key {
    ent_str key;
    uint32_t number;
} sort_key;

static int by_key(const void *x, const void *y)
{
    return ent_str_compare_natural(((const sort_key *)x)->key, ((const sort_key *)y)->key);
}

/* Do two texts differ in nothing but zeros before numbers? Those come next to each other. */
static bool is_same_rank(ent_str a, ent_str b)
{
    size_t i = 0, k = 0;
    bool after_digit = false; /* a zero there counts */

    while (i < a.len && k < b.len) {
        for (; !after_digit && i + 1 < a.len && a.ptr[i] == '0' && a.ptr[i + 1] >= '0' &&
               a.ptr[i + 1] <= '9';)
            i++;
        for (; !after_digit && k + 1 < b.len && b.ptr[k] == '0' && b.ptr[k + 1] >= '0' &&
               b.ptr[k + 1] <= '9';)
            k++;
        if (a.ptr[i] != b.ptr[k])
            return false;
        after_digit = a.ptr[i] >= '0' && a.ptr[i] <= '9';
        i++, k++;
    }
    return i == a.len && k == b.len;
}

static int compare_last(const sorting *s, uint32_t x, uint32_t y)
{
    ent_str a = s->keys[x], b = s->keys[y];

    a.len--, b.len--; /* the end of the line: no comma */
    return x == y || is_same_rank(a, b) ? 0 : ent_str_compare_natural(a, b);
}

static int by_cells(const void *x, const void *y, void *ctx)
{
    const sorting *s = ctx;
    size_t columns = s->table->columns;
    const uint32_t *a = s->table->numbers + *(const uint32_t *)x * columns;
    const uint32_t *b = s->table->numbers + *(const uint32_t *)y * columns;
    int order;

    for (size_t i = 0; i + 1 < columns; i++)
        if (a[i] != b[i] && s->ranks[a[i]] != s->ranks[b[i]])
            return s->ranks[a[i]] < s->ranks[b[i]] ? -1 : 1;
    if ((order = compare_last(s, a[columns - 1], b[columns - 1])) != 0)
        return order;
    for (size_t i = 0; i + 1 < columns; i++)
        if (a[i] != b[i])
            return s->orders[a[i]] < s->orders[b[i]] ? -1 : 1;
    if (a[columns - 1] != b[columns - 1])
        return ent_str_compare(s->keys[a[columns - 1]], s->keys[b[columns - 1]]);
    return *(const uint32_t *)x < *(const uint32_t *)y ? -1 : 1;
}

/* The columns whose cells need a rank: all but the last of each table. */
static size_t mark_ranked(const ent_cell_store *store, bool *ranked)
{
    size_t count = 0;

    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        const ent_cells *table = &store->tables[t];

        for (size_t row = 0; row < table->count; row += table->columns)
            for (size_t i = row; i + 1 < row + table->columns; i++) {
                count += !ranked[table->numbers[i]];
                ranked[table->numbers[i]] = true;
            }
    }
    return count;
}

static bool make_keys(const ent_cell_store *store, sorting *s)
{
    ent_buf text = { 0 };
    bool done = true;

    for (size_t i = 0; i < store->count && done; i++) {
        ent_buf_clear(&text);
        ent_escape_csv_exact(&text, store->texts[i], ',');
        ent_buf_char(&text, ',');
        s->keys[i] = ent_arena_str(&s->arena, ent_buf_view(&text));
        done = !text.failed && s->keys[i].ptr;
    }
    ent_buf_destroy(&text);
    return done;
}

static bool rank_texts(const ent_cell_store *store, sorting *s)
{
    bool *ranked = ent_mem_new(store->count, sizeof *ranked);
    size_t count = ranked ? mark_ranked(store, ranked) : 0, n = 0;
    sort_key *order = ent_mem_new(count, sizeof *order);
    bool done = ranked && order;

    for (size_t i = 0; i < store->count && done; i++)
        if (ranked[i])
            order[n++] = (sort_key){ s->keys[i], (uint32_t)i };
    if (n)
        qsort(order, n, sizeof *order, by_key);
    for (size_t i = 0; i < n; i++) {
        s->orders[order[i].number] = (uint32_t)i;
        s->ranks[order[i].number] = i && is_same_rank(order[i - 1].key, order[i].key)
                                        ? s->ranks[order[i - 1].number]
                                        : (uint32_t)i;
    }
    ent_mem_free(ranked);
    ent_mem_free(order);
    return done;
}

static bool sort_table(ent_cells *t, sorting *s)
{
    size_t rows = ent_cells_rows(t), width = t->columns * sizeof *t->numbers;
    uint32_t *order = ent_mem_new(rows, sizeof *order);
    uint32_t *numbers = ent_mem_new(t->count, sizeof *numbers);
    ent_origin *origins = ent_mem_new(rows, sizeof *origins);
    bool done = order && numbers && origins;

    for (size_t i = 0; i < rows && done; i++)
        order[i] = (uint32_t)i;
    s->table = t;
    if (done && rows)
        ent_platform_sort(order, rows, sizeof *order, by_cells, s);
    for (size_t i = 0; i < rows && done; i++) {
        memcpy(numbers + i * t->columns, t->numbers + order[i] * t->columns, width);
        origins[i] = t->origins[order[i]];
    }
    ent_mem_free(order);
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
    sorting s = { .keys = ent_mem_new(store->count, sizeof *s.keys),
                  .ranks = ent_mem_new(store->count, sizeof *s.ranks),
                  .orders = ent_mem_new(store->count, sizeof *s.orders) };
    bool done = !store->failed && s.keys && s.ranks && s.orders && make_keys(store, &s) &&
                rank_texts(store, &s);

    ent_index_destroy(&store->by_text);
    for (int t = 0; t < ENT_TABLE_COUNT && done; t++)
        if (store->tables[t].columns)
            done = sort_table(&store->tables[t], &s);
    ent_arena_destroy(&s.arena);
    ent_mem_free(s.keys);
    ent_mem_free(s.ranks);
    ent_mem_free(s.orders);
    return done;
}

/* ---- writing ---- */

static void write_row(const ent_cells *t, const uint32_t *row, ent_buf *out)
{
    for (size_t i = 0; i < t->columns; i++) {
        if (i)
            ent_buf_char(out, ',');
        ent_escape_csv_exact(out, t->store->texts[row[i]], ',');
    }
    ent_buf_char(out, '\n');
}

void ent_cells_write(const ent_cells *t, ent_buf *out)
{
    if (t->columns)
        write_row(t, t->header, out);
    for (size_t i = 0; i < ent_cells_rows(t); i++)
        write_row(t, t->numbers + i * t->columns, out);
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
