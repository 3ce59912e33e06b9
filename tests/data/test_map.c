/* test_map.c: what is wrong with a map, said where it stands. */
#include <criterion/criterion.h>

#include "support.h"

#include "data/import/map.h"

/* The text of the findings of a map; *status is the reading's. */
static heard read_map(const char *text, ent_status *status)
{
    heard h = { "" };
    ent_diags diags = { .sink = hear, .ctx = &h };
    ent_map map;
    folder f;

    folder_make(&f);
    *status = ent_map_read(&map, folder_put(&f, "map.json", text), &diags);
    if (*status == ENT_OK)
        ent_map_destroy(&map);
    cr_expect_eq(diags.errors, *status == ENT_OK ? 0 : 1, "%s: %zu errors", text, diags.errors);
    folder_remove(&f);
    return h;
}

#define ACT "\"agreement\":{\"id\":\"a\"}"
#define PARTY "\"party\":{\"actor\":\"s\"}"

/* A table, and a part of the words about it with the place ("" : it is right). */
static const struct {
    const char *table, *found;
} cases[] = {
    { "\"shape\":\"members\"," ACT "," PARTY, "" },
    { "\"shape\":\"members\",\"note\":[1]," ACT "," PARTY, "" },
    { ACT "," PARTY, "no 'shape'; expected members" },
    { "\"shape\":7," ACT "," PARTY, "a number; expected a word@1:" },
    { "\"shape\":\"zzzzzzzz\"," ACT "," PARTY,
      "unknown word 'zzzzzzzz'; expected members, pairs, list, matrix or agreements" },
    { "\"shape\":\"members\"," PARTY, "needs 'agreement' (or 'organization')" },
    { "\"shape\":\"members\",\"agreement\":{}," PARTY, "no 'id'; which column names it?" },
    { "\"shape\":\"members\"," ACT ",\"party\":[{\"actor\":\"s\"},{\"actor\":\"t\"}]",
      "two parties; only the shape 'pairs' has them" },
    { "\"shape\":\"pairs\",\"party\":[{\"actor\":\"s\"},{\"actor\":\"t\"},{\"actor\":\"u\"}]",
      "a third party; a pair has two" },
    { "\"shape\":\"pairs\",\"party\":[{\"actor\":\"s\"},{\"role\":\"t\"}]", "a party without 'actor'" },
    { "\"shape\":\"agreements\"," ACT "," PARTY, "a table of shape 'agreements' has no 'party'" },
    { "\"shape\":\"agreements\"," ACT, "" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"cells\":{\"columns\":[\"x\"]}",
      "'cells' are of the shape 'matrix' only" },
    { "\"shape\":\"members\"," ACT ",\"party\":7", "a number; expected an object" },
    { "\"shape\":\"members\"," ACT ",\"party\":{\"actor\":true}", "expected" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"file\":7", "a number; expected a text" },
    /* values */
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":{\"column\":\"a\",\"text\":\"b\"}}",
      "more than one of 'column', 'columns', 'text' and 'file'" },
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":{\"missing\":\"b\"}}",
      "no 'column'; expected one of" },
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":0}",
      "a number; expected the number of a column, from 1" },
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":1.5}",
      "a number; expected the number of a column, from 1" },
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":\"a\",\"kind\":{\"column\":\"k\",\"values\":[]}}",
      "a list; expected an object with cells and their meanings" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"kind\":{\"column\":\"k\",\"values\":{\"1\":2}}}",
      "a number; expected a text: the meaning of the cell" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"kind\":{\"column\":\"k\",\"replace\":\"x\"}}",
      "expected an object with texts and their replacements" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"kind\":{\"column\":\"k\",\"replace\":{\"\":\"x\"}}}",
      "an empty text cannot be replaced" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"kind\":{\"column\":\"k\",\"replace\":{\"y\":\"x\"},\"letters\":\"upper\","
      "\"otherwise\":\"z\",\"after\":\":\"}}",
      "" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"kind\":{\"column\":\"k\",\"letters\":\"uper\"}}",
      "unknown word 'uper'; did you mean 'upper'?" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"kind\":{\"column\":\"k\",\"optional\":\"yes\"}}",
      "a text; expected true or false" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"kind\":{\"column\":\"k\",\"missing\":[true]}}",
      "expected a text or a list of texts" },
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":\"a\",\"attributes\":\"x\"}",
      "expected an object with names of attributes and their values" },
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":\"a\",\"attributes\":{\"x\":true}}",
      "expected the name of a column, its number, or an object" },
    /* flags of topics */
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":\"a\",\"topic\":{\"flags\":{\"x\":\"trade\"}}}", "" },
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":\"a\",\"topic\":{\"flags\":[\"x\"]}}",
      "expected an object with only 'flags'" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"topic\":{\"flags\":{\"x\":\"y\"},\"column\":\"z\"}}",
      "expected an object with only 'flags'" },
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":\"a\",\"topic\":{\"flags\":{\"x\":3}}}",
      "a number; expected the topic of the flag" },
    /* dates */
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"signed\":{\"column\":\"d\",\"empty\":\"opened\"}}",
      "unknown word 'opened'; expected unknown or open" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"ended\":{\"column\":\"d\",\"empty\":\"open\",\"last_day\":true}}", "" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"signed\":{\"year\":\"y\",\"month\":\"m\",\"day\":\"d\"}}", "" },
    { "\"shape\":\"members\"," PARTY ",\"agreement\":{\"id\":\"a\",\"signed\":{\"format\":\"YYYY\"}}",
      "no 'column'" },
    { "\"shape\":\"members\"," PARTY
      ",\"agreement\":{\"id\":\"a\",\"signed\":{\"column\":\"d\",\"format\":\"DD/MM\"}}",
      "unknown date format 'DD/MM'" },
    /* actors */
    { "\"shape\":\"list\"," ACT ",\"party\":{\"actor\":{\"column\":\"s\",\"split\":\";\"}}", "" },
    { "\"shape\":\"list\"," ACT
      ",\"party\":{\"actor\":{\"column\":\"s\",\"split\":{\"at\":\";\",\"brackets\":\"insid\"}}}",
      "unknown word 'insid'; did you mean 'inside'?" },
    { "\"shape\":\"list\"," ACT ",\"party\":{\"actor\":{\"column\":\"s\",\"split\":3}}",
      "a number; expected an object" },
    { "\"shape\":\"members\"," ACT ",\"party\":{\"actor\":{\"column\":\"s\",\"name\":7.5}}",
      "expected the number of a column" },
    /* dialects */
    { "\"shape\":\"members\"," ACT "," PARTY
      ",\"dialect\":{\"separator\":\"|\",\"quote\":\"'\",\"encoding\":\"latin-1\",\"line_end\":\"cr\",\"skip\":2,"
      "\"header\":[\"a\",\"s\"],\"missing\":[\"NA\"]}",
      "" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"quote\":\"\"}", "" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"separator\":\"||\"}", "expected one character" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"separator\":\"\xc2\xb7\"}",
      "expected one character" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"quote\":7}", "expected one character" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"skip\":-1}", "-1; expected a whole number from 0 to 10000" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"skip\":1.5}", "expected a whole number from 0 to 10000" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"skip\":10001}", "expected a whole number from 0 to 10000" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"skip\":10000}", "" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"header\":[]}",
      "expected the names of the columns, at most 1,000" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"dialect\":{\"encoding\":\"utf-7\"}",
      "unknown word 'utf-7'; did you mean 'utf-8'?" },
    /* rules for rows */
    { "\"shape\":\"members\"," ACT "," PARTY ",\"keep\":{\"column\":\"x\",\"in\":[\"1\"]}", "" },
    { "\"shape\":\"members\"," ACT "," PARTY
      ",\"keep\":[{\"column\":\"x\",\"not_in\":\"1\"},{\"column\":\"y\",\"in\":\"2\"}]", "" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"keep\":{\"column\":\"x\"}",
      "a rule for rows needs 'column' and 'in' or 'not_in'" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"keep\":{\"in\":\"x\"}", "a rule for rows needs 'column'" },
    /* words of choice */
    { "\"shape\":\"members\"," ACT "," PARTY ",\"spells\":\"joint\"", "did you mean 'join'?" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"repeats\":\"sums\"", "did you mean 'sum'?" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"mirror\":\"both\"", "unknown word 'both'" },
    { "\"shape\":\"members\"," ACT "," PARTY ",\"self\":\"keeps\"", "did you mean 'keep'?" },
    { "\"shape\":\"matrix\"," ACT ",\"cells\":{\"columns\":[\"x\"],\"are\":\"partys\"}", "did you mean 'parties'?" },
    { "\"shape\":\"matrix\"," ACT ",\"cells\":{\"columns\":[\"x\"],\"are\":\"parties\",\"scheme\":\"cowc\"}", "" },
    { "\"shape\":\"matrix\"," ACT "," PARTY, "a table of shape 'matrix' needs 'cells'" },
};

Test(map, tables)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2048];
        ent_status status;
        heard h;

        snprintf(text, sizeof text, "{\"name\":\"x\",\"tables\":[{%s}]}", cases[i].table);
        h = read_map(text, &status);
        if (!cases[i].found[0])
            cr_expect(status == ENT_OK && !h.text[0], "%s: %s", cases[i].table, h.text);
        else
            cr_expect(status == ENT_EDATA && strstr(h.text, cases[i].found), "%s gave \"%s\", expected %s",
                      cases[i].table, h.text, cases[i].found);
    }
}

Test(map, too_many_flags)
{
    char text[2048] = "{\"name\":\"x\",\"tables\":[{\"shape\":\"members\"," PARTY
                      ",\"agreement\":{\"id\":\"a\",\"topic\":{\"flags\":{";
    ent_status status;
    heard h;

    for (int i = 0; i < 33; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s\"f%d\":\"t\"", i ? "," : "", i);
    strcat(text, "}}}}]}");
    h = read_map(text, &status);
    cr_expect(status == ENT_EDATA && strstr(h.text, "33 flags; at most 32 are read"), "%s", h.text);
}

Test(map, heads)
{
    static const char tables[] = "\"tables\":[{\"shape\":\"agreements\"," ACT "}]";
    static const struct {
        const char *head, *found;
    } heads[] = {
        { "", "no 'name'; a map needs one" },
        { "\"name\":\"a b\",", "has other characters than a-z" },
        { "\"name\":7,", "a number; expected a text" },
        { "\"name\":\"x\",\"observed_until\":\"2020-12-31\",", "" },
        { "\"name\":\"x\",\"observed_until\":2020,", "a number; expected a date as a text" },
        { "\"name\":\"x\",\"observed_until\":\"2020-13-31\",", "2020-13-31" },
        { "\"name\":\"x\",\"strict\":\"no\",", "a text; expected true or false" },
        { "\"$schema\":\"y\",\"name\":\"x\",", "" },
    };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        char text[512];
        ent_status status;
        heard h;

        snprintf(text, sizeof text, "{%s%s}", heads[i].head, tables);
        h = read_map(text, &status);
        cr_expect(heads[i].found[0] ? status == ENT_EDATA && strstr(h.text, heads[i].found)
                                    : status == ENT_OK,
                  "%s gave \"%s\"", text, h.text);
    }
}

/* ---- shapes: the schema and the documentation have what the table of shapes has ---- */

#define SHAPE_SUMMARY(id, word, needs, summary) summary,
static const char *const summaries[MAP_SHAPES] = { MAP_SHAPE_ROWS(SHAPE_SUMMARY) };

Test(map, shapes_are_documented)
{
    ent_diags diags = { 0 };
    ent_file page, schema;
    ent_buf words = { 0 };

    cr_assert_eq(ent_file_read(&page, ENT_SOURCE_DIR "/docs/maps.md", &diags), ENT_OK);
    cr_assert_eq(ent_file_read(&schema, ENT_SOURCE_DIR "/data/maps/map.schema.json", &diags), ENT_OK);
    for (int i = 0; i < MAP_SHAPES; i++) {
        char line[256];

        ent_buf_format(&words, "%s\"%s\"", i ? ", " : "\"shape\": { \"enum\": [ ", ent_map_shapes[i]);
        snprintf(line, sizeof line, "\n| `%s` | %s", ent_map_shapes[i], summaries[i]);
        cr_expect(strstr(page.bytes, line), "docs/maps.md lacks %s", line);
    }
    ent_buf_text(&words, " ]");
    cr_expect(strstr(schema.bytes, ent_buf_string(&words)), "the schema lacks %s", ent_buf_string(&words));
    ent_buf_destroy(&words);
    ent_file_destroy(&page);
    ent_file_destroy(&schema);
}
