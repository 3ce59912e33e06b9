/* test_schema.c: every type of field is read, and refused with its place when it is another. */
#include <criterion/criterion.h>

#include "base/mem.h"
#include "base/schema.h"
#include "support.h"

typedef struct part {
    ent_str name;
    double width;
} part;

typedef struct thing {
    ent_str name;
    enum { SMALL, LARGE } size;
    uint32_t colour;
    double width, dash[3];
    size_t count, dashes;
    bool flag;
    ent_str *words;
    size_t word_count;
    part *parts;
    size_t part_count;
    size_t length; /* of a text */
} thing;

static ent_status read_length(ent_schema_reader *r, const ent_json *value, void *member)
{
    if (value->type != ENT_JSON_STRING)
        return ent_schema_expected(r, value, "a text");
    *(size_t *)member = value->text.len;
    return ENT_OK;
}

static const part narrow = { .width = 0.5 };
static const ent_schema_field part_fields[] = { ENT_SCHEMA_TEXT("name", part, name),
                                                ENT_SCHEMA_NUMBER("width", part, width, 0, 2),
                                                ENT_SCHEMA_END };
static const ent_schema_field page_fields[] = { ENT_SCHEMA_SIZE("count", thing, count, 1, 64),
                                                ENT_SCHEMA_END };
static const ent_schema_field fields[] = {
    ENT_SCHEMA_TEXT("name", thing, name),
    ENT_SCHEMA_TEXT("title", thing, name),
    ENT_SCHEMA_WORD("size", thing, size, ENT_SCHEMA_WORDS("small", "large")),
    ENT_SCHEMA_COLOUR("colour", thing, colour),
    ENT_SCHEMA_NUMBER("width", thing, width, 0.05, 20),
    ENT_SCHEMA_FLAG("flag", thing, flag),
    ENT_SCHEMA_OBJECT("page", page_fields),
    ENT_SCHEMA_TEXTS("words", thing, words, word_count, 3),
    ENT_SCHEMA_NUMBERS("dash", thing, dash, dashes, 0, 100),
    ENT_SCHEMA_OBJECTS("parts", thing, parts, part_count, 2, part_fields, &narrow),
    ENT_SCHEMA_VALUE("length", thing, length, read_length),
    ENT_SCHEMA_IGNORED("$schema"),
    ENT_SCHEMA_END
};

static ent_status read_thing(const char *text, ent_diags *diags, ent_arena *arena, thing *t)
{
    ent_file file;
    const ent_json *root;
    ent_schema_reader r = { &file, arena, diags, "note", NULL };
    ent_status status;

    cr_assert_eq(ent_file_wrap(&file, "thing.json", ent_str_of(text), NULL), ENT_OK);
    cr_assert_eq(ent_json_read(&root, &file, arena, NULL), ENT_OK);
    status = ent_schema_read(&r, root, fields, t);
    ent_file_destroy(&file);
    return status;
}

Test(schema, reads_every_type)
{
    ent_arena arena = { 0 };
    thing t = { .width = 3 };

    cr_assert_eq(read_thing("{\"name\":\"x\",\"size\":\"large\",\"colour\":\"#00fF10\",\"flag\":true,"
                            "\"page\":{\"count\":64},\"words\":[\"a\",\"b\"],\"dash\":[1.5,2],"
                            "\"parts\":[{\"name\":\"p\"},{\"width\":2}],\"length\":\"four\","
                            "\"$schema\":1,\"note\":[]}",
                            NULL, &arena, &t),
                 ENT_OK);
    cr_expect(ent_str_is(t.name, "x"));
    cr_expect_eq(t.size, LARGE);
    cr_expect_eq(t.colour, 0x00ff10);
    cr_expect_eq(t.width, 3);
    cr_expect(t.flag);
    cr_expect_eq(t.count, 64);
    cr_assert_eq(t.word_count, 2);
    cr_expect(ent_str_is(t.words[1], "b"));
    cr_assert_eq(t.dashes, 2);
    cr_expect_eq(t.dash[0], 1.5);
    cr_assert_eq(t.part_count, 2);
    cr_expect(ent_str_is(t.parts[0].name, "p") && t.parts[0].width == 0.5);
    cr_expect_eq(t.parts[1].width, 2);
    cr_expect_eq(t.length, 4);
    ent_arena_destroy(&arena);
}

Test(schema, says_what_is_wrong_and_where)
{
    static const char *const cases[][2] = {
        { "{\"nmae\":\"x\"}", "unknown key 'nmae'; did you mean 'name'?@1:9 " },
        { "{\"size\":\"lorge\"}", "unknown word 'lorge'; did you mean 'large'?@1:9 " },
        { "{\"size\":\"vast\"}", "unknown word 'vast'; expected small or large@1:9 " },
        { "{\"name\":1}", "a number; expected a text@1:9 " },
        { "{\"width\":21}", "21; expected a number from 0.05 to 20@1:10 " },
        { "{\"page\":{\"count\":1.5}}", "1.5; expected a whole number from 1 to 64@1:18 " },
        { "{\"page\":{\"count\":\"1\"}}", "a text; expected a whole number from 1 to 64@1:18 " },
        { "{\"colour\":\"red\"}", "expected a colour, #RRGGBB@1:11 " },
        { "{\"flag\":1}", "a number; expected true or false@1:9 " },
        { "{\"words\":{}}", "an object; expected a list of texts@1:10 " },
        { "{\"words\":[\"\",1]}", "a number; expected a text@1:14 " },
        { "{\"words\":[\"\",\"\",\"\",\"\"]}", "a list of 4; expected at most 3@1:10 " },
        { "{\"dash\":[1,2,3,4]}", "a list of 4; expected at most 3@1:9 " },
        { "{\"dash\":[-1]}", "-1; expected a number from 0 to 100@1:10 " },
        { "{\"parts\":[{\"width\":3}]}", "3; expected a number from 0 to 2@1:20 " },
        { "{\"parts\":[1]}", "a number; expected an object@1:11 " },
        { "{\"length\":1}", "a number; expected a text@1:11 " },
        { "{\"name\":\"x\",\"title\":\"y\"}",
          "'name' and 'title' are two words for one thing; keep one@1:21 " },
        { "[]", "a list; expected an object@1:1 " },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_arena arena = { 0 };
        heard h = { { 0 } };
        ent_diags diags = { .sink = hear, .ctx = &h };
        thing t = { 0 };

        cr_expect_eq(read_thing(cases[i][0], &diags, &arena, &t), ENT_EDATA);
        cr_expect_str_eq(h.text, cases[i][1]);
        ent_arena_destroy(&arena);
    }
}

Test(schema, refused_memory_is_out_of_memory)
{
    ent_arena arena = { 0 };
    ent_file file;
    const ent_json *root;
    ent_diags diags = { 0 };
    ent_schema_reader r = { &file, &arena, &diags, NULL, NULL };
    thing t = { 0 };
    static const char text[] = "{\"words\":[\"\"],\"parts\":[{},{}]}";

    cr_assert_eq(ent_file_wrap(&file, "thing.json", ent_str_of(text), NULL), ENT_OK);
    cr_assert_eq(ent_json_read(&root, &file, &arena, NULL), ENT_OK);
    r.arena = &(ent_arena){ 0 }; /* its first piece needs a block */
    ent_mem_refuse(1, true);
    cr_expect_eq(ent_schema_read(&r, root, fields, &t), ENT_ENOMEM);
    ent_mem_refuse(0, false);
    cr_expect_eq(diags.errors, 1);
    ent_arena_destroy(&arena);
    ent_file_destroy(&file);
}
