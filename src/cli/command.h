/* command.h: the verbs, and what they share. */
#ifndef ENTENTE_CLI_COMMAND_H
#define ENTENTE_CLI_COMMAND_H

#include "cli/options.h"
#include "entente/measure.h"

extern const command cmd_check, cmd_graph, cmd_measure, cmd_draw, cmd_explain, cmd_list,
    cmd_completion;

/** All verbs, NULL at the end. */
extern const command *const commands[];

/* ---- messages.c ---- */

typedef struct messages {
    bool quiet, colour;
    ent_buf *into; /* NULL: standard error; else findings are collected here */
    struct {
        char name[64];
        size_t shown, held_back;
    } files[24]; /* so that a thousand wrong rows do not flood the terminal */
    size_t file_count, bytes;
    bool is_check; /* every finding is wanted */
} messages;

void messages_sink(void *ctx, const ent_diag *diag);
/** Says how many messages were held back. */
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

/** Reads and checks the data that the settings name. */
ent_status open_data(ent_dataset **dataset, settings *set, ent_diags *diags);
/** The selection in the settings, their words parsed. */
ent_status read_selection(ent_selection *selection, settings *set, ent_diags *diags);
/** open_data, read_selection, the network; writes --ledger and, with -v, the ledger's totals. */
ent_status open_network(ent_dataset **dataset, ent_network **network, settings *set,
                        ent_diags *diags);

/** How an output was made, in one line: version, data, fingerprint, network, `more`. */
void write_record(ent_buf *out, const ent_network *network, const char *more);

/** "csv" from "out/iis.csv", from --format when it is given; `otherwise` when nothing says. */
const char *format_of(const settings *set, const char *otherwise);

/** Writes an output to -o, or to out/NAME.FORMAT (and says so) when -o was not given and
 *  `into_folder`, else to standard output. */
ent_status write_output(const settings *set, const ent_dataset *dataset, const char *format,
                        bool into_folder, ent_str bytes, ent_diags *diags);

/** Is standard output a terminal? Its width, or 0. */
size_t terminal_width(void);

#endif
