/* cmd_graph.c: the network itself, for other programs. */
#include "cli/command.h"

#include <string.h>

static int run(settings *set, ent_diags *diags)
{
    const char *format = format_of(set, "graphml");
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_buf record = { 0 }, out = { 0 }, description = { 0 };
    ent_status status;

    if (strcmp(format, "gv") == 0)
        format = "dot";
    if (strcmp(format, "dot") != 0 && !ent_export_find(format)) {
        status = ent_export_unknown(format, diags);
        goto done;
    }
    if (strcmp(format, "dot") == 0 && set->directed) {
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "--directed: DOT is written without directions; expected graphml, gexf, "
                          "gml, net, csv or json");
        goto done;
    }
    if ((status = open_network(&d, &n, set, diags)) != ENT_OK)
        goto done;
    say_network(n, diags);
    write_record(&record, n, NULL);
    if (strcmp(format, "dot") == 0) { /* DOT is written by Graphviz's own library */
        status = ent_export_description(n, ent_buf_view(&record), &description, diags);
        if (status == ENT_OK)
            status = ent_render(ent_buf_view(&description), &out, diags);
    } else {
        status = ent_export_network(n, format, ent_buf_view(&record), &out, diags);
    }
    if (status == ENT_OK)
        status = write_output(set, d, format, true, ent_buf_view(&out), diags);
done:
    ent_buf_destroy(&record);
    ent_buf_destroy(&out);
    ent_buf_destroy(&description);
    ent_network_free(n);
    ent_dataset_free(d);
    return exit_code(status);
}

static const opt *const groups[] = { which_options,  direction_options, data_options,
                                     output_options, general_options,   NULL };

const command cmd_graph = {
    "graph", "DATA [options]", "the network as a file: dot graphml gexf net gml csv json",
    "Without -o it is written to out/ and the path is printed. Ties that are not known to exist "
    "on the day are left out, but for JSON, which lists them apart.\n"
    "  entente graph data/iis --as-of 2021-06-30 -o iis.graphml\n"
    "  entente graph treaties.csv --network actors --format csv -o ties.csv",
    groups, run
};
