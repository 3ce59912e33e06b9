/* leiden.c: Leiden by igraph, repeated until nothing moves, since one call stops after one round; and
 * infomap by igraph. */
#include "measure/communities/methods.h"

#include <math.h>
#include <string.h>

enum { MOST_ROUNDS = 50 };

static igraph_error_t settle(const ent_work *v, const igraph_vector_t *strengths, double gamma,
                             bool from_there, igraph_vector_int_t *membership)
{
    double before = -INFINITY, quality = 0;
    igraph_error_t err;

    for (int round = 0; round < MOST_ROUNDS; round++) {
        err = ent_igraph_leiden(&v->ig, &v->weights, strengths, gamma / (2 * v->total_weight),
                                from_there || round > 0, membership, &quality);
        if (err != IGRAPH_SUCCESS || quality <= before + 1e-12)
            return err;
        before = quality;
    }
    return IGRAPH_SUCCESS;
}

/* A random division: into many groups one time, into a few the next; numbered without gaps, as
 * igraph wants them. */
static void scatter(ent_work *v, size_t start, ent_random *random, uint32_t *number,
                    igraph_vector_int_t *membership)
{
    uint32_t few = (uint32_t)sqrt(v->n) + 1, groups = start % 4 == 1 || few > v->n ? v->n : few;
    uint32_t count = 0;

    memset(number, 0, v->n * sizeof *number);
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t group = ent_random_below(random, groups);

        if (!number[group])
            number[group] = ++count;
        VECTOR(*membership)[i] = number[group] - 1;
    }
}

ent_status ent_method_leiden(ent_work *v, double gamma, size_t start, ent_random *random,
                         uint32_t *found)
{
    igraph_vector_t strengths = { 0 };
    igraph_vector_int_t membership = { 0 };
    ent_ig_chance chance = { 0 };
    igraph_error_t err;
    ent_ig scope;
    bool seeded = false;

    ent_ig_begin(&scope, v->diags);
    if ((err = igraph_vector_init_array(&strengths, v->strength, v->n)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_int_init(&membership, v->n)) != IGRAPH_SUCCESS ||
        (err = ent_ig_chance_begin(&chance)) != IGRAPH_SUCCESS)
        goto done;
    seeded = true;
    if ((err = ent_ig_chance_seed(&chance, ent_random_next(random) >> 1)) != IGRAPH_SUCCESS)
        goto done;
    if (start % 2)
        scatter(v, start, random, found, &membership);
    if ((err = settle(v, &strengths, gamma, start % 2, &membership)) == IGRAPH_SUCCESS)
        for (uint32_t i = 0; i < v->n; i++)
            found[i] = (uint32_t)VECTOR(membership)[i];
done:
    if (seeded)
        ent_ig_chance_end(&chance);
    igraph_vector_destroy(&strengths);
    igraph_vector_int_destroy(&membership);
    return ent_ig_end(&scope, err, "leiden");
}

/* ---- infomap ---- */

ent_status ent_method_infomap(ent_work *v, double gamma, size_t start, ent_random *random,
                          uint32_t *found)
{
    igraph_vector_int_t membership = { 0 };
    ent_ig_chance chance = { 0 };
    double length = 0;
    igraph_error_t err;
    ent_ig scope;

    (void)gamma, (void)start;
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
