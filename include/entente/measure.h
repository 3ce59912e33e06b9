/* measure.h: numbers about a network: of each node, of each tie, of the whole.
 *
 * Every measure is one row of a registry. Help, docs/measures.md, the footers of tables and the
 * tests are made from the rows. Undefined is NaN, never 0.
 *
 * A program that links this part of entente (entente-measure) links igraph, and so is, as a whole,
 * under the GNU General Public License. */
#ifndef ENTENTE_MEASURE_H
#define ENTENTE_MEASURE_H

#include "entente/api.h"
#include "entente/network.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_scope {
    ENT_SCOPE_NODE,
    ENT_SCOPE_TIE,
    ENT_SCOPE_NETWORK,
    ENT_SCOPE_PAIR, /* any two nodes, tied or not; computed only when asked for */
    ENT_SCOPE_COUNT
} ent_scope;

/** What the weight of a tie means to a measure. */
typedef enum ent_meaning {
    ENT_MEANS_NOTHING,
    ENT_MEANS_STRENGTH,
    ENT_MEANS_LENGTH, /* a tie of weight w is 1/w long */
    ENT_MEANS_RULE    /* its length follows from the distance rule of the run */
} ent_meaning;

enum {
    ENT_MEASURE_DEFAULT = 1 << 0,    /* computed when no measure is named */
    ENT_MEASURE_CLASS = 1 << 1,      /* the number names a group: no order, no rank, no mean */
    ENT_MEASURE_INTEGER = 1 << 2,    /* values are whole numbers */
    ENT_MEASURE_ONE_MODE = 1 << 3,   /* undefined on two-mode networks */
    ENT_MEASURE_TWO_MODE = 1 << 4,   /* undefined on one-mode networks */
    ENT_MEASURE_COLUMN = 1 << 5,     /* asked for as NAME:COLUMN, a column of the nodes' attributes */
    ENT_MEASURE_EACH = 1 << 6,       /* a value for each pair of groups of its column */
    ENT_MEASURE_CHANCE = 1 << 7,     /* depends on the seed */
    ENT_MEASURE_ARCS = 1 << 8,       /* follows directions where there are any; other measures read
                                        the undirected graph below */
    ENT_MEASURE_DIRECTED = 1 << 9,   /* undefined without directions */
    ENT_MEASURE_UNDIRECTED = 1 << 10, /* undefined with directions: see its in and out forms */
    ENT_MEASURE_EITHER = 1 << 11,    /* directions make no difference to what it counts */
    ENT_MEASURE_MATRIX = 1 << 12,    /* needs n x n numbers: at most ENT_MATRIX_NODES nodes */
    ENT_MEASURE_PASSAGE = 1 << 13,   /* counts shortest paths, not only their lengths */
    ENT_MEASURE_NULL = 1 << 14,      /* exists only beside a null model */
    ENT_MEASURE_BACKBONE = 1 << 15,  /* exists only in a backbone */
    ENT_MEASURE_SAMPLED = 1 << 16    /* estimated from some nodes, drawn by the seed; in no group */
};

enum { ENT_MATRIX_NODES = 1000, ENT_SAMPLED_SOURCES = 500, ENT_COMMUNITY_RUNS = 10, ENT_COMMUNITY_TIES = 200000 };

typedef struct ent_work ent_work; /* what one run computes once and measures share */

typedef struct ent_measure {
    const char *name;
    const char *also; /* other names, blanks between; "" */
    ent_scope scope;
    unsigned flags;
    const char *parameter; /* of those that can be asked for as NAME:NUMBER; NULL = none */
    const char *summary; /* one line, lower case, no full stop */
    const char *unit;    /* "" = a pure number */
    double low, high;    /* what a value can be; may be infinite */
    ent_meaning weight;
    const char *formula;
    const char *divisor;      /* of normalized measures: what is divided by; "" = nothing */
    const char *disconnected; /* what it does when some nodes cannot reach others */
    const char *two_modes;
    const char *cost; /* n nodes, m ties */
    const char *source;
    const char *engine; /* the igraph function that computes it, or "own: REASON" */
    ent_status (*compute)(double *values, ent_work *work);
} ent_measure;

/** The version of igraph that computes, such as "0.10.2". */
ENT_API const char *ent_measure_igraph_version(void);

/** The number of rows of the registry. */
ENT_API size_t ent_measure_count(void);
/** The i-th row, in the order of docs/measures.md; NULL beyond the last. */
ENT_API const ent_measure *ent_measure_at(size_t i);
/** The measure with this name or other name; text after a colon is ignored. NULL when there is
 *  none. */
ENT_API const ent_measure *ent_measure_find(ent_str name);
/** The name most similar to an unknown one; empty when none is similar. */
ENT_API ent_str ent_measure_suggest(ent_str name);
/** Reports an unknown measure, with suggestions, and returns ENT_EUSAGE. */
ENT_API ent_status ent_measure_unknown(ent_str name, ent_diags *diags);
/** True when igraph computes the measure: `engine` is the name of its function. */
ENT_API bool ent_measure_by_igraph(const ent_measure *measure);
/** True when the measure ignores the directions of a directed network: it reads the undirected graph,
 *  in which two nodes are tied or not. Outputs of directed networks name such measures. */
ENT_API bool ent_measure_undirected(const ent_measure *measure);

/** "node", "tie", "network", "pair" */
ENT_API const char *ent_scope_name(ent_scope scope);
/** "none", "strength", "length 1/weight", "distance rule" */
ENT_API const char *ent_meaning_name(ent_meaning meaning);

/* ---- distances ---- */

/** Reads a distance rule: "unweighted" (every tie is 1 long), "inverse" (1/weight) or
 *  "inverse:ALPHA" (1/weight^ALPHA, Opsahl 2010). *alpha is 0, 1 or ALPHA. */
ENT_API bool ent_distance_read(double *alpha, ent_str text);
/** Writes the rule as ent_distance_read reads it. */
ENT_API void ent_distance_write(ent_buf *out, double alpha);

/* ---- communities ---- */

typedef enum ent_community_method {
    ENT_LEIDEN,
    ENT_LOUVAIN,
    ENT_WALKTRAP,
    ENT_INFOMAP,
    ENT_LABEL_PROPAGATION,
    ENT_FAST_GREEDY,
    ENT_LEADING_EIGENVECTOR,
    ENT_EDGE_BETWEENNESS,
    ENT_SPINGLASS,
    ENT_COMMUNITY_METHODS
} ent_community_method;

/** "leiden", "louvain", ... */
ENT_API const char *ent_community_name(ent_community_method method);
/** Reads the name of a method; ENT_EUSAGE, after an error with a suggestion, when it is unknown. */
ENT_API ent_status ent_community_read(ent_community_method *method, ent_str text, ent_diags *diags);

/** Reads METHOD, or METHOD=K for K communities: the tree of merges of walktrap, fast-greedy or
 *  edge-betweenness is cut where K communities are left. *count is K; 0: as many as the method finds. */
ENT_API ent_status ent_communities_read(ent_community_method *method, size_t *count, ent_str text,
                                        ent_diags *diags);

/** False when the method would take too long on a network of this size (edge-betweenness). */
ENT_API bool ent_community_feasible(ent_community_method method, const ent_network *network);

/** How far two divisions of the same nodes agree. */
typedef struct ent_agreement {
    double ari; /* adjusted Rand index: 1 the same, 0 as by chance (Hubert & Arabie 1985) */
    double nmi; /* mutual information / mean entropy (Danon et al. 2005) */
    double vi;  /* variation of information in nats; 0 the same (Meila 2007) */
} ent_agreement;

/** The agreement of two results that name groups (numbers below `nodes` + 1), over the same nodes.
 *  errors  ENT_ENOMEM; NaN below two nodes */
ENT_API ent_status ent_results_agreement(ent_agreement *agreement, const double *a, const double *b,
                                 size_t nodes, ent_diags *diags);

/* ---- a run ---- */

typedef struct ent_measures_options {
    double distance;   /* the ALPHA of the distance rule; 0 = unweighted */
    double resolution; /* gamma of communities and of modularity */
    uint64_t seed;
    ent_community_method community_method;
    size_t community_count; /* this many communities, by a method with a tree of merges; 0: as many as it finds */
    size_t community_runs; /* communities are searched so often, the best are kept; 0: ENT_COMMUNITY_RUNS, and fewer
                            * in networks of more than ENT_COMMUNITY_TIES ties */
    size_t workers;        /* processes for the searches of a consensus; 0 = one for each core */
    bool unranked;         /* ranks are not needed and not made */
    size_t most_pairs;     /* pair measures of more pairs are refused; 0 = no limit */
} ent_measures_options;

#define ENT_MEASURES_OPTIONS_INIT                                                                  \
    {                                                                                              \
        .distance = 0, .resolution = 1, .seed = 1, .workers = 1,             \
        .most_pairs = 1000000                                                                      \
    }

typedef struct ent_results ent_results;

/** Computes measures of a network.
 *
 *  names    what to compute, ',' or ';' between: names of the registry; NAME:RULE for those whose
 *           lengths follow the distance rule ("betweenness:inverse"); NAME:COLUMN where a column
 *           is needed ("modularity:region"); NAME:NUMBER where a number can be given
 *           ("reach:3"); "default", "all", "node", "tie", "network" for groups, "pair" for those of
 *           pairs, which are in no other group. NULL is "default". A measure asked for twice is
 *           computed once.
 *  errors   ENT_EUSAGE (no such measure, column or rule), ENT_EDATA (a weight that is not finite
 *           and positive), ENT_ENOMEM, ENT_EINTERNAL
 *  threads  igraph keeps global state: one run at a time in a process. Searches for communities run
 *           in child processes (fork). OpenMP is told to use one thread */
ENT_API ent_status ent_measures_run(ent_results **results, const ent_network *network, const char *names,
                            const ent_measures_options *options, ent_diags *diags);
/** Frees results; NULL is allowed. */
ENT_API void ent_results_free(ent_results *results);

typedef struct ent_result {
    const ent_measure *measure;
    ent_str name; /* as a column is headed: with the column or the distance rule it stands for */
    const double *values;
    size_t count; /* nodes, ties, pairs, or 1 */
} ent_result;

/** The number of measures computed. */
ENT_API size_t ent_results_count(const ent_results *results);
/** The i-th of them, in the order of the names asked for; borrowed from `results`. */
ENT_API const ent_result *ent_result_at(const ent_results *results, size_t i);
/** By the name of the result, or any name of its measure; NULL when it was not computed. */
ENT_API const ent_result *ent_results_find(const ent_results *results, ent_str name);
/** A single value: of node or tie `at`, or of the network (0). NaN when it is undefined or was not
 *  computed. */
ENT_API double ent_results_value(const ent_results *results, ent_str name, size_t at);
/** The nodes of the k-th pair: in order, from 0 1 on; with directions both ways. */
ENT_API void ent_results_pair(const ent_results *results, size_t k, uint32_t *a, uint32_t *b);
/** The options of the run; borrowed from `results`. */
ENT_API const ent_measures_options *ent_results_options(const ent_results *results);

/** The rank of a node, largest value first: those of equal value share the ranks first to last.
 *  0 to 0 when the value is undefined or names a group. Values that differ by less than 1e-10 of
 *  their size are equal: such digits come from rounding. */
typedef struct ent_rank {
    size_t first, last;
} ent_rank;

/** The rank of a node in the `result`-th result. */
ENT_API ent_rank ent_results_rank(const ent_results *results, size_t result, size_t node);
/** Writes "3", or "3=" when shared; nothing when there is no rank. */
ENT_API void ent_rank_write(ent_buf *out, ent_rank rank);

/** Writes how the run was made, for footers: "distance: unweighted; resolution 1; seed 1; ...". */
ENT_API void ent_results_describe(const ent_results *results, ent_buf *out);
/** Writes the names, separated by commas, of the results that ignore the directions of a directed
 *  network; nothing when there are none. */
ENT_API void ent_results_undirected(const ent_results *results, ent_buf *out);

/* ---- words ---- */

/** Writes the description of a measure for a terminal. */
ENT_API void ent_measure_describe(const ent_measure *measure, ent_buf *out);
/** Writes docs/measures.md. */
ENT_API void ent_measures_document(ent_buf *out);

#ifdef __cplusplus
}
#endif
#endif
