/* rewired.h: a network with other ties, or with its nodes exchanged, for null models. */
#ifndef ENTENTE_NETWORK_REWIRED_H
#define ENTENTE_NETWORK_REWIRED_H

#include "entente/network.h"

/** A network with the nodes of `like`: node i is that of `like` with index who[i] (NULL: i). It
 * takes ownership of *ties, which are in the order of their ends, and of *evidence, also on
 * failure. It has no incidences and no ledger; `like` must outlive it. */
ENT_SHARED ent_status ent_network_rewired(ent_network **network, const ent_network *like, ent_tie **ties,
                               size_t tie_count, ent_evidence **evidence, const uint32_t *who,
                               ent_diags *diags);

#endif
