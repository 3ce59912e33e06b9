/* shipped_maps.c: the maps that come along. They are part of the program (base/embed.h), like the register. */
#include "data/import/map.h"

#include "base/embed.h"
#include "entente/import.h"

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
} shipped[] = {
#define MAP_ROW(id, name) { name, ENT_EMBEDDED(ent_map_##id) },
    MAPS(MAP_ROW)
};

const char *ent_map_shipped(size_t i, ent_str *text)
{
    if (i >= sizeof shipped / sizeof *shipped)
        return NULL;
    *text = ent_embedded_text(shipped[i].text);
    return shipped[i].name;
}

ent_status ent_maps_each(ent_map_fn *visit, void *ctx, ent_diags *diags)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < sizeof shipped / sizeof *shipped && status == ENT_OK; i++) {
        ent_map map;

        if ((status = ent_map_read(&map, shipped[i].name, diags)) != ENT_OK)
            break;
        visit(ctx, &(ent_map_info){ map.name, map.title, map.version, map.citation });
        ent_map_destroy(&map);
    }
    return status;
}
