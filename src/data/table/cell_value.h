/* cell_value.h: what a cell of a workbook shows, as text for the readers of tables: numbers without binary
 * noise, serial numbers as dates. */
#ifndef ENTENTE_DATA_TABLE_CELL_VALUE_H
#define ENTENTE_DATA_TABLE_CELL_VALUE_H

#include "entente/text.h"

/* What the format of a cell shows of its number. */
typedef enum cell_format {
    CELL_NUMBER,
    CELL_DATE,  /* a day */
    CELL_MONTH, /* a month and a year: "May 1950" is stored as 1 May 1950 */
    CELL_YEAR,
    CELL_TIME   /* only hours, minutes, seconds */
} cell_format;

/** The format of a code such as "dd/mm/yyyy" or "[$-409]mmm\-yy". */
cell_format cell_format_of_code(ent_str code);
/** The format of one of the numbers that stand for a built-in code. */
cell_format cell_format_of_number(unsigned number);

/** Appends a number as a spreadsheet shows it: 15 digits, no exponent for whole numbers. Text that is no
 *  number is appended as it is. */
void cell_write_number(ent_buf *out, ent_str number);

/** Appends the date or time that a serial number means. Days are counted from 1 = 1900-01-01, and day 60 is the
 *  29 February 1900 that never was; with `since_1904` from 0 = 1904-01-01. */
void cell_write_serial(ent_buf *out, ent_str serial, cell_format format, bool since_1904);

/** Appends a date such as "1950-05-08T00:00:00" as the format shows it. */
void cell_write_date(ent_buf *out, ent_str iso, cell_format format);

/** Appends a duration such as "PT13H30M00S" as 13:30:00. */
void cell_write_duration(ent_buf *out, ent_str iso);

#endif
