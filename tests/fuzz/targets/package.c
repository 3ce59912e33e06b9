/* package.c: datapackage.json beside small tables, one of them JSON: read and checked with a
 * verdict, and no path leads outside. Behind lines "%%" the input may have tables of its own: actors,
 * memberships, agreements, parties, sources, readings, topics. */
#include <stdio.h>

#include "fuzz.h"

static const char actors[] = "[{\"id\":\"A\",\"name\":\"Alpha\"},{\"id\":\"B\",\"name\":\"Beta\"}]";
static const char agreements[] = "id,title,signed\nx,Pact,1950\n";
static const char parties[] = "agreement,party\nx,A\nx,B\n";

static void put_tables(ent_str rest)
{
    fuzz_put("actors.json", ENT_STR(actors));
    fuzz_put("agreements.csv", ENT_STR(agreements));
    fuzz_put("parties.csv", ENT_STR(parties));
    for (int table = 0; table < ENT_TABLE_COUNT; table++) {
        char name[32];

        snprintf(name, sizeof name, "%s.csv", ent_table_name((ent_table)table));
        if (rest.len)
            fuzz_put(name, fuzz_part(&rest));
        else if (table != ENT_AGREEMENTS && table != ENT_PARTIES)
            fuzz_remove(name);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_str rest = fuzz_input(data, size), descriptor;
    ent_diags diags = fuzz_diags();
    ent_dataset_options options = { 0 };
    ent_dataset *dataset;
    ent_status status;

    descriptor = fuzz_part(&rest);
    put_tables(rest);
    options.path = fuzz_put("datapackage.json", descriptor);
    status = ent_dataset_read(&dataset, &options, &diags);
    fuzz_verdict(status, &diags);
    REQUIRE((status == ENT_OK) == (dataset != NULL));
    if (status == ENT_OK) {
        status = ent_dataset_check(dataset, &diags);
        fuzz_verdict(status, &diags);
        REQUIRE(ent_dataset_fingerprint(dataset).len > 0);
    }
    ent_dataset_free(dataset);
    return 0;
}
