/* rows.h: what the shapes share: the current row of a file, and what it says of agreements and actors.
 * Every row has one fate, and every cell of a matrix; nothing is left out without being counted. */
#ifndef ENTENTE_DATA_IMPORT_ROWS_H
#define ENTENTE_DATA_IMPORT_ROWS_H

#include "data/import/import.h"

enum { ROWS_MEANINGS = 64, ROWS_FIRST_YEAR = 1700, ROWS_YEARS = 400 };

/* The meaning of a cell of a matrix, cached for short cells: there are millions, of few kinds. */
typedef struct meaning {
    uint64_t cell;
    bool known;
    ent_row_fate fate; /* ENT_ROW_USED: a role */
    ent_str role;
} meaning;

typedef struct rows {
    ent_import *im;
    map_table *table;
    fields f;
    ent_tablefile file;
    uint32_t number; /* of the file */
    uint32_t row;    /* 1 is the header */
    size_t offset;
    uint32_t line;   /* of the last row whose line was asked for: line feeds before `counted`, + 1 */
    size_t counted;  /* in the file, also where that passes through a window */
    /* matrices */
    meaning meanings[ROWS_MEANINGS];
    uint32_t *open;    /* of each column: the last claim made, + 1 */
    uint32_t *columns; /* of each column: its act; or by year, its actor, + 1 */
} rows;

im_file *ent_rows_file(const rows *r);
ent_origin ent_rows_origin(rows *r);
ent_where ent_rows_where(rows *r, const map_value *value, size_t nth);
ent_status ent_rows_memory(rows *r);

/** Counts the row. */
ent_status ent_rows_count(rows *r, ent_row_fate fate);
/** Counts a row that is left out, and puts it into the report. */
ent_status ent_rows_leave(rows *r, ent_row_fate fate, ent_str detail);

/** The date that the row gives, which is unknown after a report when it is none; *suffix, when wanted, is
 *  set to letters behind it. */
ent_status ent_rows_date(rows *r, const map_date *when, size_t nth, ent_date *date, ent_str *suffix);
/** The year of the row; 0: it has none, and was left out. */
ent_status ent_rows_year(rows *r, int *year);
/** The date of a year, between other parts of EDTF: "../1816". */
ent_date ent_date_of_year(const char *before, int year, const char *behind);
/** Orders dates; 0: they are the same text. */
int ent_im_compare_dates(ent_date a, ent_date b);

/** Sets one attribute, or those that the map names, in the order of `names`. */
ent_status ent_rows_attribute(rows *r, const im_names *names, ent_str **values, ent_str name,
                              ent_str value);
ent_status ent_rows_attributes(rows *r, const im_names *names, ent_str **values,
                               const map_attributes *from, size_t nth);

/** The act with this id; ENT_ABSENT: none. */
uint32_t ent_im_find_act(const ent_import *im, ent_str id, bool organization);
/** The act of the row. ENT_NONE with ENT_OK: it has none, and was left out. */
ent_status ent_rows_act(rows *r, uint32_t *at);
/** Describes an act by the row. */
ent_status ent_rows_describe(rows *r, uint32_t at);
/** The topics whose flags are set, a bit each. */
uint32_t ent_rows_flags(rows *r);

/** Some roles are fates: "none", "absent", "missing". */
ent_row_fate ent_rows_fate_of_role(ent_str role);
/** The dates, role and attributes that the row gives a party, and its fate. */
ent_status ent_rows_claim(rows *r, const map_party *p, size_t nth, im_claim *claim,
                          ent_row_fate *fate);
ent_status ent_rows_add_claim(rows *r, im_claim claim);
/** The same for a claim with dates: one that outlives its actor goes on with the actor that has the
 *  code or name then, as a second claim. */
ent_status ent_rows_add_spell(rows *r, const map_actor *how, ent_str text, ent_str name,
                              im_claim claim);
/** The day on which the actor of a claim is looked up: the first that the row knows. */
ent_date ent_rows_day(const rows *r, const im_claim *claim);
ent_status ent_rows_actor(rows *r, const map_actor *how, size_t nth, ent_str text, ent_str name,
                          ent_date day, uint32_t *actor, ent_str *written);

/* Each shape reads one row. */
#define MAP_SHAPE_FUNCTION(id, word, needs, summary) ent_status ent_shape_##word(rows *r);
MAP_SHAPE_ROWS(MAP_SHAPE_FUNCTION)
/** Finds what the rows of a matrix need. */
ent_status ent_shape_matrix_begin(rows *r);

#endif
