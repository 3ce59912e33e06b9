/* test_legend.c: the legend of a finished scene: every entry has its sample beside it and its words within the
 * page, beside the network or below it, in as many columns as it needs. */
#include <criterion/criterion.h>
#include <math.h>

#include "render/composed.h"
#include "render/scene/geometry.h"

#define FIGURE(page, legend)                                                                        \
    "{\"entente_figure\":2,\"page\":{" page "},\"styles\":[{\"id\":\"t\",\"colour\":\"#808080\",\"width\":1.3}],"  \
    "\"nodes\":[{\"id\":\"a\",\"label\":\"A\",\"diameter\":6,\"x\":20,\"y\":30},"                      \
    "{\"id\":\"b\",\"label\":\"B\",\"diameter\":6,\"x\":50,\"y\":40}],\"legend\":[" legend "]}"
#define SAMPLES                                                                                     \
    "{\"title\":\"Signs\",\"entries\":[{\"mark\":\"line\",\"style\":0,\"label\":\"a tie\"},"          \
    "{\"mark\":\"node\",\"diameter\":8,\"fill\":\"#112233\",\"label\":\"a state with a long name\"},"  \
    "{\"mark\":\"swatch\",\"fill\":\"#445566\",\"label\":\"a colour\"},"                             \
    "{\"mark\":\"half\",\"fill\":\"#778899\",\"label\":\"a half\"},"                                 \
    "{\"mark\":\"node\",\"shape\":\"box\",\"fill\":\"#AABBCC\",\"label\":\"an agreement\"}]}"

static void compose_figure(composed *c, const char *json)
{
    heard h = { 0 };
    ent_diags diags = { .sink = hear, .ctx = &h };

    cr_assert_eq(composed_make(c, json, &diags), ENT_OK, "%s", h.text);
}

static const word *word_of(const scene *s, const char *text)
{
    for (size_t i = 0; i < s->word_count; i++)
        if (s->words[i].part == PART_LEGEND && ent_str_is(s->words[i].text, text))
            return &s->words[i];
    cr_assert_fail("'%s' is not in the legend", text);
    return NULL;
}

static double right_end(const word *w)
{
    return w->x + text_width(w->text, w->size, w->bold);
}

static double middle_of(const word *w)
{
    return w->y - BASELINE * w->size;
}

/* The mark of the legend in the row of a word, the last painted of them. */
static const mark *sample_of(const scene *s, const word *w)
{
    const mark *found = NULL;

    for (size_t i = 0; i < s->mark_count; i++) {
        frame f = mark_frame(&s->marks[i]);

        if (s->marks[i].part == PART_LEGEND && fabs((f.y0 + f.y1) / 2 - middle_of(w)) < 0.01 && f.x0 < w->x &&
            (!found || s->marks[i].sequence > found->sequence))
            found = &s->marks[i];
    }
    cr_assert_not_null(found, "no sample beside '%.*s'", ENT_STR_ARG(w->text));
    return found;
}

static void expect_within(const scene *s)
{
    for (size_t i = 0; i < s->word_count; i++)
        if (s->words[i].part == PART_LEGEND)
            cr_expect(s->words[i].x >= MARGIN - 0.01 && right_end(&s->words[i]) <= s->width - MARGIN + 0.01 &&
                          s->words[i].y <= s->height && s->words[i].y > 0,
                      "%.*s", ENT_STR_ARG(s->words[i].text));
}

Test(legend, every_entry_has_its_sample)
{
    static const char *const labels[] = { "a tie", "a state with a long name", "a colour", "a half", "an agreement" };
    static const colour fills[] = { 0, 0x112233, 0x445566, 0x778899, 0xAABBCC };
    static const char *const pages[] = { FIGURE("\"width_mm\":150,\"height_mm\":80", SAMPLES),
                                         FIGURE("\"width_mm\":80,\"height_mm\":80", SAMPLES) };

    for (int below = 0; below < 2; below++) {
        composed c;
        double left = INFINITY;

        compose_figure(&c, pages[below]);
        expect_within(&c.s);
        for (int i = 0; i < 5; i++) {
            const word *w = word_of(&c.s, labels[i]);
            const mark *m = sample_of(&c.s, w);
            frame f = mark_frame(m);

            cr_expect(f.x1 <= w->x - 2 && f.x0 >= word_of(&c.s, "Signs")->x - 0.01, "%s: %g %g", labels[i], f.x1, w->x);
            cr_expect(i ? m->fill.colour == fills[i] && m->fill.opacity == 1 : m->line.colour == 0x808080, "%s", labels[i]);
            left = fmin(left, w->x);
            cr_expect_eq(w->x, left, "labels are below each other");
            if (i)
                cr_expect_gt(w->y, word_of(&c.s, labels[i - 1])->y + w->size, "rows do not touch");
        }
        cr_expect_eq(sample_of(&c.s, word_of(&c.s, "a tie"))->width, 1.3);
        cr_expect_eq(sample_of(&c.s, word_of(&c.s, "a half"))->count, 3);
        cr_expect_gt(word_of(&c.s, "a tie")->y, word_of(&c.s, "Signs")->y + word_of(&c.s, "Signs")->size);
        if (below) { /* from the left margin, under the network */
            cr_expect_float_eq(word_of(&c.s, "Signs")->x, MARGIN, 0.01);
            cr_expect_gt(word_of(&c.s, "Signs")->y, c.s.nodes[1].y);
        } else { /* as far to the right as the longest entry allows */
            cr_expect_float_eq(right_end(word_of(&c.s, labels[1])), c.s.width - MARGIN, 0.01);
        }
        composed_destroy(&c);
    }
}

/* Eleven entries below a network: columns of at most five. */
Test(legend, long_lists_have_columns)
{
    ent_buf entries = { 0 }, json = { 0 };
    composed c;

    for (int i = 0; i < 11; i++)
        ent_buf_format(&entries, "%s{\"mark\":\"swatch\",\"label\":\"c%d\"}", i ? "," : "", i);
    ent_buf_format(&json, FIGURE("\"width_mm\":100,\"height_mm\":90", "{\"title\":\"T\",\"entries\":[%s]}"),
                   ent_buf_string(&entries));
    compose_figure(&c, ent_buf_string(&json));
    expect_within(&c.s);
    for (int i = 0; i < 11; i++) { /* 4, 4, 3 */
        char name[8], first[8], beside[8];

        snprintf(name, sizeof name, "c%d", i);
        snprintf(first, sizeof first, "c%d", i / 4 * 4);
        snprintf(beside, sizeof beside, "c%d", i % 4);
        cr_expect_float_eq(word_of(&c.s, name)->x, word_of(&c.s, first)->x, 0.01, "%s", name);
        cr_expect_float_eq(word_of(&c.s, name)->y, word_of(&c.s, beside)->y, 0.01, "%s", name);
        if (i >= 4)
            cr_expect_gt(mark_frame(sample_of(&c.s, word_of(&c.s, name))).x0, word_of(&c.s, beside)->x, "%s", name);
    }
    composed_destroy(&c);
    ent_buf_destroy(&json);
    ent_buf_destroy(&entries);
}

/* Groups that do not fit under each other beside the network stand in two columns; below it, in two rows. */
Test(legend, groups_that_do_not_fit_begin_anew)
{
#define GROUP(n, words) "{\"title\":\"" n "\",\"entries\":[{\"mark\":\"swatch\",\"label\":\"" n " " words "\"}," \
    "{\"mark\":\"text\",\"label\":\"second " n "\"},{\"mark\":\"text\",\"label\":\"third " n "\"}]}"
    composed c;

    compose_figure(&c, FIGURE("\"width_mm\":200,\"height_mm\":50",
                              GROUP("One", "x") "," GROUP("Two", "x") "," GROUP("Three", "x") "," GROUP("Four", "x")));
    expect_within(&c.s);
    cr_expect_float_eq(word_of(&c.s, "One")->x, word_of(&c.s, "Two")->x, 0.01);
    cr_expect_gt(word_of(&c.s, "Two")->y, word_of(&c.s, "third One")->y);
    cr_expect_gt(word_of(&c.s, "Four")->x, right_end(word_of(&c.s, "second One")));
    composed_destroy(&c);
    compose_figure(&c, FIGURE("\"width_mm\":80,\"height_mm\":120",
                              GROUP("One", "of quite a few words") "," GROUP("Two", "of quite a few words") "," GROUP("Three", "x")));
    expect_within(&c.s);
    cr_expect_float_eq(word_of(&c.s, "One")->y, word_of(&c.s, "Two")->y, 0.01);
    cr_expect_gt(word_of(&c.s, "Two")->x, right_end(word_of(&c.s, "One of quite a few words")));
    cr_expect_gt(word_of(&c.s, "Three")->y, word_of(&c.s, "third One")->y);
    composed_destroy(&c);
}
