/* headings.h: the words above and below a figure: title, subtitle, source, note. */
#ifndef ENTENTE_RENDER_SCENE_HEADINGS_H
#define ENTENTE_RENDER_SCENE_HEADINGS_H

#include "render/scene/scene.h"

/** The height that title and subtitle take above the network; 0: there are none. */
double title_height(const scene *s);
/** The height that source and note take below all else; 0: there are none. */
double source_height(const scene *s);
/** Draws all of them, once the page has its final height. */
void headings_draw(scene *s);

#endif
