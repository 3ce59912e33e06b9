/* print_checks.h: can the figure be read on paper? */
#ifndef ENTENTE_RENDER_SCENE_PRINT_CHECKS_H
#define ENTENTE_RENDER_SCENE_PRINT_CHECKS_H

#include "render/scene/scene.h"

/** Measures the finished scene. A failed check is a warning, or an error if the description is strict. */
ent_status print_checks(const scene *s, ent_diags *diags);

#endif
