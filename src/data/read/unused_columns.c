/* unused_columns.c: columns of a plain file that look like dates or parties but have names that entente does
 * not know. They are kept as attributes, and a finding says so. */
#include "data/read/tidy.h"

#include "base/mem.h"
#include "data/column_names.h"
#include "data/read/open.h"
#include "data/table/date_format.h"

enum { SAMPLE = 200, LEAST = 2 };

static const char *const forms[] = { "edtf", "DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY", "DD-MM-YYYY",
                                     "D Mon YYYY", "D Month YYYY", "Month D, YYYY", "Month YYYY",
                                     "D-Mon-YYYY", "YYYY/MM/DD" };

/* Is the cell a date in one of the common forms, or as people type it? */
static bool is_date(ent_str cell)
{
    ent_date readings[2];

    if (ent_date_readings(cell, readings))
        return true;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (ent_date_has_format(ent_str_of(forms[i]), cell))
            return true;
    return false;
}

static bool names_an_end(ent_str name)
{
    return ent_column_sounds(name, ENT_AGREEMENTS, ACT_ENDED);
}

static bool names_a_time(ent_str name)
{
    return names_an_end(name) || ent_column_sounds(name, ENT_AGREEMENTS, ACT_SIGNED) ||
           ent_column_sounds(name, ENT_AGREEMENTS, ACT_IN_FORCE) || ent_column_sounds(name, ENT_PARTIES, PARTY_RATIFIED);
}

typedef struct look {
    bool has_meaning; /* the column is used, or is known to be a note or a name */
    size_t filled, dates, numbers, actors;
} look;

static void look_at(look *l, const ent_dataset *d, ent_str cell)
{
    double number;
    bool is_number = ent_str_number(cell, &number);

    if (!cell.len)
        return;
    l->filled++;
    l->numbers += is_number;
    l->dates += is_date(cell);
    l->actors += !is_number && ent_world_resolve(d->world, cell) != NULL;
}

static bool most(size_t count, size_t of)
{
    return of >= LEAST && count * 5 >= of * 4;
}

static void report(ent_dataset *d, ent_table which, size_t column, const look *l, ent_diags *diags)
{
    table *t = &d->tables[which];
    ent_str name = t->file.header[column];
    /* a year alone is a date only in a column that is named like one */
    bool dates = most(l->dates, l->filled) && (l->dates > l->numbers + 1 || names_a_time(name));

    if (which == ENT_PARTIES && ent_str_eq_fold(name, ENT_STR("status")) && l->filled)
        ent_find(diags, ENT_CHECK_COLUMN_UNUSED, ent_tablefile_where(&t->file, SIZE_MAX, column),
                 "the column 'status' is not used: a status belongs to agreements, in a table with a row for "
                 "each agreement; the day of an end belongs in 'ended'");
    if (!dates && !most(l->actors, l->filled))
        return;
    ent_find(diags, ENT_CHECK_COLUMN_UNUSED, ent_tablefile_where(&t->file, SIZE_MAX, column),
             "the column '%.*s' looks like %s but is not used%s; `entente import --guess %s` proposes "
             "a map that uses it",
             ENT_STR_ARG(name), dates ? "dates" : "parties",
             !dates               ? ""
             : names_an_end(name) ? ": rename it 'ended' if it is the end of the agreement, 'withdrew' if it "
                                    "is the exit of the party"
                                  : ": rename it 'signed', 'in force' or 'ended', whichever it is",
             t->file.file.name);
}

static bool has_meaning(const table *t, size_t column)
{
    static const char *const more[] = { "source", "locator", "note", "quote", "name", "title", "region" };

    if (ent_table_knows(t, column))
        return true;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (ent_str_eq_fold(t->file.header[column], ent_str_of(more[i])))
            return true;
    return false;
}

void ent_tidy_report_unused(ent_dataset *d, ent_diags *diags)
{
    ent_table which = d->tables[ENT_PARTIES].present ? ENT_PARTIES : ENT_AGREEMENTS;
    table *t = &d->tables[which];
    size_t rows = ent_table_rows(d, which), step = rows / SAMPLE + 1;
    look *looks = ent_mem_new(t->file.columns + 1, sizeof *looks);

    for (size_t c = 0; c < t->file.columns && looks; c++)
        looks[c].has_meaning = has_meaning(t, c);
    for (size_t i = 0; i < rows && looks; i += step)
        for (size_t c = 0; c < t->file.columns; c++)
            if (!looks[c].has_meaning)
                look_at(&looks[c], d,
                        ent_str_trim(ent_tablefile_cell(&t->file, ent_table_row(d, which, i).offset, c)));
    for (size_t c = 0; c < t->file.columns && looks; c++)
        if (!looks[c].has_meaning)
            report(d, which, c, &looks[c], diags);
    ent_mem_free(looks);
}
