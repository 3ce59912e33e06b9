/* svg.c: writing SVG: presentation attributes only, two decimals, text as text, no script, style
 * sheet or reference. A label with a halo is written twice, first as its own halo, because readers
 * that do not know paint-order would paint the halo over the letters. */
#include "render/writer.h"

#include <math.h>

#include "base/escape.h"

static void number(ent_buf *out, const char *name, double value)
{
    ent_buf_format(out, " %s=\"", name);
    put_number(out, value);
    ent_buf_char(out, '"');
}

static void point_text(ent_buf *out, spot p)
{
    put_number(out, p.x);
    ent_buf_char(out, ',');
    put_number(out, p.y);
}

static void begin(ent_buf *out, const scene *s)
{
    const description *d = s->d;

    ent_buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"");
    put_number(out, d->width_mm);
    ent_buf_text(out, "mm\" height=\"");
    put_number(out, s->height / 72 * 25.4);
    ent_buf_text(out, "mm\" viewBox=\"0 0 ");
    put_number(out, s->width);
    ent_buf_char(out, ' ');
    put_number(out, s->height);
    ent_buf_text(out, "\" role=\"img\" aria-labelledby=\"figure-title figure-desc\" xml:lang=\"");
    ent_escape_xml_attr(out, d->language);
    /* letters where the widths say, not on whole pixels: readers then agree */
    ent_buf_text(out, "\" text-rendering=\"geometricPrecision\" font-family=\"");
    ent_escape_xml_attr(out, d->font);
    ent_buf_text(out, "\">\n<title id=\"figure-title\">");
    ent_escape_xml_text(out, d->title);
    ent_buf_text(out, "</title>\n<desc id=\"figure-desc\">");
    ent_escape_xml_text(out, d->desc);
    ent_buf_text(out, "</desc>\n<metadata>");
    ent_escape_xml_text(out, d->record);
    ent_buf_text(out, "</metadata>\n");
}

static void begin_part(ent_buf *out, const scene *s, part p)
{
    static const char *const groups[PART_COUNT] = {
        [PART_GROUND] = "id=\"background\" class=\"background\"",
        [PART_BLOCS] = "id=\"blocs\" class=\"cluster\"",
        [PART_TIES] = "id=\"edges\" fill=\"none\"",
        [PART_AXES] = "id=\"axes\" class=\"axis\" fill=\"none\"",
        [PART_NODES] = "id=\"nodes\"",
        [PART_LABELS] = "id=\"labels\"",
        [PART_LEGEND] = "id=\"legend\" class=\"legend\"",
    };

    ent_buf_format(out, "<g %s>\n", groups[p]);
    if (p == PART_GROUND) {
        ent_buf_text(out, "<rect");
        number(out, "width", s->width);
        number(out, "height", s->height);
        ent_buf_format(out, " fill=\"#%06X\"/>\n", (unsigned)s->d->theme.paper);
    }
}

static void end_part(ent_buf *out, const scene *s, part p)
{
    (void)s, (void)p;
    ent_buf_text(out, "</g>\n");
}

/* ---- marks ---- */

/* EPS knows no transparency: there the colour is mixed with the paper's. */
static void paint(ent_buf *out, const scene *s, const char *what, ink i)
{
    bool opaque = i.opacity >= 1 || ent_str_is(s->d->format, "eps");

    ent_buf_format(out, " %s=\"#%06X\"", what,
                   (unsigned)(i.opacity < 1 && opaque ? mix(i.colour, s->d->theme.paper, i.opacity)
                                                      : i.colour));
    if (!opaque) {
        ent_buf_format(out, " %s-opacity=\"", what);
        put_number(out, i.opacity);
        ent_buf_char(out, '"');
    }
}

static void inks(ent_buf *out, const scene *s, const mark *m)
{
    bool open = m->form == FORM_LINE || m->form == FORM_CURVE;

    if (m->fill.opacity > 0)
        paint(out, s, "fill", m->fill);
    else if (!open || (m->part != PART_TIES && m->part != PART_AXES))
        ent_buf_text(out, " fill=\"none\"");
    if (m->line.opacity <= 0 || m->width <= 0)
        return;
    paint(out, s, "stroke", m->line);
    number(out, "stroke-width", m->width);
    for (size_t i = 0; i < m->dashes; i++) {
        ent_buf_text(out, i ? "," : " stroke-dasharray=\"");
        put_number(out, m->dash[i]);
        ent_buf_text(out, i + 1 == m->dashes ? "\"" : "");
    }
    if (m->round)
        ent_buf_text(out, " stroke-linecap=\"round\"");
}

static void cells(ent_buf *out, const mark *m)
{
    ent_buf_text(out, "<path transform=\"translate(");
    put_number(out, m->at[0].x);
    ent_buf_char(out, ' ');
    put_number(out, m->at[0].y);
    ent_buf_text(out, ") scale(");
    ent_buf_fixed(out, m->at[1].x, 4);
    ent_buf_char(out, ' ');
    ent_buf_fixed(out, m->at[1].y, 4);
    ent_buf_text(out, ")\" d=\"");
    for (size_t i = 2, run; i < m->count; i += run) {
        double size = cell_size(m), wide = size + (double)((run = cell_run(m, i)) - 1);

        ent_buf_char(out, 'M');
        put_number(out, m->at[i].x);
        ent_buf_char(out, ' ');
        put_number(out, m->at[i].y);
        ent_buf_char(out, 'h');
        put_number(out, wide);
        ent_buf_char(out, 'v');
        put_number(out, size);
        ent_buf_char(out, 'h');
        put_number(out, -wide);
        ent_buf_char(out, 'z');
    }
    ent_buf_char(out, '"');
}

static void put_shape(ent_buf *out, const scene *s, const mark *m)
{
    switch (m->form) {
    case FORM_CIRCLE:
        ent_buf_text(out, "<circle");
        number(out, "cx", m->at[0].x);
        number(out, "cy", m->at[0].y);
        number(out, "r", m->at[1].x);
        break;
    case FORM_BOX:
        ent_buf_text(out, "<rect");
        number(out, "x", m->at[0].x - m->at[1].x);
        number(out, "y", m->at[0].y - m->at[1].y);
        number(out, "width", 2 * m->at[1].x);
        number(out, "height", 2 * m->at[1].y);
        ent_buf_text(out, " rx=\"1.8\"");
        break;
    case FORM_CELLS:
        cells(out, m);
        break;
    default:
        ent_buf_text(out, "<path d=\"");
        for (size_t i = 0; i < m->count; i++) {
            bool curve = m->form == FORM_CURVE && i > 0;

            ent_buf_text(out, i == 0 ? "M" : curve && i % 3 == 1 ? "C" : curve ? " " : "L");
            point_text(out, m->at[i]);
        }
        ent_buf_text(out, m->form == FORM_AREA ? "Z\"" : "\"");
    }
    inks(out, s, m);
    ent_buf_text(out, "/>");
}

/* Letters and digits as they are, the rest in hexadecimal: one id for each name, and no id that
 * could be taken for the name of a part. Very long ids are cut, and numbered. */
static void put_id(ent_buf *out, ent_str id, size_t number_of)
{
    enum { LONGEST = 60 };

    for (size_t i = 0; i < id.len && i < LONGEST; i++) {
        char c = id.ptr[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            ent_buf_char(out, c);
        else
            ent_buf_format(out, ".%02X", (unsigned)(unsigned char)c);
    }
    if (id.len > LONGEST)
        ent_buf_format(out, ".n%zu", number_of);
}

static void put_mark(ent_buf *out, const scene *s, const mark *m)
{
    bool is_node = m->part == PART_NODES && m->object != NONE, is_tie = m->part == PART_TIES;

    if (is_node) {
        const node *n = &s->d->nodes[m->object];

        ent_buf_text(out, "<g class=\"node ");
        ent_escape_xml_attr(out, n->kind);
        if (!s->d->panel_count) {
            ent_buf_text(out, "\" id=\"node.");
            put_id(out, n->id, m->object);
        }
        ent_buf_text(out, "\" data-id=\"");
        ent_escape_xml_attr(out, n->id);
        ent_buf_text(out, "\">");
    } else if (is_tie) {
        ent_buf_text(out, "<g class=\"edge\">");
    } else if (m->title.len) {
        ent_buf_text(out, "<g>");
    }
    if (m->title.len) {
        ent_buf_text(out, "<title>");
        ent_escape_xml_text(out, m->title);
        ent_buf_text(out, "</title>");
    }
    put_shape(out, s, m);
    ent_buf_text(out, is_node || is_tie || m->title.len ? "</g>\n" : "\n");
}

/* ---- words ---- */

static void put_word(ent_buf *out, const scene *s, const word *w)
{
    static const char *const anchors[] = { "start", "middle", "end" };

    for (int copy = w->halo ? 0 : 1; copy < 2; copy++) {
        ent_buf_text(out, "<text");
        number(out, "x", w->x);
        number(out, "y", w->y);
        number(out, "font-size", w->size);
        if (w->bold)
            ent_buf_text(out, " font-weight=\"bold\"");
        if (w->italic)
            ent_buf_text(out, " font-style=\"italic\"");
        if (w->anchor != ANCHOR_START)
            ent_buf_format(out, " text-anchor=\"%s\"", anchors[w->anchor]);
        if (w->turn != 0) {
            ent_buf_text(out, " transform=\"rotate(");
            put_number(out, w->turn);
            ent_buf_char(out, ' ');
            put_number(out, w->x);
            ent_buf_char(out, ' ');
            put_number(out, w->y);
            ent_buf_text(out, ")\"");
        }
        ent_buf_format(out, " fill=\"#%06X\"", (unsigned)w->colour);
        if (copy == 0)
            ent_buf_format(out,
                           " stroke=\"#%06X\" stroke-width=\"1.6\" stroke-linejoin=\"round\" "
                           "aria-hidden=\"true\"",
                           (unsigned)s->d->theme.halo);
        ent_buf_char(out, '>');
        ent_escape_xml_text(out, w->text);
        ent_buf_text(out, "</text>");
    }
    ent_buf_char(out, '\n');
}

static void end(ent_buf *out, const scene *s)
{
    (void)s;
    ent_buf_text(out, "</svg>\n");
}

const writer svg_writer = { "svg", begin, begin_part, put_mark, put_word, end_part, end };
