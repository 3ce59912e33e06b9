/* scene.c: making marks and words. */
#include "render/scene/scene.h"

#include <math.h>

#include "base/mem.h"

mark *scene_mark(scene *s, part p, form f, size_t count)
{
    mark *m = &s->spare_mark;

    if (ent_mem_reserve((void **)&s->marks, &s->mark_room, s->mark_count + 1, sizeof *s->marks))
        m = &s->marks[s->mark_count];
    *m = (mark){ .part = p,
                 .form = f,
                 .count = count,
                 .sequence = s->mark_count,
                 .object = NONE,
                 .panel = s->panel,
                 .twin_of = NONE,
                 .acts_of = NONE };
    m->at = ent_arena_new(&s->arena, count, sizeof *m->at);
    if (m == &s->spare_mark || !m->at) {
        s->failed = true;
        m->count = 0; /* a caller that writes more than four points checks it */
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

void scene_destroy(scene *s)
{
    ent_mem_free(s->marks);
    ent_mem_free(s->words);
    ent_arena_destroy(&s->arena);
}
