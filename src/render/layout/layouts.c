/* layouts.c: the table of layouts. */
#include "render/layout/layouts.h"

static const layout layouts[] = {
    { "stress", layout_stress, 0 },
    { "column", layout_stress, 0 }, /* the same for a narrow page, with codes in circles */
    { "blocs", layout_blocs, 0 },
    { "bundle", layout_bundle, 0 },
    { "matrix", layout_matrix, 0 },
    { "map", layout_map, LAYOUT_FIXED_PLACES | LAYOUT_WHOLE_WIDTH },
    { "pyramid", layout_pyramid, LAYOUT_WHOLE_WIDTH },
    { "timeline", layout_timeline, LAYOUT_WHOLE_WIDTH },
    { "rings", layout_rings, 0 },
    { "columns", layout_columns, 0 },
    { "table", layout_table, LAYOUT_WHOLE_WIDTH },
    { "plot", layout_plot, LAYOUT_WHOLE_WIDTH },
};

const layout *layout_find(ent_str name)
{
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        if (ent_str_is(name, layouts[i].name))
            return &layouts[i];
    return NULL;
}
