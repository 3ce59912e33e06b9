/* group_roles.c: how the ties of nodes spread over groups: participation, place within the group, ties
 * inside and outside, the mixing matrix, brokerage. Groups are those of a column; ties to nodes without a
 * value are left out. */
#include "measure/families/rows.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "measure/communities/partition.h"

static double weight_of(const ent_work *w, uint32_t pair, bool weighted)
{
    return weighted ? w->pairs[pair].weight : 1;
}

/* What node i has in each group: part[1 .. count]; returns the whole. */
static double spread(const ent_work *w, const work_column *c, uint32_t i, bool weighted,
                     double *part)
{
    double all = 0;

    memset(part, 0, ((size_t)c->count + 1) * sizeof *part);
    for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++) {
        uint32_t group = c->group[w->neighbor[k]];
        double weight = weight_of(w, w->tie_to[k], weighted);

        part[group] += weight;
        all += group ? weight : 0;
    }
    return all;
}

static ent_status participate(double *values, ent_work *w, bool weighted)
{
    const work_column *c;
    ent_status status = ent_work_column(w, w->argument, &c);
    double *part;

    if (status != ENT_OK)
        return status;
    if ((part = ent_mem_new((size_t)c->count + 1, sizeof *part)) == NULL)
        return ent_out_of_memory(w->diags);
    for (uint32_t i = 0; i < w->n; i++) {
        double all = spread(w, c, i, weighted, part), before = 0, apart = 0;

        for (uint32_t g = 1; g <= c->count; g++) { /* pairs of groups: nothing is subtracted */
            double share = all > 0 ? part[g] / all : 0;

            apart += share * before;
            before += share;
        }
        values[i] = all > 0 ? fmin(2 * apart, 1) : NAN;
    }
    ent_mem_free(part);
    return ENT_OK;
}

static ent_status participation(double *values, ent_work *w)
{
    return participate(values, w, false);
}

static ent_status participation_w(double *values, ent_work *w)
{
    return participate(values, w, true);
}

/* Weight inside the node's own group. */
static double inside(const ent_work *w, const work_column *c, uint32_t i, bool weighted)
{
    double sum = 0;

    for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
        if (c->group[w->neighbor[k]] == c->group[i])
            sum += weight_of(w, w->tie_to[k], weighted);
    return sum;
}

static ent_status within_z(double *values, ent_work *w)
{
    const work_column *c;
    ent_status status = ent_work_column(w, w->argument, &c);
    double *sum, *squares, *count;
    bool made;

    if (status != ENT_OK)
        return status;
    sum = ent_mem_new((size_t)c->count + 1, sizeof *sum);
    squares = ent_mem_new((size_t)c->count + 1, sizeof *squares);
    count = ent_mem_new((size_t)c->count + 1, sizeof *count);
    made = sum && squares && count;
    for (uint32_t i = 0; i < w->n && made; i++) {
        values[i] = inside(w, c, i, false);
        sum[c->group[i]] += values[i];
        count[c->group[i]]++;
    }
    for (uint32_t i = 0; i < w->n && made; i++) {
        double off = values[i] - sum[c->group[i]] / count[c->group[i]];

        squares[c->group[i]] += off * off;
    }
    for (uint32_t i = 0; i < w->n && made; i++) {
        uint32_t g = c->group[i];
        double spread_of = sqrt(squares[g] / count[g]);

        values[i] = g && spread_of > 1e-12 ? (values[i] - sum[g] / count[g]) / spread_of : NAN;
    }
    ent_mem_free(sum);
    ent_mem_free(squares);
    ent_mem_free(count);
    return made ? ENT_OK : ent_out_of_memory(w->diags);
}

static ent_status ei(double *values, ent_work *w)
{
    const work_column *c;
    ent_status status = ent_work_column(w, w->argument, &c);

    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        double in = inside(w, c, i, false), all = 0;

        for (uint32_t k = w->start[i]; k < w->start[i + 1]; k++)
            all += c->group[w->neighbor[k]] != 0;
        values[i] = c->group[i] && all > 0 ? (all - 2 * in) / all : NAN;
    }
    return status;
}

static ent_status ei_index(double *values, ent_work *w)
{
    const work_column *c;
    ent_status status = ent_work_column(w, w->argument, &c);
    double in = 0, all = 0;

    for (uint32_t t = 0; t < w->pair_count && status == ENT_OK; t++) {
        uint32_t a = c->group[w->pairs[t].a], b = c->group[w->pairs[t].b];

        all += a && b;
        in += a && a == b;
    }
    *values = all > 0 ? (all - 2 * in) / all : NAN;
    return status;
}

/* Which two groups is in the work: the run asks once for each pair of them. */
static ent_status mix(double *values, ent_work *w, bool weighted)
{
    const char *colon = memchr(w->argument.ptr, ':', w->argument.len);
    ent_str column = { w->argument.ptr, (size_t)(colon - w->argument.ptr) };
    const work_column *c;
    ent_status status = ent_work_column(w, column, &c);
    double sum = 0;

    for (uint32_t t = 0; t < w->m && status == ENT_OK; t++) {
        uint32_t a = c->group[w->ties[t].a], b = c->group[w->ties[t].b];

        if ((a == w->group_a && b == w->group_b) ||
            (!w->directed && a == w->group_b && b == w->group_a))
            sum += weighted ? w->ties[t].weight : 1;
    }
    *values = sum;
    return status;
}

static ent_status mixing(double *values, ent_work *w)
{
    return mix(values, w, false);
}

static ent_status mixing_w(double *values, ent_work *w)
{
    return mix(values, w, true);
}

/* ---- brokerage ---- */

enum { COORDINATOR, CONSULTANT, GATEKEEPER, REPRESENTATIVE, LIAISON, ANY_ROLE };

static int role_of(uint32_t from, uint32_t broker, uint32_t to)
{
    return from == broker && broker == to ? COORDINATOR
           : from == to                   ? CONSULTANT
           : broker == to                 ? GATEKEEPER
           : from == broker               ? REPRESENTATIVE
                                          : LIAISON;
}

/* Counts the open paths i -> j -> k in which j has the role. */
static ent_status broker(double *values, ent_work *w, int role)
{
    const work_column *c;
    ent_status status = ent_work_column(w, w->argument, &c);
    bool *tied = ent_mem_new((size_t)w->n + 1, sizeof *tied);
    const work_rows *out = &w->out;

    if (status == ENT_OK && !tied)
        status = ent_out_of_memory(w->diags);
    for (uint32_t j = 0; j < w->n && status == ENT_OK; j++)
        values[j] = c->group[j] ? 0 : NAN;
    for (uint32_t i = 0; i < w->n && status == ENT_OK; i++) {
        for (uint32_t a = out->start[i]; a < out->start[i + 1]; a++)
            tied[out->to[a]] = true;
        for (uint32_t a = out->start[i]; a < out->start[i + 1] && c->group[i]; a++) {
            uint32_t j = out->to[a];

            for (uint32_t b = out->start[j]; b < out->start[j + 1] && c->group[j]; b++) {
                uint32_t k = out->to[b];

                if (k != i && !tied[k] && c->group[k])
                    values[j] += role == ANY_ROLE || role_of(c->group[i], c->group[j], c->group[k]) == role;
            }
        }
        for (uint32_t a = out->start[i]; a < out->start[i + 1]; a++)
            tied[out->to[a]] = false;
    }
    ent_mem_free(tied);
    return status;
}

#define BROKER(name, role)                                  \
    static ent_status name(double *values, ent_work *w)     \
    {                                                       \
        return broker(values, w, role);                     \
    }
BROKER(brokerage, ANY_ROLE)
BROKER(brokerage_coordinator, COORDINATOR)
BROKER(brokerage_consultant, CONSULTANT)
BROKER(brokerage_gatekeeper, GATEKEEPER)
BROKER(brokerage_representative, REPRESENTATIVE)
BROKER(brokerage_liaison, LIAISON)

/* A row of brokerage; `path` says which groups i, j and k are of. */
#define BROKERAGE_ROW(name_, also_, summary_, path, compute_)                                                \
    { .name = name_, .also = also_, .scope = ENT_SCOPE_NODE,                                                 \
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_ARCS | ENT_MEASURE_INTEGER | ENT_MEASURE_ONE_MODE,           \
      .summary = summary_, .unit = "paths", .low = 0, .high = INFINITY, .weight = ENT_MEANS_NOTHING,         \
      .formula = "number of paths i -> j -> k through the node j without a tie from i to k" path             \
                 "; without directions each tie runs both ways, so that a path counts in both; paths with "  \
                 "nodes without a value are left out",                                                       \
      .divisor = "", .disconnected = "isolates 0", .two_modes = "undefined",                                 \
      .cost = "O(sum of degrees squared)",                                                                   \
      .source = "Gould & Fernandez 1989, Sociological Methodology 19, 89-126", .engine = ENT_NO_IGRAPH,      \
      .compute = compute_ }

#define GUIMERA "Guimera & Amaral 2005, Nature 433, 895-900"
#define KRACKHARDT_STERN "Krackhardt & Stern 1988, Social Psychology Quarterly 51(2), 123-140"
#define LEFT_OUT "; ties to nodes without a value are left out"
#define ANY_TWO_MODES "defined; both modes are in the groups"
#define NO_TIES "undefined for nodes without ties"

const ent_measure ent_measures_roles[] = {
    { .name = "participation:COLUMN", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_COLUMN, .summary = "how evenly its ties spread over the groups",
      .unit = "", .low = 0, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "1 - sum over groups of (ties into the group / ties)^2: 0 when all go into one "
                 "group, 1 - 1/groups at most" LEFT_OUT,
      .divisor = "", .disconnected = NO_TIES, .two_modes = ANY_TWO_MODES, .cost = "O(m)",
      .source = GUIMERA, .engine = ENT_NO_IGRAPH,
      .compute = participation },
    { .name = "participation_w:COLUMN", .also = "", .scope = ENT_SCOPE_NODE,
      .flags = ENT_MEASURE_COLUMN, .summary = "participation:COLUMN, by weight", .unit = "",
      .low = 0, .high = 1, .weight = ENT_MEANS_STRENGTH,
      .formula = "1 - sum over groups of (weight into the group / strength)^2" LEFT_OUT,
      .divisor = "", .disconnected = NO_TIES, .two_modes = ANY_TWO_MODES, .cost = "O(m)",
      .source = GUIMERA, .engine = ENT_NO_IGRAPH,
      .compute = participation_w },
    { .name = "within_z:COLUMN", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_COLUMN,
      .summary = "ties within its group, against the others there", .unit = "standard deviations",
      .low = -INFINITY, .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "(ties into its own group - their mean over the group) / their standard "
                 "deviation, over all of the group",
      .divisor = "the standard deviation (of the group as a whole, not of a sample)",
      .disconnected = "isolates count; undefined where all in a group have as many",
      .two_modes = ANY_TWO_MODES, .cost = "O(m)", .source = GUIMERA, .engine = ENT_NO_IGRAPH,
      .compute = within_z },
    { .name = "ei:COLUMN", .also = "", .scope = ENT_SCOPE_NODE, .flags = ENT_MEASURE_COLUMN,
      .summary = "ties outside its group against those inside", .unit = "", .low = -1, .high = 1,
      .weight = ENT_MEANS_NOTHING,
      .formula = "(ties to other groups - ties to its own) / ties" LEFT_OUT,
      .divisor = "ties", .disconnected = NO_TIES, .two_modes = ANY_TWO_MODES, .cost = "O(m)",
      .source = KRACKHARDT_STERN, .engine = ENT_NO_IGRAPH,
      .compute = ei },
    { .name = "ei_index:COLUMN", .also = "e_i", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN, .summary = "ties between groups against those within",
      .unit = "", .low = -1, .high = 1, .weight = ENT_MEANS_NOTHING,
      .formula = "(ties between groups - ties within) / ties" LEFT_OUT, .divisor = "ties",
      .disconnected = "undefined without ties", .two_modes = ANY_TWO_MODES, .cost = "O(m)",
      .source = KRACKHARDT_STERN, .engine = ENT_NO_IGRAPH,
      .compute = ei_index },
    { .name = "mixing:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_EACH | ENT_MEASURE_ARCS | ENT_MEASURE_INTEGER,
      .summary = "ties between each two groups: the mixing matrix", .unit = "ties", .low = 0,
      .high = INFINITY, .weight = ENT_MEANS_NOTHING,
      .formula = "number of ties between a node of the one group and a node of the other, a value "
                 "for each pair of groups: mixing:region:Africa|Asia; with directions from the "
                 "first to the second" LEFT_OUT,
      .divisor = "", .disconnected = "makes no difference", .two_modes = ANY_TWO_MODES,
      .cost = "O(m) a pair of groups", .source = "Newman 2003, Physical Review E 67, 026126",
      .engine = ENT_NO_IGRAPH,
      .compute = mixing },
    { .name = "mixing_w:COLUMN", .also = "", .scope = ENT_SCOPE_NETWORK,
      .flags = ENT_MEASURE_COLUMN | ENT_MEASURE_EACH | ENT_MEASURE_ARCS,
      .summary = "mixing:COLUMN, by weight", .unit = "weight", .low = 0, .high = INFINITY,
      .weight = ENT_MEANS_STRENGTH,
      .formula = "sum of the weights of those ties" LEFT_OUT, .divisor = "",
      .disconnected = "makes no difference", .two_modes = ANY_TWO_MODES,
      .cost = "O(m) a pair of groups", .source = "Newman 2003, Physical Review E 67, 026126",
      .engine = ENT_NO_IGRAPH,
      .compute = mixing_w },
    BROKERAGE_ROW("brokerage:COLUMN", "", "open paths between others that the node mediates", "", brokerage),
    BROKERAGE_ROW("brokerage_coordinator:COLUMN", "", "open paths within its own group that the node mediates",
                  ", all three of one group", brokerage_coordinator),
    BROKERAGE_ROW("brokerage_consultant:COLUMN", "brokerage_itinerant",
                  "open paths within another group that the node mediates",
                  ", i and k of one group, j of another", brokerage_consultant),
    BROKERAGE_ROW("brokerage_gatekeeper:COLUMN", "", "open paths from other groups into its own",
                  ", j and k of one group, i of another", brokerage_gatekeeper),
    BROKERAGE_ROW("brokerage_representative:COLUMN", "", "open paths from its own group to others",
                  ", i and j of one group, k of another", brokerage_representative),
    BROKERAGE_ROW("brokerage_liaison:COLUMN", "", "open paths between two groups that are not its own",
                  ", all three of different groups", brokerage_liaison),
    { 0 }
};
