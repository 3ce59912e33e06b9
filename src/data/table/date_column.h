/* date_column.h: the dates of a column as people type them. Day and month are never guessed: one date with a day
 * past 12 proves the order of its column, or the user gives it. Both ways of reading a sheet, directly and by a
 * map, read typed dates here. */
#ifndef ENTENTE_DATA_TABLE_DATE_COLUMN_H
#define ENTENTE_DATA_TABLE_DATE_COLUMN_H

#include "data/table/date_words.h"
#include "data/table/tablefile.h"

/** What is known of a column once one of its cells has needed it. All-zero is valid. */
typedef struct ent_date_column {
    bool is_decided, has_failed; /* its cells have been looked through; the order must be given */
    ent_date_order order;
} ent_date_column;

/** A column of a file, and how its dates are to be read. */
typedef struct ent_date_place {
    ent_tablefile *file;
    size_t column;        /* of the file */
    bool is_end;          /* it holds ends */
    ent_date_order given; /* by the user or the map; ENT_ORDER_PROVEN: none */
    const char *how;      /* how the user gives the order, in messages: "--date-format %s" */
    ent_date_column *state;
} ent_date_place;

/** Reads a cell. The first cell with words or with an order has the whole column looked through, and what was
 *  understood is told in one line each. A cell that can be read in two ways and whose column proves nothing is
 *  ENT_TYPED_EITHER, after one error for the column. */
ent_date_cell ent_date_column_read(const ent_date_place *at, ent_str text, ent_diags *diags);

#endif
