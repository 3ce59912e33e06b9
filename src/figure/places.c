/* places.c: the places of nodes and labels in an earlier figure, so that they stay the same in a series of
 * figures, or are corrected by hand. */
#include "entente/figure.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "data/table/tablefile.h"

struct ent_places {
    ent_tablefile table;
    ent_place *list;
    size_t count, room;
    size_t node, x, y, label, label_x, label_y; /* columns */
    ent_diags *diags;         /* while reading */
};

/* Millimetres from the upper left; NaN where the cell, or the column, is empty. */
static bool read_length(const ent_str *fields, size_t column, double *out)
{
    *out = NAN;
    return column == ENT_NO_COLUMN || !fields[column].len ||
           (ent_str_number(fields[column], out) && *out >= -1000 && *out <= 1000);
}

static ent_status read_row(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    ent_places *p = ctx;
    ent_place place = { .node = fields[p->node] };
    const size_t columns[] = { p->x, p->y, p->label_x, p->label_y };
    double *const values[] = { &place.x, &place.y, &place.label_x, &place.label_y };

    for (size_t i = 0; i < 4; i++)
        if (!read_length(fields, columns[i], values[i]))
            return ent_fail(p->diags, ENT_EDATA, ent_tablefile_where(table, offset, columns[i]),
                            "'%.*s': expected a place in millimetres", ENT_STR_ARG(fields[columns[i]]));
    for (size_t i = 0; i < 4; i += 2)
        if (isnan(*values[i]) != isnan(*values[i + 1]))
            return ent_fail(p->diags, ENT_EDATA, ent_tablefile_where(table, offset, columns[i]),
                            "expected both numbers of a place, or none");
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
        p->label_x = ent_tablefile_column(&p->table, "label_x");
        p->label_y = ent_tablefile_column(&p->table, "label_y");
        status = p->node == ENT_NO_COLUMN || p->x == ENT_NO_COLUMN || p->y == ENT_NO_COLUMN
                     ? ent_fail(diags, ENT_EDATA,
                                ent_tablefile_where(&p->table, SIZE_MAX, ENT_NO_COLUMN),
                                "expected the columns node, x, y and, for labels, label, label_x, label_y")
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
