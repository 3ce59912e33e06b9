/* graph.h: what one run computes once: the graph, weights, components, shortest paths, triangles,
 * principal vectors, communities. Measures ask for a part, and the first to ask has it made.
 *
 * The graph is ours (neighbours in rows, sorted); igraph's copy of it is made when a measure
 * needs igraph. Nodes and ties are numbered as in the network; the ties carry no loop and no
 * parallel. */
#ifndef ENTENTE_MEASURE_GRAPH_GRAPH_H
#define ENTENTE_MEASURE_GRAPH_GRAPH_H

#include "entente/measure.h"
#include "base/arena.h"
#include "measure/graph/igraph_scope.h"

typedef struct work_tie {
    uint32_t a, b;
    double weight;
} work_tie;

/** A division into communities: the best of some searches by one method. */
typedef struct work_division {
    ent_community_method method;
    uint32_t *community; /* from 1, by decreasing size, equals by first node */
    uint32_t count;
    double quality;   /* modularity at the resolution of the run */
    double agreement; /* share of searches that found it */
    struct work_division *next;
} work_division;

/** Neighbours in rows: those of i stand at start[i] .. start[i + 1], sorted; `tie` is the tie. */
typedef struct work_rows {
    uint32_t *start, *to, *tie;
} work_rows;

enum { WORK_NEAR = 64 };

/** The distances from each node (or to each node), summed up. */
typedef struct work_sums {
    double *sum, *inverse; /* of the distances to the nodes reached, and of their inverses */
    double *furthest;      /* the longest of them; 0 when nobody is reached */
    double *reached;       /* how many are reached */
    uint32_t *at;          /* unweighted: WORK_NEAR counts a node, of nodes so many steps away; in
                              the first, those further than that. Else NULL */
} work_sums;

/** A length as a whole number, in a unit that all ties have in common. */
__extension__ typedef unsigned __int128 work_whole;

/** All shortest paths under one distance rule. */
typedef struct work_paths {
    double alpha;        /* a tie is 1/weight^alpha long */
    double *length;      /* of each tie; NULL when all are 1 long */
    double tolerance;    /* lengths that differ by less of their size are equal, or, where there are
                            whole lengths, may be */
    work_whole *whole;   /* lengths by which it is then decided; NULL when weights are fractions */
    work_whole slack;    /* sums of them that differ by no more are equal */
    bool summed, passed; /* from and to are filled; betweenness and tie_betweenness are */
    work_sums from, to;  /* without directions `to` is `from` */
    double *betweenness, *tie_betweenness;
    struct work_paths *next;
} work_paths;

/** Principal vector of each component, its largest entry 1; nodes without ties 0. */
typedef struct work_spectrum {
    double *vector;
    double *value; /* largest eigenvalue of each component, by its number - 1; NaN: not found */
    uint32_t leading;  /* number of the component with the largest; 0 when it is not one alone */
    double radius;     /* the largest eigenvalue */
    uint32_t blurred;  /* nodes of a component whose two largest are too near each other for rounding:
                          its vector is NaN; 0: none */
    bool said, said_shared; /* the notes about that */
} work_spectrum;

/** The groups of a column of the nodes: numbered from 1 in the order of their names; nodes without
 *  a value are in group 0. The column "community" has the communities found. */
typedef struct work_column {
    ent_str column;
    uint32_t *group, count;
    ent_str *names; /* by number - 1 */
    struct work_column *next;
} work_column;

struct ent_work {
    const ent_network *network; /* NULL when the graph was given as it is */
    ent_measures_options options;
    ent_diags *diags;

    uint32_t n, m;
    bool directed;
    work_tie *ties; /* those of a directed network are arcs, from a to b */

    /* The graph below: pairs that are tied, in whatever direction. Without directions its pairs are
     * the ties, and `out` and `in` its rows. */
    uint32_t pair_count;
    work_tie *pairs;
    uint8_t *both;     /* with directions: of a pair, whether arcs run both ways */
    uint32_t *pair_of; /* with directions: of a tie */
    uint32_t *start; /* neighbours of i stand at start[i] .. start[i + 1] */
    uint32_t *neighbor, *tie_to; /* tie_to: a pair */
    work_rows out, in;           /* rows of ties */
    double *strength;            /* of all ties at the node */
    double total_weight;

    bool two_mode;
    bool modes_hold;   /* every tie joins the two modes */
    uint8_t *mode;     /* of each node, 0 or 1 */
    uint32_t mode_size[2];

    igraph_t ig;
    bool has_ig;
    igraph_vector_t weights;

    uint32_t component_count;
    uint32_t *component;      /* from 1, by decreasing size, then by first node */
    uint32_t *component_size; /* by number - 1 */
    work_paths *paths;
    double *triangles; /* at each node */
    double *common;    /* of each pair: partners in common, that is triangles over the tie */
    double *motifs;    /* of four nodes */
    double *triads;    /* with directions: of the 16 kinds */
    uint32_t strong_count, *strong, *strong_size; /* strong components, as `component` */
    bool cliques_counted;
    double cliques, largest_clique;
    work_spectrum *spectrum[2]; /* ties as 1, ties by weight */
    uint32_t community_count; /* of the run's method */
    const uint32_t *community;
    double community_quality, community_agreement;
    struct work_division *divisions; /* by every method that was asked for */
    struct work_consensus *consensus;
    double *coreness;
    work_column *columns;
    bool betweenness_wanted;   /* by some measure of the run: so that one pass does for all */
    uint32_t group_a, group_b; /* which groups a measure of pairs of groups is to compute now */
    ent_arena arena;           /* texts of columns */
};

/** From a network, or from bare ties (a != b, each pair once). *work is NULL on failure. */
ent_status ent_work_of(ent_work **work, const ent_network *network,
                       const ent_measures_options *options, ent_diags *diags);
ent_status ent_work_new(ent_work **work, uint32_t nodes, const work_tie *ties, size_t count,
                        const ent_measures_options *options, ent_diags *diags);
/** The same of arcs: (a, b) and (b, a) may both be there. */
ent_status ent_work_new_directed(ent_work **work, uint32_t nodes, const work_tie *arcs,
                                 size_t count, const ent_measures_options *options,
                                 ent_diags *diags);
/** Makes the nodes of bare ties nodes of two modes, 0 and 1. */
void ent_work_set_modes(ent_work *work, const uint8_t *mode);
void ent_work_free(ent_work *work);

static inline uint32_t work_degree(const ent_work *w, uint32_t i)
{
    return w->start[i + 1] - w->start[i];
}

static inline uint32_t work_pair_of(const ent_work *w, uint32_t tie)
{
    return w->directed ? w->pair_of[tie] : tie;
}

/** How many ties a pair stands for. */
static inline double work_pair_ties(const ent_work *w, uint32_t pair)
{
    return w->directed && w->both[pair] ? 2 : 1;
}

static inline bool work_connected(const ent_work *w)
{
    return w->component_count == 1;
}

/** igraph's copy of the graph, and the weights as its vector. */
ent_status ent_work_igraph(ent_work *work);
/** Paths under the rule in `argument`, or under the run's when that is empty: with their sums, or
 *  with betweenness, or with the lengths of ties only. */
ent_status ent_work_paths(ent_work *work, ent_str argument, const work_paths **paths);
ent_status ent_work_betweenness(ent_work *work, ent_str argument, const work_paths **paths);
ent_status ent_work_lengths(ent_work *work, ent_str argument, const work_paths **paths);
void ent_work_free_paths(ent_work *work);
ent_status ent_work_triangles(ent_work *work);
ent_status ent_work_spectrum(ent_work *work, bool weighted, const work_spectrum **spectrum);
ent_status ent_work_communities(ent_work *work);
ent_status ent_work_division(ent_work *work, ent_community_method method,
                             const work_division **division);
ent_status ent_work_coreness(ent_work *work);
/** Neighbours as bits, `words` words a node; NULL when refused. */
uint64_t *ent_work_bits(const ent_work *work, size_t *words);

/** Newman's weight of each tie; NaN when the network is not one of actors. */
ent_status ent_work_newman(ent_work *work, double *of_ties);
ent_status ent_work_column(ent_work *work, ent_str column, const work_column **groups);

/** Renumbers groups from 1, the largest first, equals by their first node. Labels may be anything
 *  below `n`. *sizes (freed by the caller) by number - 1 when it is not NULL. */
ent_status ent_work_number(ent_work *work, uint32_t *labels, uint32_t *count, uint32_t **sizes);

/** Modularity of a partition (labels below n + 1; nodes of label 0 and their ties are left out):
 *  sum over groups of inside/W - gamma (strength/2W)^2. NaN without a tie. *expected: the sum of
 *  (strength/2W)^2. */
ent_status ent_work_modularity(ent_work *work, const uint32_t *labels, bool weighted, double gamma,
                               double *modularity, double *expected);

/** The engine of measures that igraph has no function for. */
#define ENT_NO_IGRAPH "own: igraph has none"

/* The families; each table ends with a row without a name. */
extern const ent_measure ent_measures_degree[], ent_measures_paths[], ent_measures_spectral[],
    ent_measures_cohesion[], ent_measures_holes[], ent_measures_groups[], ent_measures_ties[],
    ent_measures_linear[], ent_measures_roles[], ent_measures_census[], ent_measures_pairs[],
    ent_measures_balance[], ent_measures_directed[], ent_measures_chance[];

/** The run on work that is made already: what ent_measures_run does after ent_work_of. */
ent_status ent_measures_run_on(ent_results **results, ent_work *work, const char *names);

#endif
