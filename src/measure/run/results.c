/* results.c: a run of measures: their names, values and ranks, and the text of the footer. */
#include "measure/communities/partition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

typedef struct item {
    ent_result result;
    double *values;
    ent_rank *ranks; /* NULL when there are none */
    ent_str argument;
    uint32_t group_a, group_b; /* of a measure with a value for each pair of groups */
} item;

struct ent_results {
    ent_arena arena; /* names and arguments */
    ent_measures_options options;
    item *items;
    size_t count, room;
    uint32_t nodes;
    bool directed;
};

/* ---- names of measures ---- */

/* Writes the name of a result: that of the measure, with its column, number or distance rule. */
static void write_name(ent_buf *out, const ent_measure *row, ent_str argument, double alpha)
{
    ent_str name = ent_str_of(row->name);

    if (row->flags & ENT_MEASURE_COLUMN) {
        ent_buf_add(out, name.ptr, (size_t)(strchr(name.ptr, ':') + 1 - name.ptr));
        ent_buf_str(out, argument);
        return;
    }
    ent_buf_str(out, name);
    if (row->parameter && argument.len) {
        ent_buf_format(out, ":%s=", row->parameter);
        ent_buf_str(out, argument);
    }
    if (row->weight == ENT_MEANS_RULE) {
        if (!row->parameter && argument.len && !ent_distance_read(&alpha, argument))
            alpha = 0;
        if (alpha != 0) {
            ent_buf_char(out, ':');
            ent_distance_write(out, alpha);
        }
    }
}

static ent_status add(ent_results *r, const ent_measure *row, ent_str argument, ent_diags *diags)
{
    item new = { .result = { .measure = row } };
    ent_buf name = { 0 };
    bool failed;

    write_name(&name, row, argument, r->options.distance);
    new.result.name = ent_arena_str(&r->arena, ent_buf_view(&name));
    new.argument = ent_arena_str(&r->arena, argument);
    failed = name.failed || !new.result.name.ptr || !new.argument.ptr;
    ent_buf_destroy(&name);
    for (size_t i = 0; i < r->count && !failed; i++)
        if (ent_str_eq(r->items[i].result.name, new.result.name))
            return ENT_OK;
    if (failed || !ent_mem_reserve((void **)&r->items, &r->room, r->count + 1, sizeof *r->items))
        return ent_out_of_memory(diags);
    r->items[r->count++] = new;
    return ENT_OK;
}

/* The reason why a measure has no value on this network; NULL when it may have one. */
static const char *reason(const ent_measure *row, const ent_work *w)
{
    if (w->two_mode && (row->flags & ENT_MEASURE_ONE_MODE))
        return "on a two-mode network";
    if (!w->two_mode && (row->flags & ENT_MEASURE_TWO_MODE))
        return "on a one-mode network";
    if (w->directed && (row->flags & ENT_MEASURE_UNDIRECTED))
        return "with directions (there are in and out forms)";
    if (!w->directed && (row->flags & ENT_MEASURE_DIRECTED))
        return "without directions";
    if (w->n > ENT_MATRIX_NODES && (row->flags & ENT_MEASURE_MATRIX))
        return "on a network of this size (they need a matrix of all nodes by all nodes)";
    return NULL;
}

/* The distance rule of a measure that searches paths from each node separately; NaN for other measures.
 * Unweighted paths are searched from 256 nodes at once, except for betweenness. */
static double path_rule(const ent_measure *row, ent_str argument, double alpha)
{
    if (row->flags & ENT_MEASURE_SAMPLED)
        return NAN;
    if (row->weight == ENT_MEANS_LENGTH)
        return 1;
    if (row->weight == ENT_MEANS_RULE && argument.len)
        ent_distance_read(&alpha, argument);
    if (row->weight != ENT_MEANS_RULE)
        alpha = 0;
    return alpha != 0 || (row->flags & ENT_MEASURE_PASSAGE) ? alpha : NAN;
}

/* About how long a search of all paths takes. */
static double path_seconds(const ent_work *w, double rule)
{
    enum { STEP_NANOSECONDS = 12, WEIGHTED_FACTOR = 2 };

    return (double)w->n * w->out.start[w->n] * STEP_NANOSECONDS * (rule != 0 ? WEIGHTED_FACTOR : 1) * 1e-9;
}

/* A group has no measures that take hours: they are computed when they are named. */
static bool takes_hours(const ent_measure *row, const ent_work *w)
{
    enum { MOST_SECONDS = 3600 };
    double rule = path_rule(row, (ent_str){ 0 }, w->options.distance);

    return !isnan(rule) && path_seconds(w, rule) > MOST_SECONDS;
}

/* A group leaves out measures of other kinds of networks. On two-mode networks the measures of one mode stay,
 * as empty columns, because tables of one mode have them. */
static bool in_group(const ent_measure *row, const ent_work *w, unsigned flags, int scope)
{
    if ((row->flags & (ENT_MEASURE_COLUMN | ENT_MEASURE_SAMPLED)) || (row->flags & flags) != flags)
        return false;
    if (scope < 0 ? row->scope == ENT_SCOPE_PAIR : (int)row->scope != scope)
        return false;
    return !reason(row, w) || (w->two_mode && (row->flags & ENT_MEASURE_ONE_MODE) && !w->directed);
}

/* What a group leaves out is said; in the place of betweenness it has its estimate. */
static ent_status add_estimates(ent_results *r, const ent_work *w, ent_str slow, bool of_nodes)
{
    static const char *const estimates[] = { "betweenness_sampled", "betweenness_sampled_error" };
    ent_status status = ENT_OK;

    ent_note(w->diags, ENT_NOWHERE,
             "left out, as paths from each of %u nodes along %u ties take about %.0f hours: %.*s; "
             "betweenness_sampled estimates betweenness from %d nodes, and measures that are named in --measures "
             "are computed however long they take",
             w->n, w->m, ceil(path_seconds(w, w->options.distance) / 3600), ENT_STR_ARG(slow),
             ENT_SAMPLED_SOURCES);
    for (size_t i = 0; i < sizeof estimates / sizeof *estimates && status == ENT_OK && of_nodes; i++)
        status = add(r, ent_measure_find(ent_str_of(estimates[i])), (ent_str){ 0 }, w->diags);
    return status;
}

static ent_status add_group(ent_results *r, const ent_work *w, unsigned flags, int scope)
{
    ent_buf slow = { 0 };
    bool of_nodes = false;
    ent_status status = ENT_OK;

    for (size_t i = 0; i < ent_measure_count() && status == ENT_OK; i++) {
        const ent_measure *row = ent_measure_at(i);

        if (!in_group(row, w, flags, scope))
            continue;
        if (!takes_hours(row, w)) {
            status = add(r, row, (ent_str){ 0 }, w->diags);
            continue;
        }
        of_nodes |= row->scope == ENT_SCOPE_NODE;
        ent_buf_format(&slow, "%s%s", slow.len ? ", " : "", row->name);
    }
    if (status == ENT_OK && slow.len)
        status = add_estimates(r, w, ent_buf_view(&slow), of_nodes);
    ent_buf_destroy(&slow);
    return status;
}

/* Reads "0.5" or "alpha=0.5"; *number is the text for names. */
static bool read_parameter(const ent_measure *row, ent_str text, ent_str *number)
{
    size_t len = row->parameter ? strlen(row->parameter) : 0;
    double value;

    if (len && text.len > len && memcmp(text.ptr, row->parameter, len) == 0 && text.ptr[len] == '=')
        text = ent_str_trim((ent_str){ text.ptr + len + 1, text.len - len - 1 });
    *number = text;
    return row->parameter && ent_str_number(text, &value) && isfinite(value);
}

/* Adds a result for each pair of groups, in the order of their names; both ways in directed networks. */
static ent_status add_each(ent_results *r, ent_work *w, const ent_measure *row, ent_str column)
{
    const work_column *c;
    ent_buf text = { 0 };
    ent_status status = ent_work_column(w, column, &c);

    for (uint32_t g = 1; status == ENT_OK && g <= c->count; g++)
        for (uint32_t h = w->directed ? 1 : g; status == ENT_OK && h <= c->count; h++) {
            size_t before = r->count;

            ent_buf_clear(&text);
            ent_buf_format(&text, "%.*s:%.*s|%.*s", ENT_STR_ARG(column),
                           ENT_STR_ARG(c->names[g - 1]), ENT_STR_ARG(c->names[h - 1]));
            status = text.failed ? ent_out_of_memory(w->diags)
                                 : add(r, row, ent_buf_view(&text), w->diags);
            if (r->count == before)
                continue; /* it was there already */
            r->items[r->count - 1].group_a = g;
            r->items[r->count - 1].group_b = h;
        }
    ent_buf_destroy(&text);
    return status;
}

static ent_status add_name(ent_results *r, ent_work *w, ent_str name)
{
    ent_diags *diags = w->diags;
    const ent_measure *row = ent_measure_find(name);
    const char *colon = memchr(name.ptr, ':', name.len);
    ent_str argument = { 0 };
    double alpha;

    if (colon)
        argument = ent_str_trim(
            (ent_str){ colon + 1, (size_t)(name.ptr + name.len - (colon + 1)) });
    if (!row)
        return ent_measure_unknown(name, diags);
    if (row->flags & ENT_MEASURE_COLUMN) {
        if (!argument.len)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "'%.*s' needs a column of the nodes: %s", ENT_STR_ARG(name), row->name);
        if (row->flags & ENT_MEASURE_EACH)
            return add_each(r, w, row, argument);
    } else if (colon && row->parameter) {
        if (!read_parameter(row, argument, &argument))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "'%.*s': expected %s:%s=NUMBER",
                            ENT_STR_ARG(name), row->name, row->parameter);
    } else if (colon && row->weight != ENT_MEANS_RULE) {
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "'%s' takes no argument after a colon",
                        row->name);
    } else if (colon && !ent_distance_read(&alpha, argument)) {
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "unknown distance rule '%.*s'; expected unweighted, inverse or inverse:ALPHA",
                        ENT_STR_ARG(argument));
    }
    return add(r, row, argument, diags);
}

static int scope_named(ent_str name)
{
    for (int scope = 0; scope < ENT_SCOPE_COUNT; scope++)
        if (ent_str_is(name, ent_scope_name((ent_scope)scope)))
            return scope;
    return -1;
}

static ent_status choose(ent_results *r, ent_work *w, const char *names)
{
    ent_buf list = { 0 };
    ent_status status = ENT_OK;
    ent_str rest, name;
    int scope;

    ent_buf_text(&list, names ? names : "default");
    for (size_t i = 0; i < list.len; i++)
        if (list.data[i] == ';')
            list.data[i] = ',';
    rest = ent_buf_view(&list);
    while (status == ENT_OK && ent_str_next(&rest, ',', &name)) {
        if (!name.len)
            continue;
        if (ent_str_is(name, "default"))
            status = add_group(r, w, ENT_MEASURE_DEFAULT, -1);
        else if (ent_str_is(name, "all"))
            status = add_group(r, w, 0, -1);
        else if ((scope = scope_named(name)) >= 0)
            status = add_group(r, w, 0, scope);
        else
            status = add_name(r, w, name);
    }
    if (list.failed && status == ENT_OK)
        status = ent_out_of_memory(w->diags);
    ent_buf_destroy(&list);
    return status;
}

/* ---- ranks ---- */

typedef struct ranked {
    bool apart; /* of the second mode: ranked separately, from 1 */
    double value;
    size_t at;
} ranked;

static int largest_first(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->apart != y->apart)
        return x->apart ? 1 : -1;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static bool is_apart(const item *it, const ent_work *w, size_t at)
{
    return w->network && it->result.measure->scope == ENT_SCOPE_NODE &&
           ent_node_apart(w->network, at);
}

static ent_status rank(item *it, const ent_work *w)
{
    ranked *order = ent_mem_new(it->result.count + 1, sizeof *order);
    size_t count = 0, first = 0;

    it->ranks = ent_mem_new(it->result.count + 1, sizeof *it->ranks);
    if (!order || !it->ranks) {
        ent_mem_free(order);
        return ent_out_of_memory(w->diags);
    }
    for (size_t i = 0; i < it->result.count; i++)
        if (!isnan(it->values[i]))
            order[count++] = (ranked){ is_apart(it, w, i), it->values[i], i };
    if (count)
        qsort(order, count, sizeof *order, largest_first);
    for (size_t i = 0, end; i < count; i = end) {
        first = i && order[i].apart != order[i - 1].apart ? i : first;
        for (end = i + 1; end < count && order[end].apart == order[i].apart &&
                          work_same(order[end - 1].value, order[end].value);)
            end++;
        for (size_t k = i; k < end; k++)
            it->ranks[order[k].at] = (ent_rank){ i - first + 1, end - first };
    }
    ent_mem_free(order);
    return ENT_OK;
}

ent_rank ent_results_rank(const ent_results *r, size_t result, size_t at)
{
    const item *it = result < r->count ? &r->items[result] : NULL;

    return it && it->ranks && at < it->result.count ? it->ranks[at] : (ent_rank){ 0, 0 };
}

void ent_rank_write(ent_buf *out, ent_rank rank_of)
{
    if (!rank_of.first)
        return;
    ent_buf_count(out, rank_of.first);
    if (rank_of.last > rank_of.first)
        ent_buf_char(out, '=');
}

/* ---- the run ---- */

static size_t pair_count(const ent_work *w)
{
    size_t pairs = (size_t)w->n * (w->n ? w->n - 1 : 0);

    return w->directed ? pairs : pairs / 2;
}

static ent_status compute(item *it, ent_work *w)
{
    const ent_measure *row = it->result.measure;
    size_t count = row->scope == ENT_SCOPE_NODE   ? w->n
                   : row->scope == ENT_SCOPE_TIE  ? w->m
                   : row->scope == ENT_SCOPE_PAIR ? pair_count(w)
                                                  : 1;
    ent_status status = ENT_OK;

    if (row->scope == ENT_SCOPE_PAIR && w->options.most_pairs && count > w->options.most_pairs)
        return ent_fail(w->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "%s of %u nodes has %zu values, one a row; expected at most %zu "
                        "(--top N shows the first, --force all)",
                        row->name, w->n, count, w->options.most_pairs);
    w->argument = it->argument;
    w->group_a = it->group_a;
    w->group_b = it->group_b;
    if ((it->values = ent_mem_new(count + 1, sizeof *it->values)) == NULL)
        return ent_out_of_memory(w->diags);
    it->result.values = it->values;
    it->result.count = count;
    for (size_t i = 0; i < count; i++)
        it->values[i] = NAN;
    if (!reason(row, w))
        status = row->compute(it->values, w);
    if (status == ENT_OK && row->scope != ENT_SCOPE_NETWORK && row->scope != ENT_SCOPE_PAIR &&
        !(row->flags & ENT_MEASURE_CLASS) && !w->options.unranked)
        status = rank(it, w);
    return status;
}

/* Reports, once for each reason, the measures that have no value. */
static void note_undefined(const ent_results *r, const ent_work *w)
{
    for (size_t i = 0; i < r->count; i++) {
        const char *why = reason(r->items[i].result.measure, w);
        bool said = false;
        ent_buf list = { 0 };

        for (size_t k = 0; k < i && why; k++)
            said |= reason(r->items[k].result.measure, w) == why;
        for (size_t k = i; k < r->count && why && !said; k++)
            if (reason(r->items[k].result.measure, w) == why) {
                ent_buf_text(&list, list.len ? ", " : "");
                ent_buf_str(&list, r->items[k].result.name);
            }
        if (list.len)
            ent_note(w->diags, ENT_NOWHERE, "undefined %s: %s", why, ent_buf_string(&list));
        ent_buf_destroy(&list);
    }
}

/* Reports a long search of paths before it begins. */
static void note_cost(const ent_results *r, const ent_work *w)
{
    enum { LONG_SECONDS = 20 };
    double seconds = 0;
    ent_buf list = { 0 };

    for (size_t i = 0; i < r->count; i++) {
        double rule = path_rule(r->items[i].result.measure, r->items[i].argument, r->options.distance);
        bool before = isnan(rule) || reason(r->items[i].result.measure, w) != NULL;

        if (before)
            continue;
        ent_buf_text(&list, list.len ? ", " : "");
        ent_buf_str(&list, r->items[i].result.name);
        for (size_t k = 0; k < i && !before; k++)
            before = path_rule(r->items[k].result.measure, r->items[k].argument, r->options.distance) == rule;
        if (!before)
            seconds += path_seconds(w, rule);
    }
    if (seconds > LONG_SECONDS && !w->options.unranked)
        ent_note(w->diags, ENT_NOWHERE,
                 "%s: all shortest paths from each of %u nodes along %u ties take about %.0f minute%s "
                 "(betweenness_sampled estimates betweenness from the paths of some nodes)",
                 ent_buf_string(&list), w->n, w->m, ceil(seconds / 60), seconds > 60 ? "s" : "");
    ent_buf_destroy(&list);
}

/* Reports that communities of a large network are searched less often than usual. */
static void note_searches(const ent_results *r, const ent_work *w)
{
    bool searched = false;

    for (size_t i = 0; i < r->count; i++)
        searched |= (r->items[i].result.measure->flags & ENT_MEASURE_CHANCE) != 0;
    if (searched && w->fewer_runs && !w->options.unranked)
        ent_note(w->diags, ENT_NOWHERE,
                 "communities: the best of %zu search%s instead of %d, as the network has %u ties (--runs N)",
                 w->options.community_runs, w->options.community_runs == 1 ? "" : "es", ENT_COMMUNITY_RUNS, w->m);
}

ent_status ent_measures_run_on(ent_results **results, ent_work *w, const char *names)
{
    ent_results *r = ent_mem_new(1, sizeof *r);
    ent_status status;

    *results = NULL;
    if (!r)
        return ent_out_of_memory(w->diags);
    r->options = w->options;
    r->nodes = w->n;
    r->directed = w->directed;
    status = choose(r, w, names);
    for (size_t i = 0; i < r->count; i++)
        w->betweenness_wanted |= (r->items[i].result.measure->flags & ENT_MEASURE_PASSAGE) != 0;
    if (status == ENT_OK) {
        note_cost(r, w);
        note_searches(r, w);
    }
    for (size_t i = 0; i < r->count && status == ENT_OK; i++)
        status = compute(&r->items[i], w);
    if (status == ENT_OK) {
        note_undefined(r, w);
        *results = r;
    } else {
        ent_results_free(r);
    }
    return status;
}

static ent_status check_options(const ent_measures_options *o, ent_diags *diags)
{
    if (!isfinite(o->distance) || o->distance < 0 || o->distance > 100)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the exponent of the distance rule is %g; expected 0 to 100", o->distance);
    if (!isfinite(o->resolution) || o->resolution <= 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the resolution is %g; expected a number above 0", o->resolution);
    return ENT_OK;
}

ent_status ent_measures_run(ent_results **results, const ent_network *network, const char *names,
                            const ent_measures_options *options, ent_diags *diags)
{
    static const ent_measures_options plain = ENT_MEASURES_OPTIONS_INIT;
    ent_work *work = NULL;
    ent_status status;

    *results = NULL;
    if (!options)
        options = &plain;
    if ((status = check_options(options, diags)) == ENT_OK &&
        (status = ent_work_of(&work, network, options, diags)) == ENT_OK)
        status = ent_measures_run_on(results, work, names);
    ent_work_free(work);
    return status;
}

void ent_results_free(ent_results *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->count; i++) {
        ent_mem_free(r->items[i].values);
        ent_mem_free(r->items[i].ranks);
    }
    ent_mem_free(r->items);
    ent_arena_destroy(&r->arena);
    ent_mem_free(r);
}

/* ---- public API: reading ---- */

size_t ent_results_count(const ent_results *r)
{
    return r->count;
}

const ent_result *ent_result_at(const ent_results *r, size_t i)
{
    return &r->items[i].result;
}

const ent_result *ent_results_find(const ent_results *r, ent_str name)
{
    const ent_measure *row;
    const char *colon = name.len ? memchr(name.ptr, ':', name.len) : NULL;

    for (size_t i = 0; i < r->count; i++)
        if (ent_str_eq(r->items[i].result.name, name))
            return &r->items[i].result;
    if ((row = ent_measure_find(name)) == NULL)
        return NULL;
    for (size_t i = 0; i < r->count; i++) {
        if (r->items[i].result.measure != row)
            continue;
        if (!colon || ent_str_eq(r->items[i].argument,
                                (ent_str){ colon + 1,
                                           (size_t)(name.ptr + name.len - (colon + 1)) }))
            return &r->items[i].result;
    }
    return NULL;
}

double ent_results_value(const ent_results *r, ent_str name, size_t at)
{
    const ent_result *result = ent_results_find(r, name);

    return result && at < result->count ? result->values[at] : NAN;
}

void ent_results_pair(const ent_results *r, size_t k, uint32_t *a, uint32_t *b)
{
    size_t n = r->nodes, low = 0, high = n - 1;

    if (r->directed) {
        *a = (uint32_t)(k / (n - 1));
        *b = (uint32_t)(k % (n - 1));
        *b += *b >= *a;
        return;
    }
    while (high - low > 1) { /* the pairs of nodes before x are x(2n - x - 1)/2 */
        size_t middle = (low + high) / 2;

        if (middle * (2 * n - middle - 1) / 2 <= k)
            low = middle;
        else
            high = middle;
    }
    *a = (uint32_t)low;
    *b = (uint32_t)(low + 1 + k - low * (2 * n - low - 1) / 2);
}

const ent_measures_options *ent_results_options(const ent_results *r)
{
    return &r->options;
}

void ent_results_undirected(const ent_results *r, ent_buf *out)
{
    const char *comma = "";

    for (size_t i = 0; i < r->count && r->directed; i++) {
        if (!ent_measure_undirected(r->items[i].result.measure))
            continue;
        ent_buf_text(out, comma);
        ent_buf_str(out, r->items[i].result.name);
        comma = ", ";
    }
}

void ent_results_describe(const ent_results *r, ent_buf *out)
{
    bool rule = false, chance = false, sampled = false;
    ent_buf list = { 0 };

    for (size_t i = 0; i < r->count; i++) {
        rule |= r->items[i].result.measure->weight == ENT_MEANS_RULE;
        chance |= (r->items[i].result.measure->flags & ENT_MEASURE_CHANCE) != 0;
        sampled |= (r->items[i].result.measure->flags & ENT_MEASURE_SAMPLED) != 0;
    }
    if (rule) {
        ent_buf_text(out, "distance: ");
        ent_distance_write(out, r->options.distance);
    }
    if (sampled)
        ent_buf_format(out, "; sampled measures: paths from nodes drawn with seed %llu (%d nodes where no number is "
                            "given)",
                       (unsigned long long)r->options.seed, ENT_SAMPLED_SOURCES);
    if (chance) {
        ent_buf_format(out, "%scommunities: %s", rule ? "; " : "", ent_community_name(r->options.community_method));
        if (r->options.community_count)
            ent_buf_format(out, " cut at %zu communities", r->options.community_count);
        ent_buf_text(out, ", resolution ");
        ent_buf_number(out, r->options.resolution);
        ent_buf_format(out, ", best of %zu starts from seed %llu",
                       r->options.community_runs,
                       (unsigned long long)r->options.seed);
    }
    ent_results_undirected(r, &list);
    if (list.len)
        ent_buf_format(out, "%sdirections not read by: %s", rule || chance ? "; " : "",
                       ent_buf_string(&list));
    out->failed |= list.failed;
    ent_buf_destroy(&list);
}
