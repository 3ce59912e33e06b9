/* context.h: what a figure shows beside its network: agreements that are promoted but bind no actor, talks, and
 * the bodies in which they were made. */
#ifndef ENTENTE_FIGURE_CONTEXT_H
#define ENTENTE_FIGURE_CONTEXT_H

#include "figure/model.h"

/** Builds the network of all kinds of ties, when the figure shows context: one network of ties, chosen by
 *  default, of data with levels. errors those of ent_network_new */
ent_status ent_context_open(ent_figure *f, ent_diags *diags);
void ent_context_close(ent_figure *f);
/** Adds the nodes that only the context has. */
ent_status ent_context_nodes(ent_figure *f, ent_diags *diags);
/** Links the context to the nodes, and gives nodes without ties the levels of their context. In a layout
 *  with bands, promoted agreements become boxes. */
ent_status ent_context_link(ent_figure *f, ent_diags *diags);

/* ---- context_bodies.c ---- */

/** The node of the wide network whose mark stands for this one: a body that is no node of the network has that of
 *  the state that it is part of, in layouts other than a pyramid also that of the organization. */
const ent_node *ent_context_mark(const ent_figure *f, const ent_node *node);
/** In a pyramid: bodies without lines stand beside the organization that they are part of. `of_actor` has the
 *  drawn node of each actor, or ENT_NONE. */
void ent_context_place_bodies(ent_figure *f, const uint32_t *of_actor);
/** In a pyramid: lines from agreements to the bodies that they set up. False when memory was refused. */
bool ent_context_set_up(ent_figure *f, const uint32_t *of_actor);

/* ---- context_account.c ---- */


/** What each agreement of the data is in the figure: 1 + its kind of tie, or 0; `counts` gets the number of
 *  each. Free it with ent_mem_free; NULL when memory was refused. */
uint8_t *ent_context_shown(const ent_figure *f, size_t counts[ENT_TIE_KIND_COUNT + 1]);
/** Counts the agreements of each band below its name. errors ENT_ENOMEM */
ent_status ent_context_bands(ent_figure *f, ent_diags *diags);
/** Styles and the legend. */
void ent_context_encode(ent_figure *f);
/** Appends "75 of 97 agreements drawn: 21 bind, 44 are promoted, 10 are talks; 22 not drawn: ...";
 *  nothing without context. */
void ent_context_account(const ent_figure *f, const ent_words *words, ent_buf *out);

#endif
