/* test_path_sample.c: estimates from the paths of some nodes, against the values from all: equal when all nodes are
 * drawn, right on average when some are, and as far off as their standard errors say. */
#include "graphs.h"

#include <criterion/criterion.h>
#include <string.h>

enum { GRAPHS = 60, DRAWS = 400 };

static const struct {
    const char *exact, *sampled;
} measures[] = {
    { "betweenness", "betweenness_sampled" },
    { "harmonic", "harmonic_sampled" },
    { "closeness", "closeness_sampled" },
    { "mean_distance", "mean_distance_sampled" },
    { "diameter", "diameter_at_least" },
    { "diameter", "diameter_at_most" },
};

enum { MEASURES = sizeof measures / sizeof *measures };

static ent_results *run(ent_work *work, const char *names)
{
    ent_results *results = NULL;

    cr_assert_eq(ent_measures_run_on(&results, work, names), ENT_OK);
    return results;
}

static double at(const ent_results *r, const char *name, const char *sources, size_t i)
{
    char whole[80];

    snprintf(whole, sizeof whole, "%s%s", name, sources);
    cr_assert_not_null(ent_results_find(r, ent_str_of(whole)), "no %s", whole);
    return ent_results_value(r, ent_str_of(whole), i);
}

/* On networks of one mode, of two, and with directions, by steps and by lengths. */
Test(path_sample, from_all_nodes_the_estimate_is_the_value)
{
    uint8_t mode[MOST_NODES];
    size_t compared = 0;

    for (uint64_t seed = 0; seed < 3 * GRAPHS; seed++) {
        graph g;
        graph_kind kind = (graph_kind)(seed % GRAPH_KINDS);
        ent_work *work;

        random_graph(&g, seed);
        turn_into(&g, kind, mode, seed);
        work = work_as(&g, kind, mode);
        work->options.distance = seed % 2 ? 1 : 0;
        for (size_t k = 0; k < MEASURES; k++) {
            char names[120];
            const ent_measure *row = ent_measure_find(ent_str_of(measures[k].exact));
            const char *rule = seed % 2 ? ":inverse" : "";
            ent_results *r;

            if (kind == DIRECTED && strcmp(measures[k].sampled, "diameter_at_most") == 0)
                continue; /* the way back may be longer */
            if (kind == TWO_MODES && strcmp(measures[k].exact, "closeness") == 0)
                continue; /* its divisor is another one */
            snprintf(names, sizeof names, "%s,%s:500", measures[k].exact, measures[k].sampled);
            r = run(work, names);
            for (size_t i = 0; i < (row->scope == ENT_SCOPE_NODE ? g.n : 1); i++, compared++) {
                double exact = at(r, measures[k].exact, rule, i);
                char suffix[40];
                double found;

                snprintf(suffix, sizeof suffix, ":sources=500%s", rule);
                found = at(r, measures[k].sampled, suffix, i);
                cr_assert(isnan(exact) ? isnan(found) : fabs(exact - found) <= 1e-9 * fmax(1, fabs(exact)),
                          "graph %zu: %s of %zu is %g, %s %g", (size_t)seed, measures[k].sampled, i, found,
                          measures[k].exact, exact);
            }
            ent_results_free(r);
        }
        ent_work_free(work);
    }
    cr_assert_gt(compared, 3000);
}

/* A ring with chords: every source sees every node. */
static void ring(graph *g)
{
    uint64_t state = 11;

    *g = (graph){ .n = MOST_NODES };
    for (uint32_t i = 0; i < g->n; i++)
        g->a[i][(i + 1) % g->n] = g->a[(i + 1) % g->n][i] = 1;
    for (int chord = 0; chord < 6; chord++) {
        uint32_t i = draw(&state, g->n), j = draw(&state, g->n);

        if (i != j)
            g->a[i][j] = g->a[j][i] = 1;
    }
    list_ties(g);
}

Test(path_sample, estimates_are_unbiased_and_their_errors_right)
{
    static const char *const estimated[] = { "betweenness", "harmonic", "mean_distance" };
    static const char sources[] = ":sources=12";
    ent_results *exact;
    ent_work *work;
    graph g;

    ring(&g);
    work = work_as(&g, ONE_MODE, NULL);
    exact = run(work, "betweenness,harmonic,mean_distance,diameter");
    for (size_t k = 0; k < sizeof estimated / sizeof *estimated; k++) {
        size_t count = k == 2 ? 1 : 6;

        for (size_t i = 0; i < count; i++) {
            double sum = 0, squares = 0, stated = 0, value = at(exact, estimated[k], "", i), deviation;

            for (uint64_t seed = 0; seed < DRAWS; seed++) {
                char names[120], sampled[40], error[60];
                double off, standard;
                ent_results *r;

                work->options.seed = seed;
                work->samples = NULL; /* drawn by another seed */
                snprintf(sampled, sizeof sampled, "%s_sampled", estimated[k]);
                snprintf(error, sizeof error, "%s_sampled_error", estimated[k]);
                snprintf(names, sizeof names, "%s:12,%s:12", sampled, error);
                r = run(work, names);
                off = at(r, sampled, sources, i) - value;
                standard = at(r, error, sources, i);
                sum += off;
                squares += off * off;
                stated += standard * standard;
                ent_results_free(r);
            }
            deviation = sqrt(squares / DRAWS);
            cr_expect_gt(deviation, 0);
            cr_expect_lt(fabs(sum / DRAWS), 4 * deviation / sqrt(DRAWS), "%s of %zu is off by %g", estimated[k],
                         i, sum / DRAWS);
            cr_expect(stated / squares > 0.8 && stated / squares < 1.25,
                      "%s of %zu: errors of %g, stated as %g", estimated[k], i, deviation, sqrt(stated / DRAWS));
        }
    }
    ent_results_free(exact);
    ent_work_free(work);
}

Test(path_sample, the_diameter_is_between_its_bounds)
{
    for (uint64_t seed = 0; seed < GRAPHS; seed++) {
        double lengths[2] = { 0, 1 };

        for (int l = 0; l < 2; l++) {
            graph g;
            ent_work *work;
            ent_results *r;
            double diameter, least, most;

            random_graph(&g, seed);
            work = work_as(&g, ONE_MODE, NULL);
            work->options.distance = lengths[l];
            r = run(work, "diameter,diameter_at_least:3,diameter_at_most:3");
            diameter = at(r, "diameter", l ? ":inverse" : "", 0);
            least = at(r, "diameter_at_least", l ? ":sources=3:inverse" : ":sources=3", 0);
            most = at(r, "diameter_at_most", l ? ":sources=3:inverse" : ":sources=3", 0);
            cr_expect(isnan(diameter) ? isnan(least) && isnan(most)
                                      : least <= diameter + 1e-12 && diameter <= most + 1e-12,
                      "graph %zu: %g <= %g <= %g", (size_t)seed, least, diameter, most);
            ent_results_free(r);
            ent_work_free(work);
        }
    }
}

Test(path_sample, refuses_a_number_that_is_none)
{
    graph g;
    ent_work *work;
    ent_results *r;

    ring(&g);
    work = work_as(&g, ONE_MODE, NULL);
    cr_expect_eq(ent_measures_run_on(&r, work, "betweenness_sampled:0"), ENT_EUSAGE);
    cr_expect_eq(ent_measures_run_on(&r, work, "betweenness_sampled:2.5"), ENT_EUSAGE);
    cr_expect_eq(ent_measures_run_on(&r, work, "betweenness_sampled:many"), ENT_EUSAGE);
    ent_work_free(work);
}
