/* spread.c: places of the nodes of crowded networks.
 *
 * Stress layouts want every pair of nodes as far apart as their shortest path is long. With ties of one
 * length, thirty states that are all tied to each other get the room of one tie, and the page belongs to
 * the few that are far out. Here a tie is the longer the more neighbours its ends have in common: their
 * cluster has room in proportion to its nodes, and keeps its shape. The starts are the two largest
 * directions of the distances (Brandes and Pich 2007, "Eigensolver methods for progressive
 * multidimensional scaling"), so that chance plays no part; stress is then lowered node by node
 * (Gansner, Koren and North 2004, "Graph drawing by stress majorization").
 *
 * Places depend on + - * / and sqrt only. Work is bounded by counted rounds. */
#include "render/layout/spread.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/neighbours.h"
#include "render/layout/pack.h"
#include "render/scene/drawing.h"
#include "render/scene/geometry.h"
#include "render/scene/kept_places.h"

enum { PIVOTS = 40, POWER_ROUNDS = 60, MOST_ROUNDS = 250, TREE_ROUNDS = 3 };
#define MOST_WORK 3e8 /* steps over pairs of nodes, in all rounds of one component */

typedef struct net {
    const description *d;
    size_t n;
    size_t *first, *next; /* neighbours of i: next[first[i]..first[i+1]], ascending */
    double *length;        /* of the tie to each */
    size_t *of, *members; /* the component of each node; nodes by component */
    size_t components, *begin;
} net;

/* ---- neighbours, components, lengths ---- */

static void ends_of_tie(const void *d_, size_t i, size_t ends[2])
{
    const description *d = d_;

    ends[0] = d->ties[i].a;
    ends[1] = d->ties[i].b;
}

static ent_status index_neighbours(net *t, ent_diags *diags)
{
    const description *d = t->d;

    t->first = ent_mem_new(t->n + 2, sizeof *t->first);
    t->next = ent_mem_new(2 * d->pair_count, sizeof *t->next);
    t->length = ent_mem_new(2 * d->pair_count, sizeof *t->length);
    t->of = ent_mem_new(t->n, sizeof *t->of);
    t->members = ent_mem_new(t->n, sizeof *t->members);
    t->begin = ent_mem_new(t->n + 1, sizeof *t->begin);
    if (!t->first || !t->next || !t->length || !t->of || !t->members || !t->begin)
        return ent_out_of_memory(diags);
    ent_neighbours_list(t->first, t->next, t->n, d->pair_count, ends_of_tie, d);
    return ENT_OK;
}

static void find_components(net *t)
{
    size_t end = 0;

    for (size_t i = 0; i < t->n; i++)
        t->of[i] = NONE;
    for (size_t i = 0; i < t->n; i++) {
        size_t at = end;

        if (t->of[i] != NONE)
            continue;
        t->begin[t->components] = end;
        t->of[i] = t->components;
        t->members[end++] = i;
        for (; at < end; at++)
            for (size_t k = t->first[t->members[at]]; k < t->first[t->members[at] + 1]; k++)
                if (t->of[t->next[k]] == NONE) {
                    t->of[t->next[k]] = t->components;
                    t->members[end++] = t->next[k];
                }
        t->components++;
    }
    t->begin[t->components] = end;
}

static size_t degree(const net *t, size_t i)
{
    return t->first[i + 1] - t->first[i];
}

static size_t count_leaves(const net *t, size_t i)
{
    size_t leaves = 0;

    for (size_t k = t->first[i]; k < t->first[i + 1]; k++)
        leaves += degree(t, t->next[k]) == 1;
    return leaves;
}

/* A tree, or nearly one. */
static bool is_like_tree(const net *t)
{
    return t->n > 20 && (double)t->d->pair_count < 1.25 * (double)t->n;
}

/* A tie is long where many nodes must find room between its ends: common neighbours, or the other
 * leaves of a hub; in a tree, the leaves of two hubs. */
static void find_lengths(net *t)
{
    bool tree = is_like_tree(t);

    for (size_t i = 0; i < t->n; i++) {
        size_t leaves = count_leaves(t, i);

        for (size_t k = t->first[i]; k < t->first[i + 1]; k++) {
            size_t other = t->next[k];
            double crowd = degree(t, other) == 1 ? 0.4 * (double)leaves
                           : tree                ? 0.6 * (double)(leaves + count_leaves(t, other))
                                                 : (double)ent_neighbours_common(t->first, t->next, i, other);

            t->length[k] = fmax(t->length[k], ((degree(t, other) == 1 ? 0.75 : 1) * sqrt(1 + 0.2 * crowd)));
            for (size_t back = t->first[other]; back < t->first[other + 1]; back++)
                if (t->next[back] == i)
                    t->length[back] = fmax(t->length[back], t->length[k]);
        }
    }
}

/* ---- distances ---- */

typedef struct heap { /* of nodes of a component by their distance */
    size_t *at, count;
    size_t *where; /* the place of each node in the heap, NONE: not in it */
    double *far;
} heap;

static void heap_put(heap *h, size_t place, size_t item)
{
    h->at[place] = item;
    h->where[item] = place;
}

static void heap_up(heap *h, size_t place)
{
    size_t item = h->at[place];

    while (place && h->far[h->at[(place - 1) / 2]] > h->far[item]) {
        heap_put(h, place, h->at[(place - 1) / 2]);
        place = (place - 1) / 2;
    }
    heap_put(h, place, item);
}

static size_t heap_pop(heap *h)
{
    size_t least = h->at[0], item = h->at[--h->count], place = 0, child;

    h->where[least] = NONE;
    while (h->count && (child = 2 * place + 1) < h->count) {
        child += child + 1 < h->count && h->far[h->at[child + 1]] < h->far[h->at[child]];
        if (h->far[h->at[child]] >= h->far[item])
            break;
        heap_put(h, place, h->at[child]);
        place = child;
    }
    if (h->count)
        heap_put(h, place, item);
    return least;
}

/* Dijkstra's shortest paths from member `source` to all members, into far[]. `slot` numbers the members. */
static void find_distances(const net *t, const size_t *member, size_t count, const size_t *slot, heap *h,
                           size_t source, double *far)
{
    h->far = far;
    h->count = 0;
    for (size_t i = 0; i < count; i++) {
        far[i] = INFINITY;
        h->where[i] = NONE;
    }
    far[source] = 0;
    heap_put(h, h->count++, source);
    while (h->count) {
        size_t i = heap_pop(h), item = member[i];

        for (size_t k = t->first[item]; k < t->first[item + 1]; k++) {
            size_t other = slot[t->next[k]];
            double reach = far[i] + t->length[k];

            if (reach >= far[other])
                continue;
            far[other] = reach;
            if (h->where[other] == NONE)
                heap_put(h, h->count++, other);
            heap_up(h, h->where[other]);
        }
    }
}

/* ---- one component ---- */

/* Multiplies by the transpose and the matrix of `rows` by `columns`, and gives the result length 1. */
static void multiply(const double *matrix, size_t rows, size_t columns, double *v, double *space)
{
    double sum = 0;

    memset(space, 0, columns * sizeof *space);
    for (size_t i = 0; i < rows; i++) {
        double dot = 0;

        for (size_t k = 0; k < columns; k++)
            dot += matrix[i * columns + k] * v[k];
        for (size_t k = 0; k < columns; k++)
            space[k] += matrix[i * columns + k] * dot;
    }
    for (size_t k = 0; k < columns; k++)
        sum += space[k] * space[k];
    sum = sqrt(fmax(sum, 1e-30));
    for (size_t k = 0; k < columns; k++)
        v[k] = space[k] / sum;
}

/* Squared distances to pivots, centred in both directions. */
static void fill_pivots(const double *far, size_t count, size_t pivots, double *matrix)
{
    for (size_t k = 0; k < pivots; k++) {
        size_t pivot = k * count / pivots;
        double mean = 0;

        for (size_t i = 0; i < count; i++) {
            double f = far[pivot * count + i];

            mean += matrix[i * pivots + k] = f * f;
        }
        mean /= (double)count;
        for (size_t i = 0; i < count; i++)
            matrix[i * pivots + k] -= mean;
    }
    for (size_t i = 0; i < count; i++) {
        double mean = 0;

        for (size_t k = 0; k < pivots; k++)
            mean += matrix[i * pivots + k] / (double)pivots;
        for (size_t k = 0; k < pivots; k++)
            matrix[i * pivots + k] = -0.5 * (matrix[i * pivots + k] - mean);
    }
}

static ent_status start_at_pivots(const double *far, size_t count, double *x, double *y,
                                  ent_diags *diags)
{
    size_t pivots = count < PIVOTS ? count : PIVOTS;
    double *matrix = ent_mem_new(count * pivots, sizeof *matrix),
           *v = ent_mem_new(3 * pivots, sizeof *v);

    if (!matrix || !v) {
        ent_mem_free(matrix);
        ent_mem_free(v);
        return ent_out_of_memory(diags);
    }
    fill_pivots(far, count, pivots, matrix);
    for (int way = 0; way < 2; way++) {
        double *out = way ? y : x, *own = v + (size_t)way * pivots;

        for (size_t k = 0; k < pivots; k++)
            own[k] = (double)((k * 7 + 3 + (size_t)way * 5) % 11) - 5;
        for (int round = 0; round < POWER_ROUNDS; round++) {
            double dot = 0;

            for (size_t k = 0; k < pivots && way; k++)
                dot += own[k] * v[k];
            for (size_t k = 0; k < pivots && way; k++)
                own[k] -= dot * v[k];
            multiply(matrix, count, pivots, own, v + 2 * pivots);
        }
        for (size_t i = 0; i < count; i++) {
            out[i] = 0;
            for (size_t k = 0; k < pivots; k++)
                out[i] += matrix[i * pivots + k] * own[k];
        }
    }
    ent_mem_free(matrix);
    ent_mem_free(v);
    return ENT_OK;
}

/* ---- trees: in the two largest directions of their distances, leaves would lie on each other ---- */

/* The direction of a share of the whole turn, without angles. */
static spot direction(double share)
{
    double at = 4 * (share - floor(share)), u = at < 2 ? 1 - at : at - 3, v = at < 1 ? at : at < 3 ? 2 - at : at - 4,
           far = sqrt(u * u + v * v);

    return (spot){ u / far, v / far };
}

typedef struct branch { /* of a tree, from the middle on */
    size_t parent, leaves;
    double from; /* share of the turn where its leaves begin */
} branch;

static size_t middle_of_tree(const double *far, size_t count)
{
    size_t best = 0;
    double least = INFINITY;

    for (size_t i = 0; i < count; i++) {
        double sum = 0;

        for (size_t k = 0; k < count; k++)
            sum += far[i * count + k];
        if (sum < least) {
            least = sum;
            best = i;
        }
    }
    return best;
}

/* Around the middle, each node at its distance from it, each branch in a sector as wide as it has leaves. */
static ent_status start_around(const net *t, const size_t *member, size_t count, const size_t *slot, const double *far,
                               double *x, double *y, ent_diags *diags)
{
    branch *b = ent_mem_new(count, sizeof *b);
    size_t *order = ent_mem_new(count, sizeof *order), end = 1, root = middle_of_tree(far, count);

    if (!b || !order) {
        ent_mem_free(b);
        ent_mem_free(order);
        return ent_out_of_memory(diags);
    }
    for (size_t i = 0; i < count; i++)
        b[i].parent = NONE;
    order[0] = b[root].parent = root;
    for (size_t at = 0; at < end; at++) {
        size_t item = member[order[at]];

        for (size_t k = t->first[item]; k < t->first[item + 1]; k++)
            if (b[slot[t->next[k]]].parent == NONE) {
                b[slot[t->next[k]]].parent = order[at];
                order[end++] = slot[t->next[k]];
            }
    }
    for (size_t at = end; at-- > 1;) {
        b[order[at]].leaves += !b[order[at]].leaves;
        b[b[order[at]].parent].leaves += b[order[at]].leaves;
    }
    for (size_t at = 0; at < end; at++) {
        size_t i = order[at];
        double wide = (double)b[i].leaves / (double)b[root].leaves, reach = far[root * count + i];
        spot way;

        if (at) { /* behind its elder sisters, in the sector of its parent */
            b[i].from = b[b[i].parent].from;
            b[b[i].parent].from += wide;
        }
        way = direction(b[i].from + wide / 2);
        x[i] = reach * way.x;
        y[i] = reach * way.y;
    }
    ent_mem_free(b);
    ent_mem_free(order);
    return ENT_OK;
}

/* Gives the start the size that fits the distances best, and breaks ties between equal places. */
static void scale_start(const double *far, size_t count, double *x, double *y)
{
    double above = 0, below = 0, scale;

    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++) {
            double dx = x[i] - x[k], dy = y[i] - y[k], f = far[i * count + k];

            above += sqrt(dx * dx + dy * dy) / f;
            below += (dx * dx + dy * dy) / (f * f);
        }
    scale = below > 0 ? above / below : 1;
    for (size_t i = 0; i < count; i++) {
        x[i] = x[i] * scale + 0.02 * ((double)(i * 7 % 13) - 6);
        y[i] = y[i] * scale + 0.02 * ((double)(i * 11 % 17) - 8);
    }
}

/* Each node goes where the wishes of all others, weighted by closeness, put it on average. A tree keeps the shape of
 * its start: many rounds would fold it. */
static void lower_stress(const double *far, size_t count, size_t most_rounds, double *x, double *y)
{
    double pairs = fmax(1, (double)count * (double)count);
    size_t rounds = (size_t)fmin((double)most_rounds, fmax(12, MOST_WORK / pairs));

    for (size_t round = 0; round < rounds; round++) {
        double most = 0;

        for (size_t i = 0; i < count; i++) {
            const double *row = far + i * count;
            double sx = 0, sy = 0, all = 0, mx, my;

            for (size_t k = 0; k < count; k++) {
                double dx = x[i] - x[k], dy = y[i] - y[k], apart, f = row[k], w;

                if (k == i)
                    continue;
                apart = sqrt(dx * dx + dy * dy);
                w = 1 / (f * f);
                f = apart > 1e-9 ? f / apart : 0;
                sx += w * (x[k] + f * dx);
                sy += w * (y[k] + f * dy);
                all += w;
            }
            mx = sx / all - x[i];
            my = sy / all - y[i];
            x[i] += mx;
            y[i] += my;
            most = fmax(most, mx * mx + my * my);
        }
        if (most < 1e-6)
            break;
    }
}

static ent_status place_component(const net *t, size_t number, const size_t *slot, double *x, double *y,
                                  ent_diags *diags)
{
    const size_t *member = t->members + t->begin[number];
    size_t count = t->begin[number + 1] - t->begin[number];
    double *far = ent_mem_new(count * count, sizeof *far);
    double *u = ent_mem_new(2 * count, sizeof *u), *v = u ? u + count : NULL;
    heap h = { .at = ent_mem_new(count, sizeof *h.at), .where = ent_mem_new(count, sizeof *h.where) };
    ent_status status = far && u && h.at && h.where ? ENT_OK : ent_out_of_memory(diags);

    for (size_t i = 0; i < count && status == ENT_OK; i++)
        find_distances(t, member, count, slot, &h, i, far + i * count);
    if (status == ENT_OK && count > 1 &&
        (status = is_like_tree(t) ? start_around(t, member, count, slot, far, u, v, diags)
                                                 : start_at_pivots(far, count, u, v, diags)) == ENT_OK) {
        scale_start(far, count, u, v);
        lower_stress(far, count, is_like_tree(t) ? TREE_ROUNDS : MOST_ROUNDS, u, v);
    }
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        x[member[i]] = u[i];
        y[member[i]] = v[i];
    }
    ent_mem_free(far);
    ent_mem_free(u);
    ent_mem_free(h.at);
    ent_mem_free(h.where);
    return status;
}

/* Turns a component, in steps of 3 degrees, so that it fits the page with the largest scale. */
static void turn_component(const net *t, size_t number, double aspect, double *x, double *y)
{
    const double c3 = 0.99862953475457387, s3 = 0.05233595624294383;
    double best = INFINITY, best_c = 1, best_s = 0, c = 1, s = 0;

    for (int step = 0; step < 60; step++) {
        double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY, size, nc;

        for (size_t k = t->begin[number]; k < t->begin[number + 1]; k++) {
            size_t i = t->members[k];
            double u = c * x[i] - s * y[i], v = s * x[i] + c * y[i];

            x0 = fmin(x0, u), x1 = fmax(x1, u), y0 = fmin(y0, v), y1 = fmax(y1, v);
        }
        size = fmax((x1 - x0 + 1) / aspect, y1 - y0 + 0.6);
        if (size < best - 1e-9) {
            best = size;
            best_c = c;
            best_s = s;
        }
        nc = c * c3 - s * s3;
        s = s * c3 + c * s3;
        c = nc;
    }
    for (size_t k = t->begin[number]; k < t->begin[number + 1]; k++) {
        size_t i = t->members[k];
        double u = best_c * x[i] - best_s * y[i];

        y[i] = best_s * x[i] + best_c * y[i];
        x[i] = u;
    }
}

ent_status spread_network(const scene *s, double aspect, double *x, double *y, ent_diags *diags)
{
    static const double room[2] = { 0.5, 0.35 };
    net t = { .d = s->d, .n = s->d->node_count };
    size_t *slot = ent_mem_new(t.n, sizeof *slot);
    ent_status status = slot ? index_neighbours(&t, diags) : ent_out_of_memory(diags);

    if (status == ENT_OK) {
        find_components(&t);
        find_lengths(&t);
    }
    for (size_t k = 0; k < t.components && status == ENT_OK; k++) {
        for (size_t i = t.begin[k]; i < t.begin[k + 1]; i++)
            slot[t.members[i]] = i - t.begin[k];
        if ((status = place_component(&t, k, slot, x, y, diags)) == ENT_OK)
            turn_component(&t, k, aspect, x, y);
    }
    if (status == ENT_OK)
        status = pack_network(s->d, t.of, t.components, x, y, room, aspect, diags);
    ent_mem_free(slot);
    ent_mem_free(t.first);
    ent_mem_free(t.next);
    ent_mem_free(t.length);
    ent_mem_free(t.of);
    ent_mem_free(t.members);
    ent_mem_free(t.begin);
    return status;
}

/* ---- nodes on other nodes ---- */

/* By which factor the way from one node to another must grow so that both have room; 1: they have. */
static double growth(double dx, double dy, double need_x, double need_y)
{
    double along_x = fabs(dx) > 1e-9 ? need_x / fabs(dx) : INFINITY,
           along_y = fabs(dy) > 1e-9 ? need_y / fabs(dy) : INFINITY;

    return fmax(1, fmin(fmin(along_x, along_y), 4));
}

/* Moves each pair that overlaps apart along the line through both, which keeps the shape of clusters.
 * Nodes need `share` of the room of a name at their right. Returns whether there was any. */
static bool push_pairs(scene *s, const bool *kept, double share)
{
    bool moved = false;

    for (size_t i = 0; i < s->d->node_count; i++)
        for (size_t k = i + 1; k < s->d->node_count; k++) {
            placed *a = &s->nodes[i], *b = &s->nodes[k];
            double dx = b->x - a->x, dy = b->y - a->y, by,
                   need_x = a->rx + b->rx + 1.2 + share * ((dx > 0 ? a : b)->label_w + 2.4),
                   need_y = fmax(a->ry + b->ry, share * (a->label_h + b->label_h) / 2) + 1.2;

            if (fabs(dx) >= need_x || fabs(dy) >= need_y)
                continue;
            if (fabs(dx) + fabs(dy) < 0.02) { /* at one place: the direction depends on their numbers */
                dx = ((double)((i * 7 + k * 3) % 11) - 5) * 0.1;
                dy = ((double)((i * 5 + k) % 7) - 3.3) * 0.1;
            }
            by = (growth(dx, dy, need_x, need_y) - 1) * 0.5 * 0.55 + 0.004;
            a->x -= kept[i] ? 0 : dx * by;
            a->y -= kept[i] ? 0 : dy * by;
            b->x += kept[k] ? 0 : dx * by;
            b->y += kept[k] ? 0 : dy * by;
            moved = true;
        }
    return moved;
}

/* How much of the room for names there is: where it would fill the page, nodes would stand in a lattice. */
static double share_of_names(const scene *s)
{
    double page = (s->net.x1 - s->net.x0) * (s->net.y1 - s->net.y0), need = 1;

    for (size_t i = 0; i < s->d->node_count; i++) {
        const placed *p = &s->nodes[i];

        need += (2 * p->rx + p->label_w + 2) * fmax(2 * p->ry, p->label_h);
    }
    return fmin(1, fmax(0, 0.45 * page / need - 0.15));
}

ent_status part_nodes(scene *s, ent_diags *diags)
{
    size_t n = s->d->node_count;
    bool *kept = ent_mem_new(n, sizeof *kept);
    double most;
    size_t rounds = (size_t)fmax(20, fmin(120, 4e8 / fmax(1, (double)n * (double)n)));

    if (!kept)
        return ent_out_of_memory(diags);
    most = share_of_names(s);
    for (size_t i = 0; i < n; i++)
        kept[i] = !isnan(kept_place(s, i).x);
    for (size_t round = 0; round < rounds; round++) {
        /* names at first, as far as there is room for them; at last the nodes alone */
        double share = round * 10 < rounds * 6 ? most : round * 10 < rounds * 8 ? most / 2 : 0;
        bool moved = push_pairs(s, kept, share);

        for (size_t i = 0; i < n; i++) {
            placed *p = &s->nodes[i];

            if (kept[i])
                continue;
            p->x = fmin(fmax(p->x, s->net.x0 + p->rx + 1), s->net.x1 - p->rx - 1);
            p->y = fmin(fmax(p->y, s->net.y0 + p->ry + 1), s->net.y1 - p->ry - 1);
        }
        if (!moved && share <= 0)
            break;
    }
    ent_mem_free(kept);
    return ENT_OK;
}
