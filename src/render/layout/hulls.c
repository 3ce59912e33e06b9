/* hulls.c: pale convex hulls around the nodes of each bloc. Neighbours of one bloc share a hull; no hull
 * contains a node of another bloc, and hulls of two blocs never overlap. A bloc has several hulls where a
 * single one would cover nodes of others. */
#include "render/layout/hulls.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/scene/geometry.h"

enum { MOST_NODES_WITH_HULLS = 200 };
#define REACH 130.0 /* points: nodes farther apart are no neighbours */
#define MARGIN_AROUND 5.0

typedef struct hull {
    spot *outline; /* convex */
    size_t count, bloc;
} hull;

typedef struct hulls {
    scene *s;
    size_t n, *of; /* the hull of each node, or NONE: a node without a bloc, or a box */
    hull *list;  /* one for each node at first; `count` 0 when it became a part of another */
    spot *corners; /* space for one outline */
    hull trial;
} hulls;

/* ---- outlines ---- */

static int by_x(const void *a, const void *b)
{
    const spot *p = a, *q = b;

    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return p->y < q->y ? -1 : p->y > q->y;
}

/* The convex outline of `count` points, into `out`; the points are sorted on the way. */
static size_t convex_hull(spot *points, size_t count, spot *out)
{
    size_t n = 0, lower;

    qsort(points, count, sizeof *points, by_x);
    for (int pass = 0; pass < 2; pass++) {
        lower = n;
        for (size_t k = 0; k < count; k++) {
            spot p = points[pass ? count - 1 - k : k];

            while (n >= lower + 2 && (out[n - 1].x - out[n - 2].x) * (p.y - out[n - 2].y) -
                                             (out[n - 1].y - out[n - 2].y) * (p.x - out[n - 2].x) <=
                                         0)
                n--;
            out[n++] = p;
        }
        n--; /* the last is the first of the way back */
    }
    return n;
}

/* Does an edge of a separate it from b? Outlines go round in one direction. */
static bool edge_between(const hull *a, const hull *b)
{
    for (size_t i = 0; i < a->count; i++) {
        spot p = a->outline[i], q = a->outline[(i + 1) % a->count];
        size_t k = 0;

        while (k < b->count &&
               (q.x - p.x) * (b->outline[k].y - p.y) - (q.y - p.y) * (b->outline[k].x - p.x) <= 0)
            k++;
        if (k == b->count)
            return true;
    }
    return false;
}

static bool meet(const hull *a, const hull *b)
{
    return !edge_between(a, b) && !edge_between(b, a);
}

/* The outline around the nodes of two hulls (or of one). */
static void outline_around(hulls *g, size_t a, size_t b, hull *into)
{
    size_t count = 0;

    for (size_t i = 0; i < g->n; i++) {
        frame f = node_frame(&g->s->nodes[i], MARGIN_AROUND);

        if (g->of[i] != a && g->of[i] != b)
            continue;
        g->corners[count++] = (spot){ f.x0, f.y0 };
        g->corners[count++] = (spot){ f.x1, f.y0 };
        g->corners[count++] = (spot){ f.x0, f.y1 };
        g->corners[count++] = (spot){ f.x1, f.y1 };
    }
    into->count = convex_hull(g->corners, count, into->outline);
    into->bloc = g->list[a].bloc;
}

/* ---- joining neighbours ---- */

typedef struct near_pair {
    double apart;
    size_t a, b;
} near_pair;

static int nearest_first(const void *a, const void *b)
{
    const near_pair *x = a, *y = b;

    if (x->apart != y->apart)
        return x->apart < y->apart ? -1 : 1;
    return x->a != y->a ? (x->a < y->a ? -1 : 1) : (x->b > y->b) - (x->b < y->b);
}

/* Neighbours of one bloc, the nearest first; NULL when memory was refused. */
static near_pair *find_pairs(const hulls *g, size_t *count)
{
    near_pair *pairs = ent_mem_new(g->n * g->n / 2 + 1, sizeof *pairs);

    *count = 0;
    for (size_t a = 0; a < g->n && pairs; a++)
        for (size_t b = a + 1; b < g->n; b++) {
            double dx = g->s->nodes[a].x - g->s->nodes[b].x,
                   dy = g->s->nodes[a].y - g->s->nodes[b].y;

            if (g->of[a] != NONE && g->of[b] != NONE && g->list[a].bloc == g->list[b].bloc &&
                dx * dx + dy * dy < REACH * REACH)
                pairs[(*count)++] = (near_pair){ dx * dx + dy * dy, a, b };
        }
    if (*count)
        qsort(pairs, *count, sizeof *pairs, nearest_first);
    return pairs;
}

static void join(hulls *g, size_t a, size_t b)
{
    outline_around(g, a, b, &g->trial);
    for (size_t k = 0; k < g->n; k++)
        if (g->list[k].count && g->list[k].bloc != g->trial.bloc && meet(&g->list[k], &g->trial))
            return;
    for (size_t i = 0; i < g->n; i++)
        if (g->of[i] == b)
            g->of[i] = a;
    g->list[b].count = 0;
    g->list[a].count = g->trial.count;
    memcpy(g->list[a].outline, g->trial.outline, g->trial.count * sizeof(spot));
}

/* ---- drawing ---- */

/* The name of a bloc where it covers nothing, at one of the sides of its hull. */
static void name_bloc(scene *s, size_t bloc, frame f)
{
    ent_str text = s->d->blocs[bloc].label;
    double size = s->d->theme.small, width = text_width(text, size, true);
    const spot middles[] = {
        { (f.x0 + f.x1) / 2, f.y0 - size * 0.6 }, { (f.x0 + f.x1) / 2, f.y1 + size * 0.6 },
        { f.x0 + width / 2, f.y0 - size * 0.6 },  { f.x1 - width / 2, f.y0 - size * 0.6 },
        { f.x0 + width / 2, f.y1 + size * 0.6 },  { f.x1 - width / 2, f.y1 + size * 0.6 }
    };

    for (size_t k = 0; k < sizeof middles / sizeof *middles; k++) {
        frame box = { middles[k].x - width / 2, middles[k].y - size / 2, middles[k].x + width / 2,
                      middles[k].y + size / 2 };
        bool is_free = box.x0 > s->net.x0 && box.x1 < s->net.x1;
        word *w;

        for (size_t i = 0; i < s->d->node_count && is_free; i++)
            is_free = overlap(box, node_frame(&s->nodes[i], 1)) <= 0 &&
                      (s->d->nodes[i].inside || overlap(box, label_frame(&s->nodes[i], 1)) <= 0);
        for (size_t i = 0; i < s->d->tie_count && is_free; i++) {
            const placed *a = &s->nodes[s->d->ties[i].a], *b = &s->nodes[s->d->ties[i].b];

            is_free = !passes((segment){ a->x, a->y, b->x, b->y }, box);
        }
        if (!is_free)
            continue;
        w = scene_word(s, PART_BLOCS, text, middles[k].x, middles[k].y + BASELINE * size, size);
        w->anchor = ANCHOR_MIDDLE;
        w->bold = true;
        return;
    }
}

/* Seen on paper of any colour, and paler than nodes and ties. */
static void style_hull(const scene *s, mark *m, colour c)
{
    const double area = 1.2, edge = 1.6;
    colour paper = s->d->theme.paper;

    m->fill = solid(mix(c, paper, ent_colour_opacity(c, paper, area)));
    m->line = solid(mix(c, paper, ent_colour_opacity(c, paper, edge)));
    m->width = 0.6;
}

static void draw(hulls *g)
{
    for (size_t bloc = 0; bloc < g->s->d->bloc_count; bloc++) {
        size_t largest = NONE, most = 1;

        for (size_t k = 0; k < g->n; k++) {
            const hull *at = &g->list[k];
            size_t nodes = 0;
            mark *m;

            for (size_t i = 0; i < g->n; i++)
                nodes += g->of[i] == k;
            if (!at->count || at->bloc != bloc || nodes < 2) /* one node is no group */
                continue;
            m = scene_mark(g->s, PART_BLOCS, FORM_AREA, at->count);
            for (size_t i = 0; i < m->count; i++)
                m->at[i] = at->outline[i];
            style_hull(g->s, m, g->s->d->blocs[bloc].colour);
            if (nodes > most) {
                most = nodes;
                largest = k;
            }
        }
        if (largest != NONE)
            name_bloc(g->s, bloc, frame_of(g->list[largest].outline, g->list[largest].count));
    }
}

/* Every node starts with its own hull. */
static bool set_up(hulls *g)
{
    size_t room; /* of an outline: it is closed by one point more while it is made */
    spot *space;

    g->n = g->s->d->node_count;
    room = 4 * g->n + 1;
    g->of = ent_arena_new(&g->s->arena, g->n, sizeof *g->of);
    g->list = ent_arena_new(&g->s->arena, g->n, sizeof *g->list);
    space = ent_arena_new(&g->s->arena, room * (g->n + 2), sizeof *space);
    if (!g->of || !g->list || !space)
        return false;
    g->corners = space;
    g->trial.outline = space + room;
    for (size_t i = 0; i < g->n; i++) {
        bool in_bloc =
            g->s->d->nodes[i].group < g->s->d->bloc_count && g->s->d->nodes[i].shape != SHAPE_BOX;

        g->of[i] = in_bloc ? i : NONE;
        g->list[i] = (hull){ space + room * (i + 2), 0, g->s->d->nodes[i].group };
        if (in_bloc)
            outline_around(g, i, i, &g->list[i]);
    }
    return true;
}

ent_status draw_hulls(scene *s, ent_diags *diags)
{
    hulls g = { .s = s };
    size_t count;
    near_pair *pairs;

    if (s->d->node_count > MOST_NODES_WITH_HULLS)
        return ENT_OK;
    if (!set_up(&g) || (pairs = find_pairs(&g, &count)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++)
        if (g.of[pairs[i].a] != g.of[pairs[i].b])
            join(&g, g.of[pairs[i].a], g.of[pairs[i].b]);
    draw(&g);
    ent_mem_free(pairs);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
