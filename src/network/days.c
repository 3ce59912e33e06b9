/* days.c: the days on which a network can change: those on which an answer of status.h does. */
#include <stdlib.h>

#include "base/mem.h"
#include "network/runs.h"

typedef struct day_list {
    ENT_LIST(int32_t) days;
    int32_t after, last;
} day_list;

static bool add_days(day_list *l, const ent_runs *runs)
{
    for (size_t i = 1; i < runs->list.count; i++)
        if (runs->list.items[i].first > l->after && runs->list.items[i].first <= l->last &&
            !ENT_LIST_PUSH(&l->days, runs->list.items[i].first))
            return false;
    return true;
}

static int by_day(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return x < y ? -1 : x > y;
}

static void sort_days(day_list *l)
{
    size_t kept = 0;

    if (l->days.count)
        qsort(l->days.items, l->days.count, sizeof *l->days.items, by_day);
    for (size_t i = 0; i < l->days.count; i++)
        if (!i || l->days.items[i] != l->days.items[i - 1])
            l->days.items[kept++] = l->days.items[i];
    l->days.count = kept;
}

ent_status ent_network_each_day(const ent_network *n, ent_day_fn *each, void *ctx, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(n);
    const ent_times *times = ent_network_times(n);
    ent_window window = ent_window_of(ent_network_selection(n));
    day_list l = { .after = window.first, .last = window.last };
    ent_runs runs = { 0 };
    ent_status status = ENT_OK;
    bool whole = true;

    for (size_t i = 0; i < ent_party_count(d) && status == ENT_OK && whole; i++) {
        ent_party party = ent_party_at(d, i);

        if ((status = ent_party_runs(times, &party, ent_network_selection(n)->count, &runs, diags)) == ENT_OK)
            whole = add_days(&l, &runs);
    }
    for (size_t i = 0; i < ent_membership_count(d) && status == ENT_OK && whole; i++)
        if ((status = ent_membership_runs(times, ent_membership_at(d, i), &runs, diags)) == ENT_OK)
            whole = add_days(&l, &runs);
    for (uint32_t i = 0; i < ent_actor_count(d) && status == ENT_OK && whole; i++)
        if ((status = ent_actor_runs(times, i, &runs, diags)) == ENT_OK)
            whole = add_days(&l, &runs);
    ent_runs_destroy(&runs);
    if (status == ENT_OK && !whole)
        status = ent_out_of_memory(diags);
    sort_days(&l);
    for (size_t i = 0; i < l.days.count && status == ENT_OK; i++)
        status = each(ctx, l.days.items[i]);
    ENT_LIST_DESTROY(&l.days);
    return status;
}
