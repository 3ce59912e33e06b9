/* network_file.h: a network file of another program (data/netfile) as the tables of a plain file. */
#ifndef ENTENTE_DATA_READ_NETWORK_FILE_H
#define ENTENTE_DATA_READ_NETWORK_FILE_H

#include "data/dataset.h"

/** Opens a network file: nodes are the actors, edges are agreements of two or, in a file with two modes, parties. A
 *  note says what was read. */
ent_status ent_network_file_open(ent_dataset *d, const char *path, ent_diags *diags);

#endif
