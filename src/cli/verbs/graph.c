/* graph.c: writes the network in formats of other programs. */

#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/measure_list.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/parts.h"
#include "cli/void_options.h"

/* FILE.nodes.csv contains the nodes, FILE.dyads.csv the pairs, any other .csv the ties. */
static const char *format_of_graph(const settings *set)
{
    static const char *const endings[] = { ".nodes.csv", ".dyads.csv" };
    size_t len = set->out ? strlen(set->out) : 0;

    if (set->format && strcmp(set->format, "dyads") == 0)
        return endings[1] + 1;
    for (size_t i = 0; i < 2 && !set->format; i++) {
        size_t own = strlen(endings[i]);

        if (len >= own && ent_str_eq_fold((ent_str){ set->out + len - own, own }, ent_str_of(endings[i])))
            return endings[i] + 1;
    }
    return format_of(set, "graphml");
}

static bool writes_dyads(const settings *set)
{
    return strcmp(format_of_graph(set), "dyads.csv") == 0;
}

static ent_status check_graph_format(const char *format, ent_diags *diags)
{
    if (!has_format(NETWORK_FORMATS, format) && has_format(FIGURE_FORMATS, format))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "unknown network format '%s'; `entente draw` makes figures", format);
    return require_format(NETWORK_FORMATS, format, diags);
}

/* A table of ties does not list nodes without ties. */
static void say_lost(const ent_network *n, const char *format, ent_diags *diags)
{
    bool *tied = ent_mem_new(ent_node_count(n), sizeof *tied);
    size_t lost = 0;

    if (!tied || strcmp(format, "csv") != 0) {
        ent_mem_free(tied);
        return;
    }
    for (size_t i = 0; i < ent_tie_count(n); i++)
        tied[ent_tie_at(n, i)->a] = tied[ent_tie_at(n, i)->b] = true;
    for (size_t i = 0; i < ent_node_count(n); i++)
        lost += !tied[i];
    ent_mem_free(tied);
    if (lost)
        ent_note(diags, ENT_NOWHERE,
                 "%zu node%s without ties %s not in this table; to write all nodes, use --format "
                 "nodes.csv or a file name that ends in .nodes.csv",
                 lost, lost == 1 ? "" : "s", lost == 1 ? "is" : "are");
}

/* ---- measures of pairs ---- */

enum { MOST_PAIR_MEASURES = 64 };

/* The measures of pairs that are further columns. */
typedef struct pair_measures {
    const char *names[MOST_PAIR_MEASURES];
    const double *values[MOST_PAIR_MEASURES];
    ent_pair_columns columns;
    ent_results *results;
    ent_buf words;
} pair_measures;

static void free_pairs(pair_measures *p)
{
    ent_buf_destroy(&p->words);
    ent_results_free(p->results);
}

static ent_status check_pairs(const settings *set, ent_diags *diags)
{
    ent_str rest = ent_str_of(set->measures), name;

    for (const ent_measure *m; (m = next_measure(&rest, &name)) != NULL;)
        if (m->scope != ENT_SCOPE_PAIR)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-m %.*s: expected measures of pairs, such as distance or common_agreements",
                            ENT_STR_ARG(name));
    return check_measures(set, false, diags);
}

static ent_status measure_pairs(pair_measures *p, const settings *set, const ent_network *n, ent_diags *diags)
{
    ent_status status = ENT_OK;

    *p = (pair_measures){ .columns = { p->names, p->values, 0 } };
    if (set->measures)
        status = ent_measures_run(&p->results, n, set->measures, &set->measuring, diags);
    if (status == ENT_OK && p->results && ent_results_count(p->results) > MOST_PAIR_MEASURES)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "-m: more than %d measures", MOST_PAIR_MEASURES);
    for (size_t i = 0; status == ENT_OK && p->results && i < ent_results_count(p->results); i++) {
        ent_buf_str(&p->words, ent_result_at(p->results, i)->name);
        ent_buf_char(&p->words, '\0');
        p->values[p->columns.count++] = ent_result_at(p->results, i)->values;
    }
    for (size_t i = 0, at = 0; i < p->columns.count && !p->words.failed; at += strlen(p->words.data + at) + 1)
        p->names[i++] = p->words.data + at;
    return status == ENT_OK && p->words.failed ? ent_out_of_memory(diags) : status;
}

/* ---- dyads ---- */

enum { MOST_DYADS = 20000000 }; /* rows without --force */

static ent_status check_dyads(settings *set, ent_diags *diags)
{
    ent_date time = ent_selection_time(&set->selection);

    if (!ent_date_known(time) || time.first == ENT_DAY_MIN || time.last == ENT_DAY_MAX)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "dyads need years: add --during 1946/2014, or --as-of for one day");
    if (set->selection.network != ENT_NET_DEFAULT && set->selection.network != ENT_NET_ACTORS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "dyads are pairs of states: leave --network out, or give --network actors");
    set->selection.network = ENT_NET_ACTORS;
    return ENT_OK;
}

static ent_status add_dyads(const settings *set, const ent_network *n, bool continued, ent_buf *out,
                            ent_diags *diags)
{
    pair_measures pairs;
    ent_status status = measure_pairs(&pairs, set, n, diags);

    if (status == ENT_OK)
        status = ent_export_network(n, "dyads.csv",
                                    &(ent_export_options){ .codes = set->codes, .pairs = &pairs.columns,
                                                           .continued = continued },
                                    out, diags);
    free_pairs(&pairs);
    return status;
}

/* Rows of one network, and which of its nodes have none. */
static size_t count_dyads(const settings *set, const ent_network *n, size_t *without)
{
    ent_str codes = ent_str_of(set->codes ? set->codes : "cow");
    size_t states = 0;

    for (size_t i = 0; i < ent_node_count(n); i++)
        states += ent_node_is_dyadic(n, i, codes);
    *without += ent_node_count(n) - states;
    return states * (states - (states > 0)) / (set->selection.directed ? 1 : 2);
}

static ent_date date_of_year(int year)
{
    ent_buf text = { 0 };
    ent_date date = { 0 };

    ent_buf_format(&text, "%04d", year);
    ent_date_read(&date, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return date;
}

/* The networks of all years of the span, one after the other; of a day, one. */
static ent_status write_dyads(settings *set, ent_diags *diags)
{
    ent_date time = ent_selection_time(&set->selection);
    int first, last, month, day;
    size_t rows = 0, without = 0;
    const char *codes = set->codes ? set->codes : "cow";
    ent_dataset *d = NULL;
    ent_buf out = { 0 };
    ent_status status = open_data(&d, set, diags);

    ent_day_split(time.first, &first, &month, &day);
    ent_day_split(time.last, &last, &month, &day);
    if (!set->selection.during.kind)
        last = first;
    for (int year = first; year <= last && status == ENT_OK; year++) {
        ent_network *n = NULL;

        if (set->selection.during.kind)
            set->selection.during = date_of_year(year);
        if ((status = ent_network_new(&n, d, &set->selection, diags)) == ENT_OK) {
            rows += count_dyads(set, n, &without);
            if (rows > MOST_DYADS && !set->force)
                status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                                  "more than %d rows; choose fewer years or actors (--only), or add --force",
                                  MOST_DYADS);
            else
                status = add_dyads(set, n, year > first, &out, diags);
        }
        ent_network_free(n);
    }
    if (status == ENT_OK && !rows)
        status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                          "the table would be empty: in no year are there two states with a code in %.*s; choose "
                          "other --codes or years",
                          (int)strcspn(codes, ","), codes);
    if (status == ENT_OK && without)
        ent_note(diags, ENT_NOWHERE,
                 "%zu actors, summed over the years, are no states with a code in %.*s, and have no rows",
                 without, (int)strcspn(codes, ","), codes);
    if (status == ENT_OK)
        status = write_output(set, d, "dyads.csv", ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    ent_dataset_free(d);
    return status;
}

static ent_status run(settings *set, ent_diags *diags)
{
    const char *format = format_of_graph(set);
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_buf record = { 0 }, out = { 0 };
    pair_measures pairs = { .results = NULL };
    ent_status status;

    if ((status = check_graph_format(format, diags)) != ENT_OK || (status = check_pairs(set, diags)) != ENT_OK)
        return status;
    if (writes_dyads(set))
        return (status = check_dyads(set, diags)) == ENT_OK ? write_dyads(set, diags) : status;
    if ((status = open_network(&d, &n, set, diags)) != ENT_OK)
        goto done;
    say_network(n, diags);
    say_lost(n, format, diags);
    write_record(&record, n, NULL);
    if ((status = measure_pairs(&pairs, set, n, diags)) == ENT_OK)
        status = ent_export_network(n, format,
                                    &(ent_export_options){ .record = ent_buf_view(&record), .codes = set->codes,
                                                           .pairs = &pairs.columns },
                                    &out, diags);
    if (status == ENT_OK)
        status = write_output(set, d, format, ent_buf_view(&out), diags);
done:
    free_pairs(&pairs);
    ent_buf_destroy(&record);
    ent_buf_destroy(&out);
    ent_network_free(n);
    ent_dataset_free(d);
    return status;
}

static const opt options[] = { CODES_OPTION, MEASURES_OPTION, DISTANCE_OPTION, OPT_END };
static const opt_group own_group = { "Which columns", options };
static const opt_group *const groups[] = { &own_group, &counting_group, &selection_group, &direction_group,
                                           &parts_group, &data_group, &output_group, &general_group, NULL };

static bool writes_no_pairs(const settings *set)
{
    return !writes_dyads(set) && strcmp(format_of_graph(set), "amen") != 0;
}

static const char no_pairs[] = "on this format: only dyads and amen have measures of pairs";
static const void_option voids[] = {
    { "measures", writes_no_pairs, no_pairs, false },
    { "distance", writes_no_pairs, no_pairs, false },
    { "ledger", writes_dyads, "on dyads, which are several networks", false },
    { "verbose", writes_dyads, "on dyads, which are several networks", true },
    { "open-ended", without_date, "without a date: add --as-of or --during", true },
    { NULL, NULL, NULL, false }
};

static const settings defaults = SETTINGS_INIT;

const command cmd_graph = {
    .name = "graph",
    .operands = "DATA [options]",
    .summary = "write the network",
    .formats = { ent_graph_formats, SIZE_MAX, sizeof *ent_graph_formats },
    .more =
        "Without -o, the network is written to the folder out/ and its path is printed. Ties that may "
        "or may not exist at the time are left out, except in JSON, which lists them separately. "
        "dyads.csv has a row for each pair of states and year, tied or not, with COW codes (--codes: "
        "others), to be merged with other data on dyads; -m adds measures of pairs. ergm, amen and goldfish are R scripts "
        "that make the objects of these packages (source()); goldfish has all changes within --during.\n"
        "  entente graph data/iis --as-of 2021-06-30 -o iis.graphml\n"
        "  entente graph data/iis --during 2010/2021 -m distance -o iis.dyads.csv\n"
        "  entente graph data/examples/party-rows.csv --network actors --format csv -o ties.csv\n"
        "  entente graph data/iis --network actors --as-of 2021 --format ergm -o iis.R",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .into_folder = true,
    .run = run
};
