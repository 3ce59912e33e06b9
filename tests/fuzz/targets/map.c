/* map.c: a map and, behind a line "%%", a table that is read by it. Every row has one fate; what is
 * made is a package that can be read, the same when it is made again. */
#include "fuzz.h"

static size_t rows_of(const ent_import *import)
{
    size_t rows = 0;

    for (int fate = 0; fate < ENT_ROW_FATES; fate++)
        rows += ent_import_rows(import, (ent_row_fate)fate);
    return rows;
}

static void same_again(const ent_import *first, const ent_import_options *options)
{
    ent_diags diags = fuzz_diags();
    ent_import *second;
    ent_buf one = { 0 }, two = { 0 };

    REQUIRE(ent_import_new(&second, options, &diags) == ENT_OK);
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        ent_import_table(first, (ent_table)t, &one);
        ent_import_table(second, (ent_table)t, &two);
    }
    REQUIRE(ent_str_eq(ent_buf_view(&one), ent_buf_view(&two)));
    ent_buf_destroy(&one);
    ent_buf_destroy(&two);
    REQUIRE(ent_str_eq(ent_import_descriptor(first), ent_import_descriptor(second)));
    REQUIRE(ent_str_eq(ent_import_report(first), ent_import_report(second)));
    REQUIRE(rows_of(first) == rows_of(second));
    ent_import_free(second);
}

static void read_package(const char *map, const char *file)
{
    ent_dataset_options options = { .map = map, .files = &file, .file_count = 1 };
    ent_diags diags = fuzz_diags();
    ent_dataset *dataset;
    ent_status status = ent_dataset_read(&dataset, &options, &diags);

    fuzz_verdict(status, &diags);
    if (status == ENT_OK) {
        status = ent_dataset_check(dataset, &diags);
        fuzz_verdict(status, &diags);
    }
    ent_dataset_free(dataset);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_str rest = fuzz_input(data, size), map = fuzz_part(&rest);
    const char *file = fuzz_put("foreign.csv", rest);
    ent_import_options options = { .map = fuzz_put("map.json", map),
                                   .files = &file,
                                   .file_count = 1 };
    ent_diags diags = fuzz_diags();
    ent_import *import;
    ent_status status = ent_import_new(&import, &options, &diags);

    fuzz_verdict(status, &diags);
    REQUIRE((status == ENT_OK) == (import != NULL));
    if (status == ENT_OK) {
        ent_import_tell(import, &diags);
        REQUIRE(ent_import_descriptor(import).len > 0);
        same_again(import, &options);
        read_package(options.map, file);
    }
    ent_import_free(import);
    return 0;
}
