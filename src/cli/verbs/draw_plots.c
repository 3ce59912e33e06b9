/* draw_plots.c: plots of one measure of one network: its distribution, and the ranking of nodes. */
#include "cli/verbs/draw.h"

#include <math.h>

#include "base/mem.h"
#include "cli/outputs.h"
#include "entente/bounds.h"

/* Adds the bounds of the measure to the data. */
static ent_status bound_values(const drawing *d, const char *of, ent_plot_data *data, ent_buf *more, ent_buf *origin,
                               ent_diags *diags)
{
    const draw_settings *set = d->set;
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_bounds_options how = { .samples = set->base.selection.samples,
                               .seed = set->base.seed,
                               .workers = set->base.workers };
    ent_results *results = NULL;
    ent_bounds *bounds = NULL;
    size_t last;
    ent_status status;

    options.seed = set->base.seed;
    if ((status = ent_measures_run(&results, d->networks[0], of, &options, diags)) == ENT_OK &&
        (status = ent_bounds_run(&bounds, d->networks[0], results, of, &how, diags)) == ENT_OK) {
        last = ent_results_count(results) - 1;
        if (!ent_bounds_has(bounds, last))
            status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--bounds: bounds of %s cannot be computed", of);
        for (size_t i = 0; i < ent_node_count(d->networks[0]) && status == ENT_OK; i++) {
            data[i].low = ent_bounds_low(bounds, last)[i];
            data[i].high = ent_bounds_high(bounds, last)[i];
        }
        ent_buf_text(more, "; ");
        ent_bounds_describe(bounds, NULL, more);
        ent_buf_text(origin, "; ");
        ent_bounds_describe(bounds, d->words, origin);
    }
    ent_bounds_free(bounds);
    ent_results_free(results);
    return status;
}

/* Plots of two-mode networks show the first mode only: agreements are not ranked among actors. */
static size_t leave_apart(const ent_network *n, ent_plot_data *data, ent_buf *more)
{
    size_t count = ent_node_count(n), apart = ent_network_apart(n), shown = 0;
    bool members = ent_network_selection(n)->network == ENT_NET_MEMBERS;

    for (size_t i = 0; i < count; i++)
        if (!apart || !ent_node_apart(n, i))
            data[shown++] = data[i];
    if (apart)
        ent_buf_format(more, " of %s, without %zu %s", members ? "members" : "actors", apart,
                       members ? "organizations" : "agreements");
    return shown;
}

static ent_status describe_measure(drawing *d, ent_buf *description, ent_buf *caption, ent_diags *diags)
{
    const char *of = d->set->of ? d->set->of : "degree";
    const ent_network *n = d->networks[0];
    size_t count = ent_node_count(n);
    const double *values;
    ent_plot_data *data = ent_mem_new(count, sizeof *data);
    ent_buf more = { 0 }, origin = { 0 };
    ent_status status;

    if (!data)
        return ent_out_of_memory(diags);
    write_record_of_data(&origin, d->data, d->words);
    ent_buf_text(&origin, "; ");
    ent_network_describe(n, d->words, &origin);
    ent_buf_format(&more, "plot: %s of %s", d->set->plot, of);
    if ((status = open_channels(d, diags)) == ENT_OK &&
        (status = ent_channels_numbers(d->channels, of, n, &values, diags)) == ENT_OK) {
        for (size_t i = 0; i < count; i++)
            data[i] = (ent_plot_data){ ent_node_name_in(n, i, d->words), values[i], NAN, NAN };
        if (d->set->base.bounds)
            status = bound_values(d, of, data, &more, &origin, diags);
        count = leave_apart(n, data, &more);
    }
    if (status == ENT_OK) {
        write_record(&d->record, n, ent_buf_string(&more));
        status = ent_plot_describe(
            &(ent_plot){ d->set->plot, of, data, count, ent_dataset_title(d->data),
                         d->words ? ent_buf_view(&origin) : ENT_STR("") },
            &d->options,
            ent_buf_view(&d->record), description, caption, diags);
    }
    ent_buf_destroy(&more);
    ent_buf_destroy(&origin);
    ent_mem_free(data);
    return status;
}

static ent_status check_plot(const char *name, ent_diags *diags)
{
    ent_names plots = { ent_plots, 8, sizeof *ent_plots };

    return ent_names_find(plots, ent_str_of(name)) != SIZE_MAX
               ? ENT_OK
               : ent_fail_unknown(diags, ENT_NOWHERE, "plot", ent_str_of(name), plots, NULL);
}

ent_status draw_plot(drawing *d, ent_buf *out, ent_diags *diags)
{
    ent_buf description = { 0 }, caption = { 0 };
    ent_status status = check_plot(d->set->plot, diags);

    if (status == ENT_OK && is_over_time(d->set))
        status = describe_series(d, &description, &caption, diags);
    else if (status == ENT_OK && plot_is(d->set, "memberships"))
        status = describe_memberships(d, &description, &caption, diags);
    else if (status == ENT_OK && (status = open_networks(d, diags)) == ENT_OK)
        status = describe_measure(d, &description, &caption, diags);
    if (status == ENT_OK && is_drawn_as_table(d->set))
        ent_buf_str(out, ent_buf_view(&description));
    else if (status == ENT_OK)
        status = ent_render(NULL, ent_buf_view(&description), out, diags);
    if (status == ENT_OK && d->set->caption)
        status = save_caption(d, ent_buf_view(&caption), diags);
    ent_buf_destroy(&description);
    ent_buf_destroy(&caption);
    return status;
}
