/* writer.c: the table of formats. */
#include "render/write/writer.h"

#include "base/escape.h"
#include "render/graphviz.h"
#include "render/write/raster.h"

void put_number(ent_buf *out, double value)
{
    ent_buf_fixed(out, value, 2);
}

static void write_some(const writer *w, ent_buf *out, const scene *s, part p, size_t panel)
{
    bool any = panel == NONE && (p == PART_GROUND || p == PART_LEGEND);

    for (size_t i = 0; i < s->mark_count && !any; i++)
        any = s->marks[i].part == p && s->marks[i].panel == panel;
    for (size_t i = 0; i < s->word_count && !any; i++)
        any = s->words[i].part == p && s->words[i].panel == panel;
    if (!any)
        return;
    w->begin_part(out, s, p, panel);
    for (size_t i = 0; i < s->mark_count; i++)
        if (s->marks[i].part == p && s->marks[i].panel == panel)
            w->mark(out, s, &s->marks[i]);
    for (size_t i = 0; i < s->word_count; i++)
        if (s->words[i].part == p && s->words[i].panel == panel)
            w->word(out, s, &s->words[i]);
    w->end_part(out, s, p);
}

/* Panels lie beside each other, so that all parts of one can stand before the next. */
static void write_panels(const writer *w, ent_buf *out, const scene *s)
{
    for (size_t panel = 0; panel < s->d->panel_count; panel++) {
        if (w->begin_panel)
            w->begin_panel(out, s, panel);
        for (part p = 0; p < PART_COUNT; p++)
            write_some(w, out, s, p, panel);
        if (w->end_panel)
            w->end_panel(out, s, panel);
    }
}

void write_part(const writer *w, ent_buf *out, const scene *s, part p)
{
    if (p == PART_TIES)
        write_panels(w, out, s);
    write_some(w, out, s, p, NONE);
}

static ent_status write_svg(const scene *s, ent_buf *out, ent_diags *diags)
{
    return graphviz_walk(s, &svg_writer, out, diags);
}

static ent_status write_tikz(const scene *s, ent_buf *out, ent_diags *diags)
{
    return graphviz_walk(s, &tikz_writer, out, diags);
}

/* Where the nodes are: a table that --places reads. */
static ent_status write_places(const scene *s, ent_buf *out, ent_diags *diags)
{
    static const char *const sides[] = { "right",       "left",       "above",       "below",
                                         "above right", "above left", "below right", "below left" };

    ent_buf_text(out, "node,x,y,label\n");
    for (size_t i = 0; i < s->d->node_count; i++) {
        const placed *p = &s->nodes[i];

        if (p->hidden)
            continue;
        ent_escape_csv_cell(out, s->d->nodes[i].id, ',');
        ent_buf_char(out, ',');
        ent_buf_fixed(out, p->x / 72 * 25.4, 3);
        ent_buf_char(out, ',');
        ent_buf_fixed(out, p->y / 72 * 25.4, 3);
        ent_buf_format(out, ",%s\n", s->d->nodes[i].inside ? "inside" : sides[p->side]);
    }
    return out->failed ? ent_out_of_memory(diags) : ENT_OK;
}

ent_status write_scene(const scene *s, ent_str format, ent_buf *out, ent_diags *diags)
{
    static const struct {
        const char *format;
        ent_status (*write)(const scene *s, ent_buf *out, ent_diags *diags);
    } formats[] = { { "svg", write_svg },      { "tex", write_tikz }, { "dot", graphviz_dot },
                    { "pdf", raster_pdf },     { "png", raster_png }, { "eps", raster_eps },
                    { "places", write_places } };

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (ent_str_is(format, formats[i].format))
            return formats[i].write(s, out, diags);
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "a format that is not known: %.*s",
                    ENT_STR_ARG(format));
}
