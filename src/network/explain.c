/* explain.c: the evidence of the tie of two nodes, and the records that name both and do not tie
 * them, with the reason. The evidence is that of the network, so the tie explained is the tie that
 * is drawn and measured. */
#include "entente/network.h"

#include "base/mem.h"
#include "network/weights.h"
#include "network/reasons.h"
#include "network/tie_kind.h"

struct ent_explanation {
    ent_account *list;
    size_t count, room;
};

typedef struct work {
    const ent_network *n;
    const ent_dataset *d;
    const ent_times *times;
    const ent_selection *s;
    ent_filter filter;
    ent_end ends[2];
    ent_explanation *x;
    bool *listed; /* by act */
    ent_diags *diags;
} work;

static uint32_t node_of(const work *w, ent_end end)
{
    return end.act != ENT_NONE ? ent_node_of_act(w->n, end.act)
                               : ent_node_of_actor(w->n, end.actor);
}

/* Is the actor the end, or one that shares its node? */
static bool is_end(const work *w, ent_end end, uint32_t actor)
{
    uint32_t node;

    if (end.actor == ENT_NONE || end.actor == actor)
        return end.actor == actor && actor != ENT_NONE;
    node = ent_node_of_actor(w->n, end.actor);
    return node != ENT_NONE && ent_node_of_actor(w->n, actor) == node;
}

static bool is_party(const work *w, ent_end end, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(w->d, act, &rows);

    for (size_t i = 0; i < count; i++)
        if (is_end(w, end, ent_party_at(w->d, rows[i]).actor))
            return true;
    return false;
}

static bool is_place(const work *w, ent_end end, uint32_t act)
{
    uint32_t within = ent_act_at(w->d, act).within;

    return end.act == act || (within != ENT_NONE && is_end(w, end, within));
}

static void name(const work *w, ent_end end, ent_buf *out)
{
    ent_buf_str(out, end.act != ENT_NONE ? ent_act_id(w->d, end.act)
                                         : ent_actor_at(w->d, end.actor)->name);
}

/* ---- why an end does not count in an agreement ---- */

static void role_reason(ent_str who, ent_role role, ent_buf *out)
{
    ent_buf_format(
        out, "%.*s: %s, a role that does not tie (--role 'party;signatory;member;%s' includes it)",
        ENT_STR_ARG(who), ent_role_name(role), ent_role_name(role));
}

static int standing_order(ent_truth counts)
{
    return counts == ENT_YES ? 2 : counts == ENT_UNKNOWN;
}

static bool begins(ent_str text, ent_str with)
{
    return text.len >= with.len && ent_str_eq((ent_str){ text.ptr, with.len }, with);
}

/* The reason is that of the row which is nearest to counting. */
static ent_truth party_reason(const work *w, ent_end end, uint32_t act, ent_buf *out)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(w->d, act, &rows);
    ent_party best = { 0 };
    int best_order = -2;
    ent_str actor;

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(w->d, rows[i]);
        int order = ent_filter_party(&w->filter, &p)
                        ? standing_order(ent_party_standing(w->times, &p).counts)
                        : -1;

        if (!is_end(w, end, p.actor) || order <= best_order)
            continue;
        best = p;
        best_order = order;
    }
    if (best_order == -2 || best_order == 2)
        return ENT_YES;
    actor = ent_actor_at(w->d, best.actor)->name;
    if (best_order < 0) {
        role_reason(actor, best.role, out);
    } else {
        ent_buf reason = { 0 };

        ent_party_reason(w->times, &best, &reason);
        if (!begins(ent_buf_view(&reason), actor) &&
            !begins(ent_buf_view(&reason), ENT_STR("the agreement")))
            ent_buf_format(out, "%.*s: ", ENT_STR_ARG(actor));
        ent_buf_str(out, ent_buf_view(&reason));
        out->failed |= reason.failed;
        ent_buf_destroy(&reason);
    }
    return best_order == 1 ? ENT_UNKNOWN : ENT_NO;
}

static ent_truth end_reason(const work *w, ent_end end, uint32_t act, ent_buf *out)
{
    if (is_party(w, end, act))
        return party_reason(w, end, act, out);
    if (end.act != ENT_NONE || !ent_actor_reason(w->times, end.actor, out))
        return ENT_YES;
    return ent_actor_exists(w->times, end.actor);
}

/* The reasons of the ends that do not count, else of those that may not; false when both count. */
static bool ends_reason(const work *w, uint32_t act, ent_buf *out)
{
    ent_buf texts[2] = { { 0 }, { 0 } };
    ent_truth counts[2], worst;

    for (int i = 0; i < 2; i++)
        counts[i] = end_reason(w, w->ends[i], act, &texts[i]);
    worst = ent_truth_and(counts[0], counts[1]);
    for (int i = 0; i < 2; i++) {
        ent_str text = ent_buf_view(&texts[i]);

        /* the same reason once */
        if (counts[i] == worst && worst != ENT_YES && !ent_str_eq(text, ent_buf_view(out))) {
            ent_buf_text(out, out->len ? "; " : "");
            ent_buf_str(out, text);
        }
        out->failed |= texts[i].failed;
        ent_buf_destroy(&texts[i]);
    }
    return worst != ENT_YES;
}

/* ---- why an agreement in which both count does not tie them ---- */

static void outside_reason(const work *w, const ent_act *act, ent_buf *out)
{
    if (w->filter.levels && !(w->filter.levels & 1u << act->level))
        ent_buf_format(out, "outside the selection of agreements: its level is %s",
                       act->level ? ent_level_name(act->level) : "none");
    else if (!w->s->kind && ent_is_dialogue(act->kind))
        ent_buf_text(out, "dialogues tie with --tie-kinds talks or --kind dialogue only");
    else if (w->filter.within && (act->within == ENT_NONE || !w->filter.within[act->within]))
        ent_buf_text(out,
                     "outside the selection of agreements: not made within what --within names");
    else if (w->s->topic)
        ent_buf_format(out, "outside the selection of agreements (%s'%s')",
                       w->s->kind ? "--kind and --topic, here " : "--topic ", w->s->topic);
    else
        ent_buf_format(out, "outside the selection of agreements: its kind is '%.*s'",
                       ENT_STR_ARG(act->kind));
}

static bool hidden_reason(const work *w, ent_buf *out)
{
    for (int i = 0; i < 2; i++) {
        if (node_of(w, w->ends[i]) != ENT_NONE || (!w->s->only && !w->s->ego))
            continue;
        name(w, w->ends[i], out);
        ent_buf_text(out, w->s->only ? " is not among those shown (--only)"
                                     : " is too far from the actor of --ego to be shown");
        return true;
    }
    return false;
}

static bool bloc_reason(const work *w, ent_buf *out)
{
    for (int i = 0; w->s->blocs == ENT_BLOCS_MEMBERS && i < 2; i++) {
        uint32_t actor = w->ends[i].actor;

        if (actor == ENT_NONE || ent_actor_at(w->d, actor)->type != ENT_ORGANIZATION)
            continue;
        ent_buf_format(out, "%.*s is replaced by its members (--blocs members)",
                       ENT_STR_ARG(ent_actor_at(w->d, actor)->name));
        return true;
    }
    return false;
}

/* In a network of ties, three or more parties are tied to the place of the agreement. */
static void place_reason(const work *w, uint32_t act, bool both_parties, ent_buf *out)
{
    uint32_t within = ent_act_at(w->d, act).within;
    ent_network_kind kind = w->s->network;

    if (kind == ENT_NET_ACTORS || (kind == ENT_NET_TIES && !both_parties)) {
        int place = is_party(w, w->ends[0], act);

        name(w, w->ends[place], out);
        ent_buf_text(out, kind == ENT_NET_ACTORS
                              ? ": no party, the agreement was made within it (--network ties)"
                              : ": no party of the agreement, which ties its two parties to each "
                                "other (--network two-mode)");
    } else if (kind == ENT_NET_TWO_MODE || within == ENT_NONE) {
        ent_buf_text(out, "it ties its parties to itself, a node, not to each other "
                          "(--network actors)");
    } else {
        ent_buf_format(out, "it ties its parties to %.*s, not to each other (--network actors)",
                       ENT_STR_ARG(ent_actor_at(w->d, within)->name));
    }
}

static bool spans_days(const work *w)
{
    ent_window window = ent_window_of(w->s);

    return window.asks != ENT_ASK_EVER && window.first != window.last;
}

static void structure_reason(const work *w, uint32_t act, ent_buf *out)
{
    bool both = is_party(w, w->ends[0], act) && is_party(w, w->ends[1], act);
    uint32_t parties = ent_network_parties(w->n, act);
    const ent_act found = ent_act_at(w->d, act);
    double weight = 1;

    if (w->s->weight == ENT_WEIGHT_COLUMN)
        ent_act_weight(w->d, &found, w->s->weight_column, &weight);
    if (w->s->max_parties && !parties)
        ent_buf_format(out, "it has more than %zu parties (--max-parties)", w->s->max_parties);
    else if (weight == 0)
        ent_buf_text(out, "its weight is 0");
    else if (w->s->network == ENT_NET_ACTS)
        ent_buf_text(out, "agreements are tied by the actors that are party of both "
                          "(--network actors)");
    else if ((w->s->network == ENT_NET_ACTORS && !both) || w->s->network == ENT_NET_TWO_MODE ||
             (w->s->network == ENT_NET_TIES && (both ? parties > 2 : parties == 2)))
        place_reason(w, act, both, out);
    else if (w->s->directed)
        ent_buf_text(out, "it does not run from the one to the other");
    else if (w->s->backbone != ENT_BACKBONE_NONE)
        ent_buf_text(out, "the tie is not in the backbone: it may be chance (--backbone none)");
    else if (spans_days(w))
        ent_buf_text(out, "they were not in it at the same time");
    else if (ent_weight_may_vanish(w->s->weight))
        ent_buf_text(out, "they share no more agreements than chance explains, by this weight (--weight count)");
    else if (w->s->network == ENT_NET_TIES && both)
        place_reason(w, act, both, out);
    else
        ent_buf_text(out, "fewer than two parties count in it");
}

static void act_reason(const work *w, uint32_t act, ent_buf *out)
{
    const ent_act found = ent_act_at(w->d, act);

    if (w->s->network == ENT_NET_MEMBERS)
        ent_buf_text(out, "a network of members is made of memberships (--network actors)");
    else if (!ent_filter_act(&w->filter, &found))
        outside_reason(w, &found, out);
    else if (!ends_reason(w, act, out) && !hidden_reason(w, out) && !bloc_reason(w, out))
        structure_reason(w, act, out);
}

/* ---- memberships ---- */

static void membership_reason(const work *w, const ent_membership *m, ent_buf *out)
{
    bool counted = w->s->network == ENT_NET_MEMBERS || w->s->with_memberships;

    if (!counted)
        ent_buf_text(out, "memberships tie with --with-memberships, or in --network members");
    else if (!ent_filter_role(&w->filter, m->role))
        role_reason(ent_actor_at(w->d, m->member)->name, m->role, out);
    else if (w->filter.within && !w->filter.within[m->organization])
        ent_buf_text(out, "outside the selection: not of what --within names");
    else if (ent_membership_standing(w->times, m).counts != ENT_YES)
        ent_membership_reason(w->times, m, out);
    else if (hidden_reason(w, out))
        return;
    else if (w->s->network == ENT_NET_ACTORS || w->s->network == ENT_NET_ACTS)
        ent_buf_text(out, "it ties members to each other, not to the organization "
                          "(--network members)");
    else if (w->s->max_parties)
        ent_buf_format(out, "it has more than %zu members (--max-parties)", w->s->max_parties);
    else
        ent_buf_text(out, "they did not exist at the same time");
}

/* Of an organization that both are members of: the reason of the row that does not count. */
static void shared_reason(const work *w, uint32_t organization, ent_buf *out)
{
    const uint32_t *rows;
    size_t count = ent_actor_members(w->d, organization, &rows);

    for (int unknown = 0; unknown < 2 && !out->len; unknown++)
        for (size_t i = 0; i < count && !out->len; i++) {
            const ent_membership *m = ent_membership_at(w->d, rows[i]);
            ent_truth counts = ent_membership_standing(w->times, m).counts;

            if (!is_end(w, w->ends[0], m->member) && !is_end(w, w->ends[1], m->member))
                continue;
            if (!ent_filter_role(&w->filter, m->role)) {
                role_reason(ent_actor_at(w->d, m->member)->name, m->role, out);
            } else if (counts == (unknown ? ENT_UNKNOWN : ENT_NO)) {
                ent_buf_format(out, "%.*s: ", ENT_STR_ARG(ent_actor_at(w->d, m->member)->name));
                ent_membership_reason(w->times, m, out);
            }
        }
    if (!out->len)
        ent_buf_text(out, "not known whether both were in it at the same time");
}

/* ---- the accounts ---- */

static ent_status add(work *w, ent_account account, ent_buf *reason)
{
    ent_explanation *x = w->x;
    ent_str text = ent_buf_view(reason);

    if (reason->failed ||
        !ent_mem_reserve((void **)&x->list, &x->room, x->count + 1, sizeof *x->list))
        return ent_out_of_memory(w->diags);
    if (text.len && (account.reason.ptr = ent_mem_copy(text.ptr, text.len)) == NULL)
        return ent_out_of_memory(w->diags);
    account.reason.len = text.len;
    x->list[x->count++] = account;
    return ENT_OK;
}

static ent_status add_evidence(work *w, const ent_tie *tie, uint32_t i)
{
    const ent_evidence *e = &ent_tie_evidence(w->n, tie)[i];
    bool ties = i < tie->count && (!tie->unknown || w->s->unknown_as_tie);
    ent_account account = { .kind = e->kind,
                            .record = e->record,
                            .ties = ties ? ENT_YES : ENT_UNKNOWN,
                            .assumed = e->assumed,
                            .tie_kind = e->tie_kind };
    ent_buf reason = { 0 };
    ent_status status;

    if (account.kind == ENT_EVIDENCE_ACT) {
        if (w->listed[e->record])
            return ENT_OK; /* by the tie of the other direction */
        w->listed[e->record] = true;
    }
    if (e->unknown && account.kind == ENT_EVIDENCE_ACT && !ends_reason(w, e->record, &reason))
        ent_buf_text(&reason, "not known whether both were in it at the same time");
    else if (e->unknown && account.kind == ENT_EVIDENCE_MEMBERSHIP)
        ent_membership_reason(w->times, ent_membership_at(w->d, e->record), &reason);
    else if (e->unknown && account.kind == ENT_EVIDENCE_ORGANIZATION)
        shared_reason(w, e->record, &reason);
    else if (e->unknown && account.kind == ENT_EVIDENCE_ACTOR)
        ent_buf_text(&reason, "not known whether it is in both then");
    status = add(w, account, &reason);
    ent_buf_destroy(&reason);
    return status;
}

static ent_status add_tie(work *w, const ent_tie *tie)
{
    ent_status status = ENT_OK;

    for (uint32_t i = 0; i < tie->count + tie->uncertain && status == ENT_OK; i++)
        status = add_evidence(w, tie, i);
    return status;
}

static bool joins(const ent_tie *tie, uint32_t a, uint32_t b)
{
    return (tie->a == a && tie->b == b) || (tie->a == b && tie->b == a);
}

static ent_status add_ties(work *w)
{
    uint32_t a = node_of(w, w->ends[0]), b = node_of(w, w->ends[1]), at[2] = { ENT_NONE, ENT_NONE };
    ent_status status = ENT_OK;

    if (a == ENT_NONE || b == ENT_NONE)
        return ENT_OK;
    at[0] = ent_tie_between(w->n, a, b);
    at[1] = w->s->directed ? ent_tie_between(w->n, b, a) : ENT_NONE;
    for (int i = 0; i < 2 && status == ENT_OK; i++)
        if (at[i] != ENT_NONE && (!i || at[i] != at[0]))
            status = add_tie(w, ent_tie_at(w->n, at[i]));
    for (size_t i = 0; i < ent_unknown_tie_count(w->n) && status == ENT_OK; i++)
        if (joins(ent_unknown_tie_at(w->n, i), a, b))
            status = add_tie(w, ent_unknown_tie_at(w->n, i));
    return status;
}

static ent_status add_acts(work *w)
{
    ent_status status = ENT_OK;

    for (uint32_t i = 0; i < ent_act_count(w->d) && status == ENT_OK; i++) {
        bool parties[2], named[2];
        ent_buf reason = { 0 };

        for (int e = 0; e < 2 && !w->listed[i]; e++) {
            parties[e] = is_party(w, w->ends[e], i);
            named[e] = parties[e] || is_place(w, w->ends[e], i);
        }
        if (w->listed[i] || !named[0] || !named[1] || (!parties[0] && !parties[1]))
            continue;
        act_reason(w, i, &reason);
        status = add(w, (ent_account){ .kind = ENT_EVIDENCE_ACT, .record = i, .ties = ENT_NO }, &reason);
        ent_buf_destroy(&reason);
    }
    return status;
}

static bool is_listed(const work *w, ent_evidence_kind kind, uint32_t record)
{
    for (size_t i = 0; i < w->x->count; i++)
        if (w->x->list[i].kind == kind && w->x->list[i].record == record)
            return true;
    return false;
}

/* Memberships of the one in the other. */
static ent_status add_memberships(work *w)
{
    ent_status status = ENT_OK;

    for (uint32_t i = 0; i < ent_membership_count(w->d) && status == ENT_OK; i++) {
        const ent_membership *m = ent_membership_at(w->d, i);
        ent_buf reason = { 0 };

        if (!(is_end(w, w->ends[0], m->organization) && is_end(w, w->ends[1], m->member)) &&
            !(is_end(w, w->ends[1], m->organization) && is_end(w, w->ends[0], m->member)))
            continue;
        if (is_listed(w, ENT_EVIDENCE_MEMBERSHIP, i))
            continue;
        membership_reason(w, m, &reason);
        status = add(w, (ent_account){ .kind = ENT_EVIDENCE_MEMBERSHIP, .record = i, .ties = ENT_NO }, &reason);
        ent_buf_destroy(&reason);
    }
    return status;
}

ent_status ent_explain(ent_explanation **explanation, const ent_network *network, ent_end a,
                       ent_end b, ent_diags *diags)
{
    work w = { .n = network, .d = ent_network_dataset(network), .diags = diags, .ends = { a, b } };
    ent_status status = ENT_OK;

    w.times = ent_network_times(network);
    w.s = ent_network_selection(network);
    w.listed = ent_mem_new(ent_act_count(w.d), sizeof *w.listed);
    w.x = *explanation = ent_mem_new(1, sizeof *w.x);
    if (!w.listed || !w.x)
        status = ent_out_of_memory(diags);
    else if ((status = ent_filter_init(&w.filter, w.d, w.s, diags)) == ENT_OK &&
             (status = add_ties(&w)) == ENT_OK && (status = add_acts(&w)) == ENT_OK)
        status = add_memberships(&w);
    ent_filter_destroy(&w.filter);
    ent_mem_free(w.listed);
    if (status != ENT_OK) {
        ent_explanation_free(*explanation);
        *explanation = NULL;
    }
    return status;
}

size_t ent_explanation_count(const ent_explanation *x)
{
    return x->count;
}

const ent_account *ent_explanation_at(const ent_explanation *x, size_t i)
{
    return &x->list[i];
}

void ent_explanation_free(ent_explanation *x)
{
    if (!x)
        return;
    for (size_t i = 0; i < x->count; i++)
        ent_mem_free((char *)x->list[i].reason.ptr);
    ent_mem_free(x->list);
    ent_mem_free(x);
}
