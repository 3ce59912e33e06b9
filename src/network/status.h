/* status.h: does a row count on the selected day? */
#ifndef ENTENTE_NETWORK_STATUS_H
#define ENTENTE_NETWORK_STATUS_H

#include "base/list.h"
#include "entente/network.h"
#include "network/period.h"

typedef struct ent_standing {
    ent_truth counts;
    bool assumed;   /* it counts only while an end that is not recorded has not come */
    ent_bucket why; /* when it does not: NOT_YET, ENDED, UNDATED; of an actor also OUTSIDE */
} ent_standing;

typedef ENT_LIST(ent_period) ent_periods;

/** The selected time, and when the actors of the data set existed. */
typedef struct ent_times {
    const ent_dataset *d;
    const ent_selection *selection;
    ent_period *lives; /* of actor i: lives[first[i]] .. [first[i + 1]]; in order */
    uint32_t *first;   /* NULL: every actor always exists */
    bool acts_end, rows_end, members_end; /* the tables have columns for ends */
    bool exact; /* answers are true for every day that a date can mean: see period.h */
} ent_times;

/** `node_of`: by actor, the actor whose node it has. Actors that share a node exist as long as any
 * of them. errors ENT_ENOMEM */
ent_status ent_times_init(ent_times *times, const ent_dataset *d, const ent_selection *selection,
                          const uint32_t *node_of, ent_diags *diags);
void ent_times_destroy(ent_times *times);

/** The times that a network was built with. */
ENT_SHARED const ent_times *ent_network_times(const ent_network *network);

/** Pairs in one agreement, organization or actor that may have no day in common, under the
 * selection. *pairs is freed with ent_mem_free. errors ENT_ENOMEM */
ent_status ent_network_uncertain_pairs(const ent_network *network, const ent_selection *selection,
                                       ent_uncertainty **pairs, size_t *count, ent_diags *diags);

static inline ent_window ent_window_of(const ent_selection *s)
{
    if (s->as_of.kind != ENT_DATE_UNKNOWN)
        return (ent_window){ ENT_ASK_DAY, s->as_of.first, s->as_of.last };
    if (s->during.kind != ENT_DATE_UNKNOWN)
        return (ent_window){ ENT_ASK_SPAN, s->during.first, s->during.last };
    return (ent_window){ ENT_ASK_EVER, ENT_DAY_MIN, ENT_DAY_MAX };
}

/** An unknown answer as a completion resolves it; `chosen` NULL: without one. */
static inline ent_truth ent_complete(ent_truth truth, const bool *chosen, size_t at)
{
    return truth == ENT_UNKNOWN && chosen ? (chosen[at] ? ENT_YES : ENT_NO) : truth;
}

/* ---- rows ---- */

/** Does the party count in its agreement under the selection? */
ent_standing ent_party_standing(const ent_times *times, const ent_party *party);
ENT_SHARED ent_standing ent_membership_standing(const ent_times *times, const ent_membership *m);

/** The three conditions of ent_party_standing: the agreement has begun to count, it still does, and
 *  the row itself counts. */
typedef struct ent_party_truths {
    ent_truth begun, lasts, row;
} ent_party_truths;

/** Without the selection's completion. `strict`: an end that is not recorded is unknown. */
ent_party_truths ent_party_truths_of(const ent_times *times, const ent_party *party, bool strict);

/** Appends the periods of the row: those of its dates in the lives of its actor; `with_act`: within
 * the period of the agreement too. Their `holds` is that of the whole row in the window. *all is
 * set, and nothing appended, when the row holds on every day of the window. `standing`: what
 * ent_party_standing says of it. errors ENT_ENOMEM */
ent_status ent_party_periods(const ent_times *times, const ent_party *party,
                             const ent_standing *standing, bool with_act, ent_periods *periods,
                             bool *all, ent_diags *diags);
ent_period ent_membership_period(const ent_times *times, const ent_membership *m);
ent_status ent_membership_periods(const ent_times *times, const ent_membership *m,
                                  const ent_standing *standing, ent_periods *periods, bool *all,
                                  ent_diags *diags);

/** When the party begins to count under the rule, and when it ends: it leaves, or the agreement
 * ends. */
void ent_party_spell(const ent_dataset *d, const ent_party *party, ent_rule rule, ent_date *from,
                     ent_date *to);

/* ---- actors ---- */

/** When the actor exists, by the data, else by the register: at least one spell. `own` is where a
 *  single spell is put. */
size_t ent_actor_spells(const ent_dataset *d, uint32_t actor, ent_spell *own,
                        const ent_spell **spells);
/** The same as periods. */
size_t ent_actor_lives(const ent_times *times, uint32_t actor, const ent_period **lives);

/** Does it exist at the selected time, under the completion? */
ent_truth ent_actor_exists(const ent_times *times, uint32_t actor);
/** Did it not exist then, but both before and after: Germany in 1970? */
bool ent_actor_in_gap(const ent_times *times, uint32_t actor);
/** Is it in the selected population? A state whose days the data do not have exists in the spells
 * of the register. */
ent_standing ent_actor_standing(const ent_times *times, uint32_t actor);

#endif
