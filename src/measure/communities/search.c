/* search.c: the best division of several searches by one method.
 *
 * One search finds one of many near-best divisions, so there are several, each by its own seed. The
 * division of the highest modularity is kept; among equals the one whose numbers, node by node in the
 * canonical order, come first. Searches work on the canonical order of nodes (canonical_order.c), so
 * that names make no difference. */
#include "measure/communities/communities.h"

#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"

/* Keeps what a search found when it is better than the best so far. */
static ent_status consider(ent_work *v, uint32_t *found, uint32_t *best, work_division *d,
                           uint32_t *times)
{
    uint32_t count;
    double quality;
    ent_status status = ent_work_number(v, found, &count, NULL);
    int order = 0;

    if (status != ENT_OK)
        return status;
    for (uint32_t i = 0; i < v->n && !order && *times; i++)
        order = found[i] < best[i] ? -1 : found[i] > best[i];
    if (*times && !order) {
        ++*times;
        return ENT_OK;
    }
    status = ent_work_modularity(v, false, found, true, v->options.resolution, &quality, NULL);
    if (status != ENT_OK)
        return status;
    if (*times && (quality < d->quality - 1e-12 || (quality < d->quality + 1e-12 && order > 0)))
        return ENT_OK;
    memcpy(best, found, v->n * sizeof *found);
    d->quality = quality;
    d->count = count;
    *times = 1;
    return ENT_OK;
}

static ent_status search(ent_work *w, work_division *d)
{
    bool once = ent_community_certain(d->method) || d->method == ENT_SPINGLASS; /* slow, cooled */
    size_t runs = once ? 1 : w->options.community_runs;
    uint32_t *place = ent_mem_new(3 * (size_t)w->n + 1, sizeof *place), *found, *best, times = 0;
    ent_work *view = NULL;
    ent_status status;

    if (!place)
        return ent_out_of_memory(w->diags);
    found = place + w->n;
    best = found + w->n;
    if ((status = ent_canonical_order(w, place, w->diags)) == ENT_OK &&
        (status = ent_reordered(&view, w, place)) == ENT_OK)
        view->options.community_count = d->wanted;
    for (size_t run = 0; run < runs && status == ENT_OK; run++) {
        ent_random random = ent_random_stream(w->options.seed, run);

        status = ent_divide(view, d->method, w->options.resolution, run, &random, found);
        if (status == ENT_OK)
            status = consider(view, found, best, d, &times);
    }
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        d->community[i] = best[place[i]];
    if (status == ENT_OK) /* equal sizes now by the first node of w */
        status = ent_work_number(w, d->community, &d->count, NULL);
    if (status == ENT_OK) /* of the weights as they are: the search's have ten digits */
        status = ent_work_modularity(w, false, d->community, true, w->options.resolution,
                                     &d->quality, NULL);
    d->agreement = w->m ? (double)times / (double)runs : NAN;
    ent_mem_free(place);
    ent_work_free(view);
    return status;
}

/* ---- in a child process ----
 *
 * igraph 0.10.2 may crash when memory is refused, and spinglass may never end. Our own searches stay here: a
 * process for each costs more than they do. */

enum { MOST_SECONDS = 300 }; /* of spinglass */

typedef struct searching {
    ent_work *w;
    work_division *d;
} searching;

static ent_status search_apart(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    searching *s = ctx;
    ent_status status;

    (void)task;
    s->w->diags = diags;
    if ((status = search(s->w, s->d)) == ENT_OK) {
        ent_buf_add(out, (const char *)s->d, sizeof *s->d);
        ent_buf_add(out, (const char *)s->d->community, s->w->n * sizeof *s->d->community);
    }
    return status;
}

static ent_status take_division(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    work_division *d = ((searching *)ctx)->d, found;

    (void)task, (void)diags;
    memcpy(&found, result.ptr, sizeof found);
    memcpy(d->community, result.ptr + sizeof found, result.len - sizeof found);
    d->count = found.count;
    d->quality = found.quality;
    d->agreement = found.agreement;
    return ENT_OK;
}

static ent_status search_safely(ent_work *w, work_division *d)
{
    searching s = { w, d };
    ent_parallel apart = { .tasks = 1,
                           .workers = 1,
                           .apart = ent_community_by_igraph(d->method),
                           .limit = d->method == ENT_SPINGLASS ? MOST_SECONDS : 0,
                           .ctx = &s,
                           .run = search_apart,
                           .take = take_division };
    ent_diags *diags = w->diags;
    ent_status status = ent_parallel_run(&apart, diags);

    w->diags = diags;
    return status;
}

ent_status ent_work_communities(ent_work *w, const work_division **division)
{
    return ent_work_division(w, w->options.community_method, w->options.community_count, division);
}

ent_status ent_work_division(ent_work *w, ent_community_method method, size_t wanted,
                             const work_division **division)
{
    work_division *d;
    ent_status status;

    for (d = w->divisions; d && (d->method != method || d->wanted != wanted);)
        d = d->next;
    *division = d;
    if (d)
        return ENT_OK;
    d = work_room(w, 1, sizeof *d);
    if (!d || (d->community = work_room(w, (size_t)w->n + 1, sizeof *d->community)) == NULL)
        return ent_out_of_memory(w->diags);
    d->method = method;
    d->wanted = wanted;
    if ((status = search_safely(w, d)) != ENT_OK)
        return status;
    d->next = w->divisions;
    *division = w->divisions = d;
    return ENT_OK;
}
