/* other_name.h: names that a state had in another time. */
#ifndef ENTENTE_DATA_WORLD_OTHER_NAME_H
#define ENTENTE_DATA_WORLD_OTHER_NAME_H

#include "entente/world.h"

/** Does the text name the state as it, or a state before it, was called until some day: "Ottoman Empire" for Turkey? Not
 *  when the name of today or its adjective is in the text, as in "Kingdom of Italy". */
bool ent_world_is_old_name(const ent_world *world, const ent_state *state, ent_str text);

#endif
