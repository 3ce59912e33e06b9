/* draw_settings.h: the options of `entente draw`, and which of them are without effect. */
#ifndef ENTENTE_CLI_VERBS_DRAW_SETTINGS_H
#define ENTENTE_CLI_VERBS_DRAW_SETTINGS_H

#include "cli/settings.h"
#include "cli/void_options.h"

typedef struct draw_settings {
    settings base;
    ent_figure_options figure;
    const char *channels[ENT_CHANNEL_COUNT]; /* measures or columns */
    const char *panels, *compare, *plot, *of, *caption, *places, *save_places, *page, *events, *collapse, *language, *series;
} draw_settings;

/** Is this the plot that is drawn? */
bool plot_is(const draw_settings *set, const char *name);
/** Is a plot of a series drawn, and is it of data? */
bool is_over_time(const draw_settings *set);
bool is_series_of_data(const draw_settings *set);

/** Are steps of time named? */
bool has_steps(const draw_settings *set);

/** Is the result a table instead of a figure: --plot communities as CSV? */
bool is_drawn_as_table(const draw_settings *set);

/** The options under "Figure". */
extern const opt_group draw_figure_group;
/** Options that can be without effect. */
extern const void_option draw_voids[];

#endif
