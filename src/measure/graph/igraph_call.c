/* igraph_call.c: see igraph_call.h. */
#include "measure/graph/igraph_call.h"

/* Without directions the ties are the pairs. */
static ent_status make_copy(ent_work *w, ent_igraph_copy copy, const igraph_t **graph,
                            const igraph_vector_t **weights)
{
    bool arcs = copy == ENT_IGRAPH_ARCS && w->directed;

    *graph = arcs ? &w->arc_ig : &w->ig;
    *weights = arcs ? &w->arc_weights : &w->weights;
    return arcs ? ent_work_arc_igraph(w) : ent_work_igraph(w);
}

ent_status ent_igraph_real(ent_work *w, ent_igraph_copy copy, ent_real_call *call, const char *what,
                           double *values)
{
    igraph_vector_t result = { 0 };
    const igraph_vector_t *weights;
    const igraph_t *graph;
    ent_status status = make_copy(w, copy, &graph, &weights);
    igraph_error_t err;
    ent_ig scope;

    if (status != ENT_OK)
        return status;
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_init(&result, 0)) == IGRAPH_SUCCESS)
        err = call(graph, weights, &result);
    if (err == IGRAPH_SUCCESS)
        igraph_vector_copy_to(&result, values);
    igraph_vector_destroy(&result);
    return ent_ig_end(&scope, err, what);
}

ent_status ent_igraph_whole(ent_work *w, ent_igraph_copy copy, ent_whole_call *call,
                            const char *what, uint32_t **numbers, size_t *count)
{
    igraph_vector_int_t result = { 0 };
    const igraph_vector_t *weights;
    const igraph_t *graph;
    ent_status status = make_copy(w, copy, &graph, &weights);
    igraph_error_t err;
    size_t found = 0;
    ent_ig scope;

    *numbers = NULL;
    if (status != ENT_OK)
        return status;
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_int_init(&result, 0)) == IGRAPH_SUCCESS)
        err = call(graph, &result);
    if (err == IGRAPH_SUCCESS) {
        found = (size_t)igraph_vector_int_size(&result);
        *numbers = work_room(w, found + 1, sizeof **numbers);
        for (size_t i = 0; i < found && *numbers; i++)
            (*numbers)[i] = (uint32_t)VECTOR(result)[i];
    }
    if (count)
        *count = found;
    igraph_vector_int_destroy(&result);
    status = ent_ig_end(&scope, err, what);
    return status == ENT_OK && !*numbers ? ent_out_of_memory(w->diags) : status;
}
