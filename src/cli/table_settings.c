/* table_settings.c: see table_settings.h. */
#include "cli/table_settings.h"

#include <string.h>

#include "cli/formats.h"
#include "cli/open.h"
#include "cli/outputs.h"

ent_status require_agreements(const ent_network *network, ent_diags *diags)
{
    if (ent_network_selection(network)->network != ENT_NET_MEMBERS)
        return ENT_OK;
    if (!ent_act_count(ent_network_dataset(network)))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the data have memberships and no agreements; `entente actors` has a table of "
                        "actors with their memberships");
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "a network of members has no agreements; leave --network members out");
}

ent_status run_table(table_settings *own, const char *title, tabulate_fn *tabulate, ent_diags *diags)
{
    settings *set = &own->base;
    const char *format = format_of(set, "txt");
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_report *report = NULL;
    ent_sheet *sheet = NULL;
    ent_buf record = { 0 };
    ent_status status;

    own->tables.readers = is_for_readers(format);
    if ((status = require_format(TABLE_FORMATS, format, diags)) == ENT_OK &&
        (status = open_network(&d, &n, set, diags)) == ENT_OK &&
        (status = new_report(&report, set, false, diags)) == ENT_OK &&
        (status = add_sheet(&sheet, report, d, title, title, diags)) == ENT_OK &&
        (status = tabulate(sheet, n, &own->tables, diags)) == ENT_OK) {
        ent_sheet_fit(sheet, own->width);
        write_record(&record, n, NULL);
        ent_sheet_note(sheet, ent_buf_view(&record));
        status = write_report(report, set, d, diags);
    }
    ent_buf_destroy(&record);
    ent_report_free(report);
    ent_network_free(n);
    ent_dataset_free(d);
    return status;
}

bool is_not_text(const settings *set)
{
    return strcmp(format_of(set, "txt"), "txt") != 0;
}
