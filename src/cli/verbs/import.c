/* import.c: converts files in other forms into a data package. */
#include "cli/command.h"

static ent_status guess(const settings *set, ent_diags *diags)
{
    ent_buf out = { 0 };
    ent_status status = ent_import_guess(set->guess, &out, diags);

    if (status == ENT_OK)
        status = save(set->out, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

static ent_status by_map(const settings *set, ent_diags *diags)
{
    ent_import_options options = { .map = set->map, .files = set->operands,
                                   .file_count = set->operand_count, .strict = set->strict,
                                   .force = set->force };
    ent_import *import;
    ent_status status = ent_import_new(&import, &options, diags);

    if (status != ENT_OK)
        return status;
    ent_import_tell(import, diags);
    if ((status = refuse_part(diags)) == ENT_OK)
        status = ent_import_save(import, set->out, set->force, diags);
    ent_import_free(import);
    return status;
}

/* Without a map: rewrites data that entente can read in canonical form. */
static ent_status as_it_is(settings *set, ent_diags *diags)
{
    ent_dataset *d;
    ent_status status = open_data(&d, set, diags);

    if (status == ENT_OK && (status = refuse_part(diags)) == ENT_OK)
        status = ent_dataset_save(d, set->out, set->force, diags);
    ent_dataset_free(d);
    return status;
}

/* The package must not overwrite the files from which it is made. */
static ent_status refuse_folder(const settings *set, ent_diags *diags)
{
    for (size_t i = 0; i < set->operand_count; i++)
        if (ent_output_same(set->operands[i], set->out) ||
            is_of_package(set->operands[i], set->out))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-o %s: '%s' is an input and would be overwritten; choose another folder",
                            set->out, set->operands[i]);
    return ENT_OK;
}

static int run(settings *set, ent_diags *diags)
{
    ent_status status;

    if (set->guess && set->operand_count)
        return exit_code(ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "--guess reads one table, %s; remove '%s'", set->guess,
                                  set->operands[0]));
    if (set->guess)
        return exit_code(guess(set, diags));
    if (!set->operand_count)
        return exit_code(ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "expected the files to import, or their folder"));
    if (!set->out)
        return exit_code(ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "expected -o DIR, the folder for the data package"));
    if ((status = refuse_folder(set, diags)) != ENT_OK)
        return exit_code(status);
    return exit_code(set->map ? by_map(set, diags) : as_it_is(set, diags));
}

static const opt *const groups[] = { import_options, general_options, NULL };

const command cmd_import = {
    "import", "--map MAP FILE... -o DIR", "convert files in other forms into a data package",
    "A map describes how the rows of a table become agreements, parties and memberships "
    "(docs/maps.md). The folder will contain the tables, import-summary.csv (how many rows were "
    "used) and import-report.csv (each row that was left out or not understood, with its line and "
    "the reason). Without --map, data in entente's own form are rewritten in canonical form.\n"
    "  entente import --map atop-members atop-member-level.csv -o atop\n"
    "  entente import --guess treaties.csv",
    groups, run
};
