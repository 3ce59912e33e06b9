/* date.h: dates as the sources give them: EDTF (ISO 8601-2, level 1), precision kept.
 *
 * A date is the set of days that it can mean, from `first` to `last`. Nothing is ever rounded to a
 * day: to ask whether one date is before another gives yes, no or unknown. */
#ifndef ENTENTE_DATE_H
#define ENTENTE_DATE_H

#include "entente/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_truth { ENT_NO, ENT_YES, ENT_UNKNOWN } ent_truth;

typedef enum ent_date_kind {
    ENT_DATE_UNKNOWN, /* an empty cell */
    ENT_DATE_OPEN,    /* ".."; as an end: has not ended */
    ENT_DATE_POINT,   /* one event, known to the day, month, year, decade or century */
    ENT_DATE_SPAN     /* "2015-05/2015-07", "../2015", "2015/.." */
} ent_date_kind;

#define ENT_DAY_MIN (-8388608) /* open or unknown start; no year of four digits comes near */
#define ENT_DAY_MAX 8388607

/* Two words: large tables are mostly dates. All-zero is the unknown date. */
typedef struct ent_date {
    int32_t first : 24;   /* days from 1970-01-01, proleptic Gregorian; both included */
    uint32_t kind : 2;    /* ent_date_kind */
    uint32_t form_a : 6;  /* how each end was written: precision and qualifier */
    int32_t last : 24;
    uint32_t form_b : 6;
    uint32_t unused : 2;
} ent_date;

typedef enum ent_date_error {
    ENT_DATE_OK,
    ENT_DATE_BAD_FORM,   /* not EDTF */
    ENT_DATE_IMPOSSIBLE, /* month 13, 30 February */
    ENT_DATE_BACKWARDS   /* a span that ends before it starts */
} ent_date_error;

/** Reads an EDTF date; the empty text is the unknown date. On an error *date is unknown. */
ent_date_error ent_date_read(ent_date *date, ent_str text);

/** Writes the date as EDTF: what ent_date_read read, in canonical form. */
void ent_date_write(ent_buf *buf, ent_date date);

bool ent_date_known(ent_date date); /* a point or a span */
ent_date ent_date_of_day(int32_t day);
bool ent_date_uncertain(ent_date date); /* carries ?, ~ or % */

/** Is `a` on or before every day that `b` can mean? Three-valued; unknown dates give unknown;
 *  an open date is after everything. */
ent_truth ent_date_not_after(ent_date a, ent_date b);
ent_truth ent_date_before(ent_date a, ent_date b);

int32_t ent_day_of(int year, int month, int day); /* month 1-12, day 1-31, not checked */
void ent_day_split(int32_t day, int *year, int *month, int *day_of_month);

/** Is the day, month or year that `date` gives named in English `text`? True when the year and, as
 *  far as known, month name (or number in 08.05.2015, 2015-05-08) and day occur in it. */
bool ent_date_named_in(ent_date date, ent_str text);

ent_truth ent_truth_and(ent_truth a, ent_truth b);
ent_truth ent_truth_not(ent_truth a);

#ifdef __cplusplus
}
#endif
#endif
