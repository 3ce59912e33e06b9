/* encode.h: how values look: sizes, colours, shapes, widths, dashes, and the legend that explains
 * them. Categories have two channels, colour and shape or colour and dash, so that they can be told apart
 * in grey print and by every kind of sight; among many nodes, place and name stand in for the shape. */
#ifndef ENTENTE_FIGURE_ENCODE_H
#define ENTENTE_FIGURE_ENCODE_H

#include "figure/classes.h"
#include "figure/legend.h"

/* ---- encode.c ---- */

/** All of it, in the order of the legend. */
ent_status ent_encode(ent_figure *f, ent_diags *diags);

/* ---- encode_nodes.c ---- */

enum { NODE_SHAPES = 6 };
extern const node_shape ent_node_shapes[NODE_SHAPES]; /* of categories */

/** What a node looks like before any channel is used. */
void ent_base_look(const ent_figure *f, drawn_node *n);
/** Gives a node a colour: its fill, or its line where a code is inside. */
void ent_paint_node(drawn_node *n, uint32_t colour);
ent_status ent_encode_colour(ent_figure *f, const ent_mapping *e, ent_diags *diags);
ent_status ent_encode_shape(ent_figure *f, const ent_mapping *e, ent_diags *diags);

/* ---- default_colour.c ---- */

/** Colours nodes by region, or by options.groups where regions are unknown, in networks of many nodes
 *  for which nothing else was asked. errors ENT_ENOMEM */
ent_status ent_choose_colour(ent_figure *f, ent_diags *diags);
/** The colour of the k-th category. Regions have the same colour in all figures. */
uint32_t ent_group_colour(const ent_figure *f, const categories *c, size_t k);

/* ---- emphasis.c ---- */

/** Takes the names away that options.label leaves out. errors ENT_EUSAGE, ENT_ENOMEM */
ent_status ent_choose_names(ent_figure *f, ent_diags *diags);
/** Fades all but the nodes of options.highlight, their ties and their neighbours. errors ENT_EUSAGE,
 *  ENT_ENOMEM */
ent_status ent_highlight(ent_figure *f, ent_diags *diags);

/* ---- encode_size.c ---- */

ent_status ent_encode_size(ent_figure *f, ent_diags *diags);

/* ---- encode_ties.c ---- */

ent_status ent_encode_ties(ent_figure *f, ent_diags *diags);
/** Of a matrix: cells in steps of a colour. */
ent_status ent_encode_cells(ent_figure *f, ent_diags *diags);

/* ---- pale_ties.c ---- */

/** Too many ties to be read one by one: the strongest stay dark, about one for each node, all others
 *  become pale. Ties have the colour of their bloc, and grey between blocs. */
ent_status ent_encode_faded(ent_figure *f, ent_diags *diags);
/** The same for ties whose colour, dash or width has a legend of its own, which then says what the
 *  pale ones are. */
ent_status ent_fade_encoded(ent_figure *f, bool keep_widths, ent_diags *diags);
/** Makes the lines of the legend as dark as the darkest tie that each stands for. */
void ent_fade_legend(ent_figure *f);
/** Do ties within a group of nodes have its colour? */
bool ent_ties_have_colours(const ent_figure *f);
/** Gives them that, once nodes have theirs. */
void ent_colour_within_groups(ent_figure *f);

/* ---- tie_words.c ---- */

/** What the ties without a level are made from: "agreement or membership". */
const char *ent_words_without_level(const ent_figure *f);
/** What the weight of a tie counts: "Agreements in common". */
const char *ent_weight_words(const ent_figure *f);
/** "3 or more agreements in common", "weight 0.25 to 0.4"; in the sentence `where`, such as "in a group: {1}", or
 *  NULL. */
ent_str ent_weight_label(ent_figure *f, const char *where, double low, double high);
/** The name of a level, or of another style of the theme: "bilateral", ..., "several levels"; */
const char *ent_style_words(int style);
const char *ent_style_id(int style); /* and its class: "several" */
/** The name of a level behind that of a kind of nodes: "organization, regional". */
ent_str ent_level_of_nodes(const ent_figure *f, ent_level level);

/* ---- groups.c ---- */

/** Groups of nodes: by the colour channel when it has words, else by region. */
ent_status ent_find_blocs(ent_figure *f, ent_diags *diags);
/** A band for each level that occurs. */
void ent_find_bands(ent_figure *f);
/** Notes how many agreements of the selection are of a level of which none is drawn. */
void ent_note_levels(ent_figure *f);

/* ---- node_legend.c ---- */

/** An entry that looks like a node. */
key_entry ent_node_sample(const ent_figure *f, const drawn_node *n, ent_str label);
/** An entry for each look that the nodes of each group have. */
void ent_legend_of_groups(ent_figure *f);
/** What circles, boxes and squares stand for, each look once, but for what groups, colours or shapes
 *  say of circles already. */
void ent_legend_of_kinds(ent_figure *f);

/* ---- isolates.c ---- */

/** Names the isolates in the legend, or in the notes where the page is narrow. */
void ent_name_isolates(ent_figure *f);

#endif
