/* test_json.c: JSON with places, files and their encodings. */
#include <criterion/criterion.h>

#include "base/json.h"
#include "support.h"

/* Reads `text`; the first finding as "code@line:column ", or "" when there is none. */
static heard read_text(const char *text, size_t len, char *shown, size_t room)
{
    heard h = { "" };
    ent_diags diags = { .sink = hear, .ctx = &h };
    ent_arena arena = { 0 };
    ent_file file = { 0 };
    const ent_json *root = NULL;

    if (ent_file_wrap(&file, "t", (ent_str){ text, len }, &diags) == ENT_OK &&
        ent_json_read(&root, &file, &arena, &diags) == ENT_OK && shown)
        snprintf(shown, room, "%.*s", ENT_STR_ARG(ent_json_text(root, "a", ENT_STR("-"))));
    ent_arena_destroy(&arena);
    ent_file_destroy(&file);
    return h;
}

Test(json, texts_are_unescaped)
{
    static const struct {
        const char *json, *text;
    } cases[] = {
        { "{\"a\":\"x\"}", "x" },
        { "{\"a\":\"\\u0041\\n\\t\\\"\\\\\\/\"}", "A\n\t\"\\/" },
        { "{\"a\":\"\\u00e9\\u20ac\"}", "é€" },
        { "{\"a\":\"\\ud83d\\ude00\"}", "😀" },
        { " {\"b\" : [1, 2.5e3, -0, true, false, null, {}, []] , \"a\" : \"y\" } \n", "y" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char shown[64] = "";
        heard h = read_text(cases[i].json, strlen(cases[i].json), shown, sizeof shown);

        cr_expect_str_eq(h.text, "");
        cr_expect_str_eq(shown, cases[i].text);
    }
}

Test(json, wrong_json_is_shown_at_its_place)
{
    static const struct {
        const char *json, *found;
    } cases[] = {
        { "", "json-syntax@1:1 " },
        { "{", "json-syntax@1:2 " },
        { "{\"a\":1,}", "json-syntax@1:8 " },
        { "[1,]", "json-syntax@1:4 " },
        { "[1\n,\n x]", "json-syntax@3:2 " },
        { "{\"a\":1 \"b\":2}", "json-syntax@1:8 " },
        { "{\"a\":1,\"a\":2}", "json-syntax@1:8 " },
        { "{a:1}", "json-syntax@1:2 " },
        { "[01]", "json-syntax@1:2 " },
        { "[1.]", "json-syntax@1:2 " },
        { "[1.e3]", "json-syntax@1:2 " },
        { "[NaN]", "json-syntax@1:2 " },
        { "[\"\\x\"]", "json-syntax@1:" },
        { "[\"\\ud800\"]", "json-syntax@1:" },
        { "[\"\\u0000\"]", "json-syntax@1:" },
        { "[\"open]", "json-syntax@1:2 " },
        { "[1] [2]", "json-syntax@1:5 " },
        { "[1e999]", "json-syntax@1:2 " },
        { "[\"a\\", "json-syntax@1:2 " },
        { "[\"a\\\"", "json-syntax@1:2 " },
        { "[\"\\u12\"]", "json-syntax@1:3 " },
        { "\"\\u1\"", "json-syntax@1:2 " },
        { "[\"\\u12g4\"]", "json-syntax@1:3 " },
        { "[\"\\udc00\"]", "json-syntax@1:3 " },
        { "[\"\\ud800\\n1234\"]", "json-syntax@1:3 " },
        { "[\"\\ud800\\u0041\"]", "json-syntax@1:3 " },
        { "[\"\\ud800\\u00\"]", "json-syntax@1:3 " },
        { "[\"\\u007f\"]", "json-syntax@1:3 " },
        { "[\"\\n\tx\"]", "json-syntax@1:5 " }, /* a tab as it is, behind an escape */
        { "[\"a\nb\"]", "json-syntax@1:4 " },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        heard h = read_text(cases[i].json, strlen(cases[i].json), NULL, 0);

        cr_expect(strncmp(h.text, cases[i].found, strlen(cases[i].found)) == 0, "%s: \"%s\"",
                  cases[i].json, h.text);
    }
}

Test(json, depth_has_a_limit_and_no_recursion_follows_it)
{
    for (size_t depth = ENT_LIMIT_DEPTH - 1; depth < 1000000; depth = depth < 100 ? depth + 1 : depth * 10) {
        char *text = malloc(2 * depth + 1);
        heard h;

        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        h = read_text(text, 2 * depth, NULL, 0);
        cr_expect_eq(h.text[0] != '\0', depth > ENT_LIMIT_DEPTH, "depth %zu: %s", depth, h.text);
        free(text);
    }
}

Test(file, encodings)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *found;
    } cases[] = {
        { "\xef\xbb\xbf[]", 5, "" },
        { "[\"\xff\"]", 5, "file-encoding@1:3 " },
        { "[\"\xc0\xaf\"]", 6, "file-encoding@1:3 " },     /* overlong */
        { "[\"\xed\xa0\x80\"]", 7, "file-encoding@1:3 " }, /* a surrogate */
        { "[\"\xf4\x90\x80\x80\"]", 8, "file-encoding@1:3 " },
        { "[\"\xe2\x82\"]", 6, "file-encoding@1:3 " }, /* cut short */
        { "[\n\"a\0b\"]", 8, "file-encoding@2:3 " },
        { "[\"a\x1b\"]", 6, "file-encoding@1:4 " },
        { "[\"a\x7f\"]", 6, "file-encoding@1:4 " },
        { "\xff\xfe[\0", 4, "file-encoding@1:" },
        { "\xfe\xff\0[", 4, "file-encoding@1:" },
        { "\x1f\x8b\x08\x00", 4, "file-encoding@1:" }, /* compressed, by another name */
        { "PK\3\4", 4, "file-encoding@1:" },          /* a spreadsheet */
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        heard h = read_text(cases[i].bytes, cases[i].len, NULL, 0);

        cr_expect(strncmp(h.text, cases[i].found, strlen(cases[i].found)) == 0 &&
                      (cases[i].found[0] || !h.text[0]), "case %zu: \"%s\"", i, h.text);
    }
}

/* Places in any order are those that counting from the start gives. */
Test(file, places)
{
    static const char text[] = "ab\ncдe\r\n\n\"x\ny\"\nlast";
    ent_file file = { 0 };
    ent_diags diags = { 0 };

    cr_assert_eq(ent_file_wrap(&file, "t", ENT_STR(text), &diags), ENT_OK);
    for (size_t turn = 0; turn < 200; turn++) {
        size_t offset = turn * 7 % (sizeof text - 1), line = 1, column = 1;
        ent_where where;

        while (((unsigned char)text[offset] & 0xc0) == 0x80)
            offset--;
        for (size_t i = 0; i < offset; i++) {
            if (text[i] == '\n') {
                line++;
                column = 1;
            } else if (((unsigned char)text[i] & 0xc0) != 0x80) {
                column++;
            }
        }
        where = ent_file_where(&file, offset, 1);
        cr_expect_eq(where.line, line);
        cr_expect_eq(where.column, column, "offset %zu: column %zu, not %zu", offset, where.column,
                     column);
    }
    ent_file_destroy(&file);
}
