/* incidence.h: the incidence matrix of actors and agreements, and random ones with the same margins.
 *
 * Rows are the nodes that a projection ties, columns what they share: actors and acts, or acts and
 * actors. Lists are sorted, and columns are in the order of ids: sums over them come out the same
 * to the last digit as those of the builder. */
#ifndef ENTENTE_NETWORK_PROJECTION_INCIDENCE_H
#define ENTENTE_NETWORK_PROJECTION_INCIDENCE_H

#include "base/random.h"
#include "entente/network.h"

typedef struct ent_lists {
    uint32_t count;
    uint32_t *start; /* list i stands at start[i] .. start[i + 1] of item */
    uint32_t *item;
} ent_lists;

typedef struct ent_matrix {
    ent_lists row, column;
    double *weight;        /* of each column: what it adds to the tie of two of its rows */
    uint32_t *record;      /* of each column: the agreement, the number of agreements + the
                              organization, or the actor */
    uint32_t full;         /* columns that are not empty */
    uint64_t *bits;   /* for trades: the lists of the smaller side */
    uint32_t *pool;   /* for trades and transposing */
} ent_matrix;

typedef struct ent_one {
    uint32_t row, column;
} ent_one;

/* Words of 64 bits that hold so many bits. */
#define ENT_WORDS(bits) (((size_t)(bits) + 63) / 64)

/** From ones, each once, in any order. */
ENT_SHARED ent_status ent_matrix_new(ent_matrix *matrix, uint32_t rows, uint32_t columns, const ent_one *ones,
                          size_t count, ent_diags *diags);
/** Of a projection: the first rows are its nodes, in their order; then come the actors that are not
 *  shown, because margins include them. */
ENT_SHARED ent_status ent_matrix_of(ent_matrix *matrix, const ent_network *network, ent_diags *diags);
ENT_SHARED ent_status ent_matrix_copy(ent_matrix *copy, const ent_matrix *matrix, ent_diags *diags);
/** Resets a copy that was traded to its original. */
void ent_matrix_reset(ent_matrix *copy, const ent_matrix *matrix);
ENT_SHARED void ent_matrix_destroy(ent_matrix *matrix);

static inline uint32_t ent_list_length(const ent_lists *lists, uint32_t i)
{
    return lists->start[i + 1] - lists->start[i];
}

/** Sets `to` to the transpose of `from`; both have their sizes already. `at`: space for a number for each
 *  list of `to`. */
void ent_lists_transpose(const ent_lists *from, ent_lists *to, uint32_t *at);

/** Changes the matrix by many trades into another of the same margins, each about as likely
 *  (curveball: Strona et al. 2014; its limit is uniform: Carstens 2015). */
ENT_SHARED void ent_matrix_trade(ent_matrix *matrix, ent_random *random);

/** The number of rows after `row` that share a column with it, in order; with[i] shares
 *  common[with[i]] columns, whose weights add up to sum[with[i]] (NULL: not computed). The arrays have
 *  the length of all rows and are zero elsewhere; the caller resets them. */
ENT_SHARED uint32_t ent_matrix_shared(const ent_matrix *matrix, uint32_t row, uint32_t *with, uint32_t *common,
                           double *sum);

#endif
