/* plot.h: what all plots have in common. */
#ifndef ENTENTE_FIGURE_PLOT_H
#define ENTENTE_FIGURE_PLOT_H

#include "figure/describe.h"

typedef struct plot_axis {
    const char *key, *title; /* "x" or "y" */
    double low, high, step;  /* between ticks */
} plot_axis;

/** Begins a description, up to the plot itself. `desc` is what is shown.
 *  errors ENT_EUSAGE, ENT_EDATA and ENT_ESYSTEM (format, theme) */
ent_status ent_plot_begin(ent_json_writer *w, figure_theme *t, const ent_figure_options *o,
                          ent_str name, ent_str desc, ent_str record, ent_diags *diags);
/** "TITLE. WHAT IS SHOWN. Made by RECORD." */
void ent_plot_caption(const ent_figure_options *o, ent_str name, ent_str desc, ent_str record,
                      ent_buf *out);
void ent_plot_axis(ent_json_writer *w, const plot_axis *axis);
/** A number of an axis, with all the digits that a page can show. */
void ent_plot_number(ent_json_writer *w, double value);
/** A round step of 1, 2 or 5, for about so many ticks. */
double ent_plot_step(double range, double ticks);

#endif
