/* print_checks.h: can the figure be read on paper? */
#ifndef ENTENTE_RENDER_SCENE_PRINT_CHECKS_H
#define ENTENTE_RENDER_SCENE_PRINT_CHECKS_H

#include "render/scene/legibility.h"

/** Measures the finished scene; `l` is its legibility, of a plot all zero. A failed check is a warning, or an error if the description is strict. */
ent_status print_checks(const scene *s, const legibility *l, ent_diags *diags);

#endif
