/* node_legend.c: the legend of groups and of kinds of nodes: an entry for each look that occurs. */
#include "figure/encode.h"

#include <string.h>

/* The shape that is drawn. */
static node_shape drawn_shape(const ent_figure *f, const drawn_node *n)
{
    return n->shape == NODE_BOX && ent_draws_dots(f) ? NODE_SQUARE : n->shape;
}

key_entry ent_node_sample(const ent_figure *f, const drawn_node *n, ent_str label)
{
    key_entry e = { .mark = KEY_NODE,
                    .label = label,
                    .opacity = 1,
                    .shape = drawn_shape(f, n),
                    .diameter = f->theme.label,
                    .fill = n->fill,
                    .line = n->line,
                    .line_width = n->line_width };

    if (ent_draws_dots(f) && ent_is_box(n->type) && !n->number)
        e.fill = e.line = n->group != NOWHERE ? f->blocs[n->group].colour : f->theme.ink;
    return e;
}

/* The entry of a group that looks like a sample, or NULL. */
static key_entry *find_twin(const key_group *g, const key_entry *sample)
{
    for (size_t i = 0; i < g->entries.count; i++) {
        key_entry *e = &g->entries.items[i];

        if (e->shape == sample->shape && e->fill == sample->fill && e->line == sample->line)
            return e;
    }
    return NULL;
}

/* ---- groups ---- */

/* "Europe"; of small squares also the kind: "Europe, organization". */
static ent_str group_label(ent_figure *f, size_t group, const drawn_node *n)
{
    ent_str name = f->blocs[group].label, out;
    bool organizations = false, acts = false;
    ent_buf text = { 0 };

    if (!ent_is_box(n->type))
        return name;
    for (size_t i = 0; i < f->node_count; i++)
        if (f->nodes[i].group == group && ent_is_box(f->nodes[i].type) && !f->nodes[i].number) {
            acts |= f->nodes[i].type == ENT_NODE_ACT;
            organizations |= f->nodes[i].type != ENT_NODE_ACT;
        }
    if (!f->blocs[group].unknown)
        ent_buf_format(&text, "%.*s, ", ENT_STR_ARG(name));
    if (organizations && acts)
        ent_say(f->words, &text, ENT_WORD("{1} or {2}"), ent_t(ent_kind_word(f, ENT_NODE_ORGANIZATION)),
                ent_t(ent_kind_word(f, ENT_NODE_ACT)));
    else
        ent_buf_str(&text, ent_kind_word(f, acts ? ENT_NODE_ACT : ENT_NODE_ORGANIZATION));
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

void ent_legend_of_groups(ent_figure *f)
{
    const ent_mapping *e = ent_mapping_of(f, ENT_NODE_COLOUR);
    ent_str title = ENT_STR(ENT_WORD("Groups"));
    key_group *g;

    if (e && e->words[0])
        title = f->colour_words = ent_title_of(f, NULL, e->name);
    g = ent_legend_group(f, title);
    for (size_t i = 0; i < f->bloc_count; i++)
        for (size_t k = 0; k < f->node_count; k++) {
            const drawn_node *n = &f->nodes[k];
            key_entry sample;

            if (n->group != i || n->number || (ent_is_box(n->type) && !ent_draws_dots(f)))
                continue;
            sample = ent_node_sample(f, n, ENT_STR(""));
            if (find_twin(g, &sample))
                continue;
            sample.label = group_label(f, i, n);
            *ent_legend_entry(f, g, KEY_NODE, sample.label) = sample;
        }
}

/* ---- kinds ---- */

/* "state" becomes "state or body", "organization, regional" "organization or agreement, regional". */
static ent_str add_kind(ent_figure *f, ent_str known, ent_str kind)
{
    const char *comma = memchr(known.ptr, ',', known.len);
    size_t len = comma ? (size_t)(comma - known.ptr) : known.len;
    ent_buf text = { 0 };
    ent_str out;

    if (len >= kind.len && memcmp(known.ptr + len - kind.len, kind.ptr, kind.len) == 0)
        return known;
    ent_say(f->words, &text, ENT_WORD("{1} or {2}"), ent_t((ent_str){ known.ptr, len }), ent_t(kind));
    ent_buf_str(&text, (ent_str){ known.ptr + len, known.len - len });
    out = ent_keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* Adds an entry for the kind of node `n`; kinds that look alike share one. */
static void add_sample(ent_figure *f, key_group *g, const drawn_node *n)
{
    ent_str kind = ent_kind_word(f, n->type);
    ent_level level =
        ent_is_box(n->type) && (!ent_draws_dots(f) || n->number) ? ent_main_level(n) : ENT_LEVEL_NONE;
    key_entry sample = ent_node_sample(f, n, ENT_STR("")), *twin = find_twin(g, &sample);
    ent_buf text = { 0 };

    if (twin) {
        twin->label = add_kind(f, twin->label, kind);
        return;
    }
    ent_buf_str(&text, kind);
    if (level)
        ent_buf_format(&text, ", %.*s", ENT_STR_ARG(ent_level_of_nodes(f, level)));
    sample.label = ent_keep_text(f, &text);
    *ent_legend_entry(f, g, KEY_NODE, sample.label) = sample;
    ent_buf_destroy(&text);
}

/* The boxes of a pyramid: states, organizations and bodies of each level, agreements, and drafts. */
static void legend_of_boxes(ent_figure *f)
{
    static const char *const words[] = { ENT_WORD("state"), ENT_WORD("organization or body"),
                                         ENT_WORD("agreement, promoted only"),
                                         ENT_WORD("draft or proposal") };
    key_group *g = ent_legend_group(f, ENT_STR(ENT_WORD("Nodes")));

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        for (size_t i = 0; i < f->node_count; i++) {
            const drawn_node *n = &f->nodes[i];
            size_t kind = !ent_is_box(n->type)                  ? 0
                          : !n->apart || n->type != ENT_NODE_ACT ? 1
                          : n->hollow                            ? 3
                                                                 : 2;
            key_entry sample;
            ent_buf text = { 0 };

            if (kind != k)
                continue;
            sample = ent_node_sample(f, n, ent_str_of(words[k]));
            sample.hollow = n->hollow;
            if (k == 1 && find_twin(g, &sample))
                continue;
            if (k == 1) {
                ent_buf_format(&text, "%.*s, %.*s", ENT_STR_ARG(ent_translate(f->words, words[k])),
                               ENT_STR_ARG(ent_level_of_nodes(f, ent_main_level(n))));
                sample.label = ent_keep_text(f, &text);
                ent_buf_destroy(&text);
            }
            sample.label = ent_translate_text(f->words, sample.label);
            *ent_legend_entry(f, g, KEY_NODE, sample.label) = sample;
            if (k != 1)
                break;
        }
}

void ent_legend_of_kinds(ent_figure *f)
{
    bool grouped = ent_are_blocs_coloured(f),
         explained = ent_mapping_of(f, ENT_NODE_COLOUR) || ent_mapping_of(f, ENT_NODE_SHAPE) ||
                     grouped;
    key_group *g;

    if (f->wide && f->layout->bands) {
        legend_of_boxes(f);
        return;
    }
    g = ent_legend_group(f, ENT_STR(ENT_WORD("Nodes")));
    if (ent_draws_dots(f) && grouped && !f->layout->numbered)
        return;
    for (int type = 0; type <= ENT_NODE_ACT; type++)
        for (int level = 0; level < ENT_LEVEL_COUNT; level++)
            for (size_t i = 0; i < f->node_count; i++) {
                const drawn_node *n = &f->nodes[i];

                if ((int)n->type != type || (int)ent_main_level(n) != level ||
                    (!ent_is_box(n->type) && explained) || (f->layout->numbered && grouped && !n->number))
                    continue;
                add_sample(f, g, n);
                if (!ent_draws_dots(f))
                    break;
            }
}
