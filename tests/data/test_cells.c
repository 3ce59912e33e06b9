/* test_cells.c: tables in memory: the order of their rows, and the places of their cells. */
#include <criterion/criterion.h>

#include "base/mem.h"
#include "data/table/tablefile.h"
#include "data/write/sorted_table.h"

/* Cells whose order as cells and as lines of text could differ. */
static const char *const cells[] = { "",    "1",     "01",  "1 a", "10",       "2",    "a",     "a b", "a (b)",
                                     "a,b", "a\"b",  "a\"", " a",  "\xc3\xa9", "a\nb", "a\n",   "0",   "00",
                                     "1,2", "\"1\"", "a1",  "a01", "a-1",      "a+1",  "row=2", "!" };

enum { CELLS = sizeof cells / sizeof *cells, ROWS = 4000 };

static ent_status compare_row(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    lines *l = ctx;
    size_t n = ent_tablefile_where(table, offset, 0).line - 2;

    for (size_t c = 0; c < table->columns; c++) {
        lines_cell(l, fields[c]);
        cr_expect(ent_str_is(fields[c], cells[(n * 7919 + c * (n % 97 + 1)) % CELLS]));
    }
    lines_end(l);
    return ENT_OK;
}

Test(cells, are_sorted_as_lines)
{
    ent_cell_store *store = ent_mem_new(1, sizeof *store);
    ent_diags diags = { 0 };
    ent_buf one = { 0 }, two = { 0 };
    ent_tablefile table;
    lines l = { 0 };

    store->origin = "a map";
    cr_assert_eq(ent_cells_file(store, "user.csv"), 0);
    for (size_t c = 0; c < 3; c++) {
        char name[] = { (char)('p' + c), '\0' };

        ent_cells_column(store, ENT_PARTIES, ent_str_of(name));
        lines_column(&l, ent_str_of(name));
    }
    for (uint32_t n = 0; n < ROWS; n++) {
        for (size_t c = 0; c < 3; c++)
            ent_cells_add(store, ENT_PARTIES, ent_str_of(cells[(n * 7919 + c * (n % 97 + 1)) % CELLS]));
        ent_cells_end(store, ENT_PARTIES, (ent_origin){ 0, n + 2, n + 2 });
    }
    cr_assert(ent_cells_sort(store));
    cr_assert_eq(ent_tablefile_of_cells(&table, &store->tables[ENT_PARTIES], &diags), ENT_OK);
    cr_assert_eq(ent_tablefile_rows(&table, compare_row, &l, &diags), ENT_OK);
    cr_expect_eq(table.rows, ROWS);
    cr_expect(lines_write(&l, &one));
    ent_cells_write(&store->tables[ENT_PARTIES], &two);
    cr_expect(ent_str_eq(ent_buf_view(&one), ent_buf_view(&two)));
    cr_expect_str_eq(ent_tablefile_where(&table, 5, 1).file, "user.csv");
    cr_expect(ent_str_is(ent_tablefile_where(&table, 5, 1).field, "q"));
    cr_expect_str_eq(ent_tablefile_where(&table, SIZE_MAX, 1).file, "a map");
    lines_destroy(&l);
    ent_buf_destroy(&one);
    ent_buf_destroy(&two);
    ent_tablefile_destroy(&table);
    ent_cells_free(store);
}
