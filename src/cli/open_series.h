/* open_series.h: a series of networks through time, for the commands that write or draw one. */
#ifndef ENTENTE_CLI_OPEN_SERIES_H
#define ENTENTE_CLI_OPEN_SERIES_H

#include "cli/settings.h"
#include "entente/series.h"

/** The options that say which dates a series has. */
extern const opt_group steps_group;

/** Reads and checks the data that the settings name, unless *dataset is there already, and computes the series of their measures. `options` has
 *  what the command asks for beside them; what the settings say is completed in it.
 *  errors ENT_EUSAGE (no dates, measures of pairs, too many networks), those of ent_series_run */
ent_status open_series(ent_dataset **dataset, ent_series **series, const settings *set,
                       ent_series_options *options, ent_diags *diags);
/** Notes the ties that may or may not exist, and those that are assumed still in force. */
void say_series(const ent_series *series, const ent_dataset *dataset, bool each_step, ent_diags *diags);
/** How the series was made, and what a step means. */
void write_record_of_series(ent_buf *record, const ent_dataset *dataset, const ent_series *series,
                            const settings *set, bool communities);

#endif
