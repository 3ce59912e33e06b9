/* dataset.h: agreement data in memory: actors, acts, their parties, memberships, sources.
 *
 * Records stay in the order of their tables. A record keeps what networks need; every other cell
 * (notes, quotes, columns of the user's own) is looked up in the bytes of its file when asked for. */
#ifndef ENTENTE_DATASET_H
#define ENTENTE_DATASET_H

#include "entente/date.h"
#include "entente/diag.h"
#include "entente/world.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_dataset ent_dataset;

#define ENT_NONE UINT32_MAX /* no record */

typedef enum ent_table {
    ENT_ACTORS,
    ENT_MEMBERSHIPS,
    ENT_AGREEMENTS,
    ENT_PARTIES,
    ENT_SOURCES,
    ENT_READINGS, /* where sources contradict each other: what each says, and which was chosen */
    ENT_TOPICS,
    ENT_TABLE_COUNT
} ent_table;

const char *ent_table_name(ent_table table); /* "actors", ... */

typedef enum ent_actor_type { ENT_STATE, ENT_ORGANIZATION, ENT_BODY, ENT_OTHER } ent_actor_type;
typedef enum ent_level {
    ENT_LEVEL_NONE,
    ENT_BILATERAL,
    ENT_MULTILATERAL,
    ENT_REGIONAL,
    ENT_GLOBAL,
    ENT_LEVEL_MIXED, /* of a tie: acts of several levels */
    ENT_LEVEL_COUNT
} ent_level;
typedef enum ent_role {
    ENT_PARTY,
    ENT_SIGNATORY,
    ENT_MEMBER,
    ENT_ASSOCIATE,
    ENT_OBSERVER,
    ENT_PARTNER,
    ENT_DEPOSITARY,
    ENT_SPONSOR,
    ENT_INITIATOR,
    ENT_ADOPTER,
    ENT_DRAFTER,
    ENT_PARTICIPANT,
    ENT_CHAIR,
    ENT_VICE_CHAIR,
    ENT_RAPPORTEUR,
    ENT_ROLE_OTHER,
    ENT_ROLE_UNKNOWN, /* the source says that it is not known whether it is one */
    ENT_ROLE_COUNT
} ent_role;
/** How far an act has come, as its status says. */
typedef enum ent_stage {
    ENT_STAGE_UNKNOWN,
    ENT_STAGE_BEFORE, /* planned, proposed, draft, ready for signing */
    ENT_STAGE_SIGNED, /* signed, adopted, ongoing */
    ENT_STAGE_IN_FORCE,
    ENT_STAGE_ENDED
} ent_stage;

const char *ent_actor_type_name(ent_actor_type type);
const char *ent_level_name(ent_level level); /* "" for none */
const char *ent_role_name(ent_role role);
/** How far an act with this status has come. */
ent_stage ent_stage_of(ent_str status);

typedef struct ent_row {
    uint32_t file; /* ENT_NONE: the record has no row (a state lent by the register) */
    size_t offset; /* where the row starts in its file */
} ent_row;

typedef struct ent_actor {
    ent_str id, name;
    ent_str label; /* for figures: the column `short`, else the name */
    ent_str region;
    ent_actor_type type;
    ent_date from, to;
    double lat, lon; /* NaN when not known */
    uint32_t part_of;       /* actor, or ENT_NONE */
    const ent_state *state; /* the register's entry, or NULL */
    bool is_party, is_within; /* named so by some act */
    bool is_own; /* an organization of the data whose id is a code or name of a state: NAM, CAN */
    bool is_reserve; /* the data do not name it: a member of one of their organizations, or the
                      * state that continues one of theirs, known from the register */
    ent_row row;
} ent_actor;

typedef struct ent_act {
    ent_str id, title;
    ent_str label; /* for figures: the column `short`, else the title */
    ent_str kind, status, topic;
    ent_level level;
    ent_stage stage;
    ent_date signed_on, in_force, ended, as_of;
    uint32_t within;               /* actor, or ENT_NONE */
    uint32_t part_of, supersedes;  /* acts, or ENT_NONE */
    ent_row row;
} ent_act;

/** Of an agreement with a direction, such as a guarantee: who gives, and who is given. */
typedef enum ent_side { ENT_SIDE_NONE, ENT_SIDE_FROM, ENT_SIDE_TO } ent_side;

typedef struct ent_party {
    uint32_t act, actor;
    ent_role role;
    ent_side side;
    ent_date signed_on, ratified, in_force, withdrew;
    ent_row row;
} ent_party;

typedef struct ent_membership {
    uint32_t organization, member; /* actors */
    ent_role role;
    ent_date from, to;
    ent_row row;
} ent_membership;

typedef struct ent_source {
    ent_str id, title;
    ent_row row;
} ent_source;

typedef enum ent_shape { ENT_PACKAGE, ENT_PARTY_ROWS, ENT_PAIR_ROWS, ENT_LIST_ROWS } ent_shape;

typedef struct ent_dataset_options {
    const char *path; /* a package's folder or datapackage.json, a plain file, "-"; or NULL */
    const char *tables[ENT_TABLE_COUNT]; /* single tables, given or replaced; NULL = not */
    const char *map;          /* foreign files are read by this map: a file or a name; or NULL */
    const char *const *files; /* they are; `path` is not used then */
    size_t file_count;
    bool force; /* unpack whatever comes out of a .gz */
} ent_dataset_options;

/** Reads a data set and checks its form. Reports every bad row it can, then fails once.
 *  *dataset is NULL on failure. errors ENT_EDATA, ENT_ESYSTEM, ENT_ENOMEM */
ent_status ent_dataset_read(ent_dataset **dataset, const ent_dataset_options *options,
                            ent_diags *diags);
void ent_dataset_free(ent_dataset *dataset);

/** Short name: of the package, or of the file without folder and ending. */
ent_str ent_dataset_name(const ent_dataset *dataset);
ent_str ent_dataset_title(const ent_dataset *dataset);
ent_shape ent_dataset_shape(const ent_dataset *dataset);

/** A fingerprint of the content, in hexadecimal: the same for any order of rows and columns. */
ent_str ent_dataset_fingerprint(const ent_dataset *dataset);

size_t ent_actor_count(const ent_dataset *dataset);
const ent_actor *ent_actor_at(const ent_dataset *dataset, size_t i);
size_t ent_act_count(const ent_dataset *dataset);
const ent_act *ent_act_at(const ent_dataset *dataset, size_t i);
size_t ent_party_count(const ent_dataset *dataset);
const ent_party *ent_party_at(const ent_dataset *dataset, size_t i);
size_t ent_membership_count(const ent_dataset *dataset);
const ent_membership *ent_membership_at(const ent_dataset *dataset, size_t i);
size_t ent_source_count(const ent_dataset *dataset);
const ent_source *ent_source_at(const ent_dataset *dataset, size_t i);

/** The party rows of an act, in the order of the table: *rows borrowed; returns how many. */
size_t ent_act_parties(const ent_dataset *dataset, size_t act, const uint32_t **rows);

/** The membership rows of an organization, in the order of the table, in the same way. */
size_t ent_actor_members(const ent_dataset *dataset, size_t organization, const uint32_t **rows);

/** The actor, or act, with this id (states also by id of the register when the data names them);
 *  ENT_NONE = none. */
uint32_t ent_actor_find(const ent_dataset *dataset, ent_str id);
uint32_t ent_act_find(const ent_dataset *dataset, ent_str id);
uint32_t ent_source_find(const ent_dataset *dataset, ent_str id);

/** The actor that a user means by an id, a name, an alias or a code; ENT_NONE after an error with a
 *  suggestion. */
uint32_t ent_actor_meant(const ent_dataset *dataset, const char *text, ent_diags *diags);

/** The file that a table was read from, as it was named; NULL for a table that is not there. */
const char *ent_table_file(const ent_dataset *dataset, ent_table table);
/** Rows that a table had; 0 for a table that is not there. */
size_t ent_table_rows(const ent_dataset *dataset, ent_table table);
bool ent_table_has(const ent_dataset *dataset, ent_table table, const char *column);
/** Has any table a column for the ends of agreements, parties or memberships? */
bool ent_dataset_records_ends(const ent_dataset *dataset);

/** The cell of a record's row by the name of its column; empty when there is none. The text lives
 *  until the fourth call from now when it is a cell with doubled quotes, else as long as the data
 *  set. */
ent_str ent_cell(const ent_dataset *dataset, ent_row row, const char *column);

/** The weight that an act has in a column of its row: a number of 0 or more, or it is false. */
bool ent_act_weight(const ent_dataset *dataset, const ent_act *act, const char *column,
                    double *weight);

/** Where a record's row, or its cell in `column` (NULL: the row), stands. */
ent_where ent_row_where(const ent_dataset *dataset, ent_row row, const char *column);

/** Columns of a table that entente has no meaning for: attributes of the user's own. */
size_t ent_table_extra(const ent_dataset *dataset, ent_table table, const ent_str **columns);

const ent_world *ent_dataset_world(const ent_dataset *dataset);

/** The column of a pair-row file that holds weights, or NULL. */
const char *ent_dataset_weight_column(const ent_dataset *dataset);

/** The row of `table` that is read as the n-th record (rows of readings and topics have no records
 *  of their own). */
ent_row ent_table_row(const ent_dataset *dataset, ent_table table, size_t n);

/** Checks what the rows say: dates, actors, acts, status, provenance (see ENT_CHECKS). Returns
 *  ENT_EDATA when there was an error. */
ent_status ent_dataset_check(const ent_dataset *dataset, ent_diags *diags);

/** Opens every located passage in the documents of `folder`: there, unchanged, naming what the row
 *  claims. *passages counts those opened. */
ent_status ent_dataset_check_documents(const ent_dataset *dataset, const char *folder,
                                       size_t *passages, ent_diags *diags);

/** Appends the passages that a row points at, each a paragraph "source, characters a-b: text". */
ent_status ent_dataset_passages(const ent_dataset *dataset, ent_row row, const char *folder,
                                ent_buf *out, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
