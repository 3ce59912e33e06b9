/* scene.c: marks and words, the legend, the page. The layouts do the rest. */
#include "render/scene/scene.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/scene/print_checks.h"
#include "render/layout/layouts.h"

#define SAMPLE 17.0  /* of a line, in points */
#define FARTHEST 1e6 /* points from the page's corner that anything is drawn */

/* ---- marks and words ---- */

mark *scene_mark(scene *s, part p, form f, size_t count)
{
    mark *m = &s->spare_mark;

    if (ent_mem_reserve((void **)&s->marks, &s->mark_room, s->mark_count + 1, sizeof *s->marks))
        m = &s->marks[s->mark_count];
    *m = (mark){
        .part = p, .form = f, .count = count, .object = NONE, .panel = s->panel, .acts_of = NONE
    };
    m->at = ent_arena_new(&s->arena, count, sizeof *m->at);
    if (m == &s->spare_mark || !m->at) {
        s->failed = true;
        m->count = 0; /* whoever writes more than four points looks at this */
        m->at = s->spare_point;
        return m;
    }
    s->mark_count++;
    return m;
}

word *scene_word(scene *s, part p, ent_str text, double x, double y, double size)
{
    word *w = &s->spare_word;

    if (ent_mem_reserve((void **)&s->words, &s->word_room, s->word_count + 1, sizeof *s->words))
        w = &s->words[s->word_count++];
    else
        s->failed = true;
    *w = (word){ .part = p,
                 .text = text,
                 .x = x,
                 .y = y,
                 .size = size,
                 .colour = s->d->theme.ink,
                 .object = NONE,
                 .panel = s->panel };
    return w;
}

ent_str scene_text(scene *s, const ent_buf *text)
{
    ent_str copy = ent_arena_str(&s->arena, ent_buf_view(text));

    s->failed |= text->failed || !copy.ptr;
    return copy.ptr ? copy : ENT_STR("");
}

void scene_line(scene *s, part p, segment at, colour c, double width)
{
    mark *m = scene_mark(s, p, FORM_LINE, 2);

    m->at[0] = (spot){ at.x1, at.y1 };
    m->at[1] = (spot){ at.x2, at.y2 };
    m->line = solid(c);
    m->width = width;
}

mark *scene_box(scene *s, part p, form f, double x, double y, double rx, double ry)
{
    mark *m = scene_mark(s, p, f, f == FORM_AREA ? 4 : 2);

    if (f == FORM_AREA) {
        m->at[0] = (spot){ x - rx, y - ry };
        m->at[1] = (spot){ x + rx, y - ry };
        m->at[2] = (spot){ x + rx, y + ry };
        m->at[3] = (spot){ x - rx, y + ry };
    } else {
        m->at[0] = (spot){ x, y };
        m->at[1] = (spot){ rx, ry };
    }
    return m;
}

mark *scene_shape(scene *s, part p, int kind, double x, double y, double rx, double ry)
{
    /* corners on the circle that has the area of the shape, so that all look equally large */
    static const struct {
        size_t count;
        double x[6], y[6];
    } outlines[SHAPE_COUNT] = {
        [SHAPE_SQUARE] = { 4, { -0.89, 0.89, 0.89, -0.89 }, { -0.89, -0.89, 0.89, 0.89 } },
        [SHAPE_DIAMOND] = { 4, { 0, 1.2, 0, -1.2 }, { -1.2, 0, 1.2, 0 } },
        [SHAPE_TRIANGLE] = { 3, { 0, 1.2, -1.2 }, { -1.3, 0.9, 0.9 } },
        [SHAPE_DOWN] = { 3, { 0, 1.2, -1.2 }, { 1.3, -0.9, -0.9 } },
        [SHAPE_HEXAGON] = { 6,
                            { 1.08, 0.54, -0.54, -1.08, -0.54, 0.54 },
                            { 0, -0.935, -0.935, 0, 0.935, 0.935 } },
    };
    size_t count = outlines[kind].count;
    mark *m;

    if (!count)
        return scene_box(s, p, kind == SHAPE_BOX ? FORM_BOX : FORM_CIRCLE, x, y, rx, ry);
    m = scene_mark(s, p, FORM_AREA, count);
    for (size_t i = 0; i < m->count; i++)
        m->at[i] = (spot){ x + rx * outlines[kind].x[i], y + ry * outlines[kind].y[i] };
    return m;
}

void word_corners(const word *w, spot corners[4])
{
    double width = text_width(w->text, w->size, w->bold), left = 0, c = 1, si = 0;

    if (w->anchor == ANCHOR_MIDDLE)
        left = -width / 2;
    else if (w->anchor == ANCHOR_END)
        left = -width;
    if (w->turn != 0) {
        c = cos(w->turn * (3.14159265358979323846 / 180));
        si = sin(w->turn * (3.14159265358979323846 / 180));
    }
    for (int i = 0; i < 4; i++) {
        double x = left + (i == 1 || i == 2 ? width : 0), y = w->size * (i < 2 ? -0.72 : 0.2);

        corners[i] = (spot){ w->x + c * x - si * y, w->y + si * x + c * y };
    }
}

void label_line(const lines *l, size_t i, ent_buf *out)
{
    ent_buf_clear(out);
    ent_buf_str(out, l->line[i]);
    if (l->cut && i + 1 == l->count)
        ent_buf_text(out, "\xe2\x80\xa6");
}

/* ---- the legend ---- */

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

static double group_width(const scene *s, const group *g)
{
    double marks = mark_room(s, g), width = text_width(g->title, s->d->theme.head, true);

    for (size_t i = 0; i < g->count; i++)
        width = fmax(width, (marks > 0 ? marks + 4 : 0) +
                                text_width(g->entries[i].label, s->d->theme.legend, false));
    return width;
}

static double group_height(const scene *s, const group *g)
{
    double height = g->title.len ? s->d->theme.head + 4 : 0;

    for (size_t i = 0; i < g->count; i++)
        height += entry_height(s, &g->entries[i]);
    return height;
}

static void key_mark(scene *s, const entry *e, double x, double y)
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
    }
}

static void set_group(scene *s, const group *g, double x, double y)
{
    const theme *t = &s->d->theme;
    double marks = mark_room(s, g);

    if (g->title.len) {
        scene_word(s, PART_LEGEND, g->title, x, y + t->head / 2 + 2 + BASELINE * t->head, t->head)
            ->bold = true;
        y += t->head + 4;
    }
    for (size_t i = 0; i < g->count; i++) {
        const entry *e = &g->entries[i];
        double height = entry_height(s, e), middle = y + height / 2;

        if (e->mark != MARK_TEXT)
            key_mark(s, e, x + marks / 2, middle);
        scene_word(s, PART_LEGEND, e->label, x + (marks > 0 ? marks + 4 : 0),
                   middle + BASELINE * t->legend, t->legend);
        y += height;
    }
}

static bool legend_right(const scene *s)
{
    static const char *const wide[] = { "pyramid", "timeline", "plot" }; /* need the whole width */

    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (ent_str_is(s->d->layout, wide[i]))
            return false;
    return s->d->width_mm >= 140 && !s->d->panel_count && !s->key_below;
}

/* How high a legend at the right may be: one answer for the measuring and for the drawing, else it
 * would take another column than there is room for. */
static double legend_room(const scene *s)
{
    return (s->d->height_mm > 0 ? s->d->height_mm : 170) / 25.4 * 72 - 2 * MARGIN - 0.02;
}

typedef struct extent {
    double width, height;
} extent;

/* Groups under each other, in columns when the page is not high enough for one. `y` NaN: only
 * measured. */
static extent legend_at_right(scene *s, double room, double y)
{
    const description *d = s->d;
    extent all = { 0, 0 };
    double x = 0, top = 0, width = 0, widths = 0;

    for (int pass = isnan(y) ? 0 : -1; pass < 1; pass++) {
        x = pass < 0 ? 0 : x;
        if (pass == 0 && !isnan(y)) /* now it is known how wide all columns are */
            x = s->width - MARGIN - all.width;
        widths = x;
        top = width = 0;
        all = (extent){ 0, 0 };
        for (size_t i = 0; i < d->legend_count; i++) {
            double h = group_height(s, &d->legend[i]) + 6;

            if (top > 0 && top + h > room) {
                x += width + 10;
                top = width = 0;
            }
            width = fmax(width, group_width(s, &d->legend[i]));
            if (pass == 0 && !isnan(y))
                set_group(s, &d->legend[i], x, y + top);
            top += h;
            all.height = fmax(all.height, top);
            all.width = x + width - widths;
        }
    }
    return all;
}

/* Groups side by side, in rows. */
static extent legend_below(scene *s, double y)
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
        if (!isnan(y))
            set_group(s, &d->legend[i], x, y + height);
        x += w + 10;
        row = fmax(row, h);
    }
    return (extent){ s->width, d->legend_count ? height + row : 0 };
}

static double note_height(const scene *s)
{
    return s->d->note_count ? (double)s->d->note_count * (s->d->theme.small + 2.5) + 3 : 0;
}

static void set_notes(scene *s, double y)
{
    for (size_t i = 0; i < s->d->note_count; i++) {
        y += s->d->theme.small + 2.5;
        scene_word(s, PART_LEGEND, s->d->notes[i], MARGIN, y - 1, s->d->theme.small)->italic = true;
    }
}

/* ---- the page ---- */

/* Circles take a tenth of the page at most. */
static double shrink_for(const description *d, double area)
{
    double sum = 0;

    for (size_t i = 0; i < d->node_count; i++)
        if (d->nodes[i].shape != SHAPE_BOX && !d->nodes[i].inside)
            sum += d->nodes[i].diameter * d->nodes[i].diameter * 0.785;
    return sum > 0.1 * area ? sqrt(0.1 * area / sum) : 1;
}

static void move_all(scene *s, double dx, double dy)
{
    for (size_t i = 0; i < s->mark_count; i++) {
        mark *m = &s->marks[i];
        size_t moved =
            m->form == FORM_CIRCLE || m->form == FORM_BOX || m->form == FORM_CELLS ? 1 : m->count;

        for (size_t k = 0; k < moved; k++) {
            m->at[k].x += dx;
            m->at[k].y += dy;
        }
    }
    for (size_t i = 0; i < s->word_count; i++) {
        s->words[i].x += dx;
        s->words[i].y += dy;
    }
    for (size_t i = 0; i < s->d->node_count; i++) {
        s->nodes[i].x += dx;
        s->nodes[i].y += dy;
        s->nodes[i].label_x += dx;
        s->nodes[i].label_y += dy;
    }
}

static frame content(const scene *s)
{
    frame all = { INFINITY, INFINITY, -INFINITY, -INFINITY };

    for (size_t i = 0; i < s->mark_count + s->word_count; i++) {
        spot corners[4];
        frame f;

        if (i < s->mark_count) {
            f = mark_frame(&s->marks[i]);
        } else {
            word_corners(&s->words[i - s->mark_count], corners);
            f = frame_of(corners, 4);
        }
        all.x0 = fmin(all.x0, f.x0);
        all.y0 = fmin(all.y0, f.y0);
        all.x1 = fmax(all.x1, f.x1);
        all.y1 = fmax(all.y1, f.y1);
    }
    return all;
}

static double hundredth(double x)
{
    return floor(x * 100 + 0.5) / 100;
}

/* The network's shift `dx` so that it ends where the legend begins; where it is too wide for that the
 * legend goes below. */
static double beside_legend(scene *s, const frame *c, double dx, bool pinned)
{
    double width, end;

    if (!legend_right(s) || !s->d->legend_count)
        return dx;
    width = legend_at_right(s, legend_room(s), NAN).width;
    end = s->width - MARGIN - width - 4;
    if (c->x1 + dx <= end)
        return dx;
    if (!pinned && c->x0 + end - c->x1 >= MARGIN / 2)
        return end - c->x1;
    s->key_below = true;
    return pinned ? 0 : (s->width - c->x0 - c->x1) / 2;
}

/* A page whose height is ours to choose ends where the network and the legend end; the network
 * stands in the middle of its part. */
static void set_page_around(scene *s)
{
    frame c = content(s);
    bool right, keep = s->d->height_mm > 0, pinned = false;
    double high = c.y1 - c.y0, notes = note_height(s), legend, dx, dy;

    for (size_t i = 0; i < s->d->node_count; i++)
        pinned |= fabs(s->nodes[i].x - kept_place(s, i).x) < 0.02; /* NaN: none was kept */
    if (!(high >= 0))
        c = (frame){ s->net.x0, s->net.y0, s->net.x1, s->net.y0 + 20 }, high = 20;
    dx = ((s->net.x0 + s->net.x1) - (c.x0 + c.x1)) / 2;
    if (pinned)
        dx = 0;
    dx = beside_legend(s, &c, dx, pinned);
    right = legend_right(s);
    if (right) {
        legend = legend_at_right(s, legend_room(s), NAN).height;
        if (!keep)
            s->height = fmax(high + 2 * MARGIN + 2 + notes, legend + 2 * MARGIN);
        dy = (s->height - notes - high) / 2 - c.y0;
    } else {
        legend = legend_below(s, NAN).height;
        if (!keep)
            s->height = high + 2 * MARGIN + 8 + notes + legend;
        dy = MARGIN + 1 - c.y0;
        if (keep)
            dy += fmax(0, s->height - high - legend - notes - 2 * MARGIN - 8) / 2;
    }
    s->height = hundredth(s->height);
    if (pinned) /* places that were kept are places on the page */
        dx = dy = 0;
    move_all(s, hundredth(dx), hundredth(dy));
    if (right)
        legend_at_right(s, legend_room(s), fmax(MARGIN, (s->height - legend - notes) / 2));
    else
        legend_below(s, s->height - MARGIN - legend - notes);
    set_notes(s, s->height - MARGIN - notes + 2);
}

static void set_page(scene *s)
{
    const description *d = s->d;
    bool right = legend_right(s);
    double n = (double)d->node_count, most = 170 / 25.4 * 72, legend, width, under;

    s->width = hundredth(d->width_mm / 25.4 * 72);
    s->height = hundredth(d->height_mm / 25.4 * 72);
    s->shrink = shrink_for(d, s->width * s->width * 0.6);
    legend = right ? legend_at_right(s, legend_room(s), NAN).width : 0;
    under = (right ? 0 : legend_below(s, NAN).height + 8) + note_height(s);
    width = s->width - (legend > 0 ? legend + MARGIN + 8 : 0);
    if (s->height <= 0) {
        double net = fmin(width * 0.95, width * (0.45 + 0.009 * n) + 20);

        s->height = fmin(net + under, most);
    }
    s->net = (frame){ MARGIN, MARGIN, width - MARGIN, s->height - MARGIN - under };
    if (s->net.y1 < s->net.y0 + 40)
        s->net.y1 = s->net.y0 + 40;
}

/* ---- order ---- */

static int lower_first(const void *a, const void *b)
{
    const mark *x = a, *y = b;

    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->object < y->object ? -1 : x->object > y->object;
}

/* Not qsort: marks that are equal must keep their order. */
static ent_status sort_marks(scene *s, ent_diags *diags)
{
    mark *other = ent_mem_new(s->mark_count, sizeof *other), *from = s->marks, *to = other, *swap;

    if (s->mark_count && !other)
        return ent_out_of_memory(diags);
    for (size_t width = 1; width < s->mark_count; width *= 2) {
        for (size_t at = 0; at < s->mark_count; at += 2 * width) {
            size_t i = at, middle = at + width < s->mark_count ? at + width : s->mark_count;
            size_t k = middle,
                   end = at + 2 * width < s->mark_count ? at + 2 * width : s->mark_count;

            for (size_t o = at; o < end; o++)
                to[o] = i < middle && (k >= end || lower_first(&from[i], &from[k]) <= 0)
                            ? from[i++]
                            : from[k++];
        }
        swap = from;
        from = to;
        to = swap;
    }
    if (from != s->marks && s->mark_count)
        memcpy(s->marks, from, s->mark_count * sizeof *from);
    ent_mem_free(other);
    return ENT_OK;
}

/* ---- numbers that have no place ---- */

static bool has_place(double x, double y)
{
    return fabs(x) < FARTHEST && fabs(y) < FARTHEST; /* false of NaN, too */
}

/* Numbers of a description may be so large that sums of them are infinite, and differences nothing:
 * nothing of that may reach a file. */
static ent_status check_places(const scene *s, ent_diags *diags)
{
    bool good = s->height > 0 && has_place(s->width, s->height);

    for (size_t i = 0; i < s->mark_count && good; i++) {
        const mark *m = &s->marks[i];

        for (size_t k = 0; k < m->count && good; k++)
            good = has_place(m->at[k].x, m->at[k].y);
        good &= has_place(m->width, m->line.opacity + m->fill.opacity);
    }
    for (size_t i = 0; i < s->word_count && good; i++)
        good = has_place(s->words[i].x, s->words[i].y) &&
               has_place(s->words[i].size, s->words[i].turn);
    for (size_t i = 0; i < s->d->node_count && good; i++)
        good = has_place(s->nodes[i].x, s->nodes[i].y);
    return good ? ENT_OK
                : ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                           "a number is too large to be placed on a page");
}

/* ---- the door ---- */

ent_status scene_make(scene *s, const description *d, ent_diags *diags)
{
    const layout *l = layout_find(d->layout);
    ent_status status;

    *s = (scene){ .d = d, .panel = NONE };
    s->nodes = ent_arena_new(&s->arena, d->node_count, sizeof *s->nodes);
    if (!s->nodes)
        return ent_out_of_memory(diags);
    if (!l)
        return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "a layout that is not known: %.*s",
                        ENT_STR_ARG(d->layout));
    set_page(s);
    if ((status = l->place(s, diags)) != ENT_OK)
        return status;
    set_page_around(s);
    if (s->failed)
        return ent_out_of_memory(diags);
    if ((status = check_places(s, diags)) != ENT_OK || (status = sort_marks(s, diags)) != ENT_OK)
        return status;
    return contract_check(s, diags);
}

void scene_destroy(scene *s)
{
    ent_mem_free(s->marks);
    ent_mem_free(s->words);
    ent_arena_destroy(&s->arena);
}
