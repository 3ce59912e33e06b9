/* json.c: networks as JSON. */
#include "base/json_write.h"
#include "export/network/columns.h"

/* The kind of the tie, and those of its agreements in their order. */
static void json_tie_kinds(ent_json_writer *w, const ent_network *n, const ent_tie *tie)
{
    const ent_evidence *e = ent_tie_evidence(n, tie);

    ent_json_write_text(w, "tie_kind", ent_tie_kind_word(n, tie));
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
        if (ent_tie_kind_word(n, tie).len)
            json_tie_kinds(w, n, tie);
        ent_json_end_object(w);
    }
    ent_json_line(w, 0);
    ent_json_end_list(w);
}

static void json_nodes(ent_json_writer *w, const ent_network *n, const ent_export_options *o)
{
    ent_node_columns cols = ent_node_columns_of(n, o, w->out);

    ent_json_begin_list(w, "nodes");
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_json_line(w, 0);
        ent_json_begin_object(w, NULL);
        for (size_t c = 0; c < cols.names.count; c++) {
            ent_json_key(w, cols.names.items[c]);
            ent_json_write_text(w, NULL, ent_node_column_value(&cols, i, c));
        }
        ent_json_end_object(w);
    }
    ent_json_line(w, 0);
    ent_json_end_list(w);
    ENT_LIST_DESTROY(&cols.names);
}

void ent_write_network_json(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_json_writer w = { .out = out };

    ent_json_begin_object(&w, NULL);
    ent_json_write_text(&w, "record", o->record);
    ent_json_line(&w, 0);
    if (ent_network_is_directed(n)) {
        ent_json_write_flag(&w, "directed", true);
        ent_json_line(&w, 0);
    }
    json_nodes(&w, n, o);
    json_ties(&w, n, "ties", ent_tie_count(n), ent_tie_at);
    json_ties(&w, n, "unknown_ties", ent_unknown_tie_count(n), ent_unknown_tie_at);
    ent_json_end_object(&w);
    ent_buf_char(out, '\n');
}

/* The node-link form, as networkx and d3 read it. The ties stand there twice: older versions of networkx ask
 * for links, newer ones for edges. */
void ent_write_node_link(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_json_writer w = { .out = out };

    ent_json_begin_object(&w, NULL);
    ent_json_write_flag(&w, "directed", ent_network_is_directed(n));
    ent_json_write_flag(&w, "multigraph", false);
    ent_json_begin_object(&w, "graph");
    ent_json_write_text(&w, "record", o->record);
    ent_json_end_object(&w);
    ent_json_line(&w, 0);
    json_nodes(&w, n, o);
    json_ties(&w, n, "links", ent_tie_count(n), ent_tie_at);
    json_ties(&w, n, "edges", ent_tie_count(n), ent_tie_at);
    ent_json_end_object(&w);
    ent_buf_char(out, '\n');
}
