/* graph.h: the graph of a run: neighbours in sorted rows, weights, modes, components, igraph's copies;
 * and the parts that measures have made and share. Nodes and ties are numbered as in the network;
 * there are no loops and no parallel ties. */
#ifndef ENTENTE_MEASURE_GRAPH_GRAPH_H
#define ENTENTE_MEASURE_GRAPH_GRAPH_H

#include "entente/measure.h"
#include "base/arena.h"
#include "measure/graph/igraph_scope.h"

#include <math.h>

typedef struct work_tie {
    uint32_t a, b;
    double weight;
} work_tie;

/** Neighbours in rows: those of i stand at start[i] .. start[i + 1], sorted; `tie` is the tie. */
typedef struct work_rows {
    uint32_t *start, *to, *tie;
} work_rows;

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

    igraph_t ig; /* igraph's copy of the pairs */
    igraph_vector_t weights;
    igraph_t arc_ig; /* and of the arcs, with directions */
    igraph_vector_t arc_weights;
    bool has_ig, has_arc_ig;

    uint32_t component_count;
    uint32_t *component;      /* from 1, by decreasing size, then by first node */
    uint32_t *component_size; /* by number - 1 */

    /* Parts that are made when a measure first asks for them. Their memory is the work's: see work_room.
     * The module that makes a part declares its type. */
    struct work_paths *paths;
    struct work_sample *samples; /* of paths */
    double *triangles; /* at each node */
    double *common;    /* of each pair: partners in common, that is triangles over the tie */
    double *motifs;    /* of four nodes */
    double *triads;    /* with directions: of the 16 kinds */
    uint32_t strong_count, *strong, *strong_size; /* strong components, as `component` */
    bool cliques_counted;
    double cliques, largest_clique;
    struct work_spectrum *spectrum[2]; /* ties as 1, ties by weight */
    struct work_division *divisions;   /* by every method that was asked for */
    struct work_consensus *consensus;
    struct work_column *columns;
    bool fewer_runs; /* communities are searched less often than usual */
    bool betweenness_wanted;   /* by some measure of the run: so that one pass does for all */
    ent_str argument;          /* of the measure that is computed now, as in katz:alpha=0.1 */
    uint32_t group_a, group_b; /* of a measure of pairs of groups: the pair that is computed now */
    ent_arena arena;
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

/** Zeroed memory that lives as long as the work; NULL when refused. */
static inline void *work_room(ent_work *w, size_t count, size_t size)
{
    return ent_arena_new(&w->arena, count, size);
}

/** True when two values differ by rounding only. */
static inline bool work_same(double x, double y)
{
    return x == y || fabs(x - y) <= 1e-10 * fmax(fabs(x), fabs(y));
}

/** Makes igraph's copy of the pairs, or of the arcs of a directed network, and of their weights. */
ent_status ent_work_igraph(ent_work *work);
ent_status ent_work_arc_igraph(ent_work *work);
/** Renumbers groups from 1, the largest first, equals by their first node. Labels may be anything
 *  below `n`. *sizes, by number - 1, when it is not NULL: memory of the work. */
ent_status ent_work_number(ent_work *work, uint32_t *labels, uint32_t *count, uint32_t **sizes);

/** The run on work that is made already: what ent_measures_run does after ent_work_of. */
ent_status ent_measures_run_on(ent_results **results, ent_work *work, const char *names);

#endif
