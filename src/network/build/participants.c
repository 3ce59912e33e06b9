/* participants.c: the actors that take part in one agreement or organization, each once, and
 * whether two of them took part at the same time. */
#include <stdlib.h>

#include "base/platform.h"
#include "network/build/build.h"
#include "network/ledger.h"

/* ---- the list ---- */

static ent_row row_of(const builder *b, ent_table table, uint32_t row)
{
    return table == ENT_PARTIES ? ent_party_at(b->d, row).row : ent_membership_at(b->d, row)->row;
}

/* The actor that a row names; its node may be that of another. */
static uint32_t named_in(const builder *b, ent_table table, uint32_t row)
{
    return table == ENT_PARTIES ? ent_party_at(b->d, row).actor
                                : ent_membership_at(b->d, row)->member;
}

static bool same_row(const builder *b, ent_row x, ent_row y)
{
    static const char *const columns[] = { "role",     "signed", "ratified", "in_force",
                                           "withdrew", "from",   "to",       "source" };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (!ent_str_eq(ent_cell(b->d, x, columns[i]), ent_cell(b->d, y, columns[i])))
            return false;
    return true;
}

/* By actor id; a row that surely counts before others, one that binds before one that promotes, one
 * that names the actor before one that names its organization. */
static int by_rank(const void *a, const void *b, void *ranks)
{
    const participant *x = a, *y = b;
    const uint32_t *rank = ranks;

    if (rank[x->actor] != rank[y->actor])
        return rank[x->actor] < rank[y->actor] ? -1 : 1;
    if (x->unknown != y->unknown)
        return x->unknown ? 1 : -1;
    if (x->tie_kind != y->tie_kind)
        return x->tie_kind < y->tie_kind ? -1 : 1;
    if (x->by_bloc != y->by_bloc)
        return x->by_bloc ? 1 : -1;
    return x->row < y->row ? -1 : x->row > y->row;
}

ent_status ent_participants_add(builder *b, participant added)
{
    return ENT_LIST_PUSH(&b->participants, added) ? ENT_OK : ent_out_of_memory(b->diags);
}

size_t ent_participants_selected(const builder *b, size_t first, size_t *known)
{
    size_t selected = 0;

    *known = 0;
    for (size_t i = first; i < b->participants.count; i++) {
        const participant *x = &b->participants.items[i];

        if (ent_filter_actor(&b->filter, x->actor)) {
            selected++;
            *known += !x->unknown;
        }
    }
    return selected;
}

/* ---- periods ---- */

bool ent_compares_times(const builder *b)
{
    return b->window.asks != ENT_ASK_EVER && b->window.first != b->window.last;
}

ent_status ent_spell_add(builder *b, size_t first, uint32_t *number)
{
    spell made = { .first = (uint32_t)first, .count = (uint32_t)(b->periods.count - first) };

    if (made.count == 1) {
        made.in = ent_period_in(&b->periods.items[first], b->window, false);
        made.in_strict = ent_period_in(&b->periods.items[first], b->window, true);
    }
    *number = (uint32_t)b->spells.count;
    if (*number == ENT_MOST_SPELLS)
        return ent_out_of_memory(b->diags);
    return ENT_LIST_PUSH(&b->spells, made) ? ENT_OK : ent_out_of_memory(b->diags);
}

/* Appends the periods of a participant to the list. */
static ent_status copy_periods(builder *b, const participant *x)
{
    ent_period always = ENT_PERIOD_INIT;
    const spell *from = x->spell == ENT_NONE ? NULL : &b->spells.items[x->spell];
    size_t count = from ? from->count : 1;

    if (!ENT_LIST_GROW(&b->periods, count))
        return ent_out_of_memory(b->diags);
    always.holds = x->unknown ? ENT_UNKNOWN : ENT_YES;
    always.holds_strict = x->assumed ? ENT_UNKNOWN : always.holds;
    for (size_t i = 0; i < count; i++)
        b->periods.items[b->periods.count++] = from ? b->periods.items[from->first + i] : always;
    return ENT_OK;
}

/* Adds the times of a second row of the actor to the first. */
static ent_status merge_participant(builder *b, participant *into, const participant *from)
{
    size_t first = b->periods.count;
    bool whole = (into->spell == ENT_NONE && !into->unknown && !into->assumed) ||
                 (into->spell == ENT_NONE && from->unknown);
    ent_status status = ENT_OK;

    if (from->spell == ENT_NONE && !from->unknown && (!from->assumed || into->assumed)) {
        into->spell = ENT_NONE;
        into->assumed = into->assumed && from->assumed;
        return ENT_OK;
    }
    if (!from->unknown)
        into->assumed = into->assumed && from->assumed;
    if (whole || !ent_compares_times(b))
        return ENT_OK;
    if ((status = copy_periods(b, into)) == ENT_OK && (status = copy_periods(b, from)) == ENT_OK)
        status = ent_spell_add(b, first, &into->spell);
    return status;
}

/* Puts a row that repeats another into its bucket of the ledger. */
static void put_repeated(builder *b, ent_table table, const participant *first,
                         const participant *again)
{
    bool same;

    if (again->by_bloc || (again->unknown && first->unknown) ||
        !ent_filter_actor(&b->filter, again->actor))
        return;
    same = named_in(b, table, first->row) == named_in(b, table, again->row) &&
           same_row(b, row_of(b, table, first->row), row_of(b, table, again->row));
    ent_ledger_put_row(b->n, table, again->row, same ? ENT_DUPLICATE : ENT_MERGED);
}

ent_status ent_participants_unique(builder *b, ent_table table)
{
    participant *items = b->participants.items;
    size_t kept = 0;
    ent_status status = ENT_OK;

    if (b->participants.count)
        ent_platform_sort(items, b->participants.count, sizeof *items, by_rank, b->actor_rank);
    for (size_t i = 0; i < b->participants.count && status == ENT_OK; i++) {
        if (!kept || items[kept - 1].actor != items[i].actor) {
            items[kept++] = items[i];
        } else {
            put_repeated(b, table, &items[kept - 1], &items[i]);
            status = merge_participant(b, &items[kept - 1], &items[i]);
        }
    }
    b->participants.count = kept;
    return status;
}

/* ---- participation at the same time ---- */

/* Two keys in one agreement, organization or (between agreements) actor. */
static ent_uncertainty pair_uncertainty(const ent_evidence *in, uint32_t x, uint32_t y)
{
    ent_table table = in->kind == ENT_EVIDENCE_ACT     ? ENT_AGREEMENTS
                      : in->kind == ENT_EVIDENCE_ACTOR ? ENT_ACTORS
                                                       : ENT_MEMBERSHIPS;

    return (
        ent_uncertainty){ ENT_UNCERTAIN_PAIR, table, in->record, { x < y ? x : y, x < y ? y : x } };
}

static ent_truth completed(const ent_completion *c, ent_uncertainty pair)
{
    const ent_uncertainty *found = c->pair_count ? bsearch(&pair, c->pairs, c->pair_count,
                                                           sizeof pair, ent_uncertainty_compare)
                                                 : NULL;

    return found && c->met[found - c->pairs] ? ENT_YES : ENT_NO;
}

static ent_truth either(ent_truth a, ent_truth b)
{
    return a == ENT_YES || b == ENT_YES           ? ENT_YES
           : a == ENT_UNKNOWN || b == ENT_UNKNOWN ? ENT_UNKNOWN
                                                  : ENT_NO;
}

/* Do they overlap for every day that the dates can mean, and with and without open ends? This holds
 * for most pairs. */
static bool surely_meet(const ent_period *a, const ent_period *b)
{
    return a->start_last < b->end_first && a->start_last < b->end_strict &&
           b->start_last < a->end_first && b->start_last < a->end_strict;
}

ent_truth ent_participants_met(builder *b, const ent_evidence *in, const participant *x,
                               const participant *y, bool *assumed)
{
    const spell *xs = &b->spells.items[x->spell], *ys = &b->spells.items[y->spell];
    ent_window window = b->window;
    ent_truth met = ENT_NO, strictly = ENT_NO, apart = ENT_NO;
    const ent_completion *c = b->n->selection.completion;

    if (!c && xs->count == 1 && ys->count == 1 &&
        surely_meet(&b->periods.items[xs->first], &b->periods.items[ys->first])) {
        met = ent_truth_and(xs->in, ys->in);
        *assumed = met == ENT_YES && (xs->in_strict != ENT_YES || ys->in_strict != ENT_YES);
        return met;
    }
    for (uint32_t i = 0; i < xs->count && strictly != ENT_YES; i++)
        for (uint32_t k = 0; k < ys->count; k++) {
            const ent_period *p = &b->periods.items[xs->first + i];
            const ent_period *q = &b->periods.items[ys->first + k];
            ent_truth overlap = ent_periods_overlap(p, q, false);

            apart = either(apart, overlap);
            met = either(met, c ? ent_truth_and(ent_truth_and(p->holds, q->holds), overlap)
                                : ent_periods_touch(p, q, window, false));
            strictly = either(strictly, ent_periods_touch(p, q, window, true));
        }
    if (c)
        return met == ENT_UNKNOWN ? completed(c, pair_uncertainty(in, x->actor, y->actor)) : met;
    if (apart == ENT_UNKNOWN && b->n->keeps_pairs &&
        !ENT_LIST_PUSH(&b->n->pairs, pair_uncertainty(in, x->actor, y->actor)))
        b->failed = true;
    *assumed = met == ENT_YES && strictly != ENT_YES;
    return met;
}

ent_truth ent_group_members_met(void *ctx, const ent_group *group, const ent_group_member *x,
                                const ent_group_member *y, bool *assumed)
{
    builder *b = ctx;

    return ent_participants_met(
        b, &group->evidence, &(participant){ .actor = ent_node_key(b, x->key), .spell = x->spell - 1u },
        &(participant){ .actor = ent_node_key(b, y->key), .spell = y->spell - 1u }, assumed);
}

/* Marks those who took part at the same time as another. */
static void mark_met(builder *b, const ent_evidence *in, bool *met)
{
    const participant *items = b->participants.items;
    size_t left = b->participants.count;
    bool assumed;

    for (size_t i = 0; i < b->participants.count && left; i++)
        for (size_t k = i + 1; k < b->participants.count && left; k++)
            if ((!met[i] || !met[k]) &&
                (items[i].spell == ENT_NONE || items[k].spell == ENT_NONE ||
                 ent_participants_met(b, in, &items[i], &items[k], &assumed) != ENT_NO)) {
                left -= (size_t)!met[i] + !met[k];
                met[i] = met[k] = true;
            }
}

ent_status ent_participants_drop_alone(builder *b, const ent_evidence *in, ent_table table)
{
    participant *items = b->participants.items;
    size_t kept = 0;
    bool *met;

    if (!ent_compares_times(b))
        return ENT_OK;
    if ((met = ent_mem_new(b->participants.count, sizeof *met)) == NULL)
        return ent_out_of_memory(b->diags);
    mark_met(b, in, met);
    for (size_t i = 0; i < b->participants.count; i++) {
        if (met[i])
            items[kept++] = items[i];
        else if (!items[i].by_bloc)
            ent_ledger_put_row(b->n, table, items[i].row, ENT_ONE_PARTY);
    }
    b->participants.count = kept;
    ent_mem_free(met);
    return ENT_OK;
}

ent_truth ent_organization_met(const builder *b, const participant *x, uint32_t organization)
{
    const spell *s = x->spell == ENT_NONE ? NULL : &b->spells.items[x->spell];
    const ent_period *lives;
    size_t count = ent_actor_lives(&b->n->times, organization, &lives);
    ent_truth any = ENT_NO;

    if (b->window.asks == ENT_ASK_EVER)
        return ENT_YES;
    for (size_t i = 0; i < count; i++) {
        ent_truth exists = ent_period_in(&lives[i], b->window, false), met = s ? ENT_NO : ENT_YES;

        for (uint32_t k = 0; s && k < s->count; k++)
            met =
                either(met, ent_periods_overlap(&b->periods.items[s->first + k], &lives[i], false));
        any = either(any, ent_truth_and(exists, met));
    }
    return any;
}
