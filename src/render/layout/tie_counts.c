/* tie_counts.c: numbers beside ties: what each tie of a figure of groups counts. */
#include "render/layout/tie_counts.h"

#include <math.h>

#include "render/scene/geometry.h"

/* Do ties count something, and are there so few that the numbers have room? */
bool has_tie_counts(const scene *s)
{
    enum { FEW = 16 };

    for (size_t i = 0; i < s->d->tie_count && s->d->node_count <= FEW; i++)
        if (s->d->ties[i].sub.len && !s->d->ties[i].context)
            return true;
    return false;
}

/* How much a number at a place covers of labels, nodes and other numbers, and how many ties run through it. */
static double cost_of_count(const scene *s, spot at, double wide, double size, size_t first)
{
    frame own = { at.x - wide / 2, at.y - size / 2, at.x + wide / 2, at.y + size / 2 };
    double cost = 0;

    for (size_t i = 0; i < s->d->node_count; i++)
        cost += overlap(own, node_frame(&s->nodes[i], 1)) + overlap(own, label_frame(&s->nodes[i], 1));
    for (size_t i = first; i < s->word_count; i++) {
        spot corners[4];

        word_corners(&s->words[i], corners);
        cost += overlap(own, frame_of(corners, 4));
    }
    for (size_t i = 0; i < s->d->tie_count; i++) {
        const placed *a = &s->nodes[s->d->ties[i].a], *b = &s->nodes[s->d->ties[i].b];

        cost += passes((segment){ a->x, a->y, b->x, b->y }, own) ? 8 : 0;
    }
    return cost;
}

/* The number of a tie beside it, where it covers least. */
static void draw_count(scene *s, const tie *t, size_t first)
{
    static const double along[] = { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74 };
    enum { PLACES = 2 * sizeof along / sizeof *along };
    const placed *a = &s->nodes[t->a], *b = &s->nodes[t->b];
    double dx = b->x - a->x, dy = b->y - a->y, length = fmax(1, sqrt(dx * dx + dy * dy)), size = s->d->theme.small,
           wide = text_width(t->sub, size, false), best = INFINITY;
    spot chosen = { 0, 0 };
    word *w;

    for (size_t k = 0; k < PLACES; k++) {
        double side = k % 2 ? -1 : 1, nx = side * dy / length, ny = -side * dx / length, share = along[k / 2],
               away = fabs(nx) * wide / 2 + fabs(ny) * size / 2 + 2 + t->width / 2;
        spot at = { a->x + share * dx + nx * away, a->y + share * dy + ny * away };
        double cost = cost_of_count(s, at, wide, size, first) + 0.1 * (double)k;

        if (cost < best) {
            best = cost;
            chosen = at;
        }
    }
    w = scene_word(s, PART_LABELS, t->sub, chosen.x, chosen.y + BASELINE * size, size);
    w->anchor = ANCHOR_MIDDLE;
    w->halo = true;
}

void draw_tie_counts(scene *s)
{
    size_t first = s->word_count;

    for (size_t i = 0; i < s->d->tie_count && has_tie_counts(s); i++)
        if (s->d->ties[i].sub.len && !s->d->ties[i].context)
            draw_count(s, &s->d->ties[i], first);
}
