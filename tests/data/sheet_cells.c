/* sheet_cells.c FILE [SHEET]: the table in a file as CSV, cell by cell, for comparison with other readers. Findings
 * go to standard error. */
#include <stdio.h>

#include "base/escape.h"
#include "data/table/tablefile.h"

static void tell(void *ctx, const ent_diag *diag)
{
    ent_buf place = { 0 };

    (void)ctx;
    ent_where_write(&place, diag->where);
    fprintf(stderr, "%s: %s: %s\n", ent_buf_string(&place), ent_severity_name(diag->severity), diag->text);
    ent_buf_destroy(&place);
}

static void add_row(ent_buf *out, const ent_tablefile *table, const ent_str *fields)
{
    for (size_t i = 0; i < table->columns; i++) {
        ent_buf_text(out, i ? "," : "");
        ent_escape_csv_exact(out, fields[i], ',');
    }
    ent_buf_char(out, '\n');
}

static ent_status on_row(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    (void)offset;
    add_row(ctx, table, fields);
    return ENT_OK;
}

int main(int argc, char **argv)
{
    ent_dialect dialect = { .sheet = argc > 2 ? argv[2] : NULL, .recognize = true };
    ent_diags diags = { .sink = tell };
    ent_tablefile table;
    ent_buf out = { 0 };
    ent_status status;

    if (argc < 2 || ent_tablefile_open_as(&table, argv[1], &dialect, &diags) != ENT_OK)
        return 1;
    add_row(&out, &table, table.header);
    status = ent_tablefile_rows(&table, on_row, &out, &diags);
    fwrite(out.data, 1, out.len, stdout);
    ent_buf_destroy(&out);
    ent_tablefile_destroy(&table);
    return status == ENT_OK ? 0 : 1;
}
