#include "render/layouts.h"

ent_status layout_columns(scene *s, ent_diags *diags)
{
    return layout_stress(s, diags);
}
