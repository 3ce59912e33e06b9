/* columns.c: a two-mode network as columns: agreements in one, their parties in a second or, if there are
 * many, in two columns on both sides. If there are more agreements than names fit into one column, and few
 * parties, the agreements are on both sides of them. Several sweeps sort each column by the mean position of
 * its neighbours (barycentre heuristic), so that few lines cross. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/layout/node_order.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { SWEEPS = 12, LONGEST = 34, LONGEST_CODE = 12, LONGEST_TITLE = 52, MOST_ACTORS = 40 };

#define OUTER_ARC 30.0  /* points that an arc beside the column of agreements takes */
#define LEAST_PITCH 5.3 /* of rows with names of 5 points */

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
    bool outer_arcs; /* of ties in the column of agreements, which has room for them on its outer side */
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

/* Organizations with members among the parties stand with the agreements: their members are lines from column to
 * column, too. */
static void move_organizations(columns *c)
{
    const description *d = c->s->d;
    bool *moves = ent_arena_new(&c->s->arena, d->node_count, sizeof *moves);
    size_t count = c->actor_count;

    c->s->failed |= !moves;
    for (size_t i = 0; i < d->tie_count && moves; i++) {
        const tie *t = &d->ties[i];

        if (d->nodes[t->a].mode || d->nodes[t->b].mode)
            continue;
        moves[t->a] |= d->nodes[t->a].shape == SHAPE_BOX;
        moves[t->b] |= d->nodes[t->b].shape == SHAPE_BOX;
    }
    c->actor_count = 0;
    for (size_t i = 0; i < count && moves; i++)
        if (moves[c->actors[i]])
            c->acts[c->act_count++] = c->actors[i];
        else
            c->actors[c->actor_count++] = c->actors[i];
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
    } else {
        move_organizations(c);
    }
    /* one column only: those that are tied to each other stand beside each other */
    if (!c->act_count && (status = chain_order(s, c->actors, c->actor_count, diags)) != ENT_OK)
        return status;
    set_ranks(c, c->actors, c->actor_count);
    set_ranks(c, c->acts, c->act_count);
    kept = order_as_kept(s, c->actors, c->actor_count, KEPT_DOWN);
    kept |= order_as_kept(s, c->acts, c->act_count, KEPT_DOWN);
    if (kept)
        return ENT_OK;
    for (int i = 0; i < SWEEPS && c->act_count; i++) {
        sweep(c, c->acts, c->act_count);
        sweep(c, c->actors, c->actor_count);
    }
    return ENT_OK;
}

/* ---- drawing ---- */

typedef struct wing { /* a column on a side; names are away from the middle */
    double x;
    bool left;
    double size, pitch, top, width;
    size_t stagger, letters;
    const size_t *nodes;
    size_t count;
} wing;

static double widest_name(const columns *c, const wing *w)
{
    double width = 0;

    for (size_t i = 0; i < w->count; i++)
        width = fmax(width, text_width(one_line(c->s, c->s->d->nodes[w->nodes[i]].label, w->letters),
                                       w->size, false));
    return width;
}

/* Rows for every `step`-th node; names where they have room. */
static wing make_wing(columns *c, const size_t *nodes, size_t count, size_t step, double high)
{
    wing w = { .left = true, .nodes = nodes, .count = count, .top = c->s->net.y0, .stagger = 1,
               .letters = c->longest };
    size_t rows = (count + step - 1) / step;

    w.pitch = high / (double)(rows ? rows : 1);
    w.size = fmax(5, fmin(c->s->d->theme.label, w.pitch * 1.05));
    return w;
}

static void draw_name(columns *c, const wing *w, size_t n, double shift)
{
    scene *s = c->s;
    const placed *p = &s->nodes[n];
    double sign = w->left ? -1 : 1;
    word *name = scene_word(s, PART_LABELS, one_line(s, s->d->nodes[n].label, w->letters),
                            p->x + sign * (p->rx + 2.2 + shift), p->y + BASELINE * w->size, w->size);

    name->anchor = w->left ? ANCHOR_END : ANCHOR_START;
    name->object = n;
    if (shift > 0)
        scene_line(s, PART_AXES,
                   (segment){ p->x + sign * (p->rx + 1), p->y, p->x + sign * (p->rx + 1.2 + shift), p->y },
                   mix(s->d->theme.quiet, s->d->theme.paper, 0.6), 0.25);
}

static void draw_wing(columns *c, const wing *w, size_t from, size_t step)
{
    scene *s = c->s;

    for (size_t i = from, row = 0; i < w->count; i += step, row++) {
        size_t n = w->nodes[i];
        placed *p = &s->nodes[n];

        p->x = w->x;
        p->y = w->top + ((double)row + 0.5) * w->pitch;
        p->rx = p->ry = fmin(s->d->nodes[n].shape == SHAPE_BOX ? 3 : p->rx, w->pitch * 0.42);
        p->no_label = true;
        if (w->letters)
            draw_name(c, w, n, (double)(row % w->stagger) * (w->width + 3));
        else
            s->unlabelled++;
    }
}

/* Each agreement is a box with one line of text; the more there are, the smaller. More than have room are bars
 * without names. */
static void size_acts(columns *c, double pitch, double room)
{
    scene *s = c->s;
    bool named = pitch >= LEAST_PITCH;

    c->act_size = fmax(5, fmin(s->d->theme.label, pitch * 0.55));
    c->act_letters = named ? (size_t)fmin(LONGEST_TITLE, fmax(6, room / (c->act_size * 0.62))) : 0;
    for (size_t i = 0; i < c->act_count; i++) {
        size_t n = c->acts[i];
        placed *p = &s->nodes[n];
        ent_str name = one_line(s, s->d->nodes[n].label, c->act_letters);

        p->rx = named ? text_width(name, c->act_size, true) / 2 + 3 : 7;
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
        if (!c->act_letters) {
            s->unlabelled++;
            continue;
        }
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

/* Two nodes of one column: an arc beside the column, as wide as the next column allows. */
static void draw_arc(columns *c, size_t i, double out)
{
    const tie *t = &c->s->d->ties[i];
    const placed *a = &c->s->nodes[t->a], *b = &c->s->nodes[t->b];
    double most = c->act_count ? 60 : (c->s->net.x1 - a->x) * 1.2, share = c->act_count ? 0.35 : 0.67;
    double far = fmin(most, 8 + fabs(a->y - b->y) * share) * out;
    spot via[2] = { { a->x + far, a->y + (b->y - a->y) * 0.15 },
                    { b->x + far, b->y + (a->y - b->y) * 0.15 } };

    draw_tie(c->s, i, via);
}

/* Two boxes of the column of agreements: an arc on its outer side. */
static void draw_outer_arc(columns *c, size_t i)
{
    const tie *t = &c->s->d->ties[i];
    const placed *a = &c->s->nodes[t->a], *b = &c->s->nodes[t->b];
    double from = a->x + a->rx + 0.8, to = b->x + b->rx + 0.8,
           out = fmax(from, to);
    mark *m = scene_mark(c->s, PART_TIES, FORM_CURVE, 4);

    for (size_t k = 0; k < c->act_count; k++) { /* past the boxes between the two */
        const placed *o = &c->s->nodes[c->acts[k]];

        if (o->y > fmin(a->y, b->y) && o->y < fmax(a->y, b->y))
            out = fmax(out, o->x + o->rx);
    }
    out += fmin(OUTER_ARC, 14 + fabs(a->y - b->y) * 0.1);
    m->at[0] = (spot){ from, a->y };
    m->at[1] = (spot){ out, a->y };
    m->at[2] = (spot){ out, b->y };
    m->at[3] = (spot){ to, b->y };
    style_tie(c->s, m, i);
}

/* Bars and small squares have no room for the outline of a box. */
static void draw_marks(columns *c)
{
    scene *s = c->s;

    for (size_t i = 0; i < s->d->node_count; i++) {
        const node *n = &s->d->nodes[i];
        mark *m;

        draw_node(s, i);
        m = s->mark_count ? &s->marks[s->mark_count - 1] : &s->spare_mark;
        if (s->nodes[i].ry < 2 && n->shape == SHAPE_BOX) {
            m->fill = m->line;
            m->line.opacity = 0;
        }
        if (!s->nodes[i].no_label)
            draw_label(s, i);
    }
}

static void draw_ties(columns *c, double middle)
{
    scene *s = c->s;

    for (size_t i = 0; i < s->d->tie_count; i++) {
        const placed *a = &s->nodes[s->d->ties[i].a], *b = &s->nodes[s->d->ties[i].b];

        if (fabs(a->x - b->x) > 1)
            draw_curve(c, i);
        else if (c->outer_arcs && fabs(a->x - middle) < 1)
            draw_outer_arc(c, i);
        else
            draw_arc(c, i, a->x < middle - 1 ? 1 : -1);
    }
}

/* Agreements on both sides of the parties, whose names are above their circles. */
static void place_acts_outside(columns *c, double most_high)
{
    scene *s = c->s;
    double rows = ceil((double)c->act_count / 2), wide = s->net.x1 - s->net.x0;
    double high = fmin(most_high, fmax((double)c->actor_count * 16, rows * 9.5));
    wing w = make_wing(c, c->acts, c->act_count, 2, high);
    double pitch = high / (double)(c->actor_count ? c->actor_count : 1);

    w.letters = w.pitch >= LEAST_PITCH ? (size_t)fmin(LONGEST_TITLE, (0.5 * wide - 80) / (w.size * 0.52)) : 0;
    w.width = w.letters ? widest_name(c, &w) : 0;
    w.x = s->net.x0 + w.width + 6;
    draw_wing(c, &w, 0, 2);
    w.left = false;
    w.x = s->net.x1 - w.width - 6;
    draw_wing(c, &w, 1, 2);
    for (size_t i = 0; i < c->actor_count; i++) {
        placed *p = &s->nodes[c->actors[i]];

        p->x = (s->net.x0 + s->net.x1) / 2;
        p->y = s->net.y0 + ((double)i + 0.5) * pitch;
        p->side = 2;
        set_label(s, c->actors[i]);
    }
    draw_ties(c, (s->net.x0 + s->net.x1) / 2);
}

static bool has_ties_of_acts(const columns *c)
{
    const description *d = c->s->d;

    for (size_t i = 0; i < d->tie_count; i++)
        if (d->nodes[d->ties[i].a].shape == SHAPE_BOX && d->nodes[d->ties[i].b].shape == SHAPE_BOX)
            return true;
    return false;
}

static void place_acts_inside(columns *c, double most_high)
{
    scene *s = c->s;
    double wide = s->net.x1 - s->net.x0, acts_wide, middle, high;
    bool wings = c->actor_count > MOST_ACTORS && c->act_count;
    size_t rows = wings ? (c->actor_count + 1) / 2 : c->actor_count;
    wing w;

    high = fmin(most_high, fmax((double)rows * (c->act_count ? 9.5 : 14), (double)c->act_count * 16));
    w = make_wing(c, c->actors, c->actor_count, wings ? 2 : 1, high);
    w.stagger = stagger_for(w.pitch, w.size);
    w.width = widest_name(c, &w);
    size_acts(c, high / (double)(c->act_count ? c->act_count : 1),
              wings ? fmax(60, wide - 2 * ((double)w.stagger * (w.width + 3) + 45))
                    : fmax(60, 0.72 * wide - (double)w.stagger * (w.width + 3)));
    acts_wide = widest_act(c);
    c->outer_arcs = !wings && c->act_count && has_ties_of_acts(c);
    middle = wings ? (s->net.x0 + s->net.x1) / 2 : s->net.x1 - acts_wide / 2 - (c->outer_arcs ? OUTER_ARC : 0);
    w.x = s->net.x0 + (double)w.stagger * (w.width + 3) + 6;
    if (!wings) /* the columns are no farther apart than needed */
        middle = fmin(middle, w.x + fmax(90, wide * 0.42) + acts_wide / 2);
    draw_wing(c, &w, 0, wings ? 2 : 1);
    if (wings) {
        w.left = false;
        w.x = s->net.x1 - (double)w.stagger * (w.width + 3) - 6;
        draw_wing(c, &w, 1, 2);
    }
    draw_acts(c, middle, w.top, high / (double)(c->act_count ? c->act_count : 1));
    draw_ties(c, middle);
}

ent_status layout_columns(scene *s, ent_diags *diags)
{
    columns c = { .s = s, .longest = s->d->codes ? LONGEST_CODE : LONGEST };
    double most_high;
    ent_status status;

    if (!s->d->node_count)
        return ENT_OK;
    size_nodes(s);
    if ((status = set_up(&c, diags)) != ENT_OK)
        return status;
    most_high = most_height(s, 70);
    if (c.actor_count <= MOST_ACTORS && (double)c.act_count * 8 > most_high)
        place_acts_outside(&c, most_high);
    else
        place_acts_inside(&c, most_high);
    draw_marks(&c);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
