/* map_insets.c: parts of a map where names have no room are drawn again below it, larger, each with a frame
 * and a letter that also marks its place. A window is worth the names that it frees: those pairs of names that
 * touch at the scale of the map and no longer at its own. A tie between two nodes of one window is drawn in it;
 * all other ties end at the nodes' dots on the map, so each tie is drawn once. */
#include <stdlib.h>

#include "base/mem.h"
#include "render/layout/label_places.h"
#include "render/layout/map.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { GAP = 9, MOST_TOUCHING = 6, LEAST_RELIEF = 4, MOST_LEAVING = 600, FEW_LEAVING = 40, PIECES = 24 };
#define DOT 1.1 /* radius of a node on the map that an inset shows */

/* Widths of windows, as parts of that of the map. */
static const double window_widths[] = { 0.28, 0.22, 0.18, 0.15, 0.125, 0.1, 0.075 };

enum { WINDOW_WIDTHS = sizeof window_widths / sizeof *window_widths };

/* ---- choice ---- */

typedef struct plan {
    inset insets[MOST_INSETS];
    size_t count;
    double relief;
} plan;

static bool inside(frame f, const placed *p)
{
    return p->x > f.x0 && p->x < f.x1 && p->y > f.y0 && p->y < f.y1;
}

static bool is_shown(const map *m, const plan *p, size_t i)
{
    for (size_t k = 0; k < p->count; k++)
        if (inside(p->insets[k].from, &m->s->nodes[i]))
            return true;
    return !has_coordinates(&m->s->d->nodes[i]);
}

/* How many names touch that of node i if the map were so many times larger. One more name has room on another
 * side of its node. */
static double touching(const map *m, const plan *p, size_t i, double zoom)
{
    const placed *a = &m->s->nodes[i];
    double count = 0;

    for (size_t k = 0; k < m->s->d->node_count && count < MOST_TOUCHING; k++) {
        const placed *b = &m->s->nodes[k];

        count += k != i && fabs(a->x - b->x) * zoom < (a->label_w + b->label_w) / 2 + a->rx + 2 &&
                 fabs(a->y - b->y) * zoom < (a->label_h + b->label_h) / 2 && !is_shown(m, p, k);
    }
    return fmax(0, count - 1);
}

/* The window around node i, within the map. */
static frame window_at(const map *m, size_t i, double w, double h)
{
    double x = fmin(fmax(m->s->nodes[i].x - w / 2, m->page.x0), m->page.x1 - w);
    double y = fmin(fmax(m->s->nodes[i].y - h / 2, m->page.y0), m->page.y1 - h);

    return (frame){ x, y, x + w, y + h };
}

/* The window with the same nodes, or more, in its middle. */
static frame centred(const map *m, frame f)
{
    frame all = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    double w = f.x1 - f.x0, h = f.y1 - f.y0;

    for (size_t i = 0; i < m->s->d->node_count; i++) {
        const placed *p = &m->s->nodes[i];

        if (has_coordinates(&m->s->d->nodes[i]) && inside(f, p))
            all = (frame){ fmin(all.x0, p->x), fmin(all.y0, p->y), fmax(all.x1, p->x), fmax(all.y1, p->y) };
    }
    f.x0 = fmin(fmax((all.x0 + all.x1 - w) / 2, m->page.x0), m->page.x1 - w);
    f.y0 = fmin(fmax((all.y0 + all.y1 - h) / 2, m->page.y0), m->page.y1 - h);
    return (frame){ f.x0, f.y0, f.x0 + w, f.y0 + h };
}

/* The best window for an inset of this size, added to the plan; nothing if none is worth it. */
static ent_status add_window(const map *m, plan *p, double wide, double high, ent_diags *diags)
{
    size_t n = m->s->d->node_count;
    double *relief = ent_mem_new(n, sizeof *relief), best = LEAST_RELIEF;
    inset chosen = { 0 };

    if (!relief)
        return ent_out_of_memory(diags);
    for (size_t size = 0; size < WINDOW_WIDTHS; size++) {
        double w = window_widths[size] * (m->page.x1 - m->page.x0), zoom = wide / w;

        if (zoom < 1.8 || high / zoom > m->page.y1 - m->page.y0)
            continue;
        for (size_t i = 0; i < n; i++)
            relief[i] = is_shown(m, p, i) ? 0 : touching(m, p, i, 1) - touching(m, p, i, zoom);
        for (size_t i = 0; i < n; i++) {
            frame f;
            double sum = 0;

            if (is_shown(m, p, i))
                continue;
            f = centred(m, window_at(m, i, w, high / zoom));
            for (size_t k = 0; k < p->count; k++)
                sum -= overlap(f, p->insets[k].from) > 0 ? INFINITY : 0;
            for (size_t k = 0; k < n && sum >= 0; k++)
                sum += inside(f, &m->s->nodes[k]) ? relief[k] : 0;
            if (sum > best) {
                best = sum;
                chosen = (inset){ .from = f, .zoom = zoom };
            }
        }
    }
    ent_mem_free(relief);
    if (chosen.zoom > 0) {
        p->insets[p->count++] = chosen;
        p->relief += best;
    }
    return ENT_OK;
}

/* The size of each of so many insets: in a row below the map, or in a column beside it. */
static spot inset_size(const map *m, size_t count)
{
    double n = (double)count, wide = m->s->net.x1 - m->s->net.x0;

    if (m->beside)
        return (spot){ wide - (m->page.x1 - m->page.x0) - GAP, (m->page.y1 - m->page.y0 - GAP * (n - 1)) / n };
    wide = count == 1 ? 0.6 * wide : (wide - GAP * (n - 1)) / n;
    return (spot){ wide, 0.68 * wide };
}

static int by_place(const void *a, const void *b)
{
    const inset *x = a, *y = b;

    return x->from.x0 < y->from.x0 ? -1 : x->from.x0 > y->from.x0;
}

ent_status insets_choose(map *m, ent_diags *diags)
{
    plan best = { .count = 0 };

    for (size_t count = 1; count <= MOST_INSETS; count++) {
        spot size = inset_size(m, count);
        plan p = { .count = 0 };
        ent_status status = ENT_OK;

        for (size_t k = 0; k < count && status == ENT_OK; k++)
            status = add_window(m, &p, size.x, size.y, diags);
        if (status != ENT_OK)
            return status;
        if (p.count == count && p.relief > 1.1 * best.relief)
            best = p;
    }
    if (best.count)
        qsort(best.insets, best.count, sizeof *best.insets, by_place);
    m->inset_count = best.count;
    for (size_t k = 0; k < best.count; k++)
        m->insets[k] = best.insets[k];
    for (size_t i = 0; i < m->s->d->node_count; i++)
        for (size_t k = 0; k < best.count; k++)
            if (has_coordinates(&m->s->d->nodes[i]) && inside(best.insets[k].from, &m->s->nodes[i]))
                m->inset_of[i] = k;
    return ENT_OK;
}

/* ---- drawing ---- */

static void draw_frame(map *m, frame f, size_t k, bool enlarged)
{
    static const char *const letters[MOST_INSETS] = { "a", "b", "c" };
    const theme *t = &m->s->d->theme;
    double size = t->head;
    mark *o = scene_box(m->s, PART_AXES, FORM_AREA, (f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2, (f.x1 - f.x0) / 2,
                        (f.y1 - f.y0) / 2);
    word *w;

    o->line = solid(t->quiet);
    o->width = 0.6;
    if (m->inset_count == 1)
        return; /* which place is enlarged needs no letter */
    w = scene_word(m->s, PART_AXES, ent_str_of(letters[k]), f.x0 + (enlarged ? 3 : 0),
                   enlarged ? f.y0 + size : f.y0 - 2 > m->page.y0 + size ? f.y0 - 2 : f.y1 + size, size);
    w->bold = true;
    w->halo = true;
}

ent_status insets_place(map *m, ent_diags *diags)
{
    scene *s = m->s;
    spot size = inset_size(m, m->inset_count);
    double x = m->beside ? m->page.x1 + GAP : m->page.x0, y = m->beside ? m->page.y0 : s->net.y1 + s->d->theme.small + 8;

    for (size_t k = 0; k < m->inset_count; k++) {
        inset *i = &m->insets[k];
        map large = *m;
        ent_status status;

        i->page = (frame){ x, y, x + size.x, y + size.y };
        large.page = i->page;
        large.scale = m->scale * i->zoom;
        large.world = (frame){ m->world.x0 + (i->from.x0 - m->page.x0) / m->scale,
                              m->world.y0 + (i->from.y0 - m->page.y0) / m->scale,
                              m->world.x0 + (i->from.x1 - m->page.x0) / m->scale,
                              m->world.y0 + (i->from.y1 - m->page.y0) / m->scale };
        if ((status = map_land(&large, diags)) != ENT_OK)
            return status;
        draw_frame(m, i->from, k, false);
        draw_frame(m, i->page, k, true);
        x += m->beside ? 0 : size.x + GAP;
        y += m->beside ? size.y + GAP : 0;
    }
    if (m->inset_count) { /* beside the map, a line may stand below it already */
        y = m->beside ? s->net.y1 + s->d->theme.small + 2 : m->insets[0].page.y1;
        scene_word(s, PART_AXES,
                   ent_translate(s->d->words, ENT_WORD("Ties between two nodes of one frame are drawn in its enlargement only.")),
                   m->page.x0, y + s->d->theme.small + 3, s->d->theme.small)
            ->italic = true;
        s->net.y1 = y + s->d->theme.small + 5;
    }
    return ENT_OK;
}

void insets_shrink_nodes(map *m)
{
    scene *s = m->s;

    for (size_t i = 0; i < s->d->node_count; i++) {
        placed *p = &s->nodes[i];
        mark *dot;

        if (m->inset_of[i] == NONE)
            continue;
        p->rx = p->ry = DOT;
        p->nameless = true;
        dot = scene_shape(s, PART_NODES, SHAPE_CIRCLE, p->x, p->y, DOT, DOT);
        dot->fill = solid(s->d->nodes[i].fill);
        dot->twin_of = i;
        dot->title = s->d->nodes[i].tooltip;
    }
}

/* The part of a segment within a frame; false: none. */
static bool clip(segment *g, frame f)
{
    const double dx = g->x2 - g->x1, dy = g->y2 - g->y1;
    const double p[4] = { -dx, dx, -dy, dy }, q[4] = { g->x1 - f.x0, f.x1 - g->x1, g->y1 - f.y0, f.y1 - g->y1 };
    double from = 0, to = 1;

    for (int k = 0; k < 4; k++) {
        if (p[k] == 0 && q[k] < 0)
            return false;
        if (p[k] < 0)
            from = fmax(from, q[k] / p[k]);
        else if (p[k] > 0)
            to = fmin(to, q[k] / p[k]);
    }
    if (from >= to)
        return false;
    *g = (segment){ g->x1 + from * dx, g->y1 + from * dy, g->x1 + to * dx, g->y1 + to * dy };
    return true;
}

/* Where ties to a node leave an inset: the sum of the places, and how many. */
typedef struct leaving {
    spot sum;
    size_t count;
} leaving;

/* A tie that leaves inset k, as far as it runs in it: a thin line, which the map has as the tie. */
static void draw_leaving(map *m, size_t k, size_t t, leaving *exits, double opacity)
{
    scene *s = m->s;
    const inset *in = &m->insets[k];
    size_t ends[2] = { s->d->ties[t].a, s->d->ties[t].b }, at = s->mark_count, count;
    placed kept[2] = { s->nodes[ends[0]], s->nodes[ends[1]] };
    spot points[PIECES], end = { 0, 0 };
    bool any = false;
    mark own;

    for (int e = 0; e < 2; e++)
        if (m->inset_of[ends[e]] != k) { /* where it would stand, were the inset large enough */
            s->nodes[ends[e]].x = in->page.x0 + (m->on_map[ends[e]].x - in->from.x0) * in->zoom;
            s->nodes[ends[e]].y = in->page.y0 + (m->on_map[ends[e]].y - in->from.y0) * in->zoom;
        }
    map_arc(s, t);
    s->nodes[ends[0]] = kept[0];
    s->nodes[ends[1]] = kept[1];
    if (s->failed || s->mark_count <= at)
        return;
    own = s->marks[at];
    s->mark_count = at; /* in its place, the pieces of it that lie in the inset */
    count = mark_outline(&own, points, PIECES);
    for (size_t i = 1; i < count; i++) {
        segment piece = { points[i - 1].x, points[i - 1].y, points[i].x, points[i].y };

        if (!clip(&piece, in->page))
            continue;
        scene_line(s, PART_BLOCS, piece, own.line.colour, fmin(own.width, opacity));
        s->marks[s->mark_count - 1].line.opacity = fmin(own.line.opacity, opacity);
        if (m->inset_of[ends[0]] == k || !any)
            end = m->inset_of[ends[0]] == k ? (spot){ piece.x2, piece.y2 } : (spot){ piece.x1, piece.y1 };
        any = true;
    }
    if (any) {
        leaving *e = &exits[m->inset_of[ends[0]] == k ? ends[1] : ends[0]];

        e->sum = (spot){ e->sum.x + end.x, e->sum.y + end.y };
        e->count++;
    }
}

/* Is a word free of nodes of the inset, and of the words that stand there? */
static bool has_room(const map *m, frame own)
{
    const scene *s = m->s;

    for (size_t i = 0; i < s->d->node_count; i++)
        if (!s->nodes[i].hidden && overlap(own, node_frame(&s->nodes[i], 2)) > 0)
            return false;
    for (size_t i = 0; i < s->word_count; i++) {
        spot corners[4];

        word_corners(&s->words[i], corners);
        if (overlap(own, frame_of(corners, 4)) > 0)
            return false;
    }
    return true;
}

/* At the border of an inset, where the ties to a node leave it, the node's name: those with most ties first. */
static void name_exits(map *m, size_t k, leaving *exits)
{
    enum { MOST_NAMES = 8, LONGEST = 26 };
    scene *s = m->s;
    frame in = m->insets[k].page;
    double size = s->d->theme.small;

    for (int names = 0; names < MOST_NAMES; names++) {
        size_t best = 0;
        ent_str name;
        double w, x, y;
        word *o;

        for (size_t i = 1; i < s->d->node_count; i++)
            best = exits[i].count > exits[best].count ? i : best;
        if (!exits[best].count)
            return;
        name = one_line(s, s->d->nodes[best].label, LONGEST);
        w = text_width(name, size, false) / 2;
        x = fmin(fmax(exits[best].sum.x / (double)exits[best].count, in.x0 + w + 3), in.x1 - w - 3);
        y = fmin(fmax(exits[best].sum.y / (double)exits[best].count, in.y0 + size / 2 + 3), in.y1 - size / 2 - 3);
        exits[best].count = 0;
        if (w > (in.x1 - in.x0) / 3 || !has_room(m, (frame){ x - w - 2, y - size / 2 - 1, x + w + 2, y + size / 2 + 1 }))
            continue;
        o = scene_word(s, PART_AXES, name, x, y + BASELINE * size, size);
        o->anchor = ANCHOR_MIDDLE;
        o->italic = o->halo = true;
    }
}

/* The nodes of inset k stand in it, all others are hidden. */
static void enter(map *m, size_t k)
{
    const inset *in = &m->insets[k];

    for (size_t i = 0; i < m->s->d->node_count; i++) {
        placed *p = &m->s->nodes[i];

        p->hidden = m->inset_of[i] != k;
        if (p->hidden)
            continue;
        p->nameless = false;
        p->x = hundredth(in->page.x0 + (m->on_map[i].x - in->from.x0) * in->zoom);
        p->y = hundredth(in->page.y0 + (m->on_map[i].y - in->from.y0) * in->zoom);
    }
}

/* The ties among the nodes of inset k; and, where they are few, the beginnings of those that leave it. */
static void draw_ties(map *m, size_t k)
{
    const description *d = m->s->d;
    size_t count = 0;
    leaving *exits = ent_arena_new(&m->s->arena, d->node_count, sizeof *exits);

    for (size_t i = 0; i < d->tie_count; i++) {
        int ends = (m->inset_of[d->ties[i].a] == k) + (m->inset_of[d->ties[i].b] == k);

        count += ends == 1;
        if (ends == 2)
            map_arc(m->s, i);
    }
    m->s->failed |= !exits;
    if (!exits || count > MOST_LEAVING)
        return;
    for (size_t i = 0; i < d->tie_count; i++)
        if ((m->inset_of[d->ties[i].a] == k) != (m->inset_of[d->ties[i].b] == k))
            draw_leaving(m, k, i, exits, count > FEW_LEAVING ? 0.4 : 0.7);
    name_exits(m, k, exits);
}

ent_status insets_fill(map *m, ent_diags *diags)
{
    scene *s = m->s;
    size_t n = s->d->node_count, unlabelled = s->unlabelled;
    placed *done;
    frame net = s->net;
    ent_status status = ENT_OK;

    if (!m->inset_count)
        return ENT_OK;
    done = ent_arena_new(&s->arena, n, sizeof *done);
    m->on_map = ent_arena_new(&s->arena, n, sizeof *m->on_map);
    if (!done || !m->on_map)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < n; i++) {
        done[i] = s->nodes[i];
        m->on_map[i] = (spot){ s->nodes[i].x, s->nodes[i].y };
    }
    size_nodes(s);
    for (size_t k = 0; k < m->inset_count && status == ENT_OK; k++) {
        frame page = m->insets[k].page;

        enter(m, k);
        draw_ties(m, k);
        s->net = (frame){ page.x0 + 1, page.y0 + 1, page.x1 - 1, page.y1 - 1 };
        status = place_labels_near(s, NEAR_RINGS, diags);
        unlabelled += s->unlabelled;
        for (size_t i = 0; i < n; i++)
            if (m->inset_of[i] == k)
                done[i] = s->nodes[i];
    }
    s->net = net;
    s->unlabelled = unlabelled;
    for (size_t i = 0; i < n; i++)
        s->nodes[i] = done[i];
    return status;
}
