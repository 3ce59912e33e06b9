/* measure_tables.c: tables of nodes, ties, pairs and the network. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/formats.h"
#include "cli/outputs.h"
#include "cli/verbs/measure_settings.h"

typedef struct report {
    const measure_settings *set;
    const ent_network *n;
    const ent_results *r;
    const ent_bounds *bounds; /* NULL without --bounds */
    ent_sheet *sheet;
    ent_diags *diags;
} report;

/* Ties are many, so their measures must be named. */
static bool wanted(const report *p, ent_scope scope)
{
    return p->set->scope == 0 ? scope != ENT_SCOPE_TIE || p->set->base.measures
                              : scope_is(p->set, scope);
}

static bool has(const report *p, ent_scope scope)
{
    for (size_t i = 0; i < ent_results_count(p->r); i++)
        if (ent_result_at(p->r, i)->measure->scope == scope)
            return wanted(p, scope);
    return false;
}

static const double *values(const report *p, size_t i)
{
    return ent_result_at(p->r, i)->values;
}

/* ---- bounds: three columns after each measure that has them ---- */

static const char *const bound_names[] = { "_low", "_high", "_ranks" };

static bool bounded(const report *p, size_t i)
{
    return p->bounds && ent_bounds_has(p->bounds, i);
}

static void bound_name(ent_buf *name, const report *p, size_t i, int which)
{
    ent_buf_clear(name);
    ent_buf_str(name, ent_result_at(p->r, i)->name);
    ent_buf_text(name, bound_names[which]);
}

static void bound_columns(report *p, size_t i)
{
    ent_buf name = { 0 };

    for (int which = 0; which < 3 && bounded(p, i); which++) {
        bound_name(&name, p, i, which);
        ent_sheet_column(p->sheet, ent_buf_view(&name), true);
    }
    ent_buf_destroy(&name);
}

/* "3"; "3=" if surely shared; "2..5" if the data leave it open. */
static void bound_cells(report *p, size_t i, size_t node)
{
    ent_buf ranks = { 0 };
    ent_rank rank;

    if (!bounded(p, i))
        return;
    rank = ent_bounds_rank(p->bounds, i, node);
    ent_sheet_number(p->sheet, ent_bounds_low(p->bounds, i)[node]);
    ent_sheet_number(p->sheet, ent_bounds_high(p->bounds, i)[node]);
    if (ent_bounds_settled(p->bounds, i, node))
        ent_rank_write(&ranks, rank);
    else if (rank.first)
        ent_buf_format(&ranks, "%zu..%zu", rank.first, rank.last);
    ent_sheet_text(p->sheet, ent_buf_view(&ranks));
    ent_buf_destroy(&ranks);
}

/* ---- the long form: one row per value ---- */

static void long_rows(report *p, size_t i, ent_str date, ent_str measure, const double *values)
{
    const ent_result *result = ent_result_at(p->r, i);
    const ent_measure *m = result->measure;
    ent_buf name = { 0 };

    for (size_t k = 0; k < result->count; k++) {
        ent_buf_clear(&name);
        if (m->scope == ENT_SCOPE_NODE)
            ent_buf_str(&name, ent_node_at(p->n, k)->id);
        if (m->scope == ENT_SCOPE_PAIR) {
            uint32_t a, b;

            ent_results_pair(p->r, k, &a, &b);
            ent_buf_format(&name, "%.*s|%.*s", ENT_STR_ARG(ent_node_at(p->n, a)->id),
                           ENT_STR_ARG(ent_node_at(p->n, b)->id));
        }
        if (m->scope == ENT_SCOPE_TIE)
            ent_buf_format(&name, "%.*s|%.*s",
                           ENT_STR_ARG(ent_node_at(p->n, ent_tie_at(p->n, k)->a)->id),
                           ENT_STR_ARG(ent_node_at(p->n, ent_tie_at(p->n, k)->b)->id));
        ent_sheet_row(p->sheet);
        ent_sheet_text(p->sheet, date);
        ent_sheet_text(p->sheet, ent_str_of(ent_scope_name(m->scope)));
        ent_sheet_text(p->sheet, measure);
        ent_sheet_text(p->sheet, ent_buf_view(&name));
        ent_sheet_number(p->sheet, values[k]);
    }
    ent_buf_destroy(&name);
}

static void long_bounds(report *p, size_t i, ent_str date)
{
    ent_buf name = { 0 };

    for (int which = 0; which < 2 && bounded(p, i); which++) {
        bound_name(&name, p, i, which);
        long_rows(p, i, date, ent_buf_view(&name),
                  which ? ent_bounds_high(p->bounds, i) : ent_bounds_low(p->bounds, i));
    }
    ent_buf_destroy(&name);
}

static void long_table(report *p)
{
    static const char *const columns[] = { "date", "scope", "measure", "node" };
    const ent_selection *s = ent_network_selection(p->n);
    ent_buf date = { 0 };

    for (size_t c = 0; c < 4; c++)
        ent_sheet_column(p->sheet, ent_str_of(columns[c]), false);
    ent_sheet_column(p->sheet, ENT_STR("value"), true);
    ent_date_write(&date, s->as_of.kind ? s->as_of : s->during);
    for (size_t i = 0; i < ent_results_count(p->r); i++)
        if (wanted(p, ent_result_at(p->r, i)->measure->scope)) {
            long_rows(p, i, ent_buf_view(&date), ent_result_at(p->r, i)->name, values(p, i));
            long_bounds(p, i, ent_buf_view(&date));
        }
    ent_buf_destroy(&date);
}

/* ---- nodes ---- */

typedef struct order {
    size_t node;
    double key;
} order;

static int by_key(const void *a, const void *b)
{
    const order *x = a, *y = b;
    double p = isnan(x->key) ? -INFINITY : x->key, q = isnan(y->key) ? -INFINITY : y->key;

    if (p != q)
        return p > q ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* The result by which nodes are ranked: the first that is a quantity; SIZE_MAX: none. */
static size_t leading(const report *p)
{
    for (size_t i = 0; i < ent_results_count(p->r); i++)
        if (ent_result_at(p->r, i)->measure->scope == ENT_SCOPE_NODE &&
            !(ent_result_at(p->r, i)->measure->flags & ENT_MEASURE_CLASS))
            return i;
    return SIZE_MAX;
}

/* Which nodes. In a two-mode network, each mode has separate ranks and, in formats for readers, a
 * separate table. */
typedef enum mode { MODE_BOTH, MODE_FIRST, MODE_SECOND } mode;

static void node_row(report *p, size_t lead, size_t node, bool ranked)
{
    ent_str codes = ent_str_of(p->set->base.codes), code;

    ent_sheet_row(p->sheet);
    if (ranked)
        rank_cell(p->sheet, ent_results_rank(p->r, lead, node));
    ent_sheet_text(p->sheet, ent_node_at(p->n, node)->id);
    while (ent_str_next(&codes, ',', &code))
        ent_sheet_text(p->sheet, ent_actor_code(ent_network_dataset(p->n), ent_node_at(p->n, node)->actor, code,
                                                ent_selection_time(ent_network_selection(p->n))));
    ent_sheet_text(p->sheet, ent_node_at(p->n, node)->name);
    ent_sheet_text(p->sheet, ent_node_attribute(p->n, node, "type"));
    for (size_t i = 0; i < ent_results_count(p->r); i++)
        if (ent_result_at(p->r, i)->measure->scope == ENT_SCOPE_NODE) {
            ent_sheet_number(p->sheet, values(p, i)[node]);
            bound_cells(p, i, node);
        }
}

/* Notes that rows which --top leaves out share the rank of the last row shown. `rows` are by rank. */
static void say_cut(report *p, size_t lead, const order *rows, bool second)
{
    bool members = ent_network_selection(p->n)->network == ENT_NET_MEMBERS;
    size_t shown = 0, cut = 0;
    ent_rank last = { 0, 0 }, rank;
    ent_buf note = { 0 };

    for (size_t k = 0; k < ent_node_count(p->n); k++) {
        if (ent_network_apart(p->n) > 0 && ent_node_apart(p->n, rows[k].node) != second)
            continue;
        rank = ent_results_rank(p->r, lead, rows[k].node);
        if (shown++ < p->set->top)
            last = rank;
        else
            cut += rank.first && rank.first == last.first;
    }
    if (cut) {
        ent_buf_format(&note, "%zu more %s%s%s rank %zu and %s not shown", cut,
                       !ent_network_apart(p->n) ? "" : second ? (members ? "organization" : "agreement")
                                                              : (members ? "member" : "actor"),
                       !ent_network_apart(p->n) ? "" : cut == 1 ? " " : "s ",
                       cut == 1 ? "shares" : "share", last.first, cut == 1 ? "is" : "are");
        ent_sheet_note(p->sheet, ent_buf_view(&note));
    }
    ent_buf_destroy(&note);
}

/* By rank in formats for readers, in the order of ids in others. --top N shows N nodes of each mode. */
static ent_status node_table(report *p, bool for_readers, mode which)
{
    static const char *const columns[] = { "rank", "id", "name", "type" };
    size_t count = ent_node_count(p->n), shown[2] = { 0 }, most = p->set->top ? p->set->top : count;
    order *rows = ent_mem_new(count, sizeof *rows);
    size_t lead = leading(p);
    bool ranked = lead != SIZE_MAX, apart = ent_network_apart(p->n) > 0;
    ent_status status = rows ? ENT_OK : ent_out_of_memory(p->diags);

    for (size_t c = for_readers && ranked ? 0 : 1; c < 4; c++) {
        ent_str codes = ent_str_of(c == 1 ? p->set->base.codes : NULL), code;

        ent_sheet_column(p->sheet, ent_str_of(columns[c]), c == 0);
        while (ent_str_next(&codes, ',', &code))
            ent_sheet_column(p->sheet, code, false);
    }
    for (size_t i = 0; i < ent_results_count(p->r); i++)
        if (ent_result_at(p->r, i)->measure->scope == ENT_SCOPE_NODE) {
            ent_sheet_column(p->sheet, ent_result_at(p->r, i)->name, true);
            bound_columns(p, i);
        }
    for (size_t i = 0; i < count && status == ENT_OK; i++)
        rows[i] = (order){ i, ranked ? values(p, lead)[i] : 0 };
    if (status == ENT_OK && ranked && (for_readers || p->set->top))
        qsort(rows, count, sizeof *rows, by_key);
    for (size_t k = 0; k < count && status == ENT_OK; k++) {
        bool second = apart && ent_node_apart(p->n, rows[k].node);

        if ((which == MODE_BOTH || second == (which == MODE_SECOND)) && shown[second]++ < most)
            node_row(p, lead, rows[k].node, for_readers && ranked);
    }
    for (int second = 0; second < 2 && status == ENT_OK; second++)
        if (for_readers && ranked && p->set->top && (apart || !second) &&
            (which == MODE_BOTH || (second == 1) == (which == MODE_SECOND)))
            say_cut(p, lead, rows, second == 1);
    ent_mem_free(rows);
    return status;
}

/* ---- ties and pairs ---- */

/* The columns, or the cells of one row, of the two nodes and of all measures of a scope. */
static void pair_columns(report *p, ent_scope scope)
{
    static const char *const ends[] = { "source", "target" };

    add_columns(p->sheet, ends, 2, false);
    for (size_t i = 0; i < ent_results_count(p->r); i++)
        if (ent_result_at(p->r, i)->measure->scope == scope)
            ent_sheet_column(p->sheet, ent_result_at(p->r, i)->name, true);
}

static void pair_row(report *p, ent_scope scope, uint32_t a, uint32_t b, size_t at)
{
    ent_sheet_row(p->sheet);
    ent_sheet_text(p->sheet, ent_node_at(p->n, a)->id);
    ent_sheet_text(p->sheet, ent_node_at(p->n, b)->id);
    for (size_t i = 0; i < ent_results_count(p->r); i++)
        if (ent_result_at(p->r, i)->measure->scope == scope)
            ent_sheet_number(p->sheet, values(p, i)[at]);
}

static void tie_table(report *p)
{
    pair_columns(p, ENT_SCOPE_TIE);
    for (size_t k = 0; k < ent_tie_count(p->n); k++)
        pair_row(p, ENT_SCOPE_TIE, ent_tie_at(p->n, k)->a, ent_tie_at(p->n, k)->b, k);
}

static ent_status pair_table(report *p)
{
    size_t count, lead = 0;
    order *rows;

    pair_columns(p, ENT_SCOPE_PAIR);
    while (ent_result_at(p->r, lead)->measure->scope != ENT_SCOPE_PAIR)
        lead++; /* there is one: has() found it */
    count = ent_result_at(p->r, lead)->count;
    if ((rows = ent_mem_new(count + 1, sizeof *rows)) == NULL)
        return ent_out_of_memory(p->diags);
    for (size_t k = 0; k < count; k++)
        rows[k] = (order){ k, values(p, lead)[k] };
    if (p->set->top && count)
        qsort(rows, count, sizeof *rows, by_key);
    for (size_t k = 0; k < count && (!p->set->top || k < p->set->top); k++) {
        uint32_t a, b;

        ent_results_pair(p->r, rows[k].node, &a, &b);
        pair_row(p, ENT_SCOPE_PAIR, a, b, rows[k].node);
    }
    ent_mem_free(rows);
    return ENT_OK;
}

static void network_table(report *p)
{
    ent_sheet_column(p->sheet, ENT_STR("measure"), false);
    ent_sheet_column(p->sheet, ENT_STR("value"), true);
    if (p->bounds) {
        ent_sheet_column(p->sheet, ENT_STR("low"), true);
        ent_sheet_column(p->sheet, ENT_STR("high"), true);
    }
    for (size_t i = 0; i < ent_results_count(p->r); i++)
        if (ent_result_at(p->r, i)->measure->scope == ENT_SCOPE_NETWORK) {
            ent_sheet_row(p->sheet);
            ent_sheet_text(p->sheet, ent_result_at(p->r, i)->name);
            ent_sheet_number(p->sheet, values(p, i)[0]);
            if (bounded(p, i)) {
                ent_sheet_number(p->sheet, ent_bounds_low(p->bounds, i)[0]);
                ent_sheet_number(p->sheet, ent_bounds_high(p->bounds, i)[0]);
            }
        }
}

/* ---- all tables ---- */

typedef enum part {
    PART_LONG,
    PART_NODES,
    PART_FIRST, /* mode of nodes */
    PART_SECOND,
    PART_TIES,
    PART_NETWORK,
    PART_PAIRS
} part;

static ent_status add_part(report *p, part what, const char *format, ent_str record, bool notes,
                           ent_report *out)
{
    static const char *const names[][2] = { { "statistics", "statistics" }, { "nodes", "nodes" },
                                            { "actors", "members" },
                                            { "agreements", "organizations" }, { "ties", "ties" },
                                            { "network", "network" },       { "pairs", "pairs" } };
    bool members = ent_network_selection(p->n)->network == ENT_NET_MEMBERS;
    bool for_readers = is_for_readers(format);
    ent_status status = add_sheet(&p->sheet, out, ent_network_dataset(p->n), names[what][members],
                                  names[what][members], p->diags);

    if (status != ENT_OK)
        return status;
    if (what == PART_LONG)
        long_table(p);
    else if (what == PART_NODES || what == PART_FIRST || what == PART_SECOND)
        status = node_table(p, for_readers, (mode)(what - PART_NODES));
    else if (what == PART_TIES)
        tie_table(p);
    else if (what == PART_PAIRS)
        status = pair_table(p);
    else
        network_table(p);
    if (notes)
        ent_sheet_note(p->sheet, record);
    return status;
}

/* The tables of one scope in formats for readers, and in JSON. */
static size_t parts_of(const report *p, ent_scope scope, bool json, part *parts)
{
    static const part one[] = { PART_NODES, PART_TIES, PART_NETWORK, PART_PAIRS };

    if (!has(p, scope))
        return 0;
    parts[0] = one[scope];
    if (scope != ENT_SCOPE_NODE || json || !ent_network_apart(p->n))
        return 1;
    parts[0] = PART_FIRST;
    parts[1] = PART_SECOND;
    return 2;
}

/* CSV contains one table: nodes if there are any. */
static part only_part(const report *p)
{
    if (has(p, ENT_SCOPE_NODE))
        return PART_NODES;
    return has(p, ENT_SCOPE_PAIR)      ? PART_PAIRS
           : has(p, ENT_SCOPE_TIE)     ? PART_TIES
           : has(p, ENT_SCOPE_NETWORK) ? PART_NETWORK
                                       : PART_NODES;
}

/* csv and tsv contain one table; the other formats contain all, one after the other. */
static ent_status add_all(report *p, const char *format, ent_str record, ent_report *out)
{
    static const ent_scope scopes[] = { ENT_SCOPE_NETWORK, ENT_SCOPE_NODE, ENT_SCOPE_TIE,
                                        ENT_SCOPE_PAIR };
    bool json = strcmp(format, "json") == 0 || strcmp(format, "macros") == 0;
    part parts[5];
    size_t count = 0;
    ent_status status = ENT_OK;

    if (p->set->long_form)
        return add_part(p, PART_LONG, format, record, true, out);
    if (strcmp(format, "csv") == 0 || strcmp(format, "tsv") == 0)
        return add_part(p, only_part(p), format, record, false, out);
    for (size_t i = 0; i < 4; i++)
        count += parts_of(p, scopes[i], json, parts + count);
    for (size_t i = 0; i < count && status == ENT_OK; i++)
        status = add_part(p, parts[i], format, record, i + 1 == count, out);
    return status;
}

ent_status measure_tables(const measure_settings *set, const ent_network *n, const ent_results *r,
                          const ent_bounds *bounds, ent_str record, ent_report *out, ent_diags *diags)
{
    report p = { .set = set, .n = n, .r = r, .bounds = bounds, .diags = diags };

    return add_all(&p, format_of(&set->base, "txt"), record, out);
}
