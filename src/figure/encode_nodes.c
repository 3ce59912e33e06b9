/* encode_nodes.c: the colour and the shape of nodes. */
#include "figure/encode.h"

#include <math.h>

#include "base/colour.h"

const node_shape ent_node_shapes[NODE_SHAPES] = { NODE_CIRCLE,   NODE_SQUARE,  NODE_DIAMOND,
                                                  NODE_TRIANGLE, NODE_HEXAGON, NODE_DOWN };

/* Boxes with words in them would cover what lies under them. */
static bool has_no_room_for_boxes(const ent_figure *f)
{
    return f->layout->by_closeness && !f->layout->codes_inside && !f->coded && !f->two_mode && f->node_count > MANY_NODES;
}

void ent_base_look(const ent_figure *f, drawn_node *n)
{
    ent_level level = ent_main_level(n);
    const tie_look *style = &f->theme.styles[level];

    n->shape = NODE_CIRCLE;
    n->line = f->theme.rim;
    n->line_width = 0.4;
    if (f->layout->marks == MARKS_AGREEMENTS) {
        n->fill = style->colour;
        return;
    }
    if (ent_is_box(n->type)) {
        n->shape = has_no_room_for_boxes(f) || f->layout->on_land ? NODE_SQUARE : NODE_BOX;
        n->inside = n->shape == NODE_BOX;
        n->bold = true;
        n->fill = style->tint;
        n->line = style->colour;
        n->line_width = 0.9;
        if (n->part_of != NOWHERE) { /* beside its organization */
            n->bold = false;
            n->line_width = 0.5;
        }
        if (n->apart && n->type == ENT_NODE_ACT) { /* agreements of the context: paler than the network */
            n->fill = f->theme.paper;
            n->bold = false;
            n->line_width = 0.6;
        }
        return;
    }
    n->fill = n->type == ENT_NODE_STATE ? f->theme.state : f->theme.other;
    if ((f->layout->codes_inside || f->coded) && ent_utf8_count(n->label) <= 4) {
        n->inside = true;
        n->line = n->fill;
        n->fill = f->theme.paper;
        n->line_width = 0.9;
    }
}

void ent_paint_node(drawn_node *n, uint32_t colour)
{
    if (n->inside) {
        n->line = colour;
        n->line_width = 1.4;
    } else {
        n->fill = colour;
    }
}

/* Among many ties a code needs a ground, and its circle a hue. */
static void paint(const ent_figure *f, drawn_node *n, uint32_t colour)
{
    ent_paint_node(n, colour);
    if (f->coded && n->inside)
        n->fill = ent_colour_mix(colour, f->theme.paper, 0.22);
}

static void add_sample(ent_figure *f, key_group *g, uint32_t colour, node_shape shape, ent_str label)
{
    key_entry *e = ent_legend_entry(f, g, KEY_NODE, label);
    bool hollow = f->layout->codes_inside || f->coded;

    e->shape = shape;
    e->diameter = 7 * f->theme.label / 7;
    e->fill = hollow ? f->theme.paper : colour;
    e->line = hollow ? colour : f->theme.rim;
    e->line_width = hollow ? 1.4 : 0.4;
}

/* ---- nodes that a channel applies to ---- */

typedef struct chosen_nodes {
    size_t *which, count; /* numbers of drawn nodes */
    categories c;         /* of their words */
} chosen_nodes;

/* Boxes are coloured by their level; by a channel only where all nodes are boxes. */
static bool has_only_boxes(const ent_figure *f)
{
    for (size_t i = 0; i < f->node_count; i++)
        if (!ent_is_box(f->nodes[i].type))
            return false;
    return true;
}

static bool is_painted(const drawn_node *n, bool only_boxes)
{
    return only_boxes || !ent_is_box(n->type);
}

/* Boxes keep their shape, which the kinds of nodes explain. */
static bool is_shaped(const drawn_node *n, bool only_boxes)
{
    (void)only_boxes;
    return n->shape != NODE_BOX;
}

static ent_status choose_nodes(ent_figure *f, const ent_mapping *e,
                               bool (*applies)(const drawn_node *n, bool only_boxes), size_t most,
                               chosen_nodes *out, ent_diags *diags)
{
    bool only_boxes = has_only_boxes(f);
    ent_str *words;
    ent_status status;

    *out = (chosen_nodes){ .which = ent_arena_new(&f->arena, f->node_count, sizeof *out->which) };
    if (!out->which)
        return ent_out_of_memory(diags);
    if ((status = ent_node_words(f, e, &words, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < f->node_count; i++)
        if (applies(&f->nodes[i], only_boxes)) {
            out->which[out->count] = i;
            words[out->count++] = words[i];
        }
    return ent_find_categories(f, &out->c, words, out->count, most, diags);
}

/* The first node of a category, or NULL. */
static const drawn_node *first_of(const ent_figure *f, const chosen_nodes *chosen, size_t k)
{
    for (size_t i = 0; i < chosen->count; i++)
        if (chosen->c.of[i] == k)
            return &f->nodes[chosen->which[i]];
    return NULL;
}

/* ---- colour ---- */

static bool is_grey(uint32_t colour)
{
    return (colour >> 16 & 255) == (colour >> 8 & 255) && (colour >> 8 & 255) == (colour & 255);
}

/* So many that shapes would be noise: colours alone tell them apart, if the theme has colours. */
static bool has_many_circles(const ent_figure *f)
{
    enum { MOST_SHAPED = 29 };

    return f->node_count > MOST_SHAPED && !is_grey(f->theme.groups[1 % f->theme.group_count]);
}

static ent_status colour_by_words(ent_figure *f, const ent_mapping *e, ent_diags *diags)
{
    bool has_shapes = ent_mapping_of(f, ENT_NODE_SHAPE), many = has_many_circles(f) || f->collapsed_nodes;
    chosen_nodes chosen;
    const drawn_node *n;
    key_group *g;
    ent_status status = choose_nodes(f, e, is_painted, f->theme.group_count, &chosen, diags);

    if (status != ENT_OK)
        return status;
    for (size_t i = 0; i < chosen.count; i++) {
        drawn_node *node = &f->nodes[chosen.which[i]];
        size_t k = chosen.c.of[i];
        bool unknown = k > chosen.c.shown;

        paint(f, node, unknown ? f->theme.missing : ent_group_colour(f, &chosen.c, k));
        node->rare = k == chosen.c.shown;
        if (!unknown && !has_shapes && !many && !f->layout->codes_inside && !f->coded && node->shape == NODE_CIRCLE)
            node->shape = ent_node_shapes[k % NODE_SHAPES];
    }
    f->colour_words = ent_title_of(f, NULL, e->name);
    g = ent_legend_group(f, f->colour_words);
    for (size_t k = 0; k <= chosen.c.shown + 1; k++)
        if ((n = first_of(f, &chosen, k)) != NULL) {
            key_entry sample = ent_node_sample(f, n, ent_category_name(&chosen.c, k));

            if (has_shapes) /* which have their own entries */
                sample.shape = NODE_CIRCLE;
            sample.label = ent_translate_text(f->words, sample.label);
            *ent_legend_entry(f, g, KEY_NODE, sample.label) = sample;
        }
    return ENT_OK;
}

static ent_status colour_by_numbers(ent_figure *f, const ent_mapping *e, ent_diags *diags)
{
    /* the palest step is for cells, which have a ground; nodes stand on paper */
    size_t steps = f->theme.step_count - 1, count = 0;
    bool only_boxes = has_only_boxes(f);
    double *values, *shown;
    classes c;
    key_group *g;
    ent_status status;

    if ((status = ent_node_numbers(f, e, &values, diags)) != ENT_OK)
        return status;
    if ((shown = ent_arena_new(&f->arena, f->node_count, sizeof *shown)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        if (is_painted(&f->nodes[i], only_boxes))
            shown[count++] = values[i];
    if ((status = ent_find_classes(&c, shown, count, steps < 4 ? steps : 4, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < f->node_count; i++)
        if (is_painted(&f->nodes[i], only_boxes))
            paint(f, &f->nodes[i], isnan(values[i]) ? f->theme.missing : f->theme.steps[1 + ent_class_of(&c, values[i])]);
    f->colour_words = ent_title_of(f, NULL, e->name);
    g = ent_legend_group(f, f->colour_words);
    for (size_t k = 0; k < c.count; k++)
        add_sample(f, g, f->theme.steps[1 + k], NODE_CIRCLE, ent_class_label(f, &c, k));
    if (c.missing)
        add_sample(f, g, f->theme.missing, NODE_CIRCLE, ENT_STR(ENT_WORD("not known")));
    return ENT_OK;
}

ent_status ent_encode_colour(ent_figure *f, const ent_mapping *e, ent_diags *diags)
{
    return e->words[0] ? colour_by_words(f, e, diags) : colour_by_numbers(f, e, diags);
}

/* ---- shape ---- */

ent_status ent_encode_shape(ent_figure *f, const ent_mapping *e, ent_diags *diags)
{
    enum { UNKNOWN = NODE_SHAPES - 1 }; /* a shape that stands for nothing else */
    chosen_nodes chosen;
    key_group *g;
    ent_status status = choose_nodes(f, e, is_shaped, UNKNOWN, &chosen, diags);

    if (status != ENT_OK)
        return status;
    for (size_t i = 0; i < chosen.count; i++) {
        size_t k = chosen.c.of[i];

        f->nodes[chosen.which[i]].shape = ent_node_shapes[k > chosen.c.shown ? UNKNOWN : k];
    }
    g = ent_legend_group(f, ent_title_of(f, ENT_WORD("Shape: {1}"), e->name));
    for (size_t k = 0; k <= chosen.c.shown + 1; k++)
        if (first_of(f, &chosen, k))
            add_sample(f, g, f->theme.state, ent_node_shapes[k > chosen.c.shown ? UNKNOWN : k],
                       ent_category_name(&chosen.c, k));
    return ENT_OK;
}
