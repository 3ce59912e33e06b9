/* encode_ties.c: the colour, the dash and the width of ties. */
#include "figure/encode.h"

#include <math.h>
#include <string.h>

#include "base/colour.h"

/* ---- styles ---- */

/* An entry for each style. */
static void add_legend(ent_figure *f, ent_str title)
{
    key_group *g = ent_legend_group(f, title);

    for (size_t s = 0; s < f->styles.count; s++)
        ent_legend_entry(f, g, KEY_LINE, f->styles.items[s].label)->style = s;
}

static int style_of(const ent_figure *f, const drawn_tie *t)
{
    if (!f->options.compare || f->collapsed_nodes)
        return t->unknown ? STYLE_UNKNOWN : f->collapsed_nodes ? ENT_LEVEL_NONE : (int)t->tie->level;
    return t->unsure           ? STYLE_UNKNOWN
           : t->in[0] == '0'   ? STYLE_ENTERED
           : t->in[1] == '0'   ? STYLE_ENDED
                               : STYLE_KEPT;
}

/* "entered, only 1956: 401": what a style says of two dates, and of how many ties. */
static ent_str compared_words(ent_figure *f, int style, size_t count)
{
    ent_str words = ent_translate(f->words, ent_style_words(style));

    return style == STYLE_UNKNOWN ? ent_said(f, "{1}: {2}", ent_t(ent_unknown_words(f)), ent_n(count))
           : style == STYLE_KEPT  ? ent_said(f, ENT_WORD("{1}, both: {2}"), ent_t(words), ent_n(count))
           : style == STYLE_ENTERED || style == STYLE_ENDED
               ? ent_said(f, ENT_WORD("{1}, only {2}: {3}"), ent_t(words),
                          ent_t(ent_panel_day(f, style == STYLE_ENTERED)), ent_n(count))
               : ent_said(f, "{1}: {2}", ent_t(words), ent_n(count));
}

static ent_str style_label(ent_figure *f, int style, size_t count)
{
    return f->options.compare         ? compared_words(f, style, count)
           : style == STYLE_UNKNOWN   ? ent_unknown_words(f)
           : style != ENT_LEVEL_NONE  ? ent_str_of(ent_style_words(style))
           : f->collapsed_nodes       ? ent_str_of(ENT_WORD("ties between groups"))
                                      : ent_str_of(ent_words_without_level(f));
}

/* Many ties of a comparison are thinner, all by the same factor: their widths tell them apart in grey. */
static double thinner(const ent_figure *f)
{
    enum { MANY = 200 };

    return f->options.compare && f->tie_count > MANY ? fmax(0.42, sqrt(MANY / (double)f->tie_count)) : 1;
}

/* Among very many ties of a comparison those that were kept or entered are pale, so that clusters are no solid
 * areas; those that ended, which are dashed, lie on them. */
static void fade_compared(ent_figure *f)
{
    enum { VERY_MANY = 600 };

    for (size_t i = 0; i < f->tie_count && f->options.compare && f->tie_count > VERY_MANY; i++) {
        drawn_tie *t = &f->ties[i];
        int style = style_of(f, t);
        uint32_t colour = f->styles.items[t->style].look.colour;

        if (style == STYLE_ENTERED || style == STYLE_KEPT)
            t->opacity = ent_colour_opacity(colour, f->theme.paper, style == STYLE_KEPT ? 1.5 : 1.7);
    }
}

/* By level, or by what changed. */
static void encode_levels(ent_figure *f)
{
    static const int order[] = { ENT_LEVEL_NONE, ENT_BILATERAL,   ENT_MULTILATERAL, ENT_REGIONAL,
                                 ENT_GLOBAL,     ENT_LEVEL_MIXED, STYLE_ENTERED,    STYLE_KEPT,
                                 STYLE_ENDED,    STYLE_UNKNOWN };
    size_t made[STYLE_COUNT], used[STYLE_COUNT] = { 0 };
    bool levels = false;

    for (size_t i = 0; i < f->tie_count; i++)
        used[style_of(f, &f->ties[i])]++;
    for (size_t o = 0; o < sizeof order / sizeof *order; o++) {
        int style = order[o];

        tie_look look = f->theme.styles[style];

        look.width *= thinner(f);
        if (!used[style])
            continue;
        if (f->wide && f->layout->bands && style < ENT_LEVEL_COUNT) { /* dashes tell kinds there */
            look.dashes = 0;
            look.round = false;
            look.width = look.width > 1.1 ? 1.1 : look.width;
        }
        levels |= style > 0 && style < ENT_LEVEL_COUNT;
        made[style] = ent_legend_style(f, ent_style_id(style), style_label(f, style, used[style]), &look);
    }
    for (size_t i = 0; i < f->tie_count; i++)
        f->ties[i].style = made[style_of(f, &f->ties[i])];
    fade_compared(f);
    if (!levels || !f->layout->bands) /* bands are labelled by their level */
        add_legend(f, levels               ? ENT_STR(ENT_WORD("Ties, by level"))
                      : f->options.compare ? ent_said(f, ENT_WORD("Ties, {1} and {2}"), ent_t(ent_panel_day(f, 0)),
                                                      ent_t(ent_panel_day(f, 1)))
                                           : ENT_STR(ENT_WORD("Ties")));
    if (f->options.compare)
        ent_fade_legend(f);
}

/* ---- words ---- */

/* Categories of colour and of dash; where one channel is used, both show its words. */
typedef struct tie_categories {
    const ent_mapping *colour, *dash;
    categories colours, dashes;
} tie_categories;

/* "consultation, neutrality" of a cell that lists "consultation;neutrality" */
static void add_listed(ent_figure *f, ent_buf *out, ent_str cell)
{
    ent_str rest = cell, word;

    for (bool first = true; ent_str_next(&rest, ';', &word); first = false) {
        if (!first)
            ent_buf_text(out, ", ");
        ent_buf_str(out, ent_translate_text(f->words, ent_str_trim(word)));
    }
}

/* "treaty, trade" */
static ent_str category_label(ent_figure *f, const tie_categories *t, size_t x, size_t y)
{
    ent_buf label = { 0 };
    ent_str out;

    add_listed(f, &label, ent_category_name(&t->colours, x));
    if (t->colour && t->dash) {
        ent_buf_text(&label, ", ");
        add_listed(f, &label, ent_category_name(&t->dashes, y));
    }
    out = ent_keep_text(f, &label);
    ent_buf_destroy(&label);
    return out;
}

static size_t category_style(ent_figure *f, const tie_categories *t, size_t x, size_t y)
{
    enum { UNKNOWN_DASH = 4 };
    tie_look look = f->theme.styles[ENT_LEVEL_NONE];

    if (x > t->colours.shown)
        look.colour = f->theme.missing;
    else if (t->colour)
        look.colour = f->theme.groups[x % f->theme.group_count];
    look.width = 1;
    ent_set_dash(&look, y > t->dashes.shown ? UNKNOWN_DASH : y);
    return ent_legend_style(f, "tie", category_label(f, t, x, y), &look);
}

static ent_status categorize(ent_figure *f, const ent_mapping *e, categories *c, size_t most, ent_diags *diags)
{
    ent_str *words = ent_arena_new(&f->arena, f->tie_count, sizeof *words);

    if (!words)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->tie_count; i++)
        words[i] = ent_tie_word(f, e, i);
    return ent_find_categories(f, c, words, f->tie_count, most, diags);
}

/* Styles in the order of the categories, that of unknown ties at the end. */
static ent_status encode_words(ent_figure *f, const ent_mapping *colour, const ent_mapping *dash,
                               ent_diags *diags)
{
    tie_categories t = { .colour = colour, .dash = dash };
    /* of one column, as many as colours that are told apart on thin lines, with "several" and "other" */
    size_t *styles, columns, most = colour && dash ? 6 : 5;
    bool unknown = false;
    ent_buf title = { 0 };
    ent_status status;

    if ((status = categorize(f, colour ? colour : dash, &t.colours, most, diags)) != ENT_OK ||
        (status = categorize(f, dash ? dash : colour, &t.dashes, most, diags)) != ENT_OK)
        return status;
    columns = t.dashes.shown + 2; /* other, not known */
    if ((styles = ent_arena_new(&f->arena, (t.colours.shown + 2) * columns, sizeof *styles)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < f->tie_count; i++) {
        unknown |= f->ties[i].unknown;
        if (!f->ties[i].unknown)
            styles[t.colours.of[i] * columns + t.dashes.of[i]] = 1; /* is used */
    }
    for (size_t k = 0; k < (t.colours.shown + 2) * columns; k++)
        if (styles[k])
            styles[k] = category_style(f, &t, k / columns, k % columns);
    for (size_t i = 0; i < f->tie_count; i++)
        f->ties[i].style = styles[t.colours.of[i] * columns + t.dashes.of[i]];
    if (unknown) {
        size_t style = ent_legend_style(f, "unknown", ent_unknown_words(f),
                                        &f->theme.styles[STYLE_UNKNOWN]);

        for (size_t i = 0; i < f->tie_count; i++)
            if (f->ties[i].unknown)
                f->ties[i].style = style;
    }
    ent_buf_str(&title, ent_translate(f->words, (colour ? colour : dash)->name));
    if (colour && dash)
        ent_buf_format(&title, ", %.*s", ENT_STR_ARG(ent_translate(f->words, dash->name)));
    add_legend(f, ent_said(f, ENT_WORD("Ties: {1}"), ent_t(ent_buf_view(&title))));
    ent_buf_destroy(&title);
    return ENT_OK;
}

/* ---- numbers ---- */

/* Steps of a colour, which become wider. */
static ent_status encode_numbers(ent_figure *f, const ent_mapping *e, ent_diags *diags)
{
    size_t styles[MOST_CLASSES], unknown = 0, last = f->theme.step_count - 1;
    double *values;
    classes c;
    ent_status status;

    if ((status = ent_tie_numbers(f, e, &values, diags)) != ENT_OK ||
        (status = ent_find_classes(&c, values, f->tie_count, 4, diags)) != ENT_OK)
        return status;
    for (size_t k = 0; k < c.count; k++) {
        tie_look look = f->theme.styles[ENT_LEVEL_NONE];

        look.colour = f->theme.steps[1 + k < last ? 1 + k : last];
        look.width = 0.6 + 0.3 * (double)k;
        styles[k] = ent_legend_style(f, "tie", ent_class_label(f, &c, k), &look);
    }
    if (c.missing)
        unknown = ent_legend_style(f, "unknown", ENT_STR(ENT_WORD("not known")),
                                   &f->theme.styles[STYLE_UNKNOWN]);
    for (size_t i = 0; i < f->tie_count; i++)
        f->ties[i].style = isnan(values[i]) ? unknown : styles[ent_class_of(&c, values[i])];
    add_legend(f, ent_title_of(f, ENT_WORD("Ties: {1}"), e->name));
    return ENT_OK;
}

/* ---- width ---- */

/* Classes, since tails are heavy. */
static ent_status encode_width(ent_figure *f, const ent_mapping *e, ent_diags *diags)
{
    static const double widths[] = { 0.5, 0.9, 1.3, 1.8, 2.4 };
    const char *what;
    double *values;
    classes c;
    key_group *g;
    ent_status status;

    if ((status = ent_tie_numbers(f, e, &values, diags)) != ENT_OK ||
        (status = ent_find_classes(&c, values, f->tie_count, 4, diags)) != ENT_OK)
        return status;
    if (!e && c.count < 2)
        return ENT_OK;
    for (size_t i = 0; i < f->tie_count; i++)
        if (!isnan(values[i]))
            f->ties[i].width = widths[ent_class_of(&c, values[i])];
    what = e && strcmp(e->name, "weight") != 0 ? e->name : ent_weight_unit(ent_network_selection(f->networks[0]));
    g = ent_legend_group(f, ent_title_of(f, ENT_WORD("Width: {1}"), what));
    for (size_t k = 0; k < c.count; k++) {
        key_entry *entry = ent_legend_entry(f, g, KEY_LINE, ent_class_label(f, &c, k));

        /* the style of all ties, or a plain one where they have several */
        entry->style = f->styles.count == 1
                           ? 0
                           : ent_legend_style(f, "width", ENT_STR(""), &f->theme.styles[ENT_LEVEL_NONE]);
        entry->width = widths[k];
    }
    return ENT_OK;
}

/* ---- lines and cells ---- */

ent_status ent_encode_ties(ent_figure *f, ent_diags *diags)
{
    const ent_mapping *colour = ent_mapping_of(f, ENT_TIE_COLOUR),
                      *dash = ent_mapping_of(f, ENT_TIE_DASH),
                      *width = ent_mapping_of(f, ENT_TIE_WIDTH);
    ent_network_kind kind = ent_network_selection(f->networks[0])->network;
    bool projection = kind == ENT_NET_ACTORS || kind == ENT_NET_ACTS, one = f->network_count == 1;
    ent_status status = ENT_OK;

    if (!f->tie_count)
        return ENT_OK;
    if (f->dense && !colour && !dash && !width && one)
        return ent_encode_faded(f, diags);
    if (colour && !colour->words[0])
        status = encode_numbers(f, colour, diags);
    else if (colour || dash)
        status = encode_words(f, colour, dash, diags);
    else
        encode_levels(f);
    if (status == ENT_OK && (width || (projection && !colour && !f->dense && one)))
        status = encode_width(f, width, diags);
    if (status == ENT_OK && f->dense && (one || f->panels))
        status = ent_fade_encoded(f, width != NULL, diags);
    return status;
}

ent_status ent_encode_cells(ent_figure *f, ent_diags *diags)
{
    size_t steps = f->theme.step_count, most = steps < MOST_CLASSES ? steps : MOST_CLASSES, first;
    double *values;
    classes c;
    key_group *g;
    ent_status status;

    if ((status = ent_tie_numbers(f, NULL, &values, diags)) != ENT_OK ||
        (status = ent_find_classes(&c, values, f->tie_count, most, diags)) != ENT_OK)
        return status;
    ent_legend_style(f, "tie", ENT_STR(ENT_WORD("tie")), &f->theme.styles[ENT_LEVEL_NONE]);
    first = c.count == 1 ? 2 : c.count < steps ? steps - c.count : 0;
    for (size_t i = 0; i < f->tie_count; i++)
        f->ties[i].step = isnan(values[i]) ? 0 : first + ent_class_of(&c, values[i]);
    if (f->layout->numbered) { /* cells say that there is a tie, in the colours of groups, which have a legend */
        g = ent_legend_group(f, ENT_STR(ENT_WORD("Cells")));
        if (!ent_are_blocs_coloured(f))
            ent_legend_entry(f, g, KEY_SWATCH, ENT_STR(ENT_WORD("tie")))->fill = f->theme.steps[steps / 2];
        c.count = 0;
    } else {
        g = ent_legend_group(f, ent_title_of(f, NULL, c.count > 1 ? ent_weight_words(f) : ENT_WORD("Cells")));
    }
    for (size_t k = 0; k < c.count; k++)
        ent_legend_entry(f, g, KEY_SWATCH, c.count > 1 ? ent_class_label(f, &c, k) : ENT_STR(ENT_WORD("tie")))
            ->fill = f->theme.steps[first + k];
    if (c.missing) /* not a step of the colour, which would read as few */
        ent_legend_entry(f, g, KEY_HALF, ent_unknown_words(f))->fill = f->theme.quiet;
    return ENT_OK;
}
