/* columns.c: a two-mode network as columns: agreements in one, their parties in a second or, if there are
 * many, in two columns on both sides. Several sweeps sort each column by the mean position of its
 * neighbours (barycentre heuristic), so that few lines cross. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/layout/node_order.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { SWEEPS = 12, LONGEST = 34, LONGEST_CODE = 12 };

typedef struct sorted {
    double at;
    size_t node;
} sorted;

static int by_place(const void *a, const void *b)
{
    const sorted *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

typedef struct columns {
    scene *s;
    size_t *actors, *acts, actor_count, act_count;
    double *rank; /* position of each node in its column, 0 to 1 */
    sorted *space;
    double *sum, *count;
    double act_size; /* font size of the names of agreements */
    size_t act_letters, longest;
} columns;

static void set_ranks(columns *c, const size_t *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        c->rank[nodes[i]] = ((double)i + 0.5) / (double)count;
}

/* Sorts nodes by the mean rank of their neighbours. */
static void sweep(columns *c, size_t *nodes, size_t count)
{
    const description *d = c->s->d;

    for (size_t i = 0; i < d->node_count; i++)
        c->sum[i] = c->count[i] = 0;
    for (size_t i = 0; i < d->tie_count; i++) {
        const tie *t = &d->ties[i];

        c->sum[t->a] += c->rank[t->b];
        c->sum[t->b] += c->rank[t->a];
        c->count[t->a]++;
        c->count[t->b]++;
    }
    for (size_t i = 0; i < count; i++)
        c->space[i] = (sorted){ c->count[nodes[i]] > 0 ? c->sum[nodes[i]] / c->count[nodes[i]]
                                                       : c->rank[nodes[i]],
                                nodes[i] };
    qsort(c->space, count, sizeof *c->space, by_place);
    for (size_t i = 0; i < count; i++)
        nodes[i] = c->space[i].node;
    set_ranks(c, nodes, count);
}

static ent_status set_up(columns *c, ent_diags *diags)
{
    scene *s = c->s;
    size_t n = s->d->node_count, *order = ent_arena_new(&s->arena, 3 * n, sizeof *order);
    ent_status status;
    bool kept;

    c->rank = ent_arena_new(&s->arena, 3 * n, sizeof *c->rank);
    c->space = ent_arena_new(&s->arena, n, sizeof *c->space);
    if (!order || !c->rank || !c->space)
        return ent_out_of_memory(diags);
    c->sum = c->rank + n;
    c->count = c->rank + 2 * n;
    c->actors = order + n;
    c->acts = order + 2 * n;
    if ((status = order_by_bloc(s, order, KEPT_DOWN, diags)) != ENT_OK)
        return status;
    c->actor_count = of_mode(s, order, 0, c->actors);
    c->act_count = of_mode(s, order, 1, c->acts);
    if (!c->act_count) { /* one mode only: organizations and agreements in one column, the rest in the other */
        size_t count = c->actor_count;

        c->actor_count = 0;
        for (size_t i = 0; i < count; i++)
            if (s->d->nodes[c->actors[i]].shape == SHAPE_BOX)
                c->acts[c->act_count++] = c->actors[i];
            else
                c->actors[c->actor_count++] = c->actors[i];
    }
    set_ranks(c, c->actors, c->actor_count);
    set_ranks(c, c->acts, c->act_count);
    kept = order_as_kept(s, c->actors, c->actor_count, KEPT_DOWN);
    kept |= order_as_kept(s, c->acts, c->act_count, KEPT_DOWN);
    if (kept)
        return ENT_OK;
    for (int i = 0; i < SWEEPS; i++) {
        sweep(c, c->acts, c->act_count);
        sweep(c, c->actors, c->actor_count);
    }
    return ENT_OK;
}

/* ---- drawing ---- */

typedef struct wing { /* a column of actors; their names are on the side away from the agreements */
    double x;
    bool left;
    double size, pitch, top, width;
    size_t stagger;
} wing;

static void draw_wing(columns *c, const wing *w, size_t from, size_t step)
{
    scene *s = c->s;

    for (size_t i = from, row = 0; i < c->actor_count; i += step, row++) {
        size_t n = c->actors[i];
        placed *p = &s->nodes[n];
        double shift = (double)(row % w->stagger) * (w->width + 3), sign = w->left ? -1 : 1;
        word *name;

        p->x = w->x;
        p->y = w->top + ((double)row + 0.5) * w->pitch;
        p->rx = p->ry = fmin(s->d->nodes[n].shape == SHAPE_BOX ? 3 : p->rx, w->pitch * 0.42);
        p->no_label = true;
        name = scene_word(s, PART_LABELS, one_line(s, s->d->nodes[n].label, c->longest),
                          p->x + sign * (p->rx + 2.2 + shift), p->y + BASELINE * w->size, w->size);
        name->anchor = w->left ? ANCHOR_END : ANCHOR_START;
        name->object = n;
        if (shift > 0)
            scene_line(s, PART_AXES,
                       (segment){ p->x + sign * (p->rx + 1), p->y,
                                  p->x + sign * (p->rx + 1.2 + shift), p->y },
                       mix(s->d->theme.quiet, s->d->theme.paper, 0.6), 0.25);
    }
}

/* Each agreement is a box with one line of text; the more there are, the smaller. */
static void size_acts(columns *c, double pitch, double room)
{
    scene *s = c->s;

    c->act_size = fmax(5, fmin(s->d->theme.label, pitch * 0.55));
    c->act_letters = (size_t)fmin(LONGEST, fmax(6, room / (c->act_size * 0.62)));
    for (size_t i = 0; i < c->act_count; i++) {
        size_t n = c->acts[i];
        placed *p = &s->nodes[n];

        p->rx =
            text_width(one_line(s, s->d->nodes[n].label, c->act_letters), c->act_size, true) / 2 +
            3;
        p->ry = fmin(c->act_size * 0.5 + 2.6, pitch * 0.46);
        p->no_label = true;
    }
}

static void draw_acts(columns *c, double x, double top, double pitch)
{
    scene *s = c->s;

    for (size_t i = 0; i < c->act_count; i++) {
        size_t n = c->acts[i];
        placed *p = &s->nodes[n];
        word *w;

        p->x = x;
        p->y = top + ((double)i + 0.5) * pitch;
        w = scene_word(s, PART_LABELS, one_line(s, s->d->nodes[n].label, c->act_letters), x,
                       /* in a low box, descenders count for the vertical middle */
                       p->y + (p->ry < 0.55 * c->act_size ? 0.26 : BASELINE) * c->act_size,
                       c->act_size);
        w->anchor = ANCHOR_MIDDLE;
        w->bold = true;
        w->object = n;
    }
}

static double widest_act(const columns *c)
{
    double width = 0;

    for (size_t i = 0; i < c->act_count; i++)
        width = fmax(width, c->s->nodes[c->acts[i]].rx * 2);
    return width;
}

/* A curve from an actor to the nearer side of the agreement's box, horizontal at both ends. */
static void draw_curve(columns *c, size_t i)
{
    const tie *t = &c->s->d->ties[i];
    const placed *a = &c->s->nodes[t->a], *b = &c->s->nodes[t->b];
    double sign = a->x < b->x ? 1 : -1, bend = fabs(b->x - a->x) * 0.45;
    spot from = { a->x + sign * (a->rx + 0.8), a->y }, to = { b->x - sign * (b->rx + 0.8), b->y };
    mark *m = scene_mark(c->s, PART_TIES, FORM_CURVE, 4);

    m->at[0] = from;
    m->at[1] = (spot){ from.x + sign * bend, from.y };
    m->at[2] = (spot){ to.x - sign * bend, to.y };
    m->at[3] = to;
    style_tie(c->s, m, i);
}

/* Two nodes of one column: an arc beside the column. */
static void draw_arc(columns *c, size_t i, double out)
{
    const tie *t = &c->s->d->ties[i];
    const placed *a = &c->s->nodes[t->a], *b = &c->s->nodes[t->b];
    double far = fmin(60, 8 + fabs(a->y - b->y) * 0.35) * out;
    spot via[2] = { { a->x + far, a->y + (b->y - a->y) * 0.15 },
                    { b->x + far, b->y + (a->y - b->y) * 0.15 } };

    draw_tie(c->s, i, via);
}

ent_status layout_columns(scene *s, ent_diags *diags)
{
    columns c = { .s = s, .longest = s->d->codes ? LONGEST_CODE : LONGEST };
    double high, most_high, wide = s->net.x1 - s->net.x0, acts_wide, middle;
    wing w = { .stagger = 1 };
    bool wings;
    size_t rows;
    ent_status status;

    if (!s->d->node_count)
        return ENT_OK;
    size_nodes(s);
    if ((status = set_up(&c, diags)) != ENT_OK)
        return status;
    most_high = most_height(s, 70);
    wings = c.actor_count > 40;
    rows = wings ? (c.actor_count + 1) / 2 : c.actor_count;
    high = fmin(most_high, fmax((double)rows * 9.5, (double)c.act_count * 16));
    w.pitch = high / (double)(rows ? rows : 1);
    w.size = fmax(5, fmin(s->d->theme.label, w.pitch * 1.05));
    w.stagger = stagger_for(w.pitch, w.size);
    w.top = s->net.y0;
    for (size_t i = 0; i < c.actor_count; i++)
        w.width = fmax(w.width, text_width(one_line(s, s->d->nodes[c.actors[i]].label, c.longest),
                                           w.size, false));
    size_acts(&c, high / (double)(c.act_count ? c.act_count : 1),
              fmax(60, wide - (wings ? 2 : 1) * ((double)w.stagger * (w.width + 3) + 45)));
    acts_wide = widest_act(&c);
    middle = wings ? (s->net.x0 + s->net.x1) / 2 : s->net.x1 - acts_wide / 2;
    w.left = true;
    w.x = s->net.x0 + (double)w.stagger * (w.width + 3) + 6;
    if (!wings) /* the columns are no farther apart than needed */
        middle = fmin(middle, w.x + fmax(90, wide * 0.42) + acts_wide / 2);
    draw_wing(&c, &w, 0, wings ? 2 : 1);
    if (wings) {
        w.left = false;
        w.x = s->net.x1 - (double)w.stagger * (w.width + 3) - 6;
        draw_wing(&c, &w, 1, 2);
    }
    draw_acts(&c, middle, w.top, high / (double)(c.act_count ? c.act_count : 1));
    for (size_t i = 0; i < s->d->tie_count; i++) {
        const placed *a = &s->nodes[s->d->ties[i].a], *b = &s->nodes[s->d->ties[i].b];

        if (fabs(a->x - b->x) > 1)
            draw_curve(&c, i);
        else
            draw_arc(&c, i, a->x < middle - 1 ? 1 : -1);
    }
    for (size_t i = 0; i < s->d->node_count; i++) {
        draw_node(s, i);
        if (!s->nodes[i].no_label)
            draw_label(s, i);
    }
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
