/* encode.c: the encodings of a figure in the order of its legend, and its notes. */
#include "figure/context.h"
#include "figure/encode.h"

#include <string.h>

static ent_status encode_nodes(ent_figure *f, ent_diags *diags)
{
    const ent_mapping *colour = ent_mapping_of(f, ENT_NODE_COLOUR),
                      *shape = ent_mapping_of(f, ENT_NODE_SHAPE);
    bool cells = f->layout->marks == MARKS_CELLS, dots = ent_draws_dots(f);
    ent_status status = ENT_OK;

    /* groups show the words of dots, and cells have no nodes to colour */
    if (colour && !(dots && (cells || colour->words[0])))
        status = ent_encode_colour(f, colour, diags);
    if (status == ENT_OK && shape && !cells)
        status = ent_encode_shape(f, shape, diags);
    if (status != ENT_OK)
        return status;
    if ((dots || !colour) && ent_are_blocs_coloured(f))
        ent_legend_of_groups(f);
    if (f->layout->marks != MARKS_AGREEMENTS)
        ent_legend_of_kinds(f);
    return cells ? ENT_OK : ent_encode_size(f, diags);
}

/* The actor that --ego named, where the layout does not set it apart: dark, with its name in bold type. */
static void mark_ego(ent_figure *f)
{
    drawn_node *n = f->ego != NOWHERE ? &f->nodes[f->ego] : NULL;
    key_entry sample;

    if (!n || !f->options.ego || !ent_str_is(n->id, f->options.ego) || f->layout->around_ego || ent_draws_dots(f) ||
        f->layout->marks != MARKS_TIES)
        return;
    n->bold = true;
    n->line = f->theme.ink;
    n->line_width = 1.4;
    if ((n->fill == f->theme.state || n->fill == f->theme.other) && !n->inside)
        n->fill = f->theme.ink;
    sample = ent_node_sample(f, n, n->name);
    *ent_legend_entry(f, ent_legend_group(f, ENT_STR(ENT_WORD("Ego"))), KEY_NODE, sample.label) = sample;
}

static void note_account(ent_figure *f)
{
    ent_buf text = { 0 };

    ent_context_account(f, f->words, &text);
    ent_add_note(f, ent_keep_text(f, &text));
    ent_buf_destroy(&text);
}

static bool any_ended(const ent_figure *f)
{
    for (size_t i = 0; i < f->tie_count; i++)
        if (strchr(f->ties[i].in, '3'))
            return true;
    return false;
}

static void note_faint(ent_figure *f)
{
    size_t dark = f->tie_count - f->faint_count;

    ent_add_note(f, f->strongest == 1
                        ? ent_said(f, ENT_WORD("Simplified: {1} of {2} ties are dark: of each node that which is strongest among all ties "
                                               "of both ends, and those that hold the network together. The others are in the "
                                               "background and do not influence places."),
                                   ent_n(dark), ent_n(f->tie_count))
                        : ent_said(f, ENT_WORD("Simplified: {1} of {2} ties are dark: of each node the {3} that are strongest among all "
                                               "ties of both ends, and those that hold the network together. The others are in the "
                                               "background and do not influence places."),
                                   ent_n(dark), ent_n(f->tie_count), ent_n(f->strongest)));
}

static void add_notes(ent_figure *f)
{
    bool cells = f->layout->marks == MARKS_CELLS, timeline = f->layout->marks == MARKS_AGREEMENTS;

    if (f->panels && !cells)
        ent_add_note(f, any_ended(f) ? ENT_STR(ENT_WORD("Dark: new since the panel before; pale: older; crossed out: ended "
                                                        "since then. Dots: not tied at this date."))
                                     : ENT_STR(ENT_WORD("Dark: new since the panel before; pale: older. Dots: not tied at "
                                                        "this date.")));
    if (f->faint_count)
        note_faint(f);
    if (f->isolates && !timeline)
        ent_name_isolates(f);
    if (f->areas)
        ent_add_note(f, ENT_STR(ENT_WORD("Countries are pale in the colour of their node, in outlines of today; states without one, "
                                         "such as former ones, are not filled.")));
    if (ent_network_selection(f->networks[0])->directed)
        ent_add_note(f, cells ? ENT_STR(ENT_WORD("Ties run from the row to the column."))
                              : ENT_STR(ENT_WORD("Arrows run from the first of a pair to the second.")));
    if (timeline)
        ent_note_days(f);
    else if (f->wide)
        note_account(f);
    else if (f->layout->bands)
        ent_note_levels(f);
}

ent_status ent_encode(ent_figure *f, ent_diags *diags)
{
    ent_status status;

    for (size_t i = 0; i < f->node_count; i++)
        ent_base_look(f, &f->nodes[i]);
    f->areas = f->layout->on_land && !ent_is_in_page(f) && ent_mapping_of(f, ENT_NODE_COLOUR); /* asked for */
    status = ent_choose_colour(f, diags);
    if (status == ENT_OK && f->layout->groups)
        status = ent_find_blocs(f, diags);
    if (status == ENT_OK && f->layout->numbered)
        status = ent_number_agreements(f, diags);
    if (f->layout->bands)
        ent_find_bands(f);
    if (status == ENT_OK)
        status = f->layout->marks == MARKS_CELLS ? ent_encode_cells(f, diags)
                                                 : ent_encode_ties(f, diags);
    if (status == ENT_OK && (status = ent_context_bands(f, diags)) == ENT_OK)
        ent_context_encode(f);
    if (status == ENT_OK && (status = encode_nodes(f, diags)) == ENT_OK) {
        mark_ego(f);
        if (ent_ties_have_colours(f))
            ent_colour_within_groups(f);
        if ((status = ent_highlight(f, diags)) == ENT_OK)
            status = ent_choose_names(f, diags);
        add_notes(f);
    }
    ent_legend_finish(f);
    return status;
}
