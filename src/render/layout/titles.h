/* titles.h: the key of numbered agreements: their titles in columns, below a layout that shows numbers. */
#ifndef ENTENTE_RENDER_LAYOUT_TITLES_H
#define ENTENTE_RENDER_LAYOUT_TITLES_H

#include "render/scene/scene.h"

/** The height that the key takes for nodes in the order of their numbers, `wide` points wide. */
double titles_height(scene *s, const size_t *nodes, size_t count, double wide);
/** Draws it, with the mark of each node, from the upper left corner on. */
void titles_draw(scene *s, const size_t *nodes, size_t count, spot corner, double wide);

#endif
