/* raster.h: PDF and PNG from the SVG, so that all three look the same. */
#ifndef ENTENTE_RENDER_RASTER_H
#define ENTENTE_RENDER_RASTER_H

#include "render/scene.h"

ent_status raster_pdf(const scene *s, ent_str svg, ent_buf *out, ent_diags *diags);
ent_status raster_png(const scene *s, ent_str svg, ent_buf *out, ent_diags *diags);

#endif
