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
    ent_arena *arena;  /* of texts that are made */
    ent_buf scratch;
    const ent_str *row;
    ent_date_column *dates; /* of each column of the file */
    ent_diags *diags;
} fields;

/** Finds the columns of every value of the table in the file. Errors point into the map. */
ent_status ent_fields_bind(fields *f);
void ent_fields_destroy(fields *f);

/** The text that the current row gives; empty: none. `nth` counts the columns of MAP_EACH. The text lives
 *  as long as the file or the arena. */
ent_str ent_fields_text(fields *f, const map_value *value, size_t nth);

/** The meaning of a cell: without blanks around it, empty when it is missing, translated by `values`. */
ent_str ent_fields_meaning(fields *f, const map_value *value, ent_str cell);

typedef enum fields_error {
    FIELDS_OK,
    FIELDS_NOT_A_DATE,
    FIELDS_ASKED /* it needs an order of day and month; an error said so */
} fields_error;

/** The date that the current row gives. On an error *date is unknown and *found the text of the cell. */
fields_error ent_fields_date(fields *f, const map_date *when, size_t nth, ent_date *date,
                         ent_str *found, ent_str *suffix);

/** Is the text a year by its number: whole, not 0, of at most four digits? */
bool ent_fields_is_year(ent_str text, int *year);

/** Does the text match the pattern ('*' for anything), case ignored? */
bool ent_fields_match(ent_str pattern, ent_str text);

/** Does it match one of them? */
bool ent_fields_in_words(const ent_words *patterns, ent_str text);

/** The column that a value is read from; ENT_NO_COLUMN: a text or the name of the file. */
size_t ent_fields_column(const map_value *value, size_t nth);

/** The column whose name the message about a value should show, and its place. */
ent_where ent_fields_where(fields *f, size_t offset, const map_value *value, size_t nth);

#endif
