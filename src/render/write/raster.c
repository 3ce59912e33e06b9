/* raster.c: librsvg draws our SVG onto cairo surfaces that write into our buffer, because cairo does not
 * report a full disk for files that it writes. The date is fixed: the same input gives the same bytes. */
#include "render/write/raster.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cairo-ps.h>
#include <cairo.h>
#include <librsvg/rsvg.h>

#include "base/escape.h"
#include "base/platform.h"
#include "render/write/fonts.h"
#include "render/write/render_job.h"
#include "render/write/tiff.h"

static cairo_status_t receive(void *closure, const unsigned char *data, unsigned int length)
{
    ent_buf *out = closure;

    ent_buf_add(out, (const char *)data, length);
    return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

static ent_status draw(cairo_surface_t *surface, double width, double height, ent_str svg,
                       ent_diags *diags)
{
    GError *error = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)svg.ptr, (gsize)svg.len, &error);
    RsvgRectangle page = { 0, 0, width, height };
    ent_status status = ENT_OK;
    cairo_t *cr;

    if (!handle) {
        status = ent_fail(diags, ENT_EINTERNAL, ENT_NOWHERE, "the figure cannot be read again: %s",
                          error ? error->message : "");
        g_clear_error(&error);
        return status;
    }
    cr = cairo_create(surface);
    if (!rsvg_handle_render_document(handle, cr, &page, &error) ||
        cairo_status(cr) != CAIRO_STATUS_SUCCESS)
        status = ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot draw the figure: %s",
                          error ? error->message : cairo_status_to_string(cairo_status(cr)));
    g_clear_error(&error);
    cairo_destroy(cr);
    g_object_unref(handle);
    return status;
}

static ent_status finish(cairo_surface_t *surface, ent_status status, const ent_buf *out,
                         ent_diags *diags)
{
    cairo_surface_finish(surface);
    if (status == ENT_OK && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        status = ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot write the figure: %s",
                          cairo_status_to_string(cairo_surface_status(surface)));
    cairo_surface_destroy(surface);
    return status == ENT_OK && out->failed ? ent_out_of_memory(diags) : status;
}

/* The scene as SVG, on a surface. */
static ent_status draw_scene(cairo_surface_t *surface, const scene *s, double width, double height,
                             ent_diags *diags)
{
    ent_buf svg = { 0 };
    ent_status status = fonts_choose(s, diags);

    if (status == ENT_OK)
        status = render_job(s, &svg_writer, &svg, diags);
    if (status == ENT_OK)
        status = draw(surface, width, height, ent_buf_view(&svg), diags);
    ent_buf_destroy(&svg);
    return status;
}

/* cairo refuses text with noncharacters. */
static void set_metadata(cairo_surface_t *surface, cairo_pdf_metadata_t which, ent_str text)
{
    ent_buf clean = { 0 };

    ent_escape_controls(&clean, text);
    cairo_pdf_surface_set_metadata(surface, which, ent_buf_string(&clean));
    ent_buf_destroy(&clean);
}

ent_status raster_pdf(const scene *s, ent_buf *out, ent_diags *diags)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(receive, out, s->width, s->height);
    ent_status status;

    set_metadata(surface, CAIRO_PDF_METADATA_TITLE, s->d->title);
    set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, s->d->record);
    set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, s->d->generator);
    set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, ENT_STR("2000-01-01T00:00:00Z"));
    status = draw_scene(surface, s, s->width, s->height, diags);
    return finish(surface, status, out, diags);
}

/* ---- PNG: cairo writes no resolution; its chunk is inserted after the header ---- */

static uint32_t crc_of(const unsigned char *bytes, size_t len)
{
    uint32_t crc = 0xffffffffu;

    for (size_t i = 0; i < len; i++) {
        crc ^= bytes[i];
        for (int k = 0; k < 8; k++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

static void big_endian(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (24 - 8 * i));
}

static void with_resolution(ent_str png, double dpi, ent_buf *out)
{
    enum { HEADER = 33 }; /* signature and IHDR */
    unsigned char chunk[21] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's' };
    uint32_t per_metre = (uint32_t)(dpi / 0.0254 + 0.5);

    big_endian(chunk + 8, per_metre);
    big_endian(chunk + 12, per_metre);
    chunk[16] = 1;
    big_endian(chunk + 17, crc_of(chunk + 4, 13));
    if (png.len < HEADER)
        return;
    ent_buf_add(out, png.ptr, HEADER);
    ent_buf_add(out, (const char *)chunk, sizeof chunk);
    ent_buf_add(out, png.ptr + HEADER, png.len - HEADER);
}

/* The page may end within a pixel: the rest of that pixel is paper. */
static void paint_paper(cairo_surface_t *surface, colour paper)
{
    cairo_t *cr = cairo_create(surface);

    cairo_set_source_rgb(cr, (paper >> 16) / 255.0, (paper >> 8 & 255) / 255.0,
                         (paper & 255) / 255.0);
    cairo_paint(cr);
    cairo_destroy(cr);
}

/* The figure in pixels; *surface is NULL if there would be too many. */
static ent_status draw_pixels(cairo_surface_t **surface, const scene *s, ent_diags *diags)
{
    double width = round(s->width / 72 * s->d->dpi), height = round(s->height / 72 * s->d->dpi);

    *surface = NULL;
    if (width * height > 4e8)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "%g by %g pixels are too many; choose a smaller --dpi", width, height);
    *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    paint_paper(*surface, s->d->theme.paper);
    return draw_scene(*surface, s, width, height, diags);
}

ent_status raster_png(const scene *s, ent_buf *out, ent_diags *diags)
{
    cairo_surface_t *surface;
    ent_buf png = { 0 };
    ent_status status = draw_pixels(&surface, s, diags);

    if (!surface)
        return status;
    if (status == ENT_OK &&
        cairo_surface_write_to_png_stream(surface, receive, &png) != CAIRO_STATUS_SUCCESS)
        status = ent_fail(diags, ENT_ESYSTEM, ENT_NOWHERE, "cannot write PNG");
    status = finish(surface, status, &png, diags);
    if (status == ENT_OK)
        with_resolution(ent_buf_view(&png), s->d->dpi, out);
    ent_buf_destroy(&png);
    return status == ENT_OK && out->failed ? ent_out_of_memory(diags) : status;
}

/* ---- TIFF ---- */

ent_status raster_tiff(const scene *s, ent_buf *out, ent_diags *diags)
{
    cairo_surface_t *surface;
    ent_status status = draw_pixels(&surface, s, diags);

    if (!surface)
        return status;
    cairo_surface_flush(surface);
    if (status == ENT_OK && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        const pixels p = { cairo_image_surface_get_data(surface), (size_t)cairo_image_surface_get_width(surface),
                           (size_t)cairo_image_surface_get_height(surface),
                           (size_t)cairo_image_surface_get_stride(surface), s->d->dpi };

        status = write_tiff(&p, s->d->generator, s->d->title, out, diags);
    }
    return finish(surface, status, out, diags);
}

/* ---- EPS ---- */

/* cairo writes the time into a comment, in the middle of the buffer's first lines. */
static void without_date(ent_str eps, ent_buf *out)
{
    static const char key[] = "%%CreationDate:";
    const char *at = ent_platform_find(eps.ptr, eps.len < 2000 ? eps.len : 2000, key, sizeof key - 1);
    const char *end = at ? memchr(at, '\n', (size_t)(eps.ptr + eps.len - at)) : NULL;

    if (!end) {
        ent_buf_str(out, eps);
        return;
    }
    ent_buf_add(out, eps.ptr, (size_t)(at - eps.ptr));
    ent_buf_add(out, end + 1, (size_t)(eps.ptr + eps.len - end - 1));
}

ent_status raster_eps(const scene *s, ent_buf *out, ent_diags *diags)
{
    ent_buf eps = { 0 };
    cairo_surface_t *surface =
        cairo_ps_surface_create_for_stream(receive, &eps, s->width, s->height);
    ent_status status;

    cairo_ps_surface_set_eps(surface, 1);
    cairo_ps_surface_restrict_to_level(surface, CAIRO_PS_LEVEL_3);
    status = draw_scene(surface, s, s->width, s->height, diags);
    status = finish(surface, status, &eps, diags);
    if (status == ENT_OK)
        without_date(ent_buf_view(&eps), out);
    ent_buf_destroy(&eps);
    return status == ENT_OK && out->failed ? ent_out_of_memory(diags) : status;
}
