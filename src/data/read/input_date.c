/* input_date.c: cells with dates: EDTF, and in plain files dates as people type them. */
#include "data/read/input_row.h"

/* ---- what a column holds ---- */

/* Does a column hold ends? */
static bool holds_ends(ent_table which, int column)
{
    switch (which) {
    case ENT_AGREEMENTS:
        return column == ACT_ENDED;
    case ENT_PARTIES:
        return column == PARTY_WITHDREW || column == PARTY_ENDED;
    case ENT_MEMBERSHIPS:
        return column == MEMBERSHIP_TO;
    default:
        return which == ENT_ACTORS && column == ACTOR_TO;
    }
}

/* Does a column hold beginnings? */
static bool holds_beginnings(ent_table which, int column)
{
    switch (which) {
    case ENT_AGREEMENTS:
        return column == ACT_SIGNED || column == ACT_IN_FORCE;
    case ENT_PARTIES:
        return column == PARTY_SIGNED || column == PARTY_RATIFIED || column == PARTY_IN_FORCE;
    case ENT_MEMBERSHIPS:
        return column == MEMBERSHIP_FROM;
    default:
        return which == ENT_ACTORS && column == ACTOR_FROM;
    }
}

/* ---- EDTF ---- */

/* Words are a warning in a plain file, as they are with a map; a package must have dates. */

/* Words such as "still in force", which are an open end, in a column of beginnings. */
static ent_status open_beginning(const input_row *row, int column, ent_str text)
{
    const table *t = &row->d->tables[row->table];
    size_t count, required;

    return ent_find(row->diags, ENT_CHECK_VALUE_UNKNOWN, ent_input_where(row, column),
                    "'%.*s' is not a date and is read as unknown: the column '%.*s' holds beginnings (%s), and these words "
                    "belong in a column of ends, such as '%s'; leave this cell empty if the day is not known",
                    ENT_SHOWN(text), ENT_SHOWN(t->file.header[t->position[column]]),
                    ent_table_columns(row->table, &count, &required)[column],
                    row->table == ENT_AGREEMENTS ? "ended"
                    : row->table == ENT_PARTIES  ? "withdrew"
                                                 : "to");
}

static ent_status wrong_date(const input_row *row, int column, ent_str text, ent_date_error error)
{
    bool package = row->d->shape == ENT_PACKAGE;
    const char *open = holds_ends(row->table, column) ? " .. (an end that is still open)," : "";
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
        if (holds_beginnings(row->table, column) &&
            ent_date_cell_read(text, true, ENT_ORDER_PROVEN).words == ENT_WORDS_OPEN)
            return open_beginning(row, column, text);
        return package ? ent_find(row->diags, ENT_CHECK_DATE_FORM, at,
                                  "'%.*s' is not a date; expected 2015, 2015-05, 2015-05-08, 2015~ (about), a span "
                                  "2015/2017,%s or an empty cell (unknown)",
                                  ENT_SHOWN(text), open)
                       : ent_find(row->diags, ENT_CHECK_VALUE_UNKNOWN, at,
                                  "'%.*s' is not a date and is read as unknown; expected 2015, 2015-05, 2015-05-08, 14 March "
                                  "1884, 3.11.1906, May 1882, 2015~ (about), a span 2015/2017,%s or an empty cell (unknown)",
                                  ENT_SHOWN(text), open);
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

/* ---- typed dates ---- */

static ent_status impossible(const input_row *row, int column, ent_str text)
{
    ent_date_order order = row->d->date_order;

    if (order == ENT_ORDER_PROVEN)
        return wrong_date(row, column, text, ENT_DATE_IMPOSSIBLE);
    return ent_find(row->diags, ENT_CHECK_DATE_IMPOSSIBLE, ent_input_where(row, column),
                    "'%.*s' is not a day of the calendar in the order of --date-format %s", ENT_SHOWN(text),
                    ent_names_at(ent_date_order_names(), order));
}

/* Does the meaning of the text depend on an order of day and month? */
static bool depends_on_order(const ent_date_place *at, ent_str text, ent_typed read)
{
    ent_typed kind = ent_date_cell_read(text, at->is_end, ENT_ORDER_PROVEN).typed;

    return kind == ENT_TYPED_DAY_FIRST || kind == ENT_TYPED_MONTH_FIRST || kind == ENT_TYPED_EITHER || kind != read;
}

static ent_status read_typed(const input_row *row, int column, ent_str text, ent_date *out)
{
    table *t = &row->d->tables[row->table];
    const ent_date_place at = { &t->file, t->position[column], holds_ends(row->table, column), row->d->date_order,
                                "--date-format", &t->dates[column] };
    ent_date_cell cell = ent_date_column_read(&at, text, row->diags);

    if (at.given != ENT_ORDER_PROVEN) /* which is told when it had no effect */
        row->d->ordered_dates += depends_on_order(&at, text, cell.typed);
    *out = cell.date;
    if (cell.words && cell.typed == ENT_TYPED_NONE)
        return ENT_OK;
    switch (cell.typed) {
    case ENT_TYPED_NONE:
        return wrong_date(row, column, text, ENT_DATE_BAD_FORM);
    case ENT_TYPED_SHORT_YEAR:
        return ent_find(row->diags, ENT_CHECK_DATE_FORM, ent_input_where(row, column),
                        "'%.*s' has a year of two digits; write all four", ENT_SHOWN(text));
    case ENT_TYPED_EITHER:
        return ENT_EDATA; /* was reported for the first one */
    case ENT_TYPED_IMPOSSIBLE:
        return impossible(row, column, text);
    default:
        return ENT_OK;
    }
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
