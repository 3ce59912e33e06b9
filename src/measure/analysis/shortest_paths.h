/* shortest_paths.h: all shortest paths from one node at a time: distances, and how many paths pass where.
 */
#ifndef ENTENTE_MEASURE_ANALYSIS_SHORTEST_PATHS_H
#define ENTENTE_MEASURE_ANALYSIS_SHORTEST_PATHS_H

#include "measure/analysis/distances.h"

typedef struct search_key {
    double far;
    uint32_t node;
} search_key;

typedef struct search {
    uint32_t n;
    double tolerance;
    work_rows rows; /* borrowed, or its own when ties that are no shortest path were left out */
    bool own_rows;
    double *step;    /* lengths in the order of rows; NULL when all are 1 */
    const work_paths *rule;
    work_whole *whole_step, *whole; /* the same, and distances, as whole numbers; NULL: there are none */
    double *far;     /* after a search: the distance of each node; INFINITY = out of reach */
    uint32_t *order; /* nodes reached, nearest first; the source is the first */
    uint32_t found;  /* how many, the source counted */
    uint32_t *rank;  /* the place of a node in `order` */
    search_key *heap;
    double *paths, *ready;
    int *power; /* of 2, that paths are to be taken times, when there are more than a number holds */
    uint32_t *used, *used_end; /* ties on shortest paths, as places in rows; where those of the i-th
                                  node of `order` end */
} search;

/** Makes room to search along the ties of `w` under the rule `p`; `shares`: shares will be asked for. */
ent_status ent_search_begin(search *s, ent_work *w, const work_paths *p, bool shares);
void ent_search_end(search *s);

/** Distances from one node. */
void ent_search_from(search *s, uint32_t source);
/** After that: adds to each node and tie the share of the shortest paths from the source that pass
 *  it, over all ends; the source and the ends themselves get nothing. */
void ent_search_shares(search *s, double *nodes, double *ties);

#endif
