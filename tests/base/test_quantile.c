/* test_quantile.c: against sorting. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/quantile.h"
#include "base/random.h"

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static double plainly(const double *sorted, size_t count, double p)
{
    double rank = p * (double)(count - 1);
    size_t k = (size_t)rank;

    return k + 1 < count && rank > (double)k ? sorted[k] + (rank - (double)k) * (sorted[k + 1] - sorted[k])
                                             : sorted[k];
}

Test(quantile, is_that_of_the_sorted_list)
{
    static const double p[] = { 0, 0.025, 0.25, 0.5, 0.5, 0.75, 0.975, 1 };
    enum { N = sizeof p / sizeof *p, MOST = 300 };
    ent_random random = ent_random_stream(3, 0);
    double values[MOST], sorted[MOST], found[N];

    for (size_t count = 1; count <= MOST; count++)
        for (uint32_t kinds = 2; kinds < 2000; kinds *= 30) {
            for (size_t i = 0; i < count; i++)
                sorted[i] = values[i] = ent_random_below(&random, kinds);
            qsort(sorted, count, sizeof *sorted, by_value);
            ent_quantiles(found, p, N, values, count);
            for (size_t i = 0; i < N; i++)
                cr_assert_eq(found[i], plainly(sorted, count, p[i]), "p %g of %zu", p[i], count);
        }
}

Test(quantile, of_no_probabilities_is_nothing)
{
    double values[] = { 2, 1 };

    ent_quantiles(NULL, NULL, 0, values, 2);
    cr_expect_eq(values[0], 2);
}
