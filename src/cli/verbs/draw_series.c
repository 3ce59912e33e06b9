/* draw_series.c: plots over time, of data or of the table that `entente series` wrote. Both are the same rows, and
 * a series of data is computed as that command computes it. */
#include "cli/verbs/draw.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/list.h"
#include "cli/measure_list.h"
#include "cli/open_series.h"
#include "cli/outputs.h"

typedef ENT_LIST(ent_plot_event) event_list;

/* ---- which plot ---- */

static bool of_communities(const drawing *d)
{
    return plot_is(d->set, "communities");
}

/* Who is in which community, as a table. */
static ent_status tabulate(const drawing *d, const ent_series_plot *plot, ent_buf *out, ent_diags *diags)
{
    ent_sheet *sheet;
    ent_status status = ent_sheet_new(&sheet, plot->name, diags);

    if (status != ENT_OK)
        return status;
    if ((status = ent_flow_plot_tabulate(plot, &d->options, sheet, diags)) == ENT_OK)
        status = ent_sheet_write(sheet, d->options.format, out, diags);
    ent_sheet_free(sheet);
    return status;
}

static ent_status describe(drawing *d, const ent_series_plot *plot, ent_buf *description, ent_buf *caption,
                           ent_diags *diags)
{
    if (is_drawn_as_table(d->set))
        return tabulate(d, plot, description, diags);
    return (of_communities(d) ? ent_flow_plot_describe : ent_series_plot_describe)(
        plot, &d->options, ent_buf_view(&d->record), description, caption, diags);
}

/* ---- the table of a series ---- */

/* The network of a table was selected when the series was computed, so nothing can be selected here. */
static ent_status refuse_selection(const draw_settings *set, ent_diags *diags)
{
    static const char *const options[] = { "only", "ego",    "level",  "kind",   "topic",      "within",
                                           "role", "tie-kinds", "weight", "as-of", "during", "max-parties",
                                           "network", "count", "step", "at", "match", "bounds" };

    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (was_given(set, options[i]))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--%s has no effect on the finished table of a series; give it to `entente series`, or "
                            "draw the series of data with --from and --to",
                            options[i]);
    return ENT_OK;
}

static ent_status describe_table(drawing *d, ent_series_plot *plot, ent_buf *description, ent_buf *caption,
                                 ent_diags *diags)
{
    const arguments *args = &d->set->base.args;
    ent_series_table *table = NULL;
    struct stat file;
    ent_status status;

    if (args->operand_count == 1 && stat(args->operands[0], &file) == 0 && S_ISDIR(file.st_mode))
        return ent_fail(diags, ENT_EUSAGE, (ent_where){ .file = args->operands[0] },
                        "a series of data needs --from and --to, as in --from 1946 --to 2014, or --dates, as in "
                        "--dates 1914,1939,1975");
    if ((status = refuse_selection(d->set, diags)) != ENT_OK)
        return status;
    if (args->operand_count != 1)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--plot %s takes data with --from and --to, or one table that `entente series` wrote",
                        d->set->plot);
    if ((status = ent_series_table_read(&table, args->operands[0], diags)) != ENT_OK)
        return status;
    plot->rows = ent_series_table_rows(table, &plot->count);
    ent_buf_format(&d->record, "entente " ENT_VERSION "; plot: %s", d->set->plot);
    plot->origin = d->words ? ENT_STR("entente " ENT_VERSION) : ENT_STR("");
    status = describe(d, plot, description, caption, diags);
    ent_series_table_free(table);
    return status;
}

/* ---- data ---- */

static ent_str label_of(const ent_dataset *d, ent_series_node node, const ent_words *words)
{
    ent_str own = node.actor != ENT_NONE ? ent_actor_name_in(d, node.actor, words) : ENT_STR("");

    if (own.len)
        return own;
    return node.actor != ENT_NONE ? ent_actor_at(d, node.actor)->label : ent_act_at(d, node.act).label;
}

static ent_status check_of(const settings *base, ent_diags *diags)
{
    ent_str rest = ent_str_of(base->measures), name;

    for (const ent_measure *m; (m = next_measure(&rest, &name)) != NULL;)
        if (m->flags & ENT_MEASURE_CLASS)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--of %.*s: the numbers of groups are no quantities",
                            ENT_STR_ARG(name));
        else if (m->scope == ENT_SCOPE_TIE)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--of %.*s: a plot over time has no lines of single ties; `entente series -m` writes them",
                            ENT_STR_ARG(name));
    return ENT_OK;
}

/* A reader of "the degree of Russia" may not expect ties to a few actors only. */
static void note_only(const settings *base, ent_diags *diags)
{
    ent_str rest = ent_str_of(base->measures), name;

    for (const ent_measure *m; base->selection.only && (m = next_measure(&rest, &name)) != NULL;)
        if (m->scope == ENT_SCOPE_NODE) {
            ent_note(diags, ENT_NOWHERE,
                     "--only selects the network: ties to other actors do not count; for lines of a few actors of the "
                     "whole network, use --highlight");
            return;
        }
}

/* The rows that the table of the series would have. */
static ent_status list_rows(const ent_series *s, const ent_dataset *d, const ent_words *words, series_rows *rows,
                            ent_diags *diags)
{
    for (size_t step = 0; step < ent_series_steps(s); step++)
        for (size_t k = 0; k < ent_series_columns(s); k++) {
            ent_series_column c = ent_series_column_at(s, step, k, NULL);
            bool of_nodes = c.measure->scope == ENT_SCOPE_NODE;

            for (size_t i = 0; i < c.count && c.measure->scope != ENT_SCOPE_TIE; i++)
                if (!ENT_LIST_PUSH(rows, (ent_series_row){ c.date, of_nodes ? ent_series_node_id(d, c.nodes[i]) : ENT_STR(""),
                                                           of_nodes ? label_of(d, c.nodes[i], words) : ENT_STR(""), c.name,
                                                           c.values[i] }))
                    return ent_out_of_memory(diags);
        }
    return ENT_OK;
}

ent_status compute_series_rows(drawing *d, ent_series_options *steps, ent_series **series, series_rows *rows,
                               ent_diags *diags)
{
    ent_status status = steps->communities ? ENT_OK : check_of(&d->set->base, diags);

    if (status != ENT_OK || (status = open_series(&d->data, series, &d->set->base, steps, diags)) != ENT_OK)
        return status;
    return list_rows(*series, d->data, d->words, rows, diags);
}

/* ---- events ---- */

static int by_time(const void *a, const void *b)
{
    const ent_plot_event *x = a, *y = b;

    return x->when.first != y->when.first ? (x->when.first < y->when.first ? -1 : 1)
                                          : ent_str_compare_natural(x->title, y->title);
}

static bool is_listed(ent_str list, ent_str word)
{
    ent_str part;

    while (ent_str_next_item(&list, &part))
        if (ent_str_eq(ent_str_trim(part), word))
            return true;
    return false;
}

/* The dated events of the kinds that were asked for, within the series. */
static ent_status list_events(const drawing *d, const ent_series_options *steps, event_list *events, ent_diags *diags)
{
    enum { MOST = 24 };
    size_t count = ent_table_rows(d->data, ENT_EVENTS), outside = 0;
    ent_str kinds = ent_str_of(d->set->events);

    for (size_t i = 0; i < count; i++) {
        ent_row row = ent_table_row(d->data, ENT_EVENTS, i);
        ent_plot_event e = { .title = ent_cell(d->data, row, "title") };

        if (!ent_str_is(kinds, "all") && !is_listed(kinds, ent_cell(d->data, row, "kind")))
            continue;
        if (ent_date_read(&e.when, ent_cell(d->data, row, "from")) != ENT_DATE_OK || !ent_date_known(e.when) ||
            e.when.first < steps->from.first || e.when.first > steps->to.last)
            outside++;
        else if (!ENT_LIST_PUSH(events, e))
            return ent_out_of_memory(diags);
    }
    if (!events->count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--events %s: the data have no such event with a date in this time%s", d->set->events,
                        count ? "" : " (no events.csv)");
    if (events->count > MOST)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--events %s: %zu events are too many to be marked (at most %d); name kinds of events",
                        d->set->events, events->count, MOST);
    if (outside)
        ent_note(diags, ENT_NOWHERE, "%zu event%s without a date, or outside this time, %s not marked", outside,
                 outside == 1 ? "" : "s", outside == 1 ? "is" : "are");
    qsort(events->items, events->count, sizeof *events->items, by_time);
    return ENT_OK;
}

/* ---- the plot ---- */

static ent_status describe_data(drawing *d, ent_series_plot *plot, ent_buf *description, ent_buf *caption,
                                ent_diags *diags)
{
    settings *base = &d->set->base;
    ent_series_options options = { 0 };
    ent_series *s = NULL;
    ent_buf origin = { 0 };
    series_rows rows = { 0 };
    event_list events = { 0 };
    ent_status status;

    options.communities = of_communities(d);
    base->measures = options.communities ? "community,degree" : plot->measures ? plot->measures : "ties";
    plot->measures = base->measures;
    if ((status = compute_series_rows(d, &options, &s, &rows, diags)) == ENT_OK && d->set->events)
        status = list_events(d, &options, &events, diags);
    if (status == ENT_OK) {
        say_series(s, d->data, base->verbose, diags);
        note_only(base, diags);
        write_record_of_series(&d->record, d->data, s, base, options.communities);
        ent_buf_format(&d->record, "; plot: %s", d->set->plot);
        if (d->words) {
            write_record_of_data(&origin, d->data, d->words);
            plot->origin = ent_buf_view(&origin);
        }
        plot->rows = rows.items;
        plot->count = rows.count;
        plot->events = events.items;
        plot->event_count = events.count;
        plot->name = ent_dataset_title(d->data);
        status = describe(d, plot, description, caption, diags);
    }
    ENT_LIST_DESTROY(&rows);
    ENT_LIST_DESTROY(&events);
    ent_buf_destroy(&origin);
    ent_series_free(s);
    return status;
}

ent_status describe_series(drawing *d, ent_buf *description, ent_buf *caption, ent_diags *diags)
{
    ent_series_plot plot = { .measures = d->set->of, .name = ENT_STR("series") };

    return is_series_of_data(d->set) ? describe_data(d, &plot, description, caption, diags)
                                     : describe_table(d, &plot, description, caption, diags);
}
