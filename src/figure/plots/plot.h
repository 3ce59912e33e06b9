/* plot.h: what all plots have in common. */
#ifndef ENTENTE_FIGURE_PLOT_H
#define ENTENTE_FIGURE_PLOT_H

#include "base/arena.h"
#include "base/hash_index.h"
#include "base/list.h"
#include "figure/describe.h"

/* ---- the steps of a series ---- */

typedef struct plot_step {
    ent_str date;
    int32_t first; /* its first day */
    double year;
} plot_step;

typedef struct plot_steps { /* in the order of time */
    plot_step *items;
    size_t count, room;
    ent_index by_date;
} plot_steps;

/** The dates of all rows. errors ENT_EDATA (no row), ENT_ENOMEM */
ent_status ent_plot_find_steps(plot_steps *steps, const ent_series_row *rows, size_t count, ent_diags *diags);
/** The number of a date that a row has. */
size_t ent_plot_step_of(const plot_steps *steps, ent_str date);
void ent_plot_steps_destroy(plot_steps *steps);
/** The number of a text in a list of `count`, whose next item it becomes when it is new; SIZE_MAX when memory
 *  was refused. */
size_t ent_plot_number_of(ent_index *index, ent_arena *arena, ent_str text, size_t count);

/* ---- descriptions ---- */

typedef struct plot_axis {
    const char *key; /* "x" or "y" */
    ent_str title;
    double low, high, step;  /* between ticks */
} plot_axis;

/** Begins a description, up to the plot itself. `desc` is what is shown.
 *  errors ENT_EUSAGE, ENT_EDATA and ENT_ESYSTEM (format, theme) */
ent_status ent_plot_begin(ent_json_writer *w, figure_theme *t, const ent_figure_options *o,
                          ent_str name, ent_str desc, ent_str record, ent_diags *diags);
/** "TITLE. WHAT IS SHOWN. Made by RECORD." */
void ent_plot_caption(const ent_figure_options *o, ent_str name, ent_str desc, ent_str record,
                      ent_buf *out);
void ent_plot_axis(ent_json_writer *w, const ent_words *words, const plot_axis *axis);
/** Begins a list of one panel; its y axis and the list "series" follow. */
void ent_plot_begin_panel(ent_json_writer *w);
/** Ends the list "series", the panel and the list of panels. */
void ent_plot_end_panel(ent_json_writer *w);
/** A pair of "attrs": what a mark stands for. */
void ent_plot_attribute(ent_json_writer *w, const char *key, ent_str value);
/** Marks on an axis of time. */
void ent_plot_events(ent_json_writer *w, const ent_plot_event *events, size_t count);
/** A day as a year with its fraction. */
double ent_plot_year(int32_t day);
/** A number of an axis, with all the digits that a page can show. */
void ent_plot_number(ent_json_writer *w, double value);
/** A round step of 1, 2 or 5, for about so many ticks. */
double ent_plot_step(double range, double ticks);

#endif
