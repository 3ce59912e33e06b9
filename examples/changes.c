/* changes.c: the ties that began between two days, with the agreements behind them.
 *
 *   changes DATA FROM TO        for example: changes data/iis 2015-01-01 2021-12-14 */
#include <entente/entente.h>
#include <stdio.h>

static ent_status network_on(ent_network **network, const ent_dataset *data, const char *day,
                             ent_diags *diags)
{
    ent_selection selection = ENT_SELECTION_INIT;

    if (ent_date_read(&selection.as_of, ent_str_of(day)) != ENT_DATE_OK)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "'%s' is not a date", day);
    return ent_network_new(network, data, &selection, diags);
}

/* The same two nodes in another network: networks on two days may have other nodes. */
static bool is_tied(const ent_network *network, const ent_node *a, const ent_node *b)
{
    uint32_t i = a->actor == ENT_NONE ? ent_node_of_act(network, a->act)
                                      : ent_node_of_actor(network, a->actor);
    uint32_t j = b->actor == ENT_NONE ? ent_node_of_act(network, b->act)
                                      : ent_node_of_actor(network, b->actor);

    return i != ENT_NONE && j != ENT_NONE && ent_tie_between(network, i, j) != ENT_NONE;
}

static void print_new_ties(const ent_network *before, const ent_network *after)
{
    for (size_t t = 0; t < ent_tie_count(after); t++) {
        const ent_tie *tie = ent_tie_at(after, t);
        const ent_node *a = ent_node_at(after, tie->a), *b = ent_node_at(after, tie->b);
        const ent_evidence *evidence = ent_tie_evidence(after, tie);

        if (is_tied(before, a, b))
            continue;
        printf("%.*s - %.*s:", ENT_STR_ARG(a->id), ENT_STR_ARG(b->id));
        for (uint32_t i = 0; i < tie->count; i++) {
            ent_str id = ent_evidence_id(after, &evidence[i]);

            printf(" %.*s", ENT_STR_ARG(id));
        }
        printf("\n");
    }
}

static void print_message(void *ctx, const ent_diag *diag)
{
    (void)ctx;
    if (diag->severity != ENT_NOTE)
        fprintf(stderr, "%s\n", diag->text);
}

int main(int argc, char **argv)
{
    ent_diags diags = { .sink = print_message };
    ent_dataset_options source = { .path = argc > 1 ? argv[1] : "data/iis" };
    ent_dataset *data = NULL;
    ent_network *before = NULL, *after = NULL;
    int code = 1;

    if (ent_dataset_read(&data, &source, &diags) == ENT_OK &&
        network_on(&before, data, argc > 2 ? argv[2] : "2015-01-01", &diags) == ENT_OK &&
        network_on(&after, data, argc > 3 ? argv[3] : "2021-12-14", &diags) == ENT_OK) {
        print_new_ties(before, after);
        code = 0;
    }
    ent_network_free(after);
    ent_network_free(before);
    ent_dataset_free(data);
    return code;
}
