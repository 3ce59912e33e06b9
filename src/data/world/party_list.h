/* party_list.h: cells with several parties. */
#ifndef ENTENTE_DATA_WORLD_PARTY_LIST_H
#define ENTENTE_DATA_WORLD_PARTY_LIST_H

#include "data/table/tablefile.h"
#include "entente/world.h"

/** Are cells of the column without a semicolon lists of names as people write them, "France, Germany and Italy"? Only
 *  when the register knows most of the parts. */
bool ent_party_list_has_names(const ent_world *world, ent_tablefile *table, size_t column);

/** Takes the next part off the list; false when nothing is left. Without a register, parts end at semicolons. With
 *  it they end at semicolons, commas, line ends, "/", "&" and "and", but a name that contains these stays whole ("Korea,
 *  Republic of", "Bosnia and Herzegovina"). */
bool ent_party_list_next(const ent_world *world, ent_str *rest, ent_str *part);

#endif
