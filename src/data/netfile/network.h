/* network.h: the network that the readers of network files fill: nodes and edges with their attributes, and the
 * line of each. */
#ifndef ENTENTE_DATA_NETFILE_NETWORK_H
#define ENTENTE_DATA_NETFILE_NETWORK_H

#include "base/file.h"
#include "base/hash_index.h"
#include "base/list.h"
#include "data/netfile/netfile.h"

/* An attribute of a node or an edge. */
typedef struct net_value {
    uint32_t owner, column;
    ent_str text;
} net_value;

typedef struct net_values {
    ENT_LIST(net_value) all;
    ENT_LIST(ent_str) names; /* of the columns */
    ent_index by_name;
} net_values;

typedef struct net_node {
    ent_str id;
    size_t line;
    bool is_second; /* of a file that says which nodes are the second mode */
} net_node;

/* A time during which an edge is there; both empty: always. */
typedef struct net_spell {
    uint32_t edge;
    ent_str start, end;
} net_spell;

typedef struct net_edge {
    uint32_t a, b;
    size_t line;
    bool directed;
} net_edge;

typedef struct network {
    ent_arena arena; /* of all texts */
    ent_file file;
    ent_diags *diags;
    const char *form;
    ENT_LIST(net_node) nodes;
    ENT_LIST(net_edge) edges;
    ENT_LIST(net_spell) spells; /* in the order of edges */
    ent_index by_id;
    net_values of_nodes, of_edges;
    bool has_modes;   /* is_second is known */
    bool no_memory;
    ent_status status; /* the first error */
} network;

/** The node with this id, which is made if there is none; UINT32_MAX: memory was refused. */
uint32_t net_node_of(network *n, ent_str id, size_t line);
/** The node with this id; ENT_ABSENT: none. */
uint32_t net_find(const network *n, ent_str id);
/** Adds an edge between two nodes. Returns its number. */
uint32_t net_add_edge(network *n, uint32_t a, uint32_t b, bool directed, size_t line);
/** Sets an attribute; an empty text is none. The last of several is kept. */
void net_set(network *n, net_values *values, uint32_t owner, ent_str name, ent_str text);
void net_add_spell(network *n, uint32_t edge, ent_str start, ent_str end);
/** Keeps a text as long as the network. */
ent_str net_keep(network *n, ent_str text);
/** Reports what is wrong with the file; only the first call does. */
void net_wrong(network *n, size_t line, const char *format, ...) ENT_PRINTF(3, 4);
/* A cell of a matrix or a line of a list, whose direction the file does not tell. */
typedef struct net_cell {
    uint32_t a, b;
    size_t line;
    ent_str weight; /* empty: none */
} net_cell;
typedef ENT_LIST(net_cell) net_cells;

/** Adds cells as edges, which have a direction unless every cell has a mirror of the same weight: then the two are
 *  one edge. Between two modes there is no direction. The cells are sorted. */
void net_add_cells(network *n, net_cells *cells, bool two_modes);
/** Has something gone wrong, so that the reading must stop? */
bool net_stops(const network *n);

/* Each reads the whole file. */
void net_read_graphml(network *n);
void net_read_gexf(network *n);
void net_read_gml(network *n);
void net_read_pajek(network *n);
void net_read_dl(network *n);

/** Turns the network into tables. */
ent_status net_make_tables(network *n, ent_cell_store *store, ent_netfile_facts *facts);

#endif
