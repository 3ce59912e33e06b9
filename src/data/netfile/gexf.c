/* gexf.c: GEXF 1.1 to 1.3, as Gephi writes it. Times are spells of edges and nodes. */
#include "data/netfile/network.h"

#include <string.h>

#include "data/table/xml.h"
#include "entente/date.h"

/* <attribute id="0" title="region"/> of class node or edge */
typedef struct column {
    ent_str id, title;
    bool of_edges;
} column;

typedef struct gexf {
    network *n;
    ENT_LIST(column) columns;
    size_t line;
    bool directed, stop, of_edges; /* of_edges: the attributes that are being declared */
    bool in_edge;
    uint32_t owner; /* of values and spells; UINT32_MAX: none */
} gexf;

static ent_str value_of(const char **attributes, const char *name)
{
    return ent_str_of(ent_xml_attribute(attributes, name));
}

static ent_str one_of(const char **attributes, const char *name, const char *other)
{
    ent_str found = value_of(attributes, name);

    return found.len ? found : value_of(attributes, other);
}

static net_values *values_of(gexf *g)
{
    return g->in_edge ? &g->n->of_edges : &g->n->of_nodes;
}

/* The day after the last day, where the end is included: an end of ours is the first day after. */
static ent_str end_of(gexf *g, const char **attributes)
{
    ent_str end = value_of(attributes, "end");
    ent_buf text = { 0 };
    ent_date date;

    if (!end.len || end.len < 10 || ent_date_read(&date, (ent_str){ end.ptr, 10 }) != ENT_DATE_OK)
        return end.len ? end : value_of(attributes, "endopen");
    ent_date_write(&text, ent_date_of_day(date.last + 1));
    end = net_keep(g->n, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return end;
}

static void add_spell(gexf *g, const char **attributes)
{
    ent_str start = one_of(attributes, "start", "startopen"), end = end_of(g, attributes);

    if (!start.len && !end.len)
        return;
    if (g->in_edge) {
        net_add_spell(g->n, g->owner, start, end);
    } else {
        net_set(g->n, &g->n->of_nodes, g->owner, ENT_STR("start"), start);
        net_set(g->n, &g->n->of_nodes, g->owner, ENT_STR("end"), end);
    }
}

static void add_node(gexf *g, const char **attributes)
{
    ent_str id = value_of(attributes, "id");

    if (!id.len) {
        net_wrong(g->n, g->line, "a node without an id");
        return;
    }
    g->in_edge = false;
    g->owner = net_node_of(g->n, id, g->line);
    net_set(g->n, &g->n->of_nodes, g->owner, ENT_STR("label"), value_of(attributes, "label"));
    add_spell(g, attributes);
}

static void add_edge(gexf *g, const char **attributes)
{
    ent_str from = value_of(attributes, "source"), to = value_of(attributes, "target");
    ent_str type = value_of(attributes, "type");
    static const char *const kept[] = { "id", "label", "weight", "kind" };

    if (!from.len || !to.len) {
        net_wrong(g->n, g->line, "an edge without source or target");
        return;
    }
    g->in_edge = true;
    g->owner = net_add_edge(g->n, net_node_of(g->n, from, g->line), net_node_of(g->n, to, g->line),
                            type.len ? !ent_str_is(type, "undirected") : g->directed, g->line);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        net_set(g->n, &g->n->of_edges, g->owner, ent_str_of(kept[i]), value_of(attributes, kept[i]));
    add_spell(g, attributes);
}

static void add_value(gexf *g, const char **attributes)
{
    ent_str id = one_of(attributes, "for", "id");

    for (size_t i = 0; i < g->columns.count && g->owner != UINT32_MAX; i++)
        if (g->columns.items[i].of_edges == g->in_edge && ent_str_eq(g->columns.items[i].id, id))
            net_set(g->n, values_of(g), g->owner, g->columns.items[i].title, value_of(attributes, "value"));
}

static void on_start(void *ctx, const char *name, const char **attributes)
{
    gexf *g = ctx;

    if (strcmp(name, "graph") == 0) {
        ent_str type = value_of(attributes, "defaultedgetype");

        g->directed = ent_str_is(type, "directed") || ent_str_is(type, "mutual");
    } else if (strcmp(name, "attributes") == 0) {
        g->of_edges = ent_str_is(value_of(attributes, "class"), "edge");
    } else if (strcmp(name, "attribute") == 0) {
        column c = { net_keep(g->n, value_of(attributes, "id")), net_keep(g->n, one_of(attributes, "title", "id")),
                     g->of_edges };

        if (!ENT_LIST_PUSH(&g->columns, c))
            g->n->no_memory = true;
    } else if (strcmp(name, "node") == 0) {
        add_node(g, attributes);
    } else if (strcmp(name, "edge") == 0) {
        add_edge(g, attributes);
    } else if (strcmp(name, "attvalue") == 0) {
        add_value(g, attributes);
    } else if (strcmp(name, "spell") == 0 && g->owner != UINT32_MAX) {
        add_spell(g, attributes);
    }
    g->stop = net_stops(g->n);
}

static void on_end(void *ctx, const char *name)
{
    gexf *g = ctx;

    if (strcmp(name, "node") == 0 || strcmp(name, "edge") == 0)
        g->owner = UINT32_MAX;
}

static void on_text(void *ctx, const char *text, size_t len)
{
    (void)ctx, (void)text, (void)len;
}

void net_read_gexf(network *n)
{
    gexf g = { .n = n, .owner = UINT32_MAX };
    const ent_xml_handler handler = { on_start, on_end, on_text, &g, &g.stop, &g.line };
    ent_status status = ent_xml_read_file(&n->file, &handler, n->form, n->diags);

    n->status = n->status == ENT_OK ? status : n->status;
    ENT_LIST_DESTROY(&g.columns);
}
