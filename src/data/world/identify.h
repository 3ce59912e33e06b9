/* identify.h: what identify.c has for the library only. */
#ifndef ENTENTE_DATA_WORLD_IDENTIFY_H
#define ENTENTE_DATA_WORLD_IDENTIFY_H

#include "entente/world.h"

/** ent_world_identify without the search for names to suggest. */
ent_identity ent_world_look_up(const ent_world *world, ent_str scheme, ent_str text, ent_date day);

#endif
