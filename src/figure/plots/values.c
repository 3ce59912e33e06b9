/* values.c: plots of one measure: its distribution, and the ranking of nodes. */
#include "figure/plots/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int largest_first(const void *a, const void *b)
{
    const ent_plot_data *x = a, *y = b;

    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return ent_str_compare_names(x->label, y->label);
}

/* An item of "series", up to its first datum. */
static void begin_series(ent_json_writer *w, const ent_buf *label, const ent_buf *tooltip, uint32_t colour)
{
    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    if (label)
        ent_json_write_text(w, "label", ent_buf_view(label));
    ent_json_write_text(w, "tooltip", ent_buf_view(tooltip));
    ent_json_write_colour(w, "colour", colour);
    ent_json_begin_list(w, "data");
    ent_json_begin_list(w, NULL);
}

static void end_series(ent_json_writer *w)
{
    ent_json_end_list(w);
    ent_json_end_list(w);
    ent_json_end_object(w);
}

/* ---- distributions ---- */

enum { MOST_BINS = 40 };

typedef struct bins {
    double low, step, most; /* most: nodes in one bin */
    size_t count, nodes[MOST_BINS];
    bool single; /* a bin for each whole number */
} bins;

/* A bin for each value of whole numbers that are few, else bins of a round width. */
static bins fill_bins(const ent_plot_data *data, size_t count)
{
    double low = data[count - 1].value, high = data[0].value;
    bins b = { .single = high - low < MOST_BINS - 1 };

    for (size_t i = 0; i < count; i++)
        b.single &= data[i].value == floor(data[i].value);
    b.step = b.single ? 1 : ent_plot_step(fmax(high - low, 1e-9), 16);
    b.low = floor(low / b.step) * b.step;
    b.count = (size_t)((high - b.low) / b.step) + 1;
    b.count = b.count > MOST_BINS ? MOST_BINS : b.count;
    for (size_t i = 0; i < count; i++) {
        size_t bin = (size_t)((data[i].value - b.low) / b.step + 1e-9);

        b.nodes[bin < b.count ? bin : b.count - 1]++;
    }
    for (size_t i = 0; i < b.count; i++)
        b.most = fmax(b.most, (double)b.nodes[i]);
    return b;
}

/* "3: 5 nodes", "2–4: 5 nodes" */
static void bin_tooltip(const ent_words *words, const bins *b, size_t i, ent_buf *out)
{
    ent_words_digits(words, out, b->low + (double)i * b->step);
    if (!b->single) {
        ent_buf_text(out, "\xe2\x80\x93");
        ent_words_digits(words, out, b->low + (double)(i + 1) * b->step);
    }
    ent_buf_text(out, ": ");
    ent_count(words, out, b->nodes[i], ENT_WORD("node|nodes"));
}

static void write_bars(ent_json_writer *w, const figure_theme *t, const ent_words *words,
                       const ent_plot_data *data, size_t count, ent_str measure)
{
    bins b = fill_bins(data, count);
    double from = b.low - (b.single ? 0.5 : 0), range = (double)b.count * b.step;

    ent_json_write_string(w, "form", "bars");
    ent_plot_axis(w, words, &(plot_axis){ "x", measure, from,
                                   b.low + range - (b.single ? 0.5 : 0),
                                   b.single && b.count <= 12 ? 1 : ent_plot_step(range, 8) });
    ent_plot_begin_panel(w);
    ent_plot_axis(w, words, &(plot_axis){ "y", ent_translate(words, ENT_WORD("number of nodes")), 0, b.most,
                                   b.most <= 5 ? 1 : ent_plot_step(b.most, 5) });
    ent_json_begin_list(w, "series");
    for (size_t i = 0; i < b.count; i++) {
        double left = b.low + (double)i * b.step - (b.single ? 0.5 : 0);
        ent_buf text = { 0 };

        if (!b.nodes[i])
            continue;
        bin_tooltip(words, &b, i, &text);
        begin_series(w, NULL, &text, t->state);
        ent_json_write_count(w, NULL, 0);
        ent_json_write_count(w, NULL, b.nodes[i]);
        ent_plot_number(w, left);
        ent_plot_number(w, left + b.step);
        end_series(w);
        ent_buf_destroy(&text);
    }
    ent_plot_end_panel(w);
}

/* ---- ranks ---- */

/* Is there a line to be drawn? */
static bool has_range(const ent_plot_data *data)
{
    return data->high > data->low;
}

static bool have_ranges(const ent_plot_data *data, size_t count)
{
    bool any = false;

    for (size_t i = 0; i < count; i++)
        any |= has_range(&data[i]);
    return any;
}

static void write_values_axis(ent_json_writer *w, const ent_words *words, const ent_plot_data *data, size_t count,
                              ent_str measure)
{
    double low = INFINITY, high = 0, step;
    ent_buf title = { 0 };

    for (size_t i = 0; i < count; i++) { /* NaN is skipped */
        low = fmin(low, fmin(data[i].value, data[i].low));
        high = fmax(high, fmax(data[i].value, data[i].high));
    }
    /* dots, unlike bars, need no axis from 0, which would press values that are all large into one place */
    step = ent_plot_step(high - low, 6);
    low = low > 0.6 * high && step > 0 ? floor(low / step) * step : fmin(low, 0);
    if (!(high > low))
        high = low + 1;
    if (have_ranges(data, count))
        ent_say(words, &title, ENT_WORD("{1} (line: what unknown dates allow)"), ent_t(measure));
    else
        ent_buf_str(&title, measure);
    ent_plot_axis(w, words, &(plot_axis){ "x", ent_buf_view(&title), low, high,
                                   ent_plot_step(high - low, 6) });
    ent_buf_destroy(&title);
}

static void write_names_axis(ent_json_writer *w, const ent_plot_data *data, size_t count)
{
    ent_json_begin_object(w, "y");
    ent_json_write_fixed(w, "low", -0.5, 3);
    ent_json_write_fixed(w, "high", (double)count - 0.5, 3);
    ent_json_begin_list(w, "ticks");
    for (size_t i = 0; i < count; i++) {
        ent_json_begin_list(w, NULL);
        ent_json_write_count(w, NULL, count - 1 - i);
        ent_json_write_text(w, NULL, data[i].label);
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
    ent_json_end_object(w);
}

/* "Russia: 18 (17 to 20)" */
static void rank_tooltip(const ent_words *words, const ent_plot_data *data, ent_buf *out)
{
    ent_buf_str(out, data->label);
    ent_buf_text(out, ": ");
    ent_words_digits(words, out, data->value);
    if (has_range(data)) {
        ent_buf low = { 0 }, high = { 0 };

        ent_words_digits(words, &low, data->low);
        ent_words_digits(words, &high, data->high);
        ent_buf_text(out, " (");
        ent_say(words, out, ENT_WORD("{1} to {2}"), ent_t(ent_buf_view(&low)), ent_t(ent_buf_view(&high)));
        ent_buf_char(out, ')');
        out->failed |= low.failed || high.failed;
        ent_buf_destroy(&low);
        ent_buf_destroy(&high);
    }
}

static void write_ranks(ent_json_writer *w, const figure_theme *t, const ent_words *words,
                        const ent_plot_data *data, size_t count, ent_str measure)
{
    ent_json_write_string(w, "form", "dots");
    write_values_axis(w, words, data, count, measure);
    ent_plot_begin_panel(w);
    write_names_axis(w, data, count);
    ent_json_begin_list(w, "series");
    for (size_t i = 0; i < count; i++) {
        ent_buf text = { 0 }, label = { 0 };

        rank_tooltip(words, &data[i], &text);
        ent_buf_digits(&label, data[i].value, 4);
        begin_series(w, &label, &text, t->state);
        ent_plot_number(w, data[i].value);
        ent_json_write_count(w, NULL, count - 1 - i);
        if (has_range(&data[i])) {
            ent_plot_number(w, data[i].low);
            ent_plot_number(w, data[i].high);
        }
        end_series(w);
        ent_buf_destroy(&text);
        ent_buf_destroy(&label);
    }
    ent_plot_end_panel(w);
}

/* ---- public API ---- */

/* "Ranking of degree: 37 nodes. Largest: Russia (18), ..." */
static void describe_values(const ent_plot *p, const ent_words *words, const ent_plot_data *data, size_t count,
                            size_t shown, ent_buf *out)
{
    bool ranks = strcmp(p->kind, "ranks") == 0;
    ent_str measure = ent_translate(words, p->measure);
    ent_buf nodes = { 0 }, first = { 0 };

    ent_count(words, &nodes, count, ENT_WORD("node|nodes"));
    if (ranks && shown < count)
        ent_say(words, out, ENT_WORD("Ranking of {1}: {2}, of which the first {3} are shown."), ent_t(measure),
                ent_t(ent_buf_view(&nodes)), ent_n(shown));
    else
        ent_say(words, out, ranks ? ENT_WORD("Ranking of {1}: {2}.") : ENT_WORD("Distribution of {1}: {2}."),
                ent_t(measure), ent_t(ent_buf_view(&nodes)));
    for (size_t i = 0; i < count && i < 3; i++) {
        ent_buf_text(&first, i ? ", " : "");
        ent_buf_str(&first, data[i].label);
        ent_buf_text(&first, " (");
        ent_words_digits(words, &first, data[i].value);
        ent_buf_char(&first, ')');
    }
    ent_buf_char(out, ' ');
    ent_say(words, out, ENT_WORD("Largest: {1}."), ent_t(ent_buf_view(&first)));
    if (ranks && have_ranges(data, shown)) {
        ent_buf_char(out, ' ');
        ent_buf_str(out, ent_translate(words, ENT_WORD("Lines: the lowest and the highest value that unknown dates allow.")));
    }
    out->failed |= nodes.failed || first.failed;
    ent_buf_destroy(&nodes);
    ent_buf_destroy(&first);
}

ent_status ent_plot_describe(const ent_plot *p, const ent_figure_options *options, ent_str record,
                             ent_buf *out, ent_buf *caption, ent_diags *diags)
{
    enum { TOP = 30 };
    bool ranks = strcmp(p->kind, "ranks") == 0;
    const ent_words *words = options->words;
    size_t refusals = ent_mem_before(out), count = 0, shown, top = options->top ? options->top : TOP;
    ent_plot_data *data = ent_mem_new(p->count, sizeof *data);
    ent_json_writer w = { .out = out };
    ent_buf desc = { 0 };
    figure_theme t;
    ent_status status = data ? ENT_OK : ent_out_of_memory(diags);

    for (size_t i = 0; i < p->count && data; i++)
        if (isfinite(p->data[i].value))
            data[count++] = p->data[i];
    shown = ranks && top < count ? top : count;
    if (status == ENT_OK && !count)
        status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                          "no node has a value of %s: nothing to plot", p->measure);
    if (status == ENT_OK) {
        qsort(data, count, sizeof *data, largest_first);
        describe_values(p, words, data, count, shown, &desc);
        ent_plot_caption(options, p->name, ent_buf_view(&desc), p->origin.len ? p->origin : record, caption);
        status = ent_plot_begin(&w, &t, options, p->name, ent_buf_view(&desc), record, diags);
    }
    if (status == ENT_OK) {
        ent_json_begin_object(&w, "plot");
        if (ranks)
            write_ranks(&w, &t, words, data, shown, ent_translate(words, p->measure));
        else
            write_bars(&w, &t, words, data, count, ent_translate(words, p->measure));
        ent_json_end_object(&w);
        ent_json_end_object(&w);
        ent_buf_char(out, '\n');
    }
    ent_buf_destroy(&desc);
    ent_mem_free(data);
    return ent_mem_whole(status, refusals, diags);
}
