/* spectral.c: what follows from eigenvectors, and PageRank.
 *
 * On a network that falls apart, an algorithm for the whole matrix gives 0 outside one component,
 * and an arbitrary mixture when two components are equally strong. So each component is solved for
 * itself: there the principal vector is unique and positive.
 *
 * The solver is ours: Lanczos, restarted. igraph's ARPACK gives other last digits from call to call
 * (its random vectors carry over), and the same input must give the same bytes. */
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

/* The largest eigenvalue of T by bisection, its vector by inverse iteration from just above. */
static double top_of_tridiagonal(const double *a, const double *b, int k, double *vector)
{
    double low = a[0], high = 0, d[STEPS] = { 0 }, size;

    if (k < 1)
        return 0;
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
    if (!factor(a, b, k, high * (1 + 1e-13), d))
        factor(a, b, k, high * (1 + 1e-10), d);
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
    return high;
}

/* One Lanczos run from x, every new direction made orthogonal to all before it twice; x becomes the
 * best vector found. basis: room for STEPS vectors. */
static double lanczos(const ent_work *w, const part *p, bool weighted, double *x, double *y,
                      double *basis)
{
    uint32_t n = p->count;
    int most = n < STEPS ? (int)n : STEPS, k = 0;
    double a[STEPS] = { 0 }, b[STEPS] = { 0 }, vector[STEPS] = { 0 }, size = sqrt(dot(x, x, n)), value;

    for (uint32_t i = 0; i < n; i++)
        basis[i] = x[i] / size;
    for (; k < most; k++) {
        const double *q = basis + (size_t)k * n;

        multiply(w, p, weighted, q, y);
        a[k] = dot(q, y, n);
        for (int again = 0; again < 2; again++)
            for (int j = 0; j <= k; j++)
                subtract(y, dot(basis + (size_t)j * n, y, n), basis + (size_t)j * n, n);
        b[k] = sqrt(dot(y, y, n));
        if (k % 4 == 3 && k + 1 < most) {
            value = top_of_tridiagonal(a, b, k + 1, vector);
            if (b[k] * fabs(vector[k]) <= 1e-16 * value)
                break; /* what is left out of the best vector is below rounding */
        }
        if (k + 1 == most || b[k] <= 1e-13 * (fabs(a[k]) + (k ? b[k - 1] : 0) + b[0]))
            break; /* all directions that x has are found */
        for (uint32_t i = 0; i < n; i++)
            basis[(size_t)(k + 1) * n + i] = y[i] / b[k];
    }
    k = k < most ? k + 1 : most;
    value = top_of_tridiagonal(a, b, k, vector);
    memset(x, 0, n * sizeof *x);
    for (int j = 0; j < k; j++)
        subtract(x, -vector[j], basis + (size_t)j * n, n);
    scale(x, n);
    return value;
}

static ent_status solve(ent_work *w, const part *p, bool weighted, double *x, double *y,
                        double *value)
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
    ent_mem_free(basis);
    *value = dot(x, y, p->count) / dot(x, x, p->count); /* y = A x: better than bisection */
    /* So far entries are right as parts of the largest; sums of positive numbers make small ones
     * right in their own digits. */
    for (int round = 0; round < 4 && now <= 1e-10; round++) {
        double top = multiply(w, p, weighted, x, y);

        for (uint32_t i = 0; i < p->count; i++)
            x[i] = y[i] / top;
    }
    if (now <= 1e-10)
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
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        if (isnan(s->vector[i])) /* a component without an answer may have the largest */
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
 * not. Sums over pairs follow from sums over nodes. */
static ent_status core_periphery(double *values, ent_work *w, ent_str argument)
{
    double *c = ent_mem_new((size_t)w->n + 1, sizeof *c), n = w->n, pairs = n * (n - 1) / 2;
    ent_status status = c ? whole_vector(c, w, false) : ent_out_of_memory(w->diags);
    double one = 0, two = 0, four = 0, tied = 0, m = w->pair_count, x, xx;

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        one += c[i];
        two += c[i] * c[i];
        four += c[i] * c[i] * c[i] * c[i];
    }
    for (uint32_t t = 0; t < w->pair_count && status == ENT_OK; t++)
        tied += c[w->pairs[t].a] * c[w->pairs[t].b];
    x = (one * one - two) / 2 / pairs;
    xx = (two * two - four) / 2 / pairs - x * x;
    *values = w->n > 2 && m > 0 && m < pairs && xx > 1e-12
                  ? (tied / pairs - x * m / pairs) / sqrt(xx * (m / pairs) * (1 - m / pairs))
                  : NAN;
    ent_mem_free(c);
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
      .formula = "principal eigenvector of the matrix of weights of all nodes, largest entry 1; on "
                 "a connected network the same as eigenvector_w",
      .divisor = "the largest entry", .disconnected = AS_ONE, .two_modes = ONE_SINGULAR,
      .cost = A_FEW_ROUNDS, .source = "Newman 2004, Physical Review E 70, 056131",
      .compute = eigenvector_w_max1 },
    { .name = "pagerank", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ARCS,
      .summary = "share of a random walk's time that is spent at the node", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "stationary share of a walk that follows a random tie with probability 0.85 and "
                 "else jumps to any node; the sum over nodes is 1",
      .divisor = "", .disconnected = "defined: the walk jumps; from an isolate always",
      .two_modes = "defined", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE, .compute = pagerank },
    { .name = "pagerank_w", .also = "pagerank_weighted", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS,
      .summary = "pagerank, strong ties followed more often", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "pagerank where a tie is followed in proportion to its weight", .divisor = "",
      .disconnected = "defined: the walk jumps; from an isolate always", .two_modes = "defined",
      .cost = A_FEW_ROUNDS, .source = BRIN_PAGE, .compute = pagerank_w },
    { .name = "pagerank_out", .also = "pagerank_reversed", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_DIRECTED, .summary = "pagerank of a walk against the arcs", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "pagerank with every arc turned around: who gives to those that give",
      .divisor = "",
      .disconnected = "defined: the walk jumps; from nodes that nothing reaches always",
      .two_modes = "undefined without directions", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE,
      .compute = pagerank_out },
    { .name = "pagerank_out_w", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_DIRECTED,
      .summary = "pagerank_w of a walk against the arcs", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_STRENGTH, .formula = "pagerank_w with every arc turned around",
      .divisor = "",
      .disconnected = "defined: the walk jumps; from nodes that nothing reaches always",
      .two_modes = "undefined without directions", .cost = A_FEW_ROUNDS, .source = BRIN_PAGE,
      .compute = pagerank_out_w },
    { .name = "hub", .also = "hub_max1", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ARCS,
      .summary = "ties to good authorities (two modes, or directions)", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "first left singular vector of the 0/1 matrix of actors by acts, or of arcs from "
                 "by to; largest entry 1. Undefined on one mode without directions, where hubs and "
                 "authorities are the eigenvector",
      .divisor = "the largest entry", .disconnected = AS_ONE,
      .two_modes = "actors are hubs, acts authorities; undefined for acts", .cost = A_FEW_ROUNDS,
      .source = KLEINBERG, .compute = hub },
    { .name = "authority", .also = "authority_max1", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ARCS, .summary = "ties from good hubs (two modes, or directions)",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "first right singular vector of the 0/1 matrix of actors by acts, or of arcs from "
                 "by to; largest entry 1. Undefined on one mode without directions",
      .divisor = "the largest entry", .disconnected = AS_ONE,
      .two_modes = "actors are hubs, acts authorities; undefined for actors", .cost = A_FEW_ROUNDS,
      .source = KLEINBERG, .compute = authority },
    { .name = "centralization_eigenvector", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "how much the principal vector is one node's",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over nodes of (1 - eigenvector_max1), divided",
      .divisor = "n-2: the sum of a tie alone among isolates, the largest there can be (a star has "
                 "n-1 - sqrt(n-1))",
      .disconnected = "undefined when two components share the largest eigenvalue",
      .two_modes = "undefined", .cost = A_FEW_ROUNDS,
      .source = "Freeman 1979, Social Networks 1(3), 215-239; maximum: entente",
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
      .compute = core_periphery },
    { .name = "spectral_radius", .also = "", .scope = ENT_SCOPE_NETWORK,
      .summary = "largest eigenvalue of the 0/1 matrix", .unit = "", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING, .formula = "largest eigenvalue of the 0/1 matrix of all nodes",
      .divisor = "", .disconnected = "the largest of all components; 0 without ties",
      .two_modes = "defined", .cost = A_FEW_ROUNDS,
      .source = "Cvetkovic, Rowlinson & Simic 2010, An Introduction to the Theory of Graph Spectra",
      .compute = spectral_radius },
    { 0 }
};
