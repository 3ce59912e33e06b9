/* gml.c: GML: lists of keys and values in brackets, as igraph, networkx and yEd write them. */
#include "data/netfile/network.h"

#include <string.h>

#include "base/escape.h"
#include "data/netfile/words.h"

enum { MOST_DEPTH = 64 };

typedef enum place { IN_NOTHING, IN_NODE, IN_EDGE } place;

/* A node or an edge while it is read: its values come in any order. */
typedef struct item {
    ent_str id, from, to;
    size_t line, first_value;
} item;

typedef struct pair {
    ent_str key, value;
} pair;

typedef struct gml {
    network *n;
    net_words words;
    bool directed, has_graph;
    place place;
    size_t depth;
    item item;
    ENT_LIST(pair) values;
} gml;

static ent_str decoded(gml *g, ent_str text)
{
    ent_buf out = { 0 };
    ent_str kept;

    if (!memchr(text.ptr, '&', text.len))
        return net_keep(g->n, text);
    ent_unescape_gml(&out, text);
    g->n->no_memory |= out.failed;
    kept = net_keep(g->n, ent_buf_view(&out));
    ent_buf_destroy(&out);
    return kept;
}

static void finish_item(gml *g)
{
    bool is_edge = g->place == IN_EDGE;
    uint32_t owner = 0;

    if (is_edge && (!g->item.from.len || !g->item.to.len))
        net_wrong(g->n, g->item.line, "an edge without source or target");
    else if (!is_edge && !g->item.id.len)
        net_wrong(g->n, g->item.line, "a node without an id");
    if (net_stops(g->n))
        return;
    if (is_edge)
        owner = net_add_edge(g->n, net_node_of(g->n, g->item.from, g->item.line),
                             net_node_of(g->n, g->item.to, g->item.line), g->directed, g->item.line);
    else
        owner = net_node_of(g->n, g->item.id, g->item.line);
    for (size_t i = 0; i < g->values.count; i++)
        net_set(g->n, is_edge ? &g->n->of_edges : &g->n->of_nodes, owner, g->values.items[i].key, g->values.items[i].value);
    g->values.count = 0;
}

static void read_value(gml *g, ent_str key, net_word value)
{
    ent_str text = decoded(g, value.text);

    if (ent_str_eq_fold(key, ENT_STR("directed")) && g->place == IN_NOTHING) {
        g->directed = ent_str_is(text, "1");
    } else if (g->place == IN_NODE && ent_str_is(key, "id")) {
        g->item.id = text;
    } else if (g->place == IN_EDGE && ent_str_is(key, "source")) {
        g->item.from = text;
    } else if (g->place == IN_EDGE && ent_str_is(key, "target")) {
        g->item.to = text;
    } else if (g->place != IN_NOTHING) {
        if (!ENT_LIST_PUSH(&g->values, (pair){ key, text }))
            g->n->no_memory = true;
    }
}

/* Passes over a list whose '[' has been read: graphics of yEd, comments. */
static void skip_list(gml *g, size_t line)
{
    size_t depth = 1;
    net_word word;

    while (depth && net_next_word(&g->words, &word))
        if (!word.quoted)
            depth += ent_str_is(word.text, "[") ? 1u : ent_str_is(word.text, "]") ? SIZE_MAX : 0;
    if (depth)
        net_wrong(g->n, line, "a '[' without ']'");
}

/* A key whose value is a list. */
static void open_list(gml *g, net_word key)
{
    bool is_node = ent_str_eq_fold(key.text, ENT_STR("node")), is_edge = ent_str_eq_fold(key.text, ENT_STR("edge"));

    if (ent_str_eq_fold(key.text, ENT_STR("graph")) && g->depth == 0 && !g->has_graph) {
        g->has_graph = true;
        g->depth = 1;
    } else if (g->depth == 1 && (is_node || is_edge)) {
        g->depth = 2;
        g->place = is_node ? IN_NODE : IN_EDGE;
        g->item = (item){ .line = key.line };
    } else {
        skip_list(g, key.line);
    }
}

static void close_list(gml *g, size_t line)
{
    if (!g->depth) {
        net_wrong(g->n, line, "a ']' without '['");
        return;
    }
    if (g->depth == 2)
        finish_item(g);
    g->place = IN_NOTHING;
    g->depth--;
}

void net_read_gml(network *n)
{
    gml g = { .n = n, .words = { n->file.bytes + n->file.start, n->file.bytes + n->file.len, 1, "" } };
    net_word key, value;

    while (!net_stops(n) && net_next_word(&g.words, &key)) {
        if (!key.quoted && key.text.ptr[0] == '#') {
            net_rest_of_line(&g.words);
        } else if (!key.quoted && ent_str_is(key.text, "]")) {
            close_list(&g, key.line);
        } else if (!net_next_word(&g.words, &value) || value.open) {
            net_wrong(n, key.line, value.open ? "a quote is open" : "a key without a value");
        } else if (!value.quoted && ent_str_is(value.text, "[")) {
            open_list(&g, key);
        } else {
            read_value(&g, key.text, value);
        }
    }
    if (g.depth)
        net_wrong(n, g.words.line, "a '[' without ']'");
    ENT_LIST_DESTROY(&g.values);
}
