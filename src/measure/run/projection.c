/* projection.c: see projection.h. */
#include "entente/projection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "entente/measure.h"
#include "network/projection/incidence.h"
#include "network/weights.h"

struct ent_projection_report {
    ent_arena arena; /* items */
    ent_projection_line *lines;
    size_t count, room;
};

static ent_status add(ent_projection_report *r, const char *section, ent_buf *item,
                      const char *what, double value, ent_diags *diags)
{
    ent_str text = ent_arena_str(&r->arena, ent_buf_view(item));

    if (item->failed || !text.ptr ||
        !ent_mem_reserve((void **)&r->lines, &r->room, r->count + 1, sizeof *r->lines))
        return ent_out_of_memory(diags);
    r->lines[r->count++] = (ent_projection_line){ section, text, what, value };
    return ENT_OK;
}

/* ---- the largest agreements ---- */

typedef struct sized {
    uint32_t size, column;
} sized;

static int largest_first(const void *a, const void *b)
{
    const sized *x = a, *y = b;

    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

/* Counts each tie in vanish[k] and touched[j]: its smallest agreement is the (k + 1)-th largest of all, its
 * largest the (j + 1)-th. */
static ent_status count_ties(const ent_matrix *m, const uint32_t *rank, double *vanish,
                             double *touched, double *ties, ent_diags *diags)
{
    size_t rows = (size_t)m->row.count + 1;
    uint32_t *lowest = ent_mem_new(rows, sizeof *lowest),
             *highest = ent_mem_new(rows, sizeof *highest);

    *ties = 0;
    if (!lowest || !highest) {
        ent_mem_free(lowest);
        ent_mem_free(highest);
        return ent_out_of_memory(diags);
    }
    for (uint32_t a = 0; a < m->row.count; a++) {
        memset(highest, 0, m->row.count * sizeof *highest); /* ranks from 1; 0 = no tie */
        for (uint32_t k = m->row.start[a]; k < m->row.start[a + 1]; k++) {
            uint32_t column = m->row.item[k], r = rank[column] + 1;
            const uint32_t *item = m->column.item + m->column.start[column];

            for (uint32_t i = ent_list_length(&m->column, column); i-- && item[i] > a;) {
                if (!highest[item[i]] || r < lowest[item[i]])
                    lowest[item[i]] = r;
                if (r > highest[item[i]])
                    highest[item[i]] = r;
            }
        }
        for (uint32_t b = a + 1; b < m->row.count; b++)
            if (highest[b]) {
                vanish[highest[b] - 1]++;
                touched[lowest[b] - 1]++;
                ++*ties;
            }
    }
    ent_mem_free(lowest);
    ent_mem_free(highest);
    return ENT_OK;
}

/* In a network of agreements the columns of the matrix are actors. */
static ent_status largest_columns(ent_projection_report *r, const ent_matrix *m, bool actors,
                                  ent_diags *diags)
{
    static const uint32_t steps[] = { 1, 2, 3, 5, 10, 20, 50, 100 };
    const char *section = actors ? "largest actors" : "largest agreements";
    uint32_t columns = m->column.count;
    sized *order = ent_mem_new((size_t)columns + 1, sizeof *order);
    uint32_t *rank = ent_mem_new((size_t)columns + 1, sizeof *rank);
    double *vanish = ent_mem_new((size_t)columns + 1, sizeof *vanish), all = 0, pairs = 0, ties = 0;
    double *touched = ent_mem_new((size_t)columns + 1, sizeof *touched);
    double gone = 0, known = 0, made = 0;
    ent_buf item = { 0 };
    ent_status status = ENT_OK;

    if (!order || !rank || !vanish || !touched)
        status = ent_out_of_memory(diags);
    for (uint32_t c = 0; c < columns && status == ENT_OK; c++) {
        double size = ent_list_length(&m->column, c);

        order[c] = (sized){ ent_list_length(&m->column, c), c };
        all += size * (size - 1) / 2;
    }
    if (status == ENT_OK && columns)
        qsort(order, columns, sizeof *order, largest_first);
    for (uint32_t k = 0; k < columns && status == ENT_OK; k++)
        rank[order[k].column] = k;
    if (status == ENT_OK)
        status = count_ties(m, rank, vanish, touched, &ties, diags);
    for (uint32_t k = 0, step = 0; k < columns && status == ENT_OK && ties > 0; k++) {
        double size = order[k].size;

        if (size < 2)
            break; /* an agreement with one party creates no tie */
        gone += vanish[k];
        known += touched[k];
        pairs += size * (size - 1) / 2;
        made = all > 0 ? pairs / all : NAN;
        if (step == sizeof steps / sizeof *steps || k + 1 != steps[step])
            continue;
        step++;
        ent_buf_clear(&item);
        ent_buf_count(&item, k + 1);
        if ((status = add(r, section, &item, actors ? "agreements of the smallest of them"
                                                    : "parties of the smallest of them",
                          size, diags)) == ENT_OK &&
            (status = add(r, section, &item, "share of ties that vanish without them", gone / ties,
                          diags)) == ENT_OK &&
            (status = add(r, section, &item, "share of ties that they contribute to", known / ties,
                          diags)) == ENT_OK)
            status = add(r, section, &item,
                         actors ? "share of all pairs that actors make"
                                : "share of all pairs that agreements make",
                         made, diags);
    }
    ent_buf_destroy(&item);
    ent_mem_free(order);
    ent_mem_free(rank);
    ent_mem_free(vanish);
    ent_mem_free(touched);
    return status;
}

/* True when two entries belong to the same agreement or organization. */
static bool same_record(const ent_network *n, size_t i, size_t k)
{
    const ent_incidence *x = ent_incidence_at(n, i), *y = ent_incidence_at(n, k);

    return x->kind == y->kind && x->record == y->record;
}

/* ---- the cap ---- */

static ent_status under_cap(ent_projection_report *r, const ent_network *whole, size_t cap,
                            ent_diags *diags)
{
    static const char *const names[] = { "ties", "density", "transitivity" };
    ent_selection selection = *ent_network_selection(whole);
    ent_network *n = NULL;
    ent_results *results = NULL;
    ent_diags silent = { 0 };
    ent_buf item = { 0 };
    size_t acts = 0;
    ent_status status;

    selection.max_parties = cap;
    if (cap)
        ent_buf_format(&item, "at most %zu parties", cap);
    else
        ent_buf_text(&item, "no cap");
    if ((status = ent_network_new(&n, ent_network_dataset(whole), &selection, &silent)) != ENT_OK ||
        (status = ent_network_find_incidences(n, &silent)) != ENT_OK ||
        (status = ent_measures_run(&results, n, "ties,density,transitivity", NULL, &silent)) !=
            ENT_OK)
        ent_fail(diags, status, ENT_NOWHERE, "cannot compute the projection with --max-parties %zu", cap);
    for (size_t i = 1; status == ENT_OK && i < ent_incidence_count(n); i++) /* of two parties or more */
        acts += same_record(n, i, i - 1) && (i < 2 || !same_record(n, i, i - 2));
    if (status == ENT_OK)
        status = add(r, "cap", &item, "agreements", (double)acts, diags);
    for (size_t i = 0; i < 3 && status == ENT_OK; i++)
        status = add(r, "cap", &item, names[i], ent_results_value(results, ent_str_of(names[i]), 0),
                     diags);
    ent_buf_destroy(&item);
    ent_results_free(results);
    ent_network_free(n);
    return status;
}

static ent_status caps(ent_projection_report *r, const ent_network *n, size_t largest,
                       ent_diags *diags)
{
    static const size_t steps[] = { 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000 };
    ent_status status = ENT_OK;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == ENT_OK; i++)
        if (steps[i] < largest)
            status = under_cap(r, n, steps[i], diags);
    return status == ENT_OK ? under_cap(r, n, 0, diags) : status;
}

/* ---- the weights ---- */

enum { RULES = 10 };

static const ent_weight rules[RULES] = { ENT_WEIGHT_COUNT,   ENT_WEIGHT_NEWMAN,
                                         ENT_WEIGHT_JACCARD, ENT_WEIGHT_COSINE,
                                         ENT_WEIGHT_OVERLAP, ENT_WEIGHT_HYPERGEOMETRIC,
                                         ENT_WEIGHT_PHI,     ENT_WEIGHT_YULE,
                                         ENT_WEIGHT_BONACICH, ENT_WEIGHT_MATCHING };

typedef struct ranked {
    double value;
    size_t at;
} ranked;

static int by_value(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Replaces values by ranks; equal values, which may differ by rounding, get their mean rank. */
static void rank_all(double *values, size_t count, ranked *list)
{
    for (size_t i = 0; i < count; i++)
        list[i] = (ranked){ values[i], i };
    qsort(list, count, sizeof *list, by_value);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1;
             end < count && list[end].value - list[end - 1].value <= 1e-10 * fabs(list[end].value);)
            end++;
        for (size_t k = i; k < end; k++)
            values[list[k].at] = (double)(i + end - 1) / 2;
    }
}

static double correlation(const double *x, const double *y, size_t count)
{
    double mean = (double)(count - 1) / 2, xy = 0, xx = 0, yy = 0; /* of ranks from 0 */

    for (size_t i = 0; i < count; i++) {
        xy += (x[i] - mean) * (y[i] - mean);
        xx += (x[i] - mean) * (x[i] - mean);
        yy += (y[i] - mean) * (y[i] - mean);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

/* Weighs each pair with agreements in common by each rule: values[rule * room + tie]. */
static ent_status weigh_all(ent_matrix *m, double *values, size_t room, size_t *count,
                            ent_diags *diags)
{
    size_t rows = (size_t)m->row.count + 1;
    uint32_t *with = ent_mem_new(rows, sizeof *with), *common = ent_mem_new(rows, sizeof *common);
    double *sum = ent_mem_new(rows, sizeof *sum);
    ent_status status = with && common && sum ? ENT_OK : ent_out_of_memory(diags);

    *count = 0;
    for (uint32_t c = 0; c < m->column.count && status == ENT_OK; c++)
        m->weight[c] = ent_newman_weight(ent_list_length(&m->column, c));
    for (uint32_t a = 0; a < m->row.count && status == ENT_OK; a++) {
        uint32_t found = ent_matrix_shared(m, a, with, common, sum);

        for (uint32_t i = 0; i < found; i++) {
            uint32_t b = with[i];

            for (size_t r = 0; r < RULES && *count < room; r++)
                values[r * room + *count] =
                    ent_weigh(rules[r], rules[r] == ENT_WEIGHT_NEWMAN ? sum[b] : common[b],
                              ent_list_length(&m->row, a), ent_list_length(&m->row, b), m->full);
            ++*count;
            common[b] = 0;
            sum[b] = 0;
        }
    }
    ent_mem_free(with);
    ent_mem_free(common);
    ent_mem_free(sum);
    return status;
}

static ent_status weights(ent_projection_report *r, ent_matrix *m, size_t ties, ent_diags *diags)
{
    double *values = ent_mem_new(ties + 1, RULES * sizeof *values);
    ranked *list = ent_mem_new(ties + 1, sizeof *list);
    ent_status status = values && list ? ENT_OK : ent_out_of_memory(diags);
    ent_buf item = { 0 };
    size_t count = 0;

    if (status == ENT_OK)
        status = weigh_all(m, values, ties, &count, diags);
    for (size_t i = 0; i < RULES && status == ENT_OK && count; i++)
        rank_all(values + i * ties, count, list);
    for (size_t i = 0; i < RULES && status == ENT_OK && count; i++)
        for (size_t j = i + 1; j < RULES && status == ENT_OK; j++) {
            ent_buf_clear(&item);
            ent_buf_format(&item, "%s, %s", ent_weight_name(rules[i]), ent_weight_name(rules[j]));
            status = add(r, "weights", &item, "rank correlation over ties",
                         correlation(values + i * ties, values + j * ties, count), diags);
        }
    ent_buf_destroy(&item);
    ent_mem_free(values);
    ent_mem_free(list);
    return status;
}

/* ---- public API ---- */

static ent_status check(const ent_selection *s, ent_diags *diags)
{
    if (s->network != ENT_NET_ACTORS && s->network != ENT_NET_ACTS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the report needs a projection; add --network actors");
    if (s->ego || s->only || s->backbone || s->max_parties)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the report needs a whole projection; omit %s",
                        s->ego        ? "--ego"
                        : s->only     ? "--only"
                        : s->backbone ? "--backbone"
                                      : "--max-parties");
    return ENT_OK;
}

/* At least the number of pairs with agreements in common, which are ties unless their weight is 0. */
static size_t count_pairs(const ent_matrix *m)
{
    double pairs = 0, all = (double)m->row.count * (m->row.count - 1.0) / 2;

    for (uint32_t c = 0; c < m->column.count; c++)
        pairs +=
            (double)ent_list_length(&m->column, c) * (ent_list_length(&m->column, c) - 1.0) / 2;
    return (size_t)(pairs < all ? pairs : all);
}

ent_status ent_projection_report_new(ent_projection_report **report, const ent_network *n,
                                     ent_diags *diags)
{
    ent_projection_report *r = ent_mem_new(1, sizeof *r);
    ent_matrix m = { 0 };
    uint32_t largest = 0;
    ent_status status;

    *report = NULL;
    if (!r)
        return ent_out_of_memory(diags);
    if ((status = check(ent_network_selection(n), diags)) == ENT_OK &&
        (status = ent_network_find_incidences(n, diags)) == ENT_OK)
        status = ent_matrix_of(&m, n, diags);
    for (uint32_t c = 0; c < m.column.count && status == ENT_OK; c++)
        if (ent_list_length(&m.column, c) > largest)
            largest = ent_list_length(&m.column, c);
    if (status == ENT_OK)
        status = largest_columns(r, &m, ent_network_selection(n)->network == ENT_NET_ACTS, diags);
    if (status == ENT_OK && ent_network_selection(n)->network == ENT_NET_ACTORS)
        status = caps(r, n, largest, diags);
    if (status == ENT_OK)
        status = weights(r, &m, count_pairs(&m), diags);
    ent_matrix_destroy(&m);
    if (status == ENT_OK)
        *report = r;
    else
        ent_projection_report_free(r);
    return status;
}

void ent_projection_report_free(ent_projection_report *r)
{
    if (!r)
        return;
    ent_mem_free(r->lines);
    ent_arena_destroy(&r->arena);
    ent_mem_free(r);
}

size_t ent_projection_line_count(const ent_projection_report *r)
{
    return r->count;
}

const ent_projection_line *ent_projection_line_at(const ent_projection_report *r, size_t i)
{
    return &r->lines[i];
}
