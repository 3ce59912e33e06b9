/* agreements.c: a table of agreements, or their numbers by columns. */
#include "cli/commands.h"
#include "cli/table_settings.h"
#include "cli/void_options.h"

static ent_status tabulate(ent_sheet *sheet, const ent_network *network, const ent_tables_options *options,
                           ent_diags *diags)
{
    ent_status status = require_agreements(network, diags);

    return status == ENT_OK ? ent_tabulate_agreements(sheet, network, options, diags) : status;
}

static ent_status run(settings *set, ent_diags *diags)
{
    return run_table((table_settings *)set, "agreements", tabulate, diags);
}

static const opt options[] = {
    OPT_TEXT(table_settings, tables.by, 0, "by", "COLUMNS",
             "count the agreements by these columns, for example level,kind"),
    SHOW_OPTION("which agreements: all, those that count, or those that do not (default: all)"),
    PARTY_OPTION,
    WITH_ROLE_OPTION,
    OPT_TEXT(table_settings, tables.columns, 0, "columns", "LIST",
             "columns of the table; any column of the table of agreements, and: what, dates, parties, "
             "counts, year, decade, counted, why, region, type, and each role"),
    WIDTH_OPTION,
    OPT_END
};
static const opt_group own_group = { "Which table", options };
static const opt_group *const groups[] = { &own_group, &counting_group, &data_group,
                                           &output_group, &table_group, &general_group, NULL };

static bool counts(const settings *set)
{
    return ((const table_settings *)set)->tables.by != NULL;
}

static const void_option voids[] = {
    { "columns", counts, "with --by: its columns are those of --by", false },
    { "text-width", is_not_text, "on this format: only text tables have a width", false },
    { "open-ended", without_date, "without a date: add --as-of or --during", true },
    { NULL, NULL, NULL, false }
};

static const table_settings defaults = TABLE_SETTINGS_INIT(ENT_SHOW_ALL);

const command cmd_agreements = {
    .name = "agreements",
    .operands = "DATA [options]",
    .summary = "the agreements as a table",
    .formats = { ent_sheet_formats, SIZE_MAX, sizeof *ent_sheet_formats },
    .more =
        "One row an agreement, in the order of time: dates, status, parties by role, whether it counts "
        "and, if not, why. --level, --kind, --topic, --within and --party choose agreements; the other "
        "options decide which of them count (--show counted lists only these). An agreement counts if it "
        "creates a tie in the network that `measure` and `draw` would show. csv, tsv and json have a "
        "column for each date and for each role, with ids.\n"
        "  entente agreements data/iis\n"
        "  entente agreements data/iis --by level,kind\n"
        "  entente agreements data/iis --party Russia,China --format csv\n"
        "  entente agreements data/iis --as-of 2018-12-31 --show counted",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
