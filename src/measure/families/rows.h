/* rows.h: the tables of measures, one for each family. */
#ifndef ENTENTE_MEASURE_ROWS_ROWS_H
#define ENTENTE_MEASURE_ROWS_ROWS_H

#include "measure/graph/graph.h"

/** The measure that exists only beside a null model. */
#define ENT_SMALL_WORLD "small_world_sigma"

/** The engine of measures that igraph has no function for. */
#define ENT_NO_IGRAPH "own: igraph has none"
#define ENT_OWN_LEIDEN "own: what igraph_community_leiden finds, 2 x faster"

/** Newman's weight of each tie; NaN when the network is not one of actors. */
ent_status ent_work_newman(ent_work *work, double *of_ties);

/* The families; each table ends with a row without a name. */
extern const ent_measure ent_measures_degree[], ent_measures_paths[], ent_measures_spectral[],
    ent_measures_cohesion[], ent_measures_holes[], ent_measures_groups[], ent_measures_ties[],
    ent_measures_linear[], ent_measures_roles[], ent_measures_census[], ent_measures_pairs[],
    ent_measures_balance[], ent_measures_core[], ent_measures_positions[], ent_measures_layers[], ent_measures_directed[], ent_measures_sampled[],
    ent_measures_chance[];


/** Writes the part of docs/measures.md on weights of projections, backbones and null models. */
void ent_chance_document(ent_buf *out);

#endif
