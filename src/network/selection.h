/* selection.h: a selection with its words looked up once, and tests of records against it. */
#ifndef ENTENTE_NETWORK_SELECTION_H
#define ENTENTE_NETWORK_SELECTION_H

#include "entente/network.h"

typedef struct ent_filter {
    const ent_dataset *d;
    const ent_selection *selection;
    unsigned levels, roles; /* bits; 0: all levels */
    unsigned talking_roles; /* of dialogues */
    unsigned tie_kinds;     /* bits; 0: not given */
    bool *within;           /* selected organizations; NULL: all */
    bool *only;             /* selected actors; NULL: all */
    uint32_t ego;           /* actor, or ENT_NONE */
} ent_filter;

/** Resolves the default weight and refuses options that exclude each other. errors ENT_EUSAGE */
ent_status ent_selection_check(ent_selection *selection, const ent_dataset *d, ent_diags *diags);

/** Looks every word up; an unknown one is an error with a suggestion. */
ent_status ent_filter_init(ent_filter *f, const ent_dataset *d, const ent_selection *selection,
                           ent_diags *diags);
void ent_filter_destroy(ent_filter *f);

/** Selects all actors that share a node with a selected one. */
void ent_filter_share(ent_filter *f, const uint32_t *node_of);

bool ent_filter_act(const ent_filter *f, const ent_act *act);
/** The same of the act with this number. */
bool ent_filter_selects(const ent_filter *f, uint32_t act);
/** Does the role create ties in agreements that are no dialogues, and in organizations? */
bool ent_filter_role(const ent_filter *f, ent_role role);
/** Does the row of a party create ties, by its role and its agreement? */
bool ent_filter_party(const ent_filter *f, const ent_party *party);
bool ent_filter_actor(const ent_filter *f, uint32_t actor);

#endif
