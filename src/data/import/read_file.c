/* read_file.c: one file by one table of the map: its columns are found, and each row goes to the function
 * of the table's shape. */
#include "data/import/rows.h"

#include <string.h>

#include "base/mem.h"

/* Does a rule of the map leave the row out? */
static bool left_out(rows *r, ent_str *why)
{
    for (size_t i = 0; i < r->table->keep_count; i++) {
        const map_keep *keep = &r->table->keeps[i];

        *why = ent_fields_text(&r->f, &keep->value, 0);
        if ((keep->in.items && !ent_fields_in_words(&keep->in, *why)) ||
            (keep->not_in.items && ent_fields_in_words(&keep->not_in, *why)))
            return true;
    }
    return false;
}

static ent_status on_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *row)
{
#define SHAPE_FUNCTION(id, word, needs, summary) ent_shape_##word,
    static ent_status (*const shapes[MAP_SHAPES])(rows *r) = { MAP_SHAPE_ROWS(SHAPE_FUNCTION) };
    rows *r = ctx;
    ent_str why;

    r->offset = offset;
    if (file->sheet.store)
        r->row = r->line = file->cells->origins[offset].line;
    else
        r->row++;
    r->f.row = row;
    if (left_out(r, &why))
        return ent_rows_leave(r, ENT_ROW_FILTERED, why);
    return shapes[r->table->shape](r);
}

/* "treaties/1-5-a.csv.gz": "1-5-a" */
static ent_str stem_of(const char *path)
{
    ent_str name = ent_str_of(path);
    const char *dot;

    for (size_t i = name.len; i > 0; i--)
        if (name.ptr[i - 1] == '/') {
            name = (ent_str){ name.ptr + i, name.len - i };
            break;
        }
    if (name.len > 3 && memcmp(name.ptr + name.len - 3, ".gz", 3) == 0)
        name.len -= 3;
    for (dot = name.ptr + name.len; dot > name.ptr && *dot != '.';)
        dot--;
    if (dot > name.ptr)
        name.len = (size_t)(dot - name.ptr);
    return name;
}

ent_status ent_im_read(ent_import *im, map_table *table, const char *path, uint32_t number)
{
    rows r = { .im = im, .table = table, .number = number, .row = table->dialect.header ? 0 : 1,
               .line = 1 };
    ent_status status;

    if ((status = ent_tablefile_open_as(&r.file, path, &table->dialect, im->diags)) != ENT_OK)
        return status;
    r.f = (fields){ .map = &im->map, .table = table, .file = &r.file, .stem = stem_of(path),
                    .arena = &r.file.made, .diags = im->diags };
    if (ent_cells_file(im->cells, r.file.file.name, r.file.sheet.name) == ENT_ABSENT) {
        ent_tablefile_destroy(&r.file);
        return ent_out_of_memory(im->diags);
    }
    if ((status = ent_fields_bind(&r.f)) == ENT_OK && table->shape == MAP_MATRIX)
        status = ent_shape_matrix_begin(&r);
    im->has_listing |= table->shape == MAP_AGREEMENTS;
    if (status == ENT_OK)
        status = ent_tablefile_rows(&r.file, on_row, &r, im->diags);
    ent_mem_free(r.open);
    ent_mem_free(r.columns);
    ent_fields_destroy(&r.f);
    ent_tablefile_destroy(&r.file);
    return status;
}
