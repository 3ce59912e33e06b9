/* pairs.c: agreements of two, in a two-mode network, as ties between the two. */
#include "figure/model.h"

#include <string.h>

/* Of a node: the first two that it is tied to, how many there are, and whether one may not count. */
enum { ENDS = 4 };

/* Does the agreement join two actors and nothing else? */
static bool joins_two(const ent_figure *f, size_t node, const uint32_t *ends)
{
    const uint32_t *own = &ends[ENDS * node];

    return f->nodes[node].type == ENT_NODE_ACT && own[2] == 2 &&
           !ent_is_box(f->nodes[own[0]].type) && !ent_is_box(f->nodes[own[1]].type);
}

static uint32_t *find_ends(const ent_figure *f)
{
    uint32_t *ends = ent_mem_new(ENDS * f->node_count, sizeof *ends);

    for (size_t i = 0; ends && i < f->tie_count; i++) {
        uint32_t pair[] = { f->ties[i].a, f->ties[i].b };

        for (int e = 0; e < 2; e++) {
            uint32_t *own = &ends[ENDS * pair[e]];

            if (own[2] < 2)
                own[own[2]] = pair[1 - e];
            own[2]++;
            own[3] |= f->ties[i].unknown;
        }
    }
    return ends;
}

bool ent_has_star_of_pairs(const ent_figure *f)
{
    enum { LEAST = 5 };
    uint32_t *ends = find_ends(f), *own = ent_mem_new(f->node_count, sizeof *own);
    size_t all = 0, most = 0;

    for (size_t i = 0; ends && own && i < f->node_count; i++)
        for (int e = 0; e < 2 && joins_two(f, i, ends); e++) {
            uint32_t count = ++own[ends[ENDS * i + (size_t)e]];

            all += !e;
            most = count > most ? count : most;
        }
    ent_mem_free(ends);
    ent_mem_free(own);
    return most >= LEAST && 3 * most >= 2 * all;
}

static uint32_t act_of(const ent_figure *f, size_t node)
{
    return ent_node_at(f->networks[f->nodes[node].net], f->nodes[node].at)->act;
}

/* Adds an agreement to the tie of its two actors, which is made when it is their first. Agreements that may not count
 * have a tie of their own. */
static bool join(ent_figure *f, size_t first, const drawn_tie *from, uint32_t act, const uint32_t *ends)
{
    uint32_t a = ends[0] < ends[1] ? ends[0] : ends[1], b = ends[0] < ends[1] ? ends[1] : ends[0];
    uint32_t *acts;
    drawn_tie *tie = NULL;

    for (size_t i = first; i < f->tie_count && !tie; i++)
        if (f->ties[i].a == a && f->ties[i].b == b && f->ties[i].unknown == !!ends[3])
            tie = &f->ties[i];
    if (!tie) {
        tie = &f->ties[f->tie_count++]; /* there is room: two ties became one */
        *tie = *from;
        tie->a = a;
        tie->b = b;
        tie->of_act = true;
        tie->unknown = ends[3];
        tie->acts = NULL;
        tie->act_count = 0;
    }
    if ((acts = ent_arena_new(&f->arena, tie->act_count + 1, sizeof *acts)) == NULL)
        return false;
    if (tie->act_count)
        memcpy(acts, tie->acts, tie->act_count * sizeof *acts);
    acts[tie->act_count++] = act;
    tie->acts = acts;
    tie->weight = (double)tie->act_count;
    return true;
}

/* A tie of known and one of unknown agreements may join the same two: the later one comes behind all others. A network
 * of two modes has no other ties of two actors. `again`: room for as many. */
static void part_repeated(ent_figure *f, size_t first, drawn_tie *again)
{
    size_t kept = first, count = 0;

    for (size_t i = first; i < f->tie_count; i++) {
        bool repeats = false;

        for (size_t k = first; k < kept && !repeats; k++)
            repeats = f->ties[k].a == f->ties[i].a && f->ties[k].b == f->ties[i].b;
        if (repeats)
            again[count++] = f->ties[i];
        else
            f->ties[kept++] = f->ties[i];
    }
    if (count)
        memcpy(&f->ties[kept], again, count * sizeof *again);
    f->pair_count = kept;
}

ent_status ent_model_join_pairs(ent_figure *f, ent_diags *diags)
{
    uint32_t *ends = find_ends(f), *now = ent_mem_new(f->node_count, sizeof *now);
    drawn_tie *old = ent_mem_new(f->tie_count, sizeof *old);
    bool *gone = ent_mem_new(f->node_count, sizeof *gone);
    size_t count = f->tie_count, nodes = 0, first;
    ent_status status = ends && now && old && gone ? ENT_OK : ent_out_of_memory(diags);

    if (status == ENT_OK) {
        if (count)
            memcpy(old, f->ties, count * sizeof *old);
        for (size_t i = 0; i < f->node_count; i++)
            gone[i] = joins_two(f, i, ends);
        f->tie_count = 0;
        for (size_t i = 0; i < count; i++)
            if (!gone[old[i].a] && !gone[old[i].b])
                f->ties[f->tie_count++] = old[i];
        first = f->tie_count;
        for (size_t i = 0; i < count; i++) {
            uint32_t act = gone[old[i].a] ? old[i].a : old[i].b;

            /* once for each agreement: at the first of its two ties */
            if (gone[act] && (old[i].a == ends[ENDS * act] || old[i].b == ends[ENDS * act]) &&
                !join(f, first, &old[i], act_of(f, act), &ends[ENDS * act]))
                status = ent_out_of_memory(diags);
        }
        for (size_t i = 0; i < f->node_count; i++) {
            now[i] = (uint32_t)nodes;
            if (!gone[i])
                f->nodes[nodes++] = f->nodes[i];
        }
        f->node_count = nodes;
        for (size_t i = 0; i < f->tie_count; i++) {
            f->ties[i].a = now[f->ties[i].a];
            f->ties[i].b = now[f->ties[i].b];
        }
        part_repeated(f, first, old);
    }
    ent_mem_free(ends);
    ent_mem_free(now);
    ent_mem_free(old);
    ent_mem_free(gone);
    return status;
}
