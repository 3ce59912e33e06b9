/* import.h: the inside of an import: what the rows say, before it is folded and written. All texts are kept
 * once (ent_im_text), so equal texts are equal pointers. */
#ifndef ENTENTE_DATA_IMPORT_IMPORT_H
#define ENTENTE_DATA_IMPORT_IMPORT_H

#include "base/list.h"
#include "data/import/bind.h"
#include "data/table/cells.h"
#include "entente/import.h"

typedef struct im_actor {
    ent_str id, name;
    const ent_state *state; /* NULL: an actor of the data */
    ent_str key; /* in actor_ids */
    ent_origin place; /* the first row that names it */
    bool organization;
    bool own;  /* its id is not that of the register, even if it is the same text */
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

/* What a row says about one actor in one act. */
typedef struct im_claim {
    uint32_t act, actor;
    ent_str role;     /* as the source says; "" = the usual one */
    ent_str written;  /* the name of the actor in the row, when it has another one; else empty */
    bool doubt;       /* the source does not know whether it is a party */
    bool by_year;     /* `first` to `last` instead of dates */
    uint8_t side;     /* of a directed pair: 1, 2; else 0 */
    int16_t first, last;
    ent_date from, ratified, in_force, to;
    ent_str *attributes;
    ent_origin place;
    const map_table *table;
} im_claim;

/* Rare facts about a pair: about its act, and about each of the two. */
typedef struct im_pair_more {
    ent_str level, within, topic;
    im_claim sides[2]; /* of a and b */
} im_pair_more;

/* What a row says about two actors without naming an act. */
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
    ent_str written[2];       /* as in im_claim, of a and b */
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

/* A name in the data, and the state that it meant when it was last looked up. */
typedef struct im_name {
    ent_str text;
    const ent_state *state;
    bool is_other; /* than the name of the state */
} im_name;

typedef struct im_file { /* one that was read */
    const char *name;
    size_t rows[ENT_ROW_FATES], cells[ENT_ROW_FATES];
} im_file;

typedef ENT_LIST(ent_str) im_names;

enum { IM_TOPICS = 32, IM_MOST_WARNINGS = 10, IM_MOST_EVENTS = 1000 /* of one reason, when rows are counted */ };

typedef struct im_aggregate im_aggregate;

typedef struct im_reason { /* of events: how many there are, those that are not kept included */
    const char *reason;
    size_t count;
} im_reason;

struct ent_import {
    ent_map map;
    ent_world *world;
    ent_arena arena;
    bool strict;
    ent_diags *diags; /* while it runs */
    ENT_LIST(im_file) files;
    ENT_LIST(im_actor) actors;
    ENT_LIST(im_act) acts;
    ENT_LIST(im_claim) claims;
    ENT_LIST(im_pair) pairs;
    ENT_LIST(im_event) events;
    ENT_LIST(im_name) written; /* names in the data */
    size_t other_names;        /* those that are read as an actor with another name, each of them once */
    ent_index written_texts;
    im_aggregate *aggregate; /* rows are counted in cells; NULL: they are kept */
    ENT_LIST(im_reason) reasons; /* of the events of such rows */
    ent_index actor_ids, act_ids, organization_ids, join_ids;
    ent_str topics[IM_TOPICS];
    size_t topic_count;
    ent_date still; /* an open end: "2016-12-31/..", or ".." when the map does not say until when */
    im_names act_attributes, party_attributes, organization_attributes; /* columns */
    bool has_listing; /* a table of agreements was read */
    int first_year, last_year; /* of the rows with a year; 0: none has one */
    size_t not_understood; /* dates, actors, words */
    size_t told;           /* warnings given about them */
    size_t dangling, unused;
    ent_cell_store *cells; /* all texts that are kept; in the end, the tables */
    ent_buf descriptor, report, summary;
};

/** Does the package have this table? */
static inline bool im_has_table(const ent_import *im, ent_table which)
{
    return ent_cells_rows(&im->cells->tables[which]) > 0;
}

/** The kept copy of a text; its ptr is NULL when memory was refused. */
static inline ent_str ent_im_text(ent_import *im, ent_str text)
{
    uint32_t number = text.len ? ent_cells_text(im->cells, text) : 0;

    return !text.len ? ENT_STR("") : number == ENT_ABSENT ? (ent_str){ 0 } : im->cells->texts[number];
}

/* ---- import_report.c ---- */

/** The last part of a path: what a reader of the package knows the file by. */
ent_str ent_im_file_name(const char *path);
/** Writes the descriptor, the report and the summary. */
ent_status ent_im_write_account(ent_import *im);
/** Notes a row that was left out or not understood; false when memory was refused. */
bool ent_im_report(ent_import *im, ent_origin place, const char *reason, ent_str detail);
/** The same for a value that was not understood; the first ones are also warnings. */
bool ent_im_not_understood(ent_import *im, ent_origin place, ent_where where, const char *reason,
                       ent_str detail, const char *more);

/* ---- actors.c ---- */

/* The cell that names an actor: its line is looked for when a message or a new actor needs it. */
typedef struct im_spot {
    ent_tablefile *table;
    size_t offset, column;
    uint32_t file, row;
} im_spot;

/** The actor that a row means on a day; ENT_NONE: memory was refused. *written is its name in the row when the actor
 *  has another one, else empty. */
uint32_t ent_im_actor(ent_import *im, const map_actor *how, ent_str text, ent_str name,
                      ent_date day, const im_spot *spot, ent_str *written);

/** Gives actors of the data another id when a state in the data has theirs. */
ent_status ent_im_name_actors(ent_import *im);
/** The actor of the data with this id; ENT_ABSENT: none. */
uint32_t ent_im_own_actor(const ent_import *im, ent_str id);
/** The actor of the register with this id; ENT_ABSENT: none. */
uint32_t ent_im_known_actor(const ent_import *im, ent_str id);

/** The day within a spell on which a code or name passes to another actor: 365 from the Soviet Union to
 *  Russia. Unknown: it does not, or the spell ended before or at an unknown time. */
ent_date ent_im_passes_on(const ent_import *im, const map_actor *how, ent_str text, uint32_t actor,
                      ent_date start, ent_date end);

/* ---- read_file.c ---- */

/** Reads one file by one table of the map. */
ent_status ent_im_read(ent_import *im, map_table *table, const char *path, uint32_t number);

/* ---- rows.c ---- */

/** The act with this id, made when there is none; ENT_NONE: memory was refused. An agreement and an
 *  organization with the same id are two. */
uint32_t ent_im_act(ent_import *im, ent_str id, bool organization, ent_origin place);
/** Appends the id of an agreement that is made for two actors: "CAN-USA_1942". */
void ent_im_pair_id(ent_buf *id, ent_str from, ent_str to, ent_date start);

/* ---- fold.c ---- */

/** Joins spells, folds repeats and mirror rows, makes acts of pairs. */
ent_status ent_im_fold(ent_import *im);

/* ---- tables.c ---- */

/** Makes the tables of the package. */
ent_status ent_im_make_tables(ent_import *im);

/** Hands the tables over; the import keeps its account of the rows. */
ent_cell_store *ent_import_take_cells(ent_import *im);


#endif
