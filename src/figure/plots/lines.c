/* lines.c: the line plot of a series, from the table that `entente series` wrote. */
#include "figure/plots/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/table/tablefile.h"

#define MOST_VALUE 1e200 /* an axis with its margins stays within the range of numbers */

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
    ent_str first; /* the measure that is shown by default */
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

/* Does the row hold a value or a bound of a wanted measure? `measure` becomes the name of the line. */
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

/* Sorts the rows, and gives each value its bounds, which are the rows behind it. */
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
                "not a table of a series, which has the columns date, scope, node, measure and value: "
                "there is no '%s'; first run `entente series DATA --from DATE -o series.csv`, "
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

static size_t end_of_line(const series_reader *r, size_t from)
{
    size_t end = from;

    while (end < r->count && ent_str_eq(r->samples[end].name, r->samples[from].name))
        end++;
    return end;
}

static void write_axes(ent_json_writer *w, const series_reader *r)
{
    double low = 0, high = -INFINITY, first = INFINITY, last = -INFINITY;
    bool one = end_of_line(r, 0) == r->count, band = false;
    ent_buf title = { 0 };

    for (size_t i = 0; i < r->count; i++) {
        const sample *s = &r->samples[i];

        low = fmin(low, fmin(s->value, s->low)); /* NaN is skipped */
        high = fmax(high, fmax(s->value, s->high));
        first = fmin(first, s->year);
        last = fmax(last, s->year);
        band |= has_band(s);
    }
    if (!(high > low))
        high = low + 1;
    if (!(last > first))
        last = first + 1;
    ent_plot_axis(w, &(plot_axis){ "x", "year", first, last,
                                   fmax(1, ent_plot_step(last - first, 7)) });
    ent_buf_str(&title, one ? r->samples[0].name : ENT_STR("value"));
    ent_buf_text(&title, band ? " (pale: what unknown dates allow)" : "");
    ent_plot_axis(w, &(plot_axis){ "y", ent_buf_string(&title), low, high,
                                   ent_plot_step(high - low, 5) });
    ent_buf_destroy(&title);
}

/* A line has its own colour and dash, the two channels of a category. */
static void write_line(ent_json_writer *w, const figure_theme *t, size_t line, const sample *samples,
                       size_t count)
{
    tie_look look;

    ent_set_dash(&look, line);
    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    ent_json_write_text(w, "label", samples->name);
    ent_json_write_text(w, "tooltip", samples->name);
    ent_json_write_colour(w, "colour", t->groups[line % t->group_count]);
    ent_json_write_fixed(w, "width", 1.1, 3);
    ent_write_dash(w, &look);
    ent_json_begin_list(w, "data");
    for (size_t i = 0; i < count; i++) {
        const sample *s = &samples[i];

        ent_json_begin_list(w, NULL);
        ent_json_write_fixed(w, NULL, s->year, 4);
        ent_plot_number(w, s->value);
        if (!isnan(s->low) && !isnan(s->high)) {
            ent_plot_number(w, s->low);
            ent_plot_number(w, s->high);
        }
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
    ent_json_end_object(w);
}

static void write_plot(ent_json_writer *w, const figure_theme *t, const series_reader *r)
{
    ent_json_begin_object(w, "plot");
    ent_json_write_string(w, "form", "lines");
    write_axes(w, r);
    ent_json_begin_list(w, "series");
    for (size_t i = 0, end, line = 0; i < r->count; i = end, line++) {
        end = end_of_line(r, i);
        write_line(w, t, line, &r->samples[i], end - i);
    }
    ent_json_end_list(w);
    ent_json_end_object(w);
}

/* "Line plot of 2 series over time: density, ties." Returns the number of lines. */
static size_t describe_lines(const series_reader *r, ent_buf *out)
{
    ent_buf names = { 0 };
    size_t lines = 0;

    for (size_t i = 0; i < r->count; i = end_of_line(r, i)) {
        ent_buf_text(&names, lines++ ? ", " : "");
        ent_buf_str(&names, r->samples[i].name);
    }
    ent_buf_format(out, "Line plot of %zu series over time: ", lines);
    ent_buf_str(out, ent_buf_view(&names));
    ent_buf_char(out, '.');
    ent_buf_destroy(&names);
    return lines;
}

/* ---- public API ---- */

ent_status ent_series_plot_describe(const char *path, const char *measures,
                                    const ent_figure_options *options, ent_str record, ent_buf *out,
                                    ent_buf *caption, ent_diags *diags)
{
    enum { MOST_LINES = 12 };
    series_reader r = { .wanted = measures, .diags = diags };
    size_t refusals = ent_mem_before(out), lines;
    ent_json_writer w = { .out = out };
    ent_buf desc = { 0 };
    figure_theme t;
    ent_status status = read_series(&r, path, diags);

    if (status == ENT_OK && (lines = describe_lines(&r, &desc)) > MOST_LINES)
        status =
            ent_fail(diags, ENT_EUSAGE, (ent_where){ .file = path },
                     "%zu lines are too many to be told apart (at most %d); choose measures of "
                     "the network with --of",
                     lines, MOST_LINES);
    if (status == ENT_OK) {
        ent_plot_caption(options, ENT_STR("Series"), ent_buf_view(&desc), record, caption);
        status = ent_plot_begin(&w, &t, options, ENT_STR("series"), ent_buf_view(&desc), record, diags);
    }
    if (status == ENT_OK) {
        write_plot(&w, &t, &r);
        ent_json_end_object(&w);
        ent_buf_char(out, '\n');
    }
    ent_buf_destroy(&desc);
    ent_mem_free(r.samples);
    ent_arena_destroy(&r.arena);
    ent_tablefile_destroy(&r.table);
    return ent_mem_whole(status, refusals, diags);
}
