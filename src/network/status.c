/* status.c: does a row count: signed, ratified or in force, on a day, in a span or ever. Answers
 * are yes, no or unknown.
 *
 * The dates of the agreement are one period, those of the row another, and the actor's existence is
 * a third. A row counts when all three and the selected time have a day in common. A period without
 * a date for its start or end is unknown there, unless the status of the agreement says more: it
 * holds for the whole of as_of, so an agreement that is in force then entered into force before,
 * and has not ended yet. Whether it ended after as_of is not recorded; open_ended in the selection
 * decides. A status without as_of holds today, and so for every day. */
#include "network/status.h"

#include "network/tie_kind.h"

static ent_date earlier_date(ent_date a, ent_date b)
{
    return !ent_date_known(a) || (ent_date_known(b) && b.first < a.first) ? b : a;
}

static void never_holds(ent_period *p)
{
    p->holds = p->holds_strict = ENT_NO;
}

/* An end such as "2016-12-31/..": it had not come by then. */
static void end_at(ent_period *p, ent_date end, const ent_selection *s)
{
    if (end.kind == ENT_DATE_OPEN)
        return;
    p->end_first = p->end_strict = end.first;
    p->end_last = end.last;
    if (end.last == ENT_DAY_MAX && s->open_ended == ENT_OPEN_ENDED_HOLDS)
        p->end_first = ENT_DAY_MAX;
}

/* No end is recorded; by `seen` it had not come. */
static void end_open(ent_period *p, int32_t seen, const ent_selection *s)
{
    p->end_strict = seen;
    if (s->open_ended == ENT_OPEN_ENDED_UNKNOWN)
        p->end_first = seen;
}

/* ---- the start ---- */

static ent_days earliest(ent_days a, ent_days b)
{
    return (ent_days){ a.first < b.first ? a.first : b.first, a.last < b.last ? a.last : b.last };
}

/* Of the known dates; false when none is known. */
static bool earliest_of(const ent_date *dates, size_t count, ent_days *found)
{
    bool any = false;

    *found = (ent_days){ 0 };
    for (size_t i = 0; i < count; i++) {
        if (!ent_date_known(dates[i]))
            continue;
        *found = any ? earliest(*found, ent_days_of(dates[i])) : ent_days_of(dates[i]);
        any = true;
    }
    return any;
}

/* Does the status say that the start has come? */
static bool has_begun(const ent_act *act, ent_rule rule)
{
    return rule == ENT_ANY || (rule != ENT_RATIFIED && act->stage == ENT_STAGE_IN_FORCE) ||
           (rule == ENT_SIGNED &&
            (act->stage == ENT_STAGE_SIGNED || act->stage == ENT_STAGE_ENDED));
}

/* A start known only to the year was not after the day on which the status says that it had come.
 */
static void begin_no_later(ent_period *p, const ent_act *act, ent_rule rule)
{
    if (p->start_first < p->start_last && ent_date_known(act->as_of) && has_begun(act, rule) &&
        act->as_of.first >= p->start_first && act->as_of.first < p->start_last)
        p->start_last = act->as_of.first;
}

/* Sets a start without a date from the status. */
static void begin_by_status(ent_period *p, const ent_act *act, const ent_selection *s, ent_rule rule)
{
    bool ever = ent_window_of(s).asks == ENT_ASK_EVER;
    bool dated = ent_date_known(act->as_of), enough = has_begun(act, rule);
    bool before = act->stage == ENT_STAGE_BEFORE || ent_act_only_proposed(*act);

    if (rule == ENT_ANY && ever)
        return;
    ent_period_begin(p, (ent_days){ ENT_DAY_MIN, ENT_DAY_MAX });
    if (before && rule != ENT_ANY) {
        if (ever || !dated)
            never_holds(p);
        else /* not yet on the day of as_of, so on no day before */
            p->start_first = act->as_of.first + 1;
        return;
    }
    if (ever && (enough || (rule == ENT_SIGNED && act->stage == ENT_STAGE_UNKNOWN)))
        return;
    if (ever)
        p->holds = p->holds_strict = ENT_UNKNOWN;
    else if (enough && dated)
        p->start_last = act->as_of.first; /* it may have begun long before */
}

/* Do the data have dates of ratification or entry into force of any party of this agreement? */
static bool records_consent(const ent_dataset *d, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(d, rows[i]);

        if (p.ratified.kind || p.in_force.kind)
            return true;
    }
    return false;
}

/* A start that is open, "..": it has not happened. */
static bool is_pending(ent_date start)
{
    return start.kind == ENT_DATE_OPEN;
}

/* Where ratifications are recorded, a party without one only signed, and is not bound. */
static bool only_signed(const ent_dataset *d, const ent_party *p)
{
    return is_pending(p->ratified) ||
           (!p->ratified.kind && !p->in_force.kind &&
            (p->role == ENT_SIGNATORY || (p->signed_on.kind && records_consent(d, p->act))));
}

static void begin_signed(const ent_party *p, const ent_act *act, const ent_selection *s,
                         ent_period *of_act, ent_period *of_row)
{
    /* a party that acceded counts from then, not from when others signed */
    const ent_date accession[] = { p->ratified, p->in_force };
    ent_date concluded = ent_act_concluded(*act);
    ent_days start;

    if (act->stage == ENT_STAGE_BEFORE) { /* the date of signature is a plan */
        begin_by_status(of_act, act, s, ENT_SIGNED);
    } else if (is_pending(p->signed_on) || (!p->signed_on.kind && is_pending(concluded))) {
        never_holds(of_row);
    } else if (p->signed_on.kind) {
        ent_period_begin(of_row, ent_days_of(p->signed_on));
    } else if (earliest_of(accession, 2, &start)) {
        ent_period_begin(of_row, start);
    } else if (ent_date_known(concluded)) {
        ent_period_begin(of_act, ent_days_of(concluded));
    } else if (ent_date_known(act->in_force)) {
        ent_period_begin(of_act, ent_days_of(act->in_force));
    } else {
        begin_by_status(of_act, act, s, ENT_SIGNED);
    }
}

static void begin_ratified(const ent_dataset *d, const ent_party *p, const ent_act *act,
                           const ent_selection *s, ent_period *of_row)
{
    if (ent_date_known(p->ratified))
        ent_period_begin(of_row, ent_days_of(p->ratified));
    else if (only_signed(d, p))
        never_holds(of_row);
    else
        begin_by_status(of_row, act, s, ENT_RATIFIED);
}

static void begin_in_force(const ent_dataset *d, const ent_party *p, const ent_act *act,
                           const ent_selection *s, ent_period *of_act, ent_period *of_row)
{
    if (ent_date_known(p->in_force)) {
        ent_period_begin(of_row, ent_days_of(p->in_force));
        return;
    }
    if (only_signed(d, p) || is_pending(p->in_force) || is_pending(act->in_force)) {
        never_holds(of_row);
        return;
    }
    if (ent_date_known(p->ratified)) /* later than the entry into force: it was not bound before */
        ent_period_begin(of_row, ent_days_of(p->ratified));
    if (ent_date_known(act->in_force))
        ent_period_begin(of_act, ent_days_of(act->in_force));
    else
        begin_by_status(of_act, act, s, ENT_IN_FORCE);
}

static void begin_any(const ent_party *p, const ent_act *act, const ent_selection *s,
                      ent_period *of_act, ent_period *of_row)
{
    const ent_date of_row_itself[] = { p->signed_on, p->ratified, p->in_force };
    const ent_date of_all[] = { act->proposed, act->submitted, act->adopted, act->signed_on,
                                act->in_force };
    ent_days row, whole;
    bool has_row = earliest_of(of_row_itself, 3, &row), has_act = earliest_of(of_all, 5, &whole);

    if (has_row && (!has_act || row.first <= whole.first))
        ent_period_begin(of_row, has_act ? earliest(row, whole) : row);
    else if (has_act)
        ent_period_begin(of_act, has_row ? earliest(row, whole) : whole);
    else
        begin_by_status(of_act, act, s, ENT_ANY);
}

/* ---- the end ---- */

static void end_act(const ent_times *t, const ent_act *act, ent_period *of_act)
{
    const ent_selection *s = t->selection;
    bool dated = ent_date_known(act->as_of);

    if (act->ended.kind) {
        end_at(of_act, act->ended, s);
    } else if (act->stage == ENT_STAGE_ENDED) {
        of_act->end_first = of_act->end_strict = ENT_DAY_MIN;
        of_act->end_last = dated ? act->as_of.first : ENT_DAY_MAX;
    } else if (act->stage == ENT_STAGE_SIGNED || act->stage == ENT_STAGE_IN_FORCE) {
        if (dated)
            end_open(of_act, act->as_of.last + (act->as_of.last < ENT_DAY_MAX), s);
    } else if (t->acts_end) {
        end_open(of_act, ENT_DAY_MIN, s);
    } /* else the data have no column for ends */
}

/* A row without an end ends with the agreement. Where only rows have a column for ends, the end of
 * this row is not recorded. */
static void end_row(const ent_times *t, const ent_party *p, const ent_act *act, ent_period *of_row)
{
    bool silent = act->stage == ENT_STAGE_UNKNOWN || act->stage == ENT_STAGE_BEFORE;

    if (p->withdrew.kind)
        end_at(of_row, p->withdrew, t->selection);
    else if (!act->ended.kind && silent && !t->acts_end && t->rows_end)
        end_open(of_row, ENT_DAY_MIN, t->selection);
}

/* ---- rows ---- */

typedef struct parts {
    ent_period act, row;
} parts;

static parts parts_of(const ent_times *t, const ent_party *p)
{
    const ent_selection *s = t->selection;
    const ent_act act = ent_act_at(t->d, p->act);
    ent_rule rule = ent_party_rule(s, t->d, p);
    parts all = { ENT_PERIOD_INIT, ENT_PERIOD_INIT };

    all.act.exact = all.row.exact = t->exact;
    switch (rule) {
    case ENT_SIGNED:
        begin_signed(p, &act, s, &all.act, &all.row);
        break;
    case ENT_RATIFIED:
        begin_ratified(t->d, p, &act, s, &all.row);
        break;
    case ENT_IN_FORCE:
        begin_in_force(t->d, p, &act, s, &all.act, &all.row);
        break;
    default:
        begin_any(p, &act, s, &all.act, &all.row);
    }
    begin_no_later(&all.act, &act, rule);
    end_act(t, &act, &all.act);
    end_row(t, p, &act, &all.row);
    if (p->role == ENT_ROLE_UNKNOWN) { /* the source does not know whether it was a party at all */
        all.row.holds = ent_truth_and(all.row.holds, ENT_UNKNOWN);
        all.row.holds_strict = ent_truth_and(all.row.holds_strict, ENT_UNKNOWN);
    }
    return all;
}

/* Does the row hold in the window, while its actor exists and the act (or organization) does? */
static ent_truth row_in(const ent_times *t, const ent_period *row, uint32_t actor,
                        const ent_period *act, bool strict)
{
    ent_window window = ent_window_of(t->selection);
    const ent_period *lives;
    size_t count = ent_actor_lives(t, actor, &lives);
    ent_truth any = ENT_NO;

    for (size_t i = 0; i < count && any != ENT_YES; i++) {
        ent_period own = window.asks == ENT_ASK_EVER ? *row : ent_period_meet(row, &lives[i]);
        ent_period here = window.asks == ENT_ASK_EVER ? own : ent_period_meet(&own, act);
        ent_truth holds = ent_truth_and(ent_period_in(&own, window, strict),
                                        strict ? here.holds_strict : here.holds);

        if (holds != ENT_NO)
            any = holds;
    }
    return any;
}

static ent_party_truths truths_of(const ent_times *t, const parts *all, uint32_t actor, bool strict)
{
    ent_window window = ent_window_of(t->selection);
    ent_period act = all->act, begun = all->act, lasts = all->act;

    begun.end_first = begun.end_strict = begun.end_last = ENT_DAY_MAX;
    ent_period_begin(&lasts, (ent_days){ ENT_DAY_MIN, ENT_DAY_MIN });
    lasts.holds = lasts.holds_strict = ENT_YES;
    act.holds = act.holds_strict = ENT_YES; /* begun and lasts answer that */
    return (ent_party_truths){ ent_period_in(&begun, window, strict),
                               ent_period_in(&lasts, window, strict),
                               row_in(t, &all->row, actor, &act, strict) };
}

ent_party_truths ent_party_truths_of(const ent_times *t, const ent_party *p, bool strict)
{
    parts all = parts_of(t, p);

    return truths_of(t, &all, p->actor, strict);
}

/* Why something that does not count does not. */
static ent_bucket why_not(const ent_period *p, ent_window window)
{
    if (p->start_first > window.last || p->holds == ENT_NO)
        return ENT_NOT_YET;
    return p->end_last <= window.first ? ENT_ENDED : ENT_UNDATED;
}

/* The answer of their own dates alone, if they say that the row does not count; otherwise UNDATED. */
static ent_bucket why_by_dates(const ent_period *act, const ent_period *row, ent_window window)
{
    ent_bucket of_act = why_not(act, window), of_row = why_not(row, window);

    if (of_act == ENT_NOT_YET || of_row == ENT_NOT_YET)
        return ENT_NOT_YET;
    return of_act == ENT_ENDED ? of_act : of_row;
}

static ent_bucket why(const ent_times *t, const ent_period *act, const ent_period *row,
                      uint32_t actor)
{
    ent_window window = ent_window_of(t->selection);
    ent_bucket by_dates = why_by_dates(act, row, window);
    ent_standing there;

    if (by_dates != ENT_UNDATED)
        return by_dates;
    there = ent_actor_standing(t, actor);
    if (there.counts == ENT_NO && there.why != ENT_OUTSIDE)
        return there.why;
    return window.asks == ENT_ASK_EVER ? ENT_NOT_YET
                                       : ENT_ENDED; /* the periods have no day in common */
}

static ent_standing standing_of(const ent_times *t, const ent_period *act, const ent_period *row,
                                uint32_t actor, ent_truth counts, ent_truth strictly)
{
    ent_standing s = { .counts = counts,
                       .assumed = counts == ENT_YES && strictly != ENT_YES,
                       .why = counts == ENT_UNKNOWN ? ENT_UNDATED : ENT_COUNTED };

    if (counts == ENT_NO)
        s.why = why(t, act, row, actor);
    return s;
}

/* Most rows of a long series are not of the selected time: their dates tell, before their actors are asked. */
static bool is_of_other_times(const ent_times *t, const ent_period *act, const ent_period *row,
                              ent_standing *standing)
{
    ent_window window = ent_window_of(t->selection);

    *standing = (ent_standing){ .counts = ENT_NO, .why = why_by_dates(act, row, window) };
    return window.asks != ENT_ASK_EVER && standing->why != ENT_UNDATED;
}

static bool rests_on_open_ends(const ent_period *p)
{
    return p->end_strict != p->end_first || p->holds_strict != p->holds;
}

static ent_truth all_of(ent_party_truths truths)
{
    return ent_truth_and(ent_truth_and(truths.begun, truths.lasts), truths.row);
}

static ent_standing standing_of_parts(const ent_times *t, const ent_party *p, const parts *all)
{
    const ent_completion *c = t->selection->completion;
    ent_party_truths truths;
    ent_truth counts, strictly;
    ent_standing other;

    if (is_of_other_times(t, &all->act, &all->row, &other))
        return other;
    truths = truths_of(t, all, p->actor, false);
    if (c) {
        truths.begun = ent_complete(truths.begun, c->acts, p->act);
        truths.lasts = ent_complete(truths.lasts, c->ends, p->act);
        truths.row = ent_complete(truths.row, c->parties, p->number);
        truths.row = ent_truth_and(truths.row, ent_actor_exists(t, p->actor));
    }
    strictly = counts = all_of(truths);
    if (counts == ENT_YES && !c && (rests_on_open_ends(&all->act) || rests_on_open_ends(&all->row)))
        strictly = all_of(truths_of(t, all, p->actor, true));
    return standing_of(t, &all->act, &all->row, p->actor, counts, strictly);
}

ent_standing ent_party_standing(const ent_times *t, const ent_party *p)
{
    parts all = parts_of(t, p);

    return standing_of_parts(t, p, &all);
}

ent_period ent_membership_period(const ent_times *t, const ent_membership *m)
{
    ent_period p = ENT_PERIOD_INIT;

    p.exact = t->exact;
    if (m->role == ENT_ROLE_UNKNOWN)
        p.holds = p.holds_strict = ENT_UNKNOWN;
    if (ent_window_of(t->selection).asks == ENT_ASK_EVER)
        return p;
    ent_period_begin(&p, ent_days_of(m->from));
    if (m->to.kind)
        end_at(&p, m->to, t->selection);
    else if (t->members_end && m->row.table == ENT_MEMBERSHIPS)
        end_open(&p, ENT_DAY_MIN, t->selection);
    return p;
}

/* Both the member and the organization must exist. */
static ent_truth membership_in(const ent_times *t, const ent_membership *m, const ent_period *p,
                               bool strict)
{
    const ent_period *lives;
    size_t count = ent_actor_lives(t, m->organization, &lives);
    ent_truth any = ENT_NO;

    for (size_t i = 0; i < count && any != ENT_YES; i++) {
        ent_period life = lives[i];
        ent_truth holds;

        life.exact = t->exact;
        holds = ent_truth_and(ent_period_in(&life, ent_window_of(t->selection), strict),
                              row_in(t, p, m->member, &life, strict));
        if (holds != ENT_NO)
            any = holds;
    }
    return any;
}

ent_standing ent_membership_standing(const ent_times *t, const ent_membership *m)
{
    const ent_completion *c = t->selection->completion;
    ent_period p = ent_membership_period(t, m), always = ENT_PERIOD_INIT;
    ent_truth counts, strictly;
    ent_standing other;

    if (is_of_other_times(t, &always, &p, &other))
        return other;
    strictly = counts = membership_in(t, m, &p, false);
    if (c) {
        counts = ent_complete(counts, c->memberships, (size_t)(m - ent_membership_at(t->d, 0)));
        counts = ent_truth_and(counts, ent_actor_exists(t, m->member));
        counts = ent_truth_and(counts, ent_actor_exists(t, m->organization));
        strictly = counts;
    } else if (counts == ENT_YES && rests_on_open_ends(&p))
        strictly = membership_in(t, m, &p, true);
    return standing_of(t, &always, &p, m->member, counts, strictly);
}

/* ---- periods, for comparing rows with each other ---- */

static ent_status add_periods(const ent_times *t, const ent_period *row, uint32_t actor,
                              const ent_standing *standing, ent_periods *periods, bool *all,
                              ent_diags *diags)
{
    ent_window window = ent_window_of(t->selection);
    const ent_period *lives;
    size_t count = ent_actor_lives(t, actor, &lives), before = periods->count;

    *all = false;
    for (size_t i = 0; i < count && !*all; i++) {
        ent_period own = ent_period_in_life(row, &lives[i]), timely;

        if (t->selection->completion && standing->counts == ENT_YES && own.holds != ENT_NO)
            own.holds = own.holds_strict = ENT_YES;
        timely = own; /* `standing` tells whether it may not hold at all */
        if (own.holds == ENT_UNKNOWN && own.holds_strict == ENT_UNKNOWN &&
            standing->counts == ENT_UNKNOWN)
            timely.holds = timely.holds_strict = ENT_YES;
        *all = ent_period_covers(&timely, window);
        own.holds = ent_truth_and(own.holds, standing->counts);
        own.holds_strict =
            ent_truth_and(own.holds_strict, standing->assumed ? ENT_UNKNOWN : standing->counts);
        if (*all || ent_period_in(&own, window, false) == ENT_NO)
            continue;
        if (!ENT_LIST_PUSH(periods, own))
            return ent_out_of_memory(diags);
    }
    if (*all)
        periods->count = before;
    return ENT_OK;
}

ent_status ent_party_periods(const ent_times *t, const ent_party *p, const ent_standing *standing,
                             bool with_act, ent_periods *periods, bool *all, ent_diags *diags)
{
    parts of = parts_of(t, p);

    if (with_act)
        of.row = ent_period_meet(&of.row, &of.act);
    return add_periods(t, &of.row, p->actor, standing, periods, all, diags);
}

ent_status ent_membership_periods(const ent_times *t, const ent_membership *m,
                                  const ent_standing *standing, ent_periods *periods,
                                  bool *all, ent_diags *diags)
{
    ent_period p = ent_membership_period(t, m);

    return add_periods(t, &p, m->member, standing, periods, all, diags);
}

void ent_party_spell(const ent_dataset *d, const ent_party *p, ent_rule rule, ent_date *from,
                     ent_date *to)
{
    const ent_act act = ent_act_at(d, p->act);
    ent_date a = { 0 }, b = { 0 };

    switch (rule) {
    case ENT_SIGNED:
        a = p->signed_on.kind ? p->signed_on : earlier_date(p->ratified, p->in_force);
        if (!a.kind)
            a = ent_act_concluded(act).kind ? ent_act_concluded(act) : act.in_force;
        break;
    case ENT_RATIFIED:
        a = p->ratified;
        break;
    case ENT_IN_FORCE:
        a = p->in_force.kind ? p->in_force : act.in_force;
        b = p->in_force.kind ? (ent_date){ 0 } : p->ratified;
        if (ent_date_known(b) && (!ent_date_known(a) || b.first > a.first))
            a = b;
        break;
    default:
        a = earlier_date(earlier_date(p->signed_on, p->ratified), p->in_force);
        a = earlier_date(ent_act_first_date(act), a);
    }
    *from = a;
    *to = !p->withdrew.kind || (act.ended.kind && act.ended.last < p->withdrew.last)
              ? act.ended
              : p->withdrew;
}
