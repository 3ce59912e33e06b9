/* load_references.c: from an id in a cell to the record that it names. */
#include "data/read/load.h"

#include "base/hash.h"
#include "data/read/actors.h"

bool ent_load_suggests(loading *l)
{
    enum { MOST_SUGGESTIONS = 20 };

    return l->suggested++ < MOST_SUGGESTIONS;
}

static ent_str nearest_actor(loading *l, ent_str word)
{
    ent_dataset *d = l->d;
    const ent_state *state = ent_world_resolve(d->world, word);
    size_t states = ent_world_count(d->world), count = 0;
    ent_str *names, found = { "", 0 };

    if (!ent_load_suggests(l))
        return found;
    for (size_t i = 0; i < d->actors.count; i++)
        if (ent_str_eq_fold(d->actors.items[i].id, word) ||
            ent_str_eq_fold(d->actors.items[i].name, word))
            return d->actors.items[i].id;
    if (state)
        return state->id;
    /* three letters are perhaps a code with a wrong letter: nearly all codes are near */
    if (word.len == 3 || (names = ent_mem_new(d->actors.count + states, sizeof *names)) == NULL)
        return found;
    for (size_t i = 0; i < d->actors.count; i++)
        names[count++] = d->actors.items[i].id;
    for (size_t i = 0; i < states && word.len > 3; i++)
        names[count++] = ent_world_at(d->world, i)->name;
    found = ent_str_nearest(word, names, count);
    ent_mem_free(names);
    return found;
}

static ent_status unknown_actor(loading *l, const input_row *row, int column, ent_str id)
{
    ent_str near = nearest_actor(l, id);
    ent_where at = ent_input_where(row, column);

    at.about = id;
    return ent_find(l->diags, ENT_CHECK_ACTOR_UNKNOWN, at, "unknown actor '%.*s'%s%.*s%s",
                    ENT_SHOWN(id),
                    near.len ? "; did you mean '"
                             : "; it is in no row of actors and is no code of a state",
                    ENT_STR_ARG(near), near.len ? "'?" : "");
}

ent_status ent_load_unknown_act(loading *l, const input_row *row, int column, ent_str id, bool actors)
{
    ent_dataset *d = l->d;
    size_t count = d->acts.count + (actors ? d->actors.count : 0);
    ent_str *ids = ent_load_suggests(l) ? ent_mem_new(count, sizeof *ids) : NULL;
    ent_str near = { "", 0 };

    if (ids) {
        for (size_t i = 0; i < count; i++)
            ids[i] = i < d->acts.count ? ent_act_id(d, i) : d->actors.items[i - d->acts.count].id;
        near = ent_str_nearest(id, ids, count);
    }
    ent_mem_free(ids);
    return ent_find(l->diags, ENT_CHECK_KEY_DANGLING, ent_input_where(row, column),
                    "no agreement '%.*s' in the table of agreements%s%s%.*s%s", ENT_SHOWN(id),
                    actors ? ", and no actor with this id" : "", near.len ? "; did you mean '" : "",
                    ENT_STR_ARG(near), near.len ? "'?" : "");
}

ent_status ent_load_actor(loading *l, const input_row *row, int column, uint32_t *actor)
{
    ent_str id;
    ent_status status = ent_input_need(row, column, &id);

    *actor = ENT_NONE;
    return status == ENT_OK ? ent_load_actor_called(l, row, column, id, actor) : status;
}

ent_status ent_load_actor_called(loading *l, const input_row *row, int column, ent_str id, uint32_t *actor)
{
    uint64_t word = 0;
    size_t place = 0;

    if (id.len <= 8) {
        word = ent_word(id);
        place = (word * 0x9e3779b97f4a7c15u) >> 32 & (RECENT_ACTORS - 1);
        if (l->recent[place].id == word) {
            *actor = l->recent[place].actor;
            return ENT_OK;
        }
    }
    *actor = l->d->shape == ENT_PACKAGE ? ent_actor_lend(l->d, id, l->diags) : ent_actor_make(l->d, id);
    if (*actor == ENT_NONE)
        return unknown_actor(l, row, column, id);
    if (word) {
        l->recent[place].id = word;
        l->recent[place].actor = *actor;
    }
    return ENT_OK;
}

ent_status ent_load_organization(loading *l, const input_row *row, int column, uint32_t *actor)
{
    ent_str id;
    ent_status status = ent_input_need(row, column, &id);

    *actor = ENT_NONE;
    if (status != ENT_OK)
        return status;
    if (ent_same(id, l->last_organization)) {
        *actor = l->organization;
        return ENT_OK;
    }
    *actor = ent_organization_lend(row, column, id);
    if (*actor == ENT_NONE)
        return unknown_actor(l, row, column, id);
    l->last_organization = id;
    l->organization = *actor;
    return ENT_OK;
}

/* Resolves one column of one row. */
static ent_status link(loading *l, ent_row row, const char *column, uint32_t *target)
{
    bool actors = row.table == ENT_ACTORS;
    ent_str id = ent_cell(l->d, row, column);

    if (!id.len)
        return ENT_OK;
    *target = actors ? ent_actor_lend(l->d, id, l->diags) : ent_act_find(l->d, id);
    return *target != ENT_NONE
               ? ENT_OK
               : ent_find(l->diags, ENT_CHECK_KEY_DANGLING, ent_row_where(l->d, row, column),
                          "unknown %s '%.*s' in column '%s'", actors ? "actor" : "agreement",
                          ENT_SHOWN(id), column);
}

static ent_status put_link(loading *l, size_t at, uint32_t part_of, uint32_t supersedes)
{
    ent_act act = ent_act_at(l->d, at);

    if (part_of != ENT_NONE)
        act.part_of = part_of;
    if (supersedes != ENT_NONE)
        act.supersedes = supersedes;
    return ent_acts_put(l->d, at, &act) ? ENT_OK : ent_out_of_memory(l->diags);
}

ent_status ent_load_links(loading *l, ent_table which)
{
    ent_dataset *d = l->d;
    size_t count = which == ENT_ACTORS ? d->actors.count : d->acts.count;
    bool part_of = ent_table_has(d, which, "part_of");
    bool supersedes = which == ENT_AGREEMENTS && ent_table_has(d, which, "supersedes");
    ent_status worst = ENT_OK;
    uint32_t target;

    for (size_t i = 0; i < count && part_of; i++) {
        target = ENT_NONE;
        worst = ent_worse(worst, link(l, ent_table_row(d, which, i), "part_of", &target));
        if (which == ENT_ACTORS)
            d->actors.items[i].part_of = target;
        else if (target != ENT_NONE)
            worst = ent_worse(worst, put_link(l, i, target, ENT_NONE));
    }
    for (size_t i = 0; i < count && supersedes; i++) {
        target = ENT_NONE;
        worst = ent_worse(worst, link(l, ent_act_row(d, i), "supersedes", &target));
        if (target != ENT_NONE)
            worst = ent_worse(worst, put_link(l, i, ENT_NONE, target));
    }
    return worst;
}
