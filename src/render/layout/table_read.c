/* table_read.c: what a table shows: parties in the order of their rows, agreements in the order of their columns,
 * cells, and the partners of agreements of two. */
#include <stdlib.h>

#include "base/mem.h"
#include "render/layout/node_order.h"
#include "render/layout/table.h"
#include "render/scene/drawing.h"

enum { LONGEST_NAME = 26, LONGEST_CODE = 8 };

#define GAP 0.5 /* between groups of columns, in cells */

ent_str table_name(const table *t, size_t state)
{
    const node *n = &t->s->d->nodes[state];

    return one_line(t->s, t->codes ? n->id : n->label, t->codes ? LONGEST_CODE : LONGEST_NAME);
}

colour table_colour(const table *t, size_t state)
{
    const description *d = t->s->d;
    size_t own = table_group(t, state);

    return own != NONE && own < d->bloc_count && d->blocs[own].colour != d->theme.quiet
               ? d->blocs[own].colour
           : d->theme.step_count ? d->theme.steps[d->theme.step_count / 2]
                                 : d->theme.quiet;
}

/* ---- rows ---- */

typedef struct ordered {
    const table *t;
    size_t node;
    bool sparse;
} ordered;

/* By group; then the states in most agreements first or, where most cells are empty, those of the first
 * agreement first, so that the parties of each stand together. */
static int in_order(const void *a, const void *b)
{
    const ordered *x = a, *y = b;
    const table *t = x->t;
    size_t gx = table_group(t, x->node), gy = table_group(t, y->node), dx = t->degree[t->at[x->node]],
           dy = t->degree[t->at[y->node]];

    if (gx != gy)
        return gx < gy ? -1 : 1;
    if (!x->sparse && dx != dy)
        return dx > dy ? -1 : 1;
    for (size_t k = 0; k < t->act_count; k++)
        if (!table_cell(t, x->node, k) != !table_cell(t, y->node, k))
            return table_cell(t, x->node, k) ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* Kept places are an order of rows. */
static ent_status sort_states(table *t, ent_diags *diags)
{
    size_t n = t->state_count, filled = 0;
    ordered *order = ent_mem_new(n, sizeof *order);

    if (!order)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < n; i++)
        filled += t->degree[i];
    for (size_t i = 0; i < n; i++)
        order[i] = (ordered){ t, t->states[i], 2 * filled < n * t->act_count };
    if (n)
        qsort(order, n, sizeof *order, in_order);
    for (size_t i = 0; i < n; i++)
        t->states[i] = order[i].node;
    ent_mem_free(order);
    order_as_kept(t->s, t->states, n, KEPT_DOWN);
    return ENT_OK;
}

static size_t partners_of(const table *t, size_t state)
{
    return t->first_partner[t->at[state] + 1] - t->first_partner[t->at[state]];
}

static bool same_row(const table *t, size_t x, size_t y)
{
    if (table_group(t, x) != table_group(t, y) || partners_of(t, x) || partners_of(t, y))
        return false;
    for (size_t k = 0; k < t->act_count; k++) {
        size_t a = table_cell(t, x, k), b = table_cell(t, y, k);

        if (!a != !b || (a && t->s->d->ties[a - 1].unknown != t->s->d->ties[b - 1].unknown))
            return false;
    }
    return true;
}

/* States of equal agreements share a row only where that saves much: a row for each is found sooner. */
static void make_rows(table *t)
{
    enum { LEFT_OF_TEN = 3 };

    for (int merge = 1; merge >= 0; merge--) {
        t->row_count = 0;
        for (size_t i = 0; i < t->state_count; i++)
            if (merge && i && same_row(t, t->states[i - 1], t->states[i]))
                t->rows[t->row_count - 1].count++;
            else
                t->rows[t->row_count++] = (row){ .first = i, .count = 1 };
        t->merged = merge;
        if (10 * t->row_count <= LEFT_OF_TEN * t->state_count)
            return;
    }
}

/* ---- what the network says ---- */

static int by_state(const void *a, const void *b)
{
    const partner *x = a, *y = b;

    if (x->state != y->state)
        return x->state < y->state ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* Cells, and the partners of agreements of two. */
static void read_ties(table *t)
{
    const description *d = t->s->d;

    for (size_t i = 0; i < d->tie_count; i++) {
        const tie *e = &d->ties[i];
        bool a_is_act = d->nodes[e->a].mode == 1, b_is_act = d->nodes[e->b].mode == 1;

        if (a_is_act != b_is_act) {
            size_t state = a_is_act ? e->b : e->a, act = a_is_act ? e->a : e->b;

            t->tie_of[t->at[state] * t->act_count + t->at[act]] = i + 1;
            t->degree[t->at[state]]++;
        } else if (!a_is_act) {
            t->partners[t->partner_count++] = (partner){ t->at[e->a], i, e->b };
            t->partners[t->partner_count++] = (partner){ t->at[e->b], i, e->a };
        }
    }
    if (t->partner_count)
        qsort(t->partners, t->partner_count, sizeof *t->partners, by_state);
    for (size_t i = 0; i < t->partner_count; i++)
        t->first_partner[t->partners[i].state + 1]++;
    for (size_t i = 0; i < t->state_count; i++)
        t->first_partner[i + 1] += t->first_partner[i];
}

static int by_number(const void *a, const void *b)
{
    const ordered *x = a, *y = b;
    size_t nx = x->t->s->d->nodes[x->node].number, ny = y->t->s->d->nodes[y->node].number;

    if (nx != ny)
        return nx < ny ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* The columns in the order of their numbers; groups stand apart. */
static ent_status order_acts(table *t, ent_diags *diags)
{
    ordered *order = ent_mem_new(t->act_count, sizeof *order);

    if (!order)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < t->act_count; i++)
        order[i] = (ordered){ t, t->acts[i], false };
    if (t->act_count)
        qsort(order, t->act_count, sizeof *order, by_number);
    for (size_t i = 0; i < t->act_count; i++) {
        t->acts[i] = order[i].node;
        t->at[t->acts[i]] = i;
        t->columns_end += i && table_group(t, t->acts[i]) != table_group(t, t->acts[i - 1]) ? GAP : 0;
        t->column_at[i] = t->columns_end++;
    }
    ent_mem_free(order);
    return ENT_OK;
}

ent_status table_read(table *t, ent_diags *diags)
{
    scene *s = t->s;
    const description *d = s->d;
    size_t n = d->node_count, *space = ent_arena_new(&s->arena, 6 * n + 2, sizeof *space);
    ent_status status;

    t->column_at = ent_arena_new(&s->arena, n, sizeof *t->column_at);
    t->partners = ent_arena_new(&s->arena, 2 * d->tie_count, sizeof *t->partners);
    t->rows = ent_arena_new(&s->arena, n, sizeof *t->rows);
    if (!space || !t->column_at || !t->partners || !t->rows)
        return ent_out_of_memory(diags);
    t->states = space;
    t->acts = space + n;
    t->at = space + 2 * n;
    t->degree = space + 3 * n;
    t->first_partner = space + 4 * n;
    for (size_t i = 0; i < n; i++)
        if (d->nodes[i].mode == 1)
            t->acts[t->act_count++] = i;
        else
            t->states[t->state_count++] = i;
    for (size_t i = 0; i < t->state_count; i++)
        t->at[t->states[i]] = i;
    t->tie_of = ent_arena_new(&s->arena, t->state_count * t->act_count, sizeof *t->tie_of);
    if (!t->tie_of)
        return ent_out_of_memory(diags);
    if ((status = order_acts(t, diags)) != ENT_OK)
        return status;
    read_ties(t);
    if ((status = sort_states(t, diags)) != ENT_OK)
        return status;
    make_rows(t);
    return ENT_OK;
}
