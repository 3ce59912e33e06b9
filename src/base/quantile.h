/* quantile.h: quantiles of a sample, without sorting it. */
#ifndef ENTENTE_BASE_QUANTILE_H
#define ENTENTE_BASE_QUANTILE_H

#include "entente/api.h"

#include <stddef.h>

/** The quantiles of `count` > 0 values at p[0..n-1], which ascend within [0, 1], by linear
 *  interpolation between order statistics: type 7 of Hyndman & Fan 1996. The values are put in another
 *  order; none may be NaN. O(count) for each quantile on average. */
ENT_SHARED void ent_quantiles(double *quantiles, const double *p, size_t n, double *values, size_t count);

#endif
