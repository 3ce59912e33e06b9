/* flows.c: communities from date to date: at each date a block for each community, and between two dates a band
 * for the members who are in one community at the first and in another, or the same, at the second.
 *
 * The numbers of communities are those that a series gives them: a community that stays similar keeps its
 * number. Members of a block are counted in the bands on either side, or they entered from, or left to, no
 * community: then they had no tie at the other date, or did not exist. */
#include "figure/plots/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/colour.h"
#include "base/escape.h"

enum { TOP = 12, MOST_BLOCKS = 400, MOST_DATES = 60, MM_FOR_NAMES = 24 };

typedef struct flow_node {
    ent_str id, label;
} flow_node;

typedef struct place { /* of a node at a step */
    uint32_t community; /* 0: none */
    bool exists;
    double weight; /* its degree, or 1 */
} place;

typedef struct community {
    uint32_t number;
    size_t peak, first; /* most members at a step; its first step */
    size_t total;       /* members, summed over the steps */
    size_t show;        /* its rank by `peak`; at least c->shown: one of the smaller ones */
    ent_str name;
} community;

typedef struct flows {
    const ent_series_plot *p;
    const ent_figure_options *o;
    ent_arena arena;
    plot_steps steps;
    ENT_LIST(flow_node) nodes;
    ent_index by_node;
    place *places; /* by node, then step */
    community *communities; /* by number */
    community **sorted;     /* those that occur, the largest first */
    size_t most;            /* the highest number */
    bool inside;            /* columns are far enough apart for names in blocks */
    size_t shown, small;    /* communities with blocks of their own, and without */
    ent_diags *diags;
} flows;

static place *place_of(const flows *f, size_t node, size_t step)
{
    return &f->places[node * f->steps.count + step];
}

/* ---- reading the rows ---- */

static bool is_measure(const ent_series_row *row, const char *name)
{
    return row->node.len && ent_str_is(row->measure, name);
}

static ent_status find_nodes(flows *f)
{
    for (size_t i = 0; i < f->p->count; i++) {
        const ent_series_row *row = &f->p->rows[i];
        size_t at;

        if (!is_measure(row, "community"))
            continue;
        if (row->value > UINT32_MAX / 2 || row->value < 0 || row->value != floor(row->value))
            if (!isnan(row->value))
                return ent_fail(f->diags, ENT_EDATA, ENT_NOWHERE, "%g: expected the number of a community", row->value);
        at = ent_plot_number_of(&f->by_node, &f->arena, row->node, f->nodes.count);
        if (at == SIZE_MAX || (at == f->nodes.count &&
                               !ENT_LIST_PUSH(&f->nodes, (flow_node){ row->node, row->label.len ? row->label : row->node })))
            return ent_out_of_memory(f->diags);
        if (row->value > (double)f->most)
            f->most = (size_t)row->value;
    }
    if (!f->nodes.count)
        return ent_fail(f->diags, ENT_EDATA, ENT_NOWHERE,
                        "no communities in this series; `entente series DATA -m community,degree` writes them");
    if (f->most > 100000)
        return ent_fail(f->diags, ENT_EDATA, ENT_NOWHERE, "%zu communities are too many to be drawn", f->most);
    return ENT_OK;
}

static ent_status fill_places(flows *f)
{
    if ((f->places = ent_arena_new(&f->arena, f->nodes.count * f->steps.count, sizeof *f->places)) == NULL)
        return ent_out_of_memory(f->diags);
    for (size_t i = 0; i < f->nodes.count * f->steps.count; i++)
        f->places[i].weight = 1;
    for (size_t i = 0; i < f->p->count; i++) {
        const ent_series_row *row = &f->p->rows[i];
        uint32_t node = ent_index_find(&f->by_node, row->node);
        place *at;

        if (!row->node.len || node == ENT_ABSENT)
            continue;
        at = place_of(f, node, ent_plot_step_of(&f->steps, row->date));
        if (is_measure(row, "community")) {
            at->exists = true;
            at->community = isnan(row->value) ? 0 : (uint32_t)row->value;
        } else if (is_measure(row, "degree") && row->value > 0) {
            at->weight = row->value;
        }
    }
    return ENT_OK;
}

/* ---- communities ---- */

static int largest_first(const void *a, const void *b)
{
    const community *x = *(community *const *)a, *y = *(community *const *)b;

    if (x->peak != y->peak)
        return x->peak > y->peak ? -1 : 1;
    if (x->total != y->total)
        return x->total > y->total ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

static ent_status count_communities(flows *f)
{
    size_t *now = ent_arena_new(&f->arena, f->most + 1, sizeof *now), count = 0;
    size_t top = f->o->top ? f->o->top : TOP;

    f->sorted = ent_arena_new(&f->arena, f->most + 1, sizeof *f->sorted);
    f->communities = ent_arena_new(&f->arena, f->most + 1, sizeof *f->communities);
    if (!now || !f->sorted || !f->communities)
        return ent_out_of_memory(f->diags);
    for (size_t s = 0; s < f->steps.count; s++) {
        memset(now, 0, (f->most + 1) * sizeof *now);
        for (size_t i = 0; i < f->nodes.count; i++) {
            uint32_t k = place_of(f, i, s)->community;
            community *c = &f->communities[k];

            if (!k)
                continue;
            if (!c->total++)
                f->sorted[count++] = c, c->first = s, c->number = k;
            if (++now[k] > c->peak)
                c->peak = now[k];
        }
    }
    if (!count)
        return ent_fail(f->diags, ENT_EDATA, ENT_NOWHERE, "no community at any of these dates");
    qsort(f->sorted, count, sizeof *f->sorted, largest_first);
    for (size_t i = 0; i < count; i++)
        f->sorted[i]->show = i;
    f->shown = count <= top + 1 ? count : top; /* a single small one needs no collective name */
    f->small = count - f->shown;
    return ENT_OK;
}

/* The group of a number: the rank of its community, `shown` for the smaller ones; SIZE_MAX: none. */
static size_t group_of(const flows *f, uint32_t number)
{
    size_t show = f->communities[number].show;

    return !number ? SIZE_MAX : show < f->shown ? show : f->shown;
}

/* The two members with the most ties over all dates: "Russia, Belarus". */
static ent_str name_of(flows *f, const community *c)
{
    size_t best[2] = { SIZE_MAX, SIZE_MAX };
    double sums[2] = { 0, 0 };
    ent_buf text = { 0 };
    ent_str name;

    for (size_t i = 0; i < f->nodes.count; i++) {
        double sum = 0;

        for (size_t s = 0; s < f->steps.count; s++)
            sum += place_of(f, i, s)->community == c->number ? place_of(f, i, s)->weight : 0;
        for (int k = 0; k < 2 && sum > 0; k++)
            if (best[k] == SIZE_MAX || sum > sums[k]) {
                if (k == 0)
                    best[1] = best[0], sums[1] = sums[0];
                best[k] = i, sums[k] = sum;
                break;
            }
    }
    for (int k = 0; k < 2 && best[k] != SIZE_MAX; k++) {
        ent_buf_text(&text, k ? ", " : "");
        ent_buf_str(&text, f->nodes.items[best[k]].label);
    }
    name = ent_arena_str(&f->arena, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return name;
}

/* A name that an earlier community has too is followed by the date at which its community begins. */
static ent_status name_communities(flows *f)
{
    for (size_t g = 0; g < f->shown; g++) {
        community *c = f->sorted[g];
        bool taken = false;

        c->name = name_of(f, c);
        for (size_t k = 0; k < g && !taken; k++)
            taken = ent_str_eq(f->sorted[k]->name, c->name);
        if (taken) {
            ent_buf text = { 0 };

            ent_buf_str(&text, c->name);
            ent_buf_text(&text, " (");
            ent_buf_str(&text, f->steps.items[c->first].date);
            ent_buf_char(&text, ')');
            c->name = ent_arena_str(&f->arena, ent_buf_view(&text));
            ent_buf_destroy(&text);
        }
        if (!c->name.ptr)
            return ent_out_of_memory(f->diags);
    }
    return ENT_OK;
}

static ent_str group_name(const flows *f, size_t group)
{
    return group < f->shown ? f->sorted[group]->name : ENT_STR("smaller communities");
}

/* ---- blocks and bands ---- */

typedef struct tally {
    size_t size, fresh, alone, ended, unbound; /* entered: new, or without a community before; left likewise */
} tally;

static tally count_block(const flows *f, size_t step, size_t group)
{
    tally t = { 0 };

    for (size_t i = 0; i < f->nodes.count; i++) {
        if (group_of(f, place_of(f, i, step)->community) != group)
            continue;
        t.size++;
        if (step > 0 && !place_of(f, i, step - 1)->community)
            place_of(f, i, step - 1)->exists ? t.alone++ : t.fresh++;
        if (step + 1 < f->steps.count && !place_of(f, i, step + 1)->community)
            place_of(f, i, step + 1)->exists ? t.unbound++ : t.ended++;
    }
    return t;
}

/* Nodes of a group at a step, and of another (SIZE_MAX: any) at the next. */
static size_t list_members(const flows *f, size_t step, size_t group, size_t next, ent_buf *labels, ent_buf *ids)
{
    size_t count = 0;

    for (size_t i = 0; i < f->nodes.count; i++) {
        if (group_of(f, place_of(f, i, step)->community) != group ||
            (next != SIZE_MAX && group_of(f, place_of(f, i, step + 1)->community) != next))
            continue;
        if (labels) {
            ent_buf_text(labels, labels->len ? ", " : "");
            ent_buf_str(labels, f->nodes.items[i].label);
            ent_buf_text(ids, ids->len ? ";" : "");
            ent_escape_list_item(ids, f->nodes.items[i].id);
        }
        count++;
    }
    return count;
}

static uint32_t group_colour(const flows *f, const figure_theme *t, size_t group)
{
    return group < t->group_count && group < f->shown ? t->groups[group]
           : group < f->shown                         ? t->state
                                                      : t->missing;
}

static void put_part(ent_buf *out, size_t count, const char *words)
{
    if (count)
        ent_buf_format(out, "; %zu %s", count, words);
}

static void write_group(ent_json_writer *w, const flows *f, const char *key, size_t group)
{
    ent_buf number = { 0 };

    if (group < f->shown)
        ent_buf_format(&number, "%u", (unsigned)f->sorted[group]->number);
    else
        ent_buf_text(&number, "smaller");
    ent_plot_attribute(w, key, ent_buf_view(&number));
    ent_buf_destroy(&number);
}

static void write_block(ent_json_writer *w, const figure_theme *theme, const flows *f, size_t step, size_t group,
                        const tally *t)
{
    ent_buf labels = { 0 }, ids = { 0 }, text = { 0 };

    list_members(f, step, group, SIZE_MAX, &labels, &ids);
    ent_buf_str(&text, f->steps.items[step].date);
    ent_buf_text(&text, ", ");
    ent_buf_str(&text, group_name(f, group));
    ent_buf_format(&text, ": %zu members", t->size);
    put_part(&text, t->fresh, "of them new actors");
    put_part(&text, t->alone, "of them in no community before");
    put_part(&text, t->unbound, "of them in no community afterwards");
    put_part(&text, t->ended, "of them end");
    ent_buf_text(&text, ". ");
    ent_buf_str(&text, ent_buf_view(&labels));
    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    ent_json_write_count(w, "column", step);
    ent_json_write_count(w, "size", t->size);
    ent_json_write_count(w, "entered", t->fresh + t->alone);
    ent_json_write_count(w, "left", t->ended + t->unbound);
    ent_json_write_flag(w, "last", group == f->shown);
    ent_json_write_text(w, "label", group_name(f, group));
    ent_json_write_text(w, "tooltip", ent_buf_view(&text));
    ent_json_write_colour(w, "colour", group_colour(f, theme, group));
    ent_json_begin_list(w, "attrs");
    ent_plot_attribute(w, "date", f->steps.items[step].date);
    write_group(w, f, "community", group);
    ent_plot_attribute(w, "members", ent_buf_view(&ids));
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_buf_destroy(&labels);
    ent_buf_destroy(&ids);
    ent_buf_destroy(&text);
}

/* Writes the blocks; `numbers` gets that of each, by step and group. */
static ent_status write_blocks(ent_json_writer *w, const figure_theme *theme, const flows *f, size_t *numbers)
{
    size_t count = 0;

    ent_json_begin_list(w, "blocks");
    for (size_t s = 0; s < f->steps.count; s++)
        for (size_t g = 0; g <= f->shown; g++) {
            tally t = count_block(f, s, g);

            numbers[s * (f->shown + 1) + g] = t.size ? count++ : SIZE_MAX;
            if (t.size)
                write_block(w, theme, f, s, g, &t);
        }
    ent_json_end_list(w);
    return count <= MOST_BLOCKS ? ENT_OK
                                : ent_fail(f->diags, ENT_EUSAGE, ENT_NOWHERE,
                                           "%zu blocks are too many to be told apart (at most %d); choose fewer "
                                           "dates, or fewer communities with --top",
                                           count, MOST_BLOCKS);
}

static void write_band(ent_json_writer *w, const figure_theme *theme, const flows *f, size_t step, size_t from, size_t to,
                       const size_t *numbers)
{
    ent_buf labels = { 0 }, ids = { 0 }, text = { 0 };
    size_t size = list_members(f, step, from, to, &labels, &ids);

    ent_buf_str(&text, group_name(f, from));
    if (from != to) {
        ent_buf_text(&text, " to ");
        ent_buf_str(&text, group_name(f, to));
    }
    ent_buf_text(&text, ", ");
    ent_buf_str(&text, f->steps.items[step].date);
    ent_buf_text(&text, " to ");
    ent_buf_str(&text, f->steps.items[step + 1].date);
    ent_buf_format(&text, ": %zu members %s. ", size, from == to ? "stay" : "move");
    ent_buf_str(&text, ent_buf_view(&labels));
    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    ent_json_write_count(w, "from", numbers[step * (f->shown + 1) + from]);
    ent_json_write_count(w, "to", numbers[(step + 1) * (f->shown + 1) + to]);
    ent_json_write_count(w, "size", size);
    ent_json_write_text(w, "tooltip", ent_buf_view(&text));
    ent_json_write_colour(w, "colour", group_colour(f, theme, from));
    ent_json_begin_list(w, "attrs");
    ent_plot_attribute(w, "date", f->steps.items[step + 1].date);
    write_group(w, f, "from", from);
    write_group(w, f, "to", to);
    ent_plot_attribute(w, "members", ent_buf_view(&ids));
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_buf_destroy(&labels);
    ent_buf_destroy(&ids);
    ent_buf_destroy(&text);
}

static void write_bands(ent_json_writer *w, const figure_theme *theme, const flows *f, const size_t *numbers)
{
    ent_json_begin_list(w, "bands");
    for (size_t s = 0; s + 1 < f->steps.count; s++)
        for (size_t a = 0; a <= f->shown; a++)
            for (size_t b = 0; b <= f->shown; b++)
                if (list_members(f, s, a, b, NULL, NULL))
                    write_band(w, theme, f, s, a, b, numbers);
    ent_json_end_list(w);
}

static size_t communities_at(const flows *f, size_t step, size_t *members)
{
    size_t count = 0;

    *members = 0;
    for (size_t k = 1; k <= f->most; k++) {
        size_t here = 0;

        for (size_t i = 0; i < f->nodes.count; i++)
            here += place_of(f, i, step)->community == k;
        count += here > 0;
        *members += here;
    }
    return count;
}

/* "01-01" when all dates are that day of different years; else nothing. */
static ent_str common_day(const flows *f)
{
    ent_str day = { "", 0 };

    for (size_t s = 0; s < f->steps.count; s++) {
        ent_str date = f->steps.items[s].date;

        if (date.len != strlen("2000-01-01") || date.ptr[4] != '-')
            return ENT_STR("");
        if (s && memcmp(day.ptr, date.ptr + 5, day.len) != 0)
            return ENT_STR("");
        day = (ent_str){ date.ptr + 5, date.len - 5 };
    }
    return day;
}

static void write_columns(ent_json_writer *w, const flows *f)
{
    ent_str day = common_day(f);

    ent_json_begin_list(w, "columns");
    for (size_t s = 0; s < f->steps.count; s++) {
        size_t members, count = communities_at(f, s, &members);
        ent_str date = f->steps.items[s].date;
        ent_buf text = { 0 };

        ent_buf_format(&text, f->inside ? "%zu in %zu communit%s" : "%zu in %zu", members, count, count == 1 ? "y" : "ies");
        ent_json_begin_object(w, NULL);
        ent_json_write_text(w, "label", (ent_str){ date.ptr, day.len ? date.len - day.len - 1 : date.len });
        ent_json_write_text(w, "sub", ent_buf_view(&text));
        ent_json_end_object(w);
        ent_buf_destroy(&text);
    }
    ent_json_end_list(w);
}

/* Of the communities in colour that are in neither the first nor the last column, beside which names stand. */
static void write_legend(ent_json_writer *w, const figure_theme *theme, const flows *f)
{
    ent_json_begin_list(w, "legend");
    ent_json_begin_object(w, NULL);
    ent_json_write_string(w, "title", "");
    ent_json_begin_list(w, "entries");
    for (size_t g = 0; g < f->shown && g < theme->group_count && !f->inside; g++) {
        if (count_block(f, 0, g).size || count_block(f, f->steps.count - 1, g).size)
            continue;
        ent_json_begin_object(w, NULL);
        ent_json_write_string(w, "mark", "swatch");
        ent_json_write_colour(w, "fill", theme->groups[g]);
        ent_json_write_colour(w, "stroke", theme->groups[g]);
        ent_json_write_text(w, "label", group_name(f, g));
        ent_json_end_object(w);
    }
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_json_end_list(w);
}

/* How the figure is read. */
static void write_notes(ent_json_writer *w, const flows *f)
{
    ent_str day = common_day(f);
    ent_buf text = { 0 };

    ent_buf_text(&text, "Blocks are communities, named after their members with the most ties; their height is the number of "
                        "members, which stands in them. Bands are members who stay or move; + and \xe2\x88\x92: "
                        "members who were in no community at the date before, or are in none at the next.");
    if (!f->inside)
        ent_buf_text(&text, " Under the dates: members in communities.");
    if (day.len)
        ent_buf_format(&text, " The day is %.*s of each year.", ENT_STR_ARG(day));
    if (f->small)
        ent_buf_format(&text, " Smaller communities: %zu that never have more than %zu members.", f->small,
                       f->sorted[f->shown]->peak);
    ent_json_begin_list(w, "notes");
    ent_json_write_text(w, NULL, ent_buf_view(&text));
    ent_json_end_list(w);
    ent_buf_destroy(&text);
}

static ent_status write_flows(ent_json_writer *w, const figure_theme *theme, const flows *f)
{
    size_t *numbers = ent_mem_new(f->steps.count * (f->shown + 1), sizeof *numbers);
    ent_status status;

    if (!numbers)
        return ent_out_of_memory(f->diags);
    write_notes(w, f);
    write_legend(w, theme, f);
    ent_json_begin_object(w, "plot");
    ent_json_write_string(w, "form", "flows");
    ent_json_write_flag(w, "inside", f->inside);
    write_columns(w, f);
    if ((status = write_blocks(w, theme, f, numbers)) == ENT_OK)
        write_bands(w, theme, f, numbers);
    ent_json_end_object(w);
    ent_mem_free(numbers);
    return status;
}

/* "Communities of 1914, 1939: 28 members of 5 communities, ... Russia, France: 12, 14, 0." */
static void describe_flows(const flows *f, ent_buf *out)
{
    ent_buf_text(out, "Communities from date to date.");
    for (size_t s = 0; s < f->steps.count; s++) {
        size_t members, count = communities_at(f, s, &members);

        ent_buf_char(out, ' ');
        ent_buf_str(out, f->steps.items[s].date);
        ent_buf_format(out, ": %zu members of %zu communities.", members, count);
    }
    for (size_t g = 0; g < f->shown && g < 3; g++) {
        ent_buf_char(out, ' ');
        ent_buf_str(out, group_name(f, g));
        ent_buf_text(out, ": ");
        for (size_t s = 0; s < f->steps.count; s++)
            ent_buf_format(out, "%s%zu", s ? ", " : "", count_block(f, s, g).size);
        ent_buf_text(out, " members.");
    }
}

static ent_status make_flows(flows *f)
{
    ent_status status;

    if ((status = ent_plot_find_steps(&f->steps, f->p->rows, f->p->count, f->diags)) != ENT_OK ||
        (status = find_nodes(f)) != ENT_OK || (status = fill_places(f)) != ENT_OK ||
        (status = count_communities(f)) != ENT_OK || (status = name_communities(f)) != ENT_OK)
        return status;
    return f->steps.count > 1 ? ENT_OK
                              : ent_fail(f->diags, ENT_EUSAGE, ENT_NOWHERE,
                                         "communities over time need two dates or more");
}

static void flows_destroy(flows *f)
{
    ent_plot_steps_destroy(&f->steps);
    ENT_LIST_DESTROY(&f->nodes);
    ent_index_destroy(&f->by_node);
    ent_arena_destroy(&f->arena);
}

/* ---- public API ---- */

ent_status ent_flow_plot_describe(const ent_series_plot *plot, const ent_figure_options *options, ent_str record,
                                  ent_buf *out, ent_buf *caption, ent_diags *diags)
{
    flows f = { .p = plot, .o = options, .diags = diags };
    size_t refusals = ent_mem_before(out);
    ent_json_writer w = { .out = out };
    ent_buf desc = { 0 };
    figure_theme t;
    ent_status status = make_flows(&f);

    if (status == ENT_OK && f.steps.count > MOST_DATES)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                          "%zu dates are too many for a figure (at most %d); give a longer --step, or --dates",
                          f.steps.count, MOST_DATES);
    if (status == ENT_OK) {
        describe_flows(&f, &desc);
        ent_plot_caption(options, plot->name, ent_buf_view(&desc), record, caption);
        status = ent_plot_begin(&w, &t, options, plot->name, ent_buf_view(&desc), record, diags);
    }
    if (status == ENT_OK) {
        f.inside = (options->width_mm > 0 ? options->width_mm : t.width) >= MM_FOR_NAMES * (double)f.steps.count;
        status = write_flows(&w, &t, &f);
    }
    if (status == ENT_OK) {
        ent_json_end_object(&w);
        ent_buf_char(out, '\n');
    }
    ent_buf_destroy(&desc);
    flows_destroy(&f);
    return ent_mem_whole(status, refusals, diags);
}

static void table_row(ent_sheet *sheet, const flows *f, size_t step, size_t node)
{
    const place *at = place_of(f, node, step), *before = step ? place_of(f, node, step - 1) : NULL;
    size_t group = group_of(f, at->community);

    ent_sheet_row(sheet);
    ent_sheet_text(sheet, f->steps.items[step].date);
    ent_sheet_number(sheet, at->community ? (double)at->community : NAN);
    ent_sheet_text(sheet, group == SIZE_MAX ? ENT_STR("") : group_name(f, group));
    ent_sheet_text(sheet, f->nodes.items[node].id);
    ent_sheet_text(sheet, f->nodes.items[node].label);
    ent_sheet_number(sheet, before && before->community ? (double)before->community : NAN);
}

ent_status ent_flow_plot_tabulate(const ent_series_plot *plot, const ent_figure_options *options, ent_sheet *sheet,
                                  ent_diags *diags)
{
    static const struct {
        const char *name;
        bool number;
    } columns[] = { { "date", false }, { "community", true }, { "name", false },
                    { "node", false }, { "label", false },    { "before", true } };
    flows f = { .p = plot, .o = options, .diags = diags };
    ent_status status = make_flows(&f);

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        ent_sheet_column(sheet, ent_str_of(columns[i].name), columns[i].number);
    for (size_t s = 0; s < f.steps.count && status == ENT_OK; s++)
        for (size_t i = 0; i < f.nodes.count; i++)
            if (place_of(&f, i, s)->exists)
                table_row(sheet, &f, s, i);
    flows_destroy(&f);
    return status;
}
