/* netfile.h: network files of other programs: GraphML, GEXF, GML, Pajek and UCINET DL. They become tables in memory,
 * which a data set reads like those of a plain file: nodes are actors, and every edge is an agreement of two, because
 * the file says nothing about agreements; in a file with two modes the second mode is the agreements. The readers are
 * our own: igraph's lose the lines, need an attribute table that aborts, and know neither GEXF nor spells. */
#ifndef ENTENTE_DATA_NETFILE_NETFILE_H
#define ENTENTE_DATA_NETFILE_NETFILE_H

#include "data/table/cells.h"
#include "entente/diag.h"

/** Does the name of the file end like that of a network file? *stem is the name without the ending. */
bool ent_netfile_is(ent_str name, ent_str *stem);

/** What was found in a file. */
typedef struct ent_netfile_facts {
    const char *form; /* "GraphML", ... */
    size_t nodes, edges;
    bool directed;    /* all edges, or some */
    bool mixed;       /* edges with and without direction */
    bool two_modes;   /* tables: agreements and parties; else agreements with party1 and party2 */
} ent_netfile_facts;

/** Reads a network file into the tables of an empty store. A place in the tables is a line of the file.
 *  errors  ENT_EDATA, ENT_ESYSTEM, ENT_ENOMEM */
ent_status ent_netfile_read(ent_cell_store *store, ent_netfile_facts *facts, const char *path, bool force,
                            ent_diags *diags);

#endif
