/* existence.c: when the actors of a network exist, by the data and by the register. */
#include <stdlib.h>

#include "network/status.h"

size_t ent_actor_lives(const ent_times *t, uint32_t actor, const ent_period **lives)
{
    static const ent_period always = ENT_PERIOD_INIT;

    if (!t->first) {
        *lives = &always;
        return 1;
    }
    *lives = t->lives + t->first[actor];
    return t->first[actor + 1] - t->first[actor];
}

ent_truth ent_actor_exists(const ent_times *t, uint32_t actor)
{
    const ent_completion *c = t->selection->completion;
    const ent_period *lives;
    size_t count = ent_actor_lives(t, actor, &lives);
    ent_truth any = ENT_NO;

    if (ent_window_of(t->selection).asks == ENT_ASK_EVER)
        return ENT_YES;
    for (size_t i = 0; i < count && any != ENT_YES; i++) {
        ent_period life = lives[i];
        ent_truth here;

        life.exact = t->exact;
        here = ent_period_in(&life, ent_window_of(t->selection), false);
        if (here != ENT_NO)
            any = here;
    }
    return c ? ent_complete(any, c->actors, actor) : any;
}

static bool same_date(ent_date a, ent_date b)
{
    return a.kind == b.kind && a.first == b.first && a.last == b.last;
}

size_t ent_actor_spells(const ent_dataset *d, uint32_t index, ent_spell *own,
                        const ent_spell **spells)
{
    const ent_actor *actor = ent_actor_at(d, index);
    size_t count = 0;

    if (actor->state && same_date(actor->from, actor->state->from) &&
        same_date(actor->to, actor->state->to))
        count = ent_world_spells(ent_dataset_world(d), actor->state, spells);
    if (count)
        return count;
    *own = (ent_spell){ actor->from, actor->to };
    *spells = own;
    return 1;
}

static ent_period life_of(ent_date from, ent_date to)
{
    ent_period p = ENT_PERIOD_INIT;

    p.starts_life = p.ends_life = true;
    if (ent_date_known(from))
        ent_period_begin(&p, ent_days_of(from));
    if (ent_date_known(to)) {
        p.end_first = p.end_strict = to.first;
        p.end_last = to.last;
    }
    return p;
}

static ent_status add_life(ent_periods *lives, ent_period life, ent_diags *diags)
{
    return ENT_LIST_PUSH(lives, life) ? ENT_OK : ent_out_of_memory(diags);
}

static ent_status add_lives(ent_periods *lives, const ent_dataset *d, uint32_t index,
                            ent_diags *diags)
{
    const ent_spell *spells;
    ent_spell own;
    size_t count = ent_actor_spells(d, index, &own, &spells);
    ent_status status = ENT_OK;

    for (size_t i = 0; i < count && status == ENT_OK; i++)
        status = add_life(lives, life_of(spells[i].from, spells[i].to), diags);
    return status;
}

/* The states that it continues, also those without a row in the data. */
static ent_status add_predecessors(ent_periods *lives, const ent_dataset *d, uint32_t index,
                                   ent_diags *diags)
{
    const ent_world *world = ent_dataset_world(d);
    const ent_state *state = ent_actor_at(d, index)->state;
    ent_status status = ENT_OK;

    for (size_t i = 0; state && i < ent_world_count(world) && status == ENT_OK; i++) {
        const ent_state *other = ent_world_at(world, i);
        const ent_spell *spells;
        size_t count;

        if (other == state || ent_world_continuing(world, other) != state)
            continue;
        count = ent_world_spells(world, other, &spells);
        for (size_t k = 0; k < count && status == ENT_OK; k++)
            status = add_life(lives, life_of(spells[k].from, spells[k].to), diags);
    }
    return status;
}

static int by_start(const void *a, const void *b)
{
    const ent_period *x = a, *y = b;

    if (x->start_first != y->start_first)
        return x->start_first < y->start_first ? -1 : 1;
    return x->end_last < y->end_last ? -1 : x->end_last > y->end_last;
}

/* Lives without a day between them are one. */
static void join_lives(ent_periods *lives, size_t first)
{
    size_t kept = first;

    if (lives->count - first > 1)
        qsort(lives->items + first, lives->count - first, sizeof *lives->items, by_start);
    for (size_t i = first + 1; i < lives->count; i++) {
        ent_period *last = &lives->items[kept], *next = &lives->items[i];

        if (next->start_last > last->end_first) {
            lives->items[++kept] = *next;
        } else if (next->end_last > last->end_last) {
            last->end_first = last->end_strict = next->end_first;
            last->end_last = next->end_last;
        }
    }
    lives->count = kept + 1;
}

static ent_status add_shared(ent_periods *lives, const ent_dataset *d, const uint32_t *node_of,
                             uint32_t index, ent_diags *diags)
{
    ent_status status = ENT_OK;

    for (uint32_t k = 0; k < ent_actor_count(d) && status == ENT_OK; k++)
        if (node_of[k] == node_of[index] && (status = add_lives(lives, d, k, diags)) == ENT_OK)
            status = add_predecessors(lives, d, k, diags);
    return status;
}

/* Marks the nodes of several actors. */
static bool *shared_nodes(const ent_dataset *d, const uint32_t *node_of)
{
    bool *shared = ent_mem_new(ent_actor_count(d), sizeof *shared);

    for (uint32_t i = 0; shared && i < ent_actor_count(d); i++)
        if (node_of[i] != i)
            shared[node_of[i]] = true;
    return shared;
}

ent_status ent_times_init(ent_times *t, const ent_dataset *d, const ent_selection *s,
                          const uint32_t *node_of, ent_diags *diags)
{
    size_t actors = ent_actor_count(d);
    bool *shared = shared_nodes(d, node_of);
    ent_periods lives = { 0 };
    ent_status status = ENT_OK;

    *t = (ent_times){ .d = d, .selection = s, .exact = s->completion != NULL };
    t->acts_end = ent_table_has(d, ENT_AGREEMENTS, "ended");
    t->rows_end = ent_table_has(d, ENT_PARTIES, "withdrew") ||
                  ent_table_has(d, ENT_PARTIES, "ended") ||
                  ent_table_has(d, ENT_AGREEMENTS, "withdrew");
    t->members_end = ent_table_has(d, ENT_MEMBERSHIPS, "to");
    t->first = ent_mem_new(actors + 1, sizeof *t->first);
    if (!t->first || !shared)
        status = ent_out_of_memory(diags);
    for (uint32_t i = 0; i < actors && status == ENT_OK; i++) {
        t->first[i] = (uint32_t)lives.count;
        if (shared[node_of[i]])
            status = add_shared(&lives, d, node_of, i, diags);
        else if ((status = add_lives(&lives, d, i, diags)) == ENT_OK &&
                 s->succession == ENT_SUCCESSION_CONTINUE)
            status = add_predecessors(&lives, d, i, diags);
        if (status == ENT_OK)
            join_lives(&lives, t->first[i]);
    }
    if (t->first)
        t->first[actors] = (uint32_t)lives.count;
    t->lives = lives.items;
    ent_mem_free(shared);
    return status;
}

void ent_times_destroy(ent_times *t)
{
    ent_mem_free(t->lives);
    ent_mem_free(t->first);
    *t = (ent_times){ 0 };
}

/* Has the state a code in the selected system of states on the day? */
static bool in_system(const ent_dataset *d, const ent_actor *actor, const ent_selection *s)
{
    const char *scheme = s->population == ENT_POPULATION_COW ? "cow" : "gw";

    return s->population == ENT_POPULATION_ALL || actor->type != ENT_STATE ||
           (actor->state &&
            ent_world_code_on(ent_dataset_world(d), actor->state, scheme,
                              ent_window_of(s).asks == ENT_ASK_SPAN ? s->during : s->as_of)
                .len);
}

bool ent_actor_in_gap(const ent_times *t, uint32_t index)
{
    ent_window window = ent_window_of(t->selection);
    const ent_actor *actor = ent_actor_at(t->d, index);

    return window.asks != ENT_ASK_EVER && ent_actor_exists(t, index) == ENT_NO &&
           (!ent_date_known(actor->from) || actor->from.first <= window.first) &&
           (!ent_date_known(actor->to) || actor->to.last > window.last);
}

ent_standing ent_actor_standing(const ent_times *t, uint32_t index)
{
    ent_window window = ent_window_of(t->selection);
    ent_standing there = { .counts = ent_actor_exists(t, index) };
    const ent_period *lives;
    size_t count = ent_actor_lives(t, index, &lives);

    if (!in_system(t->d, ent_actor_at(t->d, index), t->selection))
        return (ent_standing){ .counts = ENT_NO, .why = ENT_OUTSIDE };
    there.why = there.counts == ENT_YES       ? ENT_COUNTED
                : there.counts == ENT_UNKNOWN ? ENT_UNDATED
                                              : ENT_NOT_YET;
    for (size_t i = 0; i < count && there.counts == ENT_NO; i++)
        if (lives[i].end_last <= window.first)
            there.why = ENT_ENDED;
    return there;
}
