/* tie_kind.c: see tie_kind.h. */
#include "network/tie_kind.h"

enum {
    BOUND_ROLES = 1u << ENT_PARTY | 1u << ENT_SIGNATORY | 1u << ENT_MEMBER,
    PROMOTING_ROLES = 1u << ENT_SPONSOR | 1u << ENT_INITIATOR | 1u << ENT_ADOPTER |
                      1u << ENT_DRAFTER | 1u << ENT_PARTICIPANT
};

bool ent_is_dialogue(ent_str kind)
{
    return ent_str_is(kind, "dialogue");
}

ent_tie_kind ent_tie_kind_of_role(ent_role role)
{
    return role == ENT_ROLE_UNKNOWN || (BOUND_ROLES & 1u << role) ? ENT_TIE_BOUND
                                                                  : ENT_TIE_PROMOTED;
}

ent_tie_kind ent_tie_kind_of_party(const ent_dataset *d, const ent_party *p)
{
    return ent_is_dialogue(ent_act_kind(d, p->act)) ? ENT_TIE_TALKS
                                                     : ent_tie_kind_of_role(p->role);
}

unsigned ent_tie_kind_roles(ent_tie_kind kind)
{
    return kind == ENT_TIE_BOUND      ? BOUND_ROLES
           : kind == ENT_TIE_PROMOTED ? PROMOTING_ROLES
                                      : BOUND_ROLES | PROMOTING_ROLES;
}

ent_rule ent_party_rule(const ent_selection *s, const ent_dataset *d, const ent_party *p)
{
    return s->tie_kinds && ent_tie_kind_of_party(d, p) != ENT_TIE_BOUND ? ENT_ANY : s->count;
}
