/* changes.c: two networks laid on each other: which ties appeared, ended, became unknown, and what
 * did it. Nodes of both stand in the order of their ids, so ties do too, and one walk over both
 * lists finds all differences. */
#include "measure/series.h"

#include "base/mem.h"

const char *ent_tie_state_name(ent_tie_state state)
{
    static const char *const names[] = { "none", "unknown", "tie" };

    return names[state];
}

/* The ties of a network, known and unknown, as one sorted list. */
typedef struct walk {
    const ent_network *n;
    const uint32_t *place; /* of each node among the nodes of both */
    size_t known, unknown; /* how far each list is read */
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
    seen known = { NULL, UINT64_MAX, ENT_TIE_THERE }, unknown = { NULL, UINT64_MAX, ENT_TIE_UNKNOWN };

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

static void step_on(walk *w, seen s)
{
    if (s.state == ENT_TIE_UNKNOWN)
        w->unknown++;
    else
        w->known++;
}

static ent_series_node node_at(const ent_network *n, uint32_t i)
{
    return (ent_series_node){ ent_node_at(n, i)->actor, ent_node_at(n, i)->act };
}

/* One line for each act: of the network in which the tie is more surely there. */
static void tell(ent_buf *out, size_t *count, size_t step, const ent_network *n, const ent_tie *tie,
                 ent_tie_state before, ent_tie_state after)
{
    const ent_evidence *e = ent_tie_evidence(n, tie);

    for (uint32_t i = 0; i < tie->count; i++) {
        ent_series_change change = { .step = step, .before = before, .after = after,
                                     .a = node_at(n, tie->a), .b = node_at(n, tie->b),
                                     .act = ent_evidence_id(n, &e[i]) };

        ent_evidence_spell(n, tie, &e[i], &change.from, &change.to);
        ent_buf_add(out, (const char *)&change, sizeof change);
        ++*count;
    }
}

/* Places of the nodes of both networks in one order; false when memory was refused. */
static bool join_nodes(const ent_network *x, const ent_network *y, uint32_t *of_x, uint32_t *of_y)
{
    size_t i = 0, j = 0;

    if (!of_x || !of_y)
        return false;
    for (uint32_t place = 0; i < ent_node_count(x) || j < ent_node_count(y); place++) {
        int order = i == ent_node_count(x)   ? 1
                    : j == ent_node_count(y) ? -1
                                             : 0;

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

ent_status ent_series_compare(const ent_network *before, const ent_network *after, size_t step,
                              ent_buf *out, size_t *count, ent_diags *diags)
{
    uint32_t *old_place = ent_mem_new(ent_node_count(before), sizeof *old_place);
    uint32_t *new_place = ent_mem_new(ent_node_count(after), sizeof *new_place);
    walk x = { before, old_place, 0, 0 }, y = { after, new_place, 0, 0 };
    bool joined = join_nodes(before, after, old_place, new_place);

    *count = 0;
    while (joined) {
        seen was = peek(&x), is = peek(&y);
        uint64_t pair = was.pair < is.pair ? was.pair : is.pair;
        ent_tie_state then = was.tie && was.pair == pair ? was.state : ENT_TIE_NONE;
        ent_tie_state now = is.tie && is.pair == pair ? is.state : ENT_TIE_NONE;

        if (!was.tie && !is.tie)
            break;
        if (then != now)
            tell(out, count, step, now > then ? after : before, now > then ? is.tie : was.tie, then,
                 now);
        if (then != ENT_TIE_NONE)
            step_on(&x, was);
        if (now != ENT_TIE_NONE)
            step_on(&y, is);
    }
    ent_mem_free(old_place);
    ent_mem_free(new_place);
    return joined ? ENT_OK : ent_out_of_memory(diags);
}
