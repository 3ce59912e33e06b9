/* party_list.h: cells with several parties. */
#ifndef ENTENTE_DATA_WORLD_PARTY_LIST_H
#define ENTENTE_DATA_WORLD_PARTY_LIST_H

#include "data/table/tablefile.h"
#include "entente/world.h"

/** Are the cells of the column lists of names as people write them, "France, Germany and Italy"? Not when any cell
 *  has a semicolon, and only when the register knows most of the parts. */
bool ent_party_list_has_names(const ent_world *world, ent_tablefile *table, size_t column);

/** Takes the next part off the list; false when nothing is left. Without a register, parts end at semicolons. With
 *  it they end at commas, line ends, "/", "&" and "and", but a name that contains these stays whole ("Korea,
 *  Republic of", "Bosnia and Herzegovina"). */
bool ent_party_list_next(const ent_world *world, ent_str *rest, ent_str *part);

#endif
