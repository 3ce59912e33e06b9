/* input_row.h: the row of a table that is being read, and its cells by known columns: texts, dates,
 * numbers. What is wrong with a cell is reported at its place. */
#ifndef ENTENTE_DATA_READ_INPUT_ROW_H
#define ENTENTE_DATA_READ_INPUT_ROW_H

#include "data/dataset.h"

typedef struct input_row {
    ent_dataset *d;
    ent_diags *diags;
    ent_table table;
    size_t offset;         /* where the row starts in its file */
    const ent_str *fields; /* by the columns of the file */
} input_row;

/** Makes the hashes of the columns' names that ent_input_seen needs. */
ent_status ent_input_begin(ent_dataset *d, ent_table table, ent_diags *diags);
/** Adds the row to the fingerprint of the data set and looks for hidden characters in it. */
void ent_input_seen(const input_row *row);

/** Is a row of a plain file no data (ent_remarks_has)? It is counted. */
bool ent_input_is_remark(ent_dataset *d, ent_table which, size_t offset, const ent_str *fields);

/** The place of a cell. */
ent_where ent_input_where(const input_row *row, int column);
/** Reports a word outside the list of its column; `expected` names the list. */
void ent_input_unknown_word(const input_row *row, int column, ent_str word, const char *expected);
/** Reports an id that another row has. */
ent_status ent_input_repeated(const input_row *row, int column, ent_str id);
/** Reports an id or name past its limit; ENT_OK when it is not. */
ent_status ent_input_check_length(const input_row *row, int column, ent_str text);
/** Does the text consist of blanks of any kind? */
bool ent_input_is_blank(ent_str text);

/** A number from `low` to `high`; NaN when there is none, or after a warning. */
double ent_input_number(const input_row *row, int column, double low, double high);

/* These are asked for every row, so that what is common needs no call. */

ent_status ent_input_date_closer(const input_row *row, int column, ent_date *out);
ent_status ent_input_need_closer(const input_row *row, int column, ent_str *out);

/* Nothing to look at and nothing to trim: a text whose ends are letters, digits or signs of ASCII. */
static inline bool ent_input_is_clean(ent_str s)
{
    return s.len && s.ptr[0] > ' ' && s.ptr[s.len - 1] > ' ';
}

/** The text of a cell without the blanks around it; empty when the table has no such column. */
static inline ent_str ent_input_text(const input_row *row, int column)
{
    size_t at = row->d->tables[row->table].position[column];

    if (at == ENT_NO_COLUMN)
        return ENT_STR("");
    return !row->fields[at].len || ent_input_is_clean(row->fields[at]) ? row->fields[at]
                                                                       : ent_str_trim(row->fields[at]);
}

/** A cell that must have a value. Blanks around it are dropped, with a warning. */
static inline ent_status ent_input_need(const input_row *row, int column, ent_str *out)
{
    size_t at = row->d->tables[row->table].position[column];

    if (at == ENT_NO_COLUMN || !ent_input_is_clean(row->fields[at]) ||
        row->fields[at].len > ENT_LIMIT_NAME)
        return ent_input_need_closer(row, column, out);
    *out = row->fields[at];
    return ENT_OK;
}

/** A date; an empty cell is the unknown date. */
static inline ent_status ent_input_date(const input_row *row, int column, ent_date *out)
{
    size_t at = row->d->tables[row->table].position[column];

    *out = (ent_date){ 0 };
    return at == ENT_NO_COLUMN || !row->fields[at].len ? ENT_OK
                                                       : ent_input_date_closer(row, column, out);
}

/** The status to go on with after two: the first failure, but refused memory before all else. */
static inline ent_status ent_worse(ent_status a, ent_status b)
{
    return a == ENT_OK || b == ENT_ENOMEM ? b : a;
}

#endif
