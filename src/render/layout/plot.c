/* plot.c: figures other than networks: a distribution as bars, ranks as dots with bounds, a series as lines.
 * There is no grid and no frame; lines have their names at their ends. */
#include "render/layout/layouts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"

enum { BARS, DOTS, LINES };

typedef struct canvas {
    scene *s;
    const plot *p;
    frame at;
} canvas;

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
    return c->at.y1 - scaled(&c->p->y, v) * (c->at.y1 - c->at.y0);
}

/* ---- axes ---- */

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

        scene_line(s, PART_AXES, (segment){ x, c->at.y1 + 3, x, c->at.y1 + 5.5 }, s->d->theme.ink,
                   0.5);
        if (x - half < end + 3)
            continue;
        end = x + half;
        w = scene_word(s, PART_AXES, t->label, x, c->at.y1 + 7 + 0.75 * size, size);
        w->anchor = ANCHOR_MIDDLE;
    }
    w = scene_word(s, PART_AXES, c->p->x.title, (c->at.x0 + c->at.x1) / 2,
                   c->at.y1 + 9 + 1.9 * size + s->d->theme.label * 0.6, s->d->theme.label);
    w->anchor = ANCHOR_MIDDLE;
}

static void y_axis(const canvas *c)
{
    scene *s = c->s;
    double size = s->d->theme.small;

    if (c->p->form != DOTS)
        scene_line(s, PART_AXES, (segment){ c->at.x0 - 3, c->at.y0, c->at.x0 - 3, c->at.y1 },
                   s->d->theme.ink, 0.5);
    for (size_t i = 0; i < c->p->y.tick_count; i++) {
        const tick *t = &c->p->y.ticks[i];
        double y = y_of(c, t->at);
        word *w;

        if (c->p->form != DOTS)
            scene_line(s, PART_AXES, (segment){ c->at.x0 - 5.5, y, c->at.x0 - 3, y },
                       s->d->theme.ink, 0.5);
        w = scene_word(s, PART_AXES, c->p->form == DOTS ? one_line(s, t->label, 34) : t->label,
                       c->at.x0 - 7, y + BASELINE * size, size);
        w->anchor = ANCHOR_END;
    }
    if (c->p->y.title.len)
        scene_word(s, PART_AXES, c->p->y.title, s->net.x0, c->at.y0 - 7, s->d->theme.label);
}

/* ---- marks ---- */

static void draw_bars(const canvas *c)
{
    for (size_t k = 0; k < c->p->series_count; k++) {
        const series *one = &c->p->series[k];

        for (size_t i = 0; i < one->count; i++) {
            const datum *v = &one->data[i];
            double x0 = x_of(c, v->low) + 0.5, x1 = x_of(c, v->high) - 0.5, y = y_of(c, v->y);
            mark *m;

            if (v->y <= 0)
                continue;
            m = scene_box(c->s, PART_NODES, FORM_AREA, (x0 + x1) / 2, (y + c->at.y1) / 2,
                          fmax(0.3, (x1 - x0) / 2), (c->at.y1 - y) / 2);
            m->fill = solid(one->colour);
            m->title = one->tooltip;
        }
    }
}

static void draw_dots(const canvas *c)
{
    for (size_t k = 0; k < c->p->series_count; k++) {
        const series *one = &c->p->series[k];

        for (size_t i = 0; i < one->count; i++) {
            const datum *v = &one->data[i];
            double y = y_of(c, v->y);
            mark *m;

            scene_line(c->s, PART_GROUND, (segment){ c->at.x0 - 4, y, c->at.x1, y },
                       mix(c->s->d->theme.quiet, c->s->d->theme.paper, 0.35), 0.3);
            if (!isnan(v->low) && v->high > v->low)
                scene_line(c->s, PART_AXES, (segment){ x_of(c, v->low), y, x_of(c, v->high), y },
                           one->colour, 1.2);
            m = scene_shape(c->s, PART_NODES, SHAPE_CIRCLE, x_of(c, v->x), y, 2.2, 2.2);
            m->fill = solid(one->colour);
            m->line = solid(c->s->d->theme.paper);
            m->width = 0.4;
            m->title = one->tooltip;
        }
    }
}

typedef struct end_label {
    double y, wish;
    size_t series;
} end_label;

static int by_height(const void *a, const void *b)
{
    const end_label *x = a, *y = b;

    if (x->wish != y->wish)
        return x->wish < y->wish ? -1 : 1;
    return x->series < y->series ? -1 : x->series > y->series;
}

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

static ent_status draw_lines(const canvas *c, ent_diags *diags)
{
    scene *s = c->s;
    end_label *ends = ent_arena_new(&s->arena, c->p->series_count, sizeof *ends);
    double step = s->d->theme.small * 1.15;

    if (!ends)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k < c->p->series_count; k++) {
        const series *one = &c->p->series[k];
        mark *m;

        draw_band(c, one);
        m = scene_mark(s, PART_TIES, FORM_LINE, one->count);
        for (size_t i = 0; i < m->count; i++)
            m->at[i] = (spot){ x_of(c, one->data[i].x), y_of(c, one->data[i].y) };
        m->line = solid(one->colour);
        m->width = one->width;
        m->dash = one->dash;
        m->dashes = one->dashes;
        m->round = one->dashes && one->dash[0] < 0.1;
        m->title = one->tooltip;
        m->order = (double)k;
        ends[k] = (end_label){ 0, one->count ? y_of(c, one->data[one->count - 1].y) : c->at.y1, k };
    }
    if (c->p->series_count < 2)
        return ENT_OK;
    qsort(ends, c->p->series_count, sizeof *ends, by_height);
    for (size_t k = 0; k < c->p->series_count; k++) /* pushed apart, downwards then back */
        ends[k].y = k && ends[k].wish < ends[k - 1].y + step ? ends[k - 1].y + step : ends[k].wish;
    for (size_t k = c->p->series_count; k-- > 0;) {
        double most = k + 1 < c->p->series_count ? ends[k + 1].y - step : c->at.y1;

        ends[k].y = fmin(ends[k].y, most);
    }
    for (size_t k = 0; k < c->p->series_count; k++) {
        const series *one = &c->p->series[ends[k].series];

        scene_line(s, PART_AXES, (segment){ c->at.x1 + 1, ends[k].wish, c->at.x1 + 5, ends[k].y },
                   one->colour, 0.4);
        scene_word(s, PART_LABELS, one_line(s, one->label, 28), c->at.x1 + 6.5,
                   ends[k].y + BASELINE * s->d->theme.small, s->d->theme.small);
    }
    return ENT_OK;
}

ent_status layout_plot(scene *s, ent_diags *diags)
{
    const plot *p = s->d->plot;
    canvas c = { .s = s, .p = p };
    double left = 0, right = 4, size = s->d->theme.small, high;
    ent_status status = ENT_OK;

    if (!p)
        return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "a plot without anything to plot");
    for (size_t i = 0; i < p->y.tick_count; i++)
        left = fmax(left, text_width(p->form == DOTS ? one_line(s, p->y.ticks[i].label, 34)
                                                     : p->y.ticks[i].label,
                                     size, false));
    for (size_t i = 0; i < p->series_count && p->form == LINES && p->series_count > 1; i++)
        right = fmax(right, text_width(one_line(s, p->series[i].label, 28), size, false) + 9);
    high = s->d->height_mm > 0 ? s->net.y1 - s->net.y0 - 40
           : p->form == DOTS   ? (double)p->y.tick_count * (size + 3.2)
                               : fmin(150, (s->net.x1 - s->net.x0) * 0.42);
    c.at = (frame){ s->net.x0 + left + 9, s->net.y0 + (p->y.title.len ? s->d->theme.label + 8 : 4),
                    s->net.x1 - right, 0 };
    c.at.y1 = c.at.y0 + high;
    x_axis(&c);
    y_axis(&c);
    if (p->form == BARS)
        draw_bars(&c);
    else if (p->form == DOTS)
        draw_dots(&c);
    else
        status = draw_lines(&c, diags);
    return s->failed ? ent_out_of_memory(diags) : status;
}
