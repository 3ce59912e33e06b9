/* map_json.c: see map_json.h. The outline is written coarsely, in tenths of a point from corner to corner: a page
 * shows it as quiet ground, and is read on telephones. */
#include "render/write/map_json.h"

#include <math.h>

#include "base/json_write.h"

#define LEAST_STEP 1.5 /* points: nearer corners are dropped */

/* The whole number of tenths, after a blank unless it has a sign that separates it. */
static void put_tenths(ent_buf *out, long tenths, bool first)
{
    if (!first && tenths >= 0)
        ent_buf_char(out, ' ');
    ent_buf_format(out, "%ld", tenths);
}

static void put_outline(ent_buf *out, const mark *m)
{
    long x = lround(m->at[0].x * 10), y = lround(m->at[0].y * 10);
    size_t start = out->len, written = 0;

    ent_buf_char(out, 'M');
    put_tenths(out, x, true);
    put_tenths(out, y, false);
    ent_buf_char(out, 'l');
    for (size_t i = 1; i < m->count; i++) {
        long to_x = lround(m->at[i].x * 10), to_y = lround(m->at[i].y * 10);

        if (fabs((double)(to_x - x)) < LEAST_STEP * 10 && fabs((double)(to_y - y)) < LEAST_STEP * 10)
            continue;
        put_tenths(out, to_x - x, written++ == 0);
        put_tenths(out, to_y - y, false);
        x = to_x;
        y = to_y;
    }
    ent_buf_char(out, 'z');
    if (written < 2) /* an island too small to be seen */
        out->len = start;
}

static void write_land(const scene *s, ent_json_writer *w)
{
    ent_buf path = { 0 };

    for (size_t i = 0; i < s->mark_count; i++)
        if (s->marks[i].part == PART_GROUND && s->marks[i].form == FORM_AREA)
            put_outline(&path, &s->marks[i]);
    ent_json_write_text(w, "land", ent_buf_view(&path));
    w->out->failed |= path.failed;
    ent_buf_destroy(&path);
}

/* [id, x, y, radius], or half the width and half the height of a box */
static void write_places(const scene *s, ent_json_writer *w)
{
    ent_json_begin_list(w, "places");
    for (size_t i = 0; i < s->mark_count; i++) {
        const mark *m = &s->marks[i];

        const placed *p;

        if (m->part != PART_NODES || m->object == NONE)
            continue;
        p = &s->nodes[m->object];
        ent_json_begin_list(w, NULL);
        ent_json_write_text(w, NULL, s->d->nodes[m->object].id);
        ent_json_write_fixed(w, NULL, p->x, 2);
        ent_json_write_fixed(w, NULL, p->y, 2);
        ent_json_write_fixed(w, NULL, p->rx, 2);
        if (m->form == FORM_BOX)
            ent_json_write_fixed(w, NULL, p->ry, 2);
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
}

/* [id, x, y, size, 0 start, 1 middle or 2 end, text, bold] */
static void write_labels(const scene *s, ent_json_writer *w)
{
    ent_json_begin_list(w, "labels");
    for (size_t i = 0; i < s->word_count; i++) {
        const word *text = &s->words[i];

        if (text->object == NONE)
            continue;
        ent_json_begin_list(w, NULL);
        ent_json_write_text(w, NULL, s->d->nodes[text->object].id);
        ent_json_write_fixed(w, NULL, text->x, 2);
        ent_json_write_fixed(w, NULL, text->y, 2);
        ent_json_write_fixed(w, NULL, text->size, 2);
        ent_json_write_count(w, NULL, text->anchor);
        ent_json_write_text(w, NULL, text->text);
        if (text->bold)
            ent_json_write_count(w, NULL, 1);
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
}

ent_status write_map(const scene *s, ent_buf *out, ent_diags *diags)
{
    ent_json_writer w = { .out = out };

    ent_json_begin_object(&w, NULL);
    ent_json_write_colour(&w, "colour", s->d->theme.land);
    write_land(s, &w);
    ent_json_line(&w, 0);
    write_places(s, &w);
    ent_json_line(&w, 0);
    write_labels(s, &w);
    ent_json_end_object(&w);
    return out->failed ? ent_out_of_memory(diags) : ENT_OK;
}
