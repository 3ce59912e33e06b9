/* pipeline.c: the whole way on small data. The first line of the input is the selection, a byte for
 * each choice; behind it tables with lines "%%" between: actors, memberships, agreements, parties;
 * or one plain table. Asked of the result: every row in one bucket of the ledger, every number
 * within the range that its measure states, the same bytes when all is done again, a figure whose
 * description the renderer takes. */
#include <math.h>

#include "entente/measure.h"
#include "fuzz.h"
#include "render/description.h"

enum { MOST_NODES_MEASURED = 24, MOST_NODES_DRAWN = 60 };

/* ---- reading ---- */

static ent_status read_tables(ent_dataset **dataset, ent_str rest, ent_diags *diags)
{
    static const ent_table tables[] = { ENT_ACTORS, ENT_MEMBERSHIPS, ENT_AGREEMENTS, ENT_PARTIES };
    static const char *const names[] = { "actors.csv", "memberships.csv", "agreements.csv",
                                         "parties.csv" };
    ent_dataset_options options = { 0 };
    ent_str part = fuzz_part(&rest);

    if (!rest.len) {
        options.path = fuzz_put("plain.csv", part);
        return ent_dataset_read(dataset, &options, diags);
    }
    for (size_t i = 0; i < 4; i++, part = fuzz_part(&rest))
        if (part.len)
            options.tables[tables[i]] = fuzz_put(names[i], part);
    return ent_dataset_read(dataset, &options, diags);
}

/* ---- the selection ---- */

static ent_date date_of(unsigned choice)
{
    static const char *const dates[] = { "", "1950-06-15", "1961", "2015-05", "1940/1960", "2021" };
    ent_date date;

    ent_date_read(&date, ent_str_of(dates[choice]));
    return date;
}

static ent_selection read_choices(ent_str line)
{
    ent_selection s = ENT_SELECTION_INIT;

    s.network = (ent_network_kind)(ENT_NET_TIES + fuzz_choice(&line, 5));
    s.count = (ent_rule)fuzz_choice(&line, 4);
    s.as_of = date_of(fuzz_choice(&line, 4));
    if (!ent_date_known(s.as_of))
        s.during = date_of(fuzz_choice(&line, 6));
    s.weight = (ent_weight)fuzz_choice(&line, 8);
    s.blocs = (ent_blocs)fuzz_choice(&line, 3);
    s.succession = (ent_succession_policy)fuzz_choice(&line, 2);
    s.population = (ent_population)fuzz_choice(&line, 3);
    s.unknown_as_tie = fuzz_choice(&line, 2);
    s.open_ended = (ent_open_ended)fuzz_choice(&line, 2);
    s.with_memberships = fuzz_choice(&line, 2);
    s.drop_isolates = fuzz_choice(&line, 4) != 1; /* most have 200 states otherwise */
    s.directed = fuzz_choice(&line, 4) == 1;
    s.max_parties = fuzz_choice(&line, 4);
    s.backbone = (ent_backbone)(fuzz_choice(&line, 20) % 5 * (fuzz_choice(&line, 4) == 1));
    s.level = fuzz_choice(&line, 8) == 1 ? "bilateral;regional" : NULL;
    s.samples = 10;
    s.workers = 1;
    return s;
}

/* ---- what must hold ---- */

static void check_ledger(const ent_network *n, const ent_dataset *d)
{
    for (int t = 0; t < ENT_TABLE_COUNT; t++) {
        size_t rows = ent_table_rows(d, (ent_table)t), sum = 0, by_row[ENT_BUCKET_COUNT] = { 0 };

        for (size_t i = 0; i < rows; i++)
            by_row[ent_ledger_bucket(n, (ent_table)t, i)]++;
        for (int b = 0; b < ENT_BUCKET_COUNT; b++) {
            size_t count = ent_ledger_count(n, (ent_table)t, (ent_bucket)b);

            if (t == ENT_AGREEMENTS || t == ENT_PARTIES || t == ENT_MEMBERSHIPS)
                REQUIRE(by_row[b] == count);
            sum += count;
        }
        if (t == ENT_AGREEMENTS || t == ENT_PARTIES || t == ENT_MEMBERSHIPS)
            REQUIRE(sum == rows);
    }
}

static void check_network(const ent_network *n)
{
    size_t nodes = ent_node_count(n);
    bool directed = ent_network_selection(n)->directed;

    for (size_t i = 0; i < ent_tie_count(n) + ent_unknown_tie_count(n); i++) {
        const ent_tie *t =
            i < ent_tie_count(n) ? ent_tie_at(n, i) : ent_unknown_tie_at(n, i - ent_tie_count(n));

        REQUIRE(t->a < nodes && t->b < nodes && (directed ? t->a != t->b : t->a < t->b));
        REQUIRE(t->count + t->uncertain > 0);
        if (i < ent_tie_count(n))
            REQUIRE(isfinite(t->weight) && ent_tie_between(n, t->a, t->b) == i);
    }
    for (size_t i = 1; i < nodes; i++)
        REQUIRE(ent_node_at(n, i)->id.len > 0);
}

static void check_measures(const ent_network *n)
{
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_diags diags = fuzz_diags();
    ent_results *results;
    ent_status status;

    if (ent_node_count(n) > MOST_NODES_MEASURED)
        return;
    options.community_runs = 2;
    status = ent_measures_run(&results, n, ent_node_count(n) < 10 ? "all" : NULL, &options, &diags);
    fuzz_verdict(status, &diags);
    for (size_t r = 0; status == ENT_OK && r < ent_results_count(results); r++) {
        const ent_result *result = ent_result_at(results, r);
        double slack = 1e-9;

        for (size_t i = 0; i < result->count; i++) {
            double v = result->values[i];

            REQUIRE(isnan(v) || (v >= result->measure->low - slack &&
                                 v <= result->measure->high * (1 + slack) + slack));
            if (result->measure->flags & ENT_MEASURE_INTEGER)
                REQUIRE(isnan(v) || v == floor(v));
        }
    }
    ent_results_free(results);
}

static void check_figure(const ent_network *n)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_diags diags = fuzz_diags();
    ent_buf out = { 0 }, caption = { 0 }, tex = { 0 };
    ent_figure *figure;
    description d;

    if (!ent_node_count(n) || ent_node_count(n) > MOST_NODES_DRAWN)
        return;
    options.allow_empty = true;
    REQUIRE(ent_figure_new(&figure, &n, 1, &options, &diags) == ENT_OK);
    REQUIRE(ent_figure_describe(figure, ENT_STR("record"), &out, &diags) == ENT_OK);
    ent_figure_caption(figure, ENT_STR("record"), &caption);
    REQUIRE(ent_caption_write(ent_buf_view(&caption), ENT_STR("n"), "f.pdf", "tex", &tex, &diags) ==
            ENT_OK);
    REQUIRE(description_read(&d, fuzz_put("figure.json", ent_buf_view(&out)), &diags) == ENT_OK);
    REQUIRE(d.tie_count <= ent_tie_count(n) + ent_unknown_tie_count(n));
    description_destroy(&d);
    ent_figure_free(figure);
    ent_buf_destroy(&out);
    ent_buf_destroy(&caption);
    ent_buf_destroy(&tex);
}

/* All that was found about the network, as bytes. */
static void write_down(ent_buf *out, const ent_dataset *d, const ent_network *n)
{
    ent_diags diags = fuzz_diags();

    ent_buf_str(out, ent_dataset_fingerprint(d));
    ent_network_describe(n, NULL, out);
    REQUIRE(ent_export_network(n, "json", NULL, out, &diags) == ENT_OK);
    for (int t = 0; t < ENT_TABLE_COUNT; t++)
        for (int b = 0; b < ENT_BUCKET_COUNT; b++)
            ent_buf_format(out, " %zu", ent_ledger_count(n, (ent_table)t, (ent_bucket)b));
}

/* From the tables on; false when they are not data. */
static bool whole_way(ent_buf *out, ent_str tables, const ent_selection *selection, bool look)
{
    ent_diags diags = fuzz_diags();
    ent_dataset *dataset;
    ent_network *network = NULL;
    ent_status status = read_tables(&dataset, tables, &diags);

    fuzz_verdict(status, &diags);
    if (status == ENT_OK) {
        status = ent_dataset_check(dataset, &diags);
        fuzz_verdict(status, &diags);
    }
    if (status == ENT_OK) {
        status = ent_network_new(&network, dataset, selection, &diags);
        fuzz_verdict(status, &diags);
    }
    if (status == ENT_OK) {
        write_down(out, dataset, network);
        if (look) {
            check_ledger(network, dataset);
            check_network(network);
            check_measures(network);
            check_figure(network);
        }
    }
    ent_network_free(network);
    ent_dataset_free(dataset);
    return status == ENT_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ent_str rest = fuzz_input(data, size);
    ent_selection selection = read_choices(fuzz_line(&rest));
    ent_buf once = { 0 }, twice = { 0 };

    if (whole_way(&once, rest, &selection, true)) {
        REQUIRE(whole_way(&twice, rest, &selection, false));
        REQUIRE(ent_str_eq(ent_buf_view(&once), ent_buf_view(&twice)));
    }
    ent_buf_destroy(&once);
    ent_buf_destroy(&twice);
    return 0;
}
