/* test_scene.c: widths of text, geometry, descriptions that are refused, and the print checks: a
 * figure that is wrong on purpose must be said to be wrong. */
#include <criterion/criterion.h>
#include <math.h>

#include "render/compose.h"
#include "render/graphviz/context.h"
#include "render/scene/geometry.h"
#include "support.h"

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
    folder f;
    ent_diags diags = { .sink = take, .ctx = h };
    description d = { 0 };
    scene s = { 0 };
    ent_status status;

    *h = (said_list){ 0 };
    folder_make(&f);
    graphviz_begin();
    status = description_read(&d, folder_put(&f, "figure.json", json), &diags);
    if (status == ENT_OK)
        status = compose(&s, &d, &diags);
    scene_destroy(&s);
    description_destroy(&d);
    graphviz_end();
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
    cr_expect(strstr(h.text, "nodes on other nodes"), "%s", h.text);
    cr_expect_neq(lay_out(HEAD "\"strict\":true," NODES("41") "}", &h), ENT_OK);
    cr_expect_gt(h.errors, 0);
    /* text that is too small, and too pale */
    lay_out(HEAD "\"nodes\":[{\"id\":\"a\",\"label\":\"Alpha\",\"label_size\":4}]}", &h);
    cr_expect(strstr(h.text, "smallest text is 4 pt"), "%s", h.text);
    lay_out(HEAD "\"theme\":{\"ink\":\"#DDDDDD\"}," NODES("60") "}", &h);
    cr_expect(strstr(h.text, "too pale"), "%s", h.text);
}
