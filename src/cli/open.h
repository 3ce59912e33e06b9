/* open.h: the data and the network of a command. */
#ifndef ENTENTE_CLI_OPEN_H
#define ENTENTE_CLI_OPEN_H

#include "cli/settings.h"

/** Reads the data that the settings name. */
ent_status read_data(ent_dataset **dataset, const settings *set, ent_diags *diags);
/** Reads and checks them. */
ent_status open_data(ent_dataset **dataset, const settings *set, ent_diags *diags);
/** open_data and the network; notes what is uncertain about it, writes --ledger and, with -v, totals. */
ent_status open_network(ent_dataset **dataset, ent_network **network, const settings *set,
                        ent_diags *diags);

/** Reads dates with commas between them; `option` is named in messages. ENT_EUSAGE */
ent_status read_date_list(const char *option, const char *text, ent_date *dates, size_t most, size_t *count,
                          ent_diags *diags);
/** A day asks for the day; a year, a month or a period for any time in it. */
void select_date(ent_selection *selection, ent_date date);

#endif
