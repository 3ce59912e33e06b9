/* theme.h: how figures look: colours, sizes, dashes. A theme is a small file of "key = value"
 * lines; those that come along are parts of the program (data/themes). */
#ifndef ENTENTE_FIGURE_THEME_H
#define ENTENTE_FIGURE_THEME_H

#include "base/file.h"
#include "entente/figure.h"

typedef struct tie_style {
    uint32_t colour, tint; /* 0xRRGGBB */
    double width;
    bool round;
    double dash[8];
    size_t dashes;
} tie_style;

enum { STYLE_UNKNOWN = ENT_LEVEL_COUNT, STYLE_ENTERED, STYLE_ENDED, STYLE_KEPT, STYLE_COUNT };
enum { MOST_GROUPS = 6, MOST_STEPS = 8 };

typedef struct theme {
    uint32_t paper, ink, halo, quiet, land, ground, rim, state, other, missing;
    double label, small, legend, head, width, height;
    tie_style styles[STYLE_COUNT]; /* by ent_level, then what is no level */
    uint32_t groups[MOST_GROUPS], steps[MOST_STEPS];
    size_t group_count, step_count;
} theme;

/** Reads a theme by its name, or from a file. errors ENT_EUSAGE, ENT_EDATA, ENT_ESYSTEM */
ent_status theme_read(theme *t, const char *name, ent_diags *diags);

#endif
