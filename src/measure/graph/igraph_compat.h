/* igraph_compat.h: one form of the igraph functions whose arguments differ between 0.10 and 1.0. */
#ifndef ENTENTE_MEASURE_GRAPH_IGRAPH_COMPAT_H
#define ENTENTE_MEASURE_GRAPH_IGRAPH_COMPAT_H

#include <igraph.h>

#define ENT_IGRAPH_1 (IGRAPH_VERSION_MAJOR >= 1)

/* The default random number generator: 0.10 keeps a copy of it, 1.0 a pointer. */
#if ENT_IGRAPH_1
typedef igraph_rng_t *ent_igraph_rng;
#else
typedef igraph_rng_t ent_igraph_rng;
#endif

static inline ent_igraph_rng ent_igraph_rng_begin(igraph_rng_t *ours)
{
#if ENT_IGRAPH_1
    return igraph_rng_set_default(ours);
#else
    ent_igraph_rng theirs = *igraph_rng_default();

    igraph_rng_set_default(ours);
    return theirs;
#endif
}

static inline void ent_igraph_rng_end(ent_igraph_rng *theirs)
{
#if ENT_IGRAPH_1
    igraph_rng_set_default(*theirs);
#else
    igraph_rng_set_default(theirs);
#endif
}

static inline igraph_error_t ent_igraph_maximal_cliques(const igraph_t *graph,
                                                        igraph_clique_handler_t *handler, void *ctx)
{
#if ENT_IGRAPH_1
    return igraph_maximal_cliques_callback(graph, 0, 0, handler, ctx);
#else
    return igraph_maximal_cliques_callback(graph, handler, ctx, 0, 0);
#endif
}

static inline igraph_error_t ent_igraph_density(const igraph_t *graph, igraph_real_t *density)
{
#if ENT_IGRAPH_1
    return igraph_density(graph, NULL, density, false);
#else
    return igraph_density(graph, density, false);
#endif
}

/* One round of Leiden. */
/* Without weights: 0.10 takes them as lengths. */
static inline igraph_error_t ent_igraph_edge_betweenness_tree(const igraph_t *graph,
                                                              igraph_matrix_int_t *merges,
                                                              igraph_vector_t *modularity,
                                                              igraph_vector_int_t *membership)
{
#if ENT_IGRAPH_1
    return igraph_community_edge_betweenness(graph, NULL, NULL, merges, NULL, modularity,
                                             membership, false, NULL, NULL);
#else
    return igraph_community_edge_betweenness(graph, NULL, NULL, merges, NULL, modularity,
                                             membership, false, NULL);
#endif
}

static inline igraph_error_t ent_igraph_infomap(const igraph_t *graph,
                                                const igraph_vector_t *weights,
                                                igraph_vector_int_t *membership,
                                                igraph_real_t *length)
{
#if ENT_IGRAPH_1
    return igraph_community_infomap(graph, weights, NULL, 1, false, 0, membership, length);
#else
    return igraph_community_infomap(graph, weights, NULL, 1, membership, length);
#endif
}

/* PRPACK: ARPACK's digits vary from call to call. */
static inline igraph_error_t ent_igraph_pagerank(const igraph_t *graph,
                                                 const igraph_vector_t *weights, double damping,
                                                 igraph_vector_t *result)
{
    const bool directed = true;
#if ENT_IGRAPH_1
    return igraph_pagerank(graph, weights, result, NULL, damping, directed, igraph_vss_all(),
                           IGRAPH_PAGERANK_ALGO_PRPACK, NULL);
#else
    return igraph_pagerank(graph, IGRAPH_PAGERANK_ALGO_PRPACK, result, NULL, igraph_vss_all(),
                           directed, damping, weights, NULL);
#endif
}

/* Freeman's, of graphs without loops. */
static inline igraph_error_t ent_igraph_centralization_degree(const igraph_t *graph,
                                                              igraph_neimode_t mode,
                                                              igraph_vector_t *result)
{
    igraph_error_t err = igraph_vector_resize(result, 1);

    return err != IGRAPH_SUCCESS ? err
                                 : igraph_centralization_degree(graph, NULL, mode, IGRAPH_NO_LOOPS,
                                                                VECTOR(*result), NULL, true);
}

#endif
