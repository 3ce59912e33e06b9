/* pyramid_rails.c: the ties from a box to states. A stem runs down from the box, through the bands below it, to
 * a rail of its own just above the states; from the rail a line drops to each state. So the ties of a box are
 * one line as long as they have the same way, and each can be followed where they part: a line that leaves a
 * rail is bent, one that crosses it is straight.
 *
 *      [ box ]   [ box ]
 *         |         |
 *     .---+-------------.
 *     |   |   .-----+   |
 *     o   o   o     o   o
 */
#include "render/layout/pyramid.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "render/scene/drawing.h"

#define STEP 5.4       /* from one rail to the next, in points, as long as there is room */
#define LEAST_STEP 2.6
#define MOST_HIGH 80.0 /* of all rails together */
#define BEND 4.0       /* radius where a line turns */
#define APART 8.0      /* between the ends of two rails at one height */

double pyramid_arrival(const pyramid *p, size_t box, size_t state)
{
    const scene *s = p->s;
    double count = 0, before = 0;

    for (size_t k = 0; k < s->d->tie_count; k++) {
        size_t other = other_end(&s->d->ties[k], state);

        if (other == NONE || !is_box(s, other))
            continue;
        count++;
        before += s->nodes[other].x < s->nodes[box].x ||
                  (s->nodes[other].x <= s->nodes[box].x && other < box);
    }
    return p->x[state] + (before - (count - 1) / 2) * fmin(2.4, p->pitch / (count + 1));
}

/* The only state of a box; NONE: it has several, or none. */
static size_t only_state(const pyramid *p, size_t box)
{
    size_t only = NONE, count = 0;

    for (size_t i = 0; i < p->s->d->tie_count; i++)
        if (has_curve(p, &p->s->d->ties[i], box)) {
            only = other_end(&p->s->d->ties[i], box);
            count++;
        }
    return count == 1 ? only : NONE;
}

bool pyramid_has_stem(const pyramid *p, size_t box)
{
    for (size_t i = 0; i < p->s->d->tie_count; i++)
        if (has_curve(p, &p->s->d->ties[i], box))
            return true;
    return false;
}

double pyramid_stem(const pyramid *p, size_t box)
{
    const placed *b = &p->s->nodes[box];
    size_t only = only_state(p, box);

    if (only != NONE && fabs(pyramid_arrival(p, box, only) - b->x) < b->rx - 3)
        return pyramid_arrival(p, box, only);
    return p->stem[box];
}

void pyramid_choose_stem(pyramid *p, size_t box, const double *others, size_t count)
{
    const placed *b = &p->s->nodes[box];
    double first = p->x[p->row[0].node] + p->pitch / 2, best = INFINITY;

    p->stem[box] = b->x;
    for (double k = ceil((b->x - b->rx + 3 - first) / p->pitch); first + k * p->pitch < b->x + b->rx - 3; k++) {
        double x = first + k * p->pitch; /* between two states, where no line drops */
        bool taken = false;

        for (size_t i = 0; i < count; i++)
            taken |= fabs(others[i] - x) < 2;
        if (!taken && fabs(x - b->x) < best) {
            best = fabs(x - b->x);
            p->stem[box] = x;
        }
    }
}

/* ---- the order of rails ---- */

typedef struct rail {
    size_t box, track;
    double stem, left, right;
} rail;

/* Lines that cross where rail `a` is above rail `b`: the stem of b, and what drops from a. */
static size_t count_crossings(const pyramid *p, const rail *a, const rail *b)
{
    const description *d = p->s->d;
    size_t count = b->stem > a->left && b->stem < a->right;

    for (size_t i = 0; i < d->tie_count; i++)
        if (has_curve(p, &d->ties[i], a->box)) {
            double x = pyramid_arrival(p, a->box, other_end(&d->ties[i], a->box));

            count += x > b->left && x < b->right;
        }
    return count;
}

/* Neighbours change places as long as that saves crossings. */
static void order_rails(rail *rails, size_t count, const size_t *crossings)
{
    bool changed = true;

    for (size_t pass = 0; pass < count && changed; pass++) {
        changed = false;
        for (size_t k = 0; k + 1 < count; k++) {
            const rail above = rails[k], below = rails[k + 1];

            if (crossings[above.track * count + below.track] <= crossings[below.track * count + above.track])
                continue;
            rails[k] = below;
            rails[k + 1] = above;
            changed = true;
        }
    }
}

/* Each rail as high as its order permits. Returns the number of heights. */
static size_t give_tracks(rail *rails, size_t count)
{
    size_t tracks = 0;

    for (size_t k = 0; k < count; k++) {
        rails[k].track = 0;
        for (size_t o = 0; o < k; o++)
            if (rails[o].left < rails[k].right + APART && rails[k].left < rails[o].right + APART &&
                rails[o].track >= rails[k].track)
                rails[k].track = rails[o].track + 1;
        tracks = rails[k].track + 1 > tracks ? rails[k].track + 1 : tracks;
    }
    return tracks;
}

static size_t collect_rails(const pyramid *p, rail *rails)
{
    const description *d = p->s->d;
    size_t count = 0;

    for (size_t n = 0; n < d->node_count; n++) {
        rail r = { .box = n, .left = INFINITY, .right = -INFINITY };

        for (size_t i = 0; is_box(p->s, n) && i < d->tie_count; i++)
            if (has_curve(p, &d->ties[i], n)) {
                double x = pyramid_arrival(p, n, other_end(&d->ties[i], n));

                r.left = fmin(r.left, x);
                r.right = fmax(r.right, x);
            }
        if (r.left > r.right)
            continue;
        r.stem = pyramid_stem(p, n);
        r.left = fmin(r.left, r.stem);
        r.right = fmax(r.right, r.stem);
        if (r.right - r.left < 0.01)
            continue; /* straight down: it needs no rail */
        r.track = count;
        rails[count++] = r;
    }
    return count;
}

double pyramid_place_rails(pyramid *p, double top)
{
    scene *s = p->s;
    size_t room = s->d->node_count, count, tracks, *crossings;
    rail *rails = ent_arena_new(&s->arena, room, sizeof *rails);
    double step;

    if (!rails) {
        s->failed = true;
        return 0;
    }
    count = collect_rails(p, rails);
    if ((crossings = ent_arena_new(&s->arena, count * count + 1, sizeof *crossings)) == NULL) {
        s->failed = true;
        return 0;
    }
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++)
            crossings[a * count + b] = count_crossings(p, &rails[a], &rails[b]);
    order_rails(rails, count, crossings);
    tracks = give_tracks(rails, count);
    step = fmax(LEAST_STEP, fmin(STEP, MOST_HIGH / (double)(tracks + 1)));
    for (size_t k = 0; k < count; k++)
        p->rail_y[rails[k].box] = top + (double)rails[k].track * step;
    return (double)tracks * step;
}

/* ---- drawing ---- */

static void add_straight(mark *m, size_t *at, double x, double y)
{
    const spot from = m->at[*at - 1];

    m->at[(*at)++] = (spot){ from.x + (x - from.x) / 3, from.y + (y - from.y) / 3 };
    m->at[(*at)++] = (spot){ from.x + (x - from.x) * 2 / 3, from.y + (y - from.y) * 2 / 3 };
    m->at[(*at)++] = (spot){ x, y };
}

/* A quarter of a circle, nearly, with its corner at (corner_x, corner_y). */
static void add_bend(mark *m, size_t *at, double corner_x, double corner_y, double x, double y)
{
    const spot from = m->at[*at - 1];

    m->at[(*at)++] = (spot){ from.x + (corner_x - from.x) * 0.55, from.y + (corner_y - from.y) * 0.55 };
    m->at[(*at)++] = (spot){ x + (corner_x - x) * 0.55, y + (corner_y - y) * 0.55 };
    m->at[(*at)++] = (spot){ x, y };
}

void pyramid_draw_stem(pyramid *p, size_t i, size_t box, size_t state, double end)
{
    enum { POINTS = 16 };
    scene *s = p->s;
    const placed *b = &s->nodes[box];
    double from = pyramid_stem(p, box), to = pyramid_arrival(p, box, state), y = p->rail_y[box],
           way = to > from ? 1 : -1, bend = fmin(BEND, fabs(to - from) / 2);
    bool straight = fabs(to - from) < 0.01;
    mark *m = scene_mark(s, PART_TIES, FORM_CURVE, straight ? 4 : POINTS);
    size_t at = 1;

    if (m->count < 4 || (!straight && m->count < POINTS))
        return;
    m->at[0] = (spot){ from, b->y + b->ry + 0.6 };
    if (!straight) {
        add_straight(m, &at, from, y - bend);
        add_bend(m, &at, from, y, from + way * bend, y);
        add_straight(m, &at, to - way * bend, y);
        add_bend(m, &at, to, y, to, y + bend);
    }
    add_straight(m, &at, to, end);
    style_tie(s, m, i);
}
