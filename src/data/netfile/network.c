/* network.c: see network.h. */
#include "data/netfile/network.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool net_stops(const network *n)
{
    return n->no_memory || n->status != ENT_OK;
}

void net_wrong(network *n, size_t line, const char *format, ...)
{
    char text[400];
    va_list args;

    if (net_stops(n))
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    n->status = ent_find(n->diags, ENT_CHECK_NETWORK_FORM, (ent_where){ .file = n->file.name, .line = line },
                         "cannot read the %s file: %s", n->form, text);
}

ent_str net_keep(network *n, ent_str text)
{
    ent_str kept = ent_arena_str(&n->arena, text);

    n->no_memory |= !kept.ptr;
    return kept.ptr ? kept : ENT_STR("");
}

uint32_t net_find(const network *n, ent_str id)
{
    return ent_index_find(&n->by_id, id);
}

uint32_t net_node_of(network *n, ent_str id, size_t line)
{
    uint32_t at = net_find(n, id);
    net_node *node;

    if (at != ENT_ABSENT)
        return at;
    if (n->nodes.count >= ENT_LIMIT_ROWS) {
        net_wrong(n, line, "more than %d nodes", ENT_LIMIT_ROWS);
        return 0;
    }
    at = (uint32_t)n->nodes.count;
    if ((node = ENT_LIST_ADD(&n->nodes)) != NULL) {
        *node = (net_node){ net_keep(n, id), line, false };
        if (!n->no_memory && ent_index_add(&n->by_id, node->id, at, NULL))
            return at;
    }
    n->no_memory = true;
    return 0;
}

uint32_t net_add_edge(network *n, uint32_t a, uint32_t b, bool directed, size_t line)
{
    if (n->edges.count >= ENT_LIMIT_ROWS)
        net_wrong(n, line, "more than %d edges", ENT_LIMIT_ROWS);
    else if (!ENT_LIST_PUSH(&n->edges, (net_edge){ a, b, line, directed }))
        n->no_memory = true;
    return (uint32_t)n->edges.count - 1;
}

void net_add_spell(network *n, uint32_t edge, ent_str start, ent_str end)
{
    if (!ENT_LIST_PUSH(&n->spells, (net_spell){ edge, net_keep(n, start), net_keep(n, end) }))
        n->no_memory = true;
}

void net_set(network *n, net_values *values, uint32_t owner, ent_str name, ent_str text)
{
    uint32_t column = ent_index_find(&values->by_name, name);

    text = ent_str_trim(text);
    if (!text.len || !name.len || net_stops(n))
        return;
    if (column == ENT_ABSENT) {
        ent_str kept = net_keep(n, name);

        column = (uint32_t)values->names.count;
        if (column >= ENT_LIMIT_COLUMNS - 10) {
            net_wrong(n, 0, "more than %d attributes", ENT_LIMIT_COLUMNS - 10);
            return;
        }
        if (!ENT_LIST_PUSH(&values->names, kept) || !ent_index_add(&values->by_name, kept, column, NULL)) {
            n->no_memory = true;
            return;
        }
    }
    if (!ENT_LIST_PUSH(&values->all, (net_value){ owner, column, net_keep(n, text) }))
        n->no_memory = true;
}

/* ---- matrices and lists ---- */

/* By the pair, and each mirror beside its cell. */
static int by_pair(const void *x, const void *y)
{
    const net_cell *a = x, *b = y;
    uint32_t low[] = { a->a < a->b ? a->a : a->b, b->a < b->b ? b->a : b->b };
    uint32_t high[] = { a->a < a->b ? a->b : a->a, b->a < b->b ? b->b : b->a };

    if (low[0] != low[1])
        return low[0] < low[1] ? -1 : 1;
    if (high[0] != high[1])
        return high[0] < high[1] ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

/* Are all cells but loops in pairs of mirrors? */
static bool all_mirrored(const net_cells *cells)
{
    for (size_t i = 0; i < cells->count; i++) {
        const net_cell *cell = &cells->items[i], *next = cell + 1;

        if (cell->a == cell->b)
            continue;
        if (++i >= cells->count || next->a != cell->b || next->b != cell->a || !ent_str_eq(next->weight, cell->weight))
            return false;
    }
    return true;
}

void net_add_cells(network *n, net_cells *cells, bool two_modes)
{
    bool mirrored;

    if (cells->count)
        qsort(cells->items, cells->count, sizeof *cells->items, by_pair);
    mirrored = !two_modes && all_mirrored(cells);
    for (size_t i = 0; i < cells->count && !net_stops(n); i++) {
        const net_cell *cell = &cells->items[i];
        uint32_t edge = net_add_edge(n, cell->a, cell->b, !mirrored && !two_modes, cell->line);

        net_set(n, &n->of_edges, edge, ENT_STR("weight"), cell->weight);
        i += mirrored && cell->a != cell->b;
    }
}
