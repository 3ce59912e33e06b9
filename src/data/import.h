/* import.h: the inside of an import, for the import_*.c files: what the rows said, before it is
 * folded and written. */
#ifndef ENTENTE_DATA_IMPORT_H
#define ENTENTE_DATA_IMPORT_H

#include "data/fields.h"
#include "data/lines.h"
#include "entente/import.h"

typedef struct im_place {
    uint32_t file, line;
} im_place;

typedef struct im_actor {
    ent_str id, name;
    const ent_state *state; /* NULL: an actor of the data's own */
    bool organization;
    bool told;              /* not understood, and reported */
} im_actor;

typedef struct im_act {
    ent_str id, title, kind, level, within, status, topic, weight;
    ent_date signed_on, in_force, ended;
    uint32_t flags;      /* bits in the list of topics */
    ent_str *attributes; /* in the order of im.act_attributes; NULL: none */
    im_place place;
    bool listed;         /* a table of agreements has it */
    bool has_party;
} im_act;

/* What a row says of one actor in one act. */
typedef struct im_claim {
    uint32_t act, actor;
    ent_str role;
    bool doubt; /* the source says that it does not know */
    uint8_t side; /* of a directed pair: 1, 2; else 0 */
    ent_date from, ratified, in_force, to;
    ent_str *attributes;
    im_place place;
    const map_table *table;
} im_claim;

/* What a row says of two actors without naming an act. */
typedef struct im_pair {
    uint32_t a, b;
    bool turned; /* the row has them the other way round */
    ent_date from, in_force, to;
    uint32_t flags;
    double weight; /* NaN: none */
    ent_str kind, title, status;
    ent_str *attributes;
    im_place place;
    const map_table *table;
} im_pair;

/* A row that was left out or not understood. */
typedef struct im_event {
    im_place place;
    const char *reason;
    ent_str detail;
} im_event;

typedef struct im_count { /* of one file under one table of the map */
    uint32_t file;
    size_t rows[ENT_ROW_FATES], cells[ENT_ROW_FATES];
    bool wide;
} im_count;

typedef struct im_list {
    void *items;
    size_t count, room;
} im_list;

struct ent_import {
    ent_map map;
    ent_world *world;
    ent_arena arena;
    bool strict;
    ent_diags *diags; /* while it runs */
    im_list files;    /* const char *: names as shown */
    im_list actors, acts, claims, pairs, events, counts;
    ent_index actor_ids, act_ids;
    ent_str topics[32];
    size_t topic_count;
    im_list act_attributes, party_attributes; /* ent_str: names of columns */
    bool has_listing; /* a table of agreements was read */
    size_t dangling, unused, dates_wrong, unknown_actors, outside;
    ent_buf tables[ENT_TABLE_COUNT], descriptor, report;
};

#define IM(list, type) ((type *)(list).items)

void *im_add(ent_import *im, im_list *list, size_t size);

/* ---- import_actors.c ---- */

/** The actor that a row means; ENT_NONE: memory. `day`: when. */
uint32_t im_actor_of(ent_import *im, const map_actor *how, ent_str text, ent_str name,
                     ent_date day, im_place place, ent_where where);

/* ---- import_rows.c ---- */

/** Reads one file by one table of the map. */
ent_status im_read(ent_import *im, map_table *table, const char *path, uint32_t file);
/** Notes a row that was left out or not understood. */
bool im_event_add(ent_import *im, im_place place, const char *reason, ent_str detail);

/* ---- import_fold.c ---- */

/** Joins spells, folds repeats and mirror rows, makes acts of pairs. */
ent_status im_fold(ent_import *im);

/* ---- import_write.c ---- */

/** Writes the tables, the descriptor and the report. */
ent_status im_write(ent_import *im);

#endif
