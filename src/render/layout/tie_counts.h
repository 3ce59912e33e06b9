/* tie_counts.h: numbers beside ties. */
#ifndef ENTENTE_RENDER_LAYOUT_TIE_COUNTS_H
#define ENTENTE_RENDER_LAYOUT_TIE_COUNTS_H

#include "render/scene/scene.h"

/** Do ties count something, and are there so few nodes that the numbers have room? */
bool has_tie_counts(const scene *s);
/** Writes them where they cover least, once nodes and labels have their places. */
void draw_tie_counts(scene *s);

#endif
