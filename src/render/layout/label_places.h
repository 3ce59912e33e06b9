/* label_places.h: sides for labels. */
#ifndef ENTENTE_RENDER_LAYOUT_LABELS_H
#define ENTENTE_RENDER_LAYOUT_LABELS_H

#include "render/scene/scene.h"

/** Chooses sides for the labels of placed nodes; with `far` also places farther out, joined to the node
 *  by a leader. */
ent_status place_labels(scene *s, bool far, ent_diags *diags);
/** The same, with so many rings of places farther out, each 6 points beyond the last. */
ent_status place_labels_near(scene *s, int rings, ent_diags *diags);

#endif
