/* table_settings.h: what the commands that answer questions with tables have in common. */
#ifndef ENTENTE_CLI_TABLE_SETTINGS_H
#define ENTENTE_CLI_TABLE_SETTINGS_H

#include "cli/settings.h"
#include "entente/tables.h"

typedef struct table_settings {
    settings base;
    ent_tables_options tables;
    size_t width;
} table_settings;

#define TABLE_SETTINGS_INIT(shown)                                                                 \
    {                                                                                              \
        .base = SETTINGS_INIT, .tables = { .show = shown }, .width = 100                           \
    }

#define SHOW_OPTION(help)                                                                          \
    OPT_CHOICE(table_settings, tables.show, ent_shown, "show", ent_shown_names, help)
#define PARTY_OPTION                                                                               \
    OPT_TEXT(table_settings, tables.party, 0, "party", "ACTORS",                                   \
             "only agreements that name this actor in any role; of several actors, all of them")
#define WITH_ROLE_OPTION                                                                           \
    OPT_TEXT(table_settings, tables.roles, 0, "with-role", "LIST",                                 \
             "only agreements that name someone in one of these roles, for example "               \
             "sponsor,initiator; with --party, these actors")
#define WIDTH_OPTION                                                                               \
    OPT_SIZE(table_settings, width, "text-width", "N", "width of text tables (default: 100)", 40, 1000)

typedef ent_status tabulate_fn(ent_sheet *sheet, const ent_network *network,
                               const ent_tables_options *options, ent_diags *diags);

/** Reads the data, builds the network, lets `tabulate` fill a table with this title, and writes it. */
ent_status run_table(table_settings *set, const char *title, tabulate_fn *tabulate, ent_diags *diags);
/** Refuses data, or a network, without agreements. errors ENT_EUSAGE */
ent_status require_agreements(const ent_network *network, ent_diags *diags);

/** For `voids`. */
bool is_not_text(const settings *set);

#endif
