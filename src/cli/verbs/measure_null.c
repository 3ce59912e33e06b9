/* measure_null.c: `entente measure --null`: each value compared with random networks; and --bootstrap: the standard
 * errors of values of the network. */

#include "cli/outputs.h"
#include "cli/verbs/measure_settings.h"

/* The measures that are compared by default: the default measures, except those of ties; in a bootstrap, of nodes. */
static void usual_names(ent_buf *out, bool bootstrap)
{
    for (size_t i = 0; i < ent_measure_count(); i++) {
        const ent_measure *m = ent_measure_at(i);

        if ((m->flags & ENT_MEASURE_DEFAULT) && !(m->flags & ENT_MEASURE_CLASS) &&
            (bootstrap ? m->scope == ENT_SCOPE_NETWORK : m->scope != ENT_SCOPE_TIE))
            ent_buf_format(out, "%s%s", out->len ? "," : "", m->name);
    }
}

static void name_place(ent_buf *out, const ent_network *n, ent_scope scope, size_t at)
{
    ent_buf_clear(out);
    if (scope == ENT_SCOPE_NODE)
        ent_buf_str(out, ent_node_at(n, at)->id);
    if (scope == ENT_SCOPE_TIE)
        ent_buf_format(out, "%.*s|%.*s", ENT_STR_ARG(ent_node_at(n, ent_tie_at(n, at)->a)->id),
                       ENT_STR_ARG(ent_node_at(n, ent_tie_at(n, at)->b)->id));
}

static void rows_of(ent_sheet *sheet, const ent_network *n, const ent_nulls *nulls, size_t i)
{
    const ent_result *result = ent_nulls_result(nulls, i);
    ent_buf place = { 0 };

    for (size_t k = 0; k < result->count; k++) {
        ent_null_value v = ent_nulls_value(nulls, i, k);
        const double numbers[] = { v.value, v.mean, v.sd,    v.low,    v.median,      v.high,
                                   v.z,     v.p,    v.p_low, v.p_high, (double)v.runs };

        name_place(&place, n, result->measure->scope, k);
        ent_sheet_row(sheet);
        ent_sheet_text(sheet, ent_str_of(ent_scope_name(result->measure->scope)));
        ent_sheet_text(sheet, result->name);
        ent_sheet_text(sheet, ent_buf_view(&place));
        for (size_t c = 0; c < sizeof numbers / sizeof *numbers; c++)
            ent_sheet_number(sheet, numbers[c]);
    }
    ent_buf_destroy(&place);
}

static void bootstrap_rows(ent_sheet *sheet, const ent_nulls *nulls)
{
    static const char *const numbers[] = { "value", "se", "bias", "q025", "q500", "q975", "samples" };

    ent_sheet_column(sheet, ENT_STR("measure"), false);
    add_columns(sheet, numbers, sizeof numbers / sizeof *numbers, true);
    for (size_t i = 0; i < ent_nulls_count(nulls); i++) {
        ent_null_value v = ent_nulls_value(nulls, i, 0);
        const double values[] = { v.value, v.sd, v.mean - v.value, v.low, v.median, v.high, (double)v.runs };

        ent_sheet_row(sheet);
        ent_sheet_text(sheet, ent_nulls_result(nulls, i)->name);
        for (size_t c = 0; c < sizeof values / sizeof *values; c++)
            ent_sheet_number(sheet, values[c]);
    }
}

static void null_rows(ent_sheet *sheet, const measure_settings *set, const ent_network *n, const ent_nulls *nulls)
{
    static const char *const numbers[] = { "value", "mean", "sd",    "q025",   "q500", "q975",
                                           "z",     "p",    "p_low", "p_high", "runs" };

    ent_sheet_column(sheet, ENT_STR("scope"), false);
    ent_sheet_column(sheet, ENT_STR("measure"), false);
    ent_sheet_column(sheet, ENT_STR("node"), false);
    add_columns(sheet, numbers, sizeof numbers / sizeof *numbers, true);
    for (size_t i = 0; i < ent_nulls_count(nulls); i++)
        if (set->scope == 0 || scope_is(set, ent_nulls_result(nulls, i)->measure->scope))
            rows_of(sheet, n, nulls, i);
}

static ent_status write_table(const measure_settings *set, const ent_network *n, const ent_nulls *nulls,
                              ent_report *out, ent_diags *diags)
{
    ent_buf record = { 0 }, more = { 0 };
    ent_sheet *sheet = NULL;
    ent_status status;

    ent_nulls_describe(nulls, &more);
    write_record(&record, n, ent_buf_string(&more));
    status = add_sheet(&sheet, out, ent_network_dataset(n),
                       set->bootstrap ? "bootstrap of nodes" : "compared with random networks",
                       set->bootstrap ? "bootstrap" : "null", diags);
    if (status == ENT_OK) {
        if (set->bootstrap)
            bootstrap_rows(sheet, nulls);
        else
            null_rows(sheet, set, n, nulls);
        ent_sheet_note(sheet, ent_buf_view(&record));
    }
    ent_buf_destroy(&record);
    ent_buf_destroy(&more);
    return status;
}

ent_status measure_null(const measure_settings *set, const ent_network *n, ent_report *out,
                        ent_diags *diags)
{
    ent_null_options options = set->null;
    ent_nulls *nulls = NULL;
    ent_buf names = { 0 };
    ent_status status;

    options.seed = set->base.seed;
    options.workers = set->base.workers;
    if (set->base.measures)
        ent_buf_text(&names, set->base.measures);
    else
        usual_names(&names, set->bootstrap);
    status = ent_nulls_run(&nulls, n, ent_buf_string(&names), &set->base.measuring, &options,
                           diags);
    if (status == ENT_OK)
        status = write_table(set, n, nulls, out, diags);
    ent_nulls_free(nulls);
    ent_buf_destroy(&names);
    return status;
}
