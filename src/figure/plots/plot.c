/* plot.c: figures that are no network: the distribution of a measure, its ranking, the lines of a
 * series; described for the renderer in the same themes, so that a paper's figures match. */
#include "figure/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "data/read/tablefile.h"

#define MOST_VALUE 1e200 /* an axis with its margins stays within the range of numbers */

const ent_choice ent_plots[] = {
    { "distribution", "how many nodes have how much of a measure: bars" },
    { "ranks", "nodes by a measure, the largest first: dots, with bounds where they are known" },
    { "series", "measures over time, from the table that a series was written to: lines" },
    { NULL, NULL }
};

/* ---- ticks ---- */

/* Round steps of 1, 2 or 5: about five over the range. */
static double round_step(double range, double wanted)
{
    double rough = range / wanted, power = pow(10, floor(log10(rough)));

    return rough / power <= 1.0001   ? power
           : rough / power <= 2.0001 ? 2 * power
           : rough / power <= 5.0001 ? 5 * power
                                     : 10 * power;
}

static void write_axis(ent_buf *out, const char *key, const char *title, double low, double high,
                       double step)
{
    const char *comma = "";
    ent_buf text = { 0 };

    ent_buf_format(out, "\"%s\":{", key);
    write_json_text(out, "title", ent_str_of(title));
    write_json_number(out, "low", low, 9);
    write_json_number(out, "high", high, 9);
    ent_buf_text(out, ",\"ticks\":[");
    for (double v = ceil(low / step - 1e-9) * step; step > 0 && v <= high + step * 1e-6;
         v += step) {
        ent_buf_clear(&text);
        ent_buf_number(&text, fabs(v) < step * 1e-6 ? 0 : v);
        ent_buf_format(out, "%s[", comma);
        ent_buf_fixed(out, v, 9);
        ent_buf_char(out, ',');
        ent_escape_json_string(out, ent_buf_view(&text));
        ent_buf_char(out, ']');
        comma = ",";
    }
    ent_buf_text(out, "]}");
    ent_buf_destroy(&text);
}

/* ---- a measure ---- */

static int largest_first(const void *a, const void *b)
{
    const ent_plot_data *x = a, *y = b;

    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return ent_str_compare_names(x->label, y->label);
}

static void write_bars(ent_buf *out, const theme *t, const ent_plot_data *data, size_t count,
                       const char *measure)
{
    enum { MOST_BINS = 40 };
    double low = data[count - 1].value, high = data[0].value, step, most = 0;
    double bins[MOST_BINS + 1] = { 0 };
    size_t bin_count;
    bool whole = true;

    for (size_t i = 0; i < count; i++)
        whole &= data[i].value == floor(data[i].value);
    /* whole numbers that are few: a bar for each */
    step = whole && high - low < MOST_BINS - 1 ? 1 : round_step(fmax(high - low, 1e-9), 16);
    low = floor(low / step) * step;
    bin_count = (size_t)((high - low) / step) + 1;
    bin_count = bin_count > MOST_BINS ? MOST_BINS : bin_count;
    for (size_t i = 0; i < count; i++) {
        size_t bin = (size_t)((data[i].value - low) / step + 1e-9);

        bins[bin < bin_count ? bin : bin_count - 1]++;
    }
    for (size_t i = 0; i < bin_count; i++)
        most = fmax(most, bins[i]);
    ent_buf_text(out, ",\"plot\":{\"form\":\"bars\",");
    write_axis(out, "x", measure, low - (step == 1 && whole ? 0.5 : 0),
               low + (double)bin_count * step - (step == 1 && whole ? 0.5 : 0),
               step == 1 && whole && bin_count <= 12 ? 1 : round_step((double)bin_count * step, 8));
    ent_buf_char(out, ',');
    write_axis(out, "y", "number of nodes", 0, most, most <= 5 ? 1 : round_step(most, 5));
    ent_buf_text(out, ",\"series\":[");
    for (size_t i = 0, written = 0; i < bin_count; i++) {
        double from = low + (double)i * step - (step == 1 && whole ? 0.5 : 0);
        ent_buf text = { 0 };

        if (bins[i] <= 0)
            continue;
        ent_buf_number(&text, low + (double)i * step);
        if (!(step == 1 && whole)) {
            ent_buf_text(&text, "\xe2\x80\x93");
            ent_buf_number(&text, low + (double)(i + 1) * step);
        }
        ent_buf_format(&text, ": %g nodes", bins[i]);
        ent_buf_text(out, written++ ? ",\n{" : "\n{");
        write_json_text(out, "tooltip", ent_buf_view(&text));
        write_json_colour(out, "colour", t->state);
        ent_buf_text(out, ",\"data\":[[0,");
        ent_buf_fixed(out, bins[i], 0);
        ent_buf_char(out, ',');
        ent_buf_fixed(out, from, 9);
        ent_buf_char(out, ',');
        ent_buf_fixed(out, from + step, 9);
        ent_buf_text(out, "]]}");
        ent_buf_destroy(&text);
    }
    ent_buf_text(out, "]}");
}

/* Is there a line to be drawn? */
static bool has_range(const ent_plot_data *data)
{
    return data->high > data->low;
}

static void write_ranks(ent_buf *out, const theme *t, const ent_plot_data *data, size_t count,
                        const char *measure)
{
    double low = 0, high = 0;
    bool ranges = false;
    ent_buf title = { 0 };

    for (size_t i = 0; i < count; i++) {
        ranges |= has_range(&data[i]);
        low = fmin(low, isnan(data[i].low) ? data[i].value : fmin(data[i].value, data[i].low));
        high = fmax(high, isnan(data[i].high) ? data[i].value : fmax(data[i].value, data[i].high));
    }
    if (!(high > low))
        high = low + 1;
    ent_buf_text(&title, measure);
    ent_buf_text(&title, ranges ? " (line: what unknown dates allow)" : "");
    ent_buf_text(out, ",\"plot\":{\"form\":\"dots\",");
    write_axis(out, "x", ent_buf_string(&title), low, high, round_step(high - low, 6));
    ent_buf_destroy(&title);
    ent_buf_text(out, ",\"y\":{");
    write_json_number(out, "low", -0.5, 3);
    write_json_number(out, "high", (double)count - 0.5, 3);
    ent_buf_text(out, ",\"ticks\":[");
    for (size_t i = 0; i < count; i++) {
        ent_buf_format(out, "%s[%zu,", i ? "," : "", count - 1 - i);
        ent_escape_json_string(out, data[i].label);
        ent_buf_char(out, ']');
    }
    ent_buf_text(out, "]},\"series\":[");
    for (size_t i = 0; i < count; i++) {
        ent_buf text = { 0 };

        ent_buf_str(&text, data[i].label);
        ent_buf_text(&text, ": ");
        ent_buf_number(&text, data[i].value);
        if (has_range(&data[i])) {
            ent_buf_text(&text, " (");
            ent_buf_number(&text, data[i].low);
            ent_buf_text(&text, " to ");
            ent_buf_number(&text, data[i].high);
            ent_buf_char(&text, ')');
        }
        ent_buf_text(out, i ? ",\n{" : "\n{");
        write_json_text(out, "tooltip", ent_buf_view(&text));
        write_json_colour(out, "colour", t->state);
        ent_buf_text(out, ",\"data\":[[");
        ent_buf_fixed(out, data[i].value, 9);
        ent_buf_format(out, ",%zu", count - 1 - i);
        if (has_range(&data[i])) {
            ent_buf_char(out, ',');
            ent_buf_fixed(out, data[i].low, 9);
            ent_buf_char(out, ',');
            ent_buf_fixed(out, data[i].high, 9);
        }
        ent_buf_text(out, "]]}");
        ent_buf_destroy(&text);
    }
    ent_buf_text(out, "]}");
}

static ent_status begin_plot(theme *t, const ent_figure_options *o, ent_str name, ent_str desc,
                             ent_str record, ent_buf *out, ent_diags *diags)
{
    ent_status status;

    if ((status = check_format(o, diags)) != ENT_OK ||
        (status = theme_read(t, o->theme ? o->theme : "print", diags)) != ENT_OK)
        return status;
    write_json_head(out, o, t, name, o->title ? ent_str_of(o->title) : name, desc, record,
                    o->width_mm > 0 ? o->width_mm : t->width,
                    o->height_mm > 0 ? o->height_mm : t->height);
    ent_buf_text(out, ",\"layout\":{\"name\":\"plot\",\"seed\":1,\"starts\":1}");
    return ENT_OK;
}

/* "TITLE. WHAT IS SHOWN. Made by RECORD." */
static void write_plot_caption(const ent_figure_options *o, ent_str name, ent_str desc,
                               ent_str record, ent_buf *out)
{
    ent_buf_str(out, o->title ? ent_str_of(o->title) : name);
    ent_buf_text(out, ". ");
    ent_buf_str(out, desc);
    ent_buf_text(out, " Made by ");
    ent_buf_str(out, record);
    ent_buf_char(out, '.');
}

/* "Ranking of degree: 37 nodes. Largest: Russia (18), ..." */
static void describe_values(const ent_plot *p, const ent_plot_data *data, size_t count,
                            size_t shown, ent_buf *out)
{
    bool ranks = strcmp(p->kind, "ranks") == 0, ranges = false;

    ent_buf_format(out, "%s of %s: %zu nodes", ranks ? "Ranking" : "Distribution", p->measure,
                   count);
    if (ranks && shown < count)
        ent_buf_format(out, ", of which the first %zu are shown", shown);
    ent_buf_text(out, ". Largest: ");
    for (size_t i = 0; i < count && i < 3; i++) {
        ent_buf_text(out, i ? ", " : "");
        ent_buf_str(out, data[i].label);
        ent_buf_text(out, " (");
        ent_buf_number(out, data[i].value);
        ent_buf_char(out, ')');
    }
    ent_buf_char(out, '.');
    for (size_t i = 0; i < shown; i++)
        ranges |= has_range(&data[i]);
    if (ranks && ranges)
        ent_buf_text(out, " Lines: the lowest and the highest value that unknown dates allow.");
}

ent_status ent_plot_describe(const ent_plot *p, const ent_figure_options *options, ent_str record,
                             ent_buf *out, ent_buf *caption, ent_diags *diags)
{
    bool ranks = strcmp(p->kind, "ranks") == 0;
    size_t refusals = ent_mem_before(out);
    ent_plot_data *data = ent_mem_new(p->count, sizeof *data);
    ent_buf desc = { 0 };
    size_t count = 0, shown;
    theme t;
    ent_status status = data ? ENT_OK : ent_out_of_memory(diags);

    for (size_t i = 0; i < p->count && data; i++)
        if (isfinite(p->data[i].value))
            data[count++] = p->data[i];
    shown = ranks && options->top < count ? options->top : count;
    if (status == ENT_OK && !count)
        status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                          "no node has a value of %s: nothing to plot", p->measure);
    if (status == ENT_OK) {
        qsort(data, count, sizeof *data, largest_first);
        describe_values(p, data, count, shown, &desc);
        write_plot_caption(options, p->name, ent_buf_view(&desc), record, caption);
        status = begin_plot(&t, options, p->name, ent_buf_view(&desc), record, out, diags);
    }
    if (status == ENT_OK) {
        if (ranks)
            write_ranks(out, &t, data, shown, p->measure);
        else
            write_bars(out, &t, data, count, p->measure);
        ent_buf_text(out, "}\n");
    }
    ent_buf_destroy(&desc);
    ent_mem_free(data);
    return ent_mem_whole(status, refusals, diags);
}

/* ---- a series ---- */

typedef enum sample_kind { SAMPLE_VALUE, SAMPLE_LOW, SAMPLE_HIGH } sample_kind;

typedef struct sample {
    ent_str name; /* of its line: the measure, or "node: measure" */
    double year, value;
    sample_kind kind;
    double low, high; /* of a value whose bounds are known; else NaN */
} sample;

typedef struct series_reader {
    ent_tablefile table;
    ent_arena arena;
    sample *samples;
    size_t count, room, date, scope, node, measure, value;
    const char *wanted;
    ent_str first; /* the measure that is shown when none is named */
    ent_diags *diags;
} series_reader;

static bool is_wanted(series_reader *r, ent_str measure)
{
    ent_str rest = ent_str_of(r->wanted), part;

    if (!r->wanted) {
        if (!r->first.len)
            r->first = ent_arena_str(&r->arena, measure);
        return ent_str_eq(measure, r->first);
    }
    while (ent_str_next(&rest, ',', &part))
        if (ent_str_eq(part, measure))
            return true;
    return false;
}

/* What of which wanted measure this row has; false: nothing that is wanted. `measure` becomes the
 * name of the line. */
static bool is_of_line(series_reader *r, ent_str *measure, sample_kind *kind)
{
    static const char *const ends[] = { "", "_low", "_high" };

    for (int k = SAMPLE_HIGH; k >= SAMPLE_VALUE; k--) {
        size_t len = strlen(ends[k]);
        ent_str stem = { measure->ptr, measure->len - (len < measure->len ? len : 0) };

        if (memcmp(stem.ptr + stem.len, ends[k], measure->len - stem.len) == 0 &&
            (k == SAMPLE_VALUE || measure->len > stem.len) && is_wanted(r, stem)) {
            *measure = stem;
            *kind = (sample_kind)k;
            return true;
        }
    }
    return false;
}

static ent_status read_sample(void *ctx, ent_tablefile *table, size_t offset, const ent_str *fields)
{
    series_reader *r = ctx;
    ent_str node = r->node == ENT_NO_COLUMN ? ENT_STR("") : fields[r->node];
    ent_str measure = fields[r->measure];
    sample_kind kind;
    ent_date date;
    ent_buf name = { 0 };
    double value = 0;
    int y, m, d;

    if (!r->wanted && r->scope != ENT_NO_COLUMN && !ent_str_is(fields[r->scope], "network"))
        return ENT_OK;
    if (!fields[r->value].len || !is_of_line(r, &measure, &kind))
        return ENT_OK;
    if (ent_date_read(&date, fields[r->date]) != ENT_DATE_OK || !ent_date_known(date))
        return ent_fail(r->diags, ENT_EDATA, ent_tablefile_where(table, offset, r->date),
                        "'%.*s': expected a date", ENT_STR_ARG(fields[r->date]));
    if (!ent_str_number(fields[r->value], &value) || fabs(value) > MOST_VALUE)
        return ent_fail(r->diags, ENT_EDATA, ent_tablefile_where(table, offset, r->value),
                        "'%.*s': expected a number%s", ENT_STR_ARG(fields[r->value]),
                        fabs(value) > MOST_VALUE ? " of at most 1e200" : "");
    ent_day_split(date.first, &y, &m, &d);
    if (node.len) {
        ent_buf_str(&name, node);
        ent_buf_text(&name, ": ");
    }
    ent_buf_str(&name, measure);
    if (!ent_mem_reserve((void **)&r->samples, &r->room, r->count + 1, sizeof *r->samples)) {
        ent_buf_destroy(&name);
        return ent_out_of_memory(r->diags);
    }
    r->samples[r->count++] = (sample){ ent_arena_str(&r->arena, ent_buf_view(&name)),
                                       y + (date.first - ent_day_of(y, 1, 1)) / 365.25,
                                       value,
                                       kind,
                                       NAN,
                                       NAN };
    ent_buf_destroy(&name);
    return ENT_OK;
}

static int by_line(const void *a, const void *b)
{
    const sample *x = a, *y = b;
    int order = ent_str_compare_natural(x->name, y->name);

    if (order)
        return order;
    if (x->year != y->year)
        return x->year < y->year ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

/* In order, and each value with its bounds: the rows behind it. */
static void join_bounds(series_reader *r)
{
    size_t kept = 0;

    qsort(r->samples, r->count, sizeof *r->samples, by_line);
    for (size_t i = 0; i < r->count; i++) {
        sample *s = &r->samples[i], *value = kept ? &r->samples[kept - 1] : NULL;

        if (s->kind == SAMPLE_VALUE) {
            r->samples[kept++] = *s;
        } else if (value && value->year == s->year && ent_str_eq(value->name, s->name)) {
            if (s->kind == SAMPLE_LOW)
                value->low = s->value;
            else
                value->high = s->value;
        }
    }
    r->count = kept;
}

static ent_status read_series(series_reader *r, const char *path, ent_diags *diags)
{
    static const char *const names[] = { "date", "scope", "node", "measure", "value" };
    size_t *columns[] = { &r->date, &r->scope, &r->node, &r->measure, &r->value };
    ent_status status = ent_tablefile_open(&r->table, path, diags);

    if (status != ENT_OK)
        return status;
    for (int i = 0; i < 5; i++) {
        *columns[i] = ent_tablefile_column(&r->table, names[i]);
        if (*columns[i] == ENT_NO_COLUMN && i != 1 && i != 2)
            return ent_fail(
                diags, ENT_EDATA, ent_tablefile_where(&r->table, SIZE_MAX, ENT_NO_COLUMN),
                "this is no table of a series, which has the columns date, scope, node, measure and "
                "value: there is no '%s'; first run `entente series DATA --from DATE -o series.csv`, "
                "then draw series.csv",
                names[i]);
    }
    if ((status = ent_tablefile_rows(&r->table, read_sample, r, diags)) != ENT_OK)
        return status;
    if (r->count)
        join_bounds(r);
    if (!r->count)
        return ent_fail(diags, ENT_EDATA, (ent_where){ .file = path },
                        "no value of %s in this table",
                        r->wanted ? r->wanted : "a measure of the network");
    return ENT_OK;
}

static bool has_band(const sample *s)
{
    return s->high > s->low;
}

static void write_lines(ent_buf *out, const theme *t, const series_reader *r)
{
    /* colour and dash, the two channels of a category */
    static const char *const dashes[] = {
        "", "3.6,2", "0.01,2.4", "6,1.6,1.2,1.6", "1.6,1.2", "8,2"
    };
    double low = 0, high = -INFINITY, first = INFINITY, last = -INFINITY;
    size_t line = 0;

    for (size_t i = 0; i < r->count; i++) {
        low = fmin(low, fmin(r->samples[i].value, r->samples[i].low)); /* NaN is passed over */
        high = fmax(high, fmax(r->samples[i].value, r->samples[i].high));
        first = fmin(first, r->samples[i].year);
        last = fmax(last, r->samples[i].year);
    }
    if (!(high > low))
        high = low + 1;
    if (!(last > first))
        last = first + 1;
    ent_buf_text(out, ",\"plot\":{\"form\":\"lines\",");
    write_axis(out, "x", "year", first, last, fmax(1, round_step(last - first, 7)));
    ent_buf_char(out, ',');
    {
        ent_buf title = { 0 };
        bool one = ent_str_eq(r->samples[0].name, r->samples[r->count - 1].name), band = false;

        for (size_t i = 0; i < r->count; i++)
            band |= has_band(&r->samples[i]);
        ent_buf_str(&title, one ? r->samples[0].name : ENT_STR("value"));
        ent_buf_text(&title, band ? " (pale: what unknown dates allow)" : "");
        write_axis(out, "y", ent_buf_string(&title), low, high, round_step(high - low, 5));
        ent_buf_destroy(&title);
    }
    ent_buf_text(out, ",\"series\":[");
    for (size_t i = 0; i < r->count; line++) {
        size_t end = i;

        while (end < r->count && ent_str_eq(r->samples[end].name, r->samples[i].name))
            end++;
        ent_buf_text(out, line ? ",\n{" : "\n{");
        write_json_text(out, "label", r->samples[i].name);
        write_json_text(out, "tooltip", r->samples[i].name);
        write_json_colour(out, "colour", t->groups[line % t->group_count]);
        write_json_number(out, "width", 1.1, 3);
        ent_buf_format(out, ",\"dash\":[%s],\"data\":[", dashes[line % 6]);
        for (size_t k = i; k < end; k++) {
            ent_buf_text(out, k > i ? ",[" : "[");
            ent_buf_fixed(out, r->samples[k].year, 4);
            ent_buf_char(out, ',');
            ent_buf_fixed(out, r->samples[k].value, 9);
            if (!isnan(r->samples[k].low) && !isnan(r->samples[k].high)) {
                ent_buf_char(out, ',');
                ent_buf_fixed(out, r->samples[k].low, 9);
                ent_buf_char(out, ',');
                ent_buf_fixed(out, r->samples[k].high, 9);
            }
            ent_buf_char(out, ']');
        }
        ent_buf_text(out, "]}");
        i = end;
    }
    ent_buf_text(out, "]}");
}

ent_status ent_series_plot_describe(const char *path, const char *measures,
                                    const ent_figure_options *options, ent_str record, ent_buf *out,
                                    ent_buf *caption, ent_diags *diags)
{
    enum { MOST_LINES = 12 };
    series_reader r = { .wanted = measures, .diags = diags };
    size_t refusals = ent_mem_before(out);
    ent_buf desc = { 0 };
    size_t lines = 0;
    theme t;
    ent_status status = read_series(&r, path, diags);

    for (size_t i = 0; i < r.count && status == ENT_OK; i++)
        lines += i == 0 || !ent_str_eq(r.samples[i].name, r.samples[i - 1].name);
    if (status == ENT_OK && lines > MOST_LINES)
        status =
            ent_fail(diags, ENT_EUSAGE, (ent_where){ .file = path },
                     "%zu lines are too many to be told apart (at most %d); choose measures of "
                     "the network with --of",
                     lines, MOST_LINES);
    if (status == ENT_OK) {
        ent_buf_format(&desc, "Line plot of %zu series over time: ", lines);
        for (size_t i = 0, named = 0; i < r.count; i++)
            if (i == 0 || !ent_str_eq(r.samples[i].name, r.samples[i - 1].name)) {
                ent_buf_text(&desc, named++ ? ", " : "");
                ent_buf_str(&desc, r.samples[i].name);
            }
        ent_buf_char(&desc, '.');
        write_plot_caption(options, ENT_STR("Series"), ent_buf_view(&desc), record, caption);
        status =
            begin_plot(&t, options, ENT_STR("series"), ent_buf_view(&desc), record, out, diags);
    }
    if (status == ENT_OK) {
        write_lines(out, &t, &r);
        ent_buf_text(out, "}\n");
    }
    ent_buf_destroy(&desc);
    ent_mem_free(r.samples);
    ent_arena_destroy(&r.arena);
    ent_tablefile_destroy(&r.table);
    return ent_mem_whole(status, refusals, diags);
}
