/* save.c: writes a data package into a folder, completely or not at all. Every file is written under a
 * temporary name and flushed; then all are renamed, one after the other. During the renaming (some
 * milliseconds) the folder is locked against readers and other writers, and datapackage.json marks the
 * package as unfinished: a process that is killed there leaves a folder that readers refuse, never a
 * mixture of old and new tables. */
#include "data/dataset.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/json_write.h"
#include "base/mem.h"
#include "base/signals.h"
#include "data/keys.h"
#include "data/lock.h"
#include "data/write/canonical.h"
#include "entente/import.h"
#include "entente/output.h"

static ent_status failed(const char *path, const char *what, ent_diags *diags)
{
    return ent_fail(diags, ENT_ESYSTEM, (ent_where){ .file = path }, "%s: %s", what,
                    strerror(errno));
}

/* Refuses a folder that holds other files and no package. */
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
                        "is a folder with other files in it; choose another folder, or use --force");
    return ENT_OK;
}

/* Makes the folder and its parents. */
static ent_status make_folders(const char *path, ent_diags *diags)
{
    char *part = ent_mem_copy(path, strlen(path));
    ent_status status = ENT_OK;

    if (!part)
        return ent_out_of_memory(diags);
    for (char *slash = part + 1; (slash = strchr(slash, '/')) != NULL; *slash++ = '/') {
        *slash = '\0';
        mkdir(part, 0777); /* the last mkdir reports a failure */
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

enum { MOST_FILES = ENT_TABLE_COUNT + 4 };

typedef struct saving {
    const char *folder;
    ent_output *files[MOST_FILES]; /* written and flushed, not yet in their places */
    size_t count;
    char *stale[ENT_TABLE_COUNT]; /* paths of tables that the new package lacks */
} saving;

static const char unfinished[] =
    "{\n  \"profile\": \"tabular-data-package\",\n  \"name\": \"unfinished\",\n"
    "  \"" ENT_UNFINISHED "\": true,\n  \"resources\": [ ]\n}\n";

/* The path of a file in the folder, to be freed by ent_mem_free; NULL when memory was refused. */
static char *path_of(const saving *s, const char *name, const char *ending)
{
    ent_buf path = { 0 };
    char *copy;

    ent_buf_format(&path, "%s%s%s%s", s->folder,
                   s->folder[strlen(s->folder) - 1] == '/' ? "" : "/", name, ending);
    copy = path.failed ? NULL : ent_mem_copy(path.data, path.len);
    ent_buf_destroy(&path);
    return copy;
}

static ent_status add_file(saving *s, const char *name, const char *ending, ent_str bytes,
                           ent_diags *diags)
{
    ent_output **file = &s->files[s->count];
    char *path = path_of(s, name, ending);
    ent_status status = path ? ent_output_begin(file, path, diags) : ent_out_of_memory(diags);

    if (status == ENT_OK) {
        s->count++;
        status = ent_output_write(*file, bytes.ptr, bytes.len, diags);
    }
    if (status == ENT_OK)
        status = ent_output_finish(*file, diags);
    ent_mem_free(path);
    return status;
}

/* A table that the new package lacks may be there from an old one and must go. */
static ent_status add_table(saving *s, ent_table which, ent_str bytes, ent_diags *diags)
{
    const char *name = ent_table_name(which);

    if (bytes.len)
        return add_file(s, name, ".csv", bytes, diags);
    s->stale[which] = path_of(s, name, ".csv");
    return s->stale[which] ? ENT_OK : ent_out_of_memory(diags);
}

static ent_status put_in_place(ent_output **file, ent_diags *diags)
{
    ent_output *out = *file;

    *file = NULL; /* the commit frees it in any case */
    return ent_output_commit(out, diags);
}

/* The first file marks the package as unfinished, the last one describes it. Each file flushes the folder, so
 * that the old tables are gone from the disk before the description is there. Nothing here allocates. */
static ent_status put_all_in_place(saving *s, ent_diags *diags)
{
    ent_status status = put_in_place(&s->files[0], diags);
    bool begun = status == ENT_OK;

    for (int t = 0; t < ENT_TABLE_COUNT && status == ENT_OK; t++)
        if (s->stale[t] && remove(s->stale[t]) != 0 && errno != ENOENT)
            status = failed(s->stale[t], "cannot remove the old table", diags);
    for (size_t i = 1; i + 1 < s->count && status == ENT_OK; i++)
        status = put_in_place(&s->files[i], diags);
    if (status == ENT_OK)
        status = put_in_place(&s->files[s->count - 1], diags);
    if (status != ENT_OK && begun)
        ent_note(diags, (ent_where){ .file = s->folder },
                 "the package in this folder is unfinished; write it again");
    return status;
}

static ent_status finish_saving(saving *s, ent_status status, ent_str descriptor, ent_diags *diags)
{
    sigset_t old;
    int lock = -1;

    if (status == ENT_OK)
        status = add_file(s, "datapackage", ".json", descriptor, diags);
    if (status == ENT_OK)
        status = ent_folder_lock(&lock, s->folder, true, diags);
    if (status == ENT_OK) {
        ent_signals_hold(&old);
        status = put_all_in_place(s, diags);
        ent_signals_release(&old);
    }
    ent_folder_unlock(lock);
    for (size_t i = 0; i < s->count; i++)
        ent_output_abort(s->files[i]);
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        ent_mem_free(s->stale[t]);
    return status;
}

static ent_status begin_saving(saving *s, const char *folder, bool force, ent_diags *diags)
{
    ent_status status = make_folder(folder, force, diags);

    *s = (saving){ .folder = folder };
    return status == ENT_OK ? add_file(s, "datapackage", ".json", ENT_STR(unfinished), diags)
                            : status;
}

ent_status ent_import_save(const ent_import *im, const char *folder, bool force, ent_diags *diags)
{
    saving s;
    ent_buf csv = { 0 };
    ent_status status = begin_saving(&s, folder, force, diags);

    for (int t = 0; t < ENT_TABLE_COUNT && status == ENT_OK; t++) {
        ent_buf_clear(&csv);
        ent_import_table(im, (ent_table)t, &csv);
        status = csv.failed ? ent_out_of_memory(diags)
                            : add_table(&s, (ent_table)t, ent_buf_view(&csv), diags);
    }
    ent_buf_destroy(&csv);
    if (status == ENT_OK)
        status = add_file(&s, "import-report", ".csv", ent_import_report(im), diags);
    if (status == ENT_OK)
        status = add_file(&s, "import-summary", ".csv", ent_import_summary(im), diags);
    return finish_saving(&s, status, ent_import_descriptor(im), diags);
}

/* ---- saving a data set that was read ---- */

typedef struct copy {
    ent_cell_store *store;
    ent_table table;
} copy;

static ent_status copy_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    const copy *c = ctx;

    (void)offset;
    for (size_t i = 0; i < file->columns; i++)
        ent_cells_add(c->store, c->table, fields[i]);
    ent_cells_end(c->store, c->table, (ent_origin){ 0 });
    return ENT_OK;
}

static ent_status copy_table(const ent_dataset *d, ent_table which, ent_cell_store *store,
                             ent_diags *diags)
{
    /* reading the rows again changes only buffers and the count of rows */
    ent_tablefile *file = (ent_tablefile *)&d->tables[which].file;
    size_t rows = file->rows;
    copy c = { store, which };
    ent_status status;

    for (size_t i = 0; i < file->columns; i++)
        ent_cells_column(store, which, file->header[i]);
    if (!file->list)
        file->rows = 0;
    status = ent_tablefile_rows(file, copy_row, &c, diags);
    file->rows = rows;
    return status;
}

static void describe_table(const ent_cells *cells, ent_table which, const bool *complete, ent_json_writer *w)
{
    ent_str header[ENT_LIMIT_COLUMNS];
    char path[32];

    snprintf(path, sizeof path, "%s.csv", ent_table_name(which));
    ent_json_line(w, 4);
    ent_json_begin_object(w, NULL);
    ent_json_write_string(w, "name", ent_table_name(which));
    ent_json_write_string(w, "path", path);
    ent_json_write_string(w, "profile", "tabular-data-resource");
    ent_json_begin_object(w, "schema");
    ent_json_begin_list(w, "fields");
    for (size_t i = 0; i < cells->columns; i++) {
        header[i] = ent_cells_name(cells, i);
        ent_json_begin_object(w, NULL);
        ent_json_write_text(w, "name", header[i]);
        ent_json_write_string(w, "type", "string");
        ent_json_end_object(w);
    }
    ent_json_end_list(w);
    ent_describe_keys(w, 6, which, header, cells->columns, complete);
    ent_json_end_object(w);
    ent_json_end_object(w);
}

/* States need no row among the actors: then other tables do not refer to that table alone. */
static bool has_row_for_each_actor(const ent_dataset *d)
{
    for (size_t i = 0; i < d->actors.count; i++)
        if (d->actors.items[i].row.table != ENT_ACTORS && !d->actors.items[i].is_reserve)
            return false;
    return d->tables[ENT_ACTORS].present;
}

/* The descriptor: that of the package as it was read, or a minimal one for other data. */
static ent_status describe(const ent_dataset *d, const ent_cell_store *store, ent_buf *out, ent_diags *diags)
{
    const bool complete[ENT_TABLE_COUNT] = { [ENT_ACTORS] = d->shape != ENT_PACKAGE || has_row_for_each_actor(d),
                                             [ENT_AGREEMENTS] = store->tables[ENT_AGREEMENTS].columns > 0 };
    ent_json_writer w = { .out = out, .spaced = true };

    if (d->descriptor.len) {
        ent_buf_str(out, d->descriptor);
        return out->failed ? ent_out_of_memory(diags) : ENT_OK;
    }
    ent_json_begin_object(&w, NULL);
    ent_json_line(&w, 2);
    ent_json_write_string(&w, "profile", "tabular-data-package");
    ent_json_line(&w, 2);
    ent_json_write_text(&w, "name", d->name);
    ent_json_line(&w, 2);
    ent_json_write_text(&w, "title", d->title);
    ent_json_line(&w, 2);
    ent_json_begin_list(&w, "resources");
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        if (store->tables[t].columns)
            describe_table(&store->tables[t], (ent_table)t, complete, &w);
    ent_json_line(&w, 2);
    ent_json_end_list(&w);
    ent_json_line(&w, 0);
    ent_json_end_object(&w);
    ent_buf_char(out, '\n');
    return out->failed ? ent_out_of_memory(diags) : ENT_OK;
}

/* Plain files may come with other tables, which only a package can hold. */
static ent_status refuse_others(const ent_dataset *d, ent_diags *diags)
{
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        if (d->shape != ENT_PACKAGE && d->tables[t].present && t != ENT_ACTORS && t != ENT_AGREEMENTS && t != ENT_PARTIES)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "a plain file with a table of %s cannot be written as a package; put the tables into one folder "
                            "as a package",
                            ent_table_name((ent_table)t));
    return ENT_OK;
}

/* The tables of a package as they are, those of other files from their records. */
static ent_status fill(const ent_dataset *d, ent_cell_store *store, ent_diags *diags)
{
    ent_status status = refuse_others(d, diags);

    if (status == ENT_OK && d->shape != ENT_PACKAGE)
        ent_canonical_tables(d, store);
    for (int t = 0; t < ENT_TABLE_COUNT && status == ENT_OK && d->shape == ENT_PACKAGE; t++)
        if (d->tables[t].present)
            status = copy_table(d, (ent_table)t, store, diags);
    return status;
}

ent_status ent_dataset_save(const ent_dataset *d, const char *folder, bool force, ent_diags *diags)
{
    ent_cell_store *store = ent_mem_new(1, sizeof *store);
    ent_buf csv = { 0 }, descriptor = { 0 };
    size_t refusals = ent_mem_refusals();
    ent_status status = store ? fill(d, store, diags) : ent_out_of_memory(diags);

    if (status == ENT_OK)
        status = describe(d, store, &descriptor, diags);
    if (status == ENT_OK && !ent_cells_sort(store))
        status = ent_out_of_memory(diags);
    if ((status = ent_mem_whole(status, refusals, diags)) == ENT_OK) {
        saving s;

        status = begin_saving(&s, folder, force, diags);
        for (int t = 0; t < ENT_TABLE_COUNT && status == ENT_OK; t++) {
            ent_buf_clear(&csv);
            if (store->tables[t].columns)
                ent_cells_write(&store->tables[t], &csv);
            status = csv.failed ? ent_out_of_memory(diags)
                                : add_table(&s, (ent_table)t, ent_buf_view(&csv), diags);
        }
        status = finish_saving(&s, status, ent_buf_view(&descriptor), diags);
    }
    ent_cells_free(store);
    ent_buf_destroy(&csv);
    ent_buf_destroy(&descriptor);
    return status;
}
