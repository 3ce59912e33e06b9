/* pyramid.c: levels as bands, the widest at the bottom. An organization or a larger agreement is a box in
 * the band of its level, from which a curve drops to each of its parties in the row of states. Agreements
 * of two are arcs in the row. If one state has nearly all of them, it is left out, because its star would
 * hide the rest: its agreements become chips above its partners, and a note explains this.
 *
 *        /   [ box ]      \        a band for each level
 *       /--------|---------\
 *      / [ box ] |          \
 *     /----|-|---|-----------\
 *    /  15  20   |            \    chips: the year, or how many
 *      o   o  o  o  o
 */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/layout/node_order.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { SWEEPS = 8 };
#define TIMES_END '\x97' /* the last byte of a multiplication sign */

typedef struct ranked {
    double key;
    size_t node;
} ranked;

static int by_key(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

typedef struct band_box { /* of a band, while it is placed */
    ranked at;
    bool placed, in_row;
} band_box;

typedef struct pyramid {
    scene *s;
    ranked *row;             /* the states, left to right */
    size_t row_count, star; /* star: the state that is left out, or NONE */
    double *x;             /* of each node */
    double left, pitch, row_y, bottom, size;
    double *band_top, *band_bottom;
    bool turned;
} pyramid;

static bool is_box(const scene *s, size_t i)
{
    return s->d->nodes[i].shape == SHAPE_BOX;
}

static size_t other_end(const tie *t, size_t i)
{
    return t->a == i ? t->b : t->b == i ? t->a : NONE;
}

static bool is_pair(const scene *s, const tie *t)
{
    return !is_box(s, t->a) && !is_box(s, t->b);
}

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

/* Where curves of higher bands drop, from left to right, into `x`. Returns how many. */
static size_t find_curves(const pyramid *p, size_t level, double *x)
{
    const description *d = p->s->d;
    size_t count = 0;

    for (size_t i = 0; i < d->tie_count; i++) {
        const tie *t = &d->ties[i];
        size_t hub = is_box(p->s, t->a) ? t->a : is_box(p->s, t->b) ? t->b : NONE, state;

        if (hub == NONE || d->nodes[hub].band >= level)
            continue;
        state = other_end(t, hub);
        if (state != p->star && !is_box(p->s, state))
            x[count++] = p->x[state];
    }
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

static double indent(const pyramid *p, double y) /* indent of the left side at a height */
{
    double top = p->band_top[0], low = p->row_y;

    return (low - y) / fmax(1, low - top) * 0.13 * (p->s->net.x1 - p->left);
}

/* The rows of boxes of one band; returns the height that they need. */
static double place_band(pyramid *p, size_t level, double top)
{
    const description *d = p->s->d;
    scene *s = p->s;
    double inset = indent(p, top), x0 = p->left + inset + 3, x1 = s->net.x1 - inset - 3,
           y = top + 5;
    band_box *boxes = ent_arena_new(&s->arena, d->node_count, sizeof *boxes);
    double row_high = 0, *curves = ent_arena_new(&s->arena, d->tie_count, sizeof *curves);
    size_t count = 0, placed_count = 0, curve_count = curves ? find_curves(p, level, curves) : 0;

    s->failed |= !curves || !boxes;
    for (size_t i = 0; boxes && curves && i < d->node_count; i++)
        if (is_box(s, i) && d->nodes[i].band == level)
            boxes[count++] = (band_box){ { mean_x(p, i), i }, false, false };
    if (!count)
        return 0;
    qsort(boxes, count, sizeof *boxes, by_key);
    while (placed_count < count) {
        size_t in_row = 0;
        bool any = false;

        for (size_t k = 0; k < count; k++) {
            placed *at = &s->nodes[boxes[k].at.node];
            double best = INFINITY, best_x = 0, reach = at->rx + 2.5;

            if (boxes[k].placed)
                continue;
            for (double x = x0 + at->rx; x <= x1 - at->rx + 0.01; x += p->pitch / 4) {
                double cost = fabs(x - boxes[k].at.key) / p->pitch +
                              6 * (double)(count_below(curves, curve_count, x + reach, false) -
                                           count_below(curves, curve_count, x - reach, true));

                for (size_t o = 0; o < count; o++) {
                    const placed *other = &s->nodes[boxes[o].at.node];

                    if (o != k && boxes[o].in_row &&
                        fabs(other->x - x) < other->rx + at->rx + 5)
                        cost = INFINITY;
                }
                if (cost < best) {
                    best = cost;
                    best_x = x;
                }
            }
            if (best == INFINITY && (any || x1 - x0 > 2 * at->rx))
                continue; /* in the next row */
            at->x = best < INFINITY ? best_x : (x0 + x1) / 2;
            at->y = y + at->ry;
            boxes[k].placed = boxes[k].in_row = any = true;
            row_high = fmax(row_high, 2 * at->ry);
            in_row++;
        }
        placed_count += in_row;
        for (size_t k = 0; k < count; k++)
            boxes[k].in_row = false;
        y += row_high + 5;
        row_high = 0;
    }
    return y - top;
}

/* ---- drawing ---- */

static void draw_bands(pyramid *p)
{
    scene *s = p->s;
    const theme *t = &s->d->theme;

    for (size_t b = 0; b < s->d->band_count; b++) {
        double top = p->band_top[b], low = p->band_bottom[b], u = indent(p, top),
               v = indent(p, low);
        mark *m = scene_mark(s, PART_BLOCS, FORM_AREA, 4);
        double size = p->left < 50 ? t->small : t->head, y = (top + low) / 2 + BASELINE * size;

        m->at[0] = (spot){ p->left + u, top };
        m->at[1] = (spot){ s->net.x1 - u, top };
        m->at[2] = (spot){ s->net.x1 - v, low - 1 };
        m->at[3] = (spot){ p->left + v, low - 1 };
        m->fill = solid(s->d->bands[b].tint);
        scene_word(s, PART_BLOCS, s->d->bands[b].label, s->net.x0, y, size)->bold = true;
    }
    scene_word(s, PART_BLOCS, ENT_STR("States"), s->net.x0, p->row_y + BASELINE * t->head,
               p->left < 50 ? t->small : t->head)
        ->bold = true;
}

/* The offset of a curve at a state: curves that arrive there are side by side, in the order of their boxes. */
static double arrival_offset(const pyramid *p, size_t box, size_t state)
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
    return (before - (count - 1) / 2) * fmin(2.4, p->pitch / (count + 1));
}

/* Down from the box within its own band, then straight to the state. */
static void draw_curve(pyramid *p, size_t i, size_t box, size_t state, double end)
{
    scene *s = p->s;
    const placed *b = &s->nodes[box];
    const description *d = s->d;
    double to_x = p->x[state] + arrival_offset(p, box, state);
    double low = p->band_bottom[d->nodes[box].band], from_x = b->x, total = 0, before = 0,
           top = b->y + b->ry + 0.6;
    mark *m;

    /* curves leave a box side by side, in the order of the states */
    for (size_t k = 0; k < d->tie_count; k++) {
        size_t other = other_end(&d->ties[k], box);

        if (other == NONE || other == p->star || is_box(s, other))
            continue;
        total++;
        before += p->x[other] < p->x[state];
    }
    from_x += (before + 0.5 - total / 2) * fmin(p->pitch, (2 * b->rx - 6) / fmax(1, total));
    m = scene_mark(s, PART_TIES, FORM_CURVE, 7);
    if (m->count < 7)
        return;
    m->at[0] = (spot){ from_x, top };
    m->at[1] = (spot){ from_x, top + (low - top) * 0.6 };
    m->at[2] = (spot){ to_x, top + (low - top) * 0.35 };
    m->at[3] = (spot){ to_x, low };
    m->at[4] = (spot){ to_x, low + (end - low) / 3 };
    m->at[5] = (spot){ to_x, low + (end - low) * 2 / 3 };
    m->at[6] = (spot){ to_x, end };
    style_tie(s, m, i);
}

/* "2015", "'15" where there is little room, "2×", or "?" for an unknown year. */
static ent_str chip_text(pyramid *p, ent_str sub)
{
    ent_buf text = { 0 };
    ent_str out = sub;

    if (sub.len == 4 && p->pitch < 17) {
        ent_buf_text(&text, "'");
        ent_buf_add(&text, sub.ptr + 2, 2);
        out = scene_text(p->s, &text);
    }
    ent_buf_destroy(&text);
    return out.len ? out : ENT_STR("?");
}

static void draw_chip(pyramid *p, size_t i, size_t state, double y)
{
    scene *s = p->s;
    const tie *t = &s->d->ties[i];
    double size = fmax(5, s->d->theme.small - 0.5), x = p->x[state];
    ent_str text = chip_text(p, t->sub);
    double rx = fmin(p->pitch / 2 - 0.4, text_width(text, size, false) / 2 + 1.6),
           ry = size / 2 + 1.4;
    mark *m = scene_mark(s, PART_TIES, FORM_LINE, 2);
    word *w;

    m->at[0] = (spot){ x, y + ry };
    m->at[1] = (spot){ x, s->nodes[state].y - s->nodes[state].ry - 0.4 };
    style_tie(s, m, i);
    m->width = fmax(m->width, 2);
    m = scene_box(s, PART_NODES, FORM_AREA, x, y, rx, ry);
    m->fill = solid(s->d->theme.paper);
    m->line = solid(s->d->styles[t->style].colour);
    m->width = 0.6;
    m->title = t->tooltip;
    m->acts_of = i;
    w = scene_word(s, PART_LABELS, text, x, y + BASELINE * size, size);
    w->anchor = ANCHOR_MIDDLE;
}

static void draw_pair(pyramid *p, size_t i, double chip_y)
{
    scene *s = p->s;
    const tie *t = &s->d->ties[i];
    size_t state = p->star == NONE ? NONE : other_end(t, p->star);

    if (state != NONE) {
        draw_chip(p, i, state, chip_y);
    } else { /* an arc between two of the row */
        double a = p->x[t->a], b = p->x[t->b], y = p->row_y, high = fmin(chip_y + 4, y - 8);
        double rise = fmin(y - high + 14, 8 + fabs(a - b) * 0.25);
        const spot via[2] = { { a + (b - a) * 0.1, y - rise * 1.33 },
                              { b - (b - a) * 0.1, y - rise * 1.33 } };

        draw_tie(s, i, via);
    }
}

static void draw_row(pyramid *p)
{
    scene *s = p->s;

    for (size_t k = 0; k < p->row_count; k++) {
        size_t n = p->row[k].node;
        placed *at = &s->nodes[n];
        word *w;

        draw_node(s, n);
        w = scene_word(s, PART_LABELS, one_line(s, s->d->nodes[n].label, 24), at->x,
                       at->y + at->ry + 2 + 0.72 * p->size, p->size);
        w->object = n;
        if (p->turned) {
            w->turn = -90;
            w->anchor = ANCHOR_END;
            w->x += BASELINE * p->size;
            w->y = at->y + at->ry + 2.5;
        } else {
            w->anchor = ANCHOR_MIDDLE;
        }
        at->no_label = true;
    }
}

static void note_star(pyramid *p)
{
    scene *s = p->s;
    const description *d = s->d;
    ent_buf text = { 0 };
    const char *comma = "";
    double size = d->theme.small, y = p->bottom + size + 5;

    if (p->star == NONE)
        return;
    ent_buf_text(&text, "Agreements of two are those of ");
    ent_buf_str(&text, d->nodes[p->star].name.len ? d->nodes[p->star].name : d->nodes[p->star].label);
    for (size_t i = 0; i < d->tie_count; i++) {
        size_t other = other_end(&d->ties[i], p->star);

        if (other == NONE || !is_box(s, other))
            continue;
        ent_buf_text(&text, comma[0] ? comma : ", whose ties to ");
        ent_buf_str(&text, d->nodes[other].label);
        comma = ", ";
    }
    ent_buf_text(&text, comma[0] ? " are not drawn." : ".");
    for (size_t i = 0; i < d->tie_count; i++)
        if (is_pair(s, &d->ties[i]) && !d->ties[i].sub.len) {
            ent_buf_text(&text, " ?: year not known.");
            break;
        }
    for (size_t i = 0; i < d->tie_count; i++)
        if (is_pair(s, &d->ties[i]) && d->ties[i].sub.len && d->ties[i].sub.ptr[d->ties[i].sub.len - 1] == TIMES_END) {
            ent_buf_str(&text, ENT_STR(" "));
            ent_buf_str(&text, d->ties[i].sub);
            ent_buf_text(&text, ": so many agreements.");
            break;
        }
    { /* wrapped to the page */
        ent_str rest = ent_buf_view(&text), next;
        ent_buf line = { 0 }, longer = { 0 };

        while (ent_str_next(&rest, ' ', &next)) {
            ent_buf_clear(&longer);
            ent_buf_str(&longer, ent_buf_view(&line));
            ent_buf_text(&longer, line.len ? " " : "");
            ent_buf_str(&longer, next);
            if (line.len &&
                text_width(ent_buf_view(&longer), size, false) > s->net.x1 - s->net.x0) {
                scene_word(s, PART_LEGEND, scene_text(s, &line), s->net.x0, y, size)->italic = true;
                y += size * 1.2;
                ent_buf_clear(&line);
                ent_buf_str(&line, next);
            } else {
                ent_buf_clear(&line);
                ent_buf_str(&line, ent_buf_view(&longer));
            }
        }
        scene_word(s, PART_LEGEND, scene_text(s, &line), s->net.x0, y, size)->italic = true;
        ent_buf_destroy(&line);
        ent_buf_destroy(&longer);
    }
    ent_buf_destroy(&text);
}

/* ---- layout ---- */

static void place_row(pyramid *p)
{
    scene *s = p->s;
    double widest = 0, head = s->d->width_mm < 120 ? s->d->theme.small : s->d->theme.head;

    for (size_t b = 0; b < s->d->band_count; b++)
        widest = fmax(widest, text_width(s->d->bands[b].label, head, true));
    p->left = s->net.x0 + widest + 8;
    p->pitch = fmin(30, (s->net.x1 - p->left) / fmax(1, (double)p->row_count));
    widest = 0;
    for (size_t k = 0; k < p->row_count; k++)
        widest =
            fmax(widest, text_width(one_line(s, s->d->nodes[p->row[k].node].label, 24), 1, false));
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

ent_status layout_pyramid(scene *s, ent_diags *diags)
{
    const description *d = s->d;
    pyramid p = { .s = s, .star = find_star(s) };
    double y, chip_y, lowest = 0;
    ent_status status;

    if (!d->node_count || !d->band_count)
        return layout_stress(s, diags);
    size_nodes(s);
    p.row = ent_arena_new(&s->arena, d->node_count, sizeof *p.row);
    p.x = ent_arena_new(&s->arena, d->node_count, sizeof *p.x);
    p.band_top = ent_arena_new(&s->arena, 2 * d->band_count + 1, sizeof *p.band_top);
    if (!p.row || !p.x || !p.band_top)
        return ent_out_of_memory(diags);
    p.band_bottom = p.band_top + d->band_count;
    if ((status = order_row(&p, diags)) != ENT_OK)
        return status;
    place_row(&p);
    y = s->net.y0;
    p.row_y = y + 45.0 * (double)d->band_count; /* a first estimate, for the slope */
    p.band_top[0] = y;
    for (size_t b = 0; b < d->band_count; b++) {
        double need = place_band(&p, b, y), drop = need > 0 ? 26 : 30;

        p.band_top[b] = y;
        p.band_bottom[b] = y + need + drop;
        y = p.band_bottom[b];
    }
    p.row_y = y + 9;
    chip_y = y - 11;
    for (size_t k = 0; k < p.row_count; k++) {
        placed *at = &s->nodes[p.row[k].node];

        at->x = p.x[p.row[k].node];
        at->y = p.row_y;
        lowest = fmax(lowest, p.turned ? text_width(one_line(s, d->nodes[p.row[k].node].label, 24),
                                                    p.size, false)
                                       : p.size);
    }
    p.bottom = p.row_y + 4 + lowest;
    if (p.star != NONE)
        s->nodes[p.star].hidden = true;
    draw_bands(&p);
    for (size_t i = 0; i < d->tie_count; i++) {
        const tie *t = &d->ties[i];
        size_t box = is_box(s, t->a) ? t->a : is_box(s, t->b) ? t->b : NONE;
        size_t state = box == NONE ? NONE : other_end(t, box);
        bool chip = false;

        if (box == NONE) {
            draw_pair(&p, i, chip_y);
            continue;
        }
        if (state == p.star)
            continue;           /* not drawn, as the note explains */
        if (is_box(s, state)) { /* below boxes that may be between the two */
            const placed *a = &s->nodes[t->a], *b = &s->nodes[t->b];
            double below = fmax(a->y + a->ry, b->y + b->ry) + 18;
            const spot via[2] = { { a->x, below }, { b->x, below } };

            draw_tie(s, i, via);
            continue;
        }
        for (size_t k = 0; k < d->tie_count && p.star != NONE; k++)
            chip |= is_pair(s, &d->ties[k]) && other_end(&d->ties[k], p.star) == state;
        draw_curve(&p, i, box, state, chip ? chip_y - 5.2 : p.row_y - s->nodes[state].ry - 0.8);
    }
    draw_row(&p);
    for (size_t i = 0; i < d->node_count; i++)
        if (is_box(s, i)) {
            s->nodes[i].label_x = s->nodes[i].x;
            s->nodes[i].label_y = s->nodes[i].y;
            draw_node(s, i);
            draw_label(s, i);
        }
    note_star(&p);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
