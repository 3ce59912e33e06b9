/* methods.c: nine ways to divide a network into communities.
 *
 * igraph's where it is sound, ours where igraph 0.10.2 is not: its Louvain may never end, its label
 * propagation rounds weights, its leading eigenvector fails where ARPACK does, its Leiden stops
 * after one round. Its trees of merges (walktrap, fast greedy, edge betweenness) are cut by us, at
 * the resolution asked for. Spinglass wants a connected graph, reports a wrong modularity and takes
 * long: it runs on each component, in a process of its own with a limit. */
#include "measure/communities/communities.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"

const char *ent_community_name(ent_community_method method)
{
    static const char *const names[] = { "leiden",
                                         "louvain",
                                         "walktrap",
                                         "infomap",
                                         "label-propagation",
                                         "fast-greedy",
                                         "leading-eigenvector",
                                         "edge-betweenness",
                                         "spinglass" };

    return method < ENT_COMMUNITY_METHODS ? names[method] : "";
}

ent_status ent_community_read(ent_community_method *method, ent_str text, ent_diags *diags)
{
    ent_str names[ENT_COMMUNITY_METHODS], near;

    for (int i = 0; i < ENT_COMMUNITY_METHODS; i++) {
        names[i] = ent_str_of(ent_community_name((ent_community_method)i));
        if (ent_str_eq_fold(names[i], text)) {
            *method = (ent_community_method)i;
            return ENT_OK;
        }
    }
    near = ent_str_nearest(text, names, ENT_COMMUNITY_METHODS);
    if (near.len)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "unknown community method '%.*s'; did you mean '%.*s'?",
                        ENT_STR_ARG(text), ENT_STR_ARG(near));
    return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                    "unknown community method '%.*s'; expected leiden, louvain, "
                    "walktrap, infomap, label-propagation, fast-greedy, leading-eigenvector, "
                    "edge-betweenness or spinglass",
                    ENT_STR_ARG(text));
}

bool ent_community_certain(ent_community_method method)
{
    return method == ENT_WALKTRAP || method == ENT_FAST_GREEDY ||
           method == ENT_LEADING_EIGENVECTOR || method == ENT_EDGE_BETWEENNESS;
}

/* Edge betweenness counts all shortest paths anew after each tie that it takes away. */
static bool can_count_paths(size_t nodes, size_t ties)
{
    return (double)nodes * (double)ties * (double)ties < 4e9;
}

bool ent_community_feasible(ent_community_method method, const ent_network *n)
{
    return method != ENT_EDGE_BETWEENNESS || can_count_paths(ent_node_count(n), ent_tie_count(n));
}

/* ---- shared ---- */

/* Parts of a group that do not hang together become groups of their own: modularity gains by it. */
static ent_status take_apart(ent_work *v, uint32_t *found)
{
    uint32_t *part = ent_mem_new(2 * (size_t)v->n + 1, sizeof *part), *queue;

    if (!part)
        return ent_out_of_memory(v->diags);
    queue = part + v->n;
    for (uint32_t i = 0; i < v->n; i++)
        part[i] = UINT32_MAX;
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t head = 0, tail = 0;

        if (part[i] != UINT32_MAX)
            continue;
        part[queue[tail++] = i] = i;
        while (head < tail) {
            uint32_t x = queue[head++];

            for (uint32_t k = v->start[x]; k < v->start[x + 1]; k++) {
                uint32_t y = v->neighbor[k];

                if (part[y] == UINT32_MAX && found[y] == found[x])
                    part[queue[tail++] = y] = i;
            }
        }
    }
    memcpy(found, part, v->n * sizeof *found);
    ent_mem_free(part);
    return ENT_OK;
}

static double weight_at(const ent_work *v, uint32_t k)
{
    return v->ties[v->tie_to[k]].weight;
}

/* ---- Leiden ---- */

enum { MOST_ROUNDS = 50 };

static igraph_error_t settle(const ent_work *v, const igraph_vector_t *strengths, double gamma,
                             bool from_there, igraph_vector_int_t *membership)
{
    double before = -INFINITY, quality = 0;
    igraph_error_t err;

    for (int round = 0; round < MOST_ROUNDS; round++) {
        err = ent_igraph_leiden(&v->ig, &v->weights, strengths, gamma / (2 * v->total_weight),
                                from_there || round > 0, membership, &quality);
        if (err != IGRAPH_SUCCESS || quality <= before + 1e-12)
            return err;
        before = quality;
    }
    return IGRAPH_SUCCESS;
}

/* A random division: into many groups one time, into a few the next; numbered without gaps, as
 * igraph wants them. */
static void scatter(ent_work *v, size_t start, ent_random *random, uint32_t *number,
                    igraph_vector_int_t *membership)
{
    uint32_t few = (uint32_t)sqrt(v->n) + 1, groups = start % 4 == 1 || few > v->n ? v->n : few;
    uint32_t count = 0;

    memset(number, 0, v->n * sizeof *number);
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t group = ent_random_below(random, groups);

        if (!number[group])
            number[group] = ++count;
        VECTOR(*membership)[i] = number[group] - 1;
    }
}

static ent_status leiden(ent_work *v, double gamma, size_t start, ent_random *random,
                         uint32_t *found)
{
    igraph_vector_t strengths = { 0 };
    igraph_vector_int_t membership = { 0 };
    ent_ig_chance chance = { 0 };
    igraph_error_t err;
    ent_ig scope;
    bool seeded = false;

    ent_ig_begin(&scope, v->diags);
    if ((err = igraph_vector_init_array(&strengths, v->strength, v->n)) != IGRAPH_SUCCESS ||
        (err = igraph_vector_int_init(&membership, v->n)) != IGRAPH_SUCCESS ||
        (err = ent_ig_chance_begin(&chance)) != IGRAPH_SUCCESS)
        goto done;
    seeded = true;
    if ((err = ent_ig_chance_seed(&chance, ent_random_next(random) >> 1)) != IGRAPH_SUCCESS)
        goto done;
    if (start % 2)
        scatter(v, start, random, found, &membership);
    if ((err = settle(v, &strengths, gamma, start % 2, &membership)) == IGRAPH_SUCCESS)
        for (uint32_t i = 0; i < v->n; i++)
            found[i] = (uint32_t)VECTOR(membership)[i];
done:
    if (seeded)
        ent_ig_chance_end(&chance);
    igraph_vector_destroy(&strengths);
    igraph_vector_int_destroy(&membership);
    return ent_ig_end(&scope, err, "leiden");
}

/* ---- Louvain ---- */

/* The graph of groups of one level: ties in rows, what is inside a group counts in its strength. */
typedef struct level {
    uint32_t n;
    uint32_t *start, *to;
    double *weight, *strength;
} level;

typedef struct mover {
    uint32_t *order, *group, *touched, *number;
    double *total, *toward; /* strength of each group; weight of a node's ties to it */
} mover;

static void free_level(level *l)
{
    ent_mem_free(l->start);
    ent_mem_free(l->to);
    ent_mem_free(l->weight);
    ent_mem_free(l->strength);
    *l = (level){ 0 };
}

static bool make_level(level *l, uint32_t n, size_t ends)
{
    *l = (level){ .n = n,
                  .start = ent_mem_new((size_t)n + 1, sizeof *l->start),
                  .to = ent_mem_new(ends + 1, sizeof *l->to),
                  .weight = ent_mem_new(ends + 1, sizeof *l->weight),
                  .strength = ent_mem_new((size_t)n + 1, sizeof *l->strength) };
    return l->start && l->to && l->weight && l->strength;
}

static bool first_level(level *l, const ent_work *v)
{
    if (!make_level(l, v->n, 2 * (size_t)v->m))
        return false;
    memcpy(l->start, v->start, ((size_t)v->n + 1) * sizeof *l->start);
    memcpy(l->to, v->neighbor, 2 * (size_t)v->m * sizeof *l->to);
    memcpy(l->strength, v->strength, v->n * sizeof *l->strength);
    for (uint32_t k = 0; k < 2 * v->m; k++)
        l->weight[k] = weight_at(v, k);
    return true;
}

/* Moves node i to the group where it adds most; the gain must be more than rounding makes, so that
 * no node goes round in circles. */
static bool move_node(const level *l, mover *m, uint32_t i, double gamma, double all)
{
    uint32_t own = m->group[i], best = own, count = 0;
    double stay, most;

    for (uint32_t k = l->start[i]; k < l->start[i + 1]; k++) {
        uint32_t g = m->group[l->to[k]];

        if (l->to[k] == i)
            continue;
        if (m->toward[g] == 0)
            m->touched[count++] = g;
        m->toward[g] += l->weight[k];
    }
    m->total[own] -= l->strength[i];
    stay = m->toward[own] - gamma * l->strength[i] * m->total[own] / all;
    most = stay + 1e-10 * l->strength[i];
    for (uint32_t t = 0; t < count; t++) {
        uint32_t g = m->touched[t];
        double gain = m->toward[g] - gamma * l->strength[i] * m->total[g] / all;

        if (g != own && (gain > most || (gain == most && g < best))) {
            most = gain;
            best = g;
        }
    }
    for (uint32_t t = 0; t < count; t++)
        m->toward[m->touched[t]] = 0;
    m->total[best] += l->strength[i];
    m->group[i] = best;
    return best != own;
}

static bool move_all(const level *l, mover *m, double gamma, double all, ent_random *random)
{
    bool moved = false, again = true;

    for (uint32_t i = 0; i < l->n; i++) {
        m->order[i] = m->group[i] = i;
        m->total[i] = l->strength[i];
    }
    ent_random_shuffle(random, m->order, l->n);
    for (int round = 0; round < 1000 && again; round++) {
        again = false;
        for (uint32_t i = 0; i < l->n; i++)
            again |= move_node(l, m, m->order[i], gamma, all);
        moved |= again;
    }
    return moved;
}

/* Groups become the nodes of the next level. */
static bool merge_level(level *next, const level *l, mover *m)
{
    uint32_t groups = 0, *first, *after;
    size_t at = 0;

    memset(m->number, 0, l->n * sizeof *m->number);
    for (uint32_t i = 0; i < l->n; i++)
        if (!m->number[m->group[i]])
            m->number[m->group[i]] = ++groups;
    for (uint32_t i = 0; i < l->n; i++)
        m->group[i] = m->number[m->group[i]] - 1;
    first = ent_mem_new(2 * (size_t)l->n + 1, sizeof *first);
    if (!first || !make_level(next, groups, l->start[l->n])) {
        ent_mem_free(first);
        return false;
    }
    after = first + l->n;
    for (uint32_t i = l->n; i-- > 0;) { /* members of each group, in order */
        after[i] = first[m->group[i]];
        first[m->group[i]] = i + 1;
    }
    for (uint32_t g = 0; g < groups; g++) {
        uint32_t count = 0;

        for (uint32_t i = first[g]; i; i = after[i - 1]) {
            next->strength[g] += l->strength[i - 1];
            for (uint32_t k = l->start[i - 1]; k < l->start[i]; k++) {
                uint32_t other = m->group[l->to[k]];

                if (other == g)
                    continue;
                if (m->toward[other] == 0)
                    m->touched[count++] = other;
                m->toward[other] += l->weight[k];
            }
        }
        for (uint32_t t = 0; t < count; t++) {
            next->to[at] = m->touched[t];
            next->weight[at++] = m->toward[m->touched[t]];
            m->toward[m->touched[t]] = 0;
        }
        next->start[g + 1] = (uint32_t)at;
    }
    ent_mem_free(first);
    return true;
}

static ent_status louvain(ent_work *v, double gamma, size_t start, ent_random *random,
                          uint32_t *found)
{
    uint32_t *words = ent_mem_new(4 * (size_t)v->n + 1, sizeof *words);
    double *numbers = ent_mem_new(2 * (size_t)v->n + 1, sizeof *numbers);
    mover m = { words, words + v->n, words + 2 * v->n, words + 3 * v->n, numbers, numbers + v->n };
    level l = { 0 }, next = { 0 };
    bool fine = words && numbers && first_level(&l, v);

    (void)start;
    for (uint32_t i = 0; i < v->n; i++)
        found[i] = i;
    while (fine && move_all(&l, &m, gamma, 2 * v->total_weight, random)) {
        fine = merge_level(&next, &l, &m);
        for (uint32_t i = 0; i < v->n && fine; i++)
            found[i] = m.group[found[i]];
        free_level(&l);
        l = next;
        next = (level){ 0 };
    }
    free_level(&l);
    ent_mem_free(words);
    ent_mem_free(numbers);
    return fine ? ENT_OK : ent_out_of_memory(v->diags);
}

/* ---- label propagation ---- */

/* One node takes the label that most of its weight has; equals are drawn, its own kept. */
static bool relabel(const ent_work *v, uint32_t i, uint32_t *label, double *toward,
                    uint32_t *touched, ent_random *random)
{
    uint32_t count = 0, best = 0;
    double most = 0;

    for (uint32_t k = v->start[i]; k < v->start[i + 1]; k++) {
        uint32_t l = label[v->neighbor[k]];

        if (toward[l] == 0)
            touched[count++] = l;
        toward[l] += weight_at(v, k);
        most = fmax(most, toward[l]);
    }
    most -= 1e-10 * most;
    if (!count || toward[label[i]] >= most) {
        for (uint32_t t = 0; t < count; t++)
            toward[touched[t]] = 0;
        return false;
    }
    for (uint32_t t = 0; t < count; t++) {
        if (toward[touched[t]] >= most)
            touched[best++] = touched[t];
        else
            toward[touched[t]] = 0;
    }
    for (uint32_t t = 0; t < best; t++)
        toward[touched[t]] = 0;
    label[i] = touched[best > 1 ? ent_random_below(random, best) : 0];
    return true;
}

static ent_status label_propagation(ent_work *v, double gamma, size_t start, ent_random *random,
                                    uint32_t *found)
{
    uint32_t *order = ent_mem_new(2 * (size_t)v->n + 1, sizeof *order);
    double *toward = ent_mem_new((size_t)v->n + 1, sizeof *toward);
    bool again = true;

    (void)gamma, (void)start;
    if (!order || !toward) {
        ent_mem_free(order);
        ent_mem_free(toward);
        return ent_out_of_memory(v->diags);
    }
    for (uint32_t i = 0; i < v->n; i++)
        found[i] = order[i] = i;
    for (int round = 0; round < 1000 && again; round++) {
        again = false;
        ent_random_shuffle(random, order, v->n);
        for (uint32_t i = 0; i < v->n; i++)
            again |= relabel(v, order[i], found, toward, order + v->n, random);
    }
    ent_mem_free(order);
    ent_mem_free(toward);
    return ENT_OK;
}

/* ---- leading eigenvector ---- */

typedef struct splitting {
    const ent_work *v;
    double gamma, all;
    uint32_t *member, size; /* the group at hand */
    const uint32_t *found;
    double *x, *y, *own; /* own: what the row of each member sums to within the group */
} splitting;

/* y = B(g) x: modularity within the group, rows summing to nothing (Newman 2006). */
static void apply(const splitting *s, const double *x, double *y)
{
    const ent_work *v = s->v;
    double sum = 0;

    for (uint32_t k = 0; k < s->size; k++)
        sum += v->strength[s->member[k]] * x[s->member[k]];
    for (uint32_t k = 0; k < s->size; k++) {
        uint32_t i = s->member[k];
        double value = 0;

        for (uint32_t e = v->start[i]; e < v->start[i + 1]; e++)
            if (s->found[v->neighbor[e]] == s->found[i])
                value += weight_at(v, e) * x[v->neighbor[e]];
        y[i] = value - s->gamma * v->strength[i] * sum / s->all - s->own[i] * x[i];
    }
}

/* The vector of the largest eigenvalue, by power iteration on B + cI, c as large as any eigenvalue
 * can be; returns that eigenvalue. */
static double lead(splitting *s, ent_random *random)
{
    enum { MOST_STEPS = 20000 };
    double shift = 0, value = 0, group = 0;

    for (uint32_t k = 0; k < s->size; k++) {
        s->own[s->member[k]] = 0;
        group += s->v->strength[s->member[k]];
        s->x[s->member[k]] = 1;
    }
    apply(s, s->x, s->y);
    for (uint32_t k = 0; k < s->size; k++) {
        uint32_t i = s->member[k];

        s->own[i] = s->y[i];
        shift = fmax(shift, s->v->strength[i] * (1 + s->gamma * group / s->all) + fabs(s->own[i]));
        s->x[i] = ent_random_real(random) - 0.5;
    }
    for (int step = 0; step < MOST_STEPS; step++) {
        double length = 0, change = 0;

        apply(s, s->x, s->y);
        for (uint32_t k = 0; k < s->size; k++) {
            uint32_t i = s->member[k];

            s->y[i] += shift * s->x[i];
            length += s->y[i] * s->y[i];
        }
        length = sqrt(length);
        if (!(length > 0))
            return 0;
        for (uint32_t k = 0; k < s->size; k++) {
            uint32_t i = s->member[k];

            change = fmax(change, fabs(s->y[i] / length - s->x[i]));
            s->x[i] = s->y[i] / length;
        }
        value = length - shift;
        if (step && change < 1e-12)
            break;
    }
    return value;
}

/* What is gained, in units of 2W, by parting those with a positive entry from the others. */
static double gain_of(const splitting *s)
{
    double gain = 0;

    for (uint32_t k = 0; k < s->size; k++)
        s->y[s->member[k]] = s->x[s->member[k]] > 0 ? 1 : -1;
    apply(s, s->y, s->x); /* the vector has done its work */
    for (uint32_t k = 0; k < s->size; k++)
        gain += s->y[s->member[k]] * s->x[s->member[k]];
    return gain / 2;
}

static ent_status leading_eigenvector(ent_work *v, double gamma, size_t start, ent_random *random,
                                      uint32_t *found)
{
    double *numbers = ent_mem_new(3 * (size_t)v->n + 1, sizeof *numbers);
    uint32_t *member = ent_mem_new((size_t)v->n + 1, sizeof *member);
    uint32_t groups = v->component_count;
    splitting s = { v,       gamma,          2 * v->total_weight, member, 0, found,
                    numbers, numbers + v->n, numbers + 2 * v->n };

    (void)start;
    if (!numbers || !member) {
        ent_mem_free(numbers);
        ent_mem_free(member);
        return ent_out_of_memory(v->diags);
    }
    for (uint32_t i = 0; i < v->n; i++)
        found[i] = v->component[i] - 1;
    for (uint32_t g = 0; g < groups;) {
        double all = 0;

        s.size = 0;
        for (uint32_t i = 0; i < v->n; i++)
            if (found[i] == g) {
                member[s.size++] = i;
                all += v->strength[i];
            }
        /* both in units of weight: what is less of the group's own than this is rounding */
        if (s.size < 2 || lead(&s, random) < 1e-9 * all / s.size || gain_of(&s) < 1e-9 * all) {
            g++;
            continue;
        }
        for (uint32_t k = 0; k < s.size; k++) /* the new group is looked at later, this one again */
            if (s.y[member[k]] < 0)
                found[member[k]] = groups;
        groups++;
    }
    ent_mem_free(numbers);
    ent_mem_free(member);
    return ENT_OK;
}

/* ---- trees of merges ---- */

/* Follows the merges and keeps the division of the highest modularity at gamma. */
static ent_status cut(ent_work *v, const igraph_matrix_int_t *merges, double gamma, uint32_t *found)
{
    size_t n = v->n, steps = (size_t)igraph_matrix_int_nrow(merges), best = 0;
    uint32_t *root = ent_mem_new(5 * n + steps + 1, sizeof *root); /* group of a node, and lists */
    uint32_t *after, *last, *size, *group_of;
    double *strength = ent_mem_new(n + 1, sizeof *strength), all = 2 * v->total_weight;
    double quality = 0, most = 0;

    if (!root || !strength) {
        ent_mem_free(root);
        ent_mem_free(strength);
        return ent_out_of_memory(v->diags);
    }
    after = root + n;
    last = after + n;
    size = last + n;
    group_of = size + n; /* of node or merge: the node that its list starts with */
    for (uint32_t i = 0; i < n; i++) {
        root[i] = last[i] = group_of[i] = i;
        after[i] = UINT32_MAX;
        size[i] = 1;
        strength[i] = v->strength[i];
    }
    for (int pass = 0; pass < 2; pass++) {
        size_t end = pass ? best : steps;

        if (pass)
            for (uint32_t i = 0; i < n; i++) {
                root[i] = last[i] = i;
                after[i] = UINT32_MAX;
                size[i] = 1;
            }
        for (size_t k = 0; k < end; k++) {
            uint32_t x = group_of[MATRIX(*merges, (igraph_integer_t)k, 0)];
            uint32_t y = group_of[MATRIX(*merges, (igraph_integer_t)k, 1)];
            double between = 0;

            if (size[x] < size[y]) {
                uint32_t swap = x;

                x = y;
                y = swap;
            }
            for (uint32_t i = y; i != UINT32_MAX; i = after[i])
                for (uint32_t e = v->start[i]; e < v->start[i + 1] && !pass; e++)
                    if (root[v->neighbor[e]] == x)
                        between += weight_at(v, e);
            for (uint32_t i = y; i != UINT32_MAX; i = after[i])
                root[i] = x;
            after[last[x]] = y;
            last[x] = last[y];
            size[x] += size[y];
            group_of[n + k] = x;
            if (pass)
                continue;
            quality += 2 * between / all - gamma * 2 * strength[x] * strength[y] / (all * all);
            strength[x] += strength[y];
            if (quality > most + 1e-12) {
                most = quality;
                best = k + 1;
            }
        }
    }
    memcpy(found, root, n * sizeof *found);
    ent_mem_free(root);
    ent_mem_free(strength);
    return ENT_OK;
}

typedef igraph_error_t tree_fn(const ent_work *v, igraph_matrix_int_t *merges,
                               igraph_vector_t *modularity, igraph_vector_int_t *membership);

static ent_status by_tree(ent_work *v, tree_fn *tree, const char *what, double gamma,
                          uint32_t *found)
{
    igraph_matrix_int_t merges = { 0 };
    igraph_vector_t modularity = { 0 };
    igraph_vector_int_t membership = { 0 };
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    ent_ig_begin(&scope, v->diags);
    if ((err = igraph_matrix_int_init(&merges, 0, 2)) == IGRAPH_SUCCESS &&
        (err = igraph_vector_init(&modularity, 0)) == IGRAPH_SUCCESS &&
        (err = igraph_vector_int_init(&membership, 0)) == IGRAPH_SUCCESS)
        err = tree(v, &merges, &modularity, &membership);
    if ((status = ent_ig_end(&scope, err, what)) == ENT_OK)
        status = cut(v, &merges, gamma, found);
    igraph_matrix_int_destroy(&merges);
    igraph_vector_destroy(&modularity);
    igraph_vector_int_destroy(&membership);
    return status;
}

static igraph_error_t walktrap_tree(const ent_work *v, igraph_matrix_int_t *merges,
                                    igraph_vector_t *modularity, igraph_vector_int_t *membership)
{
    return igraph_community_walktrap(&v->ig, &v->weights, 4, merges, modularity, membership);
}

static igraph_error_t greedy_tree(const ent_work *v, igraph_matrix_int_t *merges,
                                  igraph_vector_t *modularity, igraph_vector_int_t *membership)
{
    return igraph_community_fastgreedy(&v->ig, &v->weights, merges, modularity, membership);
}

static igraph_error_t betweenness_tree(const ent_work *v, igraph_matrix_int_t *merges,
                                       igraph_vector_t *modularity, igraph_vector_int_t *membership)
{
    return ent_igraph_edge_betweenness_tree(&v->ig, merges, modularity, membership);
}

static ent_status walktrap(ent_work *v, double gamma, size_t start, ent_random *random,
                           uint32_t *found)
{
    (void)start, (void)random;
    return by_tree(v, walktrap_tree, "walktrap", gamma, found);
}

static ent_status fast_greedy(ent_work *v, double gamma, size_t start, ent_random *random,
                              uint32_t *found)
{
    (void)start, (void)random;
    return by_tree(v, greedy_tree, "fast-greedy", gamma, found);
}

static ent_status edge_betweenness(ent_work *v, double gamma, size_t start, ent_random *random,
                                   uint32_t *found)
{
    (void)start, (void)random;
    if (!can_count_paths(v->n, v->m))
        return ent_fail(v->diags, ENT_EUSAGE, ENT_NOWHERE,
                        "edge-betweenness counts all shortest paths anew for each of %u ties, too "
                        "long for this network; take another method, or a backbone",
                        v->m);
    return by_tree(v, betweenness_tree, "edge-betweenness", gamma, found);
}

/* ---- infomap ---- */

static ent_status infomap(ent_work *v, double gamma, size_t start, ent_random *random,
                          uint32_t *found)
{
    igraph_vector_int_t membership = { 0 };
    ent_ig_chance chance = { 0 };
    double length = 0;
    igraph_error_t err;
    ent_ig scope;

    (void)gamma, (void)start;
    ent_ig_begin(&scope, v->diags);
    if ((err = igraph_vector_int_init(&membership, v->n)) == IGRAPH_SUCCESS &&
        (err = ent_ig_chance_begin(&chance)) == IGRAPH_SUCCESS) {
        if ((err = ent_ig_chance_seed(&chance, ent_random_next(random) >> 1)) == IGRAPH_SUCCESS)
            err = ent_igraph_infomap(&v->ig, &v->weights, &membership, &length);
        ent_ig_chance_end(&chance);
    }
    for (uint32_t i = 0; i < v->n && err == IGRAPH_SUCCESS; i++)
        found[i] = (uint32_t)VECTOR(membership)[i];
    igraph_vector_int_destroy(&membership);
    return ent_ig_end(&scope, err, "infomap");
}

/* ---- spinglass ---- */

/* A component as a graph of its own; local[] of each of its nodes, in order. */
static ent_status component_of(ent_work **part, const ent_work *v, uint32_t component,
                               uint32_t *local)
{
    work_tie *ties = ent_mem_new((size_t)v->m + 1, sizeof *ties);
    uint32_t nodes = 0;
    size_t count = 0;
    ent_status status;

    *part = NULL;
    if (!ties)
        return ent_out_of_memory(v->diags);
    for (uint32_t i = 0; i < v->n; i++)
        if (v->component[i] == component)
            local[i] = nodes++;
    for (uint32_t t = 0; t < v->m; t++)
        if (v->component[v->ties[t].a] == component)
            ties[count++] =
                (work_tie){ local[v->ties[t].a], local[v->ties[t].b], v->ties[t].weight };
    status = ent_work_new(part, nodes, ties, count, &v->options, v->diags);
    ent_mem_free(ties);
    return status;
}

/* The null of a component by itself expects all / own as much as the null of the whole: gamma makes
 * up for it. */
static ent_status cool(ent_work *part, double gamma, ent_random *random, uint32_t *labels)
{
    enum { SPINS = 25 };
    igraph_vector_int_t membership = { 0 };
    ent_ig_chance chance = { 0 };
    igraph_error_t err;
    ent_status status;
    ent_ig scope;

    if ((status = ent_work_igraph(part)) != ENT_OK)
        return status;
    ent_ig_begin(&scope, part->diags);
    if ((err = igraph_vector_int_init(&membership, 0)) == IGRAPH_SUCCESS &&
        (err = ent_ig_chance_begin(&chance)) == IGRAPH_SUCCESS) {
        if ((err = ent_ig_chance_seed(&chance, ent_random_next(random) >> 1)) == IGRAPH_SUCCESS)
            err = igraph_community_spinglass(
                &part->ig, &part->weights, NULL, NULL, &membership, NULL, SPINS, false, 1, 0.01,
                0.99, IGRAPH_SPINCOMM_UPDATE_CONFIG, gamma, IGRAPH_SPINCOMM_IMP_ORIG, 1);
        ent_ig_chance_end(&chance);
    }
    for (uint32_t i = 0; i < part->n && err == IGRAPH_SUCCESS; i++)
        labels[i] = (uint32_t)VECTOR(membership)[i];
    igraph_vector_int_destroy(&membership);
    return ent_ig_end(&scope, err, "spinglass");
}

typedef struct glass {
    ent_work *v;
    double gamma;
    const ent_random *random;
    uint32_t *found;
} glass;

static ent_status cool_all(void *ctx, size_t task, ent_buf *out, ent_diags *diags)
{
    glass *g = ctx;
    ent_work *v = g->v;
    ent_random random = *g->random; /* a copy: who calls must not see where it was done */
    uint32_t *local = ent_mem_new(3 * (size_t)v->n + 1, sizeof *local), *labels, *found;
    uint32_t base = 0;
    ent_status status = ENT_OK;

    (void)task;
    v->diags = diags;
    if (!local)
        return ent_out_of_memory(diags);
    labels = local + v->n;
    found = labels + v->n;
    for (uint32_t c = 1; c <= v->component_count && status == ENT_OK; c++) {
        uint32_t size = v->component_size[c - 1];
        ent_work *part = NULL;

        if (size < 3) /* too few for spins: two that are tied belong together */
            memset(labels, 0, size * sizeof *labels);
        status = component_of(&part, v, c, local);
        if (status == ENT_OK && size >= 3)
            status = cool(part, g->gamma * part->total_weight / v->total_weight, &random, labels);
        for (uint32_t i = 0; i < v->n && status == ENT_OK; i++)
            if (v->component[i] == c)
                found[i] = base + labels[local[i]];
        base += size;
        ent_work_free(part);
    }
    if (status == ENT_OK)
        ent_buf_add(out, (const char *)found, v->n * sizeof *found);
    ent_mem_free(local);
    return status;
}

static ent_status take_glass(void *ctx, size_t task, ent_str result, ent_diags *diags)
{
    (void)task, (void)diags;
    memcpy(((glass *)ctx)->found, result.ptr, result.len);
    return ENT_OK;
}

static ent_status spinglass(ent_work *v, double gamma, size_t start, ent_random *random,
                            uint32_t *found)
{
    glass g = { v, gamma, random, found };
    ent_parallel apart = { .tasks = 1,
                           .workers = 1,
                           .apart = true,
                           .limit = 300,
                           .ctx = &g,
                           .run = cool_all,
                           .take = take_glass };
    ent_diags *diags = v->diags;
    ent_status status = ent_parallel_run(&apart, diags);

    (void)start;
    ent_random_next(random);
    v->diags = diags;
    return status;
}

/* ---- the door ---- */

ent_status ent_divide(ent_work *v, ent_community_method method, double gamma, size_t start,
                      ent_random *random, uint32_t *found)
{
    static ent_status (*const methods[])(ent_work *, double, size_t, ent_random *,
                                         uint32_t *) = { leiden,
                                                         louvain,
                                                         walktrap,
                                                         infomap,
                                                         label_propagation,
                                                         fast_greedy,
                                                         leading_eigenvector,
                                                         edge_betweenness,
                                                         spinglass };
    ent_status status;

    if (!v->m) {
        for (uint32_t i = 0; i < v->n; i++)
            found[i] = i;
        return ENT_OK;
    }
    if ((status = ent_work_igraph(v)) == ENT_OK &&
        (status = methods[method](v, gamma, start, random, found)) == ENT_OK)
        status = take_apart(v, found);
    return status;
}
