/* timeline.c: agreements on a line of time, instead of nodes and ties. */
#include "figure/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The day on which an agreement stands: the first that its date allows, or the last where only that is known. */
static int32_t day_shown(ent_date date)
{
    return date.first != ENT_DAY_MIN ? date.first : date.last;
}

static int by_day(const void *a, const void *b)
{
    const drawn_node *x = a, *y = b;

    if (day_shown(x->when) != day_shown(y->when))
        return day_shown(x->when) < day_shown(y->when) ? -1 : 1;
    return ent_str_compare_natural(x->id, y->id);
}

static bool has_day(ent_date date)
{
    return ent_date_known(date) && date.first != ENT_DAY_MIN;
}

static bool has_bound(ent_date date)
{
    return ent_date_known(date) && date.last != ENT_DAY_MAX;
}

/* The earliest date of signature, or of entry into force, of the parties of an agreement; where no day is
 * known, that of the earliest bound. */
static ent_date earliest(const ent_dataset *d, uint32_t act, bool in_force)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(d, act, &rows);
    ent_date best = { 0 };

    for (size_t i = 0; i < given; i++) {
        const ent_party p = ent_party_at(d, rows[i]);
        ent_date date = in_force ? p.in_force : p.signed_on;

        if (has_day(date) ? !has_day(best) || date.first < best.first
                          : has_bound(date) && !has_day(best) && (!has_bound(best) || date.last < best.last))
            best = date;
    }
    return best;
}

/* The place of an agreement: the day of its signature or adoption, else of the first signature by a party, else
 * of its entry into force, else the last day that the data allow for one of them. */
static ent_date day_of_act(ent_figure *f, const ent_dataset *d, uint32_t record)
{
    const ent_act act = ent_act_at(d, record);
    ent_date days[] = { ent_act_concluded(act), earliest(d, record, false), act.in_force,
                        earliest(d, record, true) };
    enum { DAYS = sizeof days / sizeof *days };

    for (size_t i = 0; i < DAYS; i++)
        if (has_day(days[i])) {
            f->first_signatures += i == 1;
            f->entries_into_force += i > 1;
            return days[i];
        }
    for (size_t i = 0; i < DAYS; i++)
        if (has_bound(days[i])) {
            f->bounds++;
            return days[i];
        }
    return (ent_date){ 0 };
}

/* The day on which an agreement ended: its own, else that of the last withdrawal when all its parties have one. */
static ent_date end_of_act(const ent_dataset *d, uint32_t record)
{
    const uint32_t *rows;
    size_t given = ent_act_parties(d, record, &rows);
    ent_date last = ent_act_at(d, record).ended;

    if (ent_date_known(last))
        return last;
    for (size_t i = 0; i < given; i++) {
        ent_date date = ent_party_at(d, rows[i]).withdrew;

        if (!ent_date_known(date))
            return (ent_date){ 0 };
        if (!ent_date_known(last) || date.last > last.last)
            last = date;
    }
    return last;
}

static ent_status add_act(ent_figure *f, const ent_dataset *d, uint32_t record, ent_diags *diags)
{
    const ent_act act = ent_act_at(d, record);
    ent_date day = day_of_act(f, d, record);
    const uint32_t *rows;
    uint32_t at;
    drawn_node *n;

    if (!ent_date_known(day)) {
        f->undated++;
        return ENT_OK;
    }
    if (!ent_mem_reserve((void **)&f->nodes, &f->node_room, f->node_count + 1, sizeof *f->nodes))
        return ent_out_of_memory(diags);
    n = &f->nodes[f->node_count++];
    *n = (drawn_node){ .net = 0,
                       .at = ENT_NONE,
                       .group = NOWHERE,
                       .part_of = NOWHERE,
                       .band = NOWHERE,
                       .lat = NAN,
                       .lon = NAN,
                       .name = act.title,
                       .type = ENT_NODE_ACT,
                       .when = day,
                       .until = end_of_act(d, record) };
    n->act = record;
    n->apart = (at = ent_node_of_act(f->networks[0], record)) == ENT_NONE;
    n->id = n->apart ? act.id : ent_node_at(f->networks[0], at)->id;
    n->label = f->options.names == ENT_LABEL_ID ? act.id : act.label;
    n->sub = ent_year_text(f, day);
    n->degree = ent_act_parties(d, record, &rows);
    n->levels[act.level] = 1;
    memset(n->in, '1', f->network_count);
    return ENT_OK;
}

ent_status ent_model_timeline(ent_figure *f, ent_diags *diags)
{
    const ent_dataset *d = ent_network_dataset(f->networks[0]);
    bool *seen = ent_mem_new(ent_act_count(d), sizeof *seen);
    ent_status status = seen ? ENT_OK : ent_out_of_memory(diags);

    f->node_count = 0;
    for (size_t i = 0; i < f->tie_count && status == ENT_OK; i++) {
        const drawn_tie *t = &f->ties[i];
        const ent_evidence *e = ent_tie_evidence(f->networks[t->net], t->tie);

        for (uint32_t k = 0; k < t->tie->count && status == ENT_OK; k++) {
            if (ent_evidence_by_membership(&e[k]) || seen[e[k].record])
                continue;
            seen[e[k].record] = true;
            status = add_act(f, d, e[k].record, diags);
        }
    }
    f->tie_count = f->pair_count = 0;
    if (f->node_count)
        qsort(f->nodes, f->node_count, sizeof *f->nodes, by_day);
    ent_mem_free(seen);
    if (status == ENT_OK && !f->node_count && !f->options.allow_empty)
        status = ent_fail(diags, ENT_EDATA, ENT_NOWHERE,
                          "the timeline would be blank: of %zu agreement%s none has a known day, nor "
                          "has any of its parties; --allow-empty writes it all the same",
                          f->undated, f->undated == 1 ? "" : "s");
    return status;
}

/* ---- notes ---- */

static void add_count(ent_figure *f, size_t count, const char *forms)
{
    if (count)
        ent_add_note(f, ent_said(f, forms, ent_n(count)));
}

void ent_note_days(ent_figure *f)
{
    add_count(f, f->first_signatures,
              ENT_WORD("{1} agreement at the day of the first signature by a party|{1} agreements at the day of the "
                       "first signature by a party"));
    add_count(f, f->entries_into_force,
              ENT_WORD("{1} agreement at the day of entry into force|{1} agreements at the day of entry into force"));
    add_count(f, f->bounds,
              ENT_WORD("{1} agreement at the last day that the data allow (hollow): its day is not known|"
                       "{1} agreements at the last day that the data allow (hollow): their days are not known"));
    add_count(f, f->undated,
              ENT_WORD("{1} agreement without a known day is not drawn|{1} agreements without a known day are not drawn"));
}
