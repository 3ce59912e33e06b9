#include "data/import.h"
ent_status ent_import_guess(const char *path, ent_buf *out, ent_diags *diags)
{ (void)path;(void)out;(void)diags; return ENT_OK; }
ent_identity ent_world_identify(const ent_world *w, ent_str scheme, ent_str text, ent_date day)
{
    ent_identity who = { 0 };
    char s[16] = { 0 };
    (void)day;
    for (size_t i = 0; i < scheme.len && i < 15; i++) s[i] = scheme.ptr[i];
    if (!ent_str_is(scheme, "name") && !ent_str_is(scheme, "any") && !ent_str_is(scheme,"iso3"))
        for (size_t i = 0; i < ent_world_count(w); i++)
            if (ent_str_eq(ent_world_code(w, ent_world_at(w, i), s), text)) { who.state = ent_world_at(w, i); return who; }
    who.state = ent_world_resolve(w, text);
    return who;
}
