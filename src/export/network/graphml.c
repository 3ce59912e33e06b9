/* graphml.c: networks as GraphML, for R, Python, Gephi, yEd. */
#include <stdio.h>

#include "base/escape.h"
#include "export/network/columns.h"

/* For igraph `name` is what a node is known by, and `type` the mark of two modes, true or false. So
 * the id is the name, the name the label, and what sort of node it is the kind. */
static const char *const graphml_names[] = { "name", "label", "short", "kind", "region" };

static void xml_data(ent_buf *out, const char *key, ent_str value)
{
    if (!value.len)
        return;
    ent_buf_format(out, "<data key=\"%s\">", key);
    ent_escape_xml_text(out, value);
    ent_buf_text(out, "</data>");
}

void ent_write_graphml(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_node_columns cols = ent_node_columns_of(n, o, out);
    ent_buf ids = { 0 };

    ent_buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
                      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
                      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n<desc>");
    ent_escape_xml_text(out, o->record);
    ent_buf_text(out, "</desc>\n");
    for (size_t c = 0; c < cols.names.count; c++) {
        ent_buf_format(out, "<key id=\"v%zu\" for=\"node\" attr.name=\"", c);
        ent_escape_xml_attr(out, c < ENT_NODE_COLUMNS ? ent_str_of(graphml_names[c])
                                                  : cols.names.items[c]);
        ent_buf_text(out, "\" attr.type=\"string\"/>\n");
    }
    if (ent_network_two_mode(n))
        ent_buf_text(out, "<key id=\"type\" for=\"node\" attr.name=\"type\" "
                          "attr.type=\"boolean\"/>\n");
    ent_buf_text(out,
                 "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
                 "<key id=\"act_count\" for=\"edge\" attr.name=\"act_count\" attr.type=\"long\"/>\n"
                 "<key id=\"acts\" for=\"edge\" attr.name=\"acts\" attr.type=\"string\"/>\n"
                 "<key id=\"level\" for=\"edge\" attr.name=\"level\" attr.type=\"string\"/>\n");
    if (ent_network_selection(n)->tie_kinds)
        ent_buf_text(out, "<key id=\"tie_kind\" for=\"edge\" attr.name=\"tie_kind\" "
                          "attr.type=\"string\"/>\n");
    ent_buf_format(out, "<graph id=\"G\" edgedefault=\"%s\">\n",
                   ent_network_is_directed(n) ? "directed" : "undirected");
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_buf_text(out, "<node id=\"");
        ent_node_xml_id(n, i, out);
        ent_buf_text(out, "\">");
        for (size_t c = 0; c < cols.names.count; c++) {
            char key[32];

            snprintf(key, sizeof key, "v%zu", c);
            xml_data(out, key, ent_node_column_value(&cols, i, c));
        }
        if (ent_network_two_mode(n))
            ent_buf_format(out, "<data key=\"type\">%s</data>",
                           ent_node_in_second_mode(n, i) ? "true" : "false");
        ent_buf_text(out, "</node>\n");
    }
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        ent_buf_format(out, "<edge id=\"e%zu\" source=\"", i);
        ent_node_xml_id(n, tie->a, out);
        ent_buf_text(out, "\" target=\"");
        ent_node_xml_id(n, tie->b, out);
        ent_buf_text(out, "\"><data key=\"weight\">");
        ent_buf_number(out, tie->weight);
        ent_buf_format(out, "</data><data key=\"act_count\">%u</data>", tie->count);
        ent_tie_act_ids(n, tie, &ids);
        xml_data(out, "acts", ent_buf_view(&ids));
        xml_data(out, "level", ent_str_of(ent_level_name(tie->level)));
        xml_data(out, "tie_kind", ent_tie_kind_word(n, tie));
        ent_buf_text(out, "</edge>\n");
    }
    ent_buf_text(out, "</graph>\n</graphml>\n");
    out->failed |= ids.failed;
    ent_buf_destroy(&ids);
    ENT_LIST_DESTROY(&cols.names);
}

