/* network_diff.c: the differences of two networks: which ties began, ended or became unknown, and the
 * agreements that are the reason. Nodes are in the order of their ids, and so are ties: one pass over both
 * lists finds all differences. */
#include "measure/run/series.h"

#include <assert.h>

#include "base/mem.h"

const char *ent_tie_state_name(ent_tie_state state)
{
    static const char *const names[] = { "none", "unknown", "tie" };

    static_assert(sizeof names / sizeof *names == ENT_TIE_STATE_COUNT, "a name for each state");
    return names[state];
}

/* Reads the known and the unknown ties of a network as one sorted list. */
typedef struct walk {
    const ent_network *n;
    const uint32_t *place; /* of each node: its position among the nodes of both networks */
    size_t known, unknown; /* number of ties read */
} walk;

typedef struct seen {
    const ent_tie *tie; /* NULL at the end */
    uint64_t pair;
    ent_tie_state state;
} seen;

static uint64_t pair_of(const walk *w, const ent_tie *tie)
{
    return (uint64_t)w->place[tie->a] << 32 | w->place[tie->b];
}

static seen peek(const walk *w)
{
    seen known = { NULL, UINT64_MAX, ENT_TIE_THERE },
         unknown = { NULL, UINT64_MAX, ENT_TIE_UNKNOWN };

    if (w->known < ent_tie_count(w->n)) {
        known.tie = ent_tie_at(w->n, w->known);
        known.pair = pair_of(w, known.tie);
    }
    if (w->unknown < ent_unknown_tie_count(w->n)) {
        unknown.tie = ent_unknown_tie_at(w->n, w->unknown);
        unknown.pair = pair_of(w, unknown.tie);
    }
    return unknown.pair < known.pair ? unknown : known;
}

static void advance(walk *w, seen s)
{
    if (s.state == ENT_TIE_UNKNOWN)
        w->unknown++;
    else
        w->known++;
}

/* Finds the positions of the nodes of both networks in one order; false when memory was refused. */
static bool join_nodes(const ent_network *x, const ent_network *y, uint32_t *of_x, uint32_t *of_y)
{
    size_t i = 0, j = 0;

    if (!of_x || !of_y)
        return false;
    for (uint32_t place = 0; i < ent_node_count(x) || j < ent_node_count(y); place++) {
        int order = i == ent_node_count(x) ? 1 : j == ent_node_count(y) ? -1 : 0;

        if (!order) {
            const ent_node *a = ent_node_at(x, i), *b = ent_node_at(y, j);

            order = ent_str_compare_natural(a->id, b->id);
            if (!order) /* an actor before an act of the same id */
                order = (a->actor == ENT_NONE) - (b->actor == ENT_NONE);
        }
        if (order <= 0)
            of_x[i++] = place;
        if (order >= 0)
            of_y[j++] = place;
    }
    return true;
}

ent_status ent_network_compare(const ent_network *before, const ent_network *after,
                               ent_tie_change_fn *each, void *ctx, ent_diags *diags)
{
    uint32_t *old_place = ent_mem_new(ent_node_count(before), sizeof *old_place);
    uint32_t *new_place = ent_mem_new(ent_node_count(after), sizeof *new_place);
    walk x = { before, old_place, 0, 0 }, y = { after, new_place, 0, 0 };
    bool joined = join_nodes(before, after, old_place, new_place);

    while (joined) {
        seen was = peek(&x), is = peek(&y);
        uint64_t pair = was.pair < is.pair ? was.pair : is.pair;
        ent_tie_change change = { 0 };

        if (!was.tie && !is.tie)
            break;
        if (was.tie && was.pair == pair) {
            change.before = was.tie;
            change.was = was.state;
            advance(&x, was);
        }
        if (is.tie && is.pair == pair) {
            change.after = is.tie;
            change.is = is.state;
            advance(&y, is);
        }
        each(ctx, &change);
    }
    ent_mem_free(old_place);
    ent_mem_free(new_place);
    return joined ? ENT_OK : ent_out_of_memory(diags);
}

/* ---- of a series: a change for each tie and agreement ---- */

typedef struct listing {
    const ent_network *before, *after;
    size_t step, count;
    ent_buf *out;
} listing;

static ent_series_node node_at(const ent_network *n, uint32_t i)
{
    return (ent_series_node){ ent_node_at(n, i)->actor, ent_node_at(n, i)->act };
}

/* Adds a change for each agreement of the tie, in the network where the tie is more certain. */
static void list_change(void *ctx, const ent_tie_change *c)
{
    listing *t = ctx;
    const ent_network *n = c->is > c->was ? t->after : t->before;
    const ent_tie *tie = c->is > c->was ? c->after : c->before;

    for (uint32_t i = 0; c->is != c->was && i < tie->count; i++) {
        const ent_evidence *e = &ent_tie_evidence(n, tie)[i];
        series_change change = { .step = t->step,
                                 .before = c->was,
                                 .after = c->is,
                                 .a = node_at(n, tie->a),
                                 .b = node_at(n, tie->b),
                                 .kind = e->kind,
                                 .record = e->record };

        ent_evidence_spell(n, tie, e, &change.from, &change.to);
        ent_buf_add(t->out, (const char *)&change, sizeof change);
        t->count++;
    }
}

ent_status ent_series_compare(const ent_network *before, const ent_network *after, size_t step,
                              ent_buf *out, size_t *count, ent_diags *diags)
{
    listing t = { before, after, step, 0, out };
    ent_status status = ent_network_compare(before, after, list_change, &t, diags);

    *count = t.count;
    return status;
}
