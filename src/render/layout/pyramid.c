/* pyramid.c: levels as bands, the widest at the bottom. An organization or a larger agreement is a box in
 * the band of its level, from which a line drops to each of its parties in the row of states. Agreements
 * of two are arcs in the row. If one state has nearly all of them, it is left out, because its star would
 * hide the rest: its agreements become chips above its partners, and a note explains this.
 *
 *        /   [ box ]      \        a band for each level
 *       /--------|---------\
 *      / [ box ] |          \
 *     /----|-|---|-----------\
 *    /  15  20   |            \    chips: the years of agreements
 *      o   o  o  o  o
 */
#include "render/layout/pyramid.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/layout/layouts.h"
#include "render/layout/node_order.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { SWEEPS = 8 };
#define CROSSING 20.0 /* what a stem through a box costs, in steps of the row of states */

static int by_key(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

typedef struct band_box { /* of a band, while it is placed */
    ranked at;
    size_t tier;
    bool later; /* it takes a place that others leave */
    bool placed, in_row;
} band_box;

/* The state with at least two thirds of the agreements of two, and at least five. */
static size_t find_star(const scene *s)
{
    size_t all = 0;

    for (size_t i = 0; i < s->d->tie_count; i++)
        all += is_pair(s, &s->d->ties[i]);
    for (size_t n = 0; n < s->d->node_count; n++) {
        size_t own = 0;

        for (size_t i = 0; i < s->d->tie_count && !is_box(s, n); i++)
            own += is_pair(s, &s->d->ties[i]) && other_end(&s->d->ties[i], n) != NONE;
        if (own >= 5 && 3 * own >= 2 * all)
            return n;
    }
    return NONE;
}

/* ---- the order of states ---- */

/* Takes the order of kept places, if there are any. */
static void keep_row(pyramid *p)
{
    size_t *nodes = ent_arena_new(&p->s->arena, p->row_count, sizeof *nodes);

    for (size_t k = 0; nodes && k < p->row_count; k++)
        nodes[k] = p->row[k].node;
    if (nodes && order_as_kept(p->s, nodes, p->row_count, KEPT_ALONG))
        for (size_t k = 0; k < p->row_count; k++)
            p->row[k] = (ranked){ (double)k, nodes[k] };
}

/* Without boxes: those that are tied to each other stand beside each other. */
static ent_status order_by_ties(pyramid *p, ent_diags *diags)
{
    size_t *nodes = ent_arena_new(&p->s->arena, p->row_count, sizeof *nodes);
    ent_status status;

    if (!nodes)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k < p->row_count; k++)
        nodes[k] = p->row[k].node;
    if ((status = chain_order(p->s, nodes, p->row_count, diags)) != ENT_OK)
        return status;
    for (size_t k = 0; k < p->row_count; k++)
        p->row[k] = (ranked){ (double)k, nodes[k] };
    return ENT_OK;
}

/* Barycentre order: states by the mean rank of their boxes, then boxes by that of their states, in turns. */
static ent_status order_row(pyramid *p, ent_diags *diags)
{
    const description *d = p->s->d;
    double *rank = ent_mem_new(d->node_count, sizeof *rank);
    size_t boxes = 0;

    if (!rank)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < d->node_count; i++)
        if (is_box(p->s, i))
            rank[i] = (double)boxes++;
        else if (i != p->star)
            p->row[p->row_count++] = (ranked){ 0, i };
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (size_t k = 0; k < p->row_count; k++) {
            double sum = 0, count = 0;

            for (size_t i = 0; i < d->tie_count; i++) {
                size_t other = other_end(&d->ties[i], p->row[k].node);

                if (other != NONE && is_box(p->s, other)) {
                    sum += rank[other];
                    count++;
                }
            }
            p->row[k].key = count > 0 ? sum / count : (double)boxes + 1; /* the others at the end */
        }
        qsort(p->row, p->row_count, sizeof *p->row, by_key);
        for (size_t k = 0; k < p->row_count; k++)
            rank[p->row[k].node] = (double)k;
        for (size_t n = 0; n < d->node_count && sweep + 1 < SWEEPS; n++) {
            double sum = 0, count = 0;

            if (!is_box(p->s, n))
                continue;
            for (size_t i = 0; i < d->tie_count; i++) {
                size_t other = other_end(&d->ties[i], n);

                if (other != NONE && other != p->star && !is_box(p->s, other)) {
                    sum += rank[other];
                    count++;
                }
            }
            rank[n] = (count > 0 ? sum / count : (double)p->row_count / 2) * (double)boxes /
                      fmax(1, (double)p->row_count);
        }
    }
    ent_mem_free(rank);
    if (!boxes && p->star == NONE) {
        ent_status status = order_by_ties(p, diags);

        if (status != ENT_OK)
            return status;
    }
    keep_row(p);
    return ENT_OK;
}

/* ---- boxes in their bands ---- */

static double mean_x(const pyramid *p, size_t box)
{
    double sum = 0, count = 0;

    for (size_t i = 0; i < p->s->d->tie_count; i++) {
        size_t other = other_end(&p->s->d->ties[i], box);

        if (other != NONE && other != p->star && !is_box(p->s, other)) {
            sum += p->x[other];
            count++;
        }
    }
    return count > 0 ? sum / count : (p->left + p->s->net.x1) / 2;
}

static int by_x(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* The stems of boxes of higher bands, from left to right, into `x`. Returns how many. */
static size_t find_stems(const pyramid *p, size_t level, double *x)
{
    const description *d = p->s->d;
    size_t count = 0;

    for (size_t n = 0; n < d->node_count; n++)
        if (is_box(p->s, n) && d->nodes[n].band < level && pyramid_has_stem(p, n))
            x[count++] = pyramid_stem(p, n);
    if (count)
        qsort(x, count, sizeof *x, by_x);
    return count;
}

/* How many of the sorted numbers are below a limit; with `equal`, or at it. */
static size_t count_below(const double *x, size_t count, double limit, bool equal)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (x[middle] < limit || (equal && x[middle] <= limit))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The left end, the right end, and where stems pass, while a band is placed. */
typedef struct shelf {
    double x0, x1, *stems;
    size_t stem_count;
} shelf;

static double cost_of_place(const pyramid *p, const shelf *w, const band_box *boxes, size_t count,
                            size_t k, double x)
{
    double wide = p->wide[boxes[k].at.node], reach = wide + 2.5;

    for (size_t o = 0; o < count; o++) {
        size_t other = boxes[o].at.node;

        if (o != k && boxes[o].in_row && fabs(p->s->nodes[other].x - p->shift[other] - x) < p->wide[other] + wide + 5)
            return INFINITY;
    }
    return fabs(x - boxes[k].at.key) / p->pitch +
           CROSSING * (double)(count_below(w->stems, w->stem_count, x + reach, false) -
                        count_below(w->stems, w->stem_count, x - reach, true));
}

/* Does a stem pass through a box at x? */
static bool meets_stem(const shelf *w, double wide, double x)
{
    double reach = wide + 2.5;

    return count_below(w->stems, w->stem_count, x + reach, false) >
           count_below(w->stems, w->stem_count, x - reach, true);
}

/* Adds the stems of the boxes of the row, which lower rows must avoid. */
static void add_stems(const pyramid *p, shelf *w, const band_box *boxes, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (boxes[k].in_row && pyramid_has_stem(p, boxes[k].at.node))
            w->stems[w->stem_count++] = pyramid_stem(p, boxes[k].at.node);
    if (w->stem_count)
        qsort(w->stems, w->stem_count, sizeof *w->stems, by_x);
}

/* One row of boxes, from y down: those of the list that have a free place, the first of it in any case.
 * Returns its height. */
static double place_boxes(pyramid *p, const shelf *w, band_box *boxes, size_t count, double y)
{
    double high = 0;

    for (size_t k = 0; k < count; k++) {
        size_t box = boxes[k].at.node;
        double best = INFINITY, best_x = (w->x0 + w->x1) / 2, wide = p->wide[box];

        if (boxes[k].placed)
            continue;
        for (double x = w->x0 + wide; x <= w->x1 - wide + 0.01; x += p->pitch / 4) {
            double cost = cost_of_place(p, w, boxes, count, k, x);

            if (cost < best) {
                best = cost;
                best_x = x;
            }
        }
        if (high > 0 && (best == INFINITY || meets_stem(w, wide, best_x)))
            continue; /* in the next row */
        pyramid_place_family(p, box, best_x, y + p->high[box]);
        pyramid_choose_stem(p, box, w->stems, w->stem_count);
        boxes[k].placed = boxes[k].in_row = true;
        high = fmax(high, 2 * p->high[box]);
    }
    return high;
}

/* Rows of boxes from y down; returns where they end. */
static double place_rows(pyramid *p, shelf *w, band_box *boxes, size_t count, double y)
{
    for (size_t left = count; left > 0;) {
        y += place_boxes(p, w, boxes, count, y) + 5;
        add_stems(p, w, boxes, count);
        for (size_t k = 0; k < count; k++) {
            left -= boxes[k].in_row;
            boxes[k].in_row = false;
        }
    }
    return y;
}

static int by_tier(const void *a, const void *b)
{
    const band_box *x = a, *y = b;

    if (x->tier != y->tier)
        return x->tier < y->tier ? -1 : 1;
    return x->later != y->later ? (x->later ? 1 : -1) : by_key(&x->at, &y->at);
}

/* Below the top of the pyramid, boxes that need more than one row: those with curves are the lowest, so that
 * these pass no other box of the band. */
static void sort_by_curves(const pyramid *p, const shelf *w, band_box *boxes, size_t count)
{
    double wide = 0;

    for (size_t k = 0; k < count; k++)
        wide += 2 * p->wide[boxes[k].at.node] + 5;
    for (size_t k = 0; k < count; k++)
        boxes[k].tier = wide > 0.8 * (w->x1 - w->x0) && pyramid_has_stem(p, boxes[k].at.node);
}

/* Agreements that set up bodies stand below these, which were placed by now. They, and what has ties of the
 * network, take their places first. Returns the room that their arrows need above them. */
static double sort_tier(const pyramid *p, band_box *boxes, size_t count)
{
    const description *d = p->s->d;
    double room = 0;

    for (size_t k = 0; k < count; k++) {
        boxes[k].later = true;
        for (size_t i = 0; i < d->tie_count; i++) {
            const tie *t = &d->ties[i];

            if (t->context == CONTEXT_SETS_UP && t->a == boxes[k].at.node) {
                boxes[k].at.key = p->s->nodes[t->b].x;
                boxes[k].later = false;
                room = 12;
            } else if (!t->context && has_curve(p, t, boxes[k].at.node)) {
                boxes[k].later = false;
            }
        }
    }
    qsort(boxes, count, sizeof *boxes, by_tier);
    return room;
}

/* The boxes of one band, each tier in rows of its own. Returns the height that they need. */
static double place_band(pyramid *p, size_t level, double top)
{
    const description *d = p->s->d;
    scene *s = p->s;
    double inset = pyramid_indent(p, top), y = top + 5;
    band_box *boxes = ent_arena_new(&s->arena, d->node_count, sizeof *boxes);
    shelf w = { p->left + inset + 3, s->net.x1 - inset - 3,
                ent_arena_new(&s->arena, 2 * d->node_count + 1, sizeof *w.stems), 0 };
    size_t count = 0;

    s->failed |= !w.stems || !boxes;
    if (!boxes || !w.stems)
        return 0;
    w.stem_count = find_stems(p, level, w.stems);
    for (size_t i = 0; i < d->node_count; i++)
        if (is_box(s, i) && d->nodes[i].band == level && p->hub[i] == NONE)
            boxes[count++] = (band_box){ { mean_x(p, i), i }, d->nodes[i].tier, false, false, false };
    if (!count)
        return 0;
    if (level)
        sort_by_curves(p, &w, boxes, count);
    qsort(boxes, count, sizeof *boxes, by_tier);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && boxes[end].tier == boxes[first].tier; end++)
            ;
        y += sort_tier(p, boxes + first, end - first);
        y = place_rows(p, &w, boxes + first, end - first, y);
    }
    return y - top;
}

/* ---- layout ---- */

static void place_row(pyramid *p)
{
    scene *s = p->s;
    double widest = 0, head = s->d->width_mm < 120 ? s->d->theme.small : s->d->theme.head;

    for (size_t b = 0; b < s->d->band_count; b++)
        widest = fmax(fmax(widest, text_width(s->d->bands[b].label, head, true)),
                      s->d->width_mm < 120 ? 0 : text_width(s->d->bands[b].sub, s->d->theme.small, false));
    p->left = s->net.x0 + widest + 8;
    p->pitch = fmin(30, (s->net.x1 - p->left) / fmax(1, (double)p->row_count));
    widest = 0;
    for (size_t k = 0; k < p->row_count; k++)
        widest =
            fmax(widest, text_width(one_line(s, s->d->nodes[p->row[k].node].label, LONGEST), 1, false));
    p->size = fmin(s->d->theme.small, (p->pitch - 0.4) / fmax(0.1, widest));
    if (p->size < 5) {
        p->turned = true;
        p->size = fmax(5, fmin(s->d->theme.small, p->pitch));
    }
    for (size_t k = 0; k < p->row_count; k++) {
        size_t n = p->row[k].node;
        double all = p->pitch * (double)p->row_count;

        p->x[n] = (p->left + s->net.x1) / 2 - all / 2 + ((double)k + 0.5) * p->pitch;
        s->nodes[n].rx = s->nodes[n].ry = fmin(s->nodes[n].rx, p->pitch * 0.4);
    }
}

/* Without boxes and a star the arcs are all there is: they may be high. */
static void size_arcs(pyramid *p)
{
    const scene *s = p->s;
    double longest = 0;

    for (size_t i = 0; i < s->d->node_count; i++)
        if (is_box(s, i) || p->star != NONE)
            return;
    for (size_t i = 0; i < s->d->tie_count; i++)
        longest = fmax(longest, fabs(p->x[s->d->ties[i].a] - p->x[s->d->ties[i].b]));
    p->arcs = fmin(8 + 0.3 * longest, 0.4 * (s->net.x1 - p->left));
}

/* Room above the row of states for the years of agreements, or for arcs. */
static double chips_height(const pyramid *p)
{
    size_t most = 1;

    if (p->arcs > 0)
        return fmax(30, p->arcs + 4);

    for (size_t k = 0; k < p->row_count; k++) {
        size_t chips = pyramid_chips(p, p->row[k].node);

        most = chips > most ? chips : most;
    }
    return 30 + CHIP_STEP * (double)(most - 1);
}

ent_status layout_pyramid(scene *s, ent_diags *diags)
{
    const description *d = s->d;
    pyramid p = { .s = s, .star = find_star(s) };
    double y, chip_y, lowest = 0;
    ent_status status;

    if (!d->node_count || !d->band_count)
        return layout_stress(s, diags);
    size_nodes(s);
    for (size_t i = 0; i < d->node_count; i++)
        if (is_box(s, i))
            s->nodes[i].rx += pyramid_mark_room(&p, i);
    p.row = ent_arena_new(&s->arena, d->node_count, sizeof *p.row);
    p.x = ent_arena_new(&s->arena, d->node_count, sizeof *p.x);
    p.band_top = ent_arena_new(&s->arena, 2 * d->band_count + 1, sizeof *p.band_top);
    p.rail_y = ent_arena_new(&s->arena, d->node_count, sizeof *p.rail_y);
    p.wide = ent_arena_new(&s->arena, 5 * d->node_count, sizeof *p.wide);
    p.framed = ent_arena_new(&s->arena, d->node_count, sizeof *p.framed);
    p.hub = ent_arena_new(&s->arena, d->node_count, sizeof *p.hub);
    if (!p.row || !p.x || !p.band_top || !p.rail_y || !p.wide || !p.framed || !p.hub)
        return ent_out_of_memory(diags);
    p.band_bottom = p.band_top + d->band_count;
    p.high = p.wide + d->node_count;
    p.shift = p.high + d->node_count;
    p.sink = p.shift + d->node_count;
    p.stem = p.sink + d->node_count;
    if ((status = order_row(&p, diags)) != ENT_OK)
        return status;
    place_row(&p);
    size_arcs(&p);
    y = s->net.y0;
    p.row_y = y + 45.0 * (double)d->band_count; /* a first estimate, for the slope */
    p.band_top[0] = y;
    for (int pass = 0; pass < 2; pass++) { /* the height of all decides the slope */
        y = s->net.y0;
        pyramid_size_families(&p, 0.7 * (s->net.x1 - p.left));
        for (size_t b = 0; b < d->band_count; b++) {
            double need = place_band(&p, b, y), drop = need > 0 ? 5 : 20;

            if (b + 1 == d->band_count)
                drop = pyramid_place_rails(&p, y + need + 6) + fmax(30, chips_height(&p));
            p.band_top[b] = y;
            p.band_bottom[b] = y + need + drop;
            y = p.band_bottom[b];
        }
        p.row_y = y + 9;
    }
    chip_y = y - 11;
    for (size_t k = 0; k < p.row_count; k++) {
        placed *at = &s->nodes[p.row[k].node];

        at->x = p.x[p.row[k].node];
        at->y = p.row_y;
        lowest = fmax(lowest, p.turned ? text_width(one_line(s, d->nodes[p.row[k].node].label, LONGEST),
                                                    p.size, false)
                                       : p.size);
    }
    p.bottom = p.row_y + 4 + lowest;
    if (p.star != NONE)
        s->nodes[p.star].hidden = true;
    pyramid_draw_bands(&p);
    pyramid_draw_frames(&p);
    for (size_t i = 0; i < d->tie_count; i++)
        pyramid_draw_line(&p, i, chip_y);
    pyramid_draw_row(&p);
    for (size_t i = 0; i < d->node_count; i++)
        if (is_box(s, i)) {
            s->nodes[i].label_x = s->nodes[i].x + pyramid_mark_room(&p, i);
            s->nodes[i].label_y = s->nodes[i].y;
            draw_node(s, i);
            draw_label(s, i);
        }
    pyramid_mark_star(&p);
    pyramid_note_star(&p);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
