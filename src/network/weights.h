/* weights.h: the weights of the ties of a projection, for the builder and for null models. */
#ifndef ENTENTE_NETWORK_WEIGHTS_H
#define ENTENTE_NETWORK_WEIGHTS_H

#include "entente/network.h"

/** What an agreement of k parties adds to the tie of two of them: Newman 2001. */
ENT_SHARED double ent_newman_weight(size_t k);

/** Does the weight depend on the number of agreements of both ends? */
bool ent_weight_of_projection(ent_weight rule);

/** Can the weight of two actors that share agreements be 0, which is no tie? */
ENT_SHARED bool ent_weight_may_vanish(ent_weight rule);

/** The weight of a tie: `sum` over the agreements in common of what each adds; x and y the agreements of
 *  its two ends, of `all` agreements. 0 is no tie. */
ENT_SHARED double ent_weigh(ent_weight rule, double sum, double x, double y, double all);

/** ln P(X >= s), X the agreements in common of two actors with x and y agreements drawn at random from
 *  `all`. */
double ent_hypergeometric_tail(double all, double x, double y, double s);

#endif
