/* compose.h: from a description to a finished scene. */
#ifndef ENTENTE_RENDER_COMPOSE_H
#define ENTENTE_RENDER_COMPOSE_H

#include "render/scene/scene.h"

/** Lays the figure out. The scene must be destroyed also after a failure. */
ent_status compose(scene *s, const description *d, ent_diags *diags);

#endif
