/* mrqap.c: see regress.h. With Z the other terms and the intercept, and e what Z leaves of a term x, the
 * coefficient of x is e.y / e.e, y less what Z explains of it (Frisch, Waugh and Lovell). A permutation of e has to
 * be freed of Z again, which takes products with an orthonormal basis of Z and no further solving. */
#include "entente/regress.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/parts.h"
#include "base/random.h"

enum { PER_TASK = 50, MOST_TERMS = 30 };

typedef struct term {
    ent_str name;    /* as it was given */
    ent_term_kind kind;
    const char *column;
    double *x;       /* of each pair */
    double *rest;    /* of the matrix of nodes: what the other terms do not explain of x */
    double *basis;   /* of the other terms: orthonormal vectors, one after the other */
    double *y;       /* what they do not explain of y */
    double rest_square, y_square;
    double estimate, t;
    size_t larger, smaller, outside;
} term;

struct ent_regression {
    ent_arena arena;
    const ent_network *network;
    ent_regress_options options;
    bool directed;
    uint32_t n;           /* nodes that take part */
    uint32_t *node;       /* their numbers in the network */
    uint32_t *place;      /* and back; ENT_NONE: left out */
    size_t pairs, taken;
    double *y, mean, spread; /* spread: sum of squared deviations */
    term terms[MOST_TERMS];
    size_t count;
    double intercept, intercept_t, left; /* left: the sum of squares that the terms do not explain */
};

ent_names ent_term_kind_names(void)
{
    static const char *const names[] = { "same", "absdiff", "sum", "sender", "receiver", "dyad" };

    return ENT_NAMES(names);
}

/* ---- pairs ---- */

/* Calls for each pair, in order: i < j, or with directions every i and j. */
#define EACH_PAIR(r, i, j)                                                                       \
    for (uint32_t i = 0; i < (r)->n; i++)                                                        \
        for (uint32_t j = (r)->directed ? 0 : i + 1; j < (r)->n; j++)                            \
            if (i != j)

static double *new_vector(ent_regression *r)
{
    return ent_arena_new(&r->arena, r->pairs + 1, sizeof(double));
}

static double dot(const double *a, const double *b, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += a[i] * b[i];
    return sum;
}

/* ---- terms ---- */

static ent_status read_term(ent_regression *r, ent_str text, ent_diags *diags)
{
    const char *colon = memchr(text.ptr, ':', text.len);
    ent_str word = { text.ptr, colon ? (size_t)(colon - text.ptr) : text.len };
    size_t kind = ent_names_find(ent_term_kind_names(), word);
    term *t = &r->terms[r->count];

    if (kind == SIZE_MAX)
        return ent_fail_unknown(diags, ENT_NOWHERE, "term", word, ent_term_kind_names(), NULL);
    if (!colon || word.len + 1 == text.len)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "'%.*s': expected %.*s:COLUMN", ENT_STR_ARG(text),
                        ENT_STR_ARG(word));
    if (r->count == MOST_TERMS)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "more than %d terms", MOST_TERMS);
    if (!r->directed && (kind == ENT_TERM_SENDER || kind == ENT_TERM_RECEIVER))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "'%.*s': this network has no directions; add --directed, or take sum:%.*s", ENT_STR_ARG(text),
                        (int)(text.len - word.len - 1), colon + 1);
    t->kind = (ent_term_kind)kind;
    t->name = ent_arena_str(&r->arena, text);
    t->column = t->name.ptr ? t->name.ptr + word.len + 1 : NULL; /* the arena's copies end with a NUL */
    if (!t->name.ptr)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k < r->count; k++)
        if (ent_str_eq(r->terms[k].name, t->name))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "the term '%.*s' is given twice", ENT_STR_ARG(text));
    r->count++;
    return ENT_OK;
}

static ent_status read_terms(ent_regression *r, ent_diags *diags)
{
    ent_str rest = ent_str_of(r->options.terms), item;
    ent_status status = ENT_OK;

    while (status == ENT_OK && ent_str_next_item(&rest, &item))
        status = read_term(r, item, diags);
    if (status == ENT_OK && !r->count)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "no terms; expected KIND:COLUMN, as in same:region");
    return status;
}

/* ---- nodes ---- */

/* Leaves out nodes without a value in the column of some term. */
static ent_status choose_nodes(ent_regression *r, ent_diags *diags)
{
    size_t all = ent_node_count(r->network);
    const char *lacking = NULL;

    r->node = ent_arena_new(&r->arena, all + 1, sizeof *r->node);
    r->place = ent_arena_new(&r->arena, all + 1, sizeof *r->place);
    if (!r->node || !r->place)
        return ent_out_of_memory(diags);
    for (size_t i = 0; i < all; i++) {
        bool whole = true;

        for (size_t k = 0; k < r->count; k++)
            if (r->terms[k].kind != ENT_TERM_DYAD && !ent_node_attribute(r->network, i, r->terms[k].column).len) {
                whole = false;
                lacking = r->terms[k].column;
            }
        r->place[i] = whole ? r->n : ENT_NONE;
        if (whole)
            r->node[r->n++] = (uint32_t)i;
    }
    if (r->n < 4)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%u nodes have a value in every column of the terms%s%s; "
                        "a regression needs at least 4", r->n, lacking ? ": most lack " : "", lacking ? lacking : "");
    if (r->n > ENT_MATRIX_NODES)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%u nodes; a regression takes at most %d: select some with "
                        "--only, --ego or --population", r->n, ENT_MATRIX_NODES);
    if (r->n < all)
        ent_note(diags, ENT_NOWHERE, "%zu of %zu nodes have no value in a column of the terms (such as %s), and are "
                 "left out", all - r->n, all, lacking);
    r->pairs = (size_t)r->n * (r->n - 1) / (r->directed ? 1 : 2);
    return ENT_OK;
}

/* ---- the values of terms ---- */

static ent_status read_numbers(const ent_regression *r, const term *t, double *of, ent_diags *diags)
{
    for (uint32_t i = 0; i < r->n; i++) {
        ent_str value = ent_node_attribute(r->network, r->node[i], t->column);

        if (!ent_str_number(value, &of[i]) || !isfinite(of[i]))
            return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "%.*s: '%.*s', the value of %.*s, is no number%s",
                            ENT_STR_ARG(t->name), ENT_STR_ARG(value),
                            ENT_STR_ARG(ent_node_at(r->network, r->node[i])->id),
                            t->kind == ENT_TERM_ABSDIFF ? "; same: compares words" : "");
    }
    return ENT_OK;
}

static double pair_value(ent_term_kind kind, double a, double b)
{
    switch (kind) {
    case ENT_TERM_ABSDIFF:
        return fabs(a - b);
    case ENT_TERM_SUM:
        return a + b;
    case ENT_TERM_SENDER:
        return a;
    default:
        return b;
    }
}

/* The number of the pair in its order. */
static size_t pair_at(const ent_regression *r, uint32_t i, uint32_t j)
{
    size_t n = r->n;

    if (r->directed)
        return i * (n - 1) + j - (j > i);
    return i < j ? i * n - (size_t)i * (i + 1) / 2 + j - i - 1 : pair_at(r, j, i);
}

static uint32_t place_of(const ent_regression *r, ent_str id)
{
    const ent_dataset *d = ent_network_dataset(r->network);
    uint32_t actor = ent_actor_find(d, id), act = actor == ENT_NONE ? ent_act_find(d, id) : ENT_NONE;
    uint32_t node = actor != ENT_NONE ? ent_node_of_actor(r->network, actor)
                    : act != ENT_NONE ? ent_node_of_act(r->network, act)
                                      : ENT_NONE;

    return node == ENT_NONE ? ENT_NONE : r->place[node];
}

static ent_status fill_from_table(ent_regression *r, term *t, ent_diags *diags)
{
    const ent_dyad_table *table = r->options.dyads;
    size_t column, strangers = 0, found = 0;
    uint8_t *filled = ent_mem_new(r->pairs + 1, 1);
    ent_status status = filled ? ENT_OK : ent_out_of_memory(diags);

    column = table ? ent_dyad_table_column(table, ent_str_of(t->column)) : SIZE_MAX;
    if (status == ENT_OK && column == SIZE_MAX)
        status = ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, table ? "%.*s: the table of pairs has no column '%s'"
                                                                : "%.*s: there is no table of pairs with a column "
                                                                  "'%s'; give it with --dyads",
                          ENT_STR_ARG(t->name), t->column);
    for (size_t i = 0; status == ENT_OK && i < ent_dyad_table_rows(table); i++) {
        ent_dyad row = ent_dyad_table_row(table, i);
        uint32_t a = place_of(r, row.a), b = place_of(r, row.b);
        size_t at;

        if (a == ENT_NONE || b == ENT_NONE || a == b) {
            strangers++;
            continue;
        }
        at = pair_at(r, a, b);
        if (filled[at] && t->x[at] != row.values[column])
            status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "%.*s: two values of the pair %.*s, %.*s",
                              ENT_STR_ARG(t->name), ENT_STR_ARG(row.a), ENT_STR_ARG(row.b));
        found += !filled[at];
        filled[at] = 1;
        t->x[at] = row.values[column];
    }
    if (status == ENT_OK && strangers)
        ent_note(diags, ENT_NOWHERE, "%.*s: %zu rows of the table of pairs are not about two nodes of this network",
                 ENT_STR_ARG(t->name), strangers);
    if (status == ENT_OK && found < r->pairs)
        ent_note(diags, ENT_NOWHERE, "%.*s: %zu of %zu pairs have no row in the table of pairs, and count as 0",
                 ENT_STR_ARG(t->name), r->pairs - found, r->pairs);
    ent_mem_free(filled);
    return status;
}

static ent_status fill_term(ent_regression *r, term *t, ent_diags *diags)
{
    double *of = ent_mem_new((size_t)r->n + 1, sizeof *of);
    ent_status status;
    size_t at = 0;

    t->x = new_vector(r);
    if (!of || !t->x)
        status = ent_out_of_memory(diags);
    else if (t->kind == ENT_TERM_DYAD)
        status = fill_from_table(r, t, diags);
    else if (t->kind == ENT_TERM_SAME) {
        status = ENT_OK;
        EACH_PAIR(r, i, j)
            t->x[at++] = ent_str_eq(ent_node_attribute(r->network, r->node[i], t->column),
                                    ent_node_attribute(r->network, r->node[j], t->column));
    } else if ((status = read_numbers(r, t, of, diags)) == ENT_OK) {
        EACH_PAIR(r, i, j)
            t->x[at++] = pair_value(t->kind, of[i], of[j]);
    }
    ent_mem_free(of);
    return status;
}

static ent_status fill_ties(ent_regression *r, ent_diags *diags)
{
    if ((r->y = new_vector(r)) == NULL)
        return ent_out_of_memory(diags);
    for (size_t k = 0; k < ent_tie_count(r->network); k++) {
        const ent_tie *tie = ent_tie_at(r->network, k);
        uint32_t a = r->place[tie->a], b = r->place[tie->b];

        if (a != ENT_NONE && b != ENT_NONE)
            r->y[pair_at(r, a, b)] = r->options.binary ? 1 : tie->weight;
    }
    for (size_t i = 0; i < r->pairs; i++)
        r->mean += r->y[i] / (double)r->pairs;
    for (size_t i = 0; i < r->pairs; i++)
        r->spread += (r->y[i] - r->mean) * (r->y[i] - r->mean);
    if (r->spread <= 1e-24 * r->mean * r->mean * (double)r->pairs)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "all pairs of nodes are tied alike: there is nothing to explain");
    return ENT_OK;
}

/* ---- least squares ---- */

/* Takes from v what the vectors of the basis explain; twice, which leaves rounding only. */
static void take_out(double *v, const double *basis, size_t vectors, size_t pairs)
{
    for (int again = 0; again < 2; again++)
        for (size_t b = 0; b < vectors; b++) {
            double share = dot(v, basis + b * pairs, pairs);

            for (size_t i = 0; i < pairs; i++)
                v[i] -= share * basis[b * pairs + i];
        }
}

/* Adds to an orthonormal basis; false when the vector is explained by the basis already. */
static bool extend(double *basis, size_t *vectors, const double *x, size_t pairs)
{
    double *v = basis + *vectors * pairs, before, after;

    memcpy(v, x, pairs * sizeof *v);
    before = dot(v, v, pairs);
    take_out(v, basis, *vectors, pairs);
    after = dot(v, v, pairs);
    if (after <= 1e-16 * before || before <= 0)
        return false;
    for (size_t i = 0; i < pairs; i++)
        v[i] /= sqrt(after);
    ++*vectors;
    return true;
}

/* The basis of the intercept and of all terms but one (`count`: of all). */
static ent_status make_basis(ent_regression *r, size_t without, double **basis, size_t *vectors, ent_diags *diags)
{
    double *ones = ent_mem_new(r->pairs + 1, sizeof *ones);

    *vectors = 0;
    *basis = ent_arena_new(&r->arena, (r->count + 1) * r->pairs + 1, sizeof **basis);
    if (!*basis || !ones) {
        ent_mem_free(ones);
        return ent_out_of_memory(diags);
    }
    for (size_t i = 0; i < r->pairs; i++)
        ones[i] = 1;
    extend(*basis, vectors, ones, r->pairs);
    ent_mem_free(ones);
    for (size_t k = 0; k < r->count; k++)
        if (k != without && !extend(*basis, vectors, r->terms[k].x, r->pairs))
            return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                            "the term '%.*s' is the same for all pairs, or follows from the terms before it; leave it "
                            "out",
                            ENT_STR_ARG(r->terms[k].name));
    return ENT_OK;
}

static double degrees_of_freedom(const ent_regression *r)
{
    return (double)r->pairs - (double)r->count - 1;
}

/* The t of a term from e.y and e.e, e free of the other terms. */
static double t_of(const ent_regression *r, const term *t, double product, double square)
{
    double left = t->y_square - product * product / square;

    return left > 1e-14 * t->y_square ? product / square / sqrt(left / degrees_of_freedom(r) / square)
                                      : copysign(INFINITY, product);
}

static ent_status prepare_term(ent_regression *r, size_t k, ent_diags *diags)
{
    term *t = &r->terms[k];
    double *rest = new_vector(r), product;
    size_t vectors, at = 0;
    ent_status status = make_basis(r, k, &t->basis, &vectors, diags);

    t->y = new_vector(r);
    t->rest = ent_arena_new(&r->arena, (size_t)r->n * r->n + 1, sizeof *t->rest);
    if (status == ENT_OK && (!rest || !t->y || !t->rest))
        status = ent_out_of_memory(diags);
    if (status != ENT_OK)
        return status;
    memcpy(rest, t->x, r->pairs * sizeof *rest);
    take_out(rest, t->basis, vectors, r->pairs);
    memcpy(t->y, r->y, r->pairs * sizeof *t->y);
    take_out(t->y, t->basis, vectors, r->pairs);
    EACH_PAIR(r, i, j) {
        t->rest[(size_t)i * r->n + j] = rest[at];
        if (!r->directed)
            t->rest[(size_t)j * r->n + i] = rest[at];
        at++;
    }
    t->rest_square = dot(rest, rest, r->pairs);
    t->y_square = dot(t->y, t->y, r->pairs);
    product = dot(rest, t->y, r->pairs);
    t->estimate = product / t->rest_square;
    t->t = t_of(r, t, product, t->rest_square);
    return ENT_OK;
}

/* What all terms leave; the intercept, by the means. */
static ent_status fit(ent_regression *r, ent_diags *diags)
{
    double *basis, *rest = new_vector(r), *ones = new_vector(r), square;
    size_t vectors;
    ent_status status = make_basis(r, r->count, &basis, &vectors, diags);

    if (status == ENT_OK && (!rest || !ones))
        status = ent_out_of_memory(diags);
    if (status != ENT_OK)
        return status;
    memcpy(rest, r->y, r->pairs * sizeof *rest);
    take_out(rest, basis, vectors, r->pairs);
    r->left = dot(rest, rest, r->pairs);
    r->intercept = r->mean;
    for (size_t k = 0; k < r->count; k++)
        for (size_t i = 0; i < r->pairs; i++)
            r->intercept -= r->terms[k].estimate * r->terms[k].x[i] / (double)r->pairs;
    /* its standard error, from what the terms leave of a constant */
    vectors = 0;
    for (size_t k = 0; k < r->count; k++)
        extend(basis, &vectors, r->terms[k].x, r->pairs);
    for (size_t i = 0; i < r->pairs; i++)
        ones[i] = 1;
    take_out(ones, basis, vectors, r->pairs);
    square = dot(ones, ones, r->pairs);
    r->intercept_t = r->intercept / sqrt(r->left / degrees_of_freedom(r) / square);
    return ENT_OK;
}

/* ---- permutations: a task is PER_TASK of them ---- */

static double permuted_t(const ent_regression *r, const term *t, const uint32_t *order, double *e)
{
    double square = t->rest_square;
    size_t at = 0;

    EACH_PAIR(r, i, j)
        e[at++] = t->rest[(size_t)order[i] * r->n + order[j]];
    for (size_t b = 0; b < r->count; b++) { /* the intercept and all terms but this one */
        double share = dot(e, t->basis + b * r->pairs, r->pairs);

        square -= share * share;
    }
    return square > 1e-14 * t->rest_square ? t_of(r, t, dot(e, t->y, r->pairs), square) : 0;
}

static ent_status run_permutations(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    const ent_regression *r = ctx;
    uint32_t *order = ent_mem_new((size_t)r->n + 1, sizeof *order);
    double *e = ent_mem_new(r->pairs + 1, sizeof *e);
    size_t last = (task + 1) * PER_TASK;
    ent_status status = order && e ? ENT_OK : ent_out_of_memory(diags);

    if (last > r->options.permutations)
        last = r->options.permutations;
    for (size_t p = task * PER_TASK; p < last && status == ENT_OK; p++) {
        ent_random chance = ent_random_stream(r->options.seed, p);

        for (uint32_t i = 0; i < r->n; i++)
            order[i] = i;
        ent_random_shuffle(&chance, order, r->n);
        for (size_t k = 0; k < r->count; k++) {
            double t = permuted_t(r, &r->terms[k], order, e);

            ent_buf_add(out, (const char *)&t, sizeof t);
        }
    }
    ent_mem_free(order);
    ent_mem_free(e);
    return status;
}

static ent_status take_permutations(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    ent_regression *r = ctx;

    (void)task, (void)diags;
    for (size_t at = 0; at < result.len; r->taken++)
        for (size_t k = 0; k < r->count; k++, at += sizeof(double)) {
            term *t = &r->terms[k];
            double other, close = isinf(t->t) ? 0 : 1e-9 * fabs(t->t);

            memcpy(&other, result.ptr + at, sizeof other);
            t->larger += other >= t->t - close;
            t->smaller += other <= t->t + close;
            t->outside += fabs(other) >= fabs(t->t) - close;
        }
    return ENT_OK;
}

static ent_status regress(ent_regression *r, ent_diags *diags)
{
    ent_parallel work = { .name = ENT_JOB_PERMUTATIONS,
                          .partial = true,
                          .tasks = (r->options.permutations + PER_TASK - 1) / PER_TASK,
                          .workers = r->options.workers,
                          .ctx = r,
                          .run = run_permutations,
                          .take = take_permutations };
    ent_status status;

    if (ent_network_two_mode(r->network))
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "a regression needs a network of one mode; add --network actors");
    if ((status = read_terms(r, diags)) != ENT_OK || (status = choose_nodes(r, diags)) != ENT_OK ||
        (status = fill_ties(r, diags)) != ENT_OK)
        return status;
    if (degrees_of_freedom(r) < 1)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%zu terms are too many for %zu pairs", r->count, r->pairs);
    for (size_t k = 0; k < r->count && status == ENT_OK; k++)
        status = fill_term(r, &r->terms[k], diags);
    if (status == ENT_OK) { /* all at once: the message about a superfluous term names the first */
        double *basis;
        size_t vectors;

        status = make_basis(r, r->count, &basis, &vectors, diags);
    }
    for (size_t k = 0; k < r->count && status == ENT_OK; k++)
        status = prepare_term(r, k, diags);
    if (status == ENT_OK && (status = fit(r, diags)) == ENT_OK)
        status = ent_parts_run(&work, diags);
    return status;
}

/* ---- public API ---- */

ent_status ent_network_regress(ent_regression **regression, const ent_network *network,
                               const ent_regress_options *options, ent_diags *diags)
{
    ent_regression *r = ent_mem_new(1, sizeof *r);
    ent_status status;

    *regression = NULL;
    if (!r)
        return ent_out_of_memory(diags);
    r->network = network;
    r->options = *options;
    r->directed = ent_network_selection(network)->directed;
    if ((status = regress(r, diags)) == ENT_OK)
        *regression = r;
    else
        ent_regression_free(r);
    return status;
}

void ent_regression_free(ent_regression *r)
{
    if (!r)
        return;
    ent_arena_destroy(&r->arena);
    ent_mem_free(r);
}

size_t ent_regression_count(const ent_regression *r)
{
    return r->count + 1;
}

ent_coefficient ent_regression_at(const ent_regression *r, size_t i)
{
    double all = 1 + (double)r->taken, mean = 0, spread = 0;
    const term *t = i ? &r->terms[i - 1] : NULL;

    if (!t)
        return (ent_coefficient){ ENT_STR("(intercept)"), r->intercept, NAN, r->intercept_t, NAN, NAN, NAN };
    for (size_t k = 0; k < r->pairs; k++)
        mean += t->x[k] / (double)r->pairs;
    for (size_t k = 0; k < r->pairs; k++)
        spread += (t->x[k] - mean) * (t->x[k] - mean);
    return (ent_coefficient){ .name = t->name,
                              .estimate = t->estimate,
                              .beta = t->estimate * sqrt(spread / r->spread),
                              .t = t->t,
                              .larger = (1 + (double)t->larger) / all,
                              .smaller = (1 + (double)t->smaller) / all,
                              .two_sided = (1 + (double)t->outside) / all };
}

ent_regression_fit ent_regression_fit_of(const ent_regression *r)
{
    double left = r->left / r->spread;

    return (ent_regression_fit){ .nodes = r->n,
                                 .left_out = ent_node_count(r->network) - r->n,
                                 .pairs = r->pairs,
                                 .permutations = r->taken,
                                 .r_squared = 1 - left,
                                 .adjusted = 1 - left * ((double)r->pairs - 1) / degrees_of_freedom(r) };
}

void ent_regression_describe(const ent_regression *r, ent_buf *out)
{
    ent_regression_fit fit_of = ent_regression_fit_of(r);

    ent_buf_format(out, "MRQAP of %s on %zu term%s, least squares over %zu %s of %zu nodes",
                   r->options.binary ? "ties (0 or 1)" : "weights (0: no tie)", r->count, r->count == 1 ? "" : "s",
                   fit_of.pairs, r->directed ? "ordered pairs" : "pairs", fit_of.nodes);
    if (fit_of.left_out)
        ent_buf_format(out, " (%zu without a value left out)", fit_of.left_out);
    ent_buf_format(out, "; p of t by double semi-partialling, %zu permutations from seed %llu, with one added",
                   fit_of.permutations, (unsigned long long)r->options.seed);
}
