/* incidence.c: see incidence.h. */
#include "network/projection/incidence.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/compare.h"

/* ---- making one ---- */

static bool make_lists(ent_lists *lists, uint32_t count, size_t ones)
{
    lists->count = count;
    lists->start = ent_mem_new((size_t)count + 1, sizeof *lists->start);
    lists->item = ent_mem_new(ones + 1, sizeof *lists->item);
    return lists->start && lists->item;
}

/* Writes the lists of the other side, sorted; `start` is already set. */
void ent_lists_transpose(const ent_lists *from, ent_lists *to, uint32_t *at)
{
    memcpy(at, to->start, to->count * sizeof *at);
    for (uint32_t i = 0; i < from->count; i++)
        for (uint32_t k = from->start[i]; k < from->start[i + 1]; k++)
            to->item[at[from->item[k]]++] = i;
}

static ent_status make_matrix(ent_matrix *m, uint32_t rows, uint32_t columns, size_t ones,
                              ent_diags *diags)
{
    size_t larger = (rows > columns ? rows : columns) + (size_t)1;

    *m = (ent_matrix){ 0 };
    if (make_lists(&m->row, rows, ones) && make_lists(&m->column, columns, ones) &&
        (m->weight = ent_mem_new(columns + (size_t)1, sizeof *m->weight)) != NULL &&
        (m->record = ent_mem_new(columns + (size_t)1, sizeof *m->record)) != NULL &&
        (m->bits = ent_mem_new(ENT_WORDS(larger) * (rows < columns ? rows : columns) + 1,
                               sizeof *m->bits)) != NULL &&
        (m->pool = ent_mem_new(larger, sizeof *m->pool)) != NULL)
        return ENT_OK;
    ent_matrix_destroy(m);
    return ent_out_of_memory(diags);
}

ent_status ent_matrix_new(ent_matrix *m, uint32_t rows, uint32_t columns, const ent_one *ones,
                          size_t count, ent_diags *diags)
{
    ent_status status = make_matrix(m, rows, columns, count, diags);

    if (status != ENT_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        m->row.start[ones[i].row + 1]++;
        m->column.start[ones[i].column + 1]++;
    }
    for (uint32_t i = 0; i < rows; i++)
        m->row.start[i + 1] += m->row.start[i];
    for (uint32_t i = 0; i < columns; i++) {
        m->full += m->column.start[i + 1] > 0;
        m->column.start[i + 1] += m->column.start[i];
        m->weight[i] = 1;
    }
    memcpy(m->pool, m->row.start, rows * sizeof *m->pool);
    for (size_t i = 0; i < count; i++)
        m->row.item[m->pool[ones[i].row]++] = ones[i].column;
    ent_lists_transpose(&m->row, &m->column, m->pool);
    ent_lists_transpose(&m->column, &m->row, m->pool);
    return ENT_OK;
}

static size_t ones_of(const ent_matrix *m)
{
    return m->row.start[m->row.count];
}

void ent_matrix_reset(ent_matrix *copy, const ent_matrix *m)
{
    memcpy(copy->row.item, m->row.item, ones_of(m) * sizeof *m->row.item);
    memcpy(copy->column.item, m->column.item, ones_of(m) * sizeof *m->column.item);
}

ent_status ent_matrix_copy(ent_matrix *copy, const ent_matrix *m, ent_diags *diags)
{
    ent_status status = make_matrix(copy, m->row.count, m->column.count, ones_of(m), diags);

    if (status != ENT_OK)
        return status;
    memcpy(copy->row.start, m->row.start, ((size_t)m->row.count + 1) * sizeof *m->row.start);
    memcpy(copy->column.start, m->column.start,
           ((size_t)m->column.count + 1) * sizeof *m->column.start);
    memcpy(copy->weight, m->weight, m->column.count * sizeof *m->weight);
    memcpy(copy->record, m->record, m->column.count * sizeof *m->record);
    copy->full = m->full;
    ent_matrix_reset(copy, m);
    return ENT_OK;
}

void ent_matrix_destroy(ent_matrix *m)
{
    ent_mem_free(m->row.start);
    ent_mem_free(m->row.item);
    ent_mem_free(m->column.start);
    ent_mem_free(m->column.item);
    ent_mem_free(m->weight);
    ent_mem_free(m->record);
    ent_mem_free(m->bits);
    ent_mem_free(m->pool);
    *m = (ent_matrix){ 0 };
}

typedef struct column_id {
    ent_str id;
    uint32_t record;
} column_id;

static int by_id(const void *a, const void *b)
{
    const column_id *x = a, *y = b;
    int order = ent_str_compare_natural(x->id, y->id);

    return order ? order : x->record < y->record ? -1 : x->record > y->record;
}

/* The number of the agreement, or that of all agreements + the organization. */
static uint32_t group_of(const ent_network *n, const ent_incidence *x)
{
    return x->kind == ENT_EVIDENCE_ACT
               ? x->record
               : (uint32_t)ent_act_count(ent_network_dataset(n)) + x->record;
}

/* Numbers the columns, from 1 in the order of ids: number[actor], or number[group]. */
static ent_status number_columns(const ent_network *n, bool acts_are_rows, uint32_t *number,
                                 uint32_t *columns, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(n);
    size_t entries = ent_incidence_count(n), acts = ent_act_count(d);
    column_id *ids = ent_mem_new(acts + ent_actor_count(d) + 1, sizeof *ids);

    *columns = 0;
    if (!ids)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < entries; i++) {
        const ent_incidence *x = ent_incidence_at(n, i);
        uint32_t record = acts_are_rows ? x->actor : group_of(n, x);

        if (number[record]++)
            continue;
        ids[(*columns)++] = (column_id){ acts_are_rows   ? ent_actor_at(d, record)->id
                                         : record < acts ? ent_act_id(d, record)
                                                         : ent_actor_at(d, record - acts)->id,
                                         record };
    }
    if (*columns)
        qsort(ids, *columns, sizeof *ids, by_id);
    for (uint32_t c = 0; c < *columns; c++)
        number[ids[c].record] = c + 1;
    ent_mem_free(ids);
    return ENT_OK;
}

/* The row of each group, or of each actor: first the nodes, then those that are not shown, in the
 * order of incidences. NULL: out of memory. */
static uint32_t *number_rows(const ent_network *n, bool acts_are_rows, uint32_t *rows)
{
    const ent_dataset *d = ent_network_dataset(n);
    size_t acts = ent_act_count(d), all = acts + ent_actor_count(d);
    uint32_t *at = ent_mem_new(all + 1, sizeof *at);

    *rows = (uint32_t)ent_node_count(n);
    for (size_t i = 0; i < all && at; i++)
        at[i] = ENT_NONE;
    for (uint32_t i = 0; i < ent_node_count(n) && at; i++) {
        const ent_node *node = ent_node_at(n, i);

        if (acts_are_rows)
            at[node->act != ENT_NONE ? node->act : acts + node->actor] = i;
        else if (node->actor != ENT_NONE)
            at[node->actor] = i;
    }
    for (size_t i = 0; i < ent_incidence_count(n) && at; i++) {
        const ent_incidence *x = ent_incidence_at(n, i);
        uint32_t *row = &at[acts_are_rows ? group_of(n, x) : x->actor];

        *row = *row == ENT_NONE ? (*rows)++ : *row;
    }
    return at;
}

ent_status ent_matrix_of(ent_matrix *m, const ent_network *n, ent_diags *diags)
{
    bool acts_are_rows = ent_network_selection(n)->network == ENT_NET_ACTS;
    const ent_dataset *d = ent_network_dataset(n);
    size_t entries = ent_incidence_count(n);
    uint32_t *number = ent_mem_new(ent_actor_count(d) + ent_act_count(d) + 1, sizeof *number);
    uint32_t rows, columns, *row = number_rows(n, acts_are_rows, &rows);
    ent_one *ones = ent_mem_new(entries + 1, sizeof *ones);
    ent_status status = ENT_OK;

    *m = (ent_matrix){ 0 };
    if (!number || !row || !ones)
        status = ent_out_of_memory(diags);
    else
        status = number_columns(n, acts_are_rows, number, &columns, diags);
    for (size_t i = 0; i < entries && status == ENT_OK; i++) {
        const ent_incidence *x = ent_incidence_at(n, i);

        ones[i] = (ent_one){ row[acts_are_rows ? group_of(n, x) : x->actor],
                             number[acts_are_rows ? x->actor : group_of(n, x)] - 1 };
    }
    if (status == ENT_OK)
        status = ent_matrix_new(m, rows, columns, ones, entries, diags);
    for (size_t i = 0; i < entries && status == ENT_OK; i++) {
        const ent_incidence *x = ent_incidence_at(n, i);
        uint32_t record = acts_are_rows ? x->actor : group_of(n, x);

        m->weight[number[record] - 1] = x->weight;
        m->record[number[record] - 1] = record;
    }
    ent_mem_free(number);
    ent_mem_free(row);
    ent_mem_free(ones);
    return status;
}

/* ---- projecting ---- */

/* With many ends: counts first, then goes through all rows. */
static uint32_t share_densely(const ent_matrix *m, uint32_t row, uint32_t *with, uint32_t *common,
                              double *sum)
{
    uint32_t found = 0;

    for (uint32_t k = m->row.start[row]; k < m->row.start[row + 1]; k++) {
        uint32_t column = m->row.item[k];
        const uint32_t *item = m->column.item + m->column.start[column];

        for (uint32_t i = ent_list_length(&m->column, column); i-- && item[i] > row;)
            common[item[i]]++;
        for (uint32_t i = ent_list_length(&m->column, column); sum && i-- && item[i] > row;)
            sum[item[i]] += m->weight[column];
    }
    for (uint32_t i = row + 1; i < m->row.count; i++)
        if (common[i])
            with[found++] = i;
    return found;
}

uint32_t ent_matrix_shared(const ent_matrix *m, uint32_t row, uint32_t *with, uint32_t *common,
                           double *sum)
{
    uint32_t found = 0;
    uint64_t ends = 0;

    for (uint32_t k = m->row.start[row]; k < m->row.start[row + 1]; k++)
        ends += ent_list_length(&m->column, m->row.item[k]);
    if (ends > m->row.count / 2)
        return share_densely(m, row, with, common, sum);
    for (uint32_t k = m->row.start[row]; k < m->row.start[row + 1]; k++) {
        uint32_t column = m->row.item[k];
        const uint32_t *item = m->column.item + m->column.start[column];

        for (uint32_t i = ent_list_length(&m->column, column); i-- && item[i] > row;) {
            if (!common[item[i]]++)
                with[found++] = item[i];
            if (sum)
                sum[item[i]] += m->weight[column];
        }
    }
    if (found)
        qsort(with, found, sizeof *with, ent_by_u32);
    return found;
}
