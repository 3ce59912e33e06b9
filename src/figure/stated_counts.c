/* stated_counts.c: what a figure claims to show: the numbers of nodes and ties of its network, and the nodes
 * that are left out. The figure's file holds it, so that a program can compare the marks with the
 * network. */
#include "figure/describe.h"

typedef struct range { /* of networks: one panel, or all together */
    size_t from, to;
} range;

/* ---- counting ---- */

/* Agreements that create the ties; of a network of agreements, its nodes. */
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
                if (!ent_evidence_by_membership(&e[k]))
                    seen[e[k].record] = true;
        }
    }
    for (size_t i = 0; seen && i < ent_act_count(d); i++)
        count += seen[i];
    ent_mem_free(seen);
    return count;
}

/* ---- nodes that are left out ---- */

/* Lists nodes that have no mark, for a panel also those that have one in other panels only. Returns
 * the number of nodes. */
static size_t write_absent(const ent_figure *f, range r, const ent_index *drawn, bool *good,
                           ent_json_writer *w)
{
    ent_index seen = { 0 }; /* a node may be in several networks */
    size_t nodes = 0;

    ent_json_begin_list(w, "absent");
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
            ent_json_write_text(w, NULL, id);
        }
    ent_json_end_list(w);
    ent_index_destroy(&seen);
    return nodes;
}

/* "22 ties, 15 new, 6 ended" in a panel: of the ties that are known. */
static void write_changes(const ent_figure *f, size_t net, ent_json_writer *w)
{
    size_t fresh = 0, ended = 0;
    ent_buf text = { 0 };

    for (size_t i = 0; i < f->tie_count; i++) {
        fresh += f->ties[i].in[net] == '1' && !f->ties[i].unknown;
        ended += f->ties[i].in[net] == '3';
    }
    ent_count(f->words, &text, ent_tie_count(f->networks[net]), ENT_WORD("tie|ties"));
    if (net) {
        ent_buf_text(&text, ", ");
        ent_say(f->words, &text, ENT_WORD("{1} new, {2} ended"), ent_n(fresh), ent_n(ended));
    }
    ent_json_write_text(w, "changes", ent_buf_view(&text));
    ent_buf_destroy(&text);
}

static bool write_claim(const ent_figure *f, range r, ent_str name, const ent_index *drawn,
                        ent_json_writer *w)
{
    bool good = true, one = r.to - r.from == 1;
    size_t nodes, acts = count_acts(f, r, &good);

    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    ent_json_write_text(w, "name", name);
    nodes = write_absent(f, r, drawn, &good, w);
    ent_json_write_count(w, "nodes", nodes);
    ent_json_write_count(w, "ties", one ? ent_tie_count(f->networks[r.from]) : f->known_ties);
    ent_json_write_count(w, "unknown_ties",
                         one ? ent_unknown_tie_count(f->networks[r.from]) : f->unknown_ties);
    ent_json_write_count(w, "acts", acts);
    if (one && f->panels)
        write_changes(f, r.from, w);
    ent_json_end_object(w);
    return good;
}

ent_status ent_write_claims(const ent_figure *f, ent_json_writer *w, ent_diags *diags)
{
    ent_index drawn = { 0 };
    bool good = true;

    for (size_t i = 0; i < f->node_count && good; i++)
        if (!f->nodes[i].apart)
            good = ent_index_add(&drawn, f->nodes[i].id, (uint32_t)i, &(uint32_t){ 0 });
    ent_json_begin_list(w, "networks");
    good = good && write_claim(f, (range){ 0, f->network_count }, ENT_STR(""), &drawn, w);
    for (size_t net = 0; net < f->network_count && f->panels && good; net++) {
        ent_str letter = ent_str_of(f->options.panel_titles[net]);

        letter.len = letter.len > 0;
        good = write_claim(f, (range){ net, net + 1 }, letter, &drawn, w);
    }
    ent_json_line(w, 0);
    ent_json_end_list(w);
    ent_index_destroy(&drawn);
    return good ? ENT_OK : ent_out_of_memory(diags);
}
