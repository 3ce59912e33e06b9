/* test_output.c: a file is written whole or not at all. */
#include <criterion/criterion.h>
#include <dirent.h>

#include "support.h"

static size_t files_in(const char *path)
{
    DIR *dir = opendir(path);
    size_t n = 0;

    for (struct dirent *e; (e = readdir(dir)) != NULL;)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(dir);
    return n;
}

static const char *content(const char *path)
{
    static char text[64];
    FILE *file = fopen(path, "rb");
    size_t len = file ? fread(text, 1, sizeof text - 1, file) : 0;

    text[len] = '\0';
    if (file)
        fclose(file);
    return text;
}

Test(output, the_old_file_stays_until_the_new_one_is_whole)
{
    ent_diags diags = { 0 };
    ent_output *out = NULL;
    const char *path;
    folder f;

    folder_make(&f);
    path = folder_put(&f, "o.txt", "old");
    cr_assert_eq(ent_output_begin(&out, path, &diags), ENT_OK);
    cr_assert_eq(ent_output_write(out, "new", 3, &diags), ENT_OK);
    cr_expect_str_eq(content(path), "old");
    ent_output_abort(out);
    cr_expect_str_eq(content(path), "old");
    cr_expect_eq(files_in(f.path), 1, "a temporary file stayed");

    cr_assert_eq(ent_output_begin(&out, path, &diags), ENT_OK);
    cr_assert_eq(ent_output_write(out, "new", 3, &diags), ENT_OK);
    ent_output_remove_temporaries(); /* as a signal would */
    cr_expect_eq(files_in(f.path), 1);
    ent_output_abort(out);

    cr_assert_eq(ent_output_save(path, ENT_STR("newer"), &diags), ENT_OK);
    cr_expect_str_eq(content(path), "newer");
    cr_expect_eq(files_in(f.path), 1);
    cr_expect_eq(diags.errors, 0);
    folder_remove(&f);
}

Test(output, what_cannot_be_written_is_said_once)
{
    ent_diags diags = { 0 };
    ent_output *out = NULL;
    char path[160];
    folder f;

    folder_make(&f);
    cr_expect_neq(ent_output_begin(&out, f.path, &diags), ENT_OK, "a folder");
    cr_expect_null(out);
    cr_expect_eq(diags.errors, 1);
    cr_expect_neq(ent_output_begin(&out, "", &diags), ENT_OK, "no name");
    snprintf(path, sizeof path, "%s/none/o.txt", f.path);
    cr_expect_neq(ent_output_save(path, ENT_STR("x"), &diags), ENT_OK);
    cr_expect_eq(diags.errors, 3);
    if (access("/dev/full", W_OK) == 0) {
        cr_expect_neq(ent_output_save("/dev/full", ENT_STR("x"), &diags), ENT_OK);
        cr_expect_eq(diags.errors, 4);
    }
    folder_remove(&f);
}

Test(output, modes_and_links)
{
    ent_diags diags = { 0 };
    char link[160];
    const char *path;
    struct stat info;
    folder f;

    folder_make(&f);
    path = folder_put(&f, "o.txt", "old");
    chmod(path, 0640);
    cr_assert_eq(ent_output_save(path, ENT_STR("new"), &diags), ENT_OK);
    cr_assert_eq(stat(path, &info), 0);
    cr_expect_eq(info.st_mode & 0777, 0640, "the mode of the old file");
    snprintf(link, sizeof link, "%s/link", f.path);
    cr_assert_eq(symlink(path, link), 0);
    cr_assert_eq(ent_output_save(link, ENT_STR("linked"), &diags), ENT_OK);
    cr_expect_str_eq(content(path), "linked", "an output goes through a link");
    cr_assert_eq(lstat(link, &info), 0);
    cr_expect(S_ISLNK(info.st_mode), "the link stays");
    cr_expect(ent_output_same(link, path));
    cr_expect(ent_output_destroys(link, path));
    unlink(link);
    folder_remove(&f);
}

Test(output, names_of_one_file)
{
    char there[160], other[160], round[200];
    folder f;

    folder_make(&f);
    snprintf(there, sizeof there, "%s", folder_put(&f, "o.txt", "old"));
    snprintf(other, sizeof other, "%s/none.txt", f.path);
    snprintf(round, sizeof round, "%s/./none.txt", f.path);
    cr_expect_not(ent_output_same(there, other));
    cr_expect(ent_output_same(other, round), "neither is there yet");
    cr_expect(ent_output_same("-", "-"));
    cr_expect_not(ent_output_same("/dev/null", "/dev/null"), "which holds nothing");
    cr_expect_not(ent_output_destroys(other, there));
    cr_expect_not(ent_output_destroys("/dev/null", "/dev/null"));
    cr_expect_not(ent_output_destroys("-", "-"));
    folder_remove(&f);
}
