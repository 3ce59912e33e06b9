/* figure.h: figures of networks and plots: sizes, colours, dashes, labels, legend and words, as a
 * description in JSON that the rendering program turns into a picture (docs/figure-description.md). */
#ifndef ENTENTE_FIGURE_H
#define ENTENTE_FIGURE_H

#include "entente/api.h"
#include "entente/export.h"
#include "entente/words.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_label_language {
    ENT_LABEL_AUTO, /* names, in Russian where words are Russian, else in English; codes where there is no
                       room for names */
    ENT_LABEL_ENGLISH,
    ENT_LABEL_RUSSIAN,
    ENT_LABEL_ISO3, /* ISO 3166 codes of states, ids of all else */
    ENT_LABEL_ID
} ent_label_language;

enum { ENT_FIGURE_NETWORKS = 12 }; /* the most in one figure */

/** What shows a value: the size of a node, the colour of a tie, ... */
typedef enum ent_channel {
    ENT_NODE_SIZE,
    ENT_NODE_COLOUR,
    ENT_NODE_SHAPE,
    ENT_TIE_WIDTH,
    ENT_TIE_COLOUR,
    ENT_TIE_DASH,
    ENT_CHANNEL_COUNT
} ent_channel;

/** A value for each node, or each tie, of each network: numbers (NaN: unknown), or words (empty:
 *  unknown) when `words` is not NULL. Borrowed. */
typedef struct ent_mapping {
    const char *name; /* as the legend says; NULL: the channel is not used */
    const double *numbers[ENT_FIGURE_NETWORKS];
    const ent_str *words[ENT_FIGURE_NETWORKS];
} ent_mapping;

typedef enum ent_legend_place {
    ENT_LEGEND_AUTO,  /* at the right of wide figures, else below */
    ENT_LEGEND_RIGHT,
    ENT_LEGEND_BELOW,
    ENT_LEGEND_NONE
} ent_legend_place;

/* Of a node, kept from another figure or set by hand: millimetres from the left and from the top of the page below the
 * title; NaN: free. */
typedef struct ent_place {
    ent_str node;
    double x, y;
    double label_x, label_y; /* the middle of its label */
    ent_str side;            /* of its label */
} ent_place;

enum ent_simplify {
    ENT_SIMPLIFY_AUTO, /* where no reader could tell the lines apart, as many as can be followed */
    ENT_SIMPLIFY_NONE = -1
};

typedef struct ent_figure_options {
    const char *format;   /* a name of ent_figure_formats, or "places"; "html": the SVG for ent_webpage_write;
                             "page-map": its map */
    const char *layout;   /* a name of ent_layout_at; NULL = "auto" */
    const char *theme;    /* a name of ent_themes, or a file; NULL = "print" */
    const char *title;    /* above the figure, in its caption and for screen readers; NULL = made from the
                             data, for caption and screen readers */
    const char *subtitle, *source, *note; /* above and below the figure; NULL = none */
    ent_legend_place legend;
    const char *font;     /* NULL = Arial and what resembles it */
    const char *label;    /* nodes with a name: "all", "top:20", or ids and names; NULL = all,
                              or in a large network those with most ties */
    const char *highlight; /* nodes that stand out, by id or name; NULL = none */
    const char *ego;      /* the id of the node in the middle of rings; NULL = that with most ties */
    double size_most;     /* the value that the largest circle stands for, so that figures of several dates have one
                             scale; 0 = the largest value of the figure */
    double width_mm;      /* 60 to 400; 0 = the theme's */
    double height_mm;     /* 0 = chosen by the layout */
    double most_height_mm; /* more is a missed print check; 0 = a page of a journal */
    double least_text;    /* points; smaller text of the theme is enlarged, with all else; 0 = the theme's */
    size_t dpi;           /* of PNG and TIFF */
    size_t seed, starts;  /* of the layout */
    int simplify;         /* of a network of one mode placed by closeness: so many ties of each node, the strongest, are as
                             dark as ever, all others faint; or an enum ent_simplify */
    size_t top;           /* nodes or groups that a plot shows; 0: as many as suit it */
    bool verbose;         /* a note says how well the figure can be read */
    bool strict;          /* a missed print check is an error */
    bool allow_empty;     /* a figure without a tie, or an agreement, is no error */
    bool compare;         /* two networks in one picture: ties that entered, ended, were kept;
                             else a panel for each network */
    ent_label_language names;
    const ent_words *words; /* the language of the legend, notes and caption; NULL = English */
    ent_mapping mappings[ENT_CHANNEL_COUNT];
    ent_mapping groups;   /* words: groups of nodes, such as communities, for the colours of a large
                             network without regions; name NULL: none */
    ent_mapping collapse; /* words: groups of nodes, each of which becomes one node, and the ties between two of them
                             one tie; name NULL: none */
    const char *panel_titles[ENT_FIGURE_NETWORKS]; /* NULL with one network */
    const ent_place *places;
    size_t place_count;
    const ent_renderer *renderer; /* NULL = found and limited by default */
} ent_figure_options;

#define ENT_FIGURE_OPTIONS_INIT { .format = "svg", .dpi = 300, .seed = 1, .starts = 16 }

typedef struct ent_choice { /* a name and its purpose: a row of `entente list` */
    const char *name, *summary;
} ent_choice;

/** The i-th layout, "auto" first; NULL behind the last. */
ENT_API const ent_choice *ent_layout_at(size_t i);
ENT_API extern const ent_choice ent_figure_formats[]; /* what the renderer writes; name NULL at the end */
ENT_API extern const ent_choice ent_themes[];
ENT_API extern const ent_choice ent_plots[];          /* plots of measures */

/** A page, column, slide or post with a name: a row of data/pages/pages.tsv. */
typedef struct ent_page {
    ent_str name;
    double width_mm, height_mm; /* height 0: no limit is known */
    bool exact;                 /* the height is that of the page, else the most that is allowed */
    double least_text;          /* points; 0: no limit is known */
    size_t dpi;                 /* of a picture in pixels; 0: the default */
    ent_str summary, source;    /* what it is, and who says so */
} ent_page;

/** Reads the i-th page; false behind the last. */
ENT_API bool ent_page_at(size_t i, ent_page *page);
/** The page with this name; SIZE_MAX: there is none. */
ENT_API size_t ent_page_find(ent_str name);
/** Sets the width, height, text and dpi of a figure to those of a page.
 *  errors ENT_EUSAGE (unknown name) */
ENT_API ent_status ent_figure_set_page(ent_figure_options *options, const char *name, ent_diags *diags);

typedef struct ent_figure ent_figure;

/** Decides what a figure of one network, or of several, shows: marks, scales, legend, layout. The
 *  networks, and what `options` points at, are borrowed as long as the figure lives.
 *  *figure  NULL on failure; free with ent_figure_free
 *  errors   ENT_EUSAGE (unknown layout, format or theme; a layout that cannot show the networks),
 *           ENT_EDATA (the figure would be blank; a theme's file), ENT_ESYSTEM, ENT_ENOMEM
 *  cost     O(n + m) and some sorting, but for labels: the renderer places the nodes */
ENT_API ent_status ent_figure_new(ent_figure **figure, const ent_network *const *networks, size_t count,
                          const ent_figure_options *options, ent_diags *diags);
/** Frees a figure; NULL is allowed. */
ENT_API void ent_figure_free(ent_figure *figure);

/** Draws a figure of one network, or of several, as a file of options->format appended to `out`. A
 *  layout that is chosen automatically (options->layout NULL or "auto") is, of those that suit, the one
 *  that is read best; a note says which was chosen over which others.
 *  *figure is what was drawn, for ent_figure_caption; free it with ent_figure_free; NULL on failure.
 *  `record` says how the figure was made; its layout and seed are added.
 *  errors  those of ent_figure_new and ent_render
 *  cost    a run of the renderer, at most five when alternatives are tried */
ENT_API ent_status ent_figure_draw(ent_figure **figure, const ent_network *const *networks, size_t count,
                           const ent_figure_options *options, ent_str record, ent_buf *out,
                           ent_diags *diags);

/** The name of the figure's layout. */
ENT_API const char *ent_figure_layout(const ent_figure *figure);
/** The reason for which it was chosen; "" when it was asked for. Lives as long as the figure. */
ENT_API const char *ent_figure_reason(const ent_figure *figure);

/** Appends the figure as the renderer reads it. `record` says how it was made. errors ENT_ENOMEM */
ENT_API ent_status ent_figure_describe(const ent_figure *figure, ent_str record, ent_buf *out,
                               ent_diags *diags);

/** Appends the caption as plain text: what is drawn and how many, the dates, the meaning of size and
 *  colour, what was left out. A failure is recorded in `out`. */
ENT_API void ent_figure_caption(const ent_figure *figure, ent_str record, ent_buf *out);

/** A caption for a file: format "txt", "md" or "tex" (a figure environment around the figure's
 *  `file`, with a label made from `name`). errors ENT_EUSAGE */
ENT_API ent_status ent_caption_write(ent_str caption, ent_str name, const char *file, const char *format,
                             ent_buf *out, ent_diags *diags);

/* ---- channels ---- */

/** A measure of the nodes, or of the ties, of a network. */
typedef struct ent_measured {
    const double *values; /* one each, in the order of the network; NULL: no measure has this name.
                             They must live as long as the channels that they are used in */
    bool groups;          /* numbers that name groups, such as communities: they are shown as words */
} ent_measured;

/** The measures that channels can show. This library computes none, so that a program may draw
 *  without igraph; a program that links entente-measure passes ent_measures_run on
 *  (src/cli/verbs/draw.c shows how). */
typedef struct ent_measure_source {
    /** Computes the measure called `name` of all nodes, or all ties, of a network. */
    ent_status (*compute)(void *ctx, const ent_network *network, const char *name, bool of_ties,
                          ent_measured *measured, ent_diags *diags);
    /** The i-th name that `compute` knows, to suggest one for an unknown name; NULL behind the last. */
    const char *(*name_at)(void *ctx, bool of_ties, size_t i);
    void *ctx;
} ent_measure_source;

/** The values of a figure's channels: of measures, of columns of the tables of actors and
 *  agreements, of "level". */
typedef struct ent_channels ent_channels;
/** `measures` and `words` are borrowed; measures NULL: columns only; words NULL: English. Free with ent_channels_free, after the figures that use
 *  the values. errors ENT_ENOMEM */
ENT_API ent_status ent_channels_new(ent_channels **channels, const ent_measure_source *measures,
                            const ent_words *words, ent_diags *diags);
/** Fills a figure's mappings with the values of what `names` names for each channel (NULL: the
 *  channel is not used).
 *  names     ENT_CHANNEL_COUNT measures or columns, by ent_channel
 *  mappings  out: ENT_CHANNEL_COUNT, for ent_figure_options; all zero before
 *  errors    ENT_EUSAGE (unknown name, words where numbers are needed, no value at all), ENT_ENOMEM */
ENT_API ent_status ent_channels_fill(ent_channels *channels, const char *const *names,
                             const ent_network *const *networks, size_t count,
                             ent_mapping *mappings, ent_diags *diags);
/** The words that the nodes of one network have in a measure of groups or in a column, as a mapping of
 *  `option` (of the command line, for messages).
 *  mapping  out: its words live as long as the channels
 *  errors   as ent_channels_fill */
ENT_API ent_status ent_channels_words(ent_channels *channels, const char *option, const char *name,
                              const ent_network *network, ent_mapping *mapping, ent_diags *diags);
/** The numbers that the nodes of one network have in a measure or column: for a plot.
 *  values  out: ent_node_count(network) numbers, NaN: unknown; they live as long as the channels
 *  errors  as ent_channels_fill */
ENT_API ent_status ent_channels_numbers(ent_channels *channels, const char *name,
                                const ent_network *network, const double **values,
                                ent_diags *diags);
/** NULL is allowed. */
ENT_API void ent_channels_free(ent_channels *channels);

/* ---- places ---- */

/** The places of an earlier figure's nodes (`--save-places`), so that figures can be compared. */
typedef struct ent_places ent_places;
/** Reads places from CSV: node, x, y and, where labels have sides, label. Free with ent_places_free.
 *  errors ENT_EDATA, ENT_ESYSTEM, ENT_ENOMEM */
ENT_API ent_status ent_places_read(ent_places **places, const char *path, ent_diags *diags);
/** All of them; *count is 0 for NULL. They live as long as `places`. */
ENT_API const ent_place *ent_places_list(const ent_places *places, size_t *count);
/** NULL is allowed. */
ENT_API void ent_places_free(ent_places *places);

/* ---- plots ---- */

typedef struct ent_plot_data { /* a named value, with bounds where there are any */
    ent_str label;
    double value, low, high; /* NaN: no bounds */
} ent_plot_data;

/** The distribution of a measure over the nodes, or the ranking of nodes by it. */
typedef struct ent_plot {
    const char *kind;    /* "distribution" or "ranks" */
    const char *measure; /* the name of the values */
    const ent_plot_data *data;
    size_t count;
    ent_str name; /* of the data */
    ent_str origin; /* how it was made, for the caption, in the language of the figure; "": as for the record */
} ent_plot;

/** Appends the description of a plot to `out`, for ent_render, and its caption as plain text to
 *  `caption`. Values that are not finite are left out.
 *  errors ENT_EDATA (no value at all), ENT_EUSAGE (options), ENT_ENOMEM */
ENT_API ent_status ent_plot_describe(const ent_plot *plot, const ent_figure_options *options,
                             ent_str record, ent_buf *out, ent_buf *caption, ent_diags *diags);

/** A value of a series at a step: a row of the table that `entente series` writes. */
typedef struct ent_series_row {
    ent_str date;    /* of the step, EDTF */
    ent_str node;    /* its id, or the ids of a tie's nodes with | between; empty: the network */
    ent_str label;   /* of the node in a figure; empty: its id */
    ent_str measure;
    double value;    /* NaN: undefined */
} ent_series_row;

/** The table of a series, read from a file with the columns date, measure, value, and perhaps node. */
typedef struct ent_series_table ent_series_table;
/** Free with ent_series_table_free. errors ENT_EDATA (a column is missing, not a date, not a number),
 *  ENT_ESYSTEM, ENT_ENOMEM */
ENT_API ent_status ent_series_table_read(ent_series_table **table, const char *path, ent_diags *diags);
/** All of its rows; they live as long as the table. */
ENT_API const ent_series_row *ent_series_table_rows(const ent_series_table *table, size_t *count);
/** NULL is allowed. */
ENT_API void ent_series_table_free(ent_series_table *table);

typedef struct ent_plot_event { /* a mark on the axis of time */
    ent_date when;
    ent_str title;
} ent_plot_event;

typedef struct ent_series_plot {
    const ent_series_row *rows;
    size_t count;
    const char *measures; /* names with commas between, a panel for each; NULL = the network's first */
    const ent_plot_event *events;
    size_t event_count;
    ent_str name; /* of the data */
    ent_str origin; /* how it was made, for the caption, in the language of the figure; "": as for the record */
} ent_series_plot;

/** Describes the lines of a series over time. Bounds (measures X_low and X_high) are a band behind the line
 *  of X; where a value is undefined a line has a gap. Of measures of nodes, options->top nodes with the
 *  highest values have a line (0: 8), or with options->highlight those in colour and all others pale.
 *  errors  ENT_EDATA (a measure is missing), ENT_EUSAGE (more than 12 lines in colour, or measures; an
 *          unknown node), ENT_ENOMEM */
ENT_API ent_status ent_series_plot_describe(const ent_series_plot *plot, const ent_figure_options *options,
                                    ent_str record, ent_buf *out, ent_buf *caption, ent_diags *diags);

/** Describes how communities go on, divide and join: a block for each community at each date, and between two
 *  dates bands of the members who stay or move. The rows have the measure "community", numbered as a series
 *  numbers it, and perhaps "degree", by which members are ranked; options->top communities have blocks of their
 *  own (0: 12).
 *  errors  ENT_EDATA (no communities), ENT_EUSAGE (a single date, too many blocks), ENT_ENOMEM */
ENT_API ent_status ent_flow_plot_describe(const ent_series_plot *plot, const ent_figure_options *options,
                                  ent_str record, ent_buf *out, ent_buf *caption, ent_diags *diags);
/** The same as a table: date, community, its name, node, label, community at the date before.
 *  errors as ent_flow_plot_describe */
ENT_API ent_status ent_flow_plot_tabulate(const ent_series_plot *plot, const ent_figure_options *options,
                                  ent_sheet *sheet, ent_diags *diags);

typedef struct ent_lifeline { /* a membership */
    ent_str id, label; /* of the member, or of the organization: spans of one id share a row */
    ent_date from, to;
    ent_str role;
    bool unsure;       /* whatever its dates, it is unknown whether it held */
} ent_lifeline;

typedef struct ent_lifeline_plot {
    const ent_lifeline *spans;
    size_t count;
    int32_t from, to; /* days: the axis */
    ent_str title;    /* what the rows are */
    ent_str name;     /* of the data */
} ent_lifeline_plot;

/** Describes life lines: a bar for each span, pale where it is unknown whether it held, in rows ordered by their
 *  beginnings (options->top of them; 0: all).
 *  errors ENT_EDATA (no span), ENT_EUSAGE (more than 120 rows), ENT_ENOMEM */
ENT_API ent_status ent_lifeline_plot_describe(const ent_lifeline_plot *plot, const ent_figure_options *options,
                                  ent_str record, ent_buf *out, ent_buf *caption, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
