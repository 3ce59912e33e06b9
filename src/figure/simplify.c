/* simplify.c: networks whose lines no reader could tell apart. The strongest ties of each node, and those that
 * hold the network together, stay as they are and alone decide the places; all others are faint. A strong tie
 * has a high weight, divided by the root of the product of the strengths of its ends, since hubs have high weights with
 * all; of equal ones, its ends share more of their neighbours (as in the Simmelian backbones of
 * Nick, Lee, Cunningham and Brandes 2013). Where neighbours are hardly ever shared, hubs are what there is to see: then
 * the weight itself counts, and of equal ones the ties of its ends. Statistics, sizes and communities are those
 * of the whole network. */
#include "figure/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/neighbours.h"

typedef struct ranking {
    ent_figure *f;
    size_t *first, *next; /* neighbours of node i: next[first[i]..first[i+1]], ascending */
    size_t *order;        /* ties, the strongest first */
    size_t *found, *root; /* strong ties of each node; the node that stands for its component */
    unsigned char *rank;  /* of each tie: from which number of ties for each node on it is strong; 0: never */
} ranking;

enum { MOST_FITTING = 4, NEVER = 255 };

/* ---- the order of ties ---- */

static void ends_of_tie(const void *f_, size_t i, size_t ends[2])
{
    const ent_figure *f = f_;

    ends[0] = f->ties[i].a;
    ends[1] = f->ties[i].b;
}

static double share_neighbours(const ranking *r, size_t a, size_t b)
{
    size_t both = ent_neighbours_common(r->first, r->next, a, b);
    size_t all = r->first[a + 1] - r->first[a] + r->first[b + 1] - r->first[b];

    return (double)both / (double)(all - both);
}

typedef struct ranked {
    double by[3]; /* what makes it strong, the first first */
    size_t tie;
} ranked;

static int by_strength(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    for (int k = 0; k < 3; k++)
        if (x->by[k] < y->by[k] || x->by[k] > y->by[k])
            return x->by[k] > y->by[k] ? -1 : 1;
    return x->tie < y->tie ? -1 : 1;
}

/* Do both ends of ties share few of their neighbours? Then hubs hold the network together, else groups. */
static bool has_hubs(const ranked *list, size_t count)
{
    const double few = 0.35;
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += list[i].by[1];
    return sum < few * (double)count;
}

/* Ties that are not known come last. */
static void order_ties(ranking *r, ranked *list)
{
    ent_figure *f = r->f;

    for (size_t i = 0; i < f->pair_count; i++)
        list[i] = (ranked){ { 0, share_neighbours(r, f->ties[i].a, f->ties[i].b), 0 }, i };
    f->has_hubs = has_hubs(list, f->pair_count);
    for (size_t i = 0; i < f->pair_count; i++) {
        const drawn_tie *t = &f->ties[i];
        const drawn_node *a = &f->nodes[t->a], *b = &f->nodes[t->b];
        double degrees = (double)(a->degree + b->degree), shared = list[i].by[1];

        list[i].by[0] = t->unknown ? -INFINITY : f->has_hubs ? t->weight : t->weight / sqrt(a->strength * b->strength);
        list[i].by[1] = f->has_hubs ? degrees : shared;
        list[i].by[2] = f->has_hubs ? shared : degrees;
    }
    qsort(list, f->pair_count, sizeof *list, by_strength);
    for (size_t i = 0; i < f->pair_count; i++)
        r->order[i] = list[i].tie;
}

/* ---- strong ties ---- */

static size_t root_of(size_t *root, size_t i)
{
    while (root[i] != i)
        i = root[i] = root[root[i]];
    return i;
}

/* From which number of ties for each node on is a tie strong? Those of a forest, which holds the network
 * together, always are. */
static void rank_ties(ranking *r)
{
    const ent_figure *f = r->f;

    for (size_t i = 0; i < f->node_count; i++)
        r->root[i] = i;
    for (size_t k = 0; k < f->pair_count; k++) {
        const drawn_tie *t = &f->ties[r->order[k]];
        size_t a = root_of(r->root, t->a), b = root_of(r->root, t->b);
        size_t least = r->found[t->a] < r->found[t->b] ? r->found[t->a] : r->found[t->b];

        r->found[t->a]++;
        r->found[t->b]++;
        r->root[a] = b;
        r->rank[r->order[k]] = a != b                             ? 1
                               : !t->unknown && least + 1 < NEVER ? (unsigned char)(least + 1)
                                                                  : NEVER;
    }
}

/* As many for each node as leave about two ties for each, and not most of all: these can be followed. */
static unsigned fitting(const ranking *r)
{
    const double most = fmin(2 * (double)r->f->node_count, 0.6 * (double)r->f->pair_count);
    unsigned each = 1;
    size_t counts[MOST_FITTING + 1] = { 0 };

    for (size_t i = 0; i < r->f->pair_count; i++)
        if (r->rank[i] && r->rank[i] <= MOST_FITTING)
            counts[r->rank[i]]++;
    for (size_t sum = counts[1]; each < MOST_FITTING; each++)
        if ((double)(sum += counts[each + 1]) > most)
            break;
    return each;
}

/* Faint ties go behind all others: the places depend on the first so many pairs. */
static ent_status part_ties(ent_figure *f, ent_diags *diags)
{
    drawn_tie *faint = ent_mem_new(f->tie_count, sizeof *faint);
    size_t kept = 0, count = 0, pairs = 0;

    if (!faint)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->tie_count; i++) {
        pairs += i < f->pair_count && !f->ties[i].faint;
        if (f->ties[i].faint)
            faint[count++] = f->ties[i];
        else
            f->ties[kept++] = f->ties[i];
    }
    if (count)
        memcpy(f->ties + kept, faint, count * sizeof *faint);
    ent_mem_free(faint);
    f->pair_count = pairs;
    f->faint_count = count;
    return ENT_OK;
}

static bool make_ranking(ranking *r, ranked **list)
{
    ent_arena *a = &r->f->arena;
    size_t n = r->f->node_count, m = r->f->pair_count;

    r->first = ent_arena_new(a, n + 2, sizeof *r->first);
    r->next = ent_arena_new(a, 2 * m, sizeof *r->next);
    r->order = ent_arena_new(a, m, sizeof *r->order);
    r->found = ent_arena_new(a, n, sizeof *r->found);
    r->root = ent_arena_new(a, n, sizeof *r->root);
    r->rank = ent_arena_new(a, m, sizeof *r->rank);
    *list = ent_arena_new(a, m, sizeof **list);
    return r->first && r->next && r->order && r->found && r->root && r->rank && *list;
}

ent_status ent_simplify(ent_figure *f, ent_diags *diags)
{
    ranking r = { .f = f };
    ranked *list;

    if (!f->options.simplify || f->options.simplify == ENT_SIMPLIFY_NONE || !ent_can_simplify(f, f->layout) || !f->pair_count)
        return ENT_OK;
    if (!make_ranking(&r, &list))
        return ent_out_of_memory(diags);
    ent_neighbours_list(r.first, r.next, f->node_count, f->pair_count, ends_of_tie, f);
    order_ties(&r, list);
    rank_ties(&r);
    f->strongest = f->options.simplify == SIMPLIFY_FITTING ? fitting(&r) : (unsigned)f->options.simplify;
    for (size_t i = 0; i < f->pair_count; i++)
        f->ties[i].faint = !r.rank[i] || r.rank[i] > f->strongest;
    return part_ties(f, diags);
}
