/* raster.h: PDF, PNG and EPS from the SVG, so that all look the same. */
#ifndef ENTENTE_RENDER_WRITE_RASTER_H
#define ENTENTE_RENDER_WRITE_RASTER_H

#include "render/scene/scene.h"

ent_status raster_pdf(const scene *s, ent_buf *out, ent_diags *diags);
ent_status raster_png(const scene *s, ent_buf *out, ent_diags *diags);
ent_status raster_tiff(const scene *s, ent_buf *out, ent_diags *diags);
ent_status raster_eps(const scene *s, ent_buf *out, ent_diags *diags);

#endif
