/* incidence.h: who sits in what, as lists by row and by column, and chance with both margins kept.
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
    uint32_t *record;      /* of each column: the act of a seat, or the actor */
    uint32_t full;         /* columns that are not empty */
    uint64_t *bits;   /* for trades: the lists of the smaller side */
    uint32_t *pool;   /* for trades and transposing */
} ent_matrix;

typedef struct ent_one {
    uint32_t row, column;
} ent_one;

/** From ones, each once, in any order. */
ent_status ent_matrix_new(ent_matrix *matrix, uint32_t rows, uint32_t columns, const ent_one *ones,
                          size_t count, ent_diags *diags);
/** Of a projection: the first rows are its nodes, in their order; behind them are those who have seats
 *  and are not shown, because margins are those of all. */
ent_status ent_matrix_of(ent_matrix *matrix, const ent_network *network, ent_diags *diags);
ent_status ent_matrix_copy(ent_matrix *copy, const ent_matrix *matrix, ent_diags *diags);
/** Makes a copy that traded what its original is again. */
void ent_matrix_reset(ent_matrix *copy, const ent_matrix *matrix);
void ent_matrix_destroy(ent_matrix *matrix);

static inline uint32_t ent_list_length(const ent_lists *lists, uint32_t i)
{
    return lists->start[i + 1] - lists->start[i];
}

/** A matrix with the same margins, each about as likely, by many trades from where it stands
 *  (curveball: Strona et al. 2014; its limit is uniform: Carstens 2015). */
void ent_matrix_trade(ent_matrix *matrix, ent_random *random);

/** The rows behind `row` that share a column with it, in order: how many there are; with[i] shares
 *  common[with[i]] columns, whose weights add up to sum[with[i]] (NULL: not wanted). Arrays of a
 *  length of all rows, zero but at these; the caller puts zero back. */
uint32_t ent_matrix_shared(const ent_matrix *matrix, uint32_t row, uint32_t *with, uint32_t *common,
                           double *sum);

#endif
