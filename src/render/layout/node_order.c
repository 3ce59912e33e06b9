/* node_order.c: orders of nodes, for layouts that put them in a row. */
#include "render/layout/node_order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/scene/geometry.h"
#include "render/scene/kept_places.h"

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

/* ---- kept places as an order ---- */

static spot middle_of_kept(const scene *s, kept_way by)
{
    frame f = { INFINITY, INFINITY, -INFINITY, -INFINITY };

    if (by == KEPT_AROUND_EGO && !isnan(kept_place(s, s->d->ego).x))
        return kept_place(s, s->d->ego);
    for (size_t i = 0; i < s->d->node_count; i++) {
        spot p = kept_place(s, i); /* fmin and fmax pass over NaN */

        f.x0 = fmin(f.x0, p.x);
        f.y0 = fmin(f.y0, p.y);
        f.x1 = fmax(f.x1, p.x);
        f.y1 = fmax(f.y1, p.y);
    }
    return (spot){ (f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2 };
}

/* The key of the order: the place along its direction, then across. */
static spot kept_key(const scene *s, size_t i, kept_way by, spot middle)
{
    spot p = kept_place(s, i);
    double angle;

    if (by == KEPT_DOWN)
        return (spot){ p.y, p.x };
    if (by == KEPT_ALONG)
        return p;
    angle = atan2(p.x - middle.x, middle.y - p.y);
    return (spot){ angle < 0 ? angle + 2 * 3.14159265358979323846 : angle, 0 };
}

/* Insertion sort, as it is stable. */
bool order_as_kept(scene *s, size_t *nodes, size_t count, kept_way by)
{
    spot middle = middle_of_kept(s, by);
    size_t sorted = 0;

    for (size_t k = 0; k < count; k++) {
        size_t at = sorted, moved = nodes[k];
        spot key;

        if (isnan(kept_place(s, moved).x))
            continue;
        key = kept_key(s, moved, by, middle);
        for (size_t i = k; i > sorted; i--) /* past the nodes without a place */
            nodes[i] = nodes[i - 1];
        for (; at > 0; at--) {
            spot before = kept_key(s, nodes[at - 1], by, middle);

            if (before.x < key.x || (before.x <= key.x && before.y <= key.y))
                break;
            nodes[at] = nodes[at - 1];
        }
        nodes[at] = moved;
        sorted++;
    }
    return sorted > 0;
}

ent_status order_by_bloc(scene *s, size_t *order, kept_way by, ent_diags *diags)
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
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && ranks[end].group == ranks[i].group; end++)
            ;
        order_as_kept(s, order + i, end - i, by);
    }
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

    while ((double)columns * pitch < 0.94 * size - 0.42 && columns < 100)
        columns++;
    return columns;
}

ent_status chain_order(scene *s, size_t *nodes, size_t count, ent_diags *diags)
{
    const description *d = s->d;
    double *pull = ent_mem_new(d->node_count, sizeof *pull);
    bool *open = ent_mem_new(d->node_count, sizeof *open);
    ent_status status = pull && open ? ENT_OK : ent_out_of_memory(diags);

    for (size_t k = 0; k < count && status == ENT_OK; k++)
        open[nodes[k]] = true;
    for (size_t k = 1; k < count && status == ENT_OK; k++) {
        size_t best = k;

        open[nodes[k - 1]] = false;
        for (size_t i = 0; i < count; i++)
            pull[nodes[i]] *= 0.5; /* earlier nodes count less and less */
        for (size_t t = 0; t < d->tie_count; t++) {
            const tie *e = &d->ties[t];
            size_t other = e->a == nodes[k - 1] ? e->b : e->b == nodes[k - 1] ? e->a : NONE;

            if (other != NONE && open[other])
                pull[other] += e->weight;
        }
        for (size_t i = k + 1; i < count; i++)
            if (pull[nodes[i]] > pull[nodes[best]])
                best = i;
        { /* the others keep their order */
            size_t chosen = nodes[best];

            memmove(&nodes[k + 1], &nodes[k], (best - k) * sizeof *nodes);
            nodes[k] = chosen;
        }
    }
    ent_mem_free(pull);
    ent_mem_free(open);
    return status;
}

double most_height(const scene *s, double under)
{
    if (s->d->height_mm > 0)
        return s->net.y1 - s->net.y0;
    return 168 / 25.4 * 72 - (s->d->width_mm < 140 ? under : 2 * MARGIN);
}
