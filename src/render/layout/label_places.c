/* label_places.c: sides for the labels of nodes that stay where they are. The candidates for
 * a label are eight sides of its node and, if the caller asks for them, places farther out, joined to the
 * node by a leader. Labels take the cheapest free place, large nodes first; a few rounds then try for each
 * whether another place costs less by now. Labels without a free place are left out and counted. */
#include "render/layout/label_places.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { ROUNDS = 4, SIDES = 8, DIRECTIONS = 16, CLOSE_RINGS = 4, RINGS = 12, DOTS = 600 };

typedef struct ranked {
    double size;
    size_t node;
} ranked;

static int by_size(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->node < y->node ? -1 : 1;
}

/* ---- the cost of a place ---- */

typedef struct labels {
    scene *s;
    segment *lines; /* of ties that are dark enough to make a word hard to read */
    frame *boxes;
    size_t line_count;
    frame *words; /* that stand where the data place the nodes, as letters on a map */
    size_t word_count;
    double line_cost; /* of a dark tie under a word: few among thousands */
} labels;

static double outside(frame b, frame page)
{
    return fmax(0, page.x0 - b.x0) + fmax(0, page.y0 - b.y0) + fmax(0, b.x1 - page.x1) +
           fmax(0, b.y1 - page.y1);
}

/* From the border of a label to that of a node; 0: they touch. */
static double gap(frame label, const placed *p)
{
    double dx = fmax(0, fmax(label.x0 - p->x, p->x - label.x1)),
           dy = fmax(0, fmax(label.y0 - p->y, p->y - label.y1));

    return fmax(0, sqrt(dx * dx + dy * dy) - p->rx);
}

/* Infinite: a node or label is in the way. */
static double cost_of(const labels *l, size_t i, double best)
{
    static const double preference[] = { 0, 0.3, 0.9, 1.0, 0.6, 0.8, 0.6, 0.8 };
    const scene *s = l->s;
    const placed *p = &s->nodes[i];
    frame own = label_frame(p, 0.4), tight = label_frame(p, 0);
    double cost = p->leader ? 2 : preference[p->side], own_gap;

    if (outside(tight, s->net) > 0)
        return INFINITY;
    if (p->leader) {
        double dx = p->label_x - p->x, dy = p->label_y - p->y;

        cost += 0.05 * sqrt(dx * dx + dy * dy);
    }
    for (size_t k = 0; k < l->word_count; k++)
        if (overlap(own, l->words[k]) > 0)
            return INFINITY;
    own_gap = gap(tight, p);
    for (size_t k = 0; k < s->d->node_count; k++) {
        const placed *o = &s->nodes[k];

        if (o->hidden)
            continue;
        if (k != i && p->leader &&
            passes((segment){ p->x, p->y, p->label_x, p->label_y }, node_frame(o, 0)))
            cost += 3;
        if (k != i && gap(tight, o) < own_gap + 0.5) /* it would seem to name the other */
            cost += 4;
        if (overlap(own, node_frame(o, k == i ? -0.5 : 0.3)) > 0) {
            if (k == i || s->d->node_count < DOTS || s->d->nodes[k].label.len)
                return INFINITY;
            cost += 0.5; /* one dot of very many, which has no name */
            continue;
        }
        if (k != i && !o->no_label && !s->d->nodes[k].inside &&
            overlap(own, label_frame(o, 0.4)) > 0)
            return INFINITY;
    }
    for (size_t k = 0; k < l->line_count && cost < best; k++)
        if (overlap(l->boxes[k], tight) > 0 && passes(l->lines[k], tight))
            cost += l->line_cost;
    return cost;
}

/* ---- places ---- */

static void try_place(scene *s, size_t i, int place)
{
    /* cosine and sine of multiples of 22.5 degrees */
    static const double c[DIRECTIONS] = { 1,  0.924,  0.707,  0.383,  0, -0.383, -0.707, -0.924,
                                          -1, -0.924, -0.707, -0.383, 0, 0.383,  0.707,  0.924 };
    placed *p = &s->nodes[i];
    double far, x, y;

    p->leader = place >= SIDES;
    p->side = place < SIDES ? place : 0;
    set_label(s, i);
    if (!p->leader)
        return;
    place -= SIDES;
    far = p->rx + 5 + 6 * (double)(place / DIRECTIONS);
    x = c[place % DIRECTIONS];
    y = c[(place + 12) % DIRECTIONS];
    p->side = x >= 0 ? 0 : 1;
    p->label_x = p->x + x * far + (x > 0.3 ? 1 : x < -0.3 ? -1 : 0) * p->label_w / 2;
    p->label_y = p->y + y * (far + p->label_h / 2);
    if (x <= 0.3 && x >= -0.3)
        p->side = 2;
}

/* Takes the cheapest place, or none if no place is free. */
static void choose(const labels *l, size_t i, int places)
{
    placed *p = &l->s->nodes[i];
    double best = INFINITY;
    int chosen = -1;

    p->no_label = false;
    for (int place = 0; place < places; place++) {
        double cost;

        if (place == SIDES && best < 2)
            break; /* no place farther out can be better */
        if (place == SIDES + CLOSE_RINGS * DIRECTIONS && chosen >= 0)
            break; /* farther out only rather than not at all */
        try_place(l->s, i, place);
        if ((cost = cost_of(l, i, best)) < best) {
            best = cost;
            chosen = place;
        }
    }
    p->no_label = chosen < 0;
    if (chosen >= 0)
        try_place(l->s, i, chosen);
    else
        p->leader = false;
}

/* A line that makes a word hard to read. */
static void add_line(labels *l, spot a, spot b)
{
    l->lines[l->line_count] = (segment){ a.x, a.y, b.x, b.y };
    l->boxes[l->line_count++] =
        (frame){ fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x) + 0.01, fmax(a.y, b.y) + 0.01 };
}

static ent_status collect_words(labels *l, ent_diags *diags)
{
    const scene *s = l->s;
    size_t count = s->fixed_places ? s->word_count : 0;

    l->words = ent_arena_new(&l->s->arena, count, sizeof *l->words);
    if (!l->words)
        return ent_out_of_memory(diags);
    for (; l->word_count < count; l->word_count++) {
        spot corners[4];

        word_corners(&s->words[l->word_count], corners);
        l->words[l->word_count] = frame_of(corners, 4);
    }
    return ENT_OK;
}

/* Of ties that were drawn already, with their bends; else from node to node. */
static ent_status collect_lines(labels *l, ent_diags *diags)
{
    enum { MOST_PIECES = 12 };
    const scene *s = l->s;
    const description *d = s->d;
    size_t drawn = 0, room;

    for (size_t i = 0; i < s->mark_count; i++)
        drawn += s->marks[i].part == PART_TIES;
    room = drawn ? drawn * MOST_PIECES : d->tie_count;
    l->lines = ent_arena_new(&l->s->arena, room, sizeof *l->lines);
    l->boxes = ent_arena_new(&l->s->arena, room, sizeof *l->boxes);
    if (!l->lines || !l->boxes)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < s->mark_count; i++) {
        const mark *m = &s->marks[i];
        spot points[MOST_PIECES];
        size_t count;

        if (m->part != PART_TIES || contrast(mix(m->line.colour, d->theme.paper, m->line.opacity), d->theme.paper) < 1.6)
            continue;
        count = mark_outline(m, points, MOST_PIECES);
        for (size_t k = 1; k < count; k++)
            add_line(l, points[k - 1], points[k]);
    }
    for (size_t i = 0; i < d->tie_count && !drawn; i++) {
        const tie *t = &d->ties[i];
        const placed *a = &s->nodes[t->a], *b = &s->nodes[t->b];

        if (contrast(mix(d->styles[t->style].colour, d->theme.paper, t->opacity), d->theme.paper) >= 1.6)
            add_line(l, (spot){ a->x, a->y }, (spot){ b->x, b->y });
    }
    return ENT_OK;
}

ent_status place_labels(scene *s, bool far, ent_diags *diags)
{
    return place_labels_near(s, far ? RINGS : 0, diags);
}

ent_status place_labels_near(scene *s, int rings, ent_diags *diags)
{
    size_t n = s->d->node_count, count = 0;
    ranked *order = ent_mem_new(n, sizeof *order);
    labels l = { .s = s, .line_cost = s->d->tie_count > 3 * s->d->node_count ? 3 : 5 };
    int places = SIDES + rings * DIRECTIONS;
    ent_status status = order ? collect_lines(&l, diags) : ent_out_of_memory(diags);

    if (status == ENT_OK)
        status = collect_words(&l, diags);
    if (status != ENT_OK) {
        ent_mem_free(order);
        return status;
    }
    for (size_t i = 0; i < n; i++) {
        placed *p = &s->nodes[i];

        if (s->d->nodes[i].inside || p->hidden || p->nameless || !s->d->nodes[i].label.len) {
            p->no_label = p->hidden || p->nameless || !s->d->nodes[i].label.len;
            set_label(s, i);
        } else {
            p->no_label = true;
            order[count++] = (ranked){ p->rx, i };
        }
    }
    qsort(order, count, sizeof *order, by_size);
    for (int round = 0; round < (n > 400 ? 1 : ROUNDS); round++)
        for (size_t k = 0; k < count; k++)
            choose(&l, order[k].node, places);
    s->unlabelled = 0;
    for (size_t k = 0; k < count; k++)
        s->unlabelled += s->nodes[order[k].node].no_label;
    ent_mem_free(order);
    return ENT_OK;
}
