/* text_width.h: the width of text, and its lines. */
#ifndef ENTENTE_RENDER_SCENE_TEXT_WIDTH_H
#define ENTENTE_RENDER_SCENE_TEXT_WIDTH_H

#include "entente/text.h"

/** Width in points of text of `size` points in Helvetica or Arial: exact for Latin, Greek and
 *  Cyrillic, estimated (wide rather than narrow) for other scripts. */
double text_width(ent_str text, double size, bool bold);

enum { MOST_LINES = 2 };
typedef struct lines {
    ent_str line[MOST_LINES];
    bool cut; /* the last line goes on: it is shown with an ellipsis */
    size_t count;
    double width;
} lines;

/** Breaks a label at a blank into two lines when it is long, and cuts what is too long for both. */
lines text_lines(ent_str text, double size, bool bold);

/** Breaks text at blanks into lines of at most `width` points; a longer word is broken where it must. Returns
 *  the number of lines, at most `room`; the last of them is cut if there would be more. */
size_t wrap_text(ent_str text, double size, bool bold, double width, ent_str *parts, size_t room);

#endif
