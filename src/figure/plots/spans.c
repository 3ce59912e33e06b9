/* spans.c: life lines: a row for each member of an organization, or for each organization of an actor, with a bar
 * from the beginning of the membership to its end. A bar is pale where it is unknown whether the membership held:
 * it is cut at the days at which that may change, and the rule of the network decides each piece. */
#include "figure/plots/plot.h"

#include <math.h>
#include <stdlib.h>

#include "base/colour.h"
#include "entente/world.h"

enum { MOST_ROWS = 120, MOST_CUTS = 6 };

typedef struct chart {
    const ent_lifeline_plot *p;
    const ent_figure_options *o;
    size_t *row_of;   /* of each span */
    ent_str *labels;  /* of each row */
    size_t *rank;     /* rows in the order of the figure */
    int32_t *first;   /* of each row: the first day on which it may hold */
    size_t rows;
    int32_t from, to; /* the axis */
    ent_diags *diags;
} chart;

/* ---- rows and axis ---- */

static ent_status find_rows(chart *c, ent_arena *arena)
{
    ent_index by_id = { 0 };
    bool good = true;

    c->row_of = ent_arena_new(arena, c->p->count, sizeof *c->row_of);
    c->labels = ent_arena_new(arena, c->p->count, sizeof *c->labels);
    c->first = ent_arena_new(arena, c->p->count, sizeof *c->first);
    c->rank = ent_arena_new(arena, c->p->count, sizeof *c->rank);
    if (!c->row_of || !c->labels || !c->first || !c->rank)
        return ent_out_of_memory(c->diags);
    for (size_t i = 0; i < c->p->count && good; i++) {
        const ent_lifeline *s = &c->p->spans[i];
        size_t row = ent_plot_number_of(&by_id, arena, s->id, c->rows);

        if (!(good = row != SIZE_MAX))
            break;
        if (row == c->rows) {
            c->labels[c->rows++] = s->label;
            c->first[row] = INT32_MAX;
        }
        if (ent_date_known(s->from) && s->from.first < c->first[row])
            c->first[row] = s->from.first;
        c->row_of[i] = row;
    }
    ent_index_destroy(&by_id);
    return good ? ENT_OK : ent_out_of_memory(c->diags);
}

static const chart *sorted; /* for qsort */

static int by_beginning(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    if (sorted->first[x] != sorted->first[y])
        return sorted->first[x] < sorted->first[y] ? -1 : 1;
    return ent_str_compare_names(sorted->labels[x], sorted->labels[y]);
}

/* Rows by their beginnings, the earliest at the top; options->top of them. */
static ent_status order_rows(chart *c)
{
    size_t top = c->o->top && c->o->top < c->rows ? c->o->top : c->rows;

    for (size_t i = 0; i < c->rows; i++)
        c->rank[i] = i;
    sorted = c;
    qsort(c->rank, c->rows, sizeof *c->rank, by_beginning);
    if (top > MOST_ROWS)
        return ent_fail(c->diags, ENT_EUSAGE, ENT_NOWHERE, "%zu rows are too many for a page (at most %d); --top N shows "
                        "the first N", c->rows, MOST_ROWS);
    c->rows = top;
    return ENT_OK;
}

static size_t place_of_row(const chart *c, size_t row)
{
    for (size_t i = 0; i < c->rows; i++)
        if (c->rank[i] == row)
            return i;
    return SIZE_MAX;
}

/* ---- bars ---- */

static ent_truth holds_on(const ent_lifeline *s, int32_t day)
{
    ent_truth holds = ent_spell_holds(s->from, s->to, ent_date_of_day(day));

    return holds == ENT_YES && s->unsure ? ENT_UNKNOWN : holds;
}

static int by_day(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return x < y ? -1 : x > y;
}

/* The days of the axis at which a span may begin, end or become certain, in order. */
static size_t find_cuts(const chart *c, const ent_lifeline *s, int32_t *cuts)
{
    int32_t days[] = { s->from.first, s->from.last, s->to.first, s->to.last };
    size_t count = 0;

    cuts[count++] = c->from;
    for (size_t i = 0; i < 4; i++)
        if (ent_date_known(i < 2 ? s->from : s->to) && days[i] > c->from && days[i] < c->to)
            cuts[count++] = days[i];
    cuts[count++] = c->to;
    qsort(cuts, count, sizeof *cuts, by_day);
    return count;
}

static void write_pieces(ent_json_writer *w, const chart *c, const ent_lifeline *s, size_t at)
{
    int32_t cuts[MOST_CUTS];
    size_t count = find_cuts(c, s, cuts);

    ent_json_begin_list(w, "data");
    for (size_t i = 0; i + 1 < count; i++) {
        ent_truth holds = holds_on(s, cuts[i] + (cuts[i + 1] - cuts[i]) / 2);

        if (holds == ENT_NO || cuts[i] == cuts[i + 1])
            continue;
        ent_json_begin_list(w, NULL);
        ent_json_write_count(w, NULL, holds == ENT_YES);
        ent_json_write_count(w, NULL, c->rows - 1 - at);
        ent_json_write_fixed(w, NULL, ent_plot_year(cuts[i]), 4);
        ent_json_write_fixed(w, NULL, ent_plot_year(cuts[i + 1]), 4);
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
}

/* Roles other than member, and the unknown role, have colours, in the order in which they occur in the figure. */
typedef struct roles {
    ent_str names[MOST_GROUPS];
    size_t count;
    bool members, unknown;
} roles;

static roles find_roles(const chart *c)
{
    roles r = { .count = 0 };

    for (size_t i = 0; i < c->p->count; i++) {
        ent_str role = c->p->spans[i].role;
        bool seen = place_of_row(c, c->row_of[i]) == SIZE_MAX;

        if (!seen && ent_str_is(role, "member"))
            r.members = true;
        if (!seen && ent_str_is(role, "unknown"))
            r.unknown = true;
        seen |= ent_str_is(role, "member") || ent_str_is(role, "unknown");
        for (size_t k = 0; k < r.count && !seen; k++)
            seen = ent_str_eq(r.names[k], role);
        if (!seen && r.count < MOST_GROUPS)
            r.names[r.count++] = role;
    }
    return r;
}

static uint32_t role_colour(const roles *r, const figure_theme *t, ent_str role)
{
    for (size_t k = 0; k < r->count; k++)
        if (ent_str_eq(r->names[k], role))
            return t->groups[k % t->group_count];
    return ent_str_is(role, "unknown") ? t->missing : t->state;
}

static void put_date(ent_buf *out, ent_date date, const char *otherwise)
{
    if (ent_date_known(date))
        ent_date_write(out, date);
    else
        ent_buf_text(out, otherwise);
}

static void write_span(ent_json_writer *w, const figure_theme *t, const chart *c, size_t i, const roles *r)
{
    const ent_lifeline *s = &c->p->spans[i];
    ent_buf text = { 0 }, from = { 0 }, to = { 0 };

    put_date(&from, s->from, "");
    put_date(&to, s->to, s->to.kind == ENT_DATE_OPEN ? ".." : "");
    ent_buf_str(&text, s->label);
    ent_buf_format(&text, ", %.*s: ", ENT_STR_ARG(s->role));
    put_date(&text, s->from, "unknown");
    ent_buf_text(&text, " to ");
    put_date(&text, s->to, s->to.kind == ENT_DATE_OPEN ? "now" : "no recorded end");
    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    ent_json_write_text(w, "tooltip", ent_buf_view(&text));
    ent_json_write_colour(w, "colour", role_colour(r, t, s->role));
    ent_json_begin_list(w, "attrs");
    ent_plot_attribute(w, "node", s->id);
    ent_plot_attribute(w, "role", s->role);
    ent_plot_attribute(w, "from", ent_buf_view(&from));
    ent_plot_attribute(w, "to", ent_buf_view(&to));
    ent_json_end_list(w);
    write_pieces(w, c, s, place_of_row(c, c->row_of[i]));
    ent_json_end_object(w);
    ent_buf_destroy(&text);
    ent_buf_destroy(&from);
    ent_buf_destroy(&to);
}

static void write_role(ent_json_writer *w, const figure_theme *t, const roles *r, ent_str role)
{
    ent_json_begin_object(w, NULL);
    ent_json_write_string(w, "mark", "swatch");
    ent_json_write_colour(w, "fill", role_colour(r, t, role));
    ent_json_write_colour(w, "stroke", role_colour(r, t, role));
    ent_json_write_text(w, "label", role);
    ent_json_end_object(w);
}

static void write_role_legend(ent_json_writer *w, const figure_theme *t, const roles *r)
{
    if (r->count + r->members + r->unknown < 2)
        return;
    ent_json_begin_list(w, "legend");
    ent_json_begin_object(w, NULL);
    ent_json_write_string(w, "title", "Role");
    ent_json_begin_list(w, "entries");
    if (r->members)
        write_role(w, t, r, ENT_STR("member"));
    for (size_t k = 0; k < r->count; k++)
        write_role(w, t, r, r->names[k]);
    if (r->unknown)
        write_role(w, t, r, ENT_STR("unknown"));
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_json_end_list(w);
}

static void write_plot(ent_json_writer *w, const figure_theme *t, const chart *c)
{
    double first = ent_plot_year(c->from), last = ent_plot_year(c->to);
    roles r = find_roles(c);

    write_role_legend(w, t, &r);
    ent_json_begin_list(w, "notes");
    ent_json_write_string(w, NULL, "Pale: unknown whether the membership held, as in a year of joining or leaving without a day.");
    ent_json_end_list(w);
    ent_json_begin_object(w, "plot");
    ent_json_write_string(w, "form", "spans");
    ent_plot_axis(w, NULL, &(plot_axis){ "x", ENT_STR(""), first, last, fmax(1, ent_plot_step(last - first, 7)) });
    ent_plot_begin_panel(w);
    ent_json_write_text(w, "title", c->p->title);
    ent_json_begin_object(w, "y");
    ent_json_write_fixed(w, "low", -0.5, 3);
    ent_json_write_fixed(w, "high", (double)c->rows - 0.5, 3);
    ent_json_begin_list(w, "ticks");
    for (size_t i = 0; i < c->rows; i++) {
        ent_json_begin_list(w, NULL);
        ent_json_write_count(w, NULL, c->rows - 1 - i);
        ent_json_write_text(w, NULL, c->labels[c->rank[i]]);
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_json_begin_list(w, "series");
    for (size_t i = 0; i < c->p->count; i++)
        if (place_of_row(c, c->row_of[i]) != SIZE_MAX)
            write_span(w, t, c, i, &r);
    ent_plot_end_panel(w);
    ent_json_end_object(w);
}

static void describe_rows(const chart *c, size_t all, ent_buf *out)
{
    ent_buf_text(out, "Life lines: ");
    ent_buf_str(out, c->p->title);
    ent_buf_format(out, "; %zu rows", all);
    if (c->rows < all)
        ent_buf_format(out, ", of which the first %zu are shown", c->rows);
    ent_buf_text(out, ". ");
    for (size_t i = 0; i < c->rows && i < 3; i++) {
        ent_buf_text(out, i ? ", " : "First: ");
        ent_buf_str(out, c->labels[c->rank[i]]);
    }
    ent_buf_text(out, ". Pale: unknown whether the membership held.");
}

/* ---- public API ---- */

ent_status ent_lifeline_plot_describe(const ent_lifeline_plot *plot, const ent_figure_options *options, ent_str record,
                                  ent_buf *out, ent_buf *caption, ent_diags *diags)
{
    chart c = { .p = plot, .o = options, .from = plot->from, .to = plot->to, .diags = diags };
    size_t refusals = ent_mem_before(out), all = 0;
    ent_json_writer w = { .out = out };
    ent_arena arena = { 0 };
    ent_buf desc = { 0 };
    figure_theme t;
    ent_status status = ENT_OK;

    if (!plot->count || plot->from >= plot->to)
        status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "no membership with a date to draw");
    if (status == ENT_OK && (status = find_rows(&c, &arena)) == ENT_OK) {
        all = c.rows;
        status = order_rows(&c);
    }
    if (status == ENT_OK) {
        describe_rows(&c, all, &desc);
        ent_plot_caption(options, plot->name, ent_buf_view(&desc), record, caption);
        status = ent_plot_begin(&w, &t, options, plot->name, ent_buf_view(&desc), record, diags);
    }
    if (status == ENT_OK) {
        write_plot(&w, &t, &c);
        ent_json_end_object(&w);
        ent_buf_char(out, '\n');
    }
    ent_buf_destroy(&desc);
    ent_arena_destroy(&arena);
    return ent_mem_whole(status, refusals, diags);
}
