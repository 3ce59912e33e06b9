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
    if (asks_span(s))
        return ent_date_not_after(date, ent_date_of_day(s->during.last));
    return ent_date_not_after(date, s->as_of);
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

/* When the party's status under the rule begins; unknown when nothing says. */
static ent_date start_of(const ent_party *p, const ent_act *act, ent_rule rule)
{
    ent_date none = { 0 };

    switch (rule) {
    case ENT_SIGNED:
        if (act->stage == ENT_STAGE_BEFORE)
            return none; /* a date of signing that was planned */
        return p->signed_on.kind ? p->signed_on : act->signed_on;
    case ENT_RATIFIED:
        return p->ratified;
    case ENT_IN_FORCE:
        if (p->in_force.kind)
            return p->in_force;
        /* who ratified after the act entered into force was not bound before */
        return ent_date_before(act->in_force, p->ratified) == ENT_YES ? p->ratified : act->in_force;
    default:
        return earliest(earliest(p->signed_on, act->signed_on),
                        earliest(earliest(p->ratified, p->in_force), act->in_force));
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

static ent_truth either(ent_truth a, ent_truth b)
{
    return ent_truth_not(ent_truth_and(ent_truth_not(a), ent_truth_not(b)));
}

/* A role that the source does not know makes a row that surely does not count out of one that has
 * not begun or is over, but never one that surely counts. */
static ent_standing standing(ent_role role, ent_truth started, ent_truth ended)
{
    ent_truth holds = role == ENT_ROLE_UNKNOWN ? ENT_UNKNOWN : ENT_YES;
    ent_truth counts = ent_truth_and(holds, ent_truth_and(started, ent_truth_not(ended)));

    return (ent_standing){ counts, started == ENT_NO ? ENT_NOT_YET
                                   : ended == ENT_YES ? ENT_ENDED
                                                      : ENT_UNDATED };
}

ent_standing ent_party_standing(const ent_dataset *d, const ent_party *p, const ent_selection *s)
{
    const ent_act *act = ent_act_at(d, p->act);
    ent_date start = start_of(p, act, s->count);
    ent_truth started, left, ended;

    if (!asks_day(s) && !asks_span(s))
        return standing(p->role, ent_date_known(start) ? ENT_YES : started_by_status(act, s), ENT_NO);
    started = ent_date_known(start) ? happened(start, s) : started_by_status(act, s);
    left = p->withdrew.kind ? over(p->withdrew, s)
                            : over_by_status(d, act, s, (ent_table)p->row.file, "withdrew");
    ended = act->ended.kind ? over(act->ended, s)
                            : over_by_status(d, act, s, ENT_AGREEMENTS, "ended");
    return standing(p->role, started, either(left, ended));
}

void ent_party_spell(const ent_dataset *d, const ent_party *p, ent_rule rule, ent_date *from,
                     ent_date *to)
{
    const ent_act *act = ent_act_at(d, p->act);

    *from = start_of(p, act, rule);
    *to = !p->withdrew.kind || (act->ended.kind && act->ended.last < p->withdrew.last)
              ? act->ended
              : p->withdrew;
}

ent_standing ent_membership_standing(const ent_membership *m, const ent_selection *s)
{
    ent_truth ended;

    if (!asks_day(s) && !asks_span(s))
        return standing(m->role, ENT_YES, ENT_NO);
    ended = m->to.kind ? over(m->to, s) : s->assume_open ? ENT_NO : ENT_UNKNOWN;
    return standing(m->role, m->from.kind ? happened(m->from, s) : ENT_UNKNOWN, ended);
}

ent_standing ent_actor_standing(const ent_actor *actor, const ent_selection *s)
{
    ent_standing there = { ENT_YES, ENT_COUNTED };

    if (!asks_day(s) && !asks_span(s))
        return there;
    if (ent_date_known(actor->from) && happened(actor->from, s) == ENT_NO)
        return (ent_standing){ ENT_NO, ENT_NOT_YET };
    if (ent_date_known(actor->to) && over(actor->to, s) == ENT_YES)
        return (ent_standing){ ENT_NO, ENT_ENDED };
    return there;
}
