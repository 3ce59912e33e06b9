/* outputs.h: writing results, with a line that says how they were made and a line about the network. */
#ifndef ENTENTE_CLI_OUTPUTS_H
#define ENTENTE_CLI_OUTPUTS_H

#include "cli/settings.h"

/** How an output was made, in one line: version, data, fingerprint, network, `more`. */
void write_record(ent_buf *out, const ent_network *network, const char *more);
/** The same for data without a network: version, data, fingerprint. */
void write_record_of_data(ent_buf *out, const ent_dataset *dataset, const ent_words *words);

/** Notes which network is shown, and why. */
void say_network(const ent_network *network, ent_diags *diags);
/** The same as the first line of the tables; a note for formats without a place for it. */
void head_network(ent_report *report, const settings *set, const ent_network *network, ent_diags *diags);
void head_selection(ent_report *report, const settings *set, const ent_selection *selection,
                    const ent_dataset *dataset, ent_diags *diags);

/** A report with the options for tables of the settings; the caller frees it. */
ent_status new_report(ent_report **report, const settings *set, bool several, ent_diags *diags);
/** A table of the report, which frees it, with the title of the data and of its contents. `name` says in a
 *  word what it has ("nodes"). */
ent_status add_sheet(ent_sheet **sheet, ent_report *report, const ent_dataset *dataset, const char *contents,
                     const char *name, ent_diags *diags);
/** Writes the report in the format of the settings, as write_output does. */
ent_status write_report(ent_report *report, const settings *set, const ent_dataset *dataset,
                        ent_diags *diags);

/** A table with the title of the data and of its contents; the caller frees it. */
ent_status new_sheet(ent_sheet **sheet, const ent_dataset *dataset, const char *contents,
                     ent_diags *diags);
/** Adds columns of text, or of numbers. */
void add_columns(ent_sheet *sheet, const char *const *names, size_t count, bool numbers);
void date_cell(ent_sheet *sheet, ent_date date);
void rank_cell(ent_sheet *sheet, ent_rank rank);

/** ENT_ENOMEM, after a message, if memory was refused anywhere in this run: what it made may lack
 *  something, whether noticed or not. */
ent_status refuse_part(ent_diags *diags);
/** Writes one output, after refuse_part; NULL is standard output. */
ent_status save(const char *path, ent_str bytes, ent_diags *diags);
/** Writes the result of a command to -o; without -o, to standard output or, if the command writes into
 *  a folder, to out/NAME.FORMAT, whose path is printed. */
ent_status write_output(const settings *set, const ent_dataset *dataset, const char *format,
                        ent_str bytes, ent_diags *diags);

#endif
