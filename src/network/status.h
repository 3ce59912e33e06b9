/* status.h: does a row count on the day? */
#ifndef ENTENTE_NETWORK_STATUS_H
#define ENTENTE_NETWORK_STATUS_H

#include "entente/network.h"
#include "network/period.h"

typedef struct ent_standing {
    ent_truth counts;
    bool assumed;   /* it counts only because an end that nobody recorded is taken as not come */
    ent_bucket why; /* when it does not: NOT_YET, ENDED, UNDATED; of an actor also OUTSIDE */
} ent_standing;

/** What a selection asks about, and when the actors of the data set existed. */
typedef struct ent_times {
    const ent_dataset *d;
    const ent_selection *selection;
    ent_period *lives; /* of actor i: lives[first[i]] .. [first[i + 1]]; in order */
    uint32_t *first;   /* NULL: nobody's dates are asked */
    bool acts_end, rows_end, members_end; /* the tables have columns for ends */
    bool exact; /* answers are true for every day that a date can mean: see period.h */
} ent_times;

/** `node_of`: by actor, the actor whose node it has. Who shares a node exists as long as any of
 *  those that share it. errors ENT_ENOMEM */
ent_status ent_times_init(ent_times *times, const ent_dataset *d, const ent_selection *selection,
                          const uint32_t *node_of, ent_diags *diags);
void ent_times_destroy(ent_times *times);

/** The times that a network was built with. */
const ent_times *ent_network_times(const ent_network *network);

/** The pairs in one act, organization or actor of which it is not known whether they have a day in
 *  common, under the selection. *doubts is freed with ent_mem_free. errors ENT_ENOMEM */
ent_status ent_network_unmet(const ent_network *network, const ent_selection *selection,
                             ent_doubt **doubts, size_t *count, ent_diags *diags);

static inline ent_window ent_window_of(const ent_selection *s)
{
    if (s->as_of.kind != ENT_DATE_UNKNOWN)
        return (ent_window){ ENT_ASK_DAY, s->as_of.first, s->as_of.last };
    if (s->during.kind != ENT_DATE_UNKNOWN)
        return (ent_window){ ENT_ASK_SPAN, s->during.first, s->during.last };
    return (ent_window){ ENT_ASK_EVER, ENT_DAY_MIN, ENT_DAY_MAX };
}

/** The standing of a party in its act under the selection's status rule and day. */
ent_standing ent_party_standing(const ent_times *times, const ent_party *party);
ent_standing ent_membership_standing(const ent_times *times, const ent_membership *m);

/** The same in three parts that all must be so: the act has begun to count and still does, as far
 *  as it says so of all its parties, and the row counts by what it says itself. */
typedef struct ent_party_truths {
    ent_truth begun, lasts, row;
} ent_party_truths;

/** `strict`: an end that nobody recorded is unknown. Completions are not asked. */
ent_party_truths ent_party_truths_of(const ent_times *times, const ent_party *party, bool strict);

typedef struct ent_periods {
    ent_period *list;
    size_t count, room;
} ent_periods;

/** Appends when the row holds, as far as it says so itself: its dates and those of its actor. Their
 *  `holds` are those of the whole row in the window. *all is set, and nothing appended, when it
 *  holds on every day of the window, so that nobody need compare. errors ENT_ENOMEM */
/** `with_act`: those of the act, too, narrow it. */
ent_status ent_party_periods(const ent_times *times, const ent_party *party, bool with_act,
                             ent_periods *periods, bool *all, ent_diags *diags);
ent_period ent_membership_period(const ent_times *times, const ent_membership *m);
ent_status ent_membership_periods(const ent_times *times, const ent_membership *m,
                                  ent_periods *periods, bool *all, ent_diags *diags);

/** When the party's status under the rule begins, and when it ends: it leaves, or the act ends. */
void ent_party_spell(const ent_dataset *d, const ent_party *party, ent_rule rule, ent_date *from,
                     ent_date *to);

/** When it exists, as the data say, else the register. At least one; *spells lives until the next
 *  call. */
size_t ent_actor_spells(const ent_dataset *d, uint32_t actor, const ent_spell **spells);
/** The same as periods. */
size_t ent_actor_lives(const ent_times *times, uint32_t actor, const ent_period **lives);

/** Does it exist at the time that is asked about? The completion is asked. */
ent_truth ent_actor_exists(const ent_times *times, uint32_t actor);
/** Is it in the population of the day? NO with the reason when it surely does not. A state of the
 *  register whose days the data do not say exists in the spells that the register knows. */
ent_standing ent_actor_standing(const ent_times *times, uint32_t actor);

/** Why the row of a party does not count, or is not known to, in words: "ended on 1995-03-01",
 *  "Soviet Union ended on 1991-12-26". Nothing when it counts. */
void ent_party_reason(const ent_times *times, const ent_party *party, ent_buf *out);
/** The same of an actor's existence; false, and nothing, when it exists. */
bool ent_actor_reason(const ent_times *times, uint32_t actor, ent_buf *out);
void ent_membership_reason(const ent_times *times, const ent_membership *m, ent_buf *out);

#endif
