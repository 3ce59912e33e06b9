/* series.c: computes the steps, each independently, and sends it to the parent process as one frame.
 *
 *   step → worker: network, measures, rows of text → frame → parent
 *
 * A frame holds numbers and texts one after the other, each part at a multiple of eight bytes; the parent
 * uses it in place. It holds no addresses, but positions of records in the data set and of measures in their
 * table, because it may come from another machine (base/parts.h). The workers also write the rows of the table, because printing a number
 * takes longer than computing it. */
#include "measure/run/series.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/parts.h"

enum { MOST_STEPS = 100000 };

/* ---- steps ---- */

bool ent_span_read(ent_span *span, ent_str text)
{
    static const char units[] = "ymd";
    const char *unit = text.len ? strchr(units, text.ptr[text.len - 1]) : NULL;
    double count;

    if (!unit || !*unit || !ent_str_number((ent_str){ text.ptr, text.len - 1 }, &count) ||
        count < 1 || count > 100000 || count != floor(count))
        return false;
    *span = (ent_span){ (ent_unit)(unit - units), (uint32_t)count };
    return true;
}

/* The first day of step i. */
static int32_t day_of_step(const ent_series_options *o, size_t i)
{
    int year, month, day;
    long months;

    if (o->step.unit == ENT_DAYS)
        return (int32_t)(o->from.first + (int64_t)i * o->step.count);
    ent_day_split(o->from.first, &year, &month, &day);
    months = year * 12L + month - 1 +
             (long)i * (long)o->step.count * (o->step.unit == ENT_YEARS ? 12 : 1);
    return ent_day_of((int)(months / 12), (int)(months % 12) + 1, day);
}

/* The shortest form: "2014", "2014-05", "2014-05/2014-07", "2014-05-08". */
static void write_span(ent_buf *out, int32_t first, int32_t last)
{
    int y1, m1, d1, y2, m2, d2, next, month_after, day_after;
    bool years, months;

    ent_day_split(first, &y1, &m1, &d1);
    ent_day_split(last, &y2, &m2, &d2);
    ent_day_split(last + 1, &next, &month_after, &day_after);
    months = d1 == 1 && day_after == 1;
    years = months && m1 == 1 && m2 == 12;
    ent_buf_format(out, years ? "%04d" : months ? "%04d-%02d" : "%04d-%02d-%02d", y1, m1, d1);
    if (years ? y1 == y2 : months ? y1 == y2 && m1 == m2 : first == last)
        return;
    ent_buf_format(out, years ? "/%04d" : months ? "/%04d-%02d" : "/%04d-%02d-%02d", y2, m2, d2);
}

static ent_status make_step(ent_series *s, size_t i, ent_diags *diags)
{
    const ent_series_options *o = &s->options;
    bool given = o->date_count > 0;
    int32_t first = given ? o->dates[i].first : day_of_step(o, i);
    int32_t last = given ? o->dates[i].last : day_of_step(o, i + 1) - 1;
    series_step *step = &s->steps[i];
    ent_buf text = { 0 };
    ent_date asked;

    if (last > o->to.last)
        last = o->to.last;
    if (o->at == ENT_AT_DURING)
        write_span(&text, first, last);
    else
        ent_date_write(&text, ent_date_of_day(o->at == ENT_AT_START ? first : last));
    step->label = ent_arena_str(&s->arena, ent_buf_view(&text));
    ent_buf_destroy(&text);
    if (!step->label.ptr)
        return ent_out_of_memory(diags);
    if (ent_date_read(&asked, step->label) != ENT_DATE_OK)
        return ent_fail(diags, ENT_EINTERNAL, ENT_NOWHERE, "invalid date of a step: '%.*s'",
                        ENT_STR_ARG(step->label));
    *(o->at == ENT_AT_DURING && !(given && first == last) ? &step->span : &step->day) = asked;
    return ENT_OK;
}

static ent_status count_steps(ent_series *s, ent_diags *diags)
{
    const ent_series_options *o = &s->options;
    int first, last, month, day;

    if (!ent_date_known(o->from) || !ent_date_known(o->to) || o->from.first == ENT_DAY_MIN ||
        o->to.last == ENT_DAY_MAX)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a series needs a first and a last date, such as --from 1946 --to 2014");
    ent_day_split(o->from.first, &first, &month, &day);
    ent_day_split(o->to.last, &last, &month, &day);
    if (o->from.first > o->to.last || first < 0 || last > 9999)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the series ends before it begins, or leaves the years 0 to 9999");
    while (s->step_count <= MOST_STEPS && day_of_step(o, s->step_count) <= o->to.last)
        s->step_count++;
    if (s->step_count > MOST_STEPS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the series has more than %d steps; set a longer step with --step", MOST_STEPS);
    return ENT_OK;
}

static ent_status make_steps(ent_series *s, ent_diags *diags)
{
    ent_series_options *o = &s->options;
    ent_status status = ENT_OK;

    if (o->date_count) {
        o->from = o->dates[0];
        o->to = o->dates[o->date_count - 1];
        s->step_count = o->date_count;
    } else if ((status = count_steps(s, diags)) != ENT_OK) {
        return status;
    }
    if ((s->steps = ent_mem_new(s->step_count, sizeof *s->steps)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < o->date_count; i++)
        if (!ent_date_known(o->dates[i]) || o->dates[i].first == ENT_DAY_MIN || o->dates[i].last == ENT_DAY_MAX)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "a step needs a date with a beginning and an end");
    for (size_t i = 0; i < s->step_count && status == ENT_OK; i++)
        status = make_step(s, i, diags);
    return status;
}

/* ---- frames ---- */

typedef struct frame_head {
    uint64_t nodes, columns, changes, ties, unknown, assumed, words;
    /* what the network resolved in its selection; the length of the text has the NUL, 0: none */
    uint32_t network, weight, by_default, with_memberships, drop_isolates, weight_column;
} frame_head;

typedef struct column_head {
    uint64_t measure, count, name, text;
} column_head;

static void align(ent_buf *out)
{
    static const char zeros[8];

    ent_buf_add(out, zeros, (8 - out->len % 8) % 8);
}

static const char *take_bytes(const char **at, size_t len)
{
    const char *here = *at;

    *at += (len + 7) / 8 * 8;
    return here;
}

static ent_status network_of_step(ent_network **n, const ent_series *s, size_t i, ent_diags *diags)
{
    ent_selection selection = s->options.selection;

    selection.as_of = s->steps[i].day;
    selection.during = s->steps[i].span;
    return ent_network_new(n, s->d, &selection, diags);
}

static void write_nodes(const ent_network *n, ent_buf *out)
{
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_series_node node = { ent_node_at(n, i)->actor, ent_node_at(n, i)->act };

        ent_buf_add(out, (const char *)&node, sizeof node);
    }
}

static ent_status tie_ends(const ent_network *n, uint32_t **ends, ent_diags *diags)
{
    if ((*ends = ent_mem_new(2 * ent_tie_count(n), sizeof **ends)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t t = 0; t < ent_tie_count(n); t++) {
        (*ends)[2 * t] = ent_tie_at(n, t)->a;
        (*ends)[2 * t + 1] = ent_tie_at(n, t)->b;
    }
    return ENT_OK;
}

static uint64_t number_of(const ent_measure *m)
{
    size_t i = 0;

    while (i < ent_measure_count() && ent_measure_at(i) != m)
        i++;
    return i;
}

static ent_status write_column(const ent_series *s, size_t step, const ent_network *n,
                               const ent_series_node *nodes, const ent_result *r, ent_buf *out,
                               ent_diags *diags)
{
    ent_series_column column = { .date = s->steps[step].label,
                                 .name = r->name,
                                 .measure = r->measure,
                                 .values = r->values,
                                 .count = r->count,
                                 .dataset = s->d,
                                 .nodes = nodes };
    column_head head = { number_of(r->measure), r->count, r->name.len, 0 };
    ent_buf text = { 0 };
    uint32_t *ends = NULL;
    ent_status status = ENT_OK;

    if (r->measure->scope == ENT_SCOPE_TIE)
        status = tie_ends(n, &ends, diags);
    column.ends = ends;
    if (status == ENT_OK && s->options.write)
        s->options.write(s->options.ctx, &column, &text);
    if (text.failed)
        out->failed = true;
    head.text = text.len;
    ent_buf_add(out, (const char *)&head, sizeof head);
    ent_buf_str(out, r->name);
    align(out);
    ent_buf_add(out, (const char *)r->values, r->count * sizeof *r->values);
    ent_buf_str(out, ent_buf_view(&text));
    align(out);
    ent_buf_destroy(&text);
    ent_mem_free(ends);
    return status;
}

/* Adds the communities as the last measure when they are needed only to track them. */
static ent_status measure_step(const ent_series *s, const ent_network *n, ent_results **r,
                               ent_bounds **bounds, ent_diags *diags)
{
    ent_bounds_options o = { .samples = s->options.samples,
                             .seed = s->options.options.seed,
                             .workers = 1 };
    ent_buf names = { 0 };
    ent_status status;

    ent_buf_text(&names, s->options.measures ? s->options.measures : "default");
    if (s->community_hidden)
        ent_buf_text(&names, ",community");
    status = names.failed
                 ? ent_out_of_memory(diags)
                 : ent_measures_run(r, n, ent_buf_string(&names), &s->options.options, diags);
    if (status == ENT_OK && o.samples)
        status = ent_bounds_run(bounds, n, *r, ent_buf_string(&names), &o, diags);
    ent_buf_destroy(&names);
    return status;
}

static ent_status write_changes(const ent_series *s, size_t step, const ent_network *n,
                                ent_buf *out, size_t *count, ent_diags *diags)
{
    ent_network *before = NULL;
    ent_status status;

    *count = 0;
    if (!s->options.changes || !step)
        return ENT_OK;
    if ((status = network_of_step(&before, s, step - 1, diags)) == ENT_OK)
        status = ent_series_compare(before, n, step, out, count, diags);
    ent_network_free(before);
    return status;
}

/* The measures, each followed by its bounds. */
static ent_status write_columns(const ent_series *s, size_t step, const ent_network *n,
                                const ent_series_node *nodes, const ent_results *r,
                                const ent_bounds *bounds, uint64_t *count, ent_buf *out,
                                ent_diags *diags)
{
    ent_status status = ENT_OK;
    ent_buf name = { 0 };

    for (size_t i = 0; i < ent_results_count(r) && status == ENT_OK; i++) {
        ent_result column = *ent_result_at(r, i);

        status = write_column(s, step, n, nodes, &column, out, diags);
        ++*count;
        for (int high = 0; high < 2 && bounds && ent_bounds_has(bounds, i) && status == ENT_OK;
             high++) {
            ent_buf_clear(&name);
            ent_buf_str(&name, ent_result_at(r, i)->name);
            ent_buf_text(&name, high ? "_high" : "_low");
            column.name = ent_buf_view(&name);
            column.values = high ? ent_bounds_high(bounds, i) : ent_bounds_low(bounds, i);
            status = write_column(s, step, n, nodes, &column, out, diags);
            ++*count;
        }
    }
    out->failed = out->failed || name.failed;
    ent_buf_destroy(&name);
    return status;
}

/* Returns the text that follows, with its NUL. */
static ent_str describe_selection(frame_head *head, const ent_selection *s)
{
    head->network = s->network;
    head->weight = s->weight;
    head->by_default = s->by_default;
    head->with_memberships = s->with_memberships;
    head->drop_isolates = s->drop_isolates;
    head->weight_column = s->weight_column ? (uint32_t)strlen(s->weight_column) + 1 : 0;
    return (ent_str){ s->weight_column, head->weight_column };
}

static void resolve_selection(ent_selection *s, const frame_head *head, const char *weight_column)
{
    s->network = (ent_network_kind)head->network;
    s->weight = (ent_weight)head->weight;
    s->by_default = head->by_default;
    s->with_memberships = head->with_memberships;
    s->drop_isolates = head->drop_isolates;
    s->weight_column = head->weight_column ? weight_column : NULL;
}

static ent_status write_frame(const ent_series *s, size_t step, const ent_network *n,
                              const ent_results *r, const ent_bounds *bounds, ent_buf *out,
                              ent_diags *diags)
{
    frame_head head = { .nodes = ent_node_count(n),
                        .ties = ent_tie_count(n),
                        .unknown = ent_unknown_tie_count(n),
                        .assumed = ent_network_assumed_count(n) };
    ent_str weight_column = describe_selection(&head, ent_network_selection(n));
    ent_buf nodes = { 0 }, changes = { 0 }, words = { 0 }, columns = { 0 };
    size_t changed = 0;
    ent_status status = write_changes(s, step, n, &changes, &changed, diags);

    ent_results_describe(r, &words);
    head.words = words.len;
    head.changes = changed;
    write_nodes(n, &nodes);
    if (status == ENT_OK && !nodes.failed)
        status = write_columns(s, step, n, (const ent_series_node *)(const void *)nodes.data, r,
                               bounds, &head.columns, &columns, diags);
    ent_buf_add(out, (const char *)&head, sizeof head);
    ent_buf_str(out, ent_buf_view(&nodes));
    ent_buf_str(out, ent_buf_view(&changes));
    ent_buf_str(out, ent_buf_view(&words));
    align(out);
    ent_buf_str(out, weight_column);
    align(out);
    ent_buf_str(out, ent_buf_view(&columns));
    if (nodes.failed || changes.failed || words.failed || columns.failed)
        out->failed = true;
    ent_buf_destroy(&columns);
    ent_buf_destroy(&nodes);
    ent_buf_destroy(&changes);
    ent_buf_destroy(&words);
    return status;
}

static ent_status open_frame(ent_series *s, size_t i, ent_str bytes, ent_diags *diags)
{
    series_step *step = &s->steps[i];
    const char *at;
    frame_head head;

    if ((step->frame = ent_mem_copy(bytes.ptr, bytes.len)) == NULL)
        return ent_out_of_memory(diags);
    at = step->frame;
    memcpy(&head, take_bytes(&at, sizeof head), sizeof head);
    step->node_count = head.nodes;
    step->change_count = head.changes;
    step->tie_count = head.ties;
    step->unknown_count = head.unknown;
    step->assumed_count = head.assumed;
    s->column_count = head.columns;
    step->nodes = (const void *)take_bytes(&at, head.nodes * sizeof *step->nodes);
    step->changes = (const void *)take_bytes(&at, head.changes * sizeof *step->changes);
    s->words = (ent_str){ take_bytes(&at, head.words), head.words };
    s->selection = s->options.selection;
    resolve_selection(&s->selection, &head, take_bytes(&at, head.weight_column));
    if ((step->columns = ent_mem_new(head.columns, sizeof *step->columns)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t c = 0; c < head.columns; c++) {
        series_column *column = &step->columns[c];
        column_head h;

        memcpy(&h, take_bytes(&at, sizeof h), sizeof h);
        column->measure = ent_measure_at(h.measure);
        column->count = h.count;
        column->name = (ent_str){ take_bytes(&at, h.name), h.name };
        column->values = (double *)(void *)take_bytes(&at, h.count * sizeof(double));
        column->text = (ent_str){ take_bytes(&at, h.text), h.text };
    }
    return ENT_OK;
}

/* ---- the run ---- */

/* Delivers a message that all steps report only once. */
typedef struct once {
    ent_diags *to;
    ent_arena arena;
    ent_str *heard;
    size_t count, room;
} once;

static void deliver_once(void *ctx, const ent_diag *diag)
{
    once *o = ctx;
    ent_str text = ent_str_of(diag->text);

    for (size_t i = 0; i < o->count; i++)
        if (ent_str_eq(o->heard[i], text))
            return;
    if (ent_mem_reserve((void **)&o->heard, &o->room, o->count + 1, sizeof *o->heard)) {
        ent_str copy = ent_arena_str(&o->arena, text);

        if (copy.ptr)
            o->heard[o->count++] = copy;
    }
    ent_deliver(o->to, diag);
}

/* Later steps come first: they have more states and agreements and take longer, and the last task should
 * be short, so that no worker waits for another. */
static size_t step_of(const ent_series *s, size_t task)
{
    return s->step_count - 1 - task;
}

static ent_status run_step(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    const ent_series *s = ctx;
    size_t step = step_of(s, task);
    ent_network *n = NULL;
    ent_results *r = NULL;
    ent_bounds *bounds = NULL;
    ent_status status;

    if ((status = network_of_step(&n, s, step, diags)) == ENT_OK &&
        (status = measure_step(s, n, &r, &bounds, diags)) == ENT_OK)
        status = write_frame(s, step, n, r, bounds, out, diags);
    ent_bounds_free(bounds);
    ent_results_free(r);
    ent_network_free(n);
    return status;
}

static ent_status take_step(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    ent_series *s = ctx;

    return open_frame(s, step_of(s, task), result, diags);
}

static bool is_community(ent_str name)
{
    const ent_measure *m = ent_measure_find(name);

    return m && strcmp(m->name, "community") == 0;
}

/* True when the names include the communities, by name or in a group. */
static bool asks_for_communities(const char *names)
{
    const char *word = names ? names : "default";
    unsigned flags = ent_measure_find(ENT_STR("community"))->flags;

    for (size_t len; *word; word += len + (word[len] != '\0')) {
        ent_str name;

        len = strcspn(word, ",;");
        name = ent_str_trim((ent_str){ word, len });
        if (is_community(name) || ent_str_is(name, "all") || ent_str_is(name, "node") ||
            (ent_str_is(name, "default") && flags & ENT_MEASURE_DEFAULT))
            return true;
    }
    return false;
}

/* Writes the column of communities again, with the lasting numbers. */
static ent_status rewrite_communities(ent_series *s, ent_diags *diags)
{
    ent_buf text = { 0 };
    bool whole = true;

    for (size_t i = 0; i < s->step_count && s->options.write && whole; i++) {
        ent_series_column column = ent_series_column_at(s, i, s->community_column, NULL);
        ent_str *place = &s->steps[i].columns[s->community_column].text;

        ent_buf_clear(&text);
        s->options.write(s->options.ctx, &column, &text);
        *place = ent_arena_str(&s->arena, ent_buf_view(&text));
        whole = !text.failed && place->ptr;
    }
    ent_buf_destroy(&text);
    return whole ? ENT_OK : ent_out_of_memory(diags);
}

static ent_status join_communities(ent_series *s, ent_diags *diags)
{
    ent_status status;

    s->community_column = SIZE_MAX;
    for (size_t c = 0; c < s->column_count; c++)
        if (is_community(s->steps[0].columns[c].name))
            s->community_column = c;
    if (s->community_column == SIZE_MAX)
        return ENT_OK;
    status = ent_series_track_communities(s, diags);
    if (status == ENT_OK && !s->community_hidden)
        status = rewrite_communities(s, diags);
    if (s->community_hidden)
        s->column_count--;
    return status;
}

/* After a merge of some parts only: leaves out the steps of the others. */
static ent_status keep_steps(ent_series *s, ent_diags *diags)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->step_count; i++)
        if (s->steps[i].frame)
            s->steps[kept++] = s->steps[i];
    s->step_count = kept;
    return kept ? ENT_OK : ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "--partial: these parts have no step of the series");
}

static ent_status count_changes(ent_series *s, ent_diags *diags)
{
    if ((s->change_before = ent_mem_new(s->step_count + 1, sizeof *s->change_before)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < s->step_count; i++)
        s->change_before[i + 1] = s->change_before[i] + s->steps[i].change_count;
    return ENT_OK;
}

ent_status ent_series_run(ent_series **series, const ent_dataset *d,
                          const ent_series_options *options, ent_diags *diags)
{
    ent_series *s = ent_mem_new(1, sizeof *s);
    once words = { .to = diags };
    ent_diags heard = { .sink = deliver_once, .ctx = &words, .progress = diags ? diags->progress : NULL,
                        .progress_ctx = diags ? diags->progress_ctx : NULL };
    ent_parallel work = {
        .name = ENT_JOB_SERIES, .run = run_step, .take = take_step, .ctx = s, .workers = options->workers
    };
    ent_status status;

    *series = NULL;
    if (!s)
        return ent_out_of_memory(diags);
    s->d = d;
    s->options = *options;
    s->community_hidden = options->communities && !asks_for_communities(options->measures);
    if ((status = make_steps(s, diags)) == ENT_OK) {
        work.tasks = s->step_count;
        work.partial = !options->communities && !asks_for_communities(options->measures); /* they are matched in order */
        if ((status = ent_parts_run(&work, diags ? &heard : NULL)) == ENT_OK)
            status = keep_steps(s, diags);
    }
    if (status == ENT_OK && (status = count_changes(s, diags)) == ENT_OK)
        status = join_communities(s, diags);
    ent_mem_free(words.heard);
    ent_arena_destroy(&words.arena);
    if (status == ENT_OK)
        *series = s;
    else
        ent_series_free(s);
    return status;
}

void ent_series_free(ent_series *s)
{
    if (!s)
        return;
    for (size_t i = 0; s->steps && i < s->step_count; i++) {
        ent_mem_free(s->steps[i].frame);
        ent_mem_free(s->steps[i].columns);
        ent_mem_free(s->steps[i].community);
    }
    ent_mem_free(s->steps);
    ent_mem_free(s->events);
    ent_mem_free(s->change_before);
    ent_arena_destroy(&s->arena);
    ent_mem_free(s);
}

/* ---- public API: reading ---- */

void ent_series_describe(const ent_series *s, ent_buf *out)
{
    ent_selection selection = s->selection;

    selection.as_of = (ent_date){ 0 };
    selection.during = s->options.from;
    selection.during.kind = ENT_DATE_SPAN;
    selection.during.last = s->options.to.last;
    selection.during.form_b =
        s->options.to.kind == ENT_DATE_SPAN ? s->options.to.form_b : s->options.to.form_a;
    ent_selection_describe(&selection, NULL, out);
    ent_buf_text(out, s->words.len ? "; " : "");
    ent_buf_str(out, s->words);
}

size_t ent_series_steps(const ent_series *s)
{
    return s->step_count;
}

ent_str ent_series_date(const ent_series *s, size_t step)
{
    return s->steps[step].label;
}

size_t ent_series_nodes(const ent_series *s, size_t step, const ent_series_node **nodes)
{
    *nodes = s->steps[step].nodes;
    return s->steps[step].node_count;
}

ent_str ent_series_node_id(const ent_dataset *d, ent_series_node node)
{
    return node.actor != ENT_NONE ? ent_actor_at(d, node.actor)->id : ent_act_id(d, node.act);
}

size_t ent_series_unknown(const ent_series *s, size_t step)
{
    return s->steps[step].unknown_count;
}

size_t ent_series_ties(const ent_series *s, size_t step, size_t *assumed)
{
    *assumed = s->steps[step].assumed_count;
    return s->steps[step].tie_count;
}

size_t ent_series_columns(const ent_series *s)
{
    return s->column_count;
}

ent_series_column ent_series_column_at(const ent_series *s, size_t step, size_t column,
                                       ent_str *text)
{
    const series_column *c = &s->steps[step].columns[column];

    if (text)
        *text = c->text;
    return (
        ent_series_column){ s->steps[step].label, c->name, c->measure, c->values, c->count, s->d,
                            s->steps[step].nodes, NULL };
}

size_t ent_series_changes(const ent_series *s)
{
    return s->change_before[s->step_count];
}

ent_series_change ent_series_change_at(const ent_series *s, size_t i)
{
    size_t low = 0, high = s->step_count - 1; /* the step of the i-th change is between them */
    const series_change *change;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (s->change_before[middle + 1] > i)
            high = middle;
        else
            low = middle + 1;
    }
    change = &s->steps[low].changes[i - s->change_before[low]];
    return (ent_series_change){ .step = low,
                                .before = (ent_tie_state)change->before,
                                .after = (ent_tie_state)change->after,
                                .a = change->a,
                                .b = change->b,
                                .act = ent_evidence_name(s->d, (ent_evidence_kind)change->kind, change->record),
                                .from = change->from,
                                .to = change->to };
}

size_t ent_series_events(const ent_series *s)
{
    return s->event_count;
}

ent_series_event ent_series_event_at(const ent_series *s, size_t i)
{
    return s->events[i];
}

const uint32_t *ent_series_communities(const ent_series *s, size_t step)
{
    return s->steps[step].community;
}
