/* tables.h: the tables of the register in memory, for world.c and identify.c. They are read when the
 * register is made; the keys of identify.c and lists of names are caches, made when first needed. */
#ifndef ENTENTE_DATA_WORLD_TABLES_H
#define ENTENTE_DATA_WORLD_TABLES_H

#include "base/arena.h"
#include "base/hash_index.h"
#include "base/list.h"
#include "data/table/tablefile.h"
#include "entente/world.h"

typedef struct run { /* the rows of a state stand together */
    uint32_t first, count;
} run;

typedef struct entry {
    ent_state state; /* first: an ent_state * is an entry * */
    run names, codes, capitals, spells, members;
    ent_str other_names; /* of an organization: ';' between */
    ent_str *texts;      /* all of its names, made when first asked for */
    uint32_t text_count;
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

typedef struct holder { /* of a key: see identify.c */
    ent_date from, to;
    uint32_t state, next;
    bool primary; /* it is the state's own id or short name */
    bool is_name; /* an old name stays a name: only codes are held from a day to a day */
} holder;

typedef struct near_name {
    ent_str key; /* folded */
    uint32_t state;
} near_name;

typedef struct near_form {
    uint64_t form; /* a hash */
    uint32_t name;
} near_form;

struct ent_world {
    ent_tablefile files[8]; /* the texts point into them */
    ent_arena arena;
    ent_diags *diags; /* while reading */
    ENT_LIST(entry) entries; /* by id */
    ent_index by_id;
    ENT_LIST(name_row) names;
    ENT_LIST(code_row) codes;
    ENT_LIST(capital_row) capitals;
    ENT_LIST(ent_spell) spells;
    ENT_LIST(ent_succession) successions;
    ENT_LIST(ent_world_member) members;

    /* of identify.c */
    ENT_LIST(holder) holders; /* of keys, chained */
    ent_index keys;           /* "scheme:folded text" → the first holder */
    ENT_LIST(near_name) near_names; /* names to suggest */
    ENT_LIST(near_form) near_forms; /* of names less one letter, sorted */
    bool keys_made, near_made;
};

#endif
