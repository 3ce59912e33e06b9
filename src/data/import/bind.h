/* bind.h: a map's values in the rows of one file: columns found by name, cells turned into texts
 * and dates. */
#ifndef ENTENTE_DATA_IMPORT_BIND_H
#define ENTENTE_DATA_IMPORT_BIND_H

#include "data/import/map.h"

typedef struct fields {
    ent_map *map;
    map_table *table;
    ent_tablefile *file;
    ent_str stem;      /* the file's name without folder and endings */
    ent_arena *arena;  /* texts that are made live as long as this */
    ent_buf scratch;
    const ent_str *row;
    ent_diags *diags;
} fields;

/** Finds the columns of every value of the table in the file. Errors point into the map. */
ent_status fields_bind(fields *f);
void fields_destroy(fields *f);

/** The text that the row at hand gives; empty: none. `nth` counts the columns of MAP_EACH. The text
 *  lives as long as the file or the arena. */
ent_str fields_text(fields *f, const map_value *value, size_t nth);

/** What a cell means under a value: blanks dropped, missing words empty, values translated. */
ent_str fields_meaning(fields *f, const map_value *value, ent_str cell);

typedef enum fields_error { FIELDS_OK, FIELDS_NOT_A_DATE } fields_error;

/** The date that the row at hand gives. On an error *date is unknown and *found is what was there. */
fields_error fields_date(fields *f, const map_date *when, size_t nth, ent_date *date,
                         ent_str *found, ent_str *suffix);

/** Is the text, all of it, a date of this format? */
bool fields_is_date(ent_str format, ent_str text);

/** Is the text a year by its number: whole, not 0, of at most four digits? */
bool fields_is_year(ent_str text, int *year);

/** Does the text match the pattern ('*' for anything), letters folded? */
bool fields_match(ent_str pattern, ent_str text);

/** The column whose name the message about a value should show, and its place. */
ent_where fields_where(fields *f, size_t offset, const map_value *value, size_t nth);

#endif
