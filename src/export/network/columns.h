/* columns.h: what the files of networks tell about nodes and ties, the same in every format. */
#ifndef ENTENTE_EXPORT_NETWORK_COLUMNS_H
#define ENTENTE_EXPORT_NETWORK_COLUMNS_H

#include "base/list.h"
#include "entente/export.h"

/* id, name, label, type, region; then codes; then the additional columns of the table of actors */
enum { ENT_NODE_ID, ENT_NODE_NAME, ENT_NODE_LABEL, ENT_NODE_TYPE, ENT_NODE_REGION, ENT_NODE_COLUMNS };

typedef struct ent_node_columns {
    const ent_network *n;
    ENT_LIST(ent_str) names;
    size_t codes;
} ent_node_columns;

/** The columns of the nodes of a network; out->failed when memory was refused. Destroy `names`. */
ent_node_columns ent_node_columns_of(const ent_network *network, const ent_export_options *options,
                                     ent_buf *out);
ent_str ent_node_column_value(const ent_node_columns *columns, size_t node, size_t column);
/** The code of a node in a scheme on the day of the network. */
ent_str ent_node_code(const ent_network *network, size_t node, ent_str scheme);

/** The id of a node in XML: its own where that is a name in XML (NMTOKEN), so that a program that knows nodes
 *  by it finds "USA"; else "n12". */
void ent_node_xml_id(const ent_network *network, size_t node, ent_buf *out);

bool ent_network_is_directed(const ent_network *network);
/** Is the node in the second mode: an agreement, or an organization that has the members? */
bool ent_node_in_second_mode(const ent_network *network, size_t node);
/** The ids of the agreements of a tie, separated by ';', in place of what `out` has. */
void ent_tie_act_ids(const ent_network *network, const ent_tie *tie, ent_buf *out);

/** "bound"; empty in networks of one kind of ties, for which none was asked. */
ent_str ent_tie_kind_word(const ent_network *network, const ent_tie *tie);

/* ---- one function for each format ---- */

typedef void ent_network_writer(const ent_network *network, const ent_export_options *options, ent_buf *out);

ent_network_writer ent_write_graphml, ent_write_gexf, ent_write_gml, ent_write_pajek, ent_write_ties_csv,
    ent_write_nodes_csv, ent_write_network_json, ent_write_node_link, ent_write_dyads, ent_write_ergm, ent_write_amen;

/** The network of each day of its period (see entente/export.h). errors ENT_EUSAGE without a period, ENT_ENOMEM */
ent_status ent_write_goldfish(const ent_network *network, const ent_export_options *options, ent_buf *out,
                              ent_diags *diags);

#endif
