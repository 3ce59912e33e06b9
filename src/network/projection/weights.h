/* weights.h: how strong a tie of a projection is. The builder weighs ties with it, and so do
 * null models when they build a network anew. */
#ifndef ENTENTE_NETWORK_PROJECTION_WEIGHTS_H
#define ENTENTE_NETWORK_PROJECTION_WEIGHTS_H

#include "entente/network.h"

/** What an act of k parties adds to the tie of two of them: Newman 2001. */
double ent_newman_weight(size_t k);

/** Does the weight need the number of acts of both ends? */
bool ent_weight_of_projection(ent_weight rule);

/** The weight of a tie: `sum` over the acts in common of what each adds (their number, by rules of
 *  projections), x and y the acts of its two ends, of `all` acts. 0 is no tie. */
double ent_weigh(ent_weight rule, double sum, double x, double y, double all);

/** ln P(X >= s), X the acts in common of two actors with x and y acts drawn blindly of `all`. */
double ent_hypergeometric_tail(double all, double x, double y, double s);

#endif
