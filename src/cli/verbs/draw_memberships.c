/* draw_memberships.c: life lines of memberships, of an organization or of an actor. */
#include "cli/verbs/draw.h"

#include "base/list.h"
#include "cli/open.h"
#include "cli/outputs.h"

typedef ENT_LIST(ent_lifeline) span_list;

static void stretch(ent_date date, int32_t *first, int32_t *last)
{
    if (!ent_date_known(date))
        return;
    if (date.first != ENT_DAY_MIN && date.first < *first)
        *first = date.first;
    if (date.last != ENT_DAY_MAX && date.last > *last)
        *last = date.last;
}

/* The axis: from --from, or the first beginning of a span, to --to, or the last day that any membership names. */
static void find_axis(const drawing *d, const span_list *spans, ent_lifeline_plot *plot)
{
    const ent_series_options *steps = &d->set->base.steps;
    int32_t first = ENT_DAY_MAX, last = ENT_DAY_MIN;

    for (size_t i = 0; i < ent_membership_count(d->data); i++) {
        int32_t none = ENT_DAY_MAX;

        stretch(ent_membership_at(d->data, i)->from, &none, &last);
        stretch(ent_membership_at(d->data, i)->to, &none, &last);
    }
    for (size_t i = 0; i < spans->count; i++) {
        stretch(spans->items[i].from, &first, &last);
        stretch(spans->items[i].to, &first, &last);
    }
    plot->from = steps->from.kind ? steps->from.first : first;
    plot->to = steps->to.kind ? steps->to.last : last;
}

/* Of an organization its members, else the organizations of the actor. */
static ent_status list_spans(const drawing *d, uint32_t who, span_list *spans, bool *of_members, ent_diags *diags)
{
    const uint32_t *rows;

    *of_members = ent_actor_members(d->data, who, &rows) > 0;
    for (size_t i = 0; i < ent_membership_count(d->data); i++) {
        const ent_membership *m = ent_membership_at(d->data, i);
        const ent_actor *other = ent_actor_at(d->data, *of_members ? m->member : m->organization);

        if ((*of_members ? m->organization : m->member) != who)
            continue;
        if (!ENT_LIST_PUSH(spans, (ent_lifeline){ other->id, other->label, m->from, m->to,
                                              ent_str_of(ent_role_name(m->role)), m->role == ENT_ROLE_UNKNOWN }))
            return ent_out_of_memory(diags);
    }
    if (!spans->count)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "--of %s: no membership of this actor, or in it", d->set->of);
    return ENT_OK;
}

ent_status describe_memberships(drawing *d, ent_buf *description, ent_buf *caption, ent_diags *diags)
{
    span_list spans = { 0 };
    ent_lifeline_plot plot = { 0 };
    ent_buf title = { 0 };
    bool of_members = false;
    uint32_t who;
    ent_status status;

    if (!d->set->of)
        return ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE,
                        "--plot memberships needs --of with an organization or an actor, as in --of ASEAN");
    if ((status = open_data(&d->data, &d->set->base, diags)) != ENT_OK)
        return status;
    if ((who = ent_actor_meant(d->data, d->set->of, diags)) == ENT_NONE)
        return ENT_EUSAGE;
    if ((status = list_spans(d, who, &spans, &of_members, diags)) == ENT_OK) {
        find_axis(d, &spans, &plot);
        ent_buf_text(&title, of_members ? "Members of " : "Memberships of ");
        ent_buf_str(&title, ent_actor_at(d->data, who)->name);
        plot.spans = spans.items;
        plot.count = spans.count;
        plot.title = ent_buf_view(&title);
        plot.name = ent_dataset_title(d->data);
        write_record_of_data(&d->record, d->data, NULL);
        ent_buf_format(&d->record, "; plot: memberships of %s", d->set->of);
        status = ent_lifeline_plot_describe(&plot, &d->options, ent_buf_view(&d->record), description, caption, diags);
    }
    ENT_LIST_DESTROY(&spans);
    ent_buf_destroy(&title);
    return status;
}
