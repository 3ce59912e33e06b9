/* label_propagation.c: each node takes the label that most of its weight has. Not by igraph, whose
 * 0.10.2 rounds weights. */
#include "measure/communities/methods.h"

#include <math.h>

#include "base/mem.h"

/* One node takes the label that most of its weight has; equals are drawn, its own kept. */
static bool relabel(const ent_work *v, uint32_t i, uint32_t *label, double *toward,
                    uint32_t *touched, ent_random *random)
{
    uint32_t count = 0, best = 0;
    double most = 0;

    for (uint32_t k = v->start[i]; k < v->start[i + 1]; k++) {
        uint32_t l = label[v->neighbor[k]];

        if (toward[l] == 0)
            touched[count++] = l;
        toward[l] += ent_method_weight(v, k);
        most = fmax(most, toward[l]);
    }
    most -= 1e-10 * most;
    if (!count || toward[label[i]] >= most) {
        for (uint32_t t = 0; t < count; t++)
            toward[touched[t]] = 0;
        return false;
    }
    for (uint32_t t = 0; t < count; t++) {
        if (toward[touched[t]] >= most)
            touched[best++] = touched[t];
        else
            toward[touched[t]] = 0;
    }
    for (uint32_t t = 0; t < best; t++)
        toward[touched[t]] = 0;
    label[i] = touched[best > 1 ? ent_random_below(random, best) : 0];
    return true;
}

ent_status ent_method_label_propagation(ent_work *v, double gamma, size_t start, ent_random *random,
                                    uint32_t *found)
{
    uint32_t *order = ent_mem_new(2 * (size_t)v->n + 1, sizeof *order);
    double *toward = ent_mem_new((size_t)v->n + 1, sizeof *toward);
    bool again = true;

    (void)gamma, (void)start;
    if (!order || !toward) {
        ent_mem_free(order);
        ent_mem_free(toward);
        return ent_out_of_memory(v->diags);
    }
    for (uint32_t i = 0; i < v->n; i++)
        found[i] = order[i] = i;
    for (int round = 0; round < 1000 && again; round++) {
        again = false;
        ent_random_shuffle(random, order, v->n);
        for (uint32_t i = 0; i < v->n; i++)
            again |= relabel(v, order[i], found, toward, order + v->n, random);
    }
    ent_mem_free(order);
    ent_mem_free(toward);
    return ENT_OK;
}
