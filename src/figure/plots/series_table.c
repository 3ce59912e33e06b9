/* series_table.c: the table that `entente series` wrote, as rows for a plot. */
#include <math.h>

#include "base/arena.h"
#include "base/list.h"
#include "data/table/tablefile.h"
#include "entente/figure.h"

#define MOST_VALUE 1e200 /* an axis with its margins stays within the range of numbers */

struct ent_series_table {
    ent_tablefile file;
    ent_arena arena;
    ENT_LIST(ent_series_row) rows;
    size_t date, node, measure, value; /* columns */
    ent_diags *diags;
};

static ent_status read_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    ent_series_table *t = ctx;
    ent_series_row row = { .date = ent_arena_str(&t->arena, fields[t->date]),
                           .measure = ent_arena_str(&t->arena, fields[t->measure]),
                           .value = NAN };
    ent_date date;

    if (t->node != ENT_NO_COLUMN)
        row.node = ent_arena_str(&t->arena, fields[t->node]);
    if (ent_date_read(&date, row.date) != ENT_DATE_OK || !ent_date_known(date))
        return ent_fail(t->diags, ENT_EDATA, ent_tablefile_where(file, offset, t->date),
                        "'%.*s': expected a date", ENT_STR_ARG(fields[t->date]));
    if (fields[t->value].len && (!ent_str_number(fields[t->value], &row.value) || fabs(row.value) > MOST_VALUE))
        return ent_fail(t->diags, ENT_EDATA, ent_tablefile_where(file, offset, t->value),
                        "'%.*s': expected a number%s", ENT_STR_ARG(fields[t->value]),
                        fabs(row.value) > MOST_VALUE ? " of at most 1e200" : "");
    return row.measure.ptr && ENT_LIST_PUSH(&t->rows, row) ? ENT_OK : ent_out_of_memory(t->diags);
}

static ent_status read_table(ent_series_table *t, const char *path, ent_diags *diags)
{
    static const char *const names[] = { "date", "measure", "value" };
    size_t *columns[] = { &t->date, &t->measure, &t->value };
    ent_status status = ent_tablefile_open(&t->file, path, diags);

    if (status != ENT_OK)
        return status;
    t->node = ent_tablefile_column(&t->file, "node");
    for (int i = 0; i < 3; i++) {
        *columns[i] = ent_tablefile_column(&t->file, names[i]);
        if (*columns[i] == ENT_NO_COLUMN)
            return ent_fail(diags, ENT_EDATA, ent_tablefile_where(&t->file, SIZE_MAX, ENT_NO_COLUMN),
                            "not a table of a series, which has the columns date, scope, node, measure and value: "
                            "there is no '%s'; to draw a series of data, add --from and --to",
                            names[i]);
    }
    return ent_tablefile_rows(&t->file, read_row, t, diags);
}

/* ---- public API ---- */

ent_status ent_series_table_read(ent_series_table **table, const char *path, ent_diags *diags)
{
    ent_series_table *t = ent_mem_new(1, sizeof *t);
    ent_status status;

    *table = NULL;
    if (!t)
        return ent_out_of_memory(diags);
    t->diags = diags;
    if ((status = read_table(t, path, diags)) == ENT_OK)
        *table = t;
    else
        ent_series_table_free(t);
    return status;
}

const ent_series_row *ent_series_table_rows(const ent_series_table *table, size_t *count)
{
    *count = table->rows.count;
    return table->rows.items;
}

void ent_series_table_free(ent_series_table *t)
{
    if (!t)
        return;
    ENT_LIST_DESTROY(&t->rows);
    ent_arena_destroy(&t->arena);
    ent_tablefile_destroy(&t->file);
    ent_mem_free(t);
}
