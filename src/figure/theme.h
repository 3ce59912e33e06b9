/* theme.h: how figures look: colours, sizes, dashes. A theme is a small file of "key = value"
 * lines; the included ones are part of the program (data/themes). */
#ifndef ENTENTE_FIGURE_THEME_H
#define ENTENTE_FIGURE_THEME_H

#include "base/file.h"
#include "entente/figure.h"

typedef struct tie_look {
    uint32_t colour, tint; /* 0xRRGGBB */
    double width;
    bool round;
    double dash[8];
    size_t dashes;
} tie_look;

enum { STYLE_UNKNOWN = ENT_LEVEL_COUNT, STYLE_ENTERED, STYLE_ENDED, STYLE_KEPT, STYLE_COUNT };
enum { MOST_GROUPS = 6, MOST_STEPS = 8 };

typedef struct figure_theme {
    uint32_t paper, ink, halo, quiet, land, ground, rim, state, other, missing;
    double label, small, legend, head, width, height;
    tie_look styles[STYLE_COUNT]; /* by ent_level, then what is no level */
    uint32_t groups[MOST_GROUPS], steps[MOST_STEPS];
    size_t group_count, step_count;
} figure_theme;

/** Reads a theme by its name, or from a file; NULL: the first of ent_themes.
 *  errors ENT_EUSAGE, ENT_EDATA, ENT_ESYSTEM */
ent_status ent_theme_read(figure_theme *t, const char *name, ent_diags *diags);

/** The theme of a figure, enlarged where its page asks for larger text. errors as ent_theme_read */
ent_status ent_theme_for(figure_theme *t, const ent_figure_options *options, ent_diags *diags);

/** Gives a line the dashes of the k-th category, which is solid for 0. */
void ent_set_dash(tie_look *look, size_t k);

#endif
