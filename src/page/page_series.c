/* page_series.c: the rows of a series become one line of values for each measure and node, with a value for
 * each date of the series. */
#include "page/page_series.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash_index.h"
#include "base/list.h"
#include "base/mem.h"

typedef struct step {
    ent_str text; /* EDTF */
    ent_date when;
    uint32_t place; /* in the order in which the rows name them */
} step;

typedef struct value_line {
    ent_str measure, node; /* node empty: of the network */
} value_line;

typedef struct lines {
    const ent_dataset *d;
    const ent_webpage_options *o;
    ent_index dates, measures, by_key; /* texts → places in the lists */
    ENT_LIST(step) steps;
    ENT_LIST(ent_str) names; /* of measures */
    ENT_LIST(value_line) list;
    double *values; /* of line i at step k, in the order of the rows: [i * steps.count + k] */
    size_t of_ties, of_strangers; /* rows that are left out */
    ent_str stranger;             /* the first node that the data do not have */
    ent_arena arena;
} lines;

/* ---- reading ---- */

static bool add_step(lines *l, ent_str text)
{
    uint32_t at, next = (uint32_t)l->steps.count;
    step s = { .text = text, .place = next };

    if (!ent_index_add(&l->dates, text, next, &at))
        return false;
    ent_date_read(&s.when, text);
    return at != next || ENT_LIST_PUSH(&l->steps, s);
}

static bool add_measure(lines *l, ent_str name)
{
    uint32_t at, next = (uint32_t)l->names.count;

    return ent_index_add(&l->measures, name, next, &at) && (at != next || ENT_LIST_PUSH(&l->names, name));
}

/* The line of a row: a measure and a node. */
static bool key_of(lines *l, const ent_series_row *row, ent_str *key)
{
    ent_buf text = { 0 };

    ent_buf_str(&text, row->measure);
    ent_buf_char(&text, '\n');
    ent_buf_str(&text, row->node);
    *key = text.failed ? (ent_str){ 0 } : ent_arena_str(&l->arena, ent_buf_view(&text));
    ent_buf_destroy(&text);
    return key->ptr != NULL;
}

static bool is_node(const lines *l, ent_str id)
{
    return !id.len || ent_actor_find(l->d, id) != ENT_NONE || ent_act_find(l->d, id) != ENT_NONE;
}

static bool is_tie(ent_str id)
{
    for (size_t i = 0; i < id.len; i++)
        if (id.ptr[i] == '|')
            return true;
    return false;
}

/* Makes the lines, and counts the rows that have none. */
static bool add_row(lines *l, const ent_series_row *row)
{
    uint32_t at, next = (uint32_t)l->list.count;
    ent_str key;

    if (!is_node(l, row->node)) {
        if (is_tie(row->node))
            l->of_ties++;
        else if (l->of_strangers++ == 0)
            l->stranger = row->node;
        return true;
    }
    return add_step(l, row->date) && add_measure(l, row->measure) && key_of(l, row, &key) &&
           ent_index_add(&l->by_key, key, next, &at) &&
           (at != next || ENT_LIST_PUSH(&l->list, (value_line){ row->measure, row->node }));
}

static bool set_value(lines *l, const ent_series_row *row)
{
    ent_str key;

    if (!is_node(l, row->node))
        return true;
    if (!key_of(l, row, &key))
        return false;
    l->values[ent_index_find(&l->by_key, key) * l->steps.count + ent_index_find(&l->dates, row->date)] = row->value;
    return true;
}

static int by_time(const void *a, const void *b)
{
    const step *x = a, *y = b;

    if (x->when.first != y->when.first)
        return x->when.first < y->when.first ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static ent_status read_rows(lines *l, ent_diags *diags)
{
    const ent_series_row *rows = l->o->series;
    size_t count = l->o->series_count, cells;
    bool good = true;

    for (size_t i = 0; i < count && good; i++)
        good = add_row(l, &rows[i]);
    if (good && !l->list.count)
        return ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                        "no row of the series is of the network or of a node of these data%s%.*s%s; expected the table "
                        "that `entente series` wrote of them",
                        l->stranger.len ? ", such as '" : "", ENT_STR_ARG(l->stranger), l->stranger.len ? "'" : "");
    cells = l->list.count * l->steps.count;
    if (!good || !(l->values = ent_mem_new(cells, sizeof *l->values)))
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < cells; i++)
        l->values[i] = NAN;
    for (size_t i = 0; i < count && good; i++)
        good = set_value(l, &rows[i]);
    qsort(l->steps.items, l->steps.count, sizeof *l->steps.items, by_time);
    return good ? ENT_OK : ent_out_of_memory(diags);
}

/* ---- writing ---- */

static void put_values(const lines *l, size_t line, ent_json_writer *w)
{
    for (size_t k = 0; k < l->steps.count; k++)
        ent_json_write_fixed(w, NULL, l->values[line * l->steps.count + l->steps.items[k].place], 5);
}

static void write_measure(const lines *l, ent_str name, ent_json_writer *w)
{
    ent_json_line(w, 0);
    ent_json_begin_object(w, NULL);
    ent_json_write_text(w, "name", name);
    for (size_t i = 0; i < l->list.count; i++)
        if (ent_str_eq(l->list.items[i].measure, name) && !l->list.items[i].node.len) {
            ent_json_begin_list(w, "values");
            put_values(l, i, w);
            ent_json_end_list(w);
        }
    ent_json_begin_list(w, "nodes");
    for (size_t i = 0; i < l->list.count; i++)
        if (ent_str_eq(l->list.items[i].measure, name) && l->list.items[i].node.len) {
            ent_json_begin_list(w, NULL);
            ent_json_write_text(w, NULL, l->list.items[i].node);
            put_values(l, i, w);
            ent_json_end_list(w);
        }
    ent_json_end_list(w);
    ent_json_end_object(w);
}

static void write_series(const lines *l, ent_json_writer *w)
{
    ent_json_begin_object(w, "series");
    ent_json_write_text(w, "record", l->o->series_record);
    ent_json_begin_list(w, "dates");
    for (size_t k = 0; k < l->steps.count; k++) {
        ent_json_begin_list(w, NULL);
        ent_json_write_text(w, NULL, l->steps.items[k].text);
        ent_json_write_number(w, NULL, l->steps.items[k].when.first);
        ent_json_write_number(w, NULL, l->steps.items[k].when.last);
        ent_json_end_list(w);
    }
    ent_json_end_list(w);
    ent_json_begin_list(w, "measures");
    for (size_t i = 0; i < l->names.count; i++)
        write_measure(l, l->names.items[i], w);
    ent_json_end_list(w);
    ent_json_end_object(w);
    ent_json_line(w, 0);
}

static void say_left_out(const lines *l, ent_diags *diags)
{
    if (l->of_ties)
        ent_note(diags, ENT_NOWHERE, "%zu row%s of ties in the series left out: a page shows measures of nodes and of the network",
                 l->of_ties, l->of_ties == 1 ? "" : "s");
    if (l->of_strangers)
        ent_warn(diags, ENT_NOWHERE, "%zu row%s of the series left out: their nodes, such as '%.*s', are not in the data",
                 l->of_strangers, l->of_strangers == 1 ? "" : "s", ENT_STR_ARG(l->stranger));
}

ent_status ent_webpage_series(const ent_dataset *dataset, const ent_webpage_options *options, ent_json_writer *w,
                              ent_diags *diags)
{
    lines l = { .d = dataset, .o = options };
    ent_status status = options->series_count ? read_rows(&l, diags) : ENT_OK;

    if (status == ENT_OK && options->series_count) {
        write_series(&l, w);
        say_left_out(&l, diags);
    }
    ent_index_destroy(&l.dates);
    ent_index_destroy(&l.measures);
    ent_index_destroy(&l.by_key);
    ENT_LIST_DESTROY(&l.steps);
    ENT_LIST_DESTROY(&l.names);
    ENT_LIST_DESTROY(&l.list);
    ent_mem_free(l.values);
    ent_arena_destroy(&l.arena);
    return status;
}
