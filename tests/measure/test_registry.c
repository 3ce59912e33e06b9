/* test_registry.c: what must hold for every row of the registry, whatever it measures; and the run
 * around it: names, ranks, errors, refused memory, igraph's handlers. */
#include "graphs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/mem.h"
#include "entente/dataset.h"

/* ---- networks from text ---- */

typedef struct bench {
    char path[40];
    ent_dataset *data;
    ent_network *network;
} bench;

static void open_bench(bench *b, const char *csv, const ent_selection *selection)
{
    static const ent_selection plain = ENT_SELECTION_INIT;
    ent_dataset_options options = { 0 };
    int file;

    *b = (bench){ .path = "/tmp/entente-measure-XXXXXX.csv" };
    cr_assert((file = mkstemps(b->path, 4)) >= 0);
    cr_assert_eq(write(file, csv, strlen(csv)), (ssize_t)strlen(csv));
    close(file);
    options.path = b->path;
    cr_assert_eq(ent_dataset_read(&b->data, &options, NULL), ENT_OK);
    cr_assert_eq(ent_network_new(&b->network, b->data, selection ? selection : &plain, NULL),
                 ENT_OK);
}

static void close_bench(bench *b)
{
    ent_network_free(b->network);
    ent_dataset_free(b->data);
    unlink(b->path);
}

static void keep_text(void *ctx, const ent_diag *diag)
{
    snprintf(ctx, 300, "%s", diag->text);
}

/* Runs `names` and returns the status; `text` gets the last thing said. */
static ent_status run(ent_results **results, const bench *b, const char *names, char text[300])
{
    ent_diags diags = { .sink = keep_text, .ctx = text };

    text[0] = '\0';
    return ent_measures_run(results, b->network, names, NULL, &diags);
}

/* ---- the rows ---- */

Test(registry, rows_are_complete)
{
    for (size_t i = 0; i < ent_measure_count(); i++) {
        const ent_measure *row = ent_measure_at(i);
        const char *const texts[] = { row->name, row->summary, row->formula, row->disconnected,
                                      row->two_modes, row->cost, row->source };
        ent_str rest = ent_str_of(row->also), other;

        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            cr_expect(texts[t] && texts[t][0], "%s: text %zu is empty", row->name, t);
        cr_expect(row->also && row->unit && row->divisor, "%s", row->name);
        cr_expect(row->low < row->high, "%s: no range", row->name);
        cr_expect(row->compute != NULL, "%s", row->name);
        cr_expect(strlen(row->summary) <= 80, "%s: the summary is long", row->name);
        cr_expect(strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", row->summary[0]) == NULL, "%s", row->name);
        cr_expect((strchr(row->name, ':') != NULL) == ((row->flags & ENT_MEASURE_COLUMN) != 0));
        cr_expect_eq(ent_measure_find(ent_str_of(row->name)), row, "%s is not found", row->name);
        while (ent_str_next(&rest, ' ', &other))
            cr_expect_eq(ent_measure_find(other), row, "%.*s does not lead to %s",
                         ENT_STR_ARG(other), row->name);
        if (row->flags & ENT_MEASURE_ONE_MODE)
            cr_expect(strstr(row->two_modes, "undefined") == row->two_modes, "%s", row->name);
        if (strstr(row->name, "_norm"))
            cr_expect(row->divisor[0], "%s: by what?", row->name);
    }
    cr_expect_null(ent_measure_at(ent_measure_count()));
    cr_expect_null(ent_measure_find(ENT_STR("no-such-thing")));
    cr_expect(ent_str_is(ent_measure_suggest(ENT_STR("betweeness")), "betweenness"));
    cr_expect(ent_str_is(ent_measure_suggest(ENT_STR("modularty:club")), "modularity"));
    cr_expect_eq(ent_measure_suggest(ENT_STR("qqqqqqqqqqqq")).len, 0);
}

Test(registry, words_name_every_row)
{
    ent_buf page = { 0 }, one = { 0 };

    ent_measures_document(&page);
    for (size_t i = 0; i < ent_measure_count(); i++) {
        const ent_measure *row = ent_measure_at(i);
        char head[80];

        snprintf(head, sizeof head, "\n#### %s\n", row->name);
        cr_expect(strstr(ent_buf_string(&page), head) != NULL, "%s is not in the page", row->name);
        ent_buf_clear(&one);
        ent_measure_describe(row, &one);
        cr_expect(strstr(ent_buf_string(&one), row->formula) != NULL);
        cr_expect(strstr(ent_buf_string(&one), row->source) != NULL);
    }
    ent_buf_destroy(&page);
    ent_buf_destroy(&one);
}

/* ---- values ---- */

static void check_ranges(const ent_results *results, const char *what)
{
    for (size_t i = 0; i < ent_results_count(results); i++) {
        const ent_result *r = ent_result_at(results, i);
        bool ruled = r->measure->weight == ENT_MEANS_RULE && memchr(r->name.ptr, ':', r->name.len);

        for (size_t k = 0; k < r->count; k++) {
            double v = r->values[k];

            if (isnan(v))
                continue;
            cr_expect(v >= r->measure->low - 1e-12 && (ruled || v <= r->measure->high + 1e-12),
                      "%s: %s of %zu is %.12g", what, r->measure->name, k, v);
            cr_expect(isfinite(v), "%s: %s of %zu is infinite", what, r->measure->name, k);
            if (r->measure->flags & ENT_MEASURE_INTEGER)
                cr_expect(v == floor(v), "%s: %s is %.12g", what, r->measure->name, v);
        }
    }
}

#define EVERYTHING "all,pair,distance:inverse,betweenness:inverse,harmonic_in:inverse"

static size_t values_compared, other_bytes;

static bool prints_differ(double x, double y)
{
    ent_buf a = { 0 }, b = { 0 };
    bool differ;

    ent_buf_number(&a, x);
    ent_buf_number(&b, y);
    differ = !ent_str_eq(ent_buf_view(&a), ent_buf_view(&b));
    ent_buf_destroy(&a);
    ent_buf_destroy(&b);
    return differ;
}

/* Where a value stands when node i is called place[i]. */
static size_t placed(const graph *g, const graph *other, graph_kind kind, ent_scope scope,
                     const uint32_t *place, uint32_t k)
{
    uint32_t a = 0, b = 0, at = 0;

    if (scope == ENT_SCOPE_NODE)
        return place[k];
    if (scope == ENT_SCOPE_NETWORK)
        return 0;
    for (uint32_t i = 0; scope == ENT_SCOPE_PAIR && i < g->n; i++)
        for (uint32_t j = kind == DIRECTED ? 0 : i + 1; j < g->n; j++)
            if (i != j && at++ == k) {
                a = i;
                b = j;
            }
    if (scope == ENT_SCOPE_TIE) {
        a = g->ties[k].a;
        b = g->ties[k].b;
    }
    a = place[a];
    b = place[b];
    if (kind != DIRECTED && a > b) {
        uint32_t swap = a;

        a = b;
        b = swap;
    }
    for (uint32_t t = 0; scope == ENT_SCOPE_TIE; t++)
        if (other->ties[t].a == a && other->ties[t].b == b)
            return t;
    return kind == DIRECTED ? a * (g->n - 1) + b - (b > a) : a * (2 * g->n - a - 1) / 2 + b - a - 1;
}

/* Other names for the nodes: the same values, at other places. Numbers of groups of equal size
 * follow the names, and so does chance: returns whether other communities were better or worse. */
static bool check_renamed(const graph *g, graph_kind kind, const uint8_t *mode,
                          const ent_results *results, uint64_t seed)
{
    static graph other;
    uint8_t other_mode[MOST_NODES] = { 0 };
    uint32_t place[MOST_NODES];
    uint64_t state = seed + 99;
    ent_results *renamed;
    ent_work *work;
    bool missed;

    for (uint32_t i = 0; i < g->n; i++)
        place[i] = i;
    for (uint32_t i = g->n; i > 1; i--) {
        uint32_t k = draw(&state, i), swap = place[i - 1];

        place[i - 1] = place[k];
        place[k] = swap;
    }
    other = (graph){ .n = g->n };
    for (uint32_t i = 0; i < g->n; i++) {
        other_mode[place[i]] = mode[i];
        for (uint32_t j = 0; j < g->n; j++)
            other.a[place[i]][place[j]] = g->a[i][j];
    }
    cr_assert_not_null(work = work_as(&other, kind, other_mode));
    cr_assert_eq(ent_measures_run_on(&renamed, work, EVERYTHING), ENT_OK);
    for (size_t i = 0; i < ent_results_count(renamed); i++) {
        const ent_result *r = ent_result_at(renamed, i);
        const ent_result *was = ent_results_find(results, r->name);

        cr_assert(was && was->count == r->count, "graph %zu: %s", (size_t)seed, r->measure->name);
        if (r->measure->flags & (ENT_MEASURE_CLASS | ENT_MEASURE_CHANCE))
            continue;
        for (uint32_t k = 0; k < r->count; k++) {
            double x = was->values[k];
            double y = r->values[placed(g, &other, kind, r->measure->scope, place, k)];

            values_compared++;
            cr_assert((isnan(x) && isnan(y)) || fabs(x - y) <= 1e-10 * fmax(1, fabs(x)),
                      "graph %zu: %s of %u is %.15g, renamed %.15g", (size_t)seed,
                      r->measure->name, k, x, y);
            other_bytes += prints_differ(x, y);
        }
    }
    missed = g->m && fabs(ent_results_value(results, ENT_STR("modularity"), 0) -
                          ent_results_value(renamed, ENT_STR("modularity"), 0)) > 1e-9;
    ent_results_free(renamed);
    ent_work_free(work);
    return missed;
}

Test(registry, random_graphs, .timeout = 300 * ENT_SLOWER)
{
    static graph g;
    size_t missed = 0;

    for (uint64_t seed = 1000; seed < 1200; seed++)
        for (int kind = 0; kind < GRAPH_KINDS; kind++) {
            uint8_t mode[MOST_NODES];
            ent_results *results;
            ent_work *work;
            char what[60];

            random_graph(&g, seed);
            turn_into(&g, (graph_kind)kind, mode, seed);
            snprintf(what, sizeof what, "graph %zu, kind %d", (size_t)seed, kind);
            cr_assert_not_null(work = work_as(&g, (graph_kind)kind, mode));
            cr_assert_eq(ent_measures_run_on(&results, work, EVERYTHING), ENT_OK);
            check_ranges(results, what);
            missed += check_renamed(&g, (graph_kind)kind, mode, results, seed);
            ent_results_free(results);
            ent_work_free(work);
        }
    printf("%zu values; of renamed nodes %zu print other digits\n", values_compared, other_bytes);
    cr_expect_geq(values_compared, 300000);
    cr_expect_leq(other_bytes, values_compared / 10000); /* a digit rounded up or down */
    cr_expect(missed <= 18, "other communities in %zu of 600 graphs", missed);
    cr_expect(IGRAPH_FINALLY_STACK_EMPTY);
}

/* Nothing, one, isolates only, one tie, two equal components, a star, a ring, all tied. */
Test(registry, edge_cases)
{
    static const struct {
        uint32_t n, m;
        work_tie ties[10];
    } graphs[] = {
        { 0, 0, { { 0 } } },
        { 1, 0, { { 0 } } },
        { 5, 0, { { 0 } } },
        { 2, 1, { { 0, 1, 3 } } },
        { 3, 1, { { 0, 2, 0.5 } } },
        { 3, 2, { { 0, 1, 1 }, { 1, 2, 1 } } },
        { 6, 6, { { 0, 1, 1 }, { 0, 2, 1 }, { 1, 2, 1 }, { 3, 4, 1 }, { 3, 5, 1 }, { 4, 5, 1 } } },
        { 4, 2, { { 0, 1, 1e-12 }, { 2, 3, 1e12 } } },
        { 5, 4, { { 0, 1, 1 }, { 0, 2, 1 }, { 0, 3, 1 }, { 0, 4, 1 } } },
        { 4, 4, { { 0, 1, 1 }, { 1, 2, 1 }, { 2, 3, 1 }, { 0, 3, 1 } } },
    };

    for (size_t i = 0; i < sizeof graphs / sizeof *graphs; i++) {
        ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
        ent_results *results;
        ent_work *work;
        char what[40];

        snprintf(what, sizeof what, "edge case %zu", i);
        for (int turn = 0; turn < 2 * GRAPH_KINDS; turn++) {
            static const uint8_t modes[] = { 0, 1, 0, 1, 1, 0 };

            options.distance = turn % 2;
            cr_assert_eq((turn / 2 == DIRECTED ? ent_work_new_directed : ent_work_new)(
                             &work, graphs[i].n, graphs[i].ties, graphs[i].m, &options, NULL),
                         ENT_OK);
            if (turn / 2 == TWO_MODES) /* where a tie is within a mode, the modes do not hold */
                ent_work_set_modes(work, modes);
            cr_assert_eq(ent_measures_run_on(&results, work, EVERYTHING), ENT_OK, "%s", what);
            check_ranges(results, what);
            ent_results_free(results);
            ent_work_free(work);
        }
    }
}

static ent_results *measure(uint32_t n, const work_tie *ties, size_t m)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_results *results = NULL;
    ent_work *work;

    cr_assert_eq(ent_work_new(&work, n, ties, m, &options, NULL), ENT_OK);
    cr_assert_eq(ent_measures_run_on(&results, work, "all"), ENT_OK);
    ent_work_free(work);
    return results;
}

static double value(const ent_results *r, const char *name, size_t at)
{
    return ent_results_value(r, ent_str_of(name), at);
}

/* Two triangles are equally strong: each has its vector, and the network as a whole has none. */
Test(registry, equal_components)
{
    static const work_tie ties[] = { { 0, 1, 1 }, { 0, 2, 1 }, { 1, 2, 1 },
                                     { 3, 4, 1 }, { 3, 5, 1 }, { 4, 5, 1 } };
    ent_results *r = measure(7, ties, 6);

    for (uint32_t i = 0; i < 6; i++) {
        cr_expect_float_eq(value(r, "eigenvector", i), 1, 1e-12);
        cr_expect(isnan(value(r, "eigenvector_max1", i)));
        cr_expect_eq(value(r, "component", i), i < 3 ? 1 : 2);
        cr_expect_eq(value(r, "community", i), i < 3 ? 1 : 2);
        cr_expect(isnan(value(r, "closeness", i)));
    }
    cr_expect_eq(value(r, "eigenvector", 6), 0);
    cr_expect_eq(value(r, "component", 6), 3);
    cr_expect_eq(value(r, "harmonic", 6), 0);
    cr_expect_eq(value(r, "closeness_wf", 6), 0);
    cr_expect(isnan(value(r, "constraint", 6)));
    cr_expect_eq(value(r, "community_agreement", 0), 1);
    ent_results_free(r);
}

Test(registry, nothing_is_undefined_not_zero)
{
    ent_results *none = measure(0, NULL, 0), *one = measure(1, NULL, 0);

    cr_expect_eq(value(none, "nodes", 0), 0);
    cr_expect(isnan(value(none, "mean_degree", 0)));
    cr_expect(isnan(value(none, "largest_component", 0)));
    cr_expect(isnan(value(one, "density", 0)));
    cr_expect(isnan(value(one, "degree_norm", 0)));
    cr_expect(isnan(value(one, "closeness", 0)));
    cr_expect_eq(value(one, "degree", 0), 0);
    cr_expect_eq(value(one, "pagerank", 0), 1);
    ent_results_free(none);
    ent_results_free(one);
}

/* ---- ranks ---- */

Test(registry, ranks_show_ties)
{
    /* a star of four with a tail: degrees 4 1 1 2 2 1 1 */
    static const work_tie ties[] = { { 0, 1, 1 }, { 0, 2, 1 }, { 0, 3, 1 },
                                     { 0, 4, 1 }, { 3, 5, 1 }, { 4, 6, 1 } };
    static const char *const expected[] = { "1", "4=", "4=", "2=", "2=", "4=", "4=" };
    ent_results *r = measure(7, ties, 6);
    ent_buf text = { 0 };

    for (size_t i = 0; i < ent_results_count(r); i++) {
        const ent_result *result = ent_result_at(r, i);

        if (strcmp(result->measure->name, "degree") == 0)
            for (size_t k = 0; k < 7; k++) {
                ent_buf_clear(&text);
                ent_rank_write(&text, ent_results_rank(r, i, k));
                cr_expect_str_eq(ent_buf_string(&text), expected[k]);
            }
        if (strcmp(result->measure->name, "eigenvector") == 0) {
            cr_expect_eq(ent_results_rank(r, i, 1).first, 4); /* 1 and 2 are alike */
            cr_expect_eq(ent_results_rank(r, i, 1).last, 5);
        }
        if (strcmp(result->measure->name, "clustering") == 0) /* undefined: degree 1 */
            cr_expect_eq(ent_results_rank(r, i, 1).first, 0);
        if (strcmp(result->measure->name, "component") == 0)
            cr_expect_eq(ent_results_rank(r, i, 0).first, 0);
    }
    ent_buf_destroy(&text);
    ent_results_free(r);
}

/* 0.1 + 0.2 and 0.3 differ in their last digit only: the two nodes share a rank. */
Test(registry, rounding_makes_no_rank)
{
    static const work_tie ties[] = { { 0, 1, 0.1 }, { 0, 2, 0.2 }, { 3, 4, 0.3 } };
    ent_results *r = measure(5, ties, 3);

    cr_assert(value(r, "strength", 0) != value(r, "strength", 3));
    for (size_t i = 0; i < ent_results_count(r); i++)
        if (strcmp(ent_result_at(r, i)->measure->name, "strength") == 0) {
            cr_expect_eq(ent_results_rank(r, i, 0).first, 1);
            cr_expect_eq(ent_results_rank(r, i, 0).last, 3);
            cr_expect_eq(ent_results_rank(r, i, 3).first, 1);
            cr_expect_eq(ent_results_rank(r, i, 2).first, 4);
        }
    ent_results_free(r);
}

/* ---- the run ---- */

#define PAIRS "from,to,weight\nA,B,3\nB,C,1\nC,A,2\nC,D,4\nE,F,1\n"
#define PAIRS_AGAIN "to,from,weight\nF,E,1\nA,B,3\nD,C,4\nA,C,2\nC,B,1\n"

Test(registry, order_of_rows_is_nothing)
{
    bench one, two;
    ent_results *a, *b;
    char text[300];

    open_bench(&one, PAIRS, NULL);
    open_bench(&two, PAIRS_AGAIN, NULL);
    cr_assert_eq(run(&a, &one, "all,betweenness:inverse", text), ENT_OK);
    cr_assert_eq(run(&b, &two, "all,betweenness:inverse", text), ENT_OK);
    cr_assert_eq(ent_results_count(a), ent_results_count(b));
    for (size_t i = 0; i < ent_results_count(a); i++) {
        const ent_result *x = ent_result_at(a, i), *y = ent_result_at(b, i);

        cr_assert_eq(x->count, y->count);
        for (size_t k = 0; k < x->count; k++)
            cr_expect((isnan(x->values[k]) && isnan(y->values[k])) || x->values[k] == y->values[k],
                      "%s of %zu", x->measure->name, k);
    }
    cr_expect_eq(value(a, "acts", 0), 2);
    ent_results_free(a);
    ent_results_free(b);
    close_bench(&one);
    close_bench(&two);
}

Test(registry, names_and_rules)
{
    ent_results *r;
    char text[300];
    ent_buf words = { 0 };
    bench b;

    open_bench(&b, PAIRS, NULL);
    cr_assert_eq(run(&r, &b, "n_nodes; degree, deg,closeness:inverse:0.5,harmonic:inverse", text),
                 ENT_OK);
    cr_expect_eq(ent_results_count(r), 4);
    cr_expect_eq(value(r, "nodes", 0), 6);
    cr_expect(ent_str_is(ent_result_at(r, 2)->name, "closeness:inverse:0.5"));
    cr_expect_null(ent_results_find(r, ENT_STR("strength")));
    cr_expect_float_eq(value(r, "harmonic:inverse", 4), 1, 1e-12);
    ent_results_describe(r, &words);
    cr_expect_str_eq(ent_buf_string(&words), "distance: unweighted");
    ent_results_free(r);
    cr_expect_eq(run(&r, &b, "betweeness", text), ENT_EUSAGE);
    cr_expect_null(r);
    cr_expect_str_eq(text, "unknown measure 'betweeness'; did you mean 'betweenness'?");
    cr_expect_eq(run(&r, &b, "degree:inverse", text), ENT_EUSAGE);
    cr_expect_eq(run(&r, &b, "closeness:backwards", text), ENT_EUSAGE);
    cr_expect_eq(run(&r, &b, "assortativity", text), ENT_EUSAGE);
    cr_expect_eq(run(&r, &b, "modularity:", text), ENT_EUSAGE);
    cr_expect_eq(run(&r, &b, "modularity:no_such_column", text), ENT_EUSAGE);
    cr_expect_str_eq(text, "no node has a value in a column 'no_such_column'");
    ent_buf_destroy(&words);
    close_bench(&b);
}

Test(registry, default_set_with_a_rule)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_results *r;
    bench b;

    options.distance = 1;
    open_bench(&b, PAIRS, NULL);
    cr_assert_eq(ent_measures_run(&r, b.network, NULL, &options, NULL), ENT_OK);
    cr_expect_not_null(ent_results_find(r, ENT_STR("betweenness:inverse")));
    cr_expect_not_null(ent_results_find(r, ENT_STR("betweenness")));
    /* C-A is 1/2 long: directly; A-B 1/3; B-C by way of A 5/6, directly 1: A lies between */
    cr_expect_float_eq(value(r, "betweenness", 0), 2, 1e-12);
    cr_expect_float_eq(value(r, "harmonic", 0), 3 + 2 + 1 / 0.75, 1e-12);
    cr_expect_eq(value(r, "modularity", 0), value(r, "community_modularity", 0));
    ent_results_free(r);
    options.resolution = 0;
    cr_expect_eq(ent_measures_run(&r, b.network, NULL, &options, NULL), ENT_EUSAGE);
    options.resolution = 1;
    options.distance = NAN;
    cr_expect_eq(ent_measures_run(&r, b.network, NULL, &options, NULL), ENT_EUSAGE);
    close_bench(&b);
}

Test(registry, distance_rules)
{
    static const char *const right[] = { "unweighted", "inverse", "inverse:0.5", "inverse:2" };
    static const char *const wrong[] = { "", "inverse:", "inverse:x", "inverse:-1", "Inverse" };
    double alpha;
    ent_buf text = { 0 };

    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        cr_expect(ent_distance_read(&alpha, ent_str_of(right[i])));
        ent_buf_clear(&text);
        ent_distance_write(&text, alpha);
        cr_expect_str_eq(ent_buf_string(&text), right[i]);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect_not(ent_distance_read(&alpha, ent_str_of(wrong[i])), "'%s'", wrong[i]);
    ent_buf_destroy(&text);
}

Test(registry, two_modes)
{
    ent_selection selection = { .network = ENT_NET_TWO_MODE };
    ent_results *r;
    char text[300];
    bench b;

    open_bench(&b, "agreement,party\nX,A\nX,B\nX,C\nY,A\nY,B\nZ,C\nZ,A\n", &selection);
    cr_assert_eq(run(&r, &b, "all", text), ENT_OK);
    check_ranges(r, "two modes");
    cr_expect(strstr(text, "undefined on a two-mode network") == text);
    cr_expect_float_eq(value(r, "density", 0), 7.0 / 9, 1e-12);
    cr_expect_float_eq(value(r, "degree_norm", 0), 1, 1e-12); /* A is in all three */
    cr_expect_float_eq(value(r, "closeness", 0), 1, 1e-12);
    cr_expect_float_eq(value(r, "harmonic_norm", 0), 1, 1e-12);
    cr_expect(isnan(value(r, "transitivity", 0)));
    cr_expect(isnan(value(r, "clustering", 0)));
    cr_expect(isnan(value(r, "constraint", 0)));
    cr_expect_float_eq(value(r, "centralization_degree", 0), 2.0 / 6, 1e-12); /* 3 2 2 of 3 acts */
    cr_expect_float_eq(value(r, "reinforcement", 0), 4.0 * 2 / 14, 1e-12);
    cr_expect_float_eq(value(r, "hub", 0), 1, 1e-12);
    cr_expect(isnan(value(r, "authority", 0)));
    ent_results_free(r);
    close_bench(&b);
}

Test(registry, weights_are_checked)
{
    static const double wrong[] = { 0, -1, INFINITY, NAN };
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        work_tie tie = { 0, 1, wrong[i] };
        ent_work *work;

        cr_expect_eq(ent_work_new(&work, 2, &tie, 1, &options, NULL), ENT_EDATA);
        cr_expect_null(work);
    }
}

Test(registry, same_seed_same_communities)
{
    static graph g;
    double first[MOST_NODES];

    random_graph(&g, 1005);
    for (int again = 0; again < 3; again++) {
        ent_work *work = work_of(&g);
        ent_results *r;

        igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)again); /* the host's: of no effect */
        cr_assert_eq(ent_measures_run_on(&r, work, "community"), ENT_OK);
        for (uint32_t i = 0; i < g.n; i++) {
            if (!again)
                first[i] = value(r, "community", i);
            cr_expect_eq(value(r, "community", i), first[i]);
        }
        ent_results_free(r);
        ent_work_free(work);
    }
}

/* ---- igraph and memory ---- */

static void ours(const char *reason, const char *file, int line, igraph_error_t err)
{
    (void)reason, (void)file, (void)line, (void)err;
}

Test(registry, igraph_is_left_as_it_was)
{
    igraph_integer_t expected, found;
    ent_results *r;

    igraph_set_error_handler(ours);
    igraph_rng_seed(igraph_rng_default(), 5);
    expected = igraph_rng_get_integer(igraph_rng_default(), 0, 1000000);
    igraph_rng_seed(igraph_rng_default(), 5);
    r = measure(3, (work_tie[]){ { 0, 1, 1 }, { 1, 2, 1 } }, 2);
    found = igraph_rng_get_integer(igraph_rng_default(), 0, 1000000);
    cr_expect_eq(found, expected);
    cr_expect_eq(igraph_set_error_handler(igraph_error_handler_abort), ours);
    ent_results_free(r);
}

static void refuse(const ent_selection *selection, const char *names)
{
    ent_results *r = NULL;
    ent_status status = ENT_ENOMEM;
    char text[300];
    size_t nth = 0;
    bench b;

    open_bench(&b, PAIRS, selection);
    while (status == ENT_ENOMEM) {
        ent_mem_refuse(++nth, true);
        status = run(&r, &b, names, text);
        ent_mem_refuse(0, false);
        cr_assert(status == ENT_OK || (status == ENT_ENOMEM && !r), "request %zu: status %d", nth,
                  status);
    }
    cr_expect(nth > 50, "only %zu requests", nth);
    ent_results_free(r);
    close_bench(&b);
}

Test(registry, refused_memory, .timeout = 300 * ENT_SLOWER)
{
    static const ent_selection plain = ENT_SELECTION_INIT, directed = { .directed = true },
                               actors = { .network = ENT_NET_ACTORS },
                               two_mode = { .network = ENT_NET_TWO_MODE };

    refuse(&plain, "all,pair,modularity:type,closeness:inverse,balance:weight");
    refuse(&directed, "all,pair,mixing:type,within_z:type,harmonic_in:inverse");
    refuse(&actors, "strength_newman,tie_newman,participation:type,ei:community,tie_age");
    refuse(&two_mode, "all");
}
