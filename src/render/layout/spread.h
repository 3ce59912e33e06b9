/* spread.h: places of the nodes of crowded networks. */
#ifndef ENTENTE_RENDER_LAYOUT_SPREAD_H
#define ENTENTE_RENDER_LAYOUT_SPREAD_H

#include "render/scene/scene.h"

/** Places by stress, so that clusters keep their shape and have room; components are beside each other.
 *  A tie between nodes without common neighbours is 1 long.
 *  x, y    out: s->d->node_count numbers each
 *  aspect  width by height of the page */
ent_status spread_network(const scene *s, double aspect, double *x, double *y, ent_diags *diags);
/** Moves nodes that lie on each other apart, as little as keeps the shape of their cluster, within
 *  s->net. Kept places stay. */
ent_status part_nodes(scene *s, ent_diags *diags);

#endif
