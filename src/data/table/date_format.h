/* date_format.h: dates in other forms than EDTF: by a pattern, in three parts, as a number of days. */
#ifndef ENTENTE_DATA_TABLE_DATE_FORMAT_H
#define ENTENTE_DATA_TABLE_DATE_FORMAT_H

#include "entente/date.h"

/** Reads the start of a text by a pattern of YYYY, MM, M, DD, D, Mon, Month and other characters, such as
 *  "DD/MM/YYYY": year, month or 0, day or 0. *rest is the text behind the date. */
bool ent_date_by_pattern(ent_str pattern, ent_str text, int parts[3], ent_str *rest);

/** Makes a date of year, month or 0, day or 0; false when there is no such day. */
bool ent_date_of_parts(const int parts[3], ent_date *date);

/** Reads days since 1899-12-30, as spreadsheets count them. */
bool ent_date_of_serial(ent_str text, ent_date *date);

/** Is the whole text a date of this format: a pattern, "edtf" or "serial"? */
bool ent_date_has_format(ent_str format, ent_str text);

#endif
