/* blocs.c: groups side by side. With few ties this is the stress layout, which keeps the nodes of a bloc
 * together, with hulls. With many ties, each bloc is a circle: chords pass through no node and under no
 * name, and ties within a bloc are told from those between blocs. */
#include "render/layout/layouts.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "render/layout/node_order.h"
#include "render/layout/radial.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

#define PI 3.14159265358979323846
#define PALE 0.3     /* ties below this opacity are background */
#define IN_WAY 400.0 /* points of length that a dark tie through a foreign node is worth */

typedef struct circle {
    size_t bloc, *nodes, count;
    size_t shift; /* of the nodes along the ring, so that those tied to others face them */
    bool mirror;
    double ring, radius; /* of the nodes; of all, names and all */
    spot centre;
} circle;

typedef struct packing {
    scene *s;
    circle *circles;
    size_t count;
    double size, label; /* of text; its greatest width */
    double *between;    /* weight of ties between two blocs */
} packing;

/* ---- sizes ---- */

static void size_circles(packing *p, double pitch)
{
    for (size_t i = 0; i < p->count; i++) {
        circle *c = &p->circles[i];
        double most = 0;

        for (size_t k = 0; k < c->count; k++)
            most = fmax(most, name_width(p->s, c->nodes[k], p->size));
        c->ring = c->count > 1 ? fmax(pitch * (double)c->count / (2 * PI), pitch * 0.7) : 0;
        /* the node, a gap, its name, and the bloc's name above */
        c->radius = c->ring + 0.42 * pitch + 2 + most + 5 + p->s->d->theme.head;
    }
}

/* ---- packing circles ---- */

static bool free_for(const packing *p, size_t upto, const circle *c, spot at)
{
    for (size_t i = 0; i < upto; i++) {
        double dx = p->circles[i].centre.x - at.x, dy = p->circles[i].centre.y - at.y;

        if (sqrt(dx * dx + dy * dy) < p->circles[i].radius + c->radius - 1e-6)
            return false;
    }
    return true;
}

static frame bounds(const packing *p, size_t upto)
{
    frame f = { INFINITY, INFINITY, -INFINITY, -INFINITY };

    for (size_t i = 0; i < upto; i++) {
        const circle *c = &p->circles[i];

        f.x0 = fmin(f.x0, c->centre.x - c->radius);
        f.y0 = fmin(f.y0, c->centre.y - c->radius);
        f.x1 = fmax(f.x1, c->centre.x + c->radius);
        f.y1 = fmax(f.y1, c->centre.y + c->radius);
    }
    return f;
}

/* The cost of the circles placed so far: how far they exceed the page, and the length of their ties. */
static double packing_cost(packing *p, size_t upto, double wide, double high)
{
    frame f = bounds(p, upto);
    double cost = fmax((f.x1 - f.x0) / wide, (f.y1 - f.y0) / high), ties = 0, all = 1e-9;
    size_t last = upto - 1;

    for (size_t i = 0; i < last; i++) {
        double dx = p->circles[i].centre.x - p->circles[last].centre.x,
               dy = p->circles[i].centre.y - p->circles[last].centre.y,
               w = p->between[p->circles[i].bloc * p->count + p->circles[last].bloc];

        ties += w * sqrt(dx * dx + dy * dy);
        all += w;
    }
    return cost + 0.15 * ties / all / wide;
}

/* Each circle takes the best of 72 places around every circle that is already placed. */
static void pack_circles(packing *p, double wide, double high)
{
    for (size_t i = 0; i < p->count; i++) {
        circle *c = &p->circles[i];
        double best = INFINITY;
        spot chosen = { 0, 0 };

        for (size_t k = 0; k < i; k++)
            for (int step = 0; step < 72; step++) {
                double reach = p->circles[k].radius + c->radius, angle = step * PI / 36, cost;
                spot at = { p->circles[k].centre.x + reach * cos(angle),
                            p->circles[k].centre.y + reach * sin(angle) };

                if (!free_for(p, i, c, at))
                    continue;
                c->centre = at;
                if ((cost = packing_cost(p, i + 1, wide, high)) < best - 1e-9) {
                    best = cost;
                    chosen = at;
                }
            }
        c->centre = chosen;
    }
}

/* ---- turning circles ---- */

static double angle_of(const circle *c, size_t k)
{
    double turn = 2 * PI / (double)c->count;

    k = (c->mirror ? c->count - 1 - k : k) + c->shift;
    return c->count > 1 ? turn * (double)(k % c->count) - PI / 2 + turn / 2 : 0;
}

static void place_on_ring(scene *s, const circle *c)
{
    for (size_t k = 0; k < c->count; k++) {
        double angle = angle_of(c, k);

        s->nodes[c->nodes[k]].x = c->centre.x + c->ring * cos(angle);
        s->nodes[c->nodes[k]].y = c->centre.y + c->ring * sin(angle);
    }
}

/* Nodes of the circle that the line runs through. */
static size_t nodes_in_way(const scene *s, const circle *c, const tie *t)
{
    segment line = { s->nodes[t->a].x, s->nodes[t->a].y, s->nodes[t->b].x, s->nodes[t->b].y };
    size_t count = 0;

    for (size_t k = 0; k < c->count; k++)
        count += c->nodes[k] != t->a && c->nodes[k] != t->b &&
                 passes(line, node_frame(&s->nodes[c->nodes[k]], 0));
    return count;
}

/* The cost of a rotation: the length of dark ties to other circles, and how many nodes of the circle dark
 * ties pass through. */
static double rotation_cost(const scene *s, const circle *c)
{
    double sum = 0;

    for (size_t i = 0; i < s->d->tie_count; i++) {
        const tie *t = &s->d->ties[i];
        size_t a = s->d->nodes[t->a].group, b = s->d->nodes[t->b].group;
        double dx = s->nodes[t->a].x - s->nodes[t->b].x, dy = s->nodes[t->a].y - s->nodes[t->b].y;

        if (a == b || t->opacity < PALE)
            continue;
        if (a == c->bloc || b == c->bloc)
            sum += t->weight * sqrt(dx * dx + dy * dy);
        sum += IN_WAY * (double)nodes_in_way(s, c, t);
    }
    return sum;
}

static void rotate_circles(packing *p)
{
    for (size_t i = 0; i < p->count; i++)
        place_on_ring(p->s, &p->circles[i]);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < p->count; i++) {
            circle *c = &p->circles[i], best = *c;
            double least = rotation_cost(p->s, c);

            for (size_t turn = 0; turn < 2 * c->count; turn++) {
                double reach;

                c->shift = turn / 2;
                c->mirror = turn % 2;
                place_on_ring(p->s, c);
                if ((reach = rotation_cost(p->s, c)) < least - 1e-6) {
                    least = reach;
                    best = *c;
                }
            }
            *c = best;
            place_on_ring(p->s, c);
        }
}

/* ---- drawing ---- */

static void draw_circle(packing *p, circle *c)
{
    scene *s = p->s;
    word *w;

    for (size_t k = 0; k < c->count; k++) {
        size_t i = c->nodes[k];
        double angle = angle_of(c, k);
        placed *at = &s->nodes[i];

        at->x = c->centre.x + c->ring * cos(angle);
        at->y = c->centre.y + c->ring * sin(angle);
        at->x = hundredth(at->x);
        at->y = hundredth(at->y);
        radial_label(s, i, c->centre, angle, c->ring + at->rx + 2, p->size);
    }
    if (c->bloc == NONE)
        return;
    w = scene_word(s, PART_AXES, s->d->blocs[c->bloc].label, c->centre.x,
                   c->centre.y - c->radius + s->d->theme.head + 2, s->d->theme.head);
    w->anchor = ANCHOR_MIDDLE;
    w->bold = true;
}

/* Neighbours on a circle are tied through its inside: a straight line would run through the nodes
 * between them. */
static void draw_within(packing *p, size_t i, const circle *c)
{
    scene *s = p->s;
    const placed *a = &s->nodes[s->d->ties[i].a], *b = &s->nodes[s->d->ties[i].b];
    double mx = (a->x + b->x) / 2 - c->centre.x, my = (a->y + b->y) / 2 - c->centre.y;
    double chord = sqrt((a->x - b->x) * (a->x - b->x) + (a->y - b->y) * (a->y - b->y));
    double share = chord / (2 * c->ring); /* 1: across the circle */
    double pull = 0.55 * (1 - share) * (1 - share), inward = 1 - pull;
    /* the control points are pulled to the middle, the more the nearer the nodes are to each other */
    spot via[2] = { { c->centre.x + inward * (mx + (a->x - c->centre.x - mx) / 3),
                      c->centre.y + inward * (my + (a->y - c->centre.y - my) / 3) },
                    { c->centre.x + inward * (mx + (b->x - c->centre.x - mx) / 3),
                      c->centre.y + inward * (my + (b->y - c->centre.y - my) / 3) } };

    draw_tie(s, i, via);
}

static const circle *circle_of(const packing *p, size_t bloc)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->circles[i].bloc == bloc)
            return &p->circles[i];
    return p->circles; /* never reached: every node is on a circle */
}

static ent_status make_circles(packing *p, ent_diags *diags)
{
    scene *s = p->s;
    size_t n = s->d->node_count, *order = ent_arena_new(&s->arena, n, sizeof *order);
    ent_status status;

    p->circles = ent_arena_new(&s->arena, n, sizeof *p->circles);
    if (!order || !p->circles)
        return ent_out_of_memory(diags);
    if ((status = order_by_bloc(s, order, KEPT_AROUND, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < n;) {
        circle *c = &p->circles[p->count++];

        *c = (circle){ .bloc = s->d->nodes[order[i]].group, .nodes = order + i };
        while (i < n && s->d->nodes[order[i]].group == c->bloc) {
            c->count++;
            i++;
        }
        if (!order_as_kept(s, c->nodes, c->count, KEPT_AROUND) &&
            (status = chain_order(s, c->nodes, c->count, diags)) != ENT_OK)
            return status;
    }
    if ((p->between = ent_arena_new(&s->arena, p->count * p->count, sizeof *p->between)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < s->d->tie_count; i++) {
        const tie *t = &s->d->ties[i];
        size_t a = s->d->nodes[t->a].group, b = s->d->nodes[t->b].group;

        if (a < p->count && b < p->count) {
            p->between[a * p->count + b] += t->weight;
            p->between[b * p->count + a] += t->weight;
        }
    }
    for (size_t i = 1; i < p->count; i++) /* the largest first */
        for (size_t k = i; k > 0 && p->circles[k].count > p->circles[k - 1].count; k--) {
            circle swap = p->circles[k];

            p->circles[k] = p->circles[k - 1];
            p->circles[k - 1] = swap;
        }
    return ENT_OK;
}

static ent_status circles_of_blocs(scene *s, ent_diags *diags)
{
    packing p = { .s = s };
    double wide = s->net.x1 - s->net.x0, high, pitch;
    frame f = { 0 };
    ent_status status = make_circles(&p, diags);

    if (status != ENT_OK)
        return status;
    high = s->d->height_mm > 0 ? s->net.y1 - s->net.y0
                               : fmin(wide * (s->d->width_mm < 140 ? 1.5 : 1.15),
                                      165 / 25.4 * 72 - (s->d->width_mm < 140 ? 85 : 0));
    p.size = s->d->theme.small;
    for (pitch = 17; pitch > 3.5; pitch *= 0.96) { /* the widest that the page holds */
        p.size = fmax(5, fmin(s->d->theme.small, pitch * 1.02));
        size_circles(&p, pitch);
        pack_circles(&p, wide, high);
        f = bounds(&p, p.count);
        if (f.x1 - f.x0 <= wide && f.y1 - f.y0 <= high)
            break;
    }
    size_dots(s, pitch); /* nodes do not touch on their ring */
    for (size_t i = 0; i < p.count; i++) {
        p.circles[i].centre.x += (s->net.x0 + s->net.x1) / 2 - (f.x0 + f.x1) / 2;
        p.circles[i].centre.y += s->net.y0 - f.y0;
    }
    rotate_circles(&p);
    for (size_t i = 0; i < p.count; i++)
        draw_circle(&p, &p.circles[i]);
    for (size_t i = 0; i < s->d->tie_count; i++) {
        size_t bloc = s->d->nodes[s->d->ties[i].a].group;

        if (bloc == s->d->nodes[s->d->ties[i].b].group)
            draw_within(&p, i, circle_of(&p, bloc));
        else
            draw_tie(s, i, NULL);
    }
    for (size_t i = 0; i < s->d->node_count; i++)
        draw_dot(s, i);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}

ent_status layout_blocs(scene *s, ent_diags *diags)
{
    if (!s->d->bloc_count || s->d->tie_count <= 2 * s->d->node_count)
        return layout_stress(s, diags);
    size_nodes(s);
    return circles_of_blocs(s, diags);
}
