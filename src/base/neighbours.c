/* neighbours.c: see neighbours.h. Counting sort: `first` is counted two places ahead, and moves up as it is filled. */
#include "base/neighbours.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return x < y ? -1 : x > y;
}

void ent_neighbours_list(size_t *first, size_t *next, size_t nodes, size_t pairs, ent_ends_of *ends_of,
                         const void *ctx)
{
    size_t ends[2];

    for (size_t i = 0; i < pairs; i++) {
        ends_of(ctx, i, ends);
        first[ends[0] + 2]++;
        first[ends[1] + 2]++;
    }
    for (size_t i = 2; i < nodes + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < pairs; i++) {
        ends_of(ctx, i, ends);
        next[first[ends[0] + 1]++] = ends[1];
        next[first[ends[1] + 1]++] = ends[0];
    }
    for (size_t i = 0; i < nodes; i++)
        qsort(next + first[i], first[i + 1] - first[i], sizeof *next, by_number);
}

size_t ent_neighbours_common(const size_t *first, const size_t *next, size_t a, size_t b)
{
    size_t i = first[a], k = first[b], count = 0;

    while (i < first[a + 1] && k < first[b + 1]) {
        size_t x = next[i], y = next[k];

        count += x == y;
        i += x <= y;
        k += y <= x;
    }
    return count;
}
