/* fields.h: what the tables of agreements, parties and ties can show or count by: a name, and the values
 * that an item has. */
#ifndef ENTENTE_EXPORT_TABLES_FIELDS_H
#define ENTENTE_EXPORT_TABLES_FIELDS_H

#include "base/arena.h"
#include "base/hash_index.h"
#include "base/list.h"
#include "entente/tables.h"

/** What one value says: for programs (an id or a word) and for readers (a name); words with an order of
 *  their own, such as levels, have their place in it. */
typedef struct value {
    ent_str key, label;
    int32_t order;
} value;

typedef ENT_LIST(value) values;

/** Where values are taken from. */
typedef struct fields {
    const ent_dataset *d;
    const ent_network *n;
    ent_counting *counting;
    bool counted;      /* parties are only those that count */
    ent_arena texts;   /* made for values */
    ent_index topics;  /* id → row */
    bool failed;       /* memory was refused */
} fields;

struct field_row;

/** A field, or a column of one of the tables. */
typedef struct field {
    const struct field_row *row; /* NULL: a column */
    const char *name;
    ent_table table;
} field;

ent_status fields_init(fields *f, const ent_network *network, ent_diags *diags);
void fields_destroy(fields *f);

/** Finds a field by its name. errors ENT_EUSAGE (unknown, with a suggestion; not of these items) */
ent_status field_find(fields *f, ent_tabulated of, ent_str name, field *found, ent_diags *diags);

/** Puts the values of an item (an agreement, a party or a tie) into `out`, each once. */
void field_values(fields *f, const field *field, ent_tabulated of, uint32_t item, values *out);

/** The date that an agreement has in time: of signature, else adoption, entry into force, submission,
 *  proposal; without any, of its first party. */
ent_date date_of_act(const ent_dataset *d, ent_act act);

/** The parties by role in words: "Russia, China; sponsor: Brazil". At most `most` names of a role are
 *  listed; 0: all. */
void put_parties(fields *f, uint32_t act, size_t most, ent_buf *out);
/** The parties in a role: their ids, separated by ';', or their names. */
void put_role(fields *f, uint32_t act, ent_role role, bool names, ent_buf *out);
/** "signed 2015-05-08; in force 2016-08-10", and the status unless one of these says it. */
void put_dates(const ent_dataset *d, ent_act act, ent_buf *out);

/** Items in the order of time, then of ids. */
bool sort_acts(const ent_dataset *d, uint32_t *acts, size_t count);

#endif
