/* gexf.c: networks as GEXF, for Gephi. */
#include "base/escape.h"
#include "export/network/columns.h"

static void gexf_value(ent_buf *out, size_t key, ent_str value)
{
    if (!value.len)
        return;
    ent_buf_format(out, "<attvalue for=\"%zu\" value=\"", key);
    ent_escape_xml_attr(out, value);
    ent_buf_text(out, "\"/>");
}

void ent_write_gexf(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_node_columns cols = ent_node_columns_of(n, o, out);
    ent_buf ids = { 0 };

    ent_buf_text(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n<meta><creator>entente "
        "" ENT_VERSION "</creator><description>");
    ent_escape_xml_text(out, o->record);
    ent_buf_format(out,
                   "</description></meta>\n<graph defaultedgetype=\"%s\">\n"
                   "<attributes class=\"node\">",
                   ent_network_is_directed(n) ? "directed" : "undirected");
    for (size_t c = 0; c < cols.names.count; c++) {
        ent_buf_format(out, "<attribute id=\"%zu\" title=\"", c);
        ent_escape_xml_attr(out, cols.names.items[c]);
        ent_buf_text(out, "\" type=\"string\"/>");
    }
    ent_buf_text(out,
                 "</attributes>\n<attributes class=\"edge\">"
                 "<attribute id=\"0\" title=\"acts\" type=\"string\"/>"
                 "<attribute id=\"1\" title=\"act_count\" type=\"integer\"/>"
                 "<attribute id=\"2\" title=\"level\" type=\"string\"/>");
    if (ent_network_selection(n)->tie_kinds)
        ent_buf_text(out, "<attribute id=\"3\" title=\"tie_kind\" type=\"string\"/>");
    ent_buf_text(out, "</attributes>\n<nodes>\n");
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_buf_text(out, "<node id=\"");
        ent_node_xml_id(n, i, out);
        ent_buf_text(out, "\" label=\"");
        ent_escape_xml_attr(out, ent_node_at(n, i)->name);
        ent_buf_text(out, "\"><attvalues>");
        for (size_t c = 0; c < cols.names.count; c++)
            gexf_value(out, c, ent_node_column_value(&cols, i, c));
        ent_buf_text(out, "</attvalues></node>\n");
    }
    ent_buf_text(out, "</nodes>\n<edges>\n");
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        ent_buf_format(out, "<edge id=\"e%zu\" source=\"", i);
        ent_node_xml_id(n, tie->a, out);
        ent_buf_text(out, "\" target=\"");
        ent_node_xml_id(n, tie->b, out);
        ent_buf_text(out, "\" weight=\"");
        ent_buf_number(out, tie->weight);
        ent_buf_text(out, "\"><attvalues>");
        ent_tie_act_ids(n, tie, &ids);
        gexf_value(out, 0, ent_buf_view(&ids));
        ent_buf_format(out, "<attvalue for=\"1\" value=\"%u\"/>", tie->count);
        gexf_value(out, 2, ent_str_of(ent_level_name(tie->level)));
        gexf_value(out, 3, ent_tie_kind_word(n, tie));
        ent_buf_text(out, "</attvalues></edge>\n");
    }
    ent_buf_text(out, "</edges>\n</graph>\n</gexf>\n");
    out->failed |= ids.failed;
    ent_buf_destroy(&ids);
    ENT_LIST_DESTROY(&cols.names);
}

