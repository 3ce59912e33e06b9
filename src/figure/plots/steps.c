/* steps.c: the steps of a series, from the dates of its rows. */
#include "figure/plots/plot.h"

#include <stdlib.h>

static int by_time(const void *a, const void *b)
{
    const plot_step *x = a, *y = b;

    return x->first != y->first ? (x->first < y->first ? -1 : 1) : ent_str_compare(x->date, y->date);
}

ent_status ent_plot_find_steps(plot_steps *s, const ent_series_row *rows, size_t count, ent_diags *diags)
{
    uint32_t at;

    for (size_t i = 0; i < count; i++) {
        ent_date date;

        if (ent_index_find(&s->by_date, rows[i].date) != ENT_ABSENT)
            continue;
        if (ent_date_read(&date, rows[i].date) != ENT_DATE_OK || !ent_date_known(date))
            return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "'%.*s': expected the date of a step",
                            ENT_STR_ARG(rows[i].date));
        if (!ent_index_add(&s->by_date, rows[i].date, (uint32_t)s->count, &at) ||
            !ENT_LIST_PUSH(s, (plot_step){ rows[i].date, date.first, ent_plot_year(date.first) }))
            return ent_out_of_memory(diags);
    }
    if (!s->count)
        return ent_fail(diags, ENT_EDATA, ENT_NOWHERE, "a series without rows");
    qsort(s->items, s->count, sizeof *s->items, by_time);
    for (size_t i = 0; i < s->count; i++)
        ent_index_move(&s->by_date, s->items[i].date, (uint32_t)i);
    return ENT_OK;
}

size_t ent_plot_step_of(const plot_steps *s, ent_str date)
{
    return ent_index_find(&s->by_date, date);
}

void ent_plot_steps_destroy(plot_steps *s)
{
    ENT_LIST_DESTROY(s);
    ent_index_destroy(&s->by_date);
}

size_t ent_plot_number_of(ent_index *index, ent_arena *arena, ent_str text, size_t count)
{
    uint32_t found = ent_index_find(index, text);
    ent_str copy;

    if (found != ENT_ABSENT)
        return found;
    copy = ent_arena_str(arena, text);
    return copy.ptr && ent_index_add(index, copy, (uint32_t)count, &found) ? found : SIZE_MAX;
}
