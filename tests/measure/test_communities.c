/* test_communities.c: ways to divide a network: what must hold of each, values that are published
 * or that igraph gives where it is sound, consensus, agreement. */
#include "graphs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/mem.h"
#include "measure/communities/communities.h"

static const int karate[][2] = {
    { 1, 2 },   { 1, 3 },   { 1, 4 },   { 1, 5 },   { 1, 6 },   { 1, 7 },   { 1, 8 },   { 1, 9 },
    { 1, 11 },  { 1, 12 },  { 1, 13 },  { 1, 14 },  { 1, 18 },  { 1, 20 },  { 1, 22 },  { 1, 32 },
    { 2, 3 },   { 2, 4 },   { 2, 8 },   { 2, 14 },  { 2, 18 },  { 2, 20 },  { 2, 22 },  { 2, 31 },
    { 3, 4 },   { 3, 8 },   { 3, 9 },   { 3, 10 },  { 3, 14 },  { 3, 28 },  { 3, 29 },  { 3, 33 },
    { 4, 8 },   { 4, 13 },  { 4, 14 },  { 5, 7 },   { 5, 11 },  { 6, 7 },   { 6, 11 },  { 6, 17 },
    { 7, 17 },  { 9, 31 },  { 9, 33 },  { 9, 34 },  { 10, 34 }, { 14, 34 }, { 15, 33 }, { 15, 34 },
    { 16, 33 }, { 16, 34 }, { 19, 33 }, { 19, 34 }, { 20, 34 }, { 21, 33 }, { 21, 34 }, { 23, 33 },
    { 23, 34 }, { 24, 26 }, { 24, 28 }, { 24, 30 }, { 24, 33 }, { 24, 34 }, { 25, 26 }, { 25, 28 },
    { 25, 32 }, { 26, 32 }, { 27, 30 }, { 27, 34 }, { 28, 34 }, { 29, 32 }, { 29, 34 }, { 30, 33 },
    { 30, 34 }, { 31, 33 }, { 31, 34 }, { 32, 33 }, { 32, 34 }, { 33, 34 }
};
enum { KARATE = sizeof karate / sizeof *karate };

static ent_work *club(const uint32_t *place, ent_community_method method, size_t runs)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    work_tie ties[KARATE];
    ent_work *w = NULL;

    options.community_method = method;
    options.community_runs = runs;
    for (size_t k = 0; k < KARATE; k++) {
        uint32_t a = (uint32_t)karate[k][0] - 1, b = (uint32_t)karate[k][1] - 1;

        a = place ? place[a] : a;
        b = place ? place[b] : b;
        ties[k] = (work_tie){ a < b ? a : b, a < b ? b : a, 1 };
    }
    cr_assert_eq(ent_work_new(&w, 34, ties, KARATE, &options, NULL), ENT_OK);
    return w;
}

static void some_order(uint32_t *place, uint32_t n, uint64_t seed)
{
    ent_random random = ent_random_stream(seed, 5);

    for (uint32_t i = 0; i < n; i++)
        place[i] = i;
    ent_random_shuffle(&random, place, n);
}

/* ---- known values ---- */

/* Leading eigenvector 0.393 and the optimum 0.4198: Newman 2006 and Brandes et al. 2008; 0.401 of
 * five by edge betweenness: Girvan & Newman 2004; 0.381 of three: Clauset, Newman & Moore 2004. */
Test(communities, karate_club)
{
    static const struct {
        ent_community_method method;
        uint32_t count;
        double quality;
    } known[] = { { ENT_LEIDEN, 4, 0.41979 },           { ENT_LOUVAIN, 4, 0.41979 },
                  { ENT_SPINGLASS, 4, 0.41979 },        { ENT_LEADING_EIGENVECTOR, 4, 0.39341 },
                  { ENT_EDGE_BETWEENNESS, 5, 0.40130 }, { ENT_FAST_GREEDY, 3, 0.38067 },
                  { ENT_WALKTRAP, 5, 0.35322 },         { ENT_INFOMAP, 3, 0.40204 } };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        ent_work *w = club(NULL, known[i].method, 20);
        const work_division *d;

        cr_assert_eq(ent_work_division(w, known[i].method, 0, &d), ENT_OK);
        cr_expect_eq(d->count, known[i].count, "%s: %u", ent_community_name(known[i].method),
                     d->count);
        cr_expect_float_eq(d->quality, known[i].quality, 1e-5, "%s: %.6f",
                           ent_community_name(known[i].method), d->quality);
        ent_work_free(w);
    }
}

/* ---- what must hold of each ---- */

static double plain_modularity(const graph *g, const uint32_t *label, double gamma)
{
    double strength[MOST_NODES] = { 0 }, all = 0, q = 0;

    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t j = 0; j < g->n; j++) {
            strength[i] += g->a[i][j];
            all += g->a[i][j];
        }
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t j = 0; j < g->n; j++)
            if (label[i] == label[j])
                q += g->a[i][j] / all - gamma * strength[i] * strength[j] / (all * all);
    return q;
}

/* Every group hangs together: from its first node all others are reached within it. */
static void check_connected(const graph *g, const uint32_t *label, const char *method)
{
    for (uint32_t i = 0; i < g->n; i++) {
        bool reached[MOST_NODES] = { false }, more = true;
        uint32_t first = 0;

        while (label[first] != label[i])
            first++;
        for (reached[first] = true; more;) {
            more = false;
            for (uint32_t x = 0; x < g->n; x++)
                for (uint32_t y = 0; y < g->n; y++)
                    if (reached[x] && !reached[y] && g->a[x][y] > 0 && label[y] == label[x])
                        reached[y] = more = true;
        }
        cr_assert(reached[i], "%s: a group falls apart", method);
    }
}

Test(communities, of_random_graphs, .timeout = 300 * ENT_SLOWER)
{
    static const double gammas[] = { 1, 0.5, 2 };
    static graph g;
    size_t missed = 0; /* times that another method was better than Louvain */

    for (uint64_t seed = 1; seed <= 200; seed++) {
        double gamma = gammas[seed % 3], best = -1, louvain = -1;
        ent_work *w;

        random_graph(&g, seed);
        cr_assert_not_null(w = work_of(&g));
        w->options.resolution = gamma;
        for (int m = 0; m < ENT_COMMUNITY_METHODS; m++) {
            const char *name = ent_community_name((ent_community_method)m);
            const work_division *d;

            if (m == ENT_SPINGLASS && seed % 10) /* slow */
                continue;
            cr_assert_eq(ent_work_division(w, (ent_community_method)m, 0, &d), ENT_OK, "%s", name);
            check_connected(&g, d->community, name);
            if (!g.m) {
                cr_expect_eq(d->count, g.n);
                continue;
            }
            cr_assert_float_eq(d->quality, plain_modularity(&g, d->community, gamma), 1e-10,
                               "%s, graph %zu", name, (size_t)seed);
            best = fmax(best, d->quality);
            if (m == ENT_LOUVAIN)
                louvain = d->quality;
            if (m == ENT_LEIDEN)
                for (uint32_t i = 0; i < g.n; i++) { /* no node can gain by moving alone */
                    uint32_t moved[MOST_NODES];

                    memcpy(moved, d->community, g.n * sizeof *moved);
                    for (uint32_t c = 1; c <= d->count; c++) {
                        moved[i] = c;
                        cr_assert_leq(plain_modularity(&g, moved, gamma), d->quality + 1e-9);
                    }
                }
        }
        if (g.m)
            cr_expect_geq(louvain, best - 0.05, "graph %zu: louvain %g, best %g", (size_t)seed,
                          louvain, best);
        missed += louvain < best - 1e-9;
        ent_work_free(w);
    }
    cr_expect_leq(missed, 60, "%zu", missed);
}

/* Other names: the same groups, by every method and in consensus, wherever ties tell nodes apart.
 */
Test(communities, names_have_no_say, .timeout = 120 * ENT_SLOWER)
{
    static graph g, other;
    size_t compared = 0;

    for (uint64_t seed = 2; seed <= 300; seed += 3) { /* weights of all sizes */
        uint32_t place[MOST_NODES];
        ent_work *w, *v;

        random_graph(&g, seed);
        some_order(place, g.n, seed);
        other = (graph){ .n = g.n };
        for (uint32_t i = 0; i < g.n; i++)
            for (uint32_t j = 0; j < g.n; j++)
                other.a[place[i]][place[j]] = g.a[i][j];
        list_ties(&other);
        w = work_of(&g);
        v = work_of(&other);
        for (int m = 0; m < ENT_SPINGLASS; m++) {
            const work_division *a, *b;

            cr_assert_eq(ent_work_division(w, (ent_community_method)m, 0, &a), ENT_OK);
            cr_assert_eq(ent_work_division(v, (ent_community_method)m, 0, &b), ENT_OK);
            for (uint32_t i = 0; i < g.n; i++)
                for (uint32_t j = 0; j < i; j++)
                    cr_assert_eq(a->community[i] == a->community[j],
                                 b->community[place[i]] == b->community[place[j]], "graph %zu: %s",
                                 (size_t)seed, ent_community_name((ent_community_method)m));
            if (g.m)
                cr_assert_float_eq(a->quality, b->quality, 1e-12);
            compared++;
        }
        const work_consensus *a, *b;

        cr_assert_eq(ent_consensus_of(w, &a), ENT_OK);
        cr_assert_eq(ent_consensus_of(v, &b), ENT_OK);
        for (uint32_t i = 0; i < g.n; i++) {
            cr_assert_eq(a->stability[i], b->stability[place[i]]);
            for (uint32_t j = 0; j < i; j++)
                cr_assert_eq(a->community[i] == a->community[j],
                             b->community[place[i]] == b->community[place[j]]);
        }
        ent_work_free(w);
        ent_work_free(v);
    }
    cr_expect_eq(compared, 800);
}

/* The club has nodes that ties do not tell apart; its groups are the same by any names all the
 * same. */
Test(communities, karate_by_other_names)
{
    ent_work *first = club(NULL, ENT_LEIDEN, 20);
    const work_consensus *a, *b;

    cr_assert_eq(ent_consensus_of(first, &a), ENT_OK);
    for (uint64_t seed = 1; seed <= 10; seed++) {
        uint32_t place[34];
        ent_work *w;

        some_order(place, 34, seed);
        w = club(place, ENT_LEIDEN, 20);
        cr_assert_eq(ent_consensus_of(w, &b), ENT_OK);
        cr_expect_eq(a->quality, b->quality);
        for (uint32_t i = 0; i < 34; i++)
            cr_expect_float_eq(a->stability[i], b->stability[place[i]], 1e-12);
        ent_work_free(w);
    }
    ent_work_free(first);
}

/* ---- consensus ---- */

/* Two cliques, and one node tied to each alike: it alone is unsure. */
Test(communities, a_node_between)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    work_tie ties[64];
    size_t count = 0;
    const work_consensus *c;
    ent_work *w;

    for (uint32_t i = 0; i < 10; i++)
        for (uint32_t j = i + 1; j < 10; j++)
            if (i / 5 == j / 5)
                ties[count++] = (work_tie){ i, j, 1 };
    ties[count++] = (work_tie){ 0, 10, 1 };
    ties[count++] = (work_tie){ 5, 10, 1 };
    options.community_runs = 200;
    options.community_method = ENT_LOUVAIN;
    cr_assert_eq(ent_work_new(&w, 12, ties, count, &options, NULL), ENT_OK);
    cr_assert_eq(ent_consensus_of(w, &c), ENT_OK);
    for (uint32_t i = 0; i < 10; i++) {
        cr_expect_eq(c->community[i] == c->community[0], i < 5);
        cr_expect_gt(c->stability[i], 0.85);
    }
    cr_expect(c->stability[10] > 0.3 && c->stability[10] < 0.7, "%g", c->stability[10]);
    cr_expect_eq(c->stability[11], 1, "an isolate is always alone");
    cr_expect(c->agreement > 0.8 && c->agreement <= 1);
    ent_work_free(w);
}

/* Stability by hand, from the searches themselves. */
Test(communities, stability_by_hand)
{
    static graph g;

    for (uint64_t seed = 40; seed < 60; seed++) {
        enum { RUNS = 12 };
        uint32_t label[RUNS][MOST_NODES], canonical[MOST_NODES], place[MOST_NODES];
        const work_consensus *c;
        ent_work *w, *v, *view;

        random_graph(&g, seed);
        w = work_of(&g);
        w->options.community_runs = RUNS;
        w->options.community_method =
            ENT_LABEL_PROPAGATION; /* of all the most at odds with itself */
        cr_assert_eq(ent_consensus_of(w, &c), ENT_OK);
        cr_assert_eq(ent_canonical_order(w, canonical, NULL), ENT_OK);
        cr_assert_eq(ent_reordered(&v, w, canonical), ENT_OK);
        for (size_t run = 0; run < RUNS; run++) {
            ent_random random = ent_random_stream(w->options.seed, run);
            uint32_t found[MOST_NODES];

            for (uint32_t i = 0; i < g.n; i++)
                place[i] = i;
            ent_random_shuffle(&random, place, g.n);
            cr_assert_eq(ent_reordered(&view, v, place), ENT_OK);
            cr_assert_eq(ent_divide(view, ENT_LABEL_PROPAGATION, 1, run, &random, found), ENT_OK);
            for (uint32_t i = 0; i < g.n; i++)
                label[run][i] = found[place[canonical[i]]];
            ent_work_free(view);
        }
        for (uint32_t i = 0; i < g.n; i++) {
            double together = 0, others = 0, alone = 0;

            for (size_t run = 0; run < RUNS; run++) {
                bool single = true;

                for (uint32_t j = 0; j < g.n; j++) {
                    bool with = label[run][i] == label[run][j];

                    single &= j == i || !with;
                    if (j != i && c->community[i] == c->community[j]) {
                        others += 1;
                        together += with;
                    }
                }
                alone += single;
            }
            cr_assert_float_eq(c->stability[i], others > 0 ? together / others : alone / RUNS,
                               1e-12);
        }
        /* what is in one community was together in more than half on average; what could still be
         * joined was not */
        for (uint32_t x = 1; x <= c->count; x++)
            for (uint32_t y = x + 1; y <= c->count; y++) {
                double together = 0, pairs = 0;

                for (uint32_t i = 0; i < g.n; i++)
                    for (uint32_t j = 0; j < g.n; j++)
                        for (size_t run = 0; run < RUNS; run++)
                            if (c->community[i] == x && c->community[j] == y) {
                                pairs++;
                                together += label[run][i] == label[run][j];
                            }
                cr_assert_leq(together / pairs, 0.5 + 1e-9);
            }
        ent_work_free(v);
        ent_work_free(w);
    }
}

/* ---- agreement ---- */

Test(communities, agreement)
{
    uint64_t state = 5;

    for (int round = 0; round < 300; round++) {
        uint32_t n = 2 + draw(&state, 30), a[32], b[32], groups = 1 + draw(&state, n < 6 ? n : 6);
        igraph_vector_int_t x, y;
        double nmi, vi, ari, both = 0, in_a = 0, in_b = 0, all = n * (n - 1.0) / 2, expected, most;
        ent_agreement got;

        cr_assert_eq(igraph_vector_int_init(&x, n), IGRAPH_SUCCESS);
        cr_assert_eq(igraph_vector_int_init(&y, n), IGRAPH_SUCCESS);
        for (uint32_t i = 0; i < n; i++) {
            a[i] = draw(&state, groups);
            b[i] = round % 3 ? (a[i] + (draw(&state, 4) == 0)) % groups : draw(&state, groups);
            VECTOR(x)[i] = a[i];
            VECTOR(y)[i] = b[i];
        }
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j < i; j++) {
                in_a += a[i] == a[j];
                in_b += b[i] == b[j];
                both += a[i] == a[j] && b[i] == b[j];
            }
        expected = in_a * in_b / all;
        most = (in_a + in_b) / 2;
        ari = most > expected ? (both - expected) / (most - expected) : 1;
        cr_assert_eq(ent_agreement_of(&got, a, b, n, NULL), ENT_OK);
        cr_expect_float_eq(got.ari, ari, 1e-12);
        igraph_compare_communities(&x, &y, &vi, IGRAPH_COMMCMP_VI);
        igraph_compare_communities(&x, &y, &nmi, IGRAPH_COMMCMP_NMI);
        cr_expect_float_eq(got.vi, vi, 1e-10);
        cr_expect_float_eq(got.nmi, nmi, 1e-10);
        igraph_vector_int_destroy(&x);
        igraph_vector_int_destroy(&y);
    }
}

/* ---- edges ---- */

static void keep_text(void *ctx, const ent_diag *diag)
{
    snprintf(ctx, 300, "%s", diag->text);
}

Test(communities, words)
{
    char text[300] = "";
    ent_diags diags = { .sink = keep_text, .ctx = text };
    ent_community_method method;

    cr_expect_eq(ent_community_read(&method, ENT_STR("Louvain"), &diags), ENT_OK);
    cr_expect_eq(method, ENT_LOUVAIN);
    cr_expect_eq(ent_community_read(&method, ENT_STR("walktrop"), &diags), ENT_EUSAGE);
    cr_expect(strstr(text, "did you mean 'walktrap'"), "%s", text);
}

Test(communities, refused_memory, .timeout = 60 * ENT_SLOWER)
{
    static graph g;
    ent_status status;

    random_graph(&g, 17);
    for (int m = 0; m < ENT_COMMUNITY_METHODS; m++) {
        status = ENT_ENOMEM;
        for (size_t k = 1; status == ENT_ENOMEM && k < 2000; k++) {
            ent_work *w = work_of(&g);
            const work_division *d;
            const work_consensus *c;

            w->options.community_runs = 2;
            w->options.community_method = (ent_community_method)m;
            ent_mem_refuse(k, false);
            if ((status = ent_work_division(w, (ent_community_method)m, 0, &d)) == ENT_OK)
                status = ent_consensus_of(w, &c);
            ent_mem_refuse(0, false);
            cr_assert(status == ENT_OK || status == ENT_ENOMEM, "%s: %d",
                      ent_community_name((ent_community_method)m), (int)status);
            ent_work_free(w);
        }
        cr_expect_eq(status, ENT_OK);
    }
}
