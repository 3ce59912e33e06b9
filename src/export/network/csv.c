/* csv.c: networks as tables: the ties, or the nodes. */
#include "base/escape.h"
#include "export/network/columns.h"

void ent_write_ties_csv(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_buf ids = { 0 };
    ent_str rest = ent_str_of(o->codes), code;

    ent_buf_text(out, "source,target,source_name,target_name,");
    while (ent_str_next(&rest, ',', &code))
        ent_buf_format(out, "source_%.*s,target_%.*s,", ENT_STR_ARG(code), ENT_STR_ARG(code));
    ent_buf_text(out, "weight,act_count,level,acts");
    ent_buf_text(out, ent_network_selection(n)->tie_kinds ? ",tie_kind\n" : "\n");
    for (size_t i = 0; i < ent_tie_count(n); i++) {
        const ent_tie *tie = ent_tie_at(n, i);
        const ent_node *a = ent_node_at(n, tie->a), *b = ent_node_at(n, tie->b);
        const ent_str texts[] = { a->id, b->id, a->name, b->name };

        for (size_t k = 0; k < 4; k++) {
            ent_escape_csv_cell(out, texts[k], ',');
            ent_buf_char(out, ',');
        }
        for (rest = ent_str_of(o->codes); ent_str_next(&rest, ',', &code);)
            for (int end = 0; end < 2; end++) {
                ent_escape_csv_cell(out, ent_node_code(n, end ? tie->b : tie->a, code), ',');
                ent_buf_char(out, ',');
            }
        ent_buf_number(out, tie->weight);
        ent_buf_format(out, ",%u,%s,", tie->count, ent_level_name(tie->level));
        ent_tie_act_ids(n, tie, &ids);
        ent_escape_csv_cell(out, ent_buf_view(&ids), ',');
        ent_buf_text(out, ent_tie_kind_word(n, tie).len ? "," : "");
        ent_buf_str(out, ent_tie_kind_word(n, tie));
        ent_buf_char(out, '\n');
    }
    out->failed |= ids.failed;
    ent_buf_destroy(&ids);
}

void ent_write_nodes_csv(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_node_columns cols = ent_node_columns_of(n, o, out);

    for (size_t c = 0; c < cols.names.count; c++) {
        ent_buf_text(out, c ? "," : "");
        ent_escape_csv_cell(out, cols.names.items[c], ',');
    }
    ent_buf_char(out, '\n');
    for (size_t i = 0; i < ent_node_count(n); i++) {
        for (size_t c = 0; c < cols.names.count; c++) {
            ent_buf_text(out, c ? "," : "");
            ent_escape_csv_cell(out, ent_node_column_value(&cols, i, c), ',');
        }
        ent_buf_char(out, '\n');
    }
    ENT_LIST_DESTROY(&cols.names);
}
