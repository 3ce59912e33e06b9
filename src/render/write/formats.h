/* formats.h: a scene as a file of some format. */
#ifndef ENTENTE_RENDER_WRITE_FORMATS_H
#define ENTENTE_RENDER_WRITE_FORMATS_H

#include "render/scene/scene.h"

/** Whether a format is for the interactive page, which a layout may need to know. */
bool format_is_of_page(ent_str format);

/** Writes the scene; ENT_EUSAGE if there is no such format. */
ent_status write_scene(scene *s, ent_str format, ent_buf *out, ent_diags *diags);

#endif
