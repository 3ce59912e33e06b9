/* quantile.c: Hoare's quickselect. The middle quantile is found first: each other one is on one side of
 * it, so every search is in a smaller part. */
#include "base/quantile.h"

#include <math.h>

/* Puts the value of rank k (from 0) at list[k], none before it larger, none after it smaller. */
static void select_rank(double *list, size_t count, size_t k)
{
    ptrdiff_t low = 0, high = (ptrdiff_t)count - 1;

    while (low < high) {
        double pivot = list[low + (high - low) / 2];
        ptrdiff_t i = low, j = high;

        while (i <= j) {
            while (list[i] < pivot)
                i++;
            while (list[j] > pivot)
                j--;
            if (i <= j) {
                double swap = list[i];

                list[i++] = list[j];
                list[j--] = swap;
            }
        }
        if ((ptrdiff_t)k <= j)
            high = j;
        else if ((ptrdiff_t)k >= i)
            low = i;
        else
            break; /* between the two parts all are equal */
    }
}

/* Between the value of rank k, which is at its place with none after it smaller, and the next one. */
static double interpolate(const double *list, size_t count, size_t k, double part)
{
    double next = INFINITY;

    if (part == 0 || k + 1 == count)
        return list[k];
    for (size_t i = k + 1; i < count; i++)
        next = list[i] < next ? list[i] : next;
    return list[k] + part * (next - list[k]);
}

/* Of values[from..to), which hold the ranks from `from` to `to`. */
static void find_between(double *quantiles, const double *p, size_t n, double *values, size_t count,
                         size_t from, size_t to)
{
    size_t middle = n / 2, k;
    double rank;

    if (!n)
        return;
    rank = p[middle] * (double)(count - 1);
    k = (size_t)rank;
    select_rank(values + from, to - from, k - from);
    quantiles[middle] = interpolate(values, count, k, rank - (double)k);
    find_between(quantiles, p, middle, values, count, from, k + 1);
    find_between(quantiles + middle + 1, p + middle + 1, n - middle - 1, values, count, k, to);
}

void ent_quantiles(double *quantiles, const double *p, size_t n, double *values, size_t count)
{
    find_between(quantiles, p, n, values, count, 0, count);
}
