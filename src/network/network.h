/* network.h: a network as it is stored, for the files that build one. */
#ifndef ENTENTE_NETWORK_NETWORK_H
#define ENTENTE_NETWORK_NETWORK_H

#include "base/arena.h"
#include "base/list.h"
#include "network/status.h"

/* A key numbers actors and agreements together: the actor, or the number of actors + the agreement.
 */

struct ent_network {
    const ent_dataset *d;
    ent_selection selection;
    ent_times times;
    ent_arena arena;
    ent_node *nodes;
    size_t node_count;
    uint32_t *node_of; /* by key */
    ENT_LIST(ent_tie) ties, unknown_ties;
    ent_evidence *evidence;
    ENT_LIST(ent_incidence) incidences; /* only when keeps_incidences */
    bool keeps_incidences;
    ENT_LIST(ent_uncertainty) pairs; /* that may have no day in common; only when keeps_pairs */
    bool keeps_pairs;
    uint32_t
        *parties_of; /* by key: counted parties of an agreement or organization, shown or not */
    uint32_t *tying_acts; /* by key: agreements that tie it, shown or not; NULL: all are shown */
    bool borrowed;        /* these two belong to another network */
    size_t tests;         /* of the backbone */
    uint8_t *bucket[ENT_TABLE_COUNT];
    uint8_t *act_bucket; /* of agreements, also of those without a table of their own; may be NULL */
    size_t ledger[ENT_TABLE_COUNT][ENT_BUCKET_COUNT];
};

/** Is the actor a node also without a tie? The population is states that are in the table of actors or
 *  party of any agreement, counted or not, and organizations that could have a tie. `replaced`: by its
 *  members. */
bool ent_actor_in_population(const ent_selection *selection, const ent_actor *actor, bool replaced);

#endif
