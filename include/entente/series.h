/* series.h: one selection of a network and its measures, step by step through time.
 *
 * A step covers everything that held during it (the default), or on its first or last day. Its nodes are
 * the actors that existed in the step. Steps are computed independently, in several processes; the number
 * of processes does not change the results. */
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

typedef struct ent_span { /* the length of a step */
    ent_unit unit;
    uint32_t count;
} ent_span;

/** Reads "1y", "6m" or "10d"; false for any other text. */
ENT_API bool ent_span_read(ent_span *span, ent_str text);

/** A node of a step. */
typedef struct ent_series_node {
    uint32_t actor, act; /* indices in the data set; one of them is ENT_NONE */
} ent_series_node;

/** The values of one result at one step. */
typedef struct ent_series_column {
    ent_str date; /* of the step, EDTF */
    ent_str name; /* of the result */
    const ent_measure *measure;
    const double *values;
    size_t count;
    const ent_dataset *dataset;
    const ent_series_node *nodes;
    const uint32_t *ends; /* of ties: two indices of nodes for each value; NULL for other scopes */
} ent_series_column;

/** Appends values as rows of a table; called in the process that computed them. */
typedef void ent_series_write_fn(const void *ctx, const ent_series_column *column, ent_buf *out);

typedef struct ent_series_options {
    ent_date from, to; /* the first step begins with `from`, the last contains the last day of `to` */
    ent_span step;
    const ent_date *dates; /* a step for each of these, in the order of time, whatever from, to and step
                              say; NULL: none. A day, or any time in a year, a month or a period */
    size_t date_count;
    ent_moment at;
    ent_selection selection; /* its date is replaced by that of each step */
    const char *measures;    /* as for ent_measures_run */
    ent_measures_options options;
    size_t workers;   /* processes; 0 = one for each core */
    bool communities; /* track communities from step to step */
    bool changes;     /* list the ties that change between steps */
    size_t samples; /* 0: no bounds; otherwise as for ent_bounds_run: columns NAME_low, NAME_high */
    double match;   /* the lowest Jaccard index at which a community continues one of the step before */
    ent_series_write_fn *write; /* NULL: values only */
    const void *ctx;
} ent_series_options;

#define ENT_SERIES_OPTIONS_INIT                                    \
    {                                                              \
        .step = { ENT_YEARS, 1 }, .selection = ENT_SELECTION_INIT, \
        .options = ENT_MEASURES_OPTIONS_INIT, .match = 0.3         \
    }

typedef struct ent_series ent_series;

/** Computes a series; `dataset` must outlive it.
 *  errors  those of ent_network_new and ent_measures_run; ENT_EUSAGE when the period is empty or has too
 *          many steps
 *  cost    that of one network (two with `changes`) and one ent_measures_run for each step */
ENT_API ent_status ent_series_run(ent_series **series, const ent_dataset *dataset,
                          const ent_series_options *options, ent_diags *diags);
/** Frees a series; NULL is allowed. */
ENT_API void ent_series_free(ent_series *series);

/** Appends how the networks and the measures were made, for footers. */
ENT_API void ent_series_describe(const ent_series *series, ent_buf *out);

/** The number of steps. */
ENT_API size_t ent_series_steps(const ent_series *series);
/** The date of a step, EDTF; borrowed from `series`, as are all texts and arrays below. */
ENT_API ent_str ent_series_date(const ent_series *series, size_t step);
/** The number of nodes of a step, and the nodes in the order of their ids. */
ENT_API size_t ent_series_nodes(const ent_series *series, size_t step, const ent_series_node **nodes);
/** The number of ties of a step that may exist. */
ENT_API size_t ent_series_unknown(const ent_series *series, size_t step);
/** The number of ties of a step. *assumed: of these, the ties that exist only if agreements without a
 *  recorded end have not ended. */
ENT_API size_t ent_series_ties(const ent_series *series, size_t step, size_t *assumed);
/** The id of a node in its data set. */
ENT_API ent_str ent_series_node_id(const ent_dataset *dataset, ent_series_node node);

/** The number of results, the same at every step. */
ENT_API size_t ent_series_columns(const ent_series *series);
/** The values of a result at a step; `ends` is NULL. *text: what options.write appended (NULL: ignored). */
ENT_API ent_series_column ent_series_column_at(const ent_series *series, size_t step, size_t column,
                                       ent_str *text);

/* ---- changes of ties ---- */

/** A tie that began, ended or became unknown, and one of the agreements that are the reason. */
typedef struct ent_series_change {
    size_t step;                 /* the later of the two steps */
    ent_tie_state before, after; /* at the step before, and at this step */
    ent_series_node a, b;
    ent_str act;       /* id of the agreement, organization or actor; or "membership" */
    ent_date from, to; /* when the agreement began and ceased to tie the nodes, as far as known */
} ent_series_change;

/** The number of changes at all steps; 0 unless options.changes was set. */
ENT_API size_t ent_series_changes(const ent_series *series);
/** The i-th change, in the order of steps and then of ids. */
ENT_API ent_series_change ent_series_change_at(const ent_series *series, size_t i);

/* ---- communities from step to step ---- */

typedef enum ent_fate {
    ENT_BIRTH,
    ENT_SURVIVAL,
    ENT_SPLIT,
    ENT_MERGE,
    ENT_DEATH,
    ENT_FATE_COUNT
} ent_fate;

/** "birth", "continues", "split", "merge", "death" */
ENT_API const char *ent_fate_name(ent_fate fate);

typedef struct ent_series_event {
    size_t step;
    ent_fate fate;
    uint32_t community; /* its lasting number, from 1 */
    uint32_t other;     /* the community that it split from, or that merged into it; 0 = none */
    size_t size;        /* members at the step; after a death, at the step before */
    double jaccard;     /* with itself at the step before, or with `other`: 0 to 1; NaN without these */
} ent_series_event;

/** The number of events at all steps; 0 when communities were not computed. */
ENT_API size_t ent_series_events(const ent_series *series);
/** The i-th event, in the order of steps and then of communities. */
ENT_API ent_series_event ent_series_event_at(const ent_series *series, size_t i);
/** The lasting number of the community of each node at a step; 0 = none (the node is alone). NULL when
 *  communities were not computed. */
ENT_API const uint32_t *ent_series_communities(const ent_series *series, size_t step);

#ifdef __cplusplus
}
#endif
#endif
