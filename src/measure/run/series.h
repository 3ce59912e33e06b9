/* series.h: the fields of a series, for the files that compute it: steps (series.c), changes between two
 * steps (network_diff.c), communities (community_tracking.c). */
#ifndef ENTENTE_MEASURE_RUN_SERIES_H
#define ENTENTE_MEASURE_RUN_SERIES_H

#include "entente/series.h"

#include "base/arena.h"

/* A change in a frame, which holds numbers of records and no addresses. */
typedef struct series_change {
    uint64_t step;
    uint32_t before, after; /* ent_tie_state */
    ent_series_node a, b;
    uint32_t kind, record; /* of the evidence */
    ent_date from, to;
} series_change;

typedef struct series_column { /* of one step */
    ent_str name, text;
    const ent_measure *measure;
    double *values;
    size_t count;
} series_column;

typedef struct series_step {
    ent_str label;      /* as in the table */
    ent_date day, span; /* one of them is the date of the selection */
    char *frame;        /* from the worker; the pointers below point into it */
    const ent_series_node *nodes;
    const series_change *changes;
    size_t node_count, change_count, tie_count, unknown_count, assumed_count;
    series_column *columns;
    uint32_t *community; /* by node: its lasting number */
} series_step;

struct ent_series {
    const ent_dataset *d;
    ent_series_options options;
    ent_arena arena;
    series_step *steps;
    size_t step_count, column_count;
    ent_str words;           /* how the measures were computed */
    ent_selection selection; /* of the networks, except for the date */
    size_t community_column; /* SIZE_MAX: none */
    bool community_hidden;   /* computed only to track communities */
    ent_series_event *events;
    size_t event_count, event_room;
    size_t *change_before; /* by step: the number of changes at all steps before */
};

/** Appends the changes of ties to `out`, as an array of series_change. */
ent_status ent_series_compare(const ent_network *before, const ent_network *after, size_t step,
                              ent_buf *out, size_t *count, ent_diags *diags);

/** Gives every community its lasting number, and adds the events. */
ent_status ent_series_track_communities(ent_series *series, ent_diags *diags);

#endif
