/* included_maps.c: the maps that are included in the program (base/embed.h), like the register of states. */
#include "data/import/map.h"

#include "base/embed.h"

/* In the order of `entente list maps`. */
#define MAPS(X)                                                                                    \
    X(atop_members, "atop-members")                                                                \
    X(atop_alliances, "atop-alliances")                                                            \
    X(atop_dyad_years, "atop-dyad-years")                                                          \
    X(bits, "bits")                                                                                \
    X(coe, "coe")                                                                                  \
    X(cow_contiguity, "cow-contiguity")                                                            \
    X(cow_igo_dyad_years, "cow-igo-dyad-years")                                                    \
    X(cow_igo_states, "cow-igo-states")                                                            \
    X(cow_igo_organizations, "cow-igo-organizations")                                              \
    X(desta, "desta")                                                                              \
    X(many_desta, "many-desta")                                                                    \
    X(many_ggo, "many-ggo")                                                                        \
    X(many_gptad, "many-gptad")                                                                    \
    X(many_ieadb, "many-ieadb")                                                                    \
    X(many_tfdd, "many-tfdd")                                                                      \
    X(gptad, "gptad")                                                                              \
    X(huggo, "huggo")                                                                              \
    X(pax, "pax")                                                                                  \
    X(un_treaties, "un-treaties")

#define DECLARE(id, name) ENT_EMBEDDED_DECLARE(ent_map_##id);
MAPS(DECLARE)

static const struct {
    const char *name;
    ent_embedded text;
} included[] = {
#define MAP_ROW(id, name) { name, ENT_EMBEDDED(ent_map_##id) },
    MAPS(MAP_ROW)
};

const char *ent_map_included(size_t i, ent_str *text)
{
    if (i >= sizeof included / sizeof *included)
        return NULL;
    *text = ent_embedded_text(included[i].text);
    return included[i].name;
}
