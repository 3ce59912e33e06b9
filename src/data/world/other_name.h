/* other_name.h: names that are read as an actor with another name. */
#ifndef ENTENTE_DATA_WORLD_OTHER_NAME_H
#define ENTENTE_DATA_WORLD_OTHER_NAME_H

#include "entente/world.h"

/** Is the text, which means this state, neither its name (short, official or Russian) nor one of its codes: "Prussia" for
 *  Germany, "England" for the United Kingdom? */
bool ent_world_is_other_name(const ent_world *world, const ent_state *state, ent_str text);

/** Reports a text that is read as an actor with another name. */
void ent_other_name_tell(ent_diags *diags, ent_where where, ent_str text, const ent_state *state);

#endif
