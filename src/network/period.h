/* period.h: the time during which something holds, as far as its dates are known.
 *
 * A period is half-open: it holds on its first day and no more on the day of its end. Its start and
 * its end are each a range of days, because dates are imprecise or unknown. Whether two periods
 * have a day in common is a question with three answers. Periods on a line have a day in common
 * when every two of them have one, so it is enough to compare them in pairs.
 *
 * Data by years record who was in something in which year, and two were in it together when they
 * were in it in the same year. So a period that ends in a year holds at some time of it, and an end
 * and a start in the same year (or month) meet, and so does a year with the first or last day of a
 * state, unless a period is `exact`: then an answer must be true for every day that its dates can
 * mean. */
#ifndef ENTENTE_NETWORK_PERIOD_H
#define ENTENTE_NETWORK_PERIOD_H

#include "entente/date.h"

typedef struct ent_period {
    int32_t start_first, start_last; /* the days on which it can have begun */
    int32_t end_first, end_last;     /* the days on which it can have ended */
    int32_t end_strict;              /* end_first, when an end that is not recorded is unknown */
    ent_truth holds;                 /* at any time at all */
    ent_truth holds_strict;          /* the same, when such an end is unknown */
    bool exact;                      /* see above */
    bool starts_life, ends_life;     /* the start, the end, is that of the actor */
} ent_period;

/** Always holds. */
#define ENT_PERIOD_INIT                                                                           \
    {                                                                                             \
        ENT_DAY_MIN, ENT_DAY_MIN, ENT_DAY_MAX, ENT_DAY_MAX, ENT_DAY_MAX, ENT_YES, ENT_YES, false, \
            false, false                                                                          \
    }

typedef struct ent_days {
    int32_t first, last;
} ent_days;

/** The days that a date can mean: any, when it is unknown. */
static inline ent_days ent_days_of(ent_date date)
{
    return ent_date_known(date) ? (ent_days){ date.first, date.last }
                                : (ent_days){ ENT_DAY_MIN, ENT_DAY_MAX };
}

static inline void ent_period_begin(ent_period *p, ent_days start)
{
    p->start_first = start.first;
    p->start_last = start.last;
}

/** The part of what a row says that lies in the life of its actor, for comparing it with others: a
 *  year of the row in which the actor began or ended stays that year. */
ent_period ent_period_in_life(const ent_period *row, const ent_period *life);

/** The selected time: any, a day (or "some day of 2015"), or some time of a span. */
typedef enum ent_question { ENT_ASK_EVER, ENT_ASK_DAY, ENT_ASK_SPAN } ent_question;

typedef struct ent_window {
    ent_question asks;
    int32_t first, last; /* both included */
} ent_window;

/** The part that two periods have in common. */
ent_period ent_period_meet(const ent_period *a, const ent_period *b);

/** Does the period hold in the window? `strict`: an end that is not recorded is unknown. */
ent_truth ent_period_in(const ent_period *p, ent_window window, bool strict);

/** Does it surely hold on every day of the window, also if unrecorded ends have come? */
bool ent_period_covers(const ent_period *p, ent_window window);

/** Have both a day in common, in the window or not? */
ent_truth ent_periods_overlap(const ent_period *a, const ent_period *b, bool strict);
/** Have both a day of the window in common? */
ent_truth ent_periods_touch(const ent_period *a, const ent_period *b, ent_window window,
                            bool strict);

#endif
