/* map.h: what a map says: how the rows of somebody else's tables become agreements, parties and
 * memberships. Only the words of the JSON file; binding them to the columns of a file and reading
 * cells is fields.h, making records is import.c. */
#ifndef ENTENTE_DATA_IMPORT_MAP_H
#define ENTENTE_DATA_IMPORT_MAP_H

#include "base/index.h"
#include "base/json.h"
#include "data/read/tablefile.h"
#include "entente/date.h"

typedef struct ent_words {
    ent_str *items;
    size_t count;
} ent_words;

typedef enum map_from {
    MAP_NOTHING, /* the map does not say */
    MAP_COLUMN,  /* the cell of a column */
    MAP_EACH,    /* the cell of each of many columns */
    MAP_TEXT,    /* a text, with {column} in it */
    MAP_FILE     /* the name of the file, without folder and endings */
} map_from;

/* A text that a row gives. */
typedef struct map_value {
    map_from from;
    size_t offset;      /* where the map says it */
    ent_words names;    /* MAP_COLUMN: the first that the file has, '*' allowed; MAP_EACH: patterns */
    size_t number;      /* MAP_COLUMN: the n-th, from 1 */
    ent_str text;       /* MAP_TEXT */
    bool optional;      /* a file without the column is no error */
    ent_words missing;  /* cells that mean "no value", instead of the dialect's */
    bool own_missing;
    ent_words meanings; /* of the cells in by_cell */
    ent_index by_cell;
    bool has_values, has_otherwise;
    ent_str otherwise;  /* what cells outside `values` mean; without it they stay as they are */
    ent_words replace;  /* from, to, from, to, ... */
    ent_str after;      /* only what stands behind the last of these */
    enum { MAP_AS_IS, MAP_LOWER, MAP_UPPER } letters;
    /* in the file at hand */
    size_t column;      /* or ENT_NO_COLUMN */
    size_t *columns, column_count;
} map_value;

/* Which of an actor's cells are several actors, and how they are told apart. */
typedef struct map_split {
    bool on;
    ent_str at;      /* separators, each a character */
    ent_str brackets; /* "keep", "inside", "outside", "both" */
    bool numbered;   /* "1. X 2. Y" */
} map_split;

typedef struct map_actor {
    map_value value;
    ent_str scheme;  /* of ent_world_mean, or "own": ids of the data's own */
    map_value name;  /* tried when the value means nobody; the name of an actor of its own */
    map_split split;
    bool organization; /* those whom the register does not know are organizations */
} map_actor;

typedef struct map_date {
    map_value value;            /* of a date in one cell; MAP_NOTHING: in three, or not at all */
    size_t offset;
    map_value year, month, day;
    ent_words formats;
    ent_words open, unknown;    /* patterns of cells that mean: no end; not known */
    bool empty_is_open, last_day;
    ent_str suffix;             /* the attribute that letters behind the date go to; "" = an error */
    bool present;
} map_date;

typedef struct map_attribute {
    ent_str name;
    map_value value;
} map_attribute;

typedef struct map_attributes {
    map_attribute *items;
    size_t count;
} map_attributes;

typedef struct map_flag { /* a column whose 1 adds a topic */
    map_value value;
    ent_str topic;
} map_flag;

/* An agreement, or the organization of memberships. */
typedef struct map_act {
    size_t offset;
    bool present;
    map_value id, title, kind, level, within, status, topic, weight;
    map_value join; /* a second key, by which a list of agreements finds the act */
    map_date signed_on, in_force, ended;
    map_flag *flags;
    size_t flag_count;
    map_attributes attributes;
} map_act;

typedef struct map_party {
    bool present;
    map_actor actor;
    map_value role;
    map_date from, ratified, in_force, to; /* signed and withdrew of parties */
    map_attributes attributes;
} map_party;

typedef struct map_keep {
    map_value value;
    ent_words words;
    bool keep; /* rows with one of the words, or those without */
} map_keep;

typedef enum map_shape {
    MAP_MEMBERS,    /* a row: one party of one agreement */
    MAP_PAIRS,      /* a row: two parties */
    MAP_LIST,       /* a row: an agreement with its parties in one cell or some columns */
    MAP_MATRIX,     /* a row and many columns, a cell: the standing of one in the other */
    MAP_AGREEMENTS, /* a row: an agreement, its parties elsewhere */
    MAP_SHAPES
} map_shape;

typedef struct map_table {
    size_t offset;
    ent_str file; /* pattern for names of files; "" = any */
    ent_dialect dialect;
    ent_words missing;
    map_shape shape;
    map_keep *keeps;
    size_t keep_count;
    map_act act;
    bool is_membership; /* the act is an organization */
    map_party party[2]; /* pairs have two */
    map_value year;     /* a row speaks of one year */
    map_value cells;    /* of a matrix: columns, and what their words mean */
    bool cells_are_parties; /* the columns name the parties; else the agreements */
    ent_str spells, repeats, mirror, self; /* words; "" = the default */
} map_table;

typedef struct ent_map {
    ent_file file;
    ent_arena arena;
    ent_str name, title, version, citation, author, url, licence, note;
    ent_date observed; /* the last day or year that the data speak of */
    bool strict;
    map_table *tables;
    size_t table_count;
} ent_map;

/** Reads a map: a file, or one of those that come along by its name. Zeroed on failure, after an
 *  error that points into the map. */
ent_status ent_map_read(ent_map *map, const char *path, ent_diags *diags);
void ent_map_destroy(ent_map *map);

/** The maps that come along: name and text; NULL past the last. */
const char *ent_map_shipped(size_t i, ent_str *text);

const char *map_shape_name(map_shape shape);

/** Calls `visit` for every value of a table, given or not. */
void map_each_value(map_table *table, void (*visit)(void *ctx, map_value *value), void *ctx);

/** An error at a place of the map. */
ent_status map_wrong(ent_map *map, size_t offset, ent_diags *diags, const char *format, ...)
    ENT_PRINTF(4, 5);

#endif
