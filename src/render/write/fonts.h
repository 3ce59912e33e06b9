/* fonts.h: the fonts of formats in which we draw the text ourselves. */
#ifndef ENTENTE_RENDER_WRITE_FONTS_H
#define ENTENTE_RENDER_WRITE_FONTS_H

#include "render/scene/scene.h"

/** Sets the fonts of this process: the embedded ones, and those of the machine only if the scene has
 *  letters that these lack. A letter that no font has is named in a warning. To be called once. */
ent_status fonts_choose(const scene *s, ent_diags *diags);

#endif
