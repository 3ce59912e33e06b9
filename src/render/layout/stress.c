/* stress.c: networks of nodes and ties. Graphviz's stress layout gives starts; then nodes
 * and labels are moved together under one cost that counts what a reader would mind: ties that
 * cross, ties through nodes and under words, things on top of each other. The best of several
 * starts is kept. Crowded networks, where moving cannot avoid crossings, are spread (spread.c).
 *
 * Decisions depend only on + - * / and sqrt and on our own random numbers, so that every machine draws the
 * same figure. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/graphviz/start_places.h"
#include "render/layout/hulls.h"
#include "render/layout/label_places.h"
#include "render/layout/spread.h"
#include "render/layout/tie_counts.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"
#include "render/scene/kept_places.h"

#define UNDER 12.0   /* cost of a tie under a word */
#define THROUGH 32.0 /* cost of a tie that runs through a node, which it seems to end at */

enum { CAREFUL_NODES = 90, MANY = 50, MOVES = 30000, ANNEALED = 4, NEAR = 3 };

typedef struct table { /* a network in the form that moving needs */
    scene *s;
    size_t n, m;
    placed *at;
    double *home_x, *home_y; /* the stress places */
    size_t *first, *ties;    /* ties of node i: ties[first[i]..first[i+1]] */
    size_t *component;       /* of each node: the least node of it */
    bool parted;             /* there are several */
    double ideal;             /* length of a tie */
    uint64_t random;
} table;

/* ---- chance ---- */

static uint64_t next_random(table *t)
{
    uint64_t z = (t->random += 0x9e3779b97f4a7c15u);

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static double unit(table *t) /* [0, 1) */
{
    return (double)(next_random(t) >> 11) * (1.0 / 9007199254740992.0);
}

static segment between(const table *t, size_t tie_index)
{
    const tie *e = &t->s->d->ties[tie_index];

    return (segment){ t->at[e->a].x, t->at[e->a].y, t->at[e->b].x, t->at[e->b].y };
}

/* ---- the cost of where node i is, its label and its ties ---- */

static double outside(frame b, frame page)
{
    double over = fmax(0, page.x0 - b.x0) + fmax(0, page.y0 - b.y0) + fmax(0, b.x1 - page.x1) +
                  fmax(0, b.y1 - page.y1);

    return over > 0 ? 60 + 10 * over : 0;
}

/* Does the segment come near a box at all? Most do not, and this is tested millions of times. */
static inline bool reaches(segment s, double x, double y, double rx, double ry)
{
    return !((s.x1 < x - rx && s.x2 < x - rx) || (s.x1 > x + rx && s.x2 > x + rx) ||
             (s.y1 < y - ry && s.y2 < y - ry) || (s.y1 > y + ry && s.y2 > y + ry));
}

static double of_ties(const table *t, size_t i)
{
    const description *d = t->s->d;
    double cost = 0;

    for (size_t k = t->first[i]; k < t->first[i + 1]; k++) {
        size_t index = t->ties[k];
        const tie *e = &d->ties[index];
        segment s = between(t, index);
        double dx = s.x2 - s.x1, dy = s.y2 - s.y1, length = sqrt(dx * dx + dy * dy);

        cost += 0.03 * fabs(length - t->ideal);
        for (size_t f = 0; f < t->m; f++) {
            const tie *other = &d->ties[f];
            double ox, oy, olength, along;

            if (f == index)
                continue;
            if (other->a != e->a && other->a != e->b && other->b != e->a && other->b != e->b) {
                cost += crosses(s, between(t, f))
                            ? t->component[other->a] == t->component[e->a] ? 6 : 18
                            : 0;
                continue;
            }
            /* two ties of one node in nearly the same direction are hard to tell apart */
            {
                size_t hub = other->a == e->a || other->b == e->a ? e->a : e->b;
                size_t far1 = hub == e->a ? e->b : e->a,
                       far2 = other->a == hub ? other->b : other->a;
                double hx = t->at[hub].x, hy = t->at[hub].y;

                ox = t->at[far2].x - hx;
                oy = t->at[far2].y - hy;
                olength = sqrt(ox * ox + oy * oy);
                along = ((t->at[far1].x - hx) * ox + (t->at[far1].y - hy) * oy) /
                        fmax(1e-9, olength * length);
                cost += along > 0.97 ? (along - 0.97) * 80 : 0;
            }
        }
        for (size_t n = 0; n < t->n; n++) {
            const placed *p = &t->at[n];

            if (n != e->a && n != e->b && reaches(s, p->x, p->y, p->rx + 1.5, p->ry + 1.5))
                cost += passes(s, node_frame(p, 1.5)) ? THROUGH : 0;
            if (!d->nodes[n].inside &&
                reaches(s, p->label_x, p->label_y, p->label_w / 2, p->label_h / 2))
                cost += passes(s, label_frame(p, 0)) ? UNDER : 0;
        }
    }
    return cost;
}

/* Nodes of one bloc stay together and keep a distance to other blocs. */
static double of_blocs(const table *t, size_t i, size_t k)
{
    double dx = t->at[i].x - t->at[k].x, dy = t->at[i].y - t->at[k].y,
           far = sqrt(dx * dx + dy * dy);

    if (t->s->d->nodes[i].shape == SHAPE_BOX || t->s->d->nodes[k].shape == SHAPE_BOX)
        return 0; /* the ties of organizations alone decide about their places */
    if (t->s->d->nodes[i].group == t->s->d->nodes[k].group)
        return 0.012 * far;
    return far < 1.2 * t->ideal ? (1.2 * t->ideal - far) * 0.06 : 0;
}

/* Components stand apart from each other. */
static double of_components(const table *t, size_t i, size_t k)
{
    double dx = t->at[i].x - t->at[k].x, dy = t->at[i].y - t->at[k].y, least = 0.8 * t->ideal, far;

    if (t->component[i] == t->component[k] || fabs(dx) > least || fabs(dy) > least)
        return 0;
    far = sqrt(dx * dx + dy * dy);
    return far < least ? (least - far) * 0.08 : 0;
}

static double of_node(const table *t, size_t i)
{
    static const double preference[] = { 0, 0.3, 0.9, 1.0, 0.6, 0.8, 0.6, 0.8 };
    const description *d = t->s->d;
    const placed *p = &t->at[i];
    frame own = node_frame(p, NEAR), own_label = label_frame(p, 0.8);
    bool labelled = !d->nodes[i].inside;
    double dx = p->x - t->home_x[i], dy = p->y - t->home_y[i];
    double cost = 0.005 * sqrt(dx * dx + dy * dy) + outside(own, t->s->net);

    if (labelled)
        cost += preference[p->side] + outside(own_label, t->s->net);
    for (size_t k = 0; k < t->n; k++) {
        double area;

        if (k == i)
            continue;
        if (d->bloc_count)
            cost += of_blocs(t, i, k);
        if (t->parted)
            cost += of_components(t, i, k);
        if ((area = overlap(own, node_frame(&t->at[k], NEAR))) > 0)
            cost += 25 + 0.2 * area;
        if (labelled && (area = overlap(own_label, node_frame(&t->at[k], 0.5))) > 0)
            cost += 22 + 0.2 * area;
        if (d->nodes[k].inside)
            continue;
        if ((area = overlap(node_frame(p, 0.5), label_frame(&t->at[k], 0.8))) > 0)
            cost += 22 + 0.2 * area;
        if (labelled && (area = overlap(own_label, label_frame(&t->at[k], 0.8))) > 0)
            cost += 25 + 0.2 * area;
    }
    for (size_t f = 0; f < t->m; f++) {
        const tie *e = &d->ties[f];
        segment s;

        if (e->a == i || e->b == i)
            continue; /* of_ties() counts its own ties */
        s = between(t, f);
        if (reaches(s, p->x, p->y, p->rx + 1.5, p->ry + 1.5))
            cost += passes(s, node_frame(p, 1.5)) ? THROUGH : 0;
        if (labelled && reaches(s, p->label_x, p->label_y, p->label_w / 2, p->label_h / 2))
            cost += passes(s, label_frame(p, 0)) ? UNDER : 0;
    }
    return cost;
}

static double cost_of(const table *t, size_t i)
{
    return of_node(t, i) + of_ties(t, i);
}

static double total_cost(const table *t)
{
    double cost = 0;

    for (size_t i = 0; i < t->n; i++)
        cost += cost_of(t, i);
    return cost;
}

/* ---- moving ---- */

static bool is_kept(const table *t, size_t i)
{
    return !isnan(kept_place(t->s, i).x);
}

static bool is_pinned(const table *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (is_kept(t, i))
            return true;
    return false;
}

/* Puts nodes with a kept place there. */
static void keep_places(table *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const node *n = &t->s->d->nodes[i];

        if (!is_kept(t, i))
            continue;
        t->at[i].x = t->home_x[i] = kept_place(t->s, i).x;
        t->at[i].y = t->home_y[i] = kept_place(t->s, i).y;
        for (int k = 0; k < SIDES_OF_NODE; k++)
            if (ent_str_is(n->side, side_names[k]))
                t->at[i].side = k;
        set_label(t->s, i);
    }
}

static void try_move(table *t, double heat, double reach)
{
    size_t i = (size_t)(unit(t) * (double)t->n), other = i;
    double kind = unit(t), before, after;
    placed kept = t->at[i], kept_other;

    if (is_kept(t, i)) /* kept nodes do not move */
        return;

    if (kind < 0.08)
        other = (size_t)(unit(t) * (double)t->n);
    if (is_kept(t, other))
        other = i;
    kept_other = t->at[other];
    before = cost_of(t, i) + (other != i ? cost_of(t, other) : 0);
    if (other != i) { /* change places */
        t->at[i].x = kept_other.x;
        t->at[i].y = kept_other.y;
        t->at[other].x = kept.x;
        t->at[other].y = kept.y;
        set_label(t->s, other);
    } else if (kind < 0.3 && !t->s->d->nodes[i].inside) {
        t->at[i].side = (int)(unit(t) * 8);
    } else if (kind < 0.36) {
        t->at[i].x = t->s->net.x0 + unit(t) * (t->s->net.x1 - t->s->net.x0);
        t->at[i].y = t->s->net.y0 + unit(t) * (t->s->net.y1 - t->s->net.y0);
    } else {
        t->at[i].x += (unit(t) - 0.5) * 2 * reach;
        t->at[i].y += (unit(t) - 0.5) * 2 * reach;
    }
    set_label(t->s, i);
    after = cost_of(t, i) + (other != i ? cost_of(t, other) : 0);
    /* simulated annealing: a worse place is accepted at random, with a rational function in place of exp */
    if (after > before) {
        double worse = (after - before) / heat;

        if (unit(t) * (1 + worse * (1 + worse * (0.5 + worse / 6))) > 1) {
            t->at[i] = kept;
            t->at[other] = other != i ? kept_other : kept;
        }
    }
}

static void anneal(table *t)
{
    size_t moves = t->n > 40 ? MOVES : 3000 + 600 * t->n < MOVES ? 3000 + 600 * t->n : MOVES;
    double heat = 10, reach = 70;

    for (size_t k = 0; k < moves; k++) {
        try_move(t, heat, reach);
        if (k % (moves / 100 + 1) == 0) {
            heat = fmax(0.05, heat * 0.94);
            reach = fmax(2, reach * 0.965);
        }
    }
}

/* ---- components beside each other ---- */

/* The component of each node, by its least node. */
static void find_components(table *t)
{
    size_t *of = t->component;
    bool changed = true;

    for (size_t i = 0; i < t->n; i++)
        of[i] = i;
    while (changed) {
        changed = false;
        for (size_t e = 0; e < t->m; e++) {
            const tie *l = &t->s->d->ties[e];
            size_t least = of[l->a] < of[l->b] ? of[l->a] : of[l->b];

            changed |= of[l->a] != least || of[l->b] != least;
            of[l->a] = of[l->b] = least;
        }
    }
    for (size_t i = 0; i < t->n; i++)
        t->parted |= of[i] != of[0];
}

typedef struct piece {
    size_t component;
    frame box;
} piece;

static int higher_first(const void *a, const void *b)
{
    const piece *x = a, *y = b;
    double hx = x->box.y1 - x->box.y0, hy = y->box.y1 - y->box.y0;

    if (hx != hy)
        return hx > hy ? -1 : 1;
    return x->component < y->component ? -1 : 1;
}

/* Packs components on shelves: stress leaves them far apart, or on each other. */
static ent_status pack_components(table *t, double *x, double *y, ent_diags *diags)
{
    const size_t *of = t->component;
    size_t count = 0;
    piece *pieces = ent_mem_new(t->n, sizeof *pieces);
    double area = 0, wide, at_x = 0, at_y = 0, shelf = 0, gap;

    if (!pieces)
        return ent_out_of_memory(diags);
    gap = 40; /* points; stress draws a tie 72 points long */
    for (size_t i = 0; i < t->n; i++) {
        size_t k = 0;

        while (k < count && pieces[k].component != of[i])
            k++;
        if (k == count)
            pieces[count++] = (piece){ of[i], { x[i], y[i], x[i], y[i] } };
        pieces[k].box.x0 = fmin(pieces[k].box.x0, x[i]);
        pieces[k].box.y0 = fmin(pieces[k].box.y0, y[i]);
        pieces[k].box.x1 = fmax(pieces[k].box.x1, x[i]);
        pieces[k].box.y1 = fmax(pieces[k].box.y1, y[i]);
    }
    if (count > 1) {
        for (size_t k = 0; k < count; k++)
            area += (pieces[k].box.x1 - pieces[k].box.x0 + gap) *
                    (pieces[k].box.y1 - pieces[k].box.y0 + gap);
        qsort(pieces, count, sizeof *pieces, higher_first);
        wide = fmax(pieces[0].box.x1 - pieces[0].box.x0 + gap, sqrt(area * 1.7));
        for (size_t k = 0; k < count; k++) {
            double w = pieces[k].box.x1 - pieces[k].box.x0 + gap,
                   h = pieces[k].box.y1 - pieces[k].box.y0 + gap;

            if (at_x > 0 && at_x + w > wide) {
                at_x = 0;
                at_y += shelf;
                shelf = 0;
            }
            for (size_t i = 0; i < t->n; i++)
                if (of[i] == pieces[k].component) {
                    x[i] += at_x - pieces[k].box.x0;
                    y[i] += at_y - pieces[k].box.y0;
                }
            at_x += w;
            shelf = fmax(shelf, h);
        }
    }
    ent_mem_free(pieces);
    return ENT_OK;
}

/* ---- from stress places to the page ---- */

static void rotate(const double *x, const double *y, size_t n, double c, double s, double *u,
                 double *v)
{
    for (size_t i = 0; i < n; i++) {
        u[i] = c * x[i] - s * y[i];
        v[i] = s * x[i] + c * y[i];
    }
}

static void extent(const double *x, size_t n, double *low, double *high)
{
    *low = *high = n ? x[0] : 0;
    for (size_t i = 1; i < n; i++) {
        *low = fmin(*low, x[i]);
        *high = fmax(*high, x[i]);
    }
}

/* Turns the network to the page's shape in steps of 3 degrees, and scales both directions by factors that
 * differ by 1.35 at most. */
static void fit_page(table *t, double *x, double *y, double *u, double *v)
{
    /* cosine and sine of 3 degrees; 60 steps are half a rotate */
    const double c3 = 0.99862953475457387, s3 = 0.05233595624294383;
    frame page = t->s->net;
    double room_x = page.x1 - page.x0, room_y = page.y1 - page.y0, margin = fmin(45, room_x * 0.13);
    double best = -1, best_c = 1, best_s = 0, c = 1, s = 0, x0, x1, y0, y1, sx, sy;

    for (int step = 0; step < 60; step++) {
        double scale, nc = c * c3 - s * s3, ns = s * c3 + c * s3;

        rotate(x, y, t->n, c, s, u, v);
        extent(u, t->n, &x0, &x1);
        extent(v, t->n, &y0, &y1);
        scale = fmin(room_x / fmax(1e-6, x1 - x0), room_y / fmax(1e-6, y1 - y0));
        if (scale > best) {
            best = scale;
            best_c = c;
            best_s = s;
        }
        c = nc;
        s = ns;
    }
    rotate(x, y, t->n, best_c, best_s, u, v);
    extent(u, t->n, &x0, &x1);
    extent(v, t->n, &y0, &y1);
    sx = (room_x - 2 * margin) / fmax(1e-6, x1 - x0);
    sy = (room_y - margin) / fmax(1e-6, y1 - y0);
    sx = fmin(sx, 1.35 * sy);
    sy = fmin(sy, 1.35 * sx);
    for (size_t i = 0; i < t->n; i++) {
        t->at[i].x = t->home_x[i] = (page.x0 + page.x1) / 2 + (u[i] - (x0 + x1) / 2) * sx;
        t->at[i].y = t->home_y[i] = (page.y0 + page.y1) / 2 + (v[i] - (y0 + y1) / 2) * sy;
        t->at[i].side = 0;
        set_label(t->s, i);
    }
    keep_places(t);
}

/* Crowded networks: as wide as the page, since its height follows, and stretched by little. */
static ent_status spread_on_page(table *t, double *x, double *y, ent_diags *diags)
{
    frame page = t->s->net;
    double room_x = page.x1 - page.x0, room_y = page.y1 - page.y0, x0, x1, y0, y1, sx, sy;
    ent_status status = spread_network(t->s, room_x / room_y, x, y, diags);

    if (status != ENT_OK)
        return status;
    extent(x, t->n, &x0, &x1);
    extent(y, t->n, &y0, &y1);
    sx = (room_x - 30) / fmax(1e-6, x1 - x0);
    sy = (room_y - 16) / fmax(1e-6, y1 - y0);
    sx = fmin(sx, 1.3 * sy);
    sy = fmin(sy, (t->s->d->height_mm > 0 ? 1.3 : 1.1) * sx);
    for (size_t i = 0; i < t->n; i++) {
        t->at[i].x = t->home_x[i] = (page.x0 + page.x1) / 2 + (x[i] - (x0 + x1) / 2) * sx;
        t->at[i].y = t->home_y[i] = (page.y0 + page.y1) / 2 + (y[i] - (y0 + y1) / 2) * sy;
        t->at[i].side = 0;
        set_label(t->s, i);
    }
    keep_places(t);
    return part_nodes(t->s, diags);
}

/* ---- several starts ---- */

static size_t count_crossings(const table *t)
{
    const description *d = t->s->d;
    size_t count = 0;

    for (size_t i = 0; i < t->m; i++)
        for (size_t k = i + 1; k < t->m; k++)
            if (d->ties[i].a != d->ties[k].a && d->ties[i].a != d->ties[k].b &&
                d->ties[i].b != d->ties[k].a && d->ties[i].b != d->ties[k].b)
                count += crosses(between(t, i), between(t, k));
    return count;
}

typedef struct start {
    size_t crossings, seed;
} start;

static int by_crossings(const void *a, const void *b)
{
    const start *x = a, *y = b;

    if (x->crossings != y->crossings)
        return x->crossings < y->crossings ? -1 : 1;
    return x->seed < y->seed ? -1 : x->seed > y->seed;
}

static ent_status one_start(table *t, size_t seed, double *space, ent_diags *diags)
{
    ent_status status = start_places(t->s->d, seed, space, space + t->n, diags);

    if (status == ENT_OK)
        status = pack_components(t, space, space + t->n, diags);
    if (status == ENT_OK)
        fit_page(t, space, space + t->n, space + 2 * t->n, space + 3 * t->n);
    return status;
}

static ent_status best_of_starts(table *t, double *space, ent_diags *diags)
{
    const description *d = t->s->d;
    start starts[64];
    placed *best = ent_mem_new(t->n, sizeof *best);
    double best_cost = INFINITY;
    size_t annealed = t->n > MANY ? ANNEALED / 2 : ANNEALED; /* each takes longer */
    ent_status status = best ? ENT_OK : ent_out_of_memory(diags);

    for (size_t i = 0; i < d->starts && status == ENT_OK; i++) {
        starts[i].seed = d->seed * 100 + i;
        if ((status = one_start(t, starts[i].seed, space, diags)) == ENT_OK)
            starts[i].crossings = count_crossings(t);
    }
    if (status == ENT_OK)
        qsort(starts, d->starts, sizeof *starts, by_crossings);
    for (size_t i = 0; i < d->starts && i < annealed && status == ENT_OK; i++) {
        double cost;

        if ((status = one_start(t, starts[i].seed, space, diags)) != ENT_OK)
            break;
        t->random = starts[i].seed;
        anneal(t);
        if ((cost = total_cost(t)) < best_cost) {
            best_cost = cost;
            memcpy(best, t->at, t->n * sizeof *best);
        }
    }
    if (status == ENT_OK)
        memcpy(t->at, best, t->n * sizeof *best);
    ent_mem_free(best);
    return status;
}

static ent_status index_ties(table *t, ent_diags *diags)
{
    const description *d = t->s->d;
    size_t *at;

    t->first = ent_arena_new(&t->s->arena, t->n + 2, sizeof *t->first);
    t->ties = ent_arena_new(&t->s->arena, 2 * t->m, sizeof *t->ties);
    if (!t->first || !t->ties)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < t->m; i++) {
        t->first[d->ties[i].a + 2]++;
        t->first[d->ties[i].b + 2]++;
    }
    for (size_t i = 2; i < t->n + 2; i++)
        t->first[i] += t->first[i - 1];
    at = t->first + 1;
    for (size_t i = 0; i < t->m; i++) {
        t->ties[at[d->ties[i].a]++] = i;
        t->ties[at[d->ties[i].b]++] = i;
    }
    return ENT_OK;
}

/* The part of the page that a panel has. */
static void panel_frame(scene *s)
{
    size_t columns = panel_columns(s), rows = (s->d->panel_count + columns - 1) / columns;
    double wide = (s->net.x1 - s->net.x0) / (double)columns - 6, head = s->d->theme.head + 8;

    s->net.x1 = s->net.x0 + wide;
    if (s->d->height_mm > 0)
        s->net.y1 = s->net.y0 + (s->net.y1 - s->net.y0) / (double)rows - head;
    else
        s->net.y1 = s->net.y0 + fmin(wide * 1.12, 30 + 1050 * (double)s->d->node_count / wide);
}

/* Is every label free of other labels and nodes? */
static bool labels_fit(const scene *s)
{
    for (size_t i = 0; i < s->d->node_count; i++)
        for (size_t k = 0; k < s->d->node_count && !s->d->nodes[i].inside; k++)
            if (k != i && (overlap(label_frame(&s->nodes[i], 0), node_frame(&s->nodes[k], 0)) > 0 ||
                           (!s->d->nodes[k].inside && overlap(label_frame(&s->nodes[i], 0),
                                                              label_frame(&s->nodes[k], 0)) > 0)))
                return false;
    return true;
}

ent_status layout_stress(scene *s, ent_diags *diags)
{
    const description *d = s->d;
    table t = { .s = s, .n = d->node_count, .m = d->pair_count, .at = s->nodes };
    double *space, area;
    bool dense = t.n > CAREFUL_NODES || t.m > 3 * t.n + 20;
    ent_status status;

    if (!t.n)
        return ENT_OK;
    size_nodes(s);
    if (d->panel_count)
        panel_frame(s);
    area = (s->net.x1 - s->net.x0) * (s->net.y1 - s->net.y0);
    space = ent_arena_new(&s->arena, 6 * t.n, sizeof *space);
    t.component = ent_arena_new(&s->arena, t.n, sizeof *t.component);
    if (!space || !t.component)
        return ent_out_of_memory(diags);
    t.home_x = space + 4 * t.n;
    t.home_y = space + 5 * t.n;
    t.ideal = fmin(has_tie_counts(s) ? 150 : 80, fmax(20, 0.95 * sqrt(area / (double)t.n)));
    if ((status = index_ties(&t, diags)) != ENT_OK)
        return status;
    if (!dense && status == ENT_OK)
        find_components(&t);
    if (status != ENT_OK)
        return status;
    if (!dense)
        status = best_of_starts(&t, space, diags);
    else
        status = spread_on_page(&t, space, space + t.n, diags);
    for (size_t i = 0; i < t.n; i++) {
        s->nodes[i].x = hundredth(s->nodes[i].x);
        s->nodes[i].y = hundredth(s->nodes[i].y);
        set_label(s, i);
    }
    if (status == ENT_OK && dense)
        status = place_labels(s, true, diags);
    else if (status == ENT_OK && !is_pinned(&t))
        status = place_labels_near(s, 3, diags);
    else if (status == ENT_OK && !labels_fit(s))
        status = place_labels(s, false, diags);
    if (status == ENT_OK)
        status = draw_network(s, diags);
    draw_tie_counts(s);
    return status == ENT_OK && d->bloc_count ? draw_hulls(s, diags) : status;
}
