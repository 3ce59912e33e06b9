/* series.h: the same network and the same measures, step by step through time.
 *
 * Each step asks either what held at some time of it (the default), or what held on its first or
 * its last day. Its population is that of the step: who had not come into being, or was gone, is
 * not in it. Steps are independent and computed in several processes; what comes out does not
 * depend on how many. */
#ifndef ENTENTE_SERIES_H
#define ENTENTE_SERIES_H

#include "entente/api.h"
#include "entente/bounds.h"
#include "entente/compare.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_unit { ENT_YEARS, ENT_MONTHS, ENT_DAYS } ent_unit;
typedef enum ent_moment { ENT_AT_DURING, ENT_AT_START, ENT_AT_END } ent_moment;

typedef struct ent_span { /* how long a step is */
    ent_unit unit;
    uint32_t count;
} ent_span;

/** Reads "1y", "6m", "10d"; false when it is anything else. */
ENT_API bool ent_span_read(ent_span *span, ent_str text);

/** Values of one measure at one step, for the function that writes them. */
typedef struct ent_series_column {
    ent_str date; /* of the step, EDTF */
    ent_str name; /* of the result */
    const ent_measure *measure;
    const double *values;
    size_t count;
    const ent_dataset *dataset;
    const struct ent_series_node *nodes; /* a tie's value stands at its two ends */
    const uint32_t *ends;                /* of ties: two nodes each; NULL for other scopes */
} ent_series_column;

typedef struct ent_series_node {
    uint32_t actor, act; /* one of them is ENT_NONE */
} ent_series_node;

/** Writes values as rows of a table; called in whatever process computed them. */
typedef void ent_series_write_fn(const void *ctx, const ent_series_column *column, ent_buf *out);

typedef struct ent_series_options {
    ent_date from, to; /* the first step begins with `from`, the last holds the last day of `to` */
    ent_span step;
    ent_moment at;
    ent_selection selection; /* its day and span are those of the steps */
    const char *measures;    /* as for ent_measures_run */
    ent_measures_options options;
    size_t workers; /* 0: one for each core */
    bool communities, changes;
    size_t samples; /* 0: no bounds; else as for ent_bounds_run: columns NAME_low, NAME_high */
    double match;   /* least Jaccard index at which a community is the same as the step before */
    ent_series_write_fn *write; /* NULL: values only */
    const void *ctx;
} ent_series_options;

#define ENT_SERIES_OPTIONS_INIT                                    \
    {                                                              \
        .step = { ENT_YEARS, 1 }, .selection = ENT_SELECTION_INIT, \
        .options = ENT_MEASURES_OPTIONS_INIT, .match = 0.3         \
    }

typedef struct ent_series ent_series;

/** errors those of ent_network_new and ent_measures_run; ENT_EUSAGE when the span is empty or has
 *  too many steps */
ENT_API ent_status ent_series_run(ent_series **series, const ent_dataset *dataset,
                          const ent_series_options *options, ent_diags *diags);
ENT_API void ent_series_free(ent_series *series);

/** How the networks were made, and the measures. */
ENT_API void ent_series_describe(const ent_series *series, ent_buf *out);

ENT_API size_t ent_series_steps(const ent_series *series);
ENT_API ent_str ent_series_date(const ent_series *series, size_t step);
ENT_API size_t ent_series_nodes(const ent_series *series, size_t step, const ent_series_node **nodes);
ENT_API size_t ent_series_unknown(const ent_series *series, size_t step); /* ties not known to exist */
/** Ties of a step; *assumed: those known only because an end that nobody recorded is taken as not come. */
ENT_API size_t ent_series_ties(const ent_series *series, size_t step, size_t *assumed);
ENT_API ent_str ent_series_node_id(const ent_dataset *dataset, ent_series_node node);

/** The results, the same at every step. `text` is what the function in `write` wrote for it. */
ENT_API size_t ent_series_columns(const ent_series *series);
ENT_API ent_series_column ent_series_column_at(const ent_series *series, size_t step, size_t column,
                                       ent_str *text);

/* ---- what changed ---- */

/** One tie that appeared, ended or became unknown, and one act that did it. */
typedef struct ent_series_change {
    size_t step; /* at this step it is as in `after`, at the one before as in `before` */
    ent_tie_state before, after;
    ent_series_node a, b;
    ent_str act;       /* id of the act, organization or actor; "membership" */
    ent_date from, to; /* when it began to tie the two, and when it ceased to, as far as known */
} ent_series_change;

ENT_API size_t ent_series_changes(const ent_series *series);
ENT_API ent_series_change ent_series_change_at(const ent_series *series, size_t i);

/* ---- communities from step to step ---- */

typedef enum ent_fate { ENT_BIRTH, ENT_SURVIVAL, ENT_SPLIT, ENT_MERGE, ENT_DEATH } ent_fate;

ENT_API const char *ent_fate_name(ent_fate fate); /* "birth", ... */

typedef struct ent_series_event {
    size_t step;
    ent_fate fate;
    uint32_t community; /* the number that stays with it */
    uint32_t other;     /* that it split from, or that went into it; 0 = none */
    size_t size;        /* members at the step; of one that is gone, at the step before */
    double jaccard;     /* with itself (continues) or with the other; NaN when there is none */
} ent_series_event;

ENT_API size_t ent_series_events(const ent_series *series);
ENT_API ent_series_event ent_series_event_at(const ent_series *series, size_t i);
/** The lasting number of each node's community at a step; 0 = in none (alone). NULL when
 * communities were not asked for. */
ENT_API const uint32_t *ent_series_communities(const ent_series *series, size_t step);

#ifdef __cplusplus
}
#endif
#endif
