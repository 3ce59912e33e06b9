/* embedded_fonts.h: Liberation Sans, a part of the program: neither layouts nor files depend on the fonts
 * of a machine. Its letters have the widths of Arial. */
#ifndef ENTENTE_RENDER_SCENE_EMBEDDED_FONTS_H
#define ENTENTE_RENDER_SCENE_EMBEDDED_FONTS_H

#include "base/embed.h"

enum { FONT_REGULAR, FONT_BOLD, FONT_ITALIC, FONT_COUNT };

extern const ent_embedded embedded_fonts[FONT_COUNT];

/** Can the fonts be read? */
bool embedded_fonts_work(void);
/** The width of a Latin, Greek or Cyrillic letter in thousandths of the text's size; 0: not in the font. */
int letter_width(uint32_t letter, bool bold);

#endif
