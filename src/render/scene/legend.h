/* legend.h: the legend and the notes of a figure. */
#ifndef ENTENTE_RENDER_SCENE_LEGEND_H
#define ENTENTE_RENDER_SCENE_LEGEND_H

#include "render/scene/scene.h"

typedef struct extent {
    double width, height;
} extent;

/** Does the legend stand beside the network? Otherwise it stands below. */
bool legend_beside(const scene *s);
/** Does it stand where the last row of panels has room? */
bool legend_in_gap(scene *s);
extent legend_size(scene *s);
void legend_draw(scene *s, double top);

double notes_height(const scene *s);
void notes_draw(scene *s, double top);

#endif
