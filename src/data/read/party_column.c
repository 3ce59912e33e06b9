/* party_column.c: see party_column.h. */
#include "data/read/party_column.h"

#include "base/mem.h"
#include "data/read/open.h"
#include "data/world/party_list.h"

enum { MOST_CELLS = 2000, LEAST_KNOWN = 2, SHORT = 3 };

typedef struct look {
    const ent_dataset *d;
    ent_index seen;
    size_t cells;
    ent_party_column found;
    bool failed;
} look;

/* A short text is a name only in capital letters: "no" and "in" are codes of Norway and India, too. */
static bool is_known(const ent_world *world, ent_str name)
{
    double number;

    for (size_t i = 0; name.len <= SHORT && i < name.len; i++)
        if (name.ptr[i] >= 'a' && name.ptr[i] <= 'z')
            return false;
    return !ent_str_number(name, &number) && ent_world_resolve(world, name) != NULL;
}

static void look_at(void *ctx, size_t offset, ent_str cell)
{
    look *l = ctx;
    size_t parts = 0;
    ent_str part;

    (void)offset;
    if (l->cells++ >= MOST_CELLS || l->failed)
        return;
    while (ent_party_list_next(l->d->world, &cell, &part)) {
        if (!part.len)
            continue;
        parts++;
        if (ent_index_find(&l->seen, part) != ENT_ABSENT)
            continue;
        l->failed |= !ent_index_add(&l->seen, part, 0, NULL);
        l->found.names++;
        l->found.known += is_known(l->d->world, part);
    }
    l->found.has_lists |= parts > 1;
}

bool ent_party_column_find(const ent_dataset *d, table *t, ent_party_column *found)
{
    bool failed = false;

    *found = (ent_party_column){ .column = ENT_NO_COLUMN };
    for (size_t c = 0; c < t->file.columns && !failed; c++) {
        look l = { .d = d };

        if (ent_table_knows(t, c))
            continue;
        ent_tablefile_column_cells(&t->file, c, look_at, &l);
        failed = l.failed;
        ent_index_destroy(&l.seen);
        if (l.found.known < LEAST_KNOWN || l.found.known * 2 <= l.found.names)
            continue;
        l.found.candidates = found->candidates + 1;
        l.found.column = found->candidates ? ENT_NO_COLUMN : c;
        *found = l.found;
    }
    return !failed;
}
