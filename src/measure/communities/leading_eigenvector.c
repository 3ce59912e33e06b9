/* leading_eigenvector.c: groups are split in two while modularity gains (Newman 2006). Not by igraph,
 * whose 0.10.2 fails where ARPACK does. */
#include "measure/communities/methods.h"

#include <math.h>

#include "base/mem.h"

typedef struct splitting {
    const ent_work *v;
    double gamma, all;
    uint32_t *member, size; /* the current group */
    const uint32_t *found;
    double *x, *y, *own; /* own: what the row of each member sums to within the group */
} splitting;

/* y = B(g) x: modularity within the group, rows summing to nothing (Newman 2006). */
static void apply(const splitting *s, const double *x, double *y)
{
    const ent_work *v = s->v;
    double sum = 0;

    for (uint32_t k = 0; k < s->size; k++)
        sum += v->strength[s->member[k]] * x[s->member[k]];
    for (uint32_t k = 0; k < s->size; k++) {
        uint32_t i = s->member[k];
        double value = 0;

        for (uint32_t e = v->start[i]; e < v->start[i + 1]; e++)
            if (s->found[v->neighbor[e]] == s->found[i])
                value += ent_method_weight(v, e) * x[v->neighbor[e]];
        y[i] = value - s->gamma * v->strength[i] * sum / s->all - s->own[i] * x[i];
    }
}

/* The vector of the largest eigenvalue, by power iteration on B + cI, c as large as any eigenvalue
 * can be; returns that eigenvalue. */
static double lead(splitting *s, ent_random *random)
{
    enum { MOST_STEPS = 20000 };
    double shift = 0, value = 0, group = 0;

    for (uint32_t k = 0; k < s->size; k++) {
        s->own[s->member[k]] = 0;
        group += s->v->strength[s->member[k]];
        s->x[s->member[k]] = 1;
    }
    apply(s, s->x, s->y);
    for (uint32_t k = 0; k < s->size; k++) {
        uint32_t i = s->member[k];

        s->own[i] = s->y[i];
        shift = fmax(shift, s->v->strength[i] * (1 + s->gamma * group / s->all) + fabs(s->own[i]));
        s->x[i] = ent_random_real(random) - 0.5;
    }
    for (int step = 0; step < MOST_STEPS; step++) {
        double length = 0, change = 0;

        apply(s, s->x, s->y);
        for (uint32_t k = 0; k < s->size; k++) {
            uint32_t i = s->member[k];

            s->y[i] += shift * s->x[i];
            length += s->y[i] * s->y[i];
        }
        length = sqrt(length);
        if (!(length > 0))
            return 0;
        for (uint32_t k = 0; k < s->size; k++) {
            uint32_t i = s->member[k];

            change = fmax(change, fabs(s->y[i] / length - s->x[i]));
            s->x[i] = s->y[i] / length;
        }
        value = length - shift;
        if (step && change < 1e-12)
            break;
    }
    return value;
}

/* What is gained, in units of 2W, by parting those with a positive entry from the others. */
static double gain_of(const splitting *s)
{
    double gain = 0;

    for (uint32_t k = 0; k < s->size; k++)
        s->y[s->member[k]] = s->x[s->member[k]] > 0 ? 1 : -1;
    apply(s, s->y, s->x); /* the vector has done its work */
    for (uint32_t k = 0; k < s->size; k++)
        gain += s->y[s->member[k]] * s->x[s->member[k]];
    return gain / 2;
}

ent_status ent_method_leading_eigenvector(ent_work *v, double gamma, size_t start, ent_random *random,
                                      uint32_t *found)
{
    double *numbers = ent_mem_new(3 * (size_t)v->n + 1, sizeof *numbers);
    uint32_t *member = ent_mem_new((size_t)v->n + 1, sizeof *member);
    uint32_t groups = v->component_count;
    splitting s = { v,       gamma,          2 * v->total_weight, member, 0, found,
                    numbers, numbers + v->n, numbers + 2 * v->n };

    (void)start;
    if (!numbers || !member) {
        ent_mem_free(numbers);
        ent_mem_free(member);
        return ent_out_of_memory(v->diags);
    }
    for (uint32_t i = 0; i < v->n; i++)
        found[i] = v->component[i] - 1;
    for (uint32_t g = 0; g < groups;) {
        double all = 0;

        s.size = 0;
        for (uint32_t i = 0; i < v->n; i++)
            if (found[i] == g) {
                member[s.size++] = i;
                all += v->strength[i];
            }
        /* both in units of weight: what is less of the group's own than this is rounding */
        if (s.size < 2 || lead(&s, random) < 1e-9 * all / s.size || gain_of(&s) < 1e-9 * all) {
            g++;
            continue;
        }
        for (uint32_t k = 0; k < s.size; k++) /* the new group is looked at later, this one again */
            if (s.y[member[k]] < 0)
                found[member[k]] = groups;
        groups++;
    }
    ent_mem_free(numbers);
    ent_mem_free(member);
    return ENT_OK;
}
