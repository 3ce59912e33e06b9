/* substitution.h: the node that a state shares with those it continues, and the members by which an
 * organization is replaced. */
#ifndef ENTENTE_NETWORK_SUBSTITUTION_H
#define ENTENTE_NETWORK_SUBSTITUTION_H

#include "base/hash_index.h"
#include "base/list.h"
#include "entente/network.h"
#include "network/status.h"

typedef struct ent_substitute {
    uint32_t actor;
    bool unknown;      /* it may or may not have been a member on the day */
    bool assumed;      /* it was one if an end that is not recorded has not come */
    ent_period period; /* of membership */
} ent_substitute;

typedef struct ent_substitution {
    const ent_dataset *d;
    const ent_selection *selection;
    const ent_times *times;           /* of the network */
    uint32_t *node_of;                /* by actor: the actor substitutionse node it has */
    ent_index by_state;               /* id in the register → actor */
    ENT_LIST(ent_substitute) members; /* the last result of ent_substitutes */
    size_t expanded, added;           /* party rows that were replaced, and by how many members */
} ent_substitution;

ent_status ent_substitution_init(ent_substitution *substitution, const ent_dataset *d,
                                 const ent_selection *selection, ent_diags *diags);
void ent_substitution_destroy(ent_substitution *substitution);

/** Is it an organization that is replaced by members recorded in the data or in the register? */
bool ent_is_bloc(const ent_substitution *substitution, uint32_t actor);

/** The members of the party on the selected day; by default on the day it signed, else on the day
 * the agreement entered into force; without any date all members of all times, as unknown. *members
 * is valid until the next call with the same substitution. */
ent_status ent_substitutes(ent_substitution *substitution, const ent_party *party,
                           const ent_substitute **members, size_t *count, ent_diags *diags);

#endif
