/* page.h: the page around a layout. */
#ifndef ENTENTE_RENDER_SCENE_PAGE_H
#define ENTENTE_RENDER_SCENE_PAGE_H

#include "render/scene/scene.h"

/** Sets the page's size and the frame that the layout may fill. */
void page_begin(scene *s);
/** The height that a page may have, in points: the figure's own limit, or that of a journal's page. */
double page_limit(const scene *s);
/** Centres what the layout drew, ends a page of free height there, and adds legend and notes. */
void page_end(scene *s);

#endif
