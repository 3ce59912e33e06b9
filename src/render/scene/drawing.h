/* drawing.h: nodes, labels and ties as marks and words. */
#ifndef ENTENTE_RENDER_SCENE_DRAWING_H
#define ENTENTE_RENDER_SCENE_DRAWING_H

#include "render/scene/scene.h"

/** Half the size of each node, and the lines of its label. */
void size_nodes(scene *s);
/** Puts the label of node i to its side. */
void set_label(scene *s, size_t i);
void draw_node(scene *s, size_t i);
/** The outline of drafts and proposals. */
void dash_outline(mark *m);
/** A mark without room for words: a box becomes a square. */
void draw_dot(scene *s, size_t i);
void draw_label(scene *s, size_t i);
/** A label on one line, of at most so many characters. */
ent_str one_line(scene *s, ent_str text, size_t most);
/** The name of node i on one line. Among codes, long names are cut to 16 characters. */
ent_str name_on_line(scene *s, size_t i);
double name_width(scene *s, size_t i, double size);
/** The head of an arrow where mark `at`, a tie, ends; the line ends within it. Returns the mark, which may
 *  have moved. */
mark *draw_arrow(scene *s, mark *m, size_t at);
/** A straight tie; or a curve through `via` (its two inner control points). */
mark *draw_tie(scene *s, size_t i, const spot *via);
void style_tie(scene *s, mark *m, size_t i);
/** The title of a panel in so much width and, where there is room, its numbers of ties. */
void draw_panel_head(scene *s, size_t panel, double x, double y, double width);
/** How many panels stand beside each other. */
size_t panel_columns(const scene *s);
/** Notes where the last row of panels, each so wide and high, has room for more. */
void note_panel_gap(scene *s, spot corner, double wide, double high);
/** All nodes with their labels and leaders. */
void draw_nodes(scene *s);
/** Straight ties, then nodes and labels: one picture, or one for each panel. */
ent_status draw_network(scene *s, ent_diags *diags);

#endif
