/* order.c: orders of nodes, for layouts that put them in a row. */
#include "render/scene.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

typedef struct rank {
    size_t group, node;
    double weight;
} rank;

static int heaviest_first(const void *a, const void *b)
{
    const rank *x = a, *y = b;

    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

ent_status order_by_bloc(scene *s, size_t *order, ent_diags *diags)
{
    size_t n = s->d->node_count;
    rank *ranks = ent_mem_new(n, sizeof *ranks);

    if (!ranks)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < n; i++)
        ranks[i] = (rank){ s->d->nodes[i].group, i, s->d->nodes[i].weight };
    if (n)
        qsort(ranks, n, sizeof *ranks, heaviest_first);
    for (size_t i = 0; i < n; i++)
        order[i] = ranks[i].node;
    ent_mem_free(ranks);
    return ENT_OK;
}

size_t of_mode(const scene *s, const size_t *order, size_t mode, size_t *out)
{
    size_t count = 0;

    for (size_t i = 0; i < s->d->node_count; i++)
        if (s->d->nodes[order[i]].mode == mode)
            out[count++] = order[i];
    return count;
}

size_t stagger_for(double pitch, double size)
{
    size_t columns = 1;

    while ((double)columns * pitch < 0.92 * size - 0.42 && columns < 8)
        columns++;
    return columns;
}
