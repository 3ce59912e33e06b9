/* remarks.c: see remarks.h. */
#include "data/table/remarks.h"

static bool is_total(ent_str cell)
{
    static const char *const words[] = { "total", "totals", "sum", "subtotal", "sub-total", "n", "count", "gesamt", "summe",
                                         "somme", "suma", "totale", "итого", "всего" };

    while (cell.len && (cell.ptr[cell.len - 1] == ':' || cell.ptr[cell.len - 1] == '='))
        cell = ent_str_trim((ent_str){ cell.ptr, cell.len - 1 });
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ent_str_eq_fold(cell, ent_str_of(words[i])))
            return true;
    return false;
}

bool ent_remarks_has(const ent_tablefile *file, const ent_str *fields, size_t *at)
{
    size_t filled = 0, numbers = 0;

    *at = ENT_NO_COLUMN;
    if (file->columns < 3)
        return false;
    for (size_t c = 0; c < file->columns; c++) {
        ent_str cell = ent_str_trim(fields[c]);
        double number;

        if (!cell.len)
            continue;
        *at = filled++ ? *at : c;
        numbers += filled > 1 && ent_str_number(cell, &number);
        if (numbers + 1 < filled)
            return false;
    }
    return filled <= 1 || is_total(ent_str_trim(fields[*at]));
}

void ent_remarks_tell(const ent_remarks *remarks, ent_tablefile *file, ent_diags *diags)
{
    bool one = remarks->count == 1;

    if (remarks->text.len)
        ent_warn(diags, ent_tablefile_where(file, remarks->offset, ENT_NO_COLUMN),
                 "'%.*s': %zu row%s with at most one cell, or with a total, %s no data and %s left out",
                 ENT_SHOWN(remarks->text), remarks->count, one ? "" : "s", one ? "is" : "are", one ? "is" : "are");
}
