/* timeline.c: agreements by their dates, a lane for each level. A dot marks the day; its name is beside it.
 * Names that would overlap go to another row of the lane. If there are more agreements than rows for
 * names, all are stacked dots without names, as small as the page requires: none is left out. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { LONGEST = 32, MOST_ROWS = 60 };
#define LEAST_RADIUS 0.4 /* of a dot, in points */

typedef struct item { /* the part of a row that an agreement takes */
    size_t node, row;
    double from, to;
} item;

typedef struct timeline {
    scene *s;
    item *items;
    size_t count;
    double left, right, first, last, pitch, size;
    double radius;   /* of dots without names; 0: they have names */
    double *row_end; /* of each row of a lane of dots */
} timeline;

static double at_year(const timeline *t, double year)
{
    return t->left + (year - t->first) / fmax(1, t->last - t->first) * (t->right - t->left);
}

/* Room for the dot and its name; the name is at the left where the page ends at the right. */
static item measure(const timeline *t, size_t n)
{
    scene *s = t->s;
    placed *p = &s->nodes[n];
    double name =
        text_width(one_line(s, s->d->nodes[n].label, LONGEST), t->size, false) + p->rx + 3;

    p->x = at_year(t, s->d->nodes[n].when);
    if (t->radius > 0) {
        p->rx = p->ry = t->radius;
        return (item){ n, 0, p->x - t->radius, p->x + t->radius + 0.2 };
    }
    p->side = p->x + name > s->net.x1 ? 1 : 0;
    return p->side ? (item){ n, 0, p->x - name - 3, p->x + p->rx + 3 }
                   : (item){ n, 0, p->x - p->rx - 3, p->x + name + 3 };
}

/* The first row of the lane in which the item overlaps nothing. */
static size_t free_row(timeline *t, size_t lane_start, const item *it)
{
    if (t->radius > 0) { /* dots come in the order of their dates */
        size_t row = 0;

        while (t->row_end[row] > it->from)
            row++;
        t->row_end[row] = it->to;
        return row;
    }
    for (size_t row = 0;; row++) {
        bool is_free = true;

        for (size_t i = lane_start; i < t->count && is_free; i++)
            is_free =
                t->items[i].row != row || t->items[i].to <= it->from || t->items[i].from >= it->to;
        if (is_free)
            return row;
    }
}

static void draw_item(timeline *t, const item *it, double y)
{
    scene *s = t->s;
    const node *n = &s->d->nodes[it->node];
    placed *p = &s->nodes[it->node];
    word *w;

    p->y = y;
    p->no_label = true;
    draw_node(s, it->node);
    if (t->radius > 0) {
        s->marks[s->mark_count - 1].width = fmin(0.4, t->radius / 4);
        s->unlabelled++;
        return;
    }
    w = scene_word(s, PART_LABELS, one_line(s, n->label, LONGEST),
                   p->x + (p->side ? -1 : 1) * (p->rx + 2), y + BASELINE * t->size, t->size);
    w->anchor = p->side ? ANCHOR_END : ANCHOR_START;
    w->object = it->node;
}

static double step_of(const timeline *t)
{
    static const double steps[] = { 1, 2, 5, 10, 20, 50, 100 };
    size_t k = 0;

    while (k < 6 && (t->right - t->left) / ((t->last - t->first) / steps[k]) < 26)
        k++;
    return steps[k];
}

static void draw_axis(timeline *t, double top, double y)
{
    scene *s = t->s;
    double step = step_of(t), size = s->d->theme.small;

    scene_line(s, PART_AXES, (segment){ t->left, y, t->right, y }, s->d->theme.ink, 0.5);
    for (double year = ceil(t->first / step) * step; year <= t->last; year += step) {
        ent_buf text = { 0 };
        double x = at_year(t, year);
        word *w;

        scene_line(s, PART_GROUND, (segment){ x, top, x, y },
                   mix(s->d->theme.quiet, s->d->theme.paper, 0.45), 0.3);
        scene_line(s, PART_AXES, (segment){ x, y, x, y + 2.5 }, s->d->theme.ink, 0.5);
        ent_buf_fixed(&text, year, 0);
        w = scene_word(s, PART_AXES, scene_text(s, &text), x, y + 4 + 0.75 * size, size);
        w->anchor = ANCHOR_MIDDLE;
        ent_buf_destroy(&text);
    }
}

static void find_range(timeline *t)
{
    const description *d = t->s->d;

    t->first = INFINITY;
    t->last = -INFINITY;
    for (size_t i = 0; i < d->node_count; i++)
        if (!isnan(d->nodes[i].when)) {
            t->first = fmin(t->first, floor(d->nodes[i].when));
            t->last = fmax(t->last, floor(d->nodes[i].when) + 1);
        }
}

/* Gives each agreement of a lane its row; returns how many rows there are. */
static size_t fill_lane(timeline *t, size_t lane)
{
    const description *d = t->s->d;
    size_t lane_start = t->count, rows = 0;

    for (size_t i = 0; t->radius > 0 && i < d->node_count; i++)
        t->row_end[i] = -INFINITY;
    for (size_t i = 0; i < d->node_count; i++) {
        item it;

        if ((d->nodes[i].band != lane && d->band_count) || isnan(d->nodes[i].when))
            continue;
        it = measure(t, i);
        it.row = free_row(t, lane_start, &it);
        rows = it.row + 1 > rows ? it.row + 1 : rows;
        t->items[t->count++] = it;
        if (t->radius <= 0 && rows > MOST_ROWS)
            break; /* names have no room */
    }
    return rows;
}

static size_t lanes(const timeline *t)
{
    return t->s->d->band_count ? t->s->d->band_count : 1;
}

static size_t all_rows(timeline *t)
{
    size_t rows = 0;

    t->count = 0;
    for (size_t b = 0; b < lanes(t) && (t->radius > 0 || rows <= MOST_ROWS); b++)
        rows += fill_lane(t, b);
    return rows;
}

/* With names where they have room, else dots as large as the page allows. */
static void choose_size(timeline *t)
{
    const description *d = t->s->d;
    double page = d->height_mm > 0 ? t->s->net.y1 - t->s->net.y0 : 168 / 25.4 * 72;
    double room = page - 6 * (double)lanes(t) - 30;
    size_t most = d->height_mm > 0 ? (size_t)fmax(1, room / t->pitch) : MOST_ROWS;

    if (all_rows(t) <= (most < MOST_ROWS ? most : MOST_ROWS))
        return;
    for (t->radius = 2.1; t->radius > LEAST_RADIUS; t->radius *= 0.9) {
        t->pitch = 2 * t->radius + 0.3;
        if ((double)all_rows(t) * t->pitch <= room)
            return;
    }
}

/* The background and the name of a lane. */
static void draw_lane(timeline *t, size_t lane, double top, double low)
{
    scene *s = t->s;
    const description *d = s->d;
    double head = d->width_mm < 120 ? d->theme.small : d->theme.head;
    mark *m = scene_box(s, PART_GROUND, FORM_AREA, (t->left + t->right) / 2, (top + low) / 2,
                        (t->right - t->left) / 2 + 5, (low - top) / 2 - 0.5);

    m->fill = solid(d->bands[lane].tint);
    m->order = -1; /* below the lines of the years */
    scene_word(s, PART_AXES, d->bands[lane].label, s->net.x0, (top + low) / 2 + BASELINE * head,
               head)
        ->bold = true;
}

static void note_dots(timeline *t, double y)
{
    scene *s = t->s;

    if (t->radius > 0)
        scene_word(s, PART_AXES, ENT_STR("A dot for each agreement; there are too many to name them."),
                   t->left, y, s->d->theme.small)
            ->italic = true;
}

ent_status layout_timeline(scene *s, ent_diags *diags)
{
    const description *d = s->d;
    timeline t = { .s = s, .size = d->theme.small, .pitch = d->theme.small + 3 };
    double y = s->net.y0 + 4, head = d->width_mm < 120 ? d->theme.small : d->theme.head, widest = 0;

    if (!d->node_count)
        return ENT_OK;
    size_nodes(s);
    t.items = ent_arena_new(&s->arena, d->node_count, sizeof *t.items);
    t.row_end = ent_arena_new(&s->arena, d->node_count, sizeof *t.row_end);
    if (!t.items || !t.row_end)
        return ent_out_of_memory(diags);
    find_range(&t);
    for (size_t b = 0; b < d->band_count; b++)
        widest = fmax(widest, text_width(d->bands[b].label, head, true));
    t.left = s->net.x0 + widest + 10;
    t.right = s->net.x1 - 6;
    choose_size(&t);
    t.count = 0;
    for (size_t b = 0; b < lanes(&t); b++) {
        size_t first = t.count, rows = fill_lane(&t, b);
        double top = y;

        y += fmax((double)rows * t.pitch, d->band_count ? head : 0) + 6;
        for (size_t i = first; i < t.count; i++)
            draw_item(&t, &t.items[i], top + ((double)t.items[i].row + 0.5) * t.pitch + 3);
        if (d->band_count)
            draw_lane(&t, b, top, y);
    }
    draw_axis(&t, s->net.y0 + 4, y + 2);
    note_dots(&t, y + 2 + 2 * d->theme.small + 8);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
