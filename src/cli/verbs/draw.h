/* draw.h: the state of a run of `entente draw`, and its parts in other files. */
#ifndef ENTENTE_CLI_VERBS_DRAW_H
#define ENTENTE_CLI_VERBS_DRAW_H

#include "base/list.h"
#include "cli/verbs/draw_settings.h"
#include "entente/series.h"

enum { MOST_RUNS = ENT_CHANNEL_COUNT * ENT_FIGURE_NETWORKS };

typedef struct drawing { /* the state of one run */
    draw_settings *set;
    ent_figure_options options;
    ent_dataset *data;
    ent_network *networks[ENT_FIGURE_NETWORKS];
    size_t count;
    ent_places *places;
    ent_words *words;
    ent_measure_source measures;
    ent_results *runs[MOST_RUNS]; /* of measures, for the channels */
    size_t run_count;
    ent_channels *channels;
    ent_buf titles[ENT_FIGURE_NETWORKS];
    ent_figure *figure;
    ent_buf record, ego;
    ent_date day; /* that an interactive page shows first */
} drawing;

/** Opens the data and the network, or the networks of all dates. */
ent_status open_networks(drawing *d, ent_diags *diags);
/** The measures that channels can show. */
ent_status open_channels(drawing *d, ent_diags *diags);
/** Writes the caption to the file that --caption names. */
ent_status save_caption(drawing *d, ent_str caption, ent_diags *diags);

/** Is the output an interactive page? */
bool is_webpage(const drawing *d);
/** Its figure has all nodes of any time; the page has the day. Refuses what a page cannot show. */
ent_status prepare_webpage(drawing *d, ent_diags *diags);
/** Puts the page around the figure. */
ent_status wrap_webpage(drawing *d, ent_buf *out, ent_diags *diags);

/** Describes a plot of a series, of data or of the table of a series. */
ent_status describe_series(drawing *d, ent_buf *description, ent_buf *caption, ent_diags *diags);
typedef ENT_LIST(ent_series_row) series_rows;

/** Computes the measures of nodes and of the network that the settings name, at the steps that they name. The rows
 *  are those that the table of the series would have; they live as long as the series and d->data, which is opened
 *  unless it is open. errors ENT_EUSAGE, those of open_series */
ent_status compute_series_rows(drawing *d, ent_series_options *steps, ent_series **series, series_rows *rows,
                               ent_diags *diags);

/** Describes life lines of memberships. */
ent_status describe_memberships(drawing *d, ent_buf *description, ent_buf *caption, ent_diags *diags);
/** Draws the plot that --plot names. */
ent_status draw_plot(drawing *d, ent_buf *out, ent_diags *diags);

#endif
