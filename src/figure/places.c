/* places.c: the places of nodes in an earlier figure, so that they stay the same in a series of
 * figures. */
#include "entente/figure.h"

#include <string.h>

#include "base/mem.h"
#include "data/table/tablefile.h"

struct ent_places {
    ent_tablefile table;
    ent_place *list;
    size_t count, room;
    size_t node, x, y, label; /* columns */
    ent_diags *diags;         /* while reading */
};

static ent_status read_row(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    ent_places *p = ctx;
    ent_place place = { .node = fields[p->node] };
    size_t wrong = ENT_NO_COLUMN;

    if (!ent_str_number(fields[p->x], &place.x) || place.x < -1000 || place.x > 1000)
        wrong = p->x;
    else if (!ent_str_number(fields[p->y], &place.y) || place.y < -1000 || place.y > 1000)
        wrong = p->y;
    if (wrong != ENT_NO_COLUMN)
        return ent_fail(p->diags, ENT_EDATA, ent_tablefile_where(table, offset, wrong),
                        "'%.*s': expected a place in millimetres", ENT_STR_ARG(fields[wrong]));
    if (p->label != ENT_NO_COLUMN)
        place.side = ent_arena_str(&table->arena, fields[p->label]);
    place.node = ent_arena_str(&table->arena, place.node);
    if (!place.node.ptr ||
        !ent_mem_reserve((void **)&p->list, &p->room, p->count + 1, sizeof *p->list))
        return ent_out_of_memory(p->diags);
    p->list[p->count++] = place;
    return ENT_OK;
}

ent_status ent_places_read(ent_places **out, const char *path, ent_diags *diags)
{
    ent_places *p = ent_mem_new(1, sizeof *p);
    ent_status status;

    *out = NULL;
    if (!p)
        return ent_out_of_memory(diags);
    p->diags = diags;
    if ((status = ent_tablefile_open(&p->table, path, diags)) == ENT_OK) {
        p->node = ent_tablefile_column(&p->table, "node");
        p->x = ent_tablefile_column(&p->table, "x");
        p->y = ent_tablefile_column(&p->table, "y");
        p->label = ent_tablefile_column(&p->table, "label");
        status = p->node == ENT_NO_COLUMN || p->x == ENT_NO_COLUMN || p->y == ENT_NO_COLUMN
                     ? ent_fail(diags, ENT_EDATA,
                                ent_tablefile_where(&p->table, SIZE_MAX, ENT_NO_COLUMN),
                                "expected the columns node, x, y and label")
                     : ent_tablefile_rows(&p->table, read_row, p, diags);
    }
    if (status != ENT_OK) {
        ent_places_free(p);
        return status;
    }
    *out = p;
    return ENT_OK;
}

const ent_place *ent_places_list(const ent_places *p, size_t *count)
{
    *count = p ? p->count : 0;
    return p ? p->list : NULL;
}

void ent_places_free(ent_places *p)
{
    if (!p)
        return;
    ent_tablefile_destroy(&p->table);
    ent_mem_free(p->list);
    ent_mem_free(p);
}
