/* status.c: signed, ratified, in force, on a day, in a span, ever: three-valued.
 *
 * What the act says of all its parties and what a row says of its own are two periods; the actor's
 * existence is a third. A row counts when all three and the day that is asked about have a day in
 * common. A period without a date for its start or end is unknown there, except where the act's
 * status says more: it holds for the whole of as_of, so an act that is in force then has entered
 * into force before, and has not ended yet. What came after as_of nobody recorded; the selection
 * says what to make of it. A status without as_of holds today, and so for every day. */
#include "network/status.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

typedef struct days {
    int32_t first, last;
} days;

static ent_date earlier_date(ent_date a, ent_date b)
{
    return !ent_date_known(a) || (ent_date_known(b) && b.first < a.first) ? b : a;
}

static days days_of(ent_date date)
{
    return ent_date_known(date) ? (days){ date.first, date.last }
                                : (days){ ENT_DAY_MIN, ENT_DAY_MAX };
}

static void begin_at(ent_period *p, days start)
{
    p->start_first = start.first;
    p->start_last = start.last;
}

static void never(ent_period *p)
{
    p->holds = p->holds_strict = ENT_NO;
}

/* An end such as "2016-12-31/.." was seen not to have come until then. */
static void end_at(ent_period *p, ent_date end, const ent_selection *s)
{
    if (end.kind == ENT_DATE_OPEN)
        return;
    p->end_first = p->end_strict = end.first;
    p->end_last = end.last;
    if (end.last == ENT_DAY_MAX && s->open_ended == ENT_OPEN_ENDED_HOLDS)
        p->end_first = ENT_DAY_MAX;
}

/* Nobody recorded an end; until `seen` it surely had not come. */
static void end_open(ent_period *p, int32_t seen, const ent_selection *s)
{
    p->end_strict = seen;
    if (s->open_ended == ENT_OPEN_ENDED_UNKNOWN)
        p->end_first = seen;
}

/* ---- the start ---- */

static days earliest(days a, days b)
{
    return (days){ a.first < b.first ? a.first : b.first, a.last < b.last ? a.last : b.last };
}

/* Of the dates that are known; false when none is. */
static bool earliest_of(const ent_date *dates, size_t count, days *found)
{
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        if (!ent_date_known(dates[i]))
            continue;
        *found = any ? earliest(*found, days_of(dates[i])) : days_of(dates[i]);
        any = true;
    }
    return any;
}

/* Does the act's status say that the start has come? */
static bool has_begun(const ent_act *act, ent_rule rule)
{
    return rule == ENT_ANY || (rule != ENT_RATIFIED && act->stage == ENT_STAGE_IN_FORCE) ||
           (rule == ENT_SIGNED &&
            (act->stage == ENT_STAGE_SIGNED || act->stage == ENT_STAGE_ENDED));
}

/* A start known to the year was not after the day on which the status says that it had come. */
static void begin_no_later(ent_period *p, const ent_act *act, ent_rule rule)
{
    if (p->start_first < p->start_last && ent_date_known(act->as_of) && has_begun(act, rule) &&
        act->as_of.first >= p->start_first && act->as_of.first < p->start_last)
        p->start_last = act->as_of.first;
}

/* What the act's status says about the start when no date does. */
static void begin_by_status(ent_period *p, const ent_act *act, const ent_selection *s)
{
    bool ever = ent_window_of(s).asks == ENT_ASK_EVER;
    bool dated = ent_date_known(act->as_of), enough = has_begun(act, s->count);

    if (s->count == ENT_ANY && ever)
        return;
    begin_at(p, (days){ ENT_DAY_MIN, ENT_DAY_MAX });
    if (act->stage == ENT_STAGE_BEFORE && s->count != ENT_ANY) {
        if (ever || !dated)
            never(p);
        else /* not yet on the day of as_of, so on no day before */
            p->start_first = act->as_of.first + 1;
        return;
    }
    if (ever && (enough || (s->count == ENT_SIGNED && act->stage == ENT_STAGE_UNKNOWN)))
        return;
    if (ever)
        p->holds = p->holds_strict = ENT_UNKNOWN;
    else if (enough && dated)
        p->start_last = act->as_of.first; /* it may have begun long before */
}

/* Do the data record who ratified this act, or for whom it entered into force? */
static bool records_consent(const ent_dataset *d, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_party *p = ent_party_at(d, rows[i]);

        if (p->ratified.kind || p->in_force.kind)
            return true;
    }
    return false;
}

/* Who signed and did not ratify, where ratifications are recorded, is not bound. */
static bool only_signed(const ent_dataset *d, const ent_party *p)
{
    return !p->ratified.kind && !p->in_force.kind &&
           (p->role == ENT_SIGNATORY || (p->signed_on.kind && records_consent(d, p->act)));
}

static void begin_signed(const ent_party *p, const ent_act *act, const ent_selection *s,
                         ent_period *of_act, ent_period *of_row)
{
    /* who did not sign but accede counts from then, not from when others signed */
    const ent_date accession[] = { p->ratified, p->in_force };
    days start;

    if (act->stage == ENT_STAGE_BEFORE) { /* a date of signing that was planned */
        begin_by_status(of_act, act, s);
    } else if (p->signed_on.kind) {
        begin_at(of_row, days_of(p->signed_on));
    } else if (earliest_of(accession, 2, &start)) {
        begin_at(of_row, start);
    } else if (ent_date_known(act->signed_on)) {
        begin_at(of_act, days_of(act->signed_on));
    } else if (ent_date_known(act->in_force)) {
        begin_at(of_act, days_of(act->in_force));
    } else {
        begin_by_status(of_act, act, s);
    }
}

static void begin_ratified(const ent_dataset *d, const ent_party *p, const ent_act *act,
                           const ent_selection *s, ent_period *of_row)
{
    if (ent_date_known(p->ratified))
        begin_at(of_row, days_of(p->ratified));
    else if (only_signed(d, p))
        never(of_row);
    else
        begin_by_status(of_row, act, s);
}

static void begin_in_force(const ent_dataset *d, const ent_party *p, const ent_act *act,
                           const ent_selection *s, ent_period *of_act, ent_period *of_row)
{
    if (ent_date_known(p->in_force)) {
        begin_at(of_row, days_of(p->in_force));
        return;
    }
    if (only_signed(d, p)) {
        never(of_row);
        return;
    }
    if (ent_date_known(p->ratified)) /* who ratified after the act entered into force was not */
        begin_at(of_row, days_of(p->ratified)); /* bound before */
    if (ent_date_known(act->in_force))
        begin_at(of_act, days_of(act->in_force));
    else
        begin_by_status(of_act, act, s);
}

static void begin_any(const ent_party *p, const ent_act *act, const ent_selection *s,
                      ent_period *of_act, ent_period *of_row)
{
    const ent_date of_its_own[] = { p->signed_on, p->ratified, p->in_force };
    const ent_date of_all[] = { act->signed_on, act->in_force };
    days row, whole;
    bool has_row = earliest_of(of_its_own, 3, &row), has_act = earliest_of(of_all, 2, &whole);

    if (has_row && (!has_act || row.first <= whole.first))
        begin_at(of_row, has_act ? earliest(row, whole) : row);
    else if (has_act)
        begin_at(of_act, has_row ? earliest(row, whole) : whole);
    else
        begin_by_status(of_act, act, s);
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
    } /* else these data do not speak of ends */
}

/* A row without an end of its own has the act's. Where acts have none, but rows do, the end of this
 * row is one that nobody recorded. */
static void end_row(const ent_times *t, const ent_party *p, const ent_act *act, ent_period *of_row)
{
    bool silent = act->stage == ENT_STAGE_UNKNOWN || act->stage == ENT_STAGE_BEFORE;

    if (p->withdrew.kind)
        end_at(of_row, p->withdrew, t->selection);
    else if (!act->ended.kind && silent && !t->acts_end && t->rows_end)
        end_open(of_row, ENT_DAY_MIN, t->selection);
}

/* ---- rows ---- */

/* Of the act, and of the row by itself. */
typedef struct parts {
    ent_period act, row;
} parts;

static parts parts_of(const ent_times *t, const ent_party *p)
{
    const ent_selection *s = t->selection;
    const ent_act *act = ent_act_at(t->d, p->act);
    parts all = { ENT_PERIOD_INIT, ENT_PERIOD_INIT };

    all.act.exact = all.row.exact = t->exact;
    switch (s->count) {
    case ENT_SIGNED:
        begin_signed(p, act, s, &all.act, &all.row);
        break;
    case ENT_RATIFIED:
        begin_ratified(t->d, p, act, s, &all.row);
        break;
    case ENT_IN_FORCE:
        begin_in_force(t->d, p, act, s, &all.act, &all.row);
        break;
    default:
        begin_any(p, act, s, &all.act, &all.row);
    }
    begin_no_later(&all.act, act, s->count);
    end_act(t, act, &all.act);
    end_row(t, p, act, &all.row);
    if (p->role == ENT_ROLE_UNKNOWN) { /* one that the source does not know may not hold at all */
        all.row.holds = ent_truth_and(all.row.holds, ENT_UNKNOWN);
        all.row.holds_strict = ent_truth_and(all.row.holds_strict, ENT_UNKNOWN);
    }
    return all;
}

size_t ent_actor_lives(const ent_times *t, uint32_t actor, const ent_period **lives)
{
    static const ent_period always = ENT_PERIOD_INIT;

    if (!t->first) {
        *lives = &always;
        return 1;
    }
    *lives = t->lives + t->first[actor];
    return t->first[actor + 1] - t->first[actor];
}

/* What is unknown is what the completion says, when there is one. */
static ent_truth complete(ent_truth truth, const bool *chosen, size_t at)
{
    return truth == ENT_UNKNOWN && chosen ? (chosen[at] ? ENT_YES : ENT_NO) : truth;
}

/* Does the actor exist in the window, whatever system of states is asked for? */
ent_truth ent_actor_exists(const ent_times *t, uint32_t actor)
{
    const ent_completion *c = t->selection->completion;
    const ent_period *lives;
    size_t count = ent_actor_lives(t, actor, &lives);
    ent_truth any = ENT_NO;

    if (ent_window_of(t->selection).asks == ENT_ASK_EVER)
        return ENT_YES;
    for (size_t i = 0; i < count && any != ENT_YES; i++) {
        ent_period life = lives[i];
        ent_truth here;

        life.exact = t->exact;
        here = ent_period_in(&life, ent_window_of(t->selection), false);
        if (here != ENT_NO)
            any = here;
    }
    return c ? complete(any, c->actors, actor) : any;
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
    begin_at(&lasts, (days){ ENT_DAY_MIN, ENT_DAY_MIN });
    lasts.holds = lasts.holds_strict = ENT_YES;
    act.holds = act.holds_strict = ENT_YES; /* whether the act holds is asked of the act alone */
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

static ent_bucket why(const ent_times *t, const ent_period *act, const ent_period *row,
                      uint32_t actor)
{
    ent_window window = ent_window_of(t->selection);
    ent_bucket of_act = why_not(act, window), of_row = why_not(row, window);
    ent_standing there;

    if (of_act == ENT_NOT_YET || of_row == ENT_NOT_YET)
        return ENT_NOT_YET;
    if (of_act == ENT_ENDED || of_row == ENT_ENDED)
        return ENT_ENDED;
    there = ent_actor_standing(t, actor);
    if (there.counts == ENT_NO && there.why != ENT_OUTSIDE)
        return there.why;
    return window.asks == ENT_ASK_EVER ? ENT_NOT_YET : ENT_ENDED; /* they have no day in common */
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
    ent_party_truths truths = truths_of(t, all, p->actor, false);
    ent_truth counts, strictly;

    if (c) {
        truths.begun = complete(truths.begun, c->acts, p->act);
        truths.lasts = complete(truths.lasts, c->ends, p->act);
        truths.row = complete(truths.row, c->parties, (size_t)(p - ent_party_at(t->d, 0)));
        truths.row = ent_truth_and(truths.row, ent_actor_exists(t, p->actor));
    }
    strictly = counts = all_of(truths);
    if (counts == ENT_YES && !c &&
        (rests_on_open_ends(&all->act) || rests_on_open_ends(&all->row)))
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
    begin_at(&p, days_of(m->from));
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
    ent_truth counts = membership_in(t, m, &p, false), strictly = counts;

    if (c) {
        counts = complete(counts, c->memberships, (size_t)(m - ent_membership_at(t->d, 0)));
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
        timely = own; /* that it is not known whether it holds at all, the standing says already */
        if (own.holds == ENT_UNKNOWN && own.holds_strict == ENT_UNKNOWN &&
            standing->counts == ENT_UNKNOWN)
            timely.holds = timely.holds_strict = ENT_YES;
        *all = ent_period_covers(&timely, window);
        own.holds = ent_truth_and(own.holds, standing->counts);
        own.holds_strict = ent_truth_and(own.holds_strict,
                                         standing->assumed ? ENT_UNKNOWN : standing->counts);
        if (*all || ent_period_in(&own, window, false) == ENT_NO)
            continue;
        if (!ent_mem_reserve((void **)&periods->list, &periods->room, periods->count + 1,
                             sizeof *periods->list))
            return ent_out_of_memory(diags);
        periods->list[periods->count++] = own;
    }
    if (*all)
        periods->count = before;
    return ENT_OK;
}

ent_status ent_party_periods(const ent_times *t, const ent_party *p, bool with_act,
                             ent_periods *periods, bool *all, ent_diags *diags)
{
    parts of = parts_of(t, p);
    ent_standing standing = standing_of_parts(t, p, &of);

    if (with_act)
        of.row = ent_period_meet(&of.row, &of.act);
    return add_periods(t, &of.row, p->actor, &standing, periods, all, diags);
}

ent_status ent_membership_periods(const ent_times *t, const ent_membership *m, ent_periods *periods,
                                  bool *all, ent_diags *diags)
{
    ent_period p = ent_membership_period(t, m);
    ent_standing standing = ent_membership_standing(t, m);

    return add_periods(t, &p, m->member, &standing, periods, all, diags);
}

void ent_party_spell(const ent_dataset *d, const ent_party *p, ent_rule rule, ent_date *from,
                     ent_date *to)
{
    const ent_act *act = ent_act_at(d, p->act);
    ent_date a = { 0 }, b = { 0 };

    switch (rule) {
    case ENT_SIGNED:
        a = p->signed_on.kind ? p->signed_on : earlier_date(p->ratified, p->in_force);
        if (!a.kind)
            a = act->signed_on.kind ? act->signed_on : act->in_force;
        break;
    case ENT_RATIFIED:
        a = p->ratified;
        break;
    case ENT_IN_FORCE:
        a = p->in_force.kind ? p->in_force : act->in_force;
        b = p->in_force.kind ? (ent_date){ 0 } : p->ratified;
        if (ent_date_known(b) && (!ent_date_known(a) || b.first > a.first))
            a = b;
        break;
    default:
        a = earlier_date(earlier_date(p->signed_on, p->ratified), p->in_force);
        a = earlier_date(earlier_date(act->signed_on, act->in_force), a);
    }
    *from = a;
    *to = !p->withdrew.kind || (act->ended.kind && act->ended.last < p->withdrew.last)
              ? act->ended
              : p->withdrew;
}

/* ---- actors ---- */

static bool same_date(ent_date a, ent_date b)
{
    return a.kind == b.kind && a.first == b.first && a.last == b.last;
}

/* Those of the register where the data say nothing else. */
size_t ent_actor_spells(const ent_dataset *d, uint32_t index, const ent_spell **spells)
{
    static ent_spell own;
    const ent_actor *actor = ent_actor_at(d, index);
    size_t count = 0;

    if (actor->state && same_date(actor->from, actor->state->from) &&
        same_date(actor->to, actor->state->to))
        count = ent_world_spells(ent_dataset_world(d), actor->state, spells);
    if (count)
        return count;
    own = (ent_spell){ actor->from, actor->to };
    *spells = &own;
    return 1;
}

static ent_period life_of(ent_date from, ent_date to)
{
    ent_period p = ENT_PERIOD_INIT;

    p.starts_life = p.ends_life = true;
    if (ent_date_known(from))
        begin_at(&p, days_of(from));
    if (ent_date_known(to)) {
        p.end_first = p.end_strict = to.first;
        p.end_last = to.last;
    }
    return p;
}

static ent_status add_life(ent_periods *lives, ent_period life, ent_diags *diags)
{
    if (!ent_mem_reserve((void **)&lives->list, &lives->room, lives->count + 1,
                         sizeof *lives->list))
        return ent_out_of_memory(diags);
    lives->list[lives->count++] = life;
    return ENT_OK;
}

static ent_status add_lives(ent_periods *lives, const ent_dataset *d, uint32_t index,
                            ent_diags *diags)
{
    const ent_spell *spells;
    size_t count = ent_actor_spells(d, index, &spells);
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++)
        status = add_life(lives, life_of(spells[i].from, spells[i].to), diags);
    return status;
}

/* Those whom the state continues, whether the data name them or not. */
static ent_status add_predecessors(ent_periods *lives, const ent_dataset *d, uint32_t index,
                                   ent_diags *diags)
{
    const ent_world *world = ent_dataset_world(d);
    const ent_state *state = ent_actor_at(d, index)->state;
    ent_status status = ENT_OK;

    for (size_t i = 0; state && i < ent_world_count(world) && status == ENT_OK; i++) {
        const ent_state *other = ent_world_at(world, i);
        const ent_spell *spells;
        size_t count;

        if (other == state || ent_world_continuing(world, other) != state)
            continue;
        count = ent_world_spells(world, other, &spells);
        for (size_t k = 0; k < count && status == ENT_OK; k++)
            status = add_life(lives, life_of(spells[k].from, spells[k].to), diags);
    }
    return status;
}

static int by_start(const void *a, const void *b)
{
    const ent_period *x = a, *y = b;

    if (x->start_first != y->start_first)
        return x->start_first < y->start_first ? -1 : 1;
    return x->end_last < y->end_last ? -1 : x->end_last > y->end_last;
}

/* Where one begins no later than the other ends, the node went on. */
static void join_lives(ent_periods *lives, size_t first)
{
    size_t kept = first;

    if (lives->count - first > 1)
        qsort(lives->list + first, lives->count - first, sizeof *lives->list, by_start);
    for (size_t i = first + 1; i < lives->count; i++) {
        ent_period *last = &lives->list[kept], *next = &lives->list[i];

        if (next->start_last > last->end_first) {
            lives->list[++kept] = *next;
        } else if (next->end_last > last->end_last) {
            last->end_first = last->end_strict = next->end_first;
            last->end_last = next->end_last;
        }
    }
    lives->count = kept + 1;
}

/* All that share a node live as long as any of them. */
static ent_status add_shared(ent_periods *lives, const ent_dataset *d, const uint32_t *node_of,
                             uint32_t index, ent_diags *diags)
{
    ent_status status = ENT_OK;

    for (uint32_t k = 0; k < ent_actor_count(d) && status == ENT_OK; k++)
        if (node_of[k] == node_of[index] && (status = add_lives(lives, d, k, diags)) == ENT_OK)
            status = add_predecessors(lives, d, k, diags);
    return status;
}

/* Which nodes stand for several actors. */
static bool *shared_nodes(const ent_dataset *d, const uint32_t *node_of)
{
    bool *shared = ent_mem_new(ent_actor_count(d), sizeof *shared);

    for (uint32_t i = 0; shared && i < ent_actor_count(d); i++)
        if (node_of[i] != i)
            shared[node_of[i]] = true;
    return shared;
}

ent_status ent_times_init(ent_times *t, const ent_dataset *d, const ent_selection *s,
                          const uint32_t *node_of, ent_diags *diags)
{
    size_t actors = ent_actor_count(d);
    bool *shared = shared_nodes(d, node_of);
    ent_periods lives = { 0 };
    ent_status status = ENT_OK;

    *t = (ent_times){ .d = d, .selection = s, .exact = s->completion != NULL };
    t->acts_end = ent_table_has(d, ENT_AGREEMENTS, "ended");
    t->rows_end = ent_table_has(d, ENT_PARTIES, "withdrew") ||
                  ent_table_has(d, ENT_PARTIES, "ended") ||
                  ent_table_has(d, ENT_AGREEMENTS, "withdrew");
    t->members_end = ent_table_has(d, ENT_MEMBERSHIPS, "to");
    t->first = ent_mem_new(actors + 1, sizeof *t->first);
    if (!t->first || !shared)
        status = ent_out_of_memory(diags);
    for (uint32_t i = 0; i < actors && status == ENT_OK; i++) {
        t->first[i] = (uint32_t)lives.count;
        if (shared[node_of[i]])
            status = add_shared(&lives, d, node_of, i, diags);
        else if ((status = add_lives(&lives, d, i, diags)) == ENT_OK &&
                 s->succession == ENT_SUCCESSION_CONTINUE)
            status = add_predecessors(&lives, d, i, diags);
        if (status == ENT_OK)
            join_lives(&lives, t->first[i]);
    }
    if (t->first)
        t->first[actors] = (uint32_t)lives.count;
    t->lives = lives.list;
    ent_mem_free(shared);
    return status;
}

void ent_times_destroy(ent_times *t)
{
    ent_mem_free(t->lives);
    ent_mem_free(t->first);
    *t = (ent_times){ 0 };
}

/* Is it in the system of states that is asked for, that is, has it a code there on the day? */
static bool in_system(const ent_dataset *d, const ent_actor *actor, const ent_selection *s)
{
    const char *scheme = s->population == ENT_POPULATION_COW ? "cow" : "gw";

    return s->population == ENT_POPULATION_ALL || actor->type != ENT_STATE ||
           (actor->state &&
            ent_world_code_on(ent_dataset_world(d), actor->state, scheme,
                              ent_window_of(s).asks == ENT_ASK_SPAN ? s->during : s->as_of)
                .len);
}

ent_standing ent_actor_standing(const ent_times *t, uint32_t index)
{
    ent_window window = ent_window_of(t->selection);
    ent_standing there = { .counts = ent_actor_exists(t, index) };
    const ent_period *lives;
    size_t count = ent_actor_lives(t, index, &lives);

    if (!in_system(t->d, ent_actor_at(t->d, index), t->selection))
        return (ent_standing){ .counts = ENT_NO, .why = ENT_OUTSIDE };
    there.why = there.counts == ENT_YES       ? ENT_COUNTED
                : there.counts == ENT_UNKNOWN ? ENT_UNDATED
                                              : ENT_NOT_YET;
    for (size_t i = 0; i < count && there.counts == ENT_NO; i++)
        if (lives[i].end_last <= window.first)
            there.why = ENT_ENDED;
    return there;
}
