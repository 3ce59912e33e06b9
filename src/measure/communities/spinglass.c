/* spinglass.c: spinglass by igraph, on each component, because igraph wants a connected graph; in a child
 * process with a time limit, because it may never end. */
#include "measure/communities/methods.h"

#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"

/* A component as a separate graph; local[] of each of its nodes, in order. */
static ent_status component_of(ent_work **part, const ent_work *v, uint32_t component,
                               uint32_t *local)
{
    work_tie *ties = ent_mem_new((size_t)v->m + 1, sizeof *ties);
    uint32_t nodes = 0;
    size_t count = 0;
    ent_status status;

    *part = NULL;
    if (!ties)
        return ent_out_of_memory(v->diags);
    for (uint32_t i = 0; i < v->n; i++)
        if (v->component[i] == component)
            local[i] = nodes++;
    for (uint32_t t = 0; t < v->m; t++)
        if (v->component[v->ties[t].a] == component)
            ties[count++] =
                (work_tie){ local[v->ties[t].a], local[v->ties[t].b], v->ties[t].weight };
    status = ent_work_new(part, nodes, ties, count, &v->options, v->diags);
    ent_mem_free(ties);
    return status;
}

/* The null of a component by itself expects all / own as much as the null of the whole: gamma makes
 * up for it. */
static ent_status cool(ent_work *part, double gamma, ent_random *random, uint32_t *labels)
{
    enum { SPINS = 25 };
    igraph_vector_int_t membership = { 0 };
    ent_ig_chance chance = { 0 };
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    if ((status = ent_work_igraph(part)) != ENT_OK)
        return status;
    ent_ig_begin(&scope, part->diags);
    if ((err = igraph_vector_int_init(&membership, 0)) == IGRAPH_SUCCESS &&
        (err = ent_ig_chance_begin(&chance)) == IGRAPH_SUCCESS) {
        if ((err = ent_ig_chance_seed(&chance, ent_random_next(random) >> 1)) == IGRAPH_SUCCESS)
            err = igraph_community_spinglass(
                &part->ig, &part->weights, NULL, NULL, &membership, NULL, SPINS, false, 1, 0.01,
                0.99, IGRAPH_SPINCOMM_UPDATE_CONFIG, gamma, IGRAPH_SPINCOMM_IMP_ORIG, 1);
        ent_ig_chance_end(&chance);
    }
    for (uint32_t i = 0; i < part->n && err == IGRAPH_SUCCESS; i++)
        labels[i] = (uint32_t)VECTOR(membership)[i];
    igraph_vector_int_destroy(&membership);
    return ent_ig_end(&scope, err, "spinglass");
}

typedef struct glass {
    ent_work *v;
    double gamma;
    const ent_random *random;
    uint32_t *found;
} glass;

static ent_status cool_all(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    glass *g = ctx;
    ent_work *v = g->v;
    ent_random random = *g->random; /* a copy: the caller's state must not depend on the process */
    uint32_t *local = ent_mem_new(3 * (size_t)v->n + 1, sizeof *local), *labels, *found;
    uint32_t base = 0;
    ent_status status = ENT_OK;

    (void)task;
    v->diags = diags;
    if (!local)
        return ent_out_of_memory(diags);
    labels = local + v->n;
    found = labels + v->n;
    for (uint32_t c = 1; c <= v->component_count && status == ENT_OK; c++) {
        uint32_t size = v->component_size[c - 1];
        ent_work *part = NULL;

        if (size < 3) /* too few for spins: two that are tied belong together */
            memset(labels, 0, size * sizeof *labels);
        status = component_of(&part, v, c, local);
        if (status == ENT_OK && size >= 3)
            status = cool(part, g->gamma * part->total_weight / v->total_weight, &random, labels);
        for (uint32_t i = 0; i < v->n && status == ENT_OK; i++)
            if (v->component[i] == c)
                found[i] = base + labels[local[i]];
        base += size;
        ent_work_free(part);
    }
    if (status == ENT_OK)
        ent_buf_add(out, (const char *)found, v->n * sizeof *found);
    ent_mem_free(local);
    return status;
}

static ent_status take_glass(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    (void)task, (void)diags;
    memcpy(((glass *)ctx)->found, result.ptr, result.len);
    return ENT_OK;
}

ent_status ent_method_spinglass(ent_work *v, double gamma, size_t start, ent_random *random,
                            uint32_t *found)
{
    glass g = { v, gamma, random, found };
    ent_parallel apart = { .tasks = 1,
                           .workers = 1,
                           .apart = true,
                           .limit = 300,
                           .ctx = &g,
                           .run = cool_all,
                           .take = take_glass };
    ent_diags *diags = v->diags;
    ent_status status = ent_parallel_run(&apart, diags);

    (void)start;
    ent_random_next(random);
    v->diags = diags;
    return status;
}
