/* options.h: options as tables. The same rows parse, print help and a manual page, and feed shell
 * completion. A row holds an offset into the settings of the command. */
#ifndef ENTENTE_CLI_OPTIONS_H
#define ENTENTE_CLI_OPTIONS_H

#include "entente/entente.h"

/* No default branch: a row whose field has another type does not compile. */
#define OPT_FIELD(m, type) _Generic(((settings *)0)->m, type : offsetof(settings, m))

typedef enum opt_type { OPT_END_TYPE, OPT_TEXT_TYPE, OPT_FLAG_TYPE, OPT_SIZE_TYPE, OPT_REAL_TYPE,
                        OPT_DATE_TYPE, OPT_CHOICE_TYPE, OPT_EITHER_TYPE } opt_type;

typedef struct opt {
    opt_type type;
    size_t offset;
    char letter; /* 0: none */
    const char *name, *arg, *help;
    double low, high; /* of numbers */
} opt;

#define OPT_TEXT(m, letter, name, arg, help)                                                       \
    { OPT_TEXT_TYPE, OPT_FIELD(m, const char *), letter, name, arg, help, 0, 0 }
#define OPT_FLAG(m, letter, name, help)                                                            \
    { OPT_FLAG_TYPE, OPT_FIELD(m, bool), letter, name, NULL, help, 0, 0 }
#define OPT_SIZE(m, letter, name, arg, help, low, high)                                            \
    { OPT_SIZE_TYPE, OPT_FIELD(m, size_t), letter, name, arg, help, low, high }
#define OPT_REAL(m, letter, name, arg, help, low, high)                                            \
    { OPT_REAL_TYPE, OPT_FIELD(m, double), letter, name, arg, help, low, high }
#define OPT_DATE(m, letter, name, arg, help)                                                       \
    { OPT_DATE_TYPE, OPT_FIELD(m, ent_date), letter, name, arg, help, 0, 0 }
/* arg lists the words, "signed|ratified|any"; the field gets the index of the one that is given */
#define OPT_CHOICE(m, letter, name, arg, help)                                                     \
    { OPT_CHOICE_TYPE, OPT_FIELD(m, int), letter, name, arg, help, 0, 0 }
/* a number (then a length) or a word (then a name); both may be given, one after the other */
#define OPT_EITHER(m, letter, name, arg, help, low, high)                                          \
    { OPT_EITHER_TYPE, OPT_FIELD(m, number_or_word), letter, name, arg, help, low, high }
#define OPT_END { OPT_END_TYPE, 0, 0, NULL, NULL, NULL, 0, 0 }

enum { MOST_OPERANDS = 4096, MOST_OPTIONS = 100 };

typedef struct number_or_word {
    double number;    /* 0: not given */
    const char *word; /* NULL: not given */
} number_or_word;

typedef struct settings {
    /* every command */
    bool help, quiet, verbose;
    int color; /* auto, always, never */
    const opt *given[MOST_OPTIONS]; /* the rows of the options that the user gave */
    size_t given_count;
    const char *operands[MOST_OPERANDS];
    size_t operand_count;
    /* the data */
    const char *actors, *memberships, *agreements, *parties, *sources, *documents, *map;
    /* import */
    const char *guess;
    bool strict; /* of imports and of figures: what is less than perfect is a failure */
    bool force;
    /* which network */
    ent_date as_of, during;
    int network, count;
    const char *weight, *level, *kind, *topic, *within, *role, *only, *ego, *ledger;
    char ego_id[512]; /* of --ego, without its radius */
    size_t max_parties;
    int isolates, unknown; /* keep, drop; apart, as-tie */
    int blocs, succession; /* node, members, both; separate, continue */
    int population;        /* all, cow, gw */
    int backbone, correction;
    double alpha;
    size_t samples, workers;
    int open_ended; /* holds, unknown */
    bool with_memberships;
    /* the output */
    const char *out, *format;
    /* statistics */
    const char *measures, *distance, *describe;
    bool long_form, directed;
    int scope; /* all, node, tie, network, pair */
    size_t seed, top, runs;
    double resolution;
    int null; /* none, curveball, degree, density, labels */
    const char *community, *agreement;
    bool projection_report;
    /* series */
    ent_date from, to;
    const char *step, *changes, *communities, *summary;
    int at; /* during, start, end */
    double match;
    /* comparisons */
    const char *against;
    size_t permutations;
    int show; /* all, summary, nodes, ties */
    /* what the data do not know */
    bool bounds;
    /* figures */
    number_or_word width; /* of the page in millimetres; of ties by a value */
    double height;
    size_t dpi, starts;
    const char *layout, *title, *theme, *font, *caption, *places, *save_places, *panels, *compare;
    const char *size, *colour, *shape, *tie_colour, *dash, *plot, *of;
    bool allow_empty; /* a figure that shows no tie is written all the same */
    int names; /* auto, en, ru, iso3, id */
} settings;

typedef struct command {
    const char *name, *operands, *summary;
    const char *more;            /* paragraphs for the help and the manual page */
    const opt *const *groups;    /* tables of options, NULL at the end */
    int (*run)(settings *set, ent_diags *diags); /* exit code */
} command;

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

extern const opt general_options[], data_options[], which_options[], direction_options[],
    output_options[], measure_options[], run_options[], series_options[], bounds_options[],
    compare_options[], draw_options[], document_options[], import_options[];

/** Fills the settings from the arguments after the command's name. ENT_EUSAGE after a message. */
ent_status parse_options(settings *set, const command *cmd, int argc, char **argv,
                         ent_diags *diags);

/** Did the user give the option with this name? */
bool was_given(const settings *set, const char *name);
/** ENT_EUSAGE, after a message, when an option was given that the others, or the verb, make void:
 *  nobody may believe in an option that does nothing. */
ent_status check_effect(const settings *set, const command *cmd, ent_diags *diags);

void print_help(const command *cmd, ent_buf *out);

/** What an option group is for: "Which network", ... */
const char *group_title(const opt *group);

/** The i-th word of "a|b|c"; false behind the last. */
bool choice_word(const char *arg, size_t i, ent_str *word);

int exit_code(ent_status status);

#endif
