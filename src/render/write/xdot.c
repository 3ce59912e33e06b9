/* xdot.c: Graphviz's drawing operations: marks and words that are neither node nor tie. */
#include "render/write/xdot.h"

#include "render/scene/geometry.h"
#include "render/write/writer.h"

void xdot_colour(ent_buf *out, ink i)
{
    ent_buf_format(out, "#%06x", (unsigned)i.colour);
    if (i.opacity < 1)
        ent_buf_format(out, "%02x", (unsigned)(i.opacity * 255 + 0.5));
}

/* An operation whose argument is text: the number of its bytes, then the bytes. */
static void operation(ent_buf *out, const char *letter, ent_str text)
{
    ent_buf_format(out, "%s %zu -", letter, text.len);
    ent_buf_str(out, text);
    ent_buf_char(out, ' ');
}

static void points(ent_buf *out, const scene *s, const char *letter, const spot *at, size_t count)
{
    ent_buf_format(out, "%s %zu ", letter, count);
    for (size_t i = 0; i < count; i++) {
        put_number(out, at[i].x);
        ent_buf_char(out, ' ');
        put_number(out, s->height - at[i].y);
        ent_buf_char(out, ' ');
    }
}

static void pen(ent_buf *out, const mark *m)
{
    ent_buf text = { 0 };
    bool line = m->line.opacity > 0 && m->width > 0;

    xdot_colour(&text, line ? m->line : (ink){ 0, 0 });
    operation(out, "c", ent_buf_view(&text));
    ent_buf_clear(&text);
    xdot_colour(&text, m->fill);
    operation(out, "C", ent_buf_view(&text));
    ent_buf_clear(&text);
    ent_buf_text(&text, "setlinewidth(");
    put_number(&text, line ? m->width : 0.01);
    ent_buf_char(&text, ')');
    operation(out, "S", ent_buf_view(&text));
    operation(out, "S", ent_str_of(!m->dashes ? "solid" : m->round ? "dotted" : "dashed"));
    ent_buf_destroy(&text);
}

void xdot_mark(ent_buf *out, const scene *s, const mark *m)
{
    bool filled = m->fill.opacity > 0;
    spot corners[4];

    pen(out, m);
    switch (m->form) {
    case FORM_CIRCLE:
        ent_buf_text(out, filled ? "E " : "e ");
        put_number(out, m->at[0].x);
        ent_buf_char(out, ' ');
        put_number(out, s->height - m->at[0].y);
        ent_buf_char(out, ' ');
        put_number(out, m->at[1].x);
        ent_buf_char(out, ' ');
        put_number(out, m->at[1].y);
        ent_buf_char(out, ' ');
        break;
    case FORM_BOX:
        points(out, s, filled ? "P" : "p", corners, mark_outline(m, corners, 4));
        break;
    case FORM_CELLS:
        for (size_t i = 2; i < m->count; i++) {
            double x = m->at[0].x + m->at[i].x * m->at[1].x,
                   y = m->at[0].y + m->at[i].y * m->at[1].y, w = m->at[1].x * cell_size(m),
                   h = m->at[1].y * cell_size(m);
            const spot cell[4] = { { x, y }, { x, y + h }, { x + w, y + h }, { x + w, y } };

            points(out, s, "P", cell, m->half ? 3 : 4);
        }
        break;
    case FORM_AREA:
        points(out, s, filled ? "P" : "p", m->at, m->count);
        break;
    default:
        points(out, s, m->form == FORM_CURVE ? "B" : "L", m->at, m->count);
    }
}

/* Some readers take a backslash for an escape, and there is no escape for one: a similar sign takes its
 * place. */
static void plain_text(ent_buf *out, ent_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c == '\\')
            ent_buf_text(out, "\xe2\xa7\xb5");
        else
            ent_buf_char(out, c < 0x20 ? ' ' : (char)c);
    }
}

void xdot_word(ent_buf *out, const scene *s, const word *w)
{
    ent_buf text = { 0 };

    xdot_colour(&text, solid(w->colour));
    operation(out, "c", ent_buf_view(&text));
    ent_buf_format(out, "t %d F ", (w->bold ? 1 : 0) + (w->italic ? 2 : 0));
    put_number(out, w->size);
    ent_buf_char(out, ' ');
    ent_buf_clear(&text);
    ent_buf_str(&text, s->d->font);
    operation(out, "", ent_buf_view(&text));
    ent_buf_text(out, "T ");
    put_number(out, w->x);
    ent_buf_char(out, ' ');
    put_number(out, s->height - w->y);
    ent_buf_format(out, " %d ", (int)w->anchor - 1);
    put_number(out, text_width(w->text, w->size, w->bold));
    ent_buf_clear(&text);
    plain_text(&text, w->text);
    operation(out, "", ent_buf_view(&text));
    out->failed |= text.failed;
    ent_buf_destroy(&text);
}
