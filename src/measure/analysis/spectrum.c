/* spectrum.c: principal eigenvectors.
 *
 * On a disconnected network, an algorithm for the whole matrix gives 0 outside one component, and an
 * arbitrary mixture if two components have the same largest eigenvalue. Each component is therefore
 * solved separately: by the theorem of Perron and Frobenius its principal vector is unique and positive.
 *
 * The solver is a restarted Lanczos iteration. igraph's ARPACK is not used, because its start vectors
 * depend on earlier calls, so that the last digits change from call to call, and the same input must
 * give the same bytes. If the two largest eigenvalues are equal within rounding, the vector is NaN. */
#include "measure/analysis/spectrum.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/random.h"

/* ---- principal vectors ---- */

/* A component as a graph of its own: `node[i]` is its i-th node. */
typedef struct subgraph {
    uint32_t count, ties;
    uint32_t *node, *place; /* place: index in the subgraph of a node of the network */
} subgraph;

static double tie_value(const ent_work *w, uint32_t t, bool weighted)
{
    return weighted ? w->pairs[t].weight : 1;
}

/* y = A x on the subgraph; returns the largest entry of y. */
static double multiply(const ent_work *w, const subgraph *p, bool weighted, const double *x, double *y)
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

/* The largest entry of |A x - value x| / value, for x with largest entry 1; y is scratch space. */
static double residual(const ent_work *w, const subgraph *p, bool weighted, double value,
                       const double *x, double *y)
{
    double worst = 0;

    multiply(w, p, weighted, x, y);
    for (uint32_t i = 0; i < p->count; i++)
        worst = fmax(worst, fabs(y[i] - value * x[i]));
    return worst / value;
}

/* Scales x so that its largest entry is exactly 1; negative entries from rounding become 0. */
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

/* Factors sI - T = L D L', where T is tridiagonal with diagonal a and off-diagonal b. Returns whether
 * all of D is positive, that is, whether s is greater than every eigenvalue. */
static bool factor(const double *a, const double *b, int k, double s, double *d)
{
    for (int i = 0; i < k; i++) {
        d[i] = s - a[i] - (i ? b[i - 1] * b[i - 1] / d[i - 1] : 0);
        if (!(d[i] > 0))
            return false;
    }
    return true;
}

/* The largest eigenvalue of T, by bisection; never below the exact value. */
static double largest_eigenvalue(const double *a, const double *b, int k)
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

/* The eigenvector for that value, by inverse iteration with a shift just above it. */
static void its_eigenvector(const double *a, const double *b, int k, double value, double *vector)
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

/* y = A q, made orthogonal to q (the last vector of the basis; *along is the component along it), to the
 * rest of the basis, and to `apart` unless that is NULL. If most of y is removed, rounding errors are
 * large beside the rest, and the step is repeated. Returns the length of y. */
static double next_basis_vector(const ent_work *w, const subgraph *p, bool weighted, const double *basis,
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

/* One Lanczos run that starts at x; x becomes the best vector found. `basis` has space for STEPS vectors. */
static double lanczos(const ent_work *w, const subgraph *p, bool weighted, double *x, double *y,
                      double *basis)
{
    uint32_t n = p->count;
    int most = n < STEPS ? (int)n : STEPS, k = 0;
    double a[STEPS] = { 0 }, b[STEPS] = { 0 }, vector[STEPS] = { 0 }, size = sqrt(dot(x, x, n)), value;

    for (uint32_t i = 0; i < n; i++)
        basis[i] = x[i] / size;
    for (; k < most; k++) {
        b[k] = next_basis_vector(w, p, weighted, basis, k, NULL, &a[k], y);
        if (k % 4 == 3 && k + 1 < most) {
            value = largest_eigenvalue(a, b, k + 1);
            its_eigenvector(a, b, k + 1, value, vector);
            if (b[k] * fabs(vector[k]) <= 1e-16 * value)
                break; /* the residual of the vector is below rounding */
        }
        if (k + 1 == most || b[k] <= 1e-13 * (fabs(a[k]) + (k ? b[k - 1] : 0) + b[0]))
            break; /* the basis spans an invariant subspace */
        for (uint32_t i = 0; i < n; i++)
            basis[(size_t)(k + 1) * n + i] = y[i] / b[k];
    }
    k = k < most ? k + 1 : most;
    value = largest_eigenvalue(a, b, k);
    its_eigenvector(a, b, k, value, vector);
    memset(x, 0, n * sizeof *x);
    for (int j = 0; j < k; j++)
        subtract(x, -vector[j], basis + (size_t)j * n, n);
    scale(x, n);
    return value;
}

/* ---- is the principal vector unique? ----
 *
 * If the two largest eigenvalues are equal within rounding, every linear combination of their vectors
 * solves the equation equally well, and the solver returns an arbitrary one. Two equal halves that a
 * long path connects are such a network. The second eigenvalue is found by a Lanczos run from a random
 * vector in the space orthogonal to the first vector. */

/* A test without a search. The squares of the eigenvalues add up to the sum of the squared entries of the
 * matrix. If the first eigenvalue leaves less than 0.99 of its own square, the second is smaller. */
static bool is_dominant(const ent_work *w, const subgraph *p, bool weighted, double value)
{
    double squares = 0;

    for (uint32_t i = 0; i < p->count; i++)
        for (uint32_t k = w->start[p->node[i]]; k < w->start[p->node[i] + 1]; k++) {
            double tie = tie_value(w, w->tie_to[k], weighted) / value;

            squares += tie * tie;
        }
    return squares - 1 < 0.99;
}

/* The second eigenvalue, or a lower bound that is clearly below the first; x is the first vector, of
 * length 1. */
static double second_value(const ent_work *w, const subgraph *p, bool weighted, double first,
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
            b[k] = next_basis_vector(w, p, weighted, basis, k, x, &a[k], y);
            if (k + 1 == most || b[k] <= 1e-13 * first)
                break;
            if (k + 1 >= FEWEST && k % 4 == 3) {
                value = largest_eigenvalue(a, b, k + 1);
                if (value <= 0)
                    return value;
                its_eigenvector(a, b, k + 1, value, vector);
                if (b[k] * fabs(vector[k]) < 0.1 * (first - value))
                    return value; /* clearly smaller */
            }
            for (uint32_t i = 0; i < n; i++)
                basis[(size_t)(k + 1) * n + i] = y[i] / b[k];
        }
        value = largest_eigenvalue(a, b, k + 1);
        if (value <= 0 || k + 1 < STEPS || (run && value - before < 0.1 * (first - value)))
            return value; /* the space is exhausted, or another run would change little */
        its_eigenvector(a, b, k + 1, value, vector);
        memset(y, 0, n * sizeof *y);
        for (int j = 0; j <= k; j++)
            subtract(y, -vector[j], basis + (size_t)j * n, n);
    }
    return value;
}

/* Does the gap between the two largest eigenvalues determine the vector to nine digits? `error` is the
 * residual as a share of the eigenvalue. */
static bool is_unique(const ent_work *w, const subgraph *p, bool weighted, double value, double error,
                    double *x, double *y, double *basis)
{
    double size = sqrt(dot(x, x, p->count)), second;

    if (p->count < 3 || is_dominant(w, p, weighted, value))
        return true;
    for (uint32_t i = 0; i < p->count; i++)
        x[i] /= size;
    second = second_value(w, p, weighted, value, x, y, basis);
    for (uint32_t i = 0; i < p->count; i++)
        x[i] *= size;
    return fmax(error, 0x1p-53) < 1e-9 * (value - second) / value;
}

static ent_status solve(ent_work *w, const subgraph *p, bool weighted, double *x, double *y,
                        double *value, bool *unique)
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
            break; /* converged up to rounding */
        before = now;
    }
    *value = dot(x, y, p->count) / dot(x, x, p->count); /* Rayleigh quotient (y = A x): more exact than bisection */
    *unique = now <= 1e-10 && is_unique(w, p, weighted, *value, now, x, y, basis);
    ent_mem_free(basis);
    /* So far the error of each entry is small relative to the largest entry. Power iterations add positive
     * numbers only, and make it small relative to the entry itself. */
    for (int round = 0; round < 4 && *unique; round++) {
        double top = multiply(w, p, weighted, x, y);

        for (uint32_t i = 0; i < p->count; i++)
            x[i] = y[i] / top;
    }
    for (uint32_t i = 0; i < p->count && !*unique; i++)
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
    subgraph p = { .node = lists, .place = lists ? lists + w->n : NULL };
    ent_status status = ENT_OK;
    double second = 0;

    if (!x || !lists)
        status = ent_out_of_memory(w->diags);
    for (uint32_t c = 1; c <= w->component_count && status == ENT_OK; c++) {
        double value = 0;
        bool unique = true;

        if (w->component_size[c - 1] < 2)
            break; /* components are sorted by size: the rest are isolates, with vector 0 */
        p.count = p.ties = 0;
        for (uint32_t i = 0; i < w->n; i++)
            if (w->component[i] == c) {
                p.place[i] = p.count;
                p.node[p.count++] = i;
                p.ties += work_degree(w, i);
            }
        p.ties /= 2;
        status = solve(w, &p, weighted, x, x + p.count, &value, &unique);
        for (uint32_t i = 0; i < p.count && status == ENT_OK; i++)
            s->vector[p.node[i]] = x[i];
        s->value[c - 1] = value;
        if (!unique && !isnan(value) && !s->ambiguous)
            s->ambiguous = p.count;
        if (value > s->radius) {
            second = s->radius;
            s->radius = value;
            s->leading = c;
        } else {
            second = fmax(second, value);
        }
    }
    if (s->radius - second <= 1e-12 * s->radius)
        s->leading = 0; /* two components have the same largest eigenvalue, or there is no tie */
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

    if (status == ENT_OK && s->ambiguous && !s->reported)
        ent_note(w->diags, ENT_NOWHERE,
                 "the two largest eigenvalues of a component of %u nodes%s are the same within the "
                 "precision of a number, so that no vector is the principal one: eigenvector and "
                 "what follows from it are left undefined there",
                 s->ambiguous, weighted ? ", weights counted," : "");
    if (status == ENT_OK)
        s->reported = true;
    return status;
}
