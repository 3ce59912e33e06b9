/* test_theme.c: what a theme file may say: each value at both sides of its bounds, and the place of an error. */
#include <criterion/criterion.h>

#include "figure/theme.h"
#include "support.h"

static ent_status read_theme(figure_theme *t, const char *text, heard *h)
{
    ent_diags diags = { .sink = hear, .ctx = h };
    ent_status status;
    folder f;

    *h = (heard){ 0 };
    folder_make(&f);
    status = ent_theme_read(t, folder_put(&f, "my.theme", text), &diags);
    folder_remove(&f);
    return status;
}

Test(theme, values_are_read)
{
    figure_theme t, print;
    ent_diags diags = { 0 };
    heard h;

    cr_assert_eq(read_theme(&t, "; mine\r\n\r\npaper = #0a1B2c\r\nlabel = 0\nwidth=400\nglobal = #2A1A55 #E6E2F0 0.25 round 0,100\n"
                          "kept = #010203 #040506 20 solid\nended = #010203 #040506 1 1,2,3,4,5,6,7,8\n"
                          "groups = #000001 #000002  #000003 #000004 #000005 #000006\nsteps = #ABCDEF\n", &h),
                 ENT_OK, "%s", h.text);
    cr_assert_eq(ent_theme_read(&print, NULL, &diags), ENT_OK);
    cr_expect_eq(t.paper, 0x0A1B2Cu);
    cr_expect_eq(t.label, 0);
    cr_expect_eq(t.width, 400);
    cr_expect_eq(t.ink, print.ink, "what it does not say is as in print");
    cr_expect_eq(t.small, 6);
    cr_expect(t.styles[ENT_GLOBAL].round && t.styles[ENT_GLOBAL].dashes == 2 && t.styles[ENT_GLOBAL].dash[0] == 0 &&
              t.styles[ENT_GLOBAL].dash[1] == 100 && t.styles[ENT_GLOBAL].width == 0.25);
    cr_expect(!t.styles[STYLE_KEPT].round && t.styles[STYLE_KEPT].dashes == 0 && t.styles[STYLE_KEPT].width == 20 &&
              t.styles[STYLE_KEPT].colour == 0x010203 && t.styles[STYLE_KEPT].tint == 0x040506);
    cr_expect(t.styles[STYLE_ENDED].dashes == 8 && t.styles[STYLE_ENDED].dash[7] == 8);
    cr_expect(t.group_count == 6 && t.groups[0] == 1 && t.groups[5] == 6);
    cr_expect(t.step_count == 1 && t.steps[0] == 0xABCDEF);
}

Test(theme, wrong_values_are_refused_at_their_place)
{
    static const struct {
        const char *text, *place;
    } wrong[] = {
        { "label = -0.1\n", "@1:9" },
        { "\nlabel = 400.1\n", "@2:9" },
        { "label = x\n", "@1:9" },
        { "paper = #12345\n", "@1:9" },
        { "paper = #1234567\n", "@1:9" },
        { "paper = 1234567\n", "@1:9" },
        { "paper = #12345g\n", "@1:9" },
        { "label 7\n", "@1:1" },
        { "labels = 7\n", "@1:1" },
        { "base = prnt\n", "@1:8" },
        { "kept = #010203 #040506 0.24 solid\n", "@1:8" },
        { "kept = #010203 #040506 20.1 solid\n", "@1:8" },
        { "kept = #010203 #040506 1\n", "@1:8" },
        { "kept = #010203 1 solid\n", "@1:8" },
        { "kept = #010203 #040506 1 solid 3\n", "@1:8" },
        { "kept = #010203 #040506 1 3\n", "@1:8" },
        { "kept = #010203 #040506 1 round\n", "@1:8" },
        { "kept = #010203 #040506 1 3,-1\n", "@1:8" },
        { "kept = #010203 #040506 1 3,100.5\n", "@1:8" },
        { "kept = #010203 #040506 1 1,2,3,4,5,6,7,8,9,10\n", "@1:8" },
        { "groups = #000001 #000002 #000003 #000004 #000005 #000006 #000007\n", "@1:58" },
        { "steps = #000001 #00000\n", "@1:17" },
        { "steps =\n", "@1:8" },
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        figure_theme t;
        heard h;

        cr_expect_neq(read_theme(&t, wrong[i].text, &h), ENT_OK, "%s", wrong[i].text);
        cr_expect_not_null(strstr(h.text, wrong[i].place), "%s: %s, not %s", wrong[i].text, h.text, wrong[i].place);
    }
}

/* A name with a dot or a slash is a file's, any other one of the included themes. */
Test(theme, names_of_files_and_of_themes)
{
    static const char *const files[] = { "./mine", "my.theme" };
    heard h = { 0 };
    ent_diags diags = { .sink = hear, .ctx = &h };
    figure_theme t;
    folder f;

    folder_make(&f);
    folder_put(&f, "mine", "label = 3\n");
    folder_put(&f, "my.theme", "label = 3\n");
    cr_assert_eq(chdir(f.path), 0);
    for (int i = 0; i < 2; i++) {
        cr_expect_eq(ent_theme_read(&t, files[i], &diags), ENT_OK, "%s", h.text);
        cr_expect_eq(t.label, 3);
    }
    cr_expect_neq(ent_theme_read(&t, "mine", &diags), ENT_OK);
    cr_expect_not_null(strstr(h.text, "unknown theme 'mine'"), "%s", h.text);
    cr_assert_eq(chdir("/"), 0);
    folder_remove(&f);
    for (size_t i = 0; ent_themes[i].name; i++)
        cr_expect_eq(ent_theme_read(&t, ent_themes[i].name, &diags), ENT_OK, "%s", ent_themes[i].name);
}

/* Larger text on request, and never smaller. */
Test(theme, text_is_enlarged)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_diags diags = { 0 };
    figure_theme t;

    options.least_text = 9;
    cr_assert_eq(ent_theme_for(&t, &options, &diags), ENT_OK);
    cr_expect_float_eq(t.small, 9, 1e-12);
    cr_expect_float_eq(t.label, 10.5, 1e-12);
    cr_expect_float_eq(t.legend, 9.75, 1e-12);
    cr_expect_float_eq(t.head, 10.5, 1e-12);
    options.least_text = 5;
    cr_assert_eq(ent_theme_for(&t, &options, &diags), ENT_OK);
    cr_expect_eq(t.small, 6);
    cr_expect_eq(t.label, 7);
}

Test(theme, categories_have_different_dashes)
{
    for (size_t a = 0; a < 6; a++)
        for (size_t b = 0; b < a; b++) {
            tie_look one = { .colour = 1 }, other = { .colour = 1 };

            ent_set_dash(&one, a);
            ent_set_dash(&other, b);
            cr_expect(one.round != other.round || one.dashes != other.dashes ||
                      memcmp(one.dash, other.dash, sizeof one.dash) != 0, "%zu and %zu", a, b);
            cr_expect_eq(one.dashes == 0, a == 0);
            ent_set_dash(&other, a + 6);
            cr_expect(one.dashes == other.dashes && memcmp(one.dash, other.dash, sizeof one.dash) == 0, "every six");
        }
}
