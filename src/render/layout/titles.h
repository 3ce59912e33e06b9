/* titles.h: the key of numbered agreements: their titles in columns, below a layout that shows numbers. */
#ifndef ENTENTE_RENDER_LAYOUT_TITLES_H
#define ENTENTE_RENDER_LAYOUT_TITLES_H

#include "render/scene/scene.h"

enum { TITLE_LINES = 2 };

typedef struct title {
    ent_str lines[TITLE_LINES];
    size_t count;
} title;

/** The lines of a node's title, at most `most` of so much room each; it `ends` with its year and number of parties, or not. */
void title_break(scene *s, size_t n, double size, double room, size_t most, bool ends, title *out);
/** The mark of the node. */
void title_mark(scene *s, size_t node, spot at, double radius);
/** The mark of the node, its number and its title; `at`: the left end, and the middle of the first line. */
void title_draw(scene *s, size_t node, const title *text, double size, double step, double number_wide, spot at);
/** The height that the key takes for nodes in the order of their numbers, `wide` points wide. */
double titles_height(scene *s, const size_t *nodes, size_t count, double wide);
/** Draws it, with the mark of each node, from the upper left corner on. */
void titles_draw(scene *s, const size_t *nodes, size_t count, spot corner, double wide);

#endif
