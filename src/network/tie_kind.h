/* tie_kind.h: how strongly a row ties its actor: by being bound, by promoting the agreement, or by talks. */
#ifndef ENTENTE_NETWORK_TIE_KIND_H
#define ENTENTE_NETWORK_TIE_KIND_H

#include "entente/network.h"

/** The weaker of two kinds. */
static inline ent_tie_kind ent_tie_kind_weaker(ent_tie_kind a, ent_tie_kind b)
{
    return a > b ? a : b;
}

/** The stronger of two kinds. */
static inline ent_tie_kind ent_tie_kind_stronger(ent_tie_kind a, ent_tie_kind b)
{
    return a < b ? a : b;
}

/** Is an agreement of this kind a dialogue? */
ENT_SHARED bool ent_is_dialogue(ent_str kind);
/** Of a role; a role that is unknown may be any, and so counts as bound. */
ent_tie_kind ent_tie_kind_of_role(ent_role role);
/** The weaker of the row's role and its agreement. */
ENT_SHARED ent_tie_kind ent_tie_kind_of_party(const ent_dataset *d, const ent_party *party);
/** The roles of a kind, as bits: those of ENT_TIE_TALKS may have any of the others. */
unsigned ent_tie_kind_roles(ent_tie_kind kind);
/** The rule by which the row counts: a promoter, or a party to a dialogue, that ties by tie_kinds counts
 *  from the proposal on. */
ent_rule ent_party_rule(const ent_selection *selection, const ent_dataset *d,
                        const ent_party *party);

#endif
