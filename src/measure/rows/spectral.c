/* spectral.c: what follows from eigenvectors, and PageRank.
 *
 * On a network that falls apart, an algorithm for the whole matrix gives 0 outside one component,
 * and an arbitrary mixture when two components are equally strong. So each component is solved for
 * itself: there the principal vector is unique and positive.
 *
 * The solver is ours: Lanczos, restarted. igraph's ARPACK gives other last digits from call to call
 * (its random vectors carry over), and the same input must give the same bytes. Where the largest
 * eigenvalue is not one alone within rounding, no vector is given. */
#include "measure/graph/graph.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/random.h"

/* ---- principal vectors ---- */

/* A component as a graph of its own: `node[i]` is its i-th node. */
typedef struct part {
    uint32_t count, ties;
    uint32_t *node, *place; /* place: of a node of the network within its part */
} part;

static double tie_value(const ent_work *w, uint32_t t, bool weighted)
{
    return weighted ? w->pairs[t].weight : 1;
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

/* How far x, of largest entry 1, is from being the vector for `value`; y is room. */
static double residual(const ent_work *w, const part *p, bool weighted, double value,
                       const double *x, double *y)
{
    double worst = 0;

    multiply(w, p, weighted, x, y);
    for (uint32_t i = 0; i < p->count; i++)
        worst = fmax(worst, fabs(y[i] - value * x[i]));
    return worst / value;
}

/* Scales so that the largest entry is exactly 1, and leaves no -0 where rounding made one. */
static void scale(double *x, uint32_t count)
{
    double top = 0;

    for (uint32_t i = 0; i < count; i++)
        if (fabs(x[i]) > fabs(top))
            top = x[i];
    for (uint32_t i = 0; i < count && top != 0; i++)
        x[i] = fmax(x[i] / top, 0);
}

static double dot(const double *x, const double *y, uint32_t count)
{
    double sum = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += x[i] * y[i];
    return sum;
}

static void subtract(double *x, double times, const double *y, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        x[i] -= times * y[i];
}

enum { STEPS = 40, RESTARTS = 400 };

/* sI - T = L D L', T tridiagonal with diagonal a and b beside it. Are all D positive, that is, is s
 * above every eigenvalue? */
static bool factor(const double *a, const double *b, int k, double s, double *d)
{
    for (int i = 0; i < k; i++) {
        d[i] = s - a[i] - (i ? b[i - 1] * b[i - 1] / d[i - 1] : 0);
        if (!(d[i] > 0))
            return false;
    }
    return true;
}

/* The largest eigenvalue of T by bisection, from above. */
static double top_value(const double *a, const double *b, int k)
{
    double low = a[0], high = 0, d[STEPS];

    for (int i = 0; i < k; i++) {
        low = fmax(low, a[i]);
        high = fmax(high, a[i] + (i ? fabs(b[i - 1]) : 0) + (i + 1 < k ? fabs(b[i]) : 0));
    }
    high *= 1 + 1e-15;
    for (int round = 0; round < 100 && high - low > 1e-16 * high; round++) {
        double middle = low + (high - low) / 2;

        if (middle <= low || middle >= high)
            break;
        if (factor(a, b, k, middle, d))
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* Its vector by inverse iteration from just above. */
static void top_vector(const double *a, const double *b, int k, double value, double *vector)
{
    double d[STEPS] = { 0 }, size;

    if (!factor(a, b, k, value * (1 + 1e-13), d))
        factor(a, b, k, value * (1 + 1e-10), d);
    for (int i = 0; i < k; i++)
        vector[i] = 1;
    for (int round = 0; round < 4; round++) {
        for (int i = 1; i < k; i++)
            vector[i] += b[i - 1] / d[i - 1] * vector[i - 1];
        for (int i = k - 1; i >= 0; i--)
            vector[i] = (vector[i] + (i + 1 < k ? b[i] * vector[i + 1] : 0)) / d[i];
        size = sqrt(dot(vector, vector, (uint32_t)k));
        for (int i = 0; i < k; i++)
            vector[i] /= size;
    }
}

/* y becomes A q less its parts along q (*along), the vectors of the basis up to q and `apart` (NULL:
 * none). Rounding leaves something of them where most of y was theirs: then once more. Returns the
 * length of what is left. */
static double next_direction(const ent_work *w, const part *p, bool weighted, const double *basis,
                             int k, const double *apart, double *along, double *y)
{
    uint32_t n = p->count;
    const double *q = basis + (size_t)k * n;
    double before, left;

    multiply(w, p, weighted, q, y);
    *along = dot(q, y, n);
    subtract(y, *along, q, n);
    if (k)
        subtract(y, dot(q - n, y, n), q - n, n);
    left = sqrt(dot(y, y, n));
    do {
        before = left;
        for (int j = 0; j <= k; j++)
            subtract(y, dot(basis + (size_t)j * n, y, n), basis + (size_t)j * n, n);
        if (apart)
            subtract(y, dot(apart, y, n), apart, n);
        left = sqrt(dot(y, y, n));
    } while (left < 0.7 * before && left > 1e-15 * fabs(*along));
    return left;
}

/* One Lanczos run from x; x becomes the best vector found. basis: room for STEPS vectors. */
static double lanczos(const ent_work *w, const part *p, bool weighted, double *x, double *y,
                      double *basis)
{
    uint32_t n = p->count;
    int most = n < STEPS ? (int)n : STEPS, k = 0;
    double a[STEPS] = { 0 }, b[STEPS] = { 0 }, vector[STEPS] = { 0 }, size = sqrt(dot(x, x, n)), value;

    for (uint32_t i = 0; i < n; i++)
        basis[i] = x[i] / size;
    for (; k < most; k++) {
        b[k] = next_direction(w, p, weighted, basis, k, NULL, &a[k], y);
        if (k % 4 == 3 && k + 1 < most) {
            value = top_value(a, b, k + 1);
            top_vector(a, b, k + 1, value, vector);
            if (b[k] * fabs(vector[k]) <= 1e-16 * value)
                break; /* what is left out of the best vector is below rounding */
        }
        if (k + 1 == most || b[k] <= 1e-13 * (fabs(a[k]) + (k ? b[k - 1] : 0) + b[0]))
            break; /* all directions that x has are found */
        for (uint32_t i = 0; i < n; i++)
            basis[(size_t)(k + 1) * n + i] = y[i] / b[k];
    }
    k = k < most ? k + 1 : most;
    value = top_value(a, b, k);
    top_vector(a, b, k, value, vector);
    memset(x, 0, n * sizeof *x);
    for (int j = 0; j < k; j++)
        subtract(x, -vector[j], basis + (size_t)j * n, n);
    scale(x, n);
    return value;
}

/* ---- is the vector the only one? ----
 *
 * Where the second eigenvalue is as large as the first but for rounding, any mixture of the two
 * vectors solves the equation as well, and a search returns one of them. Two equal halves that hang
 * together by a long path are such a network. A search that starts from anything and keeps away from
 * the first vector finds the second eigenvalue. */

/* All eigenvalues squared add up to twice the squares of the ties: what the first leaves of that is
 * often too little for a second that is near it. */
static bool stands_alone(const ent_work *w, const part *p, bool weighted, double value)
{
    double squares = 0;

    for (uint32_t i = 0; i < p->count; i++)
        for (uint32_t k = w->start[p->node[i]]; k < w->start[p->node[i] + 1]; k++) {
            double tie = tie_value(w, w->tie_to[k], weighted) / value;

            squares += tie * tie;
        }
    return squares - 1 < 0.99;
}

/* The second eigenvalue, as far as it must be known: x is the first vector, of length 1. */
static double second_value(const ent_work *w, const part *p, bool weighted, double first,
                           const double *x, double *y, double *basis)
{
    enum { FEWEST = 12, RUNS = 50 };
    uint32_t n = p->count;
    int most = n < STEPS ? (int)n - 1 : STEPS, k;
    double a[STEPS] = { 0 }, b[STEPS] = { 0 }, vector[STEPS] = { 0 }, value = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint64_t at = i;

        y[i] = (double)(ent_random_mix(&at) >> 11) * 0x1p-53 - 0.5;
    }
    for (int run = 0; run < RUNS; run++) {
        double before = value, size;

        subtract(y, dot(x, y, n), x, n);
        size = sqrt(dot(y, y, n));
        for (uint32_t i = 0; i < n; i++)
            basis[i] = y[i] / size;
        for (k = 0; k < most; k++) {
            b[k] = next_direction(w, p, weighted, basis, k, x, &a[k], y);
            if (k + 1 == most || b[k] <= 1e-13 * first)
                break;
            if (k + 1 >= FEWEST && k % 4 == 3) {
                value = top_value(a, b, k + 1);
                if (value <= 0)
                    return value;
                top_vector(a, b, k + 1, value, vector);
                if (b[k] * fabs(vector[k]) < 0.1 * (first - value))
                    return value; /* nowhere near */
            }
            for (uint32_t i = 0; i < n; i++)
                basis[(size_t)(k + 1) * n + i] = y[i] / b[k];
        }
        value = top_value(a, b, k + 1);
        if (value <= 0 || k + 1 < STEPS || (run && value - before < 0.1 * (first - value)))
            return value; /* all there is, or hardly any nearer by another run */
        top_vector(a, b, k + 1, value, vector);
        memset(y, 0, n * sizeof *y);
        for (int j = 0; j <= k; j++)
            subtract(y, -vector[j], basis + (size_t)j * n, n);
    }
    return value;
}

/* Is the vector told apart from others to nine digits, when it solves the equation but for `missed`
 * (a share of the eigenvalue)? */
static bool is_told(const ent_work *w, const part *p, bool weighted, double value, double missed,
                    double *x, double *y, double *basis)
{
    double size = sqrt(dot(x, x, p->count)), second;

    if (p->count < 3 || stands_alone(w, p, weighted, value))
        return true;
    for (uint32_t i = 0; i < p->count; i++)
        x[i] /= size;
    second = second_value(w, p, weighted, value, x, y, basis);
    for (uint32_t i = 0; i < p->count; i++)
        x[i] *= size;
    return fmax(missed, 0x1p-53) < 1e-9 * (value - second) / value;
}

static ent_status solve(ent_work *w, const part *p, bool weighted, double *x, double *y,
                        double *value, bool *told)
{
    double *basis = ent_mem_new((size_t)p->count * STEPS, sizeof *basis);
    double now = INFINITY, before = INFINITY;

    if (!basis)
        return ent_out_of_memory(w->diags);
    for (uint32_t i = 0; i < p->count; i++)
        x[i] = weighted ? w->strength[p->node[i]] : work_degree(w, p->node[i]);
    for (int round = 0; round < RESTARTS; round++) {
        *value = lanczos(w, p, weighted, x, y, basis);
        now = residual(w, p, weighted, *value, x, y);
        if (now <= 1e-15 || (now <= 1e-13 && now >= before / 2))
            break; /* down to rounding */
        before = now;
    }
    *value = dot(x, y, p->count) / dot(x, x, p->count); /* y = A x: better than bisection */
    *told = now <= 1e-10 && is_told(w, p, weighted, *value, now, x, y, basis);
    ent_mem_free(basis);
    /* So far entries are right as parts of the largest; sums of positive numbers make small ones
     * right in their own digits. */
    for (int round = 0; round < 4 && *told; round++) {
        double top = multiply(w, p, weighted, x, y);

        for (uint32_t i = 0; i < p->count; i++)
            x[i] = y[i] / top;
    }
    for (uint32_t i = 0; i < p->count && !*told; i++)
        x[i] = NAN;
    if (now <= 1e-10)
        return ENT_OK;
    *value = NAN;
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
        bool told = true;

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
        status = solve(w, &p, weighted, x, x + p.count, &value, &told);
        for (uint32_t i = 0; i < p.count && status == ENT_OK; i++)
            s->vector[p.node[i]] = x[i];
        s->value[c - 1] = value;
        if (!told && !isnan(value) && !s->blurred)
            s->blurred = p.count;
        if (value > s->radius) {
            second = s->radius;
            s->radius = value;
            s->leading = c;
        } else {
            second = fmax(second, value);
        }
    }
    if (s->radius - second <= 1e-12 * s->radius)
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

/* The spectrum for those who read its vectors: says, once, what is not told. */
static ent_status vectors(ent_work *w, bool weighted, const work_spectrum **spectrum)
{
    ent_status status = ent_work_spectrum(w, weighted, spectrum);
    work_spectrum *s = w->spectrum[weighted];

    if (status == ENT_OK && s->blurred && !s->said)
        ent_note(w->diags, ENT_NOWHERE,
                 "the two largest eigenvalues of a component of %u nodes%s are the same within the "
                 "precision of a number, so that no vector is the principal one: eigenvector and "
                 "what follows from it are left undefined there",
                 s->blurred, weighted ? ", weights counted," : "");
    if (status == ENT_OK)
        s->said = true;
    return status;
}

static ent_status component_vector(double *values, ent_work *w, bool weighted)
{
    const work_spectrum *s;
    ent_status status = vectors(w, weighted, &s);

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
    ent_status status = vectors(w, weighted, &s);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = !s->leading ? NAN : w->component[i] == s->leading ? s->vector[i] : 0;
    if (status == ENT_OK && !s->leading && w->m && !s->said_shared)
        ent_note(w->diags, ENT_NOWHERE,
                 "two components share the largest eigenvalue, %.6g: measures of the network as one "
                 "matrix (eigenvector_max1, hub, core_periphery, ...) are left undefined",
                 s->radius);
    if (status == ENT_OK)
        w->spectrum[weighted]->said_shared = true;
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
    for (uint32_t c = 0; c < w->component_count && status == ENT_OK; c++)
        if (isnan(s->value[c])) /* a component without an answer may have the largest */
            *values = NAN;
    return status;
}

/* What the others stay behind the first. Alone on their tie two nodes have 1 and all others 0: more
 * cannot be. */
static ent_status centralization_eigenvector(double *values, ent_work *w, ent_str argument)
{
    double *scores = ent_mem_new((size_t)w->n + 1, sizeof *scores), sum = 0;
    ent_status status = scores ? whole_vector(scores, w, false) : ent_out_of_memory(w->diags);

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        sum += 1 - scores[i];
    *values = w->n > 2 ? sum / (w->n - 2.0) : NAN;
    ent_mem_free(scores);
    return status;
}

/* How far ties are where the product of the two ends' entries is large: over all pairs, tied or
 * not. With c = mean + d the product is mean^2 and what follows from d: where entries are nearly
 * alike that is all that counts, and it keeps its digits. Sums over pairs follow from sums over
 * nodes. */
static ent_status core_periphery(double *values, ent_work *w, ent_str argument)
{
    double *d = ent_mem_new((size_t)w->n + 1, sizeof *d), n = w->n, pairs = n * (n - 1) / 2;
    ent_status status = d ? whole_vector(d, w, false) : ent_out_of_memory(w->diags);
    double c = 0, sum[5] = { 0 }, m = w->pair_count, tied = 0, one, two, furthest = 0;

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        c += d[i] / n;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double power = d[i] -= c;

        furthest = fmax(furthest, fabs(power));
        for (int k = 1; k <= 4; k++, power *= d[i])
            sum[k] += power;
    }
    for (uint32_t t = 0; t < w->pair_count && status == ENT_OK; t++) {
        double x = d[w->pairs[t].a], y = d[w->pairs[t].b];

        tied += c * (x + y) + x * y;
    }
    one = (c * (n - 1) * sum[1] + (sum[1] * sum[1] - sum[2]) / 2) / pairs;
    two = (c * c * ((n - 2) * sum[2] + sum[1] * sum[1]) +
           2 * c * (sum[2] * sum[1] - sum[3]) + (sum[2] * sum[2] - sum[4]) / 2) /
              pairs -
          one * one;
    *values = w->n > 2 && m > 0 && m < pairs && furthest > 1e-10 * c && two > 0
                  ? (tied - one * m) / pairs / sqrt(two * (m / pairs) * (1 - m / pairs))
                  : NAN;
    ent_mem_free(d);
    return status;
}

/* ---- hubs and authorities ---- */

/* Of two modes: the pair of principal singular vectors, each of largest entry 1 in its mode. */
static ent_status singular(double *values, ent_work *w, int mode)
{
    double top = 0;
    ent_status status = whole_vector(values, w, false);

    for (uint32_t i = 0; i < w->n; i++)
        if (w->mode[i] == mode)
            top = fmax(top, values[i]);
    for (uint32_t i = 0; i < w->n; i++)
        values[i] = w->modes_hold && w->mode[i] == mode ? values[i] / top : NAN;
    return status;
}

/* Of arcs: every node twice, once as the end that arcs leave, once as the end that they reach, is a
 * network of two modes whose singular vectors are the hubs and the authorities. */
static ent_status hubs(double *values, ent_work *w, bool reached)
{
    work_tie *arcs = ent_mem_new((size_t)w->m + 1, sizeof *arcs);
    uint8_t *mode = ent_mem_new(2 * (size_t)w->n + 1, sizeof *mode);
    double *both = ent_mem_new(2 * (size_t)w->n + 1, sizeof *both);
    ent_work *twice = NULL;
    ent_status status = arcs && mode && both ? ENT_OK : ent_out_of_memory(w->diags);

    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++)
        arcs[t] = (work_tie){ w->ties[t].a, w->ties[t].b + w->n, 1 };
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        mode[w->n + i] = 1;
    if (status == ENT_OK)
        status = ent_work_new(&twice, 2 * w->n, arcs, w->m, &w->options, w->diags);
    if (status == ENT_OK) {
        ent_work_set_modes(twice, mode);
        status = singular(both, twice, reached);
    }
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = both[reached ? w->n + i : i];
    ent_work_free(twice);
    ent_mem_free(arcs);
    ent_mem_free(mode);
    ent_mem_free(both);
    return status;
}

static ent_status hub_or_authority(double *values, ent_work *w, bool authority)
{
    if (w->directed)
        return hubs(values, w, authority);
    if (w->two_mode)
        return singular(values, w, authority);
    return ENT_OK; /* one mode without directions has neither: values are undefined */
}

static ent_status hub(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return hub_or_authority(values, w, false);
}

static ent_status authority(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return hub_or_authority(values, w, true);
}

/* ---- PageRank ---- */

#define DAMPING 0.85

enum { MOST_ROUNDS = 1000 };

/* Of a node: what its ties out weigh together. */
static double flow_out(const ent_work *w, const work_rows *out, bool weighted, uint32_t i)
{
    double all = 0;

    for (uint32_t k = out->start[i]; k < out->start[i + 1]; k++)
        all += weighted ? w->ties[out->tie[k]].weight : 1;
    return all;
}

/* One round of Gauss and Seidel: each node takes what its neighbours have by now. sent: what a
 * node gives along each unit of its ties. Returns the largest change, as a share of the value. */
static double walk(const work_rows *in, uint32_t n, const double *flow, const double *out,
                   double *x, double *sent)
{
    double change = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = in->start[i], end = in->start[i + 1];
        double one = 0, two = 0, was = x[i]; /* two sums: neither waits for the other */

        for (; k + 2 <= end; k += 2) {
            one += sent[in->to[k]] * flow[k];
            two += sent[in->to[k + 1]] * flow[k + 1];
        }
        if (k < end)
            one += sent[in->to[k]] * flow[k];
        x[i] = DAMPING * (one + two) + (1 - DAMPING);
        sent[i] = out[i] > 0 ? x[i] / out[i] : 0;
        change = fmax(change, fabs(x[i] - was) / x[i]);
    }
    return change;
}

/* Nodes without ties out send their share to all alike, which is where jumps go too: so they need
 * no care until the shares are made to add up to 1. Rounds go on until only rounding is left. */
static ent_status rank_pages(double *values, ent_work *w, const work_rows *rows_out,
                             const work_rows *rows_in, bool weighted)
{
    size_t n = w->n, arcs = rows_in->start[n];
    double *out = ent_mem_new(n + 1, sizeof *out), *sent = ent_mem_new(n + 1, sizeof *sent);
    double *flow = ent_mem_new(arcs + 1, sizeof *flow), now = INFINITY, before = INFINITY, sum = 0,
           all = 0;
    bool made = out && sent && flow;

    for (uint32_t i = 0; i < n && made; i++) {
        out[i] = flow_out(w, rows_out, weighted, i);
        all += out[i];
    }
    for (uint32_t i = 0; i < n && made; i++) { /* a start that is near on dense networks */
        values[i] = all > 0 ? (1 - DAMPING) + DAMPING * (double)n * out[i] / all : 1;
        sent[i] = out[i] > 0 ? values[i] / out[i] : 0;
    }
    for (size_t k = 0; k < arcs && made; k++)
        flow[k] = weighted ? w->ties[rows_in->tie[k]].weight : 1;
    for (int round = 0; made && round < MOST_ROUNDS; round++) {
        before = now;
        now = walk(rows_in, w->n, flow, out, values, sent);
        if (now < 1e-15 || (now < 1e-13 && now >= before))
            break;
    }
    for (uint32_t i = 0; i < n && made; i++)
        sum += values[i];
    for (uint32_t i = 0; i < n && made; i++)
        values[i] /= sum;
    ent_mem_free(out);
    ent_mem_free(sent);
    ent_mem_free(flow);
    return made ? ENT_OK : ent_out_of_memory(w->diags);
}

static ent_status pagerank(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return rank_pages(values, w, &w->out, &w->in, false);
}

static ent_status pagerank_w(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return rank_pages(values, w, &w->out, &w->in, true);
}

static ent_status pagerank_out(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return rank_pages(values, w, &w->in, &w->out, false);
}

static ent_status pagerank_out_w(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return rank_pages(values, w, &w->in, &w->out, true);
}

/* ---- the rows ---- */

#define BONACICH "Bonacich 1972, Journal of Mathematical Sociology 2(1), 113-120"
#define BRIN_PAGE "Brin & Page 1998, Computer Networks 30(1-7), 107-117"
#define KLEINBERG "Kleinberg 1999, Journal of the ACM 46(5), 604-632"
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
      .two_modes = ONE_SINGULAR, .cost = A_FEW_ROUNDS, .source = BONACICH, .engine = "own: unstable digits",
      .compute = eigenvector },
    { .name = "eigenvector_w", .also = "eigenvector_weighted", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector, strong ties counting more", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "principal eigenvector of the matrix of weights of the node's component, largest "
                 "entry 1",
      .divisor = "the largest entry of the component", .disconnected = BY_COMPONENT,
      .two_modes = ONE_SINGULAR, .cost = A_FEW_ROUNDS,
      .source = "Newman 2004, Physical Review E 70, 056131", .engine = "own: unstable digits",
      .compute = eigenvector_w },
    { .name = "eigenvector_max1", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector of the network as one matrix, largest entry 1", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "principal eigenvector of the 0/1 matrix of all nodes, largest entry 1; on a "
                 "connected network the same as eigenvector",
      .divisor = "the largest entry", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = BONACICH, .engine = "own: unstable digits",
      .compute = eigenvector_max1 },
    { .name = "eigenvector_l2", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector of the network as one matrix, length 1", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "eigenvector_max1 / square root of the sum of its squares",
      .divisor = "the length of the vector", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = BONACICH, .engine = "own: unstable digits",
      .compute = eigenvector_l2 },
    { .name = "eigenvector_w_max1", .also = "", .scope = ENT_SCOPE_NODE,
      .summary = "eigenvector_w of the network as one matrix", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "principal eigenvector of the matrix of weights of all nodes, largest entry 1; on "
                 "a connected network the same as eigenvector_w",
      .divisor = "the largest entry", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = "Newman 2004, Physical Review E 70, 056131",
      .engine = "own: unstable digits",
      .compute = eigenvector_w_max1 },
    { .name = "pagerank", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ARCS,
      .summary = "share of a random walk's time that is spent at the node", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "stationary share of a walk that follows a random tie with probability 0.85 and "
                 "else jumps to any node; the sum over nodes is 1",
      .divisor = "", .disconnected = "defined: the walk jumps; from an isolate always",
      .two_modes = "defined", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE, .engine = "own: unstable digits",
      .compute = pagerank },
    { .name = "pagerank_w", .also = "pagerank_weighted", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS,
      .summary = "pagerank, strong ties followed more often", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "pagerank where a tie is followed in proportion to its weight", .divisor = "",
      .disconnected = "defined: the walk jumps; from an isolate always", .two_modes = "defined",
      .cost = A_FEW_ROUNDS, .source = BRIN_PAGE, .engine = "own: unstable digits",
      .compute = pagerank_w },
    { .name = "pagerank_out", .also = "pagerank_reversed", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DIRECTED, .summary = "pagerank of a walk against the arcs", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "pagerank with every arc turned around: who gives to those that give",
      .divisor = "",
      .disconnected = "defined: the walk jumps; from nodes that nothing reaches always",
      .two_modes = "undefined without directions", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE,
      .engine = "own: unstable digits",
      .compute = pagerank_out },
    { .name = "pagerank_out_w", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_DIRECTED,
      .summary = "pagerank_w of a walk against the arcs", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH, .formula = "pagerank_w with every arc turned around",
      .divisor = "",
      .disconnected = "defined: the walk jumps; from nodes that nothing reaches always",
      .two_modes = "undefined without directions", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE,
      .engine = "own: unstable digits",
      .compute = pagerank_out_w },
    { .name = "hub", .also = "hub_max1", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ARCS,
      .summary = "ties to good authorities (two modes, or directions)", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "first left singular vector of the 0/1 matrix of actors by acts, or of arcs from "
                 "by to; largest entry 1. Undefined on one mode without directions, where hubs and "
                 "authorities are the eigenvector",
      .divisor = "the largest entry", .disconnected = AS_ONE,
      .two_modes = "actors are hubs, acts authorities; undefined for acts", .cost = A_FEW_ROUNDS,
      .source = KLEINBERG, .engine = "own: unstable digits",
      .compute = hub },
    { .name = "authority", .also = "authority_max1", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS, .summary = "ties from good hubs (two modes, or directions)",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "first right singular vector of the 0/1 matrix of actors by acts, or of arcs from "
                 "by to; largest entry 1. Undefined on one mode without directions",
      .divisor = "the largest entry", .disconnected = AS_ONE,
      .two_modes = "actors are hubs, acts authorities; undefined for actors", .cost = A_FEW_ROUNDS,
      .source = KLEINBERG, .engine = "own: unstable digits",
      .compute = authority },
    { .name = "centralization_eigenvector", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "how much the principal vector is one node's",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (1 - eigenvector_max1), divided",
      .divisor = "n-2: the sum of a tie alone among isolates, the largest there can be (a star has "
                 "n-1 - sqrt(n-1))",
      .disconnected = "undefined when two components share the largest eigenvalue",
      .two_modes = "undefined", .cost = A_FEW_ROUNDS,
      .source = "Freeman 1979, Social Networks 1(3), 215-239; maximum: entente",
      .engine = "own: unstable digits",
      .compute = centralization_eigenvector },
    { .name = "core_periphery", .also = "coreness_fit", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "how well a core and a periphery fit the ties",
      .unit = "", .low = -1, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "correlation, over all pairs of nodes, of being tied (0 or 1) with c_i c_j, c the "
                 "principal eigenvector: Borgatti and Everett's continuous model, its coreness "
                 "taken from the eigenvector",
      .divisor = "", .disconnected = "undefined when two components share the largest eigenvalue, "
                                     "and where all pairs are alike",
      .two_modes = "undefined", .cost = A_FEW_ROUNDS,
      .source = "Borgatti & Everett 2000, Social Networks 21(4), 375-395",
      .engine = ENT_NO_IGRAPH,
      .compute = core_periphery },
    { .name = "spectral_radius", .also = "", .scope = ENT_SCOPE_NETWORK,
      .summary = "largest eigenvalue of the 0/1 matrix", .unit = "", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING, .formula = "largest eigenvalue of the 0/1 matrix of all nodes",
      .divisor = "", .disconnected = "the largest of all components; 0 without ties",
      .two_modes = "defined", .cost = A_FEW_ROUNDS,
      .source = "Cvetkovic, Rowlinson & Simic 2010, An Introduction to the Theory of Graph Spectra",
      .engine = "own: unstable digits",
      .compute = spectral_radius },
    { 0 }
};
