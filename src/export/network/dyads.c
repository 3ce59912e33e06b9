/* dyads.c: a row for each pair of states and year, tied or not: the form in which panels of dyads are merged.
 * A pair without a tie is a zero, which a table of ties could not tell from a pair that did not exist. */
#include "base/escape.h"
#include "export/network/columns.h"

/* The names that the field uses for the codes of the two states of a dyad. */
static void code_column(ent_str scheme, int end, ent_buf *out)
{
    if (ent_str_is(scheme, "cow"))
        ent_buf_format(out, "ccode%d", end);
    else if (ent_str_is(scheme, "gw"))
        ent_buf_format(out, "gwcode%d", end);
    else
        ent_buf_format(out, "%.*s_%d", ENT_STR_ARG(scheme), end);
}

static void header(const ent_export_options *o, ent_str codes, ent_buf *out)
{
    ent_str code;

    for (ent_str rest = codes; ent_str_next(&rest, ',', &code);)
        for (int end = 1; end <= 2; end++) {
            code_column(code, end, out);
            ent_buf_char(out, ',');
        }
    ent_buf_text(out, "year,id1,id2,weight,agreements,unknown,acts");
    for (size_t i = 0; o->pairs && i < o->pairs->count; i++) {
        ent_buf_char(out, ',');
        ent_escape_csv_cell(out, ent_str_of(o->pairs->names[i]), ',');
    }
    ent_buf_char(out, '\n');
}

/* "2010" of a day or span within one year; else the whole time. */
static void write_time(const ent_network *n, ent_buf *out)
{
    ent_date time = ent_selection_time(ent_network_selection(n));
    int first, last, month, day;

    if (!ent_date_known(time))
        return;
    ent_day_split(time.first, &first, &month, &day);
    ent_day_split(time.last, &last, &month, &day);
    if (first == last)
        ent_buf_format(out, "%d", first);
    else
        ent_date_write(out, time);
}

static const ent_tie *unknown_tie(const ent_network *n, uint32_t a, uint32_t b)
{
    size_t low = 0, high = ent_unknown_tie_count(n);

    while (low < high) { /* they are in the order of their ends */
        size_t middle = (low + high) / 2;
        const ent_tie *tie = ent_unknown_tie_at(n, middle);

        if (tie->a < a || (tie->a == a && tie->b < b))
            low = middle + 1;
        else
            high = middle;
    }
    if (low < ent_unknown_tie_count(n)) {
        const ent_tie *tie = ent_unknown_tie_at(n, low);

        if (tie->a == a && tie->b == b)
            return tie;
    }
    return NULL;
}

/* Weight, number of agreements, whether a tie is unknown, and the agreements. */
static void tie_cells(const ent_network *n, uint32_t a, uint32_t b, ent_buf *ids, ent_buf *out)
{
    uint32_t at = ent_tie_between(n, a, b);
    const ent_tie *tie = at == ENT_NONE ? NULL : ent_tie_at(n, at);

    ent_buf_number(out, tie ? tie->weight : 0);
    ent_buf_format(out, ",%u,%d,", tie ? tie->count : 0, !tie && unknown_tie(n, a, b) != NULL);
    ent_buf_clear(ids);
    if (tie)
        ent_tie_act_ids(n, tie, ids);
    ent_escape_csv_cell(out, ent_buf_view(ids), ',');
}

bool ent_node_is_dyadic(const ent_network *n, size_t node, ent_str codes)
{
    ent_str code;

    return ent_node_at(n, node)->type == ENT_NODE_STATE && ent_str_next(&codes, ',', &code) &&
           ent_node_code(n, node, code).len;
}

static void write_pair(const ent_network *n, const ent_export_options *o, ent_str codes, ent_str time,
                       uint32_t a, uint32_t b, size_t pair, ent_buf *ids, ent_buf *out)
{
    ent_str code;

    for (ent_str rest = codes; ent_str_next(&rest, ',', &code);)
        for (int end = 0; end < 2; end++) {
            ent_escape_csv_cell(out, ent_node_code(n, end ? b : a, code), ',');
            ent_buf_char(out, ',');
        }
    ent_escape_csv_cell(out, time, ',');
    ent_buf_char(out, ',');
    ent_escape_csv_cell(out, ent_node_at(n, a)->id, ',');
    ent_buf_char(out, ',');
    ent_escape_csv_cell(out, ent_node_at(n, b)->id, ',');
    ent_buf_char(out, ',');
    tie_cells(n, a, b, ids, out);
    for (size_t i = 0; o->pairs && i < o->pairs->count; i++) {
        ent_buf_char(out, ',');
        ent_buf_number(out, o->pairs->values[i][pair]);
    }
    ent_buf_char(out, '\n');
}

void ent_write_dyads(const ent_network *n, const ent_export_options *o, ent_buf *out)
{
    ent_str codes = ent_str_of(o->codes ? o->codes : "cow");
    uint32_t count = (uint32_t)ent_node_count(n);
    bool directed = ent_network_is_directed(n);
    bool *shown = ent_mem_new(count + 1, sizeof *shown);
    ent_buf time = { 0 }, ids = { 0 };
    size_t pair = 0; /* in the order of ent_results_pair */

    if (!shown) {
        out->failed = true;
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        shown[i] = ent_node_is_dyadic(n, i, codes);
    write_time(n, &time);
    if (!o->continued)
        header(o, codes, out);
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = directed ? 0 : a + 1; b < count; b++) {
            if (a == b)
                continue;
            if (shown[a] && shown[b])
                write_pair(n, o, codes, ent_buf_view(&time), a, b, pair, &ids, out);
            pair++;
        }
    out->failed = out->failed || time.failed || ids.failed;
    ent_buf_destroy(&time);
    ent_buf_destroy(&ids);
    ent_mem_free(shown);
}
