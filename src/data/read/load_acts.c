/* load_acts.c: rows of agreements and of their parties. */
#include "data/read/load.h"

#include "base/hash.h"

/* Gives the act that will be the next in the list its id; *found is the act that has it already, or
 * the next. Ids that come in ascending order, as those of most files do, cannot repeat: they need not
 * be looked up. */
static bool name_act(ent_dataset *d, ent_str id, uint32_t *found)
{
    uint32_t next = (uint32_t)d->acts.count;

    *found = next;
    if (!d->acts_mixed && (!next || ent_str_compare(ent_act_id(d, next - 1), id) < 0))
        return true;
    d->acts_mixed = true;
    if (!ent_acts_index(d) || !ent_index_add(&d->act_ids, id, next, found))
        return false;
    d->acts_indexed += *found == next;
    return true;
}

ent_status ent_load_act_cells(const input_row *row, bool strict, ent_act *act)
{
    ent_str level = ent_input_text(row, ACT_LEVEL);
    ent_status status;

    act->kind = ent_input_text(row, ACT_KIND);
    act->label = ent_input_text(row, ACT_LABEL);
    act->status = ent_input_text(row, ACT_STATUS);
    act->stage = ent_stage_of(act->status);
    act->topic = ent_input_text(row, ACT_TOPIC);
    act->level = ent_level_of(level);
    if (act->level == ENT_LEVEL_COUNT) {
        if (strict)
            ent_input_unknown_word(row, ACT_LEVEL, level,
                                   "bilateral, multilateral, regional or global");
        act->level = ENT_LEVEL_NONE;
    }
    if (strict && act->status.len && act->stage == ENT_STAGE_UNKNOWN)
        ent_input_unknown_word(row, ACT_STATUS, act->status,
                               "signed, adopted, in force, ended, draft, planned, ...");
    status = ent_input_date(row, ACT_PROPOSED, &act->proposed);
    status = ent_worse(status, ent_input_date(row, ACT_SUBMITTED, &act->submitted));
    status = ent_worse(status, ent_input_date(row, ACT_ADOPTED, &act->adopted));
    status = ent_worse(status, ent_input_date(row, ACT_SIGNED, &act->signed_on));
    status = ent_worse(status, ent_input_date(row, ACT_IN_FORCE, &act->in_force));
    status = ent_worse(status, ent_input_date(row, ACT_ENDED, &act->ended));
    return ent_worse(status, ent_input_date(row, ACT_AS_OF, &act->as_of));
}

ent_status ent_load_act_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    loading *l = ctx;
    ent_dataset *d = l->d;
    const input_row row = { d, l->diags, ENT_AGREEMENTS, offset, fields };
    ent_act act = { .within = ENT_NONE, .part_of = ENT_NONE, .supersedes = ENT_NONE,
                    .row = { ENT_AGREEMENTS, offset } };
    ent_status status;
    uint32_t found;

    (void)file;
    ent_input_seen(&row);
    status = ent_input_need(&row, ACT_ID, &act.id);
    act.title = ent_input_text(&row, ACT_TITLE);
    if (ent_input_is_blank(act.title))
        ent_find(l->diags, ENT_CHECK_TITLE_EMPTY, ent_input_where(&row, ACT_TITLE),
                 "agreement '%.*s' has no title", ENT_SHOWN(act.id));
    status = ent_worse(status, ent_load_act_cells(&row, true, &act));
    if (!act.label.len)
        act.label = act.title.len ? act.title : act.id;
    if (ent_input_text(&row, ACT_WITHIN).len)
        status = ent_worse(status, ent_load_organization(l, &row, ACT_WITHIN, &act.within));
    if (act.within != ENT_NONE)
        d->actors.items[act.within].is_within = true;
    if (!act.id.len)
        return status;
    if (!name_act(d, act.id, &found) || !ent_acts_put(d, d->acts.count, &act))
        return ent_out_of_memory(l->diags);
    return found == d->acts.count - 1
               ? status
               : ent_worse(status, ent_input_repeated(&row, ACT_ID, act.id));
}

/* ---- the act of a party row ---- */

/* The act with this id, made when the data have no table of agreements. ENT_NONE = no memory. */
static uint32_t make_act(ent_dataset *d, ent_str id, ent_row row)
{
    const ent_act act = { .id = id, .title = id, .label = id, .within = ENT_NONE,
                          .part_of = ENT_NONE, .supersedes = ENT_NONE, .row = row };
    uint32_t found;

    return name_act(d, id, &found) && (found != d->acts.count || ent_acts_put(d, found, &act))
               ? found
               : ENT_NONE;
}

/* An act of the table of agreements: mostly the one after that of the row before. */
static uint32_t given_act(const ent_dataset *d, ent_str id, uint32_t before)
{
    size_t next = before == ENT_NONE ? 0 : (size_t)before + 1;

    return next < d->acts.count && ent_same(id, ent_act_id(d, next)) ? (uint32_t)next
                                                                        : ent_act_find(d, id);
}

/* The smaller of two texts that rows of one act give: which row came first must not matter. */
static void keep_smaller(ent_str *now, ent_str other)
{
    if (other.len && (!now->len || ent_str_compare(other, *now) < 0))
        *now = other;
}

/* An act that has no row of its own is described by the rows of its parties. */
static bool describe_act(const input_row *row, uint32_t at)
{
    ent_act act = ent_act_at(row->d, at);
    ent_level level = ent_level_of(ent_input_text(row, PARTY_LEVEL));
    ent_str title = ent_input_text(row, PARTY_TITLE);

    if (title.len && ent_str_eq(act.title, act.id))
        act.title = title;
    keep_smaller(&act.title, title);
    act.label = act.title;
    keep_smaller(&act.kind, ent_input_text(row, PARTY_KIND));
    keep_smaller(&act.topic, ent_input_text(row, PARTY_TOPIC));
    if (level != ENT_LEVEL_COUNT && level > act.level)
        act.level = level;
    return ent_acts_put(row->d, at, &act);
}

static ent_status act_of(loading *l, const input_row *row, uint32_t *act)
{
    ent_dataset *d = l->d;
    ent_str id;
    ent_status status = ent_input_need(row, PARTY_ACT, &id);

    *act = ENT_NONE;
    if (status != ENT_OK)
        return status;
    if (ent_same(id, l->last_id))
        *act = l->last_act;
    else if (d->tables[ENT_AGREEMENTS].present)
        *act = given_act(d, id, l->last_act);
    else if ((*act = make_act(d, id, (ent_row){ ENT_PARTIES, row->offset })) == ENT_NONE)
        return ent_out_of_memory(l->diags);
    l->last_id = id;
    l->last_act = *act;
    if (*act == ENT_NONE)
        return ent_load_unknown_act(l, row, PARTY_ACT, id, false);
    return l->describes && !describe_act(row, *act) ? ent_out_of_memory(l->diags) : ENT_OK;
}

/* ---- parties ---- */

static ent_status party_dates(const input_row *row, ent_party *p)
{
    ent_date ended;
    ent_status status = ent_input_date(row, PARTY_SIGNED, &p->signed_on);

    status = ent_worse(status, ent_input_date(row, PARTY_RATIFIED, &p->ratified));
    status = ent_worse(status, ent_input_date(row, PARTY_IN_FORCE, &p->in_force));
    status = ent_worse(status, ent_input_date(row, PARTY_WITHDREW, &p->withdrew));
    status = ent_worse(status, ent_input_date(row, PARTY_ENDED, &ended));
    /* an end of the agreement in the row ends the party, too, unless it left before */
    if (ent_date_known(ended) && (!ent_date_known(p->withdrew) || ended.last < p->withdrew.last))
        p->withdrew = ended;
    return status;
}

static ent_role role_of(loading *l, const input_row *row)
{
    ent_str role = ent_input_text(row, PARTY_ROLE);

    if (!ent_same(role, l->last_role)) {
        l->last_role = role;
        l->role = role.len ? ent_role_of(role) : ENT_PARTY;
    }
    if (l->role != ENT_ROLE_COUNT)
        return l->role;
    ent_input_unknown_word(row, PARTY_ROLE, role,
                           "party, signatory, member, sponsor, initiator, observer, ...");
    return ENT_ROLE_OTHER;
}

static ent_side side_of(const input_row *row)
{
    ent_str side = ent_input_text(row, PARTY_SIDE);

    if (ent_str_is(side, "from"))
        return ENT_SIDE_FROM;
    if (ent_str_is(side, "to"))
        return ENT_SIDE_TO;
    if (side.len)
        ent_input_unknown_word(row, PARTY_SIDE, side, "from, to, or an empty cell");
    return ENT_SIDE_NONE;
}

ent_status ent_load_party_row(void *ctx, ent_tablefile *file, size_t offset, const ent_str *fields)
{
    loading *l = ctx;
    const input_row row = { l->d, l->diags, ENT_PARTIES, offset, fields };
    ent_party p = { .row = { ENT_PARTIES, offset } };
    ent_status status;

    (void)file;
    ent_input_seen(&row);
    status = act_of(l, &row, &p.act);
    status = ent_worse(status, ent_load_actor(l, &row, PARTY_PARTY, &p.actor));
    p.role = role_of(l, &row);
    p.side = side_of(&row);
    p.written = ent_input_text(&row, PARTY_WRITTEN);
    status = ent_worse(status, party_dates(&row, &p));
    if (p.actor != ENT_NONE)
        l->d->actors.items[p.actor].is_party = true;
    return ent_parties_put(l->d, l->d->parties.count, &p) ? status : ent_out_of_memory(l->diags);
}
