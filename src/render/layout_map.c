#include "render/layouts.h"

ent_status layout_map(scene *s, ent_diags *diags)
{
    return layout_stress(s, diags);
}
