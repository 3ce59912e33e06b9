/* ledger.h: puts every row of the data into one bucket while a network is built. */
#ifndef ENTENTE_NETWORK_LEDGER_H
#define ENTENTE_NETWORK_LEDGER_H

#include "entente/network.h"

/** Allocates the ledger; rows of tables that cannot be part of a network are outside. */
ent_status ent_ledger_open(ent_network *network, ent_diags *diags);
void ent_ledger_put(ent_network *network, ent_table table, size_t row, ent_bucket bucket);
/** Only rows of a table of parties: the parties of pair rows and lists are cells of another table.
 */
void ent_ledger_put_party(ent_network *network, uint32_t party, ent_bucket bucket);
/** Only rows of a table of agreements. */
void ent_ledger_put_act(ent_network *network, uint32_t act, ent_bucket bucket);
/** A party or membership row. */
void ent_ledger_put_row(ent_network *network, ent_table table, uint32_t row, ent_bucket bucket);
/** Marks the sources of counted rows and adds up the buckets. errors ENT_EINTERNAL (a row has none)
 */
ent_status ent_ledger_close(ent_network *network, ent_diags *diags);

#endif
