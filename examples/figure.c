/* figure.c: a figure with its caption, and the same network as a DOT file.
 *
 *   figure DATA FIGURE.svg NETWORK.dot */
#include <entente/entente.h>
#include <stdio.h>

static void print_message(void *ctx, const ent_diag *diag)
{
    (void)ctx;
    fprintf(stderr, "%s\n", diag->text);
}

static ent_status draw(const ent_network *network, const char *path, ent_diags *diags)
{
    ent_figure_options options = ENT_FIGURE_OPTIONS_INIT;
    ent_figure *figure = NULL;
    ent_buf record = { 0 }, file = { 0 }, caption = { 0 };
    ent_status status;

    options.width_mm = 180;
    ent_network_describe(network, NULL, &record);
    status = ent_figure_draw(&figure, &network, 1, &options, ent_buf_view(&record), &file, diags);
    if (status == ENT_OK)
        status = ent_output_save(path, ent_buf_view(&file), diags);
    if (status == ENT_OK) {
        ent_figure_caption(figure, ent_buf_view(&record), &caption);
        printf("%s\n", ent_buf_string(&caption));
    }
    ent_figure_free(figure);
    ent_buf_destroy(&caption);
    ent_buf_destroy(&file);
    ent_buf_destroy(&record);
    return status;
}

static ent_status write_dot(const ent_network *network, const char *path, ent_diags *diags)
{
    ent_buf file = { 0 };
    ent_status status = ent_export_network(network, "dot", NULL, &file, diags);

    if (status == ENT_OK)
        status = ent_output_save(path, ent_buf_view(&file), diags);
    ent_buf_destroy(&file);
    return status;
}

int main(int argc, char **argv)
{
    ent_diags diags = { .sink = print_message };
    ent_dataset_options source = { .path = argc > 1 ? argv[1] : "data/iis" };
    ent_selection selection = ENT_SELECTION_INIT;
    ent_dataset *data = NULL;
    ent_network *network = NULL;
    int code = 1;

    if (ent_dataset_read(&data, &source, &diags) == ENT_OK &&
        ent_network_new(&network, data, &selection, &diags) == ENT_OK &&
        draw(network, argc > 2 ? argv[2] : "figure.svg", &diags) == ENT_OK &&
        write_dot(network, argc > 3 ? argv[3] : "network.dot", &diags) == ENT_OK)
        code = 0;
    ent_network_free(network);
    ent_dataset_free(data);
    return code;
}
