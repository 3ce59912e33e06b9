/* legend.c: groups of entries, beside the network in columns or below it in rows, and the notes under
 * the figure. */
#include "render/scene/legend.h"

#include <math.h>

#include "render/scene/drawing.h"

#define SAMPLE 17.0 /* length of the sample of a line, in points */
#define GAP 10.0    /* between groups, and between columns of one */

static double entry_height(const scene *s, const entry *e)
{
    double line = s->d->theme.legend + 3;

    return e->mark == MARK_NODE && e->shape != SHAPE_BOX
               ? fmax(line, e->diameter * s->shrink * (e->shape == SHAPE_CIRCLE ? 1 : 1.3) + 1.5)
               : line;
}

static double mark_width(const scene *s, const entry *e)
{
    switch (e->mark) {
    case MARK_LINE:
        return SAMPLE;
    case MARK_NODE:
        return e->shape == SHAPE_BOX ? 13 : e->diameter * s->shrink * 1.2;
    case MARK_SWATCH:
    case MARK_HALF:
        return 9;
    default:
        return 0;
    }
}

static double mark_room(const scene *s, const group *g)
{
    double room = 0;

    for (size_t i = 0; i < g->count; i++)
        room = fmax(room, mark_width(s, &g->entries[i]));
    return room;
}

/* Of one column of a group's entries. */
static double column_width(const scene *s, const group *g)
{
    double marks = mark_room(s, g), width = 0;

    for (size_t i = 0; i < g->count; i++)
        width = fmax(width, (marks > 0 ? marks + 4 : 0) +
                                text_width(g->entries[i].label, s->d->theme.legend, false));
    return width;
}

/* How many entries stand under each other: all beside the network; below it a long list would make the page high. */
static size_t entries_of_column(const scene *s, const group *g)
{
    enum { MOST = 5 };
    size_t columns, most;

    if (legend_beside(s) || !g->count)
        return g->count;
    most = (size_t)fmax(1, (s->width - 2 * MARGIN + GAP) / (column_width(s, g) + GAP));
    columns = (g->count + MOST - 1) / MOST;
    columns = columns < most ? columns : most;
    return (g->count + columns - 1) / columns;
}

static double group_width(const scene *s, const group *g)
{
    size_t each = entries_of_column(s, g), columns = each ? (g->count + each - 1) / each : 0;

    return fmax(text_width(g->title, s->d->theme.head, true),
                (double)columns * (column_width(s, g) + GAP) - GAP);
}

static double group_height(const scene *s, const group *g)
{
    double most = 0, height = 0;
    size_t each = entries_of_column(s, g);

    for (size_t i = 0; i < g->count; i++) {
        height = (i % each ? height : 0) + entry_height(s, &g->entries[i]);
        most = fmax(most, height);
    }
    return (g->title.len ? s->d->theme.head + 4 : 0) + most;
}

static void draw_sample(scene *s, const entry *e, double x, double y)
{
    mark *m;

    if (e->mark == MARK_LINE) {
        const style *st = &s->d->styles[e->style];

        m = scene_mark(s, PART_LEGEND, FORM_LINE, 2);
        m->at[0] = (spot){ x - SAMPLE / 2, y };
        m->at[1] = (spot){ x + SAMPLE / 2, y };
        m->line = (ink){ st->colour, e->opacity };
        m->width = e->width > 0 ? e->width : st->width;
        m->dash = st->dash;
        m->dashes = st->dashes;
        m->round = st->cap == 1;
        return;
    }
    if (e->mark == MARK_HALF) { /* half a cell, on the ground of cells */
        m = scene_box(s, PART_LEGEND, FORM_AREA, x, y, 4.5, 3.2);
        m->fill = solid(s->d->theme.ground);
        m = scene_mark(s, PART_LEGEND, FORM_AREA, 3);
        m->at[0] = (spot){ x - 4.5, y - 3.2 };
        m->at[1] = (spot){ x - 4.5, y + 3.2 };
        m->at[2] = (spot){ x + 4.5, y + 3.2 };
    } else if (e->mark == MARK_SWATCH)
        m = scene_box(s, PART_LEGEND, FORM_AREA, x, y, 4.5, 3.2);
    else if (e->shape == SHAPE_BOX)
        m = scene_shape(s, PART_LEGEND, e->shape, x, y, 6.5, 3.4);
    else
        m = scene_shape(s, PART_LEGEND, e->shape, x, y, e->diameter * s->shrink / 2,
                        e->diameter * s->shrink / 2);
    m->fill = (ink){ e->fill, e->opacity };
    if (e->mark == MARK_NODE) {
        m->line = solid(e->stroke);
        m->width = e->stroke_width;
        if (e->hollow)
            dash_outline(m);
    }
}

static void draw_group(scene *s, const group *g, double x, double y)
{
    const theme *t = &s->d->theme;
    double marks = mark_room(s, g), top;
    size_t each = entries_of_column(s, g);

    if (g->title.len) {
        scene_word(s, PART_LEGEND, g->title, x, y + t->head / 2 + 2 + BASELINE * t->head, t->head)
            ->bold = true;
        y += t->head + 4;
    }
    top = y;
    for (size_t i = 0; i < g->count; i++) {
        const entry *e = &g->entries[i];
        double height = entry_height(s, e), middle;

        if (i > 0 && i % each == 0) {
            x += column_width(s, g) + GAP;
            y = top;
        }
        middle = y + height / 2;
        if (e->mark != MARK_TEXT)
            draw_sample(s, e, x + marks / 2, middle);
        scene_word(s, PART_LEGEND, e->label, x + (marks > 0 ? marks + 4 : 0),
                   middle + BASELINE * t->legend, t->legend);
        y += height;
    }
}

/* ---- where the groups stand ---- */

bool legend_beside(const scene *s)
{
    bool auto_place = s->d->legend_place == LEGEND_AUTO && s->d->width_mm >= 140 && !s->d->panel_count;

    return (auto_place || s->d->legend_place == LEGEND_RIGHT) && !s->legend_below;
}

/* Groups under each other, in a further column where the page is not high enough. */
static extent columns(scene *s, double left, double top, double room, bool draw)
{
    const description *d = s->d;
    double x = left, y = 0, width = 0;
    extent all = { 0, 0 };

    for (size_t i = 0; i < d->legend_count; i++) {
        double h = group_height(s, &d->legend[i]) + 6;

        if (y > 0 && y + h > room) {
            x += width + GAP;
            y = width = 0;
        }
        width = fmax(width, group_width(s, &d->legend[i]));
        if (draw)
            draw_group(s, &d->legend[i], x, top + y);
        y += h;
        all.height = fmax(all.height, y);
        all.width = x + width - left;
    }
    return all;
}

/* Beside the network, as high as the page. */
static double room_beside(const scene *s)
{
    return (s->d->height_mm > 0 ? s->d->height_mm : 170) / 25.4 * 72 - 2 * MARGIN - 0.02 - s->top - s->bottom;
}

bool legend_in_gap(scene *s)
{
    enum { AIR = 12 };
    extent own;

    if (!(s->gap.x1 > s->gap.x0) || s->d->legend_place != LEGEND_AUTO || !s->d->legend_count)
        return false;
    own = columns(s, 0, 0, s->gap.y1 - s->gap.y0 - 2 * AIR, false);
    return own.width <= s->gap.x1 - s->gap.x0 - AIR && own.height <= s->gap.y1 - s->gap.y0 - 2 * AIR;
}

/* Groups side by side, in rows. */
static extent rows(scene *s, double top, bool draw)
{
    const description *d = s->d;
    double x = MARGIN, height = 0, row = 0;

    for (size_t i = 0; i < d->legend_count; i++) {
        double w = group_width(s, &d->legend[i]), h = group_height(s, &d->legend[i]);

        if (x > MARGIN && x + w > s->width - MARGIN) {
            x = MARGIN;
            height += row + 4;
            row = 0;
        }
        if (draw)
            draw_group(s, &d->legend[i], x, top + height);
        x += w + GAP;
        row = fmax(row, h);
    }
    return (extent){ s->width, d->legend_count ? height + row : 0 };
}

extent legend_size(scene *s)
{
    return legend_beside(s) ? columns(s, 0, 0, room_beside(s), false) : rows(s, 0, false);
}

void legend_draw(scene *s, double top)
{
    if (legend_in_gap(s))
        columns(s, s->gap.x0 + 12, s->gap.y0 + 12, s->gap.y1 - s->gap.y0 - 24, true);
    else if (legend_beside(s))
        columns(s, s->width - MARGIN - legend_size(s).width, top, room_beside(s), true);
    else
        rows(s, top, true);
}

/* ---- notes ---- */

enum { MOST_NOTE_LINES = 64 };

static size_t note_lines(const scene *s, size_t i, ent_str *parts)
{
    return wrap_text(s->d->notes[i], s->d->theme.small, false, s->width - 2 * MARGIN, parts, MOST_NOTE_LINES);
}

double notes_height(const scene *s)
{
    ent_str parts[MOST_NOTE_LINES];
    size_t count = 0;

    for (size_t i = 0; i < s->d->note_count; i++)
        count += note_lines(s, i, parts);
    return count ? (double)count * (s->d->theme.small + 2.5) + 3 : 0;
}

void notes_draw(scene *s, double top)
{
    ent_str parts[MOST_NOTE_LINES];

    for (size_t i = 0; i < s->d->note_count; i++) {
        size_t count = note_lines(s, i, parts);

        for (size_t k = 0; k < count; k++) {
            top += s->d->theme.small + 2.5;
            scene_word(s, PART_LEGEND, parts[k], MARGIN, top - 1, s->d->theme.small)->italic = true;
        }
    }
}
