/* projection.h: how much a projection depends on its largest agreements, on a cap on their size, and on the
 * choice of weights. */
#ifndef ENTENTE_PROJECTION_H
#define ENTENTE_PROJECTION_H

#include "entente/api.h"
#include "entente/network.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_projection_line {
    const char *section; /* "largest agreements", "cap", "weights" */
    ent_str item;        /* "5", "at most 10 parties", "count, newman" */
    const char *what;    /* the name of the value */
    double value;
} ent_projection_line;

typedef struct ent_projection_report ent_projection_report;

/** Reports on a network of actors, or of agreements (then "largest actors", and no caps):
 *   largest agreements  of the k largest: share of ties that no other agreement creates, share of ties that
 *                       they contribute to, share of all pairs that agreements make (p parties make
 *                       p(p-1)/2)
 *   cap                 number of agreements, ties, density and transitivity under --max-parties
 *   weights             Spearman's rank correlation, over ties, of any two weight rules
 *  errors  ENT_EUSAGE (not a projection, or one with an ego, a list of actors, a backbone or a cap),
 *          ENT_ENOMEM
 *  cost    O(sum of squared parties), and a network for each cap */
ENT_API ent_status ent_projection_report_new(ent_projection_report **report, const ent_network *network,
                                     ent_diags *diags);
/** Frees a report; NULL is allowed. */
ENT_API void ent_projection_report_free(ent_projection_report *report);
/** The number of lines. */
ENT_API size_t ent_projection_line_count(const ent_projection_report *report);
/** The i-th line; borrowed from `report`. */
ENT_API const ent_projection_line *ent_projection_line_at(const ent_projection_report *report, size_t i);

#ifdef __cplusplus
}
#endif
#endif
