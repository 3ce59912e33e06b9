/* test_numerics.c: numbers that ought to keep their digits: weights near each other and far from
 * each other, in any unit; lengths that differ in their last digit; eigenvalues that no number tells
 * apart; more paths than a number holds. Expected values are from exact fractions. */
#include "measure/graph/graph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

static ent_results *results;
static ent_work *work;
static char said[2000];

static void hear(void *ctx, const ent_diag *diag)
{
    (void)ctx;
    if (strlen(said) + strlen(diag->text) + 2 < sizeof said)
        strcat(strcat(said, diag->text), "\n");
}

static ent_status measure(uint32_t nodes, const work_tie *ties, size_t count, const char *names)
{
    static ent_diags diags;
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_status status;

    diags = (ent_diags){ .sink = hear };
    said[0] = '\0';
    work = NULL;
    results = NULL;
    status = ent_work_new(&work, nodes, ties, count, &options, &diags);
    return status == ENT_OK ? ent_measures_run_on(&results, work, names) : status;
}

static void done(void)
{
    ent_results_free(results);
    ent_work_free(work);
}

static double value(const char *name, size_t at)
{
    return ent_results_value(results, ent_str_of(name), at);
}

static void expect(const char *name, size_t at, double expected, double tolerance)
{
    double found = value(name, at);

    cr_expect(fabs(found - expected) <= tolerance * fabs(expected), "%s of %zu is %.15g, not %.15g",
              name, at, found, expected);
}

/* ---- nearly alike ---- */

enum { FIVE = 5, TEN = 10 };

/* All ten pairs of five nodes; last digits 0 1 5 3 2 9 4 1 7 6. */
static void ten_ties(work_tie *ties, double base, double unit)
{
    static const int digit[TEN] = { 0, 1, 5, 3, 2, 9, 4, 1, 7, 6 };
    int t = 0;

    for (uint32_t a = 0; a < FIVE; a++)
        for (uint32_t b = a + 1; b < FIVE; b++, t++)
            ties[t] = (work_tie){ a, b, (base + digit[t]) * unit };
}

/* Pearson's correlation neither knows what is added to all weights nor their unit. */
Test(numerics, equivalence)
{
    static const double expected[TEN] = { 0.970725343394, -0.0412042821715, -0.188982236505,
                                          0.371153744479, -0.0640184399664, 0.188982236505,
                                          0.4743719033,   -0.124533870347,  -0.188982236505,
                                          -0.720576692123 };
    static const struct {
        double base, unit;
    } scales[] = { { 1, 1 },    { 1e8, 1 },    { 1e15, 1 },    { 1, 1e-7 },
                   { 1, 1e-9 }, { 1, 1e-200 }, { 1e8, 1e200 }, { 1000, 0.1 } };

    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        work_tie ties[TEN];

        ten_ties(ties, scales[s].base, scales[s].unit);
        cr_assert_eq(measure(FIVE, ties, TEN, "equivalence_correlation_w"), ENT_OK);
        for (size_t k = 0; k < TEN; k++) {
            double found = value("equivalence_correlation_w", k);

            cr_expect_float_eq(found, expected[k], scales[s].unit < 1e100 ? 1e-11 : 1e-6,
                               "pair %zu at %g + k times %g: %.15g", k, scales[s].base,
                               scales[s].unit, found);
        }
        done();
    }
    { /* all alike but for rounding: nothing to correlate */
        work_tie ties[TEN];

        ten_ties(ties, 0, 0);
        for (int t = 0; t < TEN; t++)
            ties[t].weight = t % 2 ? 0.1 + 0.2 : 0.3;
        cr_assert_eq(measure(FIVE, ties, TEN, "equivalence_correlation_w"), ENT_OK);
        cr_expect(isnan(value("equivalence_correlation_w", 3)));
        done();
    }
}

/* Strengths 4 base + 9, 19, 20, 22, 18 have the Gini 62/(5 (20 base + 88)). */
Test(numerics, gini)
{
    static const double bases[] = { 1, 1e6, 1e10, 1e14 };

    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        work_tie ties[TEN];
        double strength[FIVE] = { 0 }, apart = 0, sum = 0;

        ten_ties(ties, bases[i], 1);
        for (int t = 0; t < TEN; t++) {
            strength[ties[t].a] += ties[t].weight - bases[i];
            strength[ties[t].b] += ties[t].weight - bases[i];
        }
        for (int a = 0; a < FIVE; a++) {
            sum += strength[a] + 4 * bases[i];
            for (int b = 0; b < FIVE; b++)
                apart += fabs(strength[a] - strength[b]);
        }
        cr_assert_eq(measure(FIVE, ties, TEN, "gini_strength,hhi_strength"), ENT_OK);
        expect("gini_strength", 0, apart / (2 * FIVE * sum), 1e-12);
        done();
    }
}

/* A ring with one more tie: two nodes of degree 3, all others of 2. Compared with sums of whole
 * numbers, which are exact. */
Test(numerics, degrees_nearly_alike)
{
    enum { RING = 20000 };
    work_tie *ties = malloc((RING + 1) * sizeof *ties);
    double ends = 2.0 * (RING + 1), sum = 0, squares = 0, products = 0;
    static uint8_t degree[RING];

    cr_assert_not_null(ties);
    for (uint32_t i = 0; i < RING; i++)
        ties[i] = i + 1 < RING ? (work_tie){ i, i + 1, 1 } : (work_tie){ 0, RING - 1, 1 };
    ties[RING] = (work_tie){ 0, RING / 2, 1 };
    for (uint32_t t = 0; t <= RING; t++) {
        degree[ties[t].a]++;
        degree[ties[t].b]++;
    }
    for (uint32_t t = 0; t <= RING; t++) {
        sum += degree[ties[t].a] + degree[ties[t].b];
        squares += degree[ties[t].a] * degree[ties[t].a] + degree[ties[t].b] * degree[ties[t].b];
        products += 2 * degree[ties[t].a] * degree[ties[t].b];
    }
    cr_assert_eq(measure(RING, ties, RING + 1, "degree_assortativity"), ENT_OK);
    expect("degree_assortativity", 0,
           (ends * products - sum * sum) / (ends * squares - sum * sum), 1e-11);
    done();
    free(ties);
}

/* ---- far from each other ---- */

/* A path of ties s, 1, s: the resistances from an end are 1/s, 1 + 1/s, 1 + 2/s. */
Test(numerics, information)
{
    static const double strong[] = { 1e-15, 1e-6, 1, 1e6, 1e9, 1e12, 1e15, 1e100 };

    for (size_t i = 0; i < sizeof strong / sizeof *strong; i++) {
        double s = strong[i], outer = 4 / (2 + 4 / s), inner = 4 / (2 + 2 / s);
        const work_tie ties[] = { { 0, 1, s }, { 1, 2, 1 }, { 2, 3, s } };

        cr_assert_eq(measure(4, ties, 3, "information_w"), ENT_OK);
        expect("information_w", 0, outer, 1e-14);
        expect("information_w", 1, inner, 1e-14);
        expect("information_w", 2, inner, 1e-14);
        expect("information_w", 3, outer, 1e-14);
        done();
    }
}

/* Scaled by a power of two all that has no unit stays as it is, and the rest scales. */
Test(numerics, units)
{
    static const char names[] = "all,pair";
    static const double units[] = { 0x1p-300, 0x1p300 };
    work_tie ties[TEN];
    double *first[400] = { 0 };
    size_t count;

    ten_ties(ties, 1, 1);
    cr_assert_eq(measure(FIVE + 1, ties, TEN - 2, names), ENT_OK);
    count = ent_results_count(results);
    cr_assert_lt(count, 400);
    for (size_t i = 0; i < count; i++) {
        const ent_result *r = ent_result_at(results, i);

        first[i] = malloc((r->count + 1) * sizeof **first);
        memcpy(first[i], r->values, r->count * sizeof **first);
    }
    done();
    for (size_t u = 0; u < 2; u++) {
        for (int t = 0; t < TEN; t++)
            ties[t].weight *= units[u];
        cr_assert_eq(measure(FIVE + 1, ties, TEN - 2, names), ENT_OK);
        for (size_t i = 0; i < count; i++) {
            const ent_result *r = ent_result_at(results, i);
            ent_str unit = ent_str_of(r->measure->unit);
            bool scales = ent_str_is(unit, "weight");

            if (ent_str_is(r->name, "opsahl_degree") || ent_str_is(r->name, "closeness_invw"))
                continue;
            for (size_t k = 0; k < r->count; k++) {
                double x = first[i][k] * (scales ? units[u] : 1), y = r->values[k];

                cr_expect((isnan(x) && isnan(y)) || fabs(x - y) <= 1e-14 * fabs(x),
                          "%s of %zu in units of %g: %.17g, %.17g",
                          r->measure->name, k, units[u], x, y);
            }
        }
        done();
        for (int t = 0; t < TEN; t++)
            ties[t].weight /= units[u];
    }
    for (size_t i = 0; i < count; i++)
        free(first[i]);
}

Test(numerics, sums_beyond_numbers)
{
    const work_tie ties[] = { { 0, 1, 1e308 }, { 1, 2, 1e308 } };

    cr_expect_eq(measure(3, ties, 2, "total_weight,gini_strength"), ENT_EDATA);
    cr_expect(strstr(said, "add up to more than a number can hold") != NULL, "%s", said);
    done();
}

/* ---- equally long? ---- */

/* 1/10000000 + 1/10000001 is less than 1/9999999 + 1/10000002 by a part in 10^14. */
Test(numerics, lengths)
{
    static const double units[] = { 1, 1e-3, 10 };

    for (size_t u = 0; u < 3; u++) {
        work_tie ties[] = {
            { 0, 2, 10000000 }, { 1, 2, 10000001 }, { 0, 3, 9999999 }, { 1, 3, 10000002 }
        };

        for (int t = 0; t < 4; t++)
            ties[t].weight = u == 1 ? ties[t].weight / 1000 : ties[t].weight * units[u];
        cr_assert_eq(measure(4, ties, 4, "betweenness_invw"), ENT_OK);
        cr_expect_eq(value("betweenness_invw", 2), 1, "%g", value("betweenness_invw", 2));
        cr_expect_eq(value("betweenness_invw", 3), 0, "%g", value("betweenness_invw", 3));
        done();
    }
    { /* 1/3 + 1/6 = 1/2 as fractions, not as sums of rounded numbers; so do 1/0.3 + 1/0.6 = 1/0.2 */
        work_tie ties[] = { { 0, 1, 2 }, { 0, 2, 3 }, { 1, 2, 6 } };

        cr_assert_eq(measure(3, ties, 3, "betweenness_invw"), ENT_OK);
        cr_expect_eq(value("betweenness_invw", 2), 0.5);
        done();
        for (int t = 0; t < 3; t++)
            ties[t].weight /= 10;
        cr_assert_eq(measure(3, ties, 3, "betweenness_invw"), ENT_OK);
        cr_expect_eq(value("betweenness_invw", 2), 0.5);
        done();
        for (int t = 0; t < 3; t++) /* fractions that no decimal is */
            ties[t].weight /= 0.7;
        cr_assert_eq(measure(3, ties, 3, "betweenness_invw"), ENT_OK);
        cr_expect_eq(value("betweenness_invw", 2), 0.5);
        done();
    }
}

/* A chain of stages, each of `wide` nodes side by side between two hubs: wide^stages shortest paths
 * from end to end. By hand: a node beside others carries left right / wide; a hub all that crosses
 * it, and half of each pair side by side next to it. */
static void check_chain(uint32_t stages, uint32_t wide, const char *name, double weight)
{
    uint32_t n = stages * (wide + 1) + 1, m = 2 * wide * stages, t = 0;
    double pairs = wide * (wide - 1.0) / 2;
    work_tie *ties = malloc(m * sizeof *ties);

    cr_assert_not_null(ties);
    for (uint32_t s = 0; s < stages; s++)
        for (uint32_t k = 1; k <= wide; k++) {
            uint32_t hub = s * (wide + 1);

            ties[t++] = (work_tie){ hub, hub + k, weight };
            ties[t++] = (work_tie){ hub + k, hub + wide + 1, weight };
        }
    cr_assert_eq(measure(n, ties, m, name), ENT_OK);
    for (uint32_t i = 0; i < n; i++) {
        double stage = i / (wide + 1), left = stage * (wide + 1), right;

        if (i % (wide + 1)) {
            left++;
            right = n - left - wide;
            expect(name, i, left * right / wide, 1e-11);
        } else {
            right = n - 1 - left;
            expect(name, i, left * right + (left > 0 ? pairs / 2 : 0) + (right > 0 ? pairs / 2 : 0),
                   1e-11);
        }
    }
    done();
    free(ties);
}

Test(numerics, paths_beyond_numbers, .timeout = 60)
{
    check_chain(20, 2, "betweenness", 1);
    check_chain(1030, 2, "betweenness", 1);
    check_chain(315, 10, "betweenness_invw", 3);
}

/* ---- which vector? ---- */

/* Two complete graphs of five at the ends of a path with `between` nodes inside. */
static uint32_t barbell(work_tie *ties, uint32_t between, size_t *count)
{
    uint32_t n = 10 + between;

    *count = 0;
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = a + 1; b < n; b++)
            if ((b < 5) || (a >= n - 5) || (b == a + 1 && a >= 4))
                ties[(*count)++] = (work_tie){ a, b, 1 };
    return n;
}

Test(numerics, eigenvector)
{
    static work_tie ties[400];
    size_t count;

    for (uint32_t between = 0; between < 60; between++) {
        uint32_t n = barbell(ties, between, &count);
        bool told;

        cr_assert_eq(measure(n, ties, count, "eigenvector,eigenvector_max1,spectral_radius,"
                                             "centralization_eigenvector,core_periphery"), ENT_OK);
        told = !isnan(value("eigenvector", 0));
        cr_expect(between < 9 ? told : between > 15 ? !told : true,
                  "%u between: %.15g", between, value("eigenvector", 0));
        cr_expect((strstr(said, "two largest eigenvalues") != NULL) == !told);
        for (uint32_t i = 0; i < n && told; i++)
            cr_expect_float_eq(value("eigenvector", i), value("eigenvector", n - 1 - i), 1e-8,
                               "%u between, %u: %.15g and %.15g", between, i,
                               value("eigenvector", i), value("eigenvector", n - 1 - i));
        for (uint32_t i = 0; i < n; i++)
            cr_expect(isnan(value("eigenvector", i)) == !told &&
                      isnan(value("eigenvector_max1", i)) == !told);
        cr_expect(isnan(value("core_periphery", 0)) == !told);
        cr_expect_gt(value("spectral_radius", 0), 4);
        done();
    }
    for (uint32_t n = 3; n <= 200; n += 7) { /* a path: sines */
        double top = 0;

        for (uint32_t i = 0; i + 1 < n; i++)
            ties[i] = (work_tie){ i, i + 1, 2.5 };
        cr_assert_eq(measure(n, ties, n - 1, "eigenvector_w"), ENT_OK);
        for (uint32_t i = 0; i < n; i++)
            top = fmax(top, sin((i + 1) * acos(-1) / (n + 1)));
        for (uint32_t i = 0; i < n; i++)
            expect("eigenvector_w", i, sin((i + 1) * acos(-1) / (n + 1)) / top, 1e-9);
        done();
    }
}

/* Two components that share the largest eigenvalue: said, not only left empty. */
Test(numerics, shared_eigenvalue)
{
    const work_tie ties[] = { { 0, 1, 1 }, { 2, 3, 1 } };

    cr_assert_eq(measure(5, ties, 2, "eigenvector_max1,eigenvector_l2,core_periphery"), ENT_OK);
    cr_expect(isnan(value("eigenvector_max1", 0)));
    cr_expect(strstr(said, "two components share the largest eigenvalue") != NULL, "%s", said);
    done();
}

/* Near one over the largest eigenvalue the last digits are rounding's. */
Test(numerics, katz_near_its_limit)
{
    const work_tie ties[] = { { 0, 1, 1 } };

    cr_assert_eq(measure(2, ties, 1, "katz:alpha=0.9,katz:alpha=0.99999999,"
                                     "bonacich_power:beta=0.99999999,bonacich_power:beta=1.00000001"),
                 ENT_OK);
    expect("katz:alpha=0.9", 0, 10, 1e-13);
    cr_expect(isnan(value("katz:alpha=0.99999999", 0)));
    cr_expect(isnan(value("bonacich_power:beta=0.99999999", 0)));
    cr_expect(isnan(value("bonacich_power:beta=1.00000001", 0)));
    cr_expect(strstr(said, "katz") != NULL && strstr(said, "bonacich_power") != NULL);
    done();
}
