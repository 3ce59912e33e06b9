/* null.h: measures of a network compared with their values in random networks that keep some of its
 * properties (null models). */
#ifndef ENTENTE_NULL_H
#define ENTENTE_NULL_H

#include "entente/api.h"
#include "entente/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The properties that are kept. All networks that have them are equally likely. */
typedef enum ent_null_model {
    ENT_NULL_NONE,
    ENT_NULL_CURVEBALL, /* number of agreements of each party and of parties of each agreement; the
                           result is projected as the network was (Strona et al. 2014) */
    ENT_NULL_DEGREE,    /* degree of each node; weights and agreements move with their tie */
    ENT_NULL_DENSITY,   /* number of ties, with their weights and agreements */
    ENT_NULL_LABELS,    /* all ties; nodes, with their attributes, are permuted within each mode */
    ENT_NULL_COUNT,
    ENT_RESAMPLED_NODES = ENT_NULL_COUNT /* no null model, but drawn and summarized like one: a bootstrap. Nodes are
                           drawn with replacement, with the ties of those that they stand for; two that stand for the
                           same node get the tie, or none, of a pair that is drawn (Snijders & Borgatti 1999). Only
                           measures of the network; sd is the standard error, z and p are NaN */
} ent_null_model;

/** "none", "curveball", ...; "bootstrap of nodes" */
ENT_API const char *ent_null_name(ent_null_model model);
/** The list of the names. */
ENT_API ent_names ent_null_names(void);

typedef struct ent_null_options {
    ent_null_model model;
    size_t runs;
    uint64_t seed;  /* each run has its own random numbers: the number of workers changes nothing */
    size_t workers; /* processes; 0 = one for each core */
} ent_null_options;

#define ENT_NULL_OPTIONS_INIT                                \
    {                                                        \
        .model = ENT_NULL_CURVEBALL, .runs = 1000, .seed = 1 \
    }

/** A value and its distribution over the runs, in the unit of the measure. NaN where undefined. */
typedef struct ent_null_value {
    double value; /* of the network itself */
    size_t runs;  /* in which the measure is defined */
    double mean, sd;
    double low, median, high; /* quantiles: 2.5, 50 and 97.5 percent */
    double z;                 /* (value - mean) / sd; undefined when sd is 0 */
    double p_low, p_high;     /* (1 + runs at most, or at least, as high) / (1 + runs) */
    double p;                 /* two-sided: twice the smaller of these, at most 1 */
} ent_null_value;

typedef struct ent_nulls ent_nulls;

/** Computes measures of a network and of options->runs random networks. `network` must outlive the result.
 *
 *  names    as in ent_measures_run; measures that number groups are left out. For a pair that is not
 *           tied in a run, weight and number of agreements are 0, other measures of ties undefined
 *  errors   those of ent_measures_run; ENT_EUSAGE when the model does not apply to the network, or the
 *           values would not fit in memory
 *  cost     that of one network and one ent_measures_run for each run */
ENT_API ent_status ent_nulls_run(ent_nulls **nulls, const ent_network *network, const char *names,
                         const ent_measures_options *measures, const ent_null_options *options,
                         ent_diags *diags);
/** Frees the result; NULL is allowed. */
ENT_API void ent_nulls_free(ent_nulls *nulls);

/** The number of measures. */
ENT_API size_t ent_nulls_count(const ent_nulls *nulls);
/** The i-th measure: its row, name, and values on the network itself; borrowed from `nulls`. */
ENT_API const ent_result *ent_nulls_result(const ent_nulls *nulls, size_t i);
/** The `at`-th value of a result, with its distribution. */
ENT_API ent_null_value ent_nulls_value(const ent_nulls *nulls, size_t result, size_t at);
/** Appends how the run was made, for footers: "...; null: curveball, 1000 runs from seed 1". */
ENT_API void ent_nulls_describe(const ent_nulls *nulls, ent_buf *out);

/** Draws the network of run number `run` of ent_nulls_run. `network` must outlive it.
 *  errors  ENT_EUSAGE when the model does not apply to the network, ENT_ENOMEM */
ENT_API ent_status ent_null_network(ent_network **null, const ent_network *network,
                            const ent_null_options *options, size_t run, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
