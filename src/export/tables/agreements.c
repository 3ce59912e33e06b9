/* agreements.c: agreements as a table, one row each, or counted by columns. */
#include <string.h>

#include "export/tables/groups.h"

typedef struct agreements {
    fields f;
    ent_sheet *sheet;
    const ent_tables_options *options;
    index_list acts; /* that are shown */
    ent_diags *diags;
} agreements;

/* ---- one row an agreement ---- */

/* A column: a field, or the parties in a role. */
typedef struct column {
    field field;
    ent_role role;
    bool is_role;
} column;

typedef ENT_LIST(column) columns;

static ent_status add_column(agreements *t, columns *list, ent_str name)
{
    column new = { .role = ent_role_of(name) };
    ent_status status = ENT_OK;

    new.is_role = new.role != ENT_ROLE_COUNT;
    if (!new.is_role)
        status = field_find(&t->f, ENT_TAB_AGREEMENTS, name, &new.field, t->diags);
    if (status == ENT_OK && !ENT_LIST_PUSH(list, new))
        status = ent_out_of_memory(t->diags);
    if (status == ENT_OK)
        ent_sheet_column(t->sheet, name, false);
    return status;
}

static ent_status add_named_columns(agreements *t, columns *list, ent_str rest)
{
    ent_str name;
    ent_status status = ENT_OK;

    while (status == ENT_OK && ent_str_next_item(&rest, &name))
        status = add_column(t, list, name);
    return status;
}

/* The roles that occur in the data, so that a program finds the same columns whatever is selected. */
static ent_status add_role_columns(agreements *t, columns *list)
{
    bool occurs[ENT_ROLE_COUNT] = { false };
    ent_status status = ENT_OK;

    for (size_t i = 0; i < ent_party_count(t->f.d); i++)
        occurs[ent_party_at(t->f.d, i).role] = true;
    for (int r = 0; r < ENT_ROLE_COUNT && status == ENT_OK; r++)
        if (occurs[r])
            status = add_column(t, list, ent_str_of(ent_role_name((ent_role)r)));
    return status;
}

static ent_status add_columns(agreements *t, columns *list)
{
    ent_status status;

    if (t->options->columns)
        return add_named_columns(t, list, ent_str_of(t->options->columns));
    if (t->options->readers)
        return add_named_columns(t, list, ENT_STR("id,title,what,dates,parties,counts"));
    status = add_named_columns(t, list, ENT_STR("id,title,kind,legal_type,level,within,proposed,submitted,"
                                                "adopted,signed,in_force,ended,status"));
    if (status == ENT_OK)
        status = add_role_columns(t, list);
    return status == ENT_OK ? add_named_columns(t, list, ENT_STR("topic,counted,why,source")) : status;
}

static void put_cell(agreements *t, const column *c, uint32_t act, values *of, ent_buf *text)
{
    ent_buf_clear(text);
    if (c->is_role) {
        put_role(&t->f, act, c->role, t->options->readers, text);
    } else {
        field_values(&t->f, &c->field, ENT_TAB_AGREEMENTS, act, of);
        for (size_t i = 0; i < of->count; i++) {
            ent_buf_text(text, !i ? "" : t->options->readers ? "; " : ";");
            ent_buf_str(text, t->options->readers ? of->items[i].label : of->items[i].key);
        }
    }
    ent_sheet_text(t->sheet, ent_buf_view(text));
}

static ent_status list_acts(agreements *t)
{
    columns list = { 0 };
    values of = { 0 };
    ent_buf text = { 0 };
    ent_status status = add_columns(t, &list);

    for (size_t i = 0; i < t->acts.count && status == ENT_OK; i++) {
        ent_sheet_row(t->sheet);
        for (size_t c = 0; c < list.count; c++)
            put_cell(t, &list.items[c], t->acts.items[i], &of, &text);
    }
    t->f.failed |= text.failed;
    ent_buf_destroy(&text);
    ENT_LIST_DESTROY(&of);
    ENT_LIST_DESTROY(&list);
    return status;
}

/* ---- counted by columns ---- */

static void number_row(agreements *t, const size_t counts[GROUP_COUNTS])
{
    ent_sheet_number(t->sheet, (double)(counts[ENT_YES] + counts[ENT_NO] + counts[ENT_UNKNOWN]));
    ent_sheet_number(t->sheet, (double)counts[ENT_YES]);
    ent_sheet_number(t->sheet, (double)counts[ENT_UNKNOWN]);
    ent_sheet_number(t->sheet, (double)counts[ENT_NO]);
}

static ent_status count_acts(agreements *t)
{
    static const char *const numbers[] = { "agreements", "counted", "unknown", "not_counted" };
    groups g = { .f = &t->f, .of = ENT_TAB_AGREEMENTS };
    size_t totals[GROUP_COUNTS] = { 0 };
    ent_status status = groups_by(&g, t->options->by, t->diags);

    for (size_t i = 0; i < g.field_count && status == ENT_OK; i++)
        if (strcmp(g.fields[i].name, "counted") == 0)
            status = ent_fail(t->diags, ENT_EUSAGE, ENT_NOWHERE,
                              "the numbers of agreements that count and do not are columns already; "
                              "leave 'counted' out");
    for (size_t i = 0; i < t->acts.count && status == ENT_OK; i++) {
        ent_truth counts = ent_counting_act(t->f.counting, t->acts.items[i]);

        totals[counts]++;
        status = groups_add(&g, t->acts.items[i], counts, t->diags);
    }
    if (status == ENT_OK)
        groups_sort(&g);
    for (size_t i = 0; i < g.field_count && status == ENT_OK; i++)
        ent_sheet_column(t->sheet, ent_str_of(g.fields[i].name), false);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && status == ENT_OK; i++)
        ent_sheet_column(t->sheet, ent_str_of(numbers[i]), true);
    for (size_t i = 0; i < g.list.count && status == ENT_OK; i++) {
        ent_sheet_row(t->sheet);
        for (size_t k = 0; k < g.field_count; k++)
            ent_sheet_text(t->sheet, t->options->readers ? g.list.items[i].of[k].label
                                                         : g.list.items[i].of[k].key);
        number_row(t, g.list.items[i].counts);
    }
    if (status == ENT_OK) {
        ent_sheet_row(t->sheet);
        ent_sheet_text(t->sheet, ENT_STR("total"));
        for (size_t k = 1; k < g.field_count; k++)
            ent_sheet_text(t->sheet, ENT_STR(""));
        number_row(t, totals);
        groups_note(&g, t->sheet);
    }
    groups_destroy(&g);
    return status;
}

/* ---- the table ---- */

static void note_counts(agreements *t)
{
    size_t counts[GROUP_COUNTS] = { 0 };
    ent_buf text = { 0 };

    for (size_t i = 0; i < t->acts.count; i++)
        counts[ent_counting_act(t->f.counting, t->acts.items[i])]++;
    ent_buf_format(&text, "%zu agreement%s: %zu counted, %zu not", t->acts.count,
                   t->acts.count == 1 ? "" : "s", counts[ENT_YES], counts[ENT_NO]);
    if (counts[ENT_UNKNOWN])
        ent_buf_format(&text, ", %zu may count", counts[ENT_UNKNOWN]);
    ent_sheet_note(t->sheet, ent_buf_view(&text));
    if (!t->acts.count)
        ent_warn(t->diags, ENT_NOWHERE, "no agreement is both selected and shown; `entente agreements` without "
                                        "--show, --party and --with-role has all, and why they do not count");
    ent_buf_destroy(&text);
}

ent_status ent_tabulate_agreements(ent_sheet *sheet, const ent_network *n,
                                   const ent_tables_options *options, ent_diags *diags)
{
    agreements t = { .sheet = sheet, .options = options, .diags = diags };
    ent_status status = fields_init(&t.f, n, diags);

    if (status == ENT_OK)
        status = select_acts(&t.f, options, &t.acts, diags);
    if (status == ENT_OK)
        status = options->by ? count_acts(&t) : list_acts(&t);
    if (status == ENT_OK)
        note_counts(&t);
    if (status == ENT_OK && t.f.failed)
        status = ent_out_of_memory(diags);
    ENT_LIST_DESTROY(&t.acts);
    fields_destroy(&t.f);
    return status;
}

/* ---- words ---- */

ent_names ent_shown_names(void)
{
    static const char *const names[] = { "all", "counted", "left-out" };

    _Static_assert(sizeof names / sizeof *names == ENT_SHOWN_COUNT, "a name a value");
    return ENT_NAMES(names);
}

ent_names ent_tabulated_names(void)
{
    static const char *const names[] = { "agreements", "parties", "ties" };

    _Static_assert(sizeof names / sizeof *names == ENT_TABULATED_COUNT, "a name a value");
    return ENT_NAMES(names);
}
