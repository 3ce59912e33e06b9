/* louvain.c: groups of nodes become the nodes of the next level. Not by igraph, whose 0.10.2 may
 * never end. */
#include "measure/communities/methods.h"

#include <string.h>

#include "base/mem.h"

/* The graph of groups of one level: ties in rows, what is inside a group counts in its strength. */
typedef struct level {
    uint32_t n;
    uint32_t *start, *to;
    double *weight, *strength;
} level;

typedef struct mover {
    uint32_t *order, *group, *touched, *number;
    double *total, *toward; /* strength of each group; weight of a node's ties to it */
} mover;

static void free_level(level *l)
{
    ent_mem_free(l->start);
    ent_mem_free(l->to);
    ent_mem_free(l->weight);
    ent_mem_free(l->strength);
    *l = (level){ 0 };
}

static bool make_level(level *l, uint32_t n, size_t ends)
{
    *l = (level){ .n = n,
                  .start = ent_mem_new((size_t)n + 1, sizeof *l->start),
                  .to = ent_mem_new(ends + 1, sizeof *l->to),
                  .weight = ent_mem_new(ends + 1, sizeof *l->weight),
                  .strength = ent_mem_new((size_t)n + 1, sizeof *l->strength) };
    return l->start && l->to && l->weight && l->strength;
}

static bool first_level(level *l, const ent_work *v)
{
    if (!make_level(l, v->n, 2 * (size_t)v->m))
        return false;
    memcpy(l->start, v->start, ((size_t)v->n + 1) * sizeof *l->start);
    memcpy(l->to, v->neighbor, 2 * (size_t)v->m * sizeof *l->to);
    memcpy(l->strength, v->strength, v->n * sizeof *l->strength);
    for (uint32_t k = 0; k < 2 * v->m; k++)
        l->weight[k] = ent_method_weight(v, k);
    return true;
}

/* Moves node i to the group where it adds most; the gain must be more than rounding makes, so that
 * no node goes round in circles. */
static bool move_node(const level *l, mover *m, uint32_t i, double gamma, double all)
{
    uint32_t own = m->group[i], best = own, count = 0;
    double stay, most;

    for (uint32_t k = l->start[i]; k < l->start[i + 1]; k++) {
        uint32_t g = m->group[l->to[k]];

        if (l->to[k] == i)
            continue;
        if (m->toward[g] == 0)
            m->touched[count++] = g;
        m->toward[g] += l->weight[k];
    }
    m->total[own] -= l->strength[i];
    stay = m->toward[own] - gamma * l->strength[i] * m->total[own] / all;
    most = stay + 1e-10 * l->strength[i];
    for (uint32_t t = 0; t < count; t++) {
        uint32_t g = m->touched[t];
        double gain = m->toward[g] - gamma * l->strength[i] * m->total[g] / all;

        if (g != own && (gain > most || (gain == most && g < best))) {
            most = gain;
            best = g;
        }
    }
    for (uint32_t t = 0; t < count; t++)
        m->toward[m->touched[t]] = 0;
    m->total[best] += l->strength[i];
    m->group[i] = best;
    return best != own;
}

static bool move_all(const level *l, mover *m, double gamma, double all, ent_random *random)
{
    bool moved = false, again = true;

    for (uint32_t i = 0; i < l->n; i++) {
        m->order[i] = m->group[i] = i;
        m->total[i] = l->strength[i];
    }
    ent_random_shuffle(random, m->order, l->n);
    for (int round = 0; round < 1000 && again; round++) {
        again = false;
        for (uint32_t i = 0; i < l->n; i++)
            again |= move_node(l, m, m->order[i], gamma, all);
        moved |= again;
    }
    return moved;
}

/* Groups become the nodes of the next level. */
static bool merge_level(level *next, const level *l, mover *m)
{
    uint32_t groups = 0, *first, *after;
    size_t at = 0;

    memset(m->number, 0, l->n * sizeof *m->number);
    for (uint32_t i = 0; i < l->n; i++)
        if (!m->number[m->group[i]])
            m->number[m->group[i]] = ++groups;
    for (uint32_t i = 0; i < l->n; i++)
        m->group[i] = m->number[m->group[i]] - 1;
    first = ent_mem_new(2 * (size_t)l->n + 1, sizeof *first);
    if (!first || !make_level(next, groups, l->start[l->n])) {
        ent_mem_free(first);
        return false;
    }
    after = first + l->n;
    for (uint32_t i = l->n; i-- > 0;) { /* members of each group, in order */
        after[i] = first[m->group[i]];
        first[m->group[i]] = i + 1;
    }
    for (uint32_t g = 0; g < groups; g++) {
        uint32_t count = 0;

        for (uint32_t i = first[g]; i; i = after[i - 1]) {
            next->strength[g] += l->strength[i - 1];
            for (uint32_t k = l->start[i - 1]; k < l->start[i]; k++) {
                uint32_t other = m->group[l->to[k]];

                if (other == g)
                    continue;
                if (m->toward[other] == 0)
                    m->touched[count++] = other;
                m->toward[other] += l->weight[k];
            }
        }
        for (uint32_t t = 0; t < count; t++) {
            next->to[at] = m->touched[t];
            next->weight[at++] = m->toward[m->touched[t]];
            m->toward[m->touched[t]] = 0;
        }
        next->start[g + 1] = (uint32_t)at;
    }
    ent_mem_free(first);
    return true;
}

ent_status ent_method_louvain(ent_work *v, double gamma, size_t start, ent_random *random,
                          uint32_t *found)
{
    uint32_t *words = ent_mem_new(4 * (size_t)v->n + 1, sizeof *words);
    double *numbers = ent_mem_new(2 * (size_t)v->n + 1, sizeof *numbers);
    mover m = { words, words + v->n, words + 2 * v->n, words + 3 * v->n, numbers, numbers + v->n };
    level l = { 0 }, next = { 0 };
    bool fine = words && numbers && first_level(&l, v);

    (void)start;
    for (uint32_t i = 0; i < v->n; i++)
        found[i] = i;
    while (fine && move_all(&l, &m, gamma, 2 * v->total_weight, random)) {
        fine = merge_level(&next, &l, &m);
        for (uint32_t i = 0; i < v->n && fine; i++)
            found[i] = m.group[found[i]];
        free_level(&l);
        l = next;
        next = (level){ 0 };
    }
    free_level(&l);
    ent_mem_free(words);
    ent_mem_free(numbers);
    return fine ? ENT_OK : ent_out_of_memory(v->diags);
}
