/* pack.h: components of a network beside each other. */
#ifndef ENTENTE_RENDER_LAYOUT_PACK_H
#define ENTENTE_RENDER_LAYOUT_PACK_H

#include "render/description.h"

/** Moves components so that none covers another and all fill a page; the largest in the middle, small
 *  ones in its empty corners.
 *  of        the component of each node, 0 to count - 1
 *  room      half the width and half the height that a node and its label need
 *  aspect    width by height of the page */
ent_status pack_network(const description *d, const size_t *of, size_t count, double *x, double *y,
                        const double room[2], double aspect, ent_diags *diags);

#endif
