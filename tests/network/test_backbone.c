/* test_backbone.c: chance with both margins kept, and the tests of ties, against enumeration: every
 * matrix with the margins, every outcome of the draws, plain formulas in long double. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/mem.h"
#include "network/projection/backbone.h"
#include "network/projection/incidence.h"
#include "network/weights.h"
#include "support.h"

enum { MOST = 6 };

typedef struct cells {
    uint32_t rows, columns;
    uint8_t one[MOST][MOST + 4];
} cells;

static void list_ones(const cells *c, ent_one *ones, size_t *count)
{
    *count = 0;
    for (uint32_t i = 0; i < c->rows; i++)
        for (uint32_t k = 0; k < c->columns; k++)
            if (c->one[i][k])
                ones[(*count)++] = (ent_one){ i, k };
}

static ent_matrix matrix_of(const cells *c)
{
    ent_one ones[MOST * (MOST + 4)];
    ent_matrix m;
    size_t count;

    list_ones(c, ones, &count);
    cr_assert_eq(ent_matrix_new(&m, c->rows, c->columns, ones, count, NULL), ENT_OK);
    return m;
}

static uint64_t bits_of(const ent_matrix *m)
{
    uint64_t bits = 0;

    for (uint32_t i = 0; i < m->row.count; i++)
        for (uint32_t k = m->row.start[i]; k < m->row.start[i + 1]; k++)
            bits |= 1ull << (i * m->column.count + m->row.item[k]);
    return bits;
}

/* ---- all matrices with the margins of one, row by row ---- */

typedef struct all_of {
    const cells *like;
    uint32_t left[MOST + 4];
    uint64_t found[20000];
    size_t count;
} all_of;

static void next_row(all_of *all, uint32_t row, uint64_t bits)
{
    const cells *c = all->like;
    uint32_t wanted = 0;

    if (row == c->rows) {
        for (uint32_t k = 0; k < c->columns; k++)
            if (all->left[k])
                return;
        cr_assert_lt(all->count, sizeof all->found / sizeof *all->found);
        all->found[all->count++] = bits;
        return;
    }
    for (uint32_t k = 0; k < c->columns; k++)
        wanted += c->one[row][k];
    for (uint32_t set = 0; set < 1u << c->columns; set++) {
        bool fits = (uint32_t)__builtin_popcount(set) == wanted;

        for (uint32_t k = 0; k < c->columns; k++)
            fits &= !(set >> k & 1) || all->left[k];
        if (!fits)
            continue;
        for (uint32_t k = 0; k < c->columns; k++)
            all->left[k] -= set >> k & 1;
        next_row(all, row + 1, bits | (uint64_t)set << (row * c->columns));
        for (uint32_t k = 0; k < c->columns; k++)
            all->left[k] += set >> k & 1;
    }
}

static void enumerate(all_of *all, const cells *c)
{
    *all = (all_of){ .like = c };
    for (uint32_t i = 0; i < c->rows; i++)
        for (uint32_t k = 0; k < c->columns; k++)
            all->left[k] += c->one[i][k];
    next_row(all, 0, 0);
}

/* ---- curveball ---- */

static const cells patterns[] = {
    { 3, 3, { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
    { 3, 4, { { 1, 1, 0, 0 }, { 0, 1, 1, 0 }, { 0, 0, 1, 1 } } },
    { 4, 4, { { 1, 1, 0, 0 }, { 1, 0, 1, 0 }, { 0, 1, 0, 1 }, { 1, 0, 0, 0 } } },
    { 5, 3, { { 1, 1, 0 }, { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 1, 0, 1 } } },
    { 2, 6, { { 1, 1, 1, 0, 0, 0 }, { 0, 0, 1, 1, 0, 0 } } },
};

/* Every matrix with the margins, and no other, as often as every other: chi-square. */
Test(backbone, curveball_is_uniform)
{
    static all_of all;
    enum { DRAWS = 40000 };

    for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
        static size_t seen[20000];
        ent_matrix m = matrix_of(&patterns[p]), copy;
        double expected, chi = 0, df;

        enumerate(&all, &patterns[p]);
        memset(seen, 0, sizeof seen);
        cr_assert_gt(all.count, 1);
        cr_assert_eq(ent_matrix_copy(&copy, &m, NULL), ENT_OK);
        for (uint64_t run = 0; run < DRAWS; run++) {
            ent_random random = ent_random_stream(7, run);
            uint64_t bits;
            size_t at = 0;

            ent_matrix_reset(&copy, &m);
            ent_matrix_trade(&copy, &random);
            bits = bits_of(&copy);
            while (at < all.count && all.found[at] != bits)
                at++;
            cr_assert_lt(at, all.count, "pattern %zu: margins are not kept", p);
            seen[at]++;
        }
        expected = (double)DRAWS / (double)all.count;
        df = (double)all.count - 1;
        for (size_t i = 0; i < all.count; i++)
            chi += ((double)seen[i] - expected) * ((double)seen[i] - expected) / expected;
        /* four standard deviations of the chi-square distribution above its mean */
        cr_expect_lt(chi, df + 4 * sqrt(2 * df), "pattern %zu: chi-square %g at %g", p, chi, df);
        ent_matrix_destroy(&m);
        ent_matrix_destroy(&copy);
    }
}

Test(backbone, trades_sort_both_sides)
{
    ent_matrix m = matrix_of(&patterns[2]);
    ent_random random = ent_random_stream(1, 1);

    ent_matrix_trade(&m, &random);
    for (int side = 0; side < 2; side++) {
        const ent_lists *l = side ? &m.column : &m.row, *o = side ? &m.row : &m.column;

        for (uint32_t i = 0; i < l->count; i++)
            for (uint32_t k = l->start[i]; k < l->start[i + 1]; k++) {
                bool there = false;

                cr_expect(k == l->start[i] || l->item[k] > l->item[k - 1]);
                for (uint32_t j = o->start[l->item[k]]; j < o->start[l->item[k] + 1]; j++)
                    there |= o->item[j] == i;
                cr_expect(there);
            }
    }
    ent_matrix_destroy(&m);
}

/* ---- plain formulas ---- */

static long double choose(int n, int k)
{
    long double value = 1;

    if (k < 0 || k > n)
        return 0;
    for (int i = 0; i < k; i++)
        value = value * (n - i) / (i + 1);
    return value;
}

Test(backbone, hypergeometric_tail)
{
    for (int all = 1; all <= 40; all++)
        for (int x = 0; x <= all; x++)
            for (int y = x; y <= all; y++)
                for (int s = 0; s <= x; s++) {
                    long double sum = 0;
                    double got = ent_hypergeometric_tail(all, x, y, s);

                    for (int t = s; t <= x; t++)
                        sum += choose(x, t) * choose(all - x, y - t) / choose(all, y);
                    cr_assert(sum > 0 ? fabsl(expl((long double)got) - sum) <= 1e-11L * sum
                                      : got == -INFINITY,
                              "N=%d x=%d y=%d s=%d: %g, by hand %Lg", all, x, y, s, exp(got), sum);
                }
}

Test(backbone, weights)
{
    cr_expect_float_eq(ent_weigh(ENT_WEIGHT_OVERLAP, 3, 4, 6, 20), 0.75, 1e-15);
    cr_expect_float_eq(ent_weigh(ENT_WEIGHT_JACCARD, 3, 4, 6, 20), 3 / 7.0, 1e-15);
    cr_expect_float_eq(ent_weigh(ENT_WEIGHT_COSINE, 3, 4, 9, 20), 0.5, 1e-15);
    /* 4 and 3 of 5: all 3 in common with chance 4/10 */
    cr_expect_float_eq(ent_weigh(ENT_WEIGHT_HYPERGEOMETRIC, 3, 4, 3, 5), -log(0.4), 1e-13);
    cr_expect_eq(ent_weigh(ENT_WEIGHT_HYPERGEOMETRIC, 2, 4, 3, 5), 0, "no less is possible");
}

/* ---- networks of random seats ---- */

static uint32_t draw(uint64_t *state, uint32_t below)
{
    return (uint32_t)(ent_random_mix(state) % below);
}

/* Every row and every column has a one, or the data set would not know it. */
static void random_cells(cells *c, uint64_t seed)
{
    uint64_t state = seed * 31 + 5;
    uint32_t share = 25 + draw(&state, 50);

    *c = (cells){ .rows = 3 + draw(&state, MOST - 2), .columns = 3 + draw(&state, MOST - 1) };
    for (uint32_t i = 0; i < c->rows; i++)
        for (uint32_t k = 0; k < c->columns; k++)
            c->one[i][k] = draw(&state, 100) < share;
    for (uint32_t k = 0; k < c->columns;
         k++) { /* two parties at least: else no projection has it */
        c->one[draw(&state, c->rows)][k] = 1;
        for (uint32_t i = 0, sum = 0; i < c->rows; i++)
            if ((sum += c->one[i][k]) == 1 && i + 1 == c->rows)
                c->one[c->one[0][k]][k] = 1;
    }
    for (uint32_t i = 0; i < c->rows; i++) {
        uint32_t sum = 0;

        for (uint32_t k = 0; k < c->columns; k++)
            sum += c->one[i][k];
        if (!sum)
            c->one[i][draw(&state, c->columns)] = 1;
    }
}

typedef struct opened {
    folder files;
    ent_dataset *d;
    ent_network *n;
} opened;

static void open_cells(opened *o, const cells *c, const ent_selection *s)
{
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_buf csv = { 0 };

    ent_buf_text(&csv, "agreement,party\n");
    for (uint32_t k = 0; k < c->columns; k++)
        for (uint32_t i = 0; i < c->rows; i++)
            if (c->one[i][k])
                ent_buf_format(&csv, "T%u,P%u\n", k, i);
    folder_make(&o->files);
    options.path = folder_put(&o->files, "seats.csv", ent_buf_string(&csv));
    ent_buf_destroy(&csv);
    cr_assert_eq(ent_dataset_read(&o->d, &options, &diags), ENT_OK);
    cr_assert_eq(ent_network_new(&o->n, o->d, s, &diags), ENT_OK);
}

static void close_cells(opened *o)
{
    ent_network_free(o->n);
    ent_dataset_free(o->d);
    folder_remove(&o->files);
}

static uint32_t shared_of(const cells *c, uint64_t bits, uint32_t i, uint32_t j)
{
    uint32_t shared = 0;

    for (uint32_t k = 0; k < c->columns; k++)
        shared += (bits >> (i * c->columns + k) & 1) && (bits >> (j * c->columns + k) & 1);
    return shared;
}

static uint64_t bits_of_cells(const cells *c)
{
    uint64_t bits = 0;

    for (uint32_t i = 0; i < c->rows; i++)
        for (uint32_t k = 0; k < c->columns; k++)
            bits |= (uint64_t)c->one[i][k] << (i * c->columns + k);
    return bits;
}

static ent_selection keep_all(ent_backbone backbone)
{
    ent_selection s = ENT_SELECTION_INIT;

    s.network = ENT_NET_ACTORS;
    s.backbone = backbone;
    s.alpha = 1;
    s.correction = ENT_CORRECTION_NONE;
    s.workers = 1;
    return s;
}

/* FDSM: the share of all matrices with the margins in which a pair has as much in common. */
Test(backbone, fdsm_agrees_with_enumeration)
{
    static all_of all;

    for (uint64_t seed = 1; seed <= 12; seed++) {
        ent_selection s = keep_all(ENT_BACKBONE_FDSM);
        cells c;
        opened o;

        random_cells(&c, seed);
        c.columns = c.columns > 5 ? 5 : c.columns;
        c.rows = c.rows > 5 ? 5 : c.rows;
        for (uint32_t k = 0; k < c.columns; k++) /* cut: two parties again */
            c.one[k % c.rows][k] = c.one[(k + 1) % c.rows][k] = 1;
        enumerate(&all, &c);
        s.samples = 4000;
        open_cells(&o, &c, &s);
        for (size_t t = 0; t < ent_tie_count(o.n); t++) {
            const ent_tie *tie = ent_tie_at(o.n, t);
            uint32_t now = shared_of(&c, bits_of_cells(&c), tie->a, tie->b);
            double exact = 0, error;

            for (size_t i = 0; i < all.count; i++)
                exact += shared_of(&c, all.found[i], tie->a, tie->b) >= now;
            exact /= (double)all.count;
            error = sqrt(exact * (1 - exact) / 4000) * 4.5 + 1.0 / 4000;
            cr_expect(fabs(tie->chance - exact) <= error, "seed %zu: %g, exact %g", (size_t)seed,
                      tie->chance, exact);
        }
        close_cells(&o);
    }
}

/* SDSM, the cells: margins are met, and of any two rows and columns that are open the odds of the
 * cells cross to 1: the one solution of the likelihood equations. */
static void check_margins(const cells *c, const double *chance, const uint32_t *row_kind,
                          const uint32_t *column_kind, uint32_t columns)
{
    for (uint32_t i = 0; i < c->rows; i++) {
        double sum = 0, ones = 0;

        for (uint32_t k = 0; k < c->columns; k++) {
            sum += chance[row_kind[i] * columns + column_kind[k]];
            ones += c->one[i][k];
        }
        cr_expect_float_eq(sum, ones, 1e-6);
    }
    for (uint32_t k = 0; k < c->columns; k++) {
        double sum = 0, ones = 0;

        for (uint32_t i = 0; i < c->rows; i++) {
            sum += chance[row_kind[i] * columns + column_kind[k]];
            ones += c->one[i][k];
        }
        cr_expect_float_eq(sum, ones, 1e-6);
    }
    for (uint32_t i = 1; i < c->rows; i++)
        for (uint32_t k = 1; k < c->columns; k++) {
            double p = chance[row_kind[0] * columns + column_kind[0]],
                   q = chance[row_kind[i] * columns + column_kind[k]],
                   r = chance[row_kind[0] * columns + column_kind[k]],
                   s = chance[row_kind[i] * columns + column_kind[0]];

            if (p > 1e-3 && q > 1e-3 && r > 1e-3 && s > 1e-3 && p < 0.999 && q < 0.999 &&
                r < 0.999 && s < 0.999)
                cr_expect_float_eq(log(p / (1 - p)) + log(q / (1 - q)),
                                   log(r / (1 - r)) + log(s / (1 - s)), 1e-8);
        }
}

/* The chance of as many or more of independent draws, over all their outcomes. */
static double by_outcomes(const double *q, uint32_t count, uint32_t least)
{
    double sum = 0;

    for (uint32_t set = 0; set < 1u << count; set++) {
        double p = 1;

        for (uint32_t k = 0; k < count; k++)
            p *= set >> k & 1 ? q[k] : 1 - q[k];
        if ((uint32_t)__builtin_popcount(set) >= least)
            sum += p;
    }
    return sum;
}

Test(backbone, sdsm_agrees_with_outcomes, .timeout = 60 * ENT_SLOWER)
{
    size_t tested = 0;

    for (uint64_t seed = 1; seed <= 200; seed++) {
        ent_selection s = keep_all(ENT_BACKBONE_SDSM);
        uint32_t row_kind[MOST + 1], column_kind[MOST + 5], columns;
        ent_diags diags = { 0 };
        double *chance;
        ent_matrix m;
        opened o;
        cells c;

        random_cells(&c, seed);
        m = matrix_of(&c);
        cr_assert_eq(ent_backbone_margins(&m, row_kind, column_kind, &chance, &columns, &diags),
                     ENT_OK);
        if (!diags.warnings)
            check_margins(&c, chance, row_kind, column_kind, columns);
        open_cells(&o, &c, &s);
        for (size_t t = 0; t < ent_tie_count(o.n); t++) {
            const ent_tie *tie = ent_tie_at(o.n, t);
            double q[MOST + 4], exact;

            for (uint32_t k = 0; k < c.columns; k++)
                q[k] = chance[row_kind[tie->a] * columns + column_kind[k]] *
                       chance[row_kind[tie->b] * columns + column_kind[k]];
            exact = by_outcomes(q, c.columns, shared_of(&c, bits_of_cells(&c), tie->a, tie->b));
            cr_expect(fabs(tie->chance - exact) <= 1e-11, "seed %zu: %.15g, exact %.15g",
                      (size_t)seed, tie->chance, exact);
            tested++;
        }
        close_cells(&o);
        ent_mem_free(chance);
        ent_matrix_destroy(&m);
    }
    cr_expect_gt(tested, 1000);
}

/* Many acts alike: their binomial is added at once, and must be what draws one by one give. */
Test(backbone, sdsm_with_many_acts_alike)
{
    ent_selection s = keep_all(ENT_BACKBONE_SDSM);
    ent_dataset_options options = { 0 };
    ent_diags diags = { 0 };
    ent_buf csv = { 0 };
    uint64_t state = 3;
    opened o;
    ent_matrix m;
    uint32_t row_kind[12], column_kind[400], columns;
    double *chance;

    ent_buf_text(&csv, "agreement,party\n");
    for (int k = 0; k < 400; k++) {
        uint32_t a = draw(&state, 12), b = draw(&state, 11), c = draw(&state, 10);

        b += b >= a;
        ent_buf_format(&csv, "T%d,P%u\nT%d,P%u\n", k, a, k, b);
        if (k % 3 == 0 && c != a && c != b)
            ent_buf_format(&csv, "T%d,P%u\n", k, c);
    }
    folder_make(&o.files);
    options.path = folder_put(&o.files, "acts.csv", ent_buf_string(&csv));
    ent_buf_destroy(&csv);
    cr_assert_eq(ent_dataset_read(&o.d, &options, &diags), ENT_OK);
    cr_assert_eq(ent_network_new(&o.n, o.d, &s, &diags), ENT_OK);
    cr_assert_eq(ent_matrix_of(&m, o.n, &diags), ENT_OK);
    cr_assert_eq(ent_backbone_margins(&m, row_kind, column_kind, &chance, &columns, &diags),
                 ENT_OK);
    for (size_t t = 0; t < ent_tie_count(o.n); t++) {
        const ent_tie *tie = ent_tie_at(o.n, t);
        static double mass[402];
        double exact = 0;

        memset(mass, 0, sizeof mass);
        mass[0] = 1;
        for (uint32_t k = 0; k < m.column.count; k++) {
            double q = chance[row_kind[tie->a] * columns + column_kind[k]] *
                       chance[row_kind[tie->b] * columns + column_kind[k]];

            for (uint32_t x = 401; x > 0; x--)
                mass[x] = mass[x] * (1 - q) + mass[x - 1] * q;
            mass[0] *= 1 - q;
        }
        for (uint32_t x = tie->count; x < 402; x++)
            exact += mass[x];
        cr_expect(fabs(tie->chance - exact) <= 1e-10 * exact, "%.15g, one by one %.15g",
                  tie->chance, exact);
    }
    ent_mem_free(chance);
    ent_matrix_destroy(&m);
    close_cells(&o);
}

/* ---- corrections ---- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* The ties that stay are those whose adjusted p-value, by the textbook, is at most alpha. */
Test(backbone, corrections)
{
    static const ent_backbone tests[] = { ENT_BACKBONE_SDSM, ENT_BACKBONE_HYPERGEOMETRIC };
    static const double alphas[] = { 0.05, 0.2, 0.5, 0.9 };
    size_t kept = 0, dropped = 0;

    for (uint64_t seed = 300; seed < 340; seed++)
        for (size_t a = 0; a < 4; a++)
            for (int correction = 0; correction < 3; correction++) {
                ent_selection s = keep_all(tests[seed % 2]);
                double p[40], sorted[40], all;
                opened whole, part;
                size_t ties, t = 0;
                cells c;

                random_cells(&c, seed);
                open_cells(&whole, &c, &s);
                s.alpha = alphas[a];
                s.correction = (ent_correction)correction;
                open_cells(&part, &c, &s);
                ties = ent_tie_count(whole.n);
                all = c.rows * (c.rows - 1.0) / 2;
                cr_expect_eq(ent_backbone_tests(part.n), (size_t)all);
                for (size_t i = 0; i < ties; i++)
                    sorted[i] = p[i] = ent_tie_at(whole.n, i)->chance;
                qsort(sorted, ties, sizeof *sorted, by_value);
                for (size_t i = 0; i < ties; i++) {
                    const ent_tie *tie = ent_tie_at(whole.n, i), *other;
                    double adjusted = p[i], value = 0;
                    bool there;

                    if (correction == ENT_CORRECTION_HOLM)
                        for (size_t k = 0; k < ties && sorted[k] <= p[i]; k++)
                            value = adjusted = fmax(value, sorted[k] * (all - (double)k));
                    if (correction == ENT_CORRECTION_BH) {
                        adjusted = 1;
                        for (size_t k = 0; k < ties; k++)
                            if (sorted[k] >= p[i])
                                adjusted = fmin(adjusted, sorted[k] * all / ((double)k + 1));
                    }
                    other = t < ent_tie_count(part.n) ? ent_tie_at(part.n, t) : NULL;
                    there = other && other->a == tie->a && other->b == tie->b;
                    t += there;
                    if (fabs(adjusted - s.alpha) > 1e-12)
                        cr_expect_eq(there, adjusted <= s.alpha, "p %g, adjusted %g, alpha %g",
                                     p[i], adjusted, s.alpha);
                    kept += there;
                    dropped += !there;
                }
                cr_expect_eq(t, ent_tie_count(part.n), "a tie that was not there before");
                close_cells(&whole);
                close_cells(&part);
            }
    cr_expect(kept > 100 && dropped > 100, "%zu kept, %zu dropped", kept, dropped);
}

Test(backbone, disparity_by_hand)
{
    static const cells c = {
        4,
        6,
        { { 1, 1, 1, 1, 0, 1 }, { 1, 1, 1, 0, 0, 0 }, { 0, 0, 0, 1, 1, 1 }, { 0, 0, 0, 0, 1, 0 } }
    };
    ent_selection s = keep_all(ENT_BACKBONE_DISPARITY);
    opened o;

    /* weights: 0-1 3, 0-2 2, 2-3 1; the ends of one tie are not tested */
    open_cells(&o, &c, &s);
    cr_assert_eq(ent_tie_count(o.n), 3);
    cr_expect_float_eq(ent_tie_at(o.n, 0)->chance, 1 - 3.0 / 5, 1e-15);
    cr_expect_float_eq(ent_tie_at(o.n, 1)->chance, 1 - 2.0 / 3, 1e-15);
    cr_expect_float_eq(ent_tie_at(o.n, 2)->chance, 1 - 1.0 / 3, 1e-15);
    cr_expect_eq(ent_backbone_tests(o.n), 4);
    close_cells(&o);
    s.alpha = 0.35;
    s.drop_isolates = true;
    open_cells(&o, &c, &s);
    cr_assert_eq(ent_tie_count(o.n), 1);
    cr_expect_eq(ent_node_count(o.n), 2, "who lost the last tie goes with --isolates drop");
    cr_expect(ent_str_is(ent_node_at(o.n, ent_tie_at(o.n, 0)->b)->id, "P2"));
    close_cells(&o);
}

Test(backbone, refused)
{
    ent_diags diags = { 0 };
    ent_selection s = keep_all(ENT_BACKBONE_SDSM);
    ent_network *n;
    opened o;

    open_cells(&o, &patterns[3], &s);
    s.network = ENT_NET_TIES;
    cr_expect_eq(ent_network_new(&n, o.d, &s, &diags), ENT_EUSAGE);
    s = keep_all(ENT_BACKBONE_FDSM);
    s.ego = "P0";
    cr_expect_eq(ent_network_new(&n, o.d, &s, &diags), ENT_EUSAGE);
    s = keep_all(ENT_BACKBONE_DISPARITY);
    s.network = ENT_NET_TWO_MODE;
    cr_expect_eq(ent_network_new(&n, o.d, &s, &diags), ENT_EUSAGE);
    for (int b = ENT_BACKBONE_SDSM; b <= ENT_BACKBONE_DISPARITY; b++) { /* memory */
        ent_status status = ENT_ENOMEM;

        s = keep_all((ent_backbone)b);
        s.samples = 3;
        for (size_t k = 1; status == ENT_ENOMEM && k < 5000; k++) {
            ent_mem_refuse(k, false);
            status = ent_network_new(&n, o.d, &s, &diags);
            ent_mem_refuse(0, false);
        }
        cr_expect_eq(status, ENT_OK);
        ent_network_free(n);
    }
    close_cells(&o);
}

/* An actor's row order, and the number of workers, change nothing. */
Test(backbone, fdsm_same_for_any_workers)
{
    ent_selection s = keep_all(ENT_BACKBONE_FDSM);
    opened one, two;
    cells c;

    random_cells(&c, 77);
    s.samples = 130;
    open_cells(&one, &c, &s);
    s.workers = 3;
    open_cells(&two, &c, &s);
    for (size_t t = 0; t < ent_tie_count(one.n); t++)
        cr_expect_eq(ent_tie_at(one.n, t)->chance, ent_tie_at(two.n, t)->chance);
    close_cells(&one);
    close_cells(&two);
}
