/* import.c: converts files in other forms into a data package. */

#include <stdio.h>

#include "cli/commands.h"
#include "cli/input_output_paths.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/void_options.h"

typedef struct import_settings {
    settings base;
    const char *guess, *aggregate;
    bool strict;
} import_settings;

static ent_status guess(const import_settings *set, ent_diags *diags)
{
    ent_buf out = { 0 };
    ent_status status = ent_import_guess(set->guess, set->base.data.sheet, &out, diags);

    if (status == ENT_OK)
        status = save(set->base.out, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

/* "FOLDER: wrote 9 agreements, 35 parties and 31 actors; 1 row left out" */
static void tell_written(const char *folder, const size_t rows[ENT_TABLE_COUNT], size_t left_out, ent_diags *diags)
{
    static const ent_table told[] = { ENT_AGREEMENTS, ENT_PARTIES, ENT_MEMBERSHIPS, ENT_ACTORS };
    char text[256] = ""; /* the package is there: no memory may be refused any more */
    size_t len = 0;

    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (rows[told[i]])
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%zu %s", len ? ", " : "", rows[told[i]],
                                    ent_table_name(told[i]));
    if (left_out)
        snprintf(text + len, sizeof text - len, "; %zu row%s left out", left_out, left_out == 1 ? " was" : "s were");
    ent_note(diags, (ent_where){ .file = folder }, "wrote a data package: %s", text);
}

static void tell_import(const import_settings *set, const ent_import *import, ent_diags *diags)
{
    size_t rows[ENT_TABLE_COUNT], left_out = 0;

    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        rows[t] = ent_import_table_rows(import, (ent_table)t);
    for (int fate = 0; fate < ENT_ROW_FATES; fate++)
        if (fate != ENT_ROW_USED && fate != ENT_ROW_MERGED && fate != ENT_ROW_MISSING)
            left_out += ent_import_rows(import, (ent_row_fate)fate);
    tell_written(set->base.out, rows, left_out, diags);
}

static void tell_dataset(const import_settings *set, const ent_dataset *d, ent_diags *diags)
{
    size_t rows[ENT_TABLE_COUNT] = { [ENT_AGREEMENTS] = ent_act_count(d), [ENT_PARTIES] = ent_party_count(d),
                                     [ENT_MEMBERSHIPS] = ent_membership_count(d) };

    for (size_t i = 0; i < ent_actor_count(d); i++)
        rows[ENT_ACTORS] += !ent_actor_at(d, i)->is_reserve;
    tell_written(set->base.out, rows, 0, diags);
}

static ent_status by_map(const import_settings *set, ent_diags *diags)
{
    ent_import_options options = { .map = set->base.data.map, .files = (const char *const *)set->base.args.operands,
                                   .file_count = set->base.args.operand_count, .strict = set->strict,
                                   .sheet = set->base.data.sheet, .aggregate = set->aggregate,
                                   .force = set->base.force };
    ent_import *import;
    ent_status status = ent_import_new(&import, &options, diags);

    if (status != ENT_OK)
        return status;
    ent_import_tell(import, diags);
    if ((status = refuse_part(diags)) == ENT_OK)
        status = ent_import_save(import, set->base.out, set->base.force, diags);
    if (status == ENT_OK)
        tell_import(set, import, diags);
    ent_import_free(import);
    return status;
}

/* Without a map: rewrites data that entente can read without one in canonical form. */
static ent_status as_it_is(import_settings *set, ent_diags *diags)
{
    ent_dataset *d;
    settings reading = set->base;
    ent_status status;

    reading.verbose = true; /* what is read in another way than it is written is said here, not by every command */
    status = open_data(&d, &reading, diags);

    if (status == ENT_OK && (status = refuse_part(diags)) == ENT_OK)
        status = ent_dataset_save(d, set->base.out, set->base.force, diags);
    if (status == ENT_OK)
        tell_dataset(set, d, diags);
    ent_dataset_free(d);
    return status;
}

/* The package must not overwrite the files from which it is made. */
static ent_status refuse_folder(const import_settings *set, ent_diags *diags)
{
    for (size_t i = 0; i < set->base.args.operand_count; i++)
        if (ent_output_same(set->base.args.operands[i], set->base.out) ||
            is_of_package(set->base.args.operands[i], set->base.out))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-o %s: '%s' is an input and would be overwritten; choose another folder",
                            set->base.out, set->base.args.operands[i]);
    return ENT_OK;
}

static ent_status run(settings *base, ent_diags *diags)
{
    import_settings *set = (import_settings *)base;
    ent_status status;

    if (set->guess && set->base.args.operand_count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "--guess reads one table, %s; remove '%s'", set->guess,
                                  set->base.args.operands[0]);
    if (set->guess)
        return guess(set, diags);
    if (!set->base.args.operand_count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "expected the files to import, or their folder");
    if (!set->base.out)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "expected -o DIR, the folder for the data package");
    if ((status = refuse_folder(set, diags)) != ENT_OK)
        return status;
    return set->base.data.map ? by_map(set, diags) : as_it_is(set, diags);
}

static const opt options[] = {
    OPT_INPUT(settings, data.map, "map", "MAP",
              "how to read the files: a map file, or a name from `entente list maps`"),
    SHEET_OPTION,
    DATE_FORMAT_OPTION,
    OPT_INPUT(import_settings, guess, "guess", "FILE",
              "propose a map for a table, with reasons; import nothing"),
    OPT_TEXT(import_settings, aggregate, 0, "aggregate", "CELLS",
             "count rows about two actors in cells and do not keep them: pair, and day, month or year, kind, attributes, "
             "sum:COLUMN, mean:COLUMN"),
    OPT_OUTPUT(settings, out, 'o', "out", "DIR",
               "folder for the data package (with --guess: file for the map)"),
    OPT_FLAG(import_settings, strict, 0, "strict",
             "fail if a date, actor or code is not understood"),
    OPT_FLAG(settings, force, 0, "force", "write into a folder that contains other files"),
    OPT_END
};
static const opt_group import_group = { "Import", options };
static const opt_group *const groups[] = { &import_group, &general_group, NULL };

static bool guesses(const settings *set)
{
    return ((const import_settings *)set)->guess != NULL;
}

static bool without_map(const settings *set)
{
    return !set->data.map;
}

static const void_option voids[] = {
    { "map", guesses, "with --guess", false },
    { "strict", guesses, "with --guess", false },
    { "force", guesses, "with --guess", false },
    { "wait", guesses, "with --guess, which reads no package", false },
    { "date-format", guesses, "with --guess: the proposal says what is to be looked up", false },
    { "aggregate", guesses, "with --guess", false },
    { "aggregate", without_map, "without --map, which says what the columns of the rows mean", false },
    { "strict", without_map, "without --map: data that need no map are always checked", false },
    { NULL, NULL, NULL, false }
};

static const import_settings defaults = { .base = SETTINGS_INIT };

const command cmd_import = {
    .name = "import",
    .operands = "[--map MAP] FILE... -o DIR",
    .summary = "convert files in other forms into a data package",
    .more =
        "A map describes how the rows of a table become agreements, parties and memberships "
        "(docs/maps.md). The folder will contain the tables, import-summary.csv (how many rows were "
        "used) and import-report.csv (each row that was left out or not understood, with its line and "
        "the reason). `entente list maps` lists the included maps. Without --map, plain files, network files and data packages "
        "are rewritten in canonical form.\n"
        "  entente import data/examples/party-rows.csv -o package\n"
        "  entente import --guess data/examples/list-rows.csv",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
