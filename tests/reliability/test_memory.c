/* test_memory.c: every request that our own code makes, refused once and from then on, in the
 * functions of the library. Each gives what it gives otherwise, or fails and says so; nothing
 * leaks, which the sanitizer build sees. (Requests of the libraries below: refused.py.) */
#include <criterion/criterion.h>

#include <math.h>

#include "base/mem.h"
#include "entente/measure.h"
#include "export/formats.h"
#include "support.h"

static const char actors[] = "id,name,type,region\n"
                             "EFTA,European Free Trade Association,organization,Europe\n";
static const char acts[] = "id,title,kind,level,signed,in_force,ended,status\n"
                           "A1,Treaty of two,treaty,bilateral,1990-05-01,1991,,in force\n"
                           "A2,Charter of four,treaty,multilateral,1995-06,,..,signed\n"
                           "A3,\"A \"\"quoted\"\" act\",,multilateral,201X,,,signed\n";
static const char parties[] = "agreement,party,role,signed,withdrew\n"
                              "A1,AUT,party,1990-05-01,\nA1,DEU,party,1990-05-01,\n"
                              "A2,AUT,party,1995-06,\nA2,DEU,,1995-07,2005\nA2,CHE,party,,\n"
                              "A2,EFTA,party,,\nA3,DEU,party,,\nA3,LIE,unknown,,\n";
static const char memberships[] = "organization,member,from,to\nEFTA,CHE,1960-05-03,..\n"
                                  "EFTA,AUT,1960-05-03,1995-01-01\n";

static folder place;
static ent_dataset_options files;
static ent_dataset *data;
static ent_network *network;

static void begin(void)
{
    ent_selection selection = ENT_SELECTION_INIT;
    ent_diags diags = { 0 };

    folder_make(&place);
    files.tables[ENT_ACTORS] = folder_put(&place, "actors.csv", actors);
    files.tables[ENT_AGREEMENTS] = folder_put(&place, "agreements.csv", acts);
    files.tables[ENT_PARTIES] = folder_put(&place, "parties.csv", parties);
    files.tables[ENT_MEMBERSHIPS] = folder_put(&place, "memberships.csv", memberships);
    cr_assert(ent_dataset_read(&data, &files, &diags) == ENT_OK);
    selection.network = ENT_NET_ACTORS;
    cr_assert(ent_network_new(&network, data, &selection, &diags) == ENT_OK);
}

static void end(void)
{
    ent_network_free(network);
    ent_dataset_free(data);
    folder_remove(&place);
}

TestSuite(memory, .init = begin, .fini = end, .timeout = 300 * ENT_SLOWER);

typedef ent_status step(const void *argument, ent_buf *out, ent_diags *diags);

/* Refuses what the step asks for, one request after the other, until it asks for no more. The first
 * run also warms what is kept for the life of the process. */
static void sweep(const char *name, step *run, const void *argument)
{
    ent_buf want = { 0 };
    ent_diags none = { 0 };

    cr_assert(run(argument, &want, &none) == ENT_OK, "%s", name);
    for (int lasting = 0; lasting < 2; lasting++) {
        bool through = false;

        for (size_t nth = 1; !through; nth++) {
            ent_diags diags = { 0 };
            ent_buf out = { 0 };
            ent_status status;

            ent_mem_refuse(nth, lasting);
            status = run(argument, &out, &diags);
            through = ent_mem_requests() < nth;
            ent_mem_refuse(0, false);
            if (status == ENT_OK) {
                cr_expect(!out.failed && out.len == want.len &&
                              memcmp(out.data, want.data, want.len) == 0,
                          "%s: another result without request %zu%s", name, nth,
                          lasting ? " and later ones" : "");
            } else {
                cr_expect(status == ENT_ENOMEM && diags.errors > 0, "%s: request %zu%s: %s, %zu "
                          "errors said", name, nth, lasting ? " on" : "", ent_status_name(status),
                          diags.errors);
            }
            ent_buf_destroy(&out);
        }
    }
    ent_buf_destroy(&want);
}

/* ---- steps ---- */

static ent_status read_it(const void *argument, ent_buf *out, ent_diags *diags)
{
    ent_selection selection = ENT_SELECTION_INIT;
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_status status = ent_dataset_read(&d, &files, diags);

    (void)argument;
    if (status == ENT_OK && (status = ent_dataset_check(d, diags)) == ENT_OK &&
        (status = ent_network_new(&n, d, &selection, diags)) == ENT_OK) {
        for (size_t i = 0; i < ent_node_count(n); i++)
            ent_buf_str(out, ent_node_at(n, i)->id);
        for (size_t i = 0; i < ent_tie_count(n); i++)
            ent_buf_number(out, ent_tie_at(n, i)->weight);
        ent_buf_str(out, ent_dataset_fingerprint(d));
        if (out->failed)
            status = ent_out_of_memory(diags);
    }
    ent_network_free(n);
    ent_dataset_free(d);
    return status;
}

static ent_status export_it(const void *argument, ent_buf *out, ent_diags *diags)
{
    ent_export_options options = { .record = ENT_STR("a record") };

    return ent_export_network(network, argument, &options, out, diags);
}

static ent_status describe_it(const void *argument, ent_buf *out, ent_diags *diags)
{
    size_t refusals = ent_mem_before(out);

    (void)argument;
    ent_graph_description(network, &(ent_export_options){ .record = ENT_STR("a record") }, out);
    return ent_mem_whole(ENT_OK, refusals, diags);
}

static ent_status draw_it(const void *argument, ent_buf *out, ent_diags *diags)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    const ent_network *const one[] = { network };
    ent_buf caption = { 0 };
    ent_figure *figure;
    ent_status status;

    options.layout = argument;
    if ((status = ent_figure_new(&figure, one, 1, &options, diags)) == ENT_OK &&
        (status = ent_figure_describe(figure, ENT_STR("a record"), out, diags)) == ENT_OK) {
        ent_figure_caption(figure, ENT_STR("a record"), &caption);
        out->failed |= caption.failed;
        status = ent_caption_write(ent_buf_view(&caption), ENT_STR("data"), "f.svg", "tex", out, diags);
    }
    ent_buf_destroy(&caption);
    ent_figure_free(figure);
    return status;
}

static ent_status plot_it(const void *argument, ent_buf *out, ent_diags *diags)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    const ent_plot_data values[] = { { ENT_STR("one"), 1, NAN, NAN }, { ENT_STR("two"), 2, 1, 3 },
                                     { ENT_STR("three"), 5, NAN, NAN } };

    const ent_plot plot = { argument, "degree", values, 3, ENT_STR("data"), ENT_STR("") };
    ent_buf caption = { 0 };
    ent_status status = ent_plot_describe(&plot, &options, ENT_STR("a record"), out, &caption, diags);

    ent_buf_destroy(&caption);
    return status;
}

static ent_status measure_it(const void *argument, ent_buf *out, ent_diags *diags)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_results *results;
    ent_status status = ent_measures_run(&results, network, argument, &options, diags);

    for (size_t i = 0; status == ENT_OK && i < ent_results_count(results); i++)
        for (size_t k = 0; k < ent_result_at(results, i)->count; k++)
            ent_buf_number(out, ent_result_at(results, i)->values[k]);
    if (status == ENT_OK && out->failed)
        status = ent_out_of_memory(diags);
    ent_results_free(results);
    return status;
}

static ent_status tabulate(const void *argument, ent_buf *out, ent_diags *diags)
{
    ent_sheet *sheet;
    ent_status status = ent_sheet_new(&sheet, ENT_STR("a title"), diags);

    if (status != ENT_OK)
        return status;
    ent_sheet_column(sheet, ENT_STR("name"), false);
    ent_sheet_column(sheet, ENT_STR("value"), true);
    ent_sheet_row(sheet);
    ent_sheet_text(sheet, ENT_STR("=1+1 & \"more\""));
    ent_sheet_number(sheet, 1.5);
    status = ent_sheet_write(sheet, argument, out, diags);
    ent_sheet_free(sheet);
    return status;
}

static ent_status guess_it(const void *argument, ent_buf *out, ent_diags *diags)
{
    (void)argument;
    return ent_import_guess(files.tables[ENT_PARTIES], NULL, out, diags);
}

static ent_status import_it(const void *argument, ent_buf *out, ent_diags *diags)
{
    ent_import_options options = { .map = argument, .files = &files.tables[ENT_PARTIES],
                                   .file_count = 1 };
    ent_import *import;
    ent_status status = ent_import_new(&import, &options, diags);

    if (status != ENT_OK)
        return status;
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        ent_import_table(import, (ent_table)t, out);
    ent_buf_str(out, ent_import_report(import));
    ent_buf_str(out, ent_import_descriptor(import));
    ent_import_free(import);
    return out->failed ? ent_out_of_memory(diags) : ENT_OK;
}

/* ---- the sweeps ---- */

Test(memory, reading)
{
    sweep("read", read_it, NULL);
}

Test(memory, networks)
{
    ent_selection selection = ENT_SELECTION_INIT;
    ent_diags diags = { 0 };

    for (const ent_format *f = ent_graph_formats; f->name; f++)
        if (!f->rendered && strcmp(f->name, "goldfish") != 0)
            sweep(f->name, export_it, f->name);
    sweep("description", describe_it, NULL);
    ent_network_free(network); /* events have days: a network of a period */
    selection.network = ENT_NET_ACTORS;
    cr_assert(ent_date_read(&selection.during, ENT_STR("1990/2014")) == ENT_DATE_OK);
    cr_assert(ent_network_new(&network, data, &selection, &diags) == ENT_OK);
    sweep("goldfish", export_it, "goldfish");
}

Test(memory, figures)
{
    static const char *const layouts[] = { "stress", "rings", "matrix", "blocs", "pyramid" };

    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        sweep(layouts[i], draw_it, layouts[i]);
    sweep("distribution", plot_it, "distribution");
    sweep("ranks", plot_it, "ranks");
}

/* Communities are searched in a process of their own, where the sanitizer does not look. */
Test(memory, measures)
{
    sweep("node", measure_it, "degree,betweenness,closeness,eigenvector,clustering,constraint");
    sweep("network", measure_it, "density,transitivity,components,cliques,bridges,mean_distance");
}

Test(memory, tables)
{
    for (const ent_format *f = ent_sheet_formats; f->name; f++)
        sweep(f->name, tabulate, f->name);
}

Test(memory, imports)
{
    ent_buf map = { 0 };
    ent_diags diags = { 0 };
    const char *path;

    sweep("guess", guess_it, NULL);
    cr_assert(ent_import_guess(files.tables[ENT_PARTIES], NULL, &map, &diags) == ENT_OK);
    path = folder_put(&place, "map.json", ent_buf_string(&map));
    ent_buf_destroy(&map);
    sweep("import", import_it, path);
}
