/* null_models.c: draws the networks of the null models. Each is a complete network, with the weights and
 * the evidence of its ties, so that every measure works on it. */
#include "measure/run/null_models.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/pairset.h"
#include "network/rewired.h"
#include "network/weights.h"

static const char *const model_names[] = { "none", "curveball", "degree", "density", "labels" };

static_assert(sizeof model_names / sizeof *model_names == ENT_NULL_COUNT, "a name for each model");

const char *ent_null_name(ent_null_model model)
{
    return model == ENT_RESAMPLED_NODES ? "bootstrap of nodes" : model_names[model];
}

ent_names ent_null_names(void)
{
    return ENT_NAMES(model_names);
}

/* ---- the template ---- */

static ent_status find_modes(null_template *t, ent_diags *diags)
{
    size_t nodes = ent_node_count(t->network);

    t->is_second = ent_mem_new(nodes + 1, sizeof *t->is_second);
    t->first = ent_mem_new(nodes + 1, sizeof *t->first);
    t->second = ent_mem_new(nodes + 1, sizeof *t->second);
    if (!t->is_second || !t->first || !t->second)
        return ent_out_of_memory(diags);
    t->two_mode = ent_network_two_mode(t->network);
    for (uint32_t i = 0; i < nodes; i++) {
        t->is_second[i] = t->two_mode && ent_node_apart(t->network, i);
        if (t->is_second[i])
            t->second[t->second_count++] = i;
        else
            t->first[t->first_count++] = i;
    }
    for (size_t k = 0; k < ent_tie_count(t->network) && t->two_mode; k++) {
        const ent_tie *tie = ent_tie_at(t->network, k);

        if (t->is_second[tie->a] == t->is_second[tie->b])
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "the null model '%s' needs ties between the two modes only; '%.*s' and "
                            "'%.*s' are of one mode and tied",
                            ent_null_name(t->model),
                            ENT_STR_ARG(ent_node_at(t->network, tie->a)->id),
                            ENT_STR_ARG(ent_node_at(t->network, tie->b)->id));
    }
    return ENT_OK;
}

/* The node of the second mode at a tie. */
static uint32_t second_end(const null_template *t, const ent_tie *tie)
{
    return t->is_second[tie->a] ? tie->a : tie->b;
}

static ent_status matrix_of_two_modes(null_template *t, ent_diags *diags)
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
        uint32_t second = second_end(t, tie), first = tie->a == second ? tie->b : tie->a;

        ones[k] = (ent_one){ number[first], number[second] };
    }
    if (status == ENT_OK)
        status = ent_matrix_new(&t->matrix, t->first_count, t->second_count, ones, ties, diags);
    ent_mem_free(ones);
    ent_mem_free(number);
    return status;
}

/* All ties of an agreement have one weight. */
static ent_status find_weights(null_template *t, ent_diags *diags)
{
    if (ent_network_selection(t->network)->network != ENT_NET_TWO_MODE)
        return ENT_OK;
    if ((t->weight = ent_mem_new(ent_node_count(t->network) + 1, sizeof *t->weight)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k < ent_tie_count(t->network); k++) {
        const ent_tie *tie = ent_tie_at(t->network, k);

        t->weight[second_end(t, tie)] = tie->weight;
    }
    return ENT_OK;
}

static ent_status check_selection(const ent_network *network, ent_null_model model,
                                  ent_diags *diags)
{
    const ent_selection *s = ent_network_selection(network);
    const char *problem = NULL;

    if (model == ENT_RESAMPLED_NODES) {
        if (ent_network_two_mode(network))
            problem = "a bootstrap draws nodes of one mode; add --network actors";
        else if (ent_node_count(network) < 2)
            problem = "a bootstrap needs at least two nodes";
    } else if (s->backbone)
        problem = "a null model cannot be compared with a backbone, which has already removed the "
                  "ties that chance explains; omit --backbone or --null";
    else if (model != ENT_NULL_CURVEBALL)
        problem = NULL;
    else if (s->network == ENT_NET_TIES)
        problem = "the null model 'curveball' needs parties and agreements; add --network actors, "
                  "agreements, two-mode or members, or use --null degree";
    else if (s->only && ent_network_two_mode(network))
        problem = "the null model 'curveball' needs a whole two-mode network; omit --only, or add "
                  "--network actors";
    else if (s->ego)
        problem = "the null model 'curveball' needs a whole network; omit --ego";
    else if (s->directed)
        problem = "the null model 'curveball' ties actors by the agreements that they share, which has no direction; use --null "
                  "degree, density or labels, or omit --directed";
    return problem ? ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%s", problem) : ENT_OK;
}

ent_status ent_null_template_init(null_template *t, const ent_network *network, ent_null_model model,
                                  ent_diags *diags)
{
    ent_status status = check_selection(network, model, diags);

    *t = (null_template){ .network = network, .model = model, .directed = ent_network_selection(network)->directed };
    if (status != ENT_OK || (status = find_modes(t, diags)) != ENT_OK ||
        (status = find_weights(t, diags)) != ENT_OK || model != ENT_NULL_CURVEBALL)
        return status;
    if (t->two_mode)
        return matrix_of_two_modes(t, diags);
    status = ent_network_find_incidences(network, diags);
    return status == ENT_OK ? ent_matrix_of(&t->matrix, network, diags) : status;
}

void ent_null_template_destroy(null_template *t)
{
    ent_mem_free(t->weight);
    ent_matrix_destroy(&t->matrix);
    ent_mem_free(t->is_second);
    ent_mem_free(t->first);
    ent_mem_free(t->second);
}

/* ---- ties of one run; the functions return false when memory was refused ---- */

typedef struct drawn_ties {
    ENT_LIST(ent_tie) ties;
    ENT_LIST(ent_evidence) evidence;
} drawn_ties;

static int by_ends(const void *a, const void *b)
{
    uint64_t x = ent_tie_key(a), y = ent_tie_key(b);

    return x < y ? -1 : x > y;
}

static bool copy_ties(drawn_ties *d, const ent_network *n)
{
    size_t ties = ent_tie_count(n), evidence = 0;

    for (size_t i = 0; i < ties; i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        if (tie->first + (size_t)tie->count + tie->uncertain > evidence)
            evidence = tie->first + (size_t)tie->count + tie->uncertain;
    }
    if (!ENT_LIST_GROW(&d->ties, ties + 1) || !ENT_LIST_GROW(&d->evidence, evidence + 1))
        return false;
    for (size_t i = 0; i < ties; i++) {
        const ent_tie *tie = ent_tie_at(n, i);

        d->ties.items[i] = *tie;
        memcpy(d->evidence.items + tie->first, ent_tie_evidence(n, tie),
               (tie->count + (size_t)tie->uncertain) * sizeof *d->evidence.items);
    }
    d->ties.count = ties;
    d->evidence.count = evidence;
    return true;
}

static void put_ends(const null_template *t, ent_tie *tie, uint32_t x, uint32_t y)
{
    tie->a = t->directed || x < y ? x : y;
    tie->b = t->directed || x < y ? y : x;
}

/* The second member of a pair in a set of pairs, which knows no order: targets get numbers beyond those of sources. */
static uint32_t target(const null_template *t, uint32_t node)
{
    return t->directed ? node + (uint32_t)ent_node_count(t->network) : node;
}

/* The numbers below `count` in random order. */
static uint32_t *random_order(uint32_t count, ent_random *random)
{
    uint32_t *order = ent_mem_new((size_t)count + 1, sizeof *order);

    for (uint32_t i = 0; i < count && order; i++)
        order[i] = i;
    if (order)
        ent_random_shuffle(random, order, count);
    return order;
}

/* ---- curveball ---- */

/* The column rule and Newman's add up numbers of agreements; the other rules count agreements. */
static bool uses_sum(const null_template *t)
{
    ent_weight rule = ent_network_selection(t->network)->weight;

    return rule == ENT_WEIGHT_NEWMAN || rule == ENT_WEIGHT_COLUMN;
}

static double weigh(const null_template *t, const ent_matrix *m, uint32_t a, uint32_t b,
                    uint32_t common, double sum)
{
    return ent_weigh(ent_network_selection(t->network)->weight, uses_sum(t) ? sum : common,
                     ent_list_length(&m->row, a), ent_list_length(&m->row, b), m->full);
}

/* A column of the matrix is an agreement, or after these an organization with its members; in a
 * network of agreements it is an actor. */
static ent_evidence evidence_of(const null_template *t, uint32_t record)
{
    size_t acts = ent_act_count(ent_network_dataset(t->network));

    if (ent_network_selection(t->network)->network == ENT_NET_ACTS)
        return (ent_evidence){ .kind = ENT_EVIDENCE_ACTOR, .record = record };
    return record < acts ? (ent_evidence){ .kind = ENT_EVIDENCE_ACT, .record = record }
                         : (ent_evidence){ .kind = ENT_EVIDENCE_ORGANIZATION,
                                           .record = record - (uint32_t)acts };
}

static bool project_row(drawn_ties *d, const null_template *t, const ent_matrix *m, uint32_t row,
                        uint32_t *with, uint32_t *common, double *sum)
{
    uint32_t found = ent_matrix_shared(m, row, with, common, uses_sum(t) ? sum : NULL);
    uint32_t nodes = (uint32_t)ent_node_count(t->network);
    size_t shared = 0;

    while (found && with[found - 1] >= nodes) { /* actors that are not shown are the last rows */
        common[with[--found]] = 0;
        sum[with[found]] = 0;
    }
    for (uint32_t i = 0; i < found; i++)
        shared += common[with[i]];
    if (!ENT_LIST_GROW(&d->ties, found) || !ENT_LIST_GROW(&d->evidence, shared))
        return false;
    for (uint32_t i = 0; i < found; i++) {
        uint32_t other = with[i];
        double weight = weigh(t, m, row, other, common[other], sum[other]);
        uint32_t first = (uint32_t)d->evidence.count;

        if (weight > 0) {
            d->ties.items[d->ties.count++] = (ent_tie){ .a = row,
                                                        .b = other,
                                                        .weight = weight,
                                                        .first = first,
                                                        .count = common[other],
                                                        .chance = NAN };
            d->evidence.count += common[other];
        }
        common[other] = weight > 0 ? first + 1 : 0; /* now: 1 + where its evidence is written */
        sum[other] = 0;
    }
    for (uint32_t k = m->row.start[row]; k < m->row.start[row + 1]; k++) {
        uint32_t column = m->row.item[k];
        const uint32_t *item = m->column.item + m->column.start[column];

        for (uint32_t i = ent_list_length(&m->column, column); i-- && item[i] > row;)
            if (common[item[i]])
                d->evidence.items[common[item[i]]++ - 1] = evidence_of(t, m->record[column]);
    }
    for (uint32_t i = 0; i < found; i++)
        common[with[i]] = 0;
    return true;
}

/* Projects the matrix by the weight rule of the network. */
static bool project(drawn_ties *d, const null_template *t, const ent_matrix *m)
{
    size_t rows = (size_t)m->row.count + 1;
    uint32_t *with = ent_mem_new(rows, sizeof *with), *common = ent_mem_new(rows, sizeof *common);
    double *sum = ent_mem_new(rows, sizeof *sum);
    bool whole = with && common && sum;

    for (uint32_t row = 0; row < ent_node_count(t->network) && whole; row++)
        whole = project_row(d, t, m, row, with, common, sum);
    ent_mem_free(with);
    ent_mem_free(common);
    ent_mem_free(sum);
    return whole;
}

/* Each entry of the matrix is a tie; the ties, with weights and evidence, get their ends at random. */
static bool tie_two_modes(drawn_ties *d, const null_template *t, const ent_matrix *m,
                          ent_random *random)
{
    size_t k = 0;
    uint32_t *order;

    if (!copy_ties(d, t->network) ||
        (order = random_order((uint32_t)d->ties.count, random)) == NULL)
        return false;
    for (uint32_t row = 0; row < m->row.count; row++)
        for (uint32_t i = m->row.start[row]; i < m->row.start[row + 1]; i++)
            put_ends(t, &d->ties.items[order[k++]], t->first[row], t->second[m->row.item[i]]);
    ent_mem_free(order);
    return true;
}

static bool curveball(drawn_ties *d, const null_template *t, ent_random *random)
{
    ent_matrix m = { 0 };
    bool whole = ent_matrix_copy(&m, &t->matrix, NULL) == ENT_OK;

    if (whole) {
        ent_matrix_trade(&m, random);
        whole = t->two_mode ? tie_two_modes(d, t, &m, random) : project(d, t, &m);
    }
    ent_matrix_destroy(&m);
    return whole;
}

ent_status ent_null_draw_weights(double *weights, const null_template *t, ent_random *random,
                                 ent_diags *diags)
{
    size_t rows = (size_t)t->matrix.row.count + 1, k = 0, ties = ent_tie_count(t->network);
    uint32_t *with = ent_mem_new(rows, sizeof *with), *common = ent_mem_new(rows, sizeof *common);
    double *sum = ent_mem_new(rows, sizeof *sum);
    ent_matrix m = { 0 };
    ent_status status = with && common && sum ? ent_matrix_copy(&m, &t->matrix, diags)
                                              : ent_out_of_memory(diags);

    if (status == ENT_OK)
        ent_matrix_trade(&m, random);
    for (uint32_t row = 0; row < m.row.count && status == ENT_OK; row++) {
        uint32_t found = ent_matrix_shared(&m, row, with, common, uses_sum(t) ? sum : NULL);

        for (; k < ties && ent_tie_at(t->network, k)->a == row; k++) {
            uint32_t b = ent_tie_at(t->network, k)->b;

            weights[k] = common[b] ? weigh(t, &m, row, b, common[b], sum[b]) : 0;
        }
        for (uint32_t i = 0; i < found; i++) {
            common[with[i]] = 0;
            sum[with[i]] = 0;
        }
    }
    ent_mem_free(with);
    ent_mem_free(common);
    ent_mem_free(sum);
    ent_matrix_destroy(&m);
    return status;
}

/* ---- degree, density, labels: these change a copy of the ties ---- */

/* Two ties exchange ends. An exchange that would make a loop or a second tie of a pair is refused but
 * counts as a step: otherwise not all networks would have the same probability. */
static bool swap_ends(drawn_ties *d, const null_template *t, ent_random *random)
{
    enum { SWAPS_PER_TIE = 20 };
    uint32_t ties = (uint32_t)d->ties.count;
    ent_pairset taken;

    if (!ent_pairset_init(&taken, ties))
        return false;
    for (uint32_t i = 0; i < ties; i++)
        ent_pairset_add(&taken, d->ties.items[i].a, target(t, d->ties.items[i].b));
    for (uint64_t step = 0; ties > 1 && step < (uint64_t)SWAPS_PER_TIE * ties; step++) {
        ent_tie *x = &d->ties.items[ent_random_below(random, ties)];
        ent_tie *y = &d->ties.items[ent_random_below(random, ties)];
        bool turned = (ent_random_next(random) >> 63) != 0 && !t->directed; /* which end of y */
        uint32_t xa = x->a, xb = x->b, ya = turned ? y->b : y->a, yb = turned ? y->a : y->b;

        if (t->two_mode && t->is_second[xa] != t->is_second[ya]) {
            ya = yb;
            yb = turned ? y->b : y->a;
        }
        if (x == y || xa == yb || ya == xb || ent_pairset_has(&taken, xa, target(t, yb)) ||
            ent_pairset_has(&taken, ya, target(t, xb)))
            continue;
        ent_pairset_remove(&taken, xa, target(t, xb));
        ent_pairset_remove(&taken, ya, target(t, yb));
        put_ends(t, x, xa, yb);
        put_ends(t, y, ya, xb);
        ent_pairset_add(&taken, xa, target(t, yb));
        ent_pairset_add(&taken, ya, target(t, xb));
    }
    ent_pairset_destroy(&taken);
    return true;
}

/* Draws the pairs that are tied, or, when these are more than half of all, the pairs that are not. */
static bool scatter(drawn_ties *d, const null_template *t, ent_random *random)
{
    const uint32_t *others = t->two_mode ? t->second : t->first;
    uint32_t one = t->first_count, two = t->two_mode ? t->second_count : one;
    uint64_t possible = t->two_mode ? (uint64_t)one * two : (uint64_t)one * (one - 1) / (t->directed ? 1 : 2);
    uint64_t wanted = d->ties.count, k = 0;
    bool draw_free = wanted > possible / 2;
    uint64_t draws = draw_free ? possible - wanted : wanted;
    uint32_t *order;
    ent_pairset taken;

    if (!ent_pairset_init(&taken, draws))
        return false;
    if ((order = random_order((uint32_t)wanted, random)) == NULL) {
        ent_pairset_destroy(&taken);
        return false;
    }
    while (draws) {
        uint32_t x = t->first[ent_random_below(random, one)];
        uint32_t y = others[ent_random_below(random, two)];

        if (x == y || ent_pairset_has(&taken, x, target(t, y)))
            continue;
        ent_pairset_add(&taken, x, target(t, y));
        draws--;
        if (!draw_free)
            put_ends(t, &d->ties.items[order[k++]], x, y);
    }
    for (uint32_t i = 0; i < one && draw_free; i++)
        for (uint32_t j = t->two_mode || t->directed ? 0 : i + 1; j < two; j++)
            if (t->first[i] != others[j] && !ent_pairset_has(&taken, t->first[i], target(t, others[j])))
                put_ends(t, &d->ties.items[order[k++]], t->first[i], others[j]);
    ent_mem_free(order);
    ent_pairset_destroy(&taken);
    return true;
}

/* Permutes the nodes of each mode: node i gets the identity of node who[i]. */
static void permute_labels(uint32_t *who, const null_template *t, ent_random *random)
{
    for (int mode = 0; mode < 2; mode++) {
        const uint32_t *nodes = mode ? t->second : t->first;
        uint32_t count = mode ? t->second_count : t->first_count;

        for (uint32_t i = 0; i < count; i++)
            who[nodes[i]] = nodes[i];
        for (uint32_t i = count; i > 1; i--) {
            uint32_t j = ent_random_below(random, i), swap = who[nodes[i - 1]];

            who[nodes[i - 1]] = who[nodes[j]];
            who[nodes[j]] = swap;
        }
    }
}

/* ---- a bootstrap: the ties of nodes drawn with replacement ---- */

void ent_resample_nodes(uint32_t *who, uint32_t nodes, ent_random *random)
{
    for (uint32_t i = 0; i < nodes; i++)
        who[i] = ent_random_below(random, nodes);
}

void ent_resample_pair(uint32_t *a, uint32_t *b, uint32_t nodes, ent_random *random)
{
    *a = ent_random_below(random, nodes);
    *b = ent_random_below(random, nodes - 1);
    *b += *b >= *a;
}

static bool add_resampled(drawn_ties *d, const null_template *t, uint32_t tie, uint32_t a, uint32_t b)
{
    ent_tie copy;

    if (tie == ENT_NONE)
        return true;
    copy = *ent_tie_at(t->network, tie);
    put_ends(t, &copy, a, b);
    return ENT_LIST_PUSH(&d->ties, copy);
}

/* Where each node was drawn: those of v are at[start[v]] to at[start[v + 1]], in order. */
static void find_draws(uint32_t *start, uint32_t *at, const uint32_t *who, uint32_t nodes)
{
    for (uint32_t i = 0; i < nodes; i++)
        start[who[i] + 1]++;
    for (uint32_t v = 0; v < nodes; v++)
        start[v + 1] += start[v];
    for (uint32_t i = nodes; i--;)
        at[--start[who[i] + 1]] = i;
    for (uint32_t v = 0; v < nodes; v++) /* start[v + 1] is now where v starts */
        start[v] = start[v + 1];
    start[nodes] = nodes;
}

static bool resample_ties(drawn_ties *d, const null_template *template, const uint32_t *who, uint32_t *start, uint32_t *at,
                          ent_random *random)
{
    const ent_network *n = template->network;
    uint32_t nodes = (uint32_t)ent_node_count(n), u, v;
    bool whole = true;

    d->ties.count = 0;
    find_draws(start, at, who, nodes);
    for (uint32_t t = 0; t < ent_tie_count(n); t++) {
        const ent_tie *tie = ent_tie_at(n, t);

        for (uint32_t x = start[tie->a]; x < start[tie->a + 1]; x++)
            for (uint32_t y = start[tie->b]; y < start[tie->b + 1]; y++)
                whole = whole && add_resampled(d, template, t, at[x], at[y]);
    }
    for (uint32_t i = 0; i < nodes; i++)
        for (uint32_t y = start[who[i]]; y < start[who[i] + 1]; y++) {
            if (at[y] <= i)
                continue;
            ent_resample_pair(&u, &v, nodes, random);
            whole = whole && add_resampled(d, template, ent_tie_between(n, u, v), i, at[y]);
            if (template->directed)
                whole = whole && add_resampled(d, template, ent_tie_between(n, v, u), at[y], i);
        }
    return whole;
}

/* Also who[i], the node that node i stands for. */
static bool resample(drawn_ties *d, const null_template *t, uint32_t *who, ent_random *random)
{
    uint32_t nodes = (uint32_t)ent_node_count(t->network);
    uint32_t *start = ent_mem_new((size_t)nodes + 2, sizeof *start), *at = ent_mem_new((size_t)nodes + 1, sizeof *at);
    bool whole = start && at && copy_ties(d, t->network);

    if (whole) {
        ent_resample_nodes(who, nodes, random);
        whole = resample_ties(d, t, who, start, at, random);
    }
    ent_mem_free(start);
    ent_mem_free(at);
    return whole;
}

/* ---- one network ---- */

/* A tie of an agreement has the weight and the evidence of this agreement. */
static void restore_evidence(drawn_ties *d, const null_template *t)
{
    for (size_t k = 0; k < d->ties.count && t->weight; k++) {
        ent_tie *tie = &d->ties.items[k];
        uint32_t node = second_end(t, tie), act = ent_node_at(t->network, node)->act;

        tie->weight = t->weight[node];
        if (act != ENT_NONE) /* otherwise an organization: the evidence is a membership */
            d->evidence.items[tie->first].record = act;
    }
}

static bool draw_ties(drawn_ties *d, const null_template *t, uint32_t *who, ent_random *random)
{
    if (t->model == ENT_NULL_CURVEBALL)
        return curveball(d, t, random);
    if (t->model == ENT_RESAMPLED_NODES)
        return resample(d, t, who, random);
    if (t->model == ENT_NULL_LABELS)
        permute_labels(who, t, random);
    return copy_ties(d, t->network) && (t->model == ENT_NULL_DEGREE    ? swap_ends(d, t, random)
                                        : t->model == ENT_NULL_DENSITY ? scatter(d, t, random)
                                                                       : true);
}

ent_status ent_null_draw(ent_network **null, const null_template *t, ent_random *random,
                         ent_diags *diags)
{
    drawn_ties d = { 0 };
    bool moves_nodes = t->model == ENT_NULL_LABELS || t->model == ENT_RESAMPLED_NODES;
    uint32_t *who = moves_nodes ? ent_mem_new(ent_node_count(t->network) + 1, sizeof *who) : NULL;
    bool whole = (who || !moves_nodes) && ENT_LIST_GROW(&d.ties, ent_tie_count(t->network) + 1) &&
                 ENT_LIST_GROW(&d.evidence, 1) && draw_ties(&d, t, who, random);
    ent_status status = ENT_OK;

    *null = NULL;
    if (whole) {
        restore_evidence(&d, t);
        if (d.ties.count && (t->two_mode || t->model != ENT_NULL_CURVEBALL)) /* others are in order */
            qsort(d.ties.items, d.ties.count, sizeof *d.ties.items, by_ends);
        status = ent_network_rewired(null, t->network, &d.ties.items, d.ties.count,
                                     &d.evidence.items, who, diags);
    } else {
        status = ent_out_of_memory(diags);
    }
    ENT_LIST_DESTROY(&d.ties);
    ENT_LIST_DESTROY(&d.evidence);
    ent_mem_free(who);
    return status;
}

ent_status ent_null_network(ent_network **null, const ent_network *network,
                            const ent_null_options *options, size_t run, ent_diags *diags)
{
    ent_random random = ent_random_stream(options->seed, run);
    null_template t;
    ent_status status = ent_null_template_init(&t, network, options->model, diags);

    *null = NULL;
    if (status == ENT_OK)
        status = ent_null_draw(null, &t, &random, diags);
    ent_null_template_destroy(&t);
    return status;
}
