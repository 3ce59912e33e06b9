/* test_definitions.c: the rest of the registry, again slowly and plainly from the definitions:
 * systems of equations by elimination, patterns by looking at every set of nodes, networks of two
 * modes and with directions. Nothing here is shared with the code under test. */
#include "graphs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "entente/dataset.h"

enum { GRAPHS = 200, N = MOST_NODES };

typedef double matrix[N][N];

static graph g;
static ent_work *work;
static ent_results *results;
static uint64_t seed;
static size_t compared;

static void same_at(const char *name, size_t at, double expected, double tolerance)
{
    double found = ent_results_value(results, ent_str_of(name), at);
    bool right = isnan(expected) ? isnan(found)
                                 : fabs(found - expected) <= tolerance * fmax(1, fabs(expected));

    compared++;
    cr_assert(ent_results_find(results, ent_str_of(name)) != NULL, "no %s", name);
    cr_assert(right, "graph %zu (n %u, m %u): %s of %zu is %.15g, expected %.15g", (size_t)seed,
              g.n, g.m, name, at, found, expected);
}

static void same(const char *name, size_t at, double expected)
{
    same_at(name, at, expected, 1e-9);
}

static double value(const char *name, size_t at)
{
    return ent_results_value(results, ent_str_of(name), at);
}

static bool tied(uint32_t i, uint32_t j)
{
    return g.a[i][j] > 0;
}

static double degree(uint32_t i)
{
    double k = 0;

    for (uint32_t j = 0; j < g.n; j++)
        k += tied(i, j);
    return k;
}

static double strength(uint32_t i)
{
    double s = 0;

    for (uint32_t j = 0; j < g.n; j++)
        s += g.a[i][j];
    return s;
}

/* a x = b by Gauss and Jordan; a and b are used up. */
static void eliminate(double a[N][N], double *b, uint32_t n)
{
    for (uint32_t c = 0; c < n; c++) {
        uint32_t pivot = c;

        for (uint32_t r = c; r < n; r++)
            if (fabs(a[r][c]) > fabs(a[pivot][c]))
                pivot = r;
        for (uint32_t k = 0; k < n; k++) {
            double swap = a[c][k];

            a[c][k] = a[pivot][k];
            a[pivot][k] = swap;
        }
        double swap = b[c];

        b[c] = b[pivot];
        b[pivot] = swap;
        for (uint32_t r = 0; r < n; r++) {
            double times = r == c ? 0 : a[r][c] / a[c][c];

            for (uint32_t k = 0; k < n; k++)
                a[r][k] -= times * a[c][k];
            b[r] -= times * b[c];
        }
    }
    for (uint32_t i = 0; i < n; i++)
        b[i] /= a[i][i];
}

/* Distances along arcs (of undirected graphs both ways), by Floyd and Warshall. */
static void distances(matrix far, bool weighted)
{
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            far[i][j] = i == j ? 0 : tied(i, j) ? (weighted ? 1 / g.a[i][j] : 1) : INFINITY;
    for (uint32_t k = 0; k < g.n; k++)
        for (uint32_t i = 0; i < g.n; i++)
            for (uint32_t j = 0; j < g.n; j++)
                far[i][j] = fmin(far[i][j], far[i][k] + far[k][j]);
}

/* ---- degrees and concentration ---- */

static double gini(const double *x)
{
    double sum = 0, apart = 0;

    for (uint32_t i = 0; i < g.n; i++) {
        sum += x[i];
        for (uint32_t j = 0; j < g.n; j++)
            apart += fabs(x[i] - x[j]);
    }
    return sum > 0 ? apart / (2 * g.n * sum) : NAN;
}

static double herfindahl(const double *x)
{
    double sum = 0, squares = 0;

    for (uint32_t i = 0; i < g.n; i++)
        sum += x[i];
    for (uint32_t i = 0; i < g.n; i++)
        squares += x[i] / sum * (x[i] / sum);
    return sum > 0 ? squares : NAN;
}

static void check_degrees(void)
{
    double k[N], s[N], means = 0, with = 0, over_ties = 0;

    for (uint32_t i = 0; i < g.n; i++) {
        double of_others = 0, weighted = 0;

        k[i] = degree(i);
        s[i] = strength(i);
        for (uint32_t j = 0; j < g.n; j++) {
            of_others += tied(i, j) ? degree(j) : 0;
            weighted += g.a[i][j] * degree(j);
        }
        same("neighbor_degree_w", i, k[i] > 0 ? weighted / s[i] : NAN);
        same("opsahl_degree", i, k[i] > 0 ? sqrt(k[i] * s[i]) : 0);
        same("opsahl_degree:alpha=1.5", i, k[i] > 0 ? pow(s[i], 1.5) / sqrt(k[i]) : 0);
        means += k[i] > 0 ? of_others / k[i] : 0;
        over_ties += of_others;
        with += k[i] > 0;
    }
    same("neighbor_degree_of_nodes", 0, with > 0 ? means / with : NAN);
    same("neighbor_degree_of_ties", 0, g.m ? over_ties / (2.0 * g.m) : NAN);
    same("hhi_degree", 0, herfindahl(k));
    same("hhi_strength", 0, herfindahl(s));
    same("gini_degree", 0, gini(k));
    same("gini_strength", 0, gini(s));
}

/* ---- equations and walks ---- */

static void check_linear(void)
{
    static matrix a, power, next, sum;
    double radius = value("spectral_radius", 0), t = radius > 0 ? 0.5 / radius : 0, b[N];
    double squares = 0;

    for (int beta = 0; beta < 3; beta++) { /* Katz; Bonacich as usual; Bonacich with -0.07 */
        double by = beta == 2 ? -0.07 : t;

        for (uint32_t i = 0; i < g.n; i++) {
            b[i] = beta ? degree(i) : 1;
            for (uint32_t j = 0; j < g.n; j++)
                a[i][j] = (i == j) - by * tied(i, j);
        }
        eliminate(a, b, g.n);
        squares = 0;
        for (uint32_t i = 0; i < g.n; i++)
            squares += b[i] * b[i];
        for (uint32_t i = 0; i < g.n; i++)
            if (!beta)
                same("katz", i, b[i]);
            else
                same_at(beta == 1 ? "bonacich_power" : "bonacich_power:beta=-0.07", i,
                        squares > 0 ? b[i] * sqrt(g.n / squares) : NAN, 1e-7);
    }
    memset(sum, 0, sizeof sum);
    memset(power, 0, sizeof power);
    for (uint32_t i = 0; i < g.n; i++)
        power[i][i] = 1;
    for (int k = 1; k < 120; k++) { /* e^A term by term */
        for (uint32_t i = 0; i < g.n; i++)
            for (uint32_t j = 0; j < g.n; j++) {
                sum[i][j] += power[i][j];
                next[i][j] = 0;
                for (uint32_t q = 0; q < g.n; q++)
                    next[i][j] += tied(i, q) ? power[q][j] / k : 0;
            }
        memcpy(power, next, sizeof power);
    }
    for (uint32_t i = 0; i < g.n; i++)
        same("subgraph", i, sum[i][i]);
}

/* Resistances to a node that is put to earth: the diagonal of the inverse of what is left. */
static void check_flow(matrix far, bool weighted, const char *name)
{
    static matrix a;
    double resistance[N] = { 0 }, size[N] = { 0 };

    for (uint32_t earth = 0; earth < g.n; earth++)
        for (uint32_t from = 0; from < g.n; from++) {
            uint32_t node[N], n = 0, at = 0;
            double b[N] = { 0 };

            if (!isfinite(far[earth][from]) || from == earth)
                continue;
            for (uint32_t i = 0; i < g.n; i++)
                if (isfinite(far[earth][i]) && i != earth) {
                    at = i == from ? n : at;
                    node[n++] = i;
                }
            for (uint32_t i = 0; i < n; i++)
                for (uint32_t j = 0; j < n; j++) {
                    a[i][j] = i == j ? (weighted ? strength(node[i]) : degree(node[i])) : 0;
                    a[i][j] -= weighted ? g.a[node[i]][node[j]] : tied(node[i], node[j]);
                }
            b[at] = 1;
            eliminate(a, b, n);
            resistance[from] += b[at];
            size[from] = n + 1.0;
        }
    for (uint32_t i = 0; i < g.n; i++)
        same_at(name, i, size[i] > 0 ? size[i] / resistance[i] : NAN, 1e-8);
}

/* ---- patterns ---- */

static void check_patterns(void)
{
    double triads[4] = { 0 }, star = 0, path = 0, square = 0, paw = 0, diamond = 0, clique = 0;

    for (uint32_t a = 0; a < g.n; a++)
        for (uint32_t b = a + 1; b < g.n; b++)
            for (uint32_t c = b + 1; c < g.n; c++) {
                triads[tied(a, b) + tied(a, c) + tied(b, c)]++;
                for (uint32_t d = c + 1; d < g.n; d++) {
                    uint32_t node[4] = { a, b, c, d };
                    int ties = 0, most = 0, least = 3;

                    for (int i = 0; i < 4; i++) {
                        int k = 0;

                        for (int j = 0; j < 4; j++)
                            k += tied(node[i], node[j]);
                        ties += k;
                        most = k > most ? k : most;
                        least = k < least ? k : least;
                    }
                    star += ties == 6 && most == 3;
                    path += ties == 6 && most == 2 && least == 1;
                    square += ties == 8 && most == 2;
                    paw += ties == 8 && most == 3;
                    diamond += ties == 10;
                    clique += ties == 12;
                }
            }
    same("triads_0", 0, triads[0]);
    same("triads_1", 0, triads[1]);
    same("triads_2", 0, triads[2]);
    same("triads_3", 0, triads[3]);
    same("motif_star", 0, star);
    same("motif_path", 0, path);
    same("motif_square", 0, square);
    same("motif_paw", 0, paw);
    same("motif_diamond", 0, diamond);
    same("motif_clique", 0, clique);
}

/* Every clique that contains `mine` and then only nodes from `next` on; maximal ones are counted.
 */
static void grow(const uint32_t *mine, uint32_t count, uint32_t next, double *maximal,
                 double *largest)
{
    bool can_grow = false;

    for (uint32_t v = 0; v < g.n; v++) {
        uint32_t more[N], k = 0;

        while (k < count && mine[k] != v && tied(v, mine[k]))
            k++;
        if (k < count)
            continue;
        can_grow = true;
        if (v < next)
            continue;
        memcpy(more, mine, count * sizeof *more);
        more[count] = v;
        grow(more, count + 1, v + 1, maximal, largest);
    }
    if (!can_grow && count) {
        ++*maximal;
        *largest = fmax(*largest, count);
    }
}

static void check_cliques(void)
{
    double maximal = 0, largest = 0;
    uint32_t none[1] = { 0 };

    grow(none, 0, 0, &maximal, &largest);
    same("cliques", 0, maximal);
    same("clique_number", 0, largest);
}

static void check_clustering(void)
{
    for (uint32_t i = 0; i < g.n; i++) {
        double sum = 0;

        for (uint32_t j = 0; j < g.n; j++)
            for (uint32_t q = 0; q < g.n; q++)
                if (tied(i, j) && tied(i, q) && tied(j, q))
                    sum += (g.a[i][j] + g.a[i][q]) / 2;
        same("clustering_w", i, degree(i) > 1 ? sum / (strength(i) * (degree(i) - 1)) : NAN);
    }
}

/* ---- ties and pairs ---- */

static uint32_t component_count(matrix far)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < g.n; i++) {
        bool first = true;

        for (uint32_t j = 0; j < i; j++)
            first &= !isfinite(far[i][j]);
        count += first;
    }
    return count;
}

static void check_ties(matrix far)
{
    for (uint32_t t = 0; t < g.m; t++) {
        static matrix without;
        uint32_t a = g.ties[t].a, b = g.ties[t].b;
        double common = 0, weight = g.a[a][b];

        for (uint32_t c = 0; c < g.n; c++)
            common += tied(a, c) && tied(b, c);
        same("embeddedness", t, common);
        same("simmelian", t, common > 0);
        g.a[a][b] = g.a[b][a] = 0;
        distances(without, false);
        g.a[a][b] = g.a[b][a] = weight;
        same("bridge", t, component_count(without) > component_count(far));
    }
}

static double correlation(const double *x, const double *y, uint32_t count)
{
    double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;

    for (uint32_t k = 0; k < count; k++) {
        mx += x[k] / count;
        my += y[k] / count;
    }
    for (uint32_t k = 0; k < count; k++) {
        xx += (x[k] - mx) * (x[k] - mx);
        yy += (y[k] - my) * (y[k] - my);
        xy += (x[k] - mx) * (y[k] - my);
    }
    return xx > 1e-12 && yy > 1e-12 ? xy / sqrt(xx * yy) : NAN;
}

static double alike(uint32_t a, uint32_t b, bool weighted, bool directed)
{
    double x[2 * N], y[2 * N];
    uint32_t count = 0;

    for (int back = 0; back <= directed; back++)
        for (uint32_t c = 0; c < g.n; c++)
            if (c != a && c != b) {
                double to_a = back ? g.a[c][a] : g.a[a][c], to_b = back ? g.a[c][b] : g.a[b][c];

                x[count] = weighted ? to_a : to_a > 0;
                y[count++] = weighted ? to_b : to_b > 0;
            }
    return count ? correlation(x, y, count) : NAN;
}

static void check_pairs(matrix far, matrix by_length)
{
    size_t at = 0;

    for (uint32_t a = 0; a < g.n; a++)
        for (uint32_t b = a + 1; b < g.n; b++, at++) {
            double both = 0, either = 0;
            uint32_t x, y;

            ent_results_pair(results, at, &x, &y);
            cr_assert(x == a && y == b);
            for (uint32_t c = 0; c < g.n; c++) {
                both += tied(a, c) && tied(b, c);
                either += tied(a, c) || tied(b, c);
            }
            same("distance", at, isfinite(far[a][b]) ? far[a][b] : NAN);
            same("distance:inverse", at, isfinite(far[a][b]) ? by_length[a][b] : NAN);
            same("common_partners", at, both);
            same("equivalence_jaccard", at, either > 0 ? both / either : NAN);
            same("equivalence_correlation", at, alike(a, b, false, false));
            same("equivalence_correlation_w", at, alike(a, b, true, false));
        }
}

static void check_whole(matrix far)
{
    double within = 0, n = g.n, sum = 0, x[N * N], y[N * N];
    uint32_t count = 0;
    bool known = true;

    for (uint32_t i = 0; i < g.n; i++) {
        double two = 0, three = 0, all = 0;

        for (uint32_t j = 0; j < g.n; j++) {
            two += j != i && far[i][j] <= 2;
            three += j != i && far[i][j] <= 3;
            all += j != i && isfinite(far[i][j]);
        }
        same("reach", i, two);
        same("reach:k=3", i, three);
        same("reach:50", i, all);
        within += all / 2;
        sum += 1 - value("eigenvector_max1", i);
        known &= !isnan(value("eigenvector_max1", i));
    }
    same("connectedness", 0, g.n > 1 ? within / (n * (n - 1) / 2) : NAN);
    if (!known)
        return;
    same("centralization_eigenvector", 0, g.n > 2 ? sum / (n - 2) : NAN);
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = i + 1; j < g.n; j++) {
            x[count] = tied(i, j);
            y[count++] = value("eigenvector_max1", i) * value("eigenvector_max1", j);
        }
    same_at("core_periphery", 0, g.n > 2 ? correlation(x, y, count) : NAN, 1e-7);
}

#define MORE                                                                                  \
    "all,opsahl_degree:alpha=1.5,bonacich_power:beta=-0.07,reach:k=3,reach:50,pair,distance:" \
    "inverse"

Test(definitions, one_mode, .timeout = 300 * ENT_SLOWER)
{
    static matrix far, by_length;

    for (seed = 0; seed < GRAPHS; seed++) {
        random_graph(&g, seed + 5000);
        cr_assert_not_null(work = work_of(&g));
        cr_assert_eq(ent_measures_run_on(&results, work, MORE), ENT_OK);
        distances(far, false);
        distances(by_length, true);
        check_degrees();
        check_linear();
        check_flow(far, false, "information");
        check_flow(far, true, "information_w");
        check_patterns();
        check_cliques();
        check_clustering();
        check_ties(far);
        check_pairs(far, by_length);
        check_whole(far);
        ent_results_free(results);
        ent_work_free(work);
    }
    printf("%d graphs, %zu values\n", GRAPHS, compared);
    cr_expect_geq(compared, 140000);
}

/* ---- larger than a word, a batch, a table ---- */

/* 600 nodes in a row: distances beyond what is counted step by step, sources in three batches. */
Test(definitions, long_row)
{
    enum { LONG = 600 };
    static work_tie ties[LONG];
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;

    for (uint32_t i = 0; i + 1 < LONG; i++)
        ties[i] = (work_tie){ i, i + 1, 2 };
    cr_assert_eq(ent_work_new(&work, LONG, ties, LONG - 1, &options, NULL), ENT_OK);
    cr_assert_eq(ent_measures_run_on(&results, work,
                                     "eccentricity,harmonic,closeness,mean_distance,diameter,"
                                     "betweenness,harmonic:inverse,eccentricity:inverse,reach:k=63,"
                                     "reach:k=64,reach:k=600,component"),
                 ENT_OK);
    for (uint32_t i = 0; i < LONG; i++) {
        double before = i, after = LONG - 1 - i, sum = 0, inverse = 0;

        for (uint32_t j = 0; j < LONG; j++)
            if (j != i) {
                sum += fabs((double)i - j);
                inverse += 1 / fabs((double)i - j);
            }
        same("eccentricity", i, fmax(before, after));
        same("eccentricity:inverse", i, fmax(before, after) / 2);
        same("harmonic", i, inverse);
        same("harmonic:inverse", i, 2 * inverse);
        same("closeness", i, (LONG - 1) / sum);
        same("betweenness", i, before * after);
        same("reach:k=63", i, fmin(before, 63) + fmin(after, 63));
        same("reach:k=600", i, LONG - 1);
        same("reach:k=64", i, NAN); /* not told apart so far off */
    }
    same("diameter", 0, LONG - 1);
    same("mean_distance", 0, (LONG + 1) / 3.0);
    ent_results_free(results);
    ent_work_free(work);
}

/* A ring of 700 where each is tied to the two next on both sides: three triangles at each node. */
Test(definitions, wide_ring)
{
    enum { RING = 700 };
    static work_tie ties[2 * RING];
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    uint32_t count = 0;

    for (uint32_t i = 0; i < RING; i++)
        for (uint32_t j = i + 1; j < RING; j++)
            if (j - i <= 2 || RING - (j - i) <= 2)
                ties[count++] = (work_tie){ i, j, 1 };
    cr_assert_eq(ent_work_new(&work, RING, ties, count, &options, NULL), ENT_OK);
    cr_assert_eq(ent_measures_run_on(&results, work,
                                     "triangles,clustering,coreness,embeddedness,constraint,"
                                     "motif_clique,motif_diamond,subgraph"),
                 ENT_OK);
    same("triangles", 0, RING);
    same("motif_clique", 0, 0);
    same("motif_diamond", 0, RING);
    for (uint32_t i = 0; i < RING; i++) {
        same("clustering", i, 0.5);
        same("coreness", i, 4);
        same("constraint", i, value("constraint", 0));
    }
    /* near: 1/4 + two ways of 1/16; far: 1/4 + one way */
    same("constraint", 0, 2 * pow(0.25 + 2.0 / 16, 2) + 2 * pow(0.25 + 1.0 / 16, 2));
    for (uint32_t t = 0; t < count; t++) {
        uint32_t apart = ties[t].b - ties[t].a;

        same("embeddedness", t, apart == 1 || apart == RING - 1 ? 2 : 1);
    }
    ent_results_free(results);
    ent_work_free(work);
}

/* A thousand sets of five that are all tied, and a sixth that hangs on each. */
Test(definitions, many_cliques)
{
    enum { SETS = 1000 };
    static work_tie ties[SETS * 11];
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    uint32_t count = 0;

    for (uint32_t s = 0; s < SETS; s++)
        for (uint32_t i = 0; i < 6; i++)
            for (uint32_t j = i + 1; j < 6; j++)
                if (j < 5 || i == 0)
                    ties[count++] = (work_tie){ 6 * s + i, 6 * s + j, 1 };
    cr_assert_eq(ent_work_new(&work, 6 * SETS, ties, count, &options, NULL), ENT_OK);
    cr_assert_eq(ent_measures_run_on(&results, work, "all"), ENT_OK);
    same("motif_clique", 0, SETS * 5);
    same("motif_paw", 0, SETS * 6); /* the sixth, the node it hangs on, two of the other four */
    same("motif_diamond", 0, 0);
    same("motif_star", 0, 0);
    same("triangles", 0, SETS * 10);
    same("cliques", 0, 2 * SETS);
    same("clique_number", 0, 5);
    same("components", 0, SETS);
    cr_expect(!ent_results_find(results, ENT_STR("subgraph")), "too large for a matrix");
    ent_results_free(results);
    ent_work_free(work);
}

/* ---- two modes ---- */

/* The largest betweenness there can be, tried out: one node of p tied to all q, the other p - 1
 * hung on the q as evenly as can be. */
static double most_between(uint32_t p, uint32_t q)
{
    graph keep = g;
    static matrix far;
    double sum = 0;

    g = (graph){ .n = 1 + q + (p - 1) };
    for (uint32_t j = 0; j < q; j++)
        g.a[0][1 + j] = g.a[1 + j][0] = 1;
    for (uint32_t i = 0; i + 1 < p; i++)
        g.a[1 + q + i][1 + i % q] = g.a[1 + i % q][1 + q + i] = 1;
    distances(far, false);
    for (uint32_t s = 1; s < g.n; s++)
        for (uint32_t t = s + 1; t < g.n; t++)
            sum += far[s][0] + far[0][t] == far[s][t]; /* a tree: one path a pair */
    g = keep;
    return sum;
}

static void check_modes(const uint8_t *mode, const uint32_t *size, matrix far)
{
    double n[2] = { size[0], size[1] }, top = 0, spread = 0, top_b = 0, spread_b = 0, closed = 0;
    double paths = 0, most[2] = { 0 };
    bool connected = g.n > 1;

    for (int k = 0; k < 2; k++)
        if (size[k] && size[!k])
            most[k] = most_between(size[k], size[!k]);
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            connected &= (bool)isfinite(far[i][j]);
    for (uint32_t i = 0; i < g.n; i++) {
        double own = n[mode[i]], other = n[!mode[i]], sum = 0, inverse = 0,
               b = value("betweenness", i);

        for (uint32_t j = 0; j < g.n; j++) {
            sum += far[i][j];
            inverse += i != j ? 1 / far[i][j] : 0;
        }
        same("degree_norm", i, other > 0 ? degree(i) / other : NAN);
        same("closeness", i, connected ? (other + 2 * (own - 1)) / sum : NAN);
        same("harmonic_norm", i,
             other + (own - 1) / 2 > 0 ? inverse / (other + (own - 1) / 2) : NAN);
        same("betweenness_norm", i, g.n > 2 && most[mode[i]] > 0 ? b / most[mode[i]] : NAN);
        if (mode[i])
            continue;
        top = fmax(top, degree(i));
        top_b = fmax(top_b, b);
    }
    for (uint32_t i = 0; i < g.n; i++)
        if (!mode[i]) {
            spread += top - degree(i);
            spread_b += top_b - value("betweenness", i);
        }
    same("density", 0, n[0] * n[1] > 0 ? g.m / (n[0] * n[1]) : NAN);
    same("centralization_degree", 0, (n[0] - 1) * n[1] > 0 ? spread / ((n[0] - 1) * n[1]) : NAN);
    same("centralization_betweenness", 0,
         n[0] > 1 && most[0] > 0 ? spread_b / ((n[0] - 1) * most[0]) : NAN);
    for (uint32_t a = 0; a < g.n; a++)
        for (uint32_t b = 0; b < g.n; b++)
            for (uint32_t c = 0; c < g.n; c++)
                for (uint32_t d = 0; d < g.n; d++)
                    if (a != c && b != d && tied(a, b) && tied(b, c) && tied(c, d)) {
                        paths++;
                        closed += tied(a, d);
                    }
    same("reinforcement", 0, paths > 0 ? closed / paths : NAN);
}

/* A A' and A' A, the power of each: squared over and over. */
static void check_singular(const uint8_t *mode)
{
    static matrix power, next;
    double top[2] = { 0 }, vector[N] = { 0 };

    if (isnan(value("eigenvector_max1", 0)))
        return; /* shared by two components */
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++) {
            power[i][j] = 0;
            for (uint32_t q = 0; q < g.n; q++)
                power[i][j] += tied(i, q) && tied(q, j);
        }
    for (int k = 0; k < 40; k++) {
        double biggest = 0;

        for (uint32_t i = 0; i < g.n; i++)
            for (uint32_t j = 0; j < g.n; j++) {
                next[i][j] = 0;
                for (uint32_t q = 0; q < g.n; q++)
                    next[i][j] += power[i][q] * power[q][j];
                biggest = fmax(biggest, next[i][j]);
            }
        for (uint32_t i = 0; i < g.n; i++)
            for (uint32_t j = 0; j < g.n; j++)
                power[i][j] = next[i][j] / biggest;
    }
    for (uint32_t i = 0; i < g.n; i++) {
        for (uint32_t j = 0; j < g.n; j++)
            vector[i] += power[i][j];
        top[mode[i]] = fmax(top[mode[i]], vector[i]);
    }
    for (uint32_t i = 0; i < g.n; i++) {
        same_at("hub", i, mode[i] ? NAN : vector[i] / top[0], 1e-6);
        same_at("authority", i, mode[i] ? vector[i] / top[1] : NAN, 1e-6);
    }
}

Test(definitions, two_modes, .timeout = 300 * ENT_SLOWER)
{
    for (seed = 0; seed < GRAPHS; seed++) {
        static matrix far;
        uint8_t mode[N];
        uint32_t size[2] = { 0 };
        uint64_t state = seed;

        random_graph(&g, seed + 9000);
        for (uint32_t i = 0; i < g.n; i++)
            size[mode[i] = (uint8_t)draw(&state, 2)]++;
        for (uint32_t i = 0; i < g.n; i++)
            for (uint32_t j = 0; j < g.n; j++)
                if (mode[i] == mode[j])
                    g.a[i][j] = 0;
        list_ties(&g);
        cr_assert_not_null(work = work_of(&g));
        ent_work_set_modes(work, mode);
        cr_assert_eq(ent_measures_run_on(&results, work, "all"), ENT_OK);
        distances(far, false);
        check_modes(mode, size, far);
        check_singular(mode);
        ent_results_free(results);
        ent_work_free(work);
    }
    printf("%d graphs of two modes, %zu values\n", GRAPHS, compared);
    cr_expect_geq(compared, 10000);
}

/* ---- directions ---- */

static void random_arcs(uint64_t from)
{
    uint64_t state = from * 31 + 7;
    uint32_t per_mille = 30 + draw(&state, 350);

    g = (graph){ .n = 1 + draw(&state, N) };
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            if (i != j && draw(&state, 1000) < per_mille) {
                g.a[i][j] = from % 2 ? 1 : 1 + draw(&state, 5);
                g.ties[g.m++] = (work_tie){ i, j, g.a[i][j] };
            }
}

static bool equal(double x, double y)
{
    return fabs(x - y) <= 1e-9 * (1 + fabs(x));
}

/* Shortest paths from i to j: over the arcs into j, from nearer nodes first. */
static double count_paths(matrix far, matrix length, matrix paths, uint32_t i,
                          uint32_t j)
{
    if (paths[i][j] >= 0)
        return paths[i][j];
    paths[i][j] = i == j;
    for (uint32_t k = 0; k < g.n; k++)
        if (k != j && i != j && tied(k, j) && isfinite(far[i][j]) &&
            equal(far[i][k] + length[k][j], far[i][j]))
            paths[i][j] += count_paths(far, length, paths, i, k);
    return paths[i][j];
}

static void check_passing(matrix far, bool weighted, const char *of_node, const char *of_tie)
{
    static matrix paths, length;
    double n = g.n, top = 0, spread = 0;

    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++) {
            paths[i][j] = -1;
            length[i][j] = tied(i, j) ? (weighted ? 1 / g.a[i][j] : 1) : INFINITY;
        }
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            count_paths(far, length, paths, i, j);
    for (uint32_t v = 0; v < g.n; v++) {
        double sum = 0;

        for (uint32_t s = 0; s < g.n; s++)
            for (uint32_t t = 0; t < g.n; t++)
                if (s != t && s != v && t != v && isfinite(far[s][t]) &&
                    equal(far[s][v] + far[v][t], far[s][t]))
                    sum += paths[s][v] * paths[v][t] / paths[s][t];
        same(of_node, v, sum);
        top = fmax(top, sum);
        if (!weighted)
            same("betweenness_norm", v, g.n > 2 ? sum / ((n - 1) * (n - 2)) : NAN);
    }
    for (uint32_t v = 0; v < g.n; v++)
        spread += top - value(of_node, v);
    if (!weighted)
        same("centralization_betweenness", 0,
             g.n > 2 ? spread / ((n - 1) * (n - 1) * (n - 2)) : NAN);
    for (uint32_t e = 0; e < g.m; e++) {
        uint32_t a = g.ties[e].a, b = g.ties[e].b;
        double sum = 0;

        for (uint32_t s = 0; s < g.n; s++)
            for (uint32_t t = 0; t < g.n; t++)
                if (s != t && isfinite(far[s][t]) &&
                    equal(far[s][a] + length[a][b] + far[b][t], far[s][t]))
                    sum += paths[s][a] * paths[b][t] / paths[s][t];
        same(of_tie, e, sum);
    }
}

static void check_near(matrix far, const char *suffix)
{
    double n = g.n, all = 0, pairs = 0, widest = -1, inverses = 0, mutual = 0, one_way = 0;
    bool strong = g.n > 1;
    char name[64];

    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++) {
            strong &= (bool)isfinite(far[i][j]);
            mutual += i < j && isfinite(far[i][j]) && isfinite(far[j][i]);
            one_way += i < j && (isfinite(far[i][j]) || isfinite(far[j][i]));
        }
    for (int out = 0; out < 2; out++)
        for (uint32_t i = 0; i < g.n; i++) {
            const char *way = out ? "out" : "in";
            double sum = 0, inverse = 0, furthest = 0, reached = 0;

            for (uint32_t j = 0; j < g.n; j++) {
                double d = out ? far[i][j] : far[j][i];

                if (i == j || !isfinite(d))
                    continue;
                sum += d;
                inverse += 1 / d;
                furthest = fmax(furthest, d);
                reached++;
            }
            snprintf(name, sizeof name, "closeness_%s%s", way, suffix);
            same(name, i, strong ? (n - 1) / sum : NAN);
            snprintf(name, sizeof name, "harmonic_%s%s", way, suffix);
            same(name, i, inverse);
            snprintf(name, sizeof name, "harmonic_%s_norm%s", way, suffix);
            same(name, i, g.n > 1 ? inverse / (n - 1) : NAN);
            snprintf(name, sizeof name, "eccentricity_%s%s", way, suffix);
            same(name, i, reached > 0 ? furthest : NAN);
            if (!suffix[0])
                same(out ? "reaches" : "reached_by", i, reached);
            if (!out)
                continue;
            all += sum;
            pairs += reached;
            inverses += inverse;
            widest = reached > 0 ? fmax(widest, furthest) : widest;
        }
    snprintf(name, sizeof name, "mean_distance%s", suffix);
    same(name, 0, pairs > 0 ? all / pairs : NAN);
    snprintf(name, sizeof name, "diameter%s", suffix);
    same(name, 0, widest >= 0 ? widest : NAN);
    snprintf(name, sizeof name, "efficiency_global%s", suffix);
    same(name, 0, g.n > 1 ? inverses / (n * (n - 1)) : NAN);
    same("hierarchy", 0, one_way > 0 ? 1 - mutual / one_way : NAN);
}

static const struct kind {
    const char *name, *arcs; /* among a, b, c */
} kinds[] = {
    { "triads_003", "" },           { "triads_012", "ab" },
    { "triads_102", "abba" },       { "triads_021D", "babc" },
    { "triads_021U", "abcb" },      { "triads_021C", "abbc" },
    { "triads_111D", "abbacb" },    { "triads_111U", "abbabc" },
    { "triads_030T", "abbcac" },    { "triads_030C", "abbcca" },
    { "triads_201", "abbabccb" },   { "triads_120D", "babcacca" },
    { "triads_120U", "abcbacca" },  { "triads_120C", "abbcacca" },
    { "triads_210", "abbccbacca" }, { "triads_300", "abbabccbacca" },
};

static bool is_kind(const uint32_t *node, const char *arcs_of)
{
    static const int orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
                                      { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

    for (int o = 0; o < 6; o++) {
        size_t found = 0, count = 0, wanted = strlen(arcs_of) / 2;

        for (size_t k = 0; k < wanted; k++)
            found += tied(node[orders[o][arcs_of[2 * k] - 'a']],
                          node[orders[o][arcs_of[2 * k + 1] - 'a']]);
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                count += tied(node[i], node[j]);
        if (found == wanted && count == wanted)
            return true;
    }
    return false;
}

static void check_censuses(void)
{
    double found[16] = { 0 }, mutual = 0, one_way = 0, none = 0;

    for (uint32_t a = 0; a < g.n; a++)
        for (uint32_t b = a + 1; b < g.n; b++) {
            mutual += tied(a, b) && tied(b, a);
            one_way += tied(a, b) != tied(b, a);
            none += !tied(a, b) && !tied(b, a);
            for (uint32_t c = b + 1; c < g.n; c++)
                for (int k = 0; k < 16; k++)
                    found[k] += is_kind((uint32_t[]){ a, b, c }, kinds[k].arcs);
        }
    for (int k = 0; k < 16; k++)
        same(kinds[k].name, 0, found[k]);
    same("dyads_mutual", 0, mutual);
    same("dyads_asym", 0, one_way);
    same("dyads_null", 0, none);
    same("arcs", 0, g.m);
    same("ties", 0, mutual + one_way);
    same("reciprocity", 0, g.m ? 2 * mutual / g.m : NAN);
    same("density", 0, g.n > 1 ? g.m / (g.n * (g.n - 1.0)) : NAN);
}

static void check_arcs(matrix far)
{
    double n = g.n, top[2] = { 0 }, spread[2] = { 0 }, in[N], out[N];
    static matrix p;

    for (uint32_t i = 0; i < g.n; i++) {
        double weight[2] = { 0 }, mutual_reach = 0, before = 1;

        in[i] = out[i] = 0;
        for (uint32_t j = 0; j < g.n; j++) {
            out[i] += tied(i, j);
            in[i] += tied(j, i);
            weight[0] += g.a[j][i];
            weight[1] += g.a[i][j];
            mutual_reach += isfinite(far[i][j]) && isfinite(far[j][i]);
        }
        same("indegree", i, in[i]);
        same("outdegree", i, out[i]);
        same("instrength", i, weight[0]);
        same("outstrength", i, weight[1]);
        top[0] = fmax(top[0], in[i]);
        top[1] = fmax(top[1], out[i]);
        for (uint32_t j = 0; j < g.n; j++) { /* is j first of a strong component in front of i's? */
            double other = 0, first_of_mine = N;
            bool first = true;

            for (uint32_t q = 0; q < g.n; q++) {
                bool with_j = isfinite(far[j][q]) && isfinite(far[q][j]);

                other += with_j;
                first = first && !(with_j && q < j);
                if (isfinite(far[i][q]) && isfinite(far[q][i]) && q < first_of_mine)
                    first_of_mine = q;
            }
            before +=
                first && (other > mutual_reach || (other == mutual_reach && j < first_of_mine));
        }
        same("strong_component", i, before);
        for (uint32_t j = 0; j < g.n; j++)
            p[i][j] = in[i] + out[i] > 0 ? (tied(i, j) + tied(j, i)) / (in[i] + out[i]) : 0;
    }
    for (uint32_t i = 0; i < g.n; i++) {
        double sum = 0;

        spread[0] += top[0] - in[i];
        spread[1] += top[1] - out[i];
        for (uint32_t j = 0; j < g.n; j++) {
            double share = p[i][j];

            for (uint32_t q = 0; q < g.n; q++)
                share += q != i && q != j ? p[i][q] * p[q][j] : 0;
            sum += tied(i, j) || tied(j, i) ? share * share : 0;
        }
        same("constraint", i, in[i] + out[i] > 0 ? sum : NAN);
    }
    same("centralization_indegree", 0, g.n > 1 ? spread[0] / ((n - 1) * (n - 1)) : NAN);
    same("centralization_outdegree", 0, g.n > 1 ? spread[1] / ((n - 1) * (n - 1)) : NAN);
}

static void check_pagerank(bool weighted, bool turned, const char *name)
{
    static matrix a;
    double b[N], out[N] = { 0 };
    graph keep = g;

    for (uint32_t i = 0; i < g.n && turned; i++)
        for (uint32_t j = 0; j < g.n; j++)
            g.a[i][j] = keep.a[j][i];
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            out[i] += weighted ? g.a[i][j] : tied(i, j);
    for (uint32_t i = 0; i < g.n; i++) {
        b[i] = 0.15 / g.n;
        for (uint32_t j = 0; j < g.n; j++)
            a[i][j] = (i == j) - 0.85 * (out[j] > 0 ? (weighted ? g.a[j][i] : tied(j, i)) / out[j]
                                                    : 1.0 / g.n);
    }
    eliminate(a, b, g.n);
    g = keep;
    for (uint32_t i = 0; i < g.n; i++)
        same_at(name, i, b[i], 1e-11);
}

/* Rounds of hubs and authorities, long enough where the answer is unique. */
static void check_hubs(void)
{
    double hub[N], authority[N] = { 0 };

    if (!g.m || isnan(value("hub", 0)))
        return;
    for (uint32_t i = 0; i < g.n; i++)
        hub[i] = 1;
    for (int round = 0; round < 20000; round++) {
        double top = 0;

        for (uint32_t j = 0; j < g.n; j++) {
            authority[j] = 0;
            for (uint32_t i = 0; i < g.n; i++)
                authority[j] += tied(i, j) ? hub[i] : 0;
            top = fmax(top, authority[j]);
        }
        for (uint32_t j = 0; j < g.n; j++)
            authority[j] /= top;
        top = 0;
        for (uint32_t i = 0; i < g.n; i++) {
            hub[i] = 0;
            for (uint32_t j = 0; j < g.n; j++)
                hub[i] += tied(i, j) ? authority[j] : 0;
            top = fmax(top, hub[i]);
        }
        for (uint32_t i = 0; i < g.n; i++)
            hub[i] /= top;
    }
    for (uint32_t i = 0; i < g.n; i++) {
        same_at("hub", i, hub[i], 1e-5);
        same_at("authority", i, authority[i], 1e-5);
    }
}

static void check_directed_ties(void)
{
    size_t at = 0;

    for (uint32_t t = 0; t < g.m; t++) {
        uint32_t a = g.ties[t].a, b = g.ties[t].b;
        double common = 0, mutual = 0;

        for (uint32_t c = 0; c < g.n; c++) {
            common += (tied(a, c) || tied(c, a)) && (tied(b, c) || tied(c, b));
            mutual += tied(a, c) && tied(c, a) && tied(b, c) && tied(c, b);
        }
        same("embeddedness", t, common);
        same("simmelian", t, tied(b, a) && mutual > 0);
    }
    for (uint32_t a = 0; a < g.n; a++)
        for (uint32_t b = 0; b < g.n; b++) {
            uint32_t x, y;

            if (a == b)
                continue;
            ent_results_pair(results, at, &x, &y);
            cr_assert(x == a && y == b);
            same("equivalence_correlation", at, alike(a, b, false, true));
            at++;
        }
}

/* Krackhardt: arcs beyond those needed to hold each component of the graph below together. */
static void check_efficiency(void)
{
    static matrix far;
    graph arcs = g;
    double needed, most = 0;

    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            g.a[i][j] = fmax(arcs.a[i][j], arcs.a[j][i]);
    distances(far, false);
    needed = g.n - (double)component_count(far);
    for (uint32_t i = 0; i < g.n; i++)
        for (uint32_t j = 0; j < g.n; j++)
            most += i != j && isfinite(far[i][j]);
    g = arcs;
    same("graph_efficiency", 0, most - needed > 0 ? 1 - (g.m - needed) / (most - needed) : NAN);
}

#define NEAR_INVERSE                                                                             \
    ",closeness_in:inverse,closeness_out:inverse,harmonic_in:inverse,harmonic_out:inverse,"      \
    "harmonic_in_norm:inverse,harmonic_out_norm:inverse,eccentricity_in:inverse,"                \
    "eccentricity_out:inverse,mean_distance:inverse,diameter:inverse,efficiency_global:inverse," \
    "edge_betweenness:inverse"

Test(definitions, directions, .timeout = 300 * ENT_SLOWER)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;

    for (seed = 0; seed < GRAPHS; seed++) {
        static matrix far, by_length;

        random_arcs(seed);
        cr_assert_eq(ent_work_new_directed(&work, g.n, g.ties, g.m, &options, NULL), ENT_OK);
        cr_assert_eq(
            ent_measures_run_on(&results, work, "all,equivalence_correlation" NEAR_INVERSE),
            ENT_OK);
        distances(far, false);
        distances(by_length, true);
        check_passing(far, false, "betweenness", "edge_betweenness");
        check_passing(by_length, true, "betweenness_invw", "edge_betweenness:inverse");
        check_near(far, "");
        check_near(by_length, ":inverse");
        check_censuses();
        check_arcs(far);
        check_pagerank(false, false, "pagerank");
        check_pagerank(true, false, "pagerank_w");
        check_pagerank(false, true, "pagerank_out");
        check_pagerank(true, true, "pagerank_out_w");
        check_hubs();
        check_directed_ties();
        check_efficiency();
        cr_expect(!ent_results_find(results, ENT_STR("closeness")), "closeness has two forms here");
        ent_results_free(results);
        ent_work_free(work);
    }
    printf("%d graphs with directions, %zu values\n", GRAPHS, compared);
    cr_expect_geq(compared, 100000);
}

/* ---- what needs data: groups, acts, dates, signs ---- */

enum { ACTS = 14, ACTORS = 11, BLOCS = 3 };

static struct acts {
    bool party[ACTS][ACTORS];
    int year[ACTS], bloc[ACTORS]; /* bloc -1: not known */
} data;

static void write_file(char *path, const char *text)
{
    int file = mkstemps(path, 4);

    cr_assert(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text));
    close(file);
}

static size_t parties_of(int act)
{
    size_t count = 0;

    for (int i = 0; i < ACTORS; i++)
        count += data.party[act][i];
    return count;
}

static void random_data(char *parties, char *nodes)
{
    uint64_t state = seed * 101 + 3;
    char rows[8000] = "agreement,party,signed\n", names[1000] = "node,bloc\n";

    for (int a = 0; a < ACTS; a++) {
        uint32_t per_mille = 100 + draw(&state, 400);

        data.year[a] = 1950 + (int)draw(&state, 50);
        for (int i = 0; i < ACTORS; i++)
            if ((data.party[a][i] = draw(&state, 1000) < per_mille))
                snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "T%02d,N%02d,%d\n", a, i,
                         data.year[a]);
    }
    for (int i = 0; i < ACTORS; i++) {
        data.bloc[i] = (int)draw(&state, BLOCS + 1) - 1;
        if (i == 0)
            data.bloc[i] = 0;
        snprintf(names + strlen(names), sizeof names - strlen(names),
                 data.bloc[i] < 0 ? "N%02d,\n" : "N%02d,bloc%d\n", i, data.bloc[i]);
    }
    write_file(parties, rows);
    write_file(nodes, names);
    g = (graph){ .n = ACTORS };
    for (int a = 0; a < ACTS; a++)
        for (int i = 0; i < ACTORS; i++)
            for (int j = 0; j < ACTORS; j++)
                g.a[i][j] += i != j && data.party[a][i] && data.party[a][j];
    list_ties(&g);
}

static void check_groups(void)
{
    double in[ACTORS] = { 0 }, within = 0, all = 0;

    for (uint32_t i = 0; i < g.n; i++) {
        double part[BLOCS] = { 0 }, heavy[BLOCS] = { 0 }, known = 0, weight = 0, squares = 0,
               heavy_squares = 0;

        for (uint32_t j = 0; j < g.n; j++) {
            int bloc = data.bloc[j];

            in[i] += tied(i, j) && bloc == data.bloc[i];
            if (!tied(i, j) || bloc < 0)
                continue;
            part[bloc]++;
            heavy[bloc] += g.a[i][j];
            known++;
            weight += g.a[i][j];
        }
        for (int b = 0; b < BLOCS; b++) {
            squares += part[b] * part[b];
            heavy_squares += heavy[b] * heavy[b];
        }
        same("participation:bloc", i, known > 0 ? 1 - squares / (known * known) : NAN);
        same("participation_w:bloc", i, known > 0 ? 1 - heavy_squares / (weight * weight) : NAN);
        same("ei:bloc", i,
             data.bloc[i] >= 0 && known > 0 ? (known - 2 * part[data.bloc[i]]) / known : NAN);
        for (uint32_t j = 0; j < g.n; j++)
            if (data.bloc[i] >= 0 && data.bloc[j] >= 0 && tied(i, j)) {
                all++;
                within += data.bloc[i] == data.bloc[j];
            }
    }
    same("ei_index:bloc", 0, all > 0 ? (all - 2 * within) / all : NAN);
    for (uint32_t i = 0; i < g.n; i++) {
        double mean = 0, off = 0, count = 0;

        for (uint32_t j = 0; j < g.n; j++)
            if (data.bloc[j] == data.bloc[i]) {
                mean += in[j];
                count++;
            }
        mean /= count;
        for (uint32_t j = 0; j < g.n; j++)
            off += data.bloc[j] == data.bloc[i] ? (in[j] - mean) * (in[j] - mean) / count : 0;
        same("within_z:bloc", i,
             data.bloc[i] >= 0 && off > 1e-12 ? (in[i] - mean) / sqrt(off) : NAN);
    }
    for (int b = 0; b < BLOCS; b++)
        for (int c = b; c < BLOCS; c++) {
            double ties = 0, weight = 0;
            char name[60];

            for (uint32_t t = 0; t < g.m; t++) {
                int x = data.bloc[g.ties[t].a], y = data.bloc[g.ties[t].b];

                if ((x == b && y == c) || (x == c && y == b)) {
                    ties++;
                    weight += g.ties[t].weight;
                }
            }
            snprintf(name, sizeof name, "mixing:bloc:bloc%d|bloc%d", b, c);
            if (ent_results_find(results, ent_str_of(name)))
                same(name, 0, ties);
            else
                cr_assert_eq(ties, 0, "no %s", name);
            snprintf(name, sizeof name, "mixing_w:bloc:bloc%d|bloc%d", b, c);
            if (ent_results_find(results, ent_str_of(name)))
                same(name, 0, weight);
        }
}

static void check_acts(void)
{
    size_t at = 0;

    for (uint32_t i = 0; i < g.n; i++) {
        double acts = 0;

        for (int a = 0; a < ACTS; a++)
            acts += data.party[a][i] && parties_of(a) > 1;
        same("strength_newman", i, acts); /* a state's Newman strength: its acts of two or more */
        same("acts", i, acts);
        for (uint32_t j = i + 1; j < g.n; j++)
            same("common_acts", at++, g.a[i][j]);
    }
    for (uint32_t t = 0; t < g.m; t++) {
        double newman = 0;
        int first = 3000;

        for (int a = 0; a < ACTS; a++)
            if (data.party[a][g.ties[t].a] && data.party[a][g.ties[t].b]) {
                newman += 1 / ((double)parties_of(a) - 1);
                first = data.year[a] < first ? data.year[a] : first;
            }
        same("tie_newman", t, newman);
        same("tie_acts", t, g.ties[t].weight);
        same("tie_age", t, 2000 - first);
    }
}

Test(definitions, groups_and_acts, .timeout = 300 * ENT_SLOWER)
{
    for (seed = 0; seed < GRAPHS; seed++) {
        char parties[] = "/tmp/entente-def-XXXXXX.csv", nodes[] = "/tmp/entente-def-XXXXXX.csv";
        ent_selection selection = { .network = ENT_NET_ACTORS };
        ent_dataset_options options = { .path = parties, .tables[ENT_ACTORS] = nodes };
        ent_dataset *d;
        ent_network *n;

        random_data(parties, nodes);
        cr_assert_eq(ent_date_read(&selection.as_of, ENT_STR("2000")), ENT_DATE_OK);
        cr_assert_eq(ent_dataset_read(&d, &options, NULL), ENT_OK);
        cr_assert_eq(ent_network_new(&n, d, &selection, NULL), ENT_OK);
        cr_assert_eq(ent_node_count(n), g.n);
        cr_assert_eq(
            ent_measures_run(&results, n,
                             "participation:bloc,participation_w:bloc,ei:bloc,within_z:bloc,"
                             "ei_index:bloc,mixing:bloc,mixing_w:bloc,strength_newman,acts,"
                             "common_acts,tie_newman,tie_acts,tie_age,"
                             "participation:community,ei_index:community",
                             NULL, NULL),
            ENT_OK);
        check_groups();
        check_acts();
        ent_results_free(results);
        ent_network_free(n);
        ent_dataset_free(d);
        unlink(parties);
        unlink(nodes);
    }
    printf("%d data sets, %zu values\n", GRAPHS, compared);
    cr_expect_geq(compared, 20000);
}

static double sign_of(uint32_t i, uint32_t j)
{
    return tied(i, j) ? g.a[i][j] - 2 : 0; /* weights 1 and 3 stand for - and + */
}

Test(definitions, signs, .timeout = 300 * ENT_SLOWER)
{
    for (seed = 0; seed < GRAPHS; seed++) {
        char path[] = "/tmp/entente-def-XXXXXX.csv", rows[8000] = "from,to,sign\n";
        ent_selection selection = ENT_SELECTION_INIT;
        ent_dataset_options options = { .path = path };
        double triads[4] = { 0 }, plus = 0, minus = 0;
        uint64_t state = seed;
        ent_dataset *d;
        ent_network *n;

        random_graph(&g, 7000 + seed);
        for (uint32_t t = 0; t < g.m; t++) {
            uint32_t a = g.ties[t].a, b = g.ties[t].b;

            g.a[a][b] = g.a[b][a] = 1 + 2 * draw(&state, 2);
            snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "N%02u,N%02u,%d\n", a, b,
                     (int)sign_of(a, b));
        }
        if (!g.m)
            continue;
        write_file(path, rows);
        cr_assert_eq(ent_dataset_read(&d, &options, NULL), ENT_OK);
        cr_assert_eq(ent_network_new(&n, d, &selection, NULL), ENT_OK);
        cr_assert_eq(ent_measures_run(&results, n,
                                      "positive_ties:sign,negative_ties:sign,balanced_triads:sign,"
                                      "unbalanced_triads:sign,triads_0_negative:sign,"
                                      "triads_1_negative:sign,triads_2_negative:sign,"
                                      "triads_3_negative:sign,balance:sign,positive_degree:sign,"
                                      "negative_degree:sign",
                                      NULL, NULL),
                     ENT_OK);
        for (uint32_t i = 0; i < g.n; i++)
            for (uint32_t j = i + 1; j < g.n; j++) {
                plus += sign_of(i, j) > 0;
                minus += sign_of(i, j) < 0;
                for (uint32_t k = j + 1; k < g.n; k++)
                    if (tied(i, j) && tied(i, k) && tied(j, k))
                        triads[(sign_of(i, j) < 0) + (sign_of(i, k) < 0) + (sign_of(j, k) < 0)]++;
            }
        same("positive_ties:sign", 0, plus);
        same("negative_ties:sign", 0, minus);
        same("triads_0_negative:sign", 0, triads[0]);
        same("triads_1_negative:sign", 0, triads[1]);
        same("triads_2_negative:sign", 0, triads[2]);
        same("triads_3_negative:sign", 0, triads[3]);
        same("balanced_triads:sign", 0, triads[0] + triads[2]);
        same("unbalanced_triads:sign", 0, triads[1] + triads[3]);
        same("balance:sign", 0,
             (triads[0] + triads[2]) / (triads[0] + triads[1] + triads[2] + triads[3]));
        for (uint32_t i = 0, at = 0; i < g.n; i++) {
            double up = 0, down = 0;

            for (uint32_t j = 0; j < g.n; j++) {
                up += sign_of(i, j) > 0;
                down += sign_of(i, j) < 0;
            }
            if (up + down == 0)
                continue; /* the file does not name it */
            same("positive_degree:sign", at, up);
            same("negative_degree:sign", at++, down);
        }
        ent_results_free(results);
        ent_network_free(n);
        ent_dataset_free(d);
        unlink(path);
    }
    cr_expect_geq(compared, 3000);
}
