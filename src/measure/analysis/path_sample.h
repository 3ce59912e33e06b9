/* path_sample.h: shortest paths from some nodes, drawn at random, and what they tell about those from all. */
#ifndef ENTENTE_MEASURE_ANALYSIS_PATH_SAMPLE_H
#define ENTENTE_MEASURE_ANALYSIS_PATH_SAMPLE_H

#include "measure/analysis/distances.h"

/** A total over all nodes as sources, estimated from those drawn. */
typedef struct sampled_total {
    double value;
    double error; /* standard error, of draws without replacement; NaN from a single source */
} sampled_total;

/** What is summed at each node: shares of paths that pass it, distances to it, and their inverses. */
typedef enum sampled_of_nodes { SAMPLED_PASSING, SAMPLED_FAR, SAMPLED_INVERSE, SAMPLED_OF_NODES } sampled_of_nodes;

typedef struct work_sample {
    uint32_t sources; /* nodes drawn: all nodes, when there are no more */
    double alpha;     /* the distance rule */
    sampled_total *of_nodes[SAMPLED_OF_NODES];
    sampled_total mean_distance;
    double longest, longest_at_most; /* what the diameter is at least and at most */
    struct work_sample *next;
} work_sample;

/** The sample of so many sources, drawn by the seed of the run under its distance rule.
 *  errors ENT_EDATA (weights that give no lengths), ENT_ENOMEM; cost O(sources m), times log n by lengths */
ent_status ent_work_sample(ent_work *work, uint32_t sources, const work_sample **sample);

#endif
