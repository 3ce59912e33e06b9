/* igraph_engines.h: igraph's function for each measure that entente computes by other means though
 * igraph has it, or has what it is made of. For tests and benchmarks; igraph 0.10. */
#ifndef TESTS_MEASURE_IGRAPH_ENGINES_H
#define TESTS_MEASURE_IGRAPH_ENGINES_H

#include <math.h>

#include <igraph.h>

typedef struct bare {
    igraph_t graph;
    igraph_vector_t weights, lengths; /* 1/weight */
} bare;

/* Ends of a pair or arc, and its weight, as graph.h has them. */
static inline void bare_open(bare *b, uint32_t nodes, const work_tie *ties, size_t count,
                             bool directed)
{
    igraph_vector_int_t ends;

    igraph_vector_int_init(&ends, 2 * (igraph_integer_t)count);
    igraph_vector_init(&b->weights, (igraph_integer_t)count);
    igraph_vector_init(&b->lengths, (igraph_integer_t)count);
    for (size_t t = 0; t < count; t++) {
        VECTOR(ends)[2 * t] = ties[t].a;
        VECTOR(ends)[2 * t + 1] = ties[t].b;
        VECTOR(b->weights)[t] = ties[t].weight;
        VECTOR(b->lengths)[t] = 1 / ties[t].weight;
    }
    igraph_create(&b->graph, &ends, nodes, directed);
    igraph_vector_int_destroy(&ends);
}

static inline void bare_close(bare *b)
{
    igraph_destroy(&b->graph);
    igraph_vector_destroy(&b->weights);
    igraph_vector_destroy(&b->lengths);
}

typedef void bare_call(const bare *b, igraph_vector_t *out);

#define G (&b->graph)
#define W (&b->weights)
#define L (&b->lengths)
#define ALL igraph_vss_all()

static inline double *number(igraph_vector_t *out)
{
    igraph_vector_resize(out, 1);
    return VECTOR(*out);
}

#define CALL(name, ...)                                           \
    static inline void name(const bare *b, igraph_vector_t *out) \
    {                                                             \
        __VA_ARGS__;                                              \
    }
#define DIVIDED(name, by, divisor)                                \
    static inline void name(const bare *b, igraph_vector_t *out) \
    {                                                             \
        double n = (double)igraph_vcount(G);                      \
                                                                  \
        by(b, out);                                               \
        igraph_vector_scale(out, 1 / (divisor));                  \
    }

CALL(call_nodes, *number(out) = (double)igraph_vcount(G))
CALL(call_ties, *number(out) = (double)igraph_ecount(G))
CALL(call_degree, igraph_strength(G, out, ALL, IGRAPH_ALL, false, NULL))
DIVIDED(call_degree_norm, call_degree, n - 1)
CALL(call_strength, igraph_strength(G, out, ALL, IGRAPH_ALL, false, W))
CALL(call_density, igraph_density(G, number(out), false))
CALL(call_centralization_degree,
     igraph_centralization_degree(G, NULL, IGRAPH_ALL, false, number(out), NULL, true))
CALL(call_assortativity, igraph_assortativity_degree(G, number(out), false))
CALL(call_betweenness, igraph_betweenness(G, out, ALL, true, NULL))
CALL(call_betweenness_w, igraph_betweenness(G, out, ALL, true, L))
DIVIDED(call_betweenness_norm, call_betweenness,
        (n - 1) * (n - 2) / (igraph_is_directed(G) ? 1 : 2))
CALL(call_centralization_betweenness,
     igraph_centralization_betweenness(G, NULL, true, number(out), NULL, true))
CALL(call_edge_betweenness, igraph_edge_betweenness(G, out, true, NULL))
CALL(call_edge_betweenness_w, igraph_edge_betweenness(G, out, true, L))
CALL(call_closeness, igraph_closeness(G, out, NULL, NULL, ALL, IGRAPH_ALL, NULL, true))
CALL(call_closeness_w, igraph_closeness(G, out, NULL, NULL, ALL, IGRAPH_ALL, L, true))
CALL(call_closeness_in, igraph_closeness(G, out, NULL, NULL, ALL, IGRAPH_IN, NULL, true))
CALL(call_closeness_out, igraph_closeness(G, out, NULL, NULL, ALL, IGRAPH_OUT, NULL, true))
CALL(call_centralization_closeness,
     igraph_centralization_closeness(G, NULL, IGRAPH_ALL, number(out), NULL, true))
CALL(call_harmonic, igraph_harmonic_centrality(G, out, ALL, IGRAPH_ALL, NULL, false))
CALL(call_harmonic_w, igraph_harmonic_centrality(G, out, ALL, IGRAPH_ALL, L, false))
CALL(call_harmonic_in, igraph_harmonic_centrality(G, out, ALL, IGRAPH_IN, NULL, false))
CALL(call_harmonic_out, igraph_harmonic_centrality(G, out, ALL, IGRAPH_OUT, NULL, false))
DIVIDED(call_harmonic_norm, call_harmonic, n - 1)
DIVIDED(call_harmonic_in_norm, call_harmonic_in, n - 1)
DIVIDED(call_harmonic_out_norm, call_harmonic_out, n - 1)
CALL(call_eccentricity, igraph_eccentricity(G, out, ALL, IGRAPH_ALL))
CALL(call_eccentricity_w, igraph_eccentricity_dijkstra(G, L, out, ALL, IGRAPH_ALL))
CALL(call_eccentricity_in, igraph_eccentricity(G, out, ALL, IGRAPH_IN))
CALL(call_eccentricity_out, igraph_eccentricity(G, out, ALL, IGRAPH_OUT))
CALL(call_mean_distance, igraph_average_path_length(G, number(out), NULL, true, true))
CALL(call_mean_distance_w, igraph_average_path_length_dijkstra(G, number(out), NULL, L, true, true))
CALL(call_diameter, igraph_diameter(G, number(out), NULL, NULL, NULL, NULL, true, true))
CALL(call_radius, igraph_radius(G, number(out), IGRAPH_ALL))
CALL(call_efficiency, igraph_global_efficiency(G, number(out), NULL, true))
CALL(call_clustering,
     igraph_transitivity_local_undirected(G, out, ALL, IGRAPH_TRANSITIVITY_NAN))
CALL(call_clustering_w, igraph_transitivity_barrat(G, out, ALL, W, IGRAPH_TRANSITIVITY_NAN))
CALL(call_transitivity, igraph_transitivity_undirected(G, number(out), IGRAPH_TRANSITIVITY_NAN))
CALL(call_clustering_mean,
     igraph_transitivity_avglocal_undirected(G, number(out), IGRAPH_TRANSITIVITY_NAN))
CALL(call_clustering_mean0,
     igraph_transitivity_avglocal_undirected(G, number(out), IGRAPH_TRANSITIVITY_ZERO))
CALL(call_constraint, igraph_constraint(G, out, ALL, NULL))
CALL(call_constraint_w, igraph_constraint(G, out, ALL, W))

static inline void call_closeness_wf(const bare *b, igraph_vector_t *out)
{
    igraph_vector_int_t reached;

    igraph_vector_int_init(&reached, 0);
    igraph_closeness(G, out, &reached, NULL, ALL, IGRAPH_ALL, NULL, true);
    for (igraph_integer_t i = 0; i < igraph_vcount(G); i++)
        VECTOR(*out)[i] *= (double)VECTOR(reached)[i] / (double)(igraph_vcount(G) - 1);
    igraph_vector_int_destroy(&reached);
}

static inline void call_reach(const bare *b, igraph_vector_t *out)
{
    igraph_vector_int_t size;

    igraph_vector_int_init(&size, 0);
    igraph_neighborhood_size(G, &size, ALL, 2, IGRAPH_OUT, 1);
    igraph_vector_resize(out, igraph_vcount(G));
    for (igraph_integer_t i = 0; i < igraph_vcount(G); i++)
        VECTOR(*out)[i] = (double)VECTOR(size)[i];
    igraph_vector_int_destroy(&size);
}

static inline void reach_all(const bare *b, igraph_vector_t *out, igraph_neimode_t mode)
{
    igraph_vector_int_t nodes;

    igraph_vector_int_init(&nodes, 0);
    igraph_vector_resize(out, igraph_vcount(G));
    for (igraph_integer_t i = 0; i < igraph_vcount(G); i++) {
        igraph_subcomponent(G, &nodes, i, mode);
        VECTOR(*out)[i] = (double)igraph_vector_int_size(&nodes) - 1;
    }
    igraph_vector_int_destroy(&nodes);
}

CALL(call_reaches, reach_all(b, out, IGRAPH_OUT))
CALL(call_reached_by, reach_all(b, out, IGRAPH_IN))

/* ---- eigenvectors ---- */

static inline double eigenvector(const bare *b, igraph_vector_t *out, bool scale,
                                 const igraph_vector_t *weights)
{
    igraph_arpack_options_t options;
    igraph_real_t value = 0;

    igraph_arpack_options_init(&options);
    igraph_eigenvector_centrality(G, out, &value, false, scale, weights, &options);
    return value;
}

CALL(call_eigenvector, eigenvector(b, out, true, NULL))
CALL(call_eigenvector_w, eigenvector(b, out, true, W))
CALL(call_eigenvector_l2, eigenvector(b, out, false, NULL))

static inline void call_spectral_radius(const bare *b, igraph_vector_t *out)
{
    double value = eigenvector(b, out, true, NULL);

    *number(out) = value;
}

static inline void call_centralization_eigenvector(const bare *b, igraph_vector_t *out)
{
    igraph_arpack_options_t options;

    igraph_arpack_options_init(&options);
    igraph_centralization_eigenvector_centrality(G, NULL, NULL, false, true, &options, number(out),
                                                 NULL, true);
}

static inline void hubs(const bare *b, igraph_vector_t *out, bool authorities)
{
    igraph_arpack_options_t options;
    igraph_vector_t other;

    igraph_arpack_options_init(&options);
    igraph_vector_init(&other, 0);
    igraph_hub_and_authority_scores(G, authorities ? &other : out, authorities ? out : &other, NULL,
                                    true, NULL, &options);
    igraph_vector_destroy(&other);
}

CALL(call_hub, hubs(b, out, false))
CALL(call_authority, hubs(b, out, true))

/* ---- components ---- */

static inline void components(const bare *b, igraph_vector_t *out, bool sizes)
{
    igraph_vector_int_t member, size;

    igraph_vector_int_init(&member, 0);
    igraph_vector_int_init(&size, 0);
    igraph_connected_components(G, &member, &size, NULL, IGRAPH_WEAK);
    igraph_vector_resize(out, igraph_vcount(G));
    for (igraph_integer_t i = 0; i < igraph_vcount(G); i++) {
        igraph_integer_t mine = VECTOR(member)[i], rank = 1;

        /* igraph numbers components by their first node; we by size, equals by first node */
        for (igraph_integer_t c = 0; c < igraph_vector_int_size(&size); c++)
            rank += VECTOR(size)[c] > VECTOR(size)[mine] ||
                    (VECTOR(size)[c] == VECTOR(size)[mine] && c < mine);
        VECTOR(*out)[i] = (double)(sizes ? VECTOR(size)[mine] : rank);
    }
    igraph_vector_int_destroy(&member);
    igraph_vector_int_destroy(&size);
}

CALL(call_component, components(b, out, false))
CALL(call_component_size, components(b, out, true))

static inline void call_components(const bare *b, igraph_vector_t *out)
{
    double most;

    components(b, out, false);
    most = igraph_vector_max(out);
    *number(out) = most;
}

static inline void call_largest_component(const bare *b, igraph_vector_t *out)
{
    double most;

    components(b, out, true);
    most = igraph_vector_max(out);
    *number(out) = most;
}

/* ---- patterns ---- */

static inline void call_triangles(const bare *b, igraph_vector_t *out)
{
    double sum;

    igraph_adjacent_triangles(G, out, ALL);
    sum = igraph_vector_sum(out);
    *number(out) = sum / 3;
}

static inline void triads(const bare *b, igraph_vector_t *out, int kind)
{
    igraph_vector_t kinds;

    igraph_vector_init(&kinds, 0);
    igraph_triad_census(G, &kinds);
    *number(out) = VECTOR(kinds)[kind];
    igraph_vector_destroy(&kinds);
}

CALL(call_triads_0, triads(b, out, 0))
CALL(call_triads_1, triads(b, out, 2))
CALL(call_triads_2, triads(b, out, 10))
CALL(call_triads_3, triads(b, out, 15))

static inline void motifs(const bare *b, igraph_vector_t *out, int kind)
{
    igraph_vector_t kinds, cut;

    igraph_vector_init(&kinds, 0);
    igraph_vector_init(&cut, 4); /* no sampling */
    igraph_motifs_randesu(G, &kinds, 4, &cut);
    *number(out) = VECTOR(kinds)[kind];
    igraph_vector_destroy(&kinds);
    igraph_vector_destroy(&cut);
}

CALL(call_motif_star, motifs(b, out, 4))
CALL(call_motif_path, motifs(b, out, 6))
CALL(call_motif_paw, motifs(b, out, 7))
CALL(call_motif_square, motifs(b, out, 8))
CALL(call_motif_diamond, motifs(b, out, 9))
CALL(call_motif_clique, motifs(b, out, 10))

/* ---- pairs ---- */

typedef enum pair_matrix { DISTANCES, COCITATION, JACCARD } pair_matrix;

static inline void pairs(const bare *b, igraph_vector_t *out, pair_matrix which)
{
    igraph_integer_t n = igraph_vcount(G);
    igraph_matrix_t m;

    igraph_matrix_init(&m, 0, 0);
    if (which == DISTANCES)
        igraph_distances(G, &m, ALL, ALL, IGRAPH_OUT);
    else if (which == COCITATION)
        igraph_cocitation(G, &m, ALL);
    else
        igraph_similarity_jaccard(G, &m, ALL, IGRAPH_ALL, false);
    igraph_vector_clear(out);
    for (igraph_integer_t i = 0; i < n; i++)
        for (igraph_integer_t j = i + 1; j < n; j++)
            igraph_vector_push_back(out, MATRIX(m, i, j));
    igraph_matrix_destroy(&m);
}

CALL(call_distance, pairs(b, out, DISTANCES))
CALL(call_common_partners, pairs(b, out, COCITATION))
CALL(call_jaccard, pairs(b, out, JACCARD))

/* ---- the table ---- */

enum { PLAIN = 1, ARCS = 2, CONNECTED = 4 }; /* graphs without, with directions; connected ones only */

static const struct engine {
    const char *measure; /* as it is asked for */
    bare_call *call;
    unsigned on;
} engines[] = {
    { "nodes", call_nodes, PLAIN | ARCS },
    { "ties", call_ties, PLAIN },
    { "arcs", call_ties, ARCS },
    { "degree", call_degree, PLAIN },
    { "degree_norm", call_degree_norm, PLAIN },
    { "strength", call_strength, PLAIN | ARCS },
    { "density", call_density, PLAIN | ARCS },
    { "centralization_degree", call_centralization_degree, PLAIN },
    { "degree_assortativity", call_assortativity, PLAIN },
    { "betweenness", call_betweenness, PLAIN | ARCS },
    { "betweenness:inverse", call_betweenness_w, PLAIN | ARCS },
    { "betweenness_invw", call_betweenness_w, PLAIN | ARCS },
    { "betweenness_norm", call_betweenness_norm, PLAIN | ARCS },
    { "centralization_betweenness", call_centralization_betweenness, PLAIN | ARCS },
    { "edge_betweenness", call_edge_betweenness, PLAIN | ARCS },
    { "edge_betweenness:inverse", call_edge_betweenness_w, PLAIN | ARCS },
    { "closeness", call_closeness, PLAIN | CONNECTED },
    { "closeness_component", call_closeness, PLAIN },
    { "closeness_component:inverse", call_closeness_w, PLAIN },
    { "closeness_wf", call_closeness_wf, PLAIN },
    { "closeness_invw", call_closeness_w, PLAIN | CONNECTED },
    { "closeness_in", call_closeness_in, ARCS },
    { "closeness_out", call_closeness_out, ARCS },
    { "centralization_closeness", call_centralization_closeness, PLAIN | CONNECTED },
    { "harmonic", call_harmonic, PLAIN },
    { "harmonic:inverse", call_harmonic_w, PLAIN },
    { "harmonic_norm", call_harmonic_norm, PLAIN },
    { "harmonic_in_norm", call_harmonic_in_norm, ARCS },
    { "harmonic_out_norm", call_harmonic_out_norm, ARCS },
    { "harmonic_in", call_harmonic_in, ARCS },
    { "harmonic_out", call_harmonic_out, ARCS },
    { "eccentricity", call_eccentricity, PLAIN },
    { "eccentricity:inverse", call_eccentricity_w, PLAIN },
    { "eccentricity_in", call_eccentricity_in, ARCS },
    { "eccentricity_out", call_eccentricity_out, ARCS },
    { "reach", call_reach, PLAIN | ARCS },
    { "reaches", call_reaches, ARCS },
    { "reached_by", call_reached_by, ARCS },
    { "mean_distance", call_mean_distance, PLAIN | ARCS },
    { "mean_distance:inverse", call_mean_distance_w, PLAIN | ARCS },
    { "diameter", call_diameter, PLAIN | ARCS },
    { "radius", call_radius, PLAIN | CONNECTED },
    { "efficiency_global", call_efficiency, PLAIN | ARCS },
    { "eigenvector", call_eigenvector, PLAIN | CONNECTED },
    { "eigenvector_w", call_eigenvector_w, PLAIN | CONNECTED },
    { "eigenvector_max1", call_eigenvector, PLAIN | CONNECTED },
    { "eigenvector_l2", call_eigenvector_l2, PLAIN | CONNECTED },
    { "eigenvector_w_max1", call_eigenvector_w, PLAIN | CONNECTED },
    { "centralization_eigenvector", call_centralization_eigenvector, PLAIN | CONNECTED },
    { "spectral_radius", call_spectral_radius, PLAIN | CONNECTED },
    { "hub", call_hub, ARCS },
    { "authority", call_authority, ARCS },
    { "component", call_component, PLAIN },
    { "component_size", call_component_size, PLAIN },
    { "components", call_components, PLAIN },
    { "largest_component", call_largest_component, PLAIN },
    { "clustering", call_clustering, PLAIN },
    { "clustering_w", call_clustering_w, PLAIN },
    { "transitivity", call_transitivity, PLAIN },
    { "clustering_mean", call_clustering_mean, PLAIN },
    { "clustering_mean0", call_clustering_mean0, PLAIN },
    { "triangles", call_triangles, PLAIN },
    { "triads_0", call_triads_0, PLAIN },
    { "triads_1", call_triads_1, PLAIN },
    { "triads_2", call_triads_2, PLAIN },
    { "triads_3", call_triads_3, PLAIN },
    { "motif_star", call_motif_star, PLAIN },
    { "motif_path", call_motif_path, PLAIN },
    { "motif_square", call_motif_square, PLAIN },
    { "motif_paw", call_motif_paw, PLAIN },
    { "motif_diamond", call_motif_diamond, PLAIN },
    { "motif_clique", call_motif_clique, PLAIN },
    { "constraint", call_constraint, PLAIN },
    { "constraint_w", call_constraint_w, PLAIN },
    { "distance", call_distance, PLAIN },
    { "common_partners", call_common_partners, PLAIN },
    { "equivalence_jaccard", call_jaccard, PLAIN },
};

enum { ENGINES = sizeof engines / sizeof *engines };

#endif
