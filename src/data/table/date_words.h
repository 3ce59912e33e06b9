/* date_words.h: what the cells of a date column say in words: "still in force", "n.d.", "c. 1373", "1950s". */
#ifndef ENTENTE_DATA_TABLE_DATE_WORDS_H
#define ENTENTE_DATA_TABLE_DATE_WORDS_H

#include "data/table/date_typed.h"
#include "entente/date.h"

typedef enum ent_date_words {
    ENT_WORDS_NONE,    /* a plain date, or nothing that is understood */
    ENT_WORDS_UNKNOWN, /* n/a, unknown, -: an unknown date */
    ENT_WORDS_OPEN,    /* still in force, not yet ratified: has not happened */
    ENT_WORDS_ABOUT,   /* c. 1373, probably 1950: a date with a qualifier */
    ENT_WORDS_PERIOD,  /* 1950s, before 1960, spring 1948: some day of a period */
    ENT_WORDS_REMARK,  /* 17 March 1948 [1], 22 Mar 1956 a: a date beside something else, which is ignored */
    ENT_WORDS_COUNT
} ent_date_words;

/** What a cell means: words alone give a date; with words around a date, `typed` is the kind of that date. */
typedef struct ent_date_cell {
    ent_date_words words;
    ent_typed typed; /* ENT_TYPED_NONE beside ENT_WORDS_NONE: the cell is not understood */
    ent_date date;   /* unknown when the date needs an order, or is none */
} ent_date_cell;

/** Reads a cell of a date column: EDTF, a typed date, or words. `is_end`: the column holds ends, in which
 *  "present" means an open end; in other columns it means nothing that is certain. */
ent_date_cell ent_date_cell_read(ent_str text, bool is_end, ent_date_order order);

#endif
