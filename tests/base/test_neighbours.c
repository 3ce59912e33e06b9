/* test_neighbours.c: against a table of all pairs. */
#include <criterion/criterion.h>
#include <stdbool.h>

#include "base/neighbours.h"

enum { NODES = 23 };

typedef struct pair {
    size_t a, b;
} pair;

static void ends_of(const void *pairs, size_t i, size_t ends[2])
{
    ends[0] = ((const pair *)pairs)[i].a;
    ends[1] = ((const pair *)pairs)[i].b;
}

Test(neighbours, are_those_of_a_table)
{
    bool tied[NODES][NODES] = { { false } };
    pair pairs[NODES * NODES];
    size_t count = 0, first[NODES + 2] = { 0 }, next[2 * NODES * NODES];

    for (size_t a = 0; a < NODES; a++)
        for (size_t b = a + 1; b < NODES - 1; b++) /* the last has none */
            if ((a * 7 + b * 13) % 5 < 2) {
                tied[a][b] = tied[b][a] = true;
                pairs[count] = count % 2 ? (pair){ a, b } : (pair){ b, a };
                count++;
            }
    ent_neighbours_list(first, next, NODES, count, ends_of, pairs);
    cr_assert_eq(first[NODES], 2 * count);
    for (size_t a = 0; a < NODES; a++) {
        size_t at = first[a];

        for (size_t b = 0; b < NODES; b++) {
            size_t common = 0;

            for (size_t c = 0; c < NODES; c++)
                common += tied[a][c] && tied[b][c];
            cr_expect_eq(ent_neighbours_common(first, next, a, b), common, "%zu and %zu", a, b);
            if (tied[a][b])
                cr_expect_eq(next[at++], b, "a neighbour of %zu", a);
        }
        cr_expect_eq(at, first[a + 1], "the number of neighbours of %zu", a);
    }
}
