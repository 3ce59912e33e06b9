/* rings.c: one actor in the middle, all others on rings by their distance from it. Along a ring, nodes swap
 * places as long as their ties get shorter. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/layout/label_places.h"
#include "render/layout/node_order.h"
#include "render/layout/radial.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

#define PI 3.14159265358979323846

#define ROOM_FOR_NAME 70.0 /* points between two nodes of a ring */

enum { ROUNDS = 30, CROWD = 30 };

#define MOST_STEPS_OF_SWAPS 3e8

typedef struct rings {
    scene *s;
    size_t *ring; /* of each node: steps from the ego */
    double *angle;
    size_t *order; /* nodes by ring */
    size_t *first; /* of each ring, in the order */
    size_t count;  /* rings without the middle */
    spot centre;
} rings;

typedef struct slot {
    double angle;
    size_t node;
} slot;

static int by_angle(const void *a, const void *b)
{
    const slot *x = a, *y = b;

    if (x->angle != y->angle)
        return x->angle < y->angle ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* Steps from the ego; nodes that cannot be reached are on an extra ring, the last. */
static void find_rings(rings *r)
{
    const description *d = r->s->d;
    bool changed = true;
    size_t far = 0;

    for (size_t i = 0; i < d->node_count; i++)
        r->ring[i] = i == d->ego ? 0 : NONE;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < d->tie_count; i++) {
            size_t a = d->ties[i].a, b = d->ties[i].b;

            for (int turn = 0; turn < 2; turn++, a = d->ties[i].b, b = d->ties[i].a)
                if (r->ring[a] != NONE && (r->ring[b] == NONE || r->ring[b] > r->ring[a] + 1)) {
                    r->ring[b] = r->ring[a] + 1;
                    changed = true;
                }
        }
    }
    for (size_t i = 0; i < d->node_count; i++)
        if (r->ring[i] != NONE && r->ring[i] > far)
            far = r->ring[i];
    for (size_t i = 0; i < d->node_count; i++) {
        r->ring[i] = r->ring[i] == NONE ? far + 1 : r->ring[i];
        r->count = r->ring[i] > r->count ? r->ring[i] : r->count;
    }
}

static double apart(double a, double b)
{
    double d = fabs(a - b);

    return d > PI ? 2 * PI - d : d;
}

/* The share of the ring that a node takes: boxes are wide. */
static double share_of(const rings *r, size_t n)
{
    return r->s->d->nodes[n].shape == SHAPE_BOX ? 1.2 + r->s->nodes[n].rx / 18 : 1;
}

static void spread_ring(rings *r, size_t ring)
{
    double total = 0, at = 0;

    for (size_t k = r->first[ring]; k < r->first[ring + 1]; k++)
        total += share_of(r, r->order[k]);
    for (size_t k = r->first[ring]; k < r->first[ring + 1]; k++) {
        double share = share_of(r, r->order[k]);

        r->angle[r->order[k]] = 2 * PI * (at + share / 2) / total - PI / 2;
        at += share;
    }
}

/* The length of the ties of one node, except those to the middle. */
static double length_of(const rings *r, size_t n)
{
    const description *d = r->s->d;
    double sum = 0;

    for (size_t i = 0; i < d->tie_count; i++) {
        const tie *t = &d->ties[i];

        if ((t->a == n || t->b == n) && t->a != d->ego && t->b != d->ego)
            sum += apart(r->angle[t->a], r->angle[t->b]);
    }
    return sum;
}

static void swap_neighbours(rings *r, size_t ring)
{
    size_t from = r->first[ring], to = r->first[ring + 1];

    for (size_t i = from; i < to; i++)
        for (size_t k = i + 1; k < to; k++) {
            size_t a = r->order[i], b = r->order[k];
            double before = length_of(r, a) + length_of(r, b), swap = r->angle[a];

            r->angle[a] = r->angle[b];
            r->angle[b] = swap;
            if (length_of(r, a) + length_of(r, b) < before - 1e-9) {
                r->order[i] = b;
                r->order[k] = a;
            } else {
                r->angle[b] = r->angle[a];
                r->angle[a] = swap;
            }
        }
}

/* Orders an outer ring by the inner one: each node by the mean direction of its neighbours there. */
static void order_outer_ring(rings *r, size_t ring, slot *slots)
{
    const description *d = r->s->d;
    size_t from = r->first[ring], count = r->first[ring + 1] - from;

    for (size_t k = 0; k < count; k++) {
        double x = 0, y = 0;
        size_t n = r->order[from + k];

        for (size_t i = 0; i < d->tie_count; i++) {
            size_t other = d->ties[i].a == n   ? d->ties[i].b
                           : d->ties[i].b == n ? d->ties[i].a
                                               : NONE;

            if (other != NONE && r->ring[other] < ring) {
                x += cos(r->angle[other]);
                y += sin(r->angle[other]);
            }
        }
        slots[k] = (slot){ x != 0 || y != 0 ? atan2(y, x) : 0, n };
    }
    qsort(slots, count, sizeof *slots, by_angle);
    /* as near to the ideal angles as room allows: neighbours push each other apart */
    for (int round = 0; round < 200; round++) {
        double least = fmin(2 * PI / (double)count, 0.30);
        bool moved = false;

        for (size_t k = 0; k < count && count > 1; k++) {
            size_t next = (k + 1) % count;
            double gap = slots[next].angle - slots[k].angle + (next == 0 ? 2 * PI : 0);

            if (gap < least - 1e-6) {
                slots[k].angle -= (least - gap) / 2;
                slots[next].angle += (least - gap) / 2;
                moved = true;
            }
        }
        if (!moved)
            break;
    }
    for (size_t k = 0; k < count; k++) {
        r->order[from + k] = slots[k].node;
        r->angle[slots[k].node] = slots[k].angle;
    }
}

static void draw_guide(scene *s, spot c, double rx, double ry)
{
    static const double k = 0.5522847498;
    mark *m = scene_mark(s, PART_GROUND, FORM_CURVE, 13);
    const spot at[13] = { { c.x + rx, c.y }, { c.x + rx, c.y + k * ry }, { c.x + k * rx, c.y + ry },
                          { c.x, c.y + ry }, { c.x - k * rx, c.y + ry }, { c.x - rx, c.y + k * ry },
                          { c.x - rx, c.y }, { c.x - rx, c.y - k * ry }, { c.x - k * rx, c.y - ry },
                          { c.x, c.y - ry }, { c.x + k * rx, c.y - ry }, { c.x + rx, c.y - k * ry },
                          { c.x + rx, c.y } };

    for (size_t i = 0; i < m->count; i++)
        m->at[i] = at[i];
    m->line = solid(mix(s->d->theme.quiet, s->d->theme.paper, 0.7));
    m->width = 0.5;
}

/* "2 steps" on its ring, where the widest gap between its nodes is. */
static void name_ring(rings *r, size_t ring, double rx, double ry)
{
    scene *s = r->s;
    size_t from = r->first[ring], count = r->first[ring + 1] - from;
    double widest = 0, middle = PI / 2, size = s->d->theme.small;
    ent_buf text = { 0 };
    word *w;

    for (size_t i = 0; i < count; i++) {
        double angle = r->angle[r->order[from + i]], gap = 2 * PI;

        for (size_t k = 0; k < count; k++) {
            double to = fmod(r->angle[r->order[from + k]] - angle + 4 * PI, 2 * PI);

            gap = k != i && to > 0 ? fmin(gap, to) : gap;
        }
        if (gap > widest + 1e-6) {
            widest = gap;
            middle = angle + gap / 2;
        }
    }
    if (widest * fmin(rx, ry) < ROOM_FOR_NAME) /* the names of nodes need it */
        return;
    ent_count(s->d->words, &text, ring, ENT_WORD("step|steps"));
    w = scene_word(s, PART_AXES, scene_text(s, &text), hundredth(r->centre.x + rx * cos(middle)),
                   hundredth(r->centre.y + ry * sin(middle)) + BASELINE * size, size);
    w->anchor = ANCHOR_MIDDLE;
    w->italic = w->halo = true;
    ent_buf_destroy(&text);
}

static size_t on_ring(const rings *r, size_t ring)
{
    return r->first[ring + 1] - r->first[ring];
}

/* Is there a ring on which names have no room but on rays? */
static bool is_crowded(const rings *r)
{
    for (size_t k = 1; k <= r->count; k++)
        if (on_ring(r, k) > CROWD)
            return true;
    return false;
}

/* All circles alike, and those of the legend. */
static void shrink_circles(scene *s, double factor)
{
    s->shrink *= factor;
    for (size_t i = 0; i < s->d->node_count; i++)
        if (s->d->nodes[i].shape != SHAPE_BOX)
            s->nodes[i].rx = s->nodes[i].ry = s->nodes[i].rx * factor;
}

static void place_on_rings(rings *r)
{
    scene *s = r->s;
    const description *d = s->d;
    double wide = s->net.x1 - s->net.x0, side = fmin(60, wide * 0.16), high = s->net.y1 - s->net.y0, smaller = 1;
    bool round = is_crowded(r);

    if (d->height_mm <= 0) /* more room for more nodes on the outermost ring */
        high = fmin(fmin(wide, 440), fmax(high, 120 + 5.0 * (double)d->node_count));
    r->centre = (spot){ (s->net.x0 + s->net.x1) / 2, s->net.y0 + high / 2 };
    s->net.y1 = s->net.y0 + high;
    for (size_t k = 1; k <= r->count; k++) {
        double share = ((double)k + 0.25) / ((double)r->count + 0.25);
        double rx = share * (wide / 2 - (round ? 24 : side)), ry = share * (high / 2 - (round ? 24 : 12));

        if (round)
            rx = ry = fmin(rx, ry);
        draw_guide(s, r->centre, rx, ry);
        if (r->count > 1)
            name_ring(r, k, rx, ry);
        for (size_t i = r->first[k]; i < r->first[k + 1]; i++) {
            placed *p = &s->nodes[r->order[i]];

            p->x = hundredth(r->centre.x + rx * cos(r->angle[r->order[i]]));
            p->y = hundredth(r->centre.y + ry * sin(r->angle[r->order[i]]));
            if (d->nodes[r->order[i]].shape != SHAPE_BOX) /* no node touches its neighbours */
                smaller = fmin(smaller, 0.4 * 2 * PI * fmin(rx, ry) / (double)on_ring(r, k) / fmax(1e-9, p->rx));
        }
    }
    shrink_circles(s, smaller);
    s->nodes[d->ego].x = hundredth(r->centre.x);
    s->nodes[d->ego].y = hundredth(r->centre.y);
}

/* On crowded rings names stand on rays. */
static void name_on_rays(rings *r)
{
    scene *s = r->s;

    for (size_t k = 1; k <= r->count; k++)
        for (size_t i = r->first[k]; i < r->first[k + 1] && on_ring(r, k) > CROWD; i++) {
            const placed *p = &s->nodes[r->order[i]];
            double dx = p->x - r->centre.x, dy = p->y - r->centre.y;

            if (s->d->nodes[r->order[i]].inside || !s->d->nodes[r->order[i]].label.len)
                continue;
            s->unlabelled -= p->no_label && s->unlabelled;
            radial_label(s, r->order[i], r->centre, r->angle[r->order[i]], sqrt(dx * dx + dy * dy) + p->rx + 2,
                         s->d->theme.small);
        }
}

/* Rounds of swaps: fewer in large networks, where each looks at all pairs and their ties. */
static int rounds_for(const description *d)
{
    double steps = 4 * (double)d->node_count * (double)d->node_count * (double)d->tie_count;

    return (int)fmin(ROUNDS, MOST_STEPS_OF_SWAPS / fmax(1, steps));
}

ent_status layout_rings(scene *s, ent_diags *diags)
{
    const description *d = s->d;
    rings r = { .s = s };
    size_t n = d->node_count, at = 0;
    slot *slots;
    bool kept_before = false;
    ent_status status;

    if (!n || d->ego >= n)
        return layout_stress(s, diags);
    size_nodes(s);
    r.ring = ent_arena_new(&s->arena, 4 * n + 4, sizeof *r.ring);
    r.angle = ent_arena_new(&s->arena, n, sizeof *r.angle);
    slots = ent_arena_new(&s->arena, n, sizeof *slots);
    if (!r.ring || !r.angle || !slots)
        return ent_out_of_memory(diags);
    r.order = r.ring + n;
    r.first = r.order + n;
    find_rings(&r);
    for (size_t k = 0; k <= r.count; k++) {
        r.first[k] = at;
        for (size_t i = 0; i < n; i++)
            if (r.ring[i] == k)
                r.order[at++] = i;
    }
    r.first[r.count + 1] = at;
    for (size_t k = 1; k <= r.count; k++)
        kept_before |=
            order_as_kept(s, r.order + r.first[k], r.first[k + 1] - r.first[k], KEPT_AROUND_EGO);
    if (r.count && !kept_before &&
        (status = chain_order(s, r.order + r.first[1], r.first[2] - r.first[1], diags)) != ENT_OK)
        return status;
    for (size_t k = 1; k <= r.count; k++)
        spread_ring(&r, k);
    for (int round = rounds_for(d); round > 0 && !kept_before; round--) {
        for (size_t k = 2; k <= r.count; k++)
            order_outer_ring(&r, k, slots);
        if (r.count) {
            swap_neighbours(&r, 1);
            spread_ring(&r, 1);
        }
    }
    for (size_t k = 2; k <= r.count; k++)
        order_outer_ring(&r, k, slots);
    place_on_rings(&r);
    if ((status = place_labels(s, true, diags)) != ENT_OK)
        return status;
    name_on_rays(&r);
    return draw_network(s, diags);
}
