/* test_pairset.c: against a matrix. */
#include <criterion/criterion.h>

#include "base/pairset.h"
#include "base/random.h"

Test(pairset, has_what_was_added_and_not_removed)
{
    enum { NODES = 40, MOST = NODES * (NODES - 1) / 2 };
    static bool taken[NODES][NODES];
    ent_random random = ent_random_stream(7, 0);
    ent_pairset set;

    cr_assert(ent_pairset_init(&set, MOST));
    for (int step = 0; step < 100000; step++) {
        uint32_t x = ent_random_below(&random, NODES), y = ent_random_below(&random, NODES);
        uint32_t a = x < y ? x : y, b = x < y ? y : x;

        if (x == y)
            continue;
        cr_assert_eq(ent_pairset_has(&set, x, y), taken[a][b]);
        cr_assert_eq(ent_pairset_has(&set, y, x), taken[a][b]);
        if (taken[a][b])
            ent_pairset_remove(&set, x, y);
        else
            ent_pairset_add(&set, x, y);
        taken[a][b] = !taken[a][b];
    }
    ent_pairset_destroy(&set);
}

Test(pairset, holds_the_smallest_and_the_largest_numbers)
{
    ent_pairset set;

    cr_assert(ent_pairset_init(&set, 2));
    ent_pairset_add(&set, 1, 0);
    ent_pairset_add(&set, UINT32_MAX, UINT32_MAX - 1);
    cr_expect(ent_pairset_has(&set, 0, 1));
    cr_expect(ent_pairset_has(&set, UINT32_MAX - 1, UINT32_MAX));
    cr_expect(!ent_pairset_has(&set, 0, 2));
    ent_pairset_destroy(&set);
}
