/* graphml.c: GraphML, as igraph, networkx, Gephi and yEd write it. */
#include "data/netfile/network.h"

#include <string.h>

#include "base/mem.h"
#include "data/table/xml.h"

/* <key id="d0" for="node" attr.name="label"><default>...</default></key> */
typedef struct key {
    ent_str id, name, standard;
    bool of_nodes, of_edges;
} key;

typedef enum inside { INSIDE_NOTHING, INSIDE_DATA, INSIDE_LABEL, INSIDE_DEFAULT } inside;

typedef struct graphml {
    network *n;
    ENT_LIST(key) keys;
    size_t line, key; /* the key of the current data */
    bool directed, stop;
    bool in_edge;     /* the current data are of an edge, else of a node; owner UINT32_MAX: of the graph */
    uint32_t owner;
    inside inside;
    ent_buf text;
} graphml;

static ent_str value_of(const char **attributes, const char *name)
{
    return ent_str_of(ent_xml_attribute(attributes, name));
}

static size_t find_key(const graphml *g, ent_str id)
{
    for (size_t i = 0; i < g->keys.count; i++)
        if (ent_str_eq(g->keys.items[i].id, id))
            return i;
    return SIZE_MAX;
}

static void add_key(graphml *g, const char **attributes)
{
    ent_str domain = value_of(attributes, "for"), name = value_of(attributes, "attr.name");
    key k = { .id = net_keep(g->n, value_of(attributes, "id")) };

    k.name = name.len ? net_keep(g->n, name) : k.id;
    k.of_nodes = !ent_str_is(domain, "edge") && !ent_str_is(domain, "graph") && !ent_str_is(domain, "graphml");
    k.of_edges = !ent_str_is(domain, "node") && !ent_str_is(domain, "graph") && !ent_str_is(domain, "graphml");
    if (!ENT_LIST_PUSH(&g->keys, k))
        g->n->no_memory = true;
    g->key = g->keys.count - 1;
}

static void add_edge(graphml *g, const char **attributes)
{
    ent_str from = value_of(attributes, "source"), to = value_of(attributes, "target");
    ent_str directed = value_of(attributes, "directed");

    if (!from.len || !to.len) {
        net_wrong(g->n, g->line, "an edge without source or target");
        return;
    }
    g->owner = net_add_edge(g->n, net_node_of(g->n, from, g->line), net_node_of(g->n, to, g->line),
                            directed.len ? ent_str_is(directed, "true") : g->directed, g->line);
    g->in_edge = true;
    net_set(g->n, &g->n->of_edges, g->owner, ENT_STR("id"), value_of(attributes, "id"));
}

static void on_start(void *ctx, const char *name, const char **attributes)
{
    graphml *g = ctx;

    if (strcmp(name, "key") == 0) {
        add_key(g, attributes);
    } else if (strcmp(name, "default") == 0) {
        g->inside = INSIDE_DEFAULT;
        ent_buf_clear(&g->text);
    } else if (strcmp(name, "graph") == 0) {
        g->directed = ent_str_is(value_of(attributes, "edgedefault"), "directed");
        g->owner = UINT32_MAX;
    } else if (strcmp(name, "node") == 0) {
        if (!value_of(attributes, "id").len)
            net_wrong(g->n, g->line, "a node without an id");
        g->owner = net_node_of(g->n, value_of(attributes, "id"), g->line);
        g->in_edge = false;
    } else if (strcmp(name, "edge") == 0) {
        add_edge(g, attributes);
    } else if (strcmp(name, "hyperedge") == 0) {
        net_wrong(g->n, g->line, "it has hyperedges; write an agreement of several parties as a node of its own");
    } else if (strcmp(name, "data") == 0) {
        g->key = find_key(g, value_of(attributes, "key"));
        g->inside = INSIDE_DATA;
        ent_buf_clear(&g->text);
    } else if (strcmp(name, "NodeLabel") == 0 || strcmp(name, "EdgeLabel") == 0) { /* of yEd */
        g->inside = INSIDE_LABEL;
        ent_buf_clear(&g->text);
    }
    g->stop = net_stops(g->n);
}

static void on_end(void *ctx, const char *name)
{
    graphml *g = ctx;
    net_values *values = g->in_edge ? &g->n->of_edges : &g->n->of_nodes;
    bool is_data = strcmp(name, "data") == 0;

    if (strcmp(name, "edge") == 0 || strcmp(name, "node") == 0)
        g->owner = UINT32_MAX;
    if (g->inside == INSIDE_DEFAULT && strcmp(name, "default") == 0 && g->key < g->keys.count) {
        g->keys.items[g->key].standard = net_keep(g->n, ent_buf_view(&g->text));
        g->inside = INSIDE_NOTHING;
    } else if (g->inside == INSIDE_LABEL && (strcmp(name, "NodeLabel") == 0 || strcmp(name, "EdgeLabel") == 0)) {
        if (g->owner != UINT32_MAX)
            net_set(g->n, values, g->owner, ENT_STR("label"), ent_buf_view(&g->text));
        g->inside = INSIDE_NOTHING;
    } else if (g->inside == INSIDE_DATA && is_data) {
        if (g->owner != UINT32_MAX && g->key != SIZE_MAX)
            net_set(g->n, values, g->owner, g->keys.items[g->key].name, ent_buf_view(&g->text));
        g->inside = INSIDE_NOTHING;
    }
    g->n->no_memory |= g->text.failed;
    g->stop = net_stops(g->n);
}

static void on_text(void *ctx, const char *text, size_t len)
{
    graphml *g = ctx;

    if (g->inside != INSIDE_NOTHING)
        ent_buf_add(&g->text, text, len);
}

/* Nodes and edges without a value have the default of the key. */
static void set_defaults(graphml *g, const key *k, net_values *values, size_t owners)
{
    uint32_t column = ent_index_find(&values->by_name, k->name);
    bool *has = ent_mem_new(owners + 1, sizeof *has);

    if (!has) {
        g->n->no_memory = true;
        return;
    }
    for (size_t i = 0; i < values->all.count; i++)
        has[values->all.items[i].owner] |= values->all.items[i].column == column;
    for (size_t i = 0; i < owners; i++)
        if (!has[i])
            net_set(g->n, values, (uint32_t)i, k->name, k->standard);
    ent_mem_free(has);
}

void net_read_graphml(network *n)
{
    graphml g = { .n = n, .owner = UINT32_MAX };
    const ent_xml_handler handler = { on_start, on_end, on_text, &g, &g.stop, &g.line };
    ent_status status = ent_xml_read_file(&n->file, &handler, n->form, n->diags);

    n->status = n->status == ENT_OK ? status : n->status;
    for (size_t i = 0; i < g.keys.count && !net_stops(n); i++)
        if (g.keys.items[i].standard.len) {
            if (g.keys.items[i].of_nodes)
                set_defaults(&g, &g.keys.items[i], &n->of_nodes, n->nodes.count);
            if (g.keys.items[i].of_edges)
                set_defaults(&g, &g.keys.items[i], &n->of_edges, n->edges.count);
        }
    ENT_LIST_DESTROY(&g.keys);
    ent_buf_destroy(&g.text);
}
