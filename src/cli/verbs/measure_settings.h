/* measure_settings.h: the settings of `entente measure`, and its parts in other files. */
#ifndef ENTENTE_CLI_MEASURE_SETTINGS_H
#define ENTENTE_CLI_MEASURE_SETTINGS_H

#include "cli/settings.h"
#include "entente/bounds.h"
#include "entente/export.h"
#include "entente/null.h"

typedef struct measure_settings {
    settings base;
    const char *describe, *agreement;
    bool long_form, projection_report, bootstrap;
    int scope; /* 0: all; else one more than an ent_scope */
    ent_null_options null;
    size_t runs; /* 0: the default of --null, or of communities */
    size_t top;
} measure_settings;

/** Was this scope asked for by name? */
static inline bool scope_is(const measure_settings *set, ent_scope scope)
{
    return set->scope == (int)scope + 1;
}

/** The tables of nodes, ties, pairs and the network that the settings and the format ask for. */
ent_status measure_tables(const measure_settings *set, const ent_network *network,
                          const ent_results *results, const ent_bounds *bounds, ent_str record,
                          ent_report *out, ent_diags *diags);
/** Each value compared with random networks (--null): one table of `out`. */
ent_status measure_null(const measure_settings *set, const ent_network *network, ent_report *out,
                        ent_diags *diags);
/** What a projection owes to its largest agreements (--projection-report). */
ent_status measure_projection(const measure_settings *set, const ent_network *network,
                              ent_report *out, ent_diags *diags);
/** How far community methods agree (--agreement). */
ent_status measure_agreement(const measure_settings *set, const ent_network *network, ent_report *out,
                             ent_diags *diags);

#endif
