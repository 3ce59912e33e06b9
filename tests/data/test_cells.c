/* test_cells.c: tables in memory: the order of their rows, and the places of their cells. */
#include <criterion/criterion.h>

#include "base/escape.h"
#include "base/mem.h"
#include "data/table/tablefile.h"

/* Cells whose order as cells and as lines of text could differ. */
static const char *const cells[] = { "",    "1",     "01",  "1 a", "10",       "2",    "a",     "a b", "a (b)",
                                     "a,b", "a\"b",  "a\"", " a",  "\xc3\xa9", "a\nb", "a\n",   "0",   "00",
                                     "1,2", "\"1\"", "a1",  "a01", "a-1",      "a+1",  "row=2", "!" };

enum { CELLS = sizeof cells / sizeof *cells, ROWS = 4000 };

typedef struct text {
    ent_buf before, line, whole; /* the line of the row before and of this one; all lines */
} text;

static ent_status compare_row(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    text *t = ctx;
    size_t n = ent_tablefile_where(table, offset, 0).line - 2;

    for (size_t c = 0; c < table->columns; c++) {
        ent_buf_text(&t->line, c ? "," : "");
        ent_escape_csv_exact(&t->line, fields[c], ',');
        cr_expect(ent_str_is(fields[c], cells[(n * 7919 + c * (n % 97 + 1)) % CELLS]));
    }
    cr_expect(ent_str_compare_natural(ent_buf_view(&t->before), ent_buf_view(&t->line)) <= 0);
    ent_buf_clear(&t->before);
    ent_buf_str(&t->before, ent_buf_view(&t->line));
    ent_buf_str(&t->whole, ent_buf_view(&t->line));
    ent_buf_char(&t->whole, '\n');
    ent_buf_clear(&t->line);
    return ENT_OK;
}

Test(cells, are_sorted_as_lines)
{
    ent_cell_store *store = ent_mem_new(1, sizeof *store);
    ent_diags diags = { 0 };
    ent_buf written = { 0 };
    ent_tablefile table;
    text t = { 0 };

    store->origin = "a map";
    cr_assert_eq(ent_cells_file(store, "user.csv", NULL), 0);
    for (size_t c = 0; c < 3; c++) {
        char name[] = { (char)('p' + c), '\0' };

        ent_cells_column(store, ENT_PARTIES, ent_str_of(name));
    }
    for (uint32_t n = 0; n < ROWS; n++) {
        for (size_t c = 0; c < 3; c++)
            ent_cells_add(store, ENT_PARTIES, ent_str_of(cells[(n * 7919 + c * (n % 97 + 1)) % CELLS]));
        ent_cells_end(store, ENT_PARTIES, (ent_origin){ 0, n + 2, n + 2 });
    }
    cr_assert(ent_cells_sort(store));
    cr_assert_eq(ent_tablefile_of_cells(&table, &store->tables[ENT_PARTIES], &diags), ENT_OK);
    ent_buf_text(&t.whole, "p,q,r\n");
    cr_assert_eq(ent_tablefile_rows(&table, compare_row, &t, &diags), ENT_OK);
    cr_expect_eq(table.rows, ROWS);
    ent_cells_write(&store->tables[ENT_PARTIES], &written);
    cr_expect(ent_str_eq(ent_buf_view(&t.whole), ent_buf_view(&written)));
    cr_expect_str_eq(ent_tablefile_where(&table, 5, 1).file, "user.csv");
    cr_expect(ent_str_is(ent_tablefile_where(&table, 5, 1).field, "q"));
    cr_expect_str_eq(ent_tablefile_where(&table, SIZE_MAX, 1).file, "a map");
    ent_buf_destroy(&t.before);
    ent_buf_destroy(&t.line);
    ent_buf_destroy(&t.whole);
    ent_buf_destroy(&written);
    ent_tablefile_destroy(&table);
    ent_cells_free(store);
}
