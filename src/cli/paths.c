/* paths.c: checks that no output overwrites an input and that no two outputs have the same name.
 * Existing files are compared by device and inode, others by their resolved names. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct named_path {
    const char *option, *path;
} named_path;

enum { MOST_OUTPUTS = 8, MOST_OPTION_INPUTS = 12 };

/* Includes standard output, "-", if results go there. */
static size_t outputs_of(const settings *set, named_path *list)
{
    const named_path all[] = {
        { "-o", set->out },
        { "--ledger", set->ledger },
        { "--summary", set->summary },
        { "--changes", set->changes },
        { "--communities", set->communities },
        { "--caption", set->caption },
        { "--save-places", set->save_places },
    };
    size_t count = 0;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].path && all[i].path[0])
            list[count++] = all[i];
    return count;
}

static size_t option_inputs_of(const settings *set, named_path *list)
{
    const named_path all[] = {
        { "--agreements", set->agreements }, { "--parties", set->parties },
        { "--actors", set->actors },         { "--memberships", set->memberships },
        { "--sources", set->sources },       { "--map", set->map },
        { "--theme", set->theme },           { "--places", set->places },
        { "--guess", set->guess },
    };
    size_t count = 0;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].path && all[i].path[0])
            list[count++] = all[i];
    return count;
}

static ent_status refuse(const named_path *out, const char *what, ent_diags *diags)
{
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "%s %s: %s and would be overwritten; choose another output file", out->option,
                    out->path, what);
}

bool is_of_package(const char *output, const char *folder)
{
    static const char *const endings[] = { ".csv", ".tsv", ".json", ".csv.gz", ".tsv.gz", ".json.gz" };
    ent_buf path = { 0 };
    bool same;

    ent_buf_format(&path, "%s/datapackage.json", folder);
    same = ent_output_destroys(output, ent_buf_string(&path));
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        for (size_t e = 0; e < sizeof endings / sizeof *endings && !same; e++) {
            ent_buf_clear(&path);
            ent_buf_format(&path, "%s/%s%s", folder, ent_table_name((ent_table)t), endings[e]);
            same = ent_output_destroys(output, ent_buf_string(&path));
        }
    ent_buf_destroy(&path);
    return same;
}

/* Is the file in the folder, or in a folder within it? */
static bool is_within(const char *path, const char *folder)
{
    char *file = realpath(path, NULL), *real = realpath(folder, NULL);
    size_t len = real ? strlen(real) : 0;
    bool within = file && real && strncmp(file, real, len) == 0 && file[len] == '/';

    free(file); /* allocated by realpath */
    free(real);
    return within;
}

static ent_status refuse_inputs(const settings *set, const named_path *out, ent_diags *diags)
{
    named_path inputs[MOST_OPTION_INPUTS];
    size_t count = option_inputs_of(set, inputs);
    struct stat info;

    for (size_t i = 0; i < count; i++)
        if (ent_output_destroys(out->path, inputs[i].path)) {
            ent_buf text = { 0 };
            ent_status status;

            ent_buf_format(&text, "is read as %s", inputs[i].option);
            status = refuse(out, ent_buf_string(&text), diags);
            ent_buf_destroy(&text);
            return status;
        }
    for (size_t i = 0; i < set->operand_count; i++)
        if (ent_output_destroys(out->path, set->operands[i]) ||
            is_of_package(out->path, set->operands[i]))
            return refuse(out, "is read as data", diags);
    if (set->documents && strcmp(out->path, "-") != 0 && stat(out->path, &info) == 0 &&
        S_ISREG(info.st_mode) && is_within(out->path, set->documents))
        return refuse(out, "is in the folder of documents (--documents)", diags);
    return ENT_OK;
}

/* The format of -o is checked by the command. */
static ent_status check_formats(const settings *set, ent_diags *diags)
{
    const char *const tables[] = { set->ledger, set->summary, set->changes, set->communities };
    static const ent_str captions[] = { { "txt", 3 }, { "md", 2 }, { "tex", 3 } };
    const char *ending;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == ENT_OK; i++)
        if (tables[i])
            status = check_sheet_format(ending_of(tables[i], "csv"), diags);
    if (status != ENT_OK)
        return status;
    if (set->save_places && strcmp(ending = ending_of(set->save_places, "csv"), "csv") != 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--save-places %s: positions are written as CSV, not '%s'", set->save_places,
                        ending);
    if (!set->caption)
        return ENT_OK;
    ending = ending_of(set->caption, "txt");
    for (size_t i = 0; i < sizeof captions / sizeof *captions; i++)
        if (ent_str_is(captions[i], ending))
            return ENT_OK;
    return ent_fail_format(diags, "captions have", ending, captions,
                           sizeof captions / sizeof *captions);
}

ent_status check_paths(const settings *set, ent_diags *diags)
{
    named_path outputs[MOST_OUTPUTS];
    size_t count = outputs_of(set, outputs);
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        for (size_t j = 0; j < i; j++)
            if (ent_output_same(outputs[i].path, outputs[j].path))
                return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                "%s and %s cannot both be written to %s", outputs[j].option,
                                outputs[i].option,
                                strcmp(outputs[i].path, "-") == 0 ? "standard output"
                                                                  : outputs[i].path);
        status = refuse_inputs(set, &outputs[i], diags);
    }
    return status == ENT_OK ? check_formats(set, diags) : status;
}

ent_status refuse_tables(const settings *set, const ent_dataset *d, ent_diags *diags)
{
    named_path outputs[MOST_OUTPUTS];
    size_t count = outputs_of(set, outputs);

    for (size_t i = 0; i < count; i++)
        for (int t = 0; t < ENT_TABLE_COUNT; t++) {
            const char *file = ent_table_file(d, (ent_table)t);
            ent_buf text = { 0 };
            ent_status status;

            if (!file || !ent_output_destroys(outputs[i].path, file))
                continue;
            ent_buf_format(&text, "is the table of %s itself", ent_table_name((ent_table)t));
            status = refuse(&outputs[i], ent_buf_string(&text), diags);
            ent_buf_destroy(&text);
            return status;
        }
    return ENT_OK;
}
