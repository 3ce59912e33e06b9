/* groups.h: what ties whom while a network is built: groups of those who are in one act, or in one
 * organization, or share an actor. All in a group are tied to each other; a tie of two is a group
 * of two. Pairs are summed up row by row, as one multiplies a sparse matrix with its transpose, so
 * that no list of all pairs is ever sorted: a projection costs its pairs and no more. */
#ifndef ENTENTE_NETWORK_GROUPS_H
#define ENTENTE_NETWORK_GROUPS_H

#include "entente/network.h"

typedef struct ent_group_member { /* somebody in a group */
    uint32_t key;                 /* of the builder; ent_groups_pairs makes it a node */
    uint32_t spell; /* when it is in it: of the builder; ENT_NONE = as long as is asked */
    bool unknown;   /* not known to be in it on the day */
    bool assumed;   /* in it as long as an end that nobody recorded has not come */
} ent_group_member;

typedef struct ent_share { /* what a group adds to a tie that it makes for sure, and to another */
    double known, unknown;
} ent_share;

typedef struct ent_group {
    ent_evidence evidence;
    uint32_t order; /* rank of the evidence: the evidence of a tie comes in this order */
    uint32_t first, count;
    ent_share weight;
} ent_group;

/** Two of one group, both only in a part of the time that is asked about: have they a day in
 * common? *assumed is set when they have one only as long as an end that nobody recorded has not
 * come. */
typedef ent_truth ent_meet_fn(void *ctx, const ent_group *group, const ent_group_member *a,
                              const ent_group_member *b, bool *assumed);

typedef struct ent_groups {
    ent_group *list;
    size_t count, room;
    ent_group_member *in;
    size_t in_count, in_room;
    size_t pairs;
    bool directed;     /* ties run from each to those that joined after it; a to b is not b to a */
    ent_meet_fn *meet; /* asked of two that both have a spell */
    void *meet_ctx;
} ent_groups; /* all-zero is empty */

/** Two who are tied, and by how much: over the evidence that is known, and over the rest. */
typedef struct ent_pair {
    uint32_t a, b;                  /* nodes, a < b; from a to b when directed */
    uint32_t first, known, unknown; /* its evidence: the known before the unknown */
    uint32_t assumed;               /* of the known */
    double known_weight, unknown_weight;
} ent_pair;

typedef ent_status ent_pair_fn(void *ctx, const ent_pair *pair);

/** A group without members yet; errors ENT_ENOMEM. */
ent_status ent_groups_begin(ent_groups *groups, ent_evidence evidence, uint32_t order,
                            ent_share weight, ent_diags *diags);
/** One more in the group begun last. */
ent_status ent_groups_join(ent_groups *groups, ent_group_member presence, ent_diags *diags);

/** Takes out all those whose key is not marked. */
void ent_groups_keep(ent_groups *groups, const bool *marked);

/** Calls `each` for every pair that is tied, in the order of the nodes. Evidence, in order, goes
 * into `evidence`, which has room for groups->pairs. Keys become nodes by `node_of`. cost O(pairs +
 * sum over ties of log ties of a node) */
ent_status ent_groups_pairs(ent_groups *groups, const uint32_t *node_of, size_t nodes,
                            ent_evidence *evidence, ent_pair_fn *each, void *ctx, ent_diags *diags);
void ent_groups_destroy(ent_groups *groups);

#endif
