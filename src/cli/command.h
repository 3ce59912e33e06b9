/* command.h: the commands and the functions that they share. */
#ifndef ENTENTE_CLI_COMMAND_H
#define ENTENTE_CLI_COMMAND_H

#include "cli/options.h"
#include "entente/measure.h"

extern const command cmd_check, cmd_graph, cmd_measure, cmd_series, cmd_compare, cmd_draw,
    cmd_explain, cmd_import, cmd_list, cmd_completion;

/** All verbs, NULL at the end. */
extern const command *const commands[];

/* ---- messages.c ---- */

enum { MOST_GROUPS = 64, MOST_PLACES = 6 };

/* Findings of one kind in one column of one file: they are shown as one line, with their number and
 * the first places. */
typedef struct message_group {
    ent_severity severity;
    const char *kind, *code;
    char file[96], field[48], about[64];
    size_t count, more; /* `more`: groups of the same kind that are not shown */
    struct {
        size_t line, column;
        char value[28]; /* the first word in quotes */
    } places[MOST_PLACES];
    ent_buf text, source; /* of the first: the message, and the line of data that it points at */
} message_group;

typedef struct messages {
    bool quiet, colour;
    message_group groups[MOST_GROUPS]; /* not yet shown */
    size_t group_count, bytes, held_back;
    ent_buf line;     /* a message while it is made; has room from the start */
    bool no_memory;   /* was said; once is enough */
    int64_t started, shown; /* progress: when it was first heard of, last shown; milliseconds */
    bool progress_line;     /* a line of progress stands on the terminal */
} messages;

/** Makes room for messages, so that none needs memory later; false when there is none. */
bool messages_begin(messages *m);
void messages_sink(void *ctx, const ent_diag *diag);
/** Shows how far work has come, in one line that is written over and erased at the end; only for
 *  a terminal, and only when it takes longer than a second. */
void messages_progress(void *ctx, const char *what, uint64_t done, uint64_t total);
/** Shows the findings that are being gathered; for who speaks of something else from now on. */
void messages_flush(ent_diags *diags);
/** The same; says how many messages were held back. */
void messages_end(messages *m);
/** Appends one message as a line: file:line:column: severity: text. */
void message_line(ent_buf *out, const ent_diag *diag, bool colour);

/* ---- parts of `entente measure` in files of their own ---- */

/** Each value beside its null distribution (--null): one table into `out`. */
ent_status measure_null(const settings *set, const ent_network *network,
                        const ent_measures_options *measures, ent_buf *out, ent_diags *diags);

/** What a projection owes to what (--projection-report). */
ent_status measure_projection(const settings *set, const ent_network *network,
                              const ent_measures_options *measures, ent_buf *out,
                              ent_diags *diags);
/** How far ways to find communities agree (--agreement). */
ent_status measure_agreement(const settings *set, const ent_network *network,
                             const ent_measures_options *measures, ent_buf *out,
                             ent_diags *diags);

/* ---- shared steps (common.c) ---- */

/** Reads the data that the settings name. */
ent_status read_data(ent_dataset **dataset, const settings *set, ent_diags *diags);
/** Reads and checks them. */
ent_status open_data(ent_dataset **dataset, settings *set, ent_diags *diags);
/** The selection in the settings, their words parsed. */
/** A day asks for the day; a year, a month or a span for what held at some time of it: the same of
 *  every date of a comparison and of panels. The other way to ask is emptied. */
void ask_at(ent_date date, ent_date *as_of, ent_date *during);
ent_status read_selection(ent_selection *selection, settings *set, ent_diags *diags);
/** open_data, read_selection, the network; writes --ledger and, with -v, the ledger's totals. */
/** Says how many ties rest on ends that nobody recorded. */
void say_assumed(const ent_network *network, ent_diags *diags);
ent_status open_network(ent_dataset **dataset, ent_network **network, settings *set,
                        ent_diags *diags);

/** How an output was made, in one line: version, data, fingerprint, network, `more`. */
void write_record(ent_buf *out, const ent_network *network, const char *more);

/** The same of data without a network: version, data, fingerprint. */
void write_record_of_data(ent_buf *out, const ent_dataset *dataset);

/** A note that says which network it is, and why. */
void say_network(const ent_network *network, ent_diags *diags);
/** The same as the first line of a table: in formats for readers; for programs, whose formats have no
 *  place for it, a note. */
void head_network(ent_buf *out, const ent_network *network, const char *format, ent_diags *diags);
void head_selection(ent_buf *out, const ent_selection *selection, const ent_dataset *dataset,
                    const char *format, ent_diags *diags);

/** A table under the title of the data and `what` it shows; the caller frees it. */
ent_status new_sheet(ent_sheet **sheet, const ent_dataset *dataset, const char *what,
                     ent_diags *diags);

/** The options of a run of measures in the settings. */
ent_status read_measure_options(ent_measures_options *options, const settings *set,
                                ent_diags *diags);

/** ENT_EUSAGE, after a message, when tables have no such format. */
ent_status check_sheet_format(const char *format, ent_diags *diags);

/** ENT_EUSAGE when --ledger was given to a verb that builds several networks. */
ent_status refuse_ledger(const settings *set, ent_diags *diags);

/* ---- paths.c: what is read, what is written ---- */

/** No two outputs may be one file, no output may be a file that is read, and beside -o each must have
 *  a format that its name can ask for: ENT_EUSAGE after a message. */
ent_status check_paths(const settings *set, ent_diags *diags);
/** Is the output the description, or a table under its usual name, of the package in the folder? */
bool is_of_package(const char *output, const char *folder);
/** The same of the tables that a data set was read from, wherever they lie. */
ent_status refuse_tables(const settings *set, const ent_dataset *dataset, ent_diags *diags);

/** "csv" from "out/iis.csv" or "out/IIS.CSV"; `otherwise` when the name has no ending. */
const char *ending_of(const char *path, const char *otherwise);
/** "csv" from "out/iis.csv", from --format when it is given; `otherwise` when nothing says. */
const char *format_of(const settings *set, const char *otherwise);

/** ENT_ENOMEM, after a message, when this run was refused memory anywhere: what it made may lack
 *  something, whoever noticed. */
ent_status refuse_part(ent_diags *diags);
/** Writes one output whole, after refuse_part; NULL is standard output. */
ent_status save(const char *path, ent_str bytes, ent_diags *diags);

/** Writes an output to -o, or to out/NAME.FORMAT (and says so) when -o was not given and
 *  `into_folder`, else to standard output. */
ent_status write_output(const settings *set, const ent_dataset *dataset, const char *format,
                        bool into_folder, ent_str bytes, ent_diags *diags);

/** Is standard output a terminal? Its width, or 0. */
size_t terminal_width(void);

#endif
