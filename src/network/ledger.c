/* ledger.c: the account of every row: each ends in one bucket, and the buckets add up to the rows.
 */
#include "network/ledger.h"

#include <string.h>

#include "data/records.h"
#include "network/network.h"

ent_status ent_ledger_open(ent_network *n, ent_diags *diags)
{
    if ((n->act_bucket = ent_mem_new(ent_act_count(n->d), 1)) == NULL)
        return ent_out_of_memory(diags);
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t rows = ent_table_rows(n->d, (ent_table)t);

        if ((n->bucket[t] = ent_mem_new(rows, 1)) == NULL)
            return ent_out_of_memory(diags);
        memset(n->bucket[t], t >= ENT_SOURCES ? ENT_OUTSIDE : ENT_BUCKET_COUNT, rows);
    }
    return ENT_OK;
}

void ent_ledger_put(ent_network *n, ent_table table, size_t row, ent_bucket bucket)
{
    n->bucket[table][row] = (uint8_t)bucket;
}

void ent_ledger_put_party(ent_network *n, uint32_t party, ent_bucket bucket)
{
    if (ent_party_at(n->d, party).row.table == ENT_PARTIES)
        ent_ledger_put(n, ENT_PARTIES, party, bucket);
}

void ent_ledger_put_act(ent_network *n, uint32_t act, ent_bucket bucket)
{
    n->act_bucket[act] = (uint8_t)bucket;
    if (ent_act_row(n->d, act).table == ENT_AGREEMENTS)
        ent_ledger_put(n, ENT_AGREEMENTS, act, bucket);
}

void ent_ledger_put_row(ent_network *n, ent_table table, uint32_t row, ent_bucket bucket)
{
    if (table == ENT_PARTIES)
        ent_ledger_put_party(n, row, bucket);
    else
        ent_ledger_put(n, table, row, bucket);
}

/* Until all of them are: rows mostly cite the same few. */
static void mark_sources(ent_network *n, ent_table table, size_t *left)
{
    for (size_t i = 0; i < ent_table_rows(n->d, table) && *left; i++) {
        ent_str rest, part;

        if (n->bucket[table][i] != ENT_COUNTED)
            continue;
        rest = ent_cell(n->d, ent_table_row(n->d, table, i), "source");
        while (ent_str_next(&rest, ';', &part)) {
            uint32_t source = ent_source_find(n->d, part);

            if (source == ENT_NONE || ent_ledger_bucket(n, ENT_SOURCES, source) == ENT_COUNTED)
                continue;
            ent_ledger_put(n, ENT_SOURCES, source, ENT_COUNTED);
            --*left;
        }
    }
}

ent_status ent_ledger_close(ent_network *n, ent_diags *diags)
{
    static const ent_table cited[] = { ENT_ACTORS, ENT_MEMBERSHIPS, ENT_AGREEMENTS, ENT_PARTIES };
    size_t uncited = ent_table_rows(n->d, ENT_SOURCES);

    for (size_t i = 0; i < sizeof cited / sizeof *cited; i++)
        mark_sources(n, cited[i], &uncited);
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t sum = 0, rows = ent_table_rows(n->d, (ent_table)t);

        for (size_t i = 0; i < rows; i++)
            if (n->bucket[t][i] < ENT_BUCKET_COUNT)
                n->ledger[t][n->bucket[t][i]]++;
        for (int k = 0; k < ENT_BUCKET_COUNT; k++)
            sum += n->ledger[t][k];
        if (sum != rows)
            return ent_fail(diags, ENT_EINTERNAL, ENT_NOWHERE,
                            "the ledger of %s holds %zu rows of %zu: please report this",
                            ent_table_name((ent_table)t), sum, rows);
    }
    return ENT_OK;
}

size_t ent_ledger_count(const ent_network *n, ent_table table, ent_bucket bucket)
{
    return n->ledger[table][bucket];
}

ent_bucket ent_ledger_bucket(const ent_network *n, ent_table table, size_t row)
{
    return (ent_bucket)n->bucket[table][row];
}
