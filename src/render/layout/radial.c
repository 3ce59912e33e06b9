/* radial.c: labels around circles, and orders of nodes along them. */
#include "render/scene/scene.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

double ring_dot(const scene *s, size_t i, double pitch)
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
    s->shrink *= factor; /* all alike, and those in the legend */
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
    /* the middle of the letters, not their feet, is on the ray: that of all letters, long and
     * short, so that names on both sides of the vertical keep their distance */
    double down = 0.29 * size, x = centre.x + c * radius, y = centre.y + si * radius;
    word *w;

    if (left)
        degrees += degrees > 0 ? -180 : 180;
    w = scene_word(s, PART_LABELS, text, x + (left ? si : -si) * down, y + (left ? -c : c) * down,
                   size);
    w->turn = floor(degrees * 100 + 0.5) / 100;
    w->anchor = left ? ANCHOR_END : ANCHOR_START;
    w->object = i;
    w->bold = n->bold && n->shape == SHAPE_BOX;
    s->nodes[i].no_label = true; /* by the usual means */
}

ent_status chain_order(scene *s, size_t *nodes, size_t count, ent_diags *diags)
{
    const description *d = s->d;
    double *pull = ent_mem_new(d->node_count, sizeof *pull);
    bool *open = ent_mem_new(d->node_count, sizeof *open);
    ent_status status = pull && open ? ENT_OK : ent_out_of_memory(diags);

    for (size_t k = 0; k < count && status == ENT_OK; k++)
        open[nodes[k]] = true;
    for (size_t k = 1; k < count && status == ENT_OK; k++) {
        size_t best = k;

        open[nodes[k - 1]] = false;
        for (size_t i = 0; i < count; i++)
            pull[nodes[i]] *= 0.5; /* those before matter too, ever less */
        for (size_t t = 0; t < d->tie_count; t++) {
            const tie *e = &d->ties[t];
            size_t other = e->a == nodes[k - 1] ? e->b : e->b == nodes[k - 1] ? e->a : NONE;

            if (other != NONE && open[other])
                pull[other] += e->weight;
        }
        for (size_t i = k + 1; i < count; i++)
            if (pull[nodes[i]] > pull[nodes[best]])
                best = i;
        { /* the others keep their order */
            size_t chosen = nodes[best];

            memmove(&nodes[k + 1], &nodes[k], (best - k) * sizeof *nodes);
            nodes[k] = chosen;
        }
    }
    ent_mem_free(pull);
    ent_mem_free(open);
    return status;
}
