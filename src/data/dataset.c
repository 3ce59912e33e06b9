/* dataset.c: the model: records, lookups, cells and places. */
#include "data/dataset.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

const char *ent_table_name(ent_table which)
{
    static const char *const names[] = { "actors",  "memberships", "agreements", "parties",
                                         "sources", "readings",    "topics" };

    return names[which];
}

const char *const *ent_table_columns(ent_table which, size_t *count, size_t *required)
{
    static const char *const actors[] = { "id",   "name", "type", "short",       "iso3",
                                          "region", "lat", "lon",  "from",        "to",
                                          "predecessor", "part_of", "cow", "gw" };
    static const char *const memberships[] = { "organization", "member", "role", "from", "to" };
    static const char *const acts[] = { "id",       "title", "kind",  "short",  "level",
                                        "within",   "signed", "in_force", "ended", "status",
                                        "as_of",    "topic", "part_of", "supersedes", "party1",
                                        "party2",   "parties", "weight" };
    static const char *const parties[] = { "agreement", "party", "role",  "signed",
                                           "ratified",  "in_force", "withdrew", "title",
                                           "kind",      "level", "topic", "side", "ended" };
    static const char *const sources[] = { "id", "title" };
    static const char *const readings[] = { "agreement", "field" };
    static const char *const topics[] = { "id", "label" };

    *required = 2;
    switch (which) {
    case ENT_ACTORS:
        *count = ACTOR_COLUMNS;
        return actors;
    case ENT_MEMBERSHIPS:
        *count = MEMBERSHIP_COLUMNS;
        return memberships;
    case ENT_AGREEMENTS:
        *count = ACT_COLUMNS;
        return acts;
    case ENT_PARTIES:
        *count = PARTY_COLUMNS;
        return parties;
    case ENT_SOURCES:
        *count = SOURCE_COLUMNS;
        return sources;
    case ENT_READINGS:
        *count = 2;
        return readings;
    default:
        *count = 2;
        return topics;
    }
}

const char *ent_actor_type_name(ent_actor_type type)
{
    static const char *const names[] = { "state", "organization", "body", "other" };

    return names[type];
}

static const char *const level_names[] = { "",         "bilateral", "multilateral",
                                           "regional", "global",    "several" };

const char *ent_level_name(ent_level level)
{
    return level_names[level];
}

ent_level ent_level_of(ent_str text)
{
    for (int i = 0; i < ENT_LEVEL_MIXED; i++)
        if (ent_str_is(text, level_names[i]))
            return (ent_level)i;
    return ENT_LEVEL_COUNT;
}

static const char *const role_names[] = { "party",     "signatory", "member",     "associate", "observer",
                                          "partner",   "depositary", "sponsor",   "initiator",
                                          "adopter",   "drafter",   "participant", "chair",
                                          "vice-chair", "rapporteur", "other",      "unknown" };

const char *ent_role_name(ent_role role)
{
    return role_names[role];
}

ent_role ent_role_of(ent_str text)
{
    for (int i = 0; i < ENT_ROLE_COUNT; i++)
        if (ent_str_is(text, role_names[i]))
            return (ent_role)i;
    return ENT_ROLE_COUNT;
}

ent_stage ent_stage_of(ent_str status)
{
    static const struct {
        const char *word;
        ent_stage stage;
    } words[] = {
        { "planned", ENT_STAGE_BEFORE },
        { "proposed", ENT_STAGE_BEFORE },
        { "draft", ENT_STAGE_BEFORE },
        { "under preparation", ENT_STAGE_BEFORE },
        { "under negotiation", ENT_STAGE_BEFORE },
        { "ready for signing", ENT_STAGE_BEFORE },
        { "signed", ENT_STAGE_SIGNED },
        { "adopted", ENT_STAGE_SIGNED },
        { "approved", ENT_STAGE_SIGNED },
        { "ongoing", ENT_STAGE_SIGNED },
        { "ratified", ENT_STAGE_SIGNED },
        { "in force", ENT_STAGE_IN_FORCE },
        { "ended", ENT_STAGE_ENDED },
        { "terminated", ENT_STAGE_ENDED },
        { "expired", ENT_STAGE_ENDED },
        { "superseded", ENT_STAGE_ENDED },
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ent_str_eq_fold(status, ent_str_of(words[i].word)))
            return words[i].stage;
    return ENT_STAGE_UNKNOWN;
}

bool ent_list_grow(list *l, size_t size)
{
    if (l->count >= ENT_NONE - 1 || !ent_mem_reserve(&l->items, &l->room, l->count + 1, size))
        return false;
    if (l->room > ENT_NONE - 1) /* records are counted in 32 bits, and the last number is none */
        l->room = ENT_NONE - 1;
    return true;
}

bool ent_list_expect(list *l, size_t count, size_t size)
{
    size_t bytes = 0, need;
    void *items = l->items;

    if (l->count + count <= l->room)
        return true;
    if (__builtin_mul_overflow(l->count + count, size, &need) ||
        !ent_mem_reserve_exactly(&items, &bytes, need))
        return false;
    l->items = items;
    l->room = l->count + count;
    return true;
}

void ent_dataset_free(ent_dataset *d)
{
    if (!d)
        return;
    for (int i = 0; i < ENT_TABLE_COUNT; i++) {
        ent_tablefile_destroy(&d->tables[i].file);
        ent_mem_free(d->tables[i].rows);
    }
    ent_mem_free(d->actors.items);
    ent_mem_free(d->acts.items);
    ent_mem_free(d->parties.items);
    ent_mem_free(d->memberships.items);
    ent_mem_free(d->sources.items);
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

size_t ent_actor_count(const ent_dataset *d)
{
    return d->actors.count;
}

const ent_actor *ent_actor_at(const ent_dataset *d, size_t i)
{
    return &ACTORS(d)[i];
}

size_t ent_act_count(const ent_dataset *d)
{
    return d->acts.count;
}

const ent_act *ent_act_at(const ent_dataset *d, size_t i)
{
    return &ACTS(d)[i];
}

size_t ent_party_count(const ent_dataset *d)
{
    return d->parties.count;
}

const ent_party *ent_party_at(const ent_dataset *d, size_t i)
{
    return &PARTIES(d)[i];
}

size_t ent_membership_count(const ent_dataset *d)
{
    return d->memberships.count;
}

const ent_membership *ent_membership_at(const ent_dataset *d, size_t i)
{
    return &MEMBERSHIPS(d)[i];
}

size_t ent_source_count(const ent_dataset *d)
{
    return d->sources.count;
}

const ent_source *ent_source_at(const ent_dataset *d, size_t i)
{
    return &SOURCES(d)[i];
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
    return ent_index_find(&d->act_ids, id);
}

uint32_t ent_source_find(const ent_dataset *d, ent_str id)
{
    return ent_index_find(&d->source_ids, id);
}

static uint32_t actor_of_state(const ent_dataset *d, const ent_state *state)
{
    for (size_t i = 0; state && i < d->actors.count; i++)
        if (ACTORS(d)[i].state == state)
            return (uint32_t)i;
    return ENT_NONE;
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
        if (ent_str_eq_fold(ACTORS(d)[i].id, word) || ent_str_eq_fold(ACTORS(d)[i].name, word) ||
            ent_str_eq_fold(ACTORS(d)[i].label, word))
            return (uint32_t)i;
    state = ent_world_resolve(d->world, word);
    if ((found = actor_of_state(d, state)) != ENT_NONE)
        return found;
    if (state) {
        ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "%.*s (%.*s) is in no row of these data",
                 ENT_STR_ARG(state->name), ENT_STR_ARG(state->id));
        return ENT_NONE;
    }
    if ((names = ent_mem_new(d->actors.count * 2, sizeof *names)) == NULL) {
        ent_out_of_memory(diags);
        return ENT_NONE;
    }
    for (size_t i = 0; i < d->actors.count; i++) {
        names[2 * i] = ACTORS(d)[i].id;
        names[2 * i + 1] = ACTORS(d)[i].name;
    }
    nearest = ent_str_nearest(word, names, d->actors.count * 2);
    ent_fail(diags, ENT_EUSAGE, ENT_NOWHERE, "no actor '%s'%s%.*s%s", text,
             nearest.len ? "; did you mean '" : "; `entente list actors DATA` names them",
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
    return d->tables[which].file.rows;
}

static size_t column_at(const ent_dataset *d, ent_table which, const char *column)
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
    return column_at(d, which, column) != ENT_NO_COLUMN;
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

    if (row.file == ENT_NONE || (at = column_at(d, (ent_table)row.file, column)) == ENT_NO_COLUMN)
        return ENT_STR("");
    /* only the scratch space of the table changes */
    return ent_str_trim(
        ent_tablefile_cell((ent_tablefile *)&d->tables[row.file].file, row.offset, at));
}

bool ent_act_weight(const ent_dataset *d, const ent_act *act, const char *column, double *weight)
{
    return ent_str_number(ent_cell(d, act->row, column), weight) && *weight >= 0 &&
           isfinite(*weight);
}

ent_where ent_row_where(const ent_dataset *d, ent_row row, const char *column)
{
    if (row.file == ENT_NONE)
        return ENT_NOWHERE;
    return ent_tablefile_where((ent_tablefile *)&d->tables[row.file].file, row.offset,
                               column ? column_at(d, (ent_table)row.file, column) : ENT_NO_COLUMN);
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
        return ACTORS(d)[n].row;
    case ENT_MEMBERSHIPS:
        return MEMBERSHIPS(d)[n].row;
    case ENT_AGREEMENTS:
        return ACTS(d)[n].row;
    case ENT_PARTIES:
        return PARTIES(d)[n].row;
    case ENT_SOURCES:
        return SOURCES(d)[n].row;
    default:
        return d->tables[which].rows[n];
    }
}
