/* check_rows.c: the order of dates; contradictions in the tables without records, except for asserted
 * counts. */
#include "data/check/check.h"

#include <string.h>

void ent_check_order(check *c, ent_row row, const char *later_name, ent_date later, const char *earlier_name,
                     ent_date earlier)
{
    ent_buf a = { 0 }, b = { 0 };

    if (ent_date_before(later, earlier) != ENT_YES || later.kind == ENT_DATE_OPEN)
        return;
    ent_date_write(&a, later);
    ent_date_write(&b, earlier);
    ent_find(c->diags, ENT_CHECK_DATE_ORDER, ent_row_where(c->d, row, later_name),
             "%s %s is before %s %s; both are kept", later_name, ent_buf_string(&a),
             earlier_name, ent_buf_string(&b));
    ent_buf_destroy(&a);
    ent_buf_destroy(&b);
}

static ent_date date_in(const ent_dataset *d, ent_row row, const char *column)
{
    ent_date date;

    ent_date_read(&date, ent_cell(d, row, column)); /* reported while the row was read */
    return date;
}

static void check_spans(check *c, ent_table which)
{
    for (size_t i = 0; i < ent_table_rows(c->d, which); i++) {
        ent_row row = ent_table_row(c->d, which, i);

        ent_check_order(c, row, "to", date_in(c->d, row, "to"), "from", date_in(c->d, row, "from"));
    }
}

/* ---- relations ---- */

/* Of one kind: from and to are agreements, or actors behind all agreements; ENT_NONE: nothing. */
typedef struct edge {
    uint32_t from, to;
    ent_row row; /* of relations, or of an agreement with the column */
} edge;

typedef ENT_LIST(edge) edges;

static uint32_t end_of(const ent_dataset *d, ent_row row, const char *column)
{
    ent_str id = ent_cell(d, row, column);
    uint32_t act = ent_act_find(d, id), actor = ent_actor_find(d, id);

    return act != ENT_NONE     ? act
           : actor != ENT_NONE ? (uint32_t)d->acts.count + actor
                               : ENT_NONE;
}

static bool collect(const ent_dataset *d, const char *kind, edges *all)
{
    bool added = true;

    for (size_t i = 0; i < ent_table_rows(d, ENT_RELATIONS) && added; i++) {
        ent_row row = ent_table_row(d, ENT_RELATIONS, i);
        edge e = { end_of(d, row, "from"), end_of(d, row, "to"), row };

        if (e.from != ENT_NONE && e.to != ENT_NONE && ent_str_is(ent_cell(d, row, "kind"), kind))
            added = ENT_LIST_PUSH(all, e);
    }
    for (size_t i = 0; i < d->acts.count && added && strcmp(kind, "supersedes") == 0; i++)
        if (ent_act_at(d, i).supersedes != ENT_NONE)
            added = ENT_LIST_PUSH(all, ((edge){ (uint32_t)i, ent_act_at(d, i).supersedes,
                                                ent_act_row(d, i) }));
    return added;
}

/* Drops edges that lead to a node without edges onwards, or come from one that none leads to, until only
 * those on rings, or between rings, are left. */
static bool keep_rings(edges *all, size_t nodes)
{
    bool *leaves = ent_mem_new(nodes, sizeof *leaves), *comes = ent_mem_new(nodes, sizeof *comes);
    size_t before = all->count + 1;

    while (leaves && comes && all->count < before) {
        size_t kept = 0;

        before = all->count;
        memset(leaves, 0, nodes * sizeof *leaves);
        memset(comes, 0, nodes * sizeof *comes);
        for (size_t i = 0; i < all->count; i++)
            leaves[all->items[i].from] = comes[all->items[i].to] = true;
        for (size_t i = 0; i < all->count; i++)
            if (leaves[all->items[i].to] && comes[all->items[i].from])
                all->items[kept++] = all->items[i];
        all->count = kept;
    }
    before = leaves && comes;
    ent_mem_free(leaves);
    ent_mem_free(comes);
    return before;
}

static ent_status check_rings(check *c, const char *kind)
{
    edges all = { 0 };
    bool done = collect(c->d, kind, &all) && keep_rings(&all, c->d->acts.count + c->d->actors.count);

    for (size_t i = 0; i < all.count && done; i++) {
        ent_row row = all.items[i].row;

        if (row.table == ENT_RELATIONS && all.items[i].from != all.items[i].to)
            ent_find(c->diags, ENT_CHECK_RELATION_CYCLE, ent_row_where(c->d, row, "from"),
                     "'%.*s' %s '%.*s', which through other rows %s it in turn",
                     ENT_SHOWN(ent_cell(c->d, row, "from")), kind, ENT_SHOWN(ent_cell(c->d, row, "to")), kind);
    }
    ENT_LIST_DESTROY(&all);
    return done ? ENT_OK : ent_out_of_memory(c->diags);
}

static void check_self(check *c)
{
    for (size_t i = 0; i < ent_table_rows(c->d, ENT_RELATIONS); i++) {
        ent_row row = ent_table_row(c->d, ENT_RELATIONS, i);
        ent_str from = ent_cell(c->d, row, "from");

        if (ent_str_eq(from, ent_cell(c->d, row, "to")))
            ent_find(c->diags, ENT_CHECK_RELATION_SELF, ent_row_where(c->d, row, "to"),
                     "a relation of '%.*s' to itself", ENT_SHOWN(from));
    }
}

ent_status ent_check_plain_tables(check *c)
{
    ent_status status;

    check_spans(c, ENT_EVENTS);
    check_spans(c, ENT_OFFICES);
    check_self(c);
    status = check_rings(c, "supersedes");
    return status == ENT_OK ? check_rings(c, "builds on") : status;
}
