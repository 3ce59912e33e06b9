/* map_json.h: the layout "map" for the interactive page, which draws it itself. */
#ifndef ENTENTE_RENDER_WRITE_MAP_JSON_H
#define ENTENTE_RENDER_WRITE_MAP_JSON_H

#include "render/scene/scene.h"

/** Appends the outline of the land, and the places of nodes and of their labels, as one object of JSON that may
 *  stand in a script element (docs/page.md describes it). errors ENT_ENOMEM */
ent_status write_map(const scene *s, ent_buf *out, ent_diags *diags);

#endif
