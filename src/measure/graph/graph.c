/* graph.c: see graph.h. */
#include "measure/graph/graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

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

/* Neighbours in rows: of each tie at both its ends, or only at the end it leaves, or that it
 * reaches. Two passes over the ties in the order of their ends leave each row sorted. */
enum { LEAVES = 1, REACHES = 2 };

static bool index_rows(ent_work *w, work_rows *rows, const work_tie *ties, uint32_t m, int ends)
{
    uint32_t n = w->n, *at = ent_mem_new((size_t)n + 1, sizeof *at);

    rows->start = work_room(w, (size_t)n + 1, sizeof *rows->start);
    rows->to = work_room(w, 2 * (size_t)m + 1, sizeof *rows->to);
    rows->tie = work_room(w, 2 * (size_t)m + 1, sizeof *rows->tie);
    if (!at || !rows->start || !rows->to || !rows->tie) {
        ent_mem_free(at);
        return false;
    }
    for (uint32_t t = 0; t < m; t++) {
        rows->start[ties[t].a + 1] += (ends & LEAVES) != 0;
        rows->start[ties[t].b + 1] += (ends & REACHES) != 0;
    }
    for (uint32_t i = 0; i < n; i++)
        at[i + 1] = rows->start[i + 1] += rows->start[i];
    for (int end = REACHES; end; end >>= 1) /* first the neighbours before, then those after */
        for (uint32_t t = 0; t < m && (ends & end); t++) {
            uint32_t from = end == REACHES ? ties[t].b : ties[t].a;
            uint32_t to = end == REACHES ? ties[t].a : ties[t].b;

            rows->to[at[from]] = to;
            rows->tie[at[from]++] = t;
        }
    ent_mem_free(at);
    return true;
}

static int by_pair(const void *a, const void *b)
{
    const work_tie *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

/* The graph below a directed one: a pair is tied when an arc runs either way, as strongly as both
 * together. */
static bool make_pairs(ent_work *w)
{
    uint32_t count = 0;

    w->pairs = work_room(w, (size_t)w->m + 1, sizeof *w->pairs);
    w->both = work_room(w, (size_t)w->m + 1, sizeof *w->both);
    w->pair_of = work_room(w, (size_t)w->m + 1, sizeof *w->pair_of);
    if (!w->pairs || !w->both || !w->pair_of)
        return false;
    for (uint32_t t = 0; t < w->m; t++) {
        const work_tie *tie = &w->ties[t];

        w->pairs[t] = (work_tie){ tie->a < tie->b ? tie->a : tie->b,
                                  tie->a < tie->b ? tie->b : tie->a, tie->weight };
    }
    if (w->m)
        qsort(w->pairs, w->m, sizeof *w->pairs, by_pair);
    for (uint32_t t = 0; t < w->m; t++) {
        if (count && w->pairs[count - 1].a == w->pairs[t].a &&
            w->pairs[count - 1].b == w->pairs[t].b) {
            w->pairs[count - 1].weight += w->pairs[t].weight;
            w->both[count - 1] = 1;
        } else {
            w->pairs[count++] = w->pairs[t];
        }
    }
    w->pair_count = count;
    for (uint32_t t = 0; t < w->m; t++) {
        work_tie *tie = &w->ties[t],
                 key = { tie->a < tie->b ? tie->a : tie->b, tie->a < tie->b ? tie->b : tie->a, 0 };
        work_tie *pair = bsearch(&key, w->pairs, count, sizeof key, by_pair);

        w->pair_of[t] = (uint32_t)(pair - w->pairs);
    }
    return index_rows(w, &w->out, w->ties, w->m, LEAVES) &&
           index_rows(w, &w->in, w->ties, w->m, REACHES);
}

static ent_status index_neighbors(ent_work *w)
{
    work_rows below = { 0 };
    bool made = true;

    w->strength = work_room(w, (size_t)w->n + 1, sizeof *w->strength);
    w->pairs = w->ties;
    w->pair_count = w->m;
    if (w->directed)
        made = make_pairs(w);
    if (made)
        made = index_rows(w, &below, w->pairs, w->pair_count, LEAVES | REACHES);
    w->start = below.start;
    w->neighbor = below.to;
    w->tie_to = below.tie;
    if (!made || !w->strength)
        return ent_out_of_memory(w->diags);
    if (!w->directed)
        w->out = w->in = below;
    for (uint32_t t = 0; t < w->m; t++) {
        w->strength[w->ties[t].a] += w->ties[t].weight;
        w->strength[w->ties[t].b] += w->ties[t].weight;
        w->total_weight += w->ties[t].weight;
    }
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
    if (sizes && (*sizes = work_room(w, (size_t)found + 1, sizeof **sizes)) == NULL)
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

    w->component = work_room(w, (size_t)w->n + 1, sizeof *w->component);
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
    if (!isfinite(2 * w->total_weight)) /* of both ends; no sum of some is larger */
        return ent_fail(w->diags, ENT_EDATA, ENT_NOWHERE,
                        "the weights add up to more than a number can hold (about 1e308); divide "
                        "them all by a large number");
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
    if (!w->options.community_runs) {
        w->fewer_runs = ties > ENT_COMMUNITY_TIES;
        w->options.community_runs = w->fewer_runs ? (size_t)ENT_COMMUNITY_RUNS * ENT_COMMUNITY_TIES / ties : ENT_COMMUNITY_RUNS;
        w->options.community_runs += !w->options.community_runs;
    }
    w->ties = work_room(w, ties + 1, sizeof *w->ties);
    w->mode = work_room(w, (size_t)nodes + 1, sizeof *w->mode);
    if (w->ties && w->mode)
        return w;
    ent_work_free(w);
    return NULL;
}

static ent_status from_ties(ent_work **work, uint32_t nodes, const work_tie *ties, size_t count,
                            bool directed, const ent_measures_options *options, ent_diags *diags)
{
    ent_work *w = begin(nodes, count, options, diags);
    ent_status status;

    *work = NULL;
    if (!w)
        return ent_out_of_memory(diags);
    w->directed = directed;
    if (count)
        memcpy(w->ties, ties, count * sizeof *ties);
    if ((status = finish(w)) == ENT_OK)
        *work = w;
    else
        ent_work_free(w);
    return status;
}

ent_status ent_work_new(ent_work **work, uint32_t nodes, const work_tie *ties, size_t count,
                        const ent_measures_options *options, ent_diags *diags)
{
    return from_ties(work, nodes, ties, count, false, options, diags);
}

ent_status ent_work_new_directed(ent_work **work, uint32_t nodes, const work_tie *arcs,
                                 size_t count, const ent_measures_options *options,
                                 ent_diags *diags)
{
    return from_ties(work, nodes, arcs, count, true, options, diags);
}

void ent_work_set_modes(ent_work *w, const uint8_t *mode)
{
    w->two_mode = w->modes_hold = true;
    w->mode_size[0] = w->mode_size[1] = 0;
    for (uint32_t i = 0; i < w->n; i++)
        w->mode_size[w->mode[i] = mode[i]]++;
    for (uint32_t t = 0; t < w->m; t++)
        w->modes_hold &= w->mode[w->ties[t].a] != w->mode[w->ties[t].b];
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
    w->directed = ent_network_selection(network)->directed;
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

void ent_work_free(ent_work *w)
{
    if (!w)
        return;
    if (w->has_ig) {
        igraph_destroy(&w->ig);
        igraph_vector_destroy(&w->weights);
    }
    if (w->has_arc_ig) {
        igraph_destroy(&w->arc_ig);
        igraph_vector_destroy(&w->arc_weights);
    }
    ent_arena_destroy(&w->arena);
    ent_mem_free(w);
}

/* ---- igraph's copies ---- */

static ent_status copy_to_igraph(ent_work *w, const work_tie *ties, uint32_t m, bool directed,
                                 igraph_t *graph, igraph_vector_t *weights, bool *made)
{
    igraph_vector_int_t ends = { 0 };
    igraph_error_t err;
    ent_ig scope;

    if (*made)
        return ENT_OK;
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_int_init(&ends, 2 * (igraph_integer_t)m)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_init(weights, (igraph_integer_t)m)) != IGRAPH_SUCCESS)
        goto done;
    for (uint32_t t = 0; t < m; t++) {
        VECTOR(ends)[2 * (size_t)t] = ties[t].a;
        VECTOR(ends)[2 * (size_t)t + 1] = ties[t].b;
        VECTOR(*weights)[t] = ties[t].weight;
    }
    /* Not by igraph_create: when memory is refused there, igraph 0.10.2 frees some of it twice. */
    if ((err = igraph_empty(graph, 0, directed)) != IGRAPH_SUCCESS)
        goto done;
    *made = true;
    if ((err = igraph_add_vertices(graph, (igraph_integer_t)w->n, NULL)) == IGRAPH_SUCCESS)
        err = igraph_add_edges(graph, &ends, NULL);
done:
    igraph_vector_int_destroy(&ends);
    if (err != IGRAPH_SUCCESS) {
        if (*made)
            igraph_destroy(graph);
        *made = false;
        igraph_vector_destroy(weights);
        *weights = (igraph_vector_t){ 0 };
    }
    return ent_ig_end(&scope, err, "the graph");
}

ent_status ent_work_igraph(ent_work *w)
{
    return copy_to_igraph(w, w->pairs, w->pair_count, false, &w->ig, &w->weights, &w->has_ig);
}

ent_status ent_work_arc_igraph(ent_work *w)
{
    return copy_to_igraph(w, w->ties, w->m, true, &w->arc_ig, &w->arc_weights, &w->has_arc_ig);
}
