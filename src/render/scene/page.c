/* page.c: the size of the page, and where network, legend and notes stand on it. */
#include "render/scene/kept_places.h"
#include "render/scene/page.h"

#include <math.h>

#include "render/scene/drawing.h"
#include "render/scene/geometry.h"
#include "render/scene/headings.h"
#include "render/scene/legend.h"

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
    s->gap = (frame){ s->gap.x0 + dx, s->gap.y0 + dy, s->gap.x1 + dx, s->gap.y1 + dy };
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

/* The shift of the network that ends it where the legend begins. The legend goes below if the network
 * is too wide for that. */
static double beside_legend(scene *s, const frame *c, double dx, bool pinned)
{
    double end;

    if (!legend_beside(s) || !s->d->legend_count)
        return dx;
    end = s->width - MARGIN - legend_size(s).width - 4;
    if (c->x1 + dx <= end)
        return dx;
    if (!pinned && c->x0 + end - c->x1 >= MARGIN / 2)
        return end - c->x1;
    s->legend_below = true;
    return pinned ? 0 : (s->width - c->x0 - c->x1) / 2;
}

/* The smaller of a limit that may be missing (0) and another. */
static double least_of(double limit, double other)
{
    return limit > 0 ? fmin(limit, other) : other;
}

double page_limit(const scene *s)
{
    const double journal = 230; /* millimetres */

    return (s->d->most_height_mm > 0 ? s->d->most_height_mm : journal) / 25.4 * 72;
}

void page_begin(scene *s)
{
    const description *d = s->d;
    double n = (double)d->node_count, most = least_of(d->most_height_mm, 170) / 25.4 * 72, width, under;
    bool beside = legend_beside(s);
    double panel;
    extent legend;

    s->width = hundredth(d->width_mm / 25.4 * 72);
    panel = s->width / (d->panel_count ? 1.3 * (double)panel_columns(s) : 1); /* dense in one panel, empty in another */
    s->height = hundredth(d->height_mm / 25.4 * 72);
    s->shrink = shrink_for(d, panel * panel * 0.6);
    s->top = hundredth(title_height(s));
    s->bottom = source_height(s);
    legend = legend_size(s);
    under = s->bottom + (beside ? 0 : legend.height + 8) + notes_height(s);
    width = s->width - (beside && legend.width > 0 ? legend.width + MARGIN + 8 : 0);
    if (s->height <= 0) {
        double net = fmin(width * 0.95, width * (0.45 + 0.009 * n) + 20);

        s->height = fmin(net + under + s->top, most);
    }
    s->net = (frame){ MARGIN, MARGIN + s->top, width - MARGIN, s->height - MARGIN - under };
    if (s->net.y1 < s->net.y0 + 40)
        s->net.y1 = s->net.y0 + 40;
}

void page_end(scene *s)
{
    frame c = content(s);
    bool beside, height_given = s->d->height_mm > 0, pinned = false;
    double high = c.y1 - c.y0, notes = notes_height(s), legend, below, free_height, dx, dy;

    for (size_t i = 0; i < s->d->node_count; i++)
        pinned |= fabs(s->nodes[i].x - kept_place(s, i).x) < 0.02 && /* NaN: none was kept */
                  fabs(s->nodes[i].y - kept_place(s, i).y) < 0.02;
    if (!(high >= 0))
        c = (frame){ s->net.x0, s->net.y0, s->net.x1, s->net.y0 + 20 }, high = 20;
    dx = pinned ? 0 : ((s->net.x0 + s->net.x1) - (c.x0 + c.x1)) / 2;
    dx = beside_legend(s, &c, dx, pinned);
    beside = legend_beside(s);
    legend = legend_size(s).height;
    below = s->bottom + notes + (beside || legend_in_gap(s) ? 0 : legend + 6);
    if (!height_given) {
        /* kept places are places on the page, which ends below the lowest */
        s->height = pinned ? c.y1 + MARGIN + 1 + below : s->top + high + 2 * MARGIN + 2 + below;
        if (beside)
            s->height = fmax(s->height, s->top + legend + 2 * MARGIN + below);
    }
    free_height = s->height - s->top - high - below;
    dy = s->top + (beside ? free_height / 2 : MARGIN + 1 + fmax(0, free_height - 2 * MARGIN - 2) / 2) - c.y0;
    s->height = hundredth(s->height);
    if (pinned)
        dx = dy = 0;
    move_all(s, hundredth(dx), hundredth(dy));
    legend_draw(s, beside ? s->top + fmax(MARGIN, (s->height - s->top - below - legend) / 2)
                          : s->height - MARGIN - legend - notes - s->bottom);
    notes_draw(s, s->height - MARGIN - notes + 2 - s->bottom);
    headings_draw(s);
}
