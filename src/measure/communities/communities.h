/* communities.h: ways to divide a network, and how far divisions agree. */
#ifndef ENTENTE_MEASURE_COMMUNITIES_COMMUNITIES_H
#define ENTENTE_MEASURE_COMMUNITIES_COMMUNITIES_H

#include "base/random.h"
#include "measure/graph/graph.h"

/** An order of the nodes that follows from the ties and not from names: place[i] of node i. Nodes
 *  that no count of ties, weights and neighbours tells apart follow each other as they are. */
ent_status ent_canonical_order(const ent_work *work, uint32_t *place, ent_diags *diags);

/** The same graph with node i at place[i], weights as shares of the largest, to ten digits. */
ent_status ent_reordered(ent_work **view, const ent_work *work, const uint32_t *place);

/** One search: found[] of each node a label below n. Groups hang together. `start` counts the
 *  searches: some methods set out from another division at every other. */
ent_status ent_divide(ent_work *view, ent_community_method method, double gamma, size_t start,
                      ent_random *random, uint32_t *found);

/** Does a second search, in the same order of nodes, find the same? */
bool ent_community_certain(ent_community_method method);

/** How far two divisions agree; NaN below two nodes. Labels below n + 1. */
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
void ent_consensus_free(work_consensus *consensus);

#endif
