/* pale_ties.c: figures with too many ties to be read one by one. The strongest stay dark, about one for
 * each node, all others become pale. Where all are equally strong, all are pale: none is the most
 * important. A pale tie can still be seen: the contrast to the page is chosen, and the opacity follows
 * from it and from the colour. */
#include "figure/encode.h"

#include <math.h>
#include <stdlib.h>

#include "base/colour.h"

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* Between circles of blocs lines run through nodes on the way: they stay in the background, the
 * strong ones a little darker. */
static bool is_between(const ent_figure *f, const drawn_tie *t)
{
    return f->layout->pale_between && f->nodes[t->a].group != f->nodes[t->b].group;
}

/* Of a simplified figure, those that are not in the background. */
static size_t count_lines(const ent_figure *f)
{
    return f->tie_count - f->faint_count;
}

/* The weight from which ties are strong. */
static double find_limit(const ent_figure *f, double *sorted)
{
    double limit = INFINITY;
    size_t count = count_lines(f), most = f->faint_count ? f->node_count / 2 : f->node_count;

    for (size_t i = 0; i < count; i++)
        sorted[i] = f->ties[i].unknown ? 0 : f->ties[i].weight;
    if (count)
        qsort(sorted, count, sizeof *sorted, by_number);
    for (size_t i = count; i-- > 0 && count - i <= most;)
        if (i == 0 || sorted[i - 1] < sorted[i])
            limit = sorted[i];
    return limit;
}

/* The contrast of pale ties to the page. A tie is seen from 1.5 on, and makes a word on it hard to read
 * from 1.6 on; a tie of less is one of thousands, of which a reader sees the mass. */
static double pale_contrast(const ent_figure *f)
{
    if (f->layout->on_land)
        return fmin(2.2, 1.005 + pow(900 / (double)f->tie_count, 1.5));
    if (f->layout->around_ego) /* they lie under the ties of the ego */
        return fmin(1.56, 1.03 + 225 / (double)f->tie_count);
    if (f->layout->fullest > 0) /* bundles: where ties are many, their mass is seen */
        return fmax(1.12, fmin(1.56, 1.06 + 400 / (double)f->tie_count));
    return count_lines(f) > 8000 ? 1.2 : count_lines(f) > 5000 ? 1.35 : 1.57;
}

static bool is_of_ego(const ent_figure *f, const drawn_tie *t)
{
    return f->ego != NOWHERE && f->options.ego && (t->a == f->ego || t->b == f->ego);
}

/* Of ties in the background a reader sees that there are more, and where they are many. */
static double faint_contrast(const ent_figure *f)
{
    return 1.012 + 0.148 * fmin(1, 400 / (double)f->faint_count);
}

/* Are most names inside their nodes, where no tie runs under them? */
static bool holds_names(const ent_figure *f)
{
    size_t inside = 0;

    for (size_t i = 0; i < f->node_count; i++)
        inside += f->nodes[i].inside;
    return 2 * inside > f->node_count;
}

/* Among nodes that are placed by closeness, ties run through clusters: there the strong ones are wide
 * rather than dark. */
static double strong_contrast(const ent_figure *f)
{
    return f->coded || holds_names(f) ? 2.2 : f->layout->by_closeness && !f->layout->codes_inside ? 1.57 : 3.2;
}

/* The fewer ties, the wider they are. */
static double pale_width(const ent_figure *f)
{
    double each = (double)count_lines(f) / fmax(1, (double)f->node_count);

    if (f->faint_count && f->node_count < 300)
        return 1.3;
    return !f->layout->by_closeness || each > 18 ? 0.4 : each > 8 ? 0.5 : each > 5 ? 0.65 : each > 2.5 ? 0.85 : 1;
}

/* The opacity that gives a tie its contrast, whatever its colour. */
static double opacity_of(const ent_figure *f, const drawn_tie *t)
{
    uint32_t colour = f->styles.items[t->style].look.colour;

    if (t->faint)
        return ent_colour_opacity(colour, f->theme.paper, is_of_ego(f, t) ? 1.5 : faint_contrast(f));
    return t->strong && f->layout->dark_ties && !is_between(f, t)
               ? 0.9
               : ent_colour_opacity(colour, f->theme.paper,
                                    t->strong && !is_between(f, t) ? strong_contrast(f)
                                    : t->strong                    ? 1.6
                                                                   : pale_contrast(f));
}

/* Of dots, of which less is seen than of a line. */
static double unknown_opacity(const ent_figure *f, const drawn_tie *t)
{
    uint32_t colour = f->styles.items[t->style].look.colour;

    return f->layout->by_closeness ? ent_colour_opacity(colour, f->theme.paper, 1.57)
                                   : fmax(t->opacity, 0.5);
}

static ent_status fade(ent_figure *f, bool keep_widths, ent_diags *diags)
{
    double *sorted = ent_mem_new(f->tie_count, sizeof *sorted), limit;

    if (!sorted)
        return ent_out_of_memory(diags);
    limit = find_limit(f, sorted);
    for (size_t i = 0; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];

        t->strong = !t->unknown && !t->faint && (f->layout->around_ego ? t->a == f->ego || t->b == f->ego
                                                          : t->weight >= limit);
        t->opacity = opacity_of(f, t);
        if (t->unknown && !t->faint)
            t->opacity = unknown_opacity(f, t);
        if (t->faint)
            t->width = is_of_ego(f, t) ? 0.5 : 0.3;
        else if (!t->strong && !keep_widths)
            t->width = t->unknown ? fmax(0.6, pale_width(f)) : pale_width(f);
    }
    ent_mem_free(sorted);
    return ENT_OK;
}

/* ---- the legend ---- */

/* A tie of each kind, or NOWHERE, and how strong the ties are. */
typedef struct faded {
    size_t strong, between, pale, of_ego, faint, unknown; /* between: strong, between two groups */
    double limit, low, high;               /* the weakest strong tie; the pale ones */
} faded;

static faded find_faded(const ent_figure *f)
{
    faded k = { NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE, INFINITY, INFINITY, -INFINITY };

    for (size_t i = 0; i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i];

        if (t->unknown) {
            k.unknown = k.unknown == NOWHERE || !t->faint ? i : k.unknown;
        } else if (t->faint) {
            *(is_of_ego(f, t) ? &k.of_ego : &k.faint) = i;
        } else if (!t->strong) {
            k.pale = i;
            k.low = fmin(k.low, t->weight);
            k.high = fmax(k.high, t->weight);
        } else {
            k.limit = fmin(k.limit, t->weight);
            if (is_between(f, t))
                k.between = i;
            else if (k.strong == NOWHERE || t->style == 0) /* rather in no group's colour */
                k.strong = i;
        }
    }
    return k;
}

/* An entry for ties that look like tie `i`; none for NOWHERE. */
static void add_entry(ent_figure *f, key_group *g, size_t i, ent_str label)
{
    const drawn_tie *t;
    key_entry *e;

    if (i == NOWHERE)
        return;
    t = &f->ties[i];
    e = ent_legend_entry(f, g, KEY_LINE, label);
    e->style = t->style;
    e->opacity = t->opacity;
    e->width = t->width > 0 ? t->width : f->styles.items[t->style].look.width;
}

static void explain_colours(ent_figure *f, key_group *g)
{
    if (ent_ties_have_colours(f))
        ent_legend_entry(f, g, KEY_TEXT,
                         ent_title_of(f, ENT_WORD("in colour: within one {1}"), ent_mapping_of(f, ENT_NODE_COLOUR)->name));
    else if (f->layout->pale_between && ent_are_blocs_coloured(f))
        ent_legend_entry(f, g, KEY_TEXT, ENT_STR(ENT_WORD("in colour: within one group")));
}

static void add_legend(ent_figure *f)
{
    faded k = find_faded(f);
    key_group *g = ent_legend_group(f, ENT_STR(ENT_WORD("Ties")));
    bool strong = k.strong != NOWHERE || k.between != NOWHERE;

    if (f->layout->around_ego) {
        add_entry(f, g, k.strong, ent_said(f, ENT_WORD("tie of {1}"), ent_t(f->nodes[f->ego].name)));
        add_entry(f, g, k.pale, ENT_STR(ENT_WORD("tie between others")));
    } else if (!strong || (k.pale == NOWHERE && k.between == NOWHERE)) {
        add_entry(f, g, strong ? k.strong : k.pale, ENT_STR(ENT_WORD("tie")));
    } else {
        add_entry(f, g, k.strong,
                  ent_weight_label(f, k.between == NOWHERE ? NULL : ENT_WORD("in a group: {1}"), k.limit, INFINITY));
        add_entry(f, g, k.between, ent_weight_label(f, ENT_WORD("between groups: {1}"), k.limit, INFINITY));
        if (k.pale != NOWHERE)
            add_entry(f, g, k.pale, ent_weight_label(f, NULL, k.low, k.high));
    }
    explain_colours(f, g);
    if (k.of_ego != NOWHERE)
        add_entry(f, g, k.of_ego, ent_said(f, ENT_WORD("other tie of {1}"), ent_t(f->nodes[f->ego].name)));
    add_entry(f, g, k.faint, ENT_STR(ENT_WORD("faint: all other ties")));
    add_entry(f, g, k.unknown, ent_unknown_words(f));
}

/* The opacity of the darkest tie that an entry stands for; 0: it stands for none. */
static double entry_opacity(const ent_figure *f, const key_entry *e)
{
    double most = 0;

    for (size_t i = 0; i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i];

        if (e->width > 0 ? t->width >= e->width && t->width <= e->width : t->style == e->style)
            most = fmax(most, t->opacity);
    }
    return most;
}

void ent_fade_legend(ent_figure *f)
{
    for (size_t g = 0; g < f->legend.count; g++)
        for (size_t i = 0; i < f->legend.items[g].entries.count; i++) {
            key_entry *e = &f->legend.items[g].entries.items[i];
            double opacity = e->mark == KEY_LINE ? entry_opacity(f, e) : 0;

            e->opacity = opacity > 0 ? opacity : e->opacity;
        }
}

/* Makes the lines of the legend as dark as those of the figure, and adds what the pale ones are. */
static void explain_fading(ent_figure *f)
{
    faded k = find_faded(f);

    ent_fade_legend(f);
    if (f->legend.count)
        explain_colours(f, &f->legend.items[0]);
    if (k.pale == NOWHERE || (k.strong == NOWHERE && k.between == NOWHERE))
        return;
    ent_legend_entry(f, ent_legend_group(f, ENT_STR("")), KEY_TEXT,
                     ent_weight_label(f, ENT_WORD("pale: {1}"), k.low, k.high));
}

/* ---- public within the folder ---- */

ent_status ent_fade_encoded(ent_figure *f, bool keep_widths, ent_diags *diags)
{
    ent_status status = fade(f, keep_widths, diags);

    if (status == ENT_OK)
        explain_fading(f);
    return status;
}

bool ent_ties_have_colours(const ent_figure *f)
{
    const ent_mapping *e = ent_mapping_of(f, ENT_NODE_COLOUR);

    return f->dense && (f->network_count == 1 || f->panels) &&
           (f->layout->by_closeness || f->layout->around_ego || f->layout->on_land) && e && e->words[0] &&
           !ent_mapping_of(f, ENT_TIE_COLOUR) && !ent_mapping_of(f, ENT_TIE_DASH) &&
           !ent_mapping_of(f, ENT_TIE_WIDTH);
}

static uint32_t hue_of(const drawn_node *n)
{
    return n->inside ? n->line : n->fill;
}

void ent_colour_within_groups(ent_figure *f)
{
    const ent_mapping *e = ent_mapping_of(f, ENT_NODE_COLOUR);

    for (size_t i = 0; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];
        const drawn_node *a = &f->nodes[t->a], *b = &f->nodes[t->b];
        tie_look look = f->styles.items[t->style].look;

        if (t->unknown || t->faint || a->rare || b->rare || ent_is_box(a->type) || ent_is_box(b->type) || hue_of(a) != hue_of(b) ||
            hue_of(a) == f->theme.missing ||
            !ent_str_eq(ent_node_word(f, e, t->a), ent_node_word(f, e, t->b)))
            continue;
        look.colour = hue_of(a);
        t->style = ent_legend_style(f, "group", ent_node_word(f, e, t->a), &look);
        t->opacity = opacity_of(f, t);
    }
}

ent_status ent_encode_faded(ent_figure *f, ent_diags *diags)
{
    tie_look look = f->theme.styles[ENT_LEVEL_NONE], unknown = f->theme.styles[STYLE_UNKNOWN];
    size_t plain;
    ent_status status;

    look.width = 1;
    if (f->bloc_count > 1 || ent_ties_have_colours(f))
        look.colour = f->theme.missing; /* which differs from the colour of every bloc */
    unknown.colour = look.colour;
    plain = ent_legend_style(f, "tie", ENT_STR(ENT_WORD("tie")), &look);
    for (size_t i = 0; i < f->tie_count; i++) {
        size_t a = f->nodes[f->ties[i].a].group, b = f->nodes[f->ties[i].b].group;

        f->ties[i].style = plain;
        if (f->ties[i].unknown) {
            f->ties[i].style =
                ent_legend_style(f, "unknown", ent_unknown_words(f), &unknown);
        } else if (a == b && a < f->bloc_count && f->blocs[a].colour != f->theme.quiet) {
            look.colour = f->blocs[a].colour;
            f->ties[i].style = ent_legend_style(f, "bloc", f->blocs[a].label, &look);
        }
    }
    if ((status = fade(f, false, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];

        if (t->strong)
            t->width = f->faint_count ? 2 : f->layout->by_closeness && !f->layout->codes_inside ? 1.5 : 1;
        else if (!t->unknown && !t->faint && !f->layout->pale_between)
            t->style = plain; /* pale ties have one colour: colour is for what is strong */
    }
    add_legend(f);
    return ENT_OK;
}
