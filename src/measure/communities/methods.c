/* methods.c: the names of community methods, and one search by any of them. */
#include "measure/communities/methods.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

const char *ent_community_name(ent_community_method method)
{
    static const char *const names[ENT_COMMUNITY_METHODS] = { "leiden",
                                         "louvain",
                                         "walktrap",
                                         "infomap",
                                         "label-propagation",
                                         "fast-greedy",
                                         "leading-eigenvector",
                                         "edge-betweenness",
                                         "spinglass" };

    return method < ENT_COMMUNITY_METHODS ? names[method] : "";
}

ent_status ent_community_read(ent_community_method *method, ent_str text, ent_diags *diags)
{
    ent_str names[ENT_COMMUNITY_METHODS], near;

    for (int i = 0; i < ENT_COMMUNITY_METHODS; i++) {
        names[i] = ent_str_of(ent_community_name((ent_community_method)i));
        if (ent_str_eq_fold(names[i], text)) {
            *method = (ent_community_method)i;
            return ENT_OK;
        }
    }
    near = ent_str_nearest(text, names, ENT_COMMUNITY_METHODS);
    if (near.len)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "unknown community method '%.*s'; did you mean '%.*s'?",
                        ENT_STR_ARG(text), ENT_STR_ARG(near));
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "unknown community method '%.*s'; expected leiden, louvain, "
                    "walktrap, infomap, label-propagation, fast-greedy, leading-eigenvector, "
                    "edge-betweenness or spinglass",
                    ENT_STR_ARG(text));
}

static bool has_tree(ent_community_method method)
{
    return method == ENT_WALKTRAP || method == ENT_FAST_GREEDY || method == ENT_EDGE_BETWEENNESS;
}

ent_status ent_communities_read(ent_community_method *method, size_t *count, ent_str text, ent_diags *diags)
{
    const char *sign = text.len ? memchr(text.ptr, '=', text.len) : NULL;
    ent_str name = sign ? (ent_str){ text.ptr, (size_t)(sign - text.ptr) } : text;
    double number;
    ent_status status = ent_community_read(method, name, diags);

    *count = 0;
    if (status != ENT_OK || !sign)
        return status;
    if (!has_tree(*method))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "'%.*s': %s has no tree of merges to cut at a number of communities; expected walktrap=K, "
                        "fast-greedy=K or edge-betweenness=K",
                        ENT_STR_ARG(text), ent_community_name(*method));
    if (!ent_str_number((ent_str){ sign + 1, text.len - name.len - 1 }, &number) || number < 1 ||
        number > UINT32_MAX || number != floor(number))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "'%.*s': expected a number of communities after '=', as in %s=4",
                        ENT_STR_ARG(text), ent_community_name(*method));
    *count = (size_t)number;
    return ENT_OK;
}

bool ent_community_certain(ent_community_method method)
{
    return method == ENT_WALKTRAP || method == ENT_FAST_GREEDY ||
           method == ENT_LEADING_EIGENVECTOR || method == ENT_EDGE_BETWEENNESS;
}

bool ent_community_by_igraph(ent_community_method method)
{
    return method == ENT_WALKTRAP || method == ENT_INFOMAP || method == ENT_FAST_GREEDY ||
           method == ENT_EDGE_BETWEENNESS || method == ENT_SPINGLASS;
}

bool ent_community_feasible(ent_community_method method, const ent_network *n)
{
    return method != ENT_EDGE_BETWEENNESS ||
           ent_method_can_count_paths(ent_node_count(n), ent_tie_count(n));
}

/* Unconnected parts of a group become separate groups, which raises modularity. */
static ent_status take_apart(ent_work *v, uint32_t *found)
{
    uint32_t *part = ent_mem_new(2 * (size_t)v->n + 1, sizeof *part), *queue;

    if (!part)
        return ent_out_of_memory(v->diags);
    queue = part + v->n;
    for (uint32_t i = 0; i < v->n; i++)
        part[i] = UINT32_MAX;
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t head = 0, tail = 0;

        if (part[i] != UINT32_MAX)
            continue;
        part[queue[tail++] = i] = i;
        while (head < tail) {
            uint32_t x = queue[head++];

            for (uint32_t k = v->start[x]; k < v->start[x + 1]; k++) {
                uint32_t y = v->neighbor[k];

                if (part[y] == UINT32_MAX && found[y] == found[x])
                    part[queue[tail++] = y] = i;
            }
        }
    }
    memcpy(found, part, v->n * sizeof *found);
    ent_mem_free(part);
    return ENT_OK;
}

/* ---- public API ---- */

ent_status ent_divide(ent_work *v, ent_community_method method, double gamma, size_t start,
                      ent_random *random, uint32_t *found)
{
    static ent_method *const methods[ENT_COMMUNITY_METHODS] = {
        ent_method_leiden, ent_method_louvain, ent_method_walktrap,
        ent_method_infomap, ent_method_label_propagation,
        ent_method_fast_greedy, ent_method_leading_eigenvector,
        ent_method_edge_betweenness, ent_method_spinglass
    };
    ent_status status;

    if (!v->m) {
        for (uint32_t i = 0; i < v->n; i++)
            found[i] = i;
        return ent_method_check_count(v, 0);
    }
    status = methods[method](v, gamma, start, random, found);
    return status == ENT_OK ? take_apart(v, found) : status;
}
