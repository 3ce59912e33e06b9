/* commands.c: the table of commands, in the order of the help. */
#include "cli/commands.h"

#include <string.h>

const command *const commands[] = { &cmd_check,   &cmd_agreements, &cmd_actors,  &cmd_table,
                                    &cmd_graph,   &cmd_measure,    &cmd_series,  &cmd_compare,
                                    &cmd_regress, &cmd_blockmodel, &cmd_draw,       &cmd_explain, &cmd_import,
                                    &cmd_list,    &cmd_jobs,       &cmd_doctor,  &cmd_completion,
                                    NULL };

const command *find_command(const char *name)
{
    for (const command *const *c = commands; *c; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}
