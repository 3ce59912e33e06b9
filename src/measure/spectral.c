/* spectral.c: what follows from eigenvectors, and PageRank.
 *
 * On a network that falls apart, an algorithm for the whole matrix gives 0 outside one component,
 * and an arbitrary mixture when two components are equally strong. So each component is solved for
 * itself: there the principal vector is unique and positive. ARPACK solves; what it gives is
 * checked, and where it fails, plain power iteration answers. */
#include "measure/work.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

/* ---- principal vectors ---- */

/* A component as a graph of its own: `node[i]` is its i-th node. */
typedef struct part {
    uint32_t count, ties;
    uint32_t *node, *place; /* place: of a node of the network within its part */
} part;

static double tie_value(const ent_work *w, uint32_t t, bool weighted)
{
    return weighted ? w->ties[t].weight : 1;
}

/* y = A x on the part; returns the largest entry of y. */
static double multiply(const ent_work *w, const part *p, bool weighted, const double *x, double *y)
{
    double top = 0;

    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t node = p->node[i];

        y[i] = 0;
        for (uint32_t k = w->start[node]; k < w->start[node + 1]; k++)
            y[i] += tie_value(w, w->tie_to[k], weighted) * x[p->place[w->neighbor[k]]];
        top = fmax(top, y[i]);
    }
    return top;
}

/* Is x, of largest entry 1, the principal vector for `value`? y is room. */
static bool holds(const ent_work *w, const part *p, bool weighted, double value, const double *x,
                  double *y)
{
    multiply(w, p, weighted, x, y);
    for (uint32_t i = 0; i < p->count; i++)
        if (!(x[i] >= 0) || !(fabs(y[i] - value * x[i]) <= 1e-10 * value))
            return false;
    return value > 0;
}

/* The vector is scaled so that its largest entry is exactly 1, and positive. */
static void scale(double *x, uint32_t count)
{
    double top = 0;

    for (uint32_t i = 0; i < count; i++)
        if (fabs(x[i]) > fabs(top))
            top = x[i];
    for (uint32_t i = 0; i < count && top != 0; i++)
        x[i] = fmax(x[i] / top, 0);
}

/* Power iteration on A + cI: the shift makes it converge on graphs of two modes too. */
static double iterate(const ent_work *w, const part *p, bool weighted, double *x, double *y)
{
    double value = 0, change = 1, shift;

    for (uint32_t i = 0; i < p->count; i++)
        x[i] = 1;
    shift = multiply(w, p, weighted, x, y) / 2;
    for (int round = 0; round < 200000 && change > 1e-15; round++) {
        double top = 0;

        multiply(w, p, weighted, x, y);
        for (uint32_t i = 0; i < p->count; i++)
            top = fmax(top, y[i] += shift * x[i]);
        change = 0;
        for (uint32_t i = 0; i < p->count; i++) {
            change = fmax(change, fabs(y[i] / top - x[i]));
            x[i] = y[i] / top;
        }
        value = top - shift;
    }
    return value;
}

static igraph_error_t ask_arpack(const ent_work *w, const part *p, bool weighted, double *x,
                                 double *value)
{
    igraph_vector_int_t ends = { 0 };
    igraph_vector_t strengths = { 0 }, result = { 0 };
    igraph_arpack_options_t options;
    igraph_t graph = { 0 };
    igraph_error_t err;
    size_t at = 0;

    if ((err = igraph_vector_int_init(&ends, 2 * (igraph_integer_t)p->ties)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_init(&strengths, (igraph_integer_t)p->ties)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_init(&result, 0)) != IGRAPH_SUCCESS)
        goto done;
    for (uint32_t i = 0; i < p->count; i++)
        for (uint32_t k = w->start[p->node[i]]; k < w->start[p->node[i] + 1]; k++)
            if (w->neighbor[k] > p->node[i]) {
                VECTOR(ends)[2 * at] = i;
                VECTOR(ends)[2 * at + 1] = p->place[w->neighbor[k]];
                VECTOR(strengths)[at++] = tie_value(w, w->tie_to[k], weighted);
            }
    if ((err = igraph_create(&graph, &ends, p->count, IGRAPH_UNDIRECTED)) != IGRAPH_SUCCESS)
        goto done;
    igraph_arpack_options_init(&options);
    err = igraph_eigenvector_centrality(&graph, &result, value, false, true,
                                        weighted ? &strengths : NULL, &options);
    if (err == IGRAPH_SUCCESS)
        igraph_vector_copy_to(&result, x);
    igraph_destroy(&graph);
done:
    igraph_vector_int_destroy(&ends);
    igraph_vector_destroy(&strengths);
    igraph_vector_destroy(&result);
    return err;
}

static ent_status solve(ent_work *w, const part *p, bool weighted, double *x, double *y,
                        double *value)
{
    igraph_error_t err;
    ent_ig scope;

    ent_ig_begin(&scope, w->diags);
    err = ask_arpack(w, p, weighted, x, value);
    ent_ig_leave(&scope);
    if (err == IGRAPH_ENOMEM)
        return ent_out_of_memory(w->diags);
    if (err == IGRAPH_SUCCESS) {
        scale(x, p->count);
        if (holds(w, p, weighted, *value, x, y))
            return ENT_OK;
    }
    *value = iterate(w, p, weighted, x, y);
    if (holds(w, p, weighted, *value, x, y))
        return ENT_OK;
    for (uint32_t i = 0; i < p->count; i++)
        x[i] = NAN;
    ent_warn(w->diags, ENT_NOWHERE,
             "the principal eigenvector of a component of %u nodes was not found: left undefined",
             p->count);
    return ENT_OK;
}

static ent_status solve_all(ent_work *w, bool weighted, work_spectrum *s)
{
    double *x = ent_mem_new(2 * (size_t)w->n + 1, sizeof *x);
    uint32_t *lists = ent_mem_new(2 * (size_t)w->n + 1, sizeof *lists);
    part p = { .node = lists, .place = lists ? lists + w->n : NULL };
    ent_status status = ENT_OK;
    double second = 0;

    if (!x || !lists)
        status = ent_out_of_memory(w->diags);
    for (uint32_t c = 1; c <= w->component_count && status == ENT_OK; c++) {
        double value = 0;

        if (w->component_size[c - 1] < 2)
            break; /* components stand by size: isolates from here on, with vector 0 */
        p.count = p.ties = 0;
        for (uint32_t i = 0; i < w->n; i++)
            if (w->component[i] == c) {
                p.place[i] = p.count;
                p.node[p.count++] = i;
                p.ties += work_degree(w, i);
            }
        p.ties /= 2;
        status = solve(w, &p, weighted, x, x + p.count, &value);
        for (uint32_t i = 0; i < p.count && status == ENT_OK; i++)
            s->vector[p.node[i]] = x[i];
        s->value[c - 1] = value;
        if (value > s->radius) {
            second = s->radius;
            s->radius = value;
            s->leading = c;
        } else {
            second = fmax(second, value);
        }
    }
    if (s->radius - second <= 1e-9 * s->radius)
        s->leading = 0; /* two components are equally strong, or there is no tie */
    ent_mem_free(x);
    ent_mem_free(lists);
    return status;
}

ent_status ent_work_spectrum(ent_work *w, bool weighted, const work_spectrum **spectrum)
{
    work_spectrum *s = w->spectrum[weighted];
    ent_status status = ENT_OK;

    *spectrum = s;
    if (s)
        return ENT_OK;
    if ((s = ent_mem_new(1, sizeof *s)) == NULL)
        return ent_out_of_memory(w->diags);
    s->vector = ent_mem_new((size_t)w->n + 1, sizeof *s->vector);
    s->value = ent_mem_new((size_t)w->component_count + 1, sizeof *s->value);
    status = s->vector && s->value ? solve_all(w, weighted, s) : ent_out_of_memory(w->diags);
    if (status == ENT_OK) {
        *spectrum = w->spectrum[weighted] = s;
    } else {
        ent_mem_free(s->vector);
        ent_mem_free(s->value);
        ent_mem_free(s);
    }
    return status;
}

static ent_status component_vector(double *values, ent_work *w, bool weighted)
{
    const work_spectrum *s;
    ent_status status = ent_work_spectrum(w, weighted, &s);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = s->vector[i];
    return status;
}

static ent_status eigenvector(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return component_vector(values, w, false);
}

static ent_status eigenvector_w(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return component_vector(values, w, true);
}

/* Of the network as one matrix: 0 outside the component with the largest eigenvalue. */
static ent_status whole_vector(double *values, ent_work *w, bool weighted)
{
    const work_spectrum *s;
    ent_status status = ent_work_spectrum(w, weighted, &s);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = !s->leading ? NAN : w->component[i] == s->leading ? s->vector[i] : 0;
    return status;
}

static ent_status eigenvector_max1(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return whole_vector(values, w, false);
}

static ent_status eigenvector_w_max1(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return whole_vector(values, w, true);
}

static ent_status eigenvector_l2(double *values, ent_work *w, ent_str argument)
{
    ent_status status = whole_vector(values, w, false);
    double sum = 0;

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        sum += values[i] * values[i];
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] /= sqrt(sum);
    return status;
}

static ent_status spectral_radius(double *values, ent_work *w, ent_str argument)
{
    const work_spectrum *s;
    ent_status status = ent_work_spectrum(w, false, &s);

    (void)argument;
    if (status == ENT_OK)
        *values = w->n ? s->radius : NAN;
    return status;
}

/* ---- PageRank ---- */

#define DAMPING 0.85

/* PRPACK stops at 1e-10 in sum, which leaves some eight digits of a single value. A few dozen plain
 * rounds from there settle all that are printed. */
static void polish(const ent_work *w, bool weighted, double *x, double *y)
{
    double n = w->n, change = 1;

    for (int round = 0; round < 300 && change > 1e-16; round++) {
        double idle = 0, sum = 0;

        for (uint32_t i = 0; i < w->n; i++)
            if (!work_degree(w, i))
                idle += x[i];
        for (uint32_t i = 0; i < w->n; i++) {
            double flow = 0;

            for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++) {
                uint32_t j = w->neighbor[k];

                flow += weighted ? x[j] * w->ties[w->tie_to[k]].weight / w->strength[j]
                                 : x[j] / work_degree(w, j);
            }
            y[i] = DAMPING * (flow + idle / n) + (1 - DAMPING) / n;
            sum += y[i];
        }
        change = 0;
        for (uint32_t i = 0; i < w->n; i++) {
            change = fmax(change, fabs(y[i] / sum - x[i]));
            x[i] = y[i] / sum;
        }
    }
}

static ent_status rank_pages(double *values, ent_work *w, bool weighted)
{
    double *room, top = 0;
    igraph_vector_t result = { 0 }, weights = { 0 };
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    if (!w->n)
        return ENT_OK;
    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    if ((room = ent_mem_new(w->n, sizeof *room)) == NULL)
        return ent_out_of_memory(w->diags);
    for (uint32_t t = 0; t < w->m; t++)
        top = fmax(top, w->ties[t].weight);
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_init(&result, 0)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_init_copy(&weights, &w->weights)) != IGRAPH_SUCCESS)
        goto done;
    if (top > 0)
        igraph_vector_scale(&weights, 1 / top);
    err = igraph_pagerank(&w->ig, IGRAPH_PAGERANK_ALGO_PRPACK, &result, NULL, igraph_vss_all(), false,
                          DAMPING, weighted ? &weights : NULL, NULL);
    if (err == IGRAPH_SUCCESS) {
        igraph_vector_copy_to(&result, values);
        polish(w, weighted, values, room);
    }
done:
    igraph_vector_destroy(&result);
    igraph_vector_destroy(&weights);
    ent_mem_free(room);
    return ent_ig_end(&scope, err, "pagerank");
}

static ent_status pagerank(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return rank_pages(values, w, false);
}

static ent_status pagerank_w(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return rank_pages(values, w, true);
}

/* ---- the rows ---- */

#define BONACICH "Bonacich 1972, Journal of Mathematical Sociology 2(1), 113-120"
#define BRIN_PAGE "Brin & Page 1998, Computer Networks 30(1-7), 107-117; PRPACK (Gleich 2011)"
#define BY_COMPONENT                                                                               \
    "each component for itself, 1 for its first node: compare only within a component; isolates 0"
#define AS_ONE                                                                                     \
    "0 outside the component with the largest eigenvalue; undefined for all when two components "  \
    "share it, or without ties"
#define ONE_SINGULAR "one problem for both modes: the pair of principal singular vectors"
#define A_FEW_ROUNDS "O(m) a round, some dozens of rounds"

const ent_measure ent_measures_spectral[] = {
    { .name = "eigenvector", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_DEFAULT,
      .summary = "ties to nodes that themselves have many, and so on", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "principal eigenvector of the 0/1 matrix of the node's component, largest entry 1",
      .divisor = "the largest entry of the component", .disconnected = BY_COMPONENT,
      .two_modes = ONE_SINGULAR, .cost = A_FEW_ROUNDS, .source = BONACICH, .compute = eigenvector },
    { .name = "eigenvector_w", .also = "eigenvector_weighted", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector, strong ties counting more", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "principal eigenvector of the matrix of weights of the node's component, largest "
                 "entry 1",
      .divisor = "the largest entry of the component", .disconnected = BY_COMPONENT,
      .two_modes = ONE_SINGULAR, .cost = A_FEW_ROUNDS,
      .source = "Newman 2004, Physical Review E 70, 056131", .compute = eigenvector_w },
    { .name = "eigenvector_max1", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector of the network as one matrix, largest entry 1", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "principal eigenvector of the 0/1 matrix of all nodes, largest entry 1; on a "
                 "connected network the same as eigenvector",
      .divisor = "the largest entry", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = BONACICH, .compute = eigenvector_max1 },
    { .name = "eigenvector_l2", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector of the network as one matrix, length 1", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "eigenvector_max1 / square root of the sum of its squares",
      .divisor = "the length of the vector", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = BONACICH, .compute = eigenvector_l2 },
    { .name = "eigenvector_w_max1", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector_w of the network as one matrix", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "principal eigenvector of the matrix of weights of all nodes, largest entry 1; on a "
                 "connected network the same as eigenvector_w",
      .divisor = "the largest entry", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = "Newman 2004, Physical Review E 70, 056131",
      .compute = eigenvector_w_max1 },
    { .name = "pagerank", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "share of a random walk's time that is spent at the node", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "stationary share of a walk that follows a random tie with probability 0.85 and "
                 "else jumps to any node; the sum over nodes is 1",
      .divisor = "", .disconnected = "defined: the walk jumps; from an isolate always",
      .two_modes = "defined", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE, .compute = pagerank },
    { .name = "pagerank_w", .also = "pagerank_weighted", .scope = ENT_SCOPE_NODE,
      .summary = "pagerank, strong ties followed more often", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "pagerank where a tie is followed in proportion to its weight", .divisor = "",
      .disconnected = "defined: the walk jumps; from an isolate always", .two_modes = "defined",
      .cost = A_FEW_ROUNDS, .source = BRIN_PAGE, .compute = pagerank_w },
    { .name = "spectral_radius", .also = "", .scope = ENT_SCOPE_NETWORK,
      .summary = "largest eigenvalue of the 0/1 matrix", .unit = "", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING, .formula = "largest eigenvalue of the 0/1 matrix of all nodes",
      .divisor = "", .disconnected = "the largest of all components; 0 without ties",
      .two_modes = "defined", .cost = A_FEW_ROUNDS,
      .source = "Cvetkovic, Rowlinson & Simic 2010, An Introduction to the Theory of Graph Spectra",
      .compute = spectral_radius },
    { 0 }
};
