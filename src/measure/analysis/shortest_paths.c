/* shortest_paths.c: shortest paths from one node: breadth first when every tie is 1 long, else Dijkstra
 * with a heap; then Brandes' count of the paths (2001).
 *
 * Networks of states are often nearly complete, and most of their ties are longer than a way
 * around: on such a network all distances are found first (Floyd and Warshall: its inner loop is a
 * minimum over a row, which processors do several at a time), and ties that are not shortest paths
 * themselves are left out, since no shortest path can run over them. What is left is sparse.
 *
 * Distances are plain minima; only whether two paths are equally short allows for rounding. Where
 * weights are whole numbers or decimals, lengths are so too, in a common unit: paths that look
 * equally short are then compared by those. */
#include "measure/analysis/shortest_paths.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "measure/graph/simd.h"

/* ---- leaving out what no path uses ---- */

enum { MOST_DENSE = 2048 };

static bool is_dense(const search *s)
{
    double n = s->n, arcs = s->rows.start[s->n];

    return s->step && n > 8 && n <= MOST_DENSE && arcs > n * n / 8;
}

ENT_WIDE static void all_distances(double *far, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const double *by = far + k * n;

        for (size_t i = 0; i < n; i++) {
            double *row = far + i * n, first = row[k];

            if (i == k || first == INFINITY)
                continue;
            for (size_t j = 0; j < n; j++) {
                double around = first + by[j];

                row[j] = around < row[j] ? around : row[j];
            }
        }
    }
}

static bool leave_out(search *s)
{
    size_t n = s->n, arcs = s->rows.start[n], kept = 0;
    double *far = ent_mem_new(n * n, sizeof *far), *step = ent_mem_new(arcs + 1, sizeof *step);
    work_rows rows = { ent_mem_new(n + 1, sizeof *rows.start),
                       ent_mem_new(arcs + 1, sizeof *rows.to),
                       ent_mem_new(arcs + 1, sizeof *rows.tie) };
    bool made = far && step && rows.start && rows.to && rows.tie;

    for (size_t i = 0; i < n * n && made; i++)
        far[i] = INFINITY;
    for (size_t i = 0; i < n && made; i++) {
        far[i * n + i] = 0;
        for (uint32_t k = s->rows.start[i]; k < s->rows.start[i + 1]; k++)
            far[i * n + s->rows.to[k]] = s->step[k];
    }
    if (made)
        all_distances(far, n);
    for (size_t i = 0; i < n && made; i++) {
        for (uint32_t k = s->rows.start[i]; k < s->rows.start[i + 1]; k++)
            if (s->step[k] <= far[i * n + s->rows.to[k]] * (1 + s->tolerance)) {
                rows.to[kept] = s->rows.to[k];
                rows.tie[kept] = s->rows.tie[k];
                step[kept++] = s->step[k];
            }
        rows.start[i + 1] = (uint32_t)kept;
    }
    ent_mem_free(far);
    ent_mem_free(s->step);
    s->step = step;
    s->rows = rows;
    s->own_rows = true;
    return made;
}

/* ---- room ---- */

static bool take_whole(search *s)
{
    size_t arcs = s->rows.start[s->n];

    s->whole_step = ent_mem_new(arcs + 1, sizeof *s->whole_step);
    s->whole = ent_mem_new((size_t)s->n + 1, sizeof *s->whole);
    for (size_t k = 0; k < arcs && s->whole_step; k++)
        s->whole_step[k] = s->rule->whole[s->rows.tie[k]];
    return s->whole_step && s->whole;
}

ent_status ent_search_begin(search *s, ent_work *w, const work_paths *p, bool shares)
{
    size_t n = w->n, arcs = w->out.start[n];

    *s = (search){ .n = w->n, .tolerance = p->tolerance, .rows = w->out, .rule = p };
    s->far = ent_mem_new(n + 1, sizeof *s->far);
    s->order = ent_mem_new(n + 1, sizeof *s->order);
    s->rank = ent_mem_new(n + 1, sizeof *s->rank);
    s->paths = ent_mem_new(n + 1, sizeof *s->paths);
    s->ready = ent_mem_new(n + 1, sizeof *s->ready);
    s->used = ent_mem_new(arcs + 1, sizeof *s->used);
    s->used_end = ent_mem_new(n + 1, sizeof *s->used_end);
    s->power = ent_mem_new(n + 1, sizeof *s->power);
    if (p->length) {
        s->heap = ent_mem_new(arcs + 2, sizeof *s->heap);
        s->step = ent_mem_new(arcs + 1, sizeof *s->step);
    }
    if (!s->far || !s->order || !s->rank || !s->paths || !s->ready || !s->used || !s->used_end ||
        !s->power || (p->length && (!s->heap || !s->step)))
        goto refused;
    for (size_t k = 0; k < arcs && p->length; k++)
        s->step[k] = p->length[s->rows.tie[k]];
    if ((is_dense(s) && !leave_out(s)) || (p->whole && shares && !take_whole(s)))
        goto refused;
    return ENT_OK;
refused:
    ent_search_end(s);
    return ent_out_of_memory(w->diags);
}

void ent_search_end(search *s)
{
    if (s->own_rows) {
        ent_mem_free(s->rows.start);
        ent_mem_free(s->rows.to);
        ent_mem_free(s->rows.tie);
    }
    ent_mem_free(s->step);
    ent_mem_free(s->whole_step);
    ent_mem_free(s->whole);
    ent_mem_free(s->power);
    ent_mem_free(s->far);
    ent_mem_free(s->order);
    ent_mem_free(s->rank);
    ent_mem_free(s->heap);
    ent_mem_free(s->paths);
    ent_mem_free(s->ready);
    ent_mem_free(s->used);
    ent_mem_free(s->used_end);
    *s = (search){ 0 };
}

/* ---- distances ---- */

/* Breadth first; paths are counted on the way, since a node's are all known when its turn comes. */
static void search_steps(search *s, uint32_t source)
{
    uint32_t used = 0;

    s->order[0] = source;
    s->found = 1;
    s->paths[source] = 1;
    for (uint32_t i = 0; i < s->found; i++) {
        uint32_t u = s->order[i];
        double next = s->far[u] + 1, paths = s->paths[u];

        for (uint32_t k = s->rows.start[u]; k < s->rows.start[u + 1]; k++) {
            uint32_t v = s->rows.to[k];

            if (s->far[v] < next)
                continue;
            if (s->far[v] > next) {
                s->far[v] = next;
                s->paths[v] = 0;
                s->order[s->found++] = v;
            }
            s->paths[v] += paths;
            s->used[used++] = k;
        }
        s->used_end[i] = used;
    }
}

static void push(search_key *heap, size_t *count, search_key key)
{
    size_t at = ++*count; /* the root is 1 */

    while (at > 1 && key.far < heap[at / 2].far) {
        heap[at] = heap[at / 2];
        at /= 2;
    }
    heap[at] = key;
}

static search_key pop(search_key *heap, size_t *count)
{
    search_key top = heap[1], last = heap[(*count)--];
    size_t at = 1, child;

    while ((child = 2 * at) <= *count) {
        child += child < *count && heap[child + 1].far < heap[child].far;
        if (!(heap[child].far < last.far))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = last;
    return top;
}

/* A node whose distance shrinks is pushed again; what it left behind is stale when it comes up. */
static void search_lengths(search *s, uint32_t source)
{
    size_t waiting = 0;

    s->found = 0;
    push(s->heap, &waiting, (search_key){ 0, source });
    while (waiting) {
        search_key key = pop(s->heap, &waiting);
        uint32_t u = key.node;

        if (key.far != s->far[u])
            continue;
        s->rank[u] = s->found;
        s->order[s->found++] = u;
        for (uint32_t k = s->rows.start[u]; k < s->rows.start[u + 1]; k++) {
            uint32_t v = s->rows.to[k];
            double far = key.far + s->step[k];

            if (far < s->far[v]) {
                s->far[v] = far;
                push(s->heap, &waiting, (search_key){ far, v });
            }
        }
    }
}

void ent_search_from(search *s, uint32_t source)
{
    for (uint32_t i = 0; i < s->n; i++)
        s->far[i] = INFINITY;
    s->far[source] = 0;
    if (s->step)
        search_lengths(s, source);
    else
        search_steps(s, source);
}

/* ---- how many paths pass ---- */

/* Of the ties that look as if they were on shortest paths, those that are: their whole lengths say. A
 * node's own whole distance is known when its turn comes, from those before it. */
static void keep_shortest(search *s)
{
    uint32_t kept = 0, first = 0;

    for (uint32_t i = 0; i < s->found; i++)
        s->whole[s->order[i]] = i ? ~(work_whole)0 : 0;
    for (uint32_t i = 0, e = 0; i < s->found; i++)
        for (work_whole from = s->whole[s->order[i]]; e < s->used_end[i]; e++) {
            uint32_t v = s->rows.to[s->used[e]];
            work_whole whole = from + s->whole_step[s->used[e]];

            s->whole[v] = whole < s->whole[v] ? whole : s->whole[v];
        }
    for (uint32_t i = 0; i < s->found; i++) {
        uint32_t end = s->used_end[i];

        for (uint32_t e = first; e < end; e++) {
            uint32_t k = s->used[e];

            if (s->whole[s->order[i]] + s->whole_step[k] <=
                s->whole[s->rows.to[k]] + s->rule->slack)
                s->used[kept++] = k;
        }
        s->used_end[i] = kept;
        first = end;
    }
}

/* By lengths, along `order`: a node has as many shortest paths as those before it on them have
 * together. */
static void count_paths(search *s)
{
    uint32_t used = 0;

    for (uint32_t i = 0; i < s->found; i++) {
        uint32_t u = s->order[i];
        double far = s->far[u];

        for (uint32_t k = s->rows.start[u]; k < s->rows.start[u + 1]; k++) {
            uint32_t v = s->rows.to[k];

            if (far + s->step[k] <= s->far[v] * (1 + s->tolerance) && s->rank[v] > i)
                s->used[used++] = k;
        }
        s->used_end[i] = used;
        s->paths[u] = i == 0;
    }
    if (s->whole)
        keep_shortest(s);
    for (uint32_t i = 0, e = 0; i < s->found; i++)
        for (double paths = s->paths[s->order[i]]; e < s->used_end[i]; e++)
            s->paths[s->rows.to[s->used[e]]] += paths;
}

/* ---- more paths than a number holds ----
 *
 * A chain of a thousand squares has 2^1000 shortest paths. Only the share of one node's paths that
 * come from another is wanted, and that is a plain number: paths are counted times a power of 2. */

static bool too_many(const search *s)
{
    for (uint32_t i = 0; i < s->found; i++)
        if (!(s->paths[s->order[i]] < 1e300))
            return true;
    return false;
}

static void count_scaled(search *s)
{
    for (uint32_t i = 0; i < s->found; i++)
        s->paths[s->order[i]] = i == 0;
    s->power[s->order[0]] = 0;
    for (uint32_t i = 0; i < s->found; i++) {
        uint32_t u = s->order[i];
        int more;

        s->paths[u] = frexp(s->paths[u], &more);
        s->power[u] += more;
        for (uint32_t e = i ? s->used_end[i - 1] : 0; e < s->used_end[i]; e++) {
            uint32_t v = s->rows.to[s->used[e]];

            if (s->paths[v] == 0)
                s->power[v] = s->power[u];
            if (s->power[v] < s->power[u]) {
                s->paths[v] = ldexp(s->paths[v], s->power[v] - s->power[u]);
                s->power[v] = s->power[u];
            }
            s->paths[v] += ldexp(s->paths[u], s->power[u] - s->power[v]);
        }
    }
}

static void share_scaled(search *s, double *nodes, double *ties)
{
    count_scaled(s);
    for (uint32_t i = s->found; i-- > 0;) {
        uint32_t u = s->order[i];
        double by = 0;

        for (uint32_t e = i ? s->used_end[i - 1] : 0; e < s->used_end[i]; e++) {
            uint32_t k = s->used[e], v = s->rows.to[k];
            double part = ldexp(s->paths[u] / s->paths[v], s->power[u] - s->power[v]);

            by += part * s->ready[v];
            ties[s->rows.tie[k]] += part * s->ready[v];
        }
        if (i)
            nodes[u] += by;
        s->ready[u] = 1 + by;
    }
}

/* And back: what comes by a node is its share of what ends at, and comes by, those behind it. */
void ent_search_shares(search *s, double *nodes, double *ties)
{
    if (s->step)
        count_paths(s);
    if (too_many(s)) {
        share_scaled(s, nodes, ties);
        return;
    }
    for (uint32_t i = s->found; i-- > 0;) {
        uint32_t u = s->order[i], first = i ? s->used_end[i - 1] : 0;
        double by = 0, paths = s->paths[u];

        for (uint32_t e = first; e < s->used_end[i]; e++) {
            uint32_t k = s->used[e];
            double ready = s->ready[s->rows.to[k]];

            by += ready;
            ties[s->rows.tie[k]] += paths * ready;
        }
        by *= paths;
        if (i)
            nodes[u] += by;
        s->ready[u] = (1 + by) / paths;
    }
}
