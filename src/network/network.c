/* network.c: building. Two passes over the acts: the first gives every party row its bucket and
 * finds who counts; the second makes links, which sorted and merged are the ties.
 *
 *   party rows → standing → the act's parties → links (pair + evidence) → sorted → ties
 *
 * Everything is sorted by ids before it is numbered, so no result can follow the order of rows. */
#include "entente/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "network/selection.h"
#include "network/status.h"

enum { MOST_LINKS = 50000000, MOST_PARTIES = 5000 };

typedef struct link {
    uint32_t a, b; /* keys while building (actor, or actors + act), then nodes */
    ent_evidence evidence;
    uint32_t order; /* rank of the evidence by id */
    double weight;
} link;

typedef struct present { /* an actor in the act at hand */
    uint32_t actor, row;
    bool unknown;
} present;

struct ent_network {
    const ent_dataset *d;
    ent_selection selection;
    ent_arena arena;
    ent_node *nodes;
    size_t node_count;
    uint32_t *node_of; /* by key: actor, or actors + act */
    ent_tie *ties, *unknown_ties;
    size_t tie_count, unknown_count;
    ent_evidence *evidence;
    uint8_t *bucket[ENT_TABLE_COUNT];
    size_t ledger[ENT_TABLE_COUNT][ENT_BUCKET_COUNT];
};

typedef struct builder {
    ent_network *n;
    const ent_dataset *d;
    ent_filter filter;
    ent_diags *diags;
    link *links;
    size_t link_count, link_room;
    present *here; /* of the act at hand: known and unknown, by actor id */
    size_t here_room;
    uint32_t *actor_rank, *act_rank; /* by id, in natural order */
    bool *in_network;                /* by key */
    uint32_t *acts_of;               /* counted acts of each actor: for Jaccard and cosine */
    uint32_t *parties_of;            /* counted parties of each act */
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

const char *ent_network_kind_name(ent_network_kind kind)
{
    static const char *const names[] = { "ties", "two-mode", "actors", "acts", "members" };

    return names[kind];
}

const char *ent_rule_name(ent_rule rule)
{
    static const char *const names[] = { "signed", "ratified", "in-force", "any" };

    return names[rule];
}

const char *ent_weight_name(ent_weight weight)
{
    static const char *const names[] = { "default", "count",  "newman", "jaccard",
                                         "cosine",  "binary", "column" };

    return names[weight];
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
        qsort_r(order, count, sizeof *order, compare, (void *)d);
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
    if (ent_party_at(b->d, row)->row.file == ENT_PARTIES)
        put(b, ENT_PARTIES, row, bucket);
}

static ent_bucket party_bucket(const builder *b, uint32_t row)
{
    return (ent_bucket)b->n->bucket[ENT_PARTIES][row];
}

/* ---- who is in an act ---- */

static bool same_row(const builder *b, const ent_party *x, const ent_party *y)
{
    static const char *const columns[] = { "role",     "signed",   "ratified",
                                           "in_force", "withdrew", "source" };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (!ent_str_eq(ent_cell(b->d, x->row, columns[i]), ent_cell(b->d, y->row, columns[i])))
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
    return x->row < y->row ? -1 : 1;
}

/* Fills b->here with the actors that count, or may count, in the act; each once. Every row of the
 * act that does not get so far has its bucket; the others wait for what becomes of the act. */
static ent_status gather(builder *b, uint32_t act, size_t *count)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(b->d, act, &rows), n = 0, kept = 0;

    *count = 0;
    if (!ent_mem_reserve((void **)&b->here, &b->here_room, given, sizeof *b->here))
        return ent_out_of_memory(b->diags);
    for (size_t i = 0; i < given; i++) {
        const ent_party *p = ent_party_at(b->d, rows[i]);
        ent_standing standing;

        put_party(b, rows[i], ENT_OUTSIDE);
        if (!ent_filter_role(&b->filter, p->role) || !ent_filter_actor(&b->filter, p->actor))
            continue;
        standing = ent_party_standing(b->d, p, &b->n->selection);
        put_party(b, rows[i], standing.counts == ENT_YES ? ENT_COUNTED : standing.why);
        if (standing.counts != ENT_NO)
            b->here[n++] = (present){ p->actor, rows[i], standing.counts == ENT_UNKNOWN };
    }
    qsort_r(b->here, n, sizeof *b->here, by_rank, b->actor_rank);
    for (size_t i = 0; i < n; i++) {
        if (kept && b->here[kept - 1].actor == b->here[i].actor) {
            const ent_party *first = ent_party_at(b->d, b->here[kept - 1].row);
            const ent_party *again = ent_party_at(b->d, b->here[i].row);

            if (!b->here[i].unknown || !b->here[kept - 1].unknown)
                put_party(b, b->here[i].row,
                          same_row(b, first, again) ? ENT_DUPLICATE : ENT_MERGED);
            continue;
        }
        b->here[kept++] = b->here[i];
    }
    *count = kept;
    return ENT_OK;
}

/* ---- links ---- */

static ent_status add_link(builder *b, uint32_t x, uint32_t y, ent_evidence evidence,
                           uint32_t order, double weight)
{
    if (b->link_count == MOST_LINKS)
        return ent_fail(b->diags, ENT_EDATA, ENT_NOWHERE,
                        "more than %d links; leave large acts out with --max-parties N, or use "
                        "--network two-mode",
                        MOST_LINKS);
    if (!ent_mem_reserve((void **)&b->links, &b->link_room, b->link_count + 1, sizeof *b->links))
        return ent_out_of_memory(b->diags);
    b->links[b->link_count++] = (link){ x, y, evidence, order, weight };
    b->in_network[x] = b->in_network[y] = true;
    return ENT_OK;
}

/* The number in the weight column of the act; NaN after an error. */
static double column_weight(builder *b, const ent_act *act)
{
    const char *column = b->n->selection.weight_column;
    ent_str text = ent_cell(b->d, act->row, column);
    double value;

    if (ent_str_number(text, &value) && value >= 0)
        return value;
    ent_fail(b->diags, ENT_EDATA, ent_row_where(b->d, act->row, column),
             "'%.*s' is not a weight; expected a number that is not negative",
             (int)(text.len < 60 ? text.len : 60), text.ptr);
    return NAN;
}

/* What one act adds to the tie of two of its k parties. */
static double act_weight(builder *b, const ent_act *act, size_t k)
{
    switch (b->n->selection.weight) {
    case ENT_WEIGHT_NEWMAN:
        return k > 1 ? 1.0 / (double)(k - 1) : 0;
    case ENT_WEIGHT_COLUMN:
        return column_weight(b, act);
    default:
        return 1;
    }
}

/* Is it the actor that a pair row names first? */
static bool comes_first(const builder *b, uint32_t act, uint32_t actor)
{
    const uint32_t *rows;

    return ent_act_parties(b->d, act, &rows) && ent_party_at(b->d, rows[0])->actor == actor;
}

static ent_status link_pairs(builder *b, uint32_t act, size_t count, double weight)
{
    ent_status status = ENT_OK;

    if (count > MOST_PARTIES && !b->n->selection.max_parties)
        return ent_fail(b->diags, ENT_EDATA, ent_row_where(b->d, ent_act_at(b->d, act)->row, NULL),
                        "an act of %zu parties would tie %zu pairs; leave it out with "
                        "--max-parties N, or allow it with --max-parties %zu",
                        count, count * (count - 1) / 2, count);
    for (size_t i = 0; i < count && status == ENT_OK; i++)
        for (size_t j = i + 1; j < count && status == ENT_OK; j++) {
            ent_evidence evidence = { .record = act,
                                      .unknown = b->here[i].unknown || b->here[j].unknown };
            bool turn = b->n->selection.directed && !comes_first(b, act, b->here[i].actor);

            status = add_link(b, b->here[turn ? j : i].actor, b->here[turn ? i : j].actor, evidence,
                              b->act_rank[act], weight);
        }
    return status;
}

/* Each party to one node: the organization, or the act itself. */
static ent_status link_star(builder *b, uint32_t act, size_t count, uint32_t centre, double weight)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        ent_evidence evidence = { .record = act, .unknown = b->here[i].unknown };

        if (b->here[i].actor != centre)
            status = add_link(b, b->here[i].actor, centre, evidence, b->act_rank[act], weight);
    }
    return status;
}

static ent_status link_act(builder *b, uint32_t index, size_t count, double weight)
{
    const ent_act *act = ent_act_at(b->d, index);

    switch (b->n->selection.network) {
    case ENT_NET_ACTORS:
        return link_pairs(b, index, count, weight);
    case ENT_NET_TWO_MODE:
    case ENT_NET_ACTS:
        b->in_network[ACTS_KEY(b, index)] = true;
        return link_star(b, index, count, ACTS_KEY(b, index), weight);
    default:
        if (count == 2)
            return link_pairs(b, index, count, weight);
        return link_star(b, index, count,
                         act->within != ENT_NONE ? act->within : ACTS_KEY(b, index), weight);
    }
}

/* Rows of the act that count, or may, take the bucket of the act that came to nothing. */
static void withdraw_rows(builder *b, uint32_t act, ent_bucket bucket)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(b->d, act, &rows);

    for (size_t i = 0; i < given && ent_party_at(b->d, rows[i])->row.file == ENT_PARTIES; i++) {
        ent_bucket now = party_bucket(b, rows[i]);

        if (now == ENT_COUNTED || now == ENT_UNDATED || now == ENT_MERGED)
            put_party(b, rows[i], bucket);
    }
}

/* Why an act ties nobody: what most of its rows wait for. */
static ent_bucket reason(builder *b, uint32_t act, size_t count)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(b->d, act, &rows), seen[ENT_BUCKET_COUNT] = { 0 };

    if (count == 1)
        return ENT_ONE_PARTY;
    for (size_t i = 0; i < given; i++) {
        const ent_party *p = ent_party_at(b->d, rows[i]);

        if (!ent_filter_role(&b->filter, p->role) || !ent_filter_actor(&b->filter, p->actor))
            seen[ENT_OUTSIDE]++;
        else
            seen[ent_party_standing(b->d, p, &b->n->selection).why]++;
    }
    return seen[ENT_UNDATED]   ? ENT_UNDATED
           : seen[ENT_NOT_YET] ? ENT_NOT_YET
           : seen[ENT_ENDED]   ? ENT_ENDED
           : seen[ENT_OUTSIDE] ? ENT_OUTSIDE
                               : ENT_ONE_PARTY;
}

static void put_act(builder *b, uint32_t act, ent_bucket bucket)
{
    if (ent_act_at(b->d, act)->row.file == ENT_AGREEMENTS)
        put(b, ENT_AGREEMENTS, act, bucket);
}

static ent_status build_act(builder *b, uint32_t act)
{
    const ent_selection *s = &b->n->selection;
    bool one_will_do = s->network == ENT_NET_TWO_MODE || s->network == ENT_NET_ACTS, over_cap;
    size_t count = 0, known = 0, least = one_will_do ? 1 : 2;
    ent_status status;
    double weight;

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
        ent_bucket why = over_cap ? ENT_OVER_CAP : reason(b, act, count);

        withdraw_rows(b, act, over_cap ? ENT_OVER_CAP : ENT_ONE_PARTY);
        put_act(b, act, why);
        return ENT_OK;
    }
    for (size_t i = 0; i < count; i++) {
        known += !b->here[i].unknown;
        b->acts_of[b->here[i].actor] += !b->here[i].unknown || s->unknown_as_tie;
    }
    b->parties_of[act] = (uint32_t)(s->unknown_as_tie ? count : known);
    if (isnan(weight = act_weight(b, ent_act_at(b->d, act), b->parties_of[act])))
        return ENT_EDATA;
    if (weight == 0 && s->weight == ENT_WEIGHT_COLUMN) { /* a tie of strength nought is none */
        withdraw_rows(b, act, ENT_OUTSIDE);
        return ENT_OK;
    }
    put_act(b, act, ENT_COUNTED);
    if (!s->unknown_as_tie && (known == 0 || (count == 2 && known < least))) {
        put_act(b, act, ENT_UNDATED); /* it makes unknown ties only */
        withdraw_rows(b, act, ENT_UNDATED);
    }
    return link_act(b, act, count, weight);
}

static ent_status build_memberships(builder *b)
{
    const ent_selection *s = &b->n->selection;
    bool wanted = s->network == ENT_NET_MEMBERS ||
                  (s->network == ENT_NET_TIES && s->with_memberships);
    ent_status status = ENT_OK;

    for (uint32_t i = 0; i < ent_membership_count(b->d) && status == ENT_OK; i++) {
        const ent_membership *m = ent_membership_at(b->d, i);
        ent_evidence evidence = { .is_membership = true, .record = i };
        ent_standing standing;

        put(b, ENT_MEMBERSHIPS, i, ENT_OUTSIDE);
        if (!wanted || !ent_filter_role(&b->filter, m->role) || m->organization == m->member ||
            !ent_filter_actor(&b->filter, m->member) ||
            (b->filter.within && !b->filter.within[m->organization]))
            continue;
        standing = ent_membership_standing(m, s);
        put(b, ENT_MEMBERSHIPS, i, standing.counts == ENT_YES ? ENT_COUNTED : standing.why);
        evidence.unknown = standing.counts == ENT_UNKNOWN;
        if (standing.counts != ENT_NO)
            status = add_link(b, m->organization, m->member, evidence,
                              (uint32_t)ent_act_count(b->d) + i, 1);
    }
    return status;
}

/* The network of acts: two acts are tied by each actor they share. Made from the links of the
 * two-mode network, which then go. */
static int by_actor_then_act(const void *x, const void *y)
{
    const link *a = x, *b = y;

    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

static ent_status turn_to_acts(builder *b)
{
    link *two_mode = b->links;
    size_t count = b->link_count, first = 0;
    ent_status status = ENT_OK;

    b->links = NULL;
    b->link_count = b->link_room = 0;
    memset(b->in_network, 0, ent_actor_count(b->d) * sizeof *b->in_network);
    if (count)
        qsort(two_mode, count, sizeof *two_mode, by_actor_then_act);
    for (size_t i = 0; i <= count && status == ENT_OK; i++) {
        if (i < count && two_mode[i].a == two_mode[first].a)
            continue;
        for (size_t x = first; x < i && status == ENT_OK; x++)
            for (size_t y = x + 1; y < i && status == ENT_OK; y++) {
                ent_evidence evidence = { .record = two_mode[x].a,
                                          .unknown = two_mode[x].evidence.unknown ||
                                                     two_mode[y].evidence.unknown };

                status = add_link(b, two_mode[x].b, two_mode[y].b, evidence,
                                  b->actor_rank[two_mode[x].a], 1);
            }
        first = i;
    }
    ent_mem_free(two_mode);
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
static bool in_population(const builder *b, const ent_actor *actor)
{
    bool spoken_of = actor->is_party || actor->row.file != ENT_NONE;

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
               : actor->type == ENT_ORGANIZATION && actor->is_party;
}

static void choose_actors(builder *b)
{
    const ent_selection *s = &b->n->selection;
    size_t rows = ent_table_rows(b->d, ENT_ACTORS);

    for (uint32_t i = 0; i < ent_actor_count(b->d); i++) {
        const ent_actor *actor = ent_actor_at(b->d, i);
        ent_standing there = ent_actor_standing(actor, s);

        if (!s->drop_isolates && there.counts != ENT_NO && ent_filter_actor(&b->filter, i) &&
            in_population(b, actor))
            b->in_network[i] = true;
        if (i < rows)
            put(b, ENT_ACTORS, i,
                b->in_network[i]         ? ENT_COUNTED
                : there.counts == ENT_NO ? there.why
                                         : ENT_OUTSIDE);
    }
}

/* The ego, those within its radius, and nobody else. */
static ent_status keep_ego(builder *b)
{
    size_t keys = ent_actor_count(b->d) + ent_act_count(b->d);
    bool *near = ent_mem_new(keys, sizeof *near), *next = ent_mem_new(keys, sizeof *next);
    size_t kept = 0;

    if (!near || !next) {
        ent_mem_free(near);
        ent_mem_free(next);
        return ent_out_of_memory(b->diags);
    }
    near[b->filter.ego] = true;
    for (size_t step = 0; step < b->n->selection.ego_radius; step++) {
        memcpy(next, near, keys * sizeof *near);
        for (size_t i = 0; i < b->link_count; i++)
            if (near[b->links[i].a] || near[b->links[i].b])
                next[b->links[i].a] = next[b->links[i].b] = true;
        memcpy(near, next, keys * sizeof *near);
    }
    for (size_t i = 0; i < b->link_count; i++)
        if (near[b->links[i].a] && near[b->links[i].b])
            b->links[kept++] = b->links[i];
    b->link_count = kept;
    memcpy(b->in_network, near, keys * sizeof *near);
    ent_mem_free(near);
    ent_mem_free(next);
    return ENT_OK;
}

typedef struct numbered {
    ent_str id;
    uint32_t key;
} numbered;

static int by_id(const void *a, const void *b)
{
    const numbered *x = a, *y = b;
    int order = ent_str_compare_natural(x->id, y->id);

    return order ? order : x->key < y->key ? -1 : 1; /* an actor before an act of the same id */
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
        if (b->in_network[key])
            order[n->node_count++] = (numbered){
                key < actors ? ent_actor_at(b->d, key)->id : ent_act_at(b->d, key - actors)->id,
                key
            };
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

            *node = (ent_node){ act->id, act->title.len ? act->title : act->id, act->label,
                                ENT_NODE_ACT, ENT_NONE, (uint32_t)(key - actors) };
        }
    }
    ent_mem_free(order);
    return ENT_OK;
}

/* ---- ties ---- */

static int by_ends(const void *a, const void *b)
{
    const link *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    if (x->evidence.unknown != y->evidence.unknown)
        return x->evidence.unknown ? 1 : -1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static ent_level merge_level(ent_level now, ent_level other)
{
    return now == ENT_LEVEL_NONE || now == other ? other
           : other == ENT_LEVEL_NONE             ? now
                                                 : ENT_LEVEL_MIXED;
}

static double tie_weight(const builder *b, const ent_tie *tie, double sum)
{
    double x, y;

    if (b->n->selection.weight == ENT_WEIGHT_BINARY)
        return 1;
    if (b->n->selection.weight != ENT_WEIGHT_JACCARD &&
        b->n->selection.weight != ENT_WEIGHT_COSINE)
        return sum;
    if (b->n->selection.network == ENT_NET_ACTS) {
        x = b->parties_of[b->n->nodes[tie->a].act];
        y = b->parties_of[b->n->nodes[tie->b].act];
    } else {
        x = b->acts_of[b->n->nodes[tie->a].actor];
        y = b->acts_of[b->n->nodes[tie->b].actor];
    }
    return b->n->selection.weight == ENT_WEIGHT_JACCARD ? sum / (x + y - sum)
                                                        : sum / sqrt(x * y);
}

static void finish_tie(builder *b, ent_tie *tie, const link *links)
{
    uint32_t all = tie->count, known = 0;
    double sum = 0;

    for (uint32_t i = 0; i < all; i++) {
        b->n->evidence[tie->first + i] = links[i].evidence;
        known += !links[i].evidence.unknown;
    }
    tie->unknown = known == 0;
    tie->count = tie->unknown || b->n->selection.unknown_as_tie ? all : known;
    tie->doubtful = all - tie->count;
    for (uint32_t i = 0; i < tie->count; i++) {
        const ent_evidence *e = &links[i].evidence;

        sum += links[i].weight;
        if (!e->is_membership && b->n->selection.network != ENT_NET_ACTS)
            tie->level = merge_level(tie->level, ent_act_at(b->d, e->record)->level);
    }
    tie->weight = tie_weight(b, tie, sum);
}

static ent_status make_ties(builder *b)
{
    ent_network *n = b->n;
    size_t count = 0;

    for (size_t i = 0; i < b->link_count; i++) {
        uint32_t x = n->node_of[b->links[i].a], y = n->node_of[b->links[i].b];

        b->links[i].a = x < y || n->selection.directed ? x : y;
        b->links[i].b = x < y || n->selection.directed ? y : x;
    }
    if (b->link_count)
        qsort(b->links, b->link_count, sizeof *b->links, by_ends);
    for (size_t i = 0; i < b->link_count; i++)
        count += !i || b->links[i].a != b->links[i - 1].a || b->links[i].b != b->links[i - 1].b;
    n->ties = ent_mem_new(count, sizeof *n->ties);
    n->unknown_ties = ent_mem_new(count, sizeof *n->unknown_ties);
    n->evidence = ent_mem_new(b->link_count, sizeof *n->evidence);
    if (!n->ties || !n->unknown_ties || !n->evidence)
        return ent_out_of_memory(b->diags);
    for (size_t i = 0, end; i < b->link_count; i = end) {
        ent_tie tie = { .a = b->links[i].a, .b = b->links[i].b, .first = (uint32_t)i };

        end = i + 1;
        while (end < b->link_count && b->links[end].a == tie.a && b->links[end].b == tie.b)
            end++;
        tie.count = (uint32_t)(end - i);
        finish_tie(b, &tie, b->links + i);
        if (tie.unknown && !n->selection.unknown_as_tie)
            n->unknown_ties[n->unknown_count++] = tie;
        else
            n->ties[n->tie_count++] = tie;
    }
    return ENT_OK;
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

static ent_status check_weight(const ent_dataset *d, ent_selection *s, ent_diags *diags)
{
    bool projection = s->network == ENT_NET_ACTORS || s->network == ENT_NET_ACTS;

    if (s->directed && (ent_dataset_shape(d) != ENT_PAIR_ROWS ||
                        (s->network != ENT_NET_TIES && s->network != ENT_NET_ACTORS)))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "directions are read from rows of pairs: expected columns from and to (or "
                        "source and target), and a network of ties or actors");
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
                        "no column '%s' in the table of agreements to weigh ties with",
                        s->weight_column);
    if (!projection && ent_dataset_shape(d) != ENT_PAIR_ROWS &&
        (s->weight == ENT_WEIGHT_NEWMAN || s->weight == ENT_WEIGHT_JACCARD ||
         s->weight == ENT_WEIGHT_COSINE))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the weight '%s' is one of projections; add --network actors",
                        ent_weight_name(s->weight));
    return ENT_OK;
}

static ent_status begin(builder *b)
{
    size_t actors = ent_actor_count(b->d), acts = ent_act_count(b->d);

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
    b->parties_of = ent_mem_new(acts, sizeof *b->parties_of);
    if (!b->actor_rank || !b->act_rank || !b->in_network || !b->acts_of || !b->parties_of)
        return ent_out_of_memory(b->diags);
    return ENT_OK;
}

static ent_status build(builder *b)
{
    ent_status status = begin(b);

    for (uint32_t i = 0; i < ent_act_count(b->d) && status == ENT_OK; i++)
        status = build_act(b, i);
    if (status != ENT_OK || (status = build_memberships(b)) != ENT_OK)
        return status;
    if (b->n->selection.network == ENT_NET_ACTS && (status = turn_to_acts(b)) != ENT_OK)
        return status;
    if (b->filter.ego != ENT_NONE && (status = keep_ego(b)) != ENT_OK)
        return status;
    if (b->filter.ego != ENT_NONE)
        b->n->selection.drop_isolates = true; /* the population of an ego network is its own */
    choose_actors(b);
    if ((status = number_nodes(b)) != ENT_OK || (status = make_ties(b)) != ENT_OK)
        return status;
    return close_ledger(b);
}

ent_status ent_network_new(ent_network **network, const ent_dataset *d,
                           const ent_selection *selection, ent_diags *diags)
{
    ent_network *n = ent_mem_new(1, sizeof *n);
    builder b = { .n = n, .d = d, .diags = diags };
    ent_status status;

    *network = NULL;
    if (!n)
        return ent_out_of_memory(diags);
    n->d = d;
    n->selection = *selection;
    if ((status = check_weight(d, &n->selection, diags)) == ENT_OK &&
        (status = ent_filter_init(&b.filter, d, &n->selection, diags)) == ENT_OK)
        status = build(&b);
    ent_filter_destroy(&b.filter);
    ent_mem_free(b.links);
    ent_mem_free(b.here);
    ent_mem_free(b.actor_rank);
    ent_mem_free(b.act_rank);
    ent_mem_free(b.in_network);
    ent_mem_free(b.acts_of);
    ent_mem_free(b.parties_of);
    if (status != ENT_OK)
        ent_network_free(n);
    else
        *network = n;
    return status;
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
    ent_arena_destroy(&n->arena);
    ent_mem_free(n);
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

size_t ent_tie_count(const ent_network *n)
{
    return n->tie_count;
}

const ent_tie *ent_tie_at(const ent_network *n, size_t i)
{
    return &n->ties[i];
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
            return actor->state->id;
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

void ent_network_describe(const ent_network *n, ent_buf *out)
{
    static const char *const kinds[] = {
        "states and organizations tied by agreements", "parties and agreements (two modes)",
        "parties tied by agreements in common", "agreements tied by parties in common",
        "members and organizations (two modes)"
    };
    static const char *const rules[] = { "signed", "ratified", "in force",
                                         "of any status, drafts and plans too" };
    const ent_selection *s = &n->selection;
    const struct {
        const char *word, *value;
    } parts[] = { { "level", s->level }, { "kind", s->kind }, { "topic", s->topic },
                  { "within", s->within }, { "roles", s->role }, { "only", s->only },
                  { "around", s->ego } };

    ent_buf_text(out, kinds[s->network]);
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
    ent_buf_format(out, "; weight: %s", s->weight == ENT_WEIGHT_COUNT    ? "acts"
                                        : s->weight == ENT_WEIGHT_COLUMN ? s->weight_column
                                                                         : ent_weight_name(s->weight));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value)
            ent_buf_format(out, "; %s: %s", parts[i].word, parts[i].value);
    if (s->ego && s->ego_radius != 1)
        ent_buf_format(out, " within %zu steps", s->ego_radius);
    if (s->max_parties)
        ent_buf_format(out, "; acts of at most %zu parties", s->max_parties);
    if (s->with_memberships)
        ent_buf_text(out, "; with memberships");
    if (s->assume_open)
        ent_buf_text(out, "; what has no recorded end is taken as not ended");
    if (s->unknown_as_tie)
        ent_buf_text(out, "; unknown counted as ties");
    if (s->drop_isolates)
        ent_buf_text(out, "; without isolates");
}
