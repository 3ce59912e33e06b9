/* blockmodel.h: the nodes of a network in blocks of one position each, the densities of ties between the blocks, and
 * their image: which blocks are tied (White, Boorman & Breiger 1976). */
#ifndef ENTENTE_BLOCKMODEL_H
#define ENTENTE_BLOCKMODEL_H

#include "entente/api.h"
#include "entente/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_blockmodel_options {
    const char *by;  /* a measure of nodes that numbers groups, as in "concor:depth=2" or "community:walktrap=4", or a
                      * column of the nodes; NULL = "concor" */
    double cut;      /* blocks are tied from this density on; 0 = from that of the network (alpha) */
    bool weighted;   /* a density is the mean weight of the pairs of two blocks, not the share that is tied */
    ent_measures_options measures;
} ent_blockmodel_options;

#define ENT_BLOCKMODEL_OPTIONS_INIT { .measures = ENT_MEASURES_OPTIONS_INIT }

typedef struct ent_blockmodel ent_blockmodel;

/** Puts the nodes into blocks and computes densities and image. `network` must outlive the result.
 *  errors  ENT_EUSAGE (two modes; no such measure or column), those of ent_measures_run, ENT_ENOMEM */
ENT_API ent_status ent_blockmodel_run(ent_blockmodel **model, const ent_network *network,
                                      const ent_blockmodel_options *options, ent_diags *diags);
/** Frees the result; NULL is allowed. */
ENT_API void ent_blockmodel_free(ent_blockmodel *model);

/** The number of blocks. */
ENT_API size_t ent_blockmodel_count(const ent_blockmodel *model);
/** The block of a node; SIZE_MAX for a node without a value in the column. */
ENT_API size_t ent_blockmodel_of(const ent_blockmodel *model, size_t node);
/** The name of a block: a number, or the value of the column; lives as long as the model. */
ENT_API ent_str ent_blockmodel_name(const ent_blockmodel *model, size_t block);
/** The number of its nodes. */
ENT_API size_t ent_blockmodel_size(const ent_blockmodel *model, size_t block);
/** The density of ties from one block to another; NaN where there is no pair of two nodes. */
ENT_API double ent_blockmodel_density(const ent_blockmodel *model, size_t from, size_t to);
/** 1 where the density reaches the cut, else 0; NaN where there is no pair of two nodes. */
ENT_API double ent_blockmodel_image(const ent_blockmodel *model, size_t from, size_t to);
/** The density from which blocks are tied. */
ENT_API double ent_blockmodel_cut(const ent_blockmodel *model);
/** The share of the variance of ties (or weights) between pairs that the densities explain (R squared). */
ENT_API double ent_blockmodel_fit(const ent_blockmodel *model);
/** Appends how the model was made, for footers: "blocks by concor; ...". */
ENT_API void ent_blockmodel_describe(const ent_blockmodel *model, ent_buf *out);

#ifdef __cplusplus
}
#endif
#endif
