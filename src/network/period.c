/* period.c: see period.h. */
#include "network/period.h"

static int32_t earlier(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t first_end(const ent_period *p, bool strict)
{
    return strict ? p->end_strict : p->end_first;
}

static bool within(int32_t day, int32_t first, int32_t last)
{
    return first < last && first > ENT_DAY_MIN && last < ENT_DAY_MAX && day >= first && day <= last;
}

/* Does `a` begin in the year or month in which `b` ends? See period.h. */
static bool same_unit(const ent_period *a, const ent_period *b, int32_t end)
{
    if (a->exact || b->exact)
        return false;
    return (within(a->start_first, end, b->end_last) && a->start_first == end &&
            (a->start_last == b->end_last || a->start_last == end)) ||
           (b->ends_life && within(b->end_last - 1, a->start_first, a->start_last)) ||
           (a->starts_life && within(a->start_first, end, b->end_last));
}

/* Does `a` begin before `b` ends? */
static ent_truth begins_before_end(const ent_period *a, const ent_period *b, bool strict)
{
    int32_t end = first_end(b, strict);

    if (end == ENT_DAY_MAX) /* it never ends */
        return ENT_YES;
    return a->start_last < end || same_unit(a, b, end) ? ENT_YES
           : a->start_first >= b->end_last             ? ENT_NO
                                                       : ENT_UNKNOWN;
}

ent_truth ent_periods_overlap(const ent_period *a, const ent_period *b, bool strict)
{
    return ent_truth_and(begins_before_end(a, b, strict), begins_before_end(b, a, strict));
}

ent_period ent_period_meet(const ent_period *a, const ent_period *b)
{
    ent_period both = { .start_first = later(a->start_first, b->start_first),
                        .start_last = later(a->start_last, b->start_last),
                        .end_first = earlier(a->end_first, b->end_first),
                        .end_last = earlier(a->end_last, b->end_last),
                        .end_strict = earlier(a->end_strict, b->end_strict) };

    both.starts_life = a->start_first > b->start_first   ? a->starts_life
                       : a->start_first < b->start_first ? b->starts_life
                                                         : a->starts_life && b->starts_life;
    both.ends_life = a->end_last < b->end_last   ? a->ends_life
                     : a->end_last > b->end_last ? b->ends_life
                                                 : a->ends_life && b->ends_life;
    both.exact = a->exact || b->exact;
    both.holds = ent_truth_and(ent_truth_and(a->holds, b->holds), ent_periods_overlap(a, b, false));
    both.holds_strict = ent_truth_and(ent_truth_and(a->holds_strict, b->holds_strict),
                                      ent_periods_overlap(a, b, true));
    return both;
}

/* An end known only to the selected year was somewhere in that year, so the period held at some
 * time of it. An end known to the day is the first day on which it did not hold. */
static ent_truth over_before(const ent_period *p, int32_t day, bool strict)
{
    int32_t end = first_end(p, strict);

    return p->end_last <= day                                            ? ENT_YES
           : end > day || (end == day && p->end_last > end && !p->exact) ? ENT_NO
                                                                         : ENT_UNKNOWN;
}

ent_period ent_period_in_life(const ent_period *row, const ent_period *life)
{
    ent_period both = ent_period_meet(row, life);

    if (row->exact || life->exact)
        return both;
    if (within(life->end_last - 1, row->end_first, row->end_last)) {
        both.end_first = row->end_first;
        both.end_last = row->end_last;
        both.end_strict = row->end_strict;
    }
    if (within(life->start_first, row->start_first, row->start_last)) {
        both.start_first = row->start_first;
        both.start_last = row->start_last;
    }
    return both;
}

ent_truth ent_period_in(const ent_period *p, ent_window window, bool strict)
{
    ent_truth begun, over, holds = strict ? p->holds_strict : p->holds;

    if (window.asks == ENT_ASK_EVER)
        return holds;
    if (window.asks == ENT_ASK_SPAN) {
        begun = p->start_last <= window.last   ? ENT_YES
                : p->start_first > window.last ? ENT_NO
                                               : ENT_UNKNOWN;
        over = over_before(p, window.first, strict);
    } else {
        begun = p->start_last <= window.first  ? ENT_YES
                : p->start_first > window.last ? ENT_NO
                                               : ENT_UNKNOWN;
        over = p->end_last <= window.first          ? ENT_YES
               : first_end(p, strict) > window.last ? ENT_NO
                                                    : ENT_UNKNOWN;
    }
    return ent_truth_and(holds, ent_truth_and(begun, ent_truth_not(over)));
}

bool ent_period_covers(const ent_period *p, ent_window window)
{
    return window.asks == ENT_ASK_EVER ||
           (p->holds == ENT_YES && p->holds_strict == ENT_YES && p->start_last <= window.first &&
            p->end_first > window.last && p->end_strict > window.last);
}

ent_truth ent_periods_touch(const ent_period *a, const ent_period *b, ent_window window,
                            bool strict)
{
    ent_truth both =
        ent_truth_and(ent_period_in(a, window, strict), ent_period_in(b, window, strict));

    return window.asks == ENT_ASK_EVER ? both
                                       : ent_truth_and(both, ent_periods_overlap(a, b, strict));
}
