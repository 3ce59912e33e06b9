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
    const char *forms = members ? ENT_WORD("membership|memberships") : ENT_WORD("tie|ties");

    if (!f->known_ties && !f->unknown_ties)
        return;
    if (f->known_ties || !f->unknown_ties) {
        ent_buf_text(out, comma);
        ent_count(f->words, out, f->known_ties, forms);
        comma = ", ";
    }
    if (f->unknown_ties) {
        ent_buf_text(out, comma);
        ent_count(f->words, out, f->unknown_ties, forms);
        ent_buf_char(out, ' ');
        ent_buf_str(out, ent_unknown_words(f));
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
        ent_say(f->words, out, ENT_WORD("{1} group of {2} nodes, by {3}|{1} groups of {2} nodes, by {3}"),
                ent_n(f->node_count), ent_n(f->collapsed_nodes), ent_t(ent_translate(f->words, f->options.collapse.name)));
        comma = ", ";
    }
    for (ent_node_type t = 0; t <= ENT_NODE_ACT && !f->collapsed_nodes; t++) {
        size_t count = 0;

        for (size_t i = 0; i < f->node_count; i++)
            count += f->nodes[i].type == t && (!tied || tied[i]);
        if (!count)
            continue;
        ent_buf_text(out, comma);
        ent_count(f->words, out, count, ent_kind_forms(t));
        comma = ", ";
    }
    count_ties(f, comma, out);
    ent_mem_free(tied);
}

static const char *what_is_drawn(const ent_figure *f)
{
    return f->layout->caption   ? f->layout->caption
           : f->options.compare ? ENT_WORD("Network at two dates, compared")
           : f->panels          ? ENT_WORD("Network at several dates, a panel for each")
                                : ENT_WORD("Network figure");
}

/* A sentence of the text, with a blank behind it. */
static void put_sentence(const ent_figure *f, const char *english, ent_buf *arg, ent_buf *out)
{
    ent_say(f->words, out, english, ent_t(ent_buf_view(arg)));
    ent_buf_char(out, ' ');
    out->failed |= arg->failed;
    ent_buf_destroy(arg);
}

/* "Network figure: 20 states, 34 ties. " */
static void put_heading(const ent_figure *f, ent_buf *counts, ent_buf *out)
{
    ent_say(f->words, out, ENT_WORD("{1}: {2}."), ent_t(ent_translate(f->words, what_is_drawn(f))),
            ent_t(ent_buf_view(counts)));
    ent_buf_char(out, ' ');
    out->failed |= counts->failed;
    ent_buf_destroy(counts);
}

/* How many agreements are drawn, and why others are not. */
static void write_context(const ent_figure *f, ent_buf *out)
{
    ent_buf text = { 0 };

    if (!f->wide)
        return;
    ent_context_account(f, f->words, &text);
    put_sentence(f, ENT_WORD("With its context, {1}."), &text, out);
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
    size_t count = 0;
    bool all_acts = true;
    ent_buf list = { 0 };

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
        ent_buf_text(&list, list.len ? ", " : "");
        ent_buf_str(&list, f->nodes[order[i].node].name);
        ent_buf_format(&list, " (%zu)", order[i].degree);
    }
    if (list.len)
        put_sentence(f, ENT_WORD("Most ties: {1}."), &list, out);
    ent_mem_free(order);
}

/* The dates of a comparison, or of panels with the ties of each. */
static void write_days(const ent_figure *f, ent_buf *out)
{
    ent_buf list = { 0 };

    if (!f->panels) {
        ent_say(f->words, out, ENT_WORD("First date, second date: {1} and {2}."), ent_t(ent_panel_day(f, 0)),
                ent_t(ent_panel_day(f, 1)));
        ent_buf_char(out, ' ');
        return;
    }
    for (size_t i = 0; i < f->network_count; i++) {
        ent_buf_text(&list, i ? ", " : "");
        ent_buf_str(&list, ent_panel_day(f, i));
        ent_buf_format(&list, " (%zu)", ent_tie_count(f->networks[i]));
    }
    put_sentence(f, ENT_WORD("Dates: {1}, with their numbers of ties."), &list, out);
}

static void write_changes(const ent_figure *f, ent_buf *out)
{
    size_t counts[3] = { 0 };

    for (size_t i = 0; i < f->tie_count; i++)
        if (!f->ties[i].unsure)
            counts[f->ties[i].in[0] == '0' ? 0 : f->ties[i].in[1] == '0' ? 1 : 2]++;
    ent_say(f->words, out, ENT_WORD("{1} ties entered, {2} ended, {3} kept."), ent_n(counts[0]), ent_n(counts[1]),
            ent_n(counts[2]));
    ent_buf_char(out, ' ');
}

void ent_write_alternative(const ent_figure *f, ent_buf *out)
{
    ent_buf counts = { 0 };

    count_kinds(f, &counts);
    put_heading(f, &counts, out);
    write_context(f, out);
    if (f->network_count > 1)
        write_days(f, out);
    if (f->layout->marks != MARKS_AGREEMENTS)
        most_ties(f, out);
    if (f->options.compare && f->network_count == 2)
        write_changes(f, out);
    if (f->isolates) {
        ent_say(f->words, out,
                ENT_WORD("{1} actor has no tie and is not drawn.|{1} actors have no tie and are not drawn."),
                ent_n(f->isolates));
        ent_buf_char(out, ' ');
    }
    if (f->layout->by_closeness)
        ent_buf_str(out, ent_translate(f->words, ENT_WORD("Position carries no data beyond closeness in the network.")));
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

/* "made by 21 agreements and 3 memberships" */
static void write_evidence(const ent_figure *f, ent_buf *out)
{
    ent_network_kind kind = ent_network_selection(f->networks[0])->network;
    size_t acts, others;
    ent_buf parts[2] = { { 0 }, { 0 } }, both = { 0 };

    if (kind == ENT_NET_ACTS || kind == ENT_NET_MEMBERS || !f->tie_count)
        return;
    count_evidence(f, &acts, &others, out);
    if (!acts && !others)
        return;
    ent_count(f->words, &parts[0], acts, ENT_WORD("agreement|agreements"));
    ent_count(f->words, &parts[1], others,
              kind == ENT_NET_ACTORS ? ENT_WORD("organization in common|organizations in common")
                                     : ENT_WORD("membership|memberships"));
    if (acts && others)
        ent_say(f->words, &both, ENT_WORD("{1} and {2}"), ent_t(ent_buf_view(&parts[0])),
                ent_t(ent_buf_view(&parts[1])));
    else
        ent_buf_str(&both, ent_buf_view(&parts[others > 0]));
    ent_buf_text(out, ", ");
    ent_say(f->words, out, ENT_WORD("made by {1}"), ent_t(ent_buf_view(&both)));
    out->failed |= parts[0].failed || parts[1].failed || both.failed;
    ent_buf_destroy(&parts[0]);
    ent_buf_destroy(&parts[1]);
    ent_buf_destroy(&both);
}

static void describe_networks(const ent_figure *f, ent_buf *out)
{
    ent_buf text = { 0 };

    ent_network_describe(f->networks[0], f->words, &text);
    for (size_t i = 1; i < f->network_count; i++) {
        ent_buf other = { 0 };

        ent_network_describe(f->networks[i], f->words, &other);
        ent_buf_text(&text, "; ");
        ent_say(f->words, &text, ENT_WORD("against: {1}"), ent_t(ent_buf_view(&other)));
        text.failed |= other.failed;
        ent_buf_destroy(&other);
    }
    put_sentence(f, ENT_WORD("Network: {1}."), &text, out);
    if (f->collapsed_nodes) {
        ent_buf_str(out, ent_translate(f->words, ENT_WORD("Each node is a group; each tie counts the ties between two groups, and "
                                                          "those within a group are counted at its name.")));
        ent_buf_char(out, ' ');
    }
}

/* What sizes, colours and lines mean. */
static void describe_legend(const ent_figure *f, ent_buf *out)
{
    ent_buf text = { 0 };

    if (f->size_words.len) {
        ent_buf_str(&text, f->size_words);
        put_sentence(f, ENT_WORD("Area of a node: {1}."), &text, out);
    }
    if (f->colour_words.len) {
        ent_buf_str(&text, f->colour_words);
        put_sentence(f, ENT_WORD("Colour of a node: {1}."), &text, out);
    }
    for (size_t g = 0; g < f->legend.count; g++) {
        const key_group *group = &f->legend.items[g];

        if (group->entries.items[0].mark != KEY_LINE)
            continue;
        for (size_t i = 0; i < group->entries.count; i++) {
            ent_buf_text(&text, i ? ", " : "");
            ent_buf_str(&text, group->entries.items[i].label);
        }
        ent_say(f->words, out, ENT_WORD("{1}: {2}."), ent_t(group->title), ent_t(ent_buf_view(&text)));
        ent_buf_char(out, ' ');
        out->failed |= text.failed;
        ent_buf_clear(&text);
    }
    ent_buf_destroy(&text);
}

static void describe_isolates(const ent_figure *f, ent_buf *out)
{
    enum { MOST = 30 };
    ent_buf text = { 0 };

    if (!f->isolates)
        return;
    ent_count(f->words, &text, f->isolates, ENT_WORD("actor|actors"));
    for (size_t i = 0; i < f->isolates && f->isolates <= MOST; i++) {
        ent_buf_text(&text, i ? ", " : " (");
        ent_buf_str(&text, f->isolate_names[i]);
    }
    ent_buf_text(&text, f->isolates <= MOST ? ")" : "");
    put_sentence(f, ENT_WORD("Without a tie and not drawn: {1}."), &text, out);
}

/* "Layout: stress (a narrow page), seed 1. Made by ...". The reason compares layouts by numbers, in English. */
static void describe_origin(const ent_figure *f, ent_str record, ent_buf *out)
{
    ent_str reason = ent_translate_text(f->words, ent_str_of(f->reason));
    ent_buf layout = { 0 };

    ent_buf_text(&layout, f->layout->choice.name);
    if (reason.len && (!f->words || reason.ptr != f->reason))
        ent_buf_format(&layout, " (%.*s)", ENT_STR_ARG(reason));
    ent_say(f->words, out, ENT_WORD("Layout: {1}, seed {2}. Made by {3}."), ent_t(ent_buf_view(&layout)),
            ent_n(f->options.seed), ent_t(record));
    out->failed |= layout.failed;
    ent_buf_destroy(&layout);
}

void ent_figure_caption(const ent_figure *f, ent_str record, ent_buf *out)
{
    const ent_dataset *d = ent_network_dataset(f->networks[0]);
    ent_buf counts = { 0 };

    ent_buf_str(out, f->options.title ? ent_str_of(f->options.title) : ent_dataset_title(d));
    ent_buf_text(out, ". ");
    count_kinds(f, &counts);
    write_evidence(f, &counts);
    put_heading(f, &counts, out);
    write_context(f, out);
    describe_networks(f, out);
    describe_legend(f, out);
    ent_list_numbers(f, out);
    if (f->left_out.len) {
        ent_buf_str(out, f->left_out);
        ent_buf_char(out, ' ');
    }
    describe_isolates(f, out);
    for (size_t i = 0; f->layout->bands && !f->wide && i < f->notes.count; i++) {
        ent_buf_str(out, f->notes.items[i]); /* which days or levels it shows */
        ent_buf_text(out, ". ");
    }
    describe_origin(f, record, out);
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
