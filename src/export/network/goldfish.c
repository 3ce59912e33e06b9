/* goldfish.c: a network over time as a script of R: the ties and nodes of the first day, and every change of them
 * with its day, as the package goldfish reads them. */
#include "base/escape.h"
#include "base/mem.h"
#include "export/network/r_script.h"

typedef struct change {
    int32_t day;
    uint32_t a, b; /* of a node: a */
    double value;  /* weight from then on, 0: no tie; of a node: 1 present, 0 absent */
} change;

typedef ENT_LIST(change) change_list;

typedef struct history {
    const ent_network *n; /* of the whole period: it has all nodes */
    ent_selection selection;
    ent_diags *diags;
    change_list ties, nodes, first;
    change_list now, next; /* the ties of a day */
    bool *present, *was, *at_first;
} history;

/* ---- the network of a day ---- */

static uint32_t place_of(const history *h, const ent_network *day, uint32_t node)
{
    const ent_node *x = ent_node_at(day, node);

    return x->actor != ENT_NONE ? ent_node_of_actor(h->n, x->actor) : ent_node_of_act(h->n, x->act);
}

static ent_status fail_on(const history *h, int32_t day, ent_status status, const char *what)
{
    ent_buf date = { 0 };

    ent_date_write(&date, ent_date_of_day(day));
    ent_fail(h->diags, status, ENT_NOWHERE, "on %s: %s", ent_buf_string(&date), what);
    ent_buf_destroy(&date);
    return status;
}

static ent_status read_day(history *h, int32_t day)
{
    ent_diags silent = { 0 }; /* the network of the whole period has reported */
    ent_network *n = NULL;
    ent_status status;
    bool whole = true;

    h->selection.as_of = ent_date_of_day(day);
    h->next.count = 0;
    for (size_t i = 0; i < ent_node_count(h->n); i++)
        h->present[i] = false;
    if ((status = ent_network_new(&n, ent_network_dataset(h->n), &h->selection, &silent)) != ENT_OK)
        return fail_on(h, day, status, "there is no such network");
    for (uint32_t i = 0; i < ent_node_count(n) && status == ENT_OK; i++) {
        uint32_t at = place_of(h, n, i);

        if (at == ENT_NONE)
            status = fail_on(h, day, ENT_EINTERNAL, "a node is not in the network of the period");
        else
            h->present[at] = true;
    }
    for (size_t t = 0; t < ent_tie_count(n) && status == ENT_OK && whole; t++) {
        const ent_tie *tie = ent_tie_at(n, t);

        whole = ENT_LIST_PUSH(&h->next, (change){ day, place_of(h, n, tie->a), place_of(h, n, tie->b), tie->weight });
    }
    ent_network_free(n);
    return status == ENT_OK && !whole ? ent_out_of_memory(h->diags) : status;
}

static int by_ends(const change *x, const change *y)
{
    return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b != y->b ? (x->b < y->b ? -1 : 1) : 0;
}

/* Both lists are in the order of ends. */
static bool add_changes(history *h, int32_t day)
{
    size_t i = 0, k = 0;
    bool whole = true;

    for (uint32_t node = 0; node < ent_node_count(h->n) && whole; node++)
        if (h->present[node] != h->was[node])
            whole = ENT_LIST_PUSH(&h->nodes, (change){ day, node, 0, h->present[node] });
    while ((i < h->now.count || k < h->next.count) && whole) {
        int order = i == h->now.count    ? 1
                    : k == h->next.count ? -1
                                         : by_ends(&h->now.items[i], &h->next.items[k]);
        const change *tie = order > 0 ? &h->next.items[k] : &h->now.items[i];
        double value = order < 0 ? 0 : h->next.items[k].value;

        if (order || value != tie->value)
            whole = ENT_LIST_PUSH(&h->ties, (change){ day, tie->a, tie->b, value });
        i += order <= 0;
        k += order >= 0;
    }
    return whole;
}

static ent_status read_first(history *h, int32_t first)
{
    ent_status status = read_day(h, first);

    for (size_t i = 0; i < ent_node_count(h->n); i++)
        h->at_first[i] = h->present[i];
    for (size_t i = 0; i < h->next.count && status == ENT_OK; i++)
        if (!ENT_LIST_PUSH(&h->first, h->next.items[i]))
            status = ent_out_of_memory(h->diags);
    return status;
}

static ent_status read_next(void *ctx, int32_t day)
{
    history *h = ctx;
    bool *swap = h->was;
    change_list list = h->now;
    ent_status status;

    h->was = h->present;
    h->present = swap;
    h->now = h->next;
    h->next = list;
    status = read_day(h, day);
    return status == ENT_OK && !add_changes(h, day) ? ent_out_of_memory(h->diags) : status;
}

/* ---- the script ---- */

typedef struct column {
    const history *h;
    const change *items;
} column;

static void day_value(const void *ctx, size_t at, ent_buf *out)
{
    ent_buf_char(out, '"');
    ent_date_write(out, ent_date_of_day(((const column *)ctx)->items[at].day));
    ent_buf_char(out, '"');
}

static void a_value(const void *ctx, size_t at, ent_buf *out)
{
    const column *c = ctx;

    ent_escape_json_string(out, ent_node_at(c->h->n, c->items[at].a)->id);
}

static void b_value(const void *ctx, size_t at, ent_buf *out)
{
    const column *c = ctx;

    ent_escape_json_string(out, ent_node_at(c->h->n, c->items[at].b)->id);
}

static void number_value(const void *ctx, size_t at, ent_buf *out)
{
    ent_buf_number(out, ((const column *)ctx)->items[at].value);
}

static void truth_value(const void *ctx, size_t at, ent_buf *out)
{
    ent_buf_text(out, ((const column *)ctx)->items[at].value > 0 ? "TRUE" : "FALSE");
}

static void present_value(const void *ctx, size_t at, ent_buf *out)
{
    ent_buf_text(out, ((const history *)ctx)->at_first[at] ? "TRUE" : "FALSE");
}

static void write_times(ent_buf *out, const column *c, size_t count)
{
    ent_buf_text(out, "  time = as.POSIXct(");
    ent_r_vector(out, NULL, "character", count, day_value, c);
    ent_buf_text(out, ", tz = \"UTC\"),\n  ");
}

static void write_script(const history *h, const ent_export_options *o, ent_buf *out)
{
    bool directed = ent_network_is_directed(h->n);
    column first = { h, h->first.items }, ties = { h, h->ties.items }, nodes = { h, h->nodes.items };

    ent_r_comment(out, o->record);
    ent_buf_text(out, "# source(\"FILE.R\", encoding = \"UTF-8\") makes for the package goldfish: nodes and initial (ties of "
                      "the first day),\n# tie_changes and node_changes (with their day; the new weight, 0 without a tie; "
                      "whether the node exists).\n"
                      "# Ties that may or may not exist on a day are not there.\n");
    ent_r_nodes(h->n, o, NULL, out);
    ent_buf_text(out, "nodes$name <- NULL\nnodes$label <- nodes$id\nnodes <- nodes[c(\"label\", setdiff(names(nodes), \"label\"))]\n");
    ent_buf_text(out, "nodes$present <- ");
    ent_r_vector(out, NULL, "logical", ent_node_count(h->n), present_value, h);
    ent_buf_text(out, "\ninitial <- matrix(0, nrow(nodes), nrow(nodes), dimnames = list(nodes$label, nodes$label))\n"
                      "ties <- data.frame(\n  ");
    ent_r_vector(out, "sender", "character", h->first.count, a_value, &first);
    ent_buf_text(out, ",\n  ");
    ent_r_vector(out, "receiver", "character", h->first.count, b_value, &first);
    ent_buf_text(out, ",\n  ");
    ent_r_vector(out, "weight", "numeric", h->first.count, number_value, &first);
    ent_buf_text(out, ",\n  stringsAsFactors = FALSE)\n"
                      "initial[cbind(ties$sender, ties$receiver)] <- ties$weight\n");
    if (!directed)
        ent_buf_text(out, "initial[cbind(ties$receiver, ties$sender)] <- ties$weight\n");
    ent_buf_text(out, "tie_changes <- data.frame(\n");
    write_times(out, &ties, h->ties.count);
    ent_r_vector(out, "sender", "character", h->ties.count, a_value, &ties);
    ent_buf_text(out, ",\n  ");
    ent_r_vector(out, "receiver", "character", h->ties.count, b_value, &ties);
    ent_buf_text(out, ",\n  ");
    ent_r_vector(out, "replace", "numeric", h->ties.count, number_value, &ties);
    ent_buf_text(out, ",\n  stringsAsFactors = FALSE)\nnode_changes <- data.frame(\n");
    write_times(out, &nodes, h->nodes.count);
    ent_r_vector(out, "node", "character", h->nodes.count, a_value, &nodes);
    ent_buf_text(out, ",\n  ");
    ent_r_vector(out, "replace", "logical", h->nodes.count, truth_value, &nodes);
    ent_buf_format(out,
                   ",\n  stringsAsFactors = FALSE)\n"
                   "# actors <- goldfish::defineNodes(nodes)\n"
                   "# actors <- goldfish::linkEvents(actors, node_changes, attribute = \"present\")\n"
                   "# net <- goldfish::defineNetwork(initial, nodes = actors, directed = %s)\n"
                   "# net <- goldfish::linkEvents(net, tie_changes, nodes = actors)\n",
                   directed ? "TRUE" : "FALSE");
}

ent_status ent_write_goldfish(const ent_network *n, const ent_export_options *o, ent_buf *out, ent_diags *diags)
{
    ent_date time = ent_network_selection(n)->during;
    size_t nodes = ent_node_count(n) + 1;
    history h = { .n = n, .selection = *ent_network_selection(n), .diags = diags };
    bool *room = ent_mem_new(3 * nodes, sizeof *room);
    ent_status status;

    if (!room)
        return ent_out_of_memory(diags);
    h.present = room;
    h.was = room + nodes;
    h.at_first = room + 2 * nodes;
    h.selection.during = (ent_date){ 0 };
    if (!ent_date_known(time) || time.first == ENT_DAY_MIN || time.last == ENT_DAY_MAX)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "events have days: add the period in which they are, as in --during 1990/2014");
    else if ((status = read_first(&h, time.first)) == ENT_OK &&
             (status = ent_network_each_day(n, read_next, &h, diags)) == ENT_OK)
        write_script(&h, o, out);
    ENT_LIST_DESTROY(&h.ties);
    ENT_LIST_DESTROY(&h.nodes);
    ENT_LIST_DESTROY(&h.first);
    ENT_LIST_DESTROY(&h.now);
    ENT_LIST_DESTROY(&h.next);
    ent_mem_free(room);
    return status;
}
