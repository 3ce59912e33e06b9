/* reasons.h: why a row or an agreement creates no tie, as counts and in words: for the ledger, for
 * explanations and for the message that a network has no ties. */
#ifndef ENTENTE_NETWORK_REASONS_H
#define ENTENTE_NETWORK_REASONS_H

#include "network/selection.h"
#include "network/status.h"

/** The parties of an agreement: all, those in a role that creates ties, the selected ones of these,
 * and these by bucket: COUNTED, NOT_YET, ENDED, UNDATED. */
typedef struct ent_tally {
    size_t all, tying, selected, by_bucket[ENT_BUCKET_COUNT];
} ent_tally;

/** `node_of`: by actor, the one whose node it has; NULL: each has its own. */
ent_tally ent_tally_parties(const ent_times *times, const ent_filter *filter,
                            const uint32_t *node_of, uint32_t act);

/** Appends why the row does not count, or may not: "ended on 1995-03-01", "Soviet Union ended on
 *  1991-12-26". Nothing when it counts. */
void ent_party_reason(const ent_times *times, const ent_party *party, ent_buf *out);
void ent_membership_reason(const ent_times *times, const ent_membership *m, ent_buf *out);
/** The same of an actor's existence; false, and nothing, when it exists. */
bool ent_actor_reason(const ent_times *times, uint32_t actor, ent_buf *out);

#endif
