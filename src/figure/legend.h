/* legend.h: the legend of a figure, and the styles of lines that it shows. */
#ifndef ENTENTE_FIGURE_LEGEND_H
#define ENTENTE_FIGURE_LEGEND_H

#include "figure/model.h"

/** A new group at the end, with its title in the language of the figure, as labels of entries and styles are; it
 *  moves when another is added. Groups without an entry are dropped by
 *  ent_legend_finish. */
key_group *ent_legend_group(ent_figure *f, ent_str title);
/** A new entry at the end of a group; it moves when another is added to the group. */
key_entry *ent_legend_entry(ent_figure *f, key_group *g, key_mark mark, ent_str label);
void ent_legend_finish(ent_figure *f);
void ent_legend_destroy(ent_figure *f);

/** The number of a style, made when there is none with this look and label. */
size_t ent_legend_style(ent_figure *f, const char *id, ent_str label, const tie_look *look);

/** The name of a channel, a measure or a level in a sentence, such as "Area: {1}"; NULL: by itself, with a capital. */
ent_str ent_title_of(ent_figure *f, const char *sentence, const char *name);
/** The word with a capital. */
ent_str ent_capitalize(ent_figure *f, ent_str word);

#endif
