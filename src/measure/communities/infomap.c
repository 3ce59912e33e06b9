/* infomap.c: infomap by igraph. */
#include "measure/communities/methods.h"

ent_status ent_method_infomap(ent_work *v, double gamma, size_t start, ent_random *random,
                          uint32_t *found)
{
    igraph_vector_int_t membership = { 0 };
    ent_ig_chance chance = { 0 };
    double length = 0;
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    (void)gamma, (void)start;
    if ((status = ent_work_igraph(v)) != ENT_OK)
        return status;
    ent_ig_begin(&scope, v->diags);
    if ((err = igraph_vector_int_init(&membership, v->n)) == IGRAPH_SUCCESS &&
        (err = ent_ig_chance_begin(&chance)) == IGRAPH_SUCCESS) {
        if ((err = ent_ig_chance_seed(&chance, ent_random_next(random) >> 1)) == IGRAPH_SUCCESS)
            err = ent_igraph_infomap(&v->ig, &v->weights, &membership, &length);
        ent_ig_chance_end(&chance);
    }
    for (uint32_t i = 0; i < v->n && err == IGRAPH_SUCCESS; i++)
        found[i] = (uint32_t)VECTOR(membership)[i];
    igraph_vector_int_destroy(&membership);
    return ent_ig_end(&scope, err, "infomap");
}
