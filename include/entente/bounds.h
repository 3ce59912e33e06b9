/* bounds.h: the range that a measure can have, given what the data leave unknown.
 *
 * A completion decides everything unknown: each uncertainty (an agreement, or a row of a table) counts or
 * does not count; all ties of an agreement are decided together. When there are few uncertainties, every
 * completion is computed, and all bounds are exact. When there are many, the measures that can only grow
 * (or only fall) as more counts have exact bounds: all counts, and nothing counts. The others are
 * bounded over completions drawn at random, with these two among them. */
#ifndef ENTENTE_BOUNDS_H
#define ENTENTE_BOUNDS_H

#include "entente/api.h"
#include "entente/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_bounds_options {
    size_t samples; /* most completions to compute; at least 2 */
    uint64_t seed;
    size_t workers; /* processes; 0 = one for each core */
} ent_bounds_options;

#define ENT_BOUNDS_OPTIONS_INIT    \
    {                              \
        .samples = 1000, .seed = 1 \
    }

typedef struct ent_bounds ent_bounds;

/** Bounds the results of ent_measures_run. `network`, `results` and `names` must be those of that run and
 *  outlive the bounds; `options` NULL: the defaults.
 *  errors  those of ent_network_new and ent_measures_run
 *  cost    that of one network and one run for each completion */
ENT_API ent_status ent_bounds_run(ent_bounds **bounds, const ent_network *network,
                          const ent_results *results, const char *names,
                          const ent_bounds_options *options, ent_diags *diags);
/** Frees bounds; NULL is allowed. */
ENT_API void ent_bounds_free(ent_bounds *bounds);

/** The number of uncertainties. */
ENT_API size_t ent_bounds_doubts(const ent_bounds *bounds);
/** The number of completions that were computed. */
ENT_API size_t ent_bounds_completions(const ent_bounds *bounds);

/** True when the `result`-th result has bounds: it is not a measure of ties or pairs, and does not number
 *  groups. */
ENT_API bool ent_bounds_has(const ent_bounds *bounds, size_t result);
/** True when the bounds are those of all completions, not only of the computed ones. */
ENT_API bool ent_bounds_exact(const ent_bounds *bounds, size_t result);
/** The lowest values, one for each value of the result, in its unit; NaN where it is undefined in all
 *  completions. Borrowed from `bounds`. */
ENT_API const double *ent_bounds_low(const ent_bounds *bounds, size_t result);
/** The highest values, likewise. */
ENT_API const double *ent_bounds_high(const ent_bounds *bounds, size_t result);

/** The best and the worst rank of a node, by its bounds and those of the other nodes; 0 to 0 when its value
 *  is undefined. */
ENT_API ent_rank ent_bounds_rank(const ent_bounds *bounds, size_t result, size_t node);
/** True when every other node is above, below or equal in all completions: the rank is certain. */
ENT_API bool ent_bounds_settled(const ent_bounds *bounds, size_t result, size_t node);

/** Appends how the bounds were made, and which are exact: "bounds: 7 things not known, all 128
 *  completions: exact". */
ENT_API void ent_bounds_describe(const ent_bounds *bounds, const ent_words *words, ent_buf *out);

#ifdef __cplusplus
}
#endif
#endif
