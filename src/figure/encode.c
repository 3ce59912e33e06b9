/* encode.c: what size, colour, shape, width and dash mean, and the legend that says so: an entry
 * for each value that occurs and for none that does not. Categories always have two channels,
 * colour and shape or colour and dash, so that grey print and every kind of sight can tell them
 * apart. */
#include "figure/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* ---- the legend ---- */

static key_group *new_group(figure *f, const char *title)
{
    key_group *g = &f->legend[f->legend_count < MOST_LEGEND ? f->legend_count++ : MOST_LEGEND - 1];

    *g = (key_group){ .title = ent_str_of(title) };
    return g;
}

static key_entry *new_entry(key_group *g, key_mark mark, ent_str label)
{
    key_entry *e = &g->entries[g->count < MOST_ENTRIES ? g->count++ : MOST_ENTRIES - 1];

    *e = (key_entry){ .mark = mark, .label = label, .opacity = 1, .line_width = 0.4 };
    return e;
}

/* ---- categories ---- */

typedef struct category {
    ent_str name;
    size_t count;
} category;

typedef struct categories {
    category *list;      /* the most frequent first */
    size_t count, shown; /* those past `shown` are "other" */
    bool missing;
    size_t *of; /* of each item: its category, `shown` for other, NOWHERE for missing */
} categories;

static int by_name(const void *a, const void *b)
{
    const category *x = a, *y = b;

    return ent_str_compare_natural(x->name, y->name);
}

static int by_count(const void *a, const void *b)
{
    const category *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return by_name(a, b);
}

static ent_status find_categories(figure *f, categories *c, const ent_str *words, size_t count,
                                  size_t most, ent_diags *diags)
{
    ent_index index = { 0 };
    bool good = true;

    *c = (categories){ 0 };
    c->list = ent_arena_new(&f->arena, count, sizeof *c->list);
    c->of = ent_arena_new(&f->arena, count, sizeof *c->of);
    if (!c->list || !c->of)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count && good; i++) {
        uint32_t found;

        c->missing |= !words[i].len;
        if (!words[i].len)
            continue;
        good = ent_index_add(&index, words[i], (uint32_t)c->count, &found);
        if (good && found == c->count)
            c->list[c->count++].name = words[i];
        if (good)
            c->list[found].count++;
    }
    ent_index_destroy(&index);
    if (!good)
        return ent_out_of_memory(diags);
    qsort(c->list, c->count, sizeof *c->list, by_count);
    c->shown = c->count > most ? most - 1 : c->count;
    qsort(c->list, c->shown, sizeof *c->list, by_name); /* a legend is read, not ranked */
    for (size_t i = 0; i < count; i++) {
        c->of[i] = NOWHERE;
        for (size_t k = 0; k < c->count && words[i].len; k++)
            if (ent_str_eq(words[i], c->list[k].name))
                c->of[i] = k < c->shown ? k : c->shown;
    }
    return ENT_OK;
}

/* ---- classes of numbers ---- */

enum { MOST_CLASSES = 5 };

typedef struct classes { /* of numbers: from few to many */
    double low[MOST_CLASSES], high[MOST_CLASSES];
    size_t count;
    bool missing;
} classes;

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* Each value a class when they are few; else doubling where the tail is heavy, equal shares of the
 * values elsewhere. */
static ent_status find_classes(classes *c, const double *values, size_t count, size_t most,
                               ent_diags *diags)
{
    double *sorted = ent_mem_new(count, sizeof *sorted);
    size_t n = 0, distinct = 0;
    bool heavy;

    *c = (classes){ 0 };
    if (!sorted)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++) {
        c->missing |= isnan(values[i]);
        if (!isnan(values[i]))
            sorted[n++] = values[i];
    }
    if (n)
        qsort(sorted, n, sizeof *sorted, by_number);
    for (size_t i = 0; i < n; i++)
        distinct += i == 0 || sorted[i] != sorted[i - 1];
    heavy = n && sorted[0] > 0 && sorted[n - 1] > 6 * sorted[n / 2];
    for (size_t i = 0; i < n; i++) {
        double v = sorted[i];
        bool next;

        if (c->count && v == c->high[c->count - 1])
            continue;
        if (distinct <= most)
            next = true;
        else if (heavy) /* a step up when the value has grown enough for what is left */
            next = !c->count ||
                   v >= sorted[0] * pow(sorted[n - 1] / sorted[0], (double)c->count / (double)most);
        else
            next = !c->count || i * most >= c->count * n;
        if (next && c->count < most) {
            c->low[c->count] = v;
            c->high[c->count++] = v;
        } else {
            c->high[c->count - 1] = v;
        }
    }
    ent_mem_free(sorted);
    return ENT_OK;
}

static size_t class_of(const classes *c, double value)
{
    size_t k = 0;

    while (k + 1 < c->count && value > c->high[k])
        k++;
    return k;
}

static void put_short(ent_buf *out, double value)
{
    ent_buf_fixed(out, value, fabs(value) >= 100 ? 0 : fabs(value) >= 1 ? 2 : 4);
}

static ent_str class_label(figure *f, const classes *c, size_t k)
{
    ent_buf text = { 0 };
    ent_str out;

    put_short(&text, c->low[k]);
    if (c->high[k] > c->low[k]) {
        ent_buf_text(&text, "\xe2\x80\x93");
        put_short(&text, c->high[k]);
    }
    out = keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* ---- values of a channel ---- */

static const ent_mapping *encoding_of(const figure *f, ent_channel channel)
{
    return f->options.mappings[channel].name ? &f->options.mappings[channel] : NULL;
}

static double node_number(const figure *f, const ent_mapping *e, size_t i)
{
    const drawn_node *n = &f->nodes[i];

    return n->at == ENT_NONE || !e->numbers[n->net] ? NAN : e->numbers[n->net][n->at];
}

static ent_str node_word(const figure *f, const ent_mapping *e, size_t i)
{
    const drawn_node *n = &f->nodes[i];

    return n->at == ENT_NONE || !e->words[n->net] ? ENT_STR("") : e->words[n->net][n->at];
}

static double tie_number(const figure *f, const ent_mapping *e, size_t i)
{
    const drawn_tie *t = &f->ties[i];

    return t->unknown || !e->numbers[t->net] ? NAN : e->numbers[t->net][t->at];
}

static ent_str tie_word(const figure *f, const ent_mapping *e, size_t i)
{
    const drawn_tie *t = &f->ties[i];

    return t->unknown || !e->words[t->net] ? ENT_STR("") : e->words[t->net][t->at];
}

static ent_status node_words(figure *f, const ent_mapping *e, ent_str **out, ent_diags *diags)
{
    if ((*out = ent_arena_new(&f->arena, f->node_count, sizeof **out)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        (*out)[i] = node_word(f, e, i);
    return ENT_OK;
}

static ent_status node_numbers(figure *f, const ent_mapping *e, double **out, ent_diags *diags)
{
    if ((*out = ent_arena_new(&f->arena, f->node_count, sizeof **out)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        (*out)[i] = node_number(f, e, i);
    return ENT_OK;
}

/* ---- nodes: size ---- */

#define CODE_DIAMETER 16.5
#define PANEL_DIAMETER 13.5

/* The size of the circles that hold codes. */
static double code_diameter(const figure *f)
{
    return (f->network_count > 1 && !f->options.compare ? PANEL_DIAMETER : CODE_DIAMETER) *
           f->theme.label / 7;
}

static double most_diameter(const figure *f)
{
    return (f->width_mm < 100 ? 12 : 15) * f->theme.label / 7;
}

static double diameter(const figure *f, double value, double most)
{
    double least = 4.2 * f->theme.label / 7;

    if (!(value > 0) || !(most > 0))
        return least;
    return fmax(least, most_diameter(f) * sqrt(value / most));
}

/* Circles of real values: the least, one near half of the largest, the largest. */
static void size_entries(figure *f, key_group *g, const double *values, double most)
{
    double least = INFINITY, middle = NAN, shown[3];
    size_t count = 0;
    bool any = false;

    for (size_t i = 0; i < f->node_count; i++)
        if (!is_box(f->nodes[i].type) && values[i] >= 0) {
            least = fmin(least, values[i]);
            any = true;
        }
    if (!any)
        return;
    for (size_t i = 0; i < f->node_count; i++)
        if (!is_box(f->nodes[i].type) && values[i] > least && values[i] < most &&
            (isnan(middle) || fabs(values[i] - most / 2) < fabs(middle - most / 2)))
            middle = values[i];
    shown[count++] = least;
    if (!isnan(middle))
        shown[count++] = middle;
    if (most > least)
        shown[count++] = most;
    for (size_t i = 0; i < count; i++) {
        ent_buf text = { 0 };
        key_entry *e;

        put_short(&text, shown[i]);
        e = new_entry(g, KEY_NODE, keep_text(f, &text));
        e->shape = SHAPE_CIRCLE;
        e->diameter = diameter(f, shown[i], most);
        e->fill = f->theme.state;
        e->line = f->theme.rim;
        ent_buf_destroy(&text);
    }
}

static void set_words(figure *f, ent_str *words, const char *before, const char *name)
{
    ent_buf text = { 0 };

    ent_buf_format(&text, "%s%s", before, name);
    if (!before[0] && text.len && text.data[0] >= 'a' && text.data[0] <= 'z')
        text.data[0] = (char)(text.data[0] - 'a' + 'A');
    *words = keep_text(f, &text);
    ent_buf_destroy(&text);
}

static ent_status encode_size(figure *f, ent_diags *diags)
{
    const ent_mapping *e = encoding_of(f, ENT_NODE_SIZE);
    bool fixed = layout_is(f, "column") || layout_is(f, "matrix") || layout_is(f, "pyramid") ||
                 layout_is(f, "columns") || layout_is(f, "timeline");
    double *values, most = 0;
    ent_status status;

    if (e) {
        if ((status = node_numbers(f, e, &values, diags)) != ENT_OK)
            return status;
    } else {
        if ((values = ent_arena_new(&f->arena, f->node_count, sizeof *values)) == NULL)
            return ent_out_of_memory(diags);
        for (size_t i = 0; i < f->node_count; i++)
            values[i] = (double)f->nodes[i].degree;
    }
    for (size_t i = 0; i < f->node_count; i++)
        if (!is_box(f->nodes[i].type) && values[i] > most)
            most = values[i];
    for (size_t i = 0; i < f->node_count; i++) {
        drawn_node *n = &f->nodes[i];

        n->diameter = fixed ? (n->inside && layout_is(f, "column") ? code_diameter(f)
                                                                   : 4.2 * f->theme.label / 7)
                            : diameter(f, values[i], most);
        if (e && isnan(values[i]) && !is_box(n->type) && !fixed) { /* hollow: not known */
            n->line = n->fill;
            n->fill = f->theme.paper;
            n->line_width = 0.8;
        }
    }
    if (fixed || !(most > 0))
        return ENT_OK;
    f->size_words = e ? ent_str_of(e->name) : ENT_STR("number of ties");
    {
        ent_buf title = { 0 };
        key_group *g;

        ent_buf_format(&title, "Area: %s", e ? e->name : "number of ties");
        g = new_group(f, "");
        g->title = keep_text(f, &title);
        ent_buf_destroy(&title);
        size_entries(f, g, values, most);
        for (size_t i = 0; i < f->node_count && e; i++)
            if (isnan(values[i]) && !is_box(f->nodes[i].type)) {
                key_entry *k = new_entry(g, KEY_NODE, ENT_STR("not known"));

                k->diameter = diameter(f, 0, 1);
                k->fill = f->theme.paper;
                k->line = f->theme.state;
                k->line_width = 0.8;
                break;
            }
        if (!g->count)
            f->legend_count--;
    }
    return ENT_OK;
}

/* ---- nodes: colour and shape ---- */

static const shape shapes[] = { SHAPE_CIRCLE,   SHAPE_SQUARE,  SHAPE_DIAMOND,
                                SHAPE_TRIANGLE, SHAPE_HEXAGON, SHAPE_DOWN };

static void base_look(figure *f, drawn_node *n)
{
    ent_level level = main_level(n);
    const tie_style *style =
        &f->theme
             .styles[n->type == ENT_NODE_ACT && level == ENT_LEVEL_NONE ? ENT_LEVEL_NONE : level];

    if (layout_is(f, "timeline")) {
        n->shape = SHAPE_CIRCLE;
        n->fill = style->colour;
        n->line = f->theme.rim;
        n->line_width = 0.4;
        return;
    }
    if (is_box(n->type)) {
        n->shape = SHAPE_BOX;
        n->inside = n->bold = true;
        n->fill = style->tint;
        n->line = style->colour;
        n->line_width = 0.9;
        return;
    }
    n->shape = SHAPE_CIRCLE;
    n->fill = n->type == ENT_NODE_STATE ? f->theme.state : f->theme.other;
    n->line = f->theme.rim;
    n->line_width = 0.4;
    if (layout_is(f, "column") &&
        ent_utf8_count(n->label) <= 4) { /* the code stands in the circle */
        n->inside = true;
        n->line = n->fill;
        n->fill = f->theme.paper;
        n->line_width = 0.9;
    }
}

static void paint(figure *f, drawn_node *n, uint32_t colour)
{
    if (n->inside) {
        n->line = colour;
        n->line_width = 1.4;
    } else {
        n->fill = colour;
    }
    (void)f;
}

static void node_key(figure *f, key_group *g, uint32_t colour, shape s, ent_str label)
{
    key_entry *e = new_entry(g, KEY_NODE, label);
    bool hollow = layout_is(f, "column");

    e->shape = s;
    e->diameter = 7 * f->theme.label / 7;
    e->fill = hollow ? f->theme.paper : colour;
    e->line = hollow ? colour : f->theme.rim;
    e->line_width = hollow ? 1.4 : 0.4;
}

/* Boxes are coloured by their level; by something else only where nothing but boxes has it. */
static bool paints(const figure *f, const drawn_node *n)
{
    if (!is_box(n->type))
        return true;
    for (size_t i = 0; i < f->node_count; i++)
        if (!is_box(f->nodes[i].type))
            return false;
    return true;
}

static ent_status colour_by_words(figure *f, const ent_mapping *e, ent_diags *diags)
{
    bool shaped = !encoding_of(f, ENT_NODE_SHAPE) && !layout_is(f, "column");
    size_t most = f->theme.group_count;
    ent_str *words;
    categories c;
    key_group *g;
    ent_status status;
    size_t *which;

    size_t count = 0;

    if ((status = node_words(f, e, &words, diags)) != ENT_OK)
        return status;
    if ((which = ent_arena_new(&f->arena, f->node_count, sizeof *which)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        if (paints(f, &f->nodes[i])) {
            which[count] = i;
            words[count++] = words[i];
        }
    if ((status = find_categories(f, &c, words, count, most, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        drawn_node *n = &f->nodes[which[i]];

        if (c.of[i] == NOWHERE || (c.count > c.shown && c.of[i] == c.shown && most == c.shown)) {
            paint(f, n, f->theme.missing);
            continue;
        }
        paint(f, n, f->theme.groups[c.of[i]]);
        if (shaped && n->shape == SHAPE_CIRCLE)
            n->shape = shapes[c.of[i] % 6];
    }
    set_words(f, &f->colour_words, "", e->name);
    g = new_group(f, "");
    g->title = f->colour_words;
    for (size_t k = 0; k < c.shown; k++)
        node_key(f, g, f->theme.groups[k], shaped ? shapes[k % 6] : SHAPE_CIRCLE, c.list[k].name);
    if (c.count > c.shown)
        node_key(f, g, f->theme.groups[c.shown], shaped ? shapes[c.shown % 6] : SHAPE_CIRCLE,
                 ENT_STR("other"));
    if (c.missing)
        node_key(f, g, f->theme.missing, SHAPE_CIRCLE, ENT_STR("not known"));
    return ENT_OK;
}

static ent_status colour_by_numbers(figure *f, const ent_mapping *e, ent_diags *diags)
{
    double *values, *shown;
    classes c;
    key_group *g;
    ent_status status;
    /* the palest step is for cells, which have a ground; nodes stand on paper */
    size_t steps = f->theme.step_count - 1;

    size_t count = 0;

    if ((status = node_numbers(f, e, &values, diags)) != ENT_OK)
        return status;
    if ((shown = ent_arena_new(&f->arena, f->node_count, sizeof *shown)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        if (paints(f, &f->nodes[i]))
            shown[count++] = values[i];
    if ((status = find_classes(&c, shown, count, steps < 4 ? steps : 4, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < f->node_count; i++)
        if (paints(f, &f->nodes[i]))
            paint(f, &f->nodes[i],
                  isnan(values[i]) ? f->theme.missing
                                   : f->theme.steps[1 + class_of(&c, values[i])]);
    set_words(f, &f->colour_words, "", e->name);
    g = new_group(f, "");
    g->title = f->colour_words;
    for (size_t k = 0; k < c.count; k++)
        node_key(f, g, f->theme.steps[1 + k], SHAPE_CIRCLE, class_label(f, &c, k));
    if (c.missing)
        node_key(f, g, f->theme.missing, SHAPE_CIRCLE, ENT_STR("not known"));
    return ENT_OK;
}

static ent_status shape_by_words(figure *f, const ent_mapping *e, ent_diags *diags)
{
    ent_str *words;
    categories c;
    key_group *g;
    ent_status status;

    if ((status = node_words(f, e, &words, diags)) != ENT_OK ||
        (status = find_categories(f, &c, words, f->node_count, 6, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < f->node_count; i++)
        if (f->nodes[i].shape != SHAPE_BOX && c.of[i] != NOWHERE)
            f->nodes[i].shape = shapes[c.of[i] % 6];
    g = new_group(f, "");
    set_words(f, &g->title, "Shape: ", e->name);
    for (size_t k = 0; k < c.shown + (c.count > c.shown); k++)
        node_key(f, g, f->theme.state, shapes[k % 6],
                 k < c.shown ? c.list[k].name : ENT_STR("other"));
    if (c.missing)
        node_key(f, g, f->theme.state, SHAPE_CIRCLE, ENT_STR("not known"));
    return ENT_OK;
}

/* ---- nodes: what there is without any encoding ---- */

static void kinds_of_nodes(figure *f)
{
    static const char *const names[] = { "state", "organization", "body", "other actor",
                                         "agreement" };
    bool coloured = encoding_of(f, ENT_NODE_COLOUR) != NULL;
    key_group *g = new_group(f, "Nodes");

    for (int type = 0; type <= ENT_NODE_ACT; type++)
        for (int level = 0; level < ENT_LEVEL_COUNT; level++)
            for (size_t i = 0; i < f->node_count; i++) {
                const drawn_node *n = &f->nodes[i];
                ent_buf text = { 0 };
                key_entry *e;

                if (layout_is(f, "pyramid") && g->count &&
                    ent_str_is(g->entries[g->count - 1].label, names[type]))
                    continue; /* the bands are labelled: one box stands for all */
                if (!is_box(n->type) && f->bloc_count > 1)
                    continue; /* the groups are in the legend */
                if ((int)n->type != type || (is_box(n->type) && (int)main_level(n) != level) ||
                    (!is_box(n->type) && (level || coloured)))
                    continue;
                ent_buf_text(&text, names[type]);
                if (is_box(n->type) && level && !layout_is(f, "pyramid"))
                    ent_buf_format(&text, ", %s", level_words(level));
                e = new_entry(g, KEY_NODE, keep_text(f, &text));
                e->shape = is_box(n->type) ? SHAPE_BOX : SHAPE_CIRCLE;
                e->diameter = 7 * f->theme.label / 7;
                e->fill = n->fill;
                e->line = n->line;
                e->line_width = n->line_width;
                ent_buf_destroy(&text);
                break;
            }
    if (!g->count)
        f->legend_count--;
}

/* ---- ties ---- */

/* Member by member: what stands between them means nothing. */
static bool same_look(const tie_style *a, const tie_style *b)
{
    bool same = a->colour == b->colour && a->tint == b->tint && a->width == b->width &&
                a->round == b->round && a->dashes == b->dashes;

    for (size_t i = 0; i < a->dashes && same; i++)
        same = a->dash[i] == b->dash[i];
    return same;
}

static size_t style_for(figure *f, const char *id, ent_str label, const tie_style *look)
{
    size_t i = 0;

    while (i < f->style_count && (!same_look(&f->styles[i].look, look) ||
                                  !ent_str_eq(f->styles[i].label, label)))
        i++;
    if (i == f->style_count && f->style_count < MOST_STYLES)
        f->styles[f->style_count++] = (line_style){ id, label, *look };
    return i < f->style_count ? i : f->style_count - 1;
}

static void style_ties(figure *f, const char *title)
{
    key_group *g = new_group(f, title);

    for (size_t s = 0; s < f->style_count; s++)
        new_entry(g, KEY_LINE, f->styles[s].label)->style = s;
    if (!g->count)
        f->legend_count--;
}

static int what_changed(const figure *f, const drawn_tie *t)
{
    (void)f;
    return t->in[0] == '0' ? STYLE_ENTERED : t->in[1] == '0' ? STYLE_ENDED : STYLE_KEPT;
}

/* By level, or by what changed. */
static void ties_by_level(figure *f)
{
    static const int order[] = { ENT_LEVEL_NONE, ENT_BILATERAL,   ENT_MULTILATERAL, ENT_REGIONAL,
                                 ENT_GLOBAL,     ENT_LEVEL_MIXED, STYLE_ENTERED,    STYLE_KEPT,
                                 STYLE_ENDED,    STYLE_UNKNOWN };
    bool levels = false;

    for (size_t o = 0; o < sizeof order / sizeof *order; o++)
        for (size_t i = 0; i < f->tie_count; i++) {
            drawn_tie *t = &f->ties[i];
            int style = t->unknown           ? STYLE_UNKNOWN
                        : f->options.compare ? what_changed(f, t)
                                             : (int)t->tie->level;

            if (style != order[o])
                continue;
            levels |= style > 0 && style < ENT_LEVEL_COUNT;
            t->style = style_for(f, style == ENT_LEVEL_NONE ? "tie" : level_words(style),
                                 ent_str_of(level_words(style)), &f->theme.styles[style]);
        }
    for (size_t s = 0; s < f->style_count; s++)
        if (strchr(f->styles[s].id, ' '))
            f->styles[s].id = f->styles[s].id[0] == 's' ? "several" : "unknown";
    style_ties(f, f->options.compare ? "Ties" : levels ? "Ties, by level" : "Ties");
}

static const tie_style dashes[] = { { .dashes = 0 },
                                    { .dashes = 2, .dash = { 3.6, 2 } },
                                    { .dashes = 2, .dash = { 0.01, 2.4 }, .round = true },
                                    { .dashes = 4, .dash = { 6, 1.6, 1.2, 1.6 } },
                                    { .dashes = 2, .dash = { 1.6, 1.2 } },
                                    { .dashes = 2, .dash = { 8, 2 } } };

static void set_dash(tie_style *look, size_t k)
{
    look->dashes = dashes[k % 6].dashes;
    look->round = dashes[k % 6].round;
    memcpy(look->dash, dashes[k % 6].dash, sizeof look->dash);
}

/* Colour, dash or both by words of ties; the channel that is not asked for goes along. */
static ent_status ties_by_words(figure *f, const ent_mapping *colour, const ent_mapping *dash,
                                ent_diags *diags)
{
    const ent_mapping *both[2] = { colour, dash };
    categories c[2];
    ent_str *words[2];
    ent_buf title = { 0 };
    ent_status status;

    for (int k = 0; k < 2; k++) {
        const ent_mapping *e = both[k] ? both[k] : both[1 - k];

        if ((words[k] = ent_arena_new(&f->arena, f->tie_count, sizeof **words)) == NULL)
            return ent_out_of_memory(diags);
        for (size_t i = 0; i < f->tie_count; i++)
            words[k][i] = tie_word(f, e, i);
        if ((status = find_categories(f, &c[k], words[k], f->tie_count, 6, diags)) != ENT_OK)
            return status;
    }
    for (int pass = 0; pass < 2; pass++) /* styles in the order of the categories */
        for (size_t a = 0; a <= c[0].shown + 1; a++)
            for (size_t b = 0; b <= c[1].shown + 1; b++)
                for (size_t i = 0; i < f->tie_count; i++) {
                    size_t x = c[0].of[i] == NOWHERE ? c[0].shown + 1 : c[0].of[i];
                    size_t y = c[1].of[i] == NOWHERE ? c[1].shown + 1 : c[1].of[i];
                    tie_style look = f->theme.styles[ENT_LEVEL_NONE];
                    ent_buf label = { 0 };

                    if (x != a || y != b || (f->ties[i].unknown != (pass == 1)))
                        continue;
                    if (f->ties[i].unknown) {
                        f->ties[i].style =
                            style_for(f, "unknown", ent_str_of(level_words(STYLE_UNKNOWN)),
                                      &f->theme.styles[STYLE_UNKNOWN]);
                        continue;
                    }
                    look.colour = x > c[0].shown    ? f->theme.missing
                                  : colour || !dash ? f->theme.groups[x % f->theme.group_count]
                                                    : look.colour;
                    look.width = 1;
                    set_dash(&look, y > c[1].shown ? 4 : y);
                    if (x > c[0].shown)
                        ent_buf_text(&label, "not known");
                    else
                        ent_buf_str(&label, x < c[0].shown ? c[0].list[x].name : ENT_STR("other"));
                    if (colour && dash) {
                        ent_buf_text(&label, ", ");
                        ent_buf_str(&label, y > c[1].shown   ? ENT_STR("not known")
                                            : y < c[1].shown ? c[1].list[y].name
                                                             : ENT_STR("other"));
                    }
                    f->ties[i].style = style_for(f, "tie", keep_text(f, &label), &look);
                    ent_buf_destroy(&label);
                }
    ent_buf_format(&title, "Ties: %s", (colour ? colour : dash)->name);
    if (colour && dash)
        ent_buf_format(&title, ", %s", dash->name);
    style_ties(f, "");
    f->legend[f->legend_count - 1].title = keep_text(f, &title);
    ent_buf_destroy(&title);
    return ENT_OK;
}

/* Ties whose colour is a number: steps of the colours for counts. */
static ent_status ties_by_numbers(figure *f, const ent_mapping *e, ent_diags *diags)
{
    double *values = ent_arena_new(&f->arena, f->tie_count, sizeof *values);
    classes c;
    ent_status status;

    if (!values)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->tie_count; i++)
        values[i] = tie_number(f, e, i);
    if ((status = find_classes(&c, values, f->tie_count, 4, diags)) != ENT_OK)
        return status;
    for (size_t k = 0; k <= c.count; k++)
        for (size_t i = 0; i < f->tie_count; i++) {
            tie_style look = f->theme.styles[ENT_LEVEL_NONE];

            if (k == c.count && isnan(values[i])) {
                f->ties[i].style =
                    style_for(f, "unknown", ENT_STR("not known"), &f->theme.styles[STYLE_UNKNOWN]);
            } else if (k < c.count && !isnan(values[i]) && class_of(&c, values[i]) == k) {
                look.colour =
                    f->theme.steps[1 + k < f->theme.step_count ? 1 + k : f->theme.step_count - 1];
                look.width = 0.6 + 0.3 * (double)k;
                f->ties[i].style = style_for(f, "tie", class_label(f, &c, k), &look);
            }
        }
    style_ties(f, "");
    set_words(f, &f->legend[f->legend_count - 1].title, "Ties: ", e->name);
    return ENT_OK;
}

/* Wider for more: classes, since tails are heavy. */
static ent_status encode_width(figure *f, const ent_mapping *e, ent_diags *diags)
{
    static const double widths[] = { 0.5, 1.0, 1.7, 2.6, 3.6 };
    double *values = ent_arena_new(&f->arena, f->tie_count, sizeof *values);
    classes c;
    key_group *g;
    ent_status status;

    if (!values)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->tie_count; i++)
        values[i] = e ? tie_number(f, e, i) : f->ties[i].unknown ? NAN : f->ties[i].weight;
    if ((status = find_classes(&c, values, f->tie_count, 4, diags)) != ENT_OK)
        return status;
    if (!e && c.count < 2)
        return ENT_OK;
    for (size_t i = 0; i < f->tie_count; i++)
        if (!isnan(values[i]))
            f->ties[i].width = widths[class_of(&c, values[i])];
    g = new_group(f, "");
    set_words(f, &g->title, "Width: ", e ? e->name : "weight");
    for (size_t k = 0; k < c.count; k++) {
        key_entry *entry = new_entry(g, KEY_LINE, class_label(f, &c, k));

        /* one style: as ties have it, or a plain one where they have several */
        entry->style = f->style_count == 1
                           ? 0
                           : style_for(f, "width", ENT_STR(""), &f->theme.styles[ENT_LEVEL_NONE]);
        entry->width = widths[k];
    }
    return ENT_OK;
}

/* Between circles of blocs lines run through nodes on the way: they stay in the background, the
 * strong ones a little darker. */
static bool is_between_circles(const figure *f, const drawn_tie *t)
{
    return layout_is(f, "blocs") && f->nodes[t->a].group != f->nodes[t->b].group;
}

/* Too many ties to be read one by one: the strongest stay, about one for each node, all others go
 * pale. Where all are equally strong, all are pale: none is the most important. */
static ent_status fade(figure *f, ent_diags *diags)
{
    double *sorted = ent_mem_new(f->tie_count, sizeof *sorted), limit;
    size_t most = f->node_count;
    bool blocs = layout_is(f, "blocs") || layout_is(f, "bundle");

    if (!sorted)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->tie_count; i++)
        sorted[i] = f->ties[i].unknown ? 0 : f->ties[i].weight;
    if (f->tie_count)
        qsort(sorted, f->tie_count, sizeof *sorted, by_number);
    limit = INFINITY;
    for (size_t i = f->tie_count; i-- > 0 && f->tie_count - i <= most;)
        if (i == 0 || sorted[i - 1] < sorted[i])
            limit = sorted[i];
    for (size_t i = 0; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];

        t->strong = !t->unknown &&
                    (layout_is(f, "rings") ? t->a == f->ego || t->b == f->ego : t->weight >= limit);
        t->opacity = t->strong             ? (blocs ? 0.9 : 0.8)
                     : f->tie_count > 2000 ? 0.14
                     : f->tie_count > 500  ? 0.2
                                           : 0.33;
        if (t->strong && is_between_circles(f, t))
            t->opacity = 0.38;
        if (!t->strong)
            t->width = 0.4;
    }
    ent_mem_free(sorted);
    return ENT_OK;
}

static ent_str short_number(figure *f, double value)
{
    ent_buf text = { 0 };
    ent_str out;

    put_short(&text, value);
    out = keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* An entry of the legend for ties that look like tie `i`; nothing when there are none. */
static void name_faded(figure *f, key_group *g, size_t style, size_t i, const char *words,
                       ent_str more)
{
    ent_buf text = { 0 };
    key_entry *e;

    if (i == NOWHERE)
        return;
    ent_buf_text(&text, words);
    ent_buf_str(&text, more);
    e = new_entry(g, KEY_LINE, keep_text(f, &text));
    e->style = style;
    e->opacity = f->ties[i].opacity;
    e->width = f->ties[i].width;
    ent_buf_destroy(&text);
}

/* Ties of a faded figure: their colour is the bloc's within it, grey between. */
static ent_status faded_ties(figure *f, ent_diags *diags)
{
    tie_style look = f->theme.styles[ENT_LEVEL_NONE];
    /* a tie of each kind, for the legend; far: strong and between circles */
    size_t between, unknown = NOWHERE, strong = NOWHERE, pale = NOWHERE, far = NOWHERE;
    tie_style not_known = f->theme.styles[STYLE_UNKNOWN];
    key_group *g;
    ent_status status;

    look.width = 1;
    if (f->bloc_count > 1)
        look.colour = f->theme.missing; /* which every colour of a bloc differs from */
    not_known.colour = look.colour;
    between = style_for(f, "tie", ENT_STR("tie"), &look);
    for (size_t i = 0; i < f->tie_count; i++) {
        size_t a = f->nodes[f->ties[i].a].group, b = f->nodes[f->ties[i].b].group;

        f->ties[i].style = between;
        if (f->ties[i].unknown)
            f->ties[i].style = unknown =
                style_for(f, "unknown", ent_str_of(level_words(STYLE_UNKNOWN)), &not_known);
        else if (a == b && a != NOWHERE && a < f->bloc_count &&
                 f->blocs[a].colour != f->theme.quiet) {
            look.colour = f->blocs[a].colour;
            f->ties[i].style = style_for(f, "bloc", f->blocs[a].label, &look);
        }
    }
    if ((status = fade(f, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];

        if (t->strong)
            t->width = 1;
        else if (!t->unknown)
            t->style = between; /* pale ties have one colour: colour is for what is strong */
        if (t->strong && (strong == NOWHERE || t->weight < f->ties[strong].weight))
            strong = i;
        if (t->strong && is_between_circles(f, t))
            far = i;
        if (!t->strong && !t->unknown)
            pale = i;
    }
    g = new_group(f, "Ties");
    if (layout_is(f, "rings")) {
        name_faded(f, g, between, strong, "tie of ", f->nodes[f->ego].name);
        name_faded(f, g, between, pale, "tie between others", ENT_STR(""));
    } else if (strong == NOWHERE || pale == NOWHERE) {
        name_faded(f, g, between, strong == NOWHERE ? pale : strong, "tie", ENT_STR(""));
    } else {
        ent_str limit = short_number(f, f->ties[strong].weight);

        for (size_t i = 0; i < f->tie_count; i++) /* the sample is one within a group */
            if (f->ties[i].strong && !is_between_circles(f, &f->ties[i]))
                strong = i;
        if (strong != far)
            name_faded(f, g, between, strong, far == NOWHERE ? "weight from " : "in a group, from ",
                       limit);
        name_faded(f, g, between, far, "between groups, from ", limit);
        name_faded(f, g, between, pale, "weight below ", limit);
    }
    if (unknown != NOWHERE) {
        key_entry *e = new_entry(g, KEY_LINE, f->styles[unknown].label);

        e->style = unknown;
        e->width = f->styles[unknown].look.width;
        e->opacity = 1;
    }
    return ENT_OK;
}

static ent_status encode_ties(figure *f, ent_diags *diags)
{
    const ent_mapping *colour = encoding_of(f, ENT_TIE_COLOUR),
                      *dash = encoding_of(f, ENT_TIE_DASH), *width = encoding_of(f, ENT_TIE_WIDTH);
    bool projection = ent_network_selection(f->networks[0])->network == ENT_NET_ACTORS ||
                      ent_network_selection(f->networks[0])->network == ENT_NET_ACTS;
    ent_status status = ENT_OK;

    if (!f->tie_count)
        return ENT_OK;
    if (f->dense && !colour && !dash && !width && f->network_count == 1)
        return faded_ties(f, diags);
    if (colour && !colour->words[0])
        status = ties_by_numbers(f, colour, diags);
    else if (colour || dash)
        status = ties_by_words(f, colour, dash, diags);
    else
        ties_by_level(f);
    if (status == ENT_OK &&
        (width || (projection && !colour && !f->dense && f->network_count == 1)))
        status = encode_width(f, width, diags);
    if (status == ENT_OK && f->dense && f->network_count == 1)
        status = fade(f, diags);
    return status;
}

/* ---- matrices ---- */

static const char *weight_words(const figure *f)
{
    const ent_selection *s = ent_network_selection(f->networks[0]);

    if (s->weight > ENT_WEIGHT_COUNT)
        return "Weight of the tie";
    return s->network == ENT_NET_ACTS     ? "Parties in common"
           : s->network == ENT_NET_ACTORS ? "Agreements in common"
                                          : "Agreements";
}

static ent_status encode_cells(figure *f, ent_diags *diags)
{
    double *values = ent_arena_new(&f->arena, f->tie_count, sizeof *values);
    tie_style look = f->theme.styles[ENT_LEVEL_NONE];
    classes c;
    key_group *g;
    size_t offset;
    ent_status status;

    if (!values)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->tie_count; i++)
        values[i] = f->ties[i].unknown ? NAN : f->ties[i].weight;
    if ((status = find_classes(&c, values, f->tie_count,
                               f->theme.step_count < 5 ? f->theme.step_count : 5, diags)) != ENT_OK)
        return status;
    style_for(f, "tie", ENT_STR("tie"), &look);
    offset = c.count == 1 ? 2 : c.count < f->theme.step_count ? f->theme.step_count - c.count : 0;
    for (size_t i = 0; i < f->tie_count; i++)
        f->ties[i].step = isnan(values[i]) ? 0 : offset + class_of(&c, values[i]);
    g = new_group(f, "");
    set_words(f, &g->title, "", c.count > 1 ? weight_words(f) : "Cells");
    for (size_t k = 0; k < c.count; k++)
        new_entry(g, KEY_SWATCH, c.count > 1 ? class_label(f, &c, k) : ENT_STR("tie"))->fill =
            f->theme.steps[offset + k];
    if (c.missing)
        new_entry(g, KEY_SWATCH, ent_str_of(level_words(STYLE_UNKNOWN)))->fill = f->theme.steps[0];
    return ENT_OK;
}

/* ---- blocs and bands ---- */

/* Groups by the colour channel when it has words, else by region, else by what kind of actor. */
static ent_status find_blocs(figure *f, ent_diags *diags)
{
    const ent_mapping *e = encoding_of(f, ENT_NODE_COLOUR);
    ent_str *words = ent_arena_new(&f->arena, f->node_count, sizeof *words);
    categories c;
    ent_status status;

    if (!words)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        words[i] = e && e->words[0] ? node_word(f, e, i)
                   : f->nodes[i].at == ENT_NONE
                       ? ENT_STR("")
                       : ent_node_attribute(f->networks[f->nodes[i].net], f->nodes[i].at, "region");
    if ((status = find_categories(f, &c, words, f->node_count, MOST_BLOCS - 2, diags)) != ENT_OK)
        return status;
    for (size_t k = 0; k < c.shown + (c.count > c.shown) + (c.missing && c.count); k++) {
        named_colour *b = &f->blocs[f->bloc_count++];
        bool coloured = c.shown <= f->theme.group_count && k < c.shown;

        b->label = k < c.shown                         ? c.list[k].name
                   : k == c.shown && c.count > c.shown ? ENT_STR("Other")
                                                       : ENT_STR("Not known");
        b->colour = coloured ? f->theme.groups[k] : f->theme.quiet;
        b->tint = f->theme.ground;
    }
    for (size_t i = 0; i < f->node_count && c.count; i++) {
        drawn_node *n = &f->nodes[i];

        n->group = c.of[i] == NOWHERE ? f->bloc_count - 1 : c.of[i];
        if (e || c.shown < 2 || n->shape != SHAPE_CIRCLE)
            continue;
        paint(f, n, f->blocs[n->group].colour);
        if (layout_is(f, "blocs") && !f->dense && c.shown <= f->theme.group_count &&
            n->group < c.shown)
            n->shape = shapes[n->group % 6];
    }
    return ENT_OK;
}

static void find_bands(figure *f)
{
    static const char *const words[] = { "Other",    "Bilateral", "Multilateral",
                                         "Regional", "Global",    "Several levels" };
    size_t at[ENT_LEVEL_COUNT];

    for (int level = ENT_GLOBAL; level >= 0; level--) {
        bool used = false;
        size_t count = 0;

        for (size_t i = 0; i < f->node_count; i++)
            if (is_box(f->nodes[i].type) && (int)main_level(&f->nodes[i]) == level) {
                used = true;
                count++;
            }
        for (size_t i = 0; i < f->tie_count; i++)
            if ((int)f->ties[i].tie->level == level && !is_box(f->nodes[f->ties[i].a].type) &&
                !is_box(f->nodes[f->ties[i].b].type)) {
                used = true;
                count++;
            }
        at[level] = NOWHERE;
        if (!used)
            continue;
        at[level] = f->band_count;
        f->bands[f->band_count++] =
            (named_colour){ ent_str_of(words[level]), ENT_STR(""), f->theme.styles[level].colour,
                            f->theme.styles[level].tint };
        (void)count;
    }
    for (size_t i = 0; i < f->node_count; i++)
        if (is_box(f->nodes[i].type))
            f->nodes[i].band = at[main_level(&f->nodes[i])];
}

/* Layouts in which what would be a box is a small square. */
static bool dots_only(const figure *f)
{
    return layout_is(f, "bundle") || (layout_is(f, "blocs") && f->dense);
}

static void groups_of_nodes(figure *f)
{
    key_group *g = new_group(f, "Groups");

    for (size_t i = 0; i < f->bloc_count; i++)
        for (size_t k = 0; k < f->node_count; k++)
            if (f->nodes[k].group == i && (!is_box(f->nodes[k].type) || dots_only(f))) {
                node_key(f, g, f->blocs[i].colour,
                         is_box(f->nodes[k].type) ? SHAPE_SQUARE : f->nodes[k].shape,
                         f->blocs[i].label);
                break;
            }
    if (!g->count)
        f->legend_count--;
}

/* ---- isolates ---- */

/* A line of the legend, or of the notes where the page is narrow. */
static void put_line(figure *f, key_group *g, ent_buf *line, const char *end)
{
    ent_buf_text(line, end);
    if (g)
        new_entry(g, KEY_TEXT, keep_text(f, line));
    else if (f->note_count < sizeof f->notes / sizeof *f->notes)
        f->notes[f->note_count++] = keep_text(f, line);
    ent_buf_clear(line);
}

/* Names of isolates, as many as stand on a few short lines, and how many there are beyond. */
static void name_isolates(figure *f)
{
    enum { LINES = 8, SHORT = 30, LONGEST = 40 };
    bool wide = f->width_mm >= 140 && !layout_is(f, "pyramid") && !layout_is(f, "timeline") &&
                (f->network_count < 2 || f->options.compare);
    size_t room = wide ? SHORT : (size_t)(f->width_mm * 0.9), lines = 0, named = 0;
    ent_buf line = { 0 };
    key_group *g = wide ? new_group(f, "Without a tie, not drawn") : NULL;
    const char *between = wide ? "" : "Without a tie, not drawn: ";

    for (size_t i = 0; i < f->isolates; i++) {
        ent_str name = f->isolate_names[i];

        if (ent_utf8_count(name) > LONGEST)
            continue;
        if (line.len && ent_utf8_count(ent_buf_view(&line)) + ent_utf8_count(name) + 3 > room) {
            if (lines + 2 >= LINES)
                break; /* the last line is for how many there are beyond */
            put_line(f, g, &line, ",");
            lines++;
            between = "";
        }
        ent_buf_text(&line, between);
        ent_buf_str(&line, name);
        between = ", ";
        named++;
    }
    if (named < f->isolates) {
        if (line.len && ent_utf8_count(ent_buf_view(&line)) + 14 > room)
            put_line(f, g, &line, "");
        ent_buf_format(&line, "%sand %zu more", line.len ? " " : "", f->isolates - named);
    }
    put_line(f, g, &line, "");
    ent_buf_destroy(&line);
}

/* ---- days ---- */

static void count_note(figure *f, size_t count, const char *words)
{
    ent_buf text = { 0 };

    if (!count)
        return;
    ent_buf_format(&text, "%zu agreement%s %s", count, count == 1 ? "" : "s", words);
    f->notes[f->note_count++] = keep_text(f, &text);
    ent_buf_destroy(&text);
}

/* Which days a timeline shows, where they are not those of signature. */
static void note_days(figure *f)
{
    count_note(f, f->first_signatures, "at the day of the first signature by a party");
    count_note(f, f->entries_into_force, "at the day of entry into force");
    count_note(f, f->undated, f->undated == 1 ? "without a known day is not drawn"
                                              : "without a known day are not drawn");
}

/* ---- the door ---- */

static void drop_legend_of_levels(figure *f)
{
    size_t kept = 0;

    for (size_t i = 0; i < f->legend_count; i++)
        if (!ent_str_is(f->legend[i].title, "Ties, by level"))
            f->legend[kept++] = f->legend[i];
    f->legend_count = kept;
}

ent_status encode(figure *f, ent_diags *diags)
{
    const ent_mapping *colour = encoding_of(f, ENT_NODE_COLOUR),
                      *shaped = encoding_of(f, ENT_NODE_SHAPE);
    bool matrix = layout_is(f, "matrix");
    ent_status status = ENT_OK;

    for (size_t i = 0; i < f->node_count; i++)
        base_look(f, &f->nodes[i]);
    if (layout_is(f, "blocs") || layout_is(f, "bundle") || matrix)
        status = find_blocs(f, diags);
    if (layout_is(f, "pyramid") || layout_is(f, "timeline"))
        find_bands(f);
    if (status == ENT_OK)
        status = matrix ? encode_cells(f, diags) : encode_ties(f, diags);
    if (status == ENT_OK && colour && !matrix)
        status = colour->words[0] ? colour_by_words(f, colour, diags)
                                  : colour_by_numbers(f, colour, diags);
    if (status == ENT_OK && shaped && !matrix)
        status = shape_by_words(f, shaped, diags);
    if (status == ENT_OK && !matrix && !colour && f->bloc_count > 1)
        groups_of_nodes(f);
    if (status == ENT_OK && !matrix && !dots_only(f) && !layout_is(f, "timeline"))
        kinds_of_nodes(f);
    if (status == ENT_OK && !matrix)
        status = encode_size(f, diags);
    if (layout_is(f, "pyramid") || layout_is(f, "timeline"))
        drop_legend_of_levels(f); /* the bands are labelled */
    if (f->network_count > 1 && !f->options.compare)
        f->notes[f->note_count++] =
            ENT_STR("Dark: new since the panel before; pale: older. Dots: not yet tied.");
    if (f->isolates && status == ENT_OK && !layout_is(f, "timeline"))
        name_isolates(f);
    if (layout_is(f, "timeline"))
        note_days(f);
    return status;
}
