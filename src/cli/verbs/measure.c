/* measure.c: statistics as tables. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/measure_list.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/parts.h"
#include "cli/verbs/measure_settings.h"
#include "cli/void_options.h"
#include "entente/bounds.h"

/* --describe reads no data, so no other option has an effect. */
static ent_status describe(const measure_settings *set, ent_diags *diags)
{
    static const char *const fine[] = { "describe", "out", "quiet", "verbose", "color", "workers" };
    const arguments *args = &set->base.args;
    const ent_measure *m = ent_measure_find(ent_str_of(set->describe));
    ent_buf out = { 0 };
    ent_status status;

    if (args->operand_count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--describe explains a measure and reads no data; remove '%s'",
                        args->operands[0]);
    for (size_t i = 0; i < args->given_count; i++)
        if (ent_names_find(ENT_NAMES(fine), ent_str_of(args->given[i]->name)) == SIZE_MAX)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s has no effect with --describe",
                            args->given[i]->name);
    if (!m)
        return ent_measure_unknown(ent_str_of(set->describe), diags);
    ent_measure_describe(m, &out);
    status = save(set->base.out, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

/* The other formats say it in their record, which csv and tsv do not have. */
static void say_undirected(const ent_results *r, const char *format, ent_diags *diags)
{
    ent_buf list = { 0 };

    ent_results_undirected(r, &list);
    if (list.len && (strcmp(format, "csv") == 0 || strcmp(format, "tsv") == 0))
        ent_note(diags, ENT_NOWHERE, "directions not read by: %s", ent_buf_string(&list));
    ent_buf_destroy(&list);
}

static ent_status measure(const measure_settings *set, const ent_network *n, ent_report *out,
                          ent_diags *diags)
{
    ent_bounds_options bounds = { .samples = set->base.selection.samples, .seed = set->base.seed,
                                  .workers = set->base.workers };
    ent_results *r = NULL;
    ent_bounds *b = NULL;
    ent_buf record = { 0 }, more = { 0 };
    ent_status status = ent_measures_run(&r, n, set->base.measures, &set->base.measuring, diags);

    if (status == ENT_OK) {
        ent_results_describe(r, &more);
        say_undirected(r, format_of(&set->base, "txt"), diags);
        if (set->base.bounds)
            status = ent_bounds_run(&b, n, r, set->base.measures, &bounds, diags);
    }
    if (status == ENT_OK) {
        if (b) {
            ent_buf_text(&more, more.len ? "; " : "");
            ent_bounds_describe(b, NULL, &more);
        }
        write_record(&record, n, ent_buf_string(&more));
        status = measure_tables(set, n, r, b, ent_buf_view(&record), out, diags);
    }
    ent_buf_destroy(&record);
    ent_buf_destroy(&more);
    ent_bounds_free(b);
    ent_results_free(r);
    return status;
}

static bool is_report(const settings *set)
{
    const measure_settings *m = (const measure_settings *)set;

    return m->agreement || m->projection_report;
}

/* Of random networks, or of a bootstrap? */
static bool has_runs(const settings *set)
{
    const measure_settings *m = (const measure_settings *)set;

    return m->null.model != ENT_NULL_NONE || m->bootstrap;
}

static bool in_scope(const ent_measure *m, const void *set)
{
    return scope_is(set, m->scope);
}

static ent_status check_requests(const measure_settings *set, ent_diags *diags)
{
    const settings *base = &set->base;

    if ((set->null.model != ENT_NULL_NONE) + set->bootstrap + (set->agreement != NULL) + set->projection_report +
            base->bounds >
        1)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--null, --bootstrap, --agreement, --projection-report and --bounds exclude each other");
    if (is_report(base) && base->measures)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--measures cannot be combined with --agreement or --projection-report");
    if (set->scope && !is_report(base) && !any_measure(base, in_scope, set))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--scope %s: none of these measures has this scope (see `entente list "
                        "measures`)",
                        ent_scope_name((ent_scope)(set->scope - 1)));
    return check_measures(base, set->null.model != ENT_NULL_NONE, diags);
}

static ent_status run(settings *base, ent_diags *diags)
{
    measure_settings *set = (measure_settings *)base;
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_report *out = NULL;
    bool several = !is_report(base) && !has_runs(base) && !set->long_form;
    ent_status status;

    if (set->describe)
        return describe(set, diags);
    if (set->runs && has_runs(base))
        set->null.runs = set->runs;
    else if (set->runs)
        base->measuring.community_runs = set->runs;
    status = check_requests(set, diags);
    if (set->bootstrap)
        set->null.model = ENT_RESAMPLED_NODES;
    if (status == ENT_OK && (status = open_network(&d, &n, base, diags)) == ENT_OK &&
        (status = new_report(&out, base, several, diags)) == ENT_OK) {
        head_network(out, base, n, diags);
        status = (set->projection_report              ? measure_projection
                  : set->agreement                    ? measure_agreement
                  : set->null.model != ENT_NULL_NONE ? measure_null
                                                      : measure)(set, n, out, diags);
    }
    if (status == ENT_OK)
        status = write_report(out, base, d, diags);
    ent_report_free(out);
    ent_network_free(n);
    ent_dataset_free(d);
    return status;
}

/* ---- options ---- */

static ent_status read_community(void *set, char *text, ent_diags *diags)
{
    ent_measures_options *o = &((settings *)set)->measuring;

    return ent_communities_read(&o->community_method, &o->community_count, ent_str_of(text), diags);
}

static const opt options[] = {
    MEASURES_OPTION,
    COLUMNS_OPTION,
    CODES_OPTION,
    OPT_TEXT(measure_settings, describe, 0, "describe", "NAME",
             "explain one measure: formula, range, source"),
    OPT_WORDS(measure_settings, scope, int, "scope", "all|node|tie|network|pair",
              "which statistics: of nodes, ties, pairs or the network (default: all)"),
    OPT_FLAG(measure_settings, long_form, 0, "long",
             "one row per value: date, scope, measure, node, value"),
    DISTANCE_OPTION,
    OPT_READ(read_community, "community", "METHOD[=K]",
             "method of community detection: leiden, louvain, walktrap, infomap, "
             "label-propagation, fast-greedy, leading-eigenvector, edge-betweenness or spinglass "
             "(default: leiden); walktrap=K, fast-greedy=K or edge-betweenness=K: into K communities"),
    OPT_TEXT(measure_settings, agreement, 0, "agreement", "all|METHOD,METHOD",
             "print only how far these community methods agree"),
    OPT_FLAG(measure_settings, projection_report, 0, "projection-report",
             "print only how much of the projection (the network of actors that share agreements) "
             "comes from its largest agreements, and how it changes with --max-parties and --weight"),
    RESOLUTION_OPTION,
    SEED_OPTION,
    OPT_CHOICE(measure_settings, null.model, ent_null_model, "null", ent_null_names,
               "compare each value with random networks (default: none). curveball exchanges parties "
               "between agreements, and keeps the number of agreements of each party and of parties "
               "of each agreement; degree keeps the degrees; density keeps the number of ties; labels "
               "permutes the node labels"),
    OPT_FLAG(measure_settings, bootstrap, 0, "bootstrap",
             "standard errors of measures of the network: nodes are drawn with replacement (Snijders & Borgatti 1999)"),
    OPT_SIZE(measure_settings, runs, "runs", "N",
             "how often the computation is repeated: with --null on N random networks, with --bootstrap on N samples "
             "of nodes (default: 1000), otherwise N searches for communities (default: 10, and fewer in networks of more than 200,000 ties)",
             1, 1e7),
    OPT_SIZE(measure_settings, top, "top", "N",
             "only the first N nodes or pairs, ranked by the first measure", 1, 1e9),
    OPT_END
};
static const opt_group measure_group = { "Statistics", options };
static const opt_group *const groups[] = { &counting_group, &selection_group, &direction_group,
                                           &measure_group, &bounds_group, &parts_group, &data_group,
                                           &output_group, &table_group, &general_group, NULL };

/* ---- options without effect ---- */

static const measure_settings *own(const settings *set)
{
    return (const measure_settings *)set;
}

static bool is_agreement(const settings *set)
{
    return own(set)->agreement != NULL;
}

static bool is_projection(const settings *set)
{
    return own(set)->projection_report;
}

static bool has_bootstrap(const settings *set)
{
    return own(set)->bootstrap;
}

static bool is_long(const settings *set)
{
    return own(set)->long_form;
}

static bool is_unranked(const settings *set)
{
    return scope_is(own(set), ENT_SCOPE_TIE) || scope_is(own(set), ENT_SCOPE_NETWORK);
}

static bool no_method(const settings *set)
{
    return !any_measure(set, uses_chance, NULL);
}

static bool nothing_to_repeat(const settings *set)
{
    return !has_runs(set) && !is_agreement(set) && no_method(set);
}

static bool no_resolution(const settings *set)
{
    return !is_agreement(set) && !any_measure(set, uses_resolution, NULL);
}

static bool not_random(const settings *set)
{
    return is_projection(set) ? !set->bounds && set->selection.backbone != ENT_BACKBONE_FDSM
                              : !is_random(set) && !has_runs(set) && !is_agreement(set);
}

static const char *job(const settings *set)
{
    return has_runs(set) ? ENT_JOB_NULL : NULL;
}

static const char no_communities[] = "on these measures: none detects communities";
static const char own_table[] = "on this report, which has its own table";
static const void_option voids[] = {
    { "scope", is_report, own_table, false },
    { "long", is_report, own_table, false },
    { "scope", has_bootstrap, "with --bootstrap, which is of the whole network", false },
    { "long", has_runs, "with --null or --bootstrap, whose tables have one row per value already", false },
    { "top", is_report, own_table, false },
    { "top", has_runs, "with --null or --bootstrap: all values are shown", false },
    { "top", is_long, "with --long: all values are shown", false },
    { "top", is_unranked, "on this --scope: only nodes and pairs are ranked", false },
    { "distance", is_report, "on this report, which has no paths", false },
    { "resolution", is_projection, "on this report, which has no communities", false },
    { "community", is_projection, "on this report, which has no communities", false },
    { "community", is_agreement, "with --agreement, which names the methods", false },
    { "runs", is_projection, "on this report, which involves no chance", false },
    { "runs", nothing_to_repeat, "without --null, --bootstrap or measures of communities", false },
    { "community", no_method, no_communities, false },
    { "resolution", no_resolution, no_communities, false },
    { "seed", not_random, "here: nothing is random", true },
    { "open-ended", without_date, "without a date: add --as-of or --during", true },
    { NULL, NULL, NULL, false }
};

static const measure_settings defaults = { .base = SETTINGS_INIT,
                                           .null = { .runs = 1000, .seed = 1 } };

const command cmd_measure = {
    .name = "measure",
    .operands = "DATA [options]",
    .summary = "statistics",
    .formats = { ent_sheet_formats, SIZE_MAX, sizeof *ent_sheet_formats },
    .more =
        "Statistics of nodes and of the whole network; of ties and pairs if their measures are named "
        "(--measures). CSV contains one table: that of nodes (default), that of --scope, or all values "
        "(--long).\n"
        "  entente measure data/iis\n"
        "  entente measure data/iis --measures degree,betweenness --as-of 2015 -o table.tex\n"
        "  entente measure data/examples/party-rows.csv --network actors --weight newman --format csv\n"
        "  entente measure data/examples/pair-rows.csv --directed --measures indegree,outdegree,reciprocity\n"
        "  entente measure data/iis --network actors --measures distance,common_agreements --top 20\n"
        "  entente measure data/iis --network actors --null curveball -m transitivity,sigma\n"
        "  entente measure data/iis --network actors --bootstrap -m density,transitivity\n"
        "  entente measure data/iis --network actors --backbone sdsm -m consensus,stability",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .job = job,
    .run = run
};
