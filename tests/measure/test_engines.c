/* test_engines.c: every measure that entente computes though igraph has it, beside igraph's function. */
#include "graphs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "measure/igraph_engines.h"
#include "measure/communities/methods.h"
#include "measure/families/rows.h"

static size_t compared[ENGINES];

static bool is_same(double ours, double theirs)
{
    return fabs(ours - theirs) <= 1e-9 * fmax(1, fabs(ours));
}

static bool applies(const struct engine *e, const ent_work *w)
{
    return e->on & (w->directed ? ARCS : PLAIN) &&
           (!(e->on & CONNECTED) || (work_connected(w) && w->n > 3));
}

/* Where either is undefined there is nothing to compare; test_oracle.c says where ours is. */
static void compare(ent_work *w, uint64_t seed)
{
    igraph_vector_t theirs;
    bare b;

    igraph_vector_init(&theirs, 0);
    bare_open(&b, w->n, w->ties, w->m, w->directed);
    for (size_t k = 0; k < ENGINES && w->n > 2 && w->m; k++) {
        const struct engine *e = &engines[k];
        const ent_result *ours;
        ent_results *results = NULL;

        if (!applies(e, w))
            continue;
        cr_assert_eq(ent_measures_run_on(&results, w, e->measure), ENT_OK, "%s", e->measure);
        ours = ent_result_at(results, 0);
        e->call(&b, &theirs);
        cr_assert_eq(ours->count, (size_t)igraph_vector_size(&theirs), "%s: %zu values, not %zu",
                     e->measure, ours->count, (size_t)igraph_vector_size(&theirs));
        for (size_t i = 0; i < ours->count; i++) {
            double x = ours->values[i], y = VECTOR(theirs)[i];

            if (!isfinite(x) || !isfinite(y))
                continue;
            cr_expect(is_same(x, y), "graph %d%s: %s of %zu is %.15g, by igraph %.15g", (int)seed,
                      w->directed ? ", directed" : "", e->measure, i, x, y);
            compared[k]++;
        }
        ent_results_free(results);
    }
    bare_close(&b);
    igraph_vector_destroy(&theirs);
}

Test(engines, give_what_igraph_gives, .timeout = 300 * ENT_SLOWER)
{
    static graph g;
    uint8_t mode[MOST_NODES];

    igraph_set_warning_handler(igraph_warning_handler_ignore);
    for (uint64_t seed = 1; seed <= 60; seed++)
        for (int directed = 0; directed < 2; directed++) {
            ent_work *w;

            random_graph(&g, seed);
            if (directed)
                turn_into(&g, DIRECTED, mode, seed);
            cr_assert_not_null(w = work_as(&g, directed ? DIRECTED : ONE_MODE, mode));
            compare(w, seed);
            ent_work_free(w);
        }
    for (size_t k = 0; k < ENGINES; k++)
        cr_expect(compared[k] > 0, "%s was compared nowhere", engines[k].measure);
}

/* Every row says what computes it; own rows that igraph could compute are in the table. */
Test(engines, are_named)
{
    size_t by_igraph = 0;

    for (size_t i = 0; i < ent_measure_count(); i++) {
        const ent_measure *row = ent_measure_at(i);
        bool listed = strcmp(row->engine, ENT_NO_IGRAPH) == 0 ||
                      strcmp(row->engine, ENT_OWN_LEIDEN) == 0 || /* below */
                      strcmp(row->engine, "own: a count of the network") == 0;

        cr_assert_not_null(row->engine, "%s", row->name);
        by_igraph += ent_measure_by_igraph(row);
        if (ent_measure_by_igraph(row)) {
            cr_expect(strncmp(row->engine, "igraph_", 7) == 0, "%s", row->name);
            continue;
        }
        for (size_t k = 0; k < ENGINES && !listed; k++)
            listed = strcmp(engines[k].measure, row->name) == 0;
        cr_expect(listed, "%s (%s) is not compared with igraph", row->name, row->engine);
    }
    cr_expect(by_igraph >= 50);
}

/* What ent_method_leiden does, by igraph: calls until nothing is gained, the second kind of start from a random
 * division. */
static void leiden_by_igraph(ent_work *w, size_t start, ent_random *random, igraph_vector_int_t *membership)
{
    igraph_vector_t strengths;
    ent_ig_chance chance;
    double before = -INFINITY, quality = 0;

    igraph_vector_init_array(&strengths, w->strength, w->n);
    cr_assert_eq(ent_ig_chance_begin(&chance), IGRAPH_SUCCESS);
    cr_assert_eq(ent_ig_chance_seed(&chance, ent_random_next(random) >> 1), IGRAPH_SUCCESS);
    for (uint32_t i = 0; i < w->n && start; i++)
        VECTOR(*membership)[i] = ent_random_below(random, w->n);
    for (int round = 0; round < 50; round++) {
        cr_assert_eq(igraph_community_leiden(&w->ig, &w->weights, &strengths, 1 / (2 * w->total_weight), 0.01,
                                             start || round, 1, membership, NULL, &quality),
                     IGRAPH_SUCCESS);
        if (quality <= before + 1e-12)
            break;
        before = quality;
    }
    ent_ig_chance_end(&chance);
    igraph_vector_destroy(&strengths);
}

/* Four groups of forty nodes, tied more often within than between. */
static uint32_t planted_ties(work_tie *ties, uint64_t seed)
{
    enum { GROUPS = 4, SIZE = 40 };
    uint64_t state = seed * 31 + 7;
    uint32_t m = 0;

    for (uint32_t i = 0; i < GROUPS * SIZE; i++)
        for (uint32_t j = i + 1; j < GROUPS * SIZE; j++)
            if (draw(&state, 100) < (i / SIZE == j / SIZE ? 40u : 12u))
                ties[m++] = (work_tie){ i, j, seed % 2 ? 1 + draw(&state, 5) : 0.1 + draw(&state, 9999) / 777.0 };
    return m;
}

static void compare_divisions(uint32_t n, const work_tie *ties, uint32_t m, uint64_t seed)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    uint32_t *found = calloc((size_t)n + 1, sizeof *found);
    igraph_vector_int_t membership;
    ent_work *w;

    cr_assert_eq(ent_work_new(&w, n, ties, m, &options, NULL), ENT_OK);
    cr_assert_eq(ent_work_igraph(w), ENT_OK);
    igraph_vector_int_init(&membership, n);
    for (size_t start = 0; start < 2; start++) {
        ent_random ours = ent_random_stream(seed, start), theirs = ours;
        uint32_t differ = 0;

        cr_assert_eq(ent_method_leiden(w, 1, start, &ours, found), ENT_OK);
        leiden_by_igraph(w, start, &theirs, &membership);
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j < i; j++)
                differ += (found[i] == found[j]) != (VECTOR(membership)[i] == VECTOR(membership)[j]);
        cr_expect_eq(differ, 0, "graph %d of %u nodes: %u pairs differ", (int)seed, n, differ);
    }
    igraph_vector_int_destroy(&membership);
    ent_work_free(w);
    free(found);
}

/* By the same random numbers the same division, to the last node. */
Test(engines, leiden_finds_what_igraph_finds, .timeout = 300 * ENT_SLOWER)
{
    static work_tie planted[160 * 160];
    static graph g;

    for (uint64_t seed = 1; seed <= 60; seed++) {
        random_graph(&g, seed);
        if (g.m)
            compare_divisions(g.n, g.ties, g.m, seed);
    }
    for (uint64_t seed = 1; seed <= 10; seed++)
        compare_divisions(160, planted, planted_ties(planted, seed), seed);
}

/* "ARPACK's digits vary": with what ran before in the process. */
Test(engines, arpack_depends_on_its_past)
{
    igraph_vector_t first, second;
    static graph g;
    size_t differ = 0;

    igraph_set_warning_handler(igraph_warning_handler_ignore);
    igraph_vector_init(&first, 0);
    igraph_vector_init(&second, 0);
    for (uint64_t seed = 1; seed <= 60; seed++) {
        bare b;

        random_graph(&g, seed);
        bare_open(&b, g.n, g.ties, g.m, false);
        for (int again = 0; again < 4 && g.m; again++) {
            call_eigenvector(&b, again ? &second : &first);
            for (int other = 0; other < again; other++) /* another past */
                call_eigenvector_w(&b, &second);
            call_eigenvector(&b, &second);
            differ += !igraph_vector_all_e(&first, &second);
        }
        bare_close(&b);
    }
    igraph_vector_destroy(&first);
    igraph_vector_destroy(&second);
    cr_expect(differ > 0, "the digits were the same every time: igraph could compute these");
}

/* "keeps more digits": nearly all degrees are 500, and igraph subtracts squares of them. */
Test(engines, assortativity_keeps_digits)
{
    enum { N = 1000, NEAR = 250 };
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    work_tie *ties = calloc((size_t)N * NEAR, sizeof *ties);
    igraph_vector_t theirs;
    ent_results *results;
    size_t count = 0;
    ent_work *w;
    double ours;
    bare b;

    for (uint32_t i = 0; i < N; i++)
        for (uint32_t k = 1; k <= NEAR; k++)
            if (i || k > 1) { /* a ring of near neighbours, less one tie */
                uint32_t j = (i + k) % N;

                ties[count++] = (work_tie){ i < j ? i : j, i < j ? j : i, 1 };
            }
    igraph_vector_init(&theirs, 0);
    cr_assert_eq(ent_work_new(&w, N, ties, count, &options, NULL), ENT_OK);
    cr_assert_eq(ent_measures_run_on(&results, w, "degree_assortativity"), ENT_OK);
    ours = ent_results_value(results, ENT_STR("degree_assortativity"), 0);
    bare_open(&b, N, ties, count, false);
    call_assortativity(&b, &theirs);
    cr_expect(fabs(ours - VECTOR(theirs)[0]) > 1e-9 * fabs(ours),
              "igraph gives %.15g as well: it could compute this", ours);
    bare_close(&b);
    igraph_vector_destroy(&theirs);
    ent_results_free(results);
    ent_work_free(w);
    free(ties);
}
