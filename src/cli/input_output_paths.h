/* input_output_paths.h: no output may overwrite an input, and no two outputs may have the same name. */
#ifndef ENTENTE_CLI_INPUT_OUTPUT_PATHS_H
#define ENTENTE_CLI_INPUT_OUTPUT_PATHS_H

#include "cli/settings.h"

/** ENT_EUSAGE, after a message, if two outputs are the same file, if an output is an input, or if the
 *  name of a table asks for a format that tables do not have. `unnamed`: where results go without -o;
 *  NULL: that is not known yet. */
ent_status check_paths(const settings *set, const char *unnamed, ent_diags *diags);
/** The same for the tables that a data set was read from, wherever they are. */
ent_status check_paths_of_tables(const settings *set, const ent_dataset *dataset,
                                 const char *unnamed, ent_diags *diags);
/** Is the output the description, or a table under its usual name, of the package in the folder? */
bool is_of_package(const char *output, const char *folder);

#endif
