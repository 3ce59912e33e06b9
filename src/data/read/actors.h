/* actors.h: actors that a data set gets while it is read: those that rows name, states that the
 * register lends, organizations. */
#ifndef ENTENTE_DATA_READ_ACTORS_H
#define ENTENTE_DATA_READ_ACTORS_H

#include "data/read/input_row.h"

/** An actor that is nothing yet but its id and its entry in the register (NULL: none). */
ent_actor ent_actor_start(ent_str id, const ent_state *state);
/** Takes from the register what the actor's row leaves open; a label and a name at least. */
void ent_actor_complete(ent_actor *actor);

/** The actor with this id, lent by the register when only that knows it. ENT_NONE = unknown. */
uint32_t ent_actor_lend(ent_dataset *d, ent_str id, ent_diags *diags);
/** The actor with this id, made when there is none (plain files). ENT_NONE = no memory. */
uint32_t ent_actor_make(ent_dataset *d, ent_str id);

/** The state whose code or name the text is; NULL = none. */
const ent_state *ent_state_called(const ent_dataset *d, ent_str id);
/** The actor with this id where a cell of a row expects an organization. ENT_NONE: unknown, or no
 *  memory. */
uint32_t ent_organization_lend(const input_row *row, int column, ent_str id);
/** Gives ids to the organizations whose ids are those of states, once all actors are known. */
bool ent_organizations_name(ent_dataset *d);

/** Adds actors that may stand for one of the data without being named there: the members of an
 *  organization that is a party and has no members in the data, and the continuing state of an ended
 *  one. They are in no network unless a selection asks for them (--blocs, --succession). */
ent_status ent_actors_lend_reserves(ent_dataset *d, ent_diags *diags);
/** Gives actors that have the register's name of today its name of that day; an unknown day changes nothing. */
void ent_actors_name_on(ent_dataset *d, ent_date day);

#endif
