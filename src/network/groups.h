/* groups.h: the groups from which ties are made: the parties of one agreement, the members of one
 * organization, or the agreements of one actor. All members of a group are tied to each other; a
 * single tie is a group of two. Pairs are summed row by row, as in the product of a sparse matrix
 * and its transpose, so no list of all pairs is sorted: the cost of a projection is the number of
 * its pairs. */
#ifndef ENTENTE_NETWORK_GROUPS_H
#define ENTENTE_NETWORK_GROUPS_H

#include "base/list.h"
#include "entente/network.h"

enum { ENT_MOST_SPELLS = (1 << 28) - 1 };

/** Eight bytes, because there is one for each party of each agreement. */
typedef struct ent_group_member {
    uint32_t key;          /* of the builder; ent_groups_pairs makes it a node */
    uint32_t spell : 28;   /* its time in the group: of the builder, from 1; 0: all of the selected time */
    uint32_t unknown : 1;  /* it may not be in it on the day */
    uint32_t assumed : 1;  /* in it while an end that is not recorded has not come */
    uint32_t tie_kind : 2; /* an ent_tie_kind; the evidence of two has the weaker of theirs */
} ent_group_member;

typedef struct ent_share { /* what a group adds to a known tie, and to an unknown one */
    double known, unknown;
} ent_share;

typedef struct ent_group {
    ent_evidence evidence;
    uint32_t order; /* rank of the evidence: the evidence of a tie comes in this order */
    uint32_t first, count;
    uint32_t share; /* what it adds, in the list of shares */
} ent_group;

/** Have two members of a group, both with a spell, a day in common? *assumed: only while an end
 * that is not recorded has not come. */
typedef ent_truth ent_meet_fn(void *ctx, const ent_group *group, const ent_group_member *a,
                              const ent_group_member *b, bool *assumed);

typedef struct ent_groups {
    ent_group *list;
    size_t count, room;
    ent_group_member *in;
    size_t in_count, in_room;
    ENT_LIST(ent_share) shares; /* equal ones that follow each other are one */
    size_t pairs;
    bool directed;     /* ties run from each to those that joined after it; a to b is not b to a */
    ent_meet_fn *meet; /* called for two that both have a spell */
    void *meet_ctx;
} ent_groups; /* all-zero is empty */

/** A tie, with its weight over the known evidence, and over the rest. */
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
/** Adds to the group that was begun last. */
ent_status ent_groups_join(ent_groups *groups, ent_group_member presence, ent_diags *diags);

/** Removes the members whose key is not marked. */
void ent_groups_keep(ent_groups *groups, const bool *marked);

/** Calls `each` for every pair that is tied, in the order of the nodes. Evidence, in order, goes
 * into `evidence`, which has room for groups->pairs. Keys become nodes by `node_of`. cost O(pairs +
 * sum over ties of log ties of a node) */
ent_status ent_groups_pairs(ent_groups *groups, const uint32_t *node_of, size_t nodes,
                            ent_evidence *evidence, ent_pair_fn *each, void *ctx, ent_diags *diags);
void ent_groups_destroy(ent_groups *groups);

#endif
