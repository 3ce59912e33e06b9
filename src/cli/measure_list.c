/* measure_list.c: what is known of requested measures in advance. */
#include "cli/measure_list.h"

#include <string.h>

bool uses_chance(const ent_measure *m, const void *ctx)
{
    (void)ctx;
    return (m->flags & ENT_MEASURE_CHANCE) != 0;
}

static bool uses_seed(const ent_measure *m, const void *ctx)
{
    return uses_chance(m, ctx) || (m->flags & ENT_MEASURE_SAMPLED) != 0;
}

/* The resolution is used by community detection and by modularity. */
bool uses_resolution(const ent_measure *m, const void *ctx)
{
    return uses_chance(m, ctx) || strncmp(m->name, "modularity", strlen("modularity")) == 0;
}

bool uses_length(const ent_measure *m, const void *ctx)
{
    (void)ctx;
    return m->weight == ENT_MEANS_RULE;
}

bool uses_consensus(const ent_measure *m, const void *ctx)
{
    (void)ctx;
    return strncmp(m->name, "consensus", strlen("consensus")) == 0 || strcmp(m->name, "stability") == 0;
}

static bool next_name(ent_str *rest, ent_str *name)
{
    size_t at = 0;

    if (!rest->len)
        return false;
    while (at < rest->len && rest->ptr[at] != ',' && rest->ptr[at] != ';')
        at++;
    *name = ent_str_trim((ent_str){ rest->ptr, at });
    at += at < rest->len;
    *rest = (ent_str){ rest->ptr + at, rest->len - at };
    return true;
}

const ent_measure *next_measure(ent_str *list, ent_str *name)
{
    const ent_measure *m = NULL;

    while (!m && next_name(list, name))
        m = ent_measure_find(*name);
    return m;
}

static bool any_default(measure_test *test, const void *ctx)
{
    for (size_t i = 0; i < ent_measure_count(); i++)
        if ((ent_measure_at(i)->flags & ENT_MEASURE_DEFAULT) && test(ent_measure_at(i), ctx))
            return true;
    return false;
}

bool any_measure(const settings *set, measure_test *test, const void *ctx)
{
    static const char *const groups[] = { "all", "node", "tie", "network", "pair" };
    ent_str rest = ent_str_of(set->measures), name;
    bool found = !set->measures && any_default(test, ctx);

    while (!found && next_name(&rest, &name)) {
        const ent_measure *m = ent_measure_find(name);

        found = ent_str_is(name, "default") ? any_default(test, ctx) : m && test(m, ctx);
        for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
            found = found || ent_str_is(name, groups[i]);
    }
    return found;
}

bool is_random(const settings *set)
{
    return set->bounds || set->selection.backbone == ENT_BACKBONE_FDSM ||
           any_measure(set, uses_seed, NULL);
}

ent_status check_measures(const settings *set, bool has_null, ent_diags *diags)
{
    ent_str rest = ent_str_of(set->measures), name;
    const ent_measure *m;

    while ((m = next_measure(&rest, &name)) != NULL) {
        if ((m->flags & ENT_MEASURE_NULL) && !has_null)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "-m %.*s: needs a null model; %s",
                            ENT_STR_ARG(name),
                            has_option(set->command, "null")
                                ? "add --null curveball"
                                : "use `entente measure` with --null curveball");
        if ((m->flags & ENT_MEASURE_BACKBONE) && !set->selection.backbone)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-m %.*s: needs a backbone; add --backbone sdsm", ENT_STR_ARG(name));
    }
    return ENT_OK;
}
