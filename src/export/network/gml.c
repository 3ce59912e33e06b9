/* gml.c: networks as GML. */
#include "base/escape.h"
#include "export/network/columns.h"

static void gml_string(ent_buf *out, const char *key, ent_str text)
{
    ent_buf_format(out, " %s ", key);
    ent_escape_gml_string(out, text);
}

void ent_write_gml(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_str rest, code;
    ent_buf ids = { 0 };

    ent_buf_text(out, "Creator \"entente " ENT_VERSION "\"\ngraph\n[");
    gml_string(out, "comment", o->record);
    ent_buf_text(out, ent_network_is_directed(n) ? "\n directed 1\n" : "\n directed 0\n");
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_buf_format(out, " node\n [\n  id %zu\n ", i);
        gml_string(out, "label", ent_node_at(n, i)->name);
        ent_buf_text(out, "\n ");
        gml_string(out, "name", ent_node_at(n, i)->id); /* igraph identifies a node by `name` */
        ent_buf_text(out, "\n ");
        gml_string(out, "type", ent_node_attribute(n, i, "type"));
        ent_buf_text(out, "\n ");
        gml_string(out, "region", ent_node_attribute(n, i, "region"));
        for (rest = ent_str_of(o->codes); ent_str_next(&rest, ',', &code);) {
            ent_buf_format(out, "\n  %.*s ", ENT_STR_ARG(code));
            ent_escape_gml_string(out, ent_node_code(n, i, code));
        }
        ent_buf_text(out, "\n ]\n");
    }
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        ent_buf_format(out, " edge\n [\n  source %u\n  target %u\n  weight ", tie->a, tie->b);
        ent_buf_number(out, tie->weight);
        ent_buf_text(out, "\n ");
        ent_tie_act_ids(n, tie, &ids);
        gml_string(out, "acts", ent_buf_view(&ids));
        ent_buf_text(out, "\n ");
        gml_string(out, "level", ent_str_of(ent_level_name(tie->level)));
        if (ent_tie_kind_word(n, tie).len) {
            ent_buf_text(out, "\n ");
            gml_string(out, "tie_kind", ent_tie_kind_word(n, tie));
        }
        ent_buf_text(out, "\n ]\n");
    }
    ent_buf_text(out, "]\n");
    out->failed |= ids.failed;
    ent_buf_destroy(&ids);
}

