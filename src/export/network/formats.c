/* formats.c: networks as files. The writers are our own because igraph's lose names, digits or attributes in
 * each of these formats. DOT is written by the renderer from a description. */
#include "base/mem.h"
#include "export/formats.h"
#include "export/network/columns.h"

const ent_format ent_graph_formats[] = {
    { "dot", "Graphviz, without places", .write = ent_graph_description, .rendered = true },
    { "graphml", "XML for R, Python, Gephi, yEd", .write = ent_write_graphml },
    { "gexf", "XML for Gephi", .write = ent_write_gexf },
    { "gml", "text, for many programs", .write = ent_write_gml },
    { "net", "Pajek", .write = ent_write_pajek },
    { "csv", "the ties as a table", .write = ent_write_ties_csv },
    { "nodes.csv", "the nodes as a table", .write = ent_write_nodes_csv },
    { "json", "nodes, ties and unknown ties", .write = ent_write_network_json },
    { "dyads.csv", "a row for each pair of states and year, tied or not", .write = ent_write_dyads },
    { "node-link", "JSON for networkx and d3", .write = ent_write_node_link },
    { "ergm", "R script that makes a network of the packages network and ergm", .write = ent_write_ergm },
    { "amen", "R script that makes the arrays of the package amen", .write = ent_write_amen, .one_mode = true },
    { "goldfish", "R script of a network and its changes, for the package goldfish", .write_checked = ent_write_goldfish,
      .one_mode = true },
    { .name = NULL }
};

ent_status ent_export_network(const ent_network *network, const char *format,
                              const ent_export_options *options, ent_buf *out, ent_diags *diags)
{
    static const ent_export_options defaults = ENT_EXPORT_OPTIONS_INIT;
    size_t i = ent_names_find(ENT_NAMES(ent_graph_formats), ent_str_of(format));
    size_t refusals = ent_mem_before(out);
    const ent_format *f;
    ent_buf description = { 0 };
    ent_status status;

    if (i == SIZE_MAX)
        return ent_fail_unknown(diags, ENT_NOWHERE, "network format", ent_str_of(format),
                                ENT_NAMES(ent_graph_formats), NULL);
    f = &ent_graph_formats[i];
    options = options ? options : &defaults;
    if (f->one_mode && ent_network_two_mode(network))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "the format %s is of networks of one mode; add --network actors",
                        f->name);
    status = ENT_OK;
    if (f->write_checked)
        status = f->write_checked(network, options, out, diags);
    else
        f->write(network, options, f->rendered ? &description : out);
    status = ent_mem_whole(status, refusals, diags);
    if (status == ENT_OK && f->rendered)
        status = ent_render(options->renderer, ent_buf_view(&description), out, diags);
    ent_buf_destroy(&description);
    return status;
}
