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

static key_group *new_group(ent_figure *f, const char *title)
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

static ent_status find_categories(ent_figure *f, categories *c, const ent_str *words, size_t count,
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

static ent_str class_label(ent_figure *f, const classes *c, size_t k)
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

static const ent_mapping *encoding_of(const ent_figure *f, ent_channel channel)
{
    return f->options.mappings[channel].name ? &f->options.mappings[channel] : NULL;
}

static double node_number(const ent_figure *f, const ent_mapping *e, size_t i)
{
    const drawn_node *n = &f->nodes[i];

    return n->at == ENT_NONE || !e->numbers[n->net] ? NAN : e->numbers[n->net][n->at];
}

static ent_str node_word(const ent_figure *f, const ent_mapping *e, size_t i)
{
    const drawn_node *n = &f->nodes[i];

    return n->at == ENT_NONE || !e->words[n->net] ? ENT_STR("") : e->words[n->net][n->at];
}

static double tie_number(const ent_figure *f, const ent_mapping *e, size_t i)
{
    const drawn_tie *t = &f->ties[i];

    return t->unknown || !e->numbers[t->net] ? NAN : e->numbers[t->net][t->at];
}

static ent_str tie_word(const ent_figure *f, const ent_mapping *e, size_t i)
{
    const drawn_tie *t = &f->ties[i];

    return t->unknown || !e->words[t->net] ? ENT_STR("") : e->words[t->net][t->at];
}

static ent_status node_words(ent_figure *f, const ent_mapping *e, ent_str **out, ent_diags *diags)
{
    if ((*out = ent_arena_new(&f->arena, f->node_count, sizeof **out)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        (*out)[i] = node_word(f, e, i);
    return ENT_OK;
}

static ent_status node_numbers(ent_figure *f, const ent_mapping *e, double **out, ent_diags *diags)
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
static double code_diameter(const ent_figure *f)
{
    return (f->network_count > 1 && !f->options.compare ? PANEL_DIAMETER : CODE_DIAMETER) *
           f->theme.label / 7;
}

static double most_diameter(const ent_figure *f)
{
    return (f->width_mm < 100 ? 12 : 15) * f->theme.label / 7;
}

static double diameter(const ent_figure *f, double value, double most)
{
    double least = 4.2 * f->theme.label / 7;

    if (!(value > 0) || !(most > 0))
        return least;
    return fmax(least, most_diameter(f) * sqrt(value / most));
}

/* Layouts in which a node is a dot, and what would be a box a small square. */
static bool dots_only(const ent_figure *f)
{
    return layout_is(f, "bundle") || layout_is(f, "matrix") || (layout_is(f, "blocs") && f->dense);
}

/* Does the node's size say something? A box is as large as its words. */
static bool is_sized(const ent_figure *f, size_t i)
{
    if (layout_is(f, "rings") && i == f->ego)
        return false; /* its name stands within */
    return !is_box(f->nodes[i].type) || (dots_only(f) && !layout_is(f, "matrix"));
}

/* Circles of real values: the least, one near half of the largest, the largest. The smallest circle
 * stands for all values that would have a smaller one. */
static void size_entries(ent_figure *f, key_group *g, const double *values, double most)
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
    for (size_t i = 0; i < count; i++) {
        ent_buf text = { 0 };
        key_entry *e;

        put_short(&text, shown[i]);
        if (i == 0 && small > least) {
            ent_buf_text(&text, "\xe2\x80\x93");
            put_short(&text, small);
        }
        e = new_entry(g, KEY_NODE, keep_text(f, &text));
        e->shape = SHAPE_CIRCLE;
        e->diameter = diameter(f, shown[i], most);
        e->fill = f->theme.state;
        e->line = f->theme.rim;
        ent_buf_destroy(&text);
    }
}

static void set_words(ent_figure *f, ent_str *words, const char *before, const char *name)
{
    ent_buf text = { 0 };

    ent_buf_format(&text, "%s%s", before, name);
    if (!before[0] && text.len && text.data[0] >= 'a' && text.data[0] <= 'z')
        text.data[0] = (char)(text.data[0] - 'a' + 'A');
    *words = keep_text(f, &text);
    ent_buf_destroy(&text);
}

static ent_status encode_size(ent_figure *f, ent_diags *diags)
{
    const ent_mapping *e = encoding_of(f, ENT_NODE_SIZE);
    bool fixed = layout_is(f, "column") || layout_is(f, "matrix") || layout_is(f, "pyramid") ||
                 layout_is(f, "columns") || layout_is(f, "timeline") ||
                 (dots_only(f) && !e); /* there is no room for large ones */
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
        if ((is_sized(f, i) || !is_box(f->nodes[i].type)) && values[i] > most)
            most = values[i];
    for (size_t i = 0; i < f->node_count; i++) {
        drawn_node *n = &f->nodes[i];

        n->diameter = fixed ? (n->inside && layout_is(f, "column") ? code_diameter(f)
                                                                   : 4.2 * f->theme.label / 7)
                            : diameter(f, values[i], most);
        if (e && isnan(values[i]) && is_sized(f, i) && !fixed) { /* hollow: not known */
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
            if (isnan(values[i]) && is_sized(f, i)) {
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

static void base_look(ent_figure *f, drawn_node *n)
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

static void paint(ent_figure *f, drawn_node *n, uint32_t colour)
{
    if (n->inside) {
        n->line = colour;
        n->line_width = 1.4;
    } else {
        n->fill = colour;
    }
    (void)f;
}

/* A node's shape as it is drawn. */
static shape shape_of(const ent_figure *f, const drawn_node *n)
{
    return n->shape == SHAPE_BOX && dots_only(f) ? SHAPE_SQUARE : n->shape;
}

/* An entry that looks like this node. */
static key_entry *sample_key(ent_figure *f, key_group *g, const drawn_node *n, ent_str label)
{
    key_entry *e = new_entry(g, KEY_NODE, label);

    e->shape = shape_of(f, n);
    e->diameter = f->theme.label;
    e->fill = n->fill;
    e->line = n->line;
    e->line_width = n->line_width;
    if (dots_only(f) && is_box(n->type)) {
        e->fill = n->group != NOWHERE ? f->blocs[n->group].colour : f->theme.ink;
        e->line = e->fill;
    }
    return e;
}

static void node_key(ent_figure *f, key_group *g, uint32_t colour, shape s, ent_str label)
{
    key_entry *e = new_entry(g, KEY_NODE, label);
    bool hollow = layout_is(f, "column");

    e->shape = s;
    e->diameter = 7 * f->theme.label / 7;
    e->fill = hollow ? f->theme.paper : colour;
    e->line = hollow ? colour : f->theme.rim;
    e->line_width = hollow ? 1.4 : 0.4;
}

/* The first node that is painted and has this category; the legend shows what it looks like. */
static const drawn_node *first_of(const ent_figure *f, const categories *c, const size_t *which,
                                  size_t count, size_t wanted)
{
    for (size_t i = 0; i < count; i++)
        if (c->of[i] == wanted)
            return &f->nodes[which[i]];
    return NULL;
}

/* Boxes are coloured by their level; by something else only where nothing but boxes has it. */
static bool paints(const ent_figure *f, const drawn_node *n)
{
    if (!is_box(n->type))
        return true;
    for (size_t i = 0; i < f->node_count; i++)
        if (!is_box(f->nodes[i].type))
            return false;
    return true;
}

static ent_status colour_by_words(ent_figure *f, const ent_mapping *e, ent_diags *diags)
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

        if (c.of[i] == NOWHERE) {
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
    for (size_t k = 0; k <= c.shown + 1; k++) {
        const drawn_node *n =
            first_of(f, &c, which, count, k <= c.shown ? k : NOWHERE);
        ent_str label = k < c.shown ? c.list[k].name
                        : k == c.shown ? ENT_STR("other")
                                       : ENT_STR("not known");
        key_entry *entry;

        if (!n)
            continue;
        entry = sample_key(f, g, n, label);
        if (encoding_of(f, ENT_NODE_SHAPE)) /* shapes have entries of their own */
            entry->shape = SHAPE_CIRCLE;
    }
    return ENT_OK;
}

static ent_status colour_by_numbers(ent_figure *f, const ent_mapping *e, ent_diags *diags)
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

/* Boxes stay boxes: what they are stands among the kinds of nodes. */
static ent_status shape_by_words(ent_figure *f, const ent_mapping *e, ent_diags *diags)
{
    ent_str *words;
    size_t *which = ent_arena_new(&f->arena, f->node_count, sizeof *which), count = 0;
    categories c;
    key_group *g;
    ent_status status;

    if (!which)
        return ent_out_of_memory(diags);
    if ((status = node_words(f, e, &words, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < f->node_count; i++)
        if (f->nodes[i].shape != SHAPE_BOX) {
            which[count] = i;
            words[count++] = words[i];
        }
    if ((status = find_categories(f, &c, words, count, 5, diags)) != ENT_OK)
        return status;
    /* what is not known has the last shape, which then stands for nothing else */
    for (size_t i = 0; i < count; i++)
        f->nodes[which[i]].shape = shapes[c.of[i] == NOWHERE ? 5 : c.of[i] % 6];
    g = new_group(f, "");
    set_words(f, &g->title, "Shape: ", e->name);
    for (size_t k = 0; k <= c.shown + 1; k++)
        if (first_of(f, &c, which, count, k <= c.shown ? k : NOWHERE))
            node_key(f, g, f->theme.state, shapes[k <= c.shown ? k % 6 : 5],
                     k < c.shown    ? c.list[k].name
                     : k == c.shown ? ENT_STR("other")
                                    : ENT_STR("not known"));
    if (!g->count)
        f->legend_count--;
    return ENT_OK;
}

/* ---- nodes: what there is without any encoding ---- */

static bool same_key(const key_entry *a, const key_entry *b)
{
    return a->shape == b->shape && a->fill == b->fill && a->line == b->line;
}

/* Adds an entry for what node `n` is; kinds that look alike share one: "organization or agreement". */
static void kind_key(ent_figure *f, key_group *g, const drawn_node *n)
{
    static const char *const names[] = { "state", "organization", "body", "other actor",
                                         "agreement" };
    size_t count = g->count;
    key_entry *e = sample_key(f, g, n, ENT_STR(""));
    ent_level level = is_box(n->type) && !dots_only(f) ? main_level(n) : ENT_LEVEL_NONE;
    ent_buf text = { 0 };

    for (size_t i = 0; i < count; i++)
        if (same_key(&g->entries[i], e)) {
            ent_str known = g->entries[i].label;
            const char *comma = memchr(known.ptr, ',', known.len);
            size_t len = comma ? (size_t)(comma - known.ptr) : known.len, word = strlen(names[n->type]);

            g->count--;
            if (len >= word && memcmp(known.ptr + len - word, names[n->type], word) == 0)
                return;
            ent_buf_format(&text, "%.*s or %s%.*s", (int)len, known.ptr, names[n->type],
                           (int)(known.len - len), known.ptr + len);
            g->entries[i].label = keep_text(f, &text);
            ent_buf_destroy(&text);
            return;
        }
    ent_buf_text(&text, names[n->type]);
    if (level)
        ent_buf_format(&text, ", %s", level_words((int)level));
    e->label = keep_text(f, &text);
    ent_buf_destroy(&text);
}

/* Do groups have colours of their own? */
static bool blocs_coloured(const ent_figure *f)
{
    return f->bloc_count > 1 && f->blocs[0].colour != f->theme.quiet;
}

/* What circles, boxes and squares are, each look once; what groups, colours or shapes say of circles
 * already is not said again. */
static void kinds_of_nodes(ent_figure *f)
{
    bool said = encoding_of(f, ENT_NODE_COLOUR) || encoding_of(f, ENT_NODE_SHAPE) ||
                blocs_coloured(f);
    key_group *g = new_group(f, "Nodes");

    for (int type = 0; type <= ENT_NODE_ACT; type++)
        for (int level = 0; level < ENT_LEVEL_COUNT; level++)
            for (size_t i = 0; i < f->node_count; i++) {
                const drawn_node *n = &f->nodes[i];

                if ((int)n->type != type || (int)main_level(n) != level ||
                    (!is_box(n->type) && said) ||
                    (dots_only(f) && blocs_coloured(f)))
                    continue;
                kind_key(f, g, n);
                if (!dots_only(f))
                    break;
            }
    if (!g->count)
        f->legend_count--;
}

/* ---- ties ---- */

typedef struct makers { /* what makes the ties of a ent_figure */
    bool acts, memberships;
} makers;

static void add_makers(const ent_figure *f, const drawn_tie *t, makers *m)
{
    const ent_network *n = f->networks[t->net];
    const ent_evidence *e = ent_tie_evidence(n, t->tie);

    for (uint32_t i = 0; i < t->tie->count; i++) {
        m->memberships |= e[i].is_membership;
        m->acts |= !e[i].is_membership;
    }
}

static makers makers_of(const ent_figure *f)
{
    makers m = { false, false };

    for (size_t i = 0; i < f->tie_count; i++)
        add_makers(f, &f->ties[i], &m);
    return m;
}

/* Member by member: what stands between them means nothing. */
static bool same_look(const tie_style *a, const tie_style *b)
{
    bool same = a->colour == b->colour && a->tint == b->tint && a->width == b->width &&
                a->round == b->round && a->dashes == b->dashes;

    for (size_t i = 0; i < a->dashes && same; i++)
        same = a->dash[i] == b->dash[i];
    return same;
}

static size_t style_for(ent_figure *f, const char *id, ent_str label, const tie_style *look)
{
    size_t i = 0;

    while (i < f->style_count && (!same_look(&f->styles[i].look, look) ||
                                  !ent_str_eq(f->styles[i].label, label)))
        i++;
    if (i == f->style_count && f->style_count < MOST_STYLES)
        f->styles[f->style_count++] = (line_style){ id, label, *look };
    return i < f->style_count ? i : f->style_count - 1;
}

static void style_ties(ent_figure *f, const char *title)
{
    key_group *g = new_group(f, title);

    for (size_t s = 0; s < f->style_count; s++)
        new_entry(g, KEY_LINE, f->styles[s].label)->style = s;
    if (!g->count)
        f->legend_count--;
}

static int what_changed(const ent_figure *f, const drawn_tie *t)
{
    (void)f;
    return t->in[0] == '0' ? STYLE_ENTERED : t->in[1] == '0' ? STYLE_ENDED : STYLE_KEPT;
}

/* Ties without a level: of agreements, of memberships, or of both, which look alike. */
static const char *words_without_level(const ent_figure *f)
{
    makers m = { false, false };

    for (size_t i = 0; i < f->tie_count; i++)
        if (!f->ties[i].unknown && f->ties[i].tie->level == ENT_LEVEL_NONE)
            add_makers(f, &f->ties[i], &m);
    if (ent_network_selection(f->networks[0])->network == ENT_NET_ACTS)
        return m.memberships ? "organization in common" : "party in common";
    return !m.memberships ? "agreement" : m.acts ? "agreement or membership"
           : ent_network_selection(f->networks[0])->network == ENT_NET_ACTORS
               ? "organization in common"
               : "membership";
}

/* By level, or by what changed. */
static void ties_by_level(ent_figure *f)
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
                                 ent_str_of(style == ENT_LEVEL_NONE ? words_without_level(f)
                                            : style == STYLE_UNKNOWN  ? unknown_words(f)
                                                                      : level_words(style)),
                                 &f->theme.styles[style]);
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
static ent_status ties_by_words(ent_figure *f, const ent_mapping *colour, const ent_mapping *dash,
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
                            style_for(f, "unknown", ent_str_of(unknown_words(f)),
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
static ent_status ties_by_numbers(ent_figure *f, const ent_mapping *e, ent_diags *diags)
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
static ent_status encode_width(ent_figure *f, const ent_mapping *e, ent_diags *diags)
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
static bool is_between_circles(const ent_figure *f, const drawn_tie *t)
{
    return layout_is(f, "blocs") && f->nodes[t->a].group != f->nodes[t->b].group;
}

/* Too many ties to be read one by one: the strongest stay, about one for each node, all others go
 * pale. Where all are equally strong, all are pale: none is the most important. */
static ent_status fade(ent_figure *f, bool keep_widths, ent_diags *diags)
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
        if (t->unknown)
            t->opacity = fmax(t->opacity, 0.5); /* dots, which would not be seen */
        if (!t->strong && !keep_widths)
            t->width = t->unknown ? 0.6 : 0.4;
    }
    ent_mem_free(sorted);
    return ENT_OK;
}

/* Are weights numbers of things? */
static bool whole_weights(const ent_figure *f)
{
    for (size_t i = 0; i < f->tie_count; i++)
        if (!f->ties[i].unknown && f->ties[i].weight != floor(f->ties[i].weight))
            return false;
    return true;
}

/* What the weight of a tie counts: "Agreements in common". */
static const char *weight_words(const ent_figure *f)
{
    const ent_selection *s = ent_network_selection(f->networks[0]);
    makers m = makers_of(f);

    if (s->weight > ENT_WEIGHT_COUNT || (s->weight == ENT_WEIGHT_DEFAULT && !whole_weights(f)))
        return "Weight of the tie";
    if (s->network == ENT_NET_ACTS)
        return !m.memberships ? "Parties in common" : m.acts ? "Parties and organizations in common"
                                                             : "Organizations in common";
    if (s->network == ENT_NET_ACTORS)
        return !m.memberships ? "Agreements in common"
               : m.acts       ? "Agreements and organizations in common"
                              : "Organizations in common";
    return !m.memberships ? "Agreements" : m.acts ? "Agreements and memberships" : "Memberships";
}

/* " agreements in common", of one " agreement in common" */
static void put_counted(const char *words, bool one, ent_buf *out)
{
    static const char *const pairs[][2] = { { "agreements", "agreement" },
                                            { "organizations", "organization" },
                                            { "parties", "party" },
                                            { "and", "or" } };
    ent_buf low = { 0 };
    ent_str rest, word;

    ent_buf_char(&low, (char)(words[0] - 'A' + 'a'));
    ent_buf_text(&low, words + 1);
    rest = ent_buf_view(&low);
    while (ent_str_next(&rest, ' ', &word)) {
        for (size_t i = 0; one && i < sizeof pairs / sizeof *pairs; i++)
            if (ent_str_is(word, pairs[i][0]))
                word = ent_str_of(pairs[i][1]);
        ent_buf_char(out, ' ');
        ent_buf_str(out, word);
    }
    out->failed |= low.failed;
    ent_buf_destroy(&low);
}

/* "3 or more agreements in common", "1 or 2 agreements in common", "weight 0.25 to 0.4". */
static ent_str weight_label(ent_figure *f, const char *where, double low, double high)
{
    const char *words = weight_words(f);
    bool counts = strcmp(words, "Weight of the tie") != 0;
    ent_buf text = { 0 };
    ent_str out;

    ent_buf_text(&text, where);
    ent_buf_text(&text, counts ? "" : "weight ");
    put_short(&text, low);
    if (high == INFINITY) {
        ent_buf_text(&text, " or more");
    } else if (high > low) {
        ent_buf_text(&text, counts && high == low + 1 ? " or " : " to ");
        put_short(&text, high);
    }
    if (counts)
        put_counted(words, low == 1 && high == 1, &text);
    out = keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* An entry of the legend for ties that look like tie `i`; nothing when there are none. */
static void name_faded(ent_figure *f, key_group *g, size_t i, ent_str label)
{
    key_entry *e;

    if (i == NOWHERE)
        return;
    e = new_entry(g, KEY_LINE, label);
    e->style = f->ties[i].style;
    e->opacity = f->ties[i].opacity;
    e->width = f->ties[i].width > 0 ? f->ties[i].width : f->styles[e->style].look.width;
}

/* The ties of a figure whose ties are strong or pale: one of each kind, and how strong they are. */
typedef struct faded {
    size_t strong, far, pale, unknown; /* far: strong, between two groups */
    double limit, low, high;           /* the weakest strong tie; the pale ones */
} faded;

static faded find_faded(const ent_figure *f)
{
    faded k = { NOWHERE, NOWHERE, NOWHERE, NOWHERE, INFINITY, INFINITY, -INFINITY };

    for (size_t i = 0; i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i];

        if (t->unknown) {
            k.unknown = i;
        } else if (!t->strong) {
            k.pale = i;
            k.low = fmin(k.low, t->weight);
            k.high = fmax(k.high, t->weight);
        } else {
            k.limit = fmin(k.limit, t->weight);
            if (is_between_circles(f, t))
                k.far = i;
            else if (k.strong == NOWHERE || t->style == 0) /* rather in no group's colour */
                k.strong = i;
        }
    }
    return k;
}

static void legend_of_faded(ent_figure *f)
{
    faded k = find_faded(f);
    key_group *g = new_group(f, "Ties");
    bool strong = k.strong != NOWHERE || k.far != NOWHERE;

    if (layout_is(f, "rings")) {
        ent_buf text = { 0 };

        ent_buf_text(&text, "tie of ");
        ent_buf_str(&text, f->nodes[f->ego].name);
        name_faded(f, g, k.strong, keep_text(f, &text));
        name_faded(f, g, k.pale, ENT_STR("tie between others"));
        ent_buf_destroy(&text);
    } else if (!strong || (k.pale == NOWHERE && k.far == NOWHERE)) {
        name_faded(f, g, strong ? k.strong : k.pale, ENT_STR("tie"));
    } else {
        name_faded(f, g, k.strong,
                   weight_label(f, k.far == NOWHERE ? "" : "in a group: ", k.limit, INFINITY));
        name_faded(f, g, k.far, weight_label(f, "between groups: ", k.limit, INFINITY));
        if (k.pale != NOWHERE)
            name_faded(f, g, k.pale, weight_label(f, "", k.low, k.high));
    }
    name_faded(f, g, k.unknown, ent_str_of(unknown_words(f)));
}

/* Ties of a faded figure: their colour is the bloc's within it, grey between. */
static ent_status faded_ties(ent_figure *f, ent_diags *diags)
{
    tie_style look = f->theme.styles[ENT_LEVEL_NONE];
    tie_style not_known = f->theme.styles[STYLE_UNKNOWN];
    size_t between;
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
            f->ties[i].style =
                style_for(f, "unknown", ent_str_of(unknown_words(f)), &not_known);
        else if (a == b && a != NOWHERE && a < f->bloc_count &&
                 f->blocs[a].colour != f->theme.quiet) {
            look.colour = f->blocs[a].colour;
            f->ties[i].style = style_for(f, "bloc", f->blocs[a].label, &look);
        }
    }
    if ((status = fade(f, false, diags)) != ENT_OK)
        return status;
    for (size_t i = 0; i < f->tie_count; i++) {
        drawn_tie *t = &f->ties[i];

        if (t->strong)
            t->width = 1;
        else if (!t->unknown)
            t->style = between; /* pale ties have one colour: colour is for what is strong */
    }
    legend_of_faded(f);
    return ENT_OK;
}

/* How dark the darkest tie is that an entry of the legend stands for; 0: it stands for none. */
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

/* Where colour, dash or width of ties say something of their own, the legend's lines are as dark as
 * those of the figure, and it adds what the pale ones are. */
static void explain_fading(ent_figure *f)
{
    faded k = find_faded(f);
    ent_buf text = { 0 };

    for (size_t g = 0; g < f->legend_count; g++)
        for (size_t i = 0; i < f->legend[g].count; i++) {
            key_entry *e = &f->legend[g].entries[i];
            double opacity = e->mark == KEY_LINE ? entry_opacity(f, e) : 0;

            e->opacity = opacity > 0 ? opacity : e->opacity;
        }
    if (k.pale == NOWHERE || (k.strong == NOWHERE && k.far == NOWHERE))
        return;
    ent_buf_text(&text, "pale: ");
    ent_buf_str(&text, weight_label(f, "", k.low, k.high));
    new_entry(new_group(f, ""), KEY_TEXT, keep_text(f, &text));
    ent_buf_destroy(&text);
}

static ent_status encode_ties(ent_figure *f, ent_diags *diags)
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
    if (status == ENT_OK && f->dense && f->network_count == 1 &&
        (status = fade(f, width != NULL, diags)) == ENT_OK)
        explain_fading(f);
    return status;
}

/* ---- matrices ---- */

static ent_status encode_cells(ent_figure *f, ent_diags *diags)
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
    if (c.missing) /* no step of the colours, which would read as few */
        new_entry(g, KEY_HALF, ent_str_of(unknown_words(f)))->fill = f->theme.quiet;
    return ENT_OK;
}

/* ---- blocs and bands ---- */

/* Groups by the colour channel when it has words, else by region, else by what kind of actor. */
static ent_status find_blocs(ent_figure *f, ent_diags *diags)
{
    const ent_mapping *e = encoding_of(f, ENT_NODE_COLOUR);
    ent_str *words = ent_arena_new(&f->arena, f->node_count, sizeof *words);
    /* where their names stand beside them there may be more of them than colours */
    bool named = !e && (layout_is(f, "blocs") || (layout_is(f, "matrix") && !f->two_mode)), coloured;
    categories c;
    ent_status status;

    if (!words)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->node_count; i++)
        words[i] = e && e->words[0] ? node_word(f, e, i)
                   : f->nodes[i].at == ENT_NONE
                       ? ENT_STR("")
                       : ent_node_attribute(f->networks[f->nodes[i].net], f->nodes[i].at, "region");
    if ((status = find_categories(f, &c, words, f->node_count,
                                  named ? MOST_BLOCS - 2 : f->theme.group_count, diags)) != ENT_OK)
        return status;
    /* colours only where there is one for each */
    coloured = c.shown > 1 && c.shown + (c.count > c.shown) <= f->theme.group_count;
    for (size_t k = 0; k < c.shown + (c.count > c.shown) + (c.missing && c.count); k++) {
        named_colour *b = &f->blocs[f->bloc_count++];

        b->label = k < c.shown                         ? c.list[k].name
                   : k == c.shown && c.count > c.shown ? ENT_STR("Other")
                                                       : ENT_STR("Not known");
        b->colour = coloured && k < c.shown + (c.count > c.shown) ? f->theme.groups[k] : f->theme.quiet;
        b->tint = f->theme.ground;
    }
    for (size_t i = 0; i < f->node_count && c.count; i++) {
        drawn_node *n = &f->nodes[i];

        n->group = c.of[i] == NOWHERE ? f->bloc_count - 1 : c.of[i];
        if ((e && !dots_only(f)) || !coloured || n->shape != SHAPE_CIRCLE)
            continue;
        paint(f, n, f->blocs[n->group].colour);
        if (layout_is(f, "blocs") && !f->dense && n->group < c.shown)
            n->shape = shapes[n->group % 6];
    }
    return ENT_OK;
}

/* The levels of the agreements that make the ties, and of what has a box. */
static void find_levels(const ent_figure *f, bool *used)
{
    for (size_t i = 0; i < f->node_count; i++)
        if (is_box(f->nodes[i].type))
            used[main_level(&f->nodes[i])] = true;
    for (size_t i = 0; i < f->tie_count; i++) {
        const drawn_tie *t = &f->ties[i];
        const ent_network *n = f->networks[t->net];
        const ent_evidence *e = ent_tie_evidence(n, t->tie);

        for (uint32_t k = 0; k < t->tie->count; k++)
            if (!e[k].is_membership && ent_network_selection(n)->network != ENT_NET_ACTS)
                used[ent_act_at(ent_network_dataset(n), e[k].record)->level] = true;
        if (!is_box(f->nodes[t->a].type) && !is_box(f->nodes[t->b].type))
            used[t->tie->level] = true;
    }
}

static void find_bands(ent_figure *f)
{
    static const char *const words[] = { "Other",    "Bilateral", "Multilateral",
                                         "Regional", "Global",    "Several levels" };
    bool used[ENT_LEVEL_COUNT] = { false };
    size_t at[ENT_LEVEL_COUNT];

    find_levels(f, used);
    for (int level = ENT_GLOBAL; level >= 0; level--) {
        at[level] = NOWHERE;
        if (!used[level])
            continue;
        at[level] = f->band_count;
        f->bands[f->band_count++] =
            (named_colour){ ent_str_of(words[level]), ENT_STR(""), f->theme.styles[level].colour,
                            f->theme.styles[level].tint };
    }
    for (size_t i = 0; i < f->node_count; i++)
        if (is_box(f->nodes[i].type))
            f->nodes[i].band = at[main_level(&f->nodes[i])];
}

/* Levels of agreements that the selection asks for and of which none is drawn: a pyramid without
 * its top would say that there is none. */
static void note_levels(ent_figure *f)
{
    size_t selected[ENT_LEVEL_COUNT];
    bool used[ENT_LEVEL_COUNT] = { false };
    ent_buf text = { 0 };

    find_levels(f, used);
    ent_network_levels(f->networks[f->network_count - 1], selected);
    for (int level = ENT_GLOBAL; level > 0; level--)
        if (selected[level] && !used[level])
            ent_buf_format(&text, "%s%zu %s", text.len ? ", " : "", selected[level],
                           level_words(level));
    if (text.len && f->note_count < sizeof f->notes / sizeof *f->notes) {
        ent_buf_text(&text, " agreements make no tie and are not drawn");
        f->notes[f->note_count++] = keep_text(f, &text);
    }
    ent_buf_destroy(&text);
}

/* "Europe"; of small squares also what they are. */
static ent_str group_label(ent_figure *f, size_t group, const drawn_node *n)
{
    bool known = !ent_str_is(f->blocs[group].label, "Not known"), organizations = false, acts = false;
    ent_buf text = { 0 };
    ent_str out;

    if (!is_box(n->type))
        return f->blocs[group].label;
    for (size_t i = 0; i < f->node_count; i++)
        if (f->nodes[i].group == group && is_box(f->nodes[i].type)) {
            acts |= f->nodes[i].type == ENT_NODE_ACT;
            organizations |= f->nodes[i].type != ENT_NODE_ACT;
        }
    if (known) {
        ent_buf_str(&text, f->blocs[group].label);
        ent_buf_text(&text, ", ");
    }
    ent_buf_text(&text, organizations ? "organization" : "");
    ent_buf_text(&text, organizations && acts ? " or " : "");
    ent_buf_text(&text, acts ? "agreement" : "");
    out = keep_text(f, &text);
    ent_buf_destroy(&text);
    return out;
}

/* An entry for each look that a group's nodes have. */
static void groups_of_nodes(ent_figure *f)
{
    const ent_mapping *e = encoding_of(f, ENT_NODE_COLOUR);
    key_group *g = new_group(f, "Groups");

    if (e && e->words[0]) {
        set_words(f, &f->colour_words, "", e->name);
        g->title = f->colour_words;
    }
    for (size_t i = 0; i < f->bloc_count; i++)
        for (size_t k = 0; k < f->node_count && g->count < MOST_ENTRIES; k++) {
            const drawn_node *n = &f->nodes[k];
            size_t count = g->count, twin = 0;
            key_entry *entry;

            if (n->group != i || (is_box(n->type) && !dots_only(f)))
                continue;
            entry = sample_key(f, g, n, group_label(f, i, n));
            while (twin < count && !same_key(&g->entries[twin], entry))
                twin++;
            if (twin < count)
                g->count--;
        }
    if (!g->count)
        f->legend_count--;
}

/* ---- isolates ---- */

/* A line of the legend, or of the notes where the page is narrow. */
static void put_line(ent_figure *f, key_group *g, ent_buf *line, const char *end)
{
    ent_buf_text(line, end);
    if (g)
        new_entry(g, KEY_TEXT, keep_text(f, line));
    else if (f->note_count < sizeof f->notes / sizeof *f->notes)
        f->notes[f->note_count++] = keep_text(f, line);
    ent_buf_clear(line);
}

/* Names of isolates, as many as stand on a few short lines, and how many there are beyond. */
static void name_isolates(ent_figure *f)
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

static void count_note(ent_figure *f, size_t count, const char *words)
{
    ent_buf text = { 0 };

    if (!count)
        return;
    ent_buf_format(&text, "%zu agreement%s %s", count, count == 1 ? "" : "s", words);
    f->notes[f->note_count++] = keep_text(f, &text);
    ent_buf_destroy(&text);
}

/* Which days a timeline shows, where they are not those of signature. */
static void note_days(ent_figure *f)
{
    count_note(f, f->first_signatures, "at the day of the first signature by a party");
    count_note(f, f->entries_into_force, "at the day of entry into force");
    count_note(f, f->undated, f->undated == 1 ? "without a known day is not drawn"
                                              : "without a known day are not drawn");
}

/* ---- the door ---- */

static void drop_legend_of_levels(ent_figure *f)
{
    size_t kept = 0;

    for (size_t i = 0; i < f->legend_count; i++)
        if (!ent_str_is(f->legend[i].title, "Ties, by level"))
            f->legend[kept++] = f->legend[i];
    f->legend_count = kept;
}

ent_status encode(ent_figure *f, ent_diags *diags)
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
    if (status == ENT_OK && colour && !(dots_only(f) && (matrix || colour->words[0])))
        status = colour->words[0] ? colour_by_words(f, colour, diags)
                                  : colour_by_numbers(f, colour, diags);
    if (status == ENT_OK && shaped && !matrix)
        status = shape_by_words(f, shaped, diags);
    if (status == ENT_OK && (dots_only(f) || !colour) && blocs_coloured(f))
        groups_of_nodes(f);
    if (status == ENT_OK && !layout_is(f, "timeline"))
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
    if (ent_network_selection(f->networks[0])->directed)
        f->notes[f->note_count++] = matrix ? ENT_STR("Ties run from the row to the column.")
                                           : ENT_STR("Arrows run from the first of a pair to the second.");
    if (layout_is(f, "timeline"))
        note_days(f);
    if (layout_is(f, "pyramid"))
        note_levels(f);
    return status;
}
