/* map.h: what a map says about somebody else's tables: how their rows become agreements, parties and
 * memberships. This is the JSON file alone; bind.h finds its columns in a table and reads cells. */
#ifndef ENTENTE_DATA_IMPORT_MAP_H
#define ENTENTE_DATA_IMPORT_MAP_H

#include "base/hash_index.h"
#include "base/json.h"
#include "data/table/date_column.h"
#include "entente/date.h"

typedef struct ent_words {
    ent_str *items;
    size_t count;
} ent_words;

typedef enum map_from {
    MAP_NOTHING, /* no value is given */
    MAP_COLUMN,  /* the cell of a column */
    MAP_EACH,    /* the cell of each of several columns */
    MAP_TEXT,    /* a text, with {column} in it */
    MAP_FILE     /* the name of the file, without folder and endings */
} map_from;

/* ---- words of choice: their lists are in map_words.c ---- */

typedef enum map_letters { MAP_AS_IS, MAP_LOWER, MAP_UPPER, MAP_LETTERS } map_letters;
extern const char *const ent_map_letters[MAP_LETTERS];

/* What becomes of "ASEAN (Laos, Viet Nam)" when it is split. */
typedef enum map_brackets {
    MAP_KEEP_BRACKETS,
    MAP_INSIDE,
    MAP_OUTSIDE,
    MAP_BOTH_SIDES,
    MAP_BRACKETS
} map_brackets;
extern const char *const ent_map_brackets[MAP_BRACKETS];

/* How actors are identified; the words are those of ent_world_identify, and "own". */
typedef enum map_scheme {
    MAP_ANY,
    MAP_NAME,
    MAP_ISO3,
    MAP_ISO2,
    MAP_ISONUM,
    MAP_COW,
    MAP_COWC,
    MAP_GW,
    MAP_GWC,
    MAP_OWN, /* ids of the data themselves, not of the register of states */
    MAP_SCHEMES
} map_scheme;
extern const char *const ent_map_schemes[MAP_SCHEMES];

typedef enum map_empty { MAP_EMPTY_UNKNOWN, MAP_EMPTY_OPEN, MAP_EMPTIES } map_empty;
extern const char *const ent_map_empties[MAP_EMPTIES];

typedef enum map_axis { MAP_ARE_AGREEMENTS, MAP_ARE_PARTIES, MAP_AXES } map_axis;
extern const char *const ent_map_axes[MAP_AXES];

typedef enum map_spells { MAP_JOIN_SPELLS, MAP_KEEP_SPELLS, MAP_ONE_SPELL, MAP_SPELLS } map_spells;
extern const char *const ent_map_spells[MAP_SPELLS];

typedef enum map_repeats { MAP_ONE_REPEAT, MAP_KEEP_REPEATS, MAP_SUM_REPEATS, MAP_REPEATS } map_repeats;
extern const char *const ent_map_repeats[MAP_REPEATS];

typedef enum map_mirror { MAP_EITHER, MAP_BOTH, MAP_DIRECTED, MAP_MIRRORS } map_mirror;
extern const char *const ent_map_mirrors[MAP_MIRRORS];

typedef enum map_self { MAP_DROP_SELF, MAP_KEEP_SELF, MAP_SELVES } map_self;
extern const char *const ent_map_selves[MAP_SELVES];

/* ---- values ---- */

/* A text that a row gives. */
typedef struct map_value {
    map_from from;
    size_t offset;      /* of its text in the map */
    ent_words names;    /* MAP_COLUMN: the first that the file has, '*' allowed; MAP_EACH: patterns */
    size_t number;      /* MAP_COLUMN: the n-th, from 1 */
    ent_str text;       /* MAP_TEXT */
    bool optional;      /* a file without the column is no error */
    ent_words missing;  /* cells that mean "no value"; items NULL: those of the dialect */
    ent_words meanings; /* of the cells in by_cell; items NULL: cells are not translated */
    ent_index by_cell;
    ent_str otherwise;  /* the meaning of cells outside `values`; ptr NULL: they stay as they are */
    ent_words replace;  /* from, to, from, to, ... */
    ent_str after;      /* only the part behind the last of these */
    map_letters letters;
    /* set by ent_fields_bind for each file */
    size_t column;      /* or ENT_NO_COLUMN */
    size_t *columns, column_count;
} map_value;

/* How a cell with several actors is split. */
typedef struct map_split {
    bool on;
    ent_str at;      /* separators, each a character */
    map_brackets brackets;
    bool numbered;   /* "1. X 2. Y" */
    bool names;      /* at commas, "and" and the like between names of the register */
} map_split;

typedef struct map_actor {
    map_value value;
    map_scheme scheme;
    map_value name;  /* tried when the value is unknown; the name of an actor of the data */
    map_split split;
    bool organization; /* actors that the register does not know are organizations */
} map_actor;

typedef struct map_date {
    map_value value;            /* of a date in one cell; MAP_NOTHING: in three, or not at all */
    map_value year, month, day;
    ent_words formats;
    ent_words open, unknown;    /* patterns of cells that mean: no end yet; unknown */
    map_empty empty;
    bool last_day;
    ent_str suffix;             /* the attribute for letters behind the date; "" = an error */
    bool present, is_end;
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

typedef struct map_keep { /* a rule for rows */
    map_value value;
    ent_words in, not_in; /* items NULL: not given */
} map_keep;

/* ---- shapes ---- */

enum {
    MAP_NEEDS_ACT = 1,    /* 'agreement' or 'organization' */
    MAP_NEEDS_ID = 2,     /* with 'id' */
    MAP_NEEDS_PARTY = 4,
    MAP_NEEDS_TWO = 8,    /* two parties */
    MAP_NEEDS_CELLS = 16,
    MAP_NEEDS_SEVERAL = 32 /* an actor with 'columns' or 'split' */
};

/* The shapes, one row each: a number, the word, which is also the name of the function that reads a row
 * (ent_shape_WORD), the keys that are needed, and what one row is. docs/maps.md and map.schema.json are
 * compared with the words by a test. */
#define MAP_SHAPE_ROWS(X)                                                                          \
    X(MEMBERS, members, MAP_NEEDS_ACT | MAP_NEEDS_ID | MAP_NEEDS_PARTY,                            \
      "one party of one agreement, or one member of one organization")                             \
    X(PAIRS, pairs, MAP_NEEDS_TWO, "two parties")                                                  \
    X(LIST, list, MAP_NEEDS_ACT | MAP_NEEDS_ID | MAP_NEEDS_PARTY | MAP_NEEDS_SEVERAL,              \
      "an agreement with its parties in several columns or in one cell")                           \
    X(MATRIX, matrix, MAP_NEEDS_ACT | MAP_NEEDS_CELLS,                                             \
      "an actor with a column for each agreement, or an agreement with a column for each actor")   \
    X(AGREEMENTS, agreements, MAP_NEEDS_ACT | MAP_NEEDS_ID,                                        \
      "an agreement whose parties are in another file")

typedef enum map_shape {
#define MAP_SHAPE_ID(id, word, needs, summary) MAP_##id,
    MAP_SHAPE_ROWS(MAP_SHAPE_ID) MAP_SHAPES
} map_shape;
extern const char *const ent_map_shapes[MAP_SHAPES];

typedef struct map_table {
    ent_str file; /* pattern for names of files; "" = any */
    ent_dialect dialect;
    ent_words missing;
    map_shape shape;
    map_keep *keeps;
    size_t keep_count;
    map_act act;
    bool is_membership; /* the act is an organization */
    map_party party[2]; /* pairs have two */
    map_value year;     /* each row is about one year */
    map_value cells;    /* of a matrix: columns, and the meanings of their cells */
    map_axis cells_are;
    map_spells spells;
    map_repeats repeats;
    map_mirror mirror;
    map_self self;
} map_table;

typedef struct ent_map {
    ent_file file;
    ent_arena arena;
    ent_str name, title, version, citation, author, url, licence, note;
    ent_date observed; /* the last day or year that the data cover */
    bool strict;
    map_table *tables;
    size_t table_count;
} ent_map;

/** Reads a map: a file, or an included map by its name. Zeroed on failure, after an error that points
 *  into the map. */
ent_status ent_map_read(ent_map *map, const char *path, ent_diags *diags);
void ent_map_destroy(ent_map *map);

/** The name and text of the i-th included map; NULL behind the last. */
const char *ent_map_included(size_t i, ent_str *text);

typedef void map_visit_fn(void *ctx, map_value *value);

/** Calls `visit` for every value of a table, given or not; of an agreement or a party alone. */
void ent_map_each_value(map_table *table, map_visit_fn *visit, void *ctx);
void ent_map_each_of_act(map_act *act, map_visit_fn *visit, void *ctx);
void ent_map_each_of_party(map_party *party, map_visit_fn *visit, void *ctx);

/** The order of a format for dates as people type them: "typed" (proven by the column), "DMY", "MDY", ...;
 *  ENT_ORDER_COUNT for other formats. */
ent_date_order ent_map_typed_order(ent_str format);

/** An error at a place of the map. */
ent_status ent_map_wrong(ent_map *map, size_t offset, ent_diags *diags, const char *format, ...)
    ENT_PRINTF(4, 5);

#endif
