/* test_renderer.c: what becomes of a rendering program that writes too much, takes too long, wants
 * too much memory or dies: an error, and nothing of a figure. */
#include <criterion/criterion.h>

#include "entente/export.h"
#include "support.h"

static const ent_renderer plenty = { NULL, 60, (size_t)64 << 20, (size_t)4 << 30 };

/* Runs a shell script as the renderer; the findings go to `words`. */
static ent_status run(const char *script, ent_renderer most, ent_buf *out, heard *words)
{
    folder f;
    ent_diags diags = { .sink = hear, .ctx = words };
    ent_status status;

    folder_make(&f);
    most.program = folder_put(&f, "renderer", script);
    chmod(most.program, 0700);
    status = ent_render(&most, ENT_STR("{}"), out, &diags);
    folder_remove(&f);
    return status;
}

Test(renderer, what_it_writes_is_the_figure)
{
    ent_buf out = { 0 };
    heard words = { "" };

    cr_expect_eq(run("#!/bin/sh\ncat\n", plenty, &out, &words), ENT_OK);
    cr_expect(ent_str_is(ent_buf_view(&out), "{}"));
    ent_buf_destroy(&out);
}

Test(renderer, a_figure_that_is_too_large_is_an_error_and_nothing)
{
    ent_buf out = { 0 };
    heard words = { "" };
    ent_renderer most = plenty;

    most.output = (size_t)1 << 20;
    cr_expect_eq(run("#!/bin/sh\nhead -c 3000000 /dev/zero\n", most, &out, &words), ENT_ESYSTEM);
    cr_expect_eq(out.len, 0);
    cr_expect(strstr(words.text, "larger than 1 MiB"), "%s", words.text);
    /* to the byte: what is as large as the limit is whole */
    words.text[0] = '\0';
    cr_expect_eq(run("#!/bin/sh\nhead -c 1048576 /dev/zero\n", most, &out, &words), ENT_OK, "%s",
                 words.text);
    cr_expect_eq(out.len, most.output);
    ent_buf_clear(&out);
    cr_expect_eq(run("#!/bin/sh\nhead -c 1048577 /dev/zero\n", most, &out, &words), ENT_ESYSTEM);
    cr_expect_eq(out.len, 0);
    ent_buf_destroy(&out);
}

Test(renderer, time_that_is_up_is_an_error_and_nothing, .timeout = 60)
{
    static const char *const scripts[] = { "#!/bin/sh\necho part\nexec sleep 300\n",
                                           "#!/bin/sh\necho part\nwhile :; do :; done\n" };

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        ent_buf out = { 0 };
        heard words = { "" };
        ent_renderer most = plenty;

        most.seconds = 1;
        cr_expect_eq(run(scripts[i], most, &out, &words), ENT_ESYSTEM);
        cr_expect_eq(out.len, 0);
        cr_expect(strstr(words.text, "more than 1 seconds"), "%s", words.text);
        ent_buf_destroy(&out);
    }
}

Test(renderer, memory_that_is_refused_is_an_error_and_nothing)
{
#ifndef ENTENTE_SANITIZE /* no limit there */
    ent_buf out = { 0 };
    heard words = { "" };
    ent_renderer most = plenty;

    most.memory = (size_t)64 << 20;
    cr_expect_eq(run("#!/bin/sh\necho part\nexec sort -S 200M /dev/zero\n", most, &out, &words),
                 ENT_ESYSTEM);
    cr_expect_eq(out.len, 0);
    ent_buf_destroy(&out);
#endif
}

Test(renderer, one_that_dies_is_an_error_and_nothing)
{
    ent_buf out = { 0 };
    heard words = { "" };

    cr_expect_eq(run("#!/bin/sh\necho part\nkill -9 $$\n", plenty, &out, &words), ENT_ESYSTEM);
    cr_expect_eq(out.len, 0);
    cr_expect(strstr(words.text, "signal 9"), "%s", words.text);
    cr_expect_eq(run("#!/bin/sh\necho part\nexit 3\n", plenty, &out, &words), ENT_ESYSTEM);
    cr_expect_eq(out.len, 0);
    ent_buf_destroy(&out);
}

Test(renderer, the_environment_names_it_unless_an_option_does)
{
    ent_buf out = { 0 };
    heard words = { "" };
    ent_diags diags = { .sink = hear, .ctx = &words };

    setenv("ENTENTE_RENDER", "/nonexistent/render", 1);
    cr_expect_eq(ent_render(NULL, ENT_STR("{}"), &out, &diags), ENT_ESYSTEM);
    cr_expect(strstr(words.text, "ENTENTE_RENDER: '/nonexistent/render'"), "%s", words.text);
    cr_expect_eq(run("#!/bin/sh\ncat\n", plenty, &out, &words), ENT_OK);
    ent_buf_clear(&out);
    setenv("ENTENTE_RENDER", "/bin/cat", 1);
    cr_expect_eq(ent_render(NULL, ENT_STR("{}"), &out, &diags), ENT_OK);
    cr_expect(ent_str_is(ent_buf_view(&out), "{}"));
    ent_buf_destroy(&out);
}
