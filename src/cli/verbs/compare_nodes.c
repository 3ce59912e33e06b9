/* compare_nodes.c: the nodes of two networks that are compared. */
#include "cli/verbs/compare.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "cli/outputs.h"

typedef struct both { /* a node in either network; ENT_NONE: not in it */
    uint32_t at[2];
    bool apart;   /* a node of the second mode, ranked separately */
    size_t order; /* of ids */
    double key;
} both;

static int by_id(const ent_node *x, const ent_node *y)
{
    int order = ent_str_compare_natural(x->id, y->id);

    return order ? order : (x->actor == ENT_NONE) - (y->actor == ENT_NONE);
}

static size_t join_nodes(const comparison *c, both *nodes)
{
    const ent_network *a = c->sides[0].n, *b = c->sides[1].n;
    size_t i = 0, j = 0, count = 0;

    while (i < ent_node_count(a) || j < ent_node_count(b)) {
        int order = i == ent_node_count(a)   ? 1
                    : j == ent_node_count(b) ? -1
                                             : by_id(ent_node_at(a, i), ent_node_at(b, j));

        nodes[count] = (both){
            { order <= 0 ? (uint32_t)i : ENT_NONE, order >= 0 ? (uint32_t)j : ENT_NONE },
            order <= 0 ? ent_node_apart(a, i) : ent_node_apart(b, j), count, 0
        };
        count++;
        i += order <= 0;
        j += order >= 0;
    }
    return count;
}

/* The first result by which nodes can be ranked; SIZE_MAX: none. */
static size_t leading(const comparison *c)
{
    for (size_t i = 0; i < ent_results_count(c->sides[0].r); i++) {
        const ent_measure *m = ent_result_at(c->sides[0].r, i)->measure;

        if (m->scope == ENT_SCOPE_NODE && !(m->flags & ENT_MEASURE_CLASS))
            return i;
    }
    return SIZE_MAX;
}

static bool shown(const comparison *c, size_t i)
{
    const ent_measure *m = ent_result_at(c->sides[0].r, i)->measure;

    return m->scope == ENT_SCOPE_NODE && !(m->flags & ENT_MEASURE_CLASS);
}

static double value_at(const side *s, size_t result, uint32_t node)
{
    return node == ENT_NONE ? NAN : ent_result_at(s->r, result)->values[node];
}

static ent_rank rank_at(const side *s, size_t result, uint32_t node)
{
    return node == ENT_NONE ? (ent_rank){ 0, 0 } : ent_results_rank(s->r, result, node);
}

/* Ranks gained: from 5 to 2 is 3. A shared rank counts as the middle of its range. */
static double ranks_gained(ent_rank a, ent_rank b)
{
    return a.first && b.first ? (double)(a.first + a.last) / 2 - (double)(b.first + b.last) / 2
                              : NAN;
}

static int by_key(const void *x, const void *y)
{
    const both *a = x, *b = y;
    double p = isnan(a->key) ? -1 : a->key, q = isnan(b->key) ? -1 : b->key;

    if (a->apart != b->apart)
        return a->apart ? 1 : -1;
    if (p != q)
        return p > q ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void node_columns(comparison *c)
{
    static const char *const endings[] = { "_a", "_b", "_rank_a", "_rank_b", "_places" };
    ent_buf name = { 0 };

    ent_sheet_column(c->sheet, ENT_STR("id"), false);
    ent_sheet_column(c->sheet, ENT_STR("name"), false);
    for (size_t i = 0; i < ent_results_count(c->sides[0].r); i++)
        for (size_t e = 0; e < 5 && shown(c, i); e++) {
            ent_buf_clear(&name);
            ent_buf_str(&name, ent_result_at(c->sides[0].r, i)->name);
            ent_buf_text(&name, endings[e]);
            ent_sheet_column(c->sheet, ent_buf_view(&name), true);
        }
    ent_buf_destroy(&name);
}

static void node_row(comparison *c, const both *node)
{
    int in = node->at[1] != ENT_NONE;
    const ent_node *n = ent_node_at(c->sides[in].n, node->at[in]);

    ent_sheet_row(c->sheet);
    ent_sheet_text(c->sheet, n->id);
    ent_sheet_text(c->sheet, n->name);
    for (size_t i = 0; i < ent_results_count(c->sides[0].r); i++) {
        ent_rank a, b;

        if (!shown(c, i))
            continue;
        a = rank_at(&c->sides[0], i, node->at[0]);
        b = rank_at(&c->sides[1], i, node->at[1]);
        ent_sheet_number(c->sheet, value_at(&c->sides[0], i, node->at[0]));
        ent_sheet_number(c->sheet, value_at(&c->sides[1], i, node->at[1]));
        rank_cell(c->sheet, a);
        rank_cell(c->sheet, b);
        ent_sheet_number(c->sheet, ranks_gained(a, b));
    }
}

/* Formats for readers rank nodes by their values in b, actors first; the others keep the order of ids. */
ent_status compare_nodes(comparison *c)
{
    size_t most = ent_node_count(c->sides[0].n) + ent_node_count(c->sides[1].n), count;
    both *nodes = ent_mem_new(most, sizeof *nodes);
    size_t lead = leading(c);

    if (!nodes)
        return ent_out_of_memory(c->diags);
    count = join_nodes(c, nodes);
    for (size_t i = 0; i < count && lead != SIZE_MAX; i++)
        nodes[i].key = value_at(&c->sides[1], lead, nodes[i].at[1]);
    if (c->for_readers && lead != SIZE_MAX && count)
        qsort(nodes, count, sizeof *nodes, by_key);
    node_columns(c);
    for (size_t i = 0; i < count; i++)
        node_row(c, &nodes[i]);
    ent_mem_free(nodes);
    return ENT_OK;
}
