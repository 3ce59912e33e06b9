/* test_package.c: the packages that come with entente, folders without a descriptor, and paths
 * that would leave a package. */
#include <criterion/criterion.h>

#include "support.h"

/* A document that miscounts is no fault of the data that say so. */
static void hear_faults(void *ctx, const ent_diag *diag)
{
    if (!diag->code || strcmp(diag->code, "assertion-count") != 0)
        hear(ctx, diag);
}

Test(package, of_ours_are_sound)
{
    static const char *const packages[] = { "iis" };

    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++) {
        heard h = { "" };
        ent_diags diags = { .sink = hear_faults, .ctx = &h };
        ent_dataset_options options = { 0 };
        ent_dataset *d = NULL;
        char path[512];

        snprintf(path, sizeof path, "%s/data/%s", ENT_SOURCE_DIR, packages[i]);
        options.path = path;
        cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK, "%s", h.text);
        cr_expect_eq(ent_dataset_check(d, &diags), ENT_OK);
        cr_expect_eq(diags.errors, 0, "%s", h.text);
        cr_expect_str_eq(h.text, "");
        cr_expect(ent_act_count(d) > 0);
        ent_dataset_free(d);
    }
}

/* Every passage that data/iis points at: there, unchanged, and naming what the row says. */
Test(package, passages_of_iis)
{
    heard h = { "" };
    ent_diags diags = { .sink = hear, .ctx = &h };
    ent_dataset_options options = { .path = ENT_SOURCE_DIR "/data/iis" };
    ent_dataset *d = NULL;
    size_t passages = 0;

    if (!is_folder(ENT_SHARED_DIR "/seeds"))
        cr_skip_test("skipped: the documents are not at " ENT_SHARED_DIR "/seeds");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    ent_dataset_check_documents(d, ENT_SHARED_DIR "/seeds", &passages, &diags);
    cr_expect_eq(diags.errors, 0, "%s", h.text);
    cr_expect_gt(passages, 150, "%zu passages", passages);
    ent_dataset_free(d);
}

Test(package, stays_in_its_folder)
{
    static const char *const paths[] = { "../parties.csv", "/etc/passwd", "a/../../b.csv",
                                         "http://example.org/x.csv", "" };

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        heard h = { "" };
        ent_diags diags = { .sink = hear, .ctx = &h };
        ent_dataset_options options = { 0 };
        ent_dataset *d = NULL;
        char text[256];
        folder f;

        folder_make(&f);
        snprintf(text, sizeof text, "{\"resources\":[{\"name\":\"parties\",\"path\":\"%s\"}]}",
                 paths[i]);
        options.path = folder_put(&f, "datapackage.json", text);
        cr_expect_neq(ent_dataset_read(&d, &options, &diags), ENT_OK);
        cr_expect(strstr(h.text, "package-form@1:15"), "%s: %s", paths[i], h.text);
        folder_remove(&f);
    }
}

Test(package, folder_of_tables)
{
    ent_diags diags = { 0 };
    ent_dataset_options options = { 0 };
    ent_dataset *d = NULL;
    folder f;

    folder_make(&f);
    options.path = f.path;
    cr_expect_neq(ent_dataset_read(&d, &options, &diags), ENT_OK, "an empty folder is no data");
    folder_put(&f, "agreements.csv", "id,title\nT1,Treaty\n");
    folder_put(&f, "parties.json",
               "[{\"agreement\":\"T1\",\"party\":\"FRA\"},{\"agreement\":\"T1\",\"party\":\"DEU\"}]");
    cr_assert_eq(ent_dataset_read(&d, &options, &diags), ENT_OK);
    cr_expect_eq(ent_party_count(d), 2);
    cr_expect_eq(ent_actor_at(d, ent_party_at(d, 0).actor)->type, ENT_STATE);
    ent_dataset_free(d);
    folder_remove(&f);
}
