/* cmd_draw.c: a figure of a network, of several days, or a plot. */
#include "cli/command.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "cli/channels.h"
#include "entente/measure.h"

typedef struct drawing { /* all that one figure needs */
    settings *set;
    ent_figure_options options;
    ent_dataset *data;
    ent_network *networks[ENT_FIGURE_NETWORKS];
    size_t count;
    ent_places *places;
    channels *values;
    ent_buf titles[ENT_FIGURE_NETWORKS];
    ent_figure *figure;
    ent_buf record, ego;
} drawing;

static ent_status read_options(drawing *d, ent_diags *diags)
{
    settings *set = d->set;
    ent_figure_options *o = &d->options;
    ent_status status;

    *o = (ent_figure_options)ENT_FIGURE_OPTIONS_INIT;
    o->format = format_of(set, "svg");
    if (strcmp(o->format, "gv") == 0)
        o->format = "dot";
    if (strcmp(o->format, "tikz") == 0)
        o->format = "tex";
    o->layout = set->layout;
    o->theme = set->theme;
    o->title = set->title;
    o->font = set->font;
    o->width_mm = set->width.number;
    o->height_mm = set->height;
    o->dpi = set->dpi;
    o->seed = set->seed;
    o->starts = set->starts;
    o->strict = set->strict;
    o->names = (ent_label_language)set->names;
    if (!set->places)
        return ENT_OK;
    if ((status = ent_places_read(&d->places, set->places, diags)) == ENT_OK)
        o->places = ent_places_list(d->places, &o->place_count);
    return status;
}

/* ---- networks ---- */

/* The days of --panels or --compare; for --compare the second may stand behind it as a word of its
 * own. */
static ent_status read_days(drawing *d, ent_date *days, size_t *count, ent_diags *diags)
{
    settings *set = d->set;
    const char *option = set->panels ? "panels" : "compare";
    ent_str rest = ent_str_of(set->panels ? set->panels : set->compare), part;

    *count = 0;
    while (ent_str_next(&rest, ',', &part)) {
        if (*count == ENT_FIGURE_NETWORKS)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--%s: at most %d days", option,
                            ENT_FIGURE_NETWORKS);
        if (ent_date_read(&days[*count], part) != ENT_DATE_OK || !ent_date_known(days[*count]) ||
            days[*count].kind == ENT_DATE_SPAN)
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "--%s %.*s: expected days, with commas between: 2010,2015-05-08", option,
                            ENT_STR_ARG(part));
        (*count)++;
    }
    for (size_t i = 0; set->compare && *count == 1 && i < set->operand_count; i++)
        if (ent_date_read(&days[1], ent_str_of(set->operands[i])) == ENT_DATE_OK &&
            ent_date_known(days[1])) {
            *count = 2;
            memmove(&set->operands[i], &set->operands[i + 1],
                    (set->operand_count - i - 1) * sizeof *set->operands);
            set->operand_count--;
        }
    if (set->compare && *count != 2)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--compare takes two days: 2015,2021");
    return ENT_OK;
}

static ent_status open_days(drawing *d, ent_diags *diags)
{
    ent_date days[ENT_FIGURE_NETWORKS];
    ent_selection selection;
    size_t count;
    ent_status status;

    if (d->set->panels && d->set->compare)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--panels and --compare exclude each other");
    if ((status = read_days(d, days, &count, diags)) != ENT_OK ||
        (status = read_selection(&selection, d->set, diags)) != ENT_OK ||
        (status = open_data(&d->data, d->set, diags)) != ENT_OK)
        return status;
    for (; d->count < count && status == ENT_OK; d->count++) {
        ent_buf *title = &d->titles[d->count];

        selection.as_of = days[d->count];
        if ((status = ent_network_new(&d->networks[d->count], d->data, &selection, diags)) != ENT_OK)
            break;
        ent_buf_format(title, "%c  ", (int)('a' + d->count));
        ent_date_write(title, days[d->count]);
        d->options.panel_titles[d->count] = ent_buf_string(title);
    }
    d->options.compare = d->set->compare != NULL;
    return status;
}

/* An id with its end, for the figure's options. */
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
    status = open_network(&d->data, &d->networks[0], d->set, diags);
    d->count = d->networks[0] ? 1 : 0;
    if (status == ENT_OK && d->set->ego &&
        (ego = ent_actor_meant(d->data, d->set->ego, diags)) != ENT_NONE)
        d->options.ego = keep_id(d, ent_actor_at(d->data, ego)->id);
    return status;
}

/* ---- outputs ---- */

/* The figure, or where its nodes are. */
static ent_status render_as(drawing *d, const char *format, ent_buf *out, ent_diags *diags)
{
    ent_figure_options options = d->options;
    ent_buf more = { 0 }, description = { 0 };
    ent_status status;

    options.format = format;
    ent_figure_free(d->figure);
    status = ent_figure_new(&d->figure, (const ent_network *const *)d->networks, d->count, &options,
                            diags);
    ent_buf_clear(&d->record);
    if (status == ENT_OK) {
        ent_buf_format(&more, "layout: %s, seed %zu", ent_figure_layout(d->figure), options.seed);
        write_record(&d->record, d->networks[0], ent_buf_string(&more));
        status = ent_figure_describe(d->figure, ent_buf_view(&d->record), &description, diags);
    }
    if (status == ENT_OK)
        status = ent_render(ent_buf_view(&description), out, diags);
    ent_buf_destroy(&more);
    ent_buf_destroy(&description);
    return status;
}

static ent_status save_caption(drawing *d, ent_diags *diags)
{
    const char *path = d->set->caption, *dot = strrchr(path, '.');
    ent_buf out = { 0 }, file = { 0 };
    ent_status status;

    if (d->set->out)
        ent_buf_text(&file, d->set->out);
    else
        ent_buf_format(&file, "out/%.*s.%s", ENT_STR_ARG(ent_dataset_name(d->data)),
                       d->options.format);
    status = ent_figure_caption(d->figure, ent_buf_view(&d->record), ent_buf_string(&file),
                                dot ? dot + 1 : "txt", &out, diags);
    if (status == ENT_OK)
        status = ent_output_save(path, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    ent_buf_destroy(&file);
    return status;
}

static ent_status save_places(drawing *d, ent_diags *diags)
{
    ent_buf out = { 0 };
    ent_diags silent = { 0 }; /* what there is to say was said about the figure */
    ent_status status = render_as(d, "places", &out, &silent);

    if (status == ENT_OK)
        status = ent_output_save(d->set->save_places, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    return status;
}

/* A chosen layout is said, but for the plain one. */
static void say_layout(const drawing *d, ent_diags *diags)
{
    const char *layout = ent_figure_layout(d->figure), *reason = ent_figure_reason(d->figure);

    if (reason[0] && (d->set->layout || strcmp(layout, "stress") != 0))
        ent_note(diags, ENT_NOWHERE, "layout %s: %s", layout, reason);
}

static ent_status draw_network(drawing *d, ent_buf *out, ent_diags *diags)
{
    ent_status status;

    if ((status = open_networks(d, diags)) != ENT_OK ||
        (status = channels_fill(&d->values, d->set, (const ent_network *const *)d->networks, d->count,
                                &d->options, diags)) != ENT_OK ||
        (status = render_as(d, d->options.format, out, diags)) != ENT_OK)
        return status;
    say_layout(d, diags);
    if (d->set->caption && (status = save_caption(d, diags)) != ENT_OK)
        return status;
    return d->set->save_places ? save_places(d, diags) : ENT_OK;
}

static int run(settings *set, ent_diags *diags)
{
    drawing d = { .set = set };
    ent_buf out = { 0 };
    ent_status status;

    if ((status = read_options(&d, diags)) == ENT_OK)
        status = draw_network(&d, &out, diags);
    if (status == ENT_OK)
        status = write_output(set, d.data, d.options.format, true, ent_buf_view(&out), diags);
    for (size_t i = 0; i < ENT_FIGURE_NETWORKS; i++) {
        ent_network_free(d.networks[i]);
        ent_buf_destroy(&d.titles[i]);
    }
    ent_figure_free(d.figure);
    channels_free(d.values);
    ent_places_free(d.places);
    ent_dataset_free(d.data);
    ent_buf_destroy(&d.record);
    ent_buf_destroy(&d.ego);
    ent_buf_destroy(&out);
    return exit_code(status);
}

static const opt *const groups[] = { which_options, draw_options, data_options, output_options,
                                     general_options, NULL };

const command cmd_draw = {
    "draw", "DATA [options]", "a figure: svg pdf png eps tex dot",
    "States are circles whose area grows with their ties, organizations and agreements of many "
    "parties are boxes, colour and dash say the level. Without -o the figure goes to out/ and its "
    "path is printed. What misses a bar of print (words on words, text below 5 points, ...) is said.\n"
    "  entente draw data/iis -o iis.pdf\n"
    "  entente draw data/iis --as-of 2015 --width 88mm --names iso3 -o iis-2015.svg\n"
    "  entente draw data/iis --layout pyramid --theme grey --caption iis.tex -o iis.tikz\n"
    "  entente draw data/iis --size betweenness --colour region --panels 2015,2018,2021 -o three.svg\n"
    "  entente draw data/iis --plot ranks --of betweenness -o ranks.svg",
    groups, run
};
