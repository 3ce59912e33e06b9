/* draw.c: a figure of a network, a figure of several dates, or a plot. */

#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/open.h"
#include "cli/open_series.h"
#include "cli/outputs.h"
#include "cli/parts.h"
#include "cli/verbs/draw.h"

/* ---- outputs ---- */

static ent_status save_places(drawing *d, ent_diags *diags)
{
    ent_figure_options options = d->options;
    ent_figure *figure;
    ent_buf out = { 0 };
    ent_diags silent = { 0 }; /* messages were printed for the figure */
    ent_status status;

    options.format = strcmp(ending_of(d->set->save_places, "csv"), "tsv") == 0 ? "places.tsv" : "places";
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
    if (set->collapse && (status = ent_channels_words(d->channels, "collapse", set->collapse, networks[0],
                                                      &d->options.collapse, diags)) != ENT_OK)
        return status;
    write_record(&d->record, d->networks[0], NULL);
    if ((status = ent_figure_draw(&d->figure, networks, d->count, &d->options,
                                  ent_buf_view(&d->record), out, diags)) != ENT_OK)
        return status;
    if (set->caption) {
        write_record_of_data(&source, d->data, d->words); /* the caption says all else itself */
        ent_figure_caption(d->figure, ent_buf_view(&source), &caption);
        status = caption.failed ? ent_out_of_memory(diags)
                                : save_caption(d, ent_buf_view(&caption), diags);
    }
    ent_buf_destroy(&caption);
    ent_buf_destroy(&source);
    return status == ENT_OK && set->save_places ? save_places(d, diags) : status;
}

/* ---- options ---- */

/* Refuses options that do not fit the kind of figure. */
static ent_status check_figure(const draw_settings *set, ent_diags *diags)
{
    bool several = set->panels || set->compare;

    if (set->base.bounds && !plot_is(set, "ranks") && !plot_is(set, "series"))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--bounds is an option of --plot ranks, of --plot series and of `entente series`");
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
    if (set->save_places && strcmp(ending_of(set->save_places, "csv"), "csv") != 0 &&
        strcmp(ending_of(set->save_places, "csv"), "tsv") != 0)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--save-places %s: positions are written as CSV or TSV, not '%s'",
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
    enum { TIFF_DPI = 600 };
    draw_settings *set = d->set;
    ent_figure_options *o = &d->options;
    ent_status status;

    *o = set->figure;
    o->format = format_of(&set->base, "svg");
    o->seed = set->base.seed;
    o->verbose = set->base.verbose;
    set->base.todays_names = o->names == ENT_LABEL_ENGLISH;
    if (strcmp(o->format, "tiff") == 0 && !was_given(set, "dpi"))
        o->dpi = TIFF_DPI;
    if ((status = read_page(set, o, diags)) == ENT_OK && (set->language || o->names == ENT_LABEL_RUSSIAN))
        status = ent_words_read(&d->words, set->language ? set->language : "ru", diags); /* one language in a figure */
    o->words = d->words;
    if (status == ENT_OK && d->words && set->figure.names == ENT_LABEL_AUTO &&
        strcmp(ent_words_language(d->words), "ru") != 0)
        ent_note(diags, ENT_NOWHERE,
                 "names of states and organizations are known in English and Russian, not in the language '%s': they "
                 "stay English",
                 ent_words_language(d->words));
    if (status == ENT_OK && is_webpage(d))
        status = prepare_webpage(d, diags);
    if (status != ENT_OK || !set->places)
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
    if (status == ENT_OK && is_webpage(&d))
        status = wrap_webpage(&d, &out, diags);
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
    ent_words_free(d.words);
    ent_dataset_free(d.data);
    ent_buf_destroy(&d.record);
    ent_buf_destroy(&d.ego);
    ent_buf_destroy(&out);
    return status;
}

static const opt_group *const groups[] = { &counting_group, &selection_group, &direction_group,
                                           &steps_group,
                                           &draw_figure_group, &bounds_group, &parts_group, &data_group, &document_group,
                                           &output_group, &general_group, NULL };

static const char *job(const settings *set)
{
    return set->steps.from.kind || set->steps.date_count ? ENT_JOB_SERIES : NULL;
}

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
    .job = job,
    .run = run
};
