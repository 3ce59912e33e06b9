/* print_ledger.c: what became of every row of the data: totals (--verbose) and a table (--ledger). */
#include "cli/print_ledger.h"

#include <assert.h>

#include "cli/formats.h"
#include "cli/outputs.h"

ent_status refuse_ledger(const settings *set, ent_diags *diags)
{
    if (!set->ledger)
        return ENT_OK;
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "--ledger needs a single network, as in: entente measure DATA --during 2014 "
                    "--ledger FILE");
}

void ledger_totals(const ent_network *network, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(network);

    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t rows = ent_table_rows(d, (ent_table)t);
        ent_buf text = { 0 };
        const char *comma = ": ";

        if (!rows)
            continue;
        ent_buf_format(&text, "%s, %zu row%s", ent_table_name((ent_table)t), rows,
                       rows == 1 ? "" : "s");
        for (int k = 0; k < ENT_BUCKET_COUNT; k++) {
            size_t count = ent_ledger_count(network, (ent_table)t, (ent_bucket)k);

            if (!count)
                continue;
            ent_buf_format(&text, "%s%zu %s", comma, count, ent_bucket_name((ent_bucket)k));
            comma = ", ";
        }
        ent_note(diags, ENT_NOWHERE, "%s", ent_buf_string(&text));
        ent_buf_destroy(&text);
    }
}

static const char *first_column(ent_table table)
{
    static const char *const names[] = { "id", "organization", "id",   "agreement", "id", "agreement",
                                         "id", "from",         "id",   "body",      "agreement", "id" };

    static_assert(sizeof names / sizeof *names == ENT_TABLE_COUNT, "a column for each table");
    return names[table];
}

/* The column of the actor that a row is about, or the other end of it. */
static const char *party_column(ent_table table)
{
    switch (table) {
    case ENT_MEMBERSHIPS:
        return "member";
    case ENT_RELATIONS:
        return "to";
    case ENT_OFFICES:
        return "holder";
    case ENT_VOTES:
        return "voter";
    default:
        return "party";
    }
}

/* Why an agreement or a party does not count, or may not. */
static void put_why(ent_counting *counting, ent_table table, size_t i, ent_buf *out)
{
    if (table == ENT_PARTIES)
        ent_counting_party_reason(counting, (uint32_t)i, out);
    else if (table == ENT_AGREEMENTS)
        ent_counting_reason(counting, (uint32_t)i, out);
}

static void ledger_row(ent_sheet *sheet, const ent_network *network, ent_counting *counting, ent_table table, size_t i)
{
    const ent_dataset *d = ent_network_dataset(network);
    ent_row row = ent_table_row(d, table, i);
    ent_buf why = { 0 };

    ent_sheet_row(sheet);
    ent_sheet_text(sheet, ent_str_of(ent_table_name(table)));
    ent_sheet_number(sheet, (double)ent_row_where(d, row, NULL).line);
    ent_sheet_text(sheet, ent_cell(d, row, first_column(table)));
    ent_sheet_text(sheet, ent_cell(d, row, party_column(table)));
    ent_sheet_text(sheet, ent_str_of(ent_bucket_name(ent_ledger_bucket(network, table, i))));
    put_why(counting, table, i, &why);
    ent_sheet_text(sheet, ent_buf_view(&why));
    ent_buf_destroy(&why);
}

ent_status write_ledger(const settings *set, const ent_network *network, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(network);
    ent_counting *counting = NULL;
    ent_sheet *sheet = NULL;
    ent_buf out = { 0 };
    ent_status status = new_sheet(&sheet, d, "ledger", diags);

    if (status != ENT_OK)
        return status;
    if ((status = ent_counting_new(&counting, network, diags)) != ENT_OK) {
        ent_sheet_free(sheet);
        return status;
    }
    ent_sheet_column(sheet, ENT_STR("table"), false);
    ent_sheet_column(sheet, ENT_STR("line"), true);
    ent_sheet_column(sheet, ENT_STR("key"), false);
    ent_sheet_column(sheet, ENT_STR("party"), false);
    ent_sheet_column(sheet, ENT_STR("bucket"), false);
    ent_sheet_column(sheet, ENT_STR("why"), false);
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        for (size_t i = 0; i < ent_table_rows(d, (ent_table)t); i++)
            ledger_row(sheet, network, counting, (ent_table)t, i);
    status = ent_sheet_write(sheet, ending_of(set->ledger, "csv"), &out, diags);
    if (status == ENT_OK)
        status = save(set->ledger, ent_buf_view(&out), diags);
    ent_sheet_free(sheet);
    ent_counting_free(counting);
    ent_buf_destroy(&out);
    return status;
}
