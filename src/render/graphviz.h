/* graphviz.h: what Graphviz does for us: stress places (see scene.h), DOT, and the walk over the
 * final graph that drives our SVG and TikZ engines. */
#ifndef ENTENTE_RENDER_GRAPHVIZ_H
#define ENTENTE_RENDER_GRAPHVIZ_H

#include "render/write/writer.h"

/** A scene by one of our writers, as a render engine inside gvc. */
ent_status graphviz_walk(const scene *s, const writer *w, ent_buf *out, ent_diags *diags);
/** DOT of a scene with final places: `neato -n2` draws it the same. */
ent_status graphviz_dot(const scene *s, ent_buf *out, ent_diags *diags);
/** DOT of the network alone, without places. */
ent_status graphviz_graph(const description *d, ent_buf *out, ent_diags *diags);
/** To be called once, before anything else: shuts the environment out. */
void graphviz_begin(void);
void graphviz_end(void);

#endif
