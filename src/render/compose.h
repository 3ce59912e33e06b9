/* compose.h: from a description to a finished scene. */
#ifndef ENTENTE_RENDER_COMPOSE_H
#define ENTENTE_RENDER_COMPOSE_H

#include "render/scene/scene.h"

/** Gives nodes without a place to keep the places of the figure without any, where the places that are given are
 *  corrections of it. */
ent_status keep_the_rest(description *d, ent_diags *diags);
/** Lays the figure out. The scene must be destroyed also after a failure. */
ent_status compose(scene *s, const description *d, ent_diags *diags);

#endif
