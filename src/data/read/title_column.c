/* title_column.c: see title_column.h. */
#include "data/read/title_column.h"

#include <string.h>

#include "data/read/open.h"

enum { MOST_CELLS = 2000 };

typedef struct look {
    ent_index seen;
    size_t cells, texts, repeated;
    bool failed;
} look;

static void look_at(void *ctx, size_t offset, ent_str cell)
{
    look *l = ctx;
    ent_date readings[2];

    (void)offset;
    if (l->cells++ >= MOST_CELLS || l->failed || !cell.len)
        return;
    if (ent_index_find(&l->seen, cell) != ENT_ABSENT) {
        l->repeated++;
        return;
    }
    l->failed |= !ent_index_add(&l->seen, cell, 0, NULL);
    l->texts += memchr(cell.ptr, ' ', cell.len) != NULL && !ent_date_readings(cell, readings);
}

bool ent_title_column_find(table *t, size_t *column)
{
    look l = { 0 };

    *column = ENT_NO_COLUMN;
    if (!t->file.columns || ent_table_knows(t, 0) || !t->file.header[0].len)
        return true;
    ent_tablefile_column_cells(&t->file, 0, look_at, &l);
    ent_index_destroy(&l.seen);
    if (l.cells > MOST_CELLS)
        l.cells = MOST_CELLS;
    if (l.texts * 5 >= l.cells * 4 && l.texts >= 2 && l.repeated * 20 <= l.cells)
        *column = 0;
    return !l.failed;
}
