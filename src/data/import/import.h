/* import.h: the inside of an import, for the import_*.c files: what the rows said, before it is
 * folded and written. All texts are kept once (im_text), so equal texts are equal pointers. */
#ifndef ENTENTE_DATA_IMPORT_IMPORT_H
#define ENTENTE_DATA_IMPORT_IMPORT_H

#include "data/import/bind.h"
#include "data/read/cells.h"
#include "entente/import.h"

typedef struct im_actor {
    ent_str id, name;
    const ent_state *state; /* NULL: an actor of the data's own */
    ent_str key; /* in actor_ids */
    ent_origin place; /* the first row that names it */
    bool organization;
    bool own;  /* its id is not the register's, even if it reads the same: NAM */
    bool told; /* not understood, and reported */
} im_actor;

typedef struct im_act {
    ent_str shown; /* an organization: its id in the tables of the package */
    ent_str id, title, kind, level, within, status, topic, weight;
    ent_date signed_on, in_force, ended;
    uint32_t flags;      /* bits in the list of topics */
    ent_str *attributes; /* in the order of im.act_attributes; NULL: none */
    ent_origin place;
    uint32_t joined;     /* the next act with the same second key, + 1 */
    bool membership;     /* the act is an organization */
    bool has_join;
    bool listed;         /* a table of agreements has it */
    bool has_party;
    bool told;           /* rows that contradict each other were reported */
} im_act;

/* What a row says of one actor in one act. */
typedef struct im_claim {
    uint32_t act, actor;
    ent_str role;     /* as the source says; "" = the usual one */
    bool doubt;       /* the source says that it does not know */
    bool by_year;     /* `first` to `last` instead of dates */
    uint8_t side;     /* of a directed pair: 1, 2; else 0 */
    int16_t first, last;
    ent_date from, ratified, in_force, to;
    ent_str *attributes;
    ent_origin place;
    const map_table *table;
} im_claim;

/* What a map may say of a pair beside what most say: of the act, and of each of the two. */
typedef struct im_pair_more {
    ent_str level, within, topic;
    im_claim sides[2]; /* of a and b */
} im_pair_more;

/* What a row says of two actors without naming an act. */
typedef struct im_pair {
    uint32_t a, b;
    bool turned;   /* the row has them the other way round */
    bool by_year;
    int16_t first, last;
    ent_date from, in_force, to;
    uint32_t flags;
    double weight; /* NaN: none */
    ent_str kind, title, status;
    ent_str *attributes;
    const im_pair_more *more; /* NULL: nothing */
    ent_origin place;
    const map_table *table;
} im_pair;

/* A row that was left out or not understood. */
typedef struct im_event {
    ent_origin place;
    const char *reason;
    ent_str detail;
} im_event;

typedef struct im_file { /* one that was read */
    const char *name;
    size_t rows[ENT_ROW_FATES], cells[ENT_ROW_FATES];
} im_file;

typedef struct im_list {
    void *items;
    size_t count, room;
} im_list;

enum { IM_TOPICS = 32 };

struct ent_import {
    ent_map map;
    ent_world *world;
    ent_arena arena;
    bool strict;
    ent_diags *diags; /* while it runs */
    im_list files, actors, acts, claims, pairs, events;
    ent_index actor_ids, act_ids, organization_ids, join_ids;
    ent_str topics[IM_TOPICS];
    size_t topic_count;
    ent_date still; /* an end that had not come when observation ended: "2016-12-31/..", or ".." */
    im_list act_attributes, party_attributes, organization_attributes; /* ent_str: columns */
    bool has_listing; /* a table of agreements was read */
    int first_year, last_year; /* of the rows that speak of years; 0: none does */
    size_t not_understood; /* dates, actors, words */
    size_t told;           /* warnings given about them */
    size_t dangling, unused;
    ent_cell_store *cells; /* all texts that are kept; in the end, the tables */
    ent_buf descriptor, report, summary;
};

#define IM(list, type) ((type *)(list).items)

/** Does the package have this table? */
static inline bool im_has_table(const ent_import *im, ent_table which)
{
    return ent_cells_rows(&im->cells->tables[which]) > 0;
}

/** The last part of a path: what a reader of the package knows the file by. */
ent_str im_file_name(const char *path);

/** A new zeroed item, or NULL when memory was refused. */
void *im_add(im_list *list, size_t size);
/** The text as it is kept; its ptr is NULL when memory was refused. */
ent_str im_text(ent_import *im, ent_str text);
/** Notes a row that was left out or not understood; false when memory was refused. */
bool im_event_add(ent_import *im, ent_origin place, const char *reason, ent_str detail);
/** The same for what was not understood: a warning too, the first times. */
bool im_not_understood(ent_import *im, ent_origin place, ent_where where, const char *reason,
                       ent_str detail, const char *more);

/* ---- import_actors.c ---- */

/** The actor that a row means; ENT_NONE: memory. `day`: when. */
uint32_t im_actor_of(ent_import *im, const map_actor *how, ent_str text, ent_str name,
                     ent_date day, ent_origin place, ent_where where);

/** Gives actors of the data's own whose ids are those of states in the data an id of their own. */
ent_status im_name_actors(ent_import *im);
/** The actor of the data's own with this id; ENT_ABSENT: none. */
uint32_t im_own_actor(const ent_import *im, ent_str id);
/** The actor of the register with this id; ENT_ABSENT: none. */
uint32_t im_known_actor(const ent_import *im, ent_str id);

/** The day within a spell that starts at `start` on which a code or name passes from one actor to
 *  another: 365 from the Soviet Union to Russia. Unknown: it does not, or the spell ended before, or
 *  nobody knows when it ended. */
ent_date im_passes_on(const ent_import *im, const map_actor *how, ent_str text, uint32_t actor,
                      ent_date start, ent_date end);

/* ---- import_rows.c ---- */

/** Reads one file by one table of the map. `number`: of the file. */
ent_status im_read(ent_import *im, map_table *table, const char *path, uint32_t number);
/** The act with this id, made when there is none; ENT_NONE: memory. Agreements and organizations with
 *  the same id are two. */
uint32_t im_act_of(ent_import *im, ent_str id, bool organization, ent_origin place);

/* ---- import_fold.c ---- */

/** Joins spells, folds repeats and mirror rows, makes acts of pairs. */
ent_status im_fold(ent_import *im);

/* ---- tables.c ---- */

/** Makes the tables of the package. */
ent_status im_make_tables(ent_import *im);

/** Hands the tables over; the import keeps its account of the rows. */
ent_cell_store *ent_import_take_cells(ent_import *im);

/* ---- account.c ---- */

/** Writes the descriptor, the report and the summary. */
ent_status im_write_account(ent_import *im);

#endif
