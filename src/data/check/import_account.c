/* import_account.c: what an import could not read is not in its package any more; the report beside the tables has it. */
#include <string.h>
#include <unistd.h>

#include "data/dataset.h"

/* The reasons of values that were not understood, as import-report.csv has them. */
static const char *const reasons[] = { "not a date", "unknown actor", "unknown code" };
enum { REASONS = sizeof reasons / sizeof *reasons, SHOWN = 3 };

typedef struct account {
    size_t reason, detail; /* columns */
    size_t counts[REASONS];
    ent_buf examples[REASONS];
} account;

static ent_status count_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    account *a = ctx;

    (void)file, (void)offset;
    for (size_t i = 0; i < REASONS; i++)
        if (ent_str_is(fields[a->reason], reasons[i]) && a->counts[i]++ < SHOWN)
            ent_buf_format(&a->examples[i], "%s'%.*s'", a->examples[i].len ? ", " : "", ENT_SHOWN(fields[a->detail]));
    return ENT_OK;
}

/* The report in the folder of the tables; empty: there is none. */
static void find_report(const ent_dataset *d, ent_buf *path)
{
    for (int t = 0; t < ENT_TABLE_COUNT && d->descriptor.len && !d->cells && !path->len; t++) {
        const char *name = ent_table_file(d, (ent_table)t), *slash = name ? strrchr(name, '/') : NULL;

        if (!name)
            continue;
        ent_buf_add(path, name, slash ? (size_t)(slash - name) + 1 : 0);
        ent_buf_text(path, "import-report.csv");
        if (!path->failed && access(ent_buf_string(path), F_OK) != 0)
            ent_buf_clear(path);
    }
}

static void tell(account *a, const char *path, ent_diags *diags)
{
    ent_buf text = { 0 };
    size_t count = 0;

    for (size_t i = 0; i < REASONS; i++) {
        if (!a->counts[i])
            continue;
        count += a->counts[i];
        ent_buf_format(&text, "%s%zu %s (%s%s)", text.len ? ", " : "", a->counts[i], reasons[i],
                       ent_buf_string(&a->examples[i]), a->counts[i] > SHOWN ? ", ..." : "");
    }
    if (count)
        ent_find(diags, ENT_CHECK_VALUE_UNKNOWN, (ent_where){ .file = path },
                 "%zu value%s not understood when these data were imported: %s", count, count == 1 ? " was" : "s were",
                 ent_buf_string(&text));
    ent_buf_destroy(&text);
}

ent_status ent_dataset_check_import(const ent_dataset *d, ent_diags *diags)
{
    ent_tablefile file;
    account a = { 0 };
    ent_buf path = { 0 };
    ent_status status = ENT_OK;

    find_report(d, &path);
    if (!path.len || (status = ent_tablefile_open(&file, ent_buf_string(&path), diags)) != ENT_OK)
        goto done;
    a.reason = ent_tablefile_column(&file, "reason");
    a.detail = ent_tablefile_column(&file, "detail");
    if (a.reason != ENT_NO_COLUMN && a.detail != ENT_NO_COLUMN)
        status = ent_tablefile_rows(&file, count_row, &a, diags);
    ent_tablefile_destroy(&file);
    tell(&a, ent_buf_string(&path), diags);
    for (size_t i = 0; i < REASONS; i++)
        ent_buf_destroy(&a.examples[i]);
done:
    ent_buf_destroy(&path);
    return status;
}
