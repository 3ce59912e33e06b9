/* renderer.h: starting the rendering program, with its limits. */
#ifndef ENTENTE_FIGURE_RENDERER_H
#define ENTENTE_FIGURE_RENDERER_H

#include "entente/figure.h"

typedef struct render_limits {
    size_t seconds;        /* by the clock, and of work */
    size_t output, memory; /* bytes */
} render_limits;

/** Hands a description to a program and collects what it writes. When a limit is met, the program is
 *  killed and `out` left empty: a part of a figure is none. errors ENT_ESYSTEM */
ent_status render_with(const char *program, const render_limits *most, ent_str description,
                       ent_buf *out, ent_diags *diags);

#endif
