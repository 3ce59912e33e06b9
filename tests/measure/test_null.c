/* test_null.c: null models keep what they promise, draw the rest evenly, count as by hand, and give
 * the same for any number of workers; COW IGO 2000 when it is there. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <zlib.h>

#include "base/mem.h"
#include "base/random.h"
#include "entente/null.h"
#include "support.h"

typedef struct opened {
    folder files;
    ent_dataset *d;
    ent_network *n;
} opened;

static void open_text(opened *o, const char *csv, const ent_selection *s)
{
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };

    folder_make(&o->files);
    options.path = folder_put(&o->files, "data.csv", csv);
    cr_assert_eq(ent_dataset_read(&o->d, &options, &diags), ENT_OK);
    cr_assert_eq(ent_network_new(&o->n, o->d, s, &diags), ENT_OK);
}

static void close_text(opened *o)
{
    ent_network_free(o->n);
    ent_dataset_free(o->d);
    folder_remove(&o->files);
}

static ent_selection actors(ent_weight weight)
{
    ent_selection s = ENT_SELECTION_INIT;

    s.network = ENT_NET_ACTORS;
    s.weight = weight;
    return s;
}

static const char treaties[] = "agreement,party\n"
                               "T1,A\nT1,B\nT1,C\nT1,D\nT2,A\nT2,B\nT3,A\nT3,E\nT4,C\nT4,D\nT4,F\n"
                               "T5,F\nT5,B\nT6,G\nT6,A\nT7,B\nT7,C\nT8,E\nT8,F\nT8,G\nT8,A\nT8,H\n";
/* Each act's parties are among those of a larger one: the margins allow this matrix alone. */
static const char nested[] =
    "agreement,party\n"
    "T1,A\nT1,B\nT1,C\nT1,D\nT1,E\nT2,A\nT2,B\nT2,C\nT2,D\nT3,A\nT3,B\nT3,C\n"
    "T4,A\nT4,B\nT10,A\nT10,B\nT11,A\n";

static ent_network *null_of(const ent_network *n, ent_null_model model, size_t run)
{
    ent_null_options options = ENT_NULL_OPTIONS_INIT;
    ent_network *null = NULL;

    options.model = model;
    cr_assert_eq(ent_null_network(&null, n, &options, run, NULL), ENT_OK);
    return null;
}

/* ---- what is kept ---- */

static void expect_same(const ent_network *a, const ent_network *b)
{
    cr_assert_eq(ent_tie_count(a), ent_tie_count(b));
    for (size_t t = 0; t < ent_tie_count(a); t++) {
        const ent_tie *x = ent_tie_at(a, t), *y = ent_tie_at(b, t);

        cr_assert(x->a == y->a && x->b == y->b && x->count == y->count);
        cr_assert_eq(x->weight, y->weight, "%.17g, %.17g", x->weight, y->weight);
        for (uint32_t i = 0; i < x->count; i++)
            cr_assert_eq(ent_tie_evidence(a, x)[i].record, ent_tie_evidence(b, y)[i].record);
    }
}

/* A null network is built by another way than the first; where chance has no say they are equal to
 * the last digit and the last act. */
Test(null, nothing_to_draw)
{
    static const char *const shown[] = { NULL, "B;D", "A;C;E" }; /* margins are those of all */

    for (int w = ENT_WEIGHT_COUNT; w <= ENT_WEIGHT_BINARY; w++)
        for (int kind = ENT_NET_ACTORS; kind <= ENT_NET_ACTS; kind++)
            for (int which = 0; which < 3; which++) {
                ent_selection s = actors((ent_weight)w);
                ent_network *null;
                opened o;

                s.network = (ent_network_kind)kind;
                s.only = shown[which];
                open_text(&o, nested, &s);
                null = null_of(o.n, ENT_NULL_CURVEBALL, 3);
                expect_same(o.n, null);
                ent_network_free(null);
                close_text(&o);
            }
}

static double value(const ent_results *r, const char *name, size_t at)
{
    return ent_results_value(r, ent_str_of(name), at);
}

static double sum_of_weights(const ent_network *n)
{
    double sum = 0;

    for (size_t t = 0; t < ent_tie_count(n); t++)
        sum += ent_tie_at(n, t)->weight;
    return sum;
}

Test(null, what_is_kept)
{
    ent_selection s = actors(ENT_WEIGHT_NEWMAN), two = s;
    size_t moved[5] = { 0 };
    opened o, t;

    two.network = ENT_NET_TWO_MODE;
    two.weight = ENT_WEIGHT_COUNT;
    open_text(&o, treaties, &s);
    open_text(&t, treaties, &two);
    for (int model = ENT_NULL_CURVEBALL; model <= ENT_NULL_LABELS; model++)
        for (size_t run = 0; run < 40; run++)
            for (int which = 0; which < 2; which++) {
                const ent_network *n = which ? t.n : o.n;
                ent_network *null = null_of(n, (ent_null_model)model, run);
                ent_results *was, *now;

                cr_assert_eq(ent_measures_run(&was, n, "degree,strength,acts,ties", NULL, NULL),
                             ENT_OK);
                cr_assert_eq(ent_measures_run(&now, null, "degree,strength,acts,ties", NULL, NULL),
                             ENT_OK);
                for (size_t i = 0; i < ent_node_count(n); i++) {
                    /* Newman's strength is the number of acts of two parties or more */
                    if (model == ENT_NULL_CURVEBALL && !which)
                        cr_assert_float_eq(value(was, "strength", i), value(now, "strength", i),
                                           1e-12);
                    if (model == ENT_NULL_DEGREE || (which && model == ENT_NULL_CURVEBALL))
                        cr_assert_eq(value(was, "degree", i), value(now, "degree", i));
                    if (which && ent_node_at(n, i)->actor != ENT_NONE && model != ENT_NULL_LABELS)
                        cr_assert_eq(value(now, "acts", i), value(now, "degree", i));
                    if (model == ENT_NULL_LABELS) {
                        cr_assert_eq(value(was, "degree", i), value(now, "degree", i));
                        moved[model] +=
                            !ent_str_eq(ent_node_at(n, i)->id, ent_node_at(null, i)->id);
                        cr_assert_eq(ent_node_at(n, i)->type == ENT_NODE_ACT,
                                     ent_node_at(null, i)->type == ENT_NODE_ACT);
                    }
                }
                if (model != ENT_NULL_CURVEBALL) {
                    cr_assert_eq(ent_tie_count(n), ent_tie_count(null));
                    cr_assert_float_eq(sum_of_weights(n), sum_of_weights(null), 1e-9);
                }
                for (size_t k = 0; k < ent_tie_count(null); k++) {
                    const ent_tie *x = ent_tie_at(null, k);

                    cr_assert_lt(x->a, x->b);
                    if (k) {
                        const ent_tie *y = ent_tie_at(null, k - 1);

                        cr_assert(y->a < x->a || (y->a == x->a && y->b < x->b),
                                  "twice, or unsorted");
                    }
                    if (which)
                        cr_assert_neq(ent_node_at(null, x->a)->type == ENT_NODE_ACT,
                                      ent_node_at(null, x->b)->type == ENT_NODE_ACT);
                    moved[model] += ent_tie_between(n, x->a, x->b) == ENT_NONE;
                }
                ent_results_free(was);
                ent_results_free(now);
                ent_network_free(null);
            }
    for (int model = ENT_NULL_CURVEBALL; model <= ENT_NULL_LABELS; model++)
        cr_expect_gt(moved[model], 50, "the null %s draws nothing",
                     ent_null_name((ent_null_model)model));
    close_text(&o);
    close_text(&t);
}

/* ---- evenly drawn ---- */

static uint32_t graph_bits(const ent_network *n)
{
    uint32_t bits = 0, nodes = (uint32_t)ent_node_count(n);

    for (size_t t = 0; t < ent_tie_count(n); t++) {
        const ent_tie *tie = ent_tie_at(n, t);
        uint32_t pair = 0;

        for (uint32_t i = 0; i < tie->a; i++)
            pair += nodes - 1 - i;
        bits |= 1u << (pair + tie->b - tie->a - 1);
    }
    return bits;
}

/* Every graph on the nodes with the degrees (or only the number of ties), as often as every other.
 */
static void check_even(const char *csv, ent_null_model model)
{
    enum { DRAWS = 20000 };
    static uint32_t allowed[1 << 15], seen[1 << 15];
    ent_selection s = ENT_SELECTION_INIT;
    uint32_t degree[6] = { 0 }, nodes, pairs, graphs = 0;
    double chi = 0, df, expected;
    opened o;

    open_text(&o, csv, &s);
    nodes = (uint32_t)ent_node_count(o.n);
    pairs = nodes * (nodes - 1) / 2;
    cr_assert(nodes <= 6);
    for (size_t t = 0; t < ent_tie_count(o.n); t++) {
        degree[ent_tie_at(o.n, t)->a]++;
        degree[ent_tie_at(o.n, t)->b]++;
    }
    memset(allowed, 0, sizeof allowed);
    memset(seen, 0, sizeof seen);
    for (uint32_t set = 0; set < 1u << pairs; set++) {
        uint32_t now[6] = { 0 }, pair = 0;
        bool fits = (size_t)__builtin_popcount(set) == ent_tie_count(o.n);

        for (uint32_t i = 0; i < nodes; i++)
            for (uint32_t j = i + 1; j < nodes; j++, pair++)
                if (set >> pair & 1) {
                    now[i]++;
                    now[j]++;
                }
        for (uint32_t i = 0; i < nodes && model == ENT_NULL_DEGREE; i++)
            fits &= now[i] == degree[i];
        allowed[set] = fits;
        graphs += fits;
    }
    cr_assert_gt(graphs, 1);
    for (size_t run = 0; run < DRAWS; run++) {
        ent_network *null = null_of(o.n, model, run);
        uint32_t bits = graph_bits(null);

        cr_assert(allowed[bits]);
        seen[bits]++;
        ent_network_free(null);
    }
    expected = (double)DRAWS / graphs;
    df = graphs - 1.0;
    for (uint32_t set = 0; set < 1u << pairs; set++)
        if (allowed[set])
            chi += (seen[set] - expected) * (seen[set] - expected) / expected;
    cr_expect_lt(chi, df + 4 * sqrt(2 * df), "chi-square %g at %g", chi, df);
    close_text(&o);
}

Test(null, degrees_evenly, .timeout = 60 * ENT_SLOWER)
{
    check_even("source,target\nA,B\nB,C\nC,D\nD,E\nE,F\n", ENT_NULL_DEGREE);
    check_even("source,target\nA,B\nB,C\nC,A\nD,E\nE,F\nF,D\n", ENT_NULL_DEGREE);
    check_even("source,target\nA,B\nA,C\nA,D\nB,C\nD,E\nE,F\n", ENT_NULL_DEGREE);
}

Test(null, density_evenly, .timeout = 60 * ENT_SLOWER)
{
    check_even("source,target\nA,B\nB,C\nC,D\n", ENT_NULL_DENSITY);
    check_even("source,target\nA,B\nB,C\nC,D\nA,C\nB,D\n", ENT_NULL_DENSITY); /* most pairs */
}

/* ---- numbers ---- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static double quantile(const double *sorted, size_t count, double share)
{
    double at = share * (double)(count - 1);
    size_t k = (size_t)floor(at);

    return k + 1 < count ? sorted[k] + (at - (double)k) * (sorted[k + 1] - sorted[k]) : sorted[k];
}

static void close_to(double got, double wanted, const char *what)
{
    cr_expect((isnan(got) && isnan(wanted)) || fabs(got - wanted) <= 1e-9 * fmax(1, fabs(wanted)),
              "%s: %.15g, by hand %.15g", what, got, wanted);
}

static void check_by_hand(const ent_null_value *v, double *list, size_t runs, double observed)
{
    double mean = 0, squares = 0, low = 1, high = 1, count = 0;

    for (size_t i = 0; i < runs; i++)
        if (!isnan(list[i])) {
            list[(size_t)count++] = list[i];
            mean += list[i];
        }
    cr_expect_eq((double)v->runs, count);
    if (count < 2)
        return;
    mean /= count;
    for (size_t i = 0; i < (size_t)count; i++) {
        squares += (list[i] - mean) * (list[i] - mean);
        low += list[i] <= observed + 1e-9;
        high += list[i] >= observed - 1e-9;
    }
    qsort(list, (size_t)count, sizeof *list, by_value);
    close_to(v->value, observed, "value");
    close_to(v->mean, mean, "mean");
    if (squares > 1e-15)
        close_to(v->sd, sqrt(squares / (count - 1)), "sd");
    close_to(v->low, quantile(list, (size_t)count, 0.025), "2.5 %");
    close_to(v->median, quantile(list, (size_t)count, 0.5), "50 %");
    close_to(v->high, quantile(list, (size_t)count, 0.975), "97.5 %");
    if (isnan(observed))
        return;
    close_to(v->p_low, low / (count + 1), "p_low");
    close_to(v->p_high, high / (count + 1), "p_high");
    close_to(v->p, fmin(1, 2 * fmin(low, high) / (count + 1)), "p");
    if (squares > 1e-15)
        close_to(v->z, (observed - mean) / sqrt(squares / (count - 1)), "z");
    else
        cr_expect(isnan(v->z));
}

Test(null, statistics_by_hand, .timeout = 60 * ENT_SLOWER)
{
    static const char names[] = "tie_weight,edge_betweenness,degree,clustering,transitivity,sigma,"
                                "mean_distance,eigenvector_w";
    enum { RUNS = 137 };

    for (int model = ENT_NULL_CURVEBALL; model <= ENT_NULL_LABELS; model++) {
        ent_null_options options = ENT_NULL_OPTIONS_INIT;
        ent_selection s = actors(ENT_WEIGHT_COUNT);
        static double list[RUNS];
        ent_results *r[RUNS];
        ent_network *null[RUNS];
        ent_nulls *nulls;
        opened o;

        open_text(&o, treaties, &s);
        options.model = (ent_null_model)model;
        options.runs = RUNS;
        options.workers = 2;
        cr_assert_eq(ent_nulls_run(&nulls, o.n, names, NULL, &options, NULL), ENT_OK);
        for (size_t run = 0; run < RUNS; run++) {
            cr_assert_eq(ent_null_network(&null[run], o.n, &options, run, NULL), ENT_OK);
            cr_assert_eq(ent_measures_run(&r[run], null[run], names, NULL, NULL), ENT_OK);
        }
        for (size_t i = 0; i < ent_nulls_count(nulls); i++) {
            const ent_result *result = ent_nulls_result(nulls, i);
            bool sigma = strcmp(result->measure->name, "small_world_sigma") == 0;

            for (size_t k = 0; k < result->count; k++) {
                ent_null_value v = ent_nulls_value(nulls, i, k);
                double observed = result->values[k], c = 0, l = 0;

                for (size_t run = 0; run < RUNS && sigma; run++) {
                    c += value(r[run], "transitivity", 0) / RUNS;
                    l += value(r[run], "mean_distance", 0) / RUNS;
                }
                for (size_t run = 0; run < RUNS; run++) {
                    const ent_tie *tie =
                        result->measure->scope == ENT_SCOPE_TIE ? ent_tie_at(o.n, k) : NULL;
                    uint32_t at = tie ? ent_tie_between(null[run], tie->a, tie->b) : (uint32_t)k;

                    list[run] = sigma ? value(r[run], "transitivity", 0) / c /
                                            (value(r[run], "mean_distance", 0) / l)
                                : at == ENT_NONE
                                    ? strcmp(result->measure->name, "tie_weight") == 0 ? 0 : NAN
                                    : ent_results_find(r[run], result->name)->values[at];
                }
                if (sigma) {
                    ent_results *own;

                    cr_assert_eq(ent_measures_run(&own, o.n, names, NULL, NULL), ENT_OK);
                    observed =
                        value(own, "transitivity", 0) / c / (value(own, "mean_distance", 0) / l);
                    ent_results_free(own);
                }
                check_by_hand(&v, list, RUNS, observed);
            }
        }
        for (size_t run = 0; run < RUNS; run++) {
            ent_results_free(r[run]);
            ent_network_free(null[run]);
        }
        ent_nulls_free(nulls);
        close_text(&o);
    }
}

/* Null models of weights alone have a faster path; results must not depend on the number of workers. */
Test(null, same_for_any_workers)
{
    ent_selection s = actors(ENT_WEIGHT_JACCARD);
    opened o;

    open_text(&o, treaties, &s);
    for (int model = ENT_NULL_CURVEBALL; model <= ENT_NULL_DENSITY; model++) {
        ent_null_options options = ENT_NULL_OPTIONS_INIT;
        ent_nulls *nulls[4];

        options.model = (ent_null_model)model;
        options.runs = 50;
        for (size_t i = 0; i < 4; i++) {
            options.workers = i + 1;
            cr_assert_eq(ent_nulls_run(&nulls[i], o.n, i % 2 ? "tie_weight" : "tie_weight,acts",
                                       NULL, &options, NULL),
                         ENT_OK);
        }
        for (size_t i = 1; i < 4; i++)
            for (size_t t = 0; t < ent_tie_count(o.n); t++) {
                ent_null_value a = ent_nulls_value(nulls[0], 0, t),
                               b = ent_nulls_value(nulls[i], 0, t);

                cr_expect(a.mean == b.mean && a.sd == b.sd && a.p == b.p && a.median == b.median);
            }
        for (size_t i = 0; i < 4; i++)
            ent_nulls_free(nulls[i]);
    }
    close_text(&o);
}

static void keep_text(void *ctx, const ent_diag *diag)
{
    snprintf(ctx, 300, "%s", diag->text);
}

Test(null, refused)
{
    char text[300] = "";
    ent_diags diags = { .sink = keep_text, .ctx = text };
    ent_null_options options = ENT_NULL_OPTIONS_INIT;
    ent_selection s = ENT_SELECTION_INIT;
    ent_status status = ENT_ENOMEM;
    ent_nulls *nulls;
    opened o;

    s.network = ENT_NET_TIES;
    open_text(&o, treaties, &s);
    cr_expect_eq(ent_nulls_run(&nulls, o.n, "degree", NULL, &options, &diags), ENT_EUSAGE);
    cr_expect(strstr(text, "--network actors"), "%s", text);
    close_text(&o);
    s = actors(ENT_WEIGHT_COUNT);
    open_text(&o, treaties, &s);
    cr_expect_eq(ent_nulls_run(&nulls, o.n, "community", NULL, &options, &diags), ENT_EUSAGE);
    cr_expect_eq(ent_nulls_run(&nulls, o.n, "degre", NULL, &options, &diags), ENT_EUSAGE);
    options.runs = (size_t)1 << 26;
    cr_expect_eq(ent_nulls_run(&nulls, o.n, "degree", NULL, &options, &diags), ENT_EUSAGE);
    cr_expect(strstr(text, "--runs"), "%s", text);
    options.runs = 3;
    options.workers = 1;
    for (size_t k = 1; status == ENT_ENOMEM && k < 20000; k += 1 + k / 50) {
        ent_mem_refuse(k, true);
        status = ent_nulls_run(&nulls, o.n, "tie_weight,transitivity", NULL, &options, &diags);
        ent_mem_refuse(0, false);
        cr_assert(status == ENT_OK || status == ENT_ENOMEM);
    }
    cr_expect_eq(status, ENT_OK);
    ent_nulls_free(nulls);
    close_text(&o);
}

/* ---- COW IGO 2000 ---- */

/* state_year_format3: a row a state and year, a column an organization, 1 = full member. */
static bool read_igos(ent_buf *csv)
{
    static char line[1 << 16], head[1 << 16];
    gzFile file = gzopen(ENT_SHARED_DIR "/datasets/cow-igo-v3/state_year_format3.csv.gz", "rb");

    if (!file)
        return false;
    ent_buf_text(csv, "agreement,party\n");
    cr_assert_not_null(gzgets(file, head, sizeof head));
    while (gzgets(file, line, sizeof line)) {
        ent_str names = ent_str_of(head), cells = ent_str_of(line), name, cell, state = { 0 };
        bool wanted = true;

        for (size_t c = 0;
             ent_str_next(&cells, ',', &cell) && ent_str_next(&names, ',', &name) && wanted; c++) {
            if (c == 1)
                wanted = ent_str_is(cell, "2000");
            if (c == 2)
                state = cell;
            if (c > 2 && ent_str_is(cell, "1"))
                ent_buf_format(csv, "%.*s,%.*s\n", ENT_STR_ARG(name), ENT_STR_ARG(state));
        }
    }
    gzclose(file);
    return true;
}

/* Two seeds: scores of ties agree up to what 1,000 runs leave open. A score z of R runs has a
 * standard error of sqrt((1 + z*z/2)/R). */
Test(null, igo_scores_are_stable, .timeout = 300 * ENT_SLOWER)
{
    ent_null_options options = ENT_NULL_OPTIONS_INIT;
    ent_selection s = actors(ENT_WEIGHT_COUNT);
    ent_nulls *nulls[2];
    ent_buf csv = { 0 };
    double worst = 0, xy = 0, xx = 0, yy = 0, squares = 0, ties;
    opened o;

    if (!read_igos(&csv)) {
        ent_buf_destroy(&csv);
        cr_skip_test("the COW IGO data is not there");
    }
    open_text(&o, ent_buf_string(&csv), &s);
    ent_buf_destroy(&csv);
    ties = (double)ent_tie_count(o.n);
    cr_expect_gt(ties, 15000);
    for (int i = 0; i < 2; i++) {
        options.seed = 11 + (uint64_t)i;
        cr_assert_eq(ent_nulls_run(&nulls[i], o.n, "tie_weight", NULL, &options, NULL), ENT_OK);
    }
    for (size_t t = 0; t < ent_tie_count(o.n); t++) {
        ent_null_value a = ent_nulls_value(nulls[0], 0, t), b = ent_nulls_value(nulls[1], 0, t);
        double error = (a.z - b.z) / sqrt(2 * (1 + a.z * a.z / 2) / 1000);

        if (isnan(a.z) || isnan(b.z))
            continue;
        worst = fmax(worst, fabs(error));
        squares += error * error;
        xy += a.z * b.z;
        xx += a.z * a.z;
        yy += b.z * b.z;
    }
    cr_expect_gt(xy / sqrt(xx * yy), 0.998);
    cr_expect_lt(squares / ties, 1.3, "scores differ more than chance: %g", squares / ties);
    cr_expect_lt(worst, 7);
    printf("COW IGO 2000, %g ties: z of two seeds correlate %.5f, mean squared error %.3f of that "
           "expected, worst %.2f\n",
           ties, xy / sqrt(xx * yy), squares / ties, worst);
    ent_nulls_free(nulls[0]);
    ent_nulls_free(nulls[1]);
    close_text(&o);
}
