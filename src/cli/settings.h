/* settings.h: what commands are told by their arguments: the options of the library, and those of the
 * tool. A command with options of its own puts them in a struct that begins with these. */
#ifndef ENTENTE_CLI_SETTINGS_H
#define ENTENTE_CLI_SETTINGS_H

#include "cli/options.h"
#include "entente/export.h"
#include "entente/parts.h"
#include "entente/series.h"

typedef struct command command;

enum { MOST_DATES = 60 };

typedef struct settings {
    arguments args; /* first, for the parser */
    const command *command;         /* that runs */
    const command *const *commands; /* all of them */
    bool help, quiet, verbose;
    int color; /* auto, always, never */
    ent_dataset_options data; /* its tables and map; operands are added by read_data */
    const char *documents;
    ent_selection selection;
    bool todays_names; /* of actors, also on --as-of */
    const char *ledger;
    bool force;
    const char *measures;
    ent_measures_options measuring;
    size_t wait; /* seconds, for other processes */
    size_t seed, workers; /* copied into the options of the library that have them */
    bool bounds;
    ent_series_options steps; /* which dates a series has; the rest is completed by open_series */
    ent_date dates[MOST_DATES];
    const char *out, *format;
    ent_table_options table; /* how tables are shown */
    const char *codes;       /* schemes, with ',' between them */
    const char *parts;       /* the folder of parts */
    size_t part, part_count; /* 0: all of them */
    bool partial;
} settings;

#define SETTINGS_INIT                                                                              \
    {                                                                                              \
        .selection = ENT_SELECTION_INIT, .measuring = ENT_MEASURES_OPTIONS_INIT, .seed = 1, .wait = 60, \
        .steps = ENT_SERIES_OPTIONS_INIT,                                                          \
        .table = ENT_TABLE_OPTIONS_INIT                                                            \
    }

enum { MOST_PARTS = 100000 };

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct command {
    const char *name, *operands, *summary;
    ent_names formats; /* named behind the summary; may be empty */
    const char *more; /* paragraphs and examples for the help and the manual page; NULL: none */
    const opt_group *const *groups; /* NULL at the end */
    const struct void_option *voids; /* options of its own that can be without effect; NULL: none */
    const void *defaults;            /* its settings, */
    size_t size;                     /* and their size */
    bool into_folder;                /* without -o results go to out/, not to standard output */
    const char *(*job)(const settings *set); /* what is computed in parts: see job_of; NULL: none of its own */
    ent_status (*run)(settings *set, ent_diags *diags);
};

/* Groups of options that commands share. */
extern const opt_group general_group, data_group, document_group, counting_group, selection_group,
    direction_group, output_group, table_group, bounds_group, run_group;

/* Rows that differ in no command. */
#define CODES_OPTION                                                                               \
    OPT_READ(read_codes, "codes", "LIST",                                                          \
             "further columns: the codes of actors on the day, by these schemes: iso3, iso2, un, "  \
             "cow, cowc, gw, gwc")
#define COLUMNS_OPTION                                                                             \
    OPT_TEXT(settings, table.columns, 0, "columns", "LIST",                                        \
             "show these columns, in this order, as in name,degree,betweenness")
#define MEASURES_OPTION                                                                            \
    OPT_TEXT(settings, measures, 'm', "measures", "LIST",                                          \
             "names of measures (see `entente list measures`)")
#define DISTANCE_OPTION                                                                            \
    OPT_READ(read_distance, "distance", "unweighted|inverse|inverse:ALPHA",                        \
             "length of a tie on shortest paths: 1, 1/weight or 1/weight^ALPHA (default: "         \
             "unweighted)")
#define DATE_FORMAT_OPTION                                                                         \
    OPT_CHOICE(settings, data.date_order, ent_date_order, "date-format", ent_date_order_names,     \
               "order of day, month and year in dates such as 3/4/2010 (default: proven by the column)")
#define SHEET_OPTION                                                                               \
    OPT_TEXT(settings, data.sheet, 0, "sheet", "NAME|N",                                           \
             "sheet of a workbook (.xlsx, .ods), by its name or number (default: the first with "  \
             "cells)")
#define RESOLUTION_OPTION                                                                          \
    OPT_REAL(settings, measuring.resolution, "resolution", "GAMMA",                                \
             "resolution of community detection (default: 1)", 1e-6, 1e6)
#define SEED_OPTION OPT_SIZE(settings, seed, "seed", "N", "random seed (default: 1)", 0, 4e9)

opt_read_fn read_distance, read_codes;

/** Parses the arguments of a command, and copies what several options of the library have in common. */
ent_status read_settings(settings *set, const command *cmd, int argc, char **argv, ent_diags *diags);

/** Does the command have the option? */
bool has_option(const command *cmd, const char *name);

int exit_code(ent_status status);

#endif
