/* runs.c: see runs.h. The answers are those of status.c, which is asked once at every day on which one can
 * change. Such a day is the first or the last day that some date can mean, or the day after it. */
#include "network/runs.h"

#include <stdlib.h>

typedef struct inquiry {
    ent_times times; /* a copy, with a selection of its own: the day and the rule are changed */
    ent_selection selection;
    ent_runs *runs;
    bool failed;
} inquiry;

static void begin(inquiry *q, const ent_times *times, ent_runs *runs)
{
    q->times = *times;
    q->selection = *times->selection;
    q->selection.completion = NULL;
    q->selection.during = (ent_date){ 0 };
    q->times.selection = &q->selection;
    q->runs = runs;
    q->failed = false;
    runs->list.count = runs->turns.count = 0;
}

/* ---- the days on which an answer can change ---- */

static void add_turn(inquiry *q, int32_t day)
{
    if (day > ENT_DAY_MIN && day < ENT_DAY_MAX - 1)
        q->failed |= !ENT_LIST_PUSH(&q->runs->turns, day) || !ENT_LIST_PUSH(&q->runs->turns, day + 1);
}

static void add_date(inquiry *q, ent_date date)
{
    if (!date.kind)
        return;
    add_turn(q, date.first);
    add_turn(q, date.last);
}

static void add_lives(inquiry *q, uint32_t actor)
{
    const ent_period *lives;
    size_t count = ent_actor_lives(&q->times, actor, &lives);

    for (size_t i = 0; i < count; i++) {
        add_turn(q, lives[i].start_first);
        add_turn(q, lives[i].start_last);
        add_turn(q, lives[i].end_first);
        add_turn(q, lives[i].end_last);
    }
}

static int by_day(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;

    return *x < *y ? -1 : *x > *y;
}

/* ---- asking ---- */

typedef ent_standing ask_fn(const inquiry *q, const void *record);

static ent_standing ask_party(const inquiry *q, const void *record)
{
    return ent_party_standing(&q->times, record);
}

static ent_standing ask_membership(const inquiry *q, const void *record)
{
    return ent_membership_standing(&q->times, record);
}

static ent_standing ask_actor(const inquiry *q, const void *record)
{
    const uint32_t *actor = record;

    return ent_actor_standing(&q->times, *actor);
}

static ent_answer answer(inquiry *q, ask_fn *ask, const void *record, ent_date day)
{
    ent_standing standing;

    q->selection.as_of = day;
    standing = ask(q, record);
    return standing.counts == ENT_NO        ? ENT_ANSWER_NO
           : standing.counts == ENT_UNKNOWN ? ENT_ANSWER_UNKNOWN
           : standing.assumed               ? ENT_ANSWER_ASSUMED
                                            : ENT_ANSWER_YES;
}

static ent_status find_runs(inquiry *q, ask_fn *ask, const void *record, ent_diags *diags)
{
    ent_runs *runs = q->runs;

    q->failed |= !ENT_LIST_PUSH(&runs->turns, ENT_DAY_MIN);
    if (q->failed)
        return ent_out_of_memory(diags);
    qsort(runs->turns.items, runs->turns.count, sizeof *runs->turns.items, by_day);
    runs->ever = answer(q, ask, record, (ent_date){ 0 });
    for (size_t i = 0; i < runs->turns.count; i++) {
        ent_run run = { .first = runs->turns.items[i] };

        if (i && run.first == runs->turns.items[i - 1])
            continue;
        run.answer = answer(q, ask, record, ent_date_of_day(run.first));
        if (runs->list.count && runs->list.items[runs->list.count - 1].answer == run.answer)
            continue;
        if (!ENT_LIST_PUSH(&runs->list, run))
            return ent_out_of_memory(diags);
    }
    return ENT_OK;
}

ent_status ent_party_runs(const ent_times *times, const ent_party *p, ent_rule rule, ent_runs *runs,
                          ent_diags *diags)
{
    ent_act act = ent_act_at(times->d, p->act);
    const ent_date dates[] = { p->signed_on,   p->ratified,    p->in_force,   p->withdrew,
                               act.proposed,  act.submitted, act.adopted,  act.signed_on,
                               act.in_force,  act.ended,     act.as_of };
    inquiry q;

    begin(&q, times, runs);
    q.selection.count = rule;
    q.selection.tie_kinds = NULL; /* which would change the rule of promoters */
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        add_date(&q, dates[i]);
    add_lives(&q, p->actor);
    return find_runs(&q, ask_party, p, diags);
}

ent_status ent_membership_runs(const ent_times *times, const ent_membership *m, ent_runs *runs,
                               ent_diags *diags)
{
    inquiry q;

    begin(&q, times, runs);
    add_date(&q, m->from);
    add_date(&q, m->to);
    add_lives(&q, m->member);
    add_lives(&q, m->organization);
    return find_runs(&q, ask_membership, m, diags);
}

ent_status ent_actor_runs(const ent_times *times, uint32_t actor, ent_runs *runs, ent_diags *diags)
{
    inquiry q;

    begin(&q, times, runs);
    add_lives(&q, actor);
    return find_runs(&q, ask_actor, &actor, diags);
}

ent_answer ent_runs_on(const ent_runs *runs, int32_t day)
{
    size_t i = runs->list.count - 1;

    while (i > 0 && runs->list.items[i].first > day)
        i--;
    return runs->list.items[i].answer;
}

void ent_runs_destroy(ent_runs *runs)
{
    ENT_LIST_DESTROY(&runs->list);
    ENT_LIST_DESTROY(&runs->turns);
    *runs = (ent_runs){ 0 };
}
