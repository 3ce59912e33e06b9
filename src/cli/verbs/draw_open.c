/* draw_open.c: what figures of networks and plots have in common: networks, measures, captions. */
#include "cli/verbs/draw.h"

#include <string.h>

#include "cli/open.h"
#include "cli/outputs.h"

/* ---- networks ---- */

/* The dates of --panels or --compare. The second of --compare may be a separate word: --compare 2015
 * 2021. */
static ent_status read_days(drawing *d, ent_date *days, size_t *count, ent_diags *diags)
{
    draw_settings *set = d->set;
    arguments *args = &set->base.args;
    const char *option = set->panels ? "panels" : "compare";
    ent_status status = read_date_list(option, set->panels ? set->panels : set->compare, days,
                                       ENT_FIGURE_NETWORKS, count, diags);

    if (status != ENT_OK)
        return status;
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
        ent_words_date(d->words, title, days[d->count]);
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

ent_status open_networks(drawing *d, ent_diags *diags)
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

ent_status open_channels(drawing *d, ent_diags *diags)
{
    d->measures = (ent_measure_source){ compute_measure, measure_name, d };
    return ent_channels_new(&d->channels, &d->measures, d->words, diags);
}

/* ---- captions ---- */

/* "iis-2015" of "out/iis-2015.pdf": each figure has a label of its own. */
static ent_str stem_of(ent_str path)
{
    ent_str name = path;

    for (size_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '/')
            name = (ent_str){ path.ptr + i + 1, path.len - i - 1 };
    for (size_t i = name.len; i-- > 1;)
        if (name.ptr[i] == '.')
            return (ent_str){ name.ptr, i };
    return name;
}

ent_status save_caption(drawing *d, ent_str caption, ent_diags *diags)
{
    const char *path = d->set->caption, *dot = strrchr(path, '.');
    ent_str name = d->data ? ent_dataset_name(d->data) : ENT_STR("series");
    ent_buf out = { 0 }, file = { 0 };
    ent_status status;

    if (dot && strcmp(dot, ".tex") == 0 &&
        (strcmp(d->options.format, "svg") == 0 || strcmp(d->options.format, "dot") == 0 ||
         strcmp(d->options.format, "tiff") == 0))
        ent_warn(diags, (ent_where){ .file = path },
                 "LaTeX cannot include a figure in the format %s; draw it with -o FIGURE.pdf or .tex",
                 d->options.format);
    if (d->set->base.out)
        ent_buf_text(&file, d->set->base.out);
    else
        ent_buf_format(&file, "out/%.*s.%s", ENT_STR_ARG(name), d->options.format);
    status = ent_caption_write(caption, stem_of(ent_buf_view(&file)), ent_buf_string(&file), dot ? dot + 1 : "txt", &out,
                               diags);
    if (status == ENT_OK)
        status = save(path, ent_buf_view(&out), diags);
    ent_buf_destroy(&out);
    ent_buf_destroy(&file);
    return status;
}
