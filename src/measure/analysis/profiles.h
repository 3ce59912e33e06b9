/* profiles.h: the ties of each node to all others as a row of numbers, and how alike two rows are. */
#ifndef ENTENTE_MEASURE_ANALYSIS_PROFILES_H
#define ENTENTE_MEASURE_ANALYSIS_PROFILES_H

#include "measure/graph/graph.h"

typedef struct ent_profiles {
    double *x; /* a row for each node: ties out, and with directions ties in behind them */
    size_t n, width;
    bool whole; /* all numbers are whole */
} ent_profiles;

/** Ties as 1, or by weight. Destroy the profiles in any case. errors ENT_ENOMEM */
ent_status ent_profiles_init(ent_profiles *profiles, const ent_work *work, bool weighted);
void ent_profiles_destroy(ent_profiles *profiles);

/** The correlation of the ties of two nodes to all others (Burt); NaN when one of them does not vary. */
double ent_profiles_correlation(const ent_profiles *profiles, size_t a, size_t b);
/** The Euclidean distance of the ties of two nodes to all others. */
double ent_profiles_distance(const ent_profiles *profiles, size_t a, size_t b);
/** Has the node the same tie, or none, with every other? */
bool ent_profiles_constant(const ent_profiles *profiles, size_t node);

#endif
