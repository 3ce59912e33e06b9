/* default_colour.c: the colours of groups. A network of many nodes in one colour shows no groups, so its
 * nodes have the colour of their region unless something else was asked for, or of their community where
 * regions are unknown. A region has the same colour in every figure. */
#include "figure/encode.h"

enum { LEAST_NODES = 12 };

/* Two regions or more, known for most states. */
static bool regions_tell(const ent_figure *f)
{
    ent_str first = { "", 0 };
    size_t known = 0, states = 0;
    bool differ = false;

    for (size_t i = 0; i < f->node_count; i++) {
        ent_str region = ent_node_region(f, i);

        states += !ent_is_box(f->nodes[i].type);
        known += region.len && !ent_is_box(f->nodes[i].type);
        differ |= first.len && region.len && !ent_str_eq(region, first);
        first = first.len ? first : region;
    }
    return differ && 2 * known > states;
}

/* Levels have colours of their own; one alone tells nothing. */
static bool ties_have_levels(const ent_figure *f)
{
    ent_level first = ENT_LEVEL_NONE;

    for (size_t i = 0; i < f->tie_count; i++) {
        ent_level own = f->ties[i].tie->level;

        if (f->ties[i].unknown || own == ENT_LEVEL_NONE)
            continue;
        if (first != ENT_LEVEL_NONE && own != first)
            return true;
        first = own;
    }
    return false;
}

ent_status ent_choose_colour(ent_figure *f, ent_diags *diags)
{
    ent_mapping *e = &f->options.mappings[ENT_NODE_COLOUR];

    if (e->name || (f->network_count > 1 && !f->panels) || f->two_mode || f->node_count < LEAST_NODES ||
        !(f->layout->by_closeness || f->layout->around_ego || f->layout->on_land) ||
        f->layout->codes_inside || ent_draws_dots(f) ||
        ent_mapping_of(f, ENT_TIE_COLOUR) || (!f->dense && ties_have_levels(f)))
        return ENT_OK;
    if (!regions_tell(f)) {
        if (f->options.groups.name && f->network_count == 1)
            *e = f->options.groups;
        return ENT_OK;
    }
    for (size_t k = 0; k < f->network_count; k++) {
        size_t count = ent_node_count(f->networks[k]);
        ent_str *words = ent_arena_new(&f->arena, count, sizeof *words);

        if (!words)
            return ent_out_of_memory(diags);
        for (size_t i = 0; i < count; i++)
            words[i] = ent_node_attribute(f->networks[k], i, "region");
        e->words[k] = words;
    }
    e->name = ENT_WORD("region");
    return ENT_OK;
}

uint32_t ent_group_colour(const ent_figure *f, const categories *c, size_t k)
{
    static const char *const regions[] = { ENT_WORD("Africa"), ENT_WORD("Americas"), ENT_WORD("Asia"),
                                          ENT_WORD("Europe"), ENT_WORD("Oceania") };
    enum { REGIONS = sizeof regions / sizeof *regions };
    size_t own = REGIONS, known = 0;

    for (size_t i = 0; i < c->shown; i++)
        for (size_t r = 0; r < REGIONS; r++)
            if (ent_str_is(c->list[i].name, regions[r])) {
                known++;
                own = i == k ? r : own;
            }
    if (known < c->shown || c->count > c->shown)
        own = k; /* groups of the user's own */
    return f->theme.groups[own % f->theme.group_count];
}
