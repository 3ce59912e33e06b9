/* table.c: cross tables of agreements, parties or ties. */
#include "cli/commands.h"
#include "cli/table_settings.h"
#include "cli/void_options.h"

static ent_status tabulate(ent_sheet *sheet, const ent_network *network, const ent_tables_options *options,
                           ent_diags *diags)
{
    ent_status status = options->of == ENT_TAB_TIES ? ENT_OK : require_agreements(network, diags);

    return status == ENT_OK ? ent_tabulate_cross(sheet, network, options, diags) : status;
}

static ent_status run(settings *set, ent_diags *diags)
{
    table_settings *own = (table_settings *)set;
    ent_buf title = { 0 };
    ent_status status;

    if (!own->tables.rows)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--rows is missing, as in: entente table DATA --rows topic --columns party");
    ent_buf_format(&title, "%s by %s", ent_names_at(ent_tabulated_names(), own->tables.of), own->tables.rows);
    if (own->tables.across)
        ent_buf_format(&title, " and %s", own->tables.across);
    status = run_table(own, ent_buf_string(&title), tabulate, diags);
    ent_buf_destroy(&title);
    return status;
}

static const opt options[] = {
    OPT_TEXT(table_settings, tables.rows, 0, "rows", "COLUMN",
             "what makes the rows: topic, party, level, kind, year, decade, role, region, type, within, "
             "status, legal_type, counted, or any column of the tables of agreements, parties and actors"),
    OPT_TEXT(table_settings, tables.across, 0, "columns", "COLUMN",
             "what makes the columns: the same (default: one column)"),
    OPT_CHOICE(table_settings, tables.of, ent_tabulated, "of", ent_tabulated_names,
               "what is counted (default: agreements)"),
    SHOW_OPTION("which agreements are counted: all, those that count, or those that do not (default: "
                "counted)"),
    OPT_SIZE(table_settings, tables.top, "top", "N", "only the N largest rows and columns", 1, 1e6),
    PARTY_OPTION,
    WITH_ROLE_OPTION,
    WIDTH_OPTION,
    OPT_END
};
static const opt_group own_group = { "Which table", options };
static const opt_group *const groups[] = { &own_group, &counting_group, &data_group,
                                           &output_group, &table_group, &general_group, NULL };

static bool of_ties(const settings *set)
{
    return ((const table_settings *)set)->tables.of == ENT_TAB_TIES;
}

static const void_option voids[] = {
    { "show", of_ties, "on ties, which come from agreements that count", false },
    { "with-role", of_ties, "on ties, which come from agreements that count", false },
    { "party", of_ties, "on ties; --only shows the ties of some actors", false },
    { "text-width", is_not_text, "on this format: only text tables have a width", false },
    { "open-ended", without_date, "without a date: add --as-of or --during", true },
    { NULL, NULL, NULL, false }
};

static const table_settings defaults = TABLE_SETTINGS_INIT(ENT_SHOW_COUNTED);

const command cmd_table = {
    .name = "table",
    .operands = "DATA --rows COLUMN",
    .summary = "cross tables of agreements, parties or ties",
    .formats = { ent_sheet_formats, SIZE_MAX, sizeof *ent_sheet_formats },
    .more =
        "How many agreements have a value of one column and of another: topics by parties, levels by years. "
        "An agreement with several topics counts once in each of them, and once in a total. By default only "
        "agreements that count (see `entente agreements`) and their parties that count are in the table.\n"
        "  entente table data/iis --rows topic --columns party\n"
        "  entente table data/iis --rows level --columns year --show all\n"
        "  entente table data/iis --rows party --columns role --of parties --show all\n"
        "  entente table data/iis --rows region --of ties",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
