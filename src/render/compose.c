/* compose.c: from a description to a finished scene: page, layout, legend, paint order, print checks. */
#include "render/compose.h"

#include <math.h>
#include <stdlib.h>

#include "render/layout/layouts.h"
#include "render/scene/kept_places.h"
#include "render/scene/legibility.h"
#include "render/scene/page.h"
#include "render/scene/print_checks.h"
#include "render/write/formats.h"

#define FARTHEST 1e6 /* points from the page's corner at which anything is drawn */

static int by_paint_order(const void *a, const void *b)
{
    const mark *x = a, *y = b;

    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    if (x->object != y->object)
        return x->object < y->object ? -1 : 1;
    return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

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

/* A note, from which `entente` reads the score, and a part of the file's metadata. */
static ent_status measure(scene *s, legibility *l, ent_diags *diags)
{
    ent_buf text = { 0 };
    ent_status status = ENT_OK;

    if (s->d->plot || (status = measure_legibility(s, l, diags)) != ENT_OK)
        return status;
    write_legibility(l, &text);
    s->reading = scene_text(s, &text);
    ent_note(diags, ENT_NOWHERE, "legibility %.*s", ENT_STR_ARG(s->reading));
    ent_buf_destroy(&text);
    return ENT_OK;
}

/* Layouts whose data place the nodes keep labels, not nodes. */
static void warn_of_places(const scene *s, const layout *l, ent_diags *diags)
{
    size_t count = 0;

    for (size_t i = 0; i < s->d->node_count && l->flags & LAYOUT_FIXED_PLACES; i++)
        count += fabs(s->nodes[i].x - kept_place(s, i).x) > 0.02 || fabs(s->nodes[i].y - kept_place(s, i).y) > 0.02;
    if (count)
        ent_warn(diags, ENT_NOWHERE, "layout %s places nodes itself: %zu kept places were not used", l->name, count);
}

ent_status compose(scene *s, const description *d, ent_diags *diags)
{
    const layout *l = layout_find(d->layout);
    legibility reading = { 0 };
    ent_status status;

    *s = (scene){ .d = d, .panel = NONE, .in_page = format_is_of_page(d->format) };
    if (!l)
        return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "unknown layout '%.*s'",
                        ENT_STR_ARG(d->layout));
    s->legend_below = l->flags & LAYOUT_WHOLE_WIDTH && d->legend_place != LEGEND_RIGHT;
    s->fixed_places = l->flags & LAYOUT_FIXED_PLACES;
    s->nodes = ent_arena_new(&s->arena, d->node_count, sizeof *s->nodes);
    if (!s->nodes)
        return ent_out_of_memory(diags);
    page_begin(s);
    if ((status = l->place(s, diags)) != ENT_OK)
        return status;
    page_end(s);
    warn_of_places(s, l, diags);
    if (s->failed)
        return ent_out_of_memory(diags);
    if (d->legend_place == LEGEND_RIGHT && s->legend_below && d->legend_count)
        ent_warn(diags, ENT_NOWHERE, "there is no room for the legend at the right: it stands below the figure");
    if ((status = check_places(s, diags)) != ENT_OK)
        return status;
    if (s->mark_count)
        qsort(s->marks, s->mark_count, sizeof *s->marks, by_paint_order);
    if ((status = measure(s, &reading, diags)) != ENT_OK)
        return status;
    return print_checks(s, &reading, diags);
}

ent_status keep_the_rest(description *d, ent_diags *diags)
{
    ent_diags silent = { 0 }; /* messages are those of the corrected figure */
    ent_arena arena = { 0 };
    node *given = ent_arena_new(&arena, d->node_count, sizeof *given);
    bool strict = d->strict;
    scene s;
    ent_status status;

    if (!given)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < d->node_count; i++) {
        given[i] = d->nodes[i];
        d->nodes[i].x = d->nodes[i].y = d->nodes[i].label_x = d->nodes[i].label_y = NAN;
    }
    d->strict = false;
    status = compose(&s, d, &silent);
    d->strict = strict;
    for (size_t i = 0; i < d->node_count; i++) {
        node *n = &d->nodes[i];
        bool moved = !isnan(given[i].x);

        if (status == ENT_OK && !s.nodes[i].hidden)
            state_place(&s, i, n);
        if (moved) { /* its label goes with it */
            n->label_x += given[i].x - n->x;
            n->label_y += given[i].y - n->y;
            n->x = given[i].x;
            n->y = given[i].y;
        }
        if (!isnan(given[i].label_x)) {
            n->label_x = given[i].label_x;
            n->label_y = given[i].label_y;
        }
    }
    scene_destroy(&s);
    ent_arena_destroy(&arena);
    return status;
}
