/* codes.c: the code of an actor in a scheme on a day. */
#include "entente/dataset.h"

#include <string.h>

static const struct {
    const char *name, *scheme; /* as users and as the register call it */
} schemes[] = { { "iso3", "iso3" }, { "iso2", "iso2" }, { "un", "isonum" }, { "cow", "cow" },
                { "cowc", "cowc" }, { "gw", "gw" },     { "gwc", "gwc" } };

ent_names ent_code_schemes(void)
{
    return ENT_NAMES(schemes);
}

ent_status ent_codes_check(const char *list, ent_diags *diags)
{
    ent_str rest = ent_str_of(list), name;

    while (ent_str_next(&rest, ',', &name))
        if (ent_names_find(ENT_NAMES(schemes), name) == SIZE_MAX)
            return ent_fail_unknown(diags, ENT_NOWHERE, "scheme of codes", name, ENT_NAMES(schemes), NULL);
    return ENT_OK;
}

/* A year or a span: the code at its end, else that at its start. */
static ent_str code_on(const ent_world *w, const ent_state *state, const char *scheme, ent_date day)
{
    ent_str code;

    if (!ent_date_known(day))
        return ent_world_code(w, state, scheme);
    code = ent_world_code_on(w, state, scheme, ent_date_of_day(day.last));
    return code.len || day.first == day.last
               ? code
               : ent_world_code_on(w, state, scheme, ent_date_of_day(day.first));
}

ent_str ent_actor_code(const ent_dataset *d, uint32_t actor, ent_str scheme, ent_date day)
{
    size_t i = ent_names_find(ENT_NAMES(schemes), scheme);
    const ent_actor *a;
    ent_str own;

    if (actor == ENT_NONE || i == SIZE_MAX)
        return ENT_STR("");
    a = ent_actor_at(d, actor);
    own = ent_cell(d, a->row, schemes[i].name);
    return own.len || !a->state ? own : code_on(ent_dataset_world(d), a->state, schemes[i].scheme, day);
}
