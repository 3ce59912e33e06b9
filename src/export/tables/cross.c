/* cross.c: cross tables: how many agreements, parties or ties have a value of one column and of another. */
#include <string.h>

#include "export/tables/groups.h"

enum { ROWS, ACROSS, BOTH };

typedef struct cross {
    fields f;
    ent_sheet *sheet;
    const ent_tables_options *options;
    ent_diags *diags;
    groups axes[2], cells;   /* the last by both fields */
    size_t distinct[2];      /* values, before --top */
    ent_index place[2];      /* value → row or column that is shown */
    double *numbers;         /* row by row */
    size_t total, selected;  /* items that are counted; agreements that are selected */
} cross;

static ent_status begin(cross *x)
{
    const char *const names[] = { x->options->rows, x->options->across };
    ent_status status = ENT_OK;

    x->f.counted = x->options->show == ENT_SHOW_COUNTED;
    x->cells = (groups){ .f = &x->f, .of = x->options->of };
    for (int i = ROWS; i < BOTH && status == ENT_OK; i++) {
        x->axes[i] = (groups){ .f = &x->f, .of = x->options->of };
        if (!names[i])
            continue;
        if ((status = groups_field(&x->axes[i], ent_str_of(names[i]), x->diags)) == ENT_OK)
            status = groups_field(&x->cells, ent_str_of(names[i]), x->diags);
    }
    return status;
}

static ent_status add_item(cross *x, uint32_t item)
{
    ent_status status = groups_add(&x->cells, item, ENT_YES, x->diags);

    for (int i = ROWS; i < BOTH && status == ENT_OK; i++)
        if (x->axes[i].field_count)
            status = groups_add(&x->axes[i], item, ENT_YES, x->diags);
    x->total++;
    return status;
}

static ent_status add_parties(cross *x, uint32_t act)
{
    const uint32_t *parties;
    size_t count = ent_act_parties(x->f.d, act, &parties);
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++)
        if (!x->f.counted || ent_counting_party(x->f.counting, parties[i]) == ENT_YES)
            status = add_item(x, parties[i]);
    return status;
}

static ent_status add_items(cross *x)
{
    index_list acts = { 0 };
    ent_status status = ENT_OK;

    if (x->options->of == ENT_TAB_TIES) {
        for (uint32_t i = 0; i < ent_tie_count(x->f.n) && status == ENT_OK; i++)
            status = add_item(x, i);
        return status;
    }
    status = select_acts(&x->f, x->options, &acts, x->diags);
    for (size_t i = 0; i < acts.count && status == ENT_OK; i++)
        status = x->options->of == ENT_TAB_PARTIES ? add_parties(x, acts.items[i])
                                                   : add_item(x, acts.items[i]);
    x->selected = acts.count;
    ENT_LIST_DESTROY(&acts);
    return status;
}

/* ---- size ---- */

static ent_status check_size(const cross *x)
{
    static const char *const axis[] = { "rows", "columns" };
    static const size_t readable[] = { 1000, 40 }, possible[] = { 1000000, 10000 };
    const size_t *most = x->options->readers ? readable : possible;
    size_t rows = x->axes[ROWS].list.count, columns = x->axes[ACROSS].list.count;

    for (int i = ROWS; i < BOTH; i++)
        if (x->axes[i].list.count > most[i])
            return ent_fail(x->diags, ENT_EUSAGE, ENT_NOWHERE,
                            "the table has %zu %s, too many to %s (at most %zu): --top 20 keeps the largest%s",
                            x->axes[i].list.count, axis[i], x->options->readers ? "read" : "write", most[i],
                            x->options->readers ? ", --format csv has all" : "");
    if (rows && columns > (size_t)4000000 / rows)
        return ent_fail(x->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the table has %zu rows and %zu columns, too many to write: --top 500 keeps the "
                        "largest",
                        rows, columns);
    return ENT_OK;
}

/* Puts the values in order, and the numbers into their places. */
static ent_status arrange(cross *x)
{
    size_t columns;
    ent_status status;

    for (int i = ROWS; i < BOTH; i++) {
        x->distinct[i] = x->axes[i].list.count;
        if (x->options->top)
            groups_keep(&x->axes[i], x->options->top);
        else
            groups_sort(&x->axes[i]);
        for (size_t k = 0; k < x->axes[i].list.count; k++) {
            uint32_t found;

            if (!ent_index_add(&x->place[i], x->axes[i].list.items[k].of[0].key, (uint32_t)k, &found))
                return ent_out_of_memory(x->diags);
        }
    }
    if ((status = check_size(x)) != ENT_OK)
        return status;
    columns = x->axes[ACROSS].list.count;
    if ((x->numbers = ent_mem_new(x->axes[ROWS].list.count * columns + 1, sizeof *x->numbers)) == NULL)
        return ent_out_of_memory(x->diags);
    for (size_t i = 0; i < x->cells.list.count && columns; i++) {
        const group *g = &x->cells.list.items[i];
        uint32_t row = ent_index_find(&x->place[ROWS], g->of[0].key);
        uint32_t column = ent_index_find(&x->place[ACROSS], g->of[1].key);

        if (row != ENT_ABSENT && column != ENT_ABSENT)
            x->numbers[row * columns + column] = (double)group_size(g);
    }
    return ENT_OK;
}

/* ---- the table ---- */

/* Names of actors are long: with many columns their ids head them, which a note explains. */
static bool heads_are_ids(const cross *x)
{
    const groups *g = &x->axes[ACROSS];
    size_t length = 0;

    for (size_t i = 0; i < g->list.count; i++)
        length += 2 + ent_utf8_count(g->list.items[i].of[0].label);
    return !x->options->readers || length > 70;
}

/* A value can be called as the first or the last column is: the role party, in a table of parties. */
static void put_head(cross *x, ent_str head)
{
    ent_buf text = { 0 };

    ent_buf_str(&text, head);
    if (ent_str_is(head, x->axes[ROWS].fields[0].name) || ent_str_is(head, "total"))
        ent_buf_format(&text, " (%s)", x->axes[ACROSS].fields[0].name);
    ent_sheet_column(x->sheet, ent_buf_view(&text), true);
    x->f.failed |= text.failed;
    ent_buf_destroy(&text);
}

static void put_columns(cross *x)
{
    static const char *const items[] = { "agreements", "parties", "ties" };
    const groups *g = &x->axes[ACROSS];
    bool ids = heads_are_ids(x);

    ent_sheet_column(x->sheet, ent_str_of(x->axes[ROWS].fields[0].name), false);
    for (size_t i = 0; i < g->list.count; i++)
        put_head(x, ids ? g->list.items[i].of[0].key : g->list.items[i].of[0].label);
    ent_sheet_column(x->sheet, ent_str_of(g->field_count ? "total" : items[x->options->of]), true);
}

static void put_rows(cross *x)
{
    const groups *rows = &x->axes[ROWS], *columns = &x->axes[ACROSS];
    size_t width = columns->list.count;

    for (size_t r = 0; r < rows->list.count; r++) {
        const group *row = &rows->list.items[r];

        ent_sheet_row(x->sheet);
        ent_sheet_text(x->sheet, x->options->readers ? row->of[0].label : row->of[0].key);
        for (size_t c = 0; c < width; c++)
            ent_sheet_number(x->sheet, x->numbers[r * width + c]);
        ent_sheet_number(x->sheet, (double)group_size(row));
    }
    ent_sheet_row(x->sheet);
    ent_sheet_text(x->sheet, ENT_STR("total"));
    for (size_t c = 0; c < width; c++)
        ent_sheet_number(x->sheet, (double)group_size(&columns->list.items[c]));
    ent_sheet_number(x->sheet, (double)x->total);
}

/* ---- notes ---- */

static void note_ids(cross *x)
{
    const groups *g = &x->axes[ACROSS];
    ent_buf text = { 0 };

    for (size_t i = 0; i < g->list.count && x->options->readers && heads_are_ids(x); i++) {
        const value *v = &g->list.items[i].of[0];

        if (!ent_str_eq(v->key, v->label))
            ent_buf_format(&text, "%s%.*s %.*s", text.len ? "; " : "columns: ", ENT_STR_ARG(v->key),
                           ENT_STR_ARG(v->label));
    }
    if (text.len)
        ent_sheet_note(x->sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

static void note_top(cross *x)
{
    ent_buf text = { 0 };

    for (int i = ROWS; i < BOTH; i++)
        if (x->distinct[i] > x->axes[i].list.count)
            ent_buf_format(&text, "%s the %zu largest of %zu %s", text.len ? " and" : "shown are",
                           x->axes[i].list.count, x->distinct[i], i == ROWS ? "rows" : "columns");
    if (text.len) {
        ent_buf_text(&text, "; totals include the others");
        ent_sheet_note(x->sheet, ent_buf_view(&text));
    }
    ent_buf_destroy(&text);
}

static void note_scope(cross *x)
{
    static const char *const shown[] = { "whether they count or not", "that count", "that do not count" };
    ent_buf text = { 0 };
    size_t all = 0;

    for (uint32_t i = 0; i < ent_act_count(x->f.d); i++)
        all += ent_counting_selects(x->f.counting, i);
    if (x->options->of == ENT_TAB_TIES)
        ent_buf_format(&text, "%zu tie%s of the network", x->total, x->total == 1 ? "" : "s");
    else if (x->options->of == ENT_TAB_PARTIES)
        ent_buf_format(&text, "%zu part%s of %zu agreement%s %s", x->total, x->total == 1 ? "y" : "ies",
                       x->selected, x->selected == 1 ? "" : "s", shown[x->options->show]);
    else
        ent_buf_format(&text, "%zu agreement%s %s", x->total, x->total == 1 ? "" : "s",
                       shown[x->options->show]);
    if (x->options->of != ENT_TAB_TIES && x->selected < all)
        ent_buf_format(&text, ", of %zu (--show all)", all);
    ent_sheet_note(x->sheet, ent_buf_view(&text));
    if (!x->options->readers || !x->total)
        (x->total ? ent_note : ent_warn)(x->diags, ENT_NOWHERE, "%s", ent_buf_string(&text));
    ent_buf_destroy(&text);
}

static void put_notes(cross *x)
{
    static const char *const nouns[] = { "agreements", "parties", "ties" };
    const groups *g = &x->cells;

    note_scope(x);
    groups_note(g, x->sheet);
    if (g->field_count == 2 && strcmp(g->fields[0].name, g->fields[1].name) == 0) {
        ent_buf text = { 0 };

        ent_buf_format(&text, "where row and column are the same, the number is that of all %s of it",
                       nouns[x->options->of]);
        ent_sheet_note(x->sheet, ent_buf_view(&text));
        ent_buf_destroy(&text);
    }
    note_top(x);
    note_ids(x);
}

ent_status ent_tabulate_cross(ent_sheet *sheet, const ent_network *n, const ent_tables_options *options,
                              ent_diags *diags)
{
    cross x = { .sheet = sheet, .options = options, .diags = diags };
    ent_status status;

    if (!options->rows)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "a cross table needs the column of its rows");
    if ((status = fields_init(&x.f, n, diags)) == ENT_OK && (status = begin(&x)) == ENT_OK &&
        (status = add_items(&x)) == ENT_OK && (status = arrange(&x)) == ENT_OK) {
        put_columns(&x);
        put_rows(&x);
        put_notes(&x);
        if (x.f.failed)
            status = ent_out_of_memory(diags);
    }
    for (int i = ROWS; i < BOTH; i++) {
        groups_destroy(&x.axes[i]);
        ent_index_destroy(&x.place[i]);
    }
    groups_destroy(&x.cells);
    ent_mem_free(x.numbers);
    fields_destroy(&x.f);
    return status;
}
