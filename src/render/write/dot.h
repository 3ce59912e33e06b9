/* dot.h: DOT of a figure and of a network. */
#ifndef ENTENTE_RENDER_WRITE_DOT_H
#define ENTENTE_RENDER_WRITE_DOT_H

#include "render/scene/scene.h"

/** A figure with its final places: `neato -n2` draws it the same. */
ent_status dot_figure(const scene *s, ent_buf *out, ent_diags *diags);
/** The network alone, without places; directed where its ties are. */
ent_status dot_network(const description *d, ent_buf *out, ent_diags *diags);

#endif
