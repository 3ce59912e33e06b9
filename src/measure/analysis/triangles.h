/* triangles.h: partners in common and triangles. */
#ifndef ENTENTE_MEASURE_ANALYSIS_TRIANGLES_H
#define ENTENTE_MEASURE_ANALYSIS_TRIANGLES_H

#include "measure/graph/graph.h"

/** Fills `common` and `triangles` of the work. */
ent_status ent_work_triangles(ent_work *work);
/** Neighbours as bits, `words` words a node; freed by the caller; NULL when refused. */
uint64_t *ent_work_bits(const ent_work *work, size_t *words);

#endif
