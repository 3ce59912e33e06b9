/* network.c: building. Two passes over the acts: the first gives every party row its bucket and
 * finds who counts; the second makes groups of those whom an act ties: their pairs are the ties.
 *
 *   party rows → standing → the act's parties → groups (who + evidence) → what is shown → pairs →
 *   ties (→ backbone → what is shown)
 *
 * Everything is sorted by ids before it is numbered, so no result can follow the order of rows. */
#include "entente/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/platform.h"
#include "network/projection/backbone.h"
#include "network/groups.h"
#include "network/rewired.h"
#include "network/selection.h"
#include "network/status.h"
#include "network/projection/weights.h"
#include "network/substitution.h"

enum { MOST_LINKS = 50000000, MOST_PARTIES = 5000 };

typedef struct present { /* an actor in the act at hand */
    uint32_t actor, row;
    uint32_t spell; /* in builder.spells; ENT_NONE: as long as is asked */
    bool unknown, assumed;
    bool by_bloc; /* as a member of the organization that the row names */
} present;

struct ent_network {
    const ent_dataset *d;
    ent_selection selection;
    ent_times times;
    ent_arena arena;
    ent_node *nodes;
    size_t node_count;
    uint32_t *node_of; /* by key: actor, or actors + act */
    ent_tie *ties, *unknown_ties;
    size_t tie_count, unknown_count;
    ent_doubt *apart; /* pairs of which it is not known whether they have a day in common */
    size_t apart_count, apart_room;
    bool keeps_apart; /* they are asked for */
    ent_evidence *evidence;
    ent_seat *seats;
    size_t seat_count;
    uint32_t *parties_of; /* by key: counted parties of an act or organization, whoever is shown */
    uint32_t *tying_acts; /* by key: acts that tie it, whoever is shown; NULL: all are shown */
    bool lent;            /* the two lists are those of another network */
    size_t tests; /* of the backbone */
    uint8_t *bucket[ENT_TABLE_COUNT];
    size_t ledger[ENT_TABLE_COUNT][ENT_BUCKET_COUNT];
};

typedef struct spell { /* several periods: in builder.periods */
    uint32_t first, count;
    ent_truth in, in_strict; /* of one period: has it a part in the time asked about? */
} spell;

/* Who is in how many acts and how many are in each, those included of whom it is not known. */
typedef struct margins {
    uint32_t *acts_of, *parties_of; /* by actor; by key */
    uint32_t actors, acts;          /* that have a seat */
} margins;

typedef struct builder {
    ent_network *n;
    const ent_dataset *d;
    ent_filter filter;
    ent_who who;
    ent_diags *diags;
    ent_groups groups; /* keys: actor, or actors + act */
    ent_window window; /* the time asked about */
    size_t tie_room, unknown_room;
    present *here; /* of the act at hand: known and unknown, by actor id */
    size_t here_room;
    spell *spells;
    size_t spell_count, spell_room;
    ent_periods periods;
    uint32_t *actor_rank, *act_rank; /* by id, in natural order */
    bool *in_network;                /* by key */
    uint32_t *acts_of;               /* acts of each actor, those with no other party too */
    bool *kept;                      /* by key: shown; NULL: all are */
    size_t seat_room;
    uint32_t all_actors, all_acts;   /* that have a seat */
    margins possible;                /* the same with all that is unknown */
    size_t certain;                  /* pairs that share no more acts than they must */
    bool failed;                     /* out of memory where no status is returned */
} builder;

#define ACTS_KEY(b, act) ((uint32_t)(ent_actor_count((b)->d) + (act)))

/* ---- names ---- */

const char *ent_bucket_name(ent_bucket bucket)
{
    static const char *const names[] = { "counted", "merged",            "not yet",
                                         "ended",   "undated",           "one party",
                                         "outside the selection", "over the party cap",
                                         "duplicate" };

    return names[bucket];
}

const char *ent_rule_name(ent_rule rule)
{
    static const char *const names[] = { "signed", "ratified", "in-force", "any" };

    return names[rule];
}

const char *ent_weight_name(ent_weight weight)
{
    static const char *const names[] = { "default", "count",          "newman", "jaccard", "cosine",
                                         "overlap", "hypergeometric", "binary", "column" };

    return names[weight];
}

const char *ent_backbone_name(ent_backbone backbone)
{
    static const char *const names[] = { "none", "sdsm", "fdsm", "hypergeometric", "disparity" };

    return names[backbone];
}

const char *ent_correction_name(ent_correction correction)
{
    static const char *const names[] = { "holm", "bh", "none" };

    return names[correction];
}

/* ---- ranks: the order of ids ---- */

static int by_actor_id(const void *a, const void *b, void *d)
{
    return ent_str_compare_natural(ent_actor_at(d, *(const uint32_t *)a)->id,
                                   ent_actor_at(d, *(const uint32_t *)b)->id);
}

static int by_act_id(const void *a, const void *b, void *d)
{
    return ent_str_compare_natural(ent_act_at(d, *(const uint32_t *)a)->id,
                                   ent_act_at(d, *(const uint32_t *)b)->id);
}

static uint32_t *rank_all(const ent_dataset *d, size_t count,
                          int (*compare)(const void *, const void *, void *))
{
    uint32_t *order = ent_mem_new(count, sizeof *order), *rank = ent_mem_new(count, sizeof *rank);

    if (order && rank) {
        for (size_t i = 0; i < count; i++)
            order[i] = (uint32_t)i;
        ent_platform_sort(order, count, sizeof *order, compare, (void *)d);
        for (size_t i = 0; i < count; i++)
            rank[order[i]] = (uint32_t)i;
    } else {
        ent_mem_free(rank);
        rank = NULL;
    }
    ent_mem_free(order);
    return rank;
}

/* ---- the ledger ---- */

static void put(builder *b, ent_table table, size_t row, ent_bucket bucket)
{
    b->n->bucket[table][row] = (uint8_t)bucket;
}

static bool has_rows(const builder *b, ent_table table)
{
    return ent_table_rows(b->d, table) > 0;
}

/* Party rows are rows of their own only in a table of parties; of a pair row they are its cells. */
static void put_party(builder *b, uint32_t row, ent_bucket bucket)
{
    if (ent_party_at(b->d, row)->row.table == ENT_PARTIES)
        put(b, ENT_PARTIES, row, bucket);
}

static void put_act(builder *b, uint32_t act, ent_bucket bucket)
{
    if (ent_act_at(b->d, act)->row.table == ENT_AGREEMENTS)
        put(b, ENT_AGREEMENTS, act, bucket);
}

static void put_row(builder *b, ent_table table, uint32_t row, ent_bucket bucket)
{
    if (table == ENT_PARTIES)
        put_party(b, row, bucket);
    else
        put(b, table, row, bucket);
}

static ent_row row_of(const builder *b, ent_table table, uint32_t row)
{
    return table == ENT_PARTIES ? ent_party_at(b->d, row)->row : ent_membership_at(b->d, row)->row;
}

/* The actor that a row names; its node may be that of another. */
static uint32_t named_in(const builder *b, ent_table table, uint32_t row)
{
    return table == ENT_PARTIES ? ent_party_at(b->d, row)->actor
                                : ent_membership_at(b->d, row)->member;
}

static ent_bucket party_bucket(const builder *b, uint32_t row)
{
    return (ent_bucket)b->n->bucket[ENT_PARTIES][row];
}

/* ---- who is in an act ---- */

static bool same_row(const builder *b, ent_row x, ent_row y)
{
    static const char *const columns[] = { "role",     "signed", "ratified", "in_force",
                                           "withdrew", "from",   "to",       "source" };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (!ent_str_eq(ent_cell(b->d, x, columns[i]), ent_cell(b->d, y, columns[i])))
            return false;
    return true;
}

static int by_rank(const void *a, const void *b, void *ranks)
{
    const present *x = a, *y = b;
    const uint32_t *rank = ranks;

    if (rank[x->actor] != rank[y->actor])
        return rank[x->actor] < rank[y->actor] ? -1 : 1;
    if (x->unknown != y->unknown)
        return x->unknown ? 1 : -1; /* a row that surely counts comes first */
    if (x->by_bloc != y->by_bloc)
        return x->by_bloc ? 1 : -1; /* and one of the actor's own */
    return x->row < y->row ? -1 : x->row > y->row;
}

static ent_status add_present(builder *b, size_t *count, present here)
{
    if (!ent_mem_reserve((void **)&b->here, &b->here_room, *count + 1, sizeof *b->here))
        return ent_out_of_memory(b->diags);
    b->here[(*count)++] = here;
    return ENT_OK;
}

/* The periods behind `first` become a spell. */
static ent_status new_spell(builder *b, size_t first, uint32_t *number)
{
    spell made;

    if (!ent_mem_reserve((void **)&b->spells, &b->spell_room, b->spell_count + 1,
                         sizeof *b->spells))
        return ent_out_of_memory(b->diags);
    *number = (uint32_t)b->spell_count;
    made = (spell){ .first = (uint32_t)first, .count = (uint32_t)(b->periods.count - first) };
    if (made.count == 1) {
        made.in = ent_period_in(&b->periods.list[first], b->window, false);
        made.in_strict = ent_period_in(&b->periods.list[first], b->window, true);
    }
    b->spells[b->spell_count++] = made;
    return ENT_OK;
}

/* Does it matter when in the time that is asked about somebody was in an act? */
static bool compares_times(const builder *b)
{
    return b->window.asks != ENT_ASK_EVER && b->window.first != b->window.last;
}

/* When the row holds; `within`: the part of it in which something else does, or NULL. */
static ent_status party_spell(builder *b, const ent_party *p, const ent_period *within,
                              uint32_t *number)
{
    size_t first = b->periods.count;
    bool all = true;
    ent_status status;

    *number = ENT_NONE;
    if (!compares_times(b))
        return ENT_OK;
    status = ent_party_periods(&b->n->times, p, b->n->selection.network == ENT_NET_ACTS,
                               &b->periods, &all, b->diags);
    if (status != ENT_OK || (all && !within))
        return status;
    if (all) {
        if (ent_period_covers(within, b->window))
            return ENT_OK;
        if (!ent_mem_reserve((void **)&b->periods.list, &b->periods.room, first + 1,
                             sizeof *b->periods.list))
            return ent_out_of_memory(b->diags);
        b->periods.list[b->periods.count++] = *within;
    }
    for (size_t i = first; i < b->periods.count && within && !all; i++)
        b->periods.list[i] = ent_period_meet(&b->periods.list[i], within);
    return new_spell(b, first, number);
}

/* The party itself, or the members that it stands for, or both. */
static ent_status add_party(builder *b, size_t *count, uint32_t row, ent_standing standing)
{
    const ent_party *p = ent_party_at(b->d, row);
    bool bloc = ent_who_is_bloc(&b->who, p->actor), unknown = standing.counts == ENT_UNKNOWN;
    const ent_who_member *members;
    size_t given;
    uint32_t number = ENT_NONE;
    ent_status status = ENT_OK;

    if (!bloc || b->n->selection.blocs == ENT_BLOCS_BOTH) {
        if ((status = party_spell(b, p, NULL, &number)) == ENT_OK)
            status = add_present(b, count, (present){ b->who.node_of[p->actor], row, number,
                                                      unknown, standing.assumed, false });
    }
    if (!bloc || status != ENT_OK)
        return status;
    status = ent_who_members(&b->who, p, &members, &given, b->diags);
    for (size_t i = 0; i < given && status == ENT_OK; i++)
        if ((status = party_spell(b, p, &members[i].period, &number)) == ENT_OK)
            status = add_present(b, count,
                                 (present){ members[i].actor, row, number,
                                            unknown || members[i].unknown,
                                            standing.assumed || members[i].assumed, true });
    return status;
}

/* Appends the periods of a presence to the list. */
static ent_status copy_periods(builder *b, const present *here)
{
    ent_period always = ENT_PERIOD_INIT;
    const spell *from = here->spell == ENT_NONE ? NULL : &b->spells[here->spell];
    size_t count = from ? from->count : 1;

    if (!ent_mem_reserve((void **)&b->periods.list, &b->periods.room, b->periods.count + count,
                         sizeof *b->periods.list))
        return ent_out_of_memory(b->diags);
    always.holds = here->unknown ? ENT_UNKNOWN : ENT_YES;
    always.holds_strict = here->assumed ? ENT_UNKNOWN : always.holds;
    for (size_t i = 0; i < count; i++)
        b->periods.list[b->periods.count++] = from ? b->periods.list[from->first + i] : always;
    return ENT_OK;
}

/* What a second row of an actor adds to the first: it was in the act at other times, too. */
static ent_status merge_presence(builder *b, present *into, const present *from)
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
    if (whole || !compares_times(b))
        return ENT_OK;
    if ((status = copy_periods(b, into)) == ENT_OK && (status = copy_periods(b, from)) == ENT_OK)
        status = new_spell(b, first, &into->spell);
    return status;
}

/* Leaves every actor in b->here once, by id, rows that surely count before others. Rows that say
 * again what another says take their bucket. *count becomes how many are left. */
static ent_status once_each(builder *b, size_t *count, ent_table table)
{
    size_t kept = 0;
    ent_status status = ENT_OK;

    if (*count)
        ent_platform_sort(b->here, *count, sizeof *b->here, by_rank, b->actor_rank);
    for (size_t i = 0; i < *count && status == ENT_OK; i++) {
        present *before = kept ? &b->here[kept - 1] : NULL;

        if (!before || before->actor != b->here[i].actor) {
            b->here[kept++] = b->here[i];
            continue;
        }
        if (!b->here[i].by_bloc && (!b->here[i].unknown || !before->unknown) &&
            ent_filter_actor(&b->filter, b->here[i].actor)) {
            bool same = named_in(b, table, before->row) == named_in(b, table, b->here[i].row) &&
                        same_row(b, row_of(b, table, before->row), row_of(b, table, b->here[i].row));

            put_row(b, table, b->here[i].row, same ? ENT_DUPLICATE : ENT_MERGED);
        }
        status = merge_presence(b, before, &b->here[i]);
    }
    *count = kept;
    return status;
}

/* How many of those here, from the one on, are asked for; `known`: that surely count (NULL: not
 * wanted). */
static size_t asked_for(const builder *b, size_t first, size_t count, size_t *known)
{
    size_t asked = 0;

    if (known)
        *known = 0;
    for (size_t i = first; i < count; i++) {
        bool one = ent_filter_actor(&b->filter, b->here[i].actor);

        asked += one;
        if (known)
            *known += one && !b->here[i].unknown;
    }
    return asked;
}

/* Fills b->here with the actors that count, or may count, in the act, each once: those who are not
 * asked for, too, since they make the act what it is. Every row of the act that does not get so far
 * has its bucket; the others wait for what becomes of the act. */
static ent_status gather(builder *b, uint32_t act, size_t *count)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(b->d, act, &rows), n = 0;
    ent_status status = ENT_OK;

    *count = 0;
    for (size_t i = 0; i < given && status == ENT_OK; i++) {
        const ent_party *p = ent_party_at(b->d, rows[i]);
        ent_standing standing = ent_party_standing(&b->n->times, p);
        size_t before = n;

        put_party(b, rows[i], ENT_OUTSIDE);
        if (!ent_filter_role(&b->filter, p->role))
            continue;
        if (standing.counts != ENT_NO)
            status = add_party(b, &n, rows[i], standing);
        if (asked_for(b, before, n, NULL) || (standing.counts == ENT_NO &&
                           ent_filter_actor(&b->filter, b->who.node_of[p->actor])))
            put_party(b, rows[i], standing.counts == ENT_YES ? ENT_COUNTED : standing.why);
    }
    *count = n;
    return status == ENT_OK ? once_each(b, count, ENT_PARTIES) : status;
}

/* ---- groups ---- */

static ent_status join_as(builder *b, ent_presence presence)
{
    b->in_network[presence.key] = true;
    return ent_groups_join(&b->groups, presence, b->diags);
}

static ent_status join(builder *b, const present *x)
{
    return join_as(b, (ent_presence){ x->actor, x->spell, x->unknown, x->assumed });
}

/* A tie of two. */
static ent_status link_two(builder *b, present x, uint32_t centre, ent_evidence evidence,
                           uint32_t order, ent_share weight)
{
    ent_status status = ent_groups_begin(&b->groups, evidence, order, weight, b->diags);

    if (status == ENT_OK && (status = join(b, &x)) == ENT_OK)
        status = join_as(b, (ent_presence){ .key = centre, .spell = ENT_NONE });
    return status;
}

/* The number in the weight column of the act; NaN after an error. */
static double column_weight(builder *b, const ent_act *act)
{
    const char *column = b->n->selection.weight_column;
    ent_str text;
    double value;

    if (ent_act_weight(b->d, act, column, &value))
        return value;
    text = ent_cell(b->d, act->row, column);
    ent_fail(b->diags, ENT_EDATA, ent_row_where(b->d, act->row, column),
             "'%.*s' is not a weight; expected a number that is not negative, or --weight count",
             (int)(text.len < 60 ? text.len : 60), text.ptr);
    return NAN;
}

/* What one act adds to the tie of two of its k parties. */
static double act_weight(builder *b, const ent_act *act, size_t k)
{
    switch (b->n->selection.weight) {
    case ENT_WEIGHT_NEWMAN:
        return ent_newman_weight(k);
    case ENT_WEIGHT_COLUMN:
        return column_weight(b, act);
    default:
        return 1;
    }
}

static ent_side side_of(const builder *b, size_t here)
{
    return ent_party_at(b->d, b->here[here].row)->side;
}

/* ---- who was in it at the same time ---- */

static int by_doubt(const void *x, const void *y)
{
    return ent_doubt_compare(x, y);
}

/* Two keys in one act, organization or (between acts) actor. */
static ent_doubt pair_doubt(const builder *b, const ent_evidence *in, uint32_t x, uint32_t y)
{
    ent_table table = in->is_membership                         ? ENT_MEMBERSHIPS
                      : b->n->selection.network == ENT_NET_ACTS ? ENT_ACTORS
                                                                : ENT_AGREEMENTS;

    return (ent_doubt){ ENT_DOUBT_APART, table, in->record, { x < y ? x : y, x < y ? y : x } };
}

static ent_truth completed(const ent_completion *c, ent_doubt doubt)
{
    const ent_doubt *found = c->pair_count ? bsearch(&doubt, c->pairs, c->pair_count,
                                                     sizeof doubt, by_doubt)
                                           : NULL;

    return found && c->met[found - c->pairs] ? ENT_YES : ENT_NO;
}

static ent_status keep_doubt(ent_network *n, ent_doubt doubt, ent_diags *diags)
{
    if (!ent_mem_reserve((void **)&n->apart, &n->apart_room, n->apart_count + 1, sizeof doubt))
        return ent_out_of_memory(diags);
    n->apart[n->apart_count++] = doubt;
    return ENT_OK;
}

static ent_truth either(ent_truth a, ent_truth b)
{
    return a == ENT_YES || b == ENT_YES           ? ENT_YES
           : a == ENT_UNKNOWN || b == ENT_UNKNOWN ? ENT_UNKNOWN
                                                  : ENT_NO;
}

/* Whatever day each date means, and whether or not open ends have come? Most pairs are of this kind. */
static bool surely_meet(const ent_period *a, const ent_period *b)
{
    return a->start_last < b->end_first && a->start_last < b->end_strict &&
           b->start_last < a->end_first && b->start_last < a->end_strict;
}

/* Have two who were in it for a part of the time each a day in common? */
static ent_truth meet_spells(builder *b, const ent_evidence *in, const present *x, const present *y,
                             bool *assumed)
{
    const spell *xs = &b->spells[x->spell], *ys = &b->spells[y->spell];
    ent_window window = b->window;
    ent_truth met = ENT_NO, strictly = ENT_NO, apart = ENT_NO;
    const ent_completion *c = b->n->selection.completion;

    if (!c && xs->count == 1 && ys->count == 1 &&
        surely_meet(&b->periods.list[xs->first], &b->periods.list[ys->first])) {
        met = ent_truth_and(xs->in, ys->in);
        *assumed = met == ENT_YES && (xs->in_strict != ENT_YES || ys->in_strict != ENT_YES);
        return met;
    }
    for (uint32_t i = 0; i < xs->count && strictly != ENT_YES; i++)
        for (uint32_t k = 0; k < ys->count; k++) {
            const ent_period *p = &b->periods.list[xs->first + i];
            const ent_period *q = &b->periods.list[ys->first + k];
            ent_truth overlap = ent_periods_overlap(p, q, false);

            apart = either(apart, overlap);
            met = either(met, c ? ent_truth_and(ent_truth_and(p->holds, q->holds), overlap)
                                : ent_periods_touch(p, q, window, false));
            strictly = either(strictly, ent_periods_touch(p, q, window, true));
        }
    if (c)
        return met == ENT_UNKNOWN ? completed(c, pair_doubt(b, in, x->actor, y->actor)) : met;
    if (apart == ENT_UNKNOWN && b->n->keeps_apart &&
        keep_doubt(b->n, pair_doubt(b, in, x->actor, y->actor), b->diags) != ENT_OK)
        b->failed = true;
    *assumed = met == ENT_YES && strictly != ENT_YES;
    return met;
}

static uint32_t key_of(const builder *b, uint32_t node);

/* The same of two nodes, as groups ask. */
static ent_truth meet(void *ctx, const ent_group *group, const ent_presence *x,
                      const ent_presence *y, bool *assumed)
{
    builder *b = ctx;

    return meet_spells(b, &group->evidence,
                       &(present){ .actor = key_of(b, x->key), .spell = x->spell },
                       &(present){ .actor = key_of(b, y->key), .spell = y->spell }, assumed);
}

/* Takes out of b->here who was in it with nobody else at the same time. */
static size_t drop_lonely(builder *b, const ent_evidence *in, ent_table table, size_t count)
{
    size_t kept = 0;
    bool *met = compares_times(b) ? ent_mem_new(count, sizeof *met) : NULL;
    bool assumed;

    for (size_t i = 0; met && i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            if ((!met[i] || !met[k]) &&
                (b->here[i].spell == ENT_NONE || b->here[k].spell == ENT_NONE ||
                meet_spells(b, in, &b->here[i], &b->here[k], &assumed) != ENT_NO))
                met[i] = met[k] = true;
    for (size_t i = 0; i < count && met; i++) {
        if (met[i])
            b->here[kept++] = b->here[i];
        else if (!b->here[i].by_bloc)
            put_row(b, table, b->here[i].row, ENT_ONE_PARTY);
    }
    ent_mem_free(met);
    return compares_times(b) ? kept : count;
}

/* From everyone on the one side to everyone on the other; where nobody says who is the from, both
 * ways. */
static ent_status link_directed(builder *b, ent_evidence evidence, uint32_t order, size_t count,
                                ent_share weight)
{
    bool sided = false;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count; i++)
        sided |= side_of(b, i) != ENT_SIDE_NONE;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count && status == ENT_OK; j++) {
            if (i == j || (sided && (side_of(b, i) != ENT_SIDE_FROM || side_of(b, j) != ENT_SIDE_TO)))
                continue;
            if ((status = ent_groups_begin(&b->groups, evidence, order, weight, b->diags)) ==
                    ENT_OK &&
                (status = join(b, &b->here[i])) == ENT_OK)
                status = join(b, &b->here[j]);
        }
    return status;
}

/* All who are here to each other. */
static ent_status link_pairs(builder *b, ent_row row, ent_evidence evidence, uint32_t order,
                             size_t count, ent_share weight)
{
    ent_status status;

    if (count > MOST_PARTIES && !b->n->selection.max_parties && !b->n->selection.force)
        return ent_fail(b->diags, ENT_EDATA, ent_row_where(b->d, row, NULL),
                        "an act of %zu parties would tie %zu pairs; leave it out with "
                        "--max-parties N, or allow it with --force",
                        count, count * (count - 1) / 2);
    count = drop_lonely(b, &evidence, evidence.is_membership ? ENT_MEMBERSHIPS : ENT_PARTIES, count);
    if (!count) {
        if (!evidence.is_membership)
            put_act(b, evidence.record, ENT_ONE_PARTY);
        return ENT_OK;
    }
    if (b->n->selection.directed && !evidence.is_membership)
        return link_directed(b, evidence, order, count, weight);
    status = ent_groups_begin(&b->groups, evidence, order, weight, b->diags);
    for (size_t i = 0; i < count && status == ENT_OK; i++)
        status = join(b, &b->here[i]);
    return status;
}

/* A node that ties those who are asked for is shown with them. */
static void keep_centre(builder *b, uint32_t centre, size_t count)
{
    if (b->kept && asked_for(b, 0, count, NULL))
        b->kept[centre] = true;
}

/* Did the organization exist while somebody was in its act? */
static ent_truth met_by_actor(builder *b, const present *x, uint32_t organization)
{
    ent_window window = ent_window_of(&b->n->selection);
    const spell *s = x->spell == ENT_NONE ? NULL : &b->spells[x->spell];
    const ent_period *lives;
    size_t count = ent_actor_lives(&b->n->times, organization, &lives);
    ent_truth any = ENT_NO;

    for (size_t i = 0; i < count; i++) {
        ent_truth there = ent_period_in(&lives[i], window, false), met = s ? ENT_NO : ENT_YES;

        for (uint32_t k = 0; s && k < s->count; k++)
            met = either(met, ent_periods_overlap(&b->periods.list[s->first + k], &lives[i],
                                                  false));
        any = either(any, ent_truth_and(there, met));
    }
    return window.asks == ENT_ASK_EVER ? ENT_YES : any;
}

/* Each of those here to one node: the organization, or the act itself. */
static ent_status link_star(builder *b, ent_evidence evidence, uint32_t order, size_t count,
                            uint32_t centre, ent_share weight)
{
    ent_status status = ENT_OK;

    keep_centre(b, centre, count);
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        present x = b->here[i];
        ent_truth there = centre < ent_actor_count(b->d) ? met_by_actor(b, &x, centre) : ENT_YES;

        if (x.actor == centre || there == ENT_NO)
            continue;
        x.unknown |= there == ENT_UNKNOWN;
        status = link_two(b, x, centre, evidence, order, weight);
    }
    return status;
}

static ent_status link_act(builder *b, uint32_t index, size_t count, ent_share weight)
{
    const ent_act *act = ent_act_at(b->d, index);
    ent_evidence evidence = { .record = index };
    uint32_t order = b->act_rank[index];

    switch (b->n->selection.network) {
    case ENT_NET_ACTORS:
        return link_pairs(b, act->row, evidence, order, count, weight);
    case ENT_NET_TWO_MODE:
    case ENT_NET_ACTS:
        b->in_network[ACTS_KEY(b, index)] = true;
        return link_star(b, evidence, order, count, ACTS_KEY(b, index), weight);
    default:
        if (count == 2)
            return link_pairs(b, act->row, evidence, order, count, weight);
        return link_star(b, evidence, order, count,
                         act->within != ENT_NONE ? act->within : ACTS_KEY(b, index), weight);
    }
}

/* Who sits in the act, for sure: what projections are made of, and nulls of them again. */
static ent_status seat_parties(builder *b, uint32_t act, size_t count, double weight)
{
    ent_network *n = b->n;

    if (n->selection.network == ENT_NET_TIES)
        return ENT_OK;
    if (!ent_mem_reserve((void **)&n->seats, &b->seat_room, n->seat_count + count,
                         sizeof *n->seats))
        return ent_out_of_memory(b->diags);
    for (size_t i = 0; i < count; i++)
        if (!b->here[i].unknown || n->selection.unknown_as_tie)
            n->seats[n->seat_count++] = (ent_seat){ b->here[i].actor, act, weight };
    return ENT_OK;
}

/* Acts first, then organizations that stand for acts, both in the order of their ids. */
static uint32_t seat_rank(const builder *b, uint32_t act)
{
    size_t acts = ent_act_count(b->d);

    return act < acts ? b->act_rank[act] : (uint32_t)acts + b->actor_rank[act - acts];
}

static int by_seat(const void *x, const void *y, void *builder_)
{
    const ent_seat *p = x, *q = y;
    const builder *b = builder_;

    if (p->act != q->act)
        return seat_rank(b, p->act) < seat_rank(b, q->act) ? -1 : 1;
    return b->actor_rank[p->actor] < b->actor_rank[q->actor] ? -1 : 1;
}

static void finish_seats(builder *b)
{
    ent_network *n = b->n;
    size_t actors = ent_actor_count(b->d), acts = ent_act_count(b->d);

    if (n->seat_count)
        ent_platform_sort(n->seats, n->seat_count, sizeof *n->seats, by_seat, b);
    for (size_t i = 0; i < actors; i++)
        b->all_actors += b->acts_of[i] > 0;
    for (size_t i = 0; i < actors + acts; i++)
        b->all_acts += b->n->parties_of[i] > 0;
    for (size_t i = 0; i < actors; i++)
        b->possible.actors += b->possible.acts_of[i] > 0;
    for (size_t i = 0; i < actors + acts; i++)
        b->possible.acts += b->possible.parties_of[i] > 0;
    /* between acts, what an actor adds follows from its number of acts */
    for (size_t i = 0; i < n->seat_count && n->selection.network == ENT_NET_ACTS; i++)
        n->seats[i].weight = n->selection.weight == ENT_WEIGHT_NEWMAN
                                 ? ent_newman_weight(b->acts_of[n->seats[i].actor])
                                 : 1;
}

/* Rows of the act that count, or may, take the bucket of the act that came to nothing. */
static void withdraw_rows(builder *b, uint32_t act, ent_bucket bucket)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(b->d, act, &rows);

    for (size_t i = 0; i < given && ent_party_at(b->d, rows[i])->row.table == ENT_PARTIES; i++) {
        ent_bucket now = party_bucket(b, rows[i]);

        if (now == ENT_COUNTED || now == ENT_UNDATED || now == ENT_MERGED)
            put_party(b, rows[i], bucket);
    }
}

/* Why an act creates no tie: what most of its rows wait for. */
static ent_bucket reason(builder *b, uint32_t act, size_t count)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(b->d, act, &rows), seen[ENT_BUCKET_COUNT] = { 0 };

    if (count == 1)
        return ENT_ONE_PARTY;
    for (size_t i = 0; i < given; i++) {
        const ent_party *p = ent_party_at(b->d, rows[i]);

        if (!ent_filter_role(&b->filter, p->role) ||
            !ent_filter_actor(&b->filter, b->who.node_of[p->actor]))
            seen[ENT_OUTSIDE]++;
        else
            seen[ent_party_standing(&b->n->times, p).why]++;
    }
    return seen[ENT_UNDATED]   ? ENT_UNDATED
           : seen[ENT_NOT_YET] ? ENT_NOT_YET
           : seen[ENT_ENDED]   ? ENT_ENDED
           : seen[ENT_OUTSIDE] ? ENT_OUTSIDE
                               : ENT_ONE_PARTY;
}

/* Do so few of those who may be in it count for sure that all its ties are unknown? */
static bool only_unknown_ties(const ent_selection *s, size_t count, size_t known, size_t least)
{
    return known == 0 || (known < least && (count == 2 || s->network == ENT_NET_ACTORS));
}

/* Who is in it counts as a party of it, also where a party alone is tied to nobody: similarities
 * and chances ask how many acts somebody is in, and how many there are. */
static ent_status count_parties(builder *b, uint32_t key, uint32_t seat, size_t count, double weight)
{
    bool all = b->n->selection.unknown_as_tie;

    for (size_t i = 0; i < count; i++) {
        b->acts_of[b->here[i].actor] += !b->here[i].unknown || all;
        b->n->parties_of[key] += !b->here[i].unknown || all;
        b->possible.acts_of[b->here[i].actor]++;
        b->possible.parties_of[key]++;
    }
    return seat_parties(b, seat, count, weight);
}

/* What the rows of an act come to, of those who are asked for: `least` of them are a tie, one where
 * the act or an organization is a node. */
static void settle_rows(builder *b, uint32_t act, size_t count, size_t least)
{
    const ent_selection *s = &b->n->selection;
    size_t known, asked = asked_for(b, 0, count, &known);
    bool hub = s->network == ENT_NET_TIES && count != 2;

    if (asked < (hub ? 1 : least)) {
        put_act(b, act, reason(b, act, asked));
        withdraw_rows(b, act, ENT_ONE_PARTY);
        return;
    }
    put_act(b, act, ENT_COUNTED);
    if (!s->unknown_as_tie && only_unknown_ties(s, count, known, least)) {
        put_act(b, act, ENT_UNDATED); /* it makes unknown ties only */
        withdraw_rows(b, act, ENT_UNDATED);
    }
}

static ent_status build_act(builder *b, uint32_t act)
{
    const ent_selection *s = &b->n->selection;
    bool one_will_do = s->network == ENT_NET_TWO_MODE || s->network == ENT_NET_ACTS, over_cap;
    size_t count = 0, known = 0, least = one_will_do ? 1 : 2;
    ent_status status;
    ent_share weight;

    put_act(b, act, ENT_OUTSIDE);
    if (s->network == ENT_NET_MEMBERS || !ent_filter_act(&b->filter, ent_act_at(b->d, act))) {
        const uint32_t *rows;
        size_t given = ent_act_parties(b->d, act, &rows);

        for (size_t i = 0; i < given; i++)
            put_party(b, rows[i], ENT_OUTSIDE);
        return ENT_OK;
    }
    if ((status = gather(b, act, &count)) != ENT_OK)
        return status;
    over_cap = s->max_parties && count > s->max_parties;
    if (over_cap || count < least) {
        size_t asked = asked_for(b, 0, count, NULL);

        withdraw_rows(b, act, over_cap ? ENT_OVER_CAP : ENT_ONE_PARTY);
        put_act(b, act, over_cap && asked ? ENT_OVER_CAP : reason(b, act, asked));
        return over_cap ? ENT_OK : count_parties(b, ACTS_KEY(b, act), act, count, 0);
    }
    for (size_t i = 0; i < count; i++)
        known += !b->here[i].unknown;
    weight.known = act_weight(b, ent_act_at(b->d, act), s->unknown_as_tie ? count : known);
    if (isnan(weight.known))
        return ENT_EDATA;
    weight.unknown = s->weight == ENT_WEIGHT_NEWMAN ? ent_newman_weight(count) : weight.known;
    if (weight.known == 0 && s->weight == ENT_WEIGHT_COLUMN) { /* a tie of strength nought is none */
        withdraw_rows(b, act, ENT_OUTSIDE);
        return ENT_OK;
    }
    if ((status = count_parties(b, ACTS_KEY(b, act), act, count, weight.known)) != ENT_OK)
        return status;
    settle_rows(b, act, count, least);
    return link_act(b, act, count, weight);
}

/* ---- memberships ---- */

static ent_status membership_spell(builder *b, const ent_membership *m, uint32_t *number)
{
    size_t first = b->periods.count;
    bool all = true;
    ent_status status = ENT_OK;

    *number = ENT_NONE;
    if (compares_times(b))
        status = ent_membership_periods(&b->n->times, m, &b->periods, &all, b->diags);
    return status == ENT_OK && !all ? new_spell(b, first, number) : status;
}

/* Fills b->here with the members, sure and possible, of an organization. */
static ent_status gather_members(builder *b, uint32_t organization, size_t *count)
{
    const uint32_t *rows;
    size_t given = ent_actor_members(b->d, organization, &rows), n = 0;
    ent_status status;

    *count = 0;
    if (!ent_mem_reserve((void **)&b->here, &b->here_room, given, sizeof *b->here))
        return ent_out_of_memory(b->diags);
    for (size_t i = 0; i < given; i++) {
        const ent_membership *m = ent_membership_at(b->d, rows[i]);
        uint32_t member = b->who.node_of[m->member];
        ent_standing standing;

        if (!ent_filter_role(&b->filter, m->role) || b->who.node_of[organization] == member ||
            (b->filter.within && !b->filter.within[organization]))
            continue;
        standing = ent_membership_standing(&b->n->times, m);
        if (ent_filter_actor(&b->filter, member))
            put(b, ENT_MEMBERSHIPS, rows[i],
                standing.counts == ENT_YES ? ENT_COUNTED : standing.why);
        if (standing.counts == ENT_NO)
            continue;
        b->here[n] = (present){ member, rows[i], ENT_NONE, standing.counts == ENT_UNKNOWN,
                                standing.assumed, false };
        if ((status = membership_spell(b, m, &b->here[n++].spell)) != ENT_OK)
            return status;
    }
    *count = n;
    return ENT_OK;
}

/* In a network of members or of ties, each row is a tie of its own. */
static ent_status link_rows(builder *b, uint32_t organization, size_t count)
{
    ent_status status = ENT_OK;

    keep_centre(b, b->who.node_of[organization], count);
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        ent_evidence evidence = { .is_membership = true, .record = b->here[i].row };

        status = link_two(b, b->here[i], b->who.node_of[organization], evidence,
                          (uint32_t)ent_act_count(b->d) + b->here[i].row, (ent_share){ 1, 1 });
    }
    return status;
}

/* Members whose rows count, or may, take the bucket of the organization that creates no tie. */
static void withdraw_members(builder *b, uint32_t organization, ent_bucket bucket)
{
    const uint32_t *rows;
    size_t given = ent_actor_members(b->d, organization, &rows);

    for (size_t i = 0; i < given; i++) {
        uint8_t *now = &b->n->bucket[ENT_MEMBERSHIPS][rows[i]];

        if (*now == ENT_COUNTED || *now == ENT_UNDATED || *now == ENT_MERGED)
            *now = (uint8_t)bucket;
    }
}

/* In a projection, and in the network of two modes that is projected, an organization is to its
 * members what an act is to its parties. */
static ent_status link_organization(builder *b, uint32_t organization, size_t count)
{
    const ent_selection *s = &b->n->selection;
    ent_evidence evidence = { .is_membership = true, .record = organization };
    size_t known = 0, asked, asked_known, least = s->network == ENT_NET_ACTORS ? 2 : 1;
    uint32_t order = (uint32_t)ent_act_count(b->d) + b->actor_rank[organization];
    ent_row row = ent_actor_at(b->d, organization)->row;
    uint32_t node = b->who.node_of[organization];
    ent_share weight = { 1, 1 };
    ent_status status;

    if ((status = once_each(b, &count, ENT_MEMBERSHIPS)) != ENT_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        known += !b->here[i].unknown;
    if (s->unknown_as_tie)
        known = count;
    asked = asked_for(b, 0, count, &asked_known);
    if (s->max_parties && count > s->max_parties) {
        withdraw_members(b, organization, ENT_OVER_CAP);
        return ENT_OK;
    }
    if (asked < least)
        withdraw_members(b, organization, ENT_ONE_PARTY);
    else if (only_unknown_ties(s, count, s->unknown_as_tie ? asked : asked_known, least))
        withdraw_members(b, organization, ENT_UNDATED);
    if (s->weight == ENT_WEIGHT_NEWMAN)
        weight = (ent_share){ ent_newman_weight(known), ent_newman_weight(count) };
    status = count_parties(b, node, (uint32_t)ent_act_count(b->d) + node, count, weight.known);
    if (status != ENT_OK || count < least)
        return status;
    if (s->network == ENT_NET_ACTORS)
        return link_pairs(b, row, evidence, order, count, weight);
    if (s->network == ENT_NET_TWO_MODE)
        return link_rows(b, organization, count);
    b->in_network[node] = true;
    return link_star(b, evidence, order, count, node, weight);
}

static ent_status build_memberships(builder *b)
{
    const ent_selection *s = &b->n->selection;
    bool each = s->network == ENT_NET_MEMBERS || s->network == ENT_NET_TIES;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < ent_membership_count(b->d); i++)
        put(b, ENT_MEMBERSHIPS, (uint32_t)i, ENT_OUTSIDE);
    if (s->network != ENT_NET_MEMBERS && !s->with_memberships)
        return ENT_OK;
    for (uint32_t i = 0; i < ent_actor_count(b->d) && status == ENT_OK; i++) {
        const uint32_t *rows;
        size_t count;

        if (!ent_actor_members(b->d, i, &rows))
            continue;
        if ((status = gather_members(b, i, &count)) == ENT_OK)
            status = each ? link_rows(b, i, count) : link_organization(b, i, count);
    }
    return status;
}

/* The network of acts: two acts are tied by each actor they share. Made from the links of the
 * two-mode network, which then go. */
typedef struct place { /* an actor in an act or organization */
    uint32_t actor;
    ent_presence in; /* with the key of the act */
} place;

static int by_actor_then_act(const void *x, const void *y)
{
    const place *a = x, *b = y;

    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    return a->in.key < b->in.key ? -1 : a->in.key > b->in.key;
}

/* What an actor adds to the tie of two of its acts. */
static ent_share actor_weight(const builder *b, uint32_t actor)
{
    if (b->n->selection.weight != ENT_WEIGHT_NEWMAN)
        return (ent_share){ 1, 1 };
    return (ent_share){ ent_newman_weight(b->acts_of[actor]),
                        ent_newman_weight(b->possible.acts_of[actor]) };
}

static ent_status share_actors(builder *b, const place *places, size_t count)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        ent_evidence evidence = { .record = places[i].actor };

        if (!i || places[i].actor != places[i - 1].actor)
            status = ent_groups_begin(&b->groups, evidence, b->actor_rank[places[i].actor],
                                      actor_weight(b, places[i].actor), b->diags);
        if (status == ENT_OK)
            status = join_as(b, places[i].in);
    }
    return status;
}

static ent_status turn_to_acts(builder *b)
{
    ent_groups two_mode = b->groups;
    place *places = ent_mem_new(two_mode.count, sizeof *places);
    ent_status status = places ? ENT_OK : ent_out_of_memory(b->diags);

    b->groups = (ent_groups){ .meet = two_mode.meet, .meet_ctx = b };
    memset(b->in_network, 0, ent_actor_count(b->d) * sizeof *b->in_network);
    for (size_t i = 0; i < two_mode.count && status == ENT_OK; i++) {
        const ent_presence *in = two_mode.in + two_mode.list[i].first;

        places[i] = (place){ in[0].key, in[0] };
        places[i].in.key = in[1].key;
    }
    if (status == ENT_OK && two_mode.count)
        qsort(places, two_mode.count, sizeof *places, by_actor_then_act);
    if (status == ENT_OK)
        status = share_actors(b, places, two_mode.count);
    ent_groups_destroy(&two_mode);
    ent_mem_free(places);
    return status;
}

/* ---- nodes ---- */

static ent_node_type node_type(const ent_actor *actor)
{
    return actor->type == ENT_STATE          ? ENT_NODE_STATE
           : actor->type == ENT_ORGANIZATION ? ENT_NODE_ORGANIZATION
           : actor->type == ENT_BODY         ? ENT_NODE_BODY
                                             : ENT_NODE_OTHER;
}

/* Isolates are part of the population: states that the data speak of (in the table of actors, or as
 * a party of some act, be it one that does not count here), and whatever else could have a tie. */
static bool in_population(const builder *b, uint32_t index)
{
    const ent_actor *actor = ent_actor_at(b->d, index);
    bool spoken_of = actor->is_party || actor->row.table != ENT_NONE;

    if (actor->is_reserve)
        return false;
    switch (b->n->selection.network) {
    case ENT_NET_ACTS:
        return false;
    case ENT_NET_MEMBERS:
        return actor->type == ENT_STATE || actor->type == ENT_ORGANIZATION;
    case ENT_NET_TIES:
        if (actor->is_within)
            return true;
        break;
    default:
        break;
    }
    return actor->type == ENT_STATE || actor->type == ENT_OTHER
               ? spoken_of
               : actor->type == ENT_ORGANIZATION && actor->is_party &&
                     (b->n->selection.blocs != ENT_BLOCS_MEMBERS ||
                      !ent_who_is_bloc(&b->who, index)); /* else its members are there for it */
}

static bool is_shown(const builder *b, uint32_t key)
{
    return b->in_network[key] && (!b->kept || b->kept[key]);
}

static void choose_actors(builder *b)
{
    const ent_selection *s = &b->n->selection;
    size_t rows = ent_table_rows(b->d, ENT_ACTORS);

    for (uint32_t i = 0; i < ent_actor_count(b->d); i++) {
        ent_standing there = ent_actor_standing(&b->n->times, i);

        if (!s->drop_isolates && there.counts != ENT_NO &&
            ent_filter_actor(&b->filter, b->who.node_of[i]) && in_population(b, i))
            b->in_network[b->who.node_of[i]] = true;
    }
    for (uint32_t i = 0; i < rows; i++) {
        ent_standing there = ent_actor_standing(&b->n->times, i);
        uint32_t node = b->who.node_of[i];

        put(b, ENT_ACTORS, i,
            is_shown(b, node)        ? (node == i ? ENT_COUNTED : ENT_MERGED)
            : there.counts == ENT_NO ? there.why
                                     : ENT_OUTSIDE);
    }
}

/* Two of a group are tied unless they were in it at different times. */
static bool tied(builder *b, const ent_group *group, const ent_presence *x, const ent_presence *y)
{
    bool assumed;

    return x->spell == ENT_NONE || y->spell == ENT_NONE ||
           meet_spells(b, &group->evidence, &(present){ .actor = x->key, .spell = x->spell },
                       &(present){ .actor = y->key, .spell = y->spell }, &assumed) != ENT_NO;
}

/* Whoever is near takes along those that it is tied to by the group. */
static void reach(builder *b, const ent_group *group, const bool *near, bool *next)
{
    const ent_presence *in = b->groups.in + group->first;

    for (uint32_t i = 0; i < group->count; i++)
        for (uint32_t k = 0; near[in[i].key] && k < group->count; k++)
            if (!next[in[k].key] && tied(b, group, &in[i], &in[k]))
                next[in[k].key] = true;
}

/* Marks the ego and those within its radius. */
static ent_status reach_ego(builder *b, bool *near)
{
    size_t keys = ent_actor_count(b->d) + ent_act_count(b->d);
    bool *next = ent_mem_new(keys, sizeof *next);

    if (!next)
        return ent_out_of_memory(b->diags);
    near[b->filter.ego] = true;
    for (size_t step = 0; step < b->n->selection.ego_radius; step++) {
        memcpy(next, near, keys * sizeof *near);
        for (size_t i = 0; i < b->groups.count; i++)
            reach(b, &b->groups.list[i], near, next);
        memcpy(near, next, keys * sizeof *near);
    }
    ent_mem_free(next);
    return ENT_OK;
}

/* Of each node the acts that tie it to anybody, while all are there. The groups of one act follow
 * each other. */
static ent_status count_tying_acts(builder *b)
{
    size_t keys = ent_actor_count(b->d) + ent_act_count(b->d);
    uint32_t *last = ent_mem_new(keys, sizeof *last); /* the act, from 1, that was counted last */
    bool all = b->n->selection.unknown_as_tie;

    if (!last || (b->n->tying_acts = ent_mem_new(keys, sizeof *b->n->tying_acts)) == NULL) {
        ent_mem_free(last);
        return ent_out_of_memory(b->diags);
    }
    for (size_t i = 0; i < b->groups.count; i++) {
        const ent_group *group = &b->groups.list[i];
        const ent_presence *in = b->groups.in + group->first;
        uint32_t known = 0;

        for (uint32_t k = 0; k < group->count; k++)
            known += all || !in[k].unknown;
        for (uint32_t k = 0; k < group->count && known > 1 && !group->evidence.is_membership; k++)
            if ((all || !in[k].unknown) && last[in[k].key] != group->evidence.record + 1) {
                last[in[k].key] = group->evidence.record + 1;
                b->n->tying_acts[in[k].key]++;
            }
    }
    ent_mem_free(last);
    return ENT_OK;
}

/* With no isolates, who is left without a tie goes too. */
static void forget_untied(builder *b)
{
    memset(b->in_network, 0,
           (ent_actor_count(b->d) + ent_act_count(b->d)) * sizeof *b->in_network);
    for (size_t i = 0; i < b->groups.count; i++)
        for (uint32_t k = 0; k < b->groups.list[i].count && b->groups.list[i].count > 1; k++)
            b->in_network[b->groups.in[b->groups.list[i].first + k].key] = true;
}

/* A selection of actors chooses what is shown of the network that all of them make: weights, hubs
 * and numbers of parties stay what they are. */
static ent_status keep_shown(builder *b)
{
    size_t keys = ent_actor_count(b->d) + ent_act_count(b->d);
    bool ego = b->filter.ego != ENT_NONE, *near = ent_mem_new(keys, sizeof *near);
    ent_status status = near ? count_tying_acts(b) : ent_out_of_memory(b->diags);

    if (status == ENT_OK && ego)
        status = reach_ego(b, near);
    for (size_t key = 0; key < keys && status == ENT_OK; key++) {
        near[key] = (near[key] || !ego) && (!b->kept || b->kept[key]);
        b->in_network[key] = (b->in_network[key] || ego) && near[key];
    }
    if (status == ENT_OK)
        ent_groups_keep(&b->groups, near);
    if (status == ENT_OK && b->n->selection.drop_isolates && !ego)
        forget_untied(b);
    ent_mem_free(near);
    return status;
}

typedef struct numbered {
    ent_str id;
    uint32_t key;
} numbered;

static int by_id(const void *a, const void *b)
{
    const numbered *x = a, *y = b;
    int order = ent_str_compare_natural(x->id, y->id);

    return order ? order : x->key < y->key ? -1 : 1;
}

/* Who reads a network by its ids must not take an act for the actor of the same id: beside actors such an
 * act is "ID (act)". No text, NULL: out of memory. */
static ent_str act_node_id(builder *b, const ent_act *act)
{
    ent_str id = act->id;
    ent_buf text = { 0 };

    if (b->n->selection.network == ENT_NET_ACTS || ent_actor_find(b->d, id) == ENT_NONE)
        return id;
    ent_buf_str(&text, id);
    do
        ent_buf_text(&text, " (act)");
    while (!text.failed && (ent_actor_find(b->d, ent_buf_view(&text)) != ENT_NONE ||
                            ent_act_find(b->d, ent_buf_view(&text)) != ENT_NONE));
    id = text.failed ? (ent_str){ 0 } : ent_arena_str(&b->n->arena, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return id;
}

static ent_status number_nodes(builder *b)
{
    ent_network *n = b->n;
    size_t actors = ent_actor_count(b->d), keys = actors + ent_act_count(b->d);
    numbered *order = ent_mem_new(keys, sizeof *order);

    n->node_of = ent_mem_new(keys, sizeof *n->node_of);
    n->nodes = ent_mem_new(keys, sizeof *n->nodes);
    if (!order || !n->node_of || !n->nodes) {
        ent_mem_free(order);
        return ent_out_of_memory(b->diags);
    }
    for (uint32_t key = 0; key < keys; key++) {
        n->node_of[key] = ENT_NONE;
        if (!b->in_network[key])
            continue;
        order[n->node_count] = (numbered){ key < actors
                                               ? ent_actor_at(b->d, key)->id
                                               : act_node_id(b, ent_act_at(b->d, key - actors)),
                                           key };
        if (!order[n->node_count++].id.ptr) {
            ent_mem_free(order);
            return ent_out_of_memory(b->diags);
        }
    }
    qsort(order, n->node_count, sizeof *order, by_id);
    for (uint32_t i = 0; i < n->node_count; i++) {
        uint32_t key = order[i].key;
        ent_node *node = &n->nodes[i];

        n->node_of[key] = i;
        if (key < actors) {
            const ent_actor *actor = ent_actor_at(b->d, key);

            *node = (ent_node){ actor->id, actor->name, actor->label, node_type(actor), key,
                                ENT_NONE };
        } else {
            const ent_act *act = ent_act_at(b->d, key - actors);

            *node = (ent_node){ order[i].id, act->title.len ? act->title : act->id, act->label,
                                ENT_NODE_ACT, ENT_NONE, (uint32_t)(key - actors) };
        }
    }
    for (uint32_t i = 0; i < actors; i++)
        n->node_of[i] = n->node_of[b->who.node_of[i]];
    ent_mem_free(order);
    return ENT_OK;
}

/* ---- ties ---- */

static ent_level merge_level(ent_level now, ent_level other)
{
    return now == ENT_LEVEL_NONE || now == other ? other
           : other == ENT_LEVEL_NONE             ? now
                                                 : ENT_LEVEL_MIXED;
}

static uint32_t key_of(const builder *b, uint32_t node)
{
    const ent_node *n = &b->n->nodes[node];

    return n->actor != ENT_NONE ? n->actor : ACTS_KEY(b, n->act);
}

/* An unknown tie weighs what it would if all that is unknown counted: the acts that are known alone
 * may be fewer than those that the two perhaps share. */
static double tie_weight(const builder *b, const ent_tie *tie, double sum)
{
    const ent_node *x = &b->n->nodes[tie->a], *y = &b->n->nodes[tie->b];
    ent_weight rule = b->n->selection.weight;
    margins m = { b->acts_of, b->n->parties_of, b->all_actors, b->all_acts };

    if (!ent_weight_of_projection(rule))
        return ent_weigh(rule, sum, 0, 0, 0);
    if (tie->unknown)
        m = b->possible;
    if (b->n->selection.network == ENT_NET_ACTS)
        return ent_weigh(rule, sum, m.parties_of[key_of(b, tie->a)],
                         m.parties_of[key_of(b, tie->b)], m.actors);
    return ent_weigh(rule, sum, m.acts_of[x->actor], m.acts_of[y->actor], m.acts);
}

static ent_status add_tie(void *ctx, const ent_pair *pair)
{
    builder *b = ctx;
    ent_network *n = b->n;
    bool whole = pair->known == 0 || n->selection.unknown_as_tie;
    ent_tie tie = { .a = pair->a, .b = pair->b, .first = pair->first, .unknown = pair->known == 0,
                    .assumed = pair->known > 0 && pair->assumed == pair->known, .chance = NAN };

    tie.count = whole ? pair->known + pair->unknown : pair->known;
    tie.doubtful = pair->known + pair->unknown - tie.count;
    for (uint32_t i = 0; i < tie.count && n->selection.network != ENT_NET_ACTS; i++) {
        const ent_evidence *e = &n->evidence[tie.first + i];

        if (!e->is_membership)
            tie.level = merge_level(tie.level, ent_act_at(b->d, e->record)->level);
    }
    tie.weight = tie_weight(b, &tie, pair->known_weight + (whole ? pair->unknown_weight : 0));
    if (tie.unknown && !n->selection.unknown_as_tie) {
        if (!ent_mem_reserve((void **)&n->unknown_ties, &b->unknown_room, n->unknown_count + 1,
                             sizeof tie))
            return ent_out_of_memory(b->diags);
        n->unknown_ties[n->unknown_count++] = tie;
        return ENT_OK;
    }
    if (tie.weight <= 0 && n->selection.weight == ENT_WEIGHT_HYPERGEOMETRIC) {
        b->certain++;
        return ENT_OK;
    }
    if (!ent_mem_reserve((void **)&n->ties, &b->tie_room, n->tie_count + 1, sizeof tie))
        return ent_out_of_memory(b->diags);
    n->ties[n->tie_count++] = tie;
    return ENT_OK;
}

/* A network that would fill the memory says so before it is begun. */
static ent_status check_size(const builder *b)
{
    size_t pairs = b->groups.pairs;

    if (pairs > UINT32_MAX)
        return ent_fail(b->diags, ENT_EDATA, ENT_NOWHERE,
                        "this network has %zu links; more than %u cannot be counted", pairs,
                        UINT32_MAX);
    if (pairs > MOST_LINKS && !b->n->selection.force)
        return ent_fail(b->diags, ENT_EDATA, ENT_NOWHERE,
                        "this network has %zu links (more than %d), which take about %zu MB; leave "
                        "large acts out with --max-parties N, take --network two-mode, select less, "
                        "or go on with --force",
                        pairs, MOST_LINKS, pairs * (sizeof(ent_evidence) + sizeof(ent_tie)) >> 20);
    return ENT_OK;
}

static ent_status make_ties(builder *b)
{
    ent_status status = check_size(b);

    if (status != ENT_OK)
        return status;
    /* not zeroed: it is large, and every piece is written */
    b->n->evidence = ent_mem_resize(NULL, b->groups.pairs, sizeof *b->n->evidence);
    if (!b->n->evidence)
        return ent_out_of_memory(b->diags);
    status = ent_groups_pairs(&b->groups, b->n->node_of, b->n->node_count, b->n->evidence, add_tie,
                              b, b->diags);
    if (status == ENT_OK && b->failed)
        status = ent_out_of_memory(b->diags);
    if (status == ENT_OK && b->certain)
        ent_note(b->diags, ENT_NOWHERE,
                 "%zu pair%s share no more acts than they must: no tie by the weight hypergeometric",
                 b->certain, b->certain == 1 ? "" : "s");
    return status;
}

/* ---- the backbone ---- */

/* The tests were of all ties; only then is chosen what is shown: nodes that are not asked for go, and
 * those that lost their last tie when isolates are not wanted. */
static ent_status drop_nodes(builder *b)
{
    ent_network *n = b->n;
    uint32_t *number = ent_mem_new(n->node_count, sizeof *number);
    uint32_t kept = 0, ties = 0;

    if (!number)
        return ent_out_of_memory(b->diags);
    for (uint32_t t = 0; t < n->tie_count; t++)
        if (is_shown(b, key_of(b, n->ties[t].a)) && is_shown(b, key_of(b, n->ties[t].b))) {
            n->ties[ties] = n->ties[t];
            number[n->ties[ties].a] = number[n->ties[ties].b] = 1;
            ties++;
        }
    n->tie_count = ties;
    for (uint32_t i = 0; i < n->node_count; i++) {
        uint32_t key = key_of(b, i);
        bool stays = is_shown(b, key) && (number[i] || !n->selection.drop_isolates);

        n->node_of[key] = stays ? kept : ENT_NONE;
        if (stays) {
            n->nodes[kept] = n->nodes[i];
            number[i] = kept++;
        }
    }
    n->node_count = kept;
    for (size_t i = 0; i < ent_actor_count(b->d); i++)
        n->node_of[i] = n->node_of[b->who.node_of[i]];
    for (size_t t = 0; t < n->tie_count; t++) {
        n->ties[t].a = number[n->ties[t].a];
        n->ties[t].b = number[n->ties[t].b];
    }
    ent_mem_free(number);
    return ENT_OK;
}

static ent_status keep_backbone(builder *b)
{
    ent_network *n = b->n;
    double *chance = ent_mem_new(n->tie_count, sizeof *chance);
    bool *passed = ent_mem_new(n->tie_count, sizeof *passed);
    ent_status status = chance && passed ? ent_backbone_test(n, chance, passed, &n->tests, b->diags)
                                         : ent_out_of_memory(b->diags);
    size_t kept = 0;

    for (size_t t = 0; t < n->tie_count && status == ENT_OK; t++)
        if (passed[t]) {
            n->ties[kept] = n->ties[t];
            n->ties[kept++].chance = chance[t];
        }
    ent_mem_free(chance);
    ent_mem_free(passed);
    if (status != ENT_OK)
        return status;
    n->tie_count = kept;
    n->unknown_count = 0; /* not tested, so not in it */
    return n->selection.drop_isolates || b->kept ? drop_nodes(b) : ENT_OK;
}

/* ---- the ledger's end ---- */

static void mark_sources(builder *b, ent_table table)
{
    for (size_t i = 0; i < ent_table_rows(b->d, table); i++) {
        ent_str rest, part;

        if (b->n->bucket[table][i] != ENT_COUNTED)
            continue;
        rest = ent_cell(b->d, ent_table_row(b->d, table, i), "source");
        while (ent_str_next(&rest, ';', &part)) {
            uint32_t source = ent_source_find(b->d, part);

            if (source != ENT_NONE)
                put(b, ENT_SOURCES, source, ENT_COUNTED);
        }
    }
}

static ent_status close_ledger(builder *b)
{
    static const ent_table cited[] = { ENT_ACTORS, ENT_MEMBERSHIPS, ENT_AGREEMENTS, ENT_PARTIES };
    ent_network *n = b->n;

    if (has_rows(b, ENT_SOURCES))
        for (size_t i = 0; i < sizeof cited / sizeof *cited; i++)
            mark_sources(b, cited[i]);
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t sum = 0, rows = ent_table_rows(b->d, (ent_table)t);

        for (size_t i = 0; i < rows; i++)
            if (n->bucket[t][i] < ENT_BUCKET_COUNT)
                n->ledger[t][n->bucket[t][i]]++;
        for (int k = 0; k < ENT_BUCKET_COUNT; k++)
            sum += n->ledger[t][k];
        if (sum != rows)
            return ent_fail(b->diags, ENT_EINTERNAL, ENT_NOWHERE,
                            "the ledger of %s holds %zu rows of %zu: please report this",
                            ent_table_name((ent_table)t), sum, rows);
    }
    return ENT_OK;
}

/* ---- the door ---- */

/* Data of memberships alone have no other ties to look at. */
static void choose_memberships(const ent_dataset *d, ent_selection *s)
{
    if (!ent_act_count(d) && ent_membership_count(d))
        s->with_memberships = s->network != ENT_NET_MEMBERS;
}

static ent_status check_weight(const ent_dataset *d, ent_selection *s, ent_diags *diags)
{
    bool projection = s->network == ENT_NET_ACTORS || s->network == ENT_NET_ACTS;

    if (s->directed && ((ent_dataset_shape(d) != ENT_PAIR_ROWS &&
                         !ent_table_has(d, ENT_PARTIES, "side")) ||
                        (s->network != ENT_NET_TIES && s->network != ENT_NET_ACTORS)))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "directions are read from rows of pairs (columns from and to, or source and "
                        "target) or from the column 'side' of parties, for a network of ties or "
                        "actors");
    if (s->weight == ENT_WEIGHT_DEFAULT) {
        s->weight = ENT_WEIGHT_COUNT;
        if (ent_dataset_weight_column(d) && s->network != ENT_NET_MEMBERS &&
            s->network != ENT_NET_ACTS) {
            s->weight = ENT_WEIGHT_COLUMN;
            s->weight_column = ent_dataset_weight_column(d);
        }
    }
    if (s->weight == ENT_WEIGHT_COLUMN && s->network == ENT_NET_ACTS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a column of the acts cannot weigh the ties between acts");
    if (s->weight == ENT_WEIGHT_COLUMN && !ent_table_has(d, ENT_AGREEMENTS, s->weight_column))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        ent_table_has(d, ENT_PARTIES, s->weight_column)
                            ? "'%s' is a column of parties, of which an agreement has several; a "
                              "weight is in a column of the table of agreements, or of pair rows"
                            : "no column '%s' in the table of agreements to weigh ties with",
                        s->weight_column);
    if (s->backbone && s->backbone != ENT_BACKBONE_DISPARITY && (!projection || s->ego))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the backbone '%s' is one of whole projections; %s",
                        ent_backbone_name(s->backbone),
                        s->ego ? "leave --ego out" : "add --network actors");
    if (s->backbone == ENT_BACKBONE_DISPARITY &&
        (s->network == ENT_NET_TWO_MODE || s->network == ENT_NET_MEMBERS))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a backbone is of a network of one mode; add --network actors");
    if (!projection && ent_dataset_shape(d) != ENT_PAIR_ROWS &&
        (s->weight == ENT_WEIGHT_NEWMAN || ent_weight_of_projection(s->weight)))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the weight '%s' is one of projections; add --network actors",
                        ent_weight_name(s->weight));
    return ENT_OK;
}

static ent_status begin(builder *b)
{
    size_t actors = ent_actor_count(b->d), acts = ent_act_count(b->d);

    b->window = ent_window_of(&b->n->selection);
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t rows = ent_table_rows(b->d, (ent_table)t);

        if ((b->n->bucket[t] = ent_mem_new(rows, 1)) == NULL)
            return ent_out_of_memory(b->diags);
        /* tables of no part in a network are outside; the others must be put somewhere */
        memset(b->n->bucket[t], t >= ENT_SOURCES ? ENT_OUTSIDE : ENT_BUCKET_COUNT, rows);
    }
    b->actor_rank = rank_all(b->d, actors, by_actor_id);
    b->act_rank = rank_all(b->d, acts, by_act_id);
    b->in_network = ent_mem_new(actors + acts, sizeof *b->in_network);
    b->acts_of = ent_mem_new(actors, sizeof *b->acts_of);
    b->n->parties_of = ent_mem_new(actors + acts, sizeof *b->n->parties_of);
    b->possible.acts_of = ent_mem_new(actors, sizeof *b->possible.acts_of);
    b->possible.parties_of = ent_mem_new(actors + acts, sizeof *b->possible.parties_of);
    if (!b->actor_rank || !b->act_rank || !b->in_network || !b->acts_of || !b->n->parties_of ||
        !b->possible.acts_of || !b->possible.parties_of ||
        (b->filter.only && (b->kept = ent_mem_new(actors + acts, sizeof *b->kept)) == NULL))
        return ent_out_of_memory(b->diags);
    if (b->kept)
        memcpy(b->kept, b->filter.only, actors * sizeof *b->kept);
    return ENT_OK;
}

/* What a policy did is said: who reads the numbers did not choose it. */
static void say_blocs(builder *b)
{
    if (b->who.expanded)
        ent_note(b->diags, ENT_NOWHERE,
                 "%zu party row%s of organizations stand%s for %zu memberships of the day",
                 b->who.expanded, b->who.expanded == 1 ? "" : "s",
                 b->who.expanded == 1 ? "s" : "", b->who.added);
}

/* Who ended before the day has no ties, which is easily taken for a change of the network. */
static void say_ended(builder *b)
{
    enum { NAMED = 3 };
    const ent_world *world = ent_dataset_world(b->d);
    ent_buf names = { 0 };
    size_t count = 0;

    if (b->window.asks == ENT_ASK_EVER || b->n->selection.succession == ENT_SUCCESSION_CONTINUE)
        return;
    for (uint32_t i = 0; i < ent_actor_count(b->d); i++) {
        const ent_actor *actor = ent_actor_at(b->d, i);
        const ent_state *heir =
            actor->is_party && actor->state ? ent_world_continuing(world, actor->state) : NULL;

        if (!heir || heir == actor->state || actor->to.kind != ENT_DATE_POINT ||
            ent_actor_exists(&b->n->times, i) != ENT_NO || actor->to.last > b->window.first)
            continue;
        if (count++ < NAMED)
            ent_buf_format(&names, "%s%.*s (continued by %.*s)", count > 1 ? ", " : "",
                           ENT_STR_ARG(actor->name), ENT_STR_ARG(heir->name));
    }
    if (count)
        ent_note(b->diags, ENT_NOWHERE,
                 "%zu part%s had ended by then, and %s agreements no longer count for %s: %s%s (--succession continue "
                 "carries them on)",
                 count, count == 1 ? "y" : "ies", count == 1 ? "its" : "their", count == 1 ? "it" : "them",
                 ent_buf_string(&names),
                 count > NAMED ? ", ..." : "");
    ent_buf_destroy(&names);
}

/* Two nodes of one state are rarely meant, and never guessed. */
static void say_successors(builder *b)
{
    const ent_world *world = ent_dataset_world(b->d);

    for (size_t i = 0; i < b->n->node_count; i++) {
        const ent_actor *actor = b->n->nodes[i].actor == ENT_NONE
                                     ? NULL
                                     : ent_actor_at(b->d, b->n->nodes[i].actor);
        const ent_state *heir = actor && actor->state ? ent_world_continuing(world, actor->state)
                                                      : NULL;
        uint32_t other = heir ? ent_index_find(&b->who.of_register, heir->id) : ENT_ABSENT;

        if (other == ENT_ABSENT || heir == actor->state || b->n->node_of[other] == ENT_NONE ||
            b->n->node_of[other] == i)
            continue;
        ent_note(b->diags, ENT_NOWHERE,
                 "%.*s and %.*s, which continues it, are two nodes (--succession continue: one)",
                 ENT_STR_ARG(actor->name), ENT_STR_ARG(heir->name));
    }
}

static ent_status build(builder *b)
{
    ent_status status = begin(b);

    b->groups.directed = b->n->selection.directed;
    b->groups.meet = meet;
    b->groups.meet_ctx = b;
    for (uint32_t i = 0; i < ent_act_count(b->d) && status == ENT_OK; i++)
        status = build_act(b, i);
    if (status != ENT_OK || (status = build_memberships(b)) != ENT_OK)
        return status;
    say_blocs(b);
    finish_seats(b);
    if (b->n->selection.network == ENT_NET_ACTS && (status = turn_to_acts(b)) != ENT_OK)
        return status;
    if ((b->filter.ego != ENT_NONE || (b->kept && !b->n->selection.backbone)) &&
        (status = keep_shown(b)) != ENT_OK)
        return status;
    if (b->filter.ego != ENT_NONE)
        b->n->selection.drop_isolates = true; /* the population of an ego network is its own */
    choose_actors(b);
    if ((status = number_nodes(b)) != ENT_OK || (status = make_ties(b)) != ENT_OK ||
        (status = close_ledger(b)) != ENT_OK)
        return status;
    say_ended(b);
    say_successors(b);
    return b->n->selection.backbone ? keep_backbone(b) : ENT_OK;
}

static ent_status new_network(ent_network **network, const ent_dataset *d,
                              const ent_selection *selection, bool keeps_apart, ent_diags *diags)
{
    ent_network *n = ent_mem_new(1, sizeof *n);
    builder b = { .n = n, .d = d, .diags = diags };
    ent_status status;

    *network = NULL;
    if (!n)
        return ent_out_of_memory(diags);
    n->d = d;
    n->selection = *selection;
    ent_selection_settle(&n->selection, d);
    n->keeps_apart = keeps_apart;
    choose_memberships(d, &n->selection);
    if ((status = check_weight(d, &n->selection, diags)) == ENT_OK &&
        (status = ent_filter_init(&b.filter, d, &n->selection, diags)) == ENT_OK &&
        (status = ent_who_init(&b.who, d, &n->selection, diags)) == ENT_OK &&
        (status = ent_times_init(&n->times, d, &n->selection, b.who.node_of, diags)) == ENT_OK) {
        n->times.exact |= keeps_apart;
        b.who.times = &n->times;
        ent_filter_share(&b.filter, b.who.node_of);
        status = build(&b);
    }
    ent_filter_destroy(&b.filter);
    ent_groups_destroy(&b.groups);
    ent_who_destroy(&b.who);
    ent_mem_free(b.here);
    ent_mem_free(b.spells);
    ent_mem_free(b.periods.list);
    ent_mem_free(b.actor_rank);
    ent_mem_free(b.act_rank);
    ent_mem_free(b.in_network);
    ent_mem_free(b.acts_of);
    ent_mem_free(b.possible.acts_of);
    ent_mem_free(b.possible.parties_of);
    ent_mem_free(b.kept);
    if (status != ENT_OK)
        ent_network_free(n);
    else
        *network = n;
    return status;
}

ent_status ent_network_new(ent_network **network, const ent_dataset *d,
                           const ent_selection *selection, ent_diags *diags)
{
    return new_network(network, d, selection, false, diags);
}

ent_status ent_network_unmet(const ent_network *network, const ent_selection *selection,
                             ent_doubt **doubts, size_t *count, ent_diags *diags)
{
    ent_network *n;
    ent_diags silent = { 0 };
    ent_status status = new_network(&n, network->d, selection, true, &silent);
    size_t kept = 0;

    *doubts = NULL;
    *count = 0;
    if (status != ENT_OK) {
        if (diags && !diags->errors)
            ent_fail(diags, status, ENT_NOWHERE, "the network cannot be built once more for bounds");
        return status;
    }
    if (n->apart_count)
        qsort(n->apart, n->apart_count, sizeof *n->apart, by_doubt);
    for (size_t i = 0; i < n->apart_count; i++)
        if (!kept || by_doubt(&n->apart[kept - 1], &n->apart[i]) != 0)
            n->apart[kept++] = n->apart[i];
    *doubts = n->apart;
    *count = kept;
    n->apart = NULL;
    ent_network_free(n);
    return ENT_OK;
}

void ent_network_free(ent_network *n)
{
    if (!n)
        return;
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        ent_mem_free(n->bucket[t]);
    ent_mem_free(n->nodes);
    ent_mem_free(n->node_of);
    ent_mem_free(n->ties);
    ent_mem_free(n->unknown_ties);
    ent_mem_free(n->evidence);
    ent_mem_free(n->seats);
    if (!n->lent) {
        ent_mem_free(n->parties_of);
        ent_mem_free(n->tying_acts);
    }
    ent_mem_free(n->apart);
    ent_times_destroy(&n->times);
    ent_arena_destroy(&n->arena);
    ent_mem_free(n);
}

ent_status ent_network_rewired(ent_network **network, const ent_network *like, ent_tie **ties,
                               size_t tie_count, ent_evidence **evidence, const uint32_t *who,
                               ent_diags *diags)
{
    size_t keys = ent_actor_count(like->d) + ent_act_count(like->d);
    ent_network *n = ent_mem_new(1, sizeof *n);

    *network = NULL;
    if (n) {
        n->d = like->d;
        n->selection = like->selection;
        n->times = (ent_times){ .d = n->d, .selection = &n->selection };
        n->tests = like->tests;
        n->parties_of = like->parties_of;
        n->tying_acts = like->tying_acts;
        n->lent = true;
        n->node_count = like->node_count;
        n->nodes = ent_mem_new(n->node_count, sizeof *n->nodes);
        n->node_of = ent_mem_new(keys, sizeof *n->node_of);
    }
    if (!n || !n->nodes || !n->node_of) {
        ent_mem_free(*ties);
        ent_mem_free(*evidence);
        ent_network_free(n);
        *ties = NULL;
        *evidence = NULL;
        return ent_out_of_memory(diags);
    }
    for (size_t key = 0; key < keys; key++)
        n->node_of[key] = ENT_NONE;
    for (uint32_t i = 0; i < n->node_count; i++) {
        const ent_node *node = &n->nodes[i];

        n->nodes[i] = like->nodes[who ? who[i] : i];
        n->node_of[node->actor != ENT_NONE ? node->actor
                                           : ent_actor_count(n->d) + node->act] = i;
    }
    n->ties = *ties;
    n->tie_count = tie_count;
    n->evidence = *evidence;
    *ties = NULL;
    *evidence = NULL;
    *network = n;
    return ENT_OK;
}

/* ---- looking at it ---- */

const ent_dataset *ent_network_dataset(const ent_network *n)
{
    return n->d;
}

const ent_selection *ent_network_selection(const ent_network *n)
{
    return &n->selection;
}

const ent_times *ent_network_times(const ent_network *n)
{
    return &n->times;
}

bool ent_network_two_mode(const ent_network *n)
{
    return n->selection.network == ENT_NET_TWO_MODE || n->selection.network == ENT_NET_MEMBERS;
}

size_t ent_node_count(const ent_network *n)
{
    return n->node_count;
}

const ent_node *ent_node_at(const ent_network *n, size_t i)
{
    return &n->nodes[i];
}

uint32_t ent_node_of_actor(const ent_network *n, uint32_t actor)
{
    return actor == ENT_NONE ? ENT_NONE : n->node_of[actor];
}

uint32_t ent_node_of_act(const ent_network *n, uint32_t act)
{
    return act == ENT_NONE ? ENT_NONE : n->node_of[ent_actor_count(n->d) + act];
}

size_t ent_tie_count(const ent_network *n)
{
    return n->tie_count;
}

const ent_tie *ent_tie_at(const ent_network *n, size_t i)
{
    return &n->ties[i];
}

size_t ent_network_assumed_count(const ent_network *n)
{
    size_t assumed = 0;

    for (size_t t = 0; t < n->tie_count; t++)
        assumed += n->ties[t].assumed;
    return assumed;
}

size_t ent_unknown_tie_count(const ent_network *n)
{
    return n->unknown_count;
}

const ent_tie *ent_unknown_tie_at(const ent_network *n, size_t i)
{
    return &n->unknown_ties[i];
}

uint32_t ent_tie_between(const ent_network *n, uint32_t a, uint32_t b)
{
    size_t low = 0, high = n->tie_count;

    if (a > b && !n->selection.directed) {
        uint32_t swap = a;

        a = b;
        b = swap;
    }
    while (low < high) {
        size_t middle = (low + high) / 2;
        const ent_tie *tie = &n->ties[middle];

        if (tie->a == a && tie->b == b)
            return (uint32_t)middle;
        if (tie->a < a || (tie->a == a && tie->b < b))
            low = middle + 1;
        else
            high = middle;
    }
    return ENT_NONE;
}

const ent_evidence *ent_tie_evidence(const ent_network *n, const ent_tie *tie)
{
    return n->evidence + tie->first;
}

size_t ent_seat_count(const ent_network *n)
{
    return n->seat_count;
}

const ent_seat *ent_seat_at(const ent_network *n, size_t i)
{
    return &n->seats[i];
}

uint32_t ent_network_parties(const ent_network *n, uint32_t act)
{
    return n->parties_of[ent_actor_count(n->d) + act];
}

bool ent_node_tying_acts(const ent_network *n, size_t node, uint32_t *count)
{
    uint32_t actor = n->nodes[node].actor;

    if (n->tying_acts && actor != ENT_NONE)
        *count = n->tying_acts[actor];
    return n->tying_acts && actor != ENT_NONE;
}

size_t ent_backbone_tests(const ent_network *n)
{
    return n->tests;
}

ent_str ent_node_attribute(const ent_network *n, size_t i, const char *name)
{
    const ent_node *node = &n->nodes[i];
    static const char *const types[] = { "state", "organization", "body", "other", "act" };
    const ent_actor *actor;
    ent_str cell;

    if (strcmp(name, "id") == 0)
        return node->id;
    if (strcmp(name, "name") == 0)
        return node->name;
    if (strcmp(name, "type") == 0)
        return ent_str_of(types[node->type]);
    if (node->act != ENT_NONE) {
        const ent_act *act = ent_act_at(n->d, node->act);

        return strcmp(name, "level") == 0 ? ent_str_of(ent_level_name(act->level))
               : strcmp(name, "kind") == 0 ? act->kind
                                           : ent_cell(n->d, act->row, name);
    }
    actor = ent_actor_at(n->d, node->actor);
    if (strcmp(name, "region") == 0)
        return actor->region;
    cell = ent_cell(n->d, actor->row, name);
    if (!cell.len && actor->state) {
        if (strcmp(name, "iso3") == 0)
            return ent_world_code(ent_dataset_world(n->d), actor->state, "iso3");
        if (strcmp(name, "subregion") == 0)
            return actor->state->subregion;
        if (strcmp(name, "name_ru") == 0)
            return actor->state->name_ru;
        if (strcmp(name, "capital") == 0)
            return actor->state->capital;
    }
    return cell;
}

size_t ent_ledger_count(const ent_network *n, ent_table table, ent_bucket bucket)
{
    return n->ledger[table][bucket];
}

ent_bucket ent_ledger_bucket(const ent_network *n, ent_table table, size_t row)
{
    return (ent_bucket)n->bucket[table][row];
}

static void describe_backbone(const ent_selection *s, ent_buf *out)
{
    static const char *const corrections[] = { "Holm", "Benjamini-Hochberg", "no correction" };
    static const char *const tests[] = { "", "SDSM", "FDSM", "hypergeometric test", "disparity" };

    ent_buf_format(out, "; backbone: %s", tests[s->backbone]);
    if (s->backbone == ENT_BACKBONE_FDSM)
        ent_buf_format(out, " of %zu samples from seed %llu", s->samples,
                       (unsigned long long)s->seed);
    ent_buf_text(out, ", alpha ");
    ent_buf_number(out, s->alpha);
    ent_buf_format(out, ", %s", corrections[s->correction]);
}

void ent_network_describe(const ent_network *n, ent_buf *out)
{
    ent_buf assumed = { 0 };

    ent_selection_describe(&n->selection, out);
    if (n->selection.backbone)
        ent_buf_format(out, ", %zu tests", n->tests);
    ent_network_describe_assumed(n, &assumed);
    if (assumed.len) {
        ent_buf_text(out, "; ");
        ent_buf_str(out, ent_buf_view(&assumed));
    }
    out->failed |= assumed.failed;
    ent_buf_destroy(&assumed);
}

/* What the weight `count` counts. */
static const char *counted_by(ent_network_kind kind)
{
    return kind == ENT_NET_MEMBERS ? "memberships"
           : kind == ENT_NET_ACTS  ? "parties in common"
                                   : "agreements";
}

void ent_selection_describe(const ent_selection *s, ent_buf *out)
{
    static const char *const rules[] = { "signed", "ratified", "in force",
                                         "of any status, drafts and plans too" };
    const struct {
        const char *word, *value;
    } parts[] = { { "level", s->level }, { "kind", s->kind }, { "topic", s->topic },
                  { "within", s->within }, { "roles", s->role }, { "only", s->only },
                  { "around", s->ego } };

    ent_buf_format(out, "%s%s, %s", ent_network_kind_name(s->network),
                   s->by_default ? " (default)" : "", ent_network_kind_words(s->network));
    if (s->network != ENT_NET_MEMBERS)
        ent_buf_format(out, "; counted when %s", rules[s->count]);
    if (s->directed)
        ent_buf_text(out, "; directed, from the first of a pair to the second");
    if (s->as_of.kind) {
        ent_buf_text(out, "; on ");
        ent_date_write(out, s->as_of);
    } else if (s->during.kind) {
        ent_buf_text(out, "; during ");
        ent_date_write(out, s->during);
    } else {
        ent_buf_text(out, "; at any time");
    }
    ent_buf_format(out, "; weight: %s", s->weight == ENT_WEIGHT_COUNT    ? counted_by(s->network)
                                        : s->weight == ENT_WEIGHT_COLUMN ? s->weight_column
                                                                         : ent_weight_name(s->weight));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value)
            ent_buf_format(out, "; %s: %s", parts[i].word, parts[i].value);
    if (s->ego && s->ego_radius != 1)
        ent_buf_format(out, " within %zu steps", s->ego_radius);
    if (s->max_parties)
        ent_buf_format(out, "; agreements of at most %zu parties", s->max_parties);
    if (s->blocs != ENT_BLOCS_NODE)
        ent_buf_format(out, "; organizations %s their members %s",
                       s->blocs == ENT_BLOCS_BOTH ? "and" : "replaced by",
                       s->as_of.kind || s->during.kind ? "of the day" : "of the day of signing");
    if (s->succession == ENT_SUCCESSION_CONTINUE)
        ent_buf_text(out, "; states one with those they continue");
    if (s->population != ENT_POPULATION_ALL)
        ent_buf_format(out, "; states of the system of %s",
                       s->population == ENT_POPULATION_COW ? "Correlates of War"
                                                           : "Gleditsch and Ward");
    if (s->with_memberships)
        ent_buf_text(out, "; with memberships");
    if (s->open_ended == ENT_OPEN_ENDED_UNKNOWN)
        ent_buf_text(out, "; unknown after the last day of which the source speaks");
    if (s->unknown_as_tie)
        ent_buf_text(out, "; unknown counted as ties");
    if (s->drop_isolates)
        ent_buf_text(out, "; without isolates");
    if (s->backbone) /* last: the number of its tests follows */
        describe_backbone(s, out);
}
