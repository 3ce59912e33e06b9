/* communities.h: community methods, the search for the best division, and consensus. */
#ifndef ENTENTE_MEASURE_COMMUNITIES_COMMUNITIES_H
#define ENTENTE_MEASURE_COMMUNITIES_COMMUNITIES_H

#include "base/random.h"
#include "measure/graph/graph.h"

/** A division into communities: the best of some searches by one method. */
typedef struct work_division {
    ent_community_method method;
    size_t wanted; /* number of communities asked for; 0: none */
    uint32_t *community; /* from 1, by decreasing size, equals by first node */
    uint32_t count;
    double quality;   /* modularity at the resolution of the run */
    double agreement; /* share of searches that found it */
    struct work_division *next;
} work_division;

ent_status ent_work_division(ent_work *work, ent_community_method method, size_t wanted,
                             const work_division **division);
/** The division that the options of the run ask for. */
ent_status ent_work_communities(ent_work *work, const work_division **division);

/** Modularity of the pairs, or of the arcs, under a partition: sum over groups of
 *  inside/W - gamma (strength/2W)^2. Labels are below n + 1; nodes of label 0 and their ties are left
 *  out. NaN without a tie. *expected, unless NULL: the sum of (strength/2W)^2. */
ent_status ent_work_modularity(ent_work *work, bool arcs, const uint32_t *labels, bool weighted,
                               double gamma, double *modularity, double *expected);

/** An order of the nodes by their ties, not by their names: place[i] of node i. Nodes that ties, weights
 *  and neighbours do not distinguish keep their order. */
ent_status ent_canonical_order(const ent_work *work, uint32_t *place, ent_diags *diags);

/** The same graph with node i at place[i], weights as shares of the largest, to ten digits. */
ent_status ent_reordered(ent_work **view, const ent_work *work, const uint32_t *place);

/** One search: found[] of each node is a label below n. Groups are connected. `start` numbers the
 *  searches: Leiden begins every other one from a random division. */
ent_status ent_divide(ent_work *view, ent_community_method method, double gamma, size_t start,
                      ent_random *random, uint32_t *found);

/** True when a second search, in the same order of nodes, finds the same division. */
bool ent_community_certain(ent_community_method method);

/** True when igraph searches, which 0.10.2 may not survive when memory is refused: in a process of its own. */
bool ent_community_by_igraph(ent_community_method method);

/** The agreement of two divisions; NaN below two nodes. Labels below n + 1. */
ent_status ent_agreement_of(ent_agreement *agreement, const uint32_t *a, const uint32_t *b,
                            uint32_t n, ent_diags *diags);

/** What many searches, each by its own seed and order of nodes, have in common. */
typedef struct work_consensus {
    uint32_t *community; /* from 1, by decreasing size, equals by first node */
    uint32_t count;
    double *stability;
    double agreement; /* mean adjusted Rand index of the searches and the consensus */
    double quality;
} work_consensus;

ent_status ent_consensus_of(ent_work *work, const work_consensus **consensus);

#endif
