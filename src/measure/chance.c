/* chance.c: measures against chance: of the backbone, and those that exist only beside a null. */
#include "measure/chance.h"

#include <math.h>

#include "measure/work.h"

static ent_status backbone_p(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    for (uint32_t t = 0; t < w->m && w->network; t++)
        values[t] = ent_tie_at(w->network, t)->chance;
    return ENT_OK;
}

/* Its value comes from null.c; without a null model there is none. */
static ent_status small_world(double *values, ent_work *w, ent_str argument)
{
    (void)values, (void)w, (void)argument;
    return ENT_OK;
}

const ent_measure ent_measures_chance[] = {
    { .name = "backbone_p", .also = "", .scope = ENT_SCOPE_TIE,
      .summary = "how likely chance makes the tie as strong", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "p-value of the backbone's test, before the correction: P(acts in common by chance "
                 ">= those observed) under sdsm, fdsm or hypergeometric; the smaller of "
                 "(1 - w/s)^(k-1) at the two ends under disparity. With --alpha 1 and --correction "
                 "none every tie is kept and shown",
      .divisor = "", .disconnected = "makes no difference; undefined without --backbone",
      .two_modes = "undefined: a backbone is of a projection",
      .cost = "sdsm O(pairs of kinds x acts x acts in common); fdsm O(samples x sum of squared "
              "parties)",
      .source = "Neal 2014, Social Networks 39, 84-97; Neal, Domagalski & Sagan 2021, Scientific "
                "Reports 11, 23929; Serrano, Boguna & Vespignani 2009, PNAS 106(16), 6483-6488",
      .flags = ENT_MEASURE_ONE_MODE, .compute = backbone_p },
    { .name = SMALL_WORLD, .also = "sigma", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "clustering beside chance, over distance beside chance",
      .unit = "", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "(transitivity / its mean in the null) / (mean_distance / its mean in the null); "
                 "undefined without --null, and no more than --null makes of it: for projections "
                 "that is curveball",
      .divisor = "", .disconnected = "distances over the pairs that reach each other",
      .two_modes = "undefined: transitivity is", .cost = "O(n m) a run",
      .source = "Humphries & Gurney 2008, PLoS ONE 3(4), e0002051", .compute = small_world },
    { 0 }
};
