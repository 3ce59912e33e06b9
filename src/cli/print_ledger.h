/* print_ledger.h: what became of every row of the data: totals (--verbose) and a table (--ledger). */
#ifndef ENTENTE_CLI_PRINT_LEDGER_H
#define ENTENTE_CLI_PRINT_LEDGER_H

#include "cli/settings.h"

void ledger_totals(const ent_network *network, ent_diags *diags);
ent_status write_ledger(const settings *set, const ent_network *network, ent_diags *diags);
/** ENT_EUSAGE if --ledger was given to a command that builds several networks. */
ent_status refuse_ledger(const settings *set, ent_diags *diags);

#endif
