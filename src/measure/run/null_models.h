/* null_models.h: random networks that keep some properties of a given one (see entente/null.h). */
#ifndef ENTENTE_MEASURE_RUN_NULL_MODELS_H
#define ENTENTE_MEASURE_RUN_NULL_MODELS_H

#include "entente/null.h"

#include "base/random.h"
#include "network/projection/incidence.h"

/** The parts of a null model that are the same in all runs. */
typedef struct null_template {
    const ent_network *network;
    ent_null_model model;
    ent_matrix matrix; /* parties by agreements, for curveball */
    bool two_mode;
    bool directed;    /* then the first end of a tie is its source, and there is one mode */
    uint32_t *first, *second; /* the nodes of each mode; all are in the first when there is one mode */
    uint32_t first_count, second_count;
    bool *is_second; /* by node */
    double *weight;  /* by node: the weight of the ties of an agreement; NULL unless the network has
                        actors and agreements as nodes */
} null_template;

/** Prepares the model; `network` must outlive the template.
 *  errors  ENT_EUSAGE when the model does not apply to the network, ENT_ENOMEM. Destroy it in any
 *          case. */
ent_status ent_null_template_init(null_template *t, const ent_network *network, ent_null_model model,
                                  ent_diags *diags);
void ent_null_template_destroy(null_template *t);

/** Draws one network. errors ENT_ENOMEM */
ent_status ent_null_draw(ent_network **null, const null_template *t, ent_random *random,
                         ent_diags *diags);

/** Draws one projection by curveball and writes only the weights, in it, of the ties of the given
 *  network: 0 where the pair is not tied. Much faster than ent_null_draw. errors ENT_ENOMEM */
ent_status ent_null_draw_weights(double *weights, const null_template *t, ent_random *random,
                                 ent_diags *diags);

/** The draws of a bootstrap: nodes with replacement, and two different nodes. */
void ent_resample_nodes(uint32_t *who, uint32_t nodes, ent_random *random);
void ent_resample_pair(uint32_t *a, uint32_t *b, uint32_t nodes, ent_random *random);

/** A number that orders ties by their ends. */
static inline uint64_t ent_tie_key(const ent_tie *tie)
{
    return (uint64_t)tie->a << 32 | tie->b;
}

#endif
