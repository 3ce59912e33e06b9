/* figure.h: what a figure shows: sizes, colours, dashes, labels, legend and words, as a description
 * in JSON that the rendering program turns into a picture (docs/figure-description.md). */
#ifndef ENTENTE_FIGURE_H
#define ENTENTE_FIGURE_H

#include "entente/network.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_label_language { ENT_LABEL_ENGLISH, ENT_LABEL_RUSSIAN, ENT_LABEL_ID } ent_label_language;

typedef struct ent_figure_options {
    const char *format;   /* "svg", "pdf", "png", "dot" */
    const char *layout;   /* a name of ent_layouts; NULL = "stress" */
    const char *title;    /* NULL = made from the data */
    double width_mm;      /* 60 to 400 */
    double height_mm;     /* 0 = chosen by the layout */
    size_t dpi;           /* of PNG */
    size_t seed, starts;  /* of the layout */
    ent_label_language names;
} ent_figure_options;

#define ENT_FIGURE_OPTIONS_INIT { .format = "svg", .width_mm = 180, .dpi = 300, .seed = 1, .starts = 16 }

typedef struct ent_choice { /* a name and what it is for: a row of `entente list` */
    const char *name, *summary;
} ent_choice;

extern const ent_choice ent_layouts[];        /* name NULL at the end */
extern const ent_choice ent_figure_formats[]; /* what the renderer writes */

/** Describes the figure of a network: states as circles whose area grows with their ties,
 *  organizations and hubs as boxes, ties by level in colour and dash, a legend for every value that
 *  occurs. `record` says how it was made. errors ENT_EUSAGE (unknown layout or format), ENT_ENOMEM */
ent_status ent_figure_describe(const ent_network *network, const ent_figure_options *options,
                               ent_str record, ent_buf *out, ent_diags *diags);

/** Hands a description to the rendering program and collects the file that it makes. The program is
 *  started with an empty environment and limits, and killed when it does not finish.
 *  errors ENT_ESYSTEM (it cannot be started, it failed: its words are passed on) */
ent_status ent_render(ent_str description, ent_buf *out, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
