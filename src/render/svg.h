/* svg.h: the pieces of an SVG figure, in the order in which the render engine asks for them. */
#ifndef ENTENTE_RENDER_SVG_H
#define ENTENTE_RENDER_SVG_H

#include "render/scene.h"

void svg_begin(ent_buf *out, const scene *s);
void svg_begin_ties(ent_buf *out);
void svg_tie(ent_buf *out, const scene *s, size_t tie);
void svg_begin_nodes(ent_buf *out);
void svg_node(ent_buf *out, const scene *s, size_t node);
void svg_end_group(ent_buf *out);
void svg_labels(ent_buf *out, const scene *s);
void svg_legend(ent_buf *out, const scene *s);
void svg_end(ent_buf *out);

#endif
