/* date_typed.h: dates as people type them: 17/3/1948, 15 September 2021, May 1950. */
#ifndef ENTENTE_DATA_TABLE_DATE_TYPED_H
#define ENTENTE_DATA_TABLE_DATE_TYPED_H

#include "entente/dataset.h"

typedef enum ent_typed {
    ENT_TYPED_NONE,        /* no date */
    ENT_TYPED_DATE,        /* one that can be read in one way only, or in the given order */
    ENT_TYPED_DAY_FIRST,   /* as 17/3/1948, which proves that the day comes first, */
    ENT_TYPED_MONTH_FIRST, /* and 3/17/1948, that the month does */
    ENT_TYPED_EITHER,      /* 3/4/2010: needs an order */
    ENT_TYPED_IMPOSSIBLE,  /* 17/13/1948, or against the given order */
    ENT_TYPED_SHORT_YEAR   /* 17/3/48: which century? */
} ent_typed;

/** Reads a text as a date: year, month or 0, day or 0; all 0 unless it is a date. With ENT_ORDER_PROVEN a date
 *  that can be read in one way only is read, and the kind says what it proves. A time behind the date is
 *  ignored. */
ent_typed ent_date_typed(ent_str text, ent_date_order order, int parts[3]);

/** The text with plain blanks and hyphens instead of those of word processors. Returns its length; 0: it is
 *  longer than the room, and too long for a date. */
size_t ent_date_simplify(ent_str text, char *into, size_t room);

#endif
