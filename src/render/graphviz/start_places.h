/* start_places.h: places of nodes by Graphviz's stress majorization. */
#ifndef ENTENTE_RENDER_GRAPHVIZ_START_PLACES_H
#define ENTENTE_RENDER_GRAPHVIZ_START_PLACES_H

#include "render/description.h"

/** Places from a seeded start, in points; y downwards. */
ent_status start_places(const description *d, size_t start, double *x, double *y, ent_diags *diags);

#endif
