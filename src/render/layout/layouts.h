/* layouts.h: layouts, one function in one file each, and one table. When each suits is decided where the
 * figure is described (src/figure/layouts.c): the renderer draws the layout that it is given. */
#ifndef ENTENTE_RENDER_LAYOUT_LAYOUTS_H
#define ENTENTE_RENDER_LAYOUT_LAYOUTS_H

#include "render/scene/scene.h"

enum {
    LAYOUT_WHOLE_WIDTH = 1, /* the legend never stands beside it */
    LAYOUT_FIXED_PLACES = 2 /* the data place the nodes: no print checks of nodes and ties */
};

typedef struct layout {
    const char *name;
    ent_status (*place)(scene *s, ent_diags *diags); /* adds the marks and words to the scene */
    unsigned flags;
} layout;

const layout *layout_find(ent_str name); /* NULL: unknown */

ent_status layout_stress(scene *s, ent_diags *diags);
ent_status layout_blocs(scene *s, ent_diags *diags);
ent_status layout_bundle(scene *s, ent_diags *diags);
ent_status layout_matrix(scene *s, ent_diags *diags);
ent_status layout_map(scene *s, ent_diags *diags);
ent_status layout_pyramid(scene *s, ent_diags *diags);
ent_status layout_timeline(scene *s, ent_diags *diags);
ent_status layout_rings(scene *s, ent_diags *diags);
ent_status layout_columns(scene *s, ent_diags *diags);
ent_status layout_table(scene *s, ent_diags *diags);
ent_status layout_plot(scene *s, ent_diags *diags);
ent_status layout_flows(scene *s, ent_diags *diags); /* a plot of flows */

#endif
