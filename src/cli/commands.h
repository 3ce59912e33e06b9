/* commands.h: all commands. Each is in verbs/NAME.c, with its options, its help and its work. */
#ifndef ENTENTE_CLI_COMMANDS_H
#define ENTENTE_CLI_COMMANDS_H

#include "cli/settings.h"

extern const command cmd_check, cmd_agreements, cmd_actors, cmd_table, cmd_graph, cmd_measure,
    cmd_series, cmd_compare, cmd_regress, cmd_blockmodel, cmd_doctor, cmd_draw, cmd_explain, cmd_import, cmd_jobs, cmd_list,
    cmd_completion;

extern const command *const commands[]; /* NULL at the end */

const command *find_command(const char *name); /* NULL: unknown */

#endif
