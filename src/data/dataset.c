/* dataset.c: the model: records, the ways to find them, cells and places. */
#include "data/dataset.h"

#include <math.h>
#include <string.h>


void ent_dataset_free(ent_dataset *d)
{
    if (!d)
        return;
    for (int i = 0; i < ENT_TABLE_COUNT; i++) {
        ent_tablefile_destroy(&d->tables[i].file);
        ENT_LIST_DESTROY(&d->tables[i].rows);
    }
    ENT_LIST_DESTROY(&d->actors);
    ent_records_destroy(&d->acts);
    ent_records_destroy(&d->parties);
    ENT_LIST_DESTROY(&d->memberships);
    ENT_LIST_DESTROY(&d->sources);
    ent_mem_free(d->act_first);
    ent_mem_free(d->act_rows);
    ent_mem_free(d->member_first);
    ent_mem_free(d->member_rows);
    ent_index_destroy(&d->actor_ids);
    ent_index_destroy(&d->organization_ids);
    ent_index_destroy(&d->act_ids);
    ent_index_destroy(&d->source_ids);
    ent_world_free(d->world);
    ent_cells_free(d->cells);
    ent_arena_destroy(&d->arena);
    ent_mem_free(d);
}

ent_str ent_dataset_name(const ent_dataset *d)
{
    return d->name;
}

ent_str ent_dataset_title(const ent_dataset *d)
{
    return d->title;
}

ent_shape ent_dataset_shape(const ent_dataset *d)
{
    return d->shape;
}

ent_str ent_dataset_fingerprint(const ent_dataset *d)
{
    return d->fingerprint;
}

const ent_world *ent_dataset_world(const ent_dataset *d)
{
    return d->world;
}

const char *ent_dataset_weight_column(const ent_dataset *d)
{
    return d->weight_column;
}

#define RECORDS(noun, list)                                              \
    size_t ent_##noun##_count(const ent_dataset *d)                      \
    {                                                                    \
        return d->list.count;                                            \
    }                                                                    \
                                                                         \
    const ent_##noun *ent_##noun##_at(const ent_dataset *d, size_t i)    \
    {                                                                    \
        return &d->list.items[i];                                        \
    }

RECORDS(actor, actors)
RECORDS(membership, memberships)
RECORDS(source, sources)

ent_date ent_act_concluded(ent_act act)
{
    return act.signed_on.kind ? act.signed_on : act.adopted;
}

ent_date ent_act_first_date(ent_act act)
{
    const ent_date dates[] = { act.proposed, act.submitted, act.adopted, act.signed_on, act.in_force };
    ent_date first = { 0 };

    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (ent_date_known(dates[i]) && (!ent_date_known(first) || dates[i].first < first.first))
            first = dates[i];
    return first;
}

bool ent_act_only_proposed(ent_act act)
{
    return act.stage == ENT_STAGE_UNKNOWN && (act.proposed.kind || act.submitted.kind) &&
           !ent_act_concluded(act).kind && !act.in_force.kind;
}

size_t ent_act_parties(const ent_dataset *d, size_t act, const uint32_t **rows)
{
    *rows = d->act_rows + d->act_first[act];
    return d->act_first[act + 1] - d->act_first[act];
}

size_t ent_actor_members(const ent_dataset *d, size_t actor, const uint32_t **rows)
{
    *rows = d->member_rows + d->member_first[actor];
    return d->member_first[actor + 1] - d->member_first[actor];
}

uint32_t ent_actor_find(const ent_dataset *d, ent_str id)
{
    return ent_index_find(&d->actor_ids, id);
}

uint32_t ent_act_find(const ent_dataset *d, ent_str id)
{
    /* only the index changes; a refusal is counted, so that no output is made after it */
    return ent_acts_index((ent_dataset *)d) ? ent_index_find(&d->act_ids, id) : ENT_NONE;
}

uint32_t ent_source_find(const ent_dataset *d, ent_str id)
{
    return ent_index_find(&d->source_ids, id);
}

static uint32_t actor_of_state(const ent_dataset *d, const ent_state *state)
{
    for (size_t i = 0; state && i < d->actors.count; i++)
        if (d->actors.items[i].state == state)
            return (uint32_t)i;
    return ENT_NONE;
}

static ent_str nearest_by_register(const ent_dataset *d, ent_str word)
{
    ent_identity who = ent_world_identify(d->world, ENT_STR("any"), word, (ent_date){ 0 });

    for (size_t i = 0; i < who.candidate_count; i++) {
        uint32_t actor = actor_of_state(d, who.candidates[i]);

        if (actor != ENT_NONE)
            return d->actors.items[actor].name;
    }
    return ENT_STR("");
}

/* A state of the register that is in no row; states of the data before or after it are. */
static void fail_unnamed(const ent_dataset *d, const ent_state *state, ent_diags *diags)
{
    const ent_succession *rows;
    const ent_state *last = NULL;
    size_t count = ent_world_successions(d->world, &rows), found = 0;
    ent_buf others = { 0 };

    for (size_t i = 0; i < count; i++) {
        const ent_state *other = rows[i].predecessor == state   ? rows[i].successor
                                 : rows[i].successor == state ? rows[i].predecessor
                                                              : NULL;
        uint32_t actor = actor_of_state(d, other);

        if (actor == ENT_NONE || d->actors.items[actor].is_reserve || other == last)
            continue;
        last = other;
        ent_buf_format(&others, "%s%.*s (%.*s)", found++ ? ", " : "", ENT_STR_ARG(other->name), ENT_STR_ARG(other->id));
    }
    ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%.*s (%.*s) is in no row of these data%s%s%s", ENT_STR_ARG(state->name),
             ENT_STR_ARG(state->id), found ? "; they have " : "", ent_buf_string(&others),
             found ? ", which came before or after it: ask for that, and with --as-of add --succession continue" : "");
    ent_buf_destroy(&others);
}

/* The only actor for which the data have this name: Austria-Hungary for "Austria", where their treaties are of 1879.
 * ENT_NONE: there is none, or there are several. */
static uint32_t actor_written(const ent_dataset *d, ent_str word)
{
    uint32_t found = ENT_NONE;

    for (size_t i = 0; i < d->parties.count; i++) {
        const ent_party p = ent_party_at(d, i);

        if (p.actor == found || !p.written.len || !ent_str_eq_fold(p.written, word))
            continue;
        if (found != ENT_NONE)
            return ENT_NONE;
        found = p.actor;
    }
    return found;
}

/* Says, once, which actor was taken for a name that is not its own. */
static uint32_t take(const ent_dataset *d, uint32_t actor, ent_str word, ent_diags *diags)
{
    const ent_actor *a = &d->actors.items[actor];

    if (d->taken != actor && diags)
        ent_note(diags, ENT_NOWHERE, "'%.*s' is taken as %.*s (%.*s), for which the data have that name",
                 ENT_STR_ARG(word), ENT_STR_ARG(a->name), ENT_STR_ARG(a->id));
    ((ent_dataset *)d)->taken = actor; /* only what was said changes */
    return actor;
}

uint32_t ent_actor_meant(const ent_dataset *d, const char *text, ent_diags *diags)
{
    ent_str word = ent_str_trim(ent_str_of(text)), nearest;
    uint32_t found = ent_actor_find(d, word);
    const ent_state *state;
    ent_str *names;

    if (found != ENT_NONE)
        return found;
    for (size_t i = 0; i < d->actors.count; i++)
        if (ent_str_eq_fold(d->actors.items[i].id, word) || ent_str_eq_fold(d->actors.items[i].name, word) ||
            ent_str_eq_fold(d->actors.items[i].label, word))
            return (uint32_t)i;
    state = ent_world_resolve(d->world, word);
    if ((found = actor_of_state(d, state)) != ENT_NONE)
        return found;
    if ((found = actor_written(d, word)) != ENT_NONE)
        return take(d, found, word, diags);
    if (state) {
        fail_unnamed(d, state, diags);
        return ENT_NONE;
    }
    if ((names = ent_mem_new(d->actors.count * 2, sizeof *names)) == NULL) {
        ent_out_of_memory(diags);
        return ENT_NONE;
    }
    for (size_t i = 0; i < d->actors.count; i++) {
        names[2 * i] = d->actors.items[i].id;
        names[2 * i + 1] = d->actors.items[i].name;
    }
    nearest = ent_str_nearest(word, names, d->actors.count * 2);
    if (!nearest.len) /* of another name of the actor: "Britian" */
        nearest = nearest_by_register(d, word);
    ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "unknown actor '%s'%s%.*s%s", text,
             nearest.len ? "; did you mean '" : "; `entente list actors DATA` prints all",
             ENT_STR_ARG(nearest), nearest.len ? "'?" : "");
    ent_mem_free(names);
    return ENT_NONE;
}

const char *ent_table_file(const ent_dataset *d, ent_table which)
{
    return d->tables[which].present ? d->tables[which].file.file.name : NULL;
}

size_t ent_table_rows(const ent_dataset *d, ent_table which)
{
    return d->tables[which].file.rows - d->tables[which].remarks.count;
}

size_t ent_column_at(const ent_dataset *d, ent_table which, const char *column)
{
    const table *t = &d->tables[which];
    size_t count, required;
    const char *const *known = ent_table_columns(which, &count, &required);

    if (!t->present)
        return ENT_NO_COLUMN;
    for (size_t i = 0; i < count; i++)
        if (strcmp(known[i], column) == 0 && t->position[i] != ENT_NO_COLUMN)
            return t->position[i];
    return ent_tablefile_column(&t->file, column);
}

bool ent_table_has(const ent_dataset *d, ent_table which, const char *column)
{
    return ent_column_at(d, which, column) != ENT_NO_COLUMN;
}

bool ent_dataset_records_ends(const ent_dataset *d)
{
    return ent_table_has(d, ENT_AGREEMENTS, "ended") || ent_table_has(d, ENT_PARTIES, "withdrew") ||
           ent_table_has(d, ENT_AGREEMENTS, "withdrew") || ent_table_has(d, ENT_PARTIES, "ended") ||
           ent_table_has(d, ENT_MEMBERSHIPS, "to");
}

ent_str ent_cell(const ent_dataset *d, ent_row row, const char *column)
{
    size_t at;

    if (row.table == ENT_NONE || (at = ent_column_at(d, (ent_table)row.table, column)) == ENT_NO_COLUMN)
        return ENT_STR("");
    /* only the scratch space of the table changes */
    return ent_str_trim(
        ent_tablefile_cell((ent_tablefile *)&d->tables[row.table].file, row.offset, at));
}

bool ent_act_weight(const ent_dataset *d, const ent_act *act, const char *column, double *weight)
{
    return ent_str_number(ent_cell(d, act->row, column), weight) && *weight >= 0 &&
           isfinite(*weight);
}

ent_where ent_row_where(const ent_dataset *d, ent_row row, const char *column)
{
    if (row.table == ENT_NONE)
        return ENT_NOWHERE;
    return ent_tablefile_where((ent_tablefile *)&d->tables[row.table].file, row.offset,
                               column ? ent_column_at(d, (ent_table)row.table, column) : ENT_NO_COLUMN);
}

ent_where ent_party_where(const ent_dataset *d, ent_party party)
{
    static const char *const columns[] = { [ENT_SIDE_NONE] = "parties", [ENT_SIDE_FROM] = "party1",
                                           [ENT_SIDE_TO] = "party2" };

    return ent_row_where(d, party.row,
                         party.row.table == ENT_PARTIES ? "party" : columns[party.side]);
}

size_t ent_table_extra(const ent_dataset *d, ent_table which, const ent_str **columns)
{
    *columns = d->tables[which].extra;
    return d->tables[which].extra_count;
}

ent_row ent_table_row(const ent_dataset *d, ent_table which, size_t n)
{
    switch (which) {
    case ENT_ACTORS:
        return d->actors.items[n].row;
    case ENT_MEMBERSHIPS:
        return d->memberships.items[n].row;
    case ENT_AGREEMENTS:
        return ent_act_row(d, n);
    case ENT_PARTIES:
        return ent_party_at(d, n).row;
    case ENT_SOURCES:
        return d->sources.items[n].row;
    default:
        return d->tables[which].rows.items[n];
    }
}
