/* columns.c: see columns.h. */
#include "export/network/columns.h"

static const char *const node_columns[ENT_NODE_COLUMNS] = { "id", "name", "label", "type", "region" };

bool ent_network_is_directed(const ent_network *n)
{
    return ent_network_selection(n)->directed;
}

ent_date ent_selection_time(const ent_selection *s)
{
    return s->as_of.kind ? s->as_of : s->during;
}

ent_node_columns ent_node_columns_of(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_node_columns c = { .n = n };
    const ent_str *extra = NULL;
    size_t extras = ent_network_selection(n)->network == ENT_NET_ACTS
                        ? 0
                        : ent_table_extra(ent_network_dataset(n), ENT_ACTORS, &extra);
    ent_str rest = ent_str_of(o->codes), code;

    for (size_t i = 0; i < ENT_NODE_COLUMNS; i++)
        out->failed |= !ENT_LIST_PUSH(&c.names, ent_str_of(node_columns[i]));
    for (; ent_str_next(&rest, ',', &code); c.codes++)
        out->failed |= !ENT_LIST_PUSH(&c.names, code);
    for (size_t i = 0; i < extras; i++)
        out->failed |= !ENT_LIST_PUSH(&c.names, extra[i]);
    return c;
}

ent_str ent_node_code(const ent_network *n, size_t node, ent_str scheme)
{
    return ent_actor_code(ent_network_dataset(n), ent_node_at(n, node)->actor, scheme,
                          ent_selection_time(ent_network_selection(n)));
}

ent_str ent_node_column_value(const ent_node_columns *c, size_t node, size_t column)
{
    ent_buf name = { 0 };
    ent_str value;

    if (column == ENT_NODE_LABEL)
        return ent_node_at(c->n, node)->label;
    if (column < ENT_NODE_COLUMNS)
        return ent_node_attribute(c->n, node, node_columns[column]);
    if (column < ENT_NODE_COLUMNS + c->codes)
        return ent_node_code(c->n, node, c->names.items[column]);
    if (ent_node_at(c->n, node)->actor == ENT_NONE)
        return ENT_STR("");
    ent_buf_str(&name, c->names.items[column]);
    value = ent_node_attribute(c->n, node, ent_buf_string(&name));
    ent_buf_destroy(&name);
    return value;
}

/* The ids of the agreements of a tie, separated by ';'. */
void ent_tie_act_ids(const ent_network *n, const ent_tie *tie, ent_buf *out)
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

/* The second mode: agreements, or the organizations that have the members. */
bool ent_node_in_second_mode(const ent_network *n, size_t node)
{
    ent_node_type type = ent_node_at(n, node)->type;

    return type == ENT_NODE_ACT || ((type == ENT_NODE_ORGANIZATION || type == ENT_NODE_BODY) &&
                                    ent_network_selection(n)->network == ENT_NET_MEMBERS);
}

/* Letters, digits and . - _ : of ASCII; and not like the ids that are made. */
static bool is_xml_name(ent_str id)
{
    bool made = id.len > 1 && id.ptr[0] == 'n';

    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        bool digit = c >= '0' && c <= '9';

        if (!digit && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '.' && c != '-' && c != '_' &&
            c != ':')
            return false;
        made = made && (i == 0 || digit);
    }
    return id.len && !made;
}

void ent_node_xml_id(const ent_network *n, size_t node, ent_buf *out)
{
    ent_str id = ent_node_at(n, node)->id;

    if (is_xml_name(id))
        ent_buf_str(out, id);
    else
        ent_buf_format(out, "n%zu", node);
}

ent_str ent_tie_kind_word(const ent_network *n, const ent_tie *tie)
{
    return ent_network_selection(n)->tie_kinds ? ent_str_of(ent_tie_kind_name(tie->kind)) : ENT_STR("");
}
