/* search.c: shortest paths from one node: breadth first when every tie is 1 long, else Dijkstra
 * with a heap; then Brandes' count of the paths (2001).
 *
 * Networks of states are often nearly complete, and most of their ties are longer than a way
 * around: on such a network all distances are found first (Floyd and Warshall: its inner loop is a
 * minimum over a row, which processors do several at a time), and ties that are not shortest paths
 * themselves are left out, since no shortest path can run over them. What is left is sparse.
 *
 * Distances are plain minima; only whether two paths are equally short allows for rounding. */
#include "measure/search.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "measure/wide.h"

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

ent_status ent_search_begin(search *s, ent_work *w, const work_paths *p)
{
    size_t n = w->n, arcs = w->out.start[n];

    *s = (search){ .n = w->n, .tolerance = p->tolerance, .rows = w->out };
    s->far = ent_mem_new(n + 1, sizeof *s->far);
    s->order = ent_mem_new(n + 1, sizeof *s->order);
    s->rank = ent_mem_new(n + 1, sizeof *s->rank);
    s->paths = ent_mem_new(n + 1, sizeof *s->paths);
    s->ready = ent_mem_new(n + 1, sizeof *s->ready);
    s->used = ent_mem_new(arcs + 1, sizeof *s->used);
    s->used_end = ent_mem_new(n + 1, sizeof *s->used_end);
    if (p->length) {
        s->heap = ent_mem_new(arcs + 2, sizeof *s->heap);
        s->step = ent_mem_new(arcs + 1, sizeof *s->step);
    }
    if (!s->far || !s->order || !s->rank || !s->paths || !s->ready || !s->used || !s->used_end ||
        (p->length && (!s->heap || !s->step)))
        goto refused;
    for (size_t k = 0; k < arcs && p->length; k++)
        s->step[k] = p->length[s->rows.tie[k]];
    if (is_dense(s) && !leave_out(s))
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

/* By lengths, along `order`: a node has as many shortest paths as those before it on them have
 * together. */
static void count_paths(search *s)
{
    uint32_t used = 0;

    for (uint32_t i = 0; i < s->found; i++)
        s->paths[s->order[i]] = i == 0;
    for (uint32_t i = 0; i < s->found; i++) {
        uint32_t u = s->order[i];
        double far = s->far[u], paths = s->paths[u];

        for (uint32_t k = s->rows.start[u]; k < s->rows.start[u + 1]; k++) {
            uint32_t v = s->rows.to[k];

            if (far + s->step[k] <= s->far[v] * (1 + s->tolerance) && s->rank[v] > i) {
                s->paths[v] += paths;
                s->used[used++] = k;
            }
        }
        s->used_end[i] = used;
    }
}

/* And back: what comes by a node is its share of what ends at, and comes by, those behind it. */
void ent_search_shares(search *s, double *nodes, double *ties)
{
    if (s->step)
        count_paths(s);
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
