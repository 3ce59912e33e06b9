/* save.c: a data package into a folder. Each file is written whole or not at all, datapackage.json
 * last: a folder that has it has all of its tables. */
#include "data/dataset.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/escape.h"
#include "base/mem.h"
#include "data/lines.h"
#include "entente/import.h"
#include "entente/output.h"

static ent_status failed(const char *path, const char *what, ent_diags *diags)
{
    return ent_fail(diags, ENT_ESYSTEM, (ent_where){ .file = path }, "%s: %s", what,
                    strerror(errno));
}

/* A folder that holds something, and no package, is somebody's. */
static ent_status look_inside(const char *path, ent_diags *diags)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    bool other = false, package = false;

    if (!folder)
        return failed(path, "cannot open the folder", diags);
    while ((entry = readdir(folder)) != NULL) {
        package |= strcmp(entry->d_name, "datapackage.json") == 0;
        other |= strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(folder);
    if (other && !package)
        return ent_fail(diags, ENT_EUSAGE, (ent_where){ .file = path },
                        "is a folder with other files in it; choose another, or give --force");
    return ENT_OK;
}

/* The folder with those it stands in. */
static ent_status make_folders(const char *path, ent_diags *diags)
{
    char *part = ent_mem_copy(path, strlen(path));
    ent_status status = ENT_OK;

    if (!part)
        return ent_out_of_memory(diags);
    for (char *slash = part + 1; (slash = strchr(slash, '/')) != NULL; *slash++ = '/') {
        *slash = '\0';
        mkdir(part, 0777); /* the last one says whether this failed */
    }
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        status = failed(path, "cannot make the folder", diags);
    ent_mem_free(part);
    return status;
}

static ent_status make_folder(const char *path, bool force, ent_diags *diags)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return make_folders(path, diags);
    if (!S_ISDIR(info.st_mode))
        return ent_fail(diags, ENT_EUSAGE, (ent_where){ .file = path },
                        "is a file; expected a folder for the data package");
    return force ? ENT_OK : look_inside(path, diags);
}

static ent_status save_file(const char *folder, const char *name, const char *ending,
                            ent_str bytes, ent_diags *diags)
{
    ent_buf path = { 0 };
    ent_status status;

    ent_buf_format(&path, "%s%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name,
                   ending);
    status = path.failed ? ent_out_of_memory(diags)
                         : ent_output_save(ent_buf_string(&path), bytes, diags);
    ent_buf_destroy(&path);
    return status;
}

/* A table of a package that was there before, and is not in the new one, must not join it. */
static ent_status remove_file(const char *folder, const char *name, ent_diags *diags)
{
    ent_buf path = { 0 };
    ent_status status = ENT_OK;

    ent_buf_format(&path, "%s/%s.csv", folder, name);
    if (path.failed)
        status = ent_out_of_memory(diags);
    else if (remove(ent_buf_string(&path)) != 0 && errno != ENOENT)
        status = failed(ent_buf_string(&path), "cannot remove the old table", diags);
    ent_buf_destroy(&path);
    return status;
}

ent_status ent_import_save(const ent_import *im, const char *folder, bool force, ent_diags *diags)
{
    ent_status status = make_folder(folder, force, diags);

    for (int t = 0; t < ENT_TABLE_COUNT && status == ENT_OK; t++) {
        const char *name = ent_table_name((ent_table)t);
        ent_str bytes = ent_import_table(im, (ent_table)t);

        status = bytes.len ? save_file(folder, name, ".csv", bytes, diags)
                           : remove_file(folder, name, diags);
    }
    if (status == ENT_OK)
        status = save_file(folder, "import-report", ".csv", ent_import_report(im), diags);
    if (status == ENT_OK)
        status = save_file(folder, "import-summary", ".csv", ent_import_summary(im), diags);
    return status == ENT_OK ? save_file(folder, "datapackage", ".json",
                                        ent_import_descriptor(im), diags)
                            : status;
}

/* ---- data that were read ---- */

typedef struct copy {
    lines l;
    size_t columns;
} copy;

static ent_status copy_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    copy *c = ctx;

    (void)file, (void)offset;
    for (size_t i = 0; i < c->columns; i++)
        lines_cell(&c->l, fields[i]);
    lines_end(&c->l);
    return ENT_OK;
}

static ent_status copy_table(const ent_dataset *d, ent_table which, ent_buf *out, ent_diags *diags)
{
    /* reading once more changes nothing but the scratch space and the count of rows */
    ent_tablefile *file = (ent_tablefile *)&d->tables[which].file;
    copy c = { .columns = file->columns };
    size_t rows = file->rows;
    ent_status status;

    for (size_t i = 0; i < file->columns; i++)
        lines_column(&c.l, file->header[i]);
    if (!file->list)
        file->rows = 0;
    status = ent_tablefile_rows(file, copy_row, &c, diags);
    file->rows = rows;
    if (status == ENT_OK && !lines_write(&c.l, out))
        status = ent_out_of_memory(diags);
    lines_destroy(&c.l);
    return status;
}

/* The descriptor of a package as it was; of other data, the least that describes them. */
static ent_status describe(const ent_dataset *d, ent_buf *out, ent_diags *diags)
{
    const char *comma = "";

    if (d->descriptor) {
        ent_file file;
        ent_status status = ent_file_read(&file, d->descriptor, diags);

        if (status != ENT_OK)
            return status;
        ent_buf_add(out, file.bytes, file.len);
        ent_file_destroy(&file);
        return out->failed ? ent_out_of_memory(diags) : ENT_OK;
    }
    ent_buf_text(out, "{\n  \"profile\": \"tabular-data-package\",\n  \"name\": ");
    ent_escape_json_string(out, d->name);
    ent_buf_text(out, ",\n  \"title\": ");
    ent_escape_json_string(out, d->title);
    ent_buf_text(out, ",\n  \"resources\": [");
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        const table *of = &d->tables[t];

        if (!of->present)
            continue;
        ent_buf_format(out,
                       "%s\n    { \"name\": \"%s\", \"path\": \"%s.csv\", \"profile\": "
                       "\"tabular-data-resource\", \"schema\": { \"fields\": [",
                       comma, ent_table_name((ent_table)t), ent_table_name((ent_table)t));
        for (size_t i = 0; i < of->file.columns; i++) {
            ent_buf_text(out, i ? ", { \"name\": " : " { \"name\": ");
            ent_escape_json_string(out, of->file.header[i]);
            ent_buf_text(out, ", \"type\": \"string\" }");
        }
        ent_buf_text(out, " ] } }");
        comma = ",";
    }
    ent_buf_text(out, "\n  ]\n}\n");
    return out->failed ? ent_out_of_memory(diags) : ENT_OK;
}

ent_status ent_dataset_save(const ent_dataset *d, const char *folder, bool force, ent_diags *diags)
{
    ent_buf tables[ENT_TABLE_COUNT] = { 0 }, descriptor = { 0 };
    ent_status status = describe(d, &descriptor, diags);

    if (status == ENT_OK && d->shape != ENT_PACKAGE && d->shape != ENT_PARTY_ROWS)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "only a data package or party rows can be written as a package; pair and "
                          "list rows need a map (`entente import --guess FILE` proposes one)");
    for (int t = 0; t < ENT_TABLE_COUNT && status == ENT_OK; t++)
        if (d->tables[t].present)
            status = copy_table(d, (ent_table)t, &tables[t], diags);
    if (status == ENT_OK)
        status = make_folder(folder, force, diags);
    for (int t = 0; t < ENT_TABLE_COUNT && status == ENT_OK; t++)
        status = d->tables[t].present ? save_file(folder, ent_table_name((ent_table)t), ".csv",
                                                  ent_buf_view(&tables[t]), diags)
                                      : remove_file(folder, ent_table_name((ent_table)t), diags);
    if (status == ENT_OK)
        status = save_file(folder, "datapackage", ".json", ent_buf_view(&descriptor), diags);
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        ent_buf_destroy(&tables[t]);
    ent_buf_destroy(&descriptor);
    return status;
}
