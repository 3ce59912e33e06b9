/* test_scene.c: widths of text, geometry, descriptions that are refused, and the print checks: a
 * figure that is wrong on purpose must be said to be wrong. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/composed.h"
#include "render/scene/embedded_fonts.h"
#include "render/scene/geometry.h"
#include "render/scene/legibility.h"

/* ---- widths ---- */

Test(metrics, widths_are_those_of_arial)
{
    /* A 667, r 333, i 222, a 556, l 222 thousandths of an em: Adobe's metrics of Helvetica */
    cr_expect_float_eq(text_width(ENT_STR("Arial"), 10, false), 20.0, 1e-9);
    cr_expect_float_eq(text_width(ENT_STR("Arial"), 10, true), 22.23, 1e-9);
    /* accents take no room of their own, composed or not */
    cr_expect_float_eq(text_width(ENT_STR("\xc3\xa9"), 10, false),
                       text_width(ENT_STR("e\xcc\x81"), 10, false), 1e-9);
    cr_expect_float_eq(text_width(ENT_STR("\xce\xa9"), 1000, false), 748, 1, "Greek omega");
    cr_expect_geq(
        text_width(ENT_STR("\xd0\xa0\xd0\xbe\xd1\x81\xd1\x81\xd0\xb8\xd1\x8f"), 10, false), 30,
        "a Russian word of six letters");
    cr_expect_float_eq(text_width(ENT_STR("\xe4\xb8\xad"), 10, false), 10, 1e-9,
                       "Chinese: full width");
}

/* The first and the last letter of each alphabet, and those beside them, which are of none. */
Test(metrics, letters_of_the_alphabets_have_widths)
{
    static const uint32_t ends[][2] = { { 0x20, 0x7e },   { 0xa0, 0x24f },     { 0x391, 0x3ff },
                                        { 0x400, 0x4ff }, { 0x1e00, 0x1ef9 }, { 0x2010, 0x2026 } };
    static const uint32_t none[] = { 0x1f, 0x7f, 0x9f, 0x530, 0x1f00, 0x2027, 0x4e2d };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        for (int k = 0; k < 2; k++)
            cr_expect_gt(letter_width(ends[i][k], k), 0, "U+%04X", (unsigned)ends[i][k]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        cr_expect_eq(letter_width(none[i], false), 0, "U+%04X", (unsigned)none[i]);
    cr_expect_gt(letter_width('a', true), letter_width('i', true));
    cr_expect_gt(letter_width('l', true), letter_width('l', false));
}

Test(metrics, long_labels_have_two_lines)
{
    lines l = text_lines(ENT_STR("Democratic Republic of the Congo"), 7, false);

    cr_expect_eq(l.count, 2);
    cr_expect_not(l.cut);
    l = text_lines(ENT_STR("Chad"), 7, false);
    cr_expect_eq(l.count, 1);
}

/* ---- geometry ---- */

/* By a hundred thousand places along the segment. */
static bool passes_slowly(segment s, frame b)
{
    for (int i = 0; i <= 100000; i++) {
        double t = i / 100000.0, x = s.x1 + t * (s.x2 - s.x1), y = s.y1 + t * (s.y2 - s.y1);

        if (x > b.x0 && x < b.x1 && y > b.y0 && y < b.y1)
            return true;
    }
    return false;
}

Test(geometry, a_segment_passes_a_box)
{
    unsigned seed = 1;
    frame box = { 3, 3, 7, 6 };

    for (int i = 0; i < 300; i++) {
        double v[4];
        segment s;

        for (int k = 0; k < 4; k++)
            v[k] = (seed = seed * 1103515245u + 12345u) / 4294967296.0 * 10;
        s = (segment){ v[0], v[1], v[2], v[3] };
        cr_expect_eq(passes(s, box), passes_slowly(s, box), "%g,%g to %g,%g", v[0], v[1], v[2],
                     v[3]);
    }
}

Test(geometry, segments_cross)
{
    segment s = { 0, 0, 10, 10 };

    cr_expect(crosses(s, (segment){ 0, 10, 10, 0 }));
    cr_expect_not(crosses(s, (segment){ 0, 1, 9, 10 }));
    cr_expect_not(crosses(s, (segment){ 6, 4, 10, 0 }), "stops short");
}

Test(geometry, contrast_is_that_of_the_web)
{
    cr_expect_float_eq(contrast(0x000000, 0xFFFFFF), 21, 1e-9);
    cr_expect_float_eq(contrast(0x949494, 0xFFFFFF), 3.03, 0.01);
    cr_expect_eq(mix(0x000000, 0xFFFFFF, 0.5), 0x808080u);
}

/* ---- descriptions and print checks ---- */

typedef struct said_list {
    size_t warnings, errors;
    char text[4000];
} said_list;

static void take(void *ctx, const ent_diag *diag)
{
    said_list *h = ctx;

    h->warnings += diag->severity == ENT_WARNING;
    h->errors += diag->severity == ENT_ERROR;
    strncat(h->text, diag->text, sizeof h->text - strlen(h->text) - 2);
    strcat(h->text, "\n");
}

/* Reads and lays out; the status of the whole. */
static ent_status lay_out(const char *json, said_list *h)
{
    ent_diags diags = { .sink = take, .ctx = h };
    composed c;
    ent_status status;

    *h = (said_list){ 0 };
    status = composed_make(&c, json, &diags);
    composed_destroy(&c);
    return status;
}

#define HEAD "{\"entente_figure\":2,\"page\":{\"width_mm\":100,\"height_mm\":80},"

Test(description, wrong_ones_are_refused)
{
    static const char *const wrong[] = {
        "{}",
        "{\"entente_figure\":1}",
        HEAD "\"colour\":1}",
        HEAD "\"nodes\":[{\"id\":\"a\",\"fill\":\"red\"}]}",
        HEAD "\"nodes\":[{\"id\":\"a\",\"shape\":\"star\"}]}",
        HEAD "\"nodes\":[{\"id\":\"a\",\"label_size\":400}]}",
        HEAD "\"nodes\":[{\"id\":\"a\"}],\"ties\":[{\"a\":0,\"b\":1}]}",
        HEAD "\"layout\":{\"name\":\"spring\"}}",
        HEAD "\"panels\":[\"one\"],\"nodes\":[{\"id\":\"a\"}]}",
    };
    said_list h;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_expect_neq(lay_out(wrong[i], &h), ENT_OK, "%s", wrong[i]);
        cr_expect_eq(h.errors, 1, "%s: %zu errors", wrong[i], h.errors);
    }
}

/* Two nodes whose places are kept, on each other or apart. */
#define NODES(x2)                                                                     \
    "\"nodes\":[{\"id\":\"a\",\"label\":\"Alpha\",\"diameter\":9,\"x\":40,\"y\":40}," \
    "{\"id\":\"b\",\"label\":\"Beta\",\"diameter\":9,\"x\":" x2 ",\"y\":40}]"

Test(print_checks, failures_are_reported)
{
    said_list h;

    cr_expect_eq(lay_out(HEAD NODES("60") "}", &h), ENT_OK);
    cr_expect_eq(h.warnings, 0, "%s", h.text);
    cr_expect_eq(lay_out(HEAD NODES("41") "}", &h), ENT_OK);
    cr_expect_gt(h.warnings, 0);
    cr_expect(strstr(h.text, "1 node on another node; a larger page"), "%s", h.text);
    cr_expect_neq(lay_out(HEAD "\"strict\":true," NODES("41") "}", &h), ENT_OK);
    cr_expect_gt(h.errors, 0);
    /* text that is too small, and too pale */
    lay_out(HEAD "\"nodes\":[{\"id\":\"a\",\"label\":\"Alpha\",\"label_size\":4}]}", &h);
    cr_expect(strstr(h.text, "smallest text is 4 pt"), "%s", h.text);
    lay_out(HEAD "\"theme\":{\"ink\":\"#DDDDDD\"}," NODES("60") "}", &h);
    cr_expect(strstr(h.text, "too pale"), "%s", h.text);
}

/* ---- what a reader sees ---- */

#define PAIR(more_a, more_b, tie)                                                                    \
    "{\"entente_figure\":2,\"page\":{\"width_mm\":150,\"height_mm\":80}," tie                       \
    "\"nodes\":[{\"id\":\"a\",\"diameter\":9,\"y\":40," more_a "},{\"id\":\"b\",\"diameter\":9," more_b "}]"
#define STYLE(opacity)                                                                               \
    "\"styles\":[{\"id\":\"t\",\"colour\":\"#808080\",\"width\":1}],"                              \
    "\"ties\":[{\"a\":0,\"b\":1,\"style\":0,\"opacity\":" opacity "}],\"pair_count\":1,"
#define AT(x) "\"label\":\"Alpha\",\"side\":\"right\",\"x\":" x
#define KEY ",\"legend\":[{\"title\":\"Legend\",\"entries\":[{\"mark\":\"text\",\"label\":\"a long entry of it\"}]}]"

Test(print_checks, a_tie_must_be_seen)
{
    said_list h;

    lay_out(PAIR(AT("40"), "\"label\":\"Beta\",\"x\":80,\"y\":40", STYLE("0.9")) "}", &h);
    cr_expect_not(strstr(h.text, "too pale to be seen"), "%s", h.text);
    lay_out(PAIR(AT("40"), "\"label\":\"Beta\",\"x\":80,\"y\":40", STYLE("0.2")) "}", &h);
    cr_expect(strstr(h.text, "1 tie too pale to be seen"), "%s", h.text);
}

Test(print_checks, a_name_is_nearest_to_its_own_mark)
{
    said_list h;

    lay_out(PAIR(AT("40"), "\"label\":\"Beta\",\"x\":80,\"y\":40", "") "}", &h);
    cr_expect_not(strstr(h.text, "mark of another"), "%s", h.text);
    lay_out(PAIR(AT("40"), "\"label\":\"Beta\",\"side\":\"above\",\"x\":45.5,\"y\":37.1", "") "}", &h);
    cr_expect(strstr(h.text, "1 name nearer to the mark of another"), "%s", h.text);
}

/* The legibility of a figure from which the name of a node, or no name, was taken. */
static legibility without_name(const char *json, size_t object)
{
    ent_diags diags = { 0 };
    composed c;
    legibility l = { 0 };
    size_t kept = 0;

    cr_assert_eq(composed_make(&c, json, &diags), ENT_OK);
    for (size_t i = 0; i < c.s.word_count; i++)
        if (c.s.words[i].object != object)
            c.s.words[kept++] = c.s.words[i];
    c.s.word_count = kept;
    cr_expect_eq(measure_legibility(&c.s, &l, &diags), ENT_OK);
    composed_destroy(&c);
    return l;
}

Test(print_checks, hubs_have_names_before_leaves)
{
    static const char json[] = PAIR(AT("40") ",\"weight\":9",
                                    "\"label\":\"B\",\"weight\":1,\"x\":80,\"y\":40", "") "}";

    cr_expect_eq(without_name(json, NONE - 1).overtaken, 0);
    cr_expect_eq(without_name(json, 1).overtaken, 0, "a leaf may have none");
    cr_expect_eq(without_name(json, 0).overtaken, 1, "a hub has none, and a leaf has one");
    cr_expect_lt(without_name(json, 0).score, without_name(json, 1).score);
}

Test(print_checks, nothing_is_under_the_legend)
{
    said_list h;

    lay_out(PAIR(AT("40"), "\"label\":\"B\",\"x\":80,\"y\":40", "") KEY "}", &h);
    cr_expect_not(strstr(h.text, "under the legend"), "%s", h.text);
    lay_out(PAIR(AT("40"), "\"label\":\"B\",\"x\":147,\"y\":10", "") KEY "}", &h);
    cr_expect_not(strstr(h.text, "under the legend"), "it is below the network then: %s", h.text);
    lay_out(PAIR(AT("147"), "\"label\":\"B\",\"x\":6,\"y\":76", "") KEY "}", &h);
    cr_expect(strstr(h.text, "under the legend"), "%s", h.text);
}

Test(print_checks, no_third_of_the_page_is_empty)
{
    said_list h;

    for (int wide = 0; wide < 2; wide++) {
        ent_buf json = { 0 };

        ent_buf_text(&json, "{\"entente_figure\":2,\"page\":{\"width_mm\":150,\"height_mm\":80},\"nodes\":[");
        for (int i = 0; i < 24; i++)
            ent_buf_format(&json, "%s{\"id\":\"n%d\",\"label\":\"N%d\",\"diameter\":7,\"x\":%d,\"y\":%d}",
                           i ? "," : "", i, i, 8 + i % 4 * (wide ? 40 : 10), 8 + i / 4 * 12);
        ent_buf_text(&json, "]}");
        lay_out(ent_buf_string(&json), &h);
        cr_expect_eq(strstr(h.text, "third of the width is empty") == NULL, wide, "%s", h.text);
        ent_buf_destroy(&json);
    }
}

/* ---- legibility ---- */

/* The score that is told for a figure. */
static double score_of(const char *json)
{
    said_list h;
    const char *at;

    lay_out(json, &h);
    at = strstr(h.text, "legibility ");
    return at ? strtod(at + 11, NULL) : NAN;
}

Test(legibility, what_cannot_be_seen_lowers_it)
{
    double good = score_of(PAIR(AT("40"), "\"label\":\"Beta\",\"x\":80,\"y\":40", STYLE("0.9")) "}");

    cr_expect(good > 0 && good <= 10, "%g", good);
    cr_expect_lt(score_of(PAIR(AT("40"), "\"label\":\"Beta\",\"x\":80,\"y\":40", STYLE("0.2")) "}"), good);
    cr_expect_lt(score_of(PAIR(AT("40") ",\"label_size\":5", "\"label\":\"Beta\",\"label_size\":5,\"x\":80,\"y\":40",
                               STYLE("0.9")) "}"), good);
}
