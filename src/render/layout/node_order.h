/* node_order.h: orders of nodes, for layouts that put them in a row. */
#ifndef ENTENTE_RENDER_LAYOUT_NODE_ORDER_H
#define ENTENTE_RENDER_LAYOUT_NODE_ORDER_H

#include "render/scene/scene.h"

/** The direction in which kept places are read as an order. */
typedef enum kept_way { KEPT_DOWN, KEPT_ALONG, KEPT_AROUND, KEPT_AROUND_EGO } kept_way;

/** Nodes by bloc, then by weight, the heaviest first; into order[node_count]. Within a bloc, nodes with a
 *  kept place come first, in the order of their places. */
ent_status order_by_bloc(scene *s, size_t *order, kept_way by, ent_diags *diags);
/** Sorts nodes by their kept places: downwards, from left to right, or clockwise from the top around the
 *  middle of all kept places. Nodes without one follow in their present order. Returns false if no node
 *  has a kept place. */
bool order_as_kept(scene *s, size_t *nodes, size_t count, kept_way by);
/** The nodes of `order` whose mode is `mode`, in order. Returns how many. */
size_t of_mode(const scene *s, const size_t *order, size_t mode, size_t *out);
/** Reorders nodes so that neighbours in the order are tied; the first stays. */
ent_status chain_order(scene *s, size_t *nodes, size_t count, ent_diags *diags);

/** In how many columns labels must alternate when their rows are closer than their height. */
size_t stagger_for(double pitch, double size);
/** The height that a layout may fill: that of the page, or on a page of free height what leaves
 *  `under` points for the legend on a narrow page. */
double most_height(const scene *s, double under);

#endif
