/* map_check.c: does a table of a map have what its shape needs, and nothing that would have no effect? */
#include "data/import/map_read.h"

#include <string.h>

/* ---- keys without an effect ---- */

/* A key without an effect is a mistake of the author of the map. */
static ent_status refuse(ent_schema_reader *r, const ent_json *object, const char *names, const char *why)
{
    ent_str rest = ent_str_of(names), name;

    while (object && ent_str_next(&rest, ' ', &name))
        for (const ent_json *m = object->child; m; m = m->next)
            if (ent_str_eq(m->key, name))
                return ent_schema_wrong(r, m, "'%.*s' has no effect here: %s", ENT_STR_ARG(name), why);
    return ENT_OK;
}

/* The member of an object under either of two names. */
static const ent_json *either(const ent_json *object, const char *one, const char *other)
{
    const ent_json *found = ent_json_member(object, one);

    return found ? found : ent_json_member(object, other);
}

typedef struct value_check {
    ent_schema_reader *r;
    ent_status status;
} value_check;

static ent_status wrong_value(ent_schema_reader *r, const map_value *v, const char *what)
{
    return ent_fail(r->diags, ENT_EDATA, ent_file_where(r->file, v->offset, 1), "%s", what);
}

static void refuse_columns(void *ctx, map_value *v)
{
    value_check *c = ctx;

    if (c->status == ENT_OK && v->from == MAP_EACH)
        c->status = wrong_value(c->r, v,
                                "several columns for one value; expected 'column' ('columns' are for "
                                "the parties of the shape 'list')");
}

static void refuse_cells(void *ctx, map_value *v)
{
    value_check *c = ctx;

    if (c->status != ENT_OK || v->from == MAP_NOTHING || v->from == MAP_FILE ||
        (v->from == MAP_TEXT && !memchr(v->text.ptr, '{', v->text.len)))
        return;
    c->status = wrong_value(c->r, v,
                            "the columns are the agreements, and a row is about all of them; "
                            "expected a fixed 'text', or another table of the shape 'agreements'");
}

static ent_status check_reserved(ent_schema_reader *r, const map_attributes *a, const char *names)
{
    for (size_t i = 0; i < a->count; i++) {
        ent_str rest = ent_str_of(names), name;

        while (ent_str_next(&rest, ' ', &name))
            if (ent_str_eq_fold(a->items[i].name, name))
                return ent_fail(r->diags, ENT_EDATA,
                                ent_file_where(r->file, a->items[i].value.offset, 1),
                                "an attribute named '%.*s'; the table has a column of that name "
                                "already",
                                ENT_STR_ARG(a->items[i].name));
    }
    return ENT_OK;
}

static ent_status check_attributes(ent_schema_reader *r, const map_table *t)
{
    ent_status status = check_reserved(
        r, &t->act.attributes,
        t->is_membership ? "id name type from to signed kind level part_of status topic weight"
                         : "id title kind level within signed in_force ended status topic weight "
                           "source locator");

    for (int i = 0; i < 2 && status == ENT_OK; i++)
        status = check_reserved(r, &t->party[i].attributes,
                                t->is_membership
                                    ? "organization member role from to ratified in_force source "
                                      "locator"
                                    : "agreement party role side signed ratified in_force withdrew "
                                      "source locator");
    return status;
}

static ent_status check_pairs(ent_schema_reader *r, const ent_json *node, const map_table *t)
{
    const ent_json *act = either(node, "agreement", "organization");
    ent_status status;

    if (t->act.id.from != MAP_NOTHING)
        return t->mirror == MAP_BOTH
                   ? refuse(r, node, "mirror", "'and' is for pairs without an 'id'")
                   : ENT_OK;
    if (t->is_membership)
        return ent_schema_wrong(r, act, "pairs without 'id' are no memberships; write 'agreement'");
    if ((status = refuse(r, act, "join", "pairs without an 'id' cannot be joined")) != ENT_OK)
        return status;
    return t->year.from == MAP_NOTHING
               ? ENT_OK
               : refuse(r, act, "in_force ended", "'year' gives the dates");
}

static ent_status check_matrix(ent_schema_reader *r, const ent_json *node, map_table *t)
{
    static const char other_shape[] = "the cells of a matrix give the role, and 'year' the dates";
    value_check c = { r, ENT_OK };
    ent_status status;

    if (t->cells_are == MAP_ARE_PARTIES)
        return refuse(r, node, "party member", "the columns are the parties");
    if ((status = refuse(r, ent_json_member(node, "cells"), "scheme",
                         "only for columns that are parties")) != ENT_OK ||
        (status = refuse(r, either(node, "agreement", "organization"), "id join",
                         "the columns are the agreements")) != ENT_OK ||
        (status = refuse(r, either(node, "party", "member"),
                         "role signed from ratified in_force withdrew to attributes",
                         other_shape)) != ENT_OK)
        return status;
    ent_map_each_of_act(&t->act, refuse_cells, &c);
    return c.status;
}

static ent_status check_parties(ent_schema_reader *r, const ent_json *node, map_table *t)
{
    const ent_json *party = either(node, "party", "member");
    value_check c = { r, ENT_OK };
    ent_status status = ENT_OK;

    ent_map_each_of_act(&t->act, refuse_columns, &c);
    refuse_columns(&c, &t->year);
    for (size_t i = 0; i < t->keep_count; i++)
        refuse_columns(&c, &t->keeps[i].value);
    for (int i = 0; i < 2 && t->shape != MAP_LIST; i++)
        ent_map_each_of_party(&t->party[i], refuse_columns, &c);
    if (c.status != ENT_OK)
        return c.status;
    for (const ent_json *one = party && party->type == ENT_JSON_ARRAY ? party->child : party;
         one && status == ENT_OK; one = party->type == ENT_JSON_ARRAY ? one->next : NULL) {
        if (t->shape != MAP_LIST)
            status = refuse(r, ent_json_member(one, "actor"), "split", "only for the shape 'list'");
        if (status == ENT_OK && t->year.from != MAP_NOTHING &&
            !(t->shape == MAP_PAIRS && t->act.id.from == MAP_NOTHING))
            status = refuse(r, one, "signed from withdrew to", "'year' gives the dates");
    }
    return status;
}

/* Keys that would have no effect. */
static ent_status check_effects(ent_schema_reader *r, const ent_json *node, map_table *t)
{
    ent_status status = check_attributes(r, t);

    if (status == ENT_OK)
        status = check_parties(r, node, t);
    if (status == ENT_OK && t->shape != MAP_PAIRS)
        status = refuse(r, node, "mirror self", "only for the shape 'pairs'");
    if (status == ENT_OK && t->repeats == MAP_SUM_REPEATS &&
        (t->shape != MAP_PAIRS || t->act.id.from != MAP_NOTHING))
        status = refuse(r, node, "repeats", "'sum' adds up the weights of pairs without an 'id'");
    if (status == ENT_OK && t->shape == MAP_AGREEMENTS)
        status = refuse(r, node, "year spells repeats", "the rows have no parties");
    if (status == ENT_OK && t->shape == MAP_PAIRS)
        status = check_pairs(r, node, t);
    if (status == ENT_OK && t->shape == MAP_MATRIX)
        status = check_matrix(r, node, t);
    return status;
}

/* Keys that a shape needs, and those that it cannot have. */
ent_status ent_map_check_table(ent_schema_reader *r, const ent_json *node, map_table *t)
{
#define SHAPE_NEEDS(id, word, needs, summary) needs,
    static const int needs_of[MAP_SHAPES] = { MAP_SHAPE_ROWS(SHAPE_NEEDS) };
    const ent_json *act = either(node, "agreement", "organization");
    bool parties = t->shape == MAP_MATRIX && t->cells_are == MAP_ARE_PARTIES;
    const char *shape;
    int needs;

    if (t->shape == MAP_SHAPES)
        return ent_schema_wrong(r, node,
                                "no 'shape'; expected members, pairs, list, matrix or agreements");
    shape = ent_map_shapes[t->shape];
    needs = needs_of[t->shape];
    if (t->shape == MAP_MATRIX) /* the columns name the one, a row the other */
        needs |= parties ? MAP_NEEDS_ID : MAP_NEEDS_PARTY;
    if (needs & MAP_NEEDS_ACT && !t->act.present)
        return ent_schema_wrong(r, node,
                                "a table of shape '%s' needs 'agreement' (or 'organization')", shape);
    if (needs & MAP_NEEDS_ID && t->act.id.from == MAP_NOTHING)
        return ent_schema_wrong(r, act, "no 'id'; which column names it?");
    if (needs & MAP_NEEDS_TWO && !t->party[1].present)
        return ent_schema_wrong(r, node, "a table of shape '%s' needs a list of two in 'party'", shape);
    if (!(needs & MAP_NEEDS_TWO) && t->party[1].present)
        return ent_schema_wrong(r, node, "two parties; only the shape 'pairs' has them");
    if (t->shape == MAP_AGREEMENTS && t->party[0].present)
        return ent_schema_wrong(r, node, "a table of shape '%s' has no 'party'", shape);
    if (needs & MAP_NEEDS_PARTY && !t->party[0].present)
        return ent_schema_wrong(r, node, "no 'party'; which column names the actor?");
    if (needs & MAP_NEEDS_CELLS && t->cells.from != MAP_EACH)
        return ent_schema_wrong(r, node, "a table of shape '%s' needs 'cells' with 'columns'", shape);
    if (!(needs & MAP_NEEDS_CELLS) && t->cells.from != MAP_NOTHING)
        return ent_schema_wrong(r, node, "'cells' are of the shape 'matrix' only");
    if (needs & MAP_NEEDS_SEVERAL && t->party[0].actor.value.from != MAP_EACH &&
        !t->party[0].actor.split.on)
        return ent_schema_wrong(r, node,
                                "a table of shape '%s' needs an actor with 'columns' or with 'split'",
                                shape);
    return check_effects(r, node, t);
}
