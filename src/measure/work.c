/* work.c: the graph of a run, its components, its igraph copy. See work.h. */
#include "measure/work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "measure/communities.h"

/* ---- the graph ---- */

static ent_status check_ties(const ent_work *w)
{
    for (uint32_t t = 0; t < w->m; t++)
        if (!isfinite(w->ties[t].weight) || w->ties[t].weight <= 0) {
            ent_str a = { 0 }, b = { 0 };

            if (w->network) {
                a = ent_node_at(w->network, w->ties[t].a)->id;
                b = ent_node_at(w->network, w->ties[t].b)->id;
            }
            return ent_fail(w->diags, ENT_EDATA, ENT_NOWHERE,
                            "the tie of '%.*s' and '%.*s' has weight %g; expected a finite number "
                            "above 0",
                            ENT_STR_ARG(a), ENT_STR_ARG(b), w->ties[t].weight);
        }
    return ENT_OK;
}

/* Neighbours in rows. Two passes over the ties in the order of their ends leave each row sorted. */
static ent_status index_neighbors(ent_work *w)
{
    uint32_t *at = ent_mem_new((size_t)w->n + 1, sizeof *at);

    w->start = ent_mem_new((size_t)w->n + 1, sizeof *w->start);
    w->neighbor = ent_mem_new(2 * (size_t)w->m + 1, sizeof *w->neighbor);
    w->tie_to = ent_mem_new(2 * (size_t)w->m + 1, sizeof *w->tie_to);
    w->strength = ent_mem_new((size_t)w->n + 1, sizeof *w->strength);
    if (!at || !w->start || !w->neighbor || !w->tie_to || !w->strength) {
        ent_mem_free(at);
        return ent_out_of_memory(w->diags);
    }
    for (uint32_t t = 0; t < w->m; t++) {
        w->start[w->ties[t].a + 1]++;
        w->start[w->ties[t].b + 1]++;
        w->strength[w->ties[t].a] += w->ties[t].weight;
        w->strength[w->ties[t].b] += w->ties[t].weight;
        w->total_weight += w->ties[t].weight;
    }
    for (uint32_t i = 0; i < w->n; i++)
        at[i + 1] = w->start[i + 1] += w->start[i];
    at[0] = 0;
    for (int lower = 1; lower >= 0; lower--) /* first the neighbours before, then those after */
        for (uint32_t t = 0; t < w->m; t++) {
            uint32_t from = lower ? w->ties[t].b : w->ties[t].a;
            uint32_t to = lower ? w->ties[t].a : w->ties[t].b;

            w->neighbor[at[from]] = to;
            w->tie_to[at[from]++] = t;
        }
    ent_mem_free(at);
    return ENT_OK;
}

ent_status ent_work_number(ent_work *w, uint32_t *labels, uint32_t *count, uint32_t **sizes)
{
    struct group {
        uint32_t size, first, label;
    } *groups = ent_mem_new((size_t)w->n + 1, sizeof *groups);
    uint32_t *number = ent_mem_new((size_t)w->n + 1, sizeof *number), found = 0;

    *count = 0;
    if (!groups || !number)
        goto refused;
    for (uint32_t i = 0; i < w->n; i++) {
        if (!number[labels[i]]) {
            groups[found] = (struct group){ 0, i, labels[i] };
            number[labels[i]] = ++found;
        }
        groups[number[labels[i]] - 1].size++;
    }
    /* Groups stand by first node: a stable sort by size is a counting sort from the largest. */
    memset(number, 0, ((size_t)w->n + 1) * sizeof *number);
    for (uint32_t g = 0; g < found; g++)
        number[w->n - groups[g].size]++;
    for (uint32_t k = 0, before = 0; k <= w->n; k++) {
        uint32_t here = number[k];

        number[k] = before;
        before += here;
    }
    if (sizes && (*sizes = ent_mem_new((size_t)found + 1, sizeof **sizes)) == NULL)
        goto refused;
    for (uint32_t g = 0; g < found; g++) {
        groups[g].first = ++number[w->n - groups[g].size]; /* from here on: its number */
        if (sizes)
            (*sizes)[groups[g].first - 1] = groups[g].size;
    }
    memset(number, 0, ((size_t)w->n + 1) * sizeof *number);
    for (uint32_t g = 0; g < found; g++)
        number[groups[g].label] = groups[g].first;
    for (uint32_t i = 0; i < w->n; i++)
        labels[i] = number[labels[i]];
    *count = found;
    ent_mem_free(groups);
    ent_mem_free(number);
    return ENT_OK;
refused:
    ent_mem_free(groups);
    ent_mem_free(number);
    return ent_out_of_memory(w->diags);
}

static ent_status find_components(ent_work *w)
{
    uint32_t *queue = ent_mem_new((size_t)w->n + 1, sizeof *queue);

    w->component = ent_mem_new((size_t)w->n + 1, sizeof *w->component);
    if (!queue || !w->component) {
        ent_mem_free(queue);
        return ent_out_of_memory(w->diags);
    }
    for (uint32_t i = 0; i < w->n; i++)
        w->component[i] = UINT32_MAX;
    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t head = 0, tail = 0;

        if (w->component[i] != UINT32_MAX)
            continue;
        w->component[queue[tail++] = i] = i;
        while (head < tail) {
            uint32_t x = queue[head++];

            for (uint32_t k = w->start[x]; k < w->start[x + 1]; k++)
                if (w->component[w->neighbor[k]] == UINT32_MAX)
                    w->component[queue[tail++] = w->neighbor[k]] = i;
        }
    }
    ent_mem_free(queue);
    return ent_work_number(w, w->component, &w->component_count, &w->component_size);
}

static ent_status finish(ent_work *w)
{
    ent_status status;

    if ((status = check_ties(w)) != ENT_OK || (status = index_neighbors(w)) != ENT_OK)
        return status;
    return find_components(w);
}

static ent_work *begin(uint32_t nodes, size_t ties, const ent_measures_options *options,
                       ent_diags *diags)
{
    ent_work *w = ent_mem_new(1, sizeof *w);

    if (!w)
        return NULL;
    w->options = *options;
    w->diags = diags;
    w->n = nodes;
    w->m = (uint32_t)ties;
    w->ties = ent_mem_new(ties + 1, sizeof *w->ties);
    w->mode = ent_mem_new((size_t)nodes + 1, sizeof *w->mode);
    if (w->ties && w->mode)
        return w;
    ent_work_free(w);
    return NULL;
}

ent_status ent_work_new(ent_work **work, uint32_t nodes, const work_tie *ties, size_t count,
                        const ent_measures_options *options, ent_diags *diags)
{
    ent_work *w = begin(nodes, count, options, diags);
    ent_status status;

    *work = NULL;
    if (!w)
        return ent_out_of_memory(diags);
    if (count)
        memcpy(w->ties, ties, count * sizeof *ties);
    if ((status = finish(w)) == ENT_OK)
        *work = w;
    else
        ent_work_free(w);
    return status;
}

/* Of a network of actors and acts, the acts are the second mode; of members, the organizations; of
 * two modes with memberships, both.
 * One organization in another breaks that, and with it every normalization for two modes. */
static void find_modes(ent_work *w)
{
    const ent_selection *s = ent_network_selection(w->network);
    bool members = s->network == ENT_NET_MEMBERS || s->with_memberships;

    w->two_mode = ent_network_two_mode(w->network);
    w->modes_hold = w->two_mode;
    if (!w->two_mode)
        return;
    for (uint32_t i = 0; i < w->n; i++) {
        const ent_node *node = ent_node_at(w->network, i);

        w->mode[i] = node->type == ENT_NODE_ACT ||
                     (members && (node->type == ENT_NODE_ORGANIZATION || node->type == ENT_NODE_BODY));
        w->mode_size[w->mode[i]]++;
    }
    for (uint32_t t = 0; t < w->m; t++)
        w->modes_hold &= w->mode[w->ties[t].a] != w->mode[w->ties[t].b];
}

ent_status ent_work_of(ent_work **work, const ent_network *network,
                       const ent_measures_options *options, ent_diags *diags)
{
    size_t nodes = ent_node_count(network), ties = ent_tie_count(network);
    ent_status status;
    ent_work *w;

    *work = NULL;
    if (nodes >= UINT32_MAX / 2 || ties >= UINT32_MAX / 2)
        return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "too large a network to measure");
    if ((w = begin((uint32_t)nodes, ties, options, diags)) == NULL)
        return ent_out_of_memory(diags);
    w->network = network;
    for (size_t t = 0; t < ties; t++) {
        const ent_tie *tie = ent_tie_at(network, t);

        w->ties[t] = (work_tie){ tie->a, tie->b, tie->weight };
    }
    if ((status = finish(w)) == ENT_OK) {
        find_modes(w);
        *work = w;
    } else {
        ent_work_free(w);
    }
    return status;
}

static void free_paths(work_paths *p)
{
    while (p) {
        work_paths *next = p->next;

        ent_mem_free(p->sum);
        ent_mem_free(p->inverse);
        ent_mem_free(p->furthest);
        ent_mem_free(p->betweenness);
        igraph_vector_destroy(&p->length);
        ent_mem_free(p);
        p = next;
    }
}

void ent_work_free(ent_work *w)
{
    if (!w)
        return;
    if (w->has_ig) {
        igraph_destroy(&w->ig);
        igraph_vector_destroy(&w->weights);
    }
    free_paths(w->paths);
    for (int i = 0; i < 2; i++)
        if (w->spectrum[i]) {
            ent_mem_free(w->spectrum[i]->vector);
            ent_mem_free(w->spectrum[i]->value);
            ent_mem_free(w->spectrum[i]);
        }
    ent_mem_free(w->ties);
    ent_mem_free(w->start);
    ent_mem_free(w->neighbor);
    ent_mem_free(w->tie_to);
    ent_mem_free(w->strength);
    ent_mem_free(w->mode);
    ent_mem_free(w->component);
    ent_mem_free(w->component_size);
    ent_mem_free(w->triangles);
    while (w->divisions) {
        work_division *next = w->divisions->next;

        ent_mem_free(w->divisions->community);
        ent_mem_free(w->divisions);
        w->divisions = next;
    }
    ent_consensus_free(w->consensus);
    ent_mem_free(w->coreness);
    ent_mem_free(w);
}

/* ---- igraph's copy ---- */

ent_status ent_work_igraph(ent_work *w)
{
    igraph_vector_int_t ends = { 0 };
    igraph_error_t err;
    ent_ig scope;

    if (w->has_ig)
        return ENT_OK;
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_int_init(&ends, 2 * (igraph_integer_t)w->m)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_init(&w->weights, (igraph_integer_t)w->m)) != IGRAPH_SUCCESS)
        goto done;
    for (uint32_t t = 0; t < w->m; t++) {
        VECTOR(ends)[2 * (size_t)t] = w->ties[t].a;
        VECTOR(ends)[2 * (size_t)t + 1] = w->ties[t].b;
        VECTOR(w->weights)[t] = w->ties[t].weight;
    }
    err = igraph_create(&w->ig, &ends, (igraph_integer_t)w->n, IGRAPH_UNDIRECTED);
done:
    igraph_vector_int_destroy(&ends);
    if (err == IGRAPH_SUCCESS) {
        w->has_ig = true;
    } else {
        igraph_vector_destroy(&w->weights);
        w->weights = (igraph_vector_t){ 0 };
    }
    return ent_ig_end(&scope, err, "the graph");
}
