/* null.c: see null.h. A run makes a whole network: any measure works on it as on the first, with
 * weights by the same rule and ties that know their acts. Runs are tasks of their own. */
#include "entente/null.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pairset.h"
#include "base/parallel.h"
#include "base/quantile.h"
#include "base/random.h"
#include "measure/rows/rows.h"
#include "measure/graph/graph.h"
#include "network/projection/incidence.h"
#include "network/rewired.h"
#include "network/weights.h"

static const char *const model_names[] = { "none", "curveball", "degree", "density",
                                           "labels" };

const char *ent_null_name(ent_null_model model)
{
    return model_names[model];
}

ent_names ent_null_names(void)
{
    return ENT_NAMES(model_names);
}

/* ---- what does not change from run to run ---- */

typedef struct template_network {
    const ent_network *network;
    ent_null_model model;
    ent_matrix matrix; /* of curveball */
    bool two_mode;
    uint32_t *first, *second; /* of two modes: the nodes of each, rows and columns */
    uint32_t first_count, second_count;
    uint8_t *mode;
    double *weight; /* of actors and acts: what the ties of each act weigh; else NULL */
} template_network;

/* The modes of a network of two: acts, or organizations with members, are the second. */
static ent_status find_modes(template_network *t, ent_diags *diags)
{
    size_t nodes = ent_node_count(t->network);
    bool members = ent_network_selection(t->network)->network == ENT_NET_MEMBERS;

    t->mode = ent_mem_new(nodes + 1, sizeof *t->mode);
    t->first = ent_mem_new(nodes + 1, sizeof *t->first);
    t->second = ent_mem_new(nodes + 1, sizeof *t->second);
    if (!t->mode || !t->first || !t->second)
        return ent_out_of_memory(diags);
    t->two_mode = ent_network_two_mode(t->network);
    for (uint32_t i = 0; i < nodes; i++) {
        ent_node_type type = ent_node_at(t->network, i)->type;

        t->mode[i] =
            t->two_mode && (members ? type == ENT_NODE_ORGANIZATION || type == ENT_NODE_BODY
                                    : type == ENT_NODE_ACT);
        if (t->mode[i])
            t->second[t->second_count++] = i;
        else
            t->first[t->first_count++] = i;
    }
    for (size_t k = 0; k < ent_tie_count(t->network) && t->two_mode; k++) {
        const ent_tie *tie = ent_tie_at(t->network, k);

        if (t->mode[tie->a] == t->mode[tie->b])
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "the null '%s' needs two modes, and '%.*s' and '%.*s' of one mode are "
                            "tied",
                            ent_null_name(t->model),
                            ENT_STR_ARG(ent_node_at(t->network, tie->a)->id),
                            ENT_STR_ARG(ent_node_at(t->network, tie->b)->id));
    }
    return ENT_OK;
}

static ent_status matrix_of_two_modes(template_network *t, ent_diags *diags)
{
    size_t ties = ent_tie_count(t->network), nodes = ent_node_count(t->network);
    ent_one *ones = ent_mem_new(ties + 1, sizeof *ones);
    uint32_t *number = ent_mem_new(nodes + 1, sizeof *number);
    ent_status status = ones && number ? ENT_OK : ent_out_of_memory(diags);

    for (uint32_t i = 0; i < t->first_count && status == ENT_OK; i++)
        number[t->first[i]] = i;
    for (uint32_t i = 0; i < t->second_count && status == ENT_OK; i++)
        number[t->second[i]] = i;
    for (size_t k = 0; k < ties && status == ENT_OK; k++) {
        const ent_tie *tie = ent_tie_at(t->network, k);
        uint32_t a = t->mode[tie->a] ? tie->b : tie->a, b = t->mode[tie->a] ? tie->a : tie->b;

        ones[k] = (ent_one){ number[a], number[b] };
    }
    if (status == ENT_OK)
        status = ent_matrix_new(&t->matrix, t->first_count, t->second_count, ones, ties, diags);
    ent_mem_free(ones);
    ent_mem_free(number);
    return status;
}

/* Between actors and acts a tie's weight and evidence are its act's. */
static ent_status weigh_acts(template_network *t, ent_diags *diags)
{
    if (ent_network_selection(t->network)->network != ENT_NET_TWO_MODE)
        return ENT_OK;
    if ((t->weight = ent_mem_new(ent_node_count(t->network) + 1, sizeof *t->weight)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k < ent_tie_count(t->network); k++) {
        const ent_tie *tie = ent_tie_at(t->network, k);

        t->weight[t->mode[tie->a] ? tie->a : tie->b] = tie->weight;
    }
    return ENT_OK;
}

static void end_template(template_network *t)
{
    ent_mem_free(t->weight);
    ent_matrix_destroy(&t->matrix);
    ent_mem_free(t->mode);
    ent_mem_free(t->first);
    ent_mem_free(t->second);
}

static ent_status begin_template(template_network *t, const ent_network *network,
                                 ent_null_model model, ent_diags *diags)
{
    const ent_selection *s = ent_network_selection(network);
    ent_status status;

    *t = (template_network){ .network = network, .model = model };
    if (s->backbone)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "a backbone is what chance does not make: a null model of it says nothing; "
                        "leave --backbone or --null out");
    if (model == ENT_NULL_CURVEBALL && s->network == ENT_NET_TIES)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the null 'curveball' needs parties and acts; add --network actors, acts, "
                        "two-mode or members, or take --null degree");
    if (model == ENT_NULL_CURVEBALL && s->only && ent_network_two_mode(network))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the null 'curveball' of two modes is of whole networks; leave --only out, or "
                        "add --network actors");
    if (model == ENT_NULL_CURVEBALL && s->ego)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "the null 'curveball' is of whole networks; leave --ego out");
    if ((status = find_modes(t, diags)) != ENT_OK || (status = weigh_acts(t, diags)) != ENT_OK)
        return status;
    if (model == ENT_NULL_CURVEBALL)
        status =
            t->two_mode ? matrix_of_two_modes(t, diags) : ent_matrix_of(&t->matrix, network, diags);
    return status;
}

/* ---- one run ---- */

typedef struct growing {
    ent_tie *ties;
    ent_evidence *evidence;
    size_t count, evidence_count, tie_room, evidence_room;
} growing;

static bool room_for(growing *g, size_t ties, size_t evidence)
{
    return ent_mem_reserve((void **)&g->ties, &g->tie_room, g->count + ties, sizeof *g->ties) &&
           ent_mem_reserve((void **)&g->evidence, &g->evidence_room, g->evidence_count + evidence,
                           sizeof *g->evidence);
}

static void free_growing(growing *g)
{
    ent_mem_free(g->ties);
    ent_mem_free(g->evidence);
}

/* Does a weight follow from what acts add? Others need only their number. */
static bool adds_up(const template_network *t)
{
    ent_weight rule = ent_network_selection(t->network)->weight;

    return rule == ENT_WEIGHT_NEWMAN || rule == ENT_WEIGHT_COLUMN;
}

static double weigh(const template_network *t, const ent_matrix *m, uint32_t a, uint32_t b,
                    uint32_t common, double sum)
{
    return ent_weigh(ent_network_selection(t->network)->weight, adds_up(t) ? sum : common,
                     ent_list_length(&m->row, a), ent_list_length(&m->row, b), m->full);
}

/* What a column of the matrix stands for: an act, or an organization with its members; between acts,
 * an actor. */
static ent_evidence evidence_of(const template_network *t, uint32_t record)
{
    size_t acts = ent_act_count(ent_network_dataset(t->network));

    if (ent_network_selection(t->network)->network == ENT_NET_ACTS)
        return (ent_evidence){ .kind = ENT_EVIDENCE_ACTOR, .record = record };
    return record < acts ? (ent_evidence){ .kind = ENT_EVIDENCE_ACT, .record = record }
                         : (ent_evidence){ .kind = ENT_EVIDENCE_ORGANIZATION,
                                           .record = record - (uint32_t)acts };
}

/* A matrix of the same margins, projected by the rule of the network. */
static ent_status project_row(growing *g, const template_network *t, const ent_matrix *m,
                              uint32_t row, uint32_t *with, uint32_t *common, double *sum)
{
    uint32_t found = ent_matrix_shared(m, row, with, common, adds_up(t) ? sum : NULL);
    uint32_t nodes = (uint32_t)ent_node_count(t->network);
    size_t shared = 0;

    while (found && with[found - 1] >= nodes) { /* who is not shown stands behind all nodes */
        common[with[--found]] = 0;
        sum[with[found]] = 0;
    }
    for (uint32_t i = 0; i < found; i++)
        shared += common[with[i]];
    if (!room_for(g, found, shared))
        return ENT_ENOMEM;
    for (uint32_t i = 0; i < found; i++) {
        uint32_t other = with[i];
        double weight = weigh(t, m, row, other, common[other], sum[other]);

        if (weight > 0)
            g->ties[g->count++] = (ent_tie){ .a = row,
                                             .b = other,
                                             .weight = weight,
                                             .first = (uint32_t)g->evidence_count,
                                             .count = common[other],
                                             .chance = NAN };
        shared = g->evidence_count;
        g->evidence_count += weight > 0 ? common[other] : 0;
        common[other] = weight > 0 ? (uint32_t)shared + 1 : 0; /* from here: where its acts go */
        sum[other] = 0;
    }
    for (uint32_t k = m->row.start[row]; k < m->row.start[row + 1]; k++) {
        uint32_t column = m->row.item[k];
        const uint32_t *item = m->column.item + m->column.start[column];

        for (uint32_t i = ent_list_length(&m->column, column); i-- && item[i] > row;)
            if (common[item[i]])
                g->evidence[common[item[i]]++ - 1] = evidence_of(t, m->record[column]);
    }
    for (uint32_t i = 0; i < found; i++)
        common[with[i]] = 0;
    return ENT_OK;
}

static ent_status project(growing *g, const template_network *t, const ent_matrix *m)
{
    size_t rows = (size_t)m->row.count + 1;
    uint32_t *with = ent_mem_new(rows, sizeof *with), *common = ent_mem_new(rows, sizeof *common);
    double *sum = ent_mem_new(rows, sizeof *sum);
    ent_status status = with && common && sum ? ENT_OK : ENT_ENOMEM;

    for (uint32_t row = 0; row < ent_node_count(t->network) && status == ENT_OK; row++)
        status = project_row(g, t, m, row, with, common, sum);
    ent_mem_free(with);
    ent_mem_free(common);
    ent_mem_free(sum);
    return status;
}

static int by_ends(const void *a, const void *b)
{
    const ent_tie *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static ent_status copy_ties(growing *g, const ent_network *n)
{
    size_t ties = ent_tie_count(n), evidence = 0;

    for (size_t i = 0; i < ties; i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        if (tie->first + (size_t)tie->count + tie->uncertain > evidence)
            evidence = tie->first + (size_t)tie->count + tie->uncertain;
    }
    if (!room_for(g, ties + 1, evidence + 1))
        return ENT_ENOMEM;
    for (size_t i = 0; i < ties; i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        g->ties[i] = *tie;
        memcpy(g->evidence + tie->first, ent_tie_evidence(n, tie),
               (tie->count + (size_t)tie->uncertain) * sizeof *g->evidence);
    }
    g->count = ties;
    g->evidence_count = evidence;
    return ENT_OK;
}

static void put_ends(ent_tie *tie, uint32_t x, uint32_t y)
{
    tie->a = x < y ? x : y;
    tie->b = x < y ? y : x;
}

/* Two modes: each one of the rows is a tie; what a tie weighs and knows is dealt out anew. */
static ent_status curveball_two_modes(growing *g, const template_network *t, const ent_matrix *m,
                                      ent_random *random)
{
    size_t k = 0;
    uint32_t *order;

    if (copy_ties(g, t->network) != ENT_OK ||
        (order = ent_mem_new(g->count + 1, sizeof *order)) == NULL)
        return ENT_ENOMEM;
    for (uint32_t i = 0; i < g->count; i++)
        order[i] = i;
    ent_random_shuffle(random, order, (uint32_t)g->count);
    for (uint32_t row = 0; row < m->row.count; row++)
        for (uint32_t i = m->row.start[row]; i < m->row.start[row + 1]; i++)
            put_ends(&g->ties[order[k++]], t->first[row], t->second[m->row.item[i]]);
    ent_mem_free(order);
    return ENT_OK;
}

/* Between actors and acts: whoever the tie leads to now, its act is its evidence. */
static void settle_acts(growing *g, const template_network *t)
{
    for (size_t k = 0; k < g->count && t->weight; k++) {
        ent_tie *tie = &g->ties[k];
        uint32_t place = t->mode[tie->a] ? tie->a : tie->b;
        uint32_t act = ent_node_at(t->network, place)->act;

        tie->weight = t->weight[place];
        if (act != ENT_NONE) /* else an organization: the row of a membership */
            g->evidence[tie->first].record = act;
    }
}

/* Two ties change partners; where that would tie a node to itself or tie a pair twice they stay,
 * and that they stayed counts as a step: only so is every network as likely. */
static ent_status swap_ends(growing *g, const template_network *t, ent_random *random)
{
    enum { SWAPS = 20 }; /* times the ties */
    uint32_t ties;
    ent_pairset taken;

    if (copy_ties(g, t->network) != ENT_OK || !ent_pairset_init(&taken, g->count))
        return ENT_ENOMEM;
    ties = (uint32_t)g->count;
    for (uint32_t i = 0; i < ties; i++)
        ent_pairset_add(&taken, g->ties[i].a, g->ties[i].b);
    for (uint64_t step = 0; ties > 1 && step < (uint64_t)SWAPS * ties; step++) {
        ent_tie *x = &g->ties[ent_random_below(random, ties)];
        ent_tie *y = &g->ties[ent_random_below(random, ties)];
        bool turned = (ent_random_next(random) >> 63) != 0; /* which end of y */
        uint32_t xa = x->a, xb = x->b, ya = turned ? y->b : y->a, yb = turned ? y->a : y->b;

        if (t->two_mode && t->mode[xa] != t->mode[ya]) {
            ya = yb;
            yb = turned ? y->b : y->a;
        }
        if (x == y || xa == yb || ya == xb || ent_pairset_has(&taken, xa, yb) ||
            ent_pairset_has(&taken, ya, xb))
            continue;
        ent_pairset_remove(&taken, xa, xb);
        ent_pairset_remove(&taken, ya, yb);
        put_ends(x, xa, yb);
        put_ends(y, ya, xb);
        ent_pairset_add(&taken, xa, yb);
        ent_pairset_add(&taken, ya, xb);
    }
    ent_pairset_destroy(&taken);
    return ENT_OK;
}

/* As many pairs as there are ties, any of those possible: drawn one by one, again when taken; the
 * pairs that stay free are drawn instead where most are taken. */
static ent_status scatter(growing *g, const template_network *t, ent_random *random)
{
    uint32_t n = (uint32_t)ent_node_count(t->network), one = t->first_count, two = t->second_count;
    uint64_t possible = t->two_mode ? (uint64_t)one * two : (uint64_t)n * (n - 1) / 2;
    uint64_t wanted = ent_tie_count(t->network), k = 0;
    bool free_ones = wanted > possible / 2;
    uint64_t draws = free_ones ? possible - wanted : wanted;
    uint32_t *order;
    ent_pairset taken;

    if (copy_ties(g, t->network) != ENT_OK || !ent_pairset_init(&taken, draws))
        return ENT_ENOMEM;
    if ((order = ent_mem_new(wanted + 1, sizeof *order)) == NULL) {
        ent_pairset_destroy(&taken);
        return ENT_ENOMEM;
    }
    for (uint32_t i = 0; i < wanted; i++)
        order[i] = i;
    ent_random_shuffle(random, order, (uint32_t)wanted);
    while (draws) {
        uint32_t x =
            t->two_mode ? t->first[ent_random_below(random, one)] : ent_random_below(random, n);
        uint32_t y =
            t->two_mode ? t->second[ent_random_below(random, two)] : ent_random_below(random, n);

        if (x == y || ent_pairset_has(&taken, x, y))
            continue;
        ent_pairset_add(&taken, x, y);
        draws--;
        if (!free_ones)
            put_ends(&g->ties[order[k++]], x, y);
    }
    for (uint32_t i = 0; i < (t->two_mode ? one : n) && free_ones; i++)
        for (uint32_t j = t->two_mode ? 0 : i + 1; j < (t->two_mode ? two : n); j++) {
            uint32_t x = t->two_mode ? t->first[i] : i, y = t->two_mode ? t->second[j] : j;

            if (!ent_pairset_has(&taken, x, y))
                put_ends(&g->ties[order[k++]], x, y);
        }
    ent_mem_free(order);
    ent_pairset_destroy(&taken);
    return ENT_OK;
}

/* Who is who, within each mode. */
static void draw_people(uint32_t *who, const template_network *t, ent_random *random)
{
    for (int mode = 0; mode < 2; mode++) {
        const uint32_t *places = mode ? t->second : t->first;
        uint32_t count = mode ? t->second_count : t->first_count;

        for (uint32_t i = 0; i < count; i++)
            who[places[i]] = places[i];
        for (uint32_t i = count; i > 1; i--) {
            uint32_t j = ent_random_below(random, i), swap = who[places[i - 1]];

            who[places[i - 1]] = who[places[j]];
            who[places[j]] = swap;
        }
    }
}

static ent_status draw_curveball(growing *g, const template_network *t, ent_random *random,
                                 ent_diags *diags)
{
    ent_matrix m;
    ent_status status = ent_matrix_copy(&m, &t->matrix, diags);

    if (status != ENT_OK)
        return status;
    ent_matrix_trade(&m, random);
    status = t->two_mode ? curveball_two_modes(g, t, &m, random) : project(g, t, &m);
    ent_matrix_destroy(&m);
    return status == ENT_OK ? status : ent_out_of_memory(diags);
}

/* The ties of one run in order, and who is who; *who stays NULL when everybody is where they were.
 */
static ent_status draw(growing *g, uint32_t **who, const template_network *t, ent_random *random,
                       ent_diags *diags)
{
    ent_status status;

    if (t->model == ENT_NULL_CURVEBALL)
        status = draw_curveball(g, t, random, diags);
    else
        status = t->model == ENT_NULL_DEGREE    ? swap_ends(g, t, random)
                 : t->model == ENT_NULL_DENSITY ? scatter(g, t, random)
                                                : copy_ties(g, t->network);
    if (status == ENT_OK && t->model == ENT_NULL_LABELS &&
        (*who = ent_mem_new(ent_node_count(t->network) + 1, sizeof **who)) == NULL)
        status = ENT_ENOMEM;
    if (status != ENT_OK)
        return t->model == ENT_NULL_CURVEBALL ? status : ent_out_of_memory(diags);
    if (*who)
        draw_people(*who, t, random);
    settle_acts(g, t);
    if (g->count && (t->two_mode || t->model != ENT_NULL_CURVEBALL))
        qsort(g->ties, g->count, sizeof *g->ties, by_ends);
    return ENT_OK;
}

static ent_status draw_network(ent_network **null, const template_network *t, ent_random *random,
                               ent_diags *diags)
{
    growing g = { 0 };
    uint32_t *who = NULL;
    ent_status status = room_for(&g, ent_tie_count(t->network), 1)
                            ? draw(&g, &who, t, random, diags)
                            : ent_out_of_memory(diags);

    *null = NULL;
    if (status == ENT_OK)
        status = ent_network_rewired(null, t->network, &g.ties, g.count, &g.evidence, who, diags);
    free_growing(&g);
    ent_mem_free(who);
    return status;
}

ent_status ent_null_network(ent_network **null, const ent_network *network,
                            const ent_null_options *options, size_t run, ent_diags *diags)
{
    ent_random random = ent_random_stream(options->seed, run);
    template_network t;
    ent_status status = begin_template(&t, network, options->model, diags);

    *null = NULL;
    if (status == ENT_OK)
        status = draw_network(null, &t, &random, diags);
    end_template(&t);
    return status;
}

/* ---- a distribution ---- */

/* `list` may hold undefined values, and is put in another order. */
static ent_null_value summarize(double value, double *list, size_t count)
{
    ent_null_value v = { value, 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
    static const double p[] = { 0.025, 0.5, 0.975 };
    double sum = 0, squares = 0, low = 1, high = 1, quantiles[3];

    for (size_t i = 0; i < count; i++)
        if (!isnan(list[i])) {
            list[v.runs++] = list[i];
            sum += list[v.runs - 1];
        }
    if (!v.runs)
        return v;
    v.mean = sum / (double)v.runs;
    for (size_t i = 0; i < v.runs; i++) {
        squares += (list[i] - v.mean) * (list[i] - v.mean);
        low += list[i] <= value || work_same(list[i], value);
        high += list[i] >= value || work_same(list[i], value);
    }
    v.sd = v.runs > 1 ? sqrt(squares / (double)(v.runs - 1)) : NAN;
    if (v.sd <= 1e-10 * fabs(v.mean)) /* digits of rounding */
        v.sd = 0;
    ent_quantiles(quantiles, p, 3, list, v.runs);
    v.low = quantiles[0];
    v.median = quantiles[1];
    v.high = quantiles[2];
    if (isnan(value))
        return v;
    v.z = v.sd > 0 ? (value - v.mean) / v.sd : NAN;
    v.p_low = low / (double)(v.runs + 1);
    v.p_high = high / (double)(v.runs + 1);
    v.p = fmin(1, 2 * fmin(v.p_low, v.p_high));
    return v;
}

/* ---- many runs ---- */

enum { MOST_VALUES = 1 << 27 }; /* kept at one time: a GiB */

struct ent_nulls {
    ent_results *observed;
    ent_null_options options;
    size_t *index; /* of each measure that is compared: its number among the observed */
    size_t *start; /* of each: its first value among all */
    size_t count, total;
    ent_null_value *values;
};

typedef struct tally {
    ent_nulls *nulls;
    const template_network *t;
    const char *names;
    ent_measures_options measures;
    double *kept; /* run by run, its values */
    bool weights_only;
} tally;

/* Of the pairs that are tied in the observed network: what numbers[] says of the ties of a run. */
static void add_ties(double *values, const tally *job, const ent_tie *ties, size_t count,
                     const double *numbers, double otherwise)
{
    size_t k = 0;

    for (size_t i = 0; i < ent_tie_count(job->t->network); i++) {
        const ent_tie *tie = ent_tie_at(job->t->network, i);

        while (k < count && by_ends(&ties[k], tie) < 0)
            k++;
        values[i] = k < count && by_ends(&ties[k], tie) == 0 ? numbers[k] : otherwise;
    }
}

/* Weights of a projection alone need no network: those of the observed ties are looked up as the
 * rows are projected. */
static ent_status run_for_weights(const tally *job, double *values, ent_random *random,
                                  ent_diags *diags)
{
    const template_network *t = job->t;
    size_t rows = (size_t)t->matrix.row.count + 1, k = 0, ties = ent_tie_count(t->network);
    uint32_t *with = ent_mem_new(2 * rows, sizeof *with), *common = with + rows;
    double *sum = ent_mem_new(rows, sizeof *sum);
    ent_matrix m = { 0 };
    ent_status status =
        with && sum ? ent_matrix_copy(&m, &t->matrix, diags) : ent_out_of_memory(diags);

    if (status == ENT_OK)
        ent_matrix_trade(&m, random);
    for (uint32_t row = 0; row < m.row.count && status == ENT_OK; row++) {
        uint32_t found = ent_matrix_shared(&m, row, with, common, adds_up(t) ? sum : NULL);

        for (; k < ties && ent_tie_at(t->network, k)->a == row; k++) {
            uint32_t b = ent_tie_at(t->network, k)->b;

            values[k] = common[b] ? weigh(t, &m, row, b, common[b], sum[b]) : 0;
        }
        for (uint32_t i = 0; i < found; i++) {
            common[with[i]] = 0;
            sum[with[i]] = 0;
        }
    }
    ent_mem_free(with);
    ent_mem_free(sum);
    ent_matrix_destroy(&m);
    return status;
}

static ent_status run_for_measures(const tally *job, size_t run, double *values, ent_random *random,
                                   ent_diags *diags)
{
    const ent_nulls *n = job->nulls;
    ent_diags silent = { 0 }; /* what can be said was said of the network itself */
    ent_network *null = NULL;
    ent_results *r = NULL;
    ent_status status = draw_network(&null, job->t, random, diags);

    if (status == ENT_OK &&
        (status = ent_measures_run(&r, null, job->names, &job->measures, &silent)) != ENT_OK)
        ent_fail(diags, status, ENT_NOWHERE, "a measure failed in run %zu of the null model", run);
    for (size_t i = 0; i < n->count && status == ENT_OK; i++) {
        const ent_result *result = ent_result_at(r, n->index[i]);
        const char *name = result->measure->name;

        if (result->measure->scope == ENT_SCOPE_TIE)
            add_ties(values + n->start[i], job, ent_tie_at(null, 0), ent_tie_count(null),
                     result->values,
                     strcmp(name, "tie_weight") == 0 || strcmp(name, "tie_agreements") == 0 ? 0 : NAN);
        else
            memcpy(values + n->start[i], result->values, result->count * sizeof *values);
    }
    ent_results_free(r);
    ent_network_free(null);
    return status;
}

static ent_status run_once(void *ctx, size_t run, ent_buf *out, ent_diags *diags)
{
    const tally *job = ctx;
    ent_random random = ent_random_stream(job->nulls->options.seed, run);
    double *values = ent_mem_new(job->nulls->total + 1, sizeof *values);
    ent_status status;

    if (!values)
        return ent_out_of_memory(diags);
    status = job->weights_only ? run_for_weights(job, values, &random, diags)
                               : run_for_measures(job, run, values, &random, diags);
    if (status == ENT_OK)
        ent_buf_add(out, (const char *)values, job->nulls->total * sizeof *values);
    ent_mem_free(values);
    return status;
}

static ent_status take_run(void *ctx, size_t run, ent_str result, ent_diags *diags)
{
    tally *job = ctx;

    (void)diags;
    memcpy(job->kept + run * job->nulls->total, result.ptr, result.len);
    return ENT_OK;
}

/* A few values of every run at a time: they share a line of memory. */
static ent_status summarize_all(ent_nulls *n, const double *kept, ent_diags *diags)
{
    enum { AT_ONCE = 8 };
    size_t runs = n->options.runs;
    double *lists = ent_mem_new(runs + 1, AT_ONCE * sizeof *lists);
    double *observed = ent_mem_new(n->total + 1, sizeof *observed);
    ent_status status = lists && observed ? ENT_OK : ent_out_of_memory(diags);

    for (size_t i = 0; i < n->count && status == ENT_OK; i++) {
        const ent_result *result = ent_nulls_result(n, i);

        memcpy(observed + n->start[i], result->values, result->count * sizeof *observed);
    }
    for (size_t first = 0; first < n->total && status == ENT_OK; first += AT_ONCE) {
        size_t here = n->total - first < AT_ONCE ? n->total - first : AT_ONCE;

        for (size_t run = 0; run < runs; run++)
            for (size_t k = 0; k < here; k++)
                lists[k * runs + run] = kept[run * n->total + first + k];
        for (size_t k = 0; k < here; k++)
            n->values[first + k] = summarize(observed[first + k], lists + k * runs, runs);
    }
    ent_mem_free(lists);
    ent_mem_free(observed);
    return status;
}

/* Humphries & Gurney 2008: clustering beside its mean by chance, over distance beside its mean. The
 * coefficient of each run is made the same way, so that it has a distribution too. */
static size_t find_measure(const ent_nulls *n, const char *name)
{
    for (size_t i = 0; i < n->count; i++)
        if (strcmp(ent_nulls_result(n, i)->measure->name, name) == 0)
            return n->start[i];
    return SIZE_MAX;
}

static ent_status small_world(ent_nulls *n, const double *kept, ent_diags *diags)
{
    size_t sigma = find_measure(n, ENT_SMALL_WORLD), c = find_measure(n, "transitivity"),
           l = find_measure(n, "mean_distance");
    double *list, scale;

    if (sigma == SIZE_MAX)
        return ENT_OK;
    if ((list = ent_mem_new(n->options.runs + 1, sizeof *list)) == NULL)
        return ent_out_of_memory(diags);
    scale = n->values[l].mean / n->values[c].mean;
    for (size_t run = 0; run < n->options.runs; run++)
        list[run] = kept[run * n->total + c] / kept[run * n->total + l] * scale;
    n->values[sigma] =
        summarize(n->values[c].value / n->values[l].value * scale, list, n->options.runs);
    ent_mem_free(list);
    return ENT_OK;
}

static const char *measure_name(const ent_nulls *n, size_t i)
{
    return ent_nulls_result(n, i)->measure->name;
}

static ent_status compare(ent_nulls *n, const template_network *t, const char *names,
                          const ent_measures_options *measures, ent_diags *diags)
{
    tally job = { n, t, names, *measures, NULL, false };
    ent_parallel runs = { .tasks = n->options.runs,
                          .workers = n->options.workers,
                          .ctx = &job,
                          .run = run_once,
                          .take = take_run };
    ent_status status;

    job.measures.unranked = true;
    job.weights_only = t->model == ENT_NULL_CURVEBALL && !t->two_mode && n->count == 1 &&
                       strcmp(measure_name(n, 0), "tie_weight") == 0;
    if (n->total > MOST_VALUES / n->options.runs)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "%zu values in %zu runs are more than can be kept; ask for fewer measures, "
                        "or for --runs %zu",
                        n->total, n->options.runs, MOST_VALUES / n->total);
    job.kept = ent_mem_new(n->options.runs * n->total + 1, sizeof *job.kept);
    n->values = ent_mem_new(n->total + 1, sizeof *n->values);
    if (!job.kept || !n->values)
        status = ent_out_of_memory(diags);
    else if ((status = ent_parallel_run(&runs, diags)) == ENT_OK &&
             (status = summarize_all(n, job.kept, diags)) == ENT_OK)
        status = small_world(n, job.kept, diags);
    ent_mem_free(job.kept);
    return status;
}

/* Numbers of groups are not compared: a community 3 by chance is not the community 3. */
static ent_status choose(ent_nulls *n, ent_diags *diags)
{
    size_t count = ent_results_count(n->observed);
    ent_buf left_out = { 0 };

    n->index = ent_mem_new(count + 1, sizeof *n->index);
    n->start = ent_mem_new(count + 1, sizeof *n->start);
    if (!n->index || !n->start)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < count; i++) {
        const ent_result *r = ent_result_at(n->observed, i);

        if (r->measure->flags & ENT_MEASURE_CLASS) {
            ent_buf_text(&left_out, left_out.len ? ", " : "");
            ent_buf_str(&left_out, r->name);
            continue;
        }
        n->index[n->count] = i;
        n->start[n->count++] = n->total;
        n->total += r->count;
    }
    if (left_out.len)
        ent_note(diags, ENT_NOWHERE, "numbers of groups are not compared with chance: %s",
                 ent_buf_string(&left_out));
    ent_buf_destroy(&left_out);
    if (!n->total)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "none of these measures can be compared with chance");
    return ENT_OK;
}

static bool names_small_world(const ent_results *r)
{
    return ent_results_find(r, ENT_STR(ENT_SMALL_WORLD)) != NULL;
}

ent_status ent_nulls_run(ent_nulls **nulls, const ent_network *network, const char *names,
                         const ent_measures_options *measures, const ent_null_options *options,
                         ent_diags *diags)
{
    static const ent_measures_options plain = ENT_MEASURES_OPTIONS_INIT;
    ent_nulls *n = ent_mem_new(1, sizeof *n);
    template_network t = { 0 };
    ent_buf all = { 0 };
    ent_status status;

    *nulls = NULL;
    if (!n)
        return ent_out_of_memory(diags);
    n->options = *options;
    ent_buf_text(&all, names ? names : "default");
    if (!options->runs || options->model == ENT_NULL_NONE)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "a null model needs a name and a run");
    else if ((status = begin_template(&t, network, options->model, diags)) == ENT_OK)
        status = ent_measures_run(&n->observed, network, names, measures, diags);
    if (status == ENT_OK && names_small_world(n->observed)) {
        ent_buf_text(&all, ",transitivity,mean_distance"); /* what it is made of */
        ent_results_free(n->observed);
        n->observed = NULL;
        status = ent_measures_run(&n->observed, network, ent_buf_string(&all), measures, diags);
    }
    if (status == ENT_OK)
        status = all.failed ? ent_out_of_memory(diags) : choose(n, diags);
    if (status == ENT_OK)
        status = compare(n, &t, ent_buf_string(&all), measures ? measures : &plain, diags);
    end_template(&t);
    ent_buf_destroy(&all);
    if (status == ENT_OK)
        *nulls = n;
    else
        ent_nulls_free(n);
    return status;
}

void ent_nulls_free(ent_nulls *n)
{
    if (!n)
        return;
    ent_results_free(n->observed);
    ent_mem_free(n->index);
    ent_mem_free(n->start);
    ent_mem_free(n->values);
    ent_mem_free(n);
}

size_t ent_nulls_count(const ent_nulls *n)
{
    return n->count;
}

const ent_result *ent_nulls_result(const ent_nulls *n, size_t i)
{
    return ent_result_at(n->observed, n->index[i]);
}

ent_null_value ent_nulls_value(const ent_nulls *n, size_t result, size_t at)
{
    return n->values[n->start[result] + at];
}

void ent_nulls_describe(const ent_nulls *n, ent_buf *out)
{
    ent_results_describe(n->observed, out);
    ent_buf_format(out, "%snull: %s, %zu runs from seed %llu", out->len ? "; " : "",
                   ent_null_name(n->options.model), n->options.runs,
                   (unsigned long long)n->options.seed);
}
