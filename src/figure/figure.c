/* figure.c: the choices of a figure in their order: model, layout, labels, encodings. */
#include "figure/context.h"
#include "figure/describe.h"
#include "figure/encode.h"

#include <string.h>

/* The actor in the middle: the one that was named, else the one with most ties. */
static size_t find_ego(const ent_figure *f)
{
    size_t best = NOWHERE;

    for (size_t i = 0; i < f->node_count; i++) {
        if (f->options.ego && ent_str_is(f->nodes[i].id, f->options.ego))
            return i;
        if (best == NOWHERE || f->nodes[i].degree > f->nodes[best].degree)
            best = i;
    }
    return best;
}

/* Its name is inside, since lines reach it from all sides. */
static void style_ego(ent_figure *f)
{
    drawn_node *n = &f->nodes[f->ego];

    n->shape = NODE_BOX;
    n->inside = n->bold = true;
    n->line = f->theme.ink;
    n->fill = f->theme.paper;
    n->line_width = 1.2;
}

/* A figure that would show nothing is an error, which says what became of the agreements. */
static ent_status refuse_blank(const ent_figure *f, ent_diags *diags)
{
    ent_buf why = { 0 };
    ent_status status;

    for (size_t i = 0; i < f->network_count; i++)
        if (ent_tie_count(f->networks[i]) || f->options.allow_empty)
            return ENT_OK;
    ent_network_absence(f->networks[f->network_count - 1], &why);
    status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                      "the figure would be blank, since the network has no ties: %s; --allow-empty "
                      "writes it all the same",
                      ent_buf_string(&why));
    ent_buf_destroy(&why);
    return status;
}

static ent_status fill_model(ent_figure *f, ent_diags *diags)
{
    ent_status status = ent_model_add_ties(f, diags);

    if (status == ENT_OK)
        status = ent_context_nodes(f, diags);
    return status == ENT_OK ? ent_model_finish(f, diags) : status;
}

static ent_status decide(ent_figure *f, ent_diags *diags)
{
    const ent_figure_options *o = &f->options;
    ent_status status;

    if ((status = ent_check_figure_format(o->format, diags)) != ENT_OK ||
        (status = ent_check_headings(o, diags)) != ENT_OK ||
        (status = ent_theme_for(&f->theme, o, diags)) != ENT_OK ||
        (status = refuse_blank(f, diags)) != ENT_OK)
        return status;
    f->width_mm = o->width_mm > 0 ? o->width_mm : f->theme.width;
    f->height_mm = o->height_mm > 0 ? o->height_mm : f->theme.height;
    if ((status = fill_model(f, diags)) != ENT_OK ||
        (o->collapse.name && (status = ent_collapse(f, diags)) != ENT_OK) ||
        (status = ent_choose_layout(f, diags)) != ENT_OK)
        return status;
    if ((status = ent_context_open(f, diags)) != ENT_OK)
        return status;
    if (f->wide) { /* once more, with the nodes of the context */
        ent_model_clear(f);
        if ((status = fill_model(f, diags)) != ENT_OK)
            return status;
    }
    f->agreements_as_ties = f->layout->agreements_as_ties && !(f->layout->on_land && ent_is_in_page(f)) &&
                            f->layout->agreements_as_ties(f);
    if (f->two_mode && f->agreements_as_ties && (status = ent_model_join_pairs(f, diags)) != ENT_OK)
        return status;
    if (f->two_mode && f->layout->for_two_modes && (status = ent_keep_telling(f, diags)) != ENT_OK)
        return status;
    f->ego = find_ego(f);
    f->dense = f->layout->dense && f->layout->dense(f);
    if ((status = ent_simplify(f, diags)) != ENT_OK)
        return status;
    f->dense |= f->faint_count > 0;
    ent_choose_labels(f);
    if (f->layout->marks == MARKS_AGREEMENTS && (status = ent_model_timeline(f, diags)) != ENT_OK)
        return status;
    if ((status = ent_context_link(f, diags)) != ENT_OK ||
        (status = ent_tell_labels_apart(f, diags)) != ENT_OK ||
        (status = ent_encode(f, diags)) != ENT_OK)
        return status;
    if (f->layout->around_ego && f->ego != NOWHERE)
        style_ego(f);
    return ENT_OK;
}

ent_status ent_figure_make(ent_figure **out, const ent_network *const *networks, size_t count,
                           const ent_figure_options *options, const char *reason, ent_diags *diags)
{
    size_t refusals = ent_mem_refusals();
    ent_figure *f = ent_mem_new(1, sizeof *f);
    ent_status status;

    *out = NULL;
    if (!f)
        return ent_out_of_memory(diags);
    f->networks = networks;
    f->network_count = count;
    f->options = *options;
    f->words = options->words;
    f->panels = count > 1 && !options->compare;
    if ((f->reason = ent_arena_str(&f->arena, ent_str_of(reason)).ptr) == NULL)
        f->reason = "";
    if ((status = ent_mem_whole(decide(f, diags), refusals, diags)) != ENT_OK) {
        ent_figure_free(f);
        return status;
    }
    *out = f;
    return ENT_OK;
}

/* ---- public API ---- */

ent_status ent_figure_new(ent_figure **out, const ent_network *const *networks, size_t count,
                          const ent_figure_options *options, ent_diags *diags)
{
    return ent_figure_make(out, networks, count, options, NULL, diags);
}

void ent_figure_free(ent_figure *f)
{
    if (!f)
        return;
    ent_context_close(f);
    ENT_LIST_DESTROY(&f->context);
    ent_mem_free(f->nodes);
    ent_mem_free(f->ties);
    ent_index_destroy(&f->by_id);
    ent_legend_destroy(f);
    ENT_LIST_DESTROY(&f->notes);
    ent_arena_destroy(&f->arena);
    ent_mem_free(f);
}

const char *ent_figure_layout(const ent_figure *f)
{
    return f->layout->choice.name;
}

const char *ent_figure_reason(const ent_figure *f)
{
    return f->reason;
}
