/* xdot.h: marks and words as drawing operations of Graphviz's attribute _background. */
#ifndef ENTENTE_RENDER_WRITE_XDOT_H
#define ENTENTE_RENDER_WRITE_XDOT_H

#include "render/scene/scene.h"

/** "#rrggbb", or "#rrggbbaa" where the ink is transparent. */
void xdot_colour(ent_buf *out, ink i);
void xdot_mark(ent_buf *out, const scene *s, const mark *m);
void xdot_word(ent_buf *out, const scene *s, const word *w);

#endif
