/* import.c: an import from start to end: which file is read by which table of the map; then rows, folding,
 * tables; and the notes about it. */
#include "data/import/aggregate.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"

enum { MOST_DEPTH = 4 };

/* ---- which files ---- */

typedef struct found { /* a file, and its path inside the folder that the user gave */
    const char *path, *inside;
    bool named;       /* by the user, not found in a folder */
    map_table *table; /* NULL: no table of the map is for it */
} found;

typedef ENT_LIST(found) found_files;

/* By the tables of the map, then by name: the result must not depend on the order in a folder, and a list
 * of agreements is read after the tables before it. */
static int by_path(const void *x, const void *y)
{
    const found *a = x, *b = y;

    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    return ent_str_compare_natural(ent_str_of(a->inside), ent_str_of(b->inside));
}

static const char *join(ent_import *im, const char *folder, const char *name)
{
    ent_buf path = { 0 };
    ent_str made = { 0 };

    ent_buf_text(&path, folder);
    if (path.len && path.data[path.len - 1] != '/')
        ent_buf_char(&path, '/');
    ent_buf_text(&path, name);
    if (!path.failed)
        made = ent_arena_str(&im->arena, ent_buf_view(&path));
    ent_buf_destroy(&path);
    return made.ptr;
}

static ent_status gather(ent_import *im, found_files *files, const char *path, size_t inside,
                         int depth)
{
    struct stat info;
    struct dirent *entry;
    ent_status status = ENT_OK;
    DIR *folder;
    found *item;

    if (strcmp(path, "-") == 0 || stat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
        if (depth && stat(path, &info) == 0 && !S_ISREG(info.st_mode))
            return ENT_OK; /* reading a pipe in a folder would block */
        if ((item = ENT_LIST_ADD(files)) == NULL)
            return ent_out_of_memory(im->diags);
        *item = (found){ path, path + inside, depth == 0, NULL };
        return ENT_OK;
    }
    if (depth == MOST_DEPTH)
        return ENT_OK;
    if ((folder = opendir(path)) == NULL)
        return ent_fail(im->diags, ENT_ESYSTEM, (ent_where){ .file = path }, "cannot open: %s",
                        strerror(errno));
    while (status == ENT_OK && (entry = readdir(folder)) != NULL) {
        const char *inner;

        if (entry->d_name[0] == '.')
            continue;
        if ((inner = join(im, path, entry->d_name)) == NULL)
            status = ent_out_of_memory(im->diags);
        else
            status = gather(im, files, inner, depth ? inside : strlen(inner) - strlen(entry->d_name),
                            depth + 1);
    }
    closedir(folder);
    return status;
}

/* A pattern such as "parties-*.csv" is compared with the name of the file, one with a "/" with its path;
 * ".gz" is ignored. */
static bool is_for(const map_table *table, const char *path)
{
    ent_str text = ent_str_of(path), pattern = table->file;
    bool whole;

    if (!pattern.len)
        return true;
    whole = memchr(pattern.ptr, '/', pattern.len) != NULL;
    if (text.len > 3 && memcmp(text.ptr + text.len - 3, ".gz", 3) == 0)
        text.len -= 3;
    for (size_t i = text.len; i > 0; i--) {
        if (text.ptr[i - 1] != '/')
            continue;
        if (ent_fields_match(pattern, (ent_str){ text.ptr + i, text.len - i }))
            return true;
        if (!whole)
            return false; /* behind the last '/' only */
    }
    return ent_fields_match(pattern, text);
}

static map_table *table_for(ent_import *im, const found *file)
{
    for (size_t i = 0; i < im->map.table_count; i++)
        if (is_for(&im->map.tables[i], file->named ? file->path : file->inside))
            return &im->map.tables[i];
    /* the only table of a map reads every file that the user names */
    return file->named && im->map.table_count == 1 ? im->map.tables : NULL;
}

static ent_status no_table(ent_import *im, const found *file)
{
    ent_buf patterns = { 0 };
    ent_status status;

    for (size_t i = 0; i < im->map.table_count; i++) {
        ent_buf_text(&patterns, i ? ", " : "");
        ent_buf_str(&patterns, im->map.tables[i].file);
    }
    status = ent_fail(im->diags, ENT_EDATA, (ent_where){ .file = file->path },
                      "the map '%.*s' has no table for this file; it has tables for %s",
                      ENT_STR_ARG(im->map.name), ent_buf_string(&patterns));
    ent_buf_destroy(&patterns);
    return status;
}

static ent_status read_file(ent_import *im, map_table *table, const char *path)
{
    im_file *file = ENT_LIST_ADD(&im->files);
    ent_str name = ent_arena_str(&im->arena, ent_str_of(path));

    if (!file || !name.ptr)
        return ent_out_of_memory(im->diags);
    file->name = name.ptr;
    return ent_im_read(im, table, path, (uint32_t)im->files.count - 1);
}

static ent_status read_files(ent_import *im, const ent_import_options *options)
{
    found_files files = { 0 };
    ent_status status = ENT_OK;

    for (size_t i = 0; i < options->file_count && status == ENT_OK; i++)
        status = gather(im, &files, options->files[i], 0, 0);
    for (size_t i = 0; i < files.count && status == ENT_OK; i++) {
        found *file = &files.items[i];

        if ((file->table = table_for(im, file)) == NULL && file->named)
            status = no_table(im, file);
    }
    if (files.count)
        qsort(files.items, files.count, sizeof(found), by_path);
    for (size_t i = 0; i < files.count && status == ENT_OK; i++)
        if (files.items[i].table)
            status = read_file(im, files.items[i].table, files.items[i].path);
    ENT_LIST_DESTROY(&files);
    if (status == ENT_OK && !im->files.count)
        status = ent_fail(im->diags, ENT_EUSAGE, ENT_NOWHERE,
                          "no file to read by the map '%.*s'; give its files or their folder",
                          ENT_STR_ARG(im->map.name));
    return status;
}

/* ---- rows that were lost ---- */

/* What to do when many rows have this fate; NULL: the map asks for it. */
static const char *remedy(ent_row_fate fate)
{
    switch (fate) {
    case ENT_ROW_EMPTY:
        return "do 'actor' and 'id' name the right columns?";
    case ENT_ROW_UNDATED:
        return "does 'year' name the right column?";
    case ENT_ROW_UNKNOWN:
        return "explain their codes in 'values'";
    case ENT_ROW_SELF:
        return "do both of 'party' name the same actor, a code and its name? Or keep them by \"self\": "
               "\"keep\"";
    case ENT_ROW_FILTERED:
        return "are the words right in the rules of 'keep'?";
    default:
        return NULL;
    }
}

/* Is it much: more than a tenth of the rows; of those that the rules of 'keep' leave out, more than nine tenths. */
static bool is_much(ent_row_fate fate, size_t count, size_t rows)
{
    return fate == ENT_ROW_FILTERED ? count > rows - rows / 10 : count > rows / 10;
}

/* Are rows of this fate lost, and not left out because the map asks for it? */
static bool is_told(const ent_import *im, ent_row_fate fate, size_t rows)
{
    return remedy(fate) && (fate != ENT_ROW_FILTERED || is_much(fate, ent_import_rows(im, fate), rows));
}

/* "75 % of the rows (3 of 4) are left out: 2 with itself (do both ...), 1 unknown code (...)" */
static void tell_sum(const ent_import *im, size_t lost, size_t rows, ent_diags *diags)
{
    ent_buf text = { 0 };

    for (int fate = 0; fate < ENT_ROW_FATES; fate++) {
        size_t count = ent_import_rows(im, (ent_row_fate)fate);

        if (!count || !is_told(im, (ent_row_fate)fate, rows))
            continue;
        ent_buf_format(&text, "%s%zu %s", text.len ? "; " : "", count, ent_row_fate_name((ent_row_fate)fate));
        if (is_much((ent_row_fate)fate, count, rows))
            ent_buf_format(&text, ": %s", remedy((ent_row_fate)fate));
    }
    ent_warn(diags, (ent_where){ .file = im->map.file.name },
             "%d %% of the rows (%zu of %zu) are left out (see import-report.csv): %s",
             (int)((double)lost / (double)rows * 100), lost, rows, ent_buf_string(&text));
    ent_buf_destroy(&text);
}

static ent_status tell_losses(const ent_import *im, ent_diags *diags)
{
    const ent_where where = { .file = im->map.file.name };
    size_t rows = 0, lost = 0;
    size_t used = ent_import_rows(im, ENT_ROW_USED) + ent_import_rows(im, ENT_ROW_MERGED) +
                  ent_import_rows(im, ENT_ROW_MISSING);
    ent_row_fate worst = ENT_ROW_EMPTY;

    for (int fate = 0; fate < ENT_ROW_FATES; fate++) {
        rows += ent_import_rows(im, (ent_row_fate)fate);
        if (ent_import_rows(im, (ent_row_fate)fate) > ent_import_rows(im, worst))
            worst = (ent_row_fate)fate;
    }
    for (int fate = 0; fate < ENT_ROW_FATES; fate++)
        lost += is_told(im, (ent_row_fate)fate, rows) ? ent_import_rows(im, (ent_row_fate)fate) : 0;
    if (rows && !used)
        return ent_fail(diags, ENT_EDATA, where, "none of the %zu rows is used; %zu of them: \"%s\"%s%s",
                        rows, ent_import_rows(im, worst), ent_row_fate_name(worst),
                        remedy(worst) ? "; " : "", remedy(worst) ? remedy(worst) : "");
    if (lost > rows / 10)
        tell_sum(im, lost, rows, diags);
    return ENT_OK;
}

/* ---- public API ---- */

static ent_status declare(ent_import *im, im_names *names, ent_str name)
{
    ent_str *item;

    for (size_t i = 0; i < names->count; i++)
        if (ent_str_eq(names->items[i], name))
            return ENT_OK;
    if (!name.len)
        return ENT_OK;
    if ((item = ENT_LIST_ADD(names)) == NULL)
        return ent_out_of_memory(im->diags);
    *item = name;
    return ENT_OK;
}

/* The columns of attributes that the tables of the map name, each once. */
static ent_status declare_columns(ent_import *im)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < im->map.table_count; i++) {
        const map_table *t = &im->map.tables[i];
        const map_date *of_act[] = { &t->act.signed_on, &t->act.in_force, &t->act.ended };
        im_names *names = t->is_membership ? &im->organization_attributes : &im->act_attributes;

        for (size_t k = 0; k < t->act.attributes.count && status == ENT_OK; k++)
            status = declare(im, names, t->act.attributes.items[k].name);
        for (size_t k = 0; k < sizeof of_act / sizeof *of_act && status == ENT_OK; k++)
            status = declare(im, names, of_act[k]->suffix);
        for (int p = 0; p < 2; p++) {
            const map_party *party = &t->party[p];
            const map_date *dates[] = { &party->from, &party->ratified, &party->in_force,
                                        &party->to };

            for (size_t k = 0; k < party->attributes.count && status == ENT_OK; k++)
                status = declare(im, &im->party_attributes, party->attributes.items[k].name);
            for (size_t k = 0; k < sizeof dates / sizeof *dates && status == ENT_OK; k++)
                status = declare(im, &im->party_attributes, dates[k]->suffix);
        }
    }
    return status;
}

/* The meaning of an open end: "..", or not before the end of observation. */
static ent_status set_still(ent_import *im)
{
    ent_buf text = { 0 };

    if (ent_date_known(im->map.observed)) {
        ent_date_write(&text, im->map.observed);
        ent_buf_char(&text, '/');
    }
    ent_buf_text(&text, "..");
    ent_date_read(&im->still, ent_buf_view(&text));
    if (text.failed)
        return ent_out_of_memory(im->diags);
    ent_buf_destroy(&text);
    return ENT_OK;
}

/* The facts are in the tables now: their list is not needed any more. */
static ent_status sort_tables(ent_import *im)
{
    ENT_LIST_DESTROY(&im->claims);
    return ent_cells_sort(im->cells) ? ENT_OK : ent_out_of_memory(im->diags);
}

ent_status ent_import_new(ent_import **out, const ent_import_options *options, ent_diags *diags)
{
    size_t refusals = ent_mem_refusals();
    ent_import *im = ent_mem_new(1, sizeof *im);
    ent_status status;

    *out = NULL;
    if (!im)
        return ent_out_of_memory(diags);
    im->diags = diags;
    if ((im->cells = ent_mem_new(1, sizeof *im->cells)) == NULL) {
        status = ent_out_of_memory(diags);
        goto done;
    }
    if ((status = ent_map_read(&im->map, options->map, diags)) != ENT_OK)
        goto done;
    im->strict = options->strict || im->map.strict;
    for (size_t i = 0; i < im->map.table_count; i++)
    {
        ent_dialect *dialect = &im->map.tables[i].dialect;

        dialect->force = options->force;
        dialect->recognize = true;
        dialect->passing = options->aggregate != NULL;
        dialect->sheet = dialect->sheet ? dialect->sheet : options->sheet;
    }
    if ((status = ent_world_new(&im->world, diags)) != ENT_OK ||
        (status = set_still(im)) != ENT_OK || (status = options->aggregate ? ent_aggregate_new(im, options->aggregate) : declare_columns(im)) != ENT_OK ||
        (status = read_files(im, options)) != ENT_OK || (status = ent_im_fold(im)) != ENT_OK ||
        (status = ent_im_make_tables(im)) != ENT_OK ||
        (status = sort_tables(im)) != ENT_OK || (status = ent_im_write_account(im)) != ENT_OK ||
        (status = tell_losses(im, diags)) != ENT_OK)
        goto done;
    if (im->strict && im->not_understood)
        status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "%zu value%s not understood, which --strict "
                                                         "makes an error",
                          im->not_understood, im->not_understood == 1 ? " was" : "s were");
    else if (im->told > IM_MOST_WARNINGS)
        ent_warn(diags, ENT_NOWHERE, "%zu more value%s not understood (see import-report.csv)",
                 im->told - IM_MOST_WARNINGS, im->told - IM_MOST_WARNINGS == 1 ? " was" : "s were");
done:
    im->diags = NULL;
    if ((status = ent_mem_whole(status, refusals, diags)) != ENT_OK)
        ent_import_free(im);
    else
        *out = im;
    return status;
}

void ent_import_free(ent_import *im)
{
    if (!im)
        return;
    ent_index *indexes[] = { &im->actor_ids, &im->act_ids, &im->organization_ids, &im->join_ids,
                             &im->written_texts };

    ENT_LIST_DESTROY(&im->files);
    ENT_LIST_DESTROY(&im->actors);
    ENT_LIST_DESTROY(&im->acts);
    ENT_LIST_DESTROY(&im->claims);
    ENT_LIST_DESTROY(&im->pairs);
    ENT_LIST_DESTROY(&im->events);
    ENT_LIST_DESTROY(&im->written);
    ENT_LIST_DESTROY(&im->act_attributes);
    ENT_LIST_DESTROY(&im->party_attributes);
    ENT_LIST_DESTROY(&im->organization_attributes);
    for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++)
        ent_index_destroy(indexes[i]);
    ENT_LIST_DESTROY(&im->reasons);
    ent_aggregate_free(im);
    ent_cells_free(im->cells);
    ent_buf_destroy(&im->descriptor);
    ent_buf_destroy(&im->report);
    ent_buf_destroy(&im->summary);
    ent_map_destroy(&im->map);
    ent_world_free(im->world);
    ent_arena_destroy(&im->arena);
    ent_mem_free(im);
}

/* ---- views ---- */

size_t ent_import_table_rows(const ent_import *im, ent_table table)
{
    return ent_cells_rows(&im->cells->tables[table]);
}

void ent_import_table(const ent_import *im, ent_table table, ent_buf *csv)
{
    if (im_has_table(im, table))
        ent_cells_write(&im->cells->tables[table], csv);
}

ent_cell_store *ent_import_take_cells(ent_import *im)
{
    ent_cell_store *cells = im->cells;

    im->cells = NULL;
    return cells;
}

ent_str ent_import_descriptor(const ent_import *im)
{
    return ent_buf_view(&im->descriptor);
}

ent_str ent_import_report(const ent_import *im)
{
    return ent_buf_view(&im->report);
}

ent_str ent_import_summary(const ent_import *im)
{
    return ent_buf_view(&im->summary);
}

ent_str ent_import_name(const ent_import *im)
{
    return im->map.name;
}

ent_str ent_import_title(const ent_import *im)
{
    return im->map.title;
}

size_t ent_import_rows(const ent_import *im, ent_row_fate fate)
{
    size_t sum = 0;

    for (size_t i = 0; i < im->files.count; i++)
        sum += im->files.items[i].rows[fate];
    return sum;
}

size_t ent_import_cells(const ent_import *im, ent_row_fate fate)
{
    size_t sum = 0;

    for (size_t i = 0; i < im->files.count; i++)
        sum += im->files.items[i].cells[fate];
    return sum;
}

static void tell_fates(const ent_import *im, ent_diags *diags, const char *unit,
                       size_t (*count)(const ent_import *im, ent_row_fate fate))
{
    ent_buf text = { 0 };
    size_t sum = 0;
    const char *comma = ": ";

    for (int fate = 0; fate < ENT_ROW_FATES; fate++)
        sum += count(im, (ent_row_fate)fate);
    if (!sum)
        return;
    ent_buf_format(&text, "%zu %s", sum, unit);
    for (int fate = 0; fate < ENT_ROW_FATES; fate++) {
        size_t n = count(im, (ent_row_fate)fate);

        if (!n)
            continue;
        ent_buf_format(&text, "%s%zu %s", comma, n, ent_row_fate_name((ent_row_fate)fate));
        comma = ", ";
    }
    ent_note(diags, ENT_NOWHERE, "%s", ent_buf_string(&text));
    ent_buf_destroy(&text);
}

void ent_import_tell(const ent_import *im, ent_diags *diags)
{
    tell_fates(im, diags, "rows", ent_import_rows);
    tell_fates(im, diags, "cells", ent_import_cells);
    ent_aggregate_tell(im, diags);
    if (im->has_listing)
        ent_note(diags, ENT_NOWHERE,
                 "%zu agreements with parties are not in the list of agreements; %zu in the list "
                 "have no parties",
                 im->dangling, im->unused);
    if (im->other_names)
        ent_note(diags, ENT_NOWHERE, "%zu name%s read as actors with another name (see import-report.csv)", im->other_names,
                 im->other_names == 1 ? " was" : "s were");
    if (im->not_understood)
        ent_note(diags, ENT_NOWHERE, "%zu value%s not understood (see import-report.csv)",
                 im->not_understood, im->not_understood == 1 ? " was" : "s were");
}
