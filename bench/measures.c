/* measures.c: whole jobs with entente's own engines beside the same jobs with igraph's functions, for
 * every measure of tests/measure/igraph_engines.h. Processor time, the least of several rounds.
 *
 *   bench-measures DATA [--directed]
 *   bench-measures --random NODES TIES
 *
 * "measure" is `entente measure DATA -m X`: reading, building, computing. "step" is one step of a
 * series or one run of a null model, where reading is done: building and computing. A ratio of 2 says
 * that the job takes twice as long with igraph. */
#include "entente/dataset.h"
#include "measure/graph/graph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/platform.h"
#include "measure/igraph_engines.h"

enum { ROUNDS = 3 };

typedef struct job {
    ent_dataset *data;    /* NULL: a random graph */
    ent_network *network;
    work_tie *ties;
    uint32_t nodes;
    size_t count;
    bool directed;
    double reading, building; /* seconds */
} job;

static uint64_t state = 20141816;

static uint32_t draw(uint32_t below) /* SplitMix64 */
{
    uint64_t z = state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ (z >> 31)) % below);
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- networks ---- */

static bool open_data(job *j, const char *path, bool directed)
{
    ent_selection selection = ENT_SELECTION_INIT;
    ent_dataset_options options = { .path = path };
    double start = now();

    if (ent_dataset_read(&j->data, &options, NULL) != ENT_OK)
        return false;
    j->reading = now() - start;
    selection.network = directed ? ENT_NET_TIES : ENT_NET_ACTORS;
    selection.directed = j->directed = directed;
    start = now();
    if (ent_network_new(&j->network, j->data, &selection, NULL) != ENT_OK)
        return false;
    j->building = now() - start;
    j->nodes = (uint32_t)ent_node_count(j->network);
    j->count = ent_tie_count(j->network);
    if ((j->ties = ent_mem_new(j->count + 1, sizeof *j->ties)) == NULL)
        return false;
    for (size_t t = 0; t < j->count; t++) {
        const ent_tie *tie = ent_tie_at(j->network, t);

        j->ties[t] = (work_tie){ tie->a, tie->b, tie->weight };
    }
    return true;
}

static int by_pair(const void *a, const void *b)
{
    const work_tie *x = a, *y = b;

    return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b < y->b ? -1 : x->b > y->b;
}

/* Ends drawn with a heavy tail, each pair once. */
static bool make_random(job *j, uint32_t nodes, size_t ties)
{
    size_t kept = 0;

    j->nodes = nodes;
    if ((j->ties = ent_mem_new(ties + 1, sizeof *j->ties)) == NULL)
        return false;
    for (size_t t = 0; t < ties; t++) {
        double u = draw(1000000) / 1e6;
        uint32_t a = (uint32_t)(nodes * u * u), b = draw(nodes);

        j->ties[t] = (work_tie){ a < b ? a : b, a < b ? b : a, 1 + draw(100) };
    }
    qsort(j->ties, ties, sizeof *j->ties, by_pair);
    for (size_t t = 0; t < ties; t++)
        if (j->ties[t].a != j->ties[t].b &&
            (!kept || by_pair(&j->ties[kept - 1], &j->ties[t]) != 0))
            j->ties[kept++] = j->ties[t];
    j->count = kept;
    return true;
}

/* ---- one measure ---- */

static void compute_own(const job *j, const char *name)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_results *results;
    ent_work *work;

    if ((j->directed ? ent_work_new_directed : ent_work_new)(&work, j->nodes, j->ties, j->count,
                                                             &options, NULL) != ENT_OK ||
        ent_measures_run_on(&results, work, name) != ENT_OK)
        exit(1);
    ent_results_free(results);
    ent_work_free(work);
}

static void compute_igraph(const job *j, const struct engine *e)
{
    igraph_vector_t values;
    bare b;

    igraph_vector_init(&values, 0);
    bare_open(&b, j->nodes, j->ties, j->count, j->directed);
    e->call(&b, &values);
    bare_close(&b);
    igraph_vector_destroy(&values);
}

static void compare(const job *j, const struct engine *e)
{
    double own = INFINITY, theirs = INFINITY, step = j->building, whole = j->reading + step;

    if (!(e->on & (j->directed ? ARCS : PLAIN)))
        return;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();

        compute_own(j, e->measure);
        own = fmin(own, now() - start);
        start = now();
        compute_igraph(j, e);
        theirs = fmin(theirs, now() - start);
    }
    printf("%-28s %10.2f ms %10.2f ms %8.2f %8.2f\n", e->measure, own * 1e3, theirs * 1e3,
           (whole + theirs) / (whole + own), (step + theirs) / (step + own));
    fflush(stdout);
}

int main(int argc, char **argv)
{
    job j = { 0 };
    bool random = argc == 4 && strcmp(argv[1], "--random") == 0;
    bool directed = argc == 3 && strcmp(argv[2], "--directed") == 0;

    ent_platform_keep_memory(); /* as the tool does */
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    if (!(random ? make_random(&j, (uint32_t)atoi(argv[2]), (size_t)atoi(argv[3]))
                 : open_data(&j, argc > 1 ? argv[1] : "data/iis", directed))) {
        fprintf(stderr, "bench-measures: cannot read the data\n");
        return 1;
    }
    printf("%u nodes, %zu ties; reading %.1f ms, building %.1f ms\n%-28s %13s %13s %8s %8s\n", j.nodes,
           j.count, j.reading * 1e3, j.building * 1e3, "measure", "own", "igraph", "measure", "step");
    for (size_t k = 0; k < ENGINES; k++)
        if (strncmp(engines[k].measure, "motif_", 6) != 0 || j.count < 3000) /* minutes for igraph */
            compare(&j, &engines[k]);
    ent_mem_free(j.ties);
    ent_network_free(j.network);
    ent_dataset_free(j.data);
    return 0;
}
