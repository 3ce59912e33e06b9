/* graphs.h: random graphs for the tests of measures: small, of several kinds, some with weights,
 * mostly in several components, some with isolates. */
#ifndef TESTS_MEASURE_GRAPHS_H
#define TESTS_MEASURE_GRAPHS_H

#include "measure/graph/graph.h"

enum { MOST_NODES = 24 };

typedef struct graph {
    uint32_t n, m;
    double a[MOST_NODES][MOST_NODES]; /* weights; 0 = no tie */
    work_tie ties[MOST_NODES * MOST_NODES];
} graph;

static inline uint32_t draw(uint64_t *state, uint32_t below) /* SplitMix64 */
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ (z >> 31)) % below);
}

static inline void list_ties(graph *g)
{
    g->m = 0;
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t j = i + 1; j < g->n; j++)
            if (g->a[i][j] > 0)
                g->ties[g->m++] = (work_tie){ i, j, g->a[i][j] };
}

/* Weights: all 1, small whole numbers (many equally long paths), or anything. */
static inline void random_graph(graph *g, uint64_t seed)
{
    uint64_t state = seed * 7919 + 1;
    uint32_t per_mille = 40 + draw(&state, 500), kind = (uint32_t)(seed % 3);

    *g = (graph){ .n = 1 + draw(&state, MOST_NODES) };
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t j = i + 1; j < g->n; j++)
            if (draw(&state, 1000) < per_mille)
                g->a[i][j] = g->a[j][i] = kind == 0   ? 1
                                          : kind == 1 ? 1 + draw(&state, 6)
                                                      : 0.05 + draw(&state, 100000) / 9173.0;
    list_ties(g);
}

/* The same graph as another kind of network: of two modes (ties within a mode go), or with
 * directions (each tie runs one way or both). */
typedef enum graph_kind { ONE_MODE, TWO_MODES, DIRECTED, GRAPH_KINDS } graph_kind;

static inline void turn_into(graph *g, graph_kind kind, uint8_t *mode, uint64_t seed)
{
    uint64_t state = seed * 17 + 5;

    for (uint32_t i = 0; i < g->n; i++)
        mode[i] = (uint8_t)(kind == TWO_MODES ? draw(&state, 2) : 0);
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t j = 0; j < g->n; j++) {
            if (kind == TWO_MODES && mode[i] == mode[j])
                g->a[i][j] = 0;
            if (kind == DIRECTED && draw(&state, 3) == 0)
                g->a[i][j] = 0;
        }
}

/* Lists the ties and makes the work. */
static inline ent_work *work_as(graph *g, graph_kind kind, const uint8_t *mode)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_work *work = NULL;

    g->m = 0;
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t j = kind == DIRECTED ? 0 : i + 1; j < g->n; j++)
            if (g->a[i][j] > 0)
                g->ties[g->m++] = (work_tie){ i, j, g->a[i][j] };
    if (kind == DIRECTED)
        ent_work_new_directed(&work, g->n, g->ties, g->m, &options, NULL);
    else
        ent_work_new(&work, g->n, g->ties, g->m, &options, NULL);
    if (work && kind == TWO_MODES)
        ent_work_set_modes(work, mode);
    return work;
}

static inline ent_work *work_of(const graph *g)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_work *work = NULL;

    ent_work_new(&work, g->n, g->ties, g->m, &options, NULL);
    return work;
}

#endif
