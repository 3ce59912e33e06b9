/* svg.c: writing SVG: presentation attributes only, two decimals, text as text, no script, style
 * sheet or reference. For the interactive page, which has the data beside it, marks say only which
 * node or tie they are, and words say which node they name. A label with a halo is written twice, first
 * as its own halo, because readers without paint-order would paint the halo over the letters; browsers have
 * paint-order. */
#include "render/write/writer.h"

#include <math.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "render/scene/geometry.h"

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

/* ---- the content of the figure ---- */

static void text_attr(ent_buf *out, const char *name, ent_str value)
{
    ent_buf_format(out, " %s=\"", name);
    ent_escape_xml_attr(out, value);
    ent_buf_char(out, '"');
}

static void count_attr(ent_buf *out, const char *name, size_t count)
{
    ent_buf_format(out, " %s=\"%zu\"", name, count);
}

/* An item of a list whose separator is ';'. */
static void put_listed(ent_buf *out, ent_str id)
{
    ent_buf text = { 0 };

    ent_escape_list_item(&text, id);
    ent_escape_xml_attr(out, ent_buf_view(&text));
    out->failed |= text.failed;
    ent_buf_destroy(&text);
}

static void put_list(ent_buf *out, const ent_str *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ent_buf_text(out, i ? ";" : "");
        put_listed(out, ids[i]);
    }
}

static void list_attr(ent_buf *out, const char *name, const ent_str *ids, size_t count)
{
    ent_buf_format(out, " %s=\"", name);
    put_list(out, ids, count);
    ent_buf_char(out, '"');
}

/* Nodes that the layout left out, and those that the description leaves out. */
static void put_not_drawn(ent_buf *out, const scene *s, const claim *n, size_t panel)
{
    const description *d = s->d;
    bool *drawn = ent_mem_new(d->node_count, sizeof *drawn), any = n->absent_count > 0;

    out->failed |= !drawn;
    for (size_t i = 0; drawn && i < s->mark_count; i++)
        if (s->marks[i].part == PART_NODES && s->marks[i].object != NONE &&
            s->marks[i].panel == panel)
            drawn[s->marks[i].object] = true;
    ent_buf_text(out, " data-not-drawn=\"");
    put_list(out, n->absent, n->absent_count);
    for (size_t i = 0; drawn && i < d->node_count; i++) {
        if (drawn[i] || d->nodes[i].apart || (panel != NONE && d->nodes[i].in.ptr[panel] == '0'))
            continue;
        ent_buf_text(out, any ? ";" : "");
        put_listed(out, d->nodes[i].id);
        any = true;
    }
    ent_buf_char(out, '"');
    ent_mem_free(drawn);
}

static void put_counts(ent_buf *out, const scene *s, const claim *n, size_t panel)
{
    count_attr(out, "data-nodes", n->nodes);
    count_attr(out, "data-ties", n->ties);
    count_attr(out, "data-unknown-ties", n->unknown_ties);
    count_attr(out, "data-acts", n->acts);
    put_not_drawn(out, s, n, panel);
}

static void begin_panel(ent_buf *out, const scene *s, size_t panel)
{
    ent_buf_text(out, "<g class=\"panel\"");
    if (s->d->network_count) {
        text_attr(out, "data-panel", s->d->networks[panel + 1].name);
        put_counts(out, s, &s->d->networks[panel + 1], panel);
    }
    ent_buf_text(out, ">\n");
}

static void end_group(ent_buf *out)
{
    ent_buf_text(out, "</g>\n");
}

static void begin(ent_buf *out, const scene *s)
{
    const description *d = s->d;

    if (!s->in_page)
        ent_buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    ent_buf_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"");
    put_number(out, d->width_mm);
    ent_buf_text(out, "mm\" height=\"");
    put_number(out, s->height / 72 * 25.4);
    ent_buf_text(out, "mm\" viewBox=\"0 0 ");
    put_number(out, s->width);
    ent_buf_char(out, ' ');
    put_number(out, s->height);
    ent_buf_text(out, "\" role=\"img\" aria-labelledby=\"figure-title figure-desc\" xml:lang=\"");
    ent_escape_xml_attr(out, d->language);
    /* no rounding of letters to whole pixels: text has the same width in all readers */
    ent_buf_text(out, "\" text-rendering=\"geometricPrecision\" font-family=\"");
    ent_escape_xml_attr(out, d->font);
    ent_buf_char(out, '"');
    if (d->network_count)
        put_counts(out, s, &d->networks[0], NONE);
    ent_buf_text(out, ">\n<title id=\"figure-title\">");
    ent_escape_xml_text(out, d->title);
    ent_buf_text(out, "</title>\n<desc id=\"figure-desc\">");
    ent_escape_xml_text(out, d->desc);
    ent_buf_text(out, "</desc>\n<metadata>");
    ent_escape_xml_text(out, d->record);
    if (s->reading.len) {
        ent_buf_text(out, "; legibility ");
        ent_escape_xml_text(out, s->reading);
    }
    ent_buf_text(out, "</metadata>\n");
}

/* What most labels of a page have. */
static void put_page_text(ent_buf *out, const scene *s)
{
    ent_buf_format(out, " fill=\"#%06X\" stroke=\"#%06X\" stroke-width=\"1.6\" stroke-linejoin=\"round\" "
                        "paint-order=\"stroke\"",
                   (unsigned)s->d->theme.ink, (unsigned)s->d->theme.halo);
}

static void begin_part(ent_buf *out, const scene *s, part p, size_t panel)
{
    static const struct {
        const char *id, *rest;
    } groups[PART_COUNT] = {
        [PART_GROUND] = { "background", " class=\"background\"" },
        [PART_BLOCS] = { "blocs", " class=\"cluster\"" },
        [PART_TIES] = { "edges", " fill=\"none\"" },
        [PART_AXES] = { "axes", " class=\"axis\" fill=\"none\"" },
        [PART_NODES] = { "nodes", "" },
        [PART_LABELS] = { "labels", "" },
        [PART_LEGEND] = { "legend", " class=\"legend\"" },
        [PART_HEADINGS] = { "headings", " class=\"headings\"" },
    };

    ent_buf_format(out, "<g id=\"%s", groups[p].id);
    if (panel != NONE)
        ent_buf_format(out, ".panel%zu", panel + 1);
    ent_buf_format(out, "\"%s", groups[p].rest);
    if (p == PART_LABELS && s->in_page)
        put_page_text(out, s);
    ent_buf_text(out, ">\n");
    if (p == PART_GROUND && panel == NONE) {
        ent_buf_text(out, "<rect");
        number(out, "width", s->width);
        number(out, "height", s->height);
        ent_buf_format(out, " fill=\"#%06X\"/>\n", (unsigned)s->d->theme.paper);
    }
}

/* ---- marks ---- */

/* Without transparency the colour is mixed with the paper's. */
static void paint(ent_buf *out, const scene *s, const char *what, ink i)
{
    bool opaque = i.opacity >= 1 || s->opaque;

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
    double size = cell_size(m);

    /* snapped to pixels, so that no paper is visible between neighbours; not below a pixel, where cells
     * would vanish */
    ent_buf_text(out, m->at[1].x < 4 && m->at[1].x > 0.5 && !m->half
                          ? "<path shape-rendering=\"crispEdges\" d=\""
                          : "<path d=\"");
    for (size_t i = 2; i < m->count; i++) {
        ent_buf_char(out, 'M');
        put_number(out, m->at[0].x + m->at[i].x * m->at[1].x);
        ent_buf_char(out, ' ');
        put_number(out, m->at[0].y + m->at[i].y * m->at[1].y);
        if (m->half) {
            ent_buf_char(out, 'v');
            ent_buf_fixed(out, size * m->at[1].y, 3);
            ent_buf_char(out, 'h');
            ent_buf_fixed(out, size * m->at[1].x, 3);
            ent_buf_char(out, 'z');
            continue;
        }
        ent_buf_char(out, 'h');
        ent_buf_fixed(out, size * m->at[1].x, 3);
        ent_buf_char(out, 'v');
        ent_buf_fixed(out, size * m->at[1].y, 3);
        ent_buf_char(out, 'h');
        ent_buf_fixed(out, -size * m->at[1].x, 3);
        ent_buf_char(out, 'z');
    }
    ent_buf_char(out, '"');
}

/* Ties of a page are paths in a group of one look: there can be thousands. */
static bool is_bare(const scene *s, const mark *m)
{
    return m->part == PART_TIES && s->in_page;
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
        ent_buf_text(out, is_bare(s, m) ? " d=\"" : "<path d=\"");
        for (size_t i = 0; i < m->count; i++) {
            bool curve = m->form == FORM_CURVE && i > 0;

            ent_buf_text(out, i == 0 ? "M" : curve && i % 3 == 1 ? "C" : curve ? " " : "L");
            point_text(out, m->at[i]);
        }
        ent_buf_text(out, m->form == FORM_AREA ? "Z\"" : "\"");
    }
    if (!is_bare(s, m))
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

static void open_node(ent_buf *out, const scene *s, const mark *m)
{
    const node *n = &s->d->nodes[m->object];

    ent_buf_text(out, "<g class=\"node ");
    ent_escape_xml_attr(out, n->kind);
    if (!s->d->panel_count && !s->in_page) {
        ent_buf_text(out, "\" id=\"node.");
        put_id(out, n->id, m->object);
    }
    ent_buf_char(out, '"');
    if (!n->apart || s->in_page)
        text_attr(out, "data-id", n->id);
    if (n->act.len)
        list_attr(out, "data-act", &n->act, 1);
    if (n->document_count)
        list_attr(out, "data-documents", n->documents, n->document_count);
    ent_buf_char(out, '>');
}

/* What a mark of a plot stands for. */
static void put_attributes(ent_buf *out, const mark *m)
{
    for (size_t i = 0; m->attrs && i < m->attrs->count; i++) {
        const pair *p = &m->attrs->items[i];

        ent_buf_format(out, " data-%.*s=\"", ENT_STR_ARG(p->key));
        ent_escape_xml_attr(out, p->value);
        ent_buf_char(out, '"');
    }
}

static void open_tie(ent_buf *out, const scene *s, const mark *m)
{
    static const char *const changes[] = { "", "entered", "ended", "kept" };
    static const char *const contexts[] = { "", "bound", "promoted", "talks", "sets-up" };
    const tie *t;

    ent_buf_text(out, is_bare(s, m) ? "<path" : "<g class=\"edge\"");
    if (m->object != NONE && s->d->network_count) {
        t = &s->d->ties[m->object];
        if (t->context) {
            text_attr(out, "data-context", ent_str_of(contexts[t->context]));
            text_attr(out, "data-from", t->from);
            text_attr(out, "data-to", t->to);
            if (!s->in_page)
                list_attr(out, "data-acts", t->acts, t->act_total);
        } else if (t->of_act) {
            list_attr(out, "data-act", t->acts, t->act_total);
        } else {
            text_attr(out, "data-source", s->d->nodes[t->a].id);
            text_attr(out, "data-target", s->d->nodes[t->b].id);
        }
        if (!t->context && !t->of_act && !s->in_page) {
            if (t->act_total || !t->act_count)
                list_attr(out, "data-acts", t->acts, t->act_total);
            else
                count_attr(out, "data-act-count", t->act_count);
            ent_buf_text(out, " data-weight=\"");
            ent_buf_number(out, t->weight);
            ent_buf_char(out, '"');
        }
        if (t->unknown && !t->counted)
            ent_buf_text(out, " data-unknown=\"1\"");
        if (t->change)
            text_attr(out, "data-change", ent_str_of(changes[t->change]));
    }
    put_attributes(out, m);
    if (!is_bare(s, m))
        ent_buf_char(out, '>');
}

static void open_other(ent_buf *out, const scene *s, const mark *m)
{
    ent_buf_text(out, "<g");
    if (m->acts_of != NONE && s->d->network_count)
        list_attr(out, "data-act", s->d->ties[m->acts_of].acts, s->d->ties[m->acts_of].act_total);
    if (m->twin_of != NONE)
        text_attr(out, "data-twin-of", s->d->nodes[m->twin_of].id);
    put_attributes(out, m);
    ent_buf_char(out, '>');
}

/* Has the mark beside it in paint order, the one before or the one after, another look, or is there none? */
static bool ends_group(const scene *s, const mark *m, int step)
{
    const mark *other = m + step;

    if (other < s->marks || other >= s->marks + s->mark_count || other->part != m->part)
        return true;
    return other->line.colour != m->line.colour || other->line.opacity != m->line.opacity ||
           other->width != m->width || other->dashes != m->dashes || other->round != m->round ||
           (m->dashes && memcmp(other->dash, m->dash, m->dashes * sizeof *m->dash) != 0);
}

static void put_mark(ent_buf *out, const scene *s, const mark *m)
{
    bool is_node = m->part == PART_NODES && m->object != NONE, is_tie = m->part == PART_TIES;
    ent_str title = s->in_page ? (ent_str){ 0 } : m->title;
    bool is_other = !is_node && !is_tie && (title.len || m->acts_of != NONE || m->twin_of != NONE || m->attrs);

    if (is_bare(s, m) && ends_group(s, m, -1)) {
        ent_buf_text(out, "<g");
        inks(out, s, m);
        ent_buf_text(out, ">\n");
    }
    if (is_node)
        open_node(out, s, m);
    else if (is_tie)
        open_tie(out, s, m);
    else if (is_other)
        open_other(out, s, m);
    if (title.len) {
        ent_buf_text(out, "<title>");
        ent_escape_xml_text(out, title);
        ent_buf_text(out, "</title>");
    }
    put_shape(out, s, m);
    if (is_bare(s, m) && ends_group(s, m, 1))
        ent_buf_text(out, "</g>");
    ent_buf_text(out, is_node || (is_tie && !is_bare(s, m)) || is_other ? "</g>\n" : "\n");
}

/* ---- words ---- */

static void put_word(ent_buf *out, const scene *s, const word *w)
{
    static const char *const anchors[] = { "start", "middle", "end" };

    bool in_group = s->in_page && w->part == PART_LABELS;

    for (int copy = w->halo && !in_group ? 0 : 1; copy < 2; copy++) {
        ent_buf_text(out, "<text");
        if (s->in_page && w->object != NONE)
            text_attr(out, "data-node", s->d->nodes[w->object].id);
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
        if (!in_group || w->colour != s->d->theme.ink)
            ent_buf_format(out, " fill=\"#%06X\"", (unsigned)w->colour);
        if (in_group && !w->halo)
            ent_buf_text(out, " stroke=\"none\"");
        else if (copy == 0 && !in_group)
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

static void end(ent_buf *out)
{
    ent_buf_text(out, "</svg>\n");
}

const writer svg_writer = { begin,    begin_panel, end_group, begin_part,
                            put_mark, put_word,    end_group, end };
