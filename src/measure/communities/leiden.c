/* leiden.c: the Leiden method of Traag, Waltman & van Eck 2019 (Scientific Reports 9, 5233).
 *
 *   move nodes while modularity grows → refine each community → its parts are the nodes of a smaller graph
 *
 * and so on until every community is one node; the whole is repeated until nothing is gained. A series makes
 * thousands of searches, and igraph_community_leiden spends most of its time in making and freeing lists. This
 * does the same in the same order, with igraph's random numbers, and so finds the same division, to the last
 * node (tests/measure/test_engines.c). */
#include "measure/communities/methods.h"

#include <math.h>
#include <string.h>

enum { MOST_ROUNDS = 50 };

static const double beta = 0.01; /* of the refinement: as igraph's manual has it */

typedef struct level { /* a graph: rows of neighbours in order, each tie twice */
    uint32_t n, *start, *to;
    double *weight, *strength; /* of the tie, of the node */
} level;

typedef struct half { /* a tie to a later node */
    uint32_t from, to;
    double weight;
} half;

typedef struct kin { /* a neighbour that matters */
    uint32_t at;
    double weight;
} kin;

/* Arrays of numbers by node, or by community, are all as long as the number of nodes. */
typedef struct leiden {
    level bottom, upper[2];
    double gamma; /* for products of strengths */
    half *halves;
    kin *kin; /* chosen from rows without a branch, which would be foreseen wrongly half of the time */
    uint32_t *community; /* by node of the level */
    uint32_t *refined;   /* the part of it */
    uint32_t *node_of;   /* by node of the bottom, the node of the level */
    uint32_t *of_part;   /* the next level's `community` */
    uint32_t *members, *first; /* nodes by community or part */
    uint32_t *part;            /* of the community that is refined: by place among its members, from 0 */
    uint32_t *kin_end;         /* and where their kin end */
    uint32_t *order, *queue, *empty, *size, *number, *near;
    bool *stable, *seen;
    double *inside, *toward, *outward, *chances; /* see where they are used */
} leiden;

static bool make_level(ent_arena *arena, level *g, size_t nodes, size_t entries)
{
    g->start = ent_arena_new(arena, nodes + 1, sizeof *g->start);
    g->to = ent_arena_new(arena, entries + 1, sizeof *g->to);
    g->weight = ent_arena_new(arena, entries + 1, sizeof *g->weight);
    g->strength = ent_arena_new(arena, nodes + 1, sizeof *g->strength);
    return g->start && g->to && g->weight && g->strength;
}

static bool begin(leiden *l, ent_arena *arena, const ent_work *v, double gamma)
{
    size_t n = v->n, entries = v->start[n];
    uint32_t **numbers[] = { &l->community, &l->refined, &l->node_of, &l->of_part, &l->members, &l->first,
                             &l->part, &l->kin_end, &l->order, &l->queue, &l->empty, &l->size, &l->number, &l->near };
    double **reals[] = { &l->inside, &l->toward, &l->outward, &l->chances };
    bool made = make_level(arena, &l->upper[0], n, entries) && make_level(arena, &l->upper[1], n, entries);

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        made = (*numbers[i] = ent_arena_new(arena, n + 1, sizeof **numbers[i])) != NULL && made;
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++)
        made = (*reals[i] = ent_arena_new(arena, n + 1, sizeof **reals[i])) != NULL && made;
    l->stable = ent_arena_new(arena, n + 1, sizeof *l->stable);
    l->seen = ent_arena_new(arena, n + 1, sizeof *l->seen);
    l->halves = ent_arena_new(arena, entries / 2 + 1, sizeof *l->halves);
    l->kin = ent_arena_new(arena, entries + 1, sizeof *l->kin);
    l->bottom = (level){ v->n, v->start, v->neighbor, ent_arena_new(arena, entries + 1, sizeof(double)),
                         v->strength };
    if (!made || !l->stable || !l->seen || !l->halves || !l->kin || !l->bottom.weight)
        return false;
    for (uint32_t k = 0; k < entries; k++)
        l->bottom.weight[k] = ent_method_weight(v, k);
    l->gamma = gamma / (2 * v->total_weight);
    return true;
}

static void shuffle(uint32_t *list, uint32_t count)
{
    while (count > 1) {
        uint32_t k = (uint32_t)igraph_rng_get_integer(igraph_rng_default(), 0, count - 1), last = list[--count];

        list[count] = list[k];
        list[k] = last;
    }
}

/* Numbers communities in the order of their first nodes; returns how many. */
static uint32_t renumber(leiden *l, uint32_t *community, uint32_t n)
{
    uint32_t count = 0;

    memset(l->number, 0, n * sizeof *l->number);
    for (uint32_t i = 0; i < n; i++) {
        if (!l->number[community[i]])
            l->number[community[i]] = ++count;
        community[i] = l->number[community[i]] - 1;
    }
    return count;
}

/* ---- moving nodes ---- */

/* The communities with which the node has ties: near[], from `count` on, and their weight toward[]. */
static uint32_t look_around(leiden *l, const level *g, uint32_t node, uint32_t count)
{
    for (uint32_t k = g->start[node]; k < g->start[node + 1]; k++) {
        uint32_t c = l->community[g->to[k]];

        if (!l->seen[c]) {
            l->seen[c] = true;
            l->near[count++] = c;
        }
        l->toward[c] += g->weight[k];
    }
    return count;
}

/* Takes the node, which is in no community now, to where modularity grows most: `now` if it grows nowhere. */
static uint32_t best_of(leiden *l, double strength, uint32_t now, uint32_t count)
{
    double most = l->toward[now] - strength * l->inside[now] * l->gamma;
    uint32_t best = now;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t c = l->near[i];
        double gain = l->toward[c] - strength * l->inside[c] * l->gamma;

        if (gain > most) {
            best = c;
            most = gain;
        }
        l->toward[c] = 0;
        l->seen[c] = false;
    }
    return best;
}

/* Moves nodes one by one; the neighbours of a node that moved are looked at again. inside[]: strength of a
 * community. Returns the number of communities. */
static uint32_t move_nodes(leiden *l, const level *g)
{
    uint32_t empty = 0, head = 0, waiting = g->n;

    memset(l->stable, 0, g->n * sizeof *l->stable);
    memset(l->inside, 0, g->n * sizeof *l->inside);
    memset(l->size, 0, g->n * sizeof *l->size);
    for (uint32_t i = 0; i < g->n; i++) {
        l->queue[i] = i;
        l->inside[l->community[i]] += g->strength[i];
        l->size[l->community[i]]++;
    }
    shuffle(l->queue, g->n);
    for (uint32_t c = 0; c < g->n; c++)
        if (!l->size[c])
            l->empty[empty++] = c;
    while (waiting) {
        uint32_t node = l->queue[head], now = l->community[node], count, best;

        head = head + 1 < g->n ? head + 1 : 0;
        waiting--;
        l->inside[now] -= g->strength[node];
        if (!--l->size[now])
            l->empty[empty++] = now;
        l->near[0] = l->empty[empty - 1];
        l->seen[l->near[0]] = true;
        count = look_around(l, g, node, 1);
        best = best_of(l, g->strength[node], now, count);
        l->inside[best] += g->strength[node];
        l->size[best]++;
        empty -= best == l->empty[empty - 1];
        l->stable[node] = true;
        if (best == now)
            continue;
        l->community[node] = best;
        for (uint32_t k = g->start[node]; k < g->start[node + 1]; k++) {
            uint32_t other = g->to[k], at = head + waiting;

            if (!l->stable[other] || l->community[other] == best)
                continue;
            l->queue[at < g->n ? at : at - g->n] = other;
            waiting++;
            l->stable[other] = false;
        }
    }
    return renumber(l, l->community, g->n);
}

/* ---- refining communities ---- */

/* members[first[c - 1]] .. [first[c]] are the nodes of label c, in order. */
static void list_members(leiden *l, const uint32_t *label, uint32_t n, uint32_t labels)
{
    memset(l->first, 0, ((size_t)labels + 1) * sizeof *l->first);
    for (uint32_t i = 0; i < n; i++)
        l->first[label[i] + 1]++;
    for (uint32_t c = 0; c < labels; c++)
        l->first[c + 1] += l->first[c];
    for (uint32_t i = 0; i < n; i++)
        l->members[l->first[label[i]]++] = i;
}

static inline uint32_t first_of(const leiden *l, uint32_t label)
{
    return label ? l->first[label - 1] : 0; /* list_members moved it to the end of its own */
}

/* Is the part so well tied to the rest of its community that it may join others? */
static bool is_tied_in(const leiden *l, uint32_t part, double whole)
{
    return l->outward[part] >= l->inside[part] * (whole - l->inside[part]) * l->gamma;
}

/* The place in a list of growing numbers where `what` is, or would be. */
static uint32_t place_among(const double *list, uint32_t count, double what)
{
    int64_t low = 0, high = (int64_t)count - 1;

    while (low <= high) {
        int64_t middle = low + ((high - low) >> 1);

        if (list[middle] == what)
            return (uint32_t)middle;
        if (list[middle] > what)
            high = middle - 1;
        else
            low = middle + 1;
    }
    return (uint32_t)low;
}

/* A part for the node, at random among those that do not lower modularity; the more it gains the likelier. */
static uint32_t choose_part(leiden *l, double strength, double whole, uint32_t count)
{
    double sum = 0, most = 0;
    uint32_t best = l->near[0];

    for (uint32_t i = 0; i < count; i++) {
        uint32_t part = l->near[i];

        if (is_tied_in(l, part, whole)) {
            double gain = l->toward[part] - strength * l->inside[part] * l->gamma;

            if (gain > most) {
                best = part;
                most = gain;
            }
            if (gain >= 0)
                sum += exp(gain / beta);
        }
        l->chances[i] = sum;
        l->toward[part] = 0;
        l->seen[part] = false;
    }
    if (!(sum < INFINITY))
        return best;
    return l->near[place_among(l->chances, count, igraph_rng_get_unif(igraph_rng_default(), 0, sum))];
}

/* Parts begin as single nodes. inside[]: strength of a part; outward[]: weight of its ties with the rest of the
 * community; stable[]: it has more than one node. Returns the strength of the community. */
static double begin_parts(leiden *l, const level *g, const uint32_t *members, uint32_t count)
{
    uint32_t own = l->community[members[0]], end = 0;
    double whole = 0;

    for (uint32_t i = 0; i < count; i++)
        l->refined[members[i]] = i;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t node = members[i], first = end;

        for (uint32_t k = g->start[node]; k < g->start[node + 1]; k++) {
            l->kin[end] = (kin){ l->refined[g->to[k]], g->weight[k] };
            end += l->community[g->to[k]] == own;
        }
        l->kin_end[i] = end;
        l->part[i] = i;
        l->stable[i] = false;
        l->inside[i] = g->strength[node];
        l->outward[i] = 0;
        whole += g->strength[node];
        for (uint32_t k = first; k < end; k++)
            l->outward[i] += l->kin[k].weight;
    }
    return whole;
}

/* `place`: of the node among the members. */
static void join_part(leiden *l, uint32_t place, double strength, double whole)
{
    uint32_t now = l->part[place], count = 1, part;
    const kin *first = l->kin + (place ? l->kin_end[place - 1] : 0), *end = l->kin + l->kin_end[place];
    double outward;

    l->inside[now] = 0;
    l->near[0] = now;
    l->seen[now] = true;
    for (const kin *x = first; x < end; x++) {
        part = l->part[x->at];
        if (!l->seen[part]) {
            l->seen[part] = true;
            l->near[count++] = part;
        }
        l->toward[part] += x->weight;
    }
    part = choose_part(l, strength, whole, count);
    l->inside[part] += strength;
    outward = l->outward[part];
    for (const kin *x = first; x < end; x++)
        outward += l->part[x->at] == part ? -x->weight : x->weight;
    l->outward[part] = outward;
    if (part != now) {
        l->part[place] = part;
        l->stable[part] = true;
    }
}

/* Divides each community into parts; returns how many there are. */
static uint32_t refine(leiden *l, const level *g, uint32_t communities)
{
    uint32_t parts = 0;

    list_members(l, l->community, g->n, communities);
    for (uint32_t c = 0; c < communities; c++) {
        const uint32_t *members = l->members + first_of(l, c);
        uint32_t count = l->first[c] - first_of(l, c);
        double whole = begin_parts(l, g, members, count);

        for (uint32_t i = 0; i < count; i++)
            l->order[i] = i;
        shuffle(l->order, count);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t place = l->order[i];

            if (!l->stable[l->part[place]] && is_tied_in(l, l->part[place], whole))
                join_part(l, place, g->strength[members[place]], whole);
        }
        memset(l->number, 0, count * sizeof *l->number);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t *number = &l->number[l->part[i]];

            if (!*number)
                *number = ++parts;
            l->refined[members[i]] = *number - 1;
        }
    }
    return parts;
}

/* ---- the next level ---- */

/* Ties of each part with later ones; returns how many. */
static uint32_t sum_ties(leiden *l, const level *g, level *next)
{
    uint32_t found = 0;

    list_members(l, l->refined, g->n, next->n);
    for (uint32_t c = 0; c < next->n; c++) {
        uint32_t count = 0, end = 0;

        next->strength[c] = 0;
        for (uint32_t i = first_of(l, c); i < l->first[c]; i++) {
            uint32_t node = l->members[i];

            for (uint32_t k = g->start[node]; k < g->start[node + 1]; k++) {
                l->kin[end] = (kin){ l->refined[g->to[k]], g->weight[k] };
                end += l->kin[end].at > c;
            }
            next->strength[c] += g->strength[node];
            l->of_part[c] = l->community[node];
        }
        for (const kin *x = l->kin; x < l->kin + end; x++) {
            if (!l->seen[x->at]) {
                l->seen[x->at] = true;
                l->near[count++] = x->at;
            }
            l->toward[x->at] += x->weight;
        }
        for (uint32_t i = 0; i < count; i++) {
            l->halves[found++] = (half){ c, l->near[i], l->toward[l->near[i]] };
            l->toward[l->near[i]] = 0;
            l->seen[l->near[i]] = false;
        }
    }
    return found;
}

/* Rows of neighbours, in order: those before a node come in the order of the ties; those after it then from
 * their own rows. */
static void make_rows(leiden *l, level *next, uint32_t ties)
{
    uint32_t *at = l->number, *before = l->size;

    memset(next->start, 0, ((size_t)next->n + 1) * sizeof *next->start);
    memset(before, 0, next->n * sizeof *before);
    for (uint32_t t = 0; t < ties; t++) {
        next->start[l->halves[t].from + 1]++;
        next->start[l->halves[t].to + 1]++;
        before[l->halves[t].to]++;
    }
    for (uint32_t i = 0; i < next->n; i++) {
        next->start[i + 1] += next->start[i];
        at[i] = next->start[i];
    }
    for (uint32_t t = 0; t < ties; t++) {
        uint32_t k = at[l->halves[t].to]++;

        next->to[k] = l->halves[t].from;
        next->weight[k] = l->halves[t].weight;
    }
    for (uint32_t i = 0; i < next->n; i++)
        for (uint32_t k = next->start[i]; k < next->start[i] + before[i]; k++) {
            uint32_t later = at[next->to[k]]++;

            next->to[later] = i;
            next->weight[later] = next->weight[k];
        }
}

/* One run of the method, from the division in `division` to a better one. Returns a number that its
 * communities are below. */
static uint32_t run(leiden *l, uint32_t *division)
{
    const level *g = &l->bottom;
    uint32_t n = g->n;

    memcpy(l->community, division, n * sizeof *division);
    renumber(l, l->community, n);
    for (uint32_t i = 0; i < n; i++)
        l->node_of[i] = i;
    for (int depth = 0;; depth++) {
        level *next = &l->upper[depth % 2];
        uint32_t communities = move_nodes(l, g);

        if (!depth || communities < g->n) /* as igraph has it: a last move that made single nodes is lost */
            for (uint32_t i = 0; i < n; i++)
                division[i] = l->community[l->node_of[i]];
        if (communities == g->n)
            return communities;
        next->n = refine(l, g, communities);
        if (next->n == g->n) { /* into single nodes: then by communities */
            memcpy(l->refined, l->community, g->n * sizeof *l->refined);
            next->n = communities;
        }
        for (uint32_t i = 0; i < n; i++)
            l->node_of[i] = l->refined[l->node_of[i]];
        make_rows(l, next, sum_ties(l, g, next));
        memcpy(l->community, l->of_part, next->n * sizeof *l->community);
        g = next;
    }
}

/* Modularity, but for a constant; `communities`: all are below. */
static double quality_of(leiden *l, const ent_work *v, const uint32_t *division, uint32_t communities)
{
    double quality = 0;

    memset(l->inside, 0, v->n * sizeof *l->inside);
    for (uint32_t t = 0; t < v->pair_count; t++)
        quality += division[v->pairs[t].a] == division[v->pairs[t].b] ? 2 * v->pairs[t].weight : 0;
    for (uint32_t i = 0; i < v->n; i++)
        l->inside[division[i]] += v->strength[i];
    for (uint32_t c = 0; c < communities; c++)
        quality -= l->gamma * l->inside[c] * l->inside[c];
    return quality / (2 * v->total_weight);
}

/* A random division: into many groups one time, into a few the next. */
static void scatter(const ent_work *v, size_t start, ent_random *random, uint32_t *division)
{
    uint32_t few = (uint32_t)sqrt(v->n) + 1, groups = start % 4 == 1 || few > v->n ? v->n : few;

    for (uint32_t i = 0; i < v->n; i++)
        division[i] = ent_random_below(random, groups);
}

static void settle(leiden *l, const ent_work *v, uint32_t *division)
{
    double before = -INFINITY;

    for (int round = 0; round < MOST_ROUNDS; round++) {
        double quality = quality_of(l, v, division, run(l, division));

        if (quality <= before + 1e-12)
            return;
        before = quality;
    }
}

ent_status ent_method_leiden(ent_work *v, double gamma, size_t start, ent_random *random,
                         uint32_t *found)
{
    ent_arena arena = { 0 };
    ent_ig_chance chance = { 0 };
    leiden l = { 0 };
    igraph_error_t err;
    ent_ig scope;

    if (!begin(&l, &arena, v, gamma)) {
        ent_arena_destroy(&arena);
        return ent_out_of_memory(v->diags);
    }
    ent_ig_begin(&scope, v->diags);
    if ((err = ent_ig_chance_begin(&chance)) == IGRAPH_SUCCESS) {
        err = ent_ig_chance_seed(&chance, ent_random_next(random) >> 1);
        for (uint32_t i = 0; i < v->n; i++)
            found[i] = i;
        if (start % 2)
            scatter(v, start, random, found);
        if (err == IGRAPH_SUCCESS)
            settle(&l, v, found);
        ent_ig_chance_end(&chance);
    }
    ent_arena_destroy(&arena);
    return ent_ig_end(&scope, err, "leiden");
}
