/* caption.c: the words that go with a figure: its text alternative, for readers who do not see it,
 * and its caption, which publishers want outside the figure's file. Both come from the data. */
#include "figure/context.h"
#include "figure/describe.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"

/* "34 ties, 3 ties not known on the day": those of the network, whatever the marks are. */
static void count_ties(const ent_figure *f, const char *comma, ent_buf *out)
{
    bool members = ent_network_selection(f->networks[0])->network == ENT_NET_MEMBERS;
    const char *one = members ? "membership" : "tie", *many = members ? "memberships" : "ties";

    if (!f->known_ties && !f->unknown_ties)
        return;
    if (f->known_ties || !f->unknown_ties) {
        ent_buf_text(out, comma);
        ent_plural(out, f->known_ties, one, many);
        comma = ", ";
    }
    if (f->unknown_ties) {
        ent_buf_text(out, comma);
        ent_plural(out, f->unknown_ties, one, many);
        ent_buf_char(out, ' ');
        ent_buf_text(out, ent_unknown_words(f));
    }
}

static void count_kinds(const ent_figure *f, ent_buf *out)
{
    const char *comma = "";
    bool *tied = f->wide ? ent_mem_new(f->node_count, sizeof *tied) : NULL; /* not only in the context */

    out->failed |= f->wide && !tied;
    for (size_t i = 0; tied && i < f->tie_count; i++)
        tied[f->ties[i].a] = tied[f->ties[i].b] = true;
    if (f->collapsed_nodes) {
        ent_plural(out, f->node_count, "group of ", "groups of ");
        ent_plural(out, f->collapsed_nodes, "node", "nodes");
        ent_buf_format(out, " by %s", f->options.collapse.name);
        comma = ", ";
    }
    for (ent_node_type t = 0; t <= ENT_NODE_ACT && !f->collapsed_nodes; t++) {
        size_t count = 0;

        for (size_t i = 0; i < f->node_count; i++)
            count += f->nodes[i].type == t && (!tied || tied[i]);
        if (!count)
            continue;
        ent_buf_text(out, comma);
        ent_plural(out, count, ent_kind_words(t, false), ent_kind_words(t, true));
        comma = ", ";
    }
    count_ties(f, comma, out);
    ent_mem_free(tied);
}

/* How many agreements are drawn, and why others are not. */
static void write_context(const ent_figure *f, ent_buf *out)
{
    if (!f->wide)
        return;
    ent_buf_text(out, "With its context, ");
    ent_context_account(f, out);
    ent_buf_text(out, ". ");
}

typedef struct ranked {
    size_t degree, node;
} ranked;

static int most_first(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->degree != y->degree)
        return x->degree > y->degree ? -1 : 1;
    return x->node < y->node ? -1 : 1;
}

/* Agreements are not ranked among actors. */
static void most_ties(const ent_figure *f, ent_buf *out)
{
    ranked *order = ent_mem_new(f->node_count, sizeof *order);
    const char *comma = "Most ties: ";
    size_t count = 0;
    bool all_acts = true;

    if (!order)
        out->failed = true;
    for (size_t i = 0; i < f->node_count; i++)
        all_acts &= f->nodes[i].type == ENT_NODE_ACT;
    for (size_t i = 0; order && i < f->node_count; i++)
        if (all_acts || f->nodes[i].type != ENT_NODE_ACT)
            order[count++] = (ranked){ f->nodes[i].degree, i };
    if (count)
        qsort(order, count, sizeof *order, most_first);
    for (size_t i = 0; i < count && i < 3 && order[i].degree > 1; i++) {
        ent_buf_text(out, comma);
        ent_buf_str(out, f->nodes[order[i].node].name);
        ent_buf_format(out, " (%zu)", order[i].degree);
        comma = ", ";
    }
    ent_buf_text(out, comma[0] == ',' ? ". " : "");
    ent_mem_free(order);
}

static const char *what_is_drawn(const ent_figure *f)
{
    return f->layout->caption   ? f->layout->caption
           : f->options.compare ? "Network at two dates, compared"
           : f->panels          ? "Network at several dates, a panel for each"
                                : "Network figure";
}

/* The dates of a comparison, or of panels with the ties of each. */
static void write_days(const ent_figure *f, ent_buf *out)
{
    for (size_t i = 0; i < f->network_count; i++) {
        ent_buf_text(out, i ? (f->panels ? ", " : " and ")
                            : (f->panels ? "Dates: " : "First date, second date: "));
        ent_buf_str(out, ent_panel_day(f, i));
        if (f->panels)
            ent_buf_format(out, " (%zu)", ent_tie_count(f->networks[i]));
    }
    ent_buf_text(out, f->panels ? ", with their numbers of ties. " : ". ");
}

static void write_changes(const ent_figure *f, ent_buf *out)
{
    size_t counts[3] = { 0 };

    for (size_t i = 0; i < f->tie_count; i++)
        if (!f->ties[i].unsure)
            counts[f->ties[i].in[0] == '0' ? 0 : f->ties[i].in[1] == '0' ? 1 : 2]++;
    ent_buf_format(out, "%zu ties entered, %zu ended, %zu kept. ", counts[0], counts[1], counts[2]);
}

void ent_write_alternative(const ent_figure *f, ent_buf *out)
{
    ent_buf_format(out, "%s: ", what_is_drawn(f));
    count_kinds(f, out);
    ent_buf_text(out, ". ");
    write_context(f, out);
    if (f->network_count > 1)
        write_days(f, out);
    if (f->layout->marks != MARKS_AGREEMENTS)
        most_ties(f, out);
    if (f->options.compare && f->network_count == 2)
        write_changes(f, out);
    if (f->isolates) {
        ent_plural(out, f->isolates, "actor has no tie and is not drawn. ",
               "actors have no tie and are not drawn. ");
    }
    if (f->layout->by_closeness)
        ent_buf_text(out, "Position carries no data beyond closeness in the network.");
}

/* ---- the caption ---- */

/* The agreements and memberships that create the known ties, each once: ties may share them. */
static void count_evidence(const ent_figure *f, size_t *acts, size_t *others, ent_buf *out)
{
    const ent_dataset *d = ent_network_dataset(f->networks[0]);
    size_t rooms[2] = { ent_act_count(d), ent_membership_count(d) + ent_actor_count(d) };
    bool *seen[2] = { ent_mem_new(rooms[0], sizeof **seen), ent_mem_new(rooms[1], sizeof **seen) };
    size_t counts[2] = { 0, 0 };

    out->failed |= !seen[0] || !seen[1];
    for (size_t i = 0; !out->failed && i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i];
        const ent_evidence *e = ent_tie_evidence(f->networks[t->net], t->tie);

        for (uint32_t k = 0; k < t->tie->count && !t->unknown; k++)
            if (!seen[ent_evidence_by_membership(&e[k])][e[k].record]) {
                seen[ent_evidence_by_membership(&e[k])][e[k].record] = true;
                counts[ent_evidence_by_membership(&e[k])]++;
            }
    }
    for (size_t i = 0; i < f->tie_count && seen[0]; i++) /* agreements of two that became ties */
        for (size_t k = 0; k < f->ties[i].act_count; k++)
            if (!seen[0][f->ties[i].acts[k]]) {
                seen[0][f->ties[i].acts[k]] = true;
                counts[0]++;
            }
    ent_mem_free(seen[0]);
    ent_mem_free(seen[1]);
    *acts = counts[0];
    *others = counts[1];
}

/* ", made by 21 agreements and 3 memberships" */
static void write_evidence(const ent_figure *f, ent_buf *out)
{
    ent_network_kind kind = ent_network_selection(f->networks[0])->network;
    bool common = kind == ENT_NET_ACTORS;
    size_t acts, others;

    if (kind == ENT_NET_ACTS || kind == ENT_NET_MEMBERS || !f->tie_count)
        return;
    count_evidence(f, &acts, &others, out);
    if (!acts && !others)
        return;
    ent_buf_text(out, ", made by ");
    if (acts)
        ent_plural(out, acts, "agreement", "agreements");
    ent_buf_text(out, acts && others ? " and " : "");
    if (others)
        ent_plural(out, others, common ? "organization in common" : "membership",
               common ? "organizations in common" : "memberships");
}

void ent_figure_caption(const ent_figure *f, ent_str record, ent_buf *out)
{
    const ent_dataset *d = ent_network_dataset(f->networks[0]);

    ent_buf_str(out, f->options.title ? ent_str_of(f->options.title) : ent_dataset_title(d));
    ent_buf_format(out, ". %s: ", what_is_drawn(f));
    count_kinds(f, out);
    write_evidence(f, out);
    ent_buf_text(out, ". ");
    write_context(f, out);
    for (size_t i = 0; i < f->network_count; i++) {
        ent_buf_text(out, i ? "; against: " : "Network: ");
        ent_network_describe(f->networks[i], out);
    }
    ent_buf_text(out, ". ");
    if (f->collapsed_nodes)
        ent_buf_text(out, "Each node is a group; each tie counts the ties between two groups, and those within a group "
                          "are counted at its name. ");
    if (f->size_words.len) {
        ent_buf_text(out, "Area of a node: ");
        ent_buf_str(out, f->size_words);
        ent_buf_text(out, ". ");
    }
    if (f->colour_words.len) {
        ent_buf_text(out, "Colour of a node: ");
        ent_buf_str(out, f->colour_words);
        ent_buf_text(out, ". ");
    }
    for (size_t g = 0; g < f->legend.count; g++) {
        const key_group *group = &f->legend.items[g];

        if (group->entries.items[0].mark != KEY_LINE)
            continue;
        ent_buf_str(out, group->title);
        ent_buf_text(out, ": ");
        for (size_t i = 0; i < group->entries.count; i++) {
            ent_buf_text(out, i ? ", " : "");
            ent_buf_str(out, group->entries.items[i].label);
        }
        ent_buf_text(out, ". ");
    }
    ent_list_numbers(f, out);
    if (f->left_out.len)
        ent_buf_format(out, "%.*s ", ENT_STR_ARG(f->left_out));
    if (f->isolates) {
        ent_buf_text(out, "Without a tie and not drawn: ");
        ent_plural(out, f->isolates, "actor", "actors");
        for (size_t i = 0; i < f->isolates && f->isolates <= 30; i++) {
            ent_buf_text(out, i ? ", " : " (");
            ent_buf_str(out, f->isolate_names[i]);
        }
        ent_buf_text(out, f->isolates <= 30 ? "). " : ". ");
    }
    for (size_t i = 0; f->layout->bands && !f->wide && i < f->notes.count; i++) {
        ent_buf_str(out, f->notes.items[i]); /* which days or levels it shows */
        ent_buf_text(out, ". ");
    }
    ent_buf_format(out, "Layout: %s", f->layout->choice.name);
    if (f->reason[0])
        ent_buf_format(out, " (%s)", f->reason);
    ent_buf_format(out, ", seed %zu. Made by ", f->options.seed);
    ent_buf_str(out, record);
    ent_buf_char(out, '.');
}

static void write_tex(ent_str caption, ent_str name, const char *file, ent_buf *out)
{
    size_t len = strlen(file);
    bool tikz = len > 4 && strcmp(file + len - 4, ".tex") == 0;
    ent_buf escaped = { 0 };

    ent_escape_latex(&escaped, caption);
    ent_buf_text(out, "\\begin{figure}\n  \\centering\n");
    ent_buf_format(out, tikz ? "  \\input{%s}\n" : "  \\includegraphics{%s}\n", file);
    ent_buf_text(out, "  \\caption{");
    ent_buf_str(out, ent_buf_view(&escaped));
    ent_buf_text(out, "}\n  \\label{fig:");
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        ent_buf_char(out, (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                              ? c
                              : '-');
    }
    ent_buf_text(out, "}\n\\end{figure}\n");
    out->failed |= escaped.failed;
    ent_buf_destroy(&escaped);
}

ent_status ent_caption_write(ent_str caption, ent_str name, const char *file, const char *format,
                             ent_buf *out, ent_diags *diags)
{
    size_t refusals = ent_mem_before(out);

    if (strcmp(format, "tex") == 0) {
        write_tex(caption, name, file, out);
    } else if (strcmp(format, "md") == 0) {
        ent_escape_markdown(out, caption);
        ent_buf_char(out, '\n');
    } else if (strcmp(format, "txt") == 0) {
        ent_buf_str(out, caption);
        ent_buf_char(out, '\n');
    } else {
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "unknown caption format '%s'; expected txt, md or tex", format);
    }
    return ent_mem_whole(ENT_OK, refusals, diags);
}
