/* series.c: statistics of a network step by step through time: a tidy table (csv, tsv, json), or a
 * summary (other formats). */

#include <math.h>
#include <string.h>

#include "base/escape.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/print_ledger.h"
#include "cli/measure_list.h"
#include "cli/open_series.h"
#include "cli/outputs.h"
#include "cli/parts.h"
#include "cli/void_options.h"

typedef struct series_settings {
    settings base;
    const char *summary, *changes, *communities; /* files */
} series_settings;

/* ---- the tidy table ---- */

typedef struct table_form {
    bool json;
    char separator;
    const char *codes;
} table_form;

/* The code of the node of a value; empty for values of ties and networks. */
static ent_str node_code(const ent_series_column *c, size_t i, ent_str scheme)
{
    ent_date date = { 0 };

    if (c->measure->scope != ENT_SCOPE_NODE || ent_date_read(&date, c->date) != ENT_DATE_OK)
        return ENT_STR("");
    return ent_actor_code(c->dataset, c->nodes[i].actor, scheme, date);
}

static void node_name(const ent_series_column *c, size_t i, ent_buf *name)
{
    ent_buf_clear(name);
    if (c->measure->scope == ENT_SCOPE_NODE)
        ent_buf_str(name, ent_series_node_id(c->dataset, c->nodes[i]));
    if (c->measure->scope == ENT_SCOPE_TIE) {
        ent_buf_str(name, ent_series_node_id(c->dataset, c->nodes[c->ends[2 * i]]));
        ent_buf_char(name, '|');
        ent_buf_str(name, ent_series_node_id(c->dataset, c->nodes[c->ends[2 * i + 1]]));
    }
}

static void json_row(const ent_series_column *c, size_t i, ent_str name, const char *codes, ent_buf *out)
{
    ent_str rest = ent_str_of(codes), code;

    ent_buf_text(out, ",\n{\"date\":");
    ent_escape_json_string(out, c->date);
    ent_buf_format(out, ",\"scope\":\"%s\",\"node\":", ent_scope_name(c->measure->scope));
    if (c->measure->scope == ENT_SCOPE_NETWORK)
        ent_buf_text(out, "null");
    else
        ent_escape_json_string(out, name);
    while (ent_str_next(&rest, ',', &code)) {
        ent_buf_format(out, ",\"%.*s\":", ENT_STR_ARG(code));
        ent_escape_json_string(out, node_code(c, i, code));
    }
    ent_buf_text(out, ",\"measure\":");
    ent_escape_json_string(out, c->name);
    ent_buf_text(out, ",\"value\":");
    ent_buf_json_number(out, c->values[i]);
    ent_buf_char(out, '}');
}

/* Rows of one measure at one step: date, scope, node, measure, value. */
static void write_rows(const void *ctx, const ent_series_column *c, ent_buf *out)
{
    const table_form *form = ctx;
    ent_buf name = { 0 }, head = { 0 }, tail = { 0 };

    ent_escape_csv_cell(&head, c->date, form->separator);
    ent_buf_format(&head, "%c%s%c", form->separator, ent_scope_name(c->measure->scope),
                   form->separator);
    ent_buf_char(&tail, form->separator);
    ent_escape_csv_cell(&tail, c->name, form->separator);
    ent_buf_char(&tail, form->separator);
    for (size_t i = 0; i < c->count; i++) {
        node_name(c, i, &name);
        if (form->json) {
            json_row(c, i, ent_buf_view(&name), form->codes, out);
            continue;
        }
        ent_buf_str(out, ent_buf_view(&head));
        ent_escape_csv_cell(out, ent_buf_view(&name), form->separator);
        for (ent_str rest = ent_str_of(form->codes), code; ent_str_next(&rest, ',', &code);) {
            ent_buf_char(out, form->separator);
            ent_escape_csv_cell(out, node_code(c, i, code), form->separator);
        }
        ent_buf_str(out, ent_buf_view(&tail));
        ent_buf_number(out, c->values[i]);
        ent_buf_char(out, '\n');
    }
    out->failed = out->failed || name.failed || head.failed || tail.failed;
    ent_buf_destroy(&name);
    ent_buf_destroy(&head);
    ent_buf_destroy(&tail);
}

static void join_rows(const ent_series *s, ent_buf *out)
{
    for (size_t step = 0; step < ent_series_steps(s); step++)
        for (size_t c = 0; c < ent_series_columns(s); c++) {
            ent_str text;

            ent_series_column_at(s, step, c, &text);
            ent_buf_str(out, text);
        }
}

/* ---- the summary ---- */

typedef struct extreme {
    double value;
    size_t step, node; /* node SIZE_MAX: of the network */
} extreme;

/* One value for a step: that of the network, or the mean over nodes or ties that have a value. */
static double level_of(const ent_series_column *c)
{
    double sum = 0;
    size_t count = 0;

    for (size_t i = 0; i < c->count; i++)
        if (!isnan(c->values[i])) {
            sum += c->values[i];
            count++;
        }
    return count ? sum / (double)count : NAN;
}

/* Values that differ only in their last digits are equal; the first of them is kept. */
static bool beyond(double value, double limit, bool upwards)
{
    double least = 1e-10 * fmax(fabs(value), fabs(limit));

    return isnan(limit) || (upwards ? value > limit + least : value < limit - least);
}

static extreme find_extreme(const ent_series *s, size_t column, bool upwards)
{
    extreme found = { NAN, 0, SIZE_MAX };

    for (size_t step = 0; step < ent_series_steps(s); step++) {
        ent_series_column c = ent_series_column_at(s, step, column, NULL);

        for (size_t i = 0; i < c.count; i++)
            if (!isnan(c.values[i]) && beyond(c.values[i], found.value, upwards))
                found = (extreme){ c.values[i], step,
                                   c.measure->scope == ENT_SCOPE_NODE ? i : SIZE_MAX };
    }
    return found;
}

static void extreme_cells(ent_sheet *sheet, const ent_series *s, const ent_dataset *d, extreme e)
{
    ent_buf when = { 0 };

    ent_sheet_number(sheet, e.value);
    if (!isnan(e.value))
        ent_buf_str(&when, ent_series_date(s, e.step));
    if (e.node != SIZE_MAX) {
        const ent_series_node *nodes;

        ent_series_nodes(s, e.step, &nodes);
        ent_buf_char(&when, ' ');
        ent_buf_str(&when, ent_series_node_id(d, nodes[e.node]));
    }
    ent_sheet_text(sheet, ent_buf_view(&when));
    ent_buf_destroy(&when);
}

static void summary_row(ent_sheet *sheet, const ent_series *s, const ent_dataset *d, size_t column)
{
    size_t last = ent_series_steps(s) - 1;
    ent_series_column c = ent_series_column_at(s, 0, column, NULL);

    if (c.measure->flags & ENT_MEASURE_CLASS)
        return; /* numbers of groups are not quantities */
    ent_sheet_row(sheet);
    ent_sheet_text(sheet, c.name);
    ent_sheet_text(sheet, c.measure->scope == ENT_SCOPE_NODE  ? ENT_STR("mean of nodes")
                          : c.measure->scope == ENT_SCOPE_TIE ? ENT_STR("mean of ties")
                                                              : ENT_STR("network"));
    ent_sheet_number(sheet, level_of(&c));
    c = ent_series_column_at(s, last, column, NULL);
    ent_sheet_number(sheet, level_of(&c));
    extreme_cells(sheet, s, d, find_extreme(s, column, false));
    extreme_cells(sheet, s, d, find_extreme(s, column, true));
}

static ent_status make_summary(ent_sheet **sheet, ent_report *report, const ent_series *s,
                               const ent_dataset *d, ent_str record, ent_diags *diags)
{
    static const struct {
        const char *name;
        bool number;
    } columns[] = { { "measure", false }, { "of", false },          { "first", true },
                    { "last", true },     { "lowest", true },       { "lowest_when", false },
                    { "highest", true },  { "highest_when", false } };
    size_t last = ent_series_steps(s) - 1;
    ent_buf span = { 0 };
    ent_status status;

    ent_buf_format(&span, "%.*s to %.*s", ENT_STR_ARG(ent_series_date(s, 0)),
                   ENT_STR_ARG(ent_series_date(s, last)));
    status = add_sheet(sheet, report, d, ent_buf_string(&span), "summary", diags);
    ent_buf_destroy(&span);
    if (status != ENT_OK)
        return status;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        ent_sheet_column(*sheet, ent_str_of(columns[i].name), columns[i].number);
    for (size_t c = 0; c < ent_series_columns(s); c++)
        summary_row(*sheet, s, d, c);
    ent_sheet_note(*sheet, record);
    return ENT_OK;
}

/* ---- changes, communities ---- */

static void change_rows(ent_sheet *sheet, const ent_series *s, const ent_dataset *d)
{
    static const char *const columns[] = { "date",  "source", "target", "before",
                                           "after", "agreement", "from", "to" };
    add_columns(sheet, columns, sizeof columns / sizeof *columns, false);
    for (size_t i = 0; i < ent_series_changes(s); i++) {
        ent_series_change change = ent_series_change_at(s, i);

        ent_sheet_row(sheet);
        ent_sheet_text(sheet, ent_series_date(s, change.step));
        ent_sheet_text(sheet, ent_series_node_id(d, change.a));
        ent_sheet_text(sheet, ent_series_node_id(d, change.b));
        ent_sheet_text(sheet, ent_str_of(ent_tie_state_name(change.before)));
        ent_sheet_text(sheet, ent_str_of(ent_tie_state_name(change.after)));
        ent_sheet_text(sheet, change.act);
        date_cell(sheet, change.from);
        date_cell(sheet, change.to);
    }
}

static void event_rows(ent_sheet *sheet, const ent_series *s, const ent_dataset *d)
{
    (void)d;
    ent_sheet_column(sheet, ENT_STR("date"), false);
    ent_sheet_column(sheet, ENT_STR("event"), false);
    ent_sheet_column(sheet, ENT_STR("community"), true);
    ent_sheet_column(sheet, ENT_STR("other"), true);
    ent_sheet_column(sheet, ENT_STR("size"), true);
    ent_sheet_column(sheet, ENT_STR("jaccard"), true);
    for (size_t i = 0; i < ent_series_events(s); i++) {
        ent_series_event e = ent_series_event_at(s, i);

        ent_sheet_row(sheet);
        ent_sheet_text(sheet, ent_series_date(s, e.step));
        ent_sheet_text(sheet, ent_str_of(ent_fate_name(e.fate)));
        ent_sheet_number(sheet, e.community);
        ent_sheet_number(sheet, e.other ? (double)e.other : NAN);
        ent_sheet_number(sheet, (double)e.size);
        ent_sheet_number(sheet, e.jaccard);
    }
}

/* Writes an additional table; its format follows from its name. */
static ent_status save_sheet(ent_sheet *sheet, const char *path, ent_diags *diags)
{
    ent_buf out = { 0 };
    ent_status status = ent_sheet_write(sheet, ending_of(path, "csv"), &out, diags);

    if (status == ENT_OK)
        status = save(path, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

static ent_status save_beside(const char *path, const char *what, const ent_series *s,
                              const ent_dataset *d, ent_str record,
                              void (*fill)(ent_sheet *, const ent_series *, const ent_dataset *),
                              ent_diags *diags)
{
    ent_sheet *sheet = NULL;
    ent_status status;

    if (!path)
        return ENT_OK;
    if ((status = new_sheet(&sheet, d, what, diags)) != ENT_OK)
        return status;
    fill(sheet, s, d);
    ent_sheet_note(sheet, record);
    status = save_sheet(sheet, path, diags);
    ent_sheet_free(sheet);
    return status;
}

/* ---- the command ---- */

/* The rows of all values. */
static ent_status write_rows_of(const ent_series *s, ent_sheet *summary, const series_settings *set,
                                const table_form *form, ent_str record, ent_diags *diags)
{
    ent_buf text = { 0 }, *out = &text;
    ent_buf rows = { 0 };
    ent_status status = ENT_OK;

    if (form->json) {
        ent_buf_text(out, "{\"record\":");
        ent_escape_json_string(out, record);
        ent_buf_text(out, ",\n\"rows\":[");
        join_rows(s, &rows);
        ent_buf_str(out, (ent_str){ rows.data + 1, rows.len ? rows.len - 1 : 0 }); /* no comma */
        ent_buf_text(out, "\n],\n\"summary\":");
        status = ent_sheet_write(summary, "json", out, diags);
        ent_buf_text(out, "}\n");
    } else {
        ent_buf_text(out, set->base.table.bom ? "\xEF\xBB\xBF" : "");
        ent_buf_format(out, "date%cscope%cnode%c", form->separator, form->separator, form->separator);
        for (ent_str rest = ent_str_of(form->codes), code; ent_str_next(&rest, ',', &code);)
            ent_buf_format(out, "%.*s%c", ENT_STR_ARG(code), form->separator);
        ent_buf_format(out, "measure%cvalue\n", form->separator);
        join_rows(s, out);
    }
    if (status == ENT_OK && (out->failed || rows.failed))
        status = ent_out_of_memory(diags);
    if (status == ENT_OK)
        status = save(set->base.out, ent_buf_view(out), diags);
    ent_buf_destroy(&rows);
    ent_buf_destroy(out);
    return status;
}

static ent_status run(settings *base, ent_diags *diags)
{
    series_settings *set = (series_settings *)base;
    ent_series_options options = { .communities = set->communities != NULL, .changes = set->changes != NULL };
    const char *format = format_of(&set->base, "txt");
    table_form form = { strcmp(format, "json") == 0, strcmp(format, "csv") == 0   ? ','
                                                     : strcmp(format, "tsv") == 0 ? '\t'
                                                                                  : '\0',
                        base->codes };
    ent_dataset *d = NULL;
    ent_series *s = NULL;
    ent_report *report = NULL;
    ent_sheet *summary = NULL;
    ent_buf record = { 0 };
    ent_status status;

    if (form.json || form.separator) {
        options.write = write_rows;
        options.ctx = &form;
    }
    if ((status = require_format(TABLE_FORMATS, format, diags)) != ENT_OK ||
        (status = open_series(&d, &s, base, &options, diags)) != ENT_OK ||
        (status = new_report(&report, base, false, diags)) != ENT_OK)
        goto done;
    head_selection(report, base, &options.selection, d, diags);
    say_series(s, d, base->verbose, diags);
    write_record_of_series(&record, d, s, base, options.communities);
    if ((status = make_summary(&summary, report, s, d, ent_buf_view(&record), diags)) != ENT_OK ||
        (set->summary && (status = save_sheet(summary, set->summary, diags)) != ENT_OK) ||
        (status = save_beside(set->changes, "changes", s, d, ent_buf_view(&record), change_rows,
                              diags)) != ENT_OK ||
        (status = save_beside(set->communities, "communities", s, d, ent_buf_view(&record),
                              event_rows, diags)) != ENT_OK)
        goto done;
    status = form.json || form.separator
                 ? write_rows_of(s, summary, set, &form, ent_buf_view(&record), diags)
                 : write_report(report, base, d, diags);
done:
    ent_buf_destroy(&record);
    ent_report_free(report);
    ent_series_free(s);
    ent_dataset_free(d);
    return status;
}

/* ---- options ---- */

static const opt options[] = {
    COLUMNS_OPTION,
    CODES_OPTION,
    OPT_TABLE(series_settings, summary, "summary",
              "also write first, last, lowest and highest values to this file"),
    OPT_TABLE(series_settings, changes, "changes",
              "also write each tie that is entered or ends, with its agreements, to this file"),
    OPT_TABLE(series_settings, communities, "communities",
              "also write births, deaths, splits and merges of communities to this file"),
    OPT_END
};
static const opt_group series_group = { "Series", options };
static const opt_group *const groups[] = { &steps_group, &series_group, &counting_group, &selection_group,
                                           &run_group, &bounds_group, &parts_group, &data_group,
                                           &output_group, &table_group, &general_group, NULL };

static bool has_communities(const settings *set)
{
    return ((const series_settings *)set)->communities != NULL;
}

static bool no_communities(const settings *set)
{
    return !has_communities(set) && !any_measure(set, uses_chance, NULL);
}

static bool no_resolution(const settings *set)
{
    return !has_communities(set) && !any_measure(set, uses_resolution, NULL);
}

static bool not_random(const settings *set)
{
    return !has_communities(set) && !is_random(set);
}

static bool has_all_rows(const settings *set)
{
    const char *format = format_of(set, "txt");

    return strcmp(format, "csv") == 0 || strcmp(format, "tsv") == 0 || strcmp(format, "json") == 0;
}

static bool has_no_rows(const settings *set)
{
    return !has_all_rows(set);
}

static const char *job(const settings *set)
{
    (void)set;
    return ENT_JOB_SERIES;
}

static const char all_rows[] = "on csv, tsv and json, which have the rows of all values in fixed columns";
static const void_option voids[] = {
    { "codes", has_no_rows, "on this format: the summary has no rows of nodes", false },
    { "columns", has_all_rows, all_rows, false },
    { "header", has_all_rows, all_rows, false },
    { "caption", has_all_rows, all_rows, false },
    { "notes", has_all_rows, all_rows, false },
    { "match", no_communities, "without --communities or measures of communities", false },
    { "resolution", no_resolution, "on these measures: none detects communities", false },
    { "seed", not_random, "here: nothing is random", true },
    { NULL, NULL, NULL, false }
};

static const series_settings defaults = { .base = SETTINGS_INIT };

const command cmd_series = {
    .name = "series",
    .operands = "DATA [options]",
    .summary = "statistics over time: csv tsv json; a summary: other formats",
    .more =
        "The same network and measures for every year (or --step) between --from and --to, as one "
        "table: date, scope, node, measure, value. The terminal, Markdown and LaTeX get a summary: "
        "first, last, lowest and highest value with their dates. By default, a step is about any time "
        "in it (see --at), and its nodes are the actors that existed then. Communities that stay "
        "similar keep their number from step to step.\n"
        "  entente series data/iis --from 1999 --to 2021\n"
        "  entente series data/iis --from 1999 --to 2021 -m degree,density -o series.csv\n"
        "  entente series data/iis --from 1999 --to 2021 --changes changes.csv --communities "
        "events.csv",
    .groups = groups,
    .voids = voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .job = job,
    .run = run
};
