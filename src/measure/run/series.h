/* series.h: the inside of a series, for the files that make it: steps (series.c), what changed
 * between two of them (changes.c), communities that last (lineage.c). */
#ifndef ENTENTE_MEASURE_RUN_SERIES_H
#define ENTENTE_MEASURE_RUN_SERIES_H

#include "entente/series.h"

#include "base/arena.h"

typedef struct series_column { /* of one step */
    ent_str name, text;
    const ent_measure *measure;
    double *values;
    size_t count;
} series_column;

typedef struct series_step {
    ent_str label;      /* as it stands in the table */
    ent_date day, span; /* what is asked: one of them */
    char *frame;        /* as it came from the worker; all below points into it */
    const ent_series_node *nodes;
    const ent_series_change *changes;
    size_t node_count, change_count, tie_count, unknown_count, assumed_count;
    series_column *columns;
    uint32_t *community; /* lasting numbers of the nodes */
} series_step;

struct ent_series {
    const ent_dataset *d;
    ent_series_options options;
    ent_arena arena;
    series_step *steps;
    size_t step_count, column_count;
    ent_str words;           /* how the measures were made */
    ent_selection selection; /* how the networks were, but for the day */
    size_t community_column; /* SIZE_MAX: none */
    bool community_hidden;   /* computed for lineage only */
    ent_series_event *events;
    size_t event_count, event_room;
    size_t *change_before; /* changes at the steps before each */
};

/** Appends what is different in `after` to `out`, as ent_series_change one after the other. */
ent_status ent_series_compare(const ent_network *before, const ent_network *after, size_t step,
                              ent_buf *out, size_t *count, ent_diags *diags);

/** Gives every community its lasting number, and fills the events. */
ent_status ent_series_lineage(ent_series *series, ent_diags *diags);

#endif
