/* kept_places.h: places of nodes and labels that come from an earlier figure or from a person. They are in
 * millimetres and do not count the title, so that they remain when one is added. */
#ifndef ENTENTE_RENDER_SCENE_KEPT_PLACES_H
#define ENTENTE_RENDER_SCENE_KEPT_PLACES_H

#include "render/scene/scene.h"

enum { SIDES_OF_NODE = 8 };
extern const char *const side_names[SIDES_OF_NODE]; /* of a label, by placed.side */

/** The place to keep of node i, in points; NaN: none. */
spot kept_place(const scene *s, size_t i);
/** Puts labels with a place to keep there; one that is far from its node gets a leader. */
void keep_labels(scene *s);
/** The place of a node of a finished scene, as it is kept: x, y, side, label_x, label_y. */
void state_place(const scene *s, size_t i, node *out);
/** Do fewer than half of the nodes have a place to keep? Then they are corrections of the figure without
 *  them. */
bool are_corrections(const description *d);

#endif
