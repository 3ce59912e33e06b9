/* package.c: finds the files of a data set and reads them: by datapackage.json, by the names of files in a
 * folder, as one plain file, as single tables, or through a map. */
#include "data/read/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data/import/import.h"
#include "data/lock.h"
#include "data/netfile/netfile.h"
#include "data/read/network_file.h"
#include "data/read/open.h"
#include "data/read/tidy.h"

static const char *const endings[] = { ".csv", ".tsv", ".tab", ".json", ".csv.gz", ".tsv.gz", ".tab.gz", ".json.gz",
                                       ".xlsx", ".ods", ".dta", ".sav", ".zsav" };

/* The name of a file without the ending of a table or network; the same text when it has no such ending. */
static ent_str without_ending(ent_str name)
{
    ent_str stem;

    if (ent_netfile_is(name, &stem))
        return stem;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t len = strlen(endings[i]);

        if (name.len > len && memcmp(name.ptr + name.len - len, endings[i], len) == 0)
            name.len -= len;
    }
    return name;
}

/* A link that leads nowhere exists, too: opening it reports why it cannot be read. */
static bool exists(const char *path)
{
    struct stat info;

    return lstat(path, &info) == 0 || errno != ENOENT;
}

static bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Is the file in the folder after all links are resolved? */
static bool is_inside(const char *folder, const char *file)
{
    char *outer = realpath(folder, NULL), *inner = realpath(file, NULL);
    size_t len = outer ? strlen(outer) : 0;
    bool inside = !outer || !inner || /* opening it reports why */
                  (strncmp(outer, inner, len) == 0 && (len == 1 || inner[len] == '/'));

    free(outer);
    free(inner);
    return inside;
}

/* A package may come from anywhere: its files must be regular files, and none may be a link to a file of
 * the reader outside the package. Files that an option names are not checked. */
static ent_status check_file(ent_str folder, const char *path, ent_diags *diags)
{
    struct stat info;
    ent_buf outer = { 0 };
    bool inside;

    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        return ent_find(diags, ENT_CHECK_FILE_UNREADABLE, (ent_where){ .file = path },
                        S_ISDIR(info.st_mode) ? "is a folder; expected a file"
                                              : "is a pipe or a device; a package holds files");
    ent_buf_str(&outer, folder);
    inside = outer.failed || is_inside(ent_buf_string(&outer), path);
    ent_buf_destroy(&outer);
    if (inside)
        return ENT_OK;
    return ent_find(diags, ENT_CHECK_FILE_UNREADABLE, (ent_where){ .file = path },
                    "is a link that leads out of the package; name the file itself by an option "
                    "such as --agreements");
}

static ent_str last_part(ent_str path)
{
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    for (size_t i = path.len; i > 0; i--)
        if (path.ptr[i - 1] == '/')
            return (ent_str){ path.ptr + i, path.len - i };
    return path;
}

/* Names the data: "data/iis" is "iis", "treaties.csv.gz" is "treaties". Special characters become '-'. */
static ent_status set_name(ent_dataset *d, const char *path, ent_diags *diags)
{
    ent_str base = last_part(ent_str_of(path)), name;
    char *copy;

    if (strcmp(path, "-") == 0)
        base = ENT_STR("input");
    base = without_ending(base);
    if (ent_str_is(base, ".") || ent_str_is(base, "..") || !base.len)
        base = ENT_STR("data");
    name = ent_arena_str(&d->arena, base);
    if (!name.ptr)
        return ent_out_of_memory(diags);
    copy = (char *)name.ptr;
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)copy[i];

        if (c <= ' ' || c >= 0x7f || strchr("/\\\"'<>&%:*?|;", (char)c))
            copy[i] = '-';
    }
    d->name = d->title = name;
    return ENT_OK;
}

/* folder + "/" + file in the arena */
static const char *join(ent_dataset *d, ent_str folder, ent_str file)
{
    ent_buf path = { 0 };
    ent_str made = { 0 };

    ent_buf_str(&path, folder);
    if (folder.len && folder.ptr[folder.len - 1] != '/')
        ent_buf_char(&path, '/');
    ent_buf_str(&path, file);
    if (!path.failed)
        made = ent_arena_str(&d->arena, ent_buf_view(&path));
    ent_buf_destroy(&path);
    return made.ptr;
}

/* A path in data never leaves the folder of its package. */
static bool stays_inside(ent_str path)
{
    ent_str rest = path, part;

    if (!path.len || path.ptr[0] == '/' || path.ptr[0] == '~' || memchr(path.ptr, ':', path.len) ||
        memchr(path.ptr, '\\', path.len))
        return false;
    while (ent_str_next(&rest, '/', &part))
        if (ent_str_is(part, ".."))
            return false;
    return true;
}

static ent_status read_resource(ent_dataset *d, ent_file *file, const ent_json *resource,
                                ent_str folder, const char **tables, ent_diags *diags)
{
    ent_str name = ent_json_text(resource, "name", ENT_STR(""));
    ent_str path = ent_json_text(resource, "path", ENT_STR(""));
    ent_table which = ent_table_of(name);

    if (which == ENT_TABLE_COUNT)
        return ENT_OK; /* other tables are ignored */
    if (!stays_inside(path))
        return ent_find(diags, ENT_CHECK_PACKAGE_FORM,
                        ent_file_where(file, resource->offset, 1),
                        "the path of '%.*s' must be a file inside the package", ENT_STR_ARG(name));
    if (tables[which])
        return ENT_OK;
    if ((tables[which] = join(d, folder, path)) == NULL)
        return ent_out_of_memory(diags);
    return check_file(folder, tables[which], diags);
}

static ent_status read_descriptor(ent_dataset *d, const char *path, ent_str folder,
                                  const char **tables, ent_diags *diags)
{
    ent_arena arena = { 0 };
    const ent_json *root, *resources;
    ent_file file;
    ent_status status;

    if ((status = check_file(folder, path, diags)) != ENT_OK ||
        (status = ent_file_read(&file, path, diags)) != ENT_OK)
        return status;
    d->descriptor = ent_arena_str(&d->arena, (ent_str){ file.bytes, file.len });
    if (!d->descriptor.ptr)
        status = ent_out_of_memory(diags);
    if (status != ENT_OK || (status = ent_json_read(&root, &file, &arena, diags)) != ENT_OK)
        goto done;
    if (ent_json_member(root, ENT_UNFINISHED)) {
        status = ent_find(diags, ENT_CHECK_PACKAGE_FORM, (ent_where){ .file = path },
                          "the writing of this package was cut off; write it again");
        goto done;
    }
    resources = ent_json_member(root, "resources");
    if (!resources || resources->type != ENT_JSON_ARRAY) {
        status = ent_find(diags, ENT_CHECK_PACKAGE_FORM, ent_file_where(&file, root->offset, 1),
                          "no list 'resources'; expected a data package (Frictionless, version 1)");
        goto done;
    }
    for (const ent_json *r = resources->child; r && status == ENT_OK; r = r->next)
        status = read_resource(d, &file, r, folder, tables, diags);
    d->name = ent_arena_str(&d->arena, ent_json_text(root, "name", d->name));
    d->title = ent_arena_str(&d->arena, ent_json_text(root, "title", d->name));
    if (status == ENT_OK && (!d->name.ptr || !d->title.ptr))
        status = ent_out_of_memory(diags);
done:
    ent_arena_destroy(&arena);
    ent_file_destroy(&file);
    return status;
}

static ent_status find_in_folder(ent_dataset *d, ent_str folder, const char **tables,
                                 ent_diags *diags)
{
    const char *descriptor = join(d, folder, ENT_STR("datapackage.json"));
    ent_status status;

    if (!descriptor)
        return ent_out_of_memory(diags);
    if (exists(descriptor))
        return read_descriptor(d, descriptor, folder, tables, diags);
    for (int i = 0; i < ENT_TABLE_COUNT; i++)
        for (size_t e = 0; e < sizeof endings / sizeof *endings && !tables[i]; e++) {
            ent_buf name = { 0 };
            const char *path;

            ent_buf_text(&name, ent_table_name((ent_table)i));
            ent_buf_text(&name, endings[e]);
            path = join(d, folder, ent_buf_view(&name));
            ent_buf_destroy(&name);
            if (!path)
                return ent_out_of_memory(diags);
            if (!exists(path))
                continue;
            if ((status = check_file(folder, path, diags)) != ENT_OK)
                return status;
            tables[i] = path;
        }
    return ENT_OK;
}

static ent_status find_tables(ent_dataset *d, const char *path, const char **tables, bool *plain,
                              int *lock, ent_diags *diags)
{
    ent_str whole = ent_str_of(path), base = last_part(whole);
    ent_status status = set_name(d, path, diags);

    *plain = false;
    if (status != ENT_OK)
        return status;
    if (is_folder(path)) {
        if ((status = ent_folder_lock(lock, path, false, diags)) != ENT_OK)
            return status;
        return find_in_folder(d, whole, tables, diags);
    }
    if (ent_str_is(base, "datapackage.json")) {
        const char *folder = whole.len > base.len
                                 ? ent_arena_str(&d->arena, (ent_str){ whole.ptr,
                                                                       whole.len - base.len }).ptr
                                 : ".";

        if (!folder)
            return ent_out_of_memory(diags);
        if ((status = ent_folder_lock(lock, folder, false, diags)) != ENT_OK)
            return status;
        return read_descriptor(d, path, ent_str_of(folder), tables, diags);
    }
    *plain = true;
    return ENT_OK;
}

static ent_status open_tables(ent_dataset *d, const char *const *tables, ent_diags *diags)
{
    ent_status worst = ENT_OK, status;

    for (int i = 0; i < ENT_TABLE_COUNT; i++) {
        if (!tables[i] || d->tables[i].present)
            continue;
        status = ent_table_open(d, (ent_table)i, tables[i], d->shape != ENT_PACKAGE, diags);
        if (status == ENT_OK)
            status = ent_table_locate(d, (ent_table)i, diags);
        if (status != ENT_OK)
            worst = status;
    }
    return worst;
}

/* Foreign files become the tables of a package, in memory. A place in them is one in the user's
 * files. */
static ent_status read_by_map(ent_dataset *d, const ent_dataset_options *options,
                              ent_diags *diags)
{
    ent_import_options how = { .map = options->map, .files = options->files,
                               .file_count = options->file_count, .sheet = options->sheet,
                               .force = options->force };
    ent_import *import;
    ent_status status;

    if ((status = ent_import_new(&import, &how, diags)) != ENT_OK)
        return status;
    d->name = ent_arena_str(&d->arena, ent_import_name(import));
    d->title = ent_arena_str(&d->arena, ent_import_title(import));
    d->cells = ent_import_take_cells(import);
    if (!d->name.ptr || !d->title.ptr)
        status = ent_out_of_memory(diags);
    for (int t = 0; t < ENT_TABLE_COUNT && status == ENT_OK; t++)
        if (ent_cells_rows(&d->cells->tables[t]) &&
            (status = ent_table_of_cells(d, (ent_table)t, diags)) == ENT_OK)
            status = ent_table_locate(d, (ent_table)t, diags);
    ent_import_free(import);
    return status;
}

/* Is the file a table without the name of one of the tables of a package? */
static bool is_table_file(const char *file)
{
    ent_str name = ent_str_of(file), stem = without_ending(name);

    return stem.len < name.len && !ent_str_is(name, "datapackage.json") &&
           !ent_str_starts(name, "import-") && ent_table_of(stem) == ENT_TABLE_COUNT;
}

static int by_name(const void *a, const void *b)
{
    return ent_str_compare_natural(*(const ent_str *)a, *(const ent_str *)b);
}

/* "treaties.csv, states.csv and 3 more": the other tables in the folder, for a message. Failures only make
 * the message shorter. */
static void name_files(ent_dataset *d, const char *path, ent_buf *out)
{
    enum { MOST = 64, SHOWN = 5 };
    ent_str names[MOST];
    size_t count = 0, more = 0;
    DIR *folder = opendir(path);
    struct dirent *entry;

    while (folder && (entry = readdir(folder)) != NULL) {
        if (!is_table_file(entry->d_name))
            continue;
        if (count == MOST)
            more++;
        else if ((names[count] = ent_arena_str(&d->arena, ent_str_of(entry->d_name))).ptr)
            count++;
    }
    if (folder)
        closedir(folder);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        ent_buf_text(out, i ? ", " : "");
        ent_buf_str(out, names[i]);
    }
    if (count + more > SHOWN)
        ent_buf_format(out, " and %zu more", count + more - SHOWN);
}

static ent_status nothing_to_read(ent_dataset *d, const ent_dataset_options *options,
                                  ent_diags *diags)
{
    ent_buf files = { 0 };
    ent_status status;

    if (!options->path)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "no data; give a data package, a CSV file, or --agreements and --parties");
    name_files(d, options->path, &files);
    status = files.len
                 ? ent_find(diags, ENT_CHECK_PACKAGE_FORM, (ent_where){ .file = options->path },
                            "no table of agreements, parties or memberships in this folder, but "
                            "%s; name one of these files, or say which is which by --agreements, --parties, "
                            "--memberships",
                            ent_buf_string(&files))
                 : ent_find(diags, ENT_CHECK_PACKAGE_FORM, (ent_where){ .file = options->path },
                            "no table of agreements, parties or memberships in this folder");
    ent_buf_destroy(&files);
    return status;
}

ent_status ent_dataset_read(ent_dataset **dataset, const ent_dataset_options *options,
                            ent_diags *diags)
{
    const char *tables[ENT_TABLE_COUNT];
    ent_dataset *d = ent_mem_new(1, sizeof *d);
    ent_status status;
    bool plain = false;
    ent_str stem;
    int lock = -1;

    *dataset = NULL;
    if (!d)
        return ent_out_of_memory(diags);
    memcpy(tables, options->tables, sizeof tables);
    d->name = d->title = ENT_STR("data");
    d->force = options->force;
    d->sheet = options->sheet;
    d->date_order = options->date_order;
    d->name_day = options->name_day;
    d->taken = ENT_NONE;
    if ((status = ent_world_new(&d->world, diags)) != ENT_OK)
        goto done;
    if (options->map) {
        if ((status = read_by_map(d, options, diags)) == ENT_OK)
            status = ent_dataset_load(d, diags);
        goto done;
    }
    if (options->path &&
        (status = find_tables(d, options->path, tables, &plain, &lock, diags)) != ENT_OK)
        goto done;
    if (plain && (status = ent_netfile_is(ent_str_of(options->path), &stem) ? ent_network_file_open(d, options->path, diags)
                                                         : ent_tidy_open(d, options->path, diags)) != ENT_OK)
        goto done;
    if (!plain && !tables[ENT_AGREEMENTS] && !tables[ENT_PARTIES] && !tables[ENT_MEMBERSHIPS]) {
        status = nothing_to_read(d, options, diags);
        goto done;
    }
    if (!plain && !tables[ENT_AGREEMENTS] && tables[ENT_PARTIES]) {
        /* a table of parties alone is a plain file */
        if ((status = ent_tidy_open(d, tables[ENT_PARTIES], diags)) != ENT_OK)
            goto done;
    }
    if ((status = open_tables(d, tables, diags)) != ENT_OK)
        goto done;
    ent_folder_unlock(lock); /* all bytes have been read */
    lock = -1;
    status = ent_dataset_load(d, diags);
    if (status == ENT_OK && d->date_order != ENT_ORDER_PROVEN && !d->ordered_dates)
        ent_warn(diags, ENT_NOWHERE, "--date-format has no effect: no date has day and month in an order of its own");
done:
    ent_folder_unlock(lock);
    if (status != ENT_OK)
        ent_dataset_free(d);
    else
        *dataset = d;
    return status;
}
