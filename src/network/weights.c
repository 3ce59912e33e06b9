/* weights.c: see weights.h. */
#include "network/weights.h"

#include <math.h>

double ent_newman_weight(size_t k)
{
    return k > 1 ? 1.0 / (double)(k - 1) : 0;
}

bool ent_weight_of_projection(ent_weight rule)
{
    return rule == ENT_WEIGHT_JACCARD || rule == ENT_WEIGHT_COSINE || rule == ENT_WEIGHT_OVERLAP ||
           (rule >= ENT_WEIGHT_HYPERGEOMETRIC && rule <= ENT_WEIGHT_MATCHING);
}

bool ent_weight_may_vanish(ent_weight rule)
{
    return rule >= ENT_WEIGHT_HYPERGEOMETRIC && rule <= ENT_WEIGHT_BONACICH;
}

/* Of the four-fold table of two actors: a agreements have both, b and c one of them, d neither. Association that is
 * not above chance is no tie. */
static double associate(ent_weight rule, double a, double b, double c, double d)
{
    double with = a * d, against = b * c, margins = (a + b) * (c + d) * (a + c) * (b + d);

    switch (rule) {
    case ENT_WEIGHT_PHI:
        return margins > 0 ? fmax(0, (with - against) / sqrt(margins)) : 0;
    case ENT_WEIGHT_YULE:
        return with > against ? (with - against) / (with + against) : 0;
    case ENT_WEIGHT_BONACICH:
        return with == against ? 0.5 : (with - sqrt(with) * sqrt(against)) / (with - against);
    default:
        return (a + d) / (a + b + c + d);
    }
}

double ent_weigh(ent_weight rule, double sum, double x, double y, double all)
{
    switch (rule) {
    case ENT_WEIGHT_BINARY:
        return 1;
    case ENT_WEIGHT_JACCARD:
        return sum / (x + y - sum);
    case ENT_WEIGHT_COSINE:
        return sum / sqrt(x * y);
    case ENT_WEIGHT_OVERLAP:
        return sum / fmin(x, y);
    case ENT_WEIGHT_HYPERGEOMETRIC:
        return fmax(0, -ent_hypergeometric_tail(all, x, y, sum));
    case ENT_WEIGHT_PHI:
    case ENT_WEIGHT_YULE:
    case ENT_WEIGHT_BONACICH:
    case ENT_WEIGHT_MATCHING:
        return associate(rule, sum, x - sum, y - sum, all - x - y + sum);
    default:
        return sum;
    }
}

static double ln_choose(double n, double k)
{
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

static double ln_mass(double all, double x, double y, double s)
{
    return ln_choose(x, s) + ln_choose(all - x, y - s) - ln_choose(all, y);
}

/* Sums the smaller tail, so that small probabilities are accurate; a large one is 1 minus the other
 * tail. */
double ent_hypergeometric_tail(double all, double x, double y, double s)
{
    double least = fmax(0, x + y - all), most = fmin(x, y), sum = 0, term = 1;

    if (s <= least)
        return 0;
    if (s > most)
        return -INFINITY;
    if (s * all > x * y) { /* above the mean */
        for (double t = s; t <= most && term > sum * 1e-18; t++) {
            sum += term;
            term *= (x - t) * (y - t) / ((t + 1) * (all - x - y + t + 1));
        }
        return fmin(0, ln_mass(all, x, y, s) + log(sum));
    }
    for (double t = s - 1; t >= least && term > sum * 1e-18; t--) {
        sum += term;
        term *= t * (all - x - y + t) / ((x - t + 1) * (y - t + 1));
    }
    sum *= exp(ln_mass(all, x, y, s - 1));
    return sum < 1 ? log1p(-sum) : -INFINITY;
}
