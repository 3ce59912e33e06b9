/* reasons.c: see reasons.h. */
#include "network/reasons.h"

#include <string.h>

#include "network/tie_kind.h"

ent_tally ent_tally_parties(const ent_times *t, const ent_filter *f, const uint32_t *node_of,
                            uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(t->d, act, &rows);
    ent_tally tally = { .all = count };

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(t->d, rows[i]);

        if (!ent_filter_party(f, &p))
            continue;
        tally.tying++;
        if (!ent_filter_actor(f, node_of ? node_of[p.actor] : p.actor))
            continue;
        tally.selected++;
        tally.by_bucket[ent_party_standing(t, &p).why]++;
    }
    return tally;
}

/* ---- words ---- */

static void put_on(ent_buf *out, const char *words, ent_date date)
{
    ent_buf day = { 0 };

    ent_buf_text(out, words);
    if (ent_date_known(date)) {
        ent_date_write(&day, date);
        ent_buf_text(out, day.len == strlen("2015-05-08") ? " on " : " in ");
        ent_buf_str(out, ent_buf_view(&day));
    }
    ent_buf_destroy(&day);
}

/* "existed in a part of that time only, from 1990-10-03"; false: no spell begins or ends within the window. */
static bool put_part_of_time(const ent_spell *spells, size_t count, ent_window window, ent_buf *out)
{
    for (size_t i = 0; i < count; i++) {
        bool begins = ent_date_known(spells[i].from) && spells[i].from.first > window.first &&
                      spells[i].from.last <= window.last;
        bool ends = ent_date_known(spells[i].to) && spells[i].to.first > window.first && spells[i].to.last <= window.last;

        if (!begins && !ends)
            continue;
        ent_buf_text(out, " existed in a part of that time only,");
        ent_buf_text(out, begins ? " from " : " to ");
        ent_date_write(out, begins ? spells[i].from : spells[i].to);
        return true;
    }
    return false;
}

bool ent_actor_reason(const ent_times *t, uint32_t index, ent_buf *out)
{
    ent_window window = ent_window_of(t->selection);
    const ent_actor *actor = ent_actor_at(t->d, index);
    const ent_spell *spells;
    ent_spell own;
    size_t count, last = SIZE_MAX;
    ent_truth exists = ent_actor_exists(t, index);

    if (exists == ENT_YES)
        return false;
    count = ent_actor_spells(t->d, index, &own, &spells);
    ent_buf_str(out, actor->name);
    if (exists == ENT_UNKNOWN) {
        if (!put_part_of_time(spells, count, window, out))
            ent_buf_text(out, " is not known to have existed then");
        return true;
    }
    for (size_t i = 0; i < count; i++)
        if (ent_date_known(spells[i].to) && spells[i].to.last <= window.first)
            last = i;
    if (last == SIZE_MAX) {
        put_on(out, " began", spells[0].from);
    } else if (last + 1 < count) {
        ent_buf_text(out, " did not exist as such from ");
        ent_date_write(out, spells[last].to);
        ent_buf_text(out, " to ");
        ent_date_write(out, spells[last + 1].from);
    } else {
        put_on(out, " ended", spells[last].to);
    }
    return true;
}

/* Has the end surely come before the window? */
static bool is_over(ent_date end, ent_window window)
{
    return window.asks != ENT_ASK_EVER && ent_date_known(end) && end.last <= window.first;
}

static bool is_later(ent_date start, ent_window window)
{
    return ent_date_known(start) && start.first > window.last;
}

static const char *verb_of(ent_rule rule)
{
    static const char *const verbs[] = { "signed", "ratified", "in force",
                                         "proposed or concluded" };

    return verbs[rule];
}

static void not_counted(const ent_times *t, const ent_party *p, ent_buf *out)
{
    ent_rule rule = ent_party_rule(t->selection, t->d, p);
    ent_window window = ent_window_of(t->selection);
    const ent_act act = ent_act_at(t->d, p->act);
    ent_date from, to;

    ent_party_spell(t->d, p, rule, &from, &to);
    if (is_over(p->withdrew, window)) {
        put_on(out, "its participation ended", p->withdrew);
    } else if (is_over(act.ended, window)) {
        put_on(out, "the agreement ended", act.ended);
    } else if (rule != ENT_SIGNED && rule != ENT_ANY && !p->ratified.kind && !p->in_force.kind &&
               (p->role == ENT_SIGNATORY || p->signed_on.kind)) {
        ent_buf_text(out, "signed, but not ratified");
    } else if (is_later(from, window)) {
        ent_buf_format(out, "%s only", verb_of(rule));
        put_on(out, "", from);
    } else if (ent_actor_reason(t, p->actor, out)) {
        return;
    } else if (act.stage == ENT_STAGE_BEFORE) {
        ent_buf_text(out, "not concluded: ");
        ent_buf_str(out, act.status);
    } else if (ent_act_only_proposed(act)) {
        ent_buf_text(out, "only proposed");
    } else {
        ent_buf_format(out, "not %s then", verb_of(rule));
    }
}

static void not_known(const ent_times *t, const ent_party *p, ent_buf *out)
{
    ent_party_truths is = ent_party_truths_of(t, p, false);
    ent_rule rule = t->selection->count;
    ent_window window = ent_window_of(t->selection);
    const ent_act act = ent_act_at(t->d, p->act);
    ent_date from, to;

    ent_party_spell(t->d, p, rule, &from, &to);
    if (p->role == ENT_ROLE_UNKNOWN) {
        ent_buf_text(out, "its role is not known");
    } else if (is.lasts == ENT_UNKNOWN || (is.begun == ENT_YES && p->withdrew.kind)) {
        ent_buf_text(out, "not known whether it had ended");
        if (ent_date_known(act.as_of)) {
            ent_buf_text(out, " (last known day ");
            ent_date_write(out, act.as_of);
            ent_buf_char(out, ')');
        }
    } else if (ent_actor_exists(t, p->actor) == ENT_UNKNOWN) {
        ent_actor_reason(t, p->actor, out);
    } else {
        ent_buf_format(out, "not known whether it was %s%s", verb_of(rule),
                       window.asks == ENT_ASK_EVER ? "" : " then");
        if (ent_date_known(from)) {
            ent_buf_text(out, " (");
            ent_date_write(out, from);
            ent_buf_char(out, ')');
        }
    }
}

void ent_party_reason(const ent_times *t, const ent_party *p, ent_buf *out)
{
    ent_standing standing = ent_party_standing(t, p);

    if (standing.counts == ENT_NO)
        not_counted(t, p, out);
    else if (standing.counts == ENT_UNKNOWN)
        not_known(t, p, out);
}

void ent_membership_reason(const ent_times *t, const ent_membership *m, ent_buf *out)
{
    ent_window window = ent_window_of(t->selection);
    ent_standing standing = ent_membership_standing(t, m);

    if (standing.counts == ENT_YES)
        return;
    if (is_over(m->to, window))
        put_on(out, "ended", m->to);
    else if (is_later(m->from, window))
        put_on(out, "began", m->from);
    else if (standing.counts == ENT_UNKNOWN && m->role == ENT_ROLE_UNKNOWN)
        ent_buf_text(out, "its role is not known");
    else if (!ent_actor_reason(t, m->member, out) && !ent_actor_reason(t, m->organization, out))
        ent_buf_text(out, standing.counts == ENT_UNKNOWN ? "not known whether it held then"
                                                         : "did not hold then");
}
