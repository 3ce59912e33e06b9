/* test_json_write.c: commas, blanks and lines stand where they should; what is written can be read. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/json.h"
#include "base/json_write.h"

static void write_all(ent_json_writer *w)
{
    ent_json_begin_object(w, NULL);
    ent_json_write_text(w, "text", ENT_STR("a \"b\"\n"));
    ent_json_write_string(w, "none", NULL);
    ent_json_key(w, ENT_STR("k\"ey"));
    ent_json_write_number(w, NULL, 0.1);
    ent_json_write_number(w, "nan", NAN);
    ent_json_write_fixed(w, "fixed", 2.0 / 3, 3);
    ent_json_write_fixed(w, "endless", INFINITY, 3);
    ent_json_write_flag(w, "yes", true);
    ent_json_write_null(w, "null");
    ent_json_write_colour(w, "colour", 0x00aa0f);
    ent_json_begin_list(w, "empty");
    ent_json_end_list(w);
    ent_json_begin_list(w, "lists");
    for (size_t i = 0; i < 2; i++) {
        ent_json_line(w, 2);
        ent_json_begin_list(w, NULL);
        ent_json_write_count(w, NULL, i);
        ent_json_write_count(w, NULL, i + 1);
        ent_json_end_list(w);
    }
    ent_json_line(w, 0);
    ent_json_end_list(w);
    ent_json_begin_object(w, "object");
    ent_json_end_object(w);
    ent_json_end_object(w);
}

static void check(bool spaced, const char *expected)
{
    ent_buf out = { 0 };
    ent_json_writer w = { .out = &out, .spaced = spaced };
    const ent_json *root;
    ent_arena arena = { 0 };
    ent_file file;

    write_all(&w);
    cr_expect_str_eq(ent_buf_string(&out), expected);
    cr_assert_eq(ent_file_wrap(&file, "out", ent_buf_view(&out), NULL), ENT_OK);
    cr_assert_eq(ent_json_read(&root, &file, &arena, NULL), ENT_OK);
    cr_expect(ent_str_is(ent_json_text(root, "text", ENT_STR("")), "a \"b\"\n"));
    ent_arena_destroy(&arena);
    ent_file_destroy(&file);
    ent_buf_destroy(&out);
}

Test(json_write, compact)
{
    check(false, "{\"text\":\"a \\\"b\\\"\\n\",\"none\":\"\",\"k\\\"ey\":0.1,\"nan\":null,"
                 "\"fixed\":0.667,\"endless\":null,\"yes\":true,\"null\":null,"
                 "\"colour\":\"#00AA0F\",\"empty\":[],\"lists\":[\n  [0,1],\n  [1,2]\n],"
                 "\"object\":{}}");
}

Test(json_write, spaced)
{
    check(true, "{ \"text\": \"a \\\"b\\\"\\n\", \"none\": \"\", \"k\\\"ey\": 0.1, \"nan\": null, "
                "\"fixed\": 0.667, \"endless\": null, \"yes\": true, \"null\": null, "
                "\"colour\": \"#00AA0F\", \"empty\": [], \"lists\": [\n  [ 0, 1 ],\n  [ 1, 2 ]\n], "
                "\"object\": {} }");
}
