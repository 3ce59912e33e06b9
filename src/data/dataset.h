/* dataset.h: the inside of a data set, for the files of this stage. */
#ifndef ENTENTE_DATA_DATASET_H
#define ENTENTE_DATA_DATASET_H

#include <string.h>

#include "entente/dataset.h"

#include "base/arena.h"
#include "base/index.h"
#include "data/table/tablefile.h"

/* The columns that entente has a meaning for, by table. Reading goes by these numbers; which
 * column of a file is meant is in `position`. */
enum { ACTOR_ID, ACTOR_NAME, ACTOR_TYPE, ACTOR_LABEL, ACTOR_ISO3, ACTOR_REGION, ACTOR_LAT,
       ACTOR_LON, ACTOR_FROM, ACTOR_TO, ACTOR_PREDECESSOR, ACTOR_PART_OF, ACTOR_COW, ACTOR_GW,
       ACTOR_COLUMNS };
enum { MEMBERSHIP_ORGANIZATION, MEMBERSHIP_MEMBER, MEMBERSHIP_ROLE, MEMBERSHIP_FROM,
       MEMBERSHIP_TO, MEMBERSHIP_COLUMNS };
enum { ACT_ID, ACT_TITLE, ACT_KIND, ACT_LABEL, ACT_LEVEL, ACT_WITHIN, ACT_SIGNED, ACT_IN_FORCE,
       ACT_ENDED, ACT_STATUS, ACT_AS_OF, ACT_TOPIC, ACT_PART_OF, ACT_SUPERSEDES, ACT_PARTY1,
       ACT_PARTY2, ACT_PARTIES, ACT_WEIGHT, ACT_COLUMNS };
enum { PARTY_ACT, PARTY_PARTY, PARTY_ROLE, PARTY_SIGNED, PARTY_RATIFIED, PARTY_IN_FORCE,
       PARTY_WITHDREW, PARTY_TITLE, PARTY_KIND, PARTY_LEVEL, PARTY_TOPIC,
       PARTY_SIDE, PARTY_ENDED, PARTY_COLUMNS };
enum { SOURCE_ID, SOURCE_TITLE, SOURCE_COLUMNS };
enum { MOST_COLUMNS = ACT_COLUMNS };

/* Every table also has these, read only when asked for: source, locator, note. */

typedef struct table {
    bool present;
    ent_tablefile file;
    size_t position[MOST_COLUMNS]; /* of each known column in the file, or ENT_NO_COLUMN */
    uint64_t *seeds;               /* of the file's columns, for the fingerprint */
    ent_row *rows;                 /* of tables without records of their own */
    size_t row_count, row_room;
    ent_str *extra; /* columns without a meaning here */
    size_t extra_count;
} table;

typedef struct list { /* a growing array of records */
    void *items;
    size_t count, room;
} list;

struct ent_dataset {
    ent_arena arena;
    ent_world *world;
    ent_shape shape;
    bool force; /* read also what is past the limits of unpacking */
    ent_str name, title, fingerprint;
    const char *descriptor;    /* the path of datapackage.json, when there is one */
    ent_cell_store *cells;     /* the tables of foreign files */
    table tables[ENT_TABLE_COUNT];
    list actors, acts, parties, memberships, sources;
    ent_index actor_ids, act_ids, source_ids;
    ent_index organization_ids; /* those of `is_own`, by what their tables call them */
    bool acts_mixed; /* their ids do not come in ascending order */
    uint32_t *act_first, *act_rows; /* the party rows of act i: act_rows[act_first[i]..] */
    uint32_t *member_first, *member_rows; /* the same of the members of actor i */
    const char *weight_column;
    uint64_t sum[2]; /* fingerprint so far: a sum, so that order does not matter */
};

/* A member of a descriptor: the tables beside it are being written. */
#define ENT_UNFINISHED "unfinished"

#define ACTORS(d) ((ent_actor *)(d)->actors.items)
#define ACTS(d) ((ent_act *)(d)->acts.items)
#define PARTIES(d) ((ent_party *)(d)->parties.items)
#define MEMBERSHIPS(d) ((ent_membership *)(d)->memberships.items)
#define SOURCES(d) ((ent_source *)(d)->sources.items)

/** The names of a table's known columns, in the order of the enums above; *required of them, the
 *  first ones, must be there. */
const char *const *ent_table_columns(ent_table table, size_t *count, size_t *required);

/* ---- reading.c ---- */

/** Opens the file of a table; its columns are found by ent_table_locate or, for plain files, by
 *  their synonyms. */
ent_status ent_table_open(ent_dataset *d, ent_table which, const char *path, ent_diags *diags);
/** The same for a table of d->cells. */
ent_status ent_table_of_cells(ent_dataset *d, ent_table which, ent_diags *diags);
/** Finds the known columns of a table that is open; near misses are reported. */
ent_status ent_table_locate(ent_dataset *d, ent_table which, ent_diags *diags);

/** Reads the rows of all open tables into records, resolves references, finishes the lists. */
ent_status ent_dataset_load(ent_dataset *d, ent_diags *diags);

/** The actor with this id, lent by the register when only that knows it. ENT_NONE = unknown. */
uint32_t ent_actor_lend(ent_dataset *d, ent_str id, ent_diags *diags);
/** The actor with this id, made when there is none (plain files). ENT_NONE = no memory. */
uint32_t ent_actor_make(ent_dataset *d, ent_str id);
/** Two actors with one text for an id: an organization of the data, and a state. */
ent_str ent_actor_apart(ent_dataset *d, ent_str id, const char *what);
uint32_t ent_act_make(ent_dataset *d, ent_str id, ent_row row);

/** Room for one more record; false when memory was refused. */
bool ent_list_grow(list *l, size_t size);
/** A new zeroed record at the end of a list, or NULL. */
static inline void *ent_list_add(list *l, size_t size)
{
    if (l->count == l->room && !ent_list_grow(l, size))
        return NULL;
    return memset((char *)l->items + l->count++ * size, 0, size);
}
/** Room for about `count` records more; false when memory was refused. */
bool ent_list_expect(list *l, size_t count, size_t size);

/** Reads a date cell of a row; reports what is wrong with it. */
ent_status ent_read_date(ent_dataset *d, ent_table which, size_t offset, const ent_str *fields,
                         int column, ent_date *date, ent_diags *diags);
/** The text of a known column in the row at hand, blanks around it dropped. */
ent_str ent_field(const ent_dataset *d, ent_table which, const ent_str *fields, int column);
/** Adds a row to the fingerprint and looks for hidden characters in it. */
void ent_row_seen(ent_dataset *d, ent_table which, size_t offset, const ent_str *fields,
                  ent_diags *diags);

ent_level ent_level_of(ent_str text); /* ENT_LEVEL_COUNT: no level has this name */
ent_role ent_role_of(ent_str text);   /* ENT_ROLE_COUNT: no role has this name */

/* ---- plain.c ---- */

/** Opens one plain file and tells its shape by its header: party, pair or list rows. */
ent_status ent_plain_open(ent_dataset *d, const char *path, ent_diags *diags);
/** Reads the rows of a file of pair or list rows. (Party rows are a table of parties.) */
ent_status ent_plain_rows(ent_dataset *d, ent_diags *diags);
/** Finds the columns of a table of nodes that goes with a plain file, by their synonyms. */
void ent_plain_actors(ent_dataset *d);

/* ---- names.c ---- */

/** Turns actors of a plain file into states of the register when most of them are; names those that are
 *  not, and cells that look like lists. */
ent_status ent_plain_states(ent_dataset *d, ent_diags *diags);

/* ---- unused.c ---- */

/** Names columns of a plain file that hold dates or parties and have no meaning by their names. */
void ent_plain_unused(ent_dataset *d, ent_diags *diags);

#endif
