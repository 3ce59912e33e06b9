/* test_diag.c: a finding is text: cut at a character, never silent; statuses have names. */
#include <criterion/criterion.h>

#include "support.h"

typedef struct kept {
    size_t count, len;
    char text[4096];
} kept;

static void keep(void *ctx, const ent_diag *diag)
{
    kept *k = ctx;

    k->count++;
    k->len = strlen(diag->text);
    snprintf(k->text, sizeof k->text, "%s", diag->text);
}

/* A character of `size` bytes again and again: the text ends behind a whole one. */
Test(diag, long_texts_are_cut_at_a_character)
{
    static const char *const letters[] = { "x", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80" };

    for (size_t size = 1; size <= 4; size++)
        for (size_t ahead = 0; ahead < 4; ahead++) {
            kept k = { 0 };
            ent_diags diags = { .sink = keep, .ctx = &k };
            char text[4096] = "";

            memset(text, '-', ahead);
            for (size_t at = ahead; at + size < sizeof text - 1; at += size)
                memcpy(text + at, letters[size - 1], size);
            cr_expect_eq(ent_fail(&diags, ENT_EDATA, ENT_NOWHERE, "%s", text), ENT_EDATA);
            cr_expect_eq(k.count, 1);
            cr_expect(k.len > 300 && k.len < sizeof text / 2, "%zu bytes", k.len);
            for (size_t at = ahead; at + 3 < k.len;) { /* whole ones, then the mark of the cut */
                cr_expect_eq(memcmp(k.text + at, letters[size - 1], size), 0, "%zu: at %zu", size, at);
                at += size;
            }
        }
}

Test(diag, names_of_statuses)
{
    cr_expect_str_eq(ent_status_name(ENT_OK), "ok");
    cr_expect_str_eq(ent_status_name(ENT_EUSAGE), "usage");
    cr_expect_str_eq(ent_status_name((ent_status)99), "unknown");
}

/* Findings are counted also if there is no sink. */
Test(diag, no_sink)
{
    ent_diags diags = { 0 };

    cr_expect_eq(ent_fail(&diags, ENT_ESYSTEM, ENT_NOWHERE, "x"), ENT_ESYSTEM);
    ent_warn(&diags, ENT_NOWHERE, "y");
    cr_expect(diags.errors == 1 && diags.warnings == 1);
    cr_expect_eq(ent_fail(NULL, ENT_EDATA, ENT_NOWHERE, "z"), ENT_EDATA);
}

static void keep_text(void *ctx, const ent_diag *diag)
{
    snprintf(ctx, 200, "%s", diag->text);
}

Test(diag, unknown_words_get_a_suggestion_or_the_list)
{
    static const struct row {
        const char *name;
        int more;
    } rows[] = { { "svg", 1 }, { "png", 2 }, { "density", 3 } };
    static const char *const one[] = { "alone" };
    char text[200];
    ent_diags diags = { .sink = keep_text, .ctx = text };

    cr_expect_eq(ent_fail_unknown(&diags, ENT_NOWHERE, "measure", ENT_STR("densty"), ENT_NAMES(rows),
                                  NULL),
                 ENT_EUSAGE);
    cr_expect_str_eq(text, "unknown measure 'densty'; did you mean 'density'?");
    ent_fail_unknown(&diags, ENT_NOWHERE, "format", ENT_STR("xvg"), ENT_NAMES(rows), NULL);
    cr_expect_str_eq(text, "unknown format 'xvg'; expected svg, png or density");
    ent_fail_unknown(&diags, ENT_NOWHERE, "format", ENT_STR("png2"), ENT_NAMES(rows), NULL);
    cr_expect_str_eq(text, "unknown format 'png2'; did you mean 'png'?");
    ent_fail_unknown(&diags, ENT_NOWHERE, "thing", ENT_STR("x"), ENT_NAMES(one), NULL);
    cr_expect_str_eq(text, "unknown thing 'x'; expected alone");
    cr_expect_eq(ent_fail_unknown(&diags, (ent_where){ .file = "f", .line = 1 }, "measure",
                                  ENT_STR("x"), ENT_NAMES(rows), "see `entente list measures`"),
                 ENT_EDATA);
    cr_expect_str_eq(text, "unknown measure 'x'; see `entente list measures`");
    cr_expect_eq(ent_names_find((ENT_NAMES(rows)), ENT_STR("png")), 1);
    cr_expect_eq(ent_names_find((ENT_NAMES(rows)), ENT_STR("pn")), SIZE_MAX);
}
