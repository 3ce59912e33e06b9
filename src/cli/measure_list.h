/* measure_list.h: the measures that a command is asked for (-m LIST), before they are computed. */
#ifndef ENTENTE_CLI_MEASURE_LIST_H
#define ENTENTE_CLI_MEASURE_LIST_H

#include "cli/settings.h"

typedef bool measure_test(const ent_measure *measure, const void *ctx);
measure_test uses_chance, uses_resolution, uses_length, uses_consensus;

/** Does any of the requested measures, or of the default measures, pass the test? Unknown names are
 *  skipped: ent_measures_run reports them. */
bool any_measure(const settings *set, measure_test *test, const void *ctx);
/** Is anything random about the network, its bounds or its measures? */
bool is_random(const settings *set);

/** The next known measure in a list, and its name as given; NULL at the end. */
const ent_measure *next_measure(ent_str *list, ent_str *name);

/** ENT_EUSAGE, after a message, if a requested measure needs a null model or a backbone that was not
 *  asked for. */
ent_status check_measures(const settings *set, bool has_null, ent_diags *diags);

#endif
