/* pajek.c: networks for Pajek. */
#include "base/escape.h"
#include "export/network/columns.h"

void ent_write_pajek(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_buf_text(out, "% ");
    ent_escape_pajek(out, o->record);
    ent_buf_format(out, "\n*Vertices %zu\n", ent_node_count(n));
    for (size_t i = 0; i < ent_node_count(n); i++) {
        ent_buf_format(out, "%zu ", i + 1);
        ent_buf_char(out, '"');
        ent_escape_pajek(out, ent_node_at(n, i)->name);
        ent_buf_text(out, "\"\n");
    }
    ent_buf_text(out, ent_network_is_directed(n) ? "*Arcs\n" : "*Edges\n");
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        ent_buf_format(out, "%u %u ", tie->a + 1, tie->b + 1);
        ent_buf_number(out, tie->weight);
        ent_buf_char(out, '\n');
    }
}

