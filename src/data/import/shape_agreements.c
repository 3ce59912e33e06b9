/* shape_agreements.c: a row is an agreement whose parties are in another file. */
#include "data/import/rows.h"

/* When no act has the id of the row, it describes the acts with its second key. */
static ent_status list_joined(rows *r, bool *found)
{
    ent_str id = ent_fields_text(&r->f, &r->table->act.id, 0);
    ent_str key = ent_fields_text(&r->f, &r->table->act.join, 0);
    uint32_t at = key.len && ent_im_find_act(r->im, id, r->table->is_membership) == ENT_ABSENT
                      ? ent_index_find(&r->im->join_ids, key)
                      : ENT_ABSENT;
    ent_status status = ENT_OK;

    for (*found = false; at != ENT_ABSENT && status == ENT_OK;) {
        *found = true;
        r->im->acts.items[at].listed = true;
        status = ent_rows_describe(r, at);
        at = r->im->acts.items[at].joined ? r->im->acts.items[at].joined - 1
                                                : ENT_ABSENT;
    }
    return status;
}

ent_status ent_shape_agreements(rows *r)
{
    uint32_t act;
    bool found;
    ent_status status = list_joined(r, &found);

    if (status != ENT_OK)
        return status;
    if (found)
        return ent_rows_count(r, ENT_ROW_USED);
    if ((status = ent_rows_act(r, &act)) != ENT_OK || act == ENT_NONE)
        return status;
    found = r->im->acts.items[act].listed;
    r->im->acts.items[act].listed = true;
    return ent_rows_count(r, found ? ENT_ROW_MERGED : ENT_ROW_USED);
}
