/* guess.c: the map that is proposed for a table of anybody's: it is a map, and it fits the table.
 */
#include "data/import/map.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *file = fuzz_put("foreign.csv", fuzz_input(data, size));
    ent_diags diags = fuzz_diags();
    ent_buf map = { 0 };
    ent_status status = ent_import_guess(file, NULL, &map, &diags);

    fuzz_verdict(status, &diags);
    if (status == ENT_OK) {
        ent_import_options options = { .map = fuzz_put("map.json", ent_buf_view(&map)),
                                       .files = &file,
                                       .file_count = 1 };
        ent_import *import;
        ent_map read;

        REQUIRE(ent_map_read(&read, options.map, &diags) == ENT_OK);
        ent_map_destroy(&read);
        status = ent_import_new(&import, &options, &diags);
        fuzz_verdict(status, &diags);
        ent_import_free(import);
    }
    ent_buf_destroy(&map);
    return 0;
}
