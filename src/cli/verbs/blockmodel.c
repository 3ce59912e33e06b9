/* blockmodel.c: nodes in blocks of one position each, and the ties between the blocks. */

#include <math.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/parts.h"
#include "cli/void_options.h"
#include "entente/blockmodel.h"

typedef enum shown { SHOW_ALL, SHOW_NODES, SHOW_DENSITIES, SHOW_IMAGE } shown;

typedef struct blockmodel_settings {
    settings base;
    ent_blockmodel_options model;
    shown show;
} blockmodel_settings;

/* ---- tables ---- */

static void node_rows(ent_sheet *sheet, const ent_blockmodel *b, const ent_network *n)
{
    ent_sheet_column(sheet, ENT_STR("id"), false);
    ent_sheet_column(sheet, ENT_STR("name"), false);
    ent_sheet_column(sheet, ENT_STR("block"), false);
    for (size_t i = 0; i < ent_node_count(n); i++) {
        size_t block = ent_blockmodel_of(b, i);

        ent_sheet_row(sheet);
        ent_sheet_text(sheet, ent_node_at(n, i)->id);
        ent_sheet_text(sheet, ent_node_at(n, i)->name);
        ent_sheet_text(sheet, block == SIZE_MAX ? ENT_STR("") : ent_blockmodel_name(b, block));
    }
}

/* From the block of the row to that of the column. */
static void matrix_rows(ent_sheet *sheet, const ent_blockmodel *b,
                        double value(const ent_blockmodel *model, size_t from, size_t to))
{
    ent_sheet_column(sheet, ENT_STR("block"), false);
    ent_sheet_column(sheet, ENT_STR("nodes"), true);
    for (size_t k = 0; k < ent_blockmodel_count(b); k++)
        ent_sheet_column(sheet, ent_blockmodel_name(b, k), true);
    for (size_t k = 0; k < ent_blockmodel_count(b); k++) {
        ent_sheet_row(sheet);
        ent_sheet_text(sheet, ent_blockmodel_name(b, k));
        ent_sheet_number(sheet, (double)ent_blockmodel_size(b, k));
        for (size_t to = 0; to < ent_blockmodel_count(b); to++)
            ent_sheet_number(sheet, value(b, k, to));
    }
}

static ent_status add_table(const blockmodel_settings *set, const ent_blockmodel *b, const ent_network *n, shown which,
                            bool last, ent_report *report, ent_diags *diags)
{
    static const char *const contents[] = { "", "blocks of nodes", "densities of ties between blocks",
                                            "image of the blocks" };
    static const char *const names[] = { "", "blocks", "densities", "image" };
    ent_buf record = { 0 }, more = { 0 };
    ent_sheet *sheet = NULL;
    ent_status status =
        add_sheet(&sheet, report, ent_network_dataset(n), contents[which], names[which], diags);

    if (status != ENT_OK)
        return status;
    if (which == SHOW_NODES)
        node_rows(sheet, b, n);
    else
        matrix_rows(sheet, b, which == SHOW_IMAGE ? ent_blockmodel_image : ent_blockmodel_density);
    if (last || strcmp(format_of(&set->base, "txt"), "json") == 0) {
        ent_blockmodel_describe(b, &more);
        write_record(&record, n, ent_buf_string(&more));
        ent_sheet_note(sheet, ent_buf_view(&record));
        status = record.failed || more.failed ? ent_out_of_memory(diags) : ENT_OK;
    }
    ent_buf_destroy(&record);
    ent_buf_destroy(&more);
    return status;
}

/* csv and tsv contain one table; the other formats contain all, one after the other. */
static shown shown_table(const blockmodel_settings *set)
{
    const char *format = format_of(&set->base, "txt");
    bool one = strcmp(format, "csv") == 0 || strcmp(format, "tsv") == 0;

    return one && set->show == SHOW_ALL ? SHOW_NODES : set->show;
}

static ent_status add_tables(const blockmodel_settings *set, const ent_blockmodel *b, const ent_network *n,
                             ent_report *report, ent_diags *diags)
{
    shown one = shown_table(set);
    ent_status status = ENT_OK;

    for (int which = SHOW_NODES; which <= SHOW_IMAGE && status == ENT_OK; which++)
        if (one == SHOW_ALL || one == (shown)which)
            status = add_table(set, b, n, (shown)which, one != SHOW_ALL || which == SHOW_IMAGE, report, diags);
    return status;
}

static ent_status run(settings *base, ent_diags *diags)
{
    blockmodel_settings *set = (blockmodel_settings *)base;
    ent_blockmodel *b = NULL;
    ent_report *report = NULL;
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_status status;

    set->model.measures = base->measuring;
    set->model.measures.seed = base->seed;
    if ((status = require_format(TABLE_FORMATS, format_of(base, "txt"), diags)) == ENT_OK &&
        (status = open_network(&d, &n, base, diags)) == ENT_OK &&
        (status = new_report(&report, base, shown_table(set) == SHOW_ALL, diags)) == ENT_OK) {
        head_network(report, base, n, diags);
        if ((status = ent_blockmodel_run(&b, n, &set->model, diags)) == ENT_OK &&
            (status = add_tables(set, b, n, report, diags)) == ENT_OK)
            status = write_report(report, base, d, diags);
    }
    ent_blockmodel_free(b);
    ent_report_free(report);
    ent_network_free(n);
    ent_dataset_free(d);
    return status;
}

/* ---- options ---- */

static ent_status read_cut(void *set, char *text, ent_diags *diags)
{
    double *cut = &((blockmodel_settings *)set)->model.cut;

    *cut = 0;
    if (strcmp(text, "alpha") == 0 || (ent_str_number(ent_str_of(text), cut) && *cut > 0 && isfinite(*cut)))
        return ENT_OK;
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--cut %s: expected alpha, or a density above 0", text);
}

static const opt options[] = {
    OPT_TEXT(blockmodel_settings, model.by, 0, "by", "NAME",
             "blocks of nodes (default: concor). concor:depth=N splits the nodes N times; equivalence_block:blocks=N "
             "puts structurally equivalent nodes together; concor_w and equivalence_block_w compare weights; other "
             "measures that number groups, such as community, or a column of the actors, such as region"),
    OPT_READ(read_cut, "cut", "alpha|DENSITY",
             "density from which the image has a tie between two blocks (default: alpha, the density of the network)"),
    OPT_FLAG(blockmodel_settings, model.weighted, 0, "weighted",
             "densities are mean weights of pairs, not shares of pairs that are tied"),
    OPT_WORDS(blockmodel_settings, show, shown, "show", "all|nodes|densities|image",
              "which table (default: all; csv and tsv: nodes)"),
    RESOLUTION_OPTION,
    SEED_OPTION,
    COLUMNS_OPTION,
    OPT_END
};
static const opt_group own_group = { "Block model", options };
static const opt_group *const groups[] = { &own_group, &counting_group, &selection_group, &direction_group,
                                           &data_group, &output_group, &table_group, &general_group, NULL };

static bool finds_no_communities(const settings *set)
{
    const char *by = ((const blockmodel_settings *)set)->model.by;
    const ent_measure *m = by ? ent_measure_find(ent_str_of(by)) : NULL;

    return !m || !(m->flags & ENT_MEASURE_CHANCE);
}

static bool shows_no_densities(const settings *set)
{
    return shown_table((const blockmodel_settings *)set) == SHOW_NODES;
}

static const char nodes_only[] = "on the table of nodes: add --show densities or image";
static const char no_communities[] = "without communities (--by community)";
static const void_option voids[] = { { "cut", shows_no_densities, nodes_only, false },
                                     { "weighted", shows_no_densities, nodes_only, false },
                                     { "resolution", finds_no_communities, no_communities, false },
                                     { "seed", finds_no_communities, no_communities, true },
                                     { "open-ended", without_date, "without a date: add --as-of or --during", true },
                                     { NULL, NULL, NULL, false } };

static const blockmodel_settings defaults = { .base = SETTINGS_INIT, .model = ENT_BLOCKMODEL_OPTIONS_INIT };

const command cmd_blockmodel = {
    .name = "blockmodel",
    .operands = "DATA [options]",
    .summary = "blocks of similar nodes, and ties between blocks",
    .formats = { ent_sheet_formats, SIZE_MAX, sizeof *ent_sheet_formats },
    .more =
        "Puts the nodes into blocks, and shows the density of ties within each block and between every two blocks, and "
        "their image: 1 where the density is at least that of the network (White, Boorman & Breiger 1976; the "
        "criterion alpha: Arabie, Boorman & Levitt 1978). With directions, ties run from the block of the row to that "
        "of the column.\n"
        "  entente blockmodel data/iis --network actors --isolates drop\n"
        "  entente blockmodel data/iis --network actors --by equivalence_block:blocks=3 --show densities\n"
        "  entente blockmodel data/iis --network actors --by region",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run
};
