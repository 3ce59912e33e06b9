/* radial.c: the size of dots on a ring, and labels on its rays. */
#include "render/layout/radial.h"

#include <math.h>

#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

/* The largest radius of node i on the ring: squares touch by their corners. */
static double ring_dot(const scene *s, size_t i, double pitch)
{
    return pitch * (s->d->nodes[i].shape == SHAPE_CIRCLE ? 0.42 : 0.34);
}

void size_dots(scene *s, double pitch)
{
    double factor = 1;

    for (size_t i = 0; i < s->d->node_count; i++) {
        s->nodes[i].rx = s->d->nodes[i].diameter * s->shrink / 2;
        factor = fmin(factor, ring_dot(s, i, pitch) / fmax(1e-9, s->nodes[i].rx));
    }
    s->shrink *= factor; /* also in the legend */
    for (size_t i = 0; i < s->d->node_count; i++) {
        s->nodes[i].rx *= factor;
        s->nodes[i].ry = s->nodes[i].rx;
    }
}

void radial_label(scene *s, size_t i, spot centre, double angle, double radius, double size)
{
    const node *n = &s->d->nodes[i];
    ent_str text = name_on_line(s, i);
    double c = cos(angle), si = sin(angle), degrees = angle * (180 / 3.14159265358979323846);
    bool left = c < -1e-9;
    /* the middle of the letters is on the ray, not the baseline */
    double down = 0.29 * size, x = centre.x + c * radius, y = centre.y + si * radius;
    word *w;

    if (left)
        degrees += degrees > 0 ? -180 : 180;
    w = scene_word(s, PART_LABELS, text, x + (left ? si : -si) * down, y + (left ? -c : c) * down,
                   size);
    w->turn = hundredth(degrees);
    w->anchor = left ? ANCHOR_END : ANCHOR_START;
    w->object = i;
    w->bold = n->bold && n->shape == SHAPE_BOX;
    s->nodes[i].no_label = true; /* draw_label() draws none */
}
