/* load.h: loading the rows of a data set's tables into records: the files load_*.c, which load.c calls
 * in an order in which a row is read after the rows that it refers to. */
#ifndef ENTENTE_DATA_READ_LOAD_H
#define ENTENTE_DATA_READ_LOAD_H

#include "data/read/input_row.h"

enum { RECENT_ACTORS = 1024 };

typedef struct loading {
    ent_dataset *d;
    ent_diags *diags;
    size_t suggested; /* a suggestion costs a walk over all ids: only the first errors get one */
    /* of the row before: rows of one act mostly follow each other, and roles are few */
    ent_str last_id, last_role, last_organization;
    uint32_t last_act, organization;
    ent_role role;
    ent_table plain_table; /* the table without records that is being read */
    ent_index ids;         /* of its rows */
    bool describes; /* the party rows have columns that describe their act */
    struct {
        uint64_t id; /* in one word; 0: none */
        uint32_t actor;
    } recent[RECENT_ACTORS]; /* actors with short ids that were just found: most are named again soon */
} loading;

/** Reads the rows of all open tables into records, resolves references, finishes the lists. */
ent_status ent_dataset_load(ent_dataset *d, ent_diags *diags);

/* ---- load_references.c ---- */

/** Should an error still get a suggestion? Counts them. */
bool ent_load_suggests(loading *l);
/** The actor, or the organization, that a cell refers to. */
ent_status ent_load_actor(loading *l, const input_row *row, int column, uint32_t *actor);
ent_status ent_load_actor_called(loading *l, const input_row *row, int column, ent_str id, uint32_t *actor);
ent_status ent_load_organization(loading *l, const input_row *row, int column, uint32_t *actor);
/** Reports an id that no agreement has, or, with `actors`, no agreement and no actor. */
ent_status ent_load_unknown_act(loading *l, const input_row *row, int column, ent_str id, bool actors);
/** Resolves `part_of` of actors, and `part_of` and `supersedes` of acts. */
ent_status ent_load_links(loading *l, ent_table which);

/* ---- functions for rows: ctx is the loading ---- */

ent_tablefile_fn ent_load_actor_row, ent_load_membership_row;
ent_tablefile_fn ent_load_act_row, ent_load_party_row;
ent_tablefile_fn ent_load_source_row, ent_load_plain_row;

/** Reads the words and dates of an act's row; with `strict` words outside their lists are reported. */
ent_status ent_load_act_cells(const input_row *row, bool strict, ent_act *act);

#endif
