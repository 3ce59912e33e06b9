/* assertions.c: counts that sources state, answered from the data. A row names a table, and conditions that
 * its rows must meet: "level=bilateral;kind=agreement|memorandum". In a table of agreements, `party` and
 * `role` are conditions on the rows of their parties. */
#include "data/check/check.h"

#include <math.h>
#include <string.h>

enum { MOST_CONDITIONS = 16, LONGEST_COLUMN = 64 };

typedef struct question {
    ent_table table;
    struct {
        char column[LONGEST_COLUMN];
        ent_str values; /* with '|' between them */
    } conditions[MOST_CONDITIONS];
    size_t count;
    ent_str party, role; /* values, or empty */
    ent_date day;        /* the day of the count; unknown: any */
} question;

static ent_str before(ent_str s, size_t end)
{
    return ent_str_trim((ent_str){ s.ptr, end });
}

/* Does the file have the column, or could the table have it? */
static bool has_column(const ent_dataset *d, ent_table which, const char *name)
{
    size_t count, required;
    const char *const *columns = ent_table_columns(which, &count, &required);

    for (size_t i = 0; i < count; i++)
        if (strcmp(name, columns[i]) == 0)
            return true;
    return ent_table_has(d, which, name);
}

/* Reads one "column=value|value". Returns what is wrong with the text in *wrong, or NULL. */
static const char *read_condition(const ent_dataset *d, question *q, ent_str text, ent_str *wrong)
{
    size_t equals = 0;
    ent_str column, values;

    while (equals < text.len && text.ptr[equals] != '=')
        equals++;
    *wrong = text;
    if (equals == text.len || q->count == MOST_CONDITIONS)
        return "is not of the form column=value in a condition";
    column = before(text, equals);
    values = ent_str_trim((ent_str){ text.ptr + equals + 1, text.len - equals - 1 });
    if (q->table == ENT_AGREEMENTS && ent_str_is(column, "party")) {
        q->party = values;
    } else if (q->table == ENT_AGREEMENTS && ent_str_is(column, "role")) {
        q->role = values;
    } else {
        char *name = q->conditions[q->count].column;

        *wrong = column;
        if (column.len >= LONGEST_COLUMN)
            return "is no column";
        memcpy(name, column.ptr, column.len);
        name[column.len] = '\0';
        if (!has_column(d, q->table, name))
            return "is no column";
        q->conditions[q->count++].values = values;
    }
    return NULL;
}

static const char *read_question(const ent_dataset *d, ent_row row, question *q, ent_str *wrong)
{
    ent_str name = ent_cell(d, row, "table"), rest = ent_cell(d, row, "where"), part;
    const char *error;

    *q = (question){ .table = name.len ? ent_table_of(name) : ENT_AGREEMENTS };
    *wrong = name;
    ent_date_read(&q->day, ent_cell(d, row, "as_of"));
    if (q->table == ENT_TABLE_COUNT)
        return "is no table of a data package";
    while (ent_str_next(&rest, ';', &part))
        if (part.len && (error = read_condition(d, q, part, wrong)) != NULL)
            return error;
    return NULL;
}

/* ---- rows ---- */

/* Is the text one of the values with '|' between them? */
static bool is_one_of(ent_str text, ent_str values)
{
    ent_str rest = values, value;

    if (!values.len)
        return !text.len;
    while (ent_str_next(&rest, '|', &value))
        if (ent_str_eq(text, value))
            return true;
    return false;
}

/* A cell can hold a list. */
static bool cell_matches(ent_str cell, ent_str values)
{
    ent_str rest = cell, part;

    if (is_one_of(cell, values))
        return true;
    while (ent_str_next(&rest, ';', &part))
        if (part.len && is_one_of(part, values))
            return true;
    return false;
}

static bool has_party(const ent_dataset *d, const question *q, uint32_t act)
{
    const uint32_t *rows;
    size_t count = ent_act_parties(d, act, &rows);

    for (size_t i = 0; i < count; i++) {
        const ent_party p = ent_party_at(d, rows[i]);

        if ((!q->party.len || is_one_of(d->actors.items[p.actor].id, q->party)) &&
            (!q->role.len || is_one_of(ent_str_of(ent_role_name(p.role)), q->role)))
            return true;
    }
    return false;
}

static ent_date cell_date(const ent_dataset *d, ent_row row, const char *column)
{
    ent_date date;

    ent_date_read(&date, ent_cell(d, row, column));
    return date;
}

static ent_date first_known(const ent_date *dates, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ent_date_known(dates[i]))
            return dates[i];
    return (ent_date){ 0 };
}

/* The day from which an agreement is what its row says: it was concluded, or at least proposed. A status
 * holds on the day of as_of, so that the agreement was there by then. */
static ent_date act_day(ent_act act)
{
    const ent_date days[] = { ent_act_concluded(act), act.in_force, ent_act_first_date(act), act.as_of };

    return first_known(days, 4);
}

static ent_date row_day(const ent_dataset *d, ent_table which, size_t n)
{
    ent_row row = ent_table_row(d, which, n);
    uint32_t act;

    switch (which) {
    case ENT_AGREEMENTS:
        return act_day(ent_act_at(d, n));
    case ENT_PARTIES: {
        const ent_party p = ent_party_at(d, n);
        const ent_date days[] = { p.signed_on, p.ratified, p.in_force, act_day(ent_act_at(d, p.act)) };

        return first_known(days, 4);
    }
    case ENT_VOTES: {
        ent_date own = cell_date(d, row, "date");

        act = ent_act_find(d, ent_cell(d, row, "agreement"));
        return ent_date_known(own) || act == ENT_NONE ? own : act_day(ent_act_at(d, act));
    }
    case ENT_RELATIONS:
    case ENT_SOURCES:
        return cell_date(d, row, "date");
    default:
        return cell_date(d, row, "from");
    }
}

static bool meets(const ent_dataset *d, const question *q, size_t n)
{
    ent_row row = ent_table_row(d, q->table, n);

    for (size_t i = 0; i < q->count; i++)
        if (!cell_matches(ent_cell(d, row, q->conditions[i].column), q->conditions[i].values))
            return false;
    return (!q->party.len && !q->role.len) || has_party(d, q, (uint32_t)n);
}

/* ---- the comparison ---- */

/* Does the source's number agree with a count? */
static bool agrees(double number, ent_str precision, size_t count)
{
    double difference = fabs((double)count - number), tenth = ceil(number / 10);

    if (ent_str_is(precision, "about"))
        return difference <= (tenth > 1 ? tenth : 1);
    if (ent_str_is(precision, "at least"))
        return (double)count >= number;
    if (ent_str_is(precision, "at most"))
        return (double)count <= number;
    return (double)count == number;
}

static ent_truth compare(const ent_dataset *d, ent_row row, const ent_assertion *found)
{
    ent_str precision = ent_cell(d, row, "precision");
    size_t held = 0;

    for (size_t more = 0; more <= found->undated; more++)
        held += agrees(found->number, precision, found->count + more);
    return held > found->undated ? ENT_YES : held ? ENT_UNKNOWN : ENT_NO;
}

static bool is_comparable(const ent_dataset *d, ent_row row, double *number)
{
    return (ent_cell(d, row, "table").len || ent_cell(d, row, "where").len) &&
           ent_str_number(ent_cell(d, row, "number"), number) && *number >= 0;
}

bool ent_assertion_count(const ent_dataset *d, size_t n, ent_assertion *found)
{
    ent_row row = ent_table_row(d, ENT_ASSERTIONS, n);
    question q;
    ent_str wrong;

    *found = (ent_assertion){ .agrees = ENT_UNKNOWN };
    if (!is_comparable(d, row, &found->number) || read_question(d, row, &q, &wrong) != NULL)
        return false;
    for (size_t i = 0; i < ent_table_rows(d, q.table); i++) {
        ent_truth there = ENT_YES;

        if (!meets(d, &q, i))
            continue;
        if (ent_date_known(q.day))
            there = ent_date_not_after(row_day(d, q.table, i), q.day);
        found->count += there == ENT_YES;
        found->undated += there == ENT_UNKNOWN;
    }
    found->agrees = compare(d, row, found);
    return true;
}

/* "at least 13: norms of behaviour" */
static void describe(const ent_dataset *d, ent_row row, ent_buf *out)
{
    ent_str precision = ent_cell(d, row, "precision");

    if (precision.len && !ent_str_is(precision, "exact"))
        ent_buf_format(out, "%.*s ", ENT_SHOWN(precision));
    ent_buf_format(out, "%.*s: %.*s", ENT_SHOWN(ent_cell(d, row, "number")),
                   ENT_SHOWN(ent_cell(d, row, "statement")));
}

static void check_assertion(check *c, size_t n)
{
    ent_row row = ent_table_row(c->d, ENT_ASSERTIONS, n);
    ent_buf stated = { 0 };
    ent_assertion found;
    const char *error;
    ent_str wrong;
    question q;

    if ((error = read_question(c->d, row, &q, &wrong)) != NULL) {
        bool unknown = q.table == ENT_TABLE_COUNT;

        ent_find(c->diags, ENT_CHECK_ASSERTION_FORM, ent_row_where(c->d, row, unknown ? "table" : "where"),
                 "'%.*s' %s%s%s; the count is not compared with the data", ENT_SHOWN(wrong), error,
                 unknown ? "" : " of ", unknown ? "" : ent_table_name(q.table));
        return;
    }
    if (!ent_assertion_count(c->d, n, &found) || found.agrees != ENT_NO)
        return;
    describe(c->d, row, &stated);
    if (found.undated)
        ent_find(c->diags, ENT_CHECK_ASSERTION_COUNT, ent_row_where(c->d, row, "number"),
                 "the source says %s; the data hold %zu, and %zu of which the dates do not tell",
                 ent_buf_string(&stated), found.count, found.undated);
    else
        ent_find(c->diags, ENT_CHECK_ASSERTION_COUNT, ent_row_where(c->d, row, "number"),
                 "the source says %s; the data hold %zu", ent_buf_string(&stated), found.count);
    ent_buf_destroy(&stated);
}

void ent_check_assertions(check *c)
{
    for (size_t i = 0; i < ent_table_rows(c->d, ENT_ASSERTIONS); i++)
        check_assertion(c, i);
}
