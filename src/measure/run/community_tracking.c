/* community_tracking.c: matches the communities of a step with those of the step before.
 *
 * Pairs are matched greedily by Jaccard index (members in both / members in either), each community once;
 * the later one gets the number of the earlier. An unmatched later community is a split, when at least
 * half of its members come from one earlier community, or a birth. An unmatched earlier one is a merge,
 * when at least half of its members go to one later community, or a death. Greene, Doyle & Cunningham 2010
 * (ASONAM) match in this way, with the threshold 0.3. Nodes that are alone are in no community. */
#include "measure/run/series.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

const char *ent_fate_name(ent_fate fate)
{
    static const char *const names[] = { "birth", "continues", "split", "merge", "death" };

    static_assert(sizeof names / sizeof *names == ENT_FATE_COUNT, "a name for each fate");
    return names[fate];
}

typedef struct group {
    uint32_t number; /* lasting number; 0 = none yet */
    uint32_t size;
    uint32_t kin, shared; /* the group of the other step with the most common members, and their number */
} group;

typedef struct overlap {
    uint32_t old, new, shared;
    double jaccard;
} overlap;

typedef struct tracking {
    ent_series *s;
    group *old, *new; /* by label; 0 is no group */
    size_t old_count, new_count;
    uint32_t *label_of; /* by key of a node: its label at the step before; 0 = none */
    overlap *overlaps;
    size_t overlap_count, overlap_room;
    uint32_t last_number;
    ent_diags *diags;
} tracking;

static size_t key_of(const tracking *l, ent_series_node node)
{
    return node.actor != ENT_NONE ? node.actor : ent_actor_count(l->s->d) + node.act;
}

static int by_groups(const void *a, const void *b)
{
    const overlap *x = a, *y = b;

    if (x->new != y->new)
        return x->new < y->new ? -1 : 1;
    return x->old < y->old ? -1 : x->old > y->old;
}

/* By Jaccard index, then by common members, then by label (the largest community has label 1). */
static int by_jaccard(const void *a, const void *b)
{
    const overlap *x = a, *y = b;

    if (x->jaccard != y->jaccard)
        return x->jaccard > y->jaccard ? -1 : 1;
    if (x->shared != y->shared)
        return x->shared > y->shared ? -1 : 1;
    if (x->old != y->old)
        return x->old < y->old ? -1 : 1;
    return x->new < y->new ? -1 : x->new > y->new;
}

static ent_status add_event(tracking *l, ent_series_event event)
{
    ent_series *s = l->s;

    if (!ent_mem_reserve((void **)&s->events, &s->event_room, s->event_count + 1,
                         sizeof *s->events))
        return ent_out_of_memory(l->diags);
    s->events[s->event_count++] = event;
    return ENT_OK;
}

/* Counts the members of the groups at a step. A group of one is no group. */
static ent_status count_groups(tracking *l, series_step *step, const double *labels)
{
    uint32_t most = 0;

    for (size_t i = 0; i < step->node_count; i++)
        if (labels[i] > most)
            most = (uint32_t)labels[i];
    l->new_count = (size_t)most + 1;
    step->community = ent_mem_new(step->node_count, sizeof *step->community);
    l->new = ent_mem_new(l->new_count, sizeof *l->new);
    if (!l->new || !step->community)
        return ent_out_of_memory(l->diags);
    for (size_t i = 0; i < step->node_count; i++)
        if (labels[i] >= 1)
            l->new[step->community[i] = (uint32_t)labels[i]].size++;
    for (size_t i = 0; i < step->node_count; i++)
        if (l->new[step->community[i]].size < 2)
            step->community[i] = 0;
    for (size_t g = 0; g < l->new_count; g++)
        if (!g || l->new[g].size < 2)
            l->new[g] = (group){ 0 };
    return ENT_OK;
}

static double jaccard(const group *a, const group *b, uint32_t shared)
{
    return (double)shared / (double)(a->size + b->size - shared);
}

static ent_status find_overlaps(tracking *l, const series_step *step)
{
    size_t count = 0, merged = 0;

    if (!ent_mem_reserve((void **)&l->overlaps, &l->overlap_room, step->node_count,
                         sizeof *l->overlaps))
        return ent_out_of_memory(l->diags);
    for (size_t i = 0; i < step->node_count; i++) {
        uint32_t old = l->label_of[key_of(l, step->nodes[i])];

        if (old && step->community[i])
            l->overlaps[count++] = (overlap){ old, step->community[i], 1, 0 };
    }
    if (count)
        qsort(l->overlaps, count, sizeof *l->overlaps, by_groups);
    for (size_t i = 0; i < count; i++)
        if (merged && by_groups(&l->overlaps[merged - 1], &l->overlaps[i]) == 0)
            l->overlaps[merged - 1].shared++;
        else
            l->overlaps[merged++] = l->overlaps[i];
    for (size_t i = 0; i < merged; i++) {
        overlap *o = &l->overlaps[i];
        group *old = &l->old[o->old], *new = &l->new[o->new];

        o->jaccard = jaccard(old, new, o->shared);
        if (o->shared > old->shared) {
            old->shared = o->shared;
            old->kin = o->new;
        }
        if (o->shared > new->shared) {
            new->shared = o->shared;
            new->kin = o->old;
        }
    }
    l->overlap_count = merged;
    return ENT_OK;
}

/* Gives the groups their lasting numbers, and adds the events. */
static ent_status number_groups(tracking *l, size_t step)
{
    bool *taken = ent_mem_new(l->old_count, sizeof *taken);
    ent_status status = taken ? ENT_OK : ent_out_of_memory(l->diags);

    if (status == ENT_OK && l->overlap_count)
        qsort(l->overlaps, l->overlap_count, sizeof *l->overlaps, by_jaccard);
    for (size_t i = 0; i < l->overlap_count && status == ENT_OK; i++) {
        const overlap *o = &l->overlaps[i];

        if (o->jaccard < l->s->options.match || taken[o->old] || l->new[o->new].number)
            continue;
        taken[o->old] = true;
        l->new[o->new].number = l->old[o->old].number;
        status = add_event(l, (ent_series_event){ step, ENT_SURVIVAL, l->new[o->new].number, 0,
                                                  l->new[o->new].size, o->jaccard });
    }
    for (size_t g = 1; g < l->new_count && status == ENT_OK; g++) {
        group *new = &l->new[g], *kin = &l->old[new->kin];
        bool part = 2 * new->shared >= new->size;

        if (!new->size || new->number)
            continue;
        new->number = ++l->last_number;
        status = add_event(l, (ent_series_event){ step, part ? ENT_SPLIT : ENT_BIRTH, new->number,
                                                  part ? kin->number : 0, new->size,
                                                  part ? jaccard(new, kin, new->shared) : NAN });
    }
    for (size_t g = 1; g < l->old_count && status == ENT_OK; g++) {
        const group *old = &l->old[g], *kin = &l->new[old->kin];
        bool part = 2 * old->shared >= old->size;

        if (!old->size || taken[g])
            continue;
        status = add_event(
            l, part ? (ent_series_event){ step, ENT_MERGE, kin->number, old->number, kin->size,
                                          jaccard(old, kin, old->shared) }
                    : (ent_series_event){ step, ENT_DEATH, old->number, 0, old->size, NAN });
    }
    ent_mem_free(taken);
    return status;
}

static int by_community(const void *a, const void *b)
{
    const ent_series_event *x = a, *y = b;

    if (x->community != y->community)
        return x->community < y->community ? -1 : 1;
    if (x->fate != y->fate)
        return x->fate < y->fate ? -1 : 1;
    return x->other < y->other ? -1 : x->other > y->other;
}

/* Writes the lasting numbers to the step, which then is the step before. */
static void finish_step(tracking *l, series_step *step, double *labels, const series_step *before)
{
    for (size_t i = 0; before && i < before->node_count; i++)
        l->label_of[key_of(l, before->nodes[i])] = 0;
    for (size_t i = 0; i < step->node_count; i++) {
        uint32_t label = step->community[i];

        l->label_of[key_of(l, step->nodes[i])] = label;
        step->community[i] = l->new[label].number;
        labels[i] = label ? (double)l->new[label].number : NAN;
    }
    ent_mem_free(l->old);
    l->old = l->new;
    l->old_count = l->new_count;
    l->new = NULL;
    for (size_t g = 0; g < l->old_count; g++)
        l->old[g].kin = l->old[g].shared = 0;
}

static ent_status one_step(tracking *l, size_t at)
{
    series_step *step = &l->s->steps[at];
    double *labels = step->columns[l->s->community_column].values;
    size_t first = l->s->event_count;
    ent_status status;

    if ((status = count_groups(l, step, labels)) != ENT_OK ||
        (status = find_overlaps(l, step)) != ENT_OK || (status = number_groups(l, at)) != ENT_OK)
        return status;
    if (l->s->event_count > first)
        qsort(l->s->events + first, l->s->event_count - first, sizeof *l->s->events, by_community);
    finish_step(l, step, labels, at ? &l->s->steps[at - 1] : NULL);
    return ENT_OK;
}

ent_status ent_series_track_communities(ent_series *s, ent_diags *diags)
{
    tracking l = { .s = s, .diags = diags, .old_count = 1 };
    ent_status status = ENT_OK;

    l.old = ent_mem_new(1, sizeof *l.old);
    l.label_of = ent_mem_new(ent_actor_count(s->d) + ent_act_count(s->d), sizeof *l.label_of);
    if (!l.old || !l.label_of)
        status = ent_out_of_memory(diags);
    for (size_t i = 0; i < s->step_count && status == ENT_OK; i++)
        status = one_step(&l, i);
    ent_mem_free(l.old);
    ent_mem_free(l.new);
    ent_mem_free(l.label_of);
    ent_mem_free(l.overlaps);
    return status;
}
