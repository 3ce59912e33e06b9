/* lines.c: the lines of a series over time, a panel for each measure.
 *
 * A line is a measure of the network, or of one node; it has a place for every step, so that a step at which
 * its value is undefined, or at which its node does not exist, is a gap. */
#include "figure/plots/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/colour.h"

enum { MOST_LINES = 12, MOST_PANELS = 12, TOP = 8, LISTED = 4 };

typedef struct sample {
    double value, low, high; /* NaN: undefined, no bounds */
    bool stated;             /* there is a row */
} sample;

typedef struct line {
    ent_str node, label;
    size_t panel;
    sample *at; /* by step */
    double peak;
    size_t actor; /* of chart.actors */
} line;

typedef struct actor { /* a node with a line in some panels */
    ent_str node, label;
    double peak;  /* in the first panel that has it */
    size_t panel; /* that one */
    size_t look;  /* its colour and dashes */
    bool shown, pale;
} actor;

typedef struct chart {
    const ent_series_plot *p;
    const ent_figure_options *o;
    ent_arena arena;
    ent_str measures[MOST_PANELS];
    size_t panels;
    plot_steps steps;
    ENT_LIST(line) lines;
    ENT_LIST(actor) actors;
    ent_index by_line, by_actor;
    size_t coloured, pale;
    ent_diags *diags;
} chart;

/* ---- which measures ---- */

static ent_status choose_measures(chart *c)
{
    ent_str rest = ent_str_of(c->p->measures), part;

    for (size_t i = 0; !c->p->measures && i < c->p->count && !c->panels; i++)
        if (!c->p->rows[i].node.len)
            c->measures[c->panels++] = c->p->rows[i].measure;
    if (!c->p->measures && !c->panels)
        return ent_fail(c->diags, ENT_EDATA, ENT_NOWHERE,
                        "no value of a measure of the network in this series; choose another with --of");
    while (ent_str_next_item(&rest, &part)) {
        part = ent_str_trim(part);
        if (part.len && c->panels == MOST_PANELS)
            return ent_fail(c->diags, ENT_EUSAGE, ENT_NOWHERE, "--of: at most %d measures, a panel for each",
                            MOST_PANELS);
        if (part.len)
            c->measures[c->panels++] = part;
    }
    return ENT_OK;
}

typedef enum sample_kind { SAMPLE_VALUE, SAMPLE_LOW, SAMPLE_HIGH } sample_kind;

/* The panel of a row of a measure, or of its bounds; SIZE_MAX: none. */
static size_t panel_of(const chart *c, ent_str measure, sample_kind *kind)
{
    static const char *const ends[] = { "", "_low", "_high" };

    for (size_t i = 0; i < c->panels; i++)
        for (int k = 0; k < 3; k++) {
            ent_str name = c->measures[i];

            if (measure.len == name.len + strlen(ends[k]) && memcmp(measure.ptr, name.ptr, name.len) == 0 &&
                memcmp(measure.ptr + name.len, ends[k], measure.len - name.len) == 0) {
                *kind = (sample_kind)k;
                return i;
            }
        }
    return SIZE_MAX;
}

/* ---- steps and lines ---- */

static line *line_of(chart *c, const ent_series_row *row, size_t panel, ent_buf *key)
{
    size_t at;
    line *l;

    ent_buf_clear(key);
    ent_buf_format(key, "%zu ", panel);
    ent_buf_str(key, row->node);
    at = ent_plot_number_of(&c->by_line, &c->arena, ent_buf_view(key), c->lines.count);
    if (at == SIZE_MAX || (at == c->lines.count && !ENT_LIST_ADD(&c->lines)))
        return NULL;
    l = &c->lines.items[at];
    if (l->at)
        return l;
    *l = (line){ row->node, row->label.len ? row->label : row->node, panel,
                 ent_arena_new(&c->arena, c->steps.count, sizeof *l->at), NAN, SIZE_MAX };
    for (size_t i = 0; l->at && i < c->steps.count; i++)
        l->at[i] = (sample){ NAN, NAN, NAN, false };
    return l->at ? l : NULL;
}

static ent_status fill_lines(chart *c)
{
    ent_buf key = { 0 };
    bool good = true;

    for (size_t i = 0; i < c->p->count && good; i++) {
        const ent_series_row *row = &c->p->rows[i];
        sample_kind kind = SAMPLE_VALUE;
        size_t panel = panel_of(c, row->measure, &kind);
        line *l;
        sample *s;

        if (panel == SIZE_MAX)
            continue;
        if (!(good = (l = line_of(c, row, panel, &key)) != NULL))
            continue;
        s = &l->at[ent_plot_step_of(&c->steps, row->date)];
        *(kind == SAMPLE_LOW ? &s->low : kind == SAMPLE_HIGH ? &s->high : &s->value) = row->value;
        if (kind != SAMPLE_VALUE)
            continue;
        s->stated = true;
        l->peak = fmax(l->peak, row->value); /* NaN is skipped */
    }
    ent_buf_destroy(&key);
    return good ? ENT_OK : ent_out_of_memory(c->diags);
}

static ent_status check_measures(const chart *c)
{
    for (size_t i = 0; i < c->panels; i++) {
        bool any = false;

        for (size_t k = 0; k < c->lines.count && !any; k++)
            any = c->lines.items[k].panel == i && !isnan(c->lines.items[k].peak);
        if (!any)
            return ent_fail(c->diags, ENT_EDATA, ENT_NOWHERE, "no value of %.*s in this series",
                            ENT_STR_ARG(c->measures[i]));
    }
    return ENT_OK;
}

/* ---- which nodes ---- */

static ent_status find_actors(chart *c)
{
    for (size_t i = 0; i < c->lines.count; i++) {
        line *l = &c->lines.items[i];

        if (!l->node.len)
            continue;
        l->actor = ent_plot_number_of(&c->by_actor, &c->arena, l->node, c->actors.count);
        if (l->actor == SIZE_MAX ||
            (l->actor == c->actors.count &&
             !ENT_LIST_PUSH(&c->actors, (actor){ l->node, l->label, l->peak, l->panel, 0, false, false })))
            return ent_out_of_memory(c->diags);
        if (l->panel < c->actors.items[l->actor].panel) {
            c->actors.items[l->actor].peak = l->peak;
            c->actors.items[l->actor].panel = l->panel;
        }
    }
    return ENT_OK;
}

/* The highest values in the first panel come first. */
static int by_peak(const void *a, const void *b)
{
    const actor *x = *(actor *const *)a, *y = *(actor *const *)b;
    double p = isnan(x->peak) ? -INFINITY : x->peak, q = isnan(y->peak) ? -INFINITY : y->peak;

    if (x->panel != y->panel)
        return x->panel < y->panel ? -1 : 1;
    if (p != q)
        return p > q ? -1 : 1;
    return ent_str_compare_natural(x->node, y->node);
}

static ent_status highlight(chart *c, actor **sorted)
{
    char between = strchr(c->o->highlight, ';') ? ';' : ',';
    ent_str rest = ent_str_of(c->o->highlight), word;

    for (size_t i = 0; i < c->actors.count; i++)
        sorted[i]->pale = true;
    while (ent_str_next(&rest, between, &word)) {
        bool known = false;

        word = ent_str_trim(word);
        for (size_t i = 0; word.len && i < c->actors.count; i++) {
            actor *a = sorted[i];

            if (!ent_str_eq(a->node, word) && !ent_str_eq(a->label, word))
                continue;
            a->pale = false;
            a->shown = known = true;
        }
        if (word.len && !known)
            return ent_fail(c->diags, ENT_EUSAGE, ENT_NOWHERE, "--highlight: no line of this plot is of '%.*s'",
                            ENT_STR_ARG(word));
    }
    return ENT_OK;
}

static ent_status choose_actors(chart *c)
{
    size_t top = c->o->top ? c->o->top : c->o->highlight ? SIZE_MAX : TOP;
    actor **sorted = ent_arena_new(&c->arena, c->actors.count, sizeof *sorted);
    ent_status status = ENT_OK;

    if (!sorted)
        return ent_out_of_memory(c->diags);
    for (size_t i = 0; i < c->actors.count; i++)
        sorted[i] = &c->actors.items[i];
    if (c->actors.count)
        qsort(sorted, c->actors.count, sizeof *sorted, by_peak);
    for (size_t i = 0; i < c->actors.count; i++)
        sorted[i]->shown = i < top && !isnan(sorted[i]->peak);
    if (c->o->highlight)
        status = c->actors.count ? highlight(c, sorted)
                                 : ent_fail(c->diags, ENT_EUSAGE, ENT_NOWHERE,
                                            "--highlight has no effect: these measures are of the network");
    for (size_t i = 0; i < c->actors.count && status == ENT_OK; i++) {
        sorted[i]->look = c->coloured;
        c->coloured += sorted[i]->shown && !sorted[i]->pale;
        c->pale += sorted[i]->shown && sorted[i]->pale;
    }
    if (status == ENT_OK && c->coloured > MOST_LINES)
        status = ent_fail(c->diags, ENT_EUSAGE, ENT_NOWHERE,
                          "%zu lines are too many to be told apart (at most %d); choose fewer with --top or "
                          "--highlight",
                          c->coloured, MOST_LINES);
    return status;
}

static bool is_shown(const chart *c, const line *l)
{
    return l->actor == SIZE_MAX || c->actors.items[l->actor].shown;
}

static bool is_pale(const chart *c, const line *l)
{
    return l->actor != SIZE_MAX && c->actors.items[l->actor].pale;
}

/* ---- the description ---- */

/* "mean_degree": "mean degree" */
static void put_name(const ent_words *words, ent_buf *out, ent_str measure)
{
    measure = ent_translate_text(words, measure);
    for (size_t i = 0; i < measure.len; i++)
        ent_buf_char(out, measure.ptr[i] == '_' ? ' ' : measure.ptr[i]);
}

static void write_time_axis(ent_json_writer *w, const chart *c)
{
    double first = c->steps.items[0].year, last = c->steps.items[c->steps.count - 1].year;

    for (size_t i = 0; i < c->p->event_count; i++) {
        double year = ent_plot_year(c->p->events[i].when.first);

        first = fmin(first, year);
        last = fmax(last, year);
    }
    if (!(last > first))
        last = first + 1;
    ent_plot_axis(w, NULL, &(plot_axis){ "x", ENT_STR(""), first, last, fmax(1, ent_plot_step(last - first, 7)) });
}

static void write_value_axis(ent_json_writer *w, const chart *c, size_t panel)
{
    double low = 0, high = -INFINITY, apart;
    bool whole = true;

    for (size_t i = 0; i < c->lines.count; i++) {
        const line *l = &c->lines.items[i];

        for (size_t k = 0; l->panel == panel && is_shown(c, l) && k < c->steps.count; k++) {
            low = fmin(low, fmin(l->at[k].value, l->at[k].low)); /* NaN is skipped */
            high = fmax(high, fmax(l->at[k].value, l->at[k].high));
            whole &= isnan(l->at[k].value) || l->at[k].value == floor(l->at[k].value);
        }
    }
    if (!(high > low))
        high = low + 1;
    apart = ent_plot_step(high - low, c->panels > 1 ? 4 : 5);
    ent_plot_axis(w, c->o->words, &(plot_axis){ "y", ENT_STR(""), low, high, whole ? fmax(1, apart) : apart });
}

/* "RUS 1999=3;2000=": a step without a value has none behind the sign. */
static void write_attributes(ent_json_writer *w, const chart *c, const line *l)
{
    ent_buf values = { 0 };

    for (size_t i = 0; i < c->steps.count; i++) {
        if (!l->at[i].stated)
            continue;
        ent_buf_text(&values, values.len ? ";" : "");
        ent_buf_str(&values, c->steps.items[i].date);
        ent_buf_char(&values, '=');
        ent_buf_number(&values, l->at[i].value);
    }
    ent_json_begin_list(w, "attrs");
    if (l->node.len)
        ent_plot_attribute(w, "node", l->node);
    ent_plot_attribute(w, "measure", c->measures[l->panel]);
    ent_plot_attribute(w, "values", ent_buf_view(&values));
    ent_json_end_list(w);
    ent_buf_destroy(&values);
}

/* With so many digits; large numbers whole. */
static void put_value(ent_buf *out, double value, int digits)
{
    if (fabs(value) >= pow(10, digits) && fabs(value) < 1e12)
        ent_buf_fixed(out, value, 0);
    else
        ent_buf_digits(out, value, digits);
}

/* "Russia: 3 in 1999, 12 in 2021; highest 14 in 2016" */
static void put_summary(const chart *c, const line *l, ent_buf *out)
{
    size_t first = SIZE_MAX, last = 0, peak = 0;

    for (size_t i = 0; i < c->steps.count; i++) {
        if (isnan(l->at[i].value))
            continue;
        first = first == SIZE_MAX ? i : first;
        last = i;
        peak = isnan(l->at[peak].value) || l->at[i].value > l->at[peak].value ? i : peak;
    }
    if (l->node.len)
        ent_buf_str(out, l->label);
    else
        put_name(c->o->words, out, c->measures[l->panel]);
    if (first == SIZE_MAX)
        return;
    for (int k = 0; k < 3; k++) {
        size_t at = k == 0 ? first : k == 1 ? last : peak;
        ent_buf value = { 0 };

        if (k == 1 && last == first)
            continue;
        ent_buf_text(out, k == 0 ? ": " : k == 1 ? ", " : "; ");
        put_value(&value, l->at[at].value, 4);
        ent_say(c->o->words, out, k < 2 ? ENT_WORD("{1} in {2}") : ENT_WORD("highest {1} in {2}"),
                ent_t(ent_buf_view(&value)), ent_t(c->steps.items[at].date));
        out->failed |= value.failed;
        ent_buf_destroy(&value);
    }
}

static void write_samples(ent_json_writer *w, const chart *c, const line *l)
{
    ent_json_begin_list(w, "data");
    for (size_t i = 0; i < c->steps.count; i++) {
        const sample *s = &l->at[i];

        ent_json_begin_list(w, NULL);
        ent_json_write_fixed(w, NULL, c->steps.items[i].year, 4);
        if (!isnan(s->value))
            ent_plot_number(w, s->value);
        if (!isnan(s->value) && !isnan(s->low) && !isnan(s->high)) {
            ent_plot_number(w, s->low);
            ent_plot_number(w, s->high);
        }
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
}

/* The name at the end of a line; of a single line in its panel, its last value. */
static void write_end(ent_json_writer *w, const chart *c, const line *l, ent_buf *text)
{
    ent_buf_clear(text);
    if (l->node.len)
        ent_buf_str(text, l->label);
    for (size_t i = c->steps.count; i-- > 0 && !l->node.len && !text->len;)
        if (!isnan(l->at[i].value))
            put_value(text, l->at[i].value, 3);
    ent_json_write_text(w, "label", is_pale(c, l) ? ENT_STR("") : ent_buf_view(text));
}

static void write_line(ent_json_writer *w, const figure_theme *t, const chart *c, const line *l)
{
    size_t look = l->actor == SIZE_MAX ? 0 : c->actors.items[l->actor].look;
    tie_look dash = { 0 };
    ent_buf text = { 0 };

    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    write_end(w, c, l, &text);
    ent_buf_clear(&text);
    put_summary(c, l, &text);
    ent_json_write_text(w, "tooltip", ent_buf_view(&text));
    ent_json_write_colour(w, "colour",
                          is_pale(c, l)         ? ent_colour_mix(t->quiet, t->paper, 0.6)
                          : l->actor == SIZE_MAX ? (c->coloured ? t->ink : t->state)
                                                 : t->groups[look % t->group_count]);
    ent_json_write_fixed(w, "width", (is_pale(c, l) ? 0.4 : 1.1) * fmax(1, t->label / 7), 3);
    ent_set_dash(&dash, is_pale(c, l) ? 0 : look / t->group_count);
    ent_write_dash(w, &dash);
    write_attributes(w, c, l);
    write_samples(w, c, l);
    ent_json_end_object(w);
    ent_buf_destroy(&text);
}

static bool has_band(const chart *c, size_t panel)
{
    for (size_t i = 0; i < c->lines.count; i++) {
        const line *l = &c->lines.items[i];

        for (size_t k = 0; l->panel == panel && is_shown(c, l) && k < c->steps.count; k++)
            if (l->at[k].high > l->at[k].low)
                return true;
    }
    return false;
}

static void write_panel(ent_json_writer *w, const figure_theme *t, const chart *c, size_t panel)
{
    ent_buf title = { 0 }, name = { 0 };

    put_name(c->o->words, &name, c->measures[panel]);
    if (has_band(c, panel))
        ent_say(c->o->words, &title, ENT_WORD("{1} (pale: what unknown dates allow)"), ent_t(ent_buf_view(&name)));
    else
        ent_buf_str(&title, ent_buf_view(&name));
    ent_buf_destroy(&name);
    ent_json_begin_object(w, NULL);
    ent_json_write_text(w, "title", ent_buf_view(&title));
    write_value_axis(w, c, panel);
    ent_json_begin_list(w, "series");
    for (int pale = 1; pale >= 0; pale--) /* the pale ones are behind */
        for (size_t i = 0; i < c->lines.count; i++) {
            const line *l = &c->lines.items[i];

            if (l->panel == panel && is_shown(c, l) && is_pale(c, l) == pale && !isnan(l->peak))
                write_line(w, t, c, l);
        }
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_buf_destroy(&title);
}

static void write_plot(ent_json_writer *w, const figure_theme *t, const chart *c)
{
    ent_buf text = { 0 };

    if (c->pale) {
        ent_json_begin_list(w, "notes");
        ent_say(c->o->words, &text, ENT_WORD("Pale: {1} other.|Pale: {1} others."), ent_n(c->pale));
        ent_json_write_text(w, NULL, ent_buf_view(&text));
        ent_json_end_list(w);
    }
    ent_json_begin_object(w, "plot");
    ent_json_write_string(w, "form", "lines");
    write_time_axis(w, c);
    ent_plot_events(w, c->p->events, c->p->event_count);
    ent_json_begin_list(w, "panels");
    for (size_t i = 0; i < c->panels; i++)
        write_panel(w, t, c, i);
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_buf_destroy(&text);
}

/* "Line plot of density and mean degree, 1946 to 2014. Density: 0.1 in 1946, ...". */
static void describe_lines(const chart *c, ent_buf *out)
{
    const ent_words *words = c->o->words;
    size_t told = 0;
    ent_buf names = { 0 };

    for (size_t i = 0; i < c->panels; i++) {
        ent_buf_text(&names, i ? ", " : "");
        put_name(words, &names, c->measures[i]);
    }
    ent_say(words, out, ENT_WORD("Lines over time: {1}; {2} steps, {3} to {4}."), ent_t(ent_buf_view(&names)),
            ent_n(c->steps.count), ent_t(c->steps.items[0].date), ent_t(c->steps.items[c->steps.count - 1].date));
    out->failed |= names.failed;
    ent_buf_destroy(&names);
    if (c->actors.count && !c->pale && c->coloured < c->actors.count) {
        ent_buf_char(out, ' ');
        ent_say(words, out, ENT_WORD("Of {1} nodes, the {2} with the highest values."), ent_n(c->actors.count),
                ent_n(c->coloured));
    }
    if (c->pale) {
        ent_buf_char(out, ' ');
        ent_say(words, out, ENT_WORD("{1} nodes in colour, {2} others pale."), ent_n(c->coloured), ent_n(c->pale));
    }
    for (size_t i = 0; i < c->lines.count && told < LISTED; i++) {
        const line *l = &c->lines.items[i];

        if (!is_shown(c, l) || is_pale(c, l) || isnan(l->peak))
            continue;
        told++;
        ent_buf_char(out, ' ');
        put_summary(c, l, out);
        ent_buf_char(out, '.');
    }
}

/* ---- public API ---- */

static ent_status make_chart(chart *c)
{
    ent_status status;

    if ((status = choose_measures(c)) != ENT_OK || (status = ent_plot_find_steps(&c->steps, c->p->rows, c->p->count, c->diags)) != ENT_OK ||
        (status = fill_lines(c)) != ENT_OK || (status = check_measures(c)) != ENT_OK ||
        (status = find_actors(c)) != ENT_OK)
        return status;
    return choose_actors(c);
}

ent_status ent_series_plot_describe(const ent_series_plot *plot, const ent_figure_options *options,
                                    ent_str record, ent_buf *out, ent_buf *caption, ent_diags *diags)
{
    chart c = { .p = plot, .o = options, .diags = diags };
    size_t refusals = ent_mem_before(out);
    ent_json_writer w = { .out = out };
    ent_buf desc = { 0 };
    figure_theme t;
    ent_status status = make_chart(&c);

    if (status == ENT_OK) {
        describe_lines(&c, &desc);
        ent_plot_caption(options, plot->name, ent_buf_view(&desc), plot->origin.len ? plot->origin : record, caption);
        status = ent_plot_begin(&w, &t, options, plot->name, ent_buf_view(&desc), record, diags);
    }
    if (status == ENT_OK) {
        write_plot(&w, &t, &c);
        ent_json_end_object(&w);
        ent_buf_char(out, '\n');
    }
    ent_buf_destroy(&desc);
    ent_plot_steps_destroy(&c.steps);
    ENT_LIST_DESTROY(&c.lines);
    ENT_LIST_DESTROY(&c.actors);
    ent_index_destroy(&c.by_line);
    ent_index_destroy(&c.by_actor);
    ent_arena_destroy(&c.arena);
    return ent_mem_whole(status, refusals, diags);
}
