/* timeline.c: agreements by their dates, a lane for each level. A dot marks the day, a line runs from it to the
 * end of the agreement, and its name is beside it. Names that would overlap go to another row of the lane. If
 * there are more agreements than rows for names, they are counted by year: a cell for each, stacked in
 * columns. None is left out. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { LONGEST = 56, MOST_ROWS = 56, LANE_ROOM = 190 };

typedef struct item { /* the part of a row that an agreement takes */
    size_t node, row;
    double from, to;
} item;

typedef struct timeline {
    scene *s;
    item *items;
    size_t count, letters;
    double left, right, first, last, pitch, size;
    bool has_ends; /* names stand above lines */
    double bin;    /* years for each column of cells; 0: dots and names */
    double cell;   /* height of a cell */
} timeline;

static double at_year(const timeline *t, double year)
{
    return t->left + (year - t->first) / fmax(1, t->last - t->first) * (t->right - t->left);
}

static bool is_in_lane(const timeline *t, size_t i, size_t lane)
{
    const description *d = t->s->d;

    return (d->nodes[i].band == lane || !d->band_count) && !isnan(d->nodes[i].when);
}

static size_t lanes(const timeline *t)
{
    return t->s->d->band_count ? t->s->d->band_count : 1;
}

/* ---- names ---- */

/* Where the mark of an agreement begins and ends: the dot, and the days that its own can have been. */
static segment mark_of(const timeline *t, size_t n)
{
    const node *d = &t->s->d->nodes[n];
    const placed *p = &t->s->nodes[n];
    bool exact = isnan(d->from);

    return (segment){ fmin(p->x - p->rx, exact ? p->x : at_year(t, d->from)), p->y,
                      fmax(p->x + p->rx, exact ? p->x : at_year(t, d->to)), p->y };
}

/* Room for the mark, its line and its name; the name is at the left where the page ends at the right. */
static item measure(const timeline *t, size_t n)
{
    scene *s = t->s;
    const node *d = &s->d->nodes[n];
    placed *p = &s->nodes[n];
    double name = text_width(one_line(s, d->label, t->letters), t->size, false) + 3, end;
    segment at;

    p->x = at_year(t, d->when);
    at = mark_of(t, n);
    end = isnan(d->until) ? at.x2 : fmax(at.x2, at_year(t, d->until));
    p->side = at.x2 + name > s->net.x1 ? 1 : 0;
    return p->side ? (item){ n, 0, at.x1 - name - 3, end + 3 }
                   : (item){ n, 0, at.x1 - 3, fmax(at.x2 + name, end) + 3 };
}

/* The first row of the lane in which the item overlaps nothing. */
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

/* Gives each agreement of a lane its row; returns how many rows there are. */
static size_t fill_lane(timeline *t, size_t lane)
{
    size_t lane_start = t->count, rows = 0;

    for (size_t i = 0; i < t->s->d->node_count && rows <= MOST_ROWS; i++) {
        item it;

        if (!is_in_lane(t, i, lane))
            continue;
        it = measure(t, i);
        it.row = free_row(t, lane_start, &it);
        rows = it.row + 1 > rows ? it.row + 1 : rows;
        t->items[t->count++] = it;
    }
    return rows;
}

static size_t all_rows(timeline *t)
{
    size_t rows = 0;

    t->count = 0;
    for (size_t b = 0; b < lanes(t) && rows <= MOST_ROWS; b++)
        rows += fill_lane(t, b);
    return rows;
}

/* The life of an agreement: from its day to its end, which a stroke marks; and, where the day is not known, a
 * thin line over what it can have been. */
static void draw_life(const timeline *t, size_t n)
{
    scene *s = t->s;
    const node *d = &s->d->nodes[n];
    const placed *p = &s->nodes[n];

    if (!isnan(d->from))
        scene_line(s, PART_AXES, (segment){ at_year(t, d->from), p->y, at_year(t, d->to), p->y }, d->fill, 0.5);
    if (!isnan(d->until)) {
        double end = at_year(t, d->until);

        scene_line(s, PART_AXES, (segment){ p->x, p->y, end, p->y }, d->fill, 1.1);
        scene_line(s, PART_AXES, (segment){ end, p->y - 1.8, end, p->y + 1.8 }, d->fill, 1.1);
    }
}

static void draw_item(timeline *t, const item *it, double y)
{
    scene *s = t->s;
    const node *n = &s->d->nodes[it->node];
    placed *p = &s->nodes[it->node];
    double lift = t->has_ends ? 0.5 * t->size : 0; /* of the name above the line */
    word *w;

    p->y = y + lift;
    p->no_label = true;
    draw_life(t, it->node);
    draw_node(s, it->node);
    if (n->latest) {
        mark *m = &s->marks[s->mark_count ? s->mark_count - 1 : 0];

        m->fill = solid(s->d->theme.paper);
        m->line = solid(n->fill);
        m->width = 0.8;
    }
    w = scene_word(s, PART_LABELS, one_line(s, n->label, t->letters),
                   p->side ? mark_of(t, it->node).x1 - 2 : mark_of(t, it->node).x2 + 2,
                   y - 0.35 * lift + BASELINE * t->size, t->size);
    w->anchor = p->side ? ANCHOR_END : ANCHOR_START;
    w->object = it->node;
}

/* ---- counts by year ---- */

static double bin_of(const timeline *t, double year)
{
    return floor((year - t->first) / t->bin);
}

/* The most agreements of a lane in one column. */
static size_t highest(const timeline *t, size_t lane)
{
    size_t count = 0, most = 0;
    double at = -1;

    for (size_t i = 0; i < t->s->d->node_count; i++) { /* by date */
        if (!is_in_lane(t, i, lane))
            continue;
        count = bin_of(t, t->s->d->nodes[i].when) > at ? 1 : count + 1;
        at = fmax(at, bin_of(t, t->s->d->nodes[i].when));
        most = count > most ? count : most;
    }
    return most;
}

/* Columns of one, two or more years, as high as the page allows. */
static void choose_cells(timeline *t)
{
    static const double widths[] = { 1, 2, 5, 10, 20, 50, 100 };
    const description *d = t->s->d;
    double room = d->height_mm > 0 ? t->s->net.y1 - t->s->net.y0 - 14 * (double)lanes(t) - 40
                                   : LANE_ROOM * sqrt((double)lanes(t));
    size_t k = 0, rows = 0;

    while (k < 6 && (t->right - t->left) * widths[k] < 2.2 * (t->last - t->first))
        k++;
    t->bin = widths[k];
    t->first = floor(t->first / t->bin) * t->bin;
    t->last = ceil(t->last / t->bin) * t->bin;
    for (size_t b = 0; b < lanes(t); b++)
        rows += highest(t, b);
    t->cell = fmin(7, fmax(20, room) / (double)(rows ? rows : 1));
}

/* Levels of the scale of a lane, from the highest column. */
static double scale_step(const timeline *t, size_t most)
{
    static const double steps[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500 };
    size_t k = 0;

    while (k < 8 && (steps[k] * t->cell < 12 || steps[k] * 6 < (double)most))
        k++;
    return steps[k];
}

static void draw_scale(timeline *t, size_t most, double low)
{
    scene *s = t->s;
    double step = scale_step(t, most), size = s->d->theme.small;

    for (double n = step; n <= (double)most; n += step) {
        ent_buf text = { 0 };
        double y = low - n * t->cell;
        word *w;

        scene_line(s, PART_GROUND, (segment){ t->left, y, t->right, y },
                   mix(s->d->theme.quiet, s->d->theme.paper, 0.35), 0.3);
        ent_buf_fixed(&text, n, 0);
        w = scene_word(s, PART_AXES, scene_text(s, &text), t->left - 3, y + BASELINE * size, size);
        w->anchor = ANCHOR_END;
        ent_buf_destroy(&text);
    }
}

static void draw_cells(timeline *t, size_t lane, double low)
{
    scene *s = t->s;
    double wide = (at_year(t, t->first + t->bin) - t->left) * 0.42, at = -1, gap = t->cell > 2 ? 0.3 : 0;
    size_t row = 0;

    for (size_t i = 0; i < s->d->node_count; i++) {
        const node *n = &s->d->nodes[i];
        placed *p = &s->nodes[i];
        double bin = bin_of(t, n->when);
        mark *m;

        if (!is_in_lane(t, i, lane))
            continue;
        row = bin > at ? 0 : row + 1;
        at = fmax(at, bin);
        p->x = hundredth(at_year(t, t->first + (at + 0.5) * t->bin));
        p->y = hundredth(low - ((double)row + 0.5) * t->cell);
        p->rx = wide;
        p->ry = (t->cell - gap) / 2;
        p->no_label = true;
        m = scene_box(s, PART_NODES, FORM_AREA, p->x, p->y, p->rx, p->ry);
        m->fill = solid(n->latest ? mix(n->fill, s->d->theme.paper, 0.4) : n->fill);
        m->object = i;
        m->title = n->tooltip;
    }
}

/* What the marks are. */
static void note_marks(timeline *t, double y)
{
    scene *s = t->s;
    ent_buf text = { 0 };
    bool ranges = false;

    for (size_t i = 0; i < s->d->node_count; i++)
        ranges |= !isnan(s->d->nodes[i].from);
    if (t->bin > 1)
        ent_say(s->d->words, &text,
                ENT_WORD("Agreements in {1} year each; a cell is one of them.|Agreements in {1} years each; a cell is one "
                         "of them."),
                ent_n((size_t)t->bin));
    else if (t->bin > 0)
        ent_buf_str(&text, ent_translate(s->d->words, ENT_WORD("Agreements a year; a cell is one of them.")));
    else if (t->has_ends)
        ent_buf_str(&text,
                    ent_translate(s->d->words, ENT_WORD("A line runs from an agreement to its end, where it is known.")));
    if (ranges && !(t->bin > 0)) {
        ent_buf_text(&text, text.len ? " " : "");
        ent_buf_str(&text,
                    ent_translate(s->d->words, ENT_WORD("A thin line covers the days that its day can have been.")));
    }
    if (!text.len)
        return;
    scene_word(s, PART_AXES, scene_text(s, &text), t->left, y, s->d->theme.small)->italic = true;
    ent_buf_destroy(&text);
}

/* ---- axis and lanes ---- */

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

/* Whole years from the first day to the last, or to the last end. */
static void find_range(timeline *t)
{
    const description *d = t->s->d;

    t->first = INFINITY;
    t->last = -INFINITY;
    for (size_t i = 0; i < d->node_count; i++) {
        const node *n = &d->nodes[i];

        if (isnan(n->when))
            continue;
        t->first = fmin(t->first, floor(n->when));
        t->last = fmax(t->last, floor(n->when) + 1);
        if (!isnan(n->until)) {
            t->has_ends = true;
            t->last = fmax(t->last, floor(n->until) + 1);
        }
    }
}

/* The background and the name of a lane. */
static void draw_lane(timeline *t, size_t lane, double top, double low)
{
    scene *s = t->s;
    const description *d = s->d;
    double head = d->width_mm < 120 ? d->theme.small : d->theme.head;
    mark *m = scene_box(s, PART_GROUND, FORM_AREA, (t->left + t->right) / 2, (top + low) / 2,
                        (t->right - t->left) / 2 + (t->bin > 0 ? 0 : 5), (low - top) / 2 - 0.5);

    m->fill = solid(d->bands[lane].tint);
    m->order = -1; /* below the lines of the years */
    scene_word(s, PART_AXES, d->bands[lane].label, s->net.x0, (top + low) / 2 + BASELINE * head,
               head)
        ->bold = true;
}

/* Draws what is in a lane; returns where it ends. */
static double draw_in_lane(timeline *t, size_t lane, double top)
{
    const description *d = t->s->d;
    double head = d->width_mm < 120 ? d->theme.small : d->theme.head, low;
    size_t first = t->count, rows;

    if (t->bin > 0) {
        rows = highest(t, lane);
        low = top + fmax((double)rows * t->cell, head) + 8;
        draw_scale(t, rows, low - 1);
        draw_cells(t, lane, low - 1);
        return low;
    }
    rows = fill_lane(t, lane);
    for (size_t i = first; i < t->count; i++)
        draw_item(t, &t->items[i], top + ((double)t->items[i].row + 0.5) * t->pitch + 3);
    return top + fmax((double)rows * t->pitch, d->band_count ? head : 0) + 6;
}

/* Names, longer ones or shorter ones, where they have room, else counts. */
static void choose_form(timeline *t)
{
    static const double lengths[] = { 1, 0.7, 0.5 };
    const description *d = t->s->d;
    double page = d->height_mm > 0 ? t->s->net.y1 - t->s->net.y0 : 190 / 25.4 * 72;
    double room = page - 6 * (double)lanes(t) - 30;
    size_t most = t->letters;

    if (t->has_ends)
        t->pitch += 3;
    for (size_t k = 0; k < 3; k++) {
        t->letters = (size_t)((double)most * lengths[k]);
        if ((double)all_rows(t) * t->pitch <= room)
            return;
    }
    t->last = -INFINITY; /* no ends are shown: the axis need not reach them */
    for (size_t i = 0; i < d->node_count; i++)
        if (!isnan(d->nodes[i].when))
            t->last = fmax(t->last, floor(d->nodes[i].when) + 1);
    t->left += 8; /* the scale */
    choose_cells(t);
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
    if (!t.items)
        return ent_out_of_memory(diags);
    find_range(&t);
    for (size_t b = 0; b < d->band_count; b++)
        widest = fmax(widest, text_width(d->bands[b].label, head, true));
    t.left = s->net.x0 + widest + 10;
    t.right = s->net.x1 - 6;
    t.letters = (size_t)fmin(LONGEST, 0.45 * (t.right - t.left) / (0.5 * t.size));
    choose_form(&t);
    t.count = 0;
    for (size_t b = 0; b < lanes(&t); b++) {
        double top = y;

        y = draw_in_lane(&t, b, top);
        if (d->band_count)
            draw_lane(&t, b, top, y);
    }
    draw_axis(&t, s->net.y0 + 4, y + 2);
    note_marks(&t, y + 2 + 2 * d->theme.small + 8);
    return s->failed ? ent_out_of_memory(diags) : ENT_OK;
}
