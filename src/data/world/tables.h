/* tables.h: the tables of the register as they lie in memory, for the two files that read them.
 * They are read at once; the keys of identify.c are made when first asked for: a cache behind a
 * const handle. */
#ifndef ENTENTE_DATA_WORLD_TABLES_H
#define ENTENTE_DATA_WORLD_TABLES_H

#include "data/dataset.h"

typedef struct run { /* the rows of a state stand together */
    uint32_t first, count;
} run;

typedef struct entry {
    ent_state state; /* first: an ent_state * is an entry * */
    run names, codes, capitals, spells, members;
    ent_str other_names; /* of an organization: ';' between */
} entry;

typedef enum name_kind {
    NAME_ADJECTIVE, /* names no state */
    NAME_ALIAS,
    NAME_FORMER /* the short name that the state itself went by */
} name_kind;

typedef struct name_row {
    ent_str name;
    ent_date from, to;
    uint32_t state;
    name_kind kind;
} name_row;

typedef struct code_row {
    ent_str scheme, code;
    ent_date from, to;
    uint32_t state;
} code_row;

typedef struct capital_row {
    ent_capital capital;
    ent_date from, to;
} capital_row;

struct ent_world {
    ent_tablefile files[8]; /* the texts point into them */
    size_t file_count;
    ent_arena arena;
    ent_diags *diags; /* while reading */
    list entries;     /* entry, by id */
    ent_index by_id;
    list names, codes, capitals, spells, successions, members;
    list texts; /* ent_str: the names of the state that was asked for */

    /* of identify.c */
    list holders;        /* who holds a key, chained */
    ent_index keys;      /* "scheme:folded text" → the first holder */
    list near_names;     /* names to suggest */
    list near_forms;     /* of names less one letter: hashes, sorted */
    bool keys_made, near_made;
};

#define ENTRIES(w) ((entry *)(w)->entries.items)
#define NAMES(w) ((name_row *)(w)->names.items)
#define CODES(w) ((code_row *)(w)->codes.items)

#endif
