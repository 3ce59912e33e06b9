/* input_output_paths.c: compares the names of inputs and outputs. Existing files are compared by device
 * and inode, others by their resolved names. */
#include "cli/input_output_paths.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/formats.h"

typedef struct named_output {
    char option[24]; /* "-o", "--ledger" */
    const char *path;
} named_output;

static const char *path_at(const settings *set, const opt *o)
{
    return *(const char *const *)((const char *)set + o->offset);
}

/* Standard output, "-", is one of them if results go there. */
static size_t outputs_of(const settings *set, const char *unnamed, named_output *list)
{
    size_t count = 0;

    if (!set->out && unnamed)
        list[count++] = (named_output){ "-o", unnamed };
    for (size_t i = 0; i < set->args.given_count; i++) {
        const opt *o = set->args.given[i];

        if (o->type != OPT_OUTPUT_TYPE && o->type != OPT_TABLE_TYPE)
            continue;
        list[count] = (named_output){ "-o", path_at(set, o) };
        if (!o->letter)
            snprintf(list[count].option, sizeof list->option, "--%s", o->name);
        count++;
    }
    return count;
}

static ent_status refuse(const named_output *out, const char *why, const char *what, ent_diags *diags)
{
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "%s %s: %s%s and would be overwritten; choose another output file", out->option,
                    out->path, why, what);
}

bool is_of_package(const char *output, const char *folder)
{
    static const char *const endings[] = { ".csv",    ".tsv",    ".json",
                                           ".csv.gz", ".tsv.gz", ".json.gz" };
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

static ent_status check_inputs(const settings *set, const named_output *out, ent_diags *diags)
{
    const arguments *args = &set->args;
    struct stat info;

    for (size_t i = 0; i < args->given_count; i++)
        if (args->given[i]->type == OPT_INPUT_TYPE &&
            ent_output_destroys(out->path, path_at(set, args->given[i])))
            return refuse(out, "is read as --", args->given[i]->name, diags);
    for (size_t i = 0; i < args->operand_count; i++)
        if (ent_output_destroys(out->path, args->operands[i]) ||
            is_of_package(out->path, args->operands[i]))
            return refuse(out, "is read as ", "data", diags);
    if (set->documents && strcmp(out->path, "-") != 0 && stat(out->path, &info) == 0 &&
        S_ISREG(info.st_mode) && is_within(out->path, set->documents))
        return refuse(out, "is in the folder of ", "documents (--documents)", diags);
    return ENT_OK;
}

static ent_status check_table_formats(const settings *set, ent_diags *diags)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < set->args.given_count && status == ENT_OK; i++)
        if (set->args.given[i]->type == OPT_TABLE_TYPE)
            status = require_format(TABLE_FORMATS,
                                  ending_of(path_at(set, set->args.given[i]), "csv"), diags);
    return status;
}

ent_status check_paths(const settings *set, const char *unnamed, ent_diags *diags)
{
    named_output outputs[MOST_OPTIONS + 1];
    size_t count = outputs_of(set, unnamed, outputs);
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        for (size_t j = 0; j < i; j++)
            if (ent_output_same(outputs[i].path, outputs[j].path))
                return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                "%s and %s cannot both be written to %s", outputs[j].option,
                                outputs[i].option,
                                strcmp(outputs[i].path, "-") == 0 ? "standard output"
                                                                  : outputs[i].path);
        status = check_inputs(set, &outputs[i], diags);
    }
    return status == ENT_OK ? check_table_formats(set, diags) : status;
}

ent_status check_paths_of_tables(const settings *set, const ent_dataset *d, const char *unnamed,
                                 ent_diags *diags)
{
    named_output outputs[MOST_OPTIONS + 1];
    size_t count = outputs_of(set, unnamed, outputs);

    for (size_t i = 0; i < count; i++)
        for (int t = 0; t < ENT_TABLE_COUNT; t++) {
            const char *file = ent_table_file(d, (ent_table)t);

            if (file && ent_output_destroys(outputs[i].path, file))
                return refuse(&outputs[i], "is itself the table of ",
                              ent_table_name((ent_table)t), diags);
        }
    return ENT_OK;
}
