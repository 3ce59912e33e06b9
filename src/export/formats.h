/* formats.h: the writers of network files. */
#ifndef ENTENTE_EXPORT_FORMATS_H
#define ENTENTE_EXPORT_FORMATS_H

#include "entente/export.h"

/** Describes the network for the renderer, which writes DOT. */
ent_status ent_graph_description(const ent_network *network, ent_str record, ent_buf *out);

#endif
