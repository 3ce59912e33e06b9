/* build.h: what the files that build a network share.
 *
 *   party rows → status on the day → participants of an agreement → groups → nodes → pairs → ties
 *
 * Everything is sorted by ids before it is numbered, so no result depends on the order of rows. */
#ifndef ENTENTE_NETWORK_BUILD_BUILD_H
#define ENTENTE_NETWORK_BUILD_BUILD_H

#include "network/groups.h"
#include "network/network.h"
#include "network/selection.h"
#include "network/substitution.h"

enum { MAX_LINKS = 50000000, MAX_PARTIES = 5000 }; /* unless --force is given */

typedef struct participant { /* an actor in the agreement or organization that is being built */
    uint32_t actor, row;
    uint32_t spell; /* in builder.spells; ENT_NONE: during all of the selected time */
    bool unknown, assumed;
    bool by_bloc; /* as a member of the organization that the row names */
    uint8_t tie_kind; /* an ent_tie_kind: that of the row */
} participant;

typedef struct spell { /* several periods: in builder.periods */
    uint32_t first, count;
    ent_truth in, in_strict; /* of one period: does it hold in the selected time? */
} spell;

typedef struct margins {
    uint32_t *acts_of;     /* by actor: its agreements and organizations */
    uint32_t *parties_of;  /* by key: the parties of an agreement, the members of an organization */
    uint32_t actors, acts; /* with at least one */
} margins;

typedef struct builder {
    ent_network *n;
    const ent_dataset *d;
    ent_filter filter;
    ent_substitution substitution;
    ent_diags *diags;
    ent_groups groups; /* of keys */
    ent_window window; /* the selected time */
    ENT_LIST(participant) participants;
    ENT_LIST(spell) spells;
    ent_periods periods;
    uint32_t *actor_rank; /* by id, in natural order */
    uint32_t *act_order;  /* the acts in the order of their ids, in which they are built */
    uint32_t act_rank;    /* of the act that is being built */
    bool *in_network;                /* by key */
    bool *kept;                      /* by key: shown; NULL: all are */
    margins known, possible;         /* of what counts, and with what may count; its parties_of is NULL
                                      * where no weight needs it */
    size_t certain;                  /* pairs that share no more agreements than they must */
    bool failed;                     /* out of memory where no status is returned */
} builder;

static inline uint32_t ent_act_key(const builder *b, uint32_t act)
{
    return (uint32_t)ent_actor_count(b->d) + act;
}

static inline uint32_t ent_node_key(const builder *b, uint32_t node)
{
    const ent_node *n = &b->n->nodes[node];

    return n->actor != ENT_NONE ? n->actor : ent_act_key(b, n->act);
}

static inline bool ent_is_shown(const builder *b, uint32_t key)
{
    return b->in_network[key] && (!b->kept || b->kept[key]);
}

/* Actors that share a node get its number. */
static inline void ent_share_nodes(builder *b)
{
    for (size_t i = 0; i < ent_actor_count(b->d); i++)
        b->n->node_of[i] = b->n->node_of[b->substitution.node_of[i]];
}

/* ---- participants ---- */

ent_status ent_participants_add(builder *b, participant added);
/** How many, from the one at `first` on, are in the selection; *known: those that surely count. */
size_t ent_participants_selected(const builder *b, size_t first, size_t *known);
/** Leaves every actor once, in the order of ids; rows that repeat another get their bucket. */
ent_status ent_participants_unique(builder *b, ent_table table);
/** Must times be compared, since the selected time has more than one day? */
bool ent_compares_times(const builder *b);
/** Makes a spell of the periods from `first` on. */
ent_status ent_spell_add(builder *b, size_t first, uint32_t *number);
/** Have two with spells a day in common? *assumed: only while ends that are not recorded have not
 *  come. */
ent_truth ent_participants_met(builder *b, const ent_evidence *in, const participant *x,
                               const participant *y, bool *assumed);
/** The same of two nodes of a group; ctx is the builder. */
ent_truth ent_group_members_met(void *ctx, const ent_group *group, const ent_group_member *x,
                                const ent_group_member *y, bool *assumed);
/** Removes those who have no day in common with another. */
ent_status ent_participants_drop_alone(builder *b, const ent_evidence *in, ent_table table);
/** Did the organization exist during the participation? */
ent_truth ent_organization_met(const builder *b, const participant *x, uint32_t organization);

/* ---- links ---- */

typedef struct basis { /* what makes a group of ties */
    ent_evidence evidence;
    uint32_t order; /* of the evidence of a tie */
    ent_share weight;
} basis;

/** Adds a member to the group that was begun last. */
ent_status ent_link_join(builder *b, ent_group_member member);
ent_status ent_link_two(builder *b, const basis *by, const participant *x, uint32_t centre);
/** Ties all participants to each other. `row` is named when there are too many. */
ent_status ent_link_pairs(builder *b, const basis *by, ent_row row);
/** Ties each participant to the centre: an organization, or the agreement itself. */
ent_status ent_link_star(builder *b, const basis *by, uint32_t centre);
/** Shows the centre when a selected actor is tied to it. */
void ent_link_show_centre(builder *b, uint32_t centre);
/** Do so few of `count` participants surely count that all ties are unknown? */
bool ent_only_unknown_ties(const ent_selection *s, size_t count, size_t known, size_t least);
/** Adds the participants to the margins and to the incidences of the network, also one that is
 * alone: similarities depend on the number of agreements of an actor. */
ent_status ent_count_participants(builder *b, uint32_t key, ent_evidence_kind kind, uint32_t record,
                                  double weight);
void ent_incidences_finish(builder *b);

/* ---- the steps of ent_network_new ---- */

ent_status ent_build_act(builder *b, uint32_t act);
ent_status ent_build_memberships(builder *b);
/** Turns the groups of a two-mode network into groups of agreements that share an actor. */
ent_status ent_build_between_acts(builder *b);
/** Keeps what --only and --ego show. Weights, hubs and numbers of parties remain those of the whole
 *  network. */
ent_status ent_build_shown(builder *b);
/** Adds the isolates; puts the rows of the table of actors into the ledger. */
void ent_build_population(builder *b);
ent_status ent_build_nodes(builder *b);
ent_status ent_build_ties(builder *b);
ent_status ent_build_backbone(builder *b);

#endif
