/* layouts.h: ways to place a network, one file each, behind one table. When each suits is said, and
 * decided, where the figure is described (src/figure/layouts.c): the renderer does what it is told.
 */
#ifndef ENTENTE_RENDER_LAYOUT_LAYOUTS_H
#define ENTENTE_RENDER_LAYOUT_LAYOUTS_H

#include "render/scene/scene.h"

typedef struct layout {
    const char *name;
    ent_status (*place)(scene *s, ent_diags *diags); /* puts the marks and words into the scene */
} layout;

const layout *layout_find(ent_str name); /* NULL: there is none */

ent_status layout_stress(scene *s, ent_diags *diags);
ent_status layout_blocs(scene *s, ent_diags *diags);
ent_status layout_bundle(scene *s, ent_diags *diags);
ent_status layout_matrix(scene *s, ent_diags *diags);
ent_status layout_map(scene *s, ent_diags *diags);
ent_status layout_pyramid(scene *s, ent_diags *diags);
ent_status layout_timeline(scene *s, ent_diags *diags);
ent_status layout_rings(scene *s, ent_diags *diags);
ent_status layout_columns(scene *s, ent_diags *diags);
ent_status layout_plot(scene *s, ent_diags *diags);

#endif
