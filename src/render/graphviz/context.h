/* context.h: the state and the messages of Graphviz. Its global state, and what differs between its
 * versions, are handled here: Graphviz is given generated names, our own numbers and escaped text. */
#ifndef ENTENTE_RENDER_GRAPHVIZ_CONTEXT_H
#define ENTENTE_RENDER_GRAPHVIZ_CONTEXT_H

#include <graphviz/gvc.h>

#include "entente/diag.h"

/** To be called once, before anything else: hides the environment from Graphviz. */
void graphviz_begin(void);
void graphviz_end(void);
/** The context, made at first use. It holds the neato plug-in, linked in, and loads no plug-in or
 *  configuration of the machine. */
GVC_t *graphviz_context(void);
/** Reports "Graphviz cannot ..." with Graphviz's own messages; returns ENT_ESYSTEM. */
ent_status graphviz_failed(ent_diags *diags, const char *what);

#endif
