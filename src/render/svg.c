/* svg.c: writing SVG: presentation attributes only, two decimals, text as text, no script, style
 * sheet or reference. Every label is written twice, first as its own halo, because readers that do
 * not know paint-order would paint the halo over the letters. */
#include "render/svg.h"

#include "base/escape.h"

static void number(ent_buf *out, const char *name, double value)
{
    ent_buf_format(out, " %s=\"", name);
    ent_buf_fixed(out, value, 2);
    ent_buf_char(out, '"');
}

static void element_title(ent_buf *out, ent_str title)
{
    ent_buf_text(out, "<title>");
    ent_escape_xml_text(out, title);
    ent_buf_text(out, "</title>");
}

void svg_begin(ent_buf *out, const scene *s)
{
    const description *d = s->d;

    ent_buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"");
    ent_buf_fixed(out, d->width_mm, 2);
    ent_buf_text(out, "mm\" height=\"");
    ent_buf_fixed(out, s->height / 72 * 25.4, 2);
    ent_buf_text(out, "mm\" viewBox=\"0 0 ");
    ent_buf_fixed(out, s->width, 2);
    ent_buf_char(out, ' ');
    ent_buf_fixed(out, s->height, 2);
    ent_buf_text(out, "\" role=\"img\" aria-labelledby=\"figure-title figure-desc\" xml:lang=\"");
    ent_escape_xml_attr(out, d->language);
    ent_buf_text(out, "\" font-family=\"");
    ent_escape_xml_attr(out, d->font);
    ent_buf_text(out, "\">\n<title id=\"figure-title\">");
    ent_escape_xml_text(out, d->title);
    ent_buf_text(out, "</title>\n<desc id=\"figure-desc\">");
    ent_escape_xml_text(out, d->desc);
    ent_buf_text(out, "</desc>\n<metadata>");
    ent_escape_xml_text(out, d->record);
    ent_buf_text(out, "</metadata>\n<g id=\"background\" class=\"background\"><rect");
    number(out, "width", s->width);
    number(out, "height", s->height);
    ent_buf_format(out, " fill=\"%.*s\"/></g>\n", ENT_STR_ARG(d->paper));
}

void svg_begin_ties(ent_buf *out)
{
    ent_buf_text(out, "<g id=\"edges\" fill=\"none\">\n");
}

void svg_begin_nodes(ent_buf *out)
{
    ent_buf_text(out, "<g id=\"nodes\">\n");
}

void svg_end_group(ent_buf *out)
{
    ent_buf_text(out, "</g>\n");
}

static void stroke(ent_buf *out, const style *st, double width)
{
    ent_buf_format(out, " stroke=\"%.*s\"", ENT_STR_ARG(st->colour));
    number(out, "stroke-width", width);
    for (size_t i = 0; i < st->dashes; i++) {
        ent_buf_text(out, i ? "," : " stroke-dasharray=\"");
        ent_buf_fixed(out, st->dash[i], 2);
        ent_buf_text(out, i + 1 == st->dashes ? "\"" : "");
    }
    if (st->round)
        ent_buf_text(out, " stroke-linecap=\"round\"");
}

void svg_tie(ent_buf *out, const scene *s, size_t i)
{
    const tie *t = &s->d->ties[i];
    const style *st = &s->d->styles[t->style];

    ent_buf_text(out, "<g class=\"edge\">");
    element_title(out, t->tooltip);
    ent_buf_text(out, "<path d=\"M");
    ent_buf_fixed(out, s->ties[i].x1, 2);
    ent_buf_char(out, ',');
    ent_buf_fixed(out, s->ties[i].y1, 2);
    ent_buf_char(out, 'L');
    ent_buf_fixed(out, s->ties[i].x2, 2);
    ent_buf_char(out, ',');
    ent_buf_fixed(out, s->ties[i].y2, 2);
    ent_buf_char(out, '"');
    stroke(out, st, t->width > 0 ? t->width : st->width);
    ent_buf_text(out, "/></g>\n");
}

static void shape(ent_buf *out, bool is_box, double x, double y, double rx, double ry, ent_str fill,
                  ent_str line, double width)
{
    if (is_box) {
        ent_buf_text(out, "<rect");
        number(out, "x", x - rx);
        number(out, "y", y - ry);
        number(out, "width", 2 * rx);
        number(out, "height", 2 * ry);
        ent_buf_text(out, " rx=\"1.8\"");
    } else {
        ent_buf_text(out, "<circle");
        number(out, "cx", x);
        number(out, "cy", y);
        number(out, "r", rx);
    }
    ent_buf_format(out, " fill=\"%.*s\" stroke=\"%.*s\"", ENT_STR_ARG(fill), ENT_STR_ARG(line));
    number(out, "stroke-width", width);
    ent_buf_text(out, "/>");
}

void svg_node(ent_buf *out, const scene *s, size_t i)
{
    const node *n = &s->d->nodes[i];
    const placed *p = &s->nodes[i];

    ent_buf_text(out, "<g class=\"node ");
    ent_escape_xml_attr(out, n->kind);
    ent_buf_text(out, "\" data-id=\"");
    ent_escape_xml_attr(out, n->id);
    ent_buf_text(out, "\">");
    element_title(out, n->tooltip);
    shape(out, n->box, p->x, p->y, p->rx, p->ry, n->fill, n->stroke, n->stroke_width);
    ent_buf_text(out, "</g>\n");
}

/* ---- words ---- */

static void text(ent_buf *out, ent_str words, double x, double y, double size, bool bold,
                 const char *anchor, ent_str fill, ent_str halo)
{
    for (int copy = halo.len ? 0 : 1; copy < 2; copy++) {
        ent_buf_text(out, "<text");
        number(out, "x", x);
        number(out, "y", y);
        number(out, "font-size", size);
        if (bold)
            ent_buf_text(out, " font-weight=\"bold\"");
        if (anchor[0] != 's')
            ent_buf_format(out, " text-anchor=\"%s\"", anchor);
        ent_buf_format(out, " fill=\"%.*s\"", ENT_STR_ARG(fill));
        if (copy == 0)
            ent_buf_format(out,
                           " stroke=\"%.*s\" stroke-width=\"1.6\" stroke-linejoin=\"round\" "
                           "aria-hidden=\"true\"",
                           ENT_STR_ARG(halo));
        ent_buf_char(out, '>');
        ent_escape_xml_text(out, words);
        ent_buf_text(out, "</text>");
    }
}

static void node_label(ent_buf *out, const scene *s, size_t i)
{
    const node *n = &s->d->nodes[i];
    const placed *p = &s->nodes[i];
    double step = n->label_size * LINE_STEP / 100;
    double lines_high = step * (double)(p->words.count - 1);
    double sub = n->box && n->sub.len ? SUB_SIZE * LINE_STEP / 100 : 0;
    double y = p->label_y - lines_high / 2 - sub / 2 + BASELINE * n->label_size, x = p->label_x;
    /* beside a node the text starts or ends there, whatever its width on paper */
    const char *anchor = n->inside || p->side == 2 || p->side == 3 ? "middle"
                         : p->side == 1 || p->side == 5 || p->side == 7 ? "end"
                                                                          : "start";
    ent_buf line = { 0 };

    if (anchor[0] == 's')
        x -= p->label_w / 2;
    else if (anchor[0] == 'e')
        x += p->label_w / 2;
    ent_buf_text(out, "<g class=\"label\">");
    for (size_t k = 0; k < p->words.count; k++, y += step) {
        label_line(&p->words, k, &line);
        text(out, ent_buf_view(&line), x, y, n->label_size, n->bold, anchor, s->d->ink,
             n->inside ? (ent_str){ 0 } : s->d->halo);
    }
    if (sub > 0)
        text(out, n->sub, p->x, y - step + n->label_size * 0.2 + SUB_SIZE * 0.95, SUB_SIZE, false,
             "middle", s->d->ink, (ent_str){ 0 });
    ent_buf_text(out, "</g>\n");
    out->failed |= line.failed;
    ent_buf_destroy(&line);
}

void svg_labels(ent_buf *out, const scene *s)
{
    ent_buf_text(out, "<g id=\"labels\">\n");
    for (size_t i = 0; i < s->d->node_count; i++)
        if (!s->nodes[i].no_label)
            node_label(out, s, i);
    ent_buf_text(out, "</g>\n");
}

void svg_legend(ent_buf *out, const scene *s)
{
    ent_buf_text(out, "<g id=\"legend\" class=\"legend\">\n");
    for (size_t i = 0; i < s->key_count; i++) {
        const key *k = &s->keys[i];
        const entry *e = k->entry;

        if (e->mark == MARK_LINE) {
            const style *st = &s->d->styles[e->style];

            ent_buf_text(out, "<path fill=\"none\" d=\"M");
            ent_buf_fixed(out, k->x - 8.5, 2);
            ent_buf_char(out, ',');
            ent_buf_fixed(out, k->y, 2);
            ent_buf_char(out, 'h');
            ent_buf_fixed(out, 17, 2);
            ent_buf_char(out, '"');
            stroke(out, st, st->width);
            ent_buf_text(out, "/>\n");
        } else if (e->mark == MARK_CIRCLE) {
            shape(out, false, k->x, k->y, e->diameter * s->shrink / 2, 0, e->fill, e->stroke, 0.4);
            ent_buf_char(out, '\n');
        } else {
            shape(out, true, k->x, k->y, 6.5, 3.4, e->fill, e->stroke, 0.9);
            ent_buf_char(out, '\n');
        }
    }
    for (size_t i = 0; i < s->word_count; i++) {
        const word *w = &s->words[i];

        text(out, w->text, w->x, w->y, w->size, w->bold, "start", s->d->ink, (ent_str){ 0 });
        ent_buf_char(out, '\n');
    }
    ent_buf_text(out, "</g>\n");
}

void svg_end(ent_buf *out)
{
    ent_buf_text(out, "</svg>\n");
}
