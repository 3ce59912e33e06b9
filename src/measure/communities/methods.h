/* methods.h: one search for communities, a function for each method. `found` of each node is a label
 * below n; `start` numbers the searches. The graph is undirected and has a tie. */
#ifndef ENTENTE_MEASURE_COMMUNITIES_METHODS_H
#define ENTENTE_MEASURE_COMMUNITIES_METHODS_H

#include "measure/communities/communities.h"

typedef ent_status ent_method(ent_work *v, double gamma, size_t start, ent_random *random,
                              uint32_t *found);

ent_method ent_method_leiden, ent_method_louvain, ent_method_walktrap,
    ent_method_infomap, ent_method_label_propagation, ent_method_fast_greedy,
    ent_method_leading_eigenvector, ent_method_edge_betweenness, ent_method_spinglass;

/** False when edge betweenness, which recounts all shortest paths after each tie that it removes, would
 *  take too long. */
static inline bool ent_method_can_count_paths(size_t nodes, size_t ties)
{
    return (double)nodes * (double)ties * (double)ties < 4e9;
}

/** Can as many communities as the options ask for be reached in at most `steps` merges? Each leaves one less, and
 *  components are never merged. ENT_EUSAGE after a message. */
ent_status ent_method_check_count(const ent_work *v, size_t steps);

/** The weight of the k-th entry of the rows of neighbours. */
static inline double ent_method_weight(const ent_work *v, uint32_t k)
{
    return v->ties[v->tie_to[k]].weight;
}

#endif
