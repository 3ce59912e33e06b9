/* dataset.h: agreement data in memory: actors, agreements, their parties, memberships, sources. The
 * library's short word for agreement is act.
 *
 * Records stay in the order of their tables. A record keeps what networks need; other cells (notes,
 * quotes, the user's own columns) are looked up in the bytes of their file when they are asked for.
 * A data set does not change after it was read; it may fill caches, so it is for one thread at a time. */
#ifndef ENTENTE_DATASET_H
#define ENTENTE_DATASET_H

#include "entente/api.h"
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
    ENT_READINGS, /* contradictions between sources: the value of each, and the one that was chosen */
    ENT_TOPICS,
    ENT_RELATIONS,  /* between agreements and bodies: what sets up, extends, supersedes what */
    ENT_EVENTS,     /* meetings, sessions, rounds of consultations */
    ENT_OFFICES,    /* who held which office of a body, and when */
    ENT_VOTES,      /* on agreements: who was for and against, or how many */
    ENT_ASSERTIONS, /* counts that a source states, and how the data answer them */
    ENT_TABLE_COUNT
} ent_table;

/** The name of a table: "actors", "memberships", ... */
ENT_API const char *ent_table_name(ent_table table);

typedef enum ent_actor_type {
    ENT_STATE,
    ENT_ORGANIZATION,
    ENT_BODY,
    ENT_OTHER, /* an actor whose type is unknown */
    ENT_ACTOR_TYPE_COUNT
} ent_actor_type;
typedef enum ent_level {
    ENT_LEVEL_NONE,
    ENT_BILATERAL,
    ENT_MULTILATERAL,
    ENT_REGIONAL,
    ENT_GLOBAL,
    ENT_LEVEL_MIXED, /* of a tie whose acts have several levels */
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
    ENT_OFFICER, /* of a body, without a word for the office */
    ENT_ROLE_OTHER,
    ENT_ROLE_UNKNOWN, /* the source does not know whether the actor is a party */
    ENT_ROLE_COUNT
} ent_role;
/** The stage of an act by its status. */
typedef enum ent_stage {
    ENT_STAGE_UNKNOWN,
    ENT_STAGE_BEFORE, /* planned, proposed, draft, ready for signing */
    ENT_STAGE_SIGNED, /* signed, adopted, ongoing */
    ENT_STAGE_IN_FORCE,
    ENT_STAGE_ENDED
} ent_stage;

/** The word for a type of actors: "state", ... */
ENT_API const char *ent_actor_type_name(ent_actor_type type);
/** The word for a level: "bilateral", ...; "" for ENT_LEVEL_NONE. */
ENT_API const char *ent_level_name(ent_level level);
/** The word for a role: "party", ... */
ENT_API const char *ent_role_name(ent_role role);

/** The table with this name; ENT_TABLE_COUNT = none. */
ENT_API ent_table ent_table_of(ent_str name);
/** The type that a word names; ENT_ACTOR_TYPE_COUNT = unknown. */
ENT_API ent_actor_type ent_actor_type_of(ent_str text);
/** The level that a word names; "" is ENT_LEVEL_NONE, an unknown word ENT_LEVEL_COUNT. */
ENT_API ent_level ent_level_of(ent_str text);
/** The role that a word names; ENT_ROLE_COUNT = unknown. */
ENT_API ent_role ent_role_of(ent_str text);

/** The n-th word that a status may be, with the stage that it means; NULL behind the last word. */
ENT_API const char *ent_status_word(size_t n, ent_stage *stage);
/** The stage that a status means, in any case of letters; ENT_STAGE_UNKNOWN for other words. */
ENT_API ent_stage ent_stage_of(ent_str status);

/** The words of columns that have lists of them: kinds of relations, votes, how exact a count is, in that
 *  order of the functions. */
ENT_API ent_names ent_relation_kinds(void);
ENT_API ent_names ent_vote_words(void);
ENT_API ent_names ent_precision_words(void);

/** The row of a table that a record was read from. */
typedef struct ent_row {
    uint32_t table; /* an ent_table; ENT_NONE: the record has no row (a state lent by the register) */
    size_t offset; /* bytes to its start in the file */
} ent_row;

typedef struct ent_actor {
    ent_str id, name;
    ent_str label; /* for figures: the column `short`, else the name */
    ent_str region;
    ent_actor_type type;
    ent_date from, to;
    double lat, lon;        /* degrees; NaN when unknown */
    uint32_t part_of;       /* an actor, or ENT_NONE */
    const ent_state *state; /* its entry in the register, or NULL */
    bool is_party;          /* of some act */
    bool is_within;         /* some act was made within it */
    bool is_own;     /* an organization of the data whose id is a code or name of a state: NAM, CAN */
    bool is_reserve; /* not named in the data, known from the register: a member of one of their
                      * organizations, or the state that continues one of their states */
    ent_row row;
} ent_actor;

typedef struct ent_act {
    ent_str id, title;
    ent_str label; /* for figures: the column `short`, else the title */
    ent_str kind, status, topic;
    ent_level level;
    ent_stage stage;
    ent_date proposed, submitted, adopted;
    ent_date signed_on, in_force, ended, as_of;
    uint32_t within;              /* an organization (actor), or ENT_NONE */
    uint32_t part_of, supersedes; /* acts, or ENT_NONE */
    uint32_t number;              /* its own, for ent_act_at */
    ent_row row;
} ent_act;

/** The side of a party in an agreement with a direction, such as a guarantee: the giver and the receiver. */
typedef enum ent_side { ENT_SIDE_NONE, ENT_SIDE_FROM, ENT_SIDE_TO } ent_side;

typedef struct ent_party {
    uint32_t act, actor;
    uint32_t number; /* its own, for ent_party_at */
    ent_role role;
    ent_side side;
    ent_date signed_on, ratified, in_force, withdrew;
    ent_str written; /* its name in the data that were read, when the actor has another one: "Prussia"; else empty */
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

/** What a row of the data is: tables of a package; or, in a plain file, a party, a pair of parties, or an
 *  agreement with the list of its parties. */
typedef enum ent_shape { ENT_PACKAGE, ENT_PARTY_ROWS, ENT_PAIR_ROWS, ENT_LIST_ROWS } ent_shape;

/** The order of day, month and year in dates that are not EDTF, such as 17/3/1948. */
typedef enum ent_date_order {
    ENT_ORDER_PROVEN, /* the one that the other dates of the column prove; dates are not guessed */
    ENT_ORDER_DMY,
    ENT_ORDER_MDY,
    ENT_ORDER_YMD,
    ENT_ORDER_YDM,
    ENT_ORDER_COUNT
} ent_date_order;

/** The words for the orders: "proven", "DMY", ... */
ENT_API ent_names ent_date_order_names(void);

/** Reads a date as people type it: EDTF, 1 January 1890, May 1950, 13/1/1890, Q3 1950, before 1960. Returns the number
 *  of readings: 0 when the text is no date, or when it says more than a date ("c. 1950"); 2 when day and month can be
 *  read in either order, the one with the day first before the other. */
ENT_API size_t ent_date_readings(ent_str text, ent_date readings[2]);

/** What to read. All-zero is valid and empty. */
typedef struct ent_dataset_options {
    const char *path; /* the folder or datapackage.json of a package, a plain file, "-"; or NULL */
    const char *tables[ENT_TABLE_COUNT]; /* files of single tables, in place of those of `path`; or NULL */
    const char *map;          /* a map for foreign files: a file or a name; or NULL */
    const char *const *files; /* the foreign files; used in place of `path` when there is a map */
    size_t file_count;
    const char *sheet; /* of workbooks: a name, or a number from 1; NULL: the first sheet with cells */
    ent_date_order date_order; /* of a plain file; for a package it also allows other dates than EDTF */
    ent_date name_day; /* actors have the register's names of this day, unless the data name them; unknown: today's */
    bool force; /* unpack .gz files past the limit of a hundred times their size */
} ent_dataset_options;

/** Reads a data set and checks its form. Reports every bad row that it can, then fails once. *dataset is
 *  NULL on failure.
 *  errors  ENT_EDATA (content), ENT_EUSAGE (nothing to read), ENT_ESYSTEM (files), ENT_ENOMEM
 *  cost    one pass over the bytes */
ENT_API ent_status ent_dataset_read(ent_dataset **dataset, const ent_dataset_options *options,
                            ent_diags *diags);
/** How many seconds this process waits for another that writes the same package, or reads one that is to be
 *  written. The default is 60; 0 means that it does not wait. */
ENT_API void ent_wait_for_packages(unsigned seconds);
/** Frees a data set and all that was borrowed from it; NULL is ignored. */
ENT_API void ent_dataset_free(ent_dataset *dataset);

/** The short name: of the package, or of the file without folder and ending. */
ENT_API ent_str ent_dataset_name(const ent_dataset *dataset);
/** The title of the package, else the name. */
ENT_API ent_str ent_dataset_title(const ent_dataset *dataset);
/** What a row of the data is. */
ENT_API ent_shape ent_dataset_shape(const ent_dataset *dataset);

/** A fingerprint of the content, 32 hexadecimal digits: the same for any order of rows and columns. */
ENT_API ent_str ent_dataset_fingerprint(const ent_dataset *dataset);

/** Records, in the order of their tables (actors that rows only refer to come behind). A record lives as
 *  long as the data set; i is less than the count. */
ENT_API size_t ent_actor_count(const ent_dataset *dataset);
/** The i-th actor. */
ENT_API const ent_actor *ent_actor_at(const ent_dataset *dataset, size_t i);
/** Agreements. */
ENT_API size_t ent_act_count(const ent_dataset *dataset);
/** The i-th agreement; its texts live as long as the data set. */
ENT_API ent_act ent_act_at(const ent_dataset *dataset, size_t i);
/** Its id, or its kind, alone: this takes less time. */
ENT_API ent_str ent_act_id(const ent_dataset *dataset, size_t i);
ENT_API ent_str ent_act_kind(const ent_dataset *dataset, size_t i);
/** Parties: one for each row that names one. */
ENT_API size_t ent_party_count(const ent_dataset *dataset);
/** The i-th party. */
ENT_API ent_party ent_party_at(const ent_dataset *dataset, size_t i);
/** Memberships in organizations. */
ENT_API size_t ent_membership_count(const ent_dataset *dataset);
/** The i-th membership. */
ENT_API const ent_membership *ent_membership_at(const ent_dataset *dataset, size_t i);
/** Sources. */
ENT_API size_t ent_source_count(const ent_dataset *dataset);
/** The i-th source. */
ENT_API const ent_source *ent_source_at(const ent_dataset *dataset, size_t i);

/** The day on which an agreement was concluded: of its signature, or else of its adoption. */
ENT_API ent_date ent_act_concluded(ent_act act);
/** Its earliest date: of proposal, submission, adoption, signature or entry into force. */
ENT_API ent_date ent_act_first_date(ent_act act);
/** Is an agreement only a proposal by its dates: without a status, and with no date but those of its
 *  proposal and submission? */
ENT_API bool ent_act_only_proposed(ent_act act);

/** The parties of an act, in the order of the table. Returns how many there are; *rows holds their
 *  numbers (ent_party_at) and lives as long as the data set. */
ENT_API size_t ent_act_parties(const ent_dataset *dataset, size_t act, const uint32_t **rows);

/** The memberships (ent_membership_at) in an organization, in the same way. */
ENT_API size_t ent_actor_members(const ent_dataset *dataset, size_t organization, const uint32_t **rows);

/** The actor with this id; ENT_NONE = none. */
ENT_API uint32_t ent_actor_find(const ent_dataset *dataset, ent_str id);
/** The act with this id; ENT_NONE = none. */
ENT_API uint32_t ent_act_find(const ent_dataset *dataset, ent_str id);
/** The source with this id; ENT_NONE = none. */
ENT_API uint32_t ent_source_find(const ent_dataset *dataset, ent_str id);

/** The schemes of codes: iso3, iso2, un (numbers of the United Nations, the same as ISO's), cow and cowc
 *  (Correlates of War, numbers and letters), gw and gwc (Gleditsch and Ward). */
ENT_API ent_names ent_code_schemes(void);
/** Are all names in the list, with ',' between them, schemes? errors ENT_EUSAGE, with a suggestion */
ENT_API ent_status ent_codes_check(const char *list, ent_diags *diags);
/** The code of an actor on a day: of its row, else of the register; of a year or a span at its end, else at
 *  its start; without a day the present or last one. Empty: it has none, had none then, or ENT_NONE. */
ENT_API ent_str ent_actor_code(const ent_dataset *dataset, uint32_t actor, ent_str scheme, ent_date day);

/** The actor that a user means by an id, a name, an alias or a code, or, with a note, by the name that the data
 *  have for it ("Austria" of 1879 for Austria-Hungary). ENT_NONE after an error (ENT_EUSAGE) with a suggestion. */
ENT_API uint32_t ent_actor_meant(const ent_dataset *dataset, const char *text, ent_diags *diags);

/** The file that a table was read from, as the user wrote it; NULL for a table that is not there. */
ENT_API const char *ent_table_file(const ent_dataset *dataset, ent_table table);
/** The number of rows of a table; 0 for a table that is not there. */
ENT_API size_t ent_table_rows(const ent_dataset *dataset, ent_table table);
/** Does the table have this column, under its own name or the one that it is known by? */
ENT_API bool ent_table_has(const ent_dataset *dataset, ent_table table, const char *column);
/** Has any table a column for the ends of agreements, parties or memberships? */
ENT_API bool ent_dataset_records_ends(const ent_dataset *dataset);

/** The cell of a record's row by the name of its column, without the blanks around it; empty when
 *  there is none. The text lives as long as the data set. */
ENT_API ent_str ent_cell(const ent_dataset *dataset, ent_row row, const char *column);

/** The weight of an act in a column of its row; false when it is not a finite number of 0 or more. */
ENT_API bool ent_act_weight(const ent_dataset *dataset, const ent_act *act, const char *column,
                    double *weight);

/** The place of a record's row, or of its cell in `column` (NULL: of the row), for findings. */
ENT_API ent_where ent_row_where(const ent_dataset *dataset, ent_row row, const char *column);

/** The columns of a table without a meaning in entente: the user's own attributes. Returns how many there
 *  are; *columns lives as long as the data set. */
ENT_API size_t ent_table_extra(const ent_dataset *dataset, ent_table table, const ent_str **columns);

/** The register of states that the data set was read with; it lives as long as the data set. */
ENT_API const ent_world *ent_dataset_world(const ent_dataset *dataset);

/** The column of weights that is used by default: of pair rows, or of agreements that all have a weight;
 *  NULL = none. */
ENT_API const char *ent_dataset_weight_column(const ent_dataset *dataset);

/** The row of the n-th record of a table, or the n-th row of a table without records: readings, topics and
 *  those behind them, which are read with ent_cell. */
ENT_API ent_row ent_table_row(const ent_dataset *dataset, ent_table table, size_t n);

/** A count that a source states, and what the data hold. */
typedef struct ent_assertion {
    double number;  /* that the source states */
    size_t count;   /* rows of the data that meet the conditions of the assertion on its day */
    size_t undated; /* rows that meet them and of which it is not known whether they were there on that day */
    ent_truth agrees;
} ent_assertion;

/** Answers the n-th row of assertions from the data; "about" agrees within a tenth (at least 1). False when
 *  the row cannot be compared: it has no number, or neither `table` nor `where`, or one that cannot be read.
 *  cost    one pass over the table that it counts */
ENT_API bool ent_assertion_count(const ent_dataset *dataset, size_t n, ent_assertion *found);

/** Checks rows against each other: dates, actors, agreements, status, provenance (see ENT_CHECKS). The
 *  findings go to `diags`.
 *  errors  ENT_EDATA when a finding was an error; ENT_ENOMEM */
ENT_API ent_status ent_dataset_check(const ent_dataset *dataset, ent_diags *diags);

/** Reports how many values were not understood when a package was imported: they are in its import-report.csv only.
 *  errors  ENT_EDATA when the report cannot be read; ENT_ENOMEM */
ENT_API ent_status ent_dataset_check_import(const ent_dataset *dataset, ent_diags *diags);

/** Opens every passage that a locator names in the documents of `folder`, and checks that the document
 *  is there and unchanged and that the passage mentions what the row claims. *passages counts the passages
 *  that were opened.
 *  errors  ENT_EDATA when a finding was an error; ENT_ENOMEM */
ENT_API ent_status ent_dataset_check_documents(const ent_dataset *dataset, const char *folder,
                                       size_t *passages, ent_diags *diags);

/** The documents that rows cite, each opened when a passage of it is first asked for. */
typedef struct ent_documents ent_documents;

/** Documents in `folder`, under the names in the table of sources. Findings about documents and passages that cannot be
 *  opened go to `diags` until the documents are closed.
 *  errors  ENT_ENOMEM */
ENT_API ent_status ent_documents_open(ent_documents **documents, const ent_dataset *dataset, const char *folder,
                                      ent_diags *diags);
ENT_API void ent_documents_close(ent_documents *documents);

/** One passage: which source, the characters it covers, and its text, which lives as long as the documents. */
typedef void ent_passage_take(void *ctx, ent_str source, size_t from, size_t to, ent_str text);

/** Hands over the passages that a row cites, in the order of its locator. */
ENT_API void ent_documents_passages(ent_documents *documents, ent_row row, ent_passage_take *take, void *ctx);

/** Appends the passages that a row cites, each as a line 'SOURCE, characters A to B: "TEXT"'. Findings
 *  about passages that cannot be opened go to `diags`.
 *  errors  ENT_ENOMEM */
ENT_API ent_status ent_dataset_passages(const ent_dataset *dataset, ent_row row, const char *folder,
                                ent_buf *out, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
