/* graph.c: writes the network in formats of other programs. */

#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/void_options.h"

/* FILE.nodes.csv contains the nodes, any other .csv the ties. */
static const char *format_of_graph(const settings *set)
{
    static const char ending[] = ".nodes.csv";
    size_t len = set->out ? strlen(set->out) : 0, own = sizeof ending - 1;

    if (!set->format && len >= own &&
        ent_str_eq_fold((ent_str){ set->out + len - own, own }, ent_str_of(ending)))
        return ending + 1;
    return format_of(set, "graphml");
}

static ent_status check_graph_format(const char *format, ent_diags *diags)
{
    if (!has_format(NETWORK_FORMATS, format) && has_format(FIGURE_FORMATS, format))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "unknown network format '%s'; `entente draw` makes figures", format);
    return require_format(NETWORK_FORMATS, format, diags);
}

/* A table of ties does not list nodes without ties. */
static void say_lost(const ent_network *n, const char *format, ent_diags *diags)
{
    bool *tied = ent_mem_new(ent_node_count(n), sizeof *tied);
    size_t lost = 0;

    if (!tied || strcmp(format, "csv") != 0) {
        ent_mem_free(tied);
        return;
    }
    for (size_t i = 0; i < ent_tie_count(n); i++)
        tied[ent_tie_at(n, i)->a] = tied[ent_tie_at(n, i)->b] = true;
    for (size_t i = 0; i < ent_node_count(n); i++)
        lost += !tied[i];
    ent_mem_free(tied);
    if (lost)
        ent_note(diags, ENT_NOWHERE,
                 "%zu node%s without ties %s not in this table; to write all nodes, use --format "
                 "nodes.csv or a file name that ends in .nodes.csv",
                 lost, lost == 1 ? "" : "s", lost == 1 ? "is" : "are");
}

static ent_status run(settings *set, ent_diags *diags)
{
    const char *format = format_of_graph(set);
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_buf record = { 0 }, out = { 0 };
    ent_status status;

    if ((status = check_graph_format(format, diags)) != ENT_OK ||
        (status = open_network(&d, &n, set, diags)) != ENT_OK)
        goto done;
    say_network(n, diags);
    say_lost(n, format, diags);
    write_record(&record, n, NULL);
    status = ent_export_network(n, format, &(ent_export_options){ .record = ent_buf_view(&record) },
                                &out, diags);
    if (status == ENT_OK)
        status = write_output(set, d, format, ent_buf_view(&out), diags);
done:
    ent_buf_destroy(&record);
    ent_buf_destroy(&out);
    ent_network_free(n);
    ent_dataset_free(d);
    return status;
}

static const opt_group *const groups[] = { &counting_group, &selection_group, &direction_group,
                                           &data_group, &output_group, &general_group, NULL };

static const void_option voids[] = {
    { "open-ended", without_date, "without a date: add --as-of or --during", true },
    { NULL, NULL, NULL, false }
};

static const settings defaults = SETTINGS_INIT;

const command cmd_graph = {
    .name = "graph",
    .operands = "DATA [options]",
    .summary = "write the network",
    .formats = { ent_graph_formats, SIZE_MAX, sizeof *ent_graph_formats },
    .more =
        "Without -o, the network is written to the folder out/ and its path is printed. Ties that may "
        "or may not exist at the time are left out, except in JSON, which lists them separately.\n"
        "  entente graph data/iis --as-of 2021-06-30 -o iis.graphml\n"
        "  entente graph data/examples/party-rows.csv --network actors --format csv -o ties.csv",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .into_folder = true,
    .run = run
};
