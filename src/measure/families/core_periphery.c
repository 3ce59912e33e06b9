/* core_periphery.c: who is in the core: the discrete model, the rich club. */
#include "measure/families/rows.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* ---- the discrete model ---- */

static int most_ties_first(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? 1 : x > y ? -1 : 0;
}

/* The least degree of the core: moving a node of degree d to a core of s nodes changes the number of pairs against
 * the model by s - d (Lip 2011). Nodes of one degree go together, so that their order is of no influence. */
static ent_status find_core(const ent_work *w, uint32_t *least)
{
    uint32_t *degrees = ent_mem_new((size_t)w->n + 1, sizeof *degrees);

    *least = UINT32_MAX;
    if (!degrees)
        return ent_out_of_memory(w->diags);
    for (uint32_t i = 0; i < w->n; i++)
        degrees[i] = work_degree(w, i);
    if (w->n)
        qsort(degrees, w->n, sizeof *degrees, most_ties_first);
    for (uint32_t first = 0, last; first < w->n; first = last) {
        double count, change;

        for (last = first; last < w->n && degrees[last] == degrees[first];)
            last++;
        count = last - first;
        change = count * first + count * (count - 1) / 2 - count * degrees[first];
        if (change >= 0)
            break;
        *least = degrees[first];
    }
    ent_mem_free(degrees);
    return ENT_OK;
}

static ent_status core(double *values, ent_work *w)
{
    uint32_t least;
    ent_status status = find_core(w, &least);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++)
        values[i] = work_degree(w, i) >= least;
    return status;
}

/* The correlation of two variables of 0 and 1 from the numbers of pairs: tied within the core and the periphery, and
 * all pairs there. */
static ent_status core_fit(double *values, ent_work *w)
{
    uint32_t least;
    ent_status status = find_core(w, &least);
    double size = 0, inside, outside, tied_inside = 0, tied_outside = 0, tied, all;

    if (status != ENT_OK)
        return status;
    for (uint32_t i = 0; i < w->n; i++)
        size += work_degree(w, i) >= least;
    for (uint32_t t = 0; t < w->pair_count; t++) {
        bool a = work_degree(w, w->pairs[t].a) >= least, b = work_degree(w, w->pairs[t].b) >= least;

        tied_inside += a && b;
        tied_outside += !a && !b;
    }
    inside = size * (size - 1) / 2;
    outside = (w->n - size) * (w->n - size - 1) / 2;
    all = inside + outside;
    tied = tied_inside + tied_outside;
    *values = inside > 0 && outside > 0 && tied > 0 && tied < all
                  ? (tied_inside * (outside - tied_outside) - tied_outside * (inside - tied_inside)) /
                        sqrt(inside * outside * tied * (all - tied))
                  : NAN;
    return ENT_OK;
}

/* ---- the rich club ---- */

static ent_status rich_club(double *values, ent_work *w)
{
    double k = w->n ? 2.0 * w->pair_count / w->n : 0, size = 0, tied = 0;

    if (w->argument.len)
        ent_str_number(w->argument, &k);
    for (uint32_t i = 0; i < w->n; i++)
        size += work_degree(w, i) > k;
    for (uint32_t t = 0; t < w->pair_count; t++)
        tied += work_degree(w, w->pairs[t].a) > k && work_degree(w, w->pairs[t].b) > k;
    *values = size > 1 ? tied / (size * (size - 1) / 2) : NAN;
    return ENT_OK;
}

#define LIP "Lip 2011, arXiv:1102.5511; Borgatti & Everett 2000, Social Networks 21(4), 375-395"

const ent_measure ent_measures_core[] = {
    { .name = "core", .also = "core_discrete", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_ONE_MODE | ENT_MEASURE_INTEGER,
      .summary = "1 in the core of Borgatti and Everett's discrete model, 0 in the periphery", .unit = "", .low = 0,
      .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "the core with the fewest pairs against the model, in which all pairs of the core are tied, none of "
                 "the periphery, and those between them do not count; nodes of one degree are on one side",
      .divisor = "", .disconnected = "makes no difference", .two_modes = "undefined", .cost = "O(n log n)",
      .source = LIP, .engine = ENT_NO_IGRAPH, .compute = core },
    { .name = "core_fit", .also = "core_discrete_fit", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_ONE_MODE,
      .summary = "how well the discrete core and periphery fit the ties", .unit = "", .low = -1, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "correlation of being tied with being in the core, over the pairs within the core of the measure core "
                 "and those within its periphery",
      .divisor = "", .disconnected = "undefined where the core, or the periphery, has fewer than two nodes, and where "
                                     "all pairs are alike",
      .two_modes = "undefined", .cost = "O(m + n log n)", .source = LIP, .engine = ENT_NO_IGRAPH,
      .compute = core_fit },
    { .name = "rich_club", .also = "", .scope = ENT_SCOPE_NETWORK, .flags = ENT_MEASURE_ONE_MODE, .parameter = "k",
      .summary = "density among the nodes of high degree", .unit = "", .low = 0, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "ties between nodes of a degree above k / pairs of such nodes; k is the mean degree unless given as "
                 "rich_club:k=NUMBER. High degrees alone make it high: compare with --null degree",
      .divisor = "pairs of nodes of a degree above k",
      .disconnected = "undefined with fewer than two such nodes", .two_modes = "undefined", .cost = "O(m)",
      .source = "Zhou & Mondragon 2004, IEEE Communications Letters 8(3), 180-182; Colizza et al. 2006, Nature "
                "Physics 2, 110-115",
      .engine = ENT_NO_IGRAPH, .compute = rich_club },
    { 0 }
};
