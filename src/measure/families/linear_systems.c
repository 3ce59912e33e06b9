/* linear_systems.c: what follows from systems of equations and functions of the matrix of ties: Katz,
 * Bonacich power, current-flow closeness, subgraph centrality.
 *
 * The first two are solved by conjugate gradients, which need no matrix. The others need one of n x
 * n numbers, made component by component: between components all is 0. */
#include "measure/families/rows.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "measure/analysis/spectrum.h"

static double dot(const double *x, const double *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

/* ---- (I - t A) x = b ---- */

static void apply(const ent_work *w, double t, const double *x, double *y)
{
    for (uint32_t i = 0; i < w->n; i++) {
        double sum = 0;

        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
            sum += x[w->neighbor[k]];
        y[i] = x[i] - t * sum;
    }
}

enum { MOST_ROUNDS = 2000 };

/* Conjugate gradients: for |t| below one over the largest eigenvalue the matrix is positive
 * definite. x starts at b; room holds three vectors. False when it does not come to an end. */
static bool solve(const ent_work *w, double t, const double *b, double *x, double *room)
{
    size_t n = w->n;
    double *r = room, *d = room + n, *y = room + 2 * n, now, goal;

    memcpy(x, b, n * sizeof *x);
    apply(w, t, x, y);
    for (size_t i = 0; i < n; i++)
        d[i] = r[i] = b[i] - y[i];
    now = dot(r, r, n);
    goal = 1e-32 * dot(b, b, n);
    for (int round = 0; round < MOST_ROUNDS && now > goal; round++) {
        double along, before = now;

        apply(w, t, d, y);
        along = now / dot(d, y, n);
        for (size_t i = 0; i < n; i++) {
            x[i] += along * d[i];
            r[i] -= along * y[i];
        }
        now = dot(r, r, n);
        for (size_t i = 0; i < n; i++)
            d[i] = r[i] + now / before * d[i];
    }
    return now <= goal;
}

/* Within NEAR of one over an eigenvalue the solution is large and its last digits are rounding's. */
#define NEAR 1e-6

/* Are the digits of x, which solves the system for b, its own? They are uncertain by as much as the
 * matrix stretches: at least by what it shrinks x to. */
static bool is_certain(const ent_work *w, double t, const double *b, const double *x)
{
    double most_x = 0, most_b = 0, degree = 0;

    for (uint32_t i = 0; i < w->n; i++) {
        most_x = fmax(most_x, fabs(x[i]));
        most_b = fmax(most_b, fabs(b[i]));
        degree = fmax(degree, work_degree(w, i));
    }
    return most_x * (1 + fabs(t) * degree) * NEAR <= most_b;
}

/* Gauss with pivots, for any t that is no eigenvalue's inverse; false when it is. */
static bool eliminate(const ent_work *w, double t, const double *b, double *x, double *a)
{
    size_t n = w->n;

    memset(a, 0, n * n * sizeof *a);
    memcpy(x, b, n * sizeof *x);
    for (uint32_t i = 0; i < n; i++) {
        a[i * n + i] = 1;
        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
            a[i * n + w->neighbor[k]] = -t;
    }
    for (size_t c = 0; c < n; c++) {
        size_t pivot = c;

        for (size_t r = c + 1; r < n; r++)
            if (fabs(a[r * n + c]) > fabs(a[pivot * n + c]))
                pivot = r;
        if (fabs(a[pivot * n + c]) < 1e-12 * fmax(1, fabs(t)))
            return false;
        for (size_t k = c; k < n && pivot != c; k++) {
            double swap = a[c * n + k];

            a[c * n + k] = a[pivot * n + k];
            a[pivot * n + k] = swap;
        }
        if (pivot != c) {
            double swap = x[c];

            x[c] = x[pivot];
            x[pivot] = swap;
        }
        for (size_t r = c + 1; r < n; r++) {
            double times = a[r * n + c] / a[c * n + c];

            if (times == 0)
                continue;
            for (size_t k = c; k < n; k++)
                a[r * n + k] -= times * a[c * n + k];
            x[r] -= times * x[c];
        }
    }
    for (size_t r = n; r-- > 0;) {
        x[r] -= dot(a + r * n + r + 1, x + r + 1, n - r - 1);
        x[r] /= a[r * n + r];
    }
    return is_certain(w, t, b, x);
}

/* The number after the colon, or half of one over the largest eigenvalue. */
static ent_status attenuation(ent_work *w, double *t, double *limit)
{
    const work_spectrum *s;
    ent_status status = ent_work_spectrum(w, false, &s);

    if (status != ENT_OK)
        return status;
    *limit = s->radius > 0 ? 1 / s->radius : INFINITY;
    *t = s->radius > 0 ? 0.5 / s->radius : 0;
    if (w->argument.len)
        ent_str_number(w->argument, t);
    return ENT_OK;
}

static ent_status katz(double *values, ent_work *w)
{
    double *room = ent_mem_new(4 * (size_t)w->n + 1, sizeof *room), t = 0, limit = 0;
    ent_status status = room ? attenuation(w, &t, &limit) : ent_out_of_memory(w->diags);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        room[i] = 1;
    if (status == ENT_OK && (t < 0 || t >= limit * (1 - NEAR) ||
                             !solve(w, t, room, values, room + w->n))) {
        ent_note(w->diags, ENT_NOWHERE,
                 "katz: alpha %.12g is left undefined; expected 0 or more and below %.12g, one over "
                 "the largest eigenvalue, by a millionth of it",
                 t, limit);
        for (uint32_t i = 0; i < w->n; i++)
            values[i] = NAN;
    }
    ent_mem_free(room);
    return status;
}

static ent_status bonacich_power(double *values, ent_work *w)
{
    size_t n = w->n;
    double *room = ent_mem_new(4 * n + 1, sizeof *room), *matrix = NULL, t = 0, limit = 0, size = 0;
    ent_status status = room ? attenuation(w, &t, &limit) : ent_out_of_memory(w->diags);
    bool solved = status == ENT_OK;

    for (uint32_t i = 0; i < n && room; i++)
        room[i] = work_degree(w, i);
    if (status == ENT_OK && fabs(t) < limit * (1 - NEAR)) {
        solved = solve(w, t, room, values, room + n);
    } else if (status == ENT_OK && n <= ENT_MATRIX_NODES) {
        if ((matrix = ent_mem_new(n * n + 1, sizeof *matrix)) == NULL)
            status = ent_out_of_memory(w->diags);
        solved = matrix && eliminate(w, t, room, values, matrix);
    } else {
        solved = false;
    }
    if (status == ENT_OK && !solved)
        ent_note(w->diags, ENT_NOWHERE,
                 "bonacich_power: beta %.12g is left undefined; expected a number nearer to 0 than "
                 "%.12g, one over the largest eigenvalue, or farther from one over any",
                 t, limit);
    for (size_t i = 0; i < n; i++)
        size += values[i] * values[i];
    for (size_t i = 0; i < n; i++)
        values[i] = solved && size > 0 ? values[i] * sqrt((double)n / size) : NAN;
    ent_mem_free(room);
    ent_mem_free(matrix);
    return status;
}

/* ---- by components ---- */

typedef struct block {
    uint32_t count;
    uint32_t *node, *place;        /* of the network; within the block */
    double *a, *b, *c, *d, *e, *f; /* matrices, as many as were asked for */
} block;

static ent_status each_component(double *values, ent_work *w, int matrices,
                                 ent_status (*fill)(double *values, ent_work *w, block *b))
{
    size_t largest = w->component_count ? w->component_size[0] : 0, size = largest * largest;
    uint32_t *lists = ent_mem_new(2 * (size_t)w->n + 1, sizeof *lists);
    double *room = ent_mem_new((size_t)matrices * size + 1, sizeof *room);
    block b = { .node = lists, .place = lists ? lists + w->n : NULL };
    ent_status status = lists && room ? ENT_OK : ent_out_of_memory(w->diags);

    for (uint32_t c = 1; c <= w->component_count && status == ENT_OK; c++) {
        b.count = 0;
        for (uint32_t i = 0; i < w->n; i++)
            if (w->component[i] == c)
                b.node[b.place[i] = b.count++] = i;
        size = (size_t)b.count * b.count;
        memset(room, 0, (size_t)matrices * size * sizeof *room);
        b.a = room;
        b.b = matrices > 1 ? room + size : NULL;
        b.c = matrices > 2 ? room + 2 * size : NULL;
        b.d = matrices > 3 ? room + 3 * size : NULL;
        b.e = matrices > 4 ? room + 4 * size : NULL;
        b.f = matrices > 5 ? room + 5 * size : NULL;
        status = fill(values, w, &b);
    }
    ent_mem_free(lists);
    ent_mem_free(room);
    return status;
}

/* ---- current flow ---- */

/* The conductances of a component: between its nodes above the diagonal of a, and in `ground` to its
 * last node, which is taken as the ground. In units of a power of two near the strongest. */
static double conduct(const ent_work *w, const block *p, bool weighted, double *a, double *ground)
{
    size_t n = p->count, last = n - 1;
    double most = 0, unit;

    for (size_t i = 0; i < n; i++)
        for (uint32_t k = w->start[p->node[i]]; k < w->start[p->node[i] + 1]; k++)
            most = fmax(most, weighted ? w->pairs[w->tie_to[k]].weight : 1);
    unit = ldexp(1, ilogb(most));
    for (size_t i = 0; i < last; i++)
        for (uint32_t k = w->start[p->node[i]]; k < w->start[p->node[i] + 1]; k++) {
            size_t j = p->place[w->neighbor[k]];
            double tie = (weighted ? w->pairs[w->tie_to[k]].weight : 1) / unit;

            if (j == last)
                ground[i] = tie;
            else if (j > i)
                a[i * n + j] = tie;
        }
    return unit;
}

/* Takes the nodes away one by one; what is left conducts as the whole did (star to mesh). Row k of a
 * becomes the shares of node k's conductance that go to the nodes behind it, all[k] the whole. Only
 * sums and products of positive numbers: each comes out to its own last digits, however much weights
 * differ (Grassmann, Taksar & Heyman's way, for the Laplacian). */
static void take_away(double *a, double *ground, double *all, size_t n)
{
    size_t last = n - 1;

    for (size_t k = 0; k < last; k++) {
        double *row = a + k * n;

        all[k] = ground[k];
        for (size_t j = k + 1; j < last; j++)
            all[k] += row[j];
        for (size_t i = k + 1; i < last; i++) {
            double share = row[i] / all[k], *other = a + i * n;

            if (share == 0)
                continue;
            ground[i] += share * ground[k];
            for (size_t j = i + 1; j < last; j++)
                other[j] += share * row[j];
        }
        for (size_t j = k + 1; j < last; j++)
            row[j] /= all[k];
    }
}

/* The sums of resistances to all others. With G the inverse of the Laplacian without the ground,
 * which is U D U' with U the inverse of 1 - a: R_ij = G_ii + G_jj - 2 G_ij, and G_ii to the ground. */
static ent_status flow(double *values, ent_work *w, block *p, bool weighted)
{
    size_t n = p->count, last = n - 1;
    double *a = p->a, unit, trace = 0;
    double *room = ent_mem_new(4 * n + 1, sizeof *room), *all = room, *ground = room + n,
           *sums = room + 2 * n, *row = room + 3 * n;

    if (!room)
        return ent_out_of_memory(w->diags);
    if (n < 2) {
        values[p->node[0]] = NAN;
        ent_mem_free(room);
        return ENT_OK;
    }
    unit = conduct(w, p, weighted, a, ground);
    take_away(a, ground, all, n);
    for (size_t j = 0; j < last; j++) /* sums of the rows of G: first U', then D, then U */
        sums[j] = 1;
    for (size_t k = 0; k < last; k++)
        for (size_t j = k + 1; j < last; j++)
            sums[j] += a[k * n + j] * sums[k];
    for (size_t k = last; k-- > 0;) {
        sums[k] /= all[k];
        for (size_t j = k + 1; j < last; j++)
            sums[k] += a[k * n + j] * sums[j];
    }
    for (size_t i = 0; i < last; i++) {
        double own = 0;

        memset(row, 0, n * sizeof *row);
        row[i] = 1;
        for (size_t k = i; k < last; k++) {
            double from = row[k];

            own += from * (from / all[k]);
            for (size_t j = k + 1; j < last && from != 0; j++)
                row[j] += from * a[k * n + j];
        }
        values[p->node[i]] = own;
        trace += own;
    }
    for (size_t i = 0; i < last; i++)
        values[p->node[i]] =
            (double)n / ((double)n * values[p->node[i]] + trace - 2 * sums[i]) * unit;
    values[p->node[last]] = (double)n / trace * unit;
    ent_mem_free(room);
    return ENT_OK;
}

static ent_status flow_plain(double *values, ent_work *w, block *p)
{
    return flow(values, w, p, false);
}

static ent_status flow_weighted(double *values, ent_work *w, block *p)
{
    return flow(values, w, p, true);
}

static ent_status information(double *values, ent_work *w)
{
    return each_component(values, w, 1, flow_plain);
}

static ent_status information_w(double *values, ent_work *w)
{
    return each_component(values, w, 1, flow_weighted);
}

/* ---- the exponential ---- */

/* out = x y, of symmetric matrices that commute: the product is symmetric, half is enough. */
static void multiply(double *out, const double *x, const double *y, size_t n)
{
    memset(out, 0, n * n * sizeof *out);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            double times = x[i * n + k];

            for (size_t j = 0; j <= i && times != 0; j++)
                out[i * n + j] += times * y[k * n + j];
        }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            out[j * n + i] = out[i * n + j];
}

/* e^A: the series of A/2^s up to the 16th power, in fours, then squared s times. All numbers are
 * positive, so that each entry is right to its own last digits, however small beside others. */
static ent_status exponential(double *values, ent_work *w, block *p)
{
    size_t n = p->count;
    double *b1 = p->a, *b2 = p->b, *b3 = p->c, *b4 = p->d, *sum = p->e, *spare = p->f, scale = 1;
    double term[17] = { 1 }, top = 0;
    int squarings = 0;

    for (uint32_t i = 0; i < n; i++)
        top = fmax(top, work_degree(w, p->node[i]));
    for (; top * scale > 1; scale /= 2)
        squarings++;
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = w->start[p->node[i]]; k < w->start[p->node[i] + 1]; k++)
            b1[i * n + p->place[w->neighbor[k]]] = scale;
    multiply(b2, b1, b1, n);
    multiply(b3, b2, b1, n);
    multiply(b4, b2, b2, n);
    for (int k = 1; k <= 16; k++)
        term[k] = term[k - 1] / k;
    memset(sum, 0, n * n * sizeof *sum);
    for (int four = 3; four >= 0; four--) {
        const double *t = term + 4 * four;

        if (four == 3) {
            for (size_t i = 0; i < n * n; i++)
                spare[i] = term[16] * b4[i];
        } else {
            multiply(spare, sum, b4, n);
        }
        for (size_t i = 0; i < n * n; i++)
            sum[i] = spare[i] + t[1] * b1[i] + t[2] * b2[i] + t[3] * b3[i];
        for (size_t i = 0; i < n; i++)
            sum[i * n + i] += t[0];
    }
    for (; squarings; squarings--) {
        double *other = spare;

        multiply(other, sum, sum, n);
        spare = sum;
        sum = other;
    }
    for (size_t i = 0; i < n; i++)
        values[p->node[i]] = isfinite(sum[i * n + i]) ? sum[i * n + i] : NAN;
    if (!isfinite(sum[0]))
        ent_note(w->diags, ENT_NOWHERE,
                 "subgraph: walks of a component of %u nodes are too many for a number: left "
                 "undefined",
                 p->count);
    return ENT_OK;
}

static ent_status subgraph(double *values, ent_work *w)
{
    return each_component(values, w, 6, exponential);
}

/* ---- the rows ---- */

#define STEPHENSON "Stephenson & Zelen 1989, Social Networks 11(1), 1-37; Brandes & Fleischer 2005"
#define WITHIN "within each component; undefined for isolates"
#define CUBED "O(n^3), a matrix of all nodes by all nodes"

const ent_measure ent_measures_linear[] = {
    { .name = "katz", .also = "katz_centrality alpha_centrality", .scope = ENT_SCOPE_NODE,
      .parameter = "alpha", .summary = "walks of all lengths to the node, long ones counting less",
      .unit = "walks", .low = 1, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "x = alpha A x + 1, A the 0/1 matrix. alpha is half of one over the largest "
                 "eigenvalue unless given as katz:alpha=NUMBER, and must be below one over it",
      .divisor = "", .disconnected = "walks stay in a component; isolates 1",
      .two_modes = "defined", .cost = "O(m) a round, some dozens of rounds",
      .source = "Katz 1953, Psychometrika 18(1), 39-43; Bonacich & Lloyd 2001", .engine = ENT_NO_IGRAPH,
      .compute = katz },
    { .name = "bonacich_power", .also = "bonpow", .scope = ENT_SCOPE_NODE, .parameter = "beta",
      .summary = "ties to nodes that have many (beta > 0) or few (beta < 0)", .unit = "",
      .low = -INFINITY, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "(I - beta A)^-1 A 1, A the 0/1 matrix, scaled so that the squares add up to n. "
                 "beta is half of one over the largest eigenvalue unless given as "
                 "bonacich_power:beta=NUMBER; beyond one over the largest eigenvalue the values "
                 "alternate and are hard to read",
      .divisor = "square root of the sum of squares / n",
      .disconnected = "isolates 0; undefined without ties", .two_modes = "defined",
      .cost = "O(m) a round, some dozens of rounds; O(n^3) beyond one over the largest eigenvalue",
      .source = "Bonacich 1987, American Journal of Sociology 92(5), 1170-1182",
      .engine = ENT_NO_IGRAPH,
      .compute = bonacich_power },
    { .name = "information", .also = "infocent", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_MATRIX,
      .summary = "nearness by all paths at once, as current flows", .unit = "", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "c / sum of the effective resistances to the c - 1 others of its component, every "
                 "tie a resistance of 1. Current-flow closeness is the same without the factor c "
                 "(networkx), or with c - 1 in its place",
      .divisor = "", .disconnected = WITHIN, .two_modes = "defined", .cost = CUBED,
      .source = STEPHENSON, .engine = ENT_NO_IGRAPH,
      .compute = information },
    { .name = "information_w", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_MATRIX,
      .summary = "information, strong ties conducting better", .unit = "weight", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_STRENGTH,
      .formula = "c / sum of the effective resistances to the c - 1 others of its component, a "
                 "tie of weight w a resistance of 1/w",
      .divisor = "", .disconnected = WITHIN, .two_modes = "defined", .cost = CUBED,
      .source = STEPHENSON, .engine = ENT_NO_IGRAPH,
      .compute = information_w },
    { .name = "subgraph", .also = "subgraph_centrality", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_MATRIX,
      .summary = "closed walks from the node, short ones counting most", .unit = "walks", .low = 1,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over k of (closed walks of k steps) / k!: the diagonal of e^A. Undefined "
                 "where that is more than a number can hold (largest eigenvalue above some 700)",
      .divisor = "", .disconnected = "walks stay in a component; isolates 1",
      .two_modes = "defined", .cost = CUBED,
      .source = "Estrada & Rodriguez-Velazquez 2005, Physical Review E 71, 056103",
      .engine = ENT_NO_IGRAPH,
      .compute = subgraph },
    { 0 }
};
