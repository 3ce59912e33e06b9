/* status.h: does a row count on the day? */
#ifndef ENTENTE_NETWORK_STATUS_H
#define ENTENTE_NETWORK_STATUS_H

#include "entente/network.h"

typedef struct ent_standing {
    ent_truth counts;
    ent_bucket why; /* when it does not: NOT_YET, ENDED, UNDATED; of an actor also OUTSIDE */
} ent_standing;

/** The standing of a party in its act under the selection's status rule and day. */
ent_standing ent_party_standing(const ent_dataset *d, const ent_party *party,
                                const ent_selection *selection);
/** When the party's status under the rule begins, and when it ends: it leaves, or the act ends. */
void ent_party_spell(const ent_dataset *d, const ent_party *party, ent_rule rule, ent_date *from,
                     ent_date *to);
ent_standing ent_membership_standing(const ent_dataset *d, const ent_membership *m,
                                     const ent_selection *selection);

/** The same in two parts that both must be so: what the act says of all its parties, and what the
 *  row says of its own. Completions are not asked. */
void ent_party_truths(const ent_dataset *d, const ent_party *party, const ent_selection *selection,
                      ent_truth *of_act, ent_truth *of_row);

/** Does the actor exist on the day? NO with the reason when it surely does not. A state of the
 *  register whose days the data do not say exists in the spells that the register knows. */
ent_standing ent_actor_standing(const ent_dataset *d, const ent_actor *actor,
                                const ent_selection *selection);

#endif
