/* graph.c: networks as files. These writers are our own because igraph's lose names, digits or
 * attributes in each of these formats. DOT is written by the renderer from a description. */
#include "entente/export.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "base/json_write.h"
#include "base/mem.h"
#include "export/formats.h"

/* ---- attributes of nodes and ties, the same in every format ---- */

static const char *const node_columns[] = { "id", "name", "label", "type", "region" };
enum { NODE_COLUMNS = sizeof node_columns / sizeof *node_columns };

static bool is_directed(const ent_network *n)
{
    return ent_network_selection(n)->directed;
}

/* Additional columns of the table of actors. */
static size_t extra_columns(const ent_network *n, const ent_str **extra)
{
    return ent_network_selection(n)->network == ENT_NET_ACTS
               ? 0
               : ent_table_extra(ent_network_dataset(n), ENT_ACTORS, extra);
}

static ent_str node_value(const ent_network *n, size_t node, size_t column, const ent_str *extra)
{
    ent_buf name = { 0 };
    ent_str value;

    if (column == 2)
        return ent_node_at(n, node)->label;
    if (column < NODE_COLUMNS)
        return ent_node_attribute(n, node, node_columns[column]);
    if (ent_node_at(n, node)->actor == ENT_NONE)
        return ENT_STR("");
    ent_buf_str(&name, extra[column - NODE_COLUMNS]);
    value = ent_node_attribute(n, node, ent_buf_string(&name));
    ent_buf_destroy(&name);
    return value;
}

/* The ids of the agreements of a tie, separated by ';'. */
static void act_ids(const ent_network *n, const ent_tie *tie, ent_buf *out)
{
    const ent_evidence *e = ent_tie_evidence(n, tie);
    const char *comma = "";

    ent_buf_clear(out);
    for (uint32_t i = 0; i < tie->count; i++) {
        ent_buf_text(out, comma);
        comma = ";";
        ent_buf_str(out, ent_evidence_id(n, &e[i]));
    }
}

/* "bound"; empty in networks of one kind of ties, for which none was asked. */
static ent_str kind_word(const ent_network *n, const ent_tie *tie)
{
    return ent_network_selection(n)->tie_kinds ? ent_str_of(ent_tie_kind_name(tie->kind))
                                               : ENT_STR("");
}

/* ---- GraphML ---- */

/* For igraph `name` is what a node is known by, and `type` the mark of two modes, true or false. So
 * the id is the name, the name the label, and what sort of node it is the kind. */
static const char *const graphml_names[] = { "name", "label", "short", "kind", "region" };

/* The second mode: agreements, or the organizations that have the members. */
static bool is_second_mode(const ent_network *n, size_t node)
{
    ent_node_type type = ent_node_at(n, node)->type;

    return type == ENT_NODE_ACT || ((type == ENT_NODE_ORGANIZATION || type == ENT_NODE_BODY) &&
                                    ent_network_selection(n)->network == ENT_NET_MEMBERS);
}

static void xml_data(ent_buf *out, const char *key, ent_str value)
{
    if (!value.len)
        return;
    ent_buf_format(out, "<data key=\"%s\">", key);
    ent_escape_xml_text(out, value);
    ent_buf_text(out, "</data>");
}

static void graphml(const ent_network *n, ent_str record, ent_buf *out)
{
    const ent_str *extra = NULL;
    size_t extras = extra_columns(n, &extra);
    ent_buf ids = { 0 };

    ent_buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
                      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
                      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n<desc>");
    ent_escape_xml_text(out, record);
    ent_buf_text(out, "</desc>\n");
    for (size_t c = 0; c < NODE_COLUMNS + extras; c++) {
        ent_buf_format(out, "<key id=\"v%zu\" for=\"node\" attr.name=\"", c);
        ent_escape_xml_attr(out, c < NODE_COLUMNS ? ent_str_of(graphml_names[c])
                                                  : extra[c - NODE_COLUMNS]);
        ent_buf_text(out, "\" attr.type=\"string\"/>\n");
    }
    if (ent_network_two_mode(n))
        ent_buf_text(out, "<key id=\"type\" for=\"node\" attr.name=\"type\" "
                          "attr.type=\"boolean\"/>\n");
    ent_buf_text(out,
                 "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
                 "<key id=\"act_count\" for=\"edge\" attr.name=\"act_count\" attr.type=\"long\"/>\n"
                 "<key id=\"acts\" for=\"edge\" attr.name=\"acts\" attr.type=\"string\"/>\n"
                 "<key id=\"level\" for=\"edge\" attr.name=\"level\" attr.type=\"string\"/>\n");
    if (ent_network_selection(n)->tie_kinds)
        ent_buf_text(out, "<key id=\"tie_kind\" for=\"edge\" attr.name=\"tie_kind\" "
                          "attr.type=\"string\"/>\n");
    ent_buf_format(out, "<graph id=\"G\" edgedefault=\"%s\">\n",
                   is_directed(n) ? "directed" : "undirected");
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_buf_format(out, "<node id=\"n%zu\">", i);
        for (size_t c = 0; c < NODE_COLUMNS + extras; c++) {
            char key[32];

            snprintf(key, sizeof key, "v%zu", c);
            xml_data(out, key, node_value(n, i, c, extra));
        }
        if (ent_network_two_mode(n))
            ent_buf_format(out, "<data key=\"type\">%s</data>",
                           is_second_mode(n, i) ? "true" : "false");
        ent_buf_text(out, "</node>\n");
    }
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        ent_buf_format(out, "<edge id=\"e%zu\" source=\"n%u\" target=\"n%u\"><data key=\"weight\">",
                       i, tie->a, tie->b);
        ent_buf_number(out, tie->weight);
        ent_buf_format(out, "</data><data key=\"act_count\">%u</data>", tie->count);
        act_ids(n, tie, &ids);
        xml_data(out, "acts", ent_buf_view(&ids));
        xml_data(out, "level", ent_str_of(ent_level_name(tie->level)));
        xml_data(out, "tie_kind", kind_word(n, tie));
        ent_buf_text(out, "</edge>\n");
    }
    ent_buf_text(out, "</graph>\n</graphml>\n");
    out->failed |= ids.failed;
    ent_buf_destroy(&ids);
}

/* ---- GEXF ---- */

static void gexf_value(ent_buf *out, size_t key, ent_str value)
{
    if (!value.len)
        return;
    ent_buf_format(out, "<attvalue for=\"%zu\" value=\"", key);
    ent_escape_xml_attr(out, value);
    ent_buf_text(out, "\"/>");
}

static void gexf(const ent_network *n, ent_str record, ent_buf *out)
{
    const ent_str *extra = NULL;
    size_t extras = extra_columns(n, &extra);
    ent_buf ids = { 0 };

    ent_buf_text(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n<meta><creator>entente "
        "" ENT_VERSION "</creator><description>");
    ent_escape_xml_text(out, record);
    ent_buf_format(out,
                   "</description></meta>\n<graph defaultedgetype=\"%s\">\n"
                   "<attributes class=\"node\">",
                   is_directed(n) ? "directed" : "undirected");
    for (size_t c = 0; c < NODE_COLUMNS + extras; c++) {
        ent_buf_format(out, "<attribute id=\"%zu\" title=\"", c);
        ent_escape_xml_attr(out, c < NODE_COLUMNS ? ent_str_of(node_columns[c])
                                                  : extra[c - NODE_COLUMNS]);
        ent_buf_text(out, "\" type=\"string\"/>");
    }
    ent_buf_text(out,
                 "</attributes>\n<attributes class=\"edge\">"
                 "<attribute id=\"0\" title=\"acts\" type=\"string\"/>"
                 "<attribute id=\"1\" title=\"act_count\" type=\"integer\"/>"
                 "<attribute id=\"2\" title=\"level\" type=\"string\"/>");
    if (ent_network_selection(n)->tie_kinds)
        ent_buf_text(out, "<attribute id=\"3\" title=\"tie_kind\" type=\"string\"/>");
    ent_buf_text(out, "</attributes>\n<nodes>\n");
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_buf_format(out, "<node id=\"n%zu\" label=\"", i);
        ent_escape_xml_attr(out, ent_node_at(n, i)->name);
        ent_buf_text(out, "\"><attvalues>");
        for (size_t c = 0; c < NODE_COLUMNS + extras; c++)
            gexf_value(out, c, node_value(n, i, c, extra));
        ent_buf_text(out, "</attvalues></node>\n");
    }
    ent_buf_text(out, "</nodes>\n<edges>\n");
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        ent_buf_format(out, "<edge id=\"e%zu\" source=\"n%u\" target=\"n%u\" weight=\"", i, tie->a,
                       tie->b);
        ent_buf_number(out, tie->weight);
        ent_buf_text(out, "\"><attvalues>");
        act_ids(n, tie, &ids);
        gexf_value(out, 0, ent_buf_view(&ids));
        ent_buf_format(out, "<attvalue for=\"1\" value=\"%u\"/>", tie->count);
        gexf_value(out, 2, ent_str_of(ent_level_name(tie->level)));
        gexf_value(out, 3, kind_word(n, tie));
        ent_buf_text(out, "</attvalues></edge>\n");
    }
    ent_buf_text(out, "</edges>\n</graph>\n</gexf>\n");
    out->failed |= ids.failed;
    ent_buf_destroy(&ids);
}

/* ---- GML ---- */

static void gml_string(ent_buf *out, const char *key, ent_str text)
{
    ent_buf_format(out, " %s ", key);
    ent_escape_gml_string(out, text);
}

static void gml(const ent_network *n, ent_str record, ent_buf *out)
{
    ent_buf ids = { 0 };

    ent_buf_text(out, "Creator \"entente " ENT_VERSION "\"\ngraph\n[");
    gml_string(out, "comment", record);
    ent_buf_text(out, is_directed(n) ? "\n directed 1\n" : "\n directed 0\n");
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_buf_format(out, " node\n [\n  id %zu\n ", i);
        gml_string(out, "label", ent_node_at(n, i)->name);
        ent_buf_text(out, "\n ");
        gml_string(out, "name", ent_node_at(n, i)->id); /* igraph identifies a node by `name` */
        ent_buf_text(out, "\n ");
        gml_string(out, "type", ent_node_attribute(n, i, "type"));
        ent_buf_text(out, "\n ");
        gml_string(out, "region", ent_node_attribute(n, i, "region"));
        ent_buf_text(out, "\n ]\n");
    }
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        ent_buf_format(out, " edge\n [\n  source %u\n  target %u\n  weight ", tie->a, tie->b);
        ent_buf_number(out, tie->weight);
        ent_buf_text(out, "\n ");
        act_ids(n, tie, &ids);
        gml_string(out, "acts", ent_buf_view(&ids));
        ent_buf_text(out, "\n ");
        gml_string(out, "level", ent_str_of(ent_level_name(tie->level)));
        if (kind_word(n, tie).len) {
            ent_buf_text(out, "\n ");
            gml_string(out, "tie_kind", kind_word(n, tie));
        }
        ent_buf_text(out, "\n ]\n");
    }
    ent_buf_text(out, "]\n");
    out->failed |= ids.failed;
    ent_buf_destroy(&ids);
}

/* ---- Pajek ---- */

static void pajek(const ent_network *n, ent_str record, ent_buf *out)
{
    ent_buf_text(out, "% ");
    ent_escape_pajek(out, record);
    ent_buf_format(out, "\n*Vertices %zu\n", ent_node_count(n));
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_buf_format(out, "%zu ", i + 1);
        ent_buf_char(out, '"');
        ent_escape_pajek(out, ent_node_at(n, i)->name);
        ent_buf_text(out, "\"\n");
    }
    ent_buf_text(out, is_directed(n) ? "*Arcs\n" : "*Edges\n");
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        ent_buf_format(out, "%u %u ", tie->a + 1, tie->b + 1);
        ent_buf_number(out, tie->weight);
        ent_buf_char(out, '\n');
    }
}

/* ---- CSV: ties; nodes ---- */

static void csv(const ent_network *n, ent_str record, ent_buf *out)
{
    ent_buf ids = { 0 };

    (void)record;
    ent_buf_text(out, "source,target,source_name,target_name,weight,act_count,level,acts");
    ent_buf_text(out, ent_network_selection(n)->tie_kinds ? ",tie_kind\n" : "\n");
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);
        const ent_node *a = ent_node_at(n, tie->a), *b = ent_node_at(n, tie->b);
        const ent_str texts[] = { a->id, b->id, a->name, b->name };

        for (size_t k = 0; k < 4; k++) {
            ent_escape_csv_cell(out, texts[k], ',');
            ent_buf_char(out, ',');
        }
        ent_buf_number(out, tie->weight);
        ent_buf_format(out, ",%u,%s,", tie->count, ent_level_name(tie->level));
        act_ids(n, tie, &ids);
        ent_escape_csv_cell(out, ent_buf_view(&ids), ',');
        ent_buf_text(out, kind_word(n, tie).len ? "," : "");
        ent_buf_str(out, kind_word(n, tie));
        ent_buf_char(out, '\n');
    }
    out->failed |= ids.failed;
    ent_buf_destroy(&ids);
}

static void nodes_csv(const ent_network *n, ent_str record, ent_buf *out)
{
    const ent_str *extra = NULL;
    size_t extras = extra_columns(n, &extra);

    (void)record;
    for (size_t c = 0; c < NODE_COLUMNS + extras; c++) {
        ent_buf_text(out, c ? "," : "");
        ent_escape_csv_cell(
            out, c < NODE_COLUMNS ? ent_str_of(node_columns[c]) : extra[c - NODE_COLUMNS], ',');
    }
    ent_buf_char(out, '\n');
    for (size_t i = 0; i < ent_node_count(n); i++) {
        for (size_t c = 0; c < NODE_COLUMNS + extras; c++) {
            ent_buf_text(out, c ? "," : "");
            ent_escape_csv_cell(out, node_value(n, i, c, extra), ',');
        }
        ent_buf_char(out, '\n');
    }
}

/* ---- JSON ---- */

/* The kind of the tie, and those of its agreements in their order. */
static void json_tie_kinds(ent_json_writer *w, const ent_network *n, const ent_tie *tie)
{
    const ent_evidence *e = ent_tie_evidence(n, tie);

    ent_json_write_text(w, "tie_kind", kind_word(n, tie));
    ent_json_begin_list(w, "act_tie_kinds");
    for (uint32_t k = 0; k < tie->count; k++)
        ent_json_write_string(w, NULL, ent_tie_kind_name((ent_tie_kind)e[k].tie_kind));
    ent_json_end_list(w);
}

static void json_ties(ent_json_writer *w, const ent_network *n, const char *key, size_t count,
                      const ent_tie *(*at)(const ent_network *, size_t))
{
    ent_json_line(w, 0);
    ent_json_begin_list(w, key);
    for (size_t i = 0; i < count; i++) {
        const ent_tie *tie = at(n, i);
        const ent_evidence *e = ent_tie_evidence(n, tie);

        ent_json_line(w, 0);
        ent_json_begin_object(w, NULL);
        ent_json_write_text(w, "source", ent_node_at(n, tie->a)->id);
        ent_json_write_text(w, "target", ent_node_at(n, tie->b)->id);
        ent_json_write_number(w, "weight", tie->weight);
        if (tie->assumed)
            ent_json_write_flag(w, "assumed", true);
        ent_json_write_string(w, "level", ent_level_name(tie->level));
        ent_json_begin_list(w, "acts");
        for (uint32_t k = 0; k < tie->count; k++)
            ent_json_write_text(w, NULL, ent_evidence_id(n, &e[k]));
        ent_json_end_list(w);
        if (kind_word(n, tie).len)
            json_tie_kinds(w, n, tie);
        ent_json_end_object(w);
    }
    ent_json_line(w, 0);
    ent_json_end_list(w);
}

static void json(const ent_network *n, ent_str record, ent_buf *out)
{
    ent_json_writer w = { .out = out };
    const ent_str *extra = NULL;
    size_t extras = extra_columns(n, &extra);

    ent_json_begin_object(&w, NULL);
    ent_json_write_text(&w, "record", record);
    ent_json_line(&w, 0);
    if (is_directed(n)) {
        ent_json_write_flag(&w, "directed", true);
        ent_json_line(&w, 0);
    }
    ent_json_begin_list(&w, "nodes");
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_json_line(&w, 0);
        ent_json_begin_object(&w, NULL);
        for (size_t c = 0; c < NODE_COLUMNS + extras; c++) {
            ent_json_key(&w,
                         c < NODE_COLUMNS ? ent_str_of(node_columns[c]) : extra[c - NODE_COLUMNS]);
            ent_json_write_text(&w, NULL, node_value(n, i, c, extra));
        }
        ent_json_end_object(&w);
    }
    ent_json_line(&w, 0);
    ent_json_end_list(&w);
    json_ties(&w, n, "ties", ent_tie_count(n), ent_tie_at);
    json_ties(&w, n, "unknown_ties", ent_unknown_tie_count(n), ent_unknown_tie_at);
    ent_json_end_object(&w);
    ent_buf_char(out, '\n');
}

/* ---- DOT: the description of the network from which the renderer writes it ---- */

static void attribute(ent_json_writer *w, const char *key, ent_str value)
{
    ent_json_begin_list(w, NULL);
    ent_json_write_string(w, NULL, key);
    ent_json_write_text(w, NULL, value);
    ent_json_end_list(w);
}

static void describe_node(ent_json_writer *w, const ent_network *n, size_t i, ent_buf *text)
{
    static const char *const kinds[ENT_NODE_TYPE_COUNT] = { "state", "organization", "body",
                                                            "other", "act" };
    const ent_node *node = ent_node_at(n, i);
    bool is_act = node->type == ENT_NODE_ACT;

    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    ent_buf_clear(text);
    ent_buf_format(text, "%s%.*s", is_act ? "act:" : "", ENT_STR_ARG(node->id));
    ent_json_write_text(w, "id", ent_buf_view(text));
    ent_json_write_text(w, "label", node->label);
    ent_json_write_string(w, "kind", kinds[node->type]);
    ent_json_begin_list(w, "attrs");
    attribute(w, is_act ? "act" : "actor", node->id);
    attribute(w, "name", node->name);
    attribute(w, "type", ent_node_attribute(n, i, "type"));
    attribute(w, "region", ent_node_attribute(n, i, "region"));
    ent_json_end_list(w);
    ent_json_end_object(w);
}

static void describe_tie(ent_json_writer *w, const ent_network *n, size_t i, ent_buf *text)
{
    const ent_tie *tie = ent_tie_at(n, i);

    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    ent_json_write_count(w, "a", tie->a);
    ent_json_write_count(w, "b", tie->b);
    ent_json_begin_list(w, "attrs");
    ent_buf_clear(text);
    ent_buf_number(text, tie->weight);
    attribute(w, "weight", ent_buf_view(text));
    act_ids(n, tie, text);
    attribute(w, "acts", ent_buf_view(text));
    attribute(w, "level", ent_str_of(ent_level_name(tie->level)));
    if (kind_word(n, tie).len)
        attribute(w, "tie_kind", kind_word(n, tie));
    ent_json_end_list(w);
    ent_json_end_object(w);
}

void ent_graph_description(const ent_network *n, ent_str record, ent_buf *out)
{
    ent_json_writer w = { .out = out };
    ent_buf text = { 0 };

    ent_json_begin_object(&w, NULL);
    ent_json_write_count(&w, "entente_figure", 2);
    ent_json_write_string(&w, "action", "graph");
    ent_json_write_string(&w, "format", "dot");
    ent_json_write_text(&w, "name", ent_dataset_name(ent_network_dataset(n)));
    ent_json_write_text(&w, "title", ent_dataset_title(ent_network_dataset(n)));
    ent_json_write_string(&w, "generator", "entente " ENT_VERSION);
    ent_json_write_text(&w, "record", record);
    if (is_directed(n))
        ent_json_write_flag(&w, "directed", true);
    ent_json_line(&w, 0);
    ent_json_begin_list(&w, "nodes");
    for (size_t i = 0; i < ent_node_count(n); i++)
        describe_node(&w, n, i, &text);
    ent_json_line(&w, 0);
    ent_json_end_list(&w);
    ent_json_line(&w, 0);
    ent_json_begin_list(&w, "ties");
    for (size_t i = 0; i < ent_tie_count(n); i++)
        describe_tie(&w, n, i, &text);
    ent_json_line(&w, 0);
    ent_json_end_list(&w);
    ent_json_end_object(&w);
    ent_buf_char(out, '\n');
    out->failed |= text.failed;
    ent_buf_destroy(&text);
}

/* ---- the table of formats ---- */

const ent_format ent_graph_formats[] = {
    { "dot", "Graphviz, without places", .write = ent_graph_description, .rendered = true },
    { "graphml", "XML for R, Python, Gephi, yEd", .write = graphml },
    { "gexf", "XML for Gephi", .write = gexf },
    { "gml", "text, for many programs", .write = gml },
    { "net", "Pajek", .write = pajek },
    { "csv", "the ties as a table", .write = csv },
    { "nodes.csv", "the nodes as a table", .write = nodes_csv },
    { "json", "nodes, ties and unknown ties", .write = json },
    { .name = NULL }
};

ent_status ent_export_network(const ent_network *network, const char *format,
                              const ent_export_options *options, ent_buf *out, ent_diags *diags)
{
    static const ent_export_options defaults = ENT_EXPORT_OPTIONS_INIT;
    size_t i = ent_names_find(ENT_NAMES(ent_graph_formats), ent_str_of(format));
    size_t refusals = ent_mem_before(out);
    const ent_format *f;
    ent_buf description = { 0 };
    ent_status status;

    if (i == SIZE_MAX)
        return ent_fail_unknown(diags, ENT_NOWHERE, "network format", ent_str_of(format),
                                ENT_NAMES(ent_graph_formats), NULL);
    f = &ent_graph_formats[i];
    options = options ? options : &defaults;
    f->write(network, options->record, f->rendered ? &description : out);
    status = ent_mem_whole(ENT_OK, refusals, diags);
    if (status == ENT_OK && f->rendered)
        status = ent_render(options->renderer, ent_buf_view(&description), out, diags);
    ent_buf_destroy(&description);
    return status;
}
