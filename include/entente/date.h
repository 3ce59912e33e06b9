/* date.h: dates as sources give them, with their precision: EDTF (ISO 8601-2, level 1).
 *
 * A date is the range of days that it can mean, from `first` to `last`. It is never rounded to a day, so
 * whether one date is before another can be unknown. */
#ifndef ENTENTE_DATE_H
#define ENTENTE_DATE_H

#include "entente/api.h"
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

#define ENT_DAY_MIN (-8388608) /* open or unknown start; before all years of four digits */
#define ENT_DAY_MAX 8388607

/** Eight bytes, because large tables consist mostly of dates. All-zero is the unknown date. */
typedef struct ent_date {
    int32_t first : 24;   /* days since 1970-01-01, proleptic Gregorian; first and last included */
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
ENT_API ent_date_error ent_date_read(ent_date *date, ent_str text);

/** Appends the date as EDTF, in canonical form. */
ENT_API void ent_date_write(ent_buf *buf, ent_date date);

/** Is it a point or a span? */
ENT_API bool ent_date_known(ent_date date);
/** The date of one day. */
ENT_API ent_date ent_date_of_day(int32_t day);
/** Does it have a qualifier: ?, ~ or %? */
ENT_API bool ent_date_uncertain(ent_date date);

/** Is `a` on the same day as `b` or before it? Unknown when the ranges overlap or a date is unknown; an
 *  open date is after all others. */
ENT_API ent_truth ent_date_not_after(ent_date a, ent_date b);
/** Is `a` before `b`? The same rules. */
ENT_API ent_truth ent_date_before(ent_date a, ent_date b);

/** Days since 1970-01-01; month 1-12 and day 1-31 are not checked. */
ENT_API int32_t ent_day_of(int year, int month, int day);
/** The date of a day since 1970-01-01. */
ENT_API void ent_day_split(int32_t day, int *year, int *month, int *day_of_month);

/** Does an English text name the date? True when the year and, as far as known, the month (as a name or
 *  a number, as in 08.05.2015) and the day occur in it. */
ENT_API bool ent_date_named_in(ent_date date, ent_str text);

/** Both: no when one is no, else unknown when one is unknown. */
static inline ent_truth ent_truth_and(ent_truth a, ent_truth b)
{
    return a == ENT_NO || b == ENT_NO ? ENT_NO : a == ENT_YES ? b : ENT_UNKNOWN;
}

/** The opposite; unknown stays unknown. */
static inline ent_truth ent_truth_not(ent_truth a)
{
    return a == ENT_UNKNOWN ? ENT_UNKNOWN : a == ENT_YES ? ENT_NO : ENT_YES;
}

#ifdef __cplusplus
}
#endif
#endif
