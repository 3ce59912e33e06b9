/* backbone.h: the statistical tests of ties. */
#ifndef ENTENTE_NETWORK_PROJECTION_BACKBONE_H
#define ENTENTE_NETWORK_PROJECTION_BACKBONE_H

#include "entente/network.h"
#include "network/projection/incidence.h"

/** Tests every tie as the selection says: chance[] its p-value, passed[] whether it stays at its
 *  alpha after the correction; *tests how many tests that was. */
ent_status ent_backbone_test(const ent_network *network, double *chance, bool *passed,
                             size_t *tests, ent_diags *diags);

/** Probabilities of ones whose expected margins are those of `matrix`: the
 *  bipartite configuration model (Saracco et al. 2015). *chance (freed by the caller) holds
 *  *columns numbers for each kind of row; kinds are numbered in kind_of_row and kind_of_column
 *  (arrays of the caller's). */
ent_status ent_backbone_margins(const ent_matrix *matrix, uint32_t *kind_of_row,
                                uint32_t *kind_of_column, double **chance, uint32_t *columns,
                                ent_diags *diags);

#endif
