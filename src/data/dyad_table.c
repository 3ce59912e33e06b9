/* dyad_table.c: see entente/dyads.h. An empty cell is 0, as is a pair without a row. */
#include "entente/dyads.h"

#include <math.h>

#include "base/hash.h"
#include "base/list.h"
#include "base/mem.h"
#include "data/table/tablefile.h"

struct ent_dyad_table {
    ent_tablefile file;
    ent_arena arena;
    ENT_LIST(ent_dyad) rows;
    ent_diags *diags;
};

static ent_status read_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    ent_dyad_table *t = ctx;
    double *values = ent_arena_new(&t->arena, file->columns, sizeof *values);
    ent_dyad row = { ent_arena_str(&t->arena, fields[0]), ent_arena_str(&t->arena, fields[1]), values };

    for (size_t c = 2; c < file->columns && values; c++)
        if (fields[c].len && (!ent_str_number(fields[c], &values[c - 2]) || !isfinite(values[c - 2])))
            return ent_fail(t->diags, ENT_EDATA, ent_tablefile_where(file, offset, c), "'%.*s': expected a number",
                            ENT_STR_ARG(fields[c]));
    return values && row.a.ptr && row.b.ptr && ENT_LIST_PUSH(&t->rows, row) ? ENT_OK : ent_out_of_memory(t->diags);
}

static ent_status read_table(ent_dyad_table *t, const char *path, ent_diags *diags)
{
    ent_status status = ent_tablefile_open(&t->file, path, diags);

    if (status == ENT_OK && t->file.columns < 3)
        return ent_fail(diags, ENT_EDATA, ent_tablefile_where(&t->file, SIZE_MAX, ENT_NO_COLUMN),
                        "a table of pairs has the ids of two nodes and then columns of numbers; found %zu column%s",
                        t->file.columns, t->file.columns == 1 ? "" : "s");
    return status == ENT_OK ? ent_tablefile_rows(&t->file, read_row, t, diags) : status;
}

ent_status ent_dyad_table_read(ent_dyad_table **table, const char *path, ent_diags *diags)
{
    ent_dyad_table *t = ent_mem_new(1, sizeof *t);
    ent_status status;

    *table = NULL;
    if (!t)
        return ent_out_of_memory(diags);
    t->diags = diags;
    if ((status = read_table(t, path, diags)) == ENT_OK)
        *table = t;
    else
        ent_dyad_table_free(t);
    return status;
}

void ent_dyad_table_free(ent_dyad_table *t)
{
    if (!t)
        return;
    ENT_LIST_DESTROY(&t->rows);
    ent_arena_destroy(&t->arena);
    ent_tablefile_destroy(&t->file);
    ent_mem_free(t);
}

uint64_t ent_dyad_table_fingerprint(const ent_dyad_table *t)
{
    uint64_t hash = t->file.columns;

    for (size_t c = 0; c < t->file.columns; c++)
        hash = ent_hash(t->file.header[c], hash);
    for (size_t i = 0; i < t->rows.count; i++) {
        const ent_dyad *row = &t->rows.items[i];

        hash = ent_hash(row->b, ent_hash(row->a, hash));
        hash = ent_hash((ent_str){ (const char *)row->values, t->file.columns * sizeof *row->values }, hash);
    }
    return hash;
}

size_t ent_dyad_table_column(const ent_dyad_table *t, ent_str name)
{
    for (size_t c = 2; c < t->file.columns; c++)
        if (ent_str_eq(t->file.header[c], name))
            return c - 2;
    return SIZE_MAX;
}

size_t ent_dyad_table_rows(const ent_dyad_table *t)
{
    return t->rows.count;
}

ent_dyad ent_dyad_table_row(const ent_dyad_table *t, size_t i)
{
    return t->rows.items[i];
}
