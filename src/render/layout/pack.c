/* pack.c: components of a network beside each other. Each is a set of cells of a coarse grid: those under
 * its nodes, their labels and its ties. Components are put down from the largest to the smallest, each
 * where the page grows least, so that small ones go into the empty corners of large ones. */
#include "render/layout/pack.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

enum { MOST_CELLS = 6000 };

typedef struct cell {
    int x, y;
} cell;

typedef struct component {
    size_t number, nodes;
    double x0, y0, x1, y1;
    cell *cells;
    size_t cell_count;
} component;

typedef struct grid {
    const description *d;
    const size_t *of;
    double *x, *y;
    const double *room;
    double aspect, step; /* the side of a cell */
    int side;            /* cells in a row */
    unsigned char *taken;
    size_t *mark; /* the last component that visited a cell, to list each cell once */
    cell *list;   /* of one component */
    int x0, y0, x1, y1; /* what is taken */
} grid;

/* ---- components ---- */

static int larger_first(const void *a, const void *b)
{
    const component *p = a, *q = b;
    double s = (p->x1 - p->x0) * (p->y1 - p->y0), t = (q->x1 - q->x0) * (q->y1 - q->y0);

    if (p->nodes != q->nodes)
        return p->nodes > q->nodes ? -1 : 1;
    if (s != t)
        return s > t ? -1 : 1;
    return p->number < q->number ? -1 : 1;
}

static void measure(const grid *g, component *list, size_t count)
{
    for (size_t k = 0; k < count; k++)
        list[k] = (component){ k, 0, INFINITY, INFINITY, -INFINITY, -INFINITY, NULL, 0 };
    for (size_t i = 0; i < g->d->node_count; i++) {
        component *c = &list[g->of[i]];

        c->nodes++;
        c->x0 = fmin(c->x0, g->x[i] - g->room[0]);
        c->y0 = fmin(c->y0, g->y[i] - g->room[1]);
        c->x1 = fmax(c->x1, g->x[i] + g->room[0]);
        c->y1 = fmax(c->y1, g->y[i] + g->room[1]);
    }
}

/* ---- cells ---- */

static void add_cell(grid *g, component *c, int x, int y)
{
    size_t at = (size_t)y * (size_t)g->side + (size_t)x;

    if (x < 0 || y < 0 || x >= g->side || y >= g->side || g->mark[at] == c->number + 1)
        return;
    g->mark[at] = c->number + 1;
    g->list[c->cell_count++] = (cell){ x, y };
}

static void cover(grid *g, component *c, double x, double y, double rx, double ry)
{
    int x0 = (int)floor((x - rx - c->x0) / g->step), x1 = (int)floor((x + rx - c->x0) / g->step),
        y0 = (int)floor((y - ry - c->y0) / g->step), y1 = (int)floor((y + ry - c->y0) / g->step);

    for (int v = y0; v <= y1; v++)
        for (int u = x0; u <= x1; u++)
            add_cell(g, c, u, v);
}

/* The cells of a component, counted from its own corner. */
static ent_status find_cells(grid *g, component *c, ent_diags *diags)
{
    for (size_t i = 0; i < g->d->node_count; i++)
        if (g->of[i] == c->number)
            cover(g, c, g->x[i], g->y[i], g->room[0], g->room[1]);
    for (size_t e = 0; e < g->d->pair_count; e++) {
        const tie *t = &g->d->ties[e];
        double dx = g->x[t->b] - g->x[t->a], dy = g->y[t->b] - g->y[t->a];
        int steps = (int)(sqrt(dx * dx + dy * dy) / g->step * 2) + 1;

        if (g->of[t->a] != c->number)
            continue;
        for (int k = 0; k <= steps; k++)
            cover(g, c, g->x[t->a] + dx * k / steps, g->y[t->a] + dy * k / steps, 0, 0);
    }
    if ((c->cells = ent_mem_new(c->cell_count, sizeof *c->cells)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k < c->cell_count; k++)
        c->cells[k] = g->list[k];
    return ENT_OK;
}

static bool is_free(const grid *g, const component *c, int dx, int dy)
{
    for (size_t k = 0; k < c->cell_count; k++)
        if (g->taken[(size_t)(c->cells[k].y + dy) * (size_t)g->side + (size_t)(c->cells[k].x + dx)])
            return false;
    return true;
}

/* How large the page becomes, and how far from its middle the component is. */
static double cost_of(const grid *g, int w, int h, int dx, int dy)
{
    double x0 = fmin(g->x0, dx), y0 = fmin(g->y0, dy), x1 = fmax(g->x1, dx + w),
           y1 = fmax(g->y1, dy + h), cx = dx + w / 2.0 - (g->x0 + g->x1) / 2.0,
           cy = dy + h / 2.0 - (g->y0 + g->y1) / 2.0;

    return fmax((x1 - x0) / g->aspect, y1 - y0) + 0.15 * fmin((x1 - x0) / g->aspect, y1 - y0) +
           0.02 * sqrt(cx * cx / (g->aspect * g->aspect) + cy * cy);
}

static void put_down(grid *g, const component *c)
{
    int w = (int)ceil((c->x1 - c->x0) / g->step), h = (int)ceil((c->y1 - c->y0) / g->step);
    int best_x = (g->side - w) / 2, best_y = (g->side - h) / 2;
    double best = INFINITY;

    for (int dy = 0; dy + h < g->side && g->x1 > g->x0; dy++)
        for (int dx = 0; dx + w < g->side; dx++) {
            double cost = cost_of(g, w, h, dx, dy);

            if (cost < best && is_free(g, c, dx, dy)) {
                best = cost;
                best_x = dx;
                best_y = dy;
            }
        }
    for (size_t k = 0; k < c->cell_count; k++)
        g->taken[(size_t)(c->cells[k].y + best_y) * (size_t)g->side + (size_t)(c->cells[k].x + best_x)] =
            1;
    if (!(g->x1 > g->x0)) {
        g->x0 = best_x, g->y0 = best_y, g->x1 = best_x + w, g->y1 = best_y + h;
    } else {
        g->x0 = best_x < g->x0 ? best_x : g->x0;
        g->y0 = best_y < g->y0 ? best_y : g->y0;
        g->x1 = best_x + w > g->x1 ? best_x + w : g->x1;
        g->y1 = best_y + h > g->y1 ? best_y + h : g->y1;
    }
    for (size_t i = 0; i < g->d->node_count; i++)
        if (g->of[i] == c->number) {
            g->x[i] += best_x * g->step - c->x0;
            g->y[i] += best_y * g->step - c->y0;
        }
}

/* A grid on which all components fit beside each other, with cells as small as its size allows. */
static ent_status make_grid(grid *g, const component *list, size_t count, ent_diags *diags)
{
    double area = 0, widest = 0;
    size_t cells;

    for (size_t k = 0; k < count; k++) {
        area += (list[k].x1 - list[k].x0) * (list[k].y1 - list[k].y0);
        widest = fmax(widest, fmax(list[k].x1 - list[k].x0, list[k].y1 - list[k].y0));
    }
    g->step = fmax(sqrt(area / MOST_CELLS), fmin(g->room[0], g->room[1]) / 2);
    g->side = (int)ceil(fmax(2 * sqrt(area), widest * 2) / g->step) + 8;
    cells = (size_t)g->side * (size_t)g->side;
    g->taken = ent_mem_new(cells, 1);
    g->mark = ent_mem_new(cells, sizeof *g->mark);
    g->list = ent_mem_new(cells, sizeof *g->list);
    return g->taken && g->mark && g->list ? ENT_OK : ent_out_of_memory(diags);
}

ent_status pack_network(const description *d, const size_t *of, size_t count, double *x, double *y,
                        const double room[2], double aspect, ent_diags *diags)
{
    grid g = { .d = d, .of = of, .x = x, .y = y, .room = room, .aspect = aspect };
    component *list;
    ent_status status = ENT_OK;

    if (count < 2)
        return ENT_OK;
    if ((list = ent_mem_new(count, sizeof *list)) == NULL)
        return ent_out_of_memory(diags);
    measure(&g, list, count);
    status = make_grid(&g, list, count, diags);
    for (size_t k = 0; k < count && status == ENT_OK; k++)
        status = find_cells(&g, &list[k], diags);
    if (status == ENT_OK) {
        qsort(list, count, sizeof *list, larger_first);
        for (size_t k = 0; k < count; k++)
            put_down(&g, &list[k]);
    }
    for (size_t k = 0; k < count; k++)
        ent_mem_free(list[k].cells);
    ent_mem_free(list);
    ent_mem_free(g.taken);
    ent_mem_free(g.mark);
    ent_mem_free(g.list);
    return status;
}
