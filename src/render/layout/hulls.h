/* hulls.h: hulls around the nodes of blocs. */
#ifndef ENTENTE_RENDER_LAYOUT_HULLS_H
#define ENTENTE_RENDER_LAYOUT_HULLS_H

#include "render/scene/scene.h"

/** Pale hulls under the nodes of each bloc, and the names of the blocs. */
ent_status draw_hulls(scene *s, ent_diags *diags);

#endif
