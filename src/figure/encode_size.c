/* encode_size.c: the size of nodes: areas that are proportional to values, and the circles of the
 * legend. */
#include "figure/encode.h"

#include <math.h>

#define CODE_DIAMETER 16.5
#define PANEL_DIAMETER 13.5
#define SMALL_DIAMETER 12.6 /* for three letters of 5 points */
#define LEAST_DIAMETER 4.2

/* Diameters are for labels of 7 points. */
static double scaled(const ent_figure *f, double size)
{
    return size * f->theme.label / 7;
}

/* Circles of many nodes are smaller: their clusters need the room. */
static double crowd_scale(const ent_figure *f)
{
    enum { ROOMY = 60 };
    double n = (double)f->node_count;

    return f->layout->by_closeness && n > ROOMY ? fmax(0.5, sqrt(ROOMY / n)) : 1;
}

static double diameter(const ent_figure *f, double value, double most)
{
    double scale = crowd_scale(f), least = scaled(f, fmax(2.6, LEAST_DIAMETER * scale)),
           largest = scaled(f, (f->width_mm < 100 ? 12 : 15) * scale);

    return value > 0 && most > 0 ? fmax(least, largest * sqrt(value / most)) : least;
}

static double fixed_diameter(const ent_figure *f, const drawn_node *n)
{
    double holds = f->coded ? SMALL_DIAMETER : f->panels ? PANEL_DIAMETER : CODE_DIAMETER;

    return scaled(f, n->inside && (f->layout->codes_inside || f->coded) ? holds : LEAST_DIAMETER);
}

/* Does the node's size show its value? A box is as large as its words. */
static bool is_sized(const ent_figure *f, size_t i)
{
    if (f->layout->around_ego && i == f->ego)
        return false; /* its name is inside */
    return !ent_is_box(f->nodes[i].type) || ent_draws_dots(f);
}

/* Circles of real values: the least, one near half of the largest, the largest. The smallest circle
 * stands for all values that would have a smaller one. */
static void add_entries(ent_figure *f, key_group *g, const double *values, double most)
{
    double least = INFINITY, largest = 0, smallest = diameter(f, 0, most), small = NAN,
           middle = NAN, shown[3];
    size_t count = 0;

    for (size_t i = 0; i < f->node_count; i++)
        if (is_sized(f, i) && values[i] >= 0) {
            least = fmin(least, values[i]);
            largest = fmax(largest, values[i]);
        }
    if (!(least < INFINITY))
        return;
    for (size_t i = 0; i < f->node_count; i++) {
        if (!is_sized(f, i) || !(values[i] >= 0))
            continue;
        if (diameter(f, values[i], most) <= smallest)
            small = isnan(small) ? values[i] : fmax(small, values[i]);
        else if (values[i] > least && values[i] < largest &&
                 (isnan(middle) || fabs(values[i] - largest / 2) < fabs(middle - largest / 2)))
            middle = values[i];
    }
    shown[count++] = least;
    if (!isnan(middle))
        shown[count++] = middle;
    if (largest > least && !(largest <= small))
        shown[count++] = largest;
    if (count == 1 && !(small > least) && !(f->options.size_most > 0)) /* all alike: sizes tell nothing apart */
        return;
    for (size_t i = 0; i < count; i++) {
        ent_buf text = { 0 };
        key_entry *e;

        ent_put_short(f, &text, shown[i]);
        if (i == 0 && small > least) {
            ent_buf_text(&text, "\xe2\x80\x93");
            ent_put_short(f, &text, small);
        }
        e = ent_legend_entry(f, g, KEY_NODE, ent_keep_text(f, &text));
        e->shape = NODE_CIRCLE;
        e->diameter = diameter(f, shown[i], most);
        e->fill = f->theme.state;
        e->line = f->theme.rim;
        ent_buf_destroy(&text);
    }
}

static void add_unknown(ent_figure *f, key_group *g)
{
    key_entry *e = ent_legend_entry(f, g, KEY_NODE, ENT_STR(ENT_WORD("not known")));

    e->diameter = diameter(f, 0, 1);
    e->fill = f->theme.paper;
    e->line = f->theme.state;
    e->line_width = 0.8;
}

static ent_status find_values(ent_figure *f, const ent_mapping *e, double **values,
                              ent_diags *diags)
{
    if (e)
        return ent_node_numbers(f, e, values, diags);
    if ((*values = ent_arena_new(&f->arena, f->node_count, sizeof **values)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        (*values)[i] = (double)f->nodes[i].degree;
    return ENT_OK;
}

/* Can the largest circle stand for the value that was asked for? */
static ent_status check_scale(const ent_figure *f, double most, bool fixed, ent_diags *diags)
{
    if (fixed)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--size-most has no effect in layout %s, whose nodes are all of one size; leave it out, or take "
                        "--layout stress",
                        f->layout->choice.name);
    if (most > f->options.size_most)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--size-most %g is less than the largest value of this figure, %g; expected that or more",
                        f->options.size_most, most);
    return ENT_OK;
}

ent_status ent_encode_size(ent_figure *f, ent_diags *diags)
{
    const ent_mapping *e = ent_mapping_of(f, ENT_NODE_SIZE);
    /* dots have no room for large ones */
    bool fixed = f->layout->fixed_size || f->coded || (ent_draws_dots(f) && !e), missing = false;
    double *values, most = 0;
    key_group *g;
    ent_status status = find_values(f, e, &values, diags);

    if (status != ENT_OK)
        return status;
    for (size_t i = 0; i < f->node_count; i++)
        if ((is_sized(f, i) || !ent_is_box(f->nodes[i].type)) && values[i] > most)
            most = values[i];
    if (f->options.size_most > 0 && (status = check_scale(f, most, fixed, diags)) != ENT_OK)
        return status;
    most = f->options.size_most > 0 ? f->options.size_most : most;
    for (size_t i = 0; i < f->node_count; i++) {
        drawn_node *n = &f->nodes[i];

        n->diameter = fixed ? fixed_diameter(f, n) : diameter(f, values[i], most);
        if (e && isnan(values[i]) && is_sized(f, i) && !fixed) { /* hollow: unknown */
            missing = true;
            n->line = n->fill;
            n->fill = f->theme.paper;
            n->line_width = 0.8;
        }
    }
    if (fixed || !(most > 0))
        return ENT_OK;
    f->size_words = ent_translate(f->words, e ? e->name : ENT_WORD("number of ties"));
    g = ent_legend_group(f, ent_said(f, ENT_WORD("Area: {1}"), ent_t(f->size_words)));
    add_entries(f, g, values, most);
    if (missing)
        add_unknown(f, g);
    return ENT_OK;
}
