/* pairs.c: of any two nodes, tied or not: how far apart, what they have in common, how alike their
 * ties are. Values stand in the order of ent_results_pair. */
#include "measure/families/rows.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "measure/analysis/profiles.h"
#include "measure/analysis/shortest_paths.h"

/* Where the pairs of node `a` with those behind it start; with directions, with all others. */
static size_t first_pair(const ent_work *w, size_t a)
{
    return w->directed ? a * (w->n - 1) : a * (2 * (size_t)w->n - a - 1) / 2;
}

/* Writes a row of values by node into the pairs of `a`. */
static void put_row(const ent_work *w, double *values, uint32_t a, const double *row)
{
    size_t at = first_pair(w, a);

    for (uint32_t b = w->directed ? 0 : a + 1; b < w->n; b++)
        if (b != a)
            values[at++] = row[b];
}

/* ---- distance ---- */

static ent_status distance(double *values, ent_work *w)
{
    const work_paths *p;
    search s;
    ent_status status = ent_work_lengths(w, w->argument, &p);

    if (status != ENT_OK || (status = ent_search_begin(&s, w, p, false)) != ENT_OK)
        return status;
    for (uint32_t a = 0; a < w->n; a++) {
        ent_search_from(&s, a);
        for (uint32_t b = 0; b < w->n; b++)
            if (s.far[b] == INFINITY)
                s.far[b] = NAN;
        put_row(w, values, a, s.far);
    }
    ent_search_end(&s);
    return ENT_OK;
}

/* ---- in common ---- */

static ent_status count_common(double *values, ent_work *w, bool normalized)
{
    double *row = ent_mem_new((size_t)w->n + 1, sizeof *row);

    if (!row)
        return ent_out_of_memory(w->diags);
    for (uint32_t a = 0; a < w->n; a++) {
        memset(row, 0, w->n * sizeof *row);
        for (uint32_t k = w->start[a]; k < w->start[a + 1]; k++)
            for (uint32_t q = w->neighbor[k], e = w->start[q]; e < w->start[q + 1]; e++)
                row[w->neighbor[e]]++;
        for (uint32_t b = 0; b < w->n && normalized; b++) {
            double either = work_degree(w, a) + work_degree(w, b) - row[b];

            row[b] = either > 0 ? row[b] / either : NAN;
        }
        put_row(w, values, a, row);
    }
    ent_mem_free(row);
    return ENT_OK;
}

static ent_status common_partners(double *values, ent_work *w)
{
    return count_common(values, w, false);
}

static ent_status jaccard(double *values, ent_work *w)
{
    return count_common(values, w, true);
}

/* Acts of the tie between two nodes; of two actors on two modes, the acts that both are in. */
static ent_status common_acts(double *values, ent_work *w)
{
    double *row = ent_mem_new((size_t)w->n + 1, sizeof *row);
    bool acts = w->network && ent_network_selection(w->network)->network != ENT_NET_ACTS &&
                ent_network_selection(w->network)->network != ENT_NET_MEMBERS;
    bool two_mode = acts && w->two_mode;

    if (!row)
        return ent_out_of_memory(w->diags);
    for (uint32_t a = 0; a < w->n && acts; a++) {
        memset(row, 0, w->n * sizeof *row);
        for (uint32_t k = w->out.start[a]; k < w->out.start[a + 1] && !two_mode; k++) {
            const ent_tie *tie = ent_tie_at(w->network, w->out.tie[k]);
            const ent_evidence *e = ent_tie_evidence(w->network, tie);

            for (uint32_t j = 0; j < tie->count; j++)
                row[w->out.to[k]] += !ent_evidence_by_membership(&e[j]);
        }
        for (uint32_t k = w->start[a]; k < w->start[a + 1] && two_mode; k++)
            for (uint32_t q = w->neighbor[k], e = w->start[q]; e < w->start[q + 1]; e++)
                row[w->neighbor[e]]++;
        for (uint32_t b = 0; b < w->n && two_mode; b++)
            if (w->mode[a] || w->mode[b])
                row[b] = NAN;
        put_row(w, values, a, row);
    }
    ent_mem_free(row);
    return ENT_OK;
}

/* ---- structural equivalence ---- */

/* Two nodes' ties to all others, themselves left out, as two rows of numbers: Burt's correlation. */
static ent_status correlate(double *values, ent_work *w, bool weighted)
{
    ent_profiles p;
    ent_status status = ent_profiles_init(&p, w, weighted);

    for (uint32_t a = 0; a < w->n && status == ENT_OK; a++)
        for (uint32_t b = w->directed ? 0 : a + 1; b < w->n; b++)
            if (a != b)
                values[first_pair(w, a) + (w->directed ? b - (b > a) : b - a - 1)] = ent_profiles_correlation(&p, a, b);
    ent_profiles_destroy(&p);
    return status;
}

static ent_status correlation(double *values, ent_work *w)
{
    return correlate(values, w, false);
}

static ent_status correlation_w(double *values, ent_work *w)
{
    return correlate(values, w, true);
}

/* ---- regular equivalence ---- */

enum { REGULAR_ROUNDS = 3 };

/* What runs between a node and a neighbour: the weight out and the weight in, at the places of w->neighbor. */
typedef struct between {
    double out, in;
} between;

static between *weights_between(const ent_work *w)
{
    between *x = ent_mem_new((size_t)w->start[w->n] + 1, sizeof *x);

    for (uint32_t i = 0; i < w->n && x; i++)
        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++) {
            if (!w->directed)
                x[k].out = x[k].in = w->pairs[w->tie_to[k]].weight;
            for (uint32_t t = w->out.start[i]; t < w->out.start[i + 1] && w->directed; t++)
                if (w->out.to[t] == w->neighbor[k])
                    x[k].out = w->ties[w->out.tie[t]].weight;
            for (uint32_t t = w->in.start[i]; t < w->in.start[i + 1] && w->directed; t++)
                if (w->in.to[t] == w->neighbor[k])
                    x[k].in = w->ties[w->in.tie[t]].weight;
        }
    return x;
}

/* Matches each neighbour of i with that of j which answers it best; of equal ones, with the least to spare. */
static void match_neighbours(const ent_work *w, const between *x, const double *e, uint32_t i, uint32_t j, double *matched,
                             double *most)
{
    for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++) {
        const double *row = e + (size_t)w->neighbor[k] * w->n;
        double best = 0, spare = x[k].out + x[k].in;

        for (uint32_t m = w->start[j]; m < w->start[j + 1]; m++) {
            double value = row[w->neighbor[m]] * (fmin(x[k].out, x[m].out) + fmin(x[k].in, x[m].in));
            double all = fmax(x[k].out, x[m].out) + fmax(x[k].in, x[m].in);
            bool same = work_same(value, best);

            if (value > 0 && (same ? all < spare || best <= 0 : value > best)) {
                best = value;
                spare = all;
            }
        }
        *matched += best;
        *most += spare;
    }
}

static ent_status regular_equivalence(double *values, ent_work *w)
{
    size_t n = w->n;
    double *e = ent_mem_new(n * n + 1, sizeof *e), *next = ent_mem_new(n * n + 1, sizeof *next), *swap;
    between *x = weights_between(w);
    ent_status status = e && next && x ? ENT_OK : ent_out_of_memory(w->diags);

    for (size_t i = 0; i < n * n && status == ENT_OK; i++)
        e[i] = 1;
    for (int round = 0; round < REGULAR_ROUNDS && status == ENT_OK; round++) {
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = i; j < n; j++) {
                double matched = 0, most = 0;

                match_neighbours(w, x, e, i, j, &matched, &most);
                match_neighbours(w, x, e, j, i, &matched, &most);
                next[i * n + j] = next[j * n + i] = i == j || most <= 0 ? 1 : matched / most;
            }
        swap = e;
        e = next;
        next = swap;
    }
    for (uint32_t a = 0; a < n && status == ENT_OK; a++)
        put_row(w, values, a, e + (size_t)a * n);
    ent_mem_free(e);
    ent_mem_free(next);
    ent_mem_free(x);
    return status;
}

#define BURT_1976 "Burt 1976, Social Forces 55(1), 93-122; Wasserman & Faust 1994, ch. 9"
#define ALL_COMMON "O(n^2 + sum of squared degrees)"

const ent_measure ent_measures_pairs[] = {
    { .name = "distance", .also = "geodesic", .scope = ENT_SCOPE_PAIR, .flags = ENT_MEASURE_ARCS,
      .summary = "length of the shortest path between the two", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "smallest sum of lengths of ties on a path from the one to the other",
      .divisor = "", .disconnected = "undefined for pairs out of reach", .two_modes = "defined",
      .cost = "O(n m)", .source = "Dijkstra 1959, Numerische Mathematik 1, 269-271",
      .engine = "own: 2 x faster by lengths",
      .compute = distance },
    { .name = "common_agreements", .also = "common_acts shared_acts", .scope = ENT_SCOPE_PAIR,
      .flags = ENT_MEASURE_INTEGER | ENT_MEASURE_ARCS, .summary = "agreements that both are parties of",
      .unit = "agreements", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of agreements of the tie between the two, 0 without one", .divisor = "",
      .disconnected = "makes no difference",
      .two_modes = "of two actors, the agreements that both are in; undefined for agreements, and in networks "
                   "of agreements or members",
      .cost = "O(n^2 + evidence)", .source = "definition", .engine = ENT_NO_IGRAPH,
      .compute = common_acts },
    { .name = "common_partners", .also = "", .scope = ENT_SCOPE_PAIR,
      .flags = ENT_MEASURE_INTEGER, .summary = "nodes that both are tied to", .unit = "nodes",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of nodes tied to both", .divisor = "",
      .disconnected = "makes no difference", .two_modes = "defined", .cost = ALL_COMMON,
      .source = "Lorrain & White 1971, Journal of Mathematical Sociology 1(1), 49-80",
      .engine = "own: needs no n x n matrix",
      .compute = common_partners },
    { .name = "equivalence_jaccard", .also = "similarity_jaccard", .scope = ENT_SCOPE_PAIR,
      .summary = "partners in common as a share of those of either", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "common partners / partners of the one or the other; each of two that are tied "
                 "counts among the other's partners",
      .divisor = "partners of the one or the other",
      .disconnected = "undefined when neither has a partner", .two_modes = "defined",
      .cost = ALL_COMMON, .source = "Jaccard 1901; Liben-Nowell & Kleinberg 2007",
      .engine = "own: needs no n x n matrix",
      .compute = jaccard },
    { .name = "equivalence_correlation", .also = "structural_equivalence", .scope = ENT_SCOPE_PAIR,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_MATRIX,
      .summary = "correlation of the two's ties to all others", .unit = "", .low = -1, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "Pearson correlation of the rows of the 0/1 matrix over all other nodes; with "
                 "directions of rows and columns together",
      .divisor = "", .disconnected = "undefined when one of the two is tied to none or all others",
      .two_modes = "defined, but nodes of two modes never look alike", .cost = "O(n^3)",
      .source = BURT_1976, .engine = ENT_NO_IGRAPH,
      .compute = correlation },
    { .name = "equivalence_correlation_w", .also = "", .scope = ENT_SCOPE_PAIR,
      .flags = ENT_MEASURE_ARCS | ENT_MEASURE_MATRIX,
      .summary = "equivalence_correlation of weights", .unit = "", .low = -1, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "Pearson correlation of the rows of the matrix of weights over all other nodes",
      .divisor = "", .disconnected = "undefined when one of the two is tied alike to all others",
      .two_modes = "defined, but nodes of two modes never look alike", .cost = "O(n^3)",
      .source = BURT_1976, .engine = ENT_NO_IGRAPH,
      .compute = correlation_w },
    { .name = "regular_equivalence", .also = "rege", .scope = ENT_SCOPE_PAIR,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_ARCS | ENT_MEASURE_MATRIX,
      .summary = "how far each partner of the one has an equivalent partner of the other (REGE)", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "REGE, three rounds from 1 for all: sum over the partners k of one of the best match among the partners "
                 "m of the other, equivalence of k and m times (min(x_ik, x_jm) + min(x_ki, x_mj)), both ways, / the same "
                 "sum with max and without the equivalence. Without directions, and with equal weights, it is 1 for all "
                 "nodes with ties",
      .divisor = "the sum of the larger weights", .disconnected = "isolates are equivalent to each other (1), and to "
                                                                  "no other node (0)",
      .two_modes = "undefined", .cost = "O(m^2)",
      .source = "White & Reitz 1983, Social Networks 5(2), 193-234; Borgatti & Everett 1993, Social Networks 15(4), "
                "361-376",
      .engine = ENT_NO_IGRAPH, .compute = regular_equivalence },
    { 0 }
};
