/* formats.c: the table of formats. */
#include "render/write/formats.h"

#include <math.h>

#include "base/escape.h"
#include "render/scene/kept_places.h"
#include "render/write/dot.h"
#include "render/write/map_json.h"
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

static void put_length(ent_buf *out, char separator, double mm)
{
    ent_buf_char(out, separator);
    if (!isnan(mm))
        ent_buf_fixed(out, mm, 3);
}

/* The table of places that --places reads. */
static ent_status write_places(const scene *s, char separator, ent_buf *out, ent_diags *diags)
{
    static const char *const names[] = { "node", "x", "y", "label", "label_x", "label_y" };

    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (k)
            ent_buf_char(out, separator);
        ent_buf_text(out, names[k]);
    }
    ent_buf_char(out, '\n');
    for (size_t i = 0; i < s->d->node_count; i++) {
        node place = { 0 };

        if (s->nodes[i].hidden)
            continue;
        state_place(s, i, &place);
        ent_escape_csv_cell(out, s->d->nodes[i].id, separator);
        put_length(out, separator, place.x);
        put_length(out, separator, place.y);
        ent_buf_char(out, separator);
        ent_buf_str(out, place.side);
        put_length(out, separator, place.label_x);
        put_length(out, separator, place.label_y);
        ent_buf_char(out, '\n');
    }
    return out->failed ? ent_out_of_memory(diags) : ENT_OK;
}

static ent_status write_places_csv(const scene *s, ent_buf *out, ent_diags *diags)
{
    return write_places(s, ',', out, diags);
}

static ent_status write_places_tsv(const scene *s, ent_buf *out, ent_diags *diags)
{
    return write_places(s, '\t', out, diags);
}

static const struct {
    const char *name;
    ent_status (*write)(const scene *s, ent_buf *out, ent_diags *diags);
    bool opaque; /* the format has no transparency */
    bool in_page;
} formats[] = { { "svg", write_svg, false, false },
                { "tex", write_tikz, false, false },
                { "dot", dot_figure, false, false },
                { "pdf", raster_pdf, false, false },
                { "png", raster_png, false, false },
                { "eps", raster_eps, true, false },
                { "tiff", raster_tiff, false, false },
                { "html", write_svg, false, true },
                { "page-map", write_map, false, true },
                { "places", write_places_csv, false, false },
                { "places.tsv", write_places_tsv, false, false } };

bool format_is_of_page(ent_str format)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (ent_str_is(format, formats[i].name))
            return formats[i].in_page;
    return false;
}

ent_status write_scene(scene *s, ent_str format, ent_buf *out, ent_diags *diags)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (ent_str_is(format, formats[i].name)) {
            s->opaque = formats[i].opaque;
            return formats[i].write(s, out, diags);
        }
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "unknown figure format '%.*s'",
                    ENT_STR_ARG(format));
}
