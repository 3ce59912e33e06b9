/* open_series.c: a series of networks through time, for the commands that write or draw one. */
#include "cli/open_series.h"

#include <math.h>

#include "cli/measure_list.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/print_ledger.h"

/* ---- options ---- */

static ent_status read_step(void *settings_, char *text, ent_diags *diags)
{
    if (ent_span_read(&((settings *)settings_)->steps.step, ent_str_of(text)))
        return ENT_OK;
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "--step %s: expected years, months or days, as in 1y, 6m, 10d", text);
}

static ent_status read_dates(void *settings_, char *text, ent_diags *diags)
{
    settings *set = settings_;
    ent_status status = read_date_list("dates", text, set->dates, MOST_DATES, &set->steps.date_count, diags);

    for (size_t i = 1; i < set->steps.date_count && status == ENT_OK; i++)
        if (set->dates[i].first <= set->dates[i - 1].first)
            status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                              "--dates %s: expected dates in the order of time, each once", text);
    return status;
}

static const opt step_options[] = {
    OPT_DATE(settings, steps.from, "from", "DATE",
             "beginning of the first step, for example 1946 or 1946-05"),
    OPT_DATE(settings, steps.to, "to", "DATE", "end of the last step"),
    OPT_READ(read_step, "step", "1y|6m|10d|...",
             "length of a step in years, months or days (default: 1y)"),
    OPT_READ(read_dates, "dates", "LIST",
             "a step for each of these dates, for example 1914,1939,1975, instead of --from, --to and --step"),
    OPT_WORDS(settings, steps.at, ent_moment, "at", "during|start|end",
              "the network at any time in the step, on its first day, or on its last day (default: "
              "during)"),
    OPT_REAL(settings, steps.match, "match", "J",
             "least Jaccard index at which a community counts as the same in the next step "
             "(default: 0.3)",
             0.01, 1),
    OPT_END
};
const opt_group steps_group = { "Steps", step_options };

/* ---- opening ---- */

/* The options of the library: the steps and what they are steps of, from the settings. */
static ent_series_options complete_options(const settings *base, const ent_series_options *more)
{
    ent_series_options o = base->steps;

    o.write = more->write;
    o.ctx = more->ctx;
    o.communities = more->communities;
    o.changes = more->changes;
    if (o.date_count) {
        o.dates = base->dates;
        o.from = o.dates[0];
        o.to = o.dates[o.date_count - 1];
    }
    o.selection = base->selection;
    o.options = base->measuring;
    o.measures = base->measures;
    o.workers = base->workers;
    o.samples = base->bounds ? base->selection.samples : 0;
    return o;
}

static ent_status check_series(const settings *base, ent_series_options *o, ent_diags *diags)
{
    ent_str rest = ent_str_of(base->measures), name;
    ent_status status;

    *o = complete_options(base, o);

    if (base->selection.as_of.kind || base->selection.during.kind)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a series takes --from and --to instead of --as-of and --during; for single "
                        "days, add --at start or --at end");
    if (o->date_count && (was_given(base, "from") || was_given(base, "to") || was_given(base, "step")))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--dates has no effect with --from, --to or --step: give one or the other");
    if (!o->date_count && (!o->from.kind || !o->to.kind))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a series needs --from and --to, as in --from 1946 --to 2014, or --dates, as in "
                        "--dates 1914,1939,1975");
    if ((status = refuse_ledger(base, diags)) != ENT_OK ||
        (status = check_measures(base, false, diags)) != ENT_OK)
        return status;
    for (const ent_measure *m; (m = next_measure(&rest, &name)) != NULL;)
        if (m->scope == ENT_SCOPE_PAIR)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "-m %.*s: a series has no measures of pairs; use `entente measure` with "
                            "--as-of",
                            ENT_STR_ARG(name));
    return ENT_OK;
}

/* The counterpart of ent_network_describe_assumed for all steps. */
static void describe_assumed(const ent_series *s, const ent_dataset *d, ent_buf *out)
{
    size_t ties = 0, assumed = 0, steps = 0;

    for (size_t i = 0; i < ent_series_steps(s); i++) {
        size_t here;

        ties += ent_series_ties(s, i, &here);
        assumed += here;
        steps += here > 0;
    }
    if (ties && !assumed && !ent_dataset_records_ends(d))
        ent_buf_format(out, "all %zu ties, summed over the steps, are assumed still in force, because the "
                            "data have no column for ends", ties);
    else if (assumed)
        ent_buf_format(out, "%zu of %zu ties, summed over the steps, are assumed still in force, in %zu of "
                            "%zu steps", assumed, ties, steps, ent_series_steps(s));
}

/* "; steps 1914, 1939" */
static void write_dates(const ent_series *s, ent_buf *record)
{
    for (size_t i = 0; i < ent_series_steps(s); i++) {
        ent_buf_text(record, i ? ", " : "; steps ");
        ent_buf_str(record, ent_series_date(s, i));
    }
}

void write_record_of_series(ent_buf *record, const ent_dataset *d, const ent_series *s,
                            const settings *set, bool communities)
{
    const ent_series_options *o = &set->steps;
    static const char *const moments[] = { "any time in it", "its first day",
                                           "its last day" };
    static const char *const units[] = { "year", "month", "day" };
    ent_buf assumed = { 0 };

    write_record_of_data(record, d, NULL);
    ent_buf_text(record, "; ");
    ent_series_describe(s, record);
    if (o->date_count)
        write_dates(s, record);
    else
        ent_buf_format(record, "; steps of %u %s%s", o->step.count, units[o->step.unit],
                       o->step.count == 1 ? "" : "s");
    ent_buf_format(record, ", each %s", moments[o->at]);
    if (communities)
        ent_buf_format(record, "; a community counts as the same from a Jaccard index of %g", o->match);
    describe_assumed(s, d, &assumed);
    if (assumed.len) {
        ent_buf_text(record, "; ");
        ent_buf_str(record, ent_buf_view(&assumed));
    }
    record->failed |= assumed.failed;
    ent_buf_destroy(&assumed);
}

enum { MOST_NETWORKS = 100000 }; /* built for bounds without --force */

/* Bounds build many networks for each step: their number is announced, and limited, in advance. */
static ent_status say_cost(const settings *set, const ent_series_options *o, ent_diags *diags)
{
    static const double days[] = { 365.2425, 30.436875, 1 }; /* of years, months, days */
    double span = (double)o->to.last - o->from.first + 1;
    double each = days[o->step.unit] * o->step.count;
    double steps = o->date_count ? (double)o->date_count : fmax(1, each > 0 ? round(span / each) : 1);
    double networks = steps * (double)o->samples;

    if (!o->samples)
        return ENT_OK;
    if (networks > MOST_NETWORKS && !set->force)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--bounds: %.0f steps x %zu completions = %.0f networks, more than %d; give "
                        "fewer --samples, a longer --step, or --force",
                        steps, o->samples, networks, MOST_NETWORKS);
    ent_note(diags, ENT_NOWHERE,
             "bounds: %.0f steps x %zu completions = up to %.0f networks (fewer --samples are "
             "faster)",
             steps, o->samples, networks);
    return ENT_OK;
}

ent_status open_series(ent_dataset **d, ent_series **s, const settings *set, ent_series_options *options,
                       ent_diags *diags)
{
    ent_status status;

    if ((status = check_series(set, options, diags)) != ENT_OK ||
        (status = say_cost(set, options, diags)) != ENT_OK ||
        (status = *d ? ENT_OK : open_data(d, set, diags)) != ENT_OK)
        return status;
    return ent_series_run(s, *d, options, diags);
}

/* ---- notes ---- */

static void say_unknown(const ent_series *s, bool each, ent_diags *diags)
{
    size_t unknown = 0;

    for (size_t i = 0; i < ent_series_steps(s); i++) {
        const ent_series_node *nodes;

        unknown += ent_series_unknown(s, i);
        if (each)
            ent_note(diags, ENT_NOWHERE, "%.*s: %zu nodes, %zu ties that may or may not exist",
                     ENT_STR_ARG(ent_series_date(s, i)), ent_series_nodes(s, i, &nodes),
                     ent_series_unknown(s, i));
    }
    if (unknown)
        ent_note(diags, ENT_NOWHERE,
                 "%zu ties, summed over the steps, may or may not exist, and are left out of all "
                 "measures (--unknown as-tie counts them)",
                 unknown);
}

static void say_assumed_ties(const ent_series *s, const ent_dataset *d, ent_diags *diags)
{
    ent_buf text = { 0 };

    describe_assumed(s, d, &text);
    if (text.len)
        ent_note(diags, ENT_NOWHERE, "%s%s", ent_buf_string(&text),
                 ent_dataset_records_ends(d) ? " (--open-ended unknown leaves them out)" : "");
    ent_buf_destroy(&text);
}

void say_series(const ent_series *s, const ent_dataset *d, bool each_step, ent_diags *diags)
{
    say_unknown(s, each_step, diags);
    say_assumed_ties(s, d, diags);
}
