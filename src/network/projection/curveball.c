/* curveball.c: random matrices with the margins of a given one, by trades between lists
 * (Strona et al. 2014). */
#include "network/projection/incidence.h"

#include <string.h>

/* Trades for each list that trades. The usual 5 or 10 are too few: with 10, the means of some ties
 * between states in organizations are off by a quarter of a standard deviation; with 25, by no more
 * than sampling error, compared with 60. */
enum { TRADES = 25 };

/* The items that only one of two lists (as bits) has are pooled, and each list draws as many as it
 * gave: all go to one list, and the share of the other is drawn from it. */
static void trade(uint64_t *x, uint64_t *y, size_t words, uint32_t *pool, ent_random *random)
{
    uint32_t own = 0, pooled = 0, drawn;

    for (size_t w = 0; w < words; w++) {
        uint64_t differ = x[w] ^ y[w];

        own += (uint32_t)__builtin_popcountll(x[w] & differ);
        for (; differ; differ &= differ - 1)
            pool[pooled++] = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(differ);
    }
    drawn = own;
    if (own > pooled - own) { /* the list with the smaller share draws */
        uint64_t *swap = x;

        x = y;
        y = swap;
        drawn = pooled - own;
    }
    for (size_t w = 0; w < words; w++) {
        uint64_t both = x[w] & y[w];

        y[w] |= x[w];
        x[w] = both;
    }
    for (uint32_t i = 0; i < drawn; i++) {
        uint32_t j = i + ent_random_below(random, pooled - i), item = pool[j];

        pool[j] = pool[i];
        x[item / 64] |= 1ull << item % 64;
        y[item / 64] ^= 1ull << item % 64;
    }
}

static void to_bits(const ent_lists *lists, uint64_t *bits, size_t words)
{
    memset(bits, 0, lists->count * words * sizeof *bits);
    for (uint32_t i = 0; i < lists->count; i++)
        for (uint32_t k = lists->start[i]; k < lists->start[i + 1]; k++)
            bits[i * words + lists->item[k] / 64] |= 1ull << lists->item[k] % 64;
}

static void from_bits(ent_lists *lists, const uint64_t *bits, size_t words)
{
    uint32_t k = 0;

    for (uint32_t i = 0; i < lists->count; i++)
        for (size_t w = 0; w < words; w++)
            for (uint64_t left = bits[i * words + w]; left; left &= left - 1)
                lists->item[k++] = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
}

/* The smaller side trades: few long lists mix faster. */
static bool rows_trade(const ent_matrix *m)
{
    return m->row.count <= m->column.count;
}

void ent_matrix_trade(ent_matrix *m, ent_random *random)
{
    ent_lists *lists = rows_trade(m) ? &m->row : &m->column;
    ent_lists *others = rows_trade(m) ? &m->column : &m->row;
    size_t words = ENT_WORDS(others->count);

    if (lists->count < 2)
        return;
    to_bits(lists, m->bits, words);
    for (uint64_t i = 0; i < (uint64_t)TRADES * lists->count; i++) {
        uint32_t a = ent_random_below(random, lists->count);
        uint32_t b = ent_random_below(random, lists->count - 1);

        b += b >= a;
        trade(m->bits + a * words, m->bits + b * words, words, m->pool, random);
    }
    from_bits(lists, m->bits, words);
    ent_lists_transpose(lists, others, m->pool);
}
