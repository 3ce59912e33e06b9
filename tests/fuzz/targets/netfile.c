/* netfile.c: network files of every form; the first byte chooses the form. What is read is a table whose edges name
 * nodes. */
#include "data/netfile/netfile.h"

#include "base/mem.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "a.graphml", "a.gexf", "a.gml", "a.net", "a.dl" };
    ent_diags diags = fuzz_diags();
    ent_cell_store *store;
    ent_netfile_facts facts;
    ent_status status;
    const char *file;

    if (!size || (store = ent_mem_new(1, sizeof *store)) == NULL)
        return 0;
    file = fuzz_put(names[data[0] % 5], fuzz_input(data + 1, size - 1));
    status = ent_netfile_read(store, &facts, file, false, &diags);
    fuzz_verdict(status, &diags);
    if (status == ENT_OK) {
        const ent_cells *edges = &store->tables[facts.two_modes ? ENT_PARTIES : ENT_AGREEMENTS];

        REQUIRE(ent_cells_rows(edges) >= facts.edges);
        for (size_t i = 0; i < ent_cells_rows(edges); i++)
            REQUIRE(ent_cells_at(edges, i, 0).len && edges->origins[i].line);
    }
    ent_cells_free(store);
    return 0;
}
