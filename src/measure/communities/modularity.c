/* modularity.c: the modularity of a partition, by igraph. */
#include "measure/communities/communities.h"

#include <math.h>

static igraph_error_t modularity_at(const ent_work *w, bool arcs,
                                    const igraph_vector_int_t *membership,
                                    const igraph_vector_t *weights, double gamma, double *result)
{
    return igraph_modularity(arcs ? &w->arc_ig : &w->ig, membership, weights, gamma, arcs, result);
}

ent_status ent_work_modularity(ent_work *w, bool arcs, const uint32_t *labels, bool weighted,
                               double gamma, double *modularity, double *expected)
{
    const work_tie *ties = arcs ? w->ties : w->pairs;
    uint32_t m = arcs ? w->m : w->pair_count;
    ent_status status = arcs ? ent_work_arc_igraph(w) : ent_work_igraph(w);
    igraph_vector_int_t membership = { 0 };
    igraph_vector_t weights = { 0 };
    double all = 0, inside = 0, chance = 0;
    igraph_error_t err;
    ent_ig scope;

    if (status != ENT_OK)
        return status;
    *modularity = NAN;
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_int_init(&membership, w->n)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_init(&weights, m)) != IGRAPH_SUCCESS)
        goto done;
    for (uint32_t i = 0; i < w->n; i++)
        VECTOR(membership)[i] = labels[i];
    for (uint32_t t = 0; t < m; t++) { /* ties of nodes without a label are left out */
        if (labels[ties[t].a] && labels[ties[t].b])
            VECTOR(weights)[t] = weighted ? ties[t].weight : 1;
        all += VECTOR(weights)[t];
    }
    if (all > 0)
        err = modularity_at(w, arcs, &membership, &weights, gamma, modularity);
    if (all > 0 && expected && err == IGRAPH_SUCCESS &&
        (err = modularity_at(w, arcs, &membership, &weights, 0, &inside)) == IGRAPH_SUCCESS)
        err = modularity_at(w, arcs, &membership, &weights, 1, &chance);
    if (fabs(*modularity) < 1e-11) /* these digits come from rounding */
        *modularity = 0;
    if (expected)
        *expected = inside - chance;
done:
    igraph_vector_int_destroy(&membership);
    igraph_vector_destroy(&weights);
    return ent_ig_end(&scope, err, "modularity");
}
