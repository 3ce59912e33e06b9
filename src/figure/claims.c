/* claims.c: what a figure claims to show: how many nodes and ties its network has, and who is left
 * out. The figure's file carries it, so that a program can compare the marks with the network. */
#include "figure/model.h"

#include "base/escape.h"
#include "base/mem.h"

typedef struct range { /* of networks: one panel, or all, laid on each other */
    size_t from, to;
} range;

/* ---- counting ---- */

/* Agreements that make the ties; of a network of agreements, its nodes. */
static size_t count_acts(const ent_figure *f, range r, bool *good)
{
    const ent_dataset *d = ent_network_dataset(f->networks[r.from]);
    bool *seen = ent_mem_new(ent_act_count(d), sizeof *seen);
    size_t count = 0;

    *good &= seen != NULL;
    for (size_t net = r.from; seen && net < r.to; net++) {
        const ent_network *n = f->networks[net];
        bool of_acts = ent_network_selection(n)->network == ENT_NET_ACTS;

        for (size_t i = 0; i < ent_node_count(n) && of_acts; i++)
            seen[ent_node_at(n, i)->act] = true;
        for (size_t i = 0; i < ent_tie_count(n) && !of_acts; i++) {
            const ent_tie *tie = ent_tie_at(n, i);
            const ent_evidence *e = ent_tie_evidence(n, tie);

            for (uint32_t k = 0; k < tie->count; k++)
                if (!e[k].is_membership)
                    seen[e[k].record] = true;
        }
    }
    for (size_t i = 0; seen && i < ent_act_count(d); i++)
        count += seen[i];
    ent_mem_free(seen);
    return count;
}

/* ---- who is left out ---- */

/* Lists nodes that have no mark, in a panel also those that have one in others only. Returns how
 * many nodes there are. */
static size_t write_absent(const ent_figure *f, range r, const ent_index *drawn, bool *good,
                           ent_buf *out)
{
    ent_index seen = { 0 }; /* a node may be in several networks */
    const char *comma = "";
    size_t nodes = 0;

    for (size_t net = r.from; net < r.to; net++)
        for (size_t i = 0; i < ent_node_count(f->networks[net]) && *good; i++) {
            ent_str id = ent_node_at(f->networks[net], i)->id;
            uint32_t at = ent_index_find(drawn, id), found;

            *good = ent_index_add(&seen, id, (uint32_t)nodes, &found);
            if (!*good || found != nodes)
                continue;
            nodes++;
            if (at != ENT_ABSENT && (r.to - r.from > 1 || f->nodes[at].in[net] != '0'))
                continue;
            ent_buf_text(out, comma);
            ent_escape_json_string(out, id);
            comma = ",";
        }
    ent_index_destroy(&seen);
    return nodes;
}

static bool write_claim(const ent_figure *f, range r, ent_str name, const ent_index *drawn,
                        ent_buf *out)
{
    bool good = true, one = r.to - r.from == 1;
    size_t nodes, acts = count_acts(f, r, &good);

    ent_buf_text(out, "\n{");
    write_json_text(out, "name", name);
    ent_buf_text(out, ",\"absent\":[");
    nodes = write_absent(f, r, drawn, &good, out);
    ent_buf_char(out, ']');
    write_json_count(out, "nodes", nodes);
    write_json_count(out, "ties", one ? ent_tie_count(f->networks[r.from]) : f->known_ties);
    write_json_count(out, "unknown_ties",
                     one ? ent_unknown_tie_count(f->networks[r.from]) : f->unknown_ties);
    write_json_count(out, "acts", acts);
    ent_buf_char(out, '}');
    return good;
}

/* The title of a panel is a letter, then its day. */
ent_str panel_day(const ent_figure *f, size_t net)
{
    ent_str title = ent_str_of(f->options.panel_titles[net]), letter;

    ent_str_next(&title, ' ', &letter);
    return ent_str_trim(title);
}

ent_status write_claims(const ent_figure *f, ent_buf *out, ent_diags *diags)
{
    ent_index drawn = { 0 };
    bool good = true;

    for (size_t i = 0; i < f->node_count && good; i++)
        if (!f->nodes[i].apart)
            good = ent_index_add(&drawn, f->nodes[i].id, (uint32_t)i, &(uint32_t){ 0 });
    ent_buf_text(out, ",\"networks\":[");
    good = good && write_claim(f, (range){ 0, f->network_count }, ENT_STR(""), &drawn, out);
    for (size_t net = 0; net < f->network_count && f->panels && good; net++) {
        ent_str letter = ent_str_of(f->options.panel_titles[net]);

        letter.len = letter.len > 0;
        ent_buf_char(out, ',');
        good = write_claim(f, (range){ net, net + 1 }, letter, &drawn, out);
    }
    ent_buf_text(out, "\n]");
    ent_index_destroy(&drawn);
    return good ? ENT_OK : ent_out_of_memory(diags);
}
