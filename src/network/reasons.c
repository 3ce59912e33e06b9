/* reasons.c: why a row does not count, or is not known to, in words. */
#include <string.h>

#include "network/selection.h"
#include "network/status.h"

static void on(ent_buf *out, const char *words, ent_date date)
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

/* "Soviet Union ended on 1991-12-26"; false when it existed. */
static bool actor_reason(const ent_times *t, uint32_t index, ent_buf *out)
{
    ent_window window = ent_window_of(t->selection);
    const ent_actor *actor = ent_actor_at(t->d, index);
    const ent_spell *spells;
    size_t count, last = SIZE_MAX;
    ent_truth exists = ent_actor_exists(t, index);

    if (exists == ENT_YES)
        return false;
    count = ent_actor_spells(t->d, index, &spells);
    ent_buf_str(out, actor->name);
    if (exists == ENT_UNKNOWN) {
        ent_buf_text(out, " is not known to have existed then");
        return true;
    }
    for (size_t i = 0; i < count; i++)
        if (ent_date_known(spells[i].to) && spells[i].to.last <= window.first)
            last = i;
    if (last == SIZE_MAX)
        on(out, " began", spells[0].from);
    else
        on(out, " ended", spells[last].to);
    return true;
}

/* Has an end surely come before what is asked about? */
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
    static const char *const verbs[] = { "signed", "ratified", "in force", "concluded" };

    return verbs[rule];
}

static void not_counted(const ent_times *t, const ent_party *p, ent_buf *out)
{
    ent_rule rule = t->selection->count;
    ent_window window = ent_window_of(t->selection);
    const ent_act *act = ent_act_at(t->d, p->act);
    ent_date from, to;

    ent_party_spell(t->d, p, rule, &from, &to);
    if (is_over(p->withdrew, window)) {
        on(out, "withdrew", p->withdrew);
    } else if (is_over(act->ended, window)) {
        on(out, "the agreement ended", act->ended);
    } else if (rule != ENT_SIGNED && rule != ENT_ANY && !p->ratified.kind && !p->in_force.kind &&
               (p->role == ENT_SIGNATORY || p->signed_on.kind)) {
        ent_buf_text(out, "signed, but not ratified");
    } else if (is_later(from, window)) {
        ent_buf_format(out, "%s only", verb_of(rule));
        on(out, "", from);
    } else if (actor_reason(t, p->actor, out)) {
        return;
    } else if (act->stage == ENT_STAGE_BEFORE) {
        ent_buf_text(out, "not concluded: ");
        ent_buf_str(out, act->status);
    } else {
        ent_buf_format(out, "not %s then", verb_of(rule));
    }
}

static void not_known(const ent_times *t, const ent_party *p, ent_buf *out)
{
    ent_party_truths is = ent_party_truths_of(t, p, false);
    ent_rule rule = t->selection->count;
    ent_window window = ent_window_of(t->selection);
    const ent_act *act = ent_act_at(t->d, p->act);
    ent_date from, to;

    ent_party_spell(t->d, p, rule, &from, &to);
    if (p->role == ENT_ROLE_UNKNOWN) {
        ent_buf_text(out, "its role is not known");
    } else if (is.lasts == ENT_UNKNOWN || (is.begun == ENT_YES && p->withdrew.kind)) {
        ent_buf_text(out, "not known whether it had ended");
        if (ent_date_known(act->as_of)) {
            ent_buf_text(out, " (last known day ");
            ent_date_write(out, act->as_of);
            ent_buf_char(out, ')');
        }
    } else if (ent_actor_exists(t, p->actor) == ENT_UNKNOWN) {
        actor_reason(t, p->actor, out);
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
        on(out, "ended", m->to);
    else if (is_later(m->from, window))
        on(out, "began", m->from);
    else if (standing.counts == ENT_UNKNOWN && m->role == ENT_ROLE_UNKNOWN)
        ent_buf_text(out, "its role is not known");
    else if (!actor_reason(t, m->member, out) && !actor_reason(t, m->organization, out))
        ent_buf_text(out, standing.counts == ENT_UNKNOWN ? "not known whether it held then"
                                                         : "did not hold then");
}

/* Why one end of an act does not tie by it; nothing when it does. The row that is nearest to it speaks. */
static void end_reason(const ent_network *n, const ent_filter *filter, size_t act, uint32_t actor,
                       ent_buf *out)
{
    const ent_dataset *d = ent_network_dataset(n);
    const ent_times *times = ent_network_times(n);
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows);
    const ent_party *said = NULL;

    for (size_t i = 0; i < count; i++) {
        const ent_party *p = ent_party_at(d, rows[i]);

        if (p->actor != actor)
            continue;
        if (ent_filter_role(filter, p->role) && ent_party_standing(times, p).counts != ENT_NO)
            return;
        if (!said || (!ent_filter_role(filter, said->role) && ent_filter_role(filter, p->role)))
            said = p;
    }
    if (!said && ent_network_selection(n)->network == ENT_NET_TIES)
        return; /* it is the organization */
    ent_buf_text(out, out->len ? "; " : "");
    if (said && ent_filter_role(filter, said->role) && actor_reason(times, actor, out))
        return;
    ent_buf_str(out, ent_actor_at(d, actor)->name);
    ent_buf_text(out, ": ");
    if (!said)
        ent_buf_text(out, "no party, the agreement was made within it (--network ties)");
    else if (!ent_filter_role(filter, said->role))
        ent_buf_format(out, "%s, a role that does not tie (--role %s)", ent_role_name(said->role),
                       ent_role_name(said->role));
    else
        ent_party_reason(times, said, out);
}

ent_status ent_network_act_reason(const ent_network *n, size_t act, uint32_t a, uint32_t b,
                                  ent_buf *out, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(n);
    const ent_selection *selection = ent_network_selection(n);
    ent_filter filter;
    ent_buf text = { 0 };
    ent_status status = ent_filter_init(&filter, d, selection, diags);

    if (status == ENT_OK && !ent_filter_act(&filter, ent_act_at(d, act))) {
        ent_buf_text(out, ent_str_is(ent_act_at(d, act)->kind, "dialogue") && !selection->kind
                              ? "dialogues tie with --kind dialogue only"
                              : "outside the selection of agreements");
    } else if (status == ENT_OK) {
        end_reason(n, &filter, act, a, &text);
        end_reason(n, &filter, act, b, &text);
        if (!text.len)
            ent_buf_text(&text, selection->max_parties ? "more parties than --max-parties, or no day "
                                                         "in common"
                                                       : "no day in common");
        ent_buf_str(out, ent_buf_view(&text));
    }
    ent_filter_destroy(&filter);
    ent_buf_destroy(&text);
    return status;
}
