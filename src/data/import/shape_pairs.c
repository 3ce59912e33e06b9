/* shape_pairs.c: a row is two parties: of an agreement with an id, or of one that is made for them when
 * the rows are folded. */
#include "data/import/aggregate.h"
#include "data/import/rows.h"

#include <math.h>
#include <string.h>

static double read_weight(rows *r)
{
    double weight = NAN;
    ent_str text = ent_fields_text(&r->f, &r->table->act.weight, 0);

    if (text.len && !ent_str_number(text, &weight))
        weight = NAN;
    return weight;
}

/* A pair with an id is an act with two parties. */
static ent_status pair_act(rows *r, uint32_t act, im_claim claims[2])
{
    ent_status status = ENT_OK;

    for (int i = 0; i < 2 && status == ENT_OK; i++) {
        claims[i].act = act;
        claims[i].side = r->table->mirror == MAP_DIRECTED ? (uint8_t)(i + 1) : 0;
        status = ent_rows_add_claim(r, claims[i]);
    }
    return status;
}

/* Two actors as a row names them. */
typedef struct named_pair {
    ent_str texts[2], names[2];
    uint32_t actors[2];
    ent_str written[2]; /* see im_claim */
    int year; /* 0: the row has none */
} named_pair;

/* Does the map mention rare facts about pairs? */
static bool says_more(const map_table *t)
{
    bool more = t->act.level.from || t->act.within.from || t->act.topic.from;

    for (int i = 0; i < 2; i++) {
        const map_party *p = &t->party[i];

        more |= p->role.from || p->from.present || p->ratified.present || p->in_force.present ||
                p->to.present || p->attributes.count;
    }
    return more;
}

static ent_status read_more(rows *r, im_pair *pair)
{
    const map_act *how = &r->table->act;
    im_pair_more *more;

    if (!says_more(r->table))
        return ENT_OK;
    if ((more = ent_arena_new(&r->im->arena, 1, sizeof *more)) == NULL)
        return ent_rows_memory(r);
    *more = (im_pair_more){ .level = ent_im_text(r->im, ent_fields_text(&r->f, &how->level, 0)),
                            .within = ent_im_text(r->im, ent_fields_text(&r->f, &how->within, 0)),
                            .topic = ent_im_text(r->im, ent_fields_text(&r->f, &how->topic, 0)) };
    pair->more = more;
    return more->level.ptr && more->within.ptr && more->topic.ptr ? ENT_OK : ent_rows_memory(r);
}

static ent_status read_dates(rows *r, im_pair *pair)
{
    const map_act *how = &r->table->act;
    const struct {
        const map_date *when;
        ent_date *into;
    } dates[] = { { &how->signed_on, &pair->from },
                  { &how->in_force, &pair->in_force },
                  { &how->ended, &pair->to } };
    ent_status status = ENT_OK;

    for (size_t i = 0; i < (r->im->aggregate ? 2 : 3) && status == ENT_OK; i++) {
        ent_str suffix = ENT_STR("");

        status = ent_rows_date(r, dates[i].when, 0, dates[i].into, &suffix);
        if (status == ENT_OK && suffix.len && !r->im->aggregate)
            status = ent_rows_attribute(r, &r->im->act_attributes, &pair->attributes, dates[i].when->suffix, suffix);
    }
    return status;
}

/* What the row says about the two. */
static ent_status read_pair(rows *r, int year, im_pair *pair)
{
    const map_act *how = &r->table->act;
    ent_status status;

    if (r->im->aggregate) {
        *pair = (im_pair){ .by_year = year != 0, .first = (int16_t)year, .last = (int16_t)year };
        return read_dates(r, pair);
    }
    *pair = (im_pair){ .by_year = year != 0, .first = (int16_t)year, .last = (int16_t)year,
                       .flags = ent_rows_flags(r), .weight = read_weight(r),
                       .kind = ent_im_text(r->im, ent_fields_text(&r->f, &how->kind, 0)),
                       .title = ent_im_text(r->im, ent_fields_text(&r->f, &how->title, 0)),
                       .status = ent_im_text(r->im, ent_fields_text(&r->f, &how->status, 0)),
                       .place = ent_rows_origin(r), .table = r->table };
    if (!pair->kind.ptr || !pair->title.ptr || !pair->status.ptr)
        return ent_rows_memory(r);
    if ((status = read_dates(r, pair)) != ENT_OK || (status = read_more(r, pair)) != ENT_OK)
        return status;
    return ent_rows_attributes(r, &r->im->act_attributes, &pair->attributes, &how->attributes, 0);
}

static ent_status add_pair(rows *r, im_pair pair, const named_pair *two)
{
    const im_actor *all = r->im->actors.items;
    const uint32_t *actors = two->actors;
    im_pair *at = ENT_LIST_ADD(&r->im->pairs);

    if (!at)
        return ent_rows_memory(r);
    pair.turned = ent_str_compare_natural(all[actors[0]].id, all[actors[1]].id) > 0;
    pair.a = actors[pair.turned];
    pair.b = actors[!pair.turned];
    pair.written[0] = two->written[pair.turned];
    pair.written[1] = two->written[!pair.turned];
    if (pair.more && pair.turned) { /* its sides are those of a and b */
        im_pair_more *turned = ent_arena_new(&r->im->arena, 1, sizeof *turned);

        if (!turned)
            return ent_rows_memory(r);
        *turned = *pair.more;
        turned->sides[0] = pair.more->sides[1];
        turned->sides[1] = pair.more->sides[0];
        pair.more = turned;
    }
    *at = pair;
    return ENT_OK;
}

static ent_date start_of_pair(const im_pair *pair)
{
    return pair->by_year                     ? ent_date_of_year("", pair->first, "")
           : ent_date_known(pair->in_force) ? pair->in_force
                                             : pair->from;
}

/* A pair without an id is kept as it is, to be folded with the other rows of the two. When one of the two
 * ends, it goes on with the actor that has the code then. */
static ent_status pair_alone(rows *r, named_pair *two, im_pair pair)
{
    ent_status status = ENT_OK;

    while (status == ENT_OK && !pair.by_year) {
        ent_date start = start_of_pair(&pair), change = { 0 };
        im_pair before = pair;
        int who = 0;

        for (int i = 0; i < 2; i++) {
            ent_date own = ent_im_passes_on(r->im, &r->table->party[i].actor, two->texts[i],
                                        two->actors[i], start, pair.to);

            if (own.kind && (!change.kind || own.first < change.first)) {
                change = own;
                who = i;
            }
        }
        if (!change.kind)
            break;
        before.to = change;
        if ((status = add_pair(r, before, two)) != ENT_OK ||
            (status = ent_rows_actor(r, &r->table->party[who].actor, 0, two->texts[who],
                                 two->names[who], change, &two->actors[who], &two->written[who])) != ENT_OK)
            return status;
        *(ent_date_known(pair.in_force) ? &pair.in_force : &pair.from) = change;
    }
    return status == ENT_OK ? add_pair(r, pair, two) : status;
}

/* What the row says of one of the two; rows that are counted have roles only to be left out. */
static ent_status read_side(rows *r, const map_party *p, im_claim *claim, ent_row_fate *fate)
{
    if (!r->im->aggregate)
        return ent_rows_claim(r, p, 0, claim, fate);
    *fate = ent_rows_fate_of_role(ent_fields_text(&r->f, &p->role, 0));
    return ENT_OK;
}

static bool is_left_out(const rows *r, ent_row_fate fate)
{
    return fate == ENT_ROW_NONE || fate == ENT_ROW_ABSENT || (fate == ENT_ROW_MISSING && r->im->aggregate);
}

ent_status ent_shape_pairs(rows *r)
{
    im_claim claims[2] = { { .act = ENT_NONE }, { .act = ENT_NONE } };
    named_pair two = { 0 };
    im_pair pair = { 0 };
    uint32_t act = ENT_NONE;
    ent_row_fate fate = ENT_ROW_USED;
    ent_status status = ENT_OK;

    for (int i = 0; i < 2; i++) {
        two.texts[i] = ent_fields_text(&r->f, &r->table->party[i].actor.value, 0);
        two.names[i] = ent_fields_text(&r->f, &r->table->party[i].actor.name, 0);
        if (!two.texts[i].len && !two.names[i].len)
            return ent_rows_leave(r, ENT_ROW_EMPTY, i ? ENT_STR("no second actor") : ENT_STR("no actor"));
    }
    if (r->table->year.from != MAP_NOTHING &&
        ((status = ent_rows_year(r, &two.year)) != ENT_OK || !two.year))
        return status;
    if (r->table->act.id.from != MAP_NOTHING && !r->im->aggregate &&
        ((status = ent_rows_act(r, &act)) != ENT_OK || act == ENT_NONE))
        return status;
    if (act == ENT_NONE && (status = read_pair(r, two.year, &pair)) != ENT_OK)
        return status;
    for (int i = 0; i < 2; i++) {
        const map_party *p = &r->table->party[i];
        ent_row_fate own;

        claims[i].act = act;
        claims[i].by_year = act != ENT_NONE && two.year;
        claims[i].first = claims[i].last = (int16_t)two.year;
        if ((status = read_side(r, p, &claims[i], &own)) != ENT_OK)
            return status;
        fate = own > fate ? own : fate;
        if ((status = ent_rows_actor(r, &p->actor, 0, two.texts[i], two.names[i],
                                 act == ENT_NONE ? start_of_pair(&pair) : ent_rows_day(r, &claims[i]),
                                 &two.actors[i], &two.written[i])) != ENT_OK)
            return status;
        claims[i].actor = two.actors[i];
        claims[i].written = two.written[i];
    }
    if (is_left_out(r, fate))
        return ent_rows_leave(r, fate, two.texts[0]);
    if (claims[0].actor == claims[1].actor && r->table->self != MAP_KEEP_SELF)
        return ent_rows_leave(r, ENT_ROW_SELF, r->im->actors.items[claims[0].actor].id);
    if (pair.more) /* read_more made it for this row alone */
        memcpy(((im_pair_more *)pair.more)->sides, claims, sizeof claims);
    status = r->im->aggregate ? ent_aggregate_row(r, start_of_pair(&pair), two.actors)
             : act != ENT_NONE ? pair_act(r, act, claims)
                               : pair_alone(r, &two, pair);
    return status == ENT_OK ? ent_rows_count(r, fate) : status;
}
