/* bounds.h: how far a measure could be from what it says, given what the data do not know.
 *
 * A completion decides everything that is not known: each doubt (an act, or a row with a doubt of
 * its own) counts or does not. All ties of an act come and go together. When there are few doubts,
 * every completion is tried, and all bounds are exact. When there are many, those measures that can
 * only grow (or only fall) as more counts have their exact bounds where all doubts count and where
 * none does; others are bounded over completions drawn at random, with these two among them. */
#ifndef ENTENTE_BOUNDS_H
#define ENTENTE_BOUNDS_H

#include "entente/api.h"
#include "entente/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_bounds_options {
    size_t samples; /* completions tried at most; at least 2 */
    uint64_t seed;
    size_t workers; /* 0: one for each core */
} ent_bounds_options;

#define ENT_BOUNDS_OPTIONS_INIT   \
    {                             \
        .samples = 512, .seed = 1 \
    }

typedef struct ent_bounds ent_bounds;

/** Bounds of what ent_measures_run computed for the network with these names and options. */
ENT_API ent_status ent_bounds_run(ent_bounds **bounds, const ent_network *network,
                          const ent_results *results, const char *names,
                          const ent_bounds_options *options, ent_diags *diags);
ENT_API void ent_bounds_free(ent_bounds *bounds);

ENT_API size_t ent_bounds_doubts(const ent_bounds *bounds);
ENT_API size_t ent_bounds_completions(const ent_bounds *bounds); /* that were tried */

/** Has the result bounds? Groups and measures of ties have none. */
ENT_API bool ent_bounds_has(const ent_bounds *bounds, size_t result);
/** Are they those of all completions, not only of the ones that were tried? */
ENT_API bool ent_bounds_exact(const ent_bounds *bounds, size_t result);
/** The lowest and the highest value, one for each value of the result; NaN where it is undefined
 *  in all completions. */
ENT_API const double *ent_bounds_low(const ent_bounds *bounds, size_t result);
ENT_API const double *ent_bounds_high(const ent_bounds *bounds, size_t result);

/** The best and the worst rank that a node can have by its bounds and those of the others. The data
 *  settle its rank when every other node is surely above, surely below or surely equal. */
ENT_API ent_rank ent_bounds_rank(const ent_bounds *bounds, size_t result, size_t node);
ENT_API bool ent_bounds_settled(const ent_bounds *bounds, size_t result, size_t node);

/** "bounds: 7 doubts, all 128 completions", and which measures are exact. */
ENT_API void ent_bounds_describe(const ent_bounds *bounds, ent_buf *out);

#ifdef __cplusplus
}
#endif
#endif
