/* help.h: the help of `entente` and of a command. */
#ifndef ENTENTE_CLI_HELP_H
#define ENTENTE_CLI_HELP_H

#include "cli/settings.h"

/** Appends the summary of a command, with its formats: "write the network: dot graphml ...". */
void write_summary(const command *cmd, ent_buf *out);
void print_overview(const command *const *commands, ent_buf *out);
void print_help(const command *cmd, ent_buf *out);

/** The next paragraph or example of command.more; lines that begin with a blank are examples. */
bool next_line(const char **rest, ent_str *line);

#endif
