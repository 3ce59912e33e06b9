/* profiles.c: the ties of each node as a row of numbers; correlations and distances of rows without losing digits. */
#include "measure/analysis/profiles.h"

#include "base/mem.h"

/* The entries of a row that a pair is compared over lie in up to six stretches: its columns but the
 * two nodes' own, twice when ties in stand behind ties out. */
typedef struct stretches {
    size_t first[6], end[6];
    int count;
} stretches;

static stretches without(size_t a, size_t b, size_t n, size_t width)
{
    size_t low = a < b ? a : b, high = a < b ? b : a;
    stretches s = { .count = 0 };

    for (size_t at = 0; at < width; at += n) {
        const size_t bounds[3][2] = { { at, at + low },
                                      { at + low + 1, at + high },
                                      { at + high + 1, at + n } };

        for (int i = 0; i < 3; i++) {
            s.first[s.count] = bounds[i][0];
            s.end[s.count++] = bounds[i][1];
        }
    }
    return s;
}

/* A row over the stretches: where it is moved to, and whether it varies beyond rounding. Differences
 * from one of its own numbers lose no digits, and those from their mean hardly any: weights such as
 * 100000001 and 100000009 correlate as 1 and 9 do. */
typedef struct centred {
    double one, mean, furthest; /* x - one - mean is centred, and `furthest` or less from 0 */
    double range;
    bool varies;
} centred;

static centred centre(const double *x, const stretches *s, double count, bool whole)
{
    centred c = { 0 };
    double low = INFINITY, high = -INFINITY, sum = 0;
    bool any = false;

    for (int i = 0; i < s->count; i++)
        for (size_t k = s->first[i]; k < s->end[i]; k++) {
            if (!any)
                c.one = x[k];
            any = true;
            low = x[k] < low ? x[k] : low;
            high = x[k] > high ? x[k] : high;
            sum += x[k] - c.one;
        }
    c.mean = any ? sum / count : 0;
    c.furthest = fmax(high - c.one - c.mean, c.one + c.mean - low);
    c.range = high - low;
    /* sums of fractions that ought to be equal differ in their last digits */
    c.varies = any && c.range > (whole ? 0 : 1e-14 * fmax(fabs(low), fabs(high)));
    return c;
}

/* Of whole numbers that are not too far apart all sums are exact: 0 is 0, and the order of nodes makes no difference. */
static double correlate_whole(const double *p, const double *q, const stretches *s, double one_p,
                              double one_q, double count)
{
    double sp = 0, sq = 0, pp = 0, qq = 0, pq = 0;

    for (int i = 0; i < s->count; i++)
        for (size_t k = s->first[i]; k < s->end[i]; k++) {
            double u = p[k] - one_p, v = q[k] - one_q;

            sp += u;
            sq += v;
            pp += u * u;
            qq += v * v;
            pq += u * v;
        }
    return (count * pq - sp * sq) / (sqrt(count * pp - sp * sp) * sqrt(count * qq - sq * sq));
}

static double correlate_rows(const double *p, const double *q, const stretches *s, double count,
                             bool whole)
{
    centred x = centre(p, s, count, whole), y = centre(q, s, count, whole);
    double pp = 0, qq = 0, pq = 0;

    if (!x.varies || !y.varies)
        return NAN;
    if (whole && fmax(x.range, y.range) * count < 0x1p26)
        return fmax(-1, fmin(1, correlate_whole(p, q, s, x.one, y.one, count)));
    for (int i = 0; i < s->count; i++)
        for (size_t k = s->first[i]; k < s->end[i]; k++) {
            /* shares of the largest: squares stay within what a number holds */
            double u = (p[k] - x.one - x.mean) / x.furthest;
            double v = (q[k] - y.one - y.mean) / y.furthest;

            pp += u * u;
            qq += v * v;
            pq += u * v;
        }
    return fmax(-1, fmin(1, pq / (sqrt(pp) * sqrt(qq))));
}

/* ---- profiles ---- */

ent_status ent_profiles_init(ent_profiles *p, const ent_work *w, bool weighted)
{
    size_t n = w->n, width = w->directed ? 2 * n : n;

    *p = (ent_profiles){ ent_mem_new(n * width + 1, sizeof *p->x), n, width, true };
    if (!p->x)
        return ent_out_of_memory(w->diags);
    for (uint32_t t = 0; t < w->m; t++) {
        uint32_t a = w->ties[t].a, b = w->ties[t].b;
        double value = weighted ? w->ties[t].weight : 1;

        p->x[a * width + b] = value;
        p->x[b * width + (w->directed ? n : 0) + a] = value;
        p->whole &= value == floor(value);
    }
    return ENT_OK;
}

void ent_profiles_destroy(ent_profiles *p)
{
    ent_mem_free(p->x);
    *p = (ent_profiles){ 0 };
}

double ent_profiles_correlation(const ent_profiles *p, size_t a, size_t b)
{
    stretches s = without(a, b, p->n, p->width);

    return p->n > 2 ? correlate_rows(p->x + a * p->width, p->x + b * p->width, &s,
                                     (double)(p->width / p->n * (p->n - 2)), p->whole)
                    : NAN;
}

double ent_profiles_distance(const ent_profiles *p, size_t a, size_t b)
{
    stretches s = without(a, b, p->n, p->width);
    const double *x = p->x + a * p->width, *y = p->x + b * p->width;
    double sum = 0;

    for (int i = 0; i < s.count; i++)
        for (size_t k = s.first[i]; k < s.end[i]; k++)
            sum += (x[k] - y[k]) * (x[k] - y[k]);
    return sqrt(sum);
}

bool ent_profiles_constant(const ent_profiles *p, size_t node)
{
    stretches s = without(node, node, p->n, p->width);

    return !centre(p->x + node * p->width, &s, (double)(p->width / p->n * (p->n - 1)), p->whole).varies;
}
