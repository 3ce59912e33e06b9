/* context_bodies.c: bodies stand with the organization that they are part of. In a pyramid that is a place beside it
 * for bodies without ties of their own, and a line to what an agreement set up; in other layouts the mark of
 * the organization, or of the state, stands for its bodies. */
#include "figure/context.h"

#include <stdlib.h>

#include "figure/encode.h"

enum { DEEPEST = 16 }; /* bodies of bodies; the data are checked for cycles, but may be read unchecked */

/* Has the drawn node a tie of the network, or a line of the context to a state? */
static bool has_lines(const ent_figure *f, uint32_t node)
{
    if (f->nodes[node].degree)
        return true;
    for (size_t i = 0; i < f->context.count; i++) {
        const context_tie *t = &f->context.items[i];
        uint32_t other = t->a == node ? t->b : t->b == node ? t->a : ENT_NONE;

        if (other != ENT_NONE && !ent_is_box(f->nodes[other].type))
            return true;
    }
    return false;
}

/* The state or organization that a body is part of, at any depth; ENT_NONE: there is none. */
static uint32_t holder_of(const ent_dataset *d, uint32_t actor)
{
    for (int deep = 0; deep < DEEPEST; deep++) {
        const ent_actor *a = ent_actor_at(d, actor);

        if (a->type != ENT_BODY)
            return deep ? actor : ENT_NONE;
        if (a->part_of == ENT_NONE)
            return ENT_NONE;
        actor = a->part_of;
    }
    return ENT_NONE;
}

const ent_node *ent_context_mark(const ent_figure *f, const ent_node *node)
{
    const ent_dataset *d = ent_network_dataset(f->wide);
    uint32_t holder, at;

    if (node->actor == ENT_NONE || ent_node_of_actor(f->networks[0], node->actor) != ENT_NONE ||
        (holder = holder_of(d, node->actor)) == ENT_NONE || (at = ent_node_of_actor(f->wide, holder)) == ENT_NONE)
        return node;
    if (f->layout->bands && ent_actor_at(d, holder)->type != ENT_STATE)
        return node; /* it has a mark beside that of the organization */
    return ent_node_at(f->wide, at);
}

void ent_context_place_bodies(ent_figure *f, const uint32_t *of_actor)
{
    const ent_dataset *d = ent_network_dataset(f->wide);

    for (size_t a = 0; a < ent_actor_count(d); a++) {
        uint32_t node = of_actor[a], holder = node == ENT_NONE ? ENT_NONE : holder_of(d, (uint32_t)a);

        if (holder == ENT_NONE || (holder = of_actor[holder]) == ENT_NONE || holder == node)
            continue;
        if (ent_is_box(f->nodes[holder].type) && !has_lines(f, node) &&
            ent_main_level(&f->nodes[node]) == ent_main_level(&f->nodes[holder]))
            f->nodes[node].part_of = holder;
    }
}

/* The box of the context that holds an agreement, or ENT_NONE. */
static uint32_t box_of_act(const ent_figure *f, ent_str act)
{
    const ent_dataset *d = ent_network_dataset(f->wide);

    for (size_t i = 0; i < f->node_count; i++)
        for (size_t k = 0; k < f->nodes[i].document_count && f->nodes[i].type == ENT_NODE_ACT; k++)
            if (ent_str_eq(ent_act_id(d, f->nodes[i].documents[k]), act))
                return (uint32_t)i;
    return ENT_NONE;
}

static int by_ends(const void *a, const void *b)
{
    const context_tie *x = a, *y = b;

    return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b != y->b ? (x->b < y->b ? -1 : 1) : 0;
}

/* In the order of their ends: rows have none. */
bool ent_context_set_up(ent_figure *f, const uint32_t *of_actor)
{
    const ent_dataset *d = ent_network_dataset(f->wide);
    size_t before = f->context.count;

    for (size_t i = 0; i < ent_table_rows(d, ENT_RELATIONS); i++) {
        ent_row row = ent_table_row(d, ENT_RELATIONS, i);
        uint32_t body = ent_actor_find(d, ent_cell(d, row, "to")), from;
        context_tie *t;

        if (!ent_str_is(ent_cell(d, row, "kind"), "sets up") || body == ENT_NONE || of_actor[body] == ENT_NONE)
            continue;
        if ((from = box_of_act(f, ent_cell(d, row, "from"))) == ENT_NONE)
            continue;
        if ((t = ENT_LIST_ADD(&f->context)) == NULL)
            return false;
        *t = (context_tie){ .a = from, .b = of_actor[body], .from = from, .to = of_actor[body], .sets_up = true };
    }
    if (f->context.count > before)
        qsort(f->context.items + before, f->context.count - before, sizeof *f->context.items, by_ends);
    return true;
}
