/* groups.c: groups of nodes (blocs), and the levels of agreements (bands). */
#include "figure/encode.h"

/* ---- blocs ---- */

static ent_status group_words(ent_figure *f, const ent_mapping *e, ent_str **out, ent_diags *diags)
{
    if (e && e->words[0])
        return ent_node_words(f, e, out, diags);
    if ((*out = ent_arena_new(&f->arena, f->node_count, sizeof **out)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        (*out)[i] = ent_node_region(f, i);
    return ENT_OK;
}

ent_status ent_find_blocs(ent_figure *f, ent_diags *diags)
{
    const layout_rule *layout = f->layout;
    const ent_mapping *e = ent_mapping_of(f, ENT_NODE_COLOUR);
    bool named = !e && layout->group_names && layout->group_names(f), coloured, others;
    size_t most = named ? MOST_BLOCS - 2 : f->theme.group_count;
    ent_str *words;
    categories c;
    ent_status status;

    if ((status = group_words(f, e, &words, diags)) != ENT_OK ||
        (status = ent_find_categories(f, &c, words, f->node_count, most, diags)) != ENT_OK)
        return status;
    others = c.count > c.shown;
    /* colours only where there is one for each */
    coloured = c.shown > 1 && c.shown + others <= f->theme.group_count;
    for (size_t k = 0; k <= c.shown + 1 && c.count; k++) {
        if (k == c.shown ? !others : k > c.shown && !c.missing)
            continue;
        f->blocs[f->bloc_count++] =
            (named_colour){ .label = ent_translate_text(f->words, k < c.shown    ? c.list[k].name
                                                           : k == c.shown ? ENT_STR(ENT_WORD("Other"))
                                                                          : ENT_STR(ENT_WORD("Not known"))),
                            .unknown = k > c.shown,
                            .sub = { "", 0 },
                            .colour = coloured && k <= c.shown ? ent_group_colour(f, &c, k) : f->theme.quiet,
                            .tint = f->theme.ground };
    }
    for (size_t i = 0; i < f->node_count && c.count; i++) {
        drawn_node *n = &f->nodes[i];

        n->group = c.of[i] > c.shown ? f->bloc_count - 1 : c.of[i];
        if ((e && !ent_draws_dots(f)) || !coloured || n->shape != NODE_CIRCLE)
            continue;
        ent_paint_node(n, f->blocs[n->group].colour);
        if (layout->group_shapes && !f->dense && n->group < c.shown)
            n->shape = ent_node_shapes[n->group % NODE_SHAPES];
    }
    return ENT_OK;
}

/* ---- levels ---- */

/* The levels of the agreements that create the ties, and of boxes. */
static void find_levels(const ent_figure *f, bool *used)
{
    for (size_t i = 0; i < f->node_count; i++)
        if (ent_is_box(f->nodes[i].type))
            used[ent_main_level(&f->nodes[i])] = true;
    for (size_t i = 0; i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i];
        const ent_network *n = f->networks[t->net];
        const ent_evidence *e = ent_tie_evidence(n, t->tie);

        for (uint32_t k = 0; k < t->tie->count; k++)
            if (!ent_evidence_by_membership(&e[k]) && ent_network_selection(n)->network != ENT_NET_ACTS)
                used[ent_act_at(ent_network_dataset(n), e[k].record).level] = true;
        if (!ent_is_box(f->nodes[t->a].type) && !ent_is_box(f->nodes[t->b].type))
            used[t->tie->level] = true;
    }
}

void ent_find_bands(ent_figure *f)
{
    static const char *const titles[ENT_LEVEL_COUNT] = { ENT_WORD("Other"),        ENT_WORD("Bilateral"),
                                                         ENT_WORD("Multilateral"), ENT_WORD("Regional"),
                                                         ENT_WORD("Global"),       ENT_WORD("Several levels") };
    bool used[ENT_LEVEL_COUNT] = { false };
    size_t at[ENT_LEVEL_COUNT], levels = 0;
    /* agreements of two that are drawn as ties are in the lowest band, above the states */
    bool last = f->agreements_as_ties && f->layout->bands;
    const int order[] = { ENT_GLOBAL, ENT_REGIONAL, ENT_MULTILATERAL, last ? ENT_LEVEL_NONE : ENT_BILATERAL,
                          last ? ENT_BILATERAL : ENT_LEVEL_NONE };

    find_levels(f, used);
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        levels += used[order[k]];
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        int level = order[k];

        at[level] = NOWHERE;
        if (!used[level])
            continue;
        at[level] = f->band_count;
        f->bands[f->band_count++] = (named_colour){
            .label = ent_translate(f->words, level == ENT_LEVEL_NONE && levels <= 1 ? ENT_WORD("Agreements")
                                                                                   : titles[level]),
            .sub = { "", 0 },
            .colour = f->theme.styles[level].colour,
            .tint = f->theme.styles[level].tint,
            .level = (ent_level)level
        };
    }
    for (size_t i = 0; i < f->node_count; i++)
        if (ent_is_box(f->nodes[i].type))
            f->nodes[i].band = at[ent_main_level(&f->nodes[i])];
}

/* A pyramid without its top would suggest that there are no such agreements. */
void ent_note_levels(ent_figure *f)
{
    static const char *const forms[ENT_LEVEL_COUNT] = {
        "", ENT_WORD("bilateral|bilateral"), ENT_WORD("multilateral|multilateral"), ENT_WORD("regional|regional"),
        ENT_WORD("global|global"), ENT_WORD("several levels|several levels")
    };
    size_t selected[ENT_LEVEL_COUNT];
    bool used[ENT_LEVEL_COUNT] = { false };
    ent_buf text = { 0 };

    find_levels(f, used);
    ent_network_levels(f->networks[f->network_count - 1], selected);
    for (int level = ENT_GLOBAL; level > 0; level--)
        if (selected[level] && !used[level]) {
            ent_buf_text(&text, text.len ? ", " : "");
            ent_count(f->words, &text, selected[level], forms[level]);
        }
    if (text.len)
        ent_add_note(f, ent_said(f, ENT_WORD("{1} agreements make no tie and are not drawn"),
                                 ent_t(ent_buf_view(&text))));
    ent_buf_destroy(&text);
}
