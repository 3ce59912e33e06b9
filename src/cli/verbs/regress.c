/* regress.c: regression of a network on attributes of nodes and pairs (MRQAP). */

#include <string.h>

#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/parts.h"
#include "cli/void_options.h"
#include "entente/regress.h"

typedef struct regress_settings {
    settings base;
    ent_regress_options regress;
    const char *dyads;
} regress_settings;

static void coefficient_rows(ent_sheet *sheet, const ent_regression *r)
{
    for (size_t i = 0; i < ent_regression_count(r); i++) {
        ent_coefficient c = ent_regression_at(r, i);
        const double numbers[] = { c.estimate, c.beta, c.t, c.two_sided, c.larger, c.smaller };

        ent_sheet_row(sheet);
        ent_sheet_text(sheet, c.name);
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            ent_sheet_number(sheet, numbers[k]);
    }
}

/* The fit, as rows with an estimate only: csv has one table. */
static void fit_rows(ent_sheet *sheet, const ent_regression *r)
{
    ent_regression_fit fit = ent_regression_fit_of(r);
    const struct {
        const char *name;
        double value;
    } list[] = { { "nodes", (double)fit.nodes },
                 { "pairs", (double)fit.pairs },
                 { "R squared", fit.r_squared },
                 { "adjusted R squared", fit.adjusted },
                 { "permutations", (double)fit.permutations } };

    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        ent_sheet_row(sheet);
        ent_sheet_text(sheet, ent_str_of(list[i].name));
        ent_sheet_number(sheet, list[i].value);
        for (int k = 0; k < 5; k++)
            ent_sheet_text(sheet, ENT_STR(""));
    }
}

static ent_status write_table(const regress_settings *set, const ent_network *n, const ent_regression *r,
                              ent_report *report, ent_diags *diags)
{
    static const char *const numbers[] = { "estimate", "beta", "t", "p", "p_high", "p_low" };
    ent_buf record = { 0 }, more = { 0 };
    ent_sheet *sheet = NULL;
    ent_status status = add_sheet(&sheet, report, ent_network_dataset(n), "regression of the network", "regression", diags);

    if (status == ENT_OK) {
        ent_sheet_column(sheet, ENT_STR("term"), false);
        add_columns(sheet, numbers, sizeof numbers / sizeof *numbers, true);
        coefficient_rows(sheet, r);
        fit_rows(sheet, r);
        ent_regression_describe(r, &more);
        write_record(&record, n, ent_buf_string(&more));
        ent_sheet_note(sheet, ent_buf_view(&record));
        status = record.failed || more.failed ? ent_out_of_memory(diags)
                                              : write_report(report, &set->base, ent_network_dataset(n), diags);
    }
    ent_buf_destroy(&record);
    ent_buf_destroy(&more);
    return status;
}

static ent_status run(settings *base, ent_diags *diags)
{
    regress_settings *set = (regress_settings *)base;
    ent_regress_options *options = &set->regress;
    ent_dyad_table *dyads = NULL;
    ent_regression *r = NULL;
    ent_report *report = NULL;
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_status status;

    options->seed = base->seed;
    options->workers = base->workers;
    if (!options->terms)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--terms is missing, as in: entente regress DATA --network actors --terms 'same:region'");
    if ((status = require_format(TABLE_FORMATS, format_of(base, "txt"), diags)) == ENT_OK && set->dyads &&
        (status = ent_dyad_table_read(&dyads, set->dyads, diags)) == ENT_OK)
        ent_parts_add_data(ent_dyad_table_fingerprint(dyads));
    options->dyads = dyads;
    if (status == ENT_OK && (status = open_network(&d, &n, base, diags)) == ENT_OK &&
        (status = new_report(&report, base, false, diags)) == ENT_OK) {
        head_network(report, base, n, diags);
        if ((status = ent_network_regress(&r, n, options, diags)) == ENT_OK)
            status = write_table(set, n, r, report, diags);
    }
    ent_regression_free(r);
    ent_report_free(report);
    ent_network_free(n);
    ent_dataset_free(d);
    ent_dyad_table_free(dyads);
    return status;
}

static const opt options[] = {
    OPT_TEXT(regress_settings, regress.terms, 0, "terms", "LIST",
             "what explains the ties, as in 'same:region;absdiff:size'. same: both nodes have the same value in the "
             "column; absdiff: the absolute difference of their values; sum: their sum; sender, receiver: the value "
             "of the one or the other end of a directed tie; dyad: a column of --dyads"),
    OPT_INPUT(regress_settings, dyads, "dyads", "FILE",
              "table of pairs for terms dyad:COLUMN: the ids of two nodes, then columns of numbers"),
    OPT_FLAG(regress_settings, regress.binary, 0, "binary", "explain whether there is a tie (0 or 1), not its weight"),
    OPT_SIZE(regress_settings, regress.permutations, "permutations", "N",
             "number of permutations of the nodes (default: 1000)", 1, 1e7),
    SEED_OPTION,
    COLUMNS_OPTION,
    OPT_END
};
static const opt_group own_group = { "Regression", options };
static const opt_group *const groups[] = { &own_group, &counting_group, &selection_group, &direction_group, &parts_group,
                                           &data_group, &output_group, &table_group, &general_group, NULL };

static const char *job(const settings *set)
{
    (void)set;
    return ENT_JOB_PERMUTATIONS;
}

/* A term with the whole word before its colon? */
static bool has_no_dyad(const settings *set)
{
    const char *terms = ((const regress_settings *)set)->regress.terms;

    return !terms || !strstr(terms, "dyad:");
}

static const void_option voids[] = { { "dyads", has_no_dyad, "without a term dyad:COLUMN", false },
                                     { "open-ended", without_date, "without a date: add --as-of or --during", true },
                                     { NULL, NULL, NULL, false } };

static const regress_settings defaults = { .base = SETTINGS_INIT, .regress = ENT_REGRESS_OPTIONS_INIT };

const command cmd_regress = {
    .name = "regress",
    .operands = "DATA --terms LIST",
    .summary = "explain ties by attributes (MRQAP)",
    .more =
        "Regresses the weights of all pairs of nodes (0 where there is no tie) on attributes of the nodes and of their "
        "pairs, by least squares. The pairs of a node are not independent; therefore p values come from permutations "
        "of nodes: the multiple regression quadratic assignment procedure (MRQAP) with double semi-partialling "
        "(Dekker, Krackhardt & Snijders 2007). Compared is t, which is no test by itself. beta is the estimate in "
        "standard deviations. Nodes without a value in a column of a term are left out.\n"
        "  entente regress data/iis --network actors --terms same:region --permutations 200",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .job = job,
    .run = run
};
