/* test_incidence.c: matrices of rows and columns: both lists hold the same ones, a copy is equal to its original
 * after it was traded and reset, and shared columns add up as a plain count does. */
#include <criterion/criterion.h>

#include "base/mem.h"
#include "network/projection/incidence.h"

enum { ROWS = 9, COLUMNS = 14 };

static bool there(uint32_t row, uint32_t column)
{
    return column != 4 && (row * 7 + column * 5 + row * column) % 3 == 0;
}

static ent_matrix sample(void)
{
    ent_one ones[ROWS * COLUMNS];
    size_t count = 0;
    ent_matrix m;

    for (uint32_t c = COLUMNS; c-- > 0;)
        for (uint32_t r = 0; r < ROWS; r++)
            if (there(r, c))
                ones[count++] = (ent_one){ r, c };
    cr_assert_eq(ent_matrix_new(&m, ROWS, COLUMNS, ones, count, NULL), ENT_OK);
    for (uint32_t c = 0; c < COLUMNS; c++) {
        m.weight[c] = 1 + c / 10.0;
        m.record[c] = 100 + c;
    }
    return m;
}

static void expect_equal(const ent_matrix *a, const ent_matrix *b)
{
    cr_assert(a->row.count == b->row.count && a->column.count == b->column.count && a->full == b->full);
    cr_expect_arr_eq(a->row.start, b->row.start, (ROWS + 1) * sizeof *a->row.start);
    cr_expect_arr_eq(a->column.start, b->column.start, (COLUMNS + 1) * sizeof *a->column.start);
    cr_expect_arr_eq(a->row.item, b->row.item, a->row.start[ROWS] * sizeof *a->row.item);
    cr_expect_arr_eq(a->column.item, b->column.item, a->row.start[ROWS] * sizeof *a->column.item);
    cr_expect_arr_eq(a->weight, b->weight, COLUMNS * sizeof *a->weight);
    cr_expect_arr_eq(a->record, b->record, COLUMNS * sizeof *a->record);
}

Test(incidence, both_lists_hold_the_ones)
{
    ent_matrix m = sample();
    size_t ones = 0, full = 0;

    for (uint32_t r = 0; r < ROWS; r++) {
        uint32_t k = m.row.start[r];

        for (uint32_t c = 0; c < COLUMNS; c++)
            if (there(r, c)) {
                cr_assert(k < m.row.start[r + 1] && m.row.item[k] == c);
                k++;
            }
        cr_expect_eq(k, m.row.start[r + 1]);
        cr_expect_eq(ent_list_length(&m.row, r), k - m.row.start[r]);
    }
    for (uint32_t c = 0; c < COLUMNS; c++) {
        uint32_t k = m.column.start[c];

        for (uint32_t r = 0; r < ROWS; r++)
            if (there(r, c)) {
                cr_assert(k < m.column.start[c + 1] && m.column.item[k] == r);
                k++;
            }
        ones += k - m.column.start[c];
        full += k > m.column.start[c];
        cr_expect_eq(k, m.column.start[c + 1]);
    }
    cr_expect_eq(ones, m.row.start[ROWS]);
    cr_expect_eq(full, m.full);
    ent_matrix_destroy(&m);
}

Test(incidence, a_copy_is_equal_again_after_trades)
{
    ent_matrix m = sample(), copy;
    ent_random random = ent_random_stream(1, 0);
    bool differed = false;

    cr_assert_eq(ent_matrix_copy(&copy, &m, NULL), ENT_OK);
    expect_equal(&copy, &m);
    for (int i = 0; i < 5; i++) {
        ent_matrix_trade(&copy, &random);
        differed |= memcmp(copy.row.item, m.row.item, m.row.start[ROWS] * sizeof *m.row.item) != 0;
        cr_expect_arr_eq(copy.row.start, m.row.start, (ROWS + 1) * sizeof *m.row.start);
        cr_expect_arr_eq(copy.column.start, m.column.start, (COLUMNS + 1) * sizeof *m.column.start);
        ent_matrix_reset(&copy, &m);
        expect_equal(&copy, &m);
    }
    cr_expect(differed);
    ent_matrix_destroy(&copy);
    ent_matrix_destroy(&m);
}

Test(incidence, shared_columns_add_up)
{
    ent_matrix m = sample();
    uint32_t with[ROWS], common[ROWS] = { 0 };
    double sum[ROWS] = { 0 };

    for (uint32_t r = 0; r < ROWS; r++) {
        uint32_t found = ent_matrix_shared(&m, r, with, common, sum), at = 0;

        for (uint32_t other = r + 1; other < ROWS; other++) {
            uint32_t count = 0;
            double weight = 0;

            for (uint32_t c = 0; c < COLUMNS; c++)
                if (there(r, c) && there(other, c)) {
                    count++;
                    weight += 1 + c / 10.0;
                }
            cr_expect_eq(common[other], count, "%u and %u", (unsigned)r, (unsigned)other);
            cr_expect_float_eq(sum[other], weight, 1e-12);
            if (count)
                cr_expect(at < found && with[at++] == other);
        }
        cr_expect_eq(at, found);
        memset(common, 0, sizeof common);
        memset(sum, 0, sizeof sum);
    }
    ent_matrix_destroy(&m);
}
