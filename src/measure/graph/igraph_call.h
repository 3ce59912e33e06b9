/* igraph_call.h: one igraph function on the graph of a run, within a scope. */
#ifndef ENTENTE_MEASURE_GRAPH_IGRAPH_CALL_H
#define ENTENTE_MEASURE_GRAPH_IGRAPH_CALL_H

#include "measure/graph/graph.h"

/** Calls igraph on the copy of the pairs (`graph`, `weights`) or of the arcs. */
typedef igraph_error_t ent_real_call(const igraph_t *graph, const igraph_vector_t *weights,
                                     igraph_vector_t *result);
typedef igraph_error_t ent_whole_call(const igraph_t *graph, igraph_vector_int_t *result);

typedef enum ent_igraph_copy { ENT_IGRAPH_PAIRS, ENT_IGRAPH_ARCS } ent_igraph_copy;

/** Copies the result into `values`, which has room for it. `what` is for messages. */
ent_status ent_igraph_real(ent_work *work, ent_igraph_copy copy, ent_real_call *call,
                           const char *what, double *values);
/** *numbers (memory of the work) and their count, which may be NULL. */
ent_status ent_igraph_whole(ent_work *work, ent_igraph_copy copy, ent_whole_call *call,
                            const char *what, uint32_t **numbers, size_t *count);

#endif
