/* pyramid_families.c: an organization with the bodies that have no ties of their own: they stand in rows beside it,
 * in one frame, and are placed together.
 *
 *     .---------------------------------------.
 *     | [ United Nations ]  [ body ] [ body ]  |
 *     |                     [ body ] [ body ]  |
 *     '---------------------------------------'
 *
 * Boxes that are tied to one other box only stand in columns beside it.
 * Above an organization with ties to states they leave its stem free. */
#include "render/layout/pyramid.h"

#include <math.h>

#include "base/mem.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

#define PAD 3.5 /* between the frame and its boxes */
#define GAP 4.0 /* between the boxes */
#define LINES 12.0 /* from a box to those beside it that it is tied to */

/* The only box that box i is tied to, whatever else it is; NONE: there are several, or none. */
static size_t only_neighbour(const scene *s, size_t i)
{
    size_t only = NONE;

    for (size_t k = 0; k < s->d->tie_count; k++) {
        const tie *t = &s->d->ties[k];
        size_t other = t->context == CONTEXT_SETS_UP ? NONE : other_end(t, i);

        if (other == NONE || !is_box(s, other) || other == only)
            continue;
        if (only != NONE)
            return NONE;
        only = other;
    }
    return only;
}

/* Does box i stand beside box `hub`, its only neighbour? Of two that have only each other, an agreement stands beside an
 * actor. */
static bool is_leaf(const pyramid *p, size_t i, size_t hub)
{
    const description *d = p->s->d;

    if (hub == NONE || d->nodes[i].band != d->nodes[hub].band || d->nodes[hub].part_of != NONE || pyramid_has_stem(p, i))
        return false;
    if (only_neighbour(p->s, hub) == NONE || pyramid_has_stem(p, hub))
        return true;
    return d->nodes[i].mode != d->nodes[hub].mode ? d->nodes[i].mode > d->nodes[hub].mode : i > hub;
}

static void find_hubs(pyramid *p)
{
    const scene *s = p->s;

    for (size_t i = 0; i < s->d->node_count; i++) {
        size_t of = s->d->nodes[i].part_of, hub = is_box(s, i) && of == NONE ? only_neighbour(s, i) : NONE;

        p->hub[i] = NONE;
        if (of != NONE && is_box(s, i) && is_box(s, of) && s->d->nodes[of].band == s->d->nodes[i].band)
            p->hub[i] = of;
        else if (is_leaf(p, i, hub))
            p->hub[i] = hub;
    }
}

static bool was_set_up(const description *d, size_t body)
{
    for (size_t i = 0; i < d->tie_count; i++)
        if (d->ties[i].context == CONTEXT_SETS_UP && d->ties[i].b == body)
            return true;
    return false;
}

/* The bodies of an organization; those that an agreement of a lower row set up are the last, and so the lowest. */
static size_t list_bodies(const pyramid *p, size_t organization, size_t *bodies)
{
    const scene *s = p->s;
    size_t count = 0;

    for (int last = 0; last < 2; last++)
        for (size_t i = 0; i < s->d->node_count; i++)
            if (p->hub[i] == organization && was_set_up(s->d, i) == last)
                bodies[count++] = i;
    return count;
}

/* Puts bodies into rows of at most this width, beside the middle of their left side. Returns the number of
 * rows; *wide and *high get the size of all. */
static size_t fill_rows(scene *s, const size_t *bodies, size_t count, double room, double *wide, double *high)
{
    size_t rows = 0;
    double y = 0;

    *wide = 0;
    for (size_t first = 0, end; first < count; first = end, rows++) {
        double x = 0, tall = 0;

        for (end = first; end < count && (end == first || x + 2 * s->nodes[bodies[end]].rx <= room); end++) {
            placed *b = &s->nodes[bodies[end]];

            b->x = x + b->rx;
            x += 2 * b->rx + GAP;
            tall = fmax(tall, 2 * b->ry);
        }
        for (size_t k = first; k < end; k++)
            s->nodes[bodies[k]].y = y + tall / 2;
        *wide = fmax(*wide, x - GAP);
        y += tall + GAP;
    }
    *high = y - GAP;
    for (size_t k = 0; k < count; k++)
        s->nodes[bodies[k]].y -= *high / 2;
    return rows;
}

/* Bodies in rows above their organization. */
static void size_stack(pyramid *p, size_t organization, const size_t *bodies, size_t count, double room)
{
    scene *s = p->s;
    const placed *o = &s->nodes[organization];
    double wide, high;

    fill_rows(s, bodies, count, count > 2 ? room / 2 : 2 * o->rx, &wide, &high);
    p->wide[organization] = fmax(o->rx, wide / 2) + PAD;
    p->high[organization] = (2 * o->ry + GAP + high) / 2 + PAD;
    p->sink[organization] = p->high[organization] - PAD - o->ry;
    for (size_t k = 0; k < count; k++) {
        s->nodes[bodies[k]].x -= wide / 2;
        s->nodes[bodies[k]].y += PAD + high / 2 - p->high[organization];
    }
}

static void size_family(pyramid *p, size_t organization, const size_t *bodies, size_t count, double room)
{
    scene *s = p->s;
    const placed *o = &s->nodes[organization];
    double all = -GAP, widest = 0, wide, high, beside = 2 * o->rx + GAP + 2 * PAD, step, most;
    size_t rows, few;

    for (size_t k = 0; k < count; k++) {
        all += 2 * s->nodes[bodies[k]].rx + GAP;
        widest = fmax(widest, 2 * s->nodes[bodies[k]].rx);
    }
    most = fmax(widest, room - beside);
    few = fill_rows(s, bodies, count, most, &wide, &high);
    step = 0.02 * fmax(1, most);
    for (double narrow = fmax(widest, all / (double)few); narrow < most; narrow += step) { /* even rows */
        rows = fill_rows(s, bodies, count, narrow, &wide, &high);
        if (rows == few)
            break;
    }
    p->wide[organization] = (beside + wide) / 2;
    p->high[organization] = fmax(2 * o->ry, high) / 2 + PAD;
    p->shift[organization] = PAD + o->rx - p->wide[organization];
    for (size_t k = 0; k < count; k++) /* from the middle of the frame */
        s->nodes[bodies[k]].x += beside - PAD - p->wide[organization];
}

/* Boxes in columns on the right of the only box that they are tied to, and from the fourth on its left: there is room
 * for the lines between. */
static void size_columns(pyramid *p, size_t hub, const size_t *boxes, size_t count)
{
    enum { ONE_SIDE = 3 };
    scene *s = p->s;
    size_t right = count > ONE_SIDE ? (count + 1) / 2 : count;
    double wide[2] = { 0, 0 }, high = 2 * s->nodes[hub].ry, x;

    for (size_t k = 0; k < count; k++)
        wide[k >= right] = fmax(wide[k >= right], 2 * s->nodes[boxes[k]].rx + LINES);
    for (int side = 0; side < 2; side++) {
        size_t from = side ? right : 0, to = side ? count : right;
        double y = -GAP, tall = -GAP;

        for (size_t k = from; k < to; k++)
            tall += 2 * s->nodes[boxes[k]].ry + GAP;
        high = fmax(high, tall);
        y = -tall / 2;
        for (size_t k = from; k < to; k++) {
            placed *b = &s->nodes[boxes[k]];

            x = s->nodes[hub].rx + LINES + b->rx;
            b->x = (side ? -x : x) + (wide[1] - wide[0]) / 2;
            b->y = y + b->ry;
            y += 2 * b->ry + GAP;
        }
    }
    p->wide[hub] = s->nodes[hub].rx + (wide[0] + wide[1]) / 2;
    p->high[hub] = high / 2;
    p->shift[hub] = (wide[1] - wide[0]) / 2;
}

bool pyramid_draw_beside(pyramid *p, size_t i)
{
    enum { POINTS = 4 };
    scene *s = p->s;
    const tie *t = &s->d->ties[i];
    bool a_first = p->hub[t->b] == t->a;
    const placed *hub = &s->nodes[a_first ? t->a : t->b], *leaf = &s->nodes[a_first ? t->b : t->a];
    double way = leaf->x > hub->x ? 1 : -1, from = hub->x + way * (hub->rx + 0.6), to = leaf->x - way * (leaf->rx + 0.6);
    mark *m;

    if (!a_first && p->hub[t->a] != t->b)
        return false;
    m = scene_mark(s, PART_TIES, FORM_LINE, POINTS);
    if (m->count == POINTS) {
        m->at[0] = (spot){ from, hub->y };
        m->at[1] = (spot){ (from + to) / 2, hub->y };
        m->at[2] = (spot){ (from + to) / 2, leaf->y };
        m->at[3] = (spot){ to, leaf->y };
    }
    style_tie(s, m, i);
    return true;
}

void pyramid_size_families(pyramid *p, double room)
{
    scene *s = p->s;
    size_t *bodies = ent_arena_new(&s->arena, s->d->node_count, sizeof *bodies), count;

    s->failed |= !bodies;
    find_hubs(p);
    for (size_t i = 0; i < s->d->node_count && bodies; i++) {
        p->wide[i] = s->nodes[i].rx;
        p->high[i] = s->nodes[i].ry;
        p->shift[i] = p->sink[i] = 0;
        count = is_box(s, i) && p->hub[i] == NONE ? list_bodies(p, i, bodies) : 0;
        p->framed[i] = count && s->d->nodes[bodies[0]].part_of == i;
        if (count && !p->framed[i])
            size_columns(p, i, bodies, count);
        else if (count && pyramid_has_stem(p, i))
            size_stack(p, i, bodies, count, room);
        else if (count)
            size_family(p, i, bodies, count, room);
    }
}

void pyramid_place_family(pyramid *p, size_t organization, double x, double y)
{
    scene *s = p->s;

    s->nodes[organization].x = x + p->shift[organization];
    s->nodes[organization].y = y + p->sink[organization];
    for (size_t i = 0; i < s->d->node_count; i++)
        if (p->hub[i] == organization) {
            s->nodes[i].x += x;
            s->nodes[i].y += y;
        }
}

void pyramid_draw_frames(pyramid *p)
{
    scene *s = p->s;

    for (size_t i = 0; i < s->d->node_count; i++) {
        const node *n = &s->d->nodes[i];
        mark *m;

        if (!p->framed[i])
            continue;
        m = scene_box(s, PART_BLOCS, FORM_BOX, s->nodes[i].x - p->shift[i], s->nodes[i].y - p->sink[i], p->wide[i], p->high[i]);
        m->fill = solid(mix(n->fill, s->d->theme.paper, 0.45));
        m->line = solid(n->stroke);
        m->width = 0.5;
    }
}

void pyramid_draw_set_up(pyramid *p, size_t i)
{
    enum { BENT = 4 };
    scene *s = p->s;
    const placed *from = &s->nodes[s->d->ties[i].a], *to = &s->nodes[s->d->ties[i].b];
    double low = fmax(from->x - from->rx, to->x - to->rx) + 3, high = fmin(from->x + from->rx, to->x + to->rx) - 3;
    bool below = from->y > to->y, straight = low <= high;
    double start = below ? from->y - from->ry - 0.6 : from->y + from->ry + 0.6,
           end = below ? to->y + to->ry + 0.6 : to->y - to->ry - 0.6, x = straight ? (low + high) / 2 : from->x;
    mark *m = scene_mark(s, PART_TIES, FORM_LINE, straight ? 2 : BENT);

    m->at[0] = (spot){ x, start };
    if (!straight && m->count == BENT) {
        m->at[1] = (spot){ x, start + (end - start) * 0.4 };
        m->at[2] = (spot){ to->x, start + (end - start) * 0.4 };
    }
    m->at[m->count - 1] = (spot){ straight ? x : to->x, end };
    style_tie(s, m, i);
    draw_arrow(s, m, s->mark_count - 1);
}
