/* other_name.c: see other_name.h. */
#include "data/world/other_name.h"

#include "data/table/tablefile.h"

void ent_other_name_tell(ent_diags *diags, ent_where where, ent_str text, const ent_state *state)
{
    where.about = text;
    ent_find(diags, ENT_CHECK_ACTOR_OTHER_NAME, where, "'%.*s' is read as %.*s", ENT_SHOWN(text), ENT_STR_ARG(state->name));
}
