/* null.h: what null.c and its measures share. */
#ifndef ENTENTE_MEASURE_RUN_NULL_H
#define ENTENTE_MEASURE_RUN_NULL_H

#include "entente/measure.h"

/** The measures that exist only beside a null model. */
#define SMALL_WORLD "small_world_sigma"

/** The part of docs/measures.md on weights of projections, backbones and null models. */
void ent_chance_document(ent_buf *out);

#endif
