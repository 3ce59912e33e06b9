/* paths.c: what follows from shortest paths. One pass finds all of them under one distance rule and
 * keeps sums for each node; closeness, harmonic centrality, mean distance, diameter come from it.
 *
 * When every tie is 1 long, 64 sources are searched at once, a bit each: a tenth and less of what
 * igraph takes for one closeness. Lengths that differ go through igraph, divided by their median,
 * because igraph compares sums with a relative tolerance (equally short paths must be found equal)
 * and warns about very small lengths. */
#include "measure/work.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

enum { BATCH = 64 };

/* ---- the passes ---- */

static ent_status search_batch(const ent_work *w, work_paths *p, uint64_t *bits, uint32_t first)
{
    uint64_t *seen = bits, *now = bits + w->n, *next = bits + 2 * (size_t)w->n;
    uint32_t last = w->n - first < BATCH ? w->n : first + BATCH;
    bool more = true;

    for (uint32_t i = 0; i < w->n; i++)
        seen[i] = now[i] = i >= first && i < last ? (uint64_t)1 << (i - first) : 0;
    for (double d = 1; more; d++) {
        more = false;
        for (uint32_t i = 0; i < w->n; i++) {
            uint64_t bit = 0;

            for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
                bit |= now[w->neighbor[k]];
            next[i] = bit & ~seen[i];
        }
        for (uint32_t i = 0; i < w->n; i++) {
            int found = __builtin_popcountll(next[i]);

            now[i] = next[i];
            if (!found)
                continue;
            seen[i] |= next[i];
            p->sum[i] += d * found; /* ties go both ways: sources found are nodes at distance d */
            p->inverse[i] += found / d;
            if (d > p->furthest[i])
                p->furthest[i] = d;
            more = true;
        }
    }
    return ENT_OK;
}

static ent_status search_all(ent_work *w, work_paths *p)
{
    uint64_t *bits = ent_mem_new(3 * (size_t)w->n + 1, sizeof *bits);

    if (!bits)
        return ent_out_of_memory(w->diags);
    for (uint32_t first = 0; first < w->n; first += BATCH)
        search_batch(w, p, bits, first);
    ent_mem_free(bits);
    return ENT_OK;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static ent_status make_lengths(ent_work *w, work_paths *p)
{
    double *sorted = ent_mem_new((size_t)w->m + 1, sizeof *sorted);
    ent_ig scope;
    igraph_error_t err;

    if (!sorted)
        return ent_out_of_memory(w->diags);
    for (uint32_t t = 0; t < w->m; t++)
        sorted[t] = pow(w->ties[t].weight, -p->alpha);
    ent_ig_begin(&scope, w->diags);
    err = igraph_vector_init_array(&p->length, sorted, (igraph_integer_t)w->m);
    if (err == IGRAPH_SUCCESS && w->m) {
        qsort(sorted, w->m, sizeof *sorted, by_value);
        p->unit = sorted[w->m / 2];
        for (uint32_t t = 0; t < w->m; t++)
            VECTOR(p->length)[t] /= p->unit;
    }
    ent_mem_free(sorted);
    if (err == IGRAPH_SUCCESS && w->m && (!isfinite(p->unit) || p->unit <= 0)) {
        ent_ig_leave(&scope);
        return ent_fail(w->diags, ENT_EDATA, ENT_NOWHERE,
                        "weights to the power %g are too large or too small for distances",
                        -p->alpha);
    }
    return ent_ig_end(&scope, err, "distances");
}

static ent_status measure_all(ent_work *w, work_paths *p)
{
    igraph_matrix_t far = { 0 };
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    ent_ig_begin(&scope, w->diags);
    err = igraph_matrix_init(&far, 0, 0);
    for (uint32_t first = 0; first < w->n && err == IGRAPH_SUCCESS; first += BATCH) {
        uint32_t last = w->n - first < BATCH ? w->n : first + BATCH;

        err = igraph_distances_dijkstra(&w->ig, &far, igraph_vss_range(first, last),
                                        igraph_vss_all(), &p->length, IGRAPH_ALL);
        for (uint32_t i = first; i < last && err == IGRAPH_SUCCESS; i++)
            for (uint32_t j = 0; j < w->n; j++) {
                double d = MATRIX(far, i - first, j) * p->unit;

                if (i == j || !isfinite(d))
                    continue;
                p->sum[i] += d;
                p->inverse[i] += 1 / d;
                if (d > p->furthest[i])
                    p->furthest[i] = d;
            }
    }
    igraph_matrix_destroy(&far);
    return ent_ig_end(&scope, err, "distances");
}

static ent_status lengths_at(ent_work *w, double alpha, work_paths **paths)
{
    ent_status status = ENT_OK;
    work_paths *p;

    for (p = w->paths; p; p = p->next)
        if (p->alpha == alpha) {
            *paths = p;
            return ENT_OK;
        }
    *paths = NULL;
    if ((p = ent_mem_new(1, sizeof *p)) == NULL)
        return ent_out_of_memory(w->diags);
    p->next = w->paths;
    w->paths = p; /* whatever comes now, ent_work_free finds it */
    p->alpha = alpha;
    p->unit = 1;
    if (alpha != 0)
        status = make_lengths(w, p);
    if (status != ENT_OK)
        p->alpha = NAN; /* half made: nobody may take it for done */
    else
        *paths = p;
    return status;
}

static ent_status sum_up(ent_work *w, work_paths *p)
{
    ent_status status;

    if (p->summed)
        return ENT_OK;
    if (!p->sum)
        p->sum = ent_mem_new((size_t)w->n + 1, sizeof *p->sum);
    if (!p->inverse)
        p->inverse = ent_mem_new((size_t)w->n + 1, sizeof *p->inverse);
    if (!p->furthest)
        p->furthest = ent_mem_new((size_t)w->n + 1, sizeof *p->furthest);
    if (!p->sum || !p->inverse || !p->furthest)
        return ent_out_of_memory(w->diags);
    status = p->alpha == 0 ? search_all(w, p) : measure_all(w, p);
    p->summed = status == ENT_OK;
    if (status != ENT_OK)
        p->alpha = NAN;
    return status;
}

static ent_status rule_of(ent_work *w, ent_str argument, double *alpha)
{
    *alpha = w->options.distance;
    if (!argument.len || ent_distance_read(alpha, argument))
        return ENT_OK;
    return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                    "no distance rule '%.*s'; expected unweighted, inverse or inverse:ALPHA",
                    ENT_STR_ARG(argument));
}

static ent_status lengths_by(ent_work *w, ent_str argument, work_paths **paths)
{
    double alpha;
    ent_status status = rule_of(w, argument, &alpha);

    *paths = NULL;
    return status == ENT_OK ? lengths_at(w, alpha, paths) : status;
}

ent_status ent_work_lengths(ent_work *w, ent_str argument, const work_paths **paths)
{
    work_paths *p;
    ent_status status = lengths_by(w, argument, &p);

    *paths = p;
    return status;
}

ent_status ent_work_paths(ent_work *w, ent_str argument, const work_paths **paths)
{
    work_paths *p;
    ent_status status = lengths_by(w, argument, &p);

    if (status == ENT_OK)
        status = sum_up(w, p);
    *paths = status == ENT_OK ? p : NULL;
    return status;
}

static ent_status find_betweenness(ent_work *w, work_paths *p)
{
    igraph_vector_t score = { 0 };
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    if ((p->betweenness = ent_mem_new((size_t)w->n + 1, sizeof *p->betweenness)) == NULL)
        return ent_out_of_memory(w->diags);
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_init(&score, 0)) == IGRAPH_SUCCESS &&
        (err = igraph_betweenness(&w->ig, &score, igraph_vss_all(), false,
                                  p->alpha != 0 ? &p->length : NULL)) == IGRAPH_SUCCESS)
        igraph_vector_copy_to(&score, p->betweenness);
    igraph_vector_destroy(&score);
    if (err != IGRAPH_SUCCESS) {
        ent_mem_free(p->betweenness);
        p->betweenness = NULL;
    }
    return ent_ig_end(&scope, err, "betweenness");
}

ent_status ent_work_betweenness(ent_work *w, ent_str argument, const double **values)
{
    work_paths *p;
    ent_status status = lengths_by(w, argument, &p);

    if (status == ENT_OK && !p->betweenness)
        status = find_betweenness(w, p);
    *values = status == ENT_OK ? p->betweenness : NULL;
    return status;
}

/* ---- of nodes ---- */

static ent_status betweenness(double *values, ent_work *w, ent_str argument)
{
    const double *b;
    ent_status status = ent_work_betweenness(w, argument, &b);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = b[i];
    return status;
}

static ent_status betweenness_invw(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return betweenness(values, w, ENT_STR("inverse"));
}

/* Most paths that can pass a node of a mode of `own` nodes beside one of `other`: Borgatti and
 * Everett 1997, equation 7. */
static double most_between(double own, double other)
{
    double s, t;

    if (own < 1 || other < 1)
        return NAN;
    s = floor((own - 1) / other);
    t = fmod(own - 1, other);
    return 0.5 * (other * other * (s + 1) * (s + 1) + other * (s + 1) * (2 * t - s - 1) -
                  t * (2 * s - t + 3));
}

static ent_status betweenness_norm(double *values, ent_work *w, ent_str argument)
{
    double n = w->n, most[2] = { (n - 1) * (n - 2) / 2, 0 };
    const double *b;
    ent_status status = ent_work_betweenness(w, argument, &b);

    if (w->two_mode) {
        most[0] = most_between(w->mode_size[0], w->mode_size[1]);
        most[1] = most_between(w->mode_size[1], w->mode_size[0]);
    }
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double divisor = most[w->mode[i]];

        values[i] = (w->two_mode && !w->modes_hold) || n < 3 || !(divisor > 0) ? NAN
                                                                              : b[i] / divisor;
    }
    return status;
}

/* The smallest sum of distances there can be; on two modes, all of the other mode 1 away and all of
 * one's own 2. */
static double least_far(const ent_work *w, uint32_t i)
{
    if (!w->two_mode)
        return w->n - 1.0;
    return w->modes_hold
               ? w->mode_size[!w->mode[i]] + 2 * (w->mode_size[w->mode[i]] - 1.0)
               : NAN;
}

static ent_status closeness(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = w->n > 1 && work_connected(w) ? least_far(w, i) / p->sum[i] : NAN;
    return status;
}

static ent_status closeness_invw(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return closeness(values, w, ENT_STR("inverse"));
}

static double reached(const ent_work *w, uint32_t i)
{
    return w->component_size[w->component[i] - 1] - 1.0;
}

static ent_status closeness_component(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = reached(w, i) > 0 ? reached(w, i) / p->sum[i] : NAN;
    return status;
}

static ent_status closeness_wf(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double r = reached(w, i);

        values[i] = w->n < 2 ? NAN : r > 0 ? r / p->sum[i] * r / (w->n - 1.0) : 0;
    }
    return status;
}

static ent_status harmonic(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = p->inverse[i];
    return status;
}

static ent_status harmonic_norm(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double most = w->n - 1.0;

        if (w->two_mode)
            most = w->modes_hold
                       ? w->mode_size[!w->mode[i]] + (w->mode_size[w->mode[i]] - 1.0) / 2
                       : NAN;
        values[i] = most > 0 ? p->inverse[i] / most : NAN;
    }
    return status;
}

static ent_status eccentricity(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = reached(w, i) > 0 ? p->furthest[i] : NAN;
    return status;
}

/* ---- of the network ---- */

static ent_status mean_distance(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);
    double sum = 0, pairs = 0;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        sum += p->sum[i];
        pairs += reached(w, i);
    }
    *values = pairs > 0 ? sum / pairs : NAN;
    return status;
}

static ent_status diameter(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    *values = w->m ? 0 : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK && w->m; i++)
        *values = fmax(*values, p->furthest[i]);
    return status;
}

static ent_status radius(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);

    *values = work_connected(w) && w->n > 1 ? INFINITY : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK && !isnan(*values); i++)
        *values = fmin(*values, p->furthest[i]);
    return status;
}

static ent_status efficiency_global(double *values, ent_work *w, ent_str argument)
{
    const work_paths *p;
    ent_status status = ent_work_paths(w, argument, &p);
    double sum = 0, n = w->n;

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        sum += p->inverse[i];
    *values = n > 1 ? sum / (n * (n - 1)) : NAN;
    return status;
}

/* Freeman: how far the others stay behind the first, as a share of the most there can be. */
static double centralization(const double *scores, uint32_t n, double most)
{
    double top = 0, sum = 0;

    for (uint32_t i = 0; i < n; i++)
        top = fmax(top, scores[i]);
    for (uint32_t i = 0; i < n; i++)
        sum += top - scores[i];
    return n > 2 ? sum / most : NAN;
}

static ent_status centralization_betweenness(double *values, ent_work *w, ent_str argument)
{
    double n = w->n;
    const double *b;
    ent_status status = ent_work_betweenness(w, ENT_STR("unweighted"), &b);

    (void)argument;
    if (status == ENT_OK)
        *values = centralization(b, w->n, (n - 1) * (n - 1) * (n - 2) / 2);
    return status;
}

static ent_status centralization_closeness(double *values, ent_work *w, ent_str argument)
{
    double n = w->n, *scores = ent_mem_new((size_t)w->n + 1, sizeof *scores);
    ent_status status;

    (void)argument;
    if (!scores)
        return ent_out_of_memory(w->diags);
    status = closeness(scores, w, ENT_STR("unweighted"));
    *values = work_connected(w) ? centralization(scores, w->n, (n - 1) * (n - 2) / (2 * n - 3))
                                : NAN;
    ent_mem_free(scores);
    return status;
}

/* ---- the rows ---- */

#define FREEMAN_1977 "Freeman 1977, Sociometry 40(1), 35-41; computed as in Brandes 2001"
#define FREEMAN_1979 "Freeman 1979, Social Networks 1(3), 215-239"
#define BORGATTI_EVERETT "Borgatti & Everett 1997, Social Networks 19(3), 243-269"
#define ALL_PAIRS "O(n m); O(n m log n) when lengths differ"
#define NO_UPPER_BOUND " Under another distance rule than unweighted there is no upper bound."

const ent_measure ent_measures_paths[] = {
    { .name = "betweenness", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_DEFAULT,
      .summary = "shortest paths between others that pass through the node",
      .unit = "shortest paths", .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sum over pairs s < t of the share of the shortest s-t paths that pass through "
                 "the node, ends excluded; a pair with several shortest paths counts in fractions",
      .divisor = "", .disconnected = "pairs that cannot reach each other add nothing; isolates 0",
      .two_modes = "defined; pairs of all kinds count", .cost = ALL_PAIRS, .source = FREEMAN_1977,
      .compute = betweenness },
    { .name = "betweenness_norm", .also = "bip_betweenness_norm", .scope = ENT_SCOPE_NODE,
      .summary = "betweenness as a share of the most there can be", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_RULE, .formula = "betweenness / ((n-1)(n-2)/2)",
      .divisor = "(n-1)(n-2)/2, the pairs of others",
      .disconnected = "as betweenness; undefined below three nodes",
      .two_modes = "divided by the largest betweenness that a node of its mode can have, "
                   "(q^2 (s+1)^2 + q (s+1)(2t-s-1) - t(2s-t+3)) / 2 with s = (p-1) div q, "
                   "t = (p-1) mod q, p nodes in its own mode and q in the other "
                   "(" BORGATTI_EVERETT ")",
      .cost = ALL_PAIRS, .source = FREEMAN_1977, .compute = betweenness_norm },
    { .name = "betweenness_invw", .also = "betweenness_weighted", .scope = ENT_SCOPE_NODE,
      .summary = "betweenness where strong ties are short", .unit = "shortest paths", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_LENGTH,
      .formula = "betweenness over paths whose ties are 1/weight long; lengths that differ by less "
                 "than 1e-10 of their size are equal",
      .divisor = "", .disconnected = "pairs that cannot reach each other add nothing; isolates 0",
      .two_modes = "defined; pairs of all kinds count", .cost = "O(n m log n)",
      .source = "Newman 2001, Physical Review E 64, 016132; Brandes 2001",
      .compute = betweenness_invw },
    { .name = "closeness", .also = "bip_closeness_norm", .scope = ENT_SCOPE_NODE,
      .summary = "how near the node is to all others (connected networks only)", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_RULE,
      .formula = "(n-1) / sum of the distances to all others." NO_UPPER_BOUND,
      .divisor = "n-1, the smallest sum of distances there can be",
      .disconnected = "undefined for every node: use harmonic, closeness_wf or closeness_component",
      .two_modes = "(q + 2(p-1)) / sum of the distances, p nodes in its own mode and q in the "
                   "other "
                   "(" BORGATTI_EVERETT ")",
      .cost = ALL_PAIRS, .source = FREEMAN_1979, .compute = closeness },
    { .name = "closeness_component", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "how near the node is to those it can reach",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_RULE,
      .formula = "r / sum of the distances to the r nodes reached." NO_UPPER_BOUND,
      .divisor = "r, the nodes reached",
      .disconnected = "within the component: a pair alone scores 1, so compare only within one "
                      "component; undefined for isolates",
      .two_modes = "undefined", .cost = ALL_PAIRS, .source = FREEMAN_1979,
      .compute = closeness_component },
    { .name = "closeness_wf", .also = "closeness_wasserman_faust", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE,
      .summary = "closeness_component times the share of others reached", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_RULE,
      .formula = "(r / sum of the distances to the r nodes reached) * r/(n-1)." NO_UPPER_BOUND,
      .divisor = "n-1", .disconnected = "small components are scaled down; isolates 0",
      .two_modes = "undefined", .cost = ALL_PAIRS,
      .source = "Wasserman & Faust 1994, Social Network Analysis, eq. 5.22",
      .compute = closeness_wf },
    { .name = "closeness_invw", .also = "closeness_weighted", .scope = ENT_SCOPE_NODE,
      .summary = "closeness where strong ties are short (connected networks only)",
      .unit = "weight", .low = 0, .high = INFINITY, .weight = ENT_MEANS_LENGTH,
      .formula = "(n-1) / sum of the distances, a tie being 1/weight long", .divisor = "n-1",
      .disconnected = "undefined for every node",
      .two_modes = "the numerator is q + 2(p-1), as for closeness", .cost = "O(n m log n)",
      .source = "Newman 2001, Physical Review E 64, 016132", .compute = closeness_invw },
    { .name = "harmonic", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_DEFAULT,
      .summary = "nearness to others, each counting one over its distance", .unit = "nodes",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "sum over all others of 1/distance, 0 for those out of reach", .divisor = "",
      .disconnected = "made for it: those out of reach add 0; isolates 0", .two_modes = "defined",
      .cost = ALL_PAIRS, .source = "Rochat 2009; Boldi & Vigna 2014, Internet Mathematics 10(3-4)",
      .compute = harmonic },
    { .name = "harmonic_norm", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "harmonic as a share of the most there can be", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_RULE, .formula = "harmonic / (n-1)." NO_UPPER_BOUND, .divisor = "n-1",
      .disconnected = "as harmonic; undefined for a single node",
      .two_modes = "divided by q + (p-1)/2: all of the other mode 1 away, all of its own 2",
      .cost = ALL_PAIRS, .source = "Rochat 2009; Boldi & Vigna 2014, Internet Mathematics 10(3-4)",
      .compute = harmonic_norm },
    { .name = "eccentricity", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "distance to the furthest node that can be reached", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "largest distance from the node to a node that it reaches", .divisor = "",
      .disconnected = "within the component; undefined for isolates", .two_modes = "defined",
      .cost = ALL_PAIRS, .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4",
      .compute = eccentricity },
    { .name = "mean_distance", .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_DEFAULT,
      .summary = "mean distance of the pairs that can reach each other", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "mean of the shortest distances over pairs that can reach each other",
      .divisor = "",
      .disconnected = "pairs out of reach are left out, so a network that falls apart can look "
                      "compact: read it beside largest_component",
      .two_modes = "defined; pairs of all kinds count", .cost = ALL_PAIRS,
      .source = "Watts & Strogatz 1998, Nature 393, 440-442", .compute = mean_distance },
    { .name = "diameter", .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_DEFAULT,
      .summary = "largest distance between nodes that can reach each other", .unit = "steps",
      .low = 0, .high = INFINITY, .weight = ENT_MEANS_RULE,
      .formula = "largest eccentricity", .divisor = "",
      .disconnected = "over the pairs that can reach each other; undefined without ties",
      .two_modes = "defined", .cost = ALL_PAIRS,
      .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4", .compute = diameter },
    { .name = "radius", .also = "", .scope = ENT_SCOPE_NETWORK,
      .summary = "smallest eccentricity (connected networks only)", .unit = "steps", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_RULE, .formula = "smallest eccentricity",
      .divisor = "", .disconnected = "undefined", .two_modes = "defined", .cost = ALL_PAIRS,
      .source = "Wasserman & Faust 1994, Social Network Analysis, ch. 4", .compute = radius },
    { .name = "efficiency_global", .also = "", .scope = ENT_SCOPE_NETWORK,
      .summary = "mean nearness of all pairs", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_RULE,
      .formula = "mean over all pairs of 1/distance, 0 for pairs out of reach." NO_UPPER_BOUND,
      .divisor = "n(n-1)", .disconnected = "made for it",
      .two_modes = "defined, but it cannot be 1",
      .cost = ALL_PAIRS, .source = "Latora & Marchiori 2001, Physical Review Letters 87, 198701",
      .compute = efficiency_global },
    { .name = "centralization_betweenness", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE,
      .summary = "how much betweenness is one node's", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (largest betweenness - betweenness), divided",
      .divisor = "(n-1)^2 (n-2)/2, the sum on a star: Freeman's maximum",
      .disconnected = "as betweenness; undefined below three nodes", .two_modes = "undefined",
      .cost = "O(n m)", .source = FREEMAN_1979, .compute = centralization_betweenness },
    { .name = "centralization_closeness", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE,
      .summary = "how much nearer one node is than the others (connected networks only)",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (largest closeness - closeness), divided",
      .divisor = "(n-1)(n-2)/(2n-3), the sum on a star: Freeman's maximum",
      .disconnected = "undefined", .two_modes = "undefined", .cost = "O(n m)",
      .source = FREEMAN_1979, .compute = centralization_closeness },
    { 0 }
};
