/* radial.h: nodes and labels on circles. */
#ifndef ENTENTE_RENDER_LAYOUT_RADIAL_H
#define ENTENTE_RENDER_LAYOUT_RADIAL_H

#include "render/scene/scene.h"

/** Sizes all nodes as dots, as large as a ring allows whose nodes are `pitch` apart. All shrink by one
 *  factor, as do the samples of the legend. */
void size_dots(scene *s, double pitch);
/** The name of node i on the ray from a centre, starting at a radius; turned so that it is upright. */
void radial_label(scene *s, size_t i, spot centre, double angle, double radius, double size);

#endif
