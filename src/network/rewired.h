/* rewired.h: a network with other ties, or other people in its places: what null models make. */
#ifndef ENTENTE_NETWORK_REWIRED_H
#define ENTENTE_NETWORK_REWIRED_H

#include "entente/network.h"

/** The places of `like`: in place i the node of place who[i] (NULL: its own). *ties (in the order
 * of their ends) and *evidence are taken over, also on failure. Without seats and without a ledger;
 *  `like` must outlive it. */
ent_status ent_network_rewired(ent_network **network, const ent_network *like, ent_tie **ties,
                               size_t tie_count, ent_evidence **evidence, const uint32_t *who,
                               ent_diags *diags);

#endif
