/* formats.c: the table of formats. */
#include "render/write/formats.h"

#include "base/escape.h"
#include "render/scene/geometry.h"
#include "render/write/dot.h"
#include "render/write/raster.h"
#include "render/write/render_job.h"

static ent_status write_svg(const scene *s, ent_buf *out, ent_diags *diags)
{
    return render_job(s, &svg_writer, out, diags);
}

static ent_status write_tikz(const scene *s, ent_buf *out, ent_diags *diags)
{
    return render_job(s, &tikz_writer, out, diags);
}

/* The table of places that --places reads. */
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
        ent_buf_fixed(out, hundredth(p->x) / 72 * 25.4, 3); /* kept places give the same again */
        ent_buf_char(out, ',');
        ent_buf_fixed(out, hundredth(p->y - s->top) / 72 * 25.4, 3);
        ent_buf_format(out, ",%s\n", s->d->nodes[i].inside ? "inside" : sides[p->side]);
    }
    return out->failed ? ent_out_of_memory(diags) : ENT_OK;
}

static const struct {
    const char *name;
    ent_status (*write)(const scene *s, ent_buf *out, ent_diags *diags);
    bool opaque; /* the format has no transparency */
    bool in_page;
} formats[] = { { "svg", write_svg, false, false },  { "tex", write_tikz, false, false },
                { "dot", dot_figure, false, false }, { "pdf", raster_pdf, false, false },
                { "png", raster_png, false, false }, { "eps", raster_eps, true, false },
                { "html", write_svg, false, true },  { "places", write_places, false, false } };

ent_status write_scene(scene *s, ent_str format, ent_buf *out, ent_diags *diags)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (ent_str_is(format, formats[i].name)) {
            s->opaque = formats[i].opaque;
            s->in_page = formats[i].in_page;
            return formats[i].write(s, out, diags);
        }
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "unknown figure format '%.*s'",
                    ENT_STR_ARG(format));
}
