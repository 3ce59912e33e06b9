/* test_oracle.c: every measure again, slowly and plainly, straight from its definition, on random
 * graphs. Nothing here is shared with the code under test. */
#include "graphs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

enum { GRAPHS = 200, N = MOST_NODES };

typedef double matrix[N][N];

static graph g;
static ent_work *work;
static ent_results *results;
static matrix far1, farw; /* distances: every tie 1 long, 1/weight long */
static uint64_t seed;
static size_t compared;

/* ---- comparing ---- */

static void same_at(const char *name, uint32_t at, double expected, double tolerance)
{
    double found = ent_results_value(results, ent_str_of(name), at);
    bool right = isnan(expected) ? isnan(found)
                                 : fabs(found - expected) <= tolerance * fmax(1, fabs(expected));

    compared++;
    cr_assert(right, "graph %zu (n %u, m %u): %s of %u is %.15g, expected %.15g", (size_t)seed, g.n,
              g.m, name, at, found, expected);
}

static void same(const char *name, uint32_t at, double expected)
{
    same_at(name, at, expected, 1e-9);
}

/* ---- distances and paths ---- */

static void floyd_warshall(matrix far, bool weighted)
{
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            far[i][j] = i == j          ? 0
                        : g.a[i][j] > 0 ? (weighted ? 1 / g.a[i][j] : 1)
                                        : INFINITY;
    for (uint32_t k = 0; k < g.n; k++)
        for (uint32_t i = 0; i < g.n; i++)
            for (uint32_t j = 0; j < g.n; j++)
                far[i][j] = fmin(far[i][j], far[i][k] + far[k][j]);
}

static bool equal(double x, double y)
{
    return fabs(x - y) <= 1e-9 * (1 + fabs(x));
}

/* How many shortest paths lead from s to each node. */
static void count_paths(matrix far, bool weighted, uint32_t s, double *paths)
{
    bool done[N] = { false };

    for (uint32_t round = 0; round < g.n; round++) {
        uint32_t v = N;

        for (uint32_t i = 0; i < g.n; i++)
            if (!done[i] && (v == N || far[s][i] < far[s][v]))
                v = i;
        done[v] = true;
        paths[v] = v == s;
        for (uint32_t u = 0; u < g.n && v != s && isfinite(far[s][v]); u++) {
            double length = weighted ? 1 / g.a[u][v] : 1;

            if (g.a[u][v] > 0 && done[u] && u != v && equal(far[s][u] + length, far[s][v]))
                paths[v] += paths[u];
        }
    }
}

static void check_betweenness(matrix far, bool weighted, const char *of_node, const char *of_tie)
{
    static matrix paths;
    double node[N] = { 0 }, tie[N * N / 2] = { 0 };

    for (uint32_t s = 0; s < g.n; s++)
        count_paths(far, weighted, s, paths[s]);
    for (uint32_t s = 0; s < g.n; s++)
        for (uint32_t t = s + 1; t < g.n; t++) {
            if (!isfinite(far[s][t]))
                continue;
            for (uint32_t v = 0; v < g.n; v++)
                if (v != s && v != t && equal(far[s][v] + far[v][t], far[s][t]))
                    node[v] += paths[s][v] * paths[v][t] / paths[s][t];
            for (uint32_t e = 0; e < g.m; e++) {
                uint32_t a = g.ties[e].a, b = g.ties[e].b;
                double length = weighted ? 1 / g.ties[e].weight : 1;

                if (equal(far[s][a] + length + far[b][t], far[s][t]))
                    tie[e] += paths[s][a] * paths[b][t] / paths[s][t];
                if (equal(far[s][b] + length + far[a][t], far[s][t]))
                    tie[e] += paths[s][b] * paths[a][t] / paths[s][t];
            }
        }
    for (uint32_t v = 0; v < g.n; v++)
        same(of_node, v, node[v]);
    for (uint32_t e = 0; e < g.m; e++)
        same(of_tie, e, tie[e]);
    if (!weighted) {
        double top = 0, sum = 0, n = g.n;

        for (uint32_t v = 0; v < g.n; v++) {
            top = fmax(top, node[v]);
            same("betweenness_norm", v, g.n > 2 ? 2 * node[v] / ((n - 1) * (n - 2)) : NAN);
        }
        for (uint32_t v = 0; v < g.n; v++)
            sum += top - node[v];
        same("centralization_betweenness", 0,
             g.n > 2 ? sum / (n - 1) / ((n - 1) * (n - 2) / 2) : NAN);
    }
}

static void check_distances(matrix far, bool weighted)
{
    const char *suffix = weighted ? ":inverse" : "";
    double all = 0, pairs = 0, widest = -1, inverse_all = 0, n = g.n, narrowest = INFINITY;
    double closeness[N], top = 0, spread = 0;
    char name[64];
    bool connected = true;

    for (uint32_t i = 0; i < g.n; i++) {
        double sum = 0, reached = 0, inverse = 0, furthest = 0;

        for (uint32_t j = 0; j < g.n; j++) {
            if (i == j)
                continue;
            connected &= (bool)isfinite(far[i][j]);
            if (!isfinite(far[i][j]))
                continue;
            sum += far[i][j];
            inverse += 1 / far[i][j];
            reached++;
            furthest = fmax(furthest, far[i][j]);
        }
        snprintf(name, sizeof name, "closeness_component%s", suffix);
        same(name, i, reached > 0 ? reached / sum : NAN);
        snprintf(name, sizeof name, "closeness_wf%s", suffix);
        same(name, i, g.n < 2 ? NAN : reached > 0 ? reached / sum * reached / (n - 1) : 0);
        snprintf(name, sizeof name, "harmonic%s", suffix);
        same(name, i, inverse);
        snprintf(name, sizeof name, "harmonic_norm%s", suffix);
        same(name, i, g.n > 1 ? inverse / (n - 1) : NAN);
        snprintf(name, sizeof name, "eccentricity%s", suffix);
        same(name, i, reached > 0 ? furthest : NAN);
        closeness[i] = (n - 1) / sum;
        top = fmax(top, closeness[i]);
        all += sum;
        pairs += reached;
        inverse_all += inverse;
        if (reached > 0)
            widest = fmax(widest, furthest);
        narrowest = fmin(narrowest, furthest);
    }
    connected &= g.n > 1;
    for (uint32_t i = 0; i < g.n; i++) {
        snprintf(name, sizeof name, "closeness%s", suffix);
        same(name, i, connected ? closeness[i] : NAN);
        if (weighted)
            same("closeness_invw", i, connected ? closeness[i] : NAN);
        spread += top - closeness[i];
    }
    snprintf(name, sizeof name, "mean_distance%s", suffix);
    same(name, 0, pairs > 0 ? all / pairs : NAN);
    snprintf(name, sizeof name, "diameter%s", suffix);
    same(name, 0, widest >= 0 ? widest : NAN);
    snprintf(name, sizeof name, "radius%s", suffix);
    same(name, 0, connected ? narrowest : NAN);
    snprintf(name, sizeof name, "efficiency_global%s", suffix);
    same(name, 0, g.n > 1 ? inverse_all / (n * (n - 1)) : NAN);
    if (!weighted)
        same("centralization_closeness", 0,
             connected && g.n > 2 ? spread / ((n - 1) * (n - 2) / (2 * n - 3)) : NAN);
}

/* ---- degrees, triangles, components ---- */

static double degree_of(uint32_t i)
{
    double k = 0;

    for (uint32_t j = 0; j < g.n; j++)
        k += g.a[i][j] > 0;
    return k;
}

static double strength_of(uint32_t i)
{
    double s = 0;

    for (uint32_t j = 0; j < g.n; j++)
        s += g.a[i][j];
    return s;
}

static void check_degrees(void)
{
    double n = g.n, top = 0, spread = 0, isolates = 0, total = 0;
    double x = 0, xx = 0, xy = 0, ends = 0;

    for (uint32_t i = 0; i < g.n; i++) {
        double k = degree_of(i), of_others = 0;

        for (uint32_t j = 0; j < g.n; j++)
            if (g.a[i][j] > 0) {
                of_others += degree_of(j);
                x += k;
                xx += k * k;
                xy += k * degree_of(j);
                ends++;
            }
        same("degree", i, k);
        same("degree_norm", i, g.n > 1 ? k / (n - 1) : NAN);
        same("strength", i, strength_of(i));
        same("neighbor_degree_mean", i, k > 0 ? of_others / k : NAN);
        top = fmax(top, k);
        isolates += k == 0;
        total += strength_of(i) / 2;
    }
    for (uint32_t i = 0; i < g.n; i++)
        spread += top - degree_of(i);
    same("nodes", 0, n);
    same("ties", 0, g.m);
    same("isolates", 0, isolates);
    same("total_weight", 0, total);
    same("mean_degree", 0, 2.0 * g.m / n);
    same("density", 0, g.n > 1 ? 2.0 * g.m / (n * (n - 1)) : NAN);
    same("centralization_degree", 0, g.n > 2 ? spread / ((n - 1) * (n - 2)) : NAN);
    if (ends > 0 && xx / ends - x / ends * x / ends > 1e-12)
        same("degree_assortativity", 0,
             (xy / ends - x / ends * x / ends) / (xx / ends - x / ends * x / ends));
    else
        same("degree_assortativity", 0, NAN);
}

static void check_triangles(void)
{
    double all = 0, triples = 0, sum = 0, defined = 0;

    for (uint32_t i = 0; i < g.n; i++) {
        double k = degree_of(i), closed = 0;

        for (uint32_t j = 0; j < g.n; j++)
            for (uint32_t q = j + 1; q < g.n; q++)
                closed += g.a[i][j] > 0 && g.a[i][q] > 0 && g.a[j][q] > 0;
        same("clustering", i, k > 1 ? closed / (k * (k - 1) / 2) : NAN);
        same("effective_size", i, k > 0 ? k - 2 * closed / k : NAN);
        same("efficiency", i, k > 0 ? (k - 2 * closed / k) / k : NAN);
        all += closed;
        triples += k * (k - 1) / 2;
        sum += k > 1 ? closed / (k * (k - 1) / 2) : 0;
        defined += k > 1;
    }
    same("triangles", 0, all / 3);
    same("transitivity", 0, triples > 0 ? all / triples : NAN);
    same("clustering_mean", 0, defined > 0 ? sum / defined : NAN);
    same("clustering_mean0", 0, sum / g.n);
}

static uint32_t count_components(bool without_node, uint32_t node, bool without_tie, uint32_t tie)
{
    uint32_t mark[N], found = 0;

    for (uint32_t i = 0; i < g.n; i++)
        mark[i] = i;
    for (uint32_t round = 0; round < g.n; round++)
        for (uint32_t e = 0; e < g.m; e++) {
            uint32_t a = g.ties[e].a, b = g.ties[e].b, low = mark[a] < mark[b] ? mark[a] : mark[b];

            if ((without_tie && e == tie) || (without_node && (a == node || b == node)))
                continue;
            mark[a] = mark[b] = low;
        }
    for (uint32_t i = 0; i < g.n; i++)
        found += mark[i] == i && !(without_node && i == node);
    return found;
}

static void check_components(void)
{
    uint32_t whole = count_components(false, 0, false, 0);
    double articulations = 0, bridges = 0, largest = 0;

    for (uint32_t i = 0; i < g.n; i++) {
        double size = 0, cut, before = 1, first = N;

        for (uint32_t j = 0; j < g.n; j++) {
            size += isfinite(far1[i][j]);
            if (isfinite(far1[i][j]) && j < first)
                first = j;
        }
        for (uint32_t j = 0; j < g.n; j++) { /* j as first node of a component in front of i's */
            double other = 0;
            bool is_first = true;

            for (uint32_t q = 0; q < g.n; q++) {
                other += isfinite(far1[j][q]);
                is_first &= !(isfinite(far1[j][q]) && q < j);
            }
            before += is_first && (other > size || (other == size && j < first));
        }
        same("component_size", i, size);
        same("component", i, before);
        cut = count_components(true, i, false, 0) > whole;
        same("articulation", i, cut);
        articulations += cut;
        largest = fmax(largest, size);
    }
    for (uint32_t e = 0; e < g.m; e++)
        bridges += count_components(false, 0, true, e) > whole;
    same("components", 0, whole);
    same("largest_component", 0, largest);
    same("articulations", 0, articulations);
    same("bridges", 0, bridges);
}

static void check_cores(void)
{
    double core[N] = { 0 }, deepest = 0;

    for (uint32_t k = 1; k < g.n; k++) {
        bool in[N], changed = true;

        for (uint32_t i = 0; i < g.n; i++)
            in[i] = true;
        while (changed) {
            changed = false;
            for (uint32_t i = 0; i < g.n; i++) {
                uint32_t ties = 0;

                for (uint32_t j = 0; j < g.n; j++)
                    ties += in[j] && g.a[i][j] > 0;
                if (in[i] && ties < k) {
                    in[i] = false;
                    changed = true;
                }
            }
        }
        for (uint32_t i = 0; i < g.n; i++)
            if (in[i])
                core[i] = k;
    }
    for (uint32_t i = 0; i < g.n; i++) {
        same("coreness", i, core[i]);
        deepest = fmax(deepest, core[i]);
    }
    same("max_coreness", 0, deepest);
}

static void check_constraint(bool weighted, const char *name)
{
    static matrix p;

    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            p[i][j] = g.a[i][j] == 0 ? 0
                      : weighted     ? g.a[i][j] / strength_of(i)
                                     : 1 / degree_of(i);
    for (uint32_t i = 0; i < g.n; i++) {
        double sum = 0;

        for (uint32_t j = 0; j < g.n; j++) {
            double share = p[i][j];

            for (uint32_t q = 0; q < g.n; q++)
                share += q != i && q != j ? p[i][q] * p[q][j] : 0;
            sum += g.a[i][j] > 0 ? share * share : 0;
        }
        same(name, i, degree_of(i) > 0 ? sum : NAN);
    }
}

/* ---- spectra ---- */

/* Principal vector of each component: (A + I)^(2^k) by squaring, rows summed. */
static void check_eigenvector(bool weighted, const char *by_component, const char *whole)
{
    static matrix power, square;
    double vector[N] = { 0 }, value[N] = { 0 }, radius = 0, second = 0;
    uint32_t lead = N;
    bool done[N] = { false };

    for (uint32_t first = 0; first < g.n; first++) {
        double top = 0, row = 0;

        if (done[first])
            continue;
        for (uint32_t i = 0; i < g.n; i++)
            for (uint32_t j = 0; j < g.n; j++)
                power[i][j] = !isfinite(far1[first][i]) || !isfinite(far1[first][j]) ? 0
                              : i == j || (!weighted && g.a[i][j] > 0)               ? 1
                                                                                     : g.a[i][j];
        for (int k = 0; k < 40; k++) {
            double biggest = 0;

            for (uint32_t i = 0; i < g.n; i++)
                for (uint32_t j = 0; j < g.n; j++) {
                    square[i][j] = 0;
                    for (uint32_t q = 0; q < g.n; q++)
                        square[i][j] += power[i][q] * power[q][j];
                    biggest = fmax(biggest, square[i][j]);
                }
            for (uint32_t i = 0; i < g.n; i++)
                for (uint32_t j = 0; j < g.n; j++)
                    power[i][j] = square[i][j] / biggest;
        }
        for (uint32_t i = 0; i < g.n; i++) {
            if (!isfinite(far1[first][i]))
                continue;
            done[i] = true;
            vector[i] = 0;
            for (uint32_t j = 0; j < g.n; j++)
                vector[i] += power[i][j];
            top = fmax(top, vector[i]);
        }
        for (uint32_t i = 0; i < g.n; i++)
            if (isfinite(far1[first][i]))
                vector[i] /= top;
        if (degree_of(first) == 0)
            vector[first] = 0;
        for (uint32_t j = 0; j < g.n; j++)
            row += (weighted ? g.a[first][j] : g.a[first][j] > 0) * vector[j];
        value[first] = vector[first] > 0 ? row / vector[first] : 0;
        if (value[first] > radius) {
            second = radius;
            radius = value[first];
            lead = first;
        } else {
            second = fmax(second, value[first]);
        }
    }
    for (uint32_t i = 0; i < g.n; i++)
        same_at(by_component, i, vector[i], 1e-7);
    if (radius - second > 1e-6 * radius || g.m == 0)
        for (uint32_t i = 0; i < g.n; i++)
            same_at(whole, i,
                    g.m == 0                      ? NAN
                    : isfinite(far1[lead][i]) ? vector[i]
                                                  : 0,
                    1e-7);
    if (!weighted)
        same_at("spectral_radius", 0, radius, 1e-7);
}

/* PageRank as a system of linear equations, solved by elimination. */
static void check_pagerank(bool weighted, const char *name)
{
    static double a[N][N + 1];
    double n = g.n;

    for (uint32_t i = 0; i < g.n; i++) {
        for (uint32_t j = 0; j < g.n; j++) {
            double out = weighted ? strength_of(j) : degree_of(j);
            double tie = weighted ? g.a[i][j] : g.a[i][j] > 0;

            a[i][j] = (i == j) - 0.85 * (out > 0 ? tie / out : 1 / n);
        }
        a[i][g.n] = 0.15 / n;
    }
    for (uint32_t c = 0; c < g.n; c++) {
        uint32_t pivot = c;

        for (uint32_t r = c; r < g.n; r++)
            if (fabs(a[r][c]) > fabs(a[pivot][c]))
                pivot = r;
        for (uint32_t k = 0; k <= g.n; k++) {
            double swap = a[c][k];

            a[c][k] = a[pivot][k];
            a[pivot][k] = swap;
        }
        for (uint32_t r = 0; r < g.n; r++) {
            double times = r == c ? 0 : a[r][c] / a[c][c];

            for (uint32_t k = 0; k <= g.n; k++)
                a[r][k] -= times * a[c][k];
        }
    }
    for (uint32_t i = 0; i < g.n; i++)
        same_at(name, i, a[i][g.n] / a[i][i], 1e-11);
}

/* ---- communities ---- */

/* Modularity as a double sum over nodes. */
static double quality(const uint32_t *group)
{
    double total = 0, sum = 0;

    for (uint32_t i = 0; i < g.n; i++)
        total += strength_of(i);
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            if (group[i] == group[j])
                sum += g.a[i][j] - strength_of(i) * strength_of(j) / total;
    return sum / total;
}

/* The best of all divisions: node `at` joins each group there is, or founds one. */
static double best_of_all(uint32_t *group, uint32_t at, uint32_t groups)
{
    double best = -1;

    if (at == g.n)
        return quality(group);
    for (group[at] = 0; group[at] <= groups; group[at]++) {
        uint32_t mine = group[at];

        best = fmax(best, best_of_all(group, at + 1, mine == groups ? groups + 1 : groups));
        group[at] = mine;
    }
    return best;
}

static void check_communities(size_t *tried, size_t *optimal)
{
    uint32_t group[N] = { 0 };
    double found = ent_results_value(results, ENT_STR("modularity"), 0), groups = 0;

    for (uint32_t i = 0; i < g.n; i++) {
        group[i] = (uint32_t)ent_results_value(results, ENT_STR("community"), i);
        groups = fmax(groups, group[i]);
        for (uint32_t j = 0; j < g.n; j++)
            if (group[i] == group[j] && i > j && degree_of(i) > 0)
                cr_expect(isfinite(far1[i][j]), "a community spans components");
    }
    same("communities", 0, groups);
    same("modularity", 0, g.m ? quality(group) : NAN);
    if (g.n <= 8 && g.m) {
        double best = best_of_all(group, 0, 0);

        cr_expect(found <= best + 1e-9);
        ++*tried;
        *optimal += found >= best - 1e-9;
    }
}

/* ---- the test ---- */

#define RULED                                                                                      \
    ",closeness:inverse,closeness_component:inverse,closeness_wf:inverse,harmonic:inverse,"        \
    "harmonic_norm:inverse,eccentricity:inverse,mean_distance:inverse,diameter:inverse,"           \
    "radius:inverse,efficiency_global:inverse,edge_betweenness:inverse,betweenness:inverse"

Test(oracle, definitions_agree, .timeout = 120 * ENT_SLOWER)
{
    size_t tried = 0, optimal = 0;

    for (seed = 0; seed < GRAPHS; seed++) {
        random_graph(&g, seed);
        work = work_of(&g);
        cr_assert_not_null(work);
        cr_assert_eq(ent_measures_run_on(&results, work, "all" RULED), ENT_OK);
        floyd_warshall(far1, false);
        floyd_warshall(farw, true);
        check_degrees();
        check_distances(far1, false);
        check_distances(farw, true);
        check_betweenness(far1, false, "betweenness", "edge_betweenness");
        check_betweenness(farw, true, "betweenness_invw", "edge_betweenness:inverse");
        check_triangles();
        check_components();
        check_cores();
        check_constraint(false, "constraint");
        check_constraint(true, "constraint_w");
        check_eigenvector(false, "eigenvector", "eigenvector_max1");
        check_eigenvector(true, "eigenvector_w", "eigenvector_w_max1");
        check_pagerank(false, "pagerank");
        check_pagerank(true, "pagerank_w");
        check_communities(&tried, &optimal);
        ent_results_free(results);
        ent_work_free(work);
    }
    printf("%d graphs, %zu values; communities: best of all divisions in %zu of %zu small graphs\n",
           GRAPHS, compared, optimal, tried);
    cr_expect_geq(compared, 50000);
    cr_expect_geq(tried, 20);
    cr_expect_geq(optimal + tried / 20, tried);
}
