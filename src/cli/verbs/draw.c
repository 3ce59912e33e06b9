/* draw.c: a figure of a network, a figure of several dates, or a plot. */

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/open.h"
#include "cli/outputs.h"
#include "cli/verbs/draw_settings.h"
#include "entente/bounds.h"

enum { MOST_RUNS = ENT_CHANNEL_COUNT * ENT_FIGURE_NETWORKS };

typedef struct drawing { /* the state of one run */
    draw_settings *set;
    ent_figure_options options;
    ent_dataset *data;
    ent_network *networks[ENT_FIGURE_NETWORKS];
    size_t count;
    ent_places *places;
    ent_measure_source measures;
    ent_results *runs[MOST_RUNS]; /* of measures, for the channels */
    size_t run_count;
    ent_channels *channels;
    ent_buf titles[ENT_FIGURE_NETWORKS];
    ent_figure *figure;
    ent_buf record, ego;
} drawing;

/* ---- networks ---- */

/* The dates of --panels or --compare. The second of --compare may be a separate word: --compare 2015
 * 2021. */
static ent_status read_days(drawing *d, ent_date *days, size_t *count, ent_diags *diags)
{
    draw_settings *set = d->set;
    arguments *args = &set->base.args;
    const char *option = set->panels ? "panels" : "compare";
    ent_str rest = ent_str_of(set->panels ? set->panels : set->compare), part;

    *count = 0;
    while (ent_str_next(&rest, ',', &part)) {
        if (*count == ENT_FIGURE_NETWORKS)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s: at most %d dates", option,
                            ENT_FIGURE_NETWORKS);
        if (ent_date_read(&days[*count], part) != ENT_DATE_OK || !ent_date_known(days[*count]))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--%s %.*s: expected dates, separated by commas: 2010,2015-05-08",
                            option, ENT_STR_ARG(part));
        (*count)++;
    }
    for (size_t i = 0; set->compare && *count == 1 && i < args->operand_count; i++)
        if (ent_date_read(&days[1], ent_str_of(args->operands[i])) == ENT_DATE_OK &&
            ent_date_known(days[1])) {
            *count = 2;
            args->operand_count--;
            memmove(&args->operands[i], &args->operands[i + 1],
                    (args->operand_count - i) * sizeof *args->operands);
        }
    if (set->compare && *count != 2)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--compare takes two dates: 2015,2021");
    return ENT_OK;
}

static ent_status open_days(drawing *d, ent_diags *diags)
{
    ent_date days[ENT_FIGURE_NETWORKS];
    ent_selection selection = d->set->base.selection;
    size_t count;
    ent_status status;

    if (d->set->panels && d->set->compare)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--panels and --compare exclude each other");
    if ((status = read_days(d, days, &count, diags)) != ENT_OK ||
        (status = open_data(&d->data, &d->set->base, diags)) != ENT_OK)
        return status;
    for (; d->count < count && status == ENT_OK; d->count++) {
        ent_buf *title = &d->titles[d->count];

        select_date(&selection, days[d->count]);
        if ((status = ent_network_new(&d->networks[d->count], d->data, &selection, diags)) !=
            ENT_OK)
            break;
        ent_buf_format(title, "%c  ", (int)('a' + d->count));
        ent_date_write(title, days[d->count]);
        d->options.panel_titles[d->count] = ent_buf_string(title);
    }
    d->options.compare = d->set->compare != NULL;
    if (status == ENT_OK && d->count)
        say_network(d->networks[0], diags);
    return status;
}

/* A copy of the id for the figure's options. */
static const char *keep_id(drawing *d, ent_str id)
{
    ent_buf_str(&d->ego, id);
    return ent_buf_string(&d->ego);
}

static ent_status open_networks(drawing *d, ent_diags *diags)
{
    uint32_t ego;
    ent_status status;

    if (d->set->panels || d->set->compare)
        return open_days(d, diags);
    status = open_network(&d->data, &d->networks[0], &d->set->base, diags);
    d->count = d->networks[0] ? 1 : 0;
    if (status == ENT_OK)
        say_network(d->networks[0], diags);
    if (status == ENT_OK && d->set->base.selection.ego &&
        (ego = ent_actor_meant(d->data, d->set->base.selection.ego, diags)) != ENT_NONE)
        d->options.ego = keep_id(d, ent_actor_at(d->data, ego)->id);
    return status;
}

/* ---- measures, for the channels ---- */

static ent_status compute_measure(void *ctx, const ent_network *n, const char *name, bool of_ties,
                                  ent_measured *out, ent_diags *diags)
{
    drawing *d = ctx;
    bool of_agreements = strcmp(name, "agreements") == 0 || strcmp(name, "acts") == 0;
    const char *full = of_ties && of_agreements ? "tie_agreements" : name;
    const ent_measure *m = ent_measure_find(ent_str_of(full));
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_results *run;
    ent_status status;

    if (!m || m->scope != (of_ties ? ENT_SCOPE_TIE : ENT_SCOPE_NODE))
        return ENT_OK;
    options.seed = d->set->base.seed;
    if ((status = ent_measures_run(&run, n, full, &options, diags)) != ENT_OK)
        return status;
    d->runs[d->run_count++] = run;
    out->values = ent_result_at(run, ent_results_count(run) - 1)->values;
    out->groups = m->flags & ENT_MEASURE_CLASS;
    return ENT_OK;
}

static const char *measure_name(void *ctx, bool of_ties, size_t i)
{
    (void)ctx;
    for (size_t k = 0; k < ent_measure_count(); k++)
        if (ent_measure_at(k)->scope == (of_ties ? ENT_SCOPE_TIE : ENT_SCOPE_NODE) && i-- == 0)
            return ent_measure_at(k)->name;
    return NULL;
}

static ent_status open_channels(drawing *d, ent_diags *diags)
{
    d->measures = (ent_measure_source){ compute_measure, measure_name, d };
    return ent_channels_new(&d->channels, &d->measures, diags);
}

/* ---- outputs ---- */

static ent_status save_caption(drawing *d, ent_str caption, ent_diags *diags)
{
    const char *path = d->set->caption, *dot = strrchr(path, '.');
    ent_str name = d->data ? ent_dataset_name(d->data) : ENT_STR("series");
    ent_buf out = { 0 }, file = { 0 };
    ent_status status;

    if (dot && strcmp(dot, ".tex") == 0 &&
        (strcmp(d->options.format, "svg") == 0 || strcmp(d->options.format, "dot") == 0))
        ent_warn(diags, (ent_where){ .file = path },
                 "LaTeX cannot include a figure in the format %s; draw it with -o FIGURE.pdf or .tex",
                 d->options.format);
    if (d->set->base.out)
        ent_buf_text(&file, d->set->base.out);
    else
        ent_buf_format(&file, "out/%.*s.%s", ENT_STR_ARG(name), d->options.format);
    status = ent_caption_write(caption, name, ent_buf_string(&file), dot ? dot + 1 : "txt", &out,
                               diags);
    if (status == ENT_OK)
        status = save(path, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    ent_buf_destroy(&file);
    return status;
}

static ent_status save_places(drawing *d, ent_diags *diags)
{
    ent_figure_options options = d->options;
    ent_figure *figure;
    ent_buf out = { 0 };
    ent_diags silent = { 0 }; /* messages were printed for the figure */
    ent_status status;

    options.format = "places";
    options.layout = ent_figure_layout(d->figure);
    status = ent_figure_draw(&figure, (const ent_network *const *)d->networks, d->count, &options,
                             ent_buf_view(&d->record), &out, &silent);
    if (status == ENT_OK)
        status = save(d->set->save_places, ent_buf_view(&out), diags);
    ent_figure_free(figure);
    ent_buf_destroy(&out);
    return status;
}

/* Communities, for the colours of a large network in which no region is known. */
static ent_status find_groups(drawing *d, ent_diags *diags)
{
    enum { LEAST = 30 };
    const char *names[ENT_CHANNEL_COUNT] = { [ENT_NODE_COLOUR] = "community" };
    const ent_network *const *networks = (const ent_network *const *)d->networks;
    ent_mapping found[ENT_CHANNEL_COUNT] = { 0 };
    ent_status status;

    if (d->set->channels[ENT_NODE_COLOUR] || d->count != 1 || ent_node_count(networks[0]) < LEAST ||
        !ent_tie_count(networks[0]))
        return ENT_OK;
    for (size_t i = 0; i < ent_node_count(networks[0]); i++)
        if (ent_node_attribute(networks[0], i, "region").len)
            return ENT_OK;
    if ((status = ent_channels_fill(d->channels, names, networks, 1, found, diags)) == ENT_OK)
        d->options.groups = found[ENT_NODE_COLOUR];
    return status;
}

static ent_status draw_network(drawing *d, ent_buf *out, ent_diags *diags)
{
    const draw_settings *set = d->set;
    const ent_network *const *networks;
    ent_buf caption = { 0 }, source = { 0 };
    ent_status status;

    if ((status = open_networks(d, diags)) != ENT_OK ||
        (status = open_channels(d, diags)) != ENT_OK)
        return status;
    networks = (const ent_network *const *)d->networks;
    if ((status = ent_channels_fill(d->channels, set->channels, networks, d->count, d->options.mappings,
                                    diags)) != ENT_OK)
        return status;
    if ((status = find_groups(d, diags)) != ENT_OK)
        return status;
    write_record(&d->record, d->networks[0], NULL);
    if ((status = ent_figure_draw(&d->figure, networks, d->count, &d->options,
                                  ent_buf_view(&d->record), out, diags)) != ENT_OK)
        return status;
    if (set->caption) {
        write_record_of_data(&source, d->data); /* the caption says all else itself */
        ent_figure_caption(d->figure, ent_buf_view(&source), &caption);
        status = caption.failed ? ent_out_of_memory(diags)
                                : save_caption(d, ent_buf_view(&caption), diags);
    }
    ent_buf_destroy(&caption);
    ent_buf_destroy(&source);
    return status == ENT_OK && set->save_places ? save_places(d, diags) : status;
}

/* ---- plots ---- */

static ent_status check_plot(const char *name, ent_diags *diags)
{
    ent_names plots = { ent_plots, 8, sizeof *ent_plots };

    return ent_names_find(plots, ent_str_of(name)) != SIZE_MAX
               ? ENT_OK
               : ent_fail_unknown(diags, ENT_NOWHERE, "plot", ent_str_of(name), plots, NULL);
}

/* Adds the bounds of the measure to the data. */
static ent_status bound_values(const drawing *d, const char *of, ent_plot_data *data, ent_buf *more,
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
        ent_bounds_describe(bounds, more);
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

static ent_status describe_measure(drawing *d, ent_buf *description, ent_buf *caption,
                                   ent_diags *diags)
{
    const char *of = d->set->of ? d->set->of : "degree";
    const ent_network *n = d->networks[0];
    size_t count = ent_node_count(n);
    const double *values;
    ent_plot_data *data = ent_mem_new(count, sizeof *data);
    ent_buf more = { 0 };
    ent_status status;

    if (!data)
        return ent_out_of_memory(diags);
    ent_buf_format(&more, "plot: %s of %s", d->set->plot, of);
    if ((status = open_channels(d, diags)) == ENT_OK &&
        (status = ent_channels_numbers(d->channels, of, n, &values, diags)) == ENT_OK) {
        for (size_t i = 0; i < count; i++)
            data[i] = (ent_plot_data){ ent_node_at(n, i)->label, values[i], NAN, NAN };
        if (d->set->base.bounds)
            status = bound_values(d, of, data, &more, diags);
        count = leave_apart(n, data, &more);
    }
    if (status == ENT_OK) {
        write_record(&d->record, n, ent_buf_string(&more));
        status = ent_plot_describe(
            &(ent_plot){ d->set->plot, of, data, count, ent_dataset_title(d->data) }, &d->options,
            ent_buf_view(&d->record), description, caption, diags);
    }
    ent_buf_destroy(&more);
    ent_mem_free(data);
    return status;
}

/* The network of a series was selected when the series was computed, so nothing can be selected here. */
static ent_status refuse_selection(const draw_settings *set, ent_diags *diags)
{
    static const char *const options[] = { "only", "ego",    "level",  "kind",   "topic",      "within",
                                           "role", "tie-kinds", "weight", "as-of", "during", "max-parties" };

    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (was_given(set, options[i]))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--%s has no effect on --plot series, which draws a finished table; give "
                            "it to `entente series`",
                            options[i]);
    return ENT_OK;
}

static ent_status describe_series(drawing *d, ent_buf *description, ent_buf *caption,
                                  ent_diags *diags)
{
    ent_status status = refuse_selection(d->set, diags);
    struct stat file;

    if (status != ENT_OK)
        return status;
    if (d->set->base.args.operand_count != 1)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--plot series takes one table that `entente series` wrote");
    if (stat(d->set->base.args.operands[0], &file) == 0 && S_ISDIR(file.st_mode))
        return ent_fail(diags, ENT_EUSAGE, (ent_where){ .file = d->set->base.args.operands[0] },
                        "--plot series draws the table of a series; first run `entente series DATA "
                        "--from DATE --to DATE -o series.csv`, then draw series.csv");
    return ent_series_plot_describe(d->set->base.args.operands[0], d->set->of, &d->options,
                                    ENT_STR("entente " ENT_VERSION "; plot: series"), description,
                                    caption, diags);
}

static ent_status draw_plot(drawing *d, ent_buf *out, ent_diags *diags)
{
    ent_buf description = { 0 }, caption = { 0 };
    ent_status status = check_plot(d->set->plot, diags);

    if (status == ENT_OK && strcmp(d->set->plot, "series") == 0)
        status = describe_series(d, &description, &caption, diags);
    else if (status == ENT_OK && (status = open_networks(d, diags)) == ENT_OK)
        status = describe_measure(d, &description, &caption, diags);
    if (status == ENT_OK)
        status = ent_render(NULL, ent_buf_view(&description), out, diags);
    if (status == ENT_OK && d->set->caption)
        status = save_caption(d, ent_buf_view(&caption), diags);
    ent_buf_destroy(&description);
    ent_buf_destroy(&caption);
    return status;
}

/* ---- options ---- */

/* Refuses options that do not fit the kind of figure. */
static ent_status check_figure(const draw_settings *set, ent_diags *diags)
{
    bool several = set->panels || set->compare;

    if (set->base.bounds && (!set->plot || strcmp(set->plot, "ranks") != 0))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--bounds is an option of --plot ranks and of `entente series`");
    if (set->plot && (set->save_places || set->places))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--places and --save-places have no effect on plots");
    if (set->base.selection.directed && !set->plot &&
        strcmp(format_of(&set->base, "svg"), "dot") == 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--directed: DOT is written without directions; use svg, pdf, png, eps or "
                        "tex");
    if (set->plot && several)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--plot shows one network; --panels and --compare show several");
    if (set->save_places && strcmp(ending_of(set->save_places, "csv"), "csv") != 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--save-places %s: positions are written as CSV, not '%s'",
                        set->save_places, ending_of(set->save_places, "csv"));
    return set->caption ? require_format(CAPTION_FORMATS, ending_of(set->caption, "txt"), diags)
                        : ENT_OK;
}

/* --page NAME; --size NAME, too, where NAME is that of a page. */
static ent_status read_page(draw_settings *set, ent_figure_options *o, ent_diags *diags)
{
    const char *size = set->channels[ENT_NODE_SIZE], *option = "page";
    double height = o->height_mm;
    ent_status status;

    if (size && ent_page_find(ent_str_of(size)) != SIZE_MAX) {
        if (set->page)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--page and --size %s exclude each other", size);
        option = "size";
        set->page = size;
        set->channels[ENT_NODE_SIZE] = NULL;
    }
    if (!set->page)
        return ENT_OK;
    if (was_given(set, "width"))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--width and --%s %s exclude each other: the page has a width",
                        option, set->page);
    if ((status = ent_figure_set_page(o, set->page, diags)) != ENT_OK)
        return status;
    if (height > 0 && o->height_mm != height)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--height and --%s %s exclude each other: the page has a height",
                        option, set->page);
    if (o->most_height_mm > 0 && height > o->most_height_mm)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--height %g: --%s %s is at most %g mm high", height,
                        option, set->page, o->most_height_mm);
    if (was_given(set, "dpi"))
        o->dpi = set->figure.dpi;
    return ENT_OK;
}

static ent_status read_options(drawing *d, ent_diags *diags)
{
    draw_settings *set = d->set;
    ent_figure_options *o = &d->options;
    ent_status status;

    *o = set->figure;
    o->format = format_of(&set->base, "svg");
    o->seed = set->base.seed;
    o->verbose = set->base.verbose;
    if ((status = read_page(set, o, diags)) != ENT_OK || !set->places)
        return status;
    if ((status = ent_places_read(&d->places, set->places, diags)) == ENT_OK)
        o->places = ent_places_list(d->places, &o->place_count);
    return status;
}

static ent_status run(settings *base, ent_diags *diags)
{
    draw_settings *set = (draw_settings *)base;
    drawing d = { .set = set };
    ent_buf out = { 0 };
    ent_status status;

    if ((status = check_figure(set, diags)) == ENT_OK &&
        (status = read_options(&d, diags)) == ENT_OK)
        status = set->plot ? draw_plot(&d, &out, diags) : draw_network(&d, &out, diags);
    if (status == ENT_OK)
        status = write_output(base, d.data, d.options.format, ent_buf_view(&out), diags);
    for (size_t i = 0; i < ENT_FIGURE_NETWORKS; i++) {
        ent_network_free(d.networks[i]);
        ent_buf_destroy(&d.titles[i]);
    }
    ent_figure_free(d.figure);
    ent_channels_free(d.channels);
    for (size_t i = 0; i < d.run_count; i++)
        ent_results_free(d.runs[i]);
    ent_places_free(d.places);
    ent_dataset_free(d.data);
    ent_buf_destroy(&d.record);
    ent_buf_destroy(&d.ego);
    ent_buf_destroy(&out);
    return status;
}

static const opt_group *const groups[] = { &counting_group, &selection_group, &direction_group,
                                           &draw_figure_group, &bounds_group, &data_group,
                                           &output_group, &general_group, NULL };

static const draw_settings defaults = { .base = SETTINGS_INIT,
                                        .figure = ENT_FIGURE_OPTIONS_INIT };

const command cmd_draw = {
    .name = "draw",
    .operands = "DATA [options]",
    .summary = "draw a figure",
    .formats = { ent_figure_formats, SIZE_MAX, sizeof *ent_figure_formats },
    .more =
        "States are circles whose area grows with their number of ties; organizations and agreements "
        "with many parties are boxes; the colour and dashes of ties show the level of agreements. "
        "Without -o, the figure is written to the folder out/ and its path is printed. Print checks "
        "warn about overlapping labels, text smaller than 5 points, and similar faults.\n"
        "  entente draw data/iis -o iis.pdf\n"
        "  entente draw data/iis --as-of 2015 --width 88mm --names iso3 -o iis-2015.svg\n"
        "  entente draw data/iis --layout pyramid --theme grey --caption iis.tex -o iis.tikz\n"
        "  entente draw data/iis --size betweenness --colour region --panels 2015,2018,2021 -o "
        "three.svg\n"
        "  entente draw data/iis --as-of 2015 --plot ranks --of betweenness --bounds -o ranks.svg",
    .groups = groups,
    .voids = draw_voids,
    .defaults = &defaults,
    .size = sizeof defaults,
    .into_folder = true,
    .run = run
};
