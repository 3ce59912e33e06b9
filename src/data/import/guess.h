/* guess.h: between the files that propose a map for an unknown table: guess_columns.c looks at the cells,
 * guess_roles.c decides which column has which role, guess.c writes the map. */
#ifndef ENTENTE_DATA_IMPORT_GUESS_H
#define ENTENTE_DATA_IMPORT_GUESS_H

#include "base/json_write.h"
#include "data/import/bind.h"
#include "data/table/remarks.h"
#include "entente/world.h"

/* Date formats, in the order in which they are preferred, and schemes of actors. */
enum {
    GUESS_DAY_FIRST = 1,
    GUESS_MONTH_FIRST = 2,
    GUESS_COMPACT = 10,
    GUESS_FORMATS = 12,
    GUESS_SCHEMES = 7,
    GUESS_NUMERIC = 4, /* the first scheme of numbers */
    GUESS_SEPARATORS = 3
};
extern const char *const ent_guess_formats[GUESS_FORMATS];
extern const map_scheme ent_guess_schemes[GUESS_SCHEMES];
extern const char ent_guess_separators[GUESS_SEPARATORS];

enum { GUESS_MOST_DISTINCT = 400, GUESS_MOST_REMARKS = 20 };

typedef struct guess_column {
    ent_str name;
    size_t filled, distinct; /* distinct cells are counted up to GUESS_MOST_DISTINCT */
    ent_index seen;
    size_t dates[GUESS_FORMATS];
    size_t actors[GUESS_SCHEMES], organizations[GUESS_SCHEMES]; /* the latter are among the former */
    size_t any_date, typed;       /* cells that are understood in a column of dates; that have a date in them */
    size_t numbers, years, small; /* 1500-2200; -99 to 99 */
    size_t lists[GUESS_SEPARATORS]; /* cells whose parts are actors, by separator */
    bool is_list; /* its cells are lists of names, with commas or words between them */
    /* chosen */
    int scheme, format; /* -1: none */
    bool is_year, is_codes, is_organizations;
    bool is_mixed; /* dates of several formats, or with words among them */
    const char *used_as; /* the key of the map that uses it; NULL: none */
    size_t name_of, has_name; /* the column of the code of the same actor, of its name; ENT_NO_COLUMN: none */
} guess_column;

typedef struct guess {
    ent_world *world;
    ent_arena arena;
    ent_tablefile file;
    guess_column *columns;
    size_t rows;
    bool full; /* the sample has enough rows */
    struct {
        size_t column;
        ent_str text;
    } left_out[GUESS_MOST_REMARKS]; /* the rows that are no data, by their first cell */
    size_t left_count;              /* which may be more than these: then they are data */
    ent_remarks remarks;
    ent_str missing[8];
    size_t missing_count;
    ent_json_writer map;
    ent_diags *diags;
    const char *sheet; /* of a workbook, as the user gave it; or NULL */
} guess;

/* A date in three columns. */
typedef struct guess_triple {
    size_t year, month, day; /* ENT_NO_COLUMN: none */
} guess_triple;

/* ---- guess_columns.c ---- */

/** Reads the table and counts what its columns hold. */
ent_status ent_guess_look(guess *g);
/** Reads it again: which columns name the same actor, and do years follow each other? */
ent_status ent_guess_compare_columns(guess *g);
bool ent_guess_is_actor(const guess *g, map_scheme scheme, ent_str text);

/* ---- guess_roles.c ---- */

/** Is this count nearly all of the different cells? */
bool ent_guess_most(const guess_column *c, size_t count);
/** Does one of the words occur in the name: anywhere, or at one of its ends? */
bool ent_guess_name_has(ent_str name, const char *words, bool at_ends);
/** Decides what each column holds. */
void ent_guess_choose(guess *g);
bool ent_guess_is_date(const guess_column *c);
/** Has neither actors nor dates. */
bool ent_guess_is_plain(const guess_column *c);
/** Is plain, with another value in each row. */
bool ent_guess_is_key(const guess_column *c);
/** Is the column the year of a date in several columns? */
bool ent_guess_triple(const guess *g, size_t at, guess_triple *t);
/** The first column that fits and has one of the words at an end of its name; earlier words win. */
size_t ent_guess_find(const guess *g, const char *words, bool (*fits)(const guess_column *c));
/** The column with the id of an agreement. */
size_t ent_guess_id(const guess *g, bool (*fits)(const guess_column *c));
/** A long run of columns with the same few codes; false: there is none. */
bool ent_guess_find_matrix(const guess *g, size_t *first, size_t *last);

#endif
