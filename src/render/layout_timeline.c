/* layout_timeline.c: dated acts on lines of time, a lane for each level. A dot stands at its day,
 * its name beside it; names that would meet take another row of the lane. */
#include "render/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

enum { LONGEST = 32, MOST_ROWS = 60 };

typedef struct item { /* what an act takes of a row */
    size_t node, row;
    double from, to;
} item;

typedef struct timeline {
    scene *s;
    item *items;
    size_t count;
    double left, right, first, last, pitch, size;
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
    p->side = p->x + name > s->net.x1 ? 1 : 0;
    return p->side ? (item){ n, 0, p->x - name - 3, p->x + p->rx + 3 }
                   : (item){ n, 0, p->x - p->rx - 3, p->x + name + 3 };
}

/* The first row of the lane in which it meets nothing. */
static size_t free_row(const timeline *t, size_t lane_start, const item *it)
{
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

ent_status layout_timeline(scene *s, ent_diags *diags)
{
    const description *d = s->d;
    timeline t = { .s = s, .size = d->theme.small, .pitch = d->theme.small + 3 };
    double y = s->net.y0 + 4, head = d->width_mm < 120 ? d->theme.small : d->theme.head, widest = 0;

    if (!d->node_count)
        return ENT_OK;
    size_nodes(s);
    if ((t.items = ent_arena_new(&s->arena, d->node_count, sizeof *t.items)) == NULL)
        return ent_out_of_memory(diags);
    find_range(&t);
    for (size_t b = 0; b < d->band_count; b++)
        widest = fmax(widest, text_width(d->bands[b].label, head, true));
    t.left = s->net.x0 + widest + 10;
    t.right = s->net.x1 - 6;
    for (size_t b = 0; b < (d->band_count ? d->band_count : 1); b++) {
        size_t lane_start = t.count, rows = 0;
        double top = y;

        for (size_t i = 0; i < d->node_count; i++) {
            item it;

            if ((d->nodes[i].band != b && d->band_count) || isnan(d->nodes[i].when))
                continue;
            it = measure(&t, i);
            it.row = free_row(&t, lane_start, &it);
            if (it.row >= MOST_ROWS) {
                s->unlabelled++;
                continue;
            }
            rows = it.row + 1 > rows ? it.row + 1 : rows;
            t.items[t.count++] = it;
        }
        for (size_t i = lane_start; i < t.count; i++)
            draw_item(&t, &t.items[i], y + ((double)t.items[i].row + 0.5) * t.pitch + 3);
        y += (double)rows * t.pitch + 6;
        if (d->band_count) {
            mark *m = scene_box(s, PART_GROUND, FORM_AREA, (t.left + t.right) / 2, (top + y) / 2,
                                (t.right - t.left) / 2 + 5, (y - top) / 2 - 0.5);

            m->fill = solid(d->bands[b].tint);
            m->order = -1; /* below the lines of the years */
            scene_word(s, PART_AXES, d->bands[b].label, s->net.x0, (top + y) / 2 + BASELINE * head,
                       head)
                ->bold = true;
        }
    }
    draw_axis(&t, s->net.y0 + 4, y + 2);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
