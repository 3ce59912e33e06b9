/* chance.h: what null.c and its measures share. */
#ifndef ENTENTE_MEASURE_CHANCE_H
#define ENTENTE_MEASURE_CHANCE_H

#include "entente/measure.h"

/** The measures that exist only beside a null model. */
#define SMALL_WORLD "small_world_sigma"

#endif
