/* measures.c: measures beside bare igraph calls for the same numbers on the same graphs, in one
 * process. Only ratios mean anything: the processor time of either, the least of several rounds,
 * building the graph included.
 *
 *   bench-measures              198 yearly networks like those of states in organizations (nearly
 *                               complete, weights 1 to 100), and single measures on single graphs
 *   bench-measures FILE         the yearly networks from a file: lines "year a b weight"
 *   bench-measures --large      20,000 nodes and 400,000 ties; igraph takes minutes */
#include "measure/graph/graph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"

typedef struct network {
    uint32_t n;
    size_t m, room;
    work_tie *ties;
} network;

enum { MOST_YEARS = 400, MOST_VALUES = 20000 };

static network years[MOST_YEARS];
static size_t year_count;

static uint64_t state = 20141816;

static uint32_t draw(uint32_t below) /* SplitMix64 */
{
    uint64_t z = state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ (z >> 31)) % below);
}

static void add(network *g, uint32_t a, uint32_t b, double weight)
{
    if (!ent_mem_reserve((void **)&g->ties, &g->room, g->m + 1, sizeof *g->ties))
        exit(1);
    g->ties[g->m++] = (work_tie){ a < b ? a : b, a < b ? b : a, weight };
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- graphs ---- */

/* Active states share many organizations: weights are products of two activities, with noise. */
static void make_years(void)
{
    for (year_count = 0; year_count < 198; year_count++) {
        network *g = &years[year_count];
        double grown = (double)year_count / 197, active[200];

        g->n = (uint32_t)(23 + 172 * grown * grown);
        for (uint32_t i = 0; i < g->n; i++)
            active[i] = 1 + (draw(1000) / 1000.0) * (2 + 7 * grown);
        for (uint32_t i = 0; i < g->n; i++)
            for (uint32_t j = i + 1; j < g->n; j++)
                if (draw(1000) < 250 + 740 * sqrt(grown))
                    add(g, i, j, 1 + floor(active[i] * active[j] * (0.6 + draw(400) / 1000.0)));
    }
}

static int by_ends(const void *a, const void *b)
{
    const work_tie *x = a, *y = b;

    return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b < y->b ? -1 : x->b > y->b;
}

/* Codes of a year become nodes 0 ... in their order. */
static void number_nodes(network *g)
{
    static uint32_t number[1000];
    uint32_t count = 0;

    memset(number, 0, sizeof number);
    for (size_t t = 0; t < g->m; t++)
        number[g->ties[t].a] = number[g->ties[t].b] = 1;
    for (size_t c = 0; c < 1000; c++)
        if (number[c])
            number[c] = count++;
    for (size_t t = 0; t < g->m; t++) {
        g->ties[t].a = number[g->ties[t].a];
        g->ties[t].b = number[g->ties[t].b];
    }
    g->n = count;
    qsort(g->ties, g->m, sizeof *g->ties, by_ends);
}

static void read_years(const char *path)
{
    FILE *file = fopen(path, "r");
    int year, first = 0;
    unsigned a, b;
    double weight;

    if (!file) {
        fprintf(stderr, "bench-measures: cannot read %s\n", path);
        exit(1);
    }
    while (fscanf(file, "%d %u %u %lf", &year, &a, &b, &weight) == 4) {
        if (!first)
            first = year;
        if (year - first < 0 || year - first >= MOST_YEARS || a >= 1000 || b >= 1000 || weight <= 0)
            continue;
        add(&years[year - first], a, b, weight);
        if ((size_t)(year - first) >= year_count)
            year_count = (size_t)(year - first) + 1;
    }
    fclose(file);
    for (size_t y = 0; y < year_count; y++)
        number_nodes(&years[y]);
}

static int by_pair(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/* Ends drawn with a heavy tail, each pair once. */
static void make_random(network *g, uint32_t n, size_t m)
{
    uint64_t *pairs = ent_mem_new(2 * m, sizeof *pairs);
    size_t count = 0, kept = 0;

    while (kept < m && pairs) {
        for (; count < 2 * m; count++) {
            double u = draw(1000000) / 1e6;
            uint32_t a = (uint32_t)(n * u * u), b = draw(n);

            pairs[count] = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
            if (a == b)
                count--;
        }
        qsort(pairs, count, sizeof *pairs, by_pair);
        for (size_t i = kept = 0; i < count; i++)
            if (!i || pairs[i] != pairs[i - 1])
                pairs[kept++] = pairs[i];
        count = kept;
    }
    g->n = n;
    for (size_t i = 0; i < kept && i < m; i++)
        add(g, (uint32_t)(pairs[i * (kept / m)] >> 32), (uint32_t)pairs[i * (kept / m)],
            1 + draw(100));
    ent_mem_free(pairs);
}

/* ---- igraph, as it is called ---- */

typedef struct bare {
    igraph_t graph;
    igraph_vector_t weights, lengths;
} bare;

static void bare_open(bare *b, const network *g)
{
    igraph_vector_int_t ends;

    igraph_vector_int_init(&ends, 2 * (igraph_integer_t)g->m);
    igraph_vector_init(&b->weights, (igraph_integer_t)g->m);
    igraph_vector_init(&b->lengths, (igraph_integer_t)g->m);
    for (size_t t = 0; t < g->m; t++) {
        VECTOR(ends)[2 * t] = g->ties[t].a;
        VECTOR(ends)[2 * t + 1] = g->ties[t].b;
        VECTOR(b->weights)[t] = g->ties[t].weight;
        VECTOR(b->lengths)[t] = 1 / g->ties[t].weight;
    }
    igraph_create(&b->graph, &ends, g->n, IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&ends);
}

static void bare_close(bare *b)
{
    igraph_destroy(&b->graph);
    igraph_vector_destroy(&b->weights);
    igraph_vector_destroy(&b->lengths);
}

typedef void bare_call(bare *b, igraph_vector_t *out, bool weighted);

static void bare_strength(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_strength(&b->graph, out, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS,
                    weighted ? &b->weights : NULL);
}

static void bare_betweenness(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_betweenness(&b->graph, out, igraph_vss_all(), false, weighted ? &b->lengths : NULL);
}

static void bare_edge_betweenness(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_edge_betweenness(&b->graph, out, false, weighted ? &b->lengths : NULL);
}

static void bare_closeness(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_closeness(&b->graph, out, NULL, NULL, igraph_vss_all(), IGRAPH_ALL,
                     weighted ? &b->lengths : NULL, true);
}

static void bare_harmonic(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_harmonic_centrality(&b->graph, out, igraph_vss_all(), IGRAPH_ALL,
                               weighted ? &b->lengths : NULL, false);
}

static void bare_eccentricity(bare *b, igraph_vector_t *out, bool weighted)
{
    if (weighted)
        igraph_eccentricity_dijkstra(&b->graph, &b->lengths, out, igraph_vss_all(), IGRAPH_ALL);
    else
        igraph_eccentricity(&b->graph, out, igraph_vss_all(), IGRAPH_ALL);
}

static void bare_mean_distance(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_real_t value;

    if (weighted)
        igraph_average_path_length_dijkstra(&b->graph, &value, NULL, &b->lengths, false, true);
    else
        igraph_average_path_length(&b->graph, &value, NULL, false, true);
    igraph_vector_resize(out, 1);
    VECTOR(*out)[0] = value;
}

static void bare_eigenvector(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_arpack_options_t options;

    igraph_arpack_options_init(&options);
    igraph_eigenvector_centrality(&b->graph, out, NULL, false, true, weighted ? &b->weights : NULL,
                                  &options);
}

static void bare_pagerank(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_pagerank(&b->graph, IGRAPH_PAGERANK_ALGO_PRPACK, out, NULL, igraph_vss_all(), false,
                    0.85, weighted ? &b->weights : NULL, NULL);
}

static void bare_constraint(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_constraint(&b->graph, out, igraph_vss_all(), weighted ? &b->weights : NULL);
}

static void bare_clustering(bare *b, igraph_vector_t *out, bool weighted)
{
    if (weighted)
        igraph_transitivity_barrat(&b->graph, out, igraph_vss_all(), &b->weights,
                                   IGRAPH_TRANSITIVITY_NAN);
    else
        igraph_transitivity_local_undirected(&b->graph, out, igraph_vss_all(),
                                             IGRAPH_TRANSITIVITY_NAN);
}

static void bare_coreness(bare *b, igraph_vector_t *out, bool weighted)
{
    igraph_vector_int_t core;

    (void)weighted;
    igraph_vector_int_init(&core, 0);
    igraph_coreness(&b->graph, &core, IGRAPH_ALL);
    igraph_vector_resize(out, igraph_vector_int_size(&core));
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&core); i++)
        VECTOR(*out)[i] = (double)VECTOR(core)[i];
    igraph_vector_int_destroy(&core);
}

static const struct subject {
    const char *plain, *weighted; /* our names */
    bare_call *call;
} subjects[] = {
    { "degree", "strength", bare_strength },
    { "betweenness", "betweenness:inverse", bare_betweenness },
    { "closeness_component", "closeness_component:inverse", bare_closeness },
    { "harmonic", "harmonic:inverse", bare_harmonic },
    { "eccentricity", "eccentricity:inverse", bare_eccentricity },
    { "mean_distance", "mean_distance:inverse", bare_mean_distance },
    { "eigenvector_max1", "eigenvector_w_max1", bare_eigenvector },
    { "pagerank", "pagerank_w", bare_pagerank },
    { "constraint", "constraint_w", bare_constraint },
    { "clustering", "clustering_w", bare_clustering },
    { "edge_betweenness", "edge_betweenness:inverse", bare_edge_betweenness },
    { "coreness", NULL, bare_coreness },
};

enum { SUBJECTS = sizeof subjects / sizeof *subjects, TEN = 10 };

/* ---- one round of either ---- */

static void ours(const network *g, const char *names, ent_results **results)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_work *work;

    if (ent_work_new(&work, g->n, g->ties, g->m, &options, NULL) != ENT_OK ||
        ent_measures_run_on(results, work, names) != ENT_OK)
        exit(1);
    ent_work_free(work);
}

/* The largest difference between the two, as a share of the values. */
static double differ(const ent_results *results, size_t at, const igraph_vector_t *theirs,
                     double worst)
{
    const ent_result *r = ent_result_at(results, at);

    for (size_t i = 0; i < r->count; i++) {
        double x = r->values[i], y = VECTOR(*theirs)[i];

        if (!isnan(x) && !isnan(y))
            worst = fmax(worst, fabs(x - y) / fmax(1e-3, fabs(y)));
    }
    return worst;
}

static void row(const char *what, double mine, double theirs, double worst)
{
    printf("%-58s %10.2f ms %10.2f ms  %7.3f of igraph's  %7.2f times as fast  (differ by %.0e)\n",
           what, mine * 1e3, theirs * 1e3, mine / theirs, theirs / mine, worst);
    fflush(stdout);
}

/* ---- the series ---- */

static void bench_years(const char *what, int rounds)
{
    double best[2] = { INFINITY, INFINITY }, worst = 0;
    char names[600] = "";
    igraph_vector_t out;

    for (int s = 0; s < TEN; s++)
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", s ? "," : "",
                 subjects[s].weighted);
    igraph_vector_init(&out, 0);
    for (int round = 0; round < rounds; round++) {
        double start = now();

        for (size_t y = 0; y < year_count; y++) {
            ent_results *results;

            ours(&years[y], names, &results);
            ent_results_free(results);
        }
        best[0] = fmin(best[0], now() - start);
        start = now();
        for (size_t y = 0; y < year_count; y++) {
            bare b;

            bare_open(&b, &years[y]);
            for (int s = 0; s < TEN; s++)
                subjects[s].call(&b, &out, true);
            bare_close(&b);
        }
        best[1] = fmin(best[1], now() - start);
    }
    for (size_t y = 0; y < year_count; y++) { /* and are they the same numbers? */
        ent_results *results;
        bare b;

        if (!years[y].m)
            continue;
        ours(&years[y], names, &results);
        bare_open(&b, &years[y]);
        for (size_t s = 0; s < TEN; s++) {
            subjects[s].call(&b, &out, true);
            worst = differ(results, s, &out, worst);
        }
        bare_close(&b);
        ent_results_free(results);
    }
    igraph_vector_destroy(&out);
    row(what, best[0], best[1], worst);
}

/* ---- single measures ---- */

static void bench_one(const network *g, const struct subject *s, bool weighted, int rounds)
{
    double best[2] = { INFINITY, INFINITY }, worst = 0;
    const char *name = weighted ? s->weighted : s->plain;
    igraph_vector_t out;
    char what[120];

    if (!name)
        return;
    igraph_vector_init(&out, 0);
    for (int round = 0; round < rounds; round++) {
        ent_results *results;
        double start = now();
        bare b;

        ours(g, name, &results);
        best[0] = fmin(best[0], now() - start);
        start = now();
        bare_open(&b, g);
        s->call(&b, &out, weighted);
        best[1] = fmin(best[1], now() - start);
        worst = differ(results, 0, &out, worst);
        bare_close(&b);
        ent_results_free(results);
    }
    igraph_vector_destroy(&out);
    snprintf(what, sizeof what, "%u nodes, %zu ties: %s", g->n, g->m, name);
    row(what, best[0], best[1], worst);
}

static void bench_large(void)
{
    static network g;
    ent_results *results;
    double start;

    make_random(&g, 20000, 400000);
    start = now();
    ours(&g, "closeness_wf,harmonic,mean_distance,eccentricity", &results);
    printf(
        "%u nodes, %zu ties: closeness, harmonic, mean distance, eccentricity together: %.2f s\n",
        g.n, g.m, now() - start);
    ent_results_free(results);
    for (size_t s = 0; s < SUBJECTS; s++)
        if (strcmp(subjects[s].plain, "edge_betweenness") != 0)
            bench_one(&g, &subjects[s], false, 1);
}

int main(int argc, char **argv)
{
    static network small, middle, sparse;

    if (argc > 1 && strcmp(argv[1], "--large") == 0) {
        bench_large();
        return 0;
    }
    if (argc > 1)
        read_years(argv[1]);
    else
        make_years();
    bench_years("ten measures on 1/weight, yearly networks", 3);
    make_random(&small, 200, 10000);
    make_random(&sparse, 200, 600);
    make_random(&middle, 1000, 20000);
    for (int weighted = 0; weighted < 2; weighted++)
        for (size_t s = 0; s < SUBJECTS; s++) {
            bench_one(&small, &subjects[s], weighted, 5);
            bench_one(&sparse, &subjects[s], weighted, 5);
            bench_one(&middle, &subjects[s], weighted, 2);
        }
    return 0;
}
