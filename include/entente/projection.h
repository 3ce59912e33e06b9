/* projection.h: what a projection owes to its largest acts, to a cap, to the choice of weights. */
#ifndef ENTENTE_PROJECTION_H
#define ENTENTE_PROJECTION_H

#include "entente/api.h"
#include "entente/network.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_projection_line {
    const char *section; /* "largest acts", "cap", "weights" */
    ent_str item;        /* "5", "at most 10 parties", "count, newman" */
    const char *what;
    double value;
} ent_projection_line;

typedef struct ent_projection_report ent_projection_report;

/** Reports on a network of actors, or of acts (then read actors for acts):
 *   largest acts  of the k largest: share of ties that vanish without them, share of ties that they
 *                 have a part in, share of all pairs that acts make (an act of p parties makes
 *                 p(p-1)/2)
 *   cap           acts kept, ties, density and transitivity under --max-parties
 *   weights       Spearman's rank correlation over ties of each two weights
 *  errors ENT_EUSAGE (not a projection, or with --ego, a backbone or a cap), ENT_ENOMEM */
ENT_API ent_status ent_projection_report_new(ent_projection_report **report, const ent_network *network,
                                     ent_diags *diags);
ENT_API void ent_projection_report_free(ent_projection_report *report);
ENT_API size_t ent_projection_line_count(const ent_projection_report *report);
ENT_API const ent_projection_line *ent_projection_line_at(const ent_projection_report *report, size_t i);

#ifdef __cplusplus
}
#endif
#endif
