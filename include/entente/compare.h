/* compare.h: two networks side by side: which ties began, ended and stayed, and whether the networks are
 * more alike than chance explains. They may be of two days, two selections or two data sets: nodes with
 * the same id are the same. */
#ifndef ENTENTE_COMPARE_H
#define ENTENTE_COMPARE_H

#include "entente/api.h"
#include "entente/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

/** In increasing certainty that the tie exists. */
typedef enum ent_tie_state {
    ENT_TIE_NONE,
    ENT_TIE_UNKNOWN,
    ENT_TIE_THERE,
    ENT_TIE_STATE_COUNT
} ent_tie_state;

/** "none", "unknown", "tie" */
ENT_API const char *ent_tie_state_name(ent_tie_state state);

/** A pair of nodes that has a tie, known or unknown, in at least one of two networks. */
typedef struct ent_tie_change {
    const ent_tie *before, *after; /* NULL where there is none; borrowed from the network */
    ent_tie_state was, is;
} ent_tie_change;

typedef void ent_tie_change_fn(void *ctx, const ent_tie_change *change);

/** Calls `each` with `ctx` for every such pair, in the order of ids.
 *  errors  ENT_ENOMEM
 *  cost    O(n + m) */
ENT_API ent_status ent_network_compare(const ent_network *before, const ent_network *after,
                               ent_tie_change_fn *each, void *ctx, ent_diags *diags);

typedef struct ent_qap_options {
    size_t permutations;
    uint64_t seed;
    size_t workers; /* processes; 0 = one for each core */
} ent_qap_options;

#define ENT_QAP_OPTIONS_INIT            \
    {                                   \
        .permutations = 1000, .seed = 1 \
    }

/** A quadratic assignment test. */
typedef struct ent_qap {
    size_t nodes, pairs; /* that both networks have */
    double correlation;  /* from -1 to 1; NaN when the weights of one network do not vary */
    double mean, sd;     /* of the correlations of the permutations */
    double larger, smaller, two_sided; /* p: (1 + permutations at least as extreme) / (1 + all) */
    size_t permutations;
} ent_qap;

/** Correlates the weights of all pairs of nodes that both networks have (0 where there is no tie), and
 *  compares the correlation with those after the nodes of one network are permuted at random. In two-mode
 *  networks the pairs are those of both modes, and nodes are permuted within their mode.
 *  errors  ENT_ENOMEM
 *  cost    O(m) for each permutation
 *  source  Krackhardt 1988, Social Networks 10(4), 359-381 */
ENT_API ent_status ent_network_qap(ent_qap *qap, const ent_network *a, const ent_network *b,
                           const ent_qap_options *options, ent_diags *diags);

/** The densities of two networks, and whether their difference is more than chance. */
typedef struct ent_density_test {
    size_t nodes;          /* that both networks have */
    double first, second;  /* share of the pairs of these nodes that are tied */
    double se;             /* of the difference: its standard deviation over the samples */
    double t, p;           /* (second - first) / se; two-sided, by the normal distribution */
} ent_density_test;

/** Compares the densities of ties between the nodes that both networks have. In each of `samples` bootstrap samples the
 *  same nodes are drawn, with replacement, in both networks; two that stand for the same node get the tie of a pair
 *  drawn at random, in both the same.
 *  errors  ENT_EUSAGE (two modes), ENT_ENOMEM
 *  cost    O(n + m) for each sample
 *  source  Snijders & Borgatti 1999, Connections 22(2), 161-170 */
ENT_API ent_status ent_network_compare_densities(ent_density_test *test, const ent_network *a, const ent_network *b,
                                                 size_t samples, uint64_t seed, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
