/* null.h: compared to what? Measures of a network beside their values in networks that chance made
 * and that keep some of its properties. */
#ifndef ENTENTE_NULL_H
#define ENTENTE_NULL_H

#include "entente/api.h"
#include "entente/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What chance keeps. Everything else is drawn with equal chances. */
typedef enum ent_null_model {
    ENT_NULL_NONE,
    ENT_NULL_CURVEBALL, /* acts of each party and parties of each act; then projected as before */
    ENT_NULL_DEGREE,    /* partners of each node; weights and acts move with their tie */
    ENT_NULL_DENSITY,   /* the number of ties, their weights and acts */
    ENT_NULL_LABELS,    /* all ties; nodes, with their attributes, are permuted within each mode */
    ENT_NULL_COUNT
} ent_null_model;

ENT_API const char *ent_null_name(ent_null_model model); /* "none", "curveball", ... */
/** The list. */
ENT_API ent_names ent_null_names(void);

typedef struct ent_null_options {
    ent_null_model model;
    size_t runs;
    uint64_t seed;  /* run i has a stream of its own: it is what it is for any number of workers */
    size_t workers; /* processes; 0 = one for each core */
} ent_null_options;

#define ENT_NULL_OPTIONS_INIT                                \
    {                                                        \
        .model = ENT_NULL_CURVEBALL, .runs = 1000, .seed = 1 \
    }

/** One value beside its null distribution. NaN where undefined. */
typedef struct ent_null_value {
    double value; /* of the network itself */
    size_t runs;  /* in which it was defined */
    double mean, sd;
    double low, median, high; /* the 2.5, 50 and 97.5 percent quantiles */
    double z;                 /* (value - mean) / sd; undefined when sd is 0 */
    double p_low, p_high;     /* (1 + runs as low, as high or more so) / (1 + runs) */
    double p;                 /* of both sides: twice the smaller, at most 1 */
} ent_null_value;

typedef struct ent_nulls ent_nulls;

/** Runs measures on a network, and on options->runs networks of the null model.
 *
 *  names    as in ent_measures_run; measures that name groups are left out. Of a pair that is not
 *           tied in a run, weight and acts are 0, other measures of ties undefined.
 *  errors   those of ent_measures_run; ENT_EUSAGE when the model does not go with the network */
ENT_API ent_status ent_nulls_run(ent_nulls **nulls, const ent_network *network, const char *names,
                         const ent_measures_options *measures, const ent_null_options *options,
                         ent_diags *diags);
ENT_API void ent_nulls_free(ent_nulls *nulls);

ENT_API size_t ent_nulls_count(const ent_nulls *nulls);
/** The measure: its row, name, and values on the network itself. */
ENT_API const ent_result *ent_nulls_result(const ent_nulls *nulls, size_t i);
ENT_API ent_null_value ent_nulls_value(const ent_nulls *nulls, size_t result, size_t at);
/** For footers: "null: curveball, 1000 runs from seed 1; ...". */
ENT_API void ent_nulls_describe(const ent_nulls *nulls, ent_buf *out);

/** One network of the null model: run `run` of ent_nulls_run. `network` must outlive it. */
ENT_API ent_status ent_null_network(ent_network **null, const ent_network *network,
                            const ent_null_options *options, size_t run, ent_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
