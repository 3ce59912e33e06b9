/* fonts.h: which fonts the figure's words are drawn with where a writer draws them itself. */
#ifndef ENTENTE_RENDER_WRITE_FONTS_H
#define ENTENTE_RENDER_WRITE_FONTS_H

#include "render/scene/scene.h"

/** Lets all text of this process be drawn with the fonts that the program carries. Only if the scene
 * has letters that they lack do the machine's fonts come in; a letter that no font has is named in a
 * warning. Once a process, before anything is drawn. */
ent_status fonts_choose(const scene *s, ent_diags *diags);

#endif
