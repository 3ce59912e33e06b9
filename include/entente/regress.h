/* regress.h: regression of a network on attributes of its nodes and of their pairs, tested by permutation:
 * multiple regression quadratic assignment procedure (MRQAP) with double semi-partialling.
 *
 * The pairs of a network are not independent: all pairs of one node share it. The tests therefore permute nodes,
 * and not pairs. Of each term, what the other terms do not explain is permuted, so that the test holds also when
 * terms are correlated. */
#ifndef ENTENTE_REGRESS_H
#define ENTENTE_REGRESS_H

#include "entente/api.h"
#include "entente/dyads.h"
#include "entente/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a term has for a pair of nodes, from a column of the nodes; ENT_TERM_DYAD from values of pairs. */
typedef enum ent_term_kind {
    ENT_TERM_SAME,     /* 1 if both have the same value, else 0 */
    ENT_TERM_ABSDIFF,  /* |a - b| */
    ENT_TERM_SUM,      /* a + b */
    ENT_TERM_SENDER,   /* the value of the node from which the tie runs */
    ENT_TERM_RECEIVER, /* and of the node to which it runs; these two with directions only */
    ENT_TERM_DYAD,
    ENT_TERM_KIND_COUNT
} ent_term_kind;

/** "same", "absdiff", ... in the order of the enum. */
ENT_API ent_names ent_term_kind_names(void);

typedef struct ent_regress_options {
    const char *terms; /* KIND:COLUMN, with ',' or ';' between them, as in "same:region;absdiff:size" */
    const ent_dyad_table *dyads; /* of the terms dyad:COLUMN; NULL: there are none */
    bool binary;       /* explain whether there is a tie (0 or 1), not its weight */
    size_t permutations;
    uint64_t seed;
    size_t workers; /* processes; 0 = one for each core */
} ent_regress_options;

#define ENT_REGRESS_OPTIONS_INIT        \
    {                                   \
        .permutations = 1000, .seed = 1 \
    }

/** A row of the result. */
typedef struct ent_coefficient {
    ent_str name;    /* "(intercept)" or the term; lives as long as the regression */
    double estimate; /* by least squares */
    double beta;     /* in standard deviations; NaN for the intercept */
    double t;        /* estimate / its standard error under independence: what is compared, no test */
    double larger, smaller, two_sided; /* p: (1 + permutations at least as extreme) / (1 + all); NaN for the intercept */
} ent_coefficient;

typedef struct ent_regression ent_regression;

/** Regresses the weights of all pairs of nodes (0 where there is no tie) on the terms. Nodes without a value in a
 *  column of a term are left out. In a directed network the pairs are ordered.
 *  errors  ENT_EUSAGE (two modes; an unknown or constant term; terms that explain each other; more than
 *          ENT_MATRIX_NODES nodes), ENT_EDATA (a value that is no number), ENT_ENOMEM
 *  cost    O(n^2 terms^2) and O(n^2 terms^2) for each permutation
 *  source  Dekker, Krackhardt & Snijders 2007, Psychometrika 72(4), 563-581 */
ENT_API ent_status ent_network_regress(ent_regression **regression, const ent_network *network,
                                       const ent_regress_options *options, ent_diags *diags);
/** Frees a regression; NULL is allowed. */
ENT_API void ent_regression_free(ent_regression *regression);

/** The number of coefficients; the first is the intercept, the others are in the order of the terms. */
ENT_API size_t ent_regression_count(const ent_regression *regression);
/** The i-th coefficient. */
ENT_API ent_coefficient ent_regression_at(const ent_regression *regression, size_t i);

/** Nodes, pairs, share of variance that is explained, the same adjusted for the number of terms, and permutations. */
typedef struct ent_regression_fit {
    size_t nodes, left_out, pairs, permutations;
    double r_squared, adjusted;
} ent_regression_fit;

/** How well the terms fit. */
ENT_API ent_regression_fit ent_regression_fit_of(const ent_regression *regression);

/** Appends how the regression was made, for footers. */
ENT_API void ent_regression_describe(const ent_regression *regression, ent_buf *out);

#ifdef __cplusplus
}
#endif
#endif
