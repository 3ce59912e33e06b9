/* shape_members.c: a row is one party of one agreement, or one member of one organization. */
#include "data/import/rows.h"

ent_status ent_shape_members(rows *r)
{
    const map_party *p = &r->table->party[0];
    ent_str text = ent_fields_text(&r->f, &p->actor.value, 0);
    ent_str name = ent_fields_text(&r->f, &p->actor.name, 0);
    im_claim claim = { .act = ENT_NONE };
    ent_row_fate fate;
    ent_status status;
    int year = 0;

    if (!text.len && !name.len)
        return ent_rows_leave(r, ENT_ROW_EMPTY, ENT_STR("no actor"));
    if (r->table->year.from != MAP_NOTHING) {
        if ((status = ent_rows_year(r, &year)) != ENT_OK || !year)
            return status;
        claim.by_year = true;
        claim.first = claim.last = (int16_t)year;
    }
    if ((status = ent_rows_act(r, &claim.act)) != ENT_OK || claim.act == ENT_NONE)
        return status;
    if ((status = ent_rows_claim(r, p, 0, &claim, &fate)) != ENT_OK)
        return status;
    if (fate == ENT_ROW_NONE || fate == ENT_ROW_ABSENT)
        return ent_rows_leave(r, fate, text.len ? text : name);
    if ((status = ent_rows_actor(r, &p->actor, 0, text, name, ent_rows_day(r, &claim), &claim.actor,
                                 &claim.written)) != ENT_OK ||
        (status = ent_rows_add_spell(r, &p->actor, text, name, claim)) != ENT_OK)
        return status;
    return ent_rows_count(r, fate);
}
