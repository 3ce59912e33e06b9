/* draw_page.c: an interactive page around the figure. */
#include <string.h>

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
    d->day = set->base.selection.as_of;
    set->base.selection.as_of = (ent_date){ 0 };
    return ent_webpage_check(&set->base.selection, &(ent_webpage_options){ .day = d->day }, diags);
}

/* Measures for the page to show: those that a reader asks for first. */
#define MEASURES "degree,harmonic,betweenness,eigenvector"
enum { MEASURE_COUNT = 4 };

ent_status wrap_webpage(drawing *d, ent_buf *out, ent_diags *diags)
{
    ent_measures_options how = ENT_MEASURES_OPTIONS_INIT;
    ent_webpage_measure measures[MEASURE_COUNT];
    ent_webpage_options options = { .record = ent_buf_view(&d->record),
                                    .title = d->options.title,
                                    .subtitle = d->options.subtitle,
                                    .note = d->options.note,
                                    .source = d->options.source,
                                    .day = d->day,
                                    .words = d->words,
                                    .chosen = d->set->language != NULL,
                                    .layout = ent_figure_layout(d->figure),
                                    .measures = measures };
    ent_results *results;
    ent_buf page = { 0 };
    ent_status status;

    how.seed = d->set->base.seed;
    if ((status = ent_measures_run(&results, d->networks[0], MEASURES, &how, diags)) != ENT_OK)
        return status;
    for (; options.measure_count < MEASURE_COUNT && options.measure_count < ent_results_count(results);
         options.measure_count++) {
        const ent_result *r = ent_result_at(results, options.measure_count);

        measures[options.measure_count] =
            (ent_webpage_measure){ r->measure->name, r->measure->summary, r->values };
    }
    status = ent_webpage_write(d->networks[0], ent_buf_view(out), &options, &page, diags);
    ent_results_free(results);
    ent_buf_destroy(out);
    *out = page;
    return status;
}
