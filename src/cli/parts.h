/* parts.h: --parts: a long run of a command that several processes compute in parts. */
#ifndef ENTENTE_CLI_PARTS_H
#define ENTENTE_CLI_PARTS_H

#include "cli/settings.h"

extern const opt_group parts_group;

/** What of the command can be computed in parts, by its name in entente/parts.h; NULL: nothing. */
const char *job_of(const settings *set);

/** Begins the division that the settings ask for, if any; ended by ent_parts_end. */
void begin_parts(const settings *set);
/** Adds the data to what parts must agree on. */
ent_status add_data_of_parts(const ent_dataset *dataset, ent_diags *diags);

#endif
