/* compare.h: two networks beside each other: which ties entered, ended and stayed, and whether the
 * one is like the other by more than chance. They may be of two days, of two selections, or of two
 * data sets: nodes are the same when their ids are. */
#ifndef ENTENTE_COMPARE_H
#define ENTENTE_COMPARE_H

#include "entente/api.h"
#include "entente/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_tie_state { ENT_TIE_NONE, ENT_TIE_UNKNOWN, ENT_TIE_THERE } ent_tie_state;

ENT_API const char *ent_tie_state_name(ent_tie_state state); /* "none", "unknown", "tie" */

/** A pair that is tied, or may be, in one of the networks at least; NULL where it is not. */
typedef struct ent_tie_change {
    const ent_tie *before, *after;
    ent_tie_state was, is;
} ent_tie_change;

typedef void ent_tie_change_fn(void *ctx, const ent_tie_change *change);

/** Calls `each` for every such pair, in the order of ids. errors ENT_ENOMEM */
ENT_API ent_status ent_network_compare(const ent_network *before, const ent_network *after,
                               ent_tie_change_fn *each, void *ctx, ent_diags *diags);

typedef struct ent_qap_options {
    size_t permutations;
    uint64_t seed;
    size_t workers; /* 0: one for each core */
} ent_qap_options;

#define ENT_QAP_OPTIONS_INIT            \
    {                                   \
        .permutations = 1000, .seed = 1 \
    }

/** Quadratic assignment: the correlation of the weights of all pairs of nodes that both networks
 *  have (0 where there is no tie), and how often it is reached when the names of the one are dealt
 *  anew. In networks of two modes only pairs of both modes count, and names stay in their mode. */
typedef struct ent_qap {
    size_t nodes, pairs;               /* in both networks */
    double correlation;                /* NaN when one of the two does not vary */
    double mean, sd;                   /* of the permutations */
    double larger, smaller, two_sided; /* p: (1 + how often as far out or farther) / (1 + N) */
    size_t permutations;
} ent_qap;

ENT_API ent_status ent_network_qap(ent_qap *qap, const ent_network *a, const ent_network *b,
                           const ent_qap_options *options, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
