/* null.c: a run: measures of a network and of many random networks, each a task of its own (see null.h). */
#include "measure/run/null_models.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/parts.h"
#include "base/quantile.h"
#include "measure/families/rows.h"

/* ---- a distribution ---- */

/* `list` may hold NaN; it is reordered. `tested`: with z and p. */
static ent_null_value summarize(double value, double *list, size_t count, bool tested)
{
    ent_null_value v = { value, 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
    static const double p[] = { 0.025, 0.5, 0.975 };
    double sum = 0, squares = 0, low = 1, high = 1, quantiles[3];

    for (size_t i = 0; i < count; i++)
        if (!isnan(list[i])) {
            list[v.runs++] = list[i];
            sum += list[v.runs - 1];
        }
    if (!v.runs)
        return v;
    v.mean = sum / (double)v.runs;
    for (size_t i = 0; i < v.runs; i++) {
        squares += (list[i] - v.mean) * (list[i] - v.mean);
        low += list[i] <= value || work_same(list[i], value);
        high += list[i] >= value || work_same(list[i], value);
    }
    v.sd = v.runs > 1 ? sqrt(squares / (double)(v.runs - 1)) : NAN;
    if (v.sd <= 1e-10 * fabs(v.mean)) /* digits of rounding */
        v.sd = 0;
    ent_quantiles(quantiles, p, 3, list, v.runs);
    v.low = quantiles[0];
    v.median = quantiles[1];
    v.high = quantiles[2];
    if (isnan(value) || !tested)
        return v;
    v.z = v.sd > 0 ? (value - v.mean) / v.sd : NAN;
    v.p_low = low / (double)(v.runs + 1);
    v.p_high = high / (double)(v.runs + 1);
    v.p = fmin(1, 2 * fmin(v.p_low, v.p_high));
    return v;
}

/* ---- many runs ---- */

enum { MOST_VALUES = 1 << 27 }; /* in memory at one time: a GiB */

struct ent_nulls {
    ent_results *observed;
    ent_null_options options;
    size_t *index; /* of each measure that is compared: its number among the observed results */
    size_t *start; /* of each measure: its first value among all values */
    size_t count, total;
    ent_null_value *values;
};

typedef struct tally {
    ent_nulls *nulls;
    const null_template *t;
    const char *names;
    ent_measures_options measures;
    double *kept; /* the values of the first run, of the second, ... */
    size_t taken;
    bool weights_only;
} tally;

/* The value in a run of each tie of the observed network; `otherwise` where the run has no such tie. */
static void match_ties(double *values, const ent_network *observed, const ent_network *null,
                       const double *of_null, double otherwise)
{
    size_t k = 0, count = ent_tie_count(null);

    for (size_t i = 0; i < ent_tie_count(observed); i++) {
        uint64_t key = ent_tie_key(ent_tie_at(observed, i));

        while (k < count && ent_tie_key(ent_tie_at(null, k)) < key)
            k++;
        values[i] = k < count && ent_tie_key(ent_tie_at(null, k)) == key ? of_null[k] : otherwise;
    }
}

static ent_status run_for_measures(const tally *job, size_t run, double *values, ent_random *random,
                                   ent_diags *diags)
{
    const ent_nulls *n = job->nulls;
    ent_diags silent = { 0 }; /* the run on the network itself has reported */
    ent_network *null = NULL;
    ent_results *r = NULL;
    ent_status status = ent_null_draw(&null, job->t, random, diags);

    if (status == ENT_OK &&
        (status = ent_measures_run(&r, null, job->names, &job->measures, &silent)) != ENT_OK)
        ent_fail(diags, status, ENT_NOWHERE, "a measure failed in run %zu of the null model", run);
    for (size_t i = 0; i < n->count && status == ENT_OK; i++) {
        const ent_result *result = ent_result_at(r, n->index[i]);
        const char *name = result->measure->name;

        if (result->measure->scope == ENT_SCOPE_TIE)
            match_ties(values + n->start[i], job->t->network, null, result->values,
                       strcmp(name, "tie_weight") == 0 || strcmp(name, "tie_agreements") == 0 ? 0
                                                                                              : NAN);
        else
            memcpy(values + n->start[i], result->values, result->count * sizeof *values);
    }
    ent_results_free(r);
    ent_network_free(null);
    return status;
}

static ent_status run_once(void *ctx, size_t run, ent_buf *out, ent_diags *diags)
{
    const tally *job = ctx;
    ent_random random = ent_random_stream(job->nulls->options.seed, run);
    double *values = ent_mem_new(job->nulls->total + 1, sizeof *values);
    ent_status status;

    if (!values)
        return ent_out_of_memory(diags);
    status = job->weights_only ? ent_null_draw_weights(values, job->t, &random, diags)
                               : run_for_measures(job, run, values, &random, diags);
    if (status == ENT_OK)
        ent_buf_add(out, (const char *)values, job->nulls->total * sizeof *values);
    ent_mem_free(values);
    return status;
}

static ent_status take_run(void *ctx, size_t run, ent_str result, ent_diags *diags)
{
    tally *job = ctx;

    (void)run, (void)diags;
    memcpy(job->kept + job->taken++ * job->nulls->total, result.ptr, result.len);
    return ENT_OK;
}

/* Takes several values of every run at a time: neighbours in memory share a cache line. */
static ent_status summarize_all(ent_nulls *n, const double *kept, ent_diags *diags)
{
    enum { AT_ONCE = 8 };
    size_t runs = n->options.runs;
    double *lists = ent_mem_new(runs + 1, AT_ONCE * sizeof *lists);
    double *observed = ent_mem_new(n->total + 1, sizeof *observed);
    ent_status status = lists && observed ? ENT_OK : ent_out_of_memory(diags);

    for (size_t i = 0; i < n->count && status == ENT_OK; i++) {
        const ent_result *result = ent_nulls_result(n, i);

        memcpy(observed + n->start[i], result->values, result->count * sizeof *observed);
    }
    for (size_t first = 0; first < n->total && status == ENT_OK; first += AT_ONCE) {
        size_t here = n->total - first < AT_ONCE ? n->total - first : AT_ONCE;

        for (size_t run = 0; run < runs; run++)
            for (size_t k = 0; k < here; k++)
                lists[k * runs + run] = kept[run * n->total + first + k];
        for (size_t k = 0; k < here; k++)
            n->values[first + k] = summarize(observed[first + k], lists + k * runs, runs,
                                             n->options.model != ENT_RESAMPLED_NODES);
    }
    ent_mem_free(lists);
    ent_mem_free(observed);
    return status;
}

static size_t find_measure(const ent_nulls *n, const char *name)
{
    for (size_t i = 0; i < n->count; i++)
        if (strcmp(ent_nulls_result(n, i)->measure->name, name) == 0)
            return n->start[i];
    return SIZE_MAX;
}

/* (transitivity / its mean in the null) / (mean distance / its mean in the null), of the network and of
 * each run, so that the coefficient has a distribution too (Humphries & Gurney 2008). */
static ent_status small_world(ent_nulls *n, const double *kept, ent_diags *diags)
{
    size_t sigma = find_measure(n, ENT_SMALL_WORLD), c = find_measure(n, "transitivity"),
           l = find_measure(n, "mean_distance");
    double *list, scale;

    if (sigma == SIZE_MAX)
        return ENT_OK;
    if ((list = ent_mem_new(n->options.runs + 1, sizeof *list)) == NULL)
        return ent_out_of_memory(diags);
    scale = n->values[l].mean / n->values[c].mean;
    for (size_t run = 0; run < n->options.runs; run++)
        list[run] = kept[run * n->total + c] / kept[run * n->total + l] * scale;
    n->values[sigma] =
        summarize(n->values[c].value / n->values[l].value * scale, list, n->options.runs, true);
    ent_mem_free(list);
    return ENT_OK;
}

static ent_status compare(ent_nulls *n, const null_template *t, const char *names,
                          const ent_measures_options *measures, ent_diags *diags)
{
    tally job = { n, t, names, *measures, NULL, 0, false };
    ent_parallel runs = { .name = ENT_JOB_NULL,
                          .partial = true,
                          .tasks = n->options.runs,
                          .workers = n->options.workers,
                          .ctx = &job,
                          .run = run_once,
                          .take = take_run };
    ent_status status;

    job.measures.unranked = true;
    job.weights_only = t->model == ENT_NULL_CURVEBALL && !t->two_mode && n->count == 1 &&
                       strcmp(ent_nulls_result(n, 0)->measure->name, "tie_weight") == 0;
    if (n->total > MOST_VALUES / n->options.runs)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "%zu values in %zu runs do not fit in memory; choose fewer measures, or "
                        "at most --runs %zu",
                        n->total, n->options.runs, MOST_VALUES / n->total);
    job.kept = ent_mem_new(n->options.runs * n->total + 1, sizeof *job.kept);
    n->values = ent_mem_new(n->total + 1, sizeof *n->values);
    if (!job.kept || !n->values)
        status = ent_out_of_memory(diags);
    else if ((status = ent_parts_run(&runs, diags)) == ENT_OK &&
             (n->options.runs = job.taken, status = summarize_all(n, job.kept, diags)) == ENT_OK)
        status = small_world(n, job.kept, diags);
    ent_mem_free(job.kept);
    return status;
}

/* Results that number groups are left out: community 3 of a random network is not community 3 of this. In a bootstrap
 * nodes and ties are others in each run. */
static ent_status choose(ent_nulls *n, ent_diags *diags)
{
    size_t count = ent_results_count(n->observed);
    bool resampled = n->options.model == ENT_RESAMPLED_NODES;
    ent_buf left_out = { 0 };

    n->index = ent_mem_new(count + 1, sizeof *n->index);
    n->start = ent_mem_new(count + 1, sizeof *n->start);
    if (!n->index || !n->start)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++) {
        const ent_result *r = ent_result_at(n->observed, i);

        if ((r->measure->flags & ENT_MEASURE_CLASS) || (resampled && r->measure->scope != ENT_SCOPE_NETWORK)) {
            ent_buf_text(&left_out, left_out.len ? ", " : "");
            ent_buf_str(&left_out, r->name);
            continue;
        }
        n->index[n->count] = i;
        n->start[n->count++] = n->total;
        n->total += r->count;
    }
    if (left_out.len)
        ent_note(diags, ENT_NOWHERE, "not %s: %s",
                 resampled ? "part of the bootstrap, because the values are not of the network"
                           : "compared with the null model, because the values number groups",
                 ent_buf_string(&left_out));
    ent_buf_destroy(&left_out);
    if (!n->total)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        resampled ? "none of these measures is of the network; a bootstrap has no others"
                                  : "none of these measures can be compared with chance");
    return ENT_OK;
}

ent_status ent_nulls_run(ent_nulls **nulls, const ent_network *network, const char *names,
                         const ent_measures_options *measures, const ent_null_options *options,
                         ent_diags *diags)
{
    static const ent_measures_options plain = ENT_MEASURES_OPTIONS_INIT;
    ent_nulls *n = ent_mem_new(1, sizeof *n);
    null_template t = { 0 };
    ent_buf all = { 0 };
    ent_status status;

    *nulls = NULL;
    if (!n)
        return ent_out_of_memory(diags);
    n->options = *options;
    ent_buf_text(&all, names ? names : "default");
    if (!options->runs || options->model == ENT_NULL_NONE)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "invalid null model options; expected a model and at least one run");
    else if (options->model == ENT_RESAMPLED_NODES && strstr(ent_buf_string(&all), "member="))
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "groups of members (member=) are not known of nodes that are drawn twice; take a column");
    else if ((status = ent_null_template_init(&t, network, options->model, diags)) == ENT_OK)
        status = ent_measures_run(&n->observed, network, names, measures, diags);
    if (status == ENT_OK && ent_results_find(n->observed, ENT_STR(ENT_SMALL_WORLD))) {
        ent_buf_text(&all, ",transitivity,mean_distance"); /* its parts */
        ent_results_free(n->observed);
        n->observed = NULL;
        status = ent_measures_run(&n->observed, network, ent_buf_string(&all), measures, diags);
    }
    if (status == ENT_OK)
        status = all.failed ? ent_out_of_memory(diags) : choose(n, diags);
    if (status == ENT_OK)
        status = compare(n, &t, ent_buf_string(&all), measures ? measures : &plain, diags);
    ent_null_template_destroy(&t);
    ent_buf_destroy(&all);
    if (status == ENT_OK)
        *nulls = n;
    else
        ent_nulls_free(n);
    return status;
}

void ent_nulls_free(ent_nulls *n)
{
    if (!n)
        return;
    ent_results_free(n->observed);
    ent_mem_free(n->index);
    ent_mem_free(n->start);
    ent_mem_free(n->values);
    ent_mem_free(n);
}

size_t ent_nulls_count(const ent_nulls *n)
{
    return n->count;
}

const ent_result *ent_nulls_result(const ent_nulls *n, size_t i)
{
    return ent_result_at(n->observed, n->index[i]);
}

ent_null_value ent_nulls_value(const ent_nulls *n, size_t result, size_t at)
{
    return n->values[n->start[result] + at];
}

void ent_nulls_describe(const ent_nulls *n, ent_buf *out)
{
    ent_results_describe(n->observed, out);
    ent_buf_format(out, "%s%s%s, %zu %s from seed %llu", out->len ? "; " : "",
                   n->options.model == ENT_RESAMPLED_NODES ? "" : "null: ", ent_null_name(n->options.model),
                   n->options.runs, n->options.model == ENT_RESAMPLED_NODES ? "samples" : "runs",
                   (unsigned long long)n->options.seed);
}
