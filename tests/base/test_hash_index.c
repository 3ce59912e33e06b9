/* test_hash_index.c: short texts in words, marks in blocks, keys in slots; each against the plain way.
 */
#include <criterion/criterion.h>

#include "base/hash.h"
#include "base/hash_index.h"
#include "base/byte_scan.h"
#include "support.h"

static uint64_t state = 88172645463325252u;

static uint64_t random_below(uint64_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (state >> 11) % limit;
}

Test(marks, are_what_a_loop_over_bytes_finds)
{
    static const char alphabet[] = "ab,\n\r\"\x01\x80\xac\xff;\t ";
    const char letters[4] = { ',', '\n', '\r', '"' };
    char bytes[4 * ENT_BLOCK];

    for (int round = 0; round < 2000; round++) {
        uint64_t fast[4];

        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] =
                round % 2 ? alphabet[random_below(sizeof alphabet - 1)] : (char)random_below(256);
        ent_marks(bytes, 4, letters, fast);
        for (size_t b = 0; b < 4; b++) {
            uint64_t slow = 0;

            for (size_t i = 0; i < ENT_BLOCK; i++)
                if (memchr(letters, bytes[ENT_BLOCK * b + i], sizeof letters))
                    slow |= (uint64_t)1 << i;
            cr_assert_eq(fast[b], slow);
            cr_assert_eq(ent_marks_plain(bytes + ENT_BLOCK * b, letters), slow);
        }
    }
}

/* Texts of two letters: many are equal, and those that differ do so in one place. */
static ent_str random_text(char *into, size_t longest)
{
    size_t len = (size_t)random_below(longest + 1);

    for (size_t i = 0; i < len; i++)
        into[i] = random_below(8) ? 'a' : 'b';
    return (ent_str){ into, len };
}

Test(hash, same_texts_and_no_others_are_the_same)
{
    char a[24], b[24];

    for (int round = 0; round < 200000; round++) {
        ent_str x = random_text(a, sizeof a), y = random_text(b, sizeof b);
        bool equal = ent_str_eq(x, y);

        cr_assert_eq(ent_same(x, y), equal);
        cr_assert_eq(ent_hash(x, 7) == ent_hash(y, 7), equal);
        if (x.len <= 8 && y.len <= 8)
            cr_assert_eq(ent_word(x) == ent_word(y), equal);
    }
}

enum { KEYS = 20000 };
static char texts[KEYS][16];

static ent_str key(int i)
{
    return ent_str_of(texts[i]);
}

static void make_keys(void)
{
    for (int i = 0; i < KEYS; i++)
        snprintf(texts[i], sizeof texts[i], "k%d", i * 7);
}

Test(index, finds_every_key_and_no_other)
{
    ent_index index = { 0 };
    uint32_t found;

    make_keys();
    cr_expect_eq(ent_index_find(&index, key(0)), ENT_ABSENT);
    for (int i = 0; i < KEYS; i += 2) {
        cr_assert(ent_index_add(&index, key(i), (uint32_t)i, &found));
        cr_assert_eq(found, (uint32_t)i);
        cr_assert(ent_index_add(&index, key(i), 5, &found));
        cr_assert_eq(found, (uint32_t)i);
    }
    for (int i = 0; i < KEYS; i++)
        cr_assert_eq(ent_index_find(&index, key(i)), i % 2 ? ENT_ABSENT : (uint32_t)i);
    ent_index_move(&index, key(4), 99);
    cr_expect_eq(ent_index_find(&index, key(4)), 99);
    ent_index_destroy(&index);
}

Test(index, keys_appended_are_found_once_settled)
{
    ent_index index = { 0 };
    uint32_t found;

    make_keys();
    for (int i = 0; i < KEYS; i++) {
        cr_assert(ent_index_append(&index, key(i), (uint32_t)i));
        if (i == KEYS / 3)
            cr_assert(ent_index_settle(&index));
        if (i == KEYS / 2) { /* adding settles what was appended */
            cr_assert(ent_index_add(&index, key(i - 1), 5, &found));
            cr_assert_eq(found, (uint32_t)i - 1);
        }
    }
    cr_assert(ent_index_settle(&index));
    for (int i = 0; i < KEYS; i++)
        cr_assert_eq(ent_index_find(&index, key(i)), (uint32_t)i);
    ent_index_destroy(&index);
}
