/* holes.c: Burt's structural holes: how far a node's partners are tied among themselves. */
#include "measure/work.h"

#include <math.h>

static ent_status constrain(double *values, ent_work *w, bool weighted)
{
    igraph_vector_t result = { 0 };
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    if ((status = ent_work_igraph(w)) != ENT_OK)
        return status;
    ent_ig_begin(&scope, w->diags);
    if ((err = igraph_vector_init(&result, 0)) == IGRAPH_SUCCESS &&
        (err = igraph_constraint(&w->ig, &result, igraph_vss_all(),
                                 weighted ? &w->weights : NULL)) == IGRAPH_SUCCESS)
        for (uint32_t i = 0; i < w->n; i++)
            values[i] = work_degree(w, i) ? VECTOR(result)[i] : NAN;
    igraph_vector_destroy(&result);
    return ent_ig_end(&scope, err, "constraint");
}

static ent_status constraint(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return constrain(values, w, false);
}

static ent_status constraint_w(double *values, ent_work *w, ent_str argument)
{
    (void)argument;
    return constrain(values, w, true);
}

static ent_status effective_size(double *values, ent_work *w, ent_str argument)
{
    ent_status status = ent_work_triangles(w);

    (void)argument;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double k = work_degree(w, i);

        values[i] = k > 0 ? k - 2 * w->triangles[i] / k : NAN;
    }
    return status;
}

static ent_status efficiency(double *values, ent_work *w, ent_str argument)
{
    ent_status status = effective_size(values, w, argument);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] /= work_degree(w, i);
    return status;
}

#define BURT "Burt 1992, Structural Holes, ch. 2"
#define BORGATTI "Borgatti 1997, Connections 20(1), 35-38"
#define NO_TIES "within the node's own partners; undefined for isolates"
#define ONE_MODE "undefined: partners of one mode are never tied among themselves"

const ent_measure ent_measures_holes[] = {
    { .name = "constraint", .also = "burt", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ONE_MODE,
      .summary = "how far its ties lead back to the same partners", .unit = "", .low = 0,
      .high = 1.125, .weight = ENT_MEANS_NOTHING,
      .formula = "sum over partners j of (p_ij + sum over q of p_iq p_qj)^2, p_ij = 1/degree of i",
      .divisor = "", .disconnected = NO_TIES, .two_modes = ONE_MODE,
      .cost = "O(sum of squared degrees)", .source = BURT, .compute = constraint },
    { .name = "constraint_w", .also = "constraint_weighted", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE, .summary = "constraint, strong ties taking more of the node",
      .unit = "", .low = 0, .high = 2, .weight = ENT_MEANS_STRENGTH,
      .formula = "sum over partners j of (p_ij + sum over q of p_iq p_qj)^2, p_ij = weight of the "
                 "tie / strength of i",
      .divisor = "", .disconnected = NO_TIES, .two_modes = ONE_MODE,
      .cost = "O(sum of squared degrees)", .source = BURT, .compute = constraint_w },
    { .name = "effective_size", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ONE_MODE,
      .summary = "partners, less the ties among them", .unit = "nodes", .low = 1, .high = INFINITY,
      .weight = ENT_MEANS_NOTHING,
      .formula = "k - 2t/k, k the degree, t the ties among its partners", .divisor = "",
      .disconnected = NO_TIES, .two_modes = ONE_MODE, .cost = "O(sum of squared degrees)",
      .source = BORGATTI, .compute = effective_size },
    { .name = "efficiency", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_ONE_MODE,
      .summary = "effective_size as a share of its partners", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING, .formula = "effective_size / k", .divisor = "k, the degree",
      .disconnected = NO_TIES, .two_modes = ONE_MODE, .cost = "O(sum of squared degrees)",
      .source = BORGATTI, .compute = efficiency },
    { 0 }
};
