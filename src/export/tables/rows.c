/* rows.c: the rows of a table of the data, with names in place of ids. */
#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "entente/tables.h"

typedef enum cell_kind {
    TEXT,
    NUMBER,
    SOURCES,   /* ids of sources; one that is cited twice is shown once */
    REFERENCE, /* the id of an agreement or an actor */
    ACTORS,    /* a list of ids of actors */
    WHEN,      /* for readers: from one column to the other */
    ANSWER     /* of an assertion: what the data have */
} cell_kind;

typedef struct row_column {
    const char *name;
    cell_kind kind;
    enum { EVERYONE, READERS, PROGRAMS } whose;
} row_column;

static const row_column offices[] = {
    { "body", REFERENCE, EVERYONE }, { "office", TEXT, EVERYONE },
    { "holder", REFERENCE, EVERYONE }, { "person", TEXT, EVERYONE }, { "when", WHEN, READERS },
    { "from", TEXT, PROGRAMS }, { "to", TEXT, PROGRAMS }, { "source", SOURCES, EVERYONE },
    { "note", TEXT, PROGRAMS }, { NULL, TEXT, EVERYONE }
};
static const row_column relations[] = {
    { "from", REFERENCE, EVERYONE }, { "kind", TEXT, EVERYONE }, { "to", REFERENCE, EVERYONE },
    { "date", TEXT, EVERYONE }, { "source", SOURCES, EVERYONE }, { "note", TEXT, PROGRAMS },
    { NULL, TEXT, EVERYONE }
};
static const row_column events[] = {
    { "id", TEXT, PROGRAMS }, { "when", WHEN, READERS }, { "title", TEXT, EVERYONE },
    { "kind", TEXT, EVERYONE }, { "within", REFERENCE, EVERYONE }, { "from", TEXT, PROGRAMS },
    { "to", TEXT, PROGRAMS }, { "place", TEXT, PROGRAMS }, { "participants", ACTORS, EVERYONE },
    { "count", NUMBER, EVERYONE }, { "agreement", REFERENCE, PROGRAMS },
    { "status", TEXT, PROGRAMS }, { "source", SOURCES, EVERYONE }, { "note", TEXT, PROGRAMS },
    { NULL, TEXT, EVERYONE }
};
static const row_column votes[] = {
    { "agreement", REFERENCE, EVERYONE }, { "vote", TEXT, EVERYONE },
    { "voter", REFERENCE, EVERYONE }, { "count", NUMBER, EVERYONE }, { "group", TEXT, EVERYONE },
    { "date", TEXT, EVERYONE }, { "source", SOURCES, EVERYONE }, { "note", TEXT, PROGRAMS },
    { NULL, TEXT, EVERYONE }
};
static const row_column assertions[] = {
    { "id", TEXT, PROGRAMS }, { "statement", TEXT, EVERYONE }, { "precision", TEXT, EVERYONE },
    { "number", NUMBER, EVERYONE }, { "data", ANSWER, EVERYONE },
    { "difference", ANSWER, EVERYONE }, { "undated", ANSWER, EVERYONE }, { "agrees", ANSWER, EVERYONE },
    { "as_of", TEXT, EVERYONE }, { "table", TEXT, PROGRAMS }, { "where", TEXT, PROGRAMS },
    { "source", SOURCES, EVERYONE }, { "note", TEXT, PROGRAMS }, { NULL, TEXT, EVERYONE }
};
static const row_column memberships[] = {
    { "organization", REFERENCE, EVERYONE }, { "member", REFERENCE, EVERYONE },
    { "role", TEXT, EVERYONE }, { "when", WHEN, READERS }, { "from", TEXT, PROGRAMS },
    { "to", TEXT, PROGRAMS }, { "source", SOURCES, EVERYONE }, { "note", TEXT, PROGRAMS },
    { NULL, TEXT, EVERYONE }
};
static const row_column sources[] = {
    { "id", TEXT, EVERYONE }, { "type", TEXT, EVERYONE }, { "title", TEXT, EVERYONE },
    { "author", TEXT, EVERYONE }, { "publisher", TEXT, EVERYONE }, { "date", TEXT, EVERYONE },
    { "url", TEXT, PROGRAMS }, { "language", TEXT, PROGRAMS }, { "file", TEXT, PROGRAMS },
    { NULL, TEXT, EVERYONE }
};
static const row_column *const tables[ENT_TABLE_COUNT] = {
    [ENT_MEMBERSHIPS] = memberships, [ENT_SOURCES] = sources, [ENT_RELATIONS] = relations,
    [ENT_EVENTS] = events,           [ENT_OFFICES] = offices, [ENT_VOTES] = votes,
    [ENT_ASSERTIONS] = assertions
};

typedef struct listing {
    const ent_dataset *d;
    ent_sheet *sheet;
    ent_table table;
    bool readers;
} listing;

/* ---- names ---- */

/* The short name of the agreement or actor; the id when there is none. */
static ent_str name_of(const ent_dataset *d, ent_str id, bool only_actors)
{
    uint32_t act = only_actors ? ENT_NONE : ent_act_find(d, id), actor = ent_actor_find(d, id);

    return act != ENT_NONE     ? ent_act_at(d, act).label
           : actor != ENT_NONE ? ent_actor_at(d, actor)->label
                               : id;
}

static void put_names(const listing *l, ent_str cell, bool only_actors)
{
    ent_buf text = { 0 };
    ent_str part;

    while (ent_str_next(&cell, ';', &part)) {
        ent_buf_text(&text, !text.len ? "" : l->readers ? ", " : ";");
        ent_buf_str(&text, name_of(l->d, part, only_actors));
    }
    ent_sheet_text(l->sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

/* Of the two ends of a relation and of an event, agreements; elsewhere a body. */
static bool names_actors(const listing *l, const row_column *c)
{
    return c->kind == ACTORS || l->table == ENT_OFFICES || l->table == ENT_MEMBERSHIPS ||
           ent_str_is(ent_str_of(c->name), "within") || ent_str_is(ent_str_of(c->name), "voter");
}

/* ---- cells ---- */

static void put_when(const listing *l, ent_row row)
{
    ent_str from = ent_cell(l->d, row, "from"), to = ent_cell(l->d, row, "to");
    ent_buf text = { 0 };

    if (ent_str_eq(from, to) || (!to.len && l->table == ENT_EVENTS))
        ent_buf_str(&text, from);
    else if (from.len && to.len && !ent_str_is(to, ".."))
        ent_buf_format(&text, "%.*s to %.*s", ENT_STR_ARG(from), ENT_STR_ARG(to));
    else if (from.len)
        ent_buf_format(&text, "from %.*s", ENT_STR_ARG(from));
    else if (!ent_str_is(to, ".."))
        ent_buf_format(&text, "to %.*s", ENT_STR_ARG(to));
    ent_sheet_text(l->sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

static void put_answer(const listing *l, const row_column *c, size_t n)
{
    static const char *const words[] = { "no", "yes", "unknown" };
    ent_assertion found;
    bool compared = ent_assertion_count(l->d, n, &found);

    if (ent_str_is(ent_str_of(c->name), "agrees"))
        ent_sheet_text(l->sheet, ent_str_of(compared ? words[found.agrees] : "not comparable"));
    else if (!compared)
        ent_sheet_number(l->sheet, NAN);
    else
        ent_sheet_number(l->sheet, ent_str_is(ent_str_of(c->name), "data")      ? (double)found.count
                                   : ent_str_is(ent_str_of(c->name), "undated") ? (double)found.undated
                                                                                : (double)found.count - found.number);
}

static void put_sources(const listing *l, ent_str cell)
{
    ent_buf text = { 0 };
    ent_str rest = cell, part;

    while (ent_str_next(&rest, ';', &part)) {
        ent_str before = { cell.ptr, (size_t)(part.ptr - cell.ptr) }, other;
        bool again = false;

        while (ent_str_next(&before, ';', &other))
            again |= ent_str_eq(other, part);
        if (again)
            continue;
        ent_buf_text(&text, !text.len ? "" : l->readers ? "; " : ";");
        ent_buf_str(&text, part);
    }
    ent_sheet_text(l->sheet, ent_buf_view(&text));
    ent_buf_destroy(&text);
}

static void put_cell(const listing *l, const row_column *c, ent_row row, size_t n)
{
    ent_str cell = ent_cell(l->d, row, c->name);
    double number;

    if (c->kind == WHEN) {
        put_when(l, row);
    } else if (c->kind == ANSWER) {
        put_answer(l, c, n);
    } else if (c->kind == NUMBER) {
        ent_sheet_number(l->sheet, ent_str_number(cell, &number) ? number : NAN);
    } else if (c->kind == SOURCES) {
        put_sources(l, cell);
    } else if (c->kind == TEXT) {
        ent_sheet_text(l->sheet, cell);
    } else {
        if (!l->readers)
            ent_sheet_text(l->sheet, cell);
        put_names(l, cell, names_actors(l, c));
    }
}

static bool is_shown(const listing *l, const row_column *c)
{
    return c->whose == EVERYONE || (c->whose == READERS) == l->readers;
}

static void put_columns(const listing *l)
{
    for (const row_column *c = tables[l->table]; c->name; c++) {
        ent_buf name = { 0 };

        if (!is_shown(l, c))
            continue;
        ent_buf_format(&name, "%s_%s", c->name, c->kind == ACTORS ? "names" : "name");
        if (!l->readers || (c->kind != REFERENCE && c->kind != ACTORS))
            ent_sheet_column(l->sheet, ent_str_of(c->name),
                             c->kind == NUMBER ||
                                 (c->kind == ANSWER && !ent_str_is(ent_str_of(c->name), "agrees")));
        if (c->kind == REFERENCE || c->kind == ACTORS)
            ent_sheet_column(l->sheet, l->readers ? ent_str_of(c->name) : ent_buf_view(&name), false);
        ent_buf_destroy(&name);
    }
}

/* ---- rows ---- */

static ent_date date_in(const listing *l, ent_row row, const char *column)
{
    ent_date date = { 0 };

    ent_date_read(&date, ent_cell(l->d, row, column));
    return date;
}

/* Does the row hold, or may it hold, on the day? An event without an end ends when it begins. */
static bool holds(const listing *l, ent_row row, ent_date day)
{
    bool dated = l->table == ENT_RELATIONS || l->table == ENT_VOTES;
    ent_date from = date_in(l, row, dated ? "date" : "from"), to = date_in(l, row, "to");

    if (!ent_date_known(day))
        return true;
    if (dated)
        return !ent_date_known(from) || ent_date_not_after(from, day) != ENT_NO;
    if (l->table == ENT_EVENTS && !to.kind && ent_date_known(from))
        return ent_date_not_after(from, day) != ENT_NO && ent_date_not_after(day, from) != ENT_NO;
    return ent_spell_holds(from, to, day) != ENT_NO;
}

typedef struct dated_row {
    int32_t first;
    uint32_t row;
} dated_row;

static int by_date(const void *a, const void *b)
{
    const dated_row *x = a, *y = b;

    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

ent_status ent_tabulate_rows(ent_sheet *sheet, const ent_dataset *d, ent_table table, ent_date day,
                             bool readers, ent_diags *diags)
{
    listing l = { d, sheet, table, readers };
    ENT_LIST(dated_row) rows = { 0 };
    size_t count = ent_table_rows(d, table);
    ent_status status = ENT_OK;

    if (table >= ENT_TABLE_COUNT || !tables[table])
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "no list of this table");
    if (!count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "the data have no %s (%s.csv)",
                        ent_table_name(table), ent_table_name(table));
    put_columns(&l);
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        ent_row row = ent_table_row(d, table, i);
        ent_date date = date_in(&l, row, table == ENT_EVENTS ? "from" : "date");
        bool sorted = (table == ENT_EVENTS || table == ENT_RELATIONS || table == ENT_VOTES);
        int32_t first = !sorted ? 0 : ent_date_known(date) ? date.first : ENT_DAY_MAX;

        if (holds(&l, row, day) && !ENT_LIST_PUSH(&rows, (dated_row){ first, (uint32_t)i }))
            status = ent_out_of_memory(diags);
    }
    if (rows.count)
        qsort(rows.items, rows.count, sizeof *rows.items, by_date);
    for (size_t i = 0; i < rows.count && status == ENT_OK; i++) {
        ent_sheet_row(sheet);
        for (const row_column *c = tables[table]; c->name; c++)
            if (is_shown(&l, c))
                put_cell(&l, c, ent_table_row(d, table, rows.items[i].row), rows.items[i].row);
    }
    ENT_LIST_DESTROY(&rows);
    return status;
}
