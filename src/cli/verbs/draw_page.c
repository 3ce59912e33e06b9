/* draw_page.c: an interactive page around the figure: a map of its nodes, and measures, also through time. */
#include <math.h>
#include <string.h>

#include "cli/open_series.h"
#include "cli/verbs/draw.h"
#include "entente/webpage.h"

bool is_webpage(const drawing *d)
{
    return strcmp(d->options.format, "html") == 0;
}

ent_status prepare_webpage(drawing *d, ent_diags *diags)
{
    draw_settings *set = d->set;
    const char *option = set->panels ? "panels" : set->compare ? "compare" : set->plot ? "plot" : NULL;

    if (option)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--%s: an interactive page shows one network, on any day; leave it out, or write "
                        "another format",
                        option);
    if (set->series && has_steps(set))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--series: the table has its own dates; leave out --from, --to and --dates, with which the "
                        "measures would be computed");
    d->day = set->base.selection.as_of;
    set->base.selection.as_of = (ent_date){ 0 };
    return ent_webpage_check(&set->base.selection, &(ent_webpage_options){ .day = d->day }, diags);
}

/* ---- the map ---- */

static bool has_place(const ent_network *n)
{
    for (size_t i = 0; i < ent_node_count(n); i++) {
        uint32_t actor = ent_node_at(n, i)->actor;

        if (actor != ENT_NONE && !isnan(ent_actor_at(ent_network_dataset(n), actor)->lat))
            return true;
    }
    return false;
}

/* Messages were printed for the figure; an error is the map's own. */
static void pass_on_errors(void *ctx, const ent_diag *diag)
{
    if (diag->severity == ENT_ERROR)
        ent_deliver(ctx, diag);
}

/* The same nodes on a map, unless the figure is one. */
static ent_status draw_map(const drawing *d, ent_buf *out, ent_diags *diags)
{
    ent_figure_options options = d->options;
    ent_diags errors = { .sink = pass_on_errors, .ctx = diags };
    ent_figure *figure;
    ent_status status;

    if (strcmp(ent_figure_layout(d->figure), "map") == 0)
        return ENT_OK;
    if (!has_place(d->networks[0])) {
        ent_note(diags, ENT_NOWHERE, "the page has no map: no actor has a place (columns lat and lon)");
        return ENT_OK;
    }
    options.format = "page-map";
    options.layout = "map";
    options.places = NULL;
    options.place_count = 0;
    status = ent_figure_draw(&figure, (const ent_network *const *)d->networks, d->count, &options,
                             ent_buf_view(&d->record), out, &errors);
    ent_figure_free(figure);
    return status;
}

/* ---- measures ---- */

/* Those that a reader asks for first: of the network at any time, and through time. */
#define MEASURES "degree,harmonic,betweenness,eigenvector"
#define MEASURES_THROUGH_TIME "degree,betweenness,ties,density"
enum { MOST_MEASURES = 16 };

typedef struct page_measures {
    ent_results *results;
    ent_webpage_measure list[MOST_MEASURES];
    ent_series *computed;
    ent_series_table *table;
    series_rows rows;
    ent_buf record; /* how they were made */
} page_measures;

static ent_status measure_any_time(const drawing *d, page_measures *m, ent_webpage_options *o, ent_diags *diags)
{
    ent_measures_options how = ENT_MEASURES_OPTIONS_INIT;
    ent_status status;

    how.seed = d->set->base.seed;
    if ((status = ent_measures_run(&m->results, d->networks[0], MEASURES, &how, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < ent_results_count(m->results) && o->measure_count < MOST_MEASURES; i++) {
        const ent_result *r = ent_result_at(m->results, i);

        m->list[o->measure_count++] = (ent_webpage_measure){ r->measure->name, r->measure->summary, r->values };
    }
    o->measures = m->list;
    return ENT_OK;
}

static ent_status measure_steps(drawing *d, page_measures *m, ent_diags *diags)
{
    ent_series_options steps = { 0 };
    ent_status status;

    d->set->base.measures = d->set->of ? d->set->of : MEASURES_THROUGH_TIME;
    if ((status = compute_series_rows(d, &steps, &m->computed, &m->rows, diags)) != ENT_OK)
        return status;
    say_series(m->computed, d->data, d->set->base.verbose, diags);
    write_record_of_series(&m->record, d->data, m->computed, &d->set->base, false);
    return ENT_OK;
}

/* Measures through time: of a table that `entente series` wrote, or computed at the steps that are named. */
static ent_status measure_through_time(drawing *d, page_measures *m, ent_webpage_options *o, ent_diags *diags)
{
    ent_status status = ENT_OK;

    if (d->set->series) {
        if ((status = ent_series_table_read(&m->table, d->set->series, diags)) != ENT_OK)
            return status;
        o->series = ent_series_table_rows(m->table, &o->series_count);
        ent_buf_format(&m->record, "%s", d->set->series);
    } else if (has_steps(d->set)) {
        if ((status = measure_steps(d, m, diags)) != ENT_OK)
            return status;
        o->series = m->rows.items;
        o->series_count = m->rows.count;
    }
    o->series_record = ent_buf_view(&m->record);
    return m->record.failed ? ent_out_of_memory(diags) : ENT_OK;
}

static void free_measures(page_measures *m)
{
    ent_results_free(m->results);
    ent_series_table_free(m->table);
    ENT_LIST_DESTROY(&m->rows);
    ent_series_free(m->computed);
    ent_buf_destroy(&m->record);
}

/* ---- the page ---- */

ent_status wrap_webpage(drawing *d, ent_buf *out, ent_diags *diags)
{
    ent_webpage_options options = { .record = ent_buf_view(&d->record),
                                    .title = d->options.title,
                                    .subtitle = d->options.subtitle,
                                    .note = d->options.note,
                                    .source = d->options.source,
                                    .day = d->day,
                                    .words = d->words,
                                    .documents = d->set->base.documents,
                                    .chosen = d->set->language != NULL,
                                    .layout = ent_figure_layout(d->figure) };
    page_measures measures = { 0 };
    ent_buf page = { 0 }, map = { 0 };
    ent_status status;

    if ((status = measure_any_time(d, &measures, &options, diags)) == ENT_OK &&
        (status = measure_through_time(d, &measures, &options, diags)) == ENT_OK &&
        (status = draw_map(d, &map, diags)) == ENT_OK) {
        options.map = ent_buf_view(&map);
        status = ent_webpage_write(d->networks[0], ent_buf_view(out), &options, &page, diags);
    }
    free_measures(&measures);
    ent_buf_destroy(&map);
    ent_buf_destroy(out);
    *out = page;
    return status;
}
