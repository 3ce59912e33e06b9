/* measure_reports.c: two reports of `entente measure`: the largest agreements' share in a projection
 * (--projection-report), and how far community methods agree (--agreement). */

#include <string.h>

#include "cli/outputs.h"
#include "cli/verbs/measure_settings.h"
#include "entente/projection.h"

/* A table of `out` with a title and the record; the caller adds columns and rows. */
static ent_status begin_table(ent_sheet **sheet, ent_report *out, const ent_network *n, const char *what,
                              const char *name, const char *more, ent_diags *diags)
{
    ent_buf record = { 0 };
    ent_status status;

    write_record(&record, n, more);
    status = add_sheet(sheet, out, ent_network_dataset(n), what, name, diags);
    if (status == ENT_OK)
        ent_sheet_note(*sheet, ent_buf_view(&record));
    ent_buf_destroy(&record);
    return status;
}

ent_status measure_projection(const measure_settings *set, const ent_network *n, ent_report *out,
                              ent_diags *diags)
{
    ent_projection_report *report = NULL;
    ent_sheet *sheet = NULL;
    ent_status status = ent_projection_report_new(&report, n, diags);

    if (status == ENT_OK &&
        (status = begin_table(&sheet, out, n, "the projection", "projection", NULL, diags)) == ENT_OK) {
        ent_sheet_column(sheet, ENT_STR("about"), false);
        ent_sheet_column(sheet, ENT_STR("of"), false);
        ent_sheet_column(sheet, ENT_STR("what"), false);
        ent_sheet_column(sheet, ENT_STR("value"), true);
        for (size_t i = 0; i < ent_projection_line_count(report); i++) {
            const ent_projection_line *line = ent_projection_line_at(report, i);

            ent_sheet_row(sheet);
            ent_sheet_text(sheet, ent_str_of(line->section));
            ent_sheet_text(sheet, line->item);
            ent_sheet_text(sheet, ent_str_of(line->what));
            ent_sheet_number(sheet, line->value);
        }
    }
    (void)set;
    ent_projection_report_free(report);
    return status;
}

/* ---- agreement of community methods ---- */

typedef struct methods {
    ent_community_method list[ENT_COMMUNITY_METHODS];
    size_t count;
} methods;

static ent_status add_method(methods *m, ent_community_method method, ent_diags *diags)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->list[i] == method)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--agreement: %s is given twice",
                            ent_community_name(method));
    m->list[m->count++] = method;
    return ENT_OK;
}

/* Reads "all", or names separated by commas. */
static ent_status read_methods(methods *m, const char *text, const ent_network *n, ent_diags *diags)
{
    ent_str rest = ent_str_of(text), word;
    ent_status status = ENT_OK;

    if (strcmp(text, "all") == 0) {
        for (int i = 0; i < ENT_COMMUNITY_METHODS; i++)
            if (ent_community_feasible((ent_community_method)i, n))
                m->list[m->count++] = (ent_community_method)i;
            else
                ent_note(diags, ENT_NOWHERE, "%s is left out: it would take too long on this network",
                         ent_community_name((ent_community_method)i));
        return ENT_OK;
    }
    while (status == ENT_OK && ent_str_next(&rest, ',', &word)) {
        ent_community_method method;

        if ((status = ent_community_read(&method, word, diags)) == ENT_OK)
            status = add_method(m, method, diags);
    }
    if (status == ENT_OK && m->count < 2)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "--agreement %s: expected at least two methods, or all", text);
    return status;
}

static ent_status agreement_rows(ent_sheet *sheet, const methods *m, const ent_results *r,
                                 size_t nodes, ent_diags *diags)
{
    ent_status status = ENT_OK;

    for (size_t i = 0; i < m->count; i++)
        for (size_t j = i + 1; j < m->count && status == ENT_OK; j++) {
            const ent_result *a = ent_result_at(r, 3 * i), *b = ent_result_at(r, 3 * j);
            ent_agreement with;

            if ((status = ent_results_agreement(&with, a->values, b->values, nodes, diags)) !=
                ENT_OK)
                break;
            ent_sheet_row(sheet);
            ent_sheet_text(sheet, ent_str_of(ent_community_name(m->list[i])));
            ent_sheet_text(sheet, ent_str_of(ent_community_name(m->list[j])));
            ent_sheet_number(sheet, with.ari);
            ent_sheet_number(sheet, with.nmi);
            ent_sheet_number(sheet, with.vi);
            for (size_t k = 1; k < 3; k++) { /* communities, modularity */
                ent_sheet_number(sheet, ent_result_at(r, 3 * i + k)->values[0]);
                ent_sheet_number(sheet, ent_result_at(r, 3 * j + k)->values[0]);
            }
        }
    return status;
}

ent_status measure_agreement(const measure_settings *set, const ent_network *n, ent_report *out,
                             ent_diags *diags)
{
    const ent_measures_options *measures = &set->base.measuring;
    static const char *const numbers[] = {
        "ari", "nmi", "vi", "communities", "communities_other", "modularity", "modularity_other"
    };
    methods m = { .count = 0 };
    ent_results *r = NULL;
    ent_sheet *sheet = NULL;
    ent_buf names = { 0 }, more = { 0 };
    ent_status status = read_methods(&m, set->agreement, n, diags);

    for (size_t i = 0; i < m.count && status == ENT_OK; i++) {
        const char *name = ent_community_name(m.list[i]);

        ent_buf_format(&names, "community:%s,community_count:%s,community_quality:%s,", name, name,
                       name);
    }
    if (status == ENT_OK)
        status = ent_measures_run(&r, n, ent_buf_string(&names), measures, diags);
    if (status == ENT_OK) {
        ent_buf_text(&more, "communities: resolution ");
        ent_buf_number(&more, measures->resolution);
        ent_buf_format(&more, ", best of %zu searches from seed %llu", ent_results_options(r)->community_runs,
                       (unsigned long long)measures->seed);
        status = begin_table(&sheet, out, n, "agreement of community methods", "methods",
                             ent_buf_string(&more), diags);
    }
    if (status == ENT_OK) {
        ent_sheet_column(sheet, ENT_STR("method"), false);
        ent_sheet_column(sheet, ENT_STR("other"), false);
        add_columns(sheet, numbers, sizeof numbers / sizeof *numbers, true);
        status = agreement_rows(sheet, &m, r, ent_node_count(n), diags);
    }
    ent_buf_destroy(&names);
    ent_buf_destroy(&more);
    ent_results_free(r);
    return status;
}
