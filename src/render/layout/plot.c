/* plot.c: figures other than networks: a distribution as bars, ranks as dots with bounds, and series as lines,
 * in panels that share the axis of time. There is no frame; lines have their names at their ends. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { BARS, DOTS, LINES, FLOWS, SPANS };
enum { LONGEST_NAME = 34, LONGEST_END = 28 };

typedef struct canvas { /* one panel */
    scene *s;
    const plot *p;
    const plot_panel *panel;
    frame at;
    bool last; /* in its column: it has the axis of x */
    double title_rise; /* room between its title and itself, for the numbers of events */
} canvas;

/* Are the ticks of y names of rows? */
static bool has_rows(const plot *p)
{
    return p->form == DOTS || p->form == SPANS;
}

static double scaled(const axis *a, double v)
{
    double low = a->low, high = a->high;

    if (a->log) {
        v = log10(fmax(v, 1e-300));
        low = log10(fmax(low, 1e-300));
        high = log10(fmax(high, 1e-300));
    }
    return high > low ? (v - low) / (high - low) : 0.5;
}

static double x_of(const canvas *c, double v)
{
    return c->at.x0 + scaled(&c->p->x, v) * (c->at.x1 - c->at.x0);
}

static double y_of(const canvas *c, double v)
{
    return c->at.y1 - scaled(&c->panel->y, v) * (c->at.y1 - c->at.y0);
}

/* ---- axes ---- */

static colour grid_colour(const canvas *c)
{
    return mix(c->s->d->theme.quiet, c->s->d->theme.paper, 0.35);
}

static void x_axis(const canvas *c)
{
    scene *s = c->s;
    double size = s->d->theme.small, end = -1e9;
    word *w;

    scene_line(s, PART_AXES, (segment){ c->at.x0, c->at.y1 + 3, c->at.x1, c->at.y1 + 3 },
               s->d->theme.ink, 0.5);
    for (size_t i = 0; i < c->p->x.tick_count; i++) {
        const tick *t = &c->p->x.ticks[i];
        double x = x_of(c, t->at), half = text_width(t->label, size, false) / 2;

        if (c->p->panel_count > 1 || c->p->form == SPANS)
            scene_line(s, PART_GROUND, (segment){ x, c->at.y0, x, c->at.y1 + 3 }, grid_colour(c), 0.3);
        scene_line(s, PART_AXES, (segment){ x, c->at.y1 + 3, x, c->at.y1 + 5.5 }, s->d->theme.ink,
                   0.5);
        if (x - half < end + 3 || !c->last)
            continue;
        end = x + half;
        w = scene_word(s, PART_AXES, t->label, x, c->at.y1 + 7 + 0.75 * size, size);
        w->anchor = ANCHOR_MIDDLE;
    }
    if (!c->p->x.title.len || !c->last)
        return;
    w = scene_word(s, PART_AXES, c->p->x.title, (c->at.x0 + c->at.x1) / 2,
                   c->at.y1 + 9 + 1.9 * size + s->d->theme.label * 0.6, s->d->theme.label);
    w->anchor = ANCHOR_MIDDLE;
}

static ent_str y_label(const canvas *c, size_t i)
{
    ent_str label = c->panel->y.ticks[i].label;

    return has_rows(c->p) ? one_line(c->s, label, LONGEST_NAME) : label;
}

static void y_axis(const canvas *c)
{
    scene *s = c->s;
    double size = s->d->theme.small;
    ent_str title = c->panel->title.len ? c->panel->title : c->panel->y.title;

    if (!has_rows(c->p))
        scene_line(s, PART_AXES, (segment){ c->at.x0 - 3, c->at.y0, c->at.x0 - 3, c->at.y1 },
                   s->d->theme.ink, 0.5);
    for (size_t i = 0; i < c->panel->y.tick_count; i++) {
        double y = y_of(c, c->panel->y.ticks[i].at);
        word *w;

        if (!has_rows(c->p))
            scene_line(s, PART_AXES, (segment){ c->at.x0 - 5.5, y, c->at.x0 - 3, y },
                       s->d->theme.ink, 0.5);
        w = scene_word(s, PART_AXES, y_label(c, i), c->at.x0 - 7, y + BASELINE * size, size);
        w->anchor = ANCHOR_END;
    }
    if (title.len)
        scene_word(s, PART_AXES, title, c->at.x0 - 5.5, c->at.y0 - 7 - c->title_rise, s->d->theme.label)->bold =
            c->panel->title.len > 0;
}

/* ---- bars and dots ---- */

static void draw_bars(const canvas *c)
{
    for (size_t k = 0; k < c->panel->series_count; k++) {
        const series *one = &c->panel->series[k];

        for (size_t i = 0; i < one->count; i++) {
            const datum *v = &one->data[i];
            double x0 = x_of(c, v->low) + 0.5, x1 = x_of(c, v->high) - 0.5, y;
            mark *m;

            if (!(v->y > 0))
                continue;
            y = y_of(c, v->y);
            m = scene_box(c->s, PART_NODES, FORM_AREA, (x0 + x1) / 2, (y + c->at.y1) / 2,
                          fmax(0.3, (x1 - x0) / 2), (c->at.y1 - y) / 2);
            m->fill = solid(one->colour);
            m->title = one->tooltip;
        }
    }
}

/* The value of a dot, beside it and its line, where the rows leave room. */
static void name_value(const canvas *c, const series *one, const datum *v, double y)
{
    double size = fmax(5, 0.9 * c->s->d->theme.small), end = isnan(v->high) ? v->x : fmax(v->x, v->high);
    double rows = (c->at.y1 - c->at.y0) / fmax(1, (double)c->panel->series_count);

    if (rows > size)
        scene_word(c->s, PART_AXES, one->label, x_of(c, end) + 4.5, y + BASELINE * size, size)->halo = true;
}

static void draw_dots(const canvas *c)
{
    for (size_t k = 0; k < c->panel->series_count; k++) {
        const series *one = &c->panel->series[k];

        for (size_t i = 0; i < one->count; i++) {
            const datum *v = &one->data[i];
            double y = y_of(c, isnan(v->y) ? 0 : v->y);
            mark *m;

            scene_line(c->s, PART_GROUND, (segment){ c->at.x0 - 4, y, c->at.x1, y }, grid_colour(c), 0.3);
            if (!isnan(v->low) && v->high > v->low)
                scene_line(c->s, PART_AXES, (segment){ x_of(c, v->low), y, x_of(c, v->high), y },
                           one->colour, 1.2);
            m = scene_shape(c->s, PART_NODES, SHAPE_CIRCLE, x_of(c, v->x), y, 2.2, 2.2);
            m->fill = solid(one->colour);
            m->line = solid(c->s->d->theme.paper);
            m->width = 0.4;
            m->title = one->tooltip;
            name_value(c, one, v, y);
        }
    }
}

/* Bars of rows, pale where the first number of a datum is 0. */
static void draw_spans(const canvas *c)
{
    for (size_t k = 0; k < c->panel->series_count; k++) {
        const series *one = &c->panel->series[k];

        for (size_t i = 0; i < one->count; i++) {
            const datum *v = &one->data[i];
            double x0 = x_of(c, v->low), x1 = x_of(c, v->high);
            mark *m;

            if (!(x1 > x0))
                continue;
            m = scene_box(c->s, PART_TIES, FORM_AREA, (x0 + x1) / 2, y_of(c, isnan(v->y) ? 0 : v->y), (x1 - x0) / 2,
                          fmax(1, c->s->d->theme.small * 0.36));
            m->fill = solid(v->x > 0 ? one->colour : mix(one->colour, c->s->d->theme.paper, 0.42));
            m->title = one->tooltip;
            m->attrs = &one->attrs;
        }
    }
}

/* ---- lines ---- */

/* From the lowest to the highest value, paler than the line and behind all lines: one area for each
 * run of values with bounds. */
static void draw_band(const canvas *c, const series *one)
{
    size_t end;

    for (size_t i = 0; i < one->count; i = end + 1) {
        mark *m;

        for (end = i; end < one->count && !isnan(one->data[end].low); end++)
            ;
        if (end - i < 2)
            continue;
        m = scene_mark(c->s, PART_GROUND, FORM_AREA, 2 * (end - i));
        for (size_t k = 0; k < m->count; k++) {
            const datum *v = &one->data[k < end - i ? i + k : end - 1 - (k - (end - i))];

            m->at[k] = (spot){ x_of(c, v->x), y_of(c, k < end - i ? v->low : v->high) };
        }
        m->fill = solid(mix(one->colour, c->s->d->theme.paper, 0.22));
    }
}

/* The values from `from` to before `end`; a dot for a single one. */
static mark *draw_run(const canvas *c, const series *one, size_t from, size_t end)
{
    mark *m = end - from == 1 ? scene_shape(c->s, PART_TIES, SHAPE_CIRCLE, x_of(c, one->data[from].x),
                                            y_of(c, one->data[from].y), one->width, one->width)
                              : scene_mark(c->s, PART_TIES, FORM_LINE, end - from);

    if (m->form == FORM_CIRCLE) {
        m->fill = solid(one->colour);
        return m;
    }
    for (size_t i = 0; i < m->count; i++)
        m->at[i] = (spot){ x_of(c, one->data[from + i].x), y_of(c, one->data[from + i].y) };
    m->line = solid(one->colour);
    m->width = one->width;
    m->dash = one->dash;
    m->dashes = one->dashes;
    m->round = one->dashes && one->dash[0] < 0.1;
    return m;
}

/* A line is as many marks as it has runs of values between gaps; the first says what it stands for. */
static void draw_line(const canvas *c, const series *one, size_t k)
{
    bool first = true;
    size_t end;

    for (size_t i = 0; i < one->count; i = end + 1) {
        mark *m;

        for (end = i; end < one->count && !isnan(one->data[end].y); end++)
            ;
        if (end == i)
            continue;
        m = draw_run(c, one, i, end);
        m->title = one->tooltip;
        m->order = (double)k;
        m->attrs = first ? &one->attrs : NULL;
        first = false;
    }
}

typedef struct end_label {
    double x, y, wish;
    size_t series;
} end_label;

static int by_height(const void *a, const void *b)
{
    const end_label *x = a, *y = b;

    if (x->wish != y->wish)
        return x->wish < y->wish ? -1 : 1;
    return x->series < y->series ? -1 : x->series > y->series;
}

/* Pushes the labels apart, downwards, then back up from the axis. */
static void part_labels(end_label *ends, size_t count, double step, double lowest)
{
    for (size_t k = 0; k < count; k++)
        ends[k].y = k && ends[k].wish < ends[k - 1].y + step ? ends[k - 1].y + step : ends[k].wish;
    for (size_t k = count; k-- > 0;)
        ends[k].y = fmin(ends[k].y, k + 1 < count ? ends[k + 1].y - step : lowest);
}

/* The last value of a line; false: it has none. */
static bool find_end(const canvas *c, const series *one, end_label *end)
{
    for (size_t i = one->count; i-- > 0;)
        if (!isnan(one->data[i].y)) {
            end->x = x_of(c, one->data[i].x);
            end->wish = y_of(c, one->data[i].y);
            return true;
        }
    return false;
}

static ent_status draw_lines(const canvas *c, ent_diags *diags)
{
    scene *s = c->s;
    size_t count = 0;
    end_label *ends = ent_arena_new(&s->arena, c->panel->series_count, sizeof *ends);
    double size = s->d->theme.small;

    if (!ends)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k < c->panel->series_count; k++) {
        const series *one = &c->panel->series[k];

        draw_band(c, one);
        draw_line(c, one, k);
        ends[count].series = k;
        count += one->label.len && find_end(c, one, &ends[count]);
    }
    if (count)
        qsort(ends, count, sizeof *ends, by_height);
    part_labels(ends, count, size * 1.15, c->at.y1);
    for (size_t k = 0; k < count; k++) {
        const series *one = &c->panel->series[ends[k].series];

        scene_line(s, PART_AXES, (segment){ ends[k].x + 1, ends[k].wish, c->at.x1 + 5, ends[k].y },
                   ends[k].x < c->at.x1 - 2 ? grid_colour(c) : one->colour, 0.4);
        scene_word(s, PART_LABELS, one_line(s, one->label, LONGEST_END), c->at.x1 + 6.5,
                   ends[k].y + BASELINE * size, size);
    }
    return ENT_OK;
}

/* ---- events ---- */

static ent_str event_number(scene *s, size_t i)
{
    ent_buf text = { 0 };
    ent_str kept;

    ent_buf_format(&text, "%zu", i + 1);
    kept = scene_text(s, &text);
    ent_buf_destroy(&text);
    return kept;
}

enum { MOST_ROWS = 6 };

static double event_size(const scene *s)
{
    return fmax(5, s->d->theme.small - 0.5);
}

/* The row of each event's number, from the panel upwards: numbers that would meet stand above each other.
 * Returns how many rows there are. */
static size_t event_rows(const canvas *c, size_t *rows)
{
    double ends[MOST_ROWS];
    size_t most = 0;

    for (size_t r = 0; r < MOST_ROWS; r++)
        ends[r] = -INFINITY;
    for (size_t i = 0; i < c->p->events.tick_count; i++) {
        double x = x_of(c, c->p->events.ticks[i].at);
        double half = text_width(event_number(c->s, i), event_size(c->s), false) / 2;

        rows[i] = 0;
        while (rows[i] + 1 < MOST_ROWS && ends[rows[i]] > x - half)
            rows[i]++;
        ends[rows[i]] = x + half + 1.5;
        most = rows[i] + 1 > most ? rows[i] + 1 : most;
    }
    return most;
}

/* A numbered line through the panels of a column. */
static void draw_events(const canvas *c, const size_t *rows, double bottom)
{
    static const double dash[] = { 0.8, 1.6 };
    scene *s = c->s;
    double size = event_size(s);

    for (size_t i = 0; i < c->p->events.tick_count; i++) {
        double x = x_of(c, c->p->events.ticks[i].at), y = c->at.y0 - 2 - (double)rows[i] * (size + 0.5);
        mark *m = scene_mark(s, PART_BLOCS, FORM_LINE, 2);

        m->at[0] = (spot){ x, c->at.y0 };
        m->at[1] = (spot){ x, bottom + 3 };
        m->line = solid(s->d->theme.quiet);
        m->width = 0.6;
        m->dash = dash;
        m->dashes = 2;
        m->title = c->p->events.ticks[i].label;
        scene_word(s, PART_LABELS, event_number(s, i), x, y, size)->anchor = ANCHOR_MIDDLE;
    }
}

/* What the numbers stand for, below the axis. */
static void list_events(const canvas *c, double y)
{
    scene *s = c->s;
    double size = s->d->theme.small, wide = s->net.x1 - s->net.x0;

    for (size_t i = 0; i < c->p->events.tick_count; i++) {
        ent_buf text = { 0 };

        ent_buf_format(&text, "%zu  ", i + 1);
        ent_buf_str(&text, c->p->events.ticks[i].label);
        scene_word(s, PART_AXES, one_line(s, scene_text(s, &text), (size_t)(wide / size * 1.9)), s->net.x0,
                   y + (double)i * (size + 2.2), size);
        ent_buf_destroy(&text);
    }
}

/* ---- panels ---- */

typedef struct sides { /* the widest labels beside any panel */
    double left, right;
    size_t ends; /* most labels at ends of lines */
} sides;

static sides measure_sides(scene *s, const plot *p)
{
    sides w = { 0, 4, 0 };
    double size = s->d->theme.small;

    for (size_t k = 0; k < p->panel_count; k++) {
        canvas c = { .s = s, .p = p, .panel = &p->panels[k] };
        size_t ends = 0;

        for (size_t i = 0; i < c.panel->y.tick_count; i++)
            w.left = fmax(w.left, text_width(y_label(&c, i), size, false));
        for (size_t i = 0; i < c.panel->series_count && p->form != BARS; i++) {
            ent_str label = c.panel->series[i].label;

            ends += label.len > 0 && p->form == LINES;
            if (label.len)
                w.right = fmax(w.right, text_width(one_line(s, label, LONGEST_END), size, false) + 9);
        }
        w.ends = ends > w.ends ? ends : w.ends;
    }
    return w;
}

static double panel_height(const scene *s, const plot *p, double wide, size_t rows, const sides *w)
{
    double size = s->d->theme.small, gaps = (s->d->theme.label + 12) * (double)rows + 30;
    double high = has_rows(p)           ? (double)p->panels[0].y.tick_count * (size + 3.2)
                  : p->panel_count == 1 ? fmin(150, wide * 0.42)
                                        : fmin(100, wide * 0.3);

    if (s->d->height_mm > 0)
        return fmax(20, (s->net.y1 - s->net.y0 - gaps) / (double)rows);
    return fmax(high, (double)w->ends * size * 1.15);
}

static ent_status draw_panel(const canvas *c, ent_diags *diags)
{
    x_axis(c);
    y_axis(c);
    if (c->p->form == LINES)
        return draw_lines(c, diags);
    if (c->p->form == BARS)
        draw_bars(c);
    else if (c->p->form == SPANS)
        draw_spans(c);
    else
        draw_dots(c);
    return ENT_OK;
}

/* More than three panels stand in two columns where the page is wide. */
ent_status layout_plot(scene *s, ent_diags *diags)
{
    const plot *p = s->d->plot;
    size_t columns, rows, *event_row;
    double wide, high, head, numbers, gap = 14;
    sides w;
    canvas c = { .s = s, .p = p };
    ent_status status = ENT_OK;

    if (p && p->form == FLOWS)
        return layout_flows(s, diags);
    if (!p || !p->panel_count)
        return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "a plot without anything to plot");
    event_row = ent_arena_new(&s->arena, p->events.tick_count, sizeof *event_row);
    if (!event_row)
        return ent_out_of_memory(diags);
    w = measure_sides(s, p);
    columns = p->panel_count > 3 && s->net.x1 - s->net.x0 > 380 ? 2 : 1;
    rows = (p->panel_count + columns - 1) / columns;
    wide = (s->net.x1 - s->net.x0 - gap * (double)(columns - 1)) / (double)columns;
    high = panel_height(s, p, wide, rows, &w);
    head = p->panels[0].title.len || p->panels[0].y.title.len ? s->d->theme.label + 8 : 4;
    c.panel = &p->panels[0];
    c.at = (frame){ s->net.x0 + w.left + 9, 0, s->net.x0 + wide - w.right, high };
    numbers = (double)event_rows(&c, event_row) * (event_size(s) + 0.5);
    for (size_t k = 0; k < p->panel_count && status == ENT_OK; k++) {
        double x0 = s->net.x0 + (double)(k % columns) * (wide + gap), step = high + head + 8;
        double y = s->net.y0 + numbers + (double)(k / columns) * step + head;

        c.panel = &p->panels[k];
        c.last = k + columns >= p->panel_count;
        c.title_rise = k < columns ? numbers : 0;
        c.at = (frame){ x0 + w.left + 9, y, x0 + wide - w.right, y + high };
        if (k < columns)
            draw_events(&c, event_row, c.at.y1 + (double)((p->panel_count - 1 - k) / columns) * step);
        status = draw_panel(&c, diags);
    }
    list_events(&c, c.at.y1 + 14 + 2.2 * s->d->theme.small);
    return s->failed ? ent_out_of_memory(diags) : status;
}
