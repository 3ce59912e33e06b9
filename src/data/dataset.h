/* dataset.h: the inside of a data set, for the files of this stage. */
#ifndef ENTENTE_DATA_DATASET_H
#define ENTENTE_DATA_DATASET_H

#include "entente/dataset.h"

#include "base/arena.h"
#include "base/hash_index.h"
#include "base/list.h"
#include "data/columns.h"
#include "data/records.h"
#include "data/table/date_column.h"
#include "data/table/remarks.h"
#include "data/table/tablefile.h"

typedef struct table {
    bool present;
    ent_tablefile file;
    size_t position[MOST_COLUMNS]; /* of each known column in the file, or ENT_NO_COLUMN */
    ent_remarks remarks;           /* of a plain file */
    ent_date_column dates[MOST_COLUMNS]; /* of each known column */
    uint64_t *seeds;               /* of the file's columns, for the fingerprint */
    ENT_LIST(ent_row) rows;        /* of tables without records, from ENT_READINGS on */
    ent_str *extra;                /* columns without a meaning here: attributes */
    size_t extra_count;
} table;

struct ent_dataset {
    ent_arena arena;
    ent_world *world;
    ent_shape shape;
    bool force; /* read also what is past the limits of unpacking */
    const char *sheet; /* of workbooks; while they are being read */
    ent_date_order date_order;
    ent_date name_day; /* see ent_dataset_options */
    size_t ordered_dates; /* cells in which day and month have an order */
    ent_str name, title, fingerprint;
    ent_str descriptor; /* datapackage.json as it was read: the file may be replaced later; empty: none */
    ent_cell_store *cells;  /* the tables of foreign files; or NULL */
    table tables[ENT_TABLE_COUNT];
    ENT_LIST(ent_actor) actors;
    ent_records acts, parties;
    ENT_LIST(ent_membership) memberships;
    ENT_LIST(ent_source) sources;
    ent_index actor_ids, source_ids;
    ent_index act_ids; /* made when it is asked for: large data can do without; all acts that it knows */
    size_t acts_indexed;
    ent_index organization_ids;     /* those of `is_own`, by what their tables call them */
    bool acts_mixed;                /* their ids do not come in ascending order */
    uint32_t *act_first, *act_rows; /* the party rows of act i: act_rows[act_first[i]..] */
    uint32_t *member_first, *member_rows; /* the same of the members of actor i */
    bool lists_by_names; /* list rows: the parties in a cell have commas and words between them */
    const char *weight_column;
    uint32_t taken; /* the actor that was last taken for another name, and said; ENT_NONE before, see ent_actor_meant */
    uint64_t sum[2]; /* fingerprint so far: a sum, so that order does not matter */
};

/* A member of a descriptor while the tables are being written. */
#define ENT_UNFINISHED "unfinished"

/** The place of a column in the file of a table, by the column's own name or by the one that it is
 *  known under; or ENT_NO_COLUMN. */
size_t ent_column_at(const ent_dataset *d, ent_table table, const char *column);

/** The cell that names a party: of a table of parties, of pair rows or of list rows. */
ent_where ent_party_where(const ent_dataset *d, ent_party party);

#endif
