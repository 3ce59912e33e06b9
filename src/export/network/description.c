/* description.c: the description of a network from which the renderer writes DOT. */
#include "base/json_write.h"
#include "export/formats.h"
#include "export/network/columns.h"

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
    ent_tie_act_ids(n, tie, text);
    attribute(w, "acts", ent_buf_view(text));
    attribute(w, "level", ent_str_of(ent_level_name(tie->level)));
    if (ent_tie_kind_word(n, tie).len)
        attribute(w, "tie_kind", ent_tie_kind_word(n, tie));
    ent_json_end_list(w);
    ent_json_end_object(w);
}

void ent_graph_description(const ent_network *n, const ent_export_options *o, ent_buf *out)
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
    ent_json_write_text(&w, "record", o->record);
    if (ent_network_is_directed(n))
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
