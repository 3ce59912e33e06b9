/* spectrum.c: principal eigenvectors.
 *
 * On a disconnected network, an algorithm for the whole matrix gives 0 outside one component,
 * and an arbitrary mixture when two components are equally strong. So each component is solved for
 * itself: there the principal vector is unique and positive.
 *
 * The solver is ours: Lanczos, restarted. igraph's ARPACK gives other last digits from call to call
 * (its random vectors carry over), and the same input must give the same bytes. Where the largest
 * eigenvalue is not one alone within rounding, no vector is given. */
#include "measure/analysis/spectrum.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/random.h"

/* ---- principal vectors ---- */

/* A component as a separate graph: `node[i]` is its i-th node. */
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
    if ((s = work_room(w, 1, sizeof *s)) == NULL)
        return ent_out_of_memory(w->diags);
    s->vector = work_room(w, (size_t)w->n + 1, sizeof *s->vector);
    s->value = work_room(w, (size_t)w->component_count + 1, sizeof *s->value);
    status = s->vector && s->value ? solve_all(w, weighted, s) : ent_out_of_memory(w->diags);
    if (status == ENT_OK)
        *spectrum = w->spectrum[weighted] = s;
    return status;
}

ent_status ent_work_vectors(ent_work *w, bool weighted, const work_spectrum **spectrum)
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
