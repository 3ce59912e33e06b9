/* layouts.c: the table of layouts. */
#include "render/layout/layouts.h"

static const layout layouts[] = {
    { "stress", layout_stress }, { "column", layout_stress }, /* the same with codes in circles */
    { "blocs", layout_blocs },   { "bundle", layout_bundle },   { "matrix", layout_matrix },
    { "map", layout_map },       { "pyramid", layout_pyramid }, { "timeline", layout_timeline },
    { "rings", layout_rings },   { "columns", layout_columns }, { "plot", layout_plot },
};

const layout *layout_find(ent_str name)
{
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        if (ent_str_is(name, layouts[i].name))
            return &layouts[i];
    return NULL;
}
