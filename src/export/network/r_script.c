/* r_script.c: networks as scripts of R: for ergm (a network of the package network) and for amen (arrays). */
#include "export/network/r_script.h"

#include "base/escape.h"
#include "base/mem.h"

/* ---- parts of scripts ---- */

void ent_r_vector(ent_buf *out, const char *name, const char *kind, size_t count, ent_r_value_fn *value, const void *ctx)
{
    enum { A_LINE = 12 };

    if (name)
        ent_buf_format(out, "%s = ", name);
    if (!count) {
        ent_buf_format(out, "%s(0)", kind);
        return;
    }
    ent_buf_text(out, "c(");
    for (size_t i = 0; i < count; i++) {
        ent_buf_text(out, i == 0 ? "" : i % A_LINE == 0 ? ",\n    " : ", ");
        value(ctx, i, out);
    }
    ent_buf_char(out, ')');
}

void ent_r_comment(ent_buf *out, ent_str record)
{
    ent_str line;

    while (ent_str_next(&record, '\n', &line)) {
        ent_buf_text(out, "# ");
        ent_buf_str(out, line);
        ent_buf_char(out, '\n');
    }
}

/* ---- nodes ---- */

typedef struct column {
    const ent_node_columns *columns;
    const uint32_t *order;
    size_t at;
} column;

/* A string of JSON is one of R. */
static void column_value(const void *ctx, size_t at, ent_buf *out)
{
    const column *c = ctx;

    ent_escape_json_string(out, ent_node_column_value(c->columns, c->order ? c->order[at] : at, c->at));
}

void ent_r_nodes(const ent_network *n, const ent_export_options *o, const uint32_t *order, ent_buf *out)
{
    ent_node_columns columns = ent_node_columns_of(n, o, out);

    ent_buf_text(out, "nodes <- data.frame(\n");
    for (size_t c = 0; c < columns.names.count; c++) {
        column of = { &columns, order, c };
        ent_buf name = { 0 };

        ent_buf_text(out, "  ");
        ent_escape_json_string(&name, columns.names.items[c]);
        ent_r_vector(out, ent_buf_string(&name), "character", ent_node_count(n), column_value, &of);
        ent_buf_text(out, ",\n");
        ent_buf_destroy(&name);
    }
    ent_buf_text(out, "  check.names = FALSE, stringsAsFactors = FALSE)\n");
    if (columns.names.count > ENT_NODE_COLUMNS + columns.codes)
        ent_buf_format(out,
                       "for (column in names(nodes)[%zu:%zu])\n"
                       "  nodes[[column]] <- utils::type.convert(nodes[[column]], na.strings = \"\", as.is = TRUE)\n",
                       ENT_NODE_COLUMNS + columns.codes + 1, columns.names.count);
    ENT_LIST_DESTROY(&columns.names);
}

/* ---- ties: those that exist, and after them those that may ---- */

typedef struct tie_list {
    const ent_network *n;
    const uint32_t *place; /* of each node in the script, from 0 */
} tie_list;

static const ent_tie *tie_at(const tie_list *l, size_t at)
{
    size_t known = ent_tie_count(l->n);

    return at < known ? ent_tie_at(l->n, at) : ent_unknown_tie_at(l->n, at - known);
}

static void from_value(const void *ctx, size_t at, ent_buf *out)
{
    const tie_list *l = ctx;

    ent_buf_format(out, "%uL", l->place[tie_at(l, at)->a] + 1);
}

static void to_value(const void *ctx, size_t at, ent_buf *out)
{
    const tie_list *l = ctx;

    ent_buf_format(out, "%uL", l->place[tie_at(l, at)->b] + 1);
}

static void weight_value(const void *ctx, size_t at, ent_buf *out)
{
    const tie_list *l = ctx;

    if (at < ent_tie_count(l->n))
        ent_buf_number(out, tie_at(l, at)->weight);
    else
        ent_buf_text(out, "NA");
}

static void agreements_value(const void *ctx, size_t at, ent_buf *out)
{
    const tie_list *l = ctx;

    ent_buf_format(out, at < ent_tie_count(l->n) ? "%uL" : "NA", tie_at(l, at)->count);
}

/* The nodes of the first mode come first, as networks of two modes have them. */
static uint32_t order_modes(const ent_network *n, uint32_t *order, uint32_t *place)
{
    uint32_t count = 0, first = 0;

    for (int mode = 0; mode < 2; mode++) {
        for (uint32_t i = 0; i < ent_node_count(n); i++)
            if ((ent_network_two_mode(n) && ent_node_apart(n, i)) == mode) {
                order[count] = i;
                place[i] = count++;
            }
        first = mode ? first : count;
    }
    return first;
}

static void write_ties(const tie_list *l, ent_buf *out)
{
    size_t count = ent_tie_count(l->n) + ent_unknown_tie_count(l->n);

    ent_buf_text(out, "ties <- data.frame(\n  ");
    ent_r_vector(out, "from", "integer", count, from_value, l);
    ent_buf_text(out, ",\n  ");
    ent_r_vector(out, "to", "integer", count, to_value, l);
    ent_buf_text(out, ",\n  ");
    ent_r_vector(out, "weight", "numeric", count, weight_value, l);
    ent_buf_text(out, ",\n  ");
    ent_r_vector(out, "agreements", "integer", count, agreements_value, l);
    ent_buf_text(out, ")\n");
}

/* ---- ergm ---- */

void ent_write_ergm(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    size_t nodes = ent_node_count(n);
    uint32_t *order = ent_mem_new(2 * nodes + 1, sizeof *order), first;

    if (!order) {
        out->failed = true;
        return;
    }
    first = order_modes(n, order, order + nodes);
    ent_r_comment(out, o->record);
    ent_buf_text(out, "# source(\"FILE.R\", encoding = \"UTF-8\") makes net, a network for the packages network, ergm and "
                      "sna.\n# Ties that may or may not exist have the weight NA and are missing values of net.\n");
    ent_r_nodes(n, o, order, out);
    write_ties(&(tie_list){ n, order + nodes }, out);
    ent_buf_format(out, "net <- network::network.initialize(nrow(nodes), directed = %s, loops = FALSE, bipartite = ",
                   ent_network_is_directed(n) ? "TRUE" : "FALSE");
    if (ent_network_two_mode(n))
        ent_buf_format(out, "%uL)\n", first);
    else
        ent_buf_text(out, "FALSE)\n");
    ent_buf_text(out,
                 "network::network.vertex.names(net) <- nodes$id\n"
                 "for (column in names(nodes)) network::set.vertex.attribute(net, column, nodes[[column]])\n"
                 "if (nrow(ties) > 0) {\n"
                 "  network::add.edges(net, ties$from, ties$to)\n"
                 "  network::set.edge.attribute(net, \"weight\", ties$weight)\n"
                 "  network::set.edge.attribute(net, \"agreements\", ties$agreements)\n"
                 "  network::set.edge.attribute(net, \"na\", is.na(ties$weight))\n"
                 "}\n");
    ent_mem_free(order);
}

/* ---- amen ---- */

typedef struct pair_values {
    const double *values;
} pair_values;

static void pair_value(const void *ctx, size_t at, ent_buf *out)
{
    double value = ((const pair_values *)ctx)->values[at];

    if (value == value)
        ent_buf_number(out, value);
    else
        ent_buf_text(out, "NA");
}

/* Values of pairs are in the order of rows of the matrix, which is that of columns of its transpose. */
static void write_pairs(const ent_network *n, const ent_pair_columns *pairs, ent_buf *out)
{
    size_t nodes = ent_node_count(n), count = ent_network_is_directed(n) ? nodes * (nodes - 1) : nodes * (nodes - 1) / 2;

    for (size_t i = 0; i < pairs->count; i++) {
        ent_buf_text(out, "x <- matrix(NA_real_, n, n)\n");
        ent_buf_format(out, "x[%s] <- ", ent_network_is_directed(n) ? "row(x) != col(x)" : "lower.tri(x)");
        ent_r_vector(out, NULL, "numeric", count, pair_value, &(pair_values){ pairs->values[i] });
        ent_buf_text(out, ent_network_is_directed(n) ? "\nXdyad[, , " : "\nx[upper.tri(x)] <- t(x)[upper.tri(x)]\nXdyad[, , ");
        ent_escape_json_string(out, ent_str_of(pairs->names[i]));
        ent_buf_text(out, ent_network_is_directed(n) ? "] <- t(x)\n" : "] <- x\n");
    }
}

void ent_write_amen(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    uint32_t *place = ent_mem_new(ent_node_count(n) + 1, sizeof *place);

    if (!place) {
        out->failed = true;
        return;
    }
    for (uint32_t i = 0; i < ent_node_count(n); i++)
        place[i] = i;
    ent_r_comment(out, o->record);
    ent_buf_text(out, "# source(\"FILE.R\", encoding = \"UTF-8\") makes arrays for the package amen: Y (weights; NA where a "
                      "tie may or may not exist),\n# Xrow and Xcol (columns of nodes that are numbers), Xdyad (same region, "
                      "and measures of pairs).\n");
    ent_r_nodes(n, o, NULL, out);
    write_ties(&(tie_list){ n, place }, out);
    ent_buf_text(out, "n <- nrow(nodes)\n"
                      "Y <- matrix(0, n, n, dimnames = list(nodes$id, nodes$id))\n"
                      "Y[cbind(ties$from, ties$to)] <- ties$weight\n");
    if (!ent_network_is_directed(n))
        ent_buf_text(out, "Y[cbind(ties$to, ties$from)] <- ties$weight\n");
    ent_buf_text(out, "diag(Y) <- NA\n"
                      "Xrow <- Xcol <- as.matrix(nodes[vapply(nodes, is.numeric, NA)])\n"
                      "rownames(Xrow) <- rownames(Xcol) <- nodes$id\n"
                      "Xdyad <- array(NA_real_, c(n, n, ");
    ent_buf_format(out, "%zu), dimnames = list(nodes$id, nodes$id, c(\"same_region\"", 1 + (o->pairs ? o->pairs->count : 0));
    for (size_t i = 0; o->pairs && i < o->pairs->count; i++) {
        ent_buf_text(out, ", ");
        ent_escape_json_string(out, ent_str_of(o->pairs->names[i]));
    }
    ent_buf_text(out, ")))\nXdyad[, , \"same_region\"] <- outer(nodes$region, nodes$region, \"==\") & nodes$region != \"\"\n");
    if (o->pairs)
        write_pairs(n, o->pairs, out);
    ent_buf_format(out, "# fit <- amen::ame(Y, Xdyad = Xdyad, Xrow = Xrow, Xcol = Xcol, symmetric = %s)\n",
                   ent_network_is_directed(n) ? "FALSE" : "TRUE");
    ent_mem_free(place);
}
