/* test_metamorphic.c: what must happen to every number when the network changes in a way whose effect
 * is known: another unit of weights, one more isolate, the network twice. (Other names for the nodes:
 * test_registry.c.) */
#include "graphs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

enum { GRAPHS = 45 };

static size_t compared;

static ent_results *run(uint32_t n, const work_tie *ties, size_t count, bool directed,
                        const char *names)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_work *work = NULL;
    ent_results *results = NULL;

    options.community_runs = 5;
    cr_assert_eq((directed ? ent_work_new_directed : ent_work_new)(&work, n, ties, count, &options,
                                                                  NULL),
                 ENT_OK);
    cr_assert_eq(ent_measures_run_on(&results, work, names), ENT_OK);
    ent_work_free(work);
    return results;
}

static void same(const char *what, uint64_t seed, const char *name, size_t at, double x, double y)
{
    compared++;
    cr_assert((isnan(x) && isnan(y)) || fabs(x - y) <= 1e-9 * fmax(fabs(x), fabs(y)) + 1e-300 ||
                  (fabs(x) < 1e-12 && fabs(y) < 1e-12),
              "%s, graph %zu: %s of %zu: expected %.15g, is %.15g", what, (size_t)seed, name, at, x,
              y);
}

/* How a value grows when all weights are taken times `unit`. */
static double growth(const ent_result *r, double unit)
{
    ent_str name = r->name;

    if (ent_str_is(name, "distance:inverse"))
        return 1 / unit;
    if (ent_str_is(name, "harmonic:inverse"))
        return unit;
    if (ent_str_is(name, "opsahl_degree"))
        return sqrt(unit);
    return ent_str_is(ent_str_of(r->measure->unit), "weight") ? unit : 1;
}

/* Communities too: neither a search nor what it finds has to do with the unit of weights. */
Test(metamorphic, units, .timeout = 120)
{
    static const double units[] = { 3, 1e-7, 1e7, 0.7 };
    static graph g;

    for (uint64_t seed = 1; seed <= GRAPHS; seed++)
        for (int directed = 0; directed < 2; directed++) {
            uint8_t mode[MOST_NODES];
            work_tie ties[MOST_NODES * MOST_NODES];
            double unit = units[seed % 4];
            ent_results *before, *after;

            random_graph(&g, seed);
            turn_into(&g, directed ? DIRECTED : ONE_MODE, mode, seed);
            ent_work_free(work_as(&g, directed ? DIRECTED : ONE_MODE, mode)); /* lists the ties */
            for (uint32_t t = 0; t < g.m; t++)
                ties[t] = (work_tie){ g.ties[t].a, g.ties[t].b, g.ties[t].weight * unit };
#define NAMES                                                                                      \
    "all,pair,distance:inverse,betweenness:inverse,community:louvain,community:walktrap,"          \
    "community:infomap,community:label-propagation,community:fast-greedy,"                         \
    "community:leading-eigenvector,community:edge-betweenness,community_quality:infomap"
            before = run(g.n, g.ties, g.m, directed, directed ? NAMES : NAMES ",harmonic:inverse");
            after = run(g.n, ties, g.m, directed, directed ? NAMES : NAMES ",harmonic:inverse");
            for (size_t i = 0; i < ent_results_count(before); i++) {
                const ent_result *x = ent_result_at(before, i), *y = ent_result_at(after, i);

                for (size_t k = 0; k < x->count; k++)
                    same("another unit", seed, x->measure->name, k,
                         x->values[k] * growth(x, unit), y->values[k]);
            }
            ent_results_free(before);
            ent_results_free(after);
        }
    cr_expect_gt(compared, 100000, "%zu", compared);
}

/* Of a node, what hangs on its own component only. */
#define OWN                                                                                        \
    "degree,strength,betweenness,betweenness_invw,closeness_component,harmonic,eccentricity,"      \
    "eigenvector,eigenvector_w,coreness,clustering,clustering_w,articulation,component_size,"      \
    "constraint,constraint_w,effective_size,efficiency,information,information_w,subgraph,"        \
    "katz:alpha=0.01,neighbor_degree_mean,neighbor_degree_w,opsahl_degree,reach,betweenness:inverse"
/* Of the network, what more of the same, or nodes without ties, do not change, and what they add to. */
#define STAYS                                                                                      \
    "transitivity,mean_distance,diameter,degree_assortativity,spectral_radius,max_coreness,"       \
    "clique_number,neighbor_degree_of_nodes,neighbor_degree_of_ties,clustering_mean"
#define ADDS "ties,total_weight,triangles,articulations,bridges"

static bool named(const char *list, ent_str name)
{
    ent_str rest = ent_str_of(list), one;

    while (ent_str_next(&rest, ',', &one))
        if (ent_str_eq(one, name))
            return true;
    return false;
}

Test(metamorphic, isolates_and_twins, .timeout = 120)
{
    static graph g;

    for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
        work_tie twice[2 * MOST_NODES * MOST_NODES];
        ent_results *once, *more, *both;

        random_graph(&g, seed);
        for (uint32_t t = 0; t < g.m; t++) {
            twice[t] = g.ties[t];
            twice[g.m + t] =
                (work_tie){ g.ties[t].a + g.n, g.ties[t].b + g.n, g.ties[t].weight };
        }
        once = run(g.n, g.ties, g.m, false, OWN "," STAYS "," ADDS ",isolates,components");
        more = run(g.n + 1, g.ties, g.m, false, OWN "," STAYS "," ADDS ",isolates,components");
        both = run(2 * g.n, twice, 2 * (size_t)g.m, false,
                   OWN "," STAYS "," ADDS ",isolates,components");
        for (size_t i = 0; i < ent_results_count(once); i++) {
            const ent_result *x = ent_result_at(once, i), *y = ent_result_at(more, i),
                             *z = ent_result_at(both, i);
            const char *name = x->measure->name;
            bool counted = ent_str_is(x->name, "isolates") || ent_str_is(x->name, "components");

            for (uint32_t k = 0; k < g.n && x->measure->scope == ENT_SCOPE_NODE; k++) {
                same("one isolate more", seed, name, k, x->values[k], y->values[k]);
                same("twice", seed, name, k, x->values[k], z->values[k]);
                same("twice", seed, name, k, x->values[k], z->values[g.n + k]);
            }
            if (x->measure->scope != ENT_SCOPE_NETWORK || named(OWN, x->name))
                continue;
            if (!g.m && named(STAYS, x->name))
                continue;
            same("one isolate more", seed, name, 0, x->values[0] + counted, y->values[0]);
            same("twice", seed, name, 0,
                 x->values[0] * (counted || named(ADDS, x->name) ? 2 : 1), z->values[0]);
        }
        ent_results_free(once);
        ent_results_free(more);
        ent_results_free(both);
    }
}
