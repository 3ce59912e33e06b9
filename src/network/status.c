/* status.c: signed, ratified, in force, on a day, in a span, ever: three-valued.
 *
 * A spell runs from its start to its end, half-open: on the first day it counts, on the last no
 * more. An unknown start or end gives "unknown", except where the act's status says more: a status
 * holds for the day given in as_of and, going back, for every day on which it cannot have been
 * otherwise. A status without as_of holds today, and so for every day that is asked about. */
#include "network/status.h"

static bool asks_day(const ent_selection *s)
{
    return s->as_of.kind != ENT_DATE_UNKNOWN;
}

static bool asks_span(const ent_selection *s)
{
    return s->during.kind != ENT_DATE_UNKNOWN;
}

/* Has the event at `date` happened by the day, or by the end of the span? */
static ent_truth happened(ent_date date, const ent_selection *s)
{
    return ent_date_not_after(date, asks_span(s) ? ent_date_of_day(s->during.last) : s->as_of);
}

/* Is the spell that ends at `end` over on the day, or before the span begins? An end known to the
 * year that is asked about was somewhere in that year: the spell held at some time of it. An end
 * such as "2016-12-31/.." was seen to hold until then; what came after is not known, unless what
 * lacks an end is taken as open. */
static ent_truth over(ent_date end, const ent_selection *s)
{
    ent_truth is_over;

    if (end.kind == ENT_DATE_OPEN)
        return ENT_NO;
    if (asks_span(s))
        is_over = end.last <= s->during.first    ? ENT_YES
                  : end.first >= s->during.first ? ENT_NO
                                                 : ENT_UNKNOWN;
    else
        is_over = ent_date_not_after(end, s->as_of);
    if (is_over == ENT_UNKNOWN && s->assume_open && end.last == ENT_DAY_MAX)
        return ENT_NO;
    return is_over;
}

static ent_date earliest(ent_date a, ent_date b)
{
    return !ent_date_known(a) || (ent_date_known(b) && b.first < a.first) ? b : a;
}

/* When the party's status under the rule begins; unknown when nothing says. *own: its row says so,
 * not the act. */
static ent_date start_of(const ent_party *p, const ent_act *act, ent_rule rule, bool *own)
{
    ent_date none = { 0 }, of_row, of_act;

    *own = false;
    switch (rule) {
    case ENT_SIGNED:
        if (act->stage == ENT_STAGE_BEFORE)
            return none; /* a date of signing that was planned */
        /* who did not sign but accede counts from then, not from when others signed */
        of_row = p->signed_on.kind ? p->signed_on : earliest(p->ratified, p->in_force);
        *own = of_row.kind != ENT_DATE_UNKNOWN;
        if (*own)
            return of_row;
        return act->signed_on.kind ? act->signed_on : act->in_force;
    case ENT_RATIFIED:
        *own = true;
        return p->ratified;
    case ENT_IN_FORCE:
        *own = p->in_force.kind != ENT_DATE_UNKNOWN;
        if (*own)
            return p->in_force;
        /* who ratified after the act entered into force was not bound before */
        *own = ent_date_before(act->in_force, p->ratified) == ENT_YES;
        return *own ? p->ratified : act->in_force;
    default:
        of_row = earliest(earliest(p->signed_on, p->ratified), p->in_force);
        of_act = earliest(act->signed_on, act->in_force);
        *own = ent_date_known(of_row) && (!ent_date_known(of_act) || of_row.first <= of_act.first);
        return *own ? of_row : of_act;
    }
}

/* What the act's status says about the start when no date does. */
static ent_truth started_by_status(const ent_act *act, const ent_selection *s)
{
    bool ever = !asks_day(s) && !asks_span(s), enough;
    ent_truth held; /* was the status reached by the day? */

    if (s->count == ENT_ANY && ever)
        return ENT_YES;
    if (act->stage == ENT_STAGE_BEFORE && s->count != ENT_ANY) {
        if (ever || act->as_of.kind == ENT_DATE_UNKNOWN)
            return ENT_NO;
        /* on the day of as_of not yet, so on no day before */
        return ent_date_not_after(asks_day(s) ? s->as_of : ent_date_of_day(s->during.last),
                                  act->as_of) == ENT_YES
                   ? ENT_NO
                   : ENT_UNKNOWN;
    }
    if (s->count == ENT_RATIFIED)
        return ENT_UNKNOWN;
    enough = s->count == ENT_ANY || act->stage == ENT_STAGE_IN_FORCE ||
             (s->count == ENT_SIGNED &&
              (act->stage == ENT_STAGE_SIGNED || act->stage == ENT_STAGE_ENDED));
    if (ever)
        return enough || (s->count == ENT_SIGNED && act->stage == ENT_STAGE_UNKNOWN) ? ENT_YES
                                                                                     : ENT_UNKNOWN;
    if (!enough || act->as_of.kind == ENT_DATE_UNKNOWN)
        return ENT_UNKNOWN;
    held = happened(act->as_of, s);
    return held == ENT_YES ? ENT_YES : ENT_UNKNOWN; /* it may have begun long before as_of */
}

/* Is a spell without a recorded end over on the day? */
static ent_truth over_by_status(const ent_dataset *d, const ent_act *act, const ent_selection *s,
                                ent_table table, const char *column)
{
    ent_date day = asks_span(s) ? ent_date_of_day(s->during.first) : s->as_of;

    if (act->stage == ENT_STAGE_ENDED && act->ended.kind == ENT_DATE_UNKNOWN)
        return ent_date_not_after(act->as_of, day) == ENT_YES ? ENT_YES : ENT_UNKNOWN;
    if (act->stage == ENT_STAGE_SIGNED || act->stage == ENT_STAGE_IN_FORCE) {
        if (act->as_of.kind == ENT_DATE_UNKNOWN)
            return ENT_NO;
        if (ent_date_not_after(day, act->as_of) == ENT_YES)
            return ENT_NO;
    } else if (!ent_table_has(d, table, column)) {
        return ENT_NO; /* these data do not speak of ends */
    }
    return s->assume_open ? ENT_NO : ENT_UNKNOWN;
}

/* What is unknown is what the completion says, when there is one. */
static ent_truth complete(ent_truth truth, const bool *chosen, size_t at)
{
    return truth == ENT_UNKNOWN && chosen ? (chosen[at] ? ENT_YES : ENT_NO) : truth;
}

static ent_standing standing(ent_truth started, ent_truth ended, ent_truth counts)
{
    return (ent_standing){ counts, started == ENT_NO ? ENT_NOT_YET
                                   : ended == ENT_YES ? ENT_ENDED
                                                      : ENT_UNDATED };
}

/* Has it begun, is it over: as the act says, and as the row does. */
typedef struct phases {
    ent_truth act_started, act_ended, row_started, row_ended;
    ent_truth holds; /* a role that the source does not know may not hold at all */
} phases;

static ent_truth in_act(const phases *p)
{
    return ent_truth_and(p->act_started, ent_truth_not(p->act_ended));
}

static ent_truth in_row(const phases *p)
{
    return ent_truth_and(p->holds, ent_truth_and(p->row_started, ent_truth_not(p->row_ended)));
}

static phases phases_of(const ent_dataset *d, const ent_party *p, const ent_selection *s)
{
    const ent_act *act = ent_act_at(d, p->act);
    phases all = { ENT_YES, ENT_NO, ENT_YES, ENT_NO, ENT_YES };
    bool ever = !asks_day(s) && !asks_span(s), own;
    ent_date start = start_of(p, act, s->count, &own);
    ent_truth started;

    if (p->role == ENT_ROLE_UNKNOWN)
        all.holds = ENT_UNKNOWN;
    if (!ent_date_known(start))
        started = started_by_status(act, s);
    else
        started = ever ? ENT_YES : happened(start, s);
    *(own ? &all.row_started : &all.act_started) = started;
    if (ever)
        return all;
    all.row_ended = p->withdrew.kind
                        ? over(p->withdrew, s)
                        : over_by_status(d, act, s, (ent_table)p->row.file, "withdrew");
    all.act_ended = act->ended.kind ? over(act->ended, s)
                                    : over_by_status(d, act, s, ENT_AGREEMENTS, "ended");
    return all;
}

void ent_party_truths(const ent_dataset *d, const ent_party *p, const ent_selection *s,
                      ent_truth *of_act, ent_truth *of_row)
{
    phases all = phases_of(d, p, s);

    *of_act = in_act(&all);
    *of_row = in_row(&all);
}

ent_standing ent_party_standing(const ent_dataset *d, const ent_party *p, const ent_selection *s)
{
    phases all = phases_of(d, p, s);
    ent_truth act = in_act(&all), row = in_row(&all);
    bool begun = all.act_started != ENT_NO && all.row_started != ENT_NO;
    bool is_over = all.act_ended == ENT_YES || all.row_ended == ENT_YES;

    if (s->completion) {
        act = complete(act, s->completion->acts, p->act);
        row = complete(row, s->completion->parties, (size_t)(p - ent_party_at(d, 0)));
    }
    return standing(begun ? ENT_YES : ENT_NO, is_over ? ENT_YES : ENT_NO, ent_truth_and(act, row));
}

void ent_party_spell(const ent_dataset *d, const ent_party *p, ent_rule rule, ent_date *from,
                     ent_date *to)
{
    const ent_act *act = ent_act_at(d, p->act);
    bool own;

    *from = start_of(p, act, rule, &own);
    *to = !p->withdrew.kind || (act->ended.kind && act->ended.last < p->withdrew.last)
              ? act->ended
              : p->withdrew;
}

ent_standing ent_membership_standing(const ent_dataset *d, const ent_membership *m,
                                     const ent_selection *s)
{
    phases all = { ENT_YES, ENT_NO, ENT_YES, ENT_NO, ENT_YES };
    ent_truth counts;

    if (m->role == ENT_ROLE_UNKNOWN)
        all.holds = ENT_UNKNOWN;
    if (asks_day(s) || asks_span(s)) {
        all.row_started = m->from.kind ? happened(m->from, s) : ENT_UNKNOWN;
        all.row_ended = m->to.kind ? over(m->to, s) : s->assume_open ? ENT_NO : ENT_UNKNOWN;
    }
    counts = in_row(&all);
    if (s->completion)
        counts = complete(counts, s->completion->memberships,
                          (size_t)(m - ent_membership_at(d, 0)));
    return standing(all.row_started, all.row_ended, counts);
}

static bool same_date(ent_date a, ent_date b)
{
    return a.kind == b.kind && a.first == b.first && a.last == b.last;
}

/* Is it in the system of states that is asked for, that is, has it a code there on the day? */
static bool in_system(const ent_dataset *d, const ent_actor *actor, const ent_selection *s)
{
    const char *scheme = s->population == ENT_POPULATION_COW ? "cow" : "gw";

    return s->population == ENT_POPULATION_ALL || actor->type != ENT_STATE ||
           (actor->state && ent_world_code_on(ent_dataset_world(d), actor->state, scheme,
                                              asks_span(s) ? s->during : s->as_of)
                                .len);
}

ent_standing ent_actor_standing(const ent_dataset *d, const ent_actor *actor,
                                const ent_selection *s)
{
    ent_standing there = { ENT_YES, ENT_COUNTED };
    const ent_spell *spells = &(ent_spell){ actor->from, actor->to };
    size_t count = 1;

    if (!in_system(d, actor, s))
        return (ent_standing){ ENT_NO, ENT_OUTSIDE };
    if (!asks_day(s) && !asks_span(s))
        return there;
    if (actor->state && same_date(actor->from, actor->state->from) &&
        same_date(actor->to, actor->state->to))
        count = ent_world_spells(ent_dataset_world(d), actor->state, &spells);
    for (size_t i = 0; i < count; i++) {
        ent_date from = spells[i].from, to = spells[i].to;

        if (ent_date_known(from) && happened(from, s) == ENT_NO)
            return (ent_standing){ ENT_NO, i ? ENT_ENDED : ENT_NOT_YET };
        if (!ent_date_known(to) || over(to, s) != ENT_YES)
            return there;
    }
    return (ent_standing){ ENT_NO, ENT_ENDED };
}
