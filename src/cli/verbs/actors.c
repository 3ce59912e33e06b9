/* actors.c: a table of actors. */
#include "cli/commands.h"
#include "cli/table_settings.h"
#include "cli/void_options.h"

static ent_status run(settings *set, ent_diags *diags)
{
    return run_table((table_settings *)set, "actors", ent_tabulate_actors, diags);
}

static const opt options[] = {
    SHOW_OPTION("which agreements the columns of roles count: all, those that count, or those that do not "
                "(default: all)"),
    PARTY_OPTION,
    WITH_ROLE_OPTION,
    WIDTH_OPTION,
    OPT_END
};
static const opt_group own_group = { "Which table", options };
static const opt_group *const groups[] = { &own_group, &counting_group, &data_group,
                                           &output_group, &table_group, &general_group, NULL };

static const void_option voids[] = {
    { "text-width", is_not_text, "on this format: only text tables have a width", false },
    { "open-ended", without_date, "without a date: add --as-of or --during", true },
    { NULL, NULL, NULL, false }
};

static const table_settings defaults = TABLE_SETTINGS_INIT(ENT_SHOW_ALL);

const command cmd_actors = {
    .name = "actors",
    .operands = "DATA [options]",
    .summary = "the actors as a table",
    .formats = { ent_sheet_formats, SIZE_MAX, sizeof *ent_sheet_formats },
    .more =
        "One row an actor: type, region, existence, the number of agreements that count (as in `measure` "
        "and `draw`) and that name it in each role, memberships, offices. --as-of and --during "
        "leave out actors that did not exist then, and memberships that did not hold. csv, tsv and json "
        "have a column for each role, with numbers of agreements, and for each kind of membership "
        "(member_of), with ids, and the number of members; offices are BODY=OFFICE.\n"
        "  entente actors data/iis\n"
        "  entente actors data/iis --as-of 2010-01-01\n"
        "  entente actors data/iis --topic cybercrime --format csv",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
