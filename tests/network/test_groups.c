/* test_groups.c: pairs of those who are in groups, against all pairs of all groups looked at. */
#include <criterion/criterion.h>

#include "network/groups.h"
#include "support.h"

enum { NODES = 9, GROUPS = 12 };

typedef struct seen {
    ent_pair pairs[NODES * NODES];
    size_t count;
} seen;

static ent_status keep(void *ctx, const ent_pair *pair)
{
    seen *s = ctx;

    s->pairs[s->count++] = *pair;
    return ENT_OK;
}

/* Random groups; members join in any order, some of them perhaps only. Key k is node 8 - k. */
static void check(unsigned seed, bool directed)
{
    uint32_t node_of[NODES], in[GROUPS][NODES], size[GROUPS], order[GROUPS];
    bool unknown[GROUPS][NODES];
    ent_evidence evidence[GROUPS * NODES * NODES];
    ent_groups g = { .directed = directed };
    ent_diags diags = { 0 };
    seen s = { .count = 0 };
    size_t at = 0;

    srand(seed);
    for (uint32_t k = 0; k < NODES; k++)
        node_of[k] = NODES - 1 - k;
    for (uint32_t i = 0; i < GROUPS; i++) {
        order[i] = (i * 5 + seed) % GROUPS; /* each once, not in the order of coming */
        size[i] = directed ? 2 : (uint32_t)rand() % 5;
        cr_assert_eq(ent_groups_begin(&g, (ent_evidence){ .record = i }, order[i],
                                      (ent_share){ i + 1, i + 1 }, &diags),
                     ENT_OK);
        for (uint32_t k = 0; k < size[i]; k++) {
            ent_group_member here;
            bool again;

            do {
                again = false;
                in[i][k] = (uint32_t)rand() % NODES;
                for (uint32_t j = 0; j < k; j++)
                    again |= in[i][j] == in[i][k];
            } while (again);
            unknown[i][k] = rand() % 4 == 0;
            here = (ent_group_member){ in[i][k], 0, unknown[i][k], false, 0 };
            cr_assert_eq(ent_groups_join(&g, here, &diags), ENT_OK);
        }
    }
    cr_assert_eq(ent_groups_pairs(&g, node_of, NODES, evidence, keep, &s, &diags), ENT_OK);
    for (uint32_t a = 0; a < NODES; a++)
        for (uint32_t b = directed ? 0 : a + 1; b < NODES; b++) {
            uint32_t known = 0, perhaps = 0, found[GROUPS], count = 0;
            double sum = 0, rest = 0;

            for (int pass = 0; pass < 2; pass++) /* the known first, each kind by order */
                for (uint32_t o = 0; o < GROUPS; o++)
                    for (uint32_t i = 0; i < GROUPS; i++)
                        for (uint32_t x = 0; x < size[i] && order[i] == o; x++)
                            for (uint32_t y = 0; y < size[i]; y++) {
                                bool doubt = unknown[i][x] || unknown[i][y];

                                if (node_of[in[i][x]] != a || node_of[in[i][y]] != b ||
                                    doubt != (pass == 1) || (directed && y < x) || x == y)
                                    continue;
                                found[count++] = i;
                                *(doubt ? &perhaps : &known) += 1;
                                *(doubt ? &rest : &sum) += i + 1;
                            }
            if (!count)
                continue;
            cr_assert_lt(at, s.count);
            cr_expect(s.pairs[at].a == a && s.pairs[at].b == b, "pair %zu", at);
            cr_expect(s.pairs[at].known == known && s.pairs[at].unknown == perhaps);
            cr_expect_float_eq(s.pairs[at].known_weight, sum, 1e-12);
            cr_expect_float_eq(s.pairs[at].unknown_weight, rest, 1e-12);
            for (uint32_t i = 0; i < count; i++) {
                cr_expect_eq(evidence[s.pairs[at].first + i].record, found[i]);
                cr_expect_eq(evidence[s.pairs[at].first + i].unknown, i >= known);
            }
            at++;
        }
    cr_expect_eq(at, s.count);
    ent_groups_destroy(&g);
}

Test(groups, pairs)
{
    for (unsigned seed = 1; seed <= 50; seed++)
        check(seed, false);
}

Test(groups, directed_pairs)
{
    for (unsigned seed = 1; seed <= 50; seed++)
        check(seed, true);
}
