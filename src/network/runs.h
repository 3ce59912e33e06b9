/* runs.h: what counts on each day: the answer of status.h as runs of days with the same answer. They are
 * for readers without our rules of status, such as the interactive page. */
#ifndef ENTENTE_NETWORK_RUNS_H
#define ENTENTE_NETWORK_RUNS_H

#include "network/status.h"

typedef enum ent_answer {
    ENT_ANSWER_NO,
    ENT_ANSWER_YES,
    ENT_ANSWER_UNKNOWN,
    ENT_ANSWER_ASSUMED /* yes, while an end that is not recorded has not come */
} ent_answer;

typedef struct ent_run {
    int32_t first; /* its first day; the last is before the first day of the next run */
    ent_answer answer;
} ent_run;

/** Runs of all days from ENT_DAY_MIN on, at least one, and the answer for any time. All-zero is empty;
 *  the same one can be filled again and again. */
typedef struct ent_runs {
    ent_answer ever;
    ENT_LIST(ent_run) list;
    ENT_LIST(int32_t) turns; /* days on which the answer can change, for finding the runs */
} ent_runs;

void ent_runs_destroy(ent_runs *runs);

/** When the party counts in its agreement, on single days under the rule, whatever day and rule were
 *  selected. errors ENT_ENOMEM */
ent_status ent_party_runs(const ent_times *times, const ent_party *party, ent_rule rule, ent_runs *runs,
                          ent_diags *diags);
/** When the membership counts. errors ENT_ENOMEM */
ent_status ent_membership_runs(const ent_times *times, const ent_membership *m, ent_runs *runs,
                               ent_diags *diags);
/** When the actor exists. errors ENT_ENOMEM */
ent_status ent_actor_runs(const ent_times *times, uint32_t actor, ent_runs *runs, ent_diags *diags);

/** The answer on a day. */
ent_answer ent_runs_on(const ent_runs *runs, int32_t day);

#endif
