/* test_text.c: comparison, suggestions, numbers, the index and the arena. */
#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>

#include "base/arena.h"
#include "base/hash_index.h"
#include "base/mem.h"
#include "support.h"

static int sign(int n)
{
    return (n > 0) - (n < 0);
}

Test(text, names_in_the_order_of_readers)
{
    cr_assert_lt(ent_str_compare_names(ENT_STR("Armenia"), ENT_STR("ASEAN")), 0);
    cr_assert_lt(ent_str_compare_names(ENT_STR("ASEAN"), ENT_STR("Belarus")), 0);
    cr_assert_lt(ent_str_compare_names(ENT_STR("Chile"), ENT_STR("China")), 0);
    cr_assert_lt(ent_str_compare_names(ENT_STR("Group of 7"), ENT_STR("Group of 77")), 0);
    cr_assert_neq(ent_str_compare_names(ENT_STR("asean"), ENT_STR("ASEAN")), 0);
    cr_assert_eq(ent_str_compare_names(ENT_STR("ASEAN"), ENT_STR("ASEAN")), 0);
}

Test(text, natural_order)
{
    static const char *const ascending[] = { "",    "02",  "2",   "10",  "10a", "A",   "A1",
                                             "A1b", "A02", "A2",  "A10", "B",   "a",   "é" };
    size_t n = sizeof ascending / sizeof *ascending;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            int c = ent_str_compare_natural(ent_str_of(ascending[i]), ent_str_of(ascending[k]));

            cr_expect_eq(sign(c), sign((int)i - (int)k), "'%s' and '%s': %d", ascending[i],
                         ascending[k], c);
        }
}

Test(text, parts_are_trimmed)
{
    ent_str rest = ent_str_of(" a; b ;;c"), part;
    char seen[32] = "";

    while (ent_str_next(&rest, ';', &part))
        sprintf(seen + strlen(seen), "[%.*s]", ENT_STR_ARG(part));
    cr_expect_str_eq(seen, "[a][b][][c]");
    rest = ent_str_of("");
    cr_expect_not(ent_str_next(&rest, ';', &part));
    seen[0] = '\0';
    for (rest = ent_str_of("a, b;c ;;d"); ent_str_next_item(&rest, &part);)
        sprintf(seen + strlen(seen), "[%.*s]", ENT_STR_ARG(part));
    cr_expect_str_eq(seen, "[a][b][c][][d]");
}

/* Edits by the plain recursion, to compare with. */
static size_t slowly(const char *a, size_t n, const char *b, size_t m)
{
    size_t best, other;

    if (!n || !m)
        return n + m;
    best = slowly(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
    if ((other = slowly(a, n - 1, b, m) + 1) < best)
        best = other;
    if ((other = slowly(a, n, b, m - 1) + 1) < best)
        best = other;
    if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1] &&
        (other = slowly(a, n - 2, b, m - 2) + 1) < best)
        best = other;
    return best;
}

Test(text, distance_is_the_number_of_edits)
{
    unsigned seed = 7;

    for (int turn = 0; turn < 400; turn++) {
        char a[7], b[7];
        size_t n = (size_t)(turn % 7), m = (size_t)(turn / 7 % 7);

        for (size_t i = 0; i < 7; i++) {
            seed = seed * 1103515245 + 12345;
            a[i] = (char)('a' + seed / 65536 % 3);
            seed = seed * 1103515245 + 12345;
            b[i] = (char)('a' + seed / 65536 % 3);
        }
        cr_expect_eq(ent_str_distance((ent_str){ a, n }, (ent_str){ b, m }), slowly(a, n, b, m),
                     "%.*s %.*s", (int)n, a, (int)m, b);
    }
}

Test(text, the_nearest_word_is_near)
{
    const ent_str words[] = { ENT_STR("degree"), ENT_STR("density"), ENT_STR("betweenness") };

    cr_expect(ent_str_is(ent_str_nearest(ENT_STR("betweeness"), words, 3), "betweenness"));
    cr_expect(ent_str_is(ent_str_nearest(ENT_STR("Degre"), words, 3), "degree"));
    cr_expect_eq(ent_str_nearest(ENT_STR("zzzzzz"), words, 3).len, 0);
}

static const char *printed(double value)
{
    static char text[64];
    ent_buf buf = { 0 };

    ent_buf_number(&buf, value);
    snprintf(text, sizeof text, "%s", ent_buf_string(&buf));
    ent_buf_destroy(&buf);
    return text;
}

Test(text, numbers_print_shortest_and_read_back)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = { { 0, "0" },       { -0.0, "0" },           { 1.5, "1.5" },
                  { 0.1, "0.1" },   { 1.0 / 3, "0.333333333333" }, { 1e21, "1e+21" },
                  { 100000, "100000" }, { 123456789012, "123456789012" }, { NAN, "" } };

    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            double back = -1;

            cr_expect_str_eq(printed(cases[i].value), cases[i].text);
            if (cases[i].text[0]) {
                cr_expect(ent_str_number(ent_str_of(cases[i].text), &back));
                cr_expect_float_eq(back, cases[i].value, 1e-12 * fabs(cases[i].value) + 1e-300);
            }
        }
        {
            ent_buf few = { 0 };

            ent_buf_digits(&few, 0.00012345, 3);
            cr_expect_str_eq(ent_buf_string(&few), "0.000123");
            ent_buf_destroy(&few);
        }
        /* a program around us may have set a locale with a decimal comma */
        if (!setlocale(LC_ALL, "de_DE.UTF-8"))
            break;
    }
}

Test(text, what_is_no_number)
{
    static const char *const wrong[] = { "",     " 1", "1 ",  "1,5", "0x10", "nan", "inf", "1e",
                                         "1e999", "--1", ".", "1.2.3", "1_000", "٣" };
    double value;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect_not(ent_str_number(ent_str_of(wrong[i]), &value), "'%s'", wrong[i]);
}

Test(text, fixed_places)
{
    ent_buf buf = { 0 };

    ent_buf_fixed(&buf, 1.005, 2);
    ent_buf_char(&buf, ' ');
    ent_buf_fixed(&buf, -0.001, 2);
    ent_buf_char(&buf, ' ');
    ent_buf_fixed(&buf, 12.50, 3);
    ent_buf_char(&buf, ' ');
    ent_buf_fixed(&buf, 7, 0);
    cr_expect_str_eq(ent_buf_string(&buf), "1 0 12.5 7");
    ent_buf_clear(&buf);
    ent_buf_fixed(&buf, 1e12, 2); /* too large for places */
    ent_buf_char(&buf, ' ');
    ent_buf_fixed(&buf, -INFINITY, 2);
    cr_expect_str_eq(ent_buf_string(&buf), "1e+12 -inf");
    ent_buf_destroy(&buf);
}

Test(text, numbers_of_json)
{
    ent_buf buf = { 0 };

    ent_buf_json_number(&buf, 0.5);
    ent_buf_char(&buf, ' ');
    ent_buf_json_number(&buf, INFINITY);
    ent_buf_char(&buf, ' ');
    ent_buf_json_number(&buf, -INFINITY);
    ent_buf_char(&buf, ' ');
    ent_buf_json_number(&buf, NAN);
    cr_expect_str_eq(ent_buf_string(&buf), "0.5 null null null");
    ent_buf_destroy(&buf);
}

Test(text, an_index_finds_what_was_added)
{
    enum { N = 20000 };
    ent_index index = { 0 };
    ent_arena arena = { 0 };
    uint32_t found;

    for (uint32_t i = 0; i < N; i++) {
        char key[16];

        snprintf(key, sizeof key, "k%u", i * 7919);
        cr_assert(ent_index_add(&index, ent_arena_str(&arena, ent_str_of(key)), i, &found));
        cr_assert_eq(found, i);
    }
    cr_assert(ent_index_add(&index, ENT_STR("k7919"), 99, &found));
    cr_expect_eq(found, 1, "the first stays");
    ent_index_move(&index, ENT_STR("k7919"), 5);
    cr_expect_eq(ent_index_find(&index, ENT_STR("k7919")), 5);
    for (uint32_t i = 2; i < N; i++) {
        char key[16];

        snprintf(key, sizeof key, "k%u", i * 7919);
        cr_assert_eq(ent_index_find(&index, ent_str_of(key)), i);
    }
    cr_expect_eq(ent_index_find(&index, ENT_STR("k3")), ENT_ABSENT);
    ent_index_destroy(&index);
    ent_arena_destroy(&arena);
}

Test(text, sizes_that_overflow_are_refused)
{
    ent_arena arena = { 0 };
    ent_buf buf = { 0 };

    cr_expect_null(ent_mem_new(SIZE_MAX / 2, 3));
    cr_expect_null(ent_mem_resize(NULL, SIZE_MAX / 2, 3));
    cr_expect_null(ent_arena_new(&arena, SIZE_MAX / 2, 3));
    ent_arena_destroy(&arena);
    ent_mem_refuse(1, true);
    ent_buf_text(&buf, "abc");
    ent_mem_refuse(0, false);
    cr_expect(buf.failed);
    cr_expect_str_eq(ent_buf_string(&buf), "");
    ent_buf_destroy(&buf);
}

Test(text, is_cut_after_whole_characters)
{
    static const struct {
        const char *text;
        size_t most;
        const char *cut;
    } cases[] = { { "Rhine", 5, "Rhine" }, { "Rhine", 4, "Rhi\xe2\x80\xa6" },       { "\xd0\xa0\xd0\xb5\xd0\xb9\xd0\xbd", 3, "\xd0\xa0\xd0\xb5\xe2\x80\xa6" },
                  { "", 3, "" },           { "Rhine", 1, "\xe2\x80\xa6" } };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_buf buf = { 0 };

        ent_buf_cut(&buf, ent_str_of(cases[i].text), cases[i].most);
        cr_expect_str_eq(ent_buf_string(&buf), cases[i].cut, "%s to %zu", cases[i].text, cases[i].most);
        ent_buf_destroy(&buf);
    }
}
