/* formats.h: the description of a network from which the renderer writes DOT. */
#ifndef ENTENTE_EXPORT_FORMATS_H
#define ENTENTE_EXPORT_FORMATS_H

#include "entente/export.h"

void ent_graph_description(const ent_network *network, const ent_export_options *options, ent_buf *out);

#endif
