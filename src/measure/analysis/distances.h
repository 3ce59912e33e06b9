/* distances.h: distance rules, distances from and to every node, and betweenness. */
#ifndef ENTENTE_MEASURE_ANALYSIS_DISTANCES_H
#define ENTENTE_MEASURE_ANALYSIS_DISTANCES_H

#include "measure/graph/graph.h"

enum { WORK_NEAR = 64 };

/** The distances from each node (or to each node), summed up. */
typedef struct work_sums {
    double *sum, *inverse; /* of the distances to the nodes reached, and of their inverses */
    double *furthest;      /* the longest of them; 0 when no node is reached */
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


/** Reads a distance rule in `argument`, or takes the run's when that is empty, and gives the shortest
 *  paths under it: with the sums of distances, with betweenness, or with the lengths of ties only. */
ent_status ent_work_paths(ent_work *work, ent_str argument, const work_paths **paths);
ent_status ent_work_betweenness(ent_work *work, ent_str argument, const work_paths **paths);
ent_status ent_work_lengths(ent_work *work, ent_str argument, const work_paths **paths);

#endif
