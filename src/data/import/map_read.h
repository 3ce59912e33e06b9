/* map_read.h: between the files that read a map. */
#ifndef ENTENTE_DATA_IMPORT_MAP_READ_H
#define ENTENTE_DATA_IMPORT_MAP_READ_H

#include "base/schema.h"
#include "data/import/map.h"

/* Readers of one value of the map each, for tables of base/schema.h. */
ent_schema_read_fn ent_map_read_words;    /* ent_words: a text, or a list of texts */
ent_schema_read_fn ent_map_read_value;    /* map_value */
ent_schema_read_fn ent_map_read_columns;  /* map_value: several columns */
ent_schema_read_fn ent_map_read_meanings; /* map_value: the meanings of its cells */
ent_schema_read_fn ent_map_read_act;      /* map_act */
ent_schema_read_fn ent_map_read_party;    /* map_party */

/** Finds what the shape of the table needs and does not have, and keys that would have no effect. */
ent_status ent_map_check_table(ent_schema_reader *r, const ent_json *node, map_table *table);

#endif
