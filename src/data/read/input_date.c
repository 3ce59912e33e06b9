/* input_date.c: cells with dates: EDTF, and in plain files dates as people type them. Day and month are never
 * guessed: one date with a day past 12 proves the order of its column, or the user gives it. */
#include "data/read/input_row.h"

#include "data/table/date_format.h"
#include "data/table/date_typed.h"

/* ---- EDTF ---- */

static ent_status wrong_date(const input_row *row, int column, ent_str text, ent_date_error error)
{
    bool package = row->d->shape == ENT_PACKAGE;
    ent_where at = ent_input_where(row, column);

    switch (error) {
    case ENT_DATE_IMPOSSIBLE:
        return ent_find(row->diags, ENT_CHECK_DATE_IMPOSSIBLE, at,
                        "'%.*s' is not a day of the calendar; expected a month from 01 to 12 and "
                        "a day that the month has, or a shorter date: 2015-02, 2015",
                        ENT_STR_ARG(text));
    case ENT_DATE_BACKWARDS:
        return ent_find(row->diags, ENT_CHECK_DATE_FORM, at,
                        "the span '%.*s' ends before it starts", ENT_STR_ARG(text));
    case ENT_DATE_BAD_FORM:
        return ent_find(row->diags, ENT_CHECK_DATE_FORM, at,
                        "'%.*s' is not a date; expected 2015, 2015-05, 2015-05-08, 2015~ (about), a span "
                        "2015/2017, .. (an end that is still open), or an empty cell (unknown)%s%s%s",
                        ENT_SHOWN(text), package ? "" : "; `entente import --guess ",
                        package ? "" : row->d->tables[row->table].file.file.name,
                        package ? "" : "` proposes how to read the column");
    default:
        return ent_find(row->diags, ENT_CHECK_DATE_SPAN, at,
                        "'%.*s' is a span, but one day is expected; it is read as an unknown day in the span",
                        ENT_STR_ARG(text));
    }
}

/* A span where one day is expected. But "2016-12-31/..", known on one side only, is not reported: it
 * is the right way to write that. */
static bool is_loose_span(ent_date date)
{
    return date.kind == ENT_DATE_SPAN && date.first != ENT_DAY_MIN && date.last != ENT_DAY_MAX;
}

/* ---- the order of day and month ---- */

typedef struct first_cell { /* of one kind */
    size_t count, offset;
    ent_str text;
} first_cell;

typedef struct proof {
    first_cell day_first, month_first, either;
} proof;

static void count_cell(first_cell *first, size_t offset, ent_str text)
{
    if (!first->count++) {
        first->offset = offset;
        first->text = text;
    }
}

static void look(void *ctx, size_t offset, ent_str cell)
{
    proof *p = ctx;
    ent_date date;
    int parts[3];

    cell = ent_str_trim(cell);
    if (!cell.len || ent_date_read(&date, cell) == ENT_DATE_OK)
        return;
    switch (ent_date_typed(cell, ENT_ORDER_PROVEN, parts)) {
    case ENT_TYPED_DAY_FIRST:
        count_cell(&p->day_first, offset, cell);
        break;
    case ENT_TYPED_MONTH_FIRST:
        count_cell(&p->month_first, offset, cell);
        break;
    case ENT_TYPED_EITHER:
        count_cell(&p->either, offset, cell);
        break;
    default:
        break;
    }
}

/* The cells of the column that are no proof, and what the others prove, in one line. */
static ent_status ask(const input_row *row, int column, const proof *p)
{
    table *t = &row->d->tables[row->table];
    ent_where at = ent_tablefile_where(&t->file, p->either.offset, t->position[column]);

    if (p->day_first.count)
        return ent_find(row->diags, ENT_CHECK_DATE_FORM, at,
                        "'%.*s' can be read in two ways, and the column has both orders: '%.*s' has the day first, "
                        "'%.*s' the month; write the dates in one order, or as 2015-05-08",
                        ENT_SHOWN(p->either.text), ENT_SHOWN(p->day_first.text), ENT_SHOWN(p->month_first.text));
    return ent_find(row->diags, ENT_CHECK_DATE_FORM, at,
                    "'%.*s' can be read in two ways, and no date of the column '%.*s' has a day past 12, which would "
                    "show the order; give --date-format DMY (day first) or MDY (month first)",
                    ENT_SHOWN(p->either.text), ENT_SHOWN(t->file.header[t->position[column]]));
}

static void tell(const input_row *row, int column, const proof *p)
{
    table *t = &row->d->tables[row->table];
    const first_cell *shown = p->day_first.count ? &p->day_first : &p->month_first;
    ent_where at = ent_tablefile_where(&t->file, shown->offset, t->position[column]);

    if (p->day_first.count && p->month_first.count) {
        ent_warn(row->diags, at,
                 "the dates of the column '%.*s' have two orders: '%.*s' has the day first, '%.*s' the month; each is "
                 "read as it must be",
                 ENT_SHOWN(t->file.header[t->position[column]]), ENT_SHOWN(p->day_first.text),
                 ENT_SHOWN(p->month_first.text));
    } else {
        ent_buf others = { 0 };

        if (p->either.count == 1)
            ent_buf_format(&others, "; so is '%.*s', which could be read in two ways", ENT_SHOWN(p->either.text));
        else if (p->either.count)
            ent_buf_format(&others, "; so are %zu that could be read in two ways, such as '%.*s'", p->either.count,
                           ENT_SHOWN(p->either.text));
        ent_note(row->diags, at,
                 "the dates of the column '%.*s' are read with the %s first, as in '%.*s'%s (--date-format %s)",
                 ENT_SHOWN(t->file.header[t->position[column]]), p->day_first.count ? "day" : "month",
                 ENT_SHOWN(shown->text), ent_buf_string(&others), p->day_first.count ? "DMY" : "MDY");
        ent_buf_destroy(&others);
    }
}

/* Looks through the whole column once. */
static ent_status decide(const input_row *row, int column)
{
    table *t = &row->d->tables[row->table];
    proof p = { 0 };

    t->dates[column].is_decided = true;
    ent_tablefile_column_cells(&t->file, t->position[column], look, &p);
    if (p.either.count && !p.day_first.count == !p.month_first.count) {
        t->dates[column].has_failed = true;
        return ask(row, column, &p);
    }
    if (p.day_first.count || p.month_first.count)
        tell(row, column, &p);
    if (!p.day_first.count != !p.month_first.count)
        t->dates[column].order = p.day_first.count ? ENT_ORDER_DMY : ENT_ORDER_MDY;
    return ENT_OK;
}

static ent_status impossible(const input_row *row, int column, ent_str text)
{
    ent_date_order order = row->d->date_order;

    if (order == ENT_ORDER_PROVEN)
        return wrong_date(row, column, text, ENT_DATE_IMPOSSIBLE);
    return ent_find(row->diags, ENT_CHECK_DATE_IMPOSSIBLE, ent_input_where(row, column),
                    "'%.*s' is not a day of the calendar in the order of --date-format %s", ENT_SHOWN(text),
                    ent_names_at(ent_date_order_names(), order));
}

static ent_status read_typed(const input_row *row, int column, ent_str text, ent_date *out)
{
    table *t = &row->d->tables[row->table];
    ent_date_order given = row->d->date_order;
    int parts[3], other[3];
    ent_typed kind = ent_date_typed(text, given, parts), free = ent_date_typed(text, ENT_ORDER_PROVEN, other);
    ent_status status = ENT_OK;

    row->d->ordered_dates += free == ENT_TYPED_DAY_FIRST || free == ENT_TYPED_MONTH_FIRST || free == ENT_TYPED_EITHER ||
                             kind != free;
    if (kind == ENT_TYPED_NONE)
        return wrong_date(row, column, text, ENT_DATE_BAD_FORM);
    if (kind == ENT_TYPED_SHORT_YEAR)
        return ent_find(row->diags, ENT_CHECK_DATE_FORM, ent_input_where(row, column),
                        "'%.*s' has a year of two digits; write all four", ENT_SHOWN(text));
    if (kind == ENT_TYPED_EITHER || kind == ENT_TYPED_DAY_FIRST || kind == ENT_TYPED_MONTH_FIRST) {
        if (!t->dates[column].is_decided && (status = decide(row, column)) != ENT_OK)
            return status;
        if (kind == ENT_TYPED_EITHER && t->dates[column].has_failed)
            return ENT_EDATA; /* was reported for the first one */
        if (kind == ENT_TYPED_EITHER)
            ent_date_typed(text, t->dates[column].order, parts);
    }
    return kind != ENT_TYPED_IMPOSSIBLE && ent_date_of_parts(parts, out) ? ENT_OK : impossible(row, column, text);
}

ent_status ent_input_date_closer(const input_row *row, int column, ent_date *out)
{
    ent_str text = ent_input_text(row, column);
    ent_date_error error = ent_date_read(out, text);

    if (error == ENT_DATE_OK && !is_loose_span(*out))
        return ENT_OK;
    if (error == ENT_DATE_BAD_FORM && (row->d->shape != ENT_PACKAGE || row->d->date_order != ENT_ORDER_PROVEN))
        return read_typed(row, column, text, out);
    return wrong_date(row, column, text, error);
}
