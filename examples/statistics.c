/* statistics.c: betweenness of the actors in a network on a day.
 *
 *   statistics DATA [DATE]        for example: statistics data/iis 2021-12-14 */
#include <entente/entente.h>
#include <stdio.h>

/* The library prints nothing: it hands every message to this function. */
static void print_message(void *ctx, const ent_diag *diag)
{
    (void)ctx;
    if (diag->severity == ENT_NOTE)
        return;
    if (diag->where.file)
        fprintf(stderr, "%s:%zu: ", diag->where.file, diag->where.line);
    fprintf(stderr, "%s\n", diag->text);
}

int main(int argc, char **argv)
{
    ent_diags diags = { .sink = print_message };
    ent_dataset_options source = { .path = argc > 1 ? argv[1] : "data/iis" };
    ent_selection selection = ENT_SELECTION_INIT;
    ent_measures_options options = ENT_MEASURES_OPTIONS_INIT;
    ent_dataset *data = NULL;
    ent_network *network = NULL;
    ent_results *results = NULL;
    int code = 1;

    if (argc > 2 && ent_date_read(&selection.as_of, ent_str_of(argv[2])) != ENT_DATE_OK) {
        fprintf(stderr, "'%s' is not a date; expected a form such as 2021-12-14\n", argv[2]);
        return 2;
    }
    if (ent_dataset_read(&data, &source, &diags) != ENT_OK ||
        ent_network_new(&network, data, &selection, &diags) != ENT_OK ||
        ent_measures_run(&results, network, "degree,betweenness", &options, &diags) != ENT_OK)
        goto done;
    printf("%-10s %8s %12s\n", "id", "degree", "betweenness");
    for (size_t i = 0; i < ent_node_count(network); i++) {
        double degree = ent_results_value(results, ENT_STR("degree"), i);

        if (degree > 0)
            printf("%-10.*s %8.0f %12.4f\n", ENT_STR_ARG(ent_node_at(network, i)->id), degree,
                   ent_results_value(results, ENT_STR("betweenness"), i));
    }
    code = 0;
done:
    ent_results_free(results);
    ent_network_free(network);
    ent_dataset_free(data);
    return code;
}
