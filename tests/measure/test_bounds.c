/* test_bounds.c: bounds against brute force: every completion is written as a data set of its own
 * in which nothing is unknown, read, built and measured as usual; the lowest and highest value over
 * all of them is what the bounds must be. */
#include <criterion/criterion.h>
#include <math.h>

#include "entente/bounds.h"
#include "support.h"

enum { ACTORS = 5, ACTS = 5, MOST_NODES = ACTORS + ACTS };

/* Who is in what; which acts and which rows are in doubt. */
typedef struct story {
    bool in[ACTS][ACTORS], act_doubt[ACTS], row_doubt[ACTS][ACTORS];
    int doubts;
} story;

static const char *const node_measures[] = { "degree", "strength", "betweenness", "harmonic",
                                             "clustering" };
static const char *const network_measures[] = { "density", "ties", "total_weight", "isolates",
                                                "transitivity" };
static const char *const names = "degree,strength,betweenness,harmonic,clustering,density,ties,"
                                 "total_weight,isolates,transitivity,agreements";

enum { COMPARED = 10, AGREEMENTS = 10 }; /* places in `names`: all before are compared */

static story make_story(unsigned seed)
{
    story s = { 0 };

    srand(seed);
    for (int t = 0; t < ACTS; t++) {
        s.act_doubt[t] = rand() % 4 == 0 && s.doubts < 7;
        s.doubts += s.act_doubt[t];
        for (int a = 0; a < ACTORS; a++) {
            s.in[t][a] = rand() % 2;
            s.row_doubt[t][a] = s.in[t][a] && rand() % 4 == 0 && s.doubts < 7;
            s.doubts += s.row_doubt[t][a];
        }
    }
    return s;
}

/* The story as tables. `bits` decides the doubts, in the order of acts and rows; -1 leaves them. */
static void write_story(const story *s, int bits, char *acts, char *parties)
{
    int at = 0;

    strcpy(acts, "id,title,signed,ended,status\n");
    strcpy(parties, "agreement,party,role,withdrew\n");
    for (int t = 0; t < ACTS; t++) {
        bool there = !s->act_doubt[t] || bits < 0 || (bits >> at & 1);
        bool doubt = s->act_doubt[t] && bits < 0;

        at += s->act_doubt[t];
        /* not known when signed, or not known whether it still holds */
        sprintf(acts + strlen(acts), "T%d,Act %d,%s,%s,\n", t, t, doubt && t % 2 ? "" : "1990",
                doubt && t % 2 == 0 ? "1995/.."
                : there             ? ".."
                                    : "1992");
        for (int a = 0; a < ACTORS; a++) {
            bool row = !s->row_doubt[t][a] || bits < 0 || (bits >> at & 1);
            bool row_doubt = s->row_doubt[t][a] && bits < 0;

            at += s->row_doubt[t][a];
            if (s->in[t][a])
                sprintf(parties + strlen(parties), "T%d,S%d,%s,%s\n", t, a,
                        row_doubt && a % 2 ? "unknown" : "party",
                        row_doubt && a % 2 == 0 ? "1995/.."
                        : row                   ? ".."
                                                : "1992");
        }
    }
}

static ent_dataset *read_story(const story *s, int bits, folder *f)
{
    static const char actors[] = "id,name,type\nS0,A,state\nS1,B,state\nS2,C,state\nS3,D,state\n"
                                 "S4,E,state\n";
    char acts[1024], parties[2048];
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;

    write_story(s, bits, acts, parties);
    folder_make(f);
    options.tables[ENT_ACTORS] = folder_put(f, "actors.csv", actors);
    options.tables[ENT_AGREEMENTS] = folder_put(f, "agreements.csv", acts);
    options.tables[ENT_PARTIES] = folder_put(f, "parties.csv", parties);
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    return d;
}

typedef struct measured {
    ent_dataset *d;
    ent_network *n;
    ent_results *r;
    folder files;
} measured;

static measured measure(const story *s, int bits, ent_selection selection)
{
    ent_diags diags = { 0 };
    measured m = { 0 };

    m.d = read_story(s, bits, &m.files);
    ent_date_read(&selection.as_of, ENT_STR("2000-01-01"));
    cr_assert_eq(ent_network_new(&m.n, m.d, &selection, &diags), ENT_OK);
    cr_assert_eq(ent_measures_run(&m.r, m.n, names, NULL, &diags), ENT_OK);
    return m;
}

static void forget(measured *m)
{
    ent_results_free(m->r);
    ent_network_free(m->n);
    ent_dataset_free(m->d);
    folder_remove(&m->files);
}

static void widen(double *low, double *high, double value)
{
    if (isnan(value))
        return;
    *low = isnan(*low) || value < *low ? value : *low;
    *high = isnan(*high) || value > *high ? value : *high;
}

typedef struct range {
    double low, high;
} range;

typedef struct truth {
    range of_node[5][MOST_NODES], of_network[5];
} truth;

static void brute_force(const story *s, const measured *base, const ent_selection *selection,
                        truth *t)
{
    for (int k = 0; k < 5; k++) {
        t->of_network[k] = (range){ NAN, NAN };
        for (int i = 0; i < MOST_NODES; i++)
            t->of_node[k][i] = (range){ NAN, NAN };
    }
    /* what is reported is in the interval, too, whatever nodes it has that no completion has */
    for (int k = 0; k < 5; k++) {
        double whole = ent_results_value(base->r, ent_str_of(network_measures[k]), 0);

        widen(&t->of_network[k].low, &t->of_network[k].high, whole);
        for (size_t i = 0; i < ent_node_count(base->n); i++)
            widen(&t->of_node[k][i].low, &t->of_node[k][i].high,
                  ent_results_value(base->r, ent_str_of(node_measures[k]), i));
    }
    for (int bits = 0; bits < 1 << s->doubts; bits++) {
        measured m = measure(s, bits, *selection);

        cr_assert_eq(ent_unknown_tie_count(m.n), 0);
        for (int k = 0; k < 5; k++) {
            widen(&t->of_network[k].low, &t->of_network[k].high,
                  ent_results_value(m.r, ent_str_of(network_measures[k]), 0));
            for (size_t i = 0; i < ent_node_count(base->n); i++)
                for (size_t j = 0; j < ent_node_count(m.n); j++)
                    if (ent_str_eq(ent_node_at(base->n, i)->id, ent_node_at(m.n, j)->id))
                        widen(&t->of_node[k][i].low, &t->of_node[k][i].high,
                              ent_results_value(m.r, ent_str_of(node_measures[k]), j));
        }
        forget(&m);
    }
}

static bool near(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-9;
}

/* Exact bounds are those of brute force; the others lie within. */
static void compare(const ent_bounds *b, const measured *base, const truth *t, bool all,
                    const char *what)
{
    for (size_t c = 0; c < COMPARED; c++) {
        const ent_result *result = ent_result_at(base->r, c);
        bool exact = ent_bounds_exact(b, c);

        cr_expect(exact || !all);
        for (size_t i = 0; i < result->count; i++) {
            double low = ent_bounds_low(b, c)[i], high = ent_bounds_high(b, c)[i];
            range right = c < 5 ? t->of_node[c][i] : t->of_network[c - 5];

            if (exact)
                cr_expect(near(low, right.low) && near(high, right.high),
                          "%s %d: %.*s of %zu: %g..%g, right is %g..%g", what, (int)ent_network_selection(base->n)->network,
                          ENT_STR_ARG(result->name), i, low, high, right.low, right.high);
            else
                cr_expect(isnan(low) || (low >= right.low - 1e-9 && high <= right.high + 1e-9),
                          "%s: %.*s of %zu", what, ENT_STR_ARG(result->name), i);
        }
    }
}

/* Who is not shown has a say in what is. */
#define ONLY "S0;S1;S3"

Test(bounds, are_those_of_all_completions)
{
    static const ent_selection selections[] = {
        { .network = ENT_NET_ACTORS, .ego_radius = 1 },
        { .network = ENT_NET_ACTORS, .ego_radius = 1, .weight = ENT_WEIGHT_NEWMAN },
        { .network = ENT_NET_ACTORS, .ego_radius = 1, .weight = ENT_WEIGHT_JACCARD },
        { .network = ENT_NET_ACTORS, .ego_radius = 1, .max_parties = 3 },
        { .network = ENT_NET_TWO_MODE, .ego_radius = 1 },
        { .network = ENT_NET_TIES, .ego_radius = 1 },
        { .network = ENT_NET_ACTORS, .ego_radius = 1, .weight = ENT_WEIGHT_HYPERGEOMETRIC },
        { .network = ENT_NET_ACTORS, .ego_radius = 1, .only = ONLY },
        { .network = ENT_NET_ACTORS, .ego_radius = 1, .only = ONLY, .weight = ENT_WEIGHT_NEWMAN },
        { .network = ENT_NET_ACTORS, .ego_radius = 1, .only = ONLY, .max_parties = 3 },
        { .network = ENT_NET_TIES, .ego_radius = 1, .only = ONLY },
    };
    size_t exact_of_two = 0, doubts = 0;

    for (unsigned seed = 1; seed <= 6; seed++) {
        story s = make_story(seed);

        for (size_t k = 0; k < sizeof selections / sizeof *selections; k++) {
            measured base = measure(&s, -1, selections[k]);
            ent_diags diags = { 0 };
            ent_bounds *b = NULL;
            truth t;

            brute_force(&s, &base, &selections[k], &t);
            cr_assert_eq(ent_bounds_run(&b, base.n, base.r, names,
                                        &(ent_bounds_options){ 128, 1, 1 }, &diags),
                         ENT_OK);
            cr_expect_eq(ent_bounds_completions(b), (size_t)1 << ent_bounds_doubts(b));
            cr_expect_leq(ent_bounds_doubts(b), (size_t)s.doubts);
            doubts += ent_bounds_doubts(b);
            compare(b, &base, &t, true, "all");
            ent_bounds_free(b);
            /* none and all only: what is said to be exact must be so nevertheless */
            cr_assert_eq(
                ent_bounds_run(&b, base.n, base.r, names, &(ent_bounds_options){ 2, 1, 2 }, &diags),
                ENT_OK);
            compare(b, &base, &t, ent_bounds_doubts(b) < 2, "two");
            cr_expect_eq(ent_bounds_exact(b, AGREEMENTS), ent_bounds_exact(b, 0)); /* as degree */
            for (size_t c = 0; c < ent_results_count(base.r); c++)
                exact_of_two += ent_bounds_exact(b, c) && ent_bounds_doubts(b) > 1;
            ent_bounds_free(b);
            forget(&base);
        }
    }
    cr_expect_gt(exact_of_two, 60, "%zu", exact_of_two);
    cr_expect_gt(doubts, 60);
}

/* A-B and A-C surely, A-D perhaps: A leads whatever is so; D may be level with B or with E. */
Test(bounds, ranks_that_are_not_settled)
{
    ent_dataset_options options = { 0 };
    ent_selection selection = { .network = ENT_NET_ACTORS, .ego_radius = 1 };
    ent_bounds_options few = { .samples = 2, .seed = 1 };
    ent_diags diags = { 0 };
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_results *r = NULL;
    ent_bounds *b = NULL;
    ent_buf words = { 0 };
    folder f;
    static const struct {
        double low, high;
        size_t first, last;
        bool settled;
    } right[] = { { 2, 3, 1, 1, true },
                  { 1, 1, 2, 4, false },
                  { 1, 1, 2, 4, false },
                  { 0, 1, 2, 5, false },
                  { 0, 0, 4, 5, false } };

    folder_make(&f);
    options.tables[ENT_ACTORS] = folder_put(
        &f, "actors.csv", "id,name,type\nA,A,state\nB,B,state\nC,C,state\nD,D,state\nE,E,state\n");
    options.tables[ENT_PARTIES] =
        folder_put(&f, "parties.csv",
                   "agreement,party,role\nT1,A,party\nT1,B,party\nT2,A,party\n"
                   "T2,C,party\nT3,A,party\nT3,D,unknown\n");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    cr_assert_eq(ent_network_new(&n, d, &selection, &diags), ENT_OK);
    cr_assert_eq(ent_measures_run(&r, n, "degree,community,distance", NULL, &diags), ENT_OK);
    cr_assert_eq(ent_bounds_run(&b, n, r, "degree,community,distance", &few, &diags), ENT_OK);
    cr_expect(ent_bounds_has(b, 0));
    cr_expect_not(ent_bounds_has(b, 1)); /* groups have no order */
    cr_expect_not(ent_bounds_has(b, 2)); /* pairs */
    for (size_t i = 0; i < 5; i++) {
        ent_rank rank = ent_bounds_rank(b, 0, i);

        cr_expect_float_eq(ent_bounds_low(b, 0)[i], right[i].low, 1e-12);
        cr_expect_float_eq(ent_bounds_high(b, 0)[i], right[i].high, 1e-12);
        cr_expect_eq(ent_bounds_settled(b, 0, i), right[i].settled, "%zu", i);
        cr_expect(rank.first == right[i].first && rank.last == right[i].last, "%zu: %zu-%zu", i,
                  rank.first, rank.last);
    }
    ent_bounds_describe(b, NULL, &words);
    cr_expect_str_eq(ent_buf_string(&words), "bounds: 1 thing not known, all 2 completions: exact");
    ent_buf_destroy(&words);
    ent_bounds_free(b);
    ent_results_free(r);
    ent_network_free(n);
    ent_dataset_free(d);
    folder_remove(&f);
}
