/* kept_places.c: places of nodes and labels in millimetres, and back. */
#include "render/scene/kept_places.h"

#include <math.h>

#include "render/scene/geometry.h"

#define POINTS (72 / 25.4) /* in a millimetre */
#define FAR_LABEL 8.0      /* points from its node at which a label needs a leader */

const char *const side_names[SIDES_OF_NODE] = { "right",       "left",       "above",       "below",
                                                "above right", "above left", "below right", "below left" };

static spot in_points(const scene *s, double x, double y)
{
    return (spot){ floor(x * POINTS * 100 + 0.5) / 100, floor(y * POINTS * 100 + 0.5) / 100 + s->top };
}

spot kept_place(const scene *s, size_t i)
{
    return in_points(s, s->d->nodes[i].x, s->d->nodes[i].y);
}

/* From the border of the node to that of its label. */
static double gap_to_label(const placed *p)
{
    frame f = label_frame(p, 0);
    double x = fmin(fmax(p->x, f.x0), f.x1), y = fmin(fmax(p->y, f.y0), f.y1);

    return hypot(x - p->x, y - p->y) - fmax(p->rx, p->ry);
}

static int side_named(ent_str name, int otherwise)
{
    for (int k = 0; k < SIDES_OF_NODE; k++)
        if (ent_str_is(name, side_names[k]))
            return k;
    return otherwise;
}

/* Where a layout or the map decides the places of nodes, labels keep their places beside their nodes. */
void keep_labels(scene *s)
{
    for (size_t i = 0; i < s->d->node_count; i++) {
        const node *n = &s->d->nodes[i];
        placed *p = &s->nodes[i];
        spot at = in_points(s, n->label_x, n->label_y), own = kept_place(s, i);
        bool moved = fabs(p->x - own.x) >= 0.02 || fabs(p->y - own.y) >= 0.02; /* NaN: no place to keep */

        if (isnan(at.x) || n->inside || p->hidden || !n->label.len)
            continue;
        p->label_x = at.x + (moved ? p->x - own.x : 0);
        p->label_y = at.y + (moved ? p->y - own.y : 0);
        p->side = side_named(n->side, p->side);
        p->leader = ent_str_is(n->side, "line") || gap_to_label(p) > FAR_LABEL;
        s->unlabelled -= p->no_label && s->unlabelled > 0; /* a person found room */
        p->no_label = false;
    }
}

void state_place(const scene *s, size_t i, node *out)
{
    const placed *p = &s->nodes[i];
    const node *n = &s->d->nodes[i];
    bool labelled = !n->inside && !p->no_label && n->label.len;

    out->x = hundredth(p->x) / POINTS;
    out->y = hundredth(p->y - s->top) / POINTS;
    out->side = ent_str_of(n->inside ? "inside" : p->leader ? "line" : side_names[p->side]);
    out->label_x = labelled ? hundredth(p->label_x) / POINTS : NAN;
    out->label_y = labelled ? hundredth(p->label_y - s->top) / POINTS : NAN;
}

bool are_corrections(const description *d)
{
    size_t places = 0;
    bool any = false;

    for (size_t i = 0; i < d->node_count; i++) {
        places += isnan(d->nodes[i].x) ? 0 : 1;
        any |= !isnan(d->nodes[i].x) || !isnan(d->nodes[i].label_x);
    }
    return any && 2 * places < d->node_count;
}
