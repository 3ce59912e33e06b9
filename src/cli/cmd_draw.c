/* cmd_draw.c: a figure. */
#include "cli/command.h"

#include <string.h>

static int run(settings *set, ent_diags *diags)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_dataset *d = NULL;
    ent_network *n = NULL;
    ent_buf record = { 0 }, description = { 0 }, more = { 0 }, out = { 0 };
    ent_status status;

    options.format = format_of(set, "svg");
    if (strcmp(options.format, "gv") == 0)
        options.format = "dot";
    options.layout = set->layout;
    options.title = set->title;
    options.width_mm = set->width;
    options.height_mm = set->height;
    options.dpi = set->dpi;
    options.seed = set->seed;
    options.starts = set->starts;
    options.names = (ent_label_language)set->names;
    if ((status = open_network(&d, &n, set, diags)) != ENT_OK)
        goto done;
    ent_buf_format(&more, "layout: %s, seed %zu", set->layout ? set->layout : "stress", set->seed);
    write_record(&record, n, ent_buf_string(&more));
    status = ent_figure_describe(n, &options, ent_buf_view(&record), &description, diags);
    if (status == ENT_OK)
        status = ent_render(ent_buf_view(&description), &out, diags);
    if (status == ENT_OK)
        status = write_output(set, d, options.format, true, ent_buf_view(&out), diags);
done:
    ent_buf_destroy(&record);
    ent_buf_destroy(&description);
    ent_buf_destroy(&more);
    ent_buf_destroy(&out);
    ent_network_free(n);
    ent_dataset_free(d);
    return exit_code(status);
}

static const opt *const groups[] = { which_options, draw_options, data_options, output_options,
                                     general_options, NULL };

const command cmd_draw = {
    "draw", "DATA [options]", "a figure: svg pdf png dot",
    "States are circles whose area grows with their ties, organizations and agreements of many "
    "parties are boxes, colour and dash say the level. Without -o the figure goes to out/ and its "
    "path is printed.\n"
    "  entente draw data/iis -o iis.pdf\n"
    "  entente draw data/iis --as-of 2015 --width 88 --names id -o iis-2015.svg",
    groups, run
};
