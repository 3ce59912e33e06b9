/* merge_trees.c: walktrap, fast greedy and edge betweenness: igraph makes the tree of merges; it is cut
 * here, where modularity at gamma is highest, or where the number of communities is the one asked for. */
#include "measure/communities/methods.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

ent_status ent_method_check_count(const ent_work *v, size_t steps)
{
    size_t wanted = v->options.community_count, isolates = 0;

    if (!wanted || (wanted <= v->n && wanted >= v->n - steps))
        return ENT_OK;
    for (uint32_t i = 0; i < v->n; i++)
        isolates += v->start[i] == v->start[i + 1];
    return ent_fail(v->diags, ENT_EUSAGE, ENT_NOWHERE,
                    "there is no division into %zu communities: none spans components, and of these the network has "
                    "%zu, with %zu isolate%s and %u nodes in all; ask for %zu to %u%s",
                    wanted, v->n - steps, isolates, isolates == 1 ? "" : "s", v->n, v->n - steps, v->n,
                    isolates ? ", or add --isolates drop" : "");
}

/* Follows the merges and keeps the division of the highest modularity at gamma, or that of the number asked for. */
static ent_status cut(ent_work *v, const igraph_matrix_int_t *merges, double gamma, uint32_t *found)
{
    size_t n = v->n, steps = (size_t)igraph_matrix_int_nrow(merges), wanted = v->options.community_count, best = 0;
    uint32_t *root = ent_mem_new(5 * n + steps + 1, sizeof *root); /* group of a node, and lists */
    uint32_t *after, *last, *size, *group_of;
    double *strength = ent_mem_new(n + 1, sizeof *strength), all = 2 * v->total_weight;
    double quality = 0, most = 0;
    ent_status status = root && strength ? ent_method_check_count(v, steps) : ent_out_of_memory(v->diags);

    if (status != ENT_OK) {
        ent_mem_free(root);
        ent_mem_free(strength);
        return status;
    }
    best = wanted ? n - wanted : 0;
    after = root + n;
    last = after + n;
    size = last + n;
    group_of = size + n; /* of node or merge: the node that its list starts with */
    for (uint32_t i = 0; i < n; i++) {
        root[i] = last[i] = group_of[i] = i;
        after[i] = UINT32_MAX;
        size[i] = 1;
        strength[i] = v->strength[i];
    }
    for (int pass = wanted ? 1 : 0; pass < 2; pass++) {
        size_t end = pass ? best : steps;

        if (pass)
            for (uint32_t i = 0; i < n; i++) {
                root[i] = last[i] = i;
                after[i] = UINT32_MAX;
                size[i] = 1;
            }
        for (size_t k = 0; k < end; k++) {
            uint32_t x = group_of[MATRIX(*merges, (igraph_integer_t)k, 0)];
            uint32_t y = group_of[MATRIX(*merges, (igraph_integer_t)k, 1)];
            double between = 0;

            if (size[x] < size[y]) {
                uint32_t swap = x;

                x = y;
                y = swap;
            }
            for (uint32_t i = y; i != UINT32_MAX; i = after[i])
                for (uint32_t e = v->start[i]; e < v->start[i + 1] && !pass; e++)
                    if (root[v->neighbor[e]] == x)
                        between += ent_method_weight(v, e);
            for (uint32_t i = y; i != UINT32_MAX; i = after[i])
                root[i] = x;
            after[last[x]] = y;
            last[x] = last[y];
            size[x] += size[y];
            group_of[n + k] = x;
            if (pass)
                continue;
            quality += 2 * between / all - gamma * 2 * strength[x] * strength[y] / (all * all);
            strength[x] += strength[y];
            if (quality > most + 1e-12) {
                most = quality;
                best = k + 1;
            }
        }
    }
    memcpy(found, root, n * sizeof *found);
    ent_mem_free(root);
    ent_mem_free(strength);
    return ENT_OK;
}

typedef igraph_error_t tree_fn(const ent_work *v, igraph_matrix_int_t *merges,
                               igraph_vector_t *modularity, igraph_vector_int_t *membership);

static ent_status by_tree(ent_work *v, tree_fn *tree, const char *what, double gamma,
                          uint32_t *found)
{
    igraph_matrix_int_t merges = { 0 };
    igraph_vector_t modularity = { 0 };
    igraph_vector_int_t membership = { 0 };
    igraph_error_t err;
    ent_status status = ent_work_igraph(v);
    ent_ig scope;

    if (status != ENT_OK)
        return status;
    ent_ig_begin(&scope, v->diags);
    if ((err = igraph_matrix_int_init(&merges, 0, 2)) == IGRAPH_SUCCESS &&
        (err = igraph_vector_init(&modularity, 0)) == IGRAPH_SUCCESS &&
        (err = igraph_vector_int_init(&membership, 0)) == IGRAPH_SUCCESS)
        err = tree(v, &merges, &modularity, &membership);
    if ((status = ent_ig_end(&scope, err, what)) == ENT_OK)
        status = cut(v, &merges, gamma, found);
    igraph_matrix_int_destroy(&merges);
    igraph_vector_destroy(&modularity);
    igraph_vector_int_destroy(&membership);
    return status;
}

static igraph_error_t walktrap_tree(const ent_work *v, igraph_matrix_int_t *merges,
                                    igraph_vector_t *modularity, igraph_vector_int_t *membership)
{
    return igraph_community_walktrap(&v->ig, &v->weights, 4, merges, modularity, membership);
}

static igraph_error_t greedy_tree(const ent_work *v, igraph_matrix_int_t *merges,
                                  igraph_vector_t *modularity, igraph_vector_int_t *membership)
{
    return igraph_community_fastgreedy(&v->ig, &v->weights, merges, modularity, membership);
}

static igraph_error_t betweenness_tree(const ent_work *v, igraph_matrix_int_t *merges,
                                       igraph_vector_t *modularity, igraph_vector_int_t *membership)
{
    return ent_igraph_edge_betweenness_tree(&v->ig, merges, modularity, membership);
}

ent_status ent_method_walktrap(ent_work *v, double gamma, size_t start, ent_random *random,
                           uint32_t *found)
{
    (void)start, (void)random;
    return by_tree(v, walktrap_tree, "walktrap", gamma, found);
}

ent_status ent_method_fast_greedy(ent_work *v, double gamma, size_t start, ent_random *random,
                              uint32_t *found)
{
    (void)start, (void)random;
    return by_tree(v, greedy_tree, "fast-greedy", gamma, found);
}

ent_status ent_method_edge_betweenness(ent_work *v, double gamma, size_t start, ent_random *random,
                                   uint32_t *found)
{
    (void)start, (void)random;
    if (!ent_method_can_count_paths(v->n, v->m))
        return ent_fail(v->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "edge-betweenness recounts all shortest paths for each of %u ties, too "
                        "long for this network; take another method, or a backbone",
                        v->m);
    return by_tree(v, betweenness_tree, "edge-betweenness", gamma, found);
}
