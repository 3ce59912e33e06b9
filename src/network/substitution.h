/* substitution.h: who stands for whom: the node that a state shares with those it continues, and the members
 * that an organization is replaced by. */
#ifndef ENTENTE_NETWORK_SUBSTITUTION_H
#define ENTENTE_NETWORK_SUBSTITUTION_H

#include "base/index.h"
#include "entente/network.h"
#include "network/status.h"

typedef struct ent_who_member {
    uint32_t actor;
    bool unknown; /* it is not known whether it was a member on the day */
    bool assumed; /* it was, if an end that nobody recorded has not come */
    ent_period period; /* from when to when */
} ent_who_member;

typedef struct ent_who {
    const ent_dataset *d;
    const ent_selection *selection;
    const ent_times *times;    /* of the network */
    uint32_t *node_of;         /* by actor: the actor whose node it has */
    uint32_t *first, *rows;    /* the data's memberships, by organization */
    ent_index of_register;     /* id in the register → actor */
    ent_who_member *members;   /* of the organization that was asked for last */
    size_t room;
    size_t expanded, added;    /* party rows that were replaced, members they stand for */
} ent_who;

ent_status ent_who_init(ent_who *who, const ent_dataset *d, const ent_selection *selection,
                        ent_diags *diags);
void ent_who_destroy(ent_who *who);

/** Is it an organization whose members are wanted, and recorded in the data or in the register? */
bool ent_who_is_bloc(const ent_who *who, uint32_t actor);

/** The members of the party on the day that is asked about; with none, on the day it signed, else
 *  on the day the act entered into force; with no date at all, all that ever were, as unknown. */
ent_status ent_who_members(ent_who *who, const ent_party *party, const ent_who_member **members,
                           size_t *count, ent_diags *diags);

#endif
